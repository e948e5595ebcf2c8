package house

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// aside are public functions that need no example: nobody begins with them, for
// they are parts that other packages of this module need, or do with a path or a
// single value what the one beside them, which has one, does.
var aside = strings.Fields(`
	campaign.LoadBeside campaign.TypeSize campaign.UnitOf campaign.Weekday
	campaign/calendar.BuiltInHolidays campaign/calendar.ClockFromSerial campaign/calendar.DateOf campaign/calendar.FindClock
	campaign/calendar.FromSerial campaign/calendar.ReadHolidaysFile
	campaign/document/plain.CutMark campaign/document/plain.FormLines campaign/document/plain.LoadFile campaign/document/plain.ParseMark
	campaign/document/plain.PlaceBody campaign/document/plain.WordText
	forms.ParseKind forms.ReservedSheet forms.SheetName
	forms/returned.AreaOf forms/returned.EndOf forms/returned.NewIndex forms/returned.NewReadError forms/returned/roster.ReadFile
	forms/returned/roster.Cells campaign/letter.In campaign/letter.Of
	forms/returned/learn.Learn
	forms/returned/rollup.AreaHeads forms/returned/rollup.FieldKey forms/returned/rollup.Head forms/returned/rollup.Label
	forms/returned/rollup.Read forms/returned/rollup.RowSum
	render/font.Named render/font.NewFace render/font.System render/output.Size render/paper.Bookmarks
	render/template.Office render/template.OfficeNames validate/material.Judge validate/material.Look
	validate/rules.ReadFile
`)

// TestEntryPointsHaveExamples: every public function is used in an example that
// runs, where its package's documentation shows it.
func TestEntryPointsHaveExamples(t *testing.T) {
	shown := map[string]bool{}
	of, _ := imports(t)
	for _, dir := range slices.Sorted(maps.Keys(of)) {
		for _, e := range examples(t, dir) {
			if e.Output == "" && !e.EmptyOutput {
				t.Errorf("%s: Example%s does not run", dir, e.Name)
				continue
			}
			ast.Inspect(e.Code, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok {
						shown[x.Name+"."+s.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	var without []string
	for _, e := range exports(t) {
		name := path.Base(path.Dir(e.name) + "/" + e.name[strings.LastIndex(e.name, "/")+1:])
		if strings.Count(name, ".") == 1 && !shown[name] && !slices.Contains(without, e.name) {
			without = append(without, e.name)
		}
	}
	for _, name := range without {
		if !slices.Contains(aside, name) {
			t.Errorf("no example uses %s", name)
		}
	}
	for _, name := range aside {
		if !slices.Contains(without, name) {
			t.Errorf("%s is not left aside: an example uses it, or it is gone", name)
		}
	}
}

func examples(t *testing.T, dir string) []*doc.Example {
	t.Helper()
	entries, err := os.ReadDir(path.Join(root, dir))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, d := range entries {
		if !strings.HasSuffix(d.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join(root, dir, d.Name()), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return doc.Examples(files...)
}
