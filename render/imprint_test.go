package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// T13, T14: the last rule of the imprint is the lower edge of the type area of
// the last page, an even one. An empty page before it, and it, have no number.
func TestImprint(t *testing.T) {
	p := printer(t)
	blanks, same, next := 0, 0, 0
	for chars := 30; chars < 1300; chars += 28 {
		doc := notice()
		doc.Body = body(strings.Repeat("国", chars))
		doc.Imprint = &document.Imprint{CopyTo: "示例省教育厅，" + strings.Repeat("示例市人力资源和社会保障局、", 3) + "市总工会。", Office: "示例市教育局办公室", Date: issued}
		pages, lines := layout(t, p, doc)
		n := len(pages)
		if n%2 != 0 {
			t.Errorf("%d characters: imprint on page %d", chars, n)
			continue
		}
		black := rules(pages[n-1], paper.Black)
		if len(black) != 3 {
			t.Errorf("%d characters: %d rules, want 3", chars, len(black))
			continue
		}
		near(t, "last rule", mm(black[2].Y1), 262, 0.1)
		for i, want := range []float64{0.35, 0.25, 0.35} {
			near(t, "thickness", mm(black[i].Width), want, 0.01)
			near(t, "width", mm(black[i].X2-black[i].X1), 156, 0.1)
		}
		office := find(t, lines, "办公室")
		near(t, "office inset", office.x0, 28+4.94, 0.1)
		near(t, "date inset", right-office.x1, 4.94, 0.1)
		copies := find(t, lines, "抄送：")
		near(t, "抄送 inset", copies.x0, 28+4.94, 0.1)
		near(t, "抄送 goes on under the first name", lines[slices.Index(lines, copies)+1].x0, 28+4*4.94, 0.1)

		date := lastPage(lines, "2027年4月6日")
		switch {
		case date == n:
			same++
		case date == n-1:
			next++
		default:
			blanks++
			if len(pages[n-2].Items) != 0 || !pages[n-2].Unnumbered || !pages[n-1].Unnumbered {
				t.Errorf("%d characters: page %d has %d items, numbered %v, page %d numbered %v", chars, n-1, len(pages[n-2].Items), !pages[n-2].Unnumbered, n, !pages[n-1].Unnumbered)
			}
		}
		if date > n-2 && pages[n-1].Unnumbered {
			t.Errorf("%d characters: page %d has no number", chars, n)
		}
	}
	if blanks == 0 || same == 0 || next == 0 {
		t.Errorf("imprint on the last page %d times, on the next %d, behind a blank one %d: the test has lost a case", same, next, blanks)
	}
}

// lastPage is the page of the last line that is exactly text.
func lastPage(lines []line, text string) int {
	page := 0
	for _, l := range lines {
		if l.text == text {
			page = l.page
		}
	}
	return page
}

// NoEvenPage keeps the imprint on the last page whatever its number.
func TestNoEvenPage(t *testing.T) {
	doc := notice()
	doc.Head, doc.Body = nil, body("国。")
	doc.Imprint = &document.Imprint{Office: "示例市教育局办公室", Date: issued}
	p := printer(t)
	p.NoEvenPage = true
	if pages, _ := layout(t, p, doc); len(pages) != 1 || len(rules(pages[0], paper.Black)) != 2 {
		t.Errorf("%d pages", len(pages))
	}
}

// The imprint stands upright: it goes on a page of its own behind a landscape
// one, however much room that has and though it is even.
func TestImprintBehindLandscape(t *testing.T) {
	wide := &document.Table{Rows: [][]string{make([]string, 12), make([]string, 12)}}
	for _, even := range []bool{true, false} {
		doc := notice()
		doc.Imprint = &document.Imprint{Office: "示例市教育局办公室", Date: issued}
		doc.Attachments = nil
		if !even {
			doc.Attachments = append(doc.Attachments, document.Attachment{Title: "甲表", Body: body("国。")})
		}
		doc.Attachments = append(doc.Attachments, document.Attachment{Title: "乙表", Body: []document.Block{wide}})
		pages, _ := layout(t, printer(t), doc)
		n, last := len(pages), 0
		for i, page := range pages {
			if page.Landscape {
				last = i + 1
			}
		}
		want := last + 1
		if last%2 == 0 {
			want++
		}
		if n != want || pages[n-1].Landscape || len(rules(pages[n-1], paper.Black)) != 2 {
			t.Errorf("landscape page %d, imprint on page %d of %d rules, want page %d", last, n, len(rules(pages[n-1], paper.Black)), want)
		}
		for _, item := range pages[n-1].Items {
			if text, ok := item.(paper.Text); ok && text.Turned {
				t.Errorf("%q is turned", text.Text)
			}
		}
	}
}
