package sfnt

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Font is a TrueType font to be written. Head, Hhea, OS2 and Post are taken over as they are, but for the fields that follow from the
// glyphs (boxes, extents, counts) and the time stamps, which stay zero so that equal fonts have equal bytes.
type Font struct {
	Head   Head
	Hhea   Hhea
	OS2    OS2
	Post   Post
	Names  []Name
	Glyphs []Glyph      // the first is drawn for what the font lacks
	Runes  map[rune]int // from characters to places in Glyphs; without a character map if nil
}

// A Glyph is one drawing of a Font. Those that [Source.Glyph] returns may hold it in another form than an Outline.
type Glyph struct {
	Advance int // font units
	Outline Outline

	simple []byte // data of the glyf table; used instead of Outline unless nil
}

// Encode writes the font: simple glyphs without instructions, a full hmtx table, character maps of format 4 and, where a character lies
// above U+FFFF, 12.
func (f *Font) Encode() ([]byte, error) {
	d, err := drawGlyphs(f.Glyphs)
	if err != nil {
		return nil, err
	}
	head := f.Head
	head.Version, head.Magic, head.ChecksumAdjustment = 0x00010000, 0x5F0F3CF5, 0
	head.Created, head.Modified, head.GlyphFormat = 0, 0, 0
	head.Flags = head.Flags&^uint16(1<<2|1<<3|1<<4) | 1<<1 // no instructions; every glyph starts at its left side bearing
	head.XMin, head.YMin, head.XMax, head.YMax = int16(d.box[0]), int16(d.box[1]), int16(d.box[2]), int16(d.box[3])
	var loca []byte
	if head.LocaFormat = 0; len(d.glyf) > 2*math.MaxUint16 {
		head.LocaFormat = 1
	}
	for _, o := range d.offsets {
		if head.LocaFormat == 0 {
			loca = binary.BigEndian.AppendUint16(loca, uint16(o/2))
		} else {
			loca = binary.BigEndian.AppendUint32(loca, uint32(o))
		}
	}
	n := len(f.Glyphs)
	hhea := f.Hhea
	hhea.Version, hhea.MetricDataFormat, hhea.NumberOfHMetrics = 0x00010000, 0, uint16(n)
	hhea.AdvanceWidthMax, hhea.XMaxExtent = uint16(d.widest), int16(d.box[2])
	hhea.MinLeftBearing, hhea.MinRightBearing = int16(d.box[0]), int16(d.right)
	os2 := f.OS2
	os2.Version = 4
	os2.FirstChar, os2.LastChar = f.extremes()
	post := f.Post
	post.Version = 0x00030000
	names := slices.Clone(f.Names)
	slices.SortFunc(names, func(a, b Name) int { return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.ID, b.ID)) })
	tables := []table{
		{"OS/2", encode(os2)},
		{"glyf", d.glyf},
		{"head", encode(head)},
		{"hhea", encode(hhea)},
		{"hmtx", d.hmtx},
		{"loca", loca},
		{"maxp", pack(1, 0, n, d.points, d.contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)}, // no parts; two zones, as usual; no instructions
		{"name", encodeNames(names)},
		{"post", encode(post)},
	}
	if f.Runes != nil {
		characters, err := encodeCmap(f.Runes)
		if err != nil {
			return nil, err
		}
		tables = slices.Insert(tables, 1, table{"cmap", characters})
	}
	return assemble(tables)
}

// A drawing is what the glyphs of a font come to.
type drawing struct {
	glyf, hmtx       []byte
	offsets          []int  // of the glyphs in glyf, and its end
	box              [4]int // around all of them
	widest           int    // advance
	right            int    // least distance from ink to the end of the advance
	points, contours int    // most of a glyph
}

func drawGlyphs(glyphs []Glyph) (d drawing, err error) {
	if len(glyphs) == 0 || len(glyphs) > math.MaxUint16 {
		return d, fmt.Errorf("sfnt: a font cannot have %d glyphs", len(glyphs))
	}
	size := 0
	for _, g := range glyphs {
		size += len(g.simple) + 5*g.Outline.size() + 20 // about
	}
	d.glyf, d.hmtx = make([]byte, 0, size), make([]byte, 0, 4*len(glyphs))
	d.box, d.right = [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}, math.MaxInt16
	for i, g := range glyphs {
		if g.Advance < 0 || g.Advance > math.MaxUint16 {
			return d, fmt.Errorf("sfnt: advance %d of glyph %d is out of range", g.Advance, i)
		}
		if g.Outline.size() > maxPoints {
			return d, fmt.Errorf("sfnt: glyph %d has too many points", i)
		}
		start := len(d.glyf)
		d.offsets = append(d.offsets, start)
		if g.simple != nil {
			d.glyf = append(d.glyf, g.simple...)
		} else {
			d.glyf = appendGlyf(d.glyf, g.Outline)
		}
		left := 0
		if data := d.glyf[start:]; len(data) > 0 {
			n := u16(data, 0)
			left = i16(data, 2)
			d.points, d.contours = max(d.points, u16(data, 8+2*n)+1), max(d.contours, n)
			d.box = [4]int{min(d.box[0], left), min(d.box[1], i16(data, 4)), max(d.box[2], i16(data, 6)), max(d.box[3], i16(data, 8))}
			d.right = min(d.right, g.Advance-i16(data, 6))
		}
		d.widest = max(d.widest, g.Advance)
		d.hmtx = append(d.hmtx, byte(g.Advance>>8), byte(g.Advance), byte(left>>8), byte(left))
		if len(d.glyf)%2 != 0 {
			d.glyf = append(d.glyf, 0)
		}
	}
	d.offsets = append(d.offsets, len(d.glyf))
	if d.points == 0 {
		d.box, d.right = [4]int{}, 0
	}
	return d, nil
}

// extremes returns the first and last character, as the OS/2 table counts them.
func (f *Font) extremes() (first, last uint16) {
	lo, hi := rune(0xFFFF), rune(0)
	for r := range f.Runes {
		lo, hi = min(lo, r), max(hi, r)
	}
	return uint16(lo), uint16(min(hi, 0xFFFF))
}

func encode(v any) []byte {
	var buf bytes.Buffer
	if err := binary.Write(&buf, binary.BigEndian, v); err != nil {
		panic(err) // v is not of a fixed size: a mistake in this package
	}
	return buf.Bytes()
}

type table struct {
	tag  string
	data []byte
}

// assemble joins the tables, which must be sorted by tag, and sets the check sums.
func assemble(tables []table) ([]byte, error) {
	n := len(tables)
	power, entry := 1, 0
	for power*2 <= n {
		power, entry = power*2, entry+1
	}
	at := 12 + 16*n
	size := at
	for _, t := range tables {
		size += (len(t.data) + 3) &^ 3
	}
	if size > math.MaxInt32 {
		return nil, errors.New("sfnt: the font is too large")
	}
	out := append(make([]byte, 0, size), pack(1, 0, n, 16*power, entry, 16*n-16*power)...)
	head := 0
	var whole uint32 // tables start at multiples of four, so that their sums add up
	for _, t := range tables {
		if t.tag == "head" {
			head = at
		}
		sum := checksum(t.data)
		whole += sum
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, sum)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	whole += checksum(out)
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(t.data)&3)...)
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-whole)
	return out, nil
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 8; b = b[8:] { // two words at a time: this runs over the whole font
		both := binary.BigEndian.Uint64(b)
		sum += uint32(both>>32) + uint32(both)
	}
	if len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
