package collect

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// TestArchive: the archive of a year holds what came in as it came, the results, and
// hashes of all; its index says whose each file is and what; the public copies hold no
// telephone, mailbox or number of an identity card; the same returns give the same bytes.
func TestArchive(t *testing.T) {
	dir := returnedFiles(t)
	var all [2]bytes.Buffer
	for i := range all {
		var files output.Memory
		o := Options{Campaign: load(t, campaignFile), Archive: output.Zip(&all[i])}
		withRoster(filepath.Join(dir, "roster.csv"))(t, &o)
		_, err := Collect(t.Context(), os.DirFS(dir), o, &files)
		must(t, err)
	}
	if !bytes.Equal(all[0].Bytes(), all[1].Bytes()) {
		t.Error("two archives differ")
	}
	z, err := zip.NewReader(bytes.NewReader(all[0].Bytes()), int64(all[0].Len()))
	must(t, err)
	sent, err := os.ReadFile(filepath.Join(dir, "滨江职业学校/统计表.xlsx"))
	must(t, err)
	if kept, err := fs.ReadFile(z, "收文/滨江职业学校/统计表.xlsx"); err != nil || !bytes.Equal(sent, kept) {
		t.Errorf("not as it came: %v", err)
	}
	sums, err := fs.ReadFile(z, "校验值.txt")
	must(t, err)
	n := 0
	for line := range strings.Lines(string(sums)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		data, err := fs.ReadFile(z, name)
		if err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != sum {
			t.Errorf("%s: %v", name, err)
		}
		n++
	}
	if n != len(z.File)-1 {
		t.Errorf("%d hashes of %d files", n, len(z.File))
	}
	index, err := fs.ReadFile(z, "索引.xlsx")
	must(t, err)
	if got := cells(t, index); !strings.Contains(got, "石门职业学校 | 收文/石门职业学校/统计表（更正）.xlsx") || !strings.Contains(got, "2023-05-22 16:30 | 学校情况统计表") {
		t.Error(got)
	}
	for _, name := range []string{"汇总表.xlsx", "总结.docx"} {
		was, err := fs.ReadFile(z, "结果/"+name)
		must(t, err)
		now, err := fs.ReadFile(z, "公开/"+name)
		must(t, err)
		text := func(data []byte) string {
			if strings.HasSuffix(name, ".docx") {
				text, _, err := plain.WordText(bytes.NewReader(data), int64(len(data)))
				must(t, err)
				return text
			}
			return cells(t, data)
		}
		a, b := strings.Split(text(was), "\n"), strings.Split(text(now), "\n")
		if len(a) != len(b) {
			t.Fatalf("%s: %d lines of %d", name, len(b), len(a))
		}
		masked := 0
		for i := range a {
			if a[i] != b[i] {
				masked++
				if strings.ReplaceAll(b[i], "*", "") == b[i] || len(a[i]) != len(b[i]) {
					t.Errorf("%s: %s became %s", name, a[i], b[i])
				}
			}
		}
		if strings.HasSuffix(name, ".xlsx") && (masked == 0 || strings.Contains(strings.Join(b, "\n"), "@example")) {
			t.Errorf("%s: %d lines are masked", name, masked)
		}
	}
}
