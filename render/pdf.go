package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// PDF prints a document as a PDF of A4 pages: bookmarks from its levels, its
// title and date as properties, every character extractable. Nothing is
// written to w unless the whole document could be made.
func (p *Printer) PDF(w io.Writer, d campaign.Document) (*Result, error) {
	s, err := p.set(d)
	if err != nil {
		return nil, err
	}
	if len(p.Fonts) == 0 {
		return nil, &Error{Doc: s.source.name(), Err: ErrNoFont}
	}
	result := p.result(s.pages)
	if p.StrictFonts {
		if err := result.strict(); err != nil {
			return nil, &Error{Doc: s.source.name(), Place: "fonts", Err: err}
		}
	}
	var buf bytes.Buffer
	if err := drawPDF(&buf, s); err != nil {
		return nil, &Error{Doc: s.source.name(), Place: "PDF", Err: err}
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return nil, fmt.Errorf("render: writing %s: %w", s.source.name(), err)
	}
	return result, nil
}

// drawPDF draws pages with fpdf. Only its Text, Line and Bookmark are used:
// its own line breaking drops Chinese characters. It panics on what it does
// not expect, which ends here as an error.
func drawPDF(w io.Writer, s *setting) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("fpdf: %v", r)
		}
	}()
	width, height := float64(pageWidth.Pt()), float64(pageHeight.Pt())
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetProducer("zhijiao", true)
	pdf.SetTitle(wide(strings.ReplaceAll(s.source.title, "\n", "")), true)
	pdf.SetAuthor(wide(s.source.organ()), true)
	pdf.SetLang("zh-CN")
	pdf.SetCreationDate(s.source.stamp())
	pdf.SetModificationDate(s.source.stamp())

	d := pdfDrawer{pdf: pdf, faces: map[*Face]*pdfFace{}}
	if err := d.embed(s.pages, s.Fonts); err != nil {
		return err
	}
	if len(d.faces) > 0 {
		d.pdf.SetFont("face0", "", 1) // fpdf writes bookmarks as UTF-16 only if such a font is in force
	}
	var open outlineStack
	for _, page := range s.pages {
		pdf.AddPage()
		d.reset()
		for _, e := range page.Outline {
			pdf.Bookmark(wide(e.Text), open.depth(e.Level), float64(e.Y))
		}
		for _, item := range page.Items {
			switch item := item.(type) {
			case Text:
				d.text(item)
			case Rule:
				d.rule(item)
			}
		}
	}
	return pdf.Output(w)
}

// An outlineStack holds the levels of the entries that the next one may stand
// below. Levels may be skipped; depths may not.
type outlineStack []int

func (s *outlineStack) depth(level int) int {
	for len(*s) > 0 && (*s)[len(*s)-1] >= level {
		*s = (*s)[:len(*s)-1]
	}
	*s = append(*s, level)
	return len(*s) - 1
}

// stamp is the time that the file bears: noon of the document's own date,
// never the clock's.
func (s source) stamp() time.Time {
	day := s.date()
	if day.IsZero() {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // as zip entries without a time
	}
	return day.Time().Add(12 * time.Hour)
}

// wide writes characters beyond U+FFFF as two surrogates of three bytes each,
// which fpdf, knowing no longer ones, turns into the right UTF-16.
func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r <= 0xFFFF {
			b.WriteRune(r)
			continue
		}
		high, low := utf16.EncodeRune(r)
		for _, u := range []rune{high, low} {
			b.Write([]byte{0xE0 | byte(u>>12), 0x80 | byte(u>>6)&0x3F, 0x80 | byte(u)&0x3F})
		}
	}
	return b.String()
}

// A pdfFace is a face as it is embedded: cut to the characters that occur.
type pdfFace struct {
	name    string
	private map[rune]rune // characters beyond U+FFFF by the code that stands for them
}

// A pdfDrawer draws items and remembers the text state of the page.
type pdfDrawer struct {
	pdf   *fpdf.Fpdf
	faces map[*Face]*pdfFace
	blank FontSet // shows 〓 for what no face has

	face               *pdfFace
	size               Pt
	track, scale, mode string
	color              Color
}

func (d *pdfDrawer) reset() {
	d.face, d.size, d.track, d.scale, d.mode, d.color = nil, 0, "", "", boldOff, Black
}

// embed adds each face that occurs, in the order in which they do.
func (d *pdfDrawer) embed(pages []Page, fonts FontSet) error {
	d.blank = fonts
	var order []*Face
	runes := map[*Face][]rune{}
	for _, page := range pages {
		for _, item := range page.Items {
			t, ok := item.(Text)
			if !ok {
				continue
			}
			face, text := t.Face, t.Text
			if t.Missing {
				face, text = d.substitute(t.Role), "〓"
			}
			if face == nil {
				continue
			}
			if runes[face] == nil {
				order = append(order, face)
			}
			runes[face] = append(runes[face], []rune(text)...)
		}
	}
	for i, face := range order {
		cut, private, err := face.Cut(runes[face])
		if err != nil {
			return fmt.Errorf("embedding %s: %w", face.Name(), err)
		}
		f := &pdfFace{fmt.Sprintf("face%d", i), private}
		d.pdf.AddUTF8FontFromBytes(f.name, "", cut)
		if err := d.pdf.Error(); err != nil {
			return fmt.Errorf("embedding %s: %w", face.Name(), err)
		}
		d.faces[face] = f
	}
	return nil
}

// substitute is the face that shows 〓; nil if there is none.
func (d *pdfDrawer) substitute(role Role) *Face {
	face, ok := d.blank.For(role, '〓')
	if !ok {
		return nil
	}
	return face
}

func (d *pdfDrawer) text(t Text) {
	face, text, actual := t.Face, t.Text, ""
	if t.Missing {
		face, text, actual = d.substitute(t.Role), strings.Repeat("〓", len([]rune(t.Text))), t.Text
	}
	f := d.faces[face]
	if f == nil {
		return
	}
	if d.face != f || d.size != t.Size {
		d.pdf.SetFont(f.name, "", float64(t.Size))
		d.face, d.size = f, t.Size
	}
	d.state(&d.scale, fmt.Sprintf("%.0f Tz", t.Scale*100))
	d.state(&d.track, fmt.Sprintf("%.4f Tc", float64(t.Track)/t.Scale))
	if t.Bold {
		d.state(&d.mode, boldOn)
	} else {
		d.state(&d.mode, boldOff)
	}
	if d.color != t.Color {
		red := 0
		if t.Color == Red {
			red = 255
		}
		d.pdf.SetTextColor(red, 0, 0)
		d.color = t.Color
	}
	if len(f.private) > 0 && actual == "" {
		if mapped := mapRunes(text, f.private); mapped != text {
			actual, text = text, mapped
		}
	}
	if actual != "" {
		d.pdf.RawWriteStr("/Span <</ActualText <" + utf16Hex(actual) + ">>> BDC\n")
	}
	if t.Turned {
		d.pdf.TransformBegin()
		d.pdf.TransformRotate(90, float64(t.X), float64(t.Y))
	}
	d.pdf.Text(float64(t.X), float64(t.Y), text)
	if t.Turned {
		d.pdf.TransformEnd()
	}
	if actual != "" {
		d.pdf.RawWriteStr("EMC\n")
	}
}

// Bold type is filled and outlined: the free faces have no bold cuts.
const (
	boldOn  = "2 Tr 0.4 w"
	boldOff = "0 Tr"
)

// state writes an operator of the text state if it is not in force.
func (d *pdfDrawer) state(have *string, want string) {
	if *have != want {
		d.pdf.RawWriteStr(want + "\n")
		*have = want
	}
}

func (d *pdfDrawer) rule(r Rule) {
	red := 0
	if r.Color == Red {
		red = 255
	}
	d.pdf.SetDrawColor(red, 0, 0)
	d.pdf.SetLineWidth(float64(r.Width))
	d.mode = "" // outlines of bold type share the line width
	d.pdf.Line(float64(r.X1), float64(r.Y1), float64(r.X2), float64(r.Y2))
}

func mapRunes(s string, m map[rune]rune) string {
	return strings.Map(func(r rune) rune {
		if p, ok := m[r]; ok {
			return p
		}
		return r
	}, s)
}

func utf16Hex(s string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}
