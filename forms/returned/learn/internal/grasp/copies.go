package grasp

import "github.com/zhijiao-go/zhijiao/forms/returned/internal/find"

// mostCopies is how often a text may stand on a page and still tell copies.
const mostCopies = 8

// FirstCopy returns the page without a second copy of what stands in it, below
// the first or beside it, and how many copies there are.
func (p *Page) FirstCopy() (*Page, int) {
	type shift struct{ rows, cols int }
	at := map[string][]int{}
	texts := 0
	for i := range p.Cells {
		if b := &p.Cells[i]; len(b.Raw) > 3 {
			at[b.Raw] = append(at[b.Raw], i)
			texts++
		}
	}
	count, start := map[shift]int{}, map[shift][2]int{}
	for i := range p.Cells {
		a := &p.Cells[i]
		if len(at[a.Raw]) > mostCopies {
			continue // what stands everywhere tells nothing
		}
		for _, k := range at[a.Raw] {
			b := &p.Cells[k]
			s := shift{b.Row - a.Row, b.Col - a.Col}
			if k <= i || s.rows != 0 && s.cols != 0 {
				continue
			}
			count[s]++
			if l, ok := start[s]; !ok {
				start[s] = [2]int{b.Row, b.Col}
			} else {
				start[s] = [2]int{min(l[0], b.Row), min(l[1], b.Col)}
			}
		}
	}
	var best shift
	for s, n := range count {
		if n > count[best] || n == count[best] && (s.rows < best.rows || s.rows == best.rows && s.cols < best.cols) {
			best = s
		}
	}
	if count[best] < 4 || best.rows == 1 || best.cols == 1 {
		return p, 1
	}
	first := *p
	first.Grid = p.part(start[best], best.rows > 0)
	own := 0
	for i := range first.Cells {
		b := &first.Cells[i]
		if best.cols > 0 && b.Col+b.Cols > start[best][1] {
			return p, 1 // what stands over both parts is one form
		}
		if len(b.Raw) > 3 {
			own++
		}
	}
	if own == 0 || 10*count[best] < 9*own {
		return p, 1
	}
	return &first, (texts + own - 1) / own
}

// part returns what stands in front of a place, above it or left of it, as a
// grid of its own.
func (p *Page) part(before [2]int, above bool) *find.Grid {
	if !above {
		return p.Columns(1, before[1]-1)
	}
	part := *p.Grid
	part.Cells, part.Rows, part.Cols = nil, 0, 0
	for _, b := range p.Cells {
		if b.Row < before[0] {
			part.Cells = append(part.Cells, b)
		}
	}
	part.Settle()
	return &part
}
