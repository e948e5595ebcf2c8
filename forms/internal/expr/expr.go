// Package expr parses the expressions of checks and formulas:
//
//	check   = sum ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) sum
//	formula = sum
//	sum     = product { ( "+" | "-" ) product }
//	product = factor { ( "*" | "/" ) factor }
//	factor  = number | ref | ( "sum" | "count" ) "(" ref ")" | "(" sum ")" | "-" factor
//	ref     = key [ "." key ]
//
// ==, <>, ≠, ≤, ≥, × and ÷ are read too. A key is a letter, then letters,
// digits or _, of any script. What keys stand for is for package forms.
package expr

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Errors in [Error.Err].
var (
	ErrSyntax  = errors.New("syntax error")
	ErrUnknown = errors.New("no such key")
	ErrType    = errors.New("not a number")
	ErrScope   = errors.New("column outside its row")
)

// An Error says where a check or a formula is wrong.
type Error struct {
	Text   string // the expression
	Column int    // 1-based, in characters
	Msg    string // what was found and what is wanted
	Err    error  // one of the errors above
}

func (e *Error) Error() string {
	return fmt.Sprintf("forms: expression %q, column %d: %s", e.Text, e.Column, e.Msg)
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says where the expression goes wrong to whoever writes it.
func (e *Error) Chinese() string {
	why := "看不懂，请核对写法，如 total >= teachers + students"
	switch {
	case errors.Is(e.Err, ErrUnknown):
		why = "表里没有这一栏，公式里应写各栏的key"
	case errors.Is(e.Err, ErrType):
		why = "不是数字，不能计算"
	case errors.Is(e.Err, ErrScope):
		why = "是一列，应写成sum(…)或count(…)"
	}
	runes := []rune(e.Text)
	at := min(max(e.Column-1, 0), len(runes))
	end := at
	for end < len(runes) && (KeyRune(runes[end]) || runes[end] == '.') {
		end++
	}
	word := ""
	if end > at {
		word = "“" + string(runes[at:end]) + "”"
	}
	return fmt.Sprintf("公式“%s”第%d个字%s%s", e.Text, e.Column, word, why)
}

// A Node is a part of an expression, one of [*Number], [*Ref], [*Call],
// [*Negation] or [*Binary].
type Node interface{ node() }

// A Number is one that is written out.
type Number struct{ Text string }

// A Ref names fields: block "" is the head or foot, or, in a formula of a
// row, that row. Key "" is a whole block, inside count only.
type Ref struct {
	Column     int // 1-based
	Block, Key string
}

// A Call is sum or count of a column.
type Call struct {
	Name string
	Arg  *Ref
}

// A Negation is -X.
type Negation struct{ X Node }

// A Binary joins two operands. One whose Op compares is a check as a whole.
type Binary struct {
	Op   string // + - * / = != < <= > >=
	X, Y Node
}

func (*Number) node() {}

func (*Ref) node() {}

func (*Call) node() {}

func (*Negation) node() {}

func (*Binary) node() {}

// maxLength is the greatest length of an expression in characters; it also
// bounds how deep the parser recurses.
const maxLength = 1000

// ParseCheck parses a comparison.
func ParseCheck(text string) (*Binary, error) {
	p, err := newParser(text)
	if err != nil {
		return nil, err
	}
	x, err := p.sum()
	if err != nil {
		return nil, err
	}
	op := p.tok
	if !op.compares() {
		return nil, p.errorf(op, ErrSyntax, "found %s, want a comparison: one of = != < <= > >=", op)
	}
	p.next()
	y, err := p.sum()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokEnd {
		return nil, p.errorf(p.tok, ErrSyntax, "found %s after the comparison", p.tok)
	}
	return &Binary{op.text, x, y}, nil
}

// ParseFormula parses an arithmetic expression.
func ParseFormula(text string) (Node, error) {
	p, err := newParser(text)
	if err != nil {
		return nil, err
	}
	x, err := p.sum()
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokEnd {
		return nil, p.errorf(p.tok, ErrSyntax, "found %s, want an operator or the end", p.tok)
	}
	return x, nil
}

type tokenKind uint8

const (
	tokEnd tokenKind = iota
	tokNumber
	tokName
	tokOp // also brackets and the dot
	tokBad
)

type token struct {
	kind   tokenKind
	text   string // operators in their ASCII form
	column int
}

func (t token) String() string {
	if t.kind == tokEnd {
		return "the end"
	}
	return strconv.Quote(t.text)
}

func (t token) is(op string) bool { return t.kind == tokOp && t.text == op }

func (t token) compares() bool {
	switch t.text {
	case "=", "!=", "<", "<=", ">", ">=":
		return t.kind == tokOp
	}
	return false
}

type parser struct {
	text  string
	runes []rune
	off   int   // of the next token, in runes
	tok   token // the current one
}

func newParser(text string) (*parser, error) {
	p := &parser{text: text, runes: []rune(text)}
	if len(p.runes) > maxLength {
		return nil, &Error{string(p.runes[:20]) + "…", maxLength + 1, fmt.Sprintf("longer than %d characters", maxLength), ErrSyntax}
	}
	p.next()
	return p, nil
}

func (p *parser) errorf(t token, err error, format string, args ...any) error {
	return &Error{p.text, t.column, fmt.Sprintf(format, args...), err}
}

// asciiOps maps what people write to the operators of the grammar.
var asciiOps = map[string]string{"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "×": "*", "÷": "/"}

func (p *parser) next() {
	for p.off < len(p.runes) && unicode.IsSpace(p.runes[p.off]) {
		p.off++
	}
	start := p.off
	run := func(in func(rune) bool) string {
		for p.off < len(p.runes) && in(p.runes[p.off]) {
			p.off++
		}
		return string(p.runes[start:p.off])
	}
	if start == len(p.runes) {
		p.tok = token{tokEnd, "", start + 1}
		return
	}
	switch c := p.runes[start]; {
	case '0' <= c && c <= '9':
		text := run(func(c rune) bool { return '0' <= c && c <= '9' || c == '.' })
		p.tok = token{tokNumber, text, start + 1}
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			p.tok.kind = tokBad
		}
	case unicode.IsLetter(c):
		p.tok = token{tokName, run(KeyRune), start + 1}
	case strings.ContainsRune("=<>!", c):
		text := run(func(c rune) bool { return strings.ContainsRune("=<>!", c) })
		if a, ok := asciiOps[text]; ok {
			text = a
		}
		p.tok = token{tokOp, text, start + 1}
		if !p.tok.compares() {
			p.tok.kind = tokBad
		}
	default:
		p.off++
		text := string(c)
		if a, ok := asciiOps[text]; ok {
			text = a
		}
		p.tok = token{tokOp, text, start + 1}
		if !strings.Contains("+-*/().", text) && !p.tok.compares() {
			p.tok.kind = tokBad
		}
	}
}

// KeyRune reports whether c may stand in a key after its first letter.
func KeyRune(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }

func (p *parser) sum() (Node, error) {
	return p.chain(p.product, "+", "-")
}

func (p *parser) product() (Node, error) {
	return p.chain(p.factor, "*", "/")
}

// chain parses operands joined by either operator, from the left.
func (p *parser) chain(operand func() (Node, error), op1, op2 string) (Node, error) {
	x, err := operand()
	for err == nil && (p.tok.is(op1) || p.tok.is(op2)) {
		op := p.tok
		p.next()
		var y Node
		if y, err = operand(); err == nil {
			x = &Binary{op.text, x, y}
		}
	}
	return x, err
}

func (p *parser) factor() (Node, error) {
	t := p.tok
	p.next()
	switch {
	case t.kind == tokNumber:
		return &Number{t.text}, nil
	case t.kind == tokName && p.tok.is("("):
		return p.call(t)
	case t.kind == tokName:
		return p.ref(t)
	case t.is("-"):
		x, err := p.factor()
		return &Negation{x}, err
	case t.is("("):
		x, err := p.sum()
		if err != nil {
			return nil, err
		}
		if !p.tok.is(")") {
			return nil, p.errorf(p.tok, ErrSyntax, "found %s, want ) for the ( in column %d", p.tok, t.column)
		}
		p.next()
		return x, nil
	}
	return nil, p.errorf(t, ErrSyntax, "found %s, want a number, a key or (", t)
}

func (p *parser) call(name token) (Node, error) {
	if name.text != "sum" && name.text != "count" {
		return nil, p.errorf(name, ErrSyntax, "unknown function %s, want sum or count", name)
	}
	p.next() // (
	if p.tok.kind != tokName {
		return nil, p.errorf(p.tok, ErrSyntax, "found %s, want a column such as events.people", p.tok)
	}
	t := p.tok
	p.next()
	arg, err := p.ref(t)
	if err != nil {
		return nil, err
	}
	if !p.tok.is(")") {
		return nil, p.errorf(p.tok, ErrSyntax, "found %s, want ) after the column", p.tok)
	}
	p.next()
	if arg.Block == "" { // a lone name inside brackets is a block
		arg.Block, arg.Key = arg.Key, ""
	}
	return &Call{name.text, arg}, nil
}

func (p *parser) ref(name token) (*Ref, error) {
	r := &Ref{Column: name.column, Key: name.text}
	if p.tok.is(".") {
		p.next()
		if p.tok.kind != tokName {
			return nil, p.errorf(p.tok, ErrSyntax, "found %s, want a key after %s.", p.tok, name.text)
		}
		r.Block, r.Key = name.text, p.tok.text
		p.next()
	}
	return r, nil
}

// Walk calls visit for n and every node below it, parents first.
func Walk(n Node, visit func(Node)) {
	visit(n)
	switch n := n.(type) {
	case *Call:
		visit(n.Arg)
	case *Negation:
		Walk(n.X, visit)
	case *Binary:
		Walk(n.X, visit)
		Walk(n.Y, visit)
	}
}

// String prints r as it is written.
func (r *Ref) String() string {
	if r.Block == "" {
		return r.Key
	}
	return r.Block + "." + r.Key
}
