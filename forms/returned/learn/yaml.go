package learn

import (
	"io"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/schemayaml"
)

// WriteYAML writes the form as it stands in a campaign below forms, with the
// file as its template. What is doubtful has a remark 待确认 above it; the checks that
// the words suggest stand below all of it, behind a #. Changes to
// labels, kinds, limits and checks count; a key says which place of the blank a
// field stands at, and is to be kept.
func (b *Blank) WriteYAML(w io.Writer) error {
	remarks := map[forms.Ref][]string{}
	var checks []schemayaml.Proposal
	for _, d := range b.Doubts {
		if len(d.Checks) > 0 {
			checks = append(checks, schemayaml.Proposal{Why: d.Assumed, Checks: d.Checks})
			continue
		}
		ref := d.Ref
		ref.Row = 0
		remarks[ref] = append(remarks[ref], d.String())
	}
	return schemayaml.Write(w, b.Schema, b.Name, remarks, checks)
}
