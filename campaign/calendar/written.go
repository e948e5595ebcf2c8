package calendar

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file reads days as people write them. [FindDays], [FindRuns] and [FindClock] look
// for them within a text, [ReadDays], [ReadDay], [ReadClock] and [ReadMoment] read a
// text that is nothing else, such as a cell.

// A Writing is a day within a text, or several that are joined: 5月8日,
// 2023年5月14日（星期日）—20日, 5月8日、10日和12日.
type Writing struct {
	Start, End int // byte offsets
	Days       []WrittenDay
}

// A WrittenDay is one day of a [Writing].
type WrittenDay struct {
	Start, End int    // byte offsets, the weekday included
	Date       Date   // as written: the year or month may be 0, the day need not exist
	Unit       string // 日 or 号, with the blanks before it; "" as in 8—12日
	Weekday    string // such as （星期日）, with the blanks before it; "" if there is none
}

// Blanks may stand anywhere: texts taken from PDFs are full of them.
const (
	gap          = `[ \t\p{Z}]*`
	inBrackets   = `(?:` + gap + `[（(](?:星期|周)[一二三四五六日天][）)])?`
	joiner       = gap + `(?:—{1,2}|[-–~～－、和及与]|起?[，,]?(?:持续)?[至到])` + gap
	yearAndMonth = `(?:(\d{4})` + gap + `年` + gap + `)?(\d{1,2})` + gap + `月` + gap
)

var (
	daysWithin = regexp.MustCompile(yearAndMonth + `\d{1,2}(?:` + gap + `[日号]?` + inBrackets + joiner + `(?:` + yearAndMonth + `)?\d{1,2})*` + gap + `[日号]` + inBrackets)
	dayWithin  = regexp.MustCompile(`(?:` + yearAndMonth + `)?(\d{1,2})(` + gap + `[日号])?(` + inBrackets + `)`)
)

// FindDays returns the days in a text that are written with 月 and 日 (or 号) in
// Arabic digits, in order. It does not judge whether they exist.
func FindDays(text string) []Writing {
	if !strings.Contains(text, "月") {
		return nil
	}
	var all []Writing
	for _, span := range daysWithin.FindAllStringIndex(text, -1) {
		w := Writing{Start: span[0], End: span[1]}
		s := text[w.Start:w.End]
		for _, g := range dayWithin.FindAllStringSubmatchIndex(s, -1) {
			group := func(n int) string { return s[max(g[2*n], 0):max(g[2*n+1], 0)] }
			w.Days = append(w.Days, WrittenDay{
				Start: w.Start + g[0], End: w.Start + g[1],
				Date: Date{number(group(1)), number(group(2)), number(group(3))},
				Unit: group(4), Weekday: group(5),
			})
		}
		all = append(all, w)
	}
	return all
}

// number reads a few digits; of none it is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// In returns the days of w, and whether all exist. What is not written of one is
// that of the day before it; the year of the first is year.
func (w Writing) In(year int) ([]Date, bool) {
	last := Date{Year: year}
	var dates []Date
	exist := true
	for _, d := range w.Days {
		last = Date{cmp.Or(d.Date.Year, last.Year), cmp.Or(d.Date.Month, last.Month), d.Date.Day}
		dates = append(dates, last)
		exist = exist && last.Valid()
	}
	return dates, exist
}

// A Run is a run of days within a text: 2023年5月14日至20日, 5月8日（周一）—5月12日（周五）.
type Run struct {
	Start, End  int  // byte offsets
	First, Last Date // as written: years are 0 where none is, so is the month of Last; the days need not exist
}

// toSign stands between the first day of a run and the last.
var toSign = regexp.MustCompile(`^` + gap + `(?:—{1,2}|[-–~～－]|起?[，,]?(?:持续)?[至到])` + gap + `$`)

// FindRuns returns the runs of days in a text that [FindDays] finds, in order.
func FindRuns(text string) []Run {
	var all []Run
	for _, w := range FindDays(text) {
		if len(w.Days) == 2 && toSign.MatchString(text[w.Days[0].End:w.Days[1].Start]) {
			all = append(all, Run{w.Start, w.End, w.Days[0].Date, w.Days[1].Date})
		}
	}
	return all
}

// In returns the period that r is, its first day in the given year if none is written
// of it, its last in that of the first.
func (r Run) In(year int) Period {
	p := Period{r.First, r.Last}
	p.From.Year = cmp.Or(r.First.Year, year)
	p.To.Year = cmp.Or(r.Last.Year, p.From.Year)
	p.To.Month = cmp.Or(r.Last.Month, p.From.Month)
	return p
}

// A Span is a day or a run of days that a text consists of.
type Span struct {
	From, To Date // To is From of a single day; years are 0 where none is written, days need not exist
	Style    Style
	Weekday  bool // 周一 or the like is written with it
	Hours    bool // a part of the day or a time is written behind: 上午, 9:00—11:30
}

// A Style is the way in which a day is written.
type Style uint8

const (
	Chinese Style = iota // 2023年5月8日, 5月8号, 二〇二三年五月八日
	Dotted               // 2023.5.8, 5.8
	Slashed              // 2023/5/8, 5/8
	Dashed               // 2023-5-8; 5-8 may be the 5th to the 8th as well
	Compact              // 20230508
)

// dayStyles are patterns of a day with groups of year, month and day, by Style.
var dayStyles = [...]string{
	Chinese: `(?:(\d{4})年度?)?(\d{1,2})月(\d{1,2})[日号]?`,
	Dotted:  `(?:(\d{4})\.)?(\d{1,2})\.(\d{1,2})`,
	Slashed: `(?:(\d{4})/)?(\d{1,2})/(\d{1,2})`,
	Dashed:  `(?:(\d{4})-)?(\d{1,2})-(\d{1,2})`,
	Compact: `(\d{4})(\d{2})(\d{2})`,
}

// A spanForm is the patterns of a style: a day, two of them with a sign between,
// a day and the day of the month that ends the run.
type spanForm struct{ single, double, short *regexp.Regexp }

var spanForms = func() (all [len(dayStyles)]spanForm) {
	for i, d := range dayStyles {
		sign := `(?:至|到|-|—|–|―|－|~|〜)+`
		if Style(i) == Dashed {
			sign = `(?:至|到|—|–|―|~|/)+`
		}
		all[i] = spanForm{
			single: regexp.MustCompile("^" + d + "$"),
			double: regexp.MustCompile("^" + d + sign + d + "$"),
			short:  regexp.MustCompile("^" + d + sign + `(\d{1,2})[日号]?$`),
		}
	}
	return all
}()

var (
	weekday  = regexp.MustCompile(`\(?(周|星期|礼拜)[一二三四五六日天]\)?`)
	hoursEnd = regexp.MustCompile(`\(?(上午|下午|早上|早晨|晚上|中午|傍晚|全天|整天|凌晨|晚|(上午|下午|晚上?|早上?)?\d{1,2}(:\d{2}|[点时](\d{1,2}分?|半)?)(-|—|–|~|至|到)*)+\)?$`)

	chineseYear  = regexp.MustCompile(`[〇零○◯OoОоΟ0一二三四五六七八九]{4}年`)
	chineseCount = regexp.MustCompile(`[一二三四五六七八九十元廿卅]+[月日号]`)
	// zeros are what people type for 〇: letters of three alphabets among them.
	zeros       = strings.NewReplacer("O", "〇", "o", "〇", "0", "〇", "О", "〇", "о", "〇", "Ο", "〇", "◯", "〇")
	oldNumerals = strings.NewReplacer("廿", "二十", "卅", "三十", "元", "一")
)

// ReadDays reads a text that is a day or a run of days, in any [Style], blanks
// and full-width characters or not; false if it is something else.
func ReadDays(text string) (Span, bool) {
	s := arabic(han.Fold(text))
	bare := weekday.ReplaceAllString(s, "")
	extra := Span{Weekday: bare != s}
	s = strings.TrimRight(bare, "。;,")
	span, ok := readSpan(s)
	if !ok && hoursEnd.MatchString(s) {
		extra.Hours = true
		span, ok = readSpan(strings.TrimRight(hoursEnd.ReplaceAllString(s, ""), ",("))
	}
	span.Weekday, span.Hours = extra.Weekday, extra.Hours
	return span, ok
}

func readSpan(s string) (Span, bool) {
	for i, form := range spanForms {
		day := func(m []string) Date { return Date{number(m[0]), number(m[1]), number(m[2])} }
		span := Span{Style: Style(i)}
		if m := form.single.FindStringSubmatch(s); m != nil {
			span.From = day(m[1:])
			span.To = span.From
		} else if m := form.double.FindStringSubmatch(s); m != nil {
			span.From, span.To = day(m[1:]), day(m[4:])
		} else if m := form.short.FindStringSubmatch(s); m != nil {
			span.From, span.To = day(m[1:]), day([]string{m[1], m[2], m[4]})
		} else {
			continue
		}
		return span, true
	}
	return Span{}, false
}

// arabic turns 二〇二三年五月八日 into 2023年5月8日.
func arabic(s string) string {
	s = chineseYear.ReplaceAllStringFunc(s, func(y string) string {
		n, ok := han.ParseNumber(strings.TrimSuffix(zeros.Replace(y), "年"))
		if !ok {
			return y
		}
		return fmt.Sprintf("%04d年", n)
	})
	return chineseCount.ReplaceAllStringFunc(s, func(c string) string {
		r := []rune(c)
		n, ok := han.ParseNumber(oldNumerals.Replace(string(r[:len(r)-1])))
		if !ok {
			return c
		}
		return fmt.Sprintf("%d%c", n, r[len(r)-1])
	})
}

// Dated reports whether a year is written.
func (s Span) Dated() bool { return s.From.Year > 0 || s.To.Year > 0 }

// In returns the days of s, in the given year if none is written. A year that is
// written once holds for both ends; a run whose second month is much smaller
// than the first, such as 12月30日—1月2日, ends in the next year. Whether the days
// exist and are in order is for [Period.Valid].
func (s Span) In(year int) Period {
	p := Period{s.From, s.To}
	p.From.Year = cmp.Or(s.From.Year, s.To.Year, year)
	if s.To.Year == 0 {
		p.To.Year = p.From.Year
		const months = 6
		if s.From.Month-s.To.Month > months {
			p.To.Year++
		}
	}
	return p
}

// ReadDay reads a text that is one day and leaves no doubt which; without a year
// it belongs to the given one, unless that is 0.
func ReadDay(text string, year int) (Date, bool) {
	s, ok := ReadDays(text)
	p := s.In(year)
	return p.From, ok && !s.Hours && p.From == p.To && p.Valid()
}

// A time of day: what part of the day, hour, minute, second, and the same in words: 下午两点半.
const (
	clock = `(?:(` + dayPart + `|AM|PM)` + gap + `)?(?:(\d{1,2})` + gap +
		`(?:[:：]` + gap + `(\d{1,2})(?:[:：](\d{1,2}))?|[点时]` + gap + `(?:(\d{1,2})分?|(整|半|[一三]刻))?)|(` + spokenHour + `)[点时](?:(` + spokenMinute + `)分|(整|半|[一三]刻))?)(?:` + gap + `(AM|PM))?`
	dayPart      = `上午|早上|早晨|清晨|早|凌晨|中午|正午|午后|下午|傍晚|晚上|晚`
	spokenHour   = `二?十[一二三四五六七八九]?|[一二两三四五六七八九]`
	spokenMinute = `零?[一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?`

	// ClockForm is a pattern of what [FindClock] reads, and of hours that no day has; it has
	// no groups.
	ClockForm = `(?:(?:(?:` + dayPart + `)` + gap + `)?\d{1,2}(?:` + gap + `[:：]` + gap + `\d{2}|` + gap + `[点时](?:\d{1,2}分|半|整|[一三]刻)?)` +
		`|(?:` + dayPart + `)(?:` + spokenHour + `)[点时](?:(?:` + spokenMinute + `)分|整|半|[一三]刻)?)`
)

var (
	clockWhole = regexp.MustCompile(`^` + clock + `$`)
	clockFirst = regexp.MustCompile(`^` + gap + clock)
	clockLast  = regexp.MustCompile(`^(.*[日号]|.*\S(?:\s+|T|\s*\())\s*` + clock + `\)?$`)
)

// clockOf returns the time since midnight that the groups of clock tell, from 0
// to 24 hours; false if there is no such time.
func clockOf(group []string) (time.Duration, bool) {
	part, hour, minute, second := group[0]+group[9], number(group[1]), number(group[2]+group[4]), number(group[3])
	if group[6] != "" {
		// 三点 may be points of something; half past three is not.
		if part == "" && group[7]+group[8] == "" {
			return 0, false
		}
		hour, minute = spoken(group[6]), spoken(group[7])
	}
	switch group[5] + group[8] {
	case "一刻":
		minute = 15
	case "半":
		minute = 30
	case "三刻":
		minute = 45
	}
	switch part {
	case "下午", "午后", "傍晚", "PM":
		if hour < 12 {
			hour += 12
		}
	case "晚上", "晚":
		if hour <= 12 { // 晚上12点 ends the day
			hour += 12
		}
	case "中午", "正午":
		if hour < 3 {
			hour += 12
		}
	case "凌晨", "AM":
		if hour == 12 {
			hour = 0
		}
	}
	at := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
	return at, minute < 60 && second < 60 && at <= 24*time.Hour
}

// spoken returns the number that an hour or minute is in words; 0 of "".
func spoken(words string) int {
	n, _ := han.ParseNumber(strings.TrimPrefix(strings.Replace(words, "两", "二", 1), "零"))
	return int(n)
}

func clockAt(at time.Duration) Clock {
	return Clock{int(at / time.Hour), int(at % time.Hour / time.Minute)}
}

// ReadClock reads a text that is a time of day: 14:00, 14时30分, 下午2点半, 下午两点半, 2:30PM.
// Midnight at the start of a day is none, as for [Clock].
func ReadClock(text string) (Clock, bool) {
	m := clockWhole.FindStringSubmatch(strings.ToUpper(han.Fold(text)))
	if m == nil || len(m[3]) == 1 || number(m[4]) > 0 { // 9:5 may be 9:05 or 9:50
		return Clock{}, false
	}
	at, ok := clockOf(m[1:])
	c := clockAt(at)
	return c, ok && c.Valid()
}

// FindClock reads the time of day with which a text begins, and returns how many
// bytes it takes, blanks in front included; 0 if there is none.
func FindClock(text string) (c Clock, size int) {
	m := clockFirst.FindStringSubmatch(text)
	if m == nil {
		return Clock{}, 0
	}
	at, ok := clockOf(m[1:])
	if c = clockAt(at); !ok || !c.Valid() {
		return Clock{}, 0
	}
	return c, len(m[0])
}

// ReadMoment reads a text that is a day, with a time behind it or without:
// 2023-05-22 16:30, 2023/5/22 16:30:05, 5月22日下午4:30. A day alone is its
// midnight, and 24:00 the last second of its day. Times are in UTC, standing for
// the clock on the wall.
func ReadMoment(text string, year int) (time.Time, bool) {
	s := weekday.ReplaceAllString(strings.TrimSpace(width.Fold.String(text)), " ")
	m := clockLast.FindStringSubmatch(s)
	if m == nil {
		d, ok := ReadDay(s, year)
		return d.Time(), ok
	}
	d, ok := ReadDay(strings.TrimRight(m[1], "T( "), year)
	at, told := clockOf(m[2:])
	if !ok || !told {
		return time.Time{}, false
	}
	if at == 24*time.Hour {
		at -= time.Second
	}
	return d.Time().Add(at), true
}
