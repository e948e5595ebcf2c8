package ofd

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A drawer draws pages and remembers what they use.
type drawer struct {
	last  int // id that was given
	faces map[faceKey]*embedded
	order []*embedded // in which they occur
	tags  tagTree
	buf   strings.Builder
}

type faceKey = *font.Face

// An embedded face is one as the document holds it: cut to the characters that
// occur.
type embedded struct {
	id    int
	face  *font.Face
	runes []rune // sorted; the glyph of the first has number 1
}

func (f *embedded) file() string { return fmt.Sprintf("font_%d.ttf", f.id) }

// glyph is the number of a character's glyph in the cut.
func (f *embedded) glyph(r rune) int {
	i, _ := slices.BinarySearch(f.runes, r)
	return i + 1
}

// standIn is drawn for a character that no face has.
const standIn = '〓'

// pageID is the id of a page, from 0.
func pageID(i int) int { return i + 1 }

// number gives pages and faces their ids, and faces their characters.
func (d *drawer) number(pages []paper.Page) {
	d.last = len(pages)
	seen := map[faceKey]map[rune]bool{}
	for _, page := range pages {
		for _, item := range page.Items {
			t, ok := item.(paper.Text)
			if !ok || t.Face == nil {
				continue
			}
			for _, p := range pieces(t) {
				f := d.faces[t.Face]
				if f == nil {
					d.last++
					f = &embedded{id: d.last, face: t.Face}
					d.faces[t.Face] = f
					d.order = append(d.order, f)
					seen[t.Face] = map[rune]bool{}
				}
				for _, r := range p.drawn(t) {
					if !seen[t.Face][r] {
						seen[t.Face][r] = true
						f.runes = append(f.runes, r)
					}
				}
			}
		}
	}
	for _, f := range d.order {
		slices.Sort(f.runes)
	}
}

func (d *drawer) id() int {
	d.last++
	return d.last
}

// page draws a page: objects in the order of its items.
func (d *drawer) page(i int, page paper.Page) string {
	d.buf.Reset()
	d.buf.WriteString(declaration + "<ofd:Page" + namespace + "><ofd:Area>" + sheet + "</ofd:Area><ofd:Content>")
	fmt.Fprintf(&d.buf, `<ofd:Layer ID="%d" Type="Body">`, d.id())
	for _, item := range page.Items {
		switch item := item.(type) {
		case paper.Text:
			d.text(i, item)
		case paper.Rule:
			d.rule(item)
		}
	}
	d.buf.WriteString("</ofd:Layer></ofd:Content></ofd:Page>")
	return d.buf.String()
}

// A piece is a part of a Text that becomes an object of its own.
type piece struct {
	runes  []rune
	from   paper.Pt // from the beginning of the Text
	astral bool     // a character beyond U+FFFF, which stands alone
}

// drawn are the characters whose glyphs are drawn.
func (p piece) drawn(t paper.Text) []rune {
	if !t.Missing {
		return p.runes
	}
	return slices.Repeat([]rune{standIn}, len(p.runes))
}

// pieces parts a Text: readers take text by halves of UTF-16, so that a character
// of two needs an object of its own. Blanks at the ends, which parsers may drop,
// are left out.
func pieces(t paper.Text) (all []piece) {
	rs := []rune(t.Text)
	at := paper.Pt(0)
	for from := 0; from < len(rs); {
		to := from + 1
		if rs[from] <= 0xFFFF {
			for to < len(rs) && rs[to] <= 0xFFFF {
				to++
			}
		}
		p := piece{runes: rs[from:to], from: at, astral: rs[from] > 0xFFFF}
		for _, r := range p.runes {
			at += advance(t, r)
		}
		for len(p.runes) > 0 && p.runes[0] == ' ' {
			p.from += advance(t, ' ')
			p.runes = p.runes[1:]
		}
		for len(p.runes) > 0 && p.runes[len(p.runes)-1] == ' ' {
			p.runes = p.runes[:len(p.runes)-1]
		}
		if strings.Trim(string(p.runes), " \u3000") != "" {
			all = append(all, p)
		}
		from = to
	}
	return all
}

// advance is how far a character moves the pen.
func advance(t paper.Text, r rune) paper.Pt {
	if t.Missing {
		r = standIn
	}
	return paper.Pt(t.Face.Advance(r)*t.Scale)*t.Size + t.Track
}

// text draws text: an object for each piece, its box wide enough for all ink.
// Turned text has a matrix; readers differ in what they make of directions.
func (d *drawer) text(page int, t paper.Text) {
	if t.Face == nil {
		return
	}
	f := d.faces[t.Face]
	for _, p := range pieces(t) {
		drawn := p.drawn(t)
		hi, lo := 0.88, -0.2
		width := paper.Pt(0)
		for i, r := range drawn {
			if low, high, ok := f.face.Ink(r); ok {
				hi, lo = max(hi, high), min(lo, low)
			}
			width += advance(t, p.runes[i])
		}
		hi, lo = hi+0.02, lo-0.02
		size := float64(t.Size.MM())
		margin, w := 0.1*size, float64(width.MM())
		x, y := float64(t.X.MM()), float64(t.Y.MM())
		box := [4]float64{x + float64(p.from.MM()) - margin, y - hi*size, w + 2*margin, (hi - lo) * size}
		if t.Turned {
			box = [4]float64{x - hi*size, y - float64(p.from.MM()) + margin - (w + 2*margin), (hi - lo) * size, w + 2*margin}
		}
		id := d.id()
		if !t.Again {
			d.tags.add(t, page, id)
		}
		fmt.Fprintf(&d.buf, `<ofd:TextObject ID="%d" Boundary="%s" Font="%d" Size="%s"`, id, numbers(box[:]...), f.id, decimal(size))
		if t.Turned {
			d.buf.WriteString(` CTM="` + numbers(0, -1, 1, 0, 0, box[3]) + `"`)
		}
		if t.Scale != 1 {
			d.buf.WriteString(` HScale="` + decimal(t.Scale) + `"`)
		}
		if t.Bold {
			d.buf.WriteString(` Stroke="true" LineWidth="0.1411"`) // 0.4 pt, as the PDF has it
		}
		d.buf.WriteString(">")
		if t.Color == paper.Red {
			d.buf.WriteString(`<ofd:FillColor Value="255 0 0"/>`)
		}
		if t.Bold {
			d.buf.WriteString(`<ofd:StrokeColor Value="` + rgb(t.Color) + `"/>`)
		}
		switch {
		case p.astral:
			fmt.Fprintf(&d.buf, `<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>%d</ofd:Glyphs></ofd:CGTransform>`, f.glyph(drawn[0]))
		case t.Missing: // whoever copies the text gets what was written
			glyphs := strings.TrimSuffix(strings.Repeat(strconv.Itoa(f.glyph(standIn))+" ", len(drawn)), " ")
			fmt.Fprintf(&d.buf, `<ofd:CGTransform CodePosition="0" CodeCount="%d" GlyphCount="%[1]d"><ofd:Glyphs>%s</ofd:Glyphs></ofd:CGTransform>`, len(drawn), glyphs)
		}
		d.buf.WriteString(`<ofd:TextCode X="` + decimal(margin) + `" Y="` + decimal(hi*size) + `"`)
		if len(p.runes) > 1 {
			d.buf.WriteString(` DeltaX="` + steps(t, p.runes[:len(p.runes)-1]) + `"`)
		}
		d.buf.WriteString(">" + escape(string(p.runes)) + "</ofd:TextCode></ofd:TextObject>")
	}
}

// steps lists how far characters move the pen, three and more equal ones as a
// group.
func steps(t paper.Text, rs []rune) string {
	var b strings.Builder
	for i := 0; i < len(rs); {
		step := millimetres(advance(t, rs[i]))
		n := 1
		for i+n < len(rs) && millimetres(advance(t, rs[i+n])) == step {
			n++
		}
		if n == 2 {
			n = 1
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if n > 1 {
			fmt.Fprintf(&b, "g %d ", n)
		}
		b.WriteString(step)
		i += n
	}
	return b.String()
}

// rule draws a line, in a box that holds its whole width.
func (d *drawer) rule(r paper.Rule) {
	w := float64(r.Width.MM())
	x, y := float64(min(r.X1, r.X2).MM())-w/2, float64(min(r.Y1, r.Y2).MM())-w/2
	x1, y1, x2, y2 := float64(r.X1.MM())-x, float64(r.Y1.MM())-y, float64(r.X2.MM())-x, float64(r.Y2.MM())-y
	fmt.Fprintf(&d.buf, `<ofd:PathObject ID="%d" Boundary="%s" LineWidth="%s">`, d.id(), numbers(x, y, math.Abs(x2-x1)+w, math.Abs(y2-y1)+w), decimal(w))
	if r.Color == paper.Red {
		d.buf.WriteString(`<ofd:StrokeColor Value="255 0 0"/>`)
	}
	d.buf.WriteString("<ofd:AbbreviatedData>M " + numbers(x1, y1) + " L " + numbers(x2, y2) + "</ofd:AbbreviatedData></ofd:PathObject>")
}

func rgb(c paper.Color) string {
	if c == paper.Red {
		return "255 0 0"
	}
	return "0 0 0"
}

func millimetres(p paper.Pt) string { return decimal(float64(p.MM())) }

// decimal writes a number to a ten-thousandth, without an exponent.
func decimal(v float64) string {
	v = math.Round(v*1e4) / 1e4
	if v == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func numbers(vs ...float64) string {
	var b strings.Builder
	for i, v := range vs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(decimal(v))
	}
	return b.String()
}
