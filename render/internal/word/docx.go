// Package word writes a flow as a .docx. It decides nothing.
package word

import (
	"archive/zip"
	"bytes"
	"io"

	"github.com/nguyenthenguyen/docx"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Write returns a flow as a .docx.
func Write(f *flow.Flow, of paper.Properties, look Look) ([]byte, error) {
	p := &parts{flow: f, of: of, look: look}
	text := p.mainPart() // first: it adds parts
	parts, err := p.template()
	if err != nil {
		return nil, err
	}
	r, err := docx.ReadDocxFromMemory(bytes.NewReader(parts), int64(len(parts)))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := r.Editable()
	d.SetContent(text)
	var buf bytes.Buffer // the package ignores errors of a writer; a buffer has none
	if err := d.Write(&buf); err != nil {
		return nil, err
	}
	return dated(buf.Bytes())
}

// dated gives the entries of an archive, which have none, the first date that
// an archive knows. Some programs refuse a day or a month of 0.
func dated(file []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	to := zip.NewWriter(&buf)
	for _, f := range from.File {
		const first = 0<<9 | 1<<5 | 1 // 1980-01-01
		head := f.FileHeader
		//lint:ignore SA1019 a raw entry has no other
		head.ModifiedDate, head.ModifiedTime = first, 0
		w, err := to.CreateRaw(&head)
		if err != nil {
			return nil, err
		}
		r, err := f.OpenRaw()
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(w, r); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
