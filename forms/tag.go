package forms

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
)

// Errors in [TagError.Err], besides those of [SchemaError].
var (
	ErrTag  = gostruct.ErrTag // ill-formed tag
	ErrOpt  = errors.New("unknown key in tag")
	ErrKind = errors.New("kind does not fit the Go type")
	ErrGo   = gostruct.ErrGo // no form field of this Go type
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

// Chinese says that the program is at fault: whoever fills in or sends out forms
// cannot mend its tags.
func (e *TagError) Chinese() string {
	return "程序有误：字段" + e.Field + "的form标签“" + e.Tag + "”不能用作表格的一栏"
}

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
// write on), note, formula, width, group, look, key; flags: required, foot. Without
// kind= the Go type tells: string is text (choice if it has options), integers
// are integer, floats decimal, bool yesno, [calendar.Date] date,
// [calendar.Period] dates, [calendar.Clock] time, []string choices. A pointer
// to one of these is the same kind; its nil stands for a field left empty. A
// string may have any kind.
//
// A slice of structs is a block; its keys are rows, number and key, its flag
// grow (which it also has if rows is absent). A struct is a block of one row.
// Inside a row, a struct is a group of columns under one head; where a row has
// several groups of one type, the key of the group stands before those of its
// columns: joinedMen, joinedWomen, awardedMen, awardedWomen. Fields of embedded
// structs without a tag belong to the outer one.
//
// Other fields go to the head, or to the foot if flagged so. The key of a
// field is its Go name with a small first letter, unless key= is given; the id
// of the form is T's name in words joined by -. The caller adds title, version,
// notes and checks. A tag that cannot be used is a [*TagError], and so is a label
// that stands twice side by side.
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
	r := &tagReader{schema: &Schema{ID: gostruct.ID(t.Name())}, origin: map[string]goField{}}
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
		if g, ok := r.origin[e.Path]; ok {
			return nil, &TagError{g.Name, g.Tag, e.Msg, e.Err}
		}
	}
	if err := r.distinct(); err != nil {
		return nil, err
	}
	return r.schema, nil
}

// distinct tells of two fields with one label side by side: whoever fills in the
// form would not know them apart, and neither would whoever reads it.
func (r *tagReader) distinct() error {
	list := func(prefix string, fields []Field) error {
		seen := map[[2]string]bool{}
		for i := range fields {
			f := &fields[i]
			if name := [2]string{f.Group, f.Label}; !seen[name] {
				seen[name] = true
				continue
			}
			return r.origin[prefix+f.Key].errorf(ErrDuplicate, "label %q stands twice: say what tells the two apart", f.Label)
		}
		return nil
	}
	err := list("", r.schema.Head)
	for i := range r.schema.Blocks {
		b := &r.schema.Blocks[i]
		err = cmp.Or(err, list(b.Key+".", b.Fields))
	}
	return cmp.Or(err, list("", r.schema.Foot))
}

type tagReader struct {
	schema *Schema
	origin map[string]goField // by path as in SchemaError
}

// A goField is a tagged field of a Go struct.
type goField struct{ *gostruct.Field }

func (g goField) errorf(err error, format string, args ...any) error {
	return &TagError{g.Name, g.Tag, fmt.Sprintf(format, args...), err}
}

// tagged returns the tagged fields of t, or the first thing wrong with them.
func tagged(t reflect.Type) ([]goField, error) {
	fields, faults := gostruct.Fields(t)
	if len(faults) > 0 {
		return nil, (*TagError)(faults[0])
	}
	out := make([]goField, len(fields))
	for i, f := range fields {
		out[i] = goField{f}
	}
	return out, nil
}

// form reads the fields of the outermost struct.
func (r *tagReader) form(t reflect.Type) error {
	gs, err := tagged(t)
	if err != nil {
		return err
	}
	for _, g := range gs {
		if row, slice := g.Row(); row != nil {
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

func (r *tagReader) scalar(g goField) error {
	f, foot, err := g.field()
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

func (r *tagReader) block(g goField, row reflect.Type, slice bool) error {
	b := Block{Key: g.Key, Label: g.Label}
	for _, o := range g.Options {
		var err error
		switch {
		case o.Key == "key" && !o.Flag:
		case o.Key == "rows" && slice && !o.Flag:
			b.Rows, err = g.positive(o)
		case o.Key == "number" && slice && !o.Flag:
			b.Number = o.Value
		case o.Key == "grow" && slice && o.Flag:
			b.Grow = true
		case slice:
			err = g.errorf(ErrOpt, "%s does not belong to a block: want rows=, number=, key= or grow", o.Key)
		default:
			err = g.errorf(ErrOpt, "%s does not belong to a struct: want key=", o.Key)
		}
		if err != nil {
			return err
		}
	}
	if slice && b.Rows == 0 {
		b.Grow = true
	}
	r.origin[b.Key] = g
	if err := r.columns(&b, row, nil); err != nil {
		return err
	}
	r.schema.Blocks = append(r.schema.Blocks, b)
	return nil
}

// columns reads the fields of a row; group is what gives them a head that they
// share, nil without one.
func (r *tagReader) columns(b *Block, row reflect.Type, group *gostruct.Field) error {
	gs, err := tagged(row)
	if err != nil {
		return err
	}
	for _, g := range gs {
		if inner, slice := g.Row(); inner != nil {
			bare := !slices.ContainsFunc(g.Options, func(o gostruct.Option) bool { return o.Key != "key" || o.Flag })
			if slice || group != nil || !bare {
				return g.errorf(ErrGo, "a row holds single fields, and groups of them that have only a label and key=")
			}
			if err := r.columns(b, inner, g.Field); err != nil {
				return err
			}
			continue
		}
		f, foot, err := g.field()
		if err != nil {
			return err
		}
		if foot {
			return g.errorf(ErrMisplaced, "foot is for fields of the form, not of a row")
		}
		if group != nil {
			if f.Group != "" {
				return g.errorf(ErrMisplaced, "group= inside the group %s", group.Label)
			}
			f.Group, f.Key = group.Label, group.KeyOf(g.Field)
		}
		r.origin[b.Key+"."+f.Key] = g
		b.Fields = append(b.Fields, f)
	}
	return nil
}

// field reads the options of a single field.
func (g goField) field() (f Field, foot bool, err error) {
	f = Field{Key: g.Key, Label: g.Label}
	given := false // kind=
	for _, o := range g.Options {
		if flag := o.Key == "required" || o.Key == "foot"; flag != o.Flag {
			if flag {
				return f, foot, g.errorf(ErrTag, "%s takes no value", o.Key)
			}
			return f, foot, g.errorf(ErrOpt, "%q is no flag: want required or foot, or %s=…", o.Key, o.Key)
		}
		switch o.Key {
		case "required":
			f.Required = true
		case "foot":
			foot = true
		case "key": // read before
		case "kind":
			given = true
			if err := f.Kind.UnmarshalText([]byte(o.Value)); err != nil {
				return f, foot, g.errorf(ErrKind, "%s", strings.TrimPrefix(err.Error(), "forms: "))
			}
		case "unit":
			f.Unit = o.Value
		case "min":
			f.Min = Limit(o.Value)
		case "max":
			f.Max = Limit(o.Value)
		case "len":
			f.Len, err = g.positive(o)
		case "rows":
			f.Rows, err = g.positive(o)
		case "width":
			f.Width, err = g.positive(o)
		case "options":
			f.Options = splitOptions(o.Value)
		case "note":
			f.Note = o.Value
		case "formula":
			f.Formula = o.Value
		case "group":
			f.Group = o.Value
		case "look":
			f.Look = Look(o.Value)
		default:
			err = g.errorf(ErrOpt, "unknown key %s: want one of kind unit required min max len options rows note formula width group look key foot", o.Key)
		}
		if err != nil {
			return f, foot, err
		}
	}
	return f, foot, g.kind(&f, given)
}

// kind infers the kind from the Go type, or checks that the given one fits it.
func (g goField) kind(f *Field, given bool) error {
	t := g.Type
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
		return g.errorf(ErrGo, "a field of a form cannot be a %s: want string, bool, a number, calendar.Date, calendar.Period, calendar.Clock, []string, or structs for a block", g.Type)
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
	return g.errorf(ErrKind, "kind=%s does not fit the Go type %s", f.Kind, g.Type)
}

func (g goField) positive(o gostruct.Option) (int, error) {
	n, err := strconv.Atoi(o.Value)
	if err != nil || n < 1 {
		return 0, g.errorf(ErrLimit, "%s=%s: want a whole number from 1", o.Key, o.Value)
	}
	return n, nil
}
