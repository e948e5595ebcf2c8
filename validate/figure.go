package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// figureRules are about numbers in the text (出版物上数字用法, GB/T 15835-2011).
func figureRules() []Rule {
	return []Rule{
		{
			ID: "GW200", Title: "数字和字母应使用半角", Severity: report.Error,
			Source: "GB/T 15835-2011 5.1.7",
			Bad:    "共有１２所学校，Ａ类３所。",
			Good:   "共有12所学校，A类3所。",
			check:  lineCheck(wideFigures), dense: true,
		},
		{
			ID: "GW203", Title: "小数点之前应写0", Severity: report.Error,
			Source: "GB/T 15835-2011 5.1.2",
			Bad:    "提高了 .5个百分点，占（.8%）。",
			Good:   "提高了0.5个百分点，版本为v.2，附件.3。",
			check:  matches(bareFraction, 1, func(s string) string { return "0" + s }),
		},
		{
			ID: "GW204", Title: "年份应写全四位数", Severity: report.Error,
			Hint:   "写全四位年份，如 2024年3月",
			Source: "GB/T 15835-2011 5.1.4",
			Doc:    "“工龄24年3个月”之类的时长不报。世纪要由作者确定，因此不给出改法。",
			Bad:    "自24年3月起执行。",
			Good:   "自2024年3月起执行，工龄24年3个月，历时10年3月。",
			check:  lineCheck(shortYears),
		},
		{
			ID: "GW205", Title: "日期应写作“2024年5月1日”", Severity: report.Warning,
			Source: "GB/T 15835-2011 5.1.4",
			Doc:    "表格里的日期不报。",
			Bad:    "于2024.5.1举行启动仪式，5月8号结束。",
			Good:   "于2024年5月1日在5月8号楼举行启动仪式，版本为10.5.1。",
			check:  lineCheck(wrongDates),
		},
		{
			ID: "GW206", Title: "一个日期或数值里不应混用汉字和阿拉伯数字", Severity: report.Error,
			Hint:   "统一用阿拉伯数字或汉字",
			Source: "GB/T 15835-2011 5.3",
			Doc:    "以“万”“亿”为单位的除外；“千米”“千克”“百分”是单位。",
			Bad:    "2024年五月，参加人数达4千人。",
			Good:   "2024年5月，参加人数达4万人，全程3千米。",
			check:  lineCheck(mixedFigures),
		},
		{
			ID: "GW207", Title: "年份里的“零”应写作“〇”", Severity: report.Error,
			Source: "GB/T 15835-2011 5.2.5",
			Bad:    "二零二四年工作要点",
			Good:   "二〇二四年工作要点，二百零四年",
			check:  matches(hanYears, 1, func(s string) string { return zeros.Replace(s) }),
		},
		{
			ID: "GW008", Title: "日期不存在", Severity: report.Error,
			Hint:   "请核对日期",
			Source: "日历",
			Doc:    "没有写年份的2月29日不报。",
			Bad:    "请于2024年2月30日前报送。",
			Good:   "请于2024年2月29日前报送，附件2月度计划，2月29日。",
			check:  lineCheck(impossibleDates),
		},
		{
			ID: "GW209", Title: "表示约数的词重复", Severity: report.Warning,
			Hint:   "只留一个",
			Source: "公文惯例",
			Bad:    "参加活动的约300余人。",
			Good:   "参加活动的约300人，预约300余人，附近30多所学校，近10余年来。",
			check:  lineCheck(doubledAbout),
		},
		{
			ID: "GW213", Title: "定型的词应使用汉字数字", Severity: report.Error,
			Source: "GB/T 15835-2011 4.2.3",
			Bad:    "每星期3报送，落实“十4五”规划。",
			Good:   "每星期三报送，落实“十四五”规划，每星期3次。",
			check:  matches(fixedWords, 1, hanFigures),
		},
		{
			ID: "GW216", Title: "金额应写出“元”", Severity: report.Warning,
			Hint:   "补上“元”",
			Source: "公文惯例",
			Doc:    "只看“经费”“资金”等词之后的数，中间有“学生”“人数”“场次”等词的不报。",
			Bad:    "安排专项经费100万，用于活动开展。",
			Good:   "安排专项经费100万元，参与人数100万。",
			check:  lineCheck(moneyWithoutUnit),
		},
	}
}

var (
	fullWidth    = compile(`[０-９Ａ-Ｚａ-ｚ]+`)
	bareFraction = compile(`(?:^|[ （(，、：])(\.\d+)(?:个|%|％|万|亿|元|米|倍|天|小时)`)
	shortYear    = compile(`(?:^|[^\d.\-—～~/])([12]\d年(?:1[0-2]|[1-9])月)`)
	dayNumber    = compile(`(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])(号)`)
	dottedDate   = compile(`((?:19|20)\d{2})[./．／](\d{1,2})[./．／](\d{1,2})`)
	hanYears     = compile(`(?:^|[^〇零○一二三四五六七八九十百千])([一二][〇零○ＯO一二三四五六七八九]{3})年`)
	zeros        = strings.NewReplacer("零", "〇", "○", "〇", "Ｏ", "〇", "O", "〇")
	bareMoney    = compile(`(?:资金|经费|投入|金额|奖补|拨付|补助)([^，。；\d]{0,6})(\d+(?:\.\d+)?[万亿])(?:[，。；、）]|$)`)
	countedWord  = compile(`[人生户次量票场校家]`)
	fixedWords   = compile(`(星期[1-6])(?:[^\d次个天、\-—～~至]|$)|“(十[1-9]五)”`)
)

// isWide reports whether r is a full-width digit or letter.
func isWide(r rune) bool {
	return '０' <= r && r <= '９' || 'Ａ' <= r && r <= 'Ｚ' || 'ａ' <= r && r <= 'ｚ'
}

func wideFigures(l line) []remark {
	if !strings.ContainsFunc(l.text, isWide) {
		return nil
	}
	return matches(fullWidth, 0, narrow)(l)
}

// narrow turns full-width digits and letters into half-width ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if isWide(r) {
			return r - '０' + '0'
		}
		return r
	}, s)
}

func hanFigures(s string) string {
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return []rune(hanDigits)[r-'1']
		}
		return r
	}, s)
}

// moneyWithoutUnit leaves alone what is counted rather than paid.
func moneyWithoutUnit(l line) []remark {
	return slices.DeleteFunc(matches(bareMoney, 2, nil)(l), func(m remark) bool {
		return countedWord.match(l.text[back(l.text, m.from, 6):m.from])
	})
}

func shortYears(l line) []remark {
	var found []remark
	for _, m := range shortYear.all(l) {
		if strings.ContainsRune("时历共龄计达满近约超过了第验期", before(l.text, m[2], isBlank)) {
			continue
		}
		found = append(found, l.on(m[2], m[3]))
	}
	return found
}

func wrongDates(l line) []remark {
	if l.role == roleCell {
		return nil
	}
	var found []remark
	for _, m := range dayNumber.all(l) {
		// 5月8号楼 is a house.
		if !strings.ContainsRune("楼线院馆厅门文教车公场馆店", after(l.text, m[1], nil)) && !isDigit(before(l.text, m[0], nil)) {
			found = append(found, l.replace(m[0], m[1], l.text[m[0]:m[2]]+"日"))
		}
	}
	for _, m := range dottedDate.all(l) {
		date := dateAt(l.text, m[2:8])
		if date.Valid() && !l.guarded(m[0], m[1]) && !joined(l.text, m[0]) && !isDigit(before(l.text, m[0], nil)) &&
			!strings.ContainsRune("0123456789./", after(l.text, m[1], nil)) {
			found = append(found, l.replace(m[0], m[1], date.String()))
		}
	}
	return found
}

var mixed = []*pattern{
	compile(`\d{4}年(?:十[一二]?|[一二三四五六七八九])月`),
	compile(`[〇零○一二三四五六七八九]{4}年\d{1,2}月`),
	compile(`(?:1[0-2]|[1-9])月(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日`),
	compile(`(?:十[一二]?|[一二三四五六七八九])月\d{1,2}日`),
	compile(`\d+千(?:[^米克瓦卡帕赫伏焦安欧升字年里斤]|$)`),
	compile(`\d+百(?:[^分货年叶合]|$)`),
}

func mixedFigures(l line) []remark {
	var found []remark
	for _, re := range mixed {
		for _, m := range re.all(l) {
			if !isDigit(before(l.text, m[0], nil)) && before(l.text, m[0], nil) != '.' {
				found = append(found, l.on(m[0], m[1]))
			}
		}
	}
	return found
}

var (
	fullDate  = compile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	monthDate = compile(`(\d{1,2})月(\d{1,2})日`)
)

func impossibleDates(l line) []remark {
	var found []remark
	for _, m := range monthDate.all(l) {
		if isDigit(before(l.text, m[0], nil)) {
			continue
		}
		from, year := m[0], 2024 // a leap year
		if y := fullDate.find(l.text[back(l.text, m[0], 5):m[1]]); y != nil && y[0] == 0 {
			from = back(l.text, m[0], 5)
			year, _ = strconv.Atoi(l.text[from : from+4])
		}
		month, _ := strconv.Atoi(l.text[m[2]:m[3]])
		day, _ := strconv.Atoi(l.text[m[4]:m[5]])
		if !(calendar.Date{Year: year, Month: month, Day: day}).Valid() {
			found = append(found, l.on(from, m[1]))
		}
	}
	return found
}

var (
	aboutMore   = compile(`(大约|约|近)[\s\p{Z}]*\d+(?:\.\d+)?[万亿]?[多余](个?[年月周天日])?`)
	aboutAround = compile(`(大约|约)[\s\p{Z}]*\d+(?:\.\d+)?[^，。；、\d]{0,4}(?:左右|上下)`)
)

// doubledAbout finds 约300余人, but not 预约300余人, 附近30多所 or 近20多年来.
func doubledAbout(l line) []remark {
	var found []remark
	for _, re := range []*pattern{aboutMore, aboutAround} {
		for _, m := range re.all(l) {
			words := "预邀条节制公签契特履违合相简隐集俭守租应赴爽缔"
			if l.text[m[2]:m[3]] == "近" {
				words = "附最临邻靠接亲远"
				if m[4] >= 0 {
					continue // 近20多年来, not long ago
				}
			}
			if re == aboutAround && strings.ContainsRune("手两侧各岸翼游铺班楼级床水册午肢装", after(l.text, m[1], nil)) {
				continue // 约20家上下游企业
			}
			if prev := before(l.text, m[0], nil); prev == 0 || !strings.ContainsRune(words, prev) {
				found = append(found, l.on(m[0], m[1]))
			}
		}
	}
	return found
}
