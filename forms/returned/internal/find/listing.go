package find

import (
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A listing is a form of single fields that somebody made a table of: the labels
// in one row, and below them a row for each school; or the labels in one column,
// and a column for each school.
type Listing struct {
	Head    int               // row or column of the labels
	Across  bool              // a column for each school
	Columns map[forms.Ref]int // column of each field, or its row
	Rows    []int             // of the schools, or their columns
	Sums    []int             // rows that add up
}

// at returns the place of a field's value in the row of a school.
func (l *Listing) At(n, row int) (int, int) {
	if l.Across {
		return n, row
	}
	return row, n
}

// across looks for a column for each school: labels below each other, and right
// of that for the school several names.
func (x *Matcher) across() *Listing {
	var sender PairSpot
	found := 0
	for j := range x.SchemaLabels.Pairs.labels {
		l := &x.SchemaLabels.Pairs.labels[j]
		if s, ok := x.Pairs[l.pairRef()]; ok && l.sender && !s.In {
			sender = s
			found++
		}
	}
	if found != 1 || sender.Box.Rows != 1 || sender.Box.Stored != answer.Text || answer.Blank(sender.Box.Raw) {
		return nil
	}
	l := &Listing{Head: x.G.Cells[sender.Label].Col, Across: true, Columns: map[forms.Ref]int{}}
	for ref, s := range x.Pairs {
		if b := x.G.Cells[s.Label]; b.Col == l.Head && !s.In && s.Box.Col == sender.Box.Col {
			l.Columns[ref] = b.Row
		}
	}
	for col := sender.Box.Col; col <= x.G.Cols; col++ {
		b, i := x.G.Box(sender.Box.Row, col)
		if i < 0 || b.Stored != answer.Text || answer.Blank(b.Raw) || b.Col != col || col > sender.Box.Col && x.Claimed[i] {
			break
		}
		filled := 0
		for _, row := range l.Columns {
			if v, k := x.G.Box(row, col); k >= 0 && !v.Empty() && v.Col == col {
				filled++
			}
		}
		if says, _ := SaysSum(b.Raw); says || filled*2 < len(l.Columns) || !x.schoolColumn(l, b, col) {
			break // a sum, or a remark beside the name
		}
		l.Rows = append(l.Rows, col)
	}
	if len(l.Rows) < 2 || len(l.Columns) < 3 || len(l.Columns)*2 < len(x.Pairs) {
		return nil
	}
	return l
}

// listing looks for such a table; nil is none.
func (x *Matcher) Listing() *Listing {
	if len(x.Tables)+len(x.SchemaLabels.cross) > 0 || len(x.Pairs) < 3 {
		return nil
	}
	if l := x.across(); l != nil {
		return l
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
