package learn

import (
	"io"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/schemayaml"
)

// WriteYAML writes the form as it stands in a campaign below forms, with the
// file as its template. What is doubtful has a remark 待确认 above it. Changes to
// labels, kinds, limits and checks count; a key says which place of the blank a
// field stands at, and is to be kept.
func (b *Blank) WriteYAML(w io.Writer) error {
	remarks := map[forms.Ref][]string{}
	for _, d := range b.Doubts {
		ref := d.Ref
		ref.Row = 0
		remarks[ref] = append(remarks[ref], d.String())
	}
	return schemayaml.Write(w, b.Schema, b.Name, remarks)
}
