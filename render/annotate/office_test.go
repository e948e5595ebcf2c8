package annotate_test

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestAnnotateInOffice lets LibreOffice open annotated copies: it shows the
// list first, the colours and the comments, the sender's among them.
func TestAnnotateInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	cases := []struct {
		name, sheet string
		cells       []string
		comments    []string // the sender's
	}{
		{"workbooks/openpyxl.xlsx", "统计表", []string{"B4", "C5", "G50"}, []string{"请核实<是否>在编", "第二条"}},
		{"workbooks/libreoffice.xlsx", "统计表", []string{"B4", "C5", "G50"}, []string{"请核实<是否>在编", "第二条"}},
		{"workbooks/threads.xlsx", "表", []string{"B2", "A3", "C9"}, []string{"多少人？", "普通批注"}},
		{"workbooks/days1904.xlsx", "Sheet", []string{"A2"}, nil},
		{"returns/长堤职业学校/统计表.xlsx", "职业教育活动周学校情况统计表", []string{"C4", "H4"}, nil},
	}
	var files []string
	for i, c := range cases {
		var findings []report.Finding
		for _, cell := range c.cells {
			findings = append(findings, about(c.sheet, cell, report.Severity(i%3+1), "问题在"+cell))
		}
		file := filepath.Join(dir, string(rune('a'+i))+".xlsx")
		if err := os.WriteFile(file, annotated(t, sender(t, c.name), findings), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for i, file := range crosscheck.Convert(t, "fods", files...) {
		c := cases[i]
		t.Run(c.name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			if m := regexp.MustCompile(`<table:table table:name="([^"]*)"`).FindStringSubmatch(text); m == nil || m[1] != "校核意见" {
				t.Errorf("first sheet is %v", m)
			}
			comments := annotations(t, text)
			for _, cell := range c.cells {
				if !strings.Contains(comments, "问题在"+cell) {
					t.Errorf("no comment at %s among %q", cell, comments)
				}
			}
			for _, s := range c.comments {
				if !strings.Contains(comments, s) {
					t.Errorf("no comment %q among %q", s, comments)
				}
			}
			if colour := []string{"#ffc7ce", "#ffeb9c", "#ddebf7"}[i%3]; strings.Count(text, `fo:background-color="`+colour) < 2 {
				t.Errorf("no cell in %s beside those of the list", colour)
			}
		})
	}
}

// annotations joins the comments of a flat OpenDocument.
func annotations(t *testing.T, text string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	var b strings.Builder
	depth := 0
	for {
		tok, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth > 0 || tok.Name.Local == "annotation" {
				depth++
			}
		case xml.CharData:
			if depth > 0 {
				b.Write(tok)
			}
		case xml.EndElement:
			if depth > 0 {
				depth--
			}
		}
	}
}
