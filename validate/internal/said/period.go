package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// What stands between the name of a period and its days: 宣传月时间：, 活动周（, 活动周定于.
	periodNext = engine.Compile(`^(?:的)?(?:系列)?(?:活动)?(?:举[办行]|起止|开展|具体)?(?:时间|日期|期间|阶段)?(?:[定拟将已]|安排|确定|计划)*[为是从自于在:：（(\s\p{Z}]*$`)
	// 活动周首日（5月14日）, 活动周首尾两天（5月14日、5月20日）
	firstDay  = engine.Compile(`^的?(?:(首日|第一天|头一天|开幕当?日)|(最后一天|末日|闭幕当?日)|([首头]尾两[天日]))[为是于在:：，（(\s\p{Z}]*$`)
	isPeriod  = engine.Compile(`^(?:为|是|作为|的)?(\p{Han}{3,12}?)(?:期间|[，。；（]|$)`)
	beginning = engine.Compile(`^(?:正式)?(?:开始|启动|开幕|起)`)
	tillThen  = engine.Compile(`^(?:正式)?(?:开始|启动|开幕|起)[，、]?(?:至|到|于|在)?[\s\p{Z}]*$`)
	ending    = engine.Compile(`^(?:结束|闭幕|止|为止)`)
	whose     = engine.Compile(`(全国|国家|教育部|[全我本]省|省级?|[全我本]市|市级?|[全我本][县区]|[县区]级)(?:举[办行]的?|的)?\p{Han}{0,10}$`)
	years     = engine.Compile(`(\d{4})年\p{Han}{0,12}$`)
)

// ranks are the levels of campaigns, the highest first, each with what tells of it.
var ranks = []struct{ level, words string }{{"部", "国部"}, {"省", "省"}, {"市", "市"}, {"县", "县区"}, {"校", "校"}}

// otherWeek ends before 活动周 where that is another: 科技活动周, 读书活动周.
var otherWeek = engine.Compile(`(?:科技|科普|科学|文化|艺术|读书|阅读|体育|健身|普法|法治|环保|节能|低碳|安全|心理健康|诚信|国防|食品|全民|推普|卫生|民族团结|防灾减灾|家庭教育|学前教育|创业|双创|知识产权|税收|质量|电影|劳动|志愿服务|校园|社团|禁毒|国学|爱鸟|爱眼|消费)(?:宣传|教育|主题)?$`)

// OfOthers reports whether a text that ends with before names something as held by a
// higher level: 全省 in a notice of a city.
func OfOthers(before, level string) bool {
	m := whose.Find(before)
	if otherWeek.Match(before) {
		return true
	}
	if m == nil {
		return Bygone.Match(before)
	}
	for _, r := range ranks {
		if r.level == level {
			break
		}
		if strings.ContainsAny(before[m[2]:m[3]], r.words) {
			return true
		}
	}
	return Bygone.Match(before)
}

// AllPeriods names the periods of a campaign with their days.
func AllPeriods(c *campaign.Campaign) string {
	var all []string
	for _, p := range c.Periods {
		all = append(all, p.Name+" "+p.Span().String())
	}
	return strings.Join(all, "；")
}

// Periods compares the days that l gives for a period by its name with the data: 宣传月时间：
// 5月8日至6月8日, 活动周首日（5月14日）.
func Periods(l engine.Line, c *campaign.Campaign) []engine.Remark {
	const nearby, away = 24, 60 // characters
	if l.Role == engine.RoleCell || !strings.Contains(l.Text, "月") {
		return nil
	}
	var found []engine.Remark
	y := year{Campaign: c}
	all := calendar.FindDays(l.Text)
	for i, w := range all {
		before := l.Text[:w.Start]
		near := before[engine.Back(before, len(before), nearby):]
		p, next := named(near, c)
		if q := isPeriod.Find(l.Text[w.End:engine.Ahead(l.Text, w.End, nearby)]); q != nil { // 4月28日至5月10日为预热阶段
			behind := l.Text[w.End+q[2] : w.End+q[3]]
			if other, rest := named(behind, c); other.Name != "" && rest == "" && behind == other.Name {
				p, next = other, ""
			}
		}
		if p.Name == "" || firstDay.Find(next) == nil && !periodNext.Match(next) {
			if p = y.held(l.Text, w); p.Name == "" {
				p = y.subject(l, w)
			}
			if p.Name != "" && !OfOthers(l.Text[engine.Back(l.Text, w.Start, nearby):w.Start], c.Level) {
				runs := calendar.FindRuns(l.Text[w.Start:w.End])
				dates, ok := w.In(p.From.Year)
				switch {
				case len(runs) == 1 && runs[0].In(p.From.Year) != p.Span(), ok && len(dates) == 1 && dates[0] != p.From && beginning.Match(l.Text[w.End:]):
					found = append(found, otherSpan(l, w, p))
				case ok && len(dates) == 1 && i+1 < len(all) && ending.Match(l.Text[all[i+1].End:]) && tillThen.Match(l.Text[w.End:all[i+1].Start]):
					if last, ok := all[i+1].In(p.From.Year); ok && len(last) == 1 && last[0] != p.To {
						found = append(found, otherSpan(l, all[i+1], p))
					}
				}
			}
			continue
		}
		if !p.Span().Valid() {
			continue
		}
		before = strings.TrimSuffix(before, p.Name+next)
		before = before[engine.Back(before, len(before), away):]
		if i := strings.LastIndexAny(before, "。；"); i >= 0 {
			before = before[i+len("。"):]
		}
		if y := years.Find(before); OfOthers(before, c.Level) || y != nil && before[y[2]:y[3]] != p.From.ISO()[:4] {
			continue
		}
		dates, ok := w.In(p.From.Year)
		if !ok {
			continue
		}
		first := firstDay.Find(next)
		wrong := false
		switch {
		case first != nil && first[2] >= 0:
			wrong = dates[0] != p.From
		case first != nil && first[4] >= 0:
			wrong = dates[0] != p.To
		case first != nil:
			wrong = len(dates) == 2 && (dates[0] != p.From || dates[1] != p.To)
		case periodNext.Match(next) && len(dates) == 1 && beginning.Match(l.Text[w.End:]):
			wrong = dates[0] != p.From
			if i+1 < len(all) && ending.Match(l.Text[all[i+1].End:]) && tillThen.Match(l.Text[w.End:all[i+1].Start]) {
				if last, ok := all[i+1].In(p.From.Year); ok && len(last) == 1 && last[0] != p.To {
					wrong, w = true, all[i+1]
				}
			}
		case periodNext.Match(next):
			runs := calendar.FindRuns(l.Text[w.Start:w.End])
			wrong = len(runs) == 1 && runs[0].In(p.From.Year) != p.Span()
		}
		if wrong {
			found = append(found, otherSpan(l, w, p))
		}
	}
	return found
}

func otherSpan(l engine.Line, w calendar.Writing, p campaign.Period) engine.Remark {
	f := l.On(w.Start, w.End)
	f.Hint = "活动数据为：" + p.Name + " " + p.Span().String()
	return f
}

var (
	// heldThen stands behind days on which a period is held: 将于5月12日至14日举办技能大赛.
	heldThen = engine.Compile(`^(?:在[^，。；]{2,16})?(?:集中|统一|联合|共同|隆重)?(?:举[办行]|开展|组织)([^，。；]{3,30})`)
	willBe   = engine.Compile(`[定拟将]于$`)
	// ofWeek begins a sentence about the 活动周, and itsTime is right before its days in it.
	ofWeek = engine.Compile(`^(?:\d{4}年|今年|本年度?|[本该]届|[我全本][省市县区校院])*(?:的)?(?:职业教育|职教)?活动周(?:的|以|将|为|[定拟]?于|围绕|主题|时间|$)|^全[国省市县区校院](?:统一|集中)?[于在]`)
	// weekThen is right before days of it, whatever stands before, and weekBehind right behind them.
	weekThen   = engine.Compile(`活动周，(?:将|拟)?(?:定|安排)?[于在]$`)
	weekBehind = engine.Compile(`^(?:的)?(?:\d{4}年)?(?:全[国省市县区校]|[我本][省市县区校])?(?:职业教育|职教)活动周(?:期间|中|里|内)`)
	itsTime    = engine.Compile(`(?:^|，|^全[国省市县区校院])(?:统一|集中)?(?:活动|举[办行]|起止)?(?:时间|日期)?(?:(?:定|安排|确定)?[为是于自从在])$`)
	itsEnd     = engine.Compile(`^(?:在[^，。；]{2,16})?(?:集中|统一|同步|联合)?(?:举[办行]|开展|进行)?(?:[，。；（]|$)`)
)

// held returns the period that l says to be held on the days of w.
func (y year) held(s string, w calendar.Writing) campaign.Period {
	m := heldThen.Find(s[w.End:engine.Ahead(s, w.End, 2*nearby)])
	if m == nil || !willBe.Match(s[engine.Back(s, w.Start, 2):w.Start]) {
		return campaign.Period{}
	}
	what := strings.TrimSuffix(strings.TrimRight(s[w.End+m[2]:w.End+m[3]], "”》"), "活动")
	p, next := named(what, y.Campaign)
	if next != "" {
		return campaign.Period{}
	}
	return p
}

// subject returns the main period if w are its days in a sentence about it: 今年活动周以“……”为
// 主题，于5月10日至16日举办.
func (y year) subject(l engine.Line, w calendar.Writing) campaign.Period {
	from := max(engine.Back(l.Text, w.Start, wide), l.Mark)
	if i := strings.LastIndexAny(l.Text[from:w.Start], "。；"); i >= 0 {
		from += i + len("。")
	}
	behind := l.Text[w.End:engine.Ahead(l.Text, w.End, nearby)]
	before := l.Text[from:w.Start]
	if !weekBehind.Match(behind) && (!weekThen.Match(before) && (!ofWeek.Match(l.Text[from:w.End]) || !itsTime.Match(before)) || !itsEnd.Match(behind) && !beginning.Match(behind)) {
		return campaign.Period{}
	}
	var week campaign.Period
	for _, p := range y.Campaign.Periods {
		switch {
		case p.Main && strings.Contains(y.Name, "活动周"):
			return p
		case !strings.Contains(p.Name, "活动周"):
		case week.Name != "":
			return campaign.Period{}
		default:
			week = p
		}
	}
	return week
}

// named returns the period whose name comes last in s, and what stands behind the name.
func named(s string, c *campaign.Campaign) (p campaign.Period, next string) {
	const least = 3 // characters
	at := -1
	for _, k := range c.Periods {
		name := k.Name
		if k.Main || len(c.Periods) == 1 {
			if _, short, ok := strings.Cut(name, "活动周"); ok && short == "" {
				name = "活动周"
			}
		}
		if n := utf8.RuneCountInString(name); n > least+1 && len(c.Periods) <= few && !strings.Contains(s, name) { // 征集期 of 作品征集期
			if tail := name[engine.Back(name, len(name), least):]; strings.HasSuffix(tail, "期") && !slices.ContainsFunc(c.Periods, func(o campaign.Period) bool { return o.ID != k.ID && strings.HasSuffix(o.Name, tail) }) {
				name = tail
			}
		}
		if i := strings.LastIndex(s, name); i > at && utf8.RuneCountInString(name) >= least {
			at, p = i, k
			p.Name, next = name, s[i+len(name):]
		}
	}
	return p, next
}

// Events compares the days that l gives behind the names of events with the data: 中考填报志愿
// （6月20日）.
func Events(l engine.Line, c *campaign.Campaign) []engine.Remark {
	const nearby, away = 24, 60 // characters
	if len(c.Events) == 0 || l.Role == engine.RoleCell || !strings.Contains(l.Text, "月") {
		return nil
	}
	var found []engine.Remark
	for _, w := range calendar.FindDays(l.Text) {
		near := l.Text[engine.Back(l.Text, w.Start, nearby):w.Start]
		behind := strings.TrimPrefix(l.Text[w.End:engine.Ahead(l.Text, w.End, nearby)], "的")
		for _, e := range c.Events {
			i := strings.LastIndex(near, e.Name)
			if strings.HasPrefix(behind, e.Name) {
				near, i = e.Name, 0 // 6月15日中考志愿填报之前
			}
			if i < 0 || !e.Date.Valid() || len(w.Days) != 1 || near != e.Name && !periodNext.Match(near[i+len(e.Name):]) {
				continue
			}
			before := l.Text[engine.Back(l.Text, w.Start, away):w.Start]
			days, ok := w.In(e.Date.Year)
			if !ok || days[0] == e.Date || Bygone.Match(before) {
				continue
			}
			f := l.On(w.Start, w.End)
			f.Message, f.Hint = "“"+e.Name+"”的日期与活动数据不同", "活动数据为"+e.Date.String()
			found = append(found, f)
			break
		}
	}
	return found
}
