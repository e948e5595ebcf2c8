package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// A pdfFace is a face as a PDF holds it: cut to the characters that occur, which
// are numbered in the order in which they do. A character's number is its code
// in text and the place of its glyph in the cut.
type embedded struct {
	name  string // of the resource
	face  *font.Face
	runes []rune
	codes map[rune]int
}

func (f *embedded) code(r rune) int {
	n := f.codes[r]
	if n == 0 {
		f.runes = append(f.runes, r)
		n = len(f.runes)
		f.codes[r] = n
	}
	return n
}

// embedFaces adds faces to a PDF that names them.
func embedFaces(file []byte, faces []*embedded) ([]byte, error) {
	if len(faces) == 0 {
		return file, nil
	}
	u, err := open(file)
	if err != nil {
		return nil, err
	}
	fonts := ""
	for _, f := range faces {
		n, err := f.embed(u)
		if err != nil {
			return nil, fmt.Errorf("embedding %s: %w", f.face.Name(), err)
		}
		fonts += fmt.Sprintf("/%s %d 0 R ", f.name, n)
	}
	const resources = 2 // what all pages of fpdf's share, empty so far
	return u.finish(resources, "/Font <<"+fonts+">>"), nil
}

// embed adds a face (ISO 32000-1, 9.7): codes are numbers of glyphs, widths
// stand beside them, and a map tells the characters to whoever copies text.
func (f *embedded) embed(u *update) (number int, err error) {
	small, err := f.face.Glyphs(f.runes)
	if err != nil {
		return 0, err
	}
	ttf, err := small.Encode()
	if err != nil {
		return 0, err
	}
	name := subsetName(small.Names, ttf)
	em := func(units int16) int { return int(math.Round(1000 * float64(units) / float64(small.Head.UnitsPerEm))) }
	weight := float64(small.OS2.Weight) / 65
	file := u.add(fmt.Sprintf("/Length1 %d", len(ttf)), ttf)
	toUnicode := u.add("", f.toUnicode())
	descriptor := u.add(fmt.Sprintf("/Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d /Descent %d "+
		"/CapHeight %d /StemV %d /FontFile2 %d 0 R", name, em(small.Head.XMin), em(small.Head.YMin), em(small.Head.XMax), em(small.Head.YMax), small.Post.ItalicAngle>>16,
		em(small.Hhea.Ascender), em(small.Hhea.Descender), em(small.OS2.CapHeight), int(50+weight*weight), file), nil)
	glyphs := u.add(fmt.Sprintf("/Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "+
		"/FontDescriptor %d 0 R /CIDToGIDMap /Identity /W [%s]", name, descriptor, f.widths()), nil)
	return u.add(fmt.Sprintf("/Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R",
		name, glyphs, toUnicode), nil), nil
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
func (f *embedded) widths() string {
	var b []byte
	for i, r := range f.runes {
		if em := f.face.Advance(r); em != 1 {
			b = fmt.Appendf(b, "%d [", i+1)
			b = append(appendNumber(b, 1000*em), ']')
		}
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

// A pdfUpdate adds objects to a PDF that is done, as ISO 32000-1, 7.5.6 has
// it: they stand behind it with a table of their own, and readers take the last
// version of an object.
type update struct {
	buf     bytes.Buffer
	table   string       // where the file's own table of objects begins
	trailer string       // what goes over into the new one
	first   int          // number of the first new object
	places  []int        // of the new objects
	packer  *zlib.Writer // one for all streams, since it takes a megabyte
	packed  bytes.Buffer
}

var trailer = regexp.MustCompile(`trailer\s*<<\s*/Size (\d+)([^<>]*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$`)

func open(file []byte) (*update, error) {
	const tail = 256 // more than a trailer takes
	m := trailer.FindSubmatch(file[max(0, len(file)-tail):])
	if m == nil {
		return nil, errors.New("the file has no trailer")
	}
	size, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return nil, err
	}
	u := &update{table: string(m[3]), trailer: string(m[2]), first: size}
	u.buf.Write(file)
	// Outlines repeat so little that to look for what does would take a third of
	// the time of a document for a seventeenth of its size.
	u.packer, err = zlib.NewWriterLevel(nil, zlib.HuffmanOnly)
	return u, err
}

// add writes an object, a stream unless data is nil, and returns its number.
func (u *update) add(dict string, data []byte) int {
	n := u.first + len(u.places)
	u.places = append(u.places, u.buf.Len())
	if data == nil {
		fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s>>\nendobj\n", n, dict)
		return n
	}
	u.packed.Reset()
	u.packer.Reset(&u.packed)
	u.packer.Write(data) // a buffer takes all
	u.packer.Close()
	fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s /Filter /FlateDecode /Length %d>>\nstream\n", n, dict, u.packed.Len())
	u.buf.Write(u.packed.Bytes())
	u.buf.WriteString("\nendstream\nendobj\n")
	return n
}

// finish puts a dictionary in the place of an object of the file and ends it.
func (u *update) finish(number int, dict string) []byte {
	place := u.buf.Len()
	fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s>>\nendobj\n", number, dict)
	table := u.buf.Len()
	fmt.Fprintf(&u.buf, "xref\n%d 1\n%010d 00000 n \n%d %d\n", number, place, u.first, len(u.places))
	for _, at := range u.places {
		fmt.Fprintf(&u.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&u.buf, "trailer\n<<\n/Size %d%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", u.first+len(u.places), u.trailer, u.table, table)
	return u.buf.Bytes()
}
