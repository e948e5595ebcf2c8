package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/render"
)

// ofd.js shows every character where the PDF has it (O20). OFDJS names a folder
// of node_modules with ofd.js and playwright-core, which need Chromium.
func TestOFDInBrowser(t *testing.T) {
	modules := os.Getenv("OFDJS")
	if modules == "" {
		t.Skip("OFDJS names no folder with ofd.js")
	}
	all := specimens()
	args := []string{filepath.Join("testdata", "ofdview.js")}
	var sets []*render.Setting
	dir := t.TempDir()
	for i, s := range all {
		set, err := s.printer(t).Set(s.doc)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := set.OFD(&b, render.OFDOptions{}); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%02d.ofd", i))
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		args, sets = append(args, name), append(sets, set)
	}
	show := exec.Command("node", args...)
	show.Env = append(os.Environ(), "NODE_PATH="+modules)
	var said bytes.Buffer
	show.Stderr = &said
	out, err := show.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.Bytes())
	}
	var shown [][][]struct {
		R    string
		X, Y float64
	}
	if err := json.Unmarshal(out, &shown); err != nil {
		t.Fatal(err)
	}
	for i, s := range all {
		if len(shown[i]) != len(sets[i].Pages) {
			t.Errorf("%s: %d pages, want %d", s.name, len(shown[i]), len(sets[i].Pages))
			continue
		}
		for p, page := range sets[i].Pages {
			got := shown[i][p]
			for _, w := range notBlank(wanted(page)) {
				if w.r > 0xFFFF {
					continue // halves of UTF-16, to it
				}
				near := func(g struct {
					R    string
					X, Y float64
				}) bool {
					return g.R == string(w.r) && math.Abs(g.X-w.x) < 0.3 && math.Abs(g.Y-w.y) < 0.3
				}
				k := slices.IndexFunc(got, near)
				if k < 0 {
					t.Errorf("%s: page %d: no %c at %.2f, %.2f", s.name, p+1, w.r, w.x, w.y)
					break
				}
				got = slices.Delete(got, k, k+1)
			}
		}
	}
}
