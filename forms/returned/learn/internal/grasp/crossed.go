package grasp

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// rowLabel returns the words that name a row, by the labels left of a box, the
// unit that one of them is, and the best of a column 分值.
func (l *Learner) rowLabel(left, up int) (name, unit string, full forms.Limit) {
	var names []string
	class := -1 // rows of the name nearest to the box
	short := func(s string) bool { return utf8.RuneCountInString(s) <= 24 }
	var long string
	for i := left; i >= 0; i = l.leftOf(i) {
		b := &l.Cells[i]
		if up >= 0 && b.Row <= l.Cells[up].Row {
			break
		}
		s := printed.Tidy(b.Raw)
		over := ""
		if up >= 0 && b.Cols == 1 {
			if h, k := l.Box(l.Cells[up].Row, b.Col); k >= 0 && k != i && h.Cols == 1 {
				over = printed.Tidy(h.Raw)
			}
		}
		switch {
		case l.Roles[i] == Number && (strings.Contains(over, "分值") || strings.Contains(over, "满分") || strings.Contains(over, "权重")):
			full = forms.Limit(strings.TrimRight(s, ".、)）"))
		case !l.label(i), NumberHead.MatchString(over), codeHead.MatchString(over):
		case printed.IsUnit(s) && strings.Contains(over, "单位"), unitHead.MatchString(over) && short(s):
			unit = s
		case short(s) && !detailHead.MatchString(over):
			if len(names) == 0 {
				class = b.Rows
			}
			names = append([]string{s}, names...)
		case long == "":
			long = s
		}
	}
	if len(names) == 1 && left >= 0 && class > l.Cells[left].Rows && long != "" && short(long) {
		return names[0] + "·" + long, unit, full // what is explained is a row of its class
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
func (l *Learner) matrix(run, ups []int, left int) {
	ticks := len(run) > 1
	var options forms.Options
	for _, u := range ups {
		s := printed.Tidy(l.Cells[u].Raw)
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
			for i := range len(run) - n { // beside what is ticked, which is of its row alone
				l.Items[len(l.Items)-1-i].Crossed = Crossed{}
			}
			return
		}
		l.crossed(run, ups, left, len(run) > 1)
		return
	}
	name, _, _ := l.rowLabel(left, ups[0])
	c := printed.Cue{Label: name, Kind: forms.Choice, Options: options}
	b := &l.Cells[run[0]]
	l.Items = append(l.Items, &Item{Row: b.Row, col: b.Col, Boxed: true, Cue: c, Section: l.sectionOf(left), Slot: &Slot{Page: l.N, Cell: run[0], Gap: -1, Left: left, Up: ups[0], Ticks: run}})
	for n := range run {
		l.last().More = append(l.last().More, ups[n])
	}
}

// crossed takes boxes each of which is named by its row, and by its head where
// several boxes have that row.
func (l *Learner) crossed(run, ups []int, left int, several bool) {
	for n, i := range run {
		name, unit, full := l.rowLabel(left, ups[n])
		head := printed.CueOf(l.Cells[ups[n]].Raw, "")
		c := measured(name, unit)
		rowKind := c.Kind
		at := Crossed{}
		if several || len(l.Heads(ups[n])) > 0 {
			head = Under(l.Heads(ups[n]), head)
			at = Crossed{Top: l.Cells[ups[n]].Row + l.Cells[ups[n]].Rows, Corner: l.corner(left, ups[n])}
			for _, h := range l.Heads(ups[n]) {
				at.Heads = append(at.Heads, printed.CueOf(h, "").Label)
			}
			c.Label += "·" + strings.Join(at.Heads, "") + head.Label
			c.Kind, c.Unit, c.Options, c.Required, c.Note, c.Length = head.Kind, head.Unit, head.Options, head.Required, head.Note, head.Length
			counts := (c.Kind == forms.Integer || c.Kind == forms.Decimal) && c.Unit == "" && unit != "" && !printed.MoneyWords.MatchString(head.Label)
			if (c.Kind == forms.Text && (rowKind.Numeric() || unit != "") || counts) && !printed.TextWords.MatchString(head.Label) && !remarkHead.MatchString(head.Label) {
				again := measured(name, unit)
				c.Kind, c.Unit = again.Kind, again.Unit
			}
		} else if c.Kind == forms.Text {
			c.Kind, c.Options = head.Kind, head.Options
			if c.Unit == "" {
				c.Unit = head.Unit
			}
		}
		if c.Kind.Numeric() && head.Kind.Numeric() && full != "" {
			c.Max = full
		}
		l.add(i, left, ups[n], c)
		l.Items[len(l.Items)-1].Crossed = at
	}
}

// measured is the cue of a row with what the column of units says: a number, though
// nobody may know its unit.
func measured(name, unit string) printed.Cue {
	c := printed.CueOf(name, unit)
	if unit != "" && c.Kind == forms.Text && !printed.IsUnit(unit) && !printed.TextWords.MatchString(c.Label) {
		c.Kind = forms.Decimal
	}
	return c
}

// corner returns what is printed above the names of rows, beside a head: not what
// stands above their units and codes.
func (l *Learner) corner(left, up int) string {
	for col := 1; col <= l.Cells[left].Col; {
		b, k := l.Box(l.Cells[up].Row, col)
		col = b.Col + b.Cols
		if k < 0 || !l.label(k) || b.Row >= l.Cells[left].Row {
			continue
		}
		s := printed.CueOf(b.Raw, "").Label
		if utf8.RuneCountInString(s) <= 12 && !unitHead.MatchString(s) && !NumberHead.MatchString(s) && !codeHead.MatchString(s) {
			return s
		}
	}
	return "项目"
}

var codeHead = regexp.MustCompile(`^(?:行次|栏次|行号|项次|(?:指标|栏目|项目)?(?:代码|编码|代号|编号))$`)

// Under gives a head the unit and the kind of those above it where it says
// nothing itself: 学历结构（人） above 博士.
func Under(heads []string, c printed.Cue) printed.Cue {
	for i := len(heads) - 1; i >= 0 && (c.Kind == forms.Text || c.Unit == "" && sumCell.MatchString(c.Label)) && !printed.TextWords.MatchString(c.Label) && !remarkHead.MatchString(c.Label); i-- {
		if over := printed.CueOf(heads[i], ""); over.Kind.Numeric() {
			c.Kind, c.Unit = over.Kind, over.Unit
		}
	}
	return c
}

// OtherHead reports whether a head asks for words, on a page of numbers.
func OtherHead(s string) bool {
	return printed.TextWords.MatchString(s) || remarkHead.MatchString(s) && !peopleHead.MatchString(s)
}

// peopleHead are kinds of people that are counted.
var peopleHead = regexp.MustCompile(`人员$|^(?:男|女)`)

var remarkHead = regexp.MustCompile(`备注|说明|措施|责任|情况|原因|整改|负责|单位|部门|人$|时间`)

// Heads returns the heads above one, the outermost first; those as wide as the
// table are none.
func (l *Learner) Heads(i int) []string {
	var all []string
	b := l.Cells[i]
	for row := b.Row - 1; row > 0; {
		over, k := l.Box(row, b.Col)
		if k < 0 || !l.label(k) || over.Cols <= b.Cols || over.Col > b.Col || over.Col+over.Cols < b.Col+b.Cols || l.wide(k) || l.pairRow(over.Row) {
			break
		}
		all = append([]string{printed.Tidy(over.Raw)}, all...)
		row = over.Row - 1
	}
	return all
}
