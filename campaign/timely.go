package campaign

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// What goes on with the years, and words that are true of their time alone.
const (
	ordinalForm     = `(?P<ordinal>第[一二三四五六七八九十百\d]{1,5}[届个]|首届)`
	runningForm     = `(?P<running>(?:已经|已|连续|成功)+(?:举办|开展|举行)了?(?:[一二三四五六七八九十]{1,3}|\d{1,2})届)`
	anniversaryForm = `(?P<anniversary>(?:[一二两三四五六七八九十百]{1,4}|\d{1,3})` + gap + `周年)`
	timelyForm      = `(?P<timely>十[三四五六]五|疫情|脱贫攻坚|全面小康|复工复产|(?:十八|十九|二十|二十一)大|(?:十[八九]|二十一?)届[一二三四五六七]中|` +
		`新修订|新颁布|新出台|今年是|今年|去年|上年度|明年|主题教育)`
)

var (
	// ownEvent follows the ordinal of the week itself.
	ownEvent = regexp.MustCompile(`^[“"]?\p{Han}{0,14}?(?:活动周|宣传月|宣传周|活动月)|^[“"]?\p{Han}{0,8}?(?:技能文化节|技能节|文化节|艺术节)`)
	others   = regexp.MustCompile(`^[“"]?(?:全国|全省|世界|中国|国际)[^，。；]{0,12}(?:节|赛|展)`)
	numerals = regexp.MustCompile(`\d+|[一二两三四五六七八九十]+`)

	// A feast stands on its day every year.
	feast        = regexp.MustCompile(`^[（(“]?(?:国际)?(?:劳动节|青年节|儿童节|妇女节|教师节|国庆节|元旦|护士节|建党|建军|世界青年技能日)`)
	feastBefore  = regexp.MustCompile(`(?:劳动节|青年节|儿童节|妇女节|教师节|国庆节|元旦|护士节|世界青年技能日)[（(]$`)
	dayOff       = regexp.MustCompile(`^[^，。；、]{0,5}(?:放假|休假|调休|补班|上班|假期)`)
	dayOffBefore = regexp.MustCompile(`(?:放假|假期)[^，。；]{0,6}$`)
)

// themeForm finds a theme however its halves are joined; nil for one that is too
// short to be told from other words.
func themeForm(theme string) *regexp.Regexp {
	halves := strings.FieldsFunc(theme, func(r rune) bool { return strings.ContainsRune(" \u3000，,、·", r) })
	if len([]rune(strings.Join(halves, ""))) < 5 {
		return nil
	}
	for i, h := range halves {
		halves[i] = regexp.QuoteMeta(h)
	}
	re, err := regexp.Compile(strings.Join(halves, gap+`[，,、·]?`+gap))
	if err != nil {
		return nil // of bytes that are no text
	}
	return re
}

// moveTheme binds the theme. One that is spelled otherwise than the campaign
// spells it is left, as long as it stays the theme.
func (m *mover) moveTheme(l literal, actions bool) (now string, told bool) {
	changes := m.to.Theme != m.from.Theme
	switch {
	case !changes && l.text != m.from.Theme:
		return l.text, false
	case actions:
		return "{{theme}}", changes
	case changes:
		return m.to.Theme, true
	}
	return l.text, false
}

// on returns a number so many years later, as the first was written; itself if
// there is no such number.
func (m *mover) on(written string) string {
	years := m.to.Year - m.from.Year
	if n, err := strconv.Atoi(written); err == nil {
		if n+years < 1 {
			return written
		}
		return strconv.Itoa(n + years)
	}
	n, ok := han.ParseNumeral(strings.Replace(written, "两", "二", 1))
	if s := han.Numeral(n + years); ok && n+years > 0 && s != "" {
		return s
	}
	return written
}

// moveOrdinal moves 第三届职业教育活动周; ordinals of other events are theirs.
func (m *mover) moveOrdinal(l literal) string {
	if !ownEvent.MatchString(l.after) || others.MatchString(l.after) {
		return l.text
	}
	if l.text == "首届" {
		if s := m.on("一"); s != "一" {
			return "第" + s + "届"
		}
		return l.text
	}
	return numerals.ReplaceAllStringFunc(l.text, m.on)
}

// moveRunning moves 连续举办八届.
func (m *mover) moveRunning(l literal) string {
	at := numerals.FindAllStringIndex(l.text, -1)
	last := at[len(at)-1]
	return l.text[:last[0]] + m.on(l.text[last[0]:last[1]]) + l.text[last[1]:]
}

// moveAnniversary moves 一周年; of ten years and more only some are spoken of,
// and which is not for a program to say.
func (m *mover) moveAnniversary(l literal) string {
	n := numerals.FindString(l.text)
	if value, ok := han.ParseNumeral(strings.Replace(n, "两", "二", 1)); ok && value >= 10 {
		return l.text
	}
	if value, err := strconv.Atoi(n); err == nil && value >= 10 {
		return l.text
	}
	now := m.on(n)
	if now == "二" {
		now = "两"
	}
	return strings.Replace(l.text, n, now, 1)
}

// around is how many characters of the text a word bound to its time is shown with
// on either side.
const around = 12

// tellTimely lists a word bound to its time with what stands around it, once for a
// text.
func (m *mover) tellTimely(field string, line int, what string, l literal) {
	if m.said[field+" "+l.text] {
		return
	}
	m.said[field+" "+l.text] = true
	before := []rune(m.words(l.before[strings.LastIndexByte(l.before, '\n')+1:]))
	after, _, _ := strings.Cut(l.after, "\n")
	rest := []rune(m.words(after))
	m.tell(field, line, what, l.text, l.text)
	m.moves[len(m.moves)-1].Context = string(before[max(0, len(before)-around):]) + l.text + string(rest[:min(around, len(rest))])
}
