package engine

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsMark reports whether r is Chinese punctuation of full width.
func IsMark(r rune) bool {
	return strings.ContainsRune("，。、；：？！（）《》〈〉〔〕【】「」『』…—·～“”‘’", r)
}

// IsSpace reports whether r is what patterns call [\s\p{Z}].
func IsSpace(r rune) bool {
	if r > '\u3000' {
		return false // as most of a text
	}
	return r != '\v' && r != '\u0085' && unicode.IsSpace(r) || unicode.Is(unicode.Z, r)
}

// IsBlank reports whether r is a blank that people type.
func IsBlank(r rune) bool { return r == ' ' || r == '\u3000' || r == '\u00a0' }

// IsDigit reports whether r is a digit of half width.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

// IsLatin reports whether r is a letter of half width.
func IsLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// Before returns the last character of s[:i], skipping those in skip; 0 if
// there is none.
func Before(s string, i int, skip func(rune) bool) rune {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if skip == nil || !skip(r) {
			return r
		}
		i -= n
	}
	return 0
}

// After returns the first character of s[i:], skipping those in skip; 0 if
// there is none.
func After(s string, i int, skip func(rune) bool) rune {
	for _, r := range s[i:] {
		if skip == nil || !skip(r) {
			return r
		}
	}
	return 0
}

// Back returns the offset n characters before i in s, or 0.
func Back(s string, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return i
}

// Ahead returns the offset n characters behind i in s, or len(s).
func Ahead(s string, i, n int) int {
	for ; n > 0 && i < len(s); n-- {
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return i
}

// EndsSentence reports whether s ends with a stop, a closing mark behind it or not.
func EndsSentence(s string) bool {
	s = strings.TrimRight(s, " \u3000\t”’）》)\"")
	for _, stop := range []string{"。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "……"} {
		if strings.HasSuffix(s, stop) {
			return true
		}
	}
	return false
}
