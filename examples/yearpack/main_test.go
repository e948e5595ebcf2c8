package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// yearpackIn runs the program and returns what it did.
func yearpackIn(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = run(t.Context(), args, fontpack.Fonts, &out, &err) // every machine has these
	return status, out.String(), err.String()
}

func TestPack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	status, stdout, stderr := yearpackIn(t, "-out", dir)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Campaign string
		Year     int
		Files    []entry
		Fonts    []map[string]any
		Moved    []any
		Findings []map[string]any
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if m.Campaign != "2027年示例市职业教育活动周" || m.Year != 2027 || len(m.Fonts) != 5 || m.Moved == nil {
		t.Errorf("manifest: %q %d, %d fonts, moved %v", m.Campaign, m.Year, len(m.Fonts), m.Moved)
	}
	kinds := map[string]int{}
	var paths []string
	for _, f := range m.Files {
		kinds[f.Kind+filepath.Ext(f.Path)]++
		paths = append(paths, f.Path)
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Error(err)
			continue
		}
		sum := sha256.Sum256(data)
		if f.Bytes != len(data) || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
		if !strings.Contains(stdout, filepath.Base(f.Path)) {
			t.Errorf("%s is not printed", f.Path)
		}
	}
	if !slices.IsSorted(paths) {
		t.Errorf("files are not sorted: %q", paths)
	}
	for kind, want := range map[string]int{"notice.docx": 1, "notice.pdf": 1, "plan.docx": 1, "plan.pdf": 1, "form.xlsx": 6, "form.docx": 6,
		"schedule.xlsx": 1, "schedule.ics": 1, "template.docx": 3, "guide.txt": 1} {
		if kinds[kind] != want {
			t.Errorf("%d files of %s, want %d", kinds[kind], kind, want)
		}
	}
	if len(m.Findings) > 0 || !strings.Contains(stdout, "没有发现问题") {
		t.Errorf("found in the default campaign: %v", m.Findings)
	}
}

// The campaign that a new user sees first is complete and right.
func TestDefaultCampaign(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, defaultCampaign)
	if err != nil {
		t.Fatal(err)
	}
	r := validate.Campaign(c)
	for _, f := range r.Findings {
		t.Error(f)
	}
	for _, s := range r.Skipped {
		if s.Rule != "ZJ015" { // its holidays are not known yet
			t.Errorf("not checked: %s %s", s.Rule, s.Reason)
		}
	}
	attached := map[string]bool{}
	for _, d := range c.Documents {
		for _, a := range d.Attachments {
			attached[a.Form] = true
		}
	}
	for _, s := range forms.Builtins() {
		i := slices.IndexFunc(c.Forms, func(f campaign.FormUse) bool { return f.Use == s.ID })
		if i < 0 || !attached[c.Forms[i].ID] {
			t.Errorf("%s is not in use", s.ID)
		}
	}
	week, _ := c.MainPeriod()
	where := map[string]int{}
	for day := week.From; !day.After(week.To); day = day.AddDays(1) {
		if !slices.ContainsFunc(c.Activities, func(a campaign.Activity) bool { return a.Date == day }) {
			t.Errorf("nothing happens on %v", day)
		}
	}
	for _, a := range c.Activities {
		where[a.Where]++
	}
	if where["校内"] == 0 || where["校外"] == 0 || len(where) != 2 {
		t.Errorf("activities by place: %v", where)
	}
	for _, p := range c.Contacts {
		if !strings.HasSuffix(p.Email, "@example.com") || !strings.HasPrefix(p.Phone, "0000-") {
			t.Errorf("%v may be somebody's", p)
		}
	}
}

// What is wrong in an original is told, and the pack is written.
func TestPackOfFaultyText(t *testing.T) {
	dir := t.TempDir()
	status, stdout, stderr := yearpackIn(t, "-campaign", xiamen(t), "-out", dir)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stdout, "GW102") || !strings.Contains(string(data), `"GW102"`) {
		t.Error("nothing found in a text that is full of half-width brackets")
	}
}

func TestPackIsTheSameAgain(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if status, _, stderr := yearpackIn(t, "-out", dir); status != 0 {
			t.Fatal(stderr)
		}
	}
	x, err1 := os.ReadFile(filepath.Join(a, "manifest.json"))
	y, err2 := os.ReadFile(filepath.Join(b, "manifest.json"))
	if err1 != nil || err2 != nil || !bytes.Equal(x, y) {
		t.Errorf("two runs differ: %v %v", err1, err2)
	}
}

// The pack of another year says of every value that it moved, or was not sure
// of, that it is to be confirmed.
func TestNextYear(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	status, stdout, stderr := yearpackIn(t, "-campaign", xiamen(t), "-year", "2024", "-period", "5.12-5.18", "-out", dir)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Campaign string
		Year     int
		Files    []entry
		Moved    []struct{ Field, From, To, Status string }
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if m.Campaign != "2024年厦门市职业教育活动周" || m.Year != 2024 {
		t.Errorf("manifest: %q %d", m.Campaign, m.Year)
	}
	guide, err := os.ReadFile(filepath.Join(dir, "说明.txt"))
	if err != nil {
		t.Fatal(err)
	}
	moved := map[string]string{}
	for _, v := range m.Moved {
		moved[v.Field] += v.From + ">" + v.To + ";"
		if v.Status != "待确认" {
			t.Errorf("%s is %q", v.Field, v.Status)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "报送日程.ics")); err != nil || !strings.Contains(string(data), "DTSTART;VALUE=DATE:20240520") || strings.Contains(string(data), "DTSTART;VALUE=DATE:2023") {
		t.Errorf("the schedule has not moved: %v\n%s", err, data)
	}
	for field, want := range map[string]string{
		"year":                              "2023>2024;",
		"theme":                             "技能:让生活更美好>技能:让生活更美好;",
		"periods[0].to":                     "2023-05-20>2024-05-18;",
		"deadlines[1].due":                  "2023-05-22>2024-05-20;",
		"documents[0].signature.date":       "2023-05-06>2024-05-04;",
		"documents[0].head.number":          "厦教职成〔2023〕5号>厦教职成〔2024〕  号;",
		"documents[0].attachments[2].title": "2023年职业教育活动周学校情况统计表>2024年职业教育活动周学校情况统计表;",
	} {
		if moved[field] != want {
			t.Errorf("%s: %q, want %q", field, moved[field], want)
		}
	}
	for name, text := range map[string]string{"print-out": stdout, "说明.txt": string(guide)} {
		if n := strings.Count(text, "  待确认 "); n != len(m.Moved) {
			t.Errorf("%s: %d lines of 待确认 for %d moves", name, n, len(m.Moved))
		}
		if !strings.Contains(text, "2023-05-22（周一） → 2024-05-20（周一）") || !strings.Contains(text, "教职成函〔2023〕5号（未改动）") {
			t.Errorf("%s does not tell the weekdays or what was left:\n%s", name, text)
		}
	}
	for _, f := range m.Files {
		if strings.Contains(f.Title, "2023") {
			t.Errorf("%s is of the old year", f.Path)
		}
	}
}

// The next year's draft of a right campaign is right, but for the number that
// is still to be given.
func TestNextYearOfTheDefault(t *testing.T) {
	dir := t.TempDir()
	status, _, stderr := yearpackIn(t, "-year", "2028", "-period", "5.7-5.13", "-out", dir)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct{ Findings []report.Finding }
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Findings {
		if f.Rule != "GW018" {
			t.Errorf("found: %v", f)
		}
	}
}

// xiamen writes the campaign of 2023 to a file and returns its path.
func xiamen(t *testing.T) string {
	t.Helper()
	data, err := testdata.Campaigns.ReadFile("campaigns/xiamen-2023.yaml")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "xiamen.yaml")
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
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

func TestFileName(t *testing.T) {
	for _, c := range [][2]string{
		{"关于做好工作的通知", "关于做好工作的通知"},
		{`a/b\c:d*e?"f<g>h|i`, "a_b_c_d_e__f_g_h_i"},
		{"..", "未命名"},
		{strings.Repeat("长", 100), strings.Repeat("长", 60)},
		{"con", "con_"},
		{"Com1.表", "Com1.表_"},
		{"console", "console"},
	} {
		if got := fileName(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
