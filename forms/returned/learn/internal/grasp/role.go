// Package grasp works out what one page of a blank asks for: what each of its boxes
// is for, which of them are to be filled in, and by which words each is asked for.
// [ReadPages] reads the pages of a file, [NewLearner] understands one.
package grasp

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// A Role is what a box of a blank is for.
type Role uint8

const (
	Words   Role = iota // a label, a heading, a note
	Empty               // to be filled in
	Holding             // printed text with gaps
	Number              // a running number, or … in its place
	Example             // a row that shows how
	Photo               // where a picture goes
	Mark                // a letter or a number below a head: 甲 乙 丙 1 2
	Title
)

// A Slot is a place of the blank where a single field is filled in.
type Slot struct {
	Ref   forms.Ref
	Page  int
	Cell  int // box of the page
	Gap   int // of its text; -1 for the whole box
	Other bool
	Words int      // of which of the gap's details, from 1; 0 for none
	Left  int      // box of the label beside; -1 for none
	Up    int      // box of the label above; -1 for none
	More  []int    // further boxes that belong to it
	Parts []string // of a day or an amount, what each of its boxes holds: 年, 月, 日
	Ticks []int    // boxes of which one is ticked, an option each
}

// A Table is rows of the blank that are alike.
type Table struct {
	Block   string
	Page    int
	Heads   []int // boxes right above the rows, by column; of a column twice for its repetition
	Columns []Column
	Number  int // box of the head of running numbers; -1 for none
	Top     int // first row, below the heads
	Rows    []int
	Repeat  int // how many times the columns stand side by side, at least 1
	Side    int // box of a label beside all of it; -1 for none
	Section string
	sums    bool // a row 合计 is printed below
}

// A Column is one of a table.
type Column struct {
	Key  string
	Head []int // box, for each repetition
	Fill *printed.Infill
	Text string // printed in each of its cells

	Split []int    // heads of the cells that one answer is split over; all the same where one head stands above them
	Parts []string // what these say, nil where all are the same
}

// An Item is what a page asks for at a place, before it has a key.
type Item struct {
	Row, col int
	Slot     *Slot
	Cue      printed.Cue
	Section  string
	Fill     *printed.Infill
	Table    *Table
	Boxed    bool
	Height   int
	Crossed  Crossed // zero where no row and column cross
}

// Crossed is where an item stands among rows and columns that cross.
type Crossed struct {
	Top    int      // row of the heads, which tells one crossing from another; 0 for none
	Corner string   // printed above the names of the rows
	Heads  []string // above the column's own, the outermost first
}

// A Learner works out what one page asks for.
type Learner struct {
	*Page
	N         int // index of the page
	Roles     []Role
	Fills     []*printed.Infill
	used      map[int]bool
	Items     []*Item
	tables    []*Table
	Title     int // box; -1 for none
	Unit      string
	Parts     []Part // further forms on the page
	Questions []Question
	byHeads   map[string]*Table
	split     map[int]split // by the first of its cells
}

var (
	NumberCell  = regexp.MustCompile(`^(?:[0-9]{1,3}[.、)）]?|[…\.·⋯]{1,6}|[①-⑳]|（[0-9]{1,2}）)$`)
	NumberHead  = regexp.MustCompile(`^(?:序号?|编号|号|No\.?|NO\.?|项次)$`)
	ExampleCell = regexp.MustCompile(`^[（(【]?(?:填写|填报)?(?:示例|样例|范例|举例|例如|例)(?:[）)】：:]|\d|$)`)
	photoCell   = regexp.MustCompile(`照片|相片|[一二两]寸|免冠|粘贴处|贴.{0,4}照`)
	sumCell     = regexp.MustCompile(`^(?:合计|总计|小计|共计|汇总)`)
	SumRowCell  = regexp.MustCompile(`^(?:合计|总计|小计|共计|汇总)(?:[（(][^（）()写]*[)）]|[\p{Han}]{0,2}数?)?$`)
	groupCell   = regexp.MustCompile(`^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?$`)
	crossCell   = regexp.MustCompile(`^[×✕✖╳]$`)
	sumTail     = regexp.MustCompile(`(?:合计|总计|小计|共计)$`)
	unitLine    = regexp.MustCompile(`^[（(]?(?:计量单位|金额单位|数量单位|单位)[:：]([\p{Han}㎡]{1,4}(?:[、,，/][\p{Han}㎡%]{1,4})*)[)）]?$`)
	tickHead    = regexp.MustCompile(`^(?:非常|很|比较|较|基本|不太|很不|非常不|不|较为|十分)?(?:满意|符合|同意|好|认可|了解|重要|差|一致|赞同|达标|合格)$|^(?:优秀?|良好?|中等?|一般|及格|不及格|是|否|有|无|未达标|完成|未完成|[A-E]|[1-9]分|10分)$`)
	titleWords  = regexp.MustCompile(`表|册|书|单|卡|回执|记录|登记|统计|名单|安排|方案|台账|汇总|问卷`)
	aboveTitle  = regexp.MustCompile(`^(?:附件|附表|附|表号|密级|编号|No|表[一二三四五六七八九十0-9]+$)`)
)

func NewLearner(p *Page, n int) *Learner {
	l := &Learner{Page: p, N: n, Title: -1, used: map[int]bool{}, byHeads: map[string]*Table{}, split: map[int]split{}}
	l.Roles, l.Fills = make([]Role, len(p.Cells)), make([]*printed.Infill, len(p.Cells))
	l.findTitle()
	for i := range p.Cells {
		l.Roles[i] = l.roleOf(i)
	}
	l.examples()
	l.marks()
	l.named()
	l.findParts()
	l.learn()
	return l
}

func (l *Learner) findTitle() {
	const deep = 8
	for pass := range 2 {
		for i := range l.Cells {
			b := &l.Cells[i]
			s := printed.Tidy(Says(b))
			if b.Row > deep || b.Empty() || s == "" || aboveTitle.MatchString(s) || utf8.RuneCountInString(s) > 60 {
				continue
			}
			if strings.ContainsAny(b.Raw, ":：") || l.Boxed(b) && b.Cols < max(l.Cols*2/3, 2) {
				continue
			}
			if pass == 0 && !titleWords.MatchString(s) {
				continue
			}
			l.Title = i
			return
		}
	}
}

// roleOf tells what a box is for by itself.
func (l *Learner) roleOf(i int) Role {
	b := &l.Cells[i]
	s := strings.TrimSpace(Says(b))
	switch {
	case i == l.Title:
		return Title
	case answer.Blank(s), b.Formula:
		return Empty // what is worked out is asked for, too
	case photoCell.MatchString(s) && len(s) < 120 && !strings.ContainsAny(s, ":："):
		return Photo
	case l.Boxed(b) && crossCell.MatchString(s):
		return Mark // nothing is to be filled in
	case l.Boxed(b) && NumberCell.MatchString(printed.Tidy(s)):
		return Number
	case ExampleCell.MatchString(printed.Tidy(s)):
		return Example
	}
	if m := unitLine.FindStringSubmatch(printed.Tidy(s)); m != nil {
		if first := strings.FieldsFunc(m[1], func(c rune) bool { return strings.ContainsRune("、,，/", c) })[0]; printed.IsUnit(first) {
			l.Unit = first
		}
		return Words
	}
	return Words
}

// examples marks the rows that show how to fill the form in.
func (l *Learner) examples() {
	for i := range l.Cells {
		if b := l.Cells[i]; l.Roles[i] == Example && l.Boxed(&b) {
			for k := range l.Cells {
				if c := &l.Cells[k]; c.Row == b.Row && c.Col > b.Col && c.Rows == 1 && l.Boxed(c) {
					l.Roles[k] = Example
				}
			}
		}
	}
}

// markCell is what statistics print below the heads of their columns: 甲, 乙, 1,
// (2), 3=1+2, —.
var markCell = regexp.MustCompile(`^(?:[甲乙丙丁戊己庚辛壬癸A-H]|[—－\-]+|[（(]?[0-9]{1,2}[)）]?(?:[=＝][0-9（）()+\-*×÷/＋－]+)?|[①-⑳])$`)

// marks finds the rows that number the columns.
func (l *Learner) marks() {
	for row := 2; row <= l.Rows; row++ {
		var all []int
		one, letter, whole := false, false, true
		for col := 1; col <= l.Cols && whole; {
			b, k := l.Box(row, col)
			if k < 0 || !l.Boxed(&b) {
				col = b.Col + max(b.Cols, 1)
				continue
			}
			s := printed.Tidy(Says(&b))
			whole = b.Row == row && markCell.MatchString(s)
			one, letter = one || strings.Trim(s, "（）()") == "1" || s == "①", letter || s == "甲"
			all = append(all, k)
			col = b.Col + b.Cols
		}
		if !whole || len(all) < 3 || !one && !letter {
			continue
		}
		for _, k := range all {
			l.Roles[k] = Mark
		}
	}
}

// unitHead stands above words that measure the row.
var unitHead = regexp.MustCompile(`^(?:计量|计算|数量)?单位$`)

// measures reports whether a box holds the unit of its row: 人 below 计量单位.
func (l *Learner) measures(i int) bool {
	b := l.Cells[i]
	if !printed.IsUnit(printed.Tidy(Says(&b))) {
		return false
	}
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.Boxed(&over) || over.Col != b.Col {
			return false
		}
		if unitHead.MatchString(printed.Tidy(Says(&over))) {
			return true
		}
		row = over.Row - 1
	}
	return false
}

// named finds the gaps in printed texts.
func (l *Learner) named() {
	for i := range l.Cells {
		b := &l.Cells[i]
		boxed := l.Boxed(b)
		if l.Roles[i] != Words || b.Stored != answer.Text || boxed && l.measures(i) {
			continue
		}
		labelled, followed := false, false
		if boxed {
			_, k := l.Box(b.Row, b.Col-1)
			_, u := l.Box(b.Row-1, b.Col)
			labelled = k >= 0 && b.Col > 1 && l.Boxed(&l.Cells[k]) && l.Roles[k] == Words && l.Fills[k] == nil
			labelled = labelled || u >= 0 && l.Boxed(&l.Cells[u]) && l.Roles[u] == Words && l.Fills[u] == nil && l.Cells[u].Cols == b.Cols
		}
		if next, k := l.Box(b.Row, b.Col+b.Cols); k >= 0 && l.Roles[k] == Empty && l.Boxed(&next) {
			followed = true
		}
		if below, k := l.Box(b.Row+b.Rows, b.Col); k >= 0 && boxed && l.Roles[k] == Empty && l.Boxed(&below) && below.Col == b.Col && below.Cols == b.Cols && l.wide(i) {
			followed = true // 活动记录： above the box to write in
		}
		if in := printed.New(b.Raw, boxed, labelled, followed); in != nil {
			if over, k := l.Box(b.Row-1, b.Col); boxed && in.UnitAlone() && k >= 0 && l.Roles[k] == Words && over.Cols > b.Cols && l.headRow(b.Row) {
				continue // 万 千 百 十 元 are heads below 金额
			}
			if boxed && !labelled && in.Anonymous() && in.Gaps[0].Kind == forms.Text && len(in.Gaps[0].Options) == 0 {
				continue
			}
			if k := l.leftOf(i); boxed && labelled && k >= 0 && opinionTail.MatchString(printed.Tidy(l.Cells[k].Raw)) {
				in.Above()
			}
			for _, ask := range b.Asks {
				if g := in.At(b.Raw, ask.At); g != nil && ask.Control != nil {
					g.Kind, g.Options = asked(ask.Control, g.Kind, g.Options)
				}
			}
			l.Fills[i] = in
			l.Roles[i] = Holding
			continue
		}
		if _, k := l.Box(b.Row+b.Rows, b.Col); boxed && !labelled && !followed && l.lone(i) && (k < 0 || l.Roles[k] != Empty) {
			if in := printed.InBox(b.Raw); in != nil {
				l.Fills[i], l.Roles[i] = in, Holding
			}
		}
	}
}

// opinionTail ends labels that ask for an opinion, whoever signs it.
var opinionTail = regexp.MustCompile(`意见$|批示$|意见[（(][^（）()]*[）)]$`)

// asked returns what a field of a document takes.
func asked(c *wordml.Control, kind forms.Kind, options forms.Options) (forms.Kind, forms.Options) {
	switch {
	case c.Day:
		return forms.Date, nil
	case len(c.Options) > 1 && !c.Free:
		return forms.Choice, c.Options
	}
	return kind, options
}

// Control gives a field what the one of a document says that stands in its box.
func Control(c *printed.Cue, a find.Ask) {
	if a.Control != nil {
		c.Kind, c.Options = asked(a.Control, c.Kind, c.Options)
	}
}

// fillable reports whether a box takes one thing that it does not name itself.
func (l *Learner) fillable(i int) bool {
	return l.Roles[i] == Empty || l.Roles[i] == Holding && l.Fills[i].Anonymous()
}

// label reports whether a box may be the label of another.
func (l *Learner) label(i int) bool {
	return i >= 0 && l.Roles[i] == Words && (l.Boxed(&l.Cells[i]) || l.colon(i))
}

// colon reports whether a box ends in a colon: 联系电话： below a table, where but
// the line to write on is drawn.
func (l *Learner) colon(i int) bool { return strings.HasSuffix(han.Fold(l.Cells[i].Raw), ":") }
