// Package forms describes what bureaus ask schools to fill in (填报表).
//
// A [Schema] says what is asked. It comes from the tags of a Go struct ([Of]),
// from YAML, or from the catalogue of forms that come back every year
// ([Builtin]). Its checks and formulas are an [Expr] each. A [Layout] says in
// which cell of a sheet each of its fields stands; whoever draws the blank form
// and whoever reads the filled one uses the same Layout.
//
// Package returned, below this one, reads filled forms; package render draws
// blank ones. To add a form to the catalogue, give it a struct in builtin.go;
// to add a kind of field, begin with kind.go.
package forms

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// A Schema describes a form: a title, single fields above (Head) and below
// (Foot), blocks of rows between them, and notes.
//
// Nothing in it is filled in by this package: a Schema that [Schema.Validate]
// accepts is used as it stands. Methods do not change it.
type Schema struct {
	ID          string      `yaml:"id"`                    // letters, digits, - _ and .
	Version     string      `yaml:"version,omitempty"`     // tells revisions of one form apart; same characters, "" for none
	Title       string      `yaml:"title"`                 // printed above the form
	Head        []Field     `yaml:"head,omitempty"`        // drawn as a grid, label beside value
	Blocks      []Block     `yaml:"blocks,omitempty"`      //
	Foot        []Field     `yaml:"foot,omitempty"`        // 填表人, 联系电话 …: a line below the grid
	Notes       []string    `yaml:"notes,omitempty"`       // a paragraph each; 注： is put before the first that lacks it
	Checks      []string    `yaml:"checks,omitempty"`      // comparisons that must hold, such as total >= teachers + students
	Photo       string      `yaml:"photo,omitempty"`       // words of the place for a picture, right of the head; "" has none
	Orientation Orientation `yaml:"orientation,omitempty"` // of the A4 sheet; "" is portrait
}

// An Orientation says how the paper lies. The zero value is [Portrait].
type Orientation string

const (
	Portrait  Orientation = "portrait"  // 纵向
	Landscape Orientation = "landscape" // 横向
)

// A Block is a part of a form with fields of its own (栏目).
//
// With one row it is a card, drawn like the head, label beside value. With
// several it is a table, a column for each field. One with Cross has fixed rows and
// columns, and is a card otherwise: each of its fields has one value.
type Block struct {
	Key    string  `yaml:"key"`
	Label  string  `yaml:"label,omitempty"`  // printed above the block; "" prints nothing
	Rows   int     `yaml:"rows,omitempty"`   // number of blank rows; 0 is 1, or 10 if it may grow
	Grow   bool    `yaml:"grow,omitempty"`   // more rows than printed may be added
	Side   bool    `yaml:"side,omitempty"`   // the label stands down the left of the block
	Cross  string  `yaml:"cross,omitempty"`  // head above the names of rows, such as 指标: each field stands where the row and the column of its label cross, 毕业生数·本期; "" does not cross them
	Number string  `yaml:"number,omitempty"` // head of a column of running numbers, such as 序号; "" has none
	Fields []Field `yaml:"fields"`
}

// RowCount returns the number of blank rows of b, at least 1.
func (b *Block) RowCount() int {
	switch {
	case b.Rows > 0:
		return b.Rows
	case b.Grow:
		return 10
	}
	return 1
}

// Table reports whether b is a table, not a card.
func (b *Block) Table() bool { return b.Grow || b.RowCount() > 1 }

// A Field is one thing asked for.
type Field struct {
	Key      string  `yaml:"key"`   // a letter, then letters, digits or _; unique in its form or block
	Label    string  `yaml:"label"` // printed; the unit is added in brackets
	Kind     Kind    `yaml:"kind,omitempty"`
	Unit     string  `yaml:"unit,omitempty"`     // 人, 万元 …; "" has none
	Required bool    `yaml:"required,omitempty"` // 必填
	Min      Limit   `yaml:"min,omitempty"`      // least value, the limit itself allowed
	Max      Limit   `yaml:"max,omitempty"`      // greatest value, the limit itself allowed
	Len      int     `yaml:"len,omitempty"`      // largest number of characters of a text; 0 sets no limit
	Options  Options `yaml:"options,omitempty"`  // what choice and choices choose from
	Rows     int     `yaml:"rows,omitempty"`     // lines to write on; 0 is 1
	Note     string  `yaml:"note,omitempty"`     // told to whoever fills the field in
	Formula  string  `yaml:"formula,omitempty"`  // how it follows from other fields: students / enrolled * 100
	Width    int     `yaml:"width,omitempty"`    // room for the value in half-width characters of body type; 0 goes by kind
	Look     Look    `yaml:"look,omitempty"`     // how its cell is drawn; "" goes by kind
	Group    string  `yaml:"group,omitempty"`    // heads above the column's own, of a table or a crossing, joined with |, shared with its neighbours
}

// FullLabel returns the label with the unit in brackets: 学生数（人）. The sign
// of a percent needs none.
func (f *Field) FullLabel() string {
	if f.Unit == "" {
		return f.Label
	}
	return f.Label + "（" + f.Unit + "）"
}

// Heads returns the heads above the column's own, the outermost first.
func (f *Field) Heads() []string {
	if f.Group == "" {
		return nil
	}
	return strings.Split(f.Group, "|")
}

// A Limit is the least or greatest value of a field as the schema writes it: a
// number (counted in hundredths for a percent, so that 100 is 100 %), a date
// such as 2023-05-08 or a time such as 14:00. "" sets no limit.
type Limit string

// Number returns l as a number, and whether it is one.
func (l Limit) Number() (float64, bool) {
	// ParseFloat also reads Inf, NaN, 0x1p4 and 1_000, which are no limits of forms.
	if strings.Trim(string(l), "+-.0123456789") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(l), 64)
	return v, err == nil
}

// Date returns l as a day, and whether it is one.
func (l Limit) Date() (calendar.Date, bool) {
	d, err := calendar.ParseDate(string(l))
	return d, err == nil
}

// Clock returns l as a time of day, and whether it is one.
func (l Limit) Clock() (calendar.Clock, bool) {
	c, err := calendar.ParseClock(string(l))
	return c, err == nil
}

// String prints l as clerks read it: a date as 2023年5月8日, the rest as written.
func (l Limit) String() string {
	if d, ok := l.Date(); ok {
		return d.String()
	}
	return string(l)
}

// Options are what a choice chooses from. In YAML they are a list, or one
// string with | between them as in tags.
type Options []string

// UnmarshalYAML reads either form. It takes the decoder as a function so that
// this package needs no YAML package.
func (o *Options) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if err := decode(&list); err == nil {
		*o = list
		return nil
	}
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	*o = splitOptions(s)
	return nil
}

func splitOptions(s string) Options {
	var o Options
	for v := range strings.SplitSeq(s, "|") {
		o = append(o, strings.TrimSpace(v))
	}
	return o
}

// A Ref names a value of a form: a field of the head or foot, or a field in a
// row of a block.
type Ref struct {
	Block string // key of the block, "" for head and foot
	Row   int    // row in the block, 1-based; 0 for head and foot, and for a whole column
	Key   string // key of the field
}

// String prints students, events.people or events[2].people.
func (r Ref) String() string {
	switch {
	case r.Block == "":
		return r.Key
	case r.Row == 0:
		return r.Block + "." + r.Key
	}
	return fmt.Sprintf("%s[%d].%s", r.Block, r.Row, r.Key)
}

// Block returns the block with the key, or nil.
func (s *Schema) Block(key string) *Block {
	for i := range s.Blocks {
		if s.Blocks[i].Key == key {
			return &s.Blocks[i]
		}
	}
	return nil
}

// Field returns the field that r names, whatever its row, or nil.
func (s *Schema) Field(r Ref) *Field {
	if r.Block == "" {
		if f := find(s.Head, r.Key); f != nil {
			return f
		}
		return find(s.Foot, r.Key)
	}
	if b := s.Block(r.Block); b != nil {
		return find(b.Fields, r.Key)
	}
	return nil
}

// Fields returns all fields in the order of the form, head first, foot last.
// Their Refs have no row.
func (s *Schema) Fields() iter.Seq2[Ref, *Field] {
	return func(yield func(Ref, *Field) bool) {
		part := func(block string, fields []Field) bool {
			for i := range fields {
				if !yield(Ref{Block: block, Key: fields[i].Key}, &fields[i]) {
					return false
				}
			}
			return true
		}
		if !part("", s.Head) {
			return
		}
		for _, b := range s.Blocks {
			if !part(b.Key, b.Fields) {
				return
			}
		}
		part("", s.Foot)
	}
}

func find(fields []Field, key string) *Field {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}

// Clone returns a copy that shares nothing with s.
func (s *Schema) Clone() *Schema {
	c := *s
	c.Head = cloneFields(s.Head)
	c.Foot = cloneFields(s.Foot)
	c.Blocks = slices.Clone(s.Blocks)
	for i := range c.Blocks {
		c.Blocks[i].Fields = cloneFields(c.Blocks[i].Fields)
	}
	c.Notes = slices.Clone(s.Notes)
	c.Checks = slices.Clone(s.Checks)
	return &c
}

func cloneFields(fields []Field) []Field {
	fields = slices.Clone(fields)
	for i := range fields {
		fields[i].Options = slices.Clone(fields[i].Options)
	}
	return fields
}
