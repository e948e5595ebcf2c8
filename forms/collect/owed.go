package collect

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// The states that this package tells of.
const (
	stateNone     = ledger.None
	stateFew      = ledger.Few
	stateVersions = ledger.Versions
	stateErrors   = ledger.Errors
	stateLate     = ledger.Late
	stateUnread   = ledger.Unread
	stateCame     = ledger.Came
	stateUnsure   = ledger.Unsure
	stateElse     = ledger.Else
	stateNotYet   = ledger.NotYet
	stateNoDay    = ledger.NoDay
	stateNothing  = ledger.Nothing
)

// An Item is what a unit did about one of [campaign.Campaign.Duties] on one of its
// days; what comes otherwise than as a file (纸质版, 信息平台) is an item of its own,
// never missing, and never there unless the register says so.
type Item = ledger.Item

// A Debt is what a school owes.
type Debt = ledger.Debt

// asked reports whether something with a deadline is asked for already.
func (c *collector) asked(d *campaign.Deadline) bool {
	return c.AsOf.IsZero() || d != nil && !d.Due.After(c.AsOf)
}

// debts lists what is owed, by deadline, then in the order of the campaign,
// then of the schools. What has no deadline comes last.
func (c *collector) debts() []Debt {
	var all []Debt
	everyone := c.everyone()
	for i, f := range c.forms {
		if !c.asked(f.deadline) {
			continue
		}
		x := c.standing(c.tallies[i], f)
		for _, school := range everyone {
			if d, owes := x.debt(school); owes && c.bound(school, d) && (d.State != stateNone || c.owes(c.school(school), f.deadline)) {
				d.School, d.What, d.Deadline = school, "《"+f.schema.Title+"》", f.deadline
				if x.units[school] {
					d.What += "的汇总表"
				}
				all = append(all, d)
			}
		}
	}
	for i := range c.Campaign.Material {
		for _, school := range everyone {
			if d, owes := c.materialDebt(i, school); owes && c.asked(d.Deadline) && c.bound(school, d) {
				all = append(all, d)
			}
		}
	}
	all = append(all, c.dutyDebts()...)
	slices.SortStableFunc(all, func(a, b Debt) int {
		switch {
		case a.Deadline == nil || b.Deadline == nil:
			return cmp.Compare(btoi(a.Deadline == nil), btoi(b.Deadline == nil))
		}
		return due(a.Deadline).Compare(due(b.Deadline))
	})
	return all
}

// dutyDebts lists what is owed of documents and rhythms: of a rhythm one for all of
// its days.
func (c *collector) dutyDebts() []Debt {
	var all []Debt
	type run struct {
		unit, state string
		duty        int
	}
	runs := map[run]int{} // of rhythms: where in all
	for _, it := range c.items {
		d := &c.duties[it.Duty]
		if it.Medium != "" || strings.HasPrefix(d.Path, "material") || d.Form != "" && it.Part == "" {
			continue // told of by the form or the material itself
		}
		if !ledger.Owed(it.State) && it.State != stateLate {
			continue
		}
		of := run{it.Unit, it.State, it.Duty}
		if at, ok := runs[of]; ok && d.Every != "" {
			all[at].Days = append(all[at].Days, it.Day)
			continue
		}
		runs[of] = len(all)
		debt := Debt{School: it.Unit, What: oneLine(d.What), State: it.State, Note: it.Note, Days: []calendar.Date{it.Day}}
		if it.Part != "" {
			debt.What = it.Part
		}
		if !it.Day.IsZero() {
			debt.Deadline = &campaign.Deadline{What: d.What, Due: it.Day, Time: d.Time, To: contactKeys(d.To)}
		}
		all = append(all, debt)
	}
	for i := range all {
		if len(all[i].Days) > 1 {
			var days []string
			for _, day := range all[i].Days {
				days = append(days, ledger.MonthDay(day))
			}
			note := all[i].Note
			if all[i].State == stateLate {
				note = "" // of the first alone
			}
			all[i].Note = strings.Trim(strings.Join(days, "、")+"应报的；"+note, "；")
		}
	}
	return all
}

func contactKeys(to []campaign.Contact) []string {
	var keys []string
	for _, c := range to {
		keys = append(keys, c.Key())
	}
	return keys
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bound reports whether a school owes something: of one that the roster does
// not have nobody knows what it has to send, only what is wrong with what it
// sent.
func (c *collector) bound(school string, d Debt) bool {
	_, listed := c.schools.find(school)
	return listed || len(c.schools.roster) == 0 || d.State != stateNone && d.State != stateFew
}

// owes reports whether the campaign asks a school for what is due by a deadline.
func (c *collector) owes(sc returned.School, d *campaign.Deadline) bool {
	if d == nil {
		return true
	}
	i := slices.IndexFunc(c.Campaign.Deadlines, func(x campaign.Deadline) bool { return x.ID == d.ID })
	return c.owesAt(sc, fmt.Sprintf("deadlines[%d]", i))
}

// owesAt reports whether the campaign asks a school for the duty of a path.
func (c *collector) owesAt(sc returned.School, path string) bool {
	u := campaign.UnitOf(sc.Name, sc.Category)
	return !slices.ContainsFunc(c.duties, func(o campaign.Duty) bool { return o.Path == path && !c.Campaign.Owes(u, o) })
}

// A standing is what each school sent of a form.
type standing struct {
	counted, set, late map[string][]returned.Submission // by school
	units              map[string]bool                  // offices that answer for a district
	rollups            map[string][]returned.Rollup     // of these
	unclear            map[string]bool                  // files of which none counts for lack of a time
	handed             map[string]bool                  // offices that handed on forms of their schools
	unread             map[string][]string              // names of files that could not be read
	mayBe              map[string]bool                  // schools of which one may be the form
}

func (c *collector) standing(t *returned.Tally, f form) *standing {
	by := func(list []returned.Submission) map[string][]returned.Submission {
		m := map[string][]returned.Submission{}
		for _, sub := range list {
			m[sub.School] = append(m[sub.School], sub)
		}
		return m
	}
	x := &standing{by(t.Counted), by(t.Set), by(t.Late), map[string]bool{}, map[string][]returned.Rollup{}, map[string]bool{}, map[string]bool{}, map[string][]string{}, map[string]bool{}}
	for _, r := range t.Rollups {
		x.rollups[r.Unit] = append(x.rollups[r.Unit], r)
	}
	for _, r := range t.SetAside {
		x.rollups[r.Unit] = append(x.rollups[r.Unit], r)
	}
	for _, sc := range c.schools.roster {
		x.units[sc.Name] = t.IsUnit(sc)
	}
	for _, list := range [][]returned.Submission{t.Counted, t.Set} {
		for i := range list {
			x.handed[list[i].Unit] = true
		}
	}
	for _, found := range t.Findings {
		if found.Rule == returned.RuleVersions {
			x.unclear[found.Where.File] = true
		}
	}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if a.unread {
			x.unread[a.owner.name] = append(x.unread[a.owner.name], path.Base(a.path))
		}
		if c.mayBe(a, f) {
			if !a.unread {
				x.unread[a.owner.name] = append(x.unread[a.owner.name], path.Base(a.path))
			}
			x.mayBe[a.owner.name] = true
		}
	}
	return x
}

// debt tells what is wrong with a school's returns of a form, or an office's.
func (x *standing) debt(school string) (Debt, bool) {
	counted, aside := x.counted[school], x.set[school]
	var versions, wrong, lateFiles []string
	if list := x.rollups[school]; len(list) > 0 && len(counted) == 0 {
		for _, r := range list {
			if x.unclear[r.File] {
				for _, r := range list {
					versions = append(versions, r.File)
				}
				break
			}
		}
		if len(versions) > 0 {
			return Debt{State: stateVersions, Note: "请确认以哪一份为准：" + strings.Join(versions, "、")}, true
		}
		return Debt{}, false
	}
	if x.units[school] && x.handed[school] && len(counted) == 0 && len(aside) == 0 {
		return Debt{}, false
	}
	errors := 0
	first := ""
	for _, sub := range counted {
		n := 0
		for _, f := range sub.Findings {
			if f.Severity == report.Error && (f.Where.Sheet == "" || f.Where.Sheet == sub.Return.Sheet) {
				first = cmp.Or(first, f.Message)
				n++
			}
		}
		if n > 0 {
			errors += n
			wrong = append(wrong, sub.Return.File)
		}
	}
	for _, sub := range x.late[school] {
		lateFiles = append(lateFiles, sub.Received.Format("1月2日")+"报来")
	}
	if slices.ContainsFunc(aside, func(s returned.Submission) bool { return x.unclear[s.Return.File] }) {
		for _, sub := range aside {
			versions = append(versions, sub.Return.File)
		}
	}
	switch {
	case len(versions) > 0:
		return Debt{State: stateVersions, Note: "请确认以哪一份为准：" + strings.Join(versions, "、")}, true
	case len(counted) == 0 && x.mayBe[school]:
		return Debt{State: stateUnread, Note: x.unreadOf(school)}, true
	case len(counted) == 0:
		return Debt{State: stateNone, Note: x.unreadOf(school)}, true
	case errors > 0:
		return Debt{State: stateErrors, Note: fmt.Sprintf("%s有%d处错误，如：%s", strings.Join(wrong, "、"), errors, first)}, true
	case len(lateFiles) > 0:
		return Debt{State: stateLate, Note: strings.Join(lateFiles, "、")}, true
	}
	return Debt{}, false
}

// unreadOf says which files of a school could not be read: one of them may be
// what is missed.
func (x *standing) unreadOf(school string) string {
	names := x.unread[school]
	if len(names) == 0 {
		return ""
	}
	more := ""
	if n := len(names); n > 3 {
		names, more = names[:3], fmt.Sprintf("等%d个", n)
	}
	return "报来的" + strings.Join(names, "、") + more + "没能读入，见校核结果"
}

var materialNames = map[string]string{"article": "文字稿件", "photo": "照片", "video": "视频", "media": "媒体报道"}

// materialDebt tells how many files of a kind a school still owes.
func (c *collector) materialDebt(rule int, school string) (Debt, bool) {
	r := c.stuff[school]
	if r == nil {
		return Debt{}, false
	}
	for _, o := range r.Owed {
		if o.Rule != rule {
			continue
		}
		d := Debt{School: school, What: materialNames[c.Campaign.Material[rule].Kind], Deadline: o.Deadline, State: stateFew}
		d.Note = fmt.Sprintf("应报%d份，已报%d份", o.Want, o.Have)
		if o.Have == 0 {
			d.State = stateNone
		}
		return d, true
	}
	return Debt{}, false
}

// chase makes the sheets of 催报名单.
func (c *collector) chase(debts []Debt) []sheet.List {
	word := c.unitWord().One
	note := "按截止时间排列。"
	if !c.AsOf.IsZero() {
		note = fmt.Sprintf("只列%s及以前到期的，按截止时间排列。", c.AsOf)
	}
	if len(c.schools.roster) == 0 {
		note += "没有给名册，只列报来过文件的" + word + "，一份都没有报的不在其中。"
	}
	title := c.Campaign.Name + "催报名单"
	by := sheet.List{Sheet: "按截止时间", Title: title, Note: note, Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: "截止时间", Width: 100}, {Label: "应报内容", Width: 170}, {Label: word, Width: 120},
		{Label: "区县", Width: 56}, {Label: "情况", Width: 80}, {Label: "联系人", Width: 70}, {Label: "电话", Width: 90}, {Label: "说明", Width: 190},
	}}
	bySchool := map[string][]string{}
	for i, d := range debts {
		if name := c.holiday(d.Deadline); name != "" {
			d.Note = strings.Trim(d.Note+"；截止时间在"+name+"假期", "；")
		}
		sc := c.school(d.School)
		by.Rows = append(by.Rows, []any{i + 1, deadlineText(d.Deadline), d.What, d.School, sc.District,
			sheet.Marked{Value: d.State, Severity: d.Severity()}, sc.Contact, sc.Phone, d.Note})
		bySchool[d.School] = append(bySchool[d.School], d.What+"："+d.State)
	}
	each := sheet.List{Sheet: "按" + word, Title: title + "（按" + word + "）", Note: note, Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: word, Width: 130}, {Label: "区县", Width: 60}, {Label: "联系人", Width: 70},
		{Label: "电话", Width: 100}, {Label: "件数", Width: 40}, {Label: "应报内容和情况", Width: 420},
	}}
	for _, school := range c.everyone() {
		if owes := bySchool[school]; len(owes) > 0 {
			sc := c.school(school)
			each.Rows = append(each.Rows, []any{len(each.Rows) + 1, school, sc.District, sc.Contact, sc.Phone, len(owes), strings.Join(owes, "\n")})
		}
	}
	if len(debts) == 0 {
		by.Note += "没有要催报的。"
		each.Note = by.Note
	}
	return []sheet.List{by, each}
}

// holiday returns the public holiday on which a deadline is: many schools send late
// then, and are called with another word.
func (c *collector) holiday(d *campaign.Deadline) string {
	if d == nil {
		return ""
	}
	days := calendar.BuiltInHolidays()
	if c.Checker.Holidays != nil {
		days = *c.Checker.Holidays
	}
	return days.Holiday(d.Due)
}

// school returns what the roster knows of a school.
func (c *collector) school(name string) returned.School {
	if sc, ok := c.schools.find(name); ok {
		return *sc
	}
	return returned.School{Name: name}
}

func deadlineText(d *campaign.Deadline) string {
	if d == nil {
		return "没有规定"
	}
	return d.Due.String() + d.Time.String()
}
