package sheet

import (
	"testing"
)

// Notes below a table never get a page with the head alone while higher rows
// can help it; a table that fits its page stays as it is.
func TestSpread(t *testing.T) {
	rows := func(n int, high float64) []float64 {
		r := make([]float64, n)
		for i := range r {
			r[i] = high
		}
		return r
	}
	for n := 5; n < 60; n++ {
		for _, landscape := range []bool{false, true} {
			high := printable(landscape).high
			notes := []float64{36, 21}
			more := spread(60, 36, rows(n, 21), notes, 400, landscape)
			y, onPage := 96.0, 0
			pages := 1
			for range n {
				if y += 21 + more; y > high {
					y, onPage, pages = 36+21+more, 0, pages+1
				}
				onPage++
			}
			for _, h := range notes {
				if y += h; y > high {
					y, onPage, pages = 36+h, 0, pages+1
				}
			}
			if onPage == 0 {
				t.Errorf("%d rows, landscape %v: the notes are alone on page %d", n, landscape, pages)
			}
			if pages == 1 && more > 0 {
				t.Errorf("%d rows, landscape %v: higher by %g for nothing", n, landscape, more)
			}
		}
	}
}
