package render

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Word leaves more white between Chinese and digits than LibreOffice, so that
// lines end elsewhere. Of documents of every length that are full of digits
// nearly all have their imprint where it was placed in both; the rest has no
// white left to give.
func TestBothReadings(t *testing.T) {
	fonts, err := fontpack.Fonts()
	if err != nil {
		t.Fatal(err)
	}
	day := calendar.Date{Year: 2027, Month: 4, Day: 6}
	organ := []document.Organ{{Name: "示例市教育局"}}
	moved, wrong, all := 0, 0, 0
	for n := range 400 {
		var text []document.Block
		for i := range 4 {
			text = append(text, &document.Paragraph{Text: strings.Repeat(fmt.Sprintf("于2027年5月%d日9:00前报送%d份材料，", i+9, i+3), 1+n/16+(i*n+n%16)%9)})
		}
		d := &document.Document{Kind: "通知", Title: "关于报送2027年材料的通知", Recipients: "各学校", Body: text,
			Head:      &document.Head{Organs: organ, Mark: "文件", Number: document.DocNumber{Code: "示教", Year: 2027, Serial: 8}},
			Signature: &document.Signature{Organs: organ, Date: day},
			Imprint:   &document.Imprint{CopyTo: "示例省教育厅。", Office: "示例市教育局办公室", Date: day}}
		src, err := sourceOf(d)
		if err != nil {
			t.Fatal(err)
		}
		p := &Printer{Fonts: fonts}
		ts := p.typesetter()
		f, l, err := ts.fit(src)
		if err != nil {
			t.Fatal(err)
		}
		in, err := ts.asWord().placeSections(f)
		if err != nil {
			t.Fatal(err)
		}
		all++
		for _, e := range f.Sections[0].Elements {
			if p, ok := e.(*flow.Para); ok && len(in.lines(p, in.geo.Width())) != len(l.lines(p, l.geo.Width())) {
				moved++
			}
		}
		if l.harm(f.Imprint) == 0 && (in.harm(f.Imprint) > 0 || in.imprintPlace(f.Imprint) != l.imprintPlace(f.Imprint)) {
			wrong++
		}
	}
	t.Logf("%d documents, %d paragraphs with another number of lines, %d wrong", all, moved, wrong)
	if moved == 0 {
		t.Error("the readings do not differ")
	}
	if wrong*25 > all {
		t.Errorf("%d of %d documents are wrong in Word", wrong, all)
	}
}

// How much of the documents of the corpus stands elsewhere in Word's reading
// than in LibreOffice's, which the layout follows: few lines and hardly a page;
// and what the standard wants of pages holds in both.
func TestCorpusBothReadings(t *testing.T) {
	fonts, err := fontpack.Fonts()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../testdata/pages/corpus/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lines, moved, pages, paged, documents := 0, 0, 0, 0, 0
	var wrong []string
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			var doc *document.Document
			if strings.HasSuffix(f.Name, ".yaml") {
				c, err := campaign.Load(bytes.NewReader(f.Data), f.Name)
				if err != nil {
					t.Fatal(err)
				}
				if doc, _, err = c.Compose(&c.Documents[0]); err != nil {
					t.Fatal(err)
				}
			} else {
				doc, _ = plain.Parse(string(f.Data))
			}
			src, err := sourceOf(doc)
			if err != nil {
				t.Fatal(err)
			}
			ts := (&Printer{Fonts: fonts}).typesetter()
			f, l, err := ts.fit(src)
			if err != nil {
				t.Fatal(err)
			}
			in, err := ts.asWord().placeSections(f)
			if err != nil {
				t.Fatal(err)
			}
			documents++
			ours, theirs := lineEnds(l.pages), lineEnds(in.pages)
			lines += len(ours)
			for end := range ours {
				if !theirs[end] {
					moved++
				}
			}
			pages += len(l.pages)
			if len(in.pages) != len(l.pages) {
				paged++
			}
			if l.harm(f.Imprint) == 0 && in.harm(f.Imprint) > 0 {
				wrong = append(wrong, src.name())
			}
		}
	}
	t.Logf("%d documents: %d of %d lines end elsewhere; %d documents of %d pages have another number of pages; wrong in Word: %q", documents, moved, lines, paged, pages, wrong)
	if moved == 0 || moved*20 > lines {
		t.Errorf("%d of %d lines end elsewhere", moved, lines)
	}
	if paged*50 > documents || len(wrong)*100 > documents {
		t.Errorf("%d documents have another number of pages, %q are wrong", paged, wrong)
	}
}

// lineEnds are the places in a document, counted in characters, at which lines
// end.
func lineEnds(pages []paper.Page) map[int]bool {
	ends := map[int]bool{}
	at, y := 0, paper.Pt(-1)
	for _, page := range pages {
		for _, item := range page.Items {
			t, ok := item.(paper.Text)
			if !ok || t.Para == nil || t.Again {
				continue
			}
			if t.Y != y {
				ends[at], y = true, t.Y
			}
			at += utf8.RuneCountInString(t.Text)
		}
	}
	return ends
}
