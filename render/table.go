package render

import (
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// blankRow is the least height of a row, tall enough to write in.
const blankRow paper.Twip = 567 // 惯例: 1 cm

// textTable sets a table of a text: over the whole width, the first row as
// head if it has no empty cell and something stands below it.
func (t *typesetter) textTable(b *document.Table) *flow.Table {
	n := widest(b.Rows)
	need, words := make([]float64, n), make([]float64, n)
	for _, row := range b.Rows {
		for c, text := range row {
			need[c] = max(need[c], t.ems(font.FangSong, text))
			words[c] = max(words[c], t.longestWord(font.FangSong, text))
		}
	}
	tab := &flow.Table{Border: true, Cols: t.shareColumns(need, words)}
	if len(b.Rows) > 1 && full(b.Rows[0], n) {
		tab.Head = 1
	}
	long := make([]bool, n) // the column reads better from its left edge
	for _, row := range b.Rows[tab.Head:] {
		for c, text := range row {
			long[c] = long[c] || utf8.RuneCountInString(text) > longCell
		}
	}
	for r, row := range b.Rows {
		tab.Rows = append(tab.Rows, flow.RowHeight{Min: blankRow})
		for c := range n {
			text := ""
			if c < len(row) {
				text = prose(row[c])
			}
			tab.Cells = append(tab.Cells, flow.Cell{Row: r, Col: c, Rows: 1, Cols: 1, Paras: []*flow.Para{cellPara(text, r < tab.Head, long[c])}})
		}
	}
	return tab
}

// widest is the number of cells of the longest row.
func widest(rows [][]string) int {
	n := 0
	for _, row := range rows {
		n = max(n, len(row))
	}
	return n
}

func full(row []string, n int) bool {
	for _, text := range row {
		if text == "" {
			return false
		}
	}
	return len(row) == n
}

// longCell is the number of characters from which the text of a cell reads
// better from its left edge than in the middle.
const longCell = 12

func cellPara(text string, head, long bool) *flow.Para {
	switch {
	case head:
		return &flow.Para{Style: flow.StyleCellHead, Runs: []flow.Run{{Text: text, Role: font.HeiTi}}}
	case long:
		return &flow.Para{Style: flow.StyleCellLeft, Runs: []flow.Run{{Text: text, Role: font.FangSong}}}
	}
	return &flow.Para{Style: flow.StyleCell, Runs: []flow.Run{{Text: text, Role: font.FangSong}}}
}

// shareColumns divides the width of the type area among columns. need is the
// width of the longest text of each, in em, and words that of its longest word.
// If there is too little, the widest columns give way first, so that short
// cells are not broken for the sake of long ones, but none gets narrower than
// its longest word; white that is left over is shared out.
func (t *typesetter) shareColumns(need, words []float64) []paper.Twip {
	const least = 3.0
	width := t.geo.Width()
	twips := func(ems float64) float64 {
		return max(ems, least)*float64(flow.SizeS.Twips()) + 2*float64(flow.CellMargin) + 20
	}
	// at returns the columns cut off at a height, and what they add up to.
	at := func(top float64) (cols []float64, total float64) {
		for i := range need {
			w := max(twips(words[i]), min(twips(need[i]), top))
			cols = append(cols, w)
			total += w
		}
		return cols, total
	}
	low, high := 0.0, float64(width)
	for range 40 {
		if mid := (low + high) / 2; sumOf(at(mid)) > float64(width) {
			high = mid
		} else {
			low = mid
		}
	}
	shares, total := at(low)
	cols := make([]paper.Twip, len(need))
	used := paper.Twip(0)
	for i, w := range shares {
		cols[i] = paper.Twip(w * float64(width) / total)
		used += cols[i]
	}
	cols[len(cols)-1] += width - used
	return cols
}

func sumOf(_ []float64, total float64) float64 { return total }

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
