package answer

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A telephone number among other text: digits with blanks, dashes and brackets
// between them, and an extension.
var phoneShape = regexp.MustCompile(`(?:\+|00)?\(?\d[\d ()\-.—–]{3,80}\d(?:转\d{1,6})?`)

var phoneKinds = []*regexp.Regexp{
	regexp.MustCompile(`^1[3-9]\d{9}$`),                                 // mobile
	regexp.MustCompile(`^(010|02\d)([2-8]\d{7})$`),                      // area codes of three digits
	regexp.MustCompile(`^(0[3-9]\d\d)([2-8]\d{6,7})$`),                  // and of four
	regexp.MustCompile(`^[2-8]\d{6,7}$`),                                // without an area code
	regexp.MustCompile(`^[48]00\d{7}$`),                                 // service numbers
	regexp.MustCompile(`^(1[02]\d{3}|1[12]\d|9[56]\d{3,5}|12\d{3,4})$`), // and short ones
}

// phone writes a telephone number in one way, 0431-80000000转801, and reports
// whether it is one.
func phone(s string) (string, bool) {
	if head, ext, ok := strings.Cut(s, "转"); ok {
		return withExtension(head, ext)
	}
	// 0431-80000000-801: behind the last dash, an extension is shorter than what
	// a number is split into.
	if i := strings.LastIndexAny(s, "-—–"); i > 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		if p, ok := withExtension(s[:i], s[i+size:]); ok {
			return p, true
		}
	}
	digits := strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return c
		}
		return -1
	}, s)
	plus := strings.HasPrefix(strings.TrimSpace(s), "+")
	for _, p := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(digits, p); ok && (plus || p == "0086" || len(rest) == 11 && rest[0] == '1') {
			digits = rest
			if digits != "" && digits[0] != '0' && digits[0] != '1' && len(digits) > 8 {
				digits = "0" + digits // +86 431 …
			}
			break
		}
	}
	for _, k := range phoneKinds {
		if m := k.FindStringSubmatch(digits); len(m) == 3 {
			return m[1] + "-" + m[2], true
		} else if m != nil {
			return digits, true
		}
	}
	return "", false
}

func withExtension(number, ext string) (string, bool) {
	ext = strings.TrimSpace(ext)
	if n := len(ext); n == 0 || n > 5 || strings.Trim(ext, "0123456789") != "" {
		return "", false
	}
	p, ok := phone(number)
	if strings.Contains(p, "转") {
		return "", false
	}
	return p + "转" + ext, ok
}

// readPhone reads one or more telephone numbers. Names beside them, as where
// two contacts share a cell, stay in the raw text.
func readPhone(f *forms.Field, e Entry) Reading {
	if Nothing(e.Raw) {
		return Reading{}
	}
	s := e.Raw
	if e.Stored == Number {
		s = TidyNumber(s)
	}
	s = strings.NewReplacer("，", "、", ",", "、", "；", "、", ";", "、", "/", "、", "或", "、", "\n", "、", "\t", "、").Replace(width.Fold.String(s))
	var found []string
	names := false
	for piece := range strings.SplitSeq(s, "、") {
		rest := piece
		for _, at := range phoneShape.FindAllString(piece, -1) {
			all, ok := phones(at)
			if !ok {
				return noPhone(f, e, at)
			}
			found = append(found, all...)
			rest = strings.Replace(rest, at, " ", 1)
		}
		if strings.ContainsFunc(rest, unicode.IsDigit) || strings.Contains(rest, "*") {
			return noPhone(f, e, "")
		}
		names = names || strings.ContainsFunc(rest, unicode.IsLetter)
	}
	switch {
	case len(found) == 0:
		return noPhone(f, e, "")
	case names && len(found) > 1:
		return exact(strings.Join(found, "、"), warn(RuleSeveral, f.Label+"一格里有几位联系人", "请一人填一行，姓名填在姓名栏"))
	case names:
		return exact(found[0], tell(RuleSeveral, f.Label+"里还有别的文字，只取了号码", "这里只填号码"))
	}
	return exact(strings.Join(found, "、"))
}

// phones reads digits that are one number, or several with blanks between.
func phones(s string) ([]string, bool) {
	if p, ok := phone(s); ok {
		return []string{p}, true
	}
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		head, ok1 := phone(strings.Join(words[:i], " "))
		if !ok1 {
			continue
		}
		if tail, ok2 := phones(strings.Join(words[i:], " ")); ok2 {
			return append([]string{head}, tail...), true
		}
	}
	return nil, false
}

// noSuchPhones are numbers with as many digits as there ought to be that are none,
// and why.
var noSuchPhones = []struct {
	shape *regexp.Regexp
	why   string // after the digits that it is about
}{
	{regexp.MustCompile(`^(?:010|02\d|0[3-9]\d\d)([019])\d{6,7}$`), "区号后的号码不会以%s开头"},
	{regexp.MustCompile(`^(00\d\d)\d{7,8}$`), "没有%s这个区号"},
	{regexp.MustCompile(`^(1[0-2])\d{9}$`), "手机号码不会以%s开头"},
}

// noPhone tells that a text, or a number in it, is no telephone number.
func noPhone(f *forms.Field, e Entry, number string) Reading {
	hint := "请填11位手机号码，或带区号的固定电话"
	if e.Stored == Number {
		hint = "单元格是数字格式，开头的0可能丢了；请设为文本格式后重新填写"
	}
	digits := strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return c
		}
		return -1
	}, number)
	for _, no := range noSuchPhones {
		if m := no.shape.FindStringSubmatch(digits); m != nil && e.Stored != Number {
			return unclear(RulePhone, f.Label+"不是电话号码，"+fmt.Sprintf(no.why, m[1]), hint)
		}
	}
	return unclear(RulePhone, f.Label+"不是电话号码，或位数不对", hint)
}

var mailShape = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

// readEmail reads one or more mail addresses.
func readEmail(f *forms.Field, e Entry) Reading {
	if Nothing(e.Raw) {
		return Reading{}
	}
	s := width.Fold.String(e.Raw)
	whole := han.Fold(s)
	if mailShape.MatchString(whole) {
		if whole != strings.TrimSpace(s) {
			return exact(whole, tell(RuleSpelt, f.Label+"中的空格或全角字符已改掉："+whole, ""))
		}
		return exact(whole)
	}
	var found []string
	for _, word := range strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("、,，;；/", c) }) {
		if !mailShape.MatchString(word) {
			return unclear(RuleEmail, f.Label+"不是电子邮箱地址", "请写成 name@example.com 的样子")
		}
		found = append(found, word)
	}
	if len(found) == 0 {
		return unclear(RuleEmail, f.Label+"不是电子邮箱地址", "请写成 name@example.com 的样子")
	}
	return exact(strings.Join(found, "、"), tell(RuleSeveral, f.Label+"有几个地址，都已保留", ""))
}
