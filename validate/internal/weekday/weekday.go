// Package weekday compares the days that a line tells without their year with the
// weekdays it tells of them: 11月18日（星期五）.
package weekday

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
)

// Years are the years of which the days of a document may be.
type Years struct {
	Year    int                               // that of the document
	Dated   func(calendar.Date) calendar.Date // the day in the year that a reader understands
	MayBeOn func(calendar.Date, int) bool     // whether the day is on the weekday in another year that is named
}

var (
	// spanned is of the first day and the last: 5月9日—15日（周一至周日）.
	spanned = engine.Compile(`(?:^|[^\d])(\d{1,2})月(\d{1,2})日?[-—－–~～至](?:(\d{1,2})月)?(\d{1,2})日[（(](?:星期|周)([一二三四五六日天])[-—－–~～至到](?:星期|周)?([一二三四五六日天])[）)]`)
	behind  = engine.Compile(`(?:^|[^\d年])(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[日号]` + prose.WeekdayBehind)
	// first is a weekday before its day: 星期五（11月18日）, （周五）11月18日.
	first = engine.Compile(`[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?[\s\p{Z}]*[（(]?(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[日号]`)
	// alone is 18日（星期五） without its month.
	alone   = engine.Compile(`(?:^|[^\d月年第])(\d{1,2})[日号][\s\p{Z}]*[（(](?:星期|周)([一二三四五六日天])[）)]`)
	anyYear = engine.Compile(`(\d{4})[\s\p{Z}]*年`)
)

// Of returns the number of a weekday, 0 for 日 and 天, -1 for anything else.
func Of(s string) int {
	if s == "天" {
		return 0
	}
	return slices.Index(prose.Weekdays, s)
}

// A reader reads one line.
type reader struct {
	engine.Line
	Years
	other int // where the line first names another year than that of the document
	found []engine.Remark
}

// Wrong finds the days of a line whose weekday is another in the years.
func Wrong(l engine.Line, y Years) []engine.Remark {
	if !strings.ContainsAny(l.Text, "周期拜") {
		return nil
	}
	r := reader{Line: l, Years: y, other: len(l.Text) + 1}
	for _, m := range anyYear.All(l) {
		if l.Text[m[2]:m[3]] != strconv.Itoa(y.Year) {
			r.other = m[1]
			break
		}
	}
	r.behind()
	r.first()
	r.spans()
	r.others()
	return r.found
}

// say adds a remark on Text[from:to] if the date is not on the weekday that is said.
func (r *reader) say(date calendar.Date, said, from, to int, sure bool) {
	if date.Valid() && said >= 0 && int(date.Weekday()) != said && (sure || !r.MayBeOn(date, said)) {
		f := r.On(from, to)
		f.Hint = date.String() + "是星期" + prose.Weekdays[date.Weekday()] + "，请核对日期和星期"
		r.found = append(r.found, f)
	}
}

func (r *reader) date(month, day string) calendar.Date {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	return r.Dated(calendar.Date{Year: r.Year, Month: m, Day: d})
}

// more reports whether the weekday that ends at i is the first of several.
func (r *reader) more(i int) bool {
	return prose.MoreWeekdays.Match(r.Text[i:engine.Ahead(r.Text, i, 6)])
}

func (r *reader) behind() {
	for _, m := range behind.All(r.Line) {
		if engine.Before(r.Text, m[2], engine.IsBlank) == '年' || m[2] >= r.other || r.more(m[7]) {
			continue
		}
		r.say(r.date(r.Text[m[2]:m[3]], r.Text[m[4]:m[5]]), Of(r.Text[m[6]:m[7]]), m[2], m[1], false)
	}
}

func (r *reader) first() {
	for _, m := range first.All(r.Line) {
		prev := engine.Before(r.Text, m[0], engine.IsBlank)
		if prev != 0 && strings.ContainsRune("日号每逢至到—-～、和", prev) || engine.IsDigit(prev) || m[1] > r.other {
			continue
		}
		r.say(r.date(r.Text[m[4]:m[5]], r.Text[m[6]:m[7]]), Of(r.Text[m[2]:m[3]]), m[0], m[1], false)
	}
}

func (r *reader) spans() {
	for _, m := range spanned.All(r.Line) {
		number := func(g int) int {
			n, _ := strconv.Atoi(r.Text[max(m[2*g], 0):max(m[2*g+1], 0)])
			return n
		}
		from := r.Dated(calendar.Date{Year: r.Year, Month: number(1), Day: number(2)})
		to := calendar.Date{Year: from.Year, Month: cmp.Or(number(3), number(1)), Day: number(4)}
		if !from.Valid() || !to.Valid() || m[2] >= r.other {
			continue
		}
		begins, ends := Of(r.Text[m[10]:m[11]]), Of(r.Text[m[12]:m[13]])
		// 5月9日—28日（周一至周五） are the working days between.
		if from.DaysUntil(to) == (ends-begins+7)%7 {
			r.say(from, begins, m[2], m[1], false)
		}
	}
}

// others finds days told by their number alone, behind one with its month: 11月16日（星期二）
// 至18日（星期五）, and further on in the sentence.
func (r *reader) others() {
	writings := calendar.FindDays(r.Text)
	for i, w := range writings {
		opens := w.Days[0].Date
		if opens.Year == 0 && w.Start >= r.other {
			return
		}
		year := cmp.Or(opens.Year, r.Dated(calendar.Date{Year: r.Year, Month: opens.Month, Day: opens.Day}).Year)
		all, exist := w.In(year)
		if !exist {
			continue
		}
		for k, day := range w.Days[1:] {
			if day.Weekday != "" && day.Date.Month == 0 && !all[k+1].Before(all[k]) {
				said := strings.TrimRight(day.Weekday, "）)")
				r.say(all[k+1], Of(said[engine.Back(said, len(said), 1):]), day.Start, day.End, opens.Year > 0)
			}
		}
		end := len(r.Text)
		if i+1 < len(writings) {
			end = writings[i+1].Start
		}
		rest, _, _ := strings.Cut(r.Text[w.End:end], "。")
		last := all[len(all)-1]
		for _, m := range alone.Re().FindAllStringSubmatchIndex(rest, -1) {
			n, _ := strconv.Atoi(rest[m[2]:m[3]])
			if n < last.Day {
				break // of the next month, or of another
			}
			last.Day = n
			r.say(last, Of(rest[m[4]:m[5]]), w.End+m[2], w.End+m[1], opens.Year > 0)
		}
	}
}
