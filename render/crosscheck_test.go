package render_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
)

// files writes a document as .pdf and .docx.
func files(t *testing.T, doc *document.Document) (pdf, docx string) {
	t.Helper()
	p := printer(t)
	dir := t.TempDir()
	pdf, docx = filepath.Join(dir, "doc.pdf"), filepath.Join(dir, "doc.docx")
	var b bytes.Buffer
	if _, err := p.PDF(&b, doc); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pdf, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if _, err := p.DOCX(&b, doc); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(docx, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return pdf, docx
}

// squash drops blanks: readers of a PDF put them in where they see gaps.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// inOrder reports the first piece of text that does not follow the ones before it.
func inOrder(t *testing.T, what, got string, pieces []string) {
	t.Helper()
	at := 0
	for _, piece := range pieces {
		i := strings.Index(got[at:], piece)
		if i < 0 {
			t.Errorf("%s: %q is missing or out of order", what, piece)
			return
		}
		at += i + len(piece)
	}
}

// pieces is the text of a notice, paragraph by paragraph, without its forms,
// whose labels stand where the table has them.
func pieces(doc *document.Document) []string {
	n := *doc
	n.Attachments = slices.Clone(n.Attachments)
	for i := range n.Attachments {
		a := &n.Attachments[i]
		a.Body = slices.DeleteFunc(slices.Clone(a.Body), func(b document.Block) bool {
			_, isForm := b.(*document.Form)
			return isForm
		})
	}
	var out []string
	for piece := range strings.SplitSeq(plain.Print(&n), "\n") {
		if piece = squash(piece); piece != "" {
			out = append(out, piece)
		}
	}
	return out
}

// Every character of the notice stands in the PDF and in the .docx, in order.
func TestAllTextCrosscheck(t *testing.T) {
	doc := xiamen(t)
	pdf, docx := files(t, doc)
	data, err := os.ReadFile(docx)
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, ".docx", squash(crosscheck.DocxText(t, data)), pieces(doc))

	// Page numbers interrupt the text of a PDF.
	text := crosscheck.PDFText(t, pdf)
	for page := range 99 {
		text = strings.ReplaceAll(text, fmt.Sprintf("— %d —\n", page), "")
	}
	inOrder(t, "PDF", squash(text), pieces(doc))
}

func TestPDFIsSoundCrosscheck(t *testing.T) {
	pdf, _ := files(t, xiamen(t))
	crosscheck.Run(t, "qpdf", "--check", pdf)
}

// The type area of full pages, in our PDF and in LibreOffice's view of the
// .docx: 22 lines, 28 cells, nothing outside but the page number.
func TestTypeAreaCrosscheck(t *testing.T) {
	pdf, docx := files(t, &document.Document{Kind: "方案", ID: "p", Body: body(strings.Repeat("国", 26+28*65))})
	for name, file := range map[string]string{"PDF": pdf, ".docx": crosscheck.Convert(t, "pdf", docx)[0]} {
		lines, pages := crosscheck.Lines(t, file)
		if pages != 3 {
			t.Errorf("%s: %d pages, want 3", name, pages)
		}
		count := map[int]int{}
		for _, l := range lines {
			if strings.HasPrefix(l.Text, "—") {
				near(t, name+": page number", l.Mid, 269, 1)
				continue
			}
			count[l.Page]++
			if l.X0 < 27.9 || l.X1 > 184.2 || l.Mid < 37 || l.Mid > 262 {
				t.Errorf("%s: outside the type area: %v", name, l)
			}
			if n := len([]rune(l.Text)); n > 28 {
				t.Errorf("%s: %d characters: %v", name, n, l)
			}
		}
		for page, n := range count {
			if n != 22 {
				t.Errorf("%s: %d lines on page %d", name, n, page)
			}
		}
	}
}

// Our pages and LibreOffice's pages of the .docx are the same: page count, and
// the lines on them.
func TestAgreementCrosscheck(t *testing.T) {
	letter := notice()
	letter.Head.Format, letter.Head.Mark, letter.Body = document.HeadLetter, "", body(strings.Repeat("国", 600))
	imprint := notice()
	imprint.Head.Copy, imprint.Head.Secrecy, imprint.Head.Urgency = "000001", "机密★1年", "特急"
	imprint.Imprint = &document.Imprint{CopyTo: "示例省教育厅，" + strings.Repeat("示例市人力资源和社会保障局、", 3) + "市总工会。", Office: "示例市教育局办公室", Date: issued}
	imprint.Attachments = []document.Attachment{
		{Title: "活动清单", Body: body("一、甲\n（一）乙。" + strings.Repeat("国", 900))},
		{Title: "统计表", Body: []document.Block{&document.Table{Rows: [][]string{{"学校", "人数"}, {"示例一中", "12"}, {"", ""}}}}},
	}
	blank := notice()
	blank.Body = body(strings.Repeat("国", 600), strings.Repeat("国", 60), strings.Repeat("国", 150))
	blank.Imprint = imprint.Imprint
	joint := notice()
	joint.Head.Organs, joint.Signature.Organs = nine, nine
	signers := notice()
	signers.Kind, signers.Head.Signers = "请示", []string{"张某某", "李某", "王某某"}
	stamp := notice()
	stamp.Signature = &document.Signature{Organs: bureau, Posts: []string{"局长"}, Date: issued, Seal: document.SealStamp}

	for name, doc := range map[string]*document.Document{
		"xiamen": xiamen(t), "letter": letter, "imprint": imprint, "blank page": blank, "nine organs": joint, "signers": signers, "stamp": stamp,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pdf, docx := files(t, doc)
			ours, n := crosscheck.Lines(t, pdf)
			theirs, m := crosscheck.Lines(t, crosscheck.Convert(t, "pdf", docx)[0])
			if n != m {
				t.Errorf("%d pages, LibreOffice has %d", n, m)
			}
			share := crosscheck.Agreement(ours, theirs)
			t.Logf("%d pages, %.1f %% of the lines alike", n, 100*share)
			if share < 0.95 {
				for _, l := range ours {
					if !slices.ContainsFunc(theirs, func(x crosscheck.Line) bool { return x.Page == l.Page && x.Text == l.Text }) {
						t.Log("only ours: ", l)
					}
				}
				for _, l := range theirs {
					if !slices.ContainsFunc(ours, func(x crosscheck.Line) bool { return x.Page == l.Page && x.Text == l.Text }) {
						t.Log("only theirs: ", l)
					}
				}
				t.Errorf("%.1f %% of the lines alike, want 95 %%", 100*share)
			}
			// Where both have a line, it stands at the same place. Boxes of
			// lines differ by what they leave below the baseline.
			for _, l := range ours {
				same := func(x crosscheck.Line) bool { return x.Page == l.Page && x.Text == l.Text }
				close := func(x crosscheck.Line) bool {
					return same(x) && math.Abs(l.X0-x.X0) < 1 && math.Abs(l.Mid-x.Mid) < 2
				}
				if i := slices.IndexFunc(theirs, same); i >= 0 && !slices.ContainsFunc(theirs, close) {
					t.Errorf("%v\nstands at x %.1f y %.1f in LibreOffice", l, theirs[i].X0, theirs[i].Mid)
				}
			}
		})
	}
}

// Where the rules run, in our PDF and in LibreOffice's view of the .docx: T6,
// T13 and T18.
func TestRulesCrosscheck(t *testing.T) {
	ordinary := notice()
	ordinary.Imprint = &document.Imprint{CopyTo: "示例省教育厅。", Office: "示例市教育局办公室", Date: issued}
	letter := notice()
	letter.Head.Format, letter.Head.Mark = document.HeadLetter, ""
	for _, c := range []struct {
		name string
		doc  *document.Document
		page int
		want []crosscheck.Rule // Thickness 0: any
	}{
		{"head", ordinary, 1, []crosscheck.Rule{{Y: 122, X0: 28, X1: 184, Thickness: 0.35, Red: true}}},
		{"imprint", ordinary, 2, []crosscheck.Rule{
			{Y: 262 - 2*9.807, X0: 28, X1: 184, Thickness: 0.35}, {Y: 262 - 9.807, X0: 28, X1: 184, Thickness: 0.25}, {Y: 262, X0: 28, X1: 184, Thickness: 0.35}}},
		{"letter", letter, 1, []crosscheck.Rule{
			{Y: 50.2, X0: 20, X1: 190, Red: true}, {Y: 51.2, X0: 20, X1: 190, Red: true}, {Y: 276.5, X0: 20, X1: 190, Red: true}, {Y: 277.5, X0: 20, X1: 190, Red: true}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pdf, docx := files(t, c.doc)
			for name, file := range map[string]string{"PDF": pdf, ".docx": crosscheck.Convert(t, "pdf", docx)[0]} {
				got := crosscheck.Rules(t, file, c.page)
				if len(got) != len(c.want) {
					t.Errorf("%s: rules %+v, want %d", name, got, len(c.want))
					continue
				}
				for i, w := range c.want {
					near(t, name+": y", got[i].Y, w.Y, 0.6)
					near(t, name+": left end", got[i].X0, w.X0, 0.3)
					near(t, name+": right end", got[i].X1, w.X1, 0.3)
					if w.Thickness > 0 {
						near(t, name+": thickness", got[i].Thickness, w.Thickness, 0.1)
					}
					if got[i].Red != w.Red {
						t.Errorf("%s: rule %d red: %v", name, i, got[i].Red)
					}
				}
			}
		})
	}
}
