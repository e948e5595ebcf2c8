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

	"github.com/zhijiao-go/zhijiao/testdata"
)

// yearpackIn runs the program and returns what it did.
func yearpackIn(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = run(args, &out, &err)
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
	if m.Campaign != "2023年厦门市职业教育活动周" || m.Year != 2023 || len(m.Fonts) != 5 || m.Moved == nil {
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
	for kind, want := range map[string]int{"notice.docx": 1, "notice.pdf": 1, "form.xlsx": 1, "guide.txt": 1} {
		if kinds[kind] != want {
			t.Errorf("%d files of %s, want %d", kinds[kind], kind, want)
		}
	}
	// The original's own faults are told.
	if len(m.Findings) == 0 || !strings.Contains(stdout, "GW102") {
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
	for _, c := range []struct {
		name   string
		args   []string
		status int
		say    []string
	}{
		{"unknown key", []string{"-campaign", file("key.yaml", strings.Replace(string(good), "theme:", "thema:", 1))}, 1, []string{"thema", "theme", "key.yaml 第"}},
		{"impossible date", []string{"-campaign", file("date.yaml", strings.Replace(string(good), "2023-05-22", "2023-05-32", 1))}, 1, []string{"2023-05-32", "第"}},
		{"no file", []string{"-campaign", filepath.Join(dir, "none.yaml")}, 1, []string{"none.yaml", "找不到"}},
		{"a file in the way", []string{"-out", filepath.Join(locked, "pack")}, 1, []string{"写不进", "-out"}},
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
	} {
		if got := fileName(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
