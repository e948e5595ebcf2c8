package returned

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
)

// An evaluator works expressions out with the values of a return. What is not
// known makes the result unknown; it is never taken as 0.
type evaluator struct {
	at      func(forms.Ref) Value
	rows    func(block string) []int
	first   func(block string, row int) []Value // the first entry of a row; none if nothing was filled in
	row     int                                 // for columns outside sum and count
	used    []Value
	lost    []string // tables that are not known
	counted bool     // rows or entries were counted, be it none
	unknown bool
	about   bool
}

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

func (l *lookup) evaluator(row int) *evaluator {
	return &evaluator{row: row, lost: l.r.Lost, rows: func(block string) []int { return l.rows[block] }, first: l.first, at: func(ref forms.Ref) Value {
		if i, ok := l.at[ref]; ok {
			return l.r.Values[i]
		}
		return Value{Ref: ref, Field: l.r.Schema.Field(ref)}
	}}
}

func (l *lookup) first(block string, row int) []Value {
	for _, f := range l.r.Schema.Block(block).Fields {
		if i, ok := l.at[forms.Ref{Block: block, Row: row, Key: f.Key}]; ok && l.r.Values[i].State != Empty && l.r.Values[i].State != Computed {
			return l.r.Values[i : i+1]
		}
	}
	return nil
}

// result evaluates n; ok is false if a part is not known or there is no number.
func (e *evaluator) result(s *forms.Schema, n expr.Node) (x float64, ok bool) {
	x = e.eval(s, n)
	return x, !e.unknown && !math.IsNaN(x) && !math.IsInf(x, 0)
}

func (e *evaluator) eval(s *forms.Schema, n expr.Node) float64 {
	switch n := n.(type) {
	case *expr.Number:
		x, _ := strconv.ParseFloat(n.Text, 64)
		return x
	case *expr.Negation:
		return -e.eval(s, n.X)
	case *expr.Binary:
		x, y := e.eval(s, n.X), e.eval(s, n.Y)
		switch n.Op {
		case "+":
			return x + y
		case "-":
			return x - y
		case "*":
			return x * y
		case "/":
			return x / y
		}
		return x - y // a comparison: what is left of it
	case *expr.Ref:
		r := forms.Ref{Block: n.Block, Key: n.Key}
		if b := s.Block(n.Block); b != nil {
			r.Row = 1
			if b.Table() {
				r.Row = e.row
			}
		}
		v := e.at(r)
		e.used = append(e.used, v)
		x, ok := v.Number()
		if !ok || !v.Known() {
			e.unknown = true
		}
		e.about = e.about || v.State == About
		return x
	case *expr.Call:
		return e.column(n)
	}
	return 0
}

// column evaluates sum and count. A sum of nothing at all is not known.
func (e *evaluator) column(c *expr.Call) float64 {
	rows := e.rows(c.Arg.Block)
	e.unknown = e.unknown || slices.Contains(e.lost, c.Arg.Block)
	e.counted = e.counted || c.Name == "count"
	if c.Arg.Key == "" {
		for _, row := range rows {
			e.used = append(e.used, e.first(c.Arg.Block, row)...)
		}
		return float64(len(rows))
	}
	sum, n := 0.0, 0
	for _, row := range rows {
		v := e.at(forms.Ref{Block: c.Arg.Block, Row: row, Key: c.Arg.Key})
		if v.State == Empty {
			continue
		}
		n++
		e.used = append(e.used, v)
		if c.Name == "count" {
			continue
		}
		x, ok := v.Number()
		if !ok || !v.Known() {
			e.unknown = true
		}
		e.about = e.about || v.State == About
		sum += x
	}
	if c.Name == "count" {
		return float64(n)
	}
	if n == 0 {
		e.unknown = true
	}
	return sum
}

// formula works out the formula of a value; ok is false if it has none or a
// part is not known.
func (l *lookup) formula(v *Value) (x float64, e *evaluator, ok bool) {
	if v.Field.Formula == "" {
		return 0, nil, false
	}
	s := l.r.Schema
	n, err := s.BindFormula(v.Field.Formula, s.Block(v.Ref.Block))
	if err != nil {
		return 0, nil, false // a valid schema has none
	}
	e = l.evaluator(v.Ref.Row)
	x, ok = e.result(s, n)
	return x, e, ok
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
			text := forms.FormatNumber(x)
			if !ok || v.Field.Kind == forms.Integer && strings.Contains(text, ".") {
				continue
			}
			v.Text, v.State, changed = text, Computed, true
		}
	}
}

// cells returns the values without repetitions.
func cells(values []Value) []Value {
	var out []Value
	for _, v := range values {
		if !slices.ContainsFunc(out, func(w Value) bool { return w.Ref == v.Ref }) {
			out = append(out, v)
		}
	}
	return out
}
