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
	"GW218": wrongColons,
	"GW219": engine.Matches(commaNumber, 1, nil),
}

var (
	digitTime = engine.Compile(`(\d{1,2})(?:[:：](\d{2})|[时点](?:(\d{1,2})分)?)`)
	// What stands before and behind a time; ratios and scores have neither.
	timeBefore = engine.Compile(`(?:日|上午|下午|早上|早晨|清晨|傍晚|午后|晚上|晚间?|夜间|凌晨|中午|时间[:：为]?|每日|每天|当天|当日|明[天日]|今[天日]|后天|[时点分]|\d[:：]\d{2}|[周星期][一二三四五六日天]|[首末头早晚][班车]|班车|校车|航班|车次?|定于|推迟至|提前至|延长至|改为|截至|不晚于|不迟于|最[早晚迟])[\s\p{Z}]*(?:[（(][^（()）]*[）)])?[\s\p{Z}]*(?:至|到|—|–|-|－|～|~|于|在)?[\s\p{Z}]*$`)
	timeBehind = engine.Compile(`^[\s\p{Z}]*(?:[之以]?[前后]|开始|结束|截止|为?止|起|集合|报到|报名|签到|入场|离场|举[行办]|召开|准时|正式|统一|整|` + acts + `|(?:至|到|—|–|-|－|～|~)[\s\p{Z}]*\d{1,2}[:：]\d{2})`)
	// score stands in sentences whose pairs of numbers are no times.
	score   = engine.Compile(`[比胜负赢输败平]|得分|配[比制]|章|节经|：1`)
	morning = engine.Compile(`(?:上午|早上|凌晨)[\s\p{Z}]*$`)
	noon    = engine.Compile(`中午[\s\p{Z}]*$`)
	evening = engine.Compile(`(?:晚上|晚间|傍晚)[\s\p{Z}]*$`)

	// wrongTime is 17；00 with words that make it a time; 上午9.30 can be nothing else.
	wrongTime = engine.Compile(`(?:[上下中]午|[早晚]上|凌晨)[\s\p{Z}]*((?:[01]?\d|2[0-4])[;；.．。][0-5]\d)(?:[^\d.℃度%％米元公点时节号班级万亿分个]|$)|(?:^|[^\d:：;；])((?:[01]?\d|2[0-4])[;；][0-5]\d)[\s\p{Z}]*(?:[之以]?前|准时|正式|开始|结束|截止|集合|报到|签到|入场|离场|举[行办]|召开|开幕|闭幕|统一|` + acts + `|[在从由](?:\p{Han}{2})|(?:至|到|—|–|-|～)[\s\p{Z}]*\d{1,2}[:：;；]\d{2})`)
	// 1，400万元, but not 第1，400米 or one of several numbers.
	commaNumber = engine.Compile(`(?:^|[^\d，,第、.])([1-9]\d{0,2}(?:，\d{3})+)(?:\.\d+)?[余多]?[万亿元人名个家所项件套台册篇米吨亩户次平]`)
)

// acts are what is done at a time of day.
const acts = `发车|到站|出发|动身|启程|开车|返[回校程]|抵达|到[达校岗场]|离[校开店]|登[车机]|乘车|上课|下课|放学|熄灯|起床|就寝|就餐|开餐|开饭|供餐|开门|关门|锁门|闭馆|开馆|开放|关闭|关闭|停止|入住|退房|开会|散会|开播|播出|直播|开赛|开考|交卷|收卷|入考|进入|清场|查寝|点名|升旗|换班|交接班|上岗|下班|上班|开市|收市|检录|候考|开课|进场`

// hasTime reports whether the end of s holds a time of day.
func hasTime(s string) bool {
	const near = 90 // bytes
	return wholeTime.Match(s[max(len(s)-near, 0):])
}

var wholeTime = engine.Compile(`(?:^|[^\d:：.])(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[^\d:：.]|$)`)

// behindColon tells that a number behind a wrong colon counts something.
var behindColon = engine.Compile(`^[\s\p{Z}]*[人名个所家项台套件次分元岁天吨米号班组页篇条]`)

// wrongColons finds times with another mark between hours and minutes. Where only what stands
// before tells that it is a time, what stands behind must not count things.
func wrongColons(l engine.Line) []engine.Remark {
	fix := strings.NewReplacer(";", ":", "；", ":", ".", ":", "．", ":", "。", ":").Replace
	found := engine.MatchesOf(wrongTime, fix)(l)
	told := map[int]bool{} // where a time begins
	for _, f := range found {
		told[f.From] = true
	}
	for _, m := range looseTime.All(l) {
		before, behind := l.Text[max(m[2]-60, 0):m[2]], l.Text[m[3]:engine.Ahead(l.Text, m[3], 4)]
		if told[m[2]] || l.Guarded(m[2], m[3]) || !timeBefore.Match(before) || behindColon.Match(behind) || strings.HasSuffix(before, "分") {
			continue
		}
		found = append(found, l.Replace(m[2], m[3], fix(l.Text[m[2]:m[3]])))
	}
	return found
}

// looseTime is 18；40 where what stands before it has to tell.
var looseTime = engine.Compile(`(?:^|[^\d:：;；])((?:[01]?\d|2[0-4])[;；][0-5]\d)(?:[^\d:：;；.]|$)`)

// goesOn is a number with a colon, before another: 1:25:30.
var goesOn = engine.Compile(`\d[:：]$`)

// impossibleTimes finds 25:00, 9:75 and 上午15:00 where they can only be times.
func impossibleTimes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	times := digitTime.All(l)
	timed := len(times) > 1 && !score.In(l)
	for _, m := range times {
		prev := engine.Before(l.Text, m[0], nil)
		if engine.IsDigit(prev) || prev == '.' || goesOn.Match(l.Text[engine.Back(l.Text, m[0], 2):m[0]]) || l.Guarded(m[0], m[1]) || strings.ContainsRune(":：.0123456789", engine.After(l.Text, m[1], nil)) || strings.HasPrefix(l.Text[m[1]:], "的比") {
			continue
		}
		before, behind := l.Text[max(m[0]-60, 0):m[0]], l.Text[m[1]:]
		early := morning.Match(before) || noon.Match(before) || evening.Match(before)
		among := m[4] >= 0 && timed && hasTime(l.Text[:m[0]])
		if !among && !timeBefore.Match(before) && !timeBehind.Match(behind) || m[4] < 0 && m[6] < 0 && !early && !timeBehind.Match(behind) {
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
