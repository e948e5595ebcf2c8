package pack

import (
	"io"
	"path"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/render/template"
)

// templatesFolder is where the papers around the documents are as templates.
const templatesFolder = "模板/"

// letters fills in the papers around the documents. Their templates come along: the
// campaign's where it looks for them, and the built-in ones, which an office may take for
// its own.
func (p *packer) letters() error {
	mine, err := letter.Of(p.campaign)
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
