package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// writeJSON prints what was done for programs.
func writeJSON(w io.Writer, papers []*paper) error {
	if papers == nil {
		papers = []*paper{}
	}
	_, err := w.Write(indented(papers))
	return err
}

// writeText prints what was done for people.
func writeText(w io.Writer, out string, papers []*paper) error {
	var b strings.Builder
	for _, p := range papers {
		title := p.Title
		if title == "" {
			title = "（没有标题）"
		}
		fmt.Fprintf(&b, "%s：%s，%d页\n", p.File, title, p.Pages)
		fmt.Fprintf(&b, "  写入 %s/%s、%s、%s\n", strings.TrimRight(out, "/"), p.DOCX, p.PDF, p.files[2].Path)
		if len(p.Fixed) > 0 {
			fixed := report.Report{Findings: p.Fixed}
			fmt.Fprintf(&b, "  已改正 %d 处：\n", len(p.Fixed))
			fixed.WriteText(&b, "    ")
		}
		if len(p.Findings) == 0 {
			b.WriteString("  校核：没有发现问题。\n")
			continue
		}
		fmt.Fprintf(&b, "  校核：错误 %d 处，警告 %d 处，提示 %d 处（不影响成文，请逐条核对）：\n",
			p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
		report.Printer{Indent: "    ", Sources: p.sources, Excerpts: 3}.Print(&b, &p.report)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
