package plain

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// dated records where a date stands, and how it was written if not as it prints.
func (r *reading) dated(part string, line int, text string, date calendar.Date) {
	r.place(part, placed{line, text})
	if han.Squeeze(text) != date.String() {
		r.wrote(part, text)
		r.Note("RD010", line, text)
	}
}

// back reads what stands below the body in lines [from, to): the list of
// attachments, the signature and the note, and with them the body. It returns
// the line from which unlabelled attachments may stand.
func (r *reading) back(n *document.Document, from, to int, f foot) int {
	sign, l := f.sign, f.list
	end, tail := to, to // of the body and all that stands above the date
	if sign.line >= 0 {
		end, tail = sign.line, max(sign.line, sign.below)+1
	} else if i := r.Last(to); i >= from && (cue.ClosingNote.MatchString(r.Text(i)) || n.Kind.Statutory() && cue.Adopted.MatchString(han.Squeeze(r.Text(i)))) {
		end, tail = i, i
	}
	if f.paper >= 0 && f.paper < to && sign.line < 0 {
		end, tail = f.paper, f.paper
	}
	r.list = l
	if l.mark != "附件：" && l.from >= 0 {
		n.AttachmentMark = l.mark
		r.place("listMark", placed{l.from, l.mark})
	}
	for _, t := range l.told {
		r.Note(t.rule, t.line, t.found)
	}
	inBody := l.from >= 0 && l.from < end
	names := from // where the signature may begin
	if inBody {
		names = l.next
	}
	first := end
	if above := n.Signature; above == nil {
		first = r.signature(n, names, end, sign, inBody)
	} else if len(above.Organs) == 0 && sign.line < 0 { // its day stands below the title
		if first = r.signature(n, names, end, sign, inBody); n.Signature != above {
			n.Signature.Date = above.Date
		}
	}
	for _, i := range r.strays {
		n.Body = append(n.Body, r.body(i, i+1)...)
	}
	if inBody {
		n.Body = append(n.Body, r.body(from, l.from)...)
		r.moved(n, l.next, first)
	} else {
		n.Body = append(n.Body, r.body(from, first)...)
	}
	if l.from >= tail {
		r.annotation(n, tail, l.from)
		tail = l.next
	}
	return r.annotation(n, tail, to)
}

// moved adds lines [from, to) to the end of the body, where they did not stand.
func (r *reading) moved(n *document.Document, from, to int) {
	for _, i := range r.Between(from, to) {
		r.Note("RD011", i, r.Text(i))
	}
	n.Body = append(n.Body, r.body(from, to)...)
}

// annotation reads the notes below the date and returns the line behind them.
func (r *reading) annotation(n *document.Document, from, to int) int {
	const most = 8
	for range most {
		i := r.Next(from, to)
		if i == to {
			return to
		}
		s := r.Text(i)
		if !r.isNote(i) {
			return from
		}
		g := cue.NoteLine.FindStringSubmatch(s)
		if g == nil {
			r.addNote(n, i, s)
			r.Note("RD016", i, s)
			from = i + 1
			continue
		}
		if s != "（"+g[1]+"）" || n.Note != "" {
			r.Note("RD010", i, s)
		}
		if s == "（"+g[1]+"）" || n.Note != "" {
			r.addNote(n, i, g[1])
		} else {
			n.Note = g[1]
			r.wrote("note", s)
			r.place("note", placed{i, s})
		}
		from = i + 1
	}
	return from
}

// isNote reports whether line i, below a date, can be nothing but a note: one in brackets,
// or whom to ask.
func (r *reading) isNote(i int) bool {
	const longest = 600 // bytes
	s := r.Text(i)
	if len(s) > longest || strings.Contains(r.Lines[i], "\t") {
		return false
	}
	if g := cue.NoteLine.FindStringSubmatch(s); g != nil {
		return cue.Balanced(g[1])
	}
	return cue.RemarkLine.MatchString(s) || cue.MarginOf(s) == cue.RemarkMark
}

// addNote adds text, which stands on line i, to the note.
func (r *reading) addNote(n *document.Document, i int, text string) {
	before := utf8.RuneCountInString(n.Note)
	if before > 0 {
		n.Note += "；"
		before++
		if w := r.parts["note"]; w != "" {
			r.wrote("note", w+"；"+text)
			before = utf8.RuneCountInString(w) + 1
		}
	}
	n.Note += text
	at := placed{i, text}
	r.places = append(r.places, document.Place{Part: "note", From: before, At: report.Position{Line: i + 1, Column: r.columnOf(at)}})
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
	for i := from; i < to; i++ {
		if s := r.Text(i); sign.line >= 0 && (cue.SealRemark.MatchString(s) || cue.ClosingNote.MatchString(s)) && r.Next(i+1, to) == to {
			r.addNote(n, i, strings.Trim(s, "（）()"))
			if r.Note("RD016", i, s); strings.ContainsAny(s, "()") {
				r.Note("RD010", i, s)
			}
			r.Lines[i] = ""
		}
	}
	first := to
	for i := to - 1; i >= from && len(lines) < 60; i-- {
		s := r.Text(i)
		if s == "" {
			continue
		}
		if !r.mayBeName(s, i) {
			break
		}
		if name := cue.Sealed.ReplaceAllString(s, ""); name != s && cue.IsOrgan(name) {
			r.Note("RD010", i, strings.TrimPrefix(s, name))
			s = name
		}
		lines = append([]nameLine{{i, s}}, lines...)
	}
	if sign.line < 0 && !below {
		// Without date and list only an organ that the document names is sure.
		for len(lines) > 0 && !known[han.Squeeze(lines[0].text)] && !strings.HasPrefix(han.Squeeze(n.Title), han.Squeeze(lines[0].text)) && !r.endsAlone(lines, from) {
			lines = lines[1:]
		}
	}
	if len(lines) > 1 && r.headed(lines[0].line, from) {
		lines = lines[1:] // 二、会议地点 / 图书馆明德厅
	}
	named := organsOf(n)
	if last := len(lines) - 1; last > 0 && !below && len(named) == 1 && named[han.Squeeze(lines[last].text)] {
		// What stands above the only organ that is known is one too, or text.
		const least = 4 // characters
		for k := last - 1; k >= 0; k-- {
			if s := han.Squeeze(lines[k].text); !named[s] && (!cue.IsOrgan(s) || utf8.RuneCountInString(s) < least) && len(cue.SplitNames(lines[k].text)) == 0 {
				lines = lines[k+1:]
				break
			}
		}
	}
	names := r.names(lines, known)
	for len(names) > 0 && !cue.IsOrgan(names[0].text) && !below && !(sign.line >= 0 && (r.isSigner(names[0].line) || isPerson(n.Kind, names) || r.signsByPlace(names, from, sign.line))) {
		names = names[1:]
	}
	if sign.line < 0 {
		for _, o := range names {
			if !cue.IsOrgan(o.text) {
				return to
			}
		}
	}
	if len(names) > 0 {
		first = names[0].line
	}
	if sign.organ != "" {
		name := cue.Sealed.ReplaceAllString(sign.organ, "")
		if name != sign.organ {
			r.Note("RD010", sign.line, strings.TrimPrefix(sign.organ, name))
		}
		names = append(names, r.names([]nameLine{{sign.line, name}}, known)...)
	}
	if sign.below > 0 {
		first = min(first, sign.line)
		names = append(names, r.names([]nameLine{{sign.below, r.Text(sign.below)}}, known)...)
	}
	if len(names) == 0 && sign.line < 0 {
		return to
	}
	s := &document.Signature{Date: sign.date}
	for _, o := range names {
		s.Organs = append(s.Organs, document.Organ{Name: o.text})
	}
	if sign.line >= 0 {
		day := strings.TrimSpace(strings.TrimPrefix(r.Text(sign.line), sign.organ))
		r.dated("signature.date", sign.line, day, sign.date)
	}
	if len(names) > 0 {
		r.place("signature", placed{names[0].line, names[0].text})
	}
	for i, o := range names {
		r.place("signature.organs["+strconv.Itoa(i)+"]", placed(o))
	}
	n.Signature = s
	return first
}

// headed reports whether a heading that asks for a value stands above line i.
func (r *reading) headed(i, from int) bool {
	const most = 15 // characters
	above := r.Last(i)
	if above < from {
		return false
	}
	s := r.Text(above)
	_, marked := passage.ReadMark(s)
	return marked && utf8.RuneCountInString(s) <= most && !strings.ContainsAny(s, "。！；") && cue.Subject.MatchString(strings.TrimRight(s, "：:"))
}

// isPerson reports whether names are that of one who writes a letter.
func isPerson(k document.Kind, names []nameLine) bool {
	return len(names) == 1 && k.Paper() && !k.Unaddressed() && cue.PersonName.MatchString(names[0].text)
}

// signsByPlace reports whether the only name stands between a text that is at its end and the
// date, and asks for nothing: 校园文明志愿者.
func (r *reading) signsByPlace(names []nameLine, from, day int) bool {
	const least, most = 5, 20 // characters
	name := names[0]
	above, n := r.Last(name.line), utf8.RuneCountInString(name.text)
	if len(names) > 1 || r.Last(day) != name.line || n < least || n > most || above < from || cue.Asks.MatchString(name.text) {
		return false
	}
	return endsSentence(r.Text(above))
}

// endsSentence reports whether a sentence ends s.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "）)”"))
	return strings.ContainsRune("。！!", last)
}

func (r *reading) isSigner(i int) bool { return cue.SignerLine.MatchString(r.Text(i)) }

// listing leads to names that are no signature.
var listing = regexp.MustCompile(`如下|以下|下列|名单|包括`)

// endsAlone reports whether the lines are names of organs with which the text ends, below a
// sentence or last words.
func (r *reading) endsAlone(lines []nameLine, from int) bool {
	const least, shortest, offices = 4, 2, 3 // characters: more than a signature of a person; of one among others
	above := r.Last(lines[0].line)
	shorter := len(lines) >= offices && above >= from && endsSentence(r.Text(above)) && !listing.MatchString(r.Text(above))
	for _, l := range lines {
		if !cue.IsOrgan(l.text) || utf8.RuneCountInString(han.Squeeze(l.text)) < either(shorter, shortest, least) {
			return false
		}
	}
	ended := above >= from && (endsSentence(r.Text(above)) || !cue.Ended(r.Text(above)) && cue.EndsText(r.Text(above)))
	return ended && r.Next(lines[len(lines)-1].line+1, len(r.Lines)) == len(r.Lines)
}

// mayBeName reports whether line i, which reads s, can be one or more names.
func (r *reading) mayBeName(s string, i int) bool {
	if strings.ContainsAny(s, "\t、") {
		return len(cue.SplitNames(s)) > 0 // columns, or names of one house
	}
	if _, marked := passage.ReadMark(s); marked || cue.ArePersons(s) || cue.NoteLine.MatchString(s) && !cue.SealRemark.MatchString(s) {
		return false
	}
	return cue.IsPartOfName(s) || r.isSigner(i)
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
		if r.isSigner(lines[i].line) {
			out = append(out, lines[i])
			i++
			continue
		}
		if several := cue.SplitNames(lines[i].text); len(several) > 0 {
			r.Note("RD006", lines[i].line, lines[i].text)
			if strings.Contains(lines[i].text, "、") {
				r.Note("RD010", lines[i].line, "、")
			}
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
			r.Note("RD006", lines[i].line, name)
		}
		out = append(out, nameLine{lines[i].line, name})
		i += k
	}
	return out
}

// wholeOrgan begins with a place, as what is left of a name that broke does not: 甲市教育局.
var wholeOrgan = regexp.MustCompile(`^\p{Han}{1,5}[省市县州盟旗]\p{Han}{2,}`)

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
		if whole > 0 && !cue.OfSession(joined, lines[k].text) {
			return whole
		}
		if k > 0 && wholeOrgan.MatchString(lines[k].text) && cue.IsOrgan(lines[k].text) {
			break // a name of its own; what stands above is text
		}
		joined += han.Squeeze(lines[k].text)
		if cue.IsOrgan(joined) {
			whole = k + 1
		}
	}
	return max(whole, 1)
}
