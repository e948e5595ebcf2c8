package returned

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file tells rows of a table apart: those that add up, print the heads once
// more, go on from the row above, or hold but a number.

var (
	// 合计, 全校合计, 合计（4项）, 合计/人次
	sumWord = regexp.MustCompile(`^\p{Han}{0,6}?(?:合计|总计|小计|共计|累计|总和)(?:\p{Han}{0,2}数|人次)?(?:\(.{0,8}\)|/.{1,3})?$|^(?:总数|总人数|总人次|总共|总数量|总金额|合计数|∑|σ|sum|total|subtotal)$`)
	// What words stand in 共计3项活动，830人参与.
	sumWords = regexp.MustCompile(`^(?:合计|总计|小计|共计|累计|以上|上述|总数|总人数|总人次|人数|人次|项目|活动|参与|参加|师生|学生|教师|本页|本表|全部|全校|经费|金额|[总共计各人项个场次所家名条校为约元万:,;、。()0-9.])+$`)
	sumSign  = regexp.MustCompile(`合计|总计|小计|共计|累计|总|共`)
	pageLine = regexp.MustCompile(`^[(—-]*(?:续表?\d*|接[上下]页|[上下]接.{0,6}页|转下页|第\d+页(?:[,/]?共\d+页)?)[)—-]*$`)
	section  = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:批|部分|类|阶段|场|期|组)|[ⅰ-ⅻ]、).{0,30}$`)
	overLine = regexp.MustCompile(`^[(—\-=*_.·]*(?:此处|此行)?以下(?:空白|无正文|无内容|空)[)—\-=*_.·]*$`)
)

// saysSum reports whether a text says that its row adds up. inWords says that
// the sum itself stands in the text.
func saysSum(raw string) (says, inWords bool) {
	if len(raw) > 150 {
		return false, false
	}
	s := strings.Trim(strings.ToLower(han.Fold(raw)), ":*")
	digits := strings.ContainsAny(s, "0123456789")
	if !digits {
		return sumWord.MatchString(s), false
	}
	if !sumWords.MatchString(s) || !sumSign.MatchString(s) {
		return false, false
	}
	return strings.Trim(s, "0123456789.") != "", true
}

// sumRow reports whether a row adds up those above it: 合计 in a cell that takes
// words or the number, and otherwise only numbers.
func (x *matcher) sumRow(t *tableSpot, row int) bool {
	said, words := false, false
	x.boxes(row, row, func(_ int, c *box) {
		says, _ := saysSum(c.Raw)
		f := t.fieldAt(c.col)
		switch {
		case says && c.Stored == answer.Text && (f == nil || !f.Kind.Numeric() || c.col <= t.left() || c.cols > 1):
			said = true
		case f != nil && !f.Kind.Numeric() && !answer.Blank(c.Raw) && c.Stored != answer.Number:
			words = true
		}
	})
	return said && !words
}

var (
	partOf  = regexp.MustCompile(`^其中[:,、]?|^[(]?其中`)
	example = regexp.MustCompile(`^[(【]?(?:填写|填报)?(?:示例|样例|范例|例如|例|如)(?:[)】]|:|\d?[、.:]|$)`)
	average = regexp.MustCompile(`^(?:平均|平均值|平均数|人均|均值|占比|比例|比重|上年同期|去年同期|同比增长|同比|环比|增长率)$`)
)

// aside tells why a row is none of its own, though it is filled in like one: a
// part of the row above, an example, an average; "" if it is.
func (t *tableSpot) aside(values []Value) string {
	for _, v := range values {
		if v.Field.Kind != forms.Text || v.State != Exact || len(v.Raw) > 200 {
			continue
		}
		switch s := han.Fold(v.Raw); {
		case partOf.MatchString(s):
			return "这一行是上一行的一部分（其中），没有计入"
		case example.MatchString(s):
			return "这一行是示例，没有计入"
		case average.MatchString(s):
			return "这一行是平均数或比例，没有计入"
		}
		return "" // the first text of a row says what it is
	}
	return ""
}

// saysHeads reports whether a row prints heads of the table once more.
func (x *matcher) saysHeads(t *tableSpot, row int) bool {
	heads, others := 0, 0
	keys := map[string]bool{}
	for _, i := range t.heads {
		keys[x.g.cells[i].key] = true
	}
	for i := range x.s.Blocks {
		if &x.s.Blocks[i] == t.block {
			for _, l := range x.rows[i].labels {
				for _, g := range l.groups {
					keys[g] = true
				}
			}
		}
	}
	x.boxes(row, row, func(_ int, c *box) {
		switch {
		case c.key != "" && keys[c.key]:
			heads++
		default:
			others++
		}
	})
	return heads > 1 && others == 0 || heads > 2 && heads*2 > len(t.columns) && others <= 1
}

// saysOver reports whether a row says that nothing follows, or that the table
// goes on elsewhere: 以下空白, 续表.
func (x *matcher) saysOver(t *tableSpot, row int) bool {
	over, others := false, false
	x.boxes(row, row, func(_ int, c *box) {
		if s := han.Fold(c.Raw); len(c.Raw) < 100 && (overLine.MatchString(s) || pageLine.MatchString(s)) {
			over = true
		} else if c.col != t.number {
			others = true
		}
	})
	return over && !others
}

// saysSection reports whether a row only names those below it: 一、校内活动, in a
// cell as wide as the table or in the first.
func (x *matcher) saysSection(t *tableSpot, row int) bool {
	var only *box
	n := 0
	x.boxes(row, row, func(i int, c *box) {
		only = c
		if n++; x.claimed[i] {
			n = 9
		}
	})
	if n != 1 || only.Stored != answer.Text || len(only.Raw) > 120 || only.col > t.left() || x.apart[only.key] {
		return false
	}
	wide := only.cols > 2 && x.covers(t, only) > len(t.columns)/2
	if s := strings.ToLower(han.Fold(only.Raw)); !section.MatchString(s) && (!wide || x.endsWide(only)) {
		return false
	}
	for next := row + 1; next <= min(row+3, x.to); next++ {
		filled, free := 0, true
		x.boxes(next, next, func(i int, c *box) {
			filled++
			free = free && !x.claimed[i] && (t.fieldAt(c.col) != nil || c.col == t.number)
		})
		if filled > 0 {
			return free && filled > 1
		}
	}
	return false
}

// endsWide reports whether a wide text is what stands below tables: a note, or a
// label with its value.
func (x *matcher) endsWide(c *box) bool {
	s := han.Fold(c.Raw)
	for _, p := range []string{"注", "备注", "说明", "填表", "填报", "单位负责人", "审核", "联系"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return strings.ContainsAny(s, ":。") || len(x.schemaLabels.pairs.candidates(c)) > 0
}

// left returns the first column of the table.
func (t *tableSpot) left() int {
	if cols := t.sorted(); len(cols) > 0 {
		return cols[0]
	}
	return 1
}

// bare reports whether a row holds nothing but numbers, where others hold words:
// the sum of a column without a word, or a row that nobody finished.
func (c *collector) bare(t *tableSpot, row int, before []Value) bool {
	if len(before) == 0 {
		return false
	}
	numbers, words := 0, 0
	c.boxes(row, row, func(_ int, b *box) {
		f := t.fieldAt(b.col)
		switch {
		case b.col == t.number || f == nil && answer.Blank(b.Raw):
		case f != nil && f.Kind.Numeric():
			numbers++
		case !answer.Blank(b.Raw):
			words++
		}
	})
	if numbers == 0 || words > 0 {
		return false
	}
	return slices.ContainsFunc(before, func(v Value) bool { return !v.Field.Kind.Numeric() && v.State == Exact })
}

// addsUp reports whether the numbers of a row are the sums of those above it,
// from a row on.
func addsUp(values, before []Value, from int) bool {
	any := false
	for _, v := range values {
		x, ok := v.Number()
		if !ok || !v.Known() {
			continue
		}
		sum := 0.0
		for _, b := range before {
			if y, ok := b.Number(); ok && b.Known() && b.Ref.Key == v.Ref.Key && b.Ref.Row >= from {
				sum += y
			}
		}
		if math.Abs(sum-x) > 1e-6 {
			return false
		}
		any = true
	}
	return any
}

var (
	namingLabel = regexp.MustCompile(`名称|姓名|名$|^活动$|项目|学校|单位|课程|企业|^院校`)
	goesOn      = regexp.MustCompile(`^[(（、，,；;和及与并]|^以及|^并且|^同时|^等`)
)

// continues returns which of the values of a row, the only one filled in, goes on
// from the row above; -1 if the row is one of its own. A name goes on only where
// its text shows it.
func (t *tableSpot) continues(values, above []Value) int {
	only, filled := -1, 0
	for j := range values {
		if values[j].State == Empty || values[j].State == Computed {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = j
	}
	if only < 0 || len(above) != len(values) || above[only].State != Exact {
		return -1
	}
	for _, v := range above {
		if v.State != Empty {
			filled++
		}
	}
	v := values[only]
	switch {
	case filled < 3, v.Field.Kind != forms.Text, v.State != Exact, answer.Nothing(v.Raw):
		return -1
	case namingLabel.MatchString(labelKey(v.Field.Label)) && !goesOn.MatchString(v.Text):
		return -1
	}
	return only
}
