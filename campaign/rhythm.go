package campaign

import (
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// Period returns the period with the id, and the main one for "".
func (c *Campaign) Period(id string) (Period, bool) {
	if id == "" {
		return c.MainPeriod()
	}
	return byID(c.Periods, Period.key, id)
}

// Days returns the days on which a rhythm of c is due, in order: those of its
// period, or its weekday in every week of it. What is reported of the day
// before is due from the second day of the period to the one behind its last,
// so that every day of the period is reported. A week that the period has only a
// part of is owed if its weekday lies in the period, the first and the last alike:
// what happens behind the last weekday is left to the 总结. Of a rhythm that is
// owed on days with an activity only, they are the days on which there may be one.
// Without a valid period there are none.
func (c *Campaign) Days(r Rhythm) []calendar.Date {
	p, ok := c.Period(r.Period)
	if !ok || !p.Span().Valid() {
		return nil
	}
	from, to := p.From, p.To
	if r.Every == "day" && r.Covers == "previous-day" {
		from, to = from.AddDays(1), to.AddDays(1)
	}
	var days []calendar.Date
	for d := from; !d.After(to); d = d.AddDays(1) {
		if r.Every == "day" || r.Every == "week" && Weekday(d) == r.Weekday {
			days = append(days, d)
		}
	}
	return days
}

// Weekday returns 周日 to 周六, as a campaign writes the day of the week.
func Weekday(d calendar.Date) string {
	return "周" + string([]rune("日一二三四五六")[d.Weekday()])
}
