package plain

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	organAndDay = han.Compile(`^(.*?\S)\s+(\d{4}\s*年.*日)$`)
	noteLine    = regexp.MustCompile(`^[（(](.+)[）)]$`)
	printedLine = han.Compile(`^(.*?)\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*印发$`)
)

// readDate reads a line that is a date and nothing else; false if it is not. A
// day such as 4月31日 or 5月32日 is what the author wrote: that it does not exist is for
// the rules to say.
func readDate(s string) (calendar.Date, bool) {
	days, ok := calendar.ReadDays(s)
	alone := ok && days.Style == calendar.Chinese && days.From == days.To && !days.Weekday && !days.Hours
	return days.From, alone && strings.HasSuffix(strings.TrimSpace(s), "日") && days.From.Year > 0 && days.From.Month > 0 && days.From.Day > 0
}

func isDateLine(s string) bool {
	_, ok := readDate(s)
	return ok
}

// A signed is the place of the date below the body.
type signed struct {
	line  int    // -1: there is none
	organ string // name in front of the date, on the same line
	date  calendar.Date
}

// signed finds the line with the date of the document: one with a name or the
// attachment list above it, else the last if nothing but a note follows.
func (r *reading) signed(from, to int) signed {
	last, above := signed{line: -1}, ""
	for i := r.next(from, to); i < to; i = r.next(i+1, to) {
		s := r.text(i)
		at := signed{line: i}
		if g := organAndDay.FindStringSubmatch(s); g != nil && isOrgan(g[1]) {
			at.organ, s = g[1], g[2]
		}
		if date, ok := readDate(s); ok && !strings.Contains(r.lines[i], "\t") {
			at.date = date
			if at.organ != "" || isPartOfName(above) || (itemLine.MatchString(above) || listLine.MatchString(above)) && !ended(above) {
				return at
			}
			last = at
		}
		above = r.text(i)
	}
	if last.line >= 0 {
		i := r.next(last.line+1, to)
		if i < to && noteLine.MatchString(r.text(i)) {
			i = r.next(i+1, to)
		}
		if i < to {
			last.line = -1
		}
	}
	return last
}

// back reads what stands below the body in lines [from, to): the list of
// attachments, the signature and the note, and with them the body. It returns
// the line from which unlabelled attachments may stand.
func (r *reading) back(n *document.Document, from, to int) int {
	sign := r.signed(from, to)
	end := to // of the body and all that stands above the date
	tail := to
	if sign.line >= 0 {
		end, tail = sign.line, sign.line+1
	}
	l := r.findList(from, end)
	if l.from < 0 && tail < to {
		if below := r.findList(tail, to); below.from >= 0 && below.from == r.next(tail, to) {
			l, tail = below, below.next
		}
	}
	r.list = l
	if l.mark != "附件：" {
		n.AttachmentMark = l.mark
	}
	inBody := l.from >= 0 && l.from < end
	names := from // where the signature may begin
	if inBody {
		names = l.next
		if sign.line < 0 {
			end = r.bare(l.next, to)
			tail = end
		}
	}
	first := r.signature(n, names, end, sign, inBody)
	if inBody {
		n.Body = r.body(from, l.from)
		r.moved(n, l.next, first)
	} else {
		n.Body = r.body(from, first)
	}
	return r.annotation(n, tail, to)
}

// moved adds lines [from, to) to the end of the body, where they did not stand.
func (r *reading) moved(n *document.Document, from, to int) {
	if i := r.next(from, to); i < to {
		r.note("RD011", i, r.text(i))
		n.Body = append(n.Body, r.body(from, to)...)
	}
}

// annotation reads the note below the date and returns the line behind it.
func (r *reading) annotation(n *document.Document, from, to int) int {
	i := r.next(from, to)
	if i == to {
		return to
	}
	s := r.text(i)
	g := noteLine.FindStringSubmatch(s)
	if g == nil || strings.Contains(r.lines[i], "\t") || !balanced(g[1]) {
		return from
	}
	n.Note = g[1]
	r.place("note", placed{i, g[1]})
	if s != "（"+g[1]+"）" {
		r.note("RD010", i, s)
	}
	return i + 1
}

// balanced reports whether every bracket in s is opened before it is closed.
func balanced(s string) bool {
	open := 0
	for _, c := range s {
		switch c {
		case '（', '(':
			open++
		case '）', ')':
			open--
		}
		if open < 0 {
			return false
		}
	}
	return open == 0
}

// signature reads the names above the date, which ends lines [from, to), and
// the date. It returns the first line that belongs to it. Below an attachment
// list all that can be a name is one; below text only what is surely one.
func (r *reading) signature(n *document.Document, from, to int, sign signed, below bool) int {
	known := map[string]bool{}
	if n.Head != nil {
		for _, o := range n.Head.Organs {
			known[han.Squeeze(o.Name)] = true
		}
	}
	var lines []nameLine
	first := to
	for i := to - 1; i >= from && len(lines) < 60; i-- {
		s := r.text(i)
		if s == "" {
			continue
		}
		if !r.mayBeName(s, i) {
			break
		}
		lines = append([]nameLine{{i, s}}, lines...)
	}
	if sign.line < 0 && !below {
		// Without date and list only an organ that the document names is sure.
		for len(lines) > 0 && !known[han.Squeeze(lines[0].text)] && !strings.HasPrefix(han.Squeeze(n.Title), han.Squeeze(lines[0].text)) {
			lines = lines[1:]
		}
	}
	names := r.names(lines, known)
	for len(names) > 0 && !isOrgan(names[0].text) && !below {
		names = names[1:]
	}
	if sign.line < 0 {
		for _, o := range names {
			if !isOrgan(o.text) {
				return to
			}
		}
	}
	if len(names) > 0 {
		first = names[0].line
	}
	if sign.organ != "" {
		names = append(names, r.names([]nameLine{{sign.line, sign.organ}}, known)...)
	}
	if len(names) == 0 && sign.line < 0 {
		return to
	}
	s := &document.Signature{Date: sign.date}
	for _, o := range names {
		s.Organs = append(s.Organs, document.Organ{Name: o.text})
	}
	if sign.line >= 0 {
		day := strings.TrimSpace(strings.TrimPrefix(r.text(sign.line), sign.organ))
		r.place("signature.date", placed{sign.line, day})
		written := han.Squeeze(day)
		if written != sign.date.String() {
			r.note("RD010", sign.line, written)
		}
	}
	if len(names) > 0 {
		r.place("signature", placed{names[0].line, names[0].text})
	}
	n.Signature = s
	return first
}

// mayBeName reports whether line i, which reads s, can be one or more names.
func (r *reading) mayBeName(s string, i int) bool {
	if strings.Contains(r.lines[i], "\t") {
		return false
	}
	if _, marked := ReadMark(s); marked {
		return false
	}
	return isPartOfName(s)
}

// A nameLine is a name, or a line that holds names or a piece of one.
type nameLine struct {
	line int
	text string
}

// names makes names of organs out of lines: several on one line are parted,
// those that broke are joined. Known names help.
func (r *reading) names(lines []nameLine, known map[string]bool) []nameLine {
	var out []nameLine
	for i := 0; i < len(lines); {
		if several := splitNames(lines[i].text); len(several) > 0 {
			r.note("RD006", lines[i].line, lines[i].text)
			for _, s := range several {
				out = append(out, nameLine{lines[i].line, s})
			}
			i++
			continue
		}
		k := wholeName(lines[i:], known)
		name := ""
		for _, l := range lines[i : i+k] {
			name += han.Squeeze(l.text)
		}
		if k > 1 {
			r.note("RD006", lines[i].line, name)
		}
		out = append(out, nameLine{lines[i].line, name})
		i += k
	}
	return out
}

// wholeName returns how many of the lines make the first name.
func wholeName(lines []nameLine, known map[string]bool) int {
	const most = 6
	joined, whole := "", 0
	for k := 0; k < min(len(lines), most); k++ {
		joined += han.Squeeze(lines[k].text)
		if known[joined] {
			whole = k + 1
		}
	}
	if whole > 0 {
		return whole
	}
	joined = ""
	for k := 0; k < min(len(lines), most); k++ {
		if k > 0 && lines[k].line != lines[k-1].line+1 {
			break
		}
		joined += han.Squeeze(lines[k].text)
		if isOrgan(joined) {
			return k + 1
		}
	}
	return 1
}

// splitNames returns the names on a line that holds several, else nothing.
func splitNames(s string) []string {
	fields := strings.Fields(s)
	if len(fields) < 2 {
		return nil
	}
	for _, f := range fields {
		if utf8.RuneCountInString(f) < 3 || !isOrgan(f) {
			return nil
		}
	}
	return fields
}

// imprint reads the imprint that ends lines [0, to) and returns where it begins.
func (r *reading) imprint(n *document.Document, to int) int {
	last := to - 1
	for last >= 0 && r.text(last) == "" {
		last--
	}
	if last < 0 {
		return to
	}
	m := &document.Imprint{}
	end := last + 1 // of 抄送
	if g := printedLine.FindStringSubmatch(r.text(last)); g != nil {
		date, ok := readDate(g[2])
		if !ok {
			return to
		}
		m.Office, m.Date, end = han.Squeeze(g[1]), date, last
		r.place("imprint.date", placed{last, g[2]})
		if written := han.Squeeze(g[2]); written != date.String() {
			r.note("RD010", last, written)
		}
	}
	first := end
	for i := end - 1; i >= max(0, end-12); i-- {
		label, rest, ok := cutLabel(r.text(i))
		if !ok || rest == "" {
			continue
		}
		if label == "抄送" && m.CopyTo != "" {
			break
		}
		var text strings.Builder
		text.WriteString(rest)
		for j := i + 1; j < first; j++ {
			text.WriteString(r.text(j))
		}
		if label == "抄送" {
			pieces := r.stretches(r.between(i, first))
			pieces[0].text = rest
			r.place("imprint.copyTo", pieces...)
			m.CopyTo, first = text.String(), i
			continue
		}
		m.To, first = text.String(), i
		break
	}
	if m.Date.IsZero() && first == end {
		return to
	}
	n.Imprint = m
	return first
}

// cutLabel cuts 抄送： or 主送： from s.
func cutLabel(s string) (label, rest string, ok bool) {
	for _, label := range []string{"抄送", "主送"} {
		rest, ok := strings.CutPrefix(s, label)
		if !ok {
			continue
		}
		if text, ok := strings.CutPrefix(rest, "："); ok {
			return label, strings.TrimSpace(text), true
		}
		if text, ok := strings.CutPrefix(rest, ":"); ok {
			return label, strings.TrimSpace(text), true
		}
	}
	return "", "", false
}
