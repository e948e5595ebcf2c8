package forms

import (
	"fmt"
	"slices"
	"strings"
)

// A check is a parsed comparison whose keys are those of a schema.
type check struct {
	text string
	cmp  *binary
	row  *Block // the table whose every row must satisfy it; nil: the form as a whole
}

// bindCheck parses a check and resolves its keys. Columns of one table may
// stand outside sum and count: then the check holds for each of its rows.
func (s *Schema) bindCheck(text string) (*check, error) {
	n, err := parseCheck(text)
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
func (s *Schema) bindFormula(text string, in *Block) (node, error) {
	n, err := parseFormula(text)
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

func (b *binder) errorf(r *ref, err error, format string, args ...any) error {
	return &ExprError{b.text, r.column, fmt.Sprintf(format, args...), err}
}

func (b *binder) bind(n node) error {
	switch n := n.(type) {
	case *ref:
		return b.value(n)
	case *call:
		return b.column(n)
	case *negation:
		return b.bind(n.x)
	case *binary:
		if err := b.bind(n.x); err != nil {
			return err
		}
		return b.bind(n.y)
	}
	return nil
}

// value resolves a key that stands for a single value.
func (b *binder) value(r *ref) error {
	if r.block == "" && b.in != nil && find(b.in.Fields, r.key) != nil {
		r.block = b.in.Key
	}
	f := b.s.Field(Ref{Block: r.block, Key: r.key})
	if f == nil {
		return b.unknown(r)
	}
	if !f.Kind.Numeric() {
		return b.errorf(r, ErrType, "%s is of kind %s, want a number", r, f.Kind)
	}
	block := b.s.Block(r.block)
	if block == nil || !block.Table() || block == b.row {
		return nil
	}
	if b.free && b.row == nil {
		b.row = block
		return nil
	}
	return b.errorf(r, ErrScope, "%s is a column, want sum(%s)", r, r)
}

// column resolves the argument of sum and count.
func (b *binder) column(c *call) error {
	block := b.s.Block(c.arg.block)
	if c.arg.key == "" {
		switch {
		case block == nil:
			return b.errorf(c.arg, ErrUnknown, "no block %s, want a column such as events.people", c.arg.block)
		case c.name != "count":
			return b.errorf(c.arg, ErrType, "%s is a block, want one of its columns", c.arg.block)
		}
		return nil
	}
	if block == nil {
		return b.unknown(c.arg)
	}
	f := find(block.Fields, c.arg.key)
	switch {
	case f == nil:
		return b.unknown(c.arg)
	case c.name == "sum" && !f.Kind.Numeric():
		return b.errorf(c.arg, ErrType, "%s is of kind %s, want a number", c.arg, f.Kind)
	}
	return nil
}

func (b *binder) unknown(r *ref) error {
	var names []string
	for _, k := range b.s.refs() {
		if k.Block == r.block {
			names = append(names, k.String())
		}
	}
	if r.block != "" && b.s.Block(r.block) == nil {
		names = nil
		for _, k := range b.s.Blocks {
			names = append(names, k.Key)
		}
		return b.errorf(r, ErrUnknown, "no block %s, the form has %s", r.block, list(names))
	}
	return b.errorf(r, ErrUnknown, "no field %s, there is %s", r, list(names))
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func (r *ref) String() string { return Ref{Block: r.block, Key: r.key}.String() }

// Explain says a check in the words of the form, for clerks: total >=
// teachers + students becomes 参与总人数≥教师数＋学生数. A check that does not
// parse or mentions unknown keys is an [*ExprError].
func (s *Schema) Explain(check string) (string, error) {
	c, err := s.bindCheck(check)
	if err != nil {
		return "", err
	}
	return s.explain(c.cmp, 0), nil
}

// ExplainFormula says the formula of a field in the words of the form:
// 学生数÷在校生数×100. Without a formula that binds it is "".
func (s *Schema) ExplainFormula(r Ref) string {
	f := s.Field(r)
	if f == nil || f.Formula == "" {
		return ""
	}
	n, err := s.bindFormula(f.Formula, s.Block(r.Block))
	if err != nil {
		return ""
	}
	return s.explain(n, 0)
}

var opSigns = map[string]string{"!=": "≠", "<=": "≤", ">=": "≥", "*": "×", "/": "÷", "-": "－", "+": "＋", "=": "＝", "<": "＜", ">": "＞"}

// explain prints n; outer is the binding strength of what surrounds it.
func (s *Schema) explain(n node, outer int) string {
	switch n := n.(type) {
	case *number:
		return n.text
	case *ref:
		return s.Field(Ref{Block: n.block, Key: n.key}).Label
	case *call:
		return s.explainCall(n)
	case *negation:
		return "－" + s.explain(n.x, 3)
	case *binary:
		mine := strength(n.op)
		out := s.explain(n.x, mine) + opSigns[n.op] + s.explain(n.y, mine+1)
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

func (s *Schema) explainCall(c *call) string {
	b := s.Block(c.arg.block)
	of := b.Label
	if of != "" {
		of = "“" + of + "”中"
	}
	switch {
	case c.arg.key == "":
		return of + "填写的行数"
	case c.name == "sum":
		return of + find(b.Fields, c.arg.key).Label + "合计"
	}
	return of + find(b.Fields, c.arg.key).Label + "的填写项数"
}
