// Package wordml reads the body of a .docx file as paragraphs and tables, as
// somebody sees it who accepted all changes: deleted text is left out, content
// controls and fields show their content. [Read] keeps no formatting, [ReadRuns]
// keeps the face and size of the text.
package wordml

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Document is the body of a .docx file.
type Document struct {
	Blocks     []Block
	Properties map[string]string // custom properties of the file
	Pictures   int               // pictures in the body, which has no text of them
	Aside      []string          // texts of headers, footers and notes, which are not in Blocks
	Notes      []string          // those of Aside that are foot- and endnotes
	Comments   []string          // what readers remarked
}

// A Block is what follows another in a body or a cell, one of [*Paragraph] or
// [*Table].
type Block interface{ block() }

// A Paragraph is a line of text as far as the author is concerned. Tabs are
// \t, line breaks \n.
type Paragraph struct {
	Text  string
	Style string // id of its style, "" for the default
	List  string // id of the list that numbers it, "" for none
	Level int    // in that list, from 0

	// Number is what the list prints before the text: 一、 or （1）; "" for none.
	// A bullet is none.
	Number string

	Runs     []Run  // how the text looks; only of [ReadRuns]
	Marks    []Mark // of the text what does not belong to it, in order; only of [ReadRuns]
	Pictures int    // tied to it or in its text boxes; only of [ReadRuns]

	At     int     // byte of the body's part at which its element begins
	Pieces []Piece // of Text, in order; only of [ReadPieces]

	unlisted bool // its style's numbering was taken off
}

// A Piece is a stretch of a paragraph's text that stands in the body's part in
// one go: the characters of a w:t. What has none is no text there, such as a tab.
type Piece struct {
	From, To   int // bytes of the text
	Start, End int // bytes of the part, as UTF-8
}

// A Table is a grid of cells.
type Table struct {
	Rows []Row
}

// A Row is a row of a table.
type Row struct {
	Before int  // columns left empty before the first cell
	Hidden bool // nobody sees it
	Cells  []Cell

	columns int // that the cells cover
}

// A Cell is a cell of a row.
type Cell struct {
	Span   int  // columns it covers, at least 1
	Merged bool // the lower part of the cell above it
	Blocks []Block
}

func (*Paragraph) block() {}

func (*Table) block() {}

// Text returns the text of the cell, a line for each paragraph, tables inside
// it with a tab between cells.
func (c *Cell) Text() string {
	if len(c.Blocks) == 1 {
		if p, ok := c.Blocks[0].(*Paragraph); ok {
			return p.Text
		}
	}
	return text(c.Blocks)
}

func text(blocks []Block) string {
	var b strings.Builder
	writeText(&b, blocks, func(*Paragraph, int) {})
	return b.String()
}

// writeText writes tables inside cells where they stand: to put the text of
// each level together first would cost that of all levels above it. place hears
// where each paragraph begins.
func writeText(w *strings.Builder, blocks []Block, place func(p *Paragraph, at int)) {
	lines := 0
	line := func() {
		if lines++; lines > 1 {
			w.WriteByte('\n')
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			line()
			place(b, w.Len())
			w.WriteString(b.Text)
		case *Table:
			for _, r := range b.Rows {
				line()
				for i := range r.Cells {
					if i > 0 {
						w.WriteByte('\t')
					}
					writeText(w, r.Cells[i].Blocks, place)
				}
			}
		}
	}
}

// Limits of what a reader of documents deals with.
const (
	MaxBlocks  = 100_000 // paragraphs, tables, rows and cells in all
	MaxSpan    = 100     // columns that a cell covers
	MaxColumns = 256     // columns of a table; what a cell covers beyond is left out
)

// ErrNoBody reports a document without a body.
var ErrNoBody = fmt.Errorf("%w: no body", gate.ErrDamaged)

// Read reads a .docx file. Errors are those of [gate.OpenOffice] or of the part
// that cannot be read; they do not tell the file's name, which Read does not
// know.
func Read(r io.ReaderAt, size int64) (*Document, error) {
	z, err := open(r, size)
	if err != nil {
		return nil, err
	}
	return readZip(z, nil, gate.BudgetOf(r).ForFile())
}

func open(r io.ReaderAt, size int64) (*zip.Reader, error) {
	z, kind, err := gate.OpenOffice(r, size, "document")
	if err != nil {
		return nil, err
	}
	if kind != gate.DOCX {
		return nil, &gate.Error{File: "document", Kind: kind, Err: gate.ErrFormat, Detail: kind.String(), Advice: "请另存为 .docx 后重新报送"}
	}
	return z, nil
}

// ReadPieces is [Read] that tells where in the body's part the text stands.
func ReadPieces(r io.ReaderAt, size int64) (*Document, error) {
	z, err := open(r, size)
	if err != nil {
		return nil, err
	}
	return readDocument(z, &reader{budget: gate.BudgetOf(r).ForFile(), pieces: true})
}

// readZip reads a document. With a sheet of looks it also reads how text looks.
func readZip(z *zip.Reader, s *sheet, b *gate.Budget) (*Document, error) {
	return readDocument(z, &reader{sheet: s, budget: b})
}

func readDocument(z *zip.Reader, rd *reader) (*Document, error) {
	d := &Document{}
	main := mainPart(z)
	if main == nil {
		return nil, gate.PartError(gate.DOCX, "word/document.xml", ErrNoBody)
	}
	if err := rd.part(main, func() error { return rd.document(d) }); err != nil {
		return nil, err
	}
	d.Pictures = rd.pictures
	rd.sheet, rd.pieces = nil, false // what follows has no looks
	if err := rd.number(z, d.Blocks); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		switch {
		case strings.EqualFold(f.Name, "docProps/custom.xml"):
			// Properties are a convenience; a document is as good without them.
			rd.part(f, func() error { return rd.properties(d) })
		case asidePart.MatchString(f.Name):
			if err := rd.part(f, func() error { return rd.aside(d) }); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

var asidePart = regexp.MustCompile(`(?i)^word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$`)

// aside reads a header, a footer or the notes. Those without words, such as a
// page number, are nothing.
func (r *reader) aside(d *Document) error {
	var blocks []Block
	notes := false
	err := r.each(func(root string) error {
		notes = root == "footnotes" || root == "endnotes"
		return r.each(func(e string) error {
			switch e {
			case "footnote", "endnote":
				return r.body(&blocks)
			case "comment":
				var says []Block
				err := r.body(&says)
				if s := strings.TrimSpace(text(says)); s != "" {
					d.Comments = append(d.Comments, s)
				}
				return err
			}
			return r.one(e, &blocks)
		})
	})
	if s := strings.TrimSpace(text(blocks)); strings.ContainsFunc(s, unicode.IsLetter) {
		d.Aside = append(d.Aside, s)
		if notes {
			d.Notes = append(d.Notes, s)
		}
	}
	return err
}

// mainPart finds the part with the body: word/document.xml in all but a few
// files, which call it document2.xml.
func mainPart(z *zip.Reader) *zip.File {
	var other *zip.File
	for _, f := range z.File {
		switch {
		case strings.EqualFold(f.Name, "word/document.xml"):
			return f
		case other == nil && strings.HasPrefix(path.Base(f.Name), "document") && path.Ext(f.Name) == ".xml":
			other = f
		}
	}
	return other
}

// part reads a part of the file. An error of it is a [*gate.Error] that says
// in Chinese what to do.
func (r *reader) part(f *zip.File, read func() error) error {
	s, err := gate.ScanFile(f, r.budget)
	if err == nil {
		r.xml = s
		err = read()
	}
	if err == nil {
		return nil
	}
	return gate.PartError(gate.DOCX, f.Name, err)
}

func (r *reader) properties(d *Document) error {
	name := ""
	var text []byte
	for {
		err := r.xml.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case r.xml.Token == gate.CharData:
			more, err := r.xml.Text()
			if err != nil {
				return err
			}
			text = append(text, more...)
		case string(r.xml.Name) != "property":
		case r.xml.Token == gate.StartTag:
			name, text = r.xml.Attr("name"), text[:0]
		default:
			if value := strings.TrimSpace(string(text)); name != "" && value != "" {
				if d.Properties == nil {
					d.Properties = map[string]string{}
				}
				d.Properties[name] = value
			}
		}
	}
}
