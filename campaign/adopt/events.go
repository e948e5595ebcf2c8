package adopt

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	eventHead   = regexp.MustCompile(`主要活动|活动内容|活动形式|活动安排|活动项目|主要工作|主要任务|工作任务|重点活动|主要内容|重点任务|系列活动`)
	eventLabel  = regexp.MustCompile(`^活动[一二三四五六七八九十\d]+[：:]`)
	groupsOnly  = regexp.MustCompile(`级活动$|^(?:常规|特色|其他|其它|线上|线下)(?:性|亮点)?活动$`)
	ownerLabel  = regexp.MustCompile(`^(?:责任|牵头|主办|承办|负责)(?:部门|单位|处室|科室)?[：:]`)
	dayFirst    = regexp.MustCompile(`^(\d{1,2}月\d{1,2}日[^：:]{0,12})[：:](.{2,40})$`)
	inlineTime  = regexp.MustCompile(`(?:^|[。；;])(?:活动)?时间[：:]([^；;。]+)`)
	inlinePlace = regexp.MustCompile(`(?:^|[。；;])(?:活动)?地点[：:]([^；;。]+)`)
	inlineOwner = regexp.MustCompile(`(?:^|[。；;])(?:责任|主办|承办|牵头|负责)(?:单位|部门)[：:]([^；;。]+)`)
	outside     = regexp.MustCompile(`社区|广场|乡村|田间|下乡|进企业|走出去|地标`)
	columns     = []struct {
		of    string
		heads *regexp.Regexp
	}{
		{"name", regexp.MustCompile(`^(?:活动)?(?:名称|项目|内容|主题)(?:及内容)?$|^(?:主要|具体)?活动(?:名称|项目|内容)?$|^项目(?:名称)?$`)},
		{"date", regexp.MustCompile(`^(?:活动|举办|开展)?(?:时间|日期)(?:安排)?$`)},
		{"place", regexp.MustCompile(`^(?:活动|举办)?地点$`)},
		{"owner", regexp.MustCompile(`^(?:责任|主办|承办|牵头|负责|组织|实施)(?:单位|部门|处室|科室|学校|人)?$|^主办[（(]承办[）)]单位$`)},
	}
)

// events finds the activities: those that a table lists, else those below the
// heading that says so.
func (a *adopter) events() {
	if a.eventTables() {
		return
	}
	under := false
	var level document.Level
	for i, l := range a.lines {
		switch {
		case l.row != nil:
		case eventLabel.MatchString(l.text):
			a.event(i, eventLabel.ReplaceAllString(l.text, ""))
		case l.level > 0 && nameIn(l) == "": // an item of whole sentences
		case l.level == 1:
			under, level = eventHead.MatchString(han.Squeeze(l.text)), 0
		case under && l.level > 0 && (level == 0 || l.level == level):
			level = l.level
			a.event(i, nameIn(l))
		}
	}
}

// nameIn returns the name that a line opens with: its heading, or all of it where
// it is one short sentence.
func nameIn(l line) string {
	text := brackets.ReplaceAllString(l.text, "") // 启动仪式（学生处，5月12日）
	if first, rest, ok := strings.Cut(text, "。"); ok && (inlineTime.MatchString(rest) || inlinePlace.MatchString(rest) || inlineOwner.MatchString(rest)) {
		text = first
	}
	if l.lead == "" && strings.Count(text, "。") <= 1 && len([]rune(text)) <= 30 && !strings.ContainsAny(text, "，；") {
		return text
	}
	if i := strings.Index(l.text, "，"); l.lead == "" && i > 0 && held.MatchString(l.text) { // 举办技能大赛总决赛，5月15日在…举行
		return l.text[:i]
	}
	return l.lead
}

var held = regexp.MustCompile(`^(?:举办|举行|开展|组织)[^，。；]{2,25}，\d{1,2}月\d{1,2}日`)

// event adds the activity that line i names.
func (a *adopter) event(i int, name string) {
	name = strings.TrimRight(strings.TrimSpace(name), "。：:；")
	if name == "" || groupsOnly.MatchString(han.Squeeze(name)) || len([]rune(name)) > 40 {
		return
	}
	first := ""
	if g := dayFirst.FindStringSubmatch(name); g != nil { // 5月12日至13日：职业体验
		first, name = g[1], strings.TrimSpace(g[2])
	}
	if len(a.c.Activities) == most {
		return
	}
	e := campaign.Activity{Name: name}
	var all strings.Builder
	all.WriteString(strings.TrimPrefix(a.lines[i].text, a.lines[i].lead))
	told := false
	for _, l := range a.lines[i+1:] {
		if l.heading || l.level > 0 || eventLabel.MatchString(l.text) {
			break
		}
		if l.label != "" && ownerLabel.MatchString(l.label) {
			e.Owner = strings.TrimSpace(strings.TrimPrefix(l.text, l.label))
		}
		told = told || timeLabel.MatchString(l.text) // 时间：
		all.WriteString(l.text)
	}
	text := all.String()
	whole := text
	if days := calendar.FindDays(first); len(days) == 1 {
		if all, ok := days[0].In(a.year); ok {
			e.Date = all[0]
		}
		text = ""
	}
	if g := inlineTime.FindStringSubmatch(text); g != nil { // 时间：5月9日；地点：县文化广场；责任单位：…
		text, told = g[1], true
	}
	if g := inlinePlace.FindStringSubmatch(whole); g != nil {
		e.Place = strings.TrimSpace(g[1])
	}
	if g := inlineOwner.FindStringSubmatch(whole); g != nil && e.Owner == "" {
		e.Owner = strings.TrimSpace(g[1])
	}
	if day, ok := a.onlyDay(text); ok {
		e.Date = day
	}
	told, text = told || first != "", whole
	if !e.Date.IsZero() && !told {
		a.doubt(fmt.Sprintf("activities[%d]", len(a.c.Activities)), "日期取自正文，请核对是不是这项活动的日子")
	}
	if outside.MatchString(text) && e.Date != (calendar.Date{}) {
		e.Where = "校外"
	}
	a.c.Activities = append(a.c.Activities, e)
}

// onlyDay returns the one day of the main period that a text names.
func (a *adopter) onlyDay(text string) (day calendar.Date, ok bool) {
	main, has := a.c.MainPeriod()
	if !has {
		return day, false
	}
	for _, w := range calendar.FindDays(text) {
		days, valid := w.In(a.year)
		if valid && len(days) == 1 && !main.Span().Contains(days[0]) {
			continue // 报名截止4月28日
		}
		if !valid || len(days) != 1 || ok && days[0] != day {
			return calendar.Date{}, false
		}
		day, ok = days[0], true
	}
	return day, ok
}

// eventTables reads the tables whose heads name activities and their days.
func (a *adopter) eventTables() bool {
	type column struct{ name, date, place, owner int }
	var at column
	table, found := 0, false
	last := calendar.Date{}
	for _, l := range a.lines {
		if l.row == nil {
			continue
		}
		if l.table != table {
			table, last = l.table, calendar.Date{}
			at = column{-1, -1, -1, -1}
		}
		if at.name < 0 || at.date < 0 {
			at = column{-1, -1, -1, -1}
			for i, cell := range l.row {
				for j, to := range []*int{&at.name, &at.date, &at.place, &at.owner} {
					if *to < 0 && columns[j].heads.MatchString(han.Squeeze(cell)) {
						*to = i
						break
					}
				}
			}
			continue
		}
		cell := func(i int) string {
			if i < 0 || i >= len(l.row) {
				return ""
			}
			return strings.TrimSpace(l.row[i])
		}
		name := cell(at.name)
		if name == "" || len(a.c.Activities) == most {
			continue
		}
		e := campaign.Activity{Name: strings.ReplaceAll(name, "\n", ""), Place: cell(at.place), Owner: cell(at.owner)}
		path := fmt.Sprintf("activities[%d]", len(a.c.Activities))
		written := cell(at.date)
		switch days := calendar.FindDays(written); {
		case written == "" || han.Squeeze(written) == "同上" || written == "〃":
			e.Date = last
		case len(days) > 0:
			if all, ok := days[0].In(a.year); ok {
				e.Date, last = all[0], all[0]
				if len(all) > 1 || len(days) > 1 {
					a.doubt(path, "原文写的时间是“%s”，这里只记首日", written)
				}
			}
		}
		if e.Date.IsZero() && written != "" {
			a.doubt(path, "时间“%s”没有读出日期", written)
		}
		a.c.Activities = append(a.c.Activities, e)
		found = true
	}
	return found && slices.ContainsFunc(a.c.Activities, func(e campaign.Activity) bool { return !e.Date.IsZero() })
}
