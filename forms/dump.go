package forms

import (
	"fmt"
	"strings"
)

// Dump prints s for people and goldens, one field a line. The format may
// change; it is not meant to be read back.
func (s *Schema) Dump() string {
	var d dumper
	d.line("form %s", s.ID)
	d.indent++
	d.opt("version", s.Version)
	d.opt("title", s.Title)
	d.opt("orientation", string(s.Orientation))
	d.fields("head", s.Head)
	for _, b := range s.Blocks {
		kind := "card"
		if b.Table() {
			kind = fmt.Sprintf("table of %d rows", b.RowCount())
		}
		if b.Grow {
			kind += " or more"
		}
		if b.Number != "" {
			kind += " numbered " + b.Number
		}
		if b.Cross != "" {
			kind += " crossed by " + b.Cross
		}
		d.fields(fmt.Sprintf("block %s %q %s", b.Key, b.Label, kind), b.Fields)
	}
	d.fields("foot", s.Foot)
	for _, n := range s.Notes {
		d.line("note %s", n)
	}
	for _, c := range s.Checks {
		text := ""
		if e, err := s.Check(c); err != nil {
			text = err.Error()
		} else {
			text = e.String()
		}
		d.line("check %s   %s", c, text)
	}
	return d.b.String()
}

type dumper struct {
	b      strings.Builder
	indent int
}

func (d *dumper) line(format string, args ...any) {
	d.b.WriteString(strings.Repeat("\t", d.indent))
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func (d *dumper) opt(name, value string) {
	if value != "" {
		d.line("%s %s", name, value)
	}
}

func (d *dumper) fields(what string, fields []Field) {
	if len(fields) == 0 {
		return
	}
	d.line("%s", what)
	d.indent++
	for i := range fields {
		d.line("%s", fields[i].dump())
	}
	d.indent--
}

func (f *Field) dump() string {
	parts := []string{f.Key, fmt.Sprintf("%q", f.Label), f.Kind.String()}
	add := func(name, value string) {
		if value != "" && value != "0" {
			parts = append(parts, name+"="+value)
		}
	}
	if f.Required {
		parts = append(parts, "required")
	}
	add("unit", f.Unit)
	add("look", string(f.Look))
	add("group", f.Group)
	if f.Min != "" {
		parts = append(parts, "min="+string(f.Min))
	}
	if f.Max != "" {
		parts = append(parts, "max="+string(f.Max))
	}
	add("len", fmt.Sprint(f.Len))
	add("rows", fmt.Sprint(f.Rows))
	add("width", fmt.Sprint(f.Width))
	add("options", strings.Join(f.Options, "|"))
	add("formula", f.Formula)
	add("note", f.Note)
	return strings.Join(parts, " ")
}

// Dump prints l for people and goldens: columns, rows, then a cell a line. The
// format may change; it is not meant to be read back.
func (l *Layout) Dump() string {
	var d dumper
	d.line("sheet %s", l.Sheet)
	d.line("columns %v", l.Columns)
	d.line("rows %v", l.Rows)
	if l.RepeatFrom > 0 {
		d.line("repeat %d-%d", l.RepeatFrom, l.RepeatTo)
	}
	for i := range l.Cells {
		c := &l.Cells[i]
		s := fmt.Sprintf("%-8s %s", c.Range(), c.Role)
		if c.Ref != (Ref{}) {
			s += " " + c.Ref.String()
		}
		if c.Text != "" {
			s += fmt.Sprintf(" %q", c.Text)
		}
		if c.Formula != "" {
			s += " =" + c.Formula
		}
		if c.IsValue() && !c.Free {
			s += " locked"
		}
		d.line("%s", s)
	}
	for _, a := range l.Alerts {
		d.line("alert %s on %s: =%s", a.Text, strings.Join(a.Ranges, " "), a.Formula)
	}
	return d.b.String()
}
