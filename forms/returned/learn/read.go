package learn

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// enough is how much of what a blank prints must be there for a file to be read
// against it.
const enough = 0.5

// maxForms is how many forms one file may hold.
const maxForms = 300

// Read reads a file that came back against the blank and returns the forms in
// it. Year is what days without one belong to, 0 if nobody knows.
//

// Where too little of the blank is found in the file, it is read by the labels
// of the schema alone, as [returned.Reader.Read] does; what that has to say is
// among the findings, and so are its errors.
func (b *Blank) Read(r io.ReaderAt, size int64, name string, year int) ([]*returned.Return, []report.Finding, error) {
	byLabel := func() ([]*returned.Return, []report.Finding, error) {
		return (&returned.Reader{Year: year}).Read(r, size, name, b.Schema)
	}
	pages, err := grasp.ReadPages(r, size, name, false)
	if err != nil {
		return byLabel() // whose errors tell what to do
	}
	rd := &reading{Blank: b, name: name, year: year}
	rd.read(pages)
	if len(rd.returns) > 0 {
		if redrawn := loose(rd.findings); redrawn > 0 {
			// Somebody has drawn the form anew: its labels may tell more.
			returns, findings, err := byLabel()
			if err == nil && loose(findings) < redrawn && said(returns) >= said(rd.returns) && !b.showsRows() {
				return returns, findings, nil
			}
		}
	}
	if len(rd.returns) == 0 && !rd.refused {
		returns, findings, err := byLabel()
		if len(returns) > 0 {
			findings = append(findings, rd.finding(returned.RuleWorded, report.Warning, report.Position{File: name}, path.Base(name), "表与下发的空白表差别很大，只按栏名读入", "请核对；应使用下发的空白表填写"))
		}
		return returns, findings, err
	}
	return rd.returns, rd.findings, nil
}

// showsRows reports whether the blank shows by examples how to fill it in, which
// are rows like any other to who reads by labels.
func (b *Blank) showsRows() bool {
	return slices.ContainsFunc(b.prints, func(p *pressing) bool { return len(p.shown) > 0 })
}

// loose counts what was neither found nor read.
func loose(findings []report.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Rule == returned.RuleNoLabel || f.Rule == returned.RuleLeftOver || f.Rule == returned.RuleBareRow {
			n++
		}
	}
	return n
}

// said counts the values that are known.
func said(returns []*returned.Return) int {
	n := 0
	for _, r := range returns {
		for _, v := range r.Values {
			if v.Known() && v.Text != "" {
				n++
			}
		}
	}
	return n
}

// Fits tells how much of what the blank prints stands in a file: from 0 to 1.
// Of a file that cannot be read it is 0.
func (b *Blank) Fits(r io.ReaderAt, size int64, name string) float64 {
	pages, err := grasp.ReadPages(r, size, name, false)
	if err != nil {
		return 0
	}
	best := 0.0
	for _, p := range b.prints {
		if len(p.Items) == 0 {
			continue
		}
		for _, g := range pages {
			best = max(best, p.lay(g.Grid).score())
		}
	}
	return best
}

// A reading is one file being read.
type reading struct {
	*Blank
	name     string
	year     int
	returns  []*returned.Return
	findings []report.Finding
	refused  bool
}

func (rd *reading) finding(rule string, sev report.Severity, where report.Position, found, message, hint string) report.Finding {
	r, _ := report.RuleOf(rule)
	f := r.Finding(where, found)
	f.Severity, f.Message, f.Hint = cmp.Or(sev, f.Severity), cmp.Or(message, f.Message), hint
	return f
}

func (rd *reading) add(rule string, sev report.Severity, where report.Position, found, message, hint string) {
	rd.findings = append(rd.findings, rd.finding(rule, sev, where, found, message, hint))
}

// read finds the forms on the pages of a file. The pages of a blank of several
// sheets make one form.
func (rd *reading) read(pages []*grasp.Page) {
	var asking []*pressing
	for _, p := range rd.prints {
		if len(p.Items) > 0 {
			asking = append(asking, p)
		}
	}
	if len(asking) > 1 {
		rd.sheets(asking, pages)
		return
	}
	p := asking[0]
	for _, g := range pages {
		if len(g.Cells) == 0 {
			continue
		}
		any := false
		for _, part := range p.parts(g.Grid) {
			y := p.lay(part)
			if y.score() < enough {
				continue
			}
			any = true
			if rd.outdated(y) {
				rd.refused = true
				continue
			}
			if len(rd.returns) == maxForms {
				rd.add(returned.RuleLeftOver, report.Error, part.Place(1, 1), "", fmt.Sprintf("一个文件里的表格多于%d份，只读了前%d份", maxForms, maxForms), "请每份表格单独一个文件")
				return
			}
			rd.form([]*laying{y}, part.Sheet)
		}
		if !any && !rd.printedPage(g) {
			rd.add(returned.RuleLeftOver, report.Hint, report.Position{File: rd.name, Sheet: g.Sheet}, "", "工作表“"+g.Sheet+"”不是要报送的表格，没有读入", "")
		}
	}
	if len(rd.returns) == 0 {
		rd.findings = slices.DeleteFunc(rd.findings, func(f report.Finding) bool { return f.Rule == returned.RuleLeftOver })
	}
	rd.twice()
}

// twice drops forms of one file that say the same, and those that nobody filled
// in beside others: the second copy on a page.
func (rd *reading) twice() {
	if len(rd.returns) < 2 {
		return
	}
	var kept []*returned.Return
	for _, r := range rd.returns {
		same := slices.ContainsFunc(kept, func(o *returned.Return) bool {
			return slices.EqualFunc(o.Values, r.Values, func(a, b returned.Value) bool { return a.Ref == b.Ref && a.Raw == b.Raw })
		})
		if !same && !r.Blank() {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		kept = rd.returns[:1]
	}
	rd.returns = kept
}

// printedPage reports whether a page is one of the blank's that asks nothing,
// such as instructions.
func (rd *reading) printedPage(g *grasp.Page) bool {
	return slices.ContainsFunc(rd.prints, func(p *pressing) bool { return len(p.Items) == 0 && p.lay(g.Grid).score() >= enough })
}

// sheets reads a form of several sheets.
func (rd *reading) sheets(asking []*pressing, pages []*grasp.Page) {
	var all []*laying
	var gone []*pressing
	taken := map[int]bool{}
	for _, p := range asking {
		var best *laying
		at := -1
		for n, g := range pages {
			if taken[n] {
				continue
			}
			y := p.lay(g.Grid)
			same := 0.0
			if g.Sheet == p.Sheet {
				same = 0.05
			}
			if y.score() >= enough && (best == nil || y.score()+same > best.score()) {
				best, at = y, n
			}
		}
		if best != nil {
			taken[at] = true
			all = append(all, best)
		} else {
			gone = append(gone, p)
		}
	}
	if len(all) == 0 {
		return
	}
	for _, p := range gone {
		rd.add(returned.RuleNoLabel, report.Warning, report.Position{File: rd.name}, "", "没有找到工作表“"+p.Sheet+"”，其中各栏没有读入", "请用下发的空白表填写，不要删去工作表")
	}
	for n, g := range pages {
		if !taken[n] && len(g.Cells) > 0 && !rd.printedPage(g) {
			rd.add(returned.RuleLeftOver, report.Warning, report.Position{File: rd.name, Sheet: g.Sheet}, "", "工作表“"+g.Sheet+"”不是要报送的表格，没有读入", "")
		}
	}
	rd.form(all, all[0].g.Sheet)
}

// parts splits a page where the form begins again: at its title, or at what else
// it prints first.
func (p *pressing) parts(g *find.Grid) []*find.Grid {
	const most = 20 // texts that are tried
	first := p.Title
	for i, tried := 0, 0; first < 0 && i < len(p.Cells) && tried < most; i++ {
		if p.keys[i] == "" {
			continue
		}
		if tried++; p.once(i) {
			first = i
		}
	}
	if first < 0 {
		return []*find.Grid{g}
	}
	var at [][2]int
	for k := range g.Cells {
		b := &g.Cells[k]
		if key := grasp.Keyed(grasp.Says(b)); key != "" && p.fit(first, b, key) >= fitBare {
			at = append(at, [2]int{b.Row, b.Col})
		}
	}
	above := p.Cells[first].Row - 1
	switch {
	case len(at) < 2:
		return []*find.Grid{g}
	case slices.ContainsFunc(at, func(a [2]int) bool { return a[0] != at[0][0] }):
		at = slices.CompactFunc(at, func(a, b [2]int) bool { return a[0] == b[0] })
		var parts []*find.Grid
		for n := range at {
			from, to := max(at[n][0]-above, 1), g.Rows
			if n == 0 {
				from = 1
			}
			if n+1 < len(at) {
				to = max(at[n+1][0]-above, from+1) - 1
			}
			part := *g
			part.Cells, part.Rows, part.Cols = nil, 0, 0
			for _, b := range g.Cells {
				if b.Row >= from && b.Row <= to {
					part.Cells = append(part.Cells, b)
				}
			}
			part.Covered = slices.DeleteFunc(slices.Clone(g.Covered), func(b find.Box) bool { return b.Row < from || b.Row > to })
			part.Settle()
			parts = append(parts, &part)
		}
		return parts
	case p.byKey[p.keys[first]] > 1:
		return []*find.Grid{g} // the blank itself says it side by side
	}
	var parts []*find.Grid
	for n := range at {
		from, to := at[n][1], g.Cols
		if n == 0 {
			from = 1
		}
		if n+1 < len(at) {
			to = at[n+1][1] - 1
		}
		parts = append(parts, g.Columns(from, to))
	}
	return parts
}

// once reports whether nothing else that the blank prints is like box i.
func (p *pressing) once(i int) bool {
	for k := range p.Cells {
		if k != i && p.keys[k] != "" && p.fit(i, &p.Cells[k], p.keys[k]) >= fitBare {
			return false
		}
	}
	return true
}

// outdated refuses a form of another year.
func (rd *reading) outdated(y *laying) bool {
	if y.Title < 0 || y.of[y.Title] >= 0 {
		return false
	}
	own := find.NewTitle(grasp.Says(&y.Cells[y.Title]))
	for k := range y.g.Cells {
		b := &y.g.Cells[k]
		if b.Row > 12 {
			break
		}
		if b.Stored == answer.Text && own.Fit(find.NewTitle(b.Raw)) == 2 {
			rd.add(returned.RuleVersion, report.Error, y.g.Place(b.Row, b.Col), b.Raw, fmt.Sprintf("不是今年的表，今年的是《%s》，没有读入", rd.Schema.Title), "请用今年下发的空白表填写")
			return true
		}
	}
	return false
}

func (rd *reading) form(all []*laying, sheet string) {
	r := &returned.Return{Schema: rd.Schema, File: rd.name, Sheet: sheet}
	values := map[forms.Ref]returned.Value{}
	rows := map[string][]returned.Value{}
	takers := make([]*taker, len(all))
	on := map[*grasp.Page]*taker{}
	for n, y := range all {
		takers[n] = &taker{reading: rd, y: y, r: r, claimed: map[int]bool{}, parts: map[int]*taken{}, worked: map[forms.Ref]bool{}, behindTaken: map[int]bool{}}
		on[y.Page] = takers[n]
		for k := range y.is {
			takers[n].claimed[k] = true
		}
	}
	for _, t := range takers {
		t.unitLines()
		t.mentions()
	}
	for _, s := range rd.slots {
		t := on[rd.pages[s.Page]]
		if t == nil {
			continue
		}
		values[s.Ref] = t.slot(s)
	}
	for _, tb := range rd.tables {
		t := on[rd.pages[tb.Page]]
		if t == nil {
			continue
		}
		rows[tb.Block] = t.table(tb)
	}
	put := func(block string, fields []forms.Field, row int) {
		for i := range fields {
			ref := forms.Ref{Block: block, Row: row, Key: fields[i].Key}
			v, ok := values[ref]
			if !ok {
				v = returned.Value{Ref: ref, Field: &fields[i], Where: report.Position{File: rd.name, Sheet: sheet}}
			}
			r.Values = append(r.Values, v)
		}
	}
	put("", rd.Schema.Head, 0)
	for i := range rd.Schema.Blocks {
		b := &rd.Schema.Blocks[i]
		if b.Table() {
			r.Values = append(r.Values, rows[b.Key]...)
		} else {
			put(b.Key, b.Fields, 1)
		}
	}
	put("", rd.Schema.Foot, 0)
	for _, t := range takers {
		t.nothingFilled()
	}
	for _, t := range takers {
		t.leftOver()
	}
	rd.returns = append(rd.returns, r)
}

// nothingFilled takes away what formulas have made of a form that nobody filled in.
func (t *taker) nothingFilled() {
	own := func(v returned.Value) bool { return v.State == returned.Empty || t.worked[v.Ref] }
	if len(t.worked) == 0 || slices.ContainsFunc(t.r.Values, func(v returned.Value) bool { return !own(v) }) {
		return
	}
	for i := range t.r.Values {
		if v := &t.r.Values[i]; t.worked[v.Ref] {
			v.Raw, v.Text, v.State = "", "", returned.Empty
		}
	}
}

// leftOver tells of what was neither printed nor read.
func (t *taker) leftOver() {
	const most = 20
	n := 0
	for k := range t.y.g.Cells {
		b := &t.y.g.Cells[k]
		if i, ok := t.y.is[k]; t.claimed[k] && !(ok && t.y.how[i] == fitBegin && t.y.Roles[i] == grasp.Words && !t.behindTaken[k]) {
			continue
		}
		if b.Raw == "" && b.Off != "" {
			t.add(returned.RuleStruck, report.Warning, t.y.g.Place(b.Row, b.Col), b.Off, "划掉或隐藏的内容没有计入", "请核对；不要的内容请删去")
			continue
		}
		if answer.Blank(b.Raw) || t.y.sayings[grasp.Keyed(grasp.Says(b))] || t.y.shows[grasp.Keyed(grasp.Says(b))] || grasp.NumberHead.MatchString(printed.Tidy(b.Raw)) || grasp.NumberCell.MatchString(printed.Tidy(b.Raw)) && b.Col == 1 {
			continue
		}
		if n++; n > most {
			continue
		}
		t.add(returned.RuleLeftOver, report.Warning, t.y.g.Place(b.Row, b.Col), b.Raw, "不属于任何一栏，没有读入", "如果是要报送的内容，请填到相应的栏里")
	}
	if n > most {
		t.add(returned.RuleLeftOver, report.Warning, t.y.g.Place(1, 1), "", fmt.Sprintf("还有%d处内容不属于任何一栏，没有读入", n-most), "")
	}
	for _, b := range t.y.g.Covered {
		if over, _ := t.y.g.Box(b.Row, b.Col); strings.TrimSpace(over.Raw) != b.Off {
			t.add(returned.RuleHidden, report.Warning, t.y.g.Place(over.Row, over.Col), b.Off, "合并的单元格盖住了填的内容，没有读入", "请取消合并后核对")
		}
	}
}
