package find

import (
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A listing is a form of single fields that somebody made a table of: the labels
// in one row, and below them a row for each school.
type Listing struct {
	Head    int
	Columns map[forms.Ref]int // column of each field
	Rows    []int
	Sums    []int // rows that add up
}

// listing looks for such a table; nil is none.
func (x *Matcher) Listing() *Listing {
	if len(x.Tables) > 0 || len(x.Pairs) < 3 {
		return nil
	}
	byRow := map[int]int{}
	for _, s := range x.Pairs {
		b := x.G.Cells[s.Label]
		byRow[b.Row+b.Rows-1]++
	}
	l := &Listing{Columns: map[forms.Ref]int{}}
	for row, n := range byRow {
		if n > byRow[l.Head] || n == byRow[l.Head] && row < l.Head {
			l.Head = row
		}
	}
	if byRow[l.Head] < 3 || byRow[l.Head]*2 < len(x.Pairs) {
		return nil
	}
	used := map[int]bool{}
	for ref, s := range x.Pairs {
		if b := x.G.Cells[s.Label]; b.Row+b.Rows-1 == l.Head && !(s.In && s.Value != "") {
			l.Columns[ref] = b.Col
			used[b.Col] = true
		}
	}
	// Labels side by side, and not with a value between each and the next.
	beside := 0
	for _, col := range l.Columns {
		b, _ := x.G.Box(l.Head, col)
		if used[col+b.Cols] || used[col-1] {
			beside++
		}
	}
	if beside*3 < len(l.Columns)*2 {
		return nil
	}
	blanks := 0
	for row := l.Head + 1; row <= x.To && blanks < 20; row++ {
		inside, ends, words := 0, false, 0
		x.Boxes(row, row, func(i int, b *Box) {
			switch says, _ := SaysSum(b.Raw); {
			case b.Row != row:
			case x.Claimed[i]:
				ends = true
			case says && b.Stored == answer.Text:
				words++
				inside++
			case used[b.Col]:
				inside++
			}
		})
		switch {
		case ends:
			blanks = 20
		case inside == 0:
			blanks++
		case words > 0:
			l.Sums = append(l.Sums, row)
		case inside > 1:
			l.Rows = append(l.Rows, row)
		}
	}
	if len(l.Rows) < 2 {
		return nil
	}
	return l
}
