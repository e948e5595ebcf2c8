package plain

import (
	"fmt"
	"regexp"
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

// A page is where an attachment begins.
type page struct {
	label int    // line with its label
	text  string // the label as written, without blanks; "" if there is none
	title string // what stands behind it on the same line
	name  string // in the list; "" if it is not there
	from  int    // line behind the label
}

// firstPage returns the first of lines [0, to) that is a label by its form alone, which
// is below all that stands above the body; to if there is none.
func (r *reading) firstPage(to int) int {
	for i := r.Next(0, to); i < to; i = r.Next(i+1, to) {
		if l, ok := cue.ReadLabel(r.Text(i)); ok && l.Title == "" && !l.Stopped && !l.Alone && !strings.Contains(r.Lines[i], "\t") {
			return i
		}
	}
	return to
}

// An attachedPage is an attachment as it was found.
type attachedPage struct {
	document.Attachment
	item  int // index of its name in the list; -1 if it is not there
	line  int
	title []placed
	under []int // lines of the 题注
	page  page
}

// attachments reads the text without a label below line tail, of which more may begin other papers, then the
// pages, up to line end.
func (r *reading) attachments(n *document.Document, tail, end int, pages []page, more [][2]int) {
	first := end
	if len(pages) > 0 {
		first = pages[0].label
	}
	more = slices.DeleteFunc(more, func(t [2]int) bool { return t[0] <= r.Next(tail, first) || t[1] >= first })
	next := first
	if len(more) > 0 {
		next = more[0][0]
	}
	printed := r.printed(n, tail, next)
	claimed := make([]bool, len(r.list.items))
	var found []attachedPage
	for k, p := range pages {
		to := end
		if k+1 < len(pages) {
			to = pages[k+1].label
		}
		found = append(found, r.attachment(p, to, claimed))
	}
	for i, item := range r.list.items {
		if !claimed[i] {
			found = append(found, attachedPage{Attachment: document.Attachment{Title: item, Apart: true}, item: i})
			at := r.list.pieces[i][0]
			r.Say("RD007", report.Position{Line: at.line + 1, Column: r.columnOf(at)}, item)
			if len(pages) == 0 { // they are files of their own
				r.Findings[len(r.Findings)-1].Severity = report.Hint
			}
		}
	}
	slices.SortStableFunc(found, func(a, b attachedPage) int { return order(a) - order(b) })
	if printed != nil {
		n.Attachments = append(n.Attachments, *printed)
	}
	for k, t := range more {
		to := first
		if k+1 < len(more) {
			to = more[k+1][0]
		}
		n.Attachments = append(n.Attachments, r.printedNext(t, to, len(n.Attachments)))
	}
	for i, a := range found {
		label := a.Label
		a.Label = ""
		switch {
		case label != "" && label != a.PageLabel(i, len(found)):
			a.Label = label
		case label == "" && a.line > 0:
			r.Note("RD009", a.line-1, r.Text(a.line-1))
		}
		part := fmt.Sprintf("attachments[%d].", len(n.Attachments))
		r.place(part+"title", a.title...)
		a.Adopted = r.adopted(part+"adopted", a.under)
		switch line := a.page.label; {
		case a.page.title != "":
			r.wrote(part+"label", r.Text(line))
			r.place(part+"label", placed{line, r.Text(line)})
			r.Note("RD010", line, strings.TrimSuffix(r.Text(line), a.page.title))
		case a.Label != "":
			r.place(part+"label", placed{line, a.Label})
		}
		if a.item >= 0 {
			if pieces, text := r.list.written(a.item); text != "" {
				r.wrote(part+"listed", text)
				r.place(part+"listed", pieces...)
			} else {
				r.place(part+"listed", r.list.pieces[a.item]...)
			}
			if len(a.title) == 0 {
				r.place(part+"title", r.list.pieces[a.item]...)
			}
		}
		n.Attachments = append(n.Attachments, a.Attachment)
	}
}

func order(a attachedPage) int {
	if a.item < 0 {
		return 1 << 20 // behind those that are listed
	}
	return a.item
}

// attachment reads the attachment that begins at p and ends before line to.
func (r *reading) attachment(p page, to int, claimed []bool) attachedPage {
	a := attachedPage{item: -1, line: p.label + 1, page: p}
	a.Label = p.text
	from := p.from
	// The title: as many lines as make a name in the list.
	joined := han.Squeeze(p.title)
	find := func() bool {
		for j, item := range r.list.items {
			if !claimed[j] && cue.NameKey(item) == cue.NameKey(joined) && joined != "" {
				a.item = j
			}
		}
		return a.item >= 0
	}
	i := from
	for k := 0; !find() && k < 4; k++ {
		if i = r.Next(i, to); i == to {
			break
		}
		joined += han.Squeeze(r.Lines[i])
		i++
	}
	var lines []int
	switch {
	case a.item >= 0:
		lines = r.Between(from, i)
	case p.title == "":
		lines = r.titleLines(from, to)
	}
	if p.title != "" {
		a.title = append(a.title, placed{p.label, p.title})
	}
	a.title = append(a.title, r.stretches(lines)...)
	for _, t := range a.title {
		a.Title += cue.CloseUp(t.text)
	}
	from = max(from, lastOf(lines)+1)
	if a.item < 0 {
		a.item = itemOf(p.text, claimed)
	}
	if a.item >= 0 {
		claimed[a.item] = true
		if item := r.list.items[a.item]; han.Squeeze(item) != han.Squeeze(a.Title) {
			a.Listed = item
		}
	} else if r.Next(0, p.label) < p.label { // else it was sent alone
		r.Note("RD008", p.label, a.Title)
		if r.named[han.Squeeze(a.Title)] > 0 { // by the text that is printed
			r.Findings[len(r.Findings)-1].Severity = report.Hint
		}
	}
	a.under = r.adoptedBelow(from, to)
	a.Body = r.body(max(from, lastOf(a.under)+1), to)
	return a
}

// itemOf returns the name in the list that a label's number tells, or the only
// one that is left, or -1.
func itemOf(label string, claimed []bool) int {
	if l, ok := cue.ReadLabel(label); ok && l.Numbered {
		if n := l.Number; n >= 1 && n <= len(claimed) && !claimed[n-1] {
			return n - 1
		}
		return -1
	}
	if len(claimed) == 1 && !claimed[0] {
		return 0
	}
	return -1
}

// titleLines returns the lines at the front of [from, to) that are the title of
// an attachment: up to its kind, else one.
func (r *reading) titleLines(from, to int) []int {
	const most = 4
	var lines []int
	for i := r.Next(from, to); i < to && len(lines) < most && r.isTitle(i) && !cue.IsRecipients(r.Text(i)) && (len(lines) == 0 || i == lastOf(lines)+1); i = r.Next(i+1, to) {
		lines = append(lines, i)
	}
	return lines[:max(r.titleEnd(lines), min(1, len(lines)))]
}

// isTitle reports whether line i can be the title of an attachment.
func (r *reading) isTitle(i int) bool {
	s := r.Text(i)
	if m, ok := passage.ReadMark(s); ok && m.Doubt == passage.Sure {
		return false
	}
	if name, ok := cue.Colonless(s); ok && cue.FullName.MatchString(name) && !cue.AreRecipients(name) {
		s = name // 比赛项目表：
	}
	return !r.isBody(s, i, i+1)
}

// headsContents reports whether line i stands above the contents of a paper, below its cover.
func (r *reading) headsContents(i int) bool { return han.Squeeze(r.Lines[i]) == "目录" }

// printed reads the text without a label in lines [from, to): what the
// document prints or forwards, or else text that is put below the body.
func (r *reading) printed(n *document.Document, from, to int) *document.Attachment {
	i := r.Next(from, to)
	if i == to {
		return nil
	}
	var lines []int
	for j := i; j < to && len(lines) < 6 && r.isTitle(j) && !(len(lines) > 0 && r.headsContents(j)) && !cue.IsRecipients(r.Text(j)); j = r.Next(j+1, to) {
		lines = append(lines, j)
	}
	if len(r.adoptedBelow(i, to)) > 0 {
		lines = nil // its title stands above the document alone
	}
	k := r.namedIn(n, lines)
	if k > 0 && k < len(lines) && cue.IsOrgan(r.Text(lines[k-1])) {
		k = 0 // whose paper it is stands above its title
	}
	if k > 0 && k < len(lines) && document.KindOf(r.Join(lines[:k], "")) == "" && r.titleEnd(lines) == k+1 {
		k++ // the document names it otherwise than it is called, but for its first line
	}
	if k == 0 && !(len(lines) > 0 && cue.Chapter.MatchString(r.Text(lines[0]))) {
		k = r.titleEnd(lines)
	}
	few := k == 0 && !cue.Printing.MatchString(n.Title) && r.remarks(i, to)
	if k == 0 && r.Framed && (few || r.allFrame(i, to)) {
		for _, i := range r.Between(i, to) {
			if !few || !r.ofText(i) {
				r.Drop("RD001", i)
			}
		}
	}
	if few || r.Next(i, to) == to {
		r.moved(n, from, to)
		return nil
	}
	if k == 0 && len(lines) > 0 && !cue.Chapter.MatchString(r.Text(i)) {
		k = len(r.titleLines(i, to))
	}
	a := &document.Attachment{Printed: true}
	if k > 0 {
		from = lines[k-1] + 1
		for j := range k {
			if j > 0 {
				a.Title += "\n"
			}
			a.Title += cue.CloseUp(r.Text(lines[j]))
		}
		r.place("attachments[0].title", r.stretches(lines[:k])...)
	}
	if k == 0 {
		a.Title = either(issued(n.Title) != "", issued(n.Title), r.prints)
	}
	under := r.adoptedBelow(from, to)
	a.Adopted = r.adopted("attachments[0].adopted", under)
	a.Body = r.body(max(from, lastOf(under)+1), to)
	return a
}

// printedNext reads the k-th attachment, a paper that the document prints behind another: its title
// stands on the lines of t, the rest up to line to.
func (r *reading) printedNext(t [2]int, to, k int) document.Attachment {
	a := document.Attachment{Printed: true}
	lines := r.Between(t[0], t[1])
	for j, i := range lines {
		if j > 0 {
			a.Title += "\n"
		}
		a.Title += cue.CloseUp(r.Text(i))
	}
	part := fmt.Sprintf("attachments[%d].", k)
	r.place(part+"title", r.stretches(lines)...)
	under := r.adoptedBelow(t[1], to)
	a.Adopted = r.adopted(part+"adopted", under)
	a.Body = r.body(max(t[1], lastOf(under)+1), to)
	return a
}

// issued returns the only name in 《》 of what a title issues; "" if it issues none.
func issued(title string) string {
	title = han.Squeeze(title)
	_, of, ok := strings.Cut(title, "关于")
	g := issuedName.FindStringSubmatch(of)
	if !ok || g == nil || strings.Count(title, "《") != 1 {
		return ""
	}
	return g[1]
}

var issuedName = regexp.MustCompile(`^(?:印发|公布|发布|颁发|下发)《([^《》]+)》的通知$`)

// namedIn returns how many of the lines are a title that the title of n or the
// first words of its body name; 0 if none are.
func (r *reading) namedIn(n *document.Document, lines []int) int {
	const some = 300
	text := han.Squeeze(n.Title)
	if len(n.Body) > 0 {
		if p, ok := n.Body[0].(*document.Paragraph); ok {
			text += "\n" + string([]rune(han.Squeeze(p.Text))[:min(some, utf8.RuneCountInString(han.Squeeze(p.Text)))])
		}
	}
	joined, named := "", 0
	for k, i := range lines {
		joined += han.Squeeze(r.Text(i))
		if utf8.RuneCountInString(joined) >= 6 && strings.Contains(text, joined) {
			named = k + 1
		}
	}
	return named
}

// maxMoved is the number of lines up to which text below a date goes to the end of the
// body; more are what the document prints.
const maxMoved = 5

// allFrame reports whether lines [from, to), behind a date, can all be of the web page:
// what is short and neither marked nor a sentence.
func (r *reading) allFrame(from, to int) bool {
	return !slices.ContainsFunc(r.Between(from, to), func(i int) bool {
		s := r.Text(i)
		_, marked := passage.ReadMark(s)
		return !shell.MayBeFrame(r.Draft, i) && (marked || r.ofText(i) || strings.ContainsAny(r.Lines[i], "\t。；") || utf8.RuneCountInString(s) > cue.MaxTitleLine)
	})
}

// ofText reports whether line i, behind the date of a document that a page has, is of the
// document: a note that says so, or about an attachment.
func (r *reading) ofText(i int) bool {
	s := r.Text(i)
	return remark.MatchString(s) || strings.Contains(s, "附件") || cue.NoteLine.MatchString(s)
}

var remark = regexp.MustCompile(`^[（(*※]?\s*(?:附?注|备注|说明|特别提醒|温馨提示|提示)\s*\d?[：:]`)

// remarks reports whether lines [from, to) are what stands below a date besides
// attachments: a contact, 主题词, a few lines of text.
func (r *reading) remarks(from, to int) bool {
	lines := r.Between(from, to)
	if len(lines) > maxMoved {
		return false
	}
	for _, i := range lines {
		m, marked := passage.ReadMark(r.Text(i))
		if strings.Contains(r.Lines[i], "\t") || marked && m.Level == 1 {
			return false
		}
	}
	return true
}
