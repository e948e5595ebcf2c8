package render_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
)

// A wordFile is a .docx, unpacked.
type wordFile struct {
	names []string          // of the parts, in the order of the package
	data  map[string][]byte // by name
	parts map[string]*elem  // by name
}

// unpack reads a .docx; every part must be well-formed.
func unpack(t testing.TB, data []byte) *wordFile {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f := &wordFile{data: map[string][]byte{}, parts: map[string]*elem{}}
	for _, entry := range z.File {
		if f.data[entry.Name] != nil {
			t.Errorf("%s is there twice", entry.Name)
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		root, err := parseXML(content)
		if err != nil {
			t.Fatalf("%s: %v", entry.Name, err)
		}
		f.names, f.data[entry.Name], f.parts[entry.Name] = append(f.names, entry.Name), content, root
	}
	return f
}

// stories are the parts that hold paragraphs.
func (f *wordFile) stories() []string {
	return slices.DeleteFunc(slices.Clone(f.names), func(name string) bool {
		root := f.parts[name].name
		return root != "w:document" && root != "w:ftr" && root != "w:hdr"
	})
}

// An elem is an element of XML. Names have the prefix that documents use for
// their namespace.
type elem struct {
	name string
	attr map[string]string
	kids []*elem
	text string // character data directly in it
}

var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     "a",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":         "wps",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc",
	"http://schemas.openxmlformats.org/package/2006/content-types":              "ct",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://purl.org/dc/terms/":                                                 "dcterms",
	"http://www.w3.org/2001/XMLSchema-instance":                                 "xsi",
	"http://www.w3.org/XML/1998/namespace":                                      "xml",
	"urn:schemas-microsoft-com:vml":                                             "v",
	"urn:schemas-microsoft-com:office:office":                                   "o",
	"urn:schemas-microsoft-com:office:word":                                     "w10",
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if p, ok := prefixes[n.Space]; ok {
		return p + ":" + n.Local
	}
	return n.Space + ":" + n.Local
}

func parseXML(data []byte) (*elem, error) {
	root := &elem{}
	open := []*elem{root}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &elem{name: qualified(token.Name), attr: map[string]string{}}
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					e.attr[qualified(a.Name)] = a.Value
				}
			}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.kids) != 1 {
		return nil, fmt.Errorf("%d root elements", len(root.kids))
	}
	return root.kids[0], nil
}

// walk calls f for e and everything in it, parents first.
func (e *elem) walk(f func(e, parent *elem)) {
	var visit func(e, parent *elem)
	visit = func(e, parent *elem) {
		f(e, parent)
		for _, k := range e.kids {
			visit(k, e)
		}
	}
	visit(e, &elem{})
}

func (e *elem) all(name string) []*elem {
	var out []*elem
	e.walk(func(e, _ *elem) {
		if e.name == name {
			out = append(out, e)
		}
	})
	return out
}

// kid returns the first child of that name, an empty element if there is none.
func (e *elem) kid(name string) *elem {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return &elem{}
}

func (e *elem) val() string { return e.attr["w:val"] }
