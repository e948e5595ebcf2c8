package prose

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var fullMarks = map[byte]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！"}

// halfMarks finds half-width marks that belong to Chinese text.
func halfMarks(l engine.Line) []engine.Remark {
	if !strings.ContainsAny(l.Text, ",;:?!") || !han.Has(l.Text) {
		return nil
	}
	var found []engine.Remark
	own := ownColon.First(l)
	ratios := ratio.All(l)
	for i := l.Mark; i < len(l.Text); i++ {
		full := fullMarks[l.Text[i]]
		if full == "" || l.Guarded(i, i+1) || !chineseMark(l.Text, i) {
			continue
		}
		if slices.ContainsFunc(ratios, func(m []int) bool { return m[0] <= i && i < m[1] }) {
			continue
		}
		if own != nil && i == own[1]-1 || l.Role == engine.RoleRecipients && strings.TrimSpace(l.Text[i+1:]) == "" {
			continue // a colon that has a rule of its own
		}
		from, to := i, i+1
		for from > l.Mark && l.Text[from-1] == ' ' {
			from--
		}
		for to < len(l.Text) && l.Text[to] == ' ' {
			to++
		}
		if to-from > maxSlip { // room to write in
			from, to = i, i+1
		}
		if full == "？" && strings.HasSuffix(l.Text[:i], "“") && strings.HasPrefix(l.Text[i+1:], "”") {
			continue // the sign itself is spoken of
		}
		if full == "？" && !asks(l.Text[:i]) {
			f := l.On(i, i+1)
			f.Severity, f.Message, f.Hint = report.Warning, lostMessage, "核对原文；如是问句，改为“？”"
			found = append(found, f)
			continue
		}
		found = append(found, l.Replace(from, to, full))
		i = to - 1
	}
	return found
}

// lostMessage is what is said of a ? that ends no question: pages and programs put it for
// a character that they lack.
const lostMessage = "“?”前面不是问句，可能是丢失或无法显示的字"

var (
	questionWord = engine.Compile(`[吗呢么吧嘛谁哪怎啥咋几何]|什么|多少|多[大久长远高]|是否|能否|可否|会否|应否|难道|岂|莫非|究竟|到底|还是|没有|(?:有没|是不|能不|会不|行不|好不|对不|要不|可不)|为什`)
	stopBehind   = engine.Compile(`[。！？；：!?;]`)
)

// asks reports whether the clause that s ends with is a question.
func asks(s string) bool {
	const longest = 60 // characters
	s = strings.TrimRight(s[engine.Back(s, len(s), longest):], "?!？！ ")
	if all := stopBehind.Re().FindAllStringIndex(s, -1); all != nil {
		s = s[all[len(all)-1][1]:]
	}
	return questionWord.Match(s)
}

// chineseMark reports whether the half-width mark s[i] belongs to Chinese
// text, which is told by what stands around it.
func chineseMark(s string, i int) bool {
	closers := func(r rune) bool { return engine.IsBlank(r) || strings.ContainsRune(`)]"'”’`, r) }
	openers := func(r rune) bool { return engine.IsBlank(r) || strings.ContainsRune(`(["'`, r) }
	prev, next := engine.Before(s, i, closers), engine.After(s, i+1, openers)
	switch {
	case han.Is(prev), engine.IsMark(prev) && prev != '…' || strings.HasSuffix(s[:i], "……"):
		return true
	case prev == 0, prev == '…', s[i] == '?', s[i] == '!':
		return false // the latter belong to what is before them
	case next == 0:
		return engine.IsDigit(prev) || engine.IsLatin(prev) || prev == '%'
	default:
		return han.Is(next) || engine.IsMark(next) && next != '…' && !strings.ContainsRune("”’）》〉】〕，。、；：", next)
	}
}

// ratio is one of things that are named: 水泥:砂:石=1:2:3.
var ratio = engine.Compile(`\p{Han}{1,8}(?::\p{Han}{1,8})+[\s\p{Z}]*(?:=|＝|为|是)[\s\p{Z}]*\d+(?:\.\d+)?:\d`)

// ownColon is a colon that GW017, GW029 or GW060 looks at.
var ownColon = engine.Compile(`^[\s\p{Z}]*(?:附[\s\p{Z}]*件[\s\p{Z}]*[\d一二三四五六七八九十]{0,2}|抄[送报]|(?:\S+[\s\p{Z}]+)?签发人)[\s\p{Z}]*[:;]`)

var asciiStops = engine.Compile(`([.．｡])[\s\p{Z}]*[”’）]?[\s\p{Z}]*$`)

var (
	// asciiStopWithin stands before what can only begin a sentence.
	asciiStopWithin = engine.Compile(`\p{Han}(\.)(?:现[将就]|特此|请各|请[携按务于将勿先及自准带]|各[校单地县区部系班科股处市院位]|根据|按照|为了|为进一步|联系人)`)
	// asciiStopBetween stands between two clauses of which each says something;
	// 约翰.史密斯 and 通知.方案 do not.
	asciiStopBetween = engine.Compile(`(?:^|[，。；：！？])([^，。；：！？.]{5,})(\.)(\p{Han}[^，。；：！？.、]{3,})`)
	clauseWord       = engine.Compile(`(?:^|[^邀申])[应须请将已要可能]|不[得准要能]|做好|加强|开展|落实|按照|认真|积极|严格|确保`)
)

func asciiStop(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleTitle {
		return nil
	}
	var found []engine.Remark
	for _, m := range asciiStopWithin.All(l) {
		if m[2] >= l.Mark {
			found = append(found, l.Replace(m[2], m[3], "。"))
		}
	}
	for _, m := range asciiStopBetween.All(l) {
		two := clauseWord.Match(l.Text[m[2]:m[3]]) && clauseWord.Match(l.Text[m[6]:m[7]])
		if m[4] >= l.Mark && two && !l.Guarded(m[4], m[5]) && !slices.ContainsFunc(found, func(f engine.Remark) bool { return f.From == m[4] }) {
			found = append(found, l.Replace(m[4], m[5], "。"))
		}
	}
	return append(found, asciiStopAtEnd(l)...)
}

func asciiStopAtEnd(l engine.Line) []engine.Remark {
	m := asciiStops.First(l)
	if m == nil || m[2] < l.Mark {
		return nil
	}
	prev := engine.Before(l.Text, m[2], func(r rune) bool { return strings.ContainsRune("”’）》)", r) })
	if !han.Is(prev) && !strings.ContainsRune("%％℃", prev) && !mentionAtEnd.In(l) {
		return nil
	}
	return []engine.Remark{l.Replace(m[2], m[3], "。")}
}

// mentionAtEnd is the number of an attachment that ends a sentence: 填写附件1.
var mentionAtEnd = engine.Compile(`(?:见|填写|填报|参照|按照|，|、)附件\d{1,2}[.．][\s\p{Z}]*$`)

var brackets = map[byte]string{'(': "（", ')': "）"}

// halfBrackets finds pairs of round brackets around Chinese characters of
// which one or both are half-width.
func halfBrackets(l engine.Line) []engine.Remark {
	if !strings.ContainsAny(l.Text, "()") {
		return nil
	}
	var open []int
	var found []engine.Remark
	for i, r := range l.Text {
		switch r {
		case '(', '（':
			open = append(open, i)
		case ')', '）':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if !han.Has(l.Text[from:i]) {
				continue
			}
			for _, at := range []int{from, i} {
				full := brackets[l.Text[at]]
				if full == "" || at < l.Mark || l.Guarded(at, at+1) {
					continue
				}
				a, z := at, at+1
				if full == "（" {
					for a > l.Mark && l.Text[a-1] == ' ' {
						a--
					}
				} else {
					for z < len(l.Text) && l.Text[z] == ' ' {
						z++
					}
				}
				found = append(found, l.Replace(a, z, full))
			}
		}
	}
	slices.SortFunc(found, func(a, b engine.Remark) int { return a.From - b.From })
	return found
}

var deng = engine.Compile(`、[\s\p{Z}]*等`)

// markBeforeDeng finds 甲、乙、等, but not 一、等级.
func markBeforeDeng(l engine.Line) []engine.Remark {
	const words = "级额同距价效式待候于闲值号差权分份高量比次第类" // 等级, 等额 …
	var found []engine.Remark
	for _, m := range deng.All(l) {
		if next := engine.After(l.Text, m[1], nil); !strings.ContainsRune(words, next) || next == 0 {
			found = append(found, l.Replace(m[0], m[1], "等"))
		}
	}
	return found
}

func doubled(l engine.Line) []engine.Remark {
	var found []engine.Remark
	from := -1 // where a run of marks began
	end := func(to int) {
		text := l.Text[max(from, 0):to]
		switch {
		case from < 0 || len(text) == len("，") || from < l.Mark || strings.HasPrefix(text, "。。。"): // a level mark; an ellipsis
		case strings.Trim(text, "？！") == "": // they may be doubled
		case text == text[:len("，")]+text[:len("，")]:
			found = append(found, l.Replace(from, to, text[:len("，")]))
		default:
			found = append(found, l.On(from, to))
		}
		from = -1
	}
	for i, r := range l.Text {
		switch r {
		case '，', '。', '、', '；', '：', '？', '！':
			if from < 0 {
				from = i
			}
		default:
			if from >= 0 {
				end(i)
			}
		}
	}
	end(len(l.Text))
	return found
}
