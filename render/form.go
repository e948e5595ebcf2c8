package render

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// form sets a blank form as a table, as wide as the type area, its notes
// below. The title is the attachment's and not said again. If a little less
// white makes it fit into room, it gets that; room 0 is no limit.
func (t *typesetter) form(s *forms.Schema, room paper.Pt) ([]element, error) {
	if s == nil {
		return nil, ErrNoSchema
	}
	l, err := s.Layout()
	if err != nil {
		return nil, err
	}
	total := 0.0
	for _, w := range l.Columns {
		total += w
	}
	// The sheet's columns are made for its own width; type shrinks with them.
	size := min(sizeS, halfPoint(sizeS*t.geo.width().Pt()/paper.Pt(total)))
	cols := make([]paper.Twip, len(l.Columns))
	used := paper.Twip(0)
	for i, w := range l.Columns {
		cols[i] = paper.Twip(float64(t.geo.width()) * w / total)
		used += cols[i]
	}
	cols[len(cols)-1] += t.geo.width() - used

	first, last := len(l.Rows), 0
	for i := range l.Cells {
		if c := &l.Cells[i]; inTable(c.Role) {
			first, last = min(first, c.Row), max(last, c.Row+c.Rows-1)
		}
	}
	least := blankRow
	if last-first >= manyRows {
		least = denseRow
	}
	var below []element
	if foot := t.formFoot(l); foot != nil {
		below = append(below, t.blank(120), foot)
	}
	for i := range l.Cells {
		if c := &l.Cells[i]; c.Role == forms.RoleNote {
			below = append(below, &para{style: styleTableNote, keep: true, runs: []run{{text: c.Text, role: font.FangSong}}})
		}
	}
	if n := len(below); n > 0 {
		if p, ok := below[n-1].(*para); ok {
			p.keep = false // notes stay together; nothing need follow them
		}
	}
	part := func(from, to int) *table {
		tab := &table{border: true, cols: cols}
		for r := from; r <= to; r++ {
			tab.rows = append(tab.rows, rowHeight{min: max(least, paper.Pt(l.Rows[r-1]).Twips())})
		}
		for i := range l.Cells {
			if c := &l.Cells[i]; inTable(c.Role) && from <= c.Row && c.Row <= to {
				tab.cells = append(tab.cells, tcell{row: c.Row - from, col: c.Col - 1, rows: c.Rows, cols: c.Cols, paras: []*para{formPara(c, size)}})
			}
		}
		return tab
	}
	out := []element{t.blank(240)}
	if l.RepeatFrom > first {
		// Only the first rows of a table can be repeated, so the rows above
		// the head are a table of their own.
		top, gap := part(first, l.RepeatFrom-1), t.blank(20)
		top.tied, gap.keep = true, true
		out = append(out, top, gap)
		first = l.RepeatFrom
	}
	tab := part(first, last)
	if l.RepeatFrom == first {
		tab.head = l.RepeatTo - first + 1
	}
	out = append(append(out, tab), below...)
	if room > 0 {
		t.fitRows(out, room-t.heightOf(out)-8) // 8 pt for what the rules take and the empty paragraph behind a table
	}
	return out, nil
}

// fitRows takes over, which is negative if a form is too high for its page,
// from the rows that have more height than their text needs, as long as they
// all keep what is needed.
func (t *typesetter) fitRows(es []element, over paper.Pt) {
	if over >= 0 {
		return
	}
	type fit struct {
		tab       *table
		now, need []paper.Pt
	}
	var fits []fit
	spare := paper.Pt(0)
	for _, e := range es {
		tab, ok := e.(*table)
		if !ok || !tab.border {
			continue
		}
		least := *tab
		least.rows = make([]rowHeight, len(tab.rows))
		for i := range least.rows {
			least.rows[i].min = min(denseRow, tab.rows[i].min)
		}
		f := fit{tab, t.rowHeights(tab), t.rowHeights(&least)}
		fits = append(fits, f)
		spare += sum(f.now) - sum(f.need)
	}
	if spare <= 0 || -over > spare {
		return // it takes two pages and may as well have its white
	}
	for _, f := range fits {
		for i := range f.tab.rows {
			f.tab.rows[i].min = (f.now[i] + over*(f.now[i]-f.need[i])/spare).Twips()
		}
	}
}

// heightOf is the height of elements that follow each other on a page.
func (t *typesetter) heightOf(es []element) paper.Pt {
	h := paper.Pt(0)
	for _, e := range es {
		switch e := e.(type) {
		case *para:
			h += e.before.Pt() + paper.Pt(len(t.lines(e, t.geo.width())))*e.lineHeight(t.geo).Pt()
		case *table:
			h += sum(t.rowHeights(e)) + e.ruleHeight()
		}
	}
	return h
}

// A form of many rows has lower ones.
const (
	manyRows            = 12
	denseRow paper.Twip = 482 // 惯例: 0.85 cm
)

// inTable reports whether a part of a form stands in its grid.
func inTable(r forms.Role) bool {
	switch r {
	case forms.RoleTitle, forms.RoleNote, forms.RoleFootLabel, forms.RoleFootValue:
		return false
	}
	return true
}

// formFoot sets the foot of a form (填表人 and the like) as lines without
// rules: each label is as wide as its text, the rest is to write on.
func (t *typesetter) formFoot(l *forms.Layout) element {
	var rows [][]*forms.Cell
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.Role != forms.RoleFootLabel {
			continue
		}
		if n := len(rows); n == 0 || rows[n-1][0].Row != c.Row {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
	}
	if len(rows) == 0 {
		return nil
	}
	most := 0
	for _, row := range rows {
		most = max(most, len(row))
	}
	tab := &table{}
	for range most {
		tab.cols = append(tab.cols, t.geo.width()/paper.Twip(most))
	}
	for r, row := range rows {
		tab.rows = append(tab.rows, rowHeight{min: 480})
		for c, label := range row {
			text := strings.TrimRight(label.Text, "：:") + "："
			tab.cells = append(tab.cells, tcell{row: r, col: c, rows: 1, cols: 1, paras: []*para{{
				style: styleCellLeft, runs: []run{{text: text, role: font.FangSong}}}}})
		}
	}
	return tab
}

func formPara(c *forms.Cell, size paper.Pt) *para {
	switch c.Role {
	case forms.RoleValue:
		return &para{style: styleCell}
	case forms.RoleNumber:
		return &para{style: styleCell, runs: []run{{text: c.Text, role: font.FangSong}}}
	case forms.RoleBlock, forms.RoleHead, forms.RoleLabel:
		return &para{style: styleCellHead, runs: []run{{text: c.Text, role: font.HeiTi, size: size}}}
	}
	return cellPara(c.Text, false, utf8.RuneCountInString(c.Text) > longCell)
}
