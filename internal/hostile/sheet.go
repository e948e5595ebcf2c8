package hostile

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// spreadsheets are workbooks of other programs: .ods, and .xls as records.
func spreadsheets() []Entry {
	var all []Entry
	ods := func(name string, build func() string) {
		all = append(all, file(Workbook, "ods-"+name+".ods", func() []byte { return odsOf("", build()) }))
	}
	xls := func(name string, build func() []byte) {
		all = append(all, file(Workbook, "xls-"+name+".xls", build))
	}
	const cell = `<table:table-cell office:value-type="string"><text:p>学校</text:p></table:table-cell>`
	row := func(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }
	ods("行重复百万", func() string {
		return `<table:table-row table:number-rows-repeated="1048576">` + strings.Repeat(cell, 10) + `</table:table-row>`
	})
	ods("列重复", func() string {
		return strings.Repeat(row(`<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>`), 2_000)
	})
	ods("重复之积", func() string {
		return `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>` + strings.Repeat("学", 1000) + `</text:p></table:table-cell></table:table-row>`
	})
	ods("重复溢出", func() string {
		return `<table:table-row table:number-rows-repeated="99999999999999999999"><table:table-cell table:number-columns-repeated="-5"/></table:table-row>`
	})
	ods("空格重复", func() string {
		return row(`<table:table-cell office:value-type="string"><text:p>` + strings.Repeat(`<text:s text:c="2000000000"/>`, 100) + `</text:p></table:table-cell>`)
	})
	ods("合并巨大", func() string {
		return strings.Repeat(row(strings.Repeat(`<table:table-cell table:number-rows-spanned="1048576" table:number-columns-spanned="16384"/>`, 50)), 200)
	})
	ods("表上万", func() string {
		return strings.Repeat(`</table:table><table:table table:name="a">`+row(cell), 10_000)
	})
	ods("深行组", func() string { return strings.Repeat("<table:table-row-group>", 50_000) })
	ods("深跨度", func() string {
		return row(`<table:table-cell office:value-type="string"><text:p>` + strings.Repeat("<text:span>", 50_000))
	})
	ods("万段", func() string {
		return row(`<table:table-cell office:value-type="string">` + strings.Repeat("<text:p>学</text:p>", 100_000) + `</table:table-cell>`)
	})
	ods("长文", func() string {
		return row(strings.Repeat(`<table:table-cell office:value-type="string"><text:p>`+strings.Repeat("学", 30_000)+`</text:p></table:table-cell>`, 20))
	})
	ods("多标签", func() string { return row(strings.Repeat(cell, 1000)) })
	all = append(all, file(Workbook, "ods-样式链.ods", func() []byte {
		return odsOf(times(20_000, `<style:style style:name="s%[1]d" style:family="table-cell" style:parent-style-name="s%[1]d0"/>`)+
			`<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/><style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>`,
			row(strings.Repeat(`<table:table-cell table:style-name="a" office:value-type="float" office:value="1"/>`, 1000)))
	}))

	xls("共享文本", func() []byte {
		var cells []byte
		for i := range 60_000 {
			cells = append(cells, record(0x00FD, uint16(i/250), uint16(i%250), uint16(0), uint32(0))...)
		}
		return biff(record(0x00FC, uint32(60_000), uint32(1), utf16Text(strings.Repeat("学校", 4_000))), cells)
	})
	xls("文本数虚报", func() []byte {
		return biff(record(0x00FC, uint32(1<<31), uint32(1<<31-1), utf16Text("学校")), nil)
	})
	xls("文本长虚报", func() []byte {
		return biff(record(0x00FC, uint32(1), uint32(1), []byte{0xff, 0xff, 0x0d, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}), nil)
	})
	xls("续录海", func() []byte {
		return biff(append(record(0x00FC, uint32(1), uint32(1), []byte{0xff, 0xff, 0}), bytes.Repeat(record(0x003C), 500_000)...), nil)
	})
	xls("空录海", func() []byte { return biff(nil, bytes.Repeat(record(0x0200), 500_000)) })
	xls("表上万", func() []byte {
		return biff(bytes.Repeat(record(0x0085, uint32(30), uint16(0), []byte{1, 0, 'S'}), 50_000), nil)
	})
	xls("表指自身", func() []byte {
		return biff(bytes.Repeat(record(0x0085, uint32(0), uint16(0), []byte{1, 0, 'S'}), 500), nil)
	})
	xls("合并海", func() []byte {
		var all []byte
		for range 500 {
			r := []byte{0, 4}
			for range 1024 {
				r = append(r, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0)
			}
			all = append(all, record(0x00E5, r)...)
		}
		return biff(nil, all)
	})
	xls("多数", func() []byte {
		var all []byte
		for row := range 65_000 {
			all = append(all, record(0x00BD, uint16(row), uint16(0), bytes.Repeat([]byte{0, 0, 6, 0, 0, 0}, 256), uint16(255))...)
		}
		return biff(nil, all[:8<<20])
	})
	xls("截断", func() []byte { return biff(nil, bytes.Repeat(record(0x0203, make([]byte, 14)), 100))[:700] })
	xls("循环容器", func() []byte {
		head := make([]byte, 512, 512*200)
		copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
		le := binary.LittleEndian
		le.PutUint16(head[24:], 0x3E)
		le.PutUint16(head[26:], 3)
		le.PutUint16(head[28:], 0xFFFE)
		le.PutUint16(head[30:], 9)
		le.PutUint16(head[32:], 6)
		le.PutUint32(head[44:], 1)          // sectors of the table
		le.PutUint32(head[56:], 4096)       // from which streams have sectors of their own
		le.PutUint32(head[60:], 0xFFFFFFFE) // no small ones
		le.PutUint32(head[68:], 0xFFFFFFFE)
		for i := 76; i < 512; i += 4 {
			le.PutUint32(head[i:], 0) // the table is its own first sector, over and over
		}
		return append(head, make([]byte, 512*100)...) // where every sector is followed by the first
	})
	return all
}

// odsOf makes a workbook of one table.
func odsOf(styles, rows string) []byte {
	const names = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"`
	return pack(part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		part{"content.xml", `<office:document-content ` + names + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">` +
			rows + `</table:table></office:spreadsheet></office:body></office:document-content>`})
}

// record is one of a .xls, of numbers and bytes.
func record(id uint16, fields ...any) []byte {
	var b bytes.Buffer
	for _, f := range fields {
		binary.Write(&b, binary.LittleEndian, f) // into memory nothing fails
	}
	head := binary.LittleEndian.AppendUint16(nil, id)
	return append(binary.LittleEndian.AppendUint16(head, uint16(b.Len())), b.Bytes()...)
}

// utf16Text is a text of a shared list, as long as a record may be.
func utf16Text(s string) []byte {
	units := utf16.Encode([]rune(s))
	units = units[:min(len(units), 4_000)]
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(units)))
	b = append(b, 1)
	for _, u := range units {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// biff is the stream of a workbook of one sheet.
func biff(globals, sheet []byte) []byte {
	const (
		bofGlobals = "\x09\x08\x08\x00\x00\x06\x05\x00\x00\x00\x00\x00"
		bofSheet   = "\x09\x08\x08\x00\x00\x06\x10\x00\x00\x00\x00\x00"
		eof        = "\x0a\x00\x00\x00"
	)
	bound := func(at int) []byte { return record(0x0085, uint32(at), uint16(0), []byte{1, 0, 'S'}) }
	at := len(bofGlobals) + len(globals) + len(bound(0)) + len(eof)
	return bytes.Join([][]byte{[]byte(bofGlobals), globals, bound(at), []byte(eof), []byte(bofSheet), sheet, []byte(eof)}, nil)
}
