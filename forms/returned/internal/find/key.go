package find

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// labelKey is what labels are compared by: without blanks, line breaks, marks
// at the ends and differences of width.
func LabelKey(s string) string {
	s = strings.ToLower(han.Fold(s))
	return strings.Trim(s, ":*#_.、;,。★☆※")
}

var brackets = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|「[^「」]*」|<[^<>]*>`)

// bareKey leaves out of a key what stands in brackets, such as a unit or
// （盖章）.
func BareKey(key string) string {
	if !strings.ContainsAny(key, "([【〔「<") {
		return key
	}
	return strings.Trim(brackets.ReplaceAllString(key, ""), ":*★☆※")
}

var (
	itemNumber  = regexp.MustCompile(`^(?:[★☆*※●◆■▲△◎•·]+|\(\d{1,2}\)|\d{1,2}[).、:]|[①-⑳]|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.])+`)
	idleFronts  = []string{"本校", "我校", "贵校", "该校", "本单位", "参加活动的", "参与活动的", "参加活动", "参与活动", "参加", "参与", "活动", "具体"}
	idleEnds    = []string{"合计", "总计", "数量", "人数", "个数", "数", "名称", "全称", "姓名"}
	sameLabels  = labelWords()
	senderWords = regexp.MustCompile(`^(填报|填表|报送|上报|申报|推荐|参加|参赛|所在|所属|填写)?(学校|院校|单位|部门|校名)$`)
)

// labelWords lists words that ask for the same thing, by each of them the one
// that stands for all.
func labelWords() map[string]string {
	same := map[string]string{}
	for _, words := range [][]string{
		{"电话", "电话号码", "联系电话", "联系方式", "联系号码", "联络电话", "手机", "手机号", "手机号码", "移动电话", "联系手机", "手机电话"},
		{"邮箱", "电子邮箱", "电子邮件", "邮箱地址", "邮件地址", "email", "e-mail", "电子信箱"},
		{"填表人", "填报人", "制表人", "填写人", "上报人", "报送人", "经办人", "制表"},
		{"填报日期", "填表日期", "制表日期", "上报日期", "报送日期", "填写日期", "填报时间", "填表时间", "上报时间", "制表时间"},
		{"联系人", "联络人", "联络员", "负责人", "负责人或联络人", "联系人员"},
		{"时间", "日期", "起止时间", "起止日期"},
		{"在校生", "在校学生"},
		{"企业", "企业家"},
	} {
		for _, w := range words {
			same[w] = words[0]
		}
	}
	return same
}

// plainKey is what labels are compared by that are worded otherwise: 4.参与学生数
// asks for 学生人数. s is a bareKey.
func plainKey(s string) string {
	s = itemNumber.ReplaceAllString(s, "")
	if at := strings.LastIndexAny(s, "/,"); at > 0 && answer.ParseUnit(s[at+1:], "") {
		s = s[:at]
	}
	s = strings.Map(func(c rune) rune {
		if unicode.IsPunct(c) || unicode.IsSymbol(c) {
			return -1
		}
		return c
	}, s)
	s = strings.ReplaceAll(s, "的", "")
	for again := true; again; {
		again = false
		for _, p := range idleFronts {
			if rest, cut := strings.CutPrefix(s, p); cut && utf8.RuneCountInString(rest) >= 2 && rest != "名称" {
				s, again = rest, true
				break
			}
		}
	}
	for again := true; again; {
		again = false
		for _, p := range idleEnds {
			if rest, cut := strings.CutSuffix(s, p); cut && utf8.RuneCountInString(rest) >= 2 {
				s, again = rest, true
				break
			}
		}
	}
	if same, ok := sameLabels[s]; ok {
		return same
	}
	return s
}

// A Keyed is a text with what it is compared by.
type Keyed struct {
	Key, bare, plain string
}

// maxLabel is how long a text may be, in bytes, that is a label.
const maxLabel = 400

// noLabel is that of a text that is none.
var NoLabel Keyed

func newKeyed(raw string) *Keyed {
	if len(raw) > maxLabel || raw == "" {
		return &NoLabel
	}
	k := &Keyed{Key: LabelKey(raw)}
	k.bare = BareKey(k.Key)
	k.plain = plainKey(k.bare)
	return k
}

var unitPlace = regexp.MustCompile(`[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]`)

// printedUnit returns the unit that stands in a label, "" if there is none:
// 百人 of 学生数（百人）. own is that of the field.
func PrintedUnit(raw, own string) string {
	if raw == "" || len(raw) > maxLabel {
		return ""
	}
	s := han.Fold(raw)
	all := unitPlace.FindAllStringSubmatch(s, -1)
	for i := len(all) - 1; i >= 0; i-- {
		if u := strings.Trim(all[i][1], ":"); u == "%" || answer.ParseUnit(u, own) {
			return u
		}
	}
	s = strings.TrimRight(s, ":")
	if at := strings.LastIndexAny(s, "/,"); at > 0 && answer.ParseUnit(s[at+1:], own) {
		return s[at+1:]
	}
	return ""
}

var unitLine = regexp.MustCompile(`^(?:计量单位|金额单位|数量单位|单位):(.{1,20})$`)

// UnitsOf returns the units of a line that tells those of a whole form: 单位：万元、人.
// It is nil for other texts.
func UnitsOf(raw string) []string {
	if len(raw) > 100 || !strings.Contains(raw, "单位") {
		return nil
	}
	m := unitLine.FindStringSubmatch(strings.Trim(han.Fold(raw), "()"))
	if m == nil {
		return nil
	}
	var units []string
	for _, u := range strings.FieldsFunc(m[1], func(c rune) bool { return strings.ContainsRune("、,;和/", c) }) {
		if !answer.ParseUnit(u, "") {
			return nil
		}
		units = append(units, u)
	}
	return units
}
