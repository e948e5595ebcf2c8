package cue

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

func TestReadDotted(t *testing.T) {
	for _, test := range []struct {
		text string
		want calendar.Date // zero: it is none
	}{
		{"2021.4.30", calendar.Date{Year: 2021, Month: 4, Day: 30}},
		{"20210430", calendar.Date{Year: 2021, Month: 4, Day: 30}},
		{"2018 8 21", calendar.Date{Year: 2018, Month: 8, Day: 21}},
		{"2018821", calendar.Date{Year: 2018, Month: 8, Day: 21}},
		{"{2017626", calendar.Date{Year: 2017, Month: 6, Day: 26}},
		{"201784", calendar.Date{Year: 2017, Month: 8, Day: 4}},
		{"2018131", calendar.Date{Year: 2018, Month: 1, Day: 31}},
		{"2018112", calendar.Date{}}, // 1月12日 or 11月2日
		{"2018100", calendar.Date{}},
		{"2018932", calendar.Date{}},
		{"5550617", calendar.Date{}},
		{"20188", calendar.Date{}},
	} {
		if got, ok := ReadDotted(test.text); ok != (test.want != calendar.Date{}) || ok && got != test.want {
			t.Errorf("%s: %v, %v; want %v", test.text, got, ok, test.want)
		}
	}
}
