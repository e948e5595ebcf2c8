package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	// dueLabel stands before the day of what the line names: 报送时限：5月12日.
	dueLabel = engine.Compile(`(?:报送|上报|提交|报名|交稿|递交|反馈|完成|截止|申报|寄送|收件|[报交])(?:的)?(?:截止)?(?:时间|日期|时限|期限)?[\s\p{Z}]*(?:[:：]|为|是)[\s\p{Z}]*(?:请)?[于在]?$|^(?:时限|期限)[\s\p{Z}]*[:：][\s\p{Z}]*$|截止$|截至$`)
	// thenDue stands behind a day that is alone behind the name of a thing.
	thenDue   = engine.Compile(`^[\s\p{Z}]*(?:之?前|以前|截止|止)?(?:[，。；、）（(]|$)`)
	notHanded = engine.Compile(`举[行办]|召开|开展|发放|公布|公示|启动|评审|培训|延|改|原|顺延|去年|上年|汇总后|日起|起[至到，、]|先[于在报送交]`)
	handed    = engine.Compile(`^[\s\p{Z}]*(?:下班)?(?:之?前|以前)(?:，?[将把][^，。；\d]{0,20}?|(?:电子版|纸质版|扫描件|材料))?(?:一并|统一|及时)?(?:通过[^，。；]{2,16})?(?:发送|报送|提交|上报|上传|反馈|寄送|寄|报|送|交|发)`)
	collected = engine.Compile(`^[\s\p{Z}]*(?:之?前|以前)，\p{Han}{0,8}收齐`)
	untilDay  = engine.Compile(`截止(?:时间|日期)?[为到]?[\s\p{Z}]*$`)
	// notLater stands before a day that is the last, atLast what is handed in on it behind it.
	notLater = engine.Compile(`(?:最[迟晚]|不[迟晚])于?[\s\p{Z}]*$`)
	atLast   = engine.Compile(`^[\s\p{Z}]*[将把][^，。；\d]{0,20}?(?:发送|报送|提交|上报|上传|反馈|寄送|寄|报|送|交|发)`)
	closing  = engine.Compile(`^[\s\p{Z}]*(?:截止|为止)`)
	thenBy   = engine.Compile(`^[\s\p{Z}]*(?:下班)?(?:之?前|以前|底前)`)
)

// few is how many of one name are looked at.
const few = 8

// A Schedule finds what is to be handed in or done by its name.
type Schedule struct {
	year   int
	dues   map[string][]campaign.Deadline // by Thing
	tasks  map[string][]campaign.Task     // by their first characters
	things map[string][]string            // the keys of dues by their first characters
	days   map[calendar.Date]bool         // on which anything is due, here or above
	ends   map[string][]campaign.Deadline // dues by the ends of names, see endsOf
}

// taskKey is how many characters tell a task.
const taskKey = 4

// NewSchedule returns what finds the deadlines and tasks of a campaign.
func NewSchedule(c *campaign.Campaign) Schedule {
	s := Schedule{c.Year, map[string][]campaign.Deadline{}, map[string][]campaign.Task{}, map[string][]string{}, map[calendar.Date]bool{}, nil}
	all := slices.Clone(c.Deadlines)
	own := map[string]bool{} // of which a superior wants as much
	for _, d := range all {
		own[Thing(d.What)] = true
	}
	for _, one := range c.Superiors {
		for _, d := range one.Deadlines {
			if s.days[d.Due] = true; own[Thing(d.What)] {
				continue
			}
			all = append(all, campaign.Deadline{What: d.What, Due: d.Due, Kind: toOffice})
		}
	}
	for _, d := range all {
		if name := Thing(d.What); d.Due.Valid() && name != "" && len(s.dues[name]) < few {
			key := name[:engine.Ahead(name, 0, taskKey)]
			if s.dues[name] == nil && utf8.RuneCountInString(key) == taskKey && len(s.things[key]) < few {
				s.things[key] = append(s.things[key], name)
			}
			s.dues[name] = append(s.dues[name], d)
			s.days[d.Due] = true
		}
	}
	s.ends = endsOf(s.dues)
	for _, t := range c.Tasks {
		if key := t.What[:engine.Ahead(t.What, 0, taskKey)]; utf8.RuneCountInString(key) == taskKey && t.Due.Valid() && len(s.tasks[key]) < few {
			s.tasks[key] = append(s.tasks[key], t)
		}
	}
	return s
}

// RunIn compares the days behind the names of things that are to be handed in, or behind a
// label in such an item: 联络员名单：4月9日前, or 育人案例。报送时限：5月12日.
//
// Of a line below a heading that is such a name, it is the one day: 一、典型案例.
func (y Schedule) RunIn(l, above engine.Line) []engine.Remark {
	if l.Role != engine.RoleText || !strings.Contains(l.Text, "月") {
		return nil
	}
	s := l.Unmarked()
	cut := strings.IndexAny(s, "：:。（(，")
	if cut < 0 || utf8.RuneCountInString(s[:cut]) > longestTheme {
		return nil
	}
	due := y.dues[Thing(strings.Trim(s[:cut], "“”《》 "))]
	headed := false
	if len(due) == 0 && above.Role == engine.RoleHeading && len(l.Text) <= longestSentence && len(calendar.FindDays(s)) == 1 {
		due, cut, headed = y.dues[Thing(strings.Trim(above.Unmarked(), "“”《》 "))], 0, true
	}
	if len(due) == 0 {
		return nil
	}
	begin := len(l.Text) - len(s)
	for at, sentence := range Sentences(l) {
		for _, w := range calendar.FindDays(sentence) {
			days, ok := w.In(y.year)
			before := sentence[engine.Back(sentence, w.Start, nearby):w.Start]
			if k := strings.LastIndexAny(before, "，；。"); k >= 0 {
				before = before[engine.Ahead(before, k, 1):]
			}
			end := w.End
			hour, n := calendar.FindClock(sentence[end:])
			end += n
			near := max(engine.Back(sentence, w.Start, few), min(begin+cut-at, w.Start)) // behind the name
			alone := at+w.Start-begin-cut <= len("：") && thenDue.Match(sentence[end:])
			if !ok || len(w.Days) != 1 || GoesUp(sentence, w.Start, w.End) || notHanded.Match(sentence[near:engine.Ahead(sentence, end, few)]) || !alone && !dueLabel.Match(before) && !((headed || at > l.Mark || at+w.Start-begin-cut <= len("：请")) && handed.Match(sentence[end:])) {
				continue
			}
			if i := slices.IndexFunc(due, func(d campaign.Deadline) bool { return met(d, days[0], hour) }); i >= 0 {
				return otherMedium(l, stated.Deadline{Deadline: due[i], Start: at + w.Start, End: at + end}, due[i])
			}
			return []engine.Remark{otherDue(l.On(at+w.Start, at+end), due[0])}
		}
	}
	return nil
}

// Named compares the one day by which something is to be handed in with the data, in a
// sentence that names one thing of them: 尚未报送清单的学校，务必于5月6日前报送. Of the days
// at places that are read otherwise, it is what goes to a higher office alone.
func (y Schedule) Named(l engine.Line, read func(at int) bool) []engine.Remark {
	if l.Role != engine.RoleText || !strings.ContainsAny(l.Text, "前截迟晚") {
		return nil
	}
	for at, s := range Sentences(l) {
		if len(s) > longestSentence || Bygone.Match(s) || !strings.ContainsAny(s, "前截迟晚") {
			continue
		}
		days := calendar.FindDays(s)
		if len(days) != 1 || len(days[0].Days) != 1 {
			continue
		}
		w := days[0]
		hour, n := calendar.FindClock(s[w.End:])
		all, ok := w.In(y.year)
		due := y.dueIn(s)
		if !ok || len(due) == 0 || GoesUp(s, w.Start, w.End) || !handed.Match(s[w.End+n:]) && !collected.Match(s[w.End+n:]) && !closing.Match(s[w.End+n:]) && !(atLast.Match(s[w.End+n:]) && notLater.Match(s[engine.Back(s, w.Start, few):w.Start])) && !untilDay.Match(s[engine.Back(s, w.Start, few):w.Start]) || notHanded.Match(s[:w.Start]) || y.days[all[0]] && !slices.ContainsFunc(due, func(d campaign.Deadline) bool { return d.Due == all[0] }) || read(at+w.Start) && due[0].Kind != toOffice {
			continue
		}
		if !slices.ContainsFunc(due, func(d campaign.Deadline) bool { return met(d, all[0], hour) }) {
			return []engine.Remark{otherDue(l.On(at+w.Start, at+w.End+n), due[0])}
		} else if !read(at + w.Start) {
			return otherMedium(l, stated.Deadline{Deadline: due[0], Start: at + w.Start, End: at + w.End + n}, due[0])
		}
	}
	return nil
}

// toOffice is the kind of what a higher office wants, which may come sooner.
const toOffice = "上级"

// met reports whether a day and an hour, if one is told, are those of a deadline.
func met(d campaign.Deadline, day calendar.Date, hour calendar.Clock) bool {
	if d.Kind == toOffice {
		return !day.After(d.Due)
	}
	return d.Due == day && (hour.IsZero() || d.Time.IsZero() || d.Time == hour || sameHalf(hour, d.Time))
}

// longestSentence is how many bytes a sentence has that is looked at for what it names.
const longestSentence = 600

// dueIn returns the deadlines of the one thing that s names; none if it names several.
func (y Schedule) dueIn(s string) (due []campaign.Deadline) {
	name := ""
	for at := 0; at < len(s); {
		next := engine.Ahead(s, at, 1)
		for _, thing := range y.things[s[at:engine.Ahead(s, at, taskKey)]] {
			if !strings.HasPrefix(s[at:], thing) || thing == name {
				continue
			}
			if name != "" {
				return nil
			}
			name, due, next = thing, y.dues[thing], at+len(thing)
		}
		at = next
	}
	return due
}

// Tasks compares the day by which a task is to be done, and who is to do it, with the data:
// 教务处于5月11日前布置实训展区.
func (y Schedule) Tasks(l engine.Line) []engine.Remark {
	if len(y.tasks) == 0 || l.Role == engine.RoleCell || !strings.Contains(l.Text, "前") {
		return nil
	}
	var found []engine.Remark
	for at, s := range Sentences(l) {
		days := calendar.FindDays(s)
		for i, w := range days {
			all, ok := w.In(y.year)
			by := thenBy.Find(s[w.End:])
			if !ok || len(w.Days) != 1 || by == nil {
				continue
			}
			end := len(s)
			if i+1 < len(days) {
				end = days[i+1].Start
			}
			t, ok := y.taskIn(s[w.End+by[1] : min(end, engine.Ahead(s, w.End+by[1], nearby))])
			if !ok || setBefore.Match(s[engine.Back(s, w.Start, few):w.Start]) {
				continue
			}
			if all[0] != t.Due {
				f := l.On(at+w.Start, at+w.End+by[1])
				f.Message = "“" + t.What + "”的时限与活动数据（" + t.Due.String() + "）不同"
				found = append(found, f)
			}
			near := engine.Back(s, w.Start, nearby)
			who := s[near:w.Start]
			if k := strings.LastIndexAny(who, "，；。："); k >= 0 {
				who = who[engine.Ahead(who, k, 1):]
			}
			who = strings.TrimLeft(strings.TrimRight(who, "于在应须请要 "), "由请 ")
			if who != "" && len(t.Who) <= few && !slices.ContainsFunc(t.Who, func(o string) bool { return sameOrgan(who, o) }) && !strings.ContainsAny(who, "、和") {
				k := at + near + strings.LastIndex(s[near:w.Start], who)
				f := l.On(k, k+len(who))
				f.Message, f.Hint = "“"+t.What+"”的责任部门与活动数据不同", "活动数据为"+strings.Join(t.Who, "、")
				f.Severity = report.Warning
				found = append(found, f)
			}
		}
	}
	return found
}

// taskIn returns the first task that s names.
func (y Schedule) taskIn(s string) (campaign.Task, bool) {
	for at := range s {
		key := s[at:engine.Ahead(s, at, taskKey)]
		for _, t := range y.tasks[key] {
			if strings.HasPrefix(s[at:], t.What) {
				return t, true
			}
		}
	}
	return campaign.Task{}, false
}
