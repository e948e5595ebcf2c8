package schedule_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func calendarOf(t interface{ Fatal(...any) }, c *campaign.Campaign) []byte {
	var buf bytes.Buffer
	if err := schedule.ICalendar(&buf, c); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func decodeCalendar(t interface{ Fatal(...any) }, data []byte) *ical.Calendar {
	cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// happen are the times of an event as another program understands them.
func happen(t *testing.T, e ical.Event) []string {
	t.Helper()
	loc := time.FixedZone("CST", 8*3600)
	set, err := e.RecurrenceSet(loc)
	if err != nil {
		t.Fatal(err)
	}
	start, err := e.DateTimeStart(loc)
	if err != nil {
		t.Fatal(err)
	}
	times := []time.Time{start}
	if set != nil {
		times = set.All()
	}
	form := "2006-01-02 15:04"
	if e.Props.Get(ical.PropDateTimeStart).ValueType() == ical.ValueDate {
		form = time.DateOnly
	}
	var out []string
	for _, at := range times {
		out = append(out, at.Format(form))
	}
	return out
}

// What another program reads in the file is what the campaign says.
func TestICalendarTimes(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cal := decodeCalendar(t, calendarOf(t, c))
	got := map[string][]string{}
	for _, e := range cal.Events() {
		summary, err := e.Props.Text(ical.PropSummary)
		if err != nil {
			t.Fatal(err)
		}
		got[summary] = happen(t, e)
	}
	want := map[string][]string{
		"报送：联络员信息表":               {"2027-04-13"},
		"报送：宣传月活动安排":              {"2027-04-16"},
		"报送：学校活动方案和校外活动规划表":       {"2027-04-23"},
		"报送：技能节交流日规划表":            {"2027-04-27"},
		"报送：特色亮点活动一览表（17:00前）":    {"2027-04-29 17:00"},
		"报送：活动总结和学校情况统计表（17:00前）": {"2027-05-21 17:00"},
		"报送：本周宣传情况（16:00前）":       {"2027-04-23 16:00", "2027-04-30 16:00", "2027-05-07 16:00", "2027-05-14 16:00"},
		"报送：前一日活动情况（12:00前）":      {"2027-05-10 12:00", "2027-05-11 12:00", "2027-05-12 12:00", "2027-05-13 12:00", "2027-05-14 12:00", "2027-05-15 12:00", "2027-05-16 12:00"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, e := range cal.Events() {
		if len(e.Children) != 1 || e.Children[0].Name != ical.CompAlarm {
			t.Errorf("%s: no reminder", e.Props.Get(ical.PropUID).Value)
		}
		if to, err := e.Props.Text(ical.PropDescription); err != nil || !strings.Contains(to, "\n报送至：") || !strings.Contains(to, "@example.com") {
			t.Errorf("description %q, %v", to, err)
		}
	}
}

func TestICalendarWholeDaysAndMidnight(t *testing.T) {
	day := func(d int) calendar.Date { return calendar.Date{Year: 2027, Month: 5, Day: d} }
	c := &campaign.Campaign{
		Name: "活动周", Year: 2027,
		Periods: []campaign.Period{{ID: "week", From: day(9), To: day(11)}},
		Deadlines: []campaign.Deadline{
			{ID: "a", What: "甲", Due: day(31)},
			{ID: "b", What: "乙", Due: day(31), Time: calendar.Clock{Hour: 24}},
		},
		Rhythms: []campaign.Rhythm{
			{ID: "a", What: "丙", Every: "day"},
			{ID: "b", What: "丁", Every: "week", Weekday: "周五"}, // none in these three days
			{ID: "c", What: "戊", Every: "day", By: calendar.Clock{Hour: 7}},
		},
	}
	var got [][]string
	for _, e := range decodeCalendar(t, calendarOf(t, c)).Events() {
		got = append(got, happen(t, e))
	}
	want := [][]string{
		{"2027-05-31"},
		{"2027-05-31 23:59"},
		{"2027-05-09", "2027-05-10", "2027-05-11"},
		{"2027-05-09 07:00", "2027-05-10 07:00", "2027-05-11 07:00"}, // ends on the day before, in UTC
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A program that gets a newer file knows the events that it has.
func TestICalendarIdentity(t *testing.T) {
	ids := func(c *campaign.Campaign) (all []string) {
		for _, e := range decodeCalendar(t, calendarOf(t, c)).Events() {
			all = append(all, e.Props.Get(ical.PropUID).Value)
		}
		return all
	}
	c := &campaign.Campaign{
		Name: "活动周", Periods: []campaign.Period{{From: calendar.Date{Year: 2027, Month: 5, Day: 9}, To: calendar.Date{Year: 2027, Month: 5, Day: 15}}},
		Deadlines: []campaign.Deadline{{ID: "daily", What: "甲", Due: calendar.Date{Year: 2027, Month: 5, Day: 1}}, {What: "乙", Due: calendar.Date{Year: 2027, Month: 5, Day: 1}}, {What: "丙", Due: calendar.Date{Year: 2027, Month: 5, Day: 1}}},
		Rhythms:   []campaign.Rhythm{{ID: "daily", What: "丁", Every: "day"}},
	}
	before := ids(c)
	seen := map[string]bool{}
	for _, id := range before {
		if seen[id] {
			t.Errorf("%s is there twice", id)
		}
		seen[id] = true
	}
	c.Deadlines[0].Due.Day, c.Deadlines[0].What = 2, "改"
	if d := cmp.Diff(before, ids(c)); d != "" {
		t.Error(d)
	}
	c.Name = "别的活动周"
	for _, id := range ids(c) {
		if seen[id] {
			t.Errorf("%s is another campaign's", id)
		}
	}
}

// No line is longer than 75 octets, no character is cut, and every text comes
// back as it was.
func TestICalendarText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("报送活动情况，、。；：“”ab ,;:\\\"\n\t𠮷😀é")), 0, 200, -1).Draw(t, "text")
		c := &campaign.Campaign{Name: "活动周", Contacts: []campaign.Contact{{ID: "x", Organ: text}},
			Deadlines: []campaign.Deadline{{ID: "a", What: text, Due: calendar.Date{Year: 2027, Month: 5, Day: 9}, To: []string{"x"}}}}
		data := calendarOf(t, c)
		if !bytes.HasSuffix(data, []byte("END:VCALENDAR\r\n")) {
			t.Error("the last line is not ended")
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Errorf("line of %d octets: %q", len(line), line)
			}
		}
		e := decodeCalendar(t, data).Events()[0]
		if got, err := e.Props.Text(ical.PropSummary); err != nil || got != "报送："+text {
			t.Errorf("%q became %q: %v", text, got, err)
		}
	})
}

// Readers are kind to marks that are not escaped; the standard is not.
func TestICalendarEscapes(t *testing.T) {
	c := &campaign.Campaign{Name: `甲;乙,丙\丁` + "\n戊\x00"}
	if want := `X-WR-CALNAME:甲\;乙\,丙\\丁\n戊报送日程`; !strings.Contains(string(calendarOf(t, c)), want+"\r\n") {
		t.Errorf("%s is not in\n%s", want, calendarOf(t, c))
	}
}

func TestICalendarErrors(t *testing.T) {
	c := &campaign.Campaign{Name: "活动周", Deadlines: []campaign.Deadline{{What: "甲", Due: calendar.Date{Year: 2027, Month: 2, Day: 30}}}}
	var bad *schedule.DeadlineError
	if err := schedule.ICalendar(io.Discard, c); !errors.As(err, &bad) || bad.Number != 1 {
		t.Errorf("30 February: %v", err)
	}
	if err := schedule.ICalendar(failing{}, &campaign.Campaign{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("failing writer: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
