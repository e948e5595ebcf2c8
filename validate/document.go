package validate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A paper is a document as the rules see it: its parts as lines.
// Lines of parts that the paper lacks are empty.
type paper struct {
	document.Document
	file string // that its parts stand in, if their places do not tell
	plan bool   // a 方案 without the head of a 公文

	campaign *campaign.Campaign // that it belongs to; nil if it stands alone
	holidays calendar.Holidays
	set      []errand // see errands
	read     bool     // set is

	title       engine.Line // line breaks taken out
	adopted     engine.Line // 题注, as written
	recipients  engine.Line
	number      engine.Line
	secrecy     engine.Line
	signers     engine.Line // as written; empty if they print so
	body        engine.Passage
	listMark    engine.Line // what stands before the attachment list
	attachments []attachment
	labels      engine.Passage // of the attachments, where they are given
	date        engine.Line    // 成文日期, as written
	note        engine.Line
	imprint     engine.Passage
	imprintDate engine.Line
}

// An attachment is an attachment as the rules see it.
type attachment struct {
	document.Attachment
	title, adopted, listed, label engine.Line
	body                          engine.Passage
}

// newPaper makes a paper of a document. What has no file of its own stands in file.
func newPaper(n document.Document, file string) *paper {
	d := &paper{Document: n, file: file, plan: n.IsPlan()}
	one := func(text, part string, r engine.Role) engine.Line { return engine.NewLine(text, d.place(part), 0, r) }
	d.title = one(strings.ReplaceAll(n.Title, "\n", ""), "title", engine.RoleTitle)
	adopted := func(text, part string) engine.Line {
		return one(strings.ReplaceAll(cmp.Or(n.Written[part], text), "\n", ""), part, engine.RoleText)
	}
	d.adopted = adopted(n.Adopted, "adopted")
	d.recipients = one(n.Recipients, "recipients", engine.RoleRecipients)
	if n.Imprint != nil && n.Imprint.To != "" && n.Recipients == "" {
		d.recipients = one(n.Imprint.To, "imprint.to", engine.RoleRecipients)
	}
	d.body = engine.NewPassage(d.place("body"), n.Body)
	d.labels.Labels = true
	d.listMark = one(n.AttachmentMark, "listMark", engine.RoleListed)
	for i, a := range n.Attachments {
		part := "attachments[" + strconv.Itoa(i) + "]"
		d.attachments = append(d.attachments, attachment{
			Attachment: a,
			title:      one(a.Title, part+".title", engine.RoleTitle),
			adopted:    adopted(a.Adopted, part+".adopted"),
			listed:     one(a.Listed, part+".listed", engine.RoleListed),
			label:      one(cmp.Or(n.Written[part+".label"], a.Label), part+".label", engine.RoleText),
			body:       engine.NewPassage(d.place(part+".body"), a.Body),
		})
		if d.attachments[i].label.Text != "" && !a.Printed {
			d.labels.Lines = append(d.labels.Lines, d.attachments[i].label)
		}
	}
	d.note = one(cmp.Or(n.Written["note"], n.Note), "note", engine.RoleText)
	if n.Head != nil {
		d.number = one(n.Head.Number.String(), "head.number", engine.RoleText)
		d.secrecy = one(n.Head.Secrecy, "head.secrecy", engine.RoleText)
		d.signers = one(n.Written["head.signers"], "head.signers", engine.RoleText)
	}
	if n.Signature != nil {
		d.date = one(cmp.Or(n.Written["signature.date"], n.Signature.Date.String()), "signature.date", engine.RoleText)
	}
	if n.Imprint != nil {
		if n.Imprint.CopyTo != "" {
			const label = "抄送：" // printed before it
			l := one(cmp.Or(n.Written["imprint.copyTo"], label+n.Imprint.CopyTo), "imprint.copyTo", engine.RoleText)
			if n.Written["imprint.copyTo"] == "" {
				l.Column = -utf8.RuneCountInString(label)
			}
			d.imprint.Lines = append(d.imprint.Lines, l)
		}
		d.imprintDate = one(cmp.Or(n.Written["imprint.date"], n.Imprint.Date.String()), "imprint.date", engine.RoleText)
	}
	return d
}

var dayInArabic = engine.Compile(`^\d{4}年\d{1,2}月\d{1,2}日`)

// place returns what tells where a part of d stands.
func (d *paper) place(part string) engine.Placer {
	return func(line, before int) report.Position {
		at, _ := d.Places.Find(part, line, before)
		at.File = cmp.Or(at.File, d.file)
		return at
	}
}

// datum returns a value of d, or one that it lacks, as a line, so that a remark
// can be about it.
func (d *paper) datum(part, text string) engine.Line {
	return engine.Line{Place: d.place(part), Text: text}
}

// lines calls do with every line of text in d that somebody wrote as text.
func (d *paper) lines(do func(engine.Line)) {
	for _, l := range []engine.Line{d.title, d.adopted, d.number, d.secrecy, d.signers, d.recipients, d.listMark} {
		do(l)
	}
	d.passages(func(p *engine.Passage) {
		for _, l := range p.Lines {
			do(l)
		}
	})
	for _, a := range d.attachments {
		do(a.title)
		do(a.adopted)
		do(a.listed)
	}
	do(d.note)
	for _, l := range []engine.Line{d.date, d.imprintDate} {
		if dayInArabic.In(l) {
			do(l) // else GW006 speaks
		}
	}
}

// passages calls do with the body of d, its 抄送, the labels of its attachments
// and the body of every attachment.
func (d *paper) passages(do func(*engine.Passage)) {
	do(&d.body)
	do(&d.imprint)
	do(&d.labels)
	for i := range d.attachments {
		do(&d.attachments[i].body)
	}
}

// spare leaves words alone wherever they stand in d.
func (d *paper) spare(words []string) {
	if len(words) == 0 {
		return
	}
	for _, l := range []*engine.Line{&d.title, &d.adopted, &d.recipients, &d.number, &d.secrecy, &d.signers, &d.listMark, &d.date, &d.note, &d.imprintDate} {
		l.Spare(words)
	}
	for i := range d.attachments {
		a := &d.attachments[i]
		for _, l := range []*engine.Line{&a.title, &a.adopted, &a.listed, &a.label} {
			l.Spare(words)
		}
	}
	d.passages(func(p *engine.Passage) { p.Spare(words) })
}

// bound returns the attachments that are listed, which texts that d prints
// are not.
func (d *paper) bound() []attachment {
	return slices.DeleteFunc(slices.Clone(d.attachments), func(a attachment) bool { return a.Printed })
}

// mentions reports whether s occurs in the text of d.
func (d *paper) mentions(s string) bool {
	found := false
	d.lines(func(l engine.Line) { found = found || strings.Contains(l.Text, s) })
	return found
}
