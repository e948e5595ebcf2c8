package han

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Lines makes every line end with LF and drops byte order marks, wherever
// texts were joined.
var Lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "")

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// SplitLines splits a text into lines, however they end, and drops a byte
// order mark before the first.
func SplitLines(text string) []string {
	return strings.Split(lineEnds.Replace(strings.TrimPrefix(text, "\ufeff")), "\n")
}

// Pairs closes what it opens.
var Pairs = map[rune]rune{
	'“': '”', '‘': '’', '《': '》', '〈': '〉', '（': '）', '(': ')', '【': '】',
	'「': '」', '『': '』', '〔': '〕', '[': ']',
}

// Compile compiles a pattern in which \s, outside of a class, is any blank: in
// Chinese text most are ideographic.
func Compile(pattern string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer(`\s`, `[\s\p{Z}]`, `\S`, `[^\s\p{Z}]`).Replace(pattern))
}

// Squeeze drops all blanks of s: 泰 安 市 is 泰安市.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// Cut returns the first n bytes of s, or one to three fewer where a character would be parted.
func Cut(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Is reports whether r is a Chinese character, 〇 included.
func Is(r rune) bool {
	return 0x4e00 <= r && r <= 0x9fff || r > 0x2e00 && unicode.Is(unicode.Han, r)
}

// Has reports whether s holds a Chinese character.
func Has(s string) bool { return strings.IndexFunc(s, Is) >= 0 }

// Count returns how many Chinese characters s holds.
func Count(s string) int {
	n := 0
	for _, r := range s {
		if Is(r) {
			n++
		}
	}
	return n
}

// IsWide reports whether r is a digit or a Latin letter of full width.
func IsWide(r rune) bool {
	return '０' <= r && r <= '９' || 'Ａ' <= r && r <= 'Ｚ' || 'ａ' <= r && r <= 'ｚ'
}

// Narrow makes the digits and letters of full width in s half as wide.
func Narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if IsWide(r) {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// Columns returns how many columns of a console r takes: two if it is as wide
// as a Chinese character, none if it joins the character before it. Characters
// such as “ and …, which are as wide as the typeface has them, take as many as
// ambiguous says.
func Columns(r rune, ambiguous int) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous:
		return ambiguous
	}
	return 1
}

// Fold makes full-width letters, digits and marks half-width and drops all
// blanks, seen and unseen: what names, labels and answers are compared by.
func Fold(s string) string {
	changes := func(c rune) bool { return (c < '!' || c > '~') && (c < '一' || c > '龥') }
	if !strings.ContainsFunc(s, changes) {
		return s // as are most names and labels
	}
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) || unicode.IsControl(c) {
			return -1
		}
		return c
	}, width.Fold.String(s))
}

// Abbreviates reports whether short can be a short form of full: its characters
// are in full in that order, as those of 市国资委 are in 泰安市人民政府国有资产监督
// 管理委员会. Blanks do not count.
func Abbreviates(short, full string) bool {
	short = Squeeze(short)
	for _, r := range Squeeze(full) {
		short = strings.TrimPrefix(short, string(r))
	}
	return short == ""
}
