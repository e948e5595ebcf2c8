package pack

import (
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/render/template"
)

// templatesFolder is where the papers around the documents are as templates.
const templatesFolder = "模板/"

// drafting are the built-in 发文稿纸 for documents that get one, unless the bureau has
// its own.
func (p *packer) drafting() (all []campaign.Template) {
	if slices.ContainsFunc(p.campaign.Templates, func(t campaign.Template) bool {
		return t.Use == template.Drafting || strings.Contains(t.File, template.Drafting)
	}) || slices.ContainsFunc(p.Letters, func(l letter.Letter) bool { return strings.Contains(l.Name, template.Drafting) }) {
		return nil
	}
	for _, d := range p.campaign.Documents {
		if d.Head != nil || !d.Kind.Paper() {
			all = append(all, campaign.Template{Use: template.Drafting, Document: d.ID})
		}
	}
	return all
}

// letters fills in the papers around the documents. Their templates come along: the
// campaign's where it looks for them, and the built-in ones, which an office may take for
// its own.
func (p *packer) letters() error {
	filled := *p.campaign
	filled.Templates = slices.Concat(p.campaign.Templates, p.drafting())
	mine, err := letter.Of(&filled)
	if err != nil {
		return err
	}
	w := &letter.Writer{Campaign: p.campaign, Roster: p.Roster}
	for _, l := range slices.Concat(mine, p.Letters) {
		made, err := w.Write(l, func(path, title string, data []byte) error { return p.add(path, "letter", title, data) })
		if err != nil {
			return err
		}
		if note := made.Note(); note != "" {
			p.report.Skip("", note)
		}
	}
	for _, t := range p.campaign.Templates {
		file := path.Clean(t.File)
		if at := slices.IndexFunc(p.files, func(f File) bool { return f.Path == file }); t.Read == nil || !p.Keep || at >= 0 {
			continue
		}
		if err := p.add(file, "template", path.Base(file), t.Read.Data()); err != nil {
			return err
		}
	}
	o := p.options()
	for _, name := range template.OfficeNames() {
		print := func(w io.Writer) error {
			return template.Office(w, name, template.Options{Author: o.Author, Date: o.Date})
		}
		if err := p.make(templatesFolder+name+".docx", "template", name, print); err != nil {
			return err
		}
	}
	return nil
}
