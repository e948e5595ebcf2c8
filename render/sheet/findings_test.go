package sheet_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestFindings: a row a finding, in the order given, with its place in words.
func TestFindings(t *testing.T) {
	l := sheet.Findings("校核结果", []report.Finding{
		{Rule: "GW116", Severity: report.Error, Source: "GB/T 15834-2011 4.13.3.2", Where: report.Position{File: "通知.txt", Line: 3, Column: 8},
			Found: "14日-20日", Message: "起止时间之间应使用一字线“—”", Hint: "改为 14日—20日", Fix: "14日—20日"},
		{Rule: "FM001", Severity: report.Warning, Where: report.Position{File: "统计表.xlsx", Sheet: "表1", Cell: "B4"}, Message: "没有填写"},
		{Rule: "GW301", Severity: report.Hint, Where: report.Position{File: "通知.pdf", Page: 2}, Message: "只有署名"},
		{Rule: "ZJ042", Severity: report.Hint, Where: report.Position{Cell: "A1", Line: 7}, Message: "没有主题"},
		{Rule: "ZJ040", Severity: report.Warning, Message: "要素不全"},
	})
	want := sheet.List{
		Title: "校核结果", Note: "错误1处，警告2处，提示2处。", Columns: l.Columns, Landscape: true,
		Rows: [][]any{
			{1, sheet.Marked{"错误", report.Error}, "通知.txt", "第3行第8字", "起止时间之间应使用一字线“—”", "14日-20日", "改为 14日—20日", "GB/T 15834-2011 4.13.3.2", "GW116"},
			{2, sheet.Marked{"警告", report.Warning}, "统计表.xlsx", "表1!B4", "没有填写", "", "", "", "FM001"},
			{3, sheet.Marked{"提示", report.Hint}, "通知.pdf", "第2页", "只有署名", "", "", "", "GW301"},
			{4, sheet.Marked{"提示", report.Hint}, "", "A1 第7行", "没有主题", "", "", "", "ZJ042"},
			{5, sheet.Marked{"警告", report.Warning}, "", "", "要素不全", "", "", "", "ZJ040"},
		},
	}
	if diff := cmp.Diff(want, l, cmp.AllowUnexported(sheet.List{})); diff != "" {
		t.Error(diff)
	}
}

// TestFindingsSheet: what was found stands in its cell as it was written, even
// what a spreadsheet would take for a formula or a number.
func TestFindingsSheet(t *testing.T) {
	var b bytes.Buffer
	l := sheet.Findings("校核结果", []report.Finding{{Rule: "X1", Severity: report.Hint, Message: "问题", Found: "=1+1\n0012", Hint: "-3"}})
	if err := sheet.Lists(t.Context(), &b, []sheet.List{l}, sheet.Options{}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("校核结果")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1", "提示", "", "", "问题", "=1+1\n0012", "-3", "", "X1"}, rows[3]); diff != "" {
		t.Error(diff)
	}
	if formula, _ := book.GetCellFormula("校核结果", "F4"); formula != "" {
		t.Errorf("a formula: %s", formula)
	}
}
