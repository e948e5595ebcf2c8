package desk

import (
	"encoding/xml"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// standIn is drawn for a character that no face has.
const standIn = '〓'

// Sheets are the pages of a document as SVG, and the faces that draw them.
type sheets struct {
	Pages []sheet
	faces []*cutFace
	paras map[*paper.Para]int
	texts []string // of the paragraphs, without blanks
}

// A sheet is a page: what it shows.
type sheet struct {
	Number int
	Label  string
	SVG    template.HTML
}

// A cutFace is a face cut down to what occurs; that is done when it is asked for.
type cutFace struct {
	face  *font.Face
	runes map[rune]bool
	once  sync.Once
	ttf   []byte
	err   error
}

func (c *cutFace) cut() ([]byte, error) {
	c.once.Do(func() { c.ttf, c.err = c.face.Cut(slices.Sorted(maps.Keys(c.runes))) })
	return c.ttf, c.err
}

// draw makes sheets of the pages that are set.
func draw(s *render.Setting) *sheets {
	all := &sheets{paras: map[*paper.Para]int{}}
	byFace := map[*font.Face]int{}
	var texts []*strings.Builder
	for i, page := range s.Pages {
		var b strings.Builder
		fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="第%d页">`, points(paper.Width.Pt()), points(paper.Height.Pt()), i+1)
		for _, item := range page.Items {
			switch item := item.(type) {
			case paper.Text:
				n := -1
				if item.Para != nil {
					var ok bool
					if n, ok = all.paras[item.Para]; !ok {
						n = len(texts)
						all.paras[item.Para] = n
						texts = append(texts, &strings.Builder{})
					}
					if !item.Again {
						texts[n].WriteString(squeeze(item.Text))
					}
				}
				if item.Face == nil {
					continue
				}
				f, ok := byFace[item.Face]
				if !ok {
					f = len(all.faces)
					byFace[item.Face] = f
					all.faces = append(all.faces, &cutFace{face: item.Face, runes: map[rune]bool{}})
				}
				all.faces[f].text(&b, item, f, n)
			case paper.Rule:
				fmt.Fprintf(&b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s" stroke="%s"/>`,
					points(item.X1), points(item.Y1), points(item.X2), points(item.Y2), points(item.Width), colour(item.Color))
			}
		}
		b.WriteString("</svg>")
		all.Pages = append(all.Pages, sheet{i + 1, fmt.Sprintf("第%d页", i+1), template.HTML(b.String())})
	}
	for _, t := range texts {
		all.texts = append(all.texts, t.String())
	}
	return all
}

// text draws text: every character at its place, so that no browser sets it anew.
func (c *cutFace) text(b *strings.Builder, t paper.Text, face, para int) {
	var xs []string
	var shown strings.Builder
	at := paper.Pt(0)
	for _, r := range t.Text {
		if t.Missing {
			r = standIn
		}
		c.runes[r] = true
		xs = append(xs, points(at/paper.Pt(t.Scale)))
		shown.WriteRune(r)
		at += paper.Pt(c.face.Advance(r)*t.Scale)*t.Size + t.Track
	}
	fmt.Fprintf(b, `<text class="f%d" font-size="%s" x="%s" transform="translate(%s %s)`, face, points(t.Size), strings.Join(xs, " "), points(t.X), points(t.Y))
	if t.Turned {
		b.WriteString(" rotate(-90)")
	}
	if t.Scale != 1 {
		fmt.Fprintf(b, " scale(%s 1)", points(paper.Pt(t.Scale)))
	}
	b.WriteString(`"`)
	if para >= 0 {
		fmt.Fprintf(b, ` data-para="%d"`, para)
	}
	if t.Color != paper.Black {
		fmt.Fprintf(b, ` fill="%s"`, colour(t.Color))
	}
	if t.Bold {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="0.4"`, colour(t.Color))
	}
	b.WriteString(" xml:space=\"preserve\">")
	xml.EscapeText(b, []byte(shown.String())) // a builder takes all
	b.WriteString("</text>")
}

// para returns the paragraph of the pages that a line of the source is, -1 if
// none is found.
func (s *sheets) para(line string) int {
	line = squeeze(line)
	if s == nil || line == "" {
		return -1
	}
	if n := slices.Index(s.texts, line); n >= 0 {
		return n
	}
	return slices.IndexFunc(s.texts, func(t string) bool { return strings.Contains(t, line) || len(t) > 12 && strings.Contains(line, t) })
}

// styles is a style sheet with the faces; they are asked for below base.
func (s *sheets) styles(base string) string {
	var b strings.Builder
	for i := range s.faces {
		fmt.Fprintf(&b, "@font-face{font-family:z%d;src:url(%s/%d)}.f%[1]d{font-family:z%[1]d}\n", i, base, i)
	}
	return b.String()
}

// squeeze takes the blanks out of a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u3000', '\u00a0', '\t', '\n', '\r':
			return -1
		}
		return r
	}, s)
}

func colour(c paper.Color) string {
	if c == paper.Red {
		return "#f00"
	}
	return "#000"
}

func points(p paper.Pt) string { return strconv.FormatFloat(float64(p), 'f', -1, 32) }
