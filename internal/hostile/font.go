package hostile

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// square is a contour.
func square(x, y, side int16) []sfnt.Point {
	return []sfnt.Point{{X: x, Y: y, On: true}, {X: x, Y: y + side, On: true}, {X: x + side, Y: y + side, On: true}, {X: x + side, Y: y, On: true}}
}

// honestFont has so many glyphs, for characters from 一 on.
func honestFont(glyphs int) []byte {
	f := &sfnt.Font{
		Head: sfnt.Head{UnitsPerEm: 1000}, Hhea: sfnt.Hhea{Ascender: 880, Descender: -120},
		OS2:   sfnt.OS2{Weight: 400, TypoAscender: 880, TypoDescender: -120},
		Names: []sfnt.Name{{ID: sfnt.FamilyName, Language: sfnt.English, Text: "Sample"}, {ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: "样本"}},
		Runes: map[rune]int{},
	}
	for i := range min(glyphs, 20_000) {
		var o sfnt.Outline
		for k := range 6 {
			o = append(o, square(int16((i*37+k*91)%800), int16((i*53+k*71)%700), int16(20+k*13)))
		}
		f.Glyphs = append(f.Glyphs, sfnt.Glyph{Advance: 1000, Outline: o})
		if i > 0 {
			f.Runes['一'+rune(i)-1] = i
		}
	}
	data, err := f.Encode()
	if err != nil {
		panic(err) // it is a good one
	}
	return data
}

// withTables returns a font with some tables changed or added.
func withTables(data []byte, change map[string][]byte) []byte {
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(data[4:])) {
		at := 12 + 16*i
		start, size := be.Uint32(data[at+8:]), be.Uint32(data[at+12:])
		tables[string(data[at:at+4])] = data[start : start+size]
	}
	for tag, t := range change {
		if tables[tag] = t; t == nil {
			delete(tables, tag)
		}
	}
	var tags []string
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	out := append([]byte{}, data[:4]...)
	if tables["CFF "] != nil {
		out = []byte("OTTO")
	}
	out = be.AppendUint16(out, uint16(len(tags)))
	out = append(out, 0, 0, 0, 0, 0, 0)
	at := 12 + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		out = append(out, tag...)
		out = be.AppendUint32(out, 0)
		out = be.AppendUint32(out, uint32(at+len(body)))
		out = be.AppendUint32(out, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
	}
	return append(out, body...)
}

func table(data []byte, tag string) []byte {
	be := binary.BigEndian
	for i := range int(be.Uint16(data[4:])) {
		at := 12 + 16*i
		if string(data[at:at+4]) == tag {
			start, size := be.Uint32(data[at+8:]), be.Uint32(data[at+12:])
			return bytes.Clone(data[start : start+size])
		}
	}
	return nil
}

func u16s(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// cffOf makes a CFF table of charstrings that share one list of subroutines,
// choice nil or a FDSelect.
func cffOf(charstrings, subrs [][]byte, dicts int, choice []byte) []byte {
	index := func(items [][]byte) []byte {
		if len(items) == 0 {
			return u16s(0)
		}
		out := append(u16s(len(items)), 4)
		at := uint32(1)
		out = binary.BigEndian.AppendUint32(out, at)
		for _, item := range items {
			at += uint32(len(item))
			out = binary.BigEndian.AppendUint32(out, at)
		}
		return append(out, slices.Concat(items...)...)
	}
	number := func(v int) []byte { return binary.BigEndian.AppendUint32([]byte{29}, uint32(v)) }
	head := append([]byte{1, 0, 4, 4}, index([][]byte{[]byte("S")})...)
	rest := append(index(nil), index(subrs)...)
	glyphs := index(charstrings)
	build := func(atGlyphs, atDicts, atChoice int) []byte {
		top := append(number(atGlyphs), 17)
		if choice != nil {
			top = append(append(top, number(atDicts)...), 12, 36)
			top = append(append(top, number(atChoice)...), 12, 37)
		}
		return index([][]byte{top})
	}
	atGlyphs := len(head) + len(build(0, 0, 0)) + len(rest)
	var list [][]byte
	for range dicts {
		list = append(list, append(append(number(4_000), number(4)...), 18))
	}
	all := index(list)
	atDicts := atGlyphs + len(glyphs)
	return slices.Concat(head, build(atGlyphs, atDicts, atDicts+len(all)), rest, glyphs, all, choice)
}

func fonts() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Font, "font-"+name+".ttf", build))
	}
	base := func() []byte { return honestFont(300) }
	with := func(tag string, t func(old []byte) []byte) func() []byte {
		return func() []byte { b := base(); return withTables(b, map[string][]byte{tag: t(table(b, tag))}) }
	}
	move := []byte{139, 139, 21} // 0 0 rmoveto
	// So many glyphs, all drawn by one charstring.
	drawn := func(code []byte, subrs [][]byte) func() []byte {
		return func() []byte {
			b := base()
			n := int(binary.BigEndian.Uint16(table(b, "maxp")[4:]))
			list := make([][]byte, n)
			for i := range list {
				list[i] = code
			}
			return withTables(b, map[string][]byte{"CFF ": cffOf(list, subrs, 0, nil), "glyf": nil, "loca": nil})
		}
	}
	curves := bytes.Repeat(append(bytes.Repeat([]byte{239, 39, 139, 239, 39, 239}, 8), 8), 600)
	add("曲线海", drawn(slices.Concat(move, curves, []byte{14}), nil))
	loop := append(bytes.Repeat([]byte{32, 29}, 60), 11) // calls subroutine 0 again and again
	add("子程序递归", drawn(append(bytes.Clone(move), 32, 29, 14), [][]byte{loop}))
	add("子程序扇出", drawn(append(bytes.Clone(move), 32, 29, 14), [][]byte{append(bytes.Repeat([]byte{33, 29}, 200), 11), append(bytes.Repeat([]byte{34, 29}, 200), 11), append(bytes.Repeat([]byte{189, 139, 5}, 60), 11)}))
	add("远点", drawn(slices.Concat(move, bytes.Repeat([]byte{28, 0x7f, 0xff, 28, 0x7f, 0xff, 5}, 500), []byte{14}), nil))
	add("弯弧", drawn(slices.Concat(move, bytes.Repeat([]byte{28, 0x3f, 0xff, 28, 0xc0, 1, 28, 0x3f, 0xff, 28, 0x3f, 0xff, 28, 0x80, 1, 28, 0xc0, 1, 8}, 900), []byte{14}), nil))
	add("字典二百五", func() []byte {
		b := base()
		n := int(binary.BigEndian.Uint16(table(b, "maxp")[4:]))
		list := make([][]byte, n)
		for i := range list {
			list[i] = append(bytes.Clone(move), 14)
		}
		choice := append([]byte{3}, u16s(10_000)...)
		for i := range 10_000 {
			choice = append(append(choice, u16s(i)...), byte(i))
		}
		choice = append(choice, u16s(65_535)...)
		return withTables(b, map[string][]byte{"CFF ": cffOf(list, nil, 250, choice), "glyf": nil, "loca": nil})
	})
	// Composite glyphs.
	composite := func(parts int) []byte {
		g := u16s(0xFFFF, 0, 0, 1000, 1000)
		for i := range parts {
			more := 1 << 5
			if i == parts-1 {
				more = 0
			}
			g = append(g, u16s(1|2|more, 1, 0, 0)...)
		}
		return g
	}
	glyphs := func(first []byte) func() []byte {
		return func() []byte {
			b := base()
			n := int(binary.BigEndian.Uint16(table(b, "maxp")[4:]))
			if len(first)%2 != 0 {
				first = append(first, 0)
			}
			glyf := bytes.Clone(first)
			glyf = append(glyf, composite(256)...)
			loca := u16s(0, 0, len(first)/2)
			for i := 2; i < n; i++ { // all the others are the composite one
				loca = append(loca, u16s(len(glyf)/2)...)
				if i == 2 {
					loca = u16s(0, 0, len(first)/2, len(glyf)/2)
				}
			}
			head := table(b, "head")
			copy(head[50:], u16s(0))
			return withTables(b, map[string][]byte{"glyf": glyf, "loca": loca, "head": head})
		}
	}
	flags := u16s(1, 0, 0, 100, 100, 16_000, 0)
	add("组合二百五", glyphs(slices.Concat(flags, bytes.Repeat([]byte{0x39, 0xff}, 63))))
	add("组合自身", glyphs(composite(256)))
	add("字形截断", glyphs(u16s(9, 0, 0, 0, 0, 1)))
	add("轮廓倒序", glyphs(u16s(3, 0, 0, 9, 9, 9, 5, 3, 0)))
	// Tables.
	add("无字形表", with("glyf", func([]byte) []byte { return nil }))
	add("loca短", with("loca", func(b []byte) []byte { return b[:8] }))
	add("loca乱", with("loca", func(b []byte) []byte { return bytes.Repeat([]byte{0xff, 0x00}, len(b)/2) }))
	add("hmtx空", with("hmtx", func([]byte) []byte { return []byte{} }))
	add("cmap空", with("cmap", func([]byte) []byte { return u16s(0, 0) }))
	add("cmap万表", with("cmap", func([]byte) []byte {
		return append(u16s(0, 65_535), bytes.Repeat(u16s(3, 1, 0xFFFF, 0xFFFF), 60_000)...)
	}))
	add("cmap12巨大", with("cmap", func([]byte) []byte {
		return append(u16s(0, 1, 3, 10, 0, 12, 12, 0, 0xFFFF, 0xFFFF, 0, 0, 0xFFFF, 0xFFFF), make([]byte, 32)...)
	}))
	add("cmap4乱", with("cmap", func([]byte) []byte {
		return append(u16s(0, 1, 3, 1, 0, 12, 4, 65_535, 0, 65_534), bytes.Repeat([]byte{0xff}, 200_000)...)
	}))
	add("名表共用", with("name", func([]byte) []byte {
		out := u16s(0, 1_024, 6+12*1_024)
		for i := range 1_024 {
			out = append(out, u16s(3, 1, 0x804, i%20, 4_096, 0)...)
		}
		return append(out, bytes.Repeat([]byte{0x4e, 0x00}, 2_048)...)
	}))
	add("名表六万", with("name", func([]byte) []byte {
		return append(u16s(0, 65_535, 6), bytes.Repeat(u16s(3, 1, 0x804, 1, 4, 0), 65_535)...)
	}))
	add("maxp六万", with("maxp", func(b []byte) []byte { copy(b[4:], u16s(65_535)); return b }))
	add("每em零", with("head", func(b []byte) []byte { copy(b[18:], u16s(0)); return b }))
	add("head短", with("head", func(b []byte) []byte { return b[:20] }))
	add("CFF乱", func() []byte {
		b := base()
		return withTables(b, map[string][]byte{"CFF ": append([]byte{1, 0, 4, 4}, bytes.Repeat([]byte{0xff, 0xff, 4, 0}, 100_000)...), "glyf": nil})
	})
	add("CFF2", func() []byte { b := base(); return withTables(b, map[string][]byte{"CFF2": {2, 0, 5}, "glyf": nil}) })
	add("目录六万", func() []byte {
		out := append([]byte{0, 1, 0, 0}, u16s(65_535, 0, 0, 0)...)
		return append(out, bytes.Repeat([]byte("abcd\x00\x00\x00\x00\x00\x00\x00\x00\x00\x0f\xff\xff"), 65_535)...)
	})
	add("截断", func() []byte { b := base(); return b[:len(b)/3] })
	add("表出界", func() []byte { b := base(); copy(b[12+8:], []byte{0xff, 0xff, 0xff, 0xf0}); return b })
	ttc := func(faces int, offset func(i int) int) func() []byte {
		return func() []byte {
			b := base()
			out := append([]byte("ttcf\x00\x01\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(faces))...)
			for i := range min(faces, 100_000) {
				out = binary.BigEndian.AppendUint32(out, uint32(offset(i)))
			}
			return append(out, b...)
		}
	}
	add("集合自指", ttc(64, func(int) int { return 0 }))
	add("集合四亿", ttc(0x7fffffff, func(int) int { return 12 }))
	add("集合出界", ttc(64, func(int) int { return 0x7ffffff0 }))
	segments := func(n, start, end, delta, offset int) func([]byte) []byte { // a cmap of format 4
		return func([]byte) []byte {
			out := u16s(0, 1, 3, 1, 0, 12, 4, 0xFFFF, 0, 2*n, 0, 0, 0)
			for _, v := range []int{end, -1, start, delta, offset} {
				if v < 0 { // between the ends and the starts
					out = append(out, 0, 0)
					continue
				}
				out = append(out, bytes.Repeat(u16s(v), n)...)
			}
			return out
		}
	}
	add("cmap4段重叠", with("cmap", segments(8_000, 0, 0xFFFF, 1, 0)))
	add("cmap4段自指", with("cmap", segments(8_000, 0x4E00, 0x9FFF, 0, 0xFFFE)))
	add("cmap4段倒", with("cmap", segments(8_000, 0xFFFF, 0, 1, 2)))
	add("cmap12组重叠", with("cmap", func([]byte) []byte {
		out := append(u16s(0, 1, 3, 10, 0, 12, 12, 0), binary.BigEndian.AppendUint32(nil, 16+12*60_000)...)
		out = append(out, 0, 0, 0, 0, 0, 0, 0xea, 0x60)
		return append(out, bytes.Repeat(append(append(u16s(0, 0), u16s(0x10, 0xFFFF)...), u16s(0, 1)...), 60_000)...)
	}))
	add("cmap子表共用", with("cmap", func([]byte) []byte {
		out := u16s(0, 20_000)
		for range 20_000 {
			out = append(out, append(u16s(3, 10), binary.BigEndian.AppendUint32(nil, 4+8*20_000)...)...)
		}
		return append(out, append(u16s(12, 0, 0, 0xFFFF, 0, 0, 0, 0x4000), make([]byte, 60_000)...)...)
	}))
	add("loca倒退", with("loca", func(b []byte) []byte {
		out := bytes.Clone(b)
		for i := 0; i+4 <= len(out); i += 4 {
			copy(out[i:], b[len(b)-4-i:len(b)-i])
		}
		return out
	}))
	add("loca全同", with("loca", func(b []byte) []byte { return append(bytes.Repeat([]byte{0, 0}, len(b)/2-1), 0x7f, 0xff) }))
	add("表重叠", func() []byte { // every table is the whole file
		b := bytes.Clone(base())
		for i := range int(binary.BigEndian.Uint16(b[4:])) {
			binary.BigEndian.PutUint32(b[12+16*i+8:], 0)
			binary.BigEndian.PutUint32(b[12+16*i+12:], uint32(len(b)))
		}
		return b
	})
	add("表同名", func() []byte {
		b := bytes.Clone(base())
		for i := range int(binary.BigEndian.Uint16(b[4:])) {
			copy(b[12+16*i:], "glyf")
		}
		return b
	})
	add("hhea度量数", with("hhea", func(b []byte) []byte { copy(b[34:], u16s(0xFFFF)); return b }))
	add("度量极值", with("hhea", func(b []byte) []byte { copy(b[4:], u16s(0x7FFF, 0x8000, 0x7FFF)); return b }))
	add("名含控制符", with("name", func([]byte) []byte {
		text := u16s(0x1B, 0x5B, 0x33, 0, 0xD800, 0x202E, 0x4EFF)
		out := u16s(0, 2, 6+24, 3, 1, 0x804, 1, len(text), 0, 3, 1, 0x804, 4, len(text), 0)
		return append(out, text...)
	}))
	add("不是字体", func() []byte { return []byte(strings.Repeat("不是字体", 1_000)) })
	return all
}
