package plain

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A page is where an attachment begins.
type page struct {
	label int    // line with its label
	text  string // the label as written, without blanks; "" if there is none
	title string // what stands behind it on the same line
	from  int    // line behind the label
}

// labels finds the attachments in lines [0, to) that begin with a label. With a
// colon or a title on the same line it is one only below the date or the list.
func (r *reading) labels(to int) {
	below, signed, listed := false, false, false
	above := ""                // the line above
	names := map[string]bool{} // in the lists above
	r.listed = map[string]bool{}
	for i := range to {
		s := han.Squeeze(r.lines[i])
		if s == "" || len(s) > 300 || strings.Contains(r.lines[i], "\t") {
			continue
		}
		p := page{label: i, from: i + 1}
		if g := cue.LabelLine.FindStringSubmatch(s); g != nil {
			if g[2] != "" && strings.Contains(".．、", g[4]) {
				g[4] = ""
			}
			switch {
			case g[1] == "":
				p.text = when(below && (g[4] == "" || signed), s)
			case g[4] == "" || g[2] != "" && below:
				p.text = s
			case g[2] == "":
				p.text = when(signed && (listed || r.opensPage(i+1, to)), s)
			}
		} else if g := cue.TitledLabel.FindStringSubmatch(r.text(i)); g != nil && below {
			name := cue.Unended(han.Squeeze(g[4]))
			if names[name] && !r.labelBelow(i+1, to) || signed && r.mayTitle(g) && r.opensPage(i+1, to) {
				p.text, p.title = han.Squeeze(g[1]), g[4]
			}
		}
		if p.text != "" {
			r.pages = append(r.pages, p)
			below = true
			continue
		}
		_, day := r.day(i, above)
		signed = signed || day
		above = r.text(i)
		list := cue.ListLine.MatchString(s) || cue.EachLine.MatchString(s)
		listed = listed || list
		below = below || signed || list
		if name := cue.ListedName(s); name != "" && (list || listed) {
			names[cue.Unended(name)] = true
			r.listed[cue.Unended(name)] = list || name != s || r.listed[cue.Unended(name)]
		}
	}
}

func when(is bool, s string) string {
	if is {
		return s
	}
	return ""
}

// dayLine returns the day on line i and whether an organ stands in front of it.
func (r *reading) dayLine(i int) (string, bool) {
	g := cue.OrganAndDay.FindStringSubmatch(r.text(i))
	if g == nil || !cue.IsOrgan(g[1]) {
		return "", false
	}
	return g[2], true
}

// mayTitle reports whether what stands behind a label on its line can be the
// title of an attachment although no list has it.
func (r *reading) mayTitle(g []string) bool {
	_, _, number := cue.ReadItem(g[4])
	return number == 0 && utf8.RuneCountInString(g[4]) <= cue.MaxTitleLine && !cue.Ended(g[4]) && !strings.ContainsAny(g[4], "，。；") &&
		(strings.TrimSpace(g[3]) != "" || document.KindOf(g[4]) != "")
}

// opensPage reports whether an attachment stands in lines [from, to), not a
// list of names: more than one line, and no label or number on the first.
func (r *reading) opensPage(from, to int) bool {
	first := r.next(from, to)
	if first == to {
		return false
	}
	s := r.text(first)
	_, _, number := cue.ReadItem(s)
	return number != 1 && !cue.IsOrgan(s) && !cue.IsDateLine(s) && !cue.TitledLabel.MatchString(s) && !cue.LabelLine.MatchString(han.Squeeze(s)) && (strings.Contains(r.lines[first], "\t") || cue.Ended(s) || len(strings.Fields(s)) > 2 || r.next(first+1, to) < to)
}

// labelBelow reports whether the first line in [from, to) is the label of a page.
func (r *reading) labelBelow(from, to int) bool {
	first := r.next(from, to)
	return first < to && cue.LabelLine.MatchString(han.Squeeze(r.lines[first]))
}

// bare returns the first line in [from, to) that is a name in the list.
func (r *reading) bare(from, to int) int {
	for i := from; i < to; i++ {
		if s := r.text(i); s != "" && r.list.has(s) {
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
	page  page
}

// attachments reads the attachments: those without a label in lines
// [tail, first label), then those with one, up to line end.
func (r *reading) attachments(n *document.Document, tail, end int) {
	first := end
	if len(r.pages) > 0 {
		first = r.pages[0].label
	}
	var pages []page
	starts := r.bare(tail, first)
	printed := r.printed(n, tail, starts)
	for i := starts; i < first; {
		pages = append(pages, page{label: i, from: i})
		i = r.bare(i+1, first)
	}
	pages = append(pages, r.pages...)

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
			r.say("RD007", report.Position{Line: at.line + 1, Column: r.columnOf(at)}, item)
			if len(pages) == 0 { // they are files of their own
				r.findings[len(r.findings)-1].Severity = report.Hint
			}
		}
	}
	slices.SortStableFunc(found, func(a, b attachedPage) int { return order(a) - order(b) })
	if printed != nil {
		n.Attachments = append(n.Attachments, *printed)
	}
	for i, a := range found {
		label := a.Label
		a.Label = ""
		switch {
		case label != "" && label != a.PageLabel(i, len(found)):
			a.Label = label
		case label == "" && a.line > 0:
			r.note("RD009", a.line-1, r.text(a.line-1))
		}
		part := fmt.Sprintf("attachments[%d].", len(n.Attachments))
		r.place(part+"title", a.title...)
		switch line := a.page.label; {
		case a.page.title != "":
			r.wrote(part+"label", r.text(line))
			r.place(part+"label", placed{line, r.text(line)})
			r.note("RD010", line, strings.TrimSuffix(r.text(line), a.page.title))
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
			if !claimed[j] && cue.Unended(han.Squeeze(item)) == cue.Unended(joined) && joined != "" {
				a.item = j
			}
		}
		return a.item >= 0
	}
	i := from
	for k := 0; !find() && k < 4; k++ {
		if i = r.next(i, to); i == to {
			break
		}
		joined += han.Squeeze(r.lines[i])
		i++
	}
	var lines []int
	switch {
	case a.item >= 0:
		lines = r.between(from, i)
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
	} else if r.next(0, p.label) < p.label { // else it was sent alone
		r.note("RD008", p.label, a.Title)
		if r.listed[han.Squeeze(a.Title)] { // by the text that is printed
			r.findings[len(r.findings)-1].Severity = report.Hint
		}
	}
	a.Body = r.body(from, to)
	return a
}

// itemOf returns the name in the list that a label's number tells, or the only
// one that is left, or -1.
func itemOf(label string, claimed []bool) int {
	if g := cue.LabelLine.FindStringSubmatch(label); g != nil && g[2] != "" {
		n, ok := han.ParseNumeral(g[2])
		if !ok {
			n = han.ParseDigits(g[2])
		}
		if n >= 1 && n <= len(claimed) && !claimed[n-1] {
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
	for i := r.next(from, to); i < to && len(lines) < most && r.isTitle(i) && !cue.IsRecipients(r.text(i)) && (len(lines) == 0 || i == lastOf(lines)+1); i = r.next(i+1, to) {
		lines = append(lines, i)
	}
	return lines[:max(r.titleEnd(lines), min(1, len(lines)))]
}

// isTitle reports whether line i can be the title of an attachment.
func (r *reading) isTitle(i int) bool {
	s := r.text(i)
	if m, ok := passage.ReadMark(s); ok && m.Doubt == passage.Sure {
		return false
	}
	return !r.isBody(s, i, i+1)
}

// printed reads the text without a label in lines [from, to): what the
// document prints or forwards, or else text that is put below the body.
func (r *reading) printed(n *document.Document, from, to int) *document.Attachment {
	i := r.next(from, to)
	if i == to {
		return nil
	}
	var lines []int
	for j := i; j < to && len(lines) < 6 && r.isTitle(j) && !cue.IsRecipients(r.text(j)); j = r.next(j+1, to) {
		lines = append(lines, j)
	}
	k := r.namedIn(n, lines)
	if k == 0 {
		k = r.titleEnd(lines)
	}
	if k == 0 && !cue.Printing.MatchString(n.Title) && r.remarks(i, to) {
		r.moved(n, from, to)
		return nil
	}
	if k == 0 {
		k = len(r.titleLines(i, to))
	}
	a := &document.Attachment{Printed: true}
	if k > 0 {
		from = lines[k-1] + 1
		for j := range k {
			if j > 0 {
				a.Title += "\n"
			}
			a.Title += cue.CloseUp(r.text(lines[j]))
		}
		r.place("attachments[0].title", r.stretches(lines[:k])...)
	}
	a.Body = r.body(from, to)
	return a
}

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
		joined += han.Squeeze(r.text(i))
		if utf8.RuneCountInString(joined) >= 6 && strings.Contains(text, joined) {
			named = k + 1
		}
	}
	return named
}

// remarks reports whether lines [from, to) are what stands below a date besides
// attachments: a contact, 主题词, a few lines of text.
func (r *reading) remarks(from, to int) bool {
	lines := r.between(from, to)
	if len(lines) > maxMoved {
		return false
	}
	for _, i := range lines {
		m, marked := passage.ReadMark(r.text(i))
		if strings.Contains(r.lines[i], "\t") || marked && m.Level == 1 {
			return false
		}
	}
	return true
}
