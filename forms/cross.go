package forms

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Crossing is how the fields of a block with [Block.Cross] stand: rows and
// columns are those that their labels name, in the order in which they do.
type Crossing struct {
	Rows    []CrossRow
	Columns []CrossColumn
	Cells   [][]*Field // by row, then column; nil where nothing is asked for
}

// A CrossRow is a row of a crossing.
type CrossRow struct {
	Names []string // the outermost first, as 教师, 专任 of the label 教师·专任·本期; at least one
	Unit  string   // that all its numbers have, printed behind the last name; "" where a column has it
}

// A CrossColumn is a column of a crossing.
type CrossColumn struct {
	Heads []string // from the top, as 本期 of the label 教师·专任·本期; at least one
	Unit  string   // that all its numbers have, printed behind the last head
}

// Printed returns the last name of the row as it is printed, the unit with it.
func (r *CrossRow) Printed() string {
	f := Field{Label: r.Names[len(r.Names)-1], Unit: r.Unit}
	return f.FullLabel()
}

// Printed returns the lowest head of the column as it is printed, the unit with it.
func (c *CrossColumn) Printed() string {
	f := Field{Label: c.Heads[len(c.Heads)-1], Unit: c.Unit}
	return f.FullLabel()
}

// Crossing returns how the fields of b stand; nil if they do not cross.
func (b *Block) Crossing() *Crossing {
	if b.Cross == "" {
		return nil
	}
	x := &Crossing{}
	rows, columns := map[string]int{}, map[string]int{}
	for i := range b.Fields {
		f := &b.Fields[i]
		names, heads := f.crossed()
		key := strings.Join(names, crossMark)
		r, ok := rows[key]
		if !ok {
			r, rows[key] = len(x.Rows), len(x.Rows)
			x.Rows = append(x.Rows, CrossRow{Names: names})
			x.Cells = append(x.Cells, nil)
		}
		key = strings.Join(heads, crossMark)
		c, ok := columns[key]
		if !ok {
			c, columns[key] = len(x.Columns), len(x.Columns)
			x.Columns = append(x.Columns, CrossColumn{Heads: heads})
		}
		for len(x.Cells[r]) <= c {
			x.Cells[r] = append(x.Cells[r], nil)
		}
		if x.Cells[r][c] == nil {
			x.Cells[r][c] = f
		}
	}
	for r := range x.Cells {
		x.Cells[r] = append(x.Cells[r], make([]*Field, len(x.Columns)-len(x.Cells[r]))...)
	}
	x.units()
	return x
}

// crossMark stands between the names of a row and the head of a column.
const crossMark = "·"

// crossed returns the names of the row and the heads of the column that the label
// of f says. What the label says of the heads above is not said again.
func (f *Field) crossed() (names, heads []string) {
	parts := strings.Split(f.Label, crossMark)
	last := len(parts) - 1
	own := parts[last]
	if rest, ok := strings.CutPrefix(own, strings.Join(f.Heads(), "")); ok && rest != "" {
		own = rest
	}
	if names = parts[:last]; last == 0 {
		names = []string{""}
	}
	return names, append(f.Heads(), own)
}

// units finds whose unit is printed where: that of a row, if all its numbers have
// it, else that of a column.
func (x *Crossing) units() {
	of := func(n int, at func(int) *Field) (unit string, one bool) {
		first := true
		for i := range n {
			f := at(i)
			if f == nil || !f.Kind.Numeric() {
				continue
			}
			if !first && f.Unit != unit {
				return "", false
			}
			unit, first = f.Unit, false
		}
		return unit, true
	}
	rest := false
	for r := range x.Rows {
		unit, one := of(len(x.Columns), func(c int) *Field { return x.Cells[r][c] })
		x.Rows[r].Unit, rest = unit, rest || !one
	}
	if !rest {
		same := !slices.ContainsFunc(x.Rows, func(r CrossRow) bool { return r.Unit != x.Rows[0].Unit })
		if !same || len(x.Columns) > len(x.Rows) {
			return
		}
	}
	for c := range x.Columns {
		if unit, one := of(len(x.Rows), func(r int) *Field { return x.Cells[r][c] }); one {
			x.Columns[c].Unit = unit
		}
	}
	for r := range x.Rows {
		said := func(c int) bool {
			f := x.Cells[r][c]
			return f == nil || !f.Kind.Numeric() || x.Columns[c].Unit == f.Unit
		}
		all := true
		for c := range x.Columns {
			all = all && said(c)
		}
		if all {
			x.Rows[r].Unit = ""
		}
	}
}

// cross reports what a block whose fields cross cannot have.
func (v *validator) cross(b *Block, p partName) {
	if b.Cross == "" {
		return
	}
	if b.Table() || b.Number != "" {
		v.fail(p.at("cross"), ErrMisplaced, "cross的行由各栏的label说明，不写rows、grow和number", "rows of a crossing are those of its labels: it has no rows, grow or number")
	}
	at := map[string]bool{}
	columns := map[string]bool{}
	for i := range b.Fields {
		f := &b.Fields[i]
		own := partName{b.Key + "." + f.Key, fmt.Sprintf("%s.fields[%d].label", p.key, i)}
		names, heads := f.crossed()
		if slices.Contains(append(slices.Clone(names), heads...), "") {
			v.fail(own, ErrMissing, "cross的栏，label应写成“行·列”，如“毕业生数·本期”", fmt.Sprintf("label %q names no row and column: want 毕业生数·本期", f.Label))
			continue
		}
		place := strings.Join(names, crossMark) + "\n" + strings.Join(heads, crossMark)
		if at[place] {
			v.fail(own, ErrDuplicate, "“"+f.Label+"”用了两次", fmt.Sprintf("two fields stand at %q", f.Label))
		}
		at[place] = true
		columns[strings.Join(heads, crossMark)] = true
	}
	if len(columns) > maxColumns {
		v.fail(p.at("fields"), ErrLimit, fmt.Sprintf("一张表最多%d列，这里有%d列", maxColumns, len(columns)), fmt.Sprintf("%d columns are more than the %d that fit a page", len(columns), maxColumns))
	}
}

// cross adds the heads and the rows of a crossing.
func (a *arranger) cross(b *Block) {
	x := b.Crossing()
	deep, levels := 1, 1 // columns of names, rows of heads
	for _, r := range x.Rows {
		deep = max(deep, len(r.Names))
	}
	for _, c := range x.Columns {
		levels = max(levels, len(c.Heads))
	}
	p := &pattern{edges: a.crossEdges(b, x, deep), insert: 15, rank: rankTable - len(x.Columns)}
	heads := make([][]string, len(x.Columns))
	for i := range x.Columns {
		heads[i] = slices.Clone(x.Columns[i].Heads)
		heads[i][len(heads[i])-1] = x.Columns[i].Printed()
	}
	for level := range levels {
		st := strip{pattern: p, head: true}
		if level == 0 {
			st.slots = append(st.slots, slot{0, deep, Cell{Role: RoleHead, Rows: levels, Text: b.Cross}})
		}
		for i := 0; i < len(heads); i++ {
			g := heads[i]
			switch last := len(g) - 1; {
			case level < last:
				end := i + 1
				for end < len(heads) && level < len(heads[end])-1 && samePrefix(heads[end], g, level+1) {
					end++
				}
				st.slots = append(st.slots, slot{deep + i, deep + end, Cell{Role: RoleHead, Rows: 1, Text: g[level]}})
				i = end - 1
			case level == last:
				st.slots = append(st.slots, slot{deep + i, deep + i + 1, Cell{Role: RoleHead, Rows: levels - level, Text: g[level]}})
			}
		}
		a.strips = append(a.strips, st)
	}
	for r := range x.Rows {
		st := strip{pattern: p}
		st.slots = append(st.slots, x.namesOf(r, deep)...)
		for c, f := range x.Cells[r] {
			cell := Cell{Role: RoleMark, Rows: 1, Text: "—"}
			if f != nil {
				cell = Cell{Role: RoleValue, Rows: 1, Text: f.printed(), Ref: Ref{b.Key, 1, f.Key}, Field: f, Free: true}
			}
			st.slots = append(st.slots, slot{deep + c, deep + c + 1, cell})
		}
		a.strips = append(a.strips, st)
	}
	a.drawn = a.drawn || deep > 1
}

// namesOf returns the cells of the names left of a row, but for those that go on
// from the row above.
func (x *Crossing) namesOf(r, deep int) []slot {
	var slots []slot
	names := x.Rows[r].Names
	last := len(names) - 1
	for level, name := range names {
		if level == last {
			return append(slots, slot{level, deep, Cell{Role: RoleLabel, Rows: 1, Text: x.Rows[r].Printed()}})
		}
		outer := func(k int) bool { // whether row k stands below the same name
			o := x.Rows[k].Names
			return len(o)-1 > level && samePrefix(o, names, level+1)
		}
		if r > 0 && outer(r-1) {
			continue
		}
		n := 1
		for r+n < len(x.Rows) && outer(r+n) {
			n++
		}
		slots = append(slots, slot{level, level + 1, Cell{Role: RoleLabel, Rows: n, Text: name}})
	}
	return slots
}

// crossEdges spreads the columns of a crossing over the sheet: the values of the
// same kind have the same room.
func (a *arranger) crossEdges(b *Block, x *Crossing, deep int) []float64 {
	const widestName = 24
	want := make([]float64, deep+len(x.Columns))
	grow := make([]float64, len(want))
	for r := range x.Rows {
		row := &x.Rows[r]
		for level, name := range row.Names {
			w := han.Width(name)
			if level == len(row.Names)-1 {
				w = han.Width(row.Printed())
			}
			n := 1 // columns that it stands over
			if level == len(row.Names)-1 {
				n = deep - level
			}
			w = min(w, widestName)
			for k := range n {
				want[level+k] = max(want[level+k], (float64(w)*BodySize/2+cellPad)/float64(n))
			}
		}
	}
	corner := (float64(han.Width(b.Cross))*BodySize/2 + cellPad) / float64(deep)
	for level := range deep {
		want[level] = max(want[level], corner)
		grow[level] = want[level] / 4
	}
	for c := range x.Columns {
		w := labelWidth(x.Columns[c].Printed(), headLabel)
		words := false
		for r := range x.Rows {
			if f := x.Cells[r][c]; f != nil {
				w = max(w, valueWidth(f))
				words = words || !f.Kind.Numeric()
			}
		}
		want[deep+c], grow[deep+c] = w, w/2
		if words {
			grow[deep+c] = w
		}
	}
	return a.spread(want, grow)
}
