package typeset

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// wordDraft writes a .docx of the small notice, as the program itself sets it.
func wordDraft(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := write(t, filepath.Join(dir, "稿.txt"), small)
	if status, _, stderr := typesetIn(t, "-out", dir, text); status != 0 {
		t.Fatal(stderr)
	}
	return filepath.Join(dir, "稿.docx")
}

// With -mark the sender's own file comes back with comments and changes, and
// nothing else is written.
func TestMark(t *testing.T) {
	file := wordDraft(t)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Dir(file)
	status, stdout, stderr := typesetIn(t, "-mark", "-out", out, file)
	if status != 0 || !strings.Contains(stdout, "稿-校核.docx") {
		t.Fatalf("exit %d: %s%s", status, stdout, stderr)
	}
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
		t.Error("the input was changed")
	}
	if _, err := os.Stat(filepath.Join(out, "稿-校核.pdf")); err == nil {
		t.Error("it was set, too")
	}
	text, _, err := plain.LoadFile(filepath.Join(out, "稿-校核.docx"))
	if err != nil || !strings.Contains(text, "5月8日—14日") { // as somebody reads it who accepts all changes
		t.Errorf("%s, %v", text, err)
	}
	if len(readFindings(t, filepath.Join(out, "稿-校核.findings.json"))) == 0 {
		t.Error("no findings")
	}
	for _, args := range [][]string{{"-mark", "-fix", file}, {"-mark", "-check", file}, {"-sarif", file}, {"-check", "-habits", "随便", file}} {
		if status, _, _ := typesetIn(t, args...); status != 2 {
			t.Errorf("%v: exit %d", args, status)
		}
	}
	if status, _, stderr := typesetIn(t, "-mark", "-out", out, write(t, filepath.Join(out, "b.txt"), small)); status != 1 || !strings.Contains(stderr, "只有.docx能批注") {
		t.Errorf("a text: exit %d, %s", status, stderr)
	}
}

// The layout of a .docx is checked with its text, with -min and -rules as other
// rules are; habits of the office are let be.
func TestCheckLayout(t *testing.T) {
	file := wordDraft(t)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wide := write(t, filepath.Join(t.TempDir(), "稿.docx"), replaced(t, data, `w:top="2098"`, `w:top="1440"`))
	rules := write(t, filepath.Join(t.TempDir(), "rules.yaml"), "schema: zhijiao/rules@1\noff: [GW, ZJ, RD]\n")
	for _, test := range []struct {
		args   []string
		status int
		found  bool
	}{
		{[]string{"-check", file}, 0, false},
		{[]string{"-check", "-min", "error", wide}, 3, true},
		{[]string{"-check", "-strict", "-rules", rules, wide}, 0, false},
	} {
		status, stdout, stderr := typesetIn(t, test.args...)
		if status != test.status || strings.Contains(stdout, "GW402") != test.found {
			t.Errorf("%v: exit %d\n%s%s", test.args, status, stdout, stderr)
		}
	}
}

// TestSARIF: all that is found stands in one run.
func TestSARIF(t *testing.T) {
	status, stdout, stderr := typesetIn(t, "-check", "-sarif", wordDraft(t), write(t, filepath.Join(t.TempDir(), "b.txt"), small))
	if status != 0 {
		t.Fatal(stderr)
	}
	var log struct {
		Version string
		Runs    []struct{ Results []struct{ RuleID string } }
	}
	if err := json.Unmarshal([]byte(stdout), &log); err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) < 4 {
		t.Errorf("%v, %+v", err, log)
	}
}

// replaced returns a .docx with another text in its body.
func replaced(t *testing.T, data []byte, old, text string) string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(bytes.ReplaceAll(part, []byte(old), []byte(text)))
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
