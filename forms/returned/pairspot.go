package returned

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A pairSpot is where the value of a single field stands.
type pairSpot struct {
	label  int    // index of the box with the label
	head   string // the label as it stands
	worded bool   // otherwise than on the blank form
	value  string // behind a colon in that box, if within
	in     bool   // the value is in the label's box
	box    box    // else in this one
	unit   string // in a cell of its own
	passed []int  // that cell
}

// A hit is a cell, or a place in its text, that reads like a label.
type hit struct {
	box   int  // that it is in
	order int  // of several in one box
	fit   int  // as [label.fit] tells
	whole bool // the cell is the label and nothing else
	spot  pairSpot
}

// A labelling deals the labels that are there out to the single fields.
type labelling struct {
	*matcher
	labels  []label
	hits    [][]hit // by label
	isLabel map[int]bool
	taken   map[[2]int]bool // box and order of hits
	texts   map[string][]mention
}

// maxHits is how many places of one label are looked at. A form has few, and
// what stands beyond is told as left over.
const maxHits = 200

// single finds the labels of single fields outside the tables and their
// values. Fields of one label are dealt out in the order of the form.
func (x *matcher) single() {
	labels := x.schemaLabels.pairs.labels
	l := &labelling{x, labels, make([][]hit, len(labels)), map[int]bool{}, map[[2]int]bool{}, map[string][]mention{}}
	x.boxes(x.from, x.to, func(i int, c *box) {
		if !x.claimed[i] && !x.inTable(c.row) && c.Stored == answer.Text && !l.whole(i, c) {
			l.within(i, c)
		}
	})
	l.dropValues()
	l.worded()
	l.inLabel()
	for j := range labels {
		l.deal(j)
	}
	x.unitColumn()
}

// unitColumn moves the values of labels that have no unit to behind the column
// that holds the units of the others: 学校 | — | 甲校.
func (x *matcher) unitColumn() {
	count := map[int]int{}
	for _, s := range x.pairs {
		for _, i := range s.passed {
			if b := x.g.cells[i]; s.unit != "" && b.col < s.box.col {
				count[b.col]++
			}
		}
	}
	for ref, s := range x.pairs {
		if s.in || s.box.row != x.g.cells[s.label].row || count[s.box.col] < 2 || !answer.Blank(s.box.Raw) {
			continue
		}
		next, k := x.g.box(s.box.row, s.box.col+1)
		if k >= 0 && !x.claimed[k] && !next.empty() {
			if _, i := x.g.box(s.box.row, s.box.col); i >= 0 {
				s.passed = append(s.passed, i)
			}
			s.box = next
			x.pairs[ref] = s
		}
	}
}

func (l *labelling) hit(j int, h hit) {
	if len(l.hits[j]) < maxHits {
		l.hits[j] = append(l.hits[j], h)
	}
}

// whole looks whether a cell is a label and nothing else.
func (l *labelling) whole(i int, c *box) bool {
	all := l.schemaLabels.pairs.candidates(c)
	best := fitWorded
	for _, j := range all {
		best = max(best, l.labels[j].fit(c))
	}
	if len(all) == 0 || best == fitWorded {
		return false
	}
	l.isLabel[i] = true
	for _, j := range all {
		if l.labels[j].fit(c) == best {
			l.hit(j, hit{box: i, fit: best, whole: true, spot: pairSpot{label: i, head: c.Raw}})
		}
	}
	return true
}

// within looks for labels with a colon in a cell: 填表人：甲 联系电话：乙.
func (l *labelling) within(i int, c *box) {
	const deep = 12 // characters into a text, where a label is part of a sentence
	found, known := l.texts[c.Raw]
	if !known {
		found = l.schemaLabels.pairs.mentions(c.Raw)
		l.texts[c.Raw] = found
	}
	if len(found) == 0 || found[0].start > deep {
		return
	}
	if found[0].worded && l.valueOf(c) { // 教师：80人 beside 教师数
		return
	}
	l.isLabel[i] = true
	for n, m := range found {
		fit := fitBare
		if m.worded {
			fit = fitWorded
		}
		for j := range l.labels {
			if l.alike(j, m.label) {
				spot := pairSpot{label: i, head: m.head, worded: m.worded, value: m.value, in: m.value != "" || len(found) > 1}
				l.hit(j, hit{box: i, order: n, fit: fit, spot: spot})
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
	count := make([]int, len(l.hits))
	owners := map[int][]int{} // labels that a box may be
	for j := range l.hits {
		count[j] = len(l.hits[j])
		for _, h := range l.hits[j] {
			owners[h.box] = append(owners[h.box], j)
		}
	}
	dropped := map[int]bool{}
	for j := range l.labels {
		fields := l.after(0, j)
		for n := len(l.hits[j]) - 1; n >= 0 && count[j] > fields; n-- {
			h := l.hits[j][n]
			c := l.g.cells[h.box]
			if _, left := l.g.box(c.row, c.col-1); dropped[h.box] || left < 0 || !l.isLabel[left] || !h.whole {
				continue
			}
			l.isLabel[h.box] = false
			dropped[h.box] = true
			for _, k := range owners[h.box] {
				count[k]--
			}
		}
	}
	if len(dropped) == 0 {
		return
	}
	for k := range l.hits {
		l.hits[k] = slices.DeleteFunc(l.hits[k], func(o hit) bool { return dropped[o.box] })
	}
}

// worded looks for the labels that are not there as the blank form has them
// among cells that word them otherwise. The value of another label is none.
func (l *labelling) worded() {
	missing := map[int]bool{}
	var sender []int
	for j := range l.labels {
		if len(l.hits[j]) > 0 {
			continue
		}
		missing[j] = true
		if l.labels[j].sender {
			sender = append(sender, j)
		}
	}
	if len(missing) == 0 {
		return
	}
	take := func(j, i int, c *box) {
		l.isLabel[i] = true
		l.hit(j, hit{box: i, fit: fitWorded, spot: pairSpot{label: i, head: c.Raw, worded: true}})
	}
	l.boxes(l.from, l.to, func(i int, c *box) {
		if l.claimed[i] || l.isLabel[i] || l.inTable(c.row) || c.key == "" || l.valueOf(c) {
			return
		}
		for _, j := range l.schemaLabels.pairs.plain[c.plain] {
			if missing[j] {
				take(j, i, c)
			}
		}
		if len(sender) == 1 && len(l.hits[sender[0]]) == 0 && senderWords.MatchString(c.plain) {
			take(sender[0], i, c)
		}
	})
	// 单位名称：甲校, where the form asks for 学校.
	if len(sender) != 1 {
		return
	}
	no := map[string]bool{} // texts that do not ask who fills the form in
	l.boxes(l.from, l.to, func(i int, c *box) {
		if len(l.hits[sender[0]]) > 0 || no[c.Raw] || l.claimed[i] || l.isLabel[i] || l.inTable(c.row) || c.Stored != answer.Text || len(c.Raw) > maxLabel {
			return
		}
		head, rest, colon := strings.Cut(strings.Replace(c.Raw, "：", ":", 1), ":")
		if !colon || !senderWords.MatchString(newKeyed(head).plain) {
			no[c.Raw] = true
			return
		}
		rest = strings.TrimSpace(rest)
		l.isLabel[i] = true
		l.hit(sender[0], hit{box: i, fit: fitWorded, spot: pairSpot{label: i, head: head, worded: true, value: rest, in: rest != ""}})
	})
}

// valueOf reports whether a cell stands right of a label, or below one that has
// nothing else to its right, and so is its value.
func (l *labelling) valueOf(c *box) bool {
	_, left := l.g.box(c.row, c.col-1)
	return left >= 0 && l.isLabel[left] && c.col > 1
}

// inLabel looks for values that stand in the cell of their label, without a
// colon: 教师数（人）111, 教师数 111人, 教师数（111人）.
func (l *labelling) inLabel() {
	starts := map[rune][]int{}
	for j := range l.labels {
		if c := []rune(l.labels[j].searchable); len(c) > 1 {
			starts[c[0]] = append(starts[c[0]], j)
		}
	}
	no := map[string]bool{} // texts that are no label with a value
	l.boxes(l.from, l.to, func(i int, c *box) {
		if no[c.Raw] || l.claimed[i] || l.inTable(c.row) || c.Stored != answer.Text || len(c.Raw) > maxLabel {
			return
		}
		first, _ := utf8.DecodeRuneInString(c.Raw)
		among := starts[[]rune(strings.ToLower(han.Fold(string(first))) + " ")[0]]
		if len(among) == 0 || l.isLabel[i] && !strings.ContainsAny(han.Fold(c.Raw), "0123456789") {
			no[c.Raw] = true
			return
		}
		if l.valueOf(c) {
			return
		}
		if next, k := l.g.box(c.row, c.col+c.cols); k >= 0 && !l.isLabel[k] && !next.empty() {
			return
		}
		best, value := -1, ""
		runes := []rune(c.Raw)
		for _, j := range among {
			v, ok := valueBehind(runes, &l.labels[j])
			if ok && (best < 0 || len(l.labels[j].searchable) > len(l.labels[best].searchable)) {
				best, value = j, v
			}
		}
		if best < 0 {
			no[c.Raw] = true
			return
		}
		for j := range l.hits {
			l.hits[j] = slices.DeleteFunc(l.hits[j], func(h hit) bool { return h.box == i })
		}
		l.isLabel[i] = true
		for j := range l.labels {
			if l.alike(j, best) {
				l.hit(j, hit{box: i, fit: fitBare, spot: pairSpot{label: i, head: c.Raw, value: value, in: true}})
			}
		}
	})
}

// valueBehind returns what stands behind a label in its own cell: of a field for
// numbers a number, of others what a blank or a line break parts from it.
func valueBehind(runes []rune, l *label) (value string, ok bool) {
	end := foldedAt(runes, 0, l.searchable)
	if end == 0 || end == len(runes) {
		return "", false
	}
	rest := string(runes[end:])
	inside := ""
	if at := unitPlace.FindStringSubmatchIndex(han.Fold(rest)); at != nil && at[0] == 0 {
		folded := han.Fold(rest)
		if inside = folded[at[2]:at[3]]; at[1] == len(folded) { // 教师数（111人）
			rest = inside
		} else if i := strings.IndexAny(rest, ")]）】]"); i >= 0 {
			_, rest, _ = strings.Cut(rest, string([]rune(rest[i:])[0]))
		}
	}
	if l.field.Kind.Numeric() {
		got := answer.Read(l.field, answer.Entry{Raw: rest})
		return strings.TrimSpace(rest), strings.ContainsAny(han.Fold(rest), "0123456789") && !got.Unclear && got.Text != ""
	}
	if trimmed := strings.TrimLeft(rest, " \t\n　 "); len(trimmed) < len(rest) && trimmed != "" && inside == "" && len([]rune(l.searchable)) > 1 {
		return strings.TrimSpace(trimmed), true
	}
	return "", false
}

// deal gives a field the best of its labels that are left. What neither it nor
// the fields to come need is a label too many.
func (l *labelling) deal(j int) {
	ref := l.labels[j].pairRef()
	left := slices.DeleteFunc(slices.Clone(l.hits[j]), func(h hit) bool { return l.taken[[2]int{h.box, h.order}] })
	slices.SortStableFunc(left, func(a, b hit) int { return -cmp.Compare(a.fit, b.fit) })
	if n := slices.IndexFunc(left, func(h hit) bool { return h.fit == fitWorded }); n > 0 {
		left = left[:n]
	}
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
	right, i = x.pastUnit(s, right, i, value)
	switch {
	case value(right, i) && (right.col <= x.g.cols || !under || below.empty()):
		s.box = right
	case under:
		s.box = below
	default:
		s.in, s.box = true, l
	}
}

// pastUnit goes on from a cell that holds but the unit or a colon to the value
// behind it: 学生数 | 人 | 1200. A unit behind the value counts as well.
func (x *matcher) pastUnit(s *pairSpot, right box, i int, value func(box, int) bool) (box, int) {
	isUnit := func(b box, i int) bool {
		return i >= 0 && !x.claimed[i] && b.Stored == answer.Text && len(b.Raw) <= 30 && answer.ParseUnit(b.Raw, "")
	}
	next, k := x.g.box(right.row, right.col+right.cols)
	switch {
	case i >= 0 && value(right, i) && value(next, k) && k >= 0 && !next.empty() && (isUnit(right, i) || strings.Trim(right.Raw, ":：") == "" && right.Raw != ""):
		if isUnit(right, i) {
			s.unit = right.Raw
		}
		s.passed = append(s.passed, i)
		return next, k
	case i >= 0 && value(right, i) && isUnit(next, k):
		s.unit = next.Raw
		s.passed = append(s.passed, k)
	}
	return right, i
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

// pairRef returns the ref of a label of a single field.
func (l *label) pairRef() forms.Ref {
	ref := l.ref
	if ref.Block != "" {
		ref.Row = 1
	}
	return ref
}
