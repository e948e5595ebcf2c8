// Package said compares what a text says of activities, deadlines, periods, the theme and
// other documents with the data of a campaign.
package said

import (
	"iter"
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
	heldAt     = engine.Compile(`在((?:\p{Han}|\d{1,2}号)[^，。；：、在]{1,20}?)(?:如期|正式|隆重|集中|统一|同步|准时|联合)?(?:举行|举办|开展|启动|召开|进行|组织|座谈|研讨|展出|展示|演出|开幕|开始|开班|开赛|开讲|开演|开营|开场|开课|开锣|登场|亮相|上演|启幕|拉开帷幕|与[您大]|等[您候]|为\p{Han}|面向)`)
	HeldOn     = engine.Compile(`举行|举办|开展|启动|召开|开幕|闭幕|进行|开始|开班|开课|开赛|开讲|开演|开营|开场|开锣|登场|亮相|上演|启幕|拉开帷幕`)
	holds      = engine.Compile(`(?:举行|举办|开展|召开|启动|组织|安排|承办|准备了|迎来|推出|还有)[^，。；前]{0,12}$`) // before the name
	isHeld     = engine.Compile(`^[”》]?(?:活动)?(?:将|拟|暂|已)?(?:定|安排|放|设|确定)?[于在]`)          // behind it
	isSet      = engine.Compile(`^[”》]?(?:活动)?(?:将|拟|暂|已)?(?:(?:定|安排|确定|放)[于在]|(?:时间|地点)[:：为是定设])`)
	ends       = engine.Compile(`^(?:[”》，。；、：（]|$)`)
	dayLabel   = engine.Compile(`(?:^|\P{Han}|活动|举[办行]|起止|具体|仪式|典礼|比赛|会议|大会)时间[\s\p{Z}]*(?:[:：]|为|是|定[于在]|安排在)[\s\p{Z}]*$`)
	placeLabel = engine.Compile(`地点[\s\p{Z}]*(?:[:：]|为|是|[定设选]?在)[\s\p{Z}]*([^，。；]{2,30})`)
	placeNext  = engine.Compile(`^[^，。；]{0,16}，[\s\p{Z}]*(?:在)?(\p{Han}[^，。；：、（）]{1,20}?)(?:举行|举办|进行)?(?:[）。，；（]|$)`)
	heldBy     = engine.Compile(`由(\p{Han}{2,20}?)(?:负责)??(?:牵头)??(承办|主办|组织实施|牵头组织|具体负责|负责组织|(?:牵头|负责|主持)(?:[，。；、]|$))`)
	heldLabel  = engine.Compile(`(?:^|[，。；\s\p{Z}])(?:负责|承办|主办|责任|牵头|组织)(?:单位|部门|学校|院校|处室)?[\s\p{Z}]*[:：][\s\p{Z}]*(\p{Han}{2,20}?)(?:[，。；、（]|$)`)
	bearer     = engine.Compile(`^[\s\p{Z}]*(\p{Han}{2,20})[:：]`)
	bearsIt    = engine.Compile(`(?:承办|主办|牵头)[^，。；、]{0,4}$`)
	opening    = engine.Compile(`^[\s\p{Z}]*(?:由?[^，。；\d]{2,30}(?:主办|承办|协办|牵头|负责|组织)，){0,3}(?:活动)?(?:将|拟)?(?:定[于在]|安排在|于|在)?$`)
	dayHeading = engine.Compile(`(?:时间|日期)(?:[和与及、]?地点)?$`)
	into       = engine.Compile(`(?:走进|来到|开进|驶入|进驻)(\p{Han}[^，。；：、在]{1,20}?)(?:[，。；、]|开展|举[行办]|进行|为)`)
	bidden     = engine.Compile(`[须应请将]|[之以]?前到|人员|\d前|入场`) // somebody is told to come there
	atHeading  = engine.Compile(`(?:^|[^和与及、间期])地点$`)
)

// Activities compares the day and place of the activities that a text gives with
// the data of a campaign: in a sentence that names one, in a row of a table, and
// under the headings of a text that is about one alone. The title is without blanks.
func (y Told) Activities(p *engine.Passage, title string) []engine.Remark {
	var found []engine.Remark
	heading, whole := "", y.oneOf(title)
	for _, l := range p.Lines {
		switch l.Role {
		case engine.RoleHeading:
			heading = l.Unmarked()
			found = append(found, y.besideName(l)...)
		case engine.RoleText:
			if y.isName(l.Text) {
				heading = l.Text
			}
			found = append(found, y.activitiesIn(l, heading, whole)...)
		}
	}
	for _, table := range p.Tables() {
		found = append(found, y.inTable(table)...)
	}
	return append(found, y.aboutOne(p, title)...)
}

// A year is the campaign with which a text is compared.
type year struct {
	*campaign.Campaign
	ends map[string]*campaign.Activity // see tails
}

// New returns what compares texts with c.
func New(c *campaign.Campaign) Told { return Told{year{c, tails(c)}} }

// Told compares what is told of activities.
type Told struct{ year }

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

// shortest and longestTail are how many characters of the end of a name tell an activity.
const shortest, longestTail = 3, 12

// tails returns the activities by the ends of their names; nil for those that several have.
func tails(c *campaign.Campaign) map[string]*campaign.Activity {
	all := map[string]*campaign.Activity{}
	for i := range c.Activities {
		a := &c.Activities[i]
		n := utf8.RuneCountInString(a.Name)
		for k := shortest; k <= longestTail && k < n; k++ {
			tail := a.Name[engine.Back(a.Name, len(a.Name), k):]
			if other, ok := all[tail]; ok && (other == nil || other.Name != a.Name) {
				a = nil
			}
			all[tail] = a
			a = &c.Activities[i]
		}
	}
	return all
}

// short returns the activity that s begins to speak of by the end of its name: 双选会 of
// 校企双选会; nil if there is none, or several.
func (y year) short(s string) (*campaign.Activity, string) {
	for _, before := range []string{"", "“", "本次", "此次", "该", "区级", "市级", "县级", "校级"} {
		rest, ok := strings.CutPrefix(s, before)
		if !ok {
			continue
		}
		for k := longestTail; k >= shortest; k-- {
			name := rest[:engine.Ahead(rest, 0, k)]
			if a := y.ends[name]; a != nil {
				return a, name
			}
		}
	}
	return nil, ""
}

// activitiesIn looks at the sentences of l, and at its labels if the heading or
// the first words tell which activity it is about, or the whole text is about one.
func (y year) activitiesIn(l engine.Line, heading string, whole subject) []engine.Remark {
	if beside := y.besideName(l); beside != nil {
		return beside
	}
	about := y.topic(heading)
	if first, _, ok := strings.Cut(l.Unmarked(), "。"); ok || about == nil {
		if a := y.topic(first); a != nil {
			about = a
		}
	}
	headed := about != nil
	plan := headed || whole.plan
	if about == nil {
		about = whole.Activity
	}
	var found []engine.Remark
	for from, s := range Sentences(l) {
		if about != nil {
			found = append(found, y.ofTopic(l, from, s, about, plan && from > l.Mark, headed)...)
		}
		if a, _ := y.short(s); a != nil || y.activity(s) != nil {
			found = append(found, y.inSentence(l, from, s)...)
			continue
		}
		for s != "" { // it names several: a clause each
			clause, _, _ := strings.Cut(s, "，")
			found = append(found, y.inSentence(l, from, clause)...)
			n := min(len(clause)+len("，"), len(s))
			s, from = s[n:], from+n
		}
	}
	return found
}

// Sentences yields the sentences of l behind its mark, each with where it begins.
func Sentences(l engine.Line) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := l.Mark; at < len(l.Text); {
			end := len(l.Text)
			if i := strings.IndexAny(l.Text[at:], "。；"); i >= 0 {
				end = at + i + len("。")
			}
			if !yield(at, l.Text[at:end]) {
				return
			}
			at = end
		}
	}
}

// ofTopic looks at s, a sentence at l.Text[from:] below a heading that names an activity
// or, behind, after its name on the same line, for a label, or a day before all else. Who
// does something stands for it all only where it is headed so: a plan has many who do.
func (y year) ofTopic(l engine.Line, from int, s string, a *campaign.Activity, behind, headed bool) []engine.Remark {
	var found []engine.Remark
	if days := calendar.FindDays(s); len(days) > 0 && len(days[0].Days) == 1 {
		before := s[:days[0].Start]
		// （三）职教论坛。5月18日下午，邀请…… is the day of it too.
		first := behind && opening.Match(before) && !notThatDay.Match(s[days[0].End:]) && !isOn(s, a.Name) && !heldOnOther(y, s, a)
		if dayLabel.Match(before) || first {
			found = append(y.onDay(l, from, s, days[0], a), y.placeBehind(l, from+days[0].End, s[days[0].End:], a)...)
			clause := s[days[0].End:]
			m := heldAt.Find(clause)
			if m == nil {
				m = into.Find(clause)
			}
			if first && m != nil && !aside.Match(s) && !SamePlace(clause[m[2]:m[3]], a.Place) {
				found = append(found, otherPlace(l.On(from+days[0].End+m[2], from+days[0].End+m[3]), a))
			}
		}
	}
	if m := weekdayFirst.Find(s); m != nil && behind && a.Date.Valid() {
		if day := s[m[2]:m[3]]; day != dayNames[a.Date.Weekday()] {
			f := l.On(from+m[0], from+m[3])
			f.Message, f.Hint = "“"+a.Name+"”的日期与活动数据不同", "活动数据为"+a.Date.String()+"（星期"+dayNames[a.Date.Weekday()]+"）"
			found = append(found, f)
		} else {
			found = append(found, otherHours(l, from+m[3], s[m[3]:], a)...)
		}
	}
	if m := placeLabel.Find(s); m != nil && !aside.Match(s) && !heldOnOther(y, s, a) && !SamePlace(s[m[2]:m[3]], a.Place) {
		found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
	}
	if y.activity(s) == nil {
		found = append(found, otherAudience(l, from, s, a)...)
		if own, _ := y.short(s); own == nil {
			found = append(found, beginsAndEnds(l, from, s, "", a)...)
		}
	}
	if m := heldLabel.Find(s); headed && m != nil && a.Owner != "" && !aside.Match(s) && !sameOrgan(s[m[2]:m[3]], a.Owner) {
		found = append(found, byOther(l.On(from+m[2], from+m[3]), a))
	}
	if m := heldBy.Find(s); m != nil && behind && !isOn(s, a.Name) && !heldOnOther(y, s, a) && HeldOn.Match(s[:m[0]]) && !aside.Match(s) {
		found = append(found, y.byOthers(l, from, s, a)...)
	}
	return found
}

// weekdayFirst is a weekday that tells alone when something is held: 开幕式。周一8:10，…….
var weekdayFirst = engine.Compile(`^[\s\p{Z}]*(?:周|星期)([一二三四五六日])(?:[上下]午|晚上?|早上|中午)?[\s\p{Z}]*\d{1,2}[:：点时]`)

// dayNames are the weekdays from Sunday on.
var dayNames = [7]string{"日", "一", "二", "三", "四", "五", "六"}

// inSentence looks at s, which stands at l.Text[from:] and may tell when, where and by
// whom one activity is held.
func (y year) inSentence(l engine.Line, from int, s string) []engine.Remark {
	a, name := y.activity(s), ""
	if a != nil {
		name = a.Name
	} else if a, name = y.short(s); a == nil {
		return nil
	}
	if Bygone.Match(s) || OfOthers(s[:strings.Index(s, name)], y.Level) {
		return nil
	}
	found := append(y.byOthers(l, from, s, a), otherAudience(l, from, s, a)...)
	before := y.dayBefore(l, from, s, name, a)
	if m := into.Find(s); m != nil && strings.HasSuffix(strings.TrimRight(s[:m[0]], "将”"), name) && !SamePlace(s[m[2]:m[3]], a.Place) {
		found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
	}
	if before != nil {
		return append(found, before...)
	}
	if hours := beginsAndEnds(l, from, s, name, a); hours != nil {
		found = append(found, hours...)
	}
	if !isOn(s, name) && !y.onThen(s, name) {
		return append(found, y.hourBeside(l, from, s, a)...)
	}
	if day, only := y.heldDay(s); only {
		for _, f := range y.onDay(l, from, s, day, a) {
			if !slices.ContainsFunc(found, func(o engine.Remark) bool { return o.From == f.From }) {
				found = append(found, f)
			}
		}
	} else if len(calendar.FindDays(s)) > 0 {
		return found
	}
	if aside.Match(s) {
		return found
	}
	if m := heldAt.Find(s); m != nil && !SamePlace(s[m[2]:m[3]], a.Place) && strings.Count(s, "在")-strings.Count(s, "安排在") == 1 {
		found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
	} else if m := placeLabel.Find(s); m != nil && !SamePlace(s[m[2]:m[3]], a.Place) {
		found = append(found, otherPlace(l.On(from+m[2], from+m[3]), a))
	}
	return found
}

// hourBeside looks at the hour right behind the one day of a sentence, if that is the day of the
// one activity that it names: 商贸学校负责直播助农，5月16日晚上7点半，在村里开播.
func (y year) hourBeside(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	day, only := y.heldDay(s)
	if !only {
		return nil
	}
	all, ok := day.In(y.Year)
	end := len(s)
	if i := strings.IndexAny(s[day.End:], "，。；"); i >= 0 { // and the clause behind
		end = day.End + i
		if k := strings.IndexAny(s[end+len("，"):], "，。；"); k >= 0 {
			end += len("，") + k
		}
	}
	if !ok || all[0] != a.Date || hoursAt(s[day.End:])[0].size == 0 || OfSome.Match(strings.ReplaceAll(s[:end], a.Name, "")) || notThatDay.Match(s[day.End:]) {
		return nil
	}
	return otherHours(l, from+day.End, s[day.End:], a)
}

// dayBefore looks at the day and the hour right before the name of an activity: 参加5月13日9:00
// 开幕式的人员.
func (y year) dayBefore(l engine.Line, from int, s, name string, a *campaign.Activity) []engine.Remark {
	i := strings.Index(s, name)
	var found []engine.Remark
	if m := heldBefore.Find(s[engine.Back(s, i, nearby):i]); m != nil && !strings.Contains(s[:i], "原定") && !y.ofOtherYear(s[:i]) { // 在市职业中专举办的开幕式
		at := engine.Back(s, i, nearby)
		if !SamePlace(s[at+m[2]:at+m[3]], a.Place) {
			found = append(found, otherPlace(l.On(from+at+m[2], from+at+m[3]), a))
		}
		i = at + m[0]
	}
	near := engine.Back(s, i, nearby)
	days := calendar.FindDays(s[near:i])
	if len(days) == 0 || OfSome.Match(s[i+len(name):engine.Ahead(s, i+len(name), few)]) || Bygone.Match(s) {
		return found
	}
	day := days[len(days)-1]
	if len(day.Days) != 1 || !onlyHours.Match(s[near+day.End:i]) || setBefore.Match(s[near:near+day.Start]) {
		return found
	}
	if comma := strings.HasSuffix(s[:i], "，"); comma && (near+day.Start > 0 || !thenOn.Match(s[i+len(name):])) {
		return found // 5月14日，启动仪式方案印发
	}
	return append(found, y.onDay(l, from+near, s[near:i], day, a)...)
}

// heldBefore stands before the name of what is held at a place.
var heldBefore = engine.Compile(`在(\p{Han}[^，。；、在]{1,24}?)(?:(?:举[办行]|召开|开展|开幕|进行)的|参加|出席|观摩)[“]?$`)

// ofOtherYear reports whether s tells a day of another year than that of the campaign.
func (y year) ofOtherYear(s string) bool {
	return slices.ContainsFunc(calendar.FindDays(s), func(w calendar.Writing) bool {
		return len(w.Days) > 0 && w.Days[0].Date.Year != 0 && w.Days[0].Date.Year != y.Year
	})
}

// thenOn stands behind the name of what is held on the day with which a sentence begins.
var thenOn = engine.Compile(`^[”》]?(?:活动)?(?:将|如期|正式|隆重|圆满)?(?:在\p{Han}|走进|举[行办]|开[展幕始]|启动|召开|进行)`)

var onlyHours = engine.Compile(`^[\s\p{Z}]*(?:[（(](?:周|星期)[一二三四五六日天][）)])?(?:` + calendar.ClockForm + `|上午|下午|晚上?)?(?:的|，|举[行办]的?|是|为|还?有)?$`)

// onThen reports whether s names the activity at the end of a clause and a day behind it on
// which something begins: 教务处负责技能展示，5月16日9:00在操场开始.
func (y year) onThen(s, name string) bool {
	i := strings.Index(s, name) + len(name)
	day, only := y.heldDay(s)
	next := strings.TrimLeft(s[i:], "”》")
	return only && day.Start >= i && (strings.HasPrefix(next, "，") || day.Start == len(s)-len(next) || byWhom.Match(next)) && thenHeld.Match(s[day.End:])
}

// byWhom may stand between the name and the day: 职教论坛由学院承办，5月12日在图书馆开始.
var byWhom = engine.Compile(`^(?:活动)?由[^，。；]{2,20}(?:承办|主办|协办|负责|牵头|组织)，`)

var thenHeld = engine.Compile(`^[^，。；]{0,24}(?:举[行办]|开[始课赛讲展幕]|召开|启动|进行|设点)`)

// byOthers looks at who holds an activity that s, at l.Text[from:], names.
func (y year) byOthers(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	m := heldBy.Find(s)
	if bears := bearer.Find(l.Unmarked()); m == nil && bears != nil && bearsIt.Match(s[engine.Back(s, max(strings.Index(s, a.Name), 0), few):max(strings.Index(s, a.Name), 0)]) {
		k := len(l.Text) - len(l.Unmarked()) // 实训处：承办技能节
		if !sameOrgan(l.Text[k+bears[2]:k+bears[3]], a.Owner) && a.Owner != "" {
			return []engine.Remark{byOther(l.On(k+bears[2], k+bears[3]), a)}
		}
	}
	if m == nil || a.Owner == "" || sameOrgan(s[m[2]:m[3]], a.Owner) || strings.Contains(a.Place, s[m[2]:m[3]]) { // or at whose place it is
		return nil
	}
	return []engine.Remark{byOther(l.On(from+m[2], from+m[3]), a)}
}

// byOther says that f is about an organ that does not hold the activity.
func byOther(f engine.Remark, a *campaign.Activity) engine.Remark {
	f.Message, f.Hint = "“"+a.Name+"”的承办单位与活动数据不同", "活动数据为"+a.Owner
	f.Severity = report.Warning
	return f
}

// heldDay returns the one day of s on which something is held: not one by which something
// is due, or for which it was set before.
func (y year) heldDay(s string) (day calendar.Writing, only bool) {
	n := 0
	for _, w := range calendar.FindDays(s) {
		if !notThatDay.Match(s[w.End:]) && !setBefore.Match(s[engine.Back(s, w.Start, 24):w.Start]) {
			day = w
			n++
		}
	}
	return day, n == 1 && len(day.Days) == 1 && (day.Days[0].Date.Year == 0 || day.Days[0].Date.Year == y.Year)
}

// besideName looks at what stands in the brackets of 技能展示（5月16日，海湾公园）, or behind
// the colon of 技能展示：5月16日，海湾公园.
func (y year) besideName(l engine.Line) []engine.Remark {
	s := l.Unmarked()
	i := strings.IndexAny(s, "（：")
	if i < 0 {
		return nil
	}
	rest := s[i+len("（"):]
	a := y.topic(s[:i])
	days := calendar.FindDays(rest)
	if a == nil || len(days) == 0 || days[0].Start > 0 || len(days[0].Days) > 1 || len(days) > 1 {
		return nil
	}
	from := len(l.Text) - len(rest)
	return append(y.onDay(l, from, rest, days[0], a), y.placeBehind(l, from+days[0].End, rest[days[0].End:], a)...)
}

// placeBehind looks at the place in s, at l.Text[from:], that follows a day and its hours.
func (y year) placeBehind(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	if m := placeNext.Find(s); m != nil && !aside.Match(s) && !bidden.Match(s[m[2]:m[3]]) && !SamePlace(s[m[2]:m[3]], a.Place) {
		return []engine.Remark{otherPlace(l.On(from+m[2], from+m[3]), a)}
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

var (
	// notThatDay stands behind a day that is not the one on which something is held.
	notThatDay = engine.Compile(`^(?:[^。；]{0,12}?(?:[之以]?前|截止|报名|报送|布[展置]|搭建|调试|彩排|预[赛演]|演练|初赛|公布|完成)|[^。；]{0,3}(?:起|开始))`)
	// setBefore stands in front of one: a day that no longer holds, or another if it rains.
	setBefore = engine.Compile(`(?:原定|原计划|原拟|顺延|延[期后]?|改期|推迟|备用|截止|截至|报名|报送|布[展置]|搭建|调试|彩排|预演)[^，。；]{0,8}$`)
	// Bygone tells of another year.
	Bygone = engine.Compile(`去年|上年|往年|前年|上一?届|历届|曾(?:于|在|经)|已[经于]`)
	// aside is about another place than that of the whole.
	aside = engine.Compile(`分会场|备用|集合|集中乘车|候场|报到|彩排|布展|原定`)
)

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
		if isHeld.Match(s[at:]) && HeldOn.Match(s[at:]) || isSet.Match(s[at:]) || holds.Match(s[engine.Back(s, i, 20):i]) && ends.Match(s[at:]) {
			return true
		}
	}
}

// onDay returns remarks about a day in s, which stands at l.Text[from:], that is not that
// of the activity, or about hours behind it.
func (y year) onDay(l engine.Line, from int, s string, day calendar.Writing, a *campaign.Activity) []engine.Remark {
	all, ok := day.In(y.Year)
	switch {
	case !ok:
		return nil
	case a.Date.Valid() && all[0] != a.Date:
		f := l.On(from+day.Start, from+day.End)
		f.Message, f.Hint = "“"+a.Name+"”的日期与活动数据不同", "活动数据为"+a.Date.String()
		return []engine.Remark{f}
	}
	return otherHours(l, from+day.End, s[day.End:], a)
}

// otherHours returns a remark about the hours with which s, at l.Text[from:], begins, if
// they are not those of the activity.
func otherHours(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	told, data := hoursAt(s), [2]calendar.Clock{a.Time, a.Until}
	for i, h := range told {
		if h.size > 0 && !data[i].IsZero() && !h.mayBe(data[i]) {
			f := l.On(from+h.from, from+h.from+h.size)
			f.Message = "“" + a.Name + "”的" + [2]string{"开始", "结束"}[i] + "时间与活动数据不同"
			f.Hint = "活动数据为" + data[i].String()
			return []engine.Remark{f}
		}
	}
	if told[0].size == 0 {
		return otherHalf(l, from, s, a)
	}
	return nil
}

func otherPlace(f engine.Remark, a *campaign.Activity) engine.Remark {
	f.Message, f.Hint = "“"+a.Name+"”的地点与活动数据不同", "活动数据为"+a.Place
	f.Severity = report.Warning
	return f
}

// SamePlace reports whether two names of a place may mean one; an unknown place
// and words that name none, such as 全市, contradict nothing.
func SamePlace(said, data string) bool {
	said, data = han.Squeeze(said), han.Squeeze(data)
	if m := ownRoom.Find(said); m != nil && roomOf.Match(data) { // 该校图书馆
		said = said[m[1]:]
	}
	return data == "" || !placeTail.Match(said) || ownPlace.Match(said) || han.Abbreviates(said, data) || han.Abbreviates(data, said) || strings.Contains(said, data) || strings.Contains(data, said)
}

// IsPlace reports whether s ends as the names of places do.
func IsPlace(s string) bool { return placeTail.Match(s) }

// ownRoom stands before a room of somebody's own, roomOf is a place that names a room.
var (
	ownRoom = engine.Compile(`^(?:本|该|我|贵|你)(?:校|院|单位)`)
	roomOf  = engine.Compile(`(?:学校|学院|中学|小学|职专|职高|大学|中专|中职)\p{Han}{2,}`)
)

// ownPlace is where everybody is.
var ownPlace = engine.Compile(`^(?:[本各贵该由]|校内|所在)|[进入到登离退][场馆校]$`)

var placeTail = engine.Compile(`(?:校|学|院|中心|馆|厅|堂|场|园|室|楼|宫|城|社区|公园|基地|职专|职高|大学|酒店|宾馆|村|街|厂|公司|电?视台|电台|大厦|会所|剧场|影院|书城|港|码头|车站|站|广场|大道|路|里|镇|营地|工坊|集市|湖畔|江畔|河畔|江滩|海滩|剧院|礼堂|门前|门口|小学|中专|中职|俱乐部|阁|塔|寺|址|社|银行|小区|岛|湖|桥|库|屯|庄|寨|渡口|居委会|村委会|局|病房|机房|教室|车间|操作间|门诊|市场|集市|赛场|考场|企业|农场|工场|[A-Z\d东西南北]区|[室厅楼]\d{1,4}|展区|校区|园区)$`)

// sameOrgan reports whether two names may be of one organ; what names none contradicts
// nothing.
func sameOrgan(said, data string) bool {
	said, data = han.Squeeze(said), han.Squeeze(data)
	return !organTail.Match(said) || ownPlace.Match(said) || han.Abbreviates(said, data) || han.Abbreviates(data, said) || strings.Contains(said, data) || strings.Contains(data, said)
}

var organTail = engine.Compile(`(?:局|厅|委|办|部|会|社|校|院|学|中心|集团|公司|馆|职专|职高|处|科|室|组|系|部|联)$`)

// A subject is what a text is about: an activity, or nothing.
type subject struct {
	*campaign.Activity
	plan bool // for it alone; a letter may tell of other days
}

var aboutIt = engine.Compile(`(?:方案|[函信]|通知|公告|通告|启事|预告|邀请|请柬|议程|流程|程序|须知)$`)

// oneOf returns the activity that a text with such a title is about.
func (y year) oneOf(title string) subject {
	if !aboutIt.Match(title) {
		return subject{}
	}
	return subject{y.activity(title), strings.HasSuffix(title, "方案")}
}

// aboutOne looks at a text whose title names one activity, such as 启动仪式方案: at
// what stands under 时间 and 地点.
func (y year) aboutOne(p *engine.Passage, title string) []engine.Remark {
	a := y.oneOf(title).Activity
	if a == nil {
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
			found = append(found, y.onDay(l, 0, l.Text, days[0], a)...)
			found = append(found, y.placeBehind(l, days[0].End, l.Text[days[0].End:], a)...)
		case audienceHead.Match(heading):
			found = append(found, audienceCell(l, a)...)
		case atHeading.Match(heading) && !SamePlace(strings.TrimRight(l.Text, "。 "), a.Place):
			found = append(found, otherPlace(l.Say(""), a))
		}
		heading = ""
	}
	return found
}
