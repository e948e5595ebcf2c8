package returned_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const returnsDir = "../../testdata/returns"

// returned lists the files of testdata/returns as slash-separated paths.
func returnedFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(returnsDir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.Contains(p, "学校") && filepath.Ext(p) != ".zip" {
			rel, _ := filepath.Rel(returnsDir, p)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, want 40 at least: %v", len(files), err)
	}
	slices.Sort(files)
	return files
}

func readReturned(t testing.TB, name string) ([]*returned.Return, []report.Finding, error) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(returnsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	rd := &returned.Reader{Year: 2023}
	return rd.Read(bytes.NewReader(data), int64(len(data)), name, forms.Builtins()...)
}

// TestReturnedFiles reads what real programs made of our forms and holds it
// against expected.txt.
func TestReturnedFiles(t *testing.T) {
	var b strings.Builder
	b.WriteString("What forms.Read and Return.Check make of each file. notes.txt tells what the files stand for.\n")
	for _, name := range returnedFiles(t) {
		fmt.Fprintf(&b, "\n== %s\n", name)
		returns, findings, err := readReturned(t, name)
		if err != nil {
			var e *returned.ReadError
			if !errors.As(err, &e) {
				t.Fatalf("%s: %v is no ReadError", name, err)
			}
			findings = append(findings, e.Finding())
		}
		for _, r := range returns {
			fmt.Fprintf(&b, "form %s on %q\n", r.Schema.ID, r.Sheet)
			for _, v := range r.Values {
				if v.Raw != "" || v.State != returned.Empty {
					dumpValue(&b, v)
				}
			}
			for _, s := range r.Sums {
				fmt.Fprintf(&b, "sum of %s rows %d-%d\n", s.Block, s.From, s.To)
				for _, v := range s.Values {
					if v.State != returned.Empty {
						dumpValue(&b, v)
					}
				}
			}
			for _, p := range r.Check() {
				var cells []string
				for _, c := range p.Cells {
					cells = append(cells, c.Cell)
				}
				fmt.Fprintf(&b, "problem in %s: ", strings.Join(cells, " "))
				dumpFinding(&b, p.Finding)
			}
		}
		for _, f := range findings {
			b.WriteString("finding: ")
			dumpFinding(&b, f)
		}
	}
	file := filepath.Join(returnsDir, "expected.txt")
	if *golden.Update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("expected.txt differs (-want +got); -update accepts it\n%s", d)
	}
}

func dumpValue(b *strings.Builder, v returned.Value) {
	at := v.Where.Cell
	if at == "" {
		at = fmt.Sprintf("line %d", v.Where.Line)
	} else if strings.HasSuffix(v.Where.Sheet, "个表格") {
		at = v.Where.Sheet + at
	}
	fmt.Fprintf(b, "  %-6s %s = %q %s", at, v.Ref, clip(v.Text), v.State)
	if v.Raw != v.Text {
		fmt.Fprintf(b, " out of %q", clip(v.Raw))
	}
	b.WriteByte('\n')
}

func dumpFinding(b *strings.Builder, f report.Finding) {
	f.Where.File, f.Source = "", ""
	fmt.Fprintln(b, f)
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:20]) + fmt.Sprintf("…%d…", len(r))
	}
	return s
}
