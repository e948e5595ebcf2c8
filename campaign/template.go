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
// the one that is learnt. It returns the path of what is wrong, and what that is.
// Blanks that are known need no file.
func (c *Campaign) learn(beside fs.FS, known []FormUse) (path string, err error) {
	for i := range c.Forms {
		f := &c.Forms[i]
		if f.Template == "" {
			continue
		}
		path = fmt.Sprintf("forms[%d].template", i)
		if k := slices.IndexFunc(known, func(o FormUse) bool { return o.ID == f.ID && o.Template == f.Template && o.Blank != nil }); k >= 0 {
			f.Blank = known[k].Blank
			f.Schema = cmp.Or(f.Schema, known[k].Schema)
			continue
		}
		b, err := template.Learn(beside, f.Template, f.Schema)
		if err != nil {
			return path, &fault{fmt.Errorf("%w: %w", ErrTemplate, err), fmt.Sprintf("%v: %v", ErrTemplate, err), report.Chinese(err)}
		}
		f.Blank, f.Schema = b, b.Schema
		f.Schema.ID = f.ID
	}
	return "", nil
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
