package prose

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about spans of time and number (连接号) and about estimates.
var rangeLines = engine.Checks[engine.Line]{
	"GW115": estimates,
	"GW116": spansOfTime,
	"GW117": numberSpans,
	"GW118": eventsOfDay,
	"GW201": percentSpans,
	"GW202": myriadSpans,
	"GW208": arabicEstimates,
}

// day is a date or part of one, clock a time of day, year a year alone.
const (
	day   = `(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|(?:\d{4}年)?\d{1,2}月|\d{4}年`
	clock = `\d{1,2}[:：]\d{2}`
	to    = `(\s*(?:——|--|[-–~～－])\s*)`
)

var timeSpans = []*engine.Pattern{
	engine.Compile(`(?:` + day + `)` + to + `(?:` + day + `)`),                               // 14日-20日
	engine.Compile(`(?:\d{4}年)?\d{1,2}月\d{1,2}` + to + `\d{1,2}日`),                           // 5月14-20日
	engine.Compile(`(?:19|20)\d{2}` + to + `(?:19|20)\d{2}(?:学?年|学年度?)`),                     // 2021-2025年
	engine.Compile(`(?:\d{4}年)?(?:[1-9]|1[0-2])` + to + `(?:[1-9]|1[0-2])月`),                 // 4-5月
	engine.Compile(`(?:[1-9]|[12]\d|3[01])` + to + `(?:[1-9]|[12]\d|3[01])日`),                // 14-20日
	engine.Compile(clock + to + `(?:[上下]午|晚上?|次日)?` + clock),                                 // 20:00-21:00
	engine.Compile(`\d{1,2}日[（(][^（()）]{1,8}[）)]` + to + `(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日`), // 14日（周日）-20日
	engine.Compile(`\d{1,2}(?:时|点)(?:\d{1,2}分)?` + to + `\d{1,2}(?:时|点)(?:\d{1,2}分)?`),       // 8时-10时
	engine.Compile(`[周][一二三四五六日]` + to + `[周][一二三四五六日]|星期[一二三四五六日]` + to + `星期[一二三四五六日]`),
}

func spansOfTime(l engine.Line) []engine.Remark {
	if !strings.ContainsAny(l.Text, "-–~～—－") {
		return nil
	}
	var found []engine.Remark
	for _, re := range timeSpans {
		for _, m := range re.All(l) {
			sign := m[2:4]
			if sign[0] < 0 {
				sign = m[4:6]
			}
			if l.Guarded(m[0], m[1]) || engine.IsDigit(engine.Before(l.Text, m[0], nil)) || joined(l.Text, m[0]) || engine.IsDigit(engine.After(l.Text, m[1], nil)) {
				continue
			}
			if slices.ContainsFunc(found, func(f engine.Remark) bool { return m[0] < f.To && f.From < m[1] }) {
				continue // a longer form has it
			}
			f := l.Replace(m[0], m[1], l.Text[m[0]:sign[0]]+"—"+l.Text[sign[1]:m[1]])
			if s := strings.TrimSpace(l.Text[sign[0]:sign[1]]); s == "～" || s == "——" || s == "－" {
				f.Severity = report.Warning
			}
			found = append(found, f)
		}
	}
	return found
}

// joined reports whether s[i] goes on with something that a hyphen or a dot
// joins, as in a telephone number or a version.
func joined(s string, i int) bool {
	prev := engine.Before(s, i, nil)
	return prev == '-' || prev == '.' || prev == '/' || prev == '#' || engine.IsLatin(prev)
}

// units are what counts and measures are followed by. 号 is not among them:
// 3-2号楼 is no range.
const units = `字|天|人|名|篇|分钟|小时|个|次|项|张|幅|场|件|条|份|部|位|家|所|周|倍|元|万|亿|岁|%|％|℃|米|厘米|毫米|公里|千米|平方米|M|G|K|像素|秒|页|课时|学时|年级|年|km|cm|mm|kg|m|分|株|棵|亩|户|吨|公斤|斤|辆|支|级|层|毫升|千克|公顷|mmol|mL|ml|L|kW|台|套|批|枚|瓶|盒|袋|箱|册|轮`

var numberSpan = engine.Compile(`(\d+(?:\.\d+)?)(%|％|[人名元字天个岁分件篇张米斤度层级亩吨]|分钟|小时|厘米|毫米|公里|千米|公斤|千克|毫升|平方米|公顷|℃|万元|cm|mm|km|kg|kW|m)?([\s\p{Z}]*(?:--|[-–~－])[\s\p{Z}]*)(\d+(?:\.\d+)?)(?:余|多)?[ \p{Z}]*(?:` + units + `|之间)`)

func spansOfNumber(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range numberSpan.All(l) {
		from, to := m[0], m[1]
		low, high := l.Text[m[2]:m[3]], l.Text[m[8]:m[9]]
		switch {
		case l.Guarded(from, to), joined(l.Text, from), engine.IsDigit(engine.Before(l.Text, from, nil)):
		case !ascending(low, high), len(high) > 6: // 3-2号, telephone numbers, codes
		case (strings.HasSuffix(l.Text[:to], "年") || strings.HasSuffix(l.Text[:to], "之间")) && len(low) == 4: // years: GW116
		default:
			found = append(found, l.Replace(from, to, l.Text[from:m[6]]+"～"+l.Text[m[7]:to]))
		}
	}
	return found
}

// falling is a range whose first number is the greater; with a hyphen it may be
// a score.
var falling = engine.Compile(`(\d+(?:\.\d+)?)([～~])(\d+(?:\.\d+)?)[ \p{Z}]*(?:字|天|人|名|篇|分钟|小时|个|次|项|张|幅|场|件|条|份|部|位|家|所|周|倍|元|万|亿|岁|页|课时|学时|台|套|组)`)

func numberSpans(l engine.Line) []engine.Remark {
	found := spansOfNumber(l)
	for _, m := range falling.All(l) {
		if !ascending(l.Text[m[6]:m[7]], l.Text[m[2]:m[3]]) || joined(l.Text, m[0]) || engine.IsDigit(engine.Before(l.Text, m[0], nil)) || l.Guarded(m[0], m[1]) {
			continue
		}
		f := l.On(m[0], m[1])
		f.Severity, f.Message, f.Hint = report.Warning, "范围前大后小", "请核对两个数"
		found = append(found, f)
	}
	return found
}

func leadingZero(number string) bool {
	return len(number) > 1 && number[0] == '0' && number[1] != '.'
}

// eventDates are days that name what happened or is kept on them; 3.15万元 and
// 5.1节 are none.
var eventDates = engine.Compile(`(?:^|[^“\d.·])((?:[1-9]|1[0-2])[.．·](?:[1-9]|[12]\d|3[01])(?:(?:汶川|全国|国际|国家|全民|世界)?\p{Han}{0,4}?(?:地震|事变|事件|运动|惨案|晚会|空难|起义|纪念日|劳动节|国庆节|青年节|儿童节|妇女节|护士节|建军节|教师节|权益日|减灾日|禁毒日|消防日|宪法日|环境日|健身日|读书日|安全教育日|消防宣传|公祭日)|(?:全国|国际|国家|世界)\p{Han}{1,4}[日节]))`)

// notEvents follow a number that is none of a day.
var notEvents = engine.Compile(`^\d+[.．·]\d+(?:[万亿元个米吨倍分公平千厘毫亩级版节条款人次项台套]|\p{Han}{0,3}的)`)

// quotedEvent is such a day with its quotation marks and a wrong dot: “12.4”国家宪法日, “5.12护士节”.
var quotedEvent = engine.Compile(`(“(?:[1-9]|1[0-2])[.．•・-](?:[1-9]|[12]\d|3[01])”)(?:[、“”‘’\d.·和]{0,12})?(?:主题|系列|全国|国际|国家|世界|全民|中国)?(?:\p{Han}{1,8}?[日节周月]|\p{Han}{0,8}?(?:地震|事变|事件|运动|惨案|晚会|空难|起义|精神|活动|期间|前后))|(“(?:[1-9]|1[0-2])[.．•・-](?:[1-9]|[12]\d|3[01])\p{Han}{2,10}?(?:[日节]|地震|事变|事件|运动|惨案|晚会|起义)[^“”]{0,8}”)`)

// hanEvent is a day in Chinese numerals with a wrong sign: “一二.九”运动, 九.一八事变.
var hanEvent = engine.Compile(`(“?(?:一二?|十[一二]?|[二三四五六七八九])[.．•・](?:[一二三四五六七八九]|[一二三]?十[一二三四五六七八九]?|二[一二三四五六七八九]|一[一二三四五六七八九])”?)(?:运动|事变|惨案|起义|青年节|精神|劳动节|妇女节)`)

func eventsOfDay(l engine.Line) []engine.Remark {
	found := slices.DeleteFunc(engine.Matches(eventDates, 1, nil)(l), func(m engine.Remark) bool {
		return notEvents.Match(l.Text[m.From:m.To])
	})
	found = append(found, slices.DeleteFunc(engine.MatchesOf(quotedEvent, nil)(l), func(m engine.Remark) bool {
		next := engine.After(l.Text, m.To, nil)
		return strings.ContainsRune("为是号版节章条级倍点", next) && next != 0 || notEvents.Match(strings.Trim(l.Text[m.From:m.To], "“”")+l.Text[m.To:engine.Ahead(l.Text, m.To, 1)])
	})...)
	return append(found, engine.Matches(hanEvent, 1, nil)(l)...)
}

var (
	percentSpan = engine.Compile(`(\d+(?:\.\d+)?)([\s\p{Z}]*)[-–~～—][\s\p{Z}]*(\d+(?:\.\d+)?)([%％])`)
	// percentOnce is 10%—15之间, with nothing behind the second.
	percentOnce = engine.Compile(`(?:^|[^\d.])(\d+(?:\.\d+)?[%％][\s\p{Z}]*[-–~～—][\s\p{Z}]*\d+(?:\.\d+)?)(?:之间|以内|左右|[，。；]|$)`)
	myriadSpan  = engine.Compile(`(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[-–~～—](\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[万亿]元?`)
)

func percentSpans(l engine.Line) []engine.Remark {
	found := engine.Matches(percentOnce, 1, nil)(l)
	for i := range found {
		found[i].Message, found[i].Hint = "百分数范围的后一个数也要写百分号", "补上百分号"
	}
	for _, m := range percentSpan.All(l) {
		if joined(l.Text, m[0]) || engine.IsDigit(engine.Before(l.Text, m[0], nil)) || l.Guarded(m[0], m[1]) {
			continue
		}
		if !ascending(l.Text[m[2]:m[3]], l.Text[m[6]:m[7]]) {
			continue
		}
		text := l.Text[m[0]:m[3]] + l.Text[m[8]:m[9]] + l.Text[m[3]:m[1]]
		found = append(found, l.Replace(m[0], m[1], text))
	}
	return found
}

func myriadSpans(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range myriadSpan.All(l) {
		if ascending(l.Text[m[2]:m[3]], l.Text[m[4]:m[5]]) && !joined(l.Text, m[0]) && !strings.ContainsRune("第月年", engine.Before(l.Text, m[0], nil)) {
			found = append(found, l.On(m[0], m[1]))
		}
	}
	return found
}

// ascending reports whether a and b are the ends of a range of numbers, not
// parts of a code.
func ascending(a, b string) bool {
	low, err1 := strconv.ParseFloat(strings.ReplaceAll(a, ",", ""), 64)
	high, err2 := strconv.ParseFloat(strings.ReplaceAll(b, ",", ""), 64)
	return err1 == nil && err2 == nil && low < high && !leadingZero(a) && !leadingZero(b)
}

var (
	// 三、四年级, 三、四月 and 七、八十年代 are two, not some.
	hanEstimate    = engine.Compile(`([一二两三四五六七八九])、([一二两三四五六七八九])(?:个|天|次|篇|位|名|万|百|千|十[^年、一二三四五六七八九]|周|人|年(?:[^级]|$)|家|所|项|场|件|台|岁|遍|公里|分钟|小时|支|间|辆|户|亩|头|句|种|斤|只|本|份|批|步|里路|米|层|趟|轮|成|倍|吨|克|公斤|公顷|平方米|立方米|秒|分钟|刻钟|代人|张|块|根|盏|桶|袋|箱|盒|瓶|碗|顿|杯|滴|棵|株|匹|群|套|双|副|幅|首|册|页|行|排|列|座|艘|架|回|番|桌|席|床|把(?:[^手]|$)|道|圈|下|口|颗|枚|面|片|段话|堆|捆|摞|拨|茬|度电|筐|盆|勺|锅)`)
	arabicEstimate = engine.Compile(`(\d{1,3})、(\d{1,3})(?:个|天|次|篇|位|名|年(?:[^级]|$)|件|人|小时|分钟|秒|台|家|所|套|辆|间|张|户|周|支|幅|倍|遍|趟|份|本|岁|元|角|吨|亩|公里|千米|米|厘米|毫米|公斤|千克|斤|克|公顷|平方米|立方米|升|十|百|千|万|亿|只|头|株|棵|匹|双|副|枚|块|根|条(?:[^款件规例]|$)|处|艘|架|把(?:[^手]|$)|盏|盒|箱|袋|瓶|桶|批|轮|步|成|句|封|则|期间|里路|桌|场|门|瓣|颗|粒)`)
	// severalTens are 10几个, 几10人 and 数10名.
	severalTens = engine.Compile(`(?:^|[^\d.])(\d*0几)(?:[^何\d]|$)|(?:^|[^第十\d])(几\d*0)[\p{Han}]|(?:^|[，。；：、有了达])(数\d*0)[个名人家所件份天年次台套辆张本项篇岁万亩吨户位里条种余多]`)
)

// estimates finds 三、四个月, two numbers in a row with a unit behind them.
func estimates(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range hanEstimate.All(l) {
		a := strings.Index(han.Digits, strings.Replace(l.Text[m[2]:m[3]], "两", "二", 1))
		b := strings.Index(han.Digits, strings.Replace(l.Text[m[4]:m[5]], "两", "二", 1))
		prev := engine.Before(l.Text, m[0], nil)
		if b != a+len("一") && l.Text[m[2]:m[5]] != "三、五" || m[0] < l.Mark || prev == 0 || strings.ContainsRune("第、届"+han.Digits, prev) || prev == '十' && ordinalTens.Match(l.Text[engine.Back(l.Text, m[0], 3):m[0]]) {
			continue
		}
		if placed.Match(l.Text[m[5]:m[1]]) && !counting.Match(l.Text[engine.Back(l.Text, m[0], 2):m[0]]) {
			continue
		}
		found = append(found, l.Replace(m[0], m[1], l.Text[m[2]:m[3]]+l.Text[m[4]:m[1]]))
	}
	return found
}

var (
	// placed are units that number places as well: 一、二层为实训区 are both.
	placed = engine.Compile(`^(?:层|排|列|行|册|页|道|座|口|面|圈|下|片|杯|首)$`)
	// counting stands before how many there are.
	counting = engine.Compile(`(?:[有约共了高为近达盖叠码铺包刷涂绕跑开近差按搭建]|大概|大约|不过|只有|已经|需要|任选)$`)
)

// ordinalTens stands before the last digit of a number that tells which one: 第二十三、四条.
var ordinalTens = engine.Compile(`(?:第[二三四五六七八九]?|、|^)十$`)

func arabicEstimates(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range arabicEstimate.All(l) {
		prev, unit := engine.Before(l.Text, m[0], nil), l.Text[m[5]:m[1]]
		group := prev == '，' && strings.ContainsAny(unit, "个人名天") // ，3、4人一组
		if !neighbouring(l.Text[m[2]:m[3]], l.Text[m[4]:m[5]], unit) || m[0] < l.Mark || !han.Is(prev) && !group || strings.ContainsRune("第件表图项款条揽获号类期届栋楼幢区甲乙丙", prev) {
			continue
		}
		found = append(found, l.On(m[0], m[1]))
	}
	return append(found, engine.MatchesOf(severalTens, nil)(l)...)
}

// neighbouring reports whether two numbers side by side mean about as many: 2、3, 3、5,
// 10、11 and 30、40, of which 9、10周 are weeks of a term.
func neighbouring(a, b, unit string) bool {
	low, _ := strconv.Atoi(a)
	high, _ := strconv.Atoi(b)
	if leadingZero(a) || low == 0 || low > 20 && low%10 != 0 || low > 9 && unit == "周" {
		return false
	}
	return high == low+1 && low <= 20 || low == 3 && high == 5 ||
		low%10 == 0 && low < 100 && high == low+10 || low%100 == 0 && high == low+100
}
