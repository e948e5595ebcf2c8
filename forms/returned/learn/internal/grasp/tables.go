package grasp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// headsAlone finds heads at the end of a page with no row below them.
func (l *Learner) headsAlone() {
	last := 0
	for i := range l.Cells {
		if b := &l.Cells[i]; l.Boxed(b) {
			last = max(last, b.Row+b.Rows-1)
		}
	}
	if last == 0 || l.Sheet == "" {
		return
	}
	var heads []int
	for col := 1; col <= l.Cols; {
		b, k := l.Box(last, col)
		if k >= 0 && l.Boxed(&b) {
			if !l.label(k) || utf8.RuneCountInString(printed.Tidy(b.Raw)) > 20 || slices.ContainsFunc(heads, func(h int) bool { return printed.Tidy(l.Cells[h].Raw) == printed.Tidy(b.Raw) }) {
				return
			}
			heads = append(heads, k)
		}
		col = b.Col + b.Cols
	}
	if len(heads) < 3 {
		return
	}
	t := &Table{Page: l.N, Number: -1, Side: -1, Repeat: 1, Top: last + 1}
	for _, h := range heads {
		if NumberHead.MatchString(printed.Tidy(l.Cells[h].Raw)) {
			t.Number = h
			continue
		}
		t.Heads = append(t.Heads, h)
		t.Columns = append(t.Columns, Column{Head: []int{h}})
	}
	l.tables = append(l.tables, t)
}

// settleTables joins the repetitions of tables, finds their sums, and makes
// single fields of a row that is none of several.
func (l *Learner) settleTables() {
	l.join()
	for _, t := range l.tables {
		l.fold(t)
		if len(t.Rows) == 1 && t.Number < 0 && t.Repeat == 1 && !l.alone(t) {
			var first *Item
			for n := range t.Columns {
				u := t.Columns[n].Head[0]
				cell := -1
				l.Each(t.Rows[0], t.Rows[0], func(i int, b *find.Box) {
					if b.Col >= l.Cells[u].Col && b.Col < l.Cells[u].Col+l.Cells[u].Cols && l.fillable(i) && cell < 0 {
						cell = i
					}
				})
				if cell < 0 {
					continue
				}
				c := printed.CueOf(l.Cells[u].Raw, "")
				if g := l.Heads(u); len(g) > 0 {
					c.Label = strings.Join(g, "") + "·" + c.Label
				}
				l.add(cell, -1, u, c)
				it := l.Items[len(l.Items)-1]
				if t.Section != "" {
					it.Section = t.Section
				}
				if first == nil {
					first = it
				}
			}
			if first != nil && len(t.Columns) > 2 {
				l.Ask(AskRows, &l.Cells[first.Slot.Cell], first, "表头下只有一行，各栏只填一次", "可以加行，是一张表")
			}
			continue
		}
		b := &l.Cells[t.Columns[0].Head[0]]
		for _, h := range t.Heads {
			if l.Cells[h].Row < b.Row || l.Cells[h].Col < b.Col && l.Cells[h].Row == b.Row {
				b = &l.Cells[h]
			}
		}
		if t.Section == "" {
			t.Section = l.sectionOf(t.Columns[0].Head[0])
		}
		l.sumRow(t)
		l.Items = append(l.Items, &Item{Row: b.Row, col: b.Col, Table: t, Boxed: true, Section: t.Section})
	}
}

// join makes one table of several side by side that have the same heads.
func (l *Learner) join() {
	heads := func(t *Table) string {
		var all []string
		for _, c := range t.Columns {
			all = append(all, printed.Tidy(l.Cells[c.Head[0]].Raw))
		}
		return strings.Join(all, "|")
	}
	var kept []*Table
	for _, t := range l.tables {
		joined := false
		for _, o := range kept {
			if o.Top == t.Top && len(o.Columns) > 1 && heads(o) == heads(t) {
				for n := range o.Columns {
					o.Columns[n].Head = append(o.Columns[n].Head, t.Columns[n].Head[0])
				}
				o.Heads = append(o.Heads, t.Heads...)
				o.Repeat++
				joined = true
				break
			}
		}
		if !joined {
			kept = append(kept, t)
		}
	}
	l.tables = kept
}

// alone reports whether a table of one row is all that its boxes are.
func (l *Learner) alone(t *Table) bool {
	row := t.Rows[0]
	over, under := false, false
	top := t.Top
	for _, h := range t.Heads {
		top = min(top, l.Cells[h].Row)
	}
	for i := range l.Cells {
		b := &l.Cells[i]
		if l.Boxed(b) && !l.wide(i) {
			over = over || b.Row+b.Rows == top
			under = under || b.Row == row+1
		}
	}
	return !over && !under && len(t.Columns) > 2
}

// printed.Fold joins columns that stand side by side twice or more.
func (l *Learner) fold(t *Table) {
	if t.Repeat > 1 {
		return
	}
	n := len(t.Columns)
	text := func(i int) string { return printed.Tidy(l.Cells[t.Columns[i].Head[0]].Raw) }
	for times := 4; times > 1; times-- {
		if n%times != 0 || n/times < 2 {
			continue
		}
		w := n / times
		same := true
		for i := w; i < n && same; i++ {
			same = text(i) == text(i%w) || false
		}
		if !same {
			continue
		}
		for i := w; i < n; i++ {
			t.Columns[i%w].Head = append(t.Columns[i%w].Head, t.Columns[i].Head[0])
		}
		t.Columns, t.Repeat = t.Columns[:w], times
		// 序号 | 姓名 | 序号 | 姓名
		t.Columns = slices.DeleteFunc(t.Columns, func(c Column) bool {
			if NumberHead.MatchString(printed.Tidy(l.Cells[c.Head[0]].Raw)) {
				t.Number = c.Head[0]
				return true
			}
			return false
		})
		return
	}
}

// sumRow looks for a printed row 合计 below the rows of a table. What is filled
// in there is no field of its own.
func (l *Learner) sumRow(t *Table) {
	if len(t.Rows) == 0 {
		return
	}
	below := map[int]bool{} // rows 合计, and 小计 of groups
	for n, row := range t.Rows {
		if row++; n+1 < len(t.Rows) && t.Rows[n+1] == row {
			continue
		}
		l.Each(row, row, func(i int, b *find.Box) {
			if l.label(i) && SumRowCell.MatchString(printed.Tidy(b.Raw)) {
				below[row], t.sums = true, true
			}
		})
	}
	if !t.sums {
		return
	}
	l.Items = slices.DeleteFunc(l.Items, func(it *Item) bool {
		return it.Slot != nil && below[l.Cells[it.Slot.Cell].Row] && it.Slot.Left >= 0 && SumRowCell.MatchString(printed.Tidy(l.Cells[it.Slot.Left].Raw))
	})
}
