package sfnt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
	"testing"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"pgregory.net/rapid"
)

func TestFontReadsBack(t *testing.T) {
	font := sample()
	s := mustOpen(t, mustEncode(t, font))
	if s.Len() != len(font.Glyphs) {
		t.Fatalf("got %d glyphs, want %d", s.Len(), len(font.Glyphs))
	}
	for r, want := range font.Runes {
		if gid, ok := s.Index(r); !ok || gid != want {
			t.Errorf("%U: got glyph %d %v, want %d", r, gid, ok, want)
		}
	}
	for gid, g := range font.Glyphs {
		outline, err := s.Outline(gid)
		if err != nil || !sameOutline(outline, g.Outline) {
			t.Errorf("glyph %d: got %v, %v, want %v", gid, outline, err, g.Outline)
		}
		if s.Advance(gid) != g.Advance {
			t.Errorf("glyph %d: got advance %d, want %d", gid, s.Advance(gid), g.Advance)
		}
	}
	if got := s.Names[0]; got.Text != "Sample" || got.Language != English {
		t.Errorf("first name: got %+v", got)
	}
	if i := slices.IndexFunc(s.Names, func(n Name) bool { return n.Language == Chinese }); i < 0 || s.Names[i].Text != "样本" {
		t.Errorf("no Chinese name in %+v", s.Names)
	}
	if s.Hhea.Descender != -120 || s.OS2.TypoAscender != 880 || s.OS2.Weight != 400 {
		t.Errorf("metrics were not taken over: %+v %+v", s.Hhea, s.OS2)
	}
}

func sameOutline(a, b Outline) bool {
	return slices.EqualFunc(a, b, func(a, b []Point) bool { return slices.Equal(a, b) })
}

func TestEncodeIsDeterministic(t *testing.T) {
	want := mustEncode(t, sample())
	for range 20 {
		if !bytes.Equal(mustEncode(t, sample()), want) {
			t.Fatal("two encodings of one font differ")
		}
	}
}

func TestWholeFileChecksum(t *testing.T) {
	if got := checksum(mustEncode(t, sample())); got != 0xB1B0AFBA {
		t.Errorf("got %#x, want 0xB1B0AFBA as the head table promises", got)
	}
}

// Whatever is encoded, another library must read the same glyphs, widths and characters.
func TestEncodedFontAgreesWithGoText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		font := &Font{Head: Head{UnitsPerEm: 1000}, Runes: make(map[rune]int)}
		coordinate := rapid.OneOf(rapid.Int16Range(-300, 1300), rapid.Int16Range(-16000, 16000))
		for range rapid.IntRange(1, 8).Draw(rt, "glyphs") {
			g := Glyph{Advance: rapid.IntRange(0, 3000).Draw(rt, "advance")}
			for range rapid.IntRange(0, 3).Draw(rt, "contours") {
				contour := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) Point {
					return Point{coordinate.Draw(rt, "x"), coordinate.Draw(rt, "y"), rapid.Bool().Draw(rt, "on")}
				}), 1, 30).Draw(rt, "contour")
				contour[0].On = true
				g.Outline = append(g.Outline, contour)
			}
			font.Glyphs = append(font.Glyphs, g)
		}
		rune := rapid.OneOf(rapid.Rune(), rapid.Int32Range(0xFFF8, 0x10008))
		for _, r := range rapid.SliceOf(rune).Draw(rt, "runes") {
			font.Runes[r] = rapid.IntRange(0, len(font.Glyphs)-1).Draw(rt, "glyph")
		}
		data := mustEncode(t, font)
		s, theirs := mustOpen(t, data), oracle(t, data)
		for r, want := range font.Runes {
			gid, ok := theirs.NominalGlyph(r)
			if int(gid) != want {
				rt.Errorf("%U: go-text reads glyph %d %v, want %d", r, gid, ok, want)
			}
			if got, _ := s.Index(r); got != want {
				rt.Errorf("%U: got glyph %d, want %d", r, got, want)
			}
		}
		for gid, g := range font.Glyphs {
			if got := theirs.HorizontalAdvance(gotext.GID(gid)); int(got) != g.Advance {
				rt.Errorf("glyph %d: go-text reads advance %v, want %d", gid, got, g.Advance)
			}
			outline, err := s.Outline(gid)
			if err != nil || !sameOutline(outline, g.Outline) {
				rt.Errorf("glyph %d: got %v, %v, want %v", gid, outline, err, g.Outline)
			}
			if !sameCurves(g.Outline, theirs, gid) {
				rt.Errorf("glyph %d: go-text draws something else", gid)
			}
		}
	})
}

// sameCurves compares an outline with what go-text draws, line by line and curve by curve.
func sameCurves(o Outline, theirs *gotext.Face, gid int) bool {
	type curve struct{ a, control, b vec }
	var got, want []curve
	for _, c := range o {
		curves(c, func(a, control, b vec) { got = append(got, curve{a, control, b}) })
	}
	drawn, _ := theirs.GlyphDataOutline(gotext.GID(gid))
	var at vec
	for _, s := range drawn.Segments {
		p := func(i int) vec { return vec{float64(s.Args[i].X), float64(s.Args[i].Y)} }
		switch s.Op {
		case ot.SegmentOpLineTo:
			want = append(want, curve{at, at.lerp(p(0), 0.5), p(0)})
		case ot.SegmentOpQuadTo:
			want = append(want, curve{at, p(0), p(1)})
			at = p(1)
			continue
		}
		at = p(0)
	}
	// go-text also closes a contour that ends in a curve to its first point with a line of no length, and sets the last curve first in a
	// contour of one point: neither draws anything
	nothing := func(c curve) bool { return c.a == c.b && (c.control == c.a) }
	got, want = slices.DeleteFunc(got, nothing), slices.DeleteFunc(want, nothing)
	return slices.EqualFunc(got, want, func(a, b curve) bool {
		near := func(p, q vec) bool { return math.Hypot(p.x-q.x, p.y-q.y) < 0.01 }
		return near(a.a, b.a) && near(a.control, b.control) && near(a.b, b.b)
	})
}

func TestMissingCharacterHasNoGlyph(t *testing.T) {
	s := mustOpen(t, mustEncode(t, sample()))
	for _, r := range []rune{'B', '中', 0x20BB8, -1, 0xFFFF, 0x10FFFF} {
		if gid, ok := s.Index(r); ok {
			t.Errorf("%U: got glyph %d", r, gid)
		}
	}
}

func TestGlyphsAfterTheLastMetricShareItsAdvance(t *testing.T) {
	data := mustEncode(t, sample())
	tables, err := directory(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Clone(data)
	at := bytes.Index(data, tables["hhea"])
	binary.BigEndian.PutUint16(data[at+34:], 2)
	s := mustOpen(t, data)
	if got := s.Advance(3); got != 1000 {
		t.Errorf("got %d, want the 1000 of glyph 1", got)
	}
}

func TestCollectionFacesAreFoundByIndex(t *testing.T) {
	other := sample()
	other.Glyphs[1].Advance = 777
	data := collection(mustEncode(t, sample()), mustEncode(t, other))
	for index, want := range []int{1000, 777} {
		s, err := Open(data, index)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Advance(1); got != want {
			t.Errorf("face %d: got advance %d, want %d", index, got, want)
		}
	}
	for _, index := range []int{-1, 2, math.MaxInt32} {
		if _, err := Open(data, index); !errors.Is(err, ErrIndex) {
			t.Errorf("face %d: got %v", index, err)
		}
	}
	if _, err := Open(mustEncode(t, sample()), 1); !errors.Is(err, ErrIndex) {
		t.Errorf("face 1 of a single font: got %v", err)
	}
}

// collection joins font files to a .ttc.
func collection(fonts ...[]byte) []byte {
	head := append([]byte("ttcf"), pack(1, 0, 0, len(fonts))...)
	at := len(head) + 4*len(fonts)
	var body []byte
	for _, f := range fonts {
		head = binary.BigEndian.AppendUint32(head, uint32(at))
		f = bytes.Clone(f)
		for i := range u16(f, 4) {
			place := f[12+16*i+8:]
			binary.BigEndian.PutUint32(place, binary.BigEndian.Uint32(place)+uint32(at))
		}
		body = append(body, f...)
		at += len(f)
	}
	return append(head, body...)
}

func TestWhatIsNoFontIsRefused(t *testing.T) {
	good := mustEncode(t, sample())
	without := func(tag string) []byte {
		data := bytes.Clone(good)
		copy(data[bytes.Index(data, []byte(tag)):], "none")
		return data
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "short": []byte("ttcf"), "text": []byte("这不是字体，只是一些文字。"), "cut in the directory": good[:40], "cut in the tables": good[:len(good)-8],
		"no head": without("head"), "no cmap": without("cmap"), "no hmtx": without("hmtx"), "no hhea": without("hhea"), "no maxp": without("maxp"), "no loca": without("loca"),
	} {
		if _, err := Open(data, 0); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := Open([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00"), 0); !errors.Is(err, ErrIndex) {
		t.Errorf("collection cut off in its list: got %v", err)
	}
	for name, data := range map[string][]byte{"no outlines": without("glyf")} {
		if _, err := Open(data, 0); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestNamesInGBK(t *testing.T) {
	for _, c := range []struct {
		name                         string
		platform, encoding, language int
		raw                          string
		want                         string
		lang                         int
	}{
		{"UTF-16", 3, 1, Chinese, "\x4e\x00\x8b\xd5", "一试", Chinese},
		{"Unicode platform", 0, 3, 0, "\x00A\x4e\x00", "A一", English},
		{"Windows GBK, padded", 3, 3, Chinese, "\x00F\x00Z\xb7\xbd\xd5\xfd", "FZ方正", Chinese},
		{"Macintosh GB2312", 1, 25, 33, "\xb7\xc2\xcb\xce", "仿宋", Chinese},
		{"Macintosh Roman", 1, 0, 0, "FangSong", "FangSong", English},
		{"Macintosh Roman that is not", 1, 0, 0, "\xb7\xc2\xcb\xce", "", 0},
		{"broken GBK", 3, 3, Chinese, "\xff\xff\xff", "", 0},
		{"unknown platform", 7, 1, 0, "abc", "", 0},
	} {
		if got, lang := decodeName(c.platform, c.encoding, c.language, []byte(c.raw)); got != c.want || lang != c.lang {
			t.Errorf("%s: got %q %#x, want %q %#x", c.name, got, lang, c.want, c.lang)
		}
	}
}

func TestCmapFormats(t *testing.T) {
	six := append(pack(6, 0, 0, 'A', 3), pack(5, 0, 7)...)
	six = append(six, make([]byte, 16)...)
	if got := []int{cmap(six).lookup('@'), cmap(six).lookup('A'), cmap(six).lookup('B'), cmap(six).lookup('C'), cmap(six).lookup('D')}; !slices.Equal(got, []int{0, 5, 0, 7, 0}) {
		t.Errorf("format 6: got %v", got)
	}
	// format 4 with a list of glyphs: one stretch from A to C through the list, shifted by 10, then the closing one
	four := pack(4, 38, 0, 4, 4, 1, 0, 'C', 0xFFFF, 0, 'A', 0xFFFF, 10, 1, 4, 0, 20, 0, 22)
	if !cmap(four).valid() {
		t.Fatal("format 4: not valid")
	}
	if got := []int{cmap(four).lookup('@'), cmap(four).lookup('A'), cmap(four).lookup('B'), cmap(four).lookup('C'), cmap(four).lookup('D')}; !slices.Equal(got, []int{0, 30, 0, 32, 0}) {
		t.Errorf("format 4: got %v", got)
	}
}

func TestStretchAcrossThePlanesIsFound(t *testing.T) {
	font := sample()
	for i := range 4 {
		font.Glyphs = append(font.Glyphs, Glyph{Advance: 500})
		font.Runes[rune(0xFFFD+i)] = len(font.Glyphs) - 1
	}
	data := mustEncode(t, font)
	s, theirs := mustOpen(t, data), oracle(t, data)
	tables, err := directory(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	four := cmap(tables["cmap"][20:])
	for r, want := range font.Runes {
		got, _ := s.Index(r)
		gid, _ := theirs.NominalGlyph(r)
		if got != want || int(gid) != want {
			t.Errorf("%U: got glyph %d, go-text %d, want %d", r, got, gid, want)
		}
		if got := four.lookup(r); r < 0xFFFF && got != want || r >= 0xFFFF && got != 0 {
			t.Errorf("%U in format 4: got glyph %d", r, got)
		}
	}
}

func TestTooManyStretchesOfCharactersAreAnError(t *testing.T) {
	font := sample()
	for r := range rune(9000) {
		font.Runes[0x100+2*r] = 1
	}
	if _, err := font.Encode(); err == nil {
		t.Error("a character map that does not fit its format was written")
	}
}

// FuzzOpen holds that no bytes make reading a font panic or run on.
func FuzzOpen(f *testing.F) {
	f.Add(mustEncode(f, sample()))
	f.Add(collection(mustEncode(f, sample()), mustEncode(f, sample())))
	f.Add(composite(f))
	for _, data := range cffSamples(f) {
		f.Add(data)
	}
	f.Fuzz(readEverything)
}

// FuzzTable holds the same of fonts that are well made but for one table, which gets deeper.
func FuzzTable(f *testing.F) {
	fonts := append([][]byte{mustEncode(f, sample()), composite(f)}, cffSamples(f)...)
	for i, data := range fonts {
		tables, err := directory(data, 0)
		if err != nil {
			f.Fatal(err)
		}
		for tag, table := range tables {
			f.Add(byte(i), tag, table)
		}
	}
	f.Fuzz(func(t *testing.T, i byte, tag string, data []byte) {
		tables, err := directory(fonts[int(i)%len(fonts)], 0)
		if err != nil || len(tag) != 4 {
			t.Skip()
		}
		tables[tag] = data
		var list []table
		for _, tag := range slices.Sorted(maps.Keys(tables)) {
			list = append(list, table{tag, tables[tag]})
		}
		if len(tables["head"]) < 12 {
			t.Skip() // assemble needs one
		}
		whole, err := assemble(list)
		if err != nil {
			t.Fatal(err)
		}
		readEverything(t, whole)
	})
}

func cffSamples(t testing.TB) [][]byte {
	glyph := code(100, 100, op(21), 50, 60, 70, 80, 90, -400, op(8), -107, op(10), -107, op(29), op(14))
	flexed := code(1, 2, op(18), op(19, 0x80), 10, 20, op(21), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, op(12, 37), 1, 2, 3, 4, 5, op(31), op(14))
	global, local, other := [][]byte{code(10, op(6), op(11))}, [][]byte{code(20, op(7), op(11))}, [][]byte{code(30, op(7), op(11))}
	return [][]byte{
		otf(t, cffTable([][]byte{glyph, flexed}, global, local), 2),
		otf(t, cffTable([][]byte{glyph, flexed}, global, local, other), 2),
	}
}

// readEverything reads all that a file has to give and writes it as another font.
func readEverything(t *testing.T, data []byte) {
	if len(data) > 1<<18 {
		t.Skip() // larger ones take their time to be made smaller
	}
	before := bytes.Clone(data)
	s, err := Open(data, 0)
	if err != nil {
		return
	}
	font := Font{Head: s.Head, Hhea: s.Hhea, OS2: s.OS2, Post: s.Post, Runes: make(map[rune]int)}
	for gid := range min(s.Len(), 300) {
		g, err := s.Glyph(gid)
		outline, err2 := s.Outline(gid)
		if (err == nil) != (err2 == nil) {
			t.Fatalf("glyph %d: %v but %v", gid, err, err2)
		}
		outline.Bounds()
		font.Glyphs = append(font.Glyphs, g)
	}
	for r := range rune(0x250) {
		if gid, ok := s.Index(r); ok && gid < len(font.Glyphs) {
			font.Runes[r] = gid
		}
	}
	if !bytes.Equal(data, before) {
		t.Error("the bytes of the caller were changed")
	}
	if len(font.Glyphs) == 0 {
		return
	}
	again := mustOpen(t, mustEncode(t, &font))
	for gid := range again.Len() {
		if _, err := again.Outline(gid); err != nil {
			t.Errorf("glyph %d does not read back: %v", gid, err)
		}
	}
}

// Some fonts end format 4 with an offset of 0xFFFF, which means 0: the glyph is
// told by the delta, and nothing behind the table is read.
func TestCmapOffsetAllOnes(t *testing.T) {
	// C with the delta 10, and the last entry, with it too
	table := cmap(append(pack(4, 32, 0, 4, 4, 1, 0, 'C', 0xFFFF, 0, 'C', 0xFFFF, 10, 20, 0xFFFF, 0xFFFF), bytes.Repeat([]byte{0, 99}, 0x8000)...))
	if got := table.lookup('C'); got != 'C'+10 {
		t.Errorf("got glyph %d, want %d", got, 'C'+10)
	}
}

// Glyphs may share their data. What they draw is bounded by the size of the
// file all the same.
func TestGlyphsThatShareTheirData(t *testing.T) {
	font := sample()
	var big Outline
	for i := range int16(1000) {
		big = append(big, square(i, -i, 100+i))
	}
	font.Glyphs[1].Outline = big
	s := mustOpen(t, mustEncode(t, font))
	if _, err := s.Glyph(1); err != nil {
		t.Error(err)
	}
	s = mustOpen(t, mustEncode(t, font))
	s.kept.Store(1000)
	if _, err := s.Glyph(1); !errors.Is(err, ErrGlyph) {
		t.Errorf("%v, want ErrGlyph", err)
	}
	if _, err := s.Glyph(3); err == nil {
		t.Error("a font that has drawn too much draws on")
	}
}

// Faces of a collection may all name one table of names, and its entries one
// text: it is not kept for each.
func TestSharedNamesAreRead(t *testing.T) {
	shared := pack(0, 1000, 6+12*1000)
	for i := range 1000 {
		shared = append(shared, pack(3, 1, Chinese, i%20, 4000, 0)...)
	}
	shared = append(shared, bytes.Repeat([]byte{0x4e, 0x00}, 2000)...)
	total := 0
	for _, n := range readNames(shared) {
		total += len(n.Text)
	}
	if total == 0 || total > 1<<20 {
		t.Errorf("%d bytes of names", total)
	}
}

// What is no font, or a part of one, is told from one without names.
func TestNamesOfWhatIsNoFont(t *testing.T) {
	whole := mustEncode(t, sample())
	both := collection(whole, whole)
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("这是一个文本文件，不是字体。"), "the first half": whole[:len(whole)/2], "all but a byte": whole[:len(whole)-4],
		"half a collection": both[:len(both)/2], "a collection of none": append([]byte("ttcf\x00\x01\x00\x00"), make([]byte, 40)...),
	} {
		if faces, err := Names(bytes.NewReader(data)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v, %v", name, faces, err)
		}
	}
	for name, data := range map[string][]byte{"a font": whole, "a collection": both} {
		if faces, err := Names(bytes.NewReader(data)); err != nil || len(faces) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add(mustEncode(f, sample()))
	f.Add(collection(mustEncode(f, sample()), mustEncode(f, sample())))
	f.Fuzz(func(t *testing.T, data []byte) {
		faces, err := Names(bytes.NewReader(data))
		if err != nil && !errors.Is(err, ErrFormat) {
			t.Error(err)
		}
		for _, face := range faces {
			for _, n := range face {
				if n.Text == "" {
					t.Errorf("%+v", n)
				}
			}
		}
	})
}
