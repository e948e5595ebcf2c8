package han

import (
	"regexp"
	"strings"
)

// clean makes every line end with LF and drops byte order marks, wherever
// texts were joined.
var Lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\ufeff", "")

// pairs closes what it opens.
var Pairs = map[rune]rune{
	'“': '”', '‘': '’', '《': '》', '〈': '〉', '（': '）', '(': ')', '【': '】',
	'「': '」', '『': '』', '〔': '〕', '[': ']',
}

// blanks compiles a pattern in which \s, outside of a class, is any blank: in
// Chinese text most are ideographic.
func Compile(pattern string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer(`\s`, `[\s\p{Z}]`, `\S`, `[^\s\p{Z}]`).Replace(pattern))
}

// squeeze drops all blanks of s: 泰 安 市 is 泰安市.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
