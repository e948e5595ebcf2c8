// Package measure tells how wide and high text is in the faces that show it.
package measure

import (
	"slices"
	"unicode"

	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A Measure measures in a set of faces. It may not be shared by goroutines.
type Measure struct {
	fonts font.Set
	latin *font.Face // of digits and Latin letters in 仿宋; nil if there is none
	white paper.Pt   // between Chinese and Latin, in em
	seen  map[seenKey]seenGlyph
}

// A seenKey is a character in a role; what shows it is looked up once.
type seenKey struct {
	role font.Role
	r    rune
}

type seenGlyph struct {
	face *font.Face
	em   float64
}

// New measures in faces. latin names the face of digits and Latin letters in 仿宋, ""
// for the same; tight leaves no white between them and Chinese.
func New(faces font.Set, latin string, tight bool) *Measure {
	m := &Measure{fonts: faces, white: flow.AutoSpace, seen: map[seenKey]seenGlyph{}}
	if tight {
		m.white = 0
	}
	for _, f := range faces {
		if latin != "" && f.Face != nil && slices.Contains(f.Face.Names(), latin) {
			m.latin = f.Face
			break
		}
	}
	return m
}

// AsWord measures as Word and WPS do.
func (m *Measure) AsWord() *Measure {
	word := *m
	if m.white > 0 {
		word.white = flow.WordSpace
	}
	return &word
}

// GlyphFor finds the face that shows r in the role and its advance in em.
// Without a font set, widths are those of the faces that the standard names:
// one em for what is wide in Chinese type, half an em for the rest.
func (m *Measure) GlyphFor(role font.Role, r rune) (face *font.Face, em float64) {
	if len(m.fonts) == 0 {
		return nil, nominal(r)
	}
	key := seenKey{role, r}
	g, ok := m.seen[key]
	if !ok {
		g = m.lookUp(role, r)
		m.seen[key] = g
	}
	return g.face, g.em
}

func (m *Measure) lookUp(role font.Role, r rune) seenGlyph {
	if m.latin != nil && role == font.FangSong && Latin(r) && m.latin.Has(r) {
		return seenGlyph{m.latin, m.latin.Advance(r)}
	}
	face, ok := m.fonts.For(role, r)
	if !ok {
		return seenGlyph{nil, 1} // of 〓, which stands in its place
	}
	return seenGlyph{face, face.Advance(r)}
}

func nominal(r rune) float64 {
	if typeface.Wide(r) {
		return 1
	}
	return 0.5
}

// Glyphs sets the runs of a paragraph.
func (m *Measure) Glyphs(p *flow.Para) []linebreak.Glyph {
	var gs []linebreak.Glyph
	for i, run := range p.Runs {
		size, scale := p.RunSize(run)
		for _, r := range run.Text {
			g := linebreak.Glyph{R: r, Run: i}
			if r != '\n' && r != '\t' {
				var em float64
				g.Face, em = m.GlyphFor(run.Role, r)
				g.Width = paper.Pt(em*scale)*size + p.Style.Track.Pt()
			}
			gs = append(gs, g)
		}
	}
	western := false // the script that the character counts to
	for i := range gs {
		g := &gs[i]
		western = Latin(g.R) || g.R == '·' && western // 5·12
		g.Fit, g.End = g.Width, g.Width
		if g.Width == 0 {
			continue
		}
		g.End -= p.Style.Track.Pt()
		if i+1 == len(gs) {
			continue
		}
		next := gs[i+1]
		if m.white > 0 && spaced(g.R, next.R) {
			size, _ := p.RunSize(p.Runs[next.Run])
			g.Width += m.white * size
			g.Fit += m.white * size
		}
		if western != (Latin(next.R) || next.R == '·' && western) || g.Run != next.Run {
			// Word processors set one script at a time; LibreOffice adds no
			// tracking behind the last character of each.
			g.Fit -= p.Style.Track.Pt()
		}
	}
	return gs
}

// spaced reports whether there is a little white between two neighbours: one a
// Chinese character, the other a digit or a Latin letter.
func spaced(a, b rune) bool {
	if Latin(a) == Latin(b) {
		return false
	}
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return word(a) && word(b)
}

// Latin reports whether r is set in the Latin face of a run.
func Latin(r rune) bool {
	return r < 0x250 && r != '·' && r != '×' && r != '°' && r != '÷' && r != '±' && r != '§'
}

// TextWidth returns the width of s set in one line in the style.
func (m *Measure) TextWidth(s *flow.Style, text string) paper.Pt {
	w := paper.Pt(0)
	for _, g := range m.Glyphs(&flow.Para{Style: s, Runs: []flow.Run{{Text: text, Role: s.Role}}}) {
		w += g.Width
	}
	return w
}

// Ems returns the width of text in the role, in em.
func (m *Measure) Ems(role font.Role, text string) float64 {
	w := 0.0
	for _, r := range text {
		_, em := m.GlyphFor(role, r)
		w += em
	}
	return w
}

// InkTopOf returns how far the ink of text rises above the baseline, in em.
func (m *Measure) InkTopOf(role font.Role, text string) float64 {
	_, top := m.InkOf(role, text)
	return top
}

// InkOf returns how far the ink of text reaches below the baseline, as a
// negative number, and above it, in em.
func (m *Measure) InkOf(role font.Role, text string) (bottom, top float64) {
	for _, r := range text {
		face, _ := m.GlyphFor(role, r)
		if face == nil {
			return flow.InkBottom, flow.InkTop
		}
		if low, high, ok := face.Ink(r); ok {
			bottom, top = min(bottom, low), max(top, high)
		}
	}
	if top == 0 {
		return flow.InkBottom, flow.InkTop
	}
	return bottom, top
}
