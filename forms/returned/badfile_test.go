package returned_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// rezipped changes the parts of a workbook: it may change the text of one,
// leave it out, or write it and others itself.
func rezipped(t testing.TB, data []byte, change func(w *zip.Writer, name, text string) (string, bool)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		now, keep := change(w, f.Name, string(text))
		if !keep {
			continue
		}
		put(t, w, f.Name, now)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func put(t testing.TB, w *zip.Writer, name, text string) {
	t.Helper()
	f, err := w.Create(name)
	if err == nil {
		_, err = io.WriteString(f, text)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// oldFormat makes the start of a file in the format of .xls and .et, with
// streams.
func oldFormat(streams ...string) []byte {
	data := make([]byte, 4096)
	copy(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(data[30:], 9)
	binary.LittleEndian.PutUint32(data[48:], 2)
	for i, s := range streams {
		for j, c := range s {
			data[512*3+128*i+2*j] = byte(c)
		}
	}
	return data
}

// TestBadFiles reads files that are no forms, whatever they are called: each is
// refused with one clear finding, in little memory.
func TestBadFiles(t *testing.T) {
	good := sheetBytes(t, [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 5}, {"填表人", "乙"}})
	sheet := func(change func(string) string) []byte { return withSheet(t, good, change) }
	rows := func(n int, row string) []byte {
		return sheet(func(s string) string {
			return strings.Replace(s, "</sheetData>", strings.Repeat(row, n)+"</sheetData>", 1)
		})
	}
	part := func(which string, change func(string) string) []byte {
		return rezipped(t, good, func(_ *zip.Writer, name, text string) (string, bool) {
			if name == which {
				text = change(text)
			}
			return text, text != ""
		})
	}
	beside := func(name, text string) []byte {
		first := true
		return rezipped(t, good, func(w *zip.Writer, _, old string) (string, bool) {
			if first {
				put(t, w, name, text)
			}
			first = false
			return old, true
		})
	}
	none := func(string) string { return "" }
	for name, c := range map[string]struct {
		data []byte
		want error // nil is read, with what it has
		say  string
	}{
		"good":               {good, nil, ""},
		"empty":              {nil, returned.ErrEmptyFile, "空"},
		"zeros":              {make([]byte, 5000), returned.ErrEmptyFile, "空"},
		"csv.xlsx":           {[]byte("学校,人数\n甲校,5\n"), returned.ErrFormat, "纯文本"},
		"page.xls":           {[]byte("<html><table><tr><td>学校</td></tr></table></html>"), returned.ErrFormat, "网页"},
		"xml.xls":            {[]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`), returned.ErrFormat, "XML"},
		"old.xls":            {oldFormat("Root Entry", "Workbook"), returned.ErrDamaged, "损坏"},
		"old.et":             {oldFormat("Root Entry", "Book"), returned.ErrDamaged, "损坏"},
		"old.wps":            {oldFormat("Root Entry", "WordDocument"), returned.ErrFormat, ".wps"},
		"password.xlsx":      {oldFormat("Root Entry", "EncryptionInfo", "EncryptedPackage"), returned.ErrEncrypted, "密码"},
		"pdf":                {[]byte("%PDF-1.7\n"), returned.ErrFormat, "PDF"},
		"picture":            {[]byte("\xFF\xD8\xFF\xE0"), returned.ErrFormat, "图片"},
		"rar":                {[]byte("Rar!\x1a\x07"), returned.ErrFormat, "压缩包"},
		"a zip of files":     {zipOf(t, "甲校/统计表.xlsx", "x"), returned.ErrFormat, "压缩包"},
		"truncated":          {good[:len(good)/2], returned.ErrDamaged, "损坏"},
		"without its end":    {good[:len(good)-30], returned.ErrDamaged, "损坏"},
		"bits turned":        {turned(good), returned.ErrDamaged, "损坏"},
		"macros":             {beside("xl/vbaProject.bin", "x"), returned.ErrMacro, "宏"},
		"climbing":           {beside("../../etc/a", "x"), gate.ErrPath, "安全"},
		"twice":              {beside("xl/Workbook.xml", "<workbook/>"), gate.ErrDuplicate, "安全"},
		"folders":            {beside("xl/worksheets/", ""), nil, ""},
		"a part of nobody's": {beside("xl/notes.txt", "x"), nil, ""},
		"bomb":               {part("xl/worksheets/sheet1.xml", func(string) string { return strings.Repeat(" ", 90<<20) }), gate.ErrRatio, "安全"},
		"bomb of texts":      {part("xl/theme/theme1.xml", func(string) string { return strings.Repeat(" ", 100<<20) }), returned.ErrTooLarge, "过大"},
		"declared to the last cell": {sheet(func(s string) string {
			return strings.Replace(s, `<dimension ref="A1">`, `<dimension ref="A1:XFD1048576">`, 1)
		}), nil, ""},
		"formatted to the last row": {rows(1, `<row r="1048576" s="1" customFormat="1"/>`), nil, ""},
		"a million rows":            {rows(1, numbered(1<<20-9, `<row r="%d"/>`)), returned.ErrTooLarge, "远多于"},
		"16384 columns":             {rows(1, `<row r="9"><c r="XFD9"><v>1</v></c></row>`), returned.ErrTooLarge, "远多于"},
		"100,001 cells":             {rows(1, `<row r="9">`+strings.Repeat(`<c r="B9"><v>1</v></c>`, 100_001)+`</row>`), returned.ErrTooLarge, "远多于"},
		"beyond the last column":    {rows(1, `<row r="9"><c r="XFE9"><v>1</v></c></row>`), returned.ErrDamaged, "损坏"},
		"all merged": {sheet(func(s string) string {
			return s[:len(s)-len("</worksheet>")] + strings.Repeat(`<mergeCells><mergeCell ref="A1:IV9999"/><mergeCell ref="A1:XFD1048576"/></mergeCells>`, 2000) + "</worksheet>"
		}), nil, ""},
		"many texts":          {part("xl/sharedStrings.xml", func(s string) string { return `<sst xmlns="u">` + numbered(600_000, "<si><t>%d</t></si>") + `</sst>` }), returned.ErrTooLarge, "远多于"},
		"no workbook":         {part("xl/workbook.xml", none), returned.ErrDamaged, "损坏"},
		"no relations":        {part("xl/_rels/workbook.xml.rels", none), returned.ErrDamaged, "损坏"},
		"no sheet":            {part("xl/worksheets/sheet1.xml", none), returned.ErrDamaged, "损坏"},
		"no texts":            {part("xl/sharedStrings.xml", none), returned.ErrDamaged, "损坏"},
		"no styles":           {part("xl/styles.xml", none), nil, ""},
		"half a workbook.xml": {part("xl/workbook.xml", func(s string) string { return s[:len(s)/2] }), returned.ErrDamaged, "损坏"},
		"half the styles":     {part("xl/styles.xml", func(s string) string { return s[:len(s)/2] }), returned.ErrDamaged, "损坏"},
		"101 sheets": {part("xl/workbook.xml", func(s string) string {
			return strings.Replace(s, "</sheets>", strings.Repeat(`<sheet name="a" sheetId="9"/>`, 100)+"</sheets>", 1)
		}), returned.ErrTooLarge, "远多于"},
		"a document cut off": {zipOf(t, "word/document.xml", "<w:document><w:body>"), returned.ErrDamaged, "损坏"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			returns, findings, err := returned.Read(bytes.NewReader(c.data), int64(len(c.data)), "甲校/"+name, tiny)
			runtime.ReadMemStats(&after)
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 {
				t.Errorf("takes %d MB", used)
			}
			if c.want == nil {
				if err != nil || len(returns) != 1 || returns[0].At(forms.Ref{Key: "people"}).Text != "5" {
					t.Errorf("read %d forms, %v %v", len(returns), findings, err)
				}
				return
			}
			var e *returned.ReadError
			if !errors.Is(err, c.want) || !errors.As(err, &e) || len(returns)+len(findings) > 0 {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			f := e.Finding()
			if f.Rule != returned.RuleFile || f.Severity != report.Error || f.Where.File != "甲校/"+name || f.Found != name || f.Hint == "" || !strings.Contains(f.Message, c.say) {
				t.Errorf("finding %v, want %s", f, c.say)
			}
		})
	}
}

// numbered repeats a text with the numbers from 9 on.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+9)
	}
	return b.String()
}

// zipOf makes a zip of one file.
func zipOf(t testing.TB, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put(t, w, name, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// turned changes bytes of the packed sheet.
func turned(data []byte) []byte {
	data = bytes.Clone(data)
	i := bytes.Index(data, []byte("xl/worksheets/sheet1.xml"))
	for j := range 20 {
		data[i+100+j] ^= 0x55
	}
	return data
}

// TestReadsAsExcelizeDoes holds our reading of cells against excelize's on the
// returned files and on workbooks with all that spreadsheets know.
func TestReadsAsExcelizeDoes(t *testing.T) {
	files, err := filepath.Glob("../../testdata/workbooks/*.xlsx")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range returnedFiles(t) {
		if filepath.Ext(name) == ".xlsx" && !strings.Contains(name, "太宽") && !strings.Contains(name, "远行") { // which excelize takes minutes for
			files = append(files, filepath.Join(returnsDir, name))
		}
	}
	cells := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cells += sameAsExcelize(t, name, data)
	}
	if cells < 2000 {
		t.Errorf("compared %d cells only", cells)
	}
}

func sameAsExcelize(t *testing.T, name string, data []byte) (cells int) {
	t.Helper()
	z, _, err := gate.OpenOffice(bytes.NewReader(data), int64(len(data)), name)
	if err != nil {
		return 0
	}
	ours, err := readCells(z)
	if err != nil {
		return 0
	}
	theirs := excelizeCells(t, data)
	for at, text := range theirs {
		if ours[at] != text {
			t.Errorf("%s %s: %q, excelize has %q", name, at, ours[at], text)
		}
	}
	for at, text := range ours {
		if theirs[at] != text {
			t.Errorf("%s %s: %q, excelize has %q", name, at, text, theirs[at])
		}
	}
	return len(theirs)
}

// BenchmarkReadMany reads returned workbooks, as a collector does.
func BenchmarkReadMany(b *testing.B) {
	var all [][]byte
	for _, name := range returnedFiles(b) {
		if filepath.Ext(name) != ".xlsx" || strings.Contains(name, "大坪") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(returnsDir, name))
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
	}
	schemas := forms.Builtins()
	rd := &returned.Reader{Year: 2023}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		data := all[n%len(all)]
		n++
		if _, _, err := rd.Read(bytes.NewReader(data), int64(len(data)), fmt.Sprint(n), schemas...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "files/s")
}

// readCells returns the cells of all sheets with something in them.
func readCells(z *zip.Reader) (map[string]string, error) {
	w, err := sheetml.Open(z)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i := range w.Sheets {
		s := &w.Sheets[i]
		if !s.IsWorksheet() {
			continue
		}
		cells, err := w.Cells(s)
		if err != nil {
			return nil, err
		}
		for _, c := range cells.Cells {
			if c.Raw != "" {
				out[s.Name+"!"+a1.Name(c.Row, c.Col)] = c.Raw
			}
		}
	}
	return out, nil
}

func excelizeCells(t *testing.T, data []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			continue // a chart
		}
		for i, row := range rows {
			for j, text := range row {
				if text != "" {
					out[sheet+"!"+a1.Name(i+1, j+1)] = text
				}
			}
		}
	}
	return out
}
