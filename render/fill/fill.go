// Package fill fills a .docx that a bureau has, in its own layout, with what is
// known: 发文稿纸, 会签单, 荣誉证书, 告知函.
//
// What is to be filled in stands in the text as a placeholder: {{theme}},
// {{period "week"}}, {{学校}}, {{合计 学生数}}. Blanks, quotation marks of any kind and
// the width of letters do not matter, ｛｛学校｝｝ is {{学校}}. Word may have split one
// over several runs, with marks of its spelling or a bookmark in between: it is
// found all the same, and what takes its place looks as its first character did.
// Placeholders may stand in the text, in tables and text boxes, in headers, footers,
// foot- and endnotes. All else in the file stays as it is.
//
// A row of a table in which a placeholder of [Data.Rows] stands is repeated for each
// of them.
package fill

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/render/internal/docx"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
)

// Values are what placeholders stand for. The zero value is empty.
type Values struct {
	names []string // as they are written in a template, without {{}}
	of    map[string]string
}

// Set says what a placeholder stands for: theme, period "week", 合计 学生数. The
// first that is said of a name holds. A line break in a value is one in the
// document; an empty value leaves nothing in its place.
func (v *Values) Set(name, value string) {
	if v.of == nil {
		v.of = map[string]string{}
	}
	if _, ok := v.of[key(name)]; !ok {
		v.of[key(name)] = value
		v.names = append(v.names, name)
	}
}

// Also is Set of a second name of something, which no message tells of.
func (v *Values) Also(name, value string) {
	n := len(v.names)
	v.Set(name, value)
	v.names = v.names[:n]
}

// Get returns what a placeholder stands for; ok is false if that is not known.
func (v *Values) Get(name string) (value string, ok bool) {
	value, ok = v.of[key(name)]
	return value, ok
}

// Names returns all names, in the order in which they were set.
func (v *Values) Names() []string { return slices.Clone(v.names) }

// key is what names are compared by.
func key(name string) string {
	return strings.ToLower(unquoted.Replace(han.Fold(name)))
}

var unquoted = strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "'", "", "‘", "", "’", "", "「", "", "」", "")

// Data is what a template is filled with.
type Data struct {
	Values []*Values // what placeholders stand for; where several know one, the first
	Rows   []*Values // what those of a table's row do, a row each; all know the same names
}

func (d *Data) value(k string) (string, bool) {
	for _, v := range d.Values {
		if value, ok := v.of[k]; ok {
			return value, true
		}
	}
	return "", false
}

// inRow reports whether a placeholder is one of rows.
func (d *Data) inRow(k string) bool {
	if _, ok := d.value(k); ok || len(d.Rows) == 0 {
		return false
	}
	_, ok := d.Rows[0].of[k]
	return ok
}

// names are all that may stand in the template.
func (d *Data) names() []string {
	var all []string
	for _, v := range d.Values {
		all = append(all, v.names...)
	}
	if len(d.Rows) > 0 {
		all = append(all, d.Rows[0].names...)
	}
	return all
}

// A Template is a .docx with placeholders. It may be used on several goroutines.
type Template struct {
	name  string
	data  []byte
	parts []*part
}

// Read reads a template. name is the file's, for errors: those of package gate's
// kind, of a file that is no .docx, and an [*Error] about what looks like a
// placeholder and is none. They say what to do in their method Chinese.
func Read(r io.ReaderAt, size int64, name string) (*Template, error) {
	z, kind, err := gate.OpenOffice(r, size, name)
	if err == nil && kind != gate.DOCX {
		err = gate.Refuse(name, kind, gate.ErrFormat)
	}
	if err != nil {
		return nil, unread(name, err)
	}
	t := &Template{name: name, data: make([]byte, size)}
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), t.data); err != nil {
		return nil, unread(name, err)
	}
	var faults faults
	body, holes := false, 0
	for _, f := range z.File {
		said, ok := partName(f.Name)
		if !ok {
			continue
		}
		s, err := gate.ScanFile(f, nil)
		if err != nil {
			return nil, unread(name, gate.PartError(gate.DOCX, f.Name, err))
		}
		p := &part{path: f.Name, name: said}
		if err := p.read(s, &faults); err != nil {
			return nil, unread(name, gate.PartError(gate.DOCX, f.Name, err))
		}
		body = body || said == bodyName
		if holes += len(p.holes); holes > mostHoles {
			return nil, unread(name, gate.PartError(gate.DOCX, f.Name, gate.ErrTooLarge))
		}
		if len(p.holes) > 0 {
			t.parts = append(t.parts, p)
		}
	}
	if !body {
		return nil, unread(name, gate.PartError(gate.DOCX, docx.Body, gate.ErrDamaged))
	}
	return t, faults.of(name)
}

// Name is that of the file.
func (t *Template) Name() string { return t.name }

// Data returns the file. It must not be changed.
func (t *Template) Data() []byte { return t.data }

// Names returns the placeholders, each once, as they are written first, without {{}}.
func (t *Template) Names() []string { return t.names(func(*hole) bool { return true }) }

// Loose returns those of [Template.Names] that stand elsewhere than in the row of a
// table.
func (t *Template) Loose() []string { return t.names(func(h *hole) bool { return h.row < 0 }) }

func (t *Template) names(want func(*hole) bool) []string {
	var all []string
	seen := map[string]bool{}
	for _, p := range t.parts {
		for i := range p.holes {
			if h := &p.holes[i]; want(h) && !seen[h.key] {
				seen[h.key] = true
				all = append(all, h.name)
			}
		}
	}
	return all
}

// Fill writes the document. A placeholder that stands for nothing known is an
// [*Error], before which nothing is written; empty are those of [Template.Names]
// for which there was no text, in one row at least.
func (t *Template) Fill(w io.Writer, d Data) (empty []string, err error) {
	var faults faults
	f := filler{Data: &d, empty: map[string]bool{}}
	parts := map[string][]byte{}
	for _, p := range t.parts {
		text := f.part(p, &faults)
		parts[p.path] = text
	}
	if err := faults.of(t.name); err != nil {
		return nil, err
	}
	if f.err != nil {
		return nil, unread(t.name, f.err)
	}
	file := t.data
	if len(parts) > 0 {
		if file, err = docx.Pack(t.data, parts); err != nil {
			return nil, unread(t.name, err)
		}
	}
	for _, name := range t.Names() {
		if f.empty[key(name)] {
			empty = append(empty, name)
		}
	}
	return empty, out.Write(w, "fill: "+t.name, file)
}

// A filler makes the parts of one document.
type filler struct {
	*Data
	empty map[string]bool // by key
	err   error
	size  int
}

// maxFilled is how large the parts of a document may become, in bytes.
const maxFilled = 64 << 20

// part fills the holes of a part, and repeats its rows.
func (f *filler) part(p *part, faults *faults) []byte {
	repeat := make([]bool, len(p.rows))
	for i := range p.holes {
		h := &p.holes[i]
		switch _, known := f.value(h.key); {
		case known:
		case !f.inRow(h.key):
			faults.add(p, h, ErrUnknown, f.names())
		case h.row < 0:
			faults.add(p, h, ErrRow, nil)
		default:
			repeat[h.row] = true
		}
	}
	if len(*faults) > 0 {
		return nil
	}
	var b bytes.Buffer
	at, edit := 0, 0
	for i, r := range p.rows {
		if !repeat[i] {
			continue
		}
		if r.from < at { // it stands in one that is repeated
			f.err = ErrNested
			return nil
		}
		edit = f.span(&b, p, at, r.from, edit, nil, false)
		first := edit
		for n, row := range f.Rows {
			edit = f.span(&b, p, r.from, r.to, first, row, n > 0)
			if f.size+b.Len() > maxFilled {
				f.err = gate.ErrTooLarge
				return nil
			}
		}
		at = r.to
	}
	f.span(&b, p, at, len(p.data), edit, nil, false)
	f.size += b.Len()
	return b.Bytes()
}

// span writes a span of a part, from its edit-th edit on, and returns the first
// behind it. In a copy nothing has the id of what it is a copy of.
func (f *filler) span(b *bytes.Buffer, p *part, from, to, edit int, row *Values, copied bool) int {
	for ; edit < len(p.edits) && int(p.edits[edit].from) < to; edit++ {
		e := &p.edits[edit]
		if e.what == unnamed && !copied {
			continue
		}
		b.Write(p.data[from:e.from])
		from = int(e.to)
		switch {
		case e.what == keep:
			b.WriteString(keepBlanks)
		case e.hole >= 0:
			k := p.holes[e.hole].key
			value, ok := f.value(k)
			if !ok && row != nil {
				value = row.of[k]
			}
			if strings.TrimSpace(value) == "" {
				f.empty[k] = true
			}
			p.write(b, e, value)
		}
	}
	b.Write(p.data[from:to])
	return edit
}
