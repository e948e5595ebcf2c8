// Package word writes a flow as a .docx. It decides nothing.
package word

import (
	"bytes"

	"github.com/nguyenthenguyen/docx"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// writeWord returns a flow as a .docx.
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
	err = d.Write(&buf)
	return buf.Bytes(), err
}
