package learn

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
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
	mark                // a letter or a number below a head: 甲 乙 丙 1 2
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
	sumRowCell  = regexp.MustCompile(`^(?:合计|总计|小计|共计|汇总)(?:[（(][^（）()写]*[)）]|[\p{Han}]{0,2}数?)?$`)
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
	l.marks()
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

// markCell is what statistics print below the heads of their columns: 甲, 乙, 1,
// (2), 3=1+2, —.
var markCell = regexp.MustCompile(`^(?:[甲乙丙丁戊己庚辛壬癸]|[—－\-]+|[（(]?[0-9]{1,2}[)）]?(?:[=＝][0-9（）()+\-*×÷/＋－]+)?|[①-⑳])$`)

// marks finds the rows that number the columns.
func (l *learner) marks() {
	for row := 2; row <= l.Rows; row++ {
		var all []int
		one, letter, whole := false, false, true
		for col := 1; col <= l.Cols && whole; {
			b, k := l.Box(row, col)
			if k < 0 || !l.boxed(&b) {
				col = b.Col + max(b.Cols, 1)
				continue
			}
			s := printed.Tidy(says(&b))
			whole = b.Row == row && markCell.MatchString(s)
			one, letter = one || strings.Trim(s, "（）()") == "1" || s == "①", letter || s == "甲"
			all = append(all, k)
			col = b.Col + b.Cols
		}
		if !whole || len(all) < 3 || !one && !letter {
			continue
		}
		for _, k := range all {
			l.roles[k] = mark
		}
	}
}

// unitHead stands above words that measure the row.
var unitHead = regexp.MustCompile(`^(?:计量|计算|数量)?单位$`)

// measures reports whether a box holds the unit of its row: 人 below 计量单位.
func (l *learner) measures(i int) bool {
	b := l.Cells[i]
	if !printed.IsUnit(printed.Tidy(says(&b))) {
		return false
	}
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.boxed(&over) || over.Col != b.Col {
			return false
		}
		if unitHead.MatchString(printed.Tidy(says(&over))) {
			return true
		}
		row = over.Row - 1
	}
	return false
}

// named finds the gaps in printed texts.
func (l *learner) named() {
	for i := range l.Cells {
		b := &l.Cells[i]
		boxed := l.boxed(b)
		if l.roles[i] != words || b.Stored != answer.Text || boxed && l.measures(i) {
			continue
		}
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
			if over, k := l.Box(b.Row-1, b.Col); boxed && in.UnitAlone() && k >= 0 && l.roles[k] == words && over.Cols > b.Cols && l.headRow(b.Row) {
				continue // 万 千 百 十 元 are heads below 金额
			}
			if boxed && !labelled && in.Anonymous() && in.Gaps[0].Kind == forms.Text && len(in.Gaps[0].Options) == 0 {
				continue
			}
			l.fills[i] = in
			l.roles[i] = holding
			continue
		}
		if _, k := l.Box(b.Row+b.Rows, b.Col); boxed && !labelled && !followed && l.lone(i) && (k < 0 || l.roles[k] != empty) {
			if in := printed.InBox(b.Raw); in != nil {
				l.fills[i], l.roles[i] = in, holding
			}
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
