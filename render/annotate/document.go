package annotate

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Document writes a copy of a .docx file with the findings in it as comments:
// each at its paragraph or cell, those of no place at the beginning. Comments
// and tracked changes that are there stay.
//
// Everything else is the sender's, as with [Workbook]: of the parts only that of
// the comments, the list of parts and the body change, the body by nothing but
// the marks of the comments. Errors are those of [Workbook]; a workbook is
// [ErrNotDocument].
func Document(w io.Writer, file io.ReaderAt, size int64, findings []report.Finding, o Options) error {
	if file == nil {
		return &Error{File: o.Name, Err: ErrNoFile}
	}
	if w == nil {
		return fmt.Errorf("annotate %s: %w", o.Name, out.ErrNoWriter)
	}
	e, err := comments(file, size, findings, o)
	if err != nil {
		return &Error{File: o.Name, Err: err}
	}
	return write(w, e, o.Name)
}

func comments(file io.ReaderAt, size int64, findings []report.Finding, o Options) (*sheetml.Editor, error) {
	z, kind, err := gate.OpenOffice(file, size, o.Name)
	if err != nil {
		return nil, err
	}
	if kind != gate.DOCX {
		return nil, fmt.Errorf("%w: it is a %s", ErrNotDocument, kind)
	}
	o.Author = cmp.Or(o.Author, "校核")
	c := &commenter{Editor: sheetml.NewEditor(sheetml.NewPackage(z)), o: o}
	if err := c.findBody(); err != nil {
		return nil, err
	}
	if err := c.findPlaces(); err != nil {
		return nil, err
	}
	c.collect(findings)
	if len(c.marks) == 0 {
		return c.Editor, nil
	}
	return c.Editor, c.write()
}

// A commenter puts findings into one document.
type commenter struct {
	*sheetml.Editor
	o      Options
	body   string // the part
	family wordFamily
	lastID int              // of the comments that are there
	places map[docPlace]int // paragraphs, counted from 1, by the places that findings name
	marks  []docMark        // by paragraph
	date   string           // attribute of a mark that tells when it was made; "" for none
}

// A docPlace is a paragraph or a cell as findings name it.
type docPlace struct {
	sheet, cell string // 第1个表格 and 第2行第3格
	line        int
}

type docMark struct {
	paragraph int
	text      string
	id        int
}

// wordFamily is how a document names its relations, and its elements.
type wordFamily struct{ main, relations string }

var (
	wordTransitional = wordFamily{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", transitional.relations}
	wordStrict       = wordFamily{"http://purl.oclc.org/ooxml/wordprocessingml/main", strict.relations}
)

func (c *commenter) findBody() error {
	root, err := c.Relations("")
	if err != nil {
		return err
	}
	c.body = "word/document.xml"
	if c.Part(c.body) == nil {
		for _, r := range root {
			if r.Kind() == "officeDocument" && c.Part(r.Target) != nil {
				c.body = r.Target
			}
		}
	}
	if c.Part(c.body) == nil {
		return fmt.Errorf("%w: no body", gate.ErrDamaged)
	}
	return nil
}

// collect gathers what there is to say by paragraph: of the first paragraph what
// has no place of its own.
func (c *commenter) collect(findings []report.Finding) {
	marks := map[docPlace]*mark{}
	var order []docPlace
	add := func(at docPlace, r remark) {
		if _, ok := c.places[at]; !ok {
			at = docPlace{}
		}
		if marks[at] == nil {
			marks[at] = &mark{severity: r.Severity}
			order = append(order, at)
		}
		if m := marks[at]; !slices.Contains(m.remarks, r) {
			m.severity = min(m.severity, r.Severity)
			m.remarks = append(m.remarks, r)
		}
	}
	place := func(p report.Position) docPlace { return docPlace{p.Sheet, p.Cell, p.Line} }
	for _, f := range findings {
		add(place(f.Where), remark{f, false})
		for _, p := range c.o.Problems {
			if p.Finding != f {
				continue
			}
			for _, cell := range p.Cells {
				if at := place(cell); at != place(f.Where) && c.places[at] > 0 {
					add(at, remark{f, true})
				}
			}
		}
	}
	for _, at := range order {
		paragraph := c.places[at]
		if paragraph == 0 {
			paragraph = 1
		}
		c.marks = append(c.marks, docMark{paragraph: paragraph, text: marks[at].comment()})
	}
	slices.SortStableFunc(c.marks, func(a, b docMark) int { return cmp.Compare(a.paragraph, b.paragraph) })
}

// A docMode is how a reader of documents takes what is inside an element.
type docMode uint8

const (
	modeSkip docMode = iota
	modeRoot
	modeBody // blocks
	modeTable
	modeRow
	modeRowLook
	modeCell
	modeText // of a paragraph
	modeFigure
)

// A docFrame is an open element.
type docFrame struct {
	mode   docMode
	choice bool // mc:AlternateContent: only its first child is taken
	chosen bool
	table  *docTable // that it belongs to, nil for none
	row    *docRow
	cell   *docCell // that its blocks are in
}

type docTable struct {
	number int // among those of the body, from 1; 0 in a cell
	rows   int
}

type docRow struct {
	cells   int
	deleted bool
	places  []docPlace
}

type docCell struct{ marked bool }

// findPlaces walks the body as package wordml does and counts paragraphs and
// tables as the reader of forms does. Comments cannot stand in text boxes: for a
// paragraph there it is the one that the box is tied to.
func (c *commenter) findPlaces() error {
	c.places = map[docPlace]int{}
	c.family = wordTransitional
	var stack []docFrame
	var open []int // paragraphs that are open, counted from 1
	paragraphs, lines, tables := 0, 0, 0
	enter := func(s *gate.Scanner) docFrame {
		if len(stack) == 0 {
			for _, a := range s.Attrs {
				if string(a.Raw) == wordStrict.main {
					c.family = wordStrict
				}
			}
			return docFrame{mode: modeRoot}
		}
		up := &stack[len(stack)-1]
		f := docFrame{table: up.table, row: up.row, cell: up.cell}
		if up.choice {
			if !up.chosen {
				f.mode, up.chosen = up.mode, true
			}
			return f
		}
		name := string(s.Name)
		f.mode = up.mode.inside(name)
		switch {
		case f.mode == modeSkip:
		case name == "AlternateContent":
			f.choice = true
		case f.mode == modeTable && name == "tbl":
			f.table, f.row, f.cell = &docTable{}, nil, nil
			if up.cell == nil {
				tables++
				f.table.number = tables
			}
		case f.mode == modeRow && name == "tr":
			f.row = &docRow{}
		case f.mode == modeRowLook && name == "del":
			f.row.deleted = true
		case f.mode == modeCell && name == "tc":
			f.cell = &docCell{}
			f.row.cells++
		}
		return f
	}
	paragraph := func(f *docFrame) {
		paragraphs++
		open = append(open, paragraphs)
		switch {
		case f.mode != modeText:
		case f.cell == nil:
			lines++
			c.places[docPlace{line: lines}] = open[0]
		case !f.cell.marked && f.table.number > 0:
			f.cell.marked = true
			at := docPlace{sheet: fmt.Sprintf("第%d个表格", f.table.number), cell: fmt.Sprintf("第%d行第%d格", f.table.rows+1, f.row.cells)}
			c.places[at] = open[0]
			f.row.places = append(f.row.places, at)
		}
	}
	return c.Scan(c.body, func(s *gate.Scanner, _ *sheetml.Changes) error {
		name := string(s.Name)
		switch s.Token {
		case gate.StartTag:
			f := enter(s)
			if n, err := strconv.Atoi(s.Attr("id")); err == nil && strings.HasPrefix(name, "comment") {
				c.lastID = max(c.lastID, n)
			}
			if name == "p" {
				paragraph(&f)
			}
			stack = append(stack, f)
		case gate.EndTag:
			f := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			switch {
			case name == "p":
				open = open[:len(open)-1]
			case f.mode != modeRow || name != "tr":
			case f.row.deleted:
				for _, at := range f.row.places {
					delete(c.places, at)
				}
			default:
				f.table.rows++
			}
		}
		return nil
	})
}

// inside tells how the children of an element are taken.
func (m docMode) inside(e string) docMode {
	wraps := func(names ...string) bool { return slices.Contains(names, e) }
	switch m {
	case modeRoot:
		if e == "body" {
			return modeBody
		}
	case modeBody, modeCell:
		switch {
		case e == "p":
			return modeText
		case e == "tbl":
			return modeTable
		case wraps("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent"):
			return m
		}
	case modeTable:
		switch {
		case e == "tr":
			return modeRow
		case wraps("sdt", "sdtContent", "customXml", "ins", "moveTo"):
			return m
		}
	case modeRow:
		switch {
		case e == "trPr":
			return modeRowLook
		case e == "tc":
			return modeCell
		case wraps("sdt", "sdtContent", "customXml"):
			return m
		}
	case modeRowLook:
		if e == "del" {
			return modeRowLook
		}
	case modeText:
		switch {
		case wraps("r", "hyperlink", "ins", "moveTo", "sdt", "sdtContent", "fldSimple", "smartTag", "customXml", "ruby", "rubyBase", "bdo", "dir", "AlternateContent"):
			return m
		case wraps("drawing", "pict", "object"):
			return modeFigure
		}
	case modeFigure:
		if e == "txbxContent" {
			return modeBody
		}
		return m
	}
	return modeSkip
}

const commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

// write puts the comments into their part and their marks into the body.
func (c *commenter) write() error {
	if err := c.putComments(); err != nil {
		return err
	}
	return c.markBody()
}

// putComments puts the comments into their part, a new one if there is none,
// and gives them their ids.
func (c *commenter) putComments() error {
	part, err := c.commentsPart()
	if err != nil {
		return err
	}
	if part == "" {
		part = "word/comments.xml"
		if c.Has(part) {
			part = "word/comments%d.xml"
		}
		part = c.Add(part, commentsType, []byte(xmlDeclaration+`<w:comments xmlns:w="`+c.family.main+`"></w:comments>`))
		if _, err := c.Relate(c.body, c.family.relations+"/comments", part); err != nil {
			return err
		}
	}
	return c.writeComments(part)
}

// commentsPart returns the part of the comments that are there; "" if there are
// none.
func (c *commenter) commentsPart() (part string, err error) {
	related, err := c.Relations(c.body)
	for _, r := range related {
		if r.Kind() == "comments" && !r.Out && c.Has(r.Target) {
			part = r.Target
		}
	}
	return part, err
}

// attributes returns the prefix for attributes of elements with a prefix, and
// what declares it where elements have none.
func attributes(of, main string) (prefix, declare string) {
	if of != "" {
		return of, ""
	}
	return "w", ` xmlns:w="` + main + `"`
}

func (c *commenter) writeComments(part string) error {
	return c.Scan(part, func(s *gate.Scanner, changes *sheetml.Changes) error {
		switch {
		case s.Token == gate.StartTag && string(s.Name) == "comment":
			if n, err := strconv.Atoi(s.Attr("id")); err == nil {
				c.lastID = max(c.lastID, n)
			}
		case s.Token == gate.EndTag && s.Depth() == 0:
			a, declare := attributes(string(s.Prefix), c.family.main)
			initials := []rune(c.o.Author)[:1]
			var b strings.Builder
			for i := range c.marks {
				m := &c.marks[i]
				c.lastID++
				m.id = c.lastID
				fmt.Fprintf(&b, `<@comment%[1]s %[2]s:id="%[3]d" %[2]s:author="%[4]s"%[6]s %[2]s:initials="%[5]s">`, declare, a, m.id, sheetml.Escape(c.o.Author), sheetml.Escape(string(initials)), c.dated(a))
				for i, line := range strings.Split(m.text, "\n") {
					b.WriteString(`<@p>`)
					if i == 0 {
						b.WriteString(`<@r><@annotationRef/></@r>`)
					}
					b.WriteString(`<@r><@t xml:space="preserve">` + sheetml.Escape(line) + `</@t></@r></@p>`)
				}
				b.WriteString(`</@comment>`)
			}
			changes.Inside(s, b.String())
		}
		return nil
	})
}

// markBody puts the marks of the comments around their paragraphs.
func (c *commenter) markBody() error {
	of := map[int][]docMark{}
	for _, m := range c.marks {
		of[m.paragraph] = append(of[m.paragraph], m)
	}
	type open struct {
		marks  []docMark
		depth  int
		end    int    // of the start tag
		prefix string // of the paragraph; what stands in it may be of another namespace
		begun  bool
	}
	var stack []*open
	n := 0
	begin := func(p *open) string {
		a, declare := attributes(p.prefix, c.family.main)
		var b strings.Builder
		for _, m := range p.marks {
			fmt.Fprintf(&b, `<@commentRangeStart%s %s:id="%d"/>`, declare, a, m.id)
		}
		if p.prefix == "" {
			return sheetml.Prefix(b.String(), "")
		}
		return sheetml.Prefix(b.String(), p.prefix+":")
	}
	finish := func(s *gate.Scanner, marks []docMark) string {
		a, declare := attributes(string(s.Prefix), c.family.main)
		var b strings.Builder
		for _, m := range marks {
			fmt.Fprintf(&b, `<@commentRangeEnd%s %s:id="%d"/><@r><@commentReference%[1]s %[2]s:id="%[3]d"/></@r>`, declare, a, m.id)
		}
		return b.String()
	}
	return c.Scan(c.body, func(s *gate.Scanner, changes *sheetml.Changes) error {
		var last *open
		if len(stack) > 0 {
			last = stack[len(stack)-1]
		}
		name := string(s.Name)
		if s.Token == gate.StartTag && last != nil && last.marks != nil && !last.begun && s.Depth() == last.depth+1 {
			if name != "pPr" {
				changes.Put(s, last.end, begin(last))
				last.begun = true
			}
		}
		switch {
		case s.Token == gate.StartTag && name == "p":
			n++
			stack = append(stack, &open{marks: of[n], depth: s.Depth(), end: s.End, prefix: string(s.Prefix)})
		case s.Token == gate.EndTag && name == "pPr" && last != nil && last.marks != nil && !last.begun && s.Depth() == last.depth:
			changes.Put(s, s.End, begin(last))
			last.begun = true
		case s.Token == gate.EndTag && name == "p" && last != nil:
			stack = stack[:len(stack)-1]
			if last.marks == nil {
				break
			}
			text := finish(s, last.marks)
			if !last.begun {
				text = begin(last) + text
			}
			changes.Inside(s, text)
		}
		return nil
	})
}
