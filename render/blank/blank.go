// Package blank is what blank forms have in common, on paper (.docx) and as
// workbooks (.xlsx): what is filled in beforehand, and copies for many schools.
//
//	err := sheet.Form(w, schema, blank.Options{Fill: map[forms.Ref]string{{Key: "school"}: "第一中学"}})
//	copies := blank.NewCopies(render.FormDOCX, schema, blank.Options{}) // or sheet.Form
//	err = copies.Print(w, map[forms.Ref]string{{Key: "school"}: "第二中学"})
//
// A value that the form has no place for is a [*FillError].
package blank

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/say"
)

// Options say what a printer of blank forms cannot know from the schema. The
// zero value makes a form in the faces of the standard with nothing filled in.
type Options struct {
	Author string        // who sends the form out, in the file's properties; "" names nobody
	Date   calendar.Date // when it was made, in the file's properties; zero is a day long ago, never today

	// Fill holds values put into the form beforehand, such as the name of the
	// school, as text that a field of its kind takes: 120, 12.5 (per cent),
	// 2023-05-14, 14:00, anything. They stay free to be changed.
	Fill map[forms.Ref]string

	TitleFace string // "" is 方正小标宋简体
	HeadFace  string // "" is 黑体
	BodyFace  string // "" is 仿宋_GB2312
}

// A Printer prints a blank form: sheet.Form or render.FormDOCX.
type Printer func(io.Writer, *forms.Schema, Options) error

// What is missing from copies, and from a form.
var (
	ErrNoSchema  = say.Error("a form without a schema", "有一张没有内容的表格")
	ErrNoPrinter = say.Error("copies without a printer", "没有指定打印方式")
)

// Why a value cannot be filled in; found with errors.Is in a [*FillError].
var (
	ErrNoField  = say.Error("the form has no such value", "表中没有这一栏")
	ErrComputed = say.Error("the form computes it", "这一栏由表格计算")
	ErrNumber   = say.Error("want a number such as 120", "应为数，如120")
	ErrDate     = say.Error("want a date such as 2023-05-14", "应为日期，如2023-05-14")
	ErrTime     = say.Error("want a time such as 14:00", "应为时间，如14:00")
	ErrOption   = say.Error("want one of the options", "应为所列之一：")
)

// A FillError says which of [Options.Fill] cannot be put into the form.
type FillError struct {
	Ref     forms.Ref
	Text    string
	Options []string // of a choice
	Err     error    // one of those above
}

func (e *FillError) Error() string {
	s := fmt.Sprintf("blank: fill %s with %q: %v", e.Ref, e.Text, e.Err)
	if len(e.Options) > 0 {
		s += " " + strings.Join(e.Options, " ")
	}
	return s
}

func (e *FillError) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *FillError) Chinese() string {
	return fmt.Sprintf("“%s”不能填入%s：%s", e.Text, e.Ref, say.Chinese(e.Err, "")+strings.Join(e.Options, "、"))
}

// Check finds the first value for a field that the form does not have, or does
// not take.
func (o Options) Check(l *forms.Layout) error {
	refs := make([]forms.Ref, 0, len(o.Fill))
	for r := range o.Fill {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(r, q forms.Ref) int {
		return cmp.Or(cmp.Compare(r.Block, q.Block), cmp.Compare(r.Row, q.Row), cmp.Compare(r.Key, q.Key))
	})
	for _, r := range refs {
		e := &FillError{Ref: r, Text: o.Fill[r]}
		switch c := l.At(r); {
		case c == nil:
			e.Err = ErrNoField
		case !c.Free:
			e.Err = ErrComputed
		case e.Text != "":
			e.refuse(c.Field)
		}
		if e.Err != nil {
			return e
		}
	}
	return nil
}

// refuse sets Err if a field of that kind does not take the text.
func (e *FillError) refuse(f *forms.Field) {
	text := forms.Limit(e.Text)
	switch f.Kind {
	case forms.Integer, forms.Decimal, forms.Percent:
		if x, ok := text.Number(); !ok || f.Kind == forms.Integer && x != math.Trunc(x) {
			e.Err = ErrNumber
		}
	case forms.Date:
		if d, ok := text.Date(); !ok || d.Year < 1901 {
			e.Err = ErrDate
		}
	case forms.Time:
		if _, ok := text.Clock(); !ok {
			e.Err = ErrTime
		}
	case forms.Choice, forms.YesNo:
		options := []string(f.Options)
		if f.Kind == forms.YesNo {
			options = []string{"是", "否"}
		}
		if !slices.Contains(options, e.Text) {
			e.Err, e.Options = ErrOption, options
		}
	}
}
