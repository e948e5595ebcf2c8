package prose

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// hours are from when to when an item of an agenda lasts.
	hours = engine.Compile(`^(?:上午|下午|晚上)?(\d{1,2}[:：]\d{2})(?:至|到|—|–|-|－|―|~|～|─){1,2}(\d{1,2}[:：]\d{2})`)
	// elsewhere is the head of a column that tells where or for whom: items may run side by side.
	elsewhere = engine.Compile(`地点|场地|会场|场所|教室|考场|对象|班级|年级|组别|队伍|分组`)
)

// An item of an agenda: its hours, and where they stand.
type item struct {
	line       engine.Line
	from, till int // minutes
	start, end int // of the hours, in bytes; 0: none
}

// AgendaOverlaps finds items of an agenda of which one begins before the one before has ended:
// where most begin as the one before ends, none runs beside another.
func AgendaOverlaps(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, t := range p.Tables() {
		parallel := false
		for _, c := range t[0] {
			parallel = parallel || elsewhere.Match(c.Text)
		}
		if parallel {
			continue
		}
		for k := range t[0] {
			var column []item
			for _, row := range t[1:] {
				if k < len(row) {
					column = append(column, itemOf(row[k]))
				}
			}
			found = append(found, overlaps(column)...)
		}
	}
	var lines []item
	for _, l := range p.Lines {
		if l.Role != engine.RoleCell {
			lines = append(lines, itemOf(l))
		}
	}
	return append(found, overlaps(lines)...)
}

// itemOf reads the hours with which a line opens; the zero item has none.
func itemOf(l engine.Line) item {
	s := strings.TrimLeft(l.Text[l.Mark:], " \u3000\t")
	at := len(l.Text) - len(s)
	m := hours.Find(s)
	if m == nil {
		return item{}
	}
	from, err := calendar.ParseClock(han.Narrow(s[m[2]:m[3]]))
	till, err2 := calendar.ParseClock(han.Narrow(s[m[4]:m[5]]))
	if err != nil || err2 != nil {
		return item{}
	}
	return item{l, from.Hour*60 + from.Minute, till.Hour*60 + till.Minute, at + m[2], at + m[5]}
}

// overlaps looks at runs of items one behind the other.
func overlaps(items []item) []engine.Remark {
	var found, run []engine.Remark
	joined := 0
	end := func() {
		if joined >= 2 && len(run) == 1 {
			found = append(found, run...)
		}
		joined, run = 0, nil
	}
	for i := 1; i < len(items); i++ {
		a, b := items[i-1], items[i]
		switch {
		case a.end == 0 || b.end == 0 || b.from < a.from: // another day
			end()
		case a.till == b.from:
			joined++
		case b.from < a.till && a.from < b.from:
			f := b.line.On(b.start, b.end)
			f.Message = "议程的时间与前一项（" + a.line.Text[a.start:a.end] + "）重叠"
			f.Hint = "核对各项的起止时间"
			run = append(run, f)
		}
	}
	end()
	return found
}
