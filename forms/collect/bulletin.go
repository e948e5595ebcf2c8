package collect

import (
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/material"
)

// issueName is the name of a 简报 where the campaign has none of its own.
const issueName = "职业教育活动周简报"

// bulletin is the 简报 of a day, or of the week that ends with it: figures of what came
// in for it, and the articles as its items.
func (c *collector) bulletin(day calendar.Date) campaign.Draft {
	draft := c.ofKind(document.Bulletin)
	draft.ID = fmt.Sprintf("简报（%d月%d日）", day.Month, day.Day)
	is := c.issue(day)
	if draft.Head == nil {
		draft.Head = &campaign.DraftHead{Mark: issueName}
	}
	head := *draft.Head
	head.Format, head.Number = document.HeadBulletin, document.ParseDocNumber(fmt.Sprintf("第%d期", is.number))
	draft.Head = &head
	draft.Signature = c.signed(is.issued)
	if draft.Imprint == nil {
		draft.Imprint = &document.Imprint{Give: strings.TrimRight(c.recipients(), "。：:") + "。"}
	}
	of := fmt.Sprintf("%d月%d日", day.Month, day.Day)
	if is.weekly {
		of = strings.TrimPrefix(calendar.Period{From: day.AddDays(-6), To: day}.String(), fmt.Sprintf("%d年", day.AddDays(-6).Year))
	}
	event := "职业教育活动周"
	if p, ok := c.Campaign.MainPeriod(); ok {
		event = p.Name
	}
	draft.Title = of + event + "情况"
	within := func(f material.File) bool {
		return !f.Received.IsZero() && f.Received.After(is.from) && !f.Received.After(is.to)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s，%s。\n一、有关数字\n%s\n", day, toFill("当日活动的总体情况，领导出席、媒体关注的情况"), c.figures(day, within))
	b.WriteString("二、各校动态\n")
	items := c.articles(within)
	if len(items) == 0 {
		b.WriteString(toFill("各校动态") + "\n")
	}
	b.WriteString(strings.Join(items, ""))
	draft.Body = b.String()
	return draft
}

// An issue is what is known of the 简报 of a day.
type issue struct {
	number   int
	issued   calendar.Date
	from, to time.Time // what came in behind from and up to then is told
	weekly   bool
}

// issue finds the issue of a day by the rhythm that covers it; without one, it tells
// what came in that day, and its number counts the days of the main period.
func (c *collector) issue(day calendar.Date) issue {
	is := issue{number: 1, issued: day, from: returned.EndOf(day.AddDays(-1), calendar.Clock{}), to: returned.EndOf(day, calendar.Clock{})}
	if p, ok := c.Campaign.MainPeriod(); ok && p.Span().Contains(day) {
		is.number = p.From.DaysUntil(day) + 1
	}
	for _, r := range c.Campaign.Rhythms {
		due, back := day, 1
		switch {
		case r.Every == "week":
			back = 7
		case r.Covers == "previous-day":
			due = day.AddDays(1)
		}
		i := slices.Index(c.Campaign.Days(r), due)
		if i < 0 {
			continue
		}
		return issue{i + 1, due, returned.EndOf(due.AddDays(-back), r.By), returned.EndOf(due, r.By), r.Every == "week"}
	}
	return is
}

// figures counts what came in, and the activities that forms name for the day.
func (c *collector) figures(day calendar.Date, within func(material.File) bool) string {
	count := map[string]int{}
	schools := map[string]bool{}
	for _, name := range c.everyone() {
		r := c.stuff[name]
		if r == nil {
			continue
		}
		for _, f := range r.Files {
			if within(f) && materialNames[f.Kind] != "" {
				count[f.Kind]++
				schools[name] = true
			}
		}
	}
	text := "没有登记为当日收到的材料。"
	if len(schools) > 0 {
		var parts []string
		for _, k := range []struct{ kind, unit string }{{"article", "篇"}, {"photo", "张"}, {"video", "个"}, {"media", "篇"}} {
			if n := count[k.kind]; n > 0 {
				parts = append(parts, fmt.Sprintf("%s%d%s", materialNames[k.kind], n, k.unit))
			}
		}
		text = fmt.Sprintf("共收到%d所学校报送的%s。", len(schools), strings.Join(parts, "、"))
	}
	if n, at := c.activitiesOn(day); n > 0 {
		text += fmt.Sprintf("据各学校填报，当日有%d所学校安排活动%d项。", at, n)
	}
	return text
}

// activitiesOn counts the rows of forms that are dated on a day, and their schools.
func (c *collector) activitiesOn(day calendar.Date) (n, schools int) {
	seen := map[string]bool{}
	for _, t := range c.tallies {
		for b := range t.Schema.Blocks {
			block := &t.Schema.Blocks[b]
			at := slices.IndexFunc(block.Fields, func(f forms.Field) bool { return f.Kind == forms.Date || f.Kind == forms.Dates })
			if !block.Table() || at < 0 {
				continue
			}
			for _, sub := range t.Counted {
				for _, row := range sub.Return.Rows(block.Key) {
					v := sub.Return.At(forms.Ref{Block: block.Key, Row: row, Key: block.Fields[at].Key})
					if p, ok := v.Period(); ok && p.Contains(day) {
						n++
						seen[sub.School] = true
					}
				}
			}
		}
	}
	return n, len(seen)
}

// articles are items, each with its title and first sentences.
func (c *collector) articles(within func(material.File) bool) (items []string) {
	const most = 12
	for _, name := range c.everyone() {
		r := c.stuff[name]
		if r == nil {
			continue
		}
		for _, f := range r.Files {
			if f.Kind != "article" || f.Format != "docx" || !within(f) || len(items) == most {
				continue
			}
			title, text := c.article(f.Path)
			if title == "" {
				continue
			}
			items = append(items, fmt.Sprintf("（%s）%s\n%s（%s供稿）\n", numeral(len(items)+1), title, quote(text), name))
		}
	}
	return items
}

// article reads the title and the text of an article; nothing of one that cannot be
// read, or lies in an archive.
func (c *collector) article(file string) (title, text string) {
	f, err := heed.Open(c.returns, c.rawName(file))
	if err != nil {
		return "", ""
	}
	defer f.Close()
	if f.Size > gate.Office.Size {
		return "", ""
	}
	all, _, err := plain.WordText(f, f.Size)
	if err != nil {
		return "", ""
	}
	for line := range strings.Lines(mend(all)) {
		line = strings.Join(strings.Fields(line), "")
		switch {
		case line == "":
		case title == "":
			title = strings.TrimRight(line, "。：；，")
		case strings.Contains(line, "。"): // the unit and the like stand above
			return title, line
		}
	}
	return title, toFill("正文")
}

func numeral(n int) string {
	return []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}[n-1]
}
