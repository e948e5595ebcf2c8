package render

import (
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A flow is a document on its way to paper: what both outputs print, in
// order, with every decision of form made. The .docx writes it down as it is;
// the layout cuts it into lines and pages.
type flow struct {
	geo      geometry // of its upright pages
	sections []*section
	imprint  *imprint // nil: none
	letter   *letter  // nil: not a 信函
	first    element  // of the body; nil if that is empty
	tail     *table   // the table that ends the body, if a signature follows
	tie      *para    // the last paragraph of the body, if a signature follows
	stop     paper.Pt // where the tie must stop on its page so that its last line goes with the signature; 0: nowhere
}

// squeeze halves the blank lines between the body and the date, or undoes it.
func (f *flow) squeeze(half paper.Twip) {
	below := false
	for _, e := range f.sections[0].elements {
		p, ok := e.(*para)
		if t, ok := e.(*table); ok && t == f.tail {
			below = true
		}
		if below && ok && p.style == styleBlank && (p.pitch == 0 || p.squeezed) {
			p.pitch, p.squeezed = half, half != 0
		}
		if ok && p == f.tie {
			below = true
		}
		if ok && (p.style == styleDate || p.style.breakBefore) {
			return
		}
	}
}

// A section is a part of a flow with pages of one kind.
type section struct {
	landscape  bool
	unnumbered bool // no page numbers
	elements   []element
}

// An element is a piece of a flow, one of [*para] or [*table].
type element interface{ element() }

func (*para) element() {}

func (*table) element() {}

// A para is a paragraph. What its style says may be overridden where the
// standard computes a value from the text.
type para struct {
	style    *style
	runs     []run
	indent   *indent    // nil: the style's
	pitch    paper.Twip // exact height of a line; 0: the style's
	before   paper.Twip // space above
	tabs     []tab      // in place of the style's, if not nil
	keep     bool       // as style.keepNext
	whole    bool       // all lines on one page
	squeezed bool       // pitch was halved to make room
	rule     paper.Twip // a red rule this far below the last line; 0: none
	entry    string     // text of the entry in the outline; "": the whole text
}

// An indent is where the lines of a paragraph begin and end.
type indent struct{ first, left, right paper.Twip }

// A run is text in one face.
type run struct {
	text  string
	role  font.Role
	size  paper.Pt // 0: the style's
	scale float64  // horizontal; 0: 1
	bold  bool
	char  string // id of a character style in the .docx; "": none
}

func (p *para) lineHeight(g geometry) paper.Twip {
	switch {
	case p.pitch != 0:
		return p.pitch
	case p.style.pitch != 0:
		return p.style.pitch
	}
	return g.pitch
}

func (p *para) indents() indent {
	if p.indent != nil {
		return *p.indent
	}
	return indent{p.style.first, p.style.left, p.style.right}
}

func (p *para) tabStops() []tab {
	if p.tabs != nil {
		return p.tabs
	}
	return p.style.tabs
}

func (p *para) keepNext() bool { return p.keep || p.style.keepNext }

func (p *para) text() string {
	s := ""
	for _, r := range p.runs {
		s += r.text
	}
	return s
}

// A table is a grid of columns with cells that may cover several of them.
// It is centred in the type area.
type table struct {
	cols   []paper.Twip
	rows   []rowHeight
	cells  []tcell // by row, then column
	head   int     // rows repeated at the top of every page
	border bool    // a grid of 0.5 pt rules
	keep   bool    // all rows on the same page as what follows
	tied   bool    // the last row on the same page as what follows
}

// A rowHeight is the least height of a row, or its only one.
type rowHeight struct {
	min   paper.Twip
	exact bool
}

// A tcell is a cell of a table.
type tcell struct {
	row, col   int
	rows, cols int // how many it covers; at least 1
	paras      []*para
	top        bool // text at the top; else in the middle
	below      bool // text at the bottom, in the .docx of a form
	ruled      bool // a rule below, in a table without a grid, in the .docx of a form
}

// cellMargin is the white left and right of a cell's text.
const cellMargin paper.Twip = 85 // 惯例: 0.15 cm

func (t *table) width() paper.Twip {
	w := paper.Twip(0)
	for _, c := range t.cols {
		w += c
	}
	return w
}

// span returns the width of n columns from col on.
func (t *table) span(col, n int) paper.Twip {
	w := paper.Twip(0)
	for _, c := range t.cols[col : col+n] {
		w += c
	}
	return w
}

// margin is the white beside the text of a cell: none in a table without rules.
func (t *table) margin() paper.Twip {
	if t.border {
		return cellMargin
	}
	return 0
}

// A letter is what stands above and below the type area on the first page of
// a 信函 (10.1): the mark 30 mm from the upper edge, a double rule 4 mm below
// it and another one 20 mm from the lower edge.
type letter struct {
	mark *para
	top  paper.Pt // upper edge of the mark's line
	rule paper.Pt // upper edge of the upper double rule
}

// ruleHeight is the height of a double rule.
const ruleHeight = letterThick + letterSplit + letterThin

// bodyTop is where the text of the first page begins.
func (l *letter) bodyTop() paper.Pt { return l.rule + ruleHeight }

// An imprint is the 版记 (7.4) at the foot of the last page: recipients above
// a thin rule, the office that prints and the day below it. A letter's has
// only recipients and no rules (10.1).
type imprint struct {
	copies []*para
	office *para    // nil: none
	plain  bool     // without rules
	height paper.Pt // between the outer rules
	place  imprintPlace
}

func (i *imprint) paras() []*para {
	if i.office == nil {
		return i.copies
	}
	return append(i.copies[:len(i.copies):len(i.copies)], i.office)
}

// An imprintPlace says on which page the imprint goes.
type imprintPlace int

const (
	onLastPage imprintPlace = iota // there is room on the last page
	onNextPage                     // on a page of its own
	afterBlank                     // on a page of its own behind an empty one, both without numbers (7.5)
)

func (p *para) runSize(r run) (size paper.Pt, scale float64) {
	size, scale = r.size, r.scale
	if size == 0 {
		size = p.style.size
	}
	if scale == 0 {
		scale = 1
	}
	return size, scale
}

// cellPad is the white above and below the text of a bordered cell.
const cellPad paper.Twip = 40 // 惯例

// pad is the white above and below the text of a cell.
func (t *table) pad() paper.Twip {
	if t.border {
		return cellPad
	}
	return 0
}

// gridRule is the thickness of the rules of a table; a row has one above it,
// the table one below.
const gridRule paper.Pt = 0.5

// ruleHeight is what a rule takes of the height of a row.
func (t *table) ruleHeight() paper.Pt {
	if t.border {
		return gridRule
	}
	return 0
}

// joined is the end of the rows, from on, that cells tie together.
func (t *table) joined(from int) int {
	to := from + 1
	for again := true; again; {
		again = false
		for _, c := range t.cells {
			if c.row < to && c.row >= from && c.row+c.rows > to {
				to, again = c.row+c.rows, true
			}
		}
	}
	return to
}

// keepsRow reports whether a row is kept on a page with the next, or the last
// with what follows: a head never stands alone.
func (t *table) keepsRow(r int) bool {
	if r == len(t.rows)-1 {
		return t.tied
	}
	return t.keep || r < t.head
}

// cellAt returns the cell that covers a place of the grid; covered tells that
// it begins in a row above. Where there is none, an empty cell is returned.
func (t *table) cellAt(row, col int) (c tcell, covered bool) {
	for _, c := range t.cells {
		if c.col <= col && col < c.col+c.cols && c.row <= row && row < c.row+c.rows {
			return c, c.row < row
		}
	}
	return tcell{row: row, col: col, rows: 1, cols: 1}, false
}
