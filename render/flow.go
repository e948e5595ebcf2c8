package render

import (
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A flow is a document on its way to paper: what both outputs print, in
// order, with every decision of form made. The .docx writes it down as it is;
// the layout cuts it into lines and pages.
type flow struct {
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
