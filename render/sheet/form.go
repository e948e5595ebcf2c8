package sheet

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/render/blank"
)

// Form writes the blank form of s as an .xlsx file: a sheet with the form,
// a sheet 填表说明, and a hidden one with long lists and the form's id and
// version. Only cells to be filled in are free; the rest is protected without
// a password. Numbers, dates and lists refuse what s does not allow.
//
// Where everything stands is told by [forms.Schema.Layout]. The same schema
// and options always give the same bytes. The error of a schema is that of
// [forms.Schema.Validate], that of a value that is filled in a
// [*blank.FillError], that of a text that no cell holds a [*CellError].
func Form(w io.Writer, s *forms.Schema, o blank.Options) error {
	if s == nil {
		return blank.ErrNoSchema
	}
	form, err := s.Layout()
	if err != nil {
		return err
	}
	guide, err := s.Guide()
	if err != nil {
		return err
	}
	if err := o.Check(form); err != nil {
		return err
	}
	b := newWorkbook(context.Background(), Options{Author: o.Author, Date: o.Date, TitleFace: o.TitleFace, HeadFace: o.HeadFace, BodyFace: o.BodyFace})
	b.fill = o.Fill
	defer b.Close()
	b.build(s, form, guide)
	return b.finish(w)
}

func (b *workbook) build(s *forms.Schema, form, guide *forms.Layout) {
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
	last := a1.Name(len(l.Rows), len(l.Columns))
	b.try(b.SetSheetDimension(l.Sheet, "A1:"+last)) // excelize leaves it at A1, and readers believe it
	off := false
	b.try(b.SetSheetView(l.Sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	height := 0.0
	for _, h := range l.Rows {
		height += h
	}
	b.printing(l.Sheet, printout{landscape, last, l.RepeatFrom, l.RepeatTo, height})
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
		if c.Field.Look == forms.LookOpinion {
			st.h, st.v = "left", "bottom"
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

// value puts a formula or what was asked for beforehand into a cell.
func (b *workbook) value(sheet string, c *forms.Cell) {
	if c.Formula != "" {
		b.try(b.SetCellFormula(sheet, c.Name(), c.Formula))
	}
	text := b.fill[c.Ref]
	if text == "" {
		return
	}
	if x, ok := number(c.Field, text); ok {
		b.try(b.SetCellFloat(sheet, c.Name(), x, -1, 64))
		return
	}
	b.text(sheet, c.Name(), c.Field.Written(text))
}

// number returns the number that a cell holds for a text that is filled in;
// ok is false where it holds the text itself. The text has been checked.
func number(f *forms.Field, text string) (x float64, ok bool) {
	limit := forms.Limit(text)
	switch f.Kind {
	case forms.Integer, forms.Decimal:
		return limit.Number()
	case forms.Percent:
		x, ok = limit.Number()
		return x / 100, ok
	case forms.Date:
		d, ok := limit.Date()
		return float64(serial(d)), ok
	case forms.Time:
		t, ok := limit.Clock()
		return fraction(t), ok
	}
	return 0, false
}

// serial counts days as spreadsheets do, from the end of 1899.
func serial(d calendar.Date) int { return calendar.Date{Year: 1899, Month: 12, Day: 30}.DaysUntil(d) }

// info fills the hidden sheet with the marks that tell the form when it comes
// back, and with long lists.
func (b *workbook) info(s *forms.Schema) {
	put := func(col, row int, text string) { b.text(forms.InfoSheet, a1.Name(row, col), text) }
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
	b.try(b.SetSheetDimension(forms.InfoSheet, "A1:"+a1.Name(rows, cols)))
	b.try(b.SetSheetVisible(forms.InfoSheet, false))
}

const firstList = 4 // column D

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
		if c := &l.Cells[i]; c.Free && b.fill[c.Ref] == "" {
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
	stamp := b.stamp()
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
