package learn

import (
	"cmp"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
)

// A Drawing is a page of the blank, the boxes where they stand, with what was
// understood of each: to be shown to somebody who knows the form.
type Drawing struct {
	Sheet      string // "" of a document
	Rows, Cols int
	Squares    []Square // by row, then column; those that are empty and ask nothing are left out
}

// A Square is a box of the blank.
type Square struct {
	Row, Col   int // of the upper left corner, 1-based
	Rows, Cols int // extent, at least 1
	Text       string
	Asks       []forms.Ref // fields that are filled in here, in their order; of a table those of its first row, in each of its rows
	Photo      bool        // a picture is to be put here
}

// Drawings returns the pages of the blank in their order.
func (b *Blank) Drawings() []Drawing {
	var all []Drawing
	for n, l := range b.learnt {
		d := Drawing{Sheet: l.Sheet, Rows: l.Rows, Cols: l.Cols}
		asks := map[[2]int][]forms.Ref{}
		ask := func(box int, r forms.Ref) {
			at := [2]int{l.Cells[box].Row, l.Cells[box].Col}
			if !slices.Contains(asks[at], r) {
				asks[at] = append(asks[at], r)
			}
		}
		for _, s := range b.slots {
			if s.Page != n {
				continue
			}
			ask(s.Cell, s.Ref)
			for _, i := range slices.Concat(s.Ticks, s.More) {
				ask(i, s.Ref)
			}
		}
		for _, t := range b.tables {
			if t.Page != n {
				continue
			}
			rows := t.Rows
			if len(rows) == 0 { // as many as are needed, below the heads
				rows = []int{t.Top}
				d.Rows = max(d.Rows, t.Top)
			}
			for _, c := range t.Columns {
				for _, head := range c.Head {
					for _, row := range rows {
						at := [2]int{row, l.Cells[head].Col}
						asks[at] = append(asks[at], forms.Ref{Block: t.Block, Row: 1, Key: c.Key})
					}
				}
			}
		}
		for i := range l.Cells {
			c := &l.Cells[i]
			at := [2]int{c.Row, c.Col}
			s := Square{Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols, Text: grasp.Says(c), Asks: asks[at], Photo: l.Roles[i] == grasp.Photo}
			delete(asks, at)
			if s.Text != "" || s.Asks != nil || s.Photo || s.Rows*s.Cols > 1 {
				d.Squares = append(d.Squares, s)
			}
		}
		for at, refs := range asks { // cells that nothing is stored of
			if at[0] <= d.Rows && at[1] <= d.Cols {
				d.Squares = append(d.Squares, Square{Row: at[0], Col: at[1], Rows: 1, Cols: 1, Asks: refs})
			}
		}
		slices.SortFunc(d.Squares, func(a, b Square) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
		all = append(all, d)
	}
	return all
}
