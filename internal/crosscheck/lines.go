package crosscheck

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A Line is a line of text on a page of a PDF. Lengths are in millimetres
// from the page's upper left corner.
type Line struct {
	Page   int     // 1-based
	X0, X1 float64 // left and right edge
	Mid    float64 // middle of its box
	Text   string  // without blanks
}

// String prints a line for error messages.
func (l Line) String() string {
	return fmt.Sprintf("p%d x%.1f–%.1f y%.1f %s", l.Page, l.X0, l.X1, l.Mid, l.Text)
}

// Lines reads where the lines of a PDF stand, with pdftotext.
func Lines(t testing.TB, pdf string) (lines []Line, pages int) {
	t.Helper()
	out := Run(t, "pdftotext", "-enc", "UTF-8", "-bbox", pdf, "-")
	var doc struct {
		Pages []struct {
			Words []struct {
				XMin float64 `xml:"xMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMin float64 `xml:"yMin,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	out = strings.ToValidUTF8(out, "") // poppler breaks characters beyond U+FFFF of the title in two
	dec := xml.NewDecoder(strings.NewReader(out))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	if err := dec.Decode(&doc); err != nil {
		t.Fatalf("pdftotext -bbox %s: %v", pdf, err)
	}
	const mm = 25.4 / 72
	for i, p := range doc.Pages {
		type word struct {
			x0, x1, mid float64
			text        string
		}
		var words []word
		for _, w := range p.Words {
			words = append(words, word{w.XMin * mm, w.XMax * mm, (w.YMin + w.YMax) / 2 * mm, w.Text})
		}
		slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.mid, b.mid) })
		for from := 0; from < len(words); {
			to := from + 1
			for to < len(words) && words[to].mid-words[from].mid < 2.2 {
				to++
			}
			row := words[from:to]
			slices.SortStableFunc(row, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
			l := Line{Page: i + 1, X0: row[0].x0, X1: row[0].x1, Mid: row[0].mid}
			for _, w := range row {
				l.X1 = max(l.X1, w.x1)
				l.Text += strings.Join(strings.Fields(w.text), "")
			}
			lines = append(lines, l)
			from = to
		}
	}
	return lines, len(doc.Pages)
}

// Agreement is the share of lines, 0 to 1, that stand on the same page with
// the same text in both, in order.
func Agreement(a, b []Line) float64 {
	// The longest common subsequence; notices have some hundred lines.
	same := func(x, y Line) bool { return x.Page == y.Page && x.Text == y.Text }
	prev := make([]int, len(b)+1)
	for i := range a {
		row := make([]int, len(b)+1)
		for j := range b {
			if same(a[i], b[j]) {
				row[j+1] = prev[j] + 1
			} else {
				row[j+1] = max(row[j], prev[j+1])
			}
		}
		prev = row
	}
	if n := max(len(a), len(b)); n > 0 {
		return float64(prev[len(b)]) / float64(n)
	}
	return 1
}
