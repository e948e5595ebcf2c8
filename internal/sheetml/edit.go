package sheetml

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// An Editor makes a copy of a package with some parts changed and some added.
// All others are copied as they are packed, byte for byte.
type Editor struct {
	*Package
	changed map[string][]byte
	added   []string
	types   []contentType // of added parts
}

type contentType struct{ part, name string }

// NewEditor returns an editor of a package without any changes.
func NewEditor(p *Package) *Editor { return &Editor{Package: p, changed: map[string][]byte{}} }

// Has reports whether there is such a part, added ones with them.
func (e *Editor) Has(part string) bool { return e.changed[partKey(part)] != nil || e.Part(part) != nil }

// Data returns a part as it is now.
func (e *Editor) Data(part string) ([]byte, error) {
	if data, ok := e.changed[partKey(part)]; ok {
		return data, nil
	}
	f := e.Part(part)
	if f == nil {
		return nil, fmt.Errorf("%w: no %s", gate.ErrDamaged, part)
	}
	if f.UncompressedSize64 > gate.MaxXML {
		return nil, fmt.Errorf("%s: %w: %d bytes, limit %d", part, gate.ErrTooLarge, f.UncompressedSize64, gate.MaxXML)
	}
	data, err := gate.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", part, gate.ErrDamaged, err)
	}
	return data, nil
}

// Scan calls visit for every token of a part as it is now, and puts in place
// what visit has noted in the changes.
func (e *Editor) Scan(part string, visit func(s *gate.Scanner, c *Changes) error) error {
	data, err := e.Data(part)
	if err != nil {
		return err
	}
	s, err := gate.NewScanner(data)
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	var c Changes
	for {
		err := s.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = visit(s, &c)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
	if len(c.list) > 0 {
		e.Set(part, c.Apply(s.Data))
	}
	return nil
}

// Set replaces a part or adds it.
func (e *Editor) Set(part string, data []byte) {
	key := partKey(part)
	if e.Part(part) == nil && e.changed[key] == nil {
		e.added = append(e.added, strings.TrimPrefix(part, "/"))
	}
	e.changed[key] = data
}

// Add adds a part, kind is its content type, under a free name and returns it. %d stands
// for a number in the name; without it the name must be free.
func (e *Editor) Add(pattern, kind string, data []byte) string {
	name := ""
	for n := 1; name == "" || e.Has(name); n++ {
		name = strings.Replace(pattern, "%d", strconv.Itoa(n), 1)
	}
	e.Set(name, data)
	e.types = append(e.types, contentType{name, kind})
	return name
}

const (
	relationsType      = "application/vnd.openxmlformats-package.relationships+xml"
	relationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// Relate leads from a part to another one and returns the id of the relation.
func (e *Editor) Relate(from, relationType, target string) (id string, err error) {
	part := RelationsOf(from)
	if !e.Has(part) {
		e.Set(part, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<Relationships xmlns="`+relationsNamespace+`"></Relationships>`))
	}
	taken := map[string]bool{}
	return id, e.Scan(part, func(s *gate.Scanner, c *Changes) error {
		switch {
		case s.Token == gate.CharData:
		case s.Token == gate.StartTag && string(s.Name) == "Relationship":
			taken[s.Attr("Id")] = true
		case s.Token == gate.EndTag && s.Depth() == 0:
			for n := 1; id == "" || taken[id]; n++ {
				id = "rId" + strconv.Itoa(n)
			}
			c.Inside(s, fmt.Sprintf(`<@Relationship Id="%s" Type="%s" Target="/%s"/>`, id, Escape(relationType), Escape(target)))
		}
		return nil
	})
}

// declare adds the content types of new parts to the list.
func (e *Editor) declare() error {
	have := map[string]bool{}
	return e.Scan("[Content_Types].xml", func(s *gate.Scanner, c *Changes) error {
		switch {
		case s.Token == gate.CharData:
		case s.Token == gate.StartTag && string(s.Name) == "Default":
			have[strings.ToLower(s.Attr("Extension"))] = true
		case s.Token == gate.EndTag && s.Depth() == 0:
			var b strings.Builder
			all := func(extension, kind string) {
				if !have[extension] {
					have[extension] = true
					fmt.Fprintf(&b, `<@Default Extension="%s" ContentType="%s"/>`, extension, kind)
				}
			}
			all("rels", relationsType)
			for _, t := range e.types {
				if path.Ext(t.part) == ".vml" { // as programs declare it
					all("vml", t.name)
				} else {
					fmt.Fprintf(&b, `<@Override PartName="/%s" ContentType="%s"/>`, Escape(t.part), t.name)
				}
			}
			c.Inside(s, b.String())
		}
		return nil
	})
}

// Write writes the copy. The same package and changes give the same bytes.
func (e *Editor) Write(w io.Writer) error {
	if len(e.types) > 0 {
		if err := e.declare(); err != nil {
			return err
		}
	}
	z := gate.NewZipWriter(w)
	put := func(name string) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write(e.changed[partKey(name)])
		}
		return err
	}
	for _, f := range e.Files {
		err := error(nil)
		if _, ok := e.changed[partKey(f.Name)]; ok {
			err = put(f.Name)
		} else {
			err = z.Copy(f)
		}
		if err != nil {
			return err
		}
	}
	for _, name := range e.added {
		if err := put(name); err != nil {
			return err
		}
	}
	return z.Close()
}

// Changes are pieces of new text in the text of a part, which stays the same
// otherwise. In new text <@ and </@ stand for the prefix of the place, which is
// that of the element it was noted at.
type Changes struct{ list []change }

type change struct {
	from, to int
	text     string
}

// Replace puts text in place of what stands there now.
func (c *Changes) Replace(from, to int, text string) { c.list = append(c.list, change{from, to, text}) }

// Put notes text at a place. What is noted first for a place comes first.
func (c *Changes) Put(s *gate.Scanner, at int, text string) { c.Replace(at, at, prefixed(s, text)) }

// Inside puts text before the end of an element, at which s is: at its end
// tag, or at the start of an empty one.
func (c *Changes) Inside(s *gate.Scanner, text string) {
	if s.Start < s.End && s.Token == gate.EndTag {
		c.Put(s, s.Start, text)
		return
	}
	// <a/> becomes <a>…</a>.
	name := string(s.Name)
	if len(s.Prefix) > 0 {
		name = string(s.Prefix) + ":" + name
	}
	c.Replace(s.End-2, s.End, ">"+prefixed(s, text)+"</"+name+">")
}

// SetAttr gives an attribute of the start tag, at which s is, another value.
func (c *Changes) SetAttr(s *gate.Scanner, name, value string) {
	text := name + `="` + Escape(value) + `"`
	for _, a := range s.Attrs {
		if string(a.Name) == name && len(a.Prefix) == 0 {
			c.Replace(a.Start, a.End, text)
			return
		}
	}
	if len(s.Attrs) > 0 {
		c.Replace(s.Attrs[0].Start, s.Attrs[0].Start, text+" ")
		return
	}
	at := s.Start + 1 + len(s.Name)
	if len(s.Prefix) > 0 {
		at += len(s.Prefix) + 1
	}
	c.Replace(at, at, " "+text)
}

func prefixed(s *gate.Scanner, text string) string {
	p := ""
	if len(s.Prefix) > 0 {
		p = string(s.Prefix) + ":"
	}
	return Prefix(text, p)
}

// Prefix puts a prefix, colon and all, in place of each @ behind < and </.
// Escaped text has none of these.
func Prefix(text, prefix string) string {
	return strings.NewReplacer("<@", "<"+prefix, "</@", "</"+prefix).Replace(text)
}

// Apply returns data with the changes in it.
func (c *Changes) Apply(data []byte) []byte {
	slices.SortStableFunc(c.list, func(a, b change) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	size := len(data)
	for _, x := range c.list {
		size += len(x.text)
	}
	out := make([]byte, 0, size)
	at := 0
	for _, x := range c.list {
		out = append(append(out, data[at:x.from]...), x.text...)
		at = x.to
	}
	return append(out, data[at:]...)
}

// Escape writes a text for an element or an attribute. What no XML holds
// becomes U+FFFD.
func Escape(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		case c == '"':
			b.WriteString("&quot;")
		case c == '\n' || c == '\t':
			fmt.Fprintf(&b, "&#%d;", c)
		case c < ' ' || c == '\uFFFE' || c == '\uFFFF':
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
