package flow

import (
	"github.com/zhijiao-go/zhijiao/internal/gbt9704"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Type sizes (字号), Word's points for the standard's 号.
const (
	Size2  paper.Pt = gbt9704.Size2  // 二号: titles
	Size3  paper.Pt = gbt9704.Size3  // 三号: everything unless stated (5.2.2)
	Size4  paper.Pt = gbt9704.Size4  // 四号: imprint, page number
	SizeS  paper.Pt = gbt9704.SizeS4 // 小四: tables, by practice
	Size5  paper.Pt = gbt9704.Size5  // 五号: dense tables, by practice
	SizeS5 paper.Pt = gbt9704.SizeS5 // 小五: tables of very many columns, by practice
)

// The numbers of GB/T 9704-2012 that the layout uses, each with its clause.
// What the standard leaves open is marked 惯例.
const (
	// track is added to every 三号 character so that 28 of them fill the type
	// area's width of 156 mm; its height takes 22 lines (5.2.3).
	Track paper.Twip = gbt9704.Track
	// charWidth is the width of a 三号 character in the type area (3.1).
	CharWidth paper.Twip = gbt9704.CharWidth

	// gap is the leading of a line: 7/8 of the height of a 三号 character (3.2).
	Gap paper.Twip = 280

	ParaIndent paper.Twip = 640 // 7.3.3: 每个自然段左空二字, as Word counts two characters

	MarkTop    paper.MM = 35    // 7.2.4: type area's upper edge to the mark
	RuleGap    paper.MM = 4     // 7.2.7: document number to the red rule
	TitleDrop  paper.MM = 20.78 // 7.3.1: 红色分隔线下空二行, GB/T 33476.2: rule to the title's glyphs
	RedRule    paper.Pt = 1     // 惯例: thickness of the red rule
	MaxMark    paper.Pt = 48    // 惯例: size of a single organ's mark
	MinMark    paper.Pt = 30    // 惯例: below this, a single mark is condensed first
	SmallMark  paper.Pt = 26    // 惯例: below this it takes two lines
	MaxJoint   paper.Pt = 36    // 惯例: size of the names in a joint mark
	MinJoint   paper.Pt = 22    // 惯例: below this, names are condensed first
	SmallJoint paper.Pt = 16    // 惯例: below this a joint mark is given up
	MinScale            = 0.66  // 惯例: narrowest condensed name
	MarkFill            = 0.96  // 惯例: share of the type area's width that a mark may fill
	DashHeight          = 0.3   // middle of — above the baseline, in em, where the face is not known
	InkBottom           = -0.1  // how far ink reaches below the baseline, in em, where the face is not known
	InkTop              = 0.84  // how far 小标宋 ink rises above the baseline

	SealGap  paper.MM = 3  // 惯例 (1999 edition): between two seals
	SealCols          = 3  // 惯例 (1999 edition): seals in a row
	SealBig  paper.MM = 50 // 国发〔1999〕25号: from this diameter on, three blank lines before the name

	DateInset  = gbt9704.DateInsetChars * CharWidth  // 7.3.5.1: 成文日期右空四字
	OrganInset = gbt9704.OrganInsetChars * CharWidth // 7.3.5.2: 署名右空二字

	NumberDrop  paper.MM = 7     // 7.5: type area's lower edge to the page number's dash
	NumberInset          = Size4 // 7.5: 单页码居右空一字, 双页码居左空一字

	ImprintThick paper.Pt   = 0.992 // 7.4.1: 0.35 mm
	ImprintThin  paper.Pt   = 0.709 // 7.4.1: 0.25 mm
	imprintPitch paper.Twip = 480   // 惯例: 24 pt; the standard gives no line height
	ImprintPad   paper.Twip = 76    // below the text between two rules, so that it stands in the middle

	// AutoSpace is the white between a Chinese character and a digit or Latin
	// letter, in em: what LibreOffice leaves. WordSpace is what Word and WPS do.
	// Of 11,672 lines of 227 documents 678 end elsewhere for it, and one document
	// has another number of pages.
	AutoSpace = 0.2
	WordSpace = 0.25

	TitlePitch paper.Twip = 440 + Gap // 3.2: 二号 character and the leading

	// share is how much of an exact line's height Word and LibreOffice put
	// above the baseline.
	Share = 0.8
)

// The special formats (10) and what else stands at a fixed place of the page,
// measured from its upper edge.
const (
	OrderTop     paper.MM = 20   // 10.2: type area's upper edge to the mark of a 命令
	LetterTop    paper.MM = 30   // 10.1: upper edge to the mark of a 信函
	LetterGap    paper.MM = 4    // 10.1: mark to the upper double rule
	LetterBottom paper.MM = 277  // 10.1: the lower double rule, 20 mm from the lower edge
	LetterWidth  paper.MM = 170  // 10.1: length of the double rules, centred on the page
	LetterDrop   paper.MM = 4.84 // GB/T 33476.2: double rule to the first line, 7/8 of a 三号 character
	LetterThick  paper.Pt = 1.5  // 惯例: the thicker of the two rules
	LetterThin   paper.Pt = 0.75 // 惯例: the thinner
	LetterSplit  paper.Pt = 1.5  // 惯例: white between them

	BodyTop    paper.MM = 37  // 5.2.1: upper edge of the type area, in every profile
	BodyBottom paper.MM = 262 // 5.2.1: lower edge of the type area, in every profile
)

// A Geometry is a page and its type area (版心).
type Geometry struct {
	PageW, PageH             paper.Twip
	Top, Bottom, Left, Right paper.Twip // margins
	Pitch                    paper.Twip // height of a line
}

// Width is that of the type area.
func (g Geometry) Width() paper.Twip { return g.PageW - g.Left - g.Right }

// Height is what lines may fill. On a portrait page it ends with the last
// whole line, as in word processors that go by the document grid.
func (g Geometry) Height() paper.Twip {
	h := g.PageH - g.Top - g.Bottom
	if g.Grid() {
		h -= h % g.Pitch
	}
	return h
}

// Grid reports whether the page has a grid of lines (5.2.3); a landscape one,
// which holds a table, has none.
func (g Geometry) Grid() bool { return g.PageW < g.PageH }

// landscape is the geometry of a page that is turned by a quarter to the left
// when it is bound: its head stands at the portrait sheet's left edge (8).
func (g Geometry) landscape() Geometry {
	return Geometry{g.PageH, g.PageW, g.Left, g.Right, g.Bottom, g.Top, g.Pitch}
}

// In is the geometry of a section's pages.
func (g Geometry) In(sec *Section) Geometry {
	if sec.Landscape {
		return g.landscape()
	}
	return g
}

// Classic has margins of 37, 35, 28 and 26 mm (5.2.1) measured to the line box,
// as word processors count them.
var Classic = Geometry{paper.Width, paper.Height, gbt9704.Top, gbt9704.Bottom, gbt9704.Left, gbt9704.Right, gbt9704.Pitch}

// GBT33476 has the margins of GB/T 33476.2-2016 6.2, which put the ink of the
// first and last line on the type area's edges.
var GBT33476 = Geometry{paper.Width, paper.Height, gbt9704.InkTop, gbt9704.InkBottom, gbt9704.Left, gbt9704.Right, gbt9704.InkPitch}
