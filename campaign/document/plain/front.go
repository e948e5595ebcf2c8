package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

const (
	// maxFront is the number of lines above the body that are looked at: ten
	// organs with names on two lines, and the title.
	maxFront = 40
	// maxTitleLine is the number of characters up to which a line may be one of
	// a title, which has about twenty.
	maxTitleLine = 60
)

// stoppedTitle is a title with a full stop, which it should not have. A
// sentence such as 现转发关于…的通知。 has more in front than an organ.
var stoppedTitle = regexp.MustCompile(`^(?:\p{Han}{0,30}(?:局|厅|委|部|校|院|学|政府|办公室|中心))?关于[^，。；：]{6,55}(?:。|(?:通知|意见|报告|请示|批复|决定|通报|公告|通告|复函|方案)[：:；])$`)

// A top is what stands above the body.
type top struct {
	lines      []int // that may be head and title
	recipients int   // line of the recipients; -1 if there is none
	body       int   // line behind
}

// front reads the head, the title and the recipients, which stand in lines
// [0, to), and returns the first line of the body.
func (r *reading) front(n *document.Document, to int) int {
	t := r.top(to)
	lines, margins := r.margins(t.lines)
	number := slices.IndexFunc(lines, func(i int) bool { return r.isNumber(i) })
	if number > 0 && t.recipients < 0 && document.KindOf(r.joinLines(lines[:number], "")) == "简报" {
		head := &document.Head{}
		r.margin(n, head, margins)
		return r.bulletin(n, head, lines, number, t.body, to)
	}
	above, title, rest := 0, lines, []int(nil) // how many lines name organs, what comes then, and behind that
	if number >= 0 {
		above, title = number, lines[number+1:]
		// Announcements and web pages have the number below the title.
		k := r.organsAbove(lines[:number])
		if r.titleEnd(title) == 0 && r.titleEnd(lines[k:number]) == number-k && k < number {
			above, title, rest = k, lines[k:number], title
		}
	} else {
		above = r.organsAbove(lines)
		title = lines[above:]
	}
	if t.recipients < 0 && rest == nil {
		// Nothing but its own words tells where the title ends.
		k := r.titleEnd(title)
		if k == 0 && number < 0 {
			if above == 0 {
				k = r.headline(title, t.body, to)
			}
			if k == 0 {
				return r.next(0, to) // no title, and what looked like a head is text
			}
		}
		title, rest = title[:k], title[k:]
	}
	if t.recipients >= 0 {
		title = r.pareTitle(title)
	}
	head := &document.Head{}
	r.margin(n, head, margins)
	if number >= 0 {
		r.number(head, lines[number])
	}
	r.organs(head, lines[:above], title)
	if head.Format == document.HeadMinutes {
		title = r.editor(n, title)
	}
	if paper := document.KindOf(r.joinLines(title, "")).Paper(); paper && t.recipients < 0 && number < 0 && head.Mark == "" && len(head.Organs) > 0 {
		// A plan has no head: the school above it belongs to the title.
		title, head.Organs = append(slices.Clone(lines[:above]), title...), nil
	}
	n.Title = r.title(title)
	if given(head) {
		n.Head = head
	}
	body := t.body
	for _, i := range r.taken {
		r.rewrite(i, "")
	}
	if t.recipients >= 0 {
		r.recipients(n, t.recipients, t.body)
		for _, i := range rest {
			r.stray(i)
		}
	} else if len(rest) > 0 {
		body = rest[0]
	}
	if n.Kind = r.kind(n.Title, body, to); n.Kind == "" {
		n.Kind = document.KindOf(unstopped(r.joinLines(title[:r.titleEnd(title)], "")))
	}
	return body
}

// pareTitle returns those of the lines between head and recipients that make the
// title. It begins with the organs above the line that says 关于, and ends with
// its kind. Other lines tell who speaks, or are of a web page.
func (r *reading) pareTitle(lines []int) []int {
	end := 0
	for k := range lines {
		if n := r.titleEnd(lines[k:]); n > 0 {
			end = max(end, k+n)
		}
	}
	if end == 0 {
		return lines
	}
	start := slices.IndexFunc(lines[:end], func(i int) bool { return strings.Contains(r.text(i), "关于") })
	for start > 0 && r.beginsTitle(lines[start-1]) {
		start--
	}
	start = max(start, 0)
	by := r.bylines(lines[end:], document.KindOf(unstopped(r.joinLines(lines[start:end], ""))))
	for k, i := range lines {
		switch {
		case k >= start && k < end:
			continue
		case k >= end && by:
			r.note("RD017", i, r.text(i))
		case r.framed:
			r.drop("RD001", i)
			continue
		default:
			r.note("RD012", i, r.text(i))
		}
		r.strays = append(r.strays, i)
	}
	return lines[start:end]
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

// top returns the lines that may be head and title, and the recipients.
func (r *reading) top(to int) top {
	var lines []int
	for i := r.next(0, to); i < to && len(lines) < maxFront; i = r.next(i+1, to) {
		s := r.text(i)
		switch {
		case isRecipients(s), r.brokenRecipients(i, to):
			// The first lines of long ones were taken for a title.
			first := i
			for k := len(lines); k > 0 && lines[k-1] == first-1 && continuesBelow(r.text(lines[k-1])); k-- {
				first, lines = lines[k-1], lines[:k-1]
			}
			for !isColonEnd(r.text(i)) {
				i++
			}
			return top{lines, first, i + 1}
		case r.titled(lines) && r.addressee(i, to):
			return top{lines, i, i + 1}
		}
		if m, ok := readMark(s); ok && m.doubt == sure || r.isBody(s, i, to) {
			return top{lines, -1, i}
		}
		lines = append(lines, i)
	}
	return top{lines, -1, r.next(lastOf(lines)+1, to)}
}

func lastOf(lines []int) int {
	if len(lines) == 0 {
		return -1
	}
	return lines[len(lines)-1]
}

// titled reports whether the last of the lines is the end of a title of a kind
// that names whom it is for, a number and a remark below it not counted.
func (r *reading) titled(lines []int) bool {
	for len(lines) > 0 && (r.isNumber(lines[len(lines)-1]) || noteLine.MatchString(r.text(lines[len(lines)-1]))) {
		lines = lines[:len(lines)-1]
	}
	if k := r.titleEnd(lines); k == 0 || k != len(lines) {
		return false
	}
	kind := document.KindOf(unstopped(r.joinLines(lines, "")))
	return kind != "" && !kind.Unaddressed()
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
		labelLength(s) > 0 && (document.KindOf(s) == "" || strings.HasPrefix(s, "主题词")) || isDateLine(s) || listLine.MatchString(s)
}

// bareKind is a kind pulled apart or alone on a line.
func bareKind(s string) bool {
	s = han.Squeeze(s)
	return s != "" && document.KindOf(s) == document.Kind(s)
}

// organsAbove returns how many of the lines name organs of a head, where no
// number tells where it ends.
func (r *reading) organsAbove(lines []int) int {
	k := 0
	for k < len(lines) {
		s := han.Squeeze(r.text(lines[k]))
		if s == "文件" && k > 0 {
			return k + 1
		}
		if name, ok := strings.CutSuffix(s, "文件"); ok && isOrgan(name) {
			return k + 1
		}
		if !isOrgan(s) {
			break
		}
		k++
	}
	if k == len(lines) {
		return 0 // all of it is the title
	}
	// 吉林市教育局 / 关于…的通知 is one title, 甲局 / 甲局关于… is not.
	title := han.Squeeze(r.text(lines[k]))
	if k > 0 && !bareKind(title) && !strings.HasPrefix(title, han.Squeeze(r.text(lines[0]))) {
		for k > 0 && lines[k-1] == lines[k]-1 {
			k--
		}
	}
	return k
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

// bylines reports whether the lines below a title of a kind tell who speaks or
// writes, and when.
func (r *reading) bylines(lines []int, k document.Kind) bool {
	for _, i := range lines {
		if s := r.text(i); !byline.MatchString(s) && !(k.Paper() && author.MatchString(s)) {
			return false
		}
	}
	return true
}

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

// headline returns how many of the lines are a title as their place tells: they
// stand together above a blank line, with running text below.
func (r *reading) headline(lines []int, body, to int) int {
	k := 0
	for k < len(lines) && (k == 0 || lines[k] == lines[k-1]+1) {
		k++
	}
	const most = 3
	if k == 0 || k > most || k < len(lines) || body >= to || lines[k-1]+1 >= body || !strings.Contains(r.text(body), "。") || isDateLine(r.text(body)) {
		return 0
	}
	for _, i := range lines[:k] {
		s := r.text(i)
		if n := utf8.RuneCountInString(s); n < 4 && !spreadLine.MatchString(s) || n > maxHeading || strings.ContainsAny(s, "；;，,") || isOrgan(s) {
			return 0
		}
	}
	return k
}

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
