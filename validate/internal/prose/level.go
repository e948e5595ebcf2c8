package prose

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about level marks (结构层次序数). How a mark is written is
// found by the parser, which has to know the marks anyway.
var levelLines = engine.Checks[engine.Line]{
	"GW045": engine.MatchesOf(ordinals, nil),
	"GW046": engine.Matches(firstIs, 1, func(s string) string {
		return strings.TrimRight(s, "、，,：:")
	}),
	"GW054": engine.Matches(dottedNumber, 1, func(s string) string { return strings.TrimRight(s, ".、．") }),
	"GW047": misnumberedWithin,
	"GW133": engine.Dense(articleMarks),
}

var levelPassages = engine.Checks[*engine.Passage]{
	"GW047": misnumberedAnywhere,
	"GW040": both(commaHeadings, marksBehind(1)),
	"GW041": both(marksBehind(2), marksWithin(stoppedSecond)),
	"GW042": squareMarks,
	"GW044": both(marksBehind(4), marksWithin(stoppedFourth)),
	"GW043": both(commaItems, marksBehind(3)),
	"GW048": misplaced,
	"GW049": alone,
	"GW050": stoppedHeadings,
	"GW051": doubledMark,
	"GW052": tooDeep,
	"GW053": compatMarks,
}

var (
	ordinals     = engine.Compile(`(?:^[\s\p{Z}]*|[。；：])(?:((?:第[一二三四五六七八九十]|首先|其次|再次|最后)、)(?:[^第一二三四五六七八九十其再最然后]|$)|((?:首先|其次|再次|最后)[：:；;])|(第[一二三四五六七八九十][：:；;])[要应须必强加严切做抓])|，(第[一二三四五六七八九十]、)[要应须是抓强加严]|，((?:首先|其次|再次|最后)、)(?:[^第一二三四五六七八九十其再最然后]|$)`)
	firstIs      = engine.Compile(`(?:^[\s\p{Z}]*|[。；，：;,:])([一二三四五六七八九十]是[、，,：:])`)
	dottedNumber = engine.Compile(`^[\s\p{Z}]*(\d{1,2}(?:\.\d{1,2})+[.、．])[\s\p{Z}]*\p{Han}`)
	articleMark  = engine.Compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零〇\d]+[章节条]([、：:，,])`)
)

// misnumbered finds gaps and repetitions among siblings.
func misnumbered(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	var last, before [6]int // by level: the number before, and the one before a higher level came between
	var due [6]int          // by level: the number that a wrong one should have been; those behind may go on from there
	var leap engine.Step    // the mark before
	plain := false          // an unnumbered paragraph came between
	begun := document.Level(0)
	if p.Whole {
		begun = 1
	} // the highest level so far; what is cut out of a document begins anywhere
	marks := misalike(p.Steps())
	for i, s := range unmixed(p.Steps(), marks) {
		if mark := marks[i]; mark != "" {
			m := s.OnMark()
			m.Message, m.Hint = Misalike, "与前后一致，应为“"+mark+"”"
			found = append(found, m)
		}
		switch {
		case s.Page:
			last, before, due, plain, begun = [6]int{}, [6]int{}, [6]int{}, false, 0
			continue
		case s.Level == 0 && s.GoesOn(&last): // 3.12周岁以下, which the parser takes for a number
			continue
		case s.Level == 0:
			plain = true
			if s.First {
				last[3], last[4], last[5] = 1, 1, 1
			}
			continue
		case s.N == 0:
			continue
		}
		want := last[s.Level] + 1
		newList := s.N == 1 && s.Level >= 3 && plain
		runsOn := last[s.Level] == 0 && s.N > 1 && s.N == before[s.Level]+1
		cut := want == 1 && (begun == 0 || s.Level < begun)
		goesOn := due[s.Level] > 0 && s.N == due[s.Level]+1 ||
			want == 1 && s.N == 2 && leap.N == 1 && leap.Level > s.Level // the first is written as one of a lower level: GW048
		leap = s
		due[s.Level] = 0
		if s.N != want && !newList && !runsOn && !cut && !goesOn {
			due[s.Level] = want
			m := s.OnMark()
			switch {
			case want == 1:
				m.Message = "层次序数不从头开始，之前没有“" + s.MarkOf(1) + "”"
			case s.N > want:
				m.Message = "层次序数不连续，之前是“" + s.MarkOf(want-1) + "”"
			default:
				m.Message = "层次序数重复或倒退，之前已是“" + s.MarkOf(want-1) + "”"
			}
			m.Hint = "如无缺漏，应为“" + s.MarkOf(want) + "”"
			found = append(found, m)
		}
		if begun == 0 || s.Level < begun {
			begun = s.Level
		}
		last[s.Level] = s.N
		for l := int(s.Level) + 1; l < len(last); l++ {
			if last[l] > 0 {
				before[l] = last[l]
			}
			last[l], due[l] = 0, 0
		}
		plain = false
	}
	return found
}

func misnumberedAnywhere(p *engine.Passage) []engine.Remark {
	found := misnumbered(p)
	for _, sort := range []string{"章", "条"} {
		var numbers []engine.Remark // with the number of each as the message
		for _, l := range p.Lines {
			if m := articleNumber.First(l); m != nil && l.Text[m[4]:m[5]] == sort && l.Role != engine.RoleCell {
				f := l.On(m[2]-len("第"), m[5])
				f.Message = l.Text[m[2]:m[3]]
				numbers = append(numbers, f)
			}
		}
		found = append(found, oneWrong(numbers)...)
	}
	for _, table := range p.Tables() {
		var numbers []engine.Remark
		for _, row := range table[1:] {
			if strings.TrimSpace(table[0][0].Text) != "序号" {
				break
			}
			f := row[0].Say(strings.TrimSpace(row[0].Text))
			numbers = append(numbers, f)
		}
		found = append(found, oneWrong(numbers)...)
	}
	return found
}

var articleNumber = engine.Compile(`^[\s\p{Z}]*第([一二三四五六七八九十百零〇\d]+)(章|条)(?:[\s\p{Z}]|[、：:，,][^第]|[^规第所的中之至和及与款项或、：:，,。；\s\p{Z}])`)

// oneWrong returns that of the numbers, which the messages tell, that is not the
// next, if they begin with 1 and all others are.
func oneWrong(numbers []engine.Remark) []engine.Remark {
	const least = 3
	if len(numbers) < least || engine.Ordinal(numbers[0].Message) != 1 {
		return nil
	}
	var wrong []engine.Remark
	last, due := 1, 1
	for _, f := range numbers[1:] {
		n := engine.Ordinal(f.Message)
		switch {
		case n == 0:
			return nil
		case n == 1: // behind a table of contents
			last, due = 1, 1
			continue
		}
		if n != last+1 && n != due+1 {
			f.Message, f.Hint = "", "之前是“"+strconv.Itoa(last)+"”，如无缺漏，应为“"+strconv.Itoa(last+1)+"”"
			wrong = append(wrong, f)
		}
		last, due = n, due+1
	}
	if len(wrong) != 1 {
		return nil
	}
	return wrong
}

var commaHeading = engine.Compile(`^[\s\p{Z}]*([一二三四五六七八九十]{1,2}[，,：:])\p{Han}{3,20}[\s\p{Z}]*$`)

// blankHeading is 二　工作任务, a mark only where others of its kind stand around.
var blankHeading = engine.Compile(`^[\s\p{Z}]*([一二三四五六七八九十]{1,2}[\p{Z}]+)\p{Han}{3,20}[\s\p{Z}]*$`)

// commaHeadings finds 四，工作要求, which the parser takes for a heading only where the
// numbers before it tell.
func commaHeadings(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	marked := slices.ContainsFunc(p.Steps(), func(s engine.Step) bool { return s.Level == 1 || s.Level == 2 })
	for _, l := range p.Lines {
		if m := commaHeading.First(l); m != nil && l.Mark == 0 && l.Role == engine.RoleText {
			mark := l.Text[m[2]:m[3]]
			found = append(found, l.Replace(m[2], m[3], strings.TrimRight(mark, "，,：:")+"、"))
		}
		if m := blankHeading.First(l); m != nil && l.Mark == 0 && l.Role == engine.RoleText && marked {
			found = append(found, l.Replace(m[2], m[3], strings.TrimFunc(l.Text[m[2]:m[3]], engine.IsBlank)+"、"))
		}
	}
	return found
}

var squareMark = engine.Compile(`^[\s\p{Z}]*([\[【［〔{][\s\p{Z}]*([一二三四五六七八九十]{1,3})[\s\p{Z}]*[\]】］〕}])[\s\p{Z}]*\p{Han}`)

// squareMarks finds [二]集中整治, which the parser takes for no mark.
func squareMarks(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines {
		if m := squareMark.First(l); m != nil && l.Mark == 0 && l.Role != engine.RoleCell {
			found = append(found, l.Replace(m[2], m[3], "（"+l.Text[m[4]:m[5]]+"）"))
		}
	}
	return found
}

var commaItem = engine.Compile(`^[\s\p{Z}]*(\d{1,2}[：:。，,；;])[\s\p{Z}]*\p{Han}`)

// commaItems finds 3：及时反馈 where another item is marked with a number, or stands alone.
func commaItems(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines {
		if m := commaItem.First(l); m != nil && l.Mark == 0 && l.Role == engine.RoleText {
			number := strings.TrimRight(l.Text[m[2]:m[3]], "：:。，,；;")
			found = append(found, l.Replace(m[2], m[3], number+"."))
		}
	}
	return found
}

// both returns a check that finds what either of two finds.
func both(a, b func(*engine.Passage) []engine.Remark) func(*engine.Passage) []engine.Remark {
	return func(p *engine.Passage) []engine.Remark { return append(a(p), b(p)...) }
}

// marksBehind returns a check that finds a mark of a sentence behind the marks of a level:
// （一）：摸底排查, （2）：旷工. The parser knows those that make the level mark another.
func marksBehind(level document.Level) func(*engine.Passage) []engine.Remark {
	return func(p *engine.Passage) []engine.Remark {
		var found []engine.Remark
		for _, s := range p.Steps() {
			if s.Level != level {
				continue
			}
			rest := s.Line.Unmarked()
			text := strings.TrimLeft(rest, " \u3000")
			if behind := strings.TrimLeft(text, "：:；;，,。．"); len(behind) < len(text) && behind != "" {
				m := s.OnMark()
				found = append(found, s.Line.Replace(m.From, len(s.Line.Text)-len(behind), s.Line.Text[m.From:s.Line.Mark]))
			}
		}
		return found
	}
}

// stoppedSecond and stoppedFourth are marks of items within a paragraph with a mark of a
// sentence behind: 要求：（1）、严格管理. 式（1）、（2） are two.
var (
	stoppedSecond = engine.Compile(`[：:；;。][\s\p{Z}]*([（(][一二三四五六七八九十]{1,3}[）)][\s\p{Z}]*[、．.])[\s\p{Z}]*\p{Han}`)
	stoppedFourth = engine.Compile(`[：:；;。][\s\p{Z}]*([（(]\d{1,2}[）)][\s\p{Z}]*[、．.])[\s\p{Z}]*\p{Han}`)
)

// marksWithin returns a check that finds them.
func marksWithin(stopped *engine.Pattern) func(*engine.Passage) []engine.Remark {
	find := engine.Matches(stopped, 1, func(s string) string { return strings.TrimRight(s, "、．. \u3000") })
	return func(p *engine.Passage) []engine.Remark {
		var found []engine.Remark
		for _, l := range p.Lines {
			if l.Role == engine.RoleText {
				found = append(found, find(l)...)
			}
		}
		return found
	}
}

// inlineItems are numbers of items that follow one another within a paragraph.
var inlineItems = []*engine.Pattern{
	engine.Compile(`(?:^|[：:；;。，,、])[\s\p{Z}]*([（(](\d{1,2})[）)])`),
	engine.Compile(`(?:^|[：:；;。])[\s\p{Z}]*((\d{1,2})[.．、])[^\d、.．]`),
	engine.Compile(`(?:^|[：:；;。，,、])[\s\p{Z}]*([（(]([一二三四五六七八九十]{1,3})[）)])`),
	engine.Compile(`(?:^|[^案线图注表式骤项区于和与及或至到见按第类型点位处选的、])([①-⑳])`), // 方案① is none
	engine.Compile(`(?:^|[：:；;。，,])[\s\p{Z}]*([一二三四五六七八九十])是`),
}

// misnumberedWithin finds a gap or a repetition among three items or more of a paragraph,
// the first of which is 1.
func misnumberedWithin(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, re := range inlineItems {
		last, want, items := 0, 0, 0
		var wrong []engine.Remark
		for _, m := range re.All(l) {
			n := engine.Ordinal(l.Text[m[2]:m[3]])
			switch {
			case n == 1:
				last, want, items = 1, 1, 1
				continue
			case last == 0:
				continue
			case n != last+1 && n != want+1:
				f := l.On(m[2], m[3])
				f.Hint = "之前是“" + strconv.Itoa(last) + "”，如无缺漏，应为“" + strconv.Itoa(last+1) + "”"
				wrong = append(wrong, f)
			}
			last, want = n, want+1
			items++
		}
		if items >= 3 && len(wrong) == 1 { // several may be references
			found = append(found, wrong...)
		}
	}
	return found
}

// misplaced finds marks that skip a level, and marks of a higher level under a
// lower one.
func misplaced(p *engine.Passage) []engine.Remark {
	steps := unmixed(p.Steps(), misalike(p.Steps()))
	var found []engine.Remark
	var open [6]engine.Step // by level: the mark that is in force
	var top document.Level
	var broken *engine.Step // the last mark above top that came after one of top
	for i, s := range steps {
		if s.Page {
			open, top, broken = [6]engine.Step{}, 0, nil
			continue
		}
		if s.Level == 0 || s.N == 0 {
			continue
		}
		if top == 0 {
			top = s.Level
		}
		// 1. （一） （二） 2.: what looks like a higher level stands below.
		if s.Level == top && broken != nil && s.N > 1 && s.N == open[top].N+1 {
			m := broken.OnMark()
			m.Message = "层次序数颠倒，“" + broken.Mark + "”用在了“" + s.Mark + "”的下一层"
			found = append(found, m)
		}
		if s.Level < top && s.N == 1 && broken == nil {
			broken = &steps[i]
		} else if s.Level == top {
			broken = nil
		}
		parent := document.Level(0)
		for l := s.Level - 1; l > 0; l-- {
			if open[l].N > 0 {
				parent = l
				break
			}
		}
		if parent > 0 && s.N == 1 && s.Level <= 4 && s.Level-parent > 1 && !(parent == 1 && s.Level == 3 && !hasLevel(steps[i:], 2)) {
			m := s.OnMark()
			m.Message = "层次序数越级，“" + open[parent].Mark + "”之下应使用“" + (parent + 1).Mark(1) + "”"
			found = append(found, m)
		}
		open[s.Level] = s
		for l := int(s.Level) + 1; l < len(open); l++ {
			if document.Level(l) != top {
				open[l] = engine.Step{}
			}
		}
	}
	return found
}

// hasLevel reports whether the level occurs before the next mark of the first level.
func hasLevel(steps []engine.Step, level document.Level) bool {
	for _, s := range steps {
		if s.Level == 1 || s.Page {
			return false
		}
		if s.Level == level {
			return true
		}
	}
	return false
}

// alone finds lists of one item.
func alone(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	var open [6]*engine.Step // by level: a first item that still waits for a second
	end := func(level int) {
		for l := level; l < len(open); l++ {
			if open[l] != nil {
				found = append(found, open[l].OnMark())
				open[l] = nil
			}
		}
	}
	steps := p.Steps()
	for i, s := range steps {
		switch {
		case s.Page:
			open = [6]*engine.Step{}
		case s.Level > 0 && s.N > 1:
			end(int(s.Level) + 1)
			open[s.Level] = nil
		case s.Level > 0 && s.N == 1:
			end(int(s.Level))
			if next := s.Level.Mark(2); next == "" || !strings.Contains(s.Line.Text, next) { // ①甲；②乙。
				open[s.Level] = &steps[i]
			}
		}
	}
	return found // what is still open may go on where the text was cut

}

// stoppedHeadings finds headings with a mark at their end. A sentence on a line
// of its own is one if text stands under it and under all its siblings: under
// the last of a list of sentences stands what closes the list.
func stoppedHeadings(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	var siblings [6][]engine.Remark // by level: those that may be headings
	var listed [6]bool              // by level: one of the siblings is none
	settle := func(from document.Level) {
		for l := from; l <= 5; l++ {
			if !listed[l] {
				found = append(found, siblings[l]...)
			}
			siblings[l], listed[l] = nil, false
		}
	}
	steps := p.Steps()
	style := sentenceStyle(steps)
	for i, s := range steps {
		if s.Page {
			settle(1)
		}
		if s.Level == 0 {
			continue
		}
		settle(s.Level + 1)
		if s.N == 1 {
			settle(s.Level)
		}
		heads := i+1 < len(steps) && !steps[i+1].Page && (steps[i+1].Level == 0 || steps[i+1].Level > s.Level)
		text := strings.TrimSpace(s.Line.Unmarked())
		last, n := utf8.DecodeLastRuneInString(text)
		switch at := strings.LastIndex(s.Line.Text, text); {
		case heads && titled(s) && style[s.Level]:
			f := s.Line.On(at, at+len(text))
			f.Severity, f.Hint = report.Hint, "全文小标题一律用句号的，也可保留"
			siblings[s.Level] = append(siblings[s.Level], f)
		case s.Heading && strings.ContainsRune("：，；、", last), heads && titled(s), heads && endsOpen(s, steps[i+1].Level == s.Level+1 && steps[i+1].N == 1):
			siblings[s.Level] = append(siblings[s.Level], s.Line.Replace(at, at+len(text), text[:len(text)-n]))
		case !s.Heading:
			listed[s.Level] = true
		}
	}
	settle(1)
	return found
}

// sentenceStyle tells by level whether headings are written as sentences
// throughout, as the State Council writes them.
func sentenceStyle(steps []engine.Step) (style [6]bool) {
	var sentences, others [6]int
	for _, s := range steps {
		switch {
		case s.Level == 0:
		case s.Heading:
			others[s.Level]++
		case titled(s):
			sentences[s.Level]++
		}
	}
	for l := range style {
		style[l] = sentences[l] > 1 && others[l] == 0
	}
	return style
}

// maxTitle is the number of characters up to which a sentence may be a heading.
const maxTitle = 30

// endsOpen reports whether s is a few words with a mark of the first two levels and a
// semicolon, or with a colon above items that are numbered: 二、申报条件；.
func endsOpen(s engine.Step, numbered bool) bool {
	text, open := strings.CutSuffix(strings.TrimSpace(s.Line.Unmarked()), "；")
	if !open && numbered {
		text, open = strings.CutSuffix(text, "：")
	}
	const most = 12
	return open && s.Level <= 2 && utf8.RuneCountInString(text) <= most && !strings.ContainsAny(text, "。；：，、")
}

// final is what the last article of rules says: 本办法由教务处负责解释.
var final = engine.Compile(`^本\p{Han}{1,6}[自由从].*(?:解释|施行|执行|生效|实施)$`)

// saysAll is in sentences that are short and no headings: 未尽事宜另行通知.
var saysAll = engine.Compile(`未尽|另行|除外|为准|不予|不得|不再|不超过|予以|自理|自负|作废|[应须][当由在于]|必须|负责[解组]|计入|归[^，。]{1,6}所有`)

// titled reports whether s is one short sentence with a mark of the first or
// second level.
func titled(s engine.Step) bool {
	b, ok := s.Line.Block.(*document.Paragraph)
	if !ok || s.Level > 2 || b.Lead != "" || utf8.RuneCountInString(b.Text) > maxTitle {
		return false
	}
	text, stopped := strings.CutSuffix(strings.TrimSpace(b.Text), "。")
	return stopped && !final.Match(text) && !saysAll.Match(text) && !strings.ContainsAny(text, "。；：:;！？")
}

var dotsBehind = engine.Compile(`^[\s\p{Z}]*(\d{1,2}[.．]{2})[\s\p{Z}]*\p{Han}`)

func doubledMark(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, s := range p.Steps() {
		if m := dotsBehind.First(*s.Line); m != nil {
			found = append(found, s.Line.Replace(m[2], m[3], strings.TrimRight(s.Line.Text[m[2]:m[3]], ".．")+"."))
			continue
		}
		if s.Level == 0 {
			continue
		}
		m := s.OnMark()
		mark := s.Mark
		rest := strings.TrimLeft(s.Line.Unmarked(), " \u3000")
		skipped := len(s.Line.Unmarked()) - len(rest)
		switch {
		case strings.HasPrefix(rest, mark):
			found = append(found, s.Line.Replace(m.From, s.Line.Mark+skipped+len(mark), mark))
		case strings.HasPrefix(rest, "、"):
			found = append(found, s.Line.Replace(m.From, s.Line.Mark+skipped+len("、"), s.Line.Text[m.From:s.Line.Mark]))
		}
	}
	return found
}

func tooDeep(p *engine.Passage) []engine.Remark {
	var open [6]bool
	for _, s := range p.Steps() {
		if s.Page {
			open = [6]bool{}
		}
		if s.Level == 0 {
			continue
		}
		open[s.Level] = true
		for l := int(s.Level) + 1; l < len(open); l++ {
			open[l] = false
		}
		if open == [6]bool{false, true, true, true, true, true} {
			return []engine.Remark{s.OnMark()}
		}
	}
	return nil
}

var compatMark = engine.Compile(`^[\s\p{Z}]*([⑴-⒇⒈-⒛㈠-㈩])`)

func compatMarks(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines {
		m := compatMark.First(l)
		if m == nil {
			continue
		}
		mark := l.Text[m[2]:m[3]]
		r, _ := utf8.DecodeRuneInString(mark)
		level := engine.CompatLevel(r)
		found = append(found, l.Replace(m[2], m[3], level.Mark(engine.Ordinal(mark))))
	}
	for _, l := range p.Lines {
		for _, m := range compatWithin.All(l) {
			f := l.On(m[2], m[3])
			f.Hint = "改为（1）的形式"
			found = append(found, f)
			break // one goes for all
		}
	}
	return found
}

// compatWithin is one of the marks of items within a paragraph.
var compatWithin = engine.Compile(`[：:；;。，,、][\s\p{Z}]*([⑴-⒇⒈-⒛㈠-㈩])`)

func articleMarks(l engine.Line) []engine.Remark {
	found := slices.DeleteFunc(engine.Matches(articleMark, 1, engine.Always("　"))(l), func(m engine.Remark) bool {
		return strings.HasPrefix(l.Text[m.To:], "第") // 第三条、第五条所称
	})
	for i := range found {
		found[i].Hint = "标点改为空一格"
	}
	return found
}
