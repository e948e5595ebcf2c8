package render

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// form sets a blank form as a table, as wide as the type area, its notes
// below. The title is the attachment's and not said again. If a little less
// white makes it fit into room, it gets that; room 0 is no limit.
func (t *typesetter) form(s *forms.Schema, room paper.Pt) ([]flow.Element, error) {
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
	size := min(flow.SizeS, halfPoint(flow.SizeS*t.geo.Width().Pt()/paper.Pt(total)))
	cols := make([]paper.Twip, len(l.Columns))
	used := paper.Twip(0)
	for i, w := range l.Columns {
		cols[i] = paper.Twip(float64(t.geo.Width()) * w / total)
		used += cols[i]
	}
	cols[len(cols)-1] += t.geo.Width() - used
	t.widenHeads(cols, l, size)

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
	var below []flow.Element
	if foot := t.formFoot(l, last, len(l.Rows)); foot != nil {
		below = append(below, blankLine(120), foot)
	}
	for i := range l.Cells {
		if c := &l.Cells[i]; c.Role == forms.RoleNote {
			below = append(below, &flow.Para{Style: flow.StyleTableNote, Keep: true, Runs: []flow.Run{{Text: c.Text, Role: font.FangSong}}})
		}
	}
	if n := len(below); n > 0 {
		if p, ok := below[n-1].(*flow.Para); ok {
			p.Keep = false // notes stay together; nothing need follow them
		}
	}
	part := func(from, to int) *flow.Table {
		tab := &flow.Table{Border: true, Cols: cols}
		for r := from; r <= to; r++ {
			tab.Rows = append(tab.Rows, flow.RowHeight{Min: max(least, paper.Pt(l.Rows[r-1]).Twips())})
		}
		for i := range l.Cells {
			if c := &l.Cells[i]; inTable(c.Role) && from <= c.Row && c.Row <= to {
				tab.Cells = append(tab.Cells, flow.Cell{Row: c.Row - from, Col: c.Col - 1, Rows: c.Rows, Cols: c.Cols, Paras: []*flow.Para{t.formPara(c, size, cols, l)}})
			}
		}
		return tab
	}
	out := []flow.Element{blankLine(240)}
	if lines := t.formFoot(l, 0, first); lines != nil {
		out = append(out, lines, blankLine(60))
	}
	if l.RepeatFrom > first {
		// Only the first rows of a table can be repeated, so the rows above
		// the head are a table of their own.
		top, gap := part(first, l.RepeatFrom-1), blankLine(20)
		top.Tied, gap.Keep = true, true
		out = append(out, top, gap)
		first = l.RepeatFrom
	}
	tab := part(first, last)
	if l.RepeatFrom == first {
		tab.Head = l.RepeatTo - first + 1
	}
	out = append(append(out, tab), below...)
	if room > 0 {
		const slack = 8 // pt: for what the rules take and the empty paragraph behind a table
		high := t.heightOf(out)
		// On further pages the head stands again, and the row that did not fit
		// leaves some white.
		more := t.geo.Height().Pt() - sum(t.rowHeights(tab)[:tab.Head]) - blankRow.Pt()
		for pages := 1; pages <= 4 && !t.fitRows(out, room-high-slack+paper.Pt(pages-1)*more); pages++ {
		}
	}
	return out, nil
}

// widenHeads gives columns whose head is a short word room for it in one line,
// which it takes from the widest.
func (t *typesetter) widenHeads(cols []paper.Twip, l *forms.Layout, size paper.Pt) {
	white := 2*flow.CellMargin + hairWidth
	for i := range l.Cells {
		c := &l.Cells[i]
		word, _, _ := strings.Cut(c.Text, "（")
		if c.Role != forms.RoleHead || c.Cols > 1 || utf8.RuneCountInString(word) > shortCell {
			continue
		}
		need := (paper.Pt(t.Ems(font.HeiTi, word)) * size).Twips() + white
		if over := need - cols[c.Col-1]; over > 0 {
			widest := 0
			for k := range cols {
				if cols[k] > cols[widest] {
					widest = k
				}
			}
			if cols[widest] > 2*need {
				cols[widest] -= over
				cols[c.Col-1] = need
			}
		}
	}
}

// A form of many rows has lower ones.
const (
	manyRows            = 12
	denseRow paper.Twip = 482 // 惯例: 0.85 cm
	lowRow   paper.Twip = 420 // where that saves a page: 0.74 cm
)

// inTable reports whether a part of a form stands in its grid.
func inTable(r forms.Role) bool {
	switch r {
	case forms.RoleTitle, forms.RoleNote, forms.RoleFootLabel, forms.RoleFootValue:
		return false
	}
	return true
}

// formFoot sets what a form asks for without boxes between two rows, in its foot
// (填表人 and the like) or below its title, as lines without rules: each label is as
// wide as its text, the rest is to write on.
func (t *typesetter) formFoot(l *forms.Layout, above, below int) flow.Element {
	var rows [][]*forms.Cell
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.Role != forms.RoleFootLabel || c.Row < above || c.Row > below {
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
	tab := &flow.Table{}
	for range most {
		tab.Cols = append(tab.Cols, t.geo.Width()/paper.Twip(most))
	}
	for r, row := range rows {
		tab.Rows = append(tab.Rows, flow.RowHeight{Min: 480})
		for c, label := range row {
			text := strings.TrimRight(label.Text, "：:") + "："
			tab.Cells = append(tab.Cells, flow.Cell{Row: r, Col: c, Rows: 1, Cols: 1, Paras: []*flow.Para{{
				Style: flow.StyleCellLeft, Runs: []flow.Run{{Text: text, Role: font.FangSong}}}}})
		}
	}
	return tab
}

func (t *typesetter) formPara(c *forms.Cell, size paper.Pt, cols []paper.Twip, l *forms.Layout) *flow.Para {
	switch c.Role {
	case forms.RoleValue:
		p := &flow.Para{Style: flow.StyleCell, Pitch: formLine}
		if boxes := t.boxes(c.Field, "", spanOf(c, cols), paper.Pt(l.Rows[c.Row-1]), size); boxes != "" {
			p.Runs = []flow.Run{{Text: boxes, Role: font.FangSong, Size: size}}
		} else if c.Text != "" {
			p.Runs = []flow.Run{{Text: c.Text, Role: font.FangSong, Size: size}}
			if c.Field.Look == forms.LookOpinion {
				p.Style = flow.StyleCellLeft
			}
		}
		return p
	case forms.RoleNumber:
		return &flow.Para{Style: flow.StyleCell, Pitch: formLine, Runs: []flow.Run{{Text: c.Text, Role: font.FangSong}}}
	case forms.RoleBlock, forms.RoleHead, forms.RoleLabel:
		return &flow.Para{Style: flow.StyleCellHead, Pitch: formLine, Runs: []flow.Run{{Text: c.Text, Role: font.HeiTi, Size: size}}}
	}
	return cellPara(c.Text, false, utf8.RuneCountInString(c.Text) > longCell, standardCell)
}
