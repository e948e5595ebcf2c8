package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"

	"github.com/nguyenthenguyen/docx"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

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
	if err := s.writeWord(w, s.source, s.flow, s.place, &wordParts{typesetter: s.typesetter}); err != nil {
		return nil, err
	}
	return p.result(s.pages), nil
}

// writeWord writes a flow as a .docx.
func (t *typesetter) writeWord(w io.Writer, s source, f *flow, place imprintPlace, parts *wordParts) error {
	document := t.wordDocument(f, place, parts)
	tpl, err := parts.template(s)
	if err != nil {
		return &Error{Doc: s.name(), Place: "docx", Err: err}
	}
	packed, err := packDocx(tpl, document)
	if err != nil {
		return &Error{Doc: s.name(), Place: "docx", Err: err}
	}
	if _, err := w.Write(packed); err != nil {
		return fmt.Errorf("render: writing %s: %w", s.name(), err)
	}
	return nil
}

// packDocx puts the main part into the template. The package that packs
// ignores errors of the writer, so it writes to memory, and what it wrote is
// read again.
func packDocx(tpl []byte, document string) ([]byte, error) {
	r, err := docx.ReadDocxFromMemory(bytes.NewReader(tpl), int64(len(tpl)))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := r.Editable()
	d.SetContent(document)
	var buf bytes.Buffer
	if err := d.Write(&buf); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		return nil, fmt.Errorf("reading back what was packed: %w", err)
	}
	for _, f := range z.File {
		if f.Name != "word/document.xml" {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return nil, err
		}
		back, err := io.ReadAll(rc)
		rc.Close()
		if err != nil {
			return nil, fmt.Errorf("reading back what was packed: %w", err)
		}
		if string(back) != document {
			return nil, fmt.Errorf("the main part did not survive packing: %d bytes of %d", len(back), len(document))
		}
		return buf.Bytes(), nil
	}
	return nil, fmt.Errorf("the main part is missing from the package")
}
