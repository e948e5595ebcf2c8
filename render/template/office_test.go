package template_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/template"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The papers of offices, line by line, cells of tables parted by |. Pages of them are
// looked at where they are drawn.
func TestOfficeGolden(t *testing.T) {
	const golden = "testdata/office.txtar"
	a := &txtar.Archive{}
	for _, name := range template.OfficeNames() {
		var b bytes.Buffer
		if err := template.Office(&b, name, template.Options{Author: "示例市教育局"}); err != nil {
			t.Fatal(err)
		}
		d, err := wordml.Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		cell := wordml.Cell{Blocks: d.Blocks}
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(strings.ReplaceAll(cell.Text(), "\t", "|") + "\n")})
	}
	got := txtar.Format(a)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Error(d)
	}
}

// A name that is none of the papers is an error that a clerk understands.
func TestNoPaper(t *testing.T) {
	if err := template.Office(io.Discard, "奖状", template.Options{}); err == nil || !strings.Contains(err.(*template.Error).Chinese(), "没有这种内置的模板") {
		t.Error(err)
	}
}
