package said

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	session = engine.Compile(`第([一二三四五六七八九十百]{1,4}|\d{1,3})届(\p{Han}{2,16})`)
	// thisTime tells that what is named is to be held, not what has been.
	thisTime = engine.Compile(`确保|保证|做好|办好|迎接|筹[备办]|举[办行]|开展|组织|参加|报名|颁发|授予|评[出选]|设[立置]?|组委会|本[次届]|填[写报]|报送|是$`)
	since    = engine.Compile(`^[^，。；]{0,12}(?:以来|至今|获|获得|冠军|中|上|期间的?成果|经验)`)
	// setThen stands behind what is to be held on a day.
	setThen = engine.Compile(`^\p{Han}{0,12}[”》]?(?:将|拟)?(?:定|安排)?[于在]\d{1,2}月|^\p{Han}{0,12}[”》]?(?:将|拟|定)[^，。；]{0,4}[于在]\d{4}年|^\p{Han}{0,12}[”》]?将?在\p{Han}{2,16}(?:举[行办]|召开)|^\p{Han}{0,12}》?（[详请]?见附|^\p{Han}{0,12}设[立置]?\p{Han}{0,6}奖|^\p{Han}{0,12}[”》]?[。：（(][^。；]{0,6}\d{1,2}月\d`)
)

// OtherSession finds the number of a session that is not the one which the title has for
// the same: 第十一届技能节 below 第十二届技能节. The titles of what is attached name it without
// a word that it is to be held.
func OtherSession(p *engine.Passage, title engine.Line, attached []engine.Line) []engine.Remark {
	const same = 2 * len("字") // of what is held
	own := session.First(title)
	if own == nil || len(session.All(title)) > 1 {
		return nil
	}
	n, what := title.Text[own[2]:own[3]], title.Text[own[4]:own[4]+same]
	var found []engine.Remark
	for i, l := range slices.Concat(attached, p.Lines) {
		for _, m := range session.All(l) {
			if l.Text[m[2]:m[3]] == n || !strings.HasPrefix(l.Text[m[4]:], what) || i >= len(attached) && !ofThisTime(l, m, what) || i < len(attached) && backOn.In(l) {
				continue
			}
			f := l.On(m[0], m[4])
			f.Message = "届次与标题（第" + n + "届）不同"
			found = append(found, f)
		}
	}
	return found
}

// backOn is in the title of a paper about one that has been.
var backOn = engine.Compile(`获奖|结果|总结|回顾|名单`)

// ofThisTime reports whether a match of [session] in l is about what is to be held.
func ofThisTime(l engine.Line, m []int, what string) bool {
	before, behind := l.Text[engine.Back(l.Text, m[0], 40):m[0]], l.Text[m[4]:engine.Ahead(l.Text, m[4], nearby)]
	if i := strings.LastIndexAny(before, "，。；"); i >= 0 {
		before = before[i+len("，"):]
	}
	form := strings.HasSuffix(before, "《") && thisTime.Match(before)
	return !Bygone.Match(before) && !heldOnce.Match(before) && (form || !strings.ContainsAny(before, "《自从")) && (thisTime.Match(before) || setThen.Match(behind)) && !since.Match(behind[len(what):])
}

// heldOnce stands before one that has been: 2025年5月举办的.
var heldOnce = engine.Compile(`\d日?(?:举[办行]|召开)的$`)

// A sessionBook holds the numbers of sessions by the first characters of what is held; those
// of two numbers are empty.
type sessionBook map[string]string

// of returns the number of what is held, which other words may follow; "" if it is not known.
func (b sessionBook) of(what string) string {
	for k := sessionKey; k >= shortest; k-- {
		if n, ok := b[what[:engine.Ahead(what, 0, k)]]; ok {
			return n
		}
	}
	return ""
}

// placeFirst is whose session it is.
var placeFirst = engine.Compile(`^(?:\p{Han}{1,4}?[省市县区]|全[国省市县区]|集团|学院|学校|全校)`)

// sessionKey is how many characters of what is held tell what it is.
const sessionKey = 4

func (b sessionBook) add(s string) {
	for _, m := range session.Re().FindAllStringSubmatch(s, -1) {
		key := m[2][:engine.Ahead(m[2], 0, sessionKey)]
		if was, ok := b[key]; ok && was != m[1] {
			b[key] = ""
		} else {
			b[key] = m[1]
		}
		if place := placeFirst.Find(m[2]); place != nil && m[0] != "第"+m[1]+"届"+m[2][place[1]:] { // 第七届鹤川市技能大赛 is 第七届技能大赛
			b.add("第" + m[1] + "届" + m[2][place[1]:])
		}
	}
}

// Sessions returns the sessions that the data of a campaign tell.
func Sessions(c *campaign.Campaign) sessionBook {
	b := sessionBook{}
	b.add(c.Name)
	for _, a := range c.Activities {
		b.add(a.Name)
	}
	for _, d := range c.Deadlines {
		b.add(d.What)
	}
	for _, f := range c.Forms {
		if f.Schema != nil {
			b.add(f.Schema.Title)
		}
	}
	return b
}

// Other finds the number of a session in l that is not that of the data.
func (b sessionBook) Other(l engine.Line) []engine.Remark {
	if len(b) == 0 {
		return nil
	}
	var found []engine.Remark
	for _, m := range session.All(l) {
		what := l.Text[m[4]:m[5]]
		n := b.of(what)
		what = what[:engine.Ahead(what, 0, sessionKey)]
		if n == "" || l.Text[m[2]:m[3]] == n || utf8.RuneCountInString(what) < 2 || l.Role == engine.RoleText && !ofThisTime(l, m, what) {
			continue
		}
		f := l.On(m[0], m[4])
		f.Message, f.Hint = "届次与活动数据不同", "活动数据为第"+n+"届"
		found = append(found, f)
	}
	return found
}
