package returned

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A pairSpot is where the value of a single field stands.
type pairSpot struct {
	label int    // index of the box with the label
	value string // behind a colon in that box, if within
	in    bool   // the value is in the label's box
	box   box    // else in this one
}

// A hit is a cell, or a place in its text, that reads like a label.
type hit struct {
	box   int // that it is in
	order int // of several in one box
	fit   int // as [label.fit] tells
	spot  pairSpot
}

// A labelling deals the labels that are there out to the single fields.
type labelling struct {
	*matcher
	labels  []label
	hits    [][]hit // by label
	isLabel map[int]bool
	taken   map[[2]int]bool // box and order of hits
}

// single finds the labels of single fields outside the tables and their
// values. Fields of one label are dealt out in the order of the form.
func (x *matcher) single() {
	labels := x.schemaLabels.pairs
	l := &labelling{x, labels, make([][]hit, len(labels)), map[int]bool{}, map[[2]int]bool{}}
	x.boxes(x.from, x.to, func(i int, c *box) {
		if !x.claimed[i] && !x.inTable(c.row) && c.Stored == answer.Text && !l.whole(i, c) {
			l.within(i, c)
		}
	})
	l.dropValues()
	for j := range labels {
		l.deal(j)
	}
}

// whole looks whether a cell is a label and nothing else.
func (l *labelling) whole(i int, c *box) bool {
	best := 0
	for j := range l.labels {
		best = max(best, l.labels[j].fit(c))
	}
	if best == 0 {
		return false
	}
	l.isLabel[i] = true
	for j := range l.labels {
		if l.labels[j].fit(c) == best {
			l.hits[j] = append(l.hits[j], hit{box: i, fit: best, spot: pairSpot{label: i}})
		}
	}
	return true
}

// within looks for labels with a colon in a cell: 填表人：甲 联系电话：乙.
func (l *labelling) within(i int, c *box) {
	const deep = 12 // characters into a text, where a label is part of a sentence
	found := mentions(c.Raw, l.labels)
	if len(found) == 0 || found[0].start > deep {
		return
	}
	l.isLabel[i] = true
	for n, m := range found {
		for j := range l.labels {
			if l.alike(j, m.label) {
				spot := pairSpot{label: i, value: m.value, in: m.value != "" || len(found) > 1}
				l.hits[j] = append(l.hits[j], hit{box: i, order: n, fit: 1, spot: spot})
			}
		}
	}
}

// alike reports whether two fields have the same label but for brackets.
func (l *labelling) alike(j, k int) bool { return l.labels[j].searchable == l.labels[k].searchable }

// after counts the fields from k on whose label is like that of j.
func (l *labelling) after(k, j int) int {
	n := 0
	for ; k < len(l.labels); k++ {
		if l.alike(k, j) {
			n++
		}
	}
	return n
}

// dropValues makes values of cells that read like a label: of more labels than
// fields, those right of another label.
func (l *labelling) dropValues() {
	for j := range l.labels {
		fields := l.after(0, j)
		for n := len(l.hits[j]) - 1; n >= 0 && len(l.hits[j]) > fields; n-- {
			h := l.hits[j][n]
			c := l.g.cells[h.box]
			if _, left := l.g.box(c.row, c.col-1); left < 0 || !l.isLabel[left] || h.fit < 2 {
				continue
			}
			l.isLabel[h.box] = false
			for k := range l.hits {
				l.hits[k] = slices.DeleteFunc(l.hits[k], func(o hit) bool { return o.box == h.box })
			}
		}
	}
}

// deal gives a field the best of its labels that are left. What neither it nor
// the fields to come need is a label too many.
func (l *labelling) deal(j int) {
	ref := l.labels[j].ref
	if ref.Block != "" {
		ref.Row = 1
	}
	left := slices.DeleteFunc(slices.Clone(l.hits[j]), func(h hit) bool { return l.taken[[2]int{h.box, h.order}] })
	slices.SortStableFunc(left, func(a, b hit) int { return -cmp.Compare(a.fit, b.fit) })
	for n, h := range left[:min(max(len(left)-l.after(j+1, j), 1), len(left))] {
		if !h.spot.in {
			l.beside(&h.spot, l.isLabel, l.labels[j].cols)
		}
		if n == 0 {
			l.pairs[ref] = h.spot
			l.found++
		} else {
			l.twice[ref] = append(l.twice[ref], h.spot)
		}
		l.taken[[2]int{h.box, h.order}] = true
		l.claimed[h.box] = true
	}
}

// beside finds the value of a label in a box of its own: to the right, or
// below where the next label stands to the right. Of a form that was copied
// without its merged cells, the cells between are empty: cols tells how many
// columns the label has on the blank form.
func (x *matcher) beside(s *pairSpot, isLabel map[int]bool, cols int) {
	l := x.g.cells[s.label]
	value := func(b box, i int) bool {
		return b.row <= x.to && (i < 0 || !isLabel[i] && !x.claimed[i]) && x.sameTable(l, b)
	}
	right, i := x.g.box(l.row, l.col+l.cols)
	if l.cols == 1 && x.g.sheet != "" {
		for col := l.col + 1; col <= l.col+cols; col++ {
			next, k := x.g.box(l.row, col)
			if k >= 0 && !x.g.cells[k].empty() {
				if value(next, k) {
					right, i = next, k
				}
				break
			}
		}
	}
	below, k := x.g.box(l.row+l.rows, l.col)
	under := value(below, k) && !strings.HasSuffix(han.Fold(l.Raw), ":")
	switch {
	case value(right, i) && (right.col <= x.g.cols || !under || below.empty()):
		s.box = right
	case under:
		s.box = below
	default:
		s.in, s.box = true, l
	}
}

// sameTable reports whether a value may belong to a label: in a document both
// stand in one table, in a sheet anywhere.
func (x *matcher) sameTable(label, value box) bool {
	if x.g.sheet != "" {
		return true
	}
	p, q := x.g.place(label.row, label.col), x.g.place(value.row, value.col)
	return p.Sheet == q.Sheet && q.Cell != ""
}
