package rollup

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	xbook "github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrOther is the error of [Read] for a file that is no 汇总表: it may be a form.
var ErrOther = errors.New("rollup: not a 汇总表")

// Read reads a 汇总表 and returns what it adds up, form by form, of the forms
// that the schemas describe. name is the file's, for findings.
//
// Rows of schools count, whoever added or changed them; what was changed since
// the workbook was written is a finding. Where a form has no rows of schools its
// rows of totals count in their place, with as many schools as they say. A total
// that was typed over counts as typed: the difference to its rows is a row of
// its own.
//
// The error is [ErrOther], or a [*returned.ReadError] that says why the file
// cannot be read.
func Read(r io.ReaderAt, size int64, name string, schemas ...*forms.Schema) ([]returned.Rollup, []report.Finding, error) {
	src, err := open(r, size, name)
	if err != nil {
		return nil, nil, ErrOther // the reader of forms says what is wrong with it
	}
	b := &book{source: src, file: name, schemas: schemas}
	known, err := b.recognise()
	switch {
	case err != nil:
		return nil, nil, returned.NewReadError(name, err)
	case !known:
		return nil, nil, ErrOther
	}
	rollups, findings, err := b.read()
	if err != nil {
		return nil, nil, returned.NewReadError(name, err)
	}
	return rollups, findings, nil
}

// A book is a workbook that is read.
type book struct {
	*source
	file     string
	schemas  []*forms.Schema
	plan     *Plan
	counts   map[string]returned.Counts // by the folded title of the form
	rollups  []returned.Rollup          // in the order of the schemas
	findings []report.Finding
}

func (b *book) add(sev report.Severity, where report.Position, found, message, hint string) {
	f := report.Finding{Rule: returned.RuleRollup, Severity: sev, Source: "填报要求", Where: where, Found: found, Message: message, Hint: hint}
	f.Where.File = b.file
	b.findings = append(b.findings, f)
}

// recognise finds the marks of a 汇总表, or a sheet that is titled and headed
// like one.
func (b *book) recognise() (bool, error) {
	b.plan = &Plan{}
	known, form := false, false
	for _, mark := range []string{b.properties[forms.InfoForm], b.names[forms.NameForm]} {
		known = known || mark == ID
		form = form || mark != "" && mark != ID
	}
	if form && !known {
		return false, nil
	}
	if known {
		b.allow()
	}
	titled := false
	for i := range b.sheets {
		s := &b.sheets[i]
		if s.name == forms.InfoSheet {
			g, err := b.grid(s)
			if err != nil {
				return known, err
			}
			if g.text(1, 1) == forms.InfoForm && g.text(1, 2) == ID {
				known = true
			}
			if known {
				var rows [][]string
				for row := 3; row <= g.rows; row++ {
					rows = append(rows, g.texts(row))
				}
				b.plan = parsePlan(rows)
			}
		}
		for _, schema := range b.schemas {
			titled = titled || han.Fold(s.name) == han.Fold(forms.SheetName(schema.Title)) || strings.HasSuffix(s.name, RowsTitle)
		}
	}
	if known || !titled {
		return known, nil
	}
	for i := range b.sheets {
		g, err := b.grid(&b.sheets[i])
		if err != nil {
			return false, nil
		}
		if schema, _ := b.titled(g); schema != nil && g.head() > 0 {
			return true, nil
		}
	}
	return false, nil
}

func (b *book) read() ([]returned.Rollup, []report.Finding, error) {
	for _, s := range b.schemas {
		b.rollups = append(b.rollups, returned.Rollup{Unit: b.plan.Unit, Return: returned.Return{Schema: s, File: b.file}, Counts: returned.Counts{}})
	}
	parts := make([]*parts, len(b.schemas))
	var overview *grid
	for i := range b.sheets {
		s := &b.sheets[i]
		if forms.ReservedSheet(s.name) {
			continue
		}
		g, err := b.grid(s)
		if err != nil {
			return nil, nil, err
		}
		switch schema, block := b.which(g); {
		case schema >= 0 && g.head() > 0:
			if parts[schema] == nil {
				parts[schema] = newParts()
			}
			if b.rollups[schema].Sheet == "" {
				b.rollups[schema].Sheet = s.name
			}
			b.sheet(g, parts[schema], b.schemas[schema], block)
		case overview == nil && han.Fold(g.text(1, 1)) == Overview:
			overview = g
		}
	}
	b.overview(overview)
	var out []returned.Rollup
	for i := range b.rollups {
		r := &b.rollups[i]
		counts, counted := b.counts[han.Fold(r.Schema.Title)]
		if p := b.planned(r.Schema.ID); p != nil {
			if p.Version != r.Schema.Version {
				b.add(report.Error, report.Position{Sheet: r.Sheet}, p.Version, "汇总的是旧版的《"+r.Schema.Title+"》，没有读入", "请用新的表格汇总后报送")
				continue
			}
			if c, ok := b.counts[han.Fold(p.Title)]; ok {
				counts, counted = c, true
			}
		}
		if parts[i] != nil {
			r.Parts = parts[i].submissions(b, r.Schema)
		}
		if len(r.Parts) == 0 && !counted {
			continue
		}
		n := 0
		for k := range r.Parts {
			n += max(r.Parts[k].Schools, b2i(r.Parts[k].Schools == 0))
		}
		if !counted {
			counts = returned.Counts{Sent: n}
		}
		r.Counts = counts
		out = append(out, *r)
	}
	if len(out) == 0 {
		b.add(report.Error, report.Position{}, "", "汇总表里没有要报送的表格", "请核对是不是这次活动的汇总表")
	}
	for i := range out {
		out[i].Findings = b.findings
	}
	return out, b.findings, nil
}

func b2i(x bool) int {
	if x {
		return 1
	}
	return 0
}

func (b *book) planned(id string) *Form {
	for i := range b.plan.Forms {
		if b.plan.Forms[i].ID == id {
			return &b.plan.Forms[i]
		}
	}
	return nil
}

// which tells which form a sheet is of, by the plan, else by its title, and
// which of its tables; -1 for none.
func (b *book) which(g *grid) (int, string) {
	if s := g.plan; s != nil {
		return slices.IndexFunc(b.schemas, func(x *forms.Schema) bool { return x.ID == s.Form }), s.Block
	}
	schema, block := b.titled(g)
	return slices.Index(b.schemas, schema), block
}

func (b *book) sheetPlan(g *grid) *Sheet {
	for i := range b.plan.Sheets {
		if b.plan.Sheets[i].Name == g.name {
			return &b.plan.Sheets[i]
		}
	}
	// Renamed: the one whose heads are these.
	head := g.head()
	if head == 0 {
		return nil
	}
	here, heads := map[string]bool{}, map[string]bool{}
	for i := range b.sheets {
		here[b.sheets[i].name] = true
	}
	for col := 1; col <= g.cols; col++ {
		heads[headKey(g.text(head, col))] = true
	}
	for i := range b.plan.Sheets {
		s := &b.plan.Sheets[i]
		if len(s.Columns) > 0 && !here[s.Name] && !slices.ContainsFunc(s.Columns, func(c Column) bool { return !heads[headKey(c.Head)] }) {
			return s
		}
	}
	return nil
}

// titled finds the form that a sheet is titled after.
func (b *book) titled(g *grid) (*forms.Schema, string) {
	title := han.Fold(g.text(1, 1))
	for _, s := range b.schemas {
		rest, ok := strings.CutPrefix(title, han.Fold(s.Title))
		if !ok {
			continue
		}
		if rest == TotalsTitle {
			return s, ""
		}
		if kind, ok := strings.CutPrefix(rest, RowsTitle); ok {
			kind = strings.Trim(kind, "()")
			n := 0
			for i := range s.Blocks {
				if bl := &s.Blocks[i]; bl.Table() {
					if n++; kind == "" || kind == han.Fold(bl.Label) || kind == fmt.Sprintf("之%d", n) {
						return s, bl.Key
					}
				}
			}
		}
	}
	return nil, ""
}

var countHeads = []string{"应报", "已报", "计入汇总", "待确认", "迟报", "未报"}

// overview reads who sent what.
func (b *book) overview(g *grid) {
	b.counts = map[string]returned.Counts{}
	if g == nil {
		return
	}
	head, title := 0, 0
	for row := 1; row <= min(g.rows, 10) && head == 0; row++ {
		if title = g.find(row, "表格"); title > 0 {
			head = row
		}
	}
	if head == 0 {
		return
	}
	columns := make([]int, len(countHeads))
	for i, name := range countHeads {
		for col := 1; col <= g.cols; col++ {
			if h, _, _ := strings.Cut(han.Fold(g.text(head, col)), "("); h == name {
				columns[i] = col
			}
		}
	}
	for row := head + 1; row <= g.rows; row++ {
		key := han.Fold(g.text(row, title))
		if key == "" {
			continue
		}
		if _, twice := b.counts[key]; twice {
			continue
		}
		var n [6]int
		for i, col := range columns {
			text := strings.TrimSpace(g.text(row, col))
			x, err := strconv.ParseFloat(text, 64)
			switch {
			case text == "":
			case err != nil || x < 0 || x != float64(int(x)) || x > 1e7:
				b.add(report.Warning, g.place(row, col), text, "“"+countHeads[i]+"”不是学校数，没有计入", "请填整数")
			default:
				n[i] = int(x)
			}
		}
		b.counts[key] = returned.Counts{Owed: n[0], Sent: n[1], Counted: n[2], Aside: n[3], Late: n[4], Missing: n[5]}
	}
}

// A grid is a sheet as its cells by row and column.
type grid struct {
	name       string
	book       *book
	cells      []cell
	at         map[[2]int]int
	rows, cols int
	plan       *Sheet          // what the plan says of it; nil for nothing
	sums       map[string]*Sum // of the plan
}

func (b *book) grid(s *sheet) (*grid, error) {
	cells, err := s.load()
	if err != nil {
		return nil, err
	}
	g := &grid{cells: cells, name: s.name, book: b, at: make(map[[2]int]int, len(cells))}
	for i, c := range cells {
		g.at[[2]int{c.Row, c.Col}] = i
		g.rows, g.cols = max(g.rows, c.Row), max(g.cols, c.Col)
	}
	if g.plan = b.sheetPlan(g); g.plan != nil {
		g.sums = make(map[string]*Sum, len(g.plan.Sums))
		for i := range g.plan.Sums {
			x := &g.plan.Sums[i]
			g.sums[sumKey(x.Area, x.Schools)] = x
		}
	}
	return g, nil
}

// plannedSum is a row of totals as it was written; nil for none.
func (g *grid) plannedSum(area []string, schools int) *Sum { return g.sums[sumKey(area, schools)] }

func sumKey(area []string, schools int) string {
	return areaKey(area) + "\x00\x00" + strconv.Itoa(schools)
}

func (g *grid) place(row, col int) report.Position {
	return report.Position{Sheet: g.name, Cell: a1.Name(row, col)}
}

func (g *grid) cell(row, col int) cell {
	if i, ok := g.at[[2]int{row, col}]; ok {
		return g.cells[i]
	}
	return cell{Row: row, Col: col, Kind: xbook.Text}
}

func (g *grid) text(row, col int) string { return g.cell(row, col).Raw }

func (g *grid) texts(row int) []string {
	var out []string
	for col := 1; col <= g.cols; col++ {
		out = append(out, g.text(row, col))
	}
	return out
}

// find returns the first column of a row with a head, 0 for none.
func (g *grid) find(row int, head string) int { return g.findAfter(row, head, 0) }

// findAfter returns the first one with a head behind a column.
func (g *grid) findAfter(row int, head string, after int) int {
	for col := after + 1; col <= g.cols; col++ {
		if headKey(g.text(row, col)) == headKey(head) {
			return col
		}
	}
	return 0
}

// locate finds the columns of a plan. Of those with one head, as where the form
// asks for the school, each is the next one with it.
func (g *grid) locate(row int, plan []Column) []int {
	last := map[string]int{}
	at := make([]int, len(plan))
	for i, c := range plan {
		key := headKey(c.Head)
		at[i] = g.findAfter(row, c.Head, last[key])
		last[key] = max(at[i], last[key])
	}
	return at
}

// head returns the row of the heads, 0 for none.
func (g *grid) head() int {
	for row := 1; row <= min(g.rows, 12); row++ {
		if g.find(row, "序号") > 0 && g.find(row, "学校") > 0 {
			return row
		}
	}
	return 0
}

// answerOf is a cell as a reader of forms takes it.
func (g *grid) answerOf(c cell) answer.Entry {
	e := answer.Entry{Raw: c.Raw, Formula: c.Formula, Date1904: g.book.date1904}
	switch c.Kind {
	case xbook.Bool:
		e.Stored = answer.Bool
	case xbook.Fault:
		e.Stored = answer.Fault
	case xbook.Number:
		e.Stored, e.Percent = answer.Number, c.percent
	}
	return e
}

// value reads a cell of a field.
func (g *grid) value(ref forms.Ref, f *forms.Field, c cell) returned.Value {
	v := returned.Value{Ref: ref, Field: f, Raw: c.Raw, Where: g.place(c.Row, c.Col)}
	v.Where.File = g.book.file
	if answer.Blank(c.Raw) && !c.Formula {
		return v
	}
	if !f.Kind.Numeric() {
		v.Text, v.State = strings.TrimSpace(c.Raw), returned.Exact
		return v
	}
	got := answer.Read(f, g.answerOf(c))
	v.Text = got.Text
	switch {
	case got.Unclear:
		v.State = returned.Unclear
	case got.Text == "":
	case got.About || c.about:
		v.State = returned.About
	default:
		v.State = returned.Exact
	}
	for _, m := range got.Remarks {
		if m.Rule == answer.RulePercent || m.Rule == answer.RuleAbout {
			continue
		}
		g.book.findings = append(g.book.findings, report.Finding{Rule: m.Rule, Severity: m.Severity, Source: "填报要求", Where: v.Where, Found: v.Raw, Message: m.Message, Hint: m.Hint})
	}
	return v
}

// areaHeads are what columns of districts are called where no plan says.
var areaHeads = []string{"省", "市州", "区县"}

// AreaHeads names the columns of districts of so many levels, the largest first.
func AreaHeads(levels int) []string {
	if levels <= len(areaHeads) {
		return areaHeads[len(areaHeads)-levels:]
	}
	var out []string
	for i := range levels - len(areaHeads) {
		out = append(out, fmt.Sprintf("上级单位%d", i+1))
	}
	return append(out, areaHeads...)
}

// columnsOf finds the columns of a sheet by their heads.
type columns struct {
	school, schools int
	areas           []int
	fields          []fieldColumn
}

type fieldColumn struct {
	ref   forms.Ref
	field *forms.Field
	col   int // 0 where it is missing
}

func (b *book) columns(g *grid, head int, s *forms.Schema, block string) columns {
	c := columns{school: g.find(head, "学校"), schools: g.find(head, schoolsHead)}
	planned := map[string]int{}
	if p := g.plan; p != nil {
		at := g.locate(head, p.Columns)
		for i, col := range p.Columns {
			planned[col.Key] = at[i]
			if strings.HasPrefix(col.Key, ColumnArea) && at[i] > 0 {
				c.areas = append(c.areas, at[i])
			}
		}
	}
	if len(planned) == 0 {
		for _, name := range areaHeads {
			if at := g.find(head, name); at > 0 {
				c.areas = append(c.areas, at)
			}
		}
	}
	slices.Sort(c.areas)
	for ref, f := range s.Fields() {
		bl := s.Block(ref.Block)
		if bl != nil && bl.Table() != (block != "") || block != "" && ref.Block != block {
			continue
		}
		at, ok := planned[FieldKey(ref)]
		if len(planned) > 0 && !ok {
			continue // it was not written
		}
		if !ok {
			at = g.findAfter(head, Head(s, ref, f, block != ""), c.school)
		}
		if at == 0 && ok {
			b.add(report.Error, g.place(head, 1), "", "汇总表里的“"+f.FullLabel()+"”一列不见了", "请恢复这一列，或重新汇总")
		}
		if at > 0 || ok {
			c.fields = append(c.fields, fieldColumn{ref, f, at})
		}
	}
	return c
}

const schoolsHead = "学校数（所）"

// SchoolsHead stands over the number of schools that a row adds up.
const SchoolsHead = "学校数\n（所）"
