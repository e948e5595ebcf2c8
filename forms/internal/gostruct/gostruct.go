// Package gostruct reads the form tags of Go structs: which fields a form asks
// for or a return is put into, their labels and options. What the options mean
// is for package forms.
package gostruct

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// Errors in [Fault.Err].
var (
	ErrTag       = errors.New("ill-formed tag")
	ErrGo        = errors.New("no form field of this Go type")
	ErrMissing   = errors.New("missing")
	ErrDuplicate = errors.New("used twice")
)

// A Fault says why a Go field cannot be one of a form.
type Fault struct {
	Field string // type and field, such as Statistics.Students
	Tag   string
	Msg   string // what is wrong and what is wanted
	Err   error  // one of the errors above
}

// A Field is a tagged field of a struct.
type Field struct {
	Name    string // type and field, such as Statistics.Students
	Tag     string
	Type    reflect.Type
	Index   []int  // for [reflect.Value.FieldByIndex]
	Key     string // from the Go name, or as the option key= says
	Label   string
	Options []Option // in the order of the tag

	several bool // other fields of the struct have the same struct type
}

// KeyOf returns the key of a field of the struct that g is, in a row that has g as
// a group of columns: its own, or with the group's before it where the row has
// several groups of one type. A nil g is the row itself.
func (g *Field) KeyOf(f *Field) string {
	if g == nil || !g.several {
		return f.Key
	}
	return g.Key + strings.ToUpper(f.Key[:1]) + f.Key[1:]
}

// An Option is a part of a tag behind the label: key=value, or a flag.
type Option struct {
	Key, Value string
	Flag       bool // no = was there
}

// Fields returns the tagged fields of the struct type t, those of embedded
// structs in place, and what is wrong with the others. Fields without a form
// tag, or with "-", are left out.
func Fields(t reflect.Type) (fields []*Field, faults []*Fault) {
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, ok := lookup(sf.Tag, "form")
		switch {
		case !ok && sf.Anonymous && sf.Type.Kind() == reflect.Struct && !scalar(sf.Type):
			inner, wrong := Fields(sf.Type)
			for _, f := range inner {
				f.Index = append([]int{i}, f.Index...)
			}
			fields, faults = append(fields, inner...), append(faults, wrong...)
			continue
		case !ok || tag == "-":
			continue
		}
		f := &Field{Name: cmp.Or(t.Name(), "struct") + "." + sf.Name, Tag: tag, Type: sf.Type, Index: []int{i}, Key: key(sf.Name)}
		fault := f.parse()
		if !sf.IsExported() {
			fault = f.fault(ErrGo, "the Go field is not exported")
		}
		if fault != nil {
			faults = append(faults, fault)
			continue
		}
		fields = append(fields, f)
	}
	of := map[reflect.Type]int{}
	for _, f := range fields {
		of[f.Type]++
	}
	for _, f := range fields {
		row, slice := f.Row()
		f.several = row != nil && !slice && of[f.Type] > 1
	}
	return fields, faults
}

func (f *Field) fault(err error, format string, args ...any) *Fault {
	return &Fault{f.Name, f.Tag, fmt.Sprintf(format, args...), err}
}

// parse splits the tag into label and options.
func (f *Field) parse() *Fault {
	parts := split(f.Tag)
	f.Label = parts[0]
	if f.Label == "" {
		return f.fault(ErrMissing, "the label is missing: it stands first")
	}
	seen := map[string]bool{}
	for _, part := range parts[1:] {
		key, value, pair := strings.Cut(part, "=")
		o := Option{strings.TrimSpace(key), strings.TrimSpace(value), !pair}
		switch {
		case o.Key == "":
			return f.fault(ErrTag, "an empty part between commas")
		case seen[o.Key]:
			return f.fault(ErrDuplicate, "%s is given twice", o.Key)
		case pair && o.Value == "":
			return f.fault(ErrTag, "%s= has no value", o.Key)
		}
		if o.Key == "key" {
			f.Key = o.Value
		}
		seen[o.Key] = true
		f.Options = append(f.Options, o)
	}
	return nil
}

// Row returns the struct that makes the field's type a block of a form, and
// whether there is a slice of them; nil if the field is a single value.
func (f *Field) Row() (row reflect.Type, slice bool) {
	t := f.Type
	if t.Kind() == reflect.Slice {
		t, slice = t.Elem(), true
	}
	if t.Kind() != reflect.Struct || scalar(t) {
		return nil, false
	}
	return t, slice
}

// scalar reports whether a struct type is a single value.
func scalar(t reflect.Type) bool {
	return t == reflect.TypeFor[calendar.Date]() || t == reflect.TypeFor[calendar.Period]() || t == reflect.TypeFor[calendar.Clock]()
}

// lookup is [reflect.StructTag.Lookup], but reads \, too: for Lookup it is
// no Go string, and the field would vanish without a word.
func lookup(tag reflect.StructTag, name string) (string, bool) {
	for s := string(tag); ; {
		s = strings.TrimLeft(s, " ")
		i := strings.Index(s, `:"`)
		if i <= 0 {
			return "", false
		}
		key, rest := s[:i], s[i+2:]
		var b strings.Builder
		j := 0
		for j < len(rest) && rest[j] != '"' {
			if rest[j] == '\\' && j+1 < len(rest) {
				j++
				if rest[j] != '"' && rest[j] != '\\' {
					b.WriteByte('\\')
				}
			}
			b.WriteByte(rest[j])
			j++
		}
		if j == len(rest) { // no closing quote
			return "", false
		}
		if key == name {
			return b.String(), true
		}
		s = rest[j+1:]
	}
}

// split splits at commas that no \ precedes, and drops the blanks around.
func split(tag string) []string {
	parts := []string{""}
	for i := 0; i < len(tag); i++ {
		last := &parts[len(parts)-1]
		switch {
		case tag[i] == '\\' && i+1 < len(tag) && (tag[i+1] == ',' || tag[i+1] == '\\'):
			i++
			*last += string(tag[i])
		case tag[i] == ',':
			parts = append(parts, "")
		default:
			*last += tag[i : i+1]
		}
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// words splits a Go name: OpenDayPlan, HTTPServer, Grade2.
func words(name string) []string {
	var out []string
	runes := []rune(name)
	start := 0
	for i := 1; i < len(runes); i++ {
		up := unicode.IsUpper(runes[i])
		if up && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			out = append(out, string(runes[start:i]))
			start = i
		}
	}
	return append(out, string(runes[start:]))
}

// key turns the name of a Go field into a key: Students is students, IDCard
// idCard.
func key(name string) string {
	w := words(name)
	return strings.ToLower(w[0]) + strings.Join(w[1:], "")
}

// ID turns the name of a Go type into the id of a form: WeekStatistics is
// week-statistics. The type arguments of a generic type are left out.
func ID(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return strings.ToLower(strings.Join(words(name), "-"))
}
