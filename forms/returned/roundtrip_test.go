package returned_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// everyForm returns the built-in forms, one with every look and one with a field of
// every kind.
func everyForm() []*forms.Schema {
	return append(forms.Builtins(), looks(), &forms.Schema{
		ID: "kinds", Version: "3", Title: "各类栏目一览表", Orientation: forms.Landscape,
		Head: []forms.Field{
			{Key: "text", Label: "文字", Len: 20},
			{Key: "integer", Label: "整数", Kind: forms.Integer, Min: "-9", Max: "1000000"},
			{Key: "decimal", Label: "数字", Kind: forms.Decimal},
			{Key: "percent", Label: "百分比", Kind: forms.Percent, Min: "0", Max: "100"},
			{Key: "date", Label: "日期", Kind: forms.Date},
			{Key: "dates", Label: "起止", Kind: forms.Dates},
			{Key: "time", Label: "时刻", Kind: forms.Time},
			{Key: "phone", Label: "电话", Kind: forms.Phone},
			{Key: "email", Label: "邮箱", Kind: forms.Email},
			{Key: "choice", Label: "单选", Kind: forms.Choice, Options: forms.Options{"甲,乙", "“丙”、丁", "丁"}},
			{Key: "choices", Label: "多选", Kind: forms.Choices, Options: forms.Options{"甲", "“丙”、丁", "丁"}},
			{Key: "yesno", Label: "是否", Kind: forms.YesNo},
		},
		Blocks: []forms.Block{{
			Key: "rows", Label: "情况", Rows: 3, Grow: true, Number: "序号",
			Fields: []forms.Field{
				{Key: "sort", Label: "类别"},
				{Key: "a", Label: "专任", Kind: forms.Integer, Unit: "人", Required: true, Group: "教师"},
				{Key: "b", Label: "兼职", Kind: forms.Integer, Unit: "人", Required: true, Group: "教师"},
				{Key: "c", Label: "专任", Kind: forms.Integer, Unit: "人", Group: "职工"},
				{Key: "all", Label: "合计", Kind: forms.Integer, Unit: "人", Formula: "a + b"},
			},
		}},
		Foot: []forms.Field{{Key: "author", Label: "填表人"}},
	})
}

// drawValue draws a value as [Value.Text] writes it and as a clerk may
// type it into a blank.
func drawValue(t *rapid.T, f *forms.Field, name string) (text, typed string) {
	number := func(unit float64) string {
		lo, hi := -1e6, 1e6
		if x, ok := f.Min.Number(); ok {
			lo = x
		}
		if x, ok := f.Max.Number(); ok {
			hi = x
		}
		n := rapid.Int64Range(int64(math.Ceil(lo/unit)), int64(math.Floor(hi/unit))).Draw(t, name)
		if n == 0 {
			return "0"
		}
		s := strings.TrimRight(fmt.Sprintf("%.4f", float64(n)*unit), "0")
		return strings.TrimSuffix(s, ".")
	}
	day := func(name string) calendar.Date {
		return calendar.Date{Year: 2020, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, name))
	}
	same := func(s string) (string, string) { return s, s }
	switch f.Kind {
	case forms.Integer:
		return same(number(1))
	case forms.Decimal:
		return same(number(0.001))
	case forms.Percent:
		return same(number(0.01))
	case forms.Date:
		return same(day(name).ISO())
	case forms.Dates:
		p := calendar.Period{From: day(name)}
		p.To = p.From.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))
		if p.From == p.To {
			return p.From.ISO(), p.String()
		}
		return p.From.ISO() + "/" + p.To.ISO(), p.String()
	case forms.Time:
		n := rapid.IntRange(1, 23*60+59).Draw(t, name)
		return same(calendar.Clock{Hour: n / 60, Minute: n % 60}.String())
	case forms.Phone:
		all := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"13800000000", "0431-80000000", "2000001", "010-60000000转12", "4001000000"}), 1, 2, rapid.ID).Draw(t, name)
		return same(strings.Join(all, "、"))
	case forms.Email:
		return same(rapid.StringMatching(`[a-z0-9]{1,9}@example\.(com|org\.cn)`).Draw(t, name))
	case forms.Choice:
		return same(rapid.SampledFrom(f.Options).Draw(t, name))
	case forms.Choices:
		chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(f.Options), 1, len(f.Options), rapid.ID).Draw(t, name)
		if f.Look == forms.LookTicks { // boxes stand in the order of the options
			slices.SortFunc(chosen, func(a, b string) int { return slices.Index(f.Options, a) - slices.Index(f.Options, b) })
		}
		return same(strings.Join(chosen, "、"))
	case forms.YesNo:
		return same(rapid.SampledFrom([]string{"是", "否"}).Draw(t, name))
	}
	most := 12
	if f.Len > 0 {
		most = min(most, f.Len)
	}
	s := rapid.StringOfN(rapid.SampledFrom([]rune("学校甲乙丙·—“”《》&<>'\"=+@_x0041 　1２%,，\n𠮷😀ａ")), 1, most, -1).Draw(t, name)
	s = strings.TrimSpace(s)
	if strings.Trim(s, "_＿ 　—\n") == "" || answer.Ditto(s) {
		s = "无"
	}
	return s, s
}

// dropPuzzles empties the rows that a person would ask about: those of a number
// alone, which may be a sum, and of one cell, which may go on from the row above.
func dropPuzzles(s *forms.Schema, fill map[forms.Ref]string) {
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if !b.Table() {
			continue
		}
		rows := map[int][]forms.Ref{}
		words := map[int]bool{}
		for ref := range fill {
			if ref.Block == b.Key {
				rows[ref.Row] = append(rows[ref.Row], ref)
				words[ref.Row] = words[ref.Row] || !s.Field(ref).Kind.Numeric()
			}
		}
		for row, refs := range rows {
			if len(refs) > 1 && words[row] {
				continue
			}
			for _, ref := range refs {
				delete(fill, ref)
			}
		}
	}
}

// drawFill draws values for some of the free cells of a form.
func drawFill(t *rapid.T, s *forms.Schema) (want map[forms.Ref]string, fill map[forms.Ref]string) {
	l, err := s.Layout()
	if err != nil {
		t.Fatal(err)
	}
	want, fill = map[forms.Ref]string{}, map[forms.Ref]string{}
	for i := range l.Cells {
		c := &l.Cells[i]
		if !c.IsValue() || !c.Free || c.Field.Formula != "" || rapid.IntRange(0, 4).Draw(t, "leave") == 0 {
			continue
		}
		want[c.Ref], fill[c.Ref] = drawValue(t, c.Field, c.Ref.String())
	}
	dropPuzzles(s, fill)
	maps.DeleteFunc(want, func(ref forms.Ref, _ string) bool { _, left := fill[ref]; return !left })
	return want, fill
}

// agree compares what was read with what was written.
func agree(t interface {
	Helper()
	Errorf(string, ...any)
}, returns []*returned.Return, findings []report.Finding, want map[forms.Ref]string) {
	t.Helper()
	for _, f := range findings {
		t.Errorf("finding: %s", f)
	}
	if len(returns) != 1 {
		t.Errorf("%d forms read, want 1", len(returns))
		return
	}
	got := map[forms.Ref]bool{}
	for _, v := range returns[0].Values {
		got[v.Ref] = true
		if v.State == returned.Computed || v.State == returned.Empty && want[v.Ref] == "" {
			continue
		}
		if v.Text != want[v.Ref] || v.State != returned.Exact {
			t.Errorf("%s %s: %q out of %q (%s), want %q", v.Where, v.Ref, v.Text, v.Raw, v.State, want[v.Ref])
		}
	}
	for r, text := range want {
		if !got[r] {
			t.Errorf("%s: not read, want %q", r, text)
		}
	}
}

func readBytes(t interface{ Fatal(...any) }, data []byte, name string, schemas ...*forms.Schema) ([]*returned.Return, []report.Finding) {
	returns, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), name, schemas...)
	if err != nil {
		t.Fatal(err)
	}
	return returns, findings
}

// A form that was filled in says what it was filled with, as a workbook and on
// paper.
func TestRoundTrip(t *testing.T) { roundTrip(t, "a.xlsx", sheet.Form) }

func TestPaperRoundTrip(t *testing.T) { roundTrip(t, "a.docx", render.FormDOCX) }

func roundTrip(t *testing.T, name string, print blank.Printer) {
	all := everyForm()
	for _, s := range all {
		t.Run(s.ID, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want, fill := drawFill(t, s)
				var buf bytes.Buffer
				if err := print(&buf, s, blank.Options{Fill: fill}); err != nil {
					t.Fatal(err)
				}
				returns, findings := readBytes(t, buf.Bytes(), name, all...)
				agree(t, returns, findings, want)
			})
		})
	}
}

// And so it does when LibreOffice saved it, a workbook in LibreOffice's own
// format in between too.
func TestRoundTripThroughOffice(t *testing.T) {
	files, check := filledFiles(t, "xlsx", 5, sheet.Form)
	check(crosscheck.Convert(t, "xlsx", files...))
	check(crosscheck.Convert(t, "xlsx", crosscheck.Convert(t, "ods", files...)...))
}

func TestPaperRoundTripThroughOffice(t *testing.T) {
	files, check := filledFiles(t, "docx", 2, render.FormDOCX)
	check(crosscheck.Convert(t, "docx", files...))
}

// filledFiles writes every form, filled in n times, and returns the files with
// what checks copies of them.
func filledFiles(t *testing.T, ext string, n int, print blank.Printer) (files []string, check func(copies []string)) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	all := everyForm()
	var wants []map[forms.Ref]string
	for _, s := range all {
		for i := range n {
			var fill map[forms.Ref]string
			want := rapid.Custom(func(t *rapid.T) map[forms.Ref]string {
				w, f := drawFill(t, s)
				fill = f
				return w
			}).Example(i + 1)
			var buf bytes.Buffer
			if err := print(&buf, s, blank.Options{Fill: fill}); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, fmt.Sprintf("%s-%d.%s", s.ID, i, ext))
			if err := os.WriteFile(file, buf.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			files, wants = append(files, file), append(wants, want)
		}
	}
	return files, func(copies []string) {
		for i, file := range copies {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(files[i]), func(t *testing.T) {
				returns, findings := readBytes(t, data, filepath.Base(file), all...)
				agree(t, returns, findings, wants[i])
			})
		}
	}
}

// statisticsExample is a week-statistics workbook of a school that does not
// add up.
func statisticsExample() string {
	s, _ := forms.Builtin("week-statistics")
	fill := map[forms.Ref]string{}
	for key, text := range map[string]string{
		"school": "甲校", "colleges": "1", "enterprises": "3", "teachers": "20", "students": "300", "enrolled": "400",
		"total": "100", "visits": "2", "formats": "校园开放日", "author": "乙", "phone": "2000001", "date": "2023-05-22",
	} {
		fill[forms.Ref{Key: key}] = text
	}
	var buf bytes.Buffer
	if err := sheet.Form(&buf, s, blank.Options{Fill: fill}); err != nil {
		return err.Error()
	}
	f, err := excelize.OpenReader(&buf)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	if err := f.SetCellStr(f.GetSheetName(0), "C6", "约100人"); err != nil {
		return err.Error()
	}
	buf.Reset()
	if err := f.Write(&buf); err != nil {
		return err.Error()
	}
	return buf.String()
}
