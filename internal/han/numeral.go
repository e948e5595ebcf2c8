package han

import (
	"math"
	"slices"
	"strings"
)

// Digits are 1 to 9, in order.
const Digits = "一二三四五六七八九"

// IsDigit reports whether r stands in ordinals: one of [Digits], or 十.
func IsDigit(r rune) bool { return r == '十' || strings.ContainsRune(Digits, r) }

// Numeral writes 1 to 99 as 一, 十, 十二, 二十, 二十三; "" for others.
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

// ParseNumeral reads what [Numeral] writes and nothing else: 五一 and
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

// ParseDigits reads a few Arabic digits, half-width or full-width, as ordinals
// have them; s holds nothing else.
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

// numberDigits are the digits of numbers; [Digits] those of ordinals.
var numberDigits = map[rune]int64{
	'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// numberUnits are the units within a section of four digits.
var numberUnits = map[rune]int64{'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000}

// ParseNumber reads 三百二十, 一万零五, 两千, 二十, 叁佰贰拾 and a row of digits
// such as 二〇二三.
func ParseNumber(s string) (int64, bool) {
	runes := []rune(s)
	if len(runes) == 0 || len(runes) > 20 {
		return 0, false
	}
	if !slices.ContainsFunc(runes, func(c rune) bool { return numberUnits[c] > 0 || c == '万' || c == '亿' }) {
		var n int64
		for _, c := range runes {
			d, ok := numberDigits[c]
			if !ok {
				return 0, false
			}
			n = n*10 + d
		}
		return n, len(runes) <= 15
	}
	var total, section, digit int64
	digit = -1
	last := int64(math.MaxInt64) // units of a section fall
	for i, c := range runes {
		d, isDigit := numberDigits[c]
		switch {
		case isDigit:
			if digit > 0 {
				return 0, false
			}
			digit = d
		case numberUnits[c] > 0:
			u := numberUnits[c]
			if digit < 0 && (u == 10 || i == 0) {
				digit = 1 // 十五, 千人
			}
			if digit < 1 || u >= last {
				return 0, false
			}
			section += digit * u
			digit, last = -1, u
		case c == '万' || c == '亿':
			section += max(digit, 0)
			if section == 0 {
				return 0, false
			}
			if c == '亿' {
				total = (total + section) * 1e8
			} else if total%1e8 == 0 {
				total += section * 1e4
			} else {
				return 0, false
			}
			section, digit, last = 0, -1, math.MaxInt64
			if total > 1e15 {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	if n := len(runes); digit > 0 && last == math.MaxInt64 && n > 1 {
		digit *= map[rune]int64{'万': 1e3, '亿': 1e7}[runes[n-2]] // 三万二 is 32,000
		if digit == 0 {
			digit, _ = numberDigits[runes[n-1]]
		}
	}
	if digit > 0 && last != math.MaxInt64 && last > 10 && runes[len(runes)-2] != '零' && runes[len(runes)-2] != '〇' {
		digit *= last / 10 // 三百五 is 350
	}
	return total + section + max(digit, 0), true
}
