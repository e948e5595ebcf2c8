package forms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
	"github.com/zhijiao-go/zhijiao/internal/a1"
)

// An Alert is a check of the schema in the language of spreadsheets: when
// Formula is true, the values in Ranges contradict each other. Checks with
// count have none: they would find fault with every form half filled in.
type Alert struct {
	Check   string   // as in the schema
	Text    string   // in the words of the form
	Formula string   // without =; written for the first row where the check holds for each row of a table
	Ranges  []string // A1 ranges of the values that the check mentions
}

// formulas fills in formulas of cells and alerts.
func (l *Layout) formulas(s *Schema) {
	for i := range l.Cells {
		c := &l.Cells[i]
		if !c.IsValue() {
			continue
		}
		e, ok := s.Formula(c.Ref)
		if !ok {
			continue
		}
		t := translator{s: s, l: l, row: c.Ref.Row, known: true}
		c.Formula = t.formula(e.root, c.Field.Kind)
		c.Free = !t.known
	}
	for _, text := range s.Checks {
		e, err := s.Check(text)
		if err != nil || e.Counts() {
			continue
		}
		t := translator{s: s, l: l, row: 1}
		l.Alerts = append(l.Alerts, Alert{Check: text, Text: e.String(), Formula: t.alert(e.root.(*expr.Binary)), Ranges: l.ranges(e)})
	}
}

// ranges returns where the values stand that a check mentions. Of a check on
// rows these are the table's columns: a formula that moves from row to row
// means nothing elsewhere.
func (l *Layout) ranges(e *Expr) []string {
	var out []string
	expr.Walk(e.root, func(n expr.Node) {
		r, ok := n.(*expr.Ref)
		if !ok || e.table != nil && r.Block != e.table.Key {
			return
		}
		for k := range e.schema.Fields() {
			if k.Block != r.Block || r.Key != "" && k.Key != r.Key {
				continue
			}
			from, to := l.At(k), l.At(k)
			if b := e.schema.Block(k.Block); b != nil {
				from, to = l.At(Ref{k.Block, 1, k.Key}), l.At(Ref{k.Block, b.RowCount(), k.Key})
			}
			out = append(out, from.Name()+":"+to.End())
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// TotalFormula returns how a spreadsheet works out the value of a field with a
// formula from sums of the fields that it mentions, as package returned weighs
// shares: at gives the cell of each. It returns false if the field has no
// formula, or one over the rows of a table.
func (s *Schema) TotalFormula(r Ref, at func(Ref) string) (string, bool) {
	e, ok := s.Formula(r)
	if !ok || e.table != nil {
		return "", false
	}
	rows := false
	expr.Walk(e.root, func(n expr.Node) {
		_, call := n.(*expr.Call)
		rows = rows || call
	})
	if rows {
		return "", false
	}
	t := translator{s: s, at: at}
	if s.Field(r).Kind == Percent {
		return t.expr(e.root, 2) + "/100", true
	}
	return t.expr(e.root, 0), true
}

// A translator writes expressions as spreadsheet formulas.
type translator struct {
	s       *Schema
	l       *Layout
	at      func(Ref) string // of fields outside tables; nil: where l has them
	row     int              // of the cell that the formula is for
	single  []string         // cells that must hold numbers for the result to mean something
	columns []string         // ranges of which one cell at least must
	known   bool             // every single value is required or computed itself
}

// formula returns the formula of a value: empty as long as its parts are.
func (t *translator) formula(n expr.Node, k Kind) string {
	outer := 0
	if k == Percent {
		outer = 2
	}
	x := t.expr(n, outer)
	if k == Percent {
		x += "/100"
	}
	return t.guard("IFERROR("+x+`,"")`, `""`)
}

// alert returns a formula that is true when all parts of a check are there and
// it does not hold. Numbers are compared to six places: 0.1+0.2 is 0.3.
func (t *translator) alert(c *expr.Binary) string {
	x, y := t.expr(c.X, 1), t.expr(c.Y, 2)
	broken := map[string]string{"=": "<>", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}[c.Op]
	return t.guard(fmt.Sprintf("IFERROR(ROUND(%s-%s,6)%s0,FALSE)", x, y, broken), "FALSE")
}

func (t *translator) guard(formula, otherwise string) string {
	var conds []string
	if n := len(t.single); n > 0 {
		conds = append(conds, fmt.Sprintf("COUNT(%s)=%d", strings.Join(t.single, ","), n))
	}
	if len(t.columns) > 0 {
		conds = append(conds, fmt.Sprintf("COUNT(%s)>0", strings.Join(t.columns, ",")))
	}
	switch len(conds) {
	case 0:
		return formula
	case 1:
		return fmt.Sprintf("IF(%s,%s,%s)", conds[0], formula, otherwise)
	}
	return fmt.Sprintf("IF(AND(%s),%s,%s)", strings.Join(conds, ","), formula, otherwise)
}

// expr writes n; outer is the binding strength of what surrounds it.
func (t *translator) expr(n expr.Node, outer int) string {
	switch n := n.(type) {
	case *expr.Number:
		return n.Text
	case *expr.Negation:
		return "(-" + t.expr(n.X, 3) + ")"
	case *expr.Binary:
		mine := strength(n.Op)
		x := t.expr(n.X, mine) + n.Op + t.expr(n.Y, mine+1)
		if mine < outer {
			return "(" + x + ")"
		}
		return x
	case *expr.Ref:
		return t.ref(n)
	case *expr.Call:
		return t.call(n)
	}
	return ""
}

// percent brings what a cell holds to hundredths, as the package counts them.
func percent(f *Field, x string) string {
	if f.Kind == Percent {
		return "(" + x + "*100)"
	}
	return x
}

func (t *translator) ref(r *expr.Ref) string {
	k := Ref{Block: r.Block, Key: r.Key}
	if t.at != nil {
		return percent(t.s.Field(k), t.at(k))
	}
	row := "$"
	if b := t.s.Block(r.Block); b != nil {
		k.Row = 1
		if b.Table() {
			k.Row, row = t.row, "" // moves along with its row
		}
	}
	c := t.l.At(k)
	at := fmt.Sprintf("$%s%s%d", a1.Column(c.Col), row, c.Row)
	if !slices.Contains(t.single, at) {
		t.single = append(t.single, at)
	}
	if !c.Field.Required && c.Field.Formula == "" {
		t.known = false
	}
	return percent(c.Field, at)
}

func (t *translator) call(c *expr.Call) string {
	b := t.s.Block(c.Arg.Block)
	span := func(key string) string {
		from, to := t.l.At(Ref{b.Key, 1, key}), t.l.At(Ref{b.Key, b.RowCount(), key})
		return fmt.Sprintf("$%s$%d:$%s$%d", a1.Column(from.Col), from.Row, a1.Column(to.Col), to.Row)
	}
	switch {
	case c.Arg.Key == "": // rows in which anything stands
		var any []string
		for _, f := range b.Fields {
			any = append(any, "("+span(f.Key)+`<>"")`)
		}
		return "SUMPRODUCT(--((" + strings.Join(any, "+") + ")>0))"
	case c.Name == "count":
		return "COUNTA(" + span(c.Arg.Key) + ")"
	}
	at := span(c.Arg.Key)
	if !slices.Contains(t.columns, at) {
		t.columns = append(t.columns, at)
	}
	return percent(find(b.Fields, c.Arg.Key), "SUM("+at+")")
}
