// Package book is a workbook as a reader of forms sees it, whatever the format
// of its file: sheets, the cells in them that hold something, and what of them
// nobody sees on the screen or has struck out. It works nothing out.
package book

import (
	"slices"
	"strings"
)

// A Book is a workbook.
type Book struct {
	Sheets     []Sheet           // those with cells, in their order; charts and macros are none
	Names      map[string]string // defined names that stand for a text
	Properties map[string]string // custom properties of the document
	Date1904   bool              // day 0 is 1904-01-01; otherwise day 1 is 1900-01-01 as in Excel
}

// A Sheet is one of a workbook's.
type Sheet struct {
	Name          string
	Hidden        bool
	Cells         []Cell // by row, then column; none twice
	Merges        []Range
	HiddenRows    []Span  // in order, apart; those that a filter hides with them
	HiddenColumns []Span  // likewise
	Notes         []Note  // as they come
	Ruled         []Range // places with a line on a side, empty ones with them; of .xls and .ods alone
}

// A Note is a text that no cell holds: a comment at one, or what stands in a box
// drawn over them.
type Note struct {
	Row, Col int // of the comment's cell; 0 of a box
	Text     string
}

// RowHidden reports whether nobody sees a row.
func (s *Sheet) RowHidden(row int) bool { return within(s.HiddenRows, row) }

// ColumnHidden reports whether nobody sees a column.
func (s *Sheet) ColumnHidden(col int) bool { return within(s.HiddenColumns, col) }

// A Span is rows or columns in a row, 1-based, the last within it.
type Span struct{ First, Last int }

func within(spans []Span, n int) bool {
	_, found := slices.BinarySearchFunc(spans, n, func(s Span, n int) int {
		switch {
		case s.Last < n:
			return -1
		case s.First > n:
			return 1
		}
		return 0
	})
	return found
}

// A Range is a rectangle of cells; all are 1-based and within it.
type Range struct{ Row, Col, LastRow, LastCol int }

// Contains reports whether a cell lies in r.
func (r Range) Contains(row, col int) bool {
	return row >= r.Row && row <= r.LastRow && col >= r.Col && col <= r.LastCol
}

// A Cell is a cell that holds something: a value, or a formula without one.
// Cells that others cover, being merged, are there as well.
type Cell struct {
	Row, Col int // 1-based
	Kind     Kind
	Raw      string // a text, its lines parted by line feeds; of a number its digits; of true and false 1 and 0
	Format   Format // how a number is shown
	Formula  bool   // Raw is its result: "" of a Text is empty, of another Kind nobody has worked it out
	Struck   bool   // all of it is struck out
	White    bool   // some of it is white on white
	Runs     []Run  // the parts of a text where they differ; nil of plain text
}

// A Kind is how a cell holds its value. The zero value is a number.
type Kind uint8

const (
	Number Kind = iota // days and times of day with them, which Format tells apart
	Text
	Bool
	Fault // #REF! and the like
	Day   // written out as in ISO 8601
)

// A Run is a part of a text. The runs of a cell together are its Raw.
type Run struct {
	Text string
	Look
}

// A Look is what formatting says of a text. The zero value is plain.
type Look struct {
	Struck      bool // struck out
	Superscript bool // such as the number of a note
	Hidden      bool
	White       bool // so are its characters
}

// Stands reports whether a text that looks so belongs to what the cell says.
func (l Look) Stands() bool { return !l.Struck && !l.Superscript && !l.Hidden }

// Standing returns what is left of a cell's text, and of a number its digits,
// without the parts that are struck out, superscript or hidden, and these.
func (c *Cell) Standing() (text string, out []Run) {
	switch {
	case c.Struck:
		return "", []Run{{c.Raw, Look{Struck: true}}}
	case c.Runs == nil:
		return c.Raw, nil
	}
	var b strings.Builder
	for _, r := range c.Runs {
		if r.Stands() {
			b.WriteString(r.Text)
		} else {
			out = append(out, r)
		}
	}
	return b.String(), out
}

// Join makes a text of its runs, and these few: neighbours that look the same
// become one, and plain text has none at all. Where all of it is superscript,
// that tells nothing. Of the cell as a whole struck is set where no character but
// blanks stands beside what is struck out, white where some of what stands is.
func Join(runs []Run) (raw string, few []Run, struck, white bool) {
	var b strings.Builder
	struck, raised, plain := true, true, true
	for _, r := range runs {
		b.WriteString(r.Text)
		blank := strings.TrimSpace(r.Text) == ""
		struck = struck && (r.Struck || blank)
		raised = raised && (r.Superscript || blank)
		white = white || r.White && !r.Struck && !r.Hidden && !blank
	}
	raw = b.String()
	end, from := 0, 0 // of what has been met, of the last of the few
	for _, r := range runs {
		if r.Text == "" {
			continue
		}
		r.Superscript, r.White = r.Superscript && !raised, false
		plain = plain && (r.Stands() || strings.TrimSpace(r.Text) == "")
		if n := len(few); n == 0 || few[n-1].Look != r.Look {
			few, from = append(few, r), end
		}
		end += len(r.Text)
		few[len(few)-1].Text = raw[from:end]
	}
	struck = struck && !plain
	if plain || len(few) == 1 && (few[0].Look == Look{Struck: true}) {
		few = nil
	}
	return raw, few, struck, white
}
