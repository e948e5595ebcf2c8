package sheetml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// What a few bytes of a workbook become in the hands of a reader is bounded.
func TestBounds(t *testing.T) {
	long := strings.Repeat("学", MaxText)
	sst := func(text string) []string { return []string{"xl/t.xml", `<sst><si><t>` + text + `</t></si></sst>`} }
	cells := func(n int) string { return "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, n) + "</row>" }
	for name, c := range map[string]struct {
		sheet string
		parts []string
		want  error
	}{
		"the longest text":      {cells(1), sst(long), nil},
		"a longer one":          {cells(1), sst(long + "学"), gate.ErrTooLarge},
		"long text, many cells": {strings.Repeat(cells(100), 40), sst(long), gate.ErrTooLarge},
		"a number":              {`<row><c><v>` + strings.Repeat("9", maxNumber) + `</v></c></row>`, nil, nil},
		"a long number":         {`<row><c><v>` + strings.Repeat("9", maxNumber+1) + `</v></c></row>`, nil, gate.ErrTooLarge},
		"attributes":            {`<row ` + strings.Repeat(`a="" `, 2000) + `/>`, nil, gate.ErrTooLarge},
	} {
		w, err := replaced(t, c.sheet, c.parts...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Cells(&w.Sheets[0]); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// replaced is opened with other parts.
func replaced(t *testing.T, sheet string, parts ...string) (*Workbook, error) {
	t.Helper()
	w, err := opened(t, sheet)
	if err != nil || len(parts) == 0 {
		return w, err
	}
	e := NewEditor(w.Package)
	for i := 0; i < len(parts); i += 2 {
		e.Set(parts[i], []byte(parts[i+1]))
	}
	var b bytes.Buffer
	if err := e.Write(&b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return Open(z)
}

// Formats that are none a program writes are passed over.
func TestLongNumberFormat(t *testing.T) {
	w, err := replaced(t, "", "xl/st.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="`+strings.Repeat("0", maxCode+1)+`"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.NumberFormat(0); got != (NumberFormat{ID: 170}) || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// Text that comments part is put together once.
func TestTextInPieces(t *testing.T) {
	pieces := strings.Repeat("学<!-- -->", 1000)
	w, err := replaced(t, "", "xl/book.xml", `<workbook><sheets/><definedNames><definedName name="n">`+pieces+`</definedName><definedName name="m">x</definedName></definedNames></workbook>`)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("学", 1000); len(w.Names) != 2 || w.Names[0].RefersTo != want || w.Names[1].RefersTo != "x" {
		t.Errorf("%d names, %.20q", len(w.Names), w.Names)
	}
	w, err = opened(t, "", "docProps/custom.xml", `<Properties><property name="p"><a>`+pieces+`</a></property></Properties>`)
	if err != nil || w.Properties["p"] != strings.Repeat("学", 1000) {
		t.Errorf("%v, %.20q", err, w.Properties)
	}
}

// There are too many sheets before they are matched with relations.
func TestTooManySheets(t *testing.T) {
	var sheets, names strings.Builder
	for i := range MaxSheets + 1 {
		fmt.Fprintf(&sheets, `<sheet name="%d" r:id="b"/>`, i)
	}
	for i := range maxNames + 1 {
		fmt.Fprintf(&names, `<definedName name="%d"/>`, i)
	}
	for name, book := range map[string]string{"sheets": sheets.String(), "names": names.String()} {
		if _, err := replaced(t, "", "xl/book.xml", `<workbook>`+book+`</workbook>`); !errors.Is(err, gate.ErrTooLarge) {
			t.Errorf("%s: %v, want ErrTooLarge", name, err)
		}
	}
}

// Cells that are merged far beyond what a form has say nothing; the sum of
// them over all sheets is bounded.
func TestMergedAreaIsBounded(t *testing.T) {
	w, err := opened(t, `<mergeCells>`+strings.Repeat(`<mergeCell ref="A1:IV1000"/>`, 5)+`<mergeCell ref="A1:B2"/></mergeCells>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Cells(&w.Sheets[0])
	area := 0
	for _, m := range got.Merges {
		area += (m.LastRow - m.Row + 1) * (m.LastCol - m.Col + 1)
	}
	if err != nil || area > maxMerged || len(got.Merges) != 2 {
		t.Errorf("%v, %d cells in %v", err, area, got.Merges)
	}
}

// The budget of a run is that of all its workbooks.
func TestRunBudget(t *testing.T) {
	run := gate.NewBudget(gate.Amounts{gate.Cells: 3})
	for want := range 2 {
		w, err := opened(t, `<row><c><v>1</v></c><c><v>2</v></c></row>`)
		if err != nil {
			t.Fatal(err)
		}
		w.budget = run.ForFile()
		if _, err := w.Cells(&w.Sheets[0]); errors.Is(err, gate.ErrRun) != (want == 1) {
			t.Errorf("workbook %d: %v", want, err)
		}
	}
}

func FuzzCells(f *testing.F) {
	f.Add(`<sheetData><row r="3"><c r="C3" t="s" s="1"><v>1</v></c><c t="inlineStr"><is><t>丁</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, `<sst><si><t>a</t></si></sst>`, `<workbook><sheets><sheet name="a" r:id="b"/></sheets><definedNames><definedName name="n">x</definedName></definedNames></workbook>`)
	f.Fuzz(func(t *testing.T, sheet, texts, book string) {
		if len(sheet)+len(texts)+len(book) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		w, err := replaced(t, sheet, "xl/t.xml", texts, "xl/book.xml", book)
		if err != nil {
			return
		}
		for i := range w.Sheets {
			cells, err := w.Cells(&w.Sheets[i])
			if err != nil {
				continue
			}
			for _, c := range cells.Cells {
				if c.Row < 1 || c.Col < 1 || c.Row > MaxRows || c.Col > MaxColumns {
					t.Errorf("cell %v", c)
				}
				w.NumberFormat(c.Style)
			}
		}
	})
}
