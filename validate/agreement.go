package validate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/demand"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

// Rules about what the documents say against the data of the
// campaign.
var agreementDocuments = engine.Checks[*paper]{
	"ZJ020": periodsOfText,
	"ZJ022": themeOfText,
	"ZJ023": yearsOfTitles,
}

var agreementCampaigns = engine.Checks[*year]{
	"ZJ020": periodInText,
	"ZJ021": oldDeadlines,
	"ZJ022": themeInText,
	"ZJ023": yearInTitle,
	"ZJ026": materialInText,
	"ZJ027": activitiesInText,
}

func materialInText(y *year) []engine.Remark {
	var found []engine.Remark
	rules := demand.NewRules(y.Campaign)
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			found = append(found, demand.Material(t.Passage, rules)...)
			for _, l := range t.Lines {
				found = append(found, demand.Quotas(l, y.Campaign, y.FormTitle)...)
			}
		}
	}
	return found
}

func activitiesInText(y *year) []engine.Remark {
	var found []engine.Remark
	told := said.New(y.Campaign)
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			found = append(found, told.Activities(t.Passage, t.title)...)
		}
		found = append(found, said.Announced(y.Campaign, &d.body, d.attachmentBodies())...)
	}
	return found
}

// body calls do with every line of the body of every document.
func (y *year) body(do func(*paper, *engine.Passage, int)) {
	for _, d := range y.documents {
		for _, p := range append([]*engine.Passage{&d.body}, d.attachmentBodies()...) {
			for i := range p.Lines {
				do(d, p, i)
			}
		}
	}
}

func (d *paper) attachmentBodies() []*engine.Passage {
	var all []*engine.Passage
	for i := range d.attachments {
		all = append(all, &d.attachments[i].body)
	}
	return all
}

func periodInText(y *year) []engine.Remark {
	if _, ok := y.mainPeriod(); !ok {
		return nil
	}
	var found []engine.Remark
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			for _, l := range t.Lines {
				found = append(found, said.Periods(l, y.Campaign)...)
			}
			if week, ok := y.mainPeriod(); ok {
				found = append(found, d.shiftedStages(week.Span())...)
			}
			for _, s := range t.sayings(y.Year) {
				f := s.line.On(s.from, s.to)
				told := slices.ContainsFunc(y.Periods, func(p campaign.Period) bool { return p.Span() == s.Period }) ||
					slices.ContainsFunc(found, func(o engine.Remark) bool { return o.Line.Place != nil && o.Line.At(o.From) == f.Line.At(f.From) })
				if !told && !y.lastsWithin(s, t.title) && !said.OfOthers(s.whose, y.Level) {
					f.Hint = "活动数据为：" + said.AllPeriods(y.Campaign)
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// lastsWithin reports whether s, in a text of its own title, says when something within the 活动周
// lasts: the letter about a contest.
func (y *year) lastsWithin(s saying, title string) bool {
	week, ok := y.mainPeriod()
	return ok && strings.Contains(week.Name+y.Name, "活动周") && !strings.Contains(title+s.line.Text, "活动周") && week.Span().Contains(s.From) && week.Span().Contains(s.To)
}

// periodsOfText compares what a document says of the 活动周 in several places.
func periodsOfText(d *paper) []engine.Remark {
	if d.timed() {
		return nil
	}
	var found []engine.Remark
	weeks := d.ofSubject()
	if len(weeks) == 0 {
		return nil
	}
	first := weeks[0]
	for _, s := range weeks[1:] {
		if s.Period != first.Period {
			f := s.line.On(s.from, s.to)
			f.Message = "活动时间前文为" + named(first.line.Text[first.from:first.to])
			found = append(found, f)
		}
	}
	return append(found, d.shiftedStages(first.Period)...)
}

// ofSubject returns what d says of how long the 活动周 lasts; where it is about
// something else, of how long that lasts, if there is one heading about it.
func (d *paper) ofSubject() []saying {
	all := d.lasts()
	if !strings.Contains(han.Squeeze(d.title.Text), "活动周") {
		headed := 0
		for i := range all {
			if all[i].headed {
				headed++
				all[i].week = true
			}
		}
		if headed > 1 {
			return nil // of several things
		}
	}
	return slices.DeleteFunc(all, func(s saying) bool { return !s.week })
}

// shiftedStages finds the stage in which things are done, as long as the week, on
// other days than it.
func (d *paper) shiftedStages(week calendar.Period) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			runs := prose.StagesIn(l, false)
			if len(runs) == 0 || !doing.Match(l.Text[engine.Back(l.Text, runs[0].Start, nearby):runs[0].Start]) {
				continue
			}
			run := runs[0]
			span := run.In(d.textYear())
			if span.Valid() && span != week && (span.Days() == week.Days() && (week.Contains(span.From) || week.Contains(span.To)) || oneEnd(span, week)) {
				f := l.On(run.Start, run.End)
				f.Message = "活动时间前文为" + week.String()
				found = append(found, f)
			}
		}
	}
	return found
}

// oneEnd reports whether two periods share one end and differ by few days at the other.
func oneEnd(a, b calendar.Period) bool {
	const few = 3
	longer := a.Days() - b.Days()
	return (a.From == b.From) != (a.To == b.To) && longer >= -few && longer <= few
}

var doing = engine.Compile(`实施|活动|举办|开展`)

var (
	setFor  = engine.Compile(`[于在]$`)
	dueThen = engine.Compile(`^(?:\d{1,2}(?:[:：]\d{2}|[时点]))?(?:之前|以前|前)(?:将|把|报|上报|提交|发送|完成)`)
)

func oldDeadlines(y *year) []engine.Remark {
	var found []engine.Remark
	y.body(func(_ *paper, p *engine.Passage, i int) {
		l := p.Lines[i]
		for _, w := range calendar.FindDays(l.Text) {
			year := w.Days[0].Date.Year
			m := dueThen.Find(l.Text[w.End:engine.Ahead(l.Text, w.End, nearby)])
			if year == 0 || year >= y.Year || already.Match(strings.TrimRight(l.Text[:w.Start], "于在")) || len(w.Days) > 1 || m == nil || !setFor.Match(l.Text[engine.Back(l.Text, w.Start, 1):w.Start]) {
				continue
			}
			f := l.On(w.Start, w.End+m[1])
			f.Hint = "活动年份是" + strconv.Itoa(y.Year) + "年"
			found = append(found, f)
		}
	})
	return found
}

func themeInText(y *year) []engine.Remark {
	var found []engine.Remark
	hint := "活动数据写作“" + y.Theme + "”"
	for _, d := range y.documents {
		found = append(found, d.otherwise(y.Theme, hint)...)
		if y.Theme != "" {
			for _, l := range d.body.Lines {
				found = append(found, said.Foreign(l, y.Theme, strconv.Itoa(y.Year), hint)...)
			}
		}
		for i, t := range d.pieces() {
			// What stands under a heading or behind a label of the theme.
			for _, f := range said.Titled(t.Passage, y.Theme, strconv.Itoa(y.Year), hint, i == 0 || strings.Contains(t.title, "活动周")) {
				if !slices.ContainsFunc(found, func(o engine.Remark) bool { return o.Line.Text == f.Line.Text }) {
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// themeOfText compares what a document says of its theme in several places.
func themeOfText(d *paper) []engine.Remark {
	if d.campaign != nil && d.campaign.Theme != "" {
		return nil
	}
	for _, t := range d.pieces() {
		if theme := said.Theme(t.Passage); theme != "" {
			return d.otherwise(theme, "前文写作“"+theme+"”")
		}
	}
	for _, t := range d.pieces() { // of what is told in passing the first
		for _, l := range t.Lines {
			if m := themeInPassing.First(l); m != nil {
				theme := l.Text[max(m[2], m[4]):max(m[3], m[5])]
				return d.otherwise(theme, "前文写作“"+theme+"”")
			}
		}
	}
	return nil
}

// themeInPassing is a theme of two halves that a sentence names: 围绕“……，……”主题.
var themeInPassing = engine.Compile(`“([^“”。；]{3,20}[，、；·\s\p{Z}][^“”。；]{3,20})”(?:的|这一|为)?(?:活动周?|宣传|年度)?主题|主题(?:[为是]|口号[为是])?[:：]?“([^“”。；]{3,20}[，、；·\s\p{Z}][^“”。；]{3,20})”`)

// otherwise returns a remark for each place of d where the theme is spelled otherwise.
func (d *paper) otherwise(theme, hint string) []engine.Remark {
	var found []engine.Remark
	d.lines(func(l engine.Line) { found = append(found, said.Otherwise(l, theme, hint)...) })
	return found
}

var titleYear = engine.Compile(`(\d{4})年`)

func yearInTitle(y *year) []engine.Remark {
	var found []engine.Remark
	sessions := said.Sessions(y.Campaign)
	look := func(l engine.Line) {
		found = append(found, sessions.Other(l)...)
		all := titleYear.All(l)
		for _, m := range all {
			if l.Text[m[2]:m[3]] == strconv.Itoa(y.Year) {
				return
			}
		}
		for _, m := range all {
			if !quotedTitle(l.Text, m[0]) || strings.HasSuffix(l.Text[:m[0]], "印发《") {
				found = append(found, l.On(m[0], m[1]))
			}
		}
	}
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			found = append(found, said.LeadYear(t.Passage, strconv.Itoa(y.Year))...)
		}
		look(d.title)
		for _, a := range d.attachments {
			look(a.title)
		}
		for _, t := range d.pieces() {
			for _, l := range t.Lines {
				found = append(found, sessions.Other(l)...)
			}
		}
	}
	return found
}

// yearsOfTitles finds an attachment whose title is that in the title of d but for
// the year.
func yearsOfTitles(d *paper) []engine.Remark {
	own := titleYear.All(d.title)
	var titles []engine.Line
	for i := range d.attachments {
		titles = append(titles, d.attachments[i].title)
	}
	var sessions []engine.Remark
	if d.campaign == nil || said.Sessions(d.campaign).Other(d.title) == nil { // else the title is wrong
		sessions = said.OtherSession(&d.body, d.title, titles)
	}
	if d.campaign != nil || len(own) != 1 {
		return sessions
	}
	year, what := d.title.Text[own[0][2]:own[0][3]], d.title.Text[own[0][1]:]
	found := append(sessions, said.OtherYear(&d.body, year, what)...)
	if n := d.weekYear(); n != "" && n != year && strings.Contains(what, "活动周") && n == strconv.Itoa(d.issued().Year) {
		f := d.title.On(own[0][0], own[0][1])
		f.Message = "标题的年份与正文（" + n + "年活动周）不同"
		found = append(found, f)
	}
	for _, a := range d.attachments {
		m := titleYear.First(a.title)
		if m == nil || a.title.Text[m[2]:m[3]] == year {
			continue
		}
		if rest := a.title.Text[m[1]:]; utf8.RuneCountInString(rest) >= 4 && strings.HasPrefix(what, rest) {
			f := a.title.On(m[0], m[1])
			f.Message = "标题的年份与公文标题（" + year + "年）不同"
			found = append(found, f)
		}
	}
	return found
}

var yearOfWeek = engine.Compile(`(\d{4})年(?:全[国省市县区校])?\p{Han}{0,8}活动周`)

// weekYear returns the one year of which the body names the 活动周; "" if it names none
// or several.
func (d *paper) weekYear() string {
	year := ""
	for _, l := range d.body.Lines {
		for _, m := range yearOfWeek.All(l) {
			switch n := l.Text[m[2]:m[3]]; {
			case quotedTitle(l.Text, m[0]):
			case year != "" && n != year:
				return ""
			default:
				year = n
			}
		}
	}
	return year
}

// quotedTitle reports whether s[i] stands within 《 》.
func quotedTitle(s string, i int) bool {
	return strings.LastIndex(s[:i], "《") > strings.LastIndex(s[:i], "》")
}
