package validate

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// quoteRules are about marks that come in pairs.
func quoteRules() []Rule {
	return []Rule{
		{
			ID: "GW103", Title: "引号应使用“”或‘’", Severity: report.Error,
			Source: "GB/T 15834-2011 4.8.2",
			Doc:    "外文缩写里的撇号和表示英寸的符号不报。引号成对时才给出改法。",
			Bad:    `举办"云上活动周"等活动。`,
			Good:   `举办“云上活动周”等活动，口号为“Let's go”，配15"显示屏。`,
			check:  lineCheck(straightQuotes), dense: true,
		},
		{
			ID: "GW104", Title: "标点不成对", Severity: report.Error,
			Hint:   "补上缺的一半，或删去多余的一半",
			Source: "GB/T 15834-2011 4.8、4.9、4.15",
			Doc:    "看“”‘’（）《》〈〉〔〕【】。序号“1）”不报；连续几段引文每段只写前引号的不报；一段话分行书写的，连起来看。",
			Bad:    "落实《职业教育法的规定。",
			Good:   "方式：a）落实《职业教育法》的规定（试行）；b）其他。",
			check:  passageCheck(unpaired),
		},
		{
			ID: "GW105", Title: "引号里面再用引号，应使用单引号", Severity: report.Error,
			Source: "GB/T 15834-2011 4.8.3.4",
			Bad:    "要求“落实“一日一报”制度”。",
			Good:   "要求“落实‘一日一报’制度”，做到“天天有活动”“人人有收获”。",
			check:  lineCheck(nestedQuotes),
		},
		{
			ID: "GW106", Title: "书名号里面再用书名号，应使用单书名号", Severity: report.Error,
			Source: "GB/T 15834-2011 4.15.3.5",
			Bad:    "《关于印发《活动周方案》的通知》",
			Good:   "《关于印发〈活动周方案〉的通知》",
			check:  lineCheck(nestedTitles),
		},
		{
			ID: "GW107", Title: "书名号应使用《》", Severity: report.Error,
			Source: "GB/T 15834-2011 4.15.2",
			Doc:    "单个的尖括号可能是占位符，不报。",
			Bad:    "落实<<职业教育法>>。",
			Good:   "填写<学校名称>，落实《职业教育法》。",
			check:  matches(angles, 0, func(s string) string { return "《" + strings.Trim(s, "<>＜＞") + "》" }),
		},
		{
			ID: "GW108", Title: "并列的书名号之间通常不用顿号", Severity: report.Warning,
			Source: "GB/T 15834-2011 4.5.3.5",
			Doc:    "并列各项中有的带括注的，宜用顿号，不报。",
			Bad:    "落实《职业教育法》、《实施方案》精神。",
			Good:   "落实《职业教育法》《实施方案》和《工作办法》（试行）、《要点》。",
			check:  lineCheck(titlesApart), dense: true,
		},
		{
			ID: "GW109", Title: "并列的引号之间通常不用顿号", Severity: report.Warning,
			Source: "GB/T 15834-2011 4.5.3.5",
			Doc:    "并列各项中有的带括注的，宜用顿号，不报。",
			Bad:    "授予“技能明星”、“校园高手”称号。",
			Good:   "授予“技能明星”“校园高手”称号，开展“四开放”（校园）、“两走进”活动。",
			check:  lineCheck(quotesApart), dense: true,
		},
		{
			ID: "GW124", Title: "句内括号的末尾不用句号", Severity: report.Warning,
			Hint:   "删去这个句号，或改为句外括号",
			Source: "GB/T 15834-2011 附录B.2.2",
			Bad:    "各单位（含技工院校。）要认真组织。",
			Good:   "各单位要认真组织。（含技工院校。）",
			check:  matches(stopInBrackets, 1, nil),
		},
		{
			ID: "GW125", Title: "引文不独立成句，句号应放在后引号之外", Severity: report.Warning,
			Hint:   "句号移到后引号之外",
			Source: "GB/T 15834-2011 附录B.2.1",
			Doc:    "前引号之前是冒号、逗号、句号或在段首的，引文可能独立成句，不报。",
			Bad:    "各校要坚持“天天有活动，人人有收获。”",
			Good:   "各校要坚持“天天有活动”。他说：“人人有收获。”",
			check:  matches(stopInQuote, 1, nil),
		},
		{
			ID: "GW130", Title: "括号里面应尽量避免再用同样的括号", Severity: report.Warning,
			Hint:   "里面一层改用〔 〕，或改写",
			Source: "GB/T 15834-2011 4.9.3.6",
			Bad:    "各院校（含技工院校（民办））要认真组织。",
			Good:   "有关文件（厦教〔2023〕5号）要求，各院校（含技工院校）和单位（学校）要认真组织。",
			check:  lineCheck(nestedBrackets),
		},
	}
}

var (
	angles         = compile(`<<[^<>]*\p{Han}[^<>]*>>|＜＜?[^＜＞]*\p{Han}[^＜＞]*＞＞?`)
	stopInBrackets = compile(`[^。！？”）\s](（[^（）]*。）)[\p{Han}，。；、：]`)
	stopInQuote    = compile(`\p{Han}(“[^“”]*。”)`)
	singleQuoted   = compile(`(?:^|[^A-Za-z])('[^'A-Za-z]*\p{Han}[^'A-Za-z]*')`)
	cornerQuoted   = compile(`[「」『』]`)
)

func straightQuotes(l line) []remark {
	if !hasHan(l.text) {
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
			if isHan(before(l.text, i, nil)) || isHan(after(l.text, i+1, nil)) {
				found = append(found, l.on(i, i+1))
			}
		}
		return found
	}
	for i := 0; i < len(at); i += 2 {
		open, end := at[i], at[i+1]
		if hasHan(l.text[open:end]) || isHan(before(l.text, open, nil)) || isHan(after(l.text, end+1, nil)) {
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
		if m := l.on(in.from, in.to); !hasHan(text) || strings.ContainsAny(text, "“”‘’") {
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
		if hasHan(l.text[in.from:in.to]) {
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
