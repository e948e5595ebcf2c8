package returned

import (
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/spot"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// list reads a return out of each row of a listing. What stands outside of the
// table, such as who filled it in, is that of all of them.
func (f *file) list(x *spot.Match, p part, l *spot.Listing) []*Return {
	var all []*Return
	if p.titleBox >= 0 {
		x.Claimed[p.titleBox] = true
	}
	for n, row := range l.Rows {
		r := &Return{Schema: x.Schema, File: f.name, Sheet: x.Grid.Sheet}
		own := *x
		own.Pairs, own.Twice = map[forms.Ref]spot.Pair{}, map[forms.Ref][]spot.Pair{}
		for ref, s := range x.Pairs {
			if n, ok := l.Columns[ref]; ok {
				r, c := l.At(n, row)
				s.In, s.Value = false, ""
				s.Box, _ = x.Grid.Box(r, c)
				if s.Box.Row <= l.Head && !l.Across || s.Box.Col <= l.Head && l.Across {
					s.Box = spot.Box{Row: r, Col: c, Rows: 1, Cols: 1, Keyed: &spot.NoLabel}
				}
			}
			own.Pairs[ref] = s
		}
		c := &collector{file: f, Match: &own, r: r, again: n > 0, listed: true}
		c.fields("", x.Schema.Head)
		for i := range x.Schema.Blocks {
			c.fields(x.Schema.Blocks[i].Key, x.Schema.Blocks[i].Fields)
		}
		c.fields("", x.Schema.Foot)
		c.compute()
		r.Values = slices.Clone(r.Values)
		all = append(all, r)
		if n == len(l.Rows)-1 {
			c.told(l.Sums)
			c.leftOver(p)
		}
	}
	return all
}

// told says that rows were not read because they add up others.
func (c *collector) told(sums []int) {
	for _, row := range sums {
		var texts []string
		c.Boxes(row, row, func(i int, b *spot.Box) {
			c.Claimed[i] = true
			texts = append(texts, strings.TrimSpace(b.Raw))
		})
		c.file.add(RuleLeftOver, report.Hint, c.Grid.Place(row, 1), strings.Join(texts, "，"), "这一行是合计，没有作为一所学校读入", "")
	}
}
