package find

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A tableSpot is where a table stands. The zero value is nowhere.
type TableSpot struct {
	Block   *forms.Block
	Head    int         // last row of its heads
	End     int         // row behind its last
	Columns map[int]int // index of a field, to its column
	Heads   map[int]int // index of a field, to the box of its head
	Number  int         // column of running numbers, 0 if none
	Sums    []int       // rows 合计
	Skipped []int       // rows that print the heads once more, or say that the table is over
	NotRead []int       // rows of column numbers
	Worded  []int       // indices of fields whose heads are worded otherwise than on the blank form
}

// head finds the row of heads of a table: the one with most of its labels, and
// fewest other cells among them.
func (x *Matcher) head(b *forms.Block, labels *labelIndex) TableSpot {
	rows := map[int][]int{} // boxes by the last row they cover
	var order []int
	x.Boxes(x.From, x.To, func(i int, c *Box) {
		bottom := c.Row + c.Rows - 1
		if rows[bottom] == nil {
			order = append(order, bottom)
		}
		rows[bottom] = append(rows[bottom], i)
	})
	slices.Sort(order)
	var best TableSpot
	bestScore := 0.0
	for _, bottom := range order {
		spot := TableSpot{Block: b, Head: bottom, Columns: map[int]int{}, Heads: map[int]int{}}
		gaps := 0
		for _, i := range rows[bottom] {
			c := &x.G.Cells[i]
			if x.Claimed[i] {
				continue
			}
			if j := x.column(labels, c, spot.Columns); j >= 0 {
				spot.Columns[j], spot.Heads[j] = c.Col, i
				if next, k := x.G.Box(c.Row, c.Col+c.Cols); k < 0 && next.Col <= x.G.Cols || k >= 0 && x.G.Cells[k].Empty() {
					gaps++ // a value to be filled in, as beside a label
				}
			} else if b.Number != "" && c.Key == LabelKey(b.Number) {
				spot.Number = c.Col
				spot.Heads[-1] = i
			} else {
				gaps++
			}
		}
		if len(spot.Columns) > 0 && len(spot.Columns) < len(labels.labels) {
			gaps -= min(gaps, x.headsAbove(labels, &spot, rows))
		}
		score := float64(len(spot.Columns)) - 0.4*float64(gaps)
		if b.Label != "" && x.above(bottom, LabelKey(b.Label)) {
			score += 0.5
		}
		most := len(spot.Columns)*2 >= len(labels.labels) || len(spot.Columns) > 2 && gaps < 2 // the others were left out
		if most && (len(spot.Columns) > 1 || len(labels.labels) == 1) && score > bestScore {
			best, bestScore = spot, score
		}
	}
	for _, i := range best.Heads {
		x.Claimed[i] = true
	}
	x.Found += len(best.Columns)
	if best.Columns != nil {
		x.groupHeads(best.Head, labels.labels)
	}
	best.Block = b
	for j := range b.Fields {
		if i, ok := best.Heads[j]; ok && labels.labels[j].reworded(&x.G.Cells[i]) {
			best.Worded = append(best.Worded, j)
		}
	}
	return best
}

// HasHead reports whether a box says what a head of the table does.
func (t *TableSpot) HasHead(g *Grid, b *Box) bool {
	for _, i := range t.Heads {
		if g.Cells[i].Key == b.Key && b.Key != "" {
			return true
		}
	}
	return false
}

// headsAbove looks for heads one and two rows above the row at hand, over cells
// that are empty: heads of two rows whose cells nobody merged. It returns how
// many it found.
func (x *Matcher) headsAbove(labels *labelIndex, spot *TableSpot, rows map[int][]int) int {
	n := 0
	for _, row := range []int{spot.Head - 1, spot.Head - 2} {
		for _, i := range rows[row] {
			c := &x.G.Cells[i]
			if under, k := x.G.Box(spot.Head, c.Col); x.Claimed[i] || k >= 0 && !under.Empty() {
				continue
			}
			if j := x.column(labels, c, spot.Columns); j >= 0 && !slices.Contains(slices.Collect(maps.Values(spot.Columns)), c.Col) && len(labels.labels[j].groups) == 0 {
				spot.Columns[j], spot.Heads[j] = c.Col, i
				n++
			}
		}
	}
	if grouped := slices.ContainsFunc(labels.labels, func(l label) bool { return len(l.groups) > 0 }); !grouped && n < 2 {
		for j, i := range spot.Heads { // a label of a single field, rather
			if j >= 0 && x.G.Cells[i].Row+x.G.Cells[i].Rows-1 < spot.Head {
				delete(spot.Columns, j)
				delete(spot.Heads, j)
			}
		}
		return 0
	}
	return n
}

// column returns the field whose head the box is: not yet found, with the
// heads above it if it has some. -1 is none.
func (x *Matcher) column(labels *labelIndex, c *Box, taken map[int]int) int {
	best, bestFit := -1, 0
	for _, j := range labels.candidates(c) {
		if _, ok := taken[j]; ok {
			continue
		}
		fit := 2 * labels.labels[j].fit(c)
		groups := labels.labels[j].groups
		for up, k := c.Row-1, len(groups)-1; k >= 0 && up >= x.From; up, k = up-1, k-1 {
			if x.headOver(up, c.Col) == groups[k] {
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
func (x *Matcher) headOver(row, col int) string {
	for n := 0; n < 8 && col > 0; n, col = n+1, col-1 {
		if b, i := x.G.Box(row, col); i >= 0 && !b.Empty() {
			return b.Key
		}
	}
	return ""
}

// above reports whether the label of a block stands in one of the rows above.
func (x *Matcher) above(row int, key string) bool {
	found := false
	x.Boxes(max(x.From, row-4), row-1, func(_ int, c *Box) { found = found || c.Key == key })
	return found
}

// groupHeads claims the heads above the columns' own.
func (x *Matcher) groupHeads(row int, labels []label) {
	x.Boxes(max(x.From, row-3), row-1, func(i int, c *Box) {
		for j := range labels {
			if slices.Contains(labels[j].groups, c.Key) {
				x.Claimed[i] = true
			}
		}
	})
}

// extent finds the last row of a table: rows go on to the next thing that the
// form prints, a note, or the end.
func (x *Matcher) extent(t *TableSpot) {
	if t.Columns == nil {
		return
	}
	row, blanks, used := t.Head+1, 0, 0
	for ; row <= x.To; row++ {
		if x.saysHeads(t, row) || x.saysOver(t, row) || x.saysSection(t, row) {
			t.Skipped = append(t.Skipped, row)
			continue
		}
		sum := x.sumRow(t, row)
		first, any, ends := true, false, false
		x.Boxes(row, row, func(i int, c *Box) {
			if x.Claimed[i] || first && !sum && x.endsTable(t, c) {
				ends = true
			}
			first, any = false, true
		})
		if ends {
			break
		}
		switch {
		case !any:
			if blanks++; used+blanks > t.Block.RowCount()+1 && (!t.Block.Grow || blanks > 20) {
				row++
				t.End = row - blanks
				return
			}
			continue
		case row == t.Head+1 && x.countsColumns(t, row):
			t.NotRead = append(t.NotRead, row)
		case sum:
			t.Sums = append(t.Sums, row)
		}
		used += 1 + blanks
		blanks = 0
	}
	t.End = row
}

// endsTable reports whether the first cell of a row shows that the table is
// over: it is a label, a note, or as wide as the table.
func (x *Matcher) endsTable(t *TableSpot, c *Box) bool {
	if c.Key != "" && x.apart[c.Key] && !t.option(c.Raw) {
		return true
	}
	if x.G.Sheet == "" && x.G.Place(c.Row, c.Col).Cell == "" {
		return true // a paragraph
	}
	left := x.G.Cols
	for _, col := range t.Columns {
		left = min(left, col)
	}
	pairs := &x.SchemaLabels.Pairs
	for _, j := range pairs.candidates(c) {
		// Further right a word that is a label elsewhere may well be a value.
		if pairs.labels[j].fit(c) == fitExact && c.Col <= left {
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
	return c.Cols > 2 && x.covers(t, c) > len(t.Columns)/2
}

// option reports whether a text is an option of one of the columns.
func (t *TableSpot) option(text string) bool {
	text = strings.TrimSpace(ownNumber.ReplaceAllString(text, ""))
	return slices.ContainsFunc(t.Block.Fields, func(f forms.Field) bool { return slices.Contains(f.Options, text) })
}

var ownNumber = regexp.MustCompile(`^\s*[(（]?\d{1,2}[)）.、．]\s*`)

// covers counts the table's columns under a box.
func (x *Matcher) covers(t *TableSpot, c *Box) int {
	n := 0
	for _, col := range t.Columns {
		if col >= c.Col && col < c.Col+c.Cols {
			n++
		}
	}
	return n
}

// countsColumns reports whether a row under the heads only numbers the columns,
// every one of them: 甲 乙 1 2 3.
func (x *Matcher) countsColumns(t *TableSpot, row int) bool {
	want, letters := 1, 0
	for n, col := range t.sorted() {
		b, i := x.G.Box(row, col)
		key := strings.Trim(LabelKey(b.Raw), "()")
		switch {
		case i < 0 || b.Col != col:
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
func (t *TableSpot) sorted() []int {
	cols := slices.Sorted(maps.Values(t.Columns))
	if t.Number > 0 {
		cols = append(cols, t.Number)
		slices.Sort(cols)
	}
	return cols
}

func (t *TableSpot) FieldAt(col int) *forms.Field {
	for j, c := range t.Columns {
		if c == col {
			return &t.Block.Fields[j]
		}
	}
	return nil
}

// startsLeft reports whether a box that covers col belongs to a column of the
// table further left, over which it is merged as well.
func (t *TableSpot) StartsLeft(b Box, col int) bool {
	if t.Number >= b.Col && t.Number < col {
		return true
	}
	for _, c := range t.Columns {
		if c >= b.Col && c < col {
			return true
		}
	}
	return false
}

// inTable reports whether a row belongs to a table.
func (x *Matcher) InTable(row int) bool {
	return slices.ContainsFunc(x.Tables, func(t TableSpot) bool { return t.Columns != nil && row > t.Head && row < t.End })
}
