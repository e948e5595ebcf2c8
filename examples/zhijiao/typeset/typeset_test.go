package typeset

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/papers"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// typesetIn runs the program and returns what it did.
func typesetIn(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = Run(context.Background(), args, strings.NewReader(small), &out, &err)
	return status, out.String(), err.String()
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

const small = `关于做好活动周工作的通知
各校:
现将有关事项通知如下。
一、时间
5月8日-14日
甲市教育局
2023年5月6日
`

func readFindings(t *testing.T, path string) []report.Finding {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var findings []report.Finding
	if err := json.Unmarshal(data, &findings); err != nil {
		t.Fatal(err)
	}
	return findings
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// Every sample becomes a document and a PDF that hold its text in order.
func TestSamples(t *testing.T) {
	out := t.TempDir()
	samples, err := filepath.Glob("../../../testdata/notices/*.txt")
	if err != nil || len(samples) != 5 {
		t.Fatal(samples, err)
	}
	status, stdout, stderr := typesetIn(t, append([]string{"-out", out}, samples...)...)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	for _, sample := range samples {
		name := strings.TrimSuffix(filepath.Base(sample), ".txt")
		text, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := plain.Parse(string(text))
		checkText(t, out, name, doc)
		checkComesBack(t, out, name, doc)
		if len(readFindings(t, filepath.Join(out, name+".findings.json"))) == 0 {
			t.Errorf("%s: nothing found", name)
		}
		if !strings.Contains(stdout, name+".pdf") {
			t.Errorf("%s is not printed", name)
		}
	}
}

// checkText checks that both outputs hold every piece of a document's text, in
// order.
func checkText(t *testing.T, out, name string, doc *document.Document) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, name+".docx"))
	if err != nil {
		t.Error(err)
		return
	}
	text := squash(crosscheck.DocxText(t, data))
	at := 0
	for piece := range strings.SplitSeq(plain.Print(doc), "\n") {
		piece = squash(piece)
		i := strings.Index(text[at:], piece)
		if i < 0 {
			t.Errorf("%s.docx: %q is lost, or out of order", name, piece)
			return
		}
		at += i + len(piece)
	}
	if info, err := os.Stat(filepath.Join(out, name+".pdf")); err != nil || info.Size() < 1000 {
		t.Errorf("%s.pdf: %v", name, err)
	}
}

// Forty documents of every build pass with nothing lost, printed as text and
// read again.
func TestForty(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	var files []string
	docs := papers.Forty()
	for i, doc := range docs {
		files = append(files, write(t, filepath.Join(dir, fmt.Sprintf("%02d.txt", i)), plain.Print(doc)))
	}
	if status, _, stderr := typesetIn(t, append([]string{"-out", out}, files...)...); status != 0 {
		t.Fatal(stderr)
	}
	for i, doc := range docs {
		checkText(t, out, fmt.Sprintf("%02d", i), doc)
		checkComesBack(t, out, fmt.Sprintf("%02d", i), doc)
	}
}

// checkComesBack checks that the document that was set is read again as the
// same one.
func checkComesBack(t *testing.T, out, name string, doc *document.Document) {
	t.Helper()
	text, _, err := plain.LoadFile(filepath.Join(out, name+".docx"))
	if err != nil {
		t.Error(err)
		return
	}
	again, _ := plain.Parse(text)
	want, got := squash(plain.Print(doc)), squash(plain.Print(again))
	if got != want {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("%s.docx is read as another document, behind %q:\nset  %.90q\nread %.90q", name, want[max(0, i-60):i], want[i:], got[i:])
	}
}

func TestFix(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	file := write(t, filepath.Join(dir, "a.txt"), small)
	status, stdout, stderr := typesetIn(t, "-fix", "-out", out, file)
	if status != 0 {
		t.Fatal(stderr)
	}
	for _, want := range []string{"已改正", "5月8日—14日"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not said:\n%s", want, stdout)
		}
	}
	data, err := os.ReadFile(filepath.Join(out, "a.docx"))
	if err != nil {
		t.Fatal(err)
	}
	text := squash(crosscheck.DocxText(t, data))
	if !strings.Contains(text, "5月8日—14日") || !strings.Contains(text, "各校：") {
		t.Errorf("not put right: %s", text)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != small {
		t.Error("the input was changed")
	}
	for _, f := range readFindings(t, filepath.Join(out, "a.findings.json")) {
		if f.Rule == "GW116" {
			t.Errorf("%v is still found", f)
		}
	}
}

func TestJSON(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "a.txt"), small)
	status, stdout, stderr := typesetIn(t, "-json", "-fix", "-ofd", "-out", filepath.Join(dir, "out"), file)
	if status != 0 {
		t.Fatal(stderr)
	}
	var got []paper
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].File != file || got[0].DOCX != "a.docx" || got[0].PDF != "a.pdf" || got[0].OFD != "a.ofd" || got[0].Pages != 1 ||
		got[0].Title != "关于做好活动周工作的通知" || len(got[0].Fixed) == 0 || len(got[0].Findings) == 0 {
		t.Errorf("%+v", got)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "out", "a.ofd")); err != nil || !bytes.HasPrefix(data, []byte("PK")) {
		t.Errorf("no .ofd: %v", err)
	}
}

// An attachment that was sent alone is set on its own page, without a list that
// names it and without a page above it.
func TestAttachmentAlone(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "a.txt"), "附件\n活动清单\n序号\t活动\t时间\n1\t启动仪式\t5月10日\n")
	status, stdout, stderr := typesetIn(t, "-json", "-out", filepath.Join(dir, "out"), file)
	if status != 0 {
		t.Fatal(stderr)
	}
	var got []paper
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Pages != 1 {
		t.Fatalf("%+v", got)
	}
	for _, f := range got[0].Findings {
		if f.Rule != "GW309" { // of the faces, which differ from one computer to the next
			t.Errorf("%+v", f)
		}
	}
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	a := write(t, filepath.Join(dir, "x", "通知.txt"), small)
	b := write(t, filepath.Join(dir, "y", "通知.txt"), small)
	out := filepath.Join(dir, "out")
	if status, _, stderr := typesetIn(t, "-out", out, a, b); status != 0 {
		t.Fatal(stderr)
	}
	for _, name := range []string{"通知.docx", "通知.pdf", "通知.findings.json", "通知-2.docx", "通知-2.pdf", "通知-2.findings.json"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
	// The input lies in the output folder and has the name of an output.
	input := filepath.Join(out, "通知.docx")
	before, err := os.ReadFile(input)
	if err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := typesetIn(t, "-out", out, "-profile", "gbt33476", input); status != 0 {
		t.Fatal(stderr)
	}
	if after, err := os.ReadFile(input); err != nil || !bytes.Equal(before, after) {
		t.Error("the input was overwritten")
	}
}

// What cannot be read is told, and what can be is written.
func TestCannot(t *testing.T) {
	dir := t.TempDir()
	good := write(t, filepath.Join(dir, "good.txt"), small)
	locked := write(t, filepath.Join(dir, "locked"), "")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		say    []string
	}{
		{"no file", []string{filepath.Join(dir, "none.txt")}, 1, []string{"none.txt", "找不到"}},
		{"empty", []string{write(t, filepath.Join(dir, "empty.txt"), " \n")}, 1, []string{"没有文字"}},
		{"a format", []string{write(t, filepath.Join(dir, "a.wps"), "x")}, 1, []string{"另存为 .docx"}},
		{"no docx", []string{write(t, filepath.Join(dir, "b.docx"), "text")}, 1, []string{"b.docx", "不能直接读取"}},
		{"no encoding", []string{write(t, filepath.Join(dir, "c.txt"), "\xff\x00\x81")}, 1, []string{"编码"}},
		{"a file in the way", []string{"-out", filepath.Join(locked, "x"), good}, 1, []string{"写不进", "-out"}},
		{"no argument", nil, 2, []string{"用法"}},
		{"unknown flag", []string{"-nosuch", good}, 2, []string{"用法"}},
		{"unknown profile", []string{"-profile", "a5", good}, 2, []string{"gbt33476"}},
	} {
		out := filepath.Join(dir, "out")
		args := c.args
		if len(args) > 0 && args[0] != "-out" {
			args = append([]string{"-out", out}, args...)
		}
		status, _, stderr := typesetIn(t, args...)
		if status != c.status {
			t.Errorf("%s: exit %d, want %d", c.name, status, c.status)
		}
		for _, word := range c.say {
			if !strings.Contains(stderr, word) {
				t.Errorf("%s: %q is not said:\n%s", c.name, word, stderr)
			}
		}
		if _, err := os.Lstat(out); err == nil {
			t.Errorf("%s: %s was left behind", c.name, out)
		}
	}
	out := filepath.Join(dir, "both")
	status, _, stderr := typesetIn(t, "-out", out, filepath.Join(dir, "none.txt"), good)
	if _, err := os.Stat(filepath.Join(out, "good.pdf")); status != 1 || err != nil || !strings.Contains(stderr, "none.txt") {
		t.Errorf("exit %d, %v: %s", status, err, stderr)
	}
}

// TestCheck: -check writes nothing, prints what it found and tells by its status
// how heavy that is.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "a.txt"), small)
	rulesFile := write(t, filepath.Join(dir, "rules.yaml"), "schema: zhijiao/rules@1\noff: [GW, ZJ, RD]\nwords:\n  - {id: BJ001, pattern: 有关事项, message: 应写明事项, severity: hint}\n")
	bad := write(t, filepath.Join(dir, "bad.yaml"), "schema: zhijiao/rules@1\noff: [GW999]\n")
	days := write(t, filepath.Join(dir, "days.txt"), "2023 校庆 2023-05-06 2023-05-06\n")
	out := filepath.Join(dir, "out")
	for _, test := range []struct {
		args   []string
		status int
		say    string // in the output
	}{
		{[]string{file}, 0, "GW116"},
		{[]string{"-strict", file}, 3, "GW116"},
		{[]string{"-min", "error", file}, 3, "GW116"},
		{[]string{"-min", "hint", "-rules", rulesFile, file}, 3, "BJ001"},
		{[]string{"-min", "warning", "-rules", rulesFile, file}, 0, "BJ001"},
		{[]string{"-strict", "-"}, 3, "GW116"},
		{[]string{"-holidays", days, file}, 0, "校庆"},
		{[]string{"-min", "loud", file}, 2, ""},
		{[]string{"-fix", file}, 2, ""},
		{[]string{"-rules", bad, file}, 1, ""},
		{[]string{"-rules", filepath.Join(dir, "none"), file}, 1, ""},
	} {
		status, stdout, stderr := typesetIn(t, append([]string{"-check", "-out", out}, test.args...)...)
		if status != test.status || !strings.Contains(stdout, test.say) || (status == 1) != strings.HasPrefix(stderr, "typeset：") && status != 2 {
			t.Errorf("%v: exit %d\n%s%s", test.args, status, stdout, stderr)
		}
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("something was written")
	}
}

// TestCheckLines: with -json every line is a finding.
func TestCheckLines(t *testing.T) {
	file := write(t, filepath.Join(t.TempDir(), "a.txt"), small)
	status, stdout, stderr := typesetIn(t, "-check", "-json", file)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	n := 0
	for line := range strings.Lines(stdout) {
		var f report.Finding
		if err := json.Unmarshal([]byte(line), &f); err != nil || f.Where.File != file || f.Rule == "" {
			t.Errorf("%s: %v", line, err)
		}
		n++
	}
	if n < 3 {
		t.Errorf("%d findings", n)
	}
}

// TestStandardInput: - is read like a file, and its outputs have names.
func TestStandardInput(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if status, _, stderr := typesetIn(t, "-out", out, "-"); status != 0 {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	for _, ext := range []string{".docx", ".pdf", ".findings.json"} {
		if _, err := os.Stat(filepath.Join(out, "stdin"+ext)); err != nil {
			t.Error(err)
		}
	}
}
