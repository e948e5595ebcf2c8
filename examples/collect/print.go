package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// print tells what was written and what there is to know.
func (c *collector) print() {
	w := c.stdout
	fmt.Fprintf(w, "\n%s/\n", strings.TrimRight(c.out, "/"))
	for _, f := range c.written {
		fmt.Fprintf(w, "  %s（%s）\n", f.Path, size(len(f.Data)))
	}
	if len(c.marked) > 0 {
		fmt.Fprintf(w, "  批注/（%d 个有问题的工作簿）\n", len(c.marked))
	}
	if n := c.stale(); n > 0 {
		fmt.Fprintf(w, "  批注/ 里另有 %d 个文件不是这次写的，可以删去\n", n)
	}
	fmt.Fprintln(w)
	for i, t := range c.tallies {
		line := fmt.Sprintf("《%s》计入 %d 所", c.forms[i].schema.Title, t.All.Schools)
		if n := asideSchools(t); n > 0 {
			line += fmt.Sprintf("，待确认 %d 所", n)
		}
		if n := len(t.Late); n > 0 {
			line += fmt.Sprintf("，迟报 %d 份", n)
		}
		if len(c.schools.roster) > 0 {
			line += fmt.Sprintf("，未报 %d 所", len(t.Missing))
		}
		fmt.Fprintln(w, line)
	}
	listed := report.Report{Findings: c.listed()}
	fmt.Fprintf(w, "校核：错误 %d 处，警告 %d 处，提示 %d 处，逐条见校核结果.xlsx\n",
		listed.Count(report.Error), listed.Count(report.Warning), listed.Count(report.Hint))
	if len(c.report.Skipped) > 0 {
		fmt.Fprintln(w, "没有核对的：")
		for _, s := range c.report.Skipped {
			fmt.Fprintln(w, "  "+s.Reason)
		}
	}
}

func size(n int) string {
	if n < 10_000 {
		return fmt.Sprintf("%d 字节", n)
	}
	return fmt.Sprintf("%d KB", (n+512)/1024)
}

// stale counts annotated copies of an earlier run.
func (c *collector) stale() int {
	n := 0
	filepath.WalkDir(filepath.Join(c.out, "批注"), func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(c.out, p)
		if err == nil && !slices.Contains(c.marked, filepath.ToSlash(rel)) {
			n++
		}
		return nil
	})
	return n
}
