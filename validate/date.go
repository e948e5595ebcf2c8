package validate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/dayoff"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
)

var dateDocuments = engine.Checks[*paper]{
	"ZJ106": weekdaysOfYear,
	"ZJ109": workdaysOfYear,
}

// workdaysOfYear finds runs of days that have another number of workdays than is said,
// where it is known which days are worked.
func workdaysOfYear(d *paper) []engine.Remark {
	var found []engine.Remark
	d.lines(func(l engine.Line) {
		prose.WorkdaysIn(l, func(w prose.Workdays, said int, f engine.Remark) {
			span := w.Run.In(d.year())
			if w.Run.First.Year == 0 {
				span = w.Run.In(d.dated(span.From).Year)
			}
			if !span.Valid() || span.Days() > longestRun || said > span.Days() { // which no year makes right
				return
			}
			n := 0
			for day := span.From; !day.After(span.To); day = day.AddDays(1) {
				if !dayoff.Settled(d.holidays, day) {
					return
				}
				if d.holidays.Workday(day) {
					n++
				}
			}
			if n != said {
				f.Hint = l.Text[w.Run.Start:w.Run.End] + "有" + strconv.Itoa(n) + "个工作日，请核对"
				found = append(found, f)
			}
		})
	})
	return found
}

// longestRun is how many days are counted at most.
const longestRun = 60

// weekdaysOfYear finds days without a year whose weekday is not that of the
// document's year.
func weekdaysOfYear(d *paper) []engine.Remark {
	year := d.year()
	if year == 0 {
		return nil
	}
	var found []engine.Remark
	d.lines(func(l engine.Line) {
		for _, m := range weekdayDay.All(l) {
			month, _ := strconv.Atoi(l.Text[m[2]:m[3]])
			day, _ := strconv.Atoi(l.Text[m[4]:m[5]])
			date := d.dated(calendar.Date{Year: year, Month: month, Day: day})
			if !date.Valid() || engine.Before(l.Text, m[2], engine.IsBlank) == '年' || otherYear(l.Text[:m[2]], year) || prose.MoreWeekdays.Match(l.Text[m[7]:]) {
				continue
			}
			if is := prose.Weekdays[date.Weekday()]; strings.Replace(l.Text[m[6]:m[7]], "天", "日", 1) != is && !d.mayBeOn(date, weekdayOf(l.Text[m[6]:m[7]])) {
				f := l.On(m[2], m[1])
				f.Hint = date.String() + "是星期" + is + "，请核对日期和星期"
				found = append(found, f)
			}
		}
		found = append(found, d.weekdaysBehindOthers(l, year)...)
		for _, m := range weekdayFirst.All(l) {
			month, _ := strconv.Atoi(l.Text[m[4]:m[5]])
			day, _ := strconv.Atoi(l.Text[m[6]:m[7]])
			date := d.dated(calendar.Date{Year: year, Month: month, Day: day})
			said := weekdayOf(l.Text[m[2]:m[3]])
			if prev := engine.Before(l.Text, m[0], engine.IsBlank); !date.Valid() || prev != 0 && strings.ContainsRune("日号每逢至到—-～、和", prev) || engine.IsDigit(prev) || otherYear(l.Text[:m[1]], year) {
				continue
			}
			if is := prose.Weekdays[date.Weekday()]; int(date.Weekday()) != said && !d.mayBeOn(date, said) {
				f := l.On(m[0], m[1])
				f.Hint = date.String() + "是星期" + is + "，请核对日期和星期"
				found = append(found, f)
			}
		}
		for _, m := range weekdaySpan.All(l) {
			number := func(g int) int {
				n, _ := strconv.Atoi(l.Text[max(m[2*g], 0):max(m[2*g+1], 0)])
				return n
			}
			first := d.dated(calendar.Date{Year: year, Month: number(1), Day: number(2)})
			last := calendar.Date{Year: first.Year, Month: cmp.Or(number(3), number(1)), Day: number(4)}
			if !first.Valid() || !last.Valid() || otherYear(l.Text[:m[2]], year) {
				continue
			}
			from, to := weekdayOf(l.Text[m[10]:m[11]]), weekdayOf(l.Text[m[12]:m[13]])
			// 5月9日—28日（周一至周五） are the working days between.
			if first.DaysUntil(last) == (to-from+7)%7 && int(first.Weekday()) != from && !d.mayBeOn(first, from) {
				f := l.On(m[2], m[1])
				f.Hint = first.String() + "是星期" + prose.Weekdays[first.Weekday()] + "，请核对日期和星期"
				found = append(found, f)
			}
		}
	})
	return append(found, d.weekdaysInTables(year)...)
}

// weekdaysBehindOthers finds days told by their number alone, behind one with its month,
// whose weekday is another: 11月16日（星期二）至18日（星期五）.
func (d *paper) weekdaysBehindOthers(l engine.Line, year int) []engine.Remark {
	writings := calendar.FindDays(l.Text)
	if len(writings) == 0 {
		return nil
	}
	var found []engine.Remark
	say := func(date calendar.Date, said, from, to int, sure bool) {
		if date.Valid() && int(date.Weekday()) != said && said >= 0 && (sure || !d.mayBeOn(date, said)) {
			f := l.On(from, to)
			f.Hint = date.String() + "是星期" + prose.Weekdays[date.Weekday()] + "，请核对日期和星期"
			found = append(found, f)
		}
	}
	dateOf := func(w calendar.Writing, k int) (calendar.Date, bool) {
		if first := w.Days[0].Date; first.Year == 0 && otherYear(l.Text[:w.Start], year) {
			return calendar.Date{}, false
		} else if first.Year == 0 {
			year := d.dated(calendar.Date{Year: year, Month: first.Month, Day: first.Day}).Year
			all, ok := w.In(year)
			return all[k], ok
		}
		all, ok := w.In(0)
		return all[k], ok
	}
	next := 0
	for i, w := range writings {
		for k, day := range w.Days {
			if k == 0 || day.Weekday == "" || day.Date.Month != 0 {
				continue
			}
			if date, ok := dateOf(w, k); ok && day.Date.Day >= w.Days[k-1].Date.Day {
				say(date, weekdayOf(strings.TrimRight(lastOf(strings.TrimRight(day.Weekday, "）) ")), " ")), day.Start, day.End, w.Days[0].Date.Year > 0)
			}
		}
		// Days of the same month further on in the sentence.
		end := len(l.Text)
		if i+1 < len(writings) {
			end = writings[i+1].Start
		}
		next = max(next, w.End)
		rest := l.Text[next:end]
		if stop := strings.Index(rest, "。"); stop >= 0 {
			rest = rest[:stop]
		}
		last, ok := dateOf(w, len(w.Days)-1)
		if !ok {
			continue
		}
		for _, m := range dayAlone.Re().FindAllStringSubmatchIndex(rest, -1) {
			n, _ := strconv.Atoi(rest[m[2]:m[3]])
			if n < last.Day || prose.MoreWeekdays.Match(rest[m[5]:]) {
				break
			}
			last.Day = n
			say(last, weekdayOf(rest[m[4]:m[5]]), next+m[2], next+m[1], w.Days[0].Date.Year > 0)
		}
	}
	return found
}

// lastOf returns the last character of s.
func lastOf(s string) string { return s[engine.Back(s, len(s), 1):] }

// weekdaysInTables finds rows whose weekday is not that of the day in another
// column.
func (d *paper) weekdaysInTables(year int) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		for _, table := range t.Tables() {
			column := func(is func(string) bool) int {
				return slices.IndexFunc(table[0], func(c engine.Line) bool { return is(han.Squeeze(c.Text)) })
			}
			day, weekday := column(timeHead.Match), column(func(s string) bool { return s == "星期" })
			if day < 0 || weekday < 0 {
				continue
			}
			for _, row := range table[1:] {
				if max(day, weekday) >= len(row) {
					continue
				}
				said := strings.TrimPrefix(strings.TrimPrefix(han.Squeeze(row[weekday].Text), "星期"), "周")
				span, ok := calendar.ReadDays(row[day].Text)
				if !ok || span.Style != calendar.Chinese || span.From != span.To || weekdayOf(said) < 0 {
					continue
				}
				date := span.In(year).From
				if !span.Dated() {
					date = d.dated(date)
				}
				if date.Valid() && int(date.Weekday()) != weekdayOf(said) && !(!span.Dated() && d.mayBeOn(date, weekdayOf(said))) {
					f := row[weekday].Say("")
					f.Hint = date.String() + "是星期" + prose.Weekdays[date.Weekday()] + "，请核对日期和星期"
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// weekdayOf returns the number of a weekday, 0 for 日 and 天, -1 for anything else.
func weekdayOf(s string) int {
	if s == "天" {
		return 0
	}
	return slices.Index(prose.Weekdays, s)
}

var (
	// moreWeekdays stands behind the first of several: 6月2日（周一至周五） is the
	// end of a period that has such days.
	weekdaySpan = engine.Compile(`(?:^|[^\d])(\d{1,2})月(\d{1,2})日?[-—－–~～至](?:(\d{1,2})月)?(\d{1,2})日[（(](?:星期|周)([一二三四五六日天])[-—－–~～至到](?:星期|周)?([一二三四五六日天])[）)]`)
	weekdayDay  = engine.Compile(`(?:^|[^\d年])(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[日号]` + prose.WeekdayBehind)
	// weekdayFirst is a weekday before its day: 星期五（11月18日）, （周五）11月18日.
	weekdayFirst = engine.Compile(`[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?[\s\p{Z}]*[（(]?(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[日号]`)
	// dayAlone is 18日（星期五） without its month.
	dayAlone = engine.Compile(`(?:^|[^\d月年第])(\d{1,2})[日号][\s\p{Z}]*[（(](?:星期|周)([一二三四五六日天])[）)]`)
	anyYear  = engine.Compile(`(\d{4})[\s\p{Z}]*年`)
)

// otherYear reports whether s names a year that is not year.
func otherYear(s string, year int) bool {
	return anyYear.Match(s) && strings.Count(s, strconv.Itoa(year)) < len(anyYear.Re().FindAllString(s, -1))
}
