package wordml

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A reader walks the elements of a part. Each method reads what is inside the
// element whose start was read last, up to its end.
type reader struct {
	xml      *gate.Scanner
	budget   *gate.Budget
	pictures int
	sheet    *sheet            // nil: looks are not kept
	pieces   bool              // where text stands is kept
	empty    bool              // the field whose properties were read last shows a prompt
	prompt   bool              // the text at hand is one
	field    *Control          // the field whose properties were read last
	asks     *Control          // that the text at hand stands in
	names    map[string]string // of elements, each once
}

// each calls visit with the name of every child element, while the attributes
// can be asked for; visit reads it to its end.
func (r *reader) each(visit func(name string) error) error {
	for {
		err := r.xml.Next()
		if err == io.EOF {
			return nil // the scanner knows that all elements are closed
		}
		if err != nil {
			return err
		}
		switch r.xml.Token {
		case gate.StartTag:
			if err := visit(r.name()); err != nil {
				return err
			}
		case gate.EndTag:
			return nil
		}
	}
}

// name returns the name of the element at hand. A document has few of them, a
// hostile one may have as many as it likes.
func (r *reader) name() string {
	const most, longest = 1000, 40
	b := r.xml.Name
	if s, ok := r.names[string(b)]; ok {
		return s
	}
	if len(b) > longest {
		return "" // none that is looked for
	}
	s := string(b)
	if r.names == nil {
		r.names = map[string]string{}
	}
	if len(r.names) < most {
		r.names[s] = s
	}
	return s
}

func (r *reader) attr(name string) string { return r.xml.Attr(name) }

// skip passes over the element at hand.
func (r *reader) skip() error {
	for depth := 1; depth > 0; {
		err := r.xml.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch r.xml.Token {
		case gate.StartTag:
			depth++
		case gate.EndTag:
			depth--
		}
	}
	return nil
}

func (r *reader) count() error { return r.budget.Take(gate.Blocks, 1) }

func (r *reader) document(d *Document) error {
	found := false
	err := r.each(func(string) error {
		return r.each(func(e string) error {
			if e != "body" {
				return r.skip()
			}
			found = true
			return r.body(&d.Blocks)
		})
	})
	if err == nil && !found {
		return ErrNoBody
	}
	return err
}

// body reads blocks, also those inside content controls, insertions and the
// like. What is deleted or moved away is left out.
func (r *reader) body(out *[]Block) error {
	return r.each(func(e string) error { return r.one(e, out) })
}

// alternative reads the first choice of mc:AlternateContent and leaves the
// others, which say the same for older programs.
func (r *reader) alternative(read func() error) error {
	first := true
	return r.each(func(string) error {
		if !first {
			return r.skip()
		}
		first = false
		return read()
	})
}

func (r *reader) table(t *Table) error {
	return r.each(func(e string) error {
		switch e {
		case "tr":
			if err := r.count(); err != nil {
				return err
			}
			row := Row{}
			deleted, err := r.row(&row)
			if err == nil {
				err = r.budget.Take(gate.Cells, int64(row.Before))
			}
			if err == nil && !deleted {
				t.Rows = append(t.Rows, row)
			}
			return err
		case "sdtPr":
			return r.control()
		case "sdtContent":
			return r.content(func() error { return r.table(t) })
		case "sdt", "customXml", "ins", "moveTo":
			return r.table(t)
		}
		return r.skip()
	})
}

func (r *reader) row(row *Row) (deleted bool, err error) {
	err = r.each(func(e string) error {
		switch e {
		case "trPr":
			return r.each(func(e string) error {
				switch e {
				case "gridBefore":
					row.Before = r.span(0)
				case "del":
					deleted = true
				case "hidden":
					row.Hidden = switched(r.attr("val")) > 0
				}
				return r.skip()
			})
		case "tc":
			if err := r.count(); err != nil {
				return err
			}
			c := Cell{Span: 1}
			if err := r.cell(&c); err != nil {
				return err
			}
			c.Span = max(1, min(c.Span, MaxColumns-row.columns))
			row.columns += c.Span
			row.Cells = append(row.Cells, c)
			return r.budget.Take(gate.Cells, int64(c.Span))
		case "sdtPr":
			return r.control()
		case "sdt", "sdtContent", "customXml":
			var del bool
			read := func() (err error) { del, err = r.row(row); return err }
			if e == "sdtContent" {
				err = r.content(read)
			} else {
				err = read()
			}
			deleted = deleted || del
			return err
		}
		return r.skip()
	})
	return deleted, err
}

func (r *reader) cell(c *Cell) error {
	filled := false
	err := r.each(func(e string) error {
		switch e {
		case "tcPr":
			return r.each(func(e string) error {
				switch e {
				case "gridSpan":
					c.Span = max(r.span(1), 1)
				case "vMerge":
					c.Merged = r.attr("val") != "restart"
				case "shd":
					filled = isFilled(r.attr("fill"))
				}
				return r.skip()
			})
		}
		return r.one(e, &c.Blocks)
	})
	for _, b := range c.Blocks {
		if p, ok := b.(*Paragraph); ok && filled { // white on a color can be read
			p.Marks = slices.DeleteFunc(p.Marks, func(m Mark) bool { return m.Why == White })
		}
	}
	return err
}

// restStyle is the style in which this module writes the last line of a
// paragraph that it had to part, so that the signature stands with text.
const restStyle = "GWBodyRest"

// one reads an element of a body or a cell.
func (r *reader) one(e string, out *[]Block) error {
	switch e {
	case "p":
		if err := r.count(); err != nil {
			return err
		}
		p := &Paragraph{At: r.xml.Start}
		*out = append(*out, p)
		w := &writer{p: p}
		pictures := r.pictures
		err := r.inline(w)
		p.Text = w.b.String()
		w.endRun()
		if r.sheet != nil {
			p.Pictures = r.pictures - pictures
		}
		if n := len(*out); p.Style == restStyle && n > 1 {
			if above, ok := (*out)[n-2].(*Paragraph); ok {
				for _, piece := range p.Pieces {
					piece.From, piece.To = piece.From+len(above.Text), piece.To+len(above.Text)
					above.Pieces = append(above.Pieces, piece)
				}
				above.Text += p.Text
				above.Runs = append(above.Runs, p.Runs...)
				above.Pictures += p.Pictures
				*out = (*out)[:n-1]
			}
		}
		*out = append(*out, w.boxes...)
		return err
	case "tbl":
		if err := r.count(); err != nil {
			return err
		}
		t := &Table{}
		*out = append(*out, t)
		return r.table(t)
	case "sdtPr":
		return r.control()
	case "sdtContent":
		return r.content(func() error { return r.body(out) })
	case "sdt", "customXml", "smartTag", "ins", "moveTo":
		return r.body(out)
	case "AlternateContent":
		return r.alternative(func() error { return r.body(out) })
	}
	return r.skip()
}

// span reads a number of columns, zero where there is none.
func (r *reader) span(zero int) int {
	n, err := strconv.Atoi(r.attr("val"))
	if err != nil || n < 0 {
		return zero
	}
	return min(n, MaxSpan)
}

// A writer collects the text of a paragraph.
type writer struct {
	p     *Paragraph
	b     strings.Builder
	boxes []Block // what stands in text boxes that are tied to the paragraph

	run  look   // of the run being read
	from int    // where in b the text begins that is not in p.Runs yet
	text []byte // of the last of p.Runs, which has none as yet
}

// inline reads what is inside a paragraph: runs, and what wraps them.
func (r *reader) inline(w *writer) error {
	return r.each(func(e string) error {
		switch e {
		case "pPr":
			return r.paragraphProperties(w.p)
		case "t":
			return r.chars(w)
		case "tab", "ptab":
			w.b.WriteByte('\t')
		case "br", "cr":
			w.b.WriteByte('\n')
		case "noBreakHyphen":
			w.b.WriteByte('-')
		case "sym":
			if c, err := strconv.ParseUint(r.attr("char"), 16, 32); err == nil {
				if c := symbol(r.attr("font"), rune(c)); c < 0xE000 {
					w.b.WriteRune(c)
				}
			}
		case "fldChar":
			return r.checkBox(w)
		case "rPr":
			if r.sheet != nil {
				return r.look(r.sheet.fonts, &w.run)
			}
		case "r":
			return r.run(w)
		case "sdtPr":
			return r.control()
		case "sdtContent":
			return r.content(func() error { return r.inline(w) })
		case "hyperlink", "ins", "moveTo", "sdt", "fldSimple", "smartTag", "customXml", "ruby", "rubyBase", "bdo", "dir":
			return r.inline(w)
		case "AlternateContent":
			return r.alternative(func() error { return r.inline(w) })
		case "drawing", "pict", "object":
			return r.figure(w)
		}
		return r.skip()
	})
}

// figure reads a drawing: the text of its boxes, and whether it has pictures.
func (r *reader) figure(w *writer) error {
	return r.each(func(e string) error {
		switch e {
		case "txbxContent":
			return r.body(&w.boxes)
		case "blip", "imagedata":
			r.pictures++
			return r.skip()
		case "AlternateContent":
			return r.alternative(func() error { return r.figure(w) })
		}
		return r.figure(w)
	})
}

func (r *reader) paragraphProperties(p *Paragraph) error {
	return r.each(func(e string) error {
		switch e {
		case "pStyle":
			p.Style = r.attr("val")
		case "numPr":
			return r.each(func(e string) error {
				switch v := r.attr("val"); e {
				case "ilvl":
					p.Level, _ = strconv.Atoi(v)
				case "numId":
					if v == "0" { // taken out of its list
						p.unlisted = true
					} else {
						p.List = v
					}
				}
				return r.skip()
			})
		}
		return r.skip()
	})
}

// chars reads the characters of one w:t.
func (r *reader) chars(w *writer) error {
	for {
		err := r.xml.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch r.xml.Token {
		case gate.CharData:
			text, err := r.xml.Text()
			if err != nil {
				return err
			}
			if face := cmp.Or(w.run.latin, w.run.face); strings.Contains(face, "dings") {
				text = []byte(strings.Map(func(c rune) rune { return symbol(face, c) }, string(text)))
			}
			if from := w.b.Len(); r.pieces && len(text) > 0 {
				w.p.Pieces = append(w.p.Pieces, Piece{from, from + len(text), r.xml.Start, r.xml.End})
			}
			w.b.Write(text)
		case gate.StartTag:
			if err := r.skip(); err != nil {
				return err
			}
		case gate.EndTag:
			return nil
		}
	}
}
