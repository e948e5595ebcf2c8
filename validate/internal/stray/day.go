package stray

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// longestSentence is how many bytes a sentence has that is looked at.
const longestSentence = 600

// longestLine is how many characters of a line are looked at.
const longestLine = 2000

// longestLead is how many characters of a heading are looked at.
const longestLead = 200

var (
	// byThen stands behind a day by which something is due, orBefore before it.
	byThen   = engine.Compile(`^[\s\p{Z}]*(?:` + calendar.ClockForm + `)?(?:中午|下班|零点|\d{1,2}点)?[\s\p{Z}]*(?:之?前|以前|底前|止|截止|截至)`)
	orBefore = engine.Compile(`(?:截[止至](?:时间|日期)?[为到至于：:]?|最[迟晚]于?|不[迟晚]于|(?:时限|期限)(?:为|是|[:：])?|(?:报送|上报|提交|报名|交稿|递交|反馈|申报|寄送)(?:截止)?(?:时间|日期)?(?:为|是|[:：]))[\s\p{Z}]*$`)
	// since stands behind a day from which on something is.
	since = engine.Compile(`^[\s\p{Z}]*(?:起|开始报|以来|后|之后|以后|印发|发布|下发|通知|公布|公示)`)
	// A whole period begins or is on a day: 于5月20日举办职业体验日, 职业体验日定于5月18日.
	wholly = engine.Compile(`^[^，。；、]{0,4}(?:举[办行]|开展|启动|开幕|迎来)[^，。；、]{0,20}$`)
	setOn  = engine.Compile(`^(?:活动)?[^，。；、]{0,4}(?:[定将]于|安排在|时间(?:为|是|：)|首日（|第一天（)$`)
	// ourOwn stands before a day by which this office itself hands in, toAbove is where it does.
	ourOwn  = engine.Compile(`(?:我[局厅委校院]|汇总后[^。；]{0,12})$|我[局厅委校院][^，。；]{0,6}$`)
	toAbove = engine.Compile(`我[局厅委校院]|上级|汇总|[向报送][^，。；]{0,4}(?:省|教育部|教育厅|市)`)
	// before a day that is another's, or of the past.
	ofOther = engine.Compile(`(?:原定?|改|延|曾|[自从]|出生|成立|去年|上年|往年|前年)(?:[于在为到至])?[\s\p{Z}]*$`)
)

// A Found is a remark by one of the rules.
type Found struct {
	Rule string
	engine.Remark
}

// In finds the strays of a text; told tells whether the documents tell a day.
func (d *Data) In(p *engine.Passage) []Found {
	var found []Found
	heading := ""
	for _, l := range p.Lines {
		switch l.Role {
		case engine.RoleHeading:
			heading = l.Unmarked()
			continue
		case engine.RoleText:
		default:
			continue
		}
		lead, _, _ := strings.Cut(l.Unmarked(), "。")
		found = append(found, d.daysIn(l, lead, heading)...)
	}
	return found
}

func (d *Data) daysIn(l engine.Line, lead, heading string) []Found {
	line := l.Text[:engine.Ahead(l.Text, 0, longestLine)]
	lead, heading = lead[:engine.Ahead(lead, 0, longestLead)], heading[:engine.Ahead(heading, 0, longestLead)]
	above := append(d.mentions(heading), d.mentions(lead)...)
	here := context{line: l, lead: lead, heading: heading, named: append(above[:len(above):len(above)], d.mentions(line)...), above: above}
	for _, w := range calendar.FindDays(line) {
		if dates, ok := w.In(d.year); ok {
			here.days = append(here.days, dates...)
		}
	}
	found := d.phonesIn(l)
	for at, s := range said.Sentences(l) {
		if len(s) > longestSentence || at > len(line) {
			continue
		}
		found = append(found, d.hoursIn(l, at, s, above)...)
		found = append(found, d.placesIn(l, at, s, above)...)
		found = append(found, d.amountsIn(l, at, s, lead+heading)...)
		found = append(found, d.rhythmsIn(l, at, s)...)
		found = append(found, d.countsIn(l, at, s)...)
		all := calendar.FindDays(s)
		for _, w := range all {
			if dates, ok := w.In(d.year); ok && len(w.Days) == 1 && (w.Days[0].Date.Year == 0 || w.Days[0].Date.Year == d.year) && !bygone(s, w.Start) && !since.Match(s[w.End:]) && !ofOther.Match(s[:w.Start]) && !quoted(s, w.Start) {
				found = append(found, d.dayIn(here, at, s, w, dates[0], all)...)
			}
		}
	}
	return found
}

// A context is what a line tells around a day.
type context struct {
	line          engine.Line
	lead, heading string
	named, above  []mention // in all of the line, and in what stands above it and opens it
	days          []calendar.Date
}

// dayIn looks at the day at w of a sentence at l.Text[at:], which has all those days.
func (d *Data) dayIn(here context, at int, s string, w calendar.Writing, day calendar.Date, all []calendar.Writing) []Found {
	say := func(rule, message string) []Found {
		end := w.End
		if m := byThen.Find(s[w.End:]); m != nil {
			end += m[1]
		}
		f := Found{rule, here.line.On(at+w.Start, at+end)}
		f.Message, f.Hint, f.Severity = message, "活动数据里没有这一天，请核对", report.Hint
		return []Found{f}
	}
	by := byThen.Match(s[w.End:])
	due := by || orBefore.Match(s[:w.Start])
	m := d.nearest(s, w.Start, due, all)
	t := m.thing
	if t != nil && t.period {
		isIt := m.to <= w.Start && setOn.Match(s[m.to:w.Start]) || m.from >= w.End && wholly.Match(s[w.End:m.from])
		if isIt && !slices.Contains(t.days, day) && (!d.days[day] || len(t.days) == 1) && !slices.ContainsFunc(t.days, func(o calendar.Date) bool { return slices.Contains(here.days, o) }) {
			return say("ZJ020", "“"+t.name+"”的时间与活动数据（"+t.days[0].String()+"）不同")
		}
		return nil
	}
	if d.days[day] || slices.ContainsFunc(here.named, func(m mention) bool { return slices.Contains(m.days, day) }) {
		return nil
	}
	if up := said.GoesUp(s, w.Start, w.End) || ourOwn.Match(s[:w.Start]); by && up {
		if len(d.above) == 0 || slices.Contains(d.above, day) {
			return nil
		}
		return say("ZJ037", "报上级的时限与活动数据（"+d.above[0].String()+"）不同")
	}
	if slices.Contains(d.above, day) && toAbove.Match(clauseAt(s, w.Start)) {
		return nil
	}
	for _, words := range []string{here.lead, here.heading, here.line.Text[:engine.Ahead(here.line.Text, 0, longestLine)]} {
		if t == nil {
			t = d.only(words, due)
		}
	}
	if t == nil || t.period || len(t.days) == 0 || !t.due && errand.Match(clauseAt(s, w.Start)) || slices.ContainsFunc(t.days, func(o calendar.Date) bool { return slices.Contains(here.days, o) }) {
		return nil
	}
	if t.due {
		return say("ZJ018", "“"+t.name+"”的时限与活动数据（"+t.days[0].String()+"）不同")
	}
	return say("ZJ027", "“"+t.name+"”的日期与活动数据（"+t.days[0].String()+"）不同")
}

// bygone reports whether the clause of s[at] tells of what has been.
func bygone(s string, at int) bool { return said.Bygone.Match(clauseAt(s, at)) }

// quoted reports whether s[i] stands in quotation or title marks.
func quoted(s string, i int) bool {
	return strings.LastIndex(s[:i], "《") > strings.LastIndex(s[:i], "》") || strings.LastIndex(s[:i], "“") > strings.LastIndex(s[:i], "”")
}

// nearest returns what names the thing of its sort nearest to a day at s[at:], before it with no
// other day between, or else behind it; nothing if there is none.
func (d *Data) nearest(s string, at int, due bool, days []calendar.Writing) mention {
	var before, behind mention
	for _, m := range d.mentions(s) {
		between := func(from, to int) bool {
			return slices.ContainsFunc(days, func(w calendar.Writing) bool { return from <= w.Start && w.Start < to })
		}
		switch {
		case m.due != due:
		case m.to <= at:
			if before = (mention{}); !between(m.to, at) {
				before = m
			}
		case behind.thing == nil && !between(at+1, m.from):
			behind = m
		}
	}
	if before.thing != nil {
		return before
	}
	return behind
}

// only returns the one thing of its sort that s names; nil if there is none, or several.
func (d *Data) only(s string, due bool) *thing {
	var one *thing
	for _, m := range d.mentions(s) {
		if m.due != due || one == m.thing {
			continue
		}
		if one != nil {
			return nil
		}
		one = m.thing
	}
	return one
}
