package annotate_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func sender(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// opened reads a workbook as excelize does.
func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func about(sheet, cell string, sev report.Severity, message string) report.Finding {
	return report.Finding{Rule: "X", Severity: sev, Where: report.Position{Sheet: sheet, Cell: cell}, Message: message, Found: "旧值", Hint: "怎么办"}
}

// fillOf returns the colour of a cell, "" for none.
func fillOf(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	st, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(st.Fill.Color, " ")
}

func commentsOf(t testing.TB, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	all, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, c := range all {
		text := c.Text
		for _, r := range c.Paragraph {
			text += r.Text
		}
		out[c.Cell] = text
	}
	return out
}

func TestAnnotateMarksCells(t *testing.T) {
	data := sender(t, "workbooks/openpyxl.xlsx")
	f := opened(t, annotated(t, data, []report.Finding{
		about("统计表", "C5", report.Error, "甲"), about("统计表", "C5", report.Hint, "乙"), // two of one cell
		about("统计表", "B9", report.Warning, "丙"), // within A8:B9
		about("统计表", "B4", report.Hint, "丁"),    // has a comment
		about("统计表", "G2", report.Error, "戊"),   // is not there
		about("统计表", "G50", report.Error, "己"),  // nor its row
	}))
	const red, yellow, blue = "FFC7CE", "FFEB9C", "DDEBF7"
	for cell, want := range map[string]string{"C5": red, "A8": yellow, "B4": blue, "G2": red, "G50": red, "C4": "", "A3": "DDDDDD"} {
		if got := fillOf(t, f, "统计表", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	want := map[string]string{
		"C5":  "【错误】甲\n原值：旧值\n建议：怎么办\n【提示】乙\n原值：旧值\n建议：怎么办",
		"A8":  "【警告】丙\n原值：旧值\n建议：怎么办",
		"B4":  "请核实<是否>在编\n【提示】丁\n原值：旧值\n建议：怎么办",
		"A6":  "第二条\n两行",
		"G2":  "【错误】戊\n原值：旧值\n建议：怎么办",
		"G50": "【错误】己\n原值：旧值\n建议：怎么办",
	}
	got := commentsOf(t, f, "统计表")
	for cell, text := range want {
		if got[cell] != text {
			t.Errorf("comment at %s is %q, want %q", cell, got[cell], text)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d comments, want %d", len(got), len(want))
	}
}

func ExampleWorkbook() {
	sent, err := os.ReadFile("../../testdata/returns/长堤职业学校/统计表.xlsx")
	if err != nil {
		log.Fatal(err)
	}
	returns, findings, err := returned.Read(bytes.NewReader(sent), int64(len(sent)), "统计表.xlsx", forms.Builtins()...)
	if err != nil {
		log.Fatal(err)
	}
	problems := returns[0].Check()
	var back bytes.Buffer
	err = annotate.Workbook(&back, bytes.NewReader(sent), int64(len(sent)), append(findings, returned.Findings(problems)...), annotate.Options{Problems: problems})
	if err != nil {
		log.Fatal(err)
	}
	f, err := excelize.OpenReader(&back)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	row, err := f.GetRows("校核意见")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.GetSheetName(0), f.GetSheetName(1))
	fmt.Println(strings.Join(row[3], " | "))
	// Output:
	// 校核意见 职业教育活动周学校情况统计表
	// 1 | 错误 | 职业教育活动周学校情况统计表 | H3 | 企业数没有填 |  | 企业数应填整数，不小于0
}

// TestAnnotateMarksMergedCells colours all cells of a merged one that the file
// has, whichever of them the finding names.
func TestAnnotateMarksMergedCells(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	var made bytes.Buffer
	if err := sheet.Form(&made, s, blank.Options{}); err != nil {
		t.Fatal(err)
	}
	f := opened(t, annotated(t, made.Bytes(), []report.Finding{about(forms.SheetName(s.Title), "B1", report.Hint, "甲")}))
	merged, err := f.GetMergeCells(forms.SheetName(s.Title))
	if err != nil || merged[0].GetStartAxis() != "A1" {
		t.Fatal(merged, err)
	}
	for _, cell := range []string{"A1", "B1", merged[0].GetEndAxis()} {
		if got := fillOf(t, f, forms.SheetName(s.Title), cell); got != "DDEBF7" {
			t.Errorf("%s is %q", cell, got)
		}
	}
	if got := commentsOf(t, f, forms.SheetName(s.Title)); len(got) != 1 || got["A1"] == "" {
		t.Errorf("comments %q", got)
	}
}

func TestAnnotateList(t *testing.T) {
	data := sender(t, "workbooks/openpyxl.xlsx")
	var b bytes.Buffer
	findings := []report.Finding{
		about("统计表", "C10", report.Hint, "后"), about("统计表", "C5", report.Error, "前"), about("统计表", "C5", report.Error, "前"),
		about("名单", "B2", report.Warning, "另一张表"), about("没有", "B2", report.Warning, "没有的表"), about("统计表", "", report.Error, "整张表"),
		{Rule: "X", Severity: report.Error, Message: "整个文件"}, about("图", "A1", report.Hint, "图表"),
	}
	if err := annotate.Workbook(&b, bytes.NewReader(data), int64(len(data)), findings, annotate.Options{Name: "甲校.xlsx"}); err != nil {
		t.Fatal(err)
	}
	f := opened(t, b.Bytes())
	rows, err := f.GetRows(forms.FindingsSheet)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, row := range rows {
		_, link, err := f.GetCellHyperLink(forms.FindingsSheet, fmt.Sprintf("D%d", i+1))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.TrimSpace(strings.Join(row, "|")+" "+link))
	}
	want := []string{
		"校核意见",
		"甲校.xlsx：共7处，其中错误3处（红色）、警告2处（黄色）、提示2处（蓝色）。有问题的单元格已标上颜色并加了批注，点“单元格”一列可以跳到该处。除此之外没有改动表中的任何内容。",
		"序号|级别|工作表|单元格|问题|原值|建议",
		"1|错误|||整个文件",
		"2|警告|没有|B2|没有的表|旧值|怎么办",
		"3|错误|统计表||整张表|旧值|怎么办",
		"4|错误|统计表|C5|前|旧值|怎么办 '统计表'!C5",
		"5|提示|统计表|C10|后|旧值|怎么办 '统计表'!C10",
		"6|警告|名单|B2|另一张表|旧值|怎么办 '名单'!B2",
		"7|提示|图|A1|图表|旧值|怎么办",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, want := range map[int]string{4: "FFC7CE", 5: "FFEB9C", 10: "DDEBF7"} {
		if got := fillOf(t, f, forms.FindingsSheet, fmt.Sprintf("B%d", i)); got != want {
			t.Errorf("B%d is %q, want %q", i, got, want)
		}
	}
}

// TestAnnotateShowsTheListAlone shows that no other sheet is shown with the list
// when the file is opened: what is typed then would go into both.
func TestAnnotateShowsTheListAlone(t *testing.T) {
	for _, findings := range [][]report.Finding{nil, {about("名单", "A1", report.Error, "甲")}} {
		var shown []string
		for name, part := range packageParts(t, annotated(t, sender(t, "workbooks/openpyxl.xlsx"), findings)) {
			if sheetPart.MatchString(name) && (bytes.Contains(part, []byte(`tabSelected="1"`)) || bytes.Contains(part, []byte(`tabSelected="true"`))) {
				shown = append(shown, name)
			}
			if name == "xl/workbook.xml" && !bytes.Contains(part, []byte(`activeTab="0"`)) {
				t.Errorf("opens elsewhere: %s", part)
			}
		}
		if len(shown) != 1 {
			t.Errorf("shows %q", shown)
		}
	}
}

// TestAnnotateMarksParts shows that all cells of a problem are marked, and that
// each says where to read on.
func TestAnnotateMarksParts(t *testing.T) {
	data := sender(t, "workbooks/openpyxl.xlsx")
	sum := about("统计表", "D4", report.Error, "合计不符")
	at := func(cell string) report.Position { return report.Position{Sheet: "统计表", Cell: cell} }
	var b bytes.Buffer
	err := annotate.Workbook(&b, bytes.NewReader(data), int64(len(data)), []report.Finding{sum}, annotate.Options{Problems: []returned.Problem{
		{Finding: sum, Cells: []report.Position{at("D4"), at("C4"), at("D6")}},
		{Finding: about("统计表", "C6", report.Error, "不在其中"), Cells: []report.Position{at("C6")}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := commentsOf(t, opened(t, b.Bytes()), "统计表")
	if got["C4"] != "【错误】合计不符\n见D4的批注" || got["D6"] != got["C4"] || got["D4"] != "【错误】合计不符\n原值：旧值\n建议：怎么办" || got["C6"] != "" {
		t.Errorf("got %q", got)
	}
}

func TestAnnotateAnswersThreads(t *testing.T) {
	now := packageParts(t, annotated(t, sender(t, "workbooks/threads.xlsx"), []report.Finding{about("表", "B2", report.Error, "甲"), about("表", "A3", report.Error, "乙")}))
	thread := string(now["xl/threadedComments/threadedComment1.xml"])
	if n := strings.Count(thread, "<threadedComment "); n != 2 || !strings.Contains(thread, `parentId="{11111111-2222-4333-8444-555555555555}"><text>【错误】甲`) {
		t.Errorf("got %s", thread)
	}
	if !strings.Contains(string(now["xl/persons/person.xml"]), `displayName="校核"`) {
		t.Error("nobody is named 校核")
	}
}

// TestAnnotateTwice annotates a copy that came back once more: it can be read
// as before, and has both lists.
func TestAnnotateTwice(t *testing.T) {
	data := sender(t, "returns/长堤职业学校/统计表.xlsx")
	read := func(data []byte) (string, []report.Finding) {
		returns, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", forms.Builtins()...)
		if err != nil || len(returns) != 1 {
			t.Fatal(len(returns), err)
		}
		var b strings.Builder
		for _, v := range returns[0].Values {
			fmt.Fprintln(&b, v.Ref, v.Text, v.State, v.Where)
		}
		return b.String(), append(findings, returned.Findings(returns[0].Check())...)
	}
	values, findings := read(data)
	for range 2 {
		data = annotated(t, data, findings)
		again, more := read(data)
		if again != values || !slices.Equal(findings, more) {
			t.Errorf("was %s %v\nis %s %v", values, findings, again, more)
		}
	}
	if got := opened(t, data).GetSheetList()[:2]; !slices.Equal(got, []string{"校核意见-2", "校核意见"}) {
		t.Errorf("sheets %q", got)
	}
}

// repacked changes parts of a workbook; one that becomes empty is left out.
func repacked(t testing.TB, data []byte, change func(name, part string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := packageParts(t, data)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		if part := change(f.Name, string(all[f.Name])); part != "" {
			o, err := w.Create(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			o.Write([]byte(part))
		}
	}
	w.Close()
	return b.Bytes()
}

// TestAnnotateDialects marks a cell in workbooks that say the same in another
// way.
func TestAnnotateDialects(t *testing.T) {
	plain := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "学校", "B1": "人数", "A2": "甲校", "B2": 3} {
		if err := plain.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := plain.Write(&b); err != nil {
		t.Fatal(err)
	}
	inSheet := func(change func(string) string) func(string, string) string {
		return func(name, part string) string {
			if name == "xl/worksheets/sheet1.xml" {
				return change(part)
			}
			return part
		}
	}
	for name, change := range map[string]func(name, part string) string{
		"as it is": func(_, part string) string { return part },
		"prefixes": inSheet(func(s string) string {
			s = strings.NewReplacer("</", "</x:", "<?", "<?", "<", "<x:").Replace(s)
			return strings.Replace(strings.Replace(s, `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, `xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, 1), "<x:?", "<?", 1)
		}),
		"strict": func(_, part string) string {
			return strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(part)
		},
		"no styles": func(name, part string) string {
			if name == "xl/styles.xml" {
				return ""
			}
			part = strings.Replace(part, `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml">`, "<!--", 1)
			if strings.Contains(part, "<!--") {
				part = strings.Replace(part, "<!--</Override>", "", 1)
			}
			if name == "xl/_rels/workbook.xml.rels" {
				i := strings.Index(part, `<Relationship Id="rId2"`)
				j := strings.Index(part[i:], "</Relationship>") + i + len("</Relationship>")
				if !strings.Contains(part[i:j], "styles") {
					t.Fatal(part)
				}
				part = part[:i] + part[j:]
			}
			return part
		},
		"no references": inSheet(func(s string) string {
			return strings.NewReplacer(` r="1"`, "", ` r="2"`, "", ` r="A1"`, "", ` r="B1"`, "", ` r="A2"`, "", ` r="B2"`, "").Replace(s)
		}),
		"rows out of order": inSheet(func(s string) string {
			i, j, k := strings.Index(s, `<row r="1"`), strings.Index(s, `<row r="2"`), strings.Index(s, "</sheetData>")
			return s[:i] + s[j:k] + s[i:j] + s[k:]
		}),
		"byte order mark": inSheet(func(s string) string { return "\ufeff" + s }),
		"GBK declared": inSheet(func(s string) string {
			return strings.Replace(s, `encoding="UTF-8"`, `encoding="GBK"`, 1)
		}),
		"single quotes": inSheet(func(s string) string { return strings.ReplaceAll(s, `"`, `'`) }),
		"active sheet": func(name, part string) string {
			return strings.Replace(part, "<workbookView", `<workbookView firstSheet="0" activeTab="0"`, 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := repacked(t, b.Bytes(), change)
			f := opened(t, annotated(t, data, []report.Finding{about("Sheet1", "B2", report.Error, "甲"), about("Sheet1", "C1", report.Warning, "乙")}))
			if got := fillOf(t, f, "Sheet1", "B2") + fillOf(t, f, "Sheet1", "C1") + fillOf(t, f, "Sheet1", "A1"); got != "FFC7CEFFEB9C" {
				t.Errorf("colours %q", got)
			}
			if got := commentsOf(t, f, "Sheet1"); len(got) != 2 || !strings.HasPrefix(got["B2"], "【错误】甲") {
				t.Errorf("comments %q", got)
			}
			if v, err := f.GetCellValue("Sheet1", "A2"); v != "甲校" || err != nil {
				t.Errorf("A2 is %q, %v", v, err)
			}
		})
	}
}

func TestAnnotateRefuses(t *testing.T) {
	for name, want := range map[string]error{
		"returns/北塔职业学校/统计表.docx": annotate.ErrNotWorkbook,
		"returns/大坪职业学校/带宏.xlsm":  returned.ErrMacro,
		"returns/大坪职业学校/加密.xlsx":  returned.ErrEncrypted,
		"returns/大坪职业学校/截断.xlsx":  returned.ErrDamaged,
		"returns/大坪职业学校/残缺.xlsx":  returned.ErrDamaged,
		"returns/大坪职业学校/空.xlsx":   returned.ErrEmptyFile,
		"returns/大坪职业学校/统计表.xls":  returned.ErrFormat,
		"returns/大坪职业学校/网页.xls":   returned.ErrFormat,
	} {
		var b bytes.Buffer
		data := sender(t, name)
		err := annotate.Workbook(&b, bytes.NewReader(data), int64(len(data)), []report.Finding{about("统计表", "A1", report.Error, "甲")}, annotate.Options{Name: name})
		var e *annotate.Error
		if !errors.Is(err, want) || !errors.As(err, &e) || e.File != name || b.Len() > 0 {
			t.Errorf("%s: got %v and %d bytes, want %v", name, err, b.Len(), want)
		}
	}
}

func TestAnnotateTellsOfFailingWriter(t *testing.T) {
	data := sender(t, "workbooks/openpyxl.xlsx")
	var whole bytes.Buffer
	if err := copyTo(&whole, data, nil); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < whole.Len(); n += 501 {
		if err := copyTo(&limited{n}, data, nil); !errors.Is(err, errFull) {
			t.Fatalf("after %d bytes: %v", n, err)
		}
	}
}

var errFull = errors.New("disk full")

// limited takes so many bytes.
type limited struct{ left int }

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAnnotateSameBytes(t *testing.T) {
	data := sender(t, "workbooks/threads.xlsx")
	findings := []report.Finding{about("表", "B2", report.Error, "甲"), about("表", "A3", report.Hint, "乙"), about("表", "D9", report.Hint, "丙")}
	want := annotated(t, data, findings)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := copyTo(&b, data, findings); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("other bytes, %v", err)
			}
		})
	}
	wg.Wait()
}

// FuzzAnnotate shows that no file makes Annotate panic, and that what it writes
// reads as what it was given.
func FuzzAnnotate(f *testing.F) {
	good := sender(f, "workbooks/threads.xlsx")
	all := packageParts(f, good)
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/comments/comment1.xml", "xl/threadedComments/threadedComment1.xml"} {
		if all[part] == nil {
			f.Fatal(part)
		}
		f.Add(part, string(all[part]), "B2")
	}
	f.Fuzz(func(t *testing.T, name, part, cell string) {
		if all[name] == nil {
			return
		}
		data := repacked(t, good, func(n, old string) string {
			if n == name {
				return part
			}
			return old
		})
		var b bytes.Buffer
		err := copyTo(&b, data, []report.Finding{about("表", cell, report.Error, "甲"), about("表", "C7", report.Hint, "乙")})
		var e *annotate.Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("%v is no AnnotateError", err)
			}
			return
		}
		before, _, err1 := returned.Read(bytes.NewReader(data), int64(len(data)), "a", forms.Builtins()...)
		after, _, err2 := returned.Read(bytes.NewReader(b.Bytes()), int64(b.Len()), "a", forms.Builtins()...)
		if (err1 == nil) != (err2 == nil) || len(before) != len(after) {
			t.Fatalf("read %d (%v), now %d (%v)", len(before), err1, len(after), err2)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	data := sender(b, "returns/长堤职业学校/统计表.xlsx")
	returns, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", forms.Builtins()...)
	if err != nil {
		b.Fatal(err)
	}
	findings = append(findings, returned.Findings(returns[0].Check())...)
	b.ReportAllocs()
	for b.Loop() {
		if err := copyTo(&bytes.Buffer{}, data, findings); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleDocument() {
	schema, _ := forms.Builtin("week-statistics")
	var paper, back bytes.Buffer
	if err := render.FormDOCX(&paper, schema, blank.Options{Fill: map[forms.Ref]string{{Key: "students"}: "3"}}); err != nil {
		log.Fatal(err)
	}
	sent := bytes.NewReader(paper.Bytes())
	returns, findings, err := returned.Read(sent, sent.Size(), "统计表.docx", schema)
	if err != nil {
		log.Fatal(err)
	}
	findings = append(findings, returned.Findings(returns[0].Check())...)
	err = annotate.Document(&back, sent, sent.Size(), findings, annotate.Options{})
	fmt.Println(len(findings) > 0, back.Len() > paper.Len(), err)
	// Output:
	// true true <nil>
}
