package grasp

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// A Part is a further form on a page, below the first: a slip to be cut off and
// sent back below what is announced or asked for above it.
type Part struct {
	Row   int    // of its title
	Title string // as it is printed, without blanks
}

// partTitle is what a further form is called. A table or a list named so may as
// well belong to the form above it.
var (
	partTitle = regexp.MustCompile(`回执单?$|存根$|(?:申请|报名|登记|反馈|统计|汇总|推荐|确认|评价|调查|审批|申报|信息|情况|意见|预约|签收|领取|联系|自查|检查)(?:表|单|卡|册|书)$|(?:承诺|委托|证明|通知)书$|名单$`)
	mostParts = 8
)

// findParts finds the titles of further forms: alone in a row that is no box, with
// boxes above them and below.
func (l *Learner) findParts() {
	if l.Title < 0 {
		return
	}
	boxed := make([]bool, l.Rows+2)
	texts := make([]int, l.Rows+2) // that stand in a row
	for i := range l.Cells {
		b := &l.Cells[i]
		for row := b.Row; row < b.Row+b.Rows && row <= l.Rows; row++ {
			boxed[row] = boxed[row] || l.Boxed(b)
		}
		if !b.Empty() && b.Row <= l.Rows {
			texts[b.Row]++
		}
	}
	above := l.Cells[l.Title].Row
	for i := range l.Cells {
		b := &l.Cells[i]
		s := printed.Tidy(Says(b))
		if b.Row <= above || len(l.Parts) == mostParts || l.Roles[i] != Words || b.Row > l.Rows || texts[b.Row] != 1 || boxed[b.Row] {
			continue
		}
		if n := utf8.RuneCountInString(s); n > 30 || n < 2 || printed.ItemFront.MatchString(s) || aboveTitle.MatchString(s) || l.colon(i) || l.Fills[i] != nil || !partTitle.MatchString(s) {
			continue
		}
		next := b.Row + b.Rows
		for next <= l.Rows && next < b.Row+b.Rows+4 && !boxed[next] {
			next++
		}
		if next > l.Rows || !boxed[next] || !slices.Contains(boxed[above:b.Row], true) {
			continue
		}
		l.Parts = append(l.Parts, Part{Row: b.Row, Title: s})
		above = b.Row
	}
}

// PartOf returns which form of the page an item is of: 0 the first, whose title is
// that of the page.
func (l *Learner) PartOf(it *Item) int {
	n := 0
	for n < len(l.Parts) && it.Row > l.Parts[n].Row {
		n++
	}
	return n
}
