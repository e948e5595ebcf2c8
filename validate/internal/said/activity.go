package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	heldAt     = engine.Compile(`在(\p{Han}[^，。；：、在]{1,20}?)(?:举行|举办|开展|启动|召开|进行)`)
	HeldOn     = engine.Compile(`举行|举办|开展|启动|召开|开幕|闭幕|进行`)
	holds      = engine.Compile(`(?:举行|举办|开展|召开|启动)[^，。；]{0,12}$`) // before the name
	isHeld     = engine.Compile(`^”?(?:活动)?(?:将|拟)?(?:定)?[于在]`)    // behind it
	ends       = engine.Compile(`^(?:[”，。；、：]|$)`)
	dayLabel   = engine.Compile(`时间[\s\p{Z}]*(?:[:：]|为|是|定于)[\s\p{Z}]*$`)
	placeLabel = engine.Compile(`地点[\s\p{Z}]*(?:[:：]|为|是|定在)[\s\p{Z}]*([^，。；]{2,30})`)
	placeHead  = engine.Compile(`^(?:活动|举办)?地点$`)
	dayHeading = engine.Compile(`(?:时间|日期)$`)
	atHeading  = engine.Compile(`地点$`)
)

// Activities compares the day and place of the activities that a text gives with
// the data of a campaign: in a sentence that names one, in a row of a table, and
// under the headings of a text that is about one alone. The title is without blanks.
func Activities(c *campaign.Campaign, p *engine.Passage, title string) []engine.Remark {
	y := year{c}
	var found []engine.Remark
	heading := ""
	for _, l := range p.Lines {
		switch l.Role {
		case engine.RoleHeading:
			heading = l.Unmarked()
			found = append(found, y.besideName(l)...)
		case engine.RoleText:
			if y.isName(l.Text) {
				heading = l.Text
			}
			found = append(found, y.activitiesIn(l, heading)...)
		}
	}
	for _, table := range p.Tables() {
		found = append(found, y.placesInTable(table)...)
	}
	return append(found, y.aboutOne(p, title)...)
}

// A year is the campaign with which a text is compared.
type year struct{ *campaign.Campaign }

// activity returns the one activity that s names; nil if there are none or
// several.
func (y year) activity(s string) *campaign.Activity {
	var one *campaign.Activity
	for i := range y.Activities {
		a := &y.Activities[i]
		switch {
		case utf8.RuneCountInString(a.Name) < 3 || !strings.Contains(s, a.Name):
		case one != nil && (one.Name == a.Name || !strings.Contains(one.Name, a.Name) && !strings.Contains(a.Name, one.Name)):
			return nil
		case one == nil || len(a.Name) > len(one.Name):
			one = a
		}
	}
	return one
}

// activitiesIn looks at the sentences of l, and at its labels if the heading or
// the first words tell which activity it is about.
func (y year) activitiesIn(l engine.Line, heading string) []engine.Remark {
	var found []engine.Remark
	about := y.topic(heading)
	if beside := y.besideName(l); beside != nil {
		return beside
	}
	if first, _, ok := strings.Cut(l.Unmarked(), "。"); ok || about == nil {
		if a := y.topic(first); a != nil {
			about = a
		}
	}
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		if i := strings.IndexAny(l.Text[at:], "。；"); i >= 0 {
			end = at + i + len("。")
		}
		s, from := l.Text[at:end], at
		at = end
		days := calendar.FindDays(s)
		if about != nil {
			// （三）职教论坛。5月18日下午，邀请…… is the day of it too.
			first := len(days) > 0 && from > l.Mark && strings.TrimSpace(s[:days[0].Start]) == "" && !notThatDay.Match(s[days[0].End:])
			if len(days) > 0 && len(days[0].Days) == 1 && (dayLabel.Match(s[:days[0].Start]) || first && !isOn(s, about.Name) && !heldOnOther(y, s, about)) {
				found = append(found, y.otherDay(l, from, days[0], about)...)
			}
			if m := placeLabel.Find(s); m != nil && !samePlace(s[m[2]:m[3]], about.Place) {
				found = append(found, otherPlace(l.On(from+m[2], from+m[3]), about))
			}
		}
		a := y.activity(s)
		if a == nil || len(days) > 1 || len(days) == 1 && (len(days[0].Days) != 1 || days[0].Days[0].Date.Year != 0 && days[0].Days[0].Date.Year != y.Year) || !isOn(s, a.Name) {
			continue
		}
		if len(days) == 1 && !strings.HasPrefix(s[days[0].End:], "前") {
			found = append(found, y.otherDay(l, from, days[0], a)...)
		}
		if m := heldAt.Find(s); m != nil && !samePlace(s[m[2]:m[3]], a.Place) && strings.Count(s, "在") == 1 {
			found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
		}
	}
	return found
}

// besideName looks at the day in 技能展示（5月16日，海湾公园）.
func (y year) besideName(l engine.Line) []engine.Remark {
	name, rest, _ := strings.Cut(l.Unmarked(), "（")
	a := y.topic(name)
	if days := calendar.FindDays(rest); a != nil && len(days) > 0 && days[0].Start == 0 && len(days[0].Days) == 1 {
		return y.otherDay(l, len(l.Text)-len(rest), days[0], a)
	}
	return nil
}

// topic returns the activity of which s is the name, a year or the like before it.
func (y year) topic(s string) *campaign.Activity {
	s = strings.Trim(han.Squeeze(s), "“”。：:")
	if a := y.activity(s); a != nil && strings.HasSuffix(s, a.Name) {
		return a
	}
	return nil
}

// notThatDay stands behind a day that is not the one on which something is held.
var notThatDay = engine.Compile(`^[^。；]{0,12}?(?:[之以]?前|起|开始|截止|报名|报送|布展|彩排|预赛|初赛|公布|完成)`)

// heldOnOther reports whether a sentence is about another activity.
func heldOnOther(y year, s string, about *campaign.Activity) bool {
	a := y.activity(s)
	return a != nil && a != about
}

// isName reports whether s is the name of an activity and nothing else.
func (y year) isName(s string) bool {
	a := y.activity(s)
	return a != nil && strings.Trim(han.Squeeze(s), "“”：:") == a.Name
}

// isOn reports whether the sentence says that the activity is held: 举行启动仪式，
// or 启动仪式定于, but not 启动仪式彩排.
func isOn(s, name string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], name)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(name)
		if isHeld.Match(s[at:]) && HeldOn.Match(s[at:]) || holds.Match(s[engine.Back(s, i, 20):i]) && ends.Match(s[at:]) {
			return true
		}
	}
}

// otherDay returns a remark about a day of l that is not that of the activity.
func (y year) otherDay(l engine.Line, from int, day calendar.Writing, a *campaign.Activity) []engine.Remark {
	all, ok := day.In(y.Year)
	if !ok || !a.Date.Valid() || all[0] == a.Date {
		return nil
	}
	f := l.On(from+day.Start, from+day.End)
	f.Message, f.Hint = "“"+a.Name+"”的日期与活动数据不同", "活动数据为"+a.Date.String()
	return []engine.Remark{f}
}

func otherPlace(f engine.Remark, a *campaign.Activity) engine.Remark {
	f.Message, f.Hint = "“"+a.Name+"”的地点与活动数据不同", "活动数据为"+a.Place
	f.Severity = report.Warning
	return f
}

// samePlace reports whether two names of a place may mean one; an unknown place
// and words that name none, such as 全市, contradict nothing.
func samePlace(said, data string) bool {
	said, data = han.Squeeze(said), han.Squeeze(data)
	return data == "" || !placeTail.Match(said) || ownPlace.Match(said) || han.Abbreviates(said, data) || han.Abbreviates(data, said) || strings.Contains(said, data) || strings.Contains(data, said)
}

// ownPlace is where everybody is.
var ownPlace = engine.Compile(`^(?:本|各|该|校内|所在)`)

var placeTail = engine.Compile(`(?:校|院|中心|馆|厅|堂|场|园|室|楼|社区|公园|基地|职专|职高|大学)$`)

func (y year) placesInTable(table [][]engine.Line) []engine.Remark {
	k := slices.IndexFunc(table[0], func(c engine.Line) bool { return placeHead.Match(han.Squeeze(c.Text)) })
	if k < 0 {
		return nil
	}
	var found []engine.Remark
	for _, row := range table[1:] {
		for _, cell := range row {
			i := slices.IndexFunc(y.Activities, func(a campaign.Activity) bool { return han.Squeeze(a.Name) == han.Squeeze(cell.Text) })
			if i < 0 || len(row) <= k || y.activity(cell.Text) == nil || samePlace(row[k].Text, y.Activities[i].Place) {
				continue
			}
			found = append(found, otherPlace(row[k].Say(""), &y.Activities[i]))
		}
	}
	return found
}

// aboutOne looks at a text whose title names one activity, such as 启动仪式方案: at
// what stands under 时间 and 地点.
func (y year) aboutOne(p *engine.Passage, title string) []engine.Remark {
	a := y.activity(title)
	if a == nil || !strings.HasSuffix(title, "方案") {
		return nil
	}
	var found []engine.Remark
	heading := ""
	for _, l := range p.Lines {
		if l.Role == engine.RoleHeading {
			heading = strings.TrimSpace(l.Unmarked())
			continue
		}
		days := calendar.FindDays(l.Text)
		switch {
		case dayHeading.Match(heading) && len(days) == 1 && len(days[0].Days) == 1 && strings.TrimSpace(l.Text[:days[0].Start]) == "" && a.Date.Valid():
			found = append(found, y.otherDay(l, 0, days[0], a)...)
		case atHeading.Match(heading) && !samePlace(strings.TrimRight(l.Text, "。 "), a.Place):
			found = append(found, otherPlace(l.Say(""), a))
		}
		heading = ""
	}
	return found
}
