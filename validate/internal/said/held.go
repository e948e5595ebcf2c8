package said

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	setFor = engine.Compile(`(?:^|[^原曾])(?:[兹现]?定|拟定?|将)[于在][\s\p{Z}]*$`)
	toHold = engine.Compile(`^[^，。；]{0,30}(?:召开|举行|举办|开展|组织|进行|开幕|开班|开赛|报到)`)
	// heldTime is a label or a heading over the time of something that people come to.
	heldTime = engine.Compile(`(?:会议|会期|培训|集训|比赛|竞赛|大赛|决赛|初赛|活动|演练|讲座|论坛|考试|测试|面试|展演|演出|报到|开幕|举办|举行|召开|参观|开班|典礼|仪式|答辩|现场会)(?:的|举[办行]|起止)?时间$`)
	timeThen = engine.Compile(`^[\s\p{Z}]*(?:[:：]|为|是)[\s\p{Z}]*$`)
	hasBeen  = engine.Compile(`已|曾|了|原定`)
)

// recent is how many days something may be over at most when it is announced: a day
// without a year that is longer over is one of the next.
const recent = 90

// nearby is how many characters around a day are looked at.
const nearby = 60

// Over finds days for which something is set in a text, and which were over when it was
// issued.
func Over(p *engine.Passage, issued calendar.Date) []engine.Remark {
	heading := ""
	for _, l := range p.Lines {
		switch l.Role {
		case engine.RoleHeading:
			heading = l.Unmarked()
		case engine.RoleCell:
			continue
		}
		quotes, done := 0, 0 // that are open before a day
		for i, w := range calendar.FindDays(l.Text) {
			quotes += strings.Count(l.Text[done:w.Start], "“") - strings.Count(l.Text[done:w.Start], "”")
			done = w.Start
			if w.Start < l.Mark {
				continue
			}
			before := l.Text[max(engine.Back(l.Text, w.Start, nearby), l.Mark):w.Start]
			behind := l.Text[w.End:engine.Ahead(l.Text, w.End, nearby)]
			if from := strings.LastIndexAny(before, "。；"); from >= 0 {
				before = before[engine.Ahead(before, from, 1):]
			}
			label, _, _ := strings.Cut(before, "：")
			set := setFor.Match(before) && toHold.Match(behind) ||
				heldTime.Match(strings.TrimSpace(label)) && timeThen.Match(strings.TrimPrefix(before, label)) ||
				i == 0 && strings.TrimSpace(before) == "" && heldTime.Match(strings.TrimSpace(heading)) && l.Role == engine.RoleText
			dates, exist := w.In(issued.Year)
			if !set || !exist || hasBeen.Match(before) || quotes > 0 {
				continue
			}
			if last := dates[len(dates)-1]; last.Before(issued) && last.DaysUntil(issued) <= recent {
				f := l.On(w.Start, w.End)
				f.Message = "发文时（" + issued.String() + "）这一天已经过了"
				return []engine.Remark{f}
			}
		}
	}
	return nil
}
