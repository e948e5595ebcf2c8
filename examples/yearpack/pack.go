package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A packer makes the files of a pack in memory.
type packer struct {
	campaign *campaign.Campaign
	moves    []campaign.Move // what was moved to another year
	fonts    render.FontSet
	progress io.Writer

	entries  []entry
	data     map[string][]byte
	titles   map[string]string // of forms, by id, as the documents that attach them call them
	manifest []byte
	uses     []render.FontUse
	report   report.Report
}

// An entry is a file of the pack as the manifest lists it.
type entry struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"` // notice, plan, form, guide
	Title  string `json:"title"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Pages  int    `json:"pages,omitempty"`
}

// pack makes everything. Nothing is written before all of it is made.
func (p *packer) pack() error {
	p.data, p.titles = map[string][]byte{}, map[string]string{}
	p.report = validate.Campaign(p.campaign)
	for i := range p.campaign.Documents {
		if err := p.document(&p.campaign.Documents[i]); err != nil {
			return err
		}
	}
	for i := range p.campaign.Forms {
		if err := p.form(p.campaign.Forms[i].ID); err != nil {
			return err
		}
	}
	p.report.Tidy()
	p.add("说明.txt", "guide", "使用说明", []byte(p.guide()), 0)
	slices.SortFunc(p.entries, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	return p.writeManifest()
}

func (p *packer) add(path, kind, title string, data []byte, pages int) {
	path = p.free(path)
	sum := sha256.Sum256(data)
	p.data[path] = data
	p.entries = append(p.entries, entry{path, kind, title, len(data), hex.EncodeToString(sum[:]), pages})
	fmt.Fprintf(p.progress, "  %s\n", path)
}

// free returns path, or path with a number if two files would have one name.
func (p *packer) free(path string) string {
	dot := strings.LastIndexByte(path, '.')
	name := path
	for n := 2; p.data[name] != nil; n++ {
		name = fmt.Sprintf("%s-%d%s", path[:dot], n, path[dot:])
	}
	return name
}

func (p *packer) document(d *campaign.Draft) error {
	doc, _, err := p.campaign.Compose(d)
	if err != nil {
		return err
	}
	var kind, title string
	var attached []campaign.Attachment
	switch doc := doc.(type) {
	case *campaign.Notice:
		kind, title, attached = "notice", doc.Title, doc.Attachments
	case *campaign.Plan:
		kind, title, attached = "plan", doc.Title, doc.Attachments
	}
	title = strings.ReplaceAll(title, "\n", "")
	for i, a := range d.Attachments {
		if a.Form != "" {
			p.titles[a.Form] = attached[i].Title
		}
	}
	printer := render.Printer{Fonts: p.fonts}
	var word, pdf bytes.Buffer
	if _, err := printer.DOCX(&word, doc); err != nil {
		return err
	}
	result, err := printer.PDF(&pdf, doc)
	if err != nil {
		return err
	}
	p.add(fileName(title)+".docx", kind, title, word.Bytes(), result.Pages)
	p.add(fileName(title)+".pdf", kind, title, pdf.Bytes(), result.Pages)
	p.report.Add(result.Findings...)
	p.uses = mergeUses(p.uses, result.Fonts)
	return nil
}

func (p *packer) form(id string) error {
	schema, err := p.campaign.FormSchema(id)
	if err != nil {
		return err
	}
	if title := p.titles[id]; title != "" {
		schema.Title = title // 7.3.7: a form bears the name that the document gives it
	}
	var book bytes.Buffer
	if err := render.Workbook(&book, schema, render.WorkbookOptions{}); err != nil {
		return err
	}
	p.add("表格/"+fileName(schema.Title)+".xlsx", "form", schema.Title, book.Bytes(), 0)
	return nil
}

// files returns what is to be written, in the order of the manifest, which
// comes last.
func (p *packer) files() []outdir.File {
	var out []outdir.File
	for _, e := range p.entries {
		out = append(out, outdir.File{Path: e.Path, Data: p.data[e.Path]})
	}
	return append(out, outdir.File{Path: "manifest.json", Data: p.manifest})
}

// longestName is the number of characters that a file name may have; Chinese
// characters take three bytes and file systems allow 255.
const longestName = 60

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
	if name == "" {
		return "未命名"
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

func (p *packer) writeManifest() error {
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
		return fmt.Errorf("yearpack: manifest: %w", err)
	}
	p.manifest = b.Bytes()
	return nil
}
