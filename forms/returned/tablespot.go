package returned

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A tableSpot is where a table stands. The zero value is nowhere.
type tableSpot struct {
	block   *forms.Block
	head    int         // last row of its heads
	end     int         // row behind its last
	columns map[int]int // index of a field, to its column
	heads   map[int]int // index of a field, to the box of its head
	number  int         // column of running numbers, 0 if none
	sums    []int       // rows 合计
	skipped []int       // rows that print the heads once more, or say that the table is over
	notRead []int       // rows of column numbers
}

// head finds the row of heads of a table: the one with most of its labels, and
// fewest other cells among them.
func (x *matcher) head(b *forms.Block, labels *labelIndex) tableSpot {
	rows := map[int][]int{} // boxes by the last row they cover
	var order []int
	x.boxes(x.from, x.to, func(i int, c *box) {
		bottom := c.row + c.rows - 1
		if rows[bottom] == nil {
			order = append(order, bottom)
		}
		rows[bottom] = append(rows[bottom], i)
	})
	slices.Sort(order)
	var best tableSpot
	bestScore := 0.0
	for _, bottom := range order {
		spot := tableSpot{block: b, head: bottom, columns: map[int]int{}, heads: map[int]int{}}
		gaps := 0
		for _, i := range rows[bottom] {
			c := &x.g.cells[i]
			if x.claimed[i] {
				continue
			}
			if j := x.column(labels, c, spot.columns); j >= 0 {
				spot.columns[j], spot.heads[j] = c.col, i
				if next, k := x.g.box(c.row, c.col+c.cols); k < 0 && next.col <= x.g.cols || k >= 0 && x.g.cells[k].empty() {
					gaps++ // a value to be filled in, as beside a label
				}
			} else if b.Number != "" && c.key == labelKey(b.Number) {
				spot.number = c.col
				spot.heads[-1] = i
			} else {
				gaps++
			}
		}
		if len(spot.columns) > 0 && len(spot.columns) < len(labels.labels) {
			gaps -= min(gaps, x.headsAbove(labels, &spot, rows))
		}
		score := float64(len(spot.columns)) - 0.4*float64(gaps)
		if b.Label != "" && x.above(bottom, labelKey(b.Label)) {
			score += 0.5
		}
		if len(spot.columns)*2 >= len(labels.labels) && (len(spot.columns) > 1 || len(labels.labels) == 1) && score > bestScore {
			best, bestScore = spot, score
		}
	}
	for _, i := range best.heads {
		x.claimed[i] = true
	}
	x.found += len(best.columns)
	if best.columns != nil {
		x.groupHeads(best.head, labels.labels)
	}
	best.block = b
	return best
}

// headsAbove looks for heads one and two rows above the row at hand, over cells
// that are empty: heads of two rows whose cells nobody merged. It returns how
// many it found.
func (x *matcher) headsAbove(labels *labelIndex, spot *tableSpot, rows map[int][]int) int {
	n := 0
	for _, row := range []int{spot.head - 1, spot.head - 2} {
		for _, i := range rows[row] {
			c := &x.g.cells[i]
			if under, k := x.g.box(spot.head, c.col); x.claimed[i] || k >= 0 && !under.empty() {
				continue
			}
			if j := x.column(labels, c, spot.columns); j >= 0 && !slices.Contains(slices.Collect(maps.Values(spot.columns)), c.col) && len(labels.labels[j].groups) == 0 {
				spot.columns[j], spot.heads[j] = c.col, i
				n++
			}
		}
	}
	if grouped := slices.ContainsFunc(labels.labels, func(l label) bool { return len(l.groups) > 0 }); !grouped && n < 2 {
		for j, i := range spot.heads { // a label of a single field, rather
			if j >= 0 && x.g.cells[i].row+x.g.cells[i].rows-1 < spot.head {
				delete(spot.columns, j)
				delete(spot.heads, j)
			}
		}
		return 0
	}
	return n
}

// column returns the field whose head the box is: not yet found, with the
// heads above it if it has some. -1 is none.
func (x *matcher) column(labels *labelIndex, c *box, taken map[int]int) int {
	best, bestFit := -1, 0
	for _, j := range labels.candidates(c) {
		if _, ok := taken[j]; ok {
			continue
		}
		fit := 2 * labels.labels[j].fit(c)
		groups := labels.labels[j].groups
		for up, k := c.row-1, len(groups)-1; k >= 0 && up >= x.from; up, k = up-1, k-1 {
			if x.headOver(up, c.col) == groups[k] {
				fit += 5
			}
		}
		if fit > bestFit {
			best, bestFit = j, fit
		}
	}
	return best
}

// headOver returns the key of the head over a column: of one that nobody merged
// over its columns, that to the left.
func (x *matcher) headOver(row, col int) string {
	for n := 0; n < 8 && col > 0; n, col = n+1, col-1 {
		if b, i := x.g.box(row, col); i >= 0 && !b.empty() {
			return b.key
		}
	}
	return ""
}

// above reports whether the label of a block stands in one of the rows above.
func (x *matcher) above(row int, key string) bool {
	found := false
	x.boxes(max(x.from, row-4), row-1, func(_ int, c *box) { found = found || c.key == key })
	return found
}

// groupHeads claims the heads above the columns' own.
func (x *matcher) groupHeads(row int, labels []label) {
	x.boxes(max(x.from, row-3), row-1, func(i int, c *box) {
		for j := range labels {
			if slices.Contains(labels[j].groups, c.key) {
				x.claimed[i] = true
			}
		}
	})
}

// extent finds the last row of a table: rows go on to the next thing that the
// form prints, a note, or the end.
func (x *matcher) extent(t *tableSpot) {
	if t.columns == nil {
		return
	}
	row, blanks, used := t.head+1, 0, 0
	for ; row <= x.to; row++ {
		if x.saysHeads(t, row) || x.saysOver(t, row) || x.saysSection(t, row) {
			t.skipped = append(t.skipped, row)
			continue
		}
		sum := x.sumRow(t, row)
		first, any, ends := true, false, false
		x.boxes(row, row, func(i int, c *box) {
			if x.claimed[i] || first && !sum && x.endsTable(t, c) {
				ends = true
			}
			first, any = false, true
		})
		if ends {
			break
		}
		switch {
		case !any:
			if blanks++; used+blanks > t.block.RowCount()+1 && (!t.block.Grow || blanks > 20) {
				row++
				t.end = row - blanks
				return
			}
			continue
		case row == t.head+1 && x.countsColumns(t, row):
			t.notRead = append(t.notRead, row)
		case sum:
			t.sums = append(t.sums, row)
		}
		used += 1 + blanks
		blanks = 0
	}
	t.end = row
}

// endsTable reports whether the first cell of a row shows that the table is
// over: it is a label, a note, or as wide as the table.
func (x *matcher) endsTable(t *tableSpot, c *box) bool {
	if c.key != "" && x.apart[c.key] && !t.option(c.Raw) {
		return true
	}
	if x.g.sheet == "" && x.g.place(c.row, c.col).Cell == "" {
		return true // a paragraph
	}
	left := x.g.cols
	for _, col := range t.columns {
		left = min(left, col)
	}
	pairs := &x.schemaLabels.pairs
	for _, j := range pairs.candidates(c) {
		// Further right a word that is a label elsewhere may well be a value.
		if pairs.labels[j].fit(c) == fitExact && c.col <= left {
			return true
		}
	}
	if ms := pairs.mentions(c.Raw); len(ms) > 0 && ms[0].start == 0 && !ms[0].worded {
		return true
	}
	for _, p := range []string{"注:", "备注:", "说明:", "填表说明", "填报说明"} {
		if strings.HasPrefix(han.Fold(c.Raw), p) {
			return true
		}
	}
	return c.cols > 2 && x.covers(t, c) > len(t.columns)/2
}

// option reports whether a text is an option of one of the columns.
func (t *tableSpot) option(text string) bool {
	return slices.ContainsFunc(t.block.Fields, func(f forms.Field) bool { return slices.Contains(f.Options, strings.TrimSpace(text)) })
}

// covers counts the table's columns under a box.
func (x *matcher) covers(t *tableSpot, c *box) int {
	n := 0
	for _, col := range t.columns {
		if col >= c.col && col < c.col+c.cols {
			n++
		}
	}
	return n
}

// countsColumns reports whether a row under the heads only numbers the columns,
// every one of them: 甲 乙 1 2 3.
func (x *matcher) countsColumns(t *tableSpot, row int) bool {
	want, letters := 1, 0
	for n, col := range t.sorted() {
		b, i := x.g.box(row, col)
		key := strings.Trim(labelKey(b.Raw), "()")
		switch {
		case i < 0 || b.col != col:
			return false
		case n == 0 && (key == "栏次" || key == "列号" || key == "行号" || key == "序号"):
		case want == 1 && letters < 5 && key == string([]rune("甲乙丙丁戊")[letters]):
			letters++
		case key == fmt.Sprint(want):
			want++
		default:
			return false
		}
	}
	return want-1+letters > 2 || letters > 0
}

// sorted returns the columns of the table, that of the numbers with them, from
// the left.
func (t *tableSpot) sorted() []int {
	cols := slices.Sorted(maps.Values(t.columns))
	if t.number > 0 {
		cols = append(cols, t.number)
		slices.Sort(cols)
	}
	return cols
}

func (t *tableSpot) fieldAt(col int) *forms.Field {
	for j, c := range t.columns {
		if c == col {
			return &t.block.Fields[j]
		}
	}
	return nil
}

// startsLeft reports whether a box that covers col belongs to a column of the
// table further left, over which it is merged as well.
func (t *tableSpot) startsLeft(b box, col int) bool {
	if t.number >= b.col && t.number < col {
		return true
	}
	for _, c := range t.columns {
		if c >= b.col && c < col {
			return true
		}
	}
	return false
}

// inTable reports whether a row belongs to a table.
func (x *matcher) inTable(row int) bool {
	return slices.ContainsFunc(x.tables, func(t tableSpot) bool { return t.columns != nil && row > t.head && row < t.end })
}
