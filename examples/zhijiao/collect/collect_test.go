package collect

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const (
	returnsDir   = "../../../testdata/returns"
	campaignFile = returnsDir + "/campaign.yaml"
)

// nothing are the faces of an office that has none: every machine has the free
// ones.
func nothing() font.Set { return nil }

// returnedFiles copies the schools of testdata/returns, the roster and the register
// into a folder of their own.
func returnedFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(returnsDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		from, to := filepath.Join(returnsDir, e.Name()), filepath.Join(dir, e.Name())
		switch {
		case e.IsDir() && strings.HasSuffix(e.Name(), "学校"):
			must(t, os.CopyFS(to, os.DirFS(from)))
		case filepath.Ext(e.Name()) == ".csv":
			copyFile(t, from, to)
		}
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	must(t, err)
	write(t, to, data)
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(file), 0o777))
	must(t, os.WriteFile(file, data, 0o666))
}

// tree returns the contents of all files of a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		all[p] = string(data)
		return err
	}))
	return all
}

// The program writes the results and tells of them, and of what an earlier run
// left among them.
func TestCollect(t *testing.T) {
	dir, out := returnedFiles(t), filepath.Join(t.TempDir(), "out")
	write(t, filepath.Join(out, "批注/旧.xlsx"), nil)
	var o, e bytes.Buffer
	args := []string{"-campaign", campaignFile, "-returns", dir, "-roster", filepath.Join(dir, "roster.csv"), "-asof", "2023-05-22", "-out", out}
	if status := Run(t.Context(), args, nothing, &o, &e); status != 0 || e.Len() > 0 {
		t.Fatalf("exit %d: %s", status, e.String())
	}
	for _, want := range []string{"读入 2023年示例市职业教育活动周", "名册 14 所学校", "读完 52 个文件", "批注/（18 个有问题的文件）", "1 个文件不是这次写的", "《职业教育活动周学校情况统计表》计入 8 所"} {
		if !strings.Contains(o.String(), want) {
			t.Errorf("%q is not printed:\n%s", want, o.String())
		}
	}
	n := 0
	for p := range tree(t, out) {
		if n++; !strings.HasPrefix(p, "批注/") && p != output.Record && !strings.Contains(o.String(), "  "+p+"（") {
			t.Errorf("%s is not printed", p)
		}
	}
	if n != 7+18+1+1 { // with the record
		t.Errorf("%d files", n)
	}
}

// A form is collected by its blank, without a campaign.
func TestCollectForm(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	var o, e bytes.Buffer
	args := []string{"-form", "../../../testdata/learn/经费预算表.xlsx", "-returns", "../../../testdata/learn/经费预算表", "-year", "2026", "-out", out}
	if status := Run(t.Context(), args, nothing, &o, &e); status != 0 || e.Len() > 0 {
		t.Fatalf("exit %d: %s", status, e.String())
	}
	for _, want := range []string{"按空白表 经费预算表.xlsx 读", "待确认：", "读完 3 个文件", "《产教融合项目经费预算表》计入 3 所"} {
		if !strings.Contains(o.String(), want) {
			t.Errorf("%q is not printed:\n%s", want, o.String())
		}
	}
}

// -rules says which findings are told, -holidays which deadlines are on one.
func TestControl(t *testing.T) {
	dir, work := returnedFiles(t), t.TempDir()
	days, own, bad := filepath.Join(work, "days.txt"), filepath.Join(work, "rules.yaml"), filepath.Join(work, "bad.yaml")
	write(t, days, []byte("2023 校庆 2023-05-22 2023-05-22\n"))
	write(t, own, []byte("schema: zhijiao/rules@1\noff: [FM]\n"))
	write(t, bad, []byte("schema: zhijiao/rules@1\noff: [FM999]\n"))
	for _, test := range []struct {
		args   []string
		status int
		forms  bool // findings about forms are told
		day    bool // that of the file is
		say    string
	}{
		{nil, 0, true, false, ""},
		{[]string{"-rules", own}, 0, false, false, ""},
		{[]string{"-holidays", days}, 0, true, true, ""},
		{[]string{"-rules", bad}, 1, false, false, "FM999"},
		{[]string{"-holidays", own}, 1, false, false, "节假日文件 " + own + " 第1行"},
		{[]string{"-holidays", filepath.Join(work, "none")}, 1, false, false, "none"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		var o, e bytes.Buffer
		args := append([]string{"-campaign", campaignFile, "-returns", dir, "-roster", filepath.Join(dir, "roster.csv"), "-out", out}, test.args...)
		if status := Run(t.Context(), args, nothing, &o, &e); status != test.status || !strings.Contains(e.String(), test.say) {
			t.Errorf("%v: exit %d: %s", test.args, status, e.String())
		}
		if test.status != 0 {
			continue
		}
		found, err := os.ReadFile(filepath.Join(out, "校核结果.json"))
		must(t, err)
		if got := strings.Contains(string(found), `"FM`); got != test.forms {
			t.Errorf("%v: findings about forms: %v", test.args, got)
		}
		book, err := excelize.OpenFile(filepath.Join(out, "催报名单.xlsx"))
		must(t, err)
		rows, err := book.GetRows("按截止时间")
		must(t, err)
		must(t, book.Close())
		if got := strings.Contains(fmt.Sprint(rows), "校庆"); got != test.day {
			t.Errorf("%v: the holiday is told: %v", test.args, got)
		}
	}
}

// What cannot be done leaves nothing behind and says why.
func TestCannot(t *testing.T) {
	dir := returnedFiles(t)
	locked := filepath.Join(t.TempDir(), "locked")
	write(t, locked, nil)
	roster := filepath.Join(t.TempDir(), "roster.csv")
	write(t, roster, []byte("名称\n甲校\n"))
	for _, c := range []struct {
		name   string
		args   []string
		status int
		say    string
	}{
		{"no campaign", []string{"-returns", dir}, 2, "-campaign"},
		{"no returns", []string{"-campaign", campaignFile}, 2, "-returns"},
		{"a date that is none", []string{"-campaign", campaignFile, "-returns", dir, "-asof", "2023-02-30"}, 2, "2023-02-30"},
		{"more arguments", []string{"-campaign", campaignFile, "-returns", dir, "x"}, 2, "多余的参数"},
		{"unknown flag", []string{"-x"}, 2, "用法"},
		{"no such campaign", []string{"-campaign", "none.yaml", "-returns", dir}, 1, "找不到 none.yaml"},
		{"a broken campaign", []string{"-campaign", roster, "-returns", dir}, 1, "roster.csv"},
		{"no such folder", []string{"-campaign", campaignFile, "-returns", filepath.Join(dir, "none")}, 1, "找不到"},
		{"a file for a folder", []string{"-campaign", campaignFile, "-returns", locked}, 1, "不是文件夹"},
		{"no such roster", []string{"-campaign", campaignFile, "-returns", dir, "-roster", "none.xlsx"}, 1, "找不到 none.xlsx"},
		{"a roster without schools", []string{"-campaign", campaignFile, "-returns", dir, "-roster", roster}, 1, "没有“学校”一列"},
		{"out below a file", []string{"-campaign", campaignFile, "-returns", dir, "-out", filepath.Join(locked, "out")}, 1, "写不进文件夹"},
		{"help", []string{"-h"}, 0, "用法"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		args := c.args
		if !slices.Contains(args, "-out") {
			args = append([]string{"-out", out}, args...)
		}
		var o, e bytes.Buffer
		status := Run(t.Context(), args, nothing, &o, &e)
		said := e.String()
		if status == 0 {
			said = o.String()
		}
		if status != c.status || !strings.Contains(said, c.say) {
			t.Errorf("%s: exit %d, want %d: %s", c.name, status, c.status, said)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was left behind", c.name)
		}
	}
}

// Interrupted, it leaves the folder as it was.
func TestInterrupted(t *testing.T) {
	dir := returnedFiles(t)
	out := filepath.Join(t.TempDir(), "out")
	write(t, filepath.Join(out, "汇总表.xlsx"), []byte("of before"))
	ctx, cancel := context.WithCancel(t.Context())
	var e bytes.Buffer
	status := Run(ctx, []string{"-campaign", campaignFile, "-returns", dir, "-out", out}, nothing, cancelAt{"读完", cancel}, &e)
	if status != 1 || !strings.Contains(e.String(), "已中断") {
		t.Errorf("exit %d: %s", status, e.String())
	}
	if got := tree(t, out); len(got) != 1 || got["汇总表.xlsx"] != "of before" {
		t.Errorf("left behind: %d files", len(got))
	}
}

// cancelAt ends the run when it prints something.
type cancelAt struct {
	word   string
	cancel func()
}

func (c cancelAt) Write(p []byte) (int, error) {
	if strings.Contains(string(p), c.word) {
		c.cancel()
	}
	return len(p), nil
}

// The results of before are no returns, even where they lie among them.
func TestOutAmongTheReturns(t *testing.T) {
	dir := returnedFiles(t)
	for range 2 {
		var o, e bytes.Buffer
		args := []string{"-campaign", campaignFile, "-returns", dir, "-roster", filepath.Join(dir, "roster.csv"), "-out", filepath.Join(dir, "结果")}
		if status := Run(t.Context(), args, nothing, &o, &e); status != 0 {
			t.Fatal(e.String())
		}
		data, err := os.ReadFile(filepath.Join(dir, "结果", "校核结果.json"))
		must(t, err)
		var all []report.Finding
		must(t, json.Unmarshal(data, &all))
		for _, f := range all {
			if strings.HasPrefix(f.Where.File, "结果") || f.Where.File == "roster.csv" && f.Rule != "FM082" {
				t.Errorf("read as a return: %v", f)
			}
		}
	}
}

// What somebody has edited since is kept and told; what no longer belongs is
// told, and removed with -clean.
func TestAgain(t *testing.T) {
	dir, out := returnedFiles(t), filepath.Join(t.TempDir(), "out")
	args := []string{"-campaign", campaignFile, "-returns", dir, "-out", out}
	again := func(more ...string) string {
		t.Helper()
		var o, e bytes.Buffer
		if status := Run(t.Context(), append(slices.Clone(args), more...), nothing, &o, &e); status != 0 {
			t.Fatal(e.String())
		}
		return o.String()
	}
	again()
	write(t, filepath.Join(out, "总结.docx"), []byte("edited"))
	must(t, os.RemoveAll(filepath.Join(dir, "长堤职业学校")))
	said := again()
	if !strings.Contains(said, "总结.docx 在上次写出以后有人改过，改过的留作 总结.旧.docx") || !strings.Contains(said, "个文件这次没有写，还在原处") {
		t.Errorf("not told:\n%s", said)
	}
	files := tree(t, out)
	if files["总结.旧.docx"] != "edited" || files["批注/长堤职业学校/宣传月安排.xlsx"] == "" {
		t.Errorf("what was there is gone")
	}
	if said = again("-clean"); !strings.Contains(said, "删去了以前写出、这次不再需要的") {
		t.Errorf("not told:\n%s", said)
	}
	if files = tree(t, out); files["批注/长堤职业学校/宣传月安排.xlsx"] != "" || files["总结.旧.docx"] != "edited" {
		t.Errorf("-clean removed the wrong files")
	}
}

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A program that cannot print says so by its exit status.
func TestFullConsole(t *testing.T) {
	var e bytes.Buffer
	if status := Run(t.Context(), []string{"-campaign", campaignFile, "-returns", returnedFiles(t), "-out", filepath.Join(t.TempDir(), "out")}, nothing, full{}, &e); status != 1 || !strings.Contains(e.String(), "屏幕输出写不进去") {
		t.Errorf("exit %d: %s", status, e.String())
	}
}

// An archive that is there is kept beside the new one, unless it is the same.
func TestArchiveIsKept(t *testing.T) {
	dir := returnedFiles(t)
	at := filepath.Join(t.TempDir(), "归档.zip")
	run := func(more ...string) string {
		t.Helper()
		var o, e bytes.Buffer
		args := append([]string{"-campaign", campaignFile, "-returns", dir, "-out", filepath.Join(t.TempDir(), "out"), "-archive", at}, more...)
		if status := Run(t.Context(), args, nothing, &o, &e); status != 0 {
			t.Fatal(e.String())
		}
		return o.String()
	}
	run()
	first, err := os.ReadFile(at)
	must(t, err)
	if said := run(); strings.Contains(said, "改名为") {
		t.Errorf("the same archive is kept twice: %s", said)
	}
	must(t, os.WriteFile(at, []byte("别人的"), 0o666))
	kept := filepath.Join(filepath.Dir(at), "归档.旧.zip")
	if said := run(); !strings.Contains(said, "改名为 "+kept) {
		t.Errorf("nothing is said of the archive that was there: %s", said)
	}
	data, err := os.ReadFile(kept)
	must(t, err)
	second, err := os.ReadFile(at)
	must(t, err)
	if string(data) != "别人的" || !bytes.Equal(first, second) {
		t.Errorf("kept %.20q; the archive is as it was: %v", data, bytes.Equal(first, second))
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(at), ".归档*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Results do not go among the returns, where the next run would read them.
func TestResultsApart(t *testing.T) {
	dir := returnedFiles(t)
	before := tree(t, dir)
	var o, e bytes.Buffer
	if status := Run(t.Context(), []string{"-campaign", campaignFile, "-returns", dir, "-out", dir + "/."}, nothing, &o, &e); status != 1 || !strings.Contains(e.String(), "请用 -out 另给") {
		t.Errorf("exit %d: %s", status, e.String())
	}
	if !maps.Equal(before, tree(t, dir)) {
		t.Error("the folder of the returns has changed")
	}
}
