package calendar

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Errors of reading holidays. They are wrapped in a [HolidayError].
var (
	ErrHoliday     = errors.New("not of the form: year name first-day last-day [上班 day ...]")
	ErrHolidayYear = errors.New("the days are not of that year")
	ErrLongHoliday = errors.New("a holiday of more than fifteen days")
	ErrMakeUp      = errors.New("a make-up workday is a Saturday or a Sunday and no holiday")
	ErrTwice       = errors.New("a day that was given before")
)

// A HolidayError says which line of a file of holidays is wrong, and why.
type HolidayError struct {
	File string // as the caller names it; "" if it does not
	Line int    // 1-based
	Text string // as it stands
	Err  error  // one of the errors above, a *ParseError of a date, or ErrOrder
}

func (e *HolidayError) Error() string {
	where := "holidays"
	if e.File != "" {
		where = e.File
	}
	return fmt.Sprintf("calendar: %s, line %d: %.200q: %v", where, e.Line, e.Text, e.Err)
}

func (e *HolidayError) Unwrap() error { return e.Err }

// Chinese says which line is wrong, and why, to whoever wrote it.
func (e *HolidayError) Chinese() string {
	why := "应写成：年份 名称 首日 末日 [上班 日期 …]"
	var parse *ParseError
	switch {
	case errors.As(e.Err, &parse):
		why = parse.Chinese()
	case errors.Is(e.Err, ErrHolidayYear):
		why = "日期不在该年"
	case errors.Is(e.Err, ErrLongHoliday):
		why = "放假超过十五天"
	case errors.Is(e.Err, ErrMakeUp):
		why = "调休上班日应是周六、周日，且不在假期内"
	case errors.Is(e.Err, ErrTwice):
		why = "日期重复"
	case errors.Is(e.Err, ErrOrder):
		why = "结束日期早于开始日期"
	}
	where := "节假日"
	if e.File != "" {
		where += "文件 " + e.File + " "
	}
	return fmt.Sprintf("%s第%d行“%.200s”：%s", where, e.Line, e.Text, why)
}

// Holidays are the public holidays (法定节假日) of some years and the workdays
// that make up for them (调休上班). The zero value knows no year. Holidays do
// not change once they are read, so several goroutines may share them.
type Holidays struct {
	years   map[int]bool
	off     map[Date]string // names
	workday map[Date]bool   // Saturdays and Sundays that are worked
}

//go:embed holidays.txt
var builtIn string

var builtInHolidays = sync.OnceValue(func() Holidays {
	h, _ := ReadHolidays(strings.NewReader(builtIn), "") // the tests read the same file
	return h
})

// BuiltInHolidays returns the holidays of the years 2015 to 2026, as the State
// Council's yearly notices have them (国务院办公厅关于…年部分节假日安排的通知).
func BuiltInHolidays() Holidays { return builtInHolidays() }

// ReadHolidays reads holidays, one a line: the year, the name, the first and
// the last day off and, behind the word 上班, the days worked in exchange. Errors name
// the file as name, which may be "".
//
//	# 2027年的安排
//	2027 劳动节 2027-05-01 2027-05-05 上班 2027-04-25 2027-05-08
//
// A year is known as soon as it has a line, so give all of a year. Blank lines
// and what stands behind # are skipped. A line that is wrong is a
// [*HolidayError].
func ReadHolidays(r io.Reader, name string) (Holidays, error) {
	h := Holidays{years: map[int]bool{}, off: map[Date]string{}, workday: map[Date]bool{}}
	lines := bufio.NewScanner(r)
	n := 1
	for ; lines.Scan(); n++ {
		text, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		fields := strings.Fields(text)
		if len(fields) == 0 {
			continue
		}
		if err := h.add(fields); err != nil {
			return Holidays{}, &HolidayError{name, n, lines.Text(), err}
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return Holidays{}, &HolidayError{name, n, "", ErrHoliday}
	} else if err != nil {
		return Holidays{}, fmt.Errorf("calendar: holidays: %w", err)
	}
	return h, nil
}

// ReadHolidaysFile reads the holidays in a file. What is no file, such as a
// folder, a pipe or a socket, is not opened: fs.ErrInvalid.
func ReadHolidaysFile(path string) (Holidays, error) {
	return gate.FromFile(path, func(f *os.File) (Holidays, error) { return ReadHolidays(f, path) })
}

// longest is more than any holiday has had; a longer one is a slip of the pen.
const longest = 15

// add adds one line.
func (h Holidays) add(fields []string) error {
	if len(fields) < 4 || len(fields) > 4 && (fields[4] != "上班" || len(fields) == 5) {
		return ErrHoliday
	}
	year, err := atoi(fields[0])
	if err != nil || len(fields[0]) != 4 {
		return ErrHoliday
	}
	var days []Date // the first and last day off, then workdays
	for i, s := range fields[2:] {
		if i == 2 {
			continue // the word 上班
		}
		d, err := ParseDate(s)
		if err != nil {
			return err
		}
		days = append(days, d)
	}
	run := Period{days[0], days[1]}
	switch {
	case !run.Valid():
		return ErrOrder
	case run.To.Year != year:
		return ErrHolidayYear
	case run.Days() > longest:
		return ErrLongHoliday
	}
	for d := run.From; !d.After(run.To); d = d.AddDays(1) {
		if h.off[d] != "" || h.workday[d] {
			return ErrTwice
		}
		h.off[d] = fields[1]
	}
	for _, d := range days[2:] {
		switch {
		case d.DaysUntil(run.From) > 60 || run.To.DaysUntil(d) > 60:
			return ErrHolidayYear
		case !weekend(d) || h.off[d] != "":
			return ErrMakeUp
		case h.workday[d]:
			return ErrTwice
		}
		h.workday[d] = true
	}
	h.years[year] = true
	return nil
}

// With returns the holidays of h with those of more, which hold for the years that
// both know: what an office knows of its own place besides the built-in ones.
func (h Holidays) With(more Holidays) Holidays {
	all := Holidays{years: maps.Clone(h.years), off: maps.Clone(h.off), workday: maps.Clone(h.workday)}
	if all.years == nil {
		return more
	}
	maps.DeleteFunc(all.off, func(d Date, _ string) bool { return more.years[d.Year] })
	maps.DeleteFunc(all.workday, func(d Date, _ bool) bool { return more.years[d.Year] })
	maps.Copy(all.years, more.years)
	maps.Copy(all.off, more.off)
	maps.Copy(all.workday, more.workday)
	return all
}

func weekend(d Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// Known reports whether the holidays of a year are known.
func (h Holidays) Known(year int) bool { return h.years[year] }

// Holiday returns the name of the holiday that d falls into, "" if none or if
// the year is not known.
func (h Holidays) Holiday(d Date) string { return h.off[d] }

// Workday reports whether d is worked: a Monday to Friday that is no holiday,
// or a Saturday or Sunday that makes up for one. In a year that is not known
// only the day of the week counts.
func (h Holidays) Workday(d Date) bool {
	return h.workday[d] || h.off[d] == "" && !weekend(d)
}
