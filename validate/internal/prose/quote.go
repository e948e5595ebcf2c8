package prose

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about marks that come in pairs.
var quoteLines = engine.Checks[engine.Line]{
	"GW103": engine.Dense(straightQuotes),
	"GW105": nestedQuotes,
	"GW106": nestedTitles,
	"GW107": outerTitles,
	"GW108": engine.Dense(titlesApart),
	"GW109": engine.Dense(quotesApart),
	"GW124": engine.Matches(stopInBrackets, 1, nil),
	"GW125": stopsInQuote,
	"GW130": nestedBrackets,
}

var quotePassages = engine.Checks[*engine.Passage]{
	"GW104": unpaired,
}

var (
	angles         = engine.Compile(`(<<[^<>]*\p{Han}[^<>]*>>|＜＜?[^＜＞]*\p{Han}[^＜＞]*＞＞?|‹[^‹›]*\p{Han}[^‹›]*›|«[^«»]*\p{Han}[^«»]*»|<[^<>]*\p{Han}(?:法|条例|办法|规定|规程|细则|意见|规划|纲要)>)`)
	stopInBrackets = engine.Compile(`(?:[^。！？”）\s]|[^。！？）]”)(（[^（）]*。）)[\p{Han}，。；、：]`)
	stopInQuote    = engine.Compile(`\p{Han}(“[^“”]*。”)`)
	singleQuoted   = engine.Compile(`(?:^|[^A-Za-z])('[^'A-Za-z]*\p{Han}[^'A-Za-z]*')`)
	cornerQuoted   = engine.Compile("[「」『』＂]|\x60\x60|´´")
)

// commaInQuote is “三个责任人，”: what is quoted goes on behind its quotation mark.
var (
	commaInQuote = engine.Compile(`\p{Han}(“[^“”，。；：？！]{1,20}[，、；]”)`)
	speaks       = engine.Compile(`^[^，。；：]{0,12}(?:说|道|表示|介绍|告诉|坦言|回忆|感慨|认为|指出|强调)`)
)

func stopsInQuote(l engine.Line) []engine.Remark {
	found := engine.Matches(stopInQuote, 1, nil)(l)
	for _, m := range commaInQuote.All(l) {
		if !speaks.Match(l.Text[m[3]:engine.Ahead(l.Text, m[3], 16)]) && !l.Guarded(m[2], m[3]) {
			f := l.On(m[2], m[3])
			f.Message = "引文不独立成句，末尾的点号应放在后引号之外"
			found = append(found, f)
		}
	}
	return found
}

var singleTitle = engine.Compile(`〈[^〈〉]*\p{Han}[^〈〉]*〉`)

// outerTitles finds titles in signs that look like 《》, and in 〈〉 without 《》 around.
func outerTitles(l engine.Line) []engine.Remark {
	found := engine.Matches(angles, 1, func(s string) string { return "《" + strings.Trim(s, "<>＜＞‹›«»") + "》" })(l)
	for _, m := range titleInQuotes.All(l) {
		f := l.On(m[2], m[3])
		f.Severity, f.Hint = report.Warning, "文件名称用书名号"
		found = append(found, f)
	}
	open, done := 0, 0 // 《 that wait for 》
	for _, m := range singleTitle.All(l) {
		open += strings.Count(l.Text[done:m[0]], "《") - strings.Count(l.Text[done:m[0]], "》")
		done = m[0]
		if open == 0 && !strings.Contains(l.Text[m[0]:m[1]], "《") {
			found = append(found, l.Replace(m[0], m[1], "《"+strings.Trim(l.Text[m[0]:m[1]], "〈〉")+"》"))
		}
	}
	return found
}

// singleAlone is ‘ ’ around words.
var singleAlone = engine.Compile(`‘\p{Han}[^‘’“”]{1,30}’`)

// titleInQuotes is a document that something rests on, in the quotation marks of words.
var titleInQuotes = engine.Compile(`(?:^|[，。；：])(?:现?根据|依据|按照|参照|印发)(“[^“”《》]{4,40}(?:实施方案|管理办法|暂行办法|实施办法|管理规定|条例|实施细则|实施意见|的通知|的意见|的决定)”)`)

func straightQuotes(l engine.Line) []engine.Remark {
	if !han.Has(l.Text) {
		return nil
	}
	var found []engine.Remark
	for _, m := range cornerQuoted.All(l) {
		full := map[string]string{"「": "“", "」": "”", "『": "‘", "』": "’"}[l.Text[m[0]:m[1]]]
		if full == "" {
			found = append(found, l.On(m[0], m[1]))
			continue
		}
		found = append(found, l.Replace(m[0], m[1], full))
	}
	for _, m := range singleQuoted.All(l) {
		found = append(found, l.On(m[2], m[3]))
	}
	for _, m := range singleAlone.All(l) {
		if strings.Count(l.Text[:m[0]], "“") <= strings.Count(l.Text[:m[0]], "”") {
			f := l.On(m[0], m[1])
			f.Severity, f.Message, f.Hint = report.Warning, "外面一层引号应使用双引号", "改为“”"
			found = append(found, f)
		}
	}
	if !strings.Contains(l.Text, `"`) {
		return found
	}
	all := func(ignoreInches bool) []int {
		var at []int
		for i := range l.Text {
			if l.Text[i] != '"' || l.Guarded(i, i+1) {
				continue
			}
			if ignoreInches && engine.IsDigit(engine.Before(l.Text, i, nil)) {
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
			if han.Is(engine.Before(l.Text, i, nil)) || han.Is(engine.After(l.Text, i+1, nil)) {
				found = append(found, l.On(i, i+1))
			}
		}
		return found
	}
	for i := 0; i < len(at); i += 2 {
		open, end := at[i], at[i+1]
		if before := strings.TrimRight(l.Text[:open], " "); len(before) < open && engine.IsLatin(engine.Before(before, len(before), nil)) {
			continue // git commit -m "…"
		}
		if han.Has(l.Text[open:end]) || han.Is(engine.Before(l.Text, open, nil)) || han.Is(engine.After(l.Text, end+1, nil)) {
			a, z := l.Replace(open, open+1, "“"), l.Replace(end, end+1, "”")
			a.Hint, z.Hint = "改为成对的“”", "改为成对的“”"
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
	case '"':
		return '“', true // or closes: GW103
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
	line *engine.Line
	at   int
	mark rune // as written
	pair rune // what stands for its pair
}

var listLabel = engine.Compile(`(?:^|[\s，。；：、按即选])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}$`)

// mostUnpaired is how many marks without their other half are told of a
// passage: more is no text that anybody puts right one by one.
const (
	mostUnpaired    = 10_000
	tooManyUnpaired = "不成对的符号过多，没有逐一核对"
)

// unpaired follows the pairs through a passage. A pair may run over lines that
// only a narrow page has broken, which is told by a line that ends without a stop.
func unpaired(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	var open []opening
	waiting := map[rune]int{} // by pair: how many are open
	alone := opening{at: -1}  // the closing mark without its other half that was told last
	complain := func(o opening) {
		if o.mark != '(' && o.mark != '"' && len(found) <= mostUnpaired {
			m := o.line.On(o.at, o.at+utf8.RuneLen(o.mark))
			m.Message = "“" + string(o.mark) + "”没有与之成对的后一半"
			found = append(found, engine.Excerpt(m))
		}
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		if len(found) > mostUnpaired {
			break
		}
		if l.Role != engine.RoleText || l.Mark > 0 || i == 0 || p.Lines[i-1].Role != engine.RoleText {
			for _, o := range open {
				complain(o)
			}
			open = nil
			clear(waiting)
		}
		numbered := map[int]bool{} // brackets that GW001 speaks of
		for _, m := range wrongBrackets.All(*l) {
			numbered[m[4]], numbered[m[8]] = true, true
		}
		for at, r := range l.Text {
			want, opens := pairOf(r)
			if want == 0 || at < l.Mark || l.Guarded(at, at+1) || numbered[at] {
				continue
			}
			if r == '"' && waiting[want] > 0 {
				opens = false
			}
			if opens {
				if r != '‘' || !engine.IsDigit(engine.After(l.Text, at+3, nil)) { // ‘24年
					open = append(open, opening{l, at, r, want})
					waiting[want]++
				}
				continue
			}
			k := len(open) - 1
			if waiting[want] == 0 {
				k = -1
			}
			for k >= 0 && open[k].pair != want {
				k--
			}
			switch {
			case k >= 0:
				for _, o := range open[k+1:] {
					complain(o)
				}
				for _, o := range open[k:] {
					waiting[o.pair]--
				}
				open = open[:k]
			case r == ')', r == '’' && (engine.IsLatin(engine.Before(l.Text, at, nil)) || engine.IsDigit(engine.After(l.Text, at+3, nil))): // Let’s, ’24
			case want == '（' && listLabel.Match(l.Text[engine.Back(l.Text, at, 5):at]):
			default:
				if len(found) > mostUnpaired {
					continue
				}
				if alone.line == l && alone.mark == r && !strings.ContainsAny(l.Text[alone.at:at], "，。；：") {
					alone = opening{at: -1} // 》条例》: the first stands for 《
					continue
				}
				alone = opening{line: l, at: at, mark: r}
				m := l.On(at, at+utf8.RuneLen(r))
				m.Message = "“" + string(r) + "”没有与之成对的前一半"
				found = append(found, engine.Excerpt(m))
			}
		}
		if engine.EndsSentence(l.Text) {
			for _, o := range open {
				// Quoted paragraphs each open with a mark; the last one closes.
				next := i+1 < len(p.Lines) && strings.HasPrefix(p.Lines[i+1].Text, "“")
				if o.mark != '“' || strings.TrimSpace(o.line.Text[:o.at]) != "" || !next {
					complain(o)
				}
			}
			open = nil
			clear(waiting)
		}
	}
	for _, o := range open {
		complain(o)
	}
	if len(found) > mostUnpaired {
		found = append(found, engine.Remark{Skipped: tooManyUnpaired})
	}
	return found
}

// nested returns the pairs in s that stand directly within another of the same
// kind, outermost ones only; nil if s is not balanced. Open and shut list the
// marks of the kind; between them, other and its end may stand: a third level
// of quotation has the marks of the first again.
func nested(s string, open, shut, other, end string) []engine.Stretch {
	n := 0
	for _, r := range open {
		n += strings.Count(s, string(r))
	}
	if n < 2 {
		return nil
	}
	var inner []engine.Stretch
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
				inner = append(inner, engine.Stretch{From: from, To: i + utf8.RuneLen(r)})
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

func nestedQuotes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, in := range nested(l.Text, "“", "”", "‘", "’") {
		text := strings.TrimSuffix(strings.TrimPrefix(l.Text[in.From:in.To], "“"), "”")
		if m := l.On(in.From, in.To); !han.Has(text) || strings.ContainsAny(text, "“”‘’") {
			m.Message = "引号的方向或层次有误"
			found = append(found, engine.Excerpt(m))
		} else {
			found = append(found, l.Replace(in.From, in.To, "‘"+text+"’"))
		}
	}
	return found
}

func nestedTitles(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, in := range nested(l.Text, "《", "》", "〈", "〉") {
		text := strings.TrimSuffix(strings.TrimPrefix(l.Text[in.From:in.To], "《"), "》")
		if strings.ContainsAny(text, "《》〈〉") {
			found = append(found, l.On(in.From, in.To))
		} else {
			found = append(found, l.Replace(in.From, in.To, "〈"+text+"〉"))
		}
	}
	return found
}

func nestedBrackets(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, in := range nested(l.Text, "（(", "）)", "", "") {
		if han.Has(l.Text[in.From:in.To]) {
			found = append(found, l.On(in.From, in.To))
		}
	}
	return found
}

var (
	titleLists = engine.Compile(`(?:《[^《》]*》(?:（[^（）]*）|\([^()]*\))?[、和与及]?)+`)
	quoteLists = engine.Compile(`(?:“[^“”]*”(?:（[^（）]*）|\([^()]*\))?[、和与及]?)+`)
)

func titlesApart(l engine.Line) []engine.Remark { return apart(l, titleLists, "》", "《") }

func quotesApart(l engine.Line) []engine.Remark { return apart(l, quoteLists, "”", "“") }

// apart finds 、 between the marks of a list that has nothing between them.
func apart(l engine.Line, lists *engine.Pattern, shut, open string) []engine.Remark {
	var found []engine.Remark
	for _, list := range lists.All(l) {
		text := l.Text[list[0]:list[1]]
		if strings.Contains(text, shut+"（") || strings.Contains(text, shut+"(") {
			continue
		}
		for i := 0; ; {
			k := strings.Index(text[i:], shut+"、"+open)
			if k < 0 {
				break
			}
			from := list[0] + i + k + len(shut)
			found = append(found, l.Replace(from, from+len("、"), ""))
			i += k + len(shut)
		}
	}
	return found
}
