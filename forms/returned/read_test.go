package returned_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// sheetBytes makes a workbook of one sheet; rows are values as they stand.
func sheetBytes(t testing.TB, rows [][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// withSheet replaces the XML inside sheetData of a workbook.
func withSheet(t testing.TB, data []byte, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(r)
		if f.Name == "xl/worksheets/sheet1.xml" {
			b = []byte(change(string(b)))
		}
		o, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		o.Write(b)
	}
	w.Close()
	return buf.Bytes()
}

var tiny = &forms.Schema{
	ID: "tiny", Version: "2", Title: "2023年人数表",
	Head:   []forms.Field{{Key: "school", Label: "学校", Required: true}, {Key: "people", Label: "人数", Kind: forms.Integer, Unit: "人"}},
	Blocks: []forms.Block{{Key: "rows", Label: "明细", Rows: 3, Fields: []forms.Field{{Key: "name", Label: "班级"}, {Key: "n", Label: "学生", Kind: forms.Integer}}}},
	Foot:   []forms.Field{{Key: "author", Label: "填表人"}},
	Checks: []string{"sum(rows.n) = people"},
}

// told lists the rules of findings.
func told(findings []report.Finding) string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// A form copied cell by cell into a sheet without merged cells has its values
// where they stood. A field left empty takes nothing from further right.
func TestReadsWithoutMerges(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	layout, err := s.Layout()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]any{"school": "甲校", "colleges": 1, "enterprises": 12, "teachers": 30, "students": 400, "total": 500}
	var rows [][]any
	set := func(row, col int, v any) {
		for len(rows) < row {
			rows = append(rows, nil)
		}
		for len(rows[row-1]) < col {
			rows[row-1] = append(rows[row-1], nil)
		}
		rows[row-1][col-1] = v
	}
	wide := 0
	for _, c := range layout.Cells {
		switch {
		case c.Text != "":
			set(c.Row, c.Col, c.Text)
			if c.Role == forms.RoleLabel && c.Cols > 1 {
				wide++
			}
		case values[c.Ref.Key] != nil:
			set(c.Row, c.Col, values[c.Ref.Key])
		}
	}
	if wide == 0 {
		t.Fatal("the form has no merged labels any more")
	}
	set(3, 40, "旁边的话")
	returns, findings := readBytes(t, sheetBytes(t, rows), "a.xlsx", s)
	if len(returns) != 1 {
		t.Fatal("no form")
	}
	for _, v := range returns[0].Values {
		want := ""
		if x := values[v.Ref.Key]; x != nil {
			want = fmt.Sprint(x)
		}
		if v.Raw != want {
			t.Errorf("%s is %q, want %q", v.Ref, v.Raw, want)
		}
	}
	if got := told(findings); got != returned.RuleLeftOver {
		t.Errorf("findings: %s", got)
	}
}

// A title that lacks the words in front belongs to no field, and is none to
// complain of.
func TestTitleWithoutWordsInFront(t *testing.T) {
	s, _ := forms.Builtin("liaison")
	s.Title = "2026年某市职业教育活动周联络员信息表"
	_, findings := readBytes(t, sheetBytes(t, [][]any{{"联络员信息表"}, {"填报单位", "甲校"}, {"姓名", "单位", "手机号码", "职务", "邮箱", "方案/专栏（网站）地址"}, {"乙", "甲校"}}), "a.xlsx", s)
	if len(findings) > 0 {
		t.Errorf("findings: %v", findings)
	}
}

// TestFindsTheForm moves a small form about.
func TestFindsTheForm(t *testing.T) {
	for name, c := range map[string]struct {
		rows    [][]any
		want    string // rules; "" is a form read without a word
		none    bool   // nothing is read
		unknown bool   // whose form it is
		author  string // "" is 乙
		one     bool   // a single row: class 2 of one
	}{
		"plain": {rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数（人）", 5}, {"明细"}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人：", "乙"}}},
		"no title": {
			rows: [][]any{{"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}},
		"title without its year": {
			rows: [][]any{{"人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}},
		"last year's": {
			rows: [][]any{{"2022年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}},
			want: returned.RuleVersion, none: true},
		"spread labels": {
			rows: [][]any{{"2023年人数表"}, {"学 校：", "甲校", "人 数\n（人）", 5}, {"班 级", "学 生"}, {"一", 2}, {"二", 3}, {"填表人（签字）：乙"}}},
		"head on one line": {
			rows: [][]any{{"2023年人数表"}, {"学校：甲校  人数：5  填表人：乙"}, {"学生", "班级"}, {2, "一"}, {3, "二"}}},
		"labels above values": {
			rows: [][]any{{"2023年人数表"}, {"学校", "人数", "填表人"}, {"甲校", 5, "乙"}, {}, {"班级", "学生"}, {"一", 2}, {"二", 3}}},
		"row of column numbers": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"甲", 1}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}, want: returned.RuleLeftOver},
		"numbers that are values": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"学生", "班级"}, {1, 2}, {"填表人", "乙"}}, one: true},
		"sum row": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"合计", 5}, {"填表人", "乙"}}},
		"note at the end": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"注：本表一式两份"}, {"填表人", "乙"}}},
		"column missing": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "备注"}, {"一", 2}, {"填表人", "乙"}}, want: returned.RuleNoLabel + strings.Repeat(" "+returned.RuleLeftOver, 3), none: true},
		"a value like a label": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "填表人"}}, author: "填表人"},
		"field missing": {
			rows: [][]any{{"2023年人数表"}, {"人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}, want: returned.RuleNoLabel, unknown: true},
		"label twice": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"学校", "乙校"}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}, want: returned.RuleTwoLabels, unknown: true},
		"label twice, once empty": {
			rows: [][]any{{"2023年人数表"}, {"学校", "", "人数", 5}, {"学校", "甲校"}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}},
		"labels in front of empty cells above the heads": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "", "学生", ""}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"填表人", "乙"}}},
		"as many rows as there are, one left out between": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {}, {"四", 0}, {"填表人", "乙"}}},
		"too many rows": {
			rows: [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"三", 0}, {"四", 0}, {"填表人", "乙"}}, want: returned.RuleMoreRows},
		"nothing of it": {rows: [][]any{{"采购清单"}, {"品名", "数量"}}, want: returned.RuleNoForm, none: true},
		"empty sheet":   {rows: nil, want: returned.RuleNoForm, none: true},
	} {
		t.Run(name, func(t *testing.T) {
			data := sheetBytes(t, c.rows)
			returns, findings := readBytes(t, data, "a.xlsx", tiny)
			if got := told(findings); got != c.want {
				t.Errorf("told %q, want %q: %v", got, c.want, findings)
			}
			if c.none {
				return
			}
			if len(returns) != 1 {
				t.Fatalf("%d forms", len(returns))
			}
			r := returns[0]
			if c.one {
				if got := r.At(forms.Ref{Block: "rows", Row: 1, Key: "name"}).Text + r.At(forms.Ref{Block: "rows", Row: 1, Key: "n"}).Text; got != "21" {
					t.Errorf("got %s", got)
				}
				return
			}
			for ref, want := range map[forms.Ref]string{{Key: "school"}: "甲校", {Key: "people"}: "5", {Key: "author"}: "乙",
				{Block: "rows", Row: 1, Key: "name"}: "一", {Block: "rows", Row: 1, Key: "n"}: "2", {Block: "rows", Row: 2, Key: "n"}: "3"} {
				if ref.Key == "author" && c.author != "" {
					want = c.author
				}
				if ref.Key == "school" && c.unknown {
					want = ""
				}
				if got := r.At(ref).Text; got != want {
					t.Errorf("%s is %q, want %q", ref, got, want)
				}
			}
		})
	}
}

// TestGrownTable reads more rows than are printed of a table that may have them:
// there is nothing to tell.
func TestGrownTable(t *testing.T) {
	s := tiny.Clone()
	s.Blocks[0].Grow = true
	data := sheetBytes(t, [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"二", 3}, {"三", 0}, {"四", 0}, {"填表人", "乙"}})
	returns, findings := readBytes(t, data, "a.xlsx", s)
	if len(returns) != 1 || len(findings) > 0 || len(returns[0].Rows("rows")) != 4 {
		t.Errorf("%d forms, told %v", len(returns), findings)
	}
}

// TestNil gives nothing where something is wanted.
func TestNil(t *testing.T) {
	var schema *forms.Schema
	for name, call := range map[string]func() error{
		"file":     func() error { _, _, err := returned.Read(nil, 0, "a.xlsx", tiny); return err },
		"schema":   func() error { _, _, err := returned.Read(strings.NewReader("a"), 1, "a.xlsx", schema); return err },
		"roster":   func() error { _, _, err := roster.Read(nil, 0, "a.csv"); return err },
		"receipts": func() error { _, _, err := roster.ReadReceipts(nil, 0, "a.csv", 0); return err },
		"tally":    func() error { _, err := returned.NewTally(nil, nil, returned.TallyOptions{}); return err },
		"return": func() error {
			_, err := returned.NewTally(tiny, make([]returned.Submission, 1), returned.TallyOptions{})
			return err
		},
		"decode": func() error { _, err := returned.Decode[forms.LiaisonList](nil); return err },
		"layout": func() error { _, err := schema.Layout(); return err },
		"guide":  func() error { _, err := schema.Guide(); return err },
	} {
		err := call()
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if c, ok := err.(interface{ Chinese() string }); ok && c.Chinese() == "" {
			t.Errorf("%s: %v has no Chinese", name, err)
		}
	}
}

// TestMergedCells reads a number merged over the first column, and words merged
// over rows: they count once where they are numbers, for each row where not.
func TestMergedCells(t *testing.T) {
	s := tiny.Clone()
	s.Blocks[0].Number = "序号"
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", 5}, {"序号", "班级", "学生"}, {1, "", 2}, {2, "二", 3}, {3, "", ""}, {"填表人", "乙"}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []string{"A4:B4", "B5:B6", "C5:C6"} {
		if err := f.MergeCell("Sheet1", m[:2], m[3:]); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	returns, _ := readBytes(t, buf.Bytes(), "a.xlsx", s)
	if len(returns) != 1 {
		t.Fatal("no form")
	}
	var got []string
	for _, v := range returns[0].Values {
		if v.Ref.Block != "" {
			got = append(got, v.Ref.String()+"="+v.Text)
		}
	}
	if want := "rows[1].name= rows[1].n=2 rows[2].name=二 rows[2].n=3 rows[3].name=二 rows[3].n="; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestWhichOfTwoForms(t *testing.T) {
	twin := tiny.Clone()
	twin.ID, twin.Title = "twin", "另一张表"
	data := sheetBytes(t, [][]any{{"学校", "甲校", "人数", 5}, {"班级", "学生"}, {"一", 2}, {"填表人", "乙"}})
	returns, findings := readBytes(t, data, "a.xlsx", tiny, twin)
	if len(returns) != 0 || told(findings) != returned.RuleWhichForm {
		t.Errorf("read %d forms, told %v", len(returns), findings)
	}
}

// TestHostile shows that no workbook takes much time or memory: the limits say
// no before excelize sees it.
func TestHostile(t *testing.T) {
	good := sheetBytes(t, [][]any{{"2023年人数表"}})
	rows := func(n int, cell func(i int) string) func(string) string {
		return func(s string) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, `<row r="%d">%s</row>`, i+2, cell(i+2))
			}
			return strings.Replace(s, "</sheetData>", b.String()+"</sheetData>", 1)
		}
	}
	for name, c := range map[string]struct {
		change func(string) string
		want   error
	}{
		"XFD":           {rows(3000, func(i int) string { return fmt.Sprintf(`<c r="XFD%d"><v>1</v></c>`, i) }), returned.ErrTooLarge},
		"257 columns":   {rows(1, func(int) string { return `<c r="IW2"><v>1</v></c>` }), returned.ErrTooLarge},
		"empty cells":   {rows(9999, func(i int) string { return strings.Repeat("<c/>", 61) }), returned.ErrTooLarge},
		"far":           {rows(1, func(i int) string { return `<c r="A1048576"><v>1</v></c>` }), returned.ErrTooLarge},
		"many":          {rows(9999, func(i int) string { return strings.Repeat(fmt.Sprintf(`<c><v>%d</v></c>`, i*7919), 11) }), returned.ErrTooLarge},
		"deep":          {func(s string) string { return strings.Repeat("<a>", 300) }, nil},
		"truncated":     {func(s string) string { return s[:len(s)/2] }, returned.ErrDamaged},
		"entity":        {func(s string) string { return `<!DOCTYPE a [<!ENTITY b "b">]>` + s }, returned.ErrDamaged},
		"bad reference": {rows(1, func(int) string { return `<c r="ZZZZ1"><v>1</v></c>` }), returned.ErrDamaged},
		"bad row":       {func(s string) string { return strings.Replace(s, `<row r="1"`, `<row r="-1"`, 1) }, returned.ErrDamaged},
		"utf-16":        {func(s string) string { return strings.Replace(s, "UTF-8", "UTF-16", 1) }, returned.ErrDamaged},
		"lost string":   {rows(1, func(int) string { return `<c r="A2" t="s"><v>99</v></c>` }), nil},
	} {
		t.Run(name, func(t *testing.T) {
			data := withSheet(t, good, c.change)
			_, _, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", tiny)
			var e *returned.ReadError
			if c.want != nil && !errors.Is(err, c.want) || err != nil && !errors.As(err, &e) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if err == nil && name != "lost string" {
				t.Fatal("read without an error")
			}
			if err != nil && (e.Finding().Hint == "" || e.Finding().Rule != returned.RuleFile || e.Finding().Where.File != "a.xlsx") {
				t.Errorf("finding %v", e.Finding())
			}
		})
	}
}

func TestReadRefusesBadSchema(t *testing.T) {
	data := sheetBytes(t, nil)
	var e *forms.SchemaError
	if _, _, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", &forms.Schema{ID: "x"}); !errors.As(err, &e) {
		t.Errorf("got %v", err)
	}
}

// TestNothingIsLost shows that every text of a file is a value, printed by the
// form, or told.
func TestNothingIsLost(t *testing.T) {
	for _, name := range returnedFiles(t) {
		if filepath.Ext(name) != ".xlsx" || strings.Contains(name, "改名的") { // which is an .xls
			continue
		}
		returns, findings, err := readReturned(t, name)
		if err != nil || len(returns) == 0 {
			continue
		}
		seen := map[string]bool{}
		for _, r := range returns {
			l, err := r.Schema.Layout()
			if err != nil {
				t.Fatal(err)
			}
			for i := range l.Cells {
				seen[strings.Join(strings.Fields(l.Cells[i].Text), "")] = true
				if f := l.Cells[i].Field; f != nil {
					seen[f.Label] = true
				}
			}
			for _, v := range r.Values {
				seen[v.Where.Sheet+"!"+v.Where.Cell] = true
			}
			for _, s := range r.Sums {
				for _, v := range s.Values {
					seen[v.Where.Sheet+"!"+v.Where.Cell] = true
				}
			}
		}
		for _, f := range findings {
			seen[f.Where.Sheet+"!"+f.Where.Cell] = true
		}
		f, err := excelize.OpenFile(filepath.Join(returnsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range f.GetSheetList() {
			if sheet == forms.GuideSheet || sheet == forms.InfoSheet || seen[sheet+"!"] {
				continue
			}
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for j, text := range row {
					key := strings.Join(strings.Fields(text), "")
					if _, err := strconv.Atoi(key); err == nil && j == 0 || key == "" || seen[key] || seen[sheet+"!"+a1.Name(i+1, j+1)] || key == "合计" || strings.HasPrefix(key, "注：") || strings.HasPrefix(key, "附件") || strings.Contains(key, "一览表") {
						continue
					}
					t.Errorf("%s %s!%s: %q is neither read nor told", name, sheet, a1.Name(i+1, j+1), text)
				}
			}
		}
		f.Close()
	}
}

func TestDecode(t *testing.T) {
	returns, _, err := readReturned(t, "南湖职业学校/规划表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	plan, err := returned.Decode[forms.OutreachPlan](returns[0])
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintln(plan.School, plan.Outreach.Time, plan.Outreach.People, len(plan.Features), plan.Features[1].Time, *plan.Features[1].People, plan.Phone)
	if want := "南湖职业学校 2023年5月14日 120 4 2023年5月8日—12日 500 13800000001\n"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDecodeTellsWhatItLeavesOut(t *testing.T) {
	returns, _, err := readReturned(t, "西岭职业学校/统计表（草稿）.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	s, err := returned.Decode[forms.WeekStatistics](returns[0])
	var e *returned.DecodeError
	if !errors.As(err, &e) || !errors.Is(err, returned.ErrUnclear) || e.Field != "WeekStatistics.Students" || e.Value.Raw != "300-400" {
		t.Errorf("got %v", err)
	}
	if s.Students != 0 || s.Teachers != 86 || *s.Coverage != 85 || s.Enrolled != nil {
		t.Errorf("got %+v", s)
	}
	if _, err := returned.Decode[forms.LiaisonList](returns[0]); !errors.Is(err, returned.ErrNoField) {
		t.Errorf("another form's struct: %v", err)
	}
	type narrow struct {
		Students int8   `form:"学生数"`
		Total    string `form:"参与总人数"`
		Teachers int8   `form:"教师数,key=colleges"`
		Visits   uint8  `form:"观摩体验活动项目数"`
		Flag     bool   `form:"企业数,key=enterprises"`
	}
	if _, err := returned.Decode[narrow](returns[0]); !errors.Is(err, returned.ErrFit) {
		t.Errorf("a number as a bool: %v", err)
	}
}

// TestTally adds up the statistics of all schools in testdata/returns.
func TestTally(t *testing.T) {
	list, register := returnedFile(t, "roster.csv"), returnedFile(t, "收文登记.csv")
	schools, _, err := roster.Read(bytes.NewReader(list), int64(len(list)), "名册")
	if err != nil {
		t.Fatal(err)
	}
	receipts, _, err := roster.ReadReceipts(bytes.NewReader(register), int64(len(register)), "收文登记.csv", 2023)
	if err != nil {
		t.Fatal(err)
	}
	var all []returned.Submission
	for _, name := range returnedFiles(t) {
		returns, findings, err := readReturned(t, name)
		if err != nil {
			continue
		}
		for _, r := range returns {
			if r.Schema.ID == "week-statistics" && name != "大坪职业学校/远行.xlsx" {
				sub := returned.Submission{Return: r, School: strings.Split(name, "/")[0]}
				sub.Received, _ = receipts.At(name)
				sub.Findings = append(findings, returned.Findings(r.Check())...)
				all = append(all, sub)
			}
		}
	}
	s, _ := forms.Builtin("week-statistics")
	tally := must(returned.NewTally(s, all, returned.TallyOptions{Roster: schools, Deadline: time.Date(2023, 5, 22, 16, 0, 0, 0, time.UTC)}))
	var b strings.Builder
	for _, sub := range tally.Counted {
		fmt.Fprintf(&b, "counted %s\n", sub.Return.File)
	}
	for _, sub := range tally.Set {
		fmt.Fprintf(&b, "aside   %s\n", sub.Return.File)
	}
	for _, sub := range tally.Late {
		fmt.Fprintf(&b, "late    %s\n", sub.Return.File)
	}
	for _, sc := range tally.Missing {
		fmt.Fprintf(&b, "missing %s\n", sc.Name)
	}
	for _, total := range append([]returned.Total{tally.All}, tally.Districts...) {
		fmt.Fprintf(&b, "total %q of %d schools\n", total.District, total.Schools)
		for _, c := range total.Columns {
			if c.Field.Kind.Numeric() {
				fmt.Fprintf(&b, "  %s: %d values, sum %g known %v exact %v\n", c.Field.Label, c.Count, c.Sum, c.Known, c.Exact)
			}
		}
	}
	for _, f := range tally.Findings {
		fmt.Fprintln(&b, f)
	}
	file := filepath.Join(returnsDir, "tally.txt")
	if *golden.Update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("tally.txt differs; -update accepts it. Got:\n%s", b.String())
	}
}

func returnedFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(returnsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// One Reader reads many files at once as a new one for each would.
func TestReaderShared(t *testing.T) {
	shared, schemas := &returned.Reader{Year: 2023}, forms.Builtins()
	var wait sync.WaitGroup
	for i, name := range returnedFiles(t) {
		if i%3 != 0 {
			continue
		}
		wait.Go(func() {
			data, err := os.ReadFile(filepath.Join(returnsDir, name))
			if err != nil {
				t.Error(err)
				return
			}
			read := func(rd *returned.Reader) string {
				returns, findings, err := rd.Read(bytes.NewReader(data), int64(len(data)), name, schemas...)
				var b strings.Builder
				for _, r := range returns {
					b.WriteString(r.Schema.ID + "\n")
					for _, v := range r.Values {
						dumpValue(&b, v)
					}
				}
				return fmt.Sprintln(b.String(), findings, err)
			}
			if d := cmp.Diff(read(&returned.Reader{Year: 2023}), read(shared)); d != "" {
				t.Errorf("%s (-new +shared)\n%s", name, d)
			}
		})
	}
	wait.Wait()
}

// A Reader knows when a schema has changed since it last read by it.
func TestReaderSchemaChanged(t *testing.T) {
	rd, s := &returned.Reader{}, tiny.Clone()
	data := sheetBytes(t, [][]any{{"2023年人数表"}, {"学校", "甲校", "师生数", 5}, {"班级", "学生"}, {"一", 2}})
	read := func() returned.Value {
		returns, _, err := rd.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", s)
		if err != nil || len(returns) != 1 {
			t.Fatalf("%d forms, %v", len(returns), err)
		}
		return returns[0].At(forms.Ref{Key: s.Head[1].Key})
	}
	if v := read(); v.Text != "" {
		t.Fatalf("%s is %q before there was such a label", v.Field.Label, v.Text)
	}
	s.Head[1].Label = "师生数"
	if v := read(); v.Text != "5" {
		t.Errorf("%s is %q, want 5", v.Field.Label, v.Text)
	}
}

// FuzzRead shows that no file makes the reader panic, and that it says why it
// refuses one.
func FuzzRead(f *testing.F) {
	f.Add(sheetBytes(f, [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", "约5人"}, {"班级", "学生"}, {"一", 2}, {"填表人：乙"}}))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		returns, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a", tiny)
		var e *returned.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%v is no ReadError", err)
		}
		if err == nil && len(returns)+len(findings) == 0 {
			t.Error("neither a form nor a word")
		}
	})
}

// FuzzSheet varies the XML of a sheet inside a sound workbook.
func FuzzSheet(f *testing.F) {
	good := sheetBytes(f, nil)
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>2023年人数表</t></is></c></row><row r="2"><c t="str"><v>学校</v></c><c t="b"><v>1</v></c><c r="D2" t="e"><v>#REF!</v></c></row>`, `<mergeCells><mergeCell ref="A1:D1"/></mergeCells>`)
	f.Add(`<row><c r="B9"><f>1+1</f></c><c r="A9"><v>1e3</v></c></row><row r="3"/>`, "")
	f.Fuzz(func(t *testing.T, rows, tail string) {
		data := withSheet(t, good, func(s string) string {
			return strings.Replace(s, "<sheetData></sheetData>", "<sheetData>"+rows+"</sheetData>"+tail, 1)
		})
		returns, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a", tiny)
		var e *returned.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%v is no ReadError", err)
		}
		if err == nil && len(returns)+len(findings) == 0 {
			t.Error("neither a form nor a word")
		}
		for _, r := range returns {
			r.Check()
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(returnsDir, "云山职业技术学校/统计表.xlsx"))
	if err != nil {
		b.Fatal(err)
	}
	all := forms.Builtins()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", all...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLargeSheets reads sheets that hold far more than a form: 20,000 cells
// that are labels, and numbers as long as a cell can hold.
func BenchmarkLargeSheets(b *testing.B) {
	schemas := habitSchemas(b)
	var labels [][]any
	for range 1000 {
		var row []any
		for range 5 {
			row = append(row, "学生数（人）", "联系电话：", "学校", "教师数")
		}
		labels = append(labels, row)
	}
	digits := strings.Repeat("1234567890", 13_107)[:131_068]
	cell := func(kind, value string) []byte {
		return withSheet(b, sheetBytes(b, [][]any{{"职业教育活动周学校情况统计表"}, {"学生数（人）"}, {"学校", "甲校"}}), func(s string) string {
			return strings.Replace(s, "</c></row><row r=\"3\"", `</c><c r="B2"`+kind+`>`+value+`</c></row><row r="3"`, 1)
		})
	}
	for name, data := range map[string][]byte{
		"labels": sheetBytes(b, labels),
		"number": cell("", "<v>"+digits+"</v>"),
		"text":   cell(` t="inlineStr"`, "<is><t>"+digits+"</t></is>"),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _, _ = returned.Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", schemas...)
			}
		})
	}
}
