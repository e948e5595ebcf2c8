package render

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// fontFile makes a font with one square for every character of has.
func fontFile(t testing.TB, family, style, has string, fsType uint16) []byte {
	t.Helper()
	square := sfnt.Outline{{{X: 0, Y: -100, On: true}, {X: 0, Y: 800, On: true}, {X: 900, Y: 800, On: true}, {X: 900, Y: -100, On: true}}}
	font := sfnt.Font{
		Head:   sfnt.Head{UnitsPerEm: 1000},
		OS2:    sfnt.OS2{FSType: fsType},
		Names:  []sfnt.Name{{ID: sfnt.FamilyName, Language: sfnt.Chinese, Text: family}, {ID: sfnt.SubfamilyName, Language: sfnt.English, Text: style}},
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
	set := fontsIn(first, filepath.Join(first, "missing"), second)
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

func TestSystemFontsMayBeMissing(t *testing.T) {
	if set := fontsIn(filepath.Join(t.TempDir(), "missing")); len(set) != 0 {
		t.Errorf("got %v", set)
	}
}
