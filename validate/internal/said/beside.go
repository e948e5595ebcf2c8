package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// between stands between the name of a thing and the day by which it is due.
	between = engine.Compile(`^(?:的?(?:电子[版稿]|纸质[版稿])|[”》、和与及])*(?:[（(][^（()）]{0,12}[）)])?[：:，,\s\p{Z}]*(?:(?:电子[版稿]|纸质[版稿]|盖章件)[和与及、]?)*(?:的?(?:报送|提交|上报|申报|报名|交稿|递交)?(?:截止)?(?:时间|日期|时限|期限)?(?:[:：]|为|是)?)?(?:请|应|须|需|务必|一律|统一|仍|均|也|最迟|最晚|[不]?[晚迟]于|[定于在至到]|截[止至])*[\s\p{Z}]*$`)
	// untilThen tells by itself that what stands in front of a day is due then.
	untilThen = engine.Compile(`[：:]|时间|日期|时限|期限|截[止至]|最[迟晚]`)
	// ofNext is behind a day by which what it names is due, not what stands before.
	ofNext = engine.Compile(`^[\s\p{Z}]*(?:之?前|以前)(?:[将把]|(?:报送|提交|上报|上交|发送|寄送|推荐|完成|公布|下发|印发|填报|组织|召开)[^，。；、（至到给往省市县区局学教本电纸])`)
	// ofThis tells that it is due itself, as it is to be handed in.
	ofThis = engine.Compile(`^[\s\p{Z}]*(?:之?前|以前)[将把](?:加?盖公?章的?|签字的?)*(?:电子[版稿]|纸质[版稿件]|扫描件|盖章件|原件|材料|其)`)
	// ownName may stand right before the name of a thing, which then is no part of a longer one.
	ownName = engine.Compile(`(?:^|[^\p{Han}]|[将把报交送的由及和与年填]|活动周|全[市县区校省]|本[校市县区]|学校|各[校地])$`)
)

// shortestThing and longestThing are how many characters of the end of a thing's name tell it.
const shortestThing, longestThing = 3, 10

// Beside compares the days right behind the names of things, 总结报告（附件2）请于5月25日17时前,
// with the data. Those at places in read are held against them otherwise.
func (y Schedule) Beside(l engine.Line, read func(at int) bool) []engine.Remark {
	if l.Role != engine.RoleText || len(y.ends) == 0 || !strings.Contains(l.Text, "月") {
		return nil
	}
	var found []engine.Remark
	for at, s := range Sentences(l) {
		if len(s) > longestSentence || Bygone.Match(s) {
			continue
		}
		for _, w := range calendar.FindDays(s) {
			days, ok := w.In(y.year)
			if !ok || len(w.Days) != 1 || read(at+w.Start) || GoesUp(s, w.Start, w.End) {
				continue
			}
			due, behind := y.lastThing(s[engine.Back(s, w.Start, nearby):w.Start])
			hour, n := calendar.FindClock(s[w.End:])
			end := w.End + n
			by := thenBy.Find(s[end:])
			if len(due) == 0 || by == nil && !(thenDue.Match(s[end:]) && untilThen.Match(behind)) || notHanded.Match(s[end:engine.Ahead(s, end, few)]) || strings.ContainsAny(behind, "，,") && ofNext.Match(s[end:]) && !ofThis.Match(s[end:]) {
				continue
			}
			if by != nil {
				end += by[1]
			}
			if !slices.ContainsFunc(due, func(d campaign.Deadline) bool { return met(d, days[0], hour) }) {
				found = append(found, otherDue(l.On(at+w.Start, at+end), due[0]))
			}
		}
	}
	return found
}

// lastThing returns the deadlines of the thing whose name s ends with, but for what may stand
// between that and a day, which it returns too.
func (y Schedule) lastThing(s string) (due []campaign.Deadline, behind string) {
	for i := len(s); i > 0; {
		for n := longestThing; n >= shortestThing; n-- {
			from := engine.Back(s, i, n)
			due := y.ends[s[from:i]]
			if len(due) == 0 {
				continue
			}
			if s[from:i] != Thing(due[0].What) && !ownName.Match(s[:from]) {
				return nil, "" // of something else that ends like it
			}
			if between.Match(s[i:]) {
				return due, s[i:]
			}
			return nil, ""
		}
		_, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
	}
	return nil, ""
}

// endsOf returns the deadlines by the ends of their names; none for those that several things
// have.
func endsOf(dues map[string][]campaign.Deadline) map[string][]campaign.Deadline {
	ends := map[string][]campaign.Deadline{}
	of := map[string]string{}
	for name, due := range dues {
		n := utf8.RuneCountInString(name)
		for k := shortestThing; k <= longestThing && k <= n; k++ {
			end := name[engine.Back(name, len(name), k):]
			if other, ok := of[end]; ok && other != name {
				ends[end] = nil
				continue
			}
			of[end], ends[end] = name, due
		}
	}
	for name, due := range dues { // 总结 of 活动总结 and 工作总结 is neither; its own name is
		if _, ok := ends[name]; ok {
			ends[name] = due
		}
	}
	return ends
}

func otherDue(f engine.Remark, d campaign.Deadline) engine.Remark {
	f.Message = "“" + d.What + "”的时限与活动数据（" + d.Due.String() + d.Time.String() + "）不同"
	return f
}
