package wordml

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Layout is how a .docx file says that its pages are to look: what holds in
// the end of all that defaults, theme, styles, lists, tables and the paragraphs
// themselves say. Lengths are in twips, twentieths of a point.
type Layout struct {
	Sections   []Section
	Paragraphs []*Typed // of the body, those in cells and text boxes too, in the order of the part
	EvenOdd    bool     // left and right pages differ
}

// A Section is a stretch of pages that are laid out alike.
type Section struct {
	Width, Height            int
	Top, Bottom, Left, Right int    // margins, the gutter added to its side
	Foot                     int    // from the lower edge to the footer
	Grid                     string // "", lines, linesAndChars, snapToChars
	Pitch                    int    // of the lines of the grid
	CharSpace                int    // of the characters of the grid, in 4096ths of a point
	Columns                  int
	Start                    string // "" and nextPage: on a new page; continuous, oddPage …
	FirstDiffers             bool   // from the other pages

	// Footers and Headers by the pages that they are of: default, even, first.
	// Those that a section does not name are those of the one before.
	Footers, Headers map[string][]*Typed

	footers, headers map[string]string // ids of relations
}

// Landscape reports whether the pages are wider than high.
func (s *Section) Landscape() bool { return s.Width > s.Height }

// A Typed is a paragraph as it is typed and set.
type Typed struct {
	ParagraphLook
	At      int // byte of its part at which its element begins
	Section int // index
	Table   int // of the body that it stands in, from 1; 0: in none
	Box     bool
	Align   string // of its text box against the page: left, right, outside …
	Runs    []Look
	Figures int  // drawings that are tied to it
	Break   bool // a page ends in it before any text
	Breaks  bool // a page ends in it behind its text
	Fields  []string
	Rules   Borders // of the cell that it stands in

	TableStyle string // of the table that it stands in; what rules that has is not read
}

// Text returns what the paragraph says, hidden text left out. Tabs are \t, line
// breaks \n.
func (t *Typed) Text() string {
	var b strings.Builder
	for i := range t.Runs {
		if !t.Runs[i].Hidden {
			b.WriteString(t.Runs[i].Text)
		}
	}
	return b.String()
}

// A Look is a stretch of text that looks the same throughout.
type Look struct {
	Text    string // "" of a field without a result
	Face    string // of Chinese characters; "" if none is named
	Latin   string // of Latin letters and digits
	Size    float64
	Bold    bool
	Italic  bool
	Hidden  bool
	Color   string // RRGGBB in capitals; "" and auto: black
	Spacing int    // between characters
	Scale   int    // of the width, in percent; 100 is natural
	Link    bool   // leads elsewhere
	Field   bool   // stands in or for a field
}

// A ParagraphLook is how the lines of a paragraph are set.
type ParagraphLook struct {
	Jc          string // both, left, center, right, distribute …; "" is left
	Left, Right int    // indents
	First       int    // indent of the first line against the others; less than 0: it hangs out

	// The same in hundredths of a character, which hold where they are not 0.
	LeftChars, RightChars, FirstChars int

	Before, After           int    // white
	BeforeLines, AfterLines int    // the same in hundredths of a line, which hold where they are not 0
	Line                    int    // twips, or 240ths of a line where the rule is auto
	Rule                    string // auto, exact, atLeast
	Snap                    bool   // lines stand on the grid
	NewPage                 bool   // it begins a page
	Frame                   bool   // it stands in a frame
	Outline                 int    // level, from 1; 0: none
	Borders                 Borders
}

// Borders are the rules above and below; those at the sides are not looked at.
type Borders struct{ Top, Bottom, Between Border }

// A Border is a rule; the zero value is none.
type Border struct {
	Size  int // eighths of a point
	Color string
}

// ReadLayout reads how the pages of a .docx file are to look. Parts that tell
// nothing of it are not read. Styles of tables count as a whole, not those of
// their first row and the like. Errors are those of [Read].
func ReadLayout(file io.ReaderAt, size int64) (*Layout, error) {
	z, err := open(file, size)
	if err != nil {
		return nil, err
	}
	r := &layoutReader{reader: reader{budget: gate.BudgetOf(file).ForFile()}, d: &Layout{}}
	if err := r.readSheet(z); err != nil {
		return nil, err
	}
	main := mainPart(z)
	if main == nil {
		return nil, gate.PartError(gate.DOCX, "word/document.xml", ErrNoBody)
	}
	if err := r.part(main, r.document); err != nil {
		return nil, err
	}
	if len(r.d.Sections) == 0 { // a body without a sectPr has the pages of Word's defaults
		r.d.Sections = append(r.d.Sections, newSection())
	}
	last := len(r.d.Sections) - 1
	for _, p := range r.d.Paragraphs {
		p.Section = min(p.Section, last)
	}
	return r.d, r.asides(z, main.Name)
}

// newSection returns the pages of a section that says nothing.
func newSection() Section {
	return Section{Width: 12240, Height: 15840, Top: 1440, Bottom: 1440, Left: 1440, Right: 1440, Foot: 720, Columns: 1}
}

// A layoutReader walks the elements of a part as a reader does.
type layoutReader struct {
	reader
	d      *Layout
	styles layoutSheet
	out    *[]*Typed // where paragraphs go
	table  int       // tables of the body that have begun
	cell   layoutCell
	fields int    // that are open
	align  string // of the text box at hand
	box    bool
}

// A layoutCell is what a cell says of the paragraphs in it.
type layoutCell struct {
	table int
	style string // of the table
	rules Borders
}

func (r *layoutReader) document() error {
	r.out = &r.d.Paragraphs
	return r.each(func(string) error {
		return r.each(func(e string) error {
			if e != "body" {
				return r.skip()
			}
			return r.blocks()
		})
	})
}

// blocks reads a body, a cell, a box, a header or a footer.
func (r *layoutReader) blocks() error { return r.each(r.block) }

func (r *layoutReader) block(e string) error {
	switch e {
	case "p":
		if err := r.count(); err != nil {
			return err
		}
		return r.paragraph()
	case "tbl":
		outer := r.cell
		defer func() { r.cell = outer }()
		if outer.table == 0 {
			r.table++
			r.cell = layoutCell{table: r.table}
		}
		return r.rows(&Borders{})
	case "sectPr":
		return r.section()
	case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo":
		return r.blocks()
	case "AlternateContent":
		return r.alternative(r.blocks)
	}
	return r.skip()
}

func (r *layoutReader) rows(rules *Borders) error {
	return r.each(func(e string) error {
		switch e {
		case "tblPr":
			return r.each(func(e string) error {
				switch e {
				case "tblStyle":
					r.cell.style = r.attr("val")
				case "tblBorders":
					return r.borders(rules)
				}
				return r.skip()
			})
		case "tr":
			if err := r.count(); err != nil {
				return err
			}
			return r.cells(rules)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return r.rows(rules)
		}
		return r.skip()
	})
}

func (r *layoutReader) cells(rules *Borders) error {
	return r.each(func(e string) error {
		switch e {
		case "tc":
			if err := r.count(); err != nil {
				return err
			}
			r.cell.rules = *rules
			return r.each(func(e string) error {
				if e != "tcPr" {
					return r.block(e)
				}
				return r.each(func(e string) error {
					if e == "tcBorders" {
						return r.borders(&r.cell.rules)
					}
					return r.skip()
				})
			})
		case "sdt", "sdtContent", "customXml":
			return r.cells(rules)
		}
		return r.skip()
	})
}

// borders reads the rules of a paragraph, a table or a cell.
func (r *layoutReader) borders(b *Borders) error {
	return r.each(func(e string) error {
		size, _ := strconv.Atoi(r.attr("sz"))
		line := Border{Size: max(1, min(size, 1000)), Color: r.attr("color")}
		if v := r.attr("val"); v == "nil" || v == "none" || v == "" {
			line = Border{}
		}
		switch e {
		case "top":
			b.Top = line
		case "bottom":
			b.Bottom = line
		case "insideH", "between":
			b.Between = line
		}
		return r.skip()
	})
}

// paragraph reads a paragraph. What is in its boxes comes behind it.
func (r *layoutReader) paragraph() error {
	p := &Typed{At: r.xml.Start, Section: len(r.d.Sections), Table: r.cell.table, Rules: r.cell.rules, TableStyle: r.cell.style, Box: r.box, Align: r.align}
	*r.out = append(*r.out, p)
	w := &typist{p: p, base: r.styles.paragraph(paragraphLook{}, r.cell.style)}
	p.ParagraphLook = w.base.paragraph.settled()
	return r.inline(w)
}

// A typist collects the runs of a paragraph.
type typist struct {
	p    *Typed
	base styleOf // of the paragraph: what its runs go by
	run  runLook
	link bool
	text []byte
	said bool // something that is not blank
}

func (r *layoutReader) inline(w *typist) error {
	return r.each(func(e string) error {
		switch e {
		case "pPr":
			var l paragraphLook
			if err := r.paragraphLook(&l); err != nil {
				return err
			}
			w.base = r.styles.paragraph(l, r.cell.style)
			w.p.ParagraphLook = w.base.paragraph.settled()
			return nil
		case "t":
			return r.characters(func(text []byte) {
				w.text = append(w.text, text...)
				w.said = w.said || len(bytes.TrimSpace(text)) > 0
			})
		case "tab", "ptab":
			w.text = append(w.text, '\t')
		case "noBreakHyphen":
			w.text = append(w.text, '-')
		case "sym":
			w.text = append(w.text, "□"...)
		case "br", "cr":
			if t := r.attr("type"); t == "page" {
				if !w.said {
					w.p.Break = true
				} else {
					w.p.Breaks = true
				}
			} else if t != "column" {
				w.text = append(w.text, '\n')
			}
		case "rPr":
			w.run = runLook{}
			return r.runLook(&w.run)
		case "r":
			outer := w.run
			w.run = runLook{}
			before := len(w.p.Fields)
			fields := r.fields
			err := r.inline(w)
			r.typed(w, fields > 0 || r.fields > 0 || len(w.p.Fields) > before)
			w.run = outer
			return err
		case "fldChar":
			switch r.attr("fldCharType") {
			case "begin":
				r.fields++
			case "end":
				r.fields = max(0, r.fields-1)
			}
			return r.skip()
		case "instrText":
			return r.characters(func(text []byte) { w.p.Fields = append(w.p.Fields, string(text)) })
		case "fldSimple":
			w.p.Fields = append(w.p.Fields, r.attr("instr"))
			r.fields++
			err := r.inline(w)
			r.fields--
			return err
		case "hyperlink":
			outer := w.link
			w.link = true
			err := r.inline(w)
			w.link = outer
			return err
		case "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "ruby", "rubyBase", "bdo", "dir":
			return r.inline(w)
		case "AlternateContent":
			return r.alternative(func() error { return r.inline(w) })
		case "drawing", "pict", "object":
			w.p.Figures++
			return r.figure(w)
		}
		return r.skip()
	})
}

// characters calls say with the characters of the element at hand.
func (r *layoutReader) characters(say func([]byte)) error {
	for depth := 1; depth > 0; {
		if err := r.xml.Next(); err != nil {
			return err
		}
		switch r.xml.Token {
		case gate.CharData:
			text, err := r.xml.Text()
			if err != nil {
				return err
			}
			say(text)
		case gate.StartTag:
			depth++
		case gate.EndTag:
			depth--
		}
	}
	return nil
}

// typed ends a run.
func (r *layoutReader) typed(w *typist, field bool) {
	if len(w.text) == 0 && !field {
		return
	}
	l := r.styles.run(w.run, w.base)
	l.Text, l.Link, l.Field = string(w.text), w.link, field
	w.text = w.text[:0]
	w.p.Runs = append(w.p.Runs, l)
}

// figure reads a drawing: what stands in its boxes, and where they are.
func (r *layoutReader) figure(w *typist) error {
	return r.each(func(e string) error {
		switch e {
		case "txbxContent":
			cell, box, fields := r.cell, r.box, r.fields
			r.box, r.fields = true, 0
			err := r.blocks()
			r.cell, r.box, r.fields = cell, box, fields
			return err
		case "positionH":
			return r.each(func(e string) error {
				if e != "align" {
					return r.skip()
				}
				return r.characters(func(text []byte) { r.align = string(text) })
			})
		case "AlternateContent":
			return r.alternative(func() error { return r.figure(w) })
		}
		return r.figure(w)
	})
}

// section reads the pages of the paragraphs so far.
func (r *layoutReader) section() error {
	s := newSection()
	s.footers, s.headers = map[string]string{}, map[string]string{}
	gutter := 0
	err := r.each(func(e string) error {
		number := func(name string, to *int) {
			if n, ok := twips(r.attr(name)); ok {
				*to = n
			}
		}
		switch e {
		case "pgSz":
			number("w", &s.Width)
			number("h", &s.Height)
		case "pgMar":
			number("top", &s.Top)
			number("bottom", &s.Bottom)
			number("left", &s.Left)
			number("start", &s.Left)
			number("right", &s.Right)
			number("end", &s.Right)
			number("footer", &s.Foot)
			number("gutter", &gutter)
		case "docGrid":
			if t := r.attr("type"); t != "default" {
				s.Grid = t
			}
			number("linePitch", &s.Pitch)
			s.CharSpace, _ = strconv.Atoi(r.attr("charSpace"))
		case "cols":
			s.Columns = max(1, r.span(1))
		case "type":
			s.Start = r.attr("val")
		case "titlePg":
			s.FirstDiffers = switched(r.attr("val")) > 0
		case "footerReference":
			s.footers[pagesOf(r.attr("type"))] = r.attr("id")
		case "headerReference":
			s.headers[pagesOf(r.attr("type"))] = r.attr("id")
		}
		return r.skip()
	})
	s.Left += gutter
	r.d.Sections = append(r.d.Sections, s)
	return err
}

func pagesOf(kind string) string {
	if kind == "even" || kind == "first" {
		return kind
	}
	return "default"
}

// twips reads a length; those with a unit are of the strict format.
func twips(s string) (int, bool) {
	factor := 1.0
	for unit, f := range map[string]float64{"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240} {
		if n, ok := strings.CutSuffix(s, unit); ok {
			s, factor = n, f
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n != n || n < -1e6 || n > 1e6 {
		return 0, false
	}
	return int(math.Round(n * factor)), true
}

// maxAsides is how many headers and footers are read; those of all sections
// beyond are empty.
const maxAsides = 200

// asides reads the headers and footers.
func (r *layoutReader) asides(z *zip.Reader, main string) error {
	targets := map[string]string{}
	dir, base := "", main
	if i := strings.LastIndexByte(main, '/'); i >= 0 {
		dir, base = main[:i+1], main[i+1:]
	}
	files := map[string]*zip.File{}
	for _, f := range z.File {
		files[strings.ToLower(f.Name)] = f
	}
	if f := files[strings.ToLower(dir+"_rels/"+base+".rels")]; f != nil {
		err := r.part(f, func() error {
			return r.each(func(string) error {
				return r.each(func(string) error {
					if id := r.attr("Id"); len(targets) < 10*maxAsides || targets[id] != "" {
						targets[id] = r.attr("Target")
					}
					return r.skip()
				})
			})
		})
		if err != nil {
			return err
		}
	}
	read := map[string][]*Typed{} // by id
	load := func(ids map[string]string, above map[string][]*Typed) (map[string][]*Typed, error) {
		all := map[string][]*Typed{}
		for kind, paragraphs := range above {
			all[kind] = paragraphs
		}
		for _, kind := range []string{"default", "even", "first"} {
			id, ok := ids[kind]
			if !ok {
				continue
			}
			if _, ok := read[id]; !ok && len(read) < maxAsides {
				var paragraphs []*Typed
				name := targets[id]
				if !strings.HasPrefix(name, "/") {
					name = dir + name
				}
				if f := files[strings.ToLower(strings.TrimPrefix(name, "/"))]; f != nil {
					r.out, r.cell, r.box, r.align, r.fields = &paragraphs, layoutCell{}, false, "", 0
					if err := r.part(f, func() error { return r.each(func(string) error { return r.blocks() }) }); err != nil {
						return nil, err
					}
				}
				read[id] = paragraphs
			}
			all[kind] = read[id]
		}
		return all, nil
	}
	sections := len(r.d.Sections)
	var feet, heads map[string][]*Typed
	for i := range sections {
		s := &r.d.Sections[i]
		var err error
		if s.Footers, err = load(s.footers, feet); err == nil {
			s.Headers, err = load(s.headers, heads)
		}
		if err != nil {
			return err
		}
		feet, heads = s.Footers, s.Headers
	}
	r.d.Sections = r.d.Sections[:sections] // footers have none of their own
	return nil
}
