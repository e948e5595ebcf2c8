package campaign

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
)

// texts moves what is written out in the texts of m.to.
func (m *mover) texts() {
	c := m.to
	plain := func(field, what string, s *string) { *s, _ = m.line(field, what, *s, false) }
	plain("name", "活动名称", &c.Name)
	for i := range c.Periods {
		plain(fmt.Sprintf("periods[%d].name", i), "时段的名称", &c.Periods[i].Name)
	}
	for i := range c.Deadlines {
		plain(fmt.Sprintf("deadlines[%d].what", i), "时限的内容", &c.Deadlines[i].What)
	}
	for i := range c.Rhythms {
		plain(fmt.Sprintf("rhythms[%d].what", i), "报送的内容", &c.Rhythms[i].What)
	}
	for i := range c.Activities {
		a := &c.Activities[i]
		at := fmt.Sprintf("activities[%d].", i)
		plain(at+"name", "活动的名称", &a.Name)
		plain(at+"place", "“"+a.Name+"”的地点", &a.Place)
		plain(at+"content", "“"+a.Name+"”的内容", &a.Content)
	}
	for i := range c.Tasks {
		plain(fmt.Sprintf("tasks[%d].what", i), "任务的内容", &c.Tasks[i].What)
	}
	for i := range c.Events {
		plain(fmt.Sprintf("events[%d].name", i), "事件的名称", &c.Events[i].Name)
	}
	for i := range c.Forms {
		m.form(fmt.Sprintf("forms[%d].schema", i), c.Forms[i].Schema, plain)
		for j := range c.Forms[i].Notes {
			plain(fmt.Sprintf("forms[%d].notes[%d]", i, j), "表格的注", &c.Forms[i].Notes[j])
		}
	}
	for i := range c.Documents {
		m.draft(i, &c.Documents[i])
	}
}

func (m *mover) form(path string, s *forms.Schema, plain func(field, what string, s *string)) {
	if s == nil {
		return
	}
	what := "表格“" + s.Title + "”的"
	plain(path+".title", what+"标题", &s.Title)
	for i := range s.Blocks {
		plain(fmt.Sprintf("%s.blocks[%d].label", path, i), what+"栏目", &s.Blocks[i].Label)
	}
	eachField(path, s, func(path string, f *forms.Field) {
		plain(path+".label", what+"栏目", &f.Label)
		plain(path+".note", what+"填写说明", &f.Note)
		for i := range f.Options {
			plain(fmt.Sprintf("%s.options[%d]", path, i), what+"选项", &f.Options[i])
		}
	})
	for i := range s.Notes {
		plain(fmt.Sprintf("%s.notes[%d]", path, i), what+"注", &s.Notes[i])
	}
}

func (m *mover) draft(i int, d *Draft) {
	path, was := fmt.Sprintf("documents[%d].", i), &m.from.Documents[i]
	line := func(field, what string, s *string) {
		*s, m.pieces[path+field] = m.line(path+field, string(d.Kind)+"的"+what, *s, true)
	}
	text := func(field, what string, s *string) {
		*s, m.pieces[path+field] = m.text(path+field, string(d.Kind)+"的"+what, *s, true)
	}
	line("title", "标题", &d.Title)
	line("adopted", "题注", &d.Adopted)
	line("recipients", "主送机关", &d.Recipients)
	text("body", "正文", &d.Body)
	for i := range d.Attachments {
		a := &d.Attachments[i]
		at, what := fmt.Sprintf("attachments[%d].", i), "附件“"+m.words(a.Title)+"”的"
		if a.Title == "" {
			what = fmt.Sprintf("第%d个附件的", i+1)
		}
		if forwarded(was, &was.Attachments[i]) { // somebody else's words
			m.tell(path+at+"title", 0, string(d.Kind)+"的"+what+"标题和正文", a.Title, a.Title)
			continue
		}
		line(at+"title", what+"标题", &a.Title)
		line(at+"adopted", what+"题注", &a.Adopted)
		line(at+"listed", what+"名称", &a.Listed)
		text(at+"body", what+"正文", &a.Body)
		if a.Body != "" && lists.MatchString(unspaced(a.Title)) && m.from.Year != m.to.Year {
			note := fmt.Sprintf("附件的内容是%d年的，请逐项核对", m.from.Year)
			m.tell(path+at+"body", 0, what+"正文", note, note)
		}
	}
	line("note", "附注", &d.Note)
}

// lists are attachments that say what there is in one year alone.
var lists = regexp.MustCompile(`清单|名单|一览|目录|日程|安排表|分工`)

// forwarded reports whether an attachment is what its document passes on
// (转发, 批转).
func forwarded(d *Draft, a *DraftAttachment) bool {
	title := unspaced(d.Title)
	return passing.MatchString(title) && (a.Printed || a.Title != "" && strings.Contains(title, unspaced(a.Title)))
}

var passing = regexp.MustCompile(`转发|批转`)

// A piece is what stands at a place of a text that may print otherwise than it
// is written: an action, or what was moved.
type piece struct {
	line, column, chars int    // in the text of m.from
	now                 string // in the text of m.to, where it may be an action
}

// gap is where blanks may stand: texts taken from PDFs are full of them.
const gap = `[ \t\p{Z}]*`

// literals finds what may have to move besides days, and what looks like it and
// must not. Of alternatives that begin at one place the first counts.
var literals = regexp.MustCompile(strings.Join([]string{
	`(?P<action>\{\{[^{}\n]*\}\})`,
	`(?P<title>《[^《》]{0,200}》)`,
	`(?P<number>[\p{Han}]{0,10}[〔\[［【（(]` + gap + `\d{4}` + gap + `[〕\]］】）)]` + gap + `第?` + gap + `\d+` + gap + `号)`,
	`(?P<dotted>\d{4}[-./]\d{1,2}[-./]\d{1,2})`,
	`(?P<word>[\w.@/:%+-]*[A-Za-z@][\w.@/:?=&%+~#-]*)`,
	`(?P<years>\d{4}` + gap + `年?` + gap + `[-—–~～至到]{1,2}` + gap + `\d{4}` + gap + `学?年)`,
	`(?P<weekof>(?:\d{1,2}|[一二三四五六七八九十]{1,2})` + gap + `月份?的?第` + gap + `[一二三四五1-5]` + gap + `个?(?:周|星期))`,
	`(?P<month>(?:\d{4}` + gap + `年` + gap + `)?\d{1,2}` + gap + `月)`,
	`(?P<year>\d{4}` + gap + `年)`,
	anniversaryForm,
	`(?P<figure>\d+(?:[.:：*×]\d+)*)`, // of no concern, unless it is the bare year
	`(?P<han>[一二][〇零○][〇零○一二三四五六七八九]{2}年|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号])`,
	ordinalForm, runningForm, timelyForm,
}, "|"))

// line moves what is written out in a text as short as a title, and tells it
// whole.
func (m *mover) line(field, what, s string, actions bool) (string, []piece) {
	told := len(m.moves)
	now, pieces := m.text(field, what, s, actions)
	if len(m.moves) > told {
		m.moves = m.moves[:told]
		m.tell(field, 0, what, m.words(s), m.printed(now))
	}
	return now, pieces
}

// text moves what is written out in s, which may get actions if it can hold
// them, and tells what it did.
func (m *mover) text(field, what, s string, actions bool) (string, []piece) {
	var out strings.Builder
	var pieces []piece
	line, column := 0, 1
	if strings.Contains(strings.TrimSuffix(s, "\n"), "\n") {
		line = 1
	}
	days := calendar.FindDays(s)
	for at := 0; ; {
		l, from, ok := m.nextLiteral(s, at, days)
		if !ok {
			out.WriteString(s[at:])
			return out.String(), pieces
		}
		to := from + len(l.text)
		between := s[at:from]
		out.WriteString(between)
		if i := strings.LastIndexByte(between, '\n'); i >= 0 {
			line += strings.Count(between, "\n")
			between, column = between[i+1:], 1
		}
		column += utf8.RuneCountInString(between)
		now, told := m.move(l, actions)
		switch {
		case told && l.kind == "timely":
			m.tellTimely(field, line, what, l)
		case told:
			m.tell(field, line, what, l.text, m.printed(now))
		}
		if now != l.text || l.kind == "action" {
			pieces = append(pieces, piece{max(line, 1), column, utf8.RuneCountInString(l.text), now})
		}
		out.WriteString(now)
		if i := strings.LastIndexByte(l.text, '\n'); i >= 0 { // in a title
			line += strings.Count(l.text, "\n")
			column = 1 + utf8.RuneCountInString(l.text[i+1:])
		} else {
			column += utf8.RuneCountInString(l.text)
		}
		at = to
	}
}

// printed returns a text of m.to as it prints.
func (m *mover) printed(s string) string {
	if e, err := m.to.expand(s, new(filled), true); err == nil {
		return e.text
	}
	return s
}

// A literal is a match of literals in its text, or a day.
type literal struct{ kind, text, before, after string }

// beside is how many bytes before and behind a literal may tell what it is.
const beside = 600

// nextLiteral returns the first literal of s at or behind a place, and where it
// begins. Days count before whatever begins with them.
func (m *mover) nextLiteral(s string, at int, days []calendar.Writing) (l literal, from int, ok bool) {
	kind, to := "", len(s)
	if g := literals.FindStringSubmatchIndex(s[at:]); g != nil {
		k := 1
		for g[2*k] < 0 {
			k++
		}
		kind, from, to = literals.SubexpNames()[k], at+g[0], at+g[1]
	}
	i, _ := slices.BinarySearchFunc(days, at, func(w calendar.Writing, at int) int { return w.Start - at })
	if i < len(days) && (kind == "" || days[i].Start <= from) {
		kind, from, to = "days", days[i].Start, days[i].End
	}
	if m.theme != nil {
		end := len(s)
		if kind != "" { // one that begins behind from does not count
			end = min(end, from+2*len(m.theme.String()))
		}
		if g := m.theme.FindStringIndex(s[at:end]); g != nil && (kind == "" || at+g[0] <= from) {
			kind, from, to = "theme", at+g[0], at+g[1]
		}
	}
	return literal{kind: kind, text: s[from:to], before: s[max(0, from-beside):from], after: s[to:min(len(s), to+beside)]}, from, kind != ""
}

// move returns what a literal becomes, and whether that is to be told.
func (m *mover) move(l literal, actions bool) (now string, told bool) {
	years := m.from.Year != m.to.Year
	own := strconv.Itoa(m.from.Year)
	switch l.kind {
	case "title":
		if m.isOwn(l) {
			// What is within is moved, and told, as if it stood alone.
			inner := strings.TrimSuffix(strings.TrimPrefix(l.text, "《"), "》")
			sub := *m
			sub.moves = nil
			now, _ := sub.text("", "", inner, actions)
			return "《" + now + "》", len(sub.moves) > 0
		}
		return l.text, figures.MatchString(l.text)
	case "theme":
		return m.moveTheme(l, actions)
	case "number", "years", "han", "weekof":
		return l.text, true
	case "days":
		switch {
		case feast.MatchString(l.after), feastBefore.MatchString(l.before):
			return l.text, false
		case dayOff.MatchString(l.after), dayOffBefore.MatchString(l.before):
			return l.text, true
		}
		return m.moveDays(l, actions), true
	case "dotted":
		return m.moveDotted(l.text), true
	case "word":
		return l.text, years && strings.Contains(l.text, own)
	case "month":
		return m.moveMonth(l, actions)
	case "year":
		if l.text[:4] != own {
			return l.text, true
		}
		if history(l) {
			return l.text, years
		}
		return m.yearNow(actions) + l.text[4:], years
	case "figure":
		return l.text, years && l.text == own
	case "ordinal":
		now := m.moveOrdinal(l)
		return now, years && (now != l.text || !strings.HasSuffix(l.text, "个")) // 第二个百年 is no matter of the week
	case "running":
		return m.moveRunning(l), years
	case "anniversary":
		return m.moveAnniversary(l), years
	case "timely":
		return l.text, years
	}
	return l.text, false // an action
}

// figures finds what makes a title of interest.
var figures = regexp.MustCompile(`\d{4}|\d` + gap + `月|[一二][〇零○][〇零○一二三四五六七八九]{2}年|第.{1,5}届`)

// yearNow is how the new year is written.
func (m *mover) yearNow(actions bool) string {
	if actions && m.from.Year != m.to.Year {
		return "{{year}}"
	}
	return strconv.Itoa(m.to.Year)
}

// besideAttachment follows the name of one of a document's own attachments.
var besideAttachment = regexp.MustCompile(`^[^，。；！？\n]{0,8}[（(]` + gap + `(?:详?见)?` + gap + `附[件表]`)

// passed comes before the title of a document that is passed on.
var passed = regexp.MustCompile(`(?:转发|批转)[^《》，。；]{0,30}$`)

// isOwn reports whether a title in 《 》 is that of a document of the campaign.
func (m *mover) isOwn(l literal) bool {
	if passed.MatchString(l.before) {
		return false
	}
	title := unspaced(m.words(strings.Trim(l.text, "《》")))
	if m.titles[title] || besideAttachment.MatchString(l.after) {
		return true
	}
	own := strconv.Itoa(m.from.Year) + "年"
	if bare, ok := strings.CutPrefix(title, own); ok && m.titles[bare] {
		return true
	}
	return strings.Contains(title, own) && papersDue.MatchString(title) && !citing.MatchString(l.before) &&
		(handInBefore.MatchString(l.before) || handInAfter.MatchString(l.after))
}

// What is to be handed in by its title is this campaign's: 填写《2023年情况统计表》.
var (
	papersDue    = regexp.MustCompile(`(?:表|方案|计划|清单|一览|名单|总结|安排)$`)
	citing       = regexp.MustCompile(`(?:根据|按照|依据|落实|贯彻|执行|遵照)[^，。；]{0,12}$`)
	handInBefore = regexp.MustCompile(`(?:填写|填报|填好|报送|上报|提交|报)[^，。；《》]{0,6}$`)
	handInAfter  = regexp.MustCompile(`^(?:的)?(?:电子版|电子稿|电子表|纸质版)|^[^。；]{0,40}(?:报送|上报|提交|发送至|报至)`)
)

var (
	sinceBefore = regexp.MustCompile(`(?:自|从|到|截至|截止|早在|至|迄)` + gap + `$`)
	sinceAfter  = regexp.MustCompile(`^` + gap + `(?:以来|起|以前|之前|以后|之后|前[^往]|后[^勤]|底|末|初[^中]|间)`) // 2023年初中毕业生 is no beginning
)

// history reports whether a year may be meant as that year for ever.
func history(l literal) bool {
	return sinceBefore.MatchString(l.before) || sinceAfter.MatchString(l.after)
}

var spanJoiner = regexp.MustCompile(`^` + gap + `(?:—{1,2}|[-–~～－]|起?至|到)` + gap + `$`)

// moveDays returns what one or several days become; themselves if they are not
// among those that the data are about.
func (m *mover) moveDays(l literal, actions bool) string {
	written := calendar.FindDays(l.text)[0]
	dates, ok := written.In(m.from.Year)
	if !ok || slices.ContainsFunc(dates, func(d calendar.Date) bool { return d.Before(m.first) || d.After(m.last) }) {
		return l.text
	}
	if actions && !strings.HasSuffix(strings.TrimSpace(l.before), "年") { // an action prints the year
		if a := m.dayAction(l.text, written.Days, dates); a != "" {
			return a
		}
	}
	moved := make([]calendar.Date, len(dates))
	for i, d := range dates {
		moved[i] = m.textDay(d)
	}
	if len(dates) == 2 && spanJoiner.MatchString(l.text[written.Days[0].End:written.Days[1].Start]) {
		moved[0], moved[1] = m.run(dates[0], dates[1])
	}
	// 28—30日 may not become 28—2月3日: then every day gets its month.
	last, long := calendar.Date{Year: m.to.Year}, false
	for i, w := range written.Days {
		d := moved[i]
		long = long || i > 0 && w.Date.Month == 0 && d.Month != last.Month && written.Days[i-1].Unit == ""
		last = d
	}
	var b strings.Builder
	done := 0
	last = calendar.Date{Year: m.to.Year}
	for i, w := range written.Days {
		d := moved[i]
		b.WriteString(l.text[done:w.Start])
		if w.Date.Year > 0 || !long && d.Year != last.Year {
			fmt.Fprintf(&b, "%d年", d.Year)
		}
		if long || w.Date.Month > 0 || d.Month != last.Month {
			fmt.Fprintf(&b, "%d月", d.Month)
		}
		unit := strings.TrimSpace(w.Unit)
		if long {
			unit = "日"
		}
		fmt.Fprintf(&b, "%d%s%s", d.Day, unit, newWeekday(w.Weekday, d))
		last, done = d, w.End
	}
	return b.String() + l.text[done:]
}

// newWeekday puts the day of the week right in （星期日）.
func newWeekday(written string, d calendar.Date) string {
	const days = "日一二三四五六"
	i := strings.LastIndexAny(written, days+"天")
	if i < 0 {
		return written
	}
	_, size := utf8.DecodeRuneInString(written[i:])
	now := string([]rune(days)[d.Weekday()])
	if written[i:i+size] == "天" && now == "日" {
		now = "天"
	}
	return written[:i] + now + written[i+size:]
}

// dayAction returns the action that stands for the days, "" unless exactly one
// does.
func (m *mover) dayAction(s string, days []calendar.WrittenDay, dates []calendar.Date) string {
	first, last := days[0], days[len(days)-1]
	if first.Weekday != "" || last.Weekday != "" {
		return ""
	}
	var found []string
	switch {
	case len(days) == 1 && m.days[dates[0]] == 1:
		for _, d := range m.from.Deadlines {
			if d.Due == dates[0] {
				found = append(found, action1(yearless(days, "date", "day"), d.ID))
			}
		}
	case len(days) == 2 && spanJoiner.MatchString(s[first.End:last.Start]):
		for _, p := range m.from.Periods {
			if p.From == dates[0] && p.To == dates[1] {
				found = append(found, action1(yearless(days, "period", "days"), p.ID))
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	if _, _, err := m.to.act(found[0], map[string]string{}); err != nil { // an id that no action can hold
		return ""
	}
	return found[0]
}

// yearless returns the action that prints no year where the text has none.
func yearless(days []calendar.WrittenDay, with, without string) string {
	if days[0].Date.Year == 0 {
		return without
	}
	return with
}

func action1(name, id string) string { return `{{` + name + ` "` + id + `"}}` }

// moveDotted moves 2023.5.14 and the like.
func (m *mover) moveDotted(s string) string {
	mark := s[4:5]
	part := strings.Split(s, mark)
	if len(part) != 3 {
		return s
	}
	var n [3]int
	for i := range part {
		n[i], _ = strconv.Atoi(part[i])
	}
	d := calendar.Date{Year: n[0], Month: n[1], Day: n[2]}
	if !d.Valid() || d.Before(m.first) || d.After(m.last) {
		return s
	}
	d = m.textDay(d)
	if len(part[1]) == 2 && len(part[2]) == 2 {
		return fmt.Sprintf("%d%s%02d%s%02d", d.Year, mark, d.Month, mark, d.Day)
	}
	return fmt.Sprintf("%d%s%d%s%d", d.Year, mark, d.Month, mark, d.Day)
}

// What holds a month: 于11月举办.
var (
	monthBefore = regexp.MustCompile(`(?:于|在)` + gap + `$`)
	monthAfter  = regexp.MustCompile(`^份?[上中下]?旬?(?:集中|组织|统一)*(?:举办|举行|开展|启动)`)
)

var monthForm = regexp.MustCompile(`^(?:(\d{4})(` + gap + `年` + gap + `))?(\d{1,2})(` + gap + `月)$`)

// moveMonth moves a month without a day. A month alone is certain only as long
// as the main period stays in its month; one with a year only if that is the
// campaign's and the month one that the data are about.
func (m *mover) moveMonth(l literal, actions bool) (string, bool) {
	g := monthForm.FindStringSubmatch(l.text)
	year, _ := strconv.Atoi(g[1])
	month, _ := strconv.Atoi(g[3])
	stays := m.old.From.Month == m.new.From.Month
	if g[1] == "" {
		if !stays && month == m.old.From.Month && month == m.old.To.Month && monthBefore.MatchString(l.before) && monthAfter.MatchString(l.after) {
			return strconv.Itoa(m.new.From.Month) + g[4], true
		}
		return l.text, !stays
	}
	at := 12*year + month
	in := at >= 12*m.first.Year+m.first.Month && at <= 12*m.last.Year+m.last.Month
	switch {
	case year != m.from.Year || !in || history(l):
		return l.text, true
	case month == m.old.From.Month:
		month = m.new.From.Month
	case !stays:
		return l.text, true
	}
	return fmt.Sprintf("%s%s%d%s", m.yearNow(actions), g[2], month, g[4]), true
}

// source returns where the texts of m.to stand: in the file of m.from, from
// which they differ where a piece is.
func (m *mover) source() *source {
	if m.from.source == nil {
		return nil
	}
	s := *m.from.source
	s.moved = maps.Clone(s.moved)
	for _, path := range slices.Sorted(maps.Keys(m.pieces)) {
		e := expansion{shifts: map[int][]shift{}}
		for _, p := range m.pieces[path] {
			e.shifts[p.line] = append(e.shifts[p.line], shift{p.column, p.chars, utf8.RuneCountInString(m.printed(p.now))})
		}
		s.moved[path] = e
	}
	return &s
}
