package calendar_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// TestBuiltInHolidays: every year has the seven holidays of the law, on the
// days that the law names, and they are days off.
func TestBuiltInHolidays(t *testing.T) {
	file, err := os.ReadFile("holidays.txt")
	if err != nil {
		t.Fatal(err)
	}
	h := calendar.BuiltInHolidays()
	for year := 2015; year <= 2026; year++ {
		if !h.Known(year) {
			t.Errorf("%d is not known", year)
		}
		for _, name := range []string{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"} {
			n := 0
			for line := range strings.SplitSeq(string(file), "\n") {
				if f := strings.Fields(line); len(f) > 1 && f[0] == fmt.Sprint(year) && slices.Contains(strings.Split(f[1], "、"), name) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d has %s %d times", year, name, n)
			}
		}
		for name, day := range map[string]calendar.Date{
			"元旦":  {Year: year, Month: 1, Day: 1},
			"劳动节": {Year: year, Month: 5, Day: 1},
			"国庆节": {Year: year, Month: 10, Day: 1},
		} {
			if got := h.Holiday(day); !strings.Contains(got, name) || h.Workday(day) {
				t.Errorf("%v: %q, workday %v; want %s", day, got, h.Workday(day), name)
			}
		}
	}
	for _, year := range []int{2014, 2027} {
		if h.Known(year) {
			t.Errorf("%d is known", year)
		}
	}
}

// TestHolidaysMakeUp: a notice takes no day off without a workday for it. What
// is left are the days of the law: eleven a year, thirteen since 2025.
func TestHolidaysMakeUp(t *testing.T) {
	h := calendar.BuiltInHolidays()
	for year := 2015; year <= 2026; year++ {
		off, worked := 0, 0
		first := calendar.Date{Year: year, Month: 1, Day: 1}
		for d := first; d.Year == year; d = d.AddDays(1) {
			weekday := d.Weekday() != 0 && d.Weekday() != 6
			switch {
			case weekday && h.Holiday(d) != "":
				off++
			case !weekday && h.Workday(d):
				worked++
			}
		}
		want := 11
		switch {
		case year >= 2025:
			want = 13
		case year == 2015:
			want = 12 // 9月3日 was added
		case year == 2020:
			want = 13 // 1月31日 was added, 2月1日 no longer worked
		}
		if got := off - worked; got != want {
			t.Errorf("%d: %d days off and %d worked for them: %d, want %d", year, off, worked, got, want)
		}
	}
}

func date(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorkday(t *testing.T) {
	h := calendar.BuiltInHolidays()
	for _, test := range []struct {
		day, holiday string
		workday      bool
	}{
		{"2023-05-12", "", true},     // a Friday
		{"2023-05-13", "", false},    // a Saturday
		{"2023-05-06", "", true},     // a Saturday that is worked
		{"2023-05-03", "劳动节", false}, // a Wednesday
		{"2022-12-31", "元旦", false},
		{"2018-12-29", "", true},
		{"2023-10-01", "中秋节、国庆节", false},
		{"2031-05-01", "", true}, // nothing is known of it
		{"2031-05-03", "", false},
	} {
		d := date(t, test.day)
		if got := h.Holiday(d); got != test.holiday {
			t.Errorf("Holiday(%v) = %q, want %q", d, got, test.holiday)
		}
		if got := h.Workday(d); got != test.workday {
			t.Errorf("Workday(%v) = %v, want %v", d, got, test.workday)
		}
	}
	var none calendar.Holidays
	if d := date(t, "2023-05-01"); !none.Workday(d) || none.Holiday(d) != "" || none.Known(2023) {
		t.Error("the zero Holidays know something")
	}
}

// TestWith: what is added holds for its years, and the others stay.
func TestWith(t *testing.T) {
	more, err := calendar.ReadHolidays(strings.NewReader("2031 校庆 2031-04-08 2031-04-08\n2023 校庆 2023-04-06 2023-04-06\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	all := calendar.BuiltInHolidays().With(more)
	for day, want := range map[string]string{"2031-04-08": "校庆", "2023-04-06": "校庆", "2023-05-01": "", "2024-05-01": "劳动节"} {
		if got := all.Holiday(date(t, day)); got != want {
			t.Errorf("Holiday(%s) = %q, want %q", day, got, want)
		}
	}
	if !all.Known(2031) || !all.Known(2024) || calendar.BuiltInHolidays().Known(2031) {
		t.Error("the years that are known are others")
	}
	var none calendar.Holidays
	if none.With(more).Holiday(date(t, "2031-04-08")) != "校庆" || all.With(none).Holiday(date(t, "2024-05-01")) != "劳动节" {
		t.Error("the zero Holidays change something")
	}
}

func TestReadHolidays(t *testing.T) {
	h, err := calendar.ReadHolidays(strings.NewReader("\ufeff# 说明\r\n\r\n2031 劳动节 2031-05-01 2031-05-04 上班 2031-04-27 # 说明\r\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	if !h.Known(2031) || h.Known(2030) || h.Holiday(date(t, "2031-05-02")) != "劳动节" || !h.Workday(date(t, "2031-04-27")) {
		t.Errorf("read %+v", h)
	}
	var parse *calendar.ParseError
	for _, test := range []struct {
		text string
		line int
		err  error // nil: a ParseError
	}{
		{"2031 劳动节 2031-05-01", 1, calendar.ErrHoliday},
		{"2031 劳动节 2031-05-01 2031-05-04 调休 2031-04-27", 1, calendar.ErrHoliday},
		{"2031 劳动节 2031-05-01 2031-05-04 上班", 1, calendar.ErrHoliday},
		{"31 劳动节 2031-05-01 2031-05-04", 1, calendar.ErrHoliday},
		{"劳动节 2031 2031-05-01 2031-05-04", 1, calendar.ErrHoliday},
		{"\n2031 劳动节 2031-05-01 2031-05-32", 2, nil},
		{"2031 劳动节 5月1日 5月4日", 1, nil},
		{"2031 劳动节 2031-05-04 2031-05-01", 1, calendar.ErrOrder},
		{"2030 劳动节 2031-05-01 2031-05-04", 1, calendar.ErrHolidayYear},
		{"2031 劳动节 2031-05-01 2031-05-04 上班 2030-04-27", 1, calendar.ErrHolidayYear},
		{"2031 劳动节 2031-05-01 2031-08-04", 1, calendar.ErrLongHoliday},
		{"2031 劳动节 2031-05-01 2031-05-04 上班 2031-04-28", 1, calendar.ErrMakeUp},
		{"2031 劳动节 2031-05-01 2031-05-04 上班 2031-05-03", 1, calendar.ErrMakeUp},
		{"2031 劳动节 2031-05-01 2031-05-04\n2031 五一 2031-05-04 2031-05-04", 2, calendar.ErrTwice},
		{"2031 劳动节 2031-05-01 2031-05-04 上班 2031-04-27 2031-04-27", 1, calendar.ErrTwice},
	} {
		h, err := calendar.ReadHolidays(strings.NewReader(test.text), "假日.txt")
		var at *calendar.HolidayError
		if !errors.As(err, &at) || at.File != "假日.txt" || at.Line != test.line || test.err != nil && !errors.Is(err, test.err) || test.err == nil && !errors.As(err, &parse) {
			t.Errorf("%q: %v; want line %d: %v", test.text, err, test.line, test.err)
		}
		if h.Known(2031) {
			t.Errorf("%q: holidays beside the error", test.text)
		}
	}
	if _, err := calendar.ReadHolidays(strings.NewReader(strings.Repeat("2", 1<<17)), "一年.txt"); err == nil {
		t.Error("read a line without end")
	}
}

func ExampleReadHolidays() {
	h, err := calendar.ReadHolidays(strings.NewReader("2031 劳动节 2031-05-01 2031-05-04 上班 2031-04-27"), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Holiday(calendar.Date{Year: 2031, Month: 5, Day: 2}))
	fmt.Println(h.Workday(calendar.Date{Year: 2031, Month: 4, Day: 27}))
	_, err = calendar.ReadHolidays(strings.NewReader("2031 劳动节 2031-05-01 2031-04-30"), "")
	fmt.Println(err)
	// Output:
	// 劳动节
	// true
	// calendar: holidays, line 1: "2031 劳动节 2031-05-01 2031-04-30": the period ends before it begins
}

func FuzzReadHolidays(f *testing.F) {
	file, err := os.ReadFile("holidays.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(file))
	f.Add("2031 劳动节 2031-05-01 2031-05-04 上班 2031-04-27 # 说明")
	f.Add("2031 劳动节 2031-05-04 2031-05-01")
	f.Add("0000 节 0001-01-01 0001-01-01\n9999 节 9999-12-31 9999-12-31")
	f.Fuzz(func(t *testing.T, text string) {
		h, err := calendar.ReadHolidays(strings.NewReader(text), "")
		var at *calendar.HolidayError
		if errors.As(err, &at) && (at.Line < 1 || at.Line > strings.Count(text, "\n")+1) {
			t.Fatalf("no such line: %v", err)
		}
		for d := (calendar.Date{Year: 2031, Month: 1, Day: 1}); d.Year == 2031; d = d.AddDays(1) {
			if h.Holiday(d) != "" && h.Workday(d) {
				t.Fatalf("%v is a holiday and a workday", d)
			}
		}
	})
}
