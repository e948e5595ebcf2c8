package stray

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var clock = engine.Compile(calendar.ClockForm)

// hoursIn finds the hours of a sentence s at l.Text[at:] that none of the things has that the
// line names; above are those of its heading and its first words.
func (d *Data) hoursIn(l engine.Line, at int, s string, above []mention) []Found {
	all := clock.Re().FindAllStringIndex(s, -1)
	if len(all) == 0 || len(all) > 4 || said.OfSome.Match(s) {
		return nil
	}
	named := d.mentions(s)
	if len(named) == 0 {
		named = above
	}
	var found []Found
	for _, m := range all {
		c, n := calendar.FindClock(s[m[0]:])
		if n == 0 || quoted(s, m[0]) || bygone(s, m[0]) || d.hours[c] {
			continue
		}
		if errand.Match(clauseAt(s, m[0])) {
			continue
		}
		due := byThen.Match(s[m[1]:]) || orBefore.Match(s[:m[0]])
		t := nearestOf(named, m[0], due)
		if t == nil || t.begin.IsZero() && t.end.IsZero() || slices.ContainsFunc(d.mentions(l.Text[:engine.Ahead(l.Text, 0, longestLine)]), func(o mention) bool { return mayBe(c, o.begin) || mayBe(c, o.end) }) || mayBe(c, t.begin) || mayBe(c, t.end) {
			continue
		}
		if !due && !beginsOrEnds.Match(s[m[1]:]) && len(all) > 2 {
			continue
		}
		f := Found{"ZJ027", l.On(at+m[0], at+m[1])}
		f.Message = "“" + t.name + "”的时间与活动数据（" + t.begin.String() + "）不同"
		if t.due {
			f.Rule, f.Message = "ZJ018", "“"+t.name+"”的时限与活动数据（"+t.end.String()+"）不同"
		}
		f.Hint = "活动数据里没有这个时间，请核对"
		f.Severity = report.Hint
		found = append(found, f)
	}
	return found
}

// errand tells of an hour of something that goes with it.
var errand = engine.Compile(`乘车|点名|提前|到场|到位|预约|入校|入园|检查|开会|集中|开放|布置|值班|彩排|报到|改|推迟|选拔|抽签|原定|候场|走台|上车|验收|踩点`)

// clauseAt returns the clause of s around s[at].
func clauseAt(s string, at int) string {
	from, to := max(strings.LastIndexAny(s[:at], "，。；"), 0), len(s)
	if n := strings.IndexAny(s[at:], "，。；"); n >= 0 {
		to = at + n
	}
	return s[from:to]
}

var beginsOrEnds = engine.Compile(`^[^，。；]{0,30}(?:开[始幕赛讲展班会营场]|举[行办]|召开|启动|进行|结束|[，。；])`)

// mayBe reports whether an hour that a text tells can be one of the data: 3点 is 15:00.
func mayBe(said, data calendar.Clock) bool {
	const half = 12
	return !data.IsZero() && (said == data || said.Minute == data.Minute && said.Hour+half == data.Hour)
}

// nearestOf returns the thing of its sort that is named nearest to s[at:], before it or else
// behind it.
func nearestOf(named []mention, at int, due bool) *thing {
	var before, behind *thing
	for _, m := range named {
		switch {
		case m.due != due:
		case m.from <= at:
			before = m.thing
		case behind == nil:
			behind = m.thing
		}
	}
	if before != nil {
		return before
	}
	return behind
}

// placesIn finds the places of a sentence where nothing of the data is.
func (d *Data) placesIn(l engine.Line, at int, s string, above []mention) []Found {
	if !strings.Contains(s, "在") || notHere.Match(s) {
		return nil
	}
	t := nearestOf(d.mentions(s), len(s), false)
	if t == nil {
		t = nearestOf(above, len(s), false)
	}
	if t == nil || t.place == "" || tellsPlace(l.Text, t.place) {
		return nil
	}
	for _, m := range inPlace.Re().FindAllStringSubmatchIndex(s, -1) {
		where := s[m[2]:m[3]]
		for where != "" && !said.IsPlace(where) {
			where = where[:engine.Back(where, len(where), 1)]
		}
		if len(where) < 3*len("室") || errand.Match(clauseAt(s, m[0])) || bygone(s, m[0]) || quoted(s, m[2]) || slices.ContainsFunc(d.places, func(p string) bool { return said.SamePlace(where, p) }) || slices.ContainsFunc(d.organs, func(o string) bool {
			return strings.Contains(o, where) || strings.Contains(where, o) && o != "" && len(where) <= len(o)
		}) {
			continue
		}
		f := Found{"ZJ027", l.On(at+m[2], at+m[2]+len(where))}
		f.Message, f.Hint = "“"+t.name+"”的地点与活动数据不同", "活动数据为"+t.place+"，请核对"
		f.Severity = report.Hint
		return []Found{f}
	}
	return nil
}

var (
	inPlace = engine.Compile(`在([^，。；、：“”（）《》在]{2,24})`)
	notHere = engine.Compile(`另行|原定|改[在到]|分会场|集合|上车|住宿|用餐|就餐|报到|乘车|停[车放]`)
)

// tellsPlace reports whether a text tells a place, or the end of its name.
func tellsPlace(s, place string) bool {
	const told = 5 // characters
	return strings.Contains(s, place[engine.Back(place, len(place), told):])
}
