package spreadsheet

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
)

// generate makes a workbook of everything that programs save as .xls and .ods
// without a loss.
func generate(t *testing.T, rnd *rand.Rand) *excelize.File {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	f := excelize.NewFile()
	words := []string{"职业学校", "学生数（人）", " 前后 ", "a  b", "第一行\n第二行", "<&>\"'", "1,200", "100\n200", "①é𠮷", "=1+1", "'引号", strings.Repeat("长", 3000), strings.Repeat("long", 1000)}
	word := func() string { return words[rnd.IntN(len(words))] }
	var styles []int
	for _, s := range []excelize.Style{
		{}, {Font: &excelize.Font{Strike: true}}, {NumFmt: 9}, {NumFmt: 10}, {NumFmt: 14}, {NumFmt: 22}, {NumFmt: 3}, {NumFmt: 31}, {NumFmt: 49},
		{CustomNumFmt: ptr(`0"百人"`)}, {CustomNumFmt: ptr(`#,##0.00"万元"`)}, {CustomNumFmt: ptr(`yyyy"年"m"月"d"日"`)}, {CustomNumFmt: ptr(`"约"0`)}, {NumFmt: 10, Font: &excelize.Font{Strike: true}},
	} {
		id, err := f.NewStyle(&s)
		must(err)
		styles = append(styles, id)
	}
	for n := range 1 + rnd.IntN(3) {
		sheet := "Sheet1"
		if n > 0 {
			sheet = fmt.Sprintf("表 %d", n)
			_, err := f.NewSheet(sheet)
			must(err)
			must(f.SetSheetVisible(sheet, rnd.IntN(2) == 0))
		}
		for range rnd.IntN(120) {
			row, col := 1+rnd.IntN(30), 1+rnd.IntN(12)
			if rnd.IntN(20) == 0 {
				row, col = 1+rnd.IntN(9999), 1+rnd.IntN(256)
			}
			cell, err := excelize.CoordinatesToCellName(col, row)
			must(err)
			switch rnd.IntN(5) {
			case 0, 1:
				must(f.SetCellStr(sheet, cell, word()))
			case 2:
				var runs []excelize.RichTextRun
				for range 1 + rnd.IntN(4) {
					r := excelize.RichTextRun{Text: word()}
					switch rnd.IntN(4) {
					case 0:
						r.Font = &excelize.Font{Strike: true, Size: 11, Family: "Calibri"}
					case 1:
						r.Font = &excelize.Font{VertAlign: "superscript", Size: 11, Family: "Calibri"}
					case 2:
						r.Font = &excelize.Font{Bold: true, Size: 11, Family: "Calibri"}
					}
					runs = append(runs, r)
				}
				must(f.SetCellRichText(sheet, cell, runs))
			default:
				v := math.Round(rnd.NormFloat64()*math.Pow10(rnd.IntN(6))*100) / 100 // of days no more, .ods keeps none behind year 32767
				if rnd.IntN(2) == 0 {
					v = float64(rnd.IntN(60000))
				}
				must(f.SetCellValue(sheet, cell, math.Abs(v)))
			}
			must(f.SetCellStyle(sheet, cell, cell, styles[rnd.IntN(len(styles))]))
		}
		for i := range rnd.IntN(4) {
			must(f.MergeCell(sheet, fmt.Sprintf("A%d", 40+3*i), fmt.Sprintf("C%d", 41+3*i)))
			must(f.SetRowVisible(sheet, 1+rnd.IntN(30), false))
			name, err := excelize.ColumnNumberToName(1 + rnd.IntN(30))
			must(err)
			must(f.SetColVisible(sheet, name, false))
		}
	}
	return f
}

func ptr(s string) *string { return &s }

// TestFormatsAgree lets LibreOffice save workbooks as .ods, and as .xls and that
// as .ods. What is read of each is the same as what LibreOffice made it of. (Of
// the way from .xlsx to .xls that does not hold: LibreOffice itself strikes out
// numbers there that nobody did.)
func TestFormatsAgree(t *testing.T) {
	crosscheck.Tool(t, "soffice")
	dir := t.TempDir()
	var files []string
	for seed := range uint64(8) {
		f := generate(t, rand.New(rand.NewPCG(seed, 0)))
		name := filepath.Join(dir, fmt.Sprintf("%d.xlsx", seed))
		if err := f.SaveAs(name); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	compare := func(from, to []string) {
		for i := range from {
			t.Run(filepath.Base(from[i]), func(t *testing.T) { agree(t, read(t, from[i]), read(t, to[i])) })
		}
	}
	compare(files, crosscheck.Convert(t, "ods", files...))
	old := crosscheck.Convert(t, "xls", files...)
	compare(old, crosscheck.Convert(t, "ods", old...))
}

// TestLibreOfficeReadsTheSame holds the texts and plain numbers of a sheet
// against those that LibreOffice reads.
func TestLibreOfficeReadsTheSame(t *testing.T) {
	for _, name := range []string{"testdata/features.xls", "testdata/features.ods"} {
		f, err := os.Open(crosscheck.Convert(t, "csv:Text - txt - csv (StarCalc):44,34,76", name)[0])
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, c := range read(t, name).Sheets[0].Cells {
			if c.Kind == book.Bool || c.Kind == book.Number && (c.Format != "" || len(c.Raw) > 9) {
				continue // shown in another way
			}
			want := ""
			if c.Row <= len(rows) && c.Col <= len(rows[c.Row-1]) {
				want = rows[c.Row-1][c.Col-1]
			}
			if c.Raw != want {
				t.Errorf("%s: row %d, column %d: %q, LibreOffice reads %q", name, c.Row, c.Col, c.Raw, want)
			}
			n++
		}
		if n < 25 {
			t.Errorf("%s: only %d cells", name, n)
		}
	}
}
