package campaign

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// day returns where a day moves: a deadline's, and every one outside of the period.
func (m *mover) day(d calendar.Date) calendar.Date {
	switch {
	case d.Before(m.old.From):
		return m.new.From.AddDays(m.old.From.DaysUntil(d) + m.lead)
	case d.After(m.old.To):
		return m.new.To.AddDays(m.old.To.DaysUntil(d) + m.trail)
	case d == m.old.From:
		return m.new.From
	}
	moved := m.new.From.AddDays(m.old.From.DaysUntil(d))
	if d == m.old.To || moved.After(m.new.To) {
		return m.new.To
	}
	return moved
}

// event returns where the day of an event moves, which keeps its day of the week
// within the period: it is chosen for it.
func (m *mover) event(d calendar.Date) calendar.Date {
	if !m.old.Contains(d) || d == m.old.From || d == m.old.To {
		return m.day(d)
	}
	if at, ok := m.sameWeekday(d); ok {
		return at
	}
	return m.day(d)
}

// sameWeekday returns the day of the new period that has d's day of the week and
// is nearest to d's number; false if there is none.
func (m *mover) sameWeekday(d calendar.Date) (calendar.Date, bool) {
	at := m.new.From.AddDays(m.old.From.DaysUntil(d))
	at = at.AddDays(giveWay(d, at))
	if at.Before(m.new.From) {
		at = at.AddDays(7)
	}
	if at.After(m.new.To) {
		at = at.AddDays(-7)
	}
	return at, m.new.Contains(at)
}

// aWeek is the length up to which the days of the week tell what is when.
const aWeek = 10

// run returns where a run of days moves: one that is a part of a week keeps its
// days of the week.
func (m *mover) run(from, to calendar.Date) (calendar.Date, calendar.Date) {
	if m.old.Days() <= aWeek && m.old.Contains(from) && m.old.Contains(to) && (from != m.old.From || to != m.old.To) {
		if a, ok := m.sameWeekday(from); ok {
			if b := a.AddDays(from.DaysUntil(to)); m.new.Contains(b) {
				return a, b
			}
		}
	}
	return m.day(from), m.day(to)
}

// dataDay returns where a day of the data moves, by what it is the day of.
func (m *mover) dataDay(field string, d calendar.Date) calendar.Date {
	switch {
	case strings.HasPrefix(field, "activities"):
		return m.event(d)
	case strings.HasPrefix(field, "periods"):
		var i int
		if _, err := fmt.Sscanf(field, "periods[%d]", &i); err != nil {
			return m.day(d)
		}
		from, to := m.run(m.from.Periods[i].From, m.from.Periods[i].To)
		if strings.HasSuffix(field, ".to") {
			return to
		}
		return from
	}
	return m.workday(d, m.day(d))
}

// workday returns a day that is worked in place of one that is not, if it was
// worked where it comes from: before the period the last one before, behind the
// period the next.
func (m *mover) workday(was, now calendar.Date) calendar.Date {
	h := m.target.Holidays
	if h == nil || m.new.Contains(now) || !h.Workday(was) {
		return now
	}
	step := -1
	if now.After(m.new.To) {
		step = 1
	}
	for range 15 { // longer than any holiday
		if h.Workday(now) && (h.Known(now.Year) || !statutory(now)) {
			break
		}
		now = now.AddDays(step)
	}
	return now
}

// statutory reports whether a day is a holiday of every year: the rest of a
// year's depends on the moon and on the State Council (全国年节及纪念日放假办法 第二条).
func statutory(d calendar.Date) bool {
	switch d.Month {
	case 1:
		return d.Day == 1
	case 5:
		return d.Day <= 2
	case 10:
		return d.Day <= 3
	}
	return false
}

// textDay returns where a day that is written in a text moves: where the data's
// did, else as an event's.
func (m *mover) textDay(d calendar.Date) calendar.Date {
	if now, ok := m.moved[d]; ok {
		return now
	}
	return m.event(d)
}

// leading returns the document that the target's number and date are for.
func (m *mover) leading() *Draft {
	if len(m.to.Documents) == 0 {
		return nil
	}
	return &m.to.Documents[0]
}

// given puts the date of the target in its place.
func (m *mover) given() {
	d := m.leading()
	if d == nil || m.target.Date.IsZero() {
		return
	}
	if d.Signature == nil {
		d.Signature = &DraftSignature{Organs: OrganNames{"all"}}
	}
	if d.Imprint != nil && d.Imprint.Date == d.Signature.Date {
		d.Imprint.Date = m.target.Date
	}
	d.Signature.Date = m.target.Date
	for i := range m.moves {
		if f := m.moves[i].Field; f == "documents[0].signature.date" || f == "documents[0].imprint.date" {
			m.moves[i].To = m.target.Date.ISO()
		}
	}
}
