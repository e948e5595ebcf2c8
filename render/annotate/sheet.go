package annotate

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A sheetFrame is what of a sheet's XML tells where marks go.
type sheetFrame struct {
	ooxml
	merges  []sheetml.Range
	columns []sheetColumns
	exists  map[cellRef]bool // cells to be coloured that are there
	rows    map[int]bool     // rows of cells to be coloured that are there
	heights map[int]float64  // of rows, points
	width   float64          // of a column that says nothing, characters
	height  float64          // of a row that says nothing, points
	drawing string           // id of the relation to the boxes of comments; "" is none
	data    bool             // there is a place for cells
}

// A sheetColumns says how columns look.
type sheetColumns struct {
	from, to int
	width    float64 // characters; 0 is not told
	hidden   bool
	style    int
}

// markSheet puts the marks of one sheet into its part. In every other sheet it
// only takes back that it is shown when the file is opened: two sheets shown at
// once are edited at once.
func (a *annotator) markSheet(m *sheetMarks) error {
	if m.Part == "" {
		return nil
	}
	if len(m.cells) == 0 {
		return a.Scan(m.Part, unselect)
	}
	f, err := a.frame(m)
	if err != nil {
		return err
	}
	if !f.data {
		return fmt.Errorf("%s: %w: no cells", m.Part, gate.ErrDamaged)
	}
	colours := f.colours(m)
	if err := f.find(a, m, colours); err != nil {
		return err
	}
	boxes, err := a.comment(m, f)
	if err != nil {
		return err
	}
	p := &cellPainter{a: a, f: f, colours: colours, boxes: boxes}
	for at := range colours {
		if !f.exists[at] && !f.covered(at) {
			p.missing = append(p.missing, at)
		}
	}
	slices.SortFunc(p.missing, compareRef)
	return a.Scan(m.Part, p.token)
}

// unselect takes back that a sheet is among those shown.
func unselect(s *gate.Scanner, c *sheetml.Changes) error {
	if s.Token == gate.StartTag && string(s.Name) == "sheetView" && isOn(s.Attr("tabSelected")) {
		c.SetAttr(s, "tabSelected", "0")
	}
	return nil
}

func isOn(s string) bool { return s == "1" || s == "true" }

// frame reads what surrounds the cells.
func (a *annotator) frame(m *sheetMarks) (*sheetFrame, error) {
	f := &sheetFrame{exists: map[cellRef]bool{}, rows: map[int]bool{}, heights: map[int]float64{}, width: 8.43, height: 15}
	row := 0
	return f, a.Scan(m.Part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		if s.Token != gate.StartTag {
			return nil
		}
		if s.Depth() == 1 {
			f.ooxml = family(s)
			return nil
		}
		number := func(name string) float64 {
			x, _ := strconv.ParseFloat(s.Attr(name), 64)
			return x
		}
		switch string(s.Name) {
		case "sheetFormatPr":
			f.width = cmp.Or(number("defaultColWidth"), f.width)
			f.height = cmp.Or(number("defaultRowHeight"), f.height)
		case "col":
			f.columns = append(f.columns, sheetColumns{
				from: int(number("min")), to: int(number("max")), width: number("width"), hidden: isOn(s.Attr("hidden")), style: int(number("style")),
			})
		case "sheetData":
			f.data = s.Depth() == 2
		case "row":
			row = nextRow(s, row)
			if h := number("ht"); h > 0 {
				f.heights[row] = h
			}
			if isOn(s.Attr("hidden")) {
				f.heights[row] = 0
			}
		case "mergeCell":
			if r, ok := sheetml.ParseRange(s.Attr("ref")); ok {
				f.merges = append(f.merges, r)
			}
		case "legacyDrawing":
			if s.Depth() == 2 {
				f.drawing = s.Attr("id")
			}
		}
		return nil
	})
}

// nextRow is the number of the row at which s is, behind another.
func nextRow(s *gate.Scanner, last int) int {
	if n, err := strconv.Atoi(s.Attr("r")); err == nil {
		return n
	}
	return last + 1
}

// nextCell is the place of the cell at which s is, behind another of the row.
func nextCell(s *gate.Scanner, last cellRef) cellRef {
	if row, col, ok := a1.Parse(s.Attr("r")); ok {
		return cellRef{row, col}
	}
	return cellRef{last.row, last.col + 1}
}

// merge returns the merged cells that a cell is part of.
func (f *sheetFrame) merge(at cellRef) (sheetml.Range, bool) {
	i := slices.IndexFunc(f.merges, func(r sheetml.Range) bool { return r.Contains(at.row, at.col) })
	if i < 0 {
		return sheetml.Range{Row: at.row, Col: at.col, LastRow: at.row, LastCol: at.col}, false
	}
	return f.merges[i], true
}

// anchor is the cell that shows what a cell holds.
func (f *sheetFrame) anchor(at cellRef) cellRef {
	r, _ := f.merge(at)
	return cellRef{r.Row, r.Col}
}

// covered reports whether a cell lies under the anchor of merged ones.
func (f *sheetFrame) covered(at cellRef) bool { return f.anchor(at) != at }

const maxColoured = 4096 // cells of a merged one; of wider ones programs show the anchor's colour

// colours lists the cells to be coloured, with all those that they are merged
// with.
func (f *sheetFrame) colours(m *sheetMarks) map[cellRef]report.Severity {
	out := map[cellRef]report.Severity{}
	put := func(at cellRef, sev report.Severity) {
		if old, ok := out[at]; !ok || sev < old {
			out[at] = sev
		}
	}
	for at, mark := range m.cells {
		r, _ := f.merge(at)
		put(cellRef{r.Row, r.Col}, mark.severity)
		if (r.LastRow-r.Row+1)*(r.LastCol-r.Col+1) > maxColoured {
			continue
		}
		for row := r.Row; row <= r.LastRow; row++ {
			for col := r.Col; col <= r.LastCol; col++ {
				put(cellRef{row, col}, mark.severity)
			}
		}
	}
	return out
}

// find tells which of the cells and their rows are there.
func (f *sheetFrame) find(a *annotator, m *sheetMarks, colours map[cellRef]report.Severity) error {
	wanted := map[int]bool{}
	for at := range colours {
		wanted[at.row] = true
	}
	at := cellRef{}
	return a.Scan(m.Part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		switch {
		case s.Token != gate.StartTag:
		case s.Depth() == 3 && string(s.Name) == "row":
			at = cellRef{nextRow(s, at.row), 0}
			if wanted[at.row] {
				f.rows[at.row] = true
			}
		case s.Depth() == 4 && string(s.Name) == "c":
			at = nextCell(s, at)
			if _, ok := colours[at]; ok {
				f.exists[at] = true
			}
		}
		return nil
	})
}

// columnStyle is the style of a cell that nothing is said about.
func (f *sheetFrame) columnStyle(col int) int {
	for _, c := range f.columns {
		if col >= c.from && col <= c.to {
			return c.style
		}
	}
	return 0
}

// A cellPainter goes through a sheet and colours cells. Those that are not
// there are made, in their order.
type cellPainter struct {
	a       *annotator
	f       *sheetFrame
	colours map[cellRef]report.Severity
	missing []cellRef // in order
	boxes   string    // id of the relation to new boxes of comments; "" is none

	prefix   string  // of the sheet's own elements
	at       cellRef // last cell met
	inData   bool
	rowStyle int // of the row met; -1 is none
	placed   bool
}

// beforeDrawing are the elements of a sheet that stand before the one that
// leads to the boxes of comments, if they are there.
const beforeDrawing = " sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing "

func (p *cellPainter) token(s *gate.Scanner, c *sheetml.Changes) error {
	if s.Token == gate.CharData {
		return nil
	}
	if err := unselect(s, c); err != nil {
		return err
	}
	name, start := string(s.Name), s.Token == gate.StartTag
	depth := s.Depth()
	if !start {
		depth++ // that of the element
	}
	switch {
	case depth == 1 && !start:
		if p.boxes != "" && !p.placed {
			p.legacyDrawing(s, c)
		}
	case depth == 1:
		if len(s.Prefix) > 0 {
			p.prefix = string(s.Prefix) + ":"
		}
	case depth == 2 && start:
		if p.boxes != "" && !p.placed && !strings.Contains(beforeDrawing, " "+name+" ") && p.inData {
			p.legacyDrawing(s, c)
		}
		if name == "dimension" {
			p.dimension(s, c)
		}
	case depth == 2 && name == "sheetData":
		p.inData = true
		text, err := p.rowsBefore(1 << 30)
		if err != nil || text == "" {
			return err
		}
		c.Inside(s, text)
	case depth == 3 && name == "row" && start:
		return p.row(s, c)
	case depth == 3 && name == "row":
		text, err := p.cellsBefore(cellRef{p.at.row, 1 << 30})
		if err != nil || text == "" {
			return err
		}
		c.Inside(s, text)
	case depth == 4 && name == "c" && start:
		return p.cell(s, c)
	}
	return nil
}

// legacyDrawing leads to the boxes of comments, before the element at which s is.
func (p *cellPainter) legacyDrawing(s *gate.Scanner, c *sheetml.Changes) {
	c.Replace(s.Start, s.Start, "<"+p.prefix+"legacyDrawing "+p.f.relationID(p.boxes)+"/>")
	p.placed = true
}

// dimension widens the range of cells in use.
func (p *cellPainter) dimension(s *gate.Scanner, c *sheetml.Changes) {
	r, ok := sheetml.ParseRange(s.Attr("ref"))
	if !ok || len(p.missing) == 0 {
		return
	}
	wide := r
	for _, at := range p.missing {
		wide.Row, wide.Col = min(wide.Row, at.row), min(wide.Col, at.col)
		wide.LastRow, wide.LastCol = max(wide.LastRow, at.row), max(wide.LastCol, at.col)
	}
	if wide != r {
		c.SetAttr(s, "ref", a1.Name(wide.Row, wide.Col)+":"+a1.Name(wide.LastRow, wide.LastCol))
	}
}

// rowsBefore makes the missing rows above one.
func (p *cellPainter) rowsBefore(row int) (string, error) {
	var b strings.Builder
	p.rowStyle = -1
	for i := 0; i < len(p.missing); {
		at := p.missing[i]
		if at.row >= row {
			break
		}
		if p.f.rows[at.row] {
			i++ // its row comes out of order
			continue
		}
		cells, err := p.cellsBefore(cellRef{at.row, 1 << 30})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, `<@row r="%d">%s</@row>`, at.row, cells)
	}
	return b.String(), nil
}

// cellsBefore makes the missing cells of a row to the left of one.
func (p *cellPainter) cellsBefore(next cellRef) (string, error) {
	var b strings.Builder
	for i := 0; i < len(p.missing); {
		at := p.missing[i]
		if at.row > next.row {
			break
		}
		if at.row < next.row || at.col >= next.col {
			i++
			continue
		}
		base := p.rowStyle
		if base < 0 {
			base = p.f.columnStyle(at.col)
		}
		style, err := p.a.look.colour(base, p.colours[at])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, `<@c r="%s" s="%d"/>`, a1.Name(at.row, at.col), style)
		p.missing = slices.Delete(p.missing, i, i+1)
	}
	return b.String(), nil
}

func (p *cellPainter) row(s *gate.Scanner, c *sheetml.Changes) error {
	row := nextRow(s, p.at.row)
	text, err := p.rowsBefore(row)
	if err != nil {
		return err
	}
	c.Put(s, s.Start, text)
	p.at, p.rowStyle = cellRef{row, 0}, -1
	if isOn(s.Attr("customFormat")) {
		p.rowStyle, _ = strconv.Atoi(s.Attr("s"))
	}
	from, to, ok := strings.Cut(s.Attr("spans"), ":")
	lo, err1 := strconv.Atoi(from)
	hi, err2 := strconv.Atoi(to)
	if !ok || err1 != nil || err2 != nil {
		return nil
	}
	first, last := lo, hi
	for _, at := range p.missing {
		if at.row == row {
			first, last = min(first, at.col), max(last, at.col)
		}
	}
	if first != lo || last != hi {
		c.SetAttr(s, "spans", fmt.Sprintf("%d:%d", first, last))
	}
	return nil
}

func (p *cellPainter) cell(s *gate.Scanner, c *sheetml.Changes) error {
	p.at = nextCell(s, p.at)
	text, err := p.cellsBefore(p.at)
	if err != nil {
		return err
	}
	c.Put(s, s.Start, text)
	sev, ok := p.colours[p.at]
	if !ok {
		return nil
	}
	base, _ := strconv.Atoi(s.Attr("s"))
	style, err := p.a.look.colour(base, sev)
	if err != nil {
		return err
	}
	c.SetAttr(s, "s", strconv.Itoa(style))
	return nil
}
