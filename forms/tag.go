package forms

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// Errors in [TagError.Err], besides those of [SchemaError].
var (
	ErrTag  = errors.New("ill-formed tag")
	ErrOpt  = errors.New("unknown key in tag")
	ErrKind = errors.New("kind does not fit the Go type")
	ErrGo   = errors.New("no form field of this Go type")
)

// A TagError says which field of a Go struct cannot be a field of a form.
type TagError struct {
	Field string // type and field in Go, such as Statistics.Students; the type alone if it is no struct
	Tag   string // the text of the form tag
	Msg   string // what is wrong and what is wanted
	Err   error  // one of the errors above, of SchemaError, or an *ExprError
}

func (e *TagError) Error() string {
	return fmt.Sprintf("forms: %s: tag %q: %s", e.Field, e.Tag, e.Msg)
}

func (e *TagError) Unwrap() error { return e.Err }

// Of returns the schema that the form tags of the struct type T describe.
//
// A tag holds the label, then key=value pairs or flags, separated by commas; a
// comma inside a label or value is written \, (and \\, where vet is to be
// content). Fields without a form tag, or with "-", are left out.
//
//	School   string  `form:"学校,required"`
//	Students int     `form:"学生数,unit=人,min=0,required"`
//	Coverage float64 `form:"学生参与覆盖率,kind=percent,max=100"`
//	Events   []Event `form:"特色活动,rows=4"`
//
// Keys of a field: kind, unit, min, max, len, options (a|b|c), rows (lines to
// write on), note, formula, width, group, key; flags: required, foot. Without
// kind= the Go type tells: string is text (choice if it has options), integers
// are integer, floats decimal, bool yesno, [calendar.Date] date,
// [calendar.Period] dates, [calendar.Clock] time, []string choices. A pointer
// to one of these is the same kind; its nil stands for a field left empty. A
// string may have any kind.
//
// A slice of structs is a block; its keys are rows, number and key, its flag
// grow (which it also has if rows is absent). A struct is a block of one row.
// Inside a row, a struct is a group of columns under one head. Fields of
// embedded structs without a tag belong to the outer one.
//
// Other fields go to the head, or to the foot if flagged so. The key of a
// field is its Go name with a small first letter, unless key= is given; the id
// of the form is T's name in words joined by -. The caller adds title, version,
// notes and checks. A tag that cannot be used is a [*TagError].
func Of[T any]() (*Schema, error) { return FromType(reflect.TypeFor[T]()) }

// FromType is [Of] for a type known only at run time: a struct or a pointer to
// one.
func FromType(t reflect.Type) (*Schema, error) {
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil, &TagError{Field: fmt.Sprint(t), Msg: "want a struct type", Err: ErrGo}
	}
	r := &tagReader{schema: &Schema{ID: kebab(t.Name())}, origin: map[string]*GoField{}}
	if r.schema.ID == "" {
		r.schema.ID = "form" // of an unnamed type
	}
	if err := r.form(t); err != nil {
		return nil, err
	}
	// Whatever else is wrong with a field is told with its Go name; what the
	// caller still has to add is not wrong yet.
	v := &validator{s: r.schema}
	v.schema()
	for _, err := range v.errs {
		e := err.(*SchemaError)
		if g := r.origin[e.Path]; g != nil {
			return nil, &TagError{g.Name, g.Tag, e.Msg, e.Err}
		}
	}
	return r.schema, nil
}

type tagReader struct {
	schema *Schema
	origin map[string]*GoField // by path as in SchemaError
}

// A goField is a tagged field of a Go struct.
type GoField struct {
	Name  string // Statistics.Students
	Tag   string
	Typ   reflect.Type
	Key   string // from its Go name
	label string
	opts  []tagOption
}

type tagOption struct {
	key, value string
	flag       bool // no = was there
}

func (g *GoField) errorf(err error, format string, args ...any) error {
	return &TagError{g.Name, g.Tag, fmt.Sprintf(format, args...), err}
}

// fields returns the tagged fields of t, those of embedded structs in place.
func taggedFields(t reflect.Type) ([]*GoField, error) {
	var out []*GoField
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, ok := LookupTag(sf.Tag, "form")
		switch {
		case !ok && sf.Anonymous && sf.Type.Kind() == reflect.Struct && !IsScalar(sf.Type):
			inner, err := taggedFields(sf.Type)
			if err != nil {
				return nil, err
			}
			out = append(out, inner...)
			continue
		case !ok || tag == "-":
			continue
		}
		g := &GoField{Name: cmp.Or(t.Name(), "struct") + "." + sf.Name, Tag: tag, Typ: sf.Type, Key: Camel(sf.Name)}
		if !sf.IsExported() {
			return nil, g.errorf(ErrGo, "the Go field is not exported")
		}
		if err := g.Parse(); err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}

// parse splits the tag into label and options.
func (g *GoField) Parse() error {
	parts := splitTag(g.Tag)
	g.label = parts[0]
	if g.label == "" {
		return g.errorf(ErrMissing, "the label is missing: it stands first")
	}
	seen := map[string]bool{}
	for _, part := range parts[1:] {
		key, value, pair := strings.Cut(part, "=")
		o := tagOption{strings.TrimSpace(key), strings.TrimSpace(value), !pair}
		switch {
		case o.key == "":
			return g.errorf(ErrTag, "an empty part between commas")
		case seen[o.key]:
			return g.errorf(ErrDuplicate, "%s is given twice", o.key)
		case pair && o.value == "":
			return g.errorf(ErrTag, "%s= has no value", o.key)
		}
		if o.key == "key" {
			g.Key = o.value
		}
		seen[o.key] = true
		g.opts = append(g.opts, o)
	}
	return nil
}

// form reads the fields of the outermost struct.
func (r *tagReader) form(t reflect.Type) error {
	gs, err := taggedFields(t)
	if err != nil {
		return err
	}
	for _, g := range gs {
		if row, slice := RowType(g.Typ); row != nil {
			err = r.block(g, row, slice)
		} else {
			err = r.scalar(g)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *tagReader) scalar(g *GoField) error {
	f, foot, err := g.Field()
	if err != nil {
		return err
	}
	r.origin[f.Key] = g
	if foot {
		r.schema.Foot = append(r.schema.Foot, f)
	} else {
		r.schema.Head = append(r.schema.Head, f)
	}
	return nil
}

func (r *tagReader) block(g *GoField, row reflect.Type, slice bool) error {
	b := Block{Key: g.Key, Label: g.label}
	for _, o := range g.opts {
		var err error
		switch {
		case o.key == "key" && !o.flag:
		case o.key == "rows" && slice && !o.flag:
			b.Rows, err = g.positive(o)
		case o.key == "number" && slice && !o.flag:
			b.Number = o.value
		case o.key == "grow" && slice && o.flag:
			b.Grow = true
		case slice:
			err = g.errorf(ErrOpt, "%s does not belong to a block: want rows=, number=, key= or grow", o.key)
		default:
			err = g.errorf(ErrOpt, "%s does not belong to a struct: want key=", o.key)
		}
		if err != nil {
			return err
		}
	}
	if slice && b.Rows == 0 {
		b.Grow = true
	}
	r.origin[b.Key] = g
	if err := r.columns(&b, row, ""); err != nil {
		return err
	}
	r.schema.Blocks = append(r.schema.Blocks, b)
	return nil
}

// columns reads the fields of a row; group is the head that they share.
func (r *tagReader) columns(b *Block, row reflect.Type, group string) error {
	gs, err := taggedFields(row)
	if err != nil {
		return err
	}
	for _, g := range gs {
		if inner, slice := RowType(g.Typ); inner != nil {
			if slice || group != "" || len(g.opts) > 0 {
				return g.errorf(ErrGo, "a row holds single fields, and groups of them that have only a label")
			}
			if err := r.columns(b, inner, g.label); err != nil {
				return err
			}
			continue
		}
		f, foot, err := g.Field()
		if err != nil {
			return err
		}
		if foot {
			return g.errorf(ErrMisplaced, "foot is for fields of the form, not of a row")
		}
		if group != "" && f.Group != "" {
			return g.errorf(ErrMisplaced, "group= inside the group %s", group)
		}
		if group != "" {
			f.Group = group
		}
		r.origin[b.Key+"."+f.Key] = g
		b.Fields = append(b.Fields, f)
	}
	return nil
}

// field reads the options of a single field.
func (g *GoField) Field() (f Field, foot bool, err error) {
	f = Field{Key: g.Key, Label: g.label}
	given := false // kind=
	for _, o := range g.opts {
		if flag := o.key == "required" || o.key == "foot"; flag != o.flag {
			if flag {
				return f, foot, g.errorf(ErrTag, "%s takes no value", o.key)
			}
			return f, foot, g.errorf(ErrOpt, "%q is no flag: want required or foot, or %s=…", o.key, o.key)
		}
		switch o.key {
		case "required":
			f.Required = true
		case "foot":
			foot = true
		case "key": // read before
		case "kind":
			given = true
			if err := f.Kind.UnmarshalText([]byte(o.value)); err != nil {
				return f, foot, g.errorf(ErrKind, "%s", strings.TrimPrefix(err.Error(), "forms: "))
			}
		case "unit":
			f.Unit = o.value
		case "min":
			f.Min = Limit(o.value)
		case "max":
			f.Max = Limit(o.value)
		case "len":
			f.Len, err = g.positive(o)
		case "rows":
			f.Rows, err = g.positive(o)
		case "width":
			f.Width, err = g.positive(o)
		case "options":
			f.Options = splitOptions(o.value)
		case "note":
			f.Note = o.value
		case "formula":
			f.Formula = o.value
		case "group":
			f.Group = o.value
		default:
			err = g.errorf(ErrOpt, "unknown key %s: want one of kind unit required min max len options rows note formula width group key foot", o.key)
		}
		if err != nil {
			return f, foot, err
		}
	}
	return f, foot, g.kind(&f, given)
}

// kind infers the kind from the Go type, or checks that the given one fits it.
func (g *GoField) kind(f *Field, given bool) error {
	t := g.Typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var fit []Kind // the first is the inferred one
	switch {
	case t == reflect.TypeFor[calendar.Date]():
		fit = []Kind{Date}
	case t == reflect.TypeFor[calendar.Period]():
		fit = []Kind{Dates}
	case t == reflect.TypeFor[calendar.Clock]():
		fit = []Kind{Time}
	case t.Kind() == reflect.String && len(f.Options) > 0:
		fit = []Kind{Choice, Choices, Text}
	case t.Kind() == reflect.String:
		if given {
			return nil
		}
		fit = []Kind{Text}
	case t.Kind() == reflect.Bool:
		fit = []Kind{YesNo}
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64,
		t.Kind() >= reflect.Uint && t.Kind() <= reflect.Uint64:
		fit = []Kind{Integer}
	case t.Kind() == reflect.Float32, t.Kind() == reflect.Float64:
		fit = []Kind{Decimal, Percent, Integer}
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		fit = []Kind{Choices}
	default:
		return g.errorf(ErrGo, "a field of a form cannot be a %s: want string, bool, a number, calendar.Date, calendar.Period, calendar.Clock, []string, or structs for a block", g.Typ)
	}
	if !given {
		f.Kind = fit[0]
		return nil
	}
	for _, k := range fit {
		if k == f.Kind {
			return nil
		}
	}
	return g.errorf(ErrKind, "kind=%s does not fit the Go type %s", f.Kind, g.Typ)
}

func (g *GoField) positive(o tagOption) (int, error) {
	n, err := strconv.Atoi(o.value)
	if err != nil || n < 1 {
		return 0, g.errorf(ErrLimit, "%s=%s: want a whole number from 1", o.key, o.value)
	}
	return n, nil
}

// rowType returns the struct that makes t a block, and whether t is a slice of
// them; nil if t is no block.
func RowType(t reflect.Type) (row reflect.Type, slice bool) {
	if t.Kind() == reflect.Slice {
		t, slice = t.Elem(), true
	}
	if t.Kind() != reflect.Struct || IsScalar(t) {
		return nil, false
	}
	return t, slice
}

// isScalar reports whether a struct type is a single value.
func IsScalar(t reflect.Type) bool {
	return t == reflect.TypeFor[calendar.Date]() || t == reflect.TypeFor[calendar.Period]() || t == reflect.TypeFor[calendar.Clock]()
}

// lookupTag is [reflect.StructTag.Lookup], but reads \, too: for Lookup it is
// no Go string, and the field would vanish without a word.
func LookupTag(tag reflect.StructTag, name string) (string, bool) {
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

// splitTag splits at commas that no \ precedes, and drops the blanks around.
func splitTag(tag string) []string {
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

// camel turns a Go name into a key: Students is students, IDCard idCard.
func Camel(name string) string {
	w := words(name)
	return strings.ToLower(w[0]) + strings.Join(w[1:], "")
}

// kebab turns a Go name into an id: WeekStatistics is week-statistics. The
// type arguments of a generic type are left out.
func kebab(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return strings.ToLower(strings.Join(words(name), "-"))
}
