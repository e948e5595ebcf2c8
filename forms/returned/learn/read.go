package learn

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
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
	pages, err := readPages(r, size, name, false)
	if err != nil {
		return byLabel() // whose errors tell what to do
	}
	rd := &reading{Blank: b, name: name, year: year}
	rd.read(pages)
	if len(rd.returns) > 0 {
		if redrawn := loose(rd.findings); redrawn > 0 {
			// Somebody has drawn the form anew: its labels may tell more.
			returns, findings, err := byLabel()
			if err == nil && loose(findings) < redrawn && said(returns) >= said(rd.returns) {
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
	pages, err := readPages(r, size, name, false)
	if err != nil {
		return 0
	}
	best := 0.0
	for _, p := range b.prints {
		if len(p.items) == 0 {
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
func (rd *reading) read(pages []*page) {
	var asking []*pressing
	for _, p := range rd.prints {
		if len(p.items) > 0 {
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
func (rd *reading) printedPage(g *page) bool {
	return slices.ContainsFunc(rd.prints, func(p *pressing) bool { return len(p.items) == 0 && p.lay(g.Grid).score() >= enough })
}

// sheets reads a form of several sheets.
func (rd *reading) sheets(asking []*pressing, pages []*page) {
	var all []*laying
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
		}
	}
	if len(all) == 0 {
		return
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
	first := p.title
	for i := 0; first < 0 && i < len(p.Cells); i++ {
		if p.keys[i] != "" {
			first = i
		}
	}
	if first < 0 {
		return []*find.Grid{g}
	}
	var at [][2]int
	for k := range g.Cells {
		b := &g.Cells[k]
		if key := keyed(says(b)); key != "" && p.fit(first, b, key) >= fitBare {
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

// outdated refuses a form of another year.
func (rd *reading) outdated(y *laying) bool {
	if y.title < 0 || y.of[y.title] >= 0 {
		return false
	}
	own := find.NewTitle(says(&y.Cells[y.title]))
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

// A taker takes the values of one form.
type taker struct {
	*reading
	y       *laying
	r       *returned.Return
	claimed map[int]bool
	parts   map[int]*taken // of boxes with gaps
	said    map[*slot]mention
	units   []string    // that a line of the page tells for all numbers
	cuts    map[int]int // of boxes, where the first label of another begins
}

// unitLines finds the lines that tell the units of all numbers: 单位：万元、人.
func (t *taker) unitLines() {
	for k := range t.y.g.Cells {
		if b := &t.y.g.Cells[k]; b.Stored == answer.Text {
			if units := find.UnitsOf(b.Raw); units != nil {
				t.units = append(t.units, units...)
				t.claimed[k] = true
			}
		}
	}
}

// A mention is what a text of the return says behind a label that the blank
// prints in a box of its own: 填表人：甲 联系电话：乙 in one box.
type mention struct {
	box  int
	text string
}

// labelled returns the words that a slot has for itself alone, "" for none.
func (t *taker) labelled(s *slot) string {
	switch {
	case s.gap >= 0 && len(t.y.fills[s.cell].gaps) == 1 && !s.other:
		return plain(t.y.fills[s.cell].gaps[0].label)
	case s.gap < 0 && s.left >= 0 && len(s.ticks) == 0:
		return plain(t.y.bare[s.left])
	}
	return ""
}

// mentions looks for labels that do not stand in a box of their own inside of
// other texts.
func (t *taker) mentions() {
	t.said, t.cuts = map[*slot]mention{}, map[int]int{}
	times := map[string]int{}
	var all []*slot
	for _, s := range t.slots {
		if t.pages[s.page] != t.y.page {
			continue
		}
		if w := t.labelled(s); len(w) >= 6 {
			times[w]++
			all = append(all, s)
		}
	}
	wanted := map[string]*slot{}
	for _, s := range all {
		i := s.cell
		if s.gap < 0 {
			i = s.left
		}
		if w := t.labelled(s); times[w] == 1 && (t.y.of[i] < 0 || t.y.how[i] == fitBegin) {
			wanted[w] = s
		}
	}
	if len(wanted) == 0 {
		return
	}
	words := slices.Sorted(maps.Keys(wanted))
	found := map[*slot]int{}
	for k := range t.y.g.Cells {
		b := &t.y.g.Cells[k]
		if b.Stored != answer.Text || len(b.Raw) > maxPrompt || !strings.ContainsAny(b.Raw, ":：") {
			continue
		}
		f := fold(b.Raw)
		type spot struct {
			slot     *slot
			from, to int
		}
		var spots []spot
		for _, w := range words {
			want := []rune(w)
			if at := f.index(append(want, ':'), 0); at >= 0 {
				spots = append(spots, spot{wanted[w], at, at + len(want) + 1})
			}
		}
		if len(spots) == 0 {
			continue
		}
		slices.SortFunc(spots, func(a, b spot) int { return cmp.Compare(a.from, b.from) })
		for n, s := range spots {
			end := len(f.runes)
			if n+1 < len(spots) {
				end = max(spots[n+1].from, s.to)
			}
			found[s.slot]++
			text := strings.TrimFunc(b.Raw[f.at[s.to]:f.at[end]], func(c rune) bool {
				return unicode.IsSpace(c) || strings.ContainsRune("；;，,、_/／|｜", c)
			})
			t.said[s.slot] = mention{k, text}
		}
		t.claimed[k] = true
		t.cuts[k] = f.at[spots[0].from]
	}
	for s, n := range found {
		if n > 1 {
			delete(t.said, s)
		}
	}
}

// taken is what a box with gaps has in them.
type taken struct {
	box   find.Box
	index int
	parts []part
	empty bool
	known bool
	told  bool
}

func (rd *reading) form(all []*laying, sheet string) {
	r := &returned.Return{Schema: rd.Schema, File: rd.name, Sheet: sheet}
	values := map[forms.Ref]returned.Value{}
	rows := map[string][]returned.Value{}
	takers := make([]*taker, len(all))
	on := map[*page]*taker{}
	for n, y := range all {
		takers[n] = &taker{reading: rd, y: y, r: r, claimed: map[int]bool{}, parts: map[int]*taken{}}
		on[y.page] = takers[n]
		for k := range y.is {
			takers[n].claimed[k] = true
		}
	}
	for _, t := range takers {
		t.unitLines()
		t.mentions()
	}
	for _, s := range rd.slots {
		t := on[rd.pages[s.page]]
		if t == nil {
			continue
		}
		values[s.ref] = t.slot(s)
	}
	for _, tb := range rd.tables {
		t := on[rd.pages[tb.page]]
		if t == nil {
			continue
		}
		rows[tb.block] = t.table(tb)
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
		t.leftOver()
	}
	rd.returns = append(rd.returns, r)
}

// value reads what stands in a box for a field.
func (t *taker) value(ref forms.Ref, f *forms.Field, b find.Box, printed string, where report.Position) returned.Value {
	e := b.Entry
	v := returned.Value{Ref: ref, Field: f, Raw: e.Raw, Where: where}
	if b.Off != "" {
		t.add(returned.RuleStruck, report.Warning, where, b.Off, f.Label+"中划掉、上标或隐藏的内容没有计入", "请核对；不要的内容请删去")
		if e.Raw == "" {
			v.Raw, v.State = b.Off, returned.Unclear
			return v
		}
	}
	e.Year = t.year
	if f.Kind.Numeric() {
		e.Unit, e.Units = find.PrintedUnit(printed, f.Unit), t.units
	}
	if f.Kind == forms.Text && len(e.Raw) < 200 && e.Stored == answer.Text && t.y.sayings[keyed(e.Raw)] && len([]rune(strings.TrimSpace(e.Raw))) > 1 && !answer.Nothing(e.Raw) {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里是表上印的字，没有计入", "请核对是否填错了格")
		return v
	}
	if label := t.strange(f, e); label != "" {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里还有“"+label+"”，没有计入", "请把各栏分开填写")
		return v
	}
	got := answer.Read(f, e)
	v.Text = got.Text
	switch {
	case got.Unclear:
		v.State = returned.Unclear
	case got.Text == "":
		v.State = returned.Empty
	case got.About:
		v.State = returned.About
	default:
		v.State = returned.Exact
	}
	for _, m := range got.Remarks {
		t.add(m.Rule, m.Severity, where, v.Raw, m.Message, m.Hint)
	}
	if v.State != returned.Empty && t.y.g.Unseen(&b) {
		t.add(returned.RuleHidden, report.Warning, where, v.Raw, f.Label+"在隐藏的行或列里，已计入", "请核对；要报送的内容请不要隐藏")
	}
	return v
}

// strange returns the label of another field that an answer holds with a colon
// behind it, "" for none: then several answers stand in one box.
func (t *taker) strange(f *forms.Field, e answer.Entry) string {
	if e.Stored != answer.Text || len(e.Raw) > 600 || !strings.ContainsAny(e.Raw, ":：") {
		return ""
	}
	text := plain(e.Raw)
	own := plain(f.Label)
	other := func(key string) bool {
		return len(key) >= 6 && !strings.Contains(own, key) && strings.Contains(text, key+":")
	}
	for i, key := range t.y.bare {
		if t.y.roles[i] == printed && other(plain(key)) {
			return tidy(t.y.Cells[i].Raw)
		}
		if in := t.y.fills[i]; in != nil {
			for n := range in.gaps {
				if other(plain(in.gaps[n].label)) {
					return in.gaps[n].label
				}
			}
		}
	}
	return ""
}

// A place is a rectangle of a returned page.
type place struct{ row, col, rows, cols int }

// slot reads a single field.
func (t *taker) slot(s *slot) returned.Value {
	f := t.Schema.Field(s.ref)
	none := returned.Value{Ref: s.ref, Field: f, Where: report.Position{File: t.name, Sheet: t.y.g.Sheet}}
	if len(s.ticks) > 0 {
		return t.ticked(s, f)
	}
	if _, there := t.said[s]; !there && s.gap >= 0 && t.y.of[s.cell] >= 0 && t.y.how[s.cell] > fitBegin {
		return t.gap(s, f, t.y.of[s.cell])
	}
	at, ok := t.locate(s, s.cell)
	if m, there := t.said[s]; there {
		if !ok || m.text != "" {
			b := t.y.g.Cells[m.box]
			where := t.y.g.Place(b.Row, b.Col)
			b.Entry = answer.Entry{Raw: m.text, Date1904: b.Date1904}
			return t.value(s.ref, f, b, "", where)
		}
	}
	if !ok {
		sev := report.Warning
		if f.Required {
			sev = report.Error
		}
		t.add(returned.RuleNoLabel, sev, t.y.g.Place(1, 1), "", "没有找到“"+f.Label+"”一栏", "请用下发的空白表填写，不要改动表头")
		return none
	}
	b, where := t.gather(at, f)
	if s.gap >= 0 {
		if _, k := t.y.g.Box(b.Row, b.Col); k >= 0 && b.Raw != "" {
			return t.gap(s, f, k)
		}
		if s.other {
			return none
		}
	}
	if len(s.more) > 0 {
		texts := []string{strings.TrimSpace(b.Raw)}
		for _, i := range s.more {
			if more, ok := t.locate(s, i); ok {
				c, w := t.gather(more, f)
				if b.Raw == "" && c.Raw != "" {
					b, where = c, w
				}
				texts = append(texts, strings.TrimSpace(c.Raw))
			}
		}
		sep := ""
		if f.Kind == forms.Text && len(s.more) < 7 {
			sep = " "
		}
		b.Raw = strings.TrimSpace(strings.Join(texts, sep))
		if b.Stored != answer.Text && len(texts) > 1 {
			b.Stored = answer.Text
		}
	}
	label := ""
	for _, i := range []int{s.left, s.up} {
		if i < 0 || t.y.of[i] < 0 {
			continue
		}
		l := &t.y.g.Cells[t.y.of[i]]
		label += l.Raw
		if t.y.how[i] == fitBegin && b.Empty() && (s.left < 0 || s.up < 0) { // 姓名：张某某 in the cell of the label
			if rest, ok := t.y.behind(i, keyed(l.Raw)); ok {
				b = *l
				b.Raw = rest
				if _, told, ok := strings.Cut(strings.Replace(l.Raw, "：", ":", 1), ":"); ok {
					b.Raw = strings.TrimSpace(told)
				}
				where = t.y.g.Place(l.Row, l.Col)
			}
		}
	}
	return t.value(s.ref, f, b, label, where)
}

// locate finds where a box of the blank stands on the returned page, by the
// labels it belongs to.
func (t *taker) locate(s *slot, cell int) (place, bool) {
	c := t.y.Cells[cell]
	at := place{rows: c.Rows, cols: c.Cols}
	box := func(i int) (blank, back *find.Box, ok bool) {
		if i < 0 || t.y.of[i] < 0 {
			return nil, nil, false
		}
		return &t.y.Cells[i], &t.y.g.Cells[t.y.of[i]], true
	}
	l, lb, left := box(s.left)
	u, ub, up := box(s.up)
	switch {
	case left && up:
		at.row, at.col = lb.Row+c.Row-l.Row, ub.Col+c.Col-u.Col
	case left && s.up < 0:
		at.row, at.col = lb.Row+c.Row-l.Row, lb.Col+lb.Cols+c.Col-(l.Col+l.Cols)
	case up && s.left < 0:
		at.row, at.col = ub.Row+ub.Rows+c.Row-(u.Row+u.Rows), ub.Col+c.Col-u.Col
	case left:
		at.row, at.col = lb.Row+c.Row-l.Row, t.column(c, lb.Row)
	case up:
		row, ok := t.y.rowAt[c.Row]
		if !ok {
			return at, false
		}
		at.row, at.col = row, ub.Col+c.Col-u.Col
	case s.left < 0 && s.up < 0:
		row, ok := t.y.rowAt[c.Row]
		if !ok {
			return at, false
		}
		at.row, at.col = row, t.column(c, row)
	default:
		return at, false
	}
	return at, at.row > 0 && at.col > 0
}

// column returns where a column of the blank stands in a row of the return: as
// far right of the nearest printed box of the row as on the blank.
func (t *taker) column(c find.Box, row int) int {
	col := c.Col
	for k := range t.y.g.Cells {
		b := &t.y.g.Cells[k]
		if i, ok := t.y.is[k]; ok && b.Row == row && t.y.Cells[i].Col <= c.Col {
			col = c.Col + b.Col - t.y.Cells[i].Col
		}
	}
	return col
}

// gather puts together what stands in a place, without what is printed there.
func (t *taker) gather(at place, f *forms.Field) (find.Box, report.Position) {
	first, k := t.y.g.Box(at.row, at.col)
	where := t.y.g.Place(at.row, at.col)
	if k >= 0 {
		where = t.y.g.Place(first.Row, first.Col)
	}
	var all []int
	for r := at.row; r < at.row+at.rows; r++ {
		for c := at.col; c < at.col+at.cols; c++ {
			_, k := t.y.g.Box(r, c)
			if c > at.col && k >= 0 && t.printedBox(k) {
				break // the next label
			}
			if _, isPrinted := t.y.is[k]; k < 0 || isPrinted || slices.Contains(all, k) || t.y.g.Cells[k].Raw == "" && t.y.g.Cells[k].Off == "" {
				continue
			}
			all = append(all, k)
		}
	}
	if _, isPrinted := t.y.is[k]; k >= 0 && isPrinted {
		first = find.Box{Row: at.row, Col: at.col, Rows: 1, Cols: 1}
	}
	for _, k := range all {
		t.claimed[k] = true
	}
	switch len(all) {
	case 0:
		first.Entry.Raw = strings.TrimSpace(first.Entry.Raw)
		if k >= 0 && !t.claimed[k] || k < 0 {
			return first, where
		}
		return find.Box{Row: at.row, Col: at.col, Rows: 1, Cols: 1}, where
	case 1:
		b := t.y.g.Cells[all[0]]
		return b, t.y.g.Place(b.Row, b.Col)
	}
	b := t.y.g.Cells[all[0]]
	where = t.y.g.Place(b.Row, b.Col)
	var texts []string
	for _, k := range all {
		if s := strings.TrimSpace(t.y.g.Cells[k].Raw); s != "" {
			texts = append(texts, s)
		}
	}
	if f.Kind.Numeric() || f.Kind == forms.Date || f.Kind == forms.Phone && len(all) > 3 {
		b.Stored = answer.Text
	}
	b.Raw = strings.Join(texts, "\n")
	b.Stored = answer.Text
	return b, where
}

// printedBox reports whether a box of the return is one that the blank prints.
func (t *taker) printedBox(k int) bool {
	if _, ok := t.y.is[k]; ok {
		return true
	}
	key := keyed(says(&t.y.g.Cells[k]))
	return t.y.byKey[key] > 0 && len(key) >= 6
}

// gap reads a gap in a printed text.
func (t *taker) gap(s *slot, f *forms.Field, k int) returned.Value {
	in := t.y.fills[s.cell]
	tk := t.parts[s.cell]
	if tk == nil {
		b := t.y.g.Cells[k]
		if at := t.cuts[k]; at > 0 && len(in.gaps) == 1 {
			b.Raw = b.Raw[:at]
		}
		tk = &taken{box: b, index: k}
		tk.parts, tk.empty, tk.known = in.take(t.y.Cells[s.cell].Raw, b.Raw)
		t.parts[s.cell] = tk
		t.claimed[k] = true
	}
	where := t.y.g.Place(tk.box.Row, tk.box.Col)
	v := returned.Value{Ref: s.ref, Field: f, Where: where}
	p := tk.parts[s.gap]
	text := p.text
	if s.other {
		text = p.other
	}
	if !tk.known {
		v.Raw, v.State = tk.box.Raw, returned.Unclear
		if !tk.told {
			tk.told = true
			t.add(returned.RuleNoLabel, report.Error, where, tk.box.Raw, "这一格里印的字被改动了，看不出哪些是填的，没有计入", "请照表上印的字填写")
		}
		return v
	}
	if p.lost {
		v.Raw = text
		if v.Raw == "" {
			v.Raw = tk.box.Raw
		}
		v.State = returned.Unclear
		t.add(returned.RuleNoLabel, report.Error, where, tk.box.Raw, "“"+f.Label+"”前后印的字被改动了，看不出填的是什么，没有计入", "请照表上印的字填写")
		return v
	}
	if text == "" && !s.other && s.gap == len(in.gaps)-1 && t.y.g.Sheet != "" && t.besideGap(in, s.gap) {
		// 填报单位： in one cell, the answer in the next.
		if b, w, ok := t.beside(tk.index); ok {
			return t.value(s.ref, f, b, "", w)
		}
	}
	if p.cut && text != "" && plain(in.before[len(in.before)-1]) == "" {
		t.add(returned.RuleNoLabel, report.Warning, where, text, "“"+f.Label+"”后面印的字不见了，按填到末尾读入", "请核对；请照表上印的字填写")
	}
	b := tk.box
	b.Entry = answer.Entry{Raw: text, Date1904: b.Date1904}
	if tk.box.Stored == answer.Number && len(in.gaps) == 1 {
		b.Entry = tk.box.Entry
	}
	if s.gap > 0 {
		b.Off = ""
	}
	return t.value(s.ref, f, b, "", where)
}

// besideGap reports whether a gap is the last of its text.
func (t *taker) besideGap(in *infill, gap int) bool {
	return plain(in.before[gap+1]) == ""
}

// beside returns what stands right of a box, before the next that is printed.
func (t *taker) beside(k int) (find.Box, report.Position, bool) {
	b := t.y.g.Cells[k]
	for col := b.Col + b.Cols; col <= t.y.g.Cols; {
		next, n := t.y.g.Box(b.Row, col)
		if _, isPrinted := t.y.is[n]; n >= 0 && isPrinted || n >= 0 && t.claimed[n] {
			return b, report.Position{}, false
		}
		if n >= 0 && !next.Empty() {
			t.claimed[n] = true
			return next, t.y.g.Place(next.Row, next.Col), true
		}
		col = next.Col + next.Cols
	}
	return b, report.Position{}, false
}

var tickSign = regexp.MustCompile(`^[√✓✔☑☒■●▣◉⊙★▲Vv1]+$|^(?:是|有|对)$`)

// ticked reads boxes of which one is ticked.
func (t *taker) ticked(s *slot, f *forms.Field) returned.Value {
	v := returned.Value{Ref: s.ref, Field: f, Where: report.Position{File: t.name, Sheet: t.y.g.Sheet}}
	var chosen, raws []string
	odd := false
	for n, i := range s.ticks {
		own := *s
		own.up = s.more[n]
		at, ok := t.locate(&own, i)
		if !ok {
			t.add(returned.RuleNoLabel, report.Warning, t.y.g.Place(1, 1), "", "没有找到“"+f.Label+"”一栏", "请用下发的空白表填写，不要改动表头")
			return v
		}
		b, where := t.gather(at, f)
		if n == 0 {
			v.Where = where
		}
		raw := strings.TrimSpace(b.Raw)
		if in := t.y.fills[i]; in != nil && plain(raw) == plain(t.y.Cells[i].Raw) || answer.Blank(raw) || raw == "×" || raw == "□" {
			continue
		}
		raws = append(raws, raw)
		v.Where = where
		if !tickSign.MatchString(strings.Trim(raw, "()（）")) && plain(raw) != plain(f.Options[n]) {
			odd = true
		}
		chosen = append(chosen, f.Options[n])
	}
	v.Raw = strings.Join(raws, "／")
	switch {
	case len(chosen) == 0:
	case len(chosen) > 1:
		v.State = returned.Unclear
		t.add(returned.RuleOption, report.Error, v.Where, v.Raw, f.Label+"勾选了不止一项", f.Demand())
	case odd:
		v.State = returned.Unclear
		t.add(returned.RuleOption, report.Error, v.Where, v.Raw, f.Label+"填的不是勾，看不出是不是选了“"+chosen[0]+"”", f.Demand())
	default:
		v.Text, v.State = chosen[0], returned.Exact
	}
	return v
}

// leftOver tells of what was neither printed nor read.
func (t *taker) leftOver() {
	const most = 20
	n := 0
	for k := range t.y.g.Cells {
		b := &t.y.g.Cells[k]
		if t.claimed[k] {
			continue
		}
		if b.Raw == "" && b.Off != "" {
			t.add(returned.RuleStruck, report.Warning, t.y.g.Place(b.Row, b.Col), b.Off, "划掉或隐藏的内容没有计入", "请核对；不要的内容请删去")
			continue
		}
		if answer.Blank(b.Raw) || t.y.sayings[keyed(says(b))] || numberCell.MatchString(tidy(b.Raw)) && b.Col == 1 {
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
