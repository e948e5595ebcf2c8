package validate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
)

// Rules about dates that the calendar does not have.
var dateLines = engine.Checks[engine.Line]{
	"ZJ108": reversedSpans,
}

var dateDocuments = engine.Checks[*paper]{
	"ZJ106": weekdaysOfYear,
}

var writtenSpan = engine.Compile(textSpan)

func reversedSpans(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range writtenSpan.All(l) {
		if l.Guarded(m[0], m[1]) {
			continue
		}
		const any = 2024
		year := any
		span := spanIn(l.Text, m, 1, year)
		bothYears, sameYear := m[4] >= 0 && m[10] >= 0, m[10] < 0
		sameMonth := span.From.Month == span.To.Month
		if !span.From.Valid() || !span.To.Valid() || !span.To.Before(span.From) || !bothYears && !(sameYear && sameMonth) {
			continue
		}
		found = append(found, l.On(m[0], m[1]))
	}
	return found
}

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
				s := han.Squeeze(row[day].Text)
				m := dayAlone.Find(s)
				if m == nil || weekdayOf(said) < 0 {
					continue
				}
				date := calendar.Date{Year: year}
				if m[2] >= 0 {
					date.Year, _ = strconv.Atoi(s[m[2]:m[3]])
				}
				date.Month, _ = strconv.Atoi(s[m[4]:m[5]])
				date.Day, _ = strconv.Atoi(s[m[6]:m[7]])
				if m[2] < 0 {
					date = d.dated(date)
				}
				if date.Valid() && int(date.Weekday()) != weekdayOf(said) && !(m[2] < 0 && d.mayBeOn(date, weekdayOf(said))) {
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
	weekdayDay  = engine.Compile(`(?:^|[^\d年])(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*日[\s\p{Z}]*[（(]?(?:星期|周)([一二三四五六日天])[）)]?`)
	anyYear     = engine.Compile(`(\d{4})[\s\p{Z}]*年`)
)

// otherYear reports whether s names a year that is not year.
func otherYear(s string, year int) bool {
	return anyYear.Match(s) && strings.Count(s, strconv.Itoa(year)) < len(anyYear.Re().FindAllString(s, -1))
}
