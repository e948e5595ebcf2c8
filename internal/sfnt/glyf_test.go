package sfnt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

// withGlyf puts hand-made data of the glyf table into the sample font in place of its glyphs.
func withGlyf(t testing.TB, glyphs ...[]byte) []byte {
	t.Helper()
	tables, err := directory(mustEncode(t, sample()), 0)
	if err != nil {
		t.Fatal(err)
	}
	var glyf, loca, hmtx []byte
	for _, g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		left := 0
		if len(g) > 0 {
			left = i16(g, 2)
		}
		hmtx = append(hmtx, pack(1000, left)...)
		glyf = append(glyf, g...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := bytes.Clone(tables["head"]), bytes.Clone(tables["hhea"]), bytes.Clone(tables["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(glyphs)))
	data, err := assemble([]table{{"cmap", tables["cmap"]}, {"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func simple(contours ...[]Point) []byte { return appendGlyf(nil, contours) }

// composite is a font whose glyph 2 is made of glyph 1 three times: as it is, moved and half as large, and tied point to point.
func composite(t testing.TB) []byte {
	t.Helper()
	parts := pack(-1&0xFFFF, 0, 0, 900, 900)
	parts = append(parts, pack(argsAreOffsets|moreParts, 1)...)
	parts = append(parts, 0, 0)
	parts = append(parts, pack(argsAreOffsets|argsAreWords|haveScale|moreParts, 1, 500, 300, 1<<13)...)
	parts = append(parts, pack(0, 1)...)
	parts = append(parts, 6, 0) // its point 0 on point 6, the third corner of the second square
	return withGlyf(t, simple(square(0, 0, 10)), simple(square(0, 0, 400)), parts)
}

func TestCompositeGlyphIsPutTogether(t *testing.T) {
	data := composite(t)
	got, err := mustOpen(t, data).Outline(2)
	want := Outline{square(0, 0, 400), square(500, 300, 200), square(700, 500, 400)}
	if err != nil || !sameOutline(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if !sameCurves(got, oracle(t, data), 2) {
		t.Error("go-text puts it together in another way")
	}
}

func TestCompositeGlyphOfItselfIsAnError(t *testing.T) {
	loop := append(pack(-1&0xFFFF, 0, 0, 0, 0), pack(argsAreOffsets|moreParts, 1)...)
	loop = append(loop, 0, 0)
	loop = append(append(loop, pack(argsAreOffsets, 1)...), 0, 0)
	source := mustOpen(t, withGlyf(t, nil, loop))
	_, first := source.Outline(1)
	if _, again := source.Outline(1); again != first {
		t.Error("a glyph that is known to be broken was drawn again")
	}
	if err := first; !errors.Is(err, ErrGlyph) {
		t.Errorf("got %v", err)
	}
}

func TestGlyphIsDrawnAtItsLeftSideBearing(t *testing.T) {
	data := withGlyf(t, nil, simple(square(100, 0, 400)))
	tables, _ := directory(data, 0)
	at := bytes.Index(data, tables["hmtx"])
	binary.BigEndian.PutUint16(data[at+6:], 130)
	s := mustOpen(t, data)
	got, err := s.Outline(1)
	if err != nil || !sameOutline(got, Outline{square(130, 0, 400)}) {
		t.Errorf("got %v, %v", got, err)
	}
	g, err := s.Glyph(1)
	if err != nil || !bytes.Equal(g.simple, simple(got...)) {
		t.Errorf("glyph: got %+v, %v", g, err)
	}
}

func TestManyGlyphsNeedLongOffsets(t *testing.T) {
	font := sample()
	for range 2000 {
		var o Outline
		for i := range int16(8) {
			o = append(o, square(300*i, 300*i, 290))
		}
		font.Glyphs = append(font.Glyphs, Glyph{Advance: 1000, Outline: o})
	}
	data := mustEncode(t, font)
	s, theirs := mustOpen(t, data), oracle(t, data)
	if s.Head.LocaFormat != 1 {
		t.Fatal("the offsets are short")
	}
	last := s.Len() - 1
	if got, err := s.Outline(last); err != nil || !sameOutline(got, font.Glyphs[last].Outline) || !sameCurves(got, theirs, last) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestHintsAreLeftOut(t *testing.T) {
	plain := simple(square(0, 0, 400), drop(200, 500, 90))
	hints := 10 + 2*2
	hinted := slices.Concat(plain[:hints], pack(5), []byte{1, 2, 3, 4, 5}, plain[hints+2:], []byte{0, 0, 0})
	g, err := mustOpen(t, withGlyf(t, nil, hinted)).Glyph(1)
	if err != nil || !bytes.Equal(g.simple, plain) {
		t.Errorf("got %v, %v, want %v", g.simple, err, plain)
	}
}

// A point at the origin takes no byte but its flags.
func TestGlyphMayEndWithItsFlags(t *testing.T) {
	want := Outline{{{0, 0, true}}}
	s := mustOpen(t, withGlyf(t, nil, simple(want[0])))
	if got, err := s.Outline(1); err != nil || !sameOutline(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := s.Glyph(1); err != nil {
		t.Error(err)
	}
}

func TestBrokenGlyphsAreErrors(t *testing.T) {
	good := simple(square(0, 0, 400), drop(200, 500, 90))
	contoursBack := bytes.Clone(good)
	binary.BigEndian.PutUint16(contoursBack[10:], 6)
	binary.BigEndian.PutUint16(contoursBack[12:], 3)
	emptyContour := slices.Concat(pack(2, 0, 0, 0, 0, 0, 0, 0), []byte{onCurve | xSame | ySame})
	manyPoints := slices.Concat(pack(1, 0, 0, 0, 0, 0xFFFF, 0), bytes.Repeat([]byte{onCurve | repeated | xSame | ySame, 255}, 256))
	for name, data := range map[string][]byte{
		"cut in the header": good[:9], "cut in the contours": good[:12], "cut in the flags": good[:17], "cut in the coordinates": good[:len(good)-2],
		"contours out of order": contoursBack, "contour without points": emptyContour, "too many points": manyPoints,
	} {
		s := mustOpen(t, withGlyf(t, nil, data))
		if o, err := s.Outline(1); !errors.Is(err, ErrGlyph) {
			t.Errorf("%s: outline: got %v, %v", name, o, err)
		}
		if g, err := s.Glyph(1); !errors.Is(err, ErrGlyph) {
			t.Errorf("%s: glyph: got %v, %v", name, g, err)
		}
	}
}

func TestBoundsFollowTheCurves(t *testing.T) {
	x0, y0, x1, y1 := Outline{drop(300, 0, 100)}.Bounds()
	// the control points lie at x 200 and 400, half-way between them is a point of the outline at y 200
	if x0 != 250 || y0 != 0 || x1 != 350 || y1 != 200 {
		t.Errorf("got %v %v %v %v", x0, y0, x1, y1)
	}
	if x0, y0, x1, y1 := (Outline{}).Bounds(); x0 != 0 || y0 != 0 || x1 != 0 || y1 != 0 {
		t.Errorf("blank: got %v %v %v %v", x0, y0, x1, y1)
	}
}
