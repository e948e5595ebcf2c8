// Package house holds the tests of how the module is built: which package may
// import which, and how large one may grow.
package house

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/zhijiao-go/zhijiao/"
	root   = "../.."

	// maxLines is what a package may have without its tests.
	maxLines = 4500
)

// floors are the public packages from the ground up. One may import those of
// the floors below it and, on its own floor, nothing; internal packages are
// between floors.
var floors = [][]string{
	{"campaign/calendar", "validate/report"},
	{"render/font", "render/output", "forms"},
	{"render/paper", "render/fontpack", "render/blank", "render/fill", "campaign/document", "forms/returned"},
	{"campaign/document/plain", "forms/returned/rollup", "forms/returned/roster", "forms/returned/learn"},
	{"campaign"},
	{"campaign/stated"},
	{"campaign/adopt"},
	{"render", "render/annotate", "render/guard", "render/sheet", "render/template", "validate/material", "validate/layout", "validate/rules"},
	{"render/schedule", "validate", "campaign/letter"},
	{"campaign/pack", "forms/collect"},
	{"examples/zhijiao/cli"},
	{"examples/zhijiao/learn"},
	{"examples/zhijiao/"},
	{"examples"},
}

// onlyIn tells the packages that alone may import a package from outside.
var onlyIn = map[string][]string{
	"github.com/go-pdf/fpdf":             {"render/internal/pdf"},
	"github.com/nguyenthenguyen/docx":    {"render/internal/docx"},
	"github.com/goccy/go-yaml":           {"campaign/internal/yamltree"},
	"github.com/go-playground/validator": {"validate/internal/tagged"},
}

// imports returns what the files of each package import, tests left out.
func imports(t *testing.T) (of map[string][]string, lines map[string]int) {
	t.Helper()
	of, lines = map[string][]string{}, map[string]int{}
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path.Join(root, p))
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := path.Dir(p)
		lines[dir] += bytes.Count(src, []byte("\n"))
		of[dir] = append(of[dir], "")
		for _, i := range f.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			of[dir] = append(of[dir], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return of, lines
}

func floor(dir string) int {
	return slices.IndexFunc(floors, func(f []string) bool {
		return slices.Contains(f, dir) || strings.HasPrefix(dir, "examples/zhijiao/") && slices.Contains(f, "examples/zhijiao/") ||
			strings.HasPrefix(dir, "examples/") && slices.Contains(f, "examples")
	})
}

// TestImportsRunDown: nothing imports what stands above it, what is public has
// a floor, and programs use public packages alone.
func TestImportsRunDown(t *testing.T) {
	of, _ := imports(t)
	for dir, names := range of {
		hidden := strings.Contains("/"+dir+"/", "/internal/") || strings.HasPrefix(dir, "render/fontpack/")
		if floor(dir) < 0 && !hidden {
			t.Errorf("%s has no floor: say above what it stands", dir)
		}
		for _, name := range names {
			down, own := strings.CutPrefix(name, module)
			if !own || strings.HasPrefix(down, "testdata") {
				continue
			}
			if strings.HasPrefix(dir, "examples/") && strings.Contains("/"+down+"/", "/internal/") {
				t.Errorf("%s imports %s: programs use public packages alone", dir, down)
			}
			if from, to := floor(dir), floor(down); from >= 0 && to >= from {
				t.Errorf("%s imports %s, which stands no lower", dir, down)
			}
		}
	}
}

func TestPackagesFromOutside(t *testing.T) {
	of, _ := imports(t)
	found := map[string][]string{}
	for dir, names := range of {
		for _, name := range names {
			for outside := range onlyIn {
				if (name == outside || strings.HasPrefix(name, outside+"/")) && !slices.Contains(found[outside], dir) {
					found[outside] = append(found[outside], dir)
				}
			}
		}
	}
	for outside, want := range onlyIn {
		if got := found[outside]; !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Errorf("%s is imported in %v, want %v", outside, got, want)
		}
	}
}

func TestPackagesAreSmall(t *testing.T) {
	_, lines := imports(t)
	for dir, n := range lines {
		if n > maxLines {
			t.Errorf("%s has %d lines, want at most %d", dir, n, maxLines)
		}
	}
}
