package font

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// fontFile makes a font with one square for every character of has.
func fontFile(t testing.TB, family, style, has string, fsType uint16) []byte {
	t.Helper()
	return encodeFont(t, has, fsType, sfnt.Name{ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: family}, sfnt.Name{ID: sfnt.SubfamilyName, Language: sfnt.English, Text: style})
}

func encodeFont(t testing.TB, has string, fsType uint16, names ...sfnt.Name) []byte {
	t.Helper()
	square := sfnt.Outline{{{X: 0, Y: -100, On: true}, {X: 0, Y: 800, On: true}, {X: 900, Y: 800, On: true}, {X: 900, Y: -100, On: true}}}
	font := sfnt.Font{
		Head:   sfnt.Head{UnitsPerEm: 1000},
		OS2:    sfnt.OS2{FSType: fsType},
		Names:  names,
		Glyphs: []sfnt.Glyph{{Advance: 1000}, {Advance: 1000, Outline: square}},
		Runes:  make(map[rune]int),
	}
	for _, r := range has {
		font.Runes[r] = 1
	}
	data, err := font.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSystemFacesAreFoundByName(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(second, "deeper"), 0o755); err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{
		filepath.Join(first, "a.ttf"):            fontFile(t, "仿宋", "Regular", "一二三", 0),
		filepath.Join(first, "b.TTF"):            fontFile(t, "黑体", "Bold", "一", 0),
		filepath.Join(first, "c.ttf"):            fontFile(t, "楷体_GB2312", "Regular", "一", 2), // may not be embedded
		filepath.Join(first, "d.ttf"):            fontFile(t, "某体", "Regular", "一", 0),
		filepath.Join(first, "e.ttf"):            []byte("这不是字体"),
		filepath.Join(first, "f.txt"):            fontFile(t, "宋体", "Regular", "一", 0),
		filepath.Join(second, "deeper", "g.otf"): fontFile(t, "仿宋_GB2312", "Regular", "一", 0),
		filepath.Join(second, "h.ttf"):           fontFile(t, "仿宋", "Regular", "一", 0),
		filepath.Join(second, "i.ttf"):           fontFile(t, "STFangsong", "Regular", "一", 0),
		filepath.Join(second, "j.ttf"):           fontFile(t, "华文中宋", "Regular", "一", 0),
	} {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := make(catalogue)
	for _, folder := range []string{first, filepath.Join(first, "missing"), second} {
		found.look(t.Context(), os.DirFS(folder))
	}
	set, _ := found.choose(false)
	var got []string
	for _, f := range set {
		got = append(got, f.Role.String()+" "+f.Face.Name())
	}
	want := []string{"仿宋 仿宋_GB2312", "仿宋 仿宋", "小标宋 华文中宋"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("place %d: got %s, want %s", i, got[i], want[i])
		}
	}
	if !set[1].Face.Has('三') {
		t.Error("仿宋 is not the one of the earlier folder")
	}
}

// Free faces, whatever a system came with, are taken by those who name them.
func TestFreeFacesMustBeNamed(t *testing.T) {
	files := fstest.MapFS{
		"a.otf":      {Data: fontFile(t, "思源宋体", "Regular", "一", 0)},
		"b.ttf":      {Data: fontFile(t, "AR PL UMing CN", "Light", "一", 0)},
		"noto.ttf":   {Data: fontFile(t, "Noto Sans CJK SC", "Regular", "一", 0)},
		"wenkai.ttf": {Data: fontFile(t, "霞鹜文楷", "Regular", "一", 0)},
		"c/d.ttf":    {Data: fontFile(t, "宋体", "Regular", "一", 0)},
		"fandol.ttf": {Data: fontFile(t, "FandolKai", "Regular", "一", 0)},
	}
	if set, err := Find(t.Context(), files); err != nil || len(set) != 2 || set[0].Face.Name() != "FandolKai" || set[1].Face.Name() != "宋体" {
		t.Errorf("found %v, %v", set, err)
	}
	found := make(catalogue)
	found.look(t.Context(), files)
	if set, _ := found.choose(false); len(set) != 1 || set[0].Face.Name() != "宋体" {
		t.Errorf("of a system: %v", set)
	}
	named, err := found.take(KaiTi, []family{{name: "某楷"}, {name: "霞鹜文楷"}, {name: "FandolKai"}}, 3)
	if err != nil || len(named) != 2 || named[0].Role != KaiTi || named[0].Face.Name() != "霞鹜文楷" || named[1].Face.Name() != "FandolKai" {
		t.Errorf("named: %v, %v", named, err)
	}
}

// A family of many weights has the plain name in all of its files.
func TestTheUsualWeightIsTaken(t *testing.T) {
	weight := func(style string) []byte {
		return encodeFont(t, "一", 0,
			sfnt.Name{ID: sfnt.FamilyName, Language: sfnt.English, Text: "STKaiti " + style},
			sfnt.Name{ID: sfnt.SubfamilyName, Language: sfnt.English, Text: "Regular"},
			sfnt.Name{ID: sfnt.TypoFamily, Language: sfnt.English, Text: "STKaiti"},
			sfnt.Name{ID: sfnt.TypoSubfamily, Language: sfnt.English, Text: style})
	}
	set, err := Find(t.Context(), fstest.MapFS{"a.ttf": {Data: weight("Light")}, "b.ttf": {Data: weight("Bold")}, "c.ttf": {Data: weight("Regular")}, "d.ttf": {Data: weight("Medium")}})
	if err != nil || len(set) != 1 || set[0].Face.Name() != "STKaiti Regular" {
		t.Errorf("got %v, %v", set, err)
	}
}

// Of two files with the same face, a broken one gives way.
func TestABrokenFileGivesWay(t *testing.T) {
	set, err := Find(t.Context(), fstest.MapFS{"a.ttf": {Data: noOutlines(t, "黑体")}, "b.ttf": {Data: fontFile(t, "黑体", "Regular", "一", 0)}})
	if len(set) != 1 || !errors.Is(err, ErrOutlines) || !strings.Contains(err.Error(), "a.ttf") {
		t.Errorf("got %v, %v", set, err)
	}
}

// noOutlines makes a font whose glyphs are of no kind that is known.
func noOutlines(t testing.TB, family string) []byte {
	broken := fontFile(t, family, "Regular", "一", 0)
	copy(broken[bytes.Index(broken, []byte("glyf")):], "none")
	return broken
}

func TestEveryFileThatIsUnfitIsNamed(t *testing.T) {
	half := fontFile(t, "某体", "Regular", "一", 0) // nobody wants it, but who put it there thinks that it is one
	set, err := Find(t.Context(), fstest.MapFS{
		"fang.ttf": {Data: fontFile(t, "仿宋_GB2312", "Regular", "一", 0)},
		"half.otf": {Data: half[:len(half)/2]},
		"hei.ttf":  {Data: noOutlines(t, "黑体")},
		"note.ttf": {Data: []byte("这不是字体")},
		"some.ttf": {Data: fontFile(t, "某体", "Regular", "一", 0)},
		"void.ttc": {},
		"kai.ttf":  {Data: fontFile(t, "楷体_GB2312", "Regular", "一", 2)},
	})
	if len(set) != 1 || set[0].Role != FangSong {
		t.Errorf("got %v", set)
	}
	if !errors.Is(err, ErrOutlines) || !errors.Is(err, ErrRestricted) || !errors.Is(err, ErrNotFont) {
		t.Fatalf("got %v", err)
	}
	if strings.Contains(err.Error(), "some.ttf") {
		t.Errorf("a face that is not wanted is no error: %v", err)
	}
	for _, want := range []string{"half.otf", "hei.ttf", "kai.ttf", "note.ttf", "void.ttc", "楷体_GB2312: the face forbids embedding"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
}

func TestFontsMayBeInAnArchive(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("字体/仿宋.ttf")
	if err != nil {
		t.Fatal(err)
	}
	w.Write(fontFile(t, "仿宋", "Regular", "一", 0))
	z.Close()
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if set, err := Find(t.Context(), archive); err != nil || len(set) != 1 || !set[0].Face.Has('一') {
		t.Errorf("got %v, %v", set, err)
	}
}

func TestFontFoldersMayBeMissing(t *testing.T) {
	set, err := Find(t.Context(), os.DirFS(filepath.Join(t.TempDir(), "missing")))
	if len(set) != 0 || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, %v", set, err)
	}
}

// Whatever lies in a font folder, what is found of it can be used, and what
// cannot be is told.
func FuzzFind(f *testing.F) {
	f.Add(fontFile(f, "仿宋", "Regular", "一", 0))
	f.Add(fontFile(f, "黑体", "Bold", "一", 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		set, err := Find(t.Context(), fstest.MapFS{"a.ttf": {Data: data}})
		if err != nil && !strings.Contains(err.Error(), "a.ttf") {
			t.Errorf("%v names no file", err)
		}
		for _, e := range set {
			if e.Face == nil || e.Face.Restricted() {
				t.Errorf("%+v", e)
			}
		}
	})
}

// Looking through a folder ends with its context.
func TestFindEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if set, err := Find(ctx, fstest.MapFS{"a.ttf": {Data: fontFile(t, "黑体", "Regular", "一", 0)}}); set != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", set, err)
	}
}
