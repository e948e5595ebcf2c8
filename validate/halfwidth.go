package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strings"
)

var fullMarks = map[byte]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！"}

// halfMarks finds half-width marks that belong to Chinese text.
func halfMarks(l line) []remark {
	if !strings.ContainsAny(l.text, ",;:?!") || !han.Has(l.text) {
		return nil
	}
	var found []remark
	own := ownColon.first(l)
	for i := l.mark; i < len(l.text); i++ {
		full := fullMarks[l.text[i]]
		if full == "" || l.guarded(i, i+1) || !chineseMark(l.text, i) {
			continue
		}
		if own != nil && i == own[1]-1 || l.role == roleRecipients && strings.TrimSpace(l.text[i+1:]) == "" {
			continue // a colon that has a rule of its own
		}
		from, to := i, i+1
		for from > l.mark && l.text[from-1] == ' ' {
			from--
		}
		for to < len(l.text) && l.text[to] == ' ' {
			to++
		}
		found = append(found, l.replace(from, to, full))
		i = to - 1
	}
	return found
}

// chineseMark reports whether the half-width mark s[i] belongs to Chinese
// text, which is told by what stands around it.
func chineseMark(s string, i int) bool {
	closers := func(r rune) bool { return isBlank(r) || strings.ContainsRune(`)]"'”’`, r) }
	openers := func(r rune) bool { return isBlank(r) || strings.ContainsRune(`(["'`, r) }
	prev, next := before(s, i, closers), after(s, i+1, openers)
	switch {
	case han.Is(prev), isMark(prev):
		return true
	case prev == 0, s[i] == '?', s[i] == '!':
		return false // the latter belong to what is before them
	case next == 0:
		return isDigit(prev) || isLatin(prev) || prev == '%'
	default:
		return han.Is(next) || isMark(next) && !strings.ContainsRune("”’）》〉】〕，。、；：", next)
	}
}

// ownColon is a colon that GW017, GW029 or GW060 looks at.
var ownColon = compile(`^[\s\p{Z}]*(?:附[\s\p{Z}]*件|抄送|(?:\S+[\s\p{Z}]+)?签发人)[\s\p{Z}]*:`)

var asciiStops = compile(`(\.)[\s\p{Z}]*[”’）]?[\s\p{Z}]*$`)

// asciiStopWithin stands before what can only begin a sentence.
var asciiStopWithin = compile(`\p{Han}(\.)(?:现[将就]|特此|请各|各[校单地县区]|根据|按照|为了|为进一步|联系人)`)

func asciiStop(l line) []remark {
	if l.role == roleTitle {
		return nil
	}
	var found []remark
	for _, m := range asciiStopWithin.all(l) {
		if m[2] >= l.mark {
			found = append(found, l.replace(m[2], m[3], "。"))
		}
	}
	return append(found, asciiStopAtEnd(l)...)
}

func asciiStopAtEnd(l line) []remark {
	m := asciiStops.first(l)
	if m == nil || m[2] < l.mark {
		return nil
	}
	prev := before(l.text, m[2], func(r rune) bool { return strings.ContainsRune("”’）》)", r) })
	if !han.Is(prev) {
		return nil
	}
	return []remark{l.replace(m[2], m[3], "。")}
}

var brackets = map[byte]string{'(': "（", ')': "）"}

// halfBrackets finds pairs of round brackets around Chinese characters of
// which one or both are half-width.
func halfBrackets(l line) []remark {
	if !strings.ContainsAny(l.text, "()") {
		return nil
	}
	var open []int
	var found []remark
	for i, r := range l.text {
		switch r {
		case '(', '（':
			open = append(open, i)
		case ')', '）':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if !han.Has(l.text[from:i]) {
				continue
			}
			for _, at := range []int{from, i} {
				full := brackets[l.text[at]]
				if full == "" || at < l.mark || l.guarded(at, at+1) {
					continue
				}
				a, z := at, at+1
				if full == "（" {
					for a > l.mark && l.text[a-1] == ' ' {
						a--
					}
				} else {
					for z < len(l.text) && l.text[z] == ' ' {
						z++
					}
				}
				found = append(found, l.replace(a, z, full))
			}
		}
	}
	slices.SortFunc(found, func(a, b remark) int { return a.from - b.from })
	return found
}

var deng = compile(`、[\s\p{Z}]*等`)

// markBeforeDeng finds 甲、乙、等, but not 一、等级.
func markBeforeDeng(l line) []remark {
	const words = "级额同距价效式待候于闲值号差权分份高量比次第类" // 等级, 等额 …
	var found []remark
	for _, m := range deng.all(l) {
		if next := after(l.text, m[1], nil); !strings.ContainsRune(words, next) || next == 0 {
			found = append(found, l.replace(m[0], m[1], "等"))
		}
	}
	return found
}

func doubled(l line) []remark {
	var found []remark
	from := -1 // where a run of marks began
	end := func(to int) {
		text := l.text[max(from, 0):to]
		switch {
		case from < 0 || len(text) == len("，") || from < l.mark || strings.HasPrefix(text, "。。。"): // a level mark; an ellipsis
		case text == text[:len("，")]+text[:len("，")]:
			found = append(found, l.replace(from, to, text[:len("，")]))
		default:
			found = append(found, l.on(from, to))
		}
		from = -1
	}
	for i, r := range l.text {
		switch r {
		case '，', '。', '、', '；', '：':
			if from < 0 {
				from = i
			}
		default:
			if from >= 0 {
				end(i)
			}
		}
	}
	end(len(l.text))
	return found
}
