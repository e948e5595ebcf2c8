package annotate_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// senders returns workbooks as senders have them: those that came back, blank
// forms, and those of testdata/workbooks with all that spreadsheets know.
func senders(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, dir := range []string{"../../testdata/returns/*/*.xlsx", "../../testdata/workbooks/*.xlsx"} {
		files, err := filepath.Glob(dir)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, %v", dir, err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if f, err := excelize.OpenReader(bytes.NewReader(data)); err == nil && copyTo(io.Discard, data, nil) == nil {
				f.Close()
				out[filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name)] = data
			}
		}
	}
	for _, s := range forms.Builtins() {
		var b bytes.Buffer
		if err := sheet.Form(&b, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		out["blank "+s.ID] = b.Bytes()
	}
	out["made by excelize"] = excelizeSender(t)
	return out
}

// excelizeSender makes a workbook with a pivot table, slicers, sparklines,
// controls and pictures.
func excelizeSender(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows := [][]any{{"区县", "学校", "人数"}, {"东区", "甲校", 3}, {"西区", "乙校", 5}, {"东区", "丙校", 8}}
	for i, row := range rows {
		try(f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	_, err := f.NewSheet("透视")
	try(err)
	try(f.AddPivotTable(&excelize.PivotTableOptions{
		DataRange: "Sheet1!A1:C4", PivotTableRange: "透视!A3:D12",
		Rows: []excelize.PivotTableField{{Data: "区县"}}, Data: []excelize.PivotTableField{{Data: "人数", Subtotal: "Sum"}},
	}))
	try(f.AddTable("Sheet1", &excelize.Table{Range: "A1:C4", Name: "表"}))
	try(f.AddSlicer("Sheet1", &excelize.SlicerOptions{Name: "区县", Cell: "F2", TableSheet: "Sheet1", TableName: "表", Caption: "区县"}))
	try(f.AddSparkline("Sheet1", &excelize.SparklineOptions{Location: []string{"D2"}, Range: []string{"Sheet1!C2:C4"}}))
	try(f.AddFormControl("Sheet1", excelize.FormControl{Cell: "F20", Type: excelize.FormControlCheckBox, Text: "同意"}))
	try(f.AddChart("Sheet1", "H2", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Name: "Sheet1!$C$1", Categories: "Sheet1!$B$2:$B$4", Values: "Sheet1!$C$2:$C$4"}}}))
	png := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82")
	try(f.AddPictureFromBytes("Sheet1", "H30", &excelize.Picture{Extension: ".png", File: png, Format: &excelize.GraphicOptions{}}))
	try(f.SetCellRichText("Sheet1", "B3", []excelize.RichTextRun{{Text: "乙", Font: &excelize.Font{Bold: true}}, {Text: "校"}}))
	try(f.SetPanes("Sheet1", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	var b bytes.Buffer
	try(f.Write(&b))
	return b.Bytes()
}

func copyTo(w io.Writer, data []byte, findings []report.Finding) error {
	return annotate.Workbook(w, bytes.NewReader(data), int64(len(data)), findings, annotate.Options{})
}

func annotated(t interface {
	Helper()
	Fatal(...any)
}, data []byte, findings []report.Finding) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := copyTo(&b, data, findings); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// drawFindings draws findings about cells of a workbook: with something in them,
// merged, empty, far away, and none.
func drawFindings(t *rapid.T, f *excelize.File) []report.Finding {
	var findings []report.Finding
	for i := range rapid.IntRange(0, 12).Draw(t, "findings") {
		x := report.Finding{
			Rule: "X", Severity: report.Severity(rapid.IntRange(1, 3).Draw(t, "severity")),
			Message: fmt.Sprintf("问题%d<&>", i), Found: rapid.SampledFrom([]string{"", "约2000人", "_x0041_"}).Draw(t, "found"), Hint: rapid.SampledFrom([]string{"", "请改正"}).Draw(t, "hint"),
		}
		x.Where.Sheet = rapid.SampledFrom(append(f.GetSheetList(), "没有的表", "")).Draw(t, "sheet")
		x.Where.Cell = a1.Name(rapid.SampledFrom([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 40, 3000}).Draw(t, "row"), rapid.SampledFrom([]int{1, 2, 3, 4, 5, 6, 30}).Draw(t, "column"))
		if rapid.IntRange(0, 9).Draw(t, "whole") == 0 {
			x.Where.Cell = ""
		}
		findings = append(findings, x)
	}
	return findings
}

// TestAnnotateKeepsAll shows that a copy has every byte of the sender's parts
// that hold no mark, and of the others every element but the marks, by a
// reading of the XML that is not the one that Annotate does.
func TestAnnotateKeepsAll(t *testing.T) {
	for name, data := range senders(t) {
		t.Run(name, func(t *testing.T) {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			for i := range 3 {
				findings := rapid.Custom(func(t *rapid.T) []report.Finding { return drawFindings(t, f) }).Example(i)
				copied := annotated(t, data, findings)
				keeps(t, packageParts(t, data), packageParts(t, copied))
				if !strings.Contains(name, "太宽") && !strings.Contains(name, "远行") { // which excelize takes minutes for
					sameCells(t, f, copied)
				}
				if t.Failed() {
					t.Fatalf("with %v", findings)
				}
			}
		})
	}
}

// failer is what tests and properties have in common.
type failer interface {
	Helper()
	Errorf(string, ...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// packageParts unpacks a zip.
func packageParts(t failer, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if out[f.Name] != nil {
			t.Fatalf("%s stands twice", f.Name)
		}
		out[f.Name] = b
	}
	return out
}

var (
	sheetPart   = regexp.MustCompile(`^xl/(work|chart)sheets/[^/]*\.xml$`)
	commentPart = regexp.MustCompile(`(?i)comments?[^/]*\.xml$`)
)

func keeps(t failer, old, now map[string][]byte) {
	t.Helper()
	oldLook, newLook := looks(t, old["xl/styles.xml"]), looks(t, now["xl/styles.xml"])
	for name, was := range old {
		is := now[name]
		switch {
		case is == nil:
			t.Errorf("%s is gone", name)
		case bytes.Equal(was, is):
		case name == "xl/styles.xml":
			keepsStyles(t, was, is)
		case name == "xl/workbook.xml":
			subset(t, name, bookLines(t, was, 0), bookLines(t, is, 1), false)
		case name == "[Content_Types].xml", strings.HasSuffix(name, ".rels"), strings.Contains(name, "/persons/"):
			subset(t, name, xmlLines(t, was), xmlLines(t, is), true)
		case sheetPart.MatchString(name):
			marked := map[string]bool{}
			had := cellNames(t, was)
			for c := range cellNames(t, is) {
				marked[c] = !had[c]
			}
			subset(t, name, sheetLines(t, was, oldLook, nil), sheetLines(t, is, newLook, marked), false)
		case strings.HasSuffix(name, ".vml"):
			keepsBoxes(t, name, was, is)
		case commentPart.MatchString(name):
			keepsComments(t, name, was, is)
		default:
			t.Errorf("%s differs", name)
		}
	}
}

// lines writes an element a line, with its attributes in order and its text.
func xmlLines(t failer, data []byte) []string {
	t.Helper()
	return walk(t, data, func(xml.StartElement, []string) (string, bool) { return "", true })
}

// walk writes what a part says, a line for each start, text and end. look may
// give another line for an element, or leave it out with all in it.
func walk(t failer, data []byte, look func(e xml.StartElement, open []string) (line string, ok bool)) []string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var out, open []string
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			line, ok := look(tok, open)
			if !ok {
				if err := d.Skip(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if line == "" {
				line = elementLine(tok)
			}
			out = append(out, strings.Repeat(" ", len(open))+line)
			open = append(open, tok.Name.Local)
		case xml.CharData:
			if s := string(tok); strings.TrimSpace(s) != "" || len(open) > 0 && (open[len(open)-1] == "t" || open[len(open)-1] == "v") {
				out = append(out, strconv.Quote(s))
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

func elementLine(e xml.StartElement, without ...string) string {
	var attrs []string
	for _, a := range e.Attr {
		if !slices.Contains(without, a.Name.Local) {
			attrs = append(attrs, fmt.Sprintf("%s:%s=%q", a.Name.Space, a.Name.Local, a.Value))
		}
	}
	slices.Sort(attrs)
	return e.Name.Space + ":" + e.Name.Local + " " + strings.Join(attrs, " ")
}

// subset checks that now has the lines of was, in their order, and nothing else
// unless more may be added.
func subset(t failer, name string, was, now []string, more bool) {
	t.Helper()
	for len(was) > 0 {
		switch {
		case len(now) == 0:
			t.Errorf("%s has lost %s", name, was[0])
			return
		case was[0] == now[0]:
			was, now = was[1:], now[1:]
		case more:
			now = now[1:]
		default:
			t.Errorf("%s was %s\nis now %s", name, was[0], now[0])
			return
		}
	}
	if !more && len(now) > 0 {
		t.Errorf("%s has in addition %s", name, now[0])
	}
}

// bookLines is the list of sheets and names without the sheet put first;
// numbers of sheets are counted without it.
func bookLines(t failer, data []byte, first int) []string {
	t.Helper()
	n, hadNames := 0, false
	out := walk(t, data, func(e xml.StartElement, open []string) (string, bool) {
		switch e.Name.Local {
		case "sheet":
			n++
			return "", n > first
		case "workbookView":
			return elementLine(e, "activeTab", "firstSheet"), true
		case "definedNames":
			return "", true
		case "definedName":
			id := attr(e, "localSheetId")
			if id == "" {
				hadNames = true
				return "", true
			}
			k, _ := strconv.Atoi(id)
			if k < first {
				return "", false
			}
			hadNames = true
			return fmt.Sprintf("%s on %d", elementLine(e, "localSheetId"), k-first), true
		}
		return "", true
	})
	if !hadNames {
		out = slices.DeleteFunc(out, func(s string) bool { return strings.Contains(s, ":definedNames ") })
	}
	return out
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func cellNames(t failer, data []byte) map[string]bool {
	out := map[string]bool{}
	walk(t, data, func(e xml.StartElement, _ []string) (string, bool) {
		if e.Name.Local == "c" || e.Name.Local == "row" {
			out[e.Name.Local+attr(e, "r")] = true
		}
		return "", true
	})
	return out
}

// sheetLines is a sheet with the looks of cells in place of their styles, but
// for the colour, and without what is new.
func sheetLines(t failer, data []byte, looks []string, added map[string]bool) []string {
	t.Helper()
	legacy := 0
	out := walk(t, data, func(e xml.StartElement, open []string) (string, bool) {
		switch name := e.Name.Local; name {
		case "c":
			n, _ := strconv.Atoi(attr(e, "s"))
			return elementLine(e, "s") + " " + looks[n], !added["c"+attr(e, "r")]
		case "row":
			return elementLine(e, "spans"), !added["row"+attr(e, "r")]
		case "dimension":
			return name, true
		case "sheetView":
			return elementLine(e, "tabSelected"), true
		case "legacyDrawing":
			legacy++
			return "", false
		}
		return "", true
	})
	return out
}

// looks are the styles of cells without their colours.
func looks(t failer, styles []byte) []string {
	t.Helper()
	var out []string
	inside := false
	for _, line := range walk(t, styles, func(e xml.StartElement, open []string) (string, bool) {
		return elementLine(e, "fillId", "applyFill"), true
	}) {
		switch depth := len(line) - len(strings.TrimLeft(line, " ")); {
		case depth == 1:
			inside = strings.Contains(line, ":cellXfs ")
		case inside && depth == 2:
			out = append(out, line)
		case inside:
			out[len(out)-1] += line
		}
	}
	return out
}

func keepsStyles(t failer, was, is []byte) {
	t.Helper()
	counted := func(data []byte) []string {
		return walk(t, data, func(e xml.StartElement, open []string) (string, bool) {
			if len(open) == 1 {
				return elementLine(e, "count"), true
			}
			return "", true
		})
	}
	subset(t, "styles", counted(was), counted(is), true)
	children := map[string]int{}
	claim := map[string]string{}
	walk(t, is, func(e xml.StartElement, open []string) (string, bool) {
		switch len(open) {
		case 1:
			claim[e.Name.Local] = attr(e, "count")
		case 2:
			children[open[1]]++
		}
		return "", true
	})
	for _, name := range []string{"fonts", "fills", "borders", "cellXfs"} {
		if claim[name] != strconv.Itoa(children[name]) {
			t.Errorf("%s says %s, has %d", name, claim[name], children[name])
		}
	}
}

var anchor = regexp.MustCompile(`<x:Anchor>[^<]*</x:Anchor>`)

func keepsBoxes(t failer, name string, was, is []byte) {
	t.Helper()
	a, _, _ := bytes.Cut(anchor.ReplaceAll(was, nil), []byte("</xml>"))
	if !bytes.HasPrefix(anchor.ReplaceAll(is, nil), a) {
		t.Errorf("%s: boxes differ", name)
	}
}

// keepsComments compares the texts of comments, which may go on.
func keepsComments(t failer, name string, was, is []byte) {
	t.Helper()
	texts := func(data []byte) map[string]string {
		out := map[string]string{}
		ref, text := "", false
		for _, line := range walk(t, data, func(e xml.StartElement, _ []string) (string, bool) {
			if r := attr(e, "ref"); r != "" {
				return "ref " + r + " " + attr(e, "id"), true
			}
			return e.Name.Local, true
		}) {
			s := strings.TrimSpace(line)
			if strings.HasPrefix(s, "ref ") {
				ref = s
			} else if words, err := strconv.Unquote(line); err == nil && text {
				out[ref] += words
			}
			text = s == "t" || s == "text"
		}
		return out
	}
	now := texts(is)
	for ref, text := range texts(was) {
		if !strings.HasPrefix(now[ref], text) {
			t.Errorf("%s: %s was %q, is %q", name, ref, text, now[ref])
		}
	}
}

// sameCells compares values, formulas, merges, validations and names as
// excelize reads them.
func sameCells(t failer, old *excelize.File, copied []byte) {
	t.Helper()
	now, err := excelize.OpenReader(bytes.NewReader(copied))
	if err != nil {
		t.Fatal(err)
	}
	defer now.Close()
	sheets := now.GetSheetList()
	if !slices.Equal(sheets[1:], old.GetSheetList()) {
		t.Fatalf("sheets %q", sheets)
	}
	if now.GetActiveSheetIndex() != 0 {
		t.Errorf("opens on sheet %d", now.GetActiveSheetIndex())
	}
	names := func(f *excelize.File) map[string]string {
		out := map[string]string{}
		for _, n := range f.GetDefinedName() {
			if n.Scope != sheets[0] {
				out[n.Scope+"!"+n.Name] = n.RefersTo
			}
		}
		return out
	}
	if a, b := names(old), names(now); !maps.Equal(a, b) {
		t.Errorf("names were %v, are %v", a, b)
	}
	for _, sheet := range sheets[1:] {
		for _, read := range []func(*excelize.File) (any, error){
			func(f *excelize.File) (any, error) { return f.GetRows(sheet, excelize.Options{RawCellValue: true}) },
			func(f *excelize.File) (any, error) { return f.GetMergeCells(sheet) },
			func(f *excelize.File) (any, error) { return f.GetDataValidations(sheet) },
			func(f *excelize.File) (any, error) { return f.GetSheetVisible(sheet) },
		} {
			a, err1 := read(old)
			b, err2 := read(now)
			if x, y := dumpAny(a), dumpAny(b); x != y || fmt.Sprint(err1) != fmt.Sprint(err2) {
				t.Errorf("%s: was %s (%v)\nis %s (%v)", sheet, x, err1, y, err2)
			}
		}
	}
}

// dumpAny prints values with what their pointers lead to; trailing rows that
// hold nothing are none.
func dumpAny(v any) string {
	switch v := v.(type) {
	case [][]string:
		for len(v) > 0 && len(v[len(v)-1]) == 0 {
			v = v[:len(v)-1]
		}
		return fmt.Sprintf("%q", v)
	case []*excelize.DataValidation:
		var b strings.Builder
		for _, x := range v {
			data, _ := xml.Marshal(x)
			b.Write(data)
		}
		return b.String()
	}
	return fmt.Sprint(v)
}
