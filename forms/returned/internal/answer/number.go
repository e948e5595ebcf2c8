package answer

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

func readNumber(f *forms.Field, e Entry) Reading {
	r := readFigure(f, e)
	if !r.Unclear && r.Text != "" && f.Kind == forms.Integer && strings.Contains(r.Text, ".") {
		return unclear(RuleWhole, Wanted(f), "请改填整数")
	}
	return r
}

// readFigure reads a number as it stands, without regard to the kind.
func readFigure(f *forms.Field, e Entry) Reading {
	switch {
	case e.Stored == Bool:
		return unclear(RuleNumber, Wanted(f), "只填数字")
	case e.Stored == Number:
		return storedFigure(f, e)
	case Nothing(e.Raw):
		return exact("0", tell(RuleNone, f.Label+"填“无”，按0计", "没有的请填0"))
	}
	w, ok := writtenFigure(f, e.Raw)
	if !ok {
		return unclear(RuleNumber, f.Label+"的单位与表中不同", fmt.Sprintf("请换算成以“%s”为单位的数", f.Unit))
	}
	text, worked, ok := figure(w.core)
	switch {
	case spacedApart(e.Raw):
		return unclear(RuleNumber, f.Label+"中的空格使数字有两种读法", "只填一个数，中间不留空格")
	case !ok && numberRange.MatchString(w.core):
		return unclear(RuleNumber, f.Label+"填了一个范围，没有计入", "只填一个数字，不写其他文字")
	case !ok:
		return unclear(RuleNumber, f.Label+"不是一个数，没有计入", "只填一个数字，不写其他文字")
	case tooLong(text):
		return unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
	}
	r := Reading{Text: text, About: w.about}
	if e.Percent {
		text += "%"
	}
	switch {
	case w.scaled:
		r.Remarks = append(r.Remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s%s计", f.Label, text, f.Unit), "表上已经印有单位，只填数字"))
	case worked:
		r.Remarks = append(r.Remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s计", f.Label, text), "请用阿拉伯数字填写完整的数"))
	}
	if w.about {
		r.Remarks = append(r.Remarks, warn(RuleAbout, fmt.Sprintf("%s填的是约数，按%s计", f.Label, text), "请核实后只填准确的数字"))
	}
	return r
}

// storedFigure reads a number that the file holds as one.
func storedFigure(f *forms.Field, e Entry) Reading {
	x, err := strconv.ParseFloat(e.Raw, 64)
	switch {
	case err != nil || math.IsInf(x, 0) || math.IsNaN(x):
		return unclear(RuleNumber, Wanted(f), "只填数字")
	case e.Day:
		return unclear(RuleNumber, Wanted(f)+"，单元格里却是日期或时间", "请把单元格设为常规格式后重新填写")
	case e.Percent && f.Kind != forms.Percent:
		return unclear(RuleNumber, Wanted(f)+"，单元格里却是百分比", "只填数字")
	case tooLong(e.Raw):
		return unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
	}
	return exact(FormatNumber(x))
}

// tooLong reports whether a number has more digits than spreadsheets keep.
func tooLong(number string) bool {
	x, err := strconv.ParseFloat(number, 64)
	return err != nil || math.Abs(x) >= 1e15
}

// A written is a number in words or digits, without what people put
// around it.
type written struct {
	core   string
	about  bool // 约, 余, 左右 …
	scaled bool // 万 or 亿 of the unit was written once more
}

// writtenFigure takes a text apart; false if it has another unit than f.
func writtenFigure(f *forms.Field, raw string) (w written, ok bool) {
	s, about := cutAbout(han.Fold(raw))
	core, ok := cutUnit(f, s)
	if !ok || otherScale(f, s) {
		return written{}, false
	}
	core, more := cutAfter(core)
	core, scaled := cutScale(f, core)
	return written{core, about || more, scaled}, true
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
		if core, ok := strings.CutSuffix(s, han.Fold(f.Unit)); ok {
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
		return FormatNumber(x), false, err == nil && !math.IsInf(x, 0)
	}
	for _, m := range []struct {
		sign string
		by   float64
	}{{"万", 1e4}, {"亿", 1e8}, {"千", 1e3}, {"百", 100}} {
		if core, cut := strings.CutSuffix(s, m.sign); cut && plainFigure.MatchString(core) {
			x, err := strconv.ParseFloat(strings.ReplaceAll(core, ",", ""), 64)
			return FormatNumber(x * m.by), true, err == nil
		}
	}
	n, ok := han.ParseNumber(s)
	return strconv.FormatInt(n, 10), true, ok
}

// readPercent reads a share. With a sign, or in a cell shown as a percentage,
// it is sure. Without:
//
//	over 1 to 100      hundredths, remarked on
//	over 0, below 1    a fraction of one, with a warning
//	1                  1 % or 100 %: no value
//
// Where the unit printed beside the field is %, numbers are hundredths.
func readPercent(f *forms.Field, e Entry) Reading {
	if e.Stored == Number {
		x, err := strconv.ParseFloat(e.Raw, 64)
		if err == nil && e.Percent && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return exact(FormatNumber(x * 100))
		}
	}
	s := e
	sign := false
	if e.Stored == Text {
		t := han.Fold(e.Raw)
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
			s.Raw, s.Percent = t, true
		}
	}
	r := readFigure(f, s)
	x, err := strconv.ParseFloat(r.Text, 64)
	if r.Unclear || err != nil || sign || x == 0 {
		return r
	}
	hundredths := han.Fold(f.Unit) == "%"
	switch {
	case hundredths && x < 1 && x > 0:
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s按%s%%计", f.Label, r.Text), "如果不到百分之一有误，请改正"))
	case hundredths, x < 0:
	case x == 1:
		return unclear(RulePercent, f.Label+"填1，可能是1%，也可能是100%，没有计入", "请写明百分号")
	case x < 1:
		r.Text = FormatNumber(x * 100)
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.Text), "请写明百分号"))
	default:
		r.Remarks = append(r.Remarks, tell(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.Text), "请写明百分号"))
	}
	return r
}
