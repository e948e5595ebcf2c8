package grasp

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file works out what boxes to be filled in are asked for by.

func (l *Learner) learn() {
	for i := range l.Cells {
		b := &l.Cells[i]
		if l.used[i] || !l.Boxed(b) || !l.fillable(i) {
			continue
		}
		if cells, parts := l.dayCells(i); cells != nil {
			l.day(cells, parts)
		}
		if !l.used[i] {
			l.run(l.runFrom(i))
		}
	}
	l.headsAlone()
	l.settleTables()
	for i := range l.Cells {
		if l.Roles[i] == Holding && !l.used[i] {
			l.own(i)
		}
	}
	slices.SortStableFunc(l.Items, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.col, b.col))
	})
}

// runFrom returns the boxes to be filled in from one on to the right.
func (l *Learner) runFrom(i int) []int {
	run := []int{i}
	for {
		b := &l.Cells[run[len(run)-1]]
		next, k := l.Box(b.Row, b.Col+b.Cols)
		if k < 0 || next.Row != b.Row || !l.Boxed(&next) || !l.fillable(k) || l.used[k] {
			return run
		}
		run = append(run, k)
	}
}

// up returns the label above a box, past others to be filled in; -1 if there is
// none.
func (l *Learner) up(i int) int { return l.above(i, false) }

// above is up, past the headings of sections, too, if across is set: those are as
// wide as all of the table, and its heads hold below them as well.
func (l *Learner) above(i int, across bool) int {
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.Boxed(&over) {
			return -1
		}
		same := over.Col == b.Col && over.Cols == b.Cols
		switch {
		case l.Roles[k] == Words && same && SumRowCell.MatchString(printed.Tidy(over.Raw)) && l.beside(k), across && l.sums(k):
			row = over.Row - 1 // the row that adds up those below, or those of a group
		case l.Roles[k] == Words && same && l.group(k):
			row = over.Row - 1
		case l.fillable(k) && same, l.Roles[k] == Example, l.Roles[k] == Mark, across && over.Row < b.Row-1 && l.Roles[k] == Words && same:
			if l.Roles[k] == Words && !l.headRow(over.Row) {
				row = over.Row - 1 // the label of a row above, in the column of labels
				continue
			} else if l.Roles[k] == Words {
				return k
			}
			row = over.Row - 1
		case across && l.label(k) && l.wide(k):
			row = over.Row - 1
		case l.label(k) && over.Col <= b.Col && over.Col+over.Cols >= b.Col+b.Cols:
			return k
		default:
			return -1
		}
	}
	return -1
}

// beside reports whether a box to be filled in stands right of another.
func (l *Learner) beside(i int) bool {
	b := &l.Cells[i]
	next, k := l.Box(b.Row, b.Col+b.Cols)
	return k >= 0 && next.Row == b.Row && l.Boxed(&next) && l.fillable(k)
}

// sums reports whether a box is the label of a row that adds others up, those of a
// group with them: 面授班小计.
func (l *Learner) sums(i int) bool {
	return l.label(i) && sumTail.MatchString(printed.Tidy(l.Cells[i].Raw)) && l.beside(i)
}

// group reports whether a box names the numbered rows below: 一 | 教学设备, above 1.
func (l *Learner) group(i int) bool {
	b := &l.Cells[i]
	k := l.leftOf(i)
	if k < 0 || l.Cells[k].Row != b.Row || !groupCell.MatchString(printed.Tidy(Says(&l.Cells[k]))) {
		return false
	}
	_, below := l.Box(b.Row+b.Rows, l.Cells[k].Col)
	return below >= 0 && l.Roles[below] == Number && l.beside(i)
}

// headRow reports whether a row has several boxes, all of them printed.
func (l *Learner) headRow(row int) bool {
	n := 0
	for col := 1; col <= l.Cols; {
		b, k := l.Box(row, col)
		if k >= 0 && l.Boxed(&b) {
			if !l.label(k) {
				return false
			}
			n++
		}
		col = b.Col + b.Cols
	}
	return n > 1
}

// leftOf returns the box left of another in its first row; -1 if there is none.
func (l *Learner) leftOf(i int) int {
	b := &l.Cells[i]
	if b.Col == 1 {
		return -1
	}
	left, k := l.Box(b.Row, b.Col-1)
	if k < 0 || !l.Boxed(&left) && !(l.Roles[k] == Words && l.colon(k)) {
		return -1
	}
	return k
}

// wide reports whether a box is as wide as all boxes of its row: a heading.
func (l *Learner) wide(i int) bool { return l.Cells[i].Cols > 1 && l.lone(i) }

// Note reports whether a text is said of the form: in no box, or in one as wide as
// the table.
func (l *Learner) Note(i int) bool { return !l.Boxed(&l.Cells[i]) || l.wide(i) }

// lone reports whether a box stands alone in its row.
func (l *Learner) lone(i int) bool {
	b := &l.Cells[i]
	_, left := l.Box(b.Row, b.Col-1)
	right, next := l.Box(b.Row, b.Col+b.Cols)
	return (b.Col == 1 || left < 0 || !l.Boxed(&l.Cells[left])) && (next < 0 || !l.Boxed(&right))
}

// cornerBox reports whether a box stands where the heads of columns and the names
// of rows meet: labels right of it, all along, and below.
func (l *Learner) cornerBox(i int) bool {
	b := &l.Cells[i]
	below, k := l.Box(b.Row+b.Rows, b.Col)
	if k < 0 || !l.label(k) || below.Cols != b.Cols {
		return false
	}
	heads := 0
	for col := b.Col + b.Cols; col <= l.Cols; {
		next, k := l.Box(b.Row, col)
		if k < 0 || !l.Boxed(&next) {
			break
		}
		under, u := l.Box(next.Row+next.Rows, next.Col)
		if !l.label(k) || next.Row != b.Row || u < 0 || !l.fillable(u) || under.Cols != next.Cols {
			return false
		}
		heads++
		col = next.Col + next.Cols
	}
	return heads > 1
}

// run works out what boxes in a row are asked for by.
func (l *Learner) run(run []int) {
	for _, i := range run {
		l.used[i] = true
	}
	if len(run) == 1 && l.Roles[run[0]] == Empty && l.cornerBox(run[0]) {
		return
	}
	first := l.leftOf(run[0])
	if first >= 0 && l.Roles[first] == Mark { // 合计 | × | ____ | × | ____
		const most = 20 // boxes between
		for n := 0; first >= 0 && n < most && (l.Roles[first] == Mark || l.fillable(first)); n++ {
			first = l.leftOf(first)
		}
	}
	left, numbered := first, -1
	if left >= 0 && l.Roles[left] == Number {
		numbered, left = left, l.leftOf(left)
		for left >= 0 && l.Roles[left] == Number {
			left = l.leftOf(left)
		}
	}
	if left >= 0 && !l.label(left) {
		left = -1
	}
	ups := make([]int, len(run))
	headed := 0
	for n, i := range run {
		ups[n] = l.up(i)
		if ups[n] >= 0 && !l.wide(ups[n]) {
			headed++
		}
	}
	l.level(run, ups)
	if headed == 0 && len(run) > 2 {
		across := make([]int, len(run))
		for n, i := range run {
			if across[n] = l.above(i, true); across[n] < 0 {
				break
			}
			headed++
		}
		if headed < len(run) {
			headed = 0
		} else {
			ups = across
		}
	}
	if headed == len(run) {
		run, ups = l.joinCells(run, ups)
		headed = len(run)
	}
	beside := left >= 0 && headed > 0 // a label beside the heads, too, is that of all of them
	for _, u := range ups {
		beside = beside && (u < 0 || l.Cells[left].Row <= l.Cells[u].Row)
	}
	all := headed == len(run)
	colon := left >= 0 && l.colon(left) // it asks for itself, whatever stands above
	switch {
	case all && (left < 0 || beside) && (len(run) > 1 || numbered >= 0 || left < 0 && l.records(run[0], ups[0])):
		side := -1
		if beside {
			side = left
		}
		l.record(run, ups, numbered, side)
	case all && left >= 0 && !beside && !colon && (len(run) > 1 || l.rowHead(left, ups[0])):
		l.matrix(run, ups, left)
	case left >= 0 && len(run) > 1 && (headed == 0 || colon || len(run) >= 6 && headed*2 < len(run)):
		l.several(run, left)
	case left >= 0:
		l.single(run[0], left, -1)
		for n, i := range run[1:] {
			if u := ups[n+1]; u >= 0 && !l.wide(u) && l.Cells[u].Row+l.Cells[u].Rows == l.Cells[i].Row {
				l.single(i, -1, u)
			} else {
				l.last().More = append(l.last().More, i)
			}
		}
	default:
		for n, i := range run {
			if ups[n] >= 0 {
				l.single(i, -1, ups[n])
				if l.wide(ups[n]) && len(run) > 1 {
					for _, k := range run[n+1:] {
						l.last().More = append(l.last().More, k)
					}
					return
				}
			}
		}
	}
}

// level puts the head of a column in the place of a label below the heads of all
// others, which names but the rows next below it.
func (l *Learner) level(run, ups []int) {
	if len(run) < 3 || slices.Contains(ups, -1) {
		return
	}
	low, second, at := 0, 0, -1 // where heads end, the lowest and the next
	for n, u := range ups {
		switch end := l.Cells[u].Row + l.Cells[u].Rows; {
		case end > low:
			low, second, at = end, low, n
		case end > second:
			second = end
		}
	}
	if second == 0 || second == low || l.Cells[ups[at]].Row < second {
		return
	}
	b := &l.Cells[run[at]]
	if head, k := l.Box(second-1, b.Col); k >= 0 && l.label(k) && !l.wide(k) && head.Col == b.Col && head.Cols == b.Cols {
		ups[at] = k
	}
}

func (l *Learner) last() *Slot { return l.Items[len(l.Items)-1].Slot }

// records reports whether a lone box below a head is the first of rows.
func (l *Learner) records(i, up int) bool {
	b := &l.Cells[i]
	below, k := l.Box(b.Row+b.Rows, b.Col)
	return up >= 0 && k >= 0 && l.fillable(k) && below.Cols == b.Cols && b.Rows == 1 && l.Cells[up].Cols == b.Cols
}

// rowHead reports whether the label of a row stands itself below a head that is
// in line with that of the box: 指标 above it, 本期 above the box.
func (l *Learner) rowHead(left, up int) bool {
	if up < 0 {
		return false
	}
	b, u := &l.Cells[left], &l.Cells[up]
	_, k := l.Box(u.Row, b.Col)
	return k >= 0 && k != up && l.label(k) && u.Row < b.Row && !l.used[k] && !l.pairRow(u.Row)
}

// pairRow reports whether a row has boxes to be filled in.
func (l *Learner) pairRow(row int) bool {
	any := false
	l.Each(row, row, func(i int, b *find.Box) { any = any || l.Boxed(b) && l.fillable(i) && b.Col > 1 })
	return any
}

// record takes a row of a table, the boxes below its heads.
func (l *Learner) record(run, ups []int, numbered, side int) {
	number := -1
	if numbered >= 0 {
		number = l.numberHead(numbered)
	}
	if NumberHead.MatchString(printed.Tidy(l.Cells[ups[0]].Raw)) && len(run) > 1 {
		number, run, ups = ups[0], run[1:], ups[1:]
	}
	key := fmt.Sprint(ups, number)
	t := l.byHeads[key]
	if t == nil {
		t = &Table{Page: l.N, Heads: ups, Number: number, Side: side, Repeat: 1}
		for n, u := range ups {
			i := run[n]
			c := Column{Head: []int{u}, Fill: l.Fills[i]}
			if c.Fill != nil {
				c.Text = l.Cells[i].Raw
			}
			own := []int{u}
			if s, ok := l.split[i]; ok {
				c.Split, c.Parts = s.heads, s.parts
				own = s.heads
			}
			t.Columns = append(t.Columns, c)
			for _, h := range own {
				t.Top = max(t.Top, l.Cells[h].Row+l.Cells[h].Rows)
			}
		}
		l.byHeads[key] = t
		l.tables = append(l.tables, t)
		if side >= 0 {
			t.Section = printed.Tidy(l.Cells[side].Raw)
		}
	}
	t.Rows = append(t.Rows, l.Cells[run[0]].Row)
}

// numberHead returns the head above a running number; -1 if it has none.
func (l *Learner) numberHead(i int) int {
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		switch {
		case k < 0 || !l.Boxed(&over):
			return -1
		case l.Roles[k] == Number || l.Roles[k] == Empty || l.Roles[k] == Example || l.Roles[k] == Mark:
			row = over.Row - 1
		case l.label(k) && l.wide(k), l.sums(k), l.label(k) && groupCell.MatchString(printed.Tidy(over.Raw)):
			row = over.Row - 1 // a heading within the table, or the sum of a group
		case l.label(k):
			return k
		default:
			return -1
		}
	}
	return -1
}

// several takes boxes behind one label without heads.
func (l *Learner) several(run []int, left int) {
	l.single(run[0], left, -1)
	it := l.Items[len(l.Items)-1]
	it.Slot.More = append(it.Slot.More, run[1:]...)
	b := &l.Cells[run[0]]
	if len(run) < 8 {
		l.Ask(AskCells, b, it, "几格合起来是“"+it.Cue.Label+"”一栏", "每格各是一栏")
	}
}

// single takes a box with a label beside or above it.
func (l *Learner) single(i, left, up int) {
	label := left
	if label < 0 {
		label = up
	}
	c := printed.CueOf(l.Cells[label].Raw, "")
	if left < 0 && l.lone(up) {
		c.Label = cmp.Or(printed.Tidy(printed.ItemFront.ReplaceAllStringFunc(c.Label, printed.KeepTail)), c.Label) // 三、建设目标
	}
	l.add(i, left, up, c)
	it := l.Items[len(l.Items)-1]
	switch s := printed.Tidy(l.Cells[label].Raw); {
	case utf8.RuneCountInString(s) > 60:
		r := []rune(c.Label)
		it.Cue.Label = string(r[:min(len(r), 40)])
		l.Ask(AskLabel, &l.Cells[i], it, "“"+it.Cue.Label+"……”一段是这一格的栏名", "只是说明，这一格不用填")
	case left < 0 && l.wide(up) && !strings.ContainsAny(l.Cells[up].Raw, ":：") && l.Cells[i].Rows == 1 && !l.wide(i):
		l.Ask(AskLabel, &l.Cells[i], it, "上面的“"+c.Label+"”是这一格的栏名", "这一格不用填")
	}
}

// add takes a box for a field.
func (l *Learner) add(i, left, up int, c printed.Cue) {
	b := &l.Cells[i]
	gap := -1
	if in := l.Fills[i]; in != nil {
		gap = 0
		g := &in.Gaps[0]
		if g.Kind != forms.Text || len(g.Options) > 0 {
			c.Kind, c.Options = g.Kind, g.Options
		}
		if g.Unit != "" && c.Unit == "" {
			again := printed.CueOf(c.Label, g.Unit)
			c.Kind, c.Unit = again.Kind, again.Unit
		}
		if c.Kind == forms.Choice && printed.ManyWords.MatchString(l.labelText(left, up)) {
			c.Kind = forms.Choices
		}
	}
	if l.Fills[i] == nil {
		l.Restrict(b.Row, b.Col, &c)
	}
	if len(b.Asks) == 1 {
		Control(&c, b.Asks[0])
	}
	of, isSplit := l.split[i]
	if isSplit {
		of.cue(&c)
	}
	section := ""
	if left >= 0 {
		section = l.sectionOf(left)
	} else if up >= 0 {
		section = l.sectionOf(up)
	}
	it := &Item{Row: b.Row, col: b.Col, Boxed: true, Cue: c, Section: section, Fill: l.Fills[i], Height: b.Rows, Slot: &Slot{Page: l.N, Cell: i, Gap: gap, Left: left, Up: up}}
	if isSplit {
		it.Slot.More, it.Slot.Parts = of.cells[1:], of.parts
	}
	l.Items = append(l.Items, it)
	if gap == 0 && l.Fills[i].Gaps[0].Other {
		o := c
		o.Label, o.Kind, o.Options = c.Label+"·其他", forms.Text, nil
		l.Items = append(l.Items, &Item{Row: b.Row, col: b.Col, Boxed: true, Cue: o, Section: section, Fill: l.Fills[i], Slot: &Slot{Page: l.N, Cell: i, Gap: 0, Other: true, Left: left, Up: up}})
	}
	if gap == 0 {
		l.details(it)
	}
	if gap == 0 && c.Kind == forms.Choice && len(c.Options) > 3 && !graded(c.Options) && !manyAndOne.MatchString(l.labelText(left, up)+Says(b)) {
		l.Ask(AskChoice, b, it, "“"+c.Label+"”只选一项", "可以选几项")
	}
}

// details takes what the options of a gap ask for beside their ticks.
func (l *Learner) details(it *Item) {
	for n, d := range it.Fill.Gaps[it.Slot.Gap].Details {
		s := *it.Slot
		s.Other, s.Words, s.More, s.Parts = true, n+1, nil, nil
		cue := printed.Cue{Label: it.Cue.Label + "·" + cmp.Or(d.Label, d.Option)}
		l.Items = append(l.Items, &Item{Row: it.Row, col: it.col, Boxed: it.Boxed, Cue: cue, Section: it.Section, Fill: it.Fill, Slot: &s})
	}
}

// graded reports whether options are steps of one scale, of which nobody takes two.
func graded(options forms.Options) bool {
	return !slices.ContainsFunc(options, func(o string) bool { return !tickHead.MatchString(o) })
}

var manyAndOne = regexp.MustCompile(`单选|选一|之一|择一`)

func (l *Learner) labelText(left, up int) string {
	s := ""
	for _, i := range []int{left, up} {
		if i >= 0 {
			s += l.Cells[i].Raw
		}
	}
	return s
}

// sectionOf returns the words of the heading that a label stands under or
// beside, "" for none.
func (l *Learner) sectionOf(i int) string {
	b := &l.Cells[i]
	if s := l.pairOf(i); s != "" {
		return s
	}
	if k := l.leftOf(i); k >= 0 && l.label(k) && l.Cells[k].Rows > b.Rows {
		return printed.Tidy(l.Cells[k].Raw)
	}
	for k := l.leftOf(i); k >= 0; k = l.leftOf(k) {
		if c := &l.Cells[k]; l.label(k) && c.Rows > 1 && c.Rows > b.Rows && c.Row <= b.Row {
			return printed.Tidy(c.Raw)
		}
	}
	for row := b.Row - 1; row > 0 && row > b.Row-40; row-- {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.Boxed(&over) {
			if k >= 0 && over.Stored == answer.Text && l.Roles[k] == Words && printed.ItemFront.MatchString(printed.Tidy(over.Raw)) && utf8.RuneCountInString(over.Raw) < 30 {
				return printed.Tidy(over.Raw)
			}
			continue
		}
		if l.label(k) && l.wide(k) {
			return printed.Tidy(over.Raw)
		}
	}
	return ""
}

// pairOf returns the label that a short one, such as 左 and 右, stands behind in its
// row, be it with another between: 裸眼视力 | 左 | … | 右 | …; "" for none.
func (l *Learner) pairOf(i int) string {
	b := &l.Cells[i]
	if utf8.RuneCountInString(printed.Tidy(b.Raw)) > 1 {
		return ""
	}
	const most = 8 // boxes between
	next := i
	for n, k := 0, l.leftOf(i); k >= 0 && n < most; n, next, k = n+1, k, l.leftOf(k) {
		c := &l.Cells[k]
		if c.Row != b.Row || c.Rows != b.Rows {
			return ""
		}
		if s := printed.Tidy(c.Raw); l.label(k) && l.label(next) && utf8.RuneCountInString(s) > 1 {
			return s
		}
	}
	return ""
}

func (l *Learner) Ask(k Asking, b *find.Box, it *Item, assumed string, other ...string) {
	l.Questions = append(l.Questions, Question{Kind: k, Where: l.Place(b.Row, b.Col), Assumed: assumed, Else: other, Item: it})
}

// Keyed is what printed texts of a blank and a return are compared by.
func Keyed(s string) string { return find.LabelKey(han.Fold(s)) }
