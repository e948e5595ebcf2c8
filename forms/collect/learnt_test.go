package collect_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Any form is collected by its blank: every return is read, counted, and of the
// school that its file is named after, and all results are made.
func TestCollectLearnt(t *testing.T) {
	var blanks []string
	for _, dir := range []string{"../../testdata/learn/", "../../testdata/learn/second/", "../../testdata/learn/round5/", "../../testdata/learn/round7/", "../../testdata/learn/round8/"} {
		for _, ext := range []string{"*.xlsx", "*.xls", "*.docx"} {
			found, err := filepath.Glob(dir + ext)
			if err != nil {
				t.Fatal(err)
			}
			blanks = append(blanks, found...)
		}
	}
	if len(blanks) < 26 {
		t.Fatalf("%d blanks", len(blanks))
	}
	for _, name := range blanks {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), name)
			if err != nil {
				t.Fatal(err)
			}
			var out output.Memory
			returns := os.DirFS(strings.TrimSuffix(name, filepath.Ext(name)))
			result, err := collect.Collect(context.Background(), returns, collect.Options{Campaign: collect.OfBlank(b, 2026)}, &out)
			if err != nil {
				t.Fatal(err)
			}
			counted := map[string]bool{}
			for _, f := range result.Report.Findings {
				if filepath.Ext(f.Where.File) == ".xls" && f.Severity == report.Hint {
					continue // an old workbook takes no remarks
				}
				switch f.Rule {
				case returned.RuleFile, returned.RuleNoForm, returned.RuleWhichForm, returned.RuleVersion, returned.RuleBlank:
					t.Errorf("%v", f)
				}
			}
			for _, f := range result.Files {
				counted[f.Path] = true
			}
			if !counted["汇总表.xlsx"] || !counted["校核结果.xlsx"] {
				t.Errorf("results: %v", result.Files)
			}
			sent, err := os.ReadDir(strings.TrimSuffix(name, filepath.Ext(name)))
			if err != nil {
				t.Fatal(err)
			}
			if n := result.Tallies[0].All.Schools; n != len(sent) {
				t.Errorf("%d schools counted of %d", n, len(sent))
			}
			t.Logf("%d schools, %d findings", result.Tallies[0].All.Schools, len(result.Report.Findings))
		})
	}
}
