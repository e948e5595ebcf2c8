package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/internal/filename"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/guard"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/render/template"
)

// free returns want, or want with a number if two files or folders would have
// one name, and takes it. Small and capital letters are one to many file
// systems.
func (p *packer) free(want string) string {
	ext := path.Ext(want)
	name, key, n := want, strings.ToLower(want), 1
	for n = max(n, p.taken[key]); p.taken[strings.ToLower(name)] > 0; {
		n++
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(want, ext), n, ext)
	}
	p.taken[strings.ToLower(name)] = 1
	p.taken[key] = n
	return name
}

// options are the properties of what is no document.
func (p *packer) options() blank.Options {
	o := blank.Options{}
	if len(p.campaign.Organs) > 0 {
		o.Author = p.campaign.Organs[0].Name
	}
	for _, d := range p.campaign.Documents {
		if d.Signature != nil && o.Date.IsZero() {
			o.Date = d.Signature.Date
		}
	}
	return o
}

// make adds what print writes.
func (p *packer) make(path, kind, title string, print func(io.Writer) error) error {
	var data bytes.Buffer
	if err := print(&data); err != nil {
		return &output.Error{Path: path, Err: err}
	}
	return p.add(path, kind, title, data.Bytes())
}

func (p *packer) documents() error {
	for i := range p.campaign.Documents {
		if err := p.document(&p.campaign.Documents[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *packer) document(d *campaign.Draft) error {
	doc, _, err := p.campaign.Compose(d)
	if err != nil {
		return err
	}
	kind := "notice"
	if doc.IsPlan() {
		kind = "plan"
	}
	title := strings.ReplaceAll(doc.Title, "\n", "")
	set, err := (&render.Printer{Fonts: p.Fonts}).Set(doc)
	if err != nil {
		return err
	}
	set.Enclosed = p.enclosed(doc)
	var word, pdf, ofd bytes.Buffer
	if err := set.DOCX(&word); err != nil {
		return err
	}
	if err := set.PDF(&pdf); err != nil {
		return err
	}
	if err := set.OFD(&ofd, render.OFDOptions{}); err != nil {
		return err
	}
	archival := "PDF/A-2a, PDF/UA-1"
	if len(set.Enclosed) > 0 {
		archival = "PDF/A-3a, PDF/UA-1"
	}
	result := set.Result
	for _, f := range result.Findings {
		if f.Rule != "GW309" { // the faces are told once, of all documents: Result.Fonts
			p.report.Add(f)
		}
	}
	p.uses = mergeUses(p.uses, result.Fonts)
	for _, f := range []struct {
		ext    string
		data   []byte
		format string
	}{{".docx", word.Bytes(), ""}, {".pdf", pdf.Bytes(), archival}, {".ofd", ofd.Bytes(), "GB/T 33190-2016"}} {
		if err := p.addFile(File{Path: fileName(title) + f.ext, Kind: kind, Title: title, Pages: result.Pages, Format: f.format}, f.data); err != nil {
			return err
		}
	}
	return nil
}

// enclosed are the forms that a document prints, as files to fill in.
func (p *packer) enclosed(d *document.Document) (files []paper.File) {
	add := func(blocks []document.Block) {
		for _, b := range blocks {
			f, ok := b.(*document.Form)
			if !ok || f == nil || f.Schema == nil {
				continue
			}
			for _, form := range p.blanks {
				if form.schema.ID == f.Schema.ID && form.file != nil {
					files = append(files, paper.File{Name: form.fileName(), Data: form.data})
				} else if form.schema.ID == f.Schema.ID {
					files = append(files, paper.File{Name: form.name + ".xlsx", Data: form.book})
				}
			}
		}
	}
	add(d.Body)
	for _, a := range d.Attachments {
		add(a.Body)
	}
	return files
}

// A form is one as it is sent out.
type form struct {
	use    string // its id in the campaign
	schema *forms.Schema
	name   string          // of its files, without folder and extension
	copies []*blank.Copies // in each of the formats; none of a template
	book   []byte          // .xlsx; of a template none
	file   *learn.Blank    // a template; else nil
	data   []byte          // of a template what is sent out: the file as it is, or locked
}

// formats are the formats of a form.
var formats = []struct {
	ext   string
	print blank.Printer
}{
	{".xlsx", sheet.Form},
	{".docx", render.FormDOCX},
}

// fileName is the name of a template in the pack.
func (f form) fileName() string { return f.name + strings.ToLower(path.Ext(f.file.Name)) }

func (p *packer) forms() error {
	for _, use := range p.campaign.Forms {
		schema, err := p.campaign.FormSchema(use.ID)
		if err != nil {
			return err
		}
		schema.Title = p.campaign.FormTitle(use.ID) // 7.3.7: a form bears the name that the document gives it
		b := form{use: use.ID, schema: schema, name: p.free(fileName(schema.Title)), file: use.Blank}
		if b.file != nil {
			if b.data = b.file.Data; p.Lock {
				var locked bytes.Buffer
				if err := guard.Blank(&locked, b.file); err != nil {
					return err
				}
				b.data = locked.Bytes()
			}
			if err := p.add("表格/"+b.fileName(), "form", schema.Title, b.data); err != nil {
				return err
			}
			p.files[len(p.files)-1].own = true
			p.blanks = append(p.blanks, b)
			continue
		}
		for _, f := range formats {
			copies := blank.NewCopies(f.print, schema, p.options())
			b.copies = append(b.copies, copies)
			path := "表格/" + b.name + f.ext
			var empty bytes.Buffer
			if err := copies.Print(&empty, nil); err != nil {
				return &output.Error{Path: path, Err: err}
			}
			if f.ext == ".xlsx" {
				b.book = empty.Bytes()
			}
			if err := p.add(path, "form", schema.Title, empty.Bytes()); err != nil {
				return err
			}
		}
		p.blanks = append(p.blanks, b)
	}
	return nil
}

// schedule makes what tells when everything is due.
func (p *packer) schedule() error {
	if len(p.campaign.Deadlines)+len(p.campaign.Rhythms) == 0 {
		return nil
	}
	list := schedule.List(p.campaign)
	o := p.options()
	book := func(w io.Writer) error {
		return sheet.Lists(p.ctx, w, []sheet.List{list}, sheet.Options{Author: o.Author, Date: o.Date})
	}
	if err := p.make("报送日程.xlsx", "schedule", list.Title, book); err != nil {
		return err
	}
	return p.make("报送日程.ics", "schedule", list.Title, func(w io.Writer) error { return schedule.ICalendar(w, p.campaign) })
}

// templateNames are what the templates for kinds of material are called.
var templateNames = map[string]string{"article": "文字稿件", "photo": "照片说明", "media": "媒体报道"}

func (p *packer) templates() error {
	o := p.options()
	for _, rule := range p.campaign.Material {
		title := templateNames[rule.Kind] + "模板"
		print := func(w io.Writer) error {
			return template.Material(w, rule, template.Options{Author: o.Author, Date: o.Date})
		}
		if err := p.make("材料模板/"+title+".docx", "template", title, print); err != nil && !errors.Is(err, template.ErrNone) {
			return err
		}
	}
	return nil
}

// fileName makes a title fit for every file system.
func fileName(title string) string { return filename.Fit(title) }

// mergeUses joins what several documents say of the same role.
func mergeUses(all, more []render.FontUse) []render.FontUse {
	for _, u := range more {
		i := slices.IndexFunc(all, func(x render.FontUse) bool { return x.Role == u.Role })
		if i < 0 {
			all = append(all, u)
			continue
		}
		for _, f := range u.Fallbacks {
			if !slices.Contains(all[i].Fallbacks, f) {
				all[i].Fallbacks = append(all[i].Fallbacks, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b render.FontUse) int { return int(a.Role - b.Role) })
	return all
}
