package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A paper is a file that was set.
type paper struct {
	File     string           `json:"file"` // as it was named
	DOCX     string           `json:"docx"` // in the output folder
	PDF      string           `json:"pdf"`
	Title    string           `json:"title"`
	Pages    int              `json:"pages"`
	Fixed    []report.Finding `json:"fixed"`
	Findings []report.Finding `json:"findings"`
	Skipped  []report.Skip    `json:"skipped,omitempty"`

	report    report.Report
	sources   map[string]string // what was checked, by the file of the findings
	word, pdf []byte
	files     []outdir.File
}

// set reads a file and sets it.
func set(file string, o options, fonts font.Set) (*paper, error) {
	text, besides, err := read(file)
	if err != nil {
		return nil, err
	}
	p := &paper{File: file, Fixed: []report.Finding{}}
	if o.fix {
		var fixed []report.Finding
		text, fixed = validate.Fix(text)
		p.Fixed = append(p.Fixed, fixed...)
		for i := range p.Fixed {
			p.Fixed[i].Where.File = filepath.Base(file)
		}
	}
	p.sources = map[string]string{filepath.Base(file): text}
	doc, reading := plain.Parse(text)
	reading = append(besides, reading...)
	for i := range reading {
		reading[i].Where.File = filepath.Base(file)
	}
	p.report.Add(reading...)
	doc.ID, p.Title = filepath.Base(file), strings.ReplaceAll(doc.Title, "\n", "")
	p.report.Merge(validate.Document(doc))

	printer := render.Printer{Fonts: fonts, Profile: o.profile}
	var word, pdf bytes.Buffer
	if _, err := printer.DOCX(&word, doc); err != nil {
		return nil, err
	}
	result, err := printer.PDF(&pdf, doc)
	if err != nil {
		return nil, err
	}
	p.report.Add(result.Findings...)
	p.report.Tidy()
	p.word, p.pdf, p.Pages = word.Bytes(), pdf.Bytes(), result.Pages
	p.Findings, p.Skipped = p.report.Findings, p.report.Skipped
	if p.Findings == nil {
		p.Findings = []report.Finding{}
	}
	return p, nil
}

// name names the files of p.
func (p *paper) name(n *names) {
	base := strings.TrimSuffix(filepath.Base(p.File), filepath.Ext(p.File))
	base = n.free(base)
	p.DOCX, p.PDF = base+".docx", base+".pdf"
	p.files = []outdir.File{
		{Path: p.DOCX, Data: p.word},
		{Path: p.PDF, Data: p.pdf},
		{Path: base + ".findings.json", Data: indented(p.Findings)},
	}
}

// indented writes v as JSON for people and programs. Values of the types here
// cannot fail.
func indented(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("typeset: %v", err))
	}
	return b.Bytes()
}

// names gives outputs names that neither an input nor another output has.
type names struct {
	out    string
	inputs []os.FileInfo
	taken  []string // lower case: some file systems do not tell them apart
}

func newNames(out string, files []string) *names {
	n := &names{out: out}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			n.inputs = append(n.inputs, info)
		}
	}
	return n
}

// free returns base, or base with the first number that makes it free.
func (n *names) free(base string) string {
	name := base
	for i := 2; n.isTaken(name); i++ {
		name = fmt.Sprintf("%s-%d", base, i)
	}
	n.taken = append(n.taken, strings.ToLower(name))
	return name
}

func (n *names) isTaken(name string) bool {
	if slices.Contains(n.taken, strings.ToLower(name)) {
		return true
	}
	for _, ext := range []string{".docx", ".pdf", ".findings.json"} {
		info, err := os.Stat(filepath.Join(n.out, name+ext))
		if err != nil {
			continue
		}
		for _, input := range n.inputs {
			if os.SameFile(info, input) {
				return true
			}
		}
	}
	return false
}
