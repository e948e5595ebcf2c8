package learn

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A taker takes the values of one form.
type taker struct {
	*reading
	y       *laying
	r       *returned.Return
	claimed map[int]bool
	parts   map[int]*taken // of boxes with gaps
	said    map[*grasp.Slot]mention
	units   []string           // that a line of the page tells for all numbers
	cuts    map[int]int        // of boxes, where the first label of another begins
	worked  map[forms.Ref]bool // values that a formula of the file works out

	behindTaken map[int]bool // boxes of which what stands behind the label was taken
}

// taken is what a box with gaps has in them.
type taken struct {
	box   find.Box
	index int
	parts []printed.Part
	empty bool
	known bool
	told  bool
}

// value reads what stands in a box for a field.
func (t *taker) value(ref forms.Ref, f *forms.Field, b find.Box, printed string, where report.Position) returned.Value {
	e := b.Entry
	if e.Formula {
		t.worked[ref] = true
	}
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
	if f.Kind == forms.Text && len(e.Raw) < 200 && e.Stored == answer.Text && t.y.sayings[grasp.Keyed(e.Raw)] && len([]rune(strings.TrimSpace(e.Raw))) > 1 && !answer.Nothing(e.Raw) {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里是表上印的字，没有计入", "请核对是否填错了格")
		return v
	}
	if f.Kind == forms.Text && f.Look == "" && len(e.Raw) < 2000 && strings.ContainsAny(e.Raw, tickBoxes) && t.y.boxes[grasp.Keyed(withoutBoxes(e.Raw))] {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里是别的栏的选项，没有计入", "请核对是否删去了一行")
		return v
	}
	if label := t.strange(f, e); label != "" {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里还有“"+label+"”，没有计入", "请把各栏分开填写")
		return v
	}
	kind := *f
	if x, err := strconv.ParseFloat(e.Raw, 64); err == nil && f.Kind == forms.Text && e.Stored == answer.Number && timeWords.MatchString(f.Label) && x >= 1 && (e.Day || x > 20_000 && x < 60_000) {
		kind.Kind = forms.Dates // a day that a spreadsheet has made a number of
	}
	got := answer.Read(&kind, e)
	if f.Kind == forms.Text && nameAsked.MatchString(f.Label) && dayBehind.MatchString(got.Text) {
		v.State = returned.Unclear
		t.add(returned.RuleLeftOver, report.Error, where, e.Raw, "“"+f.Label+"”一栏里还有日期，没有计入", "请把各栏分开填写")
		return v
	}
	if m := spacedName.FindStringSubmatch(got.Text); m != nil && f.Kind == forms.Text && nameAsked.MatchString(f.Label) {
		got.Text = m[1] + m[2] + m[3]
	}
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
		if m.Rule == returned.RuleYear && (!reportDay.MatchString(f.Label) || len(f.Heads()) > 0) {
			continue // things were bought and people born in any year
		}
		t.add(m.Rule, m.Severity, where, v.Raw, m.Message, m.Hint)
	}
	if v.State != returned.Empty && t.y.g.Unseen(&b) {
		t.add(returned.RuleHidden, report.Warning, where, v.Raw, f.Label+"在隐藏的行或列里，已计入", "请核对；要报送的内容请不要隐藏")
	}
	return v
}

var (
	// 张　某 is written to be as wide as 张某某, and 张  某某 as wide as the names
	// above it; a single blank in a longer one stays, as it does in all readers.
	spacedName = regexp.MustCompile(`^(\p{Han})(?:[ \t\x{3000}\x{00a0}]+(\p{Han})|[ \t\x{3000}\x{00a0}]{2,}(\p{Han}{2}))$`)
	nameAsked  = regexp.MustCompile(`姓\s*名|(?:负责|联系|填表|填报|经办|报送|制表|审核|申请|承诺|申报|借用|使用|保管|证明|推荐|登记|接待|领用)人$|签[字名][）)]?$|校长$|主任$|领导$|教师$`)
)

// dayBehind is a day behind a name.
var dayBehind = regexp.MustCompile(`\p{Han}.*[0-9〇一二三四五六七八九十][\s\p{Z}]*(?:[日号]|月[\s\p{Z}]*[0-9〇一二三四五六七八九十]|[./\-][0-9]{1,2})[\s\p{Z}]*$`)

// timeWords ask for a day or more.
var timeWords = regexp.MustCompile(`时间|日期|年月|月份|期限|时限|起止|有效期|期至$|截[至止]`)

// reportDay asks for the day on which a form is filled in.
var reportDay = regexp.MustCompile(`^(?:填报|填表|填写|制表|上报|报送|申报|报出)?(?:日期|时间)$`)

// A place is a rectangle of a returned page.
type place struct{ row, col, rows, cols int }

// slot reads a single field.
func (t *taker) slot(s *grasp.Slot) returned.Value {
	f := t.Schema.Field(s.Ref)
	none := returned.Value{Ref: s.Ref, Field: f, Where: report.Position{File: t.name, Sheet: t.y.g.Sheet}}
	if len(s.Ticks) > 0 {
		return t.ticked(s, f)
	}
	if _, there := t.said[s]; !there && s.Gap >= 0 && t.y.of[s.Cell] >= 0 && t.y.how[s.Cell] > fitBegin && !t.elsewhere(s) {
		return t.gap(s, f, t.y.of[s.Cell])
	}
	at, ok := t.locate(s, s.Cell)
	if m, there := t.said[s]; there {
		if !ok || m.text != "" {
			b := t.y.g.Cells[m.box]
			where := t.y.g.Place(b.Row, b.Col)
			b.Entry = answer.Entry{Raw: m.text, Date1904: b.Date1904}
			return t.value(s.Ref, f, b, "", where)
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
	if s.Gap >= 0 {
		if _, k := t.y.g.Box(b.Row, b.Col); k >= 0 && b.Raw != "" {
			return t.gap(s, f, k)
		}
		if s.Other {
			return none
		}
	}
	if len(s.More) > 0 {
		texts := []string{strings.TrimSpace(b.Raw)}
		for _, i := range s.More {
			if more, ok := t.locate(s, i); ok {
				c, w := t.gather(more, f)
				if b.Raw == "" && c.Raw != "" {
					b, where = c, w
				}
				texts = append(texts, strings.TrimSpace(c.Raw))
			}
		}
		sep := ""
		if f.Kind == forms.Text && len(s.More) < 7 {
			sep = " "
		}
		b.Raw = strings.TrimSpace(strings.Join(texts, sep))
		if s.Parts != nil {
			b.Raw = grasp.Joined(s.Parts, texts)
		}
		if s.Parts != nil || sep == "" {
			if !t.digits(f, s.Parts, texts, b, where) {
				return returned.Value{Ref: s.Ref, Field: f, Raw: strings.Join(texts, ""), State: returned.Unclear, Where: where}
			}
		}
		if b.Stored != answer.Text && len(texts) > 1 {
			b.Stored = answer.Text
		}
	}
	label := ""
	for _, i := range []int{s.Left, s.Up} {
		if i < 0 || t.y.of[i] < 0 {
			continue
		}
		l := &t.y.g.Cells[t.y.of[i]]
		label += l.Raw
		if t.y.how[i] == fitBegin && b.Empty() && (s.Left < 0 || s.Up < 0) { // 姓名：张某某 in the cell of the label
			if rest, ok := t.y.behind(i, grasp.Keyed(l.Raw)); ok {
				b = *l
				b.Raw = rest
				t.behindTaken[t.y.of[i]] = true
				if _, told, ok := strings.Cut(strings.Replace(l.Raw, "：", ":", 1), ":"); ok {
					b.Raw = strings.TrimSpace(told)
				}
				where = t.y.g.Place(l.Row, l.Col)
			}
		}
	}
	return t.value(s.Ref, f, b, label, where)
}

// digits tells of cells that take a digit each and were left empty; a number that
// nobody can know for it is none.
func (t *taker) digits(f *forms.Field, parts, texts []string, b find.Box, where report.Position) bool {
	switch grasp.Gaps(parts, texts) {
	case grasp.GapIn:
		t.add(returned.RuleNumber, report.Error, where, b.Raw, "“"+f.Label+"”一格一位，中间有空格，没有计入", "请每格填一位，是0的也要填")
		return false
	case grasp.GapDay:
		t.add(returned.RuleNumber, report.Error, where, b.Raw, "“"+f.Label+"”没有填年份，没有计入", "请把年、月、日填全")
		return false
	case grasp.GapEnd:
		t.add(returned.RuleNumber, report.Warning, where, b.Raw, "“"+f.Label+"”一格一位，没有填满，已按填的读入", "请核对是否漏填")
	}
	return true
}

// elsewhere reports whether what a slot's box was taken for stands in another place
// than beside its label, where the blank prints the same in several boxes: 人.
func (t *taker) elsewhere(s *grasp.Slot) bool {
	if s.Left < 0 || t.y.of[s.Left] < 0 || t.y.byKey[t.y.keys[s.Cell]] < 2 {
		return false
	}
	at, ok := t.locate(s, s.Cell)
	if !ok {
		return false
	}
	_, k := t.y.g.Box(at.row, at.col)
	return k != t.y.of[s.Cell]
}

// locate finds where a box of the blank stands on the returned page, by the
// labels it belongs to.
func (t *taker) locate(s *grasp.Slot, cell int) (place, bool) {
	c := t.y.Cells[cell]
	at := place{rows: c.Rows, cols: c.Cols}
	box := func(i int) (blank, back *find.Box, ok bool) {
		if i < 0 || t.y.of[i] < 0 {
			return nil, nil, false
		}
		return &t.y.Cells[i], &t.y.g.Cells[t.y.of[i]], true
	}
	l, lb, left := box(s.Left)
	u, ub, up := box(s.Up)
	switch {
	case left && up:
		at.row, at.col = lb.Row+c.Row-l.Row, ub.Col+c.Col-u.Col
	case left && s.Up < 0:
		at.row, at.col = lb.Row+c.Row-l.Row, lb.Col+lb.Cols+c.Col-(l.Col+l.Cols)
	case up && s.Left < 0:
		at.row, at.col = ub.Row+ub.Rows+c.Row-(u.Row+u.Rows), ub.Col+c.Col-u.Col
	case left:
		at.row, at.col = lb.Row+c.Row-l.Row, t.column(c, lb.Row)
	case up:
		row, ok := t.y.rowAt[c.Row]
		if !ok {
			return at, false
		}
		at.row, at.col = row, ub.Col+c.Col-u.Col
	case s.Left < 0 && s.Up < 0:
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
	key := grasp.Keyed(grasp.Says(&t.y.g.Cells[k]))
	return t.y.byKey[key] > 0 && len(key) >= 6
}

// gap reads a gap in a printed text.
func (t *taker) gap(s *grasp.Slot, f *forms.Field, k int) returned.Value {
	in := t.y.Fills[s.Cell]
	tk := t.parts[s.Cell]
	if tk == nil {
		b := t.y.g.Cells[k]
		if at := t.cuts[k]; at > 0 && len(in.Gaps) == 1 {
			b.Raw = b.Raw[:at]
		}
		tk = &taken{box: b, index: k}
		tk.parts, tk.empty, tk.known = in.Take(t.y.Cells[s.Cell].Raw, b.Raw)
		t.parts[s.Cell] = tk
		t.claimed[k] = true
		if ahead := tk.parts[0].Ahead; ahead != "" {
			t.add(returned.RuleLeftOver, report.Warning, t.y.g.Place(b.Row, b.Col), ahead, "写在表上印的字前面，不属于任何一栏，没有读入", "如果是要报送的内容，请填到相应的栏里")
		}
	}
	where := t.y.g.Place(tk.box.Row, tk.box.Col)
	v := returned.Value{Ref: s.Ref, Field: f, Where: where}
	p := tk.parts[s.Gap]
	text := p.Text
	if s.Other {
		text = p.Other
	}
	if s.Words > 0 && !p.Lost {
		text = ""
		if p.Words != nil {
			text = p.Words[s.Words-1]
		}
	}
	if !tk.known {
		v.Raw, v.State = tk.box.Raw, returned.Unclear
		if !tk.told {
			tk.told = true
			t.add(returned.RuleNoLabel, report.Error, where, tk.box.Raw, "这一格里印的字被改动了，看不出哪些是填的，没有计入", "请照表上印的字填写")
		}
		return v
	}
	if p.Lost {
		v.Raw = text
		if v.Raw == "" {
			v.Raw = tk.box.Raw
		}
		v.State = returned.Unclear
		t.add(returned.RuleNoLabel, report.Error, where, tk.box.Raw, "“"+f.Label+"”前后印的字被改动了，看不出填的是什么，没有计入", "请照表上印的字填写")
		return v
	}
	if text == "" && !s.Other && s.Gap == len(in.Gaps)-1 && t.y.g.Sheet != "" && t.besideGap(in, s.Gap) {
		// 填报单位： in one cell, the answer in the next.
		if b, w, ok := t.beside(tk.index, s.Cell); ok {
			return t.value(s.Ref, f, b, "", w)
		}
	}
	if text == "" && !s.Other && s.Gap == len(in.Gaps)-1 && t.y.g.Sheet == "" && in.Gaps[s.Gap].Bare && t.besideGap(in, s.Gap) {
		if b, w, ok := t.under(tk.index, s.Cell); ok {
			return t.value(s.Ref, f, b, "", w)
		}
	}
	if more := besideOptions(&in.Gaps[s.Gap], text); more != "" && !s.Other {
		t.add(returned.RuleLeftOver, report.Warning, where, more, "“"+f.Label+"”的选项旁还写了字，没有读入", "请核对；要报送的内容请填到相应的栏里")
	}
	if p.Cut && text != "" && printed.Plain(in.Before[len(in.Before)-1]) == "" {
		t.add(returned.RuleNoLabel, report.Warning, where, text, "“"+f.Label+"”后面印的字不见了，按填到末尾读入", "请核对；请照表上印的字填写")
	}
	b := tk.box
	b.Entry = answer.Entry{Raw: text, Date1904: b.Date1904}
	if tk.box.Stored == answer.Number && len(in.Gaps) == 1 {
		b.Entry = tk.box.Entry
	}
	if s.Gap > 0 {
		b.Off = ""
	}
	return t.value(s.Ref, f, b, "", where)
}

// besideOptions are the words that stand beside the printed options of a gap and
// are none of them; "" for none.
func besideOptions(g *printed.Gap, text string) string {
	if len(g.Options) == 0 || g.Other {
		return ""
	}
	if at := strings.LastIndexAny(text, tickBoxes); at >= 0 {
		if _, below, _ := strings.Cut(text[at:], "\n"); strings.ContainsFunc(below, unicode.IsLetter) {
			return strings.TrimSpace(below) // a line of its own is said on purpose
		}
	}
	for _, o := range slices.SortedFunc(slices.Values(g.Options), func(x, y string) int { return cmp.Compare(len(y), len(x)) }) {
		text = strings.ReplaceAll(text, o, "")
	}
	text = strings.TrimFunc(text, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	if utf8.RuneCountInString(text) < 6 { // 是、已、选 and the like
		return ""
	}
	return text
}

// besideGap reports whether a gap is the last of its text.
func (t *taker) besideGap(in *printed.Infill, gap int) bool {
	return printed.Plain(in.Before[gap+1]) == ""
}

// maxUnder is how many paragraphs below a question are its answer.
const maxUnder = 10

// under returns the paragraphs below one of a document that ends in a colon, where
// the blank leaves room for them.
func (t *taker) under(k, cell int) (find.Box, report.Position, bool) {
	b, c := t.y.g.Cells[k], t.y.Cells[cell]
	if _, next := t.y.Box(c.Row+1, 1); t.y.Boxed(&c) || next >= 0 && t.y.Roles[next] != grasp.Empty {
		return b, report.Position{}, false
	}
	var texts []string
	where := report.Position{}
	first := b
	for row := b.Row + 1; row <= min(b.Row+maxUnder, t.y.g.Rows); row++ {
		next, n := t.y.g.Box(row, 1)
		if n < 0 || answer.Blank(next.Raw) {
			continue
		}
		if place := t.y.g.Place(row, 1); t.claimed[n] || t.printedBox(n) || place.Cell != "" {
			break
		} else if where == (report.Position{}) {
			where, first = place, next
		}
		t.claimed[n] = true
		texts = append(texts, strings.TrimSpace(next.Raw))
	}
	if texts == nil {
		return b, report.Position{}, false
	}
	first.Raw = strings.Join(texts, "\n")
	return first, where, true
}

// beside returns what stands right of a box, before the next that is printed, or
// that holds an answer of its own on the blank, where cell is the box.
func (t *taker) beside(k, cell int) (find.Box, report.Position, bool) {
	b := t.y.g.Cells[k]
	own := t.y.Cells[cell]
	for col := b.Col + b.Cols; col <= t.y.g.Cols; {
		next, n := t.y.g.Box(b.Row, col)
		blank, i := t.y.Box(own.Row, next.Col-b.Col+own.Col)
		if i >= 0 && (t.y.Roles[i] == grasp.Holding || t.y.own[i] || blank.Raw != "" && blank.Raw == next.Raw) {
			return b, report.Position{}, false
		}
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
func (t *taker) ticked(s *grasp.Slot, f *forms.Field) returned.Value {
	v := returned.Value{Ref: s.Ref, Field: f, Where: report.Position{File: t.name, Sheet: t.y.g.Sheet}}
	var chosen, raws []string
	odd := false
	for n, i := range s.Ticks {
		own := *s
		own.Up = s.More[n]
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
		if in := t.y.Fills[i]; in != nil && printed.Plain(raw) == printed.Plain(t.y.Cells[i].Raw) || answer.Blank(raw) || raw == "×" || raw == "□" {
			continue
		}
		raws = append(raws, raw)
		v.Where = where
		if !tickSign.MatchString(strings.Trim(raw, "()（）")) && printed.Plain(raw) != printed.Plain(f.Options[n]) {
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
