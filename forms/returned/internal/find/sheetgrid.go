package find

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Limits of a sheet that may hold a form.
const (
	MaxSheetRows    = book.MaxRows    // last row with anything in it
	MaxSheetColumns = book.MaxColumns // last column with anything in it
)

// maxCovered is how many cells below merged ones are told of.
const maxCovered = 1000

// newSheetGrid makes a grid of a sheet.
func NewSheetGrid(file string, b *book.Book, s *book.Sheet) *Grid {
	g := &Grid{File: file, Sheet: s.Name, date1904: b.Date1904}
	g.Place = func(row, col int) report.Position {
		return report.Position{File: file, Sheet: s.Name, Cell: a1.Name(row, col)}
	}
	g.UnseenRow, g.UnseenColumn = s.RowHidden, s.ColumnHidden
	covered := map[[2]int]bool{}
	inside := map[[2]int]int{} // anchors, to their box
	for _, m := range s.Merges {
		rows, cols := m.LastRow-m.Row+1, m.LastCol-m.Col+1
		if m.LastCol > MaxSheetColumns || m.LastRow > MaxSheetRows || covered[[2]int{m.Row, m.Col}] {
			continue // merged cells far wider than those in use say nothing
		}
		inside[[2]int{m.Row, m.Col}] = len(g.Cells)
		for r := m.Row; r <= m.LastRow; r++ {
			for c := m.Col; c <= m.LastCol; c++ {
				covered[[2]int{r, c}] = true
			}
		}
		g.Add(Box{Row: m.Row, Col: m.Col, Rows: rows, Cols: cols, Entry: answer.Entry{Date1904: b.Date1904}})
	}
	shown := map[shownKey]book.Shown{}
	for i := range s.Cells {
		c := &s.Cells[i]
		at := [2]int{c.Row, c.Col}
		k, anchor := inside[at]
		if covered[at] && !anchor { // no program shows it
			if text := strings.TrimSpace(c.Raw); text != "" && len(g.Covered) < maxCovered {
				g.Covered = append(g.Covered, Box{Row: c.Row, Col: c.Col, Off: text})
			}
			continue
		}
		e, off := newEntry(b, c, shown)
		if anchor {
			g.Cells[k].Entry, g.Cells[k].Off = e, off
		} else {
			g.Add(Box{Row: c.Row, Col: c.Col, Rows: 1, Cols: 1, Entry: e, Off: off})
		}
	}
	for _, n := range s.Notes {
		if n.Row == 0 {
			g.note("文本框或批注", report.Position{File: file, Sheet: s.Name}, n.Text)
		} else {
			g.note("批注", g.Place(n.Row, n.Col), n.Text)
		}
	}
	g.Settle()
	return g
}

// A shownKey is a number format, and which part of it a number takes.
type shownKey struct {
	format book.Format
	sign   int
}

func newEntry(b *book.Book, c *book.Cell, shown map[shownKey]book.Shown) (e answer.Entry, off string) {
	e = answer.Entry{Raw: c.Raw, Date1904: b.Date1904, White: c.White}
	e.Formula = c.Formula && (c.Raw != "" || c.Kind != book.Text) // "" as its result says as much as nothing at all
	e.Raw, off = standing(c)
	switch c.Kind {
	case book.Text:
	case book.Bool:
		e.Stored = answer.Bool
	case book.Fault:
		e.Stored = answer.Fault
	default: // a number, or a day written out
		x, err := strconv.ParseFloat(c.Raw, 64)
		if err != nil {
			break
		}
		e.Stored = answer.Number
		key := shownKey{c.Format, 0}
		switch {
		case strings.ContainsAny(string(c.Format), "<>="):
			key.sign = i32(x)
		case x > 0:
			key.sign = 1
		case x < 0:
			key.sign = -1
		}
		s, ok := shown[key]
		if !ok {
			s = c.Format.Show(x)
			if len(shown) < 10_000 {
				shown[key] = s
			}
		}
		e.Percent, e.Day, e.Shown, e.Unseen, e.Thousands = s.Percent, s.Day, s.Text, s.Blank, s.Thousands
	}
	if off != "" && e.Raw == "" {
		e.Stored = answer.Text
	}
	return e, off
}

// i32 tells numbers apart that a condition of a format may.
func i32(x float64) int { return int(max(min(x*1000, 1<<30), -1<<30)) }

// standing returns what a cell says, and what stands in it besides: struck out,
// superscript or hidden.
func standing(c *book.Cell) (text, off string) {
	if !c.Struck && c.Runs == nil {
		return c.Raw, ""
	}
	if c.Struck {
		return "", c.Raw
	}
	var says, rest strings.Builder
	for _, r := range c.Runs {
		switch {
		case r.Stands():
			says.WriteString(r.Text)
		case r.Superscript && !r.Struck && !r.Hidden && powerOf(says.String(), r.Text):
			says.WriteString(map[string]string{"2": "²", "3": "³"}[r.Text])
		default:
			rest.WriteString(r.Text)
		}
	}
	return strings.TrimSpace(says.String()), strings.TrimSpace(rest.String())
}

// powerOf reports whether a superscript is that of m² or m³.
func powerOf(before, raised string) bool {
	return (raised == "2" || raised == "3") && (strings.HasSuffix(before, "m") || strings.HasSuffix(before, "M") || strings.HasSuffix(before, "米"))
}
