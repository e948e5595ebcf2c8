package rollup

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	xbook "github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// parts gathers what the sheets of one form say.
type parts struct {
	rows  []*part
	first map[string]*part // of each school in its district
	sums  []*sum           // as they stand
}

// A part is a school, or one of its departments.
type part struct {
	school  string
	area    []string
	schools int // that the row says it adds up; 0 for a school
	values  []returned.Value
	last    map[string]int // row in each table
	sheet   string
}

// A sum is a row of totals.
type sum struct {
	area    []string
	schools int
	all     bool
	values  []returned.Value
	typed   []bool // by value: it stands by itself, without a formula
	have    map[forms.Ref]int
	sheet   string
	row     int
}

func newParts() *parts { return &parts{first: map[string]*part{}} }

func areaKey(area []string) string {
	var key string
	for _, a := range area {
		key += "\x00" + han.Fold(a)
	}
	return key
}

// sheet reads the rows and totals of a sheet.
func (b *book) sheet(g *grid, p *parts, s *forms.Schema, block string) {
	head := g.head()
	cols := b.columns(g, head, s, block)
	changes := newChanges(g.plan, g, head)
	seen := map[string]int{} // rows of a school in this sheet
	total := false
	for row := head + 1; row <= g.rows; row++ {
		school := strings.TrimSpace(g.text(row, cols.school))
		area := g.area(row, cols)
		if school == "" {
			if !total && g.filled(row, cols) {
				b.add(report.Error, g.place(row, cols.school), "", "这一行有数，没有写学校，没有计入", "请补上学校名称")
			}
			continue
		}
		if all, n, ok := parseLabel(school); ok {
			total = total || all
			p.sums = append(p.sums, b.sum(g, row, cols, s, sum{area: area, schools: n, all: all, sheet: g.name, row: row}))
			continue
		}
		changes.row(g, row, cols)
		key := han.Fold(school) + areaKey(area)
		seen[key]++
		x := p.first[key]
		if x == nil || block == "" && seen[key] > 1 {
			x = &part{school: school, area: area, sheet: g.name, last: map[string]int{}}
			p.rows = append(p.rows, x)
			if p.first[key] == nil {
				p.first[key] = x
			}
		}
		if n, err := strconv.ParseFloat(g.text(row, cols.schools), 64); cols.schools > 0 && err == nil && n == math.Trunc(n) && math.Abs(n) < 1e6 {
			if x.schools = int(n); n == 1 {
				x.schools = 0
			} else if n == 0 {
				x.schools = -1
			}
		}
		n := 0
		if block != "" {
			x.last[block]++
			n = x.last[block]
		}
		for _, f := range cols.fields {
			if f.col == 0 {
				continue
			}
			ref := f.ref
			switch {
			case block != "":
				ref.Row = n
			case ref.Block != "":
				ref.Row = 1
			}
			x.values = append(x.values, g.value(ref, f.field, g.cell(row, f.col)))
		}
	}
	changes.tell(b, g)
}

// area is the district that a row states, the largest first.
func (g *grid) area(row int, c columns) []string {
	var area []string
	for _, col := range c.areas {
		name := strings.TrimSpace(g.text(row, col))
		if name == NoDistrict || name == "" {
			continue
		}
		area = append(area, name)
	}
	return area
}

// NoDistrict stands for a district that is not known.
const NoDistrict = "未分区县"

func (g *grid) filled(row int, c columns) bool {
	return slices.ContainsFunc(c.fields, func(f fieldColumn) bool { return f.col > 0 && g.text(row, f.col) != "" })
}

// sum reads a row of totals: its numbers, but for shares, which follow from them.
func (b *book) sum(g *grid, row int, cols columns, s *forms.Schema, x sum) *sum {
	planned := g.plannedSum(x.area, x.schools)
	x.have = map[forms.Ref]int{}
	n := len(b.findings)
	for i, f := range cols.fields {
		if f.col == 0 || !f.field.Kind.Numeric() || f.field.Kind == forms.Percent {
			continue
		}
		c := g.cell(row, f.col)
		if c.Kind != xbook.Number || c.Raw == "" {
			continue // —, 无法合计, or a formula that nobody has worked out
		}
		ref := f.ref
		v := g.value(ref, f.field, c)
		if planned != nil && i < len(planned.Have) {
			x.have[ref] = planned.Have[i]
			if planned.About[i] && v.State == returned.Exact {
				v.State = returned.About
			}
		}
		x.values = append(x.values, v)
		x.typed = append(x.typed, !c.Formula)
	}
	b.findings = b.findings[:n] // a sum is no answer of anybody's
	return &x
}

// submissions makes returns of what was gathered: of the rows of schools, or of
// the totals where there are none.
func (p *parts) submissions(b *book, s *forms.Schema) []returned.Submission {
	var out []returned.Submission
	for _, x := range p.rows {
		out = append(out, returned.Submission{
			School: x.school, Area: x.area, Schools: x.schools,
			Return: &returned.Return{Schema: s, File: b.file, Sheet: x.sheet, Values: x.values},
		})
	}
	if len(out) > 0 {
		return append(out, p.typedOver(b, s)...)
	}
	byArea := map[string]*returned.Submission{}
	var order []string
	for _, x := range p.leaves() {
		key := areaKey(x.area)
		sub := byArea[key]
		if sub == nil {
			name := b.plan.Unit
			if n := len(x.area); n > 0 {
				name = x.area[n-1]
			}
			sub = &returned.Submission{School: name + "（合计）", Area: x.area, Schools: max(x.schools, 1), Have: map[forms.Ref]int{},
				Return: &returned.Return{Schema: s, File: b.file, Sheet: x.sheet}}
			byArea[key] = sub
			order = append(order, key)
		}
		sub.Schools = max(sub.Schools, x.schools)
		for i := range x.values {
			v := x.values[i]
			if bl := s.Block(v.Ref.Block); bl != nil {
				v.Ref.Row = 1
			}
			sub.Return.Values = append(sub.Return.Values, v)
		}
		for ref, n := range x.have {
			sub.Have[ref] = n
		}
	}
	for _, key := range order {
		out = append(out, *byArea[key])
	}
	if len(out) > 0 {
		b.add(report.Hint, report.Position{Sheet: out[0].Return.Sheet}, "", "《"+s.Title+"》的汇总表里没有各校的数，按合计计入", "")
	}
	return out
}

// leaves are the totals that together hold every school once: those of the
// smallest districts if they make up the whole, else the whole.
func (p *parts) leaves() []*sum {
	sheets := map[string][]*sum{}
	var names []string
	for _, x := range p.sums {
		if sheets[x.sheet] == nil {
			names = append(names, x.sheet)
		}
		sheets[x.sheet] = append(sheets[x.sheet], x)
	}
	var out []*sum
	for _, name := range names {
		var whole *sum
		var leaves []*sum
		n := 0
		parted := map[*district]bool{} // into smaller ones, with totals of their own
		var all district
		for _, x := range sheets[name] {
			if !x.all {
				for d := all.of(x.area).in; d != nil && !parted[d]; d = d.in {
					parted[d] = true
				}
			}
		}
		for _, x := range sheets[name] {
			if x.all {
				whole = x
				continue
			}
			if !parted[all.of(x.area)] {
				leaves = append(leaves, x)
				n += x.schools
			}
		}
		if whole != nil && (n != whole.schools || !addUp(leaves, whole)) {
			leaves = []*sum{whole}
		}
		out = append(out, leaves...)
	}
	return out
}

// addUp reports whether totals make up the whole.
func addUp(leaves []*sum, whole *sum) bool {
	for i := range whole.values {
		total, have := whole.values[i].Number()
		n := 0.0
		for _, l := range leaves {
			for k := range l.values {
				if x, ok := l.values[k].Number(); ok && l.values[k].Ref == whole.values[i].Ref {
					n += x
				}
			}
		}
		if have && !near(n, total) {
			return false
		}
	}
	return true
}

func near(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x), math.Abs(y)) }

// typedOver makes rows of the differences between the rows of schools and
// totals that somebody has typed over.
func (p *parts) typedOver(b *book, s *forms.Schema) []returned.Submission {
	var rows district
	for _, r := range p.rows {
		d := rows.of(r.area)
		for i := range r.values {
			if v := &r.values[i]; v.Known() {
				n, _ := v.Number()
				ref := v.Ref
				ref.Row = 0
				for at := d; at != nil; at = at.in {
					at.add(ref, n)
				}
			}
		}
	}
	// What totals of smaller districts were typed over by, by sheet.
	type sheetwide struct{ all, below district }
	typed := map[string]*sheetwide{}
	sums := slices.Clone(p.sums)
	slices.SortStableFunc(sums, func(x, y *sum) int { // the smallest districts first
		return cmp.Or(cmp.Compare(b2i(x.all), b2i(y.all)), -cmp.Compare(len(x.area), len(y.area)))
	})
	byArea := map[string]*returned.Submission{}
	var order []string
	for _, x := range sums {
		for i := range x.values {
			v := &x.values[i]
			stands, ok := v.Number()
			if !ok {
				continue
			}
			ref := v.Ref
			ref.Row = 0
			differences := typed[x.sheet]
			if differences == nil {
				differences = &sheetwide{}
				typed[x.sheet] = differences
			}
			want := rows.sums[ref] + differences.all.sums[ref]
			if !x.all {
				want = rows.of(x.area).sums[ref] + differences.below.of(x.area).sums[ref]
			}
			if near(stands, want) {
				continue
			}
			label := v.Field.Label
			if !x.typed[i] {
				b.add(report.Warning, v.Where, v.Raw, fmt.Sprintf("%s的合计%s与各行相加的%s不一致，按各行计入", label, v.Raw, number(want)), "请重新计算或核对公式")
				continue
			}
			b.add(report.Warning, v.Where, v.Raw, fmt.Sprintf("%s的合计是手工填的，与各行相加的%s不一致，按手工填的%s计入，差额另列一行", label, number(want), v.Raw), "请与报送单位核实")
			if !x.all {
				differences.all.add(ref, stands-want)
				for d := differences.below.of(x.area).in; d != nil; d = d.in {
					d.add(ref, stands-want)
				}
			}
			key := areaKey(x.area)
			sub := byArea[key]
			if sub == nil {
				name := "合计"
				if n := len(x.area); n > 0 {
					name = x.area[n-1] + "小计"
				}
				sub = &returned.Submission{School: name + "（手工改动的差额）", Area: x.area, Schools: -1, Return: &returned.Return{Schema: s, File: b.file, Sheet: x.sheet}}
				byArea[key] = sub
				order = append(order, key)
			}
			diff := *v
			if s.Block(v.Ref.Block) != nil {
				diff.Ref.Row = 1
			}
			diff.Text, diff.Raw = number(stands-want), number(stands-want)
			sub.Return.Values = append(sub.Return.Values, diff)
		}
	}
	var out []returned.Submission
	for _, key := range order {
		out = append(out, *byArea[key])
	}
	return out
}

// A district holds others, as a province does its cities. The zero value is the
// whole.
type district struct {
	in    *district // nil for the whole
	parts map[string]*district
	sums  map[forms.Ref]float64
}

// of is the district of a name, which is made if there is none yet.
func (d *district) of(area []string) *district {
	for _, name := range area {
		key := han.Fold(name)
		part := d.parts[key]
		if part == nil {
			part = &district{in: d}
			if d.parts == nil {
				d.parts = map[string]*district{}
			}
			d.parts[key] = part
		}
		d = part
	}
	return d
}

func (d *district) add(ref forms.Ref, x float64) {
	if d.sums == nil {
		d.sums = map[forms.Ref]float64{}
	}
	d.sums[ref] += x
}

func number(x float64) string {
	return strconv.FormatFloat(math.Round(x*1e9)/1e9, 'f', -1, 64)
}

// changes holds the rows of a sheet against those that were written.
type changes struct {
	plan    *Sheet
	at      []int // columns in the order of the plan
	left    map[string]int
	rows    int
	changed []string // names of the schools
	places  []report.Position
}

func newChanges(p *Sheet, g *grid, head int) *changes {
	c := &changes{plan: p, left: map[string]int{}}
	if p != nil {
		c.at = g.locate(head, p.Columns)
		for _, r := range p.Rows {
			c.left[r]++
		}
	}
	return c
}

func (c *changes) row(g *grid, row int, cols columns) {
	if c.plan == nil {
		return
	}
	c.rows++
	var cells []any
	for _, at := range c.at {
		x := g.cell(row, at)
		n, err := strconv.ParseFloat(x.Raw, 64)
		switch {
		case at == 0 || x.Raw == "":
			cells = append(cells, nil)
		case x.Kind == xbook.Number && err == nil:
			cells = append(cells, n)
		default:
			cells = append(cells, x.Raw)
		}
	}
	key := RowSum(cells)
	if c.left[key] > 0 {
		c.left[key]--
		return
	}
	c.changed = append(c.changed, strings.TrimSpace(g.text(row, cols.school)))
	c.places = append(c.places, g.place(row, cols.school))
}

// mostChanges is how many changed rows are told one by one.
const mostChanges = 20

func (c *changes) tell(b *book, g *grid) {
	if c.plan == nil {
		b.add(report.Hint, report.Position{Sheet: g.name}, "", "看不出这张表汇总以后有没有改动", "")
		return
	}
	for i, name := range c.changed[:min(len(c.changed), mostChanges)] {
		b.add(report.Warning, c.places[i], name, "这一行在汇总以后改动过，或是添上的，按现在的数计入", "请与报送单位核实")
	}
	if n := len(c.changed); n > mostChanges {
		b.add(report.Warning, report.Position{Sheet: g.name}, "", fmt.Sprintf("还有%d行在汇总以后改动过，按现在的数计入", n-mostChanges), "请与报送单位核实")
	}
	if n := len(c.plan.Rows) - c.rows; n > 0 && c.rows > 0 {
		b.add(report.Warning, report.Position{Sheet: g.name}, "", fmt.Sprintf("比汇总时少了%d行，按现有的行计入", n), "请与报送单位核实")
	}
}
