package returned

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A file is one being read.
type file struct {
	name      string
	year      int
	schemas   []*find.SchemaLabels
	grids     []*find.Grid
	id        string // that the file carries
	marked    bool
	version   string
	versioned bool

	returns  []*Return
	findings []report.Finding
	refused  bool          // a form was recognised but not taken
	copies   []taken       // what was read where
	standing find.Standing // of the sheet at hand
}

func (f *file) add(rule string, sev report.Severity, where report.Position, found, message, hint string) {
	f.findings = append(f.findings, finding(rule, sev, where, found, message, hint))
}

// sheet reads the forms of a sheet or document, also of several side by side,
// and reports whether there were any.
func (f *file) sheet(g *find.Grid) bool {
	any := false
	for _, part := range find.SideBySide(f.schemas, find.Upright(f.schemas, g)) {
		any = f.grid(part) || any
	}
	if any {
		f.notes(g)
	}
	return any
}

// A part is a run of rows of a grid that begins with a form's title.
type part struct {
	from, to int
	title    map[*find.SchemaLabels]int // how well the title fits
	titleBox int
}

const (
	maxParts   = 50 // forms of one sheet
	maxPreface = 30 // rows of a cover in front of a form
)

// grid reads the forms of one grid and reports whether there were any.
func (f *file) grid(g *find.Grid) bool {
	var read []part
	for _, p := range f.parts(g) {
		x, ok := f.choose(g, p)
		if !ok {
			continue
		}
		read = append(read, p)
		last, findings := len(f.returns)-1, len(f.findings)
		if x == nil || f.outdated(x, p) {
			f.refused = true
			continue
		}
		if l := x.Listing(); l != nil {
			f.returns = append(f.returns, f.list(x, p, l)...)
		} else if last >= 0 && f.goesOn(f.returns[last], x, p) {
			f.join(f.returns[last], x, p)
			continue
		} else {
			f.returns = append(f.returns, f.form(x, p))
		}
		f.took(x, p, last+1, findings)
	}
	if len(read) > 0 {
		f.passedOver(g, read)
	}
	return len(read) > 0
}

// goesOn reports whether a part is the next page of a form: 续表, or no more than
// the title and the table.
func (f *file) goesOn(r *Return, x *find.Matcher, p part) bool {
	if r.Schema != x.S || p.titleBox < 0 || len(x.Tables) == 0 {
		return false
	}
	more := strings.Contains(x.G.Cells[p.titleBox].Raw, "续") && !strings.Contains(x.S.Title, "续")
	return more && (r.Sheet == x.G.Sheet || len(x.Pairs) == 0) || len(x.Pairs) == 0 && len(x.S.Head) > 0
}

// join puts the rows of a next page behind those of the form, and the fields that
// were not on the first.
func (f *file) join(r *Return, x *find.Matcher, p part) {
	if x.G.Sheet != r.Sheet {
		f.add(RuleStray, report.Warning, report.Position{File: f.name, Sheet: x.G.Sheet}, x.G.Sheet, "工作表“"+x.G.Sheet+"”里只有表格的行，按接着“"+r.Sheet+"”读入", "请核对；一份表请填在一张工作表里")
	}
	more := &Return{Schema: x.S, File: f.name, Sheet: x.G.Sheet}
	f.collect(&collector{file: f, Matcher: x, r: more, again: true}, p)
	for _, v := range more.Values {
		b := x.S.Block(v.Ref.Block)
		if b != nil && b.Table() {
			continue
		}
		if i := slices.IndexFunc(r.Values, func(o Value) bool { return o.Ref == v.Ref }); i >= 0 && r.Values[i].State == Empty {
			r.Values[i] = v
		}
	}
	for i := range x.S.Blocks {
		key := x.S.Blocks[i].Key
		rows, at := 0, len(r.Values)
		for k, v := range r.Values {
			if v.Ref.Block == key {
				rows, at = max(rows, v.Ref.Row), k+1
			}
		}
		var values []Value
		for _, v := range more.Values {
			if v.Ref.Block == key && x.S.Blocks[i].Table() {
				v.Ref.Row += rows
				values = append(values, v)
			}
		}
		r.Values = slices.Insert(r.Values, at, values...)
		for _, s := range more.Sums {
			if s.Block == key {
				s.From, s.To = s.From+rows, s.To+rows
				if !addsUp(s.Values, values, s.From) {
					s.From = 1
				}
				r.Sums = append(r.Sums, s)
			}
		}
	}
}

// parts splits a grid at the titles of forms. What stands above the first is a
// part of its own only if it is a form without a title.
func (f *file) parts(g *find.Grid) []part {
	var parts []part
	memo := map[string]map[*find.SchemaLabels]int{}
	between := 0 // other cells since the last title
	for i := range g.Cells {
		b := &g.Cells[i]
		if b.Empty() {
			continue
		}
		fits, known := memo[b.Raw]
		if !known && b.Stored == answer.Text {
			fits = find.Titles(f.schemas, b)
			memo[b.Raw] = fits
		}
		if b.Stored != answer.Text || len(fits) == 0 {
			between++
			continue
		}
		from := b.Row
		if n := len(parts); n > 0 && between == 0 {
			// A title said twice, as on a cover line and again above the form.
			from = max(parts[n-1].from, b.Row-maxPreface)
			parts = parts[:n-1]
		} else if n > 0 {
			parts[n-1].to = b.Row - 1
		}
		between = 0
		parts = append(parts, part{from: from, to: g.Rows, title: fits, titleBox: i})
	}
	if len(parts) == 0 {
		return []part{{from: 1, to: g.Rows, titleBox: -1}}
	}
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.to < p.from })
	if len(parts) > maxParts {
		where := g.Place(parts[maxParts].from, 1)
		f.add(RuleLeftOver, report.Error, where, "", fmt.Sprintf("一张工作表里有%d份表格，只读了前%d份", len(parts), maxParts), "请每份表格单独一个文件")
		parts = parts[:maxParts]
	}
	kept := parts[:0]
	for i, p := range parts {
		if i+1 < len(parts) {
			if best := find.Best(f.schemas, g, p.from, p.to); best == nil || best.Score() < find.EnoughMarked {
				parts[i+1].from = max(p.from, parts[i+1].from-maxPreface)
				continue
			}
		}
		kept = append(kept, p)
	}
	parts = kept
	if len(parts) == 0 {
		return nil
	}
	if best := find.Best(f.schemas, g, 1, parts[0].from-1); best != nil && best.Score() >= find.EnoughAlone {
		return append([]part{{from: 1, to: parts[0].from - 1, titleBox: -1}}, parts...)
	}
	parts[0].from = 1
	return parts
}

// choose finds the schema of a part. ok says that there is a form; x is nil if
// it cannot be told which.
func (f *file) choose(g *find.Grid, p part) (x *find.Matcher, ok bool) {
	type candidate struct {
		*find.Matcher
		rank float64
	}
	var all []candidate
	for _, m := range f.schemas {
		c := candidate{Matcher: m.Match(g, p.from, p.to)}
		enough := find.EnoughAlone
		c.rank = c.Score()
		if fit := p.title[m]; fit > 0 {
			enough = find.EnoughMarked
			c.rank += 0.3 * float64(fit)
		}
		if f.marked && f.id == m.S.ID {
			enough = find.EnoughMarked
			c.rank += 0.5
			if f.versioned && f.version == m.S.Version {
				c.rank += 0.5
			}
		}
		if c.Found > 0 && c.Score() >= enough {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, false
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return -cmp.Compare(a.rank, b.rank) })
	if len(all) > 1 && all[0].rank-all[1].rank < 1e-6 {
		f.add(RuleWhichForm, report.Error, g.Place(p.from, 1), "", fmt.Sprintf("看不出是《%s》还是《%s》，没有读入", all[0].S.Title, all[1].S.Title), "请用下发的空白表填写")
		return nil, true
	}
	return all[0].Matcher, true
}

// outdated refuses a form of another version or another year.
func (f *file) outdated(x *find.Matcher, p part) bool {
	where := x.G.Place(p.from, 1)
	if p.titleBox >= 0 {
		b := x.G.Cells[p.titleBox]
		where = x.G.Place(b.Row, b.Col)
		if p.title[x.SchemaLabels] == 2 {
			f.add(RuleVersion, report.Error, where, b.Raw, fmt.Sprintf("不是今年的表，今年的是《%s》，没有读入", x.S.Title), "请用今年下发的空白表填写")
			return true
		}
		if p.title[x.SchemaLabels] > 0 && f.otherYear(b.Raw) && !nameYear.MatchString(x.S.Title) {
			f.add(RuleVersion, report.Warning, where, b.Raw, fmt.Sprintf("标题写的不是%d年，已读入", f.year), "请核对是不是今年的数")
		}
	}
	if f.marked && f.id == x.S.ID && f.versioned && f.version != x.S.Version {
		f.add(RuleVersion, report.Error, where, f.version, fmt.Sprintf("用的是旧版的《%s》，没有读入", x.S.Title), "请用新下发的空白表填写")
		return true
	}
	return false
}
