package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var additions = engine.Compile(`\d{4}年|[《》“”"]|[（(][^（）()]*[）)]|电子版|纸质版|电子稿|电子文档|扫描件|盖章件|(?:加?盖公?章的?)|^(?:本校|本单位|各自|学校|其中)`)

// Thing returns what is to be handed in without what may be added to its name.
func Thing(what string) string {
	return strings.TrimSuffix(additions.Re().ReplaceAllString(han.Squeeze(what), ""), "的")
}

// SameThing reports whether two names of things to be handed in are one, or the shorter is long
// enough to tell what the other is.
func SameThing(a, b string) bool {
	const least = 4 * len("字")
	a, b = Thing(a), Thing(b)
	if a == b {
		return a != ""
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= least && strings.Contains(b, a)
}

// Due compares a deadline that l sets for a thing with those of the data for the same.
// What is due on the day of another may be that, unless it is called by its very name; and
// a line that tells the day of the data as well tells of two steps.
//
// known reports whether the data have the same.
func Due(c *campaign.Campaign, e stated.Deadline, thing string, l engine.Line) (found []engine.Remark, known bool) {
	for _, d := range c.Deadlines { // as a text has it that the data have written
		if d.Due == e.Due && d.What == e.What && d.Time == e.Time {
			return otherMedium(l, e, d), true
		}
	}
	var same []campaign.Deadline
	exact, other := false, false
	for _, d := range c.Deadlines {
		switch {
		case SameThing(d.What, e.What):
			same = append(same, d)
			exact = exact || Thing(d.What) == thing
		case d.Due == e.Due:
			other = true
		}
	}
	ofSuperior := slices.ContainsFunc(c.Superiors, func(s campaign.Superior) bool {
		return slices.ContainsFunc(s.Deadlines, func(d campaign.SuperiorDue) bool { return d.Due == e.Due && SameThing(d.What, e.What) })
	})
	if len(same) == 0 || ofSuperior {
		return nil, ofSuperior
	}
	f := l.On(e.Start, e.End)
	on := slices.DeleteFunc(slices.Clone(same), func(d campaign.Deadline) bool { return d.Due != e.Due })
	switch {
	case len(on) > 0:
		if e.Time.IsZero() || slices.ContainsFunc(on, func(d campaign.Deadline) bool { return d.Time.IsZero() || d.Time == e.Time || sameHalf(e.Time, d.Time) }) {
			return otherMedium(l, e, on[0]), true
		}
		f.Message = "“" + e.What + "”的时限与活动数据（" + on[0].Due.String() + on[0].Time.String() + "）不同"
	case other && !exact || tellsDue(l.Text[engine.Back(l.Text, e.Start, paragraph):engine.Ahead(l.Text, e.End, paragraph)], same):
		return nil, true
	default:
		f.Message = "“" + e.What + "”的时限与活动数据（" + same[0].Due.String() + "）不同"
	}
	return []engine.Remark{f}, true
}

var mediumSaid = engine.Compile(`(电子[版档稿]|电子文档|(?:通过|以)(?:电子)?邮[箱件])|(纸质[版件稿]?|书面)`)

// unwanted stands before what is not to be handed in.
var unwanted = engine.Compile(`(?:不报|不再?需?要?|无需|不用|不收)(?:再)?(?:报送|提交|报)?$`)

// otherMedium returns a remark about the medium that the clause of a deadline wants alone,
// where the data want others.
func otherMedium(l engine.Line, e stated.Deadline, d campaign.Deadline) []engine.Remark {
	end := e.End
	if i := strings.IndexAny(l.Text[e.End:], "。；"); i >= 0 {
		end += i
	} else {
		end = len(l.Text)
	}
	clause := l.Text[e.End:min(end, engine.Ahead(l.Text, e.End, paragraph))]
	if next := calendar.FindDays(clause); len(next) > 0 { // of another deadline
		clause = clause[:next[0].Start]
	}
	all := mediumSaid.Re().FindAllStringSubmatchIndex(clause, -1)
	all = slices.DeleteFunc(all, func(m []int) bool { return unwanted.Match(clause[:m[0]]) })
	if len(d.Medium) == 0 || len(all) != 1 {
		return nil
	}
	want := either(all[0][2] >= 0, "电子", "纸质")
	byMail := strings.Contains(clause[all[0][0]:all[0][1]], "邮")
	if slices.ContainsFunc(d.Medium, func(m string) bool {
		return strings.Contains(m, want) || want == "电子" && strings.Contains(m, "平台") && !byMail
	}) {
		return nil
	}
	f := l.On(e.End+all[0][0], e.End+all[0][1])
	f.Message = "“" + e.What + "”的报送方式与活动数据（" + strings.Join(d.Medium, "、") + "）不同"
	return []engine.Remark{f}
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// sameHalf reports whether 5:00 may mean 17:00.
func sameHalf(said, data calendar.Clock) bool {
	return said.Minute == data.Minute && said.Hour+12 == data.Hour
}

// paragraph is how many characters around a deadline are of its paragraph.
const paragraph = 300

// tellsDue reports whether a text tells a day on which one of the deadlines is.
func tellsDue(s string, all []campaign.Deadline) bool {
	return slices.ContainsFunc(calendar.FindDays(s), func(w calendar.Writing) bool {
		return slices.ContainsFunc(all, func(d campaign.Deadline) bool {
			days, ok := w.In(d.Due.Year)
			return ok && slices.Contains(days, d.Due)
		})
	})
}

var dueHead = engine.Compile(`^(?:材料)?(?:报送|上报|提交|报名|完成|截止|递交)?(?:截止)?(?:时间|日期|时限|期限)(?:要求)?$`)

// DuesInTables compares the rows of a table of what is to be handed in by when with the
// data.
func DuesInTables(c *campaign.Campaign, p *engine.Passage) []engine.Remark {
	tables := p.Tables()
	if len(tables) == 0 {
		return nil
	}
	called := map[string]int{} // the first deadline of a thing
	for i := len(c.Deadlines) - 1; i >= 0; i-- {
		called[Thing(c.Deadlines[i].What)] = i
	}
	var found []engine.Remark
	for _, table := range tables {
		k := slices.IndexFunc(table[0], func(cell engine.Line) bool { return dueHead.Match(han.Squeeze(cell.Text)) })
		if k < 0 {
			continue
		}
		for _, row := range table[1:] {
			if k >= len(row) {
				continue
			}
			days := calendar.FindDays(row[k].Text)
			if len(days) != 1 || len(days[0].Days) != 1 {
				continue
			}
			due, ok := days[0].In(c.Year)
			i := slices.IndexFunc(row, func(cell engine.Line) bool {
				_, is := called[Thing(cell.Text)]
				return is && utf8.RuneCountInString(cell.Text) <= longestTheme
			})
			if !ok || i < 0 {
				continue
			}
			d := c.Deadlines[called[Thing(row[i].Text)]]
			if due[0] != d.Due && !slices.ContainsFunc(c.Deadlines, func(o campaign.Deadline) bool { return o.Due == due[0] && o.What == d.What }) {
				f := row[k].On(days[0].Start, days[0].End)
				f.Message = "“" + d.What + "”的时限与活动数据（" + d.Due.String() + "）不同"
				found = append(found, f)
			} else if at := hoursAt(row[k].Text[days[0].End:])[0]; due[0] == d.Due && at.size > 0 && !d.Time.IsZero() && !at.mayBe(d.Time) {
				f := row[k].On(days[0].End+at.from, days[0].End+at.from+at.size)
				f.Message = "“" + d.What + "”的时限与活动数据（" + d.Due.String() + d.Time.String() + "）不同"
				found = append(found, f)
			}
		}
	}
	return found
}
