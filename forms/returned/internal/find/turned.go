package find

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Upright returns a grid in which tables that somebody turned, with a column for
// each row of the blank form, stand as they do there; of others the grid itself.
// Places are those of the file.
func Upright(schemas []*SchemaLabels, g *Grid) *Grid {
	for _, m := range schemas {
		for i := range m.rows {
			if labels := m.rows[i].labels; len(labels) > 2 {
				if t := findTurned(g, &m.rows[i]); t != nil {
					return t.upright(g)
				}
			}
		}
	}
	return g
}

// A turned is a table whose heads stand below each other.
type turned struct {
	top, bottom int // rows of the heads
	col         int // that they stand in
	right       int // last column with anything in these rows
	drop        int // row above that counts the columns, 0 if none
}

// findTurned looks for all heads of a table below each other, and values right
// of them.
func findTurned(g *Grid, x *labelIndex) *turned {
	columns := map[int][]int{} // rows of heads, by column
	for i := range g.Cells {
		b := &g.Cells[i]
		if b.Rows == 1 && b.Stored == answer.Text && slices.ContainsFunc(x.candidates(b), func(j int) bool { return x.labels[j].fit(b) >= fitWorded }) {
			columns[b.Col] = append(columns[b.Col], b.Row)
		}
	}
	for col := 1; col <= g.Cols; col++ {
		rows := columns[col]
		for from := 0; from < len(rows); from++ {
			seen := map[int]bool{}
			to := from
			for ; to < len(rows) && rows[to] == rows[from]+to-from; to++ {
				b, _ := g.Box(rows[to], col)
				j := slices.IndexFunc(x.candidates(&b), func(j int) bool { return !seen[j] })
				if j < 0 {
					break
				}
				seen[x.candidates(&b)[j]] = true
			}
			if len(seen) < len(x.labels) {
				continue
			}
			t := &turned{top: rows[from], bottom: rows[to-1], col: col}
			if t.filled(g) {
				return t
			}
		}
	}
	return nil
}

// filled reports whether the rows hold values in columns as of a table, and notes
// how far they go. Heads that stand beside each other as well are those of a
// table that was not turned.
func (t *turned) filled(g *Grid) bool {
	values := 0
	g.Each(t.top, t.bottom, func(_ int, b *Box) {
		if b.Col > t.col && !b.Empty() {
			t.right = max(t.right, b.Col+b.Cols-1)
			values++
		}
	})
	if t.right == 0 || t.right-t.col > MaxSheetColumns/2 || values < t.bottom-t.top {
		return false
	}
	above, words, counts := 0, 0, 0
	g.Each(t.top-1, t.top-1, func(_ int, b *Box) {
		switch {
		case b.Empty() || b.Col < t.col:
		case b.Col == t.col && columnName[b.Key]:
			above++
		case b.Col > t.col && countsColumn.MatchString(b.Key):
			counts++
		default:
			words++
		}
	})
	if above == 1 && counts > 0 && words == 0 {
		t.drop = t.top - 1
	}
	return true
}

// upright turns the table back.
func (t *turned) upright(g *Grid) *Grid {
	lead := 0 // a row for what stands left of the heads
	g.Each(t.top, t.bottom, func(_ int, b *Box) {
		if b.Col < t.col && !b.Empty() {
			lead = 1
		}
	})
	height := lead + t.right - t.col + 1
	grow := height - (t.bottom - t.top + 1)
	out := *g
	out.Cells, out.Covered, out.at, out.Rows, out.Cols = nil, nil, nil, 0, 0
	turn := func(b Box) (Box, bool) {
		switch {
		case b.Row > t.bottom:
			b.Row += grow
		case b.Row < t.top:
			return b, b.Row != t.drop
		case b.Col < t.col:
			b.Row, b.Rows, b.Cols = t.top, 1, 1
		default:
			b.Row, b.Col = t.top+lead+b.Col-t.col, t.col+b.Row-t.top
			b.Rows, b.Cols = b.Cols, b.Rows
		}
		return b, true
	}
	for _, b := range g.Cells {
		if b, ok := turn(b); ok {
			out.Add(b)
		}
	}
	for _, b := range g.Covered {
		if b, ok := turn(b); ok {
			out.Covered = append(out.Covered, b)
		}
	}
	inside := func(row int) bool { return row >= t.top+lead && row < t.top+height }
	below := func(row int) int {
		if row >= t.top+height {
			return row - grow
		}
		return min(row, t.bottom)
	}
	out.Place = func(row, col int) report.Position {
		if inside(row) && col >= t.col && col <= t.col+t.bottom-t.top {
			return g.Place(t.top+col-t.col, t.col+row-t.top-lead)
		}
		return g.Place(below(row), col)
	}
	out.UnseenRow = func(row int) bool {
		if inside(row) {
			return g.UnseenColumn != nil && g.UnseenColumn(t.col+row-t.top-lead)
		}
		return g.UnseenRow != nil && g.UnseenRow(below(row))
	}
	out.UnseenColumn = nil
	out.Settle()
	return &out
}
