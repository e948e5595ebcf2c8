package render

import (
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// table places a table row by row, repeating its head on every page. Rows that
// a cell joins stay on one page if it holds them.
func (l *layout) table(t *flow.Table, rest []flow.Element) {
	hs := l.rowHeights(t)
	of := tableOf(t)
	if need := sum(hs) + l.chain(rest); t.Keep && !l.fits(need) && l.keepable(need) > 0 && !l.atTop() {
		l.newPage()
	}
	for from := 0; from < len(t.Rows); {
		to := t.Joined(from)
		if from == 0 && t.Head > 0 {
			to = t.Joined(t.Head - 1)
		}
		need, last := l.leastOf(t, hs, from, to), to
		if from == 0 && t.Head > 0 && to < len(t.Rows) {
			last = t.Joined(to)
			need += l.leastOf(t, hs, to, last) // a head never stands alone
		}
		need += t.RuleHeight()
		behind := paper.Pt(0)
		switch chain := l.chain(rest); {
		case last < len(t.Rows):
		case t.Tied && l.keepable(need+chain) > 0:
			behind = chain
		case len(rest) == 0:
			behind = hairHeight
		}
		if !l.fits(need+behind) && !l.atTop() {
			l.nextPage(t, of, hs, from)
		}
		if to < last {
			behind = 0
		}
		if from == 0 && t.Dense && !l.turned {
			l.dense = append(l.dense, len(l.pages))
		}
		if from == 0 && t == l.first {
			l.firstPage = len(l.pages)
		}
		if whole := sum(hs[from:to]) + t.RuleHeight() + behind; l.fits(whole) {
			l.rows(t, of, hs, from, to)
		} else {
			l.parts(t, of, hs, from, to, behind)
		}
		from = to
	}
	l.y += t.RuleHeight()
}

// tableOf describes a table to whoever draws it, cells that nobody filled among
// the others.
func tableOf(t *flow.Table) *paper.Table {
	of := &paper.Table{Rows: len(t.Rows), Cols: len(t.Cols), Head: t.Head, Ruled: t.Border}
	taken := make([]bool, of.Rows*of.Cols)
	at := make(map[int]flow.Cell, len(t.Cells))
	for _, c := range t.Cells {
		at[c.Row*of.Cols+c.Col] = c
		for r := c.Row; r < min(c.Row+c.Rows, of.Rows); r++ {
			for col := c.Col; col < min(c.Col+c.Cols, of.Cols); col++ {
				taken[r*of.Cols+col] = true
			}
		}
	}
	for i := range taken {
		c, ok := at[i]
		switch {
		case !ok && taken[i]:
			continue
		case !ok:
			c = flow.Cell{Row: i / of.Cols, Col: i % of.Cols, Rows: 1, Cols: 1}
		}
		of.Cells = append(of.Cells, paper.Cell{Table: of, Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols})
	}
	return of
}

// hairHeight is that of the paragraph without text that ends a section with a
// table in the .docx.
const hairHeight paper.Pt = 1

// nextPage begins a page for rows from from on.
func (l *layout) nextPage(t *flow.Table, of *paper.Table, hs []paper.Pt, from int) {
	l.newPage()
	if from >= t.Head && t.Head > 0 && from > 0 {
		l.again = true
		l.rows(t, of, hs, 0, t.Head)
		l.again = false
	}
}

// leastOf is what must find room of rows that a cell joins, so that they begin
// on a page: all of them, or two lines of each cell if the row breaks.
func (l galley) leastOf(t *flow.Table, hs []paper.Pt, from, to int) paper.Pt {
	if to-from > 1 || !t.Rows[from].Breaks {
		return sum(hs[from:to])
	}
	h := paper.Pt(0)
	for _, c := range t.Cells {
		if c.Row == from && len(c.Paras) > 0 {
			p := c.Paras[0]
			lines := min(2, len(l.lines(p, t.Inner(c))))
			h = max(h, p.Before.Pt()+paper.Pt(lines)*p.LineHeight(l.geo).Pt())
		}
	}
	return h + 2*t.Pad().Pt()
}

// A cellLine is a line of a cell that is still to be placed.
type cellLine struct {
	setLine
	of    *flow.Para
	above paper.Pt // white
	pitch paper.Pt
}

// parts places rows that no page holds, or one that breaks: as many lines as
// each cell has room for on a page, the others on the next. The text of a cell
// over several rows goes with the first of them.
func (l *layout) parts(t *flow.Table, of *paper.Table, hs []paper.Pt, from, to int, behind paper.Pt) {
	x0 := l.left() + (l.geo.Width()-t.Width()).Pt()/2
	for r := from; r < to; r++ {
		type open struct {
			cell  flow.Cell
			lines []cellLine
		}
		var cells []open
		for _, c := range t.Cells {
			if c.Row > r || c.Row+c.Rows <= r {
				continue
			}
			o := open{cell: c}
			for _, p := range c.Paras {
				for i, line := range l.lines(p, t.Span(c.Col, c.Cols)-2*t.Margin()) {
					cl := cellLine{setLine: line, of: p, pitch: p.LineHeight(l.geo).Pt()}
					if i == 0 {
						cl.above = p.Before.Pt()
					}
					if c.Row == r {
						o.lines = append(o.lines, cl)
					}
				}
			}
			cells = append(cells, o)
		}
		for first := true; ; first = false {
			pads := 2 * t.Pad().Pt()
			room := l.bottom() - l.y - pads - t.RuleHeight() + linebreak.Slack
			// high is the tallest of the cells' beginnings that find room.
			high, rest, stuck := paper.Pt(0), false, false
			counts := make([]int, len(cells))
			for i, o := range cells {
				h := paper.Pt(0)
				for _, line := range o.lines {
					if h+line.above+line.pitch > room {
						break
					}
					h += line.above + line.pitch
					counts[i]++
				}
				high = max(high, h)
				rest = rest || counts[i] < len(o.lines)
				stuck = stuck || counts[i] == 0 && len(o.lines) > 0
			}
			fresh := l.atTop() || l.y <= l.top()+sum(hs[:t.Head])+linebreak.Slack && from >= t.Head
			if stuck && !fresh {
				l.nextPage(t, of, hs, max(from, 1))
				continue
			}
			if stuck { // a line higher than the page: it must go somewhere
				for i, o := range cells {
					counts[i] = min(max(counts[i], 1), len(o.lines))
				}
			}
			if !rest && r == to-1 && to == len(t.Rows) && behind > hairHeight && !l.fits(high+pads+t.RuleHeight()+behind) {
				// What follows is to have text beside it: a line of each cell.
				for i, o := range cells {
					if n := len(o.lines); n > 1 && counts[i] == n {
						counts[i]--
						rest = true
					}
				}
			}
			height := high + pads
			if !rest && first {
				height = max(height, min(hs[r], l.bottom()-l.y-t.RuleHeight()))
			}
			var edges edgeSet
			for i := range cells {
				o := &cells[i]
				c := o.cell
				x := x0 + t.Span(0, c.Col).Pt()
				if t.Border {
					edges.part(x, l.y, x+t.Span(c.Col, c.Cols).Pt(), l.y+height, first && c.Row == r || fresh, rest || c.Row+c.Rows == r+1)
				}
				l.cell = &paper.Cell{Table: of, Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols}
				inner := t.Inner(c)
				ty := l.y + t.Pad().Pt()
				for _, line := range o.lines[:counts[i]] {
					ty += line.above
					l.line(line.of, line.setLine, x+t.Margin().Pt(), ty, inner.Pt())
					ty += line.pitch
				}
				l.cell = nil
				o.lines = o.lines[counts[i]:]
			}
			l.drawEdges(edges)
			l.y += height
			if !rest {
				break
			}
			l.nextPage(t, of, hs, max(from, 1))
		}
	}
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
			edges.part(x, y, x+width, y+height, true, true)
		}
		ty := y + t.Pad().Pt()
		if !c.Top && !t.Rows[c.Row].Breaks {
			ty = y + (height-l.contentHeight(t, c))/2 + t.Pad().Pt()
		}
		inner := t.Inner(c)
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
	l.drawEdges(edges)
	l.y = y0 + sum(hs[from:to])
}

func (l *layout) drawEdges(edges edgeSet) {
	for _, e := range edges.list {
		l.draw(paper.Rule{X1: e.x1, Y1: e.y1, X2: e.x2, Y2: e.y2, Width: flow.GridRule, Color: paper.Black})
	}
}

type edge struct{ x1, y1, x2, y2 paper.Pt }

// An edgeSet collects the edges of cells, each once, in the order in which
// they came.
type edgeSet struct {
	list []edge
	seen map[edge]bool
}

// part adds the edges of a cell, or of a part of it that has no upper or lower
// edge.
func (s *edgeSet) part(x1, y1, x2, y2 paper.Pt, upper, lower bool) {
	x1, y1, x2, y2 = round(x1), round(y1), round(x2), round(y2)
	if upper {
		s.add(edge{x1, y1, x2, y1})
	}
	if lower {
		s.add(edge{x1, y2, x2, y2})
	}
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
