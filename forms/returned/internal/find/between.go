package find

import (
	"maps"
	"regexp"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file is about columns that stand between labels and their values, as
// where a form is drawn with a row for each figure.

// unitColumn moves the values of labels that have no unit to behind the column
// that holds the units of the others: 学校 | — | 甲校.
func (x *Matcher) unitColumn() {
	count := map[int]int{}
	for _, s := range x.Pairs {
		for _, i := range s.Passed {
			if b := x.G.Cells[i]; s.Unit != "" && b.Col < s.Box.Col {
				count[b.Col]++
			}
		}
	}
	for ref, s := range x.Pairs {
		if s.In || s.Cross || s.Box.Row != x.G.Cells[s.Label].Row || count[s.Box.Col] < 2 || !answer.Blank(s.Box.Raw) {
			continue
		}
		next, k := x.G.Box(s.Box.Row, s.Box.Col+1)
		if k >= 0 && !x.Claimed[k] && !next.Empty() {
			if _, i := x.G.Box(s.Box.Row, s.Box.Col); i >= 0 {
				s.Passed = append(s.Passed, i)
			}
			s.Box = next
			x.Pairs[ref] = s
		}
	}
}

// explaining is the head of a column that says something of the labels.
var explaining = regexp.MustCompile(`说明|备注|注释|解释|口径|要求|提示|依据|代码|编码|编号|示例|责任|来源`)

// explained moves values to behind columns that only explain the labels, as their
// heads tell, or numbers further right: 学生数 | 参加活动的学生 | 900.
func (x *Matcher) explained() {
	const several = 3
	for range several {
		columns := map[int][]forms.Ref{}
		labels := map[int]bool{}
		for ref, s := range x.Pairs {
			labels[s.Label] = true
			if b := x.G.Cells[s.Label]; !s.In && !s.Cross && s.Box.Row == b.Row && s.Box.Col >= b.Col+b.Cols {
				columns[s.Box.Col] = append(columns[s.Box.Col], ref)
			}
		}
		moved := false
		for _, col := range slices.Sorted(maps.Keys(columns)) {
			refs := columns[col]
			if len(refs) < several || !x.explains(col, refs) {
				continue
			}
			for _, ref := range refs {
				s := x.Pairs[ref]
				next, k := x.G.Box(s.Box.Row, s.Box.Col+s.Box.Cols)
				if k >= 0 && (x.Claimed[k] || labels[k]) || !x.sameTable(x.G.Cells[s.Label], next) {
					continue
				}
				if _, i := x.G.Box(s.Box.Row, s.Box.Col); i >= 0 {
					s.Passed = append(s.Passed, i)
				}
				s.Box, moved = next, true
				x.Pairs[ref] = s
			}
		}
		if !moved {
			return
		}
	}
}

// explains reports whether a column that seems to hold values only explains their
// labels.
func (x *Matcher) explains(col int, refs []forms.Ref) bool {
	top := x.To
	for _, ref := range refs {
		top = min(top, x.Pairs[ref].Box.Row)
	}
	const headsAbove, headLength = 2, 30
	for row := top - 1; row >= max(x.From, top-headsAbove); row-- {
		head, i := x.G.Box(row, col)
		if i < 0 || head.Empty() {
			continue
		}
		if head.Stored == answer.Text && head.Col == col && len(head.Raw) <= headLength && explaining.MatchString(head.Raw) {
			return true
		}
		break
	}
	words, numbers, behind := 0, 0, 0
	for _, ref := range refs {
		f := x.S.Field(ref)
		b := x.Pairs[ref].Box
		if f == nil || !f.Kind.Numeric() || answer.Blank(b.Raw) {
			continue
		}
		if isNumber(f, b) {
			numbers++
			continue
		}
		words++
		if next, i := x.G.Box(b.Row, b.Col+b.Cols); i >= 0 && isNumber(f, next) {
			behind++
		}
	}
	return words > 1 && words > numbers && behind == words
}

// isNumber reports whether a cell holds a number for a field.
func isNumber(f *forms.Field, b Box) bool {
	got := answer.Read(f, b.Entry)
	return !answer.Blank(b.Raw) && got.Text != "" && !got.Unclear
}

// schoolColumn reports whether a column has numbers where the form asks for them,
// as that of a school has, and no code for its name.
func (x *Matcher) schoolColumn(l *Listing, name Box, col int) bool {
	if !han.Has(name.Raw) {
		return false
	}
	numbers, words := 0, 0
	for ref, row := range l.Columns {
		f := x.S.Field(ref)
		b, i := x.G.Box(row, col)
		if f == nil || !f.Kind.Numeric() || i < 0 || answer.Blank(b.Raw) {
			continue
		}
		if isNumber(f, b) {
			numbers++
		} else {
			words++
		}
	}
	return numbers >= words
}
