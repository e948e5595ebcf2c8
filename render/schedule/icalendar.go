package schedule

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
)

// ErrNoCampaign reports a calendar of nothing.
var ErrNoCampaign = say.Error("schedule: no campaign", "没有活动")

// A DeadlineError reports a deadline whose day does not exist.
type DeadlineError struct {
	Number int           // of the deadline, from 1
	What   string        // is due
	Due    calendar.Date // as it was given
}

func (e *DeadlineError) Error() string {
	return fmt.Sprintf("schedule: deadline %d (%s): no such day: %v", e.Number, e.What, e.Due)
}

// Chinese says it to the clerk.
func (e *DeadlineError) Chinese() string {
	return fmt.Sprintf("第%d项报送时限（%s）的日期%v不存在", e.Number, e.What, e.Due)
}

// ICalendar writes the deadlines and rhythms of c as an iCalendar file
// (RFC 5545), to be opened in the calendar of a telephone or a mail program:
// an event for each, at its hour in China's time or, without one, for the
// whole day, with a reminder. A rhythm is one event that recurs on its days
// (see [campaign.Campaign.Days]); one without days, or on days with an activity
// alone, is left out, and so is a deadline whose event has no day yet.
//
// The same campaign gives the same bytes. An event keeps its identity when its
// date changes, so that a calendar that has it knows it again. A nil campaign is
// [ErrNoCampaign], a deadline whose day does not exist a [*DeadlineError].
func ICalendar(w io.Writer, c *campaign.Campaign) error {
	if c == nil {
		return ErrNoCampaign
	}
	b := &icalendar{stamp: issued(c).Format(utcForm)}
	b.line("BEGIN", "VCALENDAR")
	b.line("VERSION", "2.0")
	b.line("PRODID", "-//zhijiao//render//ZH")
	b.line("CALSCALE", "GREGORIAN")
	b.line("METHOD", "PUBLISH")
	b.text("NAME", c.Name+"报送日程") // RFC 7986; the next two are what older programs know
	b.text("X-WR-CALNAME", c.Name+"报送日程")
	b.line("X-WR-TIMEZONE", zone)
	b.line("BEGIN", "VTIMEZONE")
	b.line("TZID", zone)
	b.line("BEGIN", "STANDARD")
	b.line("DTSTART", "19700101T000000")
	b.line("TZOFFSETFROM", "+0800")
	b.line("TZOFFSETTO", "+0800")
	b.line("TZNAME", "CST")
	b.line("END", "STANDARD")
	b.line("END", "VTIMEZONE")
	for i, d := range c.Dated() {
		if d.Due.IsZero() && d.Before != "" {
			continue // nobody knows the day yet
		}
		if !d.Due.Valid() {
			return &DeadlineError{i + 1, d.What, d.Due}
		}
		b.event(event{
			uid: uid(c, "deadline", d.ID, i), what: d.What, day: d.Due, by: d.Time,
			form: c.FormTitle(d.Form), to: receivers(c, d.To, " "), note: phase(c, d),
		})
	}
	for i, r := range c.Rhythms {
		days := c.Days(r)
		if len(days) == 0 || r.Only != "" {
			continue
		}
		b.event(event{
			uid: uid(c, "rhythm", r.ID, i), what: r.What, day: days[0], by: r.By, last: days[len(days)-1], every: r.Every,
			to: receivers(c, r.To, " "), note: span(c, r),
		})
	}
	b.line("END", "VCALENDAR")
	return out.Write(w, "schedule: "+c.Name, b.Bytes())
}

const (
	zone      = "Asia/Shanghai"
	dayForm   = "20060102"
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// issued is the day that the first document bears, at midnight in UTC, else
// the year's first: a file is not stamped by a clock.
func issued(c *campaign.Campaign) time.Time {
	for _, d := range c.Documents {
		if d.Signature != nil && d.Signature.Date.Valid() {
			return d.Signature.Date.Time()
		}
	}
	return time.Date(max(c.Year, 1), time.January, 1, 0, 0, 0, 0, time.UTC)
}

// uid is what tells an event from all others of the world. The name of the
// campaign holds place and year.
func uid(c *campaign.Campaign, sort, id string, i int) string {
	if id == "" {
		id = fmt.Sprintf("#%d", i+1)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{c.Name, sort, id}, "\n")))
	return hex.EncodeToString(sum[:16]) + "@zhijiao"
}

// An event is something due, once or again and again.
type event struct {
	uid   string
	what  string
	day   calendar.Date  // the first
	by    calendar.Clock // zero: any time of the day
	last  calendar.Date  // of one that recurs
	every string         // day or week; "": once
	form  string
	to    []string
	note  string
}

// An icalendar is a file being made.
type icalendar struct {
	bytes.Buffer
	stamp string
}

func (b *icalendar) event(e event) {
	b.line("BEGIN", "VEVENT")
	b.line("UID", e.uid)
	b.line("DTSTAMP", b.stamp)
	until := e.last.Time().Format(dayForm)
	remind := "-PT15H" // nine o'clock in the morning of the day before
	summary := "报送：" + e.what
	if e.by.IsZero() {
		b.line("DTSTART;VALUE=DATE", e.day.Time().Format(dayForm))
		b.line("DTEND;VALUE=DATE", e.day.AddDays(1).Time().Format(dayForm))
	} else {
		// A moment, not a meeting: no end, and 24:00 is still on its day.
		clock := time.Duration(min(minutes(e.by), 24*60-1)) * time.Minute
		b.line("DTSTART;TZID="+zone, e.day.Time().Add(clock).Format(localForm))
		until = e.last.Time().Add(clock - 8*time.Hour).Format(utcForm)
		remind = "-P1D"
		summary += "（" + e.by.String() + "前）"
		if e.every == "day" {
			remind = "-PT2H" // the day before it would come too early
		}
	}
	if e.last.After(e.day) {
		rule := "FREQ=DAILY"
		if e.every == "week" {
			rule = "FREQ=WEEKLY"
		}
		b.line("RRULE", rule+";UNTIL="+until)
	}
	b.text("SUMMARY", summary)
	lines := []string{"报送内容：" + e.what}
	if e.form != "" {
		lines = append(lines, "填报表格："+e.form)
	}
	for _, to := range e.to {
		lines = append(lines, "报送至："+to)
	}
	if e.note != "" {
		lines = append(lines, "说明："+e.note)
	}
	b.text("DESCRIPTION", strings.Join(lines, "\n"))
	b.text("CATEGORIES", "报送")
	b.line("TRANSP", "TRANSPARENT")
	b.line("BEGIN", "VALARM")
	b.line("ACTION", "DISPLAY")
	b.text("DESCRIPTION", summary)
	b.line("TRIGGER", remind)
	b.line("END", "VALARM")
	b.line("END", "VEVENT")
}

// text writes a property whose value is text (RFC 5545 3.3.11).
func (b *icalendar) text(name, value string) {
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, "\uFFFD"))
	b.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(value))
}

// foldAt is the number of octets that a line may have (RFC 5545 3.1).
const foldAt = 75

// line writes a content line, folded between characters: what goes on begins
// with a blank.
func (b *icalendar) line(name, value string) {
	rest, room := name+":"+value, foldAt
	for len(rest) > room {
		n := room
		for n > 0 && !utf8.RuneStart(rest[n]) {
			n--
		}
		if n == 0 { // no UTF-8: anywhere
			n = room
		}
		b.WriteString(rest[:n] + "\r\n ")
		rest, room = rest[n:], foldAt-1
	}
	b.WriteString(rest + "\r\n")
}
