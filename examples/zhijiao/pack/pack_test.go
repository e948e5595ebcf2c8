package pack

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// nothing are the faces of an office that has none: every machine has the free
// ones.
func nothing() font.Set { return nil }

// yearpackIn runs the program and returns what it did.
func yearpackIn(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = Run(t.Context(), args, nothing, &out, &err)
	return status, out.String(), err.String()
}

// The program writes the pack and tells of every file of it.
func TestPack(t *testing.T) {
	dir := t.TempDir()
	roster := filepath.Join(dir, "名册.csv")
	if err := os.WriteFile(roster, []byte("学校,在校生数\n示例市第一职业学校,约3000\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "new", "pack")
	status, stdout, stderr := yearpackIn(t, "-year", "2028", "-period", "5.7-5.13", "-roster", roster, "-out", out)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	for _, want := range []string{"用的是内置样例", "改作 2028年", "名册 1 所学校", "学校/  1/1 所", "1 所学校各有一个文件夹，内有表格 6 种", "manifest.json（", "待确认 ", "约3000", "字体：PDF 中"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not printed:\n%s", want, stdout)
		}
	}
	n := 0
	if err := filepath.WalkDir(out, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if d.Name() == output.Record {
			return nil
		}
		if n++; !strings.Contains(p, "学校"+string(filepath.Separator)) && !strings.Contains(stdout, d.Name()) {
			t.Errorf("%s is not printed", d.Name())
		}
		return nil
	}); err != nil || n != 26+12+1+5 { // the last but those of papers and their templates tells the school what it owes
		t.Errorf("%d files, %v", n, err)
	}
}

// A blank is told and written as a form; what is no blank is refused.
func TestLearn(t *testing.T) {
	out := t.TempDir()
	status, stdout, stderr := yearpackIn(t, "-learn", "../../../testdata/learn/实训设备清单.xlsx", "-out", out)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	for _, want := range []string{"《实训设备清单》", "[联系电话·电话号码]", "表“”8行，可加行", "待确认", "实训设备清单.yaml"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not printed:\n%s", want, stdout)
		}
	}
	data, err := os.ReadFile(filepath.Join(out, "实训设备清单.yaml"))
	if err != nil || !strings.Contains(string(data), "# 待确认：") || !strings.Contains(string(data), `template: "实训设备清单.xlsx"`) {
		t.Errorf("%v: %s", err, data)
	}
	if status, _, stderr := yearpackIn(t, "-learn", "main.go", "-out", out); status != 1 || !strings.Contains(stderr, "main.go") {
		t.Errorf("exit %d: %s", status, stderr)
	}
}

// Out of last year's notice comes this year's pack, with the campaign in it that
// the returns are collected with; out of that campaign the same pack again.
func TestFromNotice(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023"} {
		period := "5.7-5.13"
		if name == "changchun-2019" {
			period = "4.28-5.28"
		}
		notice := filepath.Join("..", "..", "..", "testdata", "notices", name+".txt")
		out := filepath.Join(dir, name)
		args := []string{"-from", notice, "-year", "2028", "-period", period, "-theme", "匠心筑梦 技能报国", "-date", "2028-04-20", "-out", out}
		number := "示教〔2028〕9号"
		if name == "changchun-2019" { // a school's plan has none
			number = ""
		}
		status, stdout, stderr := yearpackIn(t, append(args, "-number", number)...)
		if status != 0 || stderr != "" {
			t.Fatalf("%s: exit %d: %s", name, status, stderr)
		}
		data, err := os.ReadFile(filepath.Join(out, "campaign.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"# 待确认：", "year: 2028", "theme: 匠心筑梦 技能报国", number, "2028-04-20"} {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s: %s is not in campaign.yaml", name, want)
			}
		}
		if !strings.Contains(stdout, "待确认 ") || !strings.Contains(stdout, "campaign.yaml（") {
			t.Errorf("%s: printed:\n%s", name, stdout)
		}
		c, err := campaign.Load(bytes.NewReader(data), "campaign.yaml")
		if err != nil {
			t.Fatal(err)
		}
		var results output.Memory
		if _, err := collect.Collect(t.Context(), fstest.MapFS{}, collect.Options{Campaign: c}, &results); err != nil {
			t.Errorf("%s: collecting: %v", name, err)
		}
		again := filepath.Join(dir, "again")
		if status, _, stderr := yearpackIn(t, "-campaign", filepath.Join(out, "campaign.yaml"), "-out", again); status != 0 {
			t.Fatalf("%s: exit %d: %s", name, status, stderr)
		}
		if kept, err := os.ReadFile(filepath.Join(again, "campaign.yaml")); err != nil || !bytes.Equal(kept, data) {
			t.Errorf("%s: the campaign became another: %v", name, err)
		}
	}
}

// TestControl: -rules and -holidays say what is found, and what is wrong in them
// stops the pack.
func TestControl(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	word := "schema: zhijiao/rules@1\nwords:\n  - {id: BJ001, pattern: 活动周, message: 应写全称, severity: hint}\n"
	days := "2027 校庆 2027-04-01 2027-04-30\n"
	for i, test := range []struct {
		args   []string
		status int
		say    string
	}{
		{[]string{"-rules", file("word.yaml", word)}, 0, "应写全称"},
		{[]string{"-rules", file("bad.yaml", "schema: zhijiao/rules@1\noff:\n  - GW999\n")}, 1, "第3行"},
		{[]string{"-holidays", file("long.txt", days)}, 1, "节假日文件 " + filepath.Join(dir, "long.txt") + " 第1行"},
		{[]string{"-holidays", file("days.txt", "2027 校庆 2027-04-01 2027-04-15\n")}, 0, "校庆"},
	} {
		status, stdout, stderr := yearpackIn(t, append(test.args, "-out", filepath.Join(dir, "out", strconv.Itoa(i)))...)
		if status != test.status || !strings.Contains(stdout+stderr, test.say) {
			t.Errorf("%v: exit %d\n%s%s", test.args, status, stdout, stderr)
		}
	}
}

// What cannot be made leaves nothing behind and says where the trouble is.
func TestCannot(t *testing.T) {
	good, err := testdata.Campaigns.ReadFile(defaultCampaign)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	locked := file("locked", "")
	if err := os.MkdirAll(filepath.Join(dir, "full", "报送日程.ics"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		args   []string
		status int
		say    []string
	}{
		{"unknown key", []string{"-campaign", file("key.yaml", strings.Replace(string(good), "theme:", "thema:", 1))}, 1, []string{"thema", "theme", "key.yaml 第"}},
		{"impossible date", []string{"-campaign", file("date.yaml", strings.Replace(string(good), "2027-05-21", "2027-05-32", 1))}, 1, []string{"2027-05-32", "第"}},
		{"no file", []string{"-campaign", filepath.Join(dir, "none.yaml")}, 1, []string{"none.yaml", "找不到"}},
		{"a file in the way", []string{"-out", filepath.Join(locked, "pack")}, 1, []string{"写不进", "-out"}},
		{"a folder in the way", []string{"-out", filepath.Join(dir, "full")}, 1, []string{"写不进", "-out"}},
		{"year alone", []string{"-year", "2027"}, 2, []string{"-period", "用法"}},
		{"period alone", []string{"-period", "5.9-5.15"}, 2, []string{"-year", "用法"}},
		{"no year", []string{"-year", "明年", "-period", "5.9-5.15"}, 2, []string{"明年", "四位"}},
		{"no period", []string{"-year", "2027", "-period", "5月"}, 2, []string{"5月", "5.9-5.15"}},
		{"period of impossible days", []string{"-year", "2027", "-period", "2.25-2.29"}, 1, []string{"2027年2月29日", "日历上没有"}},
		{"period reversed", []string{"-year", "2027", "-period", "5.15-5.9"}, 1, []string{"早于"}},
		{"a year too far", []string{"-year", "1999", "-period", "5.9-5.15"}, 1, []string{"1999", "2015"}},
		{"no roster", []string{"-roster", filepath.Join(dir, "none.csv")}, 1, []string{"none.csv", "找不到名册"}},
		{"a roster without the column", []string{"-roster", file("phones.csv", "姓名,电话\n张某某,0000-1234567\n")}, 1, []string{"phones.csv", "学校", "列"}},
		{"a roster that is a folder", []string{"-roster", dir}, 1, []string{"名册"}},
		{"a theme without a year", []string{"-theme", "匠心筑梦"}, 2, []string{"-year", "用法"}},
		{"a date that is none", []string{"-year", "2028", "-period", "5.7-5.13", "-date", "明天"}, 2, []string{"明天", "2028-04-20"}},
		{"a notice and a campaign", []string{"-from", "a.docx", "-campaign", "a.yaml"}, 2, []string{"-from", "只能给一个"}},
		{"no notice", []string{"-from", filepath.Join(dir, "none.docx")}, 1, []string{"none.docx", "找不到"}},
		{"a notice without a year", []string{"-from", file("blank.txt", "关于举办活动周的通知\n\n各学校：\n请做好准备。\n")}, 1, []string{"年份"}},
		{"a notice in another format", []string{"-from", file("notice.wps", "通知")}, 1, []string{".docx"}},
		{"unknown flag", []string{"-nosuch"}, 2, []string{"用法"}},
		{"an argument", []string{"extra"}, 2, []string{"用法"}},
	} {
		out := filepath.Join(dir, "out")
		args := c.args
		if args[0] != "-out" {
			args = append([]string{"-out", out}, args...)
		}
		status, _, stderr := yearpackIn(t, args...)
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
}

// Ctrl-C leaves nothing half-written.
func TestInterrupted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	ctx, cancel := context.WithCancel(t.Context())
	var stderr bytes.Buffer
	status := Run(ctx, []string{"-out", dir}, nothing, whenPrinted{"报送日程.ics", cancel}, &stderr)
	if status != 1 || !strings.Contains(stderr.String(), "已中断") {
		t.Errorf("exit %d: %s", status, stderr.String())
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("something was left behind")
	}
}

// whenPrinted calls do when a text is printed.
type whenPrinted struct {
	text string
	do   func()
}

func (w whenPrinted) Write(b []byte) (int, error) {
	if strings.Contains(string(b), w.text) {
		w.do()
	}
	return len(b), nil
}
