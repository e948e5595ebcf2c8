package sfnt

import (
	"errors"
	"math"
	"slices"
	"testing"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"pgregory.net/rapid"
)

// samePath compares a path with what go-text draws, but for the lines with which go-text closes contours.
func samePath(path []segment, theirs []gotext.Segment) bool {
	i := 0
	for _, s := range theirs {
		want := map[ot.SegmentOp]segment{
			ot.SegmentOpMoveTo: {op: 'M', c: vec{float64(s.Args[0].X), float64(s.Args[0].Y)}},
			ot.SegmentOpLineTo: {op: 'L', c: vec{float64(s.Args[0].X), float64(s.Args[0].Y)}},
			ot.SegmentOpCubeTo: {op: 'C', a: vec{float64(s.Args[0].X), float64(s.Args[0].Y)},
				b: vec{float64(s.Args[1].X), float64(s.Args[1].Y)}, c: vec{float64(s.Args[2].X), float64(s.Args[2].Y)}},
		}[s.Op]
		if i < len(path) && path[i] == want {
			i++
		} else if s.Op != ot.SegmentOpLineTo {
			return false
		}
	}
	return i == len(path)
}

func TestCharstringsAgreeWithGoText(t *testing.T) {
	for name, glyph := range map[string][]byte{
		"lines":              code(10, 20, op(21), 100, 5, op(5), 30, op(6), 40, op(7), 1, 2, 3, op(6), 4, 5, 6, 7, op(7), op(14)),
		"width first":        code(77, 10, 20, op(21), 100, 5, op(5), op(14)),
		"width before hmove": code(77, 10, op(22), 100, 5, op(5), op(14)),
		"two contours":       code(10, op(4), 100, 5, op(5), -50, op(7), 20, op(22), 100, 5, op(5), -50, op(7), op(14)),
		"rrcurveto":          code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, op(8), op(14)),
		"rcurveline":         code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, op(24), op(14)),
		"rlinecurve":         code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, op(25), op(14)),
		"vvcurveto":          code(10, 20, op(21), 9, 1, 2, 3, 4, 5, 6, 7, 8, op(26), op(14)),
		"hhcurveto":          code(10, 20, op(21), 9, 1, 2, 3, 4, 5, 6, 7, 8, op(27), op(14)),
		"vhcurveto":          code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, op(30), op(14)),
		"hvcurveto":          code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, op(31), op(14)),
		"hflex":              code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, op(12, 34), op(14)),
		"flex":               code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, op(12, 35), op(14)),
		"hflex1":             code(10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, op(12, 36), op(14)),
		"flex1 along x":      code(10, 20, op(21), 100, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, op(12, 37), op(14)),
		"flex1 along y":      code(10, 20, op(21), 1, 200, 3, 4, 5, 6, 7, 8, 9, 10, 11, op(12, 37), op(14)),
		"hints":              code(77, 1, 2, op(18), 3, 4, op(20, 0xAA), 10, 20, op(21), 100, 5, op(5), op(19, 0x55), 7, op(6), op(14)),
		"many hints":         code(1, 2, 3, 4, 5, 6, 7, 8, op(1), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, op(23), op(19, 28, 14), 10, 20, op(21), 100, 5, op(5), op(14)),
		"subroutines":        code(10, 20, op(21), -107, op(10), -107, op(29), -106, op(10), op(14)),
		"number forms":       append(append(code(op(0x8B+10, 0xF7, 20, 21)), 0xFB, 30, 255, 0, 5, 0x80, 0, 5), 14),
		"blank":              code(op(14)),
	} {
		t.Run(name, func(t *testing.T) {
			global := [][]byte{code(10, op(6), op(11))}
			local := [][]byte{code(20, 30, op(5), op(11)), code(-107, op(10), op(11))}
			data := otf(t, cffTable([][]byte{code(op(14)), glyph}, global, local), 2)
			path, err := mustOpen(t, data).cff.path(1)
			if err != nil {
				t.Fatal(err)
			}
			drawn, ok := oracle(t, data).GlyphDataOutline(1)
			if !ok || !samePath(path, drawn.Segments) {
				t.Errorf("got %v, go-text draws %v %v", path, drawn, ok)
			}
		})
	}
}

func TestRandomCharstringsAgreeWithGoText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		number := rapid.IntRange(-400, 400)
		parts := []any{number.Draw(rt, "x"), number.Draw(rt, "y"), op(21)}
		for range rapid.IntRange(0, 12).Draw(rt, "operators") {
			o := rapid.SampledFrom([]struct {
				op            operator
				step, rest, n int // operands: step × (1…n) + rest
			}{
				{op(21), 2, 0, 1}, {op(22), 1, 0, 1}, {op(4), 1, 0, 1}, {op(5), 2, 0, 6}, {op(6), 1, 0, 9}, {op(7), 1, 0, 9}, {op(8), 6, 0, 4}, {op(24), 6, 2, 3},
				{op(25), 2, 6, 4}, {op(26), 4, 0, 3}, {op(26), 4, 1, 3}, {op(27), 4, 0, 3}, {op(27), 4, 1, 3}, {op(30), 4, 0, 5}, {op(30), 4, 1, 5},
				{op(31), 4, 0, 5}, {op(31), 4, 1, 5}, {op(12, 34), 7, 0, 1}, {op(12, 35), 13, 0, 1}, {op(12, 36), 9, 0, 1}, {op(12, 37), 11, 0, 1},
			}).Draw(rt, "operator")
			for range o.step*rapid.IntRange(1, o.n).Draw(rt, "times") + o.rest {
				parts = append(parts, number.Draw(rt, "operand"))
			}
			parts = append(parts, o.op)
		}
		data := otf(t, cffTable([][]byte{code(op(14)), code(append(parts, op(14))...)}, nil), 2)
		path, err := mustOpen(t, data).cff.path(1)
		if err != nil {
			rt.Fatal(err)
		}
		drawn, ok := oracle(t, data).GlyphDataOutline(1)
		if !ok || !samePath(path, drawn.Segments) {
			rt.Errorf("got %v, go-text draws %v", path, drawn)
		}
	})
}

func TestFontDictionariesHaveTheirOwnSubroutines(t *testing.T) {
	glyph := code(10, 20, op(21), -107, op(10), op(14))
	data := otf(t, cffTable([][]byte{glyph, glyph, glyph}, nil, [][]byte{code(20, op(6), op(11))}, [][]byte{code(30, op(7), op(11))}), 3)
	s, theirs := mustOpen(t, data), oracle(t, data)
	for gid := range 3 {
		path, err := s.cff.path(gid)
		if err != nil {
			t.Fatal(err)
		}
		if drawn, ok := theirs.GlyphDataOutline(gotext.GID(gid)); !ok || !samePath(path, drawn.Segments) {
			t.Errorf("glyph %d: got %v, go-text draws %v %v", gid, path, drawn, ok)
		}
	}
}

func TestBrokenCharstringsAreErrors(t *testing.T) {
	bomb := code(-107, op(10), -107, op(10), -107, op(10), -107, op(10)) // subroutine 0 calls itself again and again
	for name, c := range map[string]struct {
		glyph []byte
		local [][]byte
	}{
		"endless subroutine":          {code(1, 2, op(21), -107, op(10)), [][]byte{bomb}},
		"missing subroutine":          {code(1, 2, op(21), 9, op(10)), nil},
		"subroutine without number":   {code(op(10)), nil},
		"line before the first point": {code(1, 2, op(5)), nil},
		"move without operands":       {code(op(21)), nil},
		"unknown operator":            {code(1, 2, op(21), op(2)), nil},
		"unknown escape":              {code(1, 2, op(21), op(12, 99)), nil},
		"escape at the end":           {code(1, 2, op(21), op(12)), nil},
		"accented letter":             {code(1, 2, 65, 66, op(14)), nil},
		"too many operands":           {code(slices.Repeat([]any{1}, 300)...), nil},
		"outside the range":           {code(30000, 0, op(21), 30000, 0, op(5), 0, 5, op(5)), nil},
	} {
		t.Run(name, func(t *testing.T) {
			data := otf(t, cffTable([][]byte{code(op(14)), c.glyph}, nil, c.local), 2)
			if o, err := mustOpen(t, data).Outline(1); !errors.Is(err, ErrGlyph) {
				t.Errorf("got %v, %v", o, err)
			}
		})
	}
}

// Subroutines that each call the next one many times ask for more work than any file could hold.
func TestChargedSubroutinesStopEarly(t *testing.T) {
	var local [][]byte
	for i := range 9 {
		var calls []any
		for range 100 {
			calls = append(calls, i+1-107, op(10))
		}
		local = append(local, code(calls...))
	}
	local = append(local, code(op(11)))
	data := otf(t, cffTable([][]byte{code(op(14)), code(1, 2, op(21), -107, op(10), op(14))}, nil, local), 2)
	if _, err := mustOpen(t, data).Outline(1); !errors.Is(err, ErrGlyph) {
		t.Errorf("got %v", err)
	}
}

// The curves are such as type has: they set out towards their end and do not turn back on themselves. A curve that does may stray a little
// more at the turn, between the samples at which it is measured.
func TestCubicCurvesStayWithinTolerance(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		whole := rapid.Bool().Draw(rt, "whole")
		place := func(x, y float64) vec {
			if whole {
				return vec{math.Round(x), math.Round(y)}
			}
			return vec{x, y}
		}
		coordinate := rapid.Float64Range(-300, 1300)
		from := place(coordinate.Draw(rt, "x"), coordinate.Draw(rt, "y"))
		to := place(coordinate.Draw(rt, "x"), coordinate.Draw(rt, "y"))
		handle := func(end vec, sign float64) vec {
			sin, cos := math.Sincos(rapid.Float64Range(-1.4, 1.4).Draw(rt, "angle"))
			length := sign * rapid.Float64Range(0, 0.7).Draw(rt, "length")
			dx, dy := to.x-from.x, to.y-from.y
			return place(end.x+length*(cos*dx-sin*dy), end.y+length*(sin*dx+cos*dy))
		}
		p := [4]vec{from, handle(from, 1), handle(to, -1), to}
		controls, ok := spline(p[0], p[1], p[2], p[3], 1)
		if !ok {
			rt.Fatal("no spline")
		}
		start, _ := p[0].round(true)
		end, _ := p[3].round(true)
		var drawn []vec
		contour := append(append([]Point{start}, controls...), end)
		curves(contour, func(a, control, b vec) {
			for i := range 61 {
				u := float64(i) / 60
				drawn = append(drawn, a.lerp(control, u).lerp(control.lerp(b, u), u))
			}
		})
		for i := range 101 {
			want, _ := cubic(p[0], p[1], p[2], p[3], float64(i)/100)
			nearest := math.Inf(1)
			for j := 1; j < len(drawn); j++ {
				nearest = min(nearest, distance(want, drawn[j-1], drawn[j]))
			}
			if nearest > 1.1 {
				rt.Fatalf("%v strays %.2f units from %v", controls, nearest, want)
			}
		}
	})
}

// distance returns how far a point lies from the straight line between two others.
func distance(p, a, b vec) float64 {
	t := 0.0
	if length := (b.x-a.x)*(b.x-a.x) + (b.y-a.y)*(b.y-a.y); length > 0 {
		t = max(0, min(1, ((p.x-a.x)*(b.x-a.x)+(p.y-a.y)*(b.y-a.y))/length))
	}
	q := a.lerp(b, t)
	return math.Hypot(p.x-q.x, p.y-q.y)
}

func TestSimpleCurvesTakeFewPoints(t *testing.T) {
	for name, c := range map[string]struct {
		p    [4]vec
		most int
	}{
		"straight":  {[4]vec{{0, 0}, {100, 100}, {200, 200}, {300, 300}}, 0},
		"quadratic": {[4]vec{{0, 0}, {200, 400}, {400, 400}, {600, 0}}, 1},
		"quarter":   {[4]vec{{0, 0}, {0, 276}, {224, 500}, {500, 500}}, 3},
		"huge":      {[4]vec{{-30000, 0}, {30000, 30000}, {-30000, 30000}, {30000, 0}}, 16},
	} {
		if got, ok := spline(c.p[0], c.p[1], c.p[2], c.p[3], 1); !ok || len(got) > c.most {
			t.Errorf("%s: got %v %v", name, got, ok)
		}
	}
}

// Outer contours of CFF run counter-clockwise, those of TrueType clockwise.
func TestContoursTurnRound(t *testing.T) {
	glyph := code(0, 0, op(21), 400, op(6), 400, op(7), -400, op(6), op(14))
	o, err := mustOpen(t, otf(t, cffTable([][]byte{code(op(14)), glyph}, nil), 2)).Outline(1)
	if err != nil || !sameOutline(o, Outline{square(0, 0, 400)}) {
		t.Errorf("got %v, %v, want %v", o, err, square(0, 0, 400))
	}
}

func TestPointsThatSayNothingAreDropped(t *testing.T) {
	in := []Point{{0, 0, true}, {0, 0, true}, {10, 20, false}, {20, 20, true}, {30, 20, false}, {40, 0, true}, {0, 0, true}}
	want := []Point{{0, 0, true}, {10, 20, false}, {30, 20, false}, {40, 0, true}}
	if got := tidy(in); !sameOutline(Outline{got}, Outline{want}) {
		t.Errorf("got %v, want %v", got, want)
	}
}
