// Package dayoff tells of deadlines on days off.
package dayoff

import (
	"slices"
	"strconv"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Due says that a deadline is on a day off. The remark is about nothing if
// it is not.
func Due(h calendar.Holidays, due calendar.Date, what string) (engine.Remark, bool) {
	if h.Workday(due) || due.AddDays(1).Month != due.Month { // the end of a month is a usual term
		return engine.Remark{}, false
	}
	f := engine.Remark{Message: what + "的时限" + due.String() + "是星期" + prose.Weekdays[due.Weekday()]}
	if name := h.Holiday(due); name != "" {
		f.Message = what + "的时限" + due.String() + "在" + name + "假期"
		f.Severity = report.Warning
	}
	return f, true
}

// Unknown says of which years the holidays are not known.
func Unknown(h calendar.Holidays, due []calendar.Date) []engine.Remark {
	var found []engine.Remark
	var said []int
	for _, d := range due {
		if d.Valid() && !h.Known(d.Year) && !slices.Contains(said, d.Year) {
			said = append(said, d.Year)
			found = append(found, engine.Remark{Skipped: "没有" + strconv.Itoa(d.Year) + "年的节假日安排，只核对了时限是否在周末"})
		}
	}
	return found
}

// Settled reports whether it is sure that a day is worked or not: the holidays of the
// year are known, or no holiday is near, for which days would be exchanged.
func Settled(h calendar.Holidays, d calendar.Date) bool {
	switch {
	case !d.Valid():
		return false
	case h.Known(d.Year):
		return d.Month < 12 || d.Day < 20 || h.Known(d.Year+1)
	case d.Month == 3, d.Month == 7, d.Month == 8, d.Month == 11:
		return true
	case d.Month == 10:
		return d.Day > 15
	}
	return d.Month == 12 && d.Day < 20
}
