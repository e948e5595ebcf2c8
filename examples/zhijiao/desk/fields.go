package desk

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A group is a part of a struct as people edit it: fields, and groups below it.
type group struct {
	Path   string // deadlines[0]; "" for the whole
	Label  string
	Fields []field
	Groups []group
	Add    string // path that another one is added at; "" if none can be
	Drop   bool   // may be taken away
	Open   bool   // shown unfolded: something in it is wrong or doubtful
	Notes  []remark
}

// A field is a value as people edit it.
type field struct {
	Path, Label, Value string
	Kind               string // line, lines, text, check, date, number, choice or choices
	Options            []option
	Required           bool
	Notes              []remark
}

// Acts reports whether the text has template actions in it.
func (f field) Acts() bool { return strings.Contains(f.Value, "{{") }

// Rows is how high a text is shown.
func (f field) Rows() int {
	return max(3, min(16, strings.Count(f.Value, "\n")+utf8.RuneCountInString(f.Value)/60+2))
}

// Long reports whether the value needs a line of its own.
func (f field) Long() bool { return f.Kind == "line" && utf8.RuneCountInString(f.Value) > 14 }

// An option is one of the values that a field can have.
type option struct {
	Value, Label string
	Chosen       bool
}

// An editor is what is needed to show a struct beside its values.
type editor struct {
	remarks map[string][]remark          // by path
	typed   map[string]string            // what cannot be read, by path
	refers  map[string][]option          // keys whose values are ids of other parts, with those there are
	expand  func(string) (string, error) // carries out actions in names; nil: there are none
}

// A remark is said beside a field: what is wrong with it, or doubtful.
type remark struct {
	Class string // error, warning, hint or doubt
	Text  string

	Tick          string // path of the box that answers it; "" for none
	Done          bool   // that is ticked
	Line          string // of a long text that it is about; "" for none
	Act           string // what a button beside it does: drop, mention …; "" for none
	Value, Button string // of what, and what it is called
}

var textual = reflect.TypeFor[encoding.TextUnmarshaler]()

// scalar reports whether a value of the type stands in one field.
func scalar(t reflect.Type) bool {
	if reflect.PointerTo(t).Implements(textual) {
		return true
	}
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		return true
	case reflect.Slice:
		return t.Elem().Kind() == reflect.String // a line each
	}
	return false
}

// key is the key of a struct's field in YAML; "" for one that is not written.
func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if !f.IsExported() || name == "-" {
		return ""
	}
	return name
}

// fields makes a group of a struct.
func (e *editor) fields(v reflect.Value, path, label string) group {
	g := group{Path: path, Label: label, Notes: e.remarks[path]}
	g.Open = pressing(g.Notes)
	t := v.Type()
	for i := range t.NumField() {
		name := key(t.Field(i))
		if name == "" {
			continue
		}
		at := name
		if path != "" {
			at = path + "." + name
		}
		says := labelOf(t, name)
		sub, st := v.Field(i), t.Field(i).Type
		switch {
		case says == "":
			continue // of no concern to people
		case scalar(st):
			f := e.field(sub, t.Field(i))
			f.Path, f.Label, f.Notes = at, says, e.remarks[at]
			if w, ok := e.typed[at]; ok {
				f.Value = w
			}
			g.Open = g.Open || pressing(f.Notes)
			g.Fields = append(g.Fields, f)
			continue
		case st.Kind() == reflect.Struct:
			g.Groups = append(g.Groups, e.fields(sub, at, says))
		case st.Kind() == reflect.Pointer && st.Elem().Kind() == reflect.Struct:
			if sub.IsNil() {
				g.Groups = append(g.Groups, group{Path: at, Label: says, Add: at, Notes: e.remarks[at]})
			} else {
				one := e.fields(sub.Elem(), at, says)
				one.Drop = true
				g.Groups = append(g.Groups, one)
			}
		case st.Kind() == reflect.Slice && st.Elem().Kind() == reflect.Struct:
			list := group{Path: at, Label: says, Add: at, Notes: e.remarks[at]}
			for j := range sub.Len() {
				el := sub.Index(j)
				one := e.fields(el, fmt.Sprintf("%s[%d]", at, j), says+" "+strconv.Itoa(j+1)+e.nameOf(el))
				one.Drop = true
				list.Groups = append(list.Groups, one)
				list.Open = list.Open || one.Open
			}
			list.Open = list.Open || pressing(list.Notes)
			g.Groups = append(g.Groups, list)
		}
		if n := len(g.Groups); n > 0 && g.Groups[n-1].Open {
			g.Open = true
		}
	}
	return g
}

// pressing reports whether remarks have something that is not done with.
func pressing(notes []remark) bool {
	return slices.ContainsFunc(notes, func(n remark) bool { return !n.Done })
}

// nameOf is what an element of a list is called, behind its number.
func (e *editor) nameOf(v reflect.Value) string {
	if f, ok := v.Interface().(campaign.FormUse); ok {
		for _, o := range e.refers["form"] {
			if o.Value == f.ID {
				return "：" + o.Label
			}
		}
	}
	for _, name := range []string{"Name", "What", "Title", "Label", "Organ", "Use", "File"} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String && f.String() != "" {
			name := f.String()
			if e.expand != nil {
				if text, err := e.expand(name); err == nil {
					name = text
				}
			}
			return "：" + strings.ReplaceAll(name, "\n", "")
		}
	}
	return ""
}

// field makes a field of a value.
func (e *editor) field(v reflect.Value, f reflect.StructField) field {
	rule := f.Tag.Get("validate")
	out := field{Kind: "line", Required: strings.Contains(","+rule+",", ",required,"), Value: written(v)}
	for part := range strings.SplitSeq(rule, ",") {
		if words, ok := strings.CutPrefix(part, "oneof="); ok {
			out.Kind, out.Options = "choice", []option{{}}
			for _, w := range strings.Fields(words) {
				out.Options = append(out.Options, option{w, cmp.Or(options[w], w), w == out.Value})
			}
		}
	}
	if choices := choicesOf(v.Type()); choices != nil {
		out.Kind, out.Options = "choice", choices
		for i := range out.Options {
			out.Options[i].Chosen = out.Options[i].Value == out.Value || out.Value == "" && i == 0
		}
		return out
	}
	if others, ok := e.refers[key(f)]; ok && out.Kind == "line" && (v.Kind() == reflect.Slice || v.Kind() == reflect.String) {
		out.Kind, out.Options = "choice", []option{{}}
		chosen := []string{out.Value}
		if v.Kind() == reflect.Slice {
			out.Kind, out.Options = "choices", nil
			chosen = strings.Fields(out.Value)
		}
		for _, o := range others {
			out.Options = append(out.Options, option{o.Value, o.Label, slices.Contains(chosen, o.Value)})
		}
		for _, id := range chosen { // that there is none of: it stays until somebody takes it away
			if id != "" && !slices.ContainsFunc(others, func(o option) bool { return o.Value == id }) {
				out.Options = append(out.Options, option{id, id, true})
			}
		}
		return out
	}
	switch {
	case v.Type().Name() == "Date":
		out.Kind = "date"
	case v.Kind() == reflect.Bool:
		out.Kind = "check"
	case v.Kind() == reflect.Slice:
		out.Kind = "lines"
	case v.Kind() == reflect.Int && out.Kind == "line" && !reflect.PointerTo(v.Type()).Implements(textual):
		out.Kind = "number"
	case v.Kind() == reflect.String && (f.Name == "Body" || strings.Contains(out.Value, "\n")):
		out.Kind = "text"
	}
	return out
}

// choicesOf are the values of a type that has few, the zero one first; nil of others.
func choicesOf(t reflect.Type) (all []option) {
	switch t {
	case reflect.TypeFor[forms.Kind]():
		for k := forms.Text; k.Valid(); k++ {
			all = append(all, option{Value: k.String(), Label: k.Label()})
		}
	case reflect.TypeFor[forms.Look]():
		all = []option{{Label: "照常"}, {Value: string(forms.LookLine), Label: "一条横线"}, {Value: string(forms.LookTicks), Label: "打勾的方框"},
			{Value: string(forms.LookOpinion), Label: "意见和签章"}, {Value: string(forms.LookParts), Label: "分几格填"}}
	case reflect.TypeFor[forms.Orientation]():
		all = []option{{Label: "竖"}, {Value: string(forms.Landscape), Label: "横"}}
	}
	return all
}

// written is a value as text; "" for zero.
func written(v reflect.Value) string {
	if v.IsZero() {
		return ""
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	if v.Kind() == reflect.Slice {
		var lines []string
		for i := range v.Len() {
			lines = append(lines, v.Index(i).String())
		}
		if organs, ok := v.Interface().(campaign.OrganNames); ok && len(organs) == 1 && organs[0] == "all" {
			return everyOrgan
		}
		return strings.Join(lines, "\n")
	}
	return fmt.Sprint(v.Interface())
}

var step = regexp.MustCompile(`^([A-Za-z]+)((?:\[\d+\])?)$`)

// find returns what stands at a path within a struct; !ok where nothing can.
func find(v reflect.Value, path string) (reflect.Value, bool) {
	for part := range strings.SplitSeq(path, ".") {
		m := step.FindStringSubmatch(part)
		if m == nil || v.Kind() != reflect.Struct {
			return v, false
		}
		i := slices.IndexFunc(reflect.VisibleFields(v.Type()), func(f reflect.StructField) bool { return key(f) == m[1] })
		if i < 0 {
			return v, false
		}
		v = v.FieldByIndex(reflect.VisibleFields(v.Type())[i].Index)
		if m[2] != "" {
			n, err := strconv.Atoi(m[2][1 : len(m[2])-1])
			if err != nil || v.Kind() != reflect.Slice || n >= v.Len() {
				return v, false
			}
			v = v.Index(n)
		}
		if v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct && part != path[strings.LastIndex(path, ".")+1:] {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
	}
	return v, true
}

// fill writes what was sent into a struct. What cannot be read is returned as it
// was written, with why. year is that of days without one.
func fill(root any, sent url.Values, year int) (typed map[string]string, remarks map[string][]remark) {
	typed, remarks = map[string]string{}, map[string][]remark{}
	v := reflect.ValueOf(root).Elem()
	for path, values := range sent {
		at, ok := find(v, path)
		if !ok || len(values) == 0 || !scalar(at.Type()) {
			continue // of a page that was shown before something was taken away
		}
		text := values[len(values)-1]
		if at.Kind() == reflect.Slice { // of boxes each that is ticked
			text = strings.Join(values, "\n")
		}
		text = strings.ReplaceAll(text, "\r\n", "\n")
		if err := set(at, text, year); err != nil {
			typed[path] = text
			remarks[path] = append(remarks[path], remark{Class: "error", Text: report.Chinese(err)})
		}
	}
	return typed, remarks
}

// everyOrgan is what people write for the organs all.
const everyOrgan = "全部"

var errNumber = errors.New("not a number")

// set reads text into a value; a day as people write it, too.
func set(v reflect.Value, text string, year int) error {
	if c, ok := v.Addr().Interface().(*calendar.Clock); ok {
		text := strings.TrimSpace(text)
		if clock, n := calendar.FindClock(text); n > 0 && n == len(text) {
			*c = clock
			return nil
		}
	}
	if d, ok := v.Addr().Interface().(*calendar.Date); ok {
		if day, read := calendar.ReadDay(strings.TrimSpace(text), year); read && day.Valid() {
			*d = day
			return nil
		}
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if strings.TrimSpace(text) == "" {
			v.SetZero()
			return nil
		}
		return u.UnmarshalText([]byte(strings.TrimSpace(text)))
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(text == "true")
	case reflect.Int:
		n := 0
		if text = strings.TrimSpace(text); text != "" {
			var err error
			if n, err = strconv.Atoi(text); err != nil {
				return &unfit{text, "应填整数"}
			}
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return &unfit{text, "应填数字"}
		}
		v.SetFloat(n)
	case reflect.String:
		v.SetString(text)
	case reflect.Slice:
		v.SetZero()
		if _, ok := v.Interface().(campaign.OrganNames); ok && strings.TrimSpace(text) == everyOrgan {
			text = "all"
		}
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				v.Set(reflect.Append(v, reflect.ValueOf(line).Convert(v.Type().Elem())))
			}
		}
	}
	return nil
}

// An unfit text is no value of its field.
type unfit struct{ text, say string }

func (u *unfit) Error() string { return fmt.Sprintf("desk: %q: %v", u.text, errNumber) }

func (u *unfit) Unwrap() error { return errNumber }

func (u *unfit) Chinese() string { return u.say }

// add puts an empty element at the end of the list at a path, or a part where
// there is none.
func add(root any, path string) bool {
	v, ok := find(reflect.ValueOf(root).Elem(), path)
	switch {
	case !ok:
		return false
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	case v.Kind() == reflect.Pointer && v.IsNil():
		v.Set(reflect.New(v.Type().Elem()))
	default:
		return false
	}
	return true
}

// drop takes away the element of a list, or the part, at a path.
func drop(root any, path string) bool {
	list, index, isElement := strings.Cut(path, "[")
	if i := strings.LastIndex(path, "["); isElement && strings.HasSuffix(path, "]") {
		list, index = path[:i], path[i+1:len(path)-1]
	} else {
		isElement = false
	}
	if !isElement {
		v, ok := find(reflect.ValueOf(root).Elem(), path)
		if !ok || v.Kind() != reflect.Pointer {
			return false
		}
		v.SetZero()
		return true
	}
	v, ok := find(reflect.ValueOf(root).Elem(), list)
	n, err := strconv.Atoi(index)
	if !ok || err != nil || v.Kind() != reflect.Slice || n < 0 || n >= v.Len() {
		return false
	}
	v.Set(reflect.AppendSlice(v.Slice(0, n), v.Slice(n+1, v.Len())))
	return true
}
