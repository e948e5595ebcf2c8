// Package render prints documents and forms as offices expect them: notices
// and plans as .docx and .pdf set to GB/T 9704-2012, forms as .xlsx and .docx.
//
// A [Printer] holds the options; its zero value prints what the standard
// says. A document is first made into a flow of styled paragraphs and tables.
// The .docx writes the flow down; for the .pdf a layout cuts it into lines
// and pages, which the PDF back-end only draws. Both have the same geometry.
//
//	p := render.Printer{Fonts: fonts}
//	result, err := p.PDF(w, notice)
package render

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/pdf"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Errors of rendering; they come wrapped in an [*Error].
var (
	ErrNoFont     = errors.New("no font set: a PDF needs faces, see Printer.Fonts")
	ErrNoSchema   = errors.New("a form without a schema")
	ErrNoDocument = errors.New("no document to print")
	ErrInvalid    = errors.New("text is not valid UTF-8 or holds control characters")
	ErrSubstitute = errors.New("a face stands in for the one that is wanted, see Printer.StrictFonts")
	ErrTooLong    = errors.New("document has more pages than any notice may have")
)

// An Error says what could not be printed, and where.
type Error struct {
	Doc   string // id or title of the document or form
	Place string // part of it, such as title or body; may be empty
	Err   error
}

func (e *Error) Error() string {
	if e.Place != "" {
		return fmt.Sprintf("render: %s: %s: %v", e.Doc, e.Place, e.Err)
	}
	return fmt.Sprintf("render: %s: %v", e.Doc, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// A Printer prints documents. Its zero value prints by GB/T 9704-2012 on A4.
// The fields may be set before the first call; a Printer may then be used by
// several goroutines at once.
//
// The standard's layout has no options. Those that there are stand for what
// offices ask for beside it.
type Printer struct {
	// Fonts supplies the faces, in order of preference. Without it the .docx
	// names the standard's faces and is laid out with their usual widths, and
	// PDF fails with ErrNoFont.
	Fonts font.Set

	// StrictFonts makes PDF fail with ErrSubstitute if a face stands in for the
	// one that is wanted or a character is shown by another face. The zero
	// value substitutes and says so in the Result.
	StrictFonts bool

	// Profile is the type area; the zero value is Classic.
	Profile Profile

	// SealDiameter is the room kept for a seal; zero means 45 mm, the seal of
	// a city's or county's bureau (国发〔1999〕25号).
	SealDiameter paper.MM

	// NoEvenPage prints the imprint on the last page even if that is an odd
	// one, for documents that are never printed on both sides
	// (GB/T 33476.2-2016 7.3.1 wants an even one).
	NoEvenPage bool

	// NoImprint leaves the imprint out.
	NoImprint bool

	// CentreNumbers puts page numbers in the middle, not at the outer edge (7.5).
	CentreNumbers bool

	// BoldLevels sets headings of the third level and below in bold; the
	// standard sets them like the body (7.3.3).
	BoldLevels bool

	// LatinFace names a face for digits and Latin letters of the body, such as
	// Times New Roman. The PDF takes it from Fonts, if a face there has that
	// name. Empty, they are set in the face of the text around them.
	LatinFace string

	// TightLatin sets digits and Latin letters close to Chinese characters, so
	// that a digit is always half a character. The zero value leaves the little
	// white between them that Word, WPS and LibreOffice leave by default
	// (自动调整中文与数字的间距); LibreOffice cannot be told not to.
	TightLatin bool

	// FaceNames replaces faces that the .docx names, for example 仿宋 for
	// 仿宋_GB2312. A role that is not in it has its standard face.
	FaceNames font.Names
}

// A Profile is a way to set the type area.
type Profile int

const (
	// Classic has margins of 37, 35, 28 and 26 mm (5.2.1) measured to the line
	// box, as word processors count them, and lines of 28.95 pt.
	Classic Profile = iota
	// GBT33476 has the margins of GB/T 33476.2-2016 6.2, which put the ink of
	// the first and last line on the type area's edges: 34.58 mm at the top,
	// 32.58 mm at the bottom, lines of 29.6 pt.
	GBT33476
)

func (p Profile) geometry() geometry {
	if p == GBT33476 {
		return gbt33476
	}
	return classic
}

// String returns the name of the profile as flags spell it.
func (p Profile) String() string {
	if p == GBT33476 {
		return "gbt33476"
	}
	return "classic"
}

// A Result tells how a document was printed.
type Result struct {
	Pages    int              // pages, blank ones included
	Fonts    []FontUse        // one for each role that occurs, in the order of Role
	Findings []report.Finding // what the reader of the page should know: substituted faces, missing characters
}

// A FontUse says which face served a role.
type FontUse struct {
	Role       font.Role
	Wanted     string     // the face that the standard names: 仿宋_GB2312
	Used       string     // the face that served; "" if none does
	Substitute bool       // Used is not Wanted
	Fallbacks  []Fallback // characters that another face showed, by code point
}

// A Fallback is a character that another face of the set showed.
type Fallback struct {
	Char rune
	Face string // "" if no face has it and 〓 stands in its place
}

// A source is a document as it is printed.
type source struct{ document.Document }

func sourceOf(d *document.Document) (source, error) {
	if d == nil {
		return source{}, &Error{Doc: "nil", Err: ErrNoDocument}
	}
	return source{*d.Numbered()}, nil
}

func (s source) name() string {
	if s.ID != "" {
		return s.ID
	}
	return s.Title
}

// date is the day that the document bears; files are stamped with it.
func (s source) date() calendar.Date {
	if s.Signature != nil {
		return s.Signature.Date
	}
	return calendar.Date{}
}

// organ names who issues the document, for the file's properties.
func (s source) organ() string {
	if s.Signature != nil && len(s.Signature.Organs) > 0 {
		return s.Signature.Organs[0].Name
	}
	if s.Head != nil && len(s.Head.Organs) > 0 {
		return s.Head.Organs[0].Name
	}
	return ""
}

// stamp is the time that the file bears: noon of the document's own date,
// never the clock's.
func (s source) stamp() time.Time {
	day := s.date()
	if day.IsZero() {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // as zip entries without a time
	}
	return day.Time().Add(12 * time.Hour)
}

// properties are what a file says about the document in it.
func (s source) properties() paper.Properties {
	return paper.Properties{Title: strings.ReplaceAll(s.Title, "\n", ""), Author: s.organ(), Date: s.stamp()}
}

// PDF prints a document as a PDF of A4 pages: bookmarks from its levels, its
// title and date as properties, every character extractable. Nothing is
// written to w unless the whole document could be made.
func (p *Printer) PDF(w io.Writer, d *document.Document) (*Result, error) {
	s, err := p.set(d)
	if err != nil {
		return nil, err
	}
	if len(p.Fonts) == 0 {
		return nil, &Error{Doc: s.source.name(), Err: ErrNoFont}
	}
	result := p.result(s.pages)
	if p.StrictFonts {
		if err := result.strict(); err != nil {
			return nil, &Error{Doc: s.source.name(), Place: "fonts", Err: err}
		}
	}
	file, err := pdf.Draw(s.pages, s.source.properties())
	if err != nil {
		return nil, &Error{Doc: s.source.name(), Place: "PDF", Err: err}
	}
	if _, err := w.Write(file); err != nil {
		return nil, fmt.Errorf("render: writing %s: %w", s.source.name(), err)
	}
	return result, nil
}

// DOCX prints a document as a .docx with named styles, to be edited further.
// Nothing is written to w unless the whole document could be made.
//
// Its pages are those of PDF as far as a word processor sets lines alike;
// that is measured with LibreOffice, not with Word or WPS.
func (p *Printer) DOCX(w io.Writer, d *document.Document) (*Result, error) {
	s, err := p.set(d)
	if err != nil {
		return nil, err
	}
	if err := s.source.writeWord(w, s.flow, p.look()); err != nil {
		return nil, err
	}
	return p.result(s.pages), nil
}

// look is what a .docx says of faces and numbers.
func (p *Printer) look() wordLook {
	return wordLook{Faces: p.FaceNames, Latin: p.LatinFace, Tight: p.TightLatin, Centred: p.CentreNumbers}
}

// writeWord writes a flow as a .docx.
func (s source) writeWord(w io.Writer, f *flow, look wordLook) error {
	file, err := writeWord(f, s.properties(), look)
	if err != nil {
		return &Error{Doc: s.name(), Place: "docx", Err: err}
	}
	if _, err := w.Write(file); err != nil {
		return fmt.Errorf("render: writing %s: %w", s.name(), err)
	}
	return nil
}
