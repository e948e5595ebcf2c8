package forms

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/internal/a1"
)

// A Layout says where everything of a form stands on its sheet: one A4 page
// wide, as many rows as it takes. The same schema always gives the same
// Layout, so that a returned file can be read by it.
//
// From the top: the title, the head, the blocks, the foot, the notes. Lengths
// are in points.
type Layout struct {
	Sheet      string    // name of the sheet: the title, cut to what spreadsheets take
	Columns    []float64 // widths of columns A, B, …
	Rows       []float64 // heights of rows 1, 2, …
	Cells      []Cell    // by row, then column; they do not overlap
	RepeatFrom int       // first row to repeat on every page, 0 if none
	RepeatTo   int       // last row to repeat
	Alerts     []Alert   // what contradicts the checks of the schema

	values map[Ref]int // index in Cells
}

// A Cell is a cell of a form, or several merged into one.
type Cell struct {
	Role       Role
	Row, Col   int    // of the upper left corner, 1-based
	Rows, Cols int    // extent, at least 1
	Text       string // what is printed; in a value what its [Look] prints
	Ref        Ref    // of a value the field and row, of a label or column head the field; else zero
	Field      *Field // the schema's own; nil where Ref is zero
	Formula    string // of a value that is computed, without =; "" if it is not
	Free       bool   // to be filled in: every value but those computed from required ones
}

// A Role says what a cell is for. The zero value is invalid.
type Role uint8

const (
	RoleTitle     Role = iota + 1 // the title of the form
	RoleLabel                     // label left of a value
	RoleBlock                     // label above a block
	RoleHead                      // head of a column or of several
	RoleNumber                    // running number of a row
	RoleValue                     // what is asked for
	RoleFootLabel                 // label left of a value in the foot
	RoleFootValue                 // what is asked for in the foot
	RoleNote                      // a note, or a paragraph of the guide
	RoleText                      // a sentence in the table of the guide
	RoleMark                      // a number or a word in the table of the guide
)

var roleNames = [...]string{"", "title", "label", "block", "head", "number", "value", "foot label", "foot value", "note", "text", "mark"}

// String returns a word for r, such as label.
func (r Role) String() string {
	if int(r) < len(roleNames) && r > 0 {
		return roleNames[r]
	}
	return "Role(" + strconv.Itoa(int(r)) + ")"
}

// IsValue reports whether the cell takes a value of the form.
func (c *Cell) IsValue() bool { return c.Role == RoleValue || c.Role == RoleFootValue }

// Name returns the A1 name of the cell's upper left corner, such as B4.
func (c *Cell) Name() string { return a1.Name(c.Row, c.Col) }

// End returns the A1 name of the cell's lower right corner.
func (c *Cell) End() string { return a1.Name(c.Row+c.Rows-1, c.Col+c.Cols-1) }

// Range returns B4, or B4:D4 for a merged cell.
func (c *Cell) Range() string {
	if c.Rows == 1 && c.Cols == 1 {
		return c.Name()
	}
	return c.Name() + ":" + c.End()
}

// At returns the cell of a value, or nil. A Ref to a block's field needs its row.
func (l *Layout) At(r Ref) *Cell {
	i, ok := l.values[r]
	if !ok {
		return nil
	}
	return &l.Cells[i]
}

// Sizes of type that the layout reckons with, in points.
const (
	TitleSize = 18.0 // 小二
	BodySize  = 12.0 // 小四
	NoteSize  = 10.5 // 五号
)

const (
	portraitWidth  = 480.0 // A4 less 2 cm on either side, rounded down
	landscapeWidth = 726.0

	portraitHeight  = 700.0 // A4 less 2.5 cm above and 2 cm below, less a little
	landscapeHeight = 460.0

	cellPad    = 12.0 // left and right of a label, together
	valuePad   = 8.0  // left and right of a value, together
	rowPad     = 13.0 // above and below, together
	lineHeight = 15.0 // of body type
	writeLine  = 22.0 // to write on by hand
	maxHeight  = 400.0
)

// Layout computes where the parts of s stand. It fails if s is not valid.
func (s *Schema) Layout() (*Layout, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	a := &arranger{width: portraitWidth, height: portraitHeight, pairs: 3}
	if s.Orientation == Landscape {
		a.width, a.height, a.pairs = landscapeWidth, landscapeHeight, 4
	}
	a.line(RoleTitle, s.Title)
	below, grid := lines(s.Head)
	a.grid(RoleFootLabel, "", below)
	if from := len(a.strips); s.Photo != "" && len(grid) > 0 {
		a.width -= photoWidth
		a.grid(RoleLabel, "", grid)
		a.width += photoWidth
		a.photo(from, s.Photo)
	} else {
		a.grid(RoleLabel, "", grid)
	}
	tables, repeat := 0, 0
	for i := range s.Blocks {
		b := &s.Blocks[i]
		beside := b.Side && b.Label != ""
		if b.Label != "" && !beside {
			a.line(RoleBlock, b.Label)
		}
		from := len(a.strips)
		if beside {
			a.width -= sideWidth
		}
		if b.Table() {
			if tables++; beside {
				tables++ // a label beside all rows stands once
			}
			repeat = len(a.strips)
			a.table(b)
		} else if b.Cross != "" {
			a.cross(b)
		} else {
			a.grid(RoleLabel, b.Key, pointers(b.Fields))
		}
		if beside {
			a.width += sideWidth
			a.side(from, b.Label)
		}
	}
	a.grid(RoleFootLabel, "", pointers(s.Foot))
	for _, n := range notes(s.Notes) {
		a.line(RoleNote, n)
	}
	l := a.arrange()
	l.Sheet = SheetName(s.Title)
	if tables == 1 { // heads of one table above rows of another would mislead
		l.RepeatFrom = repeat + 1
		for l.RepeatTo = l.RepeatFrom; a.strips[l.RepeatTo].head; l.RepeatTo++ {
		}
	}
	l.formulas(s)
	return l, nil
}

func pointers(fields []Field) []*Field {
	all := make([]*Field, len(fields))
	for i := range fields {
		all[i] = &fields[i]
	}
	return all
}

// notes puts 注： before the first note unless one says so itself.
func notes(list []string) []string {
	list = slices.Clone(list)
	for _, n := range list {
		for _, p := range []string{"注", "备注", "说明", "填表说明"} {
			if strings.HasPrefix(n, p+"：") || strings.HasPrefix(n, p+":") {
				return list
			}
		}
	}
	if len(list) > 0 {
		list[0] = "注：" + list[0]
	}
	return list
}

// SheetName makes a name that spreadsheets take: up to 31 characters, none of
// : \ / ? * [ ], no apostrophe at either end.
func SheetName(title string) string {
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]`, c) || unicode.IsControl(c) {
			return ' '
		}
		return c
	}, title)
	name = strings.Join(strings.Fields(name), " ")
	for r := []rune(name); len(utf16.Encode(r)) > 31; name = string(r) {
		r = r[:len(r)-1]
	}
	name = strings.Trim(name, "' ")
	if name == "" || ReservedSheet(name) {
		name += "表"
	}
	return name
}

// What a workbook carries besides the form, so that it is known again when it
// comes back. Each mark stands alone: one is enough.
const (
	GuideSheet    = "填表说明"            // how to fill the form in
	InfoSheet     = "字典"              // hidden: InfoForm and the id in A1:B1, InfoVersion and the version in A2:B2, long lists of options from column D
	FindingsSheet = "校核意见"            // first of an annotated copy: what is wrong with it; 校核意见-2 beside another one
	InfoForm      = "zhijiao.form"    // also the name of a document property that holds the id
	InfoVersion   = "zhijiao.version" // also the name of a document property that holds the version
	NameForm      = "zhijiao_form"    // defined name whose value is the id
	NameVersion   = "zhijiao_version" // defined name whose value is the version
)

// ReservedSheet reports whether a sheet of a workbook is none that people fill
// in: [GuideSheet], [InfoSheet], [FindingsSheet] or 校核意见-2 beside it.
func ReservedSheet(name string) bool {
	rest, ok := strings.CutPrefix(name, FindingsSheet)
	return name == GuideSheet || name == InfoSheet || ok && strings.Trim(rest, "-0123456789") == ""
}
