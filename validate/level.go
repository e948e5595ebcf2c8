package validate

import (
	"cmp"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// levelRules are about level marks (结构层次序数). How a mark is written is
// found by the parser, which has to know the marks anyway.
var levelLines = checks[line]{
	"GW045": matches(ordinals, 1, nil),
	"GW046": matches(firstIs, 1, func(s string) string {
		return strings.TrimRight(s, "、，,：:")
	}),
	"GW054": matches(dottedNumber, 1, func(s string) string { return strings.TrimSuffix(s, ".") }),
	"GW133": dense(articleMarks),
}

var levelPassages = checks[*passage]{
	"GW047": misnumbered,
	"GW048": misplaced,
	"GW049": alone,
	"GW050": stoppedHeadings,
	"GW051": doubledMark,
	"GW052": tooDeep,
	"GW053": compatMarks,
}

var (
	ordinals     = compile(`(?:^[\s\p{Z}]*|[。；])((?:第[一二三四五六七八九十]|首先|其次|再次|最后)、)(?:[^第一二三四五六七八九十其再最然后]|$)`)
	firstIs      = compile(`(?:^[\s\p{Z}]*|[。；，：;,:])([一二三四五六七八九十]是[、，,：:])`)
	dottedNumber = compile(`^[\s\p{Z}]*(\d{1,2}(?:\.\d{1,2})+\.)[\s\p{Z}]*\p{Han}`)
	articleMark  = compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零〇\d]+[章节条]([、：:，,])`)
)

// ordinal returns the number that a level mark gives; 0 if it gives none.
func ordinal(mark string) int {
	mark = strings.Trim(mark, " \u3000\t（）()、.．，,：:")
	if r, n := utf8.DecodeRuneInString(mark); n == len(mark) {
		switch {
		case '①' <= r && r <= '⑳':
			return int(r-'①') + 1
		case '⑴' <= r && r <= '⒇':
			return int(r-'⑴') + 1
		case '⒈' <= r && r <= '⒛':
			return int(r-'⒈') + 1
		case '㈠' <= r && r <= '㈩':
			return int(r-'㈠') + 1
		}
	}
	if n, err := strconv.Atoi(han.Narrow(mark)); err == nil {
		return n
	}
	if n, ok := han.ParseNumeral(mark); ok {
		return n
	}
	return 0
}

// An outline step is a line that bears a level mark, or one that has an effect
// on the numbers behind it.
type step struct {
	line    line
	level   document.Level // 0: no mark
	n       int            // its number
	mark    string         // as written
	heading bool
	first   bool // no mark, but holds the first item of a list: 附件：1.…
	page    bool // 附件1, 第一条 or 成文日期, behind which everything begins anew
}

// steps returns the lines of p with what they mean to the numbering.
func (p *passage) steps() []step {
	if p.outline == nil {
		p.outline = p.readSteps()
	}
	return p.outline
}

func (p *passage) readSteps() []step {
	var steps []step
	for _, l := range p.lines {
		s := step{line: l}
		switch b := l.block.(type) {
		case *document.Heading:
			s.level, s.heading = b.Level, true
		case *document.Paragraph:
			s.level = b.Level
		}
		if l.mark == 0 || s.level < 1 || s.level > 5 {
			s = step{line: l, first: inlineItem.in(l), page: pageLabel.in(l) || articleStart.in(l) || signedLine.in(l)}
		} else {
			s.mark = strings.TrimSpace(l.text[:l.mark])
			s.n = ordinal(s.mark)
		}
		steps = append(steps, s)
	}
	return steps
}

// onMark returns a remark about the level mark of s.
func (s step) onMark() remark {
	from := len(s.line.text) - len(strings.TrimLeft(s.line.text, " \u3000\t"))
	return s.line.on(from, max(s.line.mark, from))
}

// markOf returns the mark of a sibling of s with number n.
func (s step) markOf(n int) string { return cmp.Or(s.level.Mark(n), strconv.Itoa(n)) }

// misnumbered finds gaps and repetitions among siblings.
func misnumbered(p *passage) []remark {
	var found []remark
	var last, before [6]int // by level: the number before, and the one before a higher level came between
	plain := false          // an unnumbered paragraph came between
	begun := document.Level(0)
	if p.whole {
		begun = 1
	} // the highest level so far; what is cut out of a document begins anywhere
	for _, s := range p.steps() {
		switch {
		case s.page:
			last, before, plain, begun = [6]int{}, [6]int{}, false, 0
			continue
		case s.level == 0 && s.goesOn(&last): // 3.12周岁以下, which the parser takes for a number
			continue
		case s.level == 0:
			plain = true
			if s.first {
				last[3], last[4], last[5] = 1, 1, 1
			}
			continue
		case s.n == 0:
			continue
		}
		want := last[s.level] + 1
		newList := s.n == 1 && s.level >= 3 && plain
		runsOn := last[s.level] == 0 && s.n > 1 && s.n == before[s.level]+1
		cut := want == 1 && (begun == 0 || s.level < begun)
		if s.n != want && !newList && !runsOn && !cut {
			m := s.onMark()
			switch {
			case want == 1:
				m.message = "层次序数不从头开始，之前没有“" + s.markOf(1) + "”"
			case s.n > want:
				m.message = "层次序数不连续，之前是“" + s.markOf(want-1) + "”"
			default:
				m.message = "层次序数重复或倒退，之前已是“" + s.markOf(want-1) + "”"
			}
			m.hint = "如无缺漏，应为“" + s.markOf(want) + "”"
			found = append(found, m)
		}
		if begun == 0 || s.level < begun {
			begun = s.level
		}
		last[s.level] = s.n
		for l := int(s.level) + 1; l < len(last); l++ {
			if last[l] > 0 {
				before[l] = last[l]
			}
			last[l] = 0
		}
		plain = false
	}
	return found
}

// goesOn reports whether s, a line without a mark, begins like the next item
// after one of last, and counts it there if so.
func (s step) goesOn(last *[6]int) bool {
	text := strings.TrimLeft(s.line.text, " \u3000\t")
	for l := len(last) - 1; l > 0; l-- {
		if mark := document.Level(l).Mark(last[l] + 1); last[l] > 0 && mark != "" && strings.HasPrefix(text, mark) {
			last[l]++
			return true
		}
	}
	return false
}

// misplaced finds marks that skip a level, and marks of a higher level under a
// lower one.
func misplaced(p *passage) []remark {
	steps := p.steps()
	var found []remark
	var open [6]step // by level: the mark that is in force
	var top document.Level
	var broken *step // the last mark above top that came after one of top
	for i, s := range steps {
		if s.page {
			open, top, broken = [6]step{}, 0, nil
			continue
		}
		if s.level == 0 || s.n == 0 {
			continue
		}
		if top == 0 {
			top = s.level
		}
		// 1. （一） （二） 2.: what looks like a higher level stands below.
		if s.level == top && broken != nil && s.n > 1 && s.n == open[top].n+1 {
			m := broken.onMark()
			m.message = "层次序数颠倒，“" + broken.mark + "”用在了“" + s.mark + "”的下一层"
			found = append(found, m)
		}
		if s.level < top && s.n == 1 && broken == nil {
			broken = &steps[i]
		} else if s.level == top {
			broken = nil
		}
		parent := document.Level(0)
		for l := s.level - 1; l > 0; l-- {
			if open[l].n > 0 {
				parent = l
				break
			}
		}
		if parent > 0 && s.n == 1 && s.level <= 4 && s.level-parent > 1 && !(parent == 1 && s.level == 3 && !hasLevel(steps[i:], 2)) {
			m := s.onMark()
			m.message = "层次序数越级，“" + open[parent].mark + "”之下应使用“" + (parent + 1).Mark(1) + "”"
			found = append(found, m)
		}
		open[s.level] = s
		for l := int(s.level) + 1; l < len(open); l++ {
			if document.Level(l) != top {
				open[l] = step{}
			}
		}
	}
	return found
}

// hasLevel reports whether the level occurs before the next mark of the first level.
func hasLevel(steps []step, level document.Level) bool {
	for _, s := range steps {
		if s.level == 1 || s.page {
			return false
		}
		if s.level == level {
			return true
		}
	}
	return false
}

// alone finds lists of one item.
func alone(p *passage) []remark {
	var found []remark
	var open [6]*step // by level: a first item that still waits for a second
	end := func(level int) {
		for l := level; l < len(open); l++ {
			if open[l] != nil {
				found = append(found, open[l].onMark())
				open[l] = nil
			}
		}
	}
	steps := p.steps()
	for i, s := range steps {
		switch {
		case s.page:
			open = [6]*step{}
		case s.level > 0 && s.n > 1:
			end(int(s.level) + 1)
			open[s.level] = nil
		case s.level > 0 && s.n == 1:
			end(int(s.level))
			if next := s.level.Mark(2); next == "" || !strings.Contains(s.line.text, next) { // ①甲；②乙。
				open[s.level] = &steps[i]
			}
		}
	}
	return found // what is still open may go on where the text was cut

}

// stoppedHeadings finds headings with a mark at their end. A sentence on a line
// of its own is one if text stands under it and under all its siblings: under
// the last of a list of sentences stands what closes the list.
func stoppedHeadings(p *passage) []remark {
	var found []remark
	var siblings [6][]remark // by level: those that may be headings
	var listed [6]bool       // by level: one of the siblings is none
	settle := func(from document.Level) {
		for l := from; l <= 5; l++ {
			if !listed[l] {
				found = append(found, siblings[l]...)
			}
			siblings[l], listed[l] = nil, false
		}
	}
	steps := p.steps()
	for i, s := range steps {
		if s.page {
			settle(1)
		}
		if s.level == 0 {
			continue
		}
		settle(s.level + 1)
		if s.n == 1 {
			settle(s.level)
		}
		heads := i+1 < len(steps) && !steps[i+1].page && (steps[i+1].level == 0 || steps[i+1].level > s.level)
		text := strings.TrimSpace(s.line.unmarked())
		last, n := utf8.DecodeLastRuneInString(text)
		switch at := strings.LastIndex(s.line.text, text); {
		case s.heading && strings.ContainsRune("：，；、", last), heads && titled(s):
			siblings[s.level] = append(siblings[s.level], s.line.replace(at, at+len(text), text[:len(text)-n]))
		case !s.heading:
			listed[s.level] = true
		}
	}
	settle(1)
	return found
}

// maxTitle is the number of characters up to which a sentence may be a heading.
const maxTitle = 30

// titled reports whether s is one short sentence with a mark of the first or
// second level.
func titled(s step) bool {
	b, ok := s.line.block.(*document.Paragraph)
	if !ok || s.level > 2 || b.Lead != "" || utf8.RuneCountInString(b.Text) > maxTitle {
		return false
	}
	text, stopped := strings.CutSuffix(strings.TrimSpace(b.Text), "。")
	return stopped && !strings.ContainsAny(text, "。；：:;！？")
}

func doubledMark(p *passage) []remark {
	var found []remark
	for _, s := range p.steps() {
		if s.level == 0 {
			continue
		}
		m := s.onMark()
		mark := s.mark
		rest := strings.TrimLeft(s.line.unmarked(), " \u3000")
		skipped := len(s.line.unmarked()) - len(rest)
		switch {
		case strings.HasPrefix(rest, mark):
			found = append(found, s.line.replace(m.from, s.line.mark+skipped+len(mark), mark))
		case strings.HasPrefix(rest, "、"):
			found = append(found, s.line.replace(m.from, s.line.mark+skipped+len("、"), s.line.text[m.from:s.line.mark]))
		}
	}
	return found
}

func tooDeep(p *passage) []remark {
	var open [6]bool
	for _, s := range p.steps() {
		if s.page {
			open = [6]bool{}
		}
		if s.level == 0 {
			continue
		}
		open[s.level] = true
		for l := int(s.level) + 1; l < len(open); l++ {
			open[l] = false
		}
		if open == [6]bool{false, true, true, true, true, true} {
			return []remark{s.onMark()}
		}
	}
	return nil
}

var compatMark = compile(`^[\s\p{Z}]*([⑴-⒇⒈-⒛㈠-㈩])`)

func compatMarks(p *passage) []remark {
	var found []remark
	for _, l := range p.lines {
		m := compatMark.first(l)
		if m == nil {
			continue
		}
		mark := l.text[m[2]:m[3]]
		level := document.Level(4)
		switch {
		case strings.Contains("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", mark):
			level = 3
		case strings.Contains("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", mark):
			level = 2
		}
		found = append(found, l.replace(m[2], m[3], level.Mark(ordinal(mark))))
	}
	return found
}

func articleMarks(l line) []remark {
	found := slices.DeleteFunc(matches(articleMark, 1, always("　"))(l), func(m remark) bool {
		return strings.HasPrefix(l.text[m.to:], "第") // 第三条、第五条所称
	})
	for i := range found {
		found[i].hint = "标点改为空一格"
	}
	return found
}

var articleStart = compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零〇\d]+[章节条][\s\p{Z}、：:，,]`)

var signedLine = compile(`^[\s\p{Z}]*\d{4}年\d{1,2}月\d{1,2}日[\s\p{Z}]*$`)

var pageLabel = compile(`^[\s\p{Z}]*附[件表录][\s\p{Z}]*[\d一二三四五六七八九十]*[\s\p{Z}]*[:：]?[\s\p{Z}]*$`)

var inlineItem = compile(`[：:][\s\p{Z}]*(?:1[.．、]|（1）|\(1\)|①|（一）|\(一\))`)
