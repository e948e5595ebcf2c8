package returned

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// list reads a return out of each row of a listing. What stands outside of the
// table, such as who filled it in, is that of all of them.
func (f *file) list(x *matcher, p part, l *listing) []*Return {
	var all []*Return
	if p.titleBox >= 0 {
		x.claimed[p.titleBox] = true
	}
	for n, row := range l.rows {
		r := &Return{Schema: x.s, File: f.name, Sheet: x.g.sheet}
		own := *x
		own.pairs, own.twice = map[forms.Ref]pairSpot{}, map[forms.Ref][]pairSpot{}
		for ref, s := range x.pairs {
			if n, ok := l.columns[ref]; ok {
				r, c := l.at(n, row)
				s.in, s.value = false, ""
				s.box, _ = x.g.box(r, c)
				if s.box.row <= l.head && !l.across || s.box.col <= l.head && l.across {
					s.box = box{row: r, col: c, rows: 1, cols: 1, keyed: &noLabel}
				}
			}
			own.pairs[ref] = s
		}
		c := &collector{file: f, matcher: &own, r: r, again: n > 0, listed: true}
		c.fields("", x.s.Head)
		for i := range x.s.Blocks {
			c.fields(x.s.Blocks[i].Key, x.s.Blocks[i].Fields)
		}
		c.fields("", x.s.Foot)
		c.compute()
		r.Values = slices.Clone(r.Values)
		all = append(all, r)
		if n == len(l.rows)-1 {
			c.told(l.sums)
			c.leftOver(p)
		}
	}
	return all
}

// told says that rows were not read because they add up others.
func (c *collector) told(sums []int) {
	for _, row := range sums {
		var texts []string
		c.boxes(row, row, func(i int, b *box) {
			c.claimed[i] = true
			texts = append(texts, strings.TrimSpace(b.Raw))
		})
		c.file.add(RuleLeftOver, report.Hint, c.g.place(row, 1), strings.Join(texts, "，"), "这一行是合计，没有作为一所学校读入", "")
	}
}
