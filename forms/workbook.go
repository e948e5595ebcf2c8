package forms

import (
	"archive/zip"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Limits of a sheet that may hold a form.
const (
	maxSheetRows    = 10_000 // last row with anything in it
	maxSheetColumns = 256    // last column with anything in it
	maxSheets       = 100

	maxSheetCells = 100_000   // cells with anything in them, in all sheets
	maxSheetArea  = 600_000   // cells up to the last of each row: excelize makes them all
	maxSheetSpan  = 3_200_000 // rows up to the last of each sheet, formatted ones too: likewise
)

// workbook makes a grid of every sheet of a workbook but the hidden one and
// the instructions of our own.
//
// The sheets are scanned before excelize sees them: it makes every row as wide
// as the widest, and where XML is not whole it returns fewer rows and no error.
// The scan also tells which cells to ask for.
func (f *file) workbook(z *zip.Reader, r io.ReaderAt, size int64) error {
	parts, err := sheetParts(z)
	if err != nil {
		return err
	}
	if len(parts) > maxSheets {
		return fmt.Errorf("%w: %d sheets, limit %d", gate.ErrTooLarge, len(parts), maxSheets)
	}
	left := sheetBudget{maxSheetCells, maxSheetArea, maxSheetSpan}
	scans := map[string][]cellAt{}
	for _, p := range parts {
		if p.file == nil {
			continue // a chart sheet
		}
		if scans[p.name], err = scanSheet(p.file, &left); err != nil {
			return fmt.Errorf("%s: %w", p.file.Name, err)
		}
	}
	total := gate.Office.Total
	x, err := openWorkbook(r, size, total)
	if err != nil {
		return fmt.Errorf("%w: %w", gate.ErrDamaged, err)
	}
	defer x.Close()
	f.marks(x)
	props, err := x.GetWorkbookProps()
	if err != nil {
		return fmt.Errorf("%w: %w", gate.ErrDamaged, err)
	}
	w := &workbookReader{File: x, date1904: props.Date1904 != nil && *props.Date1904, formats: map[int]format{}}
	for _, p := range parts {
		if p.name == InfoSheet || p.name == GuideSheet || p.file == nil {
			continue
		}
		g, err := w.grid(f.name, p.name, scans[p.name])
		if err != nil {
			return fmt.Errorf("%w: sheet %s: %w", gate.ErrDamaged, p.name, err)
		}
		f.grids = append(f.grids, g)
	}
	return nil
}

// openWorkbook opens a workbook with excelize. It keeps all in memory: what
// the gate let through fits.
func openWorkbook(r io.ReaderAt, size, total int64) (x *excelize.File, err error) {
	defer func() {
		if p := recover(); p != nil { // excelize trusts files in places
			x, err = nil, fmt.Errorf("excelize: %v", p)
		}
	}()
	return excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: total, UnzipXMLSizeLimit: total,
	})
}

// marks finds the id and version that a blank form carries. Each of the three
// places is enough.
func (f *file) marks(x *excelize.File) {
	set := func(name, value string) {
		switch name {
		case NameForm, InfoForm:
			f.id, f.marked = value, value != ""
		case NameVersion, InfoVersion:
			f.version, f.versioned = value, true
		}
	}
	if props, err := x.GetCustomProps(); err == nil {
		for _, p := range props {
			set(p.Name, fmt.Sprint(p.Value))
		}
	}
	for row := 1; row <= 2; row++ {
		key, err1 := x.GetCellValue(InfoSheet, CellName(1, row))
		value, err2 := x.GetCellValue(InfoSheet, CellName(2, row))
		if err1 == nil && err2 == nil {
			set(key, value)
		}
	}
	for _, n := range x.GetDefinedName() {
		if v, err := strconv.Unquote(strings.TrimPrefix(n.RefersTo, "=")); err == nil {
			set(n.Name, v)
		}
	}
}

// A workbookReader takes cells out of a workbook.
type workbookReader struct {
	*excelize.File
	date1904 bool
	formats  map[int]format // by style
}

// A format says what a number of the style is shown as.
type format struct{ percent, day bool }

func (w *workbookReader) grid(file, sheet string, filled []cellAt) (g *grid, err error) {
	defer func() {
		if p := recover(); p != nil {
			g, err = nil, fmt.Errorf("excelize: %v", p)
		}
	}()
	g = &grid{file: file, sheet: sheet, date1904: w.date1904}
	g.place = func(row, col int) report.Position {
		return report.Position{File: file, Sheet: sheet, Cell: CellName(col, row)}
	}
	// The first access parses the whole sheet and tells if it cannot be.
	if _, err := w.GetCellValue(sheet, "A1"); err != nil {
		return nil, err
	}
	covered := map[[2]int]bool{}
	merged, err := w.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	inside := map[[2]int]int{} // anchors, to their box
	for _, m := range merged {
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || c2 > maxSheetColumns || r2 > maxSheetRows || covered[[2]int{r1, c1}] {
			continue // wide merges beyond the cells in use say nothing
		}
		if (r2-r1+1)*(c2-c1+1) > maxSheetCells/4 {
			continue
		}
		inside[[2]int{r1, c1}] = len(g.cells)
		for r := r1; r <= r2; r++ {
			for c := c1; c <= c2; c++ {
				covered[[2]int{r, c}] = true
			}
		}
		g.add(box{row: r1, col: c1, rows: r2 - r1 + 1, cols: c2 - c1 + 1, entry: entry{date1904: w.date1904}})
	}
	for _, at := range filled {
		key := [2]int{at.row, at.col}
		k, anchor := inside[key]
		if covered[key] && !anchor {
			continue // no program shows it
		}
		e, err := w.entry(sheet, at)
		if err != nil {
			return nil, err
		}
		if anchor {
			g.cells[k].entry = e
		} else if e.raw != "" || e.formula {
			covered[key] = true // a cell said twice: excelize gave the value that counts
			g.add(box{row: at.row, col: at.col, rows: 1, cols: 1, entry: e})
		}
	}
	g.settle()
	return g, nil
}

func (w *workbookReader) entry(sheet string, at cellAt) (entry, error) {
	name := CellName(at.col, at.row)
	raw, err := w.GetCellValue(sheet, name)
	if err != nil {
		return entry{}, err
	}
	e := entry{raw: raw, date1904: w.date1904, formula: at.formula}
	switch at.kind {
	case "s", "str", "inlineStr":
	case "b":
		e.stored = storedBool
	case "e":
		e.stored = storedFault
	default: // a number, or a day written as ISO 8601 (d)
		if _, err := strconv.ParseFloat(raw, 64); err == nil {
			e.stored = storedNumber
			style, err := w.GetCellStyle(sheet, name)
			if err != nil {
				return entry{}, err
			}
			f := w.format(style)
			e.percent, e.day = f.percent, f.day
		}
	}
	if e.stored == storedText {
		e.raw = strings.ReplaceAll(e.raw, "\r\n", "\n")
	}
	return e, nil
}

func (w *workbookReader) format(style int) format {
	f, ok := w.formats[style]
	if ok {
		return f
	}
	if s, err := w.GetStyle(style); err == nil {
		code := ""
		if s.CustomNumFmt != nil {
			code = *s.CustomNumFmt
		}
		code = formatLiterals(code)
		n := s.NumFmt
		f.percent = n == 9 || n == 10 || strings.Contains(code, "%")
		f.day = n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58 ||
			strings.ContainsAny(code, "yYdDhH") || strings.Contains(strings.ToLower(code), "m") && !strings.ContainsAny(code, "0#")
	}
	w.formats[style] = f
	return f
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

// A sheetPart is a sheet of a workbook and the part of the zip that holds it.
type sheetPart struct {
	name string
	file *zip.File // nil if it is no worksheet
}

// sheetParts lists the sheets of a workbook in their order.
func sheetParts(z *zip.Reader) ([]sheetPart, error) {
	byName := map[string]*zip.File{}
	for _, f := range z.File {
		byName[strings.ToLower(f.Name)] = f
	}
	book := byName["xl/workbook.xml"]
	rels := byName["xl/_rels/workbook.xml.rels"]
	if book == nil || rels == nil {
		return nil, fmt.Errorf("%w: no xl/workbook.xml or no relations", gate.ErrDamaged)
	}
	targets := map[string]*zip.File{}
	err := elements(rels, func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && strings.HasSuffix(gate.Attr(e, "Type"), "/worksheet") {
			t := strings.ReplaceAll(gate.Attr(e, "Target"), `\`, "/")
			if !strings.HasPrefix(t, "/") {
				t = path.Join("xl", t)
			}
			targets[gate.Attr(e, "Id")] = byName[strings.ToLower(strings.TrimPrefix(t, "/"))]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var parts []sheetPart
	err = elements(book, func(e xml.StartElement) error {
		if e.Name.Local == "sheet" {
			parts = append(parts, sheetPart{gate.Attr(e, "name"), targets[gate.Attr(e, "id")]})
		}
		return nil
	})
	return parts, err
}

// elements calls visit for every element of a part.
func elements(f *zip.File, visit func(xml.StartElement) error) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", gate.ErrDamaged, err)
	}
	defer r.Close()
	t := gate.NewTokens(r)
	for {
		tok, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

// A cellAt is a cell of a sheet that holds something.
type cellAt struct {
	row, col int
	kind     string // attribute t
	formula  bool
}

// A sheetBudget is what the sheets of a file may still take.
type sheetBudget struct{ cells, area, span int }

// scanSheet lists the cells of a sheet that hold anything. It fails where the
// part is not whole or has more than any form.
func scanSheet(f *zip.File, left *sheetBudget) ([]cellAt, error) {
	var cells []cellAt
	row, col := 0, 0
	last := 0 // row
	var c cellAt
	used := false // c is in cells
	tooLarge := func(what string, limit int) error {
		return fmt.Errorf("%w: cell %s: more than %d %s", gate.ErrTooLarge, CellName(max(c.col, 1), max(c.row, 1)), limit, what)
	}
	err := elements(f, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			row, col = row+1, 0
			if n := gate.Attr(e, "r"); n != "" {
				r, err := strconv.Atoi(n)
				if err != nil || r < 1 || r > excelize.TotalRows {
					return fmt.Errorf("%w: row %q", gate.ErrDamaged, n)
				}
				row = r
			}
			if row > last {
				left.span -= row - last
				last = row
			}
			if left.span < 0 {
				return tooLarge("rows", maxSheetSpan)
			}
			left.area-- // also of a row without cells
		case "c":
			used = false
			before := col
			col++
			c = cellAt{row: row, col: col, kind: gate.Attr(e, "t")}
			if ref := gate.Attr(e, "r"); ref != "" {
				x, y, err := excelize.CellNameToCoordinates(ref)
				if err != nil {
					return fmt.Errorf("%w: cell %q", gate.ErrDamaged, ref)
				}
				c.col, c.row, col = x, y, x
			}
			if col > maxSheetColumns {
				return tooLarge("columns", maxSheetColumns)
			}
			if left.area -= max(col-before, 1); left.area < 0 {
				return tooLarge("cells, empty ones with them", maxSheetArea)
			}
		case "v", "f", "is":
			if c.row == 0 {
				return nil
			}
			if !used {
				if left.cells--; left.cells < 0 {
					return tooLarge("cells", maxSheetCells)
				}
				if c.row > maxSheetRows {
					return tooLarge("rows", maxSheetRows)
				}
				cells = append(cells, c)
				used = true
			}
			if e.Name.Local == "f" {
				cells[len(cells)-1].formula = true
			}
		}
		return nil
	})
	slices.SortStableFunc(cells, func(a, b cellAt) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	return slices.CompactFunc(cells, func(a, b cellAt) bool { return a.row == b.row && a.col == b.col }), err
}
