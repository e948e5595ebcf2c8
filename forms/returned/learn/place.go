package learn

import (
	"iter"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// A Place is where a field is filled in on a blank.
type Place struct {
	Sheet      string // of a workbook; "" in a document
	Row, Col   int    // of the box, 1-based; in a document as its rows and tables follow each other
	Rows, Cols int    // that the box extends over, at least 1
	Ref        forms.Ref
	Field      *forms.Field
	Printed    bool   // the box has printed text of its own: gaps, options to be ticked
	Tick       string // the option that a mark in the box stands for; "" for none
}

// Places returns where the fields stand, in no order that means anything but
// always in the same one. A field has several places where it has several boxes,
// and a box is that of several fields where it has several gaps.
func (b *Blank) Places() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for _, s := range b.slots {
			if !b.placesOf(s, yield) {
				return
			}
		}
		for _, t := range b.tables {
			if !b.placesIn(t, yield) {
				return
			}
		}
	}
}

func (b *Blank) placesOf(s *slot, yield func(Place) bool) bool {
	l := b.learnt[s.page]
	f := b.Schema.Field(s.ref)
	place := func(i int) Place {
		c := &l.Cells[i]
		return Place{Sheet: l.Sheet, Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols, Ref: s.ref, Field: f, Printed: !c.Empty()}
	}
	if len(s.ticks) > 0 {
		for n, i := range s.ticks {
			p := place(i)
			if n < len(f.Options) {
				p.Tick = f.Options[n]
			}
			if !yield(p) {
				return false
			}
		}
		return true
	}
	for _, i := range append([]int{s.cell}, s.more...) {
		if !yield(place(i)) {
			return false
		}
	}
	// 填报单位： in one cell, the answer in those right of it.
	if in := l.fills[s.cell]; s.gap >= 0 && l.Sheet != "" && s.gap == len(in.Gaps)-1 && printed.Plain(in.Before[s.gap+1]) == "" {
		c := &l.Cells[s.cell]
		for col := c.Col + c.Cols; col <= l.Cols; {
			next, k := l.Box(c.Row, col)
			if k >= 0 && !next.Empty() {
				break
			}
			if !yield(Place{Sheet: l.Sheet, Row: c.Row, Col: col, Rows: 1, Cols: next.Cols, Ref: s.ref, Field: f}) {
				return false
			}
			col = next.Col + next.Cols
		}
	}
	return true
}

func (b *Blank) placesIn(t *table, yield func(Place) bool) bool {
	l := b.learnt[t.page]
	block := b.Schema.Block(t.block)
	for half := range t.repeat {
		for n, row := range t.rows {
			for k, c := range t.columns {
				head := &l.Cells[c.head[min(half, len(c.head)-1)]]
				box, _ := l.Box(row, head.Col)
				if box.Row != row {
					continue // merged with a box above
				}
				f := &block.Fields[k]
				ref := forms.Ref{Block: t.block, Row: half*len(t.rows) + n + 1, Key: f.Key}
				if !yield(Place{Sheet: l.Sheet, Row: row, Col: box.Col, Rows: box.Rows, Cols: box.Cols, Ref: ref, Field: f, Printed: !box.Empty()}) {
					return false
				}
			}
		}
	}
	return true
}

// Bounded reports whether all that is asked for has its place: no table has heads
// alone, below which any number of rows may be written.
func (b *Blank) Bounded() bool {
	return !slices.ContainsFunc(b.tables, func(t *table) bool { return len(t.rows) == 0 })
}
