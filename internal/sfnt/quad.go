package sfnt

import (
	"math"
	"slices"
)

// A segment is one step of a path as CFF charstrings draw it, counter-clockwise for outer contours.
type segment struct {
	op      byte // 'M' moves to c and begins a contour, 'L' draws a line to c, 'C' a cubic curve with the control points a and b
	a, b, c vec
}

// quadratic turns a path of cubic curves into an outline that keeps within tolerance of it, rounding included.
func quadratic(path []segment, tolerance float64) (Outline, error) {
	var out Outline
	var contour []Point
	var at vec
	points := 0
	closeContour := func() {
		if c := tidy(contour); len(c) > 2 {
			slices.Reverse(c[1:])
			out = append(out, c)
		}
		contour = nil
	}
	for _, s := range path {
		p, ok := s.c.round(true)
		if !ok {
			return nil, errRange
		}
		switch s.op {
		case 'M':
			closeContour()
		case 'C':
			controls, ok := spline(at, s.a, s.b, s.c, tolerance)
			if !ok {
				return nil, errRange
			}
			contour = append(contour, controls...)
			points += len(controls)
		}
		contour = append(contour, p)
		at = s.c
		if points++; points > 2*maxPoints { // those that are tidied away with them
			return nil, errPoints
		}
	}
	closeContour()
	if out.size() > maxPoints {
		return nil, errPoints
	}
	return out, nil
}

// spline returns the control points of as few joined quadratic curves as keep within tolerance of a cubic one; none for a straight line.
// Its ends keep their direction as soon as there are two curves.
func spline(p0, p1, p2, p3 vec, tolerance float64) (controls []Point, ok bool) {
	const most = 16
	start, ok0 := p0.round(true)
	end, ok3 := p3.round(true)
	if !ok0 || !ok3 {
		return nil, false
	}
	// how far one curve strays at most, shrinking with the cube of their number; without rounding
	stray := math.Sqrt(3) / 36 * math.Hypot(p3.x-p0.x+3*(p1.x-p2.x), p3.y-p0.y+3*(p1.y-p2.y))
	for n := min(max(1, int(math.Cbrt(stray/tolerance))), most); ; n++ {
		controls = controls[:0]
		for i := range n {
			q0, q1, q2, q3 := part(p0, p1, p2, p3, float64(i)/float64(n), float64(i+1)/float64(n))
			// the control points that follow the direction of the cubic at its start and at its end
			a, b := q0.lerp(q1, 1.5), q3.lerp(q2, 1.5)
			share := 0.5
			if n > 1 {
				share = float64(i) / float64(n-1)
			}
			c, ok := a.lerp(b, share).round(false)
			if !ok {
				return nil, false
			}
			controls = append(controls, c)
		}
		if n >= most || follows(start, controls, end, p0, p1, p2, p3, tolerance) {
			break
		}
	}
	if len(controls) == 1 && between(start, controls[0], end) {
		return nil, true
	}
	return controls, true
}

// follows reports whether the spline keeps within tolerance of the cubic. It compares them at equal parameters; where the cubic runs on
// swiftly, to be a little ahead of it or behind does not count.
func follows(start Point, controls []Point, end Point, p0, p1, p2, p3 vec, tolerance float64) bool {
	const samples, ahead = 8, 3 // the latter times the tolerance
	n := float64(len(controls))
	from := vec{float64(start.X), float64(start.Y)}
	for i, c := range controls {
		control := vec{float64(c.X), float64(c.Y)}
		to := vec{float64(end.X), float64(end.Y)}
		if i+1 < len(controls) {
			next := controls[i+1]
			to = control.lerp(vec{float64(next.X), float64(next.Y)}, 0.5)
		}
		for s := 1; s <= samples; s++ {
			t := float64(s) / samples
			q := from.lerp(control, t).lerp(control.lerp(to, t), t)
			p, slope := cubic(p0, p1, p2, p3, (float64(i)+t)/n)
			dx, dy := q.x-p.x, q.y-p.y
			if dx*dx+dy*dy <= tolerance*tolerance {
				continue // as nearly always
			}
			off := math.Hypot(dx, dy)
			if along := math.Hypot(slope.x, slope.y); off <= ahead*tolerance && along > 10*off {
				off = math.Abs(dx*slope.y-dy*slope.x) / along
			}
			if off > tolerance {
				return false
			}
		}
		from = to
	}
	return true
}

// cubic returns a point of a cubic curve and the direction that it takes there.
func cubic(p0, p1, p2, p3 vec, t float64) (at, slope vec) {
	a, b, c := p0.lerp(p1, t), p1.lerp(p2, t), p2.lerp(p3, t)
	d, e := a.lerp(b, t), b.lerp(c, t)
	return d.lerp(e, t), vec{e.x - d.x, e.y - d.y}
}

// part returns the piece of a cubic curve between two parameters.
func part(p0, p1, p2, p3 vec, from, to float64) (q0, q1, q2, q3 vec) {
	blossom := func(u, v, w float64) vec {
		a, b, c := p0.lerp(p1, u), p1.lerp(p2, u), p2.lerp(p3, u)
		return a.lerp(b, v).lerp(b.lerp(c, v), w)
	}
	return blossom(from, from, from), blossom(from, from, to), blossom(from, to, to), blossom(to, to, to)
}

// between reports whether b lies on the straight line from a to c.
func between(a, b, c Point) bool {
	ax, ay, cx, cy := int(b.X)-int(a.X), int(b.Y)-int(a.Y), int(c.X)-int(b.X), int(c.Y)-int(b.Y)
	return ax*cy == ay*cx && ax*cx+ay*cy >= 0
}

// tidy drops points that say nothing: repeated ones and those that lie exactly half-way between two control points.
func tidy(contour []Point) []Point {
	var out []Point
	for _, p := range contour {
		if n := len(out); n > 0 && p.On && out[n-1] == p {
			continue
		}
		out = append(out, p)
	}
	for len(out) > 1 && out[0].On && out[len(out)-1] == out[0] {
		out = out[:len(out)-1]
	}
	kept := out[:0]
	for i, p := range out {
		if i > 0 && i+1 < len(out) && p.On && !kept[len(kept)-1].On && !out[i+1].On {
			a, b := kept[len(kept)-1], out[i+1]
			if 2*int(p.X) == int(a.X)+int(b.X) && 2*int(p.Y) == int(a.Y)+int(b.Y) {
				continue
			}
		}
		kept = append(kept, p)
	}
	return kept
}
