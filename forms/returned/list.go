package returned

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// list reads a return out of each row of a listing. What stands outside of the
// table, such as who filled it in, is that of all of them.
func (f *file) list(x *find.Matcher, p part, l *find.Listing) []*Return {
	var all []*Return
	if p.titleBox >= 0 {
		x.Claimed[p.titleBox] = true
	}
	for n, row := range l.Rows {
		r := &Return{Schema: x.S, File: f.name, Sheet: x.G.Sheet}
		own := *x
		own.Pairs, own.Twice = map[forms.Ref]find.PairSpot{}, map[forms.Ref][]find.PairSpot{}
		for ref, s := range x.Pairs {
			if n, ok := l.Columns[ref]; ok {
				r, c := l.At(n, row)
				s.In, s.Value = false, ""
				s.Box, _ = x.G.Box(r, c)
				if s.Box.Row <= l.Head && !l.Across || s.Box.Col <= l.Head && l.Across {
					s.Box = find.Box{Row: r, Col: c, Rows: 1, Cols: 1, Keyed: &find.NoLabel}
				}
			}
			own.Pairs[ref] = s
		}
		c := &collector{file: f, Matcher: &own, r: r, again: n > 0, listed: true}
		c.fields("", x.S.Head)
		for i := range x.S.Blocks {
			c.fields(x.S.Blocks[i].Key, x.S.Blocks[i].Fields)
		}
		c.fields("", x.S.Foot)
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
		c.Boxes(row, row, func(i int, b *find.Box) {
			c.Claimed[i] = true
			texts = append(texts, strings.TrimSpace(b.Raw))
		})
		c.file.add(RuleLeftOver, report.Hint, c.G.Place(row, 1), strings.Join(texts, "，"), "这一行是合计，没有作为一所学校读入", "")
	}
}
