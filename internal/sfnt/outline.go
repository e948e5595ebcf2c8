package sfnt

import (
	"math"
)

// A Point is a corner of an outline or the control point of one of its curves, in font units.
type Point struct {
	X, Y int16
	On   bool // on the outline; else a control point of a quadratic curve
}

// An Outline is a list of closed contours, the outer ones clockwise as TrueType wants them. Between two control points that follow one
// another lies a point of the outline, half-way.
type Outline [][]Point

// Bounds returns the box that the outline fills, curves measured where they bend farthest and not by their control points. It is all zero
// for a blank outline.
func (o Outline) Bounds() (xMin, yMin, xMax, yMax float64) {
	xMin, yMin, xMax, yMax = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	reach := func(x, y float64) {
		xMin, xMax = min(xMin, x), max(xMax, x)
		yMin, yMax = min(yMin, y), max(yMax, y)
	}
	for _, c := range o {
		curves(c, func(a, control, b vec) {
			reach(a.x, a.y)
			reach(b.x, b.y)
			for _, t := range [2]float64{summit(a.x, control.x, b.x), summit(a.y, control.y, b.y)} {
				p := a.lerp(control, t).lerp(control.lerp(b, t), t)
				reach(p.x, p.y)
			}
		})
	}
	if xMin > xMax {
		return 0, 0, 0, 0
	}
	return xMin, yMin, xMax, yMax
}

// summit returns where, from 0 to 1, a quadratic curve turns round on one axis, 0 when it does not.
func summit(a, control, b float64) float64 {
	if d := a - 2*control + b; d != 0 {
		if t := (a - control) / d; t > 0 && t < 1 {
			return t
		}
	}
	return 0
}

// curves calls f for every line and curve of a contour, in order; a line has its control point half-way.
func curves(contour []Point, f func(a, control, b vec)) {
	n := len(contour)
	if n == 0 {
		return
	}
	at := func(i int) vec { p := contour[i%n]; return vec{float64(p.X), float64(p.Y)} }
	first := 0
	for first < n && !contour[first].On {
		first++
	}
	start := at(first)
	if first == n { // control points only
		first, start = n-1, at(n-1).lerp(at(0), 0.5)
	}
	from := start
	for i := first + 1; i <= first+n; i++ {
		p := contour[i%n]
		switch {
		case p.On:
			f(from, from.lerp(at(i), 0.5), at(i))
			from = at(i)
		case i == first+n: // the last of a contour of control points only
			f(from, at(i), start)
		case contour[(i+1)%n].On:
			f(from, at(i), at(i+1))
			from = at(i + 1)
			i++
		default:
			mid := at(i).lerp(at(i+1), 0.5)
			f(from, at(i), mid)
			from = mid
		}
	}
}

// A vec is a point of a curve before it is rounded to font units.
type vec struct{ x, y float64 }

func (a vec) lerp(b vec, t float64) vec { return vec{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t} }
