package render

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A signatory sets 署名 and 成文日期 (7.3.5).
type signatory struct {
	*typesetter
	*document.Signature
}

// sealDiameter is the room kept for a seal.
func (t *signatory) sealDiameter() paper.MM {
	if t.SealDiameter > 0 {
		return t.SealDiameter
	}
	return 45
}

// elements sets 署名 and 成文日期.
func (t *signatory) elements() []flow.Element {
	if len(t.Organs) == 0 {
		return []flow.Element{t.endBlank(0), t.dateLine(flow.DateInset)}
	}
	seal := t.Seal
	if seal == "" {
		seal = document.SealSingle
	}
	switch {
	case seal == document.SealNone:
		return t.unsealed()
	case seal == document.SealStamp:
		return t.stamped()
	case len(t.Organs) > 1:
		return t.sealedJoint()
	}
	return t.sealedSingle()
}

func (t *signatory) dateLine(right paper.Twip) *flow.Para {
	return &flow.Para{Style: flow.StyleDate, Indent: &flow.Indent{Right: right}, Runs: []flow.Run{{Text: t.Date.String(), Role: font.FangSong}}}
}

func nameLine(name string, right paper.Twip) *flow.Para {
	return &flow.Para{Style: flow.StyleSign, Indent: &flow.Indent{Right: right}, Runs: []flow.Run{{Text: name, Role: font.FangSong}}}
}

// nameLines are the lines of a name in a column, cut between words if it takes
// more than one, the width of the longest and that of the date.
func (t *signatory) nameLines(name string, width paper.Twip) (lines []string, longest, date paper.Twip) {
	lines, date = []string{name}, t.TextWidth(flow.StyleDate, t.Date.String()).Twips()
	if t.TextWidth(flow.StyleSign, name).Twips() > width {
		lines = t.wrapName(name, width)
	}
	for _, l := range lines {
		longest = max(longest, t.TextWidth(flow.StyleSign, l).Twips())
	}
	return lines, longest, date
}

// sealedSingle sets one sealed organ (7.3.5.1): the date four characters from
// the right, the name centred above it; a name too long for that at the right
// edge, the date centred below.
func (t *signatory) sealedSingle() []flow.Element {
	names, organ, date := t.nameLines(t.Organs[0].Name, t.geo.Width())
	right, dateRight := flow.DateInset+(date-organ)/2, paper.Twip(flow.DateInset)
	if right < 0 {
		right, dateRight = 0, max(0, (organ-date)/2)
	}
	lines := 2
	if t.sealDiameter() >= flow.SealBig {
		lines = 3
	}
	// The name stands a line above the seal's lower part; the seal must not
	// reach into the text.
	least := (t.sealDiameter().Pt()/2 - t.geo.Pitch.Pt() + 1).Twips() / paper.Twip(lines)
	var out []flow.Element
	for range lines {
		out = append(out, t.endBlank(least))
	}
	for _, name := range names {
		out = append(out, nameLine(name, right+(organ-t.TextWidth(flow.StyleSign, name).Twips())/2))
	}
	return append(out, t.dateLine(dateRight))
}

// unsealed sets organs without seals (7.3.5.2): the name two characters from
// the right, the date's first character two to the right of the name's first.
// Several names stand one below the other, from the same left edge.
func (t *signatory) unsealed() []flow.Element {
	var names []string
	var longest, date paper.Twip
	for _, o := range t.Organs {
		lines, organ, d := t.nameLines(o.Name, t.geo.Width()-flow.OrganInset)
		names, longest, date = append(names, lines...), max(longest, organ), d
	}
	right, dateRight := paper.Twip(flow.OrganInset), longest-date
	if date > longest {
		right, dateRight = 2*flow.OrganInset+date-longest, flow.OrganInset
	}
	out := []flow.Element{t.endBlank(0)}
	for _, name := range names {
		out = append(out, nameLine(name, right+longest-t.TextWidth(flow.StyleSign, name).Twips()))
	}
	return append(out, t.dateLine(dateRight))
}

// stamped sets 职务 with room for the stamps of those who sign (7.3.5.3): two
// blank lines below the text, each stamp four characters from the right, the
// post two characters to its left; the date a blank line below the last.
func (t *signatory) stamped() []flow.Element {
	const stamp = 4 * flow.CharWidth // 惯例: a signature of four characters
	out := []flow.Element{t.endBlank(0), t.endBlank(0)}
	for i, o := range t.Organs {
		post := o.Name
		if i < len(t.Posts) {
			post = t.Posts[i]
		}
		// Two lines high, the post in the middle.
		right := flow.DateInset + stamp + 2*flow.CharWidth
		lines, _, _ := t.nameLines(post, t.geo.Width()-right)
		white := max(0, 2-paper.Twip(len(lines))) * t.geo.Pitch / 2
		for j, line := range lines {
			p := nameLine(line, right)
			if j == 0 {
				p.Before = white
			}
			out = append(out, p)
		}
		if white > 0 {
			out = append(out, blankLine(white))
		}
	}
	return append(out, t.endBlank(0), t.dateLine(flow.DateInset))
}

// sealedJoint sets several sealed organs (7.3.5.1): rows of names with room
// for a seal each, the seals apart, the last name above the date.
func (t *signatory) sealedJoint() []flow.Element {
	d := t.sealDiameter()
	cols := t.sealColumns(d)
	rows := (len(t.Organs) + cols - 1) / cols
	tab := &flow.Table{Keep: true}
	width := t.geo.Width() / paper.Twip(cols)
	for range cols {
		tab.Cols = append(tab.Cols, width)
	}
	// The name stands just below the seal's centre, the date below the last
	// name is still covered by its seal.
	drop := (d / 2).Twips()
	pitch := (d + flow.SealGap).Twips()
	for r := range rows {
		height := pitch
		if r == rows-1 {
			height = d.Twips()
		}
		tab.Rows = append(tab.Rows, flow.RowHeight{Min: height})
	}
	high := true // all names of the first row begin well above the middle of their seals
	for i, o := range t.Organs {
		r, c := i/cols, i%cols
		if last := len(t.Organs) - (rows-1)*cols; r == rows-1 {
			c += cols - last // the last row stands at the right, over the date
		}
		lines := t.wrapName(o.Name, width)
		cellOf := flow.Cell{Row: r, Col: c, Rows: 1, Cols: 1, Top: true}
		for j, line := range lines {
			p := &flow.Para{Style: flow.StyleSeal, Runs: []flow.Run{{Text: line, Role: font.FangSong}}}
			if j == 0 { // the last line just below the seal's middle, where the others of the row stand
				p.Before = max(0, drop-paper.Twip(len(lines)-1)*t.geo.Pitch)
				high = high && (r > 0 || len(lines) > 2)
			}
			cellOf.Paras = append(cellOf.Paras, p)
		}
		if i == len(t.Organs)-1 && !t.Date.IsZero() {
			cellOf.Paras = append(cellOf.Paras, &flow.Para{Style: flow.StyleSeal, Runs: []flow.Run{{Text: t.Date.String(), Role: font.FangSong, Part: paper.PartDate}}})
		}
		tab.Cells = append(tab.Cells, cellOf)
	}
	above := blankLine(t.geo.Pitch / 2)
	switch {
	case high:
		above.Pitch = t.geo.Pitch // so that its seal does not reach into the text
	case t.end:
		above.Pitch = 60
	}
	return []flow.Element{above, tab}
}

// sealColumns is the number of seals in a row: as many as fit, at most three,
// and no more than the names leave room for unless that would take more than
// half a page.
func (t *signatory) sealColumns(d paper.MM) int {
	width := t.geo.Width()
	most := min(flow.SealCols, len(t.Organs), int((width.Pt().MM()+flow.SealGap)/(d+flow.SealGap)))
	if len(t.Organs) == 4 {
		most = min(most, 2)
	}
	cols := max(most, 1)
	longest := paper.Twip(0)
	for _, o := range t.Organs {
		longest = max(longest, t.TextWidth(flow.StyleSeal, o.Name).Twips())
	}
	for cols > 1 && longest > width/paper.Twip(cols) {
		cols--
	}
	if rows := (len(t.Organs) + cols - 1) / cols; rows > 2 {
		return max(most, 1)
	}
	return cols
}

// wrapName breaks the name of an organ over lines of a column, evenly, with a
// little white left and right.
func (t *signatory) wrapName(name string, width paper.Twip) []string {
	limit := float64((width - flow.CharWidth).Pt() / flow.CharWidth.Pt())
	return linebreak.Title(name, max(limit, 2), func(s string) float64 { return float64(t.TextWidth(flow.StyleSeal, s) / flow.CharWidth.Pt()) }, nil)
}
