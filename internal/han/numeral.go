package han

import (
	"strings"
)

// Digits are the Chinese digits from one to nine.
const Digits = "一二三四五六七八九"

// IsDigit reports whether r may stand in a numeral up to 99.
func IsDigit(r rune) bool { return r == '十' || strings.ContainsRune(Digits, r) }

// hanNumeral writes 1 to 99 as 一, 十, 十二, 二十, 二十三; "" for others.
func Numeral(n int) string {
	if n < 1 || n > 99 {
		return ""
	}
	digit := func(d int) string {
		if d == 0 {
			return ""
		}
		return string([]rune(Digits)[d-1])
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

// parseHanNumeral reads what [Numeral] writes and nothing else: 五一 and
// 一十 are no ordinals.
func ParseNumeral(s string) (int, bool) {
	n := 0
	for _, r := range s {
		switch i := strings.IndexRune(Digits, r); {
		case r == '十':
			n = max(n, 1) * 10
		case i >= 0:
			n += i/len("一") + 1
		}
	}
	return n, n > 0 && Numeral(n) == s
}

// ParseDigits reads one or two digits of either width.
func ParseDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '０' {
			r -= '０' - '0'
		}
		n = n*10 + int(r-'0')
	}
	return n
}
