// Package moment tells when something came in, and whether that was late. Moments are
// those of the clock on the wall, in UTC; one at midnight stands for the day alone:
// nobody wrote the hour down.
package moment

import (
	"regexp"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// DayAlone reports whether at stands for a day whose hour nobody wrote down.
func DayAlone(at time.Time) bool {
	return !at.IsZero() && at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 && at.Nanosecond() == 0
}

// SameMoment reports whether nobody can tell which of two came first.
func SameMoment(a, b time.Time) bool {
	if DayAlone(a) || DayAlone(b) {
		return calendar.DateOf(a) == calendar.DateOf(b)
	}
	return a.Equal(b)
}

// Late reports whether something came in after a deadline; a day alone counts
// as in time on the day of the deadline. Of a time or a deadline that is zero
// nobody knows.
func Late(received, deadline time.Time) bool {
	if received.IsZero() || deadline.IsZero() {
		return false
	}
	if DayAlone(received) {
		return calendar.DateOf(received).After(calendar.DateOf(deadline))
	}
	return received.After(deadline)
}

// EndOf returns the last second of a day, or of the minute by on it.
func EndOf(day calendar.Date, by calendar.Clock) time.Time {
	end := 24 * time.Hour
	if !by.IsZero() && by.Hour < 24 {
		end = time.Duration(by.Hour)*time.Hour + time.Duration(by.Minute+1)*time.Minute
	}
	return day.Time().Add(end - time.Second)
}

// Stamp prints a moment: 2023-05-22 16:30, without an hour where it is a day alone;
// "" for zero.
func Stamp(at time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case DayAlone(at):
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04")
}

var (
	namedDay = regexp.MustCompile(`^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{8}|(\d{4}年)?\d{1,2}月\d{1,2}[日号]?)(收到?|报送?|收文|上报|提交)?$`)
	dayTrail = regexp.MustCompile(`(收到?|报送?|收文|上报|提交)$`)
)

// NamedDay reads the name of a folder that is a day. Fewer marks than these
// (5.22, 0522) may be a number of something else.
func NamedDay(name string, year int) (calendar.Date, bool) {
	s := han.Fold(strings.ReplaceAll(name, "_", "-"))
	if !namedDay.MatchString(s) {
		return calendar.Date{}, false
	}
	return calendar.ReadDay(dayTrail.ReplaceAllString(s, ""), year)
}
