package render

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// sealDiameter is the room kept for a seal.
func (t *typesetter) sealDiameter() paper.MM {
	if t.SealDiameter > 0 {
		return t.SealDiameter
	}
	return 45
}

// signature sets 署名 and 成文日期 (7.3.5).
func (t *typesetter) signature(s *document.Signature) []element {
	if len(s.Organs) == 0 {
		return []element{t.blank(0), t.dateLine(s, dateInset)}
	}
	seal := s.Seal
	if seal == "" {
		seal = document.SealSingle
	}
	switch {
	case seal == document.SealNone:
		return t.unsealed(s)
	case seal == document.SealStamp:
		return t.stamped(s)
	case len(s.Organs) > 1:
		return t.sealedJoint(s)
	}
	return t.sealedSingle(s)
}

func (t *typesetter) dateLine(s *document.Signature, right paper.Twip) *para {
	return &para{style: styleDate, indent: &indent{right: right}, runs: []run{{text: s.Date.String(), role: font.FangSong}}}
}

func organLine(o document.Organ, right paper.Twip) *para {
	return &para{style: styleSign, indent: &indent{right: right}, runs: []run{{text: o.Name, role: font.FangSong}}}
}

func (t *typesetter) widths(s *document.Signature, o document.Organ) (organ, date paper.Twip) {
	return t.textWidth(styleSign, o.Name).Twips(), t.textWidth(styleDate, s.Date.String()).Twips()
}

// sealedSingle sets one sealed organ (7.3.5.1): the date four characters from
// the right, the name centred above it; a name too long for that at the right
// edge, the date centred below.
func (t *typesetter) sealedSingle(s *document.Signature) []element {
	organ, date := t.widths(s, s.Organs[0])
	right, dateRight := dateInset+(date-organ)/2, paper.Twip(dateInset)
	if right < 0 {
		right, dateRight = 0, max(0, (organ-date)/2)
	}
	out := []element{t.blank(0), t.blank(0)}
	if t.sealDiameter() >= sealBig {
		out = append(out, t.blank(0))
	}
	return append(out, organLine(s.Organs[0], right), t.dateLine(s, dateRight))
}

// unsealed sets organs without seals (7.3.5.2): the name two characters from
// the right, the date's first character two to the right of the name's first.
// Several names stand one below the other, from the same left edge.
func (t *typesetter) unsealed(s *document.Signature) []element {
	var longest, date paper.Twip
	for _, o := range s.Organs {
		organ, d := t.widths(s, o)
		longest, date = max(longest, organ), d
	}
	right, dateRight := paper.Twip(organInset), longest-date
	if date > longest {
		right, dateRight = 2*organInset+date-longest, organInset
	}
	out := []element{t.blank(0)}
	for _, o := range s.Organs {
		organ, _ := t.widths(s, o)
		out = append(out, organLine(o, right+longest-organ))
	}
	return append(out, t.dateLine(s, dateRight))
}

// stamped sets 职务 with room for the stamps of those who sign (7.3.5.3): two
// blank lines below the text, each stamp four characters from the right, the
// post two characters to its left; the date a blank line below the last.
func (t *typesetter) stamped(s *document.Signature) []element {
	const stamp = 4 * charWidth // 惯例: a signature of four characters
	out := []element{t.blank(0), t.blank(0)}
	for i, o := range s.Organs {
		post := o.Name
		if i < len(s.Posts) {
			post = s.Posts[i]
		}
		// Two lines high, the post in the middle.
		line := organLine(document.Organ{Name: post}, dateInset+stamp+2*charWidth)
		line.before = t.geo.pitch / 2
		out = append(out, line, t.blank(t.geo.pitch/2))
	}
	return append(out, t.blank(0), t.dateLine(s, dateInset))
}

// sealedJoint sets several sealed organs (7.3.5.1): rows of names with room
// for a seal each, the seals apart, the last name above the date.
func (t *typesetter) sealedJoint(s *document.Signature) []element {
	d := t.sealDiameter()
	cols := t.sealColumns(s, d)
	rows := (len(s.Organs) + cols - 1) / cols
	tab := &table{keep: true}
	width := t.geo.width() / paper.Twip(cols)
	for range cols {
		tab.cols = append(tab.cols, width)
	}
	// The name stands just below the seal's centre, the date below the last
	// name is still covered by its seal.
	drop := (d / 2).Twips()
	pitch := (d + sealGap).Twips()
	for r := range rows {
		height := pitch
		if r == rows-1 {
			height = d.Twips()
		}
		tab.rows = append(tab.rows, rowHeight{min: height, exact: true})
	}
	for i, o := range s.Organs {
		r, c := i/cols, i%cols
		if last := len(s.Organs) - (rows-1)*cols; r == rows-1 {
			c += cols - last // the last row stands at the right, over the date
		}
		lines := t.wrapName(o.Name, width)
		cellOf := tcell{row: r, col: c, rows: 1, cols: 1, top: true}
		for j, line := range lines {
			p := &para{style: styleSeal, runs: []run{{text: line, role: font.FangSong}}}
			if j == 0 {
				p.before = max(0, drop-paper.Twip(len(lines)-1)*t.geo.pitch)
			}
			cellOf.paras = append(cellOf.paras, p)
		}
		if i == len(s.Organs)-1 && !s.Date.IsZero() {
			cellOf.paras = append(cellOf.paras, &para{style: styleSeal, runs: []run{{text: s.Date.String(), role: font.FangSong}}})
		}
		tab.cells = append(tab.cells, cellOf)
	}
	return []element{t.blank(t.geo.pitch / 2), tab}
}

// sealColumns is the number of seals in a row: as many as fit, at most three,
// and no more than the names leave room for unless that would take more than
// half a page.
func (t *typesetter) sealColumns(s *document.Signature, d paper.MM) int {
	width := t.geo.width()
	most := min(sealCols, len(s.Organs), int((width.Pt().MM()+sealGap)/(d+sealGap)))
	if len(s.Organs) == 4 {
		most = min(most, 2)
	}
	cols := max(most, 1)
	longest := paper.Twip(0)
	for _, o := range s.Organs {
		longest = max(longest, t.textWidth(styleSeal, o.Name).Twips())
	}
	for cols > 1 && longest > width/paper.Twip(cols) {
		cols--
	}
	if rows := (len(s.Organs) + cols - 1) / cols; rows > 2 {
		return max(most, 1)
	}
	return cols
}

// wrapName breaks the name of an organ over lines of a column, evenly, with a
// little white left and right.
func (t *typesetter) wrapName(name string, width paper.Twip) []string {
	limit := float64((width - charWidth).Pt() / charWidth.Pt())
	return linebreak.Title(name, max(limit, 2), func(s string) float64 { return float64(t.textWidth(styleSeal, s) / charWidth.Pt()) }, nil)
}
