package render

import (
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Type sizes (字号), Word's points for the standard's 号.
const (
	size2 paper.Pt = 22   // 二号: titles
	size3 paper.Pt = 16   // 三号: everything unless stated (5.2.2)
	size4 paper.Pt = 14   // 四号: imprint, page number
	sizeS paper.Pt = 12   // 小四: tables, by practice
	size5 paper.Pt = 10.5 // 五号: dense tables, by practice
)

// The numbers of GB/T 9704-2012 that the layout uses, each with its clause.
// What the standard leaves open is marked 惯例.
const (
	// track is added to every 三号 character so that 28 of them fill the type
	// area's width of 156 mm; its height takes 22 lines (5.2.3).
	track paper.Twip = -5
	// charWidth is the width of a 三号 character in the type area (3.1).
	charWidth paper.Twip = 320 + track

	// gap is the leading of a line: 7/8 of the height of a 三号 character (3.2).
	gap paper.Twip = 280

	paraIndent paper.Twip = 640 // 7.3.3: 每个自然段左空二字, as Word counts two characters

	markTop    paper.MM = 35    // 7.2.4: type area's upper edge to the mark
	ruleGap    paper.MM = 4     // 7.2.7: document number to the red rule
	titleDrop  paper.MM = 20.78 // 7.3.1: 红色分隔线下空二行, GB/T 33476.2: rule to the title's glyphs
	redRule    paper.Pt = 1     // 惯例: thickness of the red rule
	maxMark    paper.Pt = 48    // 惯例: size of a single organ's mark
	maxJoint   paper.Pt = 36    // 惯例: size of the names in a joint mark
	minJoint   paper.Pt = 22    // 惯例: below this, names are condensed first
	smallJoint paper.Pt = 16    // 惯例: below this a joint mark is given up
	minScale            = 0.66  // 惯例: narrowest condensed name
	markFill            = 0.96  // 惯例: share of the type area's width that a mark may fill
	dashHeight          = 0.3   // middle of — above the baseline, in em, where the face is not known
	inkBottom           = -0.1  // how far ink reaches below the baseline, in em, where the face is not known
	inkTop              = 0.84  // how far 小标宋 ink rises above the baseline

	sealGap  paper.MM = 3  // 惯例 (1999 edition): between two seals
	sealCols          = 3  // 惯例 (1999 edition): seals in a row
	sealBig  paper.MM = 50 // 国发〔1999〕25号: from this diameter on, three blank lines before the name

	dateInset  = 4 * charWidth // 7.3.5.1: 成文日期右空四字
	organInset = 2 * charWidth // 7.3.5.2: 署名右空二字

	numberDrop  paper.MM = 7     // 7.5: type area's lower edge to the page number's dash
	numberInset          = size4 // 7.5: 单页码居右空一字, 双页码居左空一字

	imprintThick paper.Pt   = 0.992 // 7.4.1: 0.35 mm
	imprintThin  paper.Pt   = 0.709 // 7.4.1: 0.25 mm
	imprintPitch paper.Twip = 480   // 惯例: 24 pt; the standard gives no line height

	// autoSpace is the white between a Chinese character and a digit or Latin
	// letter, in em: what LibreOffice leaves; Word leaves a quarter.
	autoSpace = 0.2

	titlePitch paper.Twip = 440 + gap // 3.2: 二号 character and the leading

	// share is how much of an exact line's height Word and LibreOffice put
	// above the baseline.
	share = 0.8
)

// The special formats (10) and what else stands at a fixed place of the page,
// measured from its upper edge.
const (
	orderTop     paper.MM = 20   // 10.2: type area's upper edge to the mark of a 命令
	letterTop    paper.MM = 30   // 10.1: upper edge to the mark of a 信函
	letterGap    paper.MM = 4    // 10.1: mark to the upper double rule
	letterBottom paper.MM = 277  // 10.1: the lower double rule, 20 mm from the lower edge
	letterWidth  paper.MM = 170  // 10.1: length of the double rules, centred on the page
	letterDrop   paper.MM = 4.84 // GB/T 33476.2: double rule to the first line, 7/8 of a 三号 character
	letterThick  paper.Pt = 1.5  // 惯例: the thicker of the two rules
	letterThin   paper.Pt = 0.75 // 惯例: the thinner
	letterSplit  paper.Pt = 1.5  // 惯例: white between them

	bodyTop    paper.MM = 37  // 5.2.1: upper edge of the type area, in every profile
	bodyBottom paper.MM = 262 // 5.2.1: lower edge of the type area, in every profile
)

// A geometry is a page and its type area (版心).
type geometry struct {
	pageW, pageH             paper.Twip
	top, bottom, left, right paper.Twip // margins
	pitch                    paper.Twip // height of a line
}

func (g geometry) width() paper.Twip { return g.pageW - g.left - g.right }

// height is what lines may fill. On a portrait page it ends with the last
// whole line, as in word processors that go by the document grid.
func (g geometry) height() paper.Twip {
	h := g.pageH - g.top - g.bottom
	if g.grid() {
		h -= h % g.pitch
	}
	return h
}

// grid reports whether the page has a grid of lines (5.2.3); a landscape one,
// which holds a table, has none.
func (g geometry) grid() bool { return g.pageW < g.pageH }

// landscape is the geometry of a page that is turned by a quarter to the left
// when it is bound: its head stands at the portrait sheet's left edge (8).
func (g geometry) landscape() geometry {
	return geometry{g.pageH, g.pageW, g.left, g.right, g.bottom, g.top, g.pitch}
}

// in is the geometry of a section's pages.
func (g geometry) in(sec *section) geometry {
	if sec.landscape {
		return g.landscape()
	}
	return g
}

// classic has margins of 37, 35, 28 and 26 mm (5.2.1) measured to the line box,
// as word processors count them.
var classic = geometry{paper.Width, paper.Height, 2098, 1984, 1587, 1474, 579}

// gbt33476 has the margins of GB/T 33476.2-2016 6.2, which put the ink of the
// first and last line on the type area's edges.
var gbt33476 = geometry{paper.Width, paper.Height, 1961, 1847, 1587, 1474, 592}
