package fill

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
)

// What is wrong with a placeholder: the values of [Fault.Err].
var (
	ErrUnknown = say.Error("unknown placeholder", "没有这个占位符")
	ErrOpen    = say.Error("a placeholder that does not end in its line", "占位符没有写完，{{与}}应在同一行里")
	ErrRow     = say.Error("a placeholder of a school outside the row of a table", "每校一行的内容只能放在表格的一行里；每校一份的文件才可以放在别处")
	ErrPlace   = say.Error("a placeholder where none can be filled in", "图示、图表、公式、艺术字里的占位符填不进去，请改放在正文、表格或文本框里")
	ErrNested  = say.Error("a row that is repeated in a row that is repeated", "每校一行的表格里又套着每校一行的表格")
)

// A Fault is a placeholder that cannot be filled in.
type Fault struct {
	Part      string   // where it stands: 正文, 页眉 (word/header1.xml)
	Paragraph int      // of the part, from 1, those in tables and text boxes counted; 0: no paragraph
	Written   string   // with its {{}}
	Excerpt   string   // what stands around it
	Err       error    // one of the errors above
	Known     []string // names that could stand there
}

// name is what stands between the braces.
func (f *Fault) name() string { return strings.Trim(f.Written, "{}｛｝ ") }

// mostKnown is how many names a message lists.
const mostKnown = 40

func (f *Fault) known() []string { return f.Known[:min(len(f.Known), mostKnown)] }

func (f *Fault) english() string {
	s := fmt.Sprintf("%s, paragraph %d: %s: %v", f.Part, f.Paragraph, f.Written, f.Err)
	if len(f.Known) > 0 {
		if near := suggest.Nearest(f.name(), f.Known); near != "" {
			s += fmt.Sprintf(": did you mean {{%s}}?", near)
		}
		s += " known are " + strings.Join(f.known(), ", ")
	}
	return s
}

func (f *Fault) chinese() string {
	s := f.Part
	if f.Paragraph > 0 {
		s += fmt.Sprintf("第%d段", f.Paragraph)
	}
	if f.Excerpt != "" {
		s += "“" + f.Excerpt + "”"
	}
	s += "：" + f.Written + "，" + say.Chinese(f.Err, "填不进去")
	if near := suggest.Nearest(f.name(), f.Known); near != "" {
		s += "，是不是{{" + near + "}}？"
	}
	if len(f.Known) > 0 {
		s = strings.TrimSuffix(s, "？") + "；可用的有：" + strings.Join(f.known(), "、")
		if len(f.Known) > mostKnown {
			s += "等"
		}
	}
	return s
}

// An Error says why a template cannot be read or filled.
type Error struct {
	File   string
	Faults []Fault // what is wrong with its placeholders, 20 at most
	Err    error   // of the file as a whole; nil where there are faults
}

func (e *Error) Error() string {
	s := "fill: " + e.File
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	for i := range e.Faults {
		s += "\n" + e.Faults[i].english()
	}
	return s
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() []error {
	var all []error
	if e.Err != nil {
		all = append(all, e.Err)
	}
	for _, f := range e.Faults {
		if !slices.Contains(all, f.Err) {
			all = append(all, f.Err)
		}
	}
	return all
}

// Chinese says the same to a clerk.
func (e *Error) Chinese() string {
	s := "模板“" + e.File + "”"
	var refused *gate.Error
	switch {
	case errors.As(e.Err, &refused):
		return s + "：" + refused.Say() + "，请用 Word 或 WPS 打开后另存为 .docx"
	case e.Err != nil:
		return s + "：" + say.Chinese(e.Err, "读不了，请确认文件能正常打开")
	}
	s += fmt.Sprintf("有%d处占位符填不进去：", len(e.Faults))
	for i := range e.Faults {
		s += "\n  " + e.Faults[i].chinese()
	}
	return s
}

func unread(name string, err error) error { return &Error{File: name, Err: err} }

// faults are collected, up to what somebody reads.
type faults []Fault

const mostFaults = 20

func (fs *faults) add(p *part, h *hole, err error, known []string) {
	if len(*fs) < mostFaults {
		*fs = append(*fs, Fault{Part: p.name, Paragraph: h.paragraph, Written: h.written, Excerpt: h.excerpt, Err: err, Known: known})
	}
}

func (fs faults) of(name string) error {
	if len(fs) == 0 {
		return nil
	}
	return &Error{File: name, Faults: fs}
}
