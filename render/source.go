package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A source is a document as it is printed.
type source struct{ document.Document }

func sourceOf(d *document.Document) (source, error) {
	if d == nil {
		return source{}, &Error{Err: ErrNoDocument}
	}
	s := source{*d}
	s.Body = present(d.Body)
	s.Attachments = slices.Clone(d.Attachments)
	for i := range s.Attachments {
		a := &s.Attachments[i]
		a.Adopted, a.Body = opensAdopted(a.Adopted, present(a.Body))
	}
	if s.Recipients == "" {
		s.Adopted, s.Body = opensAdopted(s.Adopted, s.Body)
	}
	s.Document = *s.Numbered()
	return s, s.check()
}

func (s source) name() string {
	if s.ID != "" {
		return s.ID
	}
	return s.Title
}

// date is the day that the document bears; files are stamped with it.
func (s source) date() calendar.Date {
	if s.Signature != nil {
		return s.Signature.Date
	}
	return calendar.Date{}
}

// organ names who issues the document, for the file's properties.
func (s source) organ() string {
	if s.Signature != nil && len(s.Signature.Organs) > 0 {
		return s.Signature.Organs[0].Name
	}
	if s.Head != nil && len(s.Head.Organs) > 0 {
		return s.Head.Organs[0].Name
	}
	return ""
}

// properties are what a file says about the document in it.
func (s source) properties() paper.Properties {
	title, _ := gate.Clean(s.Title)
	author, _ := gate.Clean(s.organ())
	return paper.Properties{Title: strings.ReplaceAll(title, "\n", ""), Author: strings.ReplaceAll(author, "\n", ""), Date: s.date(), Facts: s.facts()}
}

// facts are what is known of the document, by the names of GB/T 9704-2012 and in
// its order.
func (s source) facts() (known []paper.Fact) {
	add := func(name string, values ...string) {
		text, _ := gate.Clean(strings.Join(values, "、"))
		if text = strings.ReplaceAll(text, "\n", ""); text != "" {
			known = append(known, paper.Fact{Name: name, Value: text})
		}
	}
	date := func(name string, d calendar.Date) {
		if !d.IsZero() {
			add(name, d.Time().Format(time.DateOnly))
		}
	}
	add("公文种类", string(s.Kind))
	if h := s.Head; h != nil {
		add(paper.PartCopy.String(), h.Copy)
		add(paper.PartSecrecy.String(), h.Secrecy)
		add(paper.PartUrgency.String(), h.Urgency)
		add("发文机关", organNames(h.Organs)...)
		if !h.Number.IsZero() {
			add(paper.PartNumber.String(), h.Number.String())
		}
		add(paper.PartSigner.String(), h.Signers...)
	}
	add(paper.PartRecipients.String(), strings.TrimRight(s.Recipients, "：:"))
	date(paper.PartDate.String(), s.date())
	if i := s.Imprint; i != nil {
		add(paper.PartOffice.String(), i.Office)
		date(paper.PartIssued.String(), i.Date)
	}
	return known
}

// check looks for text that no output can hold. It is the one gate that all
// text passes before it is set.
func (s source) check() error {
	var err error
	test := func(place string, texts ...string) {
		for _, text := range texts {
			if err == nil {
				err = s.checkText(place, text)
			}
		}
	}
	test("title", s.Title)
	test("adopted", s.Adopted)
	test("recipients", s.Recipients)
	test("attachment list", s.AttachmentMark)
	test("note", s.Note)
	if h := s.Head; h != nil {
		test("head", h.Mark, h.Number.String(), h.Copy, h.Secrecy, h.Urgency)
		test("head", h.Signers...)
		test("head", organNames(h.Organs)...)
	}
	if s.Signature != nil {
		test("signature", organNames(s.Signature.Organs)...)
		test("signature", s.Signature.Posts...)
	}
	if i := s.Imprint; i != nil {
		test("imprint", i.To, i.CopyTo, i.Office, i.Report, i.Send, i.Give)
	}
	testBlocks(test, "body", s.Body)
	for i, a := range s.Attachments {
		place := fmt.Sprintf("attachment %d", i+1)
		test(place, a.Title, a.Adopted, a.Listed, a.Label)
		testBlocks(test, place, a.Body)
	}
	return err
}

// checkText is the check of one text.
func (s source) checkText(place, text string) error {
	if err := flow.CheckText(text); err != nil {
		return &Error{Doc: s.name(), Place: place, Err: err}
	}
	return nil
}

func organNames(os []document.Organ) []string {
	var names []string
	for _, o := range os {
		names = append(names, o.Name)
	}
	return names
}

func testBlocks(test func(place string, texts ...string), place string, bs []document.Block) {
	for _, b := range bs {
		switch b := b.(type) {
		case *document.Heading:
			test(place, b.Mark, b.Text)
		case *document.Paragraph:
			test(place, b.Mark, b.Lead, b.Text)
		case *document.Labelled:
			test(place, b.Label, b.Text)
		case *document.Table:
			for _, row := range b.Rows {
				test(place, row...)
			}
		case *document.Form:
			if b.Schema == nil {
				continue // compose tells
			}
			if l, err := b.Schema.Layout(); err == nil { // compose tells what is wrong with it
				for _, c := range l.Cells {
					test(place, c.Text)
				}
			}
		}
	}
}

// present are the blocks that are not nil.
func present(bs []document.Block) []document.Block {
	return slices.DeleteFunc(slices.Clone(bs), missing)
}

// missing reports whether a block is nil.
func missing(b document.Block) bool {
	switch b := b.(type) {
	case *document.Heading:
		return b == nil
	case *document.Paragraph:
		return b == nil
	case *document.Labelled:
		return b == nil
	case *document.Table:
		return b == nil
	case *document.Form:
		return b == nil
	}
	return b == nil
}
