package house

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// given are what the README's code finds there: values that a caller has.
const given = `
	var (
		ctx context.Context
		file *os.File
		list *bytes.Reader
		w io.Writer
		size int64
		text string
		form []byte
		schools returned.Roster
		organs []document.Organ
		period calendar.Period
	)
`

// readmePackages are the packages that the README's code names.
var readmePackages = strings.Fields(`bytes context fmt io os
	campaign campaign/calendar campaign/document campaign/document/plain campaign/pack forms forms/collect forms/returned forms/returned/roster forms/returned/learn
	render render/annotate render/blank render/font render/fontpack render/output render/paper render/schedule render/sheet
	validate validate/material validate/report`)

// TestReadmeCompiles: every block of Go in the READMEs compiles, in its order
// and with nothing but what is given.
func TestReadmeCompiles(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		t.Run(name, func(t *testing.T) {
			readme, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(readme, -1)
			if len(blocks) == 0 {
				t.Skip("no Go in it")
			}
			compile(t, blocks)
		})
	}
}

func compile(t *testing.T, blocks [][][]byte) {
	var b bytes.Buffer
	b.WriteString("package main\n\nimport (\n")
	body := string(bytes.Join(slices.Collect(func(yield func([]byte) bool) {
		for _, block := range blocks {
			if !yield(block[1]) {
				return
			}
		}
	}), []byte("\n")))
	for _, p := range readmePackages {
		base := p[strings.LastIndex(p, "/")+1:]
		if !regexp.MustCompile(`\b` + base + `\.`).MatchString(body + given) {
			continue
		}
		if slices.Contains([]string{"bytes", "context", "fmt", "io", "os"}, p) {
			fmt.Fprintf(&b, "%q\n", p)
		} else {
			fmt.Fprintf(&b, "%q\n", module+p)
		}
	}
	b.WriteString(")\n\nfunc main() {\n" + given + "_, _, _, _, _, _, _, _, _, _ = ctx, file, list, w, size, text, form, schools, organs, period\n" + body)
	f, err := parser.ParseFile(token.NewFileSet(), "readme.go", b.String()+"\n}\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool { // so that what the README only shows is used
		if a, ok := n.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
			for _, x := range a.Lhs {
				if name := x.(*ast.Ident).Name; name != "_" && name != "f" {
					fmt.Fprintf(&b, "_ = %s\n", name)
				}
			}
		}
		return true
	})
	b.WriteString("\n}\n")

	dir := t.TempDir()
	source, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	places, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(top, "internal", "readme", "main.go"): source}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{source: b.Bytes(), overlay: places} {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-overlay", overlay, "-gcflags=-e", "-o", os.DevNull, "./internal/readme")
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
