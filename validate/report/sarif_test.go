package report_test

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func TestWriteSARIF(t *testing.T) {
	rule, _ := report.RuleOf("GW001")
	f := rule.Finding(report.Position{File: "稿件/通 知.txt", Line: 3, Column: 8}, "[2017]")
	f.Fix = "〔2017〕"
	own := report.Finding{Rule: "BJ001", Severity: report.Hint, Source: "本局用语", Where: report.Position{File: `C:\表.xlsx`, Sheet: "表1", Cell: "B4"}, Message: "应写明事项"}
	r := report.Report{Findings: []report.Finding{f, own, {Rule: "GW402", Severity: report.Error, Message: "页边距不合规定"}}}
	var b strings.Builder
	if err := r.WriteSARIF(&b); err != nil {
		t.Fatal(err)
	}
	golden.Text(t, "testdata/sarif.json", b.String())
	var none *report.Report
	b.Reset()
	if err := none.WriteSARIF(&b); err != nil || !strings.Contains(b.String(), `"results": []`) {
		t.Errorf("%v: %s", err, b.String())
	}
}
