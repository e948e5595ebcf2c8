package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrNoTally reports what is no tally among the tallies of [Totals].
var ErrNoTally = say.Error("sheet: totals without a tally", "没有可以汇总的表格")

// Totals writes 汇总表: what the returns of several forms add up to, as an
// .xlsx file. It has
//
//   - a sheet 报送情况 with a row for every form: how many schools owe it, sent
//     it, and are counted;
//   - of every form that came in a sheet with a row for each school counted, and
//     one with the rows of each of its tables;
//   - a sheet 图表 with a chart of the schools or districts, of the numbers that
//     count people, 参与总人数 before others.
//
// Below the rows stand totals by district and of all, as formulas of the rows:
// whoever corrects a value sees the total change. Their results are in the
// file, too, for programs that do not calculate. Where a total would not mean
// what it says it is 无法合计, with the reason below. A value that was not
// understood stands as its sender wrote it, coloured, and is in no total; of a
// number that its sender calls inexact it says 约 before it, as before totals
// that it is in.
//
// A tally that is nil or has no schema is [ErrNoTally]. The same tallies always give the same bytes.
func Totals(w io.Writer, tallies []*returned.Tally, o Options) error {
	if slices.ContainsFunc(tallies, func(t *returned.Tally) bool { return t == nil || t.Schema == nil }) {
		return ErrNoTally
	}
	b := newWorkbook(o)
	defer b.Close()
	b.drawList(b.addSheet(0, "报送情况", ""), overview(tallies))
	var people *sumSheet
	sheets := 1
	for _, t := range tallies {
		if len(t.Counted) == 0 {
			continue
		}
		for _, block := range append([]string{""}, tableKeys(t.Schema)...) {
			s := newSumSheet(t, block)
			if block == "" && len(s.columns) == 0 && len(t.Schema.Blocks) > 0 {
				continue // nothing but the schools' names: the rows of its tables say more
			}
			s.sheet = b.addSheet(sheets, s.Sheet, s.Title)
			b.drawList(s.sheet, s.List)
			sheets++
			if s.crowd >= 0 && (people == nil || s.people > people.people) {
				people = s
			}
		}
	}
	if people != nil {
		b.chart(b.addSheet(sheets, "图表", ""), people)
	}
	calculate := true
	b.try(b.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &calculate}))
	stamp := b.stamp()
	b.try(b.SetDocProps(&excelize.DocProperties{
		Title: "汇总表", Creator: o.Author, LastModifiedBy: o.Author, Created: stamp, Modified: stamp, Language: "zh-CN",
	}))
	var buf bytes.Buffer
	if err := b.finish(&buf); err != nil {
		return err
	}
	return repack(w, buf.Bytes())
}

func tableKeys(s *forms.Schema) []string {
	var keys []string
	for i := range s.Blocks {
		if s.Blocks[i].Table() {
			keys = append(keys, s.Blocks[i].Key)
		}
	}
	return keys
}

// overview tells of every form how many schools owe it and sent it.
func overview(tallies []*returned.Tally) List {
	l := List{Title: "报送情况", Columns: []Column{
		{"序号", 36}, {"表格", 220}, {"应报\n（所）", 56}, {"已报\n（所）", 56}, {"计入汇总\n（所）", 56}, {"待确认\n（所）", 56}, {"迟报\n（份）", 56}, {"未报\n（所）", 56},
	}, Landscape: true}
	for i, t := range tallies {
		var aside []string
		for _, sub := range t.Set {
			counted := func(c returned.Submission) bool { return c.School == sub.School }
			if !slices.ContainsFunc(t.Counted, counted) && !slices.Contains(aside, sub.School) {
				aside = append(aside, sub.School)
			}
		}
		row := []any{i + 1, t.Schema.Title, nil, t.All.Schools + len(aside), t.All.Schools, len(aside), len(t.Late), nil}
		if len(t.Roster) > 0 {
			row[2], row[7] = len(t.Roster), len(t.Missing)
		}
		for j := 5; j < 8; j++ {
			if n, ok := row[j].(int); ok && n > 0 {
				row[j] = Marked{n, report.Warning}
			}
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// A figure is a number of a sheet of totals.
type figure struct {
	value   float64 // of a share the fraction that a cell holds
	formula string  // that gives it; "" where it stands by itself
	kind    forms.Kind
	about   bool
}

func (v figure) format() string {
	f := numberFormat(v.kind)
	if v.about {
		return `"约"` + cmp.Or(f, "General")
	}
	return f
}

func (b *workbook) figure(sheet, cell string, v figure) {
	b.try(b.SetCellFloat(sheet, cell, v.value, -1, 64))
	if v.formula != "" {
		b.try(b.SetCellFormula(sheet, cell, v.formula)) // keeps the value: see repack
	}
}

// A sumSheet is a sheet of totals: of the fields outside tables, a row for each
// school, or of a table with all rows that the schools filled in.
type sumSheet struct {
	List
	tally   *returned.Tally
	columns []sumColumn
	sheet   string // as it was named
	head    int    // row of the heads
	crowd   int    // index of the column that counts people; -1 if none does
	people  int    // how sure that is
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
	if len(t.Roster) > 0 {
		s.Note = fmt.Sprintf("名册%d所学校，计入%d所", len(t.Roster), t.All.Schools)
	}
	if n := len(t.Counted); n > t.All.Schools {
		s.Note += fmt.Sprintf("的%d份表", n)
	}
	s.Columns = []Column{{"序号", 34}, {"学校", 110}}
	if len(t.Districts) > 0 {
		s.Columns = append(s.Columns, Column{"区县", 50})
	}
	s.fixed = 2
	s.head = 3
	for key, c := range t.All.Columns {
		b := t.Schema.Block(c.Ref.Block)
		if b != nil && b.Table() != (block != "") || block != "" && c.Ref.Block != block || s.isSchool(c) {
			continue
		}
		label := c.Field.Label
		if c.Field.Unit != "" {
			label += "\n（" + c.Field.Unit + "）"
		}
		if b != nil && block == "" && b.Label != "" {
			label = b.Label + "\n" + label
		}
		s.Columns = append(s.Columns, Column{label, columnRoom(c)})
		s.columns = append(s.columns, sumColumn{c.Ref, c.Field, len(s.Columns), key})
	}
	s.findCrowd()
	s.rows(block)
	s.totals()
	if slices.ContainsFunc(slices.Concat(s.Rows, s.foot), func(row []any) bool {
		return slices.ContainsFunc(row, func(v any) bool { _, ok := v.(Marked); return ok })
	}) {
		s.Note += "。红底：没有看懂，没有计入；黄底：约数；蓝底：取自名册，或合计不齐"
	}
	return s
}

// isSchool reports whether a column only repeats the names of the schools.
func (s *sumSheet) isSchool(c returned.Column) bool {
	if c.Field.Kind != forms.Text || len(c.Items) < len(s.tally.Counted) {
		return false
	}
	for _, it := range c.Items {
		known, ok := s.tally.Roster.Find(it.Value.Text)
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
		}
		for line := range strings.SplitSeq(shown, "\n") {
			longest = max(longest, cells.Lines(line, listSize/2+cells.Padding, listSize)) // half-width characters
		}
	}
	return min(max(50, float64(longest)*listSize*0.53+24), 170) // a text is indented by 9
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

// district returns the district of a school as it stands in the sheet.
func (s *sumSheet) district(school string) string {
	if sc, ok := s.tally.Roster.Find(school); ok && sc.District != "" {
		return sc.District
	}
	return noDistrict
}

const noDistrict = "未分区县"

// rows fills in a row for each school, or each row of its table.
func (s *sumSheet) rows(block string) {
	type place struct {
		from *returned.Return
		row  int
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
			values[p][i] = cellOf(c.field, *it.Value)
		}
	}
	for _, sub := range s.tally.Counted {
		rows := have[sub.Return]
		if block == "" && rows == nil {
			rows = []int{0}
		}
		slices.Sort(rows)
		for _, n := range rows {
			row := []any{len(s.Rows) + 1, sub.School}
			if len(s.tally.Districts) > 0 {
				row = append(row, s.district(sub.School))
			}
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
	for i := range s.tally.Districts {
		d := &s.tally.Districts[i]
		if d.Schools > 0 {
			s.total(d, cmp.Or(d.District, noDistrict))
		}
	}
	s.total(&s.tally.All, "")
	for _, c := range s.columns {
		s.explain(c)
	}
	s.missing()
}

// total adds the row of totals of a district, or of all.
func (s *sumSheet) total(t *returned.Total, district string) {
	at := s.head + len(s.Rows) + len(s.foot) + 1
	label, row := fmt.Sprintf("合计（%d所）", t.Schools), []any{nil}
	if district != "" {
		label = fmt.Sprintf("小计（%d所）", t.Schools)
	}
	row = append(row, label)
	if len(s.tally.Districts) > 0 {
		row = append(row, district)
	}
	for _, c := range s.columns {
		row = append(row, s.sum(c, &t.Columns[c.key], t.Schools, at, district))
	}
	s.foot = append(s.foot, row)
}

// sum is the total of a column in a row of the sheet.
func (s *sumSheet) sum(c sumColumn, total *returned.Column, schools, row int, district string) any {
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
	case district != "":
		v.formula = fmt.Sprintf("SUMIF(%s:%s,%s,%s)", name(3, first), name(3, last), criterion(district), values)
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
	var none []string
	for _, sub := range s.tally.Counted {
		if !slices.ContainsFunc(s.tally.All.Columns[c.key].Items, func(it returned.Item) bool { return it.Return == sub.Return }) {
			none = append(none, sub.School)
		}
	}
	return none
}

// without lists the schools counted that have no value in a column that is
// understood.
func (s *sumSheet) without(c sumColumn) []string {
	var none []string
	for _, sub := range s.tally.Counted {
		if !slices.ContainsFunc(s.tally.All.Columns[c.key].Items, func(it returned.Item) bool { return it.School == sub.School && it.Value.State != returned.Unclear }) {
			none = append(none, sub.School)
		}
	}
	return none
}

// missing adds notes on the schools that are not in the totals.
func (s *sumSheet) missing() {
	var aside []string
	for _, sub := range s.tally.Set {
		if !slices.ContainsFunc(s.tally.Counted, func(c returned.Submission) bool { return c.School == sub.School }) {
			aside = append(aside, sub.School)
		}
	}
	if len(aside) > 0 {
		s.notes = append(s.notes, "报了几份不一样的表，待确认，没有计入："+strings.Join(distinct(aside), "、")+"。")
	}
	var names []string
	for _, sc := range s.tally.Missing {
		names = append(names, sc.Name)
	}
	if len(names) > 0 {
		s.notes = append(s.notes, fmt.Sprintf("未报%d所：%s。", len(names), strings.Join(names, "、")))
	}
}

func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
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
