package report_test

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

func TestWriteText(t *testing.T) {
	at := func(line int) report.Position { return report.Position{File: "a.txt", Line: line, Column: 1} }
	r := report.Report{Findings: []report.Finding{
		{Rule: "GW200", Severity: report.Warning, Where: at(9), Message: "数字应半角", Found: "１", Hint: "改为 1"},
		{Rule: "GW100", Severity: report.Error, Source: "GB/T 15834", Where: at(7), Message: "标点应全角", Found: "甲,乙"},
		{Rule: "GW100", Severity: report.Error, Source: "GB/T 15834", Where: at(3), Message: "标点应全角", Found: "丙:丁"},
		{Rule: "ZJ001", Severity: report.Hint, Message: "缺标题"},
	}}
	r.Skip("ZJ200", "没有2031年的节假日")
	const want = `- 错误 GW100 标点应全角（GB/T 15834）：2 处
-   a.txt:3:1 “丙:丁”
-   a.txt:7:1 “甲,乙”
- 警告 GW200 数字应半角：1 处
-   a.txt:9:1 “１”；改为 1
- 提示 ZJ001 缺标题：1 处
- 未校核 ZJ200：没有2031年的节假日
`
	var b strings.Builder
	if err := r.WriteText(&b, "- "); err != nil || b.String() != want {
		t.Errorf("%v\n got %s\nwant %s", err, b.String(), want)
	}
}
