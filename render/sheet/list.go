package sheet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A List is a sheet of rows for people to read and sort, such as 校核结果,
// 催报名单 or 报送日程: a title, a note, a head that stays in sight and is
// repeated on every page, and rows with a filter.
type List struct {
	Sheet     string // name of the sheet; "" is the title
	Title     string
	Note      string // a line below the title; "" is none
	Columns   []Column
	Rows      [][]any // values as told by [Lists]; a row may be shorter than the head
	Landscape bool

	// What only the sheets of [Totals] have.
	foot  [][]any  // rows of totals, which the filter leaves alone
	notes []string // lines below them
	fixed int      // columns that stay in sight
	under int      // empty rows of 20 points below all, for a chart
}

// A ListColumn is a column of a [List].
type Column struct {
	Label string
	Width float64 // points; 0 is 72
}

// Marked is a value of a [List] whose cell is coloured by a severity: red,
// yellow or blue.
type Marked struct {
	Value    any
	Severity report.Severity
}

// Lists writes lists as the sheets of an .xlsx file, in their order. A value of
// a row is nil, a string, int or float64, a [calendar.Date], or one of these as
// [Marked]; others are a [*CellError]. No sheet is protected. Without lists there
// is one empty sheet. When ctx is done Lists returns its error and has written
// nothing.
func Lists(ctx context.Context, w io.Writer, lists []List, o Options) error {
	b := newWorkbook(ctx, o)
	defer b.Close()
	b.rows = map[string]*packedRows{}
	for i, l := range lists {
		b.drawList(b.addSheet(i, l.Sheet, l.Title), l)
	}
	if len(lists) > 0 {
		stamp := b.stamp()
		b.try(b.SetDocProps(&excelize.DocProperties{
			Title: lists[0].Title, Creator: o.Author, LastModifiedBy: o.Author, Created: stamp, Modified: stamp, Language: "zh-CN",
		}))
	}
	return b.finish(w)
}

// addSheet adds the i-th sheet with a name that spreadsheets take and that is
// still free, and returns it.
func (b *workbook) addSheet(i int, name, title string) string {
	if name == "" {
		name = title
	}
	name = b.freeName(forms.SheetName(name))
	if i == 0 {
		b.try(b.SetSheetName("Sheet1", name))
		return name
	}
	_, err := b.NewSheet(name)
	b.try(err)
	return name
}

// freeName returns name, or name with a number if there is such a sheet.
func (b *workbook) freeName(name string) string {
	free := name
	for n := 2; ; n++ {
		taken := false
		for _, s := range b.GetSheetList() {
			taken = taken || strings.EqualFold(s, free)
		}
		if !taken {
			return free
		}
		suffix := fmt.Sprintf("-%d", n)
		r := []rune(name)
		for len(utf16.Encode(r)) > 31-len(suffix) {
			r = r[:len(r)-1]
		}
		free = string(r) + suffix
	}
}

const (
	listSize    = 11.0 // 五号 is 10.5, which spreadsheets do not offer
	listLine    = 15.0 // of a line of text in a row, points
	defaultWide = 72.0
	underRow    = 20.0
)

// drawList draws one list.
func (b *workbook) drawList(sheet string, l List) {
	height := 0.0
	row := func(n int, h float64) {
		h = min(h, cells.TallestRow)
		height += h
		b.try(b.SetRowHeight(sheet, n, h))
	}
	total := 0.0
	for i := range l.Columns {
		c := &l.Columns[i]
		wide := c.Width
		if wide == 0 {
			wide = defaultWide
		}
		total += wide
		name, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.SetColWidth(sheet, name, name, columnWidth(wide)))
	}
	cols := max(1, len(l.Columns))
	at := 0 // last row written
	line := func(text string, st cellStyle, lead float64) {
		at++
		from, to := a1.Name(at, 1), a1.Name(at, cols)
		if cols > 1 {
			b.try(b.MergeCell(sheet, from, to))
		}
		b.try(b.SetCellStyle(sheet, from, to, b.style(st)))
		b.text(sheet, from, text)
		row(at, float64(cells.Lines(text, total, st.size))*lead+6)
	}
	if l.Title != "" {
		line(l.Title, cellStyle{face: b.o.TitleFace, size: forms.TitleSize, h: "center", v: "center"}, 26)
	}
	if l.Note != "" {
		line(l.Note, cellStyle{face: b.o.BodyFace, size: listSize, h: "left", v: "center"}, listLine)
	}
	at++
	head, headHeight := at, 0.0
	for i, c := range l.Columns {
		name := a1.Name(head, i+1)
		b.try(b.SetCellStyle(sheet, name, name, b.style(cellStyle{face: b.o.HeadFace, size: listSize, h: "center", v: "center", border: "all", fill: "F2F2F2"})))
		b.text(sheet, name, c.Label)
		headHeight = max(headHeight, float64(cells.Lines(c.Label, l.width(i), listSize))*listLine+6)
	}
	above := height
	row(head, headHeight)
	filtered := head + len(l.Rows)
	rows := slices.Concat(l.Rows, l.foot)
	heights, noteHeights := make([]float64, len(rows)), make([]float64, len(l.notes))
	for n, values := range rows {
		heights[n] = l.rowHeight(values)
	}
	for i, note := range l.notes {
		noteHeights[i] = float64(cells.Lines(note, total, listSize))*listLine + 6
	}
	more := spread(above, headHeight, heights, noteHeights, total, l.Landscape)
	var xml bytes.Buffer // of a row
	for n, values := range rows {
		if b.try(b.ctx.Err()); b.err != nil {
			return
		}
		at++
		if b.rows != nil && n < len(l.Rows) {
			if b.rows[sheet] == nil {
				b.rows[sheet] = newPackedRows()
			}
			high := min(heights[n]+more, cells.TallestRow)
			height += high
			xml.Reset()
			b.try(b.writeRow(&xml, sheet, at, cols, values, high))
			_, err := b.rows[sheet].Write(xml.Bytes())
			b.try(err)
			continue
		}
		face := b.o.BodyFace
		if n >= len(l.Rows) {
			face = b.o.HeadFace
		}
		for i := range cols {
			var v any
			if i < len(values) {
				v = values[i]
			}
			b.listValue(sheet, a1.Name(at, i+1), v, face)
		}
		if len(values) > cols {
			b.try(&CellError{sheet, a1.Name(at, cols+1), values[cols], ErrColumn})
		}
		row(at, heights[n]+more)
	}
	for _, note := range l.notes {
		line(note, cellStyle{face: b.o.BodyFace, size: listSize, h: "left", v: "center"}, listLine)
	}
	for range l.under {
		at++
		row(at, underRow)
	}
	last := a1.Name(at, cols)
	b.try(b.SetSheetDimension(sheet, "A1:"+last))
	off := false
	b.try(b.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	below, pane := a1.Name(head+1, l.fixed+1), "bottomLeft"
	if l.fixed > 0 {
		pane = "bottomRight"
	}
	b.try(b.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: l.fixed, YSplit: head, TopLeftCell: below, ActivePane: pane,
		Selection: []excelize.Selection{{Pane: pane, ActiveCell: below, SQRef: below}},
	}))
	if len(l.Rows) > 0 && len(l.Columns) > 0 {
		b.try(b.AutoFilter(sheet, a1.Name(head, 1)+":"+a1.Name(filtered, cols), nil))
	}
	b.printing(sheet, printout{l.Landscape, last, head, head, height})
}

// rowHeight is how high a row of values has to be for its texts, which are
// indented.
func (l *List) rowHeight(values []any) float64 {
	tall := 1
	for i := range max(1, len(l.Columns)) {
		if i >= len(values) {
			break
		}
		if s, ok := plain(values[i]).(string); ok {
			tall = max(tall, cells.Lines(s, l.width(i)-indent, listSize))
		}
	}
	return float64(tall)*listLine + 6
}

// indent is how far a text stands from the left edge of its cell, in points,
// besides its padding.
const indent = 9.0

// spread returns by how much rows are made higher so that the notes below them
// do not get a page with the head alone: some rows go over with them. Nought
// where there is no need, or no help.
func spread(above, head float64, rows, notes []float64, wide float64, landscape bool) float64 {
	if len(notes) == 0 || len(rows) < 2 {
		return 0
	}
	page := printable(landscape)
	alone := func(more, high float64) bool {
		y, since := above+head, 0 // rows on the page
		put := func(h float64) bool {
			over := y+h > high
			if over {
				y = head
			}
			y += h
			return over
		}
		for _, h := range rows {
			if put(min(h+more, cells.TallestRow)) {
				since = 0
			}
			since++
		}
		// The last page must not be notes alone, whichever of them is the first on it.
		for _, h := range notes {
			if put(h) {
				since = 0
			}
		}
		return since < 1
	}
	high := page.high * max(1, wide/page.wide)
	all := above + head
	for _, h := range slices.Concat(rows, notes) {
		all += h
	}
	if all <= high {
		return 0
	}
	for more := 0.0; more <= 12; more++ {
		// Programs differ by a little in how much a page holds.
		if !alone(more, high) && !alone(more, high*0.97) && !alone(more, high*1.02) {
			return more
		}
	}
	return 0
}

// width is that of a column's text.
func (l *List) width(i int) float64 {
	if i >= len(l.Columns) || l.Columns[i].Width == 0 {
		return defaultWide
	}
	return l.Columns[i].Width
}

// plain returns what a value says, without its mark.
func plain(v any) any {
	if m, ok := v.(Marked); ok {
		return m.Value
	}
	return v
}

// A listCell is what stands in a cell of a list.
type listCell struct {
	style  cellStyle
	text   string
	number float64
	kind   listKind
}

type listKind uint8

const (
	listEmpty listKind = iota
	listText
	listNumber
)

// listCell tells how a value stands in a cell. Its error is a [*CellError].
func (b *workbook) listCell(sheet, cell string, v any, face string) (listCell, error) {
	c := listCell{style: cellStyle{face: face, size: listSize, h: "center", v: "center", border: "all"}}
	if m, ok := v.(Marked); ok {
		c.style.fill = cells.Fills[m.Severity]
	}
	switch v := plain(v).(type) {
	case nil:
	case string:
		c.style.h, c.style.format = "left", "@" // a telephone number stays one
		c.text = cells.Text(v)
		if c.text != "" {
			c.kind = listText
		}
		return c, checkText(sheet, cell, c.text)
	case figure:
		c.style.format = v.format()
		c.number, c.kind = v.value, listNumber
	case int:
		c.style.format = "0"
		c.number, c.kind = float64(v), listNumber
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return c, &CellError{sheet, cell, v, ErrNumber}
		}
		c.number, c.kind = v, listNumber
	case calendar.Date:
		if v.IsZero() {
			break
		}
		if !v.Valid() || v.Year < 1901 {
			return c, &CellError{sheet, cell, v, ErrDate}
		}
		c.style.format = numberFormat(forms.Date)
		c.number, c.kind = float64(serial(v)), listNumber
	default:
		return c, &CellError{sheet, cell, v, ErrValue}
	}
	return c, nil
}

// listValue writes a value and its look.
func (b *workbook) listValue(sheet, cell string, v any, face string) {
	c, err := b.listCell(sheet, cell, v, face)
	if err != nil {
		b.try(err)
		return
	}
	switch f, ok := plain(v).(figure); {
	case ok:
		b.figure(sheet, cell, f)
	case c.kind == listText:
		b.text(sheet, cell, c.text)
	case c.kind == listNumber:
		b.try(b.SetCellFloat(sheet, cell, c.number, -1, 64))
	}
	b.try(b.SetCellStyle(sheet, cell, cell, b.style(c.style)))
}

// writeRow writes a row as the file has it.
func (b *workbook) writeRow(w *bytes.Buffer, sheet string, at, cols int, values []any, high float64) error {
	fmt.Fprintf(w, `<row r="%d" ht="%s" customHeight="1">`, at, strconv.FormatFloat(high, 'f', -1, 64))
	for i := range cols {
		var v any
		if i < len(values) {
			v = values[i]
		}
		name := a1.Name(at, i+1)
		c, err := b.listCell(sheet, name, v, b.o.BodyFace)
		if err != nil {
			return err
		}
		w.WriteString(`<c r="` + name + `" s="` + strconv.Itoa(b.style(c.style)) + `"`)
		switch c.kind {
		case listEmpty:
			w.WriteString(`/>`)
		case listNumber:
			w.WriteString(`><v>` + strconv.FormatFloat(c.number, 'f', -1, 64) + `</v></c>`)
		case listText:
			space := ""
			if strings.TrimSpace(c.text) != c.text {
				space = ` xml:space="preserve"`
			}
			w.WriteString(` t="inlineStr"><is><t` + space + `>` + sheetml.Escape(unescaped(c.text)) + `</t></is></c>`)
		}
	}
	if len(values) > cols {
		return &CellError{sheet, a1.Name(at, cols+1), values[cols], ErrColumn}
	}
	w.WriteString(`</row>`)
	return nil
}

// looksEscaped finds what programs take for a character written as its number,
// unless the stroke is written that way itself.
var looksEscaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// unescaped writes the stroke of what looks escaped as its number.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return looksEscaped.ReplaceAllString(s, "_x005F_$1")
}
