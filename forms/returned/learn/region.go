package learn

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

// A role is what a box of a blank is for.
type role uint8

const (
	words   role = iota // a label, a heading, a note
	empty               // to be filled in
	holding             // printed text with gaps
	number              // a running number, or … in its place
	example             // a row that shows how
	photo               // where a picture goes
	title
)

// A slot is a place of the blank where a single field is filled in.
type slot struct {
	ref   forms.Ref
	page  int
	cell  int // box of the page
	gap   int // of its text; -1 for the whole box
	other bool
	left  int   // box of the label beside; -1 for none
	up    int   // box of the label above; -1 for none
	more  []int // further boxes that belong to it
	ticks []int // boxes of which one is ticked, an option each
}

// A table is rows of the blank that are alike.
type table struct {
	block   string
	page    int
	heads   []int // boxes right above the rows, by column; of a column twice for its repetition
	columns []column
	number  int // box of the head of running numbers; -1 for none
	top     int // first row, below the heads
	rows    []int
	repeat  int // how many times the columns stand side by side, at least 1
	side    int // box of a label beside all of it; -1 for none
	section string
	sums    bool // a row 合计 is printed below
}

// A column is one of a table.
type column struct {
	key  string
	head []int // box, for each repetition
	fill *printed.Infill
	text string // printed in each of its cells
}

// An item is what a page asks for at a place, before it has a key.
type item struct {
	row, col int
	slot     *slot
	cue      printed.Cue
	section  string
	fill     *printed.Infill
	table    *table
	boxed    bool
	height   int
}

// A learner works out what one page asks for.
type learner struct {
	*page
	n       int // index of the page
	roles   []role
	fills   []*printed.Infill
	used    map[int]bool
	items   []*item
	tables  []*table
	title   int // box; -1 for none
	unit    string
	doubts  []Doubt
	byHeads map[string]*table
}

var (
	numberCell  = regexp.MustCompile(`^(?:[0-9]{1,3}[.、)）]?|[…\.·⋯]{1,6}|[①-⑳]|（[0-9]{1,2}）)$`)
	numberHead  = regexp.MustCompile(`^(?:序号?|编号|号|No\.?|NO\.?|项次)$`)
	exampleCell = regexp.MustCompile(`^[（(【]?(?:填写|填报)?(?:示例|样例|范例|举例|例如|例)(?:[）)】：:]|\d|$)`)
	photoCell   = regexp.MustCompile(`照片|相片|[一二两]寸|免冠|粘贴处|贴.{0,4}照`)
	sumCell     = regexp.MustCompile(`^(?:合计|总计|小计|共计|汇总)`)
	unitLine    = regexp.MustCompile(`^[（(]?(?:计量单位|金额单位|数量单位|单位)[:：](万元|元|千元|亿元|万人|人|平方米|万元、人)[)）]?$`)
	tickHead    = regexp.MustCompile(`^(?:非常|很|比较|较|基本|不太|很不|非常不|不|较为|十分)?(?:满意|符合|同意|好|认可|了解|重要|差|一致|赞同|达标|合格)$|^(?:优秀?|良好?|中等?|一般|及格|不及格|是|否|有|无|未达标|完成|未完成|[A-E])$`)
	titleWords  = regexp.MustCompile(`表|册|书|单|卡|回执|记录|登记|统计|名单|安排|方案|台账|汇总|问卷`)
	aboveTitle  = regexp.MustCompile(`^(?:附件|附表|附|表号|密级|编号|No|表[一二三四五六七八九十0-9]+$)`)
)

func newLearner(p *page, n int) *learner {
	l := &learner{page: p, n: n, title: -1, used: map[int]bool{}, byHeads: map[string]*table{}}
	l.roles, l.fills = make([]role, len(p.Cells)), make([]*printed.Infill, len(p.Cells))
	l.findTitle()
	for i := range p.Cells {
		l.roles[i] = l.roleOf(i)
	}
	l.examples()
	l.named()
	return l
}

func (l *learner) findTitle() {
	const deep = 8
	for pass := range 2 {
		for i := range l.Cells {
			b := &l.Cells[i]
			s := printed.Tidy(says(b))
			if b.Row > deep || b.Empty() || s == "" || aboveTitle.MatchString(s) || utf8.RuneCountInString(s) > 60 {
				continue
			}
			if strings.ContainsAny(b.Raw, ":：") || l.boxed(b) && b.Cols < max(l.Cols*2/3, 2) {
				continue
			}
			if pass == 0 && !titleWords.MatchString(s) {
				continue
			}
			l.title = i
			return
		}
	}
}

// roleOf tells what a box is for by itself.
func (l *learner) roleOf(i int) role {
	b := &l.Cells[i]
	s := strings.TrimSpace(says(b))
	switch {
	case i == l.title:
		return title
	case answer.Blank(s):
		return empty
	case photoCell.MatchString(s) && len(s) < 120 && !strings.ContainsAny(s, ":："):
		return photo
	case l.boxed(b) && numberCell.MatchString(printed.Tidy(s)):
		return number
	case exampleCell.MatchString(printed.Tidy(s)):
		return example
	}
	if m := unitLine.FindStringSubmatch(printed.Tidy(s)); m != nil {
		l.unit, _, _ = strings.Cut(m[1], "、")
		return words
	}
	return words
}

// examples marks the rows that show how to fill the form in.
func (l *learner) examples() {
	for i := range l.Cells {
		if b := l.Cells[i]; l.roles[i] == example && l.boxed(&b) {
			for k := range l.Cells {
				if c := &l.Cells[k]; c.Row == b.Row && c.Col > b.Col && c.Rows == 1 && l.boxed(c) {
					l.roles[k] = example
				}
			}
		}
	}
}

// named finds the gaps in printed texts.
func (l *learner) named() {
	for i := range l.Cells {
		b := &l.Cells[i]
		if l.roles[i] != words || b.Stored != answer.Text {
			continue
		}
		boxed := l.boxed(b)
		labelled, followed := false, false
		if boxed {
			_, k := l.Box(b.Row, b.Col-1)
			_, u := l.Box(b.Row-1, b.Col)
			labelled = k >= 0 && b.Col > 1 && l.boxed(&l.Cells[k]) && l.roles[k] == words && l.fills[k] == nil
			labelled = labelled || u >= 0 && l.boxed(&l.Cells[u]) && l.roles[u] == words && l.fills[u] == nil && l.Cells[u].Cols == b.Cols
		}
		if next, k := l.Box(b.Row, b.Col+b.Cols); k >= 0 && l.roles[k] == empty && l.boxed(&next) {
			followed = true
		}
		if below, k := l.Box(b.Row+b.Rows, b.Col); k >= 0 && boxed && l.roles[k] == empty && l.boxed(&below) && below.Col == b.Col && below.Cols == b.Cols && l.wide(i) {
			followed = true // 活动记录： above the box to write in
		}
		if in := printed.New(b.Raw, boxed, labelled, followed); in != nil {
			if boxed && !labelled && in.Anonymous() && in.Gaps[0].Kind == forms.Text && len(in.Gaps[0].Options) == 0 {
				continue
			}
			l.fills[i] = in
			l.roles[i] = holding
		}
	}
}

// fillable reports whether a box takes one thing that it does not name itself.
func (l *learner) fillable(i int) bool {
	return l.roles[i] == empty || l.roles[i] == holding && l.fills[i].Anonymous()
}

// label reports whether a box may be the label of another.
func (l *learner) label(i int) bool {
	return i >= 0 && l.roles[i] == words && (l.boxed(&l.Cells[i]) || l.colon(i))
}

// colon reports whether a box ends in a colon: 联系电话： below a table, where but
// the line to write on is drawn.
func (l *learner) colon(i int) bool { return strings.HasSuffix(han.Fold(l.Cells[i].Raw), ":") }

func (l *learner) learn() {
	for i := range l.Cells {
		b := &l.Cells[i]
		if l.used[i] || !l.boxed(b) || !l.fillable(i) {
			continue
		}
		l.run(l.runFrom(i))
	}
	l.headsAlone()
	l.settleTables()
	for i := range l.Cells {
		if l.roles[i] == holding && !l.used[i] {
			l.own(i)
		}
	}
	slices.SortStableFunc(l.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
}

// runFrom returns the boxes to be filled in from one on to the right.
func (l *learner) runFrom(i int) []int {
	run := []int{i}
	for {
		b := &l.Cells[run[len(run)-1]]
		next, k := l.Box(b.Row, b.Col+b.Cols)
		if k < 0 || next.Row != b.Row || !l.boxed(&next) || !l.fillable(k) || l.used[k] {
			return run
		}
		run = append(run, k)
	}
}

// up returns the label above a box, past others to be filled in; -1 if there is
// none.
func (l *learner) up(i int) int { return l.above(i, false) }

// above is up, past the headings of sections, too, if across is set: those are as
// wide as all of the table, and its heads hold below them as well.
func (l *learner) above(i int, across bool) int {
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.boxed(&over) {
			return -1
		}
		same := over.Col == b.Col && over.Cols == b.Cols
		switch {
		case l.fillable(k) && same, l.roles[k] == example, across && over.Row < b.Row-1 && l.roles[k] == words && same:
			if l.roles[k] == words && !l.headRow(over.Row) {
				row = over.Row - 1 // the label of a row above, in the column of labels
				continue
			} else if l.roles[k] == words {
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

// headRow reports whether a row has several boxes, all of them printed.
func (l *learner) headRow(row int) bool {
	n := 0
	for col := 1; col <= l.Cols; {
		b, k := l.Box(row, col)
		if k >= 0 && l.boxed(&b) {
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
func (l *learner) leftOf(i int) int {
	b := &l.Cells[i]
	if b.Col == 1 {
		return -1
	}
	left, k := l.Box(b.Row, b.Col-1)
	if k < 0 || !l.boxed(&left) && !(l.roles[k] == words && l.colon(k)) {
		return -1
	}
	return k
}

// wide reports whether a box is as wide as all boxes of its row: a heading.
func (l *learner) wide(i int) bool {
	b := &l.Cells[i]
	_, left := l.Box(b.Row, b.Col-1)
	right, next := l.Box(b.Row, b.Col+b.Cols)
	return (b.Col == 1 || left < 0 || !l.boxed(&l.Cells[left])) && (next < 0 || !l.boxed(&right)) && b.Cols > 1
}

// run works out what boxes in a row are asked for by.
func (l *learner) run(run []int) {
	for _, i := range run {
		l.used[i] = true
	}
	first := l.leftOf(run[0])
	left, numbered := first, -1
	if left >= 0 && l.roles[left] == number {
		numbered, left = left, l.leftOf(left)
		for left >= 0 && l.roles[left] == number {
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
				l.last().more = append(l.last().more, i)
			}
		}
	default:
		for n, i := range run {
			if ups[n] >= 0 {
				l.single(i, -1, ups[n])
				if l.wide(ups[n]) && len(run) > 1 {
					for _, k := range run[n+1:] {
						l.last().more = append(l.last().more, k)
					}
					return
				}
			}
		}
	}
}

func (l *learner) last() *slot { return l.items[len(l.items)-1].slot }

// records reports whether a lone box below a head is the first of rows.
func (l *learner) records(i, up int) bool {
	b := &l.Cells[i]
	below, k := l.Box(b.Row+b.Rows, b.Col)
	return up >= 0 && k >= 0 && l.fillable(k) && below.Cols == b.Cols && b.Rows == 1 && l.Cells[up].Cols == b.Cols
}

// rowHead reports whether the label of a row stands itself below a head that is
// in line with that of the box: 指标 above it, 本期 above the box.
func (l *learner) rowHead(left, up int) bool {
	if up < 0 {
		return false
	}
	b, u := &l.Cells[left], &l.Cells[up]
	over, k := l.Box(u.Row, b.Col)
	return k >= 0 && k != up && l.label(k) && over.Row == u.Row && u.Row < b.Row && !l.used[k] && !l.pairRow(u.Row)
}

// pairRow reports whether a row has boxes to be filled in.
func (l *learner) pairRow(row int) bool {
	any := false
	l.Each(row, row, func(i int, b *find.Box) { any = any || l.boxed(b) && l.fillable(i) && b.Col > 1 })
	return any
}

// record takes a row of a table, the boxes below its heads.
func (l *learner) record(run, ups []int, numbered, side int) {
	number := -1
	if numbered >= 0 {
		number = l.numberHead(numbered)
	}
	if numberHead.MatchString(printed.Tidy(l.Cells[ups[0]].Raw)) && len(run) > 1 {
		number, run, ups = ups[0], run[1:], ups[1:]
	}
	key := fmt.Sprint(ups, number)
	t := l.byHeads[key]
	if t == nil {
		t = &table{page: l.n, heads: ups, number: number, side: side, repeat: 1}
		for n, u := range ups {
			i := run[n]
			c := column{head: []int{u}, fill: l.fills[i]}
			if c.fill != nil {
				c.text = l.Cells[i].Raw
			}
			t.columns = append(t.columns, c)
			if b := l.Cells[u]; t.top < b.Row+b.Rows {
				t.top = b.Row + b.Rows
			}
		}
		l.byHeads[key] = t
		l.tables = append(l.tables, t)
		if side >= 0 {
			t.section = printed.Tidy(l.Cells[side].Raw)
		}
	}
	t.rows = append(t.rows, l.Cells[run[0]].Row)
}

// numberHead returns the head above a running number; -1 if it has none.
func (l *learner) numberHead(i int) int {
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		switch {
		case k < 0 || !l.boxed(&over):
			return -1
		case l.roles[k] == number || l.roles[k] == empty || l.roles[k] == example:
			row = over.Row - 1
		case l.label(k):
			return k
		default:
			return -1
		}
	}
	return -1
}

// several takes boxes behind one label without heads.
func (l *learner) several(run []int, left int) {
	l.single(run[0], left, -1)
	it := l.items[len(l.items)-1]
	it.slot.more = append(it.slot.more, run[1:]...)
	b := &l.Cells[run[0]]
	if len(run) < 8 {
		l.doubt(DoubtCells, b, it, "几格合起来是“"+it.cue.Label+"”一栏", "每格各是一栏")
	}
}

// single takes a box with a label beside or above it.
func (l *learner) single(i, left, up int) {
	label := left
	if label < 0 {
		label = up
	}
	c := printed.CueOf(l.Cells[label].Raw, "")
	l.add(i, left, up, c)
	it := l.items[len(l.items)-1]
	switch s := printed.Tidy(l.Cells[label].Raw); {
	case utf8.RuneCountInString(s) > 60:
		r := []rune(c.Label)
		it.cue.Label = string(r[:min(len(r), 40)])
		l.doubt(DoubtLabel, &l.Cells[i], it, "“"+it.cue.Label+"……”一段是这一格的栏名", "只是说明，这一格不用填")
	case left < 0 && l.wide(up) && !strings.ContainsAny(l.Cells[up].Raw, ":：") && l.Cells[i].Rows == 1 && !l.wide(i):
		l.doubt(DoubtLabel, &l.Cells[i], it, "上面的“"+c.Label+"”是这一格的栏名", "这一格不用填")
	}
}

// add takes a box for a field.
func (l *learner) add(i, left, up int, c printed.Cue) {
	b := &l.Cells[i]
	gap := -1
	if in := l.fills[i]; in != nil {
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
	section := ""
	if left >= 0 {
		section = l.sectionOf(left)
	} else if up >= 0 {
		section = l.sectionOf(up)
	}
	it := &item{row: b.Row, col: b.Col, boxed: true, cue: c, section: section, fill: l.fills[i], height: b.Rows, slot: &slot{page: l.n, cell: i, gap: gap, left: left, up: up}}
	l.items = append(l.items, it)
	if gap == 0 && l.fills[i].Gaps[0].Other {
		o := c
		o.Label, o.Kind, o.Options = c.Label+"·其他", forms.Text, nil
		l.items = append(l.items, &item{row: b.Row, col: b.Col, boxed: true, cue: o, section: section, fill: l.fills[i], slot: &slot{page: l.n, cell: i, gap: 0, other: true, left: left, up: up}})
	}
	if gap == 0 && c.Kind == forms.Choice && len(c.Options) > 3 && !graded(c.Options) && !manyAndOne.MatchString(l.labelText(left, up)+says(b)) {
		l.doubt(DoubtChoice, b, it, "“"+c.Label+"”只选一项", "可以选几项")
	}
}

// graded reports whether options are steps of one scale, of which nobody takes two.
func graded(options forms.Options) bool {
	return !slices.ContainsFunc(options, func(o string) bool { return !tickHead.MatchString(o) })
}

var manyAndOne = regexp.MustCompile(`单选|选一|之一|择一`)

func (l *learner) labelText(left, up int) string {
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
func (l *learner) sectionOf(i int) string {
	b := &l.Cells[i]
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
		if k < 0 || !l.boxed(&over) {
			if k >= 0 && over.Stored == answer.Text && l.roles[k] == words && printed.ItemFront.MatchString(printed.Tidy(over.Raw)) && utf8.RuneCountInString(over.Raw) < 30 {
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

// own takes the fields that a text names itself.
func (l *learner) own(i int) {
	l.used[i] = true
	b := &l.Cells[i]
	in := l.fills[i]
	boxed := l.boxed(b)
	left, up := -1, -1
	if boxed {
		if k := l.leftOf(i); k >= 0 && l.label(k) {
			left = k
		} else if k := l.up(i); k >= 0 {
			up = k
		}
	} else if in.Gaps[0].Label == "" {
		if over, k := l.Box(b.Row-1, b.Col); k >= 0 && l.roles[k] == words && !l.boxed(&over) {
			up = k
		}
	}
	over := ""
	if left >= 0 || up >= 0 {
		over = printed.CueOf(l.Cells[max(left, up)].Raw, "").Label
	}
	for n := range in.Gaps {
		g := &in.Gaps[n]
		label := g.Label
		if label == "" && n > 0 && g.Kind == forms.Text && in.Gaps[n-1].Kind == forms.Text && len(in.Gaps[n-1].Options) == 0 && strings.TrimSpace(in.Before[n]) == "" {
			continue
		}
		if label == "" {
			label = over
			if n > 0 && g.Kind == forms.Date {
				label = cmp.Or(over, in.Gaps[0].Label) + "日期"
			}
		}
		if label == "" {
			if !boxed && g.Kind == forms.Date {
				label = "日期"
			}
		}
		if label == "" {
			if !boxed && in.Anonymous() && g.Kind == forms.Text && len(g.Options) == 0 {
				continue // a line to write on that nothing names, such as one for the eye
			}
			label = fmt.Sprintf("第%d处空白", len(l.items)+1)
		}
		c := printed.CueOf(printed.ItemFront.ReplaceAllStringFunc(label, func(m string) string { return keepTail(m) }), g.Unit)
		if g.Sign && c.Kind == forms.Text {
			c.Sign = true
		}
		if g.Kind != forms.Text || len(g.Options) > 0 || g.Sign {
			c.Kind, c.Options, c.Unit = g.Kind, g.Options, g.Unit
			if g.Sign && g.Kind == forms.Text {
				c.Kind = forms.Text
			}
		}
		if c.Kind == forms.Choice && printed.ManyWords.MatchString(over) {
			c.Kind = forms.Choices
		}
		section := over
		if over == "" || over == c.Label {
			section = ""
			if boxed {
				section = l.sectionOf(i)
			}
		}
		it := &item{row: b.Row, col: b.Col, boxed: boxed, cue: c, section: section, fill: in, height: b.Rows, slot: &slot{page: l.n, cell: i, gap: n, left: left, up: up}}
		l.items = append(l.items, it)
		if g.Other {
			o := printed.Cue{Label: c.Label + "·其他"}
			l.items = append(l.items, &item{row: b.Row, col: b.Col, boxed: boxed, cue: o, section: section, fill: in, slot: &slot{page: l.n, cell: i, gap: n, other: true, left: left, up: up}})
		}
		switch {
		case strings.HasPrefix(label, "第") && strings.HasSuffix(label, "处空白"):
			l.doubt(DoubtLabel, b, it, "这里要填，栏名记作“"+label+"”", "不用填")
		case g.Bare && !boxed && !usualLine.MatchString(c.Label) && (l.Sheet == "" || utf8.RuneCountInString(c.Label) > 8):
			l.doubt(DoubtLabel, b, it, "“"+c.Label+"：”后面要填", "只是一句话，不用填")
		case c.Kind == forms.Choice && len(c.Options) > 3 && !graded(c.Options) && !manyAndOne.MatchString(says(b)+over):
			l.doubt(DoubtChoice, b, it, "“"+c.Label+"”只选一项", "可以选几项")
		}
	}
}

// keepTail keeps what an item number has taken along of the text behind it.
func keepTail(m string) string {
	r := []rune(m)
	last := r[len(r)-1]
	if strings.ContainsRune("）)、.．", last) || last >= '①' && last <= '⑳' {
		return ""
	}
	return string(last)
}

// usualLine is what forms ask for above and below their boxes.
var usualLine = regexp.MustCompile(`名称|区县|方式|教室|项目|单位|学校|部门|人$|电话|手机|日期|时间|姓名|负责|邮箱|班级|专业|年级|地址|签字|签名|盖章|公章|编号|传真|校长|领导|主任|教师|指导|企业|公司|所属|地点|主题|职务`)

func (l *learner) doubt(k DoubtKind, b *find.Box, it *item, assumed string, other ...string) {
	l.doubts = append(l.doubts, Doubt{Kind: k, Where: l.Place(b.Row, b.Col), Assumed: assumed, Else: other, item: it})
}

// keyed is what printed texts of a blank and a return are compared by.
func keyed(s string) string { return find.LabelKey(han.Fold(s)) }
