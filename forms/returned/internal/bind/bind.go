// Package bind goes between the values of a form, as text, and Go structs whose
// form tags describe it.
package bind

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
)

// A Walker goes through the fields of a struct that a form asks for.
type Walker struct {
	// Rows tells which rows of a block a slice is to hold, and whether there is
	// such a block; nil leaves slices as they are, with rows from 1.
	Rows  func(g *gostruct.Field) (rows []int, ok bool)
	Visit func(g *gostruct.Field, ref forms.Ref, field reflect.Value)
	Fault func(*gostruct.Fault) // a tag that cannot be read
}

// Form goes through v, a struct.
func (w Walker) Form(v reflect.Value) {
	for _, g := range w.tagged(v.Type()) {
		field := v.FieldByIndex(g.Index)
		row, slice := g.Row()
		if row == nil {
			w.Visit(g, forms.Ref{Key: g.Key}, field)
			continue
		}
		var rows []int
		if w.Rows != nil {
			var ok bool
			if rows, ok = w.Rows(g); !ok {
				continue
			}
		}
		switch {
		case !slice:
			w.row(field, g.Key, 1, nil)
			continue
		case w.Rows != nil:
			field.Set(reflect.MakeSlice(field.Type(), len(rows), len(rows)))
		}
		for i := range field.Len() {
			n := i + 1
			if w.Rows != nil {
				n = rows[i]
			}
			w.row(field.Index(i), g.Key, n, nil)
		}
		if field.Len() == 0 && w.Rows != nil {
			field.SetZero()
		}
	}
}

// row goes through a row of a block, or the columns in it that share a head.
func (w Walker) row(v reflect.Value, block string, n int, group *gostruct.Field) {
	for _, g := range w.tagged(v.Type()) {
		field := v.FieldByIndex(g.Index)
		if inner, _ := g.Row(); inner != nil {
			w.row(field, block, n, g)
			continue
		}
		w.Visit(g, forms.Ref{Block: block, Row: n, Key: group.KeyOf(g)}, field)
	}
}

func (w Walker) tagged(t reflect.Type) []*gostruct.Field {
	fields, faults := gostruct.Fields(t)
	for _, f := range faults {
		w.Fault(f)
	}
	return fields
}

// Set stores what a text means in a Go field and reports whether it fits; list
// are the parts of one that has several.
func Set(field reflect.Value, kind forms.Kind, text string, list []string) bool {
	if field.Kind() == reflect.Pointer {
		p := reflect.New(field.Type().Elem())
		if !Set(p.Elem(), kind, text, list) {
			return false
		}
		field.Set(p)
		return true
	}
	switch x := field.Addr().Interface().(type) {
	case *calendar.Date:
		p, ok := period(text)
		*x = p.From
		return ok && p.From == p.To
	case *calendar.Period:
		p, ok := period(text)
		*x = p
		return ok
	case *calendar.Clock:
		c, ok := forms.Limit(text).Clock()
		*x = c
		return ok
	}
	switch k := field.Kind(); {
	case k == reflect.String:
		field.SetString(text)
	case k == reflect.Bool:
		field.SetBool(text == "是")
		return kind == forms.YesNo
	case field.CanInt():
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || field.OverflowInt(n) {
			return false
		}
		field.SetInt(n)
	case field.CanUint():
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil || field.OverflowUint(n) {
			return false
		}
		field.SetUint(n)
	case field.CanFloat():
		x, ok := forms.Limit(text).Number()
		field.SetFloat(x)
		return ok && kind.Numeric()
	case k == reflect.Slice && field.Type().Elem().Kind() == reflect.String:
		for _, s := range list {
			field.Set(reflect.Append(field, reflect.ValueOf(s).Convert(field.Type().Elem())))
		}
	default:
		return false
	}
	return true
}

func period(text string) (calendar.Period, bool) {
	from, to, several := strings.Cut(text, "/")
	if !several {
		to = from
	}
	a, ok1 := forms.Limit(from).Date()
	b, ok2 := forms.Limit(to).Date()
	return calendar.Period{From: a, To: b}, ok1 && ok2
}

// Text returns what Set reads as the value of a Go field, "" of one that is left
// empty, and whether there is such a text.
func Text(field reflect.Value) (text string, ok bool) {
	switch x := field.Interface().(type) {
	case calendar.Date:
		if x.IsZero() {
			return "", true
		}
		return x.ISO(), x.Valid()
	case calendar.Period:
		switch {
		case x == calendar.Period{}:
			return "", true
		case x.From == x.To:
			return x.From.ISO(), x.Valid()
		}
		return x.From.ISO() + "/" + x.To.ISO(), x.Valid()
	case calendar.Clock:
		if x == (calendar.Clock{}) {
			return "", true
		}
		return x.String(), x.Valid()
	}
	switch k := field.Kind(); {
	case k == reflect.Pointer:
		if field.IsNil() {
			return "", true
		}
		return Text(field.Elem())
	case k == reflect.String:
		return field.String(), true
	case k == reflect.Bool:
		if field.Bool() {
			return "是", true
		}
		return "否", true
	case field.CanInt():
		return strconv.FormatInt(field.Int(), 10), true
	case field.CanUint():
		return strconv.FormatUint(field.Uint(), 10), true
	case field.CanFloat():
		text = strconv.FormatFloat(field.Float(), 'f', -1, field.Type().Bits())
		_, ok := forms.Limit(text).Number() // there are infinities
		return text, ok
	case k == reflect.Slice && field.Type().Elem().Kind() == reflect.String:
		var list []string
		for i := range field.Len() {
			list = append(list, field.Index(i).String())
		}
		return strings.Join(list, "、"), true
	}
	return "", false
}
