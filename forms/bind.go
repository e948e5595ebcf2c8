package forms

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
)

// A binder resolves the keys of an expression by a schema. A bare key means the
// row of block in, if that has it, else the head or foot.
type binder struct {
	s    *Schema
	text string
	in   *Block // where bare keys are looked up first; nil for checks
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
	for k := range b.s.Fields() {
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
