package find

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
)

// This file finds the values of blocks whose fields cross: below the head of their
// column, beside the name of their row.

// A crossing is a block whose fields cross, made ready to be looked for.
type crossing struct {
	*forms.Crossing
	block   *forms.Block
	rows    []crossName
	columns []crossName
	byRow   map[string][]int // keys of names, to rows
	byHead  map[string][]int // keys of heads, to columns
}

// A crossName is what the name of a row or the head of a column is compared by.
type crossName struct {
	keys  []string // of its own word
	outer []string // of those above it or left of it, the outermost first
}

func newCrossing(b *forms.Block) *crossing {
	c := &crossing{Crossing: b.Crossing(), block: b, byRow: map[string][]int{}, byHead: map[string][]int{}}
	name := func(words []string, printed string, by map[string][]int, i int) crossName {
		var n crossName
		last := len(words) - 1
		for _, w := range words[:last] {
			n.outer = append(n.outer, LabelKey(w))
		}
		for _, k := range []string{LabelKey(words[last]), LabelKey(printed), BareKey(LabelKey(words[last]))} {
			if k != "" && !slices.Contains(n.keys, k) {
				n.keys = append(n.keys, k)
				by[k] = append(by[k], i)
			}
		}
		return n
	}
	for i := range c.Rows {
		c.rows = append(c.rows, name(c.Rows[i].Names, c.Rows[i].Printed(), c.byRow, i))
	}
	for i := range c.Columns {
		c.columns = append(c.columns, name(c.Columns[i].Heads, c.Columns[i].Printed(), c.byHead, i))
	}
	return c
}

// A crossSpot is where a crossing stands: boxes of names by row, and of heads by
// column.
type crossSpot struct {
	names, heads map[int]int
	at           map[int]int // grid row of each row
}

// cross finds the values of a crossing.
func (x *Matcher) cross(c *crossing) {
	rows := map[int][]int{} // boxes by the last row they cover
	x.Boxes(x.From, x.To, func(i int, b *Box) { rows[b.Row+b.Rows-1] = append(rows[b.Row+b.Rows-1], i) })
	var best crossSpot
	for row := x.From; row <= x.To; row++ {
		heads := x.crossHeads(c, rows[row])
		if 2*len(heads) < len(c.columns) || len(heads) == 0 {
			continue
		}
		s := x.crossRows(c, heads, row, rows)
		if len(s.names)*len(s.heads) > len(best.names)*len(best.heads) {
			best = s
		}
	}
	for _, of := range []map[int]int{best.names, best.heads} {
		for _, i := range of {
			x.Claimed[i] = true
		}
	}
	corner := LabelKey(c.block.Cross)
	for r, label := range best.names {
		for k, f := range c.Cells[r] {
			head, ok := best.heads[k]
			if f == nil || !ok {
				continue
			}
			b, i := x.G.Box(best.at[r], x.G.Cells[head].Col)
			if b.Row < best.at[r] { // merged with that of a row above
				b, i = Box{Row: best.at[r], Col: b.Col, Rows: 1, Cols: 1}, -1
			}
			if i >= 0 {
				x.Claimed[i] = true
			}
			said := x.G.Cells[label].Raw
			if c.Columns[k].Unit != "" {
				said = x.G.Cells[head].Raw
			}
			x.Pairs[forms.Ref{Block: c.block.Key, Row: 1, Key: f.Key}] = PairSpot{Label: label, Head: said, Box: b, Cross: true}
			x.Found++
		}
	}
	if len(best.heads) > 0 { // what stands above and left of them
		top := 0
		for _, head := range best.heads {
			top = max(top, x.G.Cells[head].Row)
		}
		x.Boxes(max(x.From, top-4), top, func(i int, b *Box) {
			if b.Key == corner || slices.ContainsFunc(c.columns, func(n crossName) bool { return slices.Contains(n.outer, b.Key) }) {
				x.Claimed[i] = true
			}
		})
	}
	for _, at := range best.at {
		x.Boxes(at, at, func(i int, b *Box) {
			if b.Key == "-" || slices.ContainsFunc(c.rows, func(n crossName) bool { return slices.Contains(n.outer, b.Key) }) {
				x.Claimed[i] = true
			}
		})
	}
}

// crossHeads returns the heads among boxes, by column: of columns with the same
// head that with the same heads above it.
func (x *Matcher) crossHeads(c *crossing, boxes []int) map[int]int {
	heads := map[int]int{}
	for _, i := range boxes {
		b := &x.G.Cells[i]
		if x.Claimed[i] {
			continue
		}
		best, fit := -1, -1
		for _, k := range c.named(c.byHead, b) {
			if _, taken := heads[k]; taken {
				continue
			}
			n := 0
			outer := c.columns[k].outer
			for up, g := b.Row-1, len(outer)-1; g >= 0 && up >= x.From; up, g = up-1, g-1 {
				if x.headOver(up, b.Col) == outer[g] {
					n++
				}
			}
			if n > fit {
				best, fit = k, n
			}
		}
		if best >= 0 {
			heads[best] = i
		}
	}
	return heads
}

// named returns what a box names, by its key or the bare one.
func (c *crossing) named(by map[string][]int, b *Box) []int {
	if all := by[b.Key]; len(all) > 0 || b.Key == "" {
		return all
	}
	return by[b.bare]
}

// crossRows finds the names of rows below heads.
func (x *Matcher) crossRows(c *crossing, heads map[int]int, head int, rows map[int][]int) crossSpot {
	s := crossSpot{names: map[int]int{}, heads: heads, at: map[int]int{}}
	left := x.G.Cols
	for _, i := range heads {
		left = min(left, x.G.Cells[i].Col)
	}
	last := -1
	for row := head + 1; row <= min(x.To, head+3*len(c.rows)+30) && len(s.names) < len(c.rows); row++ {
		if again := x.crossHeads(c, rows[row]); len(again) > 1 && 2*len(again) >= len(c.columns) {
			break // the heads of another
		}
		own, outer := -1, []string(nil)
		for col := left - 1; col > 0; {
			b, i := x.G.Box(row, col)
			switch {
			case i < 0 || b.Empty():
			case own < 0 && b.Row+b.Rows-1 == row:
				own = i
			default:
				outer = append(outer, b.Key)
			}
			col = b.Col - 1
		}
		if own < 0 || x.Claimed[own] {
			continue
		}
		best, fit := -1, -1
		for _, r := range c.named(c.byRow, &x.G.Cells[own]) {
			if _, taken := s.names[r]; taken {
				continue
			}
			n := 0
			for _, o := range c.rows[r].outer {
				if slices.Contains(outer, o) || len(outer) == 0 && x.nameOver(row, left, o) {
					n += 2
				}
			}
			if r > last {
				n++
			}
			if n > fit {
				best, fit = r, n
			}
		}
		if best >= 0 {
			s.names[best], s.at[best], last = own, row, best
		}
	}
	return s
}

// nameOver reports whether the nearest name above a row in which nobody merged it
// over its rows is that of a key.
func (x *Matcher) nameOver(row, left int, key string) bool {
	for up := row - 1; up >= max(x.From, row-30); up-- {
		if b, i := x.G.Box(up, 1); i >= 0 && b.Col+b.Cols < left && !b.Empty() {
			return b.Key == key
		}
	}
	return false
}
