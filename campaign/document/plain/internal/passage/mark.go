package passage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Mark is a level mark as it stands in a line.
type Mark struct {
	Text   string
	Level  document.Level
	Number int
	Rules  []string // ids of the lint rules that its form breaks
	Doubt  Doubt
}

// A Doubt tells what a mark needs in order to be one.
type Doubt uint8

const (
	Sure     Doubt = iota // it is one
	InSeries              // the number follows the last one of its level, or starts with 1
	InMidst               // the number follows the last one of its level
)

// ReadMark reads a mark with text behind it.
func ReadMark(line string) (Mark, bool) {
	read := [...]func(string) Mark{chapterMark, bracketMark, digitMark, circledMark}
	for _, f := range read {
		m := f(line)
		if m.Level != 0 && strings.TrimSpace(line[len(m.Text):]) != "" {
			return m, true
		}
	}
	return Mark{}, false
}

// chapterMark reads 一、 and, breaking GW040, 一. 一， 一：.
func chapterMark(line string) Mark {
	numeral := prefix(line, han.IsDigit)
	n, ok := han.ParseNumeral(numeral)
	if !ok {
		return Mark{}
	}
	point, size := utf8.DecodeRuneInString(line[len(numeral):])
	m := Mark{Text: line[:len(numeral)+size], Level: 1, Number: n}
	switch point {
	case '、':
		// 一、二年级 and 三、四月份 are no headings.
		if next, _ := han.ParseNumeral(prefix(line[len(m.Text):], han.IsDigit)); next == n+1 {
			m.Doubt = InMidst
		}
	case '.', '．':
		m.Rules = []string{"GW040"}
	case '，', ',', '：', ':':
		m.Rules = []string{"GW040"}
		m.Doubt = InSeries
	default:
		return Mark{}
	}
	return m
}

var (
	bracketedHan    = regexp.MustCompile(`^([（(])([一二三四五六七八九十]{1,3})([）)])([、.．，,]?)`)
	bracketedDigits = regexp.MustCompile(`^([（(]?)([1-9][0-9]?|[１-９][０-９]?)([）)])([、.．，,]?)`)
)

// bracketMark reads （一） and （1）, breaking GW042 and GW044 with half-width or
// missing brackets, GW041 and GW044 with a point behind them.
func bracketMark(line string) Mark {
	if g := bracketedHan.FindStringSubmatch(line); g != nil {
		n, ok := han.ParseNumeral(g[2])
		if !ok {
			return Mark{}
		}
		m := Mark{Text: g[0], Level: 2, Number: n}
		if g[1] != "（" || g[3] != "）" {
			m.Rules = append(m.Rules, "GW042")
		}
		if g[4] != "" {
			m.Rules = append(m.Rules, "GW041")
		}
		return m
	}
	if g := bracketedDigits.FindStringSubmatch(line); g != nil {
		m := Mark{Text: g[0], Level: 4, Number: han.ParseDigits(g[2])}
		if g[1] != "（" || g[3] != "）" || g[4] != "" {
			m.Rules = []string{"GW044"}
		}
		return m
	}
	return Mark{}
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
func digitMark(line string) Mark {
	g := pointedDigits.FindStringSubmatch(line)
	if g == nil {
		return Mark{}
	}
	m := Mark{Text: g[0], Level: 3, Number: han.ParseDigits(g[1])}
	rest := line[len(g[0]):]
	next, _ := utf8.DecodeRuneInString(rest)
	point := g[2] == "." || g[2] == "．"
	day := dayNext.MatchString(rest)
	if unicode.IsDigit(next) && !yearNext.MatchString(rest) && !(point && monthNext.MatchString(rest)) && !day {
		return Mark{}
	}
	if day && !point {
		m.Doubt = InSeries
	}
	if g[2] != "." {
		m.Rules = []string{"GW043"}
	}
	if g[2] == "，" || g[2] == "," {
		m.Doubt = InSeries
	}
	return m
}

// circledMark reads ① to ⑳.
func circledMark(line string) Mark {
	r, size := utf8.DecodeRuneInString(line)
	if r < '①' || r > '⑳' {
		return Mark{}
	}
	return Mark{Text: line[:size], Level: 5, Number: int(r-'①') + 1}
}

// prefix returns the characters that s begins with and ok accepts.
func prefix(s string, ok func(rune) bool) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, ok))]
}
