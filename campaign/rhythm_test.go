package campaign_test

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

func TestDays(t *testing.T) {
	date := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := &campaign.Campaign{Periods: []campaign.Period{
		{ID: "week", From: date("2027-05-09"), To: date("2027-05-15"), Main: true}, // Sunday to Saturday
		{ID: "month", From: date("2027-04-19"), To: date("2027-05-19")},
		{ID: "bad", From: date("2027-05-15"), To: date("2027-05-09")},
	}}
	for _, x := range []struct {
		name        string
		rhythm      campaign.Rhythm
		n           int
		first, last string
	}{
		{"every day of the main period", campaign.Rhythm{Every: "day"}, 7, "2027-05-09", "2027-05-15"},
		{"the same day", campaign.Rhythm{Every: "day", Covers: "same-day"}, 7, "2027-05-09", "2027-05-15"},
		{"the day before", campaign.Rhythm{Every: "day", Covers: "previous-day"}, 7, "2027-05-10", "2027-05-16"},
		{"every Friday", campaign.Rhythm{Every: "week", Weekday: "周五", Period: "month"}, 4, "2027-04-23", "2027-05-14"},
		{"one Sunday", campaign.Rhythm{Every: "week", Weekday: "周日"}, 1, "2027-05-09", "2027-05-09"},
		{"no weekday", campaign.Rhythm{Every: "week"}, 0, "", ""},
		{"unknown period", campaign.Rhythm{Every: "day", Period: "none"}, 0, "", ""},
		{"period reversed", campaign.Rhythm{Every: "day", Period: "bad"}, 0, "", ""},
	} {
		days := c.Days(x.rhythm)
		if len(days) != x.n {
			t.Errorf("%s: %v, want %d days", x.name, days, x.n)
			continue
		}
		if x.n > 0 && (days[0] != date(x.first) || days[x.n-1] != date(x.last)) {
			t.Errorf("%s: %s to %s, want %s to %s", x.name, days[0].ISO(), days[x.n-1].ISO(), x.first, x.last)
		}
	}
}

func TestFormTitle(t *testing.T) {
	c := &campaign.Campaign{
		Year:  2027,
		Forms: []campaign.FormUse{{ID: "a", Use: "liaison"}, {ID: "b", Use: "liaison"}},
		Documents: []campaign.Draft{{Attachments: []campaign.DraftAttachment{
			{Form: "b"}, {Title: "附件", Body: "……"}, {Title: "{{year}}年联络员信息表", Form: "a"},
		}}},
	}
	for id, want := range map[string]string{"a": "2027年联络员信息表", "b": "联络员信息表", "c": "", "": ""} {
		if got := c.FormTitle(id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}
