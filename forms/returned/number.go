package returned

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
)

// tooLong is where numbers have more digits than spreadsheets keep.
const tooLong = 1e15

func readNumber(f *forms.Field, e entry) reading {
	r := readFigure(f, e)
	if r.state != Unclear && r.text != "" && f.Kind == forms.Integer && strings.Contains(r.text, ".") {
		return unclear(RuleWhole, wanted(f), "请改填整数")
	}
	return r
}

// number reads a number as it stands, without regard to the kind.
func readFigure(f *forms.Field, e entry) reading {
	switch e.stored {
	case storedBool:
		return unclear(RuleNumber, wanted(f), "只填数字")
	case storedNumber:
		x, err := strconv.ParseFloat(e.raw, 64)
		switch {
		case err != nil || math.IsInf(x, 0) || math.IsNaN(x):
			return unclear(RuleNumber, wanted(f), "只填数字")
		case e.day:
			return unclear(RuleNumber, wanted(f)+"，单元格里却是日期或时间", "请把单元格设为常规格式后重新填写")
		case e.percent && f.Kind != forms.Percent:
			return unclear(RuleNumber, wanted(f)+"，单元格里却是百分比", "只填数字")
		case math.Abs(x) >= tooLong:
			return unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
		}
		return exact(forms.FormatNumber(x))
	}
	if nothing(e.raw) {
		return exact("0", tell(RuleNone, f.Label+"填“无”，按0计", "没有的请填0"))
	}
	s, about := cutAbout(squeeze(e.raw))
	core, ok := cutUnit(f, s)
	if !ok || otherScale(f, s) {
		return unclear(RuleNumber, f.Label+"的单位与表中不同", fmt.Sprintf("请换算成以“%s”为单位的数", f.Unit))
	}
	if rest, more := cutAfter(core); more {
		core, about = rest, true
	}
	if spacedApart(e.raw) {
		return unclear(RuleNumber, f.Label+"中的空格使数字有两种读法", "只填一个数，中间不留空格")
	}
	core, scaled := cutScale(f, core)
	text, worked, ok := figure(core)
	if !ok {
		msg := f.Label + "不是一个数，没有计入"
		if numberRange.MatchString(core) {
			msg = f.Label + "填了一个范围，没有计入"
		}
		return unclear(RuleNumber, msg, "只填一个数字，不写其他文字")
	}
	if x, err := strconv.ParseFloat(text, 64); err != nil || math.Abs(x) >= tooLong {
		return unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
	}
	r := exact(text)
	if e.percent {
		text += "%"
	}
	switch {
	case scaled:
		r.remarks = append(r.remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s%s计", f.Label, text, f.Unit), "表上已经印有单位，只填数字"))
	case worked:
		r.remarks = append(r.remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s计", f.Label, text), "请用阿拉伯数字填写完整的数"))
	}
	if about {
		r.state = About
		r.remarks = append(r.remarks, warn(RuleAbout, fmt.Sprintf("%s填的是约数，按%s计", f.Label, text), "请核实后只填准确的数字"))
	}
	return r
}

var (
	numberRange = regexp.MustCompile(`^\d+(\.\d+)?(-|—|–|~|至|到)+\d+(\.\d+)?`)
	plainFigure = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)
	// No digits: 300(50) is not 30050.
	bracketedUnit = regexp.MustCompile(`^([^()]+)\(([^()0-9〇零一二两三四五六七八九十百]+)\)$`)
	innerBlank    = regexp.MustCompile(`[0-9０-９][\s\p{Zs}]+[0-9０-９]`)
	blankGroups   = regexp.MustCompile(`^\D*[0-9０-９]{1,3}([\s\p{Zs}][0-9０-９]{3})+(\D|$)`)
)

// spacedApart reports whether blanks stand between digits other than where
// thousands part.
func spacedApart(s string) bool { return innerBlank.MatchString(s) && !blankGroups.MatchString(s) }

// cutAbout cuts words that make a number inexact from its ends.
func cutAbout(s string) (rest string, about bool) {
	s = strings.TrimRight(s, "。;")
	for _, p := range []string{"共计", "合计", "总计", "共", "计"} {
		if t, ok := strings.CutPrefix(s, p); ok {
			s = t
			break
		}
	}
	for _, p := range []string{"大约为", "大约", "约为", "约", "将近", "接近", "近", "大概", "预计", "估计", "不少于", "不低于", "至少", "超过", "超", "逾", "≈", "~", ">", "≥"} {
		if t, ok := strings.CutPrefix(s, p); ok {
			s, about = t, true
			break
		}
	}
	if rest, more := cutAfter(s); more {
		return rest, true
	}
	return s, about
}

func cutAfter(s string) (rest string, about bool) {
	for _, p := range []string{"左右", "上下", "以上", "以内", "余", "多", "许", "+"} {
		if t, ok := strings.CutSuffix(s, p); ok && t != "" {
			return t, true
		}
	}
	return s, false
}

// counters lists words that count the same things, besides the unit itself.
var counters = map[string][]string{
	"人": {"名", "位", "个"}, "所": {"个", "家"}, "家": {"个", "所"}, "项": {"个", "场", "次"},
	"场": {"次", "个"}, "次": {"场"}, "个": {"所", "家", "项"}, "篇": {"条"}, "条": {"篇"}, "元": nil, "万元": nil,
	"名": {"人", "位"}, "位": {"人", "名"}, "人次": nil, "天": nil, "件": nil, "分": nil, "小时": nil, "册": nil, "份": nil, "班": nil, "间": nil, "台": nil,
}

// cutUnit cuts the field's unit from the end of s. Another unit is not ok.
func cutUnit(f *forms.Field, s string) (core string, ok bool) {
	if m := bracketedUnit.FindStringSubmatch(s); m != nil { // 300（人）
		s = m[1] + m[2]
	}
	if f.Unit != "" {
		if core, ok := strings.CutSuffix(s, squeeze(f.Unit)); ok {
			return core, true
		}
		if isFigure(s) {
			return s, true
		}
	}
	longest := ""
	for u := range counters {
		if len(u) > len(longest) && strings.HasSuffix(s, u) {
			longest = u
		}
	}
	core = strings.TrimSuffix(s, longest)
	if longest == "" || f.Unit == "" || slices.Contains(counters[f.Unit], longest) {
		return core, true
	}
	core, _ = cutAfter(core)
	return s, !isFigure(core) // no number at all is no matter of units
}

// cutScale cuts from the end of s the word that the field's unit begins with: 5万
// beside 万元 is 5万元, not 50000万元.
func cutScale(f *forms.Field, s string) (core string, cut bool) {
	for _, scale := range []string{"万", "亿"} {
		if strings.HasPrefix(f.Unit, scale) {
			if core, cut := strings.CutSuffix(s, scale); cut && isFigure(core) {
				return core, true
			}
		}
	}
	return s, false
}

// otherScale reports whether a number is written with 万 or 亿 beside a unit that
// begins with the other of them: 5亿 in 万元 is neither 5 nor 5亿万元.
func otherScale(f *forms.Field, s string) bool {
	return strings.HasPrefix(f.Unit, "万") && strings.Contains(s, "亿") || strings.HasPrefix(f.Unit, "亿") && strings.Contains(s, "万")
}

func isFigure(s string) bool {
	_, _, ok := figure(s)
	return ok
}

// figure reads digits, with thousands apart by commas if at all, with 万 or 亿
// behind them, or Chinese numerals. worked says that it took some reckoning.
func figure(s string) (text string, worked, ok bool) {
	if plainFigure.MatchString(s) {
		x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		return forms.FormatNumber(x), false, err == nil && !math.IsInf(x, 0)
	}
	for _, m := range []struct {
		sign string
		by   float64
	}{{"万", 1e4}, {"亿", 1e8}, {"千", 1e3}, {"百", 100}} {
		if core, cut := strings.CutSuffix(s, m.sign); cut && plainFigure.MatchString(core) {
			x, err := strconv.ParseFloat(strings.ReplaceAll(core, ",", ""), 64)
			return forms.FormatNumber(x * m.by), true, err == nil
		}
	}
	n, ok := chineseNumber(s)
	return strconv.FormatInt(n, 10), true, ok
}

var chineseDigits = map[rune]int64{
	'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// chineseNumber reads 三百二十, 一万零五, 两千, 二十 and a row of digits such as
// 二〇二三.
func chineseNumber(s string) (int64, bool) {
	runes := []rune(s)
	if len(runes) == 0 || len(runes) > 20 {
		return 0, false
	}
	units := map[rune]int64{'十': 10, '百': 100, '千': 1000}
	if !slices.ContainsFunc(runes, func(c rune) bool { return units[c] > 0 || c == '万' || c == '亿' }) {
		var n int64
		for _, c := range runes {
			d, ok := chineseDigits[c]
			if !ok {
				return 0, false
			}
			n = n*10 + d
		}
		return n, len(runes) <= 15
	}
	var total, section, digit int64
	digit = -1
	last := int64(math.MaxInt64) // units of a section fall
	for i, c := range runes {
		d, isDigit := chineseDigits[c]
		switch {
		case isDigit:
			if digit > 0 {
				return 0, false
			}
			digit = d
		case units[c] > 0:
			u := units[c]
			if digit < 0 && (u == 10 || i == 0) {
				digit = 1 // 十五, 千人
			}
			if digit < 1 || u >= last {
				return 0, false
			}
			section += digit * u
			digit, last = -1, u
		case c == '万' || c == '亿':
			section += max(digit, 0)
			if section == 0 {
				return 0, false
			}
			by := int64(1e4)
			if c == '亿' {
				by = 1e8
			}
			total = (total + section) * by
			section, digit, last = 0, -1, math.MaxInt64
			if total > 1e15 {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	if digit > 0 && last != math.MaxInt64 && last > 10 && runes[len(runes)-2] != '零' && runes[len(runes)-2] != '〇' {
		digit *= last / 10 // 三百五 is 350
	}
	return total + section + max(digit, 0), true
}

// readPercent reads a share. With a sign, or in a cell shown as a percentage,
// it is sure. Without:
//
//	over 1 to 100      hundredths, remarked on
//	over 0, below 1    a fraction of one, with a warning
//	1                  1 % or 100 %: no value
//
// Where the unit printed beside the field is %, numbers are hundredths.
func readPercent(f *forms.Field, e entry) reading {
	if e.stored == storedNumber {
		x, err := strconv.ParseFloat(e.raw, 64)
		if err == nil && e.percent && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return exact(forms.FormatNumber(x * 100))
		}
	}
	s := e
	sign := false
	if e.stored == storedText {
		t := squeeze(e.raw)
		if rest, ok := strings.CutPrefix(t, "百分之"); ok {
			t, sign = rest, true
		}
		if strings.Contains(t, "‰") {
			return unclear(RulePercent, f.Label+"写成了千分比", "请换算成百分比，写明%")
		}
		if strings.Count(t, "%") == 1 {
			t, sign = strings.Replace(t, "%", "", 1), true
		}
		if sign {
			s.raw, s.percent = t, true
		}
	}
	r := readFigure(f, s)
	x, err := strconv.ParseFloat(r.text, 64)
	if r.state == Unclear || err != nil || sign || x == 0 {
		return r
	}
	hundredths := squeeze(f.Unit) == "%"
	switch {
	case hundredths && x < 1 && x > 0:
		r.remarks = append(r.remarks, warn(RulePercent, fmt.Sprintf("%s按%s%%计", f.Label, r.text), "如果不到百分之一有误，请改正"))
	case hundredths, x < 0:
	case x == 1:
		return unclear(RulePercent, f.Label+"填1，可能是1%，也可能是100%，没有计入", "请写明百分号")
	case x < 1:
		r.text = forms.FormatNumber(x * 100)
		r.remarks = append(r.remarks, warn(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.text), "请写明百分号"))
	default:
		r.remarks = append(r.remarks, tell(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.text), "请写明百分号"))
	}
	return r
}
