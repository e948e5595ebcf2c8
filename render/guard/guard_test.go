package guard_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/guard"
)

const corpusDir = "../../testdata/learn"

func blanks(t testing.TB) []*learn.Blank {
	t.Helper()
	var all []*learn.Blank
	for _, pattern := range []string{"*.xlsx", "*/*.xlsx", "*.xls", "*.docx", "*/*.ods"} {
		found, err := filepath.Glob(filepath.Join(corpusDir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			if _, err := os.Stat(strings.TrimSuffix(name, filepath.Ext(name)) + ".txt"); err != nil {
				continue // a return
			}
			b, err := learn.LearnFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b)
		}
	}
	if len(all) < 30 {
		t.Fatalf("%d blanks", len(all))
	}
	return all
}

func guarded(t testing.TB, b *learn.Blank) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := guard.Blank(&out, b); err != nil {
		t.Fatalf("%s: %v", b.Name, err)
	}
	return out.Bytes()
}

func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

// TestLooksUntouched: but for what locks and limits, a guarded blank is the blank:
// other parts byte for byte, the same texts, faces, lines and sizes in each cell.
func TestLooksUntouched(t *testing.T) {
	for _, b := range blanks(t) {
		data := guarded(t, b)
		if filepath.Ext(b.Name) != ".xlsx" {
			if !bytes.Equal(data, b.Data) {
				t.Errorf("%s is not as it was", b.Name)
			}
			continue
		}
		was, is := parts(t, b.Data), parts(t, data)
		for name, text := range was {
			if is[name] != text && !strings.HasPrefix(name, "xl/worksheets/sheet") && name != "xl/styles.xml" && name != "xl/workbook.xml" {
				t.Errorf("%s: %s is changed", b.Name, name)
			}
		}
		if len(is) != len(was) {
			t.Errorf("%s: %d parts, %d before", b.Name, len(is), len(was))
		}
		x, err := excelize.OpenReader(bytes.NewReader(b.Data))
		if err != nil {
			t.Fatal(err)
		}
		y, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", b.Name, err)
		}
		for _, sheet := range x.GetSheetList() {
			for row := 1; row <= 40; row++ {
				for col := 1; col <= 16; col++ {
					cell, _ := excelize.CoordinatesToCellName(col, row)
					v, _ := x.GetCellValue(sheet, cell)
					w, _ := y.GetCellValue(sheet, cell)
					if v != w {
						t.Errorf("%s %s: %q was %q", b.Name, cell, w, v)
					}
					if s, r := look(t, x, sheet, cell), look(t, y, sheet, cell); s != r {
						t.Errorf("%s %s looks otherwise: %s was %s", b.Name, cell, r, s)
					}
				}
			}
		}
	}
}

// look tells how a cell looks, its lock apart.
func look(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	n, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	xf := f.Styles.CellXfs.Xf[n]
	var s strings.Builder
	for _, id := range []*int{xf.FontID, xf.FillID, xf.BorderID, xf.NumFmtID} {
		if id == nil {
			s.WriteString("- ")
		} else {
			s.WriteString(string(rune('0'+*id)) + " ")
		}
	}
	if xf.Alignment != nil {
		s.WriteString(xf.Alignment.Horizontal + xf.Alignment.Vertical)
	}
	return s.String()
}

// TestAnswersAreFree: every place of a field can be written to, every other text is
// locked, and what is sent out is learnt as the blank was.
func TestAnswersAreFree(t *testing.T) {
	for _, b := range blanks(t) {
		if filepath.Ext(b.Name) != ".xlsx" || !b.Bounded() {
			continue
		}
		data := guarded(t, b)
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		free := map[string]bool{}
		sheets := map[string]bool{}
		for p := range b.Places() {
			cell, _ := excelize.CoordinatesToCellName(p.Col, p.Row)
			free[p.Sheet+cell], sheets[p.Sheet] = true, true
			if locked(t, f, p.Sheet, cell) {
				t.Errorf("%s %s: %s is locked", b.Name, cell, p.Ref)
			}
		}
		for sheet := range sheets {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for r, row := range rows {
				for c, text := range row {
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					if text != "" && !free[sheet+cell] && !locked(t, f, sheet, cell) {
						t.Errorf("%s %s: %q is free", b.Name, cell, text)
					}
				}
			}
		}
		names := f.GetDefinedName()
		if i := len(names); i == 0 {
			t.Errorf("%s has no id", b.Name)
		}
		again, err := learn.Learn(bytes.NewReader(data), int64(len(data)), b.Name)
		if err != nil {
			t.Fatalf("%s: %v", b.Name, err)
		}
		var one, two bytes.Buffer
		b.WriteSketch(&one)
		again.WriteSketch(&two)
		if one.String() != two.String() {
			t.Errorf("%s is learnt otherwise:\n%s\nwas\n%s", b.Name, &two, &one)
		}
		if !bytes.Equal(data, guarded(t, b)) {
			t.Errorf("%s: other bytes the second time", b.Name)
		}
	}
}

func locked(t *testing.T, f *excelize.File, sheet, cell string) bool {
	t.Helper()
	n, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	p := f.Styles.CellXfs.Xf[n].Protection
	return p == nil || p.Locked == nil || *p.Locked
}

// TestLists: a choice has its options to choose from, a whole number its kind, and a
// box with a list of its office keeps that alone.
func TestLists(t *testing.T) {
	list := func(name string) map[string]string {
		b, err := learn.LearnFile(filepath.Join(corpusDir, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(guarded(t, b)))
		if err != nil {
			t.Fatal(err)
		}
		all, err := f.GetDataValidations(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]string{}
		for _, dv := range all {
			at[dv.Sqref] += dv.Type + " " + dv.Formula1
		}
		return at
	}
	if got := list("先进个人申报表.xlsx"); got["D2"] != `list "男,女"` {
		t.Errorf("性别: %q", got)
	}
	if got := list("round2/固定资产台账.xlsx"); strings.Count(got["I4:I23"], "list") != 1 || strings.Contains(got["I4:I23"], "warning") || !strings.HasPrefix(got["F4:F23"], "whole") {
		t.Errorf("使用状况, 数量: %q", got)
	}
}

// TestGivenRefuses: a limit that was learnt warns, one that somebody wrote refuses.
func TestGivenRefuses(t *testing.T) {
	b, err := learn.LearnFile(filepath.Join(corpusDir, "先进个人申报表.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	given, err := b.With(b.Schema)
	if err != nil {
		t.Fatal(err)
	}
	const warns = `errorStyle="warning"`
	if s := parts(t, guarded(t, b))["xl/worksheets/sheet1.xml"]; !strings.Contains(s, warns) {
		t.Error("what was learnt does not warn")
	}
	if s := parts(t, guarded(t, given))["xl/worksheets/sheet1.xml"]; strings.Contains(s, warns) || !strings.Contains(s, "dataValidation") {
		t.Error("what was given warns only")
	}
}

// TestProtectedBefore: what its office has protected stays as it is.
func TestProtectedBefore(t *testing.T) {
	f := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "登记表", "A2": "姓名", "C2": "性别", "A3": "单位", "C3": "电话"} {
		if err := f.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.ProtectSheet("Sheet1", &excelize.SheetProtectionOptions{Password: "a"}); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	b, err := learn.Learn(bytes.NewReader(data.Bytes()), int64(data.Len()), "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	s := parts(t, guarded(t, b))["xl/worksheets/sheet1.xml"]
	if strings.Count(s, "<sheetProtection") != 1 || !strings.Contains(s, "hashValue") && !strings.Contains(s, "password") {
		t.Errorf("%s", s)
	}
}

func TestNothing(t *testing.T) {
	if err := guard.Blank(io.Discard, nil); err == nil {
		t.Error("no error without a blank")
	}
	if err := guard.Blank(nil, &learn.Blank{Schema: &forms.Schema{}}); err == nil {
		t.Error("no error without a writer")
	}
}

// TestSurvivesLibreOffice: what is free, locked and listed is still so when
// LibreOffice has opened and saved it.
func TestSurvivesLibreOffice(t *testing.T) {
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	b, err := learn.LearnFile(filepath.Join(corpusDir, "先进个人申报表.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	in, out := filepath.Join(t.TempDir(), "a.xlsx"), t.TempDir()
	if err := os.WriteFile(in, guarded(t, b), 0o666); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command(path, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out, in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	f, err := excelize.OpenFile(filepath.Join(out, "a.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	if locked(t, f, sheet, "B2") || !locked(t, f, sheet, "A2") {
		t.Error("姓名 is locked, or its label is free")
	}
	lists, err := f.GetDataValidations(sheet)
	if err != nil || len(lists) == 0 {
		t.Errorf("%d lists, %v", len(lists), err)
	}
}
