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
	file                    string
	sheet                   string // "" of a document
	cells                   []box  // with text, or merged; by row, then column
	rows                    int
	cols                    int
	date1904                bool
	covered                 []box // below merged cells, where nobody sees them
	hidden                  bool  // the whole sheet
	unseenRow, unseenColumn func(int) bool

	at    [][]int32 // by row and column, the box there and one more; 0 is none
	place func(row, col int) report.Position
}

// A box is a cell, or several merged into one.
type box struct {
	row, col, rows, cols int
	answer.Entry
	off    string // what stands in it besides: struck out, superscript or hidden
	*keyed        // of long texts that of none
}

func (b *box) empty() bool { return b.Raw == "" && b.Stored == answer.Text }

// add puts a box into the grid. Boxes come in any order and do not overlap.
func (g *grid) add(b box) { g.cells = append(g.cells, b) }

// settle orders the boxes and makes them ready to be looked up.
func (g *grid) settle() {
	slices.SortStableFunc(g.cells, func(a, b box) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	g.at = nil
	keys := map[string]*keyed{} // cells may share their text
	for i := range g.cells {
		b := &g.cells[i]
		b.keyed = &noLabel
		if b.Stored == answer.Text && b.Raw != "" && len(b.Raw) <= maxLabel {
			k, ok := keys[b.Raw]
			if !ok {
				k = newKeyed(b.Raw)
				keys[b.Raw] = k
			}
			b.keyed = k
		}
		for r := b.row; r < b.row+b.rows; r++ {
			if r >= len(g.at) {
				g.at = append(g.at, make([][]int32, r+1-len(g.at))...)
			}
			if end := b.col + b.cols; end > len(g.at[r]) {
				g.at[r] = append(g.at[r], make([]int32, end-len(g.at[r]))...)
			}
			for c := b.col; c < b.col+b.cols; c++ {
				g.at[r][c] = int32(i) + 1
			}
		}
		g.rows, g.cols = max(g.rows, b.row+b.rows-1), max(g.cols, b.col+b.cols-1)
	}
}

// each calls visit for every box that begins in rows from to to.
func (g *grid) each(from, to int, visit func(i int, b *box)) {
	i, _ := slices.BinarySearchFunc(g.cells, from, func(b box, row int) int { return cmp.Compare(b.row, row) })
	for ; i < len(g.cells) && g.cells[i].row <= to; i++ {
		visit(i, &g.cells[i])
	}
}

// box returns what covers a place: of an empty cell an empty box.
func (g *grid) box(row, col int) (b box, index int) {
	if row >= 0 && row < len(g.at) && col >= 0 && col < len(g.at[row]) {
		if i := int(g.at[row][col]) - 1; i >= 0 {
			return g.cells[i], i
		}
	}
	return box{row: row, col: col, rows: 1, cols: 1, keyed: &noLabel, Entry: answer.Entry{Date1904: g.date1904}}, -1
}

// columns returns what stands in some columns as a grid of its own.
func (g *grid) columns(from, to int) *grid {
	part := *g
	part.cells, part.rows, part.cols = nil, 0, 0
	for _, b := range g.cells {
		if b.col >= from && b.col <= to {
			part.cells = append(part.cells, b)
		}
	}
	part.settle()
	return &part
}

// unseen reports whether nobody sees a box, its row or column being hidden.
func (g *grid) unseen(b *box) bool {
	return b.rows > 0 && g.rowUnseen(b) || b.cols > 0 && g.columnUnseen(b)
}

func (g *grid) rowUnseen(b *box) bool {
	for r := b.row; r < b.row+b.rows; r++ {
		if g.unseenRow == nil || !g.unseenRow(r) {
			return false
		}
	}
	return true
}

func (g *grid) columnUnseen(b *box) bool {
	for c := b.col; c < b.col+b.cols; c++ {
		if g.unseenColumn == nil || !g.unseenColumn(c) {
			return false
		}
	}
	return true
}

// documentGrid lays the body of a document out as a grid: paragraphs below
// each other, a table at its own rows.
func documentGrid(d *wordml.Document, file string) *grid {
	g := &grid{file: file}
	type spot struct{ table, row, col, line int }
	spots := map[[2]int]spot{}
	unseen := map[int]bool{}
	g.unseenRow = func(row int) bool { return unseen[row] }
	row, tables, lines := 0, 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *wordml.Paragraph:
			row++
			lines++
			spots[[2]int{row, 1}] = spot{line: lines}
			if text, off := standingIn([]wordml.Block{b}); text != "" || off != "" {
				g.add(box{row: row, col: 1, rows: 1, cols: 1, Entry: answer.Entry{Raw: text}, off: off})
			}
		case *wordml.Table:
			tables++
			open := map[int]int{}       // first column of a merged cell, to its index in g.cells
			below := map[int][]string{} // texts of the lower parts of a box
			for i := range b.Rows {
				row++
				if b.Rows[i].Hidden {
					unseen[row] = true
				}
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
						if t, _ := standingIn(c.Blocks); t != "" {
							below[k] = append(below[k], t)
						}
					} else {
						open[col] = len(g.cells)
						text, off := standingIn(c.Blocks)
						g.add(box{row: row, col: col, rows: 1, cols: c.Span, Entry: answer.Entry{Raw: text}, off: off})
					}
					col += c.Span
				}
			}
			for k, texts := range below {
				g.cells[k].Raw = strings.TrimSpace(g.cells[k].Raw + "\n" + strings.Join(texts, "\n"))
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

// standingIn returns what blocks say, and what stands in them besides: struck
// out, superscript or hidden.
func standingIn(blocks []wordml.Block) (text, off string) {
	var says, rest strings.Builder
	var write func([]wordml.Block)
	paragraph := func(p *wordml.Paragraph) {
		all := len(p.Marks) == 1 && p.Marks[0].Why == wordml.Superscript && p.Marks[0].To-p.Marks[0].From == len(p.Text)
		from := 0
		for _, m := range p.Marks {
			if all {
				break // raised as a whole, that tells nothing
			}
			says.WriteString(p.Text[from:m.From])
			switch part := p.Text[m.From:m.To]; {
			case m.Why == wordml.Superscript && powerOf(says.String(), part):
				says.WriteString(map[string]string{"2": "²", "3": "³"}[part])
			case m.Why != wordml.Prompt:
				rest.WriteString(part)
			}
			from = m.To
		}
		says.WriteString(p.Text[from:])
	}
	write = func(blocks []wordml.Block) {
		lines := 0
		line := func() {
			if lines++; lines > 1 {
				says.WriteByte('\n')
			}
		}
		for _, b := range blocks {
			switch b := b.(type) {
			case *wordml.Paragraph:
				line()
				paragraph(b)
			case *wordml.Table:
				for _, r := range b.Rows {
					line()
					for i := range r.Cells {
						if i > 0 {
							says.WriteByte('\t')
						}
						write(r.Cells[i].Blocks)
					}
				}
			}
		}
	}
	write(blocks)
	return strings.TrimSpace(says.String()), strings.TrimSpace(rest.String())
}
