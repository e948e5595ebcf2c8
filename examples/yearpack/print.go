package main

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// tree prints what was written; of the folders of schools their number.
func (p *packer) tree(w io.Writer, out string) {
	fmt.Fprintf(w, "\n%s/\n", strings.TrimRight(out, "/"))
	folder := "."
	told := false
	for _, e := range append(slices.Clone(p.entries), entry{Path: "manifest.json", Bytes: p.listing}) {
		if e.School != "" {
			if !told {
				told = true
				fmt.Fprintf(w, "  学校/\n    %d 所学校各有一个文件夹，内有表格 %d 种\n", len(p.schools), len(p.blanks))
			}
			continue
		}
		dir := path.Dir(e.Path)
		if dir != folder && dir != "." {
			fmt.Fprintf(w, "  %s/\n", dir)
		}
		folder = dir
		indent := "  "
		if dir != "." {
			indent = "    "
		}
		fmt.Fprintf(w, "%s%s（%s）\n", indent, path.Base(e.Path), size(e.Bytes))
	}
}

func size(n int) string {
	if n < 10_000 {
		return fmt.Sprintf("%d 字节", n)
	}
	return fmt.Sprintf("%d KB", (n+512)/1024)
}

// summary prints the faces that stand in for others and the findings.
func (p *packer) summary(w io.Writer) {
	fmt.Fprintln(w)
	for _, line := range fontLines(p.uses) {
		fmt.Fprintln(w, line)
	}
	if lines := moveLines(p.moves); len(lines) > 0 {
		fmt.Fprintf(w, "%s %d 处（由上一份数据推算或保留，逐条核对后方可印发）：\n", toConfirm, len(lines))
		for _, line := range lines {
			fmt.Fprintln(w, "  "+line)
		}
	}
	if len(p.report.Findings) == 0 {
		fmt.Fprintln(w, "校核：没有发现问题。")
	} else {
		fmt.Fprintf(w, "校核：错误 %d 处，警告 %d 处，提示 %d 处（不影响成文，请逐条核对）：\n",
			p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
	}
	p.report.WriteText(w, "  ")
}

// fontLines tells which face of the PDF stands in for which, and which
// characters fell back.
func fontLines(uses []render.FontUse) []string {
	var lines []string
	for _, u := range uses {
		if u.Substitute {
			lines = append(lines, fmt.Sprintf("字体：PDF 中%s（%s）以 %s 代替", u.Role, u.Wanted, orNone(u.Used)))
		}
		for _, f := range u.Fallbacks {
			if f.Face == "" {
				lines = append(lines, fmt.Sprintf("字体：%s中的“%c”没有字体收录，以〓代替", u.Role, f.Char))
				continue
			}
			lines = append(lines, fmt.Sprintf("字体：%s中的“%c”取自 %s", u.Role, f.Char, f.Face))
		}
	}
	return lines
}

func orNone(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

// toConfirm marks what the program moved to another year.
const toConfirm = "待确认"

// moveLines tells what was moved, and what was left but may have to move.
func moveLines(moves []campaign.Move) []string {
	var lines []string
	for _, m := range moves {
		at := m.Field
		if m.Line > 0 {
			at += fmt.Sprintf(" 第%d行", m.Line)
		}
		change := withWeekday(m.From) + " → " + withWeekday(m.To)
		if m.Left() {
			change = m.From + "（未改动）"
		}
		lines = append(lines, fmt.Sprintf("%s %s：%s〔%s〕", toConfirm, m.What, change, at))
	}
	return lines
}

// withWeekday adds the day of the week to a day written 2027-05-09.
func withWeekday(s string) string {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return s
	}
	return s + "（" + campaign.Weekday(d) + "）"
}
