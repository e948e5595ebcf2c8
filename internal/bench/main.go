// Bench measures this library beside the programs that do the same work for
// most people: LibreOffice, python-docx and openpyxl, where they are installed.
// Both get the same content. It prints a table in Markdown:
//
//	go run ./internal/bench [-n TIMES]
//
// A library is measured in a process that is running already, Python's too:
// what starting takes is not counted. LibreOffice is a program, and its start is
// part of what a conversion takes; the last column says so. Each figure is the
// least of several runs.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func main() {
	times := flag.Int("n", 5, "runs of each")
	flag.Parse()
	if err := run(os.Stdout, *times); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A row is one piece of work. Other is nil where nothing else does it.
type row struct {
	work  string
	ours  func() error
	name  string // of the other program
	other func() (time.Duration, error)
	note  string
}

func run(w io.Writer, times int) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	rows, err := works(dir, times)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s/%s, %d processors, %s\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Fprintln(w, "| work | here | elsewhere | ratio | |")
	fmt.Fprintln(w, "|---|---:|---:|---:|---|")
	for _, r := range rows {
		ours, err := least(times, r.ours)
		if err != nil {
			return fmt.Errorf("%s: %w", r.work, err)
		}
		elsewhere, ratio, note := "", "", r.note
		if r.other != nil {
			switch took, err := r.other(); {
			case err == nil:
				elsewhere, ratio = show(took), fmt.Sprintf("%.0f×", float64(took)/float64(ours))
				note = strings.TrimSuffix(r.name+", "+r.note, ", ")
			case errIsAbsent(err):
				note = r.name + " is not installed here"
			default:
				return fmt.Errorf("%s: %s: %w", r.work, r.name, err)
			}
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.work, show(ours), elsewhere, ratio, note)
	}
	return nil
}

func show(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", d.Seconds()*1e3)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", d.Seconds()*1e3)
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// least runs f so often, and once before, and returns the shortest time.
func least(times int, f func() error) (time.Duration, error) {
	var all []time.Duration
	for range times + 1 {
		start := time.Now()
		if err := f(); err != nil {
			return 0, err
		}
		all = append(all, time.Since(start))
	}
	return slices.Min(all[1:]), nil
}

// works makes the content and lists what is measured on it.
func works(dir string, times int) ([]row, error) {
	free, err := fontpack.Fonts()
	if err != nil {
		return nil, err
	}
	doc, text := fivePages()
	set := func() (*render.Setting, error) { return (&render.Printer{Fonts: free}).Set(doc) }
	s, err := set()
	if err != nil {
		return nil, err
	}
	var word bytes.Buffer
	if err := s.DOCX(&word); err != nil {
		return nil, err
	}
	schema, _ := forms.Builtin("week-statistics")
	var form bytes.Buffer
	if err := sheet.Form(&form, schema, blank.Options{}); err != nil {
		return nil, err
	}
	for name, data := range map[string][]byte{"notice.docx": word.Bytes(), "notice.txt": []byte(text), "form.xlsx": form.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return nil, err
		}
	}
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		return nil, err
	}
	var schools returned.Roster
	returns := fstest.MapFS{}
	for i := range 100 {
		name := fmt.Sprintf("示例市第%d职业学校", i+1)
		schools = append(schools, returned.School{Name: name, District: "甲区"})
		returns[name+"/统计表.xlsx"] = &fstest.MapFile{Data: form.Bytes()}
	}
	pages := fmt.Sprintf("notice of %d pages", s.Result.Pages)
	return []row{
		{pages + " to PDF", func() error {
			s, err := set()
			if err != nil {
				return err
			}
			return s.PDF(io.Discard)
		}, "LibreOffice", office(dir, times, "notice.docx", "pdf"), "converting our .docx, its start included"},
		{pages + " to .docx", func() error {
			s, err := set()
			if err != nil {
				return err
			}
			return s.DOCX(io.Discard)
		}, "python-docx", python(dir, times, "docx", docxScript, "notice.txt"), "the paragraphs alone, no layout"},
		{"blank form to .xlsx", func() error { return sheet.Form(io.Discard, schema, blank.Options{}) },
			"openpyxl", python(dir, times, "openpyxl", writeScript, "form.xlsx"), "the same cells and merges, no checks"},
		{"returned form read and checked", func() error {
			_, _, err := returned.Read(bytes.NewReader(form.Bytes()), int64(form.Len()), "form.xlsx", schema)
			return err
		}, "openpyxl", python(dir, times, "openpyxl", readScript, "form.xlsx"), "cells loaded, nothing looked for"},
		{"pack of 100 schools", func() error {
			_, err := pack.Pack(context.Background(), c, pack.Options{Fonts: free, Roster: schools}, output.Zip(io.Discard))
			return err
		}, "", nil, ""},
		{"returns of 100 schools collected", func() error {
			_, err := collect.Collect(context.Background(), returns, collect.Options{Campaign: c, Roster: schools}, output.Zip(io.Discard))
			return err
		}, "", nil, ""},
	}, nil
}

// fivePages is a notice, and its paragraphs as plain text.
func fivePages() (*document.Document, string) {
	var b strings.Builder
	b.WriteString("关于举办职业教育活动周的通知\n\n各职业学校：\n")
	marks := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}
	for _, m := range marks {
		fmt.Fprintf(&b, "%s、第%s项工作\n", m, m)
		for i := range 3 {
			fmt.Fprintf(&b, "各校要围绕活动周主题，组织师生展示第%d个专业的技能成果，邀请企业和社区到校参观体验，并做好安全保障，如实填报统计表。\n", i+1)
		}
	}
	b.WriteString("\n示例市教育局\n2027年4月1日\n")
	doc, _ := plain.Parse(b.String())
	return doc, b.String()
}

// An absentError is the name of what is not installed.
type absentError string

func (e absentError) Error() string { return string(e) + " is not installed" }

func errIsAbsent(err error) bool {
	_, ok := err.(absentError)
	return ok
}

// office converts a file with LibreOffice, with a profile of its own.
func office(dir string, times int, file, to string) func() (time.Duration, error) {
	return func() (time.Duration, error) {
		soffice, err := exec.LookPath("soffice")
		if err != nil {
			return 0, absentError("LibreOffice")
		}
		return least(times, func() error {
			c := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", to, "--outdir", dir, filepath.Join(dir, file))
			if out, err := c.CombinedOutput(); err != nil {
				return fmt.Errorf("%w: %s", err, out)
			}
			return nil
		})
	}
}

// python measures a function work(path) within one process of Python.
func python(dir string, times int, module, script, file string) func() (time.Duration, error) {
	return func() (time.Duration, error) {
		for _, name := range []string{"python3", "/usr/bin/python3"} {
			if exec.Command(name, "-c", "import "+module).Run() != nil {
				continue
			}
			out, err := exec.Command(name, "-c", script+timing, filepath.Join(dir, file), strconv.Itoa(times)).Output()
			if err != nil {
				return 0, err
			}
			seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			return time.Duration(seconds * float64(time.Second)), err
		}
		return 0, absentError(module)
	}
}

// timing prints the least time that work takes.
const timing = `
import sys, time
work(sys.argv[1])
best = 1e9
for _ in range(int(sys.argv[2])):
    start = time.perf_counter(); work(sys.argv[1]); best = min(best, time.perf_counter() - start)
print(best)
`

const docxScript = `
import docx, io
def work(path):
    d = docx.Document()
    for line in open(path, encoding="utf-8"):
        d.add_paragraph(line.strip())
    d.save(io.BytesIO())
`

const readScript = `
import openpyxl
def work(path):
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            pass
`

const writeScript = `
import openpyxl, io
def work(path, known={}):
    if not known:
        known["sheets"] = [(s.title, [(c.row, c.column, c.value) for r in s.iter_rows() for c in r if c.value is not None], [str(m) for m in s.merged_cells.ranges]) for s in openpyxl.load_workbook(path)]
    book = openpyxl.Workbook()
    for title, cells, merges in known["sheets"]:
        sheet = book.create_sheet(title)
        for row, column, value in cells:
            sheet.cell(row, column, value)
        for m in merges:
            sheet.merge_cells(m)
    book.save(io.BytesIO())
`
