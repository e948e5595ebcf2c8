package sheet

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A sumSheet is a sheet of totals: of the fields outside tables, a row for each
// school, or of a table with all rows that the schools filled in.
type sumSheet struct {
	List
	tally   *returned.Tally
	columns []sumColumn
	areas   []int  // columns of districts, the largest first
	weights int    // column of how many schools a row adds up; 0 for none
	sheet   string // as it was named
	sums    []rollup.Sum
	head    int  // row of the heads
	crowd   int  // index of the column that counts people; -1 if none does
	people  int  // how sure that is
	wrong   bool // a value that is counted has an error
}

type sumColumn struct {
	ref   forms.Ref
	field *forms.Field
	at    int // column of the sheet, from 1
	key   int // index in Total.Columns
}

func newSumSheet(t *returned.Tally, block string) *sumSheet {
	s := &sumSheet{tally: t, crowd: -1}
	s.Title, s.Landscape = t.Schema.Title+"汇总", true
	s.Sheet = t.Schema.Title
	if block != "" {
		s.Title = t.Schema.Title + "明细"
		if n := tableKeys(t.Schema); len(n) > 1 {
			s.Title += "（" + cmp.Or(t.Schema.Block(block).Label, fmt.Sprintf("之%d", slices.Index(n, block)+1)) + "）"
		}
		s.Sheet = s.Title
	}
	s.Note = fmt.Sprintf("计入%d所学校", t.All.Schools)
	switch c, _ := t.Counts(); {
	case len(t.Rollups) > 0:
		s.Note = fmt.Sprintf("计入%d所学校，其中%d个单位报的是汇总表", t.All.Schools, len(t.Rollups))
		if c.Owed > 0 {
			s.Note = fmt.Sprintf("应报%d所学校，", c.Owed) + s.Note
		}
	case c.Owed > 0:
		s.Note = fmt.Sprintf("名册%d所学校，计入%d所", c.Owed, t.All.Schools)
	}
	if n := len(t.Counted); n > t.All.Schools && len(t.Rollups) == 0 {
		s.Note += fmt.Sprintf("的%d份表", n)
	}
	s.Columns = []Column{{"序号", 34}, {"学校", 110}}
	levels := b2i(len(t.Districts) > 0)
	for _, sub := range t.Counted {
		levels = max(levels, len(sub.Area))
	}
	for _, name := range rollup.AreaHeads(levels) {
		s.Columns = append(s.Columns, Column{name, 50})
		s.areas = append(s.areas, len(s.Columns))
	}
	if slices.ContainsFunc(t.Counted, func(sub returned.Submission) bool { return sub.Schools != 0 }) {
		s.Columns = append(s.Columns, Column{rollup.SchoolsHead, 46})
		s.weights = len(s.Columns)
	}
	s.fixed = 2
	s.head = 3
	for key, c := range t.All.Columns {
		b := t.Schema.Block(c.Ref.Block)
		if b != nil && b.Table() != (block != "") || block != "" && c.Ref.Block != block || s.isSchool(c) {
			continue
		}
		s.Columns = append(s.Columns, Column{rollup.Head(t.Schema, c.Ref, c.Field, block != ""), columnRoom(c)})
		s.columns = append(s.columns, sumColumn{c.Ref, c.Field, len(s.Columns), key})
	}
	s.findCrowd()
	s.rows(block)
	s.totals()
	if slices.ContainsFunc(slices.Concat(s.Rows, s.foot), func(row []any) bool {
		return slices.ContainsFunc(row, func(v any) bool { _, ok := v.(Marked); return ok })
	}) {
		s.Note += "。红底：没有看懂，没有计入；黄底：约数"
		if s.wrong {
			s.Note += "，或有错误待更正（已计入）"
		}
		s.Note += "；蓝底：取自名册，或合计不齐"
	}
	return s
}

// schoolLabel is that of a field that may ask for the school.
var schoolLabel = regexp.MustCompile(`学校|院校|校名|单位`)

// isSchool reports whether a column only repeats the names of the schools.
func (s *sumSheet) isSchool(c returned.Column) bool {
	own := 0 // rows of a rollup have left the column out
	for i := range s.tally.Counted {
		if !s.tally.RolledUp(&s.tally.Counted[i]) {
			own++
		}
	}
	if c.Field.Kind != forms.Text || len(c.Items) < own || own == 0 && !schoolLabel.MatchString(c.Field.Label) {
		return false
	}
	for _, it := range c.Items {
		known, ok := s.tally.School(it.Value.Text)
		if it.Value.Text != it.School && (!ok || known.Name != it.School) {
			return false
		}
	}
	return true
}

// columnRoom is the width of a column by what stands in it, in points.
func columnRoom(c returned.Column) float64 {
	if c.Field.Kind.Numeric() {
		return 54
	}
	longest := 0
	for _, it := range c.Items {
		shown, ok := cellOf(c.Field, *it.Value).(string)
		if !ok {
			shown = it.Value.Raw
			if days, isDay := it.Value.Period(); isDay {
				shown = days.String()
			}
		}
		for line := range strings.SplitSeq(shown, "\n") {
			longest = max(longest, cells.Lines(line, listSize/2+cells.Padding, listSize)) // half-width characters
		}
	}
	return min(max(50, float64(longest)*listSize*0.53+28), 170) // a text is indented by 9
}

// findCrowd finds the column that counts people: by its name, else by its unit.
func (s *sumSheet) findCrowd() {
	for i, c := range s.columns {
		total := s.tally.All.Columns[c.key]
		if c.field.Kind != forms.Integer || !total.Known {
			continue
		}
		n := 0
		for _, m := range []struct {
			says   bool
			points int
		}{
			{strings.Contains(c.field.Label, "参与总人数") || strings.Contains(c.field.Label, "参加总人数"), 8},
			{strings.Contains(c.field.Label, "总人数"), 4},
			{strings.Contains(c.field.Label, "人数"), 2},
			{c.field.Unit == "人" || c.field.Unit == "人次", 1},
		} {
			if m.says {
				n += m.points
			}
		}
		if n > s.people {
			s.crowd, s.people = i, n
		}
	}
}

// place are the cells of a row between the school and its values.
func (s *sumSheet) place(area []string, weight int) []any {
	var row []any
	for i := range s.areas {
		switch {
		case i < len(area):
			row = append(row, area[i])
		case len(area) == 0 && i == 0:
			row = append(row, rollup.NoDistrict)
		default:
			row = append(row, nil)
		}
	}
	if s.weights > 0 {
		row = append(row, weight)
	}
	return row
}

func weight(sub *returned.Submission) int {
	switch {
	case sub.Schools < 0:
		return 0
	case sub.Schools == 0:
		return 1
	}
	return sub.Schools
}

// rows fills in a row for each school, or each row of its table.
func (s *sumSheet) rows(block string) {
	type place struct {
		from *returned.Return
		row  int
	}
	wrong := map[*returned.Return]map[report.Position]bool{}
	for i := range s.tally.Counted {
		sub := &s.tally.Counted[i]
		wrong[sub.Return] = sub.Wrong()
	}
	values := map[place][]any{}
	have := map[*returned.Return][]int{} // rows of each
	for i, c := range s.columns {
		for _, it := range s.tally.All.Columns[c.key].Items {
			p := place{it.Return, 0}
			if block != "" {
				p.row = it.Value.Ref.Row
			}
			if values[p] == nil {
				values[p] = make([]any, len(s.columns))
				have[it.Return] = append(have[it.Return], p.row)
			}
			cell := cellOf(c.field, *it.Value)
			at := it.Value.Where
			at.File = ""
			if _, marked := cell.(Marked); !marked && wrong[it.Return][at] {
				cell = Marked{cell, report.Warning}
			}
			values[p][i] = cell
		}
	}
	for _, sub := range s.tally.Counted {
		rows := have[sub.Return]
		if block == "" && rows == nil {
			rows = []int{0}
		}
		slices.Sort(rows)
		for _, n := range rows {
			school := any(sub.School)
			if len(wrong[sub.Return]) > 0 {
				school, s.wrong = Marked{school, report.Warning}, true
			}
			row := append([]any{len(s.Rows) + 1, school}, s.place(sub.Area, weight(&sub))...)
			s.Rows = append(s.Rows, append(row, values[place{sub.Return, n}]...))
		}
	}
}

// cellOf returns what a value is in a cell.
func cellOf(f *forms.Field, v returned.Value) any {
	if v.State == returned.Unclear {
		return Marked{cells.Text(v.Raw), report.Error}
	}
	if x, ok := v.Number(); ok {
		n := figure{value: x, kind: f.Kind, about: v.State == returned.About}
		if f.Kind == forms.Percent {
			n.value /= 100
		}
		switch {
		case n.about:
			return Marked{n, report.Warning}
		case v.Raw == "" && v.State == returned.Exact:
			return Marked{n, report.Hint} // from the roster
		}
		return n
	}
	if p, ok := v.Period(); ok && (f.Kind == forms.Date || f.Kind == forms.Dates) {
		return p.String()
	}
	return cells.Text(v.Text)
}

// totals adds the rows of totals, of the districts and of all, and the notes
// on them.
func (s *sumSheet) totals() {
	numeric := slices.ContainsFunc(s.columns, func(c sumColumn) bool { return c.field.Kind.Numeric() })
	if !numeric || len(s.Rows) == 0 {
		s.missing()
		return
	}
	s.districtTotals(s.tally.Districts, nil)
	s.total(&s.tally.All, nil, true)
	for _, c := range s.columns {
		s.explain(c)
	}
	s.missing()
}

// districtTotals adds the rows of totals of districts, those of the districts
// within before that of a city.
func (s *sumSheet) districtTotals(list []returned.Total, above []string) {
	for i := range list {
		d := &list[i]
		if d.Schools == 0 && !slices.ContainsFunc(d.Columns, func(c returned.Column) bool { return len(c.Items) > 0 }) {
			continue
		}
		area := append(slices.Clone(above), d.District)
		if d.District == "" {
			area = above
			if len(above) > 0 {
				continue // those of a city that are in none of its districts: in its total
			}
		}
		s.districtTotals(d.Within, area)
		s.total(d, area, false)
	}
}

// total adds the row of totals of a district, or of all.
func (s *sumSheet) total(t *returned.Total, area []string, all bool) {
	at := s.head + len(s.Rows) + len(s.foot) + 1
	row := []any{nil, rollup.Label(all, t.Schools)}
	switch {
	case all:
		for range s.areas {
			row = append(row, nil)
		}
		if s.weights > 0 {
			row = append(row, t.Schools)
		}
	default:
		row = append(row, s.place(area, t.Schools)...)
	}
	sum := rollup.Sum{Area: area, Schools: t.Schools}
	for _, c := range s.columns {
		col := &t.Columns[c.key]
		row = append(row, s.sum(c, col, t.Schools, at, area, all))
		sum.Have = append(sum.Have, col.Count)
		sum.About = append(sum.About, c.field.Kind.Numeric() && s.inexact(c, col))
	}
	s.sums = append(s.sums, sum)
	s.foot = append(s.foot, row)
}

// plan says where the sheet has what.
func (s *sumSheet) plan(block string) rollup.Sheet {
	p := rollup.Sheet{Name: s.sheet, Form: s.tally.Schema.ID, Block: block, Sums: s.sums}
	p.Columns = append(p.Columns, rollup.Column{Key: rollup.ColumnSchool, Head: s.Columns[1].Label})
	for i, at := range s.areas {
		p.Columns = append(p.Columns, rollup.Column{Key: fmt.Sprint(rollup.ColumnArea, i), Head: s.Columns[at-1].Label})
	}
	if s.weights > 0 {
		p.Columns = append(p.Columns, rollup.Column{Key: rollup.ColumnSchools, Head: s.Columns[s.weights-1].Label})
	}
	for _, c := range s.columns {
		p.Columns = append(p.Columns, rollup.Column{Key: rollup.FieldKey(c.ref), Head: s.Columns[c.at-1].Label})
	}
	for _, row := range s.Rows {
		cells := make([]any, 0, len(row))
		for _, v := range row[1:] {
			switch v := plain(v).(type) {
			case figure:
				cells = append(cells, v.value)
			case int:
				cells = append(cells, float64(v))
			case string:
				cells = append(cells, v)
			default:
				cells = append(cells, nil)
			}
		}
		for len(cells) < len(p.Columns) {
			cells = append(cells, nil)
		}
		p.Rows = append(p.Rows, rollup.RowSum(cells))
	}
	return p
}

// sum is the total of a column in a row of the sheet.
func (s *sumSheet) sum(c sumColumn, total *returned.Column, schools, row int, area []string, all bool) any {
	switch {
	case !c.field.Kind.Numeric():
		return nil
	case total.Count == 0:
		return "—"
	case !total.Known:
		return Marked{"无法合计", report.Hint}
	}
	v := figure{value: total.Sum, kind: c.field.Kind, about: s.inexact(c, total)}
	first, last := s.head+1, s.head+len(s.Rows)
	name := func(col, row int) string { return absolute(a1.Name(row, col)) }
	values := name(c.at, first) + ":" + name(c.at, last)
	switch {
	case c.field.Kind == forms.Percent:
		v.value /= 100
		formula, ok := s.tally.Schema.TotalFormula(c.ref, func(r forms.Ref) string { return name(s.columnOf(r), row) })
		if !ok {
			return Marked{"无法合计", report.Hint}
		}
		v.formula = formula
	case !all && len(area) < 2:
		at := s.areas[0]
		v.formula = fmt.Sprintf("SUMIF(%s:%s,%s,%s)", name(at, first), name(at, last), criterion(districtName(area)), values)
	case !all:
		v.formula = "SUMIFS(" + values
		for i, district := range area {
			v.formula += fmt.Sprintf(",%s:%s,%s", name(s.areas[i], first), name(s.areas[i], last), criterion(district))
		}
		v.formula += ")"
	default:
		v.formula = "SUM(" + values + ")"
	}
	switch {
	case v.about:
		return Marked{v, report.Warning}
	case !total.Exact || c.field.Kind != forms.Percent && !s.isTable(c) && total.Count < schools: // something is missing from it
		return Marked{v, report.Hint}
	}
	return v
}

// inexact reports whether an inexact number is in a total. That values are
// missing from it is told by a note.
func (s *sumSheet) inexact(c sumColumn, total *returned.Column) bool {
	if c.field.Kind == forms.Percent {
		return !total.Exact
	}
	return slices.ContainsFunc(total.Items, func(it returned.Item) bool { return it.Value.State == returned.About })
}

func districtName(area []string) string {
	if len(area) == 0 {
		return rollup.NoDistrict
	}
	return area[0]
}

func (s *sumSheet) columnOf(r forms.Ref) int {
	for _, c := range s.columns {
		if c.ref == r {
			return c.at
		}
	}
	return 1 // not of this sheet: no formula of a field mentions such
}

// criterion writes a text that SUMIF finds exactly.
func criterion(s string) string {
	s = strings.NewReplacer("~", "~~", "*", "~*", "?", "~?", `"`, `""`).Replace(s)
	if strings.IndexAny(s, "=<>") == 0 {
		s = "=" + s
	}
	return `"` + s + `"`
}
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
