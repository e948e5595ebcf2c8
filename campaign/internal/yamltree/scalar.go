package yamltree

import (
	"encoding"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/internal/lines"
)

// scalarText returns what is written of a value that is no mapping or list.
func scalarText(v reflect.Value) (string, bool) {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			return fmt.Sprint(v.Interface()), true // Load tells what is wrong with it
		}
		return string(text), true
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), true
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10), true
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case reflect.Slice:
		// A list that a single word stands for, such as all.
		if m, ok := v.Interface().(interface{ MarshalYAML() (any, error) }); ok {
			if word, _ := m.MarshalYAML(); word != nil {
				text, ok := word.(string)
				return text, ok
			}
		}
	}
	return "", false
}

// flow writes a value in braces or brackets, on one line. It returns false for
// what is too large for that: a text of several lines, a struct with lists of
// structs.
func flow(v reflect.Value) (string, bool) {
	v = reflect.Indirect(v)
	if text, ok := scalarText(v); ok {
		return writeText(v, text, "", true), !strings.Contains(text, "\n")
	}
	var parts []string
	if v.Kind() == reflect.Struct {
		for _, f := range fieldsOf(v) {
			if in := reflect.Indirect(f.v); in.Kind() == reflect.Slice && in.Len() > 0 && in.Type().Elem().Kind() == reflect.Struct {
				return "", false
			}
			s, ok := flow(f.v)
			if !ok || f.name == "body" && strings.ContainsAny(s, "。；") {
				return "", false
			}
			parts = append(parts, f.name+": "+s)
		}
		return "{" + strings.Join(parts, ", ") + "}", true
	}
	for i := range v.Len() {
		s, ok := flow(v.Index(i))
		if !ok {
			return "", false
		}
		parts = append(parts, s)
	}
	return "[" + strings.Join(parts, ", ") + "]", true
}

var (
	// bare is a text that every reader of YAML takes for one without quotes: a
	// word, or Chinese that holds no mark of YAML's.
	bareWord  = regexp.MustCompile(`^[A-Za-z][0-9A-Za-z._/@-]*$`)
	bareHan   = regexp.MustCompile(`^[\p{Han}\pL\d“《（〔【][\p{Han}\pL\pN“”‘’《》（）〔〕【】，。、；：！？—…·+./%@_ -]*$`)
	hasHan    = regexp.MustCompile(`\p{Han}`)
	bareValue = regexp.MustCompile(`^[0-9]+(?:-[0-9]+){0,2}$|^[0-9]+(?:\.[0-9]+)?[KMG]$`)
	// Some readers take these for truth values or nothing.
	taken = []string{"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"}
)

// writeText writes a scalar of v's type, in braces or brackets if inFlow is set:
// bare where nobody takes that for something else, as a block if it has several
// lines, else quoted. Whatever it returns, this package's reader reads as text.
func writeText(v reflect.Value, text, indent string, inFlow bool) string {
	var tries []string
	switch own := v.Type() != reflect.TypeFor[string](); {
	case v.Kind() == reflect.Int || v.Kind() == reflect.Bool:
		return text
	case own && bareValue.MatchString(text), bareWord.MatchString(text) && !slices.Contains(taken, strings.ToLower(text)),
		bareHan.MatchString(text) && hasHan.MatchString(text):
		tries = append(tries, text)
	case !inFlow && strings.Contains(text, "\n"):
		tries = append(tries, lines.Block(text, indent+"  "))
	}
	for _, s := range tries {
		if reads(s, text, indent, inFlow) {
			return s
		}
	}
	return `"` + quoted.Replace(text) + `"`
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

// reads reports whether a scalar as it is written is read as the text.
func reads(written, text, indent string, inFlow bool) bool {
	file := indent + "k: " + written + "\n" + indent + "z: 1\n"
	if inFlow {
		file = "{k: " + written + ", z: 1}\n"
	}
	root, twice, err := read(file)
	if err != nil || twice != nil || root.Kind != Map || len(root.Keys) != 2 {
		return false
	}
	n := &root.Values[0]
	return n.Text == text && (n.Kind == Text || n.Kind == Number && bareValue.MatchString(text))
}
