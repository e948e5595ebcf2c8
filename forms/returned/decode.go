package returned

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
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
	Err   error  // one of the errors above
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
	d := &decoder{r: r, l: r.lookup()}
	d.form(v)
	return out, errors.Join(d.errs...)
}

type decoder struct {
	r    *Return
	l    *lookup
	errs []error
}

func (d *decoder) fail(v Value, g *gostruct.Field, err error) {
	d.errs = append(d.errs, &DecodeError{Value: v, Field: g.Name, Err: err})
}

// tagged returns the tagged fields of a struct.
func (d *decoder) tagged(t reflect.Type) []*gostruct.Field {
	fields, faults := gostruct.Fields(t)
	for _, f := range faults {
		d.errs = append(d.errs, (*forms.TagError)(f))
	}
	return fields
}

func (d *decoder) form(v reflect.Value) {
	for _, g := range d.tagged(v.Type()) {
		field := v.FieldByIndex(g.Index)
		row, slice := g.Row()
		switch {
		case row == nil:
			d.field(g, forms.Ref{Key: g.Key}, field)
		case d.r.Schema.Block(g.Key) == nil:
			d.fail(Value{Ref: forms.Ref{Block: g.Key}}, g, ErrNoField)
		case !slice:
			d.row(field, g.Key, 1)
		default:
			for _, n := range d.l.rows[g.Key] {
				element := reflect.New(row).Elem()
				d.row(element, g.Key, n)
				field.Set(reflect.Append(field, element))
			}
		}
	}
}

func (d *decoder) row(v reflect.Value, block string, row int) {
	for _, g := range d.tagged(v.Type()) {
		field := v.FieldByIndex(g.Index)
		if inner, _ := g.Row(); inner != nil { // columns under one head
			d.row(field, block, row)
			continue
		}
		d.field(g, forms.Ref{Block: block, Row: row, Key: g.Key}, field)
	}
}

func (d *decoder) field(g *gostruct.Field, ref forms.Ref, field reflect.Value) {
	f := d.r.Schema.Field(ref)
	if f == nil {
		d.fail(Value{Ref: ref}, g, ErrNoField)
		return
	}
	i, ok := d.l.at[ref]
	if !ok {
		return
	}
	v := d.r.Values[i]
	switch {
	case v.State == Unclear:
		d.fail(v, g, ErrUnclear)
	case v.Known():
		if !set(field, v) {
			d.fail(v, g, ErrFit)
		}
	}
}

// set stores a known value in a Go field and reports whether it fits.
func set(field reflect.Value, v Value) bool {
	if field.Kind() == reflect.Pointer {
		p := reflect.New(field.Type().Elem())
		if !set(p.Elem(), v) {
			return false
		}
		field.Set(p)
		return true
	}
	switch x := field.Addr().Interface().(type) {
	case *calendar.Date:
		p, ok := v.Period()
		*x = p.From
		return ok && p.From == p.To
	case *calendar.Period:
		p, ok := v.Period()
		*x = p
		return ok
	case *calendar.Clock:
		c, ok := v.Clock()
		*x = c
		return ok
	}
	switch k := field.Kind(); {
	case k == reflect.String:
		field.SetString(v.Text)
	case k == reflect.Bool:
		field.SetBool(v.Text == "是")
		return v.Field.Kind == forms.YesNo
	case field.CanInt():
		n, err := strconv.ParseInt(v.Text, 10, 64)
		if err != nil || field.OverflowInt(n) {
			return false
		}
		field.SetInt(n)
	case field.CanUint():
		n, err := strconv.ParseUint(v.Text, 10, 64)
		if err != nil || field.OverflowUint(n) {
			return false
		}
		field.SetUint(n)
	case field.CanFloat():
		x, ok := v.Number()
		field.SetFloat(x)
		return ok
	case k == reflect.Slice && field.Type().Elem().Kind() == reflect.String:
		for _, s := range v.List() {
			field.Set(reflect.Append(field, reflect.ValueOf(s).Convert(field.Type().Elem())))
		}
	default:
		return false
	}
	return true
}
