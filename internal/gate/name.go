package gate

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// CleanName returns the name of a file or folder, or a path of such, as UTF-8
// that prints on one line, and in note what was odd about it, in Chinese, ""
// for nothing. Names in GBK, as Chinese Windows packs them, are decoded, which
// is not odd in an archive; what is in no encoding becomes U+FFFD.
func CleanName(raw string) (name, note string) {
	name = raw
	if !utf8.ValidString(name) {
		name = withoutHalves(name)
	}
	if !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GBK.NewDecoder().String(raw); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			name, note = s, "名称是GBK编码，已转为UTF-8"
		} else {
			name = strings.ToValidUTF8(name, "\uFFFD")
		}
	}
	clean, odd := Clean(name)
	if strings.ContainsAny(clean, "\n\r\t") {
		clean, odd = strings.NewReplacer("\n", "", "\r", "", "\t", " ").Replace(clean), odd+1
	}
	switch {
	case strings.ContainsRune(clean, utf8.RuneError):
		note = "名称中有无法识别的字符"
	case odd > 0:
		note = "名称中有不可见的控制字符，已略去"
	}
	return clean, note
}

// withoutHalves puts U+FFFD in place of halves of characters of UTF-16, written
// out as programs do that take the halves for characters.
func withoutHalves(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+2 < len(s) && s[i] == 0xED && s[i+1] >= 0xA0 && s[i+1] < 0xC0 && s[i+2]&0xC0 == 0x80 {
			b.WriteRune(utf8.RuneError)
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Clean drops from a text what neither XML nor paper holds, and returns how
// many characters it has dropped or replaced. Of control characters tabs and
// line breaks stay; other marks of a new line or page become line breaks. The
// marks that turn the direction of writing go, since they show a name or a
// number as another. U+FFFD, which stands for what could not be decoded, stays
// and is counted.
func Clean(text string) (clean string, odd int) {
	plain := strings.IndexFunc(text, func(r rune) bool { return Odd(r) || r == utf8.RuneError }) < 0
	if plain {
		return text, 0
	}
	clean = strings.Map(func(r rune) rune {
		c := oddRune(r)
		if c != r || r == utf8.RuneError {
			odd++
		}
		return c
	}, text)
	return clean, odd
}

// Odd reports whether [Clean] drops or replaces a character.
func Odd(r rune) bool { return oddRune(r) != r }

// oddRune returns what a character is replaced by: itself, a line break, or -1
// for nothing.
func oddRune(r rune) rune {
	switch {
	case r == '\n', r == '\r', r == '\t':
		return r
	case r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0xFFFE, r == 0xFFFF,
		r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r >= 0xFDD0 && r <= 0xFDEF:
		return -1
	}
	return r
}
