package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	pathpkg "path"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/render/template"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A packer makes the files of a pack.
type packer struct {
	campaign *campaign.Campaign
	moves    []campaign.Move  // what was moved to another year
	roster   returned.Roster  // empty: no folders for schools
	listed   []report.Finding // what was found in the roster
	fonts    font.Set
	progress io.Writer
	out      *outdir.Stage
	dir      string // where it leads

	entries []entry
	listing int             // bytes of the manifest
	taken   map[string]bool // paths, in lower case
	schools []schoolFolder
	blanks  []blankForm
	uses    []render.FontUse
	report  report.Report
}

// An entry is a file of the pack as the manifest lists it.
type entry struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"` // notice, plan, form, schedule, template, guide
	Title  string `json:"title"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Pages  int    `json:"pages,omitempty"`
	School string `json:"school,omitempty"` // whose copy of a form it is
}

func newEntry(path, kind, title string, data []byte) entry {
	sum := sha256.Sum256(data)
	return entry{Path: path, Kind: kind, Title: title, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}
}

// pack makes everything. The files are put into their places when all of them
// are made.
func (p *packer) pack(ctx context.Context) error {
	p.taken = map[string]bool{"manifest.json": true}
	p.report = validate.Campaign(p.campaign)
	p.report.Add(p.listed...)
	steps := []func() error{p.documents, p.forms, p.schedule, p.templates, func() error { return p.everySchool(ctx) }}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	p.report.Tidy()
	if err := p.add("说明.txt", "guide", "使用说明", []byte(p.guide()), 0); err != nil {
		return err
	}
	slices.SortFunc(p.entries, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	manifest, err := p.manifest()
	if err != nil {
		return err
	}
	p.listing = len(manifest)
	return p.write("manifest.json", manifest)
}

func (p *packer) write(path string, data []byte) error {
	if err := p.out.Add(outdir.File{Path: path, Data: data}); err != nil {
		return err
	}
	return nil
}

func (p *packer) add(path, kind, title string, data []byte, pages int) error {
	e := newEntry(p.free(path), kind, title, data)
	e.Pages = pages
	if err := p.write(e.Path, data); err != nil {
		return err
	}
	p.entries = append(p.entries, e)
	fmt.Fprintf(p.progress, "  %s\n", e.Path)
	return nil
}

// free returns path, or path with a number if two files or folders would have
// one name, and takes it. Small and capital letters are one to many file
// systems.
func (p *packer) free(path string) string {
	ext := pathpkg.Ext(path)
	name := path
	for n := 2; p.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
	}
	p.taken[strings.ToLower(name)] = true
	return name
}

// options are the properties of what is no document.
func (p *packer) options() blank.Options {
	o := blank.Options{Author: p.campaign.Organs[0].Name}
	for _, d := range p.campaign.Documents {
		if d.Signature != nil && o.Date.IsZero() {
			o.Date = d.Signature.Date
		}
	}
	return o
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
	printer := render.Printer{Fonts: p.fonts}
	set, err := printer.Set(doc)
	if err != nil {
		return err
	}
	var word, pdf bytes.Buffer
	if err := set.DOCX(&word); err != nil {
		return err
	}
	if err := set.PDF(&pdf); err != nil {
		return err
	}
	p.report.Add(set.Result.Findings...)
	p.uses = mergeUses(p.uses, set.Result.Fonts)
	if err := p.add(fileName(title)+".docx", kind, title, word.Bytes(), set.Result.Pages); err != nil {
		return err
	}
	return p.add(fileName(title)+".pdf", kind, title, pdf.Bytes(), set.Result.Pages)
}

// A blankForm is a form as it is sent out.
type blankForm struct {
	schema *forms.Schema
	name   string          // of its files, without folder and extension
	copies []*blank.Copies // in each of the formats
}

// formats are the formats of a form.
var formats = []struct {
	ext   string
	print blank.Printer
}{
	{".xlsx", sheet.Form},
	{".docx", render.FormDOCX},
}

func (p *packer) forms() error {
	for _, use := range p.campaign.Forms {
		schema, err := p.campaign.FormSchema(use.ID)
		if err != nil {
			return err
		}
		schema.Title = p.campaign.FormTitle(use.ID) // 7.3.7: a form bears the name that the document gives it
		b := blankForm{schema: schema, name: p.free(fileName(schema.Title))}
		for _, f := range formats {
			copies := blank.NewCopies(f.print, schema, p.options())
			b.copies = append(b.copies, copies)
			var data bytes.Buffer
			if err := copies.Print(&data, nil); err != nil {
				return err
			}
			if err := p.add("表格/"+b.name+f.ext, "form", schema.Title, data.Bytes(), 0); err != nil {
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
	o := p.options()
	var book, cal bytes.Buffer
	list := schedule.List(p.campaign)
	if err := sheet.Lists(&book, []sheet.List{list}, sheet.Options{Author: o.Author, Date: o.Date}); err != nil {
		return err
	}
	if err := schedule.ICalendar(&cal, p.campaign); err != nil {
		return err
	}
	if err := p.add("报送日程.xlsx", "schedule", list.Title, book.Bytes(), 0); err != nil {
		return err
	}
	return p.add("报送日程.ics", "schedule", list.Title, cal.Bytes(), 0)
}

// templateNames are what the templates for kinds of material are called.
var templateNames = map[string]string{"article": "文字稿件", "photo": "照片说明", "media": "媒体报道"}

func (p *packer) templates() error {
	o := p.options()
	for _, rule := range p.campaign.Material {
		var data bytes.Buffer
		switch err := template.Material(&data, rule, template.Options{Author: o.Author, Date: o.Date}); {
		case errors.Is(err, template.ErrNone):
			continue
		case err != nil:
			return err
		}
		title := templateNames[rule.Kind] + "模板"
		if err := p.add("材料模板/"+title+".docx", "template", title, data.Bytes(), 0); err != nil {
			return err
		}
	}
	return nil
}

// longestName is the number of characters that a file name may have; Chinese
// characters take three bytes and file systems allow 255.
const longestName = 60

// device are names that Windows keeps for itself, whatever follows behind a dot.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// fileName makes a title fit for every file system.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, title)
	rs := []rune(name)
	if len(rs) > longestName {
		rs = rs[:longestName]
	}
	name = strings.Trim(string(rs), " .")
	switch {
	case name == "":
		return "未命名"
	case device.MatchString(name):
		return name + "_"
	}
	return name
}

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

// manifest is the text of manifest.json.
func (p *packer) manifest() ([]byte, error) {
	type fallback struct {
		Char string `json:"char"`
		Face string `json:"face"`
	}
	type font struct {
		Role      string     `json:"role"`
		Wanted    string     `json:"wanted"`
		Used      string     `json:"used"`
		Fallbacks []fallback `json:"fallbacks"`
	}
	type moved struct {
		Field  string `json:"field"`
		Line   int    `json:"line,omitempty"` // in a text of several lines
		From   string `json:"from"`
		To     string `json:"to"`
		Status string `json:"status"`
	}
	m := struct {
		Campaign string           `json:"campaign"`
		Year     int              `json:"year"`
		Files    []entry          `json:"files"`
		Fonts    []font           `json:"fonts"`
		Moved    []moved          `json:"moved"`
		Findings []report.Finding `json:"findings"`
		Skipped  []report.Skip    `json:"skipped,omitempty"`
	}{p.campaign.Name, p.campaign.Year, p.entries, []font{}, []moved{}, p.report.Findings, p.report.Skipped}
	for _, u := range p.uses {
		f := font{u.Role.String(), u.Wanted, u.Used, []fallback{}}
		for _, b := range u.Fallbacks {
			f.Fallbacks = append(f.Fallbacks, fallback{string(b.Char), b.Face})
		}
		m.Fonts = append(m.Fonts, f)
	}
	for _, v := range p.moves {
		m.Moved = append(m.Moved, moved{v.Field, v.Line, v.From, v.To, toConfirm})
	}
	if m.Findings == nil {
		m.Findings = []report.Finding{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("yearpack: manifest: %w", err)
	}
	return b.Bytes(), nil
}
