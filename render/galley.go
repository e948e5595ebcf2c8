package render

import (
	"math"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/internal/measure"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A galley cuts paragraphs into lines and gives the rows of tables their
// heights, for pages of one geometry.
type galley struct {
	*measure.Measure
	geo flow.Geometry
}

// in is the galley for a section's pages.
func (l galley) in(sec *flow.Section) galley {
	return galley{l.Measure, l.geo.In(sec)}
}

// A setLine is a line of a paragraph before it is placed.
type setLine struct {
	glyphs []linebreak.Glyph
	number int  // 0 for the first line of the paragraph
	hard   bool // ends the paragraph or stands before a forced break
}

// lines cuts a paragraph into lines in a column of the given width.
func (l galley) lines(p *flow.Para, width paper.Twip) []setLine {
	in := p.Indents()
	gs := l.Glyphs(p)
	l.setTabs(p, gs)
	spans := linebreak.Lines(gs, func(n int) paper.Pt {
		w := width - in.Left - in.Right
		if n == 0 {
			w -= in.First
		}
		return w.Pt()
	})
	out := make([]setLine, len(spans))
	for i, s := range spans {
		out[i] = setLine{glyphs: gs[s.From:s.To], number: i, hard: s.Hard}
	}
	return out
}

// mostGap is the widest space that justification may put between characters.
const mostGap paper.Pt = 2.5

// gappy reports whether a justified paragraph has lines with gaps, because a
// word behind them, such as an address, is too long for the line.
func (l galley) gappy(p *flow.Para) bool {
	in := p.Indents()
	for _, line := range l.lines(p, l.geo.Width()) {
		if line.hard {
			continue
		}
		free := (l.geo.Width() - in.Left - in.Right).Pt()
		if line.number == 0 {
			free -= in.First.Pt()
		}
		for _, g := range line.glyphs {
			free -= g.Width
		}
		if n := gaps(line.glyphs); free > mostGap*paper.Pt(n) {
			return true
		}
	}
	return false
}

// setTabs gives every tab the width that brings the text to its stop.
func (l galley) setTabs(p *flow.Para, gs []linebreak.Glyph) {
	in := p.Indents()
	x := (in.Left + in.First).Pt()
	for i := range gs {
		switch gs[i].R {
		case '\n':
			x = in.Left.Pt()
		case '\t':
			stop, right := l.nextStop(p, x)
			if right {
				for _, g := range gs[i+1:] {
					if g.R == '\n' || g.R == '\t' {
						break
					}
					stop -= g.Fit
				}
			}
			gs[i].Width = max(stop-x, 0)
			gs[i].Fit = gs[i].Width
			if right {
				gs[i].Fit = max(0, gs[i].Fit-1) // the text behind it must not be cut off for a rounding
			}
			gs[i].End = gs[i].Fit
			x += gs[i].Width
		default:
			x += gs[i].Width
		}
	}
}

// nextStop is the first tab stop beyond x; word processors have one every two
// characters behind the last.
func (l galley) nextStop(p *flow.Para, x paper.Pt) (stop paper.Pt, right bool) {
	for _, tab := range p.TabStops() {
		if tab.Pos.Pt() > x+linebreak.Slack {
			return tab.Pos.Pt(), tab.Right
		}
	}
	every := flow.ParaIndent.Pt()
	return every * paper.Pt(math.Floor(float64((x+linebreak.Slack)/every))+1), false
}

// contentHeight is the height that the text of a cell takes.
func (l galley) contentHeight(t *flow.Table, c flow.Cell) paper.Pt {
	h := 2 * t.Pad().Pt()
	width := t.Inner(c)
	for _, p := range c.Paras {
		h += p.Before.Pt() + paper.Pt(len(l.lines(p, width)))*p.LineHeight(l.geo).Pt()
	}
	return h
}

// rowHeights returns the height of every row: its minimum, or what its cells
// need. A cell over several rows makes the last of them higher if it must.
func (l galley) rowHeights(t *flow.Table) []paper.Pt {
	hs := make([]paper.Pt, len(t.Rows))
	for i, r := range t.Rows {
		hs[i] = r.Min.Pt()
	}
	grow := func(c flow.Cell) {
		last := c.Row + c.Rows - 1
		if t.Rows[last].Exact {
			return
		}
		have := sum(hs[c.Row : last+1])
		if need := l.contentHeight(t, c) + t.RuleHeight(); need > have {
			hs[last] += need - have
		}
	}
	for _, c := range t.Cells {
		if c.Rows == 1 {
			grow(c)
		}
	}
	for _, c := range t.Cells {
		if c.Rows > 1 {
			grow(c)
		}
	}
	return hs
}

// fitRows takes over, which is negative if a form is too high for its pages,
// from the rows that have more height than their text needs, as long as they
// all keep what is needed; it reports whether they could.
func (t galley) fitRows(es []flow.Element, over paper.Pt) bool {
	if over >= 0 {
		return true
	}
	for _, floor := range []paper.Twip{denseRow, lowRow} {
		if t.lowerRows(es, over, floor) {
			return true
		}
	}
	return false // it takes another page and may as well have its white
}

func (t galley) lowerRows(es []flow.Element, over paper.Pt, floor paper.Twip) bool {
	type fit struct {
		tab       *flow.Table
		now, need []paper.Pt
	}
	var fits []fit
	spare := paper.Pt(0)
	for _, e := range es {
		tab, ok := e.(*flow.Table)
		if !ok || !tab.Border {
			continue
		}
		least := *tab
		least.Rows = make([]flow.RowHeight, len(tab.Rows))
		for i := range least.Rows {
			least.Rows[i].Min = min(floor, tab.Rows[i].Min)
		}
		f := fit{tab, t.rowHeights(tab), t.rowHeights(&least)}
		fits = append(fits, f)
		spare += sum(f.now) - sum(f.need)
	}
	if spare <= 0 || -over > spare {
		return false
	}
	for _, f := range fits {
		for i := range f.tab.Rows {
			f.tab.Rows[i].Min = (f.now[i] + over*(f.now[i]-f.need[i])/spare).Twips()
		}
	}
	return true
}

// heightOf is the height of elements that follow each other on a page.
func (t galley) heightOf(es []flow.Element) paper.Pt {
	h := paper.Pt(0)
	for _, e := range es {
		switch e := e.(type) {
		case *flow.Para:
			h += e.Before.Pt() + paper.Pt(len(t.lines(e, t.geo.Width())))*e.LineHeight(t.geo).Pt()
		case *flow.Table:
			h += sum(t.rowHeights(e)) + e.RuleHeight()
		}
	}
	return h
}

// imprintHeight is the height between the outer rules.
func (t galley) imprintHeight(i *flow.Imprint) paper.Pt {
	h := paper.Pt(0)
	for _, p := range i.Paras() {
		h += paper.Pt(len(t.lines(p, t.geo.Width()))) * p.LineHeight(t.geo).Pt()
	}
	return h + paper.Pt(i.Boxes())*flow.ImprintPad.Pt()
}

func sum(hs []paper.Pt) paper.Pt {
	total := paper.Pt(0)
	for _, h := range hs {
		total += h
	}
	return total
}
