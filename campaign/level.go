package campaign

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mark returns the standard mark of number n at level l: 一、 （一） 1. （1） ①
// (GB/T 9704-2012 7.3.3). It returns "" for a level that is not 1 to 5 and for
// a number that is not 1 to 99, or 1 to 20 at level 5.
func (l Level) Mark(n int) string {
	if n < 1 || n > 99 {
		return ""
	}
	switch l {
	case 1:
		return hanNumeral(n) + "、"
	case 2:
		return "（" + hanNumeral(n) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	case 4:
		return "（" + strconv.Itoa(n) + "）"
	case 5:
		if n <= 20 {
			return string('①' + rune(n-1))
		}
	}
	return ""
}

// ParseMark reads the level mark that a line without indentation opens with,
// in the standard's form or in one of those that people write for it, such as
// 1、 or (一). It returns the mark as written, its level and its number; a line
// without a mark returns "", 0, 0.
//
// Dates, decimals and figures are no marks: 2023.5.14, 1.5万, 2、3名, 三、四月份.
// What could be either is none: 一，, 一：, 4、5月17日 and a mark before the next higher
// numeral count only within a document, where the numbers before them tell.
func ParseMark(line string) (mark string, level Level, n int) {
	m, ok := readMark(line)
	if !ok || m.doubt != sure {
		return "", 0, 0
	}
	return m.text, m.level, m.number
}

// A mark is a level mark as it stands in a line.
type mark struct {
	text   string
	level  Level
	number int
	rules  []string // ids of the lint rules that its form breaks
	doubt  doubt
}

// A doubt tells what a mark needs in order to be one.
type doubt uint8

const (
	sure     doubt = iota
	inSeries       // the number follows the last one of its level, or starts with 1
	inMidst        // the number follows the last one of its level
)

// readMark reads a mark with text behind it.
func readMark(line string) (mark, bool) {
	read := [...]func(string) mark{chapterMark, bracketMark, digitMark, circledMark}
	for _, f := range read {
		m := f(line)
		if m.level != 0 && strings.TrimSpace(line[len(m.text):]) != "" {
			return m, true
		}
	}
	return mark{}, false
}

// chapterMark reads 一、 and, breaking GW040, 一. 一， 一：.
func chapterMark(line string) mark {
	numeral := prefix(line, isHanDigit)
	n, ok := parseHanNumeral(numeral)
	if !ok {
		return mark{}
	}
	point, size := utf8.DecodeRuneInString(line[len(numeral):])
	m := mark{text: line[:len(numeral)+size], level: 1, number: n}
	switch point {
	case '、':
		// 一、二年级 and 三、四月份 are no headings.
		if next, _ := parseHanNumeral(prefix(line[len(m.text):], isHanDigit)); next == n+1 {
			m.doubt = inMidst
		}
	case '.', '．':
		m.rules = []string{"GW040"}
	case '，', ',', '：', ':':
		m.rules = []string{"GW040"}
		m.doubt = inSeries
	default:
		return mark{}
	}
	return m
}

var (
	bracketedHan    = regexp.MustCompile(`^([（(])([一二三四五六七八九十]{1,3})([）)])([、.．，,]?)`)
	bracketedDigits = regexp.MustCompile(`^([（(]?)([1-9][0-9]?|[１-９][０-９]?)([）)])([、.．，,]?)`)
)

// bracketMark reads （一） and （1）, breaking GW042 and GW044 with half-width or
// missing brackets, GW041 and GW044 with a point behind them.
func bracketMark(line string) mark {
	if g := bracketedHan.FindStringSubmatch(line); g != nil {
		n, ok := parseHanNumeral(g[2])
		if !ok {
			return mark{}
		}
		m := mark{text: g[0], level: 2, number: n}
		if g[1] != "（" || g[3] != "）" {
			m.rules = append(m.rules, "GW042")
		}
		if g[4] != "" {
			m.rules = append(m.rules, "GW041")
		}
		return m
	}
	if g := bracketedDigits.FindStringSubmatch(line); g != nil {
		m := mark{text: g[0], level: 4, number: parseDigits(g[2])}
		if g[1] != "（" || g[3] != "）" || g[4] != "" {
			m.rules = []string{"GW044"}
		}
		return m
	}
	return mark{}
}

var (
	pointedDigits = regexp.MustCompile(`^([1-9][0-9]?|[１-９][０-９]?)([.．、，,])`)
	// What may follow 1. directly although it begins with a digit: a year and,
	// behind a point only, a month. 1.5万 and 1.30名 are figures.
	yearNext  = regexp.MustCompile(`^(?:19|20)\d\d(?:[年级届春秋学至～~—–-])`)
	monthNext = regexp.MustCompile(`^(?:[1-9]|1[0-2])月`)
	// A day behind 、 makes it a mark where the numbers tell: 4、5月17日前上报.
	dayNext = regexp.MustCompile(`^(?:[1-9]|1[0-2])月\d{1,2}日`)
)

// digitMark reads 1. and, breaking GW043, 1． 1、 1，.
func digitMark(line string) mark {
	g := pointedDigits.FindStringSubmatch(line)
	if g == nil {
		return mark{}
	}
	m := mark{text: g[0], level: 3, number: parseDigits(g[1])}
	rest := line[len(g[0]):]
	next, _ := utf8.DecodeRuneInString(rest)
	point := g[2] == "." || g[2] == "．"
	day := dayNext.MatchString(rest)
	if unicode.IsDigit(next) && !yearNext.MatchString(rest) && !(point && monthNext.MatchString(rest)) && !day {
		return mark{}
	}
	if day && !point {
		m.doubt = inSeries
	}
	if g[2] != "." {
		m.rules = []string{"GW043"}
	}
	if g[2] == "，" || g[2] == "," {
		m.doubt = inSeries
	}
	return m
}

// circledMark reads ① to ⑳.
func circledMark(line string) mark {
	r, size := utf8.DecodeRuneInString(line)
	if r < '①' || r > '⑳' {
		return mark{}
	}
	return mark{text: line[:size], level: 5, number: int(r-'①') + 1}
}

// prefix returns the characters that s begins with and ok accepts.
func prefix(s string, ok func(rune) bool) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, ok))]
}

const hanDigits = "一二三四五六七八九"

func isHanDigit(r rune) bool { return r == '十' || strings.ContainsRune(hanDigits, r) }

// hanNumeral writes 1 to 99 as 一, 十, 十二, 二十, 二十三; "" for others.
func hanNumeral(n int) string {
	if n < 1 || n > 99 {
		return ""
	}
	digit := func(d int) string {
		if d == 0 {
			return ""
		}
		return string([]rune(hanDigits)[d-1])
	}
	tens := digit(n / 10)
	switch {
	case n < 10:
		return digit(n)
	case n < 20:
		tens = ""
	}
	return tens + "十" + digit(n%10)
}

// parseHanNumeral reads what [hanNumeral] writes and nothing else: 五一 and
// 一十 are no ordinals.
func parseHanNumeral(s string) (int, bool) {
	n := 0
	for _, r := range s {
		switch i := strings.IndexRune(hanDigits, r); {
		case r == '十':
			n = max(n, 1) * 10
		case i >= 0:
			n += i/len("一") + 1
		}
	}
	return n, n > 0 && hanNumeral(n) == s
}

// parseDigits reads one or two digits of either width.
func parseDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '０' {
			r -= '０' - '0'
		}
		n = n*10 + int(r-'0')
	}
	return n
}
