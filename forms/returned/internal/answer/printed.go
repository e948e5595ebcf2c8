package answer

import (
	"regexp"
	"strings"
)

// What a form prints into the cell of an opinion, to be filled in by hand:
//
//	同意。
//	                签字：        （公章）    年   月   日
const printedBlank = `[\s\p{Z}_＿]*`

var (
	printedTail = regexp.MustCompile(`(?:^|[\s\p{Z}_＿。；;，,、)）:：])` + printedBlank + `(?:` +
		`(?:(?:19|20)?[0-9]{0,2})` + printedBlank + `年` + printedBlank + `月` + printedBlank + `日` + // a day
		`|[（(][^（）()\n]{0,10}(?:章|签字|签名)[^（）()\n]{0,4}[)）]` + printedBlank + `[:：]?` + // （公章）
		`|[\p{Han}、]{0,12}(?:[（(](?:签字|签名|签章|盖章|公章|章)[)）]|签字|签名|签章|盖章|公章|日期|时间)` + printedBlank + `[:：]` + // 负责人（签字）：
		`)` + printedBlank + `$`)
	onlyLabel = regexp.MustCompile(`^[\p{Han}（）()、]{1,16}[:：]` + printedBlank + `$`)
)

// withoutPrinted cuts what the form itself prints off the end of an answer. Of a
// cell that holds nothing else nothing is left.
func withoutPrinted(s string) string {
	if len(s) > longestPrinted {
		return s
	}
	for n := 0; n < 8; n++ {
		at := printedTail.FindStringIndex(s)
		if at == nil {
			break
		}
		cut := s[:at[0]]
		// The mark in front belongs to the answer.
		for _, mark := range []string{"。", "；", ";", "，", ",", "、", ")", "）", "：", ":"} {
			if strings.HasPrefix(s[at[0]:], mark) {
				cut += mark
				break
			}
		}
		if cut == s {
			break
		}
		s = strings.TrimRight(cut, " \t\n　_＿ ")
	}
	if onlyLabel.MatchString(s) {
		return ""
	}
	return strings.TrimSpace(s)
}

// longestPrinted is how long an answer may be, in bytes, to be looked at for
// printed text.
const longestPrinted = 3000
