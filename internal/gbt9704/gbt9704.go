// Package gbt9704 holds the numbers of GB/T 9704-2012 (党政机关公文格式) that both
// sides go by: what sets a document and what checks one that somebody else has
// set. Sizes are in points, lengths in twips, twentieths of a point, unless the
// name says otherwise.
package gbt9704

// Type sizes (字号), Word's points for the standard's 号.
const (
	Size2  = 22   // 二号: titles
	Size3  = 16   // 三号: everything unless stated (5.2.2)
	Size4  = 14   // 四号: imprint, page number
	SizeS4 = 12   // 小四
	Size5  = 10.5 // 五号
	SizeS5 = 9    // 小五
)

// The sheet that every page stands on (5.1): A4, 210 × 297 mm.
const (
	Width  = 11906
	Height = 16838
)

// The margins of 5.2.1, 37, 35, 28 and 26 mm, measured to the line box as word
// processors count them, and the height of a line of which 22 fill the page.
const (
	Top    = 2098
	Bottom = 1984
	Left   = 1587
	Right  = 1474
	Pitch  = 579
)

// The same of GB/T 33476.2-2016 6.2, which put the ink of the first and last line
// on the type area's edges: 34.58 mm and 32.58 mm.
const (
	InkTop    = 1961
	InkBottom = 1847
	InkPitch  = 592
)

const (
	Lines = 22 // of a page (5.2.3)
	Chars = 28 // of a line (5.2.3)

	Track     = -5               // added to every 三号 character so that 28 of them fill a line
	CharWidth = 20*Size3 + Track // of a 三号 character in the type area (3.1)

	ParaIndentChars   = 2 // 7.3.3: 每个自然段左空二字
	DateInsetChars    = 4 // 7.3.5.1: 成文日期右空四字
	OrganInsetChars   = 2 // 7.3.5.2: 署名右空二字
	NumberInsetChars  = 1 // 7.5: 单页码居右空一字, 双页码居左空一字
	ImprintInsetChars = 1 // 7.4.2, 7.4.3: 左右各空一字
)
