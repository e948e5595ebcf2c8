// Package typed prints documents as plain text, so that package plain reads the same
// documents again.
package typed

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// PrintBody prints blocks as plain text, a line each, so that plain.ParseBody reads
// the same blocks again. A form prints as its title and labels and is read
// again as text.
func PrintBody(blocks []document.Block) string {
	var w textWriter
	w.blocks(blocks)
	return w.String()
}

// Print prints all text of a document in the order of its pages, an
// element a line and parts apart, so that plain.Parse reads the same document
// again: for reading in a terminal and for comparing. What is not text (the
// format of the head, the kind of seal) is not in it; a form is read again as
// text.
func Print(d *document.Document) string {
	var w textWriter
	d = d.Numbered()
	bulletin := isBulletin(d)
	named := bulletin && d.Head.Mark == ""                      // its title is its name, which stands on top
	above := bulletin && cue.MarginOf(d.Note) == cue.RemarkMark // 内部资料 注意保存
	if above {
		w.line(d.Note)
	}
	if named {
		w.line(d.Title)
	}
	w.head(d.Head)
	if bulletin {
		w.editor(d.Signature)
	}
	if !named {
		w.line(d.Title)
	}
	w.adopted(d.Adopted)
	if d.Title != "" && d.Recipients == "" && document.KindOf(d.Title) == "" {
		w.part() // its place alone tells that it is one
	}
	w.recipients(d.Recipients)
	w.blocks(d.Body)
	w.list(d.AttachmentMark, d.Listed())
	if !bulletin {
		w.signature(d.Signature)
	}
	if d.Note != "" && !above {
		w.line("（" + d.Note + "）")
	}
	w.attachments(d)
	w.imprint(d.Imprint)
	return w.String()
}

type textWriter struct{ strings.Builder }

// line prints s and ends the line; nothing if s is empty.
func (w *textWriter) line(s string) {
	if s != "" {
		w.WriteString(s + "\n")
	}
}

func (w *textWriter) blocks(blocks []document.Block) {
	tabs := false // the last line holds a tab: the next must not make a table of it
	for i, b := range blocks {
		var lines []string
		switch b := b.(type) {
		case *document.Heading:
			lines = []string{b.Mark + b.Text}
		case *document.Paragraph:
			lines = []string{b.Mark + b.Lead + b.Text}
		case *document.Labelled:
			lines = []string{b.Label + b.Text}
		case *document.Table:
			lines = passage.TableLines(b)
		case *document.Form:
			lines = FormLines(b.Schema)
		}
		had := tabs
		tabs = strings.Contains(strings.Join(lines, "\n"), "\t")
		if i > 0 && (had || tabs) {
			w.WriteString("\n")
		}
		for _, l := range lines {
			w.WriteString(l + "\n")
		}
	}
}

// FormLines prints the title and labels of a form.
func FormLines(s *forms.Schema) []string {
	lines := []string{s.Title}
	labels := func(fields []forms.Field) {
		var row []string
		for i := range fields {
			row = append(row, fields[i].FullLabel()+"：")
		}
		if len(row) > 0 {
			lines = append(lines, strings.Join(row, "\t"))
		}
	}
	labels(s.Head)
	for i := range s.Blocks {
		if s.Blocks[i].Label != "" {
			lines = append(lines, s.Blocks[i].Label)
		}
		labels(s.Blocks[i].Fields)
	}
	labels(s.Foot)
	return append(lines, s.Notes...)
}

func (w *textWriter) head(h *document.Head) {
	if h == nil {
		return
	}
	w.line(h.Copy)
	w.line(h.Secrecy)
	w.line(h.Urgency)
	if len(h.Organs) == 1 {
		w.line(h.Organs[0].Name + h.Mark)
	} else {
		for _, o := range h.Organs {
			w.line(o.Name)
		}
		w.line(h.Mark)
	}
	number := h.Number.String()
	if len(h.Signers) > 0 {
		number = strings.TrimSpace(number + " 签发人：" + strings.Join(h.Signers, "、"))
	}
	w.line(number)
	w.part()
}

// part prints the blank line between two parts.
func (w *textWriter) part() {
	if w.Len() > 0 && !strings.HasSuffix(w.String(), "\n\n") {
		w.WriteString("\n")
	}
}

// adopted prints a 题注.
func (w *textWriter) adopted(s string) {
	if s != "" {
		w.line("（" + s + "）")
	}
}

// recipients prints them with the colon that their line always ends with.
func (w *textWriter) recipients(s string) {
	if s != "" && !cue.IsColonEnd(s) {
		s += "："
	}
	w.line(s)
}

// list prints the attachment list (附件说明, GB/T 9704-2012 7.3.4).
func (w *textWriter) list(mark string, listed []*document.Attachment) {
	if mark == "" {
		mark = "附件："
	}
	for i, a := range listed {
		if a.ListedTitle() == "" {
			continue
		}
		number := ""
		if len(listed) > 1 {
			number = strconv.Itoa(i+1) + "."
		}
		w.line(mark + number + a.ListedTitle())
		mark = ""
	}
}

func (w *textWriter) signature(s *document.Signature) {
	if s == nil {
		return
	}
	for _, o := range s.Organs {
		w.line(o.Name)
	}
	w.line(s.Date.String())
}

func (w *textWriter) attachments(d *document.Document) {
	n, i := len(d.Listed()), 0
	for j := range d.Attachments {
		a := &d.Attachments[j]
		if a.Apart {
			i++
			continue
		}
		w.part()
		w.line(a.PageLabel(i, n))
		w.line(a.Title)
		w.adopted(a.Adopted)
		w.blocks(a.Body)
		if !a.Printed {
			i++
		}
	}
}

func (w *textWriter) imprint(m *document.Imprint) {
	if m == nil {
		return
	}
	w.part()
	if m.To != "" {
		w.line("主送：" + m.To)
	}
	if m.CopyTo != "" {
		w.line("抄送：" + m.CopyTo)
	}
	for _, sent := range [][2]string{{"报：", m.Report}, {"送：", m.Send}, {"发：", m.Give}} {
		if sent[1] != "" {
			w.line(sent[0] + sent[1])
		}
	}
	date := ""
	if !m.Date.IsZero() {
		date = fmt.Sprintf("%s印发", m.Date)
	}
	if m.Copies > 0 {
		date = strings.TrimSpace(fmt.Sprintf("%s 共印%d份", date, m.Copies))
	}
	w.line(strings.TrimSpace(m.Office + " " + date))
}

// editor prints who edits a 简报, and the day, as the line below its number.
func (w *textWriter) editor(s *document.Signature) {
	if s == nil {
		return
	}
	var names []string
	for _, o := range s.Organs {
		names = append(names, o.Name)
	}
	day := ""
	if !s.Date.IsZero() {
		day = s.Date.String()
	}
	w.line(strings.TrimSpace(strings.Join(names, "　") + " " + day))
	w.part()
}

// isBulletin reports whether a document has the head of a 简报.
func isBulletin(d *document.Document) bool {
	h := d.Head
	return h != nil && (h.Format == document.HeadBulletin ||
		d.Kind == document.Bulletin && h.Mark == "" && len(h.Organs) == 0 && cue.SerialLine.MatchString(han.Squeeze(h.Number.Written)))
}
