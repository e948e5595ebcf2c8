package learn

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	var out, wrong strings.Builder
	blanks := "../../../testdata/learn/"
	status := Run(context.Background(), []string{"-out", dir, blanks + "师资情况表.xlsx", blanks + "教学名师推荐表.docx"}, &out, &wrong)
	if status != 0 || wrong.Len() > 0 {
		t.Fatalf("status %d: %s", status, wrong.String())
	}
	for _, name := range []string{"师资情况表.yaml", "教学名师推荐表.yaml"} {
		schema, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(schema), "template:") {
			t.Errorf("%s: %v %.80s", name, err, schema)
		}
	}
	if !strings.Contains(out.String(), "《专业教师师资情况表》") {
		t.Errorf("said %.200s", out.String())
	}
}

func TestRunWrong(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		say    string
	}{
		{nil, 2, "请给出空白表"},
		{[]string{"-ot", "x"}, 2, "是不是-out？"},
		{[]string{"-out", t.TempDir(), "nosuch.xlsx"}, 1, "nosuch.xlsx"},
	} {
		var out, wrong strings.Builder
		if status := Run(context.Background(), c.args, &out, &wrong); status != c.status || !strings.Contains(wrong.String(), c.say) {
			t.Errorf("%v: %d %q", c.args, status, wrong.String())
		}
	}
}
