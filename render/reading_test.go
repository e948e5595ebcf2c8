package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
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
