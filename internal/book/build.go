package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Limits of a workbook that may hold forms.
const (
	MaxRows    = 20_000 // last row with anything in it: a province has some 10,000 schools
	MaxColumns = 256    // last column with anything in it
	MaxSheets  = 100

	MaxCells  = 100_000 // cells with anything in them, in all sheets
	MaxMerges = 100_000 // in all sheets
	MaxMerged = 400_000 // cells covered by merged ones, in all sheets
	MaxSpans  = 100_000 // of hidden rows and columns, in all sheets
	MaxNames  = 10_000  // defined, and of properties
	MaxNotes  = 10_000  // comments and boxes, in all sheets

	MaxText   = 32_767 // characters of a cell, as all programs have it
	MaxNumber = 400    // bytes of a number: those of programs have 24
)

// A Builder makes a [Book] within the limits. Its zero value is ready for use.
// Errors wrap [gate.ErrTooLarge].
type Builder struct {
	Budget *gate.Budget // of the file; nil where somebody else counts what it takes

	book                         Book
	cells, merges, merged, spans int
	notes                        int
}

// Sheet begins a sheet, to which belongs what follows.
func (b *Builder) Sheet(name string, hidden bool) error {
	if len(b.book.Sheets) == MaxSheets {
		return fmt.Errorf("%w: more than %d sheets", gate.ErrTooLarge, MaxSheets)
	}
	b.book.Sheets = append(b.book.Sheets, Sheet{Name: name, Hidden: hidden})
	return nil
}

func (b *Builder) sheet() *Sheet { return &b.book.Sheets[len(b.book.Sheets)-1] }

// Cell adds a cell. Cells come in any order; of two at a place the later
// counts. One that holds nothing is left out.
func (b *Builder) Cell(c Cell) error {
	if c.Raw == "" && !c.Formula {
		return nil
	}
	if err := b.Room(c.Row, c.Col, 1); err != nil {
		return err
	}
	b.cells++
	switch {
	case len(c.Raw) > MaxText && utf8.RuneCountInString(c.Raw) > MaxText:
		return fmt.Errorf("%w: cell %s: more than %d characters", gate.ErrTooLarge, a1.Name(c.Row, c.Col), MaxText)
	case c.Kind == Number && len(c.Raw) > MaxNumber:
		return fmt.Errorf("%w: cell %s: a number of %d characters", gate.ErrTooLarge, a1.Name(c.Row, c.Col), len(c.Raw))
	}
	// A text that cells share counts for each of them: so it does for those who read it.
	if err := cmp.Or(b.Budget.Take(gate.Cells, 1), b.Budget.Take(gate.Texts, int64(len(c.Raw)))); err != nil {
		return fmt.Errorf("cell %s: %w", a1.Name(c.Row, c.Col), err)
	}
	switch {
	case c.Raw == "":
		if c.Kind != Text { // the empty text is a result
			c.Kind = Number
		}
		c.Struck, c.Runs = false, nil
	case c.Kind == Number && !isDecimal(c.Raw):
		c.Kind = Text
	}
	s := b.sheet()
	s.Cells = append(s.Cells, c)
	return nil
}

// Note adds a comment, or with row 0 a box. One that says nothing is left out.
func (b *Builder) Note(n Note) error {
	if n.Text = strings.TrimSpace(n.Text); n.Text == "" {
		return nil
	}
	if b.notes++; b.notes > MaxNotes {
		return fmt.Errorf("%w: more than %d comments and boxes", gate.ErrTooLarge, MaxNotes)
	}
	if err := b.Budget.Take(gate.Texts, int64(len(n.Text))); err != nil {
		return err
	}
	s := b.sheet()
	s.Notes = append(s.Notes, n)
	return nil
}

// Room reports whether there may be n more cells, the last of them at a place.
func (b *Builder) Room(row, col, n int) error {
	switch {
	case row > MaxRows:
		return fmt.Errorf("%w: something in row %d, limit %d", gate.ErrTooLarge, row, MaxRows)
	case col > MaxColumns:
		return fmt.Errorf("%w: something in column %d, limit %d", gate.ErrTooLarge, col, MaxColumns)
	case n > MaxCells-b.cells:
		return fmt.Errorf("%w: more than %d cells", gate.ErrTooLarge, MaxCells)
	}
	return nil
}

// Merge adds cells merged into one. A single cell is none. Those that reach far
// beyond what a form has say nothing, and are left out.
func (b *Builder) Merge(r Range) error {
	area := (r.LastRow - r.Row + 1) * (r.LastCol - r.Col + 1)
	if area == 1 || area > MaxMerged-b.merged {
		return nil
	}
	b.merged += area
	if b.merges++; b.merges > MaxMerges {
		return fmt.Errorf("%w: more than %d merged cells", gate.ErrTooLarge, MaxMerges)
	}
	s := b.sheet()
	s.Merges = append(s.Merges, r)
	return nil
}

// Rule notes that cells have a line on a side. What lies beyond the limits, and
// what comes after many others, is left out: lines are but a hint.
func (b *Builder) Rule(r Range) {
	r.LastRow, r.LastCol = min(r.LastRow, MaxRows), min(r.LastCol, MaxColumns)
	s := b.sheet()
	if r.Row > r.LastRow || r.Col > r.LastCol || len(s.Ruled) == MaxCells {
		return
	}
	if n := len(s.Ruled); n > 0 {
		if last := &s.Ruled[n-1]; last.Row == r.Row && last.LastRow == r.LastRow && last.LastCol+1 == r.Col {
			last.LastCol = r.LastCol
			return
		}
	}
	s.Ruled = append(s.Ruled, r)
}

// HideRows notes that nobody sees some rows.
func (b *Builder) HideRows(rows Span) error {
	s := b.sheet()
	return b.hide(&s.HiddenRows, rows, MaxRows)
}

// HideColumns notes that nobody sees some columns.
func (b *Builder) HideColumns(cols Span) error {
	s := b.sheet()
	return b.hide(&s.HiddenColumns, cols, MaxColumns)
}

func (b *Builder) hide(spans *[]Span, s Span, limit int) error {
	s.Last = min(s.Last, limit)
	if s.First > s.Last {
		return nil
	}
	if n := len(*spans); n > 0 && (*spans)[n-1].Last+1 == s.First {
		(*spans)[n-1].Last = s.Last
		return nil
	}
	if b.spans++; b.spans > MaxSpans {
		return fmt.Errorf("%w: hidden rows and columns in more than %d places", gate.ErrTooLarge, MaxSpans)
	}
	*spans = append(*spans, s)
	return nil
}

// SetName notes a defined name that stands for a formula, if that is but a
// text. The first of a name counts.
func (b *Builder) SetName(name, formula string) {
	if text, ok := textConstant(formula); ok {
		b.SetText(name, text)
	}
}

// SetText notes a defined name that stands for a text. The first of a name
// counts.
func (b *Builder) SetText(name, text string) {
	if _, twice := b.book.Names[name]; !twice && len(b.book.Names) < MaxNames {
		set(&b.book.Names, name, text)
	}
}

// SetProperty notes a custom property of the document.
func (b *Builder) SetProperty(name, value string) {
	if len(b.book.Properties) < MaxNames {
		set(&b.book.Properties, name, strings.TrimSpace(value))
	}
}

func set(m *map[string]string, key, value string) {
	if *m == nil {
		*m = map[string]string{}
	}
	(*m)[key] = value
}

// SetDate1904 says that days count from 1904.
func (b *Builder) SetDate1904() { b.book.Date1904 = true }

// Book returns the workbook.
func (b *Builder) Book() *Book {
	for i := range b.book.Sheets {
		s := &b.book.Sheets[i]
		slices.SortStableFunc(s.Cells, func(a, b Cell) int {
			return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
		})
		kept := s.Cells[:0]
		for _, c := range s.Cells {
			if n := len(kept); n > 0 && kept[n-1].Row == c.Row && kept[n-1].Col == c.Col {
				n--
				kept = kept[:n]
			}
			kept = append(kept, c)
		}
		s.Cells = kept
		s.HiddenRows = joined(s.HiddenRows)
		s.HiddenColumns = joined(s.HiddenColumns)
	}
	return &b.book
}

// joined puts spans in order and makes one of those that touch.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.First, b.First) })
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n > 0 && s.First <= kept[n-1].Last+1 {
			kept[n-1].Last = max(kept[n-1].Last, s.Last)
		} else {
			kept = append(kept, s)
		}
	}
	return kept
}

// textConstant reads a formula such as ="a ""b""".
func textConstant(formula string) (string, bool) {
	f := strings.TrimPrefix(strings.TrimSpace(formula), "=")
	if len(f) < 2 || f[0] != '"' || f[len(f)-1] != '"' {
		return "", false
	}
	f = strings.ReplaceAll(f[1:len(f)-1], `""`, "\x00")
	if strings.Contains(f, `"`) {
		return "", false
	}
	return strings.ReplaceAll(f, "\x00", `"`), true
}

// Lines returns a text with line feeds for every kind of line break, and
// U+FFFD for the control characters that no text has.
func Lines(s string) string {
	if !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' }) {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n").Replace(s)
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' {
			return '\uFFFD'
		}
		return c
	}, s)
}

// Digits writes a number with as many digits as tell it from others.
func Digits(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 25 {
		s = strconv.FormatFloat(v, 'E', -1, 64)
	}
	return s
}

// isDecimal reports whether s is a number as files hold it; strconv takes
// words and other bases for numbers, too.
func isDecimal(s string) bool {
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
