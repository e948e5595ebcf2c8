package said

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// higher is an office above, as texts call it.
	higher = `(教育部|国家|省里?|市里?|(?:省|市)(?:级|直)?\p{Han}{0,8}(?:厅|局|委|办)|(?:教育|主管|人社)厅|上级(?:主管|教育)?(?:部门|机关)?)`
	// upwards stands behind a day on which a text goes up.
	upwards = engine.Compile(`^[\s\p{Z}]*(?:之?前|以前)[^，。；]{0,10}?(?:(?:上?报|报送|呈报|转报|提交|呈送|送)(?:至|到|给|送)?|向)` + higher + `(?:报|$|[，。；、]|\P{Han}|职成)`)
	// wantedAbove stands before a day which the office above has set.
	wantedAbove = engine.Compile(`(?:^|[^于])` + higher + `(?:的)?(?:通知|文件)?(?:要求|规定|明确|通知)[^，。；]{0,32}[，、]?$`)
	paperKind   = engine.Compile(`总结|方案|计划|案例|统计|名单`)
	allGathered = engine.Compile(`^[\s\p{Z}]*(?:[我全市县州省区]\p{Han}{0,10}?)?(?:统一)?(?:汇总|审核|整理)(?:汇总|审核|整理)?后(?:[，,]|于|在)`)
	gathered    = engine.Compile(`汇总|审核|整理|统计|收齐|汇集`)
)

// An Upward compares the days by which texts say that something goes to a higher office with
// what that wants of it, and with when it has come in.
type Upward struct {
	year int
	own  []string // organs of the campaign, which are not above
	dues []upwardDue
}

type upwardDue struct {
	campaign.SuperiorDue
	names []string      // of it, and of what it is made of
	in    calendar.Date // when the last of that has come in
}

// NewUpward returns what compares with the superiors of c.
func NewUpward(c *campaign.Campaign) Upward {
	u := Upward{year: c.Year}
	for _, o := range c.Organs {
		u.own = append(u.own, o.Name, o.Short)
	}
	byID := map[string]campaign.Deadline{}
	for _, d := range c.Deadlines {
		byID[d.ID] = d
	}
	for _, s := range c.Superiors {
		for _, d := range s.Deadlines {
			if !d.Due.Valid() || len(u.dues) == few {
				continue
			}
			one := upwardDue{SuperiorDue: d, names: []string{Thing(d.What)}}
			for _, id := range d.From[:min(len(d.From), few)] {
				if from := byID[id]; from.Due.Valid() {
					one.names = append(one.names, Thing(from.What))
					if from.Due.After(one.in) {
						one.in = from.Due
					}
				}
			}
			u.dues = append(u.dues, one)
		}
	}
	return u
}

// IsUp reports whether e, as text states it, goes to a higher office, or is what that wants.
func IsUp(text string, e stated.Deadline) bool {
	return GoesUp(text, e.Start, e.End-len("前"))
}

// GoesUp reports whether what s says of the day at s[from:to] is about a higher office.
func GoesUp(s string, from, to int) bool {
	before := s[engine.Back(s, from, nearby):from]
	if i := strings.LastIndexAny(before, "。；"); i >= 0 {
		before = before[i+len("。"):]
	}
	_, n := calendar.FindClock(s[to:])
	return wantedAbove.Match(before) || gathered.Match(before) && upwards.Match(s[to+n:engine.Ahead(s, to+n, nearby)])
}

// In looks at the sentences of l.
func (u Upward) In(l engine.Line) []engine.Remark {
	if len(u.dues) == 0 || l.Role != engine.RoleText || !strings.Contains(l.Text, "前") {
		return nil
	}
	var found []engine.Remark
	for at, s := range Sentences(l) {
		if len(s) > longestSentence || Bygone.Match(s) {
			continue
		}
		days := calendar.FindDays(s)
		for i, w := range days {
			all, ok := w.In(u.year)
			_, n := calendar.FindClock(s[w.End:])
			by := thenBy.Find(s[w.End+n:])
			if !ok || len(w.Days) != 1 || by == nil {
				continue
			}
			before, behind := s[:w.Start], s[w.End+n:]
			wanted := wantedAbove.Find(before)
			m := upwards.Find(behind)
			above := ""
			switch {
			case wanted != nil:
				above = before[wanted[2]:wanted[3]]
			case m != nil:
				above = behind[m[2]:m[3]]
			}
			if above == "" || slices.Contains(u.own, above) {
				continue
			}
			next := len(s)
			if i+1 < len(days) {
				next = days[i+1].Start
			}
			d := u.named(s[w.End:next]) // 于5月5日前报送方案、5月31日前报送总结
			if d == nil {
				d = u.of(s)
			}
			if d == nil {
				continue
			}
			f := l.On(at+w.Start, at+w.End+n+by[1])
			switch {
			case wanted != nil && all[0] != d.Due, all[0].After(d.Due), all[0].Year != d.Due.Year:
				f.Message = "上级要求报送“" + d.What + "”的时限与活动数据（" + d.Due.String() + "）不同"
			case all[0].Before(d.in) && !d.in.After(d.Due) && gathered.Match(before) && wanted == nil:
				f.Message = "向上级报送“" + d.What + "”早于本级收齐的时限（" + d.in.String() + "）"
			default:
				continue
			}
			found = append(found, f)
		}
	}
	return found
}

// of returns the one due that s is about: that of which it names something, or the only one if it
// is of its kind.
func (u Upward) of(s string) *upwardDue {
	one := u.named(s)
	if one == nil && len(u.dues) > 0 && !slices.ContainsFunc(u.dues, func(d upwardDue) bool { return d.Due != u.dues[0].Due }) {
		kind := paperKind.Find(u.dues[0].names[0])
		if kind != nil && strings.Contains(s, u.dues[0].names[0][kind[0]:kind[1]]) || allGathered.Match(s) {
			return &u.dues[0] // 全市总结 of 活动周总结报告
		}
	}
	return one
}

// named returns the one due of which s names something.
func (u Upward) named(s string) *upwardDue {
	s = han.Squeeze(s)
	var one *upwardDue
	for i := range u.dues {
		if slices.ContainsFunc(u.dues[i].names, func(n string) bool { return n != "" && strings.Contains(s, n) }) {
			if one != nil && one.Due != u.dues[i].Due {
				return nil
			}
			one = &u.dues[i]
		}
	}
	return one
}
