// Package render prints documents and forms as offices expect them: notices
// and plans as .docx and .pdf set to GB/T 9704-2012, blank forms as .docx.
//
// A [Printer] holds the options; its zero value prints what the standard says.
// It sets a document once ([Printer.Set]), and what is set is drawn as often as
// one likes:
//
//	p := render.Printer{Fonts: fonts}
//	set, err := p.Set(notice)
//	err = set.DOCX(word)
//	err = set.PDF(pdf)
//	fmt.Println(set.Result.Pages, set.Result.Findings)
//
// # How a page is made
//
// A typesetter makes a document into a flow of styled paragraphs and tables;
// the head above the title is set by a masthead, the signature by a signatory.
// All of them ask a measure how wide text is in its face and a galley where
// lines end and how high rows are. The layout then places the flow on pages of
// texts and rules (package paper). The .docx writes the flow down, the .pdf draws
// the pages; neither decides anything. What is below:
//
//	font      faces, what they are for, where they are found; fontpack has free ones
//	paper     pages with texts and rules at their places: what another format would draw
//	sheet     workbooks: blank forms, lists, totals
//	blank     what blank forms of both kinds have in common, copies for many schools
//	annotate  marked copies of a sender's own workbook or draft
//	schedule  when what is due, as a list and as a calendar
//	template  what schools type their material into
package render

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Errors of rendering; they come wrapped in an [*Error].
var (
	ErrNoFont     = say.Error("no font set: a PDF needs faces, see Printer.Fonts", "没有字体，不能生成PDF")
	ErrNoSchema   = blank.ErrNoSchema
	ErrNoDocument = say.Error("no document to print", "没有要打印的文件")
	ErrInvalid    = flow.ErrInvalid
	ErrSubstitute = say.Error("a face stands in for the one that is wanted, see Printer.StrictFonts", "缺少规定的字体")
	ErrTooLong    = say.Error("document has more pages than any notice may have", "页数太多，不像公文")
	ErrEnclosed   = say.Error("an OFD for archives holds no files", "归档用的OFD不能带附件文件")
)

// An Error says what could not be printed, and where.
type Error struct {
	Doc   string // id or title of the document or form; may be empty
	Place string // part of it, such as title or body; may be empty
	Err   error
}

func (e *Error) Error() string {
	s := "render: "
	for _, part := range []string{e.Doc, e.Place} {
		if part != "" {
			s += part + ": "
		}
	}
	return s + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *Error) Chinese() string {
	doc := ""
	if e.Doc != "" {
		doc = "《" + strings.ReplaceAll(e.Doc, "\n", "") + "》"
	}
	return doc + say.Chinese(e.Err, "没有做成")
}

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

func (p Profile) geometry() flow.Geometry {
	if p == GBT33476 {
		return flow.GBT33476
	}
	return flow.Classic
}

// String returns the name of the profile as flags spell it.
func (p Profile) String() string {
	if p == GBT33476 {
		return "gbt33476"
	}
	return "classic"
}
