package roster_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func readRoster(t testing.TB, data []byte) (returned.Roster, []report.Finding) {
	t.Helper()
	r, findings, err := roster.Read(bytes.NewReader(data), int64(len(data)), "名册")
	if err != nil {
		t.Fatal(err)
	}
	return r, findings
}

const rosterText = `学校,别名,区县,类别,在校生数,联系人,电话
第一中等职业学校,一职校、一中专,东区,中职,2400,张某某,0000-1234567
第二职业学校,,西区,技工,,李某某,13800000001
`

var rosterWant = returned.Roster{
	{Name: "第一中等职业学校", Aliases: []string{"一职校", "一中专"}, District: "东区", Category: "中职", Enrolled: 2400, Contact: "张某某", Phone: "0000-1234567"},
	{Name: "第二职业学校", District: "西区", Category: "技工", Contact: "李某某", Phone: "13800000001"},
}

func TestRosterEncodings(t *testing.T) {
	for name, e := range map[string]encoding.Encoding{
		"UTF-8":          encoding.Nop,
		"UTF-8 marked":   unicode.UTF8BOM,
		"GBK":            simplifiedchinese.GBK,
		"UTF-16 of tabs": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	} {
		text := rosterText
		if strings.Contains(name, "tabs") {
			text = strings.ReplaceAll(text, ",", "\t")
		}
		data, err := e.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
		if err != nil {
			t.Fatal(err)
		}
		got, findings := readRoster(t, data)
		for i := range findings { // the numbers with the area code 0000 are nobody's
			if findings[i].Rule != returned.RuleRosterNumber {
				t.Errorf("%s: %v", name, findings[i])
			}
		}
		if d := cmp.Diff(rosterWant, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// TestRosterWorkbook reads what people make: a title, columns in another order
// and under other names, merged districts, telephone numbers as numbers.
func TestRosterWorkbook(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	for i, row := range [][]any{
		{"2023年职业院校名册"},
		{"序号", "联系电话", "所属区县", "学校名称", "在校生数（人）", "简称"},
		{1, 13800000001, "东区", "第一中等职业学校", 2400, "一职校/一中专；一专"},
		{2, "", nil, "第二职业学校", "3,100人", "二职"},
		{},
		{3, "000", "西区", "第三职业学校", "约2000", "二职"},
		{"合计", nil, nil, 3},
	} {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.MergeCell("Sheet1", "C3", "C4"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, findings := readRoster(t, b.Bytes())
	want := returned.Roster{
		{Name: "第一中等职业学校", Aliases: []string{"一职校", "一中专", "一专"}, District: "东区", Enrolled: 2400, Phone: "13800000001"},
		{Name: "第二职业学校", District: "东区", Enrolled: 3100},
		{Name: "第三职业学校", District: "西区", Phone: "000"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	wantRules := map[string]string{
		"E6": returned.RuleRosterNumber, "B6": returned.RuleRosterNumber, "A5": returned.RuleRosterLeft,
		"D7": returned.RuleRosterLeft, "D4": returned.RuleRosterAlias, "D6": returned.RuleRosterAlias,
	}
	for _, f := range findings {
		if wantRules[f.Where.Cell] != f.Rule {
			t.Errorf("unexpected: %v", f)
		}
		delete(wantRules, f.Where.Cell)
	}
	if len(wantRules) > 0 {
		t.Errorf("not found: %v in %v", wantRules, findings)
	}
}

func TestRosterListsTwice(t *testing.T) {
	got, findings := readRoster(t, []byte("学校,区县,在校生数,联系人\n第一职校,东区,100,甲\n第 一职校,西区,,乙\n,东区,3,丙\n第一职校,东区,100,甲\n"))
	if d := cmp.Diff(returned.Roster{{Name: "第一职校", District: "东区", Enrolled: 100, Contact: "甲、乙"}}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	var rules []string
	for _, f := range findings {
		rules = append(rules, fmt.Sprintf("%s %d %v", f.Rule, f.Where.Line, f.Severity))
	}
	want := []string{"FM081 3 warning", "FM080 4 warning", "FM081 5 hint"}
	if d := cmp.Diff(want, rules); d != "" {
		t.Errorf("-want +got:\n%s\n%v", d, findings)
	}
}

func TestRosterRefused(t *testing.T) {
	docx := returnedFile(t, "北塔职业学校/统计表.docx")
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":       {nil, returned.ErrEmptyFile},
		"docx":        {docx, returned.ErrFormat},
		"no head":     {[]byte("第一职校\n第二职校\n"), roster.ErrNoColumn},
		"no text":     {[]byte("学校\n\xff\xff\xff\xff"), roster.ErrEncoding},
		"many rows":   {[]byte("学校\n" + strings.Repeat("甲校\n", 20_000)), returned.ErrTooLarge},
		"web page":    {[]byte("<html><table><tr><td>学校</td></tr></table></html>"), returned.ErrFormat},
		"very large":  {make([]byte, 17<<20), returned.ErrTooLarge},
		"many commas": {[]byte("学校" + strings.Repeat(",", 300)), returned.ErrTooLarge},
	} {
		if name == "very large" {
			c.data[0] = 'a'
		}
		_, _, err := roster.Read(bytes.NewReader(c.data), int64(len(c.data)), "名册.csv")
		var e *returned.ReadError
		if !errors.Is(err, c.want) || !errors.As(err, &e) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
			continue
		}
		if f := e.Finding(); f.Message == "" || f.Hint == "" {
			t.Errorf("%s: no advice: %v", name, f)
		}
	}
}

func TestRosterOfTheTestData(t *testing.T) {
	got, findings := readRoster(t, returnedFile(t, "roster.csv"))
	if len(got) != 14 || len(findings) > 0 || got[13].Name != "白沙职业学校" || got[13].Enrolled != 3700 {
		t.Errorf("%d schools: %v, %v", len(got), got, findings)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(rosterText))
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(rosterText))
	f.Add(gbk)
	f.Add([]byte("学校\t别名\n\"甲\n校\"\t、，/\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := roster.Read(bytes.NewReader(data), int64(len(data)), "x")
		var e *returned.ReadError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%v is no ReadError", err)
		}
		for _, s := range r {
			got, ok := r.Find(s.Name)
			if s.Name == "" || s.Enrolled < 0 || !ok || got.Name != s.Name {
				t.Fatalf("%+v is not found by its name", s)
			}
			for _, a := range s.Aliases {
				if got, ok := r.Find(a); !ok || got.Name != s.Name {
					t.Fatalf("%q of %+v finds %+v", a, s, got)
				}
			}
		}
	})
}

// A character that no name has is left out, and told; a mark of a new line is a
// blank, as in any cell.
func TestRosterOddNames(t *testing.T) {
	data := []byte("学校,区县\n甲\u0085校\x1b,东\u200e区\n乙校,东区\n")
	roster, findings, err := roster.Read(bytes.NewReader(data), int64(len(data)), "roster.csv")
	if err != nil || len(roster) != 2 || roster[0].Name != "甲 校" || roster[0].District != "东区" {
		t.Fatalf("%+v, %v", roster, err)
	}
	if len(findings) != 1 || !strings.Contains(findings[0].Message, "控制字符") {
		t.Errorf("%v", findings)
	}
}

func returnedFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../testdata/returns", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
