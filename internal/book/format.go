package book

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Format is how a number is shown, a code as Excel has it: 0.00%, 0"百人",
// yyyy"年"m"月". "" is General.
type Format string

// NumberedFormat returns the format of a number that all programs know, and ""
// of others. Those from 27 are China's.
func NumberedFormat(n int) Format { return numbered[n] }

var numbered = map[int]Format{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;[Red]"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;[Red]"¥"-#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
	41: `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, 42: `_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, 44: `_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// Shown is what a format makes of a number beyond its digits.
type Shown struct {
	Percent   bool   // multiplied by 100, with a sign
	Day       bool   // as a day or a time of day
	Thousands int    // divided by 1000 that many times
	Text      string // printed with the digits: 百人 of 0"百人", ¥ of "¥"0, .万 of 0!.0,"万"
	Blank     bool   // no digits at all, as with ;;;
}

// Show tells how a number is shown.
func (f Format) Show(v float64) Shown {
	code := f.section(v)
	s := Shown{Blank: f != ""}
	digits := false
	for code != "" {
		p, rest := nextPiece(code)
		code = rest
		switch p.kind {
		case pieceText:
			s.Text += p.text
		case pieceMark:
			if digits && p.text == "+" { // 0+: and more
				s.Text += p.text
			}
		case pieceGeneral, pieceDigit, pieceAny:
			s.Blank, digits = false, true
			if p.kind == pieceDigit {
				s.Thousands = 0
			}
		case pieceComma:
			s.Thousands++
		case piecePercent:
			s.Percent = true
		case pieceDay:
			s.Day, s.Blank = true, false
		}
	}
	if s.Day {
		s.Thousands = 0
		s.Text = ""
	}
	s.Text = strings.TrimSpace(s.Text)
	return s
}

// section returns the part of the code that a number is shown by.
func (f Format) section(v float64) string {
	var parts, conditions []string
	for rest := string(f); ; {
		part, more, several := cutSection(rest)
		parts = append(parts, part)
		conditions = append(conditions, condition(part))
		if !several {
			break
		}
		rest = more
	}
	if conditions[0] != "" || len(parts) > 1 && conditions[1] != "" {
		for i, c := range conditions {
			if c == "" || meets(v, c) {
				return parts[i]
			}
		}
		return ""
	}
	switch {
	case v < 0 && len(parts) >= 2:
		return parts[1]
	case v == 0 && len(parts) >= 3:
		return parts[2]
	}
	return parts[0]
}

// cutSection cuts a code at its first ; that stands for itself.
func cutSection(code string) (part, rest string, several bool) {
	for rest := code; rest != ""; {
		if rest[0] == ';' {
			return code[:len(code)-len(rest)], rest[1:], true
		}
		_, rest = nextPiece(rest)
	}
	return code, "", false
}

// condition returns the condition of a section, such as >=10000.
func condition(part string) string {
	for part != "" {
		p, rest := nextPiece(part)
		if p.kind == pieceBracket && p.text != "" && strings.ContainsRune("<>=", rune(p.text[0])) {
			return p.text
		}
		part = rest
	}
	return ""
}

func meets(v float64, condition string) bool {
	n := len(condition) - len(strings.TrimLeft(condition, "<>="))
	limit, err := strconv.ParseFloat(strings.TrimSpace(condition[n:]), 64)
	if err != nil {
		return false
	}
	switch condition[:n] {
	case "<":
		return v < limit
	case "<=":
		return v <= limit
	case ">":
		return v > limit
	case ">=":
		return v >= limit
	case "=":
		return v == limit
	case "<>":
		return v != limit
	}
	return false
}

// A piece is a piece of a number format.
type piece struct {
	kind pieceKind
	text string
}

type pieceKind uint8

const (
	pieceMark    pieceKind = iota // points, signs, blanks
	pieceText                     // printed as it stands
	pieceBracket                  // a colour, a condition, a language
	pieceGeneral
	pieceDigit
	pieceComma
	piecePercent
	pieceDay // of a day or a time of day
	pieceAny // @
)

// nextPiece takes the first piece off a code that is not empty.
func nextPiece(code string) (p piece, rest string) {
	c, n := utf8.DecodeRuneInString(code)
	rest = code[n:]
	switch c {
	case '"':
		text, rest, _ := strings.Cut(rest, `"`)
		return piece{pieceText, text}, rest
	case '\\', '!':
		c, n := utf8.DecodeRuneInString(rest)
		if strings.ContainsRune(" -()/:", c) {
			return piece{pieceMark, rest[:n]}, rest[n:]
		}
		return piece{pieceText, rest[:n]}, rest[n:]
	case '_', '*':
		_, n := utf8.DecodeRuneInString(rest)
		return piece{pieceMark, ""}, rest[n:]
	case '[':
		text, rest, _ := strings.Cut(rest, "]")
		switch {
		case strings.HasPrefix(text, "$"):
			symbol, _, _ := strings.Cut(text[1:], "-")
			return piece{pieceText, symbol}, rest
		case text != "" && strings.Trim(strings.ToLower(text), "hms") == "":
			return piece{pieceDay, text}, rest
		}
		return piece{pieceBracket, text}, rest
	case '0', '#', '?':
		return piece{pieceDigit, ""}, rest
	case ',':
		return piece{pieceComma, ""}, rest
	case '%':
		return piece{piecePercent, ""}, rest
	case '@':
		return piece{pieceAny, ""}, rest
	}
	for _, word := range []string{"General", "G/通用格式", "AM/PM", "A/P", "上午/下午"} {
		if len(code) >= len(word) && strings.EqualFold(code[:len(word)], word) {
			if word[0] == 'G' {
				return piece{pieceGeneral, ""}, code[len(word):]
			}
			return piece{pieceDay, ""}, code[len(word):]
		}
	}
	switch {
	case (c == 'E' || c == 'e') && rest != "" && (rest[0] == '+' || rest[0] == '-'):
		return piece{pieceMark, ""}, rest[1:]
	case strings.ContainsRune("yYmMdDhHsSaAeEgGbB", c):
		return piece{pieceDay, ""}, rest
	case c > unicode.MaxASCII || unicode.IsLetter(c):
		return piece{pieceText, string(c)}, rest
	}
	if strings.ContainsRune("<>=~^&", c) {
		return piece{pieceText, string(c)}, rest
	}
	return piece{pieceMark, string(c)}, rest
}
