package flow

import (
	"testing"
)

// Rows that a cell joins stay together, and so do those that a cell of these
// joins in turn, in whatever order the cells are listed.
func TestJoined(t *testing.T) {
	cell := func(row, rows int) Cell { return Cell{Row: row, Rows: rows, Cols: 1} }
	for _, cells := range [][]Cell{
		{cell(0, 2), cell(1, 3), cell(3, 2), cell(5, 1)},
		{cell(5, 1), cell(3, 2), cell(1, 3), cell(0, 2)},
	} {
		tab := &Table{Cells: cells, Rows: make([]RowHeight, 6)}
		for from, want := range map[int]int{0: 5, 1: 5, 2: 3, 3: 5, 5: 6} {
			if got := tab.Joined(from); got != want {
				t.Errorf("%v: from row %d to %d, want %d", cells, from, got, want)
			}
		}
	}
}
