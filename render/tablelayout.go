package render

import (
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// table places a table row by row, repeating its head on every page. Rows that
// a cell joins stay on one page.
func (l *layout) table(t *flow.Table, rest []flow.Element) {
	hs := l.rowHeights(t)
	of := &paper.Table{Rows: len(t.Rows), Cols: len(t.Cols), Head: t.Head, Ruled: t.Border}
	if need := sum(hs) + l.chain(rest); t.Keep && !l.fits(need) && l.keepable(need) > 0 && !l.atTop() {
		l.newPage()
	}
	for from := 0; from < len(t.Rows); {
		to := t.Joined(from)
		if from == 0 {
			to = max(to, t.Joined(max(t.Head-1, 0)))
			if t.Head > 0 && t.Head < len(t.Rows) {
				to = max(to, t.Joined(t.Head)) // a head never stands alone
			}
		}
		need := sum(hs[from:to]) + t.RuleHeight()
		if t.Tied && to == len(t.Rows) && l.keepable(need+l.chain(rest)) > 0 {
			need += l.chain(rest)
		}
		if !l.fits(need) && !l.atTop() {
			l.newPage()
			if from > 0 && t.Head > 0 && from >= t.Head {
				l.again = true
				l.rows(t, of, hs, 0, t.Head)
				l.again = false
			}
		}
		l.rows(t, of, hs, from, to)
		from = to
	}
	l.y += t.RuleHeight()
}

// rows draws rows from to to at the current place.
func (l *layout) rows(t *flow.Table, of *paper.Table, hs []paper.Pt, from, to int) {
	x0 := l.left() + (l.geo.Width()-t.Width()).Pt()/2
	y0 := l.y
	var edges edgeSet
	for _, c := range t.Cells {
		if c.Row < from || c.Row >= to {
			continue
		}
		y := y0 + sum(hs[from:c.Row])
		height := sum(hs[c.Row : c.Row+c.Rows])
		x := x0 + t.Span(0, c.Col).Pt()
		width := t.Span(c.Col, c.Cols).Pt()
		if t.Border {
			edges.box(x, y, x+width, y+height)
		}
		ty := y + t.Pad().Pt()
		if !c.Top {
			ty = y + (height-l.contentHeight(t, c))/2 + t.Pad().Pt()
		}
		inner := t.Span(c.Col, c.Cols) - 2*t.Margin()
		l.cell = &paper.Cell{Table: of, Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols}
		for _, p := range c.Paras {
			ty += p.Before.Pt()
			for _, line := range l.lines(p, inner) {
				l.line(p, line, x+t.Margin().Pt(), ty, inner.Pt())
				ty += p.LineHeight(l.geo).Pt()
			}
		}
	}
	l.cell = nil
	for _, e := range edges.list {
		l.draw(paper.Rule{X1: e.x1, Y1: e.y1, X2: e.x2, Y2: e.y2, Width: flow.GridRule, Color: paper.Black})
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
