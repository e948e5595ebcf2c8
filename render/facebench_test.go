package render_test

import (
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/render"
)

// Five pages in four faces, 小标宋, 黑体, 楷体 and 仿宋, which also serves for
// page numbers.
func BenchmarkFivePages(b *testing.B) {
	doc := *xiamen(b)
	doc.Attachments, doc.Imprint = nil, nil
	p := printer(b)
	p.Fonts = slices.DeleteFunc(p.Fonts, func(f render.Font) bool { return f.Role == render.SongTi })
	for {
		pages, err := p.Layout(&doc)
		if err != nil {
			b.Fatal(err)
		}
		if len(pages) == 5 {
			break
		}
		doc.Body = doc.Body[:len(doc.Body)-1]
	}
	var n counter
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		if _, err := p.PDF(&n, &doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "bytes/document")
}
