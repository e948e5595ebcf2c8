package report_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestIDs: every id that code names is in the catalogue, and code names every
// rule of the catalogue. An id that is a constant is named where the constant is.
func TestIDs(t *testing.T) {
	id := regexp.MustCompile(`^(GW|ZJ|MT|FM|RD)\d{3}$`)
	named := map[string]bool{}       // ids
	constants := map[string]string{} // ids by the names of constants
	used := map[string]bool{}        // names that are not declared
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || name == "validate/report"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path.Base(name), src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		value := func(n ast.Node) string {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return ""
			}
			s, _ := strconv.Unquote(lit.Value)
			if !id.MatchString(s) {
				return ""
			}
			if _, known := report.RuleOf(s); !known {
				t.Errorf("%s: %s is not in the catalogue", name, s)
			}
			return s
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if len(n.Names) == 1 && len(n.Values) == 1 && value(n.Values[0]) != "" {
					constants[n.Names[0].Name] = value(n.Values[0])
					return false
				}
			case *ast.Ident:
				used[n.Name] = true
			default:
				named[value(n)] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, id := range constants {
		named[id] = named[id] || used[name]
	}
	for _, r := range report.Rules() {
		if !named[r.ID] {
			t.Errorf("nothing finds %s", r.ID)
		}
	}
}
