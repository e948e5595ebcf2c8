package campaign

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Compose makes a document of a draft, which is one of c.Documents or as good
// as one: it carries out the template actions in its texts, parses the bodies
// and puts forms and organs in for their names. A form without a title takes
// that of its attachment.
//
// The findings are those of the parser, with their places in the file that c
// was loaded from, or in the texts if there is none. The error is an
// [*ActionError], a [*RefError] or one that wraps [ErrValue], if a plan has parts
// that plans lack, or [ErrTooLarge]; a loaded campaign's own drafts give none.
func (c *Campaign) Compose(d *Draft) (*document.Document, []report.Finding, error) {
	path := ""
	for i := range c.Documents {
		if &c.Documents[i] == d || c.Documents[i].ID == d.ID {
			path = fmt.Sprintf("documents[%d]", i)
		}
	}
	return c.compose(d, path, new(filled))
}

// FormSchema returns the schema of the form with the id in c.Forms. It may be
// changed freely. The error is a [*RefError].
func (c *Campaign) FormSchema(id string) (*forms.Schema, error) {
	f, ok := byID(c.Forms, FormUse.key, id)
	switch {
	case !ok:
		return nil, &RefError{What: "form", Name: id, Known: ids(c.Forms, FormUse.key)}
	case f.Schema != nil:
		return c.used(f, f.Schema), nil
	}
	if s, ok := builtins()[f.Use]; ok {
		return c.used(f, s), nil
	}
	return nil, &RefError{What: "built-in form", Name: f.Use, Known: builtinIDs()}
}

// used is a copy of a schema as a campaign uses it: with its notes, and the days of
// its blocks within their period.
func (c *Campaign) used(f FormUse, s *forms.Schema) *forms.Schema {
	s = s.Clone()
	s.Notes = append(s.Notes, f.Notes...)
	p, ok := byID(c.Periods, Period.key, f.Within)
	if !ok || !p.Span().Valid() {
		return s
	}
	for i := range s.Blocks {
		for j := range s.Blocks[i].Fields {
			if of := &s.Blocks[i].Fields[j]; of.Kind == forms.Date || of.Kind == forms.Dates {
				of.Min, of.Max = cmp.Or(of.Min, forms.Limit(p.From.ISO())), cmp.Or(of.Max, forms.Limit(p.To.ISO()))
			}
		}
	}
	return s
}

// schemaTitle is the title of [Campaign.FormSchema], without a copy of the rest.
func (c *Campaign) schemaTitle(id string) (string, error) {
	f, ok := byID(c.Forms, FormUse.key, id)
	s := f.Schema
	if ok && s == nil {
		s = builtins()[f.Use]
	}
	if s == nil {
		_, err := c.FormSchema(id)
		return "", err
	}
	return s.Title, nil
}

// builtins are the built-in forms by id. Nobody changes them.
var builtins = sync.OnceValue(func() map[string]*forms.Schema {
	all := map[string]*forms.Schema{}
	for _, s := range forms.Builtins() {
		all[s.ID] = s
	}
	return all
})

// FormTitle returns what the form with the id is called: as a document that
// attaches it calls it, else as its schema does; "" if there is no such form.
func (c *Campaign) FormTitle(id string) string {
	for _, d := range c.Documents {
		for _, a := range d.Attachments {
			if a.Form != id || id == "" || a.Title == "" {
				continue
			}
			if title, err := c.Expand(a.Title); err == nil {
				return title
			}
		}
	}
	title, _ := c.schemaTitle(id)
	return title
}

// compose is Compose of the draft at path.
func (c *Campaign) compose(d *Draft, path string, all *filled) (*document.Document, []report.Finding, error) {
	x := c.composer(path, all)
	n := x.compose(d)
	return n, x.findings, x.err()
}

func (c *Campaign) composer(path string, all *filled) *composer {
	return &composer{c: c, path: path, filled: all, bodies: map[string]document.Places{}, expanded: map[string]expansion{}}
}

func (x *composer) compose(d *Draft) *document.Document {
	n := &document.Document{
		ID: d.ID, Kind: document.Kind(d.Kind),
		Title:          x.text("title", d.Title),
		Adopted:        x.text("adopted", d.Adopted),
		Recipients:     x.text("recipients", d.Recipients),
		Body:           x.body("body", d.Body),
		AttachmentMark: d.ListMark,
		Attachments:    x.attachments(d.Attachments),
		Signature:      x.signature(d.Signature),
		Note:           x.text("note", d.Note),
	}
	if d.Head != nil {
		h := d.Head
		n.Head = &document.Head{Format: h.Format, Organs: x.issuers(n), Mark: h.Mark, Number: h.Number, Copy: h.Copy,
			Secrecy: h.Secrecy, Urgency: h.Urgency, Signers: h.Signers, Room: h.Room, Added: h.Added}
	}
	if d.Head != nil && d.Head.Format == document.HeadBulletin {
		n.Head.Organs = nil // its name alone stands there
	}
	if d.Imprint != nil {
		m := *d.Imprint
		n.Imprint = &m
	}
	n.Places = x.places()
	if d.Kind != document.Plan {
		return n
	}
	for _, part := range []struct {
		key string
		set bool
	}{{"head", n.Head != nil}, {"recipients", n.Recipients != ""}, {"note", n.Note != ""}, {"imprint", n.Imprint != nil}} {
		if part.set {
			x.fail(&draftError{x.at(part.key), ErrValue})
		}
	}
	return n
}

// issuers returns the organs of the head of n: those who sign, where the title begins with
// their names and no other, else all of the campaign.
func (x *composer) issuers(n *document.Document) []document.Organ {
	if n.Signature == nil || len(n.Signature.Organs) == 0 || len(n.Signature.Organs) >= len(x.c.Organs) {
		return x.c.Organs
	}
	issuer, _, ok := strings.Cut(han.Squeeze(n.Title), "关于")
	for _, o := range n.Signature.Organs {
		rest, full := strings.CutPrefix(issuer, han.Squeeze(o.Name))
		if !full {
			return x.c.Organs
		}
		issuer = strings.TrimPrefix(rest, "、")
	}
	if !ok || issuer != "" {
		return x.c.Organs
	}
	return n.Signature.Organs
}

// A composer makes the parts of one document.
type composer struct {
	c        *Campaign
	path     string // of the draft; "" if it is none of c's
	filled   *filled
	bodies   map[string]document.Places // of blocks in the composed texts, by part
	expanded map[string]expansion       // the composed texts, by part
	findings []report.Finding
	errs     []error
}

func (x *composer) fail(err error) { x.errs = append(x.errs, err) }

// err returns the first error.
func (x *composer) err() error {
	if len(x.errs) == 0 {
		return nil
	}
	return x.errs[0]
}

func (x *composer) at(part string) string { return join(x.path, part) }

// text carries out the actions in a text.
func (x *composer) text(part, s string) string { return x.expand(part, s, false) }

func (x *composer) expand(part, s string, body bool) string {
	e, err := x.c.expand(s, x.filled, body)
	x.expanded[part] = e
	var a *ActionError
	if errors.As(err, &a) {
		a.Path = x.at(part)
		x.expanded[part] = expansion{text: s} // its place is that in what was written
		a.Where = x.place(part, a.Where.Line, a.Where.Column)
		x.fail(a)
	}
	return e.text
}

func (x *composer) body(part, s string) []document.Block {
	blocks, places, findings := plain.PlaceBody(x.expand(part, s, true))
	x.bodies[part] = places
	for _, f := range findings {
		f.Where = x.place(part, f.Where.Line, f.Where.Column)
		x.findings = append(x.findings, f)
	}
	return blocks
}

func (x *composer) attachments(drafts []DraftAttachment) []document.Attachment {
	var as []document.Attachment
	for i, d := range drafts {
		part := fmt.Sprintf("attachments[%d]", i)
		a := document.Attachment{
			Title:   x.text(part+".title", d.Title),
			Adopted: x.text(part+".adopted", d.Adopted),
			Listed:  x.text(part+".listed", d.Listed),
			Label:   d.Label,
			Printed: d.Printed,
			Apart:   d.Apart,
			Body:    x.body(part+".body", d.Body),
		}
		if d.Form != "" {
			s, err := x.c.FormSchema(d.Form)
			if err != nil {
				x.ref(err, part+".form")
				continue
			}
			eachField("", s, func(string, *forms.Field) { x.filled.fields++ })
			if x.filled.fields > maxFields {
				x.fail(&draftError{x.at(part + ".form"), ErrTooLarge})
				break
			}
			if a.Title == "" {
				a.Title = s.Title
			}
			if s.Title == "" {
				s.Title = a.Title
			}
			a.Body = append(a.Body, &document.Form{Schema: s})
		}
		as = append(as, a)
	}
	return as
}

// ref keeps the error of a name that stands in a part.
func (x *composer) ref(err error, part string) {
	var r *RefError
	if errors.As(err, &r) {
		r.Path = x.at(part)
	}
	x.fail(err)
}

func (x *composer) signature(d *DraftSignature) *document.Signature {
	if d == nil {
		return nil
	}
	s := &document.Signature{Date: d.Date, Seal: d.Seal, Posts: d.Posts}
	var known []string
	for _, o := range x.c.Organs {
		known = append(known, o.Name)
	}
	for i, name := range d.Organs {
		if name == "all" {
			s.Organs = append(s.Organs, x.c.Organs...)
			continue
		}
		o, ok := x.c.organ(name)
		if !ok {
			x.ref(&RefError{What: "organ", Name: name, Known: append(known, "all")}, fmt.Sprintf("signature.organs[%d]", i))
			continue
		}
		s.Organs = append(s.Organs, o)
	}
	return s
}

// organ returns the organ with the name or short name.
func (c *Campaign) organ(name string) (document.Organ, bool) {
	for _, o := range c.Organs {
		if name == o.Name || name == o.Short {
			return o, true
		}
	}
	return document.Organ{}, false
}

// A draftError is a part that a plan cannot have (ErrValue), or forms of more
// fields than any campaign has (ErrTooLarge).
type draftError struct {
	path string
	err  error
}

func (e *draftError) Error() string {
	english, _ := e.detail()
	return "campaign: " + prefixed(e.path, english)
}

// Chinese says the same to a clerk.
func (e *draftError) Chinese() string {
	_, chinese := e.detail()
	return prefixed(e.path, chinese)
}

func (e *draftError) Unwrap() error { return e.err }

func (e *draftError) detail() (english, chinese string) {
	if e.err == ErrTooLarge {
		return fmt.Sprintf("%v: the forms attached have more than %d fields", e.err, maxFields),
			fmt.Sprintf("所附的表格合计超过%d项，请删去重复的表", maxFields)
	}
	return "a 方案 has no head, recipients, note or imprint: they belong to the 通知 that prints it",
		"方案没有版头、主送机关、附注和版记，这些属于印发它的通知"
}

func (e *draftError) where() string  { return e.path }
func (e *RefError) where() string    { return e.Path }
func (e *ActionError) where() string { return e.Path }

// pathOf returns the path that an error of compose tells.
func pathOf(err error) string {
	var e interface{ where() string }
	if errors.As(err, &e) {
		return e.where()
	}
	return ""
}
