package returned

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// A lookup finds values of a return without going through all of them.
type lookup struct {
	r    *Return
	at   map[forms.Ref]int
	rows map[string][]int
}

func (r *Return) lookup() *lookup {
	l := &lookup{r, map[forms.Ref]int{}, map[string][]int{}}
	for i, v := range r.Values {
		l.at[v.Ref] = i
		if rows := l.rows[v.Ref.Block]; len(rows) == 0 || rows[len(rows)-1] != v.Ref.Row {
			l.rows[v.Ref.Block] = append(rows, v.Ref.Row)
		}
	}
	return l
}

func (l *lookup) value(ref forms.Ref) Value {
	if i, ok := l.at[ref]; ok {
		return l.r.Values[i]
	}
	return Value{Ref: ref, Field: l.r.Schema.Field(ref)}
}

// A trace gives an expression the values of a return, as [forms.Values], and
// keeps those that it asked for.
type trace struct {
	*lookup
	of    *forms.Expr
	used  []Value
	about bool // one of them is inexact
}

// Number implements [forms.Values].
func (t *trace) Number(ref forms.Ref) (x float64, ok bool) {
	v := t.value(ref)
	t.used = append(t.used, v)
	t.about = t.about || v.State == About
	x, ok = v.Number()
	return x, ok && v.Known()
}

// Rows implements [forms.Values].
func (t *trace) Rows(block, key string) (rows []int, ok bool) {
	for _, row := range t.rows[block] {
		v, filled := t.first(block, row), true // what a row is known by
		if key != "" {
			v = t.value(forms.Ref{Block: block, Row: row, Key: key})
			filled = v.State != Empty
		}
		if filled {
			rows, t.used = append(rows, row), append(t.used, v)
		}
	}
	return rows, !slices.Contains(t.r.Lost, block)
}

// first returns the first entry of a row that holds any.
func (l *lookup) first(block string, row int) Value {
	var v Value
	for _, f := range l.r.Schema.Block(block).Fields {
		if v = l.value(forms.Ref{Block: block, Row: row, Key: f.Key}); v.State != Empty && v.State != Computed {
			break
		}
	}
	return v
}

// formula works out the formula of a value; ok is false if it has none or a
// part is not known.
func (l *lookup) formula(v *Value) (x float64, t *trace, ok bool) {
	e, ok := l.r.Schema.Formula(v.Ref)
	if !ok {
		return 0, nil, false
	}
	t = &trace{lookup: l, of: e}
	x, ok = e.Number(t, v.Ref.Row)
	return x, t, ok
}

// compute fills in what was left empty and follows by a formula. One formula
// may need another's result.
func (c *collector) compute() {
	l := c.r.lookup()
	for changed := true; changed; {
		changed = false
		for i := range c.r.Values {
			v := &c.r.Values[i]
			if v.State != Empty || v.Field.Formula == "" {
				continue
			}
			x, _, ok := l.formula(v)
			text := answer.FormatNumber(x)
			if !ok || v.Field.Kind == forms.Integer && strings.Contains(text, ".") {
				continue
			}
			v.Text, v.State, changed = text, Computed, true
		}
	}
}
