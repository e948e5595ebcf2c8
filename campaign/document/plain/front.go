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

var (
	numberLine  = han.Compile(`^(\S*?\s*[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)]\s*第?\s*\d{1,5}\s*号)(?:\s*签发人\s*[：:]\s*(\S.*))?$`)
	copyLine    = regexp.MustCompile(`^\d{6}$`)
	secretLine  = regexp.MustCompile(`^(?:绝密|机密|秘密)(?:★.{0,10})?$`)
	urgentLine  = regexp.MustCompile(`^(?:特急|加急|特提|平急)$`)
	minutesMark = regexp.MustCompile(`^(.*?)((?:局长|厅长|主任|校长|院长)?(?:办公|专题|工作)?会议纪要|纪要)$`)
	// stoppedTitle is a title with a full stop, which it should not have. A
	// sentence such as 现转发关于…的通知。 has more in front than an organ.
	stoppedTitle = regexp.MustCompile(`^(?:\p{Han}{0,30}(?:局|厅|委|部|校|院|学|政府|办公室|中心))?关于[^，。；：]{6,55}。$`)
	nameBreak    = regexp.MustCompile(`[\s\p{Z}、，,]+`)
)

// front reads the head, the title and the recipients, which stand in lines
// [0, to), and returns the first line of the body.
func (r *reading) front(n *document.Document, to int) int {
	lines, recipients, body := r.frontLines(to)
	head := &document.Head{}
	lines = r.above(head, lines)

	number := -1
	for k, i := range lines {
		if numberLine.MatchString(r.text(i)) {
			number = k
			break
		}
	}
	above, title := 0, lines // how many lines name organs, and what comes then
	if number >= 0 {
		g := numberLine.FindStringSubmatch(r.text(lines[number]))
		head.Number = document.ParseDocNumber(g[1])
		r.place("head.number", placed{lines[number], g[1]})
		if g[2] != "" {
			head.Signers = nameBreak.Split(g[2], -1)
		}
		above, title = number, lines[number+1:]
		if recipients >= 0 && len(title) == 0 {
			// Web pages put the number below the title.
			k := r.organsAbove(lines[:number])
			if r.titleEnd(lines[k:number]) == number-k {
				above, title = k, lines[k:number]
			}
		}
	} else {
		above = r.organsAbove(lines)
		title = lines[above:]
	}
	if recipients < 0 {
		// Nothing but its own words tells where the title ends.
		k := r.titleEnd(title)
		if k == 0 && number < 0 {
			return r.next(0, to) // no title, and what looked like a head is text
		}
		if k < len(title) {
			body = title[k]
		}
		title = title[:k]
	}
	if r.organs(head, lines[:above]); head.Format == document.HeadMinutes {
		title = r.editor(n, title)
	}
	n.Title = r.joinLines(title, "\n")
	if recipients < 0 && number < 0 && document.KindOf(n.Title).Paper() && head.Mark == "" && len(head.Organs) > 0 {
		// A plan has no head: the school above it belongs to the title.
		title = slices.DeleteFunc(slices.Clone(lines), func(i int) bool { return i >= body })
		n.Title, head.Organs = r.joinLines(title, "\n"), nil
	}
	r.place("title", r.stretches(title)...)
	if given(head) {
		n.Head = head
	}
	if recipients >= 0 {
		body = r.recipients(n, recipients)
	}
	n.Kind = r.kind(n.Title, body, to)
	return body
}

// given reports whether any part of h was found.
func given(h *document.Head) bool {
	return len(h.Organs) > 0 || h.Mark != "" || !h.Number.IsZero() || h.Copy+h.Secrecy+h.Urgency != "" || len(h.Signers) > 0
}

// frontLines returns the lines that may be head and title, the line of the
// recipients, -1 if there is none, and the line behind.
func (r *reading) frontLines(to int) (lines []int, recipients, body int) {
	for i := r.next(0, to); i < to && len(lines) < maxFront; i = r.next(i+1, to) {
		s := r.text(i)
		if isRecipients(s) || r.brokenRecipients(i, to) {
			// The first lines of long ones were taken for a title.
			for k := len(lines); k > 0 && lines[k-1] == i-1 && continuesBelow(r.text(lines[k-1])); k-- {
				i, lines = lines[k-1], lines[:k-1]
			}
			return lines, i, i + 1
		}
		if m, ok := ReadMark(s); ok && m.doubt == sure || r.isBody(s, i, to) {
			return lines, -1, i
		}
		lines = append(lines, i)
	}
	return lines, -1, to
}

// recipientEnd is what the last of several recipients ends with.
var recipientEnd = regexp.MustCompile(`(?:单位|企业|学校|部门|机构|基地|园区|班级|处室|科室)(?:[（(][^（()）]*[）)])?$`)

// brokenRecipients reports whether recipients begin in line i that broke for
// want of room, anywhere in a name.
func (r *reading) brokenRecipients(i, to int) bool {
	joined := r.text(i)
	if !strings.ContainsAny(joined, "，、") || strings.Contains(joined, "关于") || document.KindOf(joined) != "" {
		return false
	}
	for j := i + 1; j < min(i+8, to); j++ {
		s := r.text(j)
		if utf8.RuneCountInString(r.text(j-1)) < minBroken || s == "" || strings.Contains(s, "关于") {
			return false
		}
		joined += s
		if isColonEnd(s) {
			names := strings.FieldsFunc(joined, func(c rune) bool { return strings.ContainsRune("，、：:", c) })
			last := names[len(names)-1]
			return isRecipients(joined) && (isOrgan(last) || recipientEnd.MatchString(last))
		}
	}
	return false
}

// continuesBelow reports whether s is a piece of recipients that go on.
func continuesBelow(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，、,；;", last) || strings.HasPrefix(s, "各") && strings.ContainsAny(s, "，、,")
}

// isBody reports whether a line is none of a head or title.
func (r *reading) isBody(s string, i, to int) bool {
	// The first part of long recipients may look like text.
	if continuesBelow(s) {
		for j := i + 1; j < min(i+8, to) && r.text(j) != ""; j++ {
			if t := r.text(j); strings.HasSuffix(t, "：") || strings.HasSuffix(t, ":") {
				return !strings.HasPrefix(s, "各") && !isOrganList(s)
			} else if !continuesBelow(t) && utf8.RuneCountInString(t) < minBroken {
				break
			}
		}
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	stopped := strings.ContainsRune("。；！？：;!?:，、,", last) && !stoppedTitle.MatchString(han.Squeeze(s))
	return strings.Contains(s, "\t") && !numberLine.MatchString(s) || stopped ||
		strings.Contains(strings.TrimRight(s, "。"), "。") || utf8.RuneCountInString(s) > maxTitleLine ||
		(labelLength(s) > 0 && document.KindOf(s) == "") || isDateLine(s) || listLine.MatchString(s)
}

// isOrganList reports whether s lists organs and begins recipients.
func isOrganList(s string) bool {
	names := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("，、,；;", c) })
	for _, name := range names {
		if !isOrgan(name) {
			return false
		}
	}
	return len(names) > 0
}

// superior is how 请示 and 报告 name whom they go to.
var superior = regexp.MustCompile(`^(?:[省市县区州]|自治区)(?:委|政府)$|^国务院$|^教育部$`)

// salutation is how an open letter turns to people: 老师们、同学们.
var salutation = regexp.MustCompile(`^[^，；]{0,20}(?:们|同志|朋友)$`)

// isRecipients reports whether s is the line of the recipients: who it is for,
// and a colon.
func isRecipients(s string) bool {
	name, ok := strings.CutSuffix(s, "：")
	if !ok {
		if name, ok = strings.CutSuffix(s, ":"); !ok {
			return false
		}
	}
	if name == "" || strings.ContainsAny(name, "：:。！？\t") || strings.HasSuffix(name, "如下") || strings.HasPrefix(name, "附") {
		return false
	}
	if strings.HasPrefix(name, "各") {
		return true
	}
	first, _, _ := strings.Cut(strings.NewReplacer("，", "、", ",", "、").Replace(name), "、")
	return utf8.RuneCountInString(first) >= 4 && isOrgan(first) || superior.MatchString(first) || strings.HasPrefix(name, "尊敬的") ||
		salutation.MatchString(name)
}

// recipients reads the recipients from line i on and returns the line behind.
func (r *reading) recipients(n *document.Document, i int) int {
	first := i
	for {
		s := r.text(i)
		n.Recipients += s
		i++
		if isColonEnd(s) {
			break
		}
		r.note("RD004", i, r.text(i))
	}
	r.place("recipients", r.stretches(r.between(first, i))...)
	// The printed line always ends with a colon.
	n.Recipients = strings.TrimSuffix(n.Recipients, "：")
	return i
}

func isColonEnd(s string) bool { return strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":") }

// above reads 份号, 密级 and 紧急程度 and returns the lines below them.
func (r *reading) above(h *document.Head, lines []int) []int {
	for len(lines) > 0 {
		switch s := han.Squeeze(r.text(lines[0])); {
		case copyLine.MatchString(s) && h.Copy == "":
			h.Copy = s
		case secretLine.MatchString(s) && h.Secrecy == "":
			h.Secrecy = s
		case urgentLine.MatchString(s) && h.Urgency == "":
			h.Urgency = s
		default:
			return lines
		}
		lines = lines[1:]
	}
	return lines
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
	// 吉林市教育局 / 关于…的通知 is one title.
	if strings.HasPrefix(r.text(lines[k]), "关于") {
		for k > 0 && lines[k-1] == lines[k]-1 {
			k--
		}
	}
	return k
}

// organs reads the lines that name the organs of a head, one of them with the
// word 文件 or none: it stands to the right of all of them, so a text may have it
// behind any.
func (r *reading) organs(h *document.Head, lines []int) {
	var names []nameLine
	for k, i := range lines {
		s := r.text(i)
		name, marked := strings.CutSuffix(han.Squeeze(s), "文件")
		if g := minutesMark.FindStringSubmatch(han.Squeeze(s)); g != nil && len(lines) == 1 {
			h.Format, h.Mark, s = document.HeadMinutes, g[2], g[1]
			if s != "" && !isOrgan(s) {
				h.Mark, s = g[0], ""
			}
		} else if marked && h.Mark == "" && (k == len(lines)-1 || isOrgan(name)) {
			h.Mark, s = "文件", name
		}
		if s != "" {
			names = append(names, nameLine{i, s})
		}
	}
	for _, o := range r.names(names, nil) {
		if !isOrgan(o.text) {
			r.note("RD012", o.line, o.text)
		}
		h.Organs = append(h.Organs, document.Organ{Name: o.text})
	}
}

// editor reads the line of a 纪要 below its number: who edited it, and when. A
// 纪要 has no signature; the line is kept as one, where other documents have
// what it tells. It returns the lines of the title.
func (r *reading) editor(n *document.Document, title []int) []int {
	if len(title) == 0 {
		return title
	}
	g := organAndDay.FindStringSubmatch(r.text(title[0]))
	if g == nil || !isOrgan(g[1]) {
		return title
	}
	date, ok := readDate(g[2])
	if !ok {
		return title
	}
	n.Signature = &document.Signature{Organs: []document.Organ{{Name: han.Squeeze(g[1])}}, Date: date}
	r.place("signature", placed{title[0], g[1]})
	r.place("signature.date", placed{title[0], g[2]})
	r.note("RD015", title[0], r.text(title[0]))
	return title[1:]
}

// titleEnd returns how many of the lines are a title that ends with its kind.
func (r *reading) titleEnd(lines []int) int {
	for k, i := range lines {
		if document.KindOf(unstopped(r.text(i))) == "" {
			continue
		}
		for k+1 < len(lines) {
			next := r.text(lines[k+1])
			bracketed := (strings.HasPrefix(next, "（") || strings.HasPrefix(next, "(")) && lines[k+1] == lines[k]+1
			if !bracketed && !strings.HasPrefix(next, "的") {
				break
			}
			k++
		}
		return k + 1
	}
	return 0
}

// unstopped returns a title without blanks and without the full stop that does
// not belong behind it.
func unstopped(title string) string { return strings.TrimSuffix(han.Squeeze(title), "。") }

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
