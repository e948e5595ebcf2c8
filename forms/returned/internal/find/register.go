package find

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A RegisterColumn is a column that a table may have, with the heads it goes by;
// the first is its name.
type RegisterColumn []string

// A Register is a grid whose head row was found.
type Register struct {
	*Grid
	Head    int   // row
	Columns []int // of the columns asked for; 0 where there is none
	Others  []string
	rest    map[int]string // heads of the columns that were not asked for
}

const maxRegisterHead = 30 // rows down to which the heads of columns may stand

var headNote = regexp.MustCompile(`\([^()]*\)$`)

// headKey is what a head of a column is compared by: without a unit in
// brackets, the marks of what must be filled in, and a colon.
func headKey(raw string) string {
	s := strings.Trim(han.Fold(raw), "*:")
	if short := headNote.ReplaceAllString(s, ""); short != "" {
		return short
	}
	return s
}

// NewRegister finds the first row that has the first of the columns. It returns
// nil if there is none.
func NewRegister(g *Grid, columns []RegisterColumn) *Register {
	for row := 1; row <= min(g.Rows, maxRegisterHead); row++ {
		t := &Register{Grid: g, Head: row, Columns: make([]int, len(columns))}
		heads := map[int]string{}
		for col := 1; col <= g.Cols; col++ {
			if b, i := g.Box(row, col); i >= 0 && b.Col == col && !answer.Blank(b.Raw) {
				heads[col] = b.Raw
			}
		}
		// The first names first: where there are 学校 and 单位, 单位 is another column.
		taken := map[int]bool{}
		for n := range 16 {
			for i, names := range columns {
				for col := 1; col <= g.Cols && n < len(names) && t.Columns[i] == 0; col++ {
					key := headKey(heads[col])
					if !taken[col] && (key == headKey(names[n]) || han.Fold(heads[col]) == han.Fold(names[n])) {
						t.Columns[i], taken[col] = col, true
					}
				}
			}
		}
		if t.Columns[0] == 0 {
			continue
		}
		t.rest = map[int]string{}
		seen := map[string]bool{}
		for col := 1; col <= g.Cols; col++ {
			if heads[col] == "" || taken[col] || headKey(heads[col]) == "序号" {
				continue
			}
			head := strings.TrimSpace(heads[col])
			if !seen[head] { // the first of a name
				seen[head], t.rest[col] = true, head
			}
			if headKey(head) != "备注" {
				t.Others = append(t.Others, head)
			}
		}
		return t
	}
	return nil
}

// Cell returns what stands in a row under the i-th of the columns. A cell
// merged over several rows counts for each of them.
func (t *Register) Cell(row, i int) (b Box, where report.Position) {
	col := t.Columns[i]
	if col == 0 {
		return Box{}, t.Place(row, 1)
	}
	b, at := t.Box(row, col)
	if at < 0 || b.Row <= t.Head {
		b = Box{Row: row}
	}
	return b, t.Place(row, col)
}

// Rest returns what stands in a row under the heads that were not asked for, but for
// 序号; nil for nothing.
func (t *Register) Rest(row int) map[string]string {
	var rest map[string]string
	for col, head := range t.rest {
		b, at := t.Box(row, col)
		if at < 0 || b.Row <= t.Head || answer.Blank(b.Raw) {
			continue
		}
		if rest == nil {
			rest = map[string]string{}
		}
		rest[head] = b.Text()
	}
	return rest
}

// A RowKind tells rows of a table apart. The zero value is a row to be read.
type RowKind uint8

const (
	RowFull  RowKind = iota
	RowBlank         // nothing in it
	RowHead          // the heads once more, as on every page
	RowFoot          // 合计, or a note
)

// Kind tells what a row is.
func (t *Register) Kind(row int) RowKind {
	var first string
	filled, same := 0, 0
	for col := 1; col <= t.Cols; col++ {
		b, i := t.Box(row, col)
		if i < 0 || b.Row != row || b.Col != col || answer.Blank(b.Raw) {
			continue
		}
		if filled++; filled == 1 {
			first = han.Fold(b.Raw)
		}
		if h, _ := t.Box(t.Head, col); han.Fold(h.Raw) == han.Fold(b.Raw) {
			same++
		}
	}
	switch {
	case filled == 0:
		return RowBlank
	case same == filled:
		return RowHead
	case slices.Contains([]string{"合计", "总计", "小计", "共计"}, strings.TrimRight(first, ":")):
		return RowFoot
	case filled == 1 && slices.ContainsFunc([]string{"注:", "备注:", "说明:", "注1", "填表人", "制表"}, func(p string) bool { return strings.HasPrefix(first, p) }):
		return RowFoot
	}
	return RowFull
}
