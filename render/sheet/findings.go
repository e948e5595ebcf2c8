package sheet

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Findings makes a [List] of findings, in their order, for people who work
// through them in a spreadsheet: they filter by 级别, 文件 or 规则 and tick off
// rows. Of a long 原文 it has the two ends. The title says of what, such as 校核结果; the note counts them.
func Findings(title string, fs []report.Finding) List {
	r := report.Report{Findings: fs}
	l := List{
		Title: title,
		Note:  fmt.Sprintf("错误%d处，警告%d处，提示%d处。", r.Count(report.Error), r.Count(report.Warning), r.Count(report.Hint)),
		Columns: []Column{
			{"序号", 32}, {"级别", 46}, {"文件", 84}, {"位置", 84}, {"问题", 132},
			{"原文", 104}, {"建议", 120}, {"依据", 84}, {"规则", 60},
		},
		Landscape: true,
	}
	for i, f := range fs {
		l.Rows = append(l.Rows, []any{
			i + 1, Marked{f.Severity.Label(), f.Severity}, f.Where.File, within(f.Where),
			f.Message, f.Shown(), f.Hint, f.Source, f.Rule,
		})
	}
	return l
}

// within says in words where in its file a place is; "" if it is all of it.
func within(p report.Position) string {
	var parts []string
	if p.Page > 0 {
		parts = append(parts, fmt.Sprintf("第%d页", p.Page))
	}
	switch {
	case p.Sheet != "" && p.Cell != "":
		parts = append(parts, p.Sheet+"!"+p.Cell)
	case p.Sheet != "" || p.Cell != "":
		parts = append(parts, p.Sheet+p.Cell)
	}
	if p.Line > 0 {
		s := fmt.Sprintf("第%d行", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf("第%d字", p.Column)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}
