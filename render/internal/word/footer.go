package word

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// footerDistance brings the page number's dash 7 mm below the type area; it
// is what dialogs show as 页脚 2.5 厘米.
const footerDistance paper.Twip = 1415

// turnedFooterDistance keeps the footer of a page with a small margin, as a
// landscape page has, within it: one that reached out of it would push the
// text up.
const turnedFooterDistance paper.Twip = 567

// footerPitch is the exact line height of the page number.
const footerPitch paper.Twip = 400

// footers returns the relationship ids of a section's footers for odd and for
// even pages. A section without numbers says so with empty ones: a missing
// reference would inherit the numbers.
func (p *parts) footers(sec *flow.Section) (odd, even string) {
	above := ""
	if sec.Even {
		// It reaches up to the text: LibreOffice would let that reach down to it,
		// on the pages of a section that begins on an even one.
		above = fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="Footer"/><w:spacing w:line="%d" w:lineRule="exact"/></w:pPr></w:p>`, p.flow.Geo.Bottom-footerDistance-footerPitch)
	}
	switch {
	case sec.Unnumbered:
		id := p.add("footer", footerPart(above+`<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>`))
		return id, id
	case sec.Landscape:
		return p.add("footer", footerPart(p.turnedNumber(true))), p.add("footer", footerPart(p.turnedNumber(false)))
	}
	if p.look.Centred {
		id := p.add("footer", footerPart(above+numberPara("center", "")))
		return id, id
	}
	inset := func(side string) string { return fmt.Sprintf(`<w:ind w:%s="%d"/>`, side, flow.NumberInset.Twips()) }
	return p.add("footer", footerPart(above+numberPara("right", inset("right")))), p.add("footer", footerPart(above+numberPara("left", inset("left"))))
}

func footerPart(inner string) string {
	return xmlHead + `<w:ftr ` + wordNS + ` mc:Ignorable="wps">` + inner + `</w:ftr>`
}

// numberPara is a paragraph with the page number.
func numberPara(jc, indent string) string {
	return `<w:p><w:pPr><w:pStyle w:val="Footer"/>` + indent + `<w:jc w:val="` + jc + `"/></w:pPr>` + numberRuns + `</w:p>`
}

const hintRun = `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`

const numberRuns = hintRun + `<w:t xml:space="preserve">— </w:t></w:r>` +
	hintRun + `<w:fldChar w:fldCharType="begin"/></w:r>` + hintRun + `<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
	hintRun + `<w:fldChar w:fldCharType="separate"/></w:r>` + hintRun + `<w:t>1</w:t></w:r>` + hintRun + `<w:fldChar w:fldCharType="end"/></w:r>` +
	hintRun + `<w:t xml:space="preserve"> —</w:t></w:r>`

// turnedNumber is the page number of a landscape page, upright on the sheet
// when that is turned to portrait: a frame in the left margin, its text turned
// by a quarter to the right, near the lower edge on odd pages and near the
// upper one on even (8).
func (p *parts) turnedNumber(odd bool) string {
	const length = 40 // mm; long enough for any number
	dash := paper.Pt(flow.Share)*footerPitch.Pt() - paper.Pt(flow.DashHeight)*flow.Size4
	right := paper.MM(297).Pt() - flow.BodyBottom.Pt() - flow.NumberDrop.Pt() + dash
	top, jc, id := p.flow.Geo.Left.Pt()+flow.NumberInset, "left", evenNumberID
	if odd {
		id = oddNumberID
		top, jc = paper.Width.Pt()-p.flow.Geo.Right.Pt()-flow.NumberInset-paper.MM(length).Pt(), "right"
	}
	text := numberPara(jc, "")
	return `<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + textBox(box{
		id: id, x: right - footerPitch.Pt(), y: top, width: footerPitch.Pt(), height: paper.MM(length).Pt(), turned: true, text: text,
	}) + `</w:p>`
}

// letterFooter is the footer of a letter's first page: no number.
func (p *parts) letterFooter() string {
	return p.add("footer", footerPart(`<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>`))
}
