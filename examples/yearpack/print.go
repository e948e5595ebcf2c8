package main

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// tree prints what was written.
func (p *packer) tree(w io.Writer, out string) {
	fmt.Fprintf(w, "\n%s/\n", strings.TrimRight(out, "/"))
	folder := "."
	for _, f := range p.files() {
		if dir := path.Dir(f.Path); dir != folder {
			folder = dir
			if dir != "." {
				fmt.Fprintf(w, "  %s/\n", dir)
			}
		}
		indent := "  "
		if folder != "." {
			indent = "    "
		}
		fmt.Fprintf(w, "%s%s（%s）\n", indent, path.Base(f.Path), size(len(f.Data)))
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
		return
	}
	fmt.Fprintf(w, "校核：错误 %d 处，警告 %d 处，提示 %d 处（不影响成文，请逐条核对）：\n",
		p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
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
	return s + "（周" + string([]rune("日一二三四五六")[d.Weekday()]) + "）"
}

// guide is the text of 说明.txt.
func (p *packer) guide() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n本文件夹由一个数据文件一次生成，各文件用途如下：\n\n", p.campaign.Name)
	for _, e := range p.entries {
		use := "供编辑、呈签"
		switch {
		case strings.HasSuffix(e.Path, ".pdf"):
			use = fmt.Sprintf("供印发、上网，共%d页", e.Pages)
		case strings.HasSuffix(e.Path, ".xlsx"):
			use = "空白表，发各单位填报；只有待填的格可以改动"
		}
		fmt.Fprintf(&b, "  %s\n      %s。\n", e.Path, use)
	}
	b.WriteString("  manifest.json\n      文件清单、所用字体和校核意见，供程序读取。\n")
	b.WriteString(`
说明：
  1. 版式依据《党政机关公文格式》（GB/T 9704-2012）。.docx 用方正小标宋简体、仿宋_GB2312、
     楷体_GB2312、黑体、宋体，打开的电脑上装有这些字体才能看到应有的样子。
  2. 印章不由程序加盖，署名处已留出位置。
  3. 正文按数据文件原样成文。原文中的差错不作改动，列在下面，请核对后改正数据文件，重新生成。
`)
	if lines := moveLines(p.moves); len(lines) > 0 {
		b.WriteString("  4. 这套文件由另一年的数据推算而成：活动时段是给定的，其余日期按与活动时段的间隔推算，时段以外的\n" +
			"     保持星期几不变；发文字号的顺序号空着待编；拿不准的一律未改动。逐条核对后方可印发。\n")
		fmt.Fprintf(&b, "\n%s（%d 处）：\n", toConfirm, len(lines))
		for _, line := range lines {
			b.WriteString("  " + line + "\n")
		}
	}
	fmt.Fprintf(&b, "\n校核意见（错误 %d 处，警告 %d 处，提示 %d 处）：\n",
		p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
	if len(p.report.Findings) == 0 {
		b.WriteString("  没有发现问题。\n")
	}
	p.report.WriteText(&b, "  ")
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}
