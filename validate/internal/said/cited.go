package said

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// A Source is a document that the texts of a campaign cite: of the higher office, or an
// earlier one of their own.
type Source struct {
	Title, Number string        // as written; the title without 《 》
	Issued        calendar.Date // zero: not known
	Own           bool          // it is one of the campaign
}

// Sources finds documents by what texts cite of them.
type Sources struct {
	titled   map[string]Source // by the title from 关于 on, without its years
	numbered map[string]Source // own ones
}

// NewSources returns what finds the documents.
func NewSources(all []Source) Sources {
	s := Sources{map[string]Source{}, map[string]Source{}}
	for _, one := range all {
		if len(one.Title) > longestTitle || len(one.Number) > longestTitle {
			continue
		}
		one.Title, one.Number = han.Squeeze(one.Title), han.Squeeze(one.Number)
		if key := matter(one.Title); utf8.RuneCountInString(key) >= leastSubject {
			if _, twice := s.titled[key]; twice {
				one := one
				one.Title = "" // which of them is not told
				s.titled[key] = one
			} else {
				s.titled[key] = one
			}
		}
		if one.Number != "" && one.Own { // those of others: [Superiors]
			s.numbered[one.Number] = one
		}
	}
	return s
}

// longestTitle is how many bytes a title has that is looked for.
const longestTitle = 600

// leastSubject is how many characters tell what a document is about.
const leastSubject = 8

var anyYear = regexp.MustCompile(`\d{4}年`)

// matter returns what a title is about: what stands from 关于 on, without its years.
func matter(title string) string {
	title = han.Squeeze(title)
	if i := strings.Index(title, "关于"); i >= 0 {
		title = title[i:]
	}
	return anyYear.ReplaceAllString(title, "")
}

var (
	cited = engine.Compile(`《([^《》]{4,120})》(?:[^《》。；，（(]{0,4}[（(]([^（）()《》]{2,24}[〔\[（]\d{4}[〕\]）]\d+号)[）)])?`)
	// issuedOn stands before a document that is cited with its day.
	whoIssued = engine.Compile(`^[，,]?[\p{Han}、]{0,24}$`)
	issuedOn  = engine.Compile(`印发(?:的|了)?$|发布(?:的|了)?$|下发(?:的|了)?$`)
)

// Cited finds a title or a number in l that is not that of the document which the other of
// them tells.
func (s Sources) Cited(l engine.Line, year int) []engine.Remark {
	var found []engine.Remark
	say := func(from, to int, message, data string) {
		f := l.On(from, to)
		f.Message, f.Hint = message, "活动数据为"+data
		found = append(found, f)
	}
	for _, m := range cited.All(l) {
		title, number := han.Squeeze(l.Text[m[2]:m[3]]), ""
		if m[4] >= 0 {
			number = han.Squeeze(l.Text[m[4]:m[5]])
		}
		if one, ok := s.numbered[number]; ok && number != "" {
			if !sameSource(title, one.Title) {
				say(m[2], m[3], "与“"+number+"”的标题不同", "《"+one.Title+"》")
				continue
			}
			found = append(found, daysOf(l, m[0], one, year)...)
			continue
		}
		one, ok := s.titled[matter(title)]
		if !ok || one.Title == "" {
			continue
		}
		same := sameSource(title, one.Title)
		switch {
		case same && one.Own && number != "" && one.Number != "":
			say(m[4], m[5], "与《"+one.Title+"》的文号不同", one.Number)
		case same:
			found = append(found, daysOf(l, m[0], one, year)...)
		case number == "" && anyYear.MatchString(title) && !Bygone.Match(l.Text[engine.Back(l.Text, m[0], wide):m[0]]):
			say(m[2], m[3], "标题的年份与活动数据不同", "《"+one.Title+"》")
		}
	}
	return found
}

// sameSource reports whether a title is cited, with those who issued it or without.
func sameSource(cited, title string) bool {
	cut := func(s string) string {
		if i := strings.Index(s, "关于"); i > 0 {
			return s[i:]
		}
		return s
	}
	switch {
	case cited == title:
		return true
	case strings.HasPrefix(cited, "关于") != strings.HasPrefix(title, "关于"):
		return cut(cited) == cut(title)
	case cut(cited) != cut(title):
		return strings.HasSuffix(title, cited) || strings.HasSuffix(cited, title) ||
			strings.HasSuffix(strings.Trim(title, "》"), cited) // the plan that a notice prints
	}
	a, b := strings.TrimSuffix(cited, cut(cited)), strings.TrimSuffix(title, cut(title))
	return han.Abbreviates(a, b) || han.Abbreviates(b, a)
}

// daysOf looks at the day before a document at l.Text[at:]: 4月12日印发的《……》.
func daysOf(l engine.Line, at int, one Source, year int) []engine.Remark {
	from := engine.Back(l.Text, at, nearby)
	before := l.Text[from:at]
	m := issuedOn.Find(before)
	if m == nil || !one.Issued.Valid() {
		return nil
	}
	days := calendar.FindDays(before[:m[0]])
	if len(days) == 0 || len(days[len(days)-1].Days) != 1 || !whoIssued.Match(before[days[len(days)-1].End:m[0]]) {
		return nil
	}
	w := days[len(days)-1]
	if all, ok := w.In(year); ok && all[0] != one.Issued {
		f := l.On(from+w.Start, from+w.End)
		f.Message, f.Hint = "与《"+one.Title+"》的成文日期不同", "活动数据为"+one.Issued.String()
		return []engine.Remark{f}
	}
	return nil
}
