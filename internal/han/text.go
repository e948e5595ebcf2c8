package han

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Lines makes every line end with LF and drops byte order marks, wherever
// texts were joined.
var Lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "")

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
