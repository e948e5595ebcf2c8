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
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A role is what a box of a blank is for.
type role uint8

const (
	printed role = iota // a label, a heading, a note
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
	fill *infill
	text string // printed in each of its cells
}

// An item is what a page asks for at a place, before it has a key.
type item struct {
	row, col int
	slot     *slot
	cue      cue
	section  string
	fill     *infill
	table    *table
	boxed    bool
	height   int
}

// A learner works out what one page asks for.
type learner struct {
	*page
	n       int // index of the page
	roles   []role
	fills   []*infill
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
	l.roles, l.fills = make([]role, len(p.Cells)), make([]*infill, len(p.Cells))
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
			s := tidy(says(b))
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
	case l.boxed(b) && numberCell.MatchString(tidy(s)):
		return number
	case exampleCell.MatchString(tidy(s)):
		return example
	}
	if m := unitLine.FindStringSubmatch(tidy(s)); m != nil {
		l.unit, _, _ = strings.Cut(m[1], "、")
		return printed
	}
	return printed
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
		if l.roles[i] != printed || b.Stored != answer.Text {
			continue
		}
		boxed := l.boxed(b)
		labelled, followed := false, false
		if boxed {
			_, k := l.Box(b.Row, b.Col-1)
			_, u := l.Box(b.Row-1, b.Col)
			labelled = k >= 0 && b.Col > 1 && l.boxed(&l.Cells[k]) && l.roles[k] == printed && l.fills[k] == nil
			labelled = labelled || u >= 0 && l.boxed(&l.Cells[u]) && l.roles[u] == printed && l.fills[u] == nil && l.Cells[u].Cols == b.Cols
		}
		if next, k := l.Box(b.Row, b.Col+b.Cols); k >= 0 && l.roles[k] == empty && l.boxed(&next) {
			followed = true
		}
		if below, k := l.Box(b.Row+b.Rows, b.Col); k >= 0 && boxed && l.roles[k] == empty && l.boxed(&below) && below.Col == b.Col && below.Cols == b.Cols && l.wide(i) {
			followed = true // 活动记录： above the box to write in
		}
		if in := newInfill(b.Raw, boxed, labelled, followed); in != nil {
			if boxed && !labelled && in.anonymous() && in.gaps[0].kind == forms.Text && len(in.gaps[0].options) == 0 {
				continue
			}
			l.fills[i] = in
			l.roles[i] = holding
		}
	}
}

// fillable reports whether a box takes one thing that it does not name itself.
func (l *learner) fillable(i int) bool {
	return l.roles[i] == empty || l.roles[i] == holding && l.fills[i].anonymous()
}

// label reports whether a box may be the label of another.
func (l *learner) label(i int) bool {
	return i >= 0 && l.roles[i] == printed && (l.boxed(&l.Cells[i]) || l.colon(i))
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
func (l *learner) up(i int) int {
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.boxed(&over) {
			return -1
		}
		same := over.Col == b.Col && over.Cols == b.Cols
		switch {
		case l.fillable(k) && same, l.roles[k] == example:
			row = over.Row - 1
		case l.label(k) && over.Col <= b.Col && over.Col+over.Cols >= b.Col+b.Cols:
			return k
		default:
			return -1
		}
	}
	return -1
}

// leftOf returns the box left of another in its first row; -1 if there is none.
func (l *learner) leftOf(i int) int {
	b := &l.Cells[i]
	if b.Col == 1 {
		return -1
	}
	left, k := l.Box(b.Row, b.Col-1)
	if k < 0 || !l.boxed(&left) && !(l.roles[k] == printed && l.colon(k)) {
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
	case left >= 0 && len(run) > 1 && (headed == 0 || colon):
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
	return k >= 0 && k != up && l.label(k) && over.Row == u.Row && u.Row < b.Row && l.used[k] == false && !l.pairRow(u.Row)
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
	if numberHead.MatchString(tidy(l.Cells[ups[0]].Raw)) && len(run) > 1 {
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
			t.section = tidy(l.Cells[side].Raw)
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

// rowLabel returns the words that name a row, by the labels left of a box, the
// unit that one of them is, and the best of a column 分值.
func (l *learner) rowLabel(left, up int) (name, unit string, full forms.Limit) {
	var names []string
	short := func(s string) bool { return utf8.RuneCountInString(s) <= 24 }
	var long string
	for i := left; i >= 0; i = l.leftOf(i) {
		b := &l.Cells[i]
		if up >= 0 && b.Row <= l.Cells[up].Row {
			break
		}
		s := tidy(b.Raw)
		over := ""
		if up >= 0 && b.Cols == 1 {
			if h, k := l.Box(l.Cells[up].Row, b.Col); k >= 0 && k != i && h.Cols == 1 {
				over = tidy(h.Raw)
			}
		}
		switch {
		case l.roles[i] == number && (strings.Contains(over, "分值") || strings.Contains(over, "满分") || strings.Contains(over, "权重")):
			full = forms.Limit(strings.TrimRight(s, ".、)）"))
		case !l.label(i), numberHead.MatchString(over):
		case isUnit(s) && strings.Contains(over, "单位"):
			unit = s
		case short(s) && !detailHead.MatchString(over):
			names = append([]string{s}, names...)
		case long == "":
			long = s
		}
	}
	if len(names) == 0 {
		r := []rune(long)
		return string(r[:min(len(r), 40)]), unit, full
	}
	if len(names) > 1 {
		// The nearest says it; what stands before it is its class.
		return names[0] + "·" + names[len(names)-1], unit, full
	}
	return names[0], unit, full
}

// detailHead stands above words that explain a row and do not name it.
var detailHead = regexp.MustCompile(`标准|要求|说明|细则|要点|依据|办法|描述|备注`)

// matrix takes boxes that are named by their row and their head.
func (l *learner) matrix(run, ups []int, left int) {
	ticks := len(run) > 1
	var options forms.Options
	for _, u := range ups {
		s := tidy(l.Cells[u].Raw)
		ticks = ticks && tickHead.MatchString(s) && !slices.Contains(options, s)
		options = append(options, s)
	}
	if !ticks {
		// 满意 | 一般 | 不满意 | 备注: those in front are ticked.
		n := 0
		for n < len(run) && tickHead.MatchString(options[n]) && !slices.Contains(options[:n], options[n]) {
			n++
		}
		if n >= 2 && n < len(run) {
			l.matrix(run[:n], ups[:n], left)
			l.crossed(run[n:], ups[n:], left, true)
			return
		}
		l.crossed(run, ups, left, len(run) > 1)
		return
	}
	name, _, _ := l.rowLabel(left, ups[0])
	c := cue{label: name, kind: forms.Choice, options: options}
	b := &l.Cells[run[0]]
	l.items = append(l.items, &item{row: b.Row, col: b.Col, boxed: true, cue: c, section: l.sectionOf(left), slot: &slot{page: l.n, cell: run[0], gap: -1, left: left, up: ups[0], ticks: run}})
	for n := range run {
		l.last().more = append(l.last().more, ups[n])
	}
}

// crossed takes boxes each of which is named by its row, and by its head where
// several boxes have that row.
func (l *learner) crossed(run, ups []int, left int, several bool) {
	for n, i := range run {
		name, unit, full := l.rowLabel(left, ups[n])
		head := cueOf(l.Cells[ups[n]].Raw, "")
		c := cueOf(name, unit)
		rowKind := c.kind
		if several || len(l.heads(ups[n])) > 0 {
			head = under(l.heads(ups[n]), head)
			group := ""
			for _, h := range l.heads(ups[n]) {
				group += cueOf(h, "").label
			}
			c.label += "·" + group + head.label
			c.kind, c.unit, c.options, c.required, c.note, c.length = head.kind, head.unit, head.options, head.required, head.note, head.length
			if c.kind == forms.Text && (rowKind.Numeric() || unit != "") && !textWords.MatchString(head.label) && !remarkHead.MatchString(head.label) {
				again := cueOf(name, unit)
				c.kind, c.unit = again.kind, again.unit
			}
		} else if c.kind == forms.Text {
			c.kind, c.options = head.kind, head.options
			if c.unit == "" {
				c.unit = head.unit
			}
		}
		if c.kind.Numeric() && head.kind.Numeric() && full != "" {
			c.max = full
		}
		l.add(i, left, ups[n], c)
	}
}

// under gives a head the unit and the kind of those above it where it says
// nothing itself: 学历结构（人） above 博士.
func under(heads []string, c cue) cue {
	for i := len(heads) - 1; i >= 0 && c.kind == forms.Text && !textWords.MatchString(c.label) && !remarkHead.MatchString(c.label); i-- {
		if over := cueOf(heads[i], ""); over.kind.Numeric() {
			c.kind, c.unit = over.kind, over.unit
		}
	}
	return c
}

var remarkHead = regexp.MustCompile(`备注|说明|措施|责任|情况|原因|整改|负责|单位|部门|人$|时间`)

// heads returns the heads above one, the outermost first; those as wide as the
// table are none.
func (l *learner) heads(i int) []string {
	var all []string
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.label(k) || over.Cols <= b.Cols || over.Col > b.Col || over.Col+over.Cols < b.Col+b.Cols || l.wide(k) || l.pairRow(over.Row) {
			break
		}
		all = append([]string{tidy(over.Raw)}, all...)
		row = over.Row - 1
	}
	return all
}

// several takes boxes behind one label without heads.
func (l *learner) several(run []int, left int) {
	l.single(run[0], left, -1)
	it := l.items[len(l.items)-1]
	it.slot.more = append(it.slot.more, run[1:]...)
	b := &l.Cells[run[0]]
	if len(run) < 8 {
		l.doubt(DoubtCells, b, it, "几格合起来是“"+it.cue.label+"”一栏", "每格各是一栏")
	}
}

// single takes a box with a label beside or above it.
func (l *learner) single(i, left, up int) {
	label := left
	if label < 0 {
		label = up
	}
	c := cueOf(l.Cells[label].Raw, "")
	l.add(i, left, up, c)
	it := l.items[len(l.items)-1]
	switch s := tidy(l.Cells[label].Raw); {
	case utf8.RuneCountInString(s) > 60:
		r := []rune(c.label)
		it.cue.label = string(r[:min(len(r), 40)])
		l.doubt(DoubtLabel, &l.Cells[i], it, "“"+it.cue.label+"……”一段是这一格的栏名", "只是说明，这一格不用填")
	case left < 0 && l.wide(up) && !strings.ContainsAny(l.Cells[up].Raw, ":：") && l.Cells[i].Rows == 1 && !l.wide(i):
		l.doubt(DoubtLabel, &l.Cells[i], it, "上面的“"+c.label+"”是这一格的栏名", "这一格不用填")
	}
}

// add takes a box for a field.
func (l *learner) add(i, left, up int, c cue) {
	b := &l.Cells[i]
	gap := -1
	if in := l.fills[i]; in != nil {
		gap = 0
		g := &in.gaps[0]
		if g.kind != forms.Text || len(g.options) > 0 {
			c.kind, c.options = g.kind, g.options
		}
		if g.unit != "" && c.unit == "" {
			again := cueOf(c.label, g.unit)
			c.kind, c.unit = again.kind, again.unit
		}
		if c.kind == forms.Choice && manyWords.MatchString(l.labelText(left, up)) {
			c.kind = forms.Choices
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
	if gap == 0 && l.fills[i].gaps[0].other {
		o := c
		o.label, o.kind, o.options = c.label+"·其他", forms.Text, nil
		l.items = append(l.items, &item{row: b.Row, col: b.Col, boxed: true, cue: o, section: section, fill: l.fills[i], slot: &slot{page: l.n, cell: i, gap: 0, other: true, left: left, up: up}})
	}
	if gap == 0 && c.kind == forms.Choice && len(c.options) > 3 && !manyAndOne.MatchString(l.labelText(left, up)+says(b)) {
		l.doubt(DoubtChoice, b, it, "“"+c.label+"”只选一项", "可以选几项")
	}
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
		return tidy(l.Cells[k].Raw)
	}
	for k := l.leftOf(i); k >= 0; k = l.leftOf(k) {
		if c := &l.Cells[k]; l.label(k) && c.Rows > 1 && c.Rows > b.Rows && c.Row <= b.Row {
			return tidy(c.Raw)
		}
	}
	for row := b.Row - 1; row > 0 && row > b.Row-40; row-- {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.boxed(&over) {
			if k >= 0 && over.Stored == answer.Text && l.roles[k] == printed && itemFront.MatchString(tidy(over.Raw)) && utf8.RuneCountInString(over.Raw) < 30 {
				return tidy(over.Raw)
			}
			continue
		}
		if l.label(k) && l.wide(k) {
			return tidy(over.Raw)
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
	} else if in.gaps[0].label == "" {
		if over, k := l.Box(b.Row-1, b.Col); k >= 0 && l.roles[k] == printed && !l.boxed(&over) {
			up = k
		}
	}
	over := ""
	if left >= 0 || up >= 0 {
		over = cueOf(l.Cells[max(left, up)].Raw, "").label
	}
	for n := range in.gaps {
		g := &in.gaps[n]
		label := g.label
		if label == "" && n > 0 && g.kind == forms.Text && in.gaps[n-1].kind == forms.Text && len(in.gaps[n-1].options) == 0 && strings.TrimSpace(in.before[n]) == "" {
			continue
		}
		if label == "" {
			label = over
			if n > 0 && g.kind == forms.Date {
				label = cmp.Or(over, in.gaps[0].label) + "日期"
			}
		}
		if label == "" {
			if !boxed && g.kind == forms.Date {
				label = "日期"
			}
		}
		if label == "" {
			if !boxed && in.anonymous() && g.kind == forms.Text && len(g.options) == 0 {
				continue // a line to write on that nothing names, such as one for the eye
			}
			label = fmt.Sprintf("第%d处空白", len(l.items)+1)
		}
		c := cueOf(itemFront.ReplaceAllStringFunc(label, func(m string) string { return keepTail(m) }), g.unit)
		if g.sign && c.kind == forms.Text {
			c.sign = true
		}
		if g.kind != forms.Text || len(g.options) > 0 || g.sign {
			c.kind, c.options, c.unit = g.kind, g.options, g.unit
			if g.sign && g.kind == forms.Text {
				c.kind = forms.Text
			}
		}
		if c.kind == forms.Choice && manyWords.MatchString(over) {
			c.kind = forms.Choices
		}
		section := over
		if over == "" || over == c.label {
			section = ""
			if boxed {
				section = l.sectionOf(i)
			}
		}
		it := &item{row: b.Row, col: b.Col, boxed: boxed, cue: c, section: section, fill: in, height: b.Rows, slot: &slot{page: l.n, cell: i, gap: n, left: left, up: up}}
		l.items = append(l.items, it)
		if g.other {
			o := cue{label: c.label + "·其他"}
			l.items = append(l.items, &item{row: b.Row, col: b.Col, boxed: boxed, cue: o, section: section, fill: in, slot: &slot{page: l.n, cell: i, gap: n, other: true, left: left, up: up}})
		}
		switch {
		case strings.HasPrefix(label, "第") && strings.HasSuffix(label, "处空白"):
			l.doubt(DoubtLabel, b, it, "这里要填，栏名记作“"+label+"”", "不用填")
		case g.bare && !boxed && !usualLine.MatchString(c.label) && (l.Sheet == "" || utf8.RuneCountInString(c.label) > 8):
			l.doubt(DoubtLabel, b, it, "“"+c.label+"：”后面要填", "只是一句话，不用填")
		case c.kind == forms.Choice && len(c.options) > 3 && !manyAndOne.MatchString(says(b)+over):
			l.doubt(DoubtChoice, b, it, "“"+c.label+"”只选一项", "可以选几项")
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
			if !l.label(k) || utf8.RuneCountInString(tidy(b.Raw)) > 20 || slices.ContainsFunc(heads, func(h int) bool { return tidy(l.Cells[h].Raw) == tidy(b.Raw) }) {
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
		if numberHead.MatchString(tidy(l.Cells[h].Raw)) {
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
				c := cueOf(l.Cells[u].Raw, "")
				if g := l.heads(u); len(g) > 0 {
					c.label = strings.Join(g, "") + "·" + c.label
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
			all = append(all, tidy(l.Cells[c.head[0]].Raw))
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

// fold joins columns that stand side by side twice or more.
func (l *learner) fold(t *table) {
	if t.repeat > 1 {
		return
	}
	n := len(t.columns)
	text := func(i int) string { return tidy(l.Cells[t.columns[i].head[0]].Raw) }
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
			if numberHead.MatchString(tidy(l.Cells[c.head[0]].Raw)) {
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
		if l.label(i) && sumCell.MatchString(tidy(b.Raw)) {
			t.sums = true
		}
	})
	if !t.sums {
		return
	}
	l.items = slices.DeleteFunc(l.items, func(it *item) bool {
		return it.slot != nil && l.Cells[it.slot.cell].Row == row && it.slot.left >= 0 && sumCell.MatchString(tidy(l.Cells[it.slot.left].Raw))
	})
}

func (l *learner) doubt(k DoubtKind, b *find.Box, it *item, assumed string, other ...string) {
	l.doubts = append(l.doubts, Doubt{Kind: k, Where: l.Place(b.Row, b.Col), Assumed: assumed, Else: other, item: it})
}

// keyed is what printed texts of a blank and a return are compared by.
func keyed(s string) string { return find.LabelKey(han.Fold(s)) }
