// Package adopt makes a campaign of a notice (通知) or plan (方案) that somebody
// wrote: last year's, of which there is nothing but the Word file. What the text
// says in so many words becomes data; what it leaves open, or says so that it
// can be read in two ways, is one of its doubts.
//
//	text, _, err := plain.ReadFile(file, size, "去年通知.docx")
//	doc, _ := plain.Parse(text)
//	c, err := adopt.Document(doc)
//	err = campaign.Write(w, c)
//
// The document of the campaign prints as the one that it was made of, to the
// character, but for what that lacks and a campaign must have, such as a title.
//
// To read another thing that notices say, see the file that is named after it:
// organs, stages (periods and theme), owed (deadlines and rhythms), asked
// (material), events (activities), tables (forms).
package adopt

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Errors of [Document], in a [*Error].
var (
	ErrNoText = errors.New("no body to make a campaign of")
	ErrNoYear = errors.New("the year is not written in it")
	ErrOld    = errors.New("of a year for which there are no campaigns")
)

// An Error says why a document is no campaign.
type Error struct {
	Year int // that was read, 0 if none
	Err  error
}

func (e *Error) Error() string {
	if e.Year != 0 {
		return fmt.Sprintf("adopt: %d: %v", e.Year, e.Err)
	}
	return "adopt: " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *Error) Chinese() string {
	switch {
	case errors.Is(e.Err, ErrNoText):
		return "读不出正文，不像一份通知或方案"
	case errors.Is(e.Err, ErrNoYear):
		return "标题、文号、成文日期里都没有年份，不知道是哪一年的通知；请在标题里写上年份再试"
	case errors.Is(e.Err, ErrOld):
		return fmt.Sprintf("这是%d年的通知，只能从2015年至2100年的通知开始", e.Year)
	}
	return e.Err.Error()
}

// Document makes a campaign of d, which it does not change, with its doubts in the
// order of the keys that they are about. The error is an [*Error]. The same document gives the same result.
func Document(d *document.Document) (*campaign.Campaign, error) {
	if d == nil || len(d.Body) == 0 {
		return nil, &Error{0, ErrNoText}
	}
	wide := strings.ContainsFunc(plain.Print(d), han.IsWide)
	if wide { // 二〇二五年 may be written ２０２５年, which nobody finds
		d, _ = plain.Parse(han.Narrow(plain.Print(d)))
	}
	year := yearOf(d)
	switch {
	case year == 0:
		return nil, &Error{0, ErrNoYear}
	case year < 2015 || year > 2100:
		return nil, &Error{year, ErrOld}
	}
	a := &adopter{doc: d, year: year, c: &campaign.Campaign{Schema: "zhijiao/campaign@1", Year: year}}
	if wide {
		a.doubt("", "原文中的全角数字、字母改成了半角")
	}
	a.lines = linesOf(d)
	var text strings.Builder
	for _, l := range a.lines {
		text.WriteString(l.text + "\n")
	}
	a.text = text.String()
	a.built = forms.Builtins()
	a.organs()
	a.name()
	a.stages()
	a.theme()
	a.owed()
	a.rhythms()
	a.material()
	a.events()
	a.draft()
	a.tables()
	a.besides()
	a.bind()
	a.c.Doubts = a.doubts
	return a.c, nil
}

// An adopter makes a campaign of a document.
type adopter struct {
	doc    *document.Document
	c      *campaign.Campaign
	year   int
	lines  []line
	text   string // of all lines
	built  []*forms.Schema
	called string // what the text calls the week, once that is asked
	doubts []campaign.Doubt
}

// doubt remarks something at a value.
func (a *adopter) doubt(path, format string, args ...any) {
	a.doubts = append(a.doubts, campaign.Doubt{Path: path, Text: fmt.Sprintf(format, args...)})
}

// most is how many of a kind (deadlines, contacts, periods) are taken over. No
// notice has as many; what is no notice should not take for ever.
const most = 300

// first returns what is taken over of found, with a doubt where that is not all.
func first[T any](a *adopter, key string, found []T) []T {
	if len(found) <= most {
		return found
	}
	a.doubt(key, "原文写了%d项，这里只取前%d项", len(found), most)
	return found[:most:most]
}

// A line is a block of text as the body or an attachment has it.
type line struct {
	mark, text string         // the text without its mark, blanks of PDFs kept
	level      document.Level // of a heading or a numbered paragraph; 0 for others
	lead       string         // the run-in heading; of a heading its text
	heading    bool           // it stands alone
	label      string         // 时间： of a labelled line
	row        []string       // cells of a row of a table, in place of a text
	table      int            // which table it is a row of, from 1
}

// linesOf returns the lines of a document, those of attachments behind the
// body's.
func linesOf(d *document.Document) []line {
	var all []line
	tables := 0
	add := func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *document.Heading:
				all = append(all, line{mark: b.Mark, text: b.Text, level: b.Level, lead: b.Text, heading: true})
			case *document.Paragraph:
				all = append(all, line{mark: b.Mark, text: b.Lead + b.Text, level: b.Level, lead: b.Lead})
			case *document.Labelled:
				all = append(all, line{text: b.Label + b.Text, label: b.Label})
			case *document.Table:
				tables++
				for _, row := range b.Rows {
					all = append(all, line{row: row, table: tables})
				}
			}
		}
	}
	add(d.Body)
	if d.Note != "" {
		all = append(all, line{text: d.Note})
	}
	for i := range d.Attachments {
		add(d.Attachments[i].Body)
	}
	return all
}

var yearIn = regexp.MustCompile(`(20\d\d)\s*(?:年|职业教育|职教)`)

// yearOf returns the year that a document is about; 0 if it does not say.
func yearOf(d *document.Document) int {
	var texts []string
	texts = append(texts, d.Title)
	for i := range d.Attachments {
		texts = append(texts, d.Attachments[i].Title)
	}
	for _, s := range texts {
		if g := yearIn.FindStringSubmatch(s); g != nil {
			year, _ := strconv.Atoi(g[1])
			return year
		}
	}
	switch {
	case d.Signature != nil && !d.Signature.Date.IsZero():
		return d.Signature.Date.Year
	case d.Head != nil && d.Head.Number.Year > 0:
		return d.Head.Number.Year
	}
	for _, l := range linesOf(d) {
		if g := yearIn.FindStringSubmatch(l.text); g != nil {
			year, _ := strconv.Atoi(g[1])
			return year
		}
	}
	return 0
}

// draft makes the document of the campaign.
func (a *adopter) draft() {
	d := a.doc
	draft := campaign.Draft{
		ID: "notice", Kind: d.Kind, Title: d.Title, Recipients: d.Recipients, Body: a.body("documents[0].body", d.Body),
		ListMark: d.AttachmentMark, Note: d.Note,
	}
	if d.IsPlan() {
		draft.ID = "plan"
	}
	draft.Title = a.literal("documents[0].title", draft.Title)
	draft.Adopted = a.literal("documents[0].adopted", d.Adopted)
	draft.Recipients = a.literal("documents[0].recipients", draft.Recipients)
	draft.Note = a.literal("documents[0].note", draft.Note)
	if d.Title == "" {
		draft.Title = a.madeTitle()
		draft.Added = append(draft.Added, "title")
		a.doubt("documents[0].title", "原文没有标题，这是按原文拟的")
	}
	if draft.Kind == "" {
		draft.Kind = document.KindOf(draft.Title)
		if draft.Kind == "" {
			draft.Kind = document.Notice
			a.doubt("documents[0].kind", "标题没有写明文种，暂作通知")
		}
	}
	if draft.Kind == document.Plan && !d.IsPlan() {
		draft.Kind = document.Notice
		a.doubt("documents[0].kind", "方案有版头、主送机关、附注或版记，这些属于印发它的通知，暂作通知")
	}
	if h := d.Head; h != nil {
		draft.Head = &campaign.DraftHead{Format: h.Format, Mark: h.Mark, Number: h.Number, Copy: h.Copy, Secrecy: h.Secrecy,
			Urgency: h.Urgency, Signers: h.Signers, Room: h.Room}
		if len(h.Organs) == 0 && h.Format != document.HeadPreprinted {
			draft.Head.Added = true
			a.doubt("documents[0].head", "原文有发文字号而没有版头，发文机关标志是补上的")
		}
	}
	for i := range d.Attachments {
		at := &d.Attachments[i]
		path := fmt.Sprintf("documents[0].attachments[%d].", i)
		draft.Attachments = append(draft.Attachments, campaign.DraftAttachment{
			Title: a.literal(path+"title", at.Title), Adopted: a.literal(path+"adopted", at.Adopted),
			Listed: a.literal(path+"listed", at.Listed), Label: at.Label,
			Body: a.body(path+"body", at.Body), Printed: at.Printed,
		})
	}
	if s := d.Signature; s != nil {
		draft.Signature = &campaign.DraftSignature{Date: s.Date, Seal: s.Seal, Posts: s.Posts, Organs: a.signing(s.Organs)}
		if s.Date.IsZero() {
			a.doubt("documents[0].signature", "原文没有成文日期")
		}
	} else {
		a.doubt("documents[0]", "原文没有署名和成文日期")
	}
	if m := d.Imprint; m != nil {
		imprint := *m
		draft.Imprint = &imprint
	}
	a.c.Documents = []campaign.Draft{draft}
}

// body prints blocks as the text of a campaign.
func (a *adopter) body(path string, blocks []document.Block) string {
	return a.literal(path, plain.PrintBody(blocks))
}

// literal keeps an opening {{ of the text from being an action of the campaign.
func (a *adopter) literal(path, text string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	a.doubt(path, "原文中的“{{”改成了“｛｛”，因为它在这里是模板动作的记号")
	return strings.ReplaceAll(text, "{{", "｛｛")
}

// madeTitle makes a title for a document that has none.
func (a *adopter) madeTitle() string {
	title := a.c.Organs[0].Name
	if n := len(a.c.Organs); n > 1 {
		title += "等" + han.Numeral(n) + "部门"
	}
	return fmt.Sprintf("%s关于做好%d年%s有关工作的通知", title, a.year, event(a.text))
}

var (
	events   = regexp.MustCompile(`职业教育活动周|职业教育宣传月|职业教育宣传周|职教活动周|职教宣传月|职业教育活动月|技能文化节|技能节|活动周|宣传月|宣传周|活动月`)
	aboutOf  = regexp.MustCompile(`关于(?:印发|转发|开展|举办|组织开展|深入开展|做好|举行|启动|组织)+(.+?)(?:的通知|有关工作|相关工作|工作方案|活动方案|实施方案|工作的)`)
	notNames = regexp.MustCompile(`[《》“”\s]`)
)

// event returns what a text calls the week.
func event(text string) string {
	text = han.Squeeze(text)
	if strings.Contains(text, "职业教育") {
		for _, word := range []string{"活动周", "宣传月", "宣传周", "活动月"} {
			if strings.Contains(text, word) {
				return "职业教育" + word
			}
		}
	}
	if s := events.FindString(text); s != "" {
		return s
	}
	return "职业教育活动周"
}

// name names the campaign.
func (a *adopter) name() {
	title := han.Squeeze(a.doc.Title)
	if title == "" {
		a.c.Name = fmt.Sprintf("%d年%s", a.year, event(a.text))
		return
	}
	s := title
	if g := aboutOf.FindStringSubmatch(title); g != nil {
		s = g[1]
	} else if i := strings.Index(title, "关于"); i >= 0 {
		s = strings.TrimSuffix(title[i+len("关于"):], "的通知")
	}
	for _, end := range []string{"的通知", "通知", "活动方案", "工作方案", "实施方案", "方案", "系列活动", "活动", "工作", "的"} {
		s = strings.TrimSuffix(s, end)
	}
	s = notNames.ReplaceAllString(s, "")
	if s == "" {
		s = event(a.text)
	}
	if !strings.Contains(s, strconv.Itoa(a.year)) {
		s = strconv.Itoa(a.year) + "年" + s
	}
	a.c.Name = s
}
