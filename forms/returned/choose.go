package returned

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// This file is about which of several copies of a form in one file counts: all
// rules by which one is preferred stand here. Each copy has a standing. Those of
// the best standing count, all of them, and whoever adds up asks back where they
// differ. Of the others each is told:
//
//	nothing is filled in             put aside, a hint
//	the same as in one that counts   put aside, a hint
//	the ones that count are blank    read in their place with a warning,
//	                                 unless it is void, a sample or another year's
//	it says something else           put aside, a warning; a hint where it is void,
//	                                 a sample or another year's
//
// A copy that is alone counts whatever it is called.

// linesAbove is how many lines above a title may tell of its form.
const linesAbove = 2

// A taken is a copy of a form that was read, and where.
type taken struct {
	returns  []*Return
	from, to int // findings that came of it
	standing find.Standing
	where    report.Position
	name     string // of the sheet, or in a document the title
	sheet    bool
	grid     *find.Grid
	rows     part
}

// read reads the grids, those first that look like what is asked for.
func (f *file) read() {
	order := map[find.Standing][]*find.Grid{}
	for _, g := range f.grids {
		at := f.sheetStanding(g)
		if g.Hidden {
			at = max(at, find.Unseen)
		}
		order[at] = append(order[at], g)
	}
	var unread []*find.Grid
	for at := find.Ordinary; at <= find.Void; at++ {
		for _, g := range order[at] {
			f.standing = at
			if !f.sheet(g) {
				unread = append(unread, g)
			}
		}
	}
	f.settle()
	if len(f.returns) == 0 && !f.refused {
		var titles []string
		for _, m := range f.schemas {
			titles = append(titles, "《"+m.S.Title+"》")
		}
		f.add(RuleNoForm, report.Error, report.Position{File: f.name}, path.Base(f.name), "文件里没有找到要报送的表格", "应报送"+strings.Join(titles, "或")+"，请用下发的空白表填写")
		return
	}
	for _, g := range unread {
		if g.Sheet != "" && (len(g.Cells) > 0 || len(g.Beside) > 0) && !f.nextSheet(g) {
			f.notRead(g)
		}
	}
}

// sheetStanding returns the standing that the name of a sheet gives the forms on
// it.
func (f *file) sheetStanding(g *find.Grid) find.Standing {
	if g.Sheet == "" {
		return find.Ordinary
	}
	if s := find.StandingOfSheet(g.Sheet); s != find.Ordinary {
		return s
	}
	if f.otherYear(g.Sheet) {
		return find.LastYear
	}
	return find.Ordinary
}

// partStanding returns the standing of a form by its title, by the lines right
// above that and by a line of its own.
func (f *file) partStanding(x *find.Matcher, p part) find.Standing {
	best := f.standing
	if p.titleBox >= 0 {
		title := x.G.Cells[p.titleBox].Raw
		if s := find.StandingOfTitle(title); s != find.StandingOfTitle(x.S.Title) {
			best = max(best, s)
		}
		if f.otherYear(title) {
			best = max(best, find.LastYear)
		}
	}
	from := p.from
	if p.titleBox >= 0 {
		from = max(x.G.Cells[p.titleBox].Row-linesAbove, 1)
	}
	to := p.to
	if to < x.G.Rows {
		to -= linesAbove // right above the next title: they tell of that
	}
	perRow := map[int]int{}
	x.Boxes(from, to, func(_ int, b *find.Box) { perRow[b.Row]++ })
	x.Boxes(from, to, func(_ int, b *find.Box) {
		if b.Stored == answer.Text && perRow[b.Row] == 1 && !x.InTable(b.Row) {
			best = max(best, find.StandingOfLine(b.Raw))
		}
	})
	return best
}

var nameYear = regexp.MustCompile(`(?:19|20)\d\d`)

// otherYear reports whether a text names years, and not that of the forms.
func (f *file) otherYear(s string) bool {
	years := nameYear.FindAllString(s, -1)
	return f.year > 0 && len(years) > 0 && !slices.Contains(years, strconv.Itoa(f.year))
}

// settle lets the copies of the best standing count.
func (f *file) settle() {
	gone := map[*Return]bool{}
	var lines []report.Finding
	for _, m := range f.schemas {
		best := find.Void
		var all, count []*taken
		for i := range f.copies {
			c := &f.copies[i]
			if len(c.returns) > 0 && c.returns[0].Schema == m.S {
				all = append(all, c)
				best = min(best, c.standing)
			}
		}
		for _, c := range all {
			if c.standing == best {
				count = append(count, c)
			}
		}
		for _, c := range all {
			switch {
			case c.standing != best:
				lines = append(lines, f.beside(c, count, gone)...)
			case best == find.Unseen:
				lines = append(lines, finding(RuleHidden, report.Warning, c.where, c.name, "表格在隐藏的工作表“"+c.name+"”里，已读入", "请核对；要报送的表请不要隐藏"))
			case best == find.Void && c.name != "":
				lines = append(lines, finding(RuleHidden, report.Warning, c.where, c.name, "“"+c.name+"”写明作废，但没有另一张，已读入", "请核对"))
			}
		}
	}
	f.returns = slices.DeleteFunc(f.returns, func(r *Return) bool { return gone[r] })
	var kept []report.Finding
	for i, x := range f.findings {
		if !slices.ContainsFunc(f.copies, func(c taken) bool {
			return i >= c.from && i < c.to && len(c.returns) > 0 && gone[c.returns[0]] && !f.filledFor(c, gone)
		}) {
			kept = append(kept, x)
		}
	}
	f.findings = append(kept, lines...)
}

// filledFor reports whether some of a copy's returns still count.
func (f *file) filledFor(c taken, gone map[*Return]bool) bool {
	return slices.ContainsFunc(c.returns, func(r *Return) bool { return !gone[r] })
}

// beside decides about a copy of a lesser standing than those that count, and
// says so.
func (f *file) beside(c *taken, count []*taken, gone map[*Return]bool) []report.Finding {
	why := map[find.Standing]string{find.Draft: "看名称是旧稿", find.Unseen: "隐藏了", find.LastYear: "写的不是今年", find.Sample: "是示例", find.Void: "写明作废"}[c.standing]
	say := func(sev report.Severity, message, hint string) []report.Finding {
		return []report.Finding{finding(RuleHidden, sev, c.where, c.says(), c.what()+message, hint)}
	}
	drop := func(c *taken) {
		for _, r := range c.returns {
			gone[r] = true
		}
	}
	blank := func(c *taken) bool {
		return !slices.ContainsFunc(c.returns, func(r *Return) bool { return !r.Blank() })
	}
	differs := slices.ContainsFunc(c.returns, func(r *Return) bool {
		return !r.Blank() && !slices.ContainsFunc(count, func(o *taken) bool { return slices.ContainsFunc(o.returns, r.Same) })
	})
	certain := c.standing >= find.LastYear
	switch {
	case differs && !slices.ContainsFunc(count, func(o *taken) bool { return !blank(o) }):
		if certain {
			drop(c)
			return say(report.Warning, why+"，没有读入；另一张却没有填", "请核对要报送的是哪一张")
		}
		lines := say(report.Warning, why+"，但另一张没有填，已按这一张读入", "请核对")
		for _, o := range count {
			drop(o)
			lines = append(lines, finding(RuleHidden, report.Hint, o.where, o.says(), o.what()+"没有填，没有读入", "不要的空表请删去"))
		}
		return lines
	case differs && !certain:
		drop(c)
		return say(report.Warning, why+"，没有读入，以另一张为准；两张填的不一样", "请核对；不要的旧稿请删去")
	}
	drop(c)
	return say(report.Hint, why+"，没有读入，以另一张为准", "不要的旧稿请删去")
}

// what names a copy.
func (c *taken) what() string {
	if c.sheet {
		return "工作表“" + c.name + "”"
	}
	return "“" + c.name + "”"
}

// says is what stands in a copy: of a sheet its name.
func (c *taken) says() string {
	if c.sheet {
		return c.name
	}
	var all []*find.Box
	c.grid.Each(c.rows.from, c.rows.to, func(_ int, b *find.Box) {
		if !answer.Blank(b.Raw) {
			all = append(all, b)
		}
	})
	return quoted(all, "，")
}

// took remembers what became of a part of a sheet or document.
func (f *file) took(x *find.Matcher, p part, returns, findings int) {
	c := taken{returns: slices.Clone(f.returns[returns:]), from: findings, to: len(f.findings), standing: f.partStanding(x, p), name: x.G.Sheet, sheet: x.G.Sheet != "", grid: x.G, rows: p}
	c.where = report.Position{File: f.name, Sheet: x.G.Sheet}
	if x.G.Sheet == "" {
		c.where = x.G.Place(p.from, 1)
		if p.titleBox >= 0 {
			b := x.G.Cells[p.titleBox]
			c.where, c.name = x.G.Place(b.Row, b.Col), strings.TrimSpace(b.Raw)
		}
	}
	f.copies = append(f.copies, c)
}

// nextSheet reads a sheet that has but the table of a form, all its heads, and
// reports whether it is one: the table of the one such form in the file goes on
// there.
func (f *file) nextSheet(g *find.Grid) bool {
	const several = 3
	for _, m := range f.schemas {
		var own []*Return
		for _, r := range f.returns {
			if r.Schema == m.S {
				own = append(own, r)
			}
		}
		if len(own) != 1 {
			continue
		}
		x := m.Match(g, 1, g.Rows)
		if slices.ContainsFunc(x.Tables, func(t find.TableSpot) bool {
			return len(t.Columns) >= several && len(t.Columns) == len(t.Block.Fields)
		}) {
			f.join(own[0], x, part{from: 1, to: g.Rows, titleBox: -1})
			return true
		}
	}
	return false
}

// notRead tells of a sheet that is no form: where it has rows of several cells,
// that may be lost data.
func (f *file) notRead(g *find.Grid) {
	rows, where := f.rowsOf(g, func(int) bool { return true })
	sev, hint := report.Hint, ""
	if len(rows) > 0 && !g.Hidden {
		sev, hint = report.Warning, "如果是要报送的内容，请填到表格里"
	}
	name := "工作表“" + g.Sheet + "”"
	if g.Hidden {
		name = "隐藏的" + name
	}
	f.add(RuleLeftOver, sev, where, strings.Join(rows, "\n"), name+"不是要报送的表格，没有读入", hint)
}

// rowsOf returns what the rows with several cells say, of those asked for, and
// where the first stands.
func (f *file) rowsOf(g *find.Grid, asked func(row int) bool) (rows []string, where report.Position) {
	const several, most = 3, 20
	where = report.Position{File: f.name, Sheet: g.Sheet}
	for i := 0; i < len(g.Cells) && len(rows) < most; {
		row, first := g.Cells[i].Row, g.Cells[i].Col
		var texts []string
		for ; i < len(g.Cells) && g.Cells[i].Row == row; i++ {
			if !answer.Blank(g.Cells[i].Raw) {
				texts = append(texts, g.Cells[i].Shown())
			}
		}
		if len(texts) >= several && asked(row) {
			if rows == nil {
				where = g.Place(row, first)
			}
			rows = append(rows, strings.Join(texts, "，"))
		}
	}
	return rows, where
}

// passedOver tells of rows of a sheet or document with forms that belong to none
// of them.
func (f *file) passedOver(g *find.Grid, read []part) {
	const most = 100
	var texts []string
	var where report.Position
	n := 0
	numbers := false
	for i := range g.Cells {
		b := &g.Cells[i]
		if answer.Blank(b.Raw) || slices.ContainsFunc(read, func(p part) bool { return b.Row >= p.from && b.Row <= p.to }) {
			continue
		}
		if n++; n == 1 {
			where = g.Place(b.Row, b.Col)
		}
		if n <= most {
			texts = append(texts, b.Shown())
		}
		numbers = numbers || strings.ContainsAny(han.Fold(b.Raw), "0123456789")
	}
	if n == 0 {
		return
	}
	sev := report.Hint
	if numbers {
		sev = report.Warning
	}
	f.add(RuleLeftOver, sev, where, strings.Join(texts, "，"), fmt.Sprintf("表格前后有%d处内容不属于任何一份表，没有读入", n), "如果是要报送的内容，请填到表格里")
}

// notes tells of what stands in no cell of a sheet or document.
func (f *file) notes(g *find.Grid) {
	for _, n := range g.Beside {
		f.add(RuleLeftOver, report.Hint, n.Where, n.Text, n.What+"里的文字没有读入", "如果是要报送的内容，请填到相应的栏里")
	}
}
