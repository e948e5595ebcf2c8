package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2023-05-06": {2023, 5, 6},
		"2024-02-29": {2024, 2, 29},
		"0001-01-01": {1, 1, 1},
		"9999-12-31": {9999, 12, 31},
	} {
		if got, err := ParseDate(text); got != want || err != nil {
			t.Errorf("ParseDate(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	for text, want := range map[string]error{
		"":            ErrSyntax,
		"2023-5-6":    ErrSyntax,
		"2023/05/06":  ErrSyntax,
		"2023-05-06 ": ErrSyntax,
		"2023-05-0６":  ErrSyntax,
		"+023-05-06":  ErrSyntax,
		"2023- 5-06":  ErrSyntax,
		"2023年5月6日":   ErrSyntax,
		"2023-02-29":  ErrRange,
		"2023-02-30":  ErrRange,
		"2023-04-31":  ErrRange,
		"2023-13-01":  ErrRange,
		"2023-00-01":  ErrRange,
		"2023-01-00":  ErrRange,
		"0000-01-01":  ErrRange,
	} {
		_, err := ParseDate(text)
		var parse *ParseError
		if !errors.Is(err, want) || !errors.As(err, &parse) || parse.Text != text {
			t.Errorf("ParseDate(%q): error %v, want %v", text, err, want)
		}
	}
}

func TestDateString(t *testing.T) {
	for date, want := range map[Date]string{
		{2023, 5, 6}:   "2023年5月6日",
		{2023, 12, 31}: "2023年12月31日",
		{}:             "",
	} {
		if got := date.String(); got != want {
			t.Errorf("%#v prints as %q, want %q", date, got, want)
		}
	}
}

func TestDateISOReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		if got, err := ParseDate(d.ISO()); got != d || err != nil {
			t.Fatalf("ParseDate(%q) = %v, %v", d.ISO(), got, err)
		}
	})
}

// drawDate keeps a year's distance from both ends of the calendar.
func drawDate(t *rapid.T) Date {
	return Date{2, 1, 1}.AddDays(rapid.IntRange(0, 3_600_000).Draw(t, "day"))
}

func TestAddDaysAndDaysUntil(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawDate(t), rapid.IntRange(-300, 300).Draw(t, "n")
		e := d.AddDays(n)
		if got := d.DaysUntil(e); got != n {
			t.Fatalf("%v to %v: %d days, want %d", d, e, got, n)
		}
		if d.Before(e) != (n > 0) || d.After(e) != (n < 0) || (d.Compare(e) == 0) != (n == 0) {
			t.Fatalf("%v and %v, %d days apart, are in the wrong order", d, e, n)
		}
	})
}

// Far enough apart, a duration would overflow.
func TestDaysUntilFar(t *testing.T) {
	if got := (Date{1, 1, 1}).DaysUntil(Date{9999, 12, 31}); got != 3652058 {
		t.Errorf("%d days, want 3652058", got)
	}
}

func TestWeekday(t *testing.T) {
	if got := (Date{2023, 5, 14}).Weekday(); got != time.Sunday {
		t.Errorf("2023-05-14 is a %v", got)
	}
}

func TestDateOfKeepsTheLocation(t *testing.T) {
	at := time.Date(2023, 5, 6, 23, 30, 0, 0, time.FixedZone("", 8*3600))
	if got := DateOf(at); got != (Date{2023, 5, 6}) {
		t.Errorf("DateOf(%v) = %v", at, got)
	}
	if got := (Date{2023, 5, 6}).Time(); !got.Equal(time.Date(2023, 5, 6, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("Time() = %v", got)
	}
	if !(Date{}).Time().IsZero() {
		t.Error("the zero Date has a time")
	}
}

func TestDateValid(t *testing.T) {
	for date, want := range map[Date]bool{
		{2023, 5, 6}: true, {2023, 2, 30}: false, {}: false, {2023, 13, 1}: false, {10000, 1, 1}: false, {-1, 1, 1}: false,
	} {
		if got := date.Valid(); got != want {
			t.Errorf("%#v: Valid() = %v", date, got)
		}
	}
}

func TestPeriodString(t *testing.T) {
	for p, want := range map[Period]string{
		{Date{2023, 5, 14}, Date{2023, 5, 20}}: "2023年5月14日—20日",
		{Date{2017, 4, 15}, Date{2017, 5, 15}}: "2017年4月15日—5月15日",
		{Date{2023, 12, 30}, Date{2024, 1, 2}}: "2023年12月30日—2024年1月2日",
		{Date{2023, 5, 14}, Date{2023, 5, 14}}: "2023年5月14日",
		{}:                                     "",
	} {
		if got := p.String(); got != want {
			t.Errorf("%v prints as %q, want %q", [2]Date{p.From, p.To}, got, want)
		}
	}
}

func TestPeriod(t *testing.T) {
	p := Period{Date{2023, 5, 14}, Date{2023, 5, 20}}
	if p.Days() != 7 {
		t.Errorf("%v has %d days", p, p.Days())
	}
	for date, want := range map[Date]bool{
		{2023, 5, 13}: false, {2023, 5, 14}: true, {2023, 5, 20}: true, {2023, 5, 21}: false,
	} {
		if got := p.Contains(date); got != want {
			t.Errorf("%v contains %v: %v", p, date, got)
		}
	}
	for q, want := range map[Period]bool{
		p: true, {p.To, p.From}: false, {p.From, p.From}: true, {p.From, Date{2023, 5, 32}}: false, {}: false,
	} {
		if got := q.Valid(); got != want {
			t.Errorf("%v: Valid() = %v", q, got)
		}
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]Clock{
		"14:00": {14, 0}, "9:30": {9, 30}, "09:30": {9, 30}, "0:01": {0, 1}, "24:00": {24, 0}, "23:59": {23, 59},
	} {
		if got, err := ParseClock(text); got != want || err != nil {
			t.Errorf("ParseClock(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "14", "14:0", "14:60", "24:01", "0:00", "00:00", "25:00", "14：00", "-1:00", " 9:00", "14:00:00", ":00"} {
		if got, err := ParseClock(text); !errors.Is(err, ErrClock) {
			t.Errorf("ParseClock(%q) = %v, %v; want ErrClock", text, got, err)
		}
	}
}

func TestClockString(t *testing.T) {
	for c, want := range map[Clock]string{{14, 0}: "14:00", {9, 5}: "9:05", {24, 0}: "24:00", {}: ""} {
		if got := c.String(); got != want {
			t.Errorf("%#v prints as %q, want %q", c, got, want)
		}
	}
}

func TestTextReadsBack(t *testing.T) {
	type due struct {
		Date  Date
		Clock Clock
	}
	for _, want := range []due{{}, {Date{2023, 5, 22}, Clock{14, 0}}} {
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got := due{Date{1, 1, 1}, Clock{1, 1}}
		if err := json.Unmarshal(text, &got); got != want || err != nil {
			t.Errorf("%s reads as %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestUnmarshalErrorLeavesTheValue(t *testing.T) {
	d := Date{2023, 5, 6}
	if err := d.UnmarshalText([]byte("2023-02-30")); !errors.Is(err, ErrRange) || d != (Date{2023, 5, 6}) {
		t.Errorf("error %v, value %v", err, d)
	}
}
