package campaign

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/internal/template"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrTemplate is the error in [LoadError.Err] of a template that is not there,
// cannot be read or asks for nothing.
var ErrTemplate = errors.New("template that cannot be used")

// learn reads the templates of forms. A form without a schema of its own gets
// the one that is learnt. Blanks that are known need no file.
func (c *Campaign) learn(k *checker, beside fs.FS, known []FormUse) {
	for i := range c.Forms {
		f := &c.Forms[i]
		if f.Template == "" {
			continue
		}
		path := fmt.Sprintf("forms[%d].template", i)
		if j := slices.IndexFunc(known, func(o FormUse) bool { return o.ID == f.ID && o.Template == f.Template && o.Blank != nil }); j >= 0 {
			f.Blank = known[j].Blank
			f.Schema = cmp.Or(f.Schema, known[j].Schema)
			continue
		}
		b, err := template.Learn(beside, f.Template, f.Schema)
		if err != nil {
			k.fail(path, &fault{fmt.Errorf("%w: %w", ErrTemplate, err), fmt.Sprintf("%v: %v", ErrTemplate, err), report.Chinese(err)})
			continue
		}
		f.Blank, f.Schema = b, b.Schema
		f.Schema.ID = f.ID
	}
}

// asWritten returns c with its forms as a file has them, without what was learnt.
func (c *Campaign) asWritten() *Campaign {
	own := *c
	own.Forms = slices.Clone(c.Forms)
	for i := range own.Forms {
		f := &own.Forms[i]
		if f.Blank != nil && !f.Blank.Given {
			f.Schema = nil
		}
		f.Blank = nil
	}
	return &own
}
