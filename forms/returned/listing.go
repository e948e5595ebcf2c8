package returned

import (
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A listing is a form of single fields that somebody made a table of: the labels
// in one row, and below them a row for each school; or the labels in one column,
// and a column for each school.
type listing struct {
	head    int               // row or column of the labels
	across  bool              // a column for each school
	columns map[forms.Ref]int // column of each field, or its row
	rows    []int             // of the schools, or their columns
	sums    []int             // rows that add up
}

// at returns the place of a field's value in the row of a school.
func (l *listing) at(n, row int) (int, int) {
	if l.across {
		return n, row
	}
	return row, n
}

// across looks for a column for each school: labels below each other, and right
// of that for the school several names.
func (x *matcher) across() *listing {
	var sender pairSpot
	found := 0
	for j := range x.schemaLabels.pairs.labels {
		l := &x.schemaLabels.pairs.labels[j]
		if s, ok := x.pairs[l.pairRef()]; ok && l.sender && !s.in {
			sender = s
			found++
		}
	}
	if found != 1 || sender.box.rows != 1 || sender.box.Stored != answer.Text || answer.Blank(sender.box.Raw) {
		return nil
	}
	l := &listing{head: x.g.cells[sender.label].col, across: true, columns: map[forms.Ref]int{}}
	for ref, s := range x.pairs {
		if b := x.g.cells[s.label]; b.col == l.head && !s.in && s.box.col == sender.box.col {
			l.columns[ref] = b.row
		}
	}
	for col := sender.box.col; col <= x.g.cols; col++ {
		b, i := x.g.box(sender.box.row, col)
		if i < 0 || b.Stored != answer.Text || answer.Blank(b.Raw) || b.col != col || col > sender.box.col && x.claimed[i] {
			break
		}
		if says, _ := saysSum(b.Raw); says {
			break
		}
		l.rows = append(l.rows, col)
	}
	if len(l.rows) < 2 || len(l.columns) < 3 || len(l.columns)*2 < len(x.pairs) {
		return nil
	}
	return l
}

// listing looks for such a table; nil is none.
func (x *matcher) listing() *listing {
	if len(x.tables) > 0 || len(x.pairs) < 3 {
		return nil
	}
	if l := x.across(); l != nil {
		return l
	}
	byRow := map[int]int{}
	for _, s := range x.pairs {
		b := x.g.cells[s.label]
		byRow[b.row+b.rows-1]++
	}
	l := &listing{columns: map[forms.Ref]int{}}
	for row, n := range byRow {
		if n > byRow[l.head] || n == byRow[l.head] && row < l.head {
			l.head = row
		}
	}
	if byRow[l.head] < 3 || byRow[l.head]*2 < len(x.pairs) {
		return nil
	}
	used := map[int]bool{}
	for ref, s := range x.pairs {
		if b := x.g.cells[s.label]; b.row+b.rows-1 == l.head && !(s.in && s.value != "") {
			l.columns[ref] = b.col
			used[b.col] = true
		}
	}
	// Labels side by side, and not with a value between each and the next.
	beside := 0
	for _, col := range l.columns {
		b, _ := x.g.box(l.head, col)
		if used[col+b.cols] || used[col-1] {
			beside++
		}
	}
	if beside*3 < len(l.columns)*2 {
		return nil
	}
	blanks := 0
	for row := l.head + 1; row <= x.to && blanks < 20; row++ {
		inside, ends, words := 0, false, 0
		x.boxes(row, row, func(i int, b *box) {
			switch says, _ := saysSum(b.Raw); {
			case b.row != row:
			case x.claimed[i]:
				ends = true
			case says && b.Stored == answer.Text:
				words++
				inside++
			case used[b.col]:
				inside++
			}
		})
		switch {
		case ends:
			blanks = 20
		case inside == 0:
			blanks++
		case words > 0:
			l.sums = append(l.sums, row)
		case inside > 1:
			l.rows = append(l.rows, row)
		}
	}
	if len(l.rows) < 2 {
		return nil
	}
	return l
}
