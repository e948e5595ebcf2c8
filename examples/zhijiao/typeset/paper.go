package typeset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A paper is a file that was set.
type paper struct {
	File     string           `json:"file"` // as it was named
	DOCX     string           `json:"docx"` // in the output folder
	PDF      string           `json:"pdf"`
	OFD      string           `json:"ofd,omitempty"`
	Title    string           `json:"title"`
	Pages    int              `json:"pages"`
	Fixed    []report.Finding `json:"fixed"`
	Findings []report.Finding `json:"findings"`
	Skipped  []report.Skip    `json:"skipped,omitempty"`

	findings string // the file with them
	report   report.Report
	sources  map[string]string // what was checked, by the file of the findings

	color bool // of what is printed

	word, pdf, ofd []byte
}

// maxInput bounds what is read of the standard input.
const maxInput = 64 << 20

// A draft is a file as it was sent.
type draft struct {
	text  string
	found []report.Finding // on the way
	word  []byte           // the file, if it is a .docx
}

// notWord says that there is nothing to put comments in.
type notWord struct{}

func (notWord) Error() string { return "typeset: only a .docx can be marked" }

// Chinese says it to the clerk.
func (notWord) Chinese() string { return "只有.docx能批注" }

// read reads a file.
func (o options) read(file string) (d draft, err error) {
	if file != "-" {
		if d.text, d.found, err = plain.LoadFile(file); err == nil && strings.EqualFold(filepath.Ext(file), ".docx") {
			d.word, err = os.ReadFile(file)
		}
		return d, err
	}
	data, err := io.ReadAll(io.LimitReader(o.stdin, maxInput))
	if err != nil {
		return d, &plain.FileError{File: file, Err: err}
	}
	name := "stdin.txt"
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		name, d.word = "stdin.docx", data
	}
	d.text, d.found, err = plain.ReadFile(bytes.NewReader(data), int64(len(data)), name)
	return d, err
}

// set reads a file and sets it.
func set(file string, o options, fonts font.Set) (*paper, error) {
	sent, err := o.read(file)
	if err != nil {
		return nil, err
	}
	if o.mark && sent.word == nil {
		return nil, notWord{}
	}
	text, besides := sent.text, sent.found
	p := &paper{File: file, Fixed: []report.Finding{}, color: o.color}
	if o.fix {
		var fixed []report.Finding
		text, fixed = o.checker.Fix(text)
		p.Fixed = append(p.Fixed, fixed...)
		for i := range p.Fixed {
			p.Fixed[i].Where.File = filepath.Base(file)
		}
	}
	p.sources = map[string]string{filepath.Base(file): text}
	for i := range besides {
		besides[i].Where.File = filepath.Base(file)
	}
	p.report.Add(besides...)
	o.checker.Rules.Sift(&p.report)
	doc, found := o.checker.Draft(filepath.Base(file), text)
	p.report.Merge(found)
	p.Title = strings.ReplaceAll(doc.Title, "\n", "")
	if (o.check || o.mark) && sent.word != nil {
		o.layout.Name = filepath.Base(file)
		set, err := layout.Check(bytes.NewReader(sent.word), int64(len(sent.word)), o.layout)
		if err != nil {
			return nil, err
		}
		o.checker.Rules.Sift(&set)
		p.report.Merge(set)
	}
	if o.mark {
		p.report.Tidy()
		p.Findings, p.Skipped = append([]report.Finding{}, p.report.Findings...), p.report.Skipped
		review := annotate.Review{Text: text, Findings: p.Findings}
		review.Fixed, _ = o.checker.Fix(text)
		var marked bytes.Buffer
		if err := annotate.Draft(&marked, bytes.NewReader(sent.word), int64(len(sent.word)), review, annotate.Options{Name: filepath.Base(file)}); err != nil {
			return nil, err
		}
		p.word = marked.Bytes()
		return p, nil
	}
	if o.check {
		p.report.Tidy()
		p.Findings, p.Skipped = p.report.Findings, p.report.Skipped
		return p, nil
	}

	printer := render.Printer{Fonts: fonts, Profile: o.profile}
	setting, err := printer.Set(doc)
	if err != nil {
		return nil, err
	}
	var word, pdf bytes.Buffer
	if err := setting.DOCX(&word); err != nil {
		return nil, err
	}
	if err := setting.PDF(&pdf); err != nil {
		return nil, err
	}
	if o.ofd {
		var ofd bytes.Buffer
		if err := setting.OFD(&ofd, render.OFDOptions{}); err != nil {
			return nil, err
		}
		p.ofd = ofd.Bytes()
	}
	p.report.Add(setting.Result.Findings...)
	p.report.Tidy()
	p.word, p.pdf, p.Pages = word.Bytes(), pdf.Bytes(), setting.Result.Pages
	p.Findings, p.Skipped = p.report.Findings, p.report.Skipped
	if p.Findings == nil {
		p.Findings = []report.Finding{}
	}
	return p, nil
}

// name names the files of p.
func (p *paper) name(n *names) {
	base := strings.TrimSuffix(filepath.Base(p.File), filepath.Ext(p.File))
	if p.File == "-" {
		base = "stdin"
	}
	if p.pdf == nil && p.word != nil {
		base += "-校核"
	}
	base = n.free(base)
	p.DOCX, p.findings = base+".docx", base+".findings.json"
	if p.pdf != nil {
		p.PDF = base + ".pdf"
	}
	if p.ofd != nil {
		p.OFD = base + ".ofd"
	}
}

// files are what is written of p.
func (p *paper) files() (all []string) {
	for _, name := range []string{p.DOCX, p.PDF, p.OFD, p.findings} {
		if name != "" {
			all = append(all, name)
		}
	}
	return all
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
	for _, ext := range []string{".docx", ".pdf", ".ofd", ".findings.json"} {
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

// printFindings prints what was found and nothing else: for people, or an object
// a line.
func printFindings(w io.Writer, papers []*paper, lines bool) error {
	for _, p := range papers {
		if !lines {
			var b strings.Builder
			b.WriteString(p.File + "：")
			p.say(&b)
			if _, err := io.WriteString(w, b.String()); err != nil {
				return err
			}
			continue
		}
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		for _, f := range p.Findings {
			f.Where.File = p.File
			if err := encoder.Encode(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// printSARIF prints what was found in all papers as one run of SARIF.
func printSARIF(w io.Writer, papers []*paper) error {
	var all report.Report
	for _, p := range papers {
		for _, f := range p.Findings {
			f.Where.File = p.File
			all.Add(f)
		}
	}
	return all.WriteSARIF(w)
}

// print says what was done.
func print(w io.Writer, out string, papers []*paper) error {
	var b strings.Builder
	for _, p := range papers {
		title := p.Title
		if title == "" {
			title = "（没有标题）"
		}
		fmt.Fprintf(&b, "%s：%s", p.File, title)
		if p.Pages > 0 {
			fmt.Fprintf(&b, "，%d页", p.Pages)
		}
		b.WriteString("\n")
		fmt.Fprintf(&b, "  写入 %s/%s\n", strings.TrimRight(out, "/"), strings.Join(p.files(), "、"))
		if len(p.Fixed) > 0 {
			fixed := report.Report{Findings: p.Fixed}
			fmt.Fprintf(&b, "  已改正 %d 处：\n", len(p.Fixed))
			fixed.WriteText(&b, "    ")
		}
		b.WriteString("  校核：")
		p.say(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// say prints what was found in p.
func (p *paper) say(b *strings.Builder) {
	if len(p.Findings) == 0 {
		b.WriteString("没有发现问题。\n")
		return
	}
	fmt.Fprintf(b, "错误 %d 处，警告 %d 处，提示 %d 处（不影响成文，请逐条核对）：\n",
		p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
	report.Printer{Indent: "    ", Sources: p.sources, Excerpts: 3, Color: p.color}.Print(b, &p.report)
}
