package render_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
)

// What is copied out of a PDF has no blanks that the document has not, in
// whatever order a program takes the text.
func TestCopyingPutsNoBlanksInCrosscheck(t *testing.T) {
	dir := t.TempDir()
	blanks := 0
	for _, c := range corpus(t) {
		set, err := printer(t).Set(c.doc)
		if err != nil {
			t.Fatal(c.name, err)
		}
		var pdf bytes.Buffer
		if err := set.PDF(&pdf); err != nil {
			t.Fatal(c.name, err)
		}
		name := filepath.Join(dir, strings.ReplaceAll(c.name, "/", ".")+".pdf")
		if err := os.WriteFile(name, pdf.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		var parts []string
		for _, part := range partsOf(c.doc) {
			parts = append(parts, part.text)
		}
		if h := c.doc.Head; h != nil {
			parts = append(parts, h.Mark, h.Number.String(), strings.Join(h.Signers, "、"))
			if len(h.Organs) == 1 {
				parts = append(parts, h.Organs[0].Name+h.Mark)
			}
		}
		if i := c.doc.Imprint; i != nil {
			parts = append(parts, "主送："+i.To, "抄送："+i.CopyTo, i.Office, i.Date.String()+"印发")
		}
		parts = append(parts, c.doc.Recipients)
		for _, order := range [][]string{{"-raw"}, nil} {
			text := crosscheck.Run(t, "pdftotext", append(order, "-enc", "UTF-8", name, "-")...)
			var odd []string
			for _, at := range gapInText.FindAllStringIndex(text, -1) {
				around := near3(text, at[0], at[1])
				has := func(s string) bool {
					return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(part, s) })
				}
				if !has(around) && has(squash(around)) {
					odd = append(odd, around)
				}
			}
			if len(odd) > 0 {
				t.Errorf("%s: %d places such as %q", c.name, len(odd), odd[0])
				blanks += len(odd)
			}
		}
	}
	if blanks > 0 {
		t.Errorf("%d blanks", blanks)
	}
}

// near3 is a part of a text with up to three characters of its line on both
// sides, so that cells that stand side by side are not taken for one text.
func near3(text string, from, to int) string {
	before := []rune(text[strings.LastIndex(text[:from], "\n")+1 : from])
	behind, _, _ := strings.Cut(text[to:], "\n")
	after := []rune(behind)
	return string(before[max(0, len(before)-3):]) + text[from:to] + string(after[:min(3, len(after))])
}
