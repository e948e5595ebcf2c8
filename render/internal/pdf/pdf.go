package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Draw draws pages with fpdf: the tree of pages, lines and Properties are its
// work. Text is drawn here, since what fpdf does for it takes a map of all
// 65,536 characters for every face, draws none beyond them, and drops Chinese
// ones where it breaks lines; [embedded] embeds the faces. The outline is made
// here too, since fpdf's says of every entry that nothing stands below it.
// fpdf panics on what it does not expect, which ends here as an error.
//
// The file is tagged PDF/A-2a and PDF/UA-1, with files enclosed PDF/A-3a: what
// these ask for is added to what fpdf writes.
func Draw(pages []paper.Page, of paper.Properties, files ...paper.File) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("fpdf: %v", r)
		}
	}()
	bookmarks := paper.Bookmarks(pages)
	if of.Title == "" { // a PDF/UA has one
		of.Title = untitled
		if len(bookmarks) > 0 {
			of.Title = bookmarks[0].Text
		}
	}
	width, height := float64(paper.Width.Pt()), float64(paper.Height.Pt())
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("zhijiao", false)
	pdf.SetTitle(utf16Text(of.Title), false)
	pdf.SetAuthor(utf16Text(of.Author), false)
	pdf.SetLang("zh-CN")
	pdf.SetCreationDate(of.Stamp())
	pdf.SetModificationDate(of.Stamp())

	d := drawer{pdf: pdf, faces: map[*font.Face]*embedded{}, tags: newTagger(pages)}
	for i, page := range pages {
		pdf.AddPage()
		d.have = state{scale: 1}
		d.tags.begin(i)
		for _, item := range page.Items {
			switch item := item.(type) {
			case paper.Text:
				if item.Face != nil {
					d.raw(d.tags.text(item))
					d.text(item)
				}
			case paper.Rule:
				d.raw(d.tags.artifact("Layout"))
				d.rule(item)
			}
		}
		d.raw(d.tags.end())
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, err
	}
	u, err := open(out.Bytes())
	if err != nil {
		return nil, err
	}
	if err := embedFaces(u, d.order); err != nil {
		return nil, err
	}
	catalog := u.outline(bookmarks)
	if err := u.tag(&d.tags); err != nil {
		return nil, err
	}
	if err := u.standard(catalog, d.tags.root, of, files); err != nil {
		return nil, err
	}
	return u.finish(), nil
}

// utf16Text is a text string of PDF with a byte order mark, empty if s is.
func utf16Text(s string) string {
	if s == "" {
		return ""
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

// A drawer draws items and remembers the text state of the page.
type drawer struct {
	pdf   *fpdf.Fpdf
	faces map[*font.Face]*embedded
	order []*embedded // in which they occur
	have  state       // in force
	buf   []byte
	tags  tagger
}

// raw writes operators, if any.
func (d *drawer) raw(ops string) {
	if ops != "" {
		d.pdf.RawWriteStr(ops)
	}
}

// untitled is the title of a document without any.
const untitled = "公文"

// pageObject is the number of the object that fpdf makes of a page, from 0.
func pageObject(page int) int { return 3 + 2*page }

// A state is what is in force for the text to come. The zero value, but for
// the scale, is that of a new page.
type state struct {
	face  *cast
	size  paper.Pt
	track paper.Pt
	scale float64
	bold  bool
	color paper.Color
	rule  bool // a rule has set line width and colour since text did
}

func (d *drawer) face(face *font.Face) *embedded {
	f := d.faces[face]
	if f == nil {
		f = &embedded{face: face, name: "F" + strconv.Itoa(len(d.order)+1), codes: map[rune]int{}}
		d.faces[face] = f
		d.order = append(d.order, f)
	}
	return f
}

// text draws text. A character's code is the number that its face gave it.
//
// White that stands for no character, between 年 and 5 or in a line that is
// widened, is made a part of the character before it, so that whoever copies
// the text finds no gap there to take for a blank.
func (d *drawer) text(t paper.Text) {
	text := t.Text
	if t.Missing {
		text = strings.Repeat("〓", len([]rune(t.Text)))
	}
	f := d.face(t.Face)
	em := t.Size * paper.Pt(t.Scale)
	inner, last := whiteOf(t.Track/em), whiteOf(t.After/em)
	s := state{face: f.cast(inner), size: t.Size, track: t.Track - paper.Pt(inner)/1000*em, scale: t.Scale, bold: t.Bold, color: t.Color}
	rs := []rune(text)
	body := rs
	if last != inner && len(rs) > 0 {
		body = rs[:len(rs)-1]
	}
	if len(body) == 0 {
		s.face = f.cast(last)
	}
	d.buf = d.buf[:0]
	written := t.Missing || strings.ContainsFunc(t.Text, private)
	if written { // whoever copies the text gets what was written
		d.put("/Span <</ActualText <").putHex(utf16Text(t.Text)).put(">>> BDC\n")
	}
	d.put("BT")
	d.set(s)
	if t.Turned {
		d.put(" 0 1 -1 0").number(float64(t.X)).number(float64(paper.Height.Pt() - t.Y)).put(" Tm")
	} else {
		d.number(float64(t.X)).number(float64(paper.Height.Pt() - t.Y)).put(" Td")
	}
	if len(body) > 0 {
		d.show(s.face, body)
	}
	if len(body) < len(rs) {
		s.face = f.cast(last)
		d.set(s)
		d.show(s.face, rs[len(body):])
	}
	d.put(" ET")
	if written {
		d.put("\nEMC")
	}
	d.pdf.RawWriteStr(string(d.buf))
}

// private reports whether a character means what a font makes of it.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 }

// whiteOf is how much of a gap, in em, becomes a part of the character before
// it, in thousandths: what is left or exceeded is less than any program takes
// for a blank, and there are few kinds.
func whiteOf(gap paper.Pt) int {
	const least = 0.08
	if gap < least {
		return 0
	}
	return 100 * int(math.Round(float64(gap)*10))
}

// show draws characters one behind the other.
func (d *drawer) show(c *cast, rs []rune) {
	d.put(" <")
	for _, r := range rs {
		d.buf = fmt.Appendf(d.buf, "%04X", c.code(r))
	}
	d.put("> Tj")
}

// set writes the operators that lead from the text state in force to another.
// Bold type is filled and outlined: the free faces have no bold cuts.
func (d *drawer) set(s state) {
	have := d.have
	if s.face != have.face || s.size != have.size {
		d.put(" /" + s.face.name()).number(float64(s.size)).put(" Tf")
	}
	if s.scale != have.scale {
		d.number(s.scale * 100).put(" Tz")
	}
	if s.track != have.track || s.scale != have.scale {
		d.number(float64(s.track) / s.scale).put(" Tc")
	}
	if s.color != have.color {
		d.put(" " + rgb(s.color) + " rg")
	}
	if s.bold && (!have.bold || have.rule || s.color != have.color) {
		d.put(" 2 Tr 0.4 w " + rgb(s.color) + " RG")
	}
	if !s.bold && have.bold {
		d.put(" 0 Tr")
	}
	d.have = s
}

func (d *drawer) put(s string) *drawer {
	d.buf = append(d.buf, s...)
	return d
}

func (d *drawer) putHex(s string) *drawer {
	d.buf = fmt.Appendf(d.buf, "%X", s)
	return d
}

// number writes a blank and a number, to a thousandth.
func (d *drawer) number(v float64) *drawer {
	d.buf = appendNumber(append(d.buf, ' '), v)
	return d
}

func appendNumber(b []byte, v float64) []byte {
	return strconv.AppendFloat(b, math.Round(v*1000)/1000, 'f', -1, 64)
}

func rgb(c paper.Color) string {
	if c == paper.Red {
		return "1 0 0"
	}
	return "0 0 0"
}

func (d *drawer) rule(r paper.Rule) {
	red := 0
	if r.Color == paper.Red {
		red = 255
	}
	d.pdf.SetDrawColor(red, 0, 0)
	d.pdf.SetLineWidth(float64(r.Width))
	d.pdf.Line(float64(r.X1), float64(r.Y1), float64(r.X2), float64(r.Y2))
	d.have.rule = true
}
