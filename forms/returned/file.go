package returned

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A file is one being read.
type file struct {
	name      string
	year      int
	schemas   []*schemaLabels
	grids     []*grid
	id        string // that the file carries
	marked    bool
	version   string
	versioned bool

	returns  []*Return
	findings []report.Finding
	refused  bool // a form was recognised but not taken
}

func (f *file) add(rule string, sev report.Severity, where report.Position, found, message, hint string) {
	f.findings = append(f.findings, finding(rule, sev, where, found, message, hint))
}

func (f *file) read() {
	var unread []*grid
	for _, g := range f.grids {
		if !f.grid(g) {
			unread = append(unread, g)
		}
	}
	if len(f.returns) == 0 && !f.refused {
		var titles []string
		for _, m := range f.schemas {
			titles = append(titles, "《"+m.s.Title+"》")
		}
		f.add(RuleNoForm, report.Error, report.Position{File: f.name}, path.Base(f.name), "文件里没有找到要报送的表格", "应报送"+strings.Join(titles, "或")+"，请用下发的空白表填写")
		return
	}
	for _, g := range unread {
		if g.sheet != "" && len(g.cells) > 0 {
			f.add(RuleLeftOver, report.Hint, report.Position{File: f.name, Sheet: g.sheet}, "", "工作表“"+g.sheet+"”不是要报送的表格，没有读入", "")
		}
	}
}

// How much of a form's labels must be there for it to be known: with its title
// or the file's mark, and without.
const (
	enoughMarked = 0.4
	enoughAlone  = 0.75
)

// A part is a run of rows of a grid that begins with a form's title.
type part struct {
	from, to int
	title    map[*schemaLabels]int // how well the title fits
	titleBox int
}

// grid reads the forms of one grid and reports whether there were any.
func (f *file) grid(g *grid) bool {
	any := false
	for _, p := range f.parts(g) {
		x, ok := f.choose(g, p)
		if !ok {
			continue
		}
		any = true
		if x == nil || f.outdated(x, p) {
			f.refused = true
			continue
		}
		f.returns = append(f.returns, f.form(x, p))
	}
	return any
}

// parts splits a grid at the titles of forms. What stands above the first is a
// part of its own only if it is a form without a title.
func (f *file) parts(g *grid) []part {
	var parts []part
	for i := range g.cells {
		b := &g.cells[i]
		if b.empty() || b.Stored != answer.Text {
			continue
		}
		var fits map[*schemaLabels]int
		text := newTitle(b.Raw)
		for _, m := range f.schemas {
			if fit := m.title.fit(text); fit > 0 {
				if fits == nil {
					fits = map[*schemaLabels]int{}
				}
				fits[m] = fit
			}
		}
		if len(fits) == 0 {
			continue
		}
		if n := len(parts); n > 0 {
			parts[n-1].to = b.row - 1
		}
		parts = append(parts, part{from: b.row, to: g.rows, title: fits, titleBox: i})
	}
	if len(parts) == 0 {
		return []part{{from: 1, to: g.rows, titleBox: -1}}
	}
	// A title said twice, as on a cover line and again above the form.
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.to < p.from })
	for i := 0; i+1 < len(parts); i++ {
		if best := f.best(g, parts[i]); best == nil || best.score() < enoughMarked {
			parts[i+1].from = parts[i].from
			parts = slices.Delete(parts, i, i+1)
			i--
		}
	}
	if len(parts) == 0 {
		return nil
	}
	top := part{from: 1, to: parts[0].from - 1, titleBox: -1}
	if best := f.best(g, top); best != nil && best.score() >= enoughAlone {
		return append([]part{top}, parts...)
	}
	parts[0].from = 1
	return parts
}

// best matches all schemas to a part and returns the one that fits best.
func (f *file) best(g *grid, p part) *matcher {
	var best *matcher
	for _, m := range f.schemas {
		if x := m.match(g, p.from, p.to); best == nil || x.score() > best.score() {
			best = x
		}
	}
	return best
}

// choose finds the schema of a part. ok says that there is a form; x is nil if
// it cannot be told which.
func (f *file) choose(g *grid, p part) (x *matcher, ok bool) {
	type candidate struct {
		*matcher
		rank float64
	}
	var all []candidate
	for _, m := range f.schemas {
		c := candidate{matcher: m.match(g, p.from, p.to)}
		enough := enoughAlone
		c.rank = c.score()
		if fit := p.title[m]; fit > 0 {
			enough = enoughMarked
			c.rank += 0.3 * float64(fit)
		}
		if f.marked && f.id == m.s.ID {
			enough = enoughMarked
			c.rank += 0.5
			if f.versioned && f.version == m.s.Version {
				c.rank += 0.5
			}
		}
		if c.found > 0 && c.score() >= enough {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, false
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return -cmp.Compare(a.rank, b.rank) })
	if len(all) > 1 && all[0].rank-all[1].rank < 1e-6 {
		f.add(RuleWhichForm, report.Error, g.place(p.from, 1), "", fmt.Sprintf("看不出是《%s》还是《%s》，没有读入", all[0].s.Title, all[1].s.Title), "请用下发的空白表填写")
		return nil, true
	}
	return all[0].matcher, true
}

// outdated refuses a form of another version or another year.
func (f *file) outdated(x *matcher, p part) bool {
	where := x.g.place(p.from, 1)
	if p.titleBox >= 0 {
		b := x.g.cells[p.titleBox]
		where = x.g.place(b.row, b.col)
		if p.title[x.schemaLabels] == 2 {
			f.add(RuleVersion, report.Error, where, b.Raw, fmt.Sprintf("不是今年的表，今年的是《%s》，没有读入", x.s.Title), "请用今年下发的空白表填写")
			return true
		}
	}
	if f.marked && f.id == x.s.ID && f.versioned && f.version != x.s.Version {
		f.add(RuleVersion, report.Error, where, f.version, fmt.Sprintf("用的是旧版的《%s》，没有读入", x.s.Title), "请用新下发的空白表填写")
		return true
	}
	return false
}
