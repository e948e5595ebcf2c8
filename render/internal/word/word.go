// Package word writes a flow as a .docx. It decides nothing.
package word

import (
	"github.com/zhijiao-go/zhijiao/render/internal/docx"
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
	return docx.Pack(parts, map[string][]byte{docx.Body: []byte(text)})
}
