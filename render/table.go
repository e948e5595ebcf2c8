package render

import (
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
)

// blankRow is the least height of a row, tall enough to write in.
const blankRow Twip = 567 // 惯例: 1 cm

// textTable sets a table of a text: over the whole width, the first row as
// head if it has no empty cell and something stands below it.
func (t *typesetter) textTable(b *campaign.Table) *table {
	n := 0
	for _, row := range b.Rows {
		n = max(n, len(row))
	}
	need := make([]float64, n)
	for _, row := range b.Rows {
		for c, text := range row {
			need[c] = max(need[c], t.ems(FangSong, text))
		}
	}
	tab := &table{border: true, cols: t.shareColumns(need)}
	if len(b.Rows) > 1 && full(b.Rows[0], n) {
		tab.head = 1
	}
	for r, row := range b.Rows {
		tab.rows = append(tab.rows, rowHeight{min: blankRow})
		for c := range n {
			text := ""
			if c < len(row) {
				text = row[c]
			}
			tab.cells = append(tab.cells, tcell{row: r, col: c, rows: 1, cols: 1, paras: []*para{cellPara(text, r < tab.head)}})
		}
	}
	return tab
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

func cellPara(text string, head bool) *para {
	switch {
	case head:
		return &para{style: styleCellHead, runs: []run{{text: text, role: HeiTi}}}
	case utf8.RuneCountInString(text) > longCell:
		return &para{style: styleCellLeft, runs: []run{{text: text, role: FangSong}}}
	}
	return &para{style: styleCell, runs: []run{{text: text, role: FangSong}}}
}

// shareColumns divides the width of the type area among columns by what their
// texts need, in em: none below a few characters, none so wide that it starves
// the others.
func (t *typesetter) shareColumns(need []float64) []Twip {
	const least, most = 3.0, 20.0
	total := 0.0
	for i, n := range need {
		need[i] = min(max(n, least), most)
		total += need[i]
	}
	width := t.geo.width()
	cols := make([]Twip, len(need))
	used := Twip(0)
	for i, n := range need {
		cols[i] = Twip(float64(width) * n / total)
		used += cols[i]
	}
	cols[len(cols)-1] += width - used
	return cols
}

// wide reports whether a body needs a landscape page: a form that is made for
// one, or a table of more columns than a portrait page can hold readably.
func (t *typesetter) wide(bs []campaign.Block) bool {
	const mostColumns = 9
	for _, b := range bs {
		switch b := b.(type) {
		case *campaign.Form:
			if b.Schema.Orientation == forms.Landscape {
				return true
			}
		case *campaign.Table:
			for _, row := range b.Rows {
				if len(row) > mostColumns {
					return true
				}
			}
		}
	}
	return false
}
