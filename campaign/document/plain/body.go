package plain

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ParseBody reads the body of a document, written as officials write plain
// text, into blocks. Lines end with LF, CRLF or CR; byte order marks are
// dropped. The findings tell which level marks are not in the standard's form
// (GW040 to GW044), in the order of the text; their places have no file.
//
// Every line that is not blank is a block of its own. A line that opens with a
// level mark (一、 （一） 1. （1） ①, or what people write for them: see
// [ParseMark]) is a heading, a run-in heading or a numbered paragraph:
//
//   - A [document.Heading] of level 1 or 2 has at most 40 characters, no colon or
//     semicolon, and no mark at its end.
//   - Such a line of levels 3 to 5 is a heading if something stands under it,
//     and under all its like among its siblings; else it is an item of a list,
//     a numbered paragraph.
//   - A line of levels 1 and 2 that is a label as below and nothing else is a
//     heading on the same condition. Its colon stays in its Text.
//   - A run-in heading is a first sentence of at most 30 characters without
//     colon or semicolon, with text behind it. It is the Lead of a [document.Paragraph].
//   - Everything else with a mark is a numbered paragraph.
//
// Marks within quotation marks, 书名号 and brackets do not count in this.
// Lines under 附件： or under a line that holds “：1.…” continue that list: they
// are numbered paragraphs, never headings.
//
// A line that opens with at most 8 characters and a colon is a [document.Labelled].
// Lines with tabs are a [document.Table]; see there. All else is a [document.Paragraph] without
// level. No text is lost; blank lines, and blanks at both ends of a line, are
// not text.
func ParseBody(text string) ([]document.Block, []report.Finding) {
	blocks, _, findings := PlaceBody(text)
	return blocks, findings
}

// PlaceBody is [ParseBody] that tells where in the text the blocks stand whose
// lines are indented, and the cells of tables.
func PlaceBody(text string) ([]document.Block, document.Places, []report.Finding) {
	t := passage.Read(draft.Split(text), 0, nil)
	return t.Blocks, t.Places, t.Findings
}

// ParseMark reads the level mark that a line without indentation opens with,
// in the standard's form or in one of those that people write for it, such as
// 1、 or (一). It returns the mark as written, its level and its number; a line
// without a mark returns "", 0, 0.
//
// Dates, decimals and figures are no marks: 2023.5.14, 1.5万, 2、3名, 三、四月份.
// What could be either is none: 一，, 一：, 4、5月17日 and a mark before the next higher
// numeral count only within a document, where the numbers before them tell.
func ParseMark(line string) (mark string, level document.Level, n int) {
	m, ok := passage.ReadMark(line)
	if !ok || m.Doubt != passage.Sure {
		return "", 0, 0
	}
	return m.Text, m.Level, m.Number
}

// CutMark cuts the mark of a heading or an item off a line: 一、, （一）, 1. and
// the like. ok is false of a line without one.
func CutMark(line string) (rest string, ok bool) {
	m, ok := passage.ReadMark(line)
	return line[len(m.Text):], ok
}
