package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/persons"
)

// Rules about what a plan (方案) must settle: who does what and when.
var planDocuments = engine.Checks[*paper]{
	"ZJ060": tasksWithoutOwner,
	"ZJ061": tasksWithoutTime,
	"ZJ062": idleDaysInTable,
	"ZJ064": twiceInGroup,
}

var planCampaigns = engine.Checks[*year]{
	"ZJ060": activitiesWithoutOwner,
	"ZJ061": activitiesWithoutDate,
	"ZJ062": idleDays,
	"ZJ063": oneSided,
	"ZJ064": groupTwice,
	"ZJ065": groupInText,
}

var (
	ownerLabel = engine.Compile(`(?:责任|牵头|承办|主办|负责|实施)(?:部门|单位|处室|科室|院系|人)?[\s\p{Z}]*[:：]`)
	timeLabel  = engine.Compile(`(?:活动|举办|完成|实施)?(?:时间|时限|期限)[\s\p{Z}]*[:：]`)
	ownerHead  = engine.Compile(`^(?:责任|牵头|承办|主办|负责|实施)(?:部门|单位|处室|科室|院系|人|部门（单位）)$`)
	timeHead   = engine.Compile(`^(?:活动)?(?:时间|日期|时限|完成时限|完成时间)$`)
	someTime   = engine.Compile(`\d[日月号]|期间|每[日天周月年]|全年|长期|[上下]午`)
)

func tasksWithoutOwner(d *paper) []engine.Remark {
	return d.unsettled(ownerLabel, nil, ownerHead, "没有写明责任单位")
}

func tasksWithoutTime(d *paper) []engine.Remark {
	return d.unsettled(timeLabel, someTime, timeHead, "没有写明时间")
}

// A task is a numbered heading or paragraph with the lines that follow it.
type task struct {
	level document.Level
	lines []engine.Line
}

// has reports whether a label stands in t: at the start of a line below its
// first, or behind a mark, as in （责任单位：…）. At the start of the first it is
// what the paragraph is about, as in （一）比赛时间：….
func (t task) has(label *engine.Pattern) bool {
	for i, l := range t.lines {
		for _, m := range label.All(l) {
			starts := strings.TrimFunc(l.Text[l.Mark:max(m[0], l.Mark)], engine.IsBlank) == ""
			if starts && i > 0 || !starts && strings.ContainsRune("（(；;，,。", engine.Before(l.Text, m[0], engine.IsBlank)) {
				return true
			}
		}
	}
	return false
}

// usual reports whether so many have something that the rest was forgotten.
func usual(have, lack int) bool { return lack > 0 && have >= 2*lack }

// unsettled returns a remark for each task that lacks a label which most of its
// siblings have, and words that tell it otherwise, if such are given. If there
// is a table with such a column, all may stand there, and only its empty
// cells are told.
func (d *paper) unsettled(label, otherwise, head *engine.Pattern, message string) []engine.Remark {
	found, tabled := d.emptyCells(head, otherwise)
	if tabled {
		return found
	}
	for _, t := range d.pieces() {
		for _, siblings := range t.tasks() {
			var lack []task
			have := 0
			for _, one := range siblings {
				switch {
				case one.has(label):
					have++
				case otherwise == nil || !slices.ContainsFunc(one.lines, otherwise.In):
					lack = append(lack, one)
				}
			}
			if !usual(have, len(lack)) {
				continue
			}
			for _, one := range lack {
				l := one.lines[0]
				f := l.On(l.Mark, headEnd(l))
				f.Message = message
				found = append(found, f)
			}
		}
	}
	return found
}

// headEnd returns where the heading that l is, or opens with, ends.
func headEnd(l engine.Line) int {
	if p, ok := l.Block.(*document.Paragraph); ok && p.Lead != "" {
		return l.Mark + len(p.Lead)
	}
	if i := strings.IndexAny(l.Text, "。；"); i > l.Mark {
		return i
	}
	return len(l.Text)
}

// tasks returns the tasks of t, siblings together.
func (t piece) tasks() [][]task {
	var all [][]task
	open := map[document.Level]int{} // index in all of the siblings, plus 1
	for _, l := range t.Lines {
		level := document.Level(0)
		switch b := l.Block.(type) {
		case *document.Heading:
			level = b.Level
		case *document.Paragraph:
			level = b.Level
		}
		if level > 0 && open[level] > 0 && engine.Ordinal(strings.TrimSpace(l.Text[:l.Mark])) == 1 {
			level = 0 // a list that begins anew is no sibling: it stands under the last
		}
		if level > 0 {
			for deeper := level + 1; deeper <= 5; deeper++ {
				open[deeper] = 0
			}
			if open[level] == 0 {
				all = append(all, nil)
				open[level] = len(all)
			}
			i := open[level] - 1
			all[i] = append(all[i], task{level: level})
		}
		// A line belongs to all that it stands under.
		for _, i := range open {
			if i > 0 {
				last := &all[i-1][len(all[i-1])-1]
				last.lines = append(last.lines, l)
			}
		}
	}
	// The whole under 一、 holds all that is below: no task.
	return slices.DeleteFunc(all, func(s []task) bool { return s[0].level == 1 })
}

// totals is what a row of sums begins with.
var totals = engine.Compile(`^(?:合计|总计|共计|小计)[:：]?$`)

// emptyCells returns a remark for each cell that is empty in a column of that
// name, in a row that is filled in, where most rows have it, and whether there
// is such a column. Where another cell of the row tells it otherwise, nothing is
// missing.
func (d *paper) emptyCells(head, otherwise *engine.Pattern) (found []engine.Remark, tabled bool) {
	for _, t := range d.pieces() {
		for _, table := range t.Tables() {
			for k, h := range table[0] {
				name := han.Squeeze(h.Text)
				if !head.Match(name) {
					continue
				}
				tabled = true
				var empty []engine.Remark
				has := 0
				for _, row := range table[1:] {
					filled := 0
					for _, cell := range row {
						if han.Squeeze(cell.Text) != "" {
							filled++
						}
					}
					switch {
					case len(row) != len(table[0]) || filled < 2 || totals.Match(han.Squeeze(row[0].Text)):
					case han.Squeeze(row[k].Text) != "":
						has++
					case !slices.ContainsFunc(row[:k], func(c engine.Line) bool { return han.Squeeze(c.Text) != "" }) && has > 0:
						// what stands in the row above holds for this one too, as in a merged cell
					case otherwise != nil && slices.ContainsFunc(row, otherwise.In):
					default:
						empty = append(empty, row[k].Say("“"+han.Squeeze(rowName(row, table[0]))+"”没有写明"+name))
					}
				}
				if usual(has, len(empty)) {
					found = append(found, empty...)
				}
			}
		}
	}
	return found, tabled
}

// rowName returns what a row is about: its first cell that is no number or date.
func rowName(row, head []engine.Line) string {
	for i, cell := range row {
		if han.Has(cell.Text) && !timeHead.Match(han.Squeeze(head[i].Text)) {
			return cell.Text
		}
	}
	return row[0].Text
}

func activitiesWithoutOwner(y *year) []engine.Remark {
	return y.activitiesWithout("没有写明责任单位", "owner", func(a campaign.Activity) bool { return a.Owner != "" })
}

func activitiesWithoutDate(y *year) []engine.Remark {
	return y.activitiesWithout("没有写明时间", "date", func(a campaign.Activity) bool { return a.Date.Valid() })
}

func (y *year) activitiesWithout(message, key string, has func(campaign.Activity) bool) []engine.Remark {
	var lack []engine.Remark
	for i, a := range y.Activities {
		if !has(a) {
			lack = append(lack, y.datum(part("activities", i, key), "").Say(named(a.Name)+message))
		}
	}
	if !usual(len(y.Activities)-len(lack), len(lack)) {
		return nil
	}
	return lack
}

var (
	everyDay   = engine.Compile(`天天有活动|活动天天有|(?:每天|每日)(?:都要|都应|均应|至少)?(?:安排|组织|开展|有)[^。，；]{0,8}活动`)
	bothPlaces = engine.Compile(`校内[^。；]*校外|校外[^。；]*校内`)
)

// shortPeriod is how long a period may be for which 天天有活动 is meant: a week,
// not a month.
const shortPeriod = 14

func idleDays(y *year) []engine.Remark {
	p, ok := y.mainPeriod()
	if !ok || p.Span().Days() > shortPeriod || len(y.Activities) < 2 {
		return nil
	}
	asked := y.asks(everyDay)
	if asked == "" {
		return nil
	}
	busy := map[calendar.Date]bool{}
	for _, a := range y.Activities {
		if !a.Date.Valid() {
			return nil // it may be on any day
		}
		busy[a.Date] = true
	}
	if idle := idleIn(p.Span(), busy); idle != "" {
		return []engine.Remark{y.datum("activities", "").Say(p.Name + "中没有活动的日子：" + idle + "，正文要求" + named(asked))}
	}
	return nil
}

// asks returns the first words of a document that match p; "" if none do.
func (y *year) asks(p *engine.Pattern) (asked string) {
	y.body(func(_ *paper, t *engine.Passage, i int) {
		if m := p.First(t.Lines[i]); m != nil && asked == "" {
			asked = t.Lines[i].Text[m[0]:m[1]]
		}
	})
	return asked
}

// idleIn names the days of p that are not busy.
func idleIn(p calendar.Period, busy map[calendar.Date]bool) string {
	var idle []string
	for d := p.From; !d.After(p.To); d = d.AddDays(1) {
		if !busy[d] {
			idle = append(idle, strconv.Itoa(d.Month)+"月"+strconv.Itoa(d.Day)+"日")
		}
	}
	return strings.Join(idle, "、")
}

// idleDaysInTable looks at a table of activities with a column of days.
func idleDaysInTable(d *paper) []engine.Remark {
	lasts := d.lasts()
	if d.campaign != nil && len(d.campaign.Activities) > 0 || len(lasts) == 0 || lasts[0].Days() > shortPeriod || !d.says(everyDay) {
		return nil
	}
	span := lasts[0].Period
	if slices.ContainsFunc(lasts, func(s saying) bool { return s.Period != span }) {
		return nil
	}
	busy := map[calendar.Date]bool{}
	var head engine.Line
	for _, t := range d.pieces() {
		for _, table := range t.Tables() {
			k := slices.IndexFunc(table[0], func(l engine.Line) bool { return timeHead.Match(han.Squeeze(l.Text)) })
			if k < 0 {
				continue
			}
			head = table[0][k]
			var last calendar.Period
			for _, row := range table[1:] {
				if len(row) <= k {
					return nil
				}
				if han.Squeeze(row[k].Text) != "" { // else a cell that goes on from above
					day, ok := dayIn(row[k].Text, d.year())
					if !ok {
						return nil
					}
					last = day
				}
				for day := last.From; last.Valid() && !day.After(last.To); day = day.AddDays(1) {
					busy[day] = true
				}
			}
		}
	}
	inside := 0
	for day := range busy {
		if span.Contains(day) {
			inside++
		}
	}
	if idle := idleIn(span, busy); inside >= 2 && idle != "" {
		return []engine.Remark{head.Say("表中没有活动的日子：" + idle)}
	}
	return nil
}

func oneSided(y *year) []engine.Remark {
	asked := y.asks(bothPlaces)
	if len(y.Activities) < 2 || asked == "" {
		return nil
	}
	where := y.Activities[0].Where
	for _, a := range y.Activities {
		if a.Where == "" || a.Where != where {
			return nil
		}
	}
	return []engine.Remark{y.datum("activities", "").Say("活动都在" + where + "，正文要求" + named(asked))}
}

var (
	groupLabel = engine.Compile(`^(?:总?组长|第一组长|常务副组长|副组长|成员|组员|主任|副主任|委员|顾问)[:：]$`)
)

func twiceInGroup(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		var seen []string
		for _, l := range t.Lines {
			b, ok := l.Block.(*document.Labelled)
			label := ""
			if ok {
				label = han.Squeeze(b.Label)
			}
			if !ok || !groupLabel.Match(label) || strings.HasPrefix(label, "组长") || strings.HasPrefix(label, "主任") {
				seen = nil // another group
			}
			if !ok || !groupLabel.Match(label) {
				continue
			}
			for _, name := range persons.In(b.Text) {
				if slices.Contains(seen, han.Squeeze(name)) {
					at := strings.LastIndex(l.Text, name)
					f := l.On(at, at+len(name))
					f.Message = "“" + han.Squeeze(name) + "”在领导小组里出现两次"
					found = append(found, f)
				}
				seen = append(seen, han.Squeeze(name))
			}
		}
	}
	return found
}
