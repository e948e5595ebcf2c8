package answer

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// readDates reads a day, or for kind dates a run of days.
func readDates(f *forms.Field, e Entry) Reading {
	var span calendar.Period
	var got Reading
	switch {
	case e.Stored == Bool:
		return unclear(RuleDate, Wanted(f), "")
	case e.Stored == Number:
		span, got = storedDay(f, e)
	case Nothing(e.Raw) || blankDay.MatchString(e.Raw):
		return Reading{}
	default:
		span, got = writtenDays(f, e.Raw, yearOf(f, e.Year))
	}
	switch {
	case got.Unclear:
		return got
	case f.Kind == forms.Date && span.From != span.To:
		return unclear(RuleDate, f.Label+"填了几天，这里只填一天", "请填一个日期")
	case span.From == span.To:
		got.Text = span.From.ISO()
	default:
		got.Text = span.From.ISO() + "/" + span.To.ISO()
	}
	if e.Stored == Text {
		got.Remarks = append(got.Remarks, contradictions(f, e.Raw, span)...)
	}
	if wrongYear(f, span, e.Year) {
		got.Remarks = append(got.Remarks, warn(RuleYear, fmt.Sprintf("%s是%s，不在%d年", f.Label, span, e.Year), "请核对年份"))
	}
	return got
}

var (
	weekday  = regexp.MustCompile(`(?:星期|周|礼拜)([一二三四五六日天])`)
	daysLong = regexp.MustCompile(`[(（]共?([\d一二三四五六七八九十]{1,3})[天日][)）]`)
)

// contradictions tells where the day of the week, or the number of days, that
// stands beside a date is not that of it.
func contradictions(f *forms.Field, raw string, span calendar.Period) (out []Remark) {
	if all := weekday.FindAllStringSubmatch(raw, -1); len(all) == 1 && span.From == span.To {
		want := strings.Index("日一二三四五六", strings.Replace(all[0][1], "天", "日", 1)) / len("日")
		if want != int(span.From.Weekday()) {
			out = append(out, warn(RuleDate, fmt.Sprintf("%s写的是%s，%s却不是", f.Label, all[0][0], span.From), "请核对日期和年份"))
		}
	}
	if m := daysLong.FindStringSubmatch(raw); m != nil {
		n, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil {
			n, _ = han.ParseNumber(m[1])
		}
		if int(n) != span.Days() {
			out = append(out, warn(RuleDate, fmt.Sprintf("%s写明%d天，%s却不是", f.Label, n, span), "请写明到哪天结束"))
		}
	}
	return out
}

// blankDay is a date printed to be filled in: 年　月　日, 2023年　月　日.
var blankDay = regexp.MustCompile(`^[\s\p{Z}_]*(?:[0-9０-９]{0,4}|[二〇○零]{0,4})[\s\p{Z}_]*年[\s\p{Z}_]*月[\s\p{Z}_]*日?[\s\p{Z}_]*$`)

// wrongYear reports whether days lie outside of the year that they belong to.
// Where the field sets limits, those are held against them instead; a form may be
// dated in the year after.
func wrongYear(f *forms.Field, span calendar.Period, year int) bool {
	_, ok1 := f.Min.Date()
	_, ok2 := f.Max.Date()
	if year == 0 || ok1 && ok2 {
		return false
	}
	last := year
	if strings.Contains(f.Label, "填") || strings.Contains(f.Label, "制表") || strings.Contains(f.Label, "报送") {
		last++
	}
	return span.To.Year < year || span.From.Year > last
}

// yearOf is the year that a date of f belongs to if it does not say so: that of
// the limits, or else the caller's.
func yearOf(f *forms.Field, other int) int {
	lo, ok1 := f.Min.Date()
	hi, ok2 := f.Max.Date()
	if ok1 && ok2 && lo.Year == hi.Year {
		return lo.Year
	}
	return other
}

// storedDay reads a number: a spreadsheet's day, 20230508, or 5.8.
func storedDay(f *forms.Field, e Entry) (calendar.Period, Reading) {
	x, err := strconv.ParseFloat(e.Raw, 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > 1e9 {
		return calendar.Period{}, unclear(RuleDate, Wanted(f), "")
	}
	if day, at, ok := calendar.FromSerial(x, e.Date1904); ok {
		span := calendar.Period{From: day, To: day}
		if at != 0 {
			return span, exact("", hoursLeft(f, span))
		}
		return span, Reading{}
	}
	text := FormatNumber(x)
	if len(text) == 8 && !strings.Contains(text, ".") {
		return writtenDays(f, text, 0)
	}
	month, day, dotted := strings.Cut(text, ".")
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if !dotted || m < 1 || m > 12 || len(day) > 2 {
		return calendar.Period{}, unclear(RuleDate, fmt.Sprintf("%s填的是数字%s，看不出是哪一天", f.Label, text), "请写成2023-5-8这样的日期")
	}
	if len(day) == 1 && d <= 3 && (calendar.Date{Year: 2000, Month: m, Day: 10 * d}).Valid() {
		return calendar.Period{}, unclear(RuleWhichDay, fmt.Sprintf("%s填的是数字%s，可能是%d月%d日，也可能是%d月%d日", f.Label, text, m, d, m, 10*d), "请写成2023-5-8这样的日期")
	}
	return writtenDays(f, text, yearOf(f, e.Year))
}

func hoursLeft(f *forms.Field, span calendar.Period) Remark {
	return tell(RuleDayPart, fmt.Sprintf("%s只取日期%s，几点或上午下午没有读入", f.Label, span), "")
}

// writtenDays reads a day or a run of days as people write them. The text of
// the reading is left to the caller.
func writtenDays(f *forms.Field, raw string, year int) (calendar.Period, Reading) {
	days, ok := calendar.ReadDays(raw)
	if !ok {
		tidy := dashedDay.ReplaceAllString(strings.TrimRight(strings.TrimSpace(raw), ".。"), "$1-$2-$3")
		days, ok = calendar.ReadDays(signedDay.ReplaceAllString(tidy, "$1"))
	}
	if bare := strings.TrimSpace(around.ReplaceAllString(raw, "")); !ok && bare != raw {
		days, ok = calendar.ReadDays(bare)
		ok = ok && (days.From != days.To || !openEnd.MatchString(raw))
	}
	if bare := clock.ReplaceAllString(raw, ""); !ok && bare != raw { // 5月9日8:00—5月11日17:00
		days, ok = calendar.ReadDays(bare)
		days.Hours = true
	}
	if m := dayAndClock.FindStringSubmatch(raw); m != nil && !ok {
		days, ok = calendar.ReadDays(m[1])
		days.Hours = days.Hours || strings.Trim(m[2], ":0") != ""
	}
	span := days.In(year)
	switch {
	case !ok:
		return span, unclear(RuleDate, f.Label+"读不出是哪一天", Wanted(f))
	case f.Kind == forms.Dates && days.Style == calendar.Dashed && !days.Dated() && days.From == days.To:
		return span, unclear(RuleWhichDay, fmt.Sprintf("%s填“%s”，可能是一天，也可能是几天", f.Label, strings.TrimSpace(raw)), "请写成5月8日或5月8日—12日")
	case !days.Dated() && year == 0:
		return span, unclear(RuleNoYear, f.Label+"没有写年份，没有计入", "请写成2023-5-8这样的日期")
	case !span.From.Valid() || !span.To.Valid():
		return span, unclear(RuleDate, f.Label+"填的日期不存在", "请核对月份和日子")
	case !span.Valid():
		return span, unclear(RuleDate, f.Label+"的结束日期早于开始日期", "请核对")
	case days.Hours:
		return span, exact("", hoursLeft(f, span))
	}
	return span, Reading{}
}

var (
	around      = regexp.MustCompile(`^\s*(?:自|从|于|定于|拟于|已于)|(?:举行|举办|开展|进行|召开|止)?\s*(?:[(（]共?[\d一二三四五六七八九十]{1,3}(?:天|日)[)）])?\s*$`) // 自5月9日至11日，（共3天）
	openEnd     = regexp.MustCompile(`^\s*[自从]|止\s*$`)                                                                               // of one day: 自5月9日, 5月20日止
	clock       = regexp.MustCompile(`\s*\d{1,2}[:：]\d{2}`)
	dashedDay   = regexp.MustCompile(`^(\d{4})[—–－](\d{1,2})[—–－](\d{1,2})$`)                                           // 2023—05—08
	signedDay   = regexp.MustCompile(`(\d[-./]\d{1,2})[ ]*[日号]`)                                                        // 2023-5-8日
	dayAndClock = regexp.MustCompile(`^\s*(\d{4}[-./]\d{1,2}[-./]\d{1,2})[ T]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.0+)?\s*$`) // 2023-05-08 00:00:00
)

// readTime reads a time of day: 14:00, 14时30分, 下午2点半, 0.583.
func readTime(f *forms.Field, e Entry) Reading {
	var c calendar.Clock
	var ok bool
	switch {
	case e.Stored == Number:
		if x, err := strconv.ParseFloat(e.Raw, 64); err == nil {
			c, ok = calendar.ClockFromSerial(x)
		}
	case Nothing(e.Raw):
		return Reading{}
	default:
		c, ok = calendar.ReadClock(e.Raw)
	}
	if !ok {
		return unclear(RuleTime, f.Label+"读不出是几点", Wanted(f))
	}
	if early := c.Hour >= 1 && c.Hour <= 6; early && e.Stored == Text && strings.ContainsAny(e.Raw, "点时") && !halfOfDay.MatchString(e.Raw) {
		return exact(c.String(), warn(RuleTime, fmt.Sprintf("%s按%s计，也可能是%d:%02d", f.Label, c, c.Hour+12, c.Minute), "请写成14:00这样的时刻"))
	}
	return exact(c.String())
}

// halfOfDay are words that tell 2:00 from 14:00.
var halfOfDay = regexp.MustCompile(`(?i)[上下中]午|凌晨|清晨|早|晚|夜|am|pm|^\s*0`)
