package font_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	gotext "github.com/go-text/typesetting/font"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

// pack returns the embedded files and the same faces as a set, in the same order.
func pack(t testing.TB) ([]fontpack.File, font.Set) {
	t.Helper()
	files, err := fontpack.Files()
	if err != nil {
		t.Fatal(err)
	}
	set, err := fontpack.Fonts()
	if err != nil {
		t.Fatal(err)
	}
	return files, set
}

// encode makes a font file of one glyph, changed by edit.
func encode(t testing.TB, edit func(*sfnt.Font)) []byte {
	t.Helper()
	square := sfnt.Outline{{{X: 0, Y: -100, On: true}, {X: 0, Y: 800, On: true}, {X: 900, Y: 800, On: true}, {X: 900, Y: -100, On: true}}}
	made := sfnt.Font{
		Head:   sfnt.Head{UnitsPerEm: 1000},
		Glyphs: []sfnt.Glyph{{Advance: 1000}, {Advance: 1000, Outline: square}},
		Runes:  map[rune]int{'国': 1},
	}
	edit(&made)
	data, err := made.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustFace(t testing.TB, data []byte) *font.Face {
	t.Helper()
	face, err := font.NewFace(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestFacesThatCannotBeRead(t *testing.T) {
	good := encode(t, func(*sfnt.Font) {})
	for _, c := range []struct {
		name  string
		data  []byte
		index int
		want  error
	}{
		{"nothing", nil, 0, font.ErrNotFont},
		{"text", []byte("这是一个文本文件，不是字体。"), 0, font.ErrNotFont},
		{"cut off", good[:len(good)/2], 0, font.ErrNotFont},
		{"no such face", good, 3, font.ErrNoFace},
		{"bitmaps", bytes.Replace(bytes.Clone(good), []byte("glyf"), []byte("EBDT"), 1), 0, font.ErrOutlines},
	} {
		face, err := font.NewFace(c.data, c.index)
		var wrong *font.Error
		if face != nil || !errors.Is(err, c.want) || !errors.As(err, &wrong) || wrong.Index != c.index {
			t.Errorf("%s: got %v, %v", c.name, face, err)
		}
	}
}

func TestChineseNameComesFirst(t *testing.T) {
	face := mustFace(t, encode(t, func(f *sfnt.Font) {
		f.Names = []sfnt.Name{
			{ID: sfnt.FamilyName, Language: sfnt.English, Text: "FangSong_GB2312"}, {ID: sfnt.FamilyName, Language: 0x0411, Text: "倣宋"},
			{ID: sfnt.FamilyName, Language: 0x0404, Text: "仿宋體"},
			{ID: sfnt.FullName, Language: sfnt.Chinese, Text: "别的"}, {ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: "仿宋_GB2312"},
		}
	}))
	if got := face.Name(); got != "仿宋_GB2312" {
		t.Errorf("got %s", got)
	}
	if got, want := face.Names(), []string{"仿宋_GB2312", "仿宋體", "FangSong_GB2312", "倣宋"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := mustFace(t, encode(t, func(*sfnt.Font) {})).Name(); got != "" {
		t.Errorf("no name: got %q", got)
	}
}

func TestLicenceBits(t *testing.T) {
	for fsType, want := range map[uint16]bool{0: false, 2: true, 4: false, 8: false, 0x0100: true, 0x0104: true, 0x0200: true} {
		face := mustFace(t, encode(t, func(f *sfnt.Font) { f.OS2.FSType = fsType }))
		if got := face.Restricted(); got != want {
			t.Errorf("fsType %#x: got %v", fsType, got)
		}
		if _, err := face.Cut([]rune("国")); errors.Is(err, font.ErrRestricted) != want {
			t.Errorf("fsType %#x: cut: got %v", fsType, err)
		}
	}
}

func TestPDFNamesTheFaceThatForbidsEmbedding(t *testing.T) {
	face := mustFace(t, encode(t, func(f *sfnt.Font) {
		f.OS2.FSType = 2
		f.Names = []sfnt.Name{{ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: "某仿宋"}}
	}))
	p := render.Printer{Fonts: font.Set{{Role: font.FangSong, Face: face}}}
	var out bytes.Buffer
	_, err := p.PDF(&out, &document.Document{Kind: "方案", Title: "国", Body: []document.Block{&document.Paragraph{Text: "国"}}})
	if !errors.Is(err, font.ErrRestricted) || !strings.Contains(err.Error(), "某仿宋") || out.Len() > 0 {
		t.Errorf("got %v, %d bytes", err, out.Len())
	}
}

func TestMetricsAreInEm(t *testing.T) {
	_, set := pack(t)
	face := set.Face(font.FangSong)
	for r, want := range map[rune]float64{'国': 1, '—': 1, '“': 1, '1': 0.5, '𠮷': 0, '\n': 0} {
		if got := face.Advance(r); got != want {
			t.Errorf("advance of %q: got %v, want %v", r, got, want)
		}
	}
	if bottom, top, ok := face.Ink('—'); !ok || bottom != 0.271 || top != 0.329 {
		t.Errorf("ink of —: got %v %v %v", bottom, top, ok)
	}
	for _, r := range []rune{' ', '𠮷'} {
		if bottom, top, ok := face.Ink(r); ok {
			t.Errorf("ink of %q: got %v %v", r, bottom, top)
		}
	}
	half := mustFace(t, encode(t, func(f *sfnt.Font) { f.Head.UnitsPerEm = 2000 }))
	if got := half.Advance('国'); got != 0.5 {
		t.Errorf("2000 units per em: got %v", got)
	}
}

func TestCutDrawsTheSame(t *testing.T) {
	files, set := pack(t)
	for i, file := range files {
		t.Run(file.Name, func(t *testing.T) {
			whole := readWithGoText(t, file.Data)
			has := charactersOf(set[i].Face)
			rapid.Check(t, func(rt *rapid.T) {
				runes := rapid.SliceOfN(rapid.SampledFrom(has), 1, 40).Draw(rt, "runes")
				ttf, err := set[i].Face.Cut(runes)
				if err != nil {
					rt.Fatal(err)
				}
				cut := readWithGoText(t, ttf)
				for _, r := range runes {
					want, _ := whole.NominalGlyph(r)
					got, ok := cut.NominalGlyph(r)
					if !ok {
						rt.Fatalf("%c is not in the cut", r)
					}
					if cut.HorizontalAdvance(got) != whole.HorizontalAdvance(want) {
						rt.Errorf("%c: advance %v became %v", r, whole.HorizontalAdvance(want), cut.HorizontalAdvance(got))
					}
					a, _ := cut.GlyphDataOutline(got)
					b, _ := whole.GlyphDataOutline(want)
					if !slices.Equal(a.Segments, b.Segments) {
						rt.Errorf("%c is drawn in another way", r)
					}
				}
			})
		})
	}
}

func readWithGoText(t testing.TB, data []byte) *gotext.Face {
	t.Helper()
	face, err := gotext.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func charactersOf(face *font.Face) []rune {
	var has []rune
	for r := rune(0); r < 0x30000; r++ {
		if face.Has(r) {
			has = append(has, r)
		}
	}
	return has
}

func TestCutDependsOnTheSetOnly(t *testing.T) {
	_, set := pack(t)
	face := set.Face(font.KaiTi)
	want, err := face.Cut([]rune("职业教育活动周"))
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune("周动活育教业职职职周")
	before := slices.Clone(runes)
	got, err := face.Cut(runes)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("another order or repetition changes the bytes (%v)", err)
	}
	if !slices.Equal(runes, before) {
		t.Error("the characters of the caller were put into another order")
	}
}

func TestCutOfNothingIsAFont(t *testing.T) {
	_, set := pack(t)
	ttf, err := set.Face(font.FangSong).Cut(nil)
	if err != nil {
		t.Fatal(err)
	}
	mustFace(t, ttf)
}

func TestCutNamesTheMissingCharacter(t *testing.T) {
	_, set := pack(t)
	_, err := set.Face(font.FangSong).Cut([]rune("吉𠮷"))
	var wrong *font.Error
	if !errors.Is(err, font.ErrNoGlyph) || !errors.As(err, &wrong) || wrong.Rune != '𠮷' || wrong.Name != "FandolFang" {
		t.Errorf("got %v", err)
	}
}

func TestCutReportsABrokenGlyph(t *testing.T) {
	data := encode(t, func(*sfnt.Font) {})
	at := bytes.Index(data, []byte{0, 1, 0, 0, 0xFF, 0x9C}) // the square: one contour, from 0, -100
	if at < 0 {
		t.Fatal("glyph not found")
	}
	data[at+10] = 0xFF // its last point
	if _, err := mustFace(t, data).Cut([]rune("国")); !errors.Is(err, font.ErrNoGlyph) {
		t.Errorf("got %v", err)
	}
}

func TestCutKeepsCharactersAboveTheFirstPlane(t *testing.T) {
	_, set := pack(t)
	face, ok := set.For(font.FangSong, '𠮷')
	if !ok {
		t.Fatal("no face has 𠮷")
	}
	ttf, err := face.Cut([]rune("𠮷䶮"))
	if err != nil {
		t.Fatal(err)
	}
	if cut := mustFace(t, ttf); !cut.Has('䶮') || !cut.Has('𠮷') || cut.Has(0xE000) {
		t.Error("the cut has other characters")
	}
}

func TestOneFaceServesManyGoroutines(t *testing.T) {
	_, set := pack(t)
	face := set.Face(font.FangSong)
	runes := charactersOf(face)
	want, err := face.Cut(runes[:500])
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for n := range uint64(8) {
		wait.Go(func() {
			own := slices.Clone(runes[:500])
			rand.New(rand.NewPCG(n, n)).Shuffle(len(own), func(i, j int) { own[i], own[j] = own[j], own[i] })
			for _, r := range own {
				face.Advance(r)
				face.Ink(r)
			}
			got, err := face.Cut(own)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("goroutine %d cut something else (%v)", n, err)
			}
		})
	}
	wait.Wait()
}

// FuzzCut holds that no bytes make a face panic or change, and that what is cut from it can be read again.
func FuzzCut(f *testing.F) {
	f.Add(encode(f, func(*sfnt.Font) {}), "国")
	f.Add(encode(f, func(made *sfnt.Font) {
		made.Names = []sfnt.Name{{ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: "仿宋"}}
		made.Glyphs[1].Outline = append(made.Glyphs[1].Outline, []sfnt.Point{{X: 400, Y: 0, On: true}, {X: 100, Y: 600}, {X: 700, Y: 600}})
		made.Runes = map[rune]int{'一': 1, '1': 0, 0x20BB7: 1, 0xE000: 1}
	}), "一1\U00020BB7\uE000")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		before := bytes.Clone(data)
		face, err := font.NewFace(data, 0)
		if err != nil {
			var wrong *font.Error
			if !errors.As(err, &wrong) {
				t.Fatalf("untyped error %v", err)
			}
			return
		}
		runes := slices.DeleteFunc([]rune(text), func(r rune) bool { return !face.Has(r) })
		for _, r := range runes {
			face.Ink(r)
		}
		ttf, err := face.Cut(runes)
		if !bytes.Equal(data, before) {
			t.Error("the bytes of the caller were changed")
		}
		if err != nil {
			return
		}
		cut := mustFace(t, ttf)
		for _, r := range runes {
			if !cut.Has(r) {
				t.Errorf("%U is lost", r)
			}
			if cut.Advance(r) != face.Advance(r) {
				t.Errorf("%U: advance %v became %v", r, face.Advance(r), cut.Advance(r))
			}
		}
	})
}
