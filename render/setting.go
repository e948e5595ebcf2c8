package render

import (
	"io"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/ofd"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/render/internal/pdf"
	"github.com/zhijiao-go/zhijiao/render/internal/word"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A Setting is a document that is set. Every decision is made; what puts it out
// only draws, as often as it is asked to.
type Setting struct {
	Pages      []paper.Page     // that PDF draws; use them to draw elsewhere or to see where things stand
	Properties paper.Properties // what a file of any format says about the document
	Result     Result           // how it was set

	// Enclosed are files that PDF and OFD hold inside: forms as .xlsx, in the notice
	// that asks for them. Set it before drawing; nil: none.
	Enclosed []paper.File

	name    string // of the document, for errors
	flow    *flow.Flow
	look    word.Look
	refused error // what PDF fails with
}

// Set sets a document; blocks that are nil are passed over. Errors are of type
// [*Error]: [ErrNoDocument] for nil, [ErrNoSchema] or that of
// forms.Schema.Validate for a form, [ErrInvalid] and [ErrTooLong].
func (p *Printer) Set(d *document.Document) (*Setting, error) {
	src, err := sourceOf(d)
	if err != nil {
		return nil, err
	}
	t := p.typesetter()
	f, l, err := t.fit(src)
	if err != nil {
		return nil, err
	}
	l.finish(f, t.galley)
	pages := l.pages
	s := &Setting{Pages: pages, Result: p.result(pages), Properties: src.properties(), name: src.name(), flow: f, look: p.look()}
	s.Result.Findings = append(l.findings(), s.Result.Findings...)
	switch {
	case len(p.Fonts) == 0:
		s.refused = &Error{Doc: s.name, Err: ErrNoFont}
	case p.StrictFonts:
		if err := s.Result.strict(); err != nil {
			s.refused = &Error{Doc: s.name, Place: "fonts", Err: err}
		}
	}
	return s, nil
}

// DOCX writes the document as a .docx with named styles, to be edited further.
// Nothing is written to w unless the whole file could be made.
//
// Its pages are Pages as far as a word processor sets lines alike; that is
// measured with LibreOffice, not with Word or WPS.
func (s *Setting) DOCX(w io.Writer) error {
	file, err := word.Write(s.flow, s.Properties, s.look)
	if err != nil {
		return &Error{Doc: s.name, Place: "docx", Err: err}
	}
	return out.Write(w, "render: "+s.name, file)
}

// PDF writes the document as a PDF of A4 pages: bookmarks from its levels, its
// title and date as properties, every character extractable. Nothing is written
// to w unless the whole file could be made. Without faces it fails with
// [ErrNoFont], under [Printer.StrictFonts] perhaps with [ErrSubstitute], each
// in an [*Error].
func (s *Setting) PDF(w io.Writer) error {
	if s.refused != nil {
		return s.refused
	}
	file, err := pdf.Draw(s.Pages, s.Properties, s.Enclosed...)
	if err != nil {
		return &Error{Doc: s.name, Place: "PDF", Err: err}
	}
	return out.Write(w, "render: "+s.name, file)
}

// OFDOptions say what an OFD is to be. The zero value is an ordinary one.
type OFDOptions struct {
	// Archive makes an OFD-A, for archives (GB/T 42133-2022), which may hold no
	// files: with [Setting.Enclosed] it is [ErrEnclosed].
	Archive bool
}

// OFD writes the document as an OFD (GB/T 33190-2016), the format in which
// offices exchange official documents: the same pages as the PDF, with faces cut
// to what occurs, bookmarks, what is known of the document, and tags that say
// which text is which part of it. It fails as [Setting.PDF] does.
func (s *Setting) OFD(w io.Writer, o OFDOptions) error {
	if s.refused != nil {
		return s.refused
	}
	if o.Archive && len(s.Enclosed) > 0 {
		return &Error{Doc: s.name, Place: "OFD", Err: ErrEnclosed}
	}
	file, err := ofd.Draw(s.Pages, s.Properties, ofd.Options{Files: s.Enclosed, Archive: o.Archive})
	if err != nil {
		return &Error{Doc: s.name, Place: "OFD", Err: err}
	}
	return out.Write(w, "render: "+s.name, file)
}

// DOCX sets a document and writes it as [Setting.DOCX] does.
func (p *Printer) DOCX(w io.Writer, d *document.Document) (*Result, error) {
	return p.print(d, func(s *Setting) error { return s.DOCX(w) })
}

// PDF sets a document and writes it as [Setting.PDF] does.
func (p *Printer) PDF(w io.Writer, d *document.Document) (*Result, error) {
	return p.print(d, func(s *Setting) error { return s.PDF(w) })
}

// OFD sets a document and writes it as [Setting.OFD] does.
func (p *Printer) OFD(w io.Writer, d *document.Document, o OFDOptions) (*Result, error) {
	return p.print(d, func(s *Setting) error { return s.OFD(w, o) })
}

func (p *Printer) print(d *document.Document, write func(*Setting) error) (*Result, error) {
	s, err := p.Set(d)
	if err != nil {
		return nil, err
	}
	if err := write(s); err != nil {
		return nil, err
	}
	return &s.Result, nil
}

// look is what a .docx says of faces and numbers.
func (p *Printer) look() word.Look {
	return word.Look{Faces: p.FaceNames, Latin: p.LatinFace, Tight: p.TightLatin, Centred: p.CentreNumbers}
}
