package forms

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
)

// An Expr is a check of a schema, such as total >= teachers + students, or the
// formula of a field, ready to be told and worked out. See [Schema.Check] and
// [Schema.Formula].
type Expr struct {
	schema *Schema
	root   expr.Node
	table  *Block
}

// An ExprError says where a check or a formula is wrong.
type ExprError = expr.Error

// Errors in [ExprError.Err].
var (
	ErrSyntax  = expr.ErrSyntax
	ErrUnknown = expr.ErrUnknown
	ErrType    = expr.ErrType
	ErrScope   = expr.ErrScope
)

// Check parses a comparison of values of s. Columns of one table may stand
// outside sum and count: then it is one for each of the table's rows. A check
// that does not parse, or mentions what s does not have, is an [*ExprError].
func (s *Schema) Check(text string) (*Expr, error) {
	n, err := expr.ParseCheck(text)
	if err != nil {
		return nil, err
	}
	b := binder{s: s, text: text, free: true}
	if err := b.bind(n); err != nil {
		return nil, err
	}
	return &Expr{s, n, b.row}, nil
}

// Formula returns the formula of the field that r names. It returns false if
// there is none, or one that [Schema.Validate] finds fault with.
func (s *Schema) Formula(r Ref) (*Expr, bool) {
	f := s.Field(r)
	if f == nil || f.Formula == "" {
		return nil, false
	}
	e, err := s.bindFormula(f.Formula, s.Block(r.Block))
	return e, err == nil
}

// bindFormula parses the formula of a field in a block, nil for head and foot.
func (s *Schema) bindFormula(text string, in *Block) (*Expr, error) {
	n, err := expr.ParseFormula(text)
	if err != nil {
		return nil, err
	}
	b := binder{s: s, text: text, in: in, row: in}
	if err := b.bind(n); err != nil {
		return nil, err
	}
	e := &Expr{schema: s, root: n}
	if in != nil && in.Table() {
		e.table = in
	}
	return e, nil
}

// Table returns the table for each of whose rows e is to be worked out; nil if
// e is about the form as a whole.
func (e *Expr) Table() *Block { return e.table }

// Counts reports whether e counts rows or entries.
func (e *Expr) Counts() bool {
	found := false
	expr.Walk(e.root, func(n expr.Node) {
		if c, ok := n.(*expr.Call); ok && c.Name == "count" {
			found = true
		}
	})
	return found
}

// Values are what an [Expr] is worked out with: those of a filled form.
type Values interface {
	// Number returns the value of a field, a percent in hundredths, and whether
	// it is known.
	Number(r Ref) (x float64, ok bool)
	// Rows returns the rows of a block in which the field with the key is filled
	// in, or with key "" any field, and whether they are known.
	Rows(block, key string) (rows []int, ok bool)
}

// Number works a formula out, that of a column for a row of its table (from 1;
// 0 outside tables). It returns false if a part is not known or there is no
// number; what is not known is never taken as 0.
func (e *Expr) Number(v Values, row int) (x float64, ok bool) {
	x, ok = evaluation{e, v, row}.eval(e.root)
	return x, ok && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// Holds reports whether a check holds, one of rows in a row (from 1; else 0),
// and whether all its parts are known. Numbers are compared to six places. A
// formula neither holds nor is known to.
func (e *Expr) Holds(v Values, row int) (holds, ok bool) {
	check, isCheck := e.root.(*expr.Binary)
	if !isCheck {
		return false, false
	}
	diff, ok := e.Number(v, row)
	diff = math.Round(diff*1e6) / 1e6
	switch check.Op {
	case "=":
		return diff == 0, ok
	case "!=":
		return diff != 0, ok
	case "<":
		return diff < 0, ok
	case "<=":
		return diff <= 0, ok
	case ">":
		return diff > 0, ok
	case ">=":
		return diff >= 0, ok
	}
	return false, false
}

type evaluation struct {
	*Expr
	v   Values
	row int
}

// eval works out n, of a comparison what its left side is more than its right.
// It asks for every part even where one is not known, so that v sees them all.
func (e evaluation) eval(n expr.Node) (float64, bool) {
	switch n := n.(type) {
	case *expr.Number:
		x, err := strconv.ParseFloat(n.Text, 64)
		return x, err == nil
	case *expr.Negation:
		x, ok := e.eval(n.X)
		return -x, ok
	case *expr.Binary:
		x, ok1 := e.eval(n.X)
		y, ok2 := e.eval(n.Y)
		switch n.Op {
		case "+":
			x += y
		case "*":
			x *= y
		case "/":
			x /= y
		default:
			x -= y
		}
		return x, ok1 && ok2
	case *expr.Ref:
		r := Ref{Block: n.Block, Key: n.Key}
		if b := e.schema.Block(n.Block); b != nil {
			r.Row = 1
			if b.Table() {
				r.Row = e.row
			}
		}
		return e.v.Number(r)
	case *expr.Call:
		return e.column(n)
	}
	return 0, false
}

// column works out sum and count. A sum of nothing at all is not known.
func (e evaluation) column(c *expr.Call) (float64, bool) {
	rows, known := e.v.Rows(c.Arg.Block, c.Arg.Key)
	if c.Name == "count" {
		return float64(len(rows)), known
	}
	sum := 0.0
	for _, row := range rows {
		x, ok := e.v.Number(Ref{Block: c.Arg.Block, Row: row, Key: c.Arg.Key})
		sum += x
		known = known && ok
	}
	return sum, known && len(rows) > 0
}

// String says e in the words of the form, for clerks: total >= teachers +
// students becomes 参与总人数≥教师数＋学生数.
func (e *Expr) String() string { return e.say(e.root, 0) }

var opSigns = map[string]string{"!=": "≠", "<=": "≤", ">=": "≥", "*": "×", "/": "÷", "-": "－", "+": "＋", "=": "＝", "<": "＜", ">": "＞"}

// say prints n; outer is the binding strength of what surrounds it.
func (e *Expr) say(n expr.Node, outer int) string {
	switch n := n.(type) {
	case *expr.Number:
		return n.Text
	case *expr.Ref:
		return e.schema.Field(Ref{Block: n.Block, Key: n.Key}).Label
	case *expr.Call:
		return e.sayCall(n)
	case *expr.Negation:
		return "－" + e.say(n.X, 3)
	case *expr.Binary:
		mine := strength(n.Op)
		out := e.say(n.X, mine) + opSigns[n.Op] + e.say(n.Y, mine+1)
		if mine < outer {
			return "（" + out + "）"
		}
		return out
	}
	return ""
}

// strength orders operators by how tightly they bind: comparison 0, sum 1,
// product 2.
func strength(op string) int {
	return slices.IndexFunc([]string{"=!<>", "+-", "*/"}, func(ops string) bool { return strings.ContainsAny(op, ops) })
}

func (e *Expr) sayCall(c *expr.Call) string {
	b := e.schema.Block(c.Arg.Block)
	of := b.Label
	if of != "" {
		of = "“" + of + "”中"
	}
	switch {
	case c.Arg.Key == "":
		return of + "填写的行数"
	case c.Name == "sum":
		return of + find(b.Fields, c.Arg.Key).Label + "合计"
	}
	return of + find(b.Fields, c.Arg.Key).Label + "的填写项数"
}
