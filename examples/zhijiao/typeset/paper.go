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
	"github.com/zhijiao-go/zhijiao/render/font"
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

// read returns the text of a file, and what was found on the way.
func (o options) read(file string) (string, []report.Finding, error) {
	if file != "-" {
		return plain.LoadFile(file)
	}
	data, err := io.ReadAll(io.LimitReader(o.stdin, maxInput))
	if err != nil {
		return "", nil, &plain.FileError{File: file, Err: err}
	}
	name := "stdin.txt"
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		name = "stdin.docx"
	}
	return plain.ReadFile(bytes.NewReader(data), int64(len(data)), name)
}

// set reads a file and sets it.
func set(file string, o options, fonts font.Set) (*paper, error) {
	text, besides, err := o.read(file)
	if err != nil {
		return nil, err
	}
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
	doc, reading := plain.Parse(text)
	reading = append(besides, reading...)
	for i := range reading {
		reading[i].Where.File = filepath.Base(file)
	}
	p.report.Add(reading...)
	doc.ID, p.Title = filepath.Base(file), strings.ReplaceAll(doc.Title, "\n", "")
	o.checker.Rules.Sift(&p.report)
	p.report.Merge(o.checker.Document(doc))
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
	base = n.free(base)
	p.DOCX, p.PDF, p.findings = base+".docx", base+".pdf", base+".findings.json"
	if p.ofd != nil {
		p.OFD = base + ".ofd"
	}
}

// files are what is written of p.
func (p *paper) files() (all []string) {
	all = append(all, p.DOCX, p.PDF)
	if p.OFD != "" {
		all = append(all, p.OFD)
	}
	return append(all, p.findings)
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

// print says what was done.
func print(w io.Writer, out string, papers []*paper) error {
	var b strings.Builder
	for _, p := range papers {
		title := p.Title
		if title == "" {
			title = "（没有标题）"
		}
		fmt.Fprintf(&b, "%s：%s，%d页\n", p.File, title, p.Pages)
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
