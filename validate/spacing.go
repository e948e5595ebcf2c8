package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// spaceRules are about blanks and broken lines.
var spaceLines = checks[line]{
	"GW129": dense(matches(lineStart, 1, nil)),
	"GW134": dense(blanks),
}

var spacePassages = checks[*passage]{
	"GW135": indented,
}

var lineStart = compile(`^[\s\p{Z}]*([，。、；：？！”’）》〉】〕·～])`)

var (
	innerBlanks = compile(`[\p{Z}]+`)
	fieldLabel  = compile(`^[\p{Han}]{2,6}[：:]`)
	longNumber  = compile(`^\d{5,}`)
	article     = compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零\d]+[章节条编款]$`)
	numberTitle = compile(`^[\s\p{Z}]*[图表]\s?\d+$`)
	organEnd    = compile(`[局厅委部社院会办府署室校]$`)
	organNext   = compile(`^[\p{Han}]{2,30}[局厅委部社院会办府署室校](?:等[\p{Han}\d]{0,3}部门)?(?:关于|[\p{Z}])`)
	aboutNotice = compile(`关于.*的(?:通知|函|意见|公告|通告|报告|请示|批复|决定|通报)$`)
)

// blanks finds blanks that came in with line joins or with a habit of typing.
func blanks(l line) []remark {
	if l.role == roleCell || !strings.ContainsFunc(l.text, isSpace) {
		return nil
	}
	title := l.role == roleTitle || aboutNotice.match(strings.TrimSpace(l.text))
	prose := title || strings.ContainsAny(l.text, "，。；")
	var found []remark
	for _, m := range innerBlanks.all(l) {
		if m[0] < l.mark || l.guarded(m[0], m[1]) {
			continue
		}
		prev, next := before(l.text, m[0], nil), after(l.text, m[1], nil)
		rest := l.text[m[1]:]
		switch {
		case m[0] == l.mark && l.mark > 0:
			f := l.replace(m[0], m[1], "")
			f.severity, f.message = report.Hint, "层次序数之后不必空格"
			found = append(found, f)
		case prose && strings.ContainsRune("，；。、", prev) && next != 0:
			found = append(found, l.replace(m[0], m[1], ""))
		case next == 0, !prose && !(isDigit(prev) && strings.ContainsRune("年月日", next) || strings.ContainsRune("年月", prev) && isDigit(next)):
		case isLatin(before(l.text, m[0], isDigit)): // H5 小程序
		case title && organEnd.match(l.text[:m[0]]) && organNext.match(rest): // A局 B局关于…的通知
		case title && (han.Is(prev) || isMark(prev)) && (han.Is(next) || isMark(next)):
			found = append(found, l.replace(m[0], m[1], ""))
		case !(han.Is(prev) && han.Is(next) || han.Is(prev) && isDigit(next) || isDigit(prev) && han.Is(next)):
		case fieldLabel.match(rest), longNumber.match(rest):
		case article.match(l.text[:m[0]]), numberTitle.match(l.text[:m[0]]):
		case aside(l.text, m[0], m[1]), quoted(l.text, m[0]), spread(l.text, m[0], m[1]):
		case strings.Contains(l.text[:m[0]], "主题") && !strings.ContainsAny(l.text[strings.LastIndex(l.text[:m[0]], "主题"):m[0]], "，。；"):
		default:
			found = append(found, l.replace(m[0], m[1], ""))
		}
	}
	return found
}

// quoted reports whether s[i] stands within “ ” or the # # of a topic.
func quoted(s string, i int) bool {
	return strings.LastIndex(s[:i], "“") > strings.LastIndex(s[:i], "”") ||
		strings.Count(s[:i], "#")%2 == 1 && strings.Contains(s[i:], "#")
}

// aside reports whether the blank s[from:to] stands between two things that
// share a bracket: （记者王某　通讯员李某）.
func aside(s string, from, to int) bool {
	open := strings.LastIndex(s[:from], "（")
	shut := strings.Index(s[to:], "）")
	return open >= 0 && shut >= 0 && strings.Contains(s[from:to], "\u3000") && !strings.ContainsAny(s[open:to+shut], "，。；")
}

// spread reports whether the blank s[from:to] pulls two characters apart that
// are a word or name on their own: 组  长： or 、赵  某、.
func spread(s string, from, to int) bool {
	alone := func(r rune) bool { return !han.Is(r) && !isDigit(r) }
	if !han.Is(before(s, from, nil)) || !han.Is(after(s, to, nil)) {
		return false
	}
	a := back(s, from, 1)
	z := ahead(s, to, 1)
	return alone(before(s, a, nil)) && alone(after(s, z, nil))
}

func indented(p *passage) []remark {
	n := 0
	var first remark
	for _, l := range p.lines {
		text := l.text
		blank := len(text) - len(strings.TrimLeft(text, " \u3000"))
		// Dates and organs at the right are also pushed there with blanks.
		if k := utf8.RuneCountInString(text[:blank]); k == 0 || k > 8 || l.role == roleCell {
			continue
		} else if k == 1 && text[0] == ' ' {
			continue
		}
		if n++; n == 1 {
			first = l.on(0, ahead(text, blank, 4))
		}
	}
	if n == 0 {
		return nil
	}
	if n > 1 {
		first.message = "段首缩进由排版完成，不必用空格或制表符（共" + strconv.Itoa(n) + "段）"
	}
	first.hint = "删去段首的空格即可，排版时也会自动除去"
	return []remark{first}
}
