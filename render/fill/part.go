package fill

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// bodyName is what the part with the text is called.
const bodyName = "正文"

var partForm = regexp.MustCompile(`^word/(document|header|footer|footnotes|endnotes|diagrams/data|diagrams/drawing|charts/chart)\d*\.xml$`)

// partName says to a clerk what a part is; ok tells that it has text.
func partName(name string) (said string, ok bool) {
	g := partForm.FindStringSubmatch(strings.ToLower(name))
	if g == nil {
		return "", false
	}
	said = map[string]string{
		"document": bodyName, "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注",
		"diagrams/data": "图示", "diagrams/drawing": "图示", "charts/chart": "图表",
	}[g[1]]
	if said == "页眉" || said == "页脚" {
		said += "（" + path.Base(name) + "）"
	}
	return said, true
}

// A part is a part of the file with holes in it.
type part struct {
	path, name string
	data       []byte
	holes      []hole
	rows       []span // of tables, by their beginning; no holes, no row
	edits      []edit // in order
	prefix     string // of its elements: w:
}

type span struct{ from, to int }

// A hole is a placeholder.
type hole struct {
	name      string // without {{}}
	key       string
	written   string
	paragraph int
	excerpt   string
	row       int // in rows, the innermost; -1: none
}

// mostHoles is how many placeholders a file may have. Real ones have some dozens.
const mostHoles = 20_000

// An edit is a place of the text that changes.
type edit struct {
	from, to int32
	hole     int32 // whose value takes its place; -1: none
	what     change
}

// A change is what an edit does.
type change uint8

const (
	put     change = iota // a value takes its place, or nothing
	putRaw                // the same where text is not escaped
	keep                  // the element whose start ends here keeps the blanks of its text
	unnamed               // only in a copy: what is one of a kind goes
)

// keepBlanks is the attribute of an element that does.
const keepBlanks = ` xml:space="preserve"`

// A piece is a text of a paragraph, as it stands in the part.
type piece struct {
	at       int32 // in the paragraph's text
	size     int32 // there
	from, to int32 // in the part
	in       *textElement
	cdata    bool

	seen, raw int32 // a place of the text, and where it stands in the bytes
}

// A textElement is one that holds text.
type textElement struct {
	depth   int
	tag     int  // where its start ends
	keeps   bool // blanks at the ends of its text count
	foreign bool // it is none of the document's own: of a drawing, a formula
}

// A paragraph is one that is being read.
type paragraph struct {
	number int
	depth  int
	text   strings.Builder
	pieces []piece
	row    int // open row that it stands in; -1: none
}

// A partReader reads a part.
type partReader struct {
	*part
	s       *gate.Scanner
	faults  *faults
	own     string // prefix of the document's elements
	paras   []*paragraph
	count   int
	open    []openRow
	spans   []span
	skipped int // depth of an element whose text does not count; 0: none
	texts   []*textElement
}

type openRow struct{ depth, row int }

// read finds the holes.
func (p *part) read(s *gate.Scanner, faults *faults) error {
	r := &partReader{part: p, s: s, faults: faults}
	p.data = s.Data
	for first := true; ; {
		err := s.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch s.Token {
		case gate.StartTag:
			if first {
				r.own, first = string(s.Prefix), false
				if r.own != "" {
					r.prefix = r.own + ":"
				}
			}
			r.start()
		case gate.EndTag:
			if err := r.end(); err != nil {
				return err
			}
		case gate.CharData:
			if err := r.chars(); err != nil {
				return err
			}
		}
	}
	r.finish()
	return nil
}

func (r *partReader) start() {
	s := r.s
	if r.skipped > 0 {
		return
	}
	depth := s.Depth()
	switch string(s.Name) {
	case "p":
		r.count++
		row := -1
		if len(r.open) > 0 {
			row = r.open[len(r.open)-1].row
		}
		r.paras = append(r.paras, &paragraph{number: r.count, depth: depth, row: row})
		r.id()
	case "tr":
		if string(s.Prefix) == r.own {
			r.spans = append(r.spans, span{from: s.Start})
			r.open = append(r.open, openRow{depth, len(r.spans) - 1})
			r.id()
		}
	case "t":
		r.texts = append(r.texts, &textElement{depth, s.End - 1, s.Attr("space") == "preserve", string(s.Prefix) != r.own})
	case "tab", "br", "cr", "ptab", "noBreakHyphen", "softHyphen", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference":
		if len(r.paras) > 0 {
			r.paras[len(r.paras)-1].text.WriteByte('\n') // no placeholder goes on behind it
		}
	case "moveFrom", "del", "instrText", "delText":
		if !s.Empty {
			r.skipped = depth
		}
	case "bookmarkStart", "bookmarkEnd":
		if s.Empty && len(r.open) > 0 {
			r.edits = append(r.edits, edit{int32(s.Start), int32(s.End), -1, unnamed})
		}
	case "textpath":
		if text := s.Attr("string"); strings.Contains(text, "{{") {
			r.faults.add(r.part, &hole{paragraph: r.count, written: excerpt(text, 0, len(text))}, ErrPlace, nil)
		}
	}
}

// id marks attributes that no copy may have.
func (r *partReader) id() {
	if len(r.open) == 0 {
		return
	}
	for _, a := range r.s.Attrs {
		if n := string(a.Name); n == "paraId" || n == "textId" {
			r.edits = append(r.edits, edit{int32(a.Start), int32(a.End), -1, unnamed})
		}
	}
}

func (r *partReader) end() (err error) {
	depth := r.s.Depth() + 1
	if r.skipped > 0 {
		if depth == r.skipped {
			r.skipped = 0
		}
		return nil
	}
	if n := len(r.texts); n > 0 && r.texts[n-1].depth == depth {
		r.texts = r.texts[:n-1]
	}
	if n := len(r.paras); n > 0 && r.paras[n-1].depth == depth {
		err = r.paragraph(r.paras[n-1])
		r.paras = r.paras[:n-1]
	}
	if n := len(r.open); n > 0 && r.open[n-1].depth == depth {
		r.spans[r.open[n-1].row].to = r.s.End
		r.open = r.open[:n-1]
	}
	return err
}

func (r *partReader) chars() error {
	if r.skipped > 0 || len(r.paras) == 0 || len(r.texts) == 0 || r.texts[len(r.texts)-1].depth != r.s.Depth() {
		return nil
	}
	text, err := r.s.Text()
	if err != nil {
		return err
	}
	p := r.paras[len(r.paras)-1]
	const mark = "<![CDATA["
	p.pieces = append(p.pieces, piece{
		at: int32(p.text.Len()), size: int32(len(text)), from: int32(r.s.Start), to: int32(r.s.End), in: r.texts[len(r.texts)-1],
		cdata: bytes.HasSuffix(r.s.Data[:r.s.Start], []byte(mark)),
	})
	p.text.Write(text)
	return nil
}

// paragraph finds the holes of a paragraph.
func (r *partReader) paragraph(p *paragraph) error {
	text := p.text.String()
	next := 0 // piece
	for from := 0; ; {
		at := opening(text[from:])
		if at < 0 || len(*r.faults) == mostFaults {
			return nil
		}
		at += from
		size, ok := closing(text[at:])
		h := hole{paragraph: p.number, row: p.row, written: text[at : at+size], excerpt: excerpt(text, at, at+size)}
		from = at + size
		if !ok {
			h.written = excerpt(h.written, 0, len(h.written))
			r.faults.add(r.part, &h, ErrOpen, nil)
			continue
		}
		h.name = strings.TrimSpace(strings.TrimRight(strings.TrimLeft(h.written, "{｛"), "}｝"))
		h.key = key(h.name)
		first := true
		for ; next < len(p.pieces) && int(p.pieces[next].at) < from; next++ {
			c := &p.pieces[next]
			if int(c.at+c.size) <= at {
				continue
			}
			if c.in.foreign {
				r.faults.add(r.part, &h, ErrPlace, nil)
				break
			}
			if !c.in.keeps {
				c.in.keeps = true
				r.edits = append(r.edits, edit{int32(c.in.tag), int32(c.in.tag), -1, keep})
			}
			e := edit{hole: -1}
			e.from = c.place(r.data, max(int32(at)-c.at, 0))
			e.to = c.place(r.data, min(int32(from)-c.at, c.size))
			if c.cdata {
				e.what = putRaw
			}
			if first {
				e.hole, first = int32(len(r.holes)), false
			}
			r.edits = append(r.edits, e)
			if int(c.at+c.size) > from {
				break // the next hole may begin in it
			}
		}
		if !first {
			r.holes = append(r.holes, h)
		}
		if len(r.holes) > mostHoles {
			return fmt.Errorf("%w: more than %d placeholders", gate.ErrTooLarge, mostHoles)
		}
	}
}

// opening returns where a placeholder begins, or -1.
func opening(text string) int {
	for from := 0; ; {
		i := strings.IndexAny(text[from:], "{｛")
		if i < 0 {
			return -1
		}
		from += i
		if rest := text[from:]; strings.HasPrefix(rest, "{{") || strings.HasPrefix(rest, "｛｛") {
			return from
		}
		from++
		for from < len(text) && !utf8.RuneStart(text[from]) {
			from++
		}
	}
}

// longest is how long a placeholder may be, in bytes.
const longest = 600

// closing returns how long the placeholder is with which a text begins; without
// an end, what looks like it.
func closing(text string) (size int, ok bool) {
	brace := len("{{")
	if strings.HasPrefix(text, "｛") {
		brace = len("｛｛")
	}
	line, _, _ := strings.Cut(text[:min(len(text), longest)], "\n")
	end := len(line)
	for _, mark := range []string{"}}", "｝｝"} {
		if i := strings.Index(line[:end], mark); i >= 0 {
			end, size = i, i+len(mark)
		}
	}
	if next := opening(line[brace:max(end, brace)]); next >= 0 {
		return brace + next, false
	}
	if size == 0 {
		return len(line), false
	}
	return size, true
}

// excerpt is what stands around a place of a paragraph.
func excerpt(text string, from, to int) string {
	const around = 12 // characters on each side
	part := func(from, to int) []rune {
		return []rune(strings.ToValidUTF8(text[max(0, from):min(to, len(text))], ""))
	}
	before, after := part(from-4*around, from), part(to, to+4*around)
	s := string(before[max(0, len(before)-around):]) + clip(text[from:to]) + string(after[:min(len(after), around)])
	return strings.Map(func(c rune) rune {
		if c == '\n' {
			return ' '
		}
		return c
	}, s)
}

func clip(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "")); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// place returns where in the part a place of a piece's text stands. It only goes on.
func (c *piece) place(data []byte, at int32) int32 {
	raw := data[c.from:c.to]
	for c.seen < at && int(c.raw) < len(raw) {
		switch rest := raw[c.raw:]; {
		case c.cdata && rest[0] == '&':
			c.seen, c.raw = c.seen+1, c.raw+1
		case rest[0] == '&':
			end := bytes.IndexByte(rest, ';') + 1
			c.seen, c.raw = c.seen+int32(entitySize(rest[:end])), c.raw+int32(end)
		case bytes.HasPrefix(rest, []byte("\r\n")):
			c.seen, c.raw = c.seen+1, c.raw+2
		default:
			c.seen, c.raw = c.seen+1, c.raw+1
		}
	}
	return c.from + c.raw
}

// entitySize is the number of bytes that an entity stands for.
func entitySize(entity []byte) int {
	code, base := strings.TrimSuffix(strings.TrimPrefix(string(entity), "&#"), ";"), "%d"
	if hex, ok := strings.CutPrefix(code, "x"); ok {
		code, base = hex, "%x"
	}
	var c rune
	if len(entity) > 2 && entity[1] == '#' {
		if _, err := fmt.Sscanf(code, base, &c); err == nil {
			return utf8.RuneLen(c)
		}
	}
	return 1 // &lt; and its like
}

// write writes the value of a hole.
func (p *part) write(b *bytes.Buffer, e *edit, value string) {
	clean, _ := gate.Clean(strings.ToValidUTF8(value, "\uFFFD"))
	if e.what == putRaw {
		b.WriteString("]]>")
		defer b.WriteString("<![CDATA[")
	}
	for i, c := range clean {
		switch c {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '\r':
		case '\n', '\t':
			name := "br"
			if c == '\t' {
				name = "tab"
			}
			fmt.Fprintf(b, `</%[1]st><%[1]s%[2]s/><%[1]st xml:space="preserve">`, p.prefix, name)
		default:
			b.WriteString(clean[i : i+utf8.RuneLen(c)])
		}
	}
}

// finish keeps the rows that have holes, and puts the edits in order.
func (r *partReader) finish() {
	at := map[int]int{}
	for i := range r.holes {
		h := &r.holes[i]
		if h.row < 0 {
			continue
		}
		if _, ok := at[h.row]; !ok {
			at[h.row] = len(r.rows)
			r.rows = append(r.rows, r.spans[h.row])
		}
		h.row = at[h.row]
	}
	// Paragraphs in text boxes end before the one that they stand in.
	order := make([]int, len(r.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(r.rows[a].from, r.rows[b].from) })
	place := make([]int, len(order))
	sorted := make([]span, len(order))
	for i, o := range order {
		place[o], sorted[i] = i, r.rows[o]
	}
	r.rows = sorted
	for i := range r.holes {
		if h := &r.holes[i]; h.row >= 0 {
			h.row = place[h.row]
		}
	}
	slices.SortStableFunc(r.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
}
