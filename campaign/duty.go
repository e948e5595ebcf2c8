package campaign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// A Duty is what a unit owes: a deadline, a rhythm, a task, or so many files of a kind
// of material. It is no data of its own: [Campaign.Duties] reads it off those four.
type Duty struct {
	Path   string          // of its value: deadlines[0], rhythms[0], material[0], tasks[0]
	Who    []string        // as in [Deadline]; none: every unit
	What   string          // 联络员信息表, 文字稿件
	Form   string          // id of the form to fill in; "" if none
	Files  []string        // words by one of which a document is known that is owed; none: no document
	Count  int             // files that are owed at least; 0: not counted
	Most   int             // files that are taken at most; 0: no limit
	Rank   string          // of media: this rank and above; "": any
	Medium []string        // as in [Deadline]; none: not said
	Days   []calendar.Date // on which it is due, in order: one of a deadline; none: not said
	Event  string          // that it is due before, whose day nobody knows yet; "": none
	Time   calendar.Clock  // of each day; zero: any
	Every  string          // day or week; "": once
	Covers string          // as in [Rhythm]
	Only   string          // as in [Rhythm]: then Days are those of the whole period
	To     []Contact
}

// Done reports whether d is a task: it is done, and nothing is handed in.
func (d Duty) Done() bool { return strings.HasPrefix(d.Path, "tasks") }

// documentWords are what documents are called that are handed in; see [Deadline].Files.
var documentWords = []string{"总结", "方案", "简报", "报告", "计划", "安排", "信息", "情况", "案例", "材料"}

// filesOf returns the words by which a document is known: those that are given, else,
// where no form is to be filled in, those of documentWords that stand in what is
// owed, and the whole of it.
func filesOf(files []string, form, what string) []string {
	if len(files) > 0 || form != "" {
		return slices.Clone(files)
	}
	for _, w := range documentWords {
		if strings.Contains(what, w) {
			return []string{w}
		}
	}
	return []string{oneLine(what)}
}

// A Unit is who may owe something.
type Unit struct {
	Name string
	Kind string // 学校, 部门 or 区县; "" is 学校, in a campaign of a school 部门
}

// UnitOf returns the unit of a name, of the kind that its category in a roster names,
// such as 区县教育局.
func UnitOf(name, category string) Unit {
	for _, kind := range []string{"学校", "部门", "区县"} {
		if strings.Contains(category, kind) {
			return Unit{name, kind}
		}
	}
	return Unit{Name: name}
}

// What a unit owes stands in a file of this name in the folder that it is given, and
// a line of it begins with these words: whoever collects knows that nobody sent it.
const (
	GuideName = "说明.txt"
	GuideMark = "本文件夹供"
)

// unitKinds are the kinds of units that a duty may name, and what texts call them.
var unitKinds = map[string]string{"全部": "各单位", "学校": "各学校", "部门": "各部门", "区县": "各区县"}

// media are the ways in which something is handed in.
var media = []string{"电子版", "纸质版", "盖章纸质版", "信息平台"}

// materialNames are what texts call the kinds of material, and what counts them.
var materialNames = map[string][2]string{
	"article": {"文字稿件", "篇"}, "photo": {"照片", "张"}, "video": {"视频", "个"}, "media": {"媒体报道", "篇"},
}

// Duties returns what the deadlines, rhythms, material rules and tasks of c make somebody
// owe, in order of the first day; what has no hour is due at the end of its day, what
// has no day comes last. Material of which no number is owed is no duty.
func (c *Campaign) Duties() []Duty {
	var all []Duty
	for i, d := range c.Deadlines {
		o := Duty{
			Path: fmt.Sprintf("deadlines[%d]", i), Who: d.Who, What: d.What, Form: d.Form, Files: filesOf(d.Files, d.Form, d.What), Medium: d.Medium,
			Time: d.Time, To: c.contacts(d.To),
		}
		o.Days, o.Event = c.dueDays(d.Due, d.Before)
		all = append(all, o)
	}
	for i, r := range c.Rhythms {
		all = append(all, Duty{
			Path: fmt.Sprintf("rhythms[%d]", i), Who: r.Who, What: r.What, Files: slices.Clone(r.Files), Medium: r.Medium,
			Days: c.Days(r), Time: r.By, Every: r.Every, Covers: r.Covers, Only: r.Only, To: c.contacts(r.To),
		})
	}
	for i, m := range c.Material {
		if m.MinCount == 0 {
			continue
		}
		o := Duty{
			Path: fmt.Sprintf("material[%d]", i), Who: m.Who, What: materialNames[m.Kind][0], Count: m.MinCount, Most: m.MaxCount, Rank: m.Rank,
		}
		if d, ok := byID(c.Deadlines, Deadline.key, m.Deadline); ok {
			o.Time, o.Medium, o.To = d.Time, d.Medium, c.contacts(d.To)
			o.Days, o.Event = c.dueDays(d.Due, d.Before)
			if len(o.Who) == 0 {
				o.Who = d.Who
			}
		} else if p, ok := byID(c.Periods, Period.key, m.Period); ok {
			o.Days = []calendar.Date{p.To}
		}
		all = append(all, o)
	}
	for i, t := range c.Tasks {
		o := Duty{Path: fmt.Sprintf("tasks[%d]", i), Who: t.Who, What: t.What}
		o.Days, o.Event = c.dueDays(t.Due, t.Before)
		all = append(all, o)
	}
	slices.SortStableFunc(all, func(a, b Duty) int {
		switch x, y := len(a.Days) == 0, len(b.Days) == 0; {
		case x && y:
			return 0
		case x:
			return 1
		case y:
			return -1
		}
		return cmp.Or(a.Days[0].Compare(b.Days[0]), minutes(a.Time)-minutes(b.Time))
	})
	return all
}

// dueDays returns the day that a deadline falls on, or the event it waits for.
func (c *Campaign) dueDays(due calendar.Date, before string) ([]calendar.Date, string) {
	if day, ok := c.dueBy(due, before); ok {
		return []calendar.Date{day}, ""
	}
	return nil, c.Event(before)
}

// DutiesOf returns those of [Campaign.Duties] that a unit owes. Nobody owes what he
// alone receives.
func (c *Campaign) DutiesOf(u Unit) []Duty {
	return slices.DeleteFunc(c.Duties(), func(d Duty) bool { return !c.Owes(u, d) })
}

// Owes reports whether a unit owes one of [Campaign.Duties].
func (c *Campaign) Owes(u Unit, d Duty) bool {
	if len(d.To) > 0 && !slices.ContainsFunc(d.To, func(to Contact) bool { return !c.same(to.Organ, u.Name) }) {
		return false
	}
	kind := cmp.Or(u.Kind, c.unitKind())
	return len(d.Who) == 0 || slices.ContainsFunc(d.Who, func(who string) bool {
		return who == "全部" || who == kind || c.same(who, u.Name)
	})
}

// unitKind is the kind of those to whom c is addressed.
func (c *Campaign) unitKind() string {
	if c.Level == "校" {
		return "部门"
	}
	return "学校"
}

// same reports whether two names are of one unit; an organ has a short name too.
func (c *Campaign) same(a, b string) bool {
	if a == b {
		return true
	}
	o, ok := c.organ(a)
	return ok && (b == o.Name || b == o.Short && b != "")
}

func (c *Campaign) contacts(ids []string) []Contact {
	var all []Contact
	for _, id := range ids {
		if to, ok := c.Contact(id); ok {
			all = append(all, to)
		}
	}
	return all
}

func minutes(t calendar.Clock) int {
	if t.IsZero() {
		return 24*60 + 1
	}
	return t.Hour*60 + t.Minute
}

// When tells the days and the hour of a duty: 2027年4月29日17:00前,
// 2027年5月10日—16日每日12:00前, 有活动的当天14:00前, 中考填报志愿前; "" if no day is said.
func (d Duty) When() string {
	switch {
	case d.Only != "":
		return "有活动的当天" + d.Time.String() + "前"
	case d.Event != "":
		return oneLine(d.Event) + "前"
	case len(d.Days) == 0:
		return ""
	}
	when := d.Days[0].String()
	switch last := d.Days[len(d.Days)-1]; {
	case d.Every == "day":
		when = calendar.Period{From: d.Days[0], To: last}.String() + "每日"
	case d.Every == "week":
		when = calendar.Period{From: d.Days[0], To: last}.String() + "每" + Weekday(d.Days[0])
	}
	if d.Every != "" && d.Time.IsZero() {
		return when
	}
	return when + d.Time.String() + "前"
}

// Thing tells what is handed in, with its number and rank: 文字稿件（不少于1篇）.
func (d Duty) Thing() string { return d.thing() }

// thing is Thing with more in the brackets.
func (d Duty) thing(more ...string) string {
	s := oneLine(d.What)
	if d.Rank != "" {
		s = strings.TrimSuffix(d.Rank, "级") + "级及以上" + s
	}
	var notes []string
	if d.Count > 0 {
		measure := "件"
		for _, name := range materialNames {
			if name[0] == d.What {
				measure = name[1]
			}
		}
		notes = append(notes, fmt.Sprintf("不少于%d%s", d.Count, measure))
		if d.Most > 0 {
			notes = append(notes, fmt.Sprintf("不超过%d%s", d.Most, measure))
		}
	}
	if notes = append(notes, more...); len(notes) > 0 {
		s += "（" + strings.Join(notes, "，") + "）"
	}
	return s
}

// sentence says it all: 各学校于2027年4月13日前，将联络员信息表（电子版）报送至市教育局（邮箱：zcc@example.com）。
func (d Duty) sentence(who string) string {
	s := d.When()
	switch {
	case s == "":
		s = who
	case who != "":
		s = who + "于" + s + "，"
	default:
		s += "，"
	}
	var medium []string
	if len(d.Medium) > 0 {
		medium = append(medium, strings.Join(d.Medium, "和"))
	}
	if d.Done() {
		return s + d.thing(medium...) + "。"
	}
	s += "将" + d.thing(medium...) + "报送"
	for i, to := range d.To {
		s += [...]string{"至", "、"}[min(i, 1)] + oneLine(cmp.Or(to.Organ, to.Person))
		if to.Email != "" {
			s += "（邮箱：" + to.Email + "）"
		}
	}
	return s + "。"
}

// deadlineLines are the deadlines of c as sentences, in order of time.
func (c *Campaign) deadlineLines() []string {
	var lines []string
	for _, d := range c.Duties() {
		if strings.HasPrefix(d.Path, "deadlines") {
			lines = append(lines, d.sentence(""))
		}
	}
	return lines
}

// dutyLines are the duties of c as sentences that tell whose they are.
func (c *Campaign) dutyLines() []string {
	var lines []string
	for _, d := range c.Duties() {
		lines = append(lines, d.sentence(cmp.Or(d.Whose(), unitKinds["全部"])))
	}
	return lines
}

// numbered numbers lines; of none it makes nothing.
func numbered(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&b, "%d.%s\n", i+1, line)
	}
	return b.String()
}

// activityTable is the table of the activities, with the columns of which any
// activity tells something, in lines with tabs; of none it is nothing. Days
// of the campaign's year go without it.
func (c *Campaign) activityTable() string {
	if len(c.Activities) == 0 {
		return ""
	}
	columns := []struct {
		head string
		cell func(a Activity) string
		used bool
	}{
		{head: "日期", cell: func(a Activity) string {
			if a.Date.IsZero() {
				return ""
			}
			return c.withoutYear(a.Date.String(), a.Date)
		}},
		{head: "时间", cell: hours},
		{head: "活动名称", cell: func(a Activity) string { return a.Name }},
		{head: "类别", cell: func(a Activity) string { return a.Category }},
		{head: "内容", cell: func(a Activity) string { return a.Content }},
		{head: "面向对象", cell: func(a Activity) string { return a.Audience }},
		{head: "地点", cell: func(a Activity) string { return a.Place }},
		{head: "承办单位", cell: func(a Activity) string { return a.Owner }},
	}
	for i := range columns {
		columns[i].used = slices.ContainsFunc(c.Activities, func(a Activity) bool { return columns[i].cell(a) != "" })
	}
	dated := columns[0].used
	var b strings.Builder
	row := func(first string, cell func(i int) string) {
		var cells []string
		if !dated {
			cells = append(cells, first)
		}
		for i := range columns {
			if columns[i].used {
				cells = append(cells, oneLine(cell(i)))
			}
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	row("序号", func(i int) string { return columns[i].head })
	for n, a := range c.Activities {
		row(fmt.Sprint(n+1), func(i int) string {
			if i == 0 {
				return cmp.Or(columns[0].cell(a), "待定") // a line that begins with a tab is another table
			}
			return columns[i].cell(a)
		})
	}
	return b.String()
}

// hours tells from when to when an activity lasts: 20:00—21:00.
func hours(a Activity) string {
	if a.Time.IsZero() || a.Until.IsZero() {
		return a.Time.String()
	}
	return a.Time.String() + "—" + a.Until.String()
}

// oneLine makes a value fit for a line and for a cell of a table.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " ")
}
