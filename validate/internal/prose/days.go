package prose

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about runs of days.
var dayLines = engine.Checks[engine.Line]{
	"ZJ109": func(l engine.Line) []engine.Remark { return append(daysMiscounted(l), spanMiscounted(l)...) },
	"ZJ108": reversedSpans,
}

func reversedSpans(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, r := range calendar.FindRuns(l.Text) {
		if l.Guarded(r.Start, r.End) {
			continue
		}
		const any = 2024
		span := r.In(any)
		bothYears, sameYear := r.First.Year > 0 && r.Last.Year > 0, r.Last.Year == 0
		sameMonth := span.From.Month == span.To.Month
		if !span.From.Valid() || !span.To.Valid() || !span.To.Before(span.From) || !bothYears && !(sameYear && sameMonth) {
			continue
		}
		found = append(found, l.On(r.Start, r.End))
	}
	for _, m := range monthSpan.All(l) {
		number := func(g int) int { n, _ := strconv.Atoi(l.Text[m[2*g]:m[2*g+1]]); return n }
		if number(1)*12+number(2) > number(3)*12+number(4) {
			found = append(found, l.On(m[2], m[1]))
		}
	}
	for _, m := range hourSpan.All(l) {
		number := func(g int) int { n, _ := strconv.Atoi(l.Text[m[2*g]:m[2*g+1]]); return n }
		from, to := number(1)*60+number(2), number(3)*60+number(4)
		const noon, evening = 12 * 60, 17 * 60 // what begins in the evening may last into the morning, what begins in the morning may end at 5:30
		if from <= to || from < noon || from >= evening || l.Guarded(m[2], m[9]) || strings.HasPrefix(l.Text[m[9]:], "（次日") {
			continue
		}
		f := l.On(m[2], m[9])
		f.Severity, f.Message, f.Hint = report.Warning, "起止时间颠倒", "核对时间"
		found = append(found, f)
	}
	return found
}

var (
	monthSpan = engine.Compile(`(?:^|\D)(\d{4})年(\d{1,2})月(?:至|到|—|–|-|～|~)(\d{4})年(\d{1,2})月(?:[^\d]|$)`)
	hourSpan  = engine.Compile(`(?:^|[^\d:：.])(\d{1,2})[:：](\d{2})[\s\p{Z}]*(?:至|到|—{1,2}|–|-|～|~)[\s\p{Z}]*(\d{1,2})[:：](\d{2})(?:[^\d:：]|$)`)
)

// Rules about runs of days: how many they are said to be, what stands within them
// and whether stages follow one another.

var (
	saidDays = engine.Compile(`^(?:分别|[^。；\d每批各分]){0,10}(?:为期|会期|历时|持续|连续|共计?|合计|总计|用时|时长|工期|期限)(?:为|是|共|计)?[\s\p{Z}]*(\d{1,3}|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*天(?:[^课理实培训考讲集比为是用安演]|$)`)
)

// daysMiscounted finds 5月14日至20日，为期10天.
func daysMiscounted(l engine.Line) []engine.Remark {
	var found []engine.Remark
	runs := calendar.FindRuns(l.Text)
	for _, r := range append(runs, runsByHour(l.Text)...) {
		if k := daysBefore.Find(l.Text[engine.Back(l.Text, r.Start, 16):r.Start]); k != nil && (k[4] >= 0 || strings.HasPrefix(l.Text[r.End:], "）")) && !strings.ContainsAny(l.Text[engine.Back(l.Text, r.Start, 12):r.Start], "每各分") {
			from := engine.Back(l.Text, r.Start, 16)
			found = append(found, miscount(l, r, from+k[2], from+k[3])...)
		}
		const behind = 30 // characters
		if w := sayWorkdays(l.Text, r); w.said > 0 {
			const any = 2023
			if span := r.In(any); span.Valid() && w.said > span.Days() {
				f := l.On(w.from, w.to)
				f.Hint = l.Text[r.Start:r.End] + "只有" + strconv.Itoa(span.Days()) + "天，请核对"
				found = append(found, f)
			}
		}
		k := saidDays.Find(l.Text[r.End:engine.Ahead(l.Text, r.End, behind)])
		if k == nil {
			k = daysRightBehind.Find(l.Text[r.End:engine.Ahead(l.Text, r.End, behind)])
		}
		if k == nil && len(runs) == 1 {
			k = lastsFarBehind.Find(l.Text[r.End:engine.Ahead(l.Text, r.End, 2*behind)])
		}
		if k == nil {
			continue
		}
		for _, f := range miscount(l, r, r.End+k[2], r.End+k[3]) {
			f.From, f.To = r.End+k[0], r.End+k[3]
			f.To += strings.Index(l.Text[f.To:], "天") + len("天")
			for engine.IsMark(engine.After(l.Text, f.From, nil)) {
				f.From = engine.Ahead(l.Text, f.From, 1)
			}
			found = append(found, f)
		}
	}
	return found
}

var (
	hourThenTo = engine.Compile(`^[\s\p{Z}]*(?:\d{1,2}[:：]\d{2}|\d{1,2}[时点])[\s\p{Z}]*(?:—{1,2}|[-–~～]|至|到)[\s\p{Z}]*$`)
	// 自5月9日开始，至5月15日结束
	fromThen   = engine.Compile(`^[\s\p{Z}]*(?:正式)?(?:开始|启动|起)[，,]?(?:至|到)?[\s\p{Z}]*$`)
	endsThen   = engine.Compile(`^[\s\p{Z}]*(?:结束|止|为止|闭幕)`)
	hourBehind = engine.Compile(`^[\s\p{Z}]*(?:\d{1,2}[:：]\d{2}|\d{1,2}[时点])`)
)

// runsByHour returns the runs of days in s that tell hours of both days, 7月10日0时至7月29日24时,
// or that something begins and ends on them.
func runsByHour(s string) (runs []calendar.Run) {
	days := calendar.FindDays(s)
	for i := 1; i < len(days); i++ {
		a, b := days[i-1], days[i]
		m := hourBehind.Find(s[b.End:engine.Ahead(s, b.End, 10)])
		if len(a.Days) == 1 && len(b.Days) == 1 && m != nil && b.Start-a.End < 40 && hourThenTo.Match(s[a.End:b.Start]) {
			runs = append(runs, calendar.Run{Start: a.Start, End: b.End + m[1], First: a.Days[0].Date, Last: b.Days[0].Date})
		} else if last := endsThen.Find(s[b.End:]); last != nil && len(a.Days) == 1 && len(b.Days) == 1 && fromThen.Match(s[a.End:b.Start]) {
			runs = append(runs, calendar.Run{Start: a.Start, End: b.End + last[1], First: a.Days[0].Date, Last: b.Days[0].Date})
		}
	}
	return runs
}

// miscount returns a remark about the number l.Text[from:to] of days if r has another.
func miscount(l engine.Line, r calendar.Run, from, to int) []engine.Remark {
	said := l.Text[from:to]
	n, err := strconv.Atoi(said)
	if err != nil {
		n, _ = han.ParseNumeral(strings.Replace(said, "两", "二", 1))
	}
	const any = 2023
	span := r.In(any)
	february := r.First.Year == 0 && r.Last.Year == 0 && span.From.Month <= 2 && span.To.Month >= 3 // of which year?
	if n == 0 || february || !span.Valid() || span.Days() == n {
		return nil
	}
	f := l.On(from, to)
	f.Hint = l.Text[r.Start:r.End] + "是" + strconv.Itoa(span.Days()) + "天，请核对"
	return []engine.Remark{f}
}

// lastsFarBehind is 5月13日至15日，在全县开展……活动，为期三天.
var lastsFarBehind = engine.Compile(`^，[^。；每批分期其日中\d]{2,16}(?:\d{1,3}[个所家支项场])?[^。；每批分期其日\d]{2,36}活动，为期(\d{1,2}|[两三四五六七八九十]{1,2})天[，。；]`)

// daysRightBehind is 5月13日至15日两天.
var daysRightBehind = engine.Compile(`^(?:，?共计?|[，（(](?:公示期|展期|赛期)(?:为|共)?|[（(](?:共计?|计|为期|合计|历时)?)?(\d{1,2}|[两三四五六七八九十])天(?:[，。；、）)]|时间|内?，|$)`)

// A Workdays is a run of days that a text says to have so many workdays.
type Workdays struct {
	Run      calendar.Run
	said     int
	from, to int // bytes at which they are told
}

// WorkdaysIn returns the runs of l that are said to have so many workdays, fewer than
// days or as many, and a remark about where each is told.
func WorkdaysIn(l engine.Line, do func(w Workdays, said int, f engine.Remark)) {
	for _, r := range calendar.FindRuns(l.Text) {
		if w := sayWorkdays(l.Text, r); w.said > 0 && !l.Guarded(w.from, w.to) {
			do(w, w.said, l.On(w.from, w.to))
		}
	}
}

var (
	workdaysBehind = engine.Compile(`^[^。；\d每批各分]{0,12}?((?:为期|历时|持续|共计?|合计|总计|计|期限|公示期)?(?:为|是|共)?[\s\p{Z}]*(\d{1,2}|[一二两三四五六七八九十]{1,2})[\s\p{Z}]*个?(?:工作日|法定工作日))`)
	workdaysBefore = engine.Compile(`(?:^|[^\d第每后前])((\d{1,2}|[一二两三四五六七八九十]{1,2})个?工作日)(?:[（(][^（）()\d]{0,6}|[，：:]?(?:自|从|即|时间为|公示时间[:：为]?|日期为|具体为))$`)
)

// sayWorkdays returns how many workdays s says r to have, behind it or before; 0 if it
// does not say.
func sayWorkdays(s string, r calendar.Run) Workdays {
	const behind, before = 30, 20 // characters
	base, m := r.End, workdaysBehind.Find(s[r.End:engine.Ahead(s, r.End, behind)])
	if m == nil || laterWork.Match(s[r.End:engine.Ahead(s, r.End+m[1], 3)]) {
		base = engine.Back(s, r.Start, before)
		if m = workdaysBefore.Find(s[base:r.Start]); m == nil {
			return Workdays{}
		}
	}
	said := s[base+m[4] : base+m[5]]
	n, err := strconv.Atoi(said)
	if err != nil {
		n, _ = han.ParseNumeral(strings.Replace(said, "两", "二", 1))
	}
	return Workdays{r, n, base + m[2], base + m[3]}
}

// laterWork is of workdays that are not those of the run: 结束后5个工作日内.
var laterWork = engine.Compile(`[后前起内]\p{Han}{0,4}(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?工作日|工作日[之以]?[内前后]|提前|逾期|[前后]，`)

// daysBefore is 为期3天（ before the days, or 为期3天，自.
var daysBefore = engine.Compile(`(?:为期|会期|历时|共|公示期?(?:为|共)?)[\s\p{Z}]*(\d{1,3}|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*天(?:（|([，：（](?:自|从|即|时间为|日期为)))$`)
