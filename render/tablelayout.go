package render

import (
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// contentHeight is the height that the text of a cell takes.
func (l *typesetter) contentHeight(t *table, c tcell) paper.Pt {
	h := 2 * t.pad().Pt()
	width := t.span(c.col, c.cols) - 2*t.margin()
	for _, p := range c.paras {
		h += p.before.Pt() + paper.Pt(len(l.lines(p, width)))*p.lineHeight(l.geo).Pt()
	}
	return h
}

// rowHeights returns the height of every row: its minimum, or what its cells
// need. A cell over several rows makes the last of them higher if it must.
func (l *typesetter) rowHeights(t *table) []paper.Pt {
	hs := make([]paper.Pt, len(t.rows))
	for i, r := range t.rows {
		hs[i] = r.min.Pt()
	}
	grow := func(c tcell) {
		last := c.row + c.rows - 1
		if t.rows[last].exact {
			return
		}
		have := sum(hs[c.row : last+1])
		if need := l.contentHeight(t, c) + t.ruleHeight(); need > have {
			hs[last] += need - have
		}
	}
	for _, c := range t.cells {
		if c.rows == 1 {
			grow(c)
		}
	}
	for _, c := range t.cells {
		if c.rows > 1 {
			grow(c)
		}
	}
	return hs
}

// table places a table row by row, repeating its head on every page. Rows that
// a cell joins stay on one page.
func (l *layout) table(t *table, rest []element) {
	hs := l.rowHeights(t)
	if need := sum(hs) + l.chain(rest); t.keep && !l.fits(need) && l.keepable(need) > 0 && !l.atTop() {
		l.newPage()
	}
	for from := 0; from < len(t.rows); {
		to := t.joined(from)
		if from == 0 {
			to = max(to, t.joined(max(t.head-1, 0)))
			if t.head > 0 && t.head < len(t.rows) {
				to = max(to, t.joined(t.head)) // a head never stands alone
			}
		}
		need := sum(hs[from:to]) + t.ruleHeight()
		if t.tied && to == len(t.rows) && l.keepable(need+l.chain(rest)) > 0 {
			need += l.chain(rest)
		}
		if !l.fits(need) && !l.atTop() {
			l.newPage()
			if from > 0 && t.head > 0 && from >= t.head {
				l.rows(t, hs, 0, t.head)
			}
		}
		l.rows(t, hs, from, to)
		from = to
	}
	l.y += t.ruleHeight()
}

// rows draws rows from to to at the current place.
func (l *layout) rows(t *table, hs []paper.Pt, from, to int) {
	x0 := l.left() + (l.geo.width()-t.width()).Pt()/2
	y0 := l.y
	var edges edgeSet
	for _, c := range t.cells {
		if c.row < from || c.row >= to {
			continue
		}
		y := y0 + sum(hs[from:c.row])
		height := sum(hs[c.row : c.row+c.rows])
		x := x0 + t.span(0, c.col).Pt()
		width := t.span(c.col, c.cols).Pt()
		if t.border {
			edges.box(x, y, x+width, y+height)
		}
		ty := y + t.pad().Pt()
		if !c.top {
			ty = y + (height-l.contentHeight(t, c))/2 + t.pad().Pt()
		}
		inner := t.span(c.col, c.cols) - 2*t.margin()
		for _, p := range c.paras {
			ty += p.before.Pt()
			for _, line := range l.lines(p, inner) {
				l.line(p, line, x+t.margin().Pt(), ty, inner.Pt())
				ty += p.lineHeight(l.geo).Pt()
			}
		}
	}
	for _, e := range edges.list {
		l.draw(paper.Rule{X1: e.x1, Y1: e.y1, X2: e.x2, Y2: e.y2, Width: gridRule, Color: paper.Black})
	}
	l.y = y0 + sum(hs[from:to])
}

type edge struct{ x1, y1, x2, y2 paper.Pt }

// An edgeSet collects the edges of cells, each once, in the order in which
// they came.
type edgeSet struct {
	list []edge
	seen map[edge]bool
}

func (s *edgeSet) box(x1, y1, x2, y2 paper.Pt) {
	x1, y1, x2, y2 = round(x1), round(y1), round(x2), round(y2)
	s.add(edge{x1, y1, x2, y1})
	s.add(edge{x1, y2, x2, y2})
	s.add(edge{x1, y1, x1, y2})
	s.add(edge{x2, y1, x2, y2})
}

func (s *edgeSet) add(e edge) {
	if s.seen == nil {
		s.seen = map[edge]bool{}
	}
	if !s.seen[e] {
		s.seen[e] = true
		s.list = append(s.list, e)
	}
}
