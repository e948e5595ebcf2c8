package validate

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A year is a campaign as the rules see it, with the documents that its drafts
// make. Drafts that make none are left out.
type year struct {
	*campaign.Campaign
	documents []*paper
	holidays  calendar.Holidays
}

// datum returns a value of the campaign as a line, so that a remark can be
// about it.
func datum(part, text string) line { return line{part: part, text: text} }

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

// scheduleRules are about the dates of a campaign against each other.
func scheduleRules() []Rule {
	const (
		data = "活动数据"
		plan = "活动安排"
	)
	return []Rule{
		{
			ID: "ZJ001", Title: "活动时段的起止日期不对", Severity: report.Error, Source: data,
			Hint:  "核对日期",
			Doc:   "从文件读入时即报错；这里检查程序里写出的活动。",
			Bad:   "periods:\n  - {id: week, name: 活动周, from: 2023-05-20, to: 2023-05-14, main: true}",
			Good:  "periods:\n  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-14, main: true}",
			check: campaignCheck(badPeriods),
		},
		{
			ID: "ZJ002", Title: "应有且只有一个主要时段（main: true）", Severity: report.Error, Source: data,
			Hint:  "在periods里写明时段，并给主要时段加上main: true",
			Doc:   "只有一个时段的，不写main也可以；一个时段也没有的为警告。",
			Bad:   "periods: []\ndeadlines: []\nrhythms: []",
			Good:  "periods:\n  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20}",
			check: campaignCheck(mainPeriods),
		},
		{
			ID: "ZJ003", Title: "引用的编号不存在或重复", Severity: report.Error, Source: data,
			Hint:  "核对编号",
			Doc:   "从文件读入时即报错；这里检查程序里写出的活动。",
			Bad:   "deadlines:\n  - {id: summary, what: 总结, due: 2023-05-22, period: month, kind: after}",
			Good:  "deadlines:\n  - {id: summary, what: 总结, due: 2023-05-22, period: week, to: [gjc], kind: after}",
			check: campaignCheck(references),
		},
		{
			ID: "ZJ005", Title: "活动时段不在活动年份之内", Severity: report.Warning, Source: data,
			Hint:  "核对年份",
			Bad:   "year: 2024\ntitle: 厦门市教育局等三部门关于做好2024年职业教育活动周有关工作的通知",
			Good:  "periods:\n  - {id: week, name: 活动周, from: 2023-05-08, to: 2023-05-14, main: true}",
			check: campaignCheck(periodYears),
		},
		{
			ID: "ZJ006", Title: "活动日期不在任何时段之内", Severity: report.Warning, Source: data,
			Hint:  "核对日期",
			Bad:   "activities:\n  - {name: 启动仪式, date: 2023-06-14}",
			Good:  "activities:\n  - {name: 启动仪式, date: 2023-05-14}\n  - {name: 闭幕式}",
			check: campaignCheck(strayActivities),
		},
		{
			ID: "ZJ007", Title: "表格没有用到", Severity: report.Hint, Source: data,
			Hint:  "附在文件之后，或删去",
			Doc:   "文件的附件、报送时限都没有用到的表格。",
			Bad:   "forms:\n  - {id: statistics, use: week-statistics}",
			Good:  "forms:\n  - {id: statistics, use: week-statistics}\nattachments:\n  - {title: 统计表, form: statistics}\nbody: 统计表见附件。",
			check: campaignCheck(unusedForms),
		},
		{
			ID: "ZJ010", Title: "发文时活动已经开始", Severity: report.Warning, Source: plan,
			Hint:  "核对发文日期和活动时段",
			Doc:   "没有活动数据的，看文件自己写的活动时间；总结、通报等不算。",
			Bad:   "periods:\n  - {id: week, name: 活动周, from: 2023-05-01, to: 2023-05-20, main: true}",
			Good:  "periods:\n  - {id: week, name: 活动周, from: 2023-05-07, to: 2023-05-20, main: true}",
			check: checks{campaignCheck(issuedLate), documentCheck(issuedWithin)},
		},
		{
			ID: "ZJ011", Title: "报送时限与活动时段矛盾", Severity: report.Error, Source: plan,
			Hint: "核对时限",
			Doc: "before 应早于时段开始，during 应在时段之内，after 应晚于时段结束。" +
				"没有活动数据的，只看文件里总结的时限是否早于活动结束、方案的时限是否晚于活动结束。",
			Bad:   "deadlines:\n  - {id: summary, what: 活动总结, due: 2023-05-18, kind: after}",
			Good:  "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-12, kind: before}\n  - {id: news, what: 活动简报, due: 2023-05-19, kind: during}",
			check: checks{campaignCheck(misplacedDeadlines), documentCheck(misplacedErrands)},
		},
		{
			ID: "ZJ012", Title: "报送时限不晚于发文日期", Severity: report.Error, Source: plan,
			Hint:  "核对时限和发文日期",
			Doc:   "时限早于发文日期为错误，与发文同日为警告。没有活动数据的，看文件里写的时限。",
			Bad:   "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-05, kind: before}",
			Good:  "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-09, kind: before}",
			check: checks{campaignCheck(impossibleDeadlines), documentCheck(impossibleErrands)},
		},
		{
			ID: "ZJ013", Title: "时限的先后与排列的先后不同", Severity: report.Hint, Source: plan,
			Hint: "核对时限",
			Doc: "只比较同一时段、同一性质（before、during、after）的时限。" +
				"没有活动数据的，只比较文件里同一段、同一列表中的时限。",
			Bad:   "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-11, kind: before}\n  - {id: list, what: 特色活动一览表, due: 2023-05-09, kind: before}",
			Good:  "deadlines:\n  - {id: summary, what: 活动总结, due: 2023-05-22, kind: after}\n  - {id: plan, what: 活动方案, due: 2023-05-11, kind: before}",
			check: checks{campaignCheck(deadlineOrder), documentCheck(errandOrder)},
		},
		{
			ID: "ZJ014", Title: "每周、每日报送的时间不一致", Severity: report.Hint, Source: plan,
			Hint:  "如为同一要求，统一为一个时间",
			Doc:   "没有活动数据的，看文件里写的；一处报情况、一处报下周计划的不算。",
			Bad:   "rhythms:\n  - {id: news, what: 宣传情况, every: week, weekday: 周四}\n  - {id: photos, what: 图文资料, every: week, weekday: 周三}",
			Good:  "rhythms:\n  - {id: news, what: 宣传情况, every: week, weekday: 周四}\n  - {id: daily, what: 前一日活动情况, every: day, by: \"12:00\"}",
			check: checks{campaignCheck(weeklyRhythms), documentCheck(rhythmsOfText)},
		},
		{
			ID: "ZJ015", Title: "报送时限在休息日", Severity: report.Hint, Source: "日历；国务院办公厅关于节假日安排的通知",
			Hint: "如有意如此，注明星期几，或写明遇节假日是否顺延",
			Doc: "在法定节假日的为警告，在周末的为提示；调休上班的日子、活动期间和月底不算，文件里注明了的不算。" +
				"不知道哪一年的节假日安排，就只看周末。",
			Bad:   "deadlines:\n  - {id: summary, what: 活动总结, due: 2023-05-21, kind: after}",
			Good:  "deadlines:\n  - {id: list, what: 名单, due: 2023-05-13, kind: before}\nbody: 请于5月13日（周六）前报送名单。",
			check: checks{campaignCheck(deadlinesOff), documentCheck(errandsOff)},
		},
		{
			ID: "ZJ017", Title: "同一事项写了两个时限", Severity: report.Warning, Source: plan,
			Hint:  "核对时限",
			Doc:   "只比较名称相同、由同一方报送同一处的。",
			Bad:   "deadlines: []\nbody: |\n  一、材料报送\n  各校应于5月22日前报送活动周总结。\n  二、工作要求\n  各校应于5月23日前报送活动周总结。",
			Good:  "body: 各校应于5月22日前将活动周总结报区教育局，各区应于5月22日前将活动周总结报市教育局。",
			check: documentCheck(errandsTwice),
		},
		{
			ID: "ZJ018", Title: "正文写的时限与活动数据不同", Severity: report.Error, Source: data,
			Hint:  "核对时限",
			Doc:   "看正文里名称与时限的what相同或一个包含另一个的，以及每日、每周报送的时间。",
			Bad:   "body: 各校应于5月23日前报送活动周总结。",
			Good:  "body: 各校应于5月22日前报送活动周总结，5月12日前报送校内通知。",
			check: checks{campaignCheck(deadlinesInText), campaignCheck(rhythmsInText)},
		},
		{
			ID: "ZJ019", Title: "表中的活动日期与活动数据不同", Severity: report.Error, Source: data,
			Hint:  "核对日期",
			Doc:   "看表中与活动名称相同、并有一格是日期的一行。",
			Bad:   "activities:\n  - {name: 启动仪式, date: 2023-05-14}\nbody: \"安排如下：\\n日期\\t活动\\n5月15日\\t启动仪式\"",
			Good:  "activities:\n  - {name: 启动仪式, date: 2023-05-14}\nbody: \"安排如下：\\n日期\\t活动\\n5月14日\\t启动仪式\"",
			check: campaignCheck(activitiesInTables),
		},
	}
}

func badPeriods(y *year) []remark {
	var found []remark
	for i, p := range y.Periods {
		switch {
		case p.From.IsZero() || p.To.IsZero(): // said by the struct tags
		case !p.From.Valid():
			found = append(found, datum(part("periods", i, "from"), p.From.String()).say(p.Name+"的开始日期不存在"))
		case !p.To.Valid():
			found = append(found, datum(part("periods", i, "to"), p.To.String()).say(p.Name+"的结束日期不存在"))
		case p.To.Before(p.From):
			found = append(found, datum(part("periods", i, "to"), p.To.String()).say(p.Name+"的结束日期早于开始日期（"+p.From.String()+"）"))
		}
	}
	return found
}

func mainPeriods(y *year) []remark {
	n := 0
	for _, p := range y.Periods {
		if p.Main {
			n++
		}
	}
	l := datum("periods", "")
	switch {
	case len(y.Periods) == 0:
		f := l.say("没有写明活动时段")
		f.severity = report.Warning
		return []remark{f}
	case n > 1:
		return []remark{l.say("主要时段不止一个")}
	case n == 0 && len(y.Periods) > 1:
		return []remark{l.say("没有写明哪个是主要时段（main: true）")}
	}
	return nil
}

func references(y *year) []remark {
	var found []remark
	known := func(list, what string, n int, id func(int) string) map[string]bool {
		ids := map[string]bool{}
		for i := range n {
			if id(i) == "" {
				continue
			}
			if ids[id(i)] {
				found = append(found, datum(part(list, i, "id"), id(i)).say(what+"的编号重复"))
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
	known("documents", "文稿", len(y.Documents), func(i int) string { return y.Documents[i].ID })

	unknown := func(at, id, what string) {
		found = append(found, datum(at, id).say("没有编号为“"+id+"”的"+what))
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
	for i, m := range y.Material {
		refer(deadlines, part("material", i, "deadline"), m.Deadline, "时限")
	}
	for i, d := range y.Documents {
		for k, a := range d.Attachments {
			refer(forms, part("documents", i, part("attachments", k, "form")), a.Form, "表格")
		}
	}
	return found
}

func periodYears(y *year) []remark {
	var found []remark
	for i, p := range y.Periods {
		if y.Year != 0 && p.From.Valid() && p.From.Year != y.Year && p.To.Year != y.Year {
			found = append(found, datum(part("periods", i, "from"), p.From.String()).say(p.Name+"不在"+count(y.Year)+"年"))
		}
	}
	return found
}

func strayActivities(y *year) []remark {
	var found []remark
	for i, a := range y.Activities {
		in := a.Date.IsZero() || len(y.Periods) == 0
		for _, p := range y.Periods {
			in = in || p.Span().Contains(a.Date)
		}
		if !in {
			found = append(found, datum(part("activities", i, "date"), a.Date.String()).say(named(a.Name)+"的日期不在任何时段之内"))
		}
	}
	return found
}

func unusedForms(y *year) []remark {
	used := map[string]bool{}
	for _, d := range y.Deadlines {
		used[d.Form] = true
	}
	for _, d := range y.Documents {
		for _, a := range d.Attachments {
			used[a.Form] = true
		}
	}
	var found []remark
	for i, f := range y.Forms {
		if !used[f.ID] {
			found = append(found, datum(part("forms", i, "id"), f.ID).say(""))
		}
	}
	return found
}

func issuedLate(y *year) []remark {
	d, date := y.issued()
	p, ok := y.mainPeriod()
	if d == nil || !ok || date.Before(p.From) {
		return nil
	}
	return []remark{d.date.say("发文时" + p.Name + "（" + p.Span().String() + "）已经开始")}
}

func misplacedDeadlines(y *year) []remark {
	var found []remark
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
		f := datum(part("deadlines", i, "due"), d.Due.String()).say(named(d.What) + "的时限" + must)
		found = append(found, f)
	}
	return found
}

func impossibleDeadlines(y *year) []remark {
	_, issued := y.issued()
	var found []remark
	for i, d := range y.Deadlines {
		if issued.IsZero() || !d.Due.Valid() || d.Due.After(issued) {
			continue
		}
		f := datum(part("deadlines", i, "due"), d.Due.String()).say(named(d.What) + "的时限早于发文日期（" + issued.String() + "）")
		if d.Due == issued {
			f.severity = report.Warning
			f.message = named(d.What) + "的时限就在发文当天"
		}
		found = append(found, f)
	}
	return found
}

func deadlineOrder(y *year) []remark {
	var found []remark
	for i, d := range y.Deadlines {
		for _, e := range y.Deadlines[:i] {
			if d.Kind != "" && d.Kind == e.Kind && d.Period == e.Period && d.Due.Valid() && d.Due.Before(e.Due) {
				found = append(found, datum(part("deadlines", i, "due"), d.Due.String()).say(named(d.What)+"的时限早于排在前面的"+named(e.What)+"（"+e.Due.String()+"）"))
				break
			}
		}
	}
	return found
}

func weeklyRhythms(y *year) []remark {
	first := campaign.Rhythm{}
	for i, r := range y.Rhythms {
		switch {
		case r.Every != "week" || r.Weekday == "":
		case first.ID == "":
			first = r
		case r.Period == first.Period && r.Weekday != first.Weekday:
			return []remark{datum(part("rhythms", i, "weekday"), r.Weekday).say(named(r.What) + r.Weekday + "报送，" + named(first.What) + first.Weekday + "报送")}
		}
	}
	return nil
}
