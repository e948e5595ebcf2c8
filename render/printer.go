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

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
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
	Fonts FontSet

	// StrictFonts makes PDF fail with ErrSubstitute if a face stands in for the
	// one that is wanted or a character is shown by another face. The zero
	// value substitutes and says so in the Result.
	StrictFonts bool

	// Profile is the type area; the zero value is Classic.
	Profile Profile

	// SealDiameter is the room kept for a seal; zero means 45 mm, the seal of
	// a city's or county's bureau (国发〔1999〕25号).
	SealDiameter MM

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
	FaceNames map[Role]string
}

// faceName is the face that the .docx names for a role.
func (p *Printer) faceName(r Role) string {
	if name := p.FaceNames[r]; name != "" {
		return name
	}
	return r.FaceName()
}

// A Result tells how a document was printed.
type Result struct {
	Pages    int              // pages, blank ones included
	Fonts    []FontUse        // one for each role that occurs, in the order of Role
	Findings []report.Finding // what the reader of the page should know: substituted faces, missing characters
}

// A FontUse says which face served a role.
type FontUse struct {
	Role       Role
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
