package learn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
)

// This file makes blocks of rows and columns that cross.

// crossing adds the block of an item that stands where a row and a column cross,
// and returns its index.
func (a *assembly) crossing(it *grasp.Item, name string, several bool) int {
	a.blocks++
	b := forms.Block{Key: free(a.names, fmt.Sprintf("cross%d", a.blocks)), Cross: it.Crossed.Corner}
	if several {
		b.Label = name
	}
	a.Schema.Blocks = append(a.Schema.Blocks, b)
	return len(a.Schema.Blocks) - 1
}

// cross adds a field to such a block.
func (a *assembly) cross(at int, f *forms.Field, it *grasp.Item) forms.Ref {
	b := &a.Schema.Blocks[at]
	taken := map[string]bool{}
	for i := range b.Fields {
		taken[b.Fields[i].Key] = true
	}
	f.Key = free(taken, printed.KeyOf(f.Label))
	f.Group = strings.Join(it.Crossed.Heads, "|")
	b.Fields = append(b.Fields, *f)
	return forms.Ref{Block: b.Key, Row: 1, Key: f.Key}
}

// uncross makes a card of a block whose labels do not tell its rows and columns
// apart.
func uncross(b *forms.Block) {
	x, stand := b.Crossing(), 0
	for _, row := range x.Cells {
		for _, f := range row {
			if f != nil {
				stand++
			}
		}
	}
	unnamed := slices.ContainsFunc(x.Rows, func(r forms.CrossRow) bool { return slices.Contains(r.Names, "") }) ||
		slices.ContainsFunc(x.Columns, func(c forms.CrossColumn) bool { return slices.Contains(c.Heads, "") })
	if stand == len(b.Fields) && !unnamed && len(x.Columns) <= 40 {
		return
	}
	b.Cross = ""
	for i := range b.Fields {
		b.Fields[i].Group = ""
	}
}
