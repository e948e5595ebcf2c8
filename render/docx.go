package render

import (
	"bytes"

	"github.com/nguyenthenguyen/docx"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// writeWord returns a flow as a .docx.
func writeWord(f *flow, of paper.Properties, look wordLook) ([]byte, error) {
	p := &wordParts{flow: f, of: of, look: look}
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
