package validate

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A year is a campaign as the rules see it, with the documents that its drafts
// make. Drafts that make none are left out.
type year struct {
	*campaign.Campaign
	documents []*paper
	holidays  calendar.Holidays
}

// datum returns a value of the campaign, or one that it lacks, as a line, so
// that a remark can be about it.
func (y *year) datum(path, text string) engine.Line {
	return engine.Line{Place: engine.Fixed(y.Position(path)), Text: text}
}

// named puts a name in quotation marks.
func named(name string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(name) + "”"
}

func part(list string, i int, key string) string {
	return list + "[" + strconv.Itoa(i) + "]." + key
}

// mainPeriod returns the period that the campaign is about.
func (y *year) mainPeriod() (campaign.Period, bool) {
	for _, p := range y.Periods {
		if p.Main || len(y.Periods) == 1 {
			return p, p.Span().Valid()
		}
	}
	return campaign.Period{}, false
}

// period returns the period with the id; "" means the main one.
func (y *year) period(id string) (campaign.Period, bool) {
	if id == "" {
		return y.mainPeriod()
	}
	for _, p := range y.Periods {
		if p.ID == id {
			return p, p.Span().Valid()
		}
	}
	return campaign.Period{}, false
}

// issued returns the document that announces the campaign, which is the first
// that bears a date.
func (y *year) issued() (*paper, calendar.Date) {
	for _, d := range y.documents {
		if d.Signature != nil && d.Signature.Date.Valid() {
			return d, d.Signature.Date
		}
	}
	return nil, calendar.Date{}
}

// Rules about the dates of a campaign against each other.
var scheduleDocuments = engine.Checks[*paper]{
	"ZJ010": issuedWithin,
	"ZJ011": misplacedErrands,
	"ZJ012": impossibleErrands,
	"ZJ013": errandOrder,
	"ZJ014": rhythmsOfText,
	"ZJ015": errandsOff,
	"ZJ017": errandsTwice,
}

var scheduleCampaigns = engine.Checks[*year]{
	"ZJ001": badPeriods,
	"ZJ002": mainPeriods,
	"ZJ003": references,
	"ZJ005": periodYears,
	"ZJ006": strayActivities,
	"ZJ007": unusedForms,
	"ZJ010": issuedLate,
	"ZJ011": misplacedDeadlines,
	"ZJ012": impossibleDeadlines,
	"ZJ013": deadlineOrder,
	"ZJ014": weeklyRhythms,
	"ZJ015": deadlinesOff,
	"ZJ018": duesInText,
	"ZJ019": activitiesInTables,
}

func badPeriods(y *year) []engine.Remark {
	var found []engine.Remark
	for i, p := range y.Periods {
		switch {
		case p.From.IsZero() || p.To.IsZero(): // said by the struct tags
		case !p.From.Valid():
			found = append(found, y.datum(part("periods", i, "from"), p.From.String()).Say(p.Name+"的开始日期不存在"))
		case !p.To.Valid():
			found = append(found, y.datum(part("periods", i, "to"), p.To.String()).Say(p.Name+"的结束日期不存在"))
		case p.To.Before(p.From):
			found = append(found, y.datum(part("periods", i, "to"), p.To.String()).Say(p.Name+"的结束日期早于开始日期（"+p.From.String()+"）"))
		}
	}
	return found
}

func mainPeriods(y *year) []engine.Remark {
	n := 0
	for _, p := range y.Periods {
		if p.Main {
			n++
		}
	}
	l := y.datum("periods", "")
	switch {
	case len(y.Periods) == 0:
		f := l.Say("没有写明活动时段")
		f.Severity = report.Warning
		return []engine.Remark{f}
	case n > 1:
		return []engine.Remark{l.Say("主要时段不止一个")}
	case n == 0 && len(y.Periods) > 1:
		return []engine.Remark{l.Say("没有写明哪个是主要时段（main: true）")}
	}
	return nil
}

func references(y *year) []engine.Remark {
	var found []engine.Remark
	known := func(list, what string, n int, id func(int) string) map[string]bool {
		ids := map[string]bool{}
		for i := range n {
			if id(i) == "" {
				continue
			}
			if ids[id(i)] {
				found = append(found, y.datum(part(list, i, "id"), id(i)).Say(what+"的编号重复"))
			}
			ids[id(i)] = true
		}
		return ids
	}
	periods := known("periods", "时段", len(y.Periods), func(i int) string { return y.Periods[i].ID })
	known("contacts", "联系人", len(y.Contacts), func(i int) string { return y.Contacts[i].ID })
	forms := known("forms", "表格", len(y.Forms), func(i int) string { return y.Forms[i].ID })
	deadlines := known("deadlines", "时限", len(y.Deadlines), func(i int) string { return y.Deadlines[i].ID })
	known("rhythms", "报送频次", len(y.Rhythms), func(i int) string { return y.Rhythms[i].ID })
	events := known("events", "事件", len(y.Events), func(i int) string { return y.Events[i].ID })
	known("documents", "文稿", len(y.Documents), func(i int) string { return y.Documents[i].ID })

	unknown := func(at, id, what string) {
		found = append(found, y.datum(at, id).Say("没有编号为“"+id+"”的"+what))
	}
	refer := func(ids map[string]bool, at, id, what string) {
		if id != "" && !ids[id] {
			unknown(at, id, what)
		}
	}
	receivers := func(list string, i int, to []string) {
		for k, id := range to {
			if _, ok := y.Contact(id); !ok {
				unknown(part(list, i, "to["+strconv.Itoa(k)+"]"), id, "联系人")
			}
		}
	}
	for i, d := range y.Deadlines {
		refer(periods, part("deadlines", i, "period"), d.Period, "时段")
		refer(forms, part("deadlines", i, "form"), d.Form, "表格")
		receivers("deadlines", i, d.To)
	}
	for i, r := range y.Rhythms {
		refer(periods, part("rhythms", i, "period"), r.Period, "时段")
		receivers("rhythms", i, r.To)
	}
	for i, f := range y.Forms {
		refer(periods, part("forms", i, "within"), f.Within, "时段")
	}
	for i, d := range y.Deadlines {
		refer(events, part("deadlines", i, "before"), d.Before, "事件")
	}
	for i, d := range y.Tasks {
		refer(events, part("tasks", i, "before"), d.Before, "事件")
	}
	for i, s := range y.Superiors {
		for k, due := range s.Deadlines {
			for _, id := range due.From {
				refer(deadlines, part("superiors", i, part("deadlines", k, "from")), id, "时限")
			}
		}
	}
	for i, m := range y.Material {
		refer(periods, part("material", i, "period"), m.Period, "时段")
		refer(deadlines, part("material", i, "deadline"), m.Deadline, "时限")
	}
	for i, d := range y.Documents {
		for k, a := range d.Attachments {
			refer(forms, part("documents", i, part("attachments", k, "form")), a.Form, "表格")
		}
	}
	return found
}

func periodYears(y *year) []engine.Remark {
	var found []engine.Remark
	for i, p := range y.Periods {
		if y.Year != 0 && p.From.Valid() && p.From.Year != y.Year && p.To.Year != y.Year {
			found = append(found, y.datum(part("periods", i, "from"), p.From.String()).Say(p.Name+"不在"+strconv.Itoa(y.Year)+"年"))
		}
	}
	return found
}

func strayActivities(y *year) []engine.Remark {
	var found []engine.Remark
	for i, a := range y.Activities {
		in := a.Date.IsZero() || len(y.Periods) == 0
		for _, p := range y.Periods {
			in = in || p.Span().Contains(a.Date)
		}
		if !in {
			f := y.datum(part("activities", i, "date"), a.Date.String()).Say(named(a.Name) + "的日期不在任何时段之内")
			if len(found) < mostTold {
				f = y.toldOn(f, a.Name, a.Date)
			}
			found = append(found, f)
		}
	}
	return found
}

// mostTold is of how many activities and deadlines the words of the texts are looked for.
const mostTold = 20

// toldOn returns f, which is about the day of something in the data, with the words in which
// a text tells the same: they are to be put right as well.
func (y *year) toldOn(f engine.Remark, name string, day calendar.Date) engine.Remark {
	written := strconv.Itoa(day.Month) + "月" + strconv.Itoa(day.Day) + "日"
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			under := false // a heading that names it
			for _, l := range t.Lines {
				if l.Role == engine.RoleHeading {
					under = strings.Contains(l.Text, name)
				}
				at := strings.Index(l.Text, written)
				if at < 0 || !under && !strings.Contains(l.Text, name) || engine.IsDigit(engine.Before(l.Text, at, nil)) {
					continue
				}
				words, line := written, ""
				if strings.HasPrefix(l.Text[at+len(written):], "前") {
					words += "前"
				}
				if where := l.At(at); where.Line > 0 {
					line = "第" + strconv.Itoa(where.Line) + "行"
				}
				f.Message += "，正文" + line + "也写作“" + words + "”"
				return f
			}
		}
	}
	return f
}

func unusedForms(y *year) []engine.Remark {
	used := map[string]bool{}
	for _, d := range y.Deadlines {
		used[d.Form] = true
	}
	for _, d := range y.Documents {
		for _, a := range d.Attachments {
			used[a.Form] = true
		}
	}
	var found []engine.Remark
	for i, f := range y.Forms {
		if !used[f.ID] {
			found = append(found, y.datum(part("forms", i, "id"), f.ID).Say(""))
		}
	}
	return found
}

func issuedLate(y *year) []engine.Remark {
	d, date := y.issued()
	p, ok := y.mainPeriod()
	if d == nil || !ok || d.looksBack() || date.Before(p.From) || p.From.Year != y.Year { // of another year: ZJ005
		return nil
	}
	return []engine.Remark{d.date.Say("发文时" + p.Name + "（" + p.Span().String() + "）已经开始")}
}

func misplacedDeadlines(y *year) []engine.Remark {
	var found []engine.Remark
	for i, d := range y.Deadlines {
		p, ok := y.period(d.Period)
		if !ok || !d.Due.Valid() {
			continue
		}
		period := p.Name + "（" + p.Span().String() + "）"
		must := ""
		switch {
		case d.Kind == "before" && !d.Due.Before(p.From):
			must = "应早于" + period
		case d.Kind == "during" && !p.Span().Contains(d.Due):
			must = "应在" + period + "之内"
		case d.Kind == "after" && !d.Due.After(p.To):
			must = "应晚于" + period
		default:
			continue
		}
		f := y.datum(part("deadlines", i, "due"), d.Due.String()).Say(named(d.What) + "的时限" + must)
		found = append(found, f)
	}
	return found
}

func impossibleDeadlines(y *year) []engine.Remark {
	first, issued := y.issued()
	if first != nil && first.looksBack() {
		return nil // a report of what has been
	}
	var found []engine.Remark
	for i, d := range y.Deadlines {
		if issued.IsZero() || !d.Due.Valid() || d.Due.After(issued) {
			continue
		}
		f := y.datum(part("deadlines", i, "due"), d.Due.String()).Say(named(d.What) + "的时限早于发文日期（" + issued.String() + "）")
		if d.Due == issued {
			f.Severity = report.Warning
			f.Message = named(d.What) + "的时限就在发文当天"
		}
		found = append(found, f)
	}
	return found
}

func deadlineOrder(y *year) []engine.Remark {
	var found []engine.Remark
	for i, d := range y.Deadlines {
		for _, e := range y.Deadlines[:i] {
			if d.Kind != "" && d.Kind == e.Kind && d.Period == e.Period && d.Due.Valid() && d.Due.Before(e.Due) {
				found = append(found, y.datum(part("deadlines", i, "due"), d.Due.String()).Say(named(d.What)+"的时限早于排在前面的"+named(e.What)+"（"+e.Due.String()+"）"))
				break
			}
		}
	}
	return found
}

func weeklyRhythms(y *year) []engine.Remark {
	first := campaign.Rhythm{}
	for i, r := range y.Rhythms {
		switch {
		case r.Every != "week" || r.Weekday == "":
		case first.ID == "":
			first = r
		case r.Period == first.Period && r.Weekday != first.Weekday:
			return []engine.Remark{y.datum(part("rhythms", i, "weekday"), r.Weekday).Say(named(r.What) + r.Weekday + "报送，" + named(first.What) + first.Weekday + "报送")}
		}
	}
	return nil
}

// duesInText compares what documents say is due, once or regularly, with the
// data.
func duesInText(y *year) []engine.Remark { return append(deadlinesInText(y), rhythmsInText(y)...) }
