package adopt

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// owed takes over the deadlines and contacts that the text states.
func (a *adopter) owed() {
	deadlines, contacts := stated.Arrangements(a.doc)
	keys := a.contacts(first(a, "contacts", contacts))
	if s := after.FindString(a.text); s != "" {
		a.doubt("deadlines", "原文写“%s”而没有日期，请在deadlines里写明是哪一天", s)
	}
	for _, d := range first(a, "deadlines", deadlines) {
		d.To = a.receivers(d.To, keys)
		for _, what := range thingsIn(d.What) {
			if len(a.c.Deadlines) == most {
				break
			}
			one := d
			one.What, one.To = what, slices.Clone(d.To)
			one.ID = a.free(deadlineID(what))
			if main, ok := a.c.MainPeriod(); ok {
				one.Kind = "during"
				switch {
				case d.Due.Before(main.From):
					one.Kind = "before"
				case d.Due.After(main.To):
					one.Kind = "after"
				}
			}
			path := fmt.Sprintf("deadlines[%d]", len(a.c.Deadlines))
			if s := a.doc.Signature; s != nil && !s.Date.IsZero() && !d.Due.After(s.Date) {
				a.doubt(path, "时限不晚于成文日期")
			}
			if len(one.To) == 0 && len(a.c.Contacts) > 0 {
				a.doubt(path, "原文没有写明报给谁（to）")
			}
			a.c.Deadlines = append(a.c.Deadlines, one)
		}
	}
}

// after is a day that is told by another: 活动结束后一周内.
var after = regexp.MustCompile(`结束后[^，。；]{1,10}内`)

// contacts takes contacts over and tells by which key each goes now.
func (a *adopter) contacts(found []campaign.Contact) map[string]string {
	keys := map[string]string{}
	nameless := []campaign.Contact{}
	for _, c := range found {
		if c.Organ == "" && c.Person == "" && c.Email != "" {
			nameless = append(nameless, c)
			continue
		}
		old := c.Key()
		path := fmt.Sprintf("contacts[%d]", len(a.c.Contacts))
		if c.Organ == "" {
			c.Organ = a.c.Organs[0].ShortName()
			a.doubt(path, "原文没有写明联系人是哪个单位的，暂作%s", c.Organ)
		}
		c.Organ = han.Squeeze(c.Organ)
		if c.ID == c.Phone {
			c.ID = c.Organ // told from the others by what it is
		}
		if c.Email != "" {
			c.ID = ""
		}
		a.c.Contacts = append(a.c.Contacts, c)
		keys[old] = c.Key()
	}
	// A mailbox that nobody is named for is the first organ's.
	for _, c := range nameless {
		old := c.Key()
		at := slices.IndexFunc(a.c.Contacts, func(o campaign.Contact) bool {
			return o.Email == "" && o.Phone != "" && (o.Organ == a.c.Organs[0].ShortName() || o.Organ == a.c.Organs[0].Name)
		})
		if at >= 0 {
			was := a.c.Contacts[at].Key()
			a.c.Contacts[at].Email, a.c.Contacts[at].ID = c.Email, ""
			keys[was] = a.c.Contacts[at].Key()
		} else {
			c.Organ = a.c.Organs[0].ShortName()
			at = len(a.c.Contacts)
			a.c.Contacts = append(a.c.Contacts, c)
		}
		keys[old] = a.c.Contacts[at].Key()
		a.doubt(fmt.Sprintf("contacts[%d].email", at), "原文没有写明邮箱%s是谁的，暂归%s", c.Email, a.c.Contacts[at].Organ)
	}
	a.merge(keys)
	return keys
}

// merge drops contacts that are nothing but a name for one that can be reached:
// 南昌市教育局职成处 for the only contact of the document.
func (a *adopter) merge(keys map[string]string) {
	reached := slices.IndexFunc(a.c.Contacts, func(c campaign.Contact) bool { return c.Email != "" || c.Phone != "" })
	n := 0
	for _, c := range a.c.Contacts {
		if c.Email != "" || c.Phone != "" {
			n++
		}
	}
	if n != 1 {
		return
	}
	only := a.c.Contacts[reached]
	var kept []campaign.Contact
	for i, c := range a.c.Contacts {
		if i == reached || c.Email != "" || c.Phone != "" {
			kept = append(kept, c)
			continue
		}
		if only.Organ == a.c.Organs[0].ShortName() || only.Organ == a.c.Organs[0].Name {
			only.Organ = c.Organ
		}
		for old, now := range keys {
			if now == c.Key() {
				keys[old] = only.Key()
			}
		}
	}
	for i := range kept {
		if kept[i].Key() == only.Key() {
			kept[i] = only
		}
	}
	if len(kept) < len(a.c.Contacts) {
		a.doubts = slices.DeleteFunc(a.doubts, func(m campaign.Doubt) bool { return strings.HasPrefix(m.Path, "contacts[") })
		a.doubt("contacts[0]", "原文只写了一处联系方式，各项材料都记作报给%s", only.Organ)
	}
	a.c.Contacts = kept
}

func (a *adopter) receivers(to []string, keys map[string]string) []string {
	var all []string
	for _, k := range to {
		if now, ok := keys[k]; ok && !slices.Contains(all, now) {
			all = append(all, now)
		}
	}
	if len(all) == 0 {
		if c, ok := a.onlyMailbox(); ok {
			return []string{c.Key()}
		}
	}
	return all
}

// onlyMailbox returns the contact that has the only mailbox, or is the only one.
func (a *adopter) onlyMailbox() (only campaign.Contact, ok bool) {
	if len(a.c.Contacts) == 1 {
		return a.c.Contacts[0], true
	}
	for _, c := range a.c.Contacts {
		if c.Email != "" {
			if ok {
				return campaign.Contact{}, false
			}
			only, ok = c, true
		}
	}
	return only, ok
}

// isThing is what a thing that is handed in ends with.
var (
	isThing = regexp.MustCompile(`(?:总结|报告|表|方案|计划|清单|名单|材料|案例|简报|联系方式|照片|图片|视频|安排|信息|资料|作品|稿件)》?(?:电子版|电子稿|电子表|纸质版)?$`)
	and     = regexp.MustCompile(`、|和|与|以及|及`)
	inOne   = regexp.MustCompile(`(?:一并|打包|统一|分别|同时)$`)
)

// thingsIn parts what is to be handed in by one day into things: 总结和情况统计表 is
// two. Words that are not all things stay as they are.
func thingsIn(what string) []string {
	bare := inOne.ReplaceAllString(brackets.ReplaceAllString(what, ""), "")
	var things []string
	for _, s := range and.Split(bare, -1) {
		if !isThing.MatchString(s) {
			return []string{named(what)}
		}
		things = append(things, named(s))
	}
	if len(things) == 1 {
		return []string{named(what)}
	}
	return things
}

var titled = regexp.MustCompile(`^《([^《》]+)》(?:的)?(?:电子版|电子稿|电子表|纸质版)?$`)

// named returns a thing by its title, which stands in 《 》.
func named(what string) string {
	if g := titled.FindStringSubmatch(what); g != nil {
		return g[1]
	}
	return what
}

// besides finds what is handed in beside a form by the same day: a document that is
// named and is no part of the form's title. Material that has a number and no day comes
// within the main period.
func (a *adopter) besides() {
	for i := range a.c.Deadlines {
		d := &a.c.Deadlines[i]
		if d.Form == "" {
			continue
		}
		for _, word := range []string{"总结", "方案", "报告", "计划"} {
			if strings.Contains(d.What, word) && !strings.Contains(a.c.FormTitle(d.Form), word) {
				d.Files = []string{word}
				break
			}
		}
	}
	if main, ok := a.c.MainPeriod(); ok {
		for i := range a.c.Material {
			if r := &a.c.Material[i]; r.MinCount > 0 && r.Deadline == "" {
				r.Period = main.ID
			}
		}
	}
}

func deadlineID(what string) string {
	for _, w := range [][2]string{
		{"统计表", "statistics"}, {"联络员", "liaison"}, {"亮点", "highlights"}, {"交流日", "openday"}, {"规划表", "outreach"},
		{"安排表", "schedule"}, {"总结", "summary"}, {"方案", "plan"}, {"安排", "schedule"}, {"名单", "names"}, {"视频", "video"}, {"照片", "photos"}, {"案例", "cases"}, {"作品", "works"}, {"材料", "material"},
	} {
		if strings.Contains(what, w[0]) {
			return w[1]
		}
	}
	return "deadline"
}

// free returns an id that no deadline has.
func (a *adopter) free(id string) string {
	taken := func(id string) bool {
		return slices.ContainsFunc(a.c.Deadlines, func(d campaign.Deadline) bool { return d.ID == id })
	}
	name := id
	for n := 2; taken(name); n++ {
		name = fmt.Sprint(id, "-", n)
	}
	return name
}

var (
	daily    = regexp.MustCompile(`每日|每天|一日一报|日报`)
	onDays   = regexp.MustCompile(`活动(?:的)?(?:当天|当日)`)
	weekly   = regexp.MustCompile(`每(?:周|星期)([一二三四五六日天])`)
	sends    = regexp.MustCompile(`(?:报送|上报|提交|发送|发|报)(?:一次)?(?:至|到|给)?`)
	previous = regexp.MustCompile(`前一[日天]|昨[日天]|前[日天]`)
	same     = regexp.MustCompile(`当[日天]`)
	soon     = regexp.MustCompile(`^(?:之前|以前|前)`)
	byHour   = regexp.MustCompile(`^[日天]?(?:的)?(?:下班)?(?:之前|以前|前|\d|上午|中午|下午|报|将|，)`)
	ofThem   = regexp.MustCompile(`将([^，。；]+?)(?:，(?:以|通过)[^，。；]+?)?(?:及时)?(?:报送|上报|报|发送|发|提交)`)
	brackets = regexp.MustCompile(`[（(][^（()）]*[）)]`)
	byMeans  = regexp.MustCompile(`^(?:以|通过|用)`)
)

// rhythms finds what is handed in day by day or week by week.
func (a *adopter) rhythms() {
	for _, l := range a.lines {
		if l.row != nil || len(a.c.Rhythms) == most {
			continue
		}
		for s := range strings.SplitSeq(han.Squeeze(l.text), "。") {
			if r, some, ok := a.rhythmIn(s); ok {
				if !slices.ContainsFunc(a.c.Rhythms, func(o campaign.Rhythm) bool {
					return o.Every == r.Every && o.Weekday == r.Weekday && o.By == r.By
				}) {
					a.addRhythm(r, some)
				}
			}
		}
	}
}

// rhythmIn reads the rhythm that a sentence sets; some tells that it is one of
// days with an activity alone.
func (a *adopter) rhythmIn(s string) (r campaign.Rhythm, some, ok bool) {
	start := 0
	switch w, d, o := weekly.FindStringSubmatchIndex(s), daily.FindStringIndex(s), onDays.FindStringIndex(s); {
	case w != nil && byHour.MatchString(s[w[1]:]):
		r.Every, r.Weekday, r.Covers, start = "week", "周"+strings.Replace(s[w[2]:w[3]], "天", "日", 1), "week", w[1]
	case o != nil && sends.MatchString(s[o[1]:]):
		r.Every, r.Covers, start, some = "day", "same-day", o[1], true
	case d != nil && sends.MatchString(s[d[1]:]):
		r.Every, start = "day", d[1]
	default:
		return r, false, false
	}
	rest := s[start:]
	for i := range rest {
		if clock, n := calendar.FindClock(rest[i:]); n > 0 && soon.MatchString(rest[i+n:]) {
			r.By, rest = clock, rest[i+n:]
			break
		}
	}
	if r.By.IsZero() && r.Every == "day" {
		return r, false, false // 每日报送 without an hour is no deadline
	}
	if r.Every == "day" && r.Covers == "" {
		switch {
		case previous.MatchString(s):
			r.Covers = "previous-day"
		case same.MatchString(s):
			r.Covers = "same-day"
		}
	}
	r.What = rhythmWhat(brackets.ReplaceAllString(rest, ""))
	if r.What == "" {
		r.What = map[string]string{"day": "当日活动情况", "week": "一周活动情况"}[r.Every]
	}
	r.To = a.receiversIn(s)
	return r, some, true
}

// rhythmWhat returns what is handed in.
func rhythmWhat(s string) string {
	if _, clause, ok := strings.Cut(s, "将"); ok { // 每日16时前将小结、图片，5月22日前将总结一并报送
		if i := strings.IndexAny(clause, "，；。"); i > 0 && !sends.MatchString(clause) || i > 0 && isThing.MatchString(clause[:i]) {
			return clause[:i]
		}
	}
	if g := ofThem.FindStringSubmatch(s); g != nil {
		return g[1]
	}
	m := sends.FindStringIndex(s)
	if m == nil {
		return ""
	}
	what := s[m[1]:]
	if i := strings.IndexAny(what, "，；,;（(："); i >= 0 {
		what = what[:i]
	}
	if byMeans.MatchString(what) {
		return ""
	}
	return what
}

// receiversIn returns the contacts that a sentence names as receivers.
func (a *adopter) receiversIn(s string) []string {
	for _, c := range a.c.Contacts {
		if r := []rune(c.Organ); len(r) >= 3 && strings.Contains(s, string(r[max(0, len(r)-3):])) {
			return []string{c.Key()}
		}
	}
	if c, ok := a.onlyMailbox(); ok {
		return []string{c.Key()}
	}
	return nil
}

func (a *adopter) addRhythm(r campaign.Rhythm, some bool) {
	r.ID = map[string]string{"day": "daily", "week": "weekly"}[r.Every]
	if n := len(a.c.Rhythms); slices.ContainsFunc(a.c.Rhythms, func(o campaign.Rhythm) bool { return o.ID == r.ID }) {
		r.ID = fmt.Sprint(r.ID, "-", n+1)
	}
	path := fmt.Sprintf("rhythms[%d]", len(a.c.Rhythms))
	if some {
		r.Only = "activity"
		a.doubt(path, "原文说在有活动的日子报送，哪天有活动以各单位报来的表格为准")
	}
	if strings.Contains(r.What, "简报") {
		r.Files = []string{"简报"}
	}
	if len(r.To) == 0 && len(a.c.Contacts) > 0 {
		a.doubt(path, "原文没有写明报给谁（to）")
	}
	a.c.Rhythms = append(a.c.Rhythms, r)
}
