package report_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestReadme: the tables of the rules in the READMEs are those of the
// catalogue; -update rewrites what stands between their marks.
func TestReadme(t *testing.T) {
	for _, test := range []struct {
		file, summary, head string
		severity            func(report.Severity) string
	}{
		{"README.md", "All %d rules", "| id | severity | what is wrong | source |", report.Severity.String},
		{"README.zh-CN.md", "全部%d条规则", "| 编号 | 级别 | 问题 | 依据 |", report.Severity.Label},
	} {
		rules := report.Rules()
		var b strings.Builder
		fmt.Fprintf(&b, "<details><summary>"+test.summary+"</summary>\n\n%s\n|---|---|---|---|\n", len(rules), test.head)
		for _, r := range rules {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", r.ID, test.severity(r.Severity), r.Title, r.Source)
		}
		b.WriteString("\n</details>\n")

		const begin, end = "<!-- rules: written by go test ./validate/report -update -->\n", "<!-- end of rules -->"
		path := "../../" + test.file
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, ok := strings.Cut(string(file), begin)
		table, after, ok2 := strings.Cut(rest, end)
		switch {
		case !ok || !ok2:
			t.Errorf("%s has no place for the rules: write %q and %q", test.file, begin, end)
		case *golden.Update:
			if err := os.WriteFile(path, []byte(before+begin+b.String()+end+after), 0o666); err != nil {
				t.Fatal(err)
			}
		case table != b.String():
			t.Errorf("the rules in %s are stale; go test ./validate/report -update rewrites them", test.file)
		}
	}
}
