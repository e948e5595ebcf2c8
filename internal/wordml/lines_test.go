package wordml_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// Every line that the text of a document has stands in it: those of paragraphs
// and of rows, character by character.
func TestLines(t *testing.T) {
	files, err := filepath.Glob("../../testdata/*/*/*.docx")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	partly := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := plain.ReadFile(bytes.NewReader(data), int64(len(data)), "a.docx")
		if err != nil {
			continue
		}
		d, err := wordml.ReadPieces(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(text, "\n")
		unknown := 0
		for i, l := range d.Lines(text) {
			if strings.TrimSpace(lines[i]) == "" {
				continue
			}
			if l.Paragraph == nil {
				unknown++
				continue
			}
			covered := 0
			for _, s := range l.Stretches {
				if got, want := s.Paragraph.Text[s.Offset:s.Offset+s.To-s.From], lines[i][s.From:s.To]; strings.NewReplacer("\n", " ", "\t", " ").Replace(got) != strings.ReplaceAll(want, "\t", " ") {
					t.Fatalf("%s:%d: %q is not %q", file, i+1, want, got)
				}
				covered += len(strings.Join(strings.Fields(lines[i][s.From:s.To]), ""))
			}
			if bare := len(strings.Join(strings.Fields(lines[i]), "")); covered < bare {
				partly++
				t.Logf("%s:%d: %d bytes of %d have a place: %q", file, i+1, covered, bare, lines[i])
			}
		}
		if unknown > 0 {
			t.Errorf("%s: %d of %d lines have no place", file, unknown, len(lines))
		}
	}
	if partly > 0 {
		t.Errorf("%d lines have a place in part", partly)
	}
}
