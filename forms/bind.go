package forms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
)

// A check is a parsed comparison whose keys are those of a schema.
type check struct {
	text string
	Cmp  *expr.Binary
	Row  *Block // the table whose every row must satisfy it; nil: the form as a whole
}

// bindCheck parses a check and resolves its keys. Columns of one table may
// stand outside sum and count: then the check holds for each of its rows.
func (s *Schema) BindCheck(text string) (*check, error) {
	n, err := expr.ParseCheck(text)
	if err != nil {
		return nil, err
	}
	b := binder{s: s, text: text, free: true}
	if err := b.bind(n); err != nil {
		return nil, err
	}
	return &check{text, n, b.row}, nil
}

// bindFormula parses the formula of a field and resolves its keys; in is the
// block of the field, nil for head and foot. A bare key means the same row if
// the block has it, else the head or foot.
func (s *Schema) BindFormula(text string, in *Block) (expr.Node, error) {
	n, err := expr.ParseFormula(text)
	if err != nil {
		return nil, err
	}
	b := binder{s: s, text: text, in: in, row: in}
	return n, b.bind(n)
}

type binder struct {
	s    *Schema
	text string
	in   *Block // where bare keys are looked up first
	row  *Block // whose columns may stand outside sum and count
	free bool   // row is still to be found
}

func (b *binder) errorf(r *expr.Ref, err error, format string, args ...any) error {
	return &expr.Error{Text: b.text, Column: r.Column, Msg: fmt.Sprintf(format, args...), Err: err}
}

func (b *binder) bind(n expr.Node) error {
	switch n := n.(type) {
	case *expr.Ref:
		return b.value(n)
	case *expr.Call:
		return b.column(n)
	case *expr.Negation:
		return b.bind(n.X)
	case *expr.Binary:
		if err := b.bind(n.X); err != nil {
			return err
		}
		return b.bind(n.Y)
	}
	return nil
}

// value resolves a key that stands for a single value.
func (b *binder) value(r *expr.Ref) error {
	if r.Block == "" && b.in != nil && find(b.in.Fields, r.Key) != nil {
		r.Block = b.in.Key
	}
	f := b.s.Field(Ref{Block: r.Block, Key: r.Key})
	if f == nil {
		return b.unknown(r)
	}
	if !f.Kind.Numeric() {
		return b.errorf(r, expr.ErrType, "%s is of kind %s, want a number", r, f.Kind)
	}
	block := b.s.Block(r.Block)
	if block == nil || !block.Table() || block == b.row {
		return nil
	}
	if b.free && b.row == nil {
		b.row = block
		return nil
	}
	return b.errorf(r, expr.ErrScope, "%s is a column, want sum(%s)", r, r)
}

// column resolves the argument of sum and count.
func (b *binder) column(c *expr.Call) error {
	block := b.s.Block(c.Arg.Block)
	if c.Arg.Key == "" {
		switch {
		case block == nil:
			return b.errorf(c.Arg, expr.ErrUnknown, "no block %s, want a column such as events.people", c.Arg.Block)
		case c.Name != "count":
			return b.errorf(c.Arg, expr.ErrType, "%s is a block, want one of its columns", c.Arg.Block)
		}
		return nil
	}
	if block == nil {
		return b.unknown(c.Arg)
	}
	f := find(block.Fields, c.Arg.Key)
	switch {
	case f == nil:
		return b.unknown(c.Arg)
	case c.Name == "sum" && !f.Kind.Numeric():
		return b.errorf(c.Arg, expr.ErrType, "%s is of kind %s, want a number", c.Arg, f.Kind)
	}
	return nil
}

func (b *binder) unknown(r *expr.Ref) error {
	var names []string
	for _, k := range b.s.Refs() {
		if k.Block == r.Block {
			names = append(names, k.String())
		}
	}
	if r.Block != "" && b.s.Block(r.Block) == nil {
		names = nil
		for _, k := range b.s.Blocks {
			names = append(names, k.Key)
		}
		return b.errorf(r, expr.ErrUnknown, "no block %s, the form has %s", r.Block, list(names))
	}
	return b.errorf(r, expr.ErrUnknown, "no field %s, there is %s", r, list(names))
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// Explain says a check in the words of the form, for clerks: total >=
// teachers + students becomes 参与总人数≥教师数＋学生数. A check that does not
// parse or mentions unknown keys is an [*expr.Error].
func (s *Schema) Explain(check string) (string, error) {
	c, err := s.BindCheck(check)
	if err != nil {
		return "", err
	}
	return s.Describe(c.Cmp, 0), nil
}

// ExplainFormula says the formula of a field in the words of the form:
// 学生数÷在校生数×100. Without a formula that binds it is "".
func (s *Schema) ExplainFormula(r Ref) string {
	f := s.Field(r)
	if f == nil || f.Formula == "" {
		return ""
	}
	n, err := s.BindFormula(f.Formula, s.Block(r.Block))
	if err != nil {
		return ""
	}
	return s.Describe(n, 0)
}

var opSigns = map[string]string{"!=": "≠", "<=": "≤", ">=": "≥", "*": "×", "/": "÷", "-": "－", "+": "＋", "=": "＝", "<": "＜", ">": "＞"}

// explain prints n; outer is the binding strength of what surrounds it.
func (s *Schema) Describe(n expr.Node, outer int) string {
	switch n := n.(type) {
	case *expr.Number:
		return n.Text
	case *expr.Ref:
		return s.Field(Ref{Block: n.Block, Key: n.Key}).Label
	case *expr.Call:
		return s.explainCall(n)
	case *expr.Negation:
		return "－" + s.Describe(n.X, 3)
	case *expr.Binary:
		mine := strength(n.Op)
		out := s.Describe(n.X, mine) + opSigns[n.Op] + s.Describe(n.Y, mine+1)
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

func (s *Schema) explainCall(c *expr.Call) string {
	b := s.Block(c.Arg.Block)
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

// An ExprError says where a check or a formula is wrong.
type ExprError = expr.Error

// Errors in [ExprError.Err].
var (
	ErrSyntax  = expr.ErrSyntax
	ErrUnknown = expr.ErrUnknown
	ErrType    = expr.ErrType
	ErrScope   = expr.ErrScope
)
