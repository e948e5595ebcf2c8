// Package cells knows what spreadsheets do with cells: how much text they hold,
// how many lines it takes, and in what colours findings are marked.
package cells

import (
	"strings"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// MaxText is how many characters, counted in UTF-16, a cell or a comment holds.
const MaxText = 32767

// TallestRow is the greatest height of a row, in points.
const TallestRow = 409.0

// Padding is the white to the sides of a text in its cell, in points.
const Padding = 8.0

// Fills are the colours of marked cells; black text stays readable on
// them, in print too.
var Fills = map[report.Severity]string{report.Error: "FFC7CE", report.Warning: "FFEB9C", report.Hint: "DDEBF7"}

// Lines is how many lines a text of a size takes in a column of a width, both
// in points. Chinese characters are as wide as high, others about half.
func Lines(s string, wide, size float64) int {
	room := max(1, int((wide-Padding)/(size/2)))
	n := 0
	for text := range strings.SplitSeq(s, "\n") {
		at := 0
		n++
		for _, c := range text {
			w := 1
			if typeface.Wide(c) {
				w = 2
			}
			if at += w; at > room {
				n++
				at = w
			}
		}
	}
	return n
}

// Clip cuts s to n characters, which spreadsheets count in UTF-16.
func Clip(s string, n int) string {
	if len(utf16.Encode([]rune(s))) <= n {
		return s
	}
	r := []rune(s)
	for len(utf16.Encode(r)) > n-1 {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// Text makes a text that somebody sent fit for a cell: control characters
// become blanks, and what no cell holds is cut off with a mark.
func Text(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\r':
			return -1
		case c < ' ' && c != '\n' && c != '\t':
			return ' '
		case c == '\uFFFD':
			return '?'
		}
		return c
	}, s)
	if len(utf16.Encode([]rune(s))) <= MaxText {
		return s
	}
	const rest = "……（以下略）"
	r := []rune(s)
	for len(utf16.Encode(r)) > MaxText-len(rest) {
		r = r[:len(r)-1]
	}
	return string(r) + rest
}

// QuoteSheet writes the name of a sheet as formulas do.
func QuoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
