package returned

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A grid is a sheet, or the body of a document with a row for every paragraph,
// as a reader of forms sees it.
type grid struct {
	file     string
	sheet    string // "" of a document
	cells    []box  // with text, or merged; by row, then column
	rows     int
	cols     int
	date1904 bool

	at    map[[2]int]int // every place of a box, to its index
	place func(row, col int) report.Position
}

// A box is a cell, or several merged into one.
type box struct {
	row, col, rows, cols int
	answer.Entry
	key, bare string // what it is compared with labels by; "" of long texts
}

func (b *box) empty() bool { return b.Raw == "" && b.Stored == answer.Text }

// add puts a box into the grid. Boxes come in any order and do not overlap.
func (g *grid) add(b box) { g.cells = append(g.cells, b) }

// settle orders the boxes and makes them ready to be looked up.
func (g *grid) settle() {
	slices.SortStableFunc(g.cells, func(a, b box) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	g.at = map[[2]int]int{}
	for i := range g.cells {
		b := &g.cells[i]
		if b.Stored == answer.Text && len(b.Raw) <= 400 {
			b.key = labelKey(b.Raw)
			b.bare = bareKey(b.key)
		}
		for r := range b.rows {
			for c := range b.cols {
				g.at[[2]int{b.row + r, b.col + c}] = i
			}
		}
		g.rows, g.cols = max(g.rows, b.row+b.rows-1), max(g.cols, b.col+b.cols-1)
	}
}

// box returns what covers a place: of an empty cell an empty box.
func (g *grid) box(row, col int) (b box, index int) {
	if i, ok := g.at[[2]int{row, col}]; ok {
		return g.cells[i], i
	}
	return box{row: row, col: col, rows: 1, cols: 1, Entry: answer.Entry{Date1904: g.date1904}}, -1
}

// documentGrid lays the body of a document out as a grid: paragraphs below
// each other, a table at its own rows.
func documentGrid(d *wordml.Document, file string) *grid {
	g := &grid{file: file}
	type spot struct{ table, row, col, line int }
	spots := map[[2]int]spot{}
	row, tables, lines := 0, 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *wordml.Paragraph:
			row++
			lines++
			spots[[2]int{row, 1}] = spot{line: lines}
			if strings.TrimSpace(b.Text) != "" {
				g.add(box{row: row, col: 1, rows: 1, cols: 1, Entry: answer.Entry{Raw: strings.TrimSpace(b.Text)}})
			}
		case *wordml.Table:
			tables++
			open := map[int]int{} // first column of a merged cell, to its index in g.cells
			for i := range b.Rows {
				row++
				col := 1 + b.Rows[i].Before
				for j := range b.Rows[i].Cells {
					c := &b.Rows[i].Cells[j]
					if col > maxSheetColumns {
						break // told by the caller
					}
					spots[[2]int{row, col}] = spot{table: tables, row: i + 1, col: j + 1}
					if k, ok := open[col]; c.Merged && ok && g.cells[k].cols == c.Span {
						g.cells[k].rows++
						// What stands in the lower part is hidden by Word, yet somebody may have typed it.
						if t := strings.TrimSpace(c.Text()); t != "" {
							g.cells[k].Raw = strings.TrimSpace(g.cells[k].Raw + "\n" + t)
						}
					} else {
						open[col] = len(g.cells)
						g.add(box{row: row, col: col, rows: 1, cols: c.Span, Entry: answer.Entry{Raw: strings.TrimSpace(c.Text())}})
					}
					col += c.Span
				}
			}
			row++ // tables do not touch
		}
	}
	g.place = func(row, col int) report.Position {
		p := report.Position{File: file}
		switch s, ok := spots[[2]int{row, col}]; {
		case !ok:
		case s.table > 0:
			p.Sheet, p.Cell = fmt.Sprintf("第%d个表格", s.table), fmt.Sprintf("第%d行第%d格", s.row, s.col)
		default:
			p.Line = s.line
		}
		return p
	}
	g.settle()
	return g
}
