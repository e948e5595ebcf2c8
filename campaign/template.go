package campaign

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/internal/template"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrTemplate is the error in [LoadError.Err] of a template that is not there,
// cannot be read or asks for nothing.
var ErrTemplate = errors.New("template that cannot be used")

// learn reads the templates, first those of forms. A form without a schema of its own gets
// the one that is learnt. Those that another campaign knows need no file; nil is none.
func (c *Campaign) learn(k *checker, beside fs.FS, known *Campaign) {
	if known == nil {
		known = new(Campaign)
	}
	unusable := func(path string, err error) {
		k.fail(path, &fault{fmt.Errorf("%w: %w", ErrTemplate, err), fmt.Sprintf("%v: %v", ErrTemplate, err), report.Chinese(err)})
	}
	for i := range c.Forms {
		f := &c.Forms[i]
		if f.Template == "" {
			continue
		}
		path := fmt.Sprintf("forms[%d].template", i)
		if j := slices.IndexFunc(known.Forms, func(o FormUse) bool { return o.ID == f.ID && o.Template == f.Template && o.Blank != nil }); j >= 0 {
			f.Blank = known.Forms[j].Blank
			f.Schema = cmp.Or(f.Schema, known.Forms[j].Schema)
			continue
		}
		b, err := template.Learn(beside, f.Template, f.Schema)
		if err != nil {
			unusable(path, err)
			continue
		}
		f.Blank, f.Schema = b, b.Schema
		f.Schema.ID = f.ID
	}
	for i := range c.Templates {
		t := &c.Templates[i]
		if t.File == "" {
			continue
		}
		if j := slices.IndexFunc(known.Templates, func(o Template) bool { return o.File == t.File && o.Read != nil }); j >= 0 {
			t.Read = known.Templates[j].Read
			continue
		}
		read, err := template.Document(beside, t.File)
		if err != nil {
			unusable(fmt.Sprintf("templates[%d].file", i), err)
			continue
		}
		t.Read = read
	}
}

// LoadAgain is [Load] of a file that [Write] has written of c: what stands beside the
// file of c is known.
func (c *Campaign) LoadAgain(r io.Reader, name string) (*Campaign, error) {
	return load(r, name, nil, c)
}

// asWritten returns c with its templates as a file has them, without what was learnt.
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
	own.Templates = slices.Clone(c.Templates)
	for i := range own.Templates {
		own.Templates[i].Read = nil
	}
	return &own
}
