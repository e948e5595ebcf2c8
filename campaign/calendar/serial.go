package calendar

import (
	"math"
	"time"
)

// Spreadsheets count days from 1900, or from 1904 in files of old Macs. Numbers
// that are taken for days are those of 1950 to 2099.
const (
	firstSerial = 18264
	lastSerial  = 73050
	since1904   = 1462
)

// FromSerial returns the day and the time since its midnight, in whole seconds,
// that a spreadsheet stores as x; false if x is hardly meant for a day. mac says
// that the file counts from 1904.
func FromSerial(x float64, mac bool) (day Date, at time.Duration, ok bool) {
	if mac {
		x += since1904
	}
	if !(x >= firstSerial && x < lastSerial+1) {
		return Date{}, 0, false
	}
	seconds := math.Round((x - math.Floor(x)) * 24 * 60 * 60)
	return Date{Year: 1899, Month: 12, Day: 30}.AddDays(int(x)), time.Duration(seconds) * time.Second, true
}

// ClockFromSerial returns the time of day that a spreadsheet stores as x, alone
// or with a day before it; false if x has none. 1 is 24:00.
func ClockFromSerial(x float64) (Clock, bool) {
	if !(x > 0 && x <= lastSerial) || x == math.Trunc(x) && x != 1 {
		return Clock{}, false
	}
	if x > 1 {
		x -= math.Trunc(x)
	}
	c := clockAt(time.Duration(math.Round(x*24*60)) * time.Minute)
	return c, c.Valid()
}
