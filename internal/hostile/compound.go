package hostile

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// What the table of sectors says instead of the number of the next.
const (
	freeSector = 0xFFFFFFFF
	endOfChain = 0xFFFFFFFE
	fatSector  = 0xFFFFFFFD
)

// A compound is the container of a .xls, whose parts may be spoilt before it is
// put together: sector 0 is the table, 1 the directory, the stream begins at 2.
type compound struct {
	header    []byte
	table     []uint32 // of 128 sectors
	directory []byte
	stream    []byte
}

func newCompound(stream []byte) *compound {
	le := binary.LittleEndian
	c := &compound{header: make([]byte, 512), table: make([]uint32, 128), directory: make([]byte, 512)}
	c.stream = append(stream, make([]byte, (512-len(stream)%512)%512)...)
	c.stream = append(c.stream, make([]byte, max(0, 4096-len(c.stream)))...)
	h := c.header
	copy(h, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(h[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: 4096, 60: endOfChain, 68: endOfChain} {
		le.PutUint32(h[at:], v)
	}
	for at := 80; at < 512; at += 4 {
		le.PutUint32(h[at:], freeSector)
	}
	for i := range c.table {
		c.table[i] = freeSector
	}
	c.table[0], c.table[1] = fatSector, endOfChain
	n := len(c.stream) / 512
	for i := range n {
		c.table[2+i] = uint32(3 + i)
	}
	c.table[1+n] = endOfChain
	entry := func(at int, name string, kind byte, child, start, size uint32) {
		d := c.directory[at*128:]
		for i, r := range name {
			le.PutUint16(d[2*i:], uint16(r))
		}
		le.PutUint16(d[64:], uint16(2*len(name)+2))
		d[66], d[67] = kind, 1
		le.PutUint32(d[68:], freeSector)
		le.PutUint32(d[72:], freeSector)
		le.PutUint32(d[76:], child)
		le.PutUint32(d[116:], start)
		le.PutUint32(d[120:], size)
	}
	entry(0, "Root Entry", 5, 1, endOfChain, 0)
	entry(1, "Workbook", 2, freeSector, 2, uint32(len(c.stream)))
	return c
}

func (c *compound) bytes() []byte {
	var b bytes.Buffer
	b.Write(c.header)
	binary.Write(&b, binary.LittleEndian, c.table)
	b.Write(c.directory)
	b.Write(c.stream)
	return b.Bytes()
}

// compounds are .xls files whose container leads astray.
func compounds() []Entry {
	var all []Entry
	le := binary.LittleEndian
	label := func(text string) []byte { // a cell with a text of its own
		return record(0x0204, uint16(0), uint16(0), uint16(0), utf16Text(text))
	}
	stream := func() []byte {
		return biff(nil, bytes.Join([][]byte{label("学校"), record(0x0203, make([]byte, 14))}, nil))
	}
	add := func(name string, spoil func(c *compound)) {
		all = append(all, file(Workbook, "xls-容器-"+name+".xls", func() []byte {
			c := newCompound(stream())
			spoil(c)
			return c.bytes()
		}))
	}
	set := func(at int, v uint32) func(c *compound) {
		return func(c *compound) { le.PutUint32(c.directory[at:], v) }
	}
	add("好", func(*compound) {})
	add("链成环", func(c *compound) { c.table[4] = 2 })
	add("链指目录", func(c *compound) { c.table[3] = 1 })
	add("链指表", func(c *compound) { c.table[3] = 0 })
	add("链出界", func(c *compound) { c.table[3] = 0x7FFFFFF0 })
	add("链断", func(c *compound) { c.table[3] = freeSector })
	add("目录成环", func(c *compound) { c.table[1] = 1 })
	add("目录孩子自指", set(128+76, 1))
	add("目录左右互指", func(c *compound) { set(128+68, 0)(c); set(128+72, 1)(c) })
	add("目录孩子出界", set(76, 0x7FFFFFFF))
	add("流长四吉", set(128+120, 0xFFFFFFFF))
	add("流长负高位", set(128+124, 0x80000000))
	add("流起点负", set(128+116, 0xFFFFFFF0))
	add("流起点目录", set(128+116, 1))
	add("名长零", func(c *compound) { le.PutUint16(c.directory[128+64:], 0) })
	add("名长巨大", func(c *compound) { le.PutUint16(c.directory[128+64:], 0xFFFF) })
	add("短流大小", set(128+120, 100))
	add("短流门槛零", func(c *compound) { le.PutUint32(c.header[56:], 0) })
	add("短流门槛巨大", func(c *compound) {
		le.PutUint32(c.header[56:], 0xFFFFFFFF)
		le.PutUint32(c.header[60:], 2)
		le.PutUint32(c.header[64:], 1)
	})
	add("短流表成环", func(c *compound) {
		set(128+120, 3000)(c)
		le.PutUint32(c.header[60:], 3)
		le.PutUint32(c.header[64:], 2)
		c.table[3] = 3
	})
	add("表的表成环", func(c *compound) { le.PutUint32(c.header[68:], 2); le.PutUint32(c.header[72:], 4); c.table[2] = 2 })
	add("表数巨大", func(c *compound) { le.PutUint32(c.header[44:], 109) })
	add("扇区四千", func(c *compound) { le.PutUint16(c.header[30:], 12) })
	add("扇区零", func(c *compound) { le.PutUint16(c.header[30:], 0) })
	add("截短", func(c *compound) { c.stream = c.stream[:100] })
	all = append(all, file(Workbook, "xls-容器-流五百.xls", func() []byte { // every entry of a long directory is the same long stream
		c := newCompound(append(stream(), make([]byte, 60<<10)...))
		one := bytes.Clone(c.directory[128:256])
		c.directory = c.directory[:256]
		for i := range 30_000 {
			e := bytes.Clone(one)
			e[0] = byte('A' + i%26)
			le.PutUint32(e[72:], uint32(3+i))
			c.directory = append(c.directory, e...)
		}
		c.directory = append(c.directory, make([]byte, 512-len(c.directory)%512)...)
		return c.bytes()
	}))
	raw := func(name string, build func() []byte) {
		all = append(all, file(Workbook, "xls-录-"+name+".xls", build))
	}
	raw("续录切字", func() []byte { // texts that go on in another encoding, character by character
		text := append(record(0x00FC, uint32(1), uint32(1), []byte{0xff, 0x7f, 1}), []byte{}...)
		for i := range 32_767 {
			text = append(text, record(0x003C, []byte{byte(i % 2), 'a', 0}[:2+1-i%2])...)
		}
		return biff(text, record(0x00FD, uint16(0), uint16(0), uint16(0), uint32(0)))
	})
	raw("富文虚报", func() []byte {
		return biff(record(0x00FC, uint32(3), uint32(3), bytes.Repeat([]byte{1, 0, 0x0C, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 'a'}, 800)), nil)
	})
	raw("格式十万", func() []byte {
		return biff(append(bytes.Repeat(record(0x041E, uint16(200), utf16Text("0.00%")), 50_000), bytes.Repeat(record(0x00E0, make([]byte, 20)), 100_000)...), label("学校"))
	})
	raw("字体十万", func() []byte {
		return biff(bytes.Repeat(record(0x0031, make([]byte, 14), []byte{2, 0, 'a', 'b'}), 100_000), label("学校"))
	})
	raw("长标签海", func() []byte {
		return biff(nil, bytes.Repeat(label(strings.Repeat("学校名称：", 700)), 900))
	})
	raw("行列极值", func() []byte {
		return biff(nil, bytes.Repeat(record(0x0203, uint16(65_535), uint16(65_535), uint16(65_535), uint64(0x7FF0000000000000)), 60_000))
	})
	raw("公式无串", func() []byte {
		return biff(nil, bytes.Repeat(append(record(0x0006, uint16(0), uint16(0), uint16(0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 8)), record(0x0207, []byte{0xff, 0xff, 1})...), 60_000))
	})
	raw("嵌套开头", func() []byte {
		return biff(nil, bytes.Repeat([]byte("\x09\x08\x08\x00\x00\x06\x20\x00\x00\x00\x00\x00"), 300_000))
	})
	raw("录长出界", func() []byte { return append(biff(nil, nil), 0x03, 0x02, 0xff, 0xff, 1, 2, 3) })
	raw("加密录", func() []byte { return biff(record(0x002F, uint16(1), make([]byte, 52)), nil) })
	raw("隐藏表万张", func() []byte {
		return biff(bytes.Repeat(record(0x0085, uint32(20), []byte{2, 0}, []byte{31, 1}, bytes.Repeat([]byte{'a', 0}, 31)), 4_000), label("学校"))
	})
	ods := func(name string, build func() string) {
		all = append(all, file(Workbook, "ods-重-"+name+".ods", func() []byte { return odsOf("", build()) }))
	}
	const text = `<table:table-cell office:value-type="string"><text:p>学校</text:p></table:table-cell>`
	ods("列一百万", func() string {
		return strings.Repeat(`<table:table-row><table:table-cell table:number-columns-repeated="1048576" office:value-type="string"><text:p>学校</text:p></table:table-cell></table:table-row>`, 1_000)
	})
	ods("列定义一百万", func() string {
		return strings.Repeat(`<table:table-column table:number-columns-repeated="1048576" table:visibility="collapse"/>`, 50_000) + `<table:table-row>` + text + `</table:table-row>`
	})
	ods("空行百万相间", func() string {
		return strings.Repeat(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row><table:table-row>`+text+`</table:table-row>`, 5_000)
	})
	ods("批注海", func() string {
		return `<table:table-row><table:table-cell office:value-type="string">` + strings.Repeat(`<office:annotation><text:p>注</text:p></office:annotation>`, 100_000) + `<text:p>学校</text:p></table:table-cell></table:table-row>`
	})
	ods("表中表", func() string {
		return strings.Repeat(`<table:table-row><table:table-cell><table:table>`, 150) + text + strings.Repeat(`</table:table></table:table-cell></table:table-row>`, 150)
	})
	ods("值怪", func() string {
		return strings.Repeat(`<table:table-row>`+text+`<table:table-cell office:value-type="float" office:value="1e999"/><table:table-cell office:value-type="date" office:date-value="-99999-99-99"/><table:table-cell office:value-type="percentage" office:value="x"/><table:table-cell office:value-type="time" office:time-value="PT999999999999H"/><table:table-cell office:value-type="boolean" office:boolean-value=""/></table:table-row>`, 4_000)
	})
	return all
}
