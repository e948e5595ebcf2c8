package crosscheck

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// FontFile returns the path of an installed font file by its name, or skips
// the test.
func FontFile(t testing.TB, name string) string {
	t.Helper()
	found := ""
	filepath.WalkDir("/usr/share/fonts", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == name {
			found = path
			return filepath.SkipAll
		}
		return nil
	})
	if found != "" {
		return found
	}
	if os.Getenv("CROSSCHECK") == "require" {
		t.Fatalf("the font %s is not installed", name)
	}
	t.Skipf("the font %s is not installed", name)
	return ""
}

// Quiet is Run for a program that must have nothing to complain about.
func Quiet(t testing.TB, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(Tool(t, name), args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// PagePicture returns a page of a PDF as poppler draws it, black on white.
func PagePicture(t testing.TB, pdf string, page, dpi int) *image.Gray {
	t.Helper()
	n := strconv.Itoa(page)
	out := Quiet(t, "pdftoppm", "-gray", "-f", n, "-l", n, "-r", strconv.Itoa(dpi), pdf)
	var width, height, white int
	if _, err := fmt.Sscanf(out[:min(len(out), 40)], "P5\n%d %d\n%d\n", &width, &height, &white); err != nil || len(out) < width*height {
		t.Fatalf("pdftoppm: no picture of page %d: %v", page, err)
	}
	return &image.Gray{Pix: []byte(out[len(out)-width*height:]), Stride: width, Rect: image.Rect(0, 0, width, height)}
}

// GlyphPictures returns characters of a face as FreeType draws them without
// hints, each in a picture of its own, black on white. An em is em pixels; the
// pen stands em/4 from the left edge, the baseline em from the upper one, and
// em/2 from the lower.
func GlyphPictures(t testing.TB, font string, index int, characters []rune, em int) map[rune]*image.Gray {
	t.Helper()
	const batch = 100 // the program's pictures may not be higher than 32,767 pixels
	dir := t.TempDir()
	text, picture := filepath.Join(dir, "text"), filepath.Join(dir, "picture.png")
	pictures := make(map[rune]*image.Gray, len(characters))
	for len(characters) > 0 {
		now := characters[:min(batch, len(characters))]
		characters = characters[len(now):]
		var lines strings.Builder
		for _, r := range now {
			fmt.Fprintf(&lines, "%c\n", r)
		}
		if err := os.WriteFile(text, []byte(lines.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		Quiet(t, "hb-view", "--font-file="+font, "--face-index="+strconv.Itoa(index), "--text-file="+text,
			"--shapers=fallback", // one glyph a character, nothing replaced
			"--font-size="+strconv.Itoa(em), fmt.Sprintf("--font-extents=%d,%d,0", em, em/2), fmt.Sprintf("--margin=0 %d", em/4),
			"--output-format=png", "--output-file="+picture)
		file, err := os.Open(picture)
		if err != nil {
			t.Fatal(err)
		}
		all, err := png.Decode(file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		height := em + em/2
		if b := all.Bounds(); b.Dy() != len(now)*height {
			t.Fatalf("hb-view: a picture %d pixels high for %d characters", b.Dy(), len(now))
		}
		for i, r := range now {
			one := image.NewGray(image.Rect(0, 0, all.Bounds().Dx(), height))
			draw.Draw(one, one.Rect, all, image.Pt(0, i*height), draw.Src)
			pictures[r] = one
		}
	}
	return pictures
}
