package learn

import (
	"iter"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
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

func (b *Blank) placesOf(s *grasp.Slot, yield func(Place) bool) bool {
	l := b.learnt[s.Page]
	f := b.Schema.Field(s.Ref)
	place := func(i int) Place {
		c := &l.Cells[i]
		return Place{Sheet: l.Sheet, Row: c.Row, Col: c.Col, Rows: c.Rows, Cols: c.Cols, Ref: s.Ref, Field: f, Printed: !c.Empty() && !c.Formula}
	}
	if len(s.Ticks) > 0 {
		for n, i := range s.Ticks {
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
	for _, i := range append([]int{s.Cell}, s.More...) {
		if !yield(place(i)) {
			return false
		}
	}
	// 填报单位： in one cell, the answer in those right of it.
	if in := l.Fills[s.Cell]; s.Gap >= 0 && l.Sheet != "" && s.Gap == len(in.Gaps)-1 && printed.Plain(in.Before[s.Gap+1]) == "" {
		c := &l.Cells[s.Cell]
		for col := c.Col + c.Cols; col <= l.Cols; {
			next, k := l.Box(c.Row, col)
			if k >= 0 && (!next.Empty() || b.prints[s.Page].own[k]) {
				break
			}
			if !yield(Place{Sheet: l.Sheet, Row: c.Row, Col: col, Rows: 1, Cols: next.Cols, Ref: s.Ref, Field: f}) {
				return false
			}
			col = next.Col + next.Cols
		}
	}
	return true
}

func (b *Blank) placesIn(t *grasp.Table, yield func(Place) bool) bool {
	l := b.learnt[t.Page]
	block := b.Schema.Block(t.Block)
	for half := range t.Repeat {
		for n, row := range t.Rows {
			for k, c := range t.Columns {
				head := &l.Cells[c.Head[min(half, len(c.Head)-1)]]
				box, _ := l.Box(row, head.Col)
				if box.Row != row {
					continue // merged with a box above
				}
				f := &block.Fields[k]
				ref := forms.Ref{Block: t.Block, Row: half*len(t.Rows) + n + 1, Key: f.Key}
				if !yield(Place{Sheet: l.Sheet, Row: row, Col: box.Col, Rows: box.Rows, Cols: box.Cols, Ref: ref, Field: f, Printed: !box.Empty() && !box.Formula}) {
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
	return !slices.ContainsFunc(b.tables, func(t *grasp.Table) bool { return len(t.Rows) == 0 })
}
