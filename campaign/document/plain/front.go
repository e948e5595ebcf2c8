package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

const (
	// maxTitleLine is the number of characters up to which a line may be one of
	// a title, which has about twenty.
	maxTitleLine = 60
)

// stoppedTitle is a title with a full stop, which it should not have. A
// sentence such as 现转发关于…的通知。 has more in front than an organ.
var stoppedTitle = regexp.MustCompile(`^(?:\p{Han}{0,30}(?:局|厅|委|部|校|院|学|政府|办公室|中心))?关于[^，。；：]{6,55}(?:。|(?:通知|意见|报告|请示|批复|决定|通报|公告|通告|复函|方案)[：:；])$`)

// front reads the head, the title and the recipients, which stand in lines
// [0, to), and returns the first line of the body.
func (r *reading) front(n *document.Document, to int) int {
	lines, steps := r.readTop(to)
	var of [partBody + 1][]int // the lines of each part
	for _, s := range steps {
		for _, l := range lines[s.from:s.to] {
			of[s.part] = append(of[s.part], l.at)
		}
	}
	title, number, named := of[partTitle], of[partNumber], of[partRecipients]
	if len(title) == 0 && len(number) == 0 && len(named) == 0 {
		return r.next(0, to) // no title, and what looked like a head is text
	}
	body := r.next(lastOf(named)+1, to)
	if len(named) == 0 {
		body = r.next(max(lastOf(of[partOrgan]), lastOf(title), either(len(title) == 0, lastOf(number), -1))+1, to)
	}
	head := &document.Head{}
	above := slices.Concat(of[partMargin], number)
	slices.Sort(above)
	_, margins := r.margins(above)
	r.margin(n, head, margins)
	for _, i := range of[partFrame] {
		switch {
		case r.framed:
			r.drop("RD001", i)
		case len(named) > 0 || i < body:
			r.stray(i)
		}
	}
	for _, i := range r.taken {
		r.rewrite(i, "")
	}
	if len(number) > 0 && len(title) > 0 && title[0] < number[0] && len(named) == 0 && document.KindOf(r.joinLines(title, "")) == "简报" {
		name := slices.Concat(of[partOrgan], title)
		for _, i := range r.between(0, number[0]) {
			if !slices.Contains(name, i) && !slices.Contains(r.strays, i) {
				r.stray(i)
			}
		}
		return r.bulletin(n, head, name, number[0], to)
	}
	if len(number) > 0 {
		r.number(head, number[0])
	}
	r.organs(head, of[partOrgan], title)
	for _, i := range of[partEditor] {
		if n.Signature == nil && r.editor(n, i) {
			r.taken = append(r.taken, i)
		}
	}
	for _, i := range of[partAdopted] {
		r.addNote(n, i, strings.Trim(r.text(i), "（）()"))
		r.note("RD010", i, r.text(i))
		r.note("RD016", i, r.text(i))
		r.taken = append(r.taken, i)
	}
	for _, i := range of[partByline] {
		if len(named) > 0 {
			r.note("RD017", i, r.text(i))
			r.strays = append(r.strays, i)
		}
	}
	if paper := document.KindOf(r.joinLines(title, "")).Paper(); paper && len(named) == 0 && len(number) == 0 && head.Mark == "" && len(head.Organs) > 0 {
		// A plan has no head: the school above it belongs to the title.
		title, head.Organs = slices.Concat(of[partOrgan], title), nil
	}
	used := slices.Concat(of[partOrgan], number, title, named, r.taken, r.strays)
	for _, i := range r.between(0, body) {
		if !slices.Contains(used, i) {
			r.stray(i)
		}
	}
	slices.Sort(r.strays)
	n.Title = r.title(title)
	if given(head) {
		n.Head = head
	}
	if len(named) > 0 {
		r.recipients(n, named[0], lastOf(named)+1)
	}
	for _, i := range slices.Concat(r.taken, number) {
		if i > lastOf(title) {
			r.rewrite(i, "")
		}
	}
	if n.Kind = r.kind(n.Title, body, to); n.Kind == "" && head.Format == document.HeadMinutes {
		n.Kind = document.Minutes
	}
	return r.next(body, to)
}

// beginsTitle reports whether line i, which stands above one that says 关于, can be
// of the same title: organs, or a name that broke.
func (r *reading) beginsTitle(i int) bool {
	const least = 8 // characters of a piece of a name
	s := r.text(i)
	f := strings.Fields(s)
	return isOrgan(s) || len(f) > 0 && isOrgan(f[0]) || utf8.RuneCountInString(s) >= least && len(f) == 1 && isPartOfName(s)
}

// title returns the title that the lines make. Letters pulled apart, as in
// 通　知, are put together.
func (r *reading) title(lines []int) string {
	var rows []string
	for _, i := range lines {
		rows = append(rows, closeUp(r.text(i)))
	}
	r.place("title", r.stretches(lines)...)
	return strings.Join(rows, "\n")
}

var (
	spreadLine = han.Compile(`^\p{Han}(?:\s+\p{Han})+(?:——.*)?$`)
	spreadKind = han.Compile(`(?:的|^)(?:\p{Han}\s+)+\p{Han}$`)
)

// closeUp takes the blanks out of a line of letters pulled apart, or out of
// the kind at its end: 的批　复.
func closeUp(s string) string {
	if spreadLine.MatchString(s) {
		return han.Squeeze(s)
	}
	if m := spreadKind.FindStringIndex(s); m != nil && document.KindOf(s[m[0]:]) != "" {
		return s[:m[0]] + han.Squeeze(s[m[0]:])
	}
	return s
}

// given reports whether any part of h was found.
func given(h *document.Head) bool {
	return len(h.Organs) > 0 || h.Mark != "" || !h.Number.IsZero() || h.Copy+h.Secrecy+h.Urgency != "" || len(h.Signers) > 0
}

func lastOf(lines []int) int {
	if len(lines) == 0 {
		return -1
	}
	return lines[len(lines)-1]
}

// isBody reports whether a line is none of a head or title.
func (r *reading) isBody(s string, i, to int) bool {
	// The first part of long recipients may look like text.
	if continuesBelow(s) {
		for j := i + 1; j < min(i+8, to) && r.text(j) != ""; j++ {
			if t := r.text(j); isColonEnd(t) {
				return !strings.HasPrefix(s, "各") && !isOrganList(s)
			} else if !continuesBelow(t) && utf8.RuneCountInString(t) < minBroken {
				break
			}
		}
	}
	if r.isNumber(i) || isMargin(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	stopped := strings.ContainsRune("。；！？：;!?:，、,", last) && !stoppedTitle.MatchString(han.Squeeze(s))
	return strings.Contains(s, "\t") || stopped ||
		strings.Contains(strings.TrimRight(s, "。"), "。") || utf8.RuneCountInString(s) > maxTitleLine ||
		passage.LabelLength(s) > 0 && (document.KindOf(s) == "" || strings.HasPrefix(s, "主题词")) || isDateLine(s) || listLine.MatchString(s)
}

// bareKind is a kind pulled apart or alone on a line.
func bareKind(s string) bool {
	s = han.Squeeze(s)
	return s != "" && document.KindOf(s) == document.Kind(s)
}

// issues is a title without a kind: …印发《…》.
var issues = regexp.MustCompile(`(?:印发|转发|发布|公布|出台)《[^》]+》$`)

// titleEnd returns how many of the lines are a title that ends with its kind.
func (r *reading) titleEnd(lines []int) int {
	for k, i := range lines {
		s := unstopped(r.text(i))
		if document.KindOf(s) == "" && !issues.MatchString(s) || r.breaksBehind(lines, k) {
			continue
		}
		for k+1 < len(lines) {
			next := r.text(lines[k+1])
			bracketed := (strings.HasPrefix(next, "（") || strings.HasPrefix(next, "(")) && lines[k+1] == lines[k]+1 && !yearIn.MatchString(next) && !r.isNumber(lines[k+1])
			if !bracketed && !strings.HasPrefix(next, "的") && !strings.HasPrefix(next, "——") {
				break
			}
			k++
		}
		return k + 1
	}
	return 0
}

var (
	byline = han.Compile(`^(?:\p{Han}{0,24}(?:省长|市长|州长|县长|区长|主席|主任|部长|厅长|局长|处长|科长|校长|院长|书记|教师|学生|代表)\s*\S\s*\S{1,3}|[（(]\s*\d{4}\s*年[^（()）]*[）)])$`)
	author = han.Compile(`^\p{Han}\s*\p{Han}{1,3}$`)
)

// breaksBehind reports whether line k of a title, which ends with a kind, goes on
// in the next: 关于进一步规范 / 职业学校实习管理的通知.
func (r *reading) breaksBehind(lines []int, k int) bool {
	if k+1 == len(lines) || lines[k+1] != lines[k]+1 {
		return false
	}
	s, next := unstopped(r.text(lines[k])), unstopped(r.text(lines[k+1]))
	return strings.Contains(s, "关于") && !document.KindOf(s).Statutory() && document.KindOf(next).Statutory() && !strings.Contains(next, "关于")
}

// yearIn is what stands in a day below a title: （2006年3月28日通过）.
var yearIn = han.Compile(`\d{4}\s*年`)

// unstopped returns a title without blanks and without the stop that does
// not belong behind it.
func unstopped(title string) string { return strings.TrimRight(han.Squeeze(title), "。：:；") }

// kind returns the 文种 that the title or, if there is none, the opening of
// the body tells: 现将有关事宜通知如下.
func (r *reading) kind(title string, from, to int) document.Kind {
	if k := document.KindOf(unstopped(title)); k != "" {
		return k
	}
	if i := r.next(from, to); title == "" && i < to && strings.Contains(r.text(i), "通知如下") {
		return document.Notice
	}
	return ""
}
