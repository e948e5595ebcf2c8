package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A pairSpot is where the value of a single field stands.
type PairSpot struct {
	Label  int    // index of the box with the label
	Head   string // the label as it stands
	Worded bool   // otherwise than on the blank form
	Value  string // behind a colon in that box, if within
	In     bool   // the value is in the label's box
	Box    Box    // else in this one
	Unit   string // in a cell of its own
	Passed []int  // that cell
	Cross  bool   // where a row and a column cross, which nothing can move
}

// A hit is a cell, or a place in its text, that reads like a label.
type hit struct {
	box   int  // that it is in
	order int  // of several in one box
	fit   int  // as [label.fit] tells
	whole bool // the cell is the label and nothing else
	spot  PairSpot
}

// A labelling deals the labels that are there out to the single fields.
type labelling struct {
	*Matcher
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
func (x *Matcher) single() {
	labels := x.SchemaLabels.Pairs.labels
	l := &labelling{x, labels, make([][]hit, len(labels)), map[int]bool{}, map[[2]int]bool{}, map[string][]mention{}}
	x.Boxes(x.From, x.To, func(i int, c *Box) {
		if !x.Claimed[i] && !x.InTable(c.Row) && c.Stored == answer.Text && !l.whole(i, c) {
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
	x.explained()
}

func (l *labelling) hit(j int, h hit) {
	if len(l.hits[j]) < maxHits {
		l.hits[j] = append(l.hits[j], h)
	}
}

// whole looks whether a cell is a label and nothing else.
func (l *labelling) whole(i int, c *Box) bool {
	all := l.SchemaLabels.Pairs.candidates(c)
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
			l.hit(j, hit{box: i, fit: best, whole: true, spot: PairSpot{Label: i, Head: c.Raw}})
		}
	}
	return true
}

// within looks for labels with a colon in a cell: 填表人：甲 联系电话：乙.
func (l *labelling) within(i int, c *Box) {
	const deep = 12 // characters into a text, where a label is part of a sentence
	found, known := l.texts[c.Raw]
	if !known {
		found = l.SchemaLabels.Pairs.mentions(c.Raw)
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
				spot := PairSpot{Label: i, Head: m.head, Worded: m.worded, Value: m.value, In: m.value != "" || len(found) > 1}
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
			c := l.G.Cells[h.box]
			if _, left := l.G.Box(c.Row, c.Col-1); dropped[h.box] || left < 0 || !l.isLabel[left] || !h.whole {
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
	take := func(j, i int, c *Box) {
		l.isLabel[i] = true
		l.hit(j, hit{box: i, fit: fitWorded, spot: PairSpot{Label: i, Head: c.Raw, Worded: true}})
	}
	l.Boxes(l.From, l.To, func(i int, c *Box) {
		if l.Claimed[i] || l.isLabel[i] || l.InTable(c.Row) || c.Key == "" || l.valueOf(c) {
			return
		}
		for _, j := range l.SchemaLabels.Pairs.plain[c.plain] {
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
	l.Boxes(l.From, l.To, func(i int, c *Box) {
		if len(l.hits[sender[0]]) > 0 || no[c.Raw] || l.Claimed[i] || l.isLabel[i] || l.InTable(c.Row) || c.Stored != answer.Text || len(c.Raw) > maxLabel {
			return
		}
		head, rest, colon := strings.Cut(strings.Replace(c.Raw, "：", ":", 1), ":")
		if !colon || !senderWords.MatchString(newKeyed(head).plain) {
			no[c.Raw] = true
			return
		}
		rest = strings.TrimSpace(rest)
		l.isLabel[i] = true
		l.hit(sender[0], hit{box: i, fit: fitWorded, spot: PairSpot{Label: i, Head: head, Worded: true, Value: rest, In: rest != ""}})
	})
}

// valueOf reports whether a cell stands right of a label, or below one that has
// nothing else to its right, and so is its value.
func (l *labelling) valueOf(c *Box) bool {
	_, left := l.G.Box(c.Row, c.Col-1)
	return left >= 0 && l.isLabel[left] && c.Col > 1
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
	l.Boxes(l.From, l.To, func(i int, c *Box) {
		if no[c.Raw] || l.Claimed[i] || l.InTable(c.Row) || c.Stored != answer.Text || len(c.Raw) > maxLabel {
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
		if next, k := l.G.Box(c.Row, c.Col+c.Cols); k >= 0 && !l.isLabel[k] && !next.Empty() {
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
				l.hit(j, hit{box: i, fit: fitBare, spot: PairSpot{Label: i, Head: c.Raw, Value: value, In: true}})
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
	if trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace); len(trimmed) < len(rest) && trimmed != "" && inside == "" && len([]rune(l.searchable)) > 1 {
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
		if !h.spot.In {
			l.beside(&h.spot, l.isLabel, l.labels[j].cols)
		}
		if n == 0 {
			l.Pairs[ref] = h.spot
			l.Found++
		} else {
			l.Twice[ref] = append(l.Twice[ref], h.spot)
		}
		l.taken[[2]int{h.box, h.order}] = true
		l.Claimed[h.box] = true
	}
}

// beside finds the value of a label in a box of its own: to the right, or
// below where the next label stands to the right. Of a form that was copied
// without its merged cells, the cells between are empty: cols tells how many
// columns the label has on the blank form.
func (x *Matcher) beside(s *PairSpot, isLabel map[int]bool, cols int) {
	l := x.G.Cells[s.Label]
	value := func(b Box, i int) bool {
		return b.Row <= x.To && (i < 0 || !isLabel[i] && !x.Claimed[i]) && x.sameTable(l, b)
	}
	right, i := x.G.Box(l.Row, l.Col+l.Cols)
	if l.Cols == 1 && x.G.Sheet != "" {
		for col := l.Col + 1; col <= l.Col+cols; col++ {
			next, k := x.G.Box(l.Row, col)
			if k >= 0 && !x.G.Cells[k].Empty() {
				if value(next, k) {
					right, i = next, k
				}
				break
			}
		}
	}
	below, k := x.G.Box(l.Row+l.Rows, l.Col)
	under := value(below, k) && !strings.HasSuffix(han.Fold(l.Raw), ":")
	right, i = x.pastUnit(s, right, i, value)
	// Labels side by side have their values below, also the last of them.
	_, left := x.G.Box(l.Row, l.Col-1)
	inRow := left >= 0 && isLabel[left] && l.Col > 1
	switch {
	case inRow && under && right.Empty() && !below.Empty():
		s.Box = below
	case value(right, i) && (right.Col <= x.G.Cols || !under || below.Empty()):
		s.Box = right
	case under:
		s.Box = below
	default:
		s.In, s.Box = true, l
	}
}

// pastUnit goes on from a cell that holds but the unit or a colon to the value
// behind it: 学生数 | 人 | 1200. A unit behind the value counts as well.
func (x *Matcher) pastUnit(s *PairSpot, right Box, i int, value func(Box, int) bool) (Box, int) {
	isUnit := func(b Box, i int) bool {
		return i >= 0 && !x.Claimed[i] && b.Stored == answer.Text && len(b.Raw) <= 30 && answer.ParseUnit(b.Raw, "")
	}
	next, k := x.G.Box(right.Row, right.Col+right.Cols)
	switch {
	case i >= 0 && value(right, i) && value(next, k) && k >= 0 && !next.Empty() && (isUnit(right, i) || strings.Trim(right.Raw, ":：") == "" && right.Raw != ""):
		if isUnit(right, i) {
			s.Unit = right.Raw
		}
		s.Passed = append(s.Passed, i)
		return next, k
	case i >= 0 && value(right, i) && isUnit(next, k):
		s.Unit = next.Raw
		s.Passed = append(s.Passed, k)
	}
	return right, i
}

// sameTable reports whether a value may belong to a label: in a document both
// stand in one table, in a sheet anywhere.
func (x *Matcher) sameTable(label, value Box) bool {
	if x.G.Sheet != "" {
		return true
	}
	p, q := x.G.Place(label.Row, label.Col), x.G.Place(value.Row, value.Col)
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
