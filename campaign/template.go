package campaign

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrTemplate is the error in [LoadError.Err] of a template that is not there,
// cannot be read or asks for nothing.
var ErrTemplate = errors.New("template that cannot be used")

// learn reads the templates of forms. A form without a schema of its own gets
// the one that is learnt. It returns the path of what is wrong, and what that is.
func (c *Campaign) learn(beside fs.FS) (path string, err error) {
	for i := range c.Forms {
		f := &c.Forms[i]
		if f.Template == "" {
			continue
		}
		path = fmt.Sprintf("forms[%d].template", i)
		if beside == nil || !fs.ValidPath(f.Template) {
			return path, &fault{ErrTemplate, fmt.Sprintf("%v: %q is no file beside the campaign", ErrTemplate, f.Template),
				"空白表“" + f.Template + "”应与活动周数据文件放在一起，写成相对的路径，如 表格/登记表.xlsx"}
		}
		data, err := readTemplate(beside, f.Template)
		if err != nil {
			return path, &fault{fmt.Errorf("%w: %w", ErrTemplate, err), fmt.Sprintf("%v: %v", ErrTemplate, err), "空白表“" + f.Template + "”打不开，请核对文件名和路径"}
		}
		b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), f.Template)
		if err == nil && f.Schema != nil {
			b, err = b.With(f.Schema)
		}
		if err != nil {
			return path, &fault{fmt.Errorf("%w: %w", ErrTemplate, err), fmt.Sprintf("%v: %v", ErrTemplate, err), report.Chinese(err)}
		}
		f.Blank, f.Schema = b, b.Schema
		if f.Schema.ID != f.ID {
			f.Schema.ID = f.ID
		}
	}
	return "", nil
}

func readTemplate(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a file", name)
	}
	return io.ReadAll(io.LimitReader(f, gate.Office.Size+1))
}

// OfBlank returns a campaign that asks for nothing but a form: what collecting it
// goes by where there is no other. Year is what days without one belong to, 0 if
// nobody knows.
func OfBlank(b *learn.Blank, year int) *Campaign {
	title := b.Schema.Title
	return &Campaign{
		Schema: "zhijiao/campaign@1", Name: "《" + title + "》", Year: year,
		Forms: []FormUse{{ID: b.Schema.ID, Template: b.Name, Schema: b.Schema, Blank: b}},
		Documents: []Draft{{
			ID: "summary", Kind: document.Summary, Title: "《" + title + "》汇总情况",
			Body: "根据各学校报送的《" + title + "》，现将汇总情况说明如下。",
		}},
	}
}
