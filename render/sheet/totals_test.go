package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const returnsDir = "../../testdata/returns"

// returnedTallies adds up what the schools of testdata/returns sent.
func returnedTallies(t testing.TB) []*returned.Tally {
	t.Helper()
	open := func(name string) (*bytes.Reader, int64) {
		data, err := os.ReadFile(filepath.Join(returnsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.NewReader(data), int64(len(data))
	}
	r, n := open("roster.csv")
	schools, _, err := roster.Read(r, n, "roster.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, n = open("收文登记.csv")
	receipts, _, err := roster.ReadReceipts(r, n, "收文登记.csv", 2023)
	if err != nil {
		t.Fatal(err)
	}
	schemas := forms.Builtins()
	all := map[string][]returned.Submission{}
	rd := returned.Reader{Year: 2023}
	err = fs.WalkDir(os.DirFS(returnsDir), ".", func(p string, d fs.DirEntry, err error) error {
		school, _, in := strings.Cut(p, "/")
		if err != nil || d.IsDir() || !in || !strings.HasSuffix(school, "学校") {
			return err
		}
		r, n := open(p)
		returns, findings, err := rd.Read(r, n, p, schemas...)
		if err != nil {
			return nil // told by the reader, and none of its business here
		}
		for _, ret := range returns {
			sub := returned.Submission{Return: ret, School: school, Findings: append(slices.Clone(findings), returned.Findings(ret.Check())...)}
			sub.Received, _ = receipts.At(p)
			all[ret.Schema.ID] = append(all[ret.Schema.ID], sub)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var tallies []*returned.Tally
	for _, s := range schemas {
		o := returned.TallyOptions{Roster: schools}
		if s.ID == "week-statistics" {
			o.Deadline = returned.EndOf(calendar.Date{Year: 2023, Month: 5, Day: 22}, calendar.Clock{Hour: 16})
		}
		tallies = append(tallies, must(returned.NewTally(s, all[s.ID], o)))
	}
	return tallies
}

func totalsBytes(t testing.TB, tallies ...*returned.Tally) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Totals(t.Context(), &b, tallies, sheet.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dumpCells prints every cell with text, a number or a formula.
func dumpCells(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, shown := range row {
				cell := a1.Name(i+1, j+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				if formula != "" {
					formula = "   =" + formula
				}
				if shown != "" || formula != "" {
					fmt.Fprintf(&b, "%-4s %s%s\n", cell, strings.ReplaceAll(shown, "\n", "⏎"), formula)
				}
			}
		}
	}
	return b.String()
}

// A school that is counted with errors is coloured, and so is the value that has one.
func TestTotalsMarkErrors(t *testing.T) {
	yellow := func(tally *returned.Tally) (n int) {
		f := openWorkbook(t, totalsBytes(t, tally))
		for _, name := range f.GetSheetList()[1:] {
			rows, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for j := range row {
					id, err := f.GetCellStyle(name, a1.Name(i+1, j+1))
					if err != nil {
						t.Fatal(err)
					}
					style, err := f.GetStyle(id)
					if err != nil {
						t.Fatal(err)
					}
					if slices.ContainsFunc(style.Fill.Color, func(c string) bool { return strings.HasSuffix(c, cells.Fills[report.Warning]) }) {
						n++
					}
				}
			}
		}
		return n
	}
	for _, tally := range returnedTallies(t) {
		if tally.Schema.ID != "week-statistics" {
			continue
		}
		sub := &tally.Counted[0]
		sub.Findings = nil
		before := yellow(tally)
		for _, v := range sub.Return.Values {
			if n, ok := v.Number(); ok && n > 0 && v.State == returned.Exact && v.Raw != "" {
				sub.Findings = []report.Finding{{Rule: "BG001", Severity: report.Error, Where: v.Where}}
				break
			}
		}
		if after := yellow(tally); sub.Findings == nil || after != before+2 {
			t.Errorf("%d cells are coloured, %d with an error: want the school and the value", before, after)
		}
	}
}

func TestTotals(t *testing.T) {
	got := dumpCells(t, openWorkbook(t, totalsBytes(t, returnedTallies(t)...)))
	file := "testdata/totals.txt"
	if *golden.Update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("totals.txt differs (-want +got); -update accepts it\n%s", d)
	}
}

func TestTotalsAreTheSameAgain(t *testing.T) {
	tallies := returnedTallies(t)
	want := totalsBytes(t, tallies...)
	for range 5 {
		if !bytes.Equal(want, totalsBytes(t, tallies...)) {
			t.Fatal("two runs differ")
		}
	}
}

var cached = regexp.MustCompile(`(<c r="[A-Z]+\d+"(?: s="\d+")?)><f>([^<]*)</f><v>[^<]*</v>`)

// LibreOffice works every formula out to the result that the file says it has.
func TestTotalsInLibreOffice(t *testing.T) {
	data := totalsBytes(t, returnedTallies(t)...)
	n := 0
	bare := editZip(t, data, func(name string, part []byte) []byte {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			n += len(cached.FindAll(part, -1))
			return cached.ReplaceAll(part, []byte("$1><f>$2</f>"))
		}
		return part
	})
	if n < 30 {
		t.Fatalf("%d formulas with results, want 30 at least", n)
	}
	file := filepath.Join(t.TempDir(), "totals.xlsx")
	if err := os.WriteFile(file, bare, 0o666); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(crosscheck.Convert(t, "xlsx", file)[0])
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := openWorkbook(t, data), openWorkbook(t, saved)
	raw := excelize.Options{RawCellValue: true}
	seen := 0
	for _, sheet := range ours.GetSheetList() {
		rows, err := ours.GetRows(sheet, raw)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, value := range row {
				cell := a1.Name(i+1, j+1)
				if f, _ := ours.GetCellFormula(sheet, cell); f == "" {
					continue
				}
				seen++
				got, err := theirs.GetCellValue(sheet, cell, raw)
				x, err1 := strconv.ParseFloat(value, 64)
				y, err2 := strconv.ParseFloat(got, 64)
				if err != nil || err1 != nil || err2 != nil || math.Abs(x-y) > 1e-9*math.Max(1, math.Abs(x)) {
					t.Errorf("%s!%s: %q in LibreOffice, %q in the file", sheet, cell, got, value)
				}
			}
		}
	}
	if seen != n {
		t.Errorf("%d formulas compared of %d", seen, n)
	}
}

// editZip returns a zip with its parts changed.
func editZip(t testing.TB, data []byte, edit func(name string, part []byte) []byte) []byte {
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
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(edit(f.Name, part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// counts is a form of numbers to be added up, and of one that never is.
var counts = &forms.Schema{
	ID: "counts", Version: "1", Title: "人数表",
	Head: []forms.Field{
		{Key: "school", Label: "学校", Required: true},
		{Key: "people", Label: "参与总人数", Kind: forms.Integer, Unit: "人", Required: true},
		{Key: "share", Label: "满意率", Kind: forms.Percent},
	},
}

// counted makes a submission of values that were read.
func counted(school string, people returned.Value, share string) returned.Submission {
	people.Ref, people.Field = forms.Ref{Key: "people"}, &counts.Head[1]
	r := &returned.Return{Schema: counts, File: school + ".xlsx", Values: []returned.Value{
		{Ref: forms.Ref{Key: "school"}, Field: &counts.Head[0], Raw: school, Text: school, State: returned.Exact},
		people,
		{Ref: forms.Ref{Key: "share"}, Field: &counts.Head[2], Raw: share, Text: share, State: returned.Exact},
	}}
	return returned.Submission{Return: r, School: school}
}

// What was not understood stands as it was written and is in no total; what is
// inexact says so, in its cell and in the total.
func TestTotalsOfDoubtfulNumbers(t *testing.T) {
	roster := returned.Roster{{Name: "甲校", District: "东*区"}, {Name: "乙校", District: "东*区"}, {Name: "丙校", District: "=西"}, {Name: "丁校"}}
	tally := must(returned.NewTally(counts, []returned.Submission{
		counted("甲校", returned.Value{Raw: "100", Text: "100", State: returned.Exact}, "90"),
		counted("乙校", returned.Value{Raw: "约2000人", Text: "2000", State: returned.About}, "80"),
		counted("丙校", returned.Value{Raw: "=HYPERLINK(1)", State: returned.Unclear}, "70"),
		counted("丁校", returned.Value{Raw: "7\x0b", Text: "7", State: returned.Exact}, "60"),
	}, returned.TallyOptions{Roster: roster}))
	f := openWorkbook(t, totalsBytes(t, tally))
	for cell, want := range map[string]string{
		"D4": "100", "D5": "约2000", "D6": "=HYPERLINK(1)", "D7": "7",
		"C8": "东*区", "D8": "约2100", "C9": "=西", "D9": "无法合计", "C10": "未分区县", "D10": "7", "D11": "约2107",
		"E4": "90.00%", "E11": "无法合计",
	} {
		if got, err := f.GetCellValue("人数表", cell); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", cell, got, want, err)
		}
	}
	if formula, _ := f.GetCellFormula("人数表", "D8"); formula != `SUMIF($C$4:$C$7,"东~*区",$D$4:$D$7)` {
		t.Errorf("D8: %s", formula)
	}
	if formula, _ := f.GetCellFormula("人数表", "D6"); formula != "" {
		t.Errorf("what a school wrote became a formula: %s", formula)
	}
	notes := dumpCells(t, f)
	for _, want := range []string{"丙校填“=HYPERLINK(1)”，没有看懂，没有计入", "乙校填的是约数，合计也是约数", "满意率：各校的比率不能相加"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note %q in\n%s", want, notes)
		}
	}
}

func TestTotalsOfNothing(t *testing.T) {
	f := openWorkbook(t, totalsBytes(t, must(returned.NewTally(counts, nil, returned.TallyOptions{}))))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"报送情况", forms.InfoSheet}) {
		t.Errorf("sheets: %q", got)
	}
}

// Without districts the chart shows the schools, the largest first.
func TestTotalsChart(t *testing.T) {
	var all []returned.Submission
	for i := range 20 {
		n := strconv.Itoa((i * 7) % 20)
		all = append(all, counted(fmt.Sprintf("第%d校", i+1), returned.Value{Raw: n, Text: n, State: returned.Exact}, "1"))
		all[i].Findings = []report.Finding{{Rule: "FM061", Severity: report.Error, Where: report.Position{Cell: "B2"}}} // whose name is coloured
	}
	f := openWorkbook(t, totalsBytes(t, must(returned.NewTally(counts, all, returned.TallyOptions{}))))
	rows, err := f.GetRows("图表")
	if err != nil || len(rows) < 17 || !strings.HasPrefix(rows[2][0], "第") || rows[2][1] != "19" || rows[16][1] != "5" || len(rows) > 17 && len(rows[17]) > 0 {
		t.Errorf("%v %q", err, rows)
	}
	if formula, _ := f.GetCellFormula("图表", "B3"); formula != "'人数表'!$C$21" {
		t.Errorf("B3: %s", formula)
	}
}

// must returns v where there is no error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The elements of a series of bars stand in the order of the schema, and none
// is there that it does not have.
func TestChartFollowsTheSchema(t *testing.T) {
	z, err := zip.NewReader(bytes.NewReader(totalsBytes(t, returnedTallies(t)...)), int64(len(totalsBytes(t, returnedTallies(t)...))))
	if err != nil {
		t.Fatal(err)
	}
	part, err := fs.ReadFile(z, "xl/charts/chart1.xml")
	if err != nil {
		t.Fatal(err)
	}
	series := regexp.MustCompile(`(?s)<ser>.*?</ser>`).Find(part)
	last := -1
	order := []string{"idx", "order", "tx", "spPr", "invertIfNegative", "dLbls", "cat", "val"}
	d, depth := xml.NewDecoder(bytes.NewReader(series)), 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				at := slices.Index(order, e.Name.Local)
				if at <= last {
					t.Errorf("%s stands behind %v", e.Name.Local, order[max(last, 0)])
				}
				last = at
			}
		case xml.EndElement:
			depth--
		}
	}
	if last != len(order)-1 {
		t.Errorf("ends with %d", last)
	}
}
