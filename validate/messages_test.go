package validate_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// readingMessages prints what the readers of documents and of returned forms
// have to say, for clerks to read: of every rule the first of each message.
func readingMessages(t *testing.T) string {
	t.Helper()
	var all []report.Finding
	all = append(all, documentMessages(t)...)
	all = append(all, formMessages(t)...)
	slices.SortStableFunc(all, func(a, b report.Finding) int { return cmp.Compare(a.Rule, b.Rule) })
	var b strings.Builder
	said := map[string]int{}
	const several = 3 // of a rule whose message names fields
	for _, f := range all {
		if said[f.Rule] == several || said[f.Rule+f.Message+f.Hint] > 0 {
			continue
		}
		said[f.Rule]++
		said[f.Rule+f.Message+f.Hint]++
		if r, ok := report.RuleOf(f.Rule); !ok || f.Severity < r.Severity || f.Source != r.Source {
			t.Errorf("the catalogue knows better: %v", f)
		}
		f.Where = report.Position{}
		fmt.Fprintln(&b, f)
	}
	return b.String()
}

// documentMessages reads all documents of the tests, and a .docx with what a
// text cannot hold.
func documentMessages(t *testing.T) []report.Finding {
	files, err := filepath.Glob("../testdata/notices/documents/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no documents", err)
	}
	var all []report.Finding
	read := func(text string) {
		_, found := plain.Parse(text)
		all = append(all, slices.DeleteFunc(found, func(f report.Finding) bool { return !strings.HasPrefix(f.Rule, "RD") })...)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".txt") || strings.HasPrefix(f.Name, "input") {
				read(string(f.Data))
			}
		}
	}
	for _, name := range samples {
		read(sample(t, name))
	}

	var word bytes.Buffer
	z := zip.NewWriter(&word)
	paragraph := `<w:p><w:r>%s<w:t>内部资料</w:t></w:r></w:p>`
	for _, part := range []struct{ name, content string }{
		{"word/document.xml", "<w:body>" + fmt.Sprintf(paragraph, "<w:drawing><blip/></w:drawing>") + "</w:body>"},
		{"word/header1.xml", fmt.Sprintf(paragraph, "")},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, `<w:root xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:root>`, part.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, found, err := plain.WordText(bytes.NewReader(word.Bytes()), int64(word.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return append(all, found...)
}

// formMessages reads and checks all returned forms of the tests.
func formMessages(t *testing.T) []report.Finding {
	var all []report.Finding
	reader := &returned.Reader{Year: 2023}
	err := filepath.WalkDir("../testdata/returns", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(name, "学校") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		returns, found, err := reader.Read(bytes.NewReader(data), int64(len(data)), filepath.Base(name), forms.Builtins()...)
		var refused *returned.ReadError
		if errors.As(err, &refused) {
			found = append(found, refused.Finding())
		}
		all = append(all, found...)
		for _, r := range returns {
			all = append(all, returned.Findings(r.Check())...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
