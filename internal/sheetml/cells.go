package sheetml

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Cell is a cell that holds something: a value, or a formula without one.
type Cell struct {
	Row, Col int // 1-based
	Kind     Kind
	Raw      string // the text; of a number the stored digits; of true and false 1 and 0
	Style    int
	Formula  bool // Raw is its result: "" of a Text is empty, of another Kind nobody has worked it out
}

// A Kind is how a cell holds its value. The zero value is a number.
type Kind = book.Kind

const (
	Number = book.Number
	Text   = book.Text
	Bool   = book.Bool
	Fault  = book.Fault
	Day    = book.Day
)

// A Range is a rectangle of cells.
type Range = book.Range

// Cells are the cells of a sheet.
type Cells struct {
	Cells  []Cell // by row, then column
	Merges []Range
}

// Cells reads the cells of a sheet, which has none if it is no worksheet. It
// fails where the part is missing, is not whole, or has more than any form.
func (w *Workbook) Cells(s *Sheet) (*Cells, error) {
	r, err := w.read(s)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.cells, func(a, b shownCell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	out := &Cells{Merges: r.merges}
	for i, c := range r.cells {
		if i+1 < len(r.cells) && r.cells[i+1].Row == c.Row && r.cells[i+1].Col == c.Col {
			continue // said twice: the last counts
		}
		if c.Raw != "" || c.Formula {
			out.Cells = append(out.Cells, c.Cell)
		}
	}
	return out, nil
}

// read goes through a sheet, which has no cells if it is no worksheet.
func (w *Workbook) read(s *Sheet) (*cellReader, error) {
	r := &cellReader{w: w}
	switch {
	case s.Part == "":
		return nil, fmt.Errorf("%w: the sheet %q is listed, but not there", gate.ErrDamaged, s.Name)
	case !s.IsWorksheet():
		return r, nil
	}
	return r, w.scan(w.Part(s.Part), r.token)
}

// A shownCell is a cell with what its text looks like.
type shownCell struct {
	Cell
	shared int   // 1 and on: the text that others share
	runs   []run // of a text of its own
}

// A cellReader goes through the XML of a sheet.
type cellReader struct {
	w        *Workbook
	cells    []shownCell
	merges   []Range
	rows     []book.Span // hidden ones
	cols     []book.Span // likewise
	row, col int         // last ones met

	open   bool // in a cell
	cell   Cell
	kind   string
	used   bool // the cell holds something
	valued bool // v has been met, be it empty
	value  []byte
	text   richText
	in     bool // v
	rich   bool // is
	done   bool // what follows are extensions, whose elements have the same names
}

func (r *cellReader) token(s *gate.Scanner) error {
	switch s.Token {
	case gate.StartTag:
		return r.start(s)
	case gate.CharData:
		if r.in {
			text, err := s.Text()
			r.value = append(r.value, text...)
			return err
		} else if r.rich {
			return r.text.token(s)
		}
	case gate.EndTag:
		switch name := string(s.Name); {
		case name == "c" && r.open:
			r.open = false
			return r.finish()
		case name == "v":
			r.in = false
		case name == "is":
			r.rich = false
		case r.rich:
			return r.text.token(s)
		}
	}
	return nil
}

func (r *cellReader) start(s *gate.Scanner) error {
	name := string(s.Name)
	switch {
	case r.done:
	case r.rich:
		return r.text.token(s)
	case r.open:
		switch name {
		case "v", "f", "is":
			r.in, r.rich = name == "v", name == "is"
			r.valued = r.valued || r.in
			r.cell.Formula = r.cell.Formula || name == "f"
			return r.use()
		}
	case name == "c":
		return r.startCell(s)
	case name == "row":
		r.row, r.col = r.row+1, 0
		if at := s.Attr("r"); at != "" {
			n, err := strconv.Atoi(at)
			if err != nil || n < 1 || n > a1.LastRow {
				return fmt.Errorf("%w: row %q", gate.ErrDamaged, at)
			}
			r.row = n
		}
		if isTrue(s.Attr("hidden")) || isZero(s.Attr("ht")) {
			r.rows = append(r.rows, book.Span{First: r.row, Last: r.row})
		}
		return r.count()
	case name == "col":
		if isTrue(s.Attr("hidden")) || isZero(s.Attr("width")) {
			first, err1 := strconv.Atoi(s.Attr("min"))
			last, err2 := strconv.Atoi(s.Attr("max"))
			if err1 == nil && err2 == nil && first >= 1 && last <= a1.LastColumn {
				r.cols = append(r.cols, book.Span{First: first, Last: last})
			}
		}
		return r.count()
	case name == "mergeCell":
		if len(r.merges) == maxMerges {
			return fmt.Errorf("%w: more than %d merged cells", gate.ErrTooLarge, maxMerges)
		}
		if m, ok := ParseRange(s.Attr("ref")); ok && r.cover(m) {
			r.merges = append(r.merges, m)
		}
	case name == "extLst":
		r.done = true
	}
	return nil
}

// cover counts the cells that are merged into one. Those that reach far beyond
// what a form has say nothing, and are left out.
func (r *cellReader) cover(m Range) bool {
	area := (m.LastRow - m.Row + 1) * (m.LastCol - m.Col + 1)
	if area > r.w.merged {
		return false
	}
	r.w.merged -= area
	return true
}

func (r *cellReader) startCell(s *gate.Scanner) error {
	if err := r.count(); err != nil {
		return err
	}
	r.col++
	r.cell, r.kind, r.open, r.used, r.valued = Cell{Row: r.row, Col: r.col}, "", true, false, false
	r.value, r.text = r.value[:0], richText{}
	for _, a := range s.Attrs {
		switch string(a.Name) {
		case "r":
			row, col, ok := a1.Parse(string(a.Raw))
			if !ok {
				return fmt.Errorf("%w: cell %q", gate.ErrDamaged, a.Raw)
			}
			r.cell.Row, r.cell.Col, r.col = row, col, col
		case "t":
			r.kind = string(a.Raw)
		case "s":
			r.cell.Style, _ = strconv.Atoi(string(a.Raw))
		}
	}
	if r.cell.Row < 1 {
		return fmt.Errorf("%w: a cell outside a row", gate.ErrDamaged)
	}
	return nil
}

func (r *cellReader) count() error {
	if r.w.elements--; r.w.elements < 0 {
		return fmt.Errorf("%w: more than %d rows and cells, empty ones with them", gate.ErrTooLarge, MaxElements)
	}
	return nil
}

// use counts a cell that holds something.
func (r *cellReader) use() error {
	if r.used {
		return nil
	}
	r.used = true
	c := &r.cell
	tooLarge := func(what string, limit int) error {
		return fmt.Errorf("%w: cell %s: more than %d %s", gate.ErrTooLarge, a1.Name(c.Row, c.Col), limit, what)
	}
	if err := r.w.budget.Take(gate.Cells, 1); err != nil {
		return err
	}
	switch r.w.cells--; {
	case r.w.cells < 0:
		return tooLarge("cells", MaxCells)
	case c.Col > MaxColumns:
		return tooLarge("columns", MaxColumns)
	case c.Row > r.w.rows:
		return tooLarge("rows", r.w.rows)
	}
	return nil
}

func (r *cellReader) finish() error {
	if !r.used {
		return nil
	}
	shown := shownCell{Cell: r.cell}
	c := &shown.Cell
	c.Raw = string(r.value)
	switch r.kind {
	case "s":
		c.Kind = Text
		if c.Raw == "" {
			break
		}
		if r.w.strings == nil {
			if err := r.w.readStrings(); err != nil {
				return err
			}
		}
		i, err := strconv.Atoi(strings.TrimSpace(c.Raw))
		if err != nil || i < 0 || i >= len(r.w.strings) {
			return fmt.Errorf("%w: cell %s: no text %q", gate.ErrDamaged, a1.Name(c.Row, c.Col), c.Raw)
		}
		c.Raw, shown.shared = r.w.strings[i], i+1
	case "inlineStr":
		c.Kind = Text
		if text := r.text.String(); text != "" {
			c.Raw, shown.runs = text, r.text.all()
		}
	case "str":
		if r.valued {
			c.Kind, c.Raw = Text, unescape(c.Raw)
		}
	case "b":
		c.Kind, c.Raw = Bool, strings.TrimSpace(c.Raw)
	case "e":
		c.Kind = Fault
	case "d":
		c.Kind = Day
	default:
		if c.Raw = strings.TrimSpace(c.Raw); len(c.Raw) > maxNumber {
			return fmt.Errorf("%w: cell %s: a number of %d characters", gate.ErrTooLarge, a1.Name(c.Row, c.Col), len(c.Raw))
		}
	}
	if len(c.Raw) > MaxText && utf8.RuneCountInString(c.Raw) > MaxText {
		return fmt.Errorf("%w: cell %s: more than %d characters", gate.ErrTooLarge, a1.Name(c.Row, c.Col), MaxText)
	}
	// A text that cells share counts for each of them: so it does for those who read it.
	if err := r.w.budget.Take(gate.Texts, int64(len(c.Raw))); err != nil {
		return fmt.Errorf("cell %s: %w", a1.Name(c.Row, c.Col), err)
	}
	r.cells = append(r.cells, shown)
	return nil
}

// isZero reports whether a size is none at all.
func isZero(size string) bool {
	v, err := strconv.ParseFloat(size, 64)
	return err == nil && v == 0
}

// ParseRange reads a name such as B4:C7, or that of one cell.
func ParseRange(name string) (Range, bool) {
	from, to, several := strings.Cut(name, ":")
	if !several {
		to = from
	}
	r1, c1, ok1 := a1.Parse(from)
	r2, c2, ok2 := a1.Parse(to)
	return Range{Row: min(r1, r2), Col: min(c1, c2), LastRow: max(r1, r2), LastCol: max(c1, c2)}, ok1 && ok2
}
