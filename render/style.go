package render

import (
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An align is how the lines of a paragraph stand between its indents.
type align int

const (
	justify    align = iota // both edges; the last line as it falls
	flushLeft               // left edge
	centre                  // middle
	flushRight              // right edge
	spread                  // both edges, every line: 分散对齐
)

// A style is a named paragraph style. Both outputs are set from it: the .docx
// declares it, the layout measures with it.
type style struct {
	id    string // w:styleId; stable, ASCII
	name  string // as Word shows it
	based string // id of the style it is based on; "" for none
	next  string // id of the style of the paragraph behind, in the .docx; "": the usual one

	role  font.Role
	face  string // that the .docx names; "": the role's
	size  paper.Pt
	track paper.Twip // added after every character
	pitch paper.Twip // exact height of a line; 0 means the profile's
	align align
	color paper.Color

	first       paper.Twip // first line's indent from left; negative hangs
	left, right paper.Twip // indents
	tabs        []tab
	outline     int  // 1 to 9 in the outline; 0: none
	keepNext    bool // on the same page as the paragraph after it
	breakBefore bool // starts a page
}

// A tab is a tab stop, measured from the type area's left edge.
type tab struct {
	pos   paper.Twip
	right bool // text ends at it
}

// The styles. Levels 1 to 4 are headings on a line of their own; the p
// variants are paragraphs that open with a run-in heading or a number.
var (
	styleNormal = &style{id: "Normal", name: "Normal", role: font.FangSong, size: size3, track: track}
	styleBody   = &style{id: "GWBody", name: "公文正文", based: "Normal", role: font.FangSong, size: size3, track: track, first: paraIndent}

	styleHeads = [6]*style{
		1: headStyle("Heading1", "heading 1", font.HeiTi, 1),
		2: headStyle("Heading2", "heading 2", font.KaiTi, 2),
		3: headStyle("Heading3", "heading 3", font.FangSong, 3),
		4: headStyle("Heading4", "heading 4", font.FangSong, 4),
		5: headStyle("Heading5", "heading 5", font.FangSong, 5),
	}
	styleRunIns = [6]*style{
		1: runInStyle("GWRunIn1", "一级段", 1),
		2: runInStyle("GWRunIn2", "二级段", 2),
		3: runInStyle("GWRunIn3", "三级段", 3),
		4: runInStyle("GWRunIn4", "四级段", 4),
		5: runInStyle("GWRunIn5", "五级段", 5),
	}

	styleMark      = &style{id: "GWMark", name: "发文机关标志", based: "Normal", role: font.XiaoBiaoSong, size: maxMark, pitch: 960, align: centre, color: paper.Red}
	styleJoint     = &style{id: "GWMarkJoint", name: "联合发文机关标志", based: "GWMark", role: font.XiaoBiaoSong, size: maxJoint, pitch: 720, align: spread, color: paper.Red}
	styleNumber    = &style{id: "GWNumber", name: "发文字号", based: "Normal", role: font.FangSong, size: size3, track: track, align: centre}
	styleTitle     = &style{id: "Title", name: "Title", based: "Normal", role: font.XiaoBiaoSong, size: size2, pitch: titlePitch, align: centre}
	styleTo        = &style{id: "GWRecipients", name: "主送机关", based: "Normal", role: font.FangSong, size: size3, track: track}
	styleBlank     = &style{id: "GWBlank", name: "空行", based: "Normal", role: font.FangSong, size: size3, track: track}
	styleList      = &style{id: "GWAttachList", name: "附件说明", based: "Normal", role: font.FangSong, size: size3, track: track}
	styleSign      = &style{id: "GWSignature", name: "署名", based: "Normal", role: font.FangSong, size: size3, track: track, align: flushRight, keepNext: true}
	styleSeal      = &style{id: "GWSealName", name: "联合署名", based: "Normal", role: font.FangSong, size: size3, track: track, align: centre}
	styleDate      = &style{id: "GWDate", name: "成文日期", based: "Normal", role: font.FangSong, size: size3, track: track, align: flushRight}
	styleNote      = &style{id: "GWNote", name: "附注", based: "Normal", role: font.FangSong, size: size3, track: track, first: paraIndent}
	styleAttach    = &style{id: "GWAttachLabel", name: "附件标识", based: "Normal", role: font.HeiTi, size: size3, track: track, align: flushLeft, keepNext: true, breakBefore: true}
	styleAttTitle  = &style{id: "GWAttachTitle", name: "附件标题", based: "Title", role: font.XiaoBiaoSong, size: size2, pitch: titlePitch, align: centre, outline: 1}
	stylePrinted   = &style{id: "GWPrintedTitle", name: "印发文件标题", based: "GWAttachTitle", role: font.XiaoBiaoSong, size: size2, pitch: titlePitch, align: centre, outline: 1, breakBefore: true}
	styleHeadLine  = &style{id: "GWHeadLine", name: "版头左上", based: "Normal", role: font.FangSong, size: size3, track: track, align: flushLeft}
	styleUp        = &style{id: "GWNumberUp", name: "发文字号签发人", based: "Normal", role: font.FangSong, size: size3, track: track, align: flushLeft}
	styleImprint   = &style{id: "GWImprint", name: "版记", based: "Normal", role: font.FangSong, size: size4, pitch: imprintPitch}
	styleCell      = &style{id: "GWCell", name: "表格文字", based: "Normal", role: font.FangSong, size: sizeS, pitch: 400, align: centre}
	styleCellLeft  = &style{id: "GWCellLeft", name: "表格文字左", based: "GWCell", role: font.FangSong, size: sizeS, pitch: 400, align: flushLeft}
	styleCellHead  = &style{id: "GWCellHead", name: "表头", based: "GWCell", role: font.HeiTi, size: sizeS, pitch: 400, align: centre}
	styleCaption   = &style{id: "GWCaption", name: "表题", based: "Normal", role: font.HeiTi, size: size3, track: track, align: centre, keepNext: true}
	styleTableNote = &style{id: "GWTableNote", name: "表注", based: "Normal", role: font.FangSong, size: sizeS, pitch: 400, align: justify}
	styleTableTop  = &style{id: "GWTableLine", name: "表上栏", based: "Normal", role: font.FangSong, size: sizeS, pitch: 480, align: flushLeft}
	styleFooter    = &style{id: "Footer", name: "footer", based: "Normal", role: font.SongTi, size: size4, pitch: 400, align: flushRight}
)

func headStyle(id, name string, role font.Role, level int) *style {
	return &style{id: id, name: name, based: "Normal", role: role, size: size3, track: track, first: paraIndent, outline: level, keepNext: true}
}

func runInStyle(id, name string, level int) *style {
	return &style{id: id, name: name, based: "GWBody", role: font.FangSong, size: size3, track: track, first: paraIndent, outline: level}
}

// levelRole is the face of a level's headings (7.3.3): 黑体, 楷体, then 仿宋.
func levelRole(level int) font.Role {
	switch level {
	case 1:
		return font.HeiTi
	case 2:
		return font.KaiTi
	}
	return font.FangSong
}

// styles lists every style in the order in which the .docx declares them.
func styles() []*style {
	all := []*style{styleNormal, styleBody}
	all = append(all, styleHeads[1:]...)
	all = append(all, styleRunIns[1:]...)
	return append(all, styleMark, styleJoint, styleNumber, styleTitle, styleTo, styleBlank, styleList,
		styleSign, styleSeal, styleDate, styleNote, styleAttach, styleAttTitle, stylePrinted, styleHeadLine, styleUp, styleImprint,
		styleCell, styleCellLeft, styleCellHead, styleCaption, styleTableNote, styleTableTop, styleFooter)
}

// charStyle is the id of the character style that sets a run in a role's face.
func charStyle(r font.Role) string {
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
