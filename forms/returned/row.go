package returned

import (
	"math"
	"regexp"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file tells rows of a table apart by their values: those that go on from
// the row above, hold but a number, or are none of their own.

var (
	partOf  = regexp.MustCompile(`^其中[:,、]?|^[(]?其中`)
	example = regexp.MustCompile(`^[(【]?(?:填写|填报)?(?:示例|样例|范例|例如|例|如)(?:[)】]|:|\d?[、.:]|$)`)
	average = regexp.MustCompile(`^(?:平均|平均值|平均数|人均|均值|占比|比例|比重|上年同期|去年同期|同比增长|同比|环比|增长率)$`)
)

// aside tells why a row is none of its own, though it is filled in like one: a
// part of the row above, an example, an average; "" if it is.
func aside(values []Value) string {
	first := true // the first text of a row says what it is
	for _, v := range values {
		if v.Field.Kind != forms.Text || v.State != Exact || len(v.Raw) > 200 {
			continue
		}
		switch s := han.Fold(v.Raw); {
		case (first || namingLabel.MatchString(find.LabelKey(v.Field.Label))) && example.MatchString(s):
			return "这一行是示例，没有计入"
		case !first:
		case partOf.MatchString(s):
			return "这一行是上一行的一部分（其中），没有计入"
		case average.MatchString(s):
			return "这一行是平均数或比例，没有计入"
		}
		first = false
	}
	return ""
}

// bare reports whether a row holds nothing but numbers, where others hold words:
// the sum of a column without a word, or a row that nobody finished.
func (c *collector) bare(t *find.TableSpot, row int, before []Value) bool {
	if len(before) == 0 {
		return false
	}
	numbers, words := 0, 0
	c.Boxes(row, row, func(_ int, b *find.Box) {
		f := t.FieldAt(b.Col)
		switch {
		case b.Col == t.Number || f == nil && answer.Blank(b.Raw):
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
func continues(values, above []Value) int {
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
	case namingLabel.MatchString(find.LabelKey(v.Field.Label)) && !goesOn.MatchString(v.Text):
		return -1
	}
	return only
}
