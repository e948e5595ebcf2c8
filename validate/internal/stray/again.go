package stray

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	everyWeek = engine.Compile(`每(?:周|星期)([一二三四五六日天])[^。；]{0,16}(?:[前报送交发])`)
	everyDay  = engine.Compile(`(?:每[日天]|当[日天])(` + calendar.ClockForm + `)之?前`)
)

// rhythmsIn finds the weekdays and hours of what is handed in again and again that no rhythm
// of the data has.
func (d *Data) rhythmsIn(l engine.Line, at int, s string) []Found {
	var found []Found
	add := func(from, to int, data string) {
		f := Found{"ZJ018", l.On(at+from, at+to)}
		f.Message, f.Hint = "报送的时间与活动数据（"+data+"）不同", "活动数据里没有这个时间，请核对"
		f.Severity = report.Hint
		found = append(found, f)
	}
	if m := everyWeek.Find(s); m != nil && len(d.weekly) > 0 && !slices.Contains(d.weekly, "周"+strings.Replace(s[m[2]:m[3]], "天", "日", 1)) {
		add(m[0], m[3], strings.Join(d.weekly, "、"))
	}
	if m := everyDay.Find(s); m != nil && len(d.daily) > 0 {
		c, n := calendar.FindClock(s[m[2]:])
		if n > 0 && !slices.ContainsFunc(d.daily, func(o calendar.Clock) bool { return mayBe(c, o) }) {
			add(m[2], m[3], d.daily[0].String())
		}
	}
	return found
}

// howMany is a number of activities: 共安排以下六项集中活动, 活动共七项.
var howMany = engine.Compile(`(?:共|统一|集中|总共|推出|组织|举[办行]|开展|安排|设置?|牵头|一共|分为?)[^，。；\d一二两三四五六七八九十]{0,8}([二两三四五六七八九十]{1,2}|\d{1,2})(?:项|场|个|大)[^，。；\d]{0,12}活动|活动[^。；\d]{0,12}共(?:有|计|设|安排)?([二两三四五六七八九十]{1,2}|\d{1,2})(?:项|场|个)(?:[，。；（]|$)`)

// countsIn finds a number of activities that is neither that of the data nor of any sort of them.
func (d *Data) countsIn(l engine.Line, at int, s string) []Found {
	const far = 2 // from the number of all
	m := howMany.Find(s)
	if m == nil || len(d.counts) == 0 || eachHolds.Match(s) {
		return nil
	}
	from, to := m[2], m[3]
	if from < 0 {
		from, to = m[4], m[5]
	}
	n, err := strconv.Atoi(s[from:to])
	if err != nil {
		n, _ = han.ParseNumeral(strings.Replace(s[from:to], "两", "二", 1))
	}
	all := d.counts[0].n
	if n < 2 || n > all+far || n < all-far || slices.ContainsFunc(d.counts, func(c sort) bool { return c.n == n && strings.Contains(s, c.word) }) {
		return nil
	}
	f := Found{"ZJ112", l.On(at+from, at+m[1])}
	f.Message, f.Hint = "写的活动项数与活动数据不同", "活动数据有"+strconv.Itoa(all)+"项，请核对"
	f.Severity = report.Hint
	return []Found{f}
}

// eachHolds tells that it is how many each has to hold.
var eachHolds = engine.Compile(`[每各](?:[校县市区院系地]|单位|学校|院校|专业|班)|不少于|至少|以上|不超过|获奖|奖`)

// A sort is how many activities there are of one, and the word by which a text tells it; "" of
// all.
type sort struct {
	word string
	n    int
}

// countsOf returns how many activities c has, first of all, then of every sort.
func countsOf(c *campaign.Campaign) []sort {
	if len(c.Activities) < 2 {
		return nil
	}
	counts := []sort{{"", len(c.Activities)}}
	add := func(word string) {
		i := slices.IndexFunc(counts[1:], func(s sort) bool { return s.word == word }) + 1
		if i == 0 {
			counts, i = append(counts, sort{word, 0}), len(counts)
		}
		counts[i].n++
	}
	p, _ := c.MainPeriod()
	for _, a := range c.Activities[:min(len(c.Activities), most)] {
		for _, word := range []string{a.Where, a.Owner, a.Category} {
			if word != "" {
				add(word)
			}
		}
		if p.Span().Contains(a.Date) {
			add("周")
			add("月")
		}
		for _, o := range c.Organs[:min(len(c.Organs), 1)] { // 市级 are those of the first
			if a.Owner == o.Name || a.Owner == o.Short {
				add("级")
			}
		}
	}
	return counts
}

var phone = engine.Compile(`(?:\(?0\d{2,3}\)?[-－—\s]?)?\d{7,8}|1\d{10}`)

// phonesIn finds telephones that are one of the data but for a digit or two, where that itself
// is not told.
func (d *Data) phonesIn(l engine.Line) []Found {
	if len(d.phones) == 0 || l.Role == engine.RoleHeading {
		return nil
	}
	var found []Found
	for _, m := range phone.Re().FindAllStringIndex(l.Text, 8) {
		number := onlyDigits(l.Text[m[0]:m[1]])
		if engine.IsDigit(engine.After(l.Text, m[1], nil)) || engine.IsDigit(engine.Before(l.Text, m[0], nil)) || slices.ContainsFunc(d.phones, func(p string) bool { return strings.HasSuffix(onlyDigits(p), number) }) {
			continue
		}
		i := slices.IndexFunc(d.phones, func(p string) bool { return slipped(number, onlyDigits(p)) })
		if i < 0 || strings.Contains(l.Text, d.phones[i]) {
			continue
		}
		f := Found{"ZJ034", l.On(m[0], m[1])}
		f.Message, f.Hint = "电话与活动数据（"+d.phones[i]+"）只差一两个数字", "请核对是否写错"
		f.Severity = report.Hint
		found = append(found, f)
	}
	return found
}

// slipped reports whether two numbers of one length differ in one digit or two.
func slipped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n == 1 || n == 2
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if engine.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
