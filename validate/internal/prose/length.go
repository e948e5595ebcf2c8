package prose

import (
	"math"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Spans that are said to last so many months, years, weeks, hours or minutes: those of
// days are for [daysMiscounted].

const count = `(\d{1,4}(?:\.\d)?|[一二两三四五六七八九十]{1,3})`

var (
	// lasting stands right behind a span and tells how long it is.
	lasting = engine.Compile(`^(?:日|止)?[^。；\d每批各分期岁]{0,8}?(?:为期|历时|持续|共|共计|合计|期限为?|周期为?)[\s\p{Z}]*` + count + `[\s\p{Z}]*个?(月|年|周|星期)(?:[^期岁内前后以度级日一二三四五六七八九十\d]|$)`)
	months  = engine.Compile(`(?:^|[^\d])(?:(\d{4})年)?(\d{1,2})月(?:至|到|—|–|-|～|~)(?:(\d{4})年)?(\d{1,2})月(?:底|末)?`)
	years   = engine.Compile(`(?:^|[^\d])(\d{4})年?(?:至|到|—|–|-|～|~)(\d{4})年(?:底|末)?`)
	// lastingHours is the same of a time of day.
	lastingHours = engine.Compile(`^[\s\p{Z}]*[，（(、]?(?:考试|比赛|培训|会议|活动|用时|答题)?(?:时[间长])?(?:共|共计|总计|合计|计|历时|为期|限时|为)?[\s\p{Z}]*` + count + `[\s\p{Z}]*个?(半?小时|分钟)(半?)(?:[，。；、）)]|$)`)
)

// spanMiscounted finds 2025年4月1日至2027年3月31日，共12个月.
func spanMiscounted(l engine.Line) []engine.Remark {
	if !strings.ContainsAny(l.Text, "月年周期时分") || !strings.ContainsAny(l.Text, "至到—–-～~") {
		return nil
	}
	var found []engine.Remark
	behind := func(at int) string { return l.Text[at:engine.Ahead(l.Text, at, nearby)] }
	told := func(at int, least, most float64) { // in months
		m := lasting.Find(behind(at))
		if m == nil {
			return
		}
		n := amount(l.Text[at+m[2] : at+m[3]])
		from, to := at+m[2], at+m[5]
		switch unit := l.Text[at+m[4] : at+m[5]]; {
		case n == 0:
		case unit == "月" && (n < least || n > most),
			unit == "年" && (n*12 < least-monthsOver || n*12 > most+monthsOver):
			f := l.On(from, to)
			f.Hint = "起止时间是" + trimmed(most) + "个月，请核对"
			found = append(found, f)
		}
	}
	for _, r := range calendar.FindRuns(l.Text) {
		const any = 2023
		if span := r.In(any); span.Valid() && !(r.First.Year == 0 && r.Last.Year > 0) {
			least, most := monthsOf(span)
			told(r.End, least, most)
			if m := lasting.Find(behind(r.End)); m != nil && strings.ContainsAny(l.Text[r.End+m[4]:r.End+m[5]], "周星") {
				n, weeks := amount(l.Text[r.End+m[2]:r.End+m[3]]), float64(span.Days())/7
				if n > 0 && (n < math.Floor(weeks) || n > math.Ceil(weeks)) {
					f := l.On(r.End+m[2], r.End+m[5])
					f.Hint = "起止日期之间有" + strconv.Itoa(span.Days()) + "天，请核对"
					found = append(found, f)
				}
			}
		}
	}
	for _, m := range months.All(l) {
		number := func(g int) int { n, _ := strconv.Atoi(l.Text[max(m[2*g], 0):max(m[2*g+1], 0)]); return n }
		if next := engine.After(l.Text, m[1], nil); engine.IsDigit(next) {
			continue // of days
		}
		first, last := number(1)*12+number(2), number(3)*12+number(4)
		if number(3) == 0 {
			last += number(1) * 12
		}
		if last < first && number(3) == 0 {
			last += 12
		}
		if last > first {
			told(m[1], float64(last-first), float64(last-first+1))
		}
	}
	for _, m := range years.All(l) {
		first, _ := strconv.Atoi(l.Text[m[2]:m[3]])
		last, _ := strconv.Atoi(l.Text[m[4]:m[5]])
		if last > first {
			told(m[1], float64(last-first)*12, float64(last-first+1)*12)
		}
	}
	return append(found, hoursMiscounted(l)...)
}

// nearby is how many characters behind a span are looked at.
const nearby = 40

// monthsOver is how many months more or less a number of years may leave out.
const monthsOver = 5

// monthsOf returns between how many months a period may be said to last: twice the same
// where it lasts so many to the day.
func monthsOf(p calendar.Period) (least, most float64) {
	end := p.To.AddDays(1)
	n := float64((end.Year-p.From.Year)*12 + end.Month - p.From.Month)
	switch {
	case end.Day < p.From.Day:
		return n - 1, n
	case end.Day > p.From.Day:
		return n, n + 1
	}
	return n, n
}

// hoursMiscounted finds 9:00—11:00，共90分钟 where a line gives one such span.
func hoursMiscounted(l engine.Line) []engine.Remark {
	all := hourSpan.All(l)
	if len(all) != 1 {
		return nil
	}
	m := all[0]
	k := lastingHours.Find(l.Text[m[9]:engine.Ahead(l.Text, m[9], nearby)])
	if k == nil || strings.ContainsAny(l.Text[:m[2]], "每各") {
		return nil
	}
	number := func(g int) int { n, _ := strconv.Atoi(l.Text[m[2*g]:m[2*g+1]]); return n }
	minutes := float64((number(3)-number(1))*60 + number(4) - number(2))
	n := amount(l.Text[m[9]+k[2] : m[9]+k[3]])
	switch unit := l.Text[m[9]+k[4] : m[9]+k[5]]; {
	case unit == "半小时":
		n = n*60 + 30
	case unit == "小时":
		n *= 60
		if k[6] < k[7] {
			n += 30
		}
	}
	if minutes <= 0 || n == 0 || n == minutes {
		return nil
	}
	f := l.On(m[9]+k[2], m[9]+k[7])
	f.Hint = "起止时间之间是" + trimmed(minutes) + "分钟，请核对"
	return []engine.Remark{f}
}

// amount reads a number in figures or in Chinese; 0 if it is none.
func amount(s string) float64 {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	n, _ := han.ParseNumeral(strings.Replace(s, "两", "二", 1))
	return float64(n)
}

func trimmed(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
