// Package golden compares what tests get with what their files hold, or
// rewrites the files.
package golden

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Update says that expected parts are to be rewritten: go test ./... -update.
var Update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// Text compares a text with a file, or rewrites it.
func Text(t *testing.T, file, got string) {
	t.Helper()
	if *Update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s differs (-want +got); -update accepts it\n%s", file, d)
	}
}

// Archive compares the parts of an archive behind its inputs with what is got,
// in order, or rewrites them.
func Archive(t *testing.T, file string, a *txtar.Archive, inputs int, got []txtar.File) {
	t.Helper()
	for i := range got {
		if n := len(got[i].Data); n > 0 && got[i].Data[n-1] != '\n' {
			got[i].Data = append(got[i].Data, '\n')
		}
	}
	if *Update {
		a.Files = append(a.Files[:inputs:inputs], got...)
		if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := func(files []txtar.File) string { return string(txtar.Format(&txtar.Archive{Files: files})) }
	if d := cmp.Diff(text(a.Files[inputs:]), text(got)); d != "" {
		t.Errorf("%s differs (-want +got); -update accepts it\n%s", file, d)
	}
}
