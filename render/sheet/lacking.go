package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
)

// explain adds the notes on a column: what is not in its total, and why.
func (s *sumSheet) explain(c sumColumn) {
	total := &s.tally.All.Columns[c.key]
	if !c.field.Kind.Numeric() {
		return
	}
	note := func(format string, args ...any) {
		s.notes = append(s.notes, c.field.Label+"："+fmt.Sprintf(format, args...)+"。")
	}
	if c.field.Kind == forms.Percent && !total.Known && total.Count > 0 {
		lacking := s.lacking(c)
		formula, ok := s.tally.Schema.Formula(c.ref)
		switch {
		case ok && len(lacking) > 0:
			note("按各校合计数由“%s”计算，%s，无法合计", formula, strings.Join(lacking, "；"))
		default:
			note("各校的比率不能相加，只列不合计")
		}
	}
	var unclear, about, roster []string
	for _, it := range total.Items {
		switch {
		case it.Value.State == returned.Unclear:
			unclear = append(unclear, it.School+"填“"+clipText(it.Value.Raw)+"”")
		case it.Value.State == returned.About:
			about = append(about, it.School)
		case it.Value.State == returned.Exact && it.Value.Raw == "":
			roster = append(roster, it.School)
		}
	}
	if len(unclear) > 0 {
		note("%s，没有看懂，没有计入", strings.Join(unclear, "，"))
	}
	if len(about) > 0 {
		note("%s填的是约数，合计也是约数", strings.Join(distinct(about), "、"))
	}
	if len(roster) > 0 {
		note("%s没有填，取自名册", strings.Join(roster, "、"))
	}
	if none := s.empty(c); total.Known && c.field.Kind != forms.Percent && len(none) > 0 {
		note("%s没有填，没有计入", strings.Join(none, "、"))
	}
}

// lacking says which parts of a share's formula which schools lack.
func (s *sumSheet) lacking(c sumColumn) []string {
	var out []string
	s.tally.Schema.TotalFormula(c.ref, func(r forms.Ref) string {
		for _, part := range s.columns {
			if part.ref != r {
				continue
			}
			if none := s.without(part); len(none) > 0 {
				text := strings.Join(none, "、") + "没有" + part.field.Label
				if !slices.Contains(out, text) {
					out = append(out, text)
				}
			}
		}
		return ""
	})
	return out
}

func (s *sumSheet) isTable(c sumColumn) bool {
	b := s.tally.Schema.Block(c.ref.Block)
	return b != nil && b.Table()
}

// empty lists the schools counted that left a field outside tables empty.
func (s *sumSheet) empty(c sumColumn) []string {
	if s.isTable(c) {
		return nil
	}
	have := map[*returned.Return]bool{}
	for _, it := range s.tally.All.Columns[c.key].Items {
		have[it.Return] = true
	}
	var none []string
	for i := range s.tally.Counted {
		if sub := &s.tally.Counted[i]; !have[sub.Return] && sub.Schools >= 0 {
			none = append(none, sub.School)
		}
	}
	return none
}

// without lists the schools counted that have no value in a column that is
// understood.
func (s *sumSheet) without(c sumColumn) []string {
	have := map[string]bool{}
	for _, it := range s.tally.All.Columns[c.key].Items {
		have[it.School] = have[it.School] || it.Value.State != returned.Unclear
	}
	var none []string
	for i := range s.tally.Counted {
		if sub := &s.tally.Counted[i]; !have[sub.School] && sub.Schools >= 0 {
			none = append(none, sub.School)
		}
	}
	return none
}

// missing adds notes on the schools that are not in the totals.
func (s *sumSheet) missing() {
	counted := map[string]bool{}
	for i := range s.tally.Counted {
		counted[s.tally.Counted[i].School] = true
	}
	var aside []string
	for _, sub := range s.tally.Set {
		if !counted[sub.School] {
			aside = append(aside, sub.School)
		}
	}
	if len(aside) > 0 {
		s.notes = append(s.notes, "报了几份不一样的表，待确认，没有计入："+strings.Join(distinct(aside), "、")+"。")
	}
	var names, units []string
	for _, sc := range s.tally.Missing {
		if s.tally.IsUnit(sc) {
			units = append(units, sc.Name)
		} else {
			names = append(names, sc.Name)
		}
	}
	if len(s.tally.Unread) > 0 {
		var unread []string
		for _, sc := range s.tally.Unread {
			unread = append(unread, sc.Name)
		}
		s.notes = append(s.notes, "已交，格式不能读，没有计入："+strings.Join(unread, "、")+"。")
	}
	if len(names) > 0 {
		s.notes = append(s.notes, fmt.Sprintf("未报%d所：%s。", len(names), strings.Join(names, "、")))
	}
	if len(units) > 0 {
		s.notes = append(s.notes, fmt.Sprintf("没有报送汇总表的%d个单位：%s。", len(units), strings.Join(units, "、")))
	}
}

func distinct(names []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			out, seen[n] = append(out, n), true
		}
	}
	return out
}

// clipText shortens what a sender wrote for a note.
func clipText(s string) string {
	s = strings.Join(strings.Fields(cells.Text(s)), " ")
	if r := []rune(s); len(r) > 30 {
		return string(r[:28]) + "……"
	}
	return s
}
