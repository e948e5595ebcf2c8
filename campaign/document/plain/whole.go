package plain

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/runin"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/shell"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Parse reads a whole document from plain text as people have it: typed,
// copied from a word processor, a web page or a PDF. It knows the parts by
// what stands in them, never by their looks. Above the body all lines are weighed
// at once: which parts each can be of, and which may follow which; and so are those
// from the body on, where the list of attachments, the date and the pages of the
// attachments speak for each other.
//
//   - 份号, 密级, 紧急程度 and 签发人 stand above the title, alone or side by side.
//     What the standard knows no place for there, such as 公开方式 or the class of
//     an answer, goes into the 附注; on a web page that class is left out, with a finding.
//   - Lines with names of organs above the 发文字号, or above the title and
//     parted from it by a blank line, are the head, with 文件 or a kind behind
//     them. Organs directly above a title belong to it. What is no name of an
//     organ never becomes one: it is put before the body, with a finding.
//   - The number stands above the title, or below it as on web pages and in
//     announcements (第3号). The head of an order may stand below the title of what it issues.
//   - The title ends with a word such as 通知 or 方案 (see [document.Kinds]), or
//     stands above the recipients, or above a blank line and running text. Its
//     line breaks are kept; letters pulled apart (通　知) are put together.
//   - In brackets below the title, of the document or of what is bound behind it, stands
//     the 题注, which tells of a day on which something was adopted, issued or revised.
//   - The recipients are the first line that ends with a colon and names
//     organs or people, or any name and a colon directly below the title of a
//     kind that has recipients.
//   - The attachment list begins with 附件： or with 附件1：; the signature is what
//     stands above a line that is a date and nothing else, or in front of the
//     date. A date there may lack the year that the number tells. (…) below it
//     is the 附注, and so are whom to ask and who dealt with the document, also above it. The 主题词
//     that documents had up to 2012 are left out, with a finding.
//   - An attachment begins with 附件, 附表1, 附件（一） or 附录A on a line of its own,
//     below the date also with the title on the same line, or with a line that is the
//     name in the list. Text without a label behind the date is what the document
//     prints (印发, 转发); a few lines there without a title go to the end of the
//     body, or, in the copy of a web page, are of the page.
//   - The imprint is the 抄送 and 印发 at the end; 报, 送 and 发 of a 简报.
//   - A 纪要 or 简报 has its name, number, editor and day on top; a day in brackets
//     below the title is that of a document with none at its end.
//
// All between is body; see [ParseBody]. A part that is not found is empty.
//
// Lines that broke within a sentence are joined, those that hold several parts of a
// document are broken. What is no text of the document (remains of web pages, page
// numbers, bookmarks) is left out, and of copies of a title or text the last and the
// first are kept. The
// findings tell of both, of every line that was moved, and of all that was
// read otherwise than it stands; see the RD ids. Every other character of the
// text is in the document, and what was put right is in [document.Written].
func Parse(text string) (*document.Document, []report.Finding) {
	r := &reading{Draft: draft.New(text)}
	runin.Break(r.Draft)
	runin.ReadBox(r.Draft)
	told := shell.Strip(r.Draft)
	r.unlabelSignature()
	r.dropContacts()

	n := &document.Document{}
	end := r.sent(n, len(r.Lines))
	if n.Imprint == nil {
		end = r.imprint(n, end)
	}
	body := r.front(n, r.firstPage(end))
	if told != nil {
		r.numberBelow(n, told)
	}
	if n.Signature == nil { // who edited a 纪要 stands above
		r.year = r.yearOf(n, body, end)
	}
	f := r.readFoot(n, body, end)
	main := end
	if len(f.pages) > 0 {
		main = f.pages[0].label
	}
	if f.imprint[1] > 0 {
		for _, i := range r.Between(r.imprint(n, f.imprint[1]), f.imprint[1]) {
			r.Note("RD015", i, r.Text(i))
			r.Rewrite(i, "")
		}
	}
	tail := r.back(n, body, main, f)
	for _, l := range r.dealt {
		r.addNote(n, l.line, l.text)
		r.Note("RD016", l.line, l.text)
	}
	if n.Signature == nil {
		r.signedBehind(n, main, end)
	}
	r.dayBeside(n)
	r.attachments(n, tail, end, f.pages, f.more)

	r.unbreak(n)
	slices.SortStableFunc(r.Findings, func(a, b report.Finding) int { return a.Where.Line - b.Where.Line })
	n.Places, n.Written, n.Copied = r.places, r.parts, r.Framed
	n.Places.Sort()
	for i, f := range r.Findings {
		if n.Predates() && strings.HasPrefix(f.Source, "GB/T 9704-2012") {
			r.Findings[i].Severity = report.Hint
		}
	}
	return n, r.Findings
}

// A reading is a text on its way to a document. Lines are told by their index.
type reading struct {
	*draft.Draft
	list   list
	beside placed         // the day beside the number
	named  map[string]int // names in all that looks like a list
	prints string         // the only paper that the document says it prints, by its name
	strays []int          // lines above the title that are put before the body
	year   int            // that the number or title tells
	dealt  []placed       // lines that go into the note: below the imprint, above the day
	taken  []int          // lines above the title that were read as marks
	places document.Places
	parts  document.Written
}

// wrote records that the text writes a part otherwise than it prints.
func (r *reading) wrote(part, text string) {
	if r.parts == nil {
		r.parts = document.Written{}
	}
	r.parts[part] = text
}

// body reads lines [from, to) as a body, broken lines joined.
func (r *reading) body(from, to int) []document.Block {
	lines, joins := r.rejoin(from, to)
	t := passage.Read(lines, from, r.places)
	r.places = t.Places
	r.placeJoins(joins)
	r.Findings = append(r.Findings, t.Findings...) // about marks, which are never in what was put behind
	return t.Blocks
}
