package engine

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNeeds: what a text must hold is read out of an expression.
func TestNeeds(t *testing.T) {
	for _, test := range []struct{ expr, want string }{
		{``, ""},
		{`.*`, ""},
		{`(?:号)?`, ""},
		{`\p{Han}+`, ""},
		{`号`, "号"},
		{`^[\s\p{Z}]*附[\s\p{Z}]*件`, "件&附"},
		{`〔\d{4}〕\d+号`, "〔&〕&号 0|1|2|3|4|5|6|7|8|9"},
		{`-{2,3}|。{3,}|…+`, "--|。。。|…"},
		{`(大约|约|近)多?余`, "余 大约|约|近"},
		{`(星期[1-6])|“(十[1-9]五)”`, "星期|“&”&五&十"},
		{`甲|.`, ""},
		{`(?i)ftp://`, "://"},
		{`(?i)ab`, ""},
		{`(?:甲乙)+(?:丙){0,2}`, "甲乙"},
	} {
		var got []string
		for _, n := range Compile(test.expr).needs {
			var sets []string
			for _, a := range n {
				sets = append(sets, strings.Join(a.strings, "&"))
			}
			got = append(got, strings.Join(sets, "|"))
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s needs %q, want %q", test.expr, s, test.want)
		}
	}
}

// TestPattern: a pattern finds what its expression finds.
func TestPattern(t *testing.T) {
	piece := rapid.SampledFrom(strings.Fields(`甲 乙 丙丁 1 a [甲乙] [1-9] [^甲] . \d ^ $ (?i:a) (?i:乙) \b`))
	var expr func(depth int) *rapid.Generator[string]
	expr = func(depth int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			if depth == 0 {
				return piece.Draw(t, "piece")
			}
			a, b := expr(depth-1).Draw(t, "a"), expr(depth-1).Draw(t, "b")
			return fmt.Sprintf(rapid.SampledFrom([]string{"%s%s", "(%s)%s", "%s(?:%s)*", "%s(?:%s)?", "(?:%s|%s)", "(?:%s)+%s", "(?:%s){2}%s", "%s(?:%s){0,2}"}).Draw(t, "op"), a, b)
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		e := expr(3).Draw(t, "expr")
		p, re := Compile(e), regexp.MustCompile(e)
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Fields("甲 乙 丙 丁 1 2 a A b")), 0, 8).Draw(t, "text"), "")
		l := NewLine(text, nil, 1, RoleText)
		if diff := cmp.Diff(re.FindAllStringSubmatchIndex(text, -1), p.All(l)); diff != "" {
			t.Fatalf("%s in %q (-want +got)\n%s", e, text, diff)
		}
		if diff := cmp.Diff(re.FindStringSubmatchIndex(text), p.First(l)); diff != "" {
			t.Fatalf("%s in %q (-want +got)\n%s", e, text, diff)
		}
		if re.MatchString(text) != p.In(l) || p.In(l) != p.Match(text) {
			t.Fatalf("%s in %q: %v, %v", e, text, p.In(l), p.Match(text))
		}
	})
}

// TestCompiledOnce: no expression is compiled where a text is checked: only
// package variables are compiled, and by nobody but a pattern.
func TestCompiledOnce(t *testing.T) {
	var names []string
	for _, dir := range []string{".", "../prose", "../wording", "../.."} {
		found, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	functions := 0
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || name == "pattern.go" || strings.HasSuffix(name, "_test.go") {
				continue
			}
			functions++
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				switch fun := call.Fun.(type) {
				case *ast.Ident:
					if fun.Name == "Compile" {
						t.Errorf("%s: %s compiles a pattern", name, f.Name.Name)
					}
				case *ast.SelectorExpr:
					if fun.Sel.Name == "Compile" {
						t.Errorf("%s: %s compiles a pattern", name, f.Name.Name)
					}
					if strings.HasPrefix(fun.Sel.Name, "MustCompile") || fun.Sel.Name == "MatchString" && fmt.Sprint(fun.X) == "regexp" {
						t.Errorf("%s: %s compiles an expression", name, f.Name.Name)
					}
				}
				return true
			})
		}
	}
	if functions < 100 {
		t.Fatalf("only %d functions were looked at", functions)
	}
}
