package forms_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
)

// The paper version of a form comes back as the workbook does.
func TestPaperRoundTrip(t *testing.T) {
	all := everyForm()
	for _, s := range all {
		t.Run(s.ID, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want, fill := drawFill(t, s)
				var buf bytes.Buffer
				if err := render.FormDOCX(&buf, s, render.WorkbookOptions{Fill: fill}); err != nil {
					t.Fatal(err)
				}
				returns, findings := readBytes(t, buf.Bytes(), "a.docx", all...)
				agree(t, returns, findings, want)
			})
		})
	}
}

// And so it does when LibreOffice saved it.
func TestPaperRoundTripThroughOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	all := everyForm()
	var files []string
	var wants []map[forms.Ref]string
	for _, s := range all {
		for n := range 2 {
			var fill map[forms.Ref]string
			want := rapid.Custom(func(t *rapid.T) map[forms.Ref]string {
				w, f := drawFill(t, s)
				fill = f
				return w
			}).Example(n + 1)
			var buf bytes.Buffer
			if err := render.FormDOCX(&buf, s, render.WorkbookOptions{Fill: fill}); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, fmt.Sprintf("%s-%d.docx", s.ID, n))
			if err := os.WriteFile(file, buf.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			files, wants = append(files, file), append(wants, want)
		}
	}
	for i, file := range crosscheck.Convert(t, "docx", files...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(files[i]), func(t *testing.T) {
			returns, findings := readBytes(t, data, filepath.Base(file), all...)
			agree(t, returns, findings, wants[i])
		})
	}
}
