package flow

import (
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An Align is how the lines of a paragraph stand between its indents.
type Align int

const (
	Justify    Align = iota // both edges; the last line as it falls
	FlushLeft               // left edge
	Centre                  // middle
	FlushRight              // right edge
	Spread                  // both edges, every line: 分散对齐
)

// A Style is a named paragraph style. Both outputs are set from it: the .docx
// declares it, the layout measures with it.
type Style struct {
	ID    string // w:styleId; stable, ASCII
	Name  string // as Word shows it
	Based string // id of the style it is based on; "" for none
	Next  string // id of the style of the paragraph behind, in the .docx; "": the usual one

	Role  font.Role
	Face  string // that the .docx names; "": the role's
	Size  paper.Pt
	Track paper.Twip // added after every character
	Pitch paper.Twip // exact height of a line; 0 means the profile's
	Align Align
	Color paper.Color

	First       paper.Twip // first line's indent from left; negative hangs
	left, right paper.Twip // indents
	tabs        []Tab
	Outline     int  // 1 to 9 in the outline; 0: none
	KeepNext    bool // on the same page as the paragraph after it
	BreakBefore bool // starts a page

	Part paper.Part // of the document that it is for
}

// A Tab is a tab stop, measured from the type area's left edge.
type Tab struct {
	Pos   paper.Twip
	Right bool // text ends at it
}

// The styles. Levels 1 to 4 are headings on a line of their own; the p
// variants are paragraphs that open with a run-in heading or a number.
var (
	StyleNormal = &Style{ID: "Normal", Name: "Normal", Role: font.FangSong, Size: Size3, Track: Track}
	StyleBody   = &Style{ID: "GWBody", Name: "公文正文", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, First: ParaIndent}

	// StyleRest is the last line of a body that stands beside the signature, where
	// the paragraph above it had to be parted (7.3.5.5).
	StyleRest = &Style{ID: "GWBodyRest", Name: "公文正文续行", Based: "Normal", Next: "GWBody", Role: font.FangSong, Size: Size3, Track: Track, KeepNext: true}

	StyleHeads = [6]*Style{
		1: headStyle("Heading1", "heading 1", font.HeiTi, 1),
		2: headStyle("Heading2", "heading 2", font.KaiTi, 2),
		3: headStyle("Heading3", "heading 3", font.FangSong, 3),
		4: headStyle("Heading4", "heading 4", font.FangSong, 4),
		5: headStyle("Heading5", "heading 5", font.FangSong, 5),
	}
	StyleRunIns = [6]*Style{
		1: runInStyle("GWRunIn1", "一级段", 1),
		2: runInStyle("GWRunIn2", "二级段", 2),
		3: runInStyle("GWRunIn3", "三级段", 3),
		4: runInStyle("GWRunIn4", "四级段", 4),
		5: runInStyle("GWRunIn5", "五级段", 5),
	}

	StyleMark      = &Style{ID: "GWMark", Name: "发文机关标志", Based: "Normal", Role: font.XiaoBiaoSong, Size: MaxMark, Pitch: 960, Align: Centre, Color: paper.Red, Part: paper.PartMark}
	StyleJoint     = &Style{ID: "GWMarkJoint", Name: "联合发文机关标志", Based: "GWMark", Role: font.XiaoBiaoSong, Size: MaxJoint, Pitch: 720, Align: Spread, Color: paper.Red, Part: paper.PartMark}
	StyleNumber    = &Style{ID: "GWNumber", Name: "发文字号", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: Centre, Part: paper.PartNumber}
	StyleTitle     = &Style{ID: "Title", Name: "Title", Based: "Normal", Role: font.XiaoBiaoSong, Size: Size2, Pitch: TitlePitch, Align: Centre, Part: paper.PartTitle}
	StyleAdopted   = &Style{ID: "GWAdopted", Name: "题注", Based: "Normal", Role: font.KaiTi, Size: Size3, Track: Track, Align: Centre, KeepNext: true, Part: paper.PartAdopted} // 惯例
	StyleTo        = &Style{ID: "GWRecipients", Name: "主送机关", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Part: paper.PartRecipients}
	StyleBlank     = &Style{ID: "GWBlank", Name: "空行", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track}
	StyleList      = &Style{ID: "GWAttachList", Name: "附件说明", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Part: paper.PartList}
	StyleSign      = &Style{ID: "GWSignature", Name: "署名", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: FlushRight, KeepNext: true, Part: paper.PartOrgan}
	StyleSeal      = &Style{ID: "GWSealName", Name: "联合署名", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: Centre, Part: paper.PartOrgan}
	StyleDate      = &Style{ID: "GWDate", Name: "成文日期", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: FlushRight, Part: paper.PartDate}
	StyleNote      = &Style{ID: "GWNote", Name: "附注", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, First: ParaIndent, Part: paper.PartNote}
	StyleAttach    = &Style{ID: "GWAttachLabel", Name: "附件标识", Based: "Normal", Role: font.HeiTi, Size: Size3, Track: Track, Align: FlushLeft, KeepNext: true, BreakBefore: true, Part: paper.PartAttachmentLabel}
	StyleAttTitle  = &Style{ID: "GWAttachTitle", Name: "附件标题", Based: "Title", Role: font.XiaoBiaoSong, Size: Size2, Pitch: TitlePitch, Align: Centre, Outline: 1, Part: paper.PartAttachmentTitle}
	StylePrinted   = &Style{ID: "GWPrintedTitle", Name: "印发文件标题", Based: "GWAttachTitle", Role: font.XiaoBiaoSong, Size: Size2, Pitch: TitlePitch, Align: Centre, Outline: 1, BreakBefore: true, Part: paper.PartAttachmentTitle}
	StyleHeadLine  = &Style{ID: "GWHeadLine", Name: "版头左上", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: FlushLeft}
	StyleUp        = &Style{ID: "GWNumberUp", Name: "发文字号签发人", Based: "Normal", Role: font.FangSong, Size: Size3, Track: Track, Align: FlushLeft, Part: paper.PartNumber}
	StyleImprint   = &Style{ID: "GWImprint", Name: "版记", Based: "Normal", Role: font.FangSong, Size: Size4, Pitch: imprintPitch, Part: paper.PartCopyTo}
	StyleCell      = &Style{ID: "GWCell", Name: "表格文字", Based: "Normal", Role: font.FangSong, Size: SizeS, Pitch: 400, Align: Centre}
	StyleCellLeft  = &Style{ID: "GWCellLeft", Name: "表格文字左", Based: "GWCell", Role: font.FangSong, Size: SizeS, Pitch: 400, Align: FlushLeft}
	StyleCellHead  = &Style{ID: "GWCellHead", Name: "表头", Based: "GWCell", Role: font.HeiTi, Size: SizeS, Pitch: 400, Align: Centre}
	StyleCaption   = &Style{ID: "GWCaption", Name: "表题", Based: "Normal", Role: font.HeiTi, Size: Size3, Track: Track, Align: Centre, KeepNext: true}
	StyleChapter   = &Style{ID: "GWChapter", Name: "章名", Based: "Normal", Role: font.HeiTi, Size: Size3, Track: Track, Align: Centre, Outline: 1, KeepNext: true}
	StyleTableNote = &Style{ID: "GWTableNote", Name: "表注", Based: "Normal", Role: font.FangSong, Size: SizeS, Pitch: 400, Align: Justify}
	styleTableTop  = &Style{ID: "GWTableLine", Name: "表上栏", Based: "Normal", Role: font.FangSong, Size: SizeS, Pitch: 480, Align: FlushLeft}
	StyleFooter    = &Style{ID: "Footer", Name: "footer", Based: "Normal", Role: font.SongTi, Size: Size4, Pitch: 400, Align: FlushRight, Part: paper.PartPageNumber}
)

func headStyle(id, name string, role font.Role, level int) *Style {
	return &Style{ID: id, Name: name, Based: "Normal", Role: role, Size: Size3, Track: Track, First: ParaIndent, Outline: level, KeepNext: true}
}

func runInStyle(id, name string, level int) *Style {
	return &Style{ID: id, Name: name, Based: "GWBody", Role: font.FangSong, Size: Size3, Track: Track, First: ParaIndent, Outline: level}
}

// LevelRole is the face of a level's headings (7.3.3): 黑体, 楷体, then 仿宋.
func LevelRole(level int) font.Role {
	switch level {
	case 1:
		return font.HeiTi
	case 2:
		return font.KaiTi
	}
	return font.FangSong
}

// Styles lists every style in the order in which the .docx declares them.
func Styles() []*Style {
	all := []*Style{StyleNormal, StyleBody, StyleRest}
	all = append(all, StyleHeads[1:]...)
	all = append(all, StyleRunIns[1:]...)
	return append(all, StyleMark, StyleJoint, StyleNumber, StyleTitle, StyleAdopted, StyleTo, StyleBlank, StyleList,
		StyleSign, StyleSeal, StyleDate, StyleNote, StyleAttach, StyleAttTitle, StylePrinted, StyleHeadLine, StyleUp, StyleImprint,
		StyleCell, StyleCellLeft, StyleCellHead, StyleCaption, StyleChapter, StyleTableNote, styleTableTop, StyleFooter)
}

// CharStyle is the id of the character style that sets a run in a role's face.
func CharStyle(r font.Role) string {
	switch r {
	case font.XiaoBiaoSong:
		return "GWCharTitle"
	case font.KaiTi:
		return "GWCharKai"
	case font.HeiTi:
		return "GWCharHei"
	case font.SongTi:
		return "GWCharSong"
	}
	return "GWCharFang"
}
