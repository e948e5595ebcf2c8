package returned

import (
	"reflect"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A matcher lays one schema over rows of a grid: which cell is which label,
// where the tables begin and end.
type matcher struct {
	*schemaLabels
	g        *grid
	from, to int // rows

	claimed map[int]bool // boxes that are understood
	tables  []tableSpot  // by block that is a table
	pairs   map[forms.Ref]pairSpot
	units   []string                 // that a line of the form tells for all numbers
	twice   map[forms.Ref][]pairSpot // other places of a label
	found   int                      // fields whose label is there
}

// schemaLabels is what of a schema is looked for, made once for many files.
type schemaLabels struct {
	s     *forms.Schema
	was   *forms.Schema // s as it was then
	title title
	pairs labelIndex   // of head, cards and foot, in the order of the form
	rows  []labelIndex // of each block that is a table, else empty
	total int
	known map[string]bool // keys of what the blank form prints
	apart map[string]bool // keys of what it prints between and around its parts
}

func newSchemaLabels(s *forms.Schema) (*schemaLabels, error) {
	layout, err := s.Layout()
	if err != nil {
		return nil, err
	}
	m := &schemaLabels{s: s, was: s.Clone(), title: newTitle(s.Title), rows: make([]labelIndex, len(s.Blocks)), known: map[string]bool{}, apart: map[string]bool{}}
	var pairs []label
	add := func(block string, fields []forms.Field) {
		for i := range fields {
			pairs = append(pairs, newLabel(block, &fields[i]))
		}
	}
	add("", s.Head)
	for i := range s.Blocks {
		b := &s.Blocks[i]
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
	m.pairs = newLabelIndex(pairs)
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
			m.known[labelKey(c.Text)] = true
			if c.Role == forms.RoleNote || c.Role == forms.RoleBlock || c.Role == forms.RoleTitle {
				m.apart[labelKey(c.Text)] = true
			}
		}
	}
	return m, nil
}

// of reports whether m is what is looked for by s as it is now.
func (m *schemaLabels) of(s *forms.Schema) bool { return m.s == s && reflect.DeepEqual(m.was, s) }

func (m *schemaLabels) match(g *grid, from, to int) *matcher {
	x := &matcher{schemaLabels: m, g: g, from: from, to: to, claimed: map[int]bool{}, pairs: map[forms.Ref]pairSpot{}, twice: map[forms.Ref][]pairSpot{}}
	x.boxes(from, to, func(i int, b *box) {
		if units := unitsOf(b.Raw); units != nil && b.Stored == answer.Text {
			x.units = append(x.units, units...)
			x.claimed[i] = true
		}
	})
	for i := range m.s.Blocks {
		if b := &m.s.Blocks[i]; b.Table() {
			x.tables = append(x.tables, x.head(b, &m.rows[i]))
		}
	}
	for i := range x.tables {
		x.extent(&x.tables[i])
	}
	x.single()
	return x
}

// score is the share of fields whose labels are there.
func (x *matcher) score() float64 { return float64(x.found) / float64(x.total) }

// boxes calls visit for every box with text in rows from to to.
func (x *matcher) boxes(from, to int, visit func(i int, b *box)) {
	x.g.each(from, to, func(i int, b *box) {
		if !b.empty() {
			visit(i, b)
		}
	})
}
