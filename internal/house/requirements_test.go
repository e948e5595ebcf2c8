package house

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestRequirements: what testdata/requirements says of the samples is so: the
// words stand there, the values are in the campaigns, the fields in the forms, the
// rules in the catalogue, and the tests exist.
func TestRequirements(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "testdata/requirements/*.txt"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	states := map[string]int{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		table, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sample, err := os.ReadFile(filepath.Join(root, "testdata/notices", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		text, n := han.Squeeze(string(sample)), 0
		for line := range strings.Lines(string(table)) {
			n++
			wrong := func(format string, args ...any) {
				t.Errorf("%s:%d: %s", filepath.Base(file), n, fmt.Sprintf(format, args...))
			}
			cells := strings.Split(strings.TrimSpace(line), " | ")
			if len(cells) != 5 {
				wrong("%d columns", len(cells))
				continue
			}
			state, words, where, tests := cells[0], cells[1], cells[3], cells[4]
			if !strings.Contains(text, han.Squeeze(words)) {
				wrong("not in the sample: %s", words)
			}
			switch states[state]++; state {
			case "text":
				if tests != "-" || where == "-" || !strings.ContainsFunc(where, han.Is) {
					wrong("a text has a reason and no test: %s", line)
				}
				continue
			case "typed", "enforced":
			default:
				wrong("no state %s", state)
			}
			ruled := false
			for part := range strings.SplitSeq(where, "; ") {
				kind, what, _ := strings.Cut(part, " ")
				switch {
				case kind == "rule":
					_, ok := report.RuleOf(what)
					if ruled = ruled || ok; !ok {
						wrong("no rule %s", what)
					}
				case kind == "form":
					if !formHas(what) {
						wrong("no field %s", what)
					}
				default:
					path, want, _ := strings.Cut(part, "=")
					if got, err := valueAt(reflect.ValueOf(*c), path); err != nil || got != want {
						wrong("%s is %q, not %q: %v", path, got, want, err)
					}
				}
			}
			// Deadlines and rhythms are chased by collect, which a test of it shows; what
			// stands in forms is checked by it.
			chased := owed.MatchString(where) && strings.Contains(tests, "forms/collect.")
			if state == "enforced" && !ruled && !chased && !strings.Contains(where, ".form=") && !strings.Contains(where, "form ") {
				wrong("enforced by what?")
			}
			for test := range strings.SplitSeq(tests, "; ") {
				if !hasTest(t, test) {
					wrong("no test %s", test)
				}
			}
		}
	}
	t.Logf("%d enforced, %d typed, %d text", states["enforced"], states["typed"], states["text"])
}

// owed are the values that collect holds returns against.
var owed = regexp.MustCompile(`(?:^|; )(?:deadlines|rhythms|material|forms)\[`)

// formHas reports whether a built-in form has the field id.key or id.block.key.
func formHas(what string) bool {
	id, key, _ := strings.Cut(what, ".")
	s, ok := forms.Builtin(id)
	if !ok {
		return false
	}
	block, key, of := strings.Cut(key, ".")
	if !of {
		block, key = "", block
	}
	for ref, f := range s.Fields() {
		if f.Key == key && (ref.Block == block) {
			return true
		}
	}
	return false
}

var step = regexp.MustCompile(`^\.?([A-Za-z]+)(?:\[([^\]]+)\])?`)

// valueAt returns the value at a path such as deadlines[summary].due; items of
// lists are called by id, name, kind, or what a mailbox begins with.
func valueAt(v reflect.Value, path string) (string, error) {
	for path != "" {
		g := step.FindStringSubmatch(path)
		if g == nil {
			return "", fmt.Errorf("no path: %s", path)
		}
		path = path[len(g[0]):]
		if v = keyed(reflect.Indirect(v), g[1]); !v.IsValid() {
			return "", fmt.Errorf("no key %s", g[1])
		}
		if g[2] == "" {
			continue
		}
		found := false
		for i := range v.Len() {
			for _, key := range []string{"id", "email", "name", "person", "kind", "what", "title"} {
				k := keyed(v.Index(i), key)
				if k.IsValid() && (k.String() == g[2] || key == "email" && strings.HasPrefix(k.String(), g[2]+"@")) && !found {
					v, found = v.Index(i), true
					break
				}
			}
			if found {
				break
			}
		}
		if !found {
			return "", fmt.Errorf("no %s", g[2])
		}
	}
	v = reflect.Indirect(v)
	if m, ok := v.Interface().(interface{ MarshalText() ([]byte, error) }); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	if v.Kind() == reflect.Slice && v.Len() > 0 {
		return fmt.Sprint(v.Index(0)), nil
	}
	return fmt.Sprint(v), nil
}

// keyed returns the field of a struct that YAML calls so.
func keyed(v reflect.Value, key string) reflect.Value {
	for i := range v.NumField() {
		if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ","); name == key {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// hasTest reports whether a package has a test.
func hasTest(t *testing.T, test string) bool {
	t.Helper()
	dot := strings.LastIndexByte(test, '.')
	if dot < 0 {
		return false
	}
	files, err := filepath.Glob(filepath.Join(root, test[:dot], "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(src), "func "+test[dot+1:]+"(t *testing.T)") {
			return true
		}
	}
	return false
}
