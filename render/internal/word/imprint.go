package word

import (
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
)

// imprint writes the 版记 as a table that floats at the foot of the type area,
// on the page of the paragraph behind it, so that it stays there when the text
// above or its own is changed, and is a table to every program that reads it.
// Borders of paragraphs would shrink with their indents.
//
// Its place is given from the sheet's left edge: LibreOffice lets a table as
// wide as the text float only so.
func (w *writer) imprint(i *flow.Imprint) {
	g := w.flow.Geo
	w.printf(`<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="%d" w:tblpYSpec="bottom"/>`, g.Left)
	w.printf(`<w:tblOverlap w:val="never"/><w:tblW w:w="%d" w:type="dxa"/>`, g.Width())
	if !i.Plain {
		w.b.WriteString(`<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:left w:val="nil"/>` +
			`<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="nil"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders>`)
	}
	w.b.WriteString(`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>`)
	if !i.Plain {
		w.printf(`<w:bottom w:w="%d" w:type="dxa"/>`, flow.ImprintPad-20) // the rule takes the rest
	}
	w.b.WriteString(`<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`)
	w.printf(`<w:tblGrid><w:gridCol w:w="%d"/></w:tblGrid>`, g.Width())
	if len(i.Copies) > 0 {
		w.imprintRow(i.Copies)
	}
	if i.Office != nil {
		w.imprintRow([]*flow.Para{i.Office})
	}
	// The type area ends above the margin where that is less than its own.
	if lift := g.PageH - g.Bottom - flow.BodyBottom.Twips(); lift >= 20 {
		w.printf(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, lift, g.Width())
		if !i.Plain {
			w.b.WriteString(`<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:bottom w:val="nil"/></w:tcBorders>`)
		}
		w.b.WriteString(`<w:tcMar><w:bottom w:w="0" w:type="dxa"/></w:tcMar></w:tcPr>`)
		w.para(w.hair())
		w.b.WriteString(`</w:tc></w:tr>`)
	}
	w.b.WriteString(`</w:tbl>`)
}

func (w *writer) imprintRow(ps []*flow.Para) {
	w.printf(`<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, w.flow.Geo.Width())
	for _, p := range ps {
		w.para(p)
	}
	w.b.WriteString(`</w:tc></w:tr>`)
}
