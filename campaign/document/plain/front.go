package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/shell"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

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
		body := r.Next(0, to) // no title, and what looked like a head is text
		n.Kind = r.kind("", body, to)
		return body
	}
	body := r.Next(lastOf(named)+1, to)
	if len(named) == 0 {
		body = r.Next(max(lastOf(of[partOrgan]), lastOf(title), either(len(title) == 0, lastOf(number), -1))+1, to)
	}
	head := &document.Head{}
	above := slices.Concat(of[partMargin], number)
	slices.Sort(above)
	_, margins := r.margins(above)
	r.margin(n, head, margins)
	issued := len(number) > 0 && len(title) > 0 && title[0] < number[0] && len(named) == 0 && document.KindOf(r.Join(title, "")) == document.Bulletin
	for _, i := range of[partFrame] {
		switch {
		case issued && i > number[0] && r.Framed && r.isHeadline(i) && strings.Contains(r.Text(min(r.Next(i+1, to), len(r.Lines)-1)), "。"):
			// the title of the first article
		case cue.IsDateLine(r.Text(i)) && len(named) > 0 && r.Next(i+1, to) == named[0] && r.beside.text == "":
			r.beside = placed{i, r.Text(i)}
			r.taken = append(r.taken, i)
		case r.Framed, len(named) > 0 && i > lastOf(title) && r.ofPage(i):
			r.Drop("RD001", i)
		case len(named) > 0 || i < body:
			r.stray(i)
		}
	}
	for _, i := range r.taken {
		r.Rewrite(i, "")
	}
	if issued {
		name := slices.Concat(of[partOrgan], title)
		for _, i := range r.Between(0, number[0]) {
			if !slices.Contains(name, i) && !slices.Contains(r.strays, i) {
				r.stray(i)
			}
		}
		return r.bulletin(n, head, name, number[0], to)
	}
	if len(number) > 0 {
		r.number(head, number[0])
		for _, i := range number[1:] {
			r.issueTotal(head, number[0], i)
		}
	}
	r.organs(head, of[partOrgan], title)
	for _, i := range of[partEditor] {
		if n.Signature == nil && r.editor(n, i) {
			r.taken = append(r.taken, i)
		}
	}
	n.Adopted = r.adopted("adopted", of[partAdopted])
	r.taken = append(r.taken, of[partAdopted]...)
	for _, i := range of[partByline] {
		if len(named) > 0 {
			r.Note("RD017", i, r.Text(i))
			r.strays = append(r.strays, i)
		}
	}
	if paper := document.KindOf(r.Join(title, "")).Paper(); paper && len(named) == 0 && len(number) == 0 && head.Mark == "" && len(head.Organs) > 0 {
		// A plan has no head: the school above it belongs to the title.
		title, head.Organs = slices.Concat(of[partOrgan], title), nil
	}
	used := slices.Concat(of[partOrgan], number, title, named, r.taken, r.strays)
	for _, i := range r.Between(0, body) {
		if !slices.Contains(used, i) {
			r.stray(i)
		}
	}
	slices.Sort(r.strays)
	if len(title) > 0 {
		r.numberBehind(head, lastOf(title))
	}
	n.Title = r.title(title)
	if given(head) {
		n.Head = head
	}
	if len(named) > 0 {
		r.recipients(n, named[0], lastOf(named)+1)
	}
	for _, i := range slices.Concat(r.taken, number) {
		if i > lastOf(title) {
			r.Rewrite(i, "")
		}
	}
	n.Kind = r.kind(n.Title, body, to)
	switch mark := document.Kind(head.Mark); {
	case n.Kind == "" && head.Format == document.HeadMinutes:
		n.Kind = document.Minutes
	case proclaiming(mark) && n.Kind.Paper():
		n.Kind = mark // the title is that of what it issues
	case n.Kind.Enclosed() && strings.Contains(head.Number.Written, "令"):
		n.Kind = document.Order
	}
	return r.Next(body, to)
}

// proclaiming reports whether a document of the kind issues papers under its own head.
func proclaiming(k document.Kind) bool { return k == document.Order || k == "公告" || k == "通告" }

// ofPage reports whether line i, between a title and whom the document is for, tells of the
// page that the text was copied from: who put it up, and when, without brackets.
func (r *reading) ofPage(i int) bool {
	_, day := cue.DayLine(r.Text(i))
	return (day || shell.MayBeFrame(r.Draft, i)) && !strings.ContainsAny(r.Text(i), "（(〔[【")
}

// beginsTitle reports whether line i, which stands above one that says 关于, can be
// of the same title: organs, or a name that broke.
func (r *reading) beginsTitle(i int) bool {
	const least = 8 // characters of a piece of a name
	s := r.Text(i)
	f := strings.Fields(s)
	return cue.IsOrgan(s) || cue.Deck.MatchString(han.Squeeze(s)) || len(f) > 0 && cue.IsOrgan(f[0]) || utf8.RuneCountInString(s) >= least && len(f) == 1 && cue.IsPartOfName(s)
}

// pulledApart is the kind at the end of a title, pulled apart with a blank of half width by a
// slip; 邀 请 函 alone on a line is set so.
var pulledApart = han.Compile(`关于.{4,}的(\p{Han} +\p{Han}|\p{Han} +\p{Han} +\p{Han})$`)

// title returns the title that the lines make. Letters pulled apart, as in
// 通　知, are put together.
func (r *reading) title(lines []int) string {
	var rows []string
	for _, i := range lines {
		s := r.Text(i)
		rows = append(rows, cue.CloseUp(s))
		if m := pulledApart.FindStringSubmatchIndex(s); m != nil && document.KindOf(s[m[2]:]) != "" {
			r.Say("GW134", report.Position{Line: i + 1, Column: r.Column(i) + utf8.RuneCountInString(s[:m[2]])}, s[m[2]:])
		}
	}
	r.place("title", r.stretches(lines)...)
	return strings.Join(rows, "\n")
}

// numberBehind reads the number that stands behind a title, on its last line, in brackets or as
// that of an order, and leaves the title there.
func (r *reading) numberBehind(h *document.Head, i int) {
	s := r.Text(i)
	if !h.Number.IsZero() {
		// The record of the page tells it, too.
		g := cue.NumberBehind.FindStringSubmatch(cue.TortoiseBrackets(s))
		if g == nil || document.KindOf(cue.Unstopped(g[1])) == "" || document.ParseDocNumber(g[2]).Standard() != h.Number.Standard() || h.Number.Standard() == "" {
			return
		}
		if g[3] != "" && r.beside.text == "" {
			r.beside = placed{i, g[3]}
		}
		r.Note("RD010", i, s[len(g[1]):])
		r.Put(i, s[:len(g[1])])
		return
	}
	if name, number := cue.ReadOrder(s); name != "" {
		h.Number = document.DocNumber{Written: number}
		r.place("head.number", placed{i, number})
		r.Note("RD010", i, strings.TrimSpace(strings.TrimPrefix(s, name)))
		r.Put(i, name)
		return
	}
	g := cue.NumberBehind.FindStringSubmatch(cue.TortoiseBrackets(s))
	if g == nil {
		g = cue.OrderBehind.FindStringSubmatch(s)
	}
	if g == nil || document.KindOf(cue.Unstopped(g[1])) == "" {
		return
	}
	if !r.proclaimed(h, i, g[2]) {
		h.Number = document.ParseDocNumber(g[2])
		written := g[2]
		if at := strings.Index(cue.TortoiseBrackets(s), g[2]); s[at:at+len(g[2])] != g[2] { // they are as long
			written = s[at : at+len(g[2])]
			r.wrote("head.number", written)
		}
		r.place("head.number", placed{i, written})
	}
	if len(g) > 3 && g[3] != "" {
		r.beside = placed{i, g[3]}
	}
	r.Note("RD010", i, s[len(g[1]):])
	r.Put(i, s[:len(g[1])])
}

// numberBelow enters the number that the record of a page tells below the text, if nothing above
// does.
func (r *reading) numberBelow(n *document.Document, told *shell.Told) {
	if n.Head != nil && !n.Head.Number.IsZero() {
		r.Note("RD001", told.Line, told.Number)
		return
	}
	if n.Head == nil {
		n.Head = &document.Head{}
	}
	n.Head.Number = document.ParseDocNumber(told.Number)
	r.place("head.number", placed{told.Line, told.Number})
	r.Note("RD010", told.Line, told.Number)
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
	if cue.ContinuesBelow(s) {
		for j := i + 1; j < min(i+8, to) && r.Text(j) != ""; j++ {
			if t := r.Text(j); cue.IsColonEnd(t) {
				return !strings.HasPrefix(s, "各") && !cue.IsOrganList(s)
			} else if !cue.ContinuesBelow(t) && utf8.RuneCountInString(t) < cue.MinBroken {
				break
			}
		}
	}
	if cue.IsNumber(r.Text(i)) || cue.IsMargin(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	stopped := strings.ContainsRune("。；！？：;!?:，、,", last) && !cue.StoppedTitle.MatchString(han.Squeeze(s)) &&
		!(last == '、' && strings.Contains(s, "关于") && i+1 < to && document.KindOf(cue.Unstopped(r.Text(i+1))).Statutory()) // a title that broke
	return strings.Contains(s, "\t") || stopped ||
		strings.Contains(strings.TrimRight(s, "。"), "。") || utf8.RuneCountInString(s) > cue.MaxTitleLine && !cue.IsLongTitle(s) ||
		passage.LabelLength(s) > 0 && (document.KindOf(s) == "" || strings.HasPrefix(s, "主题词")) || cue.IsDateLine(s) || cue.ListLine.MatchString(s)
}

// titleEnd returns how many of the lines are a title that ends with its kind.
func (r *reading) titleEnd(lines []int) int {
	for k, i := range lines {
		s := cue.Unstopped(r.Text(i))
		if document.KindOf(s) == "" && !cue.Issues.MatchString(s) || r.breaksBehind(lines, k) {
			continue
		}
		for k+1 < len(lines) {
			next := r.Text(lines[k+1])
			bracketed := (strings.HasPrefix(next, "（") || strings.HasPrefix(next, "(")) && lines[k+1] == lines[k]+1 && !cue.YearIn.MatchString(next) && !cue.IsNumber(r.Text(lines[k+1]))
			if !bracketed && !strings.HasPrefix(next, "的") && !strings.HasPrefix(next, "——") {
				break
			}
			k++
		}
		return k + 1
	}
	return 0
}

// breaksBehind reports whether line k of a title, which ends with a kind, goes on
// in the next: 关于进一步规范 / 职业学校实习管理的通知.
func (r *reading) breaksBehind(lines []int, k int) bool {
	if k+1 == len(lines) || lines[k+1] != lines[k]+1 {
		return false
	}
	s, next := cue.Unstopped(r.Text(lines[k])), cue.Unstopped(r.Text(lines[k+1]))
	return strings.Contains(s, "关于") && !document.KindOf(s).Statutory() && document.KindOf(next).Statutory() && !strings.Contains(next, "关于")
}

// kind returns the 文种 that the title or, if there is none, the first or last words of
// the body tell: 现将有关事宜通知如下, 特此函达.
func (r *reading) kind(title string, from, to int) document.Kind {
	title = cue.Unstopped(title)
	if inner, ok := strings.CutPrefix(title, "《"); ok && strings.HasSuffix(inner, "》") && !strings.ContainsAny(inner[:len(inner)-len("》")], "《》") {
		title = strings.TrimSuffix(inner, "》")
	}
	if k := document.KindOf(title); k != "" {
		return k
	}
	if title != "" {
		return ""
	}
	const first, last = 3, 12 // lines
	for i, seen := r.Next(from, to), 0; i < to && seen < first; i, seen = r.Next(i+1, to), seen+1 {
		if k := cue.ToldKind(r.Text(i)); k != "" {
			return k
		}
	}
	for i, seen := r.Last(to), 0; i >= from && seen < last; i, seen = r.Last(i), seen+1 {
		if k := cue.ToldKind(r.Text(i)); k != "" {
			return k
		}
	}
	return ""
}
