// Package flow is a document on its way to paper: styled paragraphs and tables
// in order, with the numbers of GB/T 9704-2012 that they are set by. The .docx
// writes a flow down, the layout places it on pages.
package flow

import (
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A Flow is a document on its way to paper: what both outputs print, in
// order, with every decision of form made. The .docx writes it down as it is;
// the layout cuts it into lines and pages.
type Flow struct {
	Geo      Geometry // of its upright pages
	Sections []*Section
	Imprint  *Imprint // nil: none
	Letter   *Letter  // nil: not a 信函
	First    Element  // of the body; nil if that is empty
	Tail     *Table   // the table that ends the body, if a signature follows
	Tie      *Para    // the last paragraph of the body, if a signature follows
	Rest     int      // the character of the tie with which the line begins that alone goes on the signature's page; 0: it goes whole or not at all
}

// A Section is a part of a flow with pages of one kind.
type Section struct {
	Landscape  bool
	Unnumbered bool // no page numbers
	Even       bool // begins on an even page
	Elements   []Element
}

// An Element is a piece of a flow, one of [*Para] or [*Table].
type Element interface{ element() }

func (*Para) element() {}

func (*Table) element() {}

// A Para is a paragraph. What its style says may be overridden where the
// standard computes a value from the text.
type Para struct {
	Style  *Style
	Runs   []Run
	Indent *Indent    // nil: the style's
	Pitch  paper.Twip // exact height of a line; 0: the style's
	Before paper.Twip // space above
	Tabs   []Tab      // in place of the style's, if not nil
	Keep   bool       // as style.keepNext
	Whole  bool       // all lines on one page
	Ragged bool       // flush left in place of justified: a long word would leave gaps in its lines
	Rule   paper.Twip // a red rule this far below the last line; 0: none
	Entry  string     // text of the entry in the outline; "": the whole text

	Attachment int // which of those bound in it stands in, from 1; 0: none
}

// An Indent is where the lines of a paragraph begin and end.
type Indent struct{ First, Left, Right paper.Twip }

// A Run is text in one face.
type Run struct {
	Text  string
	Role  font.Role
	Size  paper.Pt // 0: the style's
	Scale float64  // horizontal; 0: 1
	Bold  bool
	Char  string     // id of a character style in the .docx; "": none
	Part  paper.Part // zero: the style's
}

// LineHeight is the exact height of a line.
func (p *Para) LineHeight(g Geometry) paper.Twip {
	switch {
	case p.Pitch != 0:
		return p.Pitch
	case p.Style.Pitch != 0:
		return p.Style.Pitch
	}
	return g.Pitch
}

// Indents are its own, else its style's.
func (p *Para) Indents() Indent {
	if p.Indent != nil {
		return *p.Indent
	}
	return Indent{p.Style.First, p.Style.left, p.Style.right}
}

// TabStops are its own, else its style's.
func (p *Para) TabStops() []Tab {
	if p.Tabs != nil {
		return p.Tabs
	}
	return p.Style.tabs
}

// KeepNext reports whether it stands on the page of what follows.
func (p *Para) KeepNext() bool { return p.Keep || p.Style.KeepNext }

// Text is that of all runs.
func (p *Para) Text() string {
	s := ""
	for _, r := range p.Runs {
		s += r.Text
	}
	return s
}

// A Table is a grid of columns with cells that may cover several of them.
// It is centred in the type area.
type Table struct {
	Cols   []paper.Twip
	Rows   []RowHeight
	Cells  []Cell // by row, then column
	Head   int    // rows repeated at the top of every page
	Border bool   // a grid of 0.5 pt rules
	Narrow bool   // less white beside the text: a table of many columns
	Keep   bool   // all rows on the same page as what follows
	Tied   bool   // the last row on the same page as what follows
	Dense  bool   // more columns than an upright page has room for at a usual size
}

// A RowHeight is the least height of a row, or its only one. A row that breaks
// fills its page line by line and goes on on the next, its texts at the top;
// it begins where a line of each of its cells finds room. No other row does.
type RowHeight struct {
	Min    paper.Twip
	Exact  bool
	Breaks bool
}

// A Cell is a cell of a table.
type Cell struct {
	Row, Col   int
	Rows, Cols int // how many it covers; at least 1
	Paras      []*Para
	Top        bool // text at the top; else in the middle
	Below      bool // text at the bottom, in the .docx of a form
	Ruled      bool // a rule below, in a table without a grid, in the .docx of a form
}

// CellMargin is the white left and right of a cell's text.
const CellMargin paper.Twip = 85 // 惯例: 0.15 cm

// narrowMargin is that of a table of many columns.
const narrowMargin paper.Twip = 57 // 惯例: 0.1 cm

// Width is that of all columns.
func (t *Table) Width() paper.Twip {
	w := paper.Twip(0)
	for _, c := range t.Cols {
		w += c
	}
	return w
}

// Span returns the width of n columns from col on.
func (t *Table) Span(col, n int) paper.Twip {
	w := paper.Twip(0)
	for _, c := range t.Cols[col : col+n] {
		w += c
	}
	return w
}

// Inner is the width that the text of a cell has.
func (t *Table) Inner(c Cell) paper.Twip { return t.Span(c.Col, c.Cols) - 2*t.Margin() }

// Margin is the white beside the text of a cell: none in a table without rules.
func (t *Table) Margin() paper.Twip {
	switch {
	case !t.Border:
		return 0
	case t.Narrow:
		return narrowMargin
	}
	return CellMargin
}

// A Letter is what stands above and below the type area on the first page of
// a 信函 (10.1): the mark 30 mm from the upper edge, a double rule 4 mm below
// it and another one 20 mm from the lower edge.
type Letter struct {
	Mark *Para
	Top  paper.Pt // upper edge of the mark's line
	Rule paper.Pt // upper edge of the upper double rule
}

// RuleHeight is the height of a double rule.
const RuleHeight = LetterThick + LetterSplit + LetterThin

// BodyTop is where the text of the first page begins.
func (l *Letter) BodyTop() paper.Pt { return l.Rule + RuleHeight }

// An Imprint is the 版记 (7.4) at the foot of the last page: recipients above
// a thin rule, the office that prints and the day below it. A letter's has
// only recipients and no rules (10.1).
type Imprint struct {
	Copies []*Para
	Office *Para    // nil: none
	Plain  bool     // without rules
	Even   bool     // on an even page only
	Height paper.Pt // between the outer rules
	Place  ImprintPlace
}

// Paras are all its paragraphs, in order.
func (i *Imprint) Paras() []*Para {
	if i.Office == nil {
		return i.Copies
	}
	return append(i.Copies[:len(i.Copies):len(i.Copies)], i.Office)
}

// Boxes is the number of its parts between rules.
func (i *Imprint) Boxes() int {
	n := 0
	if len(i.Copies) > 0 && !i.Plain {
		n++
	}
	if i.Office != nil {
		n++
	}
	return n
}

// An ImprintPlace says on which page the imprint goes.
type ImprintPlace int

const (
	OnLastPage ImprintPlace = iota // there is room on the last page
	OnNextPage                     // on a page of its own
	AfterBlank                     // on a page of its own behind an empty one, both without numbers (7.5)
)

// RunSize is the size and the horizontal scale of a run: its own, else the
// style's and 1.
func (p *Para) RunSize(r Run) (size paper.Pt, scale float64) {
	size, scale = r.Size, r.Scale
	if size == 0 {
		size = p.Style.Size
	}
	if scale == 0 {
		scale = 1
	}
	return size, scale
}

// cellPad is the white above and below the text of a bordered cell.
const cellPad paper.Twip = 40 // 惯例

// Pad is the white above and below the text of a cell.
func (t *Table) Pad() paper.Twip {
	if t.Border {
		return cellPad
	}
	return 0
}

// GridRule is the thickness of the rules of a table; a row has one above it,
// the table one below.
const GridRule paper.Pt = 0.5

// RuleHeight is what a rule takes of the height of a row.
func (t *Table) RuleHeight() paper.Pt {
	if t.Border {
		return GridRule
	}
	return 0
}

// Joined is the end of the rows, from on, that cells tie together.
func (t *Table) Joined(from int) int {
	to := from + 1
	for again := true; again; {
		again = false
		for _, c := range t.Cells {
			if c.Row < to && c.Row >= from && c.Row+c.Rows > to {
				to, again = c.Row+c.Rows, true
			}
		}
	}
	return to
}

// KeepsRow reports whether a row is kept on a page with the next, or the last
// with what follows: a head never stands alone.
func (t *Table) KeepsRow(r int) bool {
	if r == len(t.Rows)-1 {
		return t.Tied
	}
	return t.Keep || r < t.Head
}

// Parted returns the tie as two paragraphs, of which the second is the line
// that goes on the signature's page. Word processors differ in how much of a
// paragraph they keep with the next; of one line they keep all.
func (f *Flow) Parted() (above, rest *Para) {
	a, b := *f.Tie, *f.Tie
	a.Keep, a.Runs, b.Runs, b.Whole = false, nil, nil, true
	at := f.Rest
	for _, r := range f.Tie.Runs {
		rs := []rune(r.Text)
		n := min(at, len(rs))
		at -= n
		head, tail := r, r
		head.Text, tail.Text = string(rs[:n]), string(rs[n:])
		if head.Text != "" {
			a.Runs = append(a.Runs, head)
		}
		if tail.Text != "" {
			b.Runs = append(b.Runs, tail)
		}
	}
	in := f.Tie.Indents()
	b.Style, b.Indent, b.Before, b.Tabs = StyleRest, &Indent{Left: in.Left, Right: in.Right}, 0, nil
	return &a, &b
}

// CellAt returns the cell that covers a place of the grid; covered tells that
// it begins in a row above. Where there is none, an empty cell is returned.
func (t *Table) CellAt(row, col int) (c Cell, covered bool) {
	for _, c := range t.Cells {
		if c.Col <= col && col < c.Col+c.Cols && c.Row <= row && row < c.Row+c.Rows {
			return c, c.Row < row
		}
	}
	return Cell{Row: row, Col: col, Rows: 1, Cols: 1}, false
}
