package prose

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about numbers in the text (出版物上数字用法, GB/T 15835-2011).
var figureLines = engine.Checks[engine.Line]{
	"GW008": impossibleDates,
	"GW200": engine.Dense(wideFigures),
	"GW203": engine.MatchesOf(bareFraction, func(s string) string { return "0" + s }),
	"GW204": unsigned(shortYears),
	"GW205": unsigned(wrongDates),
	"GW206": unsigned(mixedFigures),
	"GW207": unsigned(engine.Matches(hanYears, 1, func(s string) string { return zeros.Replace(s) })),
	"GW209": doubledAbout,
	"GW213": fixedFigures, // 星期5, “14五” and 党的20大
	"GW216": moneyWithoutUnit,
}

var (
	fullWidth    = engine.Compile(`[０-９Ａ-Ｚａ-ｚ]+`)
	bareFraction = engine.Compile(`(?:^|[ （(，、：±～~≤≥<>＜＞=＝\x{3000}为于至到达和高低加降升少了出过差是约超近占子品料金资量费产值数率分长短幅宽深厚重径距浓温有得计共用需投扣另满余缺亏盈足涨跌增减])(\.\d{1,3})(?:个|%|％|‰|万|亿|元|角|[毫厘分千]?米|公顷|倍|天|分|秒|吨|公里|千克|公斤|[毫微]?克|毫?升|平方|立方|亩|度|℃|岁|小时|[mck]?m|m?g|人|名|所|件|次|成|折|千瓦|兆帕|k?V|k?W|M?Pa|dB|[，。；、和至])|\p{Han}(\.\d{1,3})(?:个百分点|%|％|‰|倍|[万亿][元人吨亩立平]|公顷|平方[千公]?[米里]|立方米|℃|毫米|厘米|千米|公里|千克|公斤|毫克|毫升)`)
	// nought is 08年, shortTerm 23—24学年: nothing but years.
	century  = engine.Compile(`(?:建|创|生|立|成|始|办|复)于([5-9]\d年)|于([5-9]\d年)[^的来间里前后党校代之历时漫风华岁多余左上以内，。；、）\d]|[于自从在到]([5-9]\d年)(?:\d{1,2}月|[建升考参创开调获改迁由起举颁制春夏秋冬底初]|成立|毕业|入学|出生|被|合并|实施|竣工|投产|通车|[^，。；]{0,6}以来)|(?:^|[，。；、是校])([7-9]\d年)(?:考入|毕业|参加|入学|出生|升格|建校|成立|创办|调入|获|被|改制|合并|迁|由)`)
	hanShort = engine.Compile(`(?:^|[，。；])[\s\p{Z}]*([一二][〇零○一二三四五六七八九]年)(?:[春秋][季期]|[上下]半年|度(?:工|计|总|预))`)
	// yearOfOurs is 23年我校….
	yearOfOurs = engine.Compile(`(?:^|[。；])[\s\p{Z}]*(2[1-9]年)(?:我[国省市县区校局院系]|全[国省市县区校])`)
	nought     = engine.Compile(`(?:^|[^\d.:：\-—～~/])(0\d年)(?:[^代级]|$)`)
	shortTerm  = engine.Compile(`(?:^|[^\d])(\d{2}[-—–～~/]\d{2})(?:学年|赛季|财年)`)
	// yearOfWork is 做好25年防汛工作.
	yearOfWork = engine.Compile(`(?:做好|报送|编制|下达|召开|制定|印发|关于)(2[1-9]年)[^来的间内历前后以多规合质保，。；、]`)
	shortYear  = engine.Compile(`(?:^|[^\d.\-—～~/])([12]\d年(?:(?:1[0-2]|[1-9])月|[春秋]季|[上下]半年|度(?:[^假过]|$)))`)
	dayNumber  = engine.Compile(`(?:(?:1[0-2]|[1-9])月|每月)(?:3[01]|[12]\d|[1-9])(号)`)
	// dottedDay is 5.14日, bareDay 5月14前.
	dottedDay  = engine.Compile(`(?:^|[^\d.])((?:1[0-2]|[1-9])[.．](?:3[01]|[12]\d)日)|(?:[于在自从至到—]|时间[:：]?)((?:1[0-2]|[1-9])[.．][1-9]日)`)
	bareDay    = engine.Compile(`(?:^|\D)((?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9]))(?:[之以]?前|起|[上下]午|举[办行])`)
	dottedDate = engine.Compile(`((?:19|20)\d{2})[./．／](\d{1,2})[./．／](\d{1,2})`)
	// dashedDate is a day as data write it, in a sentence.
	dashedDate = engine.Compile(`(?:^|[于在自至从到]|，|以前|时间[:：]?)[\s\p{Z}]*(((?:19|20)\d{2})-(\d{1,2})-(\d{1,2}))(?:[之以]?前|起|止|[上下]午|举行|举办|召开|开始|[，。；])`)
	hanYears   = engine.Compile(`(?:^|[^〇零○一二三四五六七八九十百千])([一二][〇零○ＯOoО0一二三四五六七八九]{3})(?:年|[—–～~－-]{1,2}[一二][〇零○一二三四五六七八九]{3}学?年)`)
	zeros      = strings.NewReplacer("零", "〇", "○", "〇", "Ｏ", "〇", "O", "〇", "o", "〇", "О", "〇", "0", "〇")
	bareMoney  = engine.Compile(`(?:资金|经费|投入|金额|奖补|奖励|拨付|拨款|补助|资助|补偿|赔偿|价值|总值|造价|投资|概算|决算|捐款|捐资|捐赠|筹资|筹集|募集|奖金|学费|费用|成本|产值|支出|开支|收入|利润|税收|预算|工资|补贴|贷款|借款|存款|罚款|押金|保证金|租金|总价|中标价|合同额|销售额|营业额|成交额|缺口|结余|余额|[务询审测护险理材料旅训伙电水暖气运办差]费)([^，。；\d]{0,6})((?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[万亿])(?:[，。；、）]|以[上下内]|左右|不等|的(?:[^人家个]|$)|用于|由[^，。；]{1,16}(?:承担|支付|解决|负担|分摊|统筹|列支|安排|出资|自筹|补足|共担)|$)`)
	// bareSum is 奖金5000，: of what only money is, without 元.
	bareSum     = engine.Compile(`(?:奖金|罚款|押金|保证金|报名费|学费|学杂费|工本费|补助金|助学金|慰问金|救助金|租金|(?:补助|资助|补贴|奖励|罚)(?:资金|每人|每户|每校))(?:每人|每户|每校|为|共|共计|合计|约|各|人均){0,2}([1-9]\d{2,6})(?:，[^\d]|[。；、）]|不等|以[上下内]|左右|$)|每[^，。；、\d]{1,10}(?:奖励|补助|补贴|资助|发放|缴纳|收取|支付)([1-9]\d{2,6})(?:，[^\d]|[。；]|$)`)
	countedWord = engine.Compile(`[人生户次量票场校家]`)
	fixedWords  = engine.Compile(`(星期[1-6])[至到—～-](?:星期|周)|(星期[1-6])(?:[^\d次个天、\-—～~至]|$)|“(十[1-9]五|1\d五)”|(1[1-5]五)规划|(?:^|[^\d.])(3八|5[一四]|6一|7一|8一|10一)(?:国际|妇女|劳动|青年|儿童|建党|建军|国庆|节|期间|前夕|、|”)|党的(1\d|20|十[1-9])大|((?:^|[，。；、（])第[1-3]书记)|(?:^|[，。；])(1方面)|(2十大|3中全会)|(?:[^每\d一两二三四五六七八九十几]|^)(周[1-6])(?:[上下]午|[之以]?前|晚|[至到—～-]周)|(?:[^每\d一两二三四五六七八九十几]|^)(周[1-6])[、至到—～-](?:周|星期)[一二三四五六日]|(周[1-6][、至到—～-]周[1-6])(?:[^\d]|$)|[本上下每逢这]个?(周[2-6])(?:[至到—～-](?:周[1-6日])|[\p{Han}，。；、]|$)|[本上下逢]个?(周1)(?:[\p{Han}，。；、]|$)|每(周1)(?:[上下]午|早|晚|例会|升旗|组织|召开|开展|举行|更新|发布|公布|前|上报|报送|供应)|周[1-6日一二三四五六][、至到](周[1-6])(?:[^\d]|$)|(礼拜[1-6])|(3会1课|3会一课|三会1课|1岗双责|2学1做|3严3实|1带1路|5育并举|3全育人|1站式|5位1体|1票否决|4有好老师|双1流)|“(2个维护|2个确立|4个意识|4个自信|4个全面|1把手|3下乡|3农)”`)
)

// unsigned is find for lines that GW006 does not speak of.
func unsigned(find func(engine.Line) []engine.Remark) func(engine.Line) []engine.Remark {
	return func(l engine.Line) []engine.Remark {
		if l.Role == engine.RoleSigned {
			return nil
		}
		return find(l)
	}
}

func wideFigures(l engine.Line) []engine.Remark {
	var found []engine.Remark
	if strings.ContainsFunc(l.Text, han.IsWide) {
		found = engine.Matches(fullWidth, 0, han.Narrow)(l)
	}
	for _, m := range widePercent.All(l) {
		f := l.Replace(m[2], m[3], "%")
		f.Severity, f.Message = report.Hint, "百分号一般也用半角" // of which the standard does not speak
		found = append(found, f)
	}
	return found
}

var widePercent = engine.Compile(`\d(％)`)

// fixedFigures leaves alone 每周2次 and 本周5项工作, which count.
func fixedFigures(l engine.Line) []engine.Remark {
	found := slices.DeleteFunc(engine.MatchesOf(fixedWords, hanFigures)(l), func(m engine.Remark) bool {
		return strings.HasPrefix(l.Text[m.From:], "周") && perWeek.Match(l.Text[m.To:])
	})
	return append(found, engine.MatchesOf(wordsWithFigures, hanFigures)(l)...)
}

var (
	perWeek = engine.Compile(`^(?:[题练更测问讲项个日组队台辆处间栋次节天小课学场位人名篇件份条张套部分期轮批顿餐支只趟遍种门元万千百十％%多余或左以公斤升米家所道堂封首幅页字]|[至到—～-]\d|班(?:[^主会级]|$))`)
	// wordsWithFigures are words of which a number is part, with a figure in it.
	wordsWithFigures = engine.Compile(`(?:^|[^\dA-Za-z.．得扣满])(进1步|统1(?:组织|安排|部署|管理|规划|印[制发]|领[取导]|思想|认识|标准|着装|报送|填写|格式|使用|配[备送])|唯1的?|1系列|第1(?:时间|责任人|课堂|要务|生产力|线)|第2课堂|万无1失|1视同仁|1如既往|1丝不苟|1目了然|始终如1|3令5申|5花8门|4面8方|千方百计1|举1反3|1举多得|1心1意|3心2意|7上8下|丢3落4|不管3七|3番5次|1线教师|1线岗位|1线工人|第1线|4大发明|5湖4海|10分(?:重要|必要|关键|突出|明显|困难|复杂|感谢|重视))`)
)

// hanFigures writes the number in s, below 100, in Chinese.
func hanFigures(s string) string {
	return someDigits.Re().ReplaceAllStringFunc(s, func(digits string) string {
		n, _ := strconv.Atoi(digits)
		return han.Numeral(n)
	})
}

var someDigits = engine.Compile(`\d{1,2}`)

// moneyWithoutUnit leaves alone what is counted rather than paid.
func moneyWithoutUnit(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range bareMoney.All(l) {
		if !countedWord.Match(l.Text[m[2]:m[3]]) {
			found = append(found, l.On(m[4], m[5]))
		}
	}
	if strings.Contains(l.Text, "单位：") {
		return found // told once for all
	}
	found = append(found, engine.MatchesOf(bareSum, nil)(l)...)
	return found
}

// yearAlone is 98年 or 15年 in a sentence that tells when something was done: 于98年升格,
// 15年出台. 用15年建成 and 15年来 are spans.
var yearAlone = engine.Compile(`(?:[于自从到至]|按照|根据|依据|自从)([0-3]\d年|[5-9]\d年)(?:起|以来|出台|印发|颁布|制定|实施|发布|修订|下发|成立|建成|升格|更名|创办|创建|合并|迁|获|被|通过|毕业|入学|参加|启动|开始|的\p{Han}{0,6}(?:办法|规定|文件|通知|方案|意见|标准))`)

// yearBegun is the year in which something began: 创建于58年.
var yearBegun = engine.Compile(`(?:创建|创办|始建|建校|建|成立|开办|毕业|出生|入学|升格|合并)于(\d\d年)`)

func shortYears(l engine.Line) []engine.Remark {
	var found []engine.Remark
	said := map[int]bool{} // where a year begins
	add := func(m engine.Remark) {
		if !said[m.From] {
			said[m.From] = true
			found = append(found, m)
		}
	}
	for _, re := range []*engine.Pattern{yearAlone, yearBegun, yearOfOurs, yearOfWork, hanShort, nought, shortTerm} {
		for _, m := range re.All(l) {
			add(l.On(m[2], m[3]))
		}
	}
	for _, m := range engine.MatchesOf(century, nil)(l) {
		add(m)
	}
	for _, m := range shortYear.All(l) {
		if !strings.ContainsRune("时历共龄计达满近约超过了第验期", engine.Before(l.Text, m[2], engine.IsBlank)) {
			add(l.On(m[2], m[3]))
		}
	}
	return found
}

func wrongDates(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell {
		return nil
	}
	var found []engine.Remark
	for _, m := range dayNumber.All(l) {
		// 5月8号楼 is a house.
		if !strings.ContainsRune("楼线院馆厅门文教车公场馆店", engine.After(l.Text, m[1], nil)) && !engine.IsDigit(engine.Before(l.Text, m[0], nil)) {
			found = append(found, l.Replace(m[0], m[1], l.Text[m[0]:m[2]]+"日"))
		}
	}
	found = append(found, engine.MatchesOf(dottedDay, strings.NewReplacer(".", "月", "．", "月").Replace)(l)...)
	for _, m := range bareDay.All(l) {
		found = append(found, l.Replace(m[2], m[3], l.Text[m[2]:m[3]]+"日"))
	}
	for _, m := range dashedDate.All(l) {
		if date := engine.DateAt(l.Text, m[4:10]); date.Valid() {
			found = append(found, l.Replace(m[2], m[3], date.String()))
		}
	}
	for _, m := range dottedDate.All(l) {
		date := engine.DateAt(l.Text, m[2:8])
		if date.Valid() && !l.Guarded(m[0], m[1]) && !joined(l.Text, m[0]) && !engine.IsDigit(engine.Before(l.Text, m[0], nil)) &&
			!strings.ContainsRune("0123456789./-_", engine.After(l.Text, m[1], nil)) {
			found = append(found, l.Replace(m[0], m[1], date.String()))
		}
	}
	return found
}

// hanHour and hanMinute are numbers of hours and of minutes in Chinese.
const (
	hanHour   = `二?十[一二三四五六七八九]?|[一二两三四五六七八九]`
	hanMinute = `[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九]`
)

var mixed = []*engine.Pattern{
	engine.Compile(`\d{4}年(?:十[一二]?|[一二三四五六七八九])月`),
	engine.Compile(`[〇零○一二三四五六七八九]{4}年\d{1,2}月`),
	engine.Compile(`(?:1[0-2]|[1-9])月(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日`),
	engine.Compile(`(?:十[一二]?|[一二三四五六七八九])月\d{1,2}日`),
	engine.Compile(`\d+千(?:[^米克瓦卡兆帕赫伏焦安欧升字年里斤]|$)`),
	engine.Compile(`\d+百(?:[^分货年叶合]|$)`),
	engine.Compile(`百分之\d+(?:\.\d+)?`),
	engine.Compile(`\d+万[一二三四五六七八九]千|[二三四五六七八九]十[1-9][个名所人家项台套件次处条份篇场间辆班张元亩户位]`),
	engine.Compile(`[一二两三四五六七八九][百千万]\d+(?:[十百千万亿元人名个所家项台套件余多吨亩户册份篇张辆株头只米]|$)`),
	engine.Compile(`二[〇零○][12]\d年|20[一二三][〇零○一二三四五六七八九]年`),
	engine.Compile(`\d十[万亿]?(?:[余多几]|[元人名个所家项台套件次处条份场间辆班张吨亩户位公平立米千分天年月日]|[，。；、）]|$)`),
	engine.Compile(`[一二三四五六七八九]?十[1-9](?:[月日时点]|小时|分钟|[个名所人家项台套件次条份篇场间辆班张元亩户位万亿天岁届])`),
	engine.Compile(`\d{1,2}[时点](?:` + hanMinute + `)分|(?:` + hanHour + `)[时点]\d{1,2}分|(?:[上下中]午|凌晨|[早晚]上|夜间)(?:` + hanHour + `)[时点]\d{1,2}`),
	engine.Compile(`\d小时零?(?:` + hanMinute + `)分|(?:` + hanHour + `)个?小时零?\d{1,2}分|\d分(?:` + hanMinute + `)秒`),
	engine.Compile(`\d元[一二两三四五六七八九]角|[一二两三四五六七八九十]元\d角`),
	engine.Compile(`\d亿[一二两三四五六七八九][千百十]?[万零]?`),
	engine.Compile(`[千万]分之\d|[一二三四五六七八九十]分之\d|\d分之[一二三四五六七八九]`),
	engine.Compile(`第[一二三四五六七八九]?[百十][零〇]?[1-9]\d*(?:[条章届次期名款项集卷]|$)|第\d+[十百](?:[一二三四五六七八九十零〇]*[条章届次期名款项集卷]|$)`),
	engine.Compile(`(?:19|20)\d?[〇零○一二三四五六七八九]{1,2}年|[一二][九〇零○]\d{2}年`),
	engine.Compile(`(?:1[0-2]|[1-9])月(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])号`),
	engine.Compile(`\d日(?:至|到|—)(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日|(?:^|[^一二三四五六七八九十月])(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?:至|到|—)\d{1,2}日`),
}

func mixedFigures(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, re := range mixed {
		for _, m := range re.All(l) {
			prev := engine.Before(l.Text, m[0], nil)
			if !engine.IsDigit(prev) && prev != '.' && !(prev == '、' && m[0] > len("、") && engine.IsDigit(rune(l.Text[m[0]-len("、")-1]))) { // 3、4百: GW208
				found = append(found, l.On(m[0], m[1]))
			}
		}
	}
	return found
}

var (
	// lastDay is the day that a run within a month ends with.
	lastDay   = engine.Compile(`(?:^|\D)(1[0-2]|[1-9])月\d{1,2}日?[\s\p{Z}]*(?:[至到—–～~-]|——)[\s\p{Z}]*(\d{1,2})日`)
	yearMonth = engine.Compile(`(?:^|\D)((?:19|20)\d{2}年(?:0|00|1[3-9]|[2-9]\d)月)`)
	fullDate  = engine.Compile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	monthDate = engine.Compile(`(\d{1,2})月(\d{1,2})日`)
)

func impossibleDates(l engine.Line) []engine.Remark {
	found := engine.Matches(yearMonth, 1, nil)(l)
	for _, m := range lastDay.All(l) {
		month, _ := strconv.Atoi(l.Text[m[2]:m[3]])
		day, _ := strconv.Atoi(l.Text[m[4]:m[5]])
		if !(calendar.Date{Year: 2024, Month: month, Day: day}).Valid() {
			found = append(found, l.On(m[4], m[1]))
		}
	}
	for _, m := range monthDate.All(l) {
		if engine.IsDigit(engine.Before(l.Text, m[0], nil)) {
			continue
		}
		from, year := m[0], 2024 // a leap year
		if y := fullDate.Find(l.Text[engine.Back(l.Text, m[0], 5):m[1]]); y != nil && y[0] == 0 {
			from = engine.Back(l.Text, m[0], 5)
			year, _ = strconv.Atoi(l.Text[from : from+4])
		}
		month, _ := strconv.Atoi(l.Text[m[2]:m[3]])
		day, _ := strconv.Atoi(l.Text[m[4]:m[5]])
		if !(calendar.Date{Year: year, Month: month, Day: day}).Valid() && !slices.ContainsFunc(found, func(f engine.Remark) bool { return f.From == from }) {
			found = append(found, l.On(from, m[1]))
		}
	}
	return found
}

var (
	aboutMore = engine.Compile(`(大约|约|近)[有为在需占]?[\s\p{Z}]*\d+(?:\.\d+)?[万亿]?[多余](个?[年月周天日])?`)
	// aboutTwice are words of which one is enough: 300余人左右, 近300人左右, 约近300人, 超过500余人.
	aboutTwice  = engine.Compile(`(?:约近|大约近|约莫?将近|大约将近|(?:超过|突破|不少于|至少)[\s\p{Z}]*\d+[多余][^年月日天岁])`)
	moreAround  = engine.Compile(`(?:超过|不少于|不低于|不小于|至少)[\s\p{Z}]*\d+(?:\.\d+)?[^，。；、\d]{0,4}以上|(?:不超过|不多于|不大于|最多)[\s\p{Z}]*\d+(?:\.\d+)?[^，。；、\d]{0,4}(?:以内|以下|之内)|(?:不?超过|不少于|不低于|至少|最多|不到|不足)[\s\p{Z}]*\d+(?:\.\d+)?[^，。；、\d]{0,4}(?:左右|上下)|\d+(?:[万亿]?[多余][^，。；、\d]{1,3}|[万亿]?[人名个家件场次]?多[人名个家件场次]?)(?:左右|上下)|将?近[\s\p{Z}]*\d+(?:\.\d+)?[^，。；、\d]{0,4}(?:左右|上下)`)
	aboutAround = engine.Compile(`(大约|大概|约|估计)[有为在需占]?[\s\p{Z}]*(?:\d+(?:\.\d+)?|[一两二三四五六七八九十百千半]{1,4})[^，。；、\d]{0,4}(?:左右|上下)`)
)

// doubledAbout finds 约300余人, but not 预约300余人, 附近30多所 or 近20多年来.
func doubledAbout(l engine.Line) []engine.Remark {
	found := slices.DeleteFunc(append(engine.Matches(aboutTwice, 0, nil)(l), engine.Matches(moreAround, 0, nil)(l)...), func(f engine.Remark) bool {
		return strings.ContainsRune(upAndDown, engine.After(l.Text, f.To, nil)) && engine.After(l.Text, f.To, nil) != 0 || strings.HasPrefix(l.Text[f.From:], "近") && strings.ContainsRune("附最靠临邻接", engine.Before(l.Text, f.From, nil)) && f.From > 0
	})
	told := map[int]bool{} // where a number ends of which it is said
	for _, f := range found {
		told[f.To] = true
	}
	for _, re := range []*engine.Pattern{aboutMore, aboutAround} {
		for _, m := range re.All(l) {
			if told[m[1]] {
				continue
			}
			words := "预邀条节制公签契特履违合相简隐集俭守租应赴爽缔"
			if l.Text[m[2]:m[3]] == "近" {
				words = "附最临邻靠接亲远"
				if m[4] >= 0 {
					continue // 近20多年来, not long ago
				}
			}
			if re == aboutAround && strings.ContainsRune(upAndDown, engine.After(l.Text, m[1], nil)) {
				continue // 约20家上下游企业
			}
			if prev := engine.Before(l.Text, m[0], nil); prev == 0 || !strings.ContainsRune(words, prev) {
				found = append(found, l.On(m[0], m[1]))
			}
		}
	}
	return found
}

// upAndDown follows 左右 and 上下 where they are no more or less: 左右手, 上下游.
const upAndDown = "手两侧各岸翼游铺班楼级床水册午肢装"
