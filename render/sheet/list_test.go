package sheet_test

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func chaseList() sheet.List {
	return sheet.List{
		Title: "2027年职业教育活动周催报名单", Note: "截至2027年5月21日17:00",
		Columns: []sheet.Column{{Label: "序号", Width: 36}, {Label: "学校", Width: 120}, {Label: "时限", Width: 96}, {Label: "情况", Width: 200}, {Label: "电话", Width: 90}},
		Rows: [][]any{
			{1, "示例市第一职业学校", calendar.Date{Year: 2027, Month: 5, Day: 21}, sheet.Marked{Value: "未报", Severity: report.Error}, "000-1234567"},
			{2, "=1+1", nil, sheet.Marked{Value: "有3处错误待更正：" + strings.Repeat("参加人数少于教师数与学生数之和，", 3), Severity: report.Warning}},
			{3, "示例学校\n（东校区）", calendar.Date{}, 0.125, "01234567890"},
		},
	}
}

func listBytes(t *testing.T, lists ...sheet.List) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Lists(t.Context(), &b, lists, sheet.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a list says stands in the cells as what it is: text that looks like a
// formula or a number stays text.
func TestListValues(t *testing.T) {
	f := openWorkbook(t, listBytes(t, chaseList()))
	sheet := f.GetSheetName(0)
	for _, c := range []struct {
		cell, want string
		kind       excelize.CellType
	}{
		{"A1", "2027年职业教育活动周催报名单", excelize.CellTypeSharedString},
		{"B3", "学校", excelize.CellTypeSharedString},
		{"A4", "1", excelize.CellTypeUnset},
		{"C4", "2027年5月21日", excelize.CellTypeUnset},
		{"D4", "未报", excelize.CellTypeInlineString},
		{"E4", "000-1234567", excelize.CellTypeInlineString},
		{"B5", "=1+1", excelize.CellTypeInlineString},
		{"C5", "", excelize.CellTypeUnset},
		{"E5", "", excelize.CellTypeUnset},
		{"D6", "0.125", excelize.CellTypeUnset},
		{"E6", "01234567890", excelize.CellTypeInlineString},
	} {
		got, err := f.GetCellValue(sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType(sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		if got != c.want || kind != c.kind {
			t.Errorf("%s is %q of type %d, want %q of type %d", c.cell, got, kind, c.want, c.kind)
		}
	}
}

func TestListMarks(t *testing.T) {
	f := openWorkbook(t, listBytes(t, chaseList()))
	for cell, want := range map[string]string{"D4": "FFC7CE", "D5": "FFEB9C", "D6": ""} {
		id, err := f.GetCellStyle(f.GetSheetName(0), cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(style.Fill.Color, ""); got != want {
			t.Errorf("%s is filled with %q, want %q", cell, got, want)
		}
	}
}

// The head stays in sight and is repeated in print.
func TestListHead(t *testing.T) {
	f := openWorkbook(t, listBytes(t, chaseList()))
	panes, err := f.GetPanes(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if !panes.Freeze || panes.YSplit != 3 {
		t.Errorf("panes %+v, want the first three rows frozen", panes)
	}
	var titles string
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles = n.RefersTo
		}
	}
	if want := "'2027年职业教育活动周催报名单'!$3:$3"; titles != want {
		t.Errorf("repeated rows %q, want %q", titles, want)
	}
}

// Rows are as high as their longest text.
func TestListHeights(t *testing.T) {
	f := openWorkbook(t, listBytes(t, chaseList()))
	var got []float64
	for row := 4; row <= 6; row++ {
		h, err := f.GetRowHeight(f.GetSheetName(0), row)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, h)
	}
	if got[0] != 21 || got[1] != 66 || got[2] != 36 {
		t.Errorf("rows are %v high, want 21, 66 and 36: one line, four and two", got)
	}
}

// Sheets of one name get numbers, and no name is longer than spreadsheets take.
func TestListSheetNames(t *testing.T) {
	long := strings.Repeat("示例", 20)
	f := openWorkbook(t, listBytes(t, sheet.List{Sheet: "a/b"}, sheet.List{Sheet: "A B"}, sheet.List{Title: long}, sheet.List{Title: long}))
	want := []string{"a b", "A B-2", long[:31*3], long[:29*3] + "-2"}
	for i, got := range f.GetSheetList() {
		if got != want[i] {
			t.Errorf("sheet %d is %q, want %q", i, got, want[i])
		}
	}
}

func TestListErrors(t *testing.T) {
	for name, row := range map[string][]any{
		"unknown type":  {struct{}{}},
		"no number":     {math.NaN()},
		"no such day":   {calendar.Date{Year: 2027, Month: 2, Day: 30}},
		"before 1901":   {calendar.Date{Year: 1899, Month: 1, Day: 1}},
		"too many":      {1, 2},
		"marked of its": {sheet.Marked{Value: []int{1}}},
	} {
		t.Run(name, func(t *testing.T) {
			err := sheet.Lists(t.Context(), &bytes.Buffer{}, []sheet.List{sheet.List{Title: "表", Columns: []sheet.Column{{Label: "列"}}, Rows: [][]any{row}}}, sheet.Options{})
			var bad *sheet.CellError
			if !errors.As(err, &bad) || bad.Sheet != "表" {
				t.Errorf("error %v, want a CellError on sheet 表", err)
			}
		})
	}
}

func TestListSameBytes(t *testing.T) {
	if !bytes.Equal(listBytes(t, chaseList()), listBytes(t, chaseList())) {
		t.Error("the same list gives different bytes")
	}
}
