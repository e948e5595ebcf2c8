package blank

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
)

// Copies prints a form for many schools, the same but for what is filled in.
// What all copies share is made and packed once, which takes a tenth of the
// time. The copies say what the printer prints, in the same parts. Several
// goroutines may print at once.
type Copies struct {
	print   Printer
	schema  *forms.Schema
	options Options

	mu      sync.Mutex
	masters map[string]*master // by the fields that are filled in
}

// NewCopies returns the copies of s that print makes with the options o; what o
// fills in is not looked at.
func NewCopies(print Printer, s *forms.Schema, o Options) *Copies {
	return &Copies{print: print, schema: s, options: o, masters: map[string]*master{}}
}

// Print writes the copy with the given values. The errors are those of the
// printer.
func (c *Copies) Print(w io.Writer, fill map[forms.Ref]string) error {
	m, err := c.master(fill)
	if err != nil {
		return err
	}
	if m == nil {
		o := c.options
		o.Fill = fill
		return c.print(w, c.schema, o)
	}
	return m.print(w, fill)
}

// master returns what copies with values in the same fields are made from, nil
// if such a copy is better printed anew.
func (c *Copies) master(fill map[forms.Ref]string) (*master, error) {
	switch {
	case c.schema == nil:
		return nil, ErrNoSchema
	case c.print == nil:
		return nil, ErrNoPrinter
	}
	var refs []forms.Ref
	for r, text := range fill {
		f := c.schema.Field(r)
		switch {
		case f == nil:
			return nil, nil // the printer knows what to say
		case f.Kind == forms.Text && plainText(text):
		case f.Kind == forms.Integer && plainNumber(text):
		default:
			return nil, nil
		}
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b forms.Ref) int { return strings.Compare(a.String(), b.String()) })
	key := fmt.Sprint(refs)
	c.mu.Lock()
	defer c.mu.Unlock()
	if m, ok := c.masters[key]; ok {
		return m, nil
	}
	o := c.options
	o.Fill = map[forms.Ref]string{}
	standIns := map[forms.Ref]string{}
	for i, r := range refs {
		standIns[r] = fmt.Sprintf("\uE0F0%d\uE0F0", i)
		if c.schema.Field(r).Kind == forms.Integer {
			standIns[r] = strconv.Itoa(8765432100 + i)
		}
		o.Fill[r] = standIns[r]
	}
	var buf bytes.Buffer
	if err := c.print(&buf, c.schema, o); err != nil {
		return nil, err
	}
	m, err := newMaster(buf.Bytes(), refs, standIns)
	if err != nil && !errors.Is(err, errStandIn) {
		return nil, fmt.Errorf("blank: copies of %s: %w", c.schema.ID, err)
	}
	c.masters[key] = m
	return m, nil
}

// plainText reports whether a text stands in a file as it is, XML's own escapes
// apart. Workbooks write _x0041_ in another way, and mark blanks at the ends.
func plainText(s string) bool {
	return s != "" && utf8.ValidString(s) && strings.TrimSpace(s) == s && !strings.ContainsAny(s, "_\uFFFD\uFFFE\uFFFF") && !strings.ContainsFunc(s, unicode.IsControl)
}

// plainNumber reports whether a number is written as programs write it.
func plainNumber(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && strconv.Itoa(n) == s && len(s) < 10
}

// A master is a form with something in the place of every value.
type master struct {
	file     *zip.Reader
	changing map[string]string // parts with values, by name
	refs     []forms.Ref
	standIns map[forms.Ref]string
}

var errStandIn = errors.New("what stands for a value is not there once")

func newMaster(data []byte, refs []forms.Ref, standIns map[forms.Ref]string) (*master, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	m := &master{z, map[string]string{}, refs, standIns}
	seen := map[forms.Ref]int{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		for _, ref := range refs {
			if n := strings.Count(string(part), standIns[ref]); n > 0 {
				seen[ref] += n
				m.changing[f.Name] = string(part)
			}
		}
	}
	for _, ref := range refs {
		if seen[ref] != 1 {
			return nil, errStandIn
		}
	}
	return m, nil
}

func (m *master) print(w io.Writer, fill map[forms.Ref]string) error {
	var pairs []string
	for _, r := range m.refs {
		var value strings.Builder
		xml.EscapeText(&value, []byte(fill[r])) // a Builder takes all
		pairs = append(pairs, m.standIns[r], value.String())
	}
	values := strings.NewReplacer(pairs...)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, f := range m.file.File {
		part, changing := m.changing[f.Name]
		if !changing {
			if err := z.Copy(f); err != nil {
				return fmt.Errorf("blank: copy: %w", err)
			}
			continue
		}
		p, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err == nil {
			_, err = values.WriteString(p, part)
		}
		if err != nil {
			return fmt.Errorf("blank: copy: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("blank: copy: %w", err)
	}
	return out.Write(w, "blank: copy", buf.Bytes())
}
