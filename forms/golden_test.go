package forms

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/golden"
)

func archives(t *testing.T, glob string) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files match %s: %v", glob, err)
	}
	out := map[string]*txtar.Archive{}
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[f] = a
	}
	return out
}

func section(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func TestTags(t *testing.T) {
	for file, a := range archives(t, "testdata/tag/*.txtar") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			inputs := 1
			types := map[string]reflect.Type{
				"string": reflect.TypeFor[string](), "bool": reflect.TypeFor[bool](), "int": reflect.TypeFor[int](),
				"*int": reflect.TypeFor[*int](), "uint8": reflect.TypeFor[uint8](), "float64": reflect.TypeFor[float64](),
				"[]string": reflect.TypeFor[[]string](), "[]int": reflect.TypeFor[[]int](), "chan": reflect.TypeFor[chan int](),
				"any":  reflect.TypeFor[any](),
				"date": reflect.TypeFor[calendar.Date](), "period": reflect.TypeFor[calendar.Period](), "clock": reflect.TypeFor[calendar.Clock](),
			}
			if row := section(a, "row"); row != "" {
				inputs = 2
				types["row"] = structOf(t, row, types)
				types["[]row"] = reflect.SliceOf(types["row"])
			}
			s, err := FromType(structOf(t, section(a, "go"), types))
			got := txtar.File{Name: "dump"}
			if err != nil {
				var te *TagError
				if !errors.As(err, &te) {
					t.Errorf("error is a %T, want *TagError", err)
				}
				got = txtar.File{Name: "error", Data: []byte(err.Error())}
			} else {
				got.Data = []byte(s.Dump())
			}
			golden.Archive(t, file, a, inputs, []txtar.File{got})
		})
	}
}

// structOf makes a type of lines such as: Students int form:"学生数,unit=人".
func structOf(t *testing.T, text string, types map[string]reflect.Type) reflect.Type {
	t.Helper()
	var fields []reflect.StructField
	for line := range strings.Lines(text) {
		p := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(p) != 3 || types[p[1]] == nil {
			t.Fatalf("bad line %q", line)
		}
		fields = append(fields, reflect.StructField{Name: p[0], Type: types[p[1]], Tag: reflect.StructTag(p[2])})
	}
	return reflect.StructOf(fields)
}

func TestYAML(t *testing.T) {
	for file, a := range archives(t, "testdata/yaml/*.txtar") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var s Schema
			err := yaml.UnmarshalWithOptions([]byte(section(a, "yaml")), &s, yaml.Strict())
			var l *Layout
			if err == nil {
				l, err = s.Layout()
			}
			if err != nil {
				got := []txtar.File{{Name: "error", Data: []byte(err.Error())}}
				if all, ok := err.(interface{ Unwrap() []error }); ok {
					var lines []string
					for _, err := range all.Unwrap() {
						e := err.(*SchemaError)
						lines = append(lines, e.Key+"："+e.Chinese())
					}
					got = append(got, txtar.File{Name: "chinese", Data: []byte(strings.Join(lines, "\n"))})
				}
				golden.Archive(t, file, a, 1, got)
				return
			}
			golden.Archive(t, file, a, 1, []txtar.File{
				{Name: "dump", Data: []byte(s.Dump())},
				{Name: "layout", Data: []byte(l.Dump())},
			})
		})
	}
}

// What is written as YAML is read back the same.
func TestYAMLRoundTrip(t *testing.T) {
	for _, s := range Builtins() {
		text, err := yaml.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back Schema
		if err := yaml.UnmarshalWithOptions(text, &back, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		if d := cmp.Diff(*s, back); d != "" {
			t.Errorf("%s differs (-written +read):\n%s", s.ID, d)
		}
	}
}

func TestBuiltins(t *testing.T) {
	for _, s := range Builtins() {
		t.Run(s.ID, func(t *testing.T) {
			l, err := s.Layout()
			if err != nil {
				t.Fatal(err)
			}
			g, err := s.Guide()
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata/builtin", s.ID+".txtar")
			a := &txtar.Archive{}
			if data, err := os.ReadFile(file); err == nil {
				a = txtar.Parse(data)
			} else if !*golden.Update {
				t.Fatal(err)
			}
			var guide bytes.Buffer
			for _, c := range g.Cells {
				sep := "\n"
				if c.Cols == 1 && c.Col < len(g.Columns) {
					sep = " | "
				}
				fmt.Fprint(&guide, c.Text, sep)
			}
			golden.Archive(t, file, a, 0, []txtar.File{
				{Name: "dump", Data: []byte(s.Dump())},
				{Name: "layout", Data: []byte(l.Dump())},
				{Name: "guide", Data: guide.Bytes()},
			})
		})
	}
}
