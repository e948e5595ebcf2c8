package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// figureRules are about numbers in the text (出版物上数字用法, GB/T 15835-2011).
var figureLines = checks[line]{
	"GW008": impossibleDates,
	"GW200": dense(wideFigures),
	"GW203": matches(bareFraction, 1, func(s string) string { return "0" + s }),
	"GW204": shortYears,
	"GW205": wrongDates,
	"GW206": mixedFigures,
	"GW207": matches(hanYears, 1, func(s string) string { return zeros.Replace(s) }),
	"GW209": doubledAbout,
	"GW213": matches(fixedWords, 1, hanFigures),
	"GW216": moneyWithoutUnit,
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

func wideFigures(l line) []remark {
	if !strings.ContainsFunc(l.text, han.IsWide) {
		return nil
	}
	return matches(fullWidth, 0, han.Narrow)(l)
}

func hanFigures(s string) string {
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return []rune(han.Digits)[r-'1']
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
