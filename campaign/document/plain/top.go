package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// What stands above the body is read at once: every line speaks, in points, for
// the parts it can be of, the order of a document (GB/T 9704-2012 7.2, 7.3) tells
// which may follow which, and the way through it with most points is taken. So
// a line that nothing tells of is what its neighbours leave for it to be.

// A part is what a line above the body can be.
type part uint8

const (
	partFrame  part = iota // of a web page, or nothing that is known
	partMargin             // 份号, 密级 and the like
	partOrgan              // a line of the 版头
	partNumber
	partTitle
	partByline  // who speaks, and when
	partEditor  // who edited a 纪要 or 简报, and when
	partAdopted // 题注: （…第六次会议通过）
	partRecipients
	partBody
)

// A stage is how far down a document a way has come.
type stage uint8

const (
	atStart stage = iota
	inHead
	belowNumber
	inTitle
	belowTitle
	inBody
	stages
)

// A step is a part on lines [from, to) of those that are looked at.
type step struct {
	part     part
	from, to int
}

// A way is how lines were read so far. The ways to a line that have come to
// different stages are all followed, and of each the best.
type way struct {
	points   int
	from     *way // nil at the start
	step     step
	stage    stage
	numbered bool // a number was read
	marked   bool // a word such as 文件 stands in the head
	kind     document.Kind
	titled   bool // the title is at its end
}

// adopted reports whether a 题注 was read.
func (w *way) adopted() bool {
	for ; w != nil; w = w.from {
		if w.step.part == partAdopted {
			return true
		}
	}
	return false
}

// A topLine is what a line above the body tells by itself.
type topLine struct {
	at        int // index of the line
	text      string
	bare      string // without blanks
	chars     int
	gap       bool // a blank line or one of a web page stands above
	above     bool // a line of a web page stands above
	below     bool // and below
	kind      bool // it ends with a kind
	about     bool // it says 关于
	number    bool
	margin    bool
	organ     bool
	signs     bool // it stands above a date too
	sentence  bool
	body      bool // it is none of a head or title
	opens     bool // it is the first heading of a text
	recipient int  // how many lines from it on name whom the document is for
	again     bool // a title stands below it, and between them what only a page has
	titled    bool // the page tells elsewhere that it is of the title
}

const (
	// maxTop is the number of lines that are looked at: the record of a web page,
	// ten organs with names on two lines, and the title.
	maxTop = 60
	// maxSentences is how many sentences end what is looked at.
	maxSentences = 4
	// maxTitleLines is the number of lines that a title has at most.
	maxTitleLines = 6
)

// topLinesOf returns the lines from the first on with what they tell, up to some
// sentences of the body.
func (r *reading) topLinesOf(to int, signs map[string]bool) []topLine {
	var all []topLine
	sentences := 0
	before := -1
	for i := r.Next(0, to); i < to && len(all) < maxTop && sentences < maxSentences; i = r.Next(i+1, to) {
		l := topLine{at: i, text: r.Text(i), gap: i != before+1, above: r.DroppedFrom(i, -1), below: r.DroppedFrom(i, 1), titled: r.Titled[i]}
		before = i
		l.chars = utf8.RuneCountInString(l.text)
		if l.chars > 4*cue.MaxTitleLine {
			l.sentence, l.body = true, true
			all = append(all, l)
			sentences++
			continue
		}
		l.bare = han.Squeeze(l.text)
		s := cue.Unstopped(l.text)
		m, marked := passage.ReadMark(l.text)
		l.opens = marked && m.Level == 1 && m.Number == 1
		l.number = cue.IsNumber(r.Text(i))
		l.margin = r.marginsOf(i) != nil
		l.kind = document.KindOf(s) != "" || cue.Issues.MatchString(s)
		l.about = cue.Concerns(l.bare) || forwards.MatchString(l.bare)
		l.organ = cue.IsOrgan(l.text)
		l.signs = signs[l.bare]
		l.sentence = strings.Contains(l.text, "。") && !cue.StoppedTitle.MatchString(l.bare)
		l.body = marked && m.Doubt == passage.Sure || cue.Chapter.MatchString(l.text) || r.isBody(l.text, i, to)
		l.recipient = r.recipientLines(i, to)
		if l.sentence {
			sentences++
		}
		all = append(all, l)
	}
	title, parted := false, false // below
	if slices.ContainsFunc(all, func(l topLine) bool { return l.about && l.kind && !l.sentence }) {
		for k := range all {
			all[k].number = all[k].number || cue.IsProclaimed(all[k].text)
		}
	}
	issue := slices.IndexFunc(all, func(l topLine) bool {
		return l.kind && !l.sentence && (l.about || cue.Printing.MatchString(l.bare))
	})
	for k := len(all) - 1; k >= 0; k-- {
		l := &all[k]
		l.again = title && (parted || r.Framed && k < issue && issues(all[issue].bare, l.bare))
		switch {
		case l.sentence, l.recipient > 0:
			title, parted = false, false
		case l.kind && !l.body:
			// An order stands below the title of what it publishes on pages of laws.
			title, parted = true, r.Framed && document.KindOf(cue.Unstopped(l.text)) == document.Order
		}
		parted = parted || l.above
	}
	return all
}

// issues reports whether a title issues the paper of that name, which pages of laws have for
// the title of the document: 关于印发甲办法的通知, 甲办法.
func issues(title, name string) bool {
	const least = 8 * len("字")
	_, of, about := strings.Cut(title, "关于")
	if at := cue.Printing.FindStringIndex(title); !about && at != nil {
		of = title[at[1]:]
	}
	return len(name) >= least && name != title && strings.Contains(of, name) && !strings.HasSuffix(of, name)
}

// signing returns what stands above a date or in front of it, blanks taken out.
func (r *reading) signing(to int) map[string]bool {
	names, above := map[string]bool{}, ""
	for i := r.Next(0, to); i < to; i = r.Next(i+1, to) {
		if at, ok := r.day(i, above); ok {
			names[han.Squeeze(either(at.organ != "", at.organ, above))] = true
		}
		above = r.Text(i)
	}
	return names
}

// recipientLines returns how many lines from i on name whom the document is for
// and end with a colon; 0 if they do not.
func (r *reading) recipientLines(i, to int) int {
	const most = 12
	joined := ""
	for j := i; j < min(i+most, to); j++ {
		s := r.Text(j)
		joined += s
		if cue.IsRecipients(s) || cue.IsColonEnd(s) && cue.IsRecipients(joined) {
			return j + 1 - i
		}
		if r.brokenRecipients(j, to) {
			for !cue.IsColonEnd(r.Text(j)) {
				j++
			}
			return j + 1 - i
		}
		if s == "" || !cue.ContinuesBelow(s) {
			return 0
		}
	}
	return 0
}

// readTop returns the steps down the lines with most points, to the body.
func (r *reading) readTop(to int) ([]topLine, []step) {
	signs := r.signing(to)
	lines := r.topLinesOf(to, signs)
	t := topReader{r, lines, to, len(signs) == 0, map[[2]int]titleLook{}}
	ways := make([][]*way, len(lines)+1)
	ways[0] = []*way{{}}
	for k := range lines {
		for _, w := range ways[k] {
			t.follow(w, k, func(next *way) {
				ways[next.step.to] = keepBest(ways[next.step.to], next)
			})
		}
	}
	var best *way
	for _, w := range ways[len(lines)] {
		if w.points += t.end(w); best == nil || w.points > best.points {
			best = w
		}
	}
	var steps []step
	for w := best; w != nil && w.from != nil; w = w.from {
		steps = append(steps, w.step)
	}
	slices.Reverse(steps)
	return lines, steps
}

// keepBest adds a way to those that end at a line, unless a better one has come
// as far.
func keepBest(ways []*way, next *way) []*way {
	for k, w := range ways {
		if w.stage == next.stage && w.numbered == next.numbered && w.marked == next.marked {
			if next.points > w.points {
				ways[k] = next
			}
			return ways
		}
	}
	return append(ways, next)
}

// issuing ends the first line of a title that broke: 甲市人民政府印发.
var issuing = regexp.MustCompile(`(?:印发|转发|批转)$`)

// forwards begins a title without 关于: 转发市教育局公共机构节水管理.
var forwards = regexp.MustCompile(`^(?:转发|批转)[^，。；：]{6,}$`)

// A topReader finds the way down the lines above the body.
type topReader struct {
	r       *reading
	lines   []topLine
	to      int
	undated bool // no date stands below the body
	titles  map[[2]int]titleLook
}

// follow adds the ways that go on from w, which ends at line k.
func (t *topReader) follow(w *way, k int, add func(*way)) {
	l := &t.lines[k]
	on := func(p part, stage stage, to, points int, set ...func(*way)) {
		next := &way{points: w.points + points, from: w, step: step{p, k, to}, stage: stage, numbered: w.numbered, marked: w.marked, kind: w.kind, titled: w.titled}
		for _, f := range set {
			f(next)
		}
		add(next)
	}
	if w.stage == inBody {
		on(partBody, inBody, k+1, t.asBody(k))
		return
	}
	on(partBody, inBody, k+1, t.asBody(k)+t.beginBody(w, k))
	stay := w.stage
	if stay == inTitle {
		stay = belowTitle
	}
	on(partFrame, stay, k+1, t.asFrame(k, w))
	if l.margin && !l.number {
		on(partMargin, stay, k+1, either(w.stage < inTitle, 60, 30))
	}
	if l.number && !w.numbered {
		stage := belowNumber
		if w.stage >= inTitle {
			stage = belowTitle
		}
		end := k + 1
		if end < len(t.lines) && cue.IssueTotal.MatchString(t.lines[end].text) {
			end++
		}
		const mostNumbers = 5
		for cue.IsLoneNumber(l.text) && end < min(k+mostNumbers, len(t.lines)) && !t.lines[end].gap && cue.IsLoneNumber(t.lines[end].text) && t.lines[end].bare != l.bare {
			end++ // of another that issues it, too
		}
		on(partNumber, stage, end, 80, func(w *way) { w.numbered = true })
	}
	if w.stage <= inHead {
		points, mark := t.asOrgan(k, w)
		on(partOrgan, inHead, k+1, points, func(w *way) {
			if w.marked = w.marked || mark; strings.HasSuffix(l.bare, string(document.Minutes)) {
				w.kind = document.Minutes
			}
		})
	}
	if w.stage < inTitle {
		for end := k + 1; end <= min(k+maxTitleLines, len(t.lines)) && t.mayTitle(end-1); end++ {
			look, known := t.titles[[2]int{k, end}]
			if !known {
				look = t.asTitle(k, end)
				t.titles[[2]int{k, end}] = look
			}
			on(partTitle, inTitle, end, look.points+t.belowHead(k, w), func(w *way) {
				if w.titled = look.ended; look.kind != "" {
					w.kind = look.kind
				}
			})
		}
	}
	if w.stage >= inTitle && !w.marked && !w.numbered && t.proclaims(k) {
		on(partOrgan, belowTitle, k+1, 60, func(w *way) { w.marked = true })
	}
	if w.stage >= inTitle {
		if cue.Byline.MatchString(l.text) || w.kind.Paper() && cue.Author.MatchString(l.text) {
			on(partByline, belowTitle, k+1, 25)
		}
	}
	if w.kind == document.Minutes || w.kind == "简报" || w.stage >= inTitle && (w.kind.Statutory() || w.kind.Enclosed()) && t.undated && cue.NoteLine.MatchString(l.text) {
		if points := t.asEditor(k); points > 0 {
			on(partEditor, either(stay < belowTitle, belowNumber, belowTitle), k+1, points)
		}
	}
	if (w.stage >= inTitle || w.numbered) && !w.adopted() {
		if n := len(t.adopted(k)); n > 0 {
			on(partAdopted, max(w.stage, belowTitle), k+n, 90*n) // more than for a title that goes on with it
		}
	} else if w.stage == atStart && k == 0 {
		if n := len(t.adopted(k)); n > 0 && n < len(t.lines) && t.lines[n].number {
			on(partAdopted, atStart, n, 90*n) // the title is lost
		}
	}
	if n := l.recipient; n > 0 {
		last := slices.IndexFunc(t.lines[k:], func(x topLine) bool { return x.at >= l.at+n-1 })
		if last >= 0 {
			on(partRecipients, inBody, k+last+1, either(w.stage >= inTitle, 90, 70))
		}
	} else if w.stage >= inTitle && w.kind != "" && !w.kind.Unaddressed() && t.r.addressee(l.at, t.to) {
		on(partRecipients, inBody, k+1, either(t.addressedBelow(k), 0, 70))
	} else if w.stage == inTitle && (proclaiming(w.kind) || w.kind == "公示") && k+1 < len(t.lines) && cue.IsPublic(l.text, t.lines[k+1].text) {
		on(partRecipients, inBody, k+1, 70)
	} else if (w.stage == atStart || w.stage == belowNumber) && cue.IsColonEnd(l.text) && t.r.addressee(l.at, t.to) && k+1 < len(t.lines) && (t.lines[k+1].sentence || asAnnounced.MatchString(t.lines[k+1].text)) {
		on(partRecipients, inBody, k+1, 60) // of a copy that begins with them
	}
}

// asAnnounced is a lead: 现将考试安排通知如下：.
var asAnnounced = regexp.MustCompile(`^(?:现|为|根据|按照?|经|因).*(?:如下|以下).{0,10}[：:]$`)

// adopted returns the lines from k on that are a 题注.
func (t *topReader) adopted(k int) []cue.Piece {
	var texts []string
	for _, l := range t.lines[k:min(k+cue.MaxAdoptedLines, len(t.lines))] {
		texts = append(texts, l.text)
	}
	pieces, _ := cue.ReadAdopted(texts)
	return pieces
}

// addressedBelow reports whether the line below line k names whom the document is for, so
// that line k does not.
func (t *topReader) addressedBelow(k int) bool {
	return k+1 < len(t.lines) && cue.IsColonEnd(t.lines[k].text) && (t.lines[k+1].recipient > 0 || cue.IsColonEnd(t.lines[k+1].text) && t.r.addressee(t.lines[k+1].at, t.to))
}

// asBody returns how much speaks for line k as one of the body.
func (t *topReader) asBody(k int) int {
	l := &t.lines[k]
	switch {
	case l.sentence:
		return 60
	case l.body:
		return 30
	}
	return 0
}

// beginBody returns what speaks for a body that begins at line k.
func (t *topReader) beginBody(w *way, k int) int {
	if w.stage == inHead && !w.numbered {
		return -100 // organs alone are no head
	}
	if w.numbered && w.stage < inTitle {
		return -20
	}
	if w.stage != inTitle || w.titled {
		return 0
	}
	// A title of no kind stands above recipients, apart above running text, or
	// in a 纪要, whose head tells the kind.
	const most = 3
	l := &t.lines[k]
	if (l.gap || w.kind == document.Minutes) && (l.sentence || l.gap && l.opens) && w.step.to-w.step.from <= most && !cue.IsDateLine(l.text) {
		return 20
	}
	return -100
}

// end returns what speaks for a text that is read to its end by w.
func (t *topReader) end(w *way) int {
	if w.stage == inHead {
		return -200
	}
	return 0
}

// asFrame returns how much speaks for line k as one of a web page, or one that
// nothing is known of.
func (t *topReader) asFrame(k int, w *way) int {
	l := &t.lines[k]
	points := -30
	if t.r.Framed {
		points = either(l.above || l.below, 6, -2)
		const word = 4 // characters
		if w.stage >= inTitle && !l.below && (l.chars > word || !l.above || l.organ) {
			points -= 10 // what stands above recipients only is not of the text
		}
	}
	if w.stage >= inTitle && cue.IsDateLine(l.text) && k+1 < len(t.lines) && t.lines[k+1].recipient > 0 {
		points += 90 // of the document, below its title or number
	}
	if t.r.Framed && w.stage == inTitle && w.titled && !t.undated && cue.IsDateLine(l.text) {
		points += 60 // on which the page was put up
	}
	const few = 20 // characters
	if answers[w.kind] && w.stage >= inTitle && subject.MatchString(l.bare) {
		points += 90 // what is answered, above who asked
	}
	if !t.r.Framed && w.stage >= inTitle && !l.body && l.chars <= few {
		points += 15 // who put the page up, and when
	}
	switch {
	case l.sentence, l.body && (l.recipient > 0 || l.chars > cue.MaxTitleLine || strings.Contains(l.text, "\t") || cue.ListLine.MatchString(l.text)):
		points -= 120
	case l.body:
		points -= 40
	}
	if w.stage == inHead && !w.marked {
		points -= 25 // what stood above was the name of the site
	}
	if l.number || l.margin || issuing.MatchString(l.bare) {
		points -= 80
	}
	if t.r.Framed && (strings.Contains(l.bare, "〔") || cue.NoteLine.MatchString(l.bare)) {
		points -= 40
	}
	const column = 6 // characters of the name of a column of pages, such as 学工通知
	if (l.kind && !(t.r.Framed && l.chars <= column && !cue.BareKind(l.text)) || l.about) && !l.again {
		points -= 50
	}
	if l.organ {
		points -= 15
	}
	if l.titled && !l.again {
		points -= 80
	}
	if strings.HasSuffix(l.bare, "文件") && !t.r.Framed {
		points -= 40
	}
	if k+1 < len(t.lines) && !t.lines[k+1].gap && strings.HasPrefix(t.lines[k+1].bare, "关于") && cue.Deck.MatchString(l.bare) {
		points -= 40 // the first line of a title
	}
	return points
}

// answers are the kinds that have a subject below the title, on lines of its own: 第12号建议.
var answers = map[document.Kind]bool{"答复": true, "回复": true, document.Kind("复函"): true, document.Letter: true}

var subject = regexp.MustCompile(`(?:建议|提案|议案)[）)]?$`)

// asOrgan returns how much speaks for line k as one of the head, and whether it
// has a word such as 文件.
func (t *topReader) asOrgan(k int, w *way) (points int, mark bool) {
	l := &t.lines[k]
	name, file := strings.CutSuffix(l.bare, "文件")
	switch {
	case l.body || l.number || l.margin:
		return -100, false
	case file && name == "":
		return either(w.stage == inHead, 60, -60), true
	case file && cue.IsOrgan(name):
		return 90, true
	case file:
		return 40, true
	case cue.MinutesMark.MatchString(l.bare):
		return 60, true
	case cue.Printing.MatchString(l.bare), w.marked && l.gap:
		return -60, false
	case k+2 < len(t.lines) && t.proclaims(k) && t.lines[k+2].kind && !t.lines[k+2].sentence:
		return 50, true
	case l.organ:
		// Between lines of a web page it is the name of the site.
		points = either(l.below, -20, either(l.above, -5, 20))
		if t.r.Framed && l.above && w.stage == atStart && k+1 < len(t.lines) && t.lines[k+1].about {
			points -= 15 // whose page it is
		}
		if t.r.Framed && w.stage == atStart && t.ofSite(k) {
			return -60, false
		}
		return points + either((l.signs || t.begins(k)) && !l.below, 30, 0), false
	case cue.Banner.MatchString(l.bare):
		return 40, true
	case t.headline(k):
		return 60, true
	case l.about:
		return -100, false
	}
	if g := cue.KindMark.FindStringSubmatch(l.bare); g != nil && cue.IsOrgan(g[1]) {
		return 60, true
	}
	if g := cue.BannerMark.FindStringSubmatch(l.bare); g != nil && cue.IsOrgan(g[1]) {
		return 60, true
	}
	if cue.IsPartOfName(l.text) && (!t.r.Framed || len(strings.Fields(l.text)) == 1) {
		return either(l.above, -25, -10), false
	}
	return -60, false
}

// ofSite reports whether the organ on line k is whose page it is: below it stands the name of a
// column, or the title of another, who signs the document.
func (t *topReader) ofSite(k int) bool {
	const column = 6 // characters
	if k+2 >= len(t.lines) {
		return false
	}
	l, next := &t.lines[k], &t.lines[k+1]
	issuer, _, about := strings.Cut(next.bare, "关于")
	if about && next.kind {
		issuer = strings.TrimLeft(strings.TrimPrefix(issuer, "转"), "：:")
		return !l.signs && cue.IsOrgan(issuer) && !strings.HasPrefix(issuer, l.bare)
	}
	return next.chars <= column && !next.organ && !next.number && !next.margin && !next.kind && t.lines[k+2].about
}

// proclaims reports whether line k is the head of an order or of a proclamation, above its
// number: collections of laws have the title of what it issues above it.
func (t *topReader) proclaims(k int) bool {
	kind := document.KindOf(t.lines[k].bare)
	organ, ok := strings.CutSuffix(t.lines[k].bare, string(kind))
	return proclaiming(kind) && ok && cue.IsOrgan(organ) && k+1 < len(t.lines) && cue.SerialLine.MatchString(t.lines[k+1].text)
}

// begins reports whether a line below that says 关于 begins with the organ on line k.
func (t *topReader) begins(k int) bool {
	const most = 6
	for _, l := range t.lines[k+1 : min(k+most, len(t.lines))] {
		if l.about && strings.HasPrefix(l.bare, t.lines[k].bare) {
			return true
		}
	}
	return false
}

// asEditor returns how much speaks for line k as who edited the document and when.
func (t *topReader) asEditor(k int) int {
	l := &t.lines[k]
	if g := cue.EditorLine.FindStringSubmatch(l.text); g != nil {
		if cue.IsOrgan(cue.Editor(g[1])) {
			return 60
		}
	}
	if organ, _ := cue.ReadIssued(l.text); organ != "" || cue.IsDateLine(strings.Trim(l.text, "（）()")) {
		return 50
	}
	return 0
}

func either[T any](is bool, a, b T) T {
	if is {
		return a
	}
	return b
}
