package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about runs of days: how many they are said to be, what stands within them
// and whether stages follow one another.
var spanLines = engine.Checks[engine.Line]{
	"ZJ109": daysMiscounted,
}

var spanDocuments = engine.Checks[*paper]{
	"ZJ016": daysOutside,
	"ZJ110": stagesOverlap,
}

var (
	saidDays = engine.Compile(`^[^。；\d每批各分]{0,10}(?:为期|历时|持续|共)[\s\p{Z}]*(\d{1,3}|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*天`)
	wholeRun = engine.Compile(textSpan)
)

// daysMiscounted finds 5月14日至20日，为期10天.
func daysMiscounted(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range wholeRun.All(l) {
		k := saidDays.Find(l.Text[m[1]:])
		if k == nil {
			continue
		}
		said := l.Text[m[1]+k[2] : m[1]+k[3]]
		n, err := strconv.Atoi(said)
		if err != nil {
			n, _ = han.ParseNumeral(strings.Replace(said, "两", "二", 1))
		}
		const any = 2023
		span := spanIn(l.Text, m, 1, any)
		february := m[4] < 0 && m[10] < 0 && span.From.Month <= 2 && span.To.Month >= 3 // of which year?
		if n == 0 || february || !span.Valid() || span.Days() == n {
			continue
		}
		f := l.On(m[1]+k[0], m[1]+k[1])
		for engine.IsMark(engine.After(l.Text, f.From, nil)) {
			f.From = engine.Ahead(l.Text, f.From, 1)
		}
		f.Hint = span.From.String() + "至" + span.To.String() + "是" + strconv.Itoa(span.Days()) + "天，请核对"
		found = append(found, f)
	}
	return found
}

var (
	arranged  = engine.Compile(`安排|内容|日程|活动$|项目`)
	otherDays = engine.Compile(`前|报送|上报|筹备|准备|总结|报名|选拔|预赛|初赛|征集|征文|评选|评审|公示|公布|通报|表彰|培训|彩排|调试|动员|部署|延期|顺延|提交|起`)
)

// daysOutside finds activities on days that are not of the period, under a heading
// about what is arranged, where a document gives one short period.
func daysOutside(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		periods := t.sayings(d.textYear())
		if len(periods) == 0 || d.looksBack() {
			continue
		}
		span := periods[0].Period
		if span.Days() > shortPeriod || slices.ContainsFunc(periods, func(s saying) bool { return s.Period != span }) {
			continue
		}
		heading := engine.Line{}
		within := 0
		var outside []engine.Remark
		for _, l := range t.Lines {
			if l.Role == engine.RoleHeading {
				heading = l
				continue
			}
			if l.Role != engine.RoleText || heading.Text == "" || !arranged.In(heading) || !heldOn.In(l) || otherDays.In(l) || otherDays.In(heading) {
				continue
			}
			for _, w := range calendar.FindDays(l.Text) {
				dates, ok := w.In(span.From.Year)
				switch {
				case !ok || len(dates) != 1:
				case span.Contains(dates[0]):
					within++
				default:
					f := l.On(w.Start, w.End)
					f.Hint = "活动时间为" + span.String() + "，请核对"
					outside = append(outside, f)
				}
			}
		}
		if within >= 2*len(outside) { // else it is the run-up or what follows that is told
			found = append(found, outside...)
		}
	}
	return found
}

var stage = engine.Compile(`阶段[^。；\d]{0,6}[（(：:，,。]?[\s\p{Z}]*` + textSpan)

// stagesOverlap finds stages of which one begins before the one before has ended.
func stagesOverlap(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		var last calendar.Period
		level := -1
		for _, s := range t.Steps() {
			if s.Level == 0 {
				continue
			}
			m := stage.First(s.Line)
			if m == nil || int(s.Level) != level {
				last, level = calendar.Period{}, int(s.Level)
			}
			if m == nil {
				continue
			}
			span := spanIn(s.Line.Text, m, 1, d.textYear())
			if last.Valid() && span.Valid() && span.From.Before(last.To) && !span.To.Before(last.From) {
				f := s.Line.On(m[2], m[3])
				f.Hint = "前一阶段到" + last.To.String() + "为止"
				found = append(found, f)
			}
			last = span
		}
	}
	return found
}
