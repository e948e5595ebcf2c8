package validate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/dayoff"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// These are the checks of the schedule rules that look at the words of a
// document. Where a campaign has the data, the checks of the data speak instead,
// so that nothing is said twice.

// planned reports whether a campaign has deadlines for d.
func (d *paper) planned() bool { return d.campaign != nil && len(d.campaign.Deadlines) > 0 }

// timed reports whether a campaign has periods for d.
func (d *paper) timed() bool { return d.campaign != nil && len(d.campaign.Periods) > 0 }

// amends are the titles of documents that are issued while something goes on.
var amends = engine.Compile(`补充|调整|延期|变更|更正|紧急|信息报送`)

func issuedWithin(d *paper) []engine.Remark {
	const recent = 90 // days
	issued := d.issued()
	lasts := d.lasts()
	if d.timed() || issued.IsZero() || d.looksBack() || amends.In(d.title) {
		return nil
	}
	if len(lasts) == 0 {
		return said.Over(&d.body, issued)
	}
	for _, s := range lasts {
		if issued.Before(s.From) || issued.After(s.To) && (s.past || s.To.DaysUntil(issued) > recent) { // it may be of the next year
			return nil
		}
	}
	f := lasts[0].line.On(lasts[0].from, lasts[0].to)
	f.Message = "发文时（" + issued.String() + "）活动已经开始"
	return []engine.Remark{f}
}

func misplacedErrands(d *paper) []engine.Remark {
	lasts := d.lasts()
	if d.timed() || d.planned() || d.looksBack() || len(lasts) == 0 {
		return nil
	}
	// Which of several a deadline is of is not told.
	within := func(due calendar.Date) bool {
		return !slices.ContainsFunc(lasts, func(s saying) bool { return !s.Contains(due) })
	}
	// Of a month one reports in its last days.
	nearEnd := func(due calendar.Date) bool {
		const last = 10
		return slices.ContainsFunc(lasts, func(s saying) bool { return s.Days() > shortPeriod && due.DaysUntil(s.To) <= last })
	}
	behind := func(due calendar.Date) bool {
		return !slices.ContainsFunc(lasts, func(s saying) bool { return !due.After(s.To) })
	}
	end := lasts[0].To.String()
	var found []engine.Remark
	for _, e := range d.errands() {
		what := e.thing
		switch {
		case summary.Match(what) && !interim.Match(what) && within(e.Due):
			f := e.say(named(e.What) + "的时限早于活动结束（" + end + "）")
			if sentence := e.line.Text[:e.Start]; !closed.Match(sentence[strings.LastIndex(sentence, "。")+1:]) {
				if nearEnd(e.Due) {
					continue
				}
				f.Severity = report.Warning
			}
			found = append(found, f)
		case scheme.Match(what) && !summary.Match(what) && behind(e.Due):
			f := e.say(named(e.What) + "的时限晚于活动结束（" + end + "）")
			f.Severity = report.Warning
			found = append(found, f)
		}
	}
	return found
}

func impossibleErrands(d *paper) []engine.Remark {
	issued := d.issued()
	if d.planned() || issued.IsZero() || d.looksBack() {
		return nil
	}
	var found []engine.Remark
	for _, e := range d.errands() {
		switch {
		case e.Due == issued:
			f := e.say(named(e.What) + "的时限就在发文当天")
			f.Severity = report.Warning
			found = append(found, f)
		case e.Due.Before(issued):
			found = append(found, e.say(named(e.What)+"的时限早于发文日期（"+issued.String()+"）"))
		}
	}
	return found
}

func errandOrder(d *paper) []engine.Remark {
	if d.planned() {
		return nil
	}
	var found []engine.Remark
	all := d.errands()
	for i, e := range all {
		if !e.Due.After(d.issued()) {
			continue // ZJ012
		}
		for _, earlier := range all[:i] {
			if e.Due.Before(earlier.Due) && e.piece == earlier.piece && (e.line.Block == earlier.line.Block || inOneList(earlier, e, all)) {
				found = append(found, e.say(named(e.What)+"的时限早于写在前面的"+named(earlier.What)+"（"+earlier.Due.String()+"）"))
				break
			}
		}
	}
	return found
}

// inOneList reports whether two errands of one piece stand in one list whose
// every item sets a deadline: a schedule.
func inOneList(a, b errand, all []errand) bool {
	for _, list := range a.piece.Lists() {
		holds := func(e errand) bool {
			return slices.ContainsFunc(list.Items, func(i engine.Item) bool { return i.Line.Block == e.line.Block })
		}
		if holds(a) && holds(b) {
			return !slices.ContainsFunc(list.Items, func(i engine.Item) bool {
				return !slices.ContainsFunc(all, func(e errand) bool { return e.line.Block == i.Line.Block })
			})
		}
	}
	return false
}

func rhythmsOfText(d *paper) []engine.Remark {
	if d.campaign != nil && len(d.campaign.Rhythms) > 0 {
		return nil
	}
	var found []engine.Remark
	all := d.rhythms()
	for i, r := range all {
		for _, first := range all[:i] {
			if r.every == first.every && r.covers == first.covers && r.at != first.at && (r.receiver == "" || first.receiver == "" || r.receiver == first.receiver) {
				f := r.line.On(r.from, r.to)
				f.Message = "前文为“" + first.line.Text[first.from:first.to] + "”，这里为“" + r.line.Text[r.from:r.to] + "”"
				found = append(found, f)
				break
			}
		}
	}
	return found
}

// onPurpose is how a text tells that a deadline on a day off is meant so.
var onPurpose = engine.Compile(`节假日|休息日|双休日|顺延|周末|假期`)

func deadlinesOff(y *year) []engine.Remark {
	var found []engine.Remark
	var all []calendar.Date
	for i, d := range y.Deadlines {
		if p, ok := y.period(d.Period); !d.Due.Valid() || ok && p.Span().Contains(d.Due) {
			continue // the week has a weekend of its own
		}
		all = append(all, d.Due)
		if f, off := dayoff.Due(y.holidays, d.Due, named(d.What)); off && !y.remarksOn(d.Due) {
			f.Line = y.datum(part("deadlines", i, "due"), d.Due.String())
			found = append(found, f)
		}
	}
	return append(found, dayoff.Unknown(y.holidays, all)...)
}

// remarksOn reports whether a document says the weekday of the day, or what
// becomes of days off.
func (y *year) remarksOn(day calendar.Date) bool {
	written := strconv.Itoa(day.Month) + "月" + strconv.Itoa(day.Day) + "日"
	found := false
	y.body(func(_ *paper, p *engine.Passage, i int) {
		l := p.Lines[i]
		at := strings.Index(l.Text, written)
		found = found || at >= 0 && namedDay.Match(l.Text[at+len(written):]) || onPurpose.In(l)
	})
	return found
}

var namedDay = engine.Compile(`^[\s\p{Z}]*[（(]?(?:周|星期)[一二三四五六日天]`)

// issuedOff tells that 成文日期 is on a public holiday.
func issuedOff(d *paper) []engine.Remark {
	if name := d.holidays.Holiday(d.issued()); name != "" && d.issued().Valid() {
		return []engine.Remark{d.date.Say("成文日期在" + name + "假期")}
	}
	return nil
}

func errandsOff(d *paper) []engine.Remark {
	return append(issuedOff(d), errandsOnHolidays(d)...)
}

func errandsOnHolidays(d *paper) []engine.Remark {
	if d.planned() {
		return nil
	}
	var found []engine.Remark
	var all []calendar.Date
	lasts := d.lasts()
	for _, e := range d.errands() {
		if slices.ContainsFunc(lasts, func(s saying) bool { return s.Contains(e.Due) && s.Days() <= shortPeriod }) {
			continue
		}
		all = append(all, e.Due)
		f, off := dayoff.Due(d.holidays, e.Due, named(e.What))
		if !off || strings.ContainsAny(e.line.Text[e.Start:e.End], "周期") || d.says(onPurpose) {
			continue
		}
		said := e.say(f.Message)
		said.Severity = f.Severity
		found = append(found, said)
	}
	return append(found, dayoff.Unknown(d.holidays, all)...)
}

// hander ends the name of who hands in, not of what: 县教育局5月30日前报市教育局.
var hander = engine.Compile(`(?:局|厅|委|处|科|股|办公室|学校|学院|中心|中心校)$`)

func errandsTwice(d *paper) []engine.Remark {
	var found []engine.Remark
	all := d.errands()
	for i, e := range all {
		first := slices.IndexFunc(all[:i], func(o errand) bool {
			return !said.IsUp(e.line.Text, e.Deadline) && !said.IsUp(o.line.Text, o.Deadline) && (o.thing == e.thing || shareThing(o, e) || shortName(e.thing, o.thing, all)) && o.Due != e.Due && (len(o.To) == 0 || len(e.To) == 0 || slices.Equal(o.To, e.To)) && (o.by == e.by || o.by == "" || e.by == "")
		})
		if first >= 0 && utf8.RuneCountInString(e.thing) >= 3 && !hander.Match(e.thing) {
			found = append(found, e.say(named(e.What)+"的时限前文为"+all[first].Due.String()))
		}
	}
	return found
}

// shareThing reports whether one of several things that a is about is what b is about:
// 报名表和承诺书, 报名表.
func shareThing(a, b errand) bool {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("和及与、", r) })
	}
	return slices.Contains(split(a.thing), b.thing) || slices.Contains(split(b.thing), a.thing)
}

// shortName reports whether one name of a thing is the end of the other, as 申报书 is of
// 技能大师工作室申报书, and of no other thing that is wanted.
func shortName(short, long string, all []errand) bool {
	return utf8.RuneCountInString(short) >= 3 && strings.HasSuffix(long, short) && !slices.ContainsFunc(all, func(o errand) bool {
		return o.thing != short && o.thing != long && strings.HasSuffix(o.thing, short)
	})
}

// howMuch is what a sentence tells of a thing before its day: 每篇800～1200字.
var howMuch = engine.Compile(`^[每单]|\d[^，]{0,3}[字张幅篇件部条分秒]|格式|像素`)

func deadlinesInText(y *year) []engine.Remark {
	var found []engine.Remark
	schedule, upward := said.NewSchedule(y.Campaign), said.NewUpward(y.Campaign)
	for _, d := range y.documents {
		type place struct {
			line string
			at   int
		}
		told, read, known := map[string]bool{}, map[place]bool{}, map[place]bool{} // lines of which something is said, days that are deadlines of something, and those of what the data have
		for _, e := range d.errands() {
			read[place{e.line.Text, e.Start}] = said.Thing(e.What) != "" && !howMuch.Match(e.What) // 将电子版发送至 is of what stands before
			if said.IsUp(e.line.Text, e.Deadline) {
				known[place{e.line.Text, e.Start}] = true
				continue
			}
			remarks, same := said.Due(y.Campaign, e.Deadline, e.thing, e.line)
			known[place{e.line.Text, e.Start}] = same
			for _, f := range remarks {
				told[f.Line.Text] = true
				found = append(found, f)
			}
		}
		for _, t := range d.pieces() {
			found = append(found, said.DuesInTables(y.Campaign, t.Passage)...)
			for i, l := range t.Lines {
				found = append(found, said.Events(l, y.Campaign)...)
				found = append(found, schedule.Tasks(l)...)
				found = append(found, upward.In(l)...)
				if told[l.Text] {
					continue
				}
				above := engine.Line{}
				if i > 0 {
					above = t.Lines[i-1]
				}
				beside := schedule.RunIn(l, above)
				if beside == nil {
					beside = schedule.Named(l, func(at int) bool { return read[place{l.Text, at}] })
				}
				if beside == nil {
					beside = schedule.Beside(l, func(at int) bool { return known[place{l.Text, at}] })
				}
				found = append(found, beside...)
			}
		}
	}
	return found
}

// coversSaid is how texts say what day a report is about.
var coversSaid = map[string]string{"same-day": "当日", "previous-day": "前一日"}

// rhythmsInText compares the days and hours of what is handed in again and
// again.
func rhythmsInText(y *year) []engine.Remark {
	var found []engine.Remark
	for _, d := range y.documents {
		for _, r := range d.rhythms() {
			var data []string
			for _, c := range y.Rhythms {
				switch {
				case c.Every == "week" && r.every == "周" && c.Weekday != "":
					day := strings.TrimPrefix(c.Weekday, "周")
					if day == r.at && !r.hour.IsZero() && !c.By.IsZero() && r.hour != c.By {
						day += c.By.String()
					}
					data = append(data, day)
				case c.Every == "day" && r.every == "日" && c.By != (calendar.Clock{}):
					data = append(data, c.By.String())
					if want := coversSaid[c.Covers]; want != "" && r.covers != "" && r.covers != want && c.By.String() == r.at {
						f := r.line.On(r.coversAt[0], r.coversAt[1])
						f.Message = "报送的内容与活动数据（" + want + "情况）不同"
						found = append(found, f)
					}
				}
			}
			if len(data) > 0 && !slices.Contains(data, r.at) {
				f := r.line.On(r.from, r.to)
				f.Message = "报送的时间与活动数据（每" + r.every + strings.Join(data, "、") + "）不同"
				found = append(found, f)
			}
		}
	}
	return found
}

func activitiesInTables(y *year) []engine.Remark {
	var found []engine.Remark
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			found = append(found, said.DaysInTables(y.Campaign, t.Passage)...)
		}
	}
	return found
}
