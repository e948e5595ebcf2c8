package find

import (
	"reflect"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A matcher lays one schema over rows of a grid: which cell is which label,
// where the tables begin and end.
type Matcher struct {
	*SchemaLabels
	G        *Grid
	From, To int // rows

	Claimed map[int]bool // boxes that are understood
	Tables  []TableSpot  // by block that is a table
	Pairs   map[forms.Ref]PairSpot
	Units   []string                 // that a line of the form tells for all numbers
	Twice   map[forms.Ref][]PairSpot // other places of a label
	Found   int                      // fields whose label is there
}

// schemaLabels is what of a schema is looked for, made once for many files.
type SchemaLabels struct {
	S     *forms.Schema
	was   *forms.Schema // s as it was then
	Title title
	Pairs labelIndex   // of head, cards and foot, in the order of the form
	rows  []labelIndex // of each block that is a table, else empty
	cross []*crossing  // blocks whose fields cross
	total int
	Known map[string]bool // keys of what the blank form prints
	apart map[string]bool // keys of what it prints between and around its parts
}

// NewSchemaLabels lists the labels of a form; the error is that of its Layout.
func NewSchemaLabels(s *forms.Schema) (*SchemaLabels, error) {
	layout, err := s.Layout()
	if err != nil {
		return nil, err
	}
	m := &SchemaLabels{S: s, was: s.Clone(), Title: NewTitle(s.Title), rows: make([]labelIndex, len(s.Blocks)), Known: map[string]bool{}, apart: map[string]bool{}}
	var pairs []label
	add := func(block string, fields []forms.Field) {
		for i := range fields {
			pairs = append(pairs, newLabel(block, &fields[i]))
		}
	}
	add("", s.Head)
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if b.Cross != "" {
			m.cross = append(m.cross, newCrossing(b))
			m.total += len(b.Fields)
			continue
		}
		if !b.Table() {
			add(b.Key, b.Fields)
			continue
		}
		var columns []label
		for j := range b.Fields {
			columns = append(columns, newLabel(b.Key, &b.Fields[j]))
		}
		m.rows[i] = newLabelIndex(columns)
		m.total += len(b.Fields)
	}
	add("", s.Foot)
	m.Pairs = newLabelIndex(pairs)
	m.total += len(pairs)
	for i := range layout.Cells {
		c := &layout.Cells[i]
		if c.Role == forms.RoleLabel || c.Role == forms.RoleFootLabel {
			for j := range pairs {
				if pairs[j].field == c.Field {
					pairs[j].cols = c.Cols
				}
			}
		}
		if c.Text != "" && c.Role != forms.RoleNumber {
			m.Known[LabelKey(c.Text)] = true
			if c.Role == forms.RoleNote || c.Role == forms.RoleBlock || c.Role == forms.RoleTitle {
				m.apart[LabelKey(c.Text)] = true
			}
		}
	}
	return m, nil
}

// of reports whether m is what is looked for by s as it is now.
func (m *SchemaLabels) Of(s *forms.Schema) bool { return m.S == s && reflect.DeepEqual(m.was, s) }

func (m *SchemaLabels) Match(g *Grid, from, to int) *Matcher {
	x := &Matcher{SchemaLabels: m, G: g, From: from, To: to, Claimed: map[int]bool{}, Pairs: map[forms.Ref]PairSpot{}, Twice: map[forms.Ref][]PairSpot{}}
	x.Boxes(from, to, func(i int, b *Box) {
		if units := UnitsOf(b.Raw); units != nil && b.Stored == answer.Text {
			x.Units = append(x.Units, units...)
			x.Claimed[i] = true
		}
	})
	for i := range m.S.Blocks {
		if b := &m.S.Blocks[i]; b.Table() {
			x.Tables = append(x.Tables, x.head(b, &m.rows[i]))
		}
	}
	for _, c := range m.cross {
		x.cross(c)
	}
	for i := range x.Tables {
		x.extent(&x.Tables[i])
	}
	x.single()
	return x
}

// score is the share of fields whose labels are there.
func (x *Matcher) Score() float64 { return float64(x.Found) / float64(x.total) }

// boxes calls visit for every box with text in rows from to to.
func (x *Matcher) Boxes(from, to int, visit func(i int, b *Box)) {
	x.G.Each(from, to, func(i int, b *Box) {
		if !b.Empty() {
			visit(i, b)
		}
	})
}
