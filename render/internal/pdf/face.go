package pdf

import (
	"fmt"
	"hash/crc32"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// An embedded face is one as a PDF holds it: cut to the characters that occur,
// which are numbered in the order in which they do. A character's number is its
// code in text and the place of its glyph in the cut.
type embedded struct {
	name  string // of the resource
	face  *font.Face
	runes []rune
	codes map[rune]int
	casts []*cast
}

// A cast is a face in which every character has some white behind it.
type cast struct {
	of    *embedded
	white int          // in thousandths of the em
	odd   map[int]bool // codes of characters that are not one em wide
}

// cast returns the face with that much white, which is added if need be.
func (f *embedded) cast(white int) *cast {
	for _, c := range f.casts {
		if c.white == white {
			return c
		}
	}
	c := &cast{f, white, map[int]bool{}}
	f.casts = append(f.casts, c)
	return c
}

// name is that of the resource.
func (c *cast) name() string {
	if c.white == 0 {
		return c.of.name
	}
	return fmt.Sprintf("%sW%d", c.of.name, c.white)
}

func (c *cast) code(r rune) int {
	f := c.of
	n := f.codes[r]
	if n == 0 {
		f.runes = append(f.runes, r)
		n = len(f.runes)
		f.codes[r] = n
	}
	if f.face.Advance(r) != 1 {
		c.odd[n] = true
	}
	return n
}

// embedFaces adds faces to a PDF that names them.
func embedFaces(u *update, faces []*embedded) error {
	fonts := ""
	for _, f := range faces {
		more, err := f.embed(u)
		if err != nil {
			return fmt.Errorf("embedding %s: %w", f.face.Name(), err)
		}
		fonts += more
	}
	if fonts != "" {
		const resources = 2 // what all pages of fpdf's share, empty so far
		u.replace(resources, "/Font <<"+fonts+">>")
	}
	return nil
}

// embed adds a face (ISO 32000-1, 9.7) and returns the entries of its casts in
// the list of fonts: codes are numbers of glyphs, widths stand beside them, and
// a map tells the characters to whoever copies text.
func (f *embedded) embed(u *update) (fonts string, err error) {
	small, err := f.face.Glyphs(f.runes)
	if err != nil {
		return "", err
	}
	ttf, err := small.Encode()
	if err != nil {
		return "", err
	}
	name := subsetName(small.Names, ttf)
	em := func(units int16) int { return int(math.Round(1000 * float64(units) / float64(small.Head.UnitsPerEm))) }
	weight := float64(small.OS2.Weight) / 65
	file := u.add(fmt.Sprintf("/Length1 %d", len(ttf)), ttf)
	toUnicode := u.add("", f.toUnicode())
	descriptor := u.add(fmt.Sprintf("/Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d /Descent %d "+
		"/CapHeight %d /StemV %d /FontFile2 %d 0 R", name, em(small.Head.XMin), em(small.Head.YMin), em(small.Head.XMax), em(small.Head.YMax), small.Post.ItalicAngle>>16,
		em(small.Hhea.Ascender), em(small.Hhea.Descender), em(small.OS2.CapHeight), int(50+weight*weight), file), nil)
	for _, c := range f.casts {
		glyphs := u.add(fmt.Sprintf("/Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "+
			"/FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW %d /W [%s]", name, descriptor, 1000+c.white, c.widths()), nil)
		number := u.add(fmt.Sprintf("/Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R",
			name, glyphs, toUnicode), nil)
		fonts += fmt.Sprintf("/%s %d 0 R ", c.name(), number)
	}
	return fonts, nil
}

// subsetName names a part of a font: six letters that tell it from other
// parts, and the font's own name.
func subsetName(names []sfnt.Name, ttf []byte) string {
	var tag [6]byte
	sum := crc32.ChecksumIEEE(ttf)
	for i := range tag {
		tag[i] = 'A' + byte(sum%26)
		sum /= 26
	}
	name := "Unnamed"
	if i := slices.IndexFunc(names, func(n sfnt.Name) bool { return n.ID == sfnt.PostScriptName }); i >= 0 {
		name = strings.Map(func(r rune) rune {
			if strings.ContainsRune("()<>[]{}/%#", r) || r <= ' ' || r > '~' {
				return -1
			}
			return r
		}, names[i].Text)
	}
	return string(tag[:]) + "+" + name
}

// widths lists the advances of what is not as wide as a Chinese character.
func (c *cast) widths() string {
	var b []byte
	for _, code := range slices.Sorted(maps.Keys(c.odd)) {
		em := c.of.face.Advance(c.of.runes[code-1])
		b = fmt.Appendf(b, "%d [", code)
		b = append(appendNumber(b, 1000*em+float64(c.white)), ']')
	}
	return string(b)
}

// toUnicode maps codes to characters, at most 256 in a range, which must not
// run over a first byte.
func (f *embedded) toUnicode() []byte {
	b := []byte("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n" +
		"1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for first := 0; first <= len(f.runes); first += 256 {
		from, to := max(first, 1), min(first+255, len(f.runes))
		b = fmt.Appendf(b, "1 beginbfrange <%04X> <%04X> [", from, to)
		for _, r := range f.runes[from-1 : to] {
			b = fmt.Appendf(b, "<%X>", utf16Text(string(r))[2:])
		}
		b = append(b, "] endbfrange\n"...)
	}
	return append(b, "endcmap CMapName currentdict /CMap defineresource pop end end"...)
}
