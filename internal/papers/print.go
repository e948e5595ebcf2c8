package papers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Notices is the folder testdata/notices, seen from the folder of whichever
// package is tested.
var Notices = above("testdata/notices")

func above(path string) string {
	for range 8 {
		if _, err := os.Stat(path); err == nil {
			break
		}
		path = "../" + path
	}
	return path
}

// Dump prints a tree, a block a line; long texts are cut in the middle.
func Dump(blocks []document.Block, lines bool) string {
	var b strings.Builder
	for _, block := range blocks {
		line, kind, parts := 0, "", []string{}
		level := func(l document.Level, mark string) {
			if l > 0 {
				kind += fmt.Sprint(" ", l)
				parts = append(parts, "["+mark+"]")
			}
		}
		switch n := block.(type) {
		case *document.Heading:
			line, kind = n.Line, "heading"
			level(n.Level, n.Mark)
			parts = append(parts, n.Text)
		case *document.Paragraph:
			line, kind = n.Line, "paragraph"
			level(n.Level, n.Mark)
			if n.Lead != "" {
				parts = append(parts, "{"+n.Lead+"}")
			}
			parts = append(parts, shorten(n.Text, lines))
		case *document.Labelled:
			line, kind = n.Line, "labelled"
			parts = append(parts, "{"+n.Label+"}", shorten(n.Text, lines))
		case *document.Table:
			line, kind = n.Line, "table"
			for _, row := range n.Rows {
				parts = append(parts, "\n\t| "+strings.Join(row, " | ")+" |")
			}
		}
		if lines {
			fmt.Fprintf(&b, "%d ", line)
		}
		fmt.Fprintln(&b, kind, strings.Join(parts, " "))
	}
	return b.String()
}

func shorten(s string, cut bool) string {
	if r := []rune(s); cut && len(r) > 40 {
		return fmt.Sprintf("%s……%s (%d)", string(r[:24]), string(r[len(r)-8:]), len(r))
	}
	return s
}

// FindingLines prints findings, one a line, for goldens.
func FindingLines(findings []report.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s", f)
		if f.Fix != "" {
			fmt.Fprintf(&b, " %q → %q", f.Found, f.Fix)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Characters drops what is not text: blanks and byte order marks.
func Characters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// ReadSample returns the text of one of testdata/notices.
func ReadSample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Notices, name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Parts prints the parts of a document, one on a line.
func Parts(d *document.Document) string {
	var b strings.Builder
	part := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, strings.ReplaceAll(text, "\n", " / "))
		}
	}
	n := d
	kind := "notice " + n.Kind
	if d.IsPlan() {
		kind = "plan"
	}
	part("kind", strings.TrimSpace(string(kind)))
	if h := n.Head; h != nil {
		part("copy", h.Copy)
		part("secrecy", h.Secrecy)
		part("urgency", h.Urgency)
		part("head", organLine(h.Organs)+" "+h.Mark)
		part("number", h.Number.String())
		part("signers", strings.Join(h.Signers, "、"))
	}
	part("title", n.Title)
	part("adopted", n.Adopted)
	part("recipients", n.Recipients)
	part("list mark", n.AttachmentMark)
	i, total := 0, len(n.Listed())
	for _, a := range n.Attachments {
		label := "printed"
		if !a.Printed {
			label = a.PageLabel(i, total)
			i++
		}
		part("attachment", label+" | "+a.Title+strings.TrimSuffix(" | listed: "+a.Listed, " | listed: ")+strings.TrimSuffix(" | adopted: "+a.Adopted, " | adopted: "))
	}
	if s := n.Signature; s != nil {
		part("signature", organLine(s.Organs))
		part("date", s.Date.String())
	}
	part("note", n.Note)
	if m := n.Imprint; m != nil {
		part("imprint", strings.Join([]string{m.To, m.CopyTo, m.Office, m.Date.String()}, " | "))
	}
	return b.String()
}

func organLine(organs []document.Organ) string {
	var names []string
	for _, o := range organs {
		names = append(names, o.Name)
	}
	return strings.Join(names, " + ")
}

// Rules prints the rule ids of findings.
func Rules(findings []report.Finding) string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	return strings.Join(ids, " ")
}
