package render_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
)

// Our pages and LibreOffice's pages of the .docx are the same: specimens of
// every kind, the documents of officials, generated ones of up to forty pages.
// LibreOffice runs once for all of them.
func TestPagesAgreeCrosscheck(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes its time")
	}
	all := append(specimens(), samples(t)...)
	for i, paragraphs := range []int{1, 3, 6, 9, 12, 16, 20, 26, 34, 48, 70, 110, 200} {
		all = append(all, specimen{name: fmt.Sprintf("generated %d", i+1), doc: seeded(uint64(i + 1)).notice(paragraphs)})
	}
	// What once came out on other pages: a head that stood alone at the foot of
	// a page, a heading and a paragraph before a signature that fills a page, the
	// note behind seals.
	for _, c := range []struct {
		seed       uint64
		paragraphs int
		profile    render.Profile
	}{{435, 20, render.GBT33476}, {348, 13, render.Classic}, {671, 18, render.GBT33476}} {
		all = append(all, specimen{fmt.Sprint("seed ", c.seed), seeded(c.seed).notice(c.paragraphs), func(p *render.Printer) { p.Profile = c.profile }})
	}
	compare(t, all)
}

// compare prints documents as .pdf and .docx, lets LibreOffice show the .docx,
// and compares page counts and lines.
func compare(t *testing.T, all []specimen) {
	t.Helper()
	dir := t.TempDir()
	var pdfs, docxs []string
	var turned []map[int]bool // landscape pages
	for i, s := range all {
		p := s.printer(t)
		pages, err := pagesOf(p, s.doc)
		if err != nil {
			t.Fatal(err)
		}
		on := map[int]bool{}
		for j, page := range pages {
			on[j+1] = page.Landscape
		}
		var pdf, docx bytes.Buffer
		if _, err := p.PDF(&pdf, s.doc); err != nil {
			t.Fatal(err)
		}
		if _, err := p.DOCX(&docx, s.doc); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%02d", i))
		if err := os.WriteFile(name+".pdf", pdf.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".docx", docx.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		turned, pdfs, docxs = append(turned, on), append(pdfs, name+".pdf"), append(docxs, name+".docx")
	}
	shown := crosscheck.Convert(t, "pdf", docxs...)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) {
			ours, n := crosscheck.Lines(t, pdfs[i])
			theirs, m := crosscheck.Lines(t, shown[i])
			if n != m {
				t.Errorf("%d pages, LibreOffice has %d", n, m)
			}
			upright := func(ls []crosscheck.Line) []crosscheck.Line {
				return slices.DeleteFunc(slices.Clone(ls), func(l crosscheck.Line) bool { return turned[i][l.Page] })
			}
			a, b := upright(ours), upright(theirs)
			share := crosscheck.Agreement(a, b)
			t.Logf("%d pages, %d lines, %.1f %% alike", n, len(a), 100*share)
			if share < 0.95 {
				logDifference(t, a, b)
				t.Errorf("%.1f %% of the lines alike, want 95 %%", 100*share)
			}
			// Where both have a line, it stands at the same place.
			for _, l := range a {
				same := func(x crosscheck.Line) bool {
					return x.Page == l.Page && x.Text == l.Text && math.Abs(x.Mid-l.Mid) < 12
				}
				close := func(x crosscheck.Line) bool { return same(x) && math.Abs(x.X0-l.X0) <= 1 }
				if at := slices.IndexFunc(b, same); at >= 0 && !slices.ContainsFunc(b, close) { // two cells may say the same
					t.Errorf("%v\nstands at x %.1f in LibreOffice", l, b[at].X0)
				}
			}
			// Landscape pages are turned in ours: only their text can be compared.
			for page, on := range turned[i] {
				if !on {
					continue
				}
				if a, b := letters(crosscheck.PDFText(t, pdfs[i], page)), letters(crosscheck.PDFText(t, shown[i], page)); a != b {
					t.Errorf("landscape page %d:\nours   %s\ntheirs %s", page, a, b)
				}
			}
		})
	}
}

// letters are the characters of a text, sorted, without blanks.
func letters(s string) string {
	rs := []rune(squash(s))
	slices.Sort(rs)
	return string(rs)
}

func logDifference(t *testing.T, ours, theirs []crosscheck.Line) {
	t.Helper()
	missing := func(a, b []crosscheck.Line, who string) (out []string) {
		for _, l := range a {
			if !slices.ContainsFunc(b, func(x crosscheck.Line) bool { return x.Page == l.Page && x.Text == l.Text }) {
				out = append(out, fmt.Sprintf("p%d y%.0f %s %s", l.Page, l.Mid, who, l.Text))
			}
		}
		return out
	}
	all := append(missing(ours, theirs, "ours:  "), missing(theirs, ours, "theirs:")...)
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(pageOf(a), pageOf(b)) })
	for _, s := range all[:min(len(all), 24)] {
		t.Log(s)
	}
}

func pageOf(s string) (page int) {
	fmt.Sscanf(s, "p%d", &page)
	return page
}
