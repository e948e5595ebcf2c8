package render_test

import (
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/render"
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
		if _, err := p.Layout(doc); err != nil {
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
