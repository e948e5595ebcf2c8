package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// blankRow is the least height of a row, tall enough to write in.
const blankRow paper.Twip = 567 // 惯例: 1 cm

// textTable sets a table of a text over the whole width. A table of more
// columns than a page can hold is parted; each part begins with the first
// column.
func (t *typesetter) textTable(rows [][]string) []flow.Element {
	n := widest(rows)
	head := headRows(rows)
	key := fitKey{&rows[0], t.geo.Width()}
	fit, ok := t.fitted[key]
	if !ok {
		fit.columnFit, fit.cellType = t.fitTable(rows, head, n)
		t.fitted[key] = fit
	}
	if fit.columnFit != nil {
		return []flow.Element{t.gridTable(rows, head, fit.outer(), fit.cellType)}
	}
	ct := cellTypes[len(cellTypes)-1]
	var out []flow.Element
	for from := 1; from < n; {
		to := from + 1
		for to < n && t.fitColumns(columnsOf(rows, from, to+1), head, to+2-from, ct) != nil {
			to++
		}
		part := columnsOf(rows, from, to)
		var cols []paper.Twip
		if fit := t.fitColumns(part, head, to+1-from, ct); fit != nil {
			cols = fit.outer()
		} else { // a word longer than the line
			cols = []paper.Twip{t.geo.Width() / 3, t.geo.Width() - t.geo.Width()/3}
		}
		if len(out) > 0 {
			out = append(out, blankLine(tableGap))
		}
		out = append(out, t.gridTable(part, head, cols, ct))
		from = to
	}
	return out
}

// A fitKey is a table on pages of some width: a document is composed more than
// once until it fits.
type fitKey struct {
	rows  *[]string
	width paper.Twip
}

type fitted struct {
	*columnFit
	cellType
}

// columnsOf are the first column of rows and those from from up to to.
func columnsOf(rows [][]string, from, to int) [][]string {
	out := make([][]string, len(rows))
	for r, row := range rows {
		out[r] = append(slices.Clone(row[:min(1, len(row))]), row[min(from, len(row)):min(to, len(row))]...)
	}
	return out
}

// gridTable sets rows in columns.
func (t *typesetter) gridTable(rows [][]string, head int, cols []paper.Twip, ct cellType) *flow.Table {
	n := len(cols)
	tab := &flow.Table{Border: true, Narrow: ct.narrow, Cols: cols, Head: head, Dense: ct.size < flow.Size5}
	long := make([]bool, n) // the column reads better from its left edge
	for _, row := range rows[head:] {
		for c, text := range row {
			long[c] = long[c] || utf8.RuneCountInString(text) > longCell
		}
	}
	least := blankRow
	if len(rows) > manyTextRows || ct != standardCell {
		least = 0
	}
	tab.Cells = headCells(rows[:head], n)
	for r := range rows {
		tab.Rows = append(tab.Rows, flow.RowHeight{Min: least})
		for c := 0; r >= head && c < n; c++ {
			tab.Cells = append(tab.Cells, flow.Cell{Row: r, Col: c, Rows: 1, Cols: 1})
		}
	}
	for i := range tab.Cells {
		cell, text := &tab.Cells[i], ""
		if row := rows[cell.Row]; cell.Col < len(row) {
			text = prose(row[cell.Col])
		}
		cell.Paras = []*flow.Para{cellPara(text, cell.Row < head, long[cell.Col], ct)}
	}
	t.breakRows(tab)
	return tab
}

// breakRows lets rows break that would leave much of a page empty, and repeats
// no head that takes much of one.
func (t *typesetter) breakRows(tab *flow.Table) {
	high := t.geo.Height().Pt() / 3
	hs := t.rowHeights(tab)
	if sum(hs[:tab.Head]) > high {
		tab.Head = 0
	}
	for r := range tab.Rows {
		tab.Rows[r].Breaks = r >= tab.Head && hs[r] > high
	}
}

// headRows is the number of rows of a table's head: the first, and those below
// it as long as the first leaves cells open for them; a caption over all
// columns goes with the head below it. A first row that begins with an empty
// cell is none.
func headRows(rows [][]string) int {
	if len(rows) < 2 || len(rows[0]) == 0 || rows[0][0] == "" || isSlip(rows) {
		return 0
	}
	if isCaption(rows[0]) && len(rows[1]) > 1 && !slices.Contains(rows[1], "") && len(rows) > 2 {
		return 2
	}
	n := 1
	for n < len(rows)-1 && slices.Contains(rows[0], "") && (len(rows[n]) == 0 || rows[n][0] == "") {
		n++
	}
	return n
}

// isSlip reports whether a table is a slip to fill in: what is asked at the
// left, room beside it.
func isSlip(rows [][]string) bool {
	open := 0
	for _, row := range rows {
		if len(row) > 2 || row[0] == "" {
			return false
		}
		if len(row) == 1 || row[1] == "" {
			open++
		}
	}
	return 2*open > len(rows) && (len(rows[0]) == 1 || rows[0][1] == "")
}

func isCaption(row []string) bool {
	return len(row) > 1 && row[0] != "" && strings.Join(row[1:], "") == ""
}

// headCells are the cells of a head of several levels, of which only the texts
// are written: one that has others below it covers the open cells at its
// right, one that has none all below it.
func headCells(head [][]string, n int) []flow.Cell {
	at := func(r, c int) string {
		if c < len(head[r]) {
			return head[r][c]
		}
		return ""
	}
	below := func(r, c int) bool {
		for r++; r < len(head); r++ {
			if at(r, c) != "" {
				return true
			}
		}
		return false
	}
	owner := make([][]int, len(head)) // the cell that covers a place, from 1
	for r := range owner {
		owner[r] = make([]int, n)
	}
	var cells []flow.Cell
	for r := range head {
		for c := range n {
			if owner[r][c] > 0 {
				continue
			}
			cell := flow.Cell{Row: r, Col: c, Rows: 1, Cols: 1}
			switch {
			case at(r, c) != "" && below(r, c):
				for k := c + 1; k < n && at(r, k) == "" && owner[r][k] == 0 && below(r, k) && (r == 0 || owner[r-1][k] == owner[r-1][c]); k++ {
					cell.Cols++
				}
			case isCaption(head[r]) && len(head[r]) == n && c == 0:
				cell.Cols = n
			default:
				for k := r + 1; k < len(head) && at(k, c) == ""; k++ {
					cell.Rows++
				}
			}
			cells = append(cells, cell)
			for i := r; i < r+cell.Rows; i++ {
				for k := c; k < c+cell.Cols; k++ {
					owner[i][k] = len(cells)
				}
			}
		}
	}
	return cells
}

// widest is the number of cells of the longest row.
func widest(rows [][]string) int {
	n := 0
	for _, row := range rows {
		n = max(n, len(row))
	}
	return n
}

// longCell is the number of characters from which the text of a cell reads
// better from its left edge than in the middle.
const longCell = 12

// manyTextRows is the number of rows from which a table has no more white than
// its texts need.
const manyTextRows = 20

func cellPara(text string, head, long bool, ct cellType) *flow.Para {
	p := &flow.Para{Style: flow.StyleCell, Runs: []flow.Run{{Text: text, Role: font.FangSong}}}
	switch {
	case head:
		p.Style, p.Runs[0].Role = flow.StyleCellHead, font.HeiTi
	case long:
		p.Style = flow.StyleCellLeft
	}
	if ct != standardCell {
		p.Pitch, p.Runs[0].Size = ct.pitch, ct.size
	}
	return p
}

// wide reports whether a body needs a landscape page: a form that is made for
// one, or a table of more columns than a portrait page can hold readably.
func wide(bs []document.Block) bool {
	const mostColumns = 9
	for _, b := range bs {
		switch b := b.(type) {
		case *document.Form:
			if b.Schema != nil && b.Schema.Orientation == forms.Landscape {
				return true
			}
		case *document.Table:
			for _, row := range b.Rows {
				if len(row) > mostColumns {
					return true
				}
			}
		}
	}
	return false
}
