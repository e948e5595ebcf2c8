package returned

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Problem is a finding about values of a return, with every cell that takes
// part in it: of a sum the sum and its parts. The finding's own position is the
// first of them.
type Problem struct {
	report.Finding
	Cells []report.Position
}

// Findings returns the findings of problems.
func Findings(problems []Problem) []report.Finding {
	var out []report.Finding
	for _, p := range problems {
		out = append(out, p.Finding)
	}
	return out
}

// Check holds the values against what the schema demands: required fields,
// limits, lengths, formulas that were typed over, rows 合计, and the checks
// between fields. What was not understood is left to the findings of [Read];
// a rule that needs it is not judged. Where a number is inexact (约300人), a
// rule that does not hold is a warning.
func (r *Return) Check() []Problem {
	c := &checker{lookup: r.lookup()}
	for i := range r.Values {
		c.value(&r.Values[i])
	}
	for _, s := range r.Sums {
		c.sum(s)
	}
	for _, text := range r.Schema.Checks {
		c.check(text)
	}
	return c.problems
}

type checker struct {
	*lookup
	problems []Problem
}

// add records a problem of values; the first is where it shows.
func (c *checker) add(rule string, sev report.Severity, values []Value, message, hint string) {
	values = distinct(values)
	p := Problem{}
	found := values[0].Shown()
	if len(values) > 1 {
		var parts []string
		for _, v := range values {
			parts = append(parts, say(v))
		}
		found = strings.Join(parts, "，")
	}
	for _, v := range values {
		if !slices.Contains(p.Cells, v.Where) {
			p.Cells = append(p.Cells, v.Where)
		}
	}
	p.Finding = finding(rule, sev, p.Cells[0], found, message, hint)
	c.problems = append(c.problems, p)
}

// distinct returns the values without repetitions.
func distinct(values []Value) []Value {
	var out []Value
	for _, v := range values {
		if !slices.ContainsFunc(out, func(w Value) bool { return w.Ref == v.Ref }) {
			out = append(out, v)
		}
	}
	return out
}

// say names a value with its cell: 教师数B7＝20.
func say(v Value) string {
	text := v.Text
	if v.Field.Kind == forms.Percent && text != "" {
		text += "%"
	}
	if text == "" {
		text = "空"
	}
	return v.Field.Label + v.Where.Cell + "＝" + text
}

func (c *checker) value(v *Value) {
	f := v.Field
	one := []Value{*v}
	switch {
	case v.State == Unclear:
		return
	case v.State == Empty:
		if f.Required {
			c.add(RuleRequired, report.Error, one, f.Label+"没有填", answer.Wanted(f))
		}
		return
	}
	c.limits(v)
	if f.Len > 0 && utf8.RuneCountInString(v.Text) > f.Len {
		c.add(RuleLong, report.Error, one, fmt.Sprintf("%s有%d字，超过%d字", f.Label, utf8.RuneCountInString(v.Text), f.Len), "请精简")
	}
	if want, t, ok := c.formula(v); ok && v.State != Computed || ok && v.Raw != "" {
		got, _ := v.Number()
		if math.Abs(got-want) > lastPlace(v.Text)+1e-6 {
			c.add(RuleSum, soft(report.Error, t.about || v.State == About), append(one, t.used...),
				fmt.Sprintf("%s与算得的%s不符", f.Label, answer.FormatNumber(math.Round(want*1e4)/1e4)), "应为"+t.of.String())
		}
	}
}

// lastPlace is what rounding may have changed in a number: a unit of its last
// decimal place. Of a whole number it is 0.5, since shares are often rounded to
// whole ones.
func lastPlace(text string) float64 {
	_, places, ok := strings.Cut(text, ".")
	if !ok {
		return 0.5
	}
	return math.Pow(10, -float64(len(places)))
}

// soft weakens an error to a warning.
func soft(sev report.Severity, weaken bool) report.Severity {
	if weaken && sev == report.Error {
		return report.Warning
	}
	return sev
}

func (c *checker) limits(v *Value) {
	f := v.Field
	low, high := false, false
	switch f.Kind {
	case forms.Integer, forms.Decimal, forms.Percent:
		x, ok := v.Number()
		lo, ok1 := f.Min.Number()
		hi, ok2 := f.Max.Number()
		low, high = ok && ok1 && x < lo-1e-9, ok && ok2 && x > hi+1e-9
	case forms.Date, forms.Dates:
		p, ok := v.Period()
		lo, ok1 := f.Min.Date()
		hi, ok2 := f.Max.Date()
		low, high = ok && ok1 && p.From.Before(lo), ok && ok2 && p.To.After(hi)
	case forms.Time:
		t, ok := v.Clock()
		lo, ok1 := f.Min.Clock()
		hi, ok2 := f.Max.Clock()
		at := t.Hour*60 + t.Minute
		low, high = ok && ok1 && at < lo.Hour*60+lo.Minute, ok && ok2 && at > hi.Hour*60+hi.Minute
	}
	least, most := "小于", "大于"
	if !f.Kind.Numeric() {
		least, most = "早于", "晚于"
	}
	if !low && !high {
		return
	}
	sev, sign := soft(report.Error, v.State == About), ""
	if f.Kind == forms.Percent {
		sign = "%"
	}
	values := []Value{*v}
	if _, t, ok := c.formula(v); ok && v.State == Computed {
		values = append(values, t.used...) // the fault is in its parts
		sev = soft(sev, t.about)
	}
	if low {
		c.add(RuleLow, sev, values, f.Label+least+f.Min.String()+sign, answer.Wanted(f))
	}
	if high {
		c.add(RuleHigh, sev, values, f.Label+most+f.Max.String()+sign, answer.Wanted(f))
	}
}

// sum checks the numbers of a row 合计.
func (c *checker) sum(s Sum) {
	for _, v := range s.Values {
		got, ok := v.Number()
		if !ok || !v.Known() || v.Field.Kind == forms.Percent {
			continue
		}
		used := []Value{v}
		want, judged, about := 0.0, true, v.State == About
		for _, row := range c.rows[s.Block] {
			if row < s.From || row > s.To {
				continue
			}
			i, ok := c.at[forms.Ref{Block: s.Block, Row: row, Key: v.Field.Key}]
			if !ok {
				continue
			}
			part := c.r.Values[i]
			x, ok := part.Number()
			if part.State == Unclear {
				judged = false
			}
			if ok {
				want += x
				used = append(used, part)
				about = about || part.State == About
			}
		}
		if judged && math.Abs(got-want) > 1e-6 {
			p := len(c.problems)
			c.add(RuleSum, soft(report.Error, about), apart(used), fmt.Sprintf("%s合计%s，各行相加是%s", v.Field.Label, v.Text, answer.FormatNumber(want)), "请核对各行和合计")
			c.problems[p].Found = v.Raw
		}
	}
}

// apart gives the row 合计 a name of its own: its Ref is also that of the
// last row above it.
func apart(values []Value) []Value {
	values = slices.Clone(values)
	values[0].Ref.Row = 0
	return values
}

// check judges a comparison, for each row where it is one of rows.
func (c *checker) check(text string) {
	e, err := c.r.Schema.Check(text)
	if err != nil {
		return // a valid schema has none
	}
	rows := []int{0}
	if b := e.Table(); b != nil {
		rows = c.rows[b.Key]
	}
	for _, row := range rows {
		t := &trace{lookup: c.lookup, of: e}
		holds, ok := e.Holds(t, row)
		if !ok || holds || len(t.used) == 0 && !e.Counts() {
			continue
		}
		sev, message := soft(report.Error, t.about), "不满足“"+inner.Replace(e.String())+"”"
		switch {
		case len(t.used) == 0: // of rows that are not there
			where := report.Position{File: c.r.File, Sheet: c.r.Sheet}
			c.problems = append(c.problems, Problem{Finding: finding(RuleCheck, sev, where, "", message, "请补填")})
		case e.Counts():
			c.add(RuleCheck, sev, t.used, message, "请核对填了多少行、多少项")
			c.problems[len(c.problems)-1].Found = ""
		default:
			c.add(RuleCheck, sev, t.used, message, "请核对这几个数")
		}
	}
}

// inner makes quotation marks those within others.
var inner = strings.NewReplacer("“", "‘", "”", "’")
