package returned

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
)

// What may stand between the ends of a run of days, and the ways of writing a
// day. A year may be left out of all but the last.
const (
	rangeSign  = `(?:至|到|-|—|–|―|－|~|〜)+`
	chineseDay = `(?:(\d{4})年度?)?(\d{1,2})月(\d{1,2})[日号]?`
	dottedDay  = `(?:(\d{4})\.)?(\d{1,2})\.(\d{1,2})`
	slashedDay = `(?:(\d{4})/)?(\d{1,2})/(\d{1,2})`
	dashedDay  = `(?:(\d{4})-)?(\d{1,2})-(\d{1,2})`
	compactDay = `(\d{4})(\d{2})(\d{2})`
)

// A dayForm is a way of writing a day, and runs of days in that way.
type dayForm struct {
	single, span, short *regexp.Regexp
}

var dayForms = func() []dayForm {
	var all []dayForm
	for _, d := range []string{chineseDay, dottedDay, slashedDay, dashedDay, compactDay} {
		sign := rangeSign
		if d == dashedDay {
			sign = `(?:至|到|—|–|―|~|/)+`
		}
		all = append(all, dayForm{
			single: regexp.MustCompile("^" + d + "$"),
			span:   regexp.MustCompile("^" + d + sign + d + "$"),
			short:  regexp.MustCompile("^" + d + sign + `(\d{1,2})[日号]?$`),
		})
	}
	return all
}()

// A part of the day or week behind a day, which a form's date does not hold.
var (
	dayPart = regexp.MustCompile(`\(?(上午|下午|早上|早晨|晚上|中午|傍晚|全天|整天|凌晨|晚|(上午|下午|晚上?|早上?)?\d{1,2}(:\d{2}|[点时](\d{1,2}分?|半)?)(-|—|–|~|至|到)*)+\)?$`)
	weekday = regexp.MustCompile(`\(?(周|星期|礼拜)[一二三四五六日天]\)?`)

	chineseYear  = regexp.MustCompile(`[〇零○Oo一二三四五六七八九]{4}年`)
	chineseCount = regexp.MustCompile(`[一二三四五六七八九十]+[月日号]`)
)

// readDates reads a day, or for kind dates a run of days.
func readDates(f *forms.Field, e entry) reading {
	year := yearOf(f, e.year)
	var span calendar.Period
	var remarks []remark
	var err *remark
	switch e.stored {
	case storedBool:
		return unclear(RuleDate, wanted(f), "")
	case storedNumber:
		span, remarks, err = storedDay(f, e, year)
	default:
		if nothing(e.raw) {
			return reading{}
		}
		span, remarks, err = writtenDays(f, e.raw, year)
	}
	switch {
	case err != nil:
		return reading{"", Unclear, append(remarks, *err)}
	case f.Kind == forms.Date && span.From != span.To:
		return unclear(RuleDate, f.Label+"填了几天，这里只填一天", "请填一个日期")
	case span.From == span.To:
		return exact(span.From.ISO(), remarks...)
	}
	return exact(span.From.ISO()+"/"+span.To.ISO(), remarks...)
}

// year is the year that a date of f belongs to if it does not say so: that of
// the limits, or else the caller's.
func yearOf(f *forms.Field, other int) int {
	lo, ok1 := f.Min.Date()
	hi, ok2 := f.Max.Date()
	if ok1 && ok2 && lo.Year == hi.Year {
		return lo.Year
	}
	return other
}

func dayError(f *forms.Field, rule, message, hint string) *remark {
	r := unclear(rule, message, hint).remarks[0]
	return &r
}

// Days of spreadsheets that may be meant: 1950 to 2099.
const (
	firstSerial = 18264
	lastSerial  = 73050
	offset1904  = 1462
)

// storedDay reads a number: a spreadsheet's day, 20230508, or 5.8.
func storedDay(f *forms.Field, e entry, year int) (span calendar.Period, remarks []remark, err *remark) {
	x, bad := strconv.ParseFloat(e.raw, 64)
	if bad != nil || math.IsNaN(x) || math.Abs(x) > 1e9 {
		return span, nil, dayError(f, RuleDate, wanted(f), "")
	}
	text := forms.FormatNumber(x)
	serial := x
	if e.date1904 {
		serial += offset1904
	}
	switch {
	case serial >= firstSerial && serial < lastSerial+1:
		day := calendar.Date{Year: 1899, Month: 12, Day: 30}.AddDays(int(serial))
		if serial != math.Trunc(serial) {
			remarks = append(remarks, partRemark(f, calendar.Period{From: day, To: day}))
		}
		return calendar.Period{From: day, To: day}, remarks, nil
	case len(text) == 8 && !strings.Contains(text, "."):
		return writtenDays(f, text, year)
	}
	month, day, dotted := strings.Cut(text, ".")
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if !dotted || m < 1 || m > 12 || len(day) > 2 {
		return span, nil, dayError(f, RuleDate, fmt.Sprintf("%s填的是数字%s，看不出是哪一天", f.Label, text), "请写成2023-5-8这样的日期")
	}
	if len(day) == 1 && d <= 3 && (calendar.Date{Year: 2000, Month: m, Day: 10 * d}).Valid() {
		return span, nil, dayError(f, RuleWhichDay, fmt.Sprintf("%s填的是数字%s，可能是%d月%d日，也可能是%d月%d日", f.Label, text, m, d, m, 10*d), "请写成2023-5-8这样的日期")
	}
	return writtenDays(f, text, year)
}

func partRemark(f *forms.Field, span calendar.Period) remark {
	return tell(RuleDayPart, fmt.Sprintf("%s只取日期%s，几点或上午下午没有读入", f.Label, span), "")
}

// writtenDays reads a day or a run of days as people write them.
func writtenDays(f *forms.Field, raw string, year int) (span calendar.Period, remarks []remark, err *remark) {
	s := arabicDays(squeeze(raw))
	s = weekday.ReplaceAllString(s, "")
	s = strings.TrimRight(s, "。;,")
	parts := dayPart.MatchString(s) && !matchesDay(s)
	if parts {
		s = dayPart.ReplaceAllString(s, "")
		s = strings.TrimRight(s, ",(")
	}
	var m []string
	short := false
	for _, form := range dayForms {
		if m = form.single.FindStringSubmatch(s); m != nil {
			m = append(m, m[1:]...)
		} else if m = form.span.FindStringSubmatch(s); m == nil {
			if m = form.short.FindStringSubmatch(s); m != nil {
				short = true
				m = []string{m[0], m[1], m[2], m[3], m[1], m[2], m[4]}
			}
		}
		if m != nil {
			break
		}
	}
	if m == nil {
		return span, nil, dayError(f, RuleDate, f.Label+"读不出是哪一天", wanted(f))
	}
	if f.Kind == forms.Dates && shortDash.MatchString(s) {
		return span, nil, dayError(f, RuleWhichDay, fmt.Sprintf("%s填“%s”，可能是一天，也可能是几天", f.Label, s), "请写成5月8日或5月8日—12日")
	}
	var n [7]int
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	if n[1] == 0 && n[4] == 0 {
		if year == 0 {
			return span, nil, dayError(f, RuleNoYear, f.Label+"没有写年份，没有计入", "请写成2023-5-8这样的日期")
		}
		n[1] = year
	}
	n[1] = cmp.Or(n[1], n[4])
	if n[4] == 0 {
		n[4] = n[1]
		if !short && n[5] < n[2] && n[2]-n[5] > 6 {
			n[4]++ // 12月30日—1月2日
		}
	}
	span = calendar.Period{From: calendar.Date{Year: n[1], Month: n[2], Day: n[3]}, To: calendar.Date{Year: n[4], Month: n[5], Day: n[6]}}
	switch {
	case !span.From.Valid() || !span.To.Valid():
		return span, nil, dayError(f, RuleDate, f.Label+"填的日期不存在", "请核对月份和日子")
	case !span.Valid():
		return span, nil, dayError(f, RuleDate, f.Label+"的结束日期早于开始日期", "请核对")
	}
	if parts {
		remarks = append(remarks, partRemark(f, span))
	}
	return span, remarks, nil
}

var shortDash = regexp.MustCompile(`^\d{1,2}-\d{1,2}$`)

func matchesDay(s string) bool {
	for _, form := range dayForms {
		if form.single.MatchString(s) || form.span.MatchString(s) || form.short.MatchString(s) {
			return true
		}
	}
	return false
}

// arabicDays turns 二〇二三年五月八日 into 2023年5月8日.
func arabicDays(s string) string {
	s = chineseYear.ReplaceAllStringFunc(s, func(y string) string {
		n, ok := chineseNumber(strings.TrimSuffix(strings.NewReplacer("O", "〇", "o", "〇").Replace(y), "年"))
		if !ok {
			return y
		}
		return fmt.Sprintf("%04d年", n)
	})
	return chineseCount.ReplaceAllStringFunc(s, func(c string) string {
		r := []rune(c)
		n, ok := chineseNumber(string(r[:len(r)-1]))
		if !ok {
			return c
		}
		return fmt.Sprintf("%d%c", n, r[len(r)-1])
	})
}

var (
	writtenTime = regexp.MustCompile(`^(上午|早上|早|凌晨|下午|晚上|晚|中午|AM|PM)?(\d{1,2})(?::(\d{2})(?::00)?|[点时](?:(\d{1,2})分?|(整|半))?)(AM|PM)?$`)
)

// readTime reads a time of day: 14:00, 14时30分, 下午2点半, 0.583.
func readTime(f *forms.Field, e entry) reading {
	bad := unclear(RuleTime, f.Label+"读不出是几点", wanted(f))
	if e.stored == storedNumber {
		x, err := strconv.ParseFloat(e.raw, 64)
		if err != nil || x <= 0 || x > lastSerial || x == math.Trunc(x) && x != 1 {
			return bad
		}
		if x > 1 {
			x -= math.Trunc(x)
		}
		c := calendar.Clock{Minute: int(math.Round(x * 24 * 60))}
		c.Hour, c.Minute = c.Minute/60, c.Minute%60
		if !c.Valid() {
			return bad
		}
		return exact(c.String())
	}
	if nothing(e.raw) {
		return reading{}
	}
	m := writtenTime.FindStringSubmatch(strings.ToUpper(squeeze(e.raw)))
	if m == nil {
		return bad
	}
	c := calendar.Clock{}
	c.Hour, _ = strconv.Atoi(m[2])
	c.Minute, _ = strconv.Atoi(m[3] + m[4])
	if m[5] == "半" {
		c.Minute = 30
	}
	late := m[1] + m[6]
	switch {
	case (late == "下午" || late == "晚上" || late == "晚" || late == "PM") && c.Hour < 12:
		c.Hour += 12
	case late == "中午" && c.Hour < 3:
		c.Hour += 12
	}
	if !c.Valid() {
		return bad
	}
	return exact(c.String())
}
