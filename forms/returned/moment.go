package returned

import (
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// stamp prints a time at which something came in: without an hour where it is a day alone.
func stamp(at time.Time) string {
	if dayAlone(at) {
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04")
}

// dayAlone reports whether at stands for a day whose hour nobody wrote down.
func dayAlone(at time.Time) bool {
	return !at.IsZero() && at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 && at.Nanosecond() == 0
}

// sameMoment reports whether nobody can tell which of two came first.
func sameMoment(a, b time.Time) bool {
	if dayAlone(a) || dayAlone(b) {
		return calendar.DateOf(a) == calendar.DateOf(b)
	}
	return a.Equal(b)
}

// late reports whether something came in after a deadline; a day alone counts
// as in time on the day of the deadline.
func late(received, deadline time.Time) bool {
	if received.IsZero() || deadline.IsZero() {
		return false
	}
	if dayAlone(received) {
		return calendar.DateOf(received).After(calendar.DateOf(deadline))
	}
	return received.After(deadline)
}

// EndOf returns the last second of a day, or of the minute by on it: what a
// deadline of a campaign means for [TallyOptions].
func EndOf(day calendar.Date, by calendar.Clock) time.Time {
	end := 24 * time.Hour
	if !by.IsZero() && by.Hour < 24 {
		end = time.Duration(by.Hour)*time.Hour + time.Duration(by.Minute+1)*time.Minute
	}
	return day.Time().Add(end - time.Second)
}
