package answer

import (
	"fmt"
	"math"
	"regexp"
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
	var w written
	switch {
	case e.Stored == Bool:
		return unclear(RuleNumber, Wanted(f), "只填数字")
	case e.Stored == Number:
		var bad Reading
		if w, bad = storedFigure(f, e); bad.Unclear {
			return bad
		}
	case Nothing(e.Raw):
		return exact("0", tell(RuleNone, f.Label+"填“无”，按0计", "没有的请填0"))
	case len(e.Raw) > longestNumber:
		return unclear(RuleNumber, f.Label+"不是一个数，没有计入", "只填一个数字，不写其他文字")
	default:
		var bad Reading
		if w, bad = writtenFigure(f, e.Raw); bad.Unclear {
			return bad
		}
	}
	return w.reading(f, e)
}

// longestNumber is how long a text may be, in bytes, that is a number with words
// around it.
const longestNumber = 300

// A written is a number, and the words that stood around it.
type written struct {
	value  float64
	about  bool   // 约, 余, 左右 …
	worked bool   // it took some reckoning
	typed  unit   // what the sender wrote behind it
	own    bool   // he wrote something
	shown  bool   // it is a number format that did
	blanks bool   // blanks part its thousands
	yuan   bool   // it is marked with ¥, though the form counts 万元
	doubt  bool   // its marks may part thousands, or something else
	scope  string // whose it is, where he says so: 本校
}

// reading gives a number its unit: what stands beside it, else what the
// sender's form prints.
func (w written) reading(f *forms.Field, e Entry) Reading {
	own := fieldUnit(f)
	by, converted, scaled := 1.0, false, false
	printed := printedMeasure(f, e)
	switch {
	case f.Kind == forms.Percent:
	case w.own && w.typed.base == "" && own.scale > 1: // 5万 beside 万元 is 5万元
		if w.typed.scale != own.scale {
			return unlikeUnit(f, "")
		}
		scaled = true
	case w.own && !w.typed.counts(own) && own.base != "":
		return unlikeUnit(f, w.typed.base)
	case w.own && w.typed.base == "" && printed.by != 1, w.own && own.base == "" && w.typed.scale != 1 && w.typed.base != "":
		return unlikeUnit(f, "")
	case w.own:
		by = w.typed.scale / own.scale
		w.worked = w.worked || w.typed.scale > 1 && w.typed.scale != own.scale
		converted = w.shown && by != 1 || own.scale > 1 && by != 1
	case printed.clash:
		return unlikeUnit(f, printed.unit)
	default:
		by, converted = printed.by, printed.by != 1
	}
	x := times(w.value, by)
	text := FormatNumber(x)
	if tooLong(text) {
		return unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
	}
	r := Reading{Text: text, About: w.about}
	if e.Percent {
		text += "%"
	}
	switch {
	case converted:
		word := printed.unit
		if w.own {
			word = "所写的单位"
		} else {
			word = "“" + word + "”"
		}
		r.Remarks = append(r.Remarks, warn(RuleUnit, fmt.Sprintf("%s的单位与表上的不同，由%s换算成%s%s", f.Label, word, text, f.Unit), "请核对；表上已经印有单位，不要改动"))
	case scaled:
		r.Remarks = append(r.Remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s%s计", f.Label, text, f.Unit), "表上已经印有单位，只填数字"))
	case w.worked:
		r.Remarks = append(r.Remarks, tell(RuleReckoned, fmt.Sprintf("%s按%s计", f.Label, text), "请用阿拉伯数字填写完整的数"))
	case w.yuan && !w.own:
		r.Remarks = append(r.Remarks, warn(RuleUnit, fmt.Sprintf("%s写了¥，按%s%s计", f.Label, text, f.Unit), "请核对是元还是"+f.Unit))
	case w.blanks:
		r.Remarks = append(r.Remarks, warn(RuleReckoned, fmt.Sprintf("%s的数字中间有空格，按%s计", f.Label, text), "请核对；只填一个数，中间不留空格"))
	}
	switch {
	case w.doubt:
		r.Remarks = append(r.Remarks, warn(RuleReckoned, fmt.Sprintf("%s按%s计", f.Label, text), "请核对其中的逗号或小数点"))
	case own.scale >= 1e4 && own.base == "元" && !w.own && by == 1 && x >= 1e4:
		r.Remarks = append(r.Remarks, warn(RuleUnit, fmt.Sprintf("%s按%s%s计，也可能填的是%s元", f.Label, text, f.Unit, text), "请核对单位"))
	}
	if w.scope != "" {
		r.Remarks = append(r.Remarks, warn(RuleReckoned, fmt.Sprintf("%s写明是“%s”的，按%s计", f.Label, w.scope, text), "请核对是不是全部"))
	}
	if w.about {
		r.Remarks = append(r.Remarks, warn(RuleAbout, fmt.Sprintf("%s填的是约数，按%s计", f.Label, text), "请核实后只填准确的数字"))
	}
	return r
}

func unlikeUnit(f *forms.Field, found string) Reading {
	if found != "" {
		found = "“" + found + "”"
	}
	return unclear(RuleNumber, f.Label+"的单位"+found+"与表中不同", fmt.Sprintf("请换算成以“%s”为单位的数", f.Unit))
}

// storedFigure reads a number that the file holds as one, shown as its format
// says.
func storedFigure(f *forms.Field, e Entry) (w written, bad Reading) {
	x, err := strconv.ParseFloat(e.Raw, 64)
	switch {
	case err != nil || math.IsInf(x, 0) || math.IsNaN(x):
		return w, unclear(RuleNumber, Wanted(f), "只填数字")
	case e.Day:
		return w, unclear(RuleNumber, Wanted(f)+"，单元格里却是日期或时间", "请把单元格设为常规格式后重新填写")
	case e.Percent && f.Kind != forms.Percent:
		return w, unclear(RuleNumber, Wanted(f)+"，单元格里却是百分比", "只填数字")
	case tooLong(e.Raw):
		return w, unclear(RuleNumber, f.Label+"的数字太长，没有计入", "请核对")
	}
	x, _ = strconv.ParseFloat(FormatNumber(x), 64)
	w = written{value: x}
	unlike := unclear(RuleUnit, f.Label+"的单元格设了格式，显示的与存放的数"+FormatNumber(x)+"不同，没有计入", "请把单元格设为常规格式后核对")
	text := strings.Trim(han.Fold(e.Shown), "¥￥$\"'()")
	switch {
	case e.Unseen && text == "" && x != 0:
		return w, unlike
	case e.Unseen, text == "" && e.Thousands == 0, f.Kind == forms.Percent && e.Percent:
		return w, bad
	}
	// 0!.0,"万" shows 12000 as 1.2万.
	stops := strings.Count(text, ".")
	text, w.about = cutAbout(strings.ReplaceAll(text, ".", ""))
	if f.Kind == forms.Percent && text == "%" {
		return w, bad // its sign is typed, and the number shown as it is
	}
	u, about, ok := afterNumber(f, text)
	switch {
	case !ok:
		return w, unlike
	case e.Thousands > 0 && u.scale == math.Pow(1000, float64(e.Thousands))*math.Pow(10, float64(stops)):
		u.scale = 1
	case e.Thousands > 0 || stops > 0:
		return w, unlike
	}
	w.about, w.typed, w.own, w.shown = w.about || about, u, u != unit{scale: 1}, true
	return w, bad
}

// tooLong reports whether a number has more digits than spreadsheets keep.
func tooLong(number string) bool {
	x, err := strconv.ParseFloat(number, 64)
	return err != nil || math.Abs(x) >= 1e15
}

var (
	scopeWord = regexp.MustCompile(`^(?:本校|我校|全校|本院|我院|全院|校内|本单位)`)
	// 900，800 is 900,800 or two numbers; 1，500 is 1,500.
	pairOfNumbers = regexp.MustCompile(`^\D*[0-9０-９]{3}，[0-9０-９]{3}\D*$`)
	doubtful      = regexp.MustCompile(`^\d{3},\d{3}$|^\d{1,3}\.000$`)       // 900,800 may be two numbers, 12.000 twelve thousand
	guessed       = regexp.MustCompile(`\((?:预计|预估|估计|估算|大约|约|约数|左右|暂估)\)$`) // 900人（预计）
	numberRange   = regexp.MustCompile(`^\d+(\.\d+)?(-|—|–|~|至|到)+\d+(\.\d+)?`)
	plainFigure   = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)
	// No digits: 300(50) is not 30050.
	bracketedUnit   = regexp.MustCompile(`^([^()]+)\(([^()0-9〇零一二两三四五六七八九十百]+)\)$`)
	bracketedNumber = regexp.MustCompile(`^\((\d[\d,.]*)\)([^()]+)$`)
	oneFigure       = regexp.MustCompile(`^(\D*?)([-+]?\d(?:[\d,]*\d)?(?:\.\d+)?)(\D*)$`)
	noteMark        = regexp.MustCompile(`(?:[①-⑳*※]|\[注\d*\]|\(注\d*\)|注[\d①-⑳])$`) // 900①, 900[注1]
	// Blanks of any kind between digits, and those that may part thousands.
	innerBlank  = regexp.MustCompile(`[0-9０-９][\s\p{Z}\p{Cf}\p{Cc}]+[0-9０-９]`)
	blankGroups = regexp.MustCompile(`^\D*([0-9０-９]{1,3})((?:[ \x{00a0}\x{2009}\x{202f}][0-9０-９]{3})+)(\D|$)`)
)

// spacedApart tells whether blanks stand between digits: to part thousands as in
// 1 234, or so that nobody knows, as in 12 34 or 100 200.
func spacedApart(s string) (thousands, unclear bool) {
	if !innerBlank.MatchString(s) {
		return false, false
	}
	m := blankGroups.FindStringSubmatch(s)
	if m == nil || len([]rune(m[1])) == 3 && len([]rune(m[2])) == 4 || innerBlank.MatchString(s[strings.Index(s, m[2])+len(m[2])-1:]) {
		return false, true
	}
	return true, false
}

// writtenFigure takes a text apart.
func writtenFigure(f *forms.Field, raw string) (w written, bad Reading) {
	no := func(message, hint string) (written, Reading) {
		return written{}, unclear(RuleNumber, f.Label+message, hint)
	}
	thousands, apart := spacedApart(raw)
	if apart {
		return no("中的空格或换行使数字有两种读法", "只填一个数，中间不留空格")
	}
	folded := strings.NewReplacer("萬", "万", "億", "亿").Replace(han.Fold(raw))
	note := noteMark.FindString(folded)
	guess := guessed.FindString(folded)
	s, about := cutAbout(tidyNumber(strings.TrimSuffix(strings.TrimSuffix(folded, guess), note)))
	about = about || guess != ""
	if m := bracketedUnit.FindStringSubmatch(s); m != nil { // 300（人）
		s = m[1] + m[2]
	} else if m := bracketedNumber.FindStringSubmatch(s); m != nil { // （300）人
		s = m[1] + m[2]
	}
	scope := scopeWord.FindString(s)
	s = strings.TrimPrefix(s, scope)
	if scope != "" && !about {
		s, about = cutAbout(s)
	}
	w = written{about: about, blanks: thousands, worked: note != "", scope: scope}
	if own := fieldUnit(f); own.base == "元" {
		sum := strings.TrimPrefix(strings.TrimLeft(s, "¥￥"), "人民币")
		s = strings.TrimSuffix(s, "整")
		sum = strings.TrimSuffix(sum, "整")
		w.yuan = own.scale > 1 && strings.TrimLeft(s, "¥￥") != s
		s = sum
	}
	if pairOfNumbers.MatchString(raw) {
		return no("中的逗号使数字有两种读法", "只填一个数")
	}
	if m := oneFigure.FindStringSubmatch(s); m != nil && plainFigure.MatchString(m[2]) && (m[1] == "" || !strings.ContainsAny(m[2][:1], "+-")) {
		u, more, ok := afterNumber(f, m[3])
		if ok && knownWords(f, strings.TrimRight(m[1], ":")) {
			x, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", ""), 64)
			if err != nil || math.IsInf(x, 0) {
				return no("的数字太长，没有计入", "请核对")
			}
			w.value, w.about, w.typed, w.own = x, about || more, u, u != unit{scale: 1}
			w.doubt = doubtful.MatchString(m[2])
			return w, Reading{}
		}
	}
	if core, more, u, ok := wordedFigure(f, s); ok {
		x, err := strconv.ParseFloat(core, 64)
		if err == nil {
			w.value, w.about, w.worked, w.typed, w.own = x, about || more, true, u, u != unit{scale: 1}
			return w, Reading{}
		}
	}
	if numberRange.MatchString(s) {
		return no("填了一个范围，没有计入", "只填一个数字，不写其他文字")
	}
	return no("不是一个数，没有计入", "只填一个数字，不写其他文字")
}

// tidyNumber drops marks around a number that mean nothing.
func tidyNumber(s string) string {
	s = strings.Trim(s, "_＿")
	s = strings.TrimLeft(s, "='‘’`:")
	s = strings.TrimRight(s, "。;,.、")
	if strings.Contains(s, "_") { // __12__家: the line to write on
		s = strings.ReplaceAll(s, "_", "")
	}
	return s
}

// wordedFigure reads Chinese numerals with a unit behind them. A scale that the
// field's unit begins with is left to the unit: 五万 beside 万元.
func wordedFigure(f *forms.Field, s string) (core string, about bool, u unit, ok bool) {
	own := fieldUnit(f)
	longest := ""
	for base := range counters {
		if len(base) > len(longest) && strings.HasSuffix(s, base) {
			longest = base
		}
	}
	if own.base != "" && strings.HasSuffix(s, own.base) && len(own.base) > len(longest) {
		longest = own.base
	}
	s, about = cutAfter(strings.TrimSuffix(s, longest))
	u = unit{1, longest}
	if own.scale > 1 {
		for _, scale := range []string{"万", "亿"} {
			if rest, cut := strings.CutSuffix(s, scale); cut && strings.HasPrefix(f.Unit, scale) {
				s, u.scale = rest, own.scale
			}
		}
		if strings.ContainsAny(s, "万亿") || longest == "" && u.scale == 1 && strings.HasSuffix(s, "千") { // 五千 beside 万元
			return "", false, unit{}, false
		}
	}
	n, ok := han.ParseNumber(s)
	ok = ok && !neighbours.MatchString(s)
	return strconv.FormatInt(n, 10), about, u, ok
}

// 五六项 is five or six; 一二〇 is 120.
var neighbours = regexp.MustCompile(`^[一二两三四五六七八九]{2}$|^(?:一二三|二三四|三四五|四五六|五六七|六七八|七八九)$`)

// cutAbout cuts words that make a number inexact from its ends.
func cutAbout(s string) (rest string, about bool) {
	s = strings.TrimRight(s, "。;")
	for _, p := range []string{"共计", "合计", "总计", "累计", "共有", "共", "计"} {
		if t, ok := strings.CutPrefix(s, p); ok {
			s = strings.TrimLeft(t, ":")
			break
		}
	}
	for _, p := range []string{"大约为", "大约", "约为", "约", "将近", "接近", "近", "大概", "预计", "估计", "不少于", "不低于", "至少", "超过", "超", "逾", "不足", "不到", "未超过", "不超过", "未满", "≈", "~", ">", "≥", "<", "≤"} {
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
	for _, p := range []string{"左右", "上下", "以上", "以内", "余", "多", "来", "许", "+"} {
		if t, ok := strings.CutSuffix(s, p); ok && t != "" {
			return t, true
		}
	}
	return s, false
}

// afterNumber reads what stands behind digits: 万余人, 名学生, 个项目左右. Words
// that are neither a unit nor of the label are not ok.
func afterNumber(f *forms.Field, s string) (u unit, about, ok bool) {
	inexact := func() {
		for _, p := range []string{"左右", "上下", "以上", "以内", "余", "多", "来", "许", "+"} {
			if t, cut := strings.CutPrefix(s, p); cut {
				s, about = t, true
			}
		}
	}
	inexact()
	u.scale, s = cutScaleWord(strings.ToLower(s))
	inexact()
	s = spelt.Replace(s)
	own := fieldUnit(f)
	longest := ""
	for base := range counters {
		if len(base) > len(longest) && strings.HasPrefix(s, base) {
			longest = base
		}
	}
	if own.base != "" && strings.HasPrefix(s, own.base) && len(own.base) >= len(longest) {
		longest = own.base
	}
	// 学时 is a unit, and the label of a field without one.
	if own.base == "" && !knownWords(f, s) || own.base != "" {
		u.base, s = longest, s[len(longest):]
	}
	inexact()
	return u, about, knownWords(f, s)
}

// knownWords reports whether words around a number are but those of the field's
// own label, or say nothing: 学生 beside 学生数.
func knownWords(f *forms.Field, s string) bool {
	s = strings.Trim(s, ":,、。;()[]\"'‘’“”")
	label := strings.ToLower(han.Fold(strings.Join(append(f.Heads(), f.Label), "")))
	for s != "" {
		cut := false
		for _, w := range []string{"共计", "合计", "总计", "总共", "共", "计", "有", "为", "参与", "参加", "开展", "举办", "举行", "组织", "接待", "在校", "活动", "的", "人数", "总人数", "总数", "数量", "达"} {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, cut = rest, true
				break
			}
		}
		if cut {
			continue
		}
		runes := []rune(s)
		if len(runes) == 1 && strings.Contains(label, s+"数") {
			return true // 4节 of 每周节数
		}
		n := len(runes)
		for ; n > 1 && !strings.Contains(label, string(runes[:n])); n-- {
		}
		if n < 2 {
			return false
		}
		s = string(runes[n:])
	}
	return true
}

var shareBetween = regexp.MustCompile(`\d%.*\d`)

var tenths = regexp.MustCompile(`^(约|近|超过?|逾|不足|大约|达)?([一二三四五六七八九])成(多|以上|左右)?$`)

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
		if m := tenths.FindStringSubmatch(t); m != nil { // 近九成
			n, _ := han.ParseNumber(m[2])
			r := Reading{Text: FormatNumber(float64(n) * 10), About: m[1]+m[3] != ""}
			r.Remarks = []Remark{warn(RulePercent, fmt.Sprintf("%s按%s%%计", f.Label, r.Text), "请写准确的百分数")}
			return r
		}
		if rest, ok := strings.CutPrefix(t, "百分之"); ok {
			t, sign = rest, true
		}
		if strings.Contains(t, "‰") {
			return unclear(RulePercent, f.Label+"写成了千分比", "请换算成百分比，写明%")
		}
		if strings.Count(t, "%") == 1 {
			t, sign = strings.Replace(t, "%", "", 1), true
		}
		if shareBetween.MatchString(han.Fold(e.Raw)) {
			return unclear(RulePercent, f.Label+"的百分号后面还有数，没有计入", Wanted(f))
		}
		if _, apart := spacedApart(e.Raw); sign && !apart {
			s.Raw, s.Percent = t, true
		}
	}
	r := readFigure(f, s)
	x, err := strconv.ParseFloat(r.Text, 64)
	if r.Unclear || err != nil || sign || x == 0 {
		return r
	}
	hundredths := han.Fold(f.Unit) == "%" || han.Fold(e.Unit) == "%"
	switch {
	case strings.Contains(e.Shown, "%"):
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s显示成%s%%，按此计", f.Label, r.Text), "请核对"))
	case hundredths && x < 1 && x > 0:
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s按%s%%计", f.Label, r.Text), "如果不到百分之一有误，请改正"))
	case hundredths, x < 0:
	case x == 1:
		return unclear(RulePercent, f.Label+"填1，可能是1%，也可能是100%，没有计入", "请写明百分号")
	case x < 1:
		r.Text = FormatNumber(x * 100)
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.Text), "请写明百分号"))
	case x > 100:
		r.Remarks = append(r.Remarks, warn(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计，超过了100%%", f.Label, r.Text), "请核对"))
	default:
		r.Remarks = append(r.Remarks, tell(RulePercent, fmt.Sprintf("%s没有写百分号，按%s%%计", f.Label, r.Text), "请写明百分号"))
	}
	return r
}
