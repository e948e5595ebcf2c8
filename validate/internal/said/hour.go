package said

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// An hour is a time of day in a text.
type hour struct {
	calendar.Clock
	from, size int  // bytes; a size of 0 is no hour
	vague      bool // which half of the day is not told
}

// mayBe reports whether h can mean c.
func (h hour) mayBe(c calendar.Clock) bool {
	return h.Clock == c || h.vague && h.Minute == c.Minute && h.Hour+12 == c.Hour
}

var (
	beforeHour = regexp.MustCompile(`^[\s\p{Z}]*(?:[（(](?:周|星期)[一二三四五六日天][）)])?[\s\p{Z}]*[，,]?[\s\p{Z}]*`)
	toHour     = regexp.MustCompile(`^[\s\p{Z}]*(?:—{1,2}|[-–~～－]|至|到)[\s\p{Z}]*`)
	dayHalf    = engine.Compile(`午|晨|早|晚|AM|PM`)
)

// hoursAt returns the hours with which s begins, behind a day: when something begins and
// when it ends.
func hoursAt(s string) (told [2]hour) {
	const noon = 12
	at := len(beforeHour.FindString(s))
	read := func() hour {
		c, n := calendar.FindClock(s[at:])
		written := s[at : at+n]
		h := hour{c, at + n - len(strings.TrimLeft(written, " \t\u00a0\u3000")), 0, c.Hour <= noon && !dayHalf.Match(written)}
		h.size = at + n - h.from
		at += n
		return h
	}
	if told[0] = read(); told[0].size == 0 {
		return told
	}
	sign := toHour.FindString(s[at:])
	if sign == "" {
		return told
	}
	at += len(sign)
	if told[1] = read(); told[1].size > 0 && told[1].Hour < told[0].Hour && told[1].Hour < noon {
		told[1].Hour += noon // 下午2:00—4:30
	}
	return told
}

var (
	startsAt = engine.Compile(`(` + calendar.ClockForm + `)(?:起|，)?(?:正式|准时|统一|如期)?(?:在[^，。；在]{2,20})?(?:开始|开幕|开赛|开讲|开演|开会|开班|开营|启动)(?:[，。；、]|$)`)
	endsAt   = engine.Compile(`(` + calendar.ClockForm + `)[^，。；、\d]{0,3}(?:结束|闭幕|散会|散场|闭馆|收摊)`)
	// OfSome is in a clause about the hour of a part.
	OfSome  = engine.Compile(`初赛|预赛|决赛|复赛|半决赛|签到|入场|检[票录]|报到|彩排|布展|撤展|报名|候场|集合|发车|出发|午餐|咨询|抽签|联排|走台|排练|第[一二三四五]|场次|每[天日]|预约|讲座|收看|直播|停止|[一-十]是|颁奖|参观|表演`)
	halfDay = engine.Compile(`^(上午|下午|晚上?)(?:[^\d\s\p{Z}]|$)`)
)

// beginsAndEnds looks at the hours at which s, at l.Text[from:], says that an activity begins
// or ends: 双选会于16日9:00在体育馆开始，15:30结束. The name is that by which s calls it.
func beginsAndEnds(l engine.Line, from int, s, name string, a *campaign.Activity) []engine.Remark {
	if Bygone.Match(s) {
		return nil
	}
	if i := strings.Index(s, name) + len(name); name != "" {
		if next := strings.TrimLeft(s[i:], "”》"); strings.HasPrefix(next, "，") { // 技能节，8:30到17:00
			if hours := hoursAt(next[len("，"):]); hours[1].size > 0 {
				return otherHours(l, from+len(s)-len(next)+len("，"), next[len("，"):], a)
			}
		}
	}
	for i, p := range []*engine.Pattern{startsAt, endsAt} {
		data := [2]calendar.Clock{a.Time, a.Until}[i]
		m := p.Find(s)
		if m == nil || data.IsZero() {
			continue
		}
		clause := s[:m[0]]
		clause = strings.ReplaceAll(clause[strings.LastIndexAny(clause, "，。；")+1:], name, "")
		if OfSome.Match(clause) || OfSome.Match(s[m[2]:m[1]]) || setBefore.Match(s[:m[0]]) || toHour.MatchString(s[m[3]:]) {
			continue
		}
		if h := hoursAt(s[m[2]:m[3]])[0]; h.size > 0 && !h.mayBe(data) {
			f := l.On(from+m[2], from+m[3])
			f.Message = "“" + a.Name + "”的" + [2]string{"开始", "结束"}[i] + "时间与活动数据不同"
			f.Hint = "活动数据为" + data.String()
			return []engine.Remark{f}
		}
	}
	return nil
}

// otherHalf returns a remark about the half of the day with which s, at l.Text[from:], begins
// without an hour, if the activity is not in it.
func otherHalf(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	const noon, evening = 12, 17
	at := len(beforeHour.FindString(s))
	m := halfDay.Find(s[at:])
	if m == nil || a.Time.IsZero() {
		return nil
	}
	half := s[at+m[2] : at+m[3]]
	wrong := false
	switch half {
	case "上午":
		wrong = a.Time.Hour > noon
	case "下午":
		wrong = a.Time.Hour < noon || a.Time.Hour > evening+1
	default:
		wrong = a.Time.Hour < evening
	}
	if !wrong {
		return nil
	}
	f := l.On(from+at+m[2], from+at+m[3])
	f.Message, f.Hint = "“"+a.Name+"”的开始时间与活动数据不同", "活动数据为"+a.Time.String()
	return []engine.Remark{f}
}
