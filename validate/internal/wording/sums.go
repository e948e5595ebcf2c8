package wording

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A share is one of several that a sentence gives: 高职院校9所.
type share struct {
	name, unit string
	n          float64
	from, to   int // of the number and its unit
}

const number = `(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(万|亿)?(`
const sharedUnits = `人次|台次|场次|家次|户次|课时|学时|学分|小时|分钟|平方米|立方米|平方公里|平方千米|公顷|公里|千米|公斤|千克|所|名|人|件|项|个|家|场|篇|部|幅|张|份|套|台|册|门|位|支|期|元|万元|吨|分|间|户|条|组|班|亩|辆|头|只|株|棵|座|处|栋|幢|床|例|起|宗|笔|批|本|双|天|课|节|卷|枚|块|盏|艘|架|孔|口|队|次|米|斤|克|%|％)`

var (
	// oneShare is a part of a sentence that is a name with its number.
	oneShare = engine.Compile(`^((?:[^\d，。；、]{1,16}))` + number + sharedUnits + `(?:以上|组成|构成)?[）)]?$`)
	// totalBefore opens what is said of the parts, totalBehind ends it.
	totalBefore = engine.Compile(`(?:^|[^\d.,十百千万亿])` + number + sharedUnits + `\p{Han}{0,20}(?:“[^“”\d]{1,40}”\p{Han}{0,12})?(?:，(?:颁发|并|予以|给予|授予|发给|现予|名单|特|共)[\p{Han}“”]{1,20})?[，,（(]?(?:其中|分别(?:为|是|有)?|包括|包含|由)[:：]?`)
	// colonBehind is a total with nothing but its parts behind it: 工作人员36人：会务组12人….
	colonBehind = engine.Compile(`(?:^|[^\d.,十百千万亿])` + number + sharedUnits + `\p{Han}{0,8}[：:]`)
	totalBehind = engine.Compile(`^(?:总计|共计|合计|一共|总共|共)(?:有|为|是|设|评出|需|约)?` + number + sharedUnits + `(?:参加|参赛|参训|参会|到场|出席)?[）)]?$`)
	// timeOf is a day or an hour, which is no part.
	timeOf = engine.Compile(`(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年|\d{1,2}[:：]\d{2}|\d{1,2}[时点]`)
	// remarkBehind tells where a part is named: 三等奖20个（名单见附件）.
	remarkBehind = engine.Compile(`[（(](?:名单|详见|见|具体)[^（()）\d]{0,20}\d{0,2}[）)]$`)
	// ofEveryOne opens a list of what each has: 每个县推荐小学组6人、初中组4人，共10人.
	ofEveryOne = engine.Compile(`^[每各](?:个|所|家|支)?\p{Han}{1,4}(?:（[^（）]{1,4}）)?(?:推荐|选派|选送|报送|设|配备|安排|有|各)?`)
	// splitBefore stands before the rest of 4，500, of which GW219 speaks.
	splitBefore = engine.Compile(`\d，$`)
	// roughly is in numbers that are not to be added.
	roughly = engine.Compile(`约|近|余|多(?:[^媒功]|$)|左右|若干|每|各|不少于|至少|以上|超过|上年|去年|同比|增(?:[^容值压]|$)|减(?:[^速震]|$)|累计|第\d`)
)

// dimensions are sets of words of which one can be true of a thing: parts that are told
// by them do not overlap.
var dimensions = []*engine.Pattern{
	engine.Compile(`男|女`),
	engine.Compile(`高职|中职|技工|技师|本科|专科|普高|职高|普通高中|高中|中专|大专|小学|初中|中学|幼儿园|高校|高等学校|学前班`),
	engine.Compile(`国家级|省级|市级|县级|区级|镇级|乡级|村级|校级|院级|系级|班级|部级|国赛|省赛|市赛|中央`),
	engine.Compile(`特等|一等|二等|三等|优秀|优胜|金|银|铜`),
	engine.Compile(`公办|民办`),
	engine.Compile(`财政|自筹|捐赠|贷款|社会`),
	engine.Compile(`必修|限选|选修|任选`),
	engine.Compile(`线上|线下`),
	engine.Compile(`地上|地下|地面`),
	engine.Compile(`室内|室外`),
	engine.Compile(`城镇|城市|城区|农村|乡村`),
	engine.Compile(`新建|续建|改建|扩建|改造|迁建`),
	engine.Compile(`专职|兼职`),
	engine.Compile(`在编|编外|聘用|合同制|非在编`),
	engine.Compile(`大型|中型|小型|微型`),
	engine.Compile(`死亡|重伤|轻伤`),
	engine.Compile(`汉族|少数民族`),
	engine.Compile(`博士|硕士|本科|大专|专科|高中`),
	engine.Compile(`文科|理科|工科|医科`),
	engine.Compile(`领队|教练|运动员|队员`),
	engine.Compile(`副主任|主任|副组长|组长|副会长|会长|副校长|校长|副局长|局长|理事|委员|组员|成员|工作人员|科员|秘书长`),
	engine.Compile(`甲|乙|丙|丁`),
	engine.Compile(`[A-H]|第?[一二三四五六][组队批]`),
	engine.Compile(`重点|一般`),
	engine.Compile(`教师|学生|家长|村民|居民|职工|员工|工人|农民|技师|干部|专家`),
	engine.Compile(`固定|流动|移动`),
	engine.Compile(`上半年|下半年|[一二三四]季度`),
	engine.Compile(`上午|下午|晚上`),
	engine.Compile(`水田|旱地|林地|草地|园地|建设用地|耕地`),
	engine.Compile(`小麦|玉米|水稻|大豆|油菜|马铃薯|花生|棉花|蔬菜`),
	engine.Compile(`猪|牛|羊|鸡|鸭|鹅`),
	engine.Compile(`小汽车|轿车|客车|货车|公交车|出租车|摩托车|校车`),
	engine.Compile(`已整改|未整改|正在整改|整改中|已办结|未办结|正在办理|办理中`),
	engine.Compile(`合格|不合格`),
	engine.Compile(`\p{Han}{1,6}(?:[镇乡县区市州省村]|街道|社区|小学|中学|高中|中专|职高|职专|技校|学校|学院|大学|医院|分校|分局|支队|大队|中队|车间|分公司|林场|农场|片区|网格|水库|泵站)`),
	engine.Compile(`校内|校外`),
	engine.Compile(`^(?:社区|乡村|农村|企业|校园|学校|机关|军营|景区|园区|广场)$`),
	engine.Compile(`正高|副高|中级|初级`),
	engine.Compile(`\p{Han}{1,6}[类系班]`),
	engine.Compile(`\p{Han}{1,6}(?:组|队|部|岗|站|科|室|线)$`),
	engine.Compile(`\p{Han}{0,6}(?:楼|馆|校区|展区|考点|赛区|专业|年级|学院)`),
	engine.Compile(`理论|实操|实际操作|实践|技能|笔试|面试|平时|期末`),
	engine.Compile(`非常满意|基本满意|比较满意|不满意|满意|一般`),
}

// disjoint are units of what is in one part only: money that goes to one thing does not
// go to another, while a girl may be a boarder.
var disjoint = map[string]bool{"元": true, "万元": true, "课时": true, "学时": true, "学分": true, "亩": true, "平方米": true, "公顷": true}

// overlapping is in the names of parts of another kind than those beside them: 当年完成200万元.
var overlapping = engine.Compile(`当年|本年|今年|今后|已|完成|到位|其中|新增|同比|累计|支出|结余|剩余|首付|上述|单价|最高|最低`)

// complete are those of which every thing is one.
const complete = "男 女 公办 民办 线上 线下 校内 校外 财政 自筹 理论 实操 实际操作 实训 必修 选修 地上 地下 室内 室外 城镇 农村 专职 兼职 汉族 少数民族 上半年 下半年 合格 不合格 上午 下午 重点 一般"

// sums finds parts that do not make the whole that the sentence tells.
func sums(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell || !strings.ContainsAny(l.Text, "0123456789") {
		return nil
	}
	var found []engine.Remark
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		if i := strings.IndexAny(l.Text[at:], "。；"); i >= 0 {
			end = at + i
		}
		found = append(found, sumsOf(l, at, end)...)
		at = engine.Ahead(l.Text, end, 1)
	}
	return found
}

// longest is how much of a sentence is looked at, in bytes.
const longest = 1500

func sumsOf(l engine.Line, from, to int) []engine.Remark {
	s := l.Text[from:to]
	if len(s) > longest || !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	var found []engine.Remark
	say := func(at, end int, sum float64, unit string) {
		f := l.On(from+at, from+end)
		f.Hint = "各项之和为" + strconv.FormatFloat(sum, 'f', -1, 64) + unit + "，请核对"
		found = append(found, f)
	}
	for _, m := range totalBefore.Re().FindAllStringSubmatchIndex(s, -1) {
		if m[3]-m[2] == len("500") && splitBefore.Match(s[engine.Back(s, m[2], 2):m[2]]) {
			continue
		}
		total, unit := valueAt(s, m[2:8])
		parts, whole := sharesIn(s, m[1], unit)
		sum, kin, full := added(parts)
		exact := whole && len(parts) > 1 && strings.HasPrefix(s[parts[len(parts)-1].to:], "组成") || strings.HasSuffix(strings.TrimRight(s[m[0]:m[1]], ":："), "分别为") || strings.Contains(s[m[7]:m[1]], "包括") && whole
		full = full || inOrderOfAll(parts)
		kin = kin && !slices.ContainsFunc(parts, func(p share) bool { return reaching.Match(p.name) }) && !(len(parts) > 1 && shared.Match(s[parts[len(parts)-1].to:])) && !roughly.Match(s[engine.Back(s, m[2], 1):m[2]])
		apart := disjoint[unit] && !roughly.Match(s[engine.Back(s, m[2], 1):m[2]]) && !slices.ContainsFunc(parts, func(p share) bool { return overlapping.Match(p.name) })
		switch {
		case len(parts) < 2 || close(sum, total):
		case apart && sum > total, kin && (sum > total || full && sum < total && (whole || !goesOnWith(s[parts[len(parts)-1].to:], unit))), exact && whole:
			say(m[2], parts[len(parts)-1].to, sum, unit)
		case (kin || apart) && !goesOnWith(s[parts[len(parts)-1].to:], unit) && total > sum && ((total-sum)*nearly <= total || whole && (prizes(parts) || total-sum == 1 || (total-sum)*near <= total)): // nothing else is told of so few
			say(m[2], parts[len(parts)-1].to, sum, unit)
			found[len(found)-1].Severity = report.Hint
		case whole && len(parts) > 2 && total > sum && (total-sum)*near <= total && !roughly.Match(s[engine.Back(s, m[2], 1):m[2]]):
			say(m[2], parts[len(parts)-1].to, sum, unit)
			found[len(found)-1].Severity = report.Hint
		}
	}
	for _, m := range colonBehind.Re().FindAllStringSubmatchIndex(s, -1) {
		total, unit := valueAt(s, m[2:8])
		parts, whole := sharesIn(s, m[1], unit)
		sum, _, _ := added(parts)
		if whole && len(parts) > 1 && !close(sum, total) && !close(float64(len(parts)), total) && !roughly.Match(s[strings.LastIndexAny(s[:m[2]], "，、：")+1:m[2]]) {
			say(m[2], parts[len(parts)-1].to, sum, unit)
		}
	}
	segments := cut(s, 0)
	shares := make([]share, len(segments)) // those without a unit are none
	for i, seg := range segments {
		shares[i], _ = shareOf(s[seg.from:seg.to], seg.from)
	}
	for i, seg := range segments {
		m := totalBehind.Find(s[seg.from:seg.to])
		if m == nil || i < 2 {
			continue
		}
		total, unit := valueAt(s[seg.from:seg.to], m[2:8])
		var parts []share
		clean, each := true, false
		for k := i - 1; k >= 0; k-- {
			text := s[segments[k].from:segments[k].to]
			p := shares[k]
			if !sameUnit(p.unit, unit) {
				clean = !strings.ContainsAny(timeOf.Re().ReplaceAllString(text, ""), "0123456789") && !roughly.Match(text)
				break
			}
			if m := ofEveryOne.Find(text); m != nil { // the first of what each has
				if each {
					clean = false
					break
				}
				text, each = text[m[1]:], true
			}
			if roughly.Match(text) {
				clean = false
				break
			}
			parts = append(parts, p)
		}
		if sum, kin, _ := added(parts); clean && len(parts) > 1 && !close(sum, total) && !(each && (!kin || math.Mod(total, sum) == 0)) {
			say(seg.from, seg.to, sum, unit)
		}
	}
	if m := sharesOfWhole.Find(s); m != nil {
		sum := 0.0
		all := inBrackets.Re().FindAllStringSubmatchIndex(s[m[2]:m[3]], -1)
		for _, k := range all {
			n, _ := strconv.ParseFloat(s[m[2]:m[3]][k[2]:k[3]], 64)
			sum += n
		}
		if len(all) > 1 && !close(sum, 100) {
			say(m[2], m[3], sum, "%")
		}
	}
	if parts := percents(s); len(parts) > 1 {
		if sum, kin, _ := added(parts); kin && sum > 100.5 {
			say(parts[0].from, parts[len(parts)-1].to, sum, "%")
		}
	}
	return found
}

// prizes reports whether parts are the first to the third prize, or gold to bronze:
// others are seldom.
func prizes(parts []share) bool {
	return slices.ContainsFunc([]string{"一等 二等 三等", "金 银 铜"}, func(set string) bool {
		return !slices.ContainsFunc(strings.Fields(set), func(prize string) bool {
			return !slices.ContainsFunc(parts, func(p share) bool { return strings.Contains(p.name, prize) })
		})
	})
}

// inOrderOfAll reports whether parts are told apart by a mark of their order, from the
// first on: 甲组, 乙组, 丙组. Nobody leaves the last of them out. Or they go down to the lowest level,
// that of a school: 县级, 校级.
func inOrderOfAll(parts []share) bool {
	if slices.ContainsFunc(parts, func(p share) bool { return lowest.Match(p.name) }) {
		return true
	}
	for _, marks := range [...]string{"甲乙丙丁", "ABCDEFGH", "一二三四五六"} {
		marks := []rune(marks)
		if len(parts) > 1 && len(parts) <= len(marks) && !slices.ContainsFunc(parts, func(p share) bool {
			m := groupMark.Find(p.name)
			if m == nil || p.name[m[2]:m[3]] != string(marks[0]) {
				return true
			}
			marks = marks[1:]
			return false
		}) {
			return true
		}
	}
	return false
}

var (
	lowest    = engine.Compile(`^(?:校级|院级|系级|班级)`)
	groupMark = engine.Compile(`^第?([甲乙丙丁A-H一二三四五六])(?:组|队|班|批|区|线)`)
)

// goesOnWith reports whether what follows parts tells of more of them.
func goesOnWith(rest, unit string) bool {
	if moreParts.Match(rest) {
		return true
	}
	for {
		i := strings.Index(rest, unit)
		if i < 0 {
			return false
		}
		if engine.IsDigit(engine.Before(rest, i, nil)) {
			return true
		}
		rest = rest[i+len(unit):]
	}
}

// shared tells that things are of several parts: 进社区的30支、进乡村的25支，有7支两处都去.
var shared = engine.Compile(`都去|都[有参报]|两[者处项边类]|重复|交叉|兼[有顾报任]|同时`)

// reaching opens the name of a part that a thing may be in with others.
var reaching = engine.Compile(`^(?:走?[进到]|赴|走访|面向|覆盖|涉及|服务|惠及|送|开展|组织)`)

var moreParts = engine.Compile(`其他|其它|其余|余[下为者]|另[有外计含设加]|还有|剩|^等`)

// nearly is of how many parts a sum may lack one and look like a slip, near the same of a
// sum behind which the sentence ends.
const nearly, near = 20, 10

func close(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// valueAt reads a number with its unit from three pairs of offsets.
func valueAt(s string, at []int) (float64, string) {
	n, _ := strconv.ParseFloat(strings.ReplaceAll(s[at[0]:at[1]], ",", ""), 64)
	if at[2] >= 0 {
		n *= map[string]float64{"万": 1e4, "亿": 1e8}[s[at[2]:at[3]]]
	}
	return n, strings.Replace(s[at[4]:at[5]], "％", "%", 1)
}

// sameUnit reports whether two units are one: 教师10名、学生20名，共30人.
func sameUnit(a, b string) bool {
	return a == b || (a == "名" || a == "人") && (b == "名" || b == "人")
}

type segment struct{ from, to int }

// cut parts s[from:] where a list goes on.
func cut(s string, from int) []segment {
	var all []segment
	at := from
	for i, r := range s[from:] {
		if strings.ContainsRune("，、,：:", r) && !((r == ':' || r == ',') && engine.IsDigit(engine.Before(s, from+i, nil)) && engine.IsDigit(engine.After(s, from+i+1, nil))) { // 8:30, 1,200
			all = append(all, segment{at, from + i})
			at = from + i + utf8.RuneLen(r)
		}
	}
	return append(all, segment{at, len(s)})
}

func shareOf(text string, at int) (share, bool) {
	if m := remarkBehind.Find(text); m != nil {
		text = text[:m[0]]
	}
	m := oneShare.Find(text)
	if m == nil {
		return share{}, false
	}
	n, unit := valueAt(text, m[4:10])
	return share{text[m[2]:m[3]], unit, n, at + m[4], at + m[9]}, true
}

// sharesIn returns the parts that stand one behind the other at s[from:], and whether
// nothing follows them.
func sharesIn(s string, from int, unit string) (parts []share, whole bool) {
	for _, seg := range cut(s, from) {
		p, ok := shareOf(s[seg.from:seg.to], seg.from)
		if !ok || !sameUnit(p.unit, unit) || roughly.Match(s[seg.from:seg.to]) {
			return parts, false
		}
		parts = append(parts, p)
	}
	return parts, true
}

// added adds parts, and tells whether they are of one dimension, and of one that
// leaves nothing out.
func added(parts []share) (sum float64, kin, full bool) {
	for _, p := range parts {
		sum += p.n
	}
	if n := len(parts); n > 1 && theRest.Match(parts[n-1].name) {
		return sum, true, true
	}
	for _, d := range dimensions {
		seen := map[string]bool{}
		full = true
		for _, p := range parts {
			m := d.Find(p.name)
			if m == nil {
				break
			}
			word := p.name[m[0]:m[1]]
			seen[word] = true
			full = full && strings.Contains(complete, word)
		}
		if len(parts) > 1 && len(seen) == len(parts) {
			return sum, true, full
		}
	}
	return sum, false, false
}

// theRest is the name of all that the parts before leave.
var theRest = engine.Compile(`^(?:其他|其它|其余)`)

// sharesOfWhole are the shares of what is made up of them: 理论（30%）、实操（70%）组成.
var (
	sharesOfWhole = engine.Compile(`((?:[^\d，。；、（）]{1,12}[（(](?:占)?\d+(?:\.\d+)?[%％][）)][、和]?){2,})[^，。；\d]{0,8}(?:组成|构成)`)
	inBrackets    = engine.Compile(`[（(](?:占)?(\d+(?:\.\d+)?)[%％][）)]`)
)

var ofAll = engine.Compile(`(?:^|[，、：])([^\d，。；、：]{1,12})占(?:比)?(?:为|到)?(\d+(?:\.\d+)?)[%％]`)

// percents returns the shares of a whole that a sentence gives in per cent.
func percents(s string) []share {
	var parts []share
	for _, m := range ofAll.Re().FindAllStringSubmatchIndex(s, -1) {
		n, _ := strconv.ParseFloat(s[m[4]:m[5]], 64)
		parts = append(parts, share{s[m[2]:m[3]], "%", n, m[4], m[5]})
	}
	return parts
}
