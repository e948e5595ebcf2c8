package find

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A grid is a sheet, or the body of a document with a row for every paragraph,
// as a reader of forms sees it.
type Grid struct {
	File                    string
	Sheet                   string // "" of a document
	Cells                   []Box  // with text, or merged; by row, then column
	Rows                    int
	Cols                    int
	date1904                bool
	Covered                 []Box  // below merged cells, where nobody sees them
	Beside                  []Note // what stands in no cell
	Hidden                  bool   // the whole sheet
	UnseenRow, UnseenColumn func(int) bool

	at    [][]int32 // by row and column, the box there and one more; 0 is none
	Place func(row, col int) report.Position
}

// A Note is a text in no cell: a comment, a box drawn over a sheet, a footnote.
type Note struct {
	Where report.Position
	What  string // it is, in Chinese
	Text  string
}

// ours is how comments begin that a check of an earlier return wrote.
var ours = regexp.MustCompile(`^【(?:错误|警告|提示)】`)

func (g *Grid) note(what string, where report.Position, text string) {
	if text = strings.TrimSpace(text); text != "" && !ours.MatchString(text) {
		g.Beside = append(g.Beside, Note{where, what, text})
	}
}

// A box is a cell, or several merged into one.
type Box struct {
	Row, Col, Rows, Cols int
	answer.Entry
	Off    string // what stands in it besides: struck out, superscript or hidden
	Asks   []Ask  // fields of a document in it that show a prompt; only of [ApartGrid]
	*Keyed        // of long texts that of none
}

// An Ask is an empty field of a document, for which its text has a line to write on.
type Ask struct {
	At int // in the text
	*wordml.Control
}

// askLine stands in a text for an empty field.
const askLine = "____"

func (b *Box) Empty() bool { return b.Raw == "" && b.Stored == answer.Text }

// add puts a box into the grid. Boxes come in any order and do not overlap.
func (g *Grid) Add(b Box) { g.Cells = append(g.Cells, b) }

// settle orders the boxes and makes them ready to be looked up.
func (g *Grid) Settle() {
	slices.SortStableFunc(g.Cells, func(a, b Box) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
	g.at = nil
	keys := map[string]*Keyed{} // cells may share their text
	for i := range g.Cells {
		b := &g.Cells[i]
		b.Keyed = &NoLabel
		if b.Stored == answer.Text && b.Raw != "" && len(b.Raw) <= maxLabel {
			k, ok := keys[b.Raw]
			if !ok {
				k = newKeyed(b.Raw)
				keys[b.Raw] = k
			}
			b.Keyed = k
		}
		for r := b.Row; r < b.Row+b.Rows; r++ {
			if r >= len(g.at) {
				g.at = append(g.at, make([][]int32, r+1-len(g.at))...)
			}
			if end := b.Col + b.Cols; end > len(g.at[r]) {
				g.at[r] = append(g.at[r], make([]int32, end-len(g.at[r]))...)
			}
			for c := b.Col; c < b.Col+b.Cols; c++ {
				g.at[r][c] = int32(i) + 1
			}
		}
		g.Rows, g.Cols = max(g.Rows, b.Row+b.Rows-1), max(g.Cols, b.Col+b.Cols-1)
	}
}

// each calls visit for every box that begins in rows from to to.
func (g *Grid) Each(from, to int, visit func(i int, b *Box)) {
	i, _ := slices.BinarySearchFunc(g.Cells, from, func(b Box, row int) int { return cmp.Compare(b.Row, row) })
	for ; i < len(g.Cells) && g.Cells[i].Row <= to; i++ {
		visit(i, &g.Cells[i])
	}
}

// box returns what covers a place: of an empty cell an empty box.
func (g *Grid) Box(row, col int) (b Box, index int) {
	if row >= 0 && row < len(g.at) && col >= 0 && col < len(g.at[row]) {
		if i := int(g.at[row][col]) - 1; i >= 0 {
			return g.Cells[i], i
		}
	}
	return Box{Row: row, Col: col, Rows: 1, Cols: 1, Keyed: &NoLabel, Entry: answer.Entry{Date1904: g.date1904}}, -1
}

// columns returns what stands in some columns as a grid of its own.
func (g *Grid) Columns(from, to int) *Grid {
	part := *g
	part.Cells, part.Rows, part.Cols = nil, 0, 0
	for _, b := range g.Cells {
		if b.Col >= from && b.Col <= to {
			part.Cells = append(part.Cells, b)
		}
	}
	part.Settle()
	return &part
}

// unseen reports whether nobody sees a box, its row or column being hidden.
func (g *Grid) Unseen(b *Box) bool {
	return b.Rows > 0 && g.rowUnseen(b) || b.Cols > 0 && g.columnUnseen(b)
}

func (g *Grid) rowUnseen(b *Box) bool {
	for r := b.Row; r < b.Row+b.Rows; r++ {
		if g.UnseenRow == nil || !g.UnseenRow(r) {
			return false
		}
	}
	return true
}

func (g *Grid) columnUnseen(b *Box) bool {
	for c := b.Col; c < b.Col+b.Cols; c++ {
		if g.UnseenColumn == nil || !g.UnseenColumn(c) {
			return false
		}
	}
	return true
}

// documentGrid lays the body of a document out as a grid: paragraphs below
// each other, a table at its own rows.
func DocumentGrid(d *wordml.Document, file string) *Grid { return documentGrid(d, file, false) }

// ApartGrid is [DocumentGrid] with tables that stand in cells of others as tables
// of their own, below those. Their places are those of the cells.
func ApartGrid(d *wordml.Document, file string) *Grid { return documentGrid(d, file, true) }

func documentGrid(d *wordml.Document, file string, apart bool) *Grid {
	g := &Grid{File: file}
	type spot struct{ table, row, col, line int }
	spots := map[[2]int]spot{}
	unseen := map[int]bool{}
	g.UnseenRow = func(row int) bool { return unseen[row] }
	row, tables, lines := 0, 0, 0
	type within struct {
		*wordml.Table
		at spot
	}
	var inner []within
	lay := func(b *wordml.Table, at *spot) {
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
				if col > MaxSheetColumns {
					break // told by the caller
				}
				here := spot{table: tables, row: i + 1, col: j + 1}
				if at != nil {
					here = *at
				}
				spots[[2]int{row, col}] = here
				blocks := c.Blocks
				if apart {
					blocks = nil
					for _, k := range c.Blocks {
						if t, ok := k.(*wordml.Table); ok {
							inner = append(inner, within{t, here})
						} else {
							blocks = append(blocks, k)
						}
					}
				}
				if k, ok := open[col]; c.Merged && ok && g.Cells[k].Cols == c.Span {
					g.Cells[k].Rows++
					// What stands in the lower part is hidden by Word, yet somebody may have typed it.
					if e, _, _ := standingIn(blocks, false); e.Raw != "" {
						below[k] = append(below[k], e.Raw)
					}
				} else {
					open[col] = len(g.Cells)
					e, off, asks := standingIn(blocks, apart)
					g.Add(Box{Row: row, Col: col, Rows: 1, Cols: c.Span, Entry: e, Off: off, Asks: asks})
				}
				col += c.Span
			}
		}
		for k, texts := range below {
			g.Cells[k].Raw = strings.TrimSpace(g.Cells[k].Raw + "\n" + strings.Join(texts, "\n"))
		}
		row++ // tables do not touch
	}
	for _, b := range unwrapped(d.Blocks) {
		switch b := b.(type) {
		case *wordml.Paragraph:
			row++
			lines++
			spots[[2]int{row, 1}] = spot{line: lines}
			if e, off, asks := standingIn([]wordml.Block{b}, apart); e.Raw != "" || off != "" {
				g.Add(Box{Row: row, Col: 1, Rows: 1, Cols: 1, Entry: e, Off: off, Asks: asks})
			}
		case *wordml.Table:
			tables++
			lay(b, nil)
			for len(inner) > 0 {
				next := inner[0]
				inner = inner[1:]
				lay(next.Table, &next.at)
			}
		}
	}
	g.Place = func(row, col int) report.Position {
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
	for _, text := range d.Comments {
		g.note("批注", report.Position{File: file}, text)
	}
	for _, text := range d.Aside {
		what := "页眉页脚"
		if slices.Contains(d.Notes, text) {
			what = "脚注"
		}
		g.note(what, report.Position{File: file}, text)
	}
	g.Settle()
	return g
}

// unwrapped returns blocks without the tables that only hold other tables in
// place: what stands in their cells, one after the other.
func unwrapped(blocks []wordml.Block) []wordml.Block {
	var out []wordml.Block
	for _, b := range blocks {
		t, ok := b.(*wordml.Table)
		if !ok || !holdsTables(t) {
			out = append(out, b)
			continue
		}
		for _, r := range t.Rows {
			for i := range r.Cells {
				out = append(out, unwrapped(r.Cells[i].Blocks)...)
			}
		}
	}
	return out
}

// holdsTables reports whether the tables within a table have more cells than it
// has itself.
func holdsTables(t *wordml.Table) bool {
	own, within := 0, 0
	for _, r := range t.Rows {
		for i := range r.Cells {
			own++
			for _, b := range r.Cells[i].Blocks {
				if in, ok := b.(*wordml.Table); ok {
					for _, r := range in.Rows {
						within += len(r.Cells)
					}
				}
			}
		}
	}
	return within > own
}

// standingIn returns what blocks say, and what stands in them besides: struck
// out, superscript or hidden.
func standingIn(blocks []wordml.Block, lines bool) (e answer.Entry, off string, asks []Ask) {
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
			case m.Why == wordml.White:
				e.White = e.White || strings.TrimSpace(part) != ""
				says.WriteString(part)
			case m.Why == wordml.Superscript && powerOf(says.String(), part):
				says.WriteString(map[string]string{"2": "²", "3": "³"}[part])
			case m.Why != wordml.Prompt:
				rest.WriteString(part)
			case lines:
				asks = append(asks, Ask{says.Len(), m.Asks})
				says.WriteString(askLine)
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
	raw := says.String()
	e.Raw = strings.TrimSpace(raw)
	for i := range asks {
		asks[i].At -= len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
	}
	return e, strings.TrimSpace(rest.String()), asks
}

// Shown returns what a cell says as its reader sees it: of a day that is stored
// as a number the day.
func (b *Box) Shown() string {
	if b.Stored == answer.Number && b.Day {
		x, err := strconv.ParseFloat(b.Raw, 64)
		if day, _, ok := calendar.FromSerial(x, b.Date1904); err == nil && ok && x >= 1 {
			return day.String()
		}
	}
	return strings.TrimSpace(b.Raw)
}

// text returns a cell as a person would have typed it.
func (b *Box) Text() string {
	s := strings.TrimSpace(b.Raw)
	if b.Stored == answer.Number {
		s = answer.TidyNumber(s)
	}
	if answer.Blank(s) || b.Stored == answer.Fault {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}
