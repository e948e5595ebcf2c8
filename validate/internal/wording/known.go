package wording

import (
	_ "embed" // of the lists of documents
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

//go:embed known.txt
var documentList string

//go:embed laws.txt
var lawList string

// A cited is a document that everybody cites.
type cited struct {
	title   string
	numbers []string
	alone   bool // no other has a title like it
}

var documentsKnown = sync.OnceValue(func() []cited {
	var all []cited
	for fields := range entries(documentList) {
		title, alone := strings.CutPrefix(fields[0], "=")
		all = append(all, cited{title, fields[1:], alone})
	}
	return all
})

var lawsKnown = sync.OnceValue(func() []string {
	var all []string
	for fields := range entries(lawList) {
		all = append(all, fields...)
	}
	return all
})

var (
	citation = engine.Compile(`《([^《》]{4,60})》(?:[（(]([^（()）]{2,30}号)[）)])?`)
	lawName  = engine.Compile(`《中华人民共和国([^《》]{2,24}(?:法|条例))》`)
	// oldStandard is a standard of official documents that another has replaced.
	oldStandard = engine.Compile(`GB/?T?\s*(9704|15834|15835)[-—–－](?:1988|1995|1999)`)
	replaced    = engine.Compile(`代替|替代|取代|废止|修订`)
	// fullTitle ends the title of a document that is no short name of it.
	fullTitle = engine.Compile(`.{6,}(?:办法|条例|规定|意见|通知|方案|计划|决定|纲要|规划)$`)
	// moreThan ends names of laws, and of some it is put behind the name: 档案管理法.
	moreThan = engine.Compile(`(?:管理|保护|促进|安全|监督|工作|实施)$`)
	yearsOf  = engine.Compile(`[（(]\d{4}[年]?[—－–~～-]\d{4}年?[）)]$`)
)

// wrongNames finds documents that everybody knows, cited by another name or number.
func wrongNames(l engine.Line) []engine.Remark {
	var found []engine.Remark
	say := func(from, to int, hint string) {
		f := l.On(from, to)
		f.Hint = hint
		found = append(found, f)
	}
	for _, m := range citation.All(l) {
		title := strings.TrimRight(strings.TrimSuffix(l.Text[m[2]:m[3]], "的通知"), "〉>")
		for _, k := range documentsKnown() {
			switch {
			case strings.HasSuffix(title, k.title):
				if m[4] >= 0 && !slices.Contains(k.numbers, foldNumber(l.Text[m[4]:m[5]])) && sameIssuer(l.Text[m[4]:m[5]], k.numbers) {
					say(m[4], m[5], "《"+k.title+"》的发文字号为"+strings.Join(k.numbers, "、")+"，请核对")
				}
			case k.alone && oneMore(title, k.title), k.alone && otherYears(title, k.title), k.alone && almost(title, k.title),
				m[4] >= 0 && slices.Contains(k.numbers, foldNumber(l.Text[m[4]:m[5]])) && fullTitle.Match(title) && !strings.Contains(k.title, title) && !strings.Contains(title, k.title):
				say(m[2], m[3], "应为《"+k.title+"》，请核对")
			}
		}
	}
	for _, m := range oldStandard.All(l) {
		if replaced.In(l) {
			break // of which it is told
		}
		say(m[0], m[1], "已由"+standards[l.Text[m[2]:m[3]]]+"代替，请核对")
	}
	for _, m := range lawName.All(l) {
		name := l.Text[m[2]:m[3]]
		if slices.Contains(lawsKnown(), name) {
			continue
		}
		if stem, ok := strings.CutSuffix(name, "条例"); ok {
			if slices.Contains(lawsKnown(), stem+"法") {
				say(m[0], m[1], "应为《中华人民共和国"+stem+"法》，请核对")
			}
			continue
		}
		stem := strings.TrimSuffix(name, "法")
		if strings.Contains(regulations, " "+stem+"条例 ") {
			say(m[0], m[1], "应为《中华人民共和国"+stem+"条例》，请核对")
			continue
		}
		if more := moreThan.Find(stem); more != nil && slices.Contains(lawsKnown(), stem[:more[0]]+"法") {
			say(m[0], m[1], "应为《中华人民共和国"+stem[:more[0]]+"法》，请核对")
			continue
		}
		if i := slices.IndexFunc(lawsKnown(), func(law string) bool { return oneMore(name, law) || shortFor(name, law) || besides(name, law) }); i >= 0 {
			say(m[0], m[1], "应为《中华人民共和国"+lawsKnown()[i]+"》，请核对")
		}
	}
	return found
}

// standards are those that replaced the old ones.
var standards = map[string]string{"9704": "GB/T 9704—2012", "15834": "GB/T 15834—2011", "15835": "GB/T 15835—2011"}

// shortFor reports whether a name leaves characters of a law's out and adds none: 职教法.
func shortFor(name, law string) bool {
	const least = 3
	x, y := []rune(name), []rune(law)
	if len(x) < least || len(x) >= len(y) || x[0] != y[0] {
		return false
	}
	at := 0
	for _, c := range y {
		if at < len(x) && x[at] == c {
			at++
		}
	}
	return at == len(x)
}

// besides reports whether a name is that of a law but for two characters in its middle:
// 职业学校法.
func besides(name, law string) bool {
	const least, same = 5, 2
	x, y := []rune(name), []rune(law)
	return len(x) == len(y) && len(x) >= least && string(x[:same]) == string(y[:same]) && string(x[len(x)-1:]) == string(y[len(y)-1:]) && (len(x) == least || string(x[len(x)-same:]) == string(y[len(y)-same:]))
}

// regulations are 条例 that are often taken for laws.
const regulations = " 政府信息公开条例 残疾人教育条例 自然保护区条例 认证认可条例 电信条例 防汛条例 抗旱条例 水文条例 河道管理条例 道路运输条例 市场主体登记管理条例 内河交通安全管理条例 计算机信息系统安全保护条例 "

// almost reports whether a name of some length is a title but for one or two characters in
// its middle: 公文办理工作条例.
func almost(name, title string) bool {
	const least, most, same = 8, 2, 4
	x, y := []rune(name), []rune(title)
	if len(x) != len(y) || len(x) < least || string(x[:same]) != string(y[:same]) || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	other := 0
	for i := range x {
		if x[i] != y[i] {
			if other++; !han.Is(x[i]) || !han.Is(y[i]) {
				return false // of other years
			}
		}
	}
	return 0 < other && other <= most
}

// foldNumber writes the brackets of a 发文字号 as they should be, which is for GW001 to say.
func foldNumber(s string) string {
	return strings.NewReplacer("[", "〔", "]", "〕", "【", "〔", "】", "〕", "(", "〔", ")", "〕", " ", "").Replace(s)
}

// sameIssuer reports whether a number begins as those do: a province forwards
// documents under its own.
func sameIssuer(number string, known []string) bool {
	head, _, ok := strings.Cut(foldNumber(number), "〔")
	if head == "国发" || head == "国办发" { // who passes on what these two issue is under them
		return slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, "国") })
	}
	return ok && slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, head+"〔") })
}

// oneMore reports whether two names of some length differ by a few characters in the
// middle that one of them has more.
func oneMore(a, b string) bool {
	const least, most = 5, 4 // characters of the shorter, and of what the longer has more
	if len(a) > len(b) {
		a, b = b, a
	}
	x, y := []rune(a), []rune(b)
	more := len(y) - len(x)
	if len(x) < least || more < 1 || more > most {
		return false
	}
	head := 0
	for head < len(x) && x[head] == y[head] {
		head++
	}
	return head >= 2 && head < len(x) && string(x[head:]) == string(y[head+more:])
}

// otherYears reports whether two titles are one but for the years behind them.
func otherYears(a, b string) bool {
	m, n := yearsOf.Find(a), yearsOf.Find(b)
	return m != nil && n != nil && a[:m[0]] == b[:n[0]] && digits(a[m[0]:]) != digits(b[n[0]:]) && utf8.RuneCountInString(a[:m[0]]) > 4
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if engine.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// A formula is a set phrase: what matches the pattern and is none of the wordings is
// meant for it.
type formula struct {
	pattern  *engine.Pattern
	wordings []string
}

var formulas = []formula{
	{engine.Compile(`习近平[^，。；、”《》]{0,8}(?:特色|社会主义)[^，。；、”《》]{0,8}?思想`), []string{"习近平新时代中国特色社会主义思想"}},
	{engine.Compile(`习近平新时代中国特色社会主义(?:为指导|为指引|理论为)`), []string{"习近平新时代中国特色社会主义思想"}},
	{engine.Compile(`职[^普，。；、][^，。；、]{2}、产教融合、科教融汇`), []string{"职普融通、产教融合、科教融汇"}},
	{engine.Compile(`劳动光荣、[^，。；”]{4,5}、[^，。；”、的]{4}|劳动光荣、技能宝贵、[^，。；”、的]{4}|[^，。；“、]{4}、技能宝贵、创造伟大`), []string{"劳动光荣、技能宝贵、创造伟大", "劳动光荣、知识崇高、人才宝贵"}},
	{engine.Compile(`社会主义(?:合格)?建设者和[^，。；、的]{3}`), []string{"社会主义建设者和接班人", "社会主义合格建设者和可靠接"}},
	{engine.Compile(`高素质(?:技能技术|技术性?技能型|劳动技术技能)人才`), []string{"高素质技术技能人才"}},
	{engine.Compile(`实现中华民族[^，。；、的]{2}(?:复[^，。；兴]|[^复，。；]兴)|中华民族伟大(?:复[^，。；兴]|[^复，。；]兴)`), []string{"实现中华民族伟大复兴"}},
	{engine.Compile(`立德树人(?:的)?根本任[^务]`), nil},
	{engine.Compile(`中华民族的伟大复兴`), []string{"中华民族伟大复兴"}},
	{engine.Compile(`为党育人、为国育[^才，。；]`), nil},
	{engine.Compile(`金山银[^山，。；]|金山银水`), nil},
	{engine.Compile(`立徳树人`), []string{"立德树人"}},
	{engine.Compile(`(?:拥护|坚持|增强|坚定)[“"]?两个确立`), []string{"拥护“两个确立", "拥护两个确立"}},
	{engine.Compile(`做到[“"]?四个(?:意识|自信)`), []string{"增强“四个意识”、坚定“四个自信”"}},
	{engine.Compile(`执着专注、精益求精、[^，。；]{4}、[^，。；”的]{4}`), []string{"执着专注、精益求精、一丝不苟、追求卓越"}},
	{engine.Compile(`[培陪]根(?:育人|铸[^魂])|[^培强固，。；]根铸魂`), nil},
	{engine.Compile(`落实立德[^，。；、]{2}(?:的)?根本任务`), []string{"落实立德树人根本任务", "落实立德树人的根本任务"}},
	{engine.Compile(`立德育人”?(?:作为\p{Han}{0,6}|是\p{Han}{0,6})?(?:的)?根本任务|落实立德育人`), []string{"立德树人"}},
	{engine.Compile(`立[^德志]树人|立德[^树育]人`), []string{"立德树人"}},
	{engine.Compile(`职普融[^，。；、]、产教融[^，。；、]、科教融[^，。；、]|职普融合、产教[^，。；、]{2}、科教[^，。；、]{2}`), []string{"职普融通、产教融合、科教融汇"}},
	{engine.Compile(`(?:增强|树牢|强化|坚定|做到|坚持|坚决做到)[“"‘]?四个意识[”"’]?`), []string{"增强“四个意识”", "树牢“四个意识”", "强化“四个意识”", "增强四个意识", "树牢四个意识"}},
	{engine.Compile(`(?:增强|树牢|坚定|做到|坚持)[“"‘]?四个自信[”"’]?`), []string{"坚定“四个自信”", "坚定四个自信", "坚持“四个自信”"}},
	{engine.Compile(`(?:增强|树牢|坚定|践行|坚定|做好|做到|坚决做到|领悟)[“"‘]?两个维护[”"’]?`), []string{"做到“两个维护”", "坚决做到“两个维护”", "践行“两个维护”", "做到两个维护"}},
	{engine.Compile(`四个自信[”"]?、(?:坚决)?(?:做到|践行)[“"]?两个[^维]\p{Han}`), nil},
	{engine.Compile(`(?:增强|坚定|做到|坚决做到)[“"‘]?两个确立[”"’]?`), nil},
	{engine.Compile(`(?:十[六七八九]|二十)届[一二三四五六七]中(?:、[一二三四五六七]中)+全会`), nil},
	{engine.Compile(`三全(?:[^育。，；、\s”]人)|[“]?三全教[育人]`), nil},
	{engine.Compile(`全员[、]?全过程[、]?全方[^位][^，。；、]{0,2}育人|全员[、]?全程[、]?全方[^位][^，。；、]{0,2}育人`), []string{"全员全过程全方位育人"}},
	{engine.Compile(`德智体美劳全[^面，。；、][^，。；、]?发展`), []string{"德智体美劳全面发展"}},
	{engine.Compile(`党的教育方[^针略]`), nil},
	{engine.Compile(`社会主义核心价值(?:关|体关)|社会主义核心价[^值]观`), nil},
	{engine.Compile(`德智体美[^劳、，。；”]?全面发展|德智体(?:全面发展)`), []string{"德智体美劳全面发展"}},
	{engine.Compile(`绿水青山(?:就是|才是)金山银[^山]|青山绿水就是金山银山`), nil},
	{engine.Compile(`不忘初[^心衷，。；]|牢记使[^命，。；]|不忘初心、?牢记(?:宗旨|任务|责任)`), nil},
	{engine.Compile(`人类命运共同[^体]`), nil},
	{engine.Compile(`统筹职业教育、高等教育、[^，。；、]{4}(?:协同创新|发展)`), []string{"统筹职业教育、高等教育、继续教育协同创新"}},
	{engine.Compile(`岗课[^赛]证融?通?|岗[^课，。；、”]赛证`), nil},
	{engine.Compile(`党的(?:十[八九]|二十)大(?:会议?|代会)精神`), []string{"党的二十大精神"}},
	{engine.Compile(`劳模精神、劳动精神、[^，。；、]{2}精神`), []string{"劳模精神、劳动精神、工匠精神", "劳模精神、劳动精神、科学精神"}},
	{engine.Compile(`大国(?:[^工]匠|工(?:将|降|浆|酱|像))`), nil},
	{engine.Compile(`讲好(?:职教|职业教育|中国)故事`), []string{"讲好职教故事", "讲好职业教育故事", "讲好中国故事"}},
}

// setPhrases finds phrases that have one wording, in another.
func setPhrases(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, k := range formulas {
		for _, m := range k.pattern.All(l) {
			text := l.Text[m[0]:m[1]]
			if slices.Contains(k.wordings, text) || fullSessions(text) {
				continue
			}
			f := l.On(m[0], m[1])
			if len(k.wordings) > 0 {
				f.Hint = "规范的提法为：" + k.wordings[0]
			}
			found = append(found, f)
		}
	}
	return found
}

// fullSessions reports whether s lists 全会 in their order: 二十届二中、三中全会.
func fullSessions(s string) bool {
	if !strings.HasSuffix(s, "全会") {
		return false
	}
	last := -1
	for _, part := range strings.Split(s, "、") {
		i := strings.Index(part, "中")
		r, _ := utf8.DecodeLastRuneInString(part[:max(i, 0)])
		n := strings.IndexRune("一二三四五六七", r)
		if n <= last {
			return false
		}
		last = n
	}
	return true
}
