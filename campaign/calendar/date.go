// Package calendar holds dates as official documents write them: days
// without a time zone, periods of days, times of day and public holidays.
//
// It prints dates in the one way that documents have ([Date.String]), and reads
// them in all the ways that people have: [FindDays] and [FindClock] within a
// text, [ReadDays], [ReadClock] and [ReadMoment] where a text is nothing else,
// [FromSerial] as spreadsheets store them.
//
// It imports nothing else of this module but the reading of Chinese text.
//
//	d, err := calendar.ParseDate("2027-05-09")      // as files have it
//	span, ok := calendar.ReadDays("５月９日－15日")     // as people have it
//	fmt.Println(d, span.In(2027))                   // 2027年5月9日 2027年5月9日—15日
//	open := calendar.BuiltInHolidays().Workday(d)   // whether offices are
package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Errors of parsing. They are wrapped in a [ParseError].
var (
	ErrSyntax = errors.New("not of the form 2006-01-02")
	ErrRange  = errors.New("no such day in the calendar")
	ErrClock  = errors.New("not a time of day such as 14:00")
	ErrOrder  = errors.New("the period ends before it begins")
)

// A ParseError says which text is no date, time or period, and why.
type ParseError struct {
	Text string
	Err  error // one of the errors above
}

func (e *ParseError) Error() string { return fmt.Sprintf("calendar: %q: %v", e.Text, e.Err) }

func (e *ParseError) Unwrap() error { return e.Err }

// Chinese says what is wrong to whoever wrote the text.
func (e *ParseError) Chinese() string {
	switch e.Err {
	case ErrRange:
		return "日历上没有“" + e.Text + "”这一天"
	case ErrClock:
		return "“" + e.Text + "”不是时刻，应写成14:00的样子"
	case ErrOrder:
		return "“" + e.Text + "”的结束日期早于开始日期"
	}
	return "“" + e.Text + "”不是日期，应写成2023-05-06的样子"
}

// A Date is a day of the Gregorian calendar. The zero value is no date; see
// [Date.IsZero]. Dates are comparable with ==.
type Date struct {
	Year, Month, Day int
}

// ParseDate reads a date written 2023-05-06. A day that does not exist, such
// as 2023-02-30, is an error, never the next month's.
func ParseDate(s string) (Date, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, &ParseError{s, ErrSyntax}
	}
	y, err1 := atoi(s[:4])
	m, err2 := atoi(s[5:7])
	d, err3 := atoi(s[8:])
	if err1 != nil || err2 != nil || err3 != nil {
		return Date{}, &ParseError{s, ErrSyntax}
	}
	date := Date{y, m, d}
	if !date.Valid() {
		return Date{}, &ParseError{s, ErrRange}
	}
	return date, nil
}

// atoi reads ASCII digits only: no sign, no blank.
func atoi(s string) (int, error) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, ErrSyntax
		}
	}
	return strconv.Atoi(s)
}

// IsZero reports whether d is the zero Date, which stands for no date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d is a day that exists, in the years 1 to 9999.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 {
		return false
	}
	return DateOf(d.time()) == d
}

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// Time returns midnight of d in UTC; for the zero Date the zero time.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.time()
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// AddDays returns the date n days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// DaysUntil returns the number of days from d to e; negative if e is earlier.
func (d Date) DaysUntil(e Date) int {
	const day = 24 * 60 * 60 // a time.Duration would overflow after 292 years
	return int((e.time().Unix() - d.time().Unix()) / day)
}

// Compare orders dates by time: -1, 0 or +1.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// String prints d as official documents do, in Arabic digits without padding:
// 2023年5月6日 (GB/T 9704-2012 7.3.5.4). The zero Date prints as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// ISO prints d as 2023-05-06, the form that [ParseDate] reads. The zero Date
// prints as "".
func (d Date) ISO() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText implements [encoding.TextMarshaler] with [Date.ISO].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.ISO()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// A Period is a run of days, both ends included. The zero value is no period.
type Period struct {
	From, To Date
}

// IsZero reports whether p is the zero Period.
func (p Period) IsZero() bool { return p == Period{} }

// Valid reports whether both ends are days that exist and in order.
func (p Period) Valid() bool { return p.From.Valid() && p.To.Valid() && !p.To.Before(p.From) }

// Days returns the number of days in p; at least 1 for a valid period.
func (p Period) Days() int { return p.From.DaysUntil(p.To) + 1 }

// Contains reports whether d lies in p.
func (p Period) Contains(d Date) bool { return !d.Before(p.From) && !d.After(p.To) }

// String prints p with a 一字线 (GB/T 15834-2011 4.13.3.2), the second date
// shortened by what it shares with the first: 2023年5月14日—20日,
// 2017年4月15日—5月15日, 2023年12月30日—2024年1月2日. A period of one day
// prints as that day.
func (p Period) String() string {
	from, to := p.From, p.To
	switch {
	case p.IsZero():
		return ""
	case from == to:
		return from.String()
	case from.Year != to.Year:
		return from.String() + "—" + to.String()
	case from.Month != to.Month:
		return fmt.Sprintf("%s—%d月%d日", from, to.Month, to.Day)
	default:
		return fmt.Sprintf("%s—%d日", from, to.Day)
	}
}

// A Clock is a time of day. Its zero value is no time: midnight at the start
// of a day is not a deadline that documents give, the end of one is 24:00.
type Clock struct {
	Hour, Minute int
}

// ParseClock reads a time of day from 00:01 to 24:00, written 14:00 or 9:30.
func ParseClock(s string) (Clock, error) {
	i := len(s) - 3
	if i < 1 || i > 2 || s[i] != ':' {
		return Clock{}, &ParseError{s, ErrClock}
	}
	h, err1 := atoi(s[:i])
	m, err2 := atoi(s[i+1:])
	c := Clock{h, m}
	if err1 != nil || err2 != nil || !c.Valid() {
		return Clock{}, &ParseError{s, ErrClock}
	}
	return c, nil
}

// IsZero reports whether c is the zero Clock, which stands for no time.
func (c Clock) IsZero() bool { return c == Clock{} }

// Valid reports whether c lies between 00:01 and 24:00.
func (c Clock) Valid() bool {
	total := c.Hour*60 + c.Minute
	return c.Hour >= 0 && c.Minute >= 0 && c.Minute < 60 && total > 0 && total <= 24*60
}

// String prints c as 14:00; the zero Clock as "".
func (c Clock) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d:%02d", c.Hour, c.Minute)
}

// MarshalText implements [encoding.TextMarshaler] with [Clock.String].
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]; empty text is no time.
func (c *Clock) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Clock{}
		return nil
	}
	v, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = v
	return nil
}
