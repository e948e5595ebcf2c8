package cue

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	dottedDate  = regexp.MustCompile(`^((?:19|20)\d{2})[-./．／—](\d{1,2})[-./．／—](\d{1,2})[日。.]?$`)
	spacedDate  = han.Compile(`^\{?\s*((?:19|20)\d{2})\s+(\d{1,2})\s+(\d{1,2})$`) // a page lost its signs
	lostSigns   = regexp.MustCompile(`^\{?(20[0-3]\d)(\d{2,3})日?$`)               // 2018821, 2018821日
	runDate     = regexp.MustCompile(`^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])日?$`)
	OrganAndDay = han.Compile(`^(.*?\S)\s*(\S{4}\s*年.*[日号]|(?:19|20)\d{2}[-./．／]\d{1,2}[-./．／]\d{1,2})$`)
	NoteLine    = regexp.MustCompile(`^[（(](.+)[）)]$`)
	// SubjectLine is the 主题词 that the standard had up to 2012.
	SubjectLine = han.Compile(`^主\s*[题題]\s*[词詞]\s*[：:]`)
	// RemarkLine is what belongs into the 附注 and stands below the date without its
	// brackets: whom to ask.
	RemarkLine = han.Compile(`^(?:\p{Han}{0,6}(?:联\s*系|聯\s*[系繫絡]|咨\s*询|经\s*办|承\s*办|填\s*报|报\s*名)\s*(?:人|人员|单位|科室|部门|处室|[电電]\s*[话話]|方式|地址)|\p{Han}{0,4}(?:[电電]\s*[话話]|手\s*机|传\s*真|邮\s*箱|邮\s*编|邮政编码|地\s*址|网\s*址|信箱)|领\s*导\s*签\s*发|签\s*发\s*领\s*导)\s*(?:及\p{Han}{2,4})?\s*[：:].{1,80}$`)
	// ClosingNote can be nothing but a note, with no date above it.
	ClosingNote = regexp.MustCompile(`^[（(](?:此件|此文|本件|本文|联系人|联系单位|公开|发至).*[）)]$`)
	wideDigits  = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")
)

// ReadDate reads a line that is a date and nothing else; false if it is not. A
// day such as 4月31日 or 5月32日 is what the author wrote: that it does not exist is for
// the rules to say.
func ReadDate(s string) (calendar.Date, bool) {
	s = lostZero.ReplaceAllString(strings.TrimSpace(s), "二〇$1")
	const longest = 150 // bytes, pulled apart with blanks
	if len(s) > longest || !strings.HasSuffix(s, "日") && !strings.HasSuffix(s, "号") {
		return calendar.Date{}, false
	}
	days, ok := calendar.ReadDays(s)
	alone := ok && days.Style == calendar.Chinese && days.From == days.To && !days.Weekday && !days.Hours
	return days.From, alone && days.From.Year > 0 && days.From.Month > 0 && days.From.Day > 0
}

// lostZero is a year whose 〇 an old page has lost: 二一二年.
var lostZero = regexp.MustCompile(`^二([一二][一二三四五六七八九]年)`)

var oldNumerals = strings.NewReplacer("廿", "二十", "卅", "三十", "元", "一")

// Ordinal reads the number of a month or day in digits or in words; 0 if it is
// none.
func Ordinal(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n, _ := han.ParseNumeral(oldNumerals.Replace(s))
	return n
}

// ReadDotted reads a date such as 2021.4.30, 2021-04-30 or 20210430. Only its place tells
// that it is one: below the name of an organ.
func ReadDotted(s string) (calendar.Date, bool) {
	g := spacedDate.FindStringSubmatch(strings.TrimSpace(s))
	s = wideDigits.Replace(han.Squeeze(s))
	if g == nil {
		g = dottedDate.FindStringSubmatch(s)
	}
	if g == nil {
		g = runDate.FindStringSubmatch(s)
	}
	if g == nil {
		g = withoutSigns(s)
	}
	if g == nil {
		return calendar.Date{}, false
	}
	var d calendar.Date
	d.Year, _ = strconv.Atoi(g[1])
	d.Month, _ = strconv.Atoi(g[2])
	d.Day, _ = strconv.Atoi(g[3])
	return d, d.Month > 0 && d.Day > 0
}

// withoutSigns reads a day whose 年, 月 and 日 a page has lost as ReadDotted's patterns do, if its
// figures can be those of but one.
func withoutSigns(s string) (found []string) {
	g := lostSigns.FindStringSubmatch(s)
	if g == nil {
		return nil
	}
	for k := 1; k <= 2 && k < len(g[2]); k++ {
		month, _ := strconv.Atoi(g[2][:k])
		day, _ := strconv.Atoi(g[2][k:])
		if month < 1 || month > 12 || day < 1 || day > 31 || g[2][k] == '0' {
			continue
		}
		if found != nil {
			return nil
		}
		found = []string{s, g[1], g[2][:k], g[2][k:]}
	}
	return found
}

// IsDay reports whether a line below who signs can be the day: also 2021-4-30.
func IsDay(s string) bool {
	_, dotted := ReadDotted(s)
	return dotted || IsDateLine(s)
}

func IsDateLine(s string) bool {
	_, ok := ReadDate(s)
	return ok
}

// DayLine returns the day that s ends with, behind the name of an organ; false if it is
// not that.
func DayLine(s string) (string, bool) {
	g := OrganAndDay.FindStringSubmatch(s)
	if g == nil || !IsOrgan(g[1]) {
		return "", false
	}
	return g[2], true
}

var (
	Weekday = han.Compile(`\s*[（(]?星期[一二三四五六日天][）)]?$`)
	// Yearless is a date without its year, which only the number or title tells.
	Yearless = han.Compile(`^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$`)
	// SignedBy and signedOn are what forms and letters have before the two lines of
	// a signature.
	SignedBy = han.Compile(`^(?:(?:发文|发布|制发|落款|签发|申请|报告|填报|倡议|承诺|主办)?(?:单位|机关|部门|学校)|(?:申请|倡议|承诺|报告|具结|委托|检讨|招标|采购|出让|转让|拍卖)人)(?:[（(](?:盖章|签章|公章|签名|签字)[）)])?\s*[：:]\s*(\p{Han}.{1,38})$`)
	SignedOn = han.Compile(`^(?:发文|发布|成文|落款|签发|申请|报告|填报|印发)?(?:日期|时间)\s*[：:]\s*(\S.*[日号])$`)
	// SignedBoth is such a label with more behind it.
	SignedBoth = han.Compile(`^(?:发文|发布|成文|落款|印发)(?:时间|日期|单位|机关)\s*[：:]\s*(\p{Han}.{2,60}日)$`)
	Sealed     = han.Compile(`\s*[（(](?:盖章|公章|印章|签章|加盖公章|章|\p{Han}{0,20}代章)[）)]$`)
)

// BlankDay is a day of which a figure was left open or is lost: 二0xx年五月十日, 年9月6日.
var BlankDay = han.Compile(`^(?:[\d一二三四五六七八九〇○零OoОо]{0,3}[xX×＊*○]{1,4}|\d{4}|[一二三四五六七八九〇○零OoОо]{4})?\s*年\s*[\dxX×＊*一二三四五六七八九十]{0,3}\s*月\s*[\dxX×＊*一二三四五六七八九十]{0,3}\s*日$`)

// MonthLine is a month and nothing else: 2015年1月.
var MonthLine = han.Compile(`^(?:(?:19|20)\d{2}|[一二三四五六七八九十〇○零]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十元]{1,2})\s*月(?:份)?$`)

// DayEnd reports whether s ends as lines with a day do, which few others do.
func DayEnd(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(last) || strings.ContainsRune("日号。.）)】]一二三四五六天印发發布", last)
}

// PageBehindDay is a day with what a page has behind it: bars, who made it, a few words.
var PageBehindDay = han.Compile(`^(\S{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日)((?:\s*(?:[|｜/·]|[【\[（(][^】\]）)。]{0,30}[】\]）)]|\s\p{Han}{1,6}(?:[:：]\s?\p{Han}{0,8})?))+)$`)

// BehindDay is what stands behind the day of a document on its line: a seal, what was
// done that day, buttons of a page.
var BehindDay = han.Compile(`(?:\s*[（(【\[]\s*(?:盖章|公章|印章|签章|章|印|打印|关闭|返回|收藏)[^）)】\]]{0,6}[）)】\]]|\s*(?:印发|发布|公布|印))+$`)

// ReadSigned reads s as the date of a document, with or without the organ in front
// of it, below a line that reads above. A date there may lack its year if the document is
// known to be of one; 0 is none.
func ReadSigned(s, above string, year int) (organ string, date calendar.Date, ok bool) {
	const longest = 200 // bytes, an organ in front
	if len(s) > longest || !DayEnd(s) {
		return "", date, false
	}
	if g := OrganAndDay.FindStringSubmatch(s); g != nil && IsOrgan(Sealed.ReplaceAllString(g[1], "")) {
		organ, s = g[1], g[2]
	}
	s = Weekday.ReplaceAllString(s, "")
	if IsOrgan(above) || organ != "" {
		s = BehindDay.ReplaceAllString(s, "")
	}
	if date, ok = ReadDate(s); !ok && (organ != "" || IsOrgan(above) || len(SplitNames(above)) > 0 || SignerLine.MatchString(above)) {
		if date, ok = ReadDotted(s); !ok {
			date, ok = inYear(s, year)
		}
	}
	return organ, date, ok
}

// inYear reads a date that has no year.
func inYear(s string, year int) (calendar.Date, bool) {
	g := Yearless.FindStringSubmatch(s)
	if g == nil || year == 0 {
		return calendar.Date{}, false
	}
	d := calendar.Date{Year: year, Month: han.ParseDigits(g[1]), Day: han.ParseDigits(g[2])}
	return d, d.Month > 0 && d.Day > 0
}
