package fontpack

import (
	"bytes"
	_ "embed"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-pdf/fpdf"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// The characters of the 通用规范汉字表, fifty to a line.
//
//go:embed testdata/tgh.txt
var table string

var allRoles = []font.Role{font.FangSong, font.XiaoBiaoSong, font.KaiTi, font.HeiTi, font.SongTi}

func load(t testing.TB) font.Set {
	t.Helper()
	set, err := Fonts()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestEveryRoleHasItsFace(t *testing.T) {
	set := load(t)
	want := map[font.Role]string{
		font.FangSong: "FandolFang", font.XiaoBiaoSong: "FandolSong", font.KaiTi: "FandolKai", font.HeiTi: "FandolHei", font.SongTi: "FandolSong",
	}
	for _, role := range allRoles {
		face := set.Face(role)
		if face == nil || face.Name() != want[role] {
			t.Errorf("%v: got %v, want %s", role, face, want[role])
		} else if face.Restricted() {
			t.Errorf("%v: %s may not be embedded", role, face.Name())
		}
	}
	if set.Face(font.XiaoBiaoSong) == set.Face(font.SongTi) {
		t.Error("小标宋 and 宋体 share a face")
	}
}

// Programs that choose fonts by name must take 宋体 and 小标宋 for two weights of one family and must never choose the supplement.
func TestFilesAreNamedForOtherPrograms(t *testing.T) {
	all, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	const regular, bold = 1 << 6, 1 << 5
	for i, want := range []struct {
		family, style     string
		weight, selection uint16
	}{
		{"FandolFang", "Regular", 400, regular}, {"FandolSong", "Bold", 700, bold}, {"FandolKai", "Regular", 400, regular},
		{"FandolHei", "Regular", 400, regular}, {"FandolSong", "Regular", 400, regular}, {"Zhijiao Supplement", "Regular", 400, regular},
	} {
		source, err := sfnt.Open(all[i].Data, 0)
		if err != nil {
			t.Fatal(err)
		}
		name := func(id int) string {
			return source.Names[slices.IndexFunc(source.Names, func(n sfnt.Name) bool { return n.ID == id })].Text
		}
		if name(sfnt.FamilyName) != want.family || name(sfnt.SubfamilyName) != want.style {
			t.Errorf("%s: got %s %s", all[i].Name, name(sfnt.FamilyName), name(sfnt.SubfamilyName))
		}
		if name(sfnt.CopyrightNotice) == "" || name(sfnt.LicenseName) == "" {
			t.Errorf("%s: nobody is named for it", all[i].Name)
		}
		if source.OS2.Weight != want.weight || source.OS2.Selection&(regular|bold) != want.selection || (source.Head.MacStyle == 1) != (want.weight == 700) {
			t.Errorf("%s: got weight %d, selection %#x, style %d", all[i].Name, source.OS2.Weight, source.OS2.Selection, source.Head.MacStyle)
		}
	}
}

// Line heights of office programs follow from these; one of the original fonts has a sign wrong.
func TestVerticalMetricsAreThoseOfTheTypographicTable(t *testing.T) {
	all, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		source, err := sfnt.Open(f.Data, 0)
		if err != nil {
			t.Fatal(err)
		}
		h, o := source.Hhea, source.OS2
		if h.Ascender != o.TypoAscender || h.Descender != o.TypoDescender || h.Ascender-h.Descender != 1000 || h.Descender >= 0 {
			t.Errorf("%s: hhea %d %d, OS/2 %d %d", f.Name, h.Ascender, h.Descender, o.TypoAscender, o.TypoDescender)
		}
	}
}

func TestNoCharacterOfTheTableIsMissing(t *testing.T) {
	set := load(t)
	n := 0
	for _, r := range strings.ReplaceAll(table, "\n", "") {
		n++
		for _, role := range allRoles {
			face, ok := set.For(role, r)
			if !ok || face.Advance(r) != 1 {
				t.Errorf("%v: no %U %c", role, r, r)
			}
		}
	}
	if n != 8105 {
		t.Errorf("the table has %d characters", n)
	}
	for _, r := range "𠮷䶮𬭎喆堃镕㛃" {
		if _, ok := set.For(font.FangSong, r); !ok {
			t.Errorf("no %U %c", r, r)
		}
	}
}

func TestMarksHaveTheirOwnFaceAndAWholeCell(t *testing.T) {
	set := load(t)
	const (
		marks   = "。？！，、；：“”‘’（）［］〔〕【】—…·～《》〈〉＿／" // GB/T 15834, the emphasis dot and the wavy line apart
		others  = "①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩★℃※％×〇〓○●□■△▲☆◆＋－＝／ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ　"
		letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz°.,:;-+/()%&@# "
	)
	for _, role := range allRoles {
		face := set.Face(role)
		for _, r := range marks {
			if face.Advance(r) != 1 {
				t.Errorf("%v: %c is %v em wide", role, r, face.Advance(r))
			}
		}
		for _, r := range others + letters {
			if !face.Has(r) {
				t.Errorf("%v: no %q", role, r)
			}
		}
	}
}

// What the Fandol faces lack of the signs that papers use, the supplement has.
func TestSupplementHasTheRareSigns(t *testing.T) {
	set := load(t)
	for _, r := range "﹏﹒⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡㎏㎝㎞℡£®²³½¼✓✔☐☑☒" {
		face, ok := set.For(font.FangSong, r)
		if !ok || face.Name() != "Zhijiao Supplement" {
			t.Errorf("%c: got %v %v", r, face, ok)
		}
	}
}

func TestCallersCannotDisturbOneAnother(t *testing.T) {
	a := load(t)
	a[0] = font.Entry{}
	if b := load(t); b[0].Face == nil {
		t.Error("a change to the set of one caller shows in another's")
	}
}

func TestCutDrawsWithFpdf(t *testing.T) {
	set := load(t)
	face, _ := set.For(font.SongTi, '䶮')
	for _, c := range []struct {
		face *font.Face
		text string
	}{{set.Face(font.FangSong), "关于开展职业教育活动周的通知〔2026〕1号"}, {face, "䶮镕"}} {
		ttf, err := c.face.Cut([]rune(c.text))
		if err != nil {
			t.Fatal(err)
		}
		before := bytes.Clone(ttf)
		pdf := fpdf.New("P", "pt", "A4", "")
		said := output(t, func() {
			pdf.AddUTF8FontFromBytes("f", "", ttf)
			pdf.AddPage()
			pdf.SetFont("f", "", 16)
			pdf.Text(20, 20, c.text)
			if err := pdf.Output(io.Discard); err != nil {
				t.Error(err)
			}
		})
		if said != "" {
			t.Errorf("fpdf complains: %s", said)
		}
		want := 0.0
		for _, r := range c.text {
			want += 16 * c.face.Advance(r)
		}
		if got := pdf.GetStringWidth(c.text); got < want-0.01 || got > want+0.01 {
			t.Errorf("fpdf takes %s for %v pt wide, want %v", c.text, got, want)
		}
		if !bytes.Equal(before, ttf) {
			t.Error("the bytes of the cut were changed")
		}
	}
}

// output returns what f prints, which is how fpdf reports fonts that it does not like.
func output(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	said := make(chan string)
	go func() {
		b, _ := io.ReadAll(r)
		said <- string(b)
	}()
	stdout := os.Stdout
	os.Stdout = w
	f()
	os.Stdout = stdout
	w.Close()
	return <-said
}

func BenchmarkFonts(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var wait sync.WaitGroup
		for _, f := range files {
			wait.Go(func() {
				data, err := unpack(f.packed)
				if err != nil {
					b.Error(err)
				}
				if _, err := font.NewFace(data, 0); err != nil {
					b.Error(err)
				}
			})
		}
		wait.Wait()
	}
}

// The characters of a document, from a face that served one before.
func BenchmarkCut600(b *testing.B) {
	face := load(b).Face(font.FangSong)
	runes := ofDocument(face)
	b.ReportAllocs()
	for b.Loop() {
		cut(b, face, runes)
	}
}

// The same from a face that was just read.
func BenchmarkFirstCut600(b *testing.B) {
	all, err := Files()
	if err != nil {
		b.Fatal(err)
	}
	runes := ofDocument(load(b).Face(font.FangSong))
	b.ReportAllocs()
	for b.Loop() {
		face, err := font.NewFace(all[0].Data, 0)
		if err != nil {
			b.Fatal(err)
		}
		cut(b, face, runes)
	}
}

func ofDocument(face *font.Face) (runes []rune) {
	for i, r := range []rune(strings.ReplaceAll(table, "\n", "")) {
		if i%7 == 0 && len(runes) < 600 && face.Has(r) {
			runes = append(runes, r)
		}
	}
	return runes
}

func cut(b *testing.B, face *font.Face, runes []rune) {
	ttf, err := face.Cut(runes)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(ttf)))
}

func BenchmarkAdvance(b *testing.B) {
	face := load(b).Face(font.FangSong)
	for b.Loop() {
		for _, r := range "关于开展职业教育活动周的通知〔2026〕1号" {
			face.Advance(r)
		}
	}
}
