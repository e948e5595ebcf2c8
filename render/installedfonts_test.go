package render_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An installed face is one that other programs read too: of every kind of file
// that offices have.
type installed struct {
	kind  string
	file  string // in the font folders, or of package fontpack
	index int
}

var installedFaces = []installed{
	{"CFF collection", "NotoSerifCJK-Regular.ttc", 2},
	{"CFF collection", "NotoSerifCJK-Bold.ttc", 3},
	{"TrueType", "LXGWWenKai-Regular.ttf", 0},
	{"TrueType collection", "uming.ttc", 0},
	{"TrueType collection", "uming.ttc", 3},
	{"TrueType collection", "wqy-zenhei.ttc", 0},
	{"TrueType collection", "wqy-zenhei.ttc", 1},
	{"embedded", "fang.ttf", 0},
	{"embedded", "songbold.ttf", 0},
	{"embedded", "supplement.ttf", 0},
}

// open returns the file as it is and the face.
func (i installed) open(t testing.TB) (path string, face *font.Face) {
	t.Helper()
	var data []byte
	if i.kind == "embedded" {
		files, err := fontpack.Files()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.Name == i.file {
				data, path = f.Data, filepath.Join(t.TempDir(), f.Name)
			}
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	} else {
		path = crosscheck.FontFile(t, i.file)
		var err error
		if data, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	face, err := font.NewFace(data, i.index)
	if err != nil {
		t.Fatal(err)
	}
	return path, face
}

// characters picks what the face has of a text of daily use, of names that
// are rare, and of all its Chinese characters every so many.
func (i installed) characters(face *font.Face, n int) []rune {
	var chinese []rune
	for r := rune(0x3400); r < 0x30000; r++ {
		if (r <= 0x9FFF || r >= 0x20000) && face.Has(r) {
			chinese = append(chinese, r)
		}
	}
	picked := []rune("关于举办2027年职业教育活动周的通知市教发〔〕号：各区（县）教育局、直属学校，为“技能”ABCXYZabcxyz0345689%。；！？䶮喆堃镕𠮷𬭎")
	step := max(1, len(chinese)/n)
	for at := 0; at < len(chinese); at += step {
		picked = append(picked, chinese[at])
	}
	var out []rune
	for _, r := range picked {
		if face.Has(r) && !slices.Contains(out, r) && len(out) < n {
			out = append(out, r)
		}
	}
	return out
}

// print writes characters as a plan in one face, a blank as wide as they are
// behind each so that none reaches into the next.
func (i installed) print(t testing.TB, face *font.Face, characters []rune) (pages []paper.Page, pdf string) {
	t.Helper()
	var text strings.Builder
	for _, r := range characters {
		text.WriteRune(r)
		text.WriteRune('\u3000')
	}
	plan := &document.Document{Kind: "方案", Title: "样张", Body: []document.Block{&document.Paragraph{Text: strings.TrimSpace(text.String())}}}
	p := &render.Printer{Fonts: font.Set{{Role: font.FangSong, Face: face}}}
	pages, err := pagesOf(p, plan)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := p.PDF(&b, plan); err != nil {
		t.Fatal(err)
	}
	pdf = filepath.Join(t.TempDir(), "plan.pdf")
	if err := os.WriteFile(pdf, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return pages, pdf
}

// What is printed with an office's own face is the face's drawing, at its place
// and size, and the text can be copied out of the file again.
//
// Poppler's picture of the page is held against FreeType's picture of each
// glyph of the file that the face came from, 96 pixels an em. In no more than
// four pixels of a glyph may they differ by more than a quarter of the way
// from black to white. Along an edge that is a quarter of a pixel, 2.6
// thousandths of the em: the cut may take one, the two programs' rounding of
// points takes the like (half of the limit was measured). The four pixels are
// for places where contours cross within a pixel, which FreeType fills in one
// way or another with the slightest move.
func TestInstalledFacesCrosscheck(t *testing.T) {
	for _, c := range installedFaces {
		t.Run(fmt.Sprint(c.file, " ", c.index), func(t *testing.T) {
			t.Parallel()
			const em, size, strays = 96, 16, 4
			path, face := c.open(t)
			characters := c.characters(face, 240) // they fill a page
			pages, pdf := c.print(t, face, characters)

			if got := squash(crosscheck.Quiet(t, "pdftotext", "-raw", "-enc", "UTF-8", pdf, "-")); !strings.Contains(got, string(characters)) {
				t.Errorf("the text that comes out is another:\n%s\nwant\n%s", got, string(characters))
			}

			page := crosscheck.PagePicture(t, pdf, 1, em*72/size)
			glyphs := crosscheck.GlyphPictures(t, path, c.index, characters, em)
			compared := 0
			for _, item := range pages[0].Items {
				text, ok := item.(paper.Text)
				if !ok || text.Face != face || text.Size != size {
					continue
				}
				x := float64(text.X)
				for _, r := range text.Text {
					if glyph := glyphs[r]; glyph != nil {
						compared++
						if n := differing(page, glyph, int(x*em/size), int(float64(text.Y)*em/size), em); n > strays {
							t.Errorf("%c is drawn in another way: %d pixels differ", r, n)
						}
					}
					x += face.Advance(r)*size + float64(text.Track)
				}
			}
			if compared < len(characters) {
				t.Errorf("only %d of %d characters are on the page", compared, len(characters))
			}
		})
	}
}

// differing counts the pixels that differ where a glyph stands on a page, with
// the pen at x, y or one pixel beside it: where poppler puts it between pixels
// is not known.
func differing(page, glyph *image.Gray, x, y, em int) int {
	const limit = 64
	least := math.MaxInt
	near := [...]int{0, -1, 1}
	for _, dx := range near {
		for _, dy := range near {
			n := 0
			for v := 0; v < glyph.Rect.Dy() && n < least; v++ {
				row := glyph.Pix[v*glyph.Stride:][:glyph.Rect.Dx()]
				at := page.Pix[(y+dy-em+v)*page.Stride+x+dx-em/4:]
				for u, a := range row {
					if d := int(a) - int(at[u]); d > limit || d < -limit {
						n++
					}
				}
			}
			least = min(least, n)
		}
	}
	return least
}

// Free faces that happen to be installed change no document, and are there for
// who names them, in the weight for text.
func TestSystemFontsCrosscheck(t *testing.T) {
	for role, free := range map[font.Role]struct{ file, name string }{
		font.KaiTi: {"LXGWWenKai-Regular.ttf", "霞鹜文楷"}, font.HeiTi: {"wqy-zenhei.ttc", "文泉驿正黑"}, font.SongTi: {"NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"},
	} {
		crosscheck.FontFile(t, free.file)
		face := font.Named(role, "某某体", free.name).Face(role)
		if face == nil {
			t.Errorf("%s: %s is not found", role, free.name)
			continue
		}
		t.Log(role, face.Names())
		for _, name := range face.Names() {
			if strings.Contains(name, "Light") || strings.Contains(name, "Bold") {
				t.Errorf("%s: got %s", role, name)
			}
		}
		if _, err := face.Cut([]rune("职业教育活动周")); err != nil {
			t.Error(err)
		}
		for _, f := range font.System() {
			if slices.Contains(f.Face.Names(), free.name) {
				t.Errorf("%s is taken for an official face", free.name)
			}
		}
	}
}

// On a computer without the official faces a document is the same bytes as on
// any other such, whatever else is installed.
func TestWhatIsInstalledChangesNothing(t *testing.T) {
	pack := printer(t).Fonts
	system := font.System()
	for _, f := range system {
		if name := f.Face.Name(); name == f.Role.FaceName() || slices.Contains(f.Role.AltNames(), name) {
			t.Skipf("%s is installed", name)
		}
	}
	all := append(system, pack...)
	for _, s := range samples(t) {
		var want, got bytes.Buffer
		for fonts, to := range map[*font.Set]*bytes.Buffer{&pack: &want, &all: &got} {
			if _, err := (&render.Printer{Fonts: *fonts}).PDF(to, s.doc); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%s: another PDF", s.name)
		}
	}
}

// Other programs take whatever characters are cut from a face as a sound font:
// the cut itself, and what stands in the PDF.
func TestRandomCutsCrosscheck(t *testing.T) {
	for _, c := range installedFaces {
		t.Run(fmt.Sprint(c.file, " ", c.index), func(t *testing.T) {
			t.Parallel()
			_, face := c.open(t)
			var has []rune
			for r := range rune(0x30000) {
				if face.Has(r) {
					has = append(has, r)
				}
			}
			random := rand.New(rand.NewPCG(1, uint64(c.index)))
			scan := func(what string, font []byte) {
				path := filepath.Join(t.TempDir(), "cut.ttf")
				if err := os.WriteFile(path, font, 0o666); err != nil {
					t.Fatal(err)
				}
				if got := crosscheck.Quiet(t, "fc-scan", "--format=%{fontformat} %{outline}", path); got != "TrueType True" {
					t.Errorf("%s: got %q", what, got)
				}
			}
			for _, n := range []int{1, 10, 100, 1000} {
				var characters []rune
				for range n {
					if r := has[random.IntN(len(has))]; unicode.IsGraphic(r) && !unicode.IsSpace(r) {
						characters = append(characters, r)
					}
				}
				ttf, err := face.Cut(characters)
				if err != nil {
					t.Fatal(err)
				}
				scan("cut", ttf)

				_, pdf := c.print(t, face, characters)
				for _, font := range embeddedFonts(t, pdf) {
					scan("embedded", font)
				}
				crosscheck.Quiet(t, "pdffonts", pdf)
				crosscheck.Quiet(t, "pdftotext", pdf, "-")
				crosscheck.PagePicture(t, pdf, 1, 72)
			}
		})
	}
}

// embeddedFonts returns the TrueType fonts in a PDF.
func embeddedFonts(t testing.TB, pdf string) (fonts [][]byte) {
	t.Helper()
	data, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range regexp.MustCompile(`/Length1 \d+ [^<>]*>>\nstream\n`).FindAllIndex(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(data[at[1]:]))
		if err != nil {
			t.Fatal(err)
		}
		font, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		fonts = append(fonts, font)
	}
	if len(fonts) == 0 {
		t.Fatal("no font in the PDF")
	}
	return fonts
}
