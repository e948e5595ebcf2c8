package said

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	placeHead = engine.Compile(`^(?:(?:活动|举[办行]|比赛|竞赛|会议|具体|服务)?(?:地点|场地)|赛场|会场|举办地)$`)
	hourHead  = engine.Compile(`^(?:活动|具体|起止|开始|举[办行]|比赛)?(?:时间|时段|时刻|时间段|钟点)$`)
	ownerHead = engine.Compile(`^(?:承办|责任|负责|牵头|主办)(?:单位|部门|学校|院校)$`)
)

// inTable compares where, when in the day and by whom the activities of a table are held,
// of rows that name one.
func (y year) inTable(table [][]engine.Line) []engine.Remark {
	column := func(head *engine.Pattern) int {
		return slices.IndexFunc(table[0], func(c engine.Line) bool { return head.Match(han.Squeeze(c.Text)) })
	}
	place, owner, hours, audience := column(placeHead), column(ownerHead), column(hourHead), column(audienceHead)
	var found []engine.Remark
	for _, row := range table[1:] {
		a := y.rowOf(row)
		if a == nil {
			continue
		}
		if place >= 0 && place < len(row) && !SamePlace(row[place].Text, a.Place) {
			found = append(found, otherPlace(row[place].Say(""), a))
		}
		if owner >= 0 && owner < len(row) && a.Owner != "" && !slices.ContainsFunc(ownersIn(row[owner].Text), func(o string) bool { return sameOrgan(o, a.Owner) }) {
			found = append(found, byOther(row[owner].Say(""), a))
		}
		if hours >= 0 && hours < len(row) {
			found = append(found, otherHours(row[hours], 0, row[hours].Text, a)...)
		}
		if audience >= 0 && audience < len(row) {
			found = append(found, audienceCell(row[audience], a)...)
		}
		for _, cell := range row {
			if days := calendar.FindDays(cell.Text); len(days) == 1 && len(days[0].Days) == 1 {
				if all, ok := days[0].In(y.Year); ok && all[0] == a.Date {
					found = append(found, otherHours(cell, days[0].End, cell.Text[days[0].End:], a)...)
				}
			}
		}
	}
	return found
}

var (
	// allActivities tells how many activities the table below it has, attached one that of an
	// attachment.
	allActivities = engine.Compile(`([二两三四五六七八九十]{1,2}|\d{1,2})(?:项|场|个|大)[^，。；\d]{0,10}活动[^。；]{0,12}[：:]$`)
	attached      = engine.Compile(`([二两三四五六七八九十]{1,2}|\d{1,2})(?:项|场|个|大)[^，。；\d]{0,10}活动(?:[（(]|，(?:具体|详细|有关)?(?:安排|内容|日程|时间)?)(?:详?见)?附|(?:共|集中|统一)(?:安排|组织|开展|举办)([二两三四五六七八九十]{1,2}|\d{1,2})(?:项|场|个)(?:[省市县区校院]级)?(?:重点|主题|系列)?活动。`)
)

// Announced finds a number of activities in a text with another number of them in the table
// below, or in those of the attachments, where a table names all of the campaign.
func Announced(c *campaign.Campaign, body *engine.Passage, attachments []*engine.Passage) []engine.Remark {
	y := year{Campaign: c}
	var found []engine.Remark
	say := func(l engine.Line, m []int, rows int) {
		n, err := strconv.Atoi(l.Text[m[2]:m[3]])
		if err != nil {
			n, _ = han.ParseNumeral(strings.Replace(l.Text[m[2]:m[3]], "两", "二", 1))
		}
		if rows > 1 && rows == len(y.Activities) && n != rows {
			f := l.On(m[2], m[1])
			f.Message, f.Hint = "写的活动项数与列出的不同", "列出的有"+strconv.Itoa(rows)+"项"
			found = append(found, f)
		}
	}
	apart := 0
	for _, p := range attachments {
		apart += y.rows(p.Lines)
	}
	for i, l := range body.Lines {
		if l.Role == engine.RoleCell {
			continue
		}
		if m := allActivities.First(l); m != nil {
			end := i + 1
			for end < len(body.Lines) && body.Lines[end].Role == engine.RoleCell {
				end++
			}
			say(l, m, y.rows(body.Lines[i+1:end]))
		} else if m := attached.First(l); m != nil {
			if m[2] < 0 {
				m = append(m[:2:2], m[4:]...)
			}
			say(l, m, apart)
		}
	}
	return found
}

// rows returns how many cells among the lines are the name of an activity.
func (y year) rows(lines []engine.Line) int {
	n := 0
	for _, cell := range lines {
		if cell.Role == engine.RoleCell && y.rowOf([]engine.Line{cell}) != nil {
			n++
		}
	}
	return n
}

// ownersIn returns the organs that a cell names.
func ownersIn(s string) []string {
	return append(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，；/ \u3000", r) }), s)
}

// rowOf returns the activity that a cell of row names and nothing else; nil if there is
// none, or two of that name.
func (y year) rowOf(row []engine.Line) *campaign.Activity {
	for _, cell := range row {
		i := slices.IndexFunc(y.Activities, func(a campaign.Activity) bool { return han.Squeeze(a.Name) == han.Squeeze(cell.Text) })
		if i >= 0 && y.activity(cell.Text) != nil {
			return &y.Activities[i]
		}
	}
	return nil
}

// DaysInTables compares the days of activities in tables with the data.
func DaysInTables(c *campaign.Campaign, p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, table := range p.Tables() {
		for _, row := range table {
			found = append(found, daysInRow(c, row)...)
		}
	}
	return found
}

// daysInRow looks at a row that names an activity and a day.
func daysInRow(c *campaign.Campaign, row []engine.Line) []engine.Remark {
	var day engine.Line
	var span calendar.Period
	days := 0
	for _, cell := range row {
		if s, ok := calendar.ReadDays(cell.Text); ok && s.Style == calendar.Chinese && s.In(c.Year).Valid() {
			day, span = cell, s.In(c.Year)
			days++
		}
	}
	if days != 1 {
		return nil
	}
	var dates []string
	for _, a := range c.Activities {
		named := slices.ContainsFunc(row, func(cell engine.Line) bool { return han.Squeeze(cell.Text) == han.Squeeze(a.Name) })
		switch {
		case !named || !a.Date.Valid():
		case span.Contains(a.Date):
			return nil
		default:
			dates = append(dates, a.Date.String())
		}
	}
	if len(dates) == 0 {
		return nil
	}
	return []engine.Remark{day.Say("活动数据为" + strings.Join(dates, "、"))}
}
