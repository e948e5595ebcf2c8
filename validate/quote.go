package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"strings"
	"unicode/utf8"
)

// quoteRules are about marks that come in pairs.
var quoteLines = checks[line]{
	"GW103": dense(straightQuotes),
	"GW105": nestedQuotes,
	"GW106": nestedTitles,
	"GW107": matches(angles, 0, func(s string) string { return "《" + strings.Trim(s, "<>＜＞") + "》" }),
	"GW108": dense(titlesApart),
	"GW109": dense(quotesApart),
	"GW124": matches(stopInBrackets, 1, nil),
	"GW125": matches(stopInQuote, 1, nil),
	"GW130": nestedBrackets,
}

var quotePassages = checks[*passage]{
	"GW104": unpaired,
}

var (
	angles         = compile(`<<[^<>]*\p{Han}[^<>]*>>|＜＜?[^＜＞]*\p{Han}[^＜＞]*＞＞?`)
	stopInBrackets = compile(`[^。！？”）\s](（[^（）]*。）)[\p{Han}，。；、：]`)
	stopInQuote    = compile(`\p{Han}(“[^“”]*。”)`)
	singleQuoted   = compile(`(?:^|[^A-Za-z])('[^'A-Za-z]*\p{Han}[^'A-Za-z]*')`)
	cornerQuoted   = compile(`[「」『』]`)
)

func straightQuotes(l line) []remark {
	if !han.Has(l.text) {
		return nil
	}
	var found []remark
	for _, m := range cornerQuoted.all(l) {
		full := map[string]string{"「": "“", "」": "”", "『": "‘", "』": "’"}[l.text[m[0]:m[1]]]
		found = append(found, l.replace(m[0], m[1], full))
	}
	for _, m := range singleQuoted.all(l) {
		found = append(found, l.on(m[2], m[3]))
	}
	if !strings.Contains(l.text, `"`) {
		return found
	}
	all := func(ignoreInches bool) []int {
		var at []int
		for i := range l.text {
			if l.text[i] != '"' || l.guarded(i, i+1) {
				continue
			}
			if ignoreInches && isDigit(before(l.text, i, nil)) {
				continue
			}
			at = append(at, i)
		}
		return at
	}
	at := all(false)
	if len(at)%2 == 1 {
		at = all(true)
	}
	if len(at)%2 == 1 {
		for _, i := range at {
			if han.Is(before(l.text, i, nil)) || han.Is(after(l.text, i+1, nil)) {
				found = append(found, l.on(i, i+1))
			}
		}
		return found
	}
	for i := 0; i < len(at); i += 2 {
		open, end := at[i], at[i+1]
		if han.Has(l.text[open:end]) || han.Is(before(l.text, open, nil)) || han.Is(after(l.text, end+1, nil)) {
			a, z := l.replace(open, open+1, "“"), l.replace(end, end+1, "”")
			a.hint, z.hint = "改为成对的“”", "改为成对的“”"
			found = append(found, a, z)
		}
	}
	return found
}

// pairOf returns the opening mark of the pair that r belongs to, and whether r
// opens it; 0 if r belongs to none. A half-width bracket pairs with either.
func pairOf(r rune) (pair rune, opens bool) {
	switch r {
	case '“', '‘', '（', '《', '〈', '〔', '【':
		return r, true
	case '(':
		return '（', true
	case '”':
		return '“', false
	case '’':
		return '‘', false
	case '）', ')':
		return '（', false
	case '》':
		return '《', false
	case '〉':
		return '〈', false
	case '〕':
		return '〔', false
	case '】':
		return '【', false
	}
	return 0, false
}

// An opening is an opening mark that still waits for its other half.
type opening struct {
	line line
	at   int
	mark rune // as written
	pair rune // what stands for its pair
}

var listLabel = compile(`(?:^|[\s，。；：、])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}$`)

// unpaired follows the pairs through a passage. A pair may run over lines that
// only a narrow page has broken, which is told by a line that ends without a stop.
func unpaired(p *passage) []remark {
	var found []remark
	var open []opening
	complain := func(o opening) {
		if o.mark != '(' {
			m := o.line.on(o.at, o.at+utf8.RuneLen(o.mark))
			m.message = "“" + string(o.mark) + "”没有与之成对的后一半"
			found = append(found, excerpt(m))
		}
	}
	for i, l := range p.lines {
		if l.role != roleText || l.mark > 0 || i == 0 || p.lines[i-1].role != roleText {
			for _, o := range open {
				complain(o)
			}
			open = nil
		}
		for at, r := range l.text {
			want, opens := pairOf(r)
			if want == 0 || at < l.mark || l.guarded(at, at+1) {
				continue
			}
			if opens {
				if r != '‘' || !isDigit(after(l.text, at+3, nil)) { // ‘24年
					open = append(open, opening{l, at, r, want})
				}
				continue
			}
			k := len(open) - 1
			for k >= 0 && open[k].pair != want {
				k--
			}
			switch {
			case k >= 0:
				for _, o := range open[k+1:] {
					complain(o)
				}
				open = open[:k]
			case r == ')', r == '’' && (isLatin(before(l.text, at, nil)) || isDigit(after(l.text, at+3, nil))): // Let’s, ’24
			case want == '（' && listLabel.match(l.text[:at]):
			default:
				m := l.on(at, at+utf8.RuneLen(r))
				m.message = "“" + string(r) + "”没有与之成对的前一半"
				found = append(found, excerpt(m))
			}
		}
		if endsSentence(l.text) {
			for _, o := range open {
				// Quoted paragraphs each open with a mark; the last one closes.
				next := i+1 < len(p.lines) && strings.HasPrefix(p.lines[i+1].text, "“")
				if o.mark != '“' || strings.TrimSpace(o.line.text[:o.at]) != "" || !next {
					complain(o)
				}
			}
			open = nil
		}
	}
	for _, o := range open {
		complain(o)
	}
	return found
}

// excerpt widens a remark about a single mark, so that it shows where it is.
func excerpt(m remark) remark {
	m.from, m.to = back(m.line.text, m.from, 4), ahead(m.line.text, m.to, 4)
	return m
}

// endsSentence reports whether s ends with a stop, a closing mark behind it or not.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \u3000\t”’）》)\"")
	for _, stop := range []string{"。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "……"} {
		if strings.HasSuffix(s, stop) {
			return true
		}
	}
	return false
}

// nested returns the pairs in s that stand directly within another of the same
// kind, outermost ones only; nil if s is not balanced. Open and shut list the
// marks of the kind; between them, other and its end may stand: a third level
// of quotation has the marks of the first again.
func nested(s string, open, shut, other, end string) []stretch {
	n := 0
	for _, r := range open {
		n += strings.Count(s, string(r))
	}
	if n < 2 {
		return nil
	}
	var inner []stretch
	var same []bool // of the marks that are open: of the kind
	within := -1    // how many were open when a pair directly within another began
	from := 0
	for i, r := range s {
		switch {
		case strings.ContainsRune(open, r):
			if k := len(same); within < 0 && k > 0 && same[k-1] {
				within, from = k, i
			}
			same = append(same, true)
		case strings.ContainsRune(other, r):
			same = append(same, false)
		case strings.ContainsRune(shut, r):
			k := len(same) - 1
			if k < 0 || !same[k] {
				return nil
			}
			if same = same[:k]; k == within {
				inner = append(inner, stretch{from, i + utf8.RuneLen(r)})
				within = -1
			}
		case strings.ContainsRune(end, r):
			if k := len(same) - 1; k >= 0 && !same[k] { // ’ may be an apostrophe
				same = same[:k]
			}
		}
	}
	if len(same) > 0 {
		return nil
	}
	return inner
}

func nestedQuotes(l line) []remark {
	var found []remark
	for _, in := range nested(l.text, "“", "”", "‘", "’") {
		text := strings.TrimSuffix(strings.TrimPrefix(l.text[in.from:in.to], "“"), "”")
		if m := l.on(in.from, in.to); !han.Has(text) || strings.ContainsAny(text, "“”‘’") {
			m.message = "引号的方向或层次有误"
			found = append(found, excerpt(m))
		} else {
			found = append(found, l.replace(in.from, in.to, "‘"+text+"’"))
		}
	}
	return found
}

func nestedTitles(l line) []remark {
	var found []remark
	for _, in := range nested(l.text, "《", "》", "〈", "〉") {
		text := strings.TrimSuffix(strings.TrimPrefix(l.text[in.from:in.to], "《"), "》")
		if strings.ContainsAny(text, "《》〈〉") {
			found = append(found, l.on(in.from, in.to))
		} else {
			found = append(found, l.replace(in.from, in.to, "〈"+text+"〉"))
		}
	}
	return found
}

func nestedBrackets(l line) []remark {
	var found []remark
	for _, in := range nested(l.text, "（(", "）)", "", "") {
		if han.Has(l.text[in.from:in.to]) {
			found = append(found, l.on(in.from, in.to))
		}
	}
	return found
}

var (
	titleLists = compile(`(?:《[^《》]*》(?:（[^（）]*）|\([^()]*\))?[、和与及]?)+`)
	quoteLists = compile(`(?:“[^“”]*”(?:（[^（）]*）|\([^()]*\))?[、和与及]?)+`)
)

func titlesApart(l line) []remark { return apart(l, titleLists, "》", "《") }

func quotesApart(l line) []remark { return apart(l, quoteLists, "”", "“") }

// apart finds 、 between the marks of a list that has nothing between them.
func apart(l line, lists *pattern, shut, open string) []remark {
	var found []remark
	for _, list := range lists.all(l) {
		text := l.text[list[0]:list[1]]
		if strings.Contains(text, shut+"（") || strings.Contains(text, shut+"(") {
			continue
		}
		for i := 0; ; {
			k := strings.Index(text[i:], shut+"、"+open)
			if k < 0 {
				break
			}
			from := list[0] + i + k + len(shut)
			found = append(found, l.replace(from, from+len("、"), ""))
			i += k + len(shut)
		}
	}
	return found
}
