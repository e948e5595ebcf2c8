package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

var spanDocuments = engine.Checks[*paper]{
	"ZJ016": daysOutside,
	"ZJ110": stagesOverlap,
}

var (
	arranged  = engine.Compile(`安排|内容|日程|活动$|项目`)
	otherDays = engine.Compile(`前|报送|上报|筹备|准备|总结|报名|选拔|预赛|初赛|征集|征文|评选|评审|公示|公布|通报|表彰|培训|彩排|调试|动员|部署|延期|顺延|提交|起`)
)

// daysOutside finds activities on days that are not of the period, under a heading
// about what is arranged, where a document gives one short period.
func daysOutside(d *paper) []engine.Remark {
	if d.looksBack() {
		return nil
	}
	found := d.rowsOutside()
	for _, t := range d.pieces() {
		span, ok := one(t.sayings(d.textYear()))
		if !ok {
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
			if l.Role != engine.RoleText || heading.Text == "" || !arranged.In(heading) || !said.HeldOn.In(l) || otherDays.In(l) || otherDays.In(heading) {
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
		if within >= len(outside) { // else it is the run-up or what follows that is told
			found = append(found, outside...)
		}
	}
	return found
}

// one returns the short period that all of the sayings tell; false if there is none.
func one(periods []saying) (calendar.Period, bool) {
	if len(periods) == 0 {
		return calendar.Period{}, false
	}
	span := periods[0].Period
	return span, span.Days() <= shortPeriod && !slices.ContainsFunc(periods, func(s saying) bool { return s.Period != span })
}

// rowsOutside finds rows of a table of activities, most of which are on days of the
// period, with a day that is not.
func (d *paper) rowsOutside() []engine.Remark {
	span, ok := one(d.lasts())
	if !ok {
		return nil
	}
	var found []engine.Remark
	for _, t := range d.pieces() {
		for _, table := range t.Tables() {
			k := slices.IndexFunc(table[0], func(c engine.Line) bool { return timeHead.Match(han.Squeeze(c.Text)) })
			named := slices.ContainsFunc(table[0], func(c engine.Line) bool { return activityHead.Match(han.Squeeze(c.Text)) })
			if k < 0 || !named {
				continue
			}
			within := 0
			var outside []engine.Remark
			for _, row := range table[1:] {
				if k >= len(row) || slices.ContainsFunc(row, otherDays.In) {
					continue
				}
				day, ok := dayIn(row[k].Text, span.From.Year)
				switch {
				case !ok:
				case span.Contains(day.From):
					within++
				case day.From == day.To:
					f := row[k].Say("")
					f.Hint = "活动时间为" + span.String() + "，请核对"
					outside = append(outside, f)
				}
			}
			if within >= len(outside) {
				found = append(found, outside...)
			}
		}
	}
	return found
}

var activityHead = engine.Compile(`^(?:活动|项目)(?:名称|内容|项目)?$|^(?:主要)?活动`)

// inStage stands between the name of a stage and its days.
var inStage = engine.Compile(`阶段[^。；\d]{0,6}[（(：:，,。]?[\s\p{Z}]*$`)

var belowStage = engine.Compile(`^[\s\p{Z}]*(?:时间[\s\p{Z}]*[:：])?[\s\p{Z}]*$`)

// stageIn returns the days that l gives for a stage; false if it gives none.
func stageIn(l engine.Line) (calendar.Run, bool) {
	if !strings.Contains(l.Text, "阶段") {
		return calendar.Run{}, false
	}
	for _, r := range calendar.FindRuns(l.Text) {
		if inStage.Match(l.Text[engine.Back(l.Text, r.Start, nearby):r.Start]) {
			return r, true
		}
	}
	return calendar.Run{}, false
}

// stagesOverlap finds stages of which one begins before the one before has ended.
func stagesOverlap(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		var last calendar.Period
		written := "" // as its line tells it
		level := -1
		steps := t.Steps()
		for i, s := range steps {
			if s.Level == 0 {
				continue
			}
			line := s.Line
			run, is := stageIn(*line)
			if !is && s.Heading && strings.Contains(line.Text, "阶段") && i+1 < len(steps) { // the days stand below
				line = steps[i+1].Line
				runs := calendar.FindRuns(line.Text)
				if is = len(runs) > 0 && belowStage.Match(line.Text[:runs[0].Start]); is {
					run = runs[0]
				}
			}
			if !is || int(s.Level) != level {
				last, level = calendar.Period{}, int(s.Level)
			}
			if !is {
				continue
			}
			span := run.In(d.textYear())
			if last.Valid() && span.Valid() && span.From.Before(last.To) && !span.To.Before(last.From) {
				f := line.On(run.Start, run.End)
				f.Message = "阶段的时间与前一阶段（" + written + "）重叠"
				found = append(found, f)
			}
			last, written = span, line.Text[run.Start:run.End]
		}
	}
	return found
}
