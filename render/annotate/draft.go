package annotate

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Review is what a reviewer has to say about a draft.
type Review struct {
	// Text is the text of the draft as it was read (plain.ReadFile): the places
	// of the findings are lines and columns of it.
	Text string
	// Fixed is the text put right, line by line (validate.Fix); "" changes nothing.
	Fixed string

	Findings []report.Finding

	// Date is when the marks were made; zero: they tell of no time, and the
	// same review gives the same bytes whenever it is written.
	Date time.Time
}

// Draft writes a copy of somebody's .docx as a reviewer gives it back: with a
// comment at every finding, and with what was put right as tracked insertions
// and deletions, which their reader accepts or rejects. To accept all of them
// gives the text put right, to reject all gives the text as it came.
//
// Everything else is the sender's, as with [Document]. Comments, changes,
// fields, links, content controls and bookmarks that are there stay as they are:
// what would have to be put right inside them, across them, in a text box or in
// an automatic number has its comment only, and so has the other half of its pair.
// A comment that the reviewer has made before is not made again. Errors are those
// of [Document].
func Draft(w io.Writer, file io.ReaderAt, size int64, review Review, o Options) error {
	if file == nil {
		return &Error{File: o.Name, Err: ErrNoFile}
	}
	if w == nil {
		return fmt.Errorf("annotate %s: %w", o.Name, out.ErrNoWriter)
	}
	e, err := reviewed(file, size, review, o)
	if err != nil {
		return &Error{File: o.Name, Err: err}
	}
	return write(w, e, o.Name)
}

// maxReview is how much text is reviewed: what is longer is no draft.
const maxReview = 4 << 20

// maxEdits is how many changes a draft may need: nobody goes through more.
const maxEdits = 50_000

func reviewed(file io.ReaderAt, size int64, review Review, o Options) (*sheetml.Editor, error) {
	if len(review.Text) > maxReview || len(review.Fixed) > maxReview {
		return nil, ErrTooLong
	}
	z, kind, err := gate.OpenOffice(file, size, o.Name)
	if err != nil {
		return nil, err
	}
	if kind != gate.DOCX {
		return nil, fmt.Errorf("%w: it is a %s", ErrNotDocument, kind)
	}
	d, err := wordml.ReadPieces(file, size)
	if err != nil {
		return nil, err
	}
	o.Author = cmp.Or(o.Author, "校核")
	r := &reviewer{commenter: commenter{Editor: sheetml.NewEditor(sheetml.NewPackage(z)), o: o}}
	if !review.Date.IsZero() {
		r.date = review.Date.UTC().Format("2006-01-02T15:04:05Z")
	}
	if err := r.findBody(); err != nil {
		return nil, err
	}
	if err := r.collect(d.Lines(review.Text), review); err != nil {
		return nil, err
	}
	if err := r.survey(); err != nil {
		return nil, err
	}
	return r.Editor, r.write()
}

// dated returns the attribute of a mark that tells when it was made.
func (c *commenter) dated(prefix string) string {
	if c.date == "" {
		return ""
	}
	return fmt.Sprintf(` %s:date="%s"`, prefix, c.date)
}

// A reviewer marks one draft.
type reviewer struct {
	commenter
	were    []string    // the lines as they came
	remarks []docRemark // by place
	edits   []*edit
	runs    []*textRun // that edits are in, by place
	lastRev int        // highest id of a mark that is no comment
}

// A docRemark is a comment and what it is about.
type docRemark struct {
	docMark
	at     int      // byte of the body's part at which the paragraph begins; -1: of no paragraph
	about  docRange // pieces of text there; empty: all of the paragraph
	around docRange // where its marks stand
	into   *docParagraph
}

// A docRange is a stretch of the body's part.
type docRange struct{ start, end int }

// A docParagraph is a paragraph of the body that is in no other.
type docParagraph struct {
	docRange
	content docRange // behind its properties
	prefix  string
	empty   bool // <w:p/>
}

// collect finds the places of what there is to say and to change; [ErrTooLong] if that is
// too much.
func (r *reviewer) collect(lines []wordml.Line, review Review) error {
	// Both texts end their lines alike.
	ends := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	were := strings.Split(ends.Replace(review.Text), "\n")
	are := strings.Split(ends.Replace(review.Fixed), "\n")
	r.were = were
	for _, f := range review.Findings {
		r.remarks = append(r.remarks, remarkOn(f, lines, were))
	}
	slices.SortStableFunc(r.remarks, func(a, b docRemark) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.about.start, b.about.start))
	})
	r.remarks = slices.CompactFunc(r.remarks, func(a, b docRemark) bool { return a.at == b.at && a.text == b.text })
	if review.Fixed == "" || len(were) != len(are) {
		return nil
	}
	for i := range were {
		if were[i] == are[i] {
			continue
		}
		all := hunks(were[i], are[i])
		if len(r.edits)+len(all) > maxEdits {
			return ErrTooLong
		}
		for _, h := range all {
			r.edits = append(r.edits, &edit{hunk: h, cuts: cutsOf(h, lines[i]), line: i, paired: hasPairs(were[i][h.from:h.to] + h.text)})
		}
	}
	return nil
}

// remarkOn returns the comment on a finding.
func remarkOn(f report.Finding, lines []wordml.Line, text []string) docRemark {
	m := docRemark{docMark: docMark{text: draftComment(f)}, at: -1}
	n := f.Where.Line
	if n < 1 || n > len(lines) || lines[n-1].Paragraph == nil {
		return m
	}
	m.at = lines[n-1].Paragraph.At
	if f.Where.Column == 0 {
		return m
	}
	from, column := len(text[n-1]), 0
	for i := range text[n-1] {
		if column++; column == f.Where.Column {
			from = i
			break
		}
	}
	to := from + max(1, len(f.Found))
	for _, s := range lines[n-1].Stretches {
		if s.From >= to || s.To <= from {
			continue
		}
		pieces := piecesIn(s.Paragraph, s.Offset+max(from, s.From)-s.From, s.Offset+min(to, s.To)-s.From)
		if len(pieces) > 0 {
			m.at = s.Paragraph.At
			m.about = docRange{pieces[0].Start, pieces[len(pieces)-1].End}
			break
		}
	}
	return m
}

// piecesIn returns the pieces of a paragraph that hold some of [from, to).
func piecesIn(p *wordml.Paragraph, from, to int) []wordml.Piece {
	i := sort.Search(len(p.Pieces), func(i int) bool { return p.Pieces[i].To > from })
	k := i
	for k < len(p.Pieces) && p.Pieces[k].From < to {
		k++
	}
	return p.Pieces[i:k]
}

// draftComment is what is said of a finding: what is wrong, what stands there,
// what to do, and who says so.
func draftComment(f report.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "【%s】%s", f.Severity.Label(), f.Message)
	if f.Found != "" {
		b.WriteString("\n原文：" + f.Shown())
	}
	switch {
	case f.Fix != "":
		b.WriteString("\n改为：" + cells.Clip(f.Fix, 200))
	case f.Hint != "":
		b.WriteString("\n建议：" + f.Hint)
	}
	b.WriteString("\n依据：" + f.Rule)
	if f.Source != "" {
		b.WriteString("，" + f.Source)
	}
	return cells.Clip(b.String(), cells.MaxText)
}

// survey walks the body's part: it finds the paragraphs and runs that marks go
// into.
func (r *reviewer) survey() error {
	r.family = wordTransitional
	v := &surveyor{reviewer: r}
	for _, e := range r.edits {
		for i := range e.cuts {
			v.cuts = append(v.cuts, &e.cuts[i])
		}
	}
	slices.SortStableFunc(v.cuts, func(a, b *cut) int { return cmp.Compare(a.piece.Start, b.piece.Start) })
	err := r.Scan(r.body, func(s *gate.Scanner, _ *sheetml.Changes) error {
		switch s.Token {
		case gate.StartTag:
			v.start(s)
		case gate.CharData:
			v.text(s)
		case gate.EndTag:
			v.end(s)
		}
		v.data = s.Data
		return nil
	})
	if err != nil {
		return err
	}
	if v.first == nil {
		r.remarks = nil
	}
	for i := range r.remarks {
		if m := &r.remarks[i]; m.into == nil {
			m.into, m.around = v.first, v.first.content
		}
	}
	slices.SortStableFunc(r.remarks, func(a, b docRemark) int { return cmp.Compare(a.around.start, b.around.start) })
	settle(r.edits, r.were, v.data)
	return nil
}

// said returns how often the reviewer has said what in the comments that are there.
func (r *reviewer) said() (map[string]int, error) {
	part, err := r.commentsPart()
	if err != nil || part == "" {
		return nil, err
	}
	said := map[string]int{}
	var text strings.Builder
	ours, inText, paragraphs := false, false, 0
	return said, r.Scan(part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		switch name := string(s.Name); {
		case s.Token == gate.CharData:
			if !ours || !inText {
				break
			}
			b, err := s.Text()
			text.Write(b)
			return err
		case name == "comment" && s.Token == gate.StartTag:
			ours, paragraphs = s.Attr("author") == r.o.Author, 0
			text.Reset()
		case name == "comment" && ours:
			said[text.String()]++
		case name == "p" && s.Token == gate.StartTag:
			if paragraphs++; paragraphs > 1 {
				text.WriteByte('\n')
			}
		case name == "t":
			inText = s.Token == gate.StartTag
		}
		return nil
	})
}

// write puts the marks into the draft. What the reviewer has said before, in a draft
// that is marked anew, is not said again.
func (r *reviewer) write() error {
	said, err := r.said()
	if err != nil {
		return err
	}
	r.remarks = slices.DeleteFunc(r.remarks, func(m docRemark) bool {
		before := said[m.text] > 0
		if before {
			said[m.text]--
		}
		return before
	})
	r.marks = make([]docMark, len(r.remarks))
	for i := range r.remarks {
		r.marks[i] = r.remarks[i].docMark
	}
	if len(r.marks) > 0 {
		if err := r.putComments(); err != nil {
			return err
		}
	}
	put := false
	return r.Scan(r.body, func(s *gate.Scanner, c *sheetml.Changes) error {
		if !put { // all places are known
			put = true
			r.comment(s, c)
			r.revise(s, c)
		}
		return nil
	})
}

// comment puts the marks of the comments around what they are about.
func (r *reviewer) comment(s *gate.Scanner, c *sheetml.Changes) {
	inEmpty := map[*docParagraph]string{}
	var empty []*docParagraph
	for i, m := range r.remarks {
		p := m.into
		a, declare := attributes(p.prefix, r.family.main)
		mark := func(text string) string {
			if p.prefix == "" {
				return sheetml.Prefix(text, "")
			}
			return sheetml.Prefix(text, p.prefix+":")
		}
		id := r.marks[i].id
		begin := mark(fmt.Sprintf(`<@commentRangeStart%s %s:id="%d"/>`, declare, a, id))
		end := mark(fmt.Sprintf(`<@commentRangeEnd%s %s:id="%d"/><@r><@commentReference%[1]s %[2]s:id="%[3]d"/></@r>`, declare, a, id))
		if p.empty {
			if inEmpty[p] == "" {
				empty = append(empty, p)
			}
			inEmpty[p] += begin + end
			continue
		}
		c.Replace(m.around.start, m.around.start, begin)
		c.Replace(m.around.end, m.around.end, end)
	}
	for _, p := range empty {
		name := "p"
		if p.prefix != "" {
			name = p.prefix + ":p"
		}
		c.Replace(p.end-len("/>"), p.end, ">"+inEmpty[p]+"</"+name+">")
	}
}
