package prose

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about times of day and what is taken for one.
var clockLines = engine.Checks[engine.Line]{
	"GW217": impossibleTimes,
	"GW218": engine.MatchesOf(wrongTime, func(s string) string {
		return strings.NewReplacer(";", ":", "；", ":", ".", ":", "．", ":", "。", ":").Replace(s)
	}),
	"GW219": engine.Matches(commaNumber, 1, nil),
}

var (
	digitTime = engine.Compile(`(\d{1,2})(?:[:：](\d{2})|[时点](?:(\d{1,2})分)?)`)
	// What stands before and behind a time; ratios and scores have neither.
	timeBefore = engine.Compile(`(?:日|上午|下午|早上|晚上|晚|凌晨|中午|时间[:：为]?|每日|每天|当天|当日|[时点分]|\d[:：]\d{2})[\s\p{Z}]*(?:[（(][^（()）]*[）)])?[\s\p{Z}]*(?:至|到|—|–|-|－|～|~|于|在)?[\s\p{Z}]*$`)
	timeBehind = engine.Compile(`^[\s\p{Z}]*(?:[之以]?[前后]|开始|结束|截止|起|止|集合|报到|报名|签到|入场|举行|召开|准时|(?:至|到|—|–|-|－|～|~)[\s\p{Z}]*\d{1,2}[:：]\d{2})`)
	morning    = engine.Compile(`(?:上午|早上|凌晨)[\s\p{Z}]*$`)
	noon       = engine.Compile(`中午[\s\p{Z}]*$`)
	evening    = engine.Compile(`(?:晚上|晚间|傍晚)[\s\p{Z}]*$`)

	// wrongTime is 17；00 with words that make it a time; 上午9.30 can be nothing else.
	wrongTime = engine.Compile(`(?:[上下中]午|[早晚]上|凌晨)[\s\p{Z}]*((?:[01]?\d|2[0-4])[;；.．。][0-5]\d)(?:[^\d.℃度%％米元公点时节号班级万亿分个]|$)|(?:^|[^\d:：;；])((?:[01]?\d|2[0-4])[;；][0-5]\d)[\s\p{Z}]*(?:[之以]?前|准时|正式|开始|结束|截止|集合|报到|入场|举行|召开|开会|出发|开幕|闭幕|在|(?:至|到|—|–|-|～)[\s\p{Z}]*\d{1,2}[:：;；]\d{2})`)
	// 1，400万元, but not 第1，400米 or one of several numbers.
	commaNumber = engine.Compile(`(?:^|[^\d，,第、.])([1-9]\d{0,2}(?:，\d{3})+)(?:\.\d+)?[余多]?[万亿元人名个家所项件套台册篇米吨亩户次平]`)
)

// impossibleTimes finds 25:00, 9:75 and 上午15:00 where they can only be times.
func impossibleTimes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range digitTime.All(l) {
		prev := engine.Before(l.Text, m[0], nil)
		if engine.IsDigit(prev) || strings.ContainsRune(".:：", prev) || l.Guarded(m[0], m[1]) || strings.ContainsRune(":：.0123456789", engine.After(l.Text, m[1], nil)) {
			continue
		}
		before, behind := l.Text[max(m[0]-60, 0):m[0]], l.Text[m[1]:]
		early := morning.Match(before) || noon.Match(before) || evening.Match(before)
		if !timeBefore.Match(before) && !timeBehind.Match(behind) || m[4] < 0 && m[6] < 0 && !early && !timeBehind.Match(behind) {
			continue
		}
		hour, _ := strconv.Atoi(l.Text[m[2]:m[3]])
		switch clock, size := calendar.FindClock(l.Text[m[0]:m[1]]); {
		case size == 0 && hour == 0 || hour > 24 && m[4] < 0 && !early: // midnight; 48时 may be hours
		case size == 0 && !(hour == 24 && strings.HasSuffix(l.Text[m[0]:m[1]], "00")):
			found = append(found, l.On(m[0], m[1]))
		case morning.Match(before) && clock.Hour > 12:
			f := l.On(m[0], m[1])
			f.Message = "上午、凌晨没有这个时间"
			found = append(found, f)
		case noon.Match(before) && (clock.Hour > 14 || clock.Hour > 2 && clock.Hour < 11), evening.Match(before) && clock.Hour > 12 && clock.Hour < 17:
			f := l.On(m[0], m[1])
			f.Message = "中午、晚上没有这个时间"
			found = append(found, f)
		}
	}
	return found
}
