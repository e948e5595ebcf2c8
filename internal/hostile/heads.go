package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
)

// heads are archives whose heads are of the rare kinds, or contradict each other:
// with a data descriptor, of zip64, with fields of their own, with times and
// sizes that cannot be.
func heads() []Entry {
	var all []Entry
	honest := func() string { return string(pack(book{rows: row("学校", "甲校")}.parts()...)) }
	add := func(name string, build func() []byte) {
		all = append(all, file(Archive, "zip-头-"+name+".zip", build))
	}
	// The same as a workbook, part by part.
	asBook := func(name string, change func(e *rawEntry)) {
		all = append(all, file(Workbook, "xlsx-头-"+name+".xlsx", func() []byte {
			var entries []rawEntry
			for _, p := range (book{rows: row("学校", "甲校")}).parts() {
				e := stored(p.name, p.text)
				change(&e)
				entries = append(entries, e)
			}
			return rawZip(entries...)
		}))
	}
	add("数据描述", func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b) // writes sizes behind the data
		for i := range 200 {
			f, _ := w.Create(fmt.Sprintf("%d/统计表.xlsx", i))
			io.WriteString(f, honest())
		}
		w.Close()
		return b.Bytes()
	})
	add("描述说谎", func() []byte {
		e := stored("统计表.xlsx", honest())
		e.flags, e.packed, e.unpacked = 8, 0, 0
		return rawZip(e)
	})
	add("负长度", func() []byte {
		e := stored("统计表.xlsx", honest())
		e.packed, e.unpacked = 0xFFFFFFFF, 0x80000000
		return rawZip(e)
	})
	add("压缩长零", func() []byte {
		e := rawEntry{name: "统计表.xlsx", data: deflated(honest()), method: 8, unpacked: 1 << 20, at: -1}
		return rawZip(e)
	})
	add("六四位虚报", func() []byte { return zip64(1, 1<<62, 1<<62) })
	add("六四位万亿条", func() []byte { return zip64(1<<40, 0, 0) })
	add("六四位偏移负", func() []byte { return zip64(1, 100, -1<<63) })
	add("六四位自指", func() []byte { return zip64(65_535, 1<<20, 0) })
	add("额外字段", func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := range 60 {
			extra := bytes.Repeat([]byte{0x75, 0x70, 0, 0}, 15_000) // Unicode names without a name
			f, _ := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d.xlsx", i), Method: zip.Store, Extra: extra})
			io.WriteString(f, "x")
		}
		w.Close()
		return b.Bytes()
	})
	add("额外字段断", func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, _ := w.CreateHeader(&zip.FileHeader{Name: "a.xlsx", Method: zip.Store, Extra: []byte{1, 0, 0xff, 0xff, 1}, Comment: strings.Repeat("注", 20_000)})
		io.WriteString(f, honest())
		w.Close()
		return b.Bytes()
	})
	add("注释满", func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, _ := w.Create("统计表.xlsx")
		io.WriteString(f, honest())
		w.SetComment(strings.Repeat("PK\x05\x06", 16_000))
		w.Close()
		return b.Bytes()
	})
	add("名长两段不一", func() []byte {
		e := stored("好.xlsx", honest())
		e.localName = strings.Repeat("a", 60_000)
		return rawZip(e, stored("再.xlsx", honest()))
	})
	add("目录条在外", func() []byte {
		e := stored("a.xlsx", honest())
		f := stored("b.xlsx", "")
		f.at = 0x7FFFFFF0
		return rawZip(e, f)
	})
	add("文件夹有内容", func() []byte { return rawZip(stored("甲/", honest()), stored("甲/统计表.xlsx", honest())) })
	add("设备属性", func() []byte {
		var entries []rawEntry
		for i, mode := range []uint32{0o010644, 0o020644, 0o060644, 0o140644, 0o120777, 0o104755} {
			e := stored(fmt.Sprintf("%d.xlsx", i), honest())
			e.attributes = mode << 16
			entries = append(entries, e)
		}
		return rawZip(entries...)
	})
	add("压缩流不终", func() []byte {
		data := deflated(strings.Repeat("学校", 500_000))
		return rawZip(rawEntry{name: "统计表.docx", data: data[:len(data)/2], method: 8, packed: uint32(len(data) / 2), unpacked: 3_000_000, at: -1})
	})
	add("压缩空块", func() []byte { // a million empty blocks that say nothing
		data := append(bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, 1_000_000), 1, 0, 0, 0xff, 0xff)
		return rawZip(rawEntry{name: "统计表.xlsx", data: data, method: 8, packed: uint32(len(data)), unpacked: 10, at: -1})
	})
	add("哈夫曼块", func() []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.HuffmanOnly)
		for range 100_000 {
			io.WriteString(w, "学")
			w.Flush()
		}
		w.Close()
		return rawZip(rawEntry{name: "说明.docx", data: b.Bytes(), method: 8, packed: uint32(b.Len()), unpacked: 300_000, at: -1})
	})
	add("名重编码", func() []byte { // one name in two encodings, and in two forms of é
		return rawZip(stored("统计表.xlsx", honest()), stored("\xcd\xb3\xbc\xc6\xb1\xed.xlsx", honest()), stored("caf\u00e9.xlsx", honest()), stored("cafe\u0301.xlsx", honest()))
	})
	add("名尾空白点", func() []byte {
		return rawZip(stored("统计表.xlsx ", honest()), stored("统计表.xlsx.", honest()), stored(" 甲 / 统计表 .xlsx", honest()), stored("...", "x"), stored("甲/. ./x.xlsx", honest()))
	})
	add("千层各一", func() []byte {
		var entries []rawEntry
		for i := range 60 {
			entries = append(entries, stored(strings.Repeat("层/", i+1)+"表.xlsx", honest()))
		}
		return rawZip(entries...)
	})
	add("假表格五千", func() []byte {
		var entries []rawEntry
		for i := range 5_000 {
			entries = append(entries, stored(fmt.Sprintf("%d.xlsx", i), "PK\x03\x04"))
		}
		return rawZip(entries...)
	})
	add("别的包", func() []byte { // as sent by those who pack with something else
		return rawZip(stored("a.rar", "Rar!\x1a\x07\x01\x00"+noise(1_000)), stored("b.7z", "7z\xbc\xaf\x27\x1c"+noise(1_000)), stored("c.tar.gz", "\x1f\x8b\x08"+noise(1_000)), stored("好.xlsx", honest()))
	})
	asBook("校验全错", func(e *rawEntry) { e.data = append([]byte(nil), e.data...); e.data[len(e.data)-1] ^= 0 })
	asBook("声明过小", func(e *rawEntry) { e.unpacked = 1 })
	asBook("声明过大", func(e *rawEntry) { e.unpacked *= 300 })
	asBook("加密位", func(e *rawEntry) { e.flags = 1 })
	asBook("绝对名", func(e *rawEntry) { e.name = "/" + e.name })
	asBook("反斜线名", func(e *rawEntry) { e.name = strings.ReplaceAll(e.name, "/", `\`) })
	asBook("名改写", func(e *rawEntry) { e.localName = "x" })
	asBook("怪法", func(e *rawEntry) { e.method = 12 })
	return all
}

// zip64 is an archive whose end is of zip64 and says what it is told to.
func zip64(entries, size, at int64) []byte {
	le := binary.LittleEndian
	out := rawZip(stored("a.xlsx", "x"))
	out = out[:len(out)-22] // without its end
	end := len(out)
	out = append(out, "PK\x06\x06"...)
	out = le.AppendUint64(out, 44)
	out = append(out, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for _, v := range []int64{entries, entries, size, at} {
		out = le.AppendUint64(out, uint64(v))
	}
	out = append(out, "PK\x06\x07\x00\x00\x00\x00"...)
	out = le.AppendUint64(out, uint64(end))
	out = append(out, 1, 0, 0, 0)
	return append(out, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}
