package returned

import (
	"archive/zip"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Limits of a sheet that may hold a form.
const (
	maxSheetRows    = sheetml.MaxRows    // last row with anything in it
	maxSheetColumns = sheetml.MaxColumns // last column with anything in it

	maxMergedArea = 200_000 // cells covered by merged ones, in a sheet
)

// workbook makes a grid of every sheet of a workbook but the hidden one and
// those that are ours: the instructions, and the findings of an annotated copy.
func (f *file) workbook(z *zip.Reader) error {
	w, err := sheetml.Open(z)
	if err != nil {
		return err
	}
	info := &sheetml.Cells{}
	for i := range w.Sheets {
		s := &w.Sheets[i]
		if s.Name != forms.InfoSheet && forms.ReservedSheet(s.Name) || s.Part != "" && !s.IsWorksheet() {
			continue
		}
		cells, err := w.Cells(s)
		if err != nil {
			return err
		}
		if s.Name == forms.InfoSheet {
			info = cells
			continue
		}
		g, err := newSheetGrid(f.name, s.Name, w, cells)
		if err != nil {
			return err
		}
		f.grids = append(f.grids, g)
	}
	f.marks(w, info)
	return nil
}

// marks finds the id and version that a blank form carries. Each of the three
// places is enough.
func (f *file) marks(w *sheetml.Workbook, info *sheetml.Cells) {
	set := func(name, value string) {
		switch name {
		case forms.NameForm, forms.InfoForm:
			f.id, f.marked = value, value != ""
		case forms.NameVersion, forms.InfoVersion:
			f.version, f.versioned = value, true
		}
	}
	for _, name := range []string{forms.InfoForm, forms.InfoVersion} {
		if value, ok := w.Properties[name]; ok {
			set(name, value)
		}
	}
	text := map[[2]int]string{}
	for _, c := range info.Cells {
		text[[2]int{c.Row, c.Col}] = c.Raw
	}
	for row := 1; row <= 2; row++ {
		set(text[[2]int{row, 1}], text[[2]int{row, 2}])
	}
	for _, n := range w.Names {
		if v, err := strconv.Unquote(strings.TrimPrefix(strings.TrimSpace(n.RefersTo), "=")); err == nil {
			set(n.Name, v)
		}
	}
}

// newSheetGrid makes a grid of a sheet.
func newSheetGrid(file, sheet string, w *sheetml.Workbook, cells *sheetml.Cells) (*grid, error) {
	g := &grid{file: file, sheet: sheet, date1904: w.Date1904}
	g.place = func(row, col int) report.Position {
		return report.Position{File: file, Sheet: sheet, Cell: a1.Name(row, col)}
	}
	covered := map[[2]int]bool{}
	inside := map[[2]int]int{} // anchors, to their box
	left := maxMergedArea
	for _, m := range cells.Merges {
		rows, cols := m.LastRow-m.Row+1, m.LastCol-m.Col+1
		if m.LastCol > maxSheetColumns || m.LastRow > maxSheetRows || rows*cols > left || covered[[2]int{m.Row, m.Col}] {
			continue // merged cells far wider than those in use say nothing
		}
		left -= rows * cols
		inside[[2]int{m.Row, m.Col}] = len(g.cells)
		for r := m.Row; r <= m.LastRow; r++ {
			for c := m.Col; c <= m.LastCol; c++ {
				covered[[2]int{r, c}] = true
			}
		}
		g.add(box{row: m.Row, col: m.Col, rows: rows, cols: cols, Entry: answer.Entry{Date1904: w.Date1904}})
	}
	for _, c := range cells.Cells {
		at := [2]int{c.Row, c.Col}
		k, anchor := inside[at]
		if covered[at] && !anchor {
			continue // no program shows it
		}
		e, err := newEntry(w, c)
		if err != nil {
			return nil, err
		}
		if anchor {
			g.cells[k].Entry = e
		} else {
			g.add(box{row: c.Row, col: c.Col, rows: 1, cols: 1, Entry: e})
		}
	}
	g.settle()
	return g, nil
}

func newEntry(w *sheetml.Workbook, c sheetml.Cell) (answer.Entry, error) {
	e := answer.Entry{Raw: c.Raw, Date1904: w.Date1904, Formula: c.Formula}
	switch c.Kind {
	case sheetml.Text:
	case sheetml.Bool:
		e.Stored = answer.Bool
	case sheetml.Fault:
		e.Stored = answer.Fault
	default: // a number, or a day written out
		if _, err := strconv.ParseFloat(c.Raw, 64); err == nil {
			e.Stored = answer.Number
			f, err := w.NumberFormat(c.Style)
			if err != nil {
				return answer.Entry{}, err
			}
			e.Percent, e.Day = showsPercent(f), showsDay(f)
		}
	}
	if e.Stored == answer.Text {
		e.Raw = strings.ReplaceAll(e.Raw, "\r\n", "\n")
	}
	return e, nil
}

// showsPercent reports whether numbers are shown as percentages.
func showsPercent(f sheetml.NumberFormat) bool {
	if f.Code != "" {
		return strings.Contains(formatLiterals(f.Code), "%")
	}
	return f.ID == 9 || f.ID == 10
}

// showsDay reports whether numbers are shown as dates or times of day.
func showsDay(f sheetml.NumberFormat) bool {
	if code := formatLiterals(f.Code); code != "" {
		return strings.ContainsAny(code, "yYdDhH") || strings.Contains(strings.ToLower(code), "m") && !strings.ContainsAny(code, "0#")
	}
	n := f.ID // those of 27 to 36 and 50 to 58 are Chinese
	return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
}

// formatLiterals drops what a number format prints as it stands, and [colours].
func formatLiterals(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '[':
			for i++; i < len(code) && code[i] != ']'; i++ {
			}
		case '\\', '_', '*':
			i++
		case 'G':
			i += len("General") - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
