package render_test

import (
	"io"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// The Xiamen notice: twelve pages, five faces.
func BenchmarkPDF(b *testing.B) {
	doc := xiamen(b)
	bench(b, func(p *render.Printer, w io.Writer) error { _, err := p.PDF(w, doc); return err })
}

func BenchmarkDOCX(b *testing.B) {
	doc := xiamen(b)
	bench(b, func(p *render.Printer, w io.Writer) error { _, err := p.DOCX(w, doc); return err })
}

func BenchmarkLayout(b *testing.B) {
	p, doc := printer(b), xiamen(b)
	for b.Loop() {
		if _, err := pagesOf(p, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func bench(b *testing.B, f func(*render.Printer, io.Writer) error) {
	b.Helper()
	p := printer(b)
	var n counter
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		if err := f(p, &n); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(n), "bytes/document")
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Five pages in four faces, 小标宋, 黑体, 楷体 and 仿宋, which also serves for
// page numbers.
func BenchmarkFivePages(b *testing.B) {
	doc := *xiamen(b)
	doc.Attachments, doc.Imprint = nil, nil
	p := printer(b)
	p.Fonts = slices.DeleteFunc(p.Fonts, func(f font.Entry) bool { return f.Role == font.SongTi })
	for {
		pages, err := pagesOf(p, &doc)
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
