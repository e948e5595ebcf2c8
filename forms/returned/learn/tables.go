package learn

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// headsAlone finds heads at the end of a page with no row below them.
func (l *learner) headsAlone() {
	last := 0
	for i := range l.Cells {
		if b := &l.Cells[i]; l.boxed(b) {
			last = max(last, b.Row+b.Rows-1)
		}
	}
	if last == 0 || l.Sheet == "" {
		return
	}
	var heads []int
	for col := 1; col <= l.Cols; {
		b, k := l.Box(last, col)
		if k >= 0 && l.boxed(&b) {
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
	t := &table{page: l.n, number: -1, side: -1, repeat: 1, top: last + 1}
	for _, h := range heads {
		if numberHead.MatchString(printed.Tidy(l.Cells[h].Raw)) {
			t.number = h
			continue
		}
		t.heads = append(t.heads, h)
		t.columns = append(t.columns, column{head: []int{h}})
	}
	l.tables = append(l.tables, t)
}

// settleTables joins the repetitions of tables, finds their sums, and makes
// single fields of a row that is none of several.
func (l *learner) settleTables() {
	l.join()
	for _, t := range l.tables {
		l.fold(t)
		if len(t.rows) == 1 && t.number < 0 && t.repeat == 1 && !l.alone(t) {
			var first *item
			for n := range t.columns {
				u := t.columns[n].head[0]
				cell := -1
				l.Each(t.rows[0], t.rows[0], func(i int, b *find.Box) {
					if b.Col >= l.Cells[u].Col && b.Col < l.Cells[u].Col+l.Cells[u].Cols && l.fillable(i) && cell < 0 {
						cell = i
					}
				})
				if cell < 0 {
					continue
				}
				c := printed.CueOf(l.Cells[u].Raw, "")
				if g := l.heads(u); len(g) > 0 {
					c.Label = strings.Join(g, "") + "·" + c.Label
				}
				l.add(cell, -1, u, c)
				it := l.items[len(l.items)-1]
				if t.section != "" {
					it.section = t.section
				}
				if first == nil {
					first = it
				}
			}
			if first != nil && len(t.columns) > 2 {
				l.doubt(DoubtRows, &l.Cells[first.slot.cell], first, "表头下只有一行，各栏只填一次", "可以加行，是一张表")
			}
			continue
		}
		b := &l.Cells[t.columns[0].head[0]]
		for _, h := range t.heads {
			if l.Cells[h].Row < b.Row || l.Cells[h].Col < b.Col && l.Cells[h].Row == b.Row {
				b = &l.Cells[h]
			}
		}
		if t.section == "" {
			t.section = l.sectionOf(t.columns[0].head[0])
		}
		l.sumRow(t)
		l.items = append(l.items, &item{row: b.Row, col: b.Col, table: t, boxed: true, section: t.section})
	}
}

// join makes one table of several side by side that have the same heads.
func (l *learner) join() {
	heads := func(t *table) string {
		var all []string
		for _, c := range t.columns {
			all = append(all, printed.Tidy(l.Cells[c.head[0]].Raw))
		}
		return strings.Join(all, "|")
	}
	var kept []*table
	for _, t := range l.tables {
		joined := false
		for _, o := range kept {
			if o.top == t.top && len(o.columns) > 1 && heads(o) == heads(t) {
				for n := range o.columns {
					o.columns[n].head = append(o.columns[n].head, t.columns[n].head[0])
				}
				o.heads = append(o.heads, t.heads...)
				o.repeat++
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
func (l *learner) alone(t *table) bool {
	row := t.rows[0]
	over, under := false, false
	top := t.top
	for _, h := range t.heads {
		top = min(top, l.Cells[h].Row)
	}
	for i := range l.Cells {
		b := &l.Cells[i]
		if l.boxed(b) && !l.wide(i) {
			over = over || b.Row+b.Rows == top
			under = under || b.Row == row+1
		}
	}
	return !over && !under && len(t.columns) > 2
}

// printed.Fold joins columns that stand side by side twice or more.
func (l *learner) fold(t *table) {
	if t.repeat > 1 {
		return
	}
	n := len(t.columns)
	text := func(i int) string { return printed.Tidy(l.Cells[t.columns[i].head[0]].Raw) }
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
			t.columns[i%w].head = append(t.columns[i%w].head, t.columns[i].head[0])
		}
		t.columns, t.repeat = t.columns[:w], times
		// 序号 | 姓名 | 序号 | 姓名
		t.columns = slices.DeleteFunc(t.columns, func(c column) bool {
			if numberHead.MatchString(printed.Tidy(l.Cells[c.head[0]].Raw)) {
				t.number = c.head[0]
				return true
			}
			return false
		})
		return
	}
}

// sumRow looks for a printed row 合计 below the rows of a table. What is filled
// in there is no field of its own.
func (l *learner) sumRow(t *table) {
	if len(t.rows) == 0 {
		return
	}
	row := t.rows[len(t.rows)-1] + 1
	l.Each(row, row, func(i int, b *find.Box) {
		if l.label(i) && sumRowCell.MatchString(printed.Tidy(b.Raw)) {
			t.sums = true
		}
	})
	if !t.sums {
		return
	}
	l.items = slices.DeleteFunc(l.items, func(it *item) bool {
		return it.slot != nil && l.Cells[it.slot.cell].Row == row && it.slot.left >= 0 && sumRowCell.MatchString(printed.Tidy(l.Cells[it.slot.left].Raw))
	})
}
