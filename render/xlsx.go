package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
)

// WorkbookOptions say what [Workbook] cannot know from the schema. The zero
// value makes a blank form in the faces of the standard.
type WorkbookOptions struct {
	Author string        // who sends the form out, in the file's properties; "" names nobody
	Date   calendar.Date // when it was made, in the file's properties; zero is 2000-01-01, never today

	// Fill holds values put into the form beforehand, such as the name of the
	// school, as text that a field of its kind takes: 120, 12.5 (per cent),
	// 2023-05-14, 14:00, anything. They stay free to be changed.
	Fill map[forms.Ref]string

	TitleFace string // "" is 方正小标宋简体
	HeadFace  string // "" is 黑体
	BodyFace  string // "" is 仿宋_GB2312
}

// A FillError says which of [WorkbookOptions.Fill] cannot be put into the form.
type FillError struct {
	Ref  forms.Ref
	Text string
	Msg  string
}

func (e *FillError) Error() string {
	return fmt.Sprintf("render: workbook: fill %s with %q: %s", e.Ref, e.Text, e.Msg)
}

// ErrText reports a text that no cell of a workbook holds: one with control
// characters, or longer than 32767 characters.
var ErrText = errors.New("render: workbook: text that no cell holds")

// Workbook writes the blank form of s as an .xlsx file: a sheet with the form,
// a sheet 填表说明, and a hidden one with long lists and the form's id and
// version. Only cells to be filled in are free; the rest is protected without
// a password. Numbers, dates and lists refuse what s does not allow.
//
// Where everything stands is told by [forms.Schema.Layout]. The same schema
// and options always give the same bytes. An error of the schema is that of
// [forms.Schema.Validate].
func Workbook(w io.Writer, s *forms.Schema, o WorkbookOptions) error {
	form, err := s.Layout()
	if err != nil {
		return err
	}
	guide, err := s.Guide()
	if err != nil {
		return err
	}
	o.TitleFace = cmp.Or(o.TitleFace, "方正小标宋简体")
	o.HeadFace = cmp.Or(o.HeadFace, "黑体")
	o.BodyFace = cmp.Or(o.BodyFace, "仿宋_GB2312")
	b := &workbook{File: excelize.NewFile(), o: o, styles: map[cellStyle]int{}}
	defer b.Close()
	b.build(s, form, guide)
	if b.err != nil {
		return b.err
	}
	var buf bytes.Buffer // excelize tells of a failing writer, but half a file would be out by then
	if err := b.Write(&buf); err != nil {
		return fmt.Errorf("render: workbook: %w", err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("render: workbook: %w", err)
	}
	return nil
}

// A workbook is one being made. The first error stays in err, and what comes
// after it does no harm.
type workbook struct {
	*excelize.File
	o      WorkbookOptions
	styles map[cellStyle]int
	lists  [][]string // options too many or too long for a validation, on the info sheet
	err    error
}

func (b *workbook) try(err error) {
	if b.err == nil && err != nil {
		b.err = fmt.Errorf("render: workbook: %w", err)
	}
}

func (b *workbook) build(s *forms.Schema, form, guide *forms.Layout) {
	b.checkFill(form)
	b.try(b.SetSheetName("Sheet1", form.Sheet))
	for _, name := range []string{forms.GuideSheet, forms.InfoSheet} {
		_, err := b.NewSheet(name)
		b.try(err)
	}
	b.sheet(form, s.Orientation == forms.Landscape)
	b.sheet(guide, false)
	for i := range form.Cells {
		if c := &form.Cells[i]; c.IsValue() {
			b.value(form.Sheet, c)
		}
	}
	b.validations(s, form)
	b.alerts(form)
	b.info(s)
	b.protect(form.Sheet, slices.ContainsFunc(s.Blocks, func(f forms.Block) bool { return f.Grow }))
	b.protect(guide.Sheet, false)
	b.protect(forms.InfoSheet, false)
	b.openAt(form)
	b.properties(s)
}

// sheet draws a layout: texts, faces, borders, widths and heights, and the
// print set-up.
func (b *workbook) sheet(l *forms.Layout, landscape bool) {
	for i, w := range l.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.SetColWidth(l.Sheet, name, name, columnWidth(w)))
	}
	for i, h := range l.Rows {
		b.try(b.SetRowHeight(l.Sheet, i+1, h))
	}
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.Rows > 1 || c.Cols > 1 {
			b.try(b.MergeCell(l.Sheet, c.Name(), c.End()))
		}
		b.try(b.SetCellStyle(l.Sheet, c.Name(), c.End(), b.style(b.look(c))))
		if c.Role == forms.RoleNumber {
			n, err := strconv.Atoi(c.Text)
			b.try(err)
			b.try(b.SetCellInt(l.Sheet, c.Name(), int64(n)))
		} else {
			b.text(l.Sheet, c.Name(), c.Text)
		}
	}
	last := forms.CellName(len(l.Columns), len(l.Rows))
	b.try(b.SetSheetDimension(l.Sheet, "A1:"+last)) // excelize leaves it at A1, and readers believe it
	off := false
	b.try(b.SetSheetView(l.Sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	b.printing(l, landscape, last)
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

// printing sets A4, one page wide, 2 cm to the left and right, 2.5 cm above
// and 2 cm below, as offices print attachments.
func (b *workbook) printing(l *forms.Layout, landscape bool, last string) {
	size, wide, high := a4, 1, 0 // high 0: as many pages as it takes
	way := "portrait"
	if landscape {
		way = "landscape"
	}
	yes := true
	cm := func(x float64) *float64 { x = math.Round(x/2.54*1e4) / 1e4; return &x }
	b.try(b.SetSheetProps(l.Sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.try(b.SetPageLayout(l.Sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &way, FitToWidth: &wide, FitToHeight: &high}))
	b.try(b.SetPageMargins(l.Sheet, &excelize.PageLayoutMarginsOptions{
		Top: cm(2.5), Bottom: cm(2), Left: cm(2), Right: cm(2), Header: cm(1.3), Footer: cm(1), Horizontally: &yes,
	}))
	b.name("_xlnm.Print_Area", fmt.Sprintf("%s!$A$1:%s", quoteSheet(l.Sheet), absolute(last)), l.Sheet)
	if l.RepeatFrom > 0 {
		b.name("_xlnm.Print_Titles", fmt.Sprintf("%s!$%d:$%d", quoteSheet(l.Sheet), l.RepeatFrom, l.RepeatTo), l.Sheet)
	}
	height, page := 0.0, 714.0 // 29.7 cm less the margins, in points
	if landscape {
		page = 467
	}
	for _, h := range l.Rows {
		height += h
	}
	if height > page {
		b.try(b.SetHeaderFooter(l.Sheet, &excelize.HeaderFooterOptions{OddFooter: `&C&"宋体,常规"第 &P 页`}))
	}
}

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

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
	if len(utf16.Encode([]rune(s))) > excelize.TotalCellChars || strings.ContainsFunc(s, func(c rune) bool {
		return c < ' ' && c != '\n' && c != '\t' || c == '\uFFFD'
	}) {
		b.try(fmt.Errorf("%w: %s!%s %.40q", ErrText, sheet, cell, s))
		return
	}
	b.try(b.SetCellStr(sheet, cell, s))
}

// A cellStyle is all that makes one cell look unlike another.
type cellStyle struct {
	face   string
	size   float64
	h, v   string // alignment; left is indented inside borders
	border string // all, bottom or ""
	format string // of numbers, "" is General
	free   bool
}

// look returns the style of a cell by what it is for.
func (b *workbook) look(c *forms.Cell) cellStyle {
	st := cellStyle{face: b.o.BodyFace, size: forms.BodySize, h: "center", v: "center", border: "all", free: c.Free}
	switch c.Role {
	case forms.RoleTitle:
		st.face, st.size, st.border = b.o.TitleFace, forms.TitleSize, ""
	case forms.RoleHead, forms.RoleBlock:
		st.face = b.o.HeadFace
	case forms.RoleFootLabel:
		st.border, st.h, st.v = "", "right", "bottom"
	case forms.RoleFootValue:
		st.border, st.v = "bottom", "bottom"
		st.format = numberFormat(c.Field.Kind)
	case forms.RoleValue:
		st.format = numberFormat(c.Field.Kind)
		if c.Field.Rows > 1 {
			st.h, st.v = "left", "top"
		}
	case forms.RoleNote:
		st.size, st.h, st.border = forms.NoteSize, "left", ""
	case forms.RoleText:
		st.size, st.h = forms.NoteSize, "left"
	case forms.RoleMark:
		st.size = forms.NoteSize
	}
	return st
}

// numberFormat fixes how values of a kind are shown. Whatever is no number is
// text: a telephone number in a General cell loses its zeros and its end.
func numberFormat(k forms.Kind) string {
	switch k {
	case forms.Integer:
		return "0"
	case forms.Decimal:
		return "" // a fixed number of places would hide some, 0.### shows 12 as 12.
	case forms.Percent:
		return "0.00%"
	case forms.Date:
		return `yyyy"年"m"月"d"日"`
	case forms.Time:
		return "h:mm"
	}
	return "@"
}

func (b *workbook) style(st cellStyle) int {
	if id, ok := b.styles[st]; ok {
		return id
	}
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
	b.styles[st] = id
	return id
}

// value puts a formula or what was asked for beforehand into a cell.
func (b *workbook) value(sheet string, c *forms.Cell) {
	if c.Formula != "" {
		b.try(b.SetCellFormula(sheet, c.Name(), c.Formula))
	}
	if text := b.o.Fill[c.Ref]; text != "" {
		b.fill(sheet, c, text)
	}
}

// checkFill finds values for fields that the form does not have.
func (b *workbook) checkFill(l *forms.Layout) {
	refs := make([]forms.Ref, 0, len(b.o.Fill))
	for r := range b.o.Fill {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(r, q forms.Ref) int {
		return cmp.Or(cmp.Compare(r.Block, q.Block), cmp.Compare(r.Row, q.Row), cmp.Compare(r.Key, q.Key))
	})
	for _, r := range refs {
		switch c := l.At(r); {
		case c == nil:
			b.refuse(r, "the form has no such value")
		case !c.Free:
			b.refuse(r, "the form computes it")
		}
	}
}

func (b *workbook) refuse(r forms.Ref, msg string) {
	if b.err == nil {
		b.err = &FillError{r, b.o.Fill[r], msg}
	}
}

func (b *workbook) fill(sheet string, c *forms.Cell, text string) {
	number := func(x float64) { b.try(b.SetCellFloat(sheet, c.Name(), x, -1, 64)) }
	switch k := c.Field.Kind; k {
	case forms.Integer, forms.Decimal, forms.Percent:
		x, ok := forms.Limit(text).Number()
		switch {
		case !ok || k == forms.Integer && x != math.Trunc(x):
			b.refuse(c.Ref, "want a number such as 120")
		case k == forms.Percent:
			number(x / 100)
		default:
			number(x)
		}
	case forms.Date:
		d, ok := forms.Limit(text).Date()
		if !ok || d.Year < 1901 {
			b.refuse(c.Ref, "want a date such as 2023-05-14")
			return
		}
		number(float64(serial(d)))
	case forms.Time:
		t, ok := forms.Limit(text).Clock()
		if !ok {
			b.refuse(c.Ref, "want a time such as 14:00")
			return
		}
		number(fraction(t))
	case forms.Choice, forms.YesNo:
		options := []string(c.Field.Options)
		if k == forms.YesNo {
			options = yesNo()
		}
		if !slices.Contains(options, text) {
			b.refuse(c.Ref, "want one of "+strings.Join(options, " "))
			return
		}
		b.text(sheet, c.Name(), text)
	default:
		b.text(sheet, c.Name(), text)
	}
}

// serial counts days as spreadsheets do, from the end of 1899.
func serial(d calendar.Date) int { return calendar.Date{Year: 1899, Month: 12, Day: 30}.DaysUntil(d) }

// info fills the hidden sheet with the marks that tell the form when it comes
// back, and with long lists.
func (b *workbook) info(s *forms.Schema) {
	put := func(col, row int, text string) { b.text(forms.InfoSheet, forms.CellName(col, row), text) }
	put(1, 1, forms.InfoForm)
	put(2, 1, s.ID)
	put(1, 2, forms.InfoVersion)
	put(2, 2, s.Version)
	cols, rows := 2, 2
	for i, list := range b.lists {
		cols = firstList + i
		rows = max(rows, len(list))
		for j, o := range list {
			put(cols, j+1, o)
		}
	}
	b.try(b.SetSheetDimension(forms.InfoSheet, "A1:"+forms.CellName(cols, rows)))
	b.try(b.SetSheetVisible(forms.InfoSheet, false))
}

const firstList = 4 // column D

// validations gives every field its limits and its prompt, a column of a table
// at once.
func (b *workbook) validations(s *forms.Schema, l *forms.Layout) {
	for i := range l.Cells {
		c := &l.Cells[i]
		if !c.Free || c.Ref.Row > 1 {
			continue // with the first row of its block
		}
		last := c
		if block := s.Block(c.Ref.Block); block != nil {
			r := c.Ref
			r.Row = block.RowCount()
			last = l.At(r)
		}
		dv := excelize.NewDataValidation(true)
		if dv.Sqref = c.Name(); last.End() != dv.Sqref {
			dv.Sqref += ":" + last.End()
		}
		b.limit(dv, c.Field)
		dv.SetInput(clip(c.Field.Label, 32), clip(prompt(c.Field), 255))
		b.try(b.AddDataValidation(l.Sheet, dv))
	}
}

// prompt is what a clerk reads who selects a cell.
func prompt(f *forms.Field) string {
	var parts []string
	if f.Required {
		parts = append(parts, "必填")
	}
	parts = append(parts, f.Demand())
	if f.Unit != "" {
		parts = append(parts, "单位："+f.Unit)
	}
	if f.Note != "" {
		parts = append(parts, strings.TrimRight(f.Note, "。"))
	}
	return strings.Join(parts, "。")
}

// clip cuts s to n characters, which spreadsheets count in UTF-16.
func clip(s string, n int) string {
	if len(utf16.Encode([]rune(s))) <= n {
		return s
	}
	r := []rune(s)
	for len(utf16.Encode(r)) > n-1 {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// limit makes dv refuse what the field does not take. Kinds of text that
// people write in many ways are left to the checks of the returned form.
func (b *workbook) limit(dv *excelize.DataValidation, f *forms.Field) {
	stop := func(t excelize.DataValidationType, lo, hi string) {
		op := excelize.DataValidationOperatorBetween
		switch {
		case lo == "":
			op, lo, hi = excelize.DataValidationOperatorLessThanOrEqual, hi, ""
		case hi == "":
			op = excelize.DataValidationOperatorGreaterThanOrEqual
		}
		b.try(dv.SetRange(lo, hi, t, op))
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", clip(f.Label+"应填"+f.Demand()+"。", 225))
	}
	lo, hi := string(f.Min), string(f.Max)
	switch f.Kind {
	case forms.Integer, forms.Decimal:
		if lo+hi == "" {
			lo, hi = "-999999999999", "999999999999"
		}
		t := excelize.DataValidationTypeDecimal
		if f.Kind == forms.Integer {
			t = excelize.DataValidationTypeWhole
		}
		stop(t, lo, hi)
	case forms.Percent:
		if lo+hi == "" {
			lo, hi = "-999999", "999999"
		}
		stop(excelize.DataValidationTypeDecimal, hundredth(lo), hundredth(hi))
	case forms.Date:
		from, to := calendar.Date{Year: 1950, Month: 1, Day: 1}, calendar.Date{Year: 2099, Month: 12, Day: 31}
		if d, ok := f.Min.Date(); ok {
			from = d
		}
		if d, ok := f.Max.Date(); ok {
			to = d
		}
		stop(excelize.DataValidationTypeDate, strconv.Itoa(serial(from)), strconv.Itoa(serial(to)))
	case forms.Time:
		from, to := 0.0, 1.0
		if t, ok := f.Min.Clock(); ok {
			from = fraction(t)
		}
		if t, ok := f.Max.Clock(); ok {
			to = fraction(t)
		}
		stop(excelize.DataValidationTypeTime, decimal(from), decimal(to))
	case forms.Choice:
		b.list(dv, f.Options)
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", clip(f.Label+"应从列表中选择。", 225))
	case forms.YesNo:
		b.list(dv, yesNo())
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", clip(f.Label+"应"+f.Demand()+"。", 225))
	default:
		if f.Len > 0 {
			stop(excelize.DataValidationTypeTextLength, "", strconv.Itoa(f.Len))
			dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", fmt.Sprintf("%s不超过%d字。", clip(f.Label, 100), f.Len))
		}
	}
}

func yesNo() []string { return []string{"是", "否"} }

// hundredth divides a limit of a percent by 100 without the dust of binary
// fractions.
func hundredth(s string) string {
	x, ok := forms.Limit(s).Number()
	if !ok {
		return ""
	}
	return decimal(math.Round(x*1e8) / 1e10)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func fraction(c calendar.Clock) float64 { return float64(c.Hour*60+c.Minute) / (24 * 60) }

// list makes dv a drop-down list. Inside a validation a list holds 255
// characters and no commas; longer ones stand on the info sheet under a name.
func (b *workbook) list(dv *excelize.DataValidation, options []string) {
	joined := strings.Join(options, ",")
	if len(utf16.Encode([]rune(joined))) <= 255 && strings.Count(joined, ",") == len(options)-1 {
		b.try(dv.SetDropList(options))
		return
	}
	b.lists = append(b.lists, options)
	col := firstList + len(b.lists) - 1
	name := fmt.Sprintf("zhijiao_list%d", len(b.lists))
	from, to := absolute(forms.CellName(col, 1)), absolute(forms.CellName(col, len(options)))
	b.name(name, quoteSheet(forms.InfoSheet)+"!"+from+":"+to, "")
	dv.SetSqrefDropList(name)
}

// alerts colours values that contradict a check of the schema.
func (b *workbook) alerts(l *forms.Layout) {
	if len(l.Alerts) == 0 {
		return
	}
	red, err := b.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: "9C0006"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}},
	})
	b.try(err)
	for _, a := range l.Alerts {
		for _, at := range a.Ranges {
			b.try(b.SetConditionalFormat(l.Sheet, at, []excelize.ConditionalFormatOptions{
				{Type: "formula", Criteria: a.Formula, Format: &red},
			}))
		}
	}
}

// protect locks a sheet but for its free cells. Rows and columns may be made
// larger, so that long texts can be read.
func (b *workbook) protect(sheet string, grow bool) {
	b.try(b.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true,
		FormatRows: true, FormatColumns: true, InsertRows: grow,
	}))
}

// openAt makes the workbook open with the form in front and the first cell to
// be filled in selected.
func (b *workbook) openAt(l *forms.Layout) {
	at := "A1"
	for i := range l.Cells {
		if c := &l.Cells[i]; c.Free && b.o.Fill[c.Ref] == "" {
			at = c.Name()
			break
		}
	}
	b.try(b.SetPanes(l.Sheet, &excelize.Panes{Selection: []excelize.Selection{{ActiveCell: at, SQRef: at}}}))
	index, err := b.GetSheetIndex(l.Sheet)
	b.try(err)
	b.SetActiveSheet(index)
}

// properties writes who, when and what into the file's properties.
func (b *workbook) properties(s *forms.Schema) {
	day := b.o.Date
	if day.IsZero() {
		day = calendar.Date{Year: 2000, Month: 1, Day: 1}
	}
	stamp := day.Time().Format(time.RFC3339)
	b.try(b.SetDocProps(&excelize.DocProperties{
		Title: s.Title, Creator: b.o.Author, LastModifiedBy: b.o.Author, Created: stamp, Modified: stamp,
		Identifier: s.ID, Keywords: strings.TrimSpace(s.ID + " " + s.Version), Language: "zh-CN",
	}))
	b.try(b.SetCustomProps(excelize.CustomProperty{Name: forms.InfoForm, Value: s.ID}))
	b.try(b.SetCustomProps(excelize.CustomProperty{Name: forms.InfoVersion, Value: s.Version}))
	b.name(forms.NameForm, strconv.Quote(s.ID), "")
	b.name(forms.NameVersion, strconv.Quote(s.Version), "")
	full := true // formulas have no values yet
	b.try(b.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}))
}
