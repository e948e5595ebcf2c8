package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// ParseMark reads the level mark that a line without indentation opens with,
// in the standard's form or in one of those that people write for it, such as
// 1、 or (一). It returns the mark as written, its level and its number; a line
// without a mark returns "", 0, 0.
//
// Dates, decimals and figures are no marks: 2023.5.14, 1.5万, 2、3名, 三、四月份.
// What could be either is none: 一，, 一：, 4、5月17日 and a mark before the next higher
// numeral count only within a document, where the numbers before them tell.
func ParseMark(line string) (mark string, level document.Level, n int) {
	m, ok := readMark(line)
	if !ok || m.doubt != sure {
		return "", 0, 0
	}
	return m.Text, m.level, m.number
}

// A mark is a level mark as it stands in a line.
type mark struct {
	Text   string
	level  document.Level
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

// CutMark cuts the mark of a heading or an item off a line: 一、, （一）, 1. and
// the like. ok is false of a line without one.
func CutMark(line string) (rest string, ok bool) {
	m, ok := readMark(line)
	return line[len(m.Text):], ok
}

// readMark reads a mark with text behind it.
func readMark(line string) (mark, bool) {
	read := [...]func(string) mark{chapterMark, bracketMark, digitMark, circledMark}
	for _, f := range read {
		m := f(line)
		if m.level != 0 && strings.TrimSpace(line[len(m.Text):]) != "" {
			return m, true
		}
	}
	return mark{}, false
}

// chapterMark reads 一、 and, breaking GW040, 一. 一， 一：.
func chapterMark(line string) mark {
	numeral := prefix(line, han.IsDigit)
	n, ok := han.ParseNumeral(numeral)
	if !ok {
		return mark{}
	}
	point, size := utf8.DecodeRuneInString(line[len(numeral):])
	m := mark{Text: line[:len(numeral)+size], level: 1, number: n}
	switch point {
	case '、':
		// 一、二年级 and 三、四月份 are no headings.
		if next, _ := han.ParseNumeral(prefix(line[len(m.Text):], han.IsDigit)); next == n+1 {
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
		n, ok := han.ParseNumeral(g[2])
		if !ok {
			return mark{}
		}
		m := mark{Text: g[0], level: 2, number: n}
		if g[1] != "（" || g[3] != "）" {
			m.rules = append(m.rules, "GW042")
		}
		if g[4] != "" {
			m.rules = append(m.rules, "GW041")
		}
		return m
	}
	if g := bracketedDigits.FindStringSubmatch(line); g != nil {
		m := mark{Text: g[0], level: 4, number: han.ParseDigits(g[2])}
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
	m := mark{Text: g[0], level: 3, number: han.ParseDigits(g[1])}
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
	return mark{Text: line[:size], level: 5, number: int(r-'①') + 1}
}

// prefix returns the characters that s begins with and ok accepts.
func prefix(s string, ok func(rune) bool) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, ok))]
}
