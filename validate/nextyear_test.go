package validate

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// TestNextYear reads days without a year in documents of late in the year.
func TestNextYear(t *testing.T) {
	for _, c := range []struct{ date, issued, want string }{
		{"2023-01-05", "2023-12-20", "2024-01-05"},
		{"2023-06-05", "2023-12-20", "2024-06-05"}, // half a year
		{"2023-07-05", "2023-12-20", "2023-07-05"},
		{"2023-05-08", "2023-04-20", "2023-05-08"},
		{"2022-01-05", "2023-12-20", "2022-01-05"}, // the year is written
		{"2023-01-05", "", "2023-01-05"},
	} {
		var date, issued calendar.Date
		if err := date.UnmarshalText([]byte(c.date)); err != nil {
			t.Fatal(err)
		}
		if err := issued.UnmarshalText([]byte(c.issued)); err != nil {
			t.Fatal(err)
		}
		if got := nextYear(date, issued).ISO(); got != c.want {
			t.Errorf("%s in a document of %s is %s, want %s", c.date, c.issued, got, c.want)
		}
	}
}
