// Package ods reads the workbooks of OpenDocument, .ods, as LibreOffice and WPS
// write them. Formulas are not worked out: their last results are read.
package ods

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Read reads a workbook that the gate has opened, within the budget of a run; nil
// is without one. Errors wrap those of the gate.
func Read(z *zip.Reader, run *gate.Budget) (*book.Book, error) {
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[f.Name] = f
	}
	r := &reader{Builder: book.Builder{Budget: run.ForFile()}, styles: newStyles()}
	for _, part := range []struct {
		name  string
		read  func(*parser) error
		needs bool
	}{
		{"META-INF/manifest.xml", manifest, false}, // first: what is encrypted is not read
		{"meta.xml", r.meta, false},
		{"styles.xml", r.common, false},
		{"content.xml", r.content, true},
	} {
		f := parts[part.name]
		if f == nil {
			if part.needs {
				return nil, fmt.Errorf("%w: no %s", gate.ErrDamaged, part.name)
			}
			continue
		}
		if err := parse(f, r.Budget, part.read); err != nil {
			return nil, err
		}
	}
	return r.Book(), nil
}

// A reader makes a book of the parts.
type reader struct {
	book.Builder
	styles   *styles
	date1904 bool
	blanks   int // written as a number of them
}

// manifest refuses what is behind a password.
func manifest(p *parser) error {
	return p.each(func(name string) error {
		if name != "manifest:file-entry" {
			return nil
		}
		return p.each(func(name string) error {
			if name == "manifest:encryption-data" {
				return gate.ErrEncrypted
			}
			return nil
		})
	})
}

func (r *reader) meta(p *parser) error {
	return p.each(func(name string) error {
		if name != "office:meta" {
			return nil
		}
		return p.each(func(name string) error {
			if name != "meta:user-defined" {
				return nil
			}
			key := p.attr("meta:name")
			value, err := p.plain()
			r.SetProperty(key, value)
			return err
		})
	})
}

func (r *reader) common(p *parser) error {
	return p.each(func(name string) error {
		if name == "office:styles" {
			return r.styles.read(p)
		}
		return nil
	})
}

func (r *reader) content(p *parser) error {
	return p.each(func(name string) error {
		switch name {
		case "office:automatic-styles":
			return r.styles.read(p)
		case "office:body":
			return p.each(func(name string) error {
				if name == "office:spreadsheet" {
					return p.each(func(name string) error { return r.spreadsheet(p, name) })
				}
				return nil
			})
		}
		return nil
	})
}

func (r *reader) spreadsheet(p *parser, name string) error {
	switch name {
	case "table:calculation-settings":
		return p.each(func(name string) error {
			if name == "table:null-date" && strings.HasPrefix(p.attr("table:date-value"), "1904-01-01") {
				r.date1904 = true
				r.SetDate1904()
			}
			return nil
		})
	case "table:table":
		return r.table(p)
	case "table:named-expressions":
		return r.names(p)
	}
	return nil
}

func (r *reader) names(p *parser) error {
	return p.each(func(name string) error {
		if name == "table:named-expression" {
			formula := p.attr("table:expression")
			if _, f, ok := strings.Cut(formula, ":="); ok { // of:="…"
				formula = f
			} else {
				formula = strings.TrimPrefix(formula, "of:")
			}
			r.SetName(p.attr("table:name"), formula)
		}
		return nil
	})
}

// A parser goes down into the elements of a part. Names of elements and
// attributes have the prefixes that everybody uses, whatever the part has.
type parser struct {
	*gate.Scanner
	prefixes map[string]string // to the usual one
}

func parse(f *zip.File, budget *gate.Budget, read func(*parser) error) error {
	s, err := gate.ScanFile(f, budget)
	if err != nil {
		return err
	}
	p := &parser{s, map[string]string{}}
	if err = s.Next(); err == nil {
		p.declare()
		err = read(p)
	}
	for err == nil {
		err = s.Next()
	}
	if err != io.EOF {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

var namespaces = map[string]string{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style",
	"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":                  "number",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                       "meta",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest",
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}

// declare takes up the prefixes that an element declares.
func (p *parser) declare() {
	for _, a := range p.Attrs {
		prefix := ""
		switch {
		case string(a.Prefix) == "xmlns":
			prefix = string(a.Name)
		case len(a.Prefix) > 0 || string(a.Name) != "xmlns":
			continue
		}
		if uri, err := p.Value(a); err == nil && namespaces[uri] != "" {
			p.prefixes[prefix] = namespaces[uri]
		}
	}
}

func (p *parser) usual(prefix []byte) string {
	if s, ok := p.prefixes[string(prefix)]; ok {
		return s
	}
	return string(prefix)
}

// each calls visit for every element in the one that p is at the start of, and
// goes to its end. visit may go to the end of its element, or leave that.
func (p *parser) each(visit func(name string) error) error {
	return p.walk(visit, func([]byte) {})
}

// walk is each with the text between the elements.
func (p *parser) walk(visit func(name string) error, text func([]byte)) error {
	depth := p.Depth()
	for {
		if err := p.Next(); err != nil {
			return err
		}
		switch {
		case p.Token == gate.CharData:
			t, err := p.Text()
			if err != nil {
				return err
			}
			text(t)
		case p.Token == gate.EndTag:
			return nil // those of elements inside have been passed
		default:
			if err := visit(p.usual(p.Prefix) + ":" + string(p.Name)); err != nil {
				return err
			}
			for p.Depth() > depth {
				if err := p.Next(); err != nil {
					return err
				}
			}
		}
	}
}

// plain returns the text of an element, and goes to its end.
func (p *parser) plain() (string, error) {
	var b strings.Builder
	err := p.walk(func(string) error { return nil }, func(t []byte) { b.Write(t) })
	return b.String(), err
}

// attr returns an attribute of the start tag that p is at, or "".
func (p *parser) attr(name string) string {
	prefix, base, _ := strings.Cut(name, ":")
	for _, a := range p.Attrs {
		if string(a.Name) == base && p.usual(a.Prefix) == prefix {
			v, _ := p.Value(a)
			return v
		}
	}
	return ""
}
