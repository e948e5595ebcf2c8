package returned_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// oneField is an example of a rule: the kind of a field, its unit, ! if it is
// required, its options, its limits, the year, and what is written in it; ~~ is
// around what is struck out.
var oneField = regexp.MustCompile(`^(\w+)(?:（(.*)）)?(!?)(?:\[(.*)\])?(?:>=(\d+))?(?:<=(\d+))?(?:≤(\d+)字)?(?:@(\d+))?：(.*)$`)

// otherLabel is an example of a field for a number: its label, that of the
// sender, and what is written in it.
var otherLabel = regexp.MustCompile(`^(\p{Han}+)→(\p{Han}+)：(.*)$`)

// sheetOf makes a workbook of rows. A row that begins with [隐藏] is hidden, a text
// between ~~ struck out.
func sheetOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	try := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, row := range rows {
		for j, text := range row {
			if rest, hidden := strings.CutPrefix(text, "[隐藏]"); hidden {
				text = rest
				try(f.SetRowVisible("Sheet1", i+1, false))
			}
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			try(err)
			var runs []excelize.RichTextRun
			for k, part := range strings.Split(text, "~~") {
				if part != "" {
					runs = append(runs, excelize.RichTextRun{Text: part, Font: &excelize.Font{Strike: k%2 == 1}})
				}
			}
			if len(runs) > 1 {
				try(f.SetCellRichText("Sheet1", at, runs))
			} else if text != "" {
				try(f.SetCellStr("Sheet1", at, text))
			}
		}
	}
	var buf bytes.Buffer
	try(f.Write(&buf))
	return buf.Bytes()
}

// exampleForm returns the form of an example and the rows of a workbook with it.
func exampleForm(t *testing.T, example string) (s *forms.Schema, rows [][]string, year int) {
	t.Helper()
	s = &forms.Schema{ID: "one", Version: "1", Title: "情况表", Foot: []forms.Field{{Key: "b", Label: "填表人"}}}
	rows = [][]string{{"情况表"}}
	if table, ok := strings.CutPrefix(example, "表："); ok {
		s.Blocks = []forms.Block{{Key: "rows", Rows: 4, Fields: []forms.Field{{Key: "name", Label: "活动名称"}, {Key: "place", Label: "地点"}, {Key: "content", Label: "内容"}, {Key: "people", Label: "人数", Kind: forms.Integer}}}}
		rows = append(rows, []string{"活动名称", "地点", "内容", "人数"})
		for row := range strings.SplitSeq(table, "；") {
			rows = append(rows, strings.Split(row, "，"))
		}
		if !strings.Contains(table, "填表人") {
			rows = append(rows, []string{"填表人", "张某某"})
		}
		return s, rows, 0
	}
	if m := otherLabel.FindStringSubmatch(example); m != nil {
		s.Head = []forms.Field{{Key: "a", Label: m[1], Kind: forms.Integer}}
		return s, append(rows, []string{m[2], m[3]}, []string{"填表人", "张某某"}), 0
	}
	m := oneField.FindStringSubmatch(example)
	if m == nil {
		t.Fatalf("no example: %s", example)
	}
	kind, err := forms.ParseKind(m[1])
	if err != nil {
		t.Fatal(err)
	}
	f := forms.Field{Key: "a", Label: "内容", Kind: kind, Unit: m[2], Required: m[3] != "", Options: strings.Fields(m[4]), Min: forms.Limit(m[5]), Max: forms.Limit(m[6])}
	fmt.Sscan(m[7], &f.Len)
	fmt.Sscan(m[8], &year)
	s.Head = []forms.Field{f}
	return s, append(rows, []string{"内容", m[9]}, []string{"填表人", "张某某"}), year
}

// TestExamples: what a rule complains of in a small form it complains of alone,
// and nothing complains of what is much like it.
func TestExamples(t *testing.T) {
	told := func(example string) []report.Finding {
		s, rows, year := exampleForm(t, example)
		data := sheetOf(t, rows)
		returns, findings, err := (&returned.Reader{Year: year}).Read(bytes.NewReader(data), int64(len(data)), "a.xlsx", s)
		if err != nil || len(returns) != 1 {
			t.Fatalf("%s: no form: %v, %v", example, findings, err)
		}
		for _, p := range returns[0].Check() {
			findings = append(findings, p.Finding)
		}
		return findings
	}
	for _, r := range report.Rules() {
		if r.Subject != report.SubjectForm || r.Bad == "" {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			bad := told(r.Bad)
			if len(bad) == 0 {
				t.Errorf("silent on %s", r.Bad)
			}
			for _, f := range bad {
				if f.Rule != r.ID || f.Severity < r.Severity {
					t.Errorf("%s: %v", r.Bad, f)
				}
			}
			if good := told(r.Good); len(good) > 0 {
				t.Errorf("%s: %v", r.Good, good)
			}
		})
	}
}
