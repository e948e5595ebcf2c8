package forms

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// An arranger turns the parts of a form into rows of cells. Every part wants
// columns of its own; arrange finds one set of sheet columns on which they all
// stand, moving edges a little rather than adding columns, and leaving the
// columns of the widest table alone, so that its cells need no merging.
type arranger struct {
	width  float64
	height float64 // that a page offers; 0 leaves rows as they are
	pairs  int     // most pairs of label and value side by side
	strips []strip
	drawn  bool // as offices draw it, with merged cells: a grid has the columns it wants
}

// A strip is a row of the sheet.
type strip struct {
	*pattern
	slots []slot
	head  bool // of a table: repeated on every page
}

// A pattern is the set of column edges that some strips share.
type pattern struct {
	edges  []float64 // from 0 to the width; first as wanted, then as arranged
	needs  []float64 // what each cell needs at least; nil: as much as it wants
	insert float64   // points by which a cell rather changes its width than have a column added
	rank   int       // low ones are placed first
	shift  int       // cells that stand left of a grid
}

// A slot is a cell that stands between two edges of its strip's pattern.
type slot struct {
	from, to int
	cell     Cell
}

// Ranks of patterns: a table gets its columns before a grid. Tables come after
// one another by their number of columns.
const (
	rankTable = -1000
	rankGrid  = 0
	rankFoot  = 1
)

// splitTable is what it costs a grid to split columns of a table: unless the
// table has too few columns, it keeps them unmerged.
const splitTable = 150

// line adds a cell as wide as the sheet.
func (a *arranger) line(role Role, text string) {
	p := &pattern{edges: []float64{0, a.width}}
	a.strips = append(a.strips, strip{p, []slot{{0, 1, Cell{Role: role, Rows: 1, Text: text}}}, false})
}

// grid adds fields as pairs of label and value, several side by side. A field
// with several lines, or too wide for half the sheet, has a strip of its own.
func (a *arranger) grid(label Role, block string, fields []*Field) {
	if len(fields) == 0 {
		return
	}
	var rows [][]*Field
	p := &pattern{rank: rankGrid, insert: 30}
	value := RoleValue
	if label == RoleFootLabel {
		p.rank, value = rankFoot, RoleFootValue
	}
	widest := []int{gridLabel}
	switch {
	case label == RoleFootLabel:
		widest[0] = footLabel
	case narrow(fields):
		widest = append(widest, narrowLabel)
	}
search:
	for n := a.pairs; n > 0; n-- {
		for _, w := range widest {
			rows = a.flow(fields, n)
			var need float64
			p.edges, p.needs, need = a.pairEdges(rows, n, label, w)
			if need <= a.width {
				break search
			}
		}
	}
	for _, row := range rows {
		st := strip{pattern: p}
		for i, f := range row {
			r := Ref{Block: block, Key: f.Key}
			st.slots = append(st.slots, slot{2 * i, 2*i + 1, Cell{Role: label, Rows: 1, Text: labelText(f, label), Ref: r, Field: f}})
			if block != "" {
				r.Row = 1
			}
			st.slots = append(st.slots, slot{2*i + 1, 2*i + 2, Cell{Role: value, Rows: 1, Text: f.printed(), Ref: r, Field: f, Free: true}})
		}
		st.slots[len(st.slots)-1].to = len(p.edges) - 1
		a.strips = append(a.strips, st)
	}
}

func labelText(f *Field, role Role) string {
	if role == RoleFootLabel {
		return f.FullLabel() + "："
	}
	return f.FullLabel()
}

// flow deals fields out into rows of up to n, in their order.
func (a *arranger) flow(fields []*Field, n int) [][]*Field {
	var rows [][]*Field
	open := false // the last row takes more
	for _, f := range fields {
		if f.Rows > 1 || f.Look == LookOpinion || labelWidth(f.FullLabel(), gridLabel)+valueWidth(f) > a.width/2 {
			rows = append(rows, []*Field{f})
			open = false
			continue
		}
		if !open || len(rows[len(rows)-1]) == n {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], f)
		open = true
	}
	return rows
}

// narrow reports whether all labels go on two narrow lines.
func narrow(fields []*Field) bool {
	for _, f := range fields {
		label := f.FullLabel()
		if lineCount(breakLabel(label, narrowLabel), narrowLabel) > 2 {
			return false
		}
	}
	return true
}

// pairEdges returns the edges of up to n pairs spread over the sheet, what
// each cell needs at least, and the sum of it. Pairs that no row has are left
// out.
func (a *arranger) pairEdges(rows [][]*Field, n int, role Role, widest int) (edges, needs []float64, need float64) {
	longest := 0
	for _, row := range rows {
		longest = max(longest, len(row))
	}
	n = min(n, longest)
	labels, values := make([]float64, n), make([]float64, n)
	var free float64
	for i := range n {
		for _, row := range rows {
			if i >= len(row) {
				continue
			}
			labels[i] = max(labels[i], labelWidth(labelText(row[i], role), widest))
			if len(row) > 1 || longest == 1 { // a lone field has the rest of the sheet
				values[i] = max(values[i], valueWidth(row[i]))
			}
		}
		need += labels[i] + values[i]
		free += values[i]
	}
	edges = []float64{0}
	x := 0.0
	for i := range n {
		needs = append(needs, labels[i], values[i]*min(1, 1-(need-a.width)/free)) // a value may want more than there is
		x += labels[i]
		edges = append(edges, snap(x))
		x += values[i] + (a.width-need)*values[i]/free
		edges = append(edges, snap(x))
	}
	edges[len(edges)-1] = a.width
	return edges, needs, need
}

// snap rounds to 3 pt, which is 4 pixels on a screen: what column widths can hold.
func snap(x float64) float64 { return math.Round(x/3) * 3 }

// Widest labels, in half-width characters.
const (
	gridLabel   = 18
	narrowLabel = 12 // in a grid where one pair more fits for it
	footLabel   = 40
	headLabel   = 12
)

// labelWidth returns the width of a label that takes no more lines than it
// would at the widest, so that its lines are even.
func labelWidth(text string, widest int) float64 {
	w := min(han.Width(text), widest)
	text = breakLabel(text, w)
	n := lineCount(text, w)
	for w > 4 && lineCount(text, w-1) == n {
		w--
	}
	return float64(w)*BodySize/2 + cellPad
}

// breakLabel puts what stands in brackets, such as the unit, on a line of its
// own where the label takes several lines anyway.
func breakLabel(text string, width int) string {
	i := strings.LastIndex(text, "（")
	n := lineCount(text, width)
	if i <= 0 || n == 1 {
		return text
	}
	if apart := text[:i] + "\n" + text[i:]; lineCount(apart, width) <= n {
		return apart
	}
	return text
}

// valueWidth returns the room that a value needs.
func valueWidth(f *Field) float64 {
	w := f.Width
	if w == 0 {
		w = kindWidth(f)
		if f.Look == LookTicks || f.Look == LookParts {
			w = min(han.Width(f.printed())+1, 60)
		}
	}
	return float64(w)*BodySize/2 + valuePad
}

func kindWidth(f *Field) int {
	switch f.Kind {
	case Integer, Decimal, Percent, Time:
		return 9
	case YesNo:
		return 6
	case Date, Phone:
		return 15 // 2023年12月31日, 0431-12345678
	case Dates:
		return 18
	case Email:
		return 22
	case Choice, Choices:
		w := 8
		for _, o := range f.Options {
			w = max(w, han.Width(o)+2)
		}
		return min(w, 22)
	}
	return 12
}

// table adds the heads and the rows of a table.
func (a *arranger) table(b *Block) {
	cols := len(b.Fields)
	first := 0 // column of the first field
	if b.Number != "" {
		first = 1
	}
	p := &pattern{edges: a.tableEdges(b, first), insert: 15, rank: rankTable - cols}
	levels := 1
	for _, f := range b.Fields {
		levels = max(levels, len(f.Heads())+1)
	}
	for level := range levels {
		st := strip{pattern: p, head: true}
		if b.Number != "" && level == 0 {
			st.slots = append(st.slots, slot{0, 1, Cell{Role: RoleHead, Rows: levels, Text: b.Number}})
		}
		for i := 0; i < cols; i++ {
			f := &b.Fields[i]
			g := f.Heads()
			switch {
			case level < len(g):
				end := i + 1
				for end < cols && samePrefix(b.Fields[end].Heads(), g, level+1) {
					end++
				}
				st.slots = append(st.slots, slot{first + i, first + end, Cell{Role: RoleHead, Rows: 1, Text: g[level]}})
				i = end - 1
			case level == len(g):
				c := Cell{Role: RoleHead, Rows: levels - level, Text: f.FullLabel(), Ref: Ref{Block: b.Key, Key: f.Key}, Field: f}
				st.slots = append(st.slots, slot{first + i, first + i + 1, c})
			}
		}
		a.strips = append(a.strips, st)
	}
	for row := 1; row <= b.RowCount(); row++ {
		st := strip{pattern: p}
		if b.Number != "" {
			st.slots = append(st.slots, slot{0, 1, Cell{Role: RoleNumber, Rows: 1, Text: strconv.Itoa(row)}})
		}
		for i := range b.Fields {
			f := &b.Fields[i]
			c := Cell{Role: RoleValue, Rows: 1, Text: f.printed(), Ref: Ref{b.Key, row, f.Key}, Field: f, Free: true}
			st.slots = append(st.slots, slot{first + i, first + i + 1, c})
		}
		a.strips = append(a.strips, st)
	}
}

func samePrefix(g, h []string, n int) bool {
	return len(g) >= n && slices.Equal(g[:n], h[:n])
}

// tableEdges spreads the columns of a table over the sheet. What is left over
// goes to the columns that take words.
func (a *arranger) tableEdges(b *Block, first int) []float64 {
	var want, grow []float64
	if first == 1 {
		want = append(want, labelWidth(b.Number, headLabel))
		grow = append(grow, 0)
	}
	for i := range b.Fields {
		f := &b.Fields[i]
		w := max(valueWidth(f), labelWidth(f.FullLabel(), headLabel))
		g := w / 4
		switch f.Kind {
		case Text, Dates, Email, Choice, Choices:
			g = w
		}
		want, grow = append(want, w), append(grow, g)
	}
	return a.spread(want, grow)
}

// spread returns the edges of columns that want so much room and share what is left
// over by what they grow.
func (a *arranger) spread(want, grow []float64) []float64 {
	var sum, elastic float64
	for i := range want {
		sum += want[i]
		elastic += grow[i]
	}
	const least = 9
	more := 0.0 // than the least, of all columns
	for i := range want {
		want[i] = max(want[i]+(a.width-sum)*grow[i]/elastic, least)
		more += want[i] - least
	}
	edges := []float64{0}
	x := 0.0
	for _, w := range want {
		// Columns at their least leave less for the others than they want.
		x += least + (w-least)*(a.width-least*float64(len(want)))/more
		edges = append(edges, snap(x))
	}
	edges[len(edges)-1] = a.width
	return edges
}

// arrange places all patterns on one set of columns and fills in where each
// cell stands.
func (a *arranger) arrange() *Layout {
	var order []*pattern
	for _, s := range a.strips {
		if !slices.Contains(order, s.pattern) {
			order = append(order, s.pattern)
		}
	}
	slices.SortStableFunc(order, func(p, q *pattern) int { return cmp.Compare(p.rank, q.rank) })
	all := []float64{0, a.width}
	for _, p := range order {
		if p.rank >= rankGrid && order[0].rank < rankGrid && !a.drawn {
			p.insert = splitTable
		}
		all = p.fit(all)
	}

	l := &Layout{values: map[Ref]int{}}
	for i := 1; i < len(all); i++ {
		l.Columns = append(l.Columns, all[i]-all[i-1])
	}
	for i, s := range a.strips {
		height := 0.0
		for _, sl := range s.slots {
			c := sl.cell
			left, right := s.edges[sl.from], s.edges[sl.to]
			c.Row = i + 1
			c.Col = slices.Index(all, left) + 1
			c.Cols = slices.Index(all, right) + 1 - c.Col
			if c.Role == RoleLabel || c.Role == RoleHead {
				c.Text = breakLabel(c.Text, int((right-left-cellPad)/(BodySize/2)))
			}
			need := c.height(right - left)
			if c.Rows > 1 { // heads of several levels share their height
				need /= float64(c.Rows)
			}
			height = max(height, need)
			if c.IsValue() {
				l.values[c.Ref] = len(l.Cells)
			}
			l.Cells = append(l.Cells, c)
		}
		l.Rows = append(l.Rows, min(height, maxHeight))
	}
	a.stretch(l.Rows)
	return l
}

// stretch makes the rows to write in higher where the form does not fill its
// page, by half at most.
func (a *arranger) stretch(rows []float64) {
	var all, free float64
	writable := func(i int) bool {
		return slices.ContainsFunc(a.strips[i].slots, func(s slot) bool { return s.cell.Role == RoleValue })
	}
	for i, h := range rows {
		all += h
		if writable(i) {
			free += h
		}
	}
	if free == 0 || all >= a.height {
		return
	}
	by := min(1.5, 1+(a.height-all)/free)
	for i := range rows {
		if writable(i) {
			rows[i] = math.Floor(min(rows[i]*by, maxHeight))
		}
	}
}

// fit chooses the edges of p among those of all and the wanted ones, so that
// the cells keep their widths as well as can be, and adds the new ones to all,
// which stays sorted. It weighs every choice by the squares of the differences.
func (p *pattern) fit(all []float64) []float64 {
	n := len(p.edges) - 1
	want := slices.Clone(p.edges)
	type choice struct {
		edge, cost float64
		prev       int // index among the choices for the edge before
		added      bool
	}
	steps := make([][]choice, n+1)
	steps[0] = []choice{{}}
	for i := 1; i <= n; i++ {
		var edges []choice
		if i == n {
			edges = []choice{{edge: want[n]}}
		} else {
			for _, e := range all[1 : len(all)-1] {
				edges = append(edges, choice{edge: e})
			}
			if !slices.Contains(all, want[i]) {
				edges = append(edges, choice{edge: want[i], added: true})
			}
		}
		for _, e := range edges {
			best := math.Inf(1)
			for j, from := range steps[i-1] {
				width := e.edge - from.edge
				if width <= 0 {
					continue
				}
				cost := from.cost + p.strain(i, width, want[i]-want[i-1])
				if cost < best {
					best, e.prev = cost, j
				}
			}
			if e.added {
				best += p.insert * p.insert
			}
			if e.cost = best; !math.IsInf(best, 1) {
				steps[i] = append(steps[i], e)
			}
		}
	}
	// The wanted edges themselves are one choice, so there is always one.
	for i, j := n, 0; i > 0; i-- {
		e := steps[i][j]
		p.edges[i] = e.edge
		if at, found := slices.BinarySearch(all, e.edge); !found {
			all = slices.Insert(all, at, e.edge)
		}
		j = e.prev
	}
	return all
}

// narrowest is the least room that a label gets, unless it wants less.
const narrowest = 30

// strain says how bad it is that the cell left of edge i is so wide where it
// should be as wide as want. Less than it needs is bad, for labels worst.
func (p *pattern) strain(i int, width, want float64) float64 {
	need := want
	if p.needs != nil {
		need = p.needs[i-1]
	}
	label := p.rank >= rankGrid && i > p.shift && (i-p.shift)%2 == 1
	short, off := max(need-width, 0), width-want
	switch {
	case label && width < min(want, narrowest):
		return math.Inf(1)
	case label:
		return 400*short*short + 0.3*off*off
	case p.needs != nil:
		return 20*short*short + 0.1*off*off
	}
	return 4*short*short + off*off
}

// height returns what c needs at a width.
func (c *Cell) height(width float64) float64 {
	n := float64(lineCount(c.Text, int((width-cellPad)/(BodySize/2))))
	switch c.Role {
	case RoleTitle:
		n = float64(lineCount(c.Text, int((width-cellPad)/(TitleSize/2))))
		return n*26 + 18
	case RoleNote:
		return float64(lineCount(c.Text, int((width-cellPad)/(NoteSize/2))))*15 + 3
	case RoleText, RoleMark:
		n = float64(lineCount(c.Text, int((width-1.5*cellPad)/(NoteSize/2)))) // indented
		return n*15 + 9
	case RoleValue, RoleFootValue:
		h := max(28, float64(c.Field.Rows)*writeLine+6)
		if c.Field.Look == LookOpinion {
			h = max(h, opinionRows*writeLine+6)
		}
		if c.Text != "" {
			h = max(h, n*lineHeight+rowPad)
		}
		for _, o := range c.Field.Options {
			if c.Field.Kind == Choice {
				h = max(h, float64(lineCount(o, int((width-valuePad)/(BodySize/2))))*lineHeight+4)
			}
		}
		return h
	}
	return n*lineHeight + rowPad
}

// lineCount returns how many lines s takes at a width in half-width
// characters, at least 1. It breaks anywhere, as Chinese text may.
func lineCount(s string, width int) int {
	lines, x := 1, 0
	for _, c := range s {
		w := han.RuneWidth(c)
		switch {
		case c == '\n':
			lines, x = lines+1, 0
		case x > 0 && x+w > width:
			lines, x = lines+1, w
		default:
			x += w
		}
	}
	return lines
}
