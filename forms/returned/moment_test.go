package returned_test

import (
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// A day alone is in time on the day of the deadline, and does not tell which
// of two versions of that day is the later.
func TestTallyOfDays(t *testing.T) {
	deadline := returned.EndOf(calendar.Date{Year: 2023, Month: 5, Day: 22}, calendar.Clock{Hour: 16})
	day := func(d, h, m int) time.Time { return time.Date(2023, 5, d, h, m, 0, 0, time.UTC) }
	a, b := sent(t, "甲校", "a.xlsx", "", 100, 200), sent(t, "甲校", "b.xlsx", "", 101, 200)
	for _, c := range []struct {
		at   time.Time
		late int
	}{{day(22, 0, 0), 0}, {day(22, 16, 0), 0}, {day(22, 16, 1), 1}, {day(23, 0, 0), 1}, {time.Time{}, 0}} {
		a.Received = c.at
		if tally := must(returned.NewTally(shares, []returned.Submission{a}, returned.TallyOptions{Deadline: deadline})); len(tally.Late) != c.late {
			t.Errorf("%v: late %d, want %d", c.at, len(tally.Late), c.late)
		}
	}
	a.Received, b.Received = day(22, 0, 0), day(22, 9, 0)
	if tally := must(returned.NewTally(shares, []returned.Submission{a, b}, returned.TallyOptions{})); len(tally.Counted) != 0 || len(tally.Set) != 2 {
		t.Errorf("a day and an hour of it: %d counted", len(tally.Counted))
	}
	b.Received = day(23, 0, 0)
	if tally := must(returned.NewTally(shares, []returned.Submission{a, b}, returned.TallyOptions{})); len(tally.Counted) != 1 || tally.Counted[0].Return.File != "b.xlsx" {
		t.Errorf("two days: %v", tally.Counted)
	}
}
