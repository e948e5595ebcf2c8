package word

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A box is a text box at a fixed place of the page, in points from its upper
// left corner.
type box struct {
	id                  int
	x, y, width, height paper.Pt
	turned              bool // text runs downwards, turned by a quarter to the right
	floating            bool // in front of the text, which does not make way; always if turned
	text                string
}

// The ids of text boxes, which must be unique in all parts of a document.
const (
	letterMarkID = 1 + iota
	letterRuleID
	oddNumberID
	evenNumberID
)

// textBox writes a box as DrawingML, with VML for readers that know only that.
// Its insets are zero; the text stands at its lower edge.
func textBox(b box) string {
	emu := func(p paper.Pt) int { return int(p*12700 + 0.5) }
	vert, flow := `anchor="b"`, ""
	if b.floating {
		vert = `anchor="t"`
	}
	if b.turned {
		vert, flow = `vert="vert" anchor="t"`, `;layout-flow:vertical`
	}
	drawing := fmt.Sprintf(`<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251658240" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionH>`+
		`<wp:positionV relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/>`+
		`<wp:%s/><wp:docPr id="%d" name="文本框 %d"/><wp:cNvGraphicFramePr/>`+
		`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>`+
		`<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>`+
		`<wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx>`+
		`<wps:bodyPr rot="0" %s wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`,
		emu(b.x), emu(b.y), emu(b.width), emu(b.height), b.wrap(), b.id, b.id, emu(b.width), emu(b.height), b.text, vert)
	vml := fmt.Sprintf(`<w:pict>`+textBoxType+`<v:shape id="_x0000_s%[6]d" type="#_x0000_t202" style="position:absolute;margin-left:%.2[1]fpt;margin-top:%.2[2]fpt;width:%.2[3]fpt;height:%.2[4]fpt;z-index:251658240;`+
		`mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" stroked="f"><v:textbox inset="0,0,0,0" style="mso-fit-shape-to-text:f%[5]s"><w:txbxContent>%[7]s</w:txbxContent></v:textbox></v:shape></w:pict>`,
		b.x, b.y, b.width, b.height, flow, 1024+b.id, b.text)
	return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">` + drawing + `</mc:Choice><mc:Fallback>` + vml + `</mc:Fallback></mc:AlternateContent></w:r>`
}

// textBoxType is what a text box is in VML.
const textBoxType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
	`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

func (b box) wrap() string {
	if b.turned || b.floating {
		return "wrapNone"
	}
	return "wrapTopAndBottom"
}

// letterBoxes are the mark and the double rules of a letter, at their places
// on the page of the paragraph that holds them. (In a header or footer of the
// first page LibreOffice puts such boxes into the page's corner.)
func (w *writer) letterBoxes(l *flow.Letter) string {
	g := w.flow.Geo
	x, width := (paper.Width.Pt()-flow.LetterWidth.Pt())/2, flow.LetterWidth.Pt()
	mark := *l.Mark
	mark.Indent = &flow.Indent{Left: g.Left - x.Twips(), Right: g.Right - x.Twips()} // centred in the type area
	inner := &writer{}
	inner.para(&mark)
	lines := paper.Pt(1 + strings.Count(mark.Text(), "\n"))
	gap := max((l.Rule - l.Top - lines*mark.Pitch.Pt()).Twips(), 20)
	inner.para(&flow.Para{Style: flow.StyleBlank, Pitch: gap})
	inner.b.WriteString(doubleRule(flow.LetterThick, flow.LetterThin)) // 上粗下细
	low := flow.LetterBottom.Pt() - flow.RuleHeight/2
	return textBox(box{id: letterMarkID, x: x, y: l.Top, width: width, height: l.BodyTop() - l.Top + 6, floating: true, text: inner.b.String()}) +
		textBox(box{id: letterRuleID, x: x, y: low, width: width, height: flow.RuleHeight + 6, floating: true, text: doubleRule(flow.LetterThin, flow.LetterThick)}) // 上细下粗
}

// doubleRule is an empty paragraph between two rules. (A border of two lines
// would be one of them, but programs disagree on which is the upper one.)
func doubleRule(upper, lower paper.Pt) string {
	rule := func(side string, width paper.Pt) string {
		return fmt.Sprintf(`<w:%s w:val="single" w:sz="%d" w:space="0" w:color="FF0000"/>`, side, int(width*8))
	}
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="GWBlank"/><w:pBdr>%s%s</w:pBdr><w:spacing w:line="%d" w:lineRule="exact"/></w:pPr></w:p>`,
		rule("top", upper), rule("bottom", lower), flow.LetterSplit.Twips())
}
