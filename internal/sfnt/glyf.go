package sfnt

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// Bounds on the work for one glyph: far above what fonts use, low enough for a hostile one to cost nothing.
const (
	maxPoints = 1 << 14
	maxParts  = 256
)

// Flags of a point of a simple glyph.
const (
	onCurve = 1 << iota
	xShort
	yShort
	repeated
	xSame // with xShort: positive
	ySame
)

// Flags of a part of a composite glyph.
const (
	argsAreWords    = 1 << 0
	argsAreOffsets  = 1 << 1
	haveScale       = 1 << 3
	moreParts       = 1 << 5
	haveTwoScales   = 1 << 6
	haveMatrix      = 1 << 7
	offsetsAreScale = 1 << 11
	offsetsAreNot   = 1 << 12
)

// readGlyf reads a glyph of a TrueType font and moves it to where renderers draw it: to its left side bearing.
func (s *Source) readGlyf(gid int) (Outline, error) {
	data, err := s.glyfData(gid)
	if len(data) == 0 || err != nil {
		return nil, err
	}
	parts := 0
	out, err := s.glyfOutline(gid, &parts)
	if err != nil {
		return nil, err
	}
	if shift := s.leftBearing(gid) - i16(data, 2); shift != 0 {
		return out.transform([4]float64{1, 0, 0, 1}, float64(shift), 0)
	}
	return out, nil
}

func (s *Source) glyfData(gid int) ([]byte, error) {
	if gid >= s.numGlyphs {
		return nil, fmt.Errorf("%w: part %d does not exist", ErrGlyph, gid)
	}
	var start, end int
	if s.Head.LocaFormat != 0 {
		start, end = u32(s.loca, 4*gid), u32(s.loca, 4*gid+4)
	} else {
		start, end = 2*u16(s.loca, 2*gid), 2*u16(s.loca, 2*gid+2)
	}
	if start == end {
		return nil, nil
	}
	if start > end || end > len(s.glyf) || end-start < 10 {
		return nil, fmt.Errorf("%w: outside the glyf table", ErrGlyph)
	}
	return s.glyf[start:end], nil
}

func (s *Source) leftBearing(gid int) int {
	at := 4*gid + 2
	if gid >= s.metrics {
		at = 4*s.metrics + 2*(gid-s.metrics)
	}
	if at+2 > len(s.hmtx) {
		return 0
	}
	return i16(s.hmtx, at)
}

// glyfOutline reads a glyph where its points are; parts counts those of composite glyphs, in one another too.
func (s *Source) glyfOutline(gid int, parts *int) (Outline, error) {
	data, err := s.glyfData(gid)
	if len(data) == 0 || err != nil {
		return nil, err
	}
	if i16(data, 0) >= 0 {
		return readSimple(data)
	}
	return s.readComposite(data[10:], parts)
}

// A layout tells where the parts of the data of a simple glyph lie. After the header and the last points of the contours come hints,
// then flags, then the x and the y coordinates.
type layout struct{ points, hints, flags, xs, ys, end int }

// measure finds the layout of a glyph with one contour or more and checks that all of it is there.
func measure(data []byte) (l layout, err error) {
	contours := i16(data, 0)
	l.hints = 10 + 2*contours
	if len(data) < l.hints+2 {
		return layout{}, errCutOff
	}
	for i := range contours {
		end := u16(data, 10+2*i) + 1
		if end <= l.points {
			return layout{}, errContours
		}
		l.points = end
	}
	if l.points > maxPoints {
		return layout{}, errPoints
	}
	l.flags = l.hints + 2 + u16(data, l.hints)
	at := l.flags
	sum := sizes(0)
	for left := l.points; left > 0; {
		if at >= len(data) {
			return layout{}, errCutOff
		}
		f := data[at]
		at++
		if f&repeated == 0 {
			left--
			sum += widths[f]
			continue
		}
		if at == len(data) {
			return layout{}, errCutOff
		}
		times := min(1+int(data[at]), left)
		at++
		left -= times
		sum += widths[f] * sizes(times)
	}
	l.xs = at
	l.ys = l.xs + int(sum>>32)
	l.end = l.ys + int(uint32(sum))
	if l.end > len(data) {
		return layout{}, errCutOff
	}
	return l, nil
}

// sizes are how many bytes x and y coordinates take: x in the upper half, y in the lower, so that both are added up at once.
type sizes uint64

// widths holds the sizes of one point by its flags.
var widths = func() (w [256]sizes) {
	width := func(flags, short, same int) sizes {
		switch {
		case flags&short != 0:
			return 1
		case flags&same == 0:
			return 2
		}
		return 0
	}
	for f := range w {
		w[f] = width(f, xShort, xSame)<<32 | width(f, yShort, ySame)
	}
	return w
}()

// withoutHints returns the data of a simple glyph, checked and without its hints.
func withoutHints(data []byte) ([]byte, error) {
	l, err := measure(data)
	if err != nil {
		return nil, err
	}
	if l.flags == l.hints+2 {
		return data[:l.end], nil
	}
	return slices.Concat(data[:l.hints], []byte{0, 0}, data[l.flags:l.end]), nil
}

// readSimple reads a glyph that is not made of parts.
func readSimple(data []byte) (Outline, error) {
	if i16(data, 0) == 0 {
		return nil, nil
	}
	l, err := measure(data)
	if err != nil {
		return nil, err
	}
	points := make([]Point, l.points)
	var x, y int16
	xs, ys := data[l.xs:l.ys], data[l.ys:l.end]
	for i, at := 0, l.flags; i < len(points); {
		f, times := data[at], 1
		at++
		if f&repeated != 0 {
			times = min(1+int(data[at]), len(points)-i)
			at++
		}
		for range times {
			x, xs = step(x, xs, f, xShort, xSame)
			y, ys = step(y, ys, f, yShort, ySame)
			points[i] = Point{x, y, f&onCurve != 0}
			i++
		}
	}
	var out Outline
	for start, i := 0, 10; i < l.hints; i += 2 {
		end := u16(data, i) + 1
		out = append(out, points[start:end:end])
		start = end
	}
	return out, nil
}

// step reads how far the next point lies from v on one axis.
func step(v int16, data []byte, flags, short, same byte) (int16, []byte) {
	switch {
	case flags&short != 0 && flags&same != 0:
		return v + int16(data[0]), data[1:]
	case flags&short != 0:
		return v - int16(data[0]), data[1:]
	case flags&same == 0:
		return v + int16(u16(data, 0)), data[2:]
	}
	return v, data
}

func (s *Source) readComposite(data []byte, parts *int) (Outline, error) {
	var out Outline
	for more := true; more; {
		if *parts++; *parts > maxParts {
			return nil, fmt.Errorf("%w: too many parts", ErrGlyph)
		}
		if len(data) < 6 {
			return nil, errCutOff
		}
		flags, gid := u16(data, 0), u16(data, 2)
		more = flags&moreParts != 0
		var args [2]int
		switch words, offsets := flags&argsAreWords != 0, flags&argsAreOffsets != 0; {
		case words && len(data) < 8:
			return nil, errCutOff
		case words && offsets:
			args = [2]int{i16(data, 4), i16(data, 6)}
		case words:
			args = [2]int{u16(data, 4), u16(data, 6)}
		case offsets:
			args = [2]int{int(int8(data[4])), int(int8(data[5]))}
		default:
			args = [2]int{int(data[4]), int(data[5])}
		}
		data = data[6:]
		if flags&argsAreWords != 0 {
			data = data[2:]
		}
		matrix := [4]float64{1, 0, 0, 1}
		var places []int
		switch {
		case flags&haveScale != 0:
			places = []int{0}
		case flags&haveTwoScales != 0:
			places = []int{0, 3}
		case flags&haveMatrix != 0:
			places = []int{0, 1, 2, 3}
		}
		if len(data) < 2*len(places) {
			return nil, errCutOff
		}
		for i, p := range places {
			matrix[p] = float64(i16(data, 2*i)) / (1 << 14)
		}
		if len(places) == 1 {
			matrix[3] = matrix[0]
		}
		data = data[2*len(places):]

		part, err := s.glyfOutline(gid, parts)
		if err != nil {
			return nil, err
		}
		dx, dy := float64(args[0]), float64(args[1])
		if flags&argsAreOffsets == 0 { // point args[1] of the part is laid on point args[0] of what is there
			if part, err = part.transform(matrix, 0, 0); err != nil {
				return nil, err
			}
			matrix = [4]float64{1, 0, 0, 1}
			a, okA := out.point(args[0])
			b, okB := part.point(args[1])
			if !okA || !okB {
				return nil, fmt.Errorf("%w: part tied to a missing point", ErrGlyph)
			}
			dx, dy = float64(a.X)-float64(b.X), float64(a.Y)-float64(b.Y)
		} else if flags&(offsetsAreScale|offsetsAreNot) == offsetsAreScale {
			dx, dy = dx*matrix[0]+dy*matrix[2], dx*matrix[1]+dy*matrix[3]
		}
		if part, err = part.transform(matrix, dx, dy); err != nil {
			return nil, err
		}
		if out = append(out, part...); out.size() > maxPoints {
			return nil, errPoints
		}
	}
	return out, nil
}

func (o Outline) size() int {
	n := 0
	for _, c := range o {
		n += len(c)
	}
	return n
}

func (o Outline) point(i int) (Point, bool) {
	for _, c := range o {
		if i < len(c) {
			return c[i], true
		}
		i -= len(c)
	}
	return Point{}, false
}

var (
	errCutOff   = fmt.Errorf("%w: cut off", ErrGlyph)
	errContours = fmt.Errorf("%w: contours out of order", ErrGlyph)
	errRange    = fmt.Errorf("%w: point outside the coordinate range", ErrGlyph)
	errPoints   = fmt.Errorf("%w: too many points", ErrGlyph)
)

// transform returns a copy of the outline, scaled and moved.
func (o Outline) transform(m [4]float64, dx, dy float64) (Outline, error) {
	out := make(Outline, len(o))
	for i, c := range o {
		out[i] = make([]Point, len(c))
		for j, p := range c {
			x, y := float64(p.X), float64(p.Y)
			q, ok := vec{x*m[0] + y*m[2] + dx, x*m[1] + y*m[3] + dy}.round(p.On)
			if !ok {
				return nil, errRange
			}
			out[i][j] = q
		}
	}
	return out, nil
}

// round returns the nearest point in font units; ok is false when there is none.
func (v vec) round(on bool) (p Point, ok bool) {
	x, y := math.Round(v.x), math.Round(v.y)
	if !(math.Abs(x) <= math.MaxInt16 && math.Abs(y) <= math.MaxInt16) {
		return Point{}, false
	}
	return Point{int16(x), int16(y), on}, true
}

// appendGlyf appends the data of a simple glyph; nothing for a blank one.
func appendGlyf(out []byte, o Outline) []byte {
	n := o.size()
	if n == 0 {
		return out
	}
	box := o.box()
	header := len(out)
	out = append(out, pack(0, box[0], box[1], box[2], box[3])...)
	last := -1
	contours := 0
	for _, c := range o {
		if len(c) == 0 {
			continue
		}
		contours++
		last += len(c)
		out = binary.BigEndian.AppendUint16(out, uint16(last))
	}
	binary.BigEndian.PutUint16(out[header:], uint16(contours))
	out = append(out, 0, 0) // no instructions
	flags, xs, ys := make([]byte, 0, n), make([]byte, 0, 2*n), make([]byte, 0, 2*n)
	var x, y int16
	for _, c := range o {
		for _, p := range c {
			var f, fx, fy byte
			if p.On {
				f = onCurve
			}
			xs, fx = appendDelta(xs, int(p.X)-int(x), xShort, xSame)
			ys, fy = appendDelta(ys, int(p.Y)-int(y), yShort, ySame)
			flags = append(flags, f|fx|fy)
			x, y = p.X, p.Y
		}
	}
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && flags[i+n] == flags[i] && n < 256 {
			n++
		}
		if n > 1 {
			out = append(out, flags[i]|repeated, byte(n-1))
		} else {
			out = append(out, flags[i])
		}
		i += n
	}
	return append(append(out, xs...), ys...)
}

// box returns the smallest box around all points, control points too, as renderers expect it in the file.
func (o Outline) box() (b [4]int) {
	first := true
	for _, c := range o {
		for _, p := range c {
			x, y := int(p.X), int(p.Y)
			if first {
				b, first = [4]int{x, y, x, y}, false
			}
			b = [4]int{min(b[0], x), min(b[1], y), max(b[2], x), max(b[3], y)}
		}
	}
	return b
}

func appendDelta(b []byte, d int, short, same byte) ([]byte, byte) {
	switch {
	case d == 0:
		return b, same
	case d > 0 && d < 256:
		return append(b, byte(d)), short | same
	case d < 0 && d > -256:
		return append(b, byte(-d)), short
	}
	return binary.BigEndian.AppendUint16(b, uint16(d)), 0
}
