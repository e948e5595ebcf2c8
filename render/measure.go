package render

import (
	"slices"
	"unicode"

	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A typesetter is one rendering of one document.
type typesetter struct {
	*Printer
	geo       geometry
	latinFace *font.Face // of Printer.LatinFace; nil if there is none
	minutes   bool       // the document is a 纪要
	seen      map[seenKey]seenGlyph
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

func (p *Printer) typesetter() *typesetter {
	t := &typesetter{Printer: p, geo: p.Profile.geometry(), seen: map[seenKey]seenGlyph{}}
	for _, f := range p.Fonts {
		if p.LatinFace != "" && f.Face != nil && slices.Contains(f.Face.Names(), p.LatinFace) {
			t.latinFace = f.Face
			break
		}
	}
	return t
}

// glyphFor finds the face that shows r in the role and its advance in em.
// Without a font set, widths are those of the faces that the standard names:
// one em for what is wide in Chinese type, half an em for the rest.
func (t *typesetter) glyphFor(role font.Role, r rune) (face *font.Face, em float64) {
	if len(t.Fonts) == 0 {
		return nil, nominal(r)
	}
	key := seenKey{role, r}
	g, ok := t.seen[key]
	if !ok {
		g = t.lookUp(role, r)
		t.seen[key] = g
	}
	return g.face, g.em
}

func (t *typesetter) lookUp(role font.Role, r rune) seenGlyph {
	if t.latinFace != nil && role == font.FangSong && latin(r) && t.latinFace.Has(r) {
		return seenGlyph{t.latinFace, t.latinFace.Advance(r)}
	}
	face, ok := t.Fonts.For(role, r)
	if !ok {
		return seenGlyph{nil, nominal(r)}
	}
	return seenGlyph{face, face.Advance(r)}
}

func nominal(r rune) float64 {
	if typeface.Wide(r) {
		return 1
	}
	return 0.5
}

// glyphs sets the runs of a paragraph.
func (t *typesetter) glyphs(p *para) []linebreak.Glyph {
	var gs []linebreak.Glyph
	for i, run := range p.runs {
		size, scale := p.runSize(run)
		for _, r := range run.text {
			g := linebreak.Glyph{R: r, Run: i}
			if r != '\n' && r != '\t' {
				var em float64
				g.Face, em = t.glyphFor(run.role, r)
				g.Width = paper.Pt(em*scale)*size + p.style.track.Pt()
			}
			gs = append(gs, g)
		}
	}
	western := false // the script that the character counts to
	for i := range gs {
		g := &gs[i]
		western = latin(g.R) || g.R == '·' && western // 5·12
		g.Fit, g.End = g.Width, g.Width
		if g.Width == 0 {
			continue
		}
		g.End -= p.style.track.Pt()
		if i+1 == len(gs) {
			continue
		}
		next := gs[i+1]
		if !t.TightLatin && spaced(g.R, next.R) {
			size, _ := p.runSize(p.runs[next.Run])
			g.Width += autoSpace * size
			g.Fit += autoSpace * size
		}
		if western != (latin(next.R) || next.R == '·' && western) || g.Run != next.Run {
			// Word processors set one script at a time; LibreOffice adds no
			// tracking behind the last character of each.
			g.Fit -= p.style.track.Pt()
		}
	}
	return gs
}

// spaced reports whether there is a little white between two neighbours: one a
// Chinese character, the other a digit or a Latin letter.
func spaced(a, b rune) bool {
	if latin(a) == latin(b) {
		return false
	}
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return word(a) && word(b)
}

// latin reports whether r is set in the Latin face of a run.
func latin(r rune) bool {
	return r < 0x250 && r != '·' && r != '×' && r != '°' && r != '÷' && r != '±' && r != '§'
}

// textWidth returns the width of s set in one line in the style.
func (t *typesetter) textWidth(s *style, text string) paper.Pt {
	w := paper.Pt(0)
	for _, g := range t.glyphs(&para{style: s, runs: []run{{text: text, role: s.role}}}) {
		w += g.Width
	}
	return w
}

// ems returns the width of text in the role, in em.
func (t *typesetter) ems(role font.Role, text string) float64 {
	w := 0.0
	for _, r := range text {
		_, em := t.glyphFor(role, r)
		w += em
	}
	return w
}

// inkTopOf returns how far the ink of text rises above the baseline, in em.
func (t *typesetter) inkTopOf(role font.Role, text string) float64 {
	_, top := t.inkOf(role, text)
	return top
}

// inkOf returns how far the ink of text reaches below the baseline, as a
// negative number, and above it, in em.
func (t *typesetter) inkOf(role font.Role, text string) (bottom, top float64) {
	for _, r := range text {
		face, _ := t.glyphFor(role, r)
		if face == nil {
			return inkBottom, inkTop
		}
		if low, high, ok := face.Ink(r); ok {
			bottom, top = min(bottom, low), max(top, high)
		}
	}
	if top == 0 {
		return inkBottom, inkTop
	}
	return bottom, top
}
