// Package template reads the files that a campaign names, which lie beside its own: the
// blanks of forms, and documents with placeholders.
package template

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/fill"
)

// An Error says why a file is not to be had.
type Error struct {
	Name string
	Err  error // nil where the name leads out of the folder
}

func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("%q is no file beside the campaign", e.Name)
	}
	return e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *Error) Chinese() string {
	if e.Err == nil {
		return "“" + e.Name + "”应与活动周数据文件放在一起，写成相对的路径，如 表格/登记表.xlsx"
	}
	return "“" + e.Name + "”打不开，请核对文件名和路径"
}

// Learn learns a blank of a folder. A schema takes the place of what is learnt;
// nil is none.
func Learn(beside fs.FS, name string, s *forms.Schema) (*learn.Blank, error) {
	data, err := read(beside, name)
	if err != nil {
		return nil, err
	}
	b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), name)
	if err == nil && s != nil {
		b, err = b.With(s)
	}
	return b, err
}

// Document reads a document with placeholders.
func Document(beside fs.FS, name string) (*fill.Template, error) {
	data, err := read(beside, name)
	if err != nil {
		return nil, err
	}
	return fill.Read(bytes.NewReader(data), int64(len(data)), name)
}

// read reads a file of a folder. Its errors are of type [*Error].
func read(beside fs.FS, name string) ([]byte, error) {
	if beside == nil || !fs.ValidPath(name) {
		return nil, &Error{Name: name}
	}
	data, err := open(beside, name)
	if err != nil {
		return nil, &Error{Name: name, Err: err}
	}
	return data, nil
}

func open(fsys fs.FS, name string) ([]byte, error) {
	if info, err := fs.Stat(fsys, name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() { // opening a pipe might wait for ever
		return nil, fmt.Errorf("%s: not a file", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, gate.Office.Size+1))
}
