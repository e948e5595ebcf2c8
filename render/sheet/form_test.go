package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

func workbookBytes(t *testing.T, s *forms.Schema, o blank.Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := sheet.Form(&buf, s, o); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func openWorkbook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func builtinForm(t *testing.T, id string) *forms.Schema {
	t.Helper()
	s, ok := forms.Builtin(id)
	if !ok {
		t.Fatalf("no form %s", id)
	}
	return s
}

// allKindsForm has a field of every kind, heads of three levels, lists with
// commas and long ones.
func allKindsForm() *forms.Schema {
	long := make(forms.Options, 30)
	for i := range long {
		long[i] = fmt.Sprintf("第%d类：中等职业学校专业", i+1)
	}
	return &forms.Schema{
		ID: "kinds", Version: "2", Title: "各类栏目", Orientation: forms.Landscape,
		Head: []forms.Field{
			{Key: "text", Label: "文字", Len: 20},
			{Key: "integer", Label: "整数", Kind: forms.Integer, Min: "1", Max: "9", Required: true},
			{Key: "free", Label: "不限", Kind: forms.Integer},
			{Key: "decimal", Label: "数字", Kind: forms.Decimal, Max: "0.5"},
			{Key: "percent", Label: "百分比", Kind: forms.Percent, Min: "0.7", Max: "99.9"},
			{Key: "date", Label: "日期", Kind: forms.Date, Min: "2023-05-08", Max: "2023-05-12"},
			{Key: "dates", Label: "起止", Kind: forms.Dates},
			{Key: "time", Label: "时刻", Kind: forms.Time, Max: "18:00"},
			{Key: "phone", Label: "电话", Kind: forms.Phone},
			{Key: "email", Label: "邮箱", Kind: forms.Email},
			{Key: "choice", Label: "单选", Kind: forms.Choice, Options: forms.Options{"“甲”", "<乙>&丙"}},
			{Key: "comma", Label: "带逗号", Kind: forms.Choice, Options: forms.Options{"甲,乙", "丙"}},
			{Key: "choices", Label: "多选", Kind: forms.Choices, Options: forms.Options{"甲", "乙"}},
			{Key: "yesno", Label: "是否", Kind: forms.YesNo},
		},
		Blocks: []forms.Block{{
			Key: "rows", Label: "情况", Rows: 3, Grow: true, Number: "序号",
			Fields: []forms.Field{
				{Key: "sort", Label: "类别", Kind: forms.Choice, Options: long},
				{Key: "a", Label: "专任", Kind: forms.Integer, Unit: "人", Required: true, Group: "人数|教师"},
				{Key: "b", Label: "兼职", Kind: forms.Integer, Unit: "人", Required: true, Group: "人数|教师"},
				{Key: "all", Label: "合计", Kind: forms.Integer, Unit: "人", Group: "人数", Formula: "a + b"},
			},
		}},
		Foot:   []forms.Field{{Key: "author", Label: "填表人"}},
		Notes:  []string{"本表一式两份。"},
		Checks: []string{"sum(rows.all) <= integer", "rows.a < rows.b"},
	}
}

func TestWorkbookGolden(t *testing.T) {
	for _, s := range []*forms.Schema{builtinForm(t, "week-statistics"), builtinForm(t, "outreach-plan"), allKindsForm()} {
		t.Run(s.ID, func(t *testing.T) {
			f := openWorkbook(t, workbookBytes(t, s, blank.Options{}))
			got := &txtar.Archive{}
			for _, name := range f.GetSheetList() {
				got.Files = append(got.Files, txtar.File{Name: name, Data: dumpWorkbookSheet(t, f, name)})
			}
			got.Files = append(got.Files, txtar.File{Name: "workbook", Data: dumpWorkbookRest(t, f)})
			file := filepath.Join("testdata/form", s.ID+".txtar")
			if *golden.Update {
				if err := os.WriteFile(file, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); d != "" {
				t.Errorf("%s differs (-want +got); -update accepts it\n%s", file, d)
			}
		})
	}
}

// dumpWorkbookSheet prints what a clerk meets on a sheet.
func dumpWorkbookSheet(t *testing.T, f *excelize.File, sheet string) []byte {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	visible, err := f.GetSheetVisible(sheet)
	must(err)
	dim, err := f.GetSheetDimension(sheet)
	must(err)
	fmt.Fprintf(&b, "visible %v, %s\n", visible, dim)
	lay, err := f.GetPageLayout(sheet)
	must(err)
	m, err := f.GetPageMargins(sheet)
	must(err)
	if visible {
		fmt.Fprintf(&b, "paper %d %s, %d page wide, %d high, margins %.3f %.3f %.3f %.3f in, centred %v\n", *lay.Size, *lay.Orientation,
			*lay.FitToWidth, *lay.FitToHeight, *m.Top, *m.Right, *m.Bottom, *m.Left, *m.Horizontally)
	}
	prot, err := f.GetSheetProtection(sheet)
	must(err)
	fmt.Fprintf(&b, "protected, rows may be inserted: %v\n", prot.InsertRows)
	panes, err := f.GetPanes(sheet)
	must(err)
	if len(panes.Selection) > 0 {
		fmt.Fprintf(&b, "selected %s\n", panes.Selection[0].ActiveCell)
	}
	merged, err := f.GetMergeCells(sheet)
	must(err)
	extent := map[string]string{}
	covered := map[string]bool{}
	for _, c := range merged {
		extent[c.GetStartAxis()] = c.GetEndAxis()
		for _, in := range workbookCells(t, c.GetStartAxis(), c.GetEndAxis()) {
			covered[in] = in != c.GetStartAxis()
		}
	}
	last := dim[strings.LastIndex(dim, ":")+1:]
	cols, rows, err := excelize.CellNameToCoordinates(last)
	must(err)
	fmt.Fprint(&b, "widths")
	for x := 1; x <= cols; x++ {
		w, err := f.GetColWidth(sheet, strings.TrimRight(a1.Name(1, x), "1"))
		must(err)
		fmt.Fprintf(&b, " %.2f", w)
	}
	fmt.Fprint(&b, "\nheights")
	for y := 1; y <= rows; y++ {
		h, err := f.GetRowHeight(sheet, y)
		must(err)
		fmt.Fprintf(&b, " %g", h)
	}
	fmt.Fprintln(&b)
	for y := 1; y <= rows; y++ {
		for x := 1; x <= cols; x++ {
			at := a1.Name(y, x)
			if covered[at] {
				continue
			}
			text, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
			must(err)
			formula, err := f.GetCellFormula(sheet, at)
			must(err)
			id, err := f.GetCellStyle(sheet, at)
			must(err)
			if text == "" && id == 0 {
				continue
			}
			name := at
			if extent[at] != "" {
				name += ":" + extent[at]
			}
			fmt.Fprintf(&b, "%-8s %s", name, describeCellStyle(t, f, id))
			if text != "" {
				fmt.Fprintf(&b, " %q", text)
			}
			if formula != "" {
				fmt.Fprintf(&b, " =%s", formula)
			}
			fmt.Fprintln(&b)
		}
	}
	for _, v := range workbookValidations(t, f, sheet) {
		fmt.Fprintln(&b, v)
	}
	cfs, err := f.GetConditionalFormats(sheet)
	must(err)
	var alerts []string
	for at, list := range cfs {
		for _, cf := range list {
			alerts = append(alerts, fmt.Sprintf("alert %s: %s", at, cf.Criteria))
		}
	}
	slices.Sort(alerts)
	for _, a := range alerts {
		fmt.Fprintln(&b, a)
	}
	return b.Bytes()
}

func workbookCells(t *testing.T, from, to string) []string {
	t.Helper()
	x1, y1, err1 := excelize.CellNameToCoordinates(from)
	x2, y2, err2 := excelize.CellNameToCoordinates(to)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	var out []string
	for y := y1; y <= y2; y++ {
		for x := x1; x <= x2; x++ {
			out = append(out, a1.Name(y, x))
		}
	}
	return out
}

func describeCellStyle(t *testing.T, f *excelize.File, id int) string {
	t.Helper()
	st, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if id == 0 {
		return "-"
	}
	lock := "locked"
	if st.Protection != nil && !st.Protection.Locked {
		lock = "FREE"
	}
	format := fmt.Sprint(st.NumFmt)
	if st.CustomNumFmt != nil {
		format = *st.CustomNumFmt
	}
	return fmt.Sprintf("%s %s %g %s/%s %d borders, format %s;", lock, st.Font.Family, st.Font.Size,
		st.Alignment.Horizontal, st.Alignment.Vertical, len(st.Border), format)
}

// validations prints the data validations of a sheet, as Excel and LibreOffice
// agree on them.
func workbookValidations(t *testing.T, f *excelize.File, sheet string) []string {
	t.Helper()
	list, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, v := range list {
		s := v.Sqref + " "
		switch v.Type {
		case "", "none":
			s += "any"
		default:
			s += v.Type + " "
			if v.Type != "list" {
				s += v.Operator + " "
			}
			s += v.Formula1
			if v.Operator == "between" && v.Type != "list" {
				s += " " + v.Formula2
			}
		}
		if v.ShowErrorMessage {
			s += fmt.Sprintf(" %s %q", *v.ErrorStyle, *v.Error)
		}
		if v.ShowInputMessage {
			s += fmt.Sprintf(" prompt %q %q", *v.PromptTitle, *v.Prompt)
		}
		out = append(out, html.UnescapeString(s))
	}
	return out
}

func dumpWorkbookRest(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "in front: %s\n", f.GetSheetName(f.GetActiveSheetIndex()))
	for _, n := range f.GetDefinedName() {
		fmt.Fprintf(&b, "name %s (%s) = %s\n", n.Name, n.Scope, n.RefersTo)
	}
	p, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "title %q, creator %q, created %s, modified %s, keywords %q, identifier %q\n", p.Title, p.Creator, p.Created, p.Modified, p.Keywords, p.Identifier)
	custom, err := f.GetCustomProps()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range custom {
		fmt.Fprintf(&b, "property %s = %v\n", c.Name, c.Value)
	}
	return b.Bytes()
}

// The same schema gives the same bytes, also on many goroutines at once.
func TestWorkbookDeterministic(t *testing.T) {
	o := blank.Options{Author: "某市教育局", Date: calendar.Date{Year: 2023, Month: 5, Day: 6},
		Fill: map[forms.Ref]string{{Key: "text"}: "甲", {Key: "integer"}: "3", {Block: "rows", Row: 2, Key: "a"}: "4"}}
	want := workbookBytes(t, allKindsForm(), o)
	s := allKindsForm()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var buf bytes.Buffer
			if err := sheet.Form(&buf, s, o); err != nil || !bytes.Equal(buf.Bytes(), want) {
				t.Errorf("other bytes, or %v", err)
			}
		})
	}
	wg.Wait()
}

// A cell is free if and only if it is to be filled in.
func TestWorkbookFreeCells(t *testing.T) {
	for _, s := range append(forms.Builtins(), allKindsForm()) {
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		f := openWorkbook(t, workbookBytes(t, s, blank.Options{}))
		free := map[string]bool{}
		for i := range l.Cells {
			if c := &l.Cells[i]; c.Free {
				for _, at := range workbookCells(t, c.Name(), c.End()) {
					free[at] = true
				}
			}
		}
		for _, at := range workbookCells(t, "A1", a1.Name(len(l.Rows)+2, len(l.Columns)+2)) {
			id, err := f.GetCellStyle(l.Sheet, at)
			if err != nil {
				t.Fatal(err)
			}
			st, err := f.GetStyle(id)
			if err != nil {
				t.Fatal(err)
			}
			if got := st.Protection != nil && !st.Protection.Locked; got != free[at] {
				t.Errorf("%s %s: free = %v, want %v", s.ID, at, got, free[at])
			}
		}
	}
}

func TestWorkbookFill(t *testing.T) {
	fill := map[forms.Ref]string{
		{Key: "text"}: "=1+1", {Key: "integer"}: "3", {Key: "decimal"}: "0.25", {Key: "percent"}: "12.5",
		{Key: "date"}: "2023-05-09", {Key: "time"}: "14:00", {Key: "phone"}: "04321234567", {Key: "choice"}: "“甲”", {Key: "yesno"}: "是",
		{Block: "rows", Row: 3, Key: "a"}: "7",
	}
	want := map[forms.Ref]string{
		{Key: "text"}: "=1+1", {Key: "integer"}: "3", {Key: "decimal"}: "0.25", {Key: "percent"}: "12.50%",
		{Key: "date"}: "2023年5月9日", {Key: "time"}: "14:00", {Key: "phone"}: "04321234567", {Key: "choice"}: "“甲”", {Key: "yesno"}: "是",
		{Block: "rows", Row: 3, Key: "a"}: "7",
	}
	s := allKindsForm()
	l, err := s.Layout()
	if err != nil {
		t.Fatal(err)
	}
	f := openWorkbook(t, workbookBytes(t, s, blank.Options{Fill: fill}))
	for r, text := range want {
		got, err := f.GetCellValue(l.Sheet, l.At(r).Name())
		if err != nil || got != text {
			t.Errorf("%s shows %q, %v, want %q", r, got, err, text)
		}
	}
	if formula, _ := f.GetCellFormula(l.Sheet, l.At(forms.Ref{Key: "text"}).Name()); formula != "" {
		t.Errorf("a text became the formula %s", formula)
	}
	panes, err := f.GetPanes(l.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	if at, want := panes.Selection[0].ActiveCell, l.At(forms.Ref{Key: "free"}).Name(); at != want {
		t.Errorf("selected %s, want %s, the first empty one", at, want)
	}
}

func TestWorkbookFillErrors(t *testing.T) {
	for _, c := range []struct {
		ref  forms.Ref
		text string
	}{
		{forms.Ref{Key: "nothing"}, "1"},
		{forms.Ref{Block: "rows", Row: 4, Key: "a"}, "1"},
		{forms.Ref{Block: "rows", Key: "a"}, "1"},
		{forms.Ref{Block: "rows", Row: 1, Key: "all"}, "1"},
		{forms.Ref{Key: "integer"}, "约300"},
		{forms.Ref{Key: "integer"}, "1.5"},
		{forms.Ref{Key: "percent"}, "12%"},
		{forms.Ref{Key: "date"}, "5月8日"},
		{forms.Ref{Key: "time"}, "下午"},
		{forms.Ref{Key: "choice"}, "丁"},
		{forms.Ref{Key: "yesno"}, "Y"},
	} {
		var buf bytes.Buffer
		err := sheet.Form(&buf, allKindsForm(), blank.Options{Fill: map[forms.Ref]string{c.ref: c.text}})
		var fe *blank.FillError
		if !errors.As(err, &fe) || fe.Ref != c.ref || fe.Text != c.text {
			t.Errorf("%s with %q: %v, want a *FillError", c.ref, c.text, err)
		}
		if buf.Len() > 0 {
			t.Errorf("%s: %d bytes written", c.ref, buf.Len())
		}
	}
}

func TestWorkbookBadText(t *testing.T) {
	for _, text := range []string{"有\x01控制符", "坏\xff字节", strings.Repeat("长", 32768)} {
		err := sheet.Form(&bytes.Buffer{}, allKindsForm(), blank.Options{Fill: map[forms.Ref]string{{Key: "text"}: text}})
		if !errors.Is(err, sheet.ErrText) {
			t.Errorf("%.20q: %v, want ErrText", text, err)
		}
	}
}

func TestWorkbookInvalidSchema(t *testing.T) {
	var e *forms.SchemaError
	if err := sheet.Form(&bytes.Buffer{}, &forms.Schema{ID: "empty"}, blank.Options{}); !errors.As(err, &e) {
		t.Errorf("error = %v, want a *forms.SchemaError", err)
	}
}

var errWorkbookBroken = errors.New("disk full")

type workbookBrokenWriter struct{}

func (workbookBrokenWriter) Write([]byte) (int, error) { return 0, errWorkbookBroken }

func TestWorkbookFailingWriter(t *testing.T) {
	if err := sheet.Form(workbookBrokenWriter{}, allKindsForm(), blank.Options{}); !errors.Is(err, errWorkbookBroken) {
		t.Errorf("error = %v, want that of the writer", err)
	}
}

// A prompt holds 255 characters, its title 32; Excel refuses files with more.
func TestWorkbookLongPrompt(t *testing.T) {
	s := allKindsForm()
	s.Head[0].Label = strings.Repeat("标", 60)
	s.Head[0].Note = strings.Repeat("注", 400)
	f := openWorkbook(t, workbookBytes(t, s, blank.Options{}))
	list, err := f.GetDataValidations(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	v := list[0]
	if n := len([]rune(*v.PromptTitle)); n != 32 {
		t.Errorf("prompt title of %d characters", n)
	}
	if n := len([]rune(*v.Prompt)); n != 255 {
		t.Errorf("prompt of %d characters", n)
	}
	if n := len([]rune(*v.Error)); n > 225 {
		t.Errorf("error of %d characters", n)
	}
}

// convertWorkbook converts files with LibreOffice under a profile of its own:
// with a shared one a run right after another converts nothing.
func convertWorkbook(t *testing.T, to string, files ...string) []string {
	t.Helper()
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	out := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", to, "--outdir", out}
	text, err := exec.Command(path, append(args, files...)...).CombinedOutput()
	var results []string
	for _, file := range files {
		result := filepath.Join(out, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+"."+to)
		if _, serr := os.Stat(result); err != nil || serr != nil {
			t.Fatalf("soffice: %v %v\n%s", err, serr, text)
		}
		results = append(results, result)
	}
	return results
}

func saveWorkbook(t *testing.T, s *forms.Schema) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), s.ID+".xlsx")
	if err := os.WriteFile(file, workbookBytes(t, s, blank.Options{}), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// What the form is, what its cells refuse and what is locked survive being
// opened and saved by LibreOffice.
func TestWorkbookSurvivesLibreOffice(t *testing.T) {
	s := allKindsForm()
	mine := openWorkbook(t, workbookBytes(t, s, blank.Options{}))
	data, err := os.ReadFile(convertWorkbook(t, "xlsx", saveWorkbook(t, s))[0])
	if err != nil {
		t.Fatal(err)
	}
	theirs := openWorkbook(t, data)
	if d := cmp.Diff(mine.GetSheetList(), theirs.GetSheetList()); d != "" {
		t.Errorf("sheets differ:\n%s", d)
	}
	sheet := mine.GetSheetName(0)
	if d := cmp.Diff(workbookValidations(t, mine, sheet), workbookValidations(t, theirs, sheet)); d != "" {
		t.Errorf("validations differ (-written +saved):\n%s", d)
	}
	if visible, err := theirs.GetSheetVisible(forms.InfoSheet); err != nil || visible {
		t.Errorf("the info sheet shows: %v, %v", visible, err)
	}
	for cell, want := range map[string]string{"A1": forms.InfoForm, "B1": "kinds", "A2": forms.InfoVersion, "B2": "2", "D1": "甲,乙", "E30": "第30类：中等职业学校专业"} {
		if got, err := theirs.GetCellValue(forms.InfoSheet, cell); err != nil || got != want {
			t.Errorf("info sheet %s = %q, %v, want %q", cell, got, err, want)
		}
	}
	names := map[string]string{}
	for _, n := range theirs.GetDefinedName() {
		names[n.Name] = strings.NewReplacer("'", "", `"`, "").Replace(n.RefersTo)
	}
	for name, want := range map[string]string{forms.NameForm: "kinds", forms.NameVersion: "2", "zhijiao_list2": "字典!$E$1:$E$30", "_xlnm.Print_Titles": sheet + "!$7:$9"} {
		if names[name] != want {
			t.Errorf("name %s = %q, want %q", name, names[name], want)
		}
	}
	custom, err := theirs.GetCustomProps()
	if err != nil || fmt.Sprint(custom) != "[{zhijiao.form kinds} {zhijiao.version 2}]" {
		t.Errorf("properties %v, %v", custom, err)
	}
	// What a file leaves out is forbidden; excelize would take it for allowed.
	protection := regexp.MustCompile("<sheetProtection[^>]*>").FindString(workbookPart(t, data, "xl/worksheets/sheet1.xml"))
	if !strings.Contains(protection, ` sheet="true"`) || !strings.Contains(protection, ` insertRows="false"`) || strings.Contains(protection, ` insertColumns="false"`) {
		t.Errorf("protection %s", protection)
	}
	lay, err := theirs.GetPageLayout(sheet)
	if err != nil || *lay.Size != 9 || *lay.Orientation != "landscape" || *lay.FitToWidth != 1 || *lay.FitToHeight != 0 {
		t.Errorf("page %+v, %v", lay, err)
	}
}

func workbookPart(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Printed, a form is A4 and one page wide, and the built-in ones take the
// pages they are meant to.
func TestWorkbookPages(t *testing.T) {
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		t.Skip("pdfinfo is not installed")
	}
	cases := []struct {
		id    string
		pages string // of the form and of the guide
		width string // of the first, in points, cut
	}{
		{"week-statistics", "2", "595"},
		{"outreach-plan", "2", "595"},
		{"highlights", "2", "841"},
		{"month-schedule", "3", "841"},
	}
	var files []string
	for _, c := range cases {
		files = append(files, saveWorkbook(t, builtinForm(t, c.id)))
	}
	for i, pdf := range convertWorkbook(t, "pdf", files...) {
		text, err := exec.Command("pdfinfo", pdf).Output()
		if err != nil {
			t.Fatal(err)
		}
		pages := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(string(text))
		width := regexp.MustCompile(`Page size:\s+(\d+)`).FindStringSubmatch(string(text))
		if c := cases[i]; pages == nil || width == nil || pages[1] != c.pages || width[1] != c.width {
			t.Errorf("%s: %v pages, %v pt wide, want %s, %s", c.id, pages, width, c.pages, c.width)
		}
	}
}

func ExampleForm() {
	s, _ := forms.Builtin("week-statistics")
	s.Title = "2023年职业教育活动周学校情况统计表"
	var buf bytes.Buffer
	err := sheet.Form(&buf, s, blank.Options{
		Author: "某市教育局",
		Date:   calendar.Date{Year: 2023, Month: 5, Day: 6},
		Fill:   map[forms.Ref]string{{Key: "school"}: "某职业学校"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := excelize.OpenReader(&buf)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	school, _ := f.GetCellValue(s.Title, "C2")
	fmt.Println(f.GetSheetList(), school)
	// Output: [2023年职业教育活动周学校情况统计表 填表说明 字典] 某职业学校
}

func BenchmarkWorkbook(b *testing.B) {
	s, _ := forms.Builtin("highlights")
	for b.Loop() {
		var buf bytes.Buffer
		if err := sheet.Form(&buf, s, blank.Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(buf.Len()))
	}
}
