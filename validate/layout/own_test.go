package layout_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// samples are the documents of testdata/pages/corpus.
func samples(t testing.TB) map[string]*document.Document {
	t.Helper()
	files, err := filepath.Glob("../../testdata/pages/corpus/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus: ", err)
	}
	all := map[string]*document.Document{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			name := filepath.Base(file) + "/" + f.Name
			switch filepath.Ext(f.Name) {
			case ".txt":
				all[name], _ = plain.Parse(string(f.Data))
			case ".yaml":
				c, err := campaign.Load(bytes.NewReader(f.Data), name)
				if err != nil {
					t.Fatal(err)
				}
				if all[name], _, err = c.Compose(&c.Documents[0]); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return all
}

func check(t testing.TB, data []byte, o layout.Options) []report.Finding {
	t.Helper()
	r, err := layout.Check(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

// What this module sets is right, in either profile: nothing is found in it but
// where the standard's words and its own page part.
func TestOwn(t *testing.T) {
	n, found := 0, map[string]int{}
	for name, doc := range samples(t) {
		for _, profile := range []render.Profile{render.Classic, render.GBT33476} {
			var b bytes.Buffer
			p := render.Printer{Profile: profile}
			if _, err := p.DOCX(&b, doc); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			n++
			for _, f := range check(t, b.Bytes(), layout.Options{Name: name}) {
				found[f.Rule]++
				if f.Severity == report.Error {
					t.Errorf("%s: %v", profile, f)
				} else {
					t.Logf("%s: %v", profile, f)
				}
			}
		}
	}
	t.Logf("%d documents: %v", n, found)
	if n < 300 {
		t.Errorf("%d documents", n)
	}
}
