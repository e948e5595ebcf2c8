package moment

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// nameDay finds days as they stand in names of files: 20230514, 2023-05-14, 5.14,
// 0514. Those with 月 and 日 package calendar finds.
var nameDay = regexp.MustCompile(`(?:^|\D)(20\d\d)?[-._]?(0[1-9]|1[0-2])[-._]?(0[1-9]|[12]\d|3[01])(?:\D|$)|(?:^|\D)(?:(20\d\d)[-._])?([1-9]|1[0-2])[-.]([1-9]|[12]\d|3[01])(?:\D|$)`)

// DaysIn returns the days from one day to another that a text or the name of a file
// writes, each once; one without a year is of the first's.
func DaysIn(text string, from, to calendar.Date) []calendar.Date {
	year := from.Year
	var all []calendar.Date
	add := func(d calendar.Date) {
		if d.Valid() && !d.Before(from) && !d.After(to) && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	for _, w := range calendar.FindDays(text) {
		if days, ok := w.In(year); ok {
			for _, d := range days {
				add(d)
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	for rest := text; ; {
		g := nameDay.FindStringSubmatchIndex(rest)
		if g == nil {
			return all
		}
		part := func(i int) string {
			if g[2*i] < 0 {
				return ""
			}
			return rest[g[2*i]:g[2*i+1]]
		}
		y, m, d := part(1)+part(4), part(2)+part(5), part(3)+part(6)
		day := calendar.Date{Year: year, Month: number(m), Day: number(d)}
		if y != "" {
			day.Year = number(y)
		}
		add(day)
		rest = rest[max(g[5], g[11]):] // from behind the month on
	}
}
