// Package lastyear holds what the forms of a year add up to against the year before.
package lastyear

import (
	"fmt"
	"math"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Comparison is of two years.
type Comparison struct {
	Name    string // of the campaign
	File    string // last year's
	Last    map[*forms.Schema]*returned.Rollup
	Tallies []*returned.Tally
	Find    func(name string) (*returned.School, bool) // in the roster
	Listed  bool                                       // there is a roster
	Word    ledger.Word

	Findings []report.Finding // numbers that jump, once Lists was called
}

// A number is implausible against last year's if it is at least jump times as large or
// as small, and differs by at least floorPeople (of what counts people) or floorOther.
const (
	jump        = 3
	floorPeople = 100
	floorOther  = 10
)

// figure is a number of a form that two years may be compared by.
type figure struct {
	ref   forms.Ref
	field *forms.Field
}

// figures are the numbers of a form that stand outside of its tables.
func figures(s *forms.Schema) []figure {
	var all []figure
	for ref, f := range s.Fields() {
		b := s.Block(ref.Block)
		if !f.Kind.Numeric() || b != nil && b.Table() {
			continue
		}
		if b != nil {
			ref.Row = 1
		}
		all = append(all, figure{ref, f})
	}
	return all
}

// Lists makes the sheets that hold this year against the last: every number of
// every school in both, then schools that are new, gone or renamed. Numbers that jump
// are hints.
func (c *Comparison) Lists() []sheet.List {
	word := c.Word.One
	numbers := sheet.List{Sheet: "与上年比较", Title: c.Name + "与上年比较", Landscape: true,
		Note: fmt.Sprintf("上年的数取自%s。相差%d倍以上、且相差%d人（不是人数的相差%d）以上的标出，只作提示，请核对是不是填错。", c.File, jump, floorPeople, floorOther),
		Columns: []sheet.Column{{Label: "序号", Width: 34}, {Label: word, Width: 130}, {Label: "表格", Width: 150}, {Label: "项目", Width: 110},
			{Label: "上年", Width: 60}, {Label: "今年", Width: 60}, {Label: "增减", Width: 60}, {Label: "增减%", Width: 54}, {Label: "提示", Width: 90}}}
	who := sheet.List{Sheet: "与上年比较（" + word + "）", Title: c.Name + "与上年比较（" + word + "）", Landscape: true,
		Note:    "更名的按名册的别名一栏认出；名册里没有写别名的，会列成一个上年有今年没有的和一个新增的。",
		Columns: []sheet.Column{{Label: "序号", Width: 34}, {Label: "表格", Width: 200}, {Label: word, Width: 150}, {Label: "情况", Width: 110}, {Label: "上年的名称", Width: 150}}}
	for _, t := range c.Tallies {
		last := c.Last[t.Schema]
		if last == nil {
			continue
		}
		was := map[string]*returned.Submission{}
		var gone []string
		for k := range last.Parts {
			p := &last.Parts[k]
			if p.School == "" || p.Schools != 0 {
				continue // a row of sums
			}
			name := p.School
			if sc, ok := c.Find(name); ok {
				name = sc.Name
			}
			if was[name] == nil {
				gone = append(gone, name)
			}
			was[name] = p
		}
		c.compareForm(t, was, &numbers, &who)
		now := map[string]bool{}
		for k := range t.Counted {
			now[t.Counted[k].School] = true
		}
		for _, name := range gone {
			if now[name] {
				continue
			}
			state := "上年有，今年没有"
			if _, listed := c.Find(name); listed {
				state = "上年报了，今年没有计入"
			} else if c.Listed {
				state = "上年有，今年名册里没有"
			}
			who.Rows = append(who.Rows, []any{len(who.Rows) + 1, t.Schema.Title, name, sheet.Marked{Value: state, Severity: report.Warning}, was[name].School})
		}
	}
	if len(numbers.Rows) == 0 {
		numbers.Note += "没有两年都报了的数。"
	}
	return []sheet.List{numbers, who}
}

// compareForm adds the rows of one form: its sums of those in both years first.
func (c *Comparison) compareForm(t *returned.Tally, was map[string]*returned.Submission, numbers, who *sheet.List) {
	all := figures(t.Schema)
	type sum struct {
		last, now float64
		n         int
	}
	sums := make([]sum, len(all))
	var rows [][]any
	for k := range t.Counted {
		sub := &t.Counted[k]
		old := was[sub.School]
		switch {
		case sub.Schools != 0:
			continue // a row of sums
		case old == nil:
			who.Rows = append(who.Rows, []any{len(who.Rows) + 1, t.Schema.Title, sub.School, sheet.Marked{Value: "新增", Severity: report.Hint}, ""})
			continue
		case han.Fold(old.School) != han.Fold(sub.School):
			who.Rows = append(who.Rows, []any{len(who.Rows) + 1, t.Schema.Title, sub.School, "更名，按别名认出", old.School})
		}
		for i, fig := range all {
			a, b := old.Return.At(fig.ref), sub.Return.At(fig.ref)
			x, ok1 := a.Number()
			y, ok2 := b.Number()
			if !ok1 || !ok2 {
				continue
			}
			if fig.field.Kind != forms.Percent {
				sums[i].last, sums[i].now, sums[i].n = sums[i].last+x, sums[i].now+y, sums[i].n+1
			}
			mark := any("")
			if jumps(x, y, fig.field) {
				mark = sheet.Marked{Value: "相差悬殊，请核对", Severity: report.Hint}
				rule, _ := report.RuleOf(returned.RuleJump)
				found := rule.Finding(b.Where, fmt.Sprintf("%s%s", fig.field.Label, amount(y)))
				found.Message = fmt.Sprintf("%s今年是%s，上年是%s", fig.field.Label, amount(y), amount(x))
				c.Findings = append(c.Findings, found)
			}
			rows = append(rows, []any{0, sub.School, t.Schema.Title, fig.field.FullLabel(), x, y, y - x, share(x, y), mark})
		}
	}
	for i, s := range sums {
		if s.n > 0 {
			numbers.Rows = append(numbers.Rows, []any{len(numbers.Rows) + 1, fmt.Sprintf("合计（两年都报的%d%s）", s.n, c.Word.Measure), t.Schema.Title,
				all[i].field.FullLabel(), s.last, s.now, s.now - s.last, share(s.last, s.now), ""})
		}
	}
	for _, row := range rows {
		row[0] = len(numbers.Rows) + 1
		numbers.Rows = append(numbers.Rows, row)
	}
}

// jumps reports whether a number is not to be believed beside last year's.
func jumps(last, now float64, f *forms.Field) bool {
	floor := float64(floorOther)
	if f.Unit == "人" {
		floor = floorPeople
	}
	large, small := max(last, now), min(last, now)
	return small >= 0 && large-small >= floor && large >= jump*small
}

// share is the change in percent, rounded; nothing where last year had none.
func share(last, now float64) any {
	if last == 0 {
		return nil
	}
	return math.Round((now-last)/last*1000) / 10
}

func amount(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
