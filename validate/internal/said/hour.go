package said

import (
	"regexp"
	"strings"

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
