package schedule_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// scheduleText is a schedule as lines.
func scheduleText(l sheet.List) string {
	var b strings.Builder
	for _, row := range l.Rows {
		for i, v := range row {
			if i > 0 {
				b.WriteByte('|')
			}
			if d, ok := v.(calendar.Date); ok {
				v = d.ISO()
			}
			fmt.Fprint(&b, strings.ReplaceAll(fmt.Sprint(v), "\n", "/"))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func scheduled() *campaign.Campaign {
	day := func(m, d int) calendar.Date { return calendar.Date{Year: 2027, Month: m, Day: d} }
	return &campaign.Campaign{
		Name: "2027年活动周", Year: 2027,
		Periods: []campaign.Period{
			{ID: "week", Name: "活动周", From: day(5, 9), To: day(5, 11), Main: true},
			{ID: "month", Name: "宣传月", From: day(4, 19), To: day(5, 19)},
		},
		Contacts: []campaign.Contact{
			{ID: "a", Organ: "市教育局", Person: "张某某", Phone: "0000-1", Email: "a@example.com"},
			{ID: "b", Organ: "市人社局", Email: "b@example.com"},
		},
		Deadlines: []campaign.Deadline{
			{ID: "summary", What: "总结", Due: day(5, 21), To: []string{"a", "b", "c"}, Kind: "after"},
			{ID: "late", What: "同日全天", Due: day(5, 11)},
			{ID: "list", What: "名单", Due: day(5, 11), Time: calendar.Clock{Hour: 9}, Form: "liaison", Period: "month", Kind: "during"},
		},
		Rhythms: []campaign.Rhythm{
			{ID: "daily", What: "前一日情况", Every: "day", By: calendar.Clock{Hour: 12}, Covers: "previous-day", To: []string{"a"}},
			{ID: "weekly", What: "本周情况", Every: "week", Weekday: "周五", Period: "month"},
			{ID: "never", What: "没有的", Every: "week"},
		},
		Forms: []campaign.FormUse{{ID: "liaison", Use: "liaison"}},
	}
}

func TestSchedule(t *testing.T) {
	want := `1||||没有的|||每周
2|2027-04-23|周五||本周情况|||一周一报
3|2027-04-30|周五||本周情况|||一周一报
4|2027-05-07|周五||本周情况|||一周一报
5|2027-05-10|周一|12:00前|前一日情况||市教育局 张某某 0000-1/a@example.com|报5月9日情况
6|2027-05-11|周二|9:00前|名单|联络员信息表||宣传月期间
7|2027-05-11|周二|12:00前|前一日情况||市教育局 张某某 0000-1/a@example.com|报5月10日情况
8|2027-05-11|周二||同日全天|||
9|2027-05-12|周三|12:00前|前一日情况||市教育局 张某某 0000-1/a@example.com|报5月11日情况
10|2027-05-14|周五||本周情况|||一周一报
11|2027-05-21|周五||总结||市教育局 张某某 0000-1/a@example.com/市人社局/b@example.com/c|活动周后
`
	if d := cmp.Diff(want, scheduleText(schedule.List(scheduled()))); d != "" {
		t.Error(d)
	}
}

// A rhythm of many days has one row.
func TestScheduleOfManyDays(t *testing.T) {
	c := scheduled()
	c.Rhythms[0].Period = "month"
	want := `1||||没有的|||每周
2|2027-04-20|周二|12:00前|前一日情况||市教育局 张某某 0000-1/a@example.com|2027年4月20日—5月20日每日
3|2027-04-23|周五||本周情况|||一周一报
4|2027-04-30|周五||本周情况|||一周一报
5|2027-05-07|周五||本周情况|||一周一报
6|2027-05-11|周二|9:00前|名单|联络员信息表||宣传月期间
7|2027-05-11|周二||同日全天|||
8|2027-05-14|周五||本周情况|||一周一报
9|2027-05-21|周五||总结||市教育局 张某某 0000-1/a@example.com/市人社局/b@example.com/c|活动周后
`
	if d := cmp.Diff(want, scheduleText(schedule.List(c))); d != "" {
		t.Error(d)
	}
}

func TestScheduleIsAWorkbook(t *testing.T) {
	for _, c := range []*campaign.Campaign{scheduled(), {}} {
		if err := sheet.Lists(t.Context(), &bytes.Buffer{}, []sheet.List{schedule.List(c)}, sheet.Options{}); err != nil {
			t.Error(err)
		}
	}
}
