package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
)

// Options say what workbooks of lists and totals cannot know from what they are
// made of. The zero value names nobody and takes the faces of the standard.
type Options struct {
	Author string        // who sends the file out, in its properties; "" names nobody
	Date   calendar.Date // when it was made, in its properties; zero is 2000-01-01, never today

	TitleFace string // "" is 方正小标宋简体
	HeadFace  string // "" is 黑体
	BodyFace  string // "" is 仿宋_GB2312
}

// What a cell does not take; found with errors.Is in a [*CellError].
var (
	ErrText   = say.Error("text with control characters or of more than 32767 characters", "含有控制字符，或超过32767字")
	ErrNumber = say.Error("no finite number", "不是数")
	ErrDate   = say.Error("no date since 1901", "不是1901年以后的日期")
	ErrValue  = say.Error("no value of a list", "不是单元格能存的内容")
	ErrColumn = say.Error("no column for the value", "没有这一列")
)

// A CellError says which cell cannot take what was meant for it.
type CellError struct {
	Sheet string
	Cell  string
	Value any
	Err   error // one of those above
}

func (e *CellError) Error() string {
	return fmt.Sprintf("sheet: %s!%s: %v: %.40q", e.Sheet, e.Cell, e.Err, fmt.Sprint(e.Value))
}

func (e *CellError) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *CellError) Chinese() string {
	return fmt.Sprintf("工作表“%s”的单元格%s写不进“%.40s”：%s", e.Sheet, e.Cell, fmt.Sprint(e.Value), say.Chinese(e.Err, ""))
}

// A workbook is one being made. The first error stays in err, and what comes
// after it does no harm.
type workbook struct {
	*excelize.File
	ctx    context.Context // looked at with every row and every part of the file
	o      Options
	fill   map[forms.Ref]string // of a blank form
	styles map[cellStyle]int
	lists  [][]string // options too many or too long for a validation, on the info sheet
	err    error

	// rows are those of lists, by sheet, where they are no formulas: excelize
	// would keep some 300 bytes for each cell. Nil where it writes all of them.
	rows map[string]*packedRows
}

// packedRows are the rows of a sheet as the file has them, kept packed: tens of
// thousands come down to a tenth and less.
type packedRows struct {
	data bytes.Buffer
	*flate.Writer
}

func newPackedRows() *packedRows {
	p := &packedRows{}
	p.Writer, _ = flate.NewWriter(&p.data, flate.BestSpeed) // the level is one
	return p
}

// WriteTo writes the rows out, after which no more can be added.
func (p *packedRows) WriteTo(w io.Writer) (int64, error) {
	if err := p.Close(); err != nil {
		return 0, err
	}
	return io.Copy(w, flate.NewReader(&p.data))
}

// newWorkbook starts a workbook with the faces of the standard where o names
// none. Its first sheet is Sheet1.
func newWorkbook(ctx context.Context, o Options) *workbook {
	o.TitleFace = cmp.Or(o.TitleFace, "方正小标宋简体")
	o.HeadFace = cmp.Or(o.HeadFace, "黑体")
	o.BodyFace = cmp.Or(o.BodyFace, "仿宋_GB2312")
	return &workbook{File: excelize.NewFile(), ctx: ctx, o: o, styles: map[cellStyle]int{}}
}

// heeding writes until its context ends.
type heeding struct {
	ctx context.Context
	w   io.Writer
}

func (h heeding) Write(p []byte) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.w.Write(p)
}

// finish writes the workbook, unless something went wrong while it was made.
func (b *workbook) finish(w io.Writer) error {
	if b.err != nil {
		return b.err
	}
	var buf bytes.Buffer // excelize tells of a failing writer, but half a file would be out by then
	if err := b.Write(heeding{b.ctx, &buf}); err != nil {
		return b.wrap(err)
	}
	if len(b.rows) == 0 {
		return out.Write(w, "sheet", buf.Bytes())
	}
	packed, err := b.putRows(buf.Bytes())
	if err != nil {
		return b.wrap(err)
	}
	return out.Write(w, "sheet", packed)
}

// putRows puts the rows of lists into their sheets.
func (b *workbook) putRows(data []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	rows := map[string]*packedRows{} // by part
	for i, name := range b.GetSheetList() {
		rows[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = b.rows[name]
	}
	var buf bytes.Buffer
	to := zip.NewWriter(heeding{b.ctx, &buf})
	for _, f := range z.File {
		more := rows[f.Name]
		if more == nil {
			if err := to.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		part, err := readPart(f)
		if err != nil {
			return nil, err
		}
		p, err := to.Create(f.Name)
		if err != nil {
			return nil, err
		}
		before, after, _ := bytes.Cut(part, []byte("</sheetData>"))
		if _, err := p.Write(before); err != nil {
			return nil, err
		}
		if _, err := more.WriteTo(p); err != nil {
			return nil, err
		}
		if _, err := p.Write(append([]byte("</sheetData>"), after...)); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// stamp is the date of the file's properties.
func (b *workbook) stamp() string {
	day := b.o.Date
	if day.IsZero() {
		day = calendar.Date{Year: 2000, Month: 1, Day: 1}
	}
	return day.Time().Format(time.RFC3339)
}

func (b *workbook) try(err error) {
	if b.err == nil && err != nil {
		b.err = b.wrap(err)
	}
}

// wrap returns err as the package tells it: what says for itself where it comes
// from, and the end of the context, as they are.
func (b *workbook) wrap(err error) error {
	if ended := b.ctx.Err(); ended != nil {
		return ended
	}
	if _, ok := errors.AsType[*CellError](err); ok {
		return err
	}
	return fmt.Errorf("sheet: %w", err)
}

// columnWidth turns points into the unit of column widths: digits of the
// workbook's first face, Calibri 11 pt, and 5 pixels. A digit of it is 7
// pixels wide in Excel on most screens, 7.4 in LibreOffice; what does not fit
// the page is scaled down in print.
func columnWidth(pt float64) float64 {
	px := pt * 96 / 72
	return math.Round((px-5)/7.2*256) / 256
}

const a4 = 9 // number of the paper size in the file format

// A printout says how a sheet is printed.
type printout struct {
	landscape bool
	last      string  // last cell
	from, to  int     // rows to repeat on every page; 0: none
	height    float64 // of all rows, in points: more than a page has page numbers
}

// A paperRoom is what of a page is printed on, in points.
type paperRoom struct{ wide, high float64 }

// printable is A4 less the margins of printing.
func printable(landscape bool) paperRoom {
	if landscape {
		return paperRoom{728, 467}
	}
	return paperRoom{481, 714}
}

// printing sets A4, one page wide, 2 cm to the left and right, 2.5 cm above
// and 2 cm below, as offices print attachments.
func (b *workbook) printing(sheet string, p printout) {
	size, wide, high := a4, 1, 0 // high 0: as many pages as it takes
	way, page := "portrait", printable(p.landscape).high
	if p.landscape {
		way = "landscape"
	}
	yes := true
	cm := func(x float64) *float64 { x = math.Round(x/2.54*1e4) / 1e4; return &x }
	b.try(b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.try(b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &way, FitToWidth: &wide, FitToHeight: &high}))
	b.try(b.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Top: cm(2.5), Bottom: cm(2), Left: cm(2), Right: cm(2), Header: cm(1.3), Footer: cm(1), Horizontally: &yes,
	}))
	b.name("_xlnm.Print_Area", fmt.Sprintf("%s!$A$1:%s", cells.QuoteSheet(sheet), absolute(p.last)), sheet)
	if p.from > 0 {
		b.name("_xlnm.Print_Titles", fmt.Sprintf("%s!$%d:$%d", cells.QuoteSheet(sheet), p.from, p.to), sheet)
	}
	if p.height > page {
		b.try(b.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: `&C&"宋体,常规"第 &P 页`}))
	}
}

// absolute turns B4 into $B$4.
func absolute(cell string) string {
	i := strings.IndexAny(cell, "0123456789")
	return "$" + cell[:i] + "$" + cell[i:]
}

func (b *workbook) name(name, refersTo, scope string) {
	b.try(b.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: scope}))
}

// text writes a text that must stay as it is: no formula, nothing cut off.
func (b *workbook) text(sheet, cell, s string) {
	if s == "" {
		return
	}
	if err := checkText(sheet, cell, s); err != nil {
		b.try(err)
		return
	}
	b.try(b.SetCellStr(sheet, cell, s))
}

// checkText reports a text that no cell holds.
func checkText(sheet, cell, s string) error {
	if len(utf16.Encode([]rune(s))) > excelize.TotalCellChars || strings.ContainsFunc(s, func(c rune) bool {
		return c < ' ' && c != '\n' && c != '\t' || c == '\uFFFD'
	}) {
		return &CellError{sheet, cell, s, ErrText}
	}
	return nil
}

// A cellStyle is all that makes one cell look unlike another.
type cellStyle struct {
	face   string
	size   float64
	h, v   string // alignment; left is indented inside borders
	border string // all, bottom or ""
	format string // of numbers, "" is General
	fill   string // RRGGBB, "" is none
	free   bool
}

func (b *workbook) style(st cellStyle) int {
	id, ok := b.styles[st]
	if !ok {
		id = b.newStyle(st)
		b.styles[st] = id
	}
	return id
}

func (b *workbook) newStyle(st cellStyle) int {
	style := &excelize.Style{
		Font:       &excelize.Font{Family: st.face, Size: st.size},
		Alignment:  &excelize.Alignment{Horizontal: st.h, Vertical: st.v, WrapText: true},
		Protection: &excelize.Protection{Locked: !st.free},
	}
	if st.h == "left" && st.border != "" {
		style.Alignment.Indent = 1
	}
	sides := []string{"left", "right", "top", "bottom"}
	switch st.border {
	case "":
		sides = nil
	case "bottom":
		sides = sides[3:]
	}
	for _, side := range sides {
		style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	if st.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{st.fill}}
	}
	switch st.format {
	case "": // General
	case "0":
		style.NumFmt = 1
	case "0.00%":
		style.NumFmt = 10
	case "@":
		style.NumFmt = 49
	default:
		style.CustomNumFmt = &st.format
	}
	id, err := b.NewStyle(style)
	b.try(err)
	return id
}
