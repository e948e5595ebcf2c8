package crosscheck

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// A Rule is a horizontal line on a page, in millimetres.
type Rule struct {
	Y, X0, X1 float64 // middle, ends
	Thickness float64
	Red       bool
}

// Rules finds the horizontal lines of at least 100 mm on a page, from the top,
// on a picture of it made by pdftoppm. They are as exact as the picture: to
// about a tenth of a millimetre.
func Rules(t testing.TB, pdf string, page int) []Rule {
	t.Helper()
	const dpi = 300
	const mm = 25.4 / dpi
	out := filepath.Join(t.TempDir(), "page")
	n := strconv.Itoa(page)
	Run(t, "pdftoppm", "-r", strconv.Itoa(dpi), "-png", "-f", n, "-l", n, "-singlefile", pdf, out)
	f, err := os.Open(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var rules []Rule
	var last int // row of the last line of pixels
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		x0, x1, red := longestRun(img, y)
		if float64(x1-x0)*mm < 100 {
			continue
		}
		if len(rules) > 0 && y == last+1 {
			r := &rules[len(rules)-1]
			r.Thickness += mm
			r.Y += mm / 2
		} else {
			rules = append(rules, Rule{Y: (float64(y) + 0.5) * mm, X0: float64(x0) * mm, X1: float64(x1) * mm, Thickness: mm, Red: red})
		}
		last = y
	}
	return rules
}

// longestRun is the longest run of ink in a row of pixels.
func longestRun(img image.Image, y int) (from, to int, red bool) {
	start := -1
	b := img.Bounds()
	for x := b.Min.X; x <= b.Max.X; x++ {
		ink, isRed := false, false
		if x < b.Max.X {
			r, g, _, _ := img.At(x, y).RGBA()
			ink = g < 0x8000
			isRed = r > 0x8000
		}
		switch {
		case ink && start < 0:
			start = x
		case !ink && start >= 0:
			if x-start > to-from {
				from, to = start, x
			}
			start = -1
		}
		if ink && start == x {
			red = isRed
		}
	}
	return from, to, red
}
