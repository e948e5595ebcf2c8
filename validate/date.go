package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/dayoff"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/weekday"
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
		found = append(found, weekday.Wrong(l, weekday.Years{Year: year, Dated: d.dated, MayBeOn: d.mayBeOn})...)
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
			day, of := column(timeHead.Match), column(func(s string) bool { return s == "星期" })
			if day < 0 || of < 0 {
				continue
			}
			for _, row := range table[1:] {
				if max(day, of) >= len(row) {
					continue
				}
				said := strings.TrimPrefix(strings.TrimPrefix(han.Squeeze(row[of].Text), "星期"), "周")
				span, ok := calendar.ReadDays(row[day].Text)
				if !ok || span.Style != calendar.Chinese || span.From != span.To || weekday.Of(said) < 0 {
					continue
				}
				date := span.In(year).From
				if !span.Dated() {
					date = d.dated(date)
				}
				if date.Valid() && int(date.Weekday()) != weekday.Of(said) && !(!span.Dated() && d.mayBeOn(date, weekday.Of(said))) {
					f := row[of].Say("")
					f.Hint = date.String() + "是星期" + prose.Weekdays[date.Weekday()] + "，请核对日期和星期"
					found = append(found, f)
				}
			}
		}
	}
	return found
}
