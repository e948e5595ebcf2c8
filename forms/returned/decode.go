package returned

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/bind"
)

// Errors in [DecodeError.Err].
var (
	ErrUnclear = errors.New("value that was not understood")
	ErrFit     = errors.New("value that does not fit the Go type")
	ErrNoField = errors.New("no such field in the form")
)

// A DecodeError says which value does not go into its Go field.
type DecodeError struct {
	Value Value  // with its place; of [ErrNoField] only its Ref
	Field string // in Go, such as WeekStatistics.Students
	Err   error  // wraps one of the errors above
}

func (e *DecodeError) Error() string {
	s := fmt.Sprintf("returned: decode %s into %s: %v", e.Value.Ref, e.Field, e.Err)
	if e.Value.Raw != "" {
		s += fmt.Sprintf(": %q in %s", e.Value.Raw, e.Value.Where)
	}
	return s
}

func (e *DecodeError) Unwrap() error { return e.Err }

// Chinese says what is wrong with the value, or that the program is at fault.
func (e *DecodeError) Chinese() string {
	label := e.Value.Ref.String()
	if e.Value.Field != nil {
		label = e.Value.Field.Label
	}
	switch {
	case errors.Is(e.Err, ErrUnclear):
		return label + "填的“" + e.Value.Raw + "”没有看懂"
	case errors.Is(e.Err, ErrFit):
		return label + "填的“" + e.Value.Raw + "”放不进程序的字段" + e.Field
	case errors.Is(e.Err, ErrNoField):
		return "程序有误：表格里没有字段" + e.Field + "要的这一栏"
	}
	return "程序有误：" + e.Field + "不能存放报送的表格"
}

// Decode puts the values of a return into a struct whose form tags describe
// its schema, as [forms.Of] reads them: a [forms.WeekStatistics] out of the form
// week-statistics. A block of rows becomes a slice with an element for every
// row that holds anything.
//
// An empty field is the zero value, of a pointer nil. A string gets
// [Value.Text]. The error joins a [*DecodeError] for every value that was not
// understood or does not fit; the rest is filled in all the same. Whether a
// number is inexact is told by the Return alone.
func Decode[T any](r *Return) (T, error) {
	var out T
	v := reflect.ValueOf(&out).Elem()
	if v.Kind() != reflect.Struct {
		return out, &DecodeError{Field: v.Type().String(), Err: forms.ErrGo}
	}
	if r == nil || r.Schema == nil {
		return out, &DecodeError{Field: v.Type().String(), Err: ErrNoField}
	}
	var errs []error
	fail := func(v Value, g *gostruct.Field, err error) {
		errs = append(errs, &DecodeError{Value: v, Field: g.Name, Err: err})
	}
	l := r.lookup()
	bind.Walker{
		Rows: func(g *gostruct.Field) ([]int, bool) {
			if r.Schema.Block(g.Key) == nil {
				fail(Value{Ref: forms.Ref{Block: g.Key}}, g, ErrNoField)
				return nil, false
			}
			return l.rows[g.Key], true
		},
		Visit: func(g *gostruct.Field, ref forms.Ref, field reflect.Value) {
			if r.Schema.Field(ref) == nil {
				fail(Value{Ref: ref}, g, ErrNoField)
				return
			}
			i, ok := l.at[ref]
			if !ok {
				return
			}
			switch v := r.Values[i]; {
			case v.State == Unclear:
				fail(v, g, ErrUnclear)
			case v.Known() && !bind.Set(field, v.Field.Kind, v.Text, v.List()):
				fail(v, g, ErrFit)
			}
		},
		Fault: func(f *gostruct.Fault) { errs = append(errs, (*forms.TagError)(f)) },
	}.Form(v)
	return out, errors.Join(errs...)
}

// Encode makes a return of a struct whose form tags describe the schema s: what
// [Decode] makes the struct of, to be checked, added up or filled into a form by
// [Return.Fill]. Nil pointers, "" and zero days and times are empty fields; 0 and
// false are values. A row in which all fields are empty is none.
//
// The error joins a [*DecodeError] for every field that s lacks ([ErrNoField]), every
// value that no form can hold, such as an infinite number ([ErrFit]), and every string
// that [Read] would not understand, such as a telephone number with a digit too few
// ([ErrUnclear]: it is in the return as Unclear); the rest is there all the same.
func Encode[T any](s *forms.Schema, v T) (*Return, error) {
	of := reflect.ValueOf(&v).Elem()
	if of.Kind() != reflect.Struct {
		return nil, &DecodeError{Field: of.Type().String(), Err: forms.ErrGo}
	}
	if s == nil {
		return nil, &DecodeError{Field: of.Type().String(), Err: ErrNoField}
	}
	var errs []error
	texts, rows, unclear := map[forms.Ref]string{}, map[string]int{}, map[forms.Ref]bool{}
	bind.Walker{
		Visit: func(g *gostruct.Field, ref forms.Ref, field reflect.Value) {
			text, ok := bind.Text(field)
			switch f := s.Field(ref); {
			case f == nil:
				errs = append(errs, &DecodeError{Value{Ref: ref}, g.Name, ErrNoField})
			case !ok:
				errs = append(errs, &DecodeError{Value{Ref: ref, Field: f}, g.Name, ErrFit})
			case text != "":
				texts[ref], rows[ref.Block] = text, max(rows[ref.Block], ref.Row)
				if reflect.Indirect(field).Kind() != reflect.String {
					break
				}
				if got := answer.Read(f, answer.Entry{Raw: text}); got.Unclear {
					unclear[ref] = true
					errs = append(errs, &DecodeError{Value{Ref: ref, Field: f, Raw: text, State: Unclear}, g.Name, fmt.Errorf("%w: %s", ErrUnclear, got.Remarks[0].Message)})
				}
			}
		},
		Fault: func(f *gostruct.Fault) { errs = append(errs, (*forms.TagError)(f)) },
	}.Form(of)
	r := &Return{Schema: s}
	add := func(block string, row int, fields []forms.Field) {
		for i := range fields {
			v := Value{Ref: forms.Ref{Block: block, Row: row, Key: fields[i].Key}, Field: &fields[i]}
			switch v.Raw = texts[v.Ref]; {
			case unclear[v.Ref]:
				v.State = Unclear
			case v.Raw != "":
				v.Text, v.State = v.Raw, Exact
			}
			r.Values = append(r.Values, v)
		}
	}
	add("", 0, s.Head)
	for i := range s.Blocks {
		for b, row := &s.Blocks[i], 1; row <= rows[b.Key]; row++ {
			if slices.ContainsFunc(b.Fields, func(f forms.Field) bool { return texts[forms.Ref{Block: b.Key, Row: row, Key: f.Key}] != "" }) {
				add(b.Key, row, b.Fields)
			}
		}
	}
	add("", 0, s.Foot)
	return r, errors.Join(errs...)
}

// Fill returns the known values of r as a blank form takes them before it is
// printed; what the form computes is left out.
func (r *Return) Fill() map[forms.Ref]string {
	fill := map[forms.Ref]string{}
	for _, v := range r.Values {
		if !v.Known() || v.Field.Formula != "" {
			continue
		}
		fill[v.Ref] = v.Text
		if p, ok := v.Period(); ok && v.Field.Kind == forms.Dates {
			fill[v.Ref] = p.String()
		}
	}
	return fill
}
