package validate_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestClean: in right prose no error is found, and at most one warning in a
// hundred paragraphs. Headings and names on lines of their own are no
// paragraphs here. Read as documents with a title and a signature, which not
// all of them have, they hold no error either.
func TestClean(t *testing.T) {
	corpus, err := txtar.ParseFile("testdata/clean.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const short = 20 // characters
	paragraphs, characters := 0, 0
	var all report.Report
	for _, f := range corpus.Files {
		for line := range strings.Lines(string(f.Data)) {
			if n := utf8.RuneCountInString(line); n > short {
				paragraphs++
				characters += n
			}
		}
		all.Merge(validate.Text(f.Name, string(f.Data)))
		for _, f := range checkParsed(string(f.Data)).Findings {
			if f.Severity == report.Error {
				t.Errorf("as a document: %v", f)
			}
		}
	}
	errors, warnings, hints := all.Count(report.Error), all.Count(report.Warning), all.Count(report.Hint)
	t.Logf("%d paragraphs, %d characters: %d errors, %d warnings, %d hints", paragraphs, characters, errors, warnings, hints)
	if paragraphs < 200 {
		t.Errorf("only %d paragraphs; want 200", paragraphs)
	}
	if errors > 0 || 100*warnings > paragraphs {
		t.Errorf("false alarms:\n%s", printed(all))
	}
}
