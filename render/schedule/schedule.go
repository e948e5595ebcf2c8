package schedule

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// mostDays is the number of days up to which every day of a rhythm is listed.
const mostDays = 10

// List returns the 报送日程 of c: what is to be handed in, to whom and by
// when, deadlines and rhythms together in order of time. A rhythm has a row for
// each of its days, one of more than ten days a single row at the first.
// [sheet.Lists] writes it. A nil campaign has no rows.
func List(c *campaign.Campaign) sheet.List {
	if c == nil {
		c = &campaign.Campaign{}
	}
	l := sheet.List{
		Sheet: "报送日程", Title: c.Name + "报送日程", Landscape: true,
		Note: "按时间先后排列。定期报送的逐次列出，次数多的列在首次的日期。与通知正文不一致的，以正文为准。",
		Columns: []sheet.Column{
			{Label: "序号", Width: 33}, {Label: "日期", Width: 90}, {Label: "星期", Width: 45}, {Label: "时间", Width: 63}, {Label: "报送内容", Width: 120}, {Label: "填报表格", Width: 126}, {Label: "报送至", Width: 171}, {Label: "说明", Width: 78},
		},
	}
	all := occasions(c)
	for i, o := range all {
		hour := ""
		if !o.by.IsZero() {
			hour = o.by.String() + "前"
		}
		weekday := ""
		if !o.day.IsZero() {
			weekday = campaign.Weekday(o.day)
		}
		l.Rows = append(l.Rows, []any{i + 1, o.day, weekday, hour, o.what, o.form, strings.Join(o.to, "\n"), o.note})
	}
	return l
}

// An occasion is a time at which something is to be handed in.
type occasion struct {
	day  calendar.Date
	by   calendar.Clock
	what string
	form string
	to   []string
	note string
}

// occasions lists what is due, in order of time; what has no hour is due at
// the end of its day.
func occasions(c *campaign.Campaign) []occasion {
	var all []occasion
	for _, d := range c.Duties() {
		var i int
		if _, err := fmt.Sscanf(d.Path, "tasks[%d]", &i); err == nil && (len(d.Days) > 0 || d.Event != "") {
			o := occasion{what: d.What, note: strings.Join(d.Who, "、") + "办理"}
			if len(d.Days) > 0 {
				o.day = d.Days[0]
			} else {
				o.note += "\n" + d.Event + "前，日期另行通知"
			}
			all = append(all, o)
		}
	}
	for i, d := range c.Dated() {
		o := occasion{d.Due, d.Time, d.What, c.FormTitle(d.Form), receivers(c, d.To, "\n"), phase(c, d)}
		if event := c.Event(c.Deadlines[i].Before); event != "" {
			o.note = strings.Trim(o.note+"\n"+event+"前", "\n")
			if d.Due.IsZero() {
				o.note += "，日期另行通知"
			}
		}
		all = append(all, o)
	}
	for _, r := range c.Rhythms {
		o := occasion{by: r.By, what: r.What, to: receivers(c, r.To, "\n")}
		days := c.Days(r)
		if len(days) == 0 || len(days) > mostDays || r.Only != "" {
			o.note = span(c, r)
			if len(days) > 0 {
				o.day = days[0]
			}
			all = append(all, o)
			continue
		}
		for _, day := range days {
			o.day, o.note = day, often(r)
			if r.Every == "day" && r.Covers == "previous-day" {
				o.note = "报" + dayOfMonth(day.AddDays(-1)) + "情况"
			}
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b occasion) int {
		return cmp.Or(a.day.Compare(b.day), minutes(a.by)-minutes(b.by))
	})
	return all
}

func minutes(t calendar.Clock) int {
	if t.IsZero() {
		return 24*60 + 1
	}
	return t.Hour*60 + t.Minute
}

func often(r campaign.Rhythm) string {
	if r.Every == "day" {
		return "一日一报"
	}
	return "一周一报"
}

// span tells when a rhythm is due: 2027年5月10日—16日每日.
func span(c *campaign.Campaign, r campaign.Rhythm) string {
	each := "每日"
	if r.Only != "" {
		each = "有活动的当天"
	}
	if r.Every == "week" {
		each = "每" + cmp.Or(r.Weekday, "周")
	}
	days := c.Days(r)
	if len(days) == 0 {
		return each
	}
	return calendar.Period{From: days[0], To: days[len(days)-1]}.String() + each
}

func dayOfMonth(d calendar.Date) string {
	return strconv.Itoa(d.Month) + "月" + strconv.Itoa(d.Day) + "日"
}

// phase tells how a deadline lies to its period: 活动周前.
func phase(c *campaign.Campaign, d campaign.Deadline) string {
	p, ok := c.Period(d.Period)
	when := map[string]string{"before": "前", "during": "期间", "after": "后"}[d.Kind]
	if !ok || when == "" {
		return ""
	}
	return p.Name + when
}

// receivers are contacts as lines: organ, person and telephone, then the mailbox.
func receivers(c *campaign.Campaign, ids []string, between string) []string {
	var lines []string
	for _, id := range ids {
		to, ok := c.Contact(id)
		if !ok {
			lines = append(lines, id)
			continue
		}
		line := strings.Join(slices.DeleteFunc([]string{to.Organ, to.Person, to.Phone}, func(s string) bool { return s == "" }), " ")
		if to.Email != "" {
			line += between + to.Email
		}
		lines = append(lines, line)
	}
	return lines
}
