package validate

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

var spanDocuments = engine.Checks[*paper]{
	"ZJ016": daysOutside,
	"ZJ110": stagesOverlap,
}

var (
	arranged  = engine.Compile(`安排|内容|日程|活动$|项目`)
	ofHigher  = engine.Compile(`全国|国家级|省级|省里`)
	dayLabel  = engine.Compile(`^(?:活动|举办|举行|比赛)?(?:时间|日期)[\s\p{Z}]*[:：]`)
	aftermath = engine.Compile(`闭幕|颁奖|总结|展示|巡展|回访|后续|延伸|预热|布展|检查|验收`)
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
		heading, above := engine.Line{}, engine.Line{} // above: of the first level
		within := 0
		var outside []engine.Remark
		judge := func(l engine.Line, days []calendar.Writing) {
			for _, w := range days {
				dates, ok := w.In(span.From.Year)
				switch {
				case !ok || len(dates) != 1 || dates[0].Year != span.From.Year && said.Bygone.Match(l.Text): // of last year's
				case span.Contains(dates[0]):
					within++
				default:
					f := l.On(w.Start, w.End)
					f.Hint = "活动时间为" + span.String() + "，请核对"
					outside = append(outside, f)
				}
			}
		}
		for _, l := range t.Lines {
			if l.Role == engine.RoleHeading {
				heading = l
				if h, ok := l.Block.(*document.Heading); ok && h.Level == 1 {
					above = l
				}
				continue
			}
			if b, ok := l.Block.(*document.Labelled); ok && dayLabel.Match(b.Label) && arranged.In(above) && !otherDays.In(above) && !otherDays.In(heading) && !ofHigher.In(heading) && !aftermath.In(heading) {
				if w := calendar.FindDays(b.Text); len(w) == 1 {
					judge(l, calendar.FindDays(l.Text))
				}
				continue
			}
			if l.Role != engine.RoleText || heading.Text == "" || !arranged.In(heading) || !said.HeldOn.In(l) || otherDays.In(l) || otherDays.In(heading) || ofHigher.In(l) {
				continue
			}
			judge(l, calendar.FindDays(l.Text))
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

// stagesOverlap finds stages of which one begins before the one before has ended.
func stagesOverlap(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, t := range d.pieces() {
		found = append(found, prose.StagesOverlap(t.Passage, d.textYear())...)
		found = append(found, prose.AgendaOverlaps(t.Passage)...)
	}
	return found
}
