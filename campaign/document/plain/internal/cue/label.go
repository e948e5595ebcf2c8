package cue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Label is what stands on the page of an attachment: 附件1, 附表二, 附录A, and
// what people write for it.
type Label struct {
	Text     string // as written, without blanks and without what stands behind it
	Number   int    // 0 if it has none
	Numbered bool   // it has a number or a letter
	Alone    bool   // it has 附 and nothing else before its number
	Framed   bool   // it stands in brackets: 【附件1】
	Stopped  bool   // a colon or stop stands behind it
	Title    string // what stands behind it on its line; "" if nothing does
	Apart    bool   // a blank parts it from the title
}

// labelForm is a label with or without the title on the same line: 附件1, 附件（一）,
// 附件之二, 附录A, 【附件3】, 附表1-2：名单.
var labelForm = han.Compile(`^([【\[（(〔]?)(附(?:\s*([件表录图页]))?(?:\s*[之第]?\s*(?:[（(]\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-Z①-⑳])))?(?:\s*[-—－.．]\s*[0-9]{1,2})?)([】\]）)〕]?)(?:(\s*[：:；;.．、]?)(\s*)(\S.*)?)$`)

// labelNumber is the number of a label and nothing else.
var labelNumber = regexp.MustCompile(`^([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})$`)

// ReadLabel reads a line that is the label of a page, with the title behind it or
// without.
func ReadLabel(s string) (Label, bool) {
	const longest = 300 // bytes
	if len(s) > longest || !strings.Contains(s[:min(len(s), len("【附"))], "附") {
		return Label{}, false
	}
	g := labelForm.FindStringSubmatch(s)
	if g == nil || (g[1] == "") != (g[6] == "") {
		return Label{}, false
	}
	l := Label{
		Text: han.Squeeze(g[1] + g[2] + g[6]), Alone: g[3] == "", Framed: g[1] != "",
		Stopped: strings.TrimSpace(g[7]) != "", Title: g[9], Apart: strings.TrimSpace(g[7]) == "" && g[7]+g[8] != "",
	}
	if n := labelNumber.FindStringSubmatch(l.Title); n != nil && g[4]+g[5] == "" && l.Stopped && !l.Alone {
		// 附件:1 alone on a line is the label of a page, whose colon slipped.
		l.Text, g[5], l.Title, l.Stopped = han.Squeeze(s), n[1], "", false
	}
	if l.Title != "" && !l.Stopped && !l.Apart && !l.Framed {
		return Label{}, false // 附件1请各校填写
	}
	if number := either(g[4] != "", g[4], g[5]); number != "" {
		l.Numbered = true
		l.Number = Ordinal(wideDigits.Replace(number))
		switch c, _ := utf8.DecodeRuneInString(number); {
		case 'A' <= c && c <= 'Z':
			l.Number = int(c-'A') + 1
		case '①' <= c && c <= '⑳':
			l.Number = int(c-'①') + 1
		}
	}
	return l, true
}

func either(is bool, a, b string) string {
	if is {
		return a
	}
	return b
}
