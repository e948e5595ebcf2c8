// Package layout holds a .docx that somebody has set against GB/T 9704-2012: its
// paper and type area, faces and sizes, indents, line spacing, page numbers, head
// and imprint, as they come out of defaults, theme, styles, lists and what the
// paragraphs say themselves. Which paragraph is what part is read from the text
// (package plain).
//
//	r, err := layout.Check(file, size, layout.Options{Name: "通知.docx"})
//	for _, f := range r.Findings {
//		fmt.Println(f) // 通知.docx:7：警告 GW409 正文为小四（12磅），一般用三号（16磅）
//	}
//
// A finding tells what was measured and what is wanted. Only what the standard
// demands without 一般 or 推荐 is an error. What cannot be measured without a word
// processor, such as where a drawn line comes to stand, is not judged.
package layout

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Options are what an office does by habit beside the standard. The zero value
// is the standard, either profile of it.
type Options struct {
	Name string // of the file, for the places of findings

	CentreNumbers bool // page numbers stand in the middle
	BoldLevels    bool // headings of the third level and below are bold
	BoldTitle     bool // the title is bold
	AnyPitch      bool // lines of a page are not counted: 固定值28磅 or 30磅

	// TitleFace and BodyFace name a face that the office takes for titles, for
	// the body; "" is none beside those of the standard.
	TitleFace, BodyFace string
}

// Check reads a .docx and tells how its layout departs from the standard. Lines
// are those of the text that plain.ReadFile gives. The error is a
// [*plain.FileError].
func Check(r io.ReaderAt, size int64, o Options) (report.Report, error) {
	c := &checker{Options: o, count: map[alike]int{}, of: map[role]int{}}
	text, _, err := plain.ReadFile(r, size, "x.docx")
	if err == nil {
		err = c.read(r, size, text)
	}
	if e, ok := err.(*plain.FileError); ok {
		return report.Report{}, &plain.FileError{File: o.Name, Err: e.Err}
	}
	if err != nil {
		return report.Report{}, &plain.FileError{File: o.Name, Err: err}
	}
	c.pages()
	c.numbers()
	c.faces()
	c.places()
	c.gaps()
	c.signature()
	c.head()
	c.attachments()
	c.imprint()
	return c.report(), nil
}

// A checker checks one document.
type checker struct {
	Options
	layout *wordml.Layout
	doc    *document.Document
	lines  []string
	typed  []paragraph  // all of the body, in its order
	parts  []*paragraph // those that are a part of the document
	pitch  int          // of most lines of the body, in twips; 0: nobody knows
	wide   bool         // the type area is not the standard's
	headed bool         // a heading of the first level has a line of its own
	found  []remark
	count  map[alike]int      // of all that was said, kept or not
	of     map[role]int       // how many parts there are of each role
	kindOf map[[2]string]bool // what isKind has said
}

// A role is what a paragraph is in a document.
type role int

const (
	none   role = iota
	mark        // 发文机关标志
	number      // 发文字号
	corner      // 密级, 紧急程度
	title
	adopted // 题注, of which the standard says nothing
	recipients
	body    // 正文 without a mark
	heading // of a level, on a line of its own or run in
	list    // 附件说明
	organ   // 署名
	date    // 成文日期
	note    // 附注
	label   // 附件1
	subject // title of an attachment
	imprint // 版记
)

var roleNames = map[role]string{
	mark: "发文机关标志", number: "发文字号", corner: "密级、紧急程度", title: "标题", adopted: "题注", recipients: "主送机关", body: "正文", heading: "层次标题",
	list: "附件说明", organ: "署名", date: "成文日期", note: "附注", label: "附件标识", subject: "附件标题", imprint: "版记",
}

// A paragraph is one of the document, and what it is in it.
type paragraph struct {
	*wordml.Typed
	role     role
	level    int  // of a heading or a numbered paragraph
	lead     int  // characters of it that are a heading, -1: all; 0: none
	bound    int  // attachment that it stands in, from 1; 0: none
	beside   bool // of a table: it may be a caption, a unit, a note
	line     int  // of the text, from 1
	index    int  // in typed
	text     string
	numbered string // automatic number
}

// read reads the document and finds out what its paragraphs are.
func (c *checker) read(r io.ReaderAt, size int64, text string) error {
	d, err := wordml.Read(r, size)
	if err != nil {
		return err
	}
	if c.layout, err = wordml.ReadLayout(r, size); err != nil {
		return err
	}
	c.doc, _ = plain.Parse(text)
	c.lines = strings.Split(text, "\n")
	c.typed = make([]paragraph, len(c.layout.Paragraphs))
	at := make(map[int]*paragraph, len(c.typed))
	for i, t := range c.layout.Paragraphs {
		c.typed[i] = paragraph{Typed: t, index: i, text: t.Text()}
		at[t.At] = &c.typed[i]
	}
	roles := c.roles()
	for i, l := range d.Lines(text) {
		if l.Paragraph == nil {
			continue
		}
		p := at[l.Paragraph.At]
		if p == nil || p.line > 0 {
			continue
		}
		p.line, p.numbered = i+1, l.Paragraph.Number
		if r, ok := roles[i+1]; ok {
			p.role, p.level, p.lead, p.bound = r.role, r.level, r.lead, r.bound
			if r.lead > 0 { // an automatic number is none of the paragraph's characters
				p.lead = max(1, r.lead-utf8.RuneCountInString(p.numbered)) + blanksBefore(p.text)
			}
			c.parts = append(c.parts, p)
		}
	}
	for _, p := range c.parts {
		c.of[p.role]++
	}
	slices.SortStableFunc(c.parts, func(a, b *paragraph) int { return cmp.Compare(a.index, b.index) })
	c.besides()
	c.doubt()
	c.headed = slices.ContainsFunc(c.parts, func(p *paragraph) bool { return p.role == heading && p.level == 1 && p.lead < 0 })
	return nil
}

// blanksBefore counts the blanks that a text begins with.
func blanksBefore(text string) int {
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " \t\u00a0\u2002\u3000"))
}

// A remark is a finding that may be one of many like it.
type remark struct {
	report.Finding
	like role // of the paragraphs that could have it; none: of the document
}

// alike are remarks that say the same of paragraphs of a role.
type alike struct {
	rule, message string
	like          role
}

func (r remark) alike() alike { return alike{r.Rule, r.Message, r.like} }

// most reports whether what n remarks say is so of most paragraphs of their role.
func (c *checker) most(of role, n int) bool { return n >= many && 2*n >= c.of[of] }

// say tells of a paragraph what a rule says, with the measure. What is known to be so of most
// paragraphs of its role is only counted.
func (c *checker) say(id string, p *paragraph, message string) *report.Finding {
	rule, _ := report.RuleOf(id)
	r := remark{Finding: rule.Finding(report.Position{File: c.Name}, "")}
	if p != nil {
		r.Where.Line, r.like = p.line, p.role
		r.Found = excerpt(p.text)
	}
	r.Message = cmp.Or(message, rule.Title)
	c.count[r.alike()]++
	if n := c.count[r.alike()]; c.most(r.like, n-1) {
		return &r.Finding
	}
	c.found = append(c.found, r)
	return &c.found[len(c.found)-1].Finding
}

// excerpt is the beginning of a line.
func excerpt(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	text, _, _ = strings.Cut(text, "\t")
	n := 0
	for i := range text {
		if n++; n > 20 {
			return text[:i]
		}
	}
	return text
}

// many is from how many paragraphs on a fault that most of their kind have is one
// finding.
const many = 3

// report returns what was found. What most paragraphs of a kind have is told
// once, with their number.
func (c *checker) report() report.Report {
	var out report.Report
	told := map[alike]bool{}
	for _, r := range c.found {
		k := r.alike()
		if n := c.count[k]; c.most(r.like, n) {
			if told[k] {
				continue
			}
			told[k] = true
			r.Message += "（共" + itoa(n) + "段）"
		}
		out.Add(r.Finding)
	}
	out.Tidy()
	return out
}
