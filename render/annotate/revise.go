package annotate

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// A hunk is a stretch of a line that reads otherwise in another line.
type hunk struct {
	from, to int // bytes
	text     string
}

// How far what differs may reach until two lines go on alike, and how many
// characters it takes to tell that they do: what is put right is a mark, a
// blank, a figure.
const (
	reach = 24
	alike = 2
)

// hunks returns in what two lines differ, in steps that are as many as the line
// is long: cell by cell where both have as many. Behind a difference of more than
// reach all is one.
func hunks(was, is string) (all []hunk) {
	if n := strings.Count(was, "\t"); n == 0 || n != strings.Count(is, "\t") {
		return differ(was, is, 0)
	}
	at := 0
	for more := true; more; {
		var a, b string
		a, was, more = strings.Cut(was, "\t")
		b, is, _ = strings.Cut(is, "\t")
		all = append(all, differ(a, b, at)...)
		at += len(a) + len("\t")
	}
	return all
}

// differ returns in what two texts differ, the first of which begins at a byte of
// its line.
func differ(was, is string, at int) (all []hunk) {
	a, b := []rune(was), []rune(is)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			at += utf8.RuneLen(a[i])
			i, j = i+1, j+1
			continue
		}
		di, dj := resume(a[i:], b[j:])
		if di != dj {
			h := hunk{from: at, to: at + len(string(a[i:i+di])), text: string(b[j : j+dj])}
			all = append(all, h)
			at, i, j = h.to, i+di, j+dj
			continue
		}
		for end := i + di; i < end; { // character for character
			n := 1
			for i+n < end && (a[i+n] == b[j+n]) == (a[i] == b[j]) {
				n++
			}
			to := at + len(string(a[i:i+n]))
			if a[i] != b[j] {
				all = append(all, hunk{from: at, to: to, text: string(b[j : j+n])})
			}
			at, i, j = to, i+n, j+n
		}
	}
	return all
}

// resume returns how much to pass over on both sides until they go on alike.
func resume(a, b []rune) (i, j int) {
	for sum := 1; sum <= 2*reach; sum++ {
		for i := max(0, sum-len(b)); i <= min(sum, len(a)); i++ {
			n, j := 0, sum-i
			for n < alike && i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			if n == alike || i+n == len(a) && j+n == len(b) {
				return i, j
			}
		}
	}
	return len(a), len(b)
}

// An edit is a change of a paragraph's text.
type edit struct {
	hunk
	cuts   []cut // what it takes out of the pieces of the paragraph; none: it cannot be made
	line   int
	paired bool // it is about marks that come in pairs
}

// A cut is what an edit takes out of one piece.
type cut struct {
	piece    wordml.Piece
	says     string // what the piece says
	from, to int    // bytes of that
	run      *textRun
	child    int // of the run
}

// A textRun is a run whose text may be changed.
type textRun struct {
	docRange
	open, props, close string // as they stand
	prefix             string
	children           []runChild // but for the properties
	cuts               []runCut   // by place
}

// A runChild is what stands in a run. The text of one whose characters may be
// taken apart is known.
type runChild struct {
	docRange
	text docRange
	at   *cursor // in the text
}

// A runCut is what is taken out of the text of a run's child, and what is put
// there.
type runCut struct {
	docRange
	child int
	text  string
}

// cutsOf returns what a hunk of a line takes out of a paragraph; nil if that does
// not stand in one paragraph in one go.
func cutsOf(h hunk, l wordml.Line) (cuts []cut) {
	if strings.ContainsFunc(h.text, unicode.IsControl) {
		return nil
	}
	best := -1
	for i, s := range l.Stretches {
		if s.From <= h.from && h.to <= s.To && (best < 0 || s.From < h.from) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	s := l.Stretches[best]
	p := s.Paragraph
	from, to := s.Offset+h.from-s.From, s.Offset+h.to-s.From
	pieces := piecesIn(p, from, to)
	if from == to { // behind what stands before, if something does
		pieces = piecesIn(p, max(from-1, 0), max(from, 1))
	}
	at := from
	for _, piece := range pieces {
		if piece.From > at || from == to && piece.To < at {
			return nil // there is something between that is no text
		}
		end := min(to, piece.To)
		cuts = append(cuts, cut{piece: piece, says: p.Text[piece.From:piece.To], from: at - piece.From, to: end - piece.From})
		at = end
	}
	if at < to {
		return nil
	}
	return cuts
}

// settle gives the edits that can be made to their runs.
func settle(edits []*edit, lines []string, data []byte) {
	made := map[*edit][]runCut{}
	for _, e := range edits {
		if cuts := e.inRuns(data); cuts != nil {
			made[e] = cuts
		}
	}
	for len(edits) > 0 { // line by line
		n := 1
		for n < len(edits) && edits[n].line == edits[0].line {
			n++
		}
		together(lines[edits[0].line], edits[:n], made)
		for _, e := range edits[:n] {
			for i, c := range made[e] {
				e.cuts[i].run.cuts = append(e.cuts[i].run.cuts, c)
			}
		}
		edits = edits[n:]
	}
}

// inRuns returns what an edit takes out of the runs that its cuts are in; nil if
// they do not stand side by side.
func (e *edit) inRuns(data []byte) []runCut {
	if len(e.cuts) == 0 {
		return nil
	}
	cuts := make([]runCut, len(e.cuts))
	for i := range e.cuts {
		c := &e.cuts[i]
		if c.run == nil {
			return nil
		}
		if i > 0 {
			if above := e.cuts[i-1].run; above != c.run && !onlyProof(string(data[above.end:c.run.start])) {
				return nil
			}
		}
		child := &c.run.children[c.child]
		if child.at == nil {
			child.at = &cursor{raw: string(data[child.text.start:child.text.end]), says: c.says}
		}
		from, ok1 := child.at.to(c.from)
		to, ok2 := child.at.to(c.to)
		if !ok1 || !ok2 {
			return nil
		}
		cuts[i] = runCut{docRange: docRange{child.text.start + from, child.text.start + to}, child: c.child}
	}
	cuts[0].text = e.text
	return cuts
}

// onlyProof reports whether nothing stands between two runs but marks of the
// spelling checker.
func onlyProof(between string) bool {
	for {
		between = strings.TrimSpace(between)
		if between == "" {
			return true
		}
		end := strings.Index(between, "/>")
		if !strings.HasPrefix(between, "<") || end < 0 {
			return false
		}
		name, _, _ := strings.Cut(between[1:end], " ")
		if _, local, ok := strings.Cut(name, ":"); ok {
			name = local
		}
		if name != "proofErr" {
			return false
		}
		between = between[end+2:]
	}
}

// A cursor goes along a text as it is written, in which characters may be
// entities, and along what it says.
type cursor struct {
	raw, says string
	i, j      int
}

// to goes on to the byte at of what the text says and returns where that stands;
// false if the two part. It goes back only to the beginning.
func (c *cursor) to(at int) (int, bool) {
	if at < c.j {
		c.i, c.j = 0, 0
	}
	for c.j < at {
		switch {
		case c.i == len(c.raw):
			return 0, false
		case c.raw[c.i] == '&':
			n := strings.IndexByte(c.raw[c.i:min(len(c.raw), c.i+16)], ';')
			if n < 0 {
				return 0, false
			}
			_, size := utf8.DecodeRuneInString(c.says[c.j:])
			c.i, c.j = c.i+n+1, c.j+size
		case c.raw[c.i] != c.says[c.j] || c.raw[c.i] == '\r':
			return 0, false
		default:
			c.i, c.j = c.i+1, c.j+1
		}
	}
	return c.i, c.j == at
}

// A surveyor knows at each element of the body what it is in.
type surveyor struct {
	*reviewer
	data  []byte
	open  []string // names of the open elements
	first *docParagraph

	para   *docParagraph // that is open and in no other
	depth  int           // of its children
	plain  bool          // it is in nothing but cells
	kids   []docChild    // of the paragraph, but for its properties
	remark int           // first that has not been placed

	fields int     // that are open
	cuts   []*cut  // those that have not been met
	run    *runNow // that is open, a child of the paragraph
}

// A docChild is a child of a paragraph, and which of its children a comment on it
// reaches from and to: some read what stands within a field as its text.
type docChild struct {
	docRange
	from, to int
}

// A runNow is a run that is being walked.
type runNow struct {
	textRun
	locked bool // it is not ours to change
	isText bool // the open child is text that may be changed
	look   docRange
}

var plainAncestors = []string{"document", "body", "tbl", "tr", "tc"}

func (v *surveyor) start(s *gate.Scanner) {
	name := string(s.Name)
	if len(v.open) == 0 {
		for _, a := range s.Attrs {
			if string(a.Raw) == wordStrict.main {
				v.family = wordStrict
			}
		}
	}
	v.number(s, name)
	switch depth := len(v.open); {
	case v.para == nil && name == "p":
		v.para = &docParagraph{docRange: docRange{start: s.Start}, content: docRange{start: s.End}, prefix: string(s.Prefix), empty: s.Empty}
		v.depth, v.kids = depth+1, v.kids[:0]
		v.plain = !slices.ContainsFunc(v.open, func(e string) bool { return !slices.Contains(plainAncestors, e) })
	case v.para == nil:
	case depth == v.depth && name != "pPr":
		kid := docChild{docRange: docRange{start: s.Start}, from: len(v.kids), to: -1}
		if v.fields > 0 && len(v.kids) > 0 {
			kid.from = v.kids[len(v.kids)-1].from
		}
		v.kids = append(v.kids, kid)
		if name == "r" && len(v.cuts) > 0 {
			v.run = &runNow{textRun: textRun{docRange: docRange{start: s.Start}, open: string(s.Data[s.Start:s.End]), prefix: string(s.Prefix)}}
			v.run.locked = !v.plain || s.Empty
		}
	case v.run == nil:
	case depth == v.depth+1 && name == "rPr":
		v.run.look.start = s.Start
	case depth == v.depth+1:
		v.run.children = append(v.run.children, runChild{docRange: docRange{start: s.Start}})
		v.run.isText = name == "t"
		if v.run.isText {
			v.run.children[len(v.run.children)-1].text = docRange{s.End, -1}
		}
	case slices.Contains([]string{"rPrChange", "ins", "del", "moveFrom", "moveTo"}, name):
		v.run.locked = true
	}
	switch name {
	case "fldChar":
		switch s.Attr("fldCharType") {
		case "begin":
			v.fields++
		case "end":
			v.fields = max(0, v.fields-1)
		}
		if v.run != nil {
			v.run.locked = true
		}
	case "instrText":
		if v.run != nil {
			v.run.locked = true
		}
	}
	if v.run != nil && v.fields > 0 {
		v.run.locked = true
	}
	v.open = append(v.open, name)
}

// number notes the ids of marks that are there.
func (v *surveyor) number(s *gate.Scanner, name string) {
	n, err := strconv.Atoi(s.Attr("id"))
	switch {
	case err != nil || n > 1<<30: // ids are 32 bits wide
	case strings.HasPrefix(name, "comment"):
		v.lastID = max(v.lastID, n)
	default:
		v.lastRev = max(v.lastRev, n)
	}
}

func (v *surveyor) text(s *gate.Scanner) {
	if v.run == nil || !v.run.isText || len(v.open) != v.depth+2 {
		return
	}
	child := &v.run.children[len(v.run.children)-1]
	if child.text.start == s.Start && child.text.end < 0 {
		child.text.end = s.End
	} else {
		child.text = docRange{}
	}
}

func (v *surveyor) end(s *gate.Scanner) {
	v.open = v.open[:len(v.open)-1]
	depth := len(v.open)
	if v.para == nil {
		return
	}
	name := string(s.Name)
	switch {
	case depth == v.depth-1:
		v.closeParagraph(s)
	case depth == v.depth && name == "pPr":
		v.para.content.start = s.End
	case depth == v.depth:
		kid := &v.kids[len(v.kids)-1]
		kid.end = s.End
		if v.fields == 0 {
			kid.to = len(v.kids) - 1
		}
		if v.run != nil {
			v.run.end, v.run.close = s.End, string(s.Data[s.Start:s.End])
			v.closeRun(s)
			v.run = nil
		}
	case v.run == nil || depth != v.depth+1:
	case name == "rPr":
		v.run.look.end = s.End
	default:
		child := &v.run.children[len(v.run.children)-1]
		child.end = s.End
		if v.run.isText {
			v.run.isText = false
			if child.text.end != s.Start || !keepsBlanks(s.Data, child) { // comments, or CDATA
				child.text = docRange{}
			}
		}
	}
}

// keepsBlanks reports whether the text of a child may be taken apart: blanks at
// its ends count only if its tag says so.
func keepsBlanks(data []byte, child *runChild) bool {
	text := string(data[child.text.start:child.text.end])
	return strings.TrimSpace(text) == text || strings.Contains(string(data[child.start:child.text.start]), "preserve")
}

// closeParagraph places the comments on a paragraph and on those in its text
// boxes.
func (v *surveyor) closeParagraph(s *gate.Scanner) {
	p := v.para
	v.para = nil
	p.end, p.content.end = s.End, s.Start
	if p.empty {
		p.content.end = p.content.start
	}
	if v.first == nil {
		v.first = p
	}
	for i := len(v.kids) - 1; i >= 0; i-- {
		if kid := &v.kids[i]; kid.to < 0 {
			kid.to = i
			if i+1 < len(v.kids) {
				kid.to = v.kids[i+1].to
			}
		}
	}
	for ; v.remark < len(v.remarks) && v.remarks[v.remark].at < p.end; v.remark++ {
		m := &v.remarks[v.remark]
		if m.at < p.start {
			continue // of no paragraph that there is
		}
		m.into, m.around = p, p.content
		if m.about.start >= m.about.end || m.about.start < p.start || m.about.end > p.end || m.at != p.start {
			continue
		}
		i := sort.Search(len(v.kids), func(i int) bool { return v.kids[i].end > m.about.start })
		k := sort.Search(len(v.kids), func(i int) bool { return v.kids[i].end >= m.about.end })
		if i < len(v.kids) && k < len(v.kids) {
			m.around = docRange{v.kids[v.kids[i].from].start, v.kids[v.kids[k].to].end}
		}
	}
}

// closeRun gives a run to the cuts of its text.
func (v *surveyor) closeRun(s *gate.Scanner) {
	run := &v.run.textRun
	if v.run.look.end > 0 {
		run.props = string(s.Data[v.run.look.start:v.run.look.end])
	}
	taken := false
	child := 0
	for len(v.cuts) > 0 && v.cuts[0].piece.Start < run.end {
		c := v.cuts[0]
		v.cuts = v.cuts[1:]
		if c.piece.Start < run.start || v.run.locked {
			continue
		}
		for child < len(run.children) && run.children[child].end <= c.piece.Start {
			child++
		}
		if child < len(run.children) && run.children[child].text == (docRange{c.piece.Start, c.piece.End}) {
			c.run, c.child, taken = run, child, true
		}
	}
	if taken {
		v.runs = append(v.runs, run)
	}
}

// revise puts the changes into their runs.
func (r *reviewer) revise(s *gate.Scanner, c *sheetml.Changes) {
	data := string(s.Data)
	for _, run := range r.runs {
		if len(run.cuts) > 0 {
			slices.SortStableFunc(run.cuts, func(a, b runCut) int { return a.start - b.start })
			c.Replace(run.start, run.end, r.revised(run, data))
		}
	}
}

// revised returns a run taken apart: what stays in runs as it was, what goes and
// what comes in runs of the same look.
func (r *reviewer) revised(run *textRun, data string) string {
	var b strings.Builder
	prefix := ""
	if run.prefix != "" {
		prefix = run.prefix + ":"
	}
	a, declare := attributes(run.prefix, r.family.main)
	open := false // a run that keeps what stays
	keep := func(text string) {
		if !open {
			open = true
			b.WriteString(run.open + run.props)
		}
		b.WriteString(text)
	}
	flush := func() {
		if open {
			open = false
			b.WriteString(run.close)
		}
	}
	mark := func(element, text, says string) {
		if says == "" {
			return
		}
		flush()
		r.lastRev++
		fmt.Fprintf(&b, `<%[1]s%[2]s%[3]s %[4]s:id="%[5]d" %[4]s:author="%[6]s"%[7]s>%[8]s<%[1]s%[9]s xml:space="preserve">%[10]s</%[1]s%[9]s>%[11]s</%[1]s%[2]s>`,
			prefix, element, declare, a, r.lastRev, sheetml.Escape(r.o.Author), r.dated(a), run.open+run.props, text, says, run.close)
	}
	cuts := run.cuts
	for i, child := range run.children {
		if len(cuts) == 0 || cuts[0].child != i {
			keep(data[child.start:child.end])
			continue
		}
		at := child.text.start
		text := func(end int) {
			if at < end {
				keep("<" + prefix + `t xml:space="preserve">` + data[at:end] + "</" + prefix + "t>")
			}
		}
		for ; len(cuts) > 0 && cuts[0].child == i; cuts = cuts[1:] {
			text(cuts[0].start)
			mark("del", "delText", data[cuts[0].start:cuts[0].end])
			mark("ins", "t", sheetml.Escape(cuts[0].text))
			at = cuts[0].end
		}
		text(child.text.end)
	}
	flush()
	return b.String()
}
