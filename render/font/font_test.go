package font_test

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// faceWith makes a face of a name that has just some characters.
func faceWith(t testing.TB, name, has string) *font.Face {
	t.Helper()
	made := sfnt.Font{
		Head:   sfnt.Head{UnitsPerEm: 1000},
		Names:  []sfnt.Name{{ID: sfnt.FamilyName, Language: sfnt.English, Text: name}},
		Glyphs: []sfnt.Glyph{{Advance: 1000}, {Advance: 1000}},
		Runes:  make(map[rune]int),
	}
	for _, r := range has {
		made.Runes[r] = 1
	}
	data, err := made.Encode()
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.NewFace(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestRoleNames(t *testing.T) {
	for _, c := range []struct {
		role       font.Role
		word, face string
	}{
		{font.FangSong, "仿宋", "仿宋_GB2312"},
		{font.XiaoBiaoSong, "小标宋", "方正小标宋简体"},
		{font.KaiTi, "楷体", "楷体_GB2312"},
		{font.HeiTi, "黑体", "黑体"},
		{font.SongTi, "宋体", "宋体"},
		{font.Role(0), "仿宋", "仿宋_GB2312"},
		{font.Role(-1), "仿宋", "仿宋_GB2312"},
		{font.Role(99), "仿宋", "仿宋_GB2312"},
	} {
		if got := c.role.String(); got != c.word {
			t.Errorf("role %d: got word %s, want %s", int(c.role), got, c.word)
		}
		if got := c.role.FaceName(); got != c.face {
			t.Errorf("role %d: got face %s, want %s", int(c.role), got, c.face)
		}
		for _, alt := range c.role.AltNames() {
			if alt == c.face {
				t.Errorf("role %d: %s is its own alternative", int(c.role), alt)
			}
		}
	}
}

func TestFaceOfRoleIsTheFirst(t *testing.T) {
	first, second := faceWith(t, "first", "一"), faceWith(t, "second", "一二")
	set := font.Set{{Role: font.KaiTi}, {Role: font.KaiTi, Face: first}, {Role: font.KaiTi, Face: second}}
	if got := set.Face(font.KaiTi); got != first {
		t.Errorf("got %v", got)
	}
	if got := set.Face(font.HeiTi); got != nil {
		t.Errorf("a role that nobody has: got %v", got)
	}
	if got := font.Set(nil).Face(font.KaiTi); got != nil {
		t.Errorf("empty set: got %v", got)
	}
}

func TestMissingCharacterComesFromTheNextFace(t *testing.T) {
	set := font.Set{
		{Role: font.FangSong}, // passed over
		{Role: font.HeiTi, Face: faceWith(t, "hei", "一二三四五")},
		{Role: font.FangSong, Face: faceWith(t, "fang", "一")},
		{Role: font.FangSong, Face: faceWith(t, "fang GBK", "一二")},
		{Role: font.KaiTi, Face: faceWith(t, "kai", "一二三四")},
		{Role: font.SongTi, Face: faceWith(t, "song", "一二三")},
	}
	for r, want := range map[rune]string{
		'一': "fang",     // the first of the role
		'二': "fang GBK", // another of the role
		'三': "song",     // of all others 宋体 is nearest to 仿宋
		'四': "kai",
		'五': "hei",
	} {
		face, ok := set.For(font.FangSong, r)
		if !ok || face.Name() != want {
			t.Errorf("%c: got %v %v, want %s", r, face, ok, want)
		}
	}
	if face, ok := set.For(font.FangSong, '六'); ok || face != nil {
		t.Errorf("六: got %v %v", face, ok)
	}
}
