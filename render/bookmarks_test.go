package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// pdfFile prints a document as a PDF and returns the file's name and size.
func pdfFile(t *testing.T, p *render.Printer, doc *document.Document) (name string, size int) {
	t.Helper()
	var b bytes.Buffer
	if _, err := p.PDF(&b, doc); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), "doc.pdf")
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name, b.Len()
}

// A bookmark is an entry of the outline of a PDF as qpdf tells it.
type bookmark struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []bookmark
}

// flat lists bookmarks, each indented by its depth.
func flat(bs []bookmark, depth int) []string {
	var out []string
	for _, b := range bs {
		out = append(out, fmt.Sprintf("%s%s %d", strings.Repeat("  ", depth), b.Title, b.Page))
		out = append(out, flat(b.Kids, depth+1)...)
	}
	return out
}

func bookmarks(t *testing.T, pdf string) []string {
	t.Helper()
	var out struct{ Outlines []bookmark }
	if err := json.Unmarshal([]byte(crosscheck.Run(t, "qpdf", "--json", "--json-key=outlines", pdf)), &out); err != nil {
		t.Fatal(err)
	}
	return flat(out.Outlines, 0)
}

// The outline of a PDF has the levels of the document: headings and run-in
// headings, titles of attachments, each with its page.
func TestBookmarksCrosscheck(t *testing.T) {
	plan := func(text string) *document.Document {
		return &document.Document{Kind: "方案", ID: "p", Title: "方案", Body: body(text)}
	}
	long := plan("一、总体要求\n（一）指导思想\n正文。\n（二）基本原则。坚持高位推动。\n二、主要活动\n1.常规活动。各校要办好。\n（1）校内活动。各班要办好。\n三、要求")
	attached := notice()
	attached.Body = body("一、要求\n" + strings.Repeat("国", 600) + "\n二、𠮷祥区（<甲>&乙）\n正文。")
	attached.Attachments = []document.Attachment{
		{Title: "第一\n清单", Body: body("一、甲\n正文。")},
		{Title: "方案", Body: body("（一）乙\n正文。"), Printed: true},
	}
	for _, c := range []struct {
		name string
		doc  *document.Document
		want []string
	}{
		{"levels", long, []string{
			"一、总体要求 1", "  （一）指导思想 1", "  （二）基本原则 1", "二、主要活动 1", "  1.常规活动 1", "    （1）校内活动 1", "三、要求 1"}},
		{"pages", attached, []string{"一、要求 1", "二、𠮷祥区（<甲>&乙） 3", "第一清单 4", "一、甲 4", "方案 5", "  （一）乙 5"}},
		{"a level above the first", plan("1.先导。正文在此。\n一、后来\n正文。"), []string{"1.先导 1", "一、后来 1"}},
		{"none", plan("正文。"), nil},
	} {
		name, _ := pdfFile(t, printer(t), c.doc)
		if got := bookmarks(t, name); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// Title, issuer and dates of a PDF are the document's, whatever its
// characters; nothing comes from the clock.
func TestPDFPropertiesCrosscheck(t *testing.T) {
	for _, s := range specimens() {
		if !slices.Contains([]string{"single head", "beyond the BMP", "special characters", "empty", "plan"}, s.name) {
			continue
		}
		name, _ := pdfFile(t, s.printer(t), s.doc)
		info := map[string]string{}
		for line := range strings.Lines(crosscheck.Run(t, "pdfinfo", "-isodates", name)) {
			key, value, _ := strings.Cut(line, ":")
			info[key] = strings.TrimSpace(value)
		}
		want := map[string]string{"Title": "", "Author": "示例市教育局", "CreationDate": "2027-04-06T12:00:00Z"}
		want["Title"] = strings.ReplaceAll(s.doc.Title, "\n", "")
		if s.name == "empty" {
			want["Author"], want["CreationDate"] = "", "1980-01-01T00:00:00Z"
			want["Title"] = "公文" // a PDF/UA has a title
		}
		want["ModDate"] = want["CreationDate"]
		for key, value := range want {
			if info[key] != value {
				t.Errorf("%s: %s is %q, want %q", s.name, key, info[key], value)
			}
		}
	}
}

// Every PDF is sound to qpdf, its text is what the layout has, character by
// character, and all its faces are embedded and can be read back.
func TestPDFTextCrosscheck(t *testing.T) {
	number := regexp.MustCompile(`— \d+ —`)
	total := 0
	for _, s := range specimens() {
		p := s.printer(t)
		name, size := pdfFile(t, p, s.doc)
		total += size
		crosscheck.Run(t, "qpdf", "--check", name)
		pages, err := pagesOf(p, s.doc)
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		for _, text := range textsOn(pages) {
			want.WriteString(text.Text.Text)
		}
		got := squash(number.ReplaceAllString(crosscheck.PDFText(t, name), ""))
		if want := squash(want.String()); got != want {
			t.Errorf("%s: the text differs:\n got %s\nwant %s", s.name, got, want)
		}
		for line := range strings.Lines(crosscheck.Run(t, "pdffonts", name)) {
			f := strings.Fields(line) // … emb sub uni object ID
			if len(f) < 6 || f[0] == "name" || strings.HasPrefix(f[0], "--") {
				continue
			}
			if emb, uni := f[len(f)-5], f[len(f)-3]; emb != "yes" || uni != "yes" {
				t.Errorf("%s: a face is not embedded or has no Unicode map: %s", s.name, line)
			}
		}
	}
	t.Logf("%d documents, %d bytes", len(specimens()), total)
}

// squareFace is a face that draws a square for each of some characters.
func squareFace(t testing.TB, has string) *font.Face {
	t.Helper()
	square := sfnt.Outline{{{X: 0, Y: -100, On: true}, {X: 0, Y: 800, On: true}, {X: 900, Y: 800, On: true}, {X: 900, Y: -100, On: true}}}
	made := sfnt.Font{Head: sfnt.Head{UnitsPerEm: 1000}, Glyphs: []sfnt.Glyph{{Advance: 1000}, {Advance: 1000, Outline: square}}, Runes: map[rune]int{}}
	for _, r := range has {
		made.Runes[r] = 1
	}
	data, err := made.Encode()
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.NewFace(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// Characters that share a drawing are told apart in the text.
func TestCharactersWithOneGlyphCrosscheck(t *testing.T) {
	face := squareFace(t, "一国—𠮷")
	name, _ := pdfFile(t, &render.Printer{Fonts: font.Set{{Role: font.FangSong, Face: face}}},
		&document.Document{Kind: "方案", Body: []document.Block{&document.Paragraph{Text: "国一𠮷国"}}})
	if got := squash(crosscheck.PDFText(t, name)); !strings.HasPrefix(got, "国一𠮷国") {
		t.Errorf("got %q", got)
	}
}
