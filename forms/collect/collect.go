// Package collect reads what schools sent back (filled forms and material),
// checks it and adds it up, against the campaign that asked for it.
//
// [Collect] does it all. The returns are a file system with a folder or a .zip
// for each school, or loose files; a register 收文登记.csv in it, or dated
// folders, tell when files came in. Out of them come
//
//	汇总表.xlsx    what the forms add up to, with formulas and a chart
//	校核结果.xlsx  what is wrong, school by school
//	校核结果.json  the same for programs
//	批注/          copies of the files that have problems, marked
//	催报名单.xlsx  who owes what, by deadline
//	催报文字.xlsx  what to write to them: 短信, 微信, a letter
//	台账.xlsx      what every unit did about every duty, day by day
//	总结.docx      a summary with the totals filled in
//	文书/          templates that ask for what came in, filled in
//	文稿/          通报, 报告, 总结 and 简报, to be finished: [Options.Drafts], [Options.Brief]
//
// Where they go is told by a sink of package output: a folder, an archive,
// memory. One bad file never stops the rest.
package collect

import (
	"context"
	"errors"
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"io/fs"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/jobs"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Options say what returns are held against. Only the campaign has to be there.
type Options struct {
	Campaign *campaign.Campaign // that asked for the returns
	Roster   returned.Roster    // schools that owe them; none: nobody knows who sent nothing
	Findings []report.Finding   // what was found before, in the roster for example: told with the rest
	AsOf     calendar.Date      // only what is due by then is asked for; zero: everything
	Letters  []letter.Letter    // templates besides the campaign's own, such as those of a folder: [letter.In]
	Drafts   bool               // write 通报, 报告 and 总结 in four parts, to be finished by hand
	Brief    calendar.Date      // write the 简报 of this day; zero: none
	Fonts    font.Set           // faces that 总结.docx is measured with; none means fontpack.Fonts
	Author   string             // of the files; "" is the campaign's first organ
	Archive  output.Sink        // takes the year for good: what came in, the results, an index with hashes; nil for none
	Last     *Last              // last year's totals, to compare with; nil for none
	Checker  validate.Checker   // with holidays, which 催报名单 tells of, and rules of the caller's

	// Skip reports files and folders that nobody sent, such as results that
	// lie among the returns. It may be nil.
	Skip func(path string, info fs.FileInfo) bool

	// Progress hears of every step, on the goroutine of Collect, which waits
	// for it. It may be nil.
	Progress func(Event)
}

// An Event is a step of Collect: [Reading], [Read] or [Made].
type Event interface{ event() }

// Reading says how many of the files in the file system are read.
type Reading struct{ Done, Total int }

// Read says that all are read, and how many there were with those in archives.
type Read struct{ Files int }

// Made says that a file is made; of marked copies it does not.
type Made struct{ File File }

func (Reading) event() {}

func (Read) event() {}

func (Made) event() {}

// A File is one of the results.
type File struct {
	Path  string
	Bytes int
}

// A Result tells what came of the returns.
type Result struct {
	Files   []File            // without marked copies, the most important first
	Marked  []string          // paths of the marked copies
	Tallies []*returned.Tally // of the campaign's forms, in their order
	Debts   []Debt            // by deadline
	Duties  []campaign.Duty   // of the campaign
	Items   []Item            // what every unit did about them, by unit
	Report  report.Report

	roster  bool
	measure string // 所, or 个 of departments
}

// ErrNil is the error of Collect where it is given no returns, no campaign or no
// sink.
var ErrNil = errors.New("collect: no returns, no campaign or no sink")

// maxFiles bounds a run, so that a wrong folder (a whole disk) ends soon.
const maxFiles = 200_000

// A LimitError says that there are more files than a bureau could get back: the
// folder is likely the wrong one.
type LimitError struct{ Files int }

func (e *LimitError) Error() string { return fmt.Sprintf("collect: more than %d files", e.Files) }

// Chinese says the same to a clerk.
func (e *LimitError) Chinese() string {
	return fmt.Sprintf("文件超过%d个，请核对是不是收来的文件所在的文件夹", e.Files)
}

// Collect reads the returns and commits the results to out, or discards it if
// anything fails. Files that cannot be read are findings.
//
// When ctx is done, Collect returns its error at once, unless out is being
// committed already; a file that is being read may then be closed a little
// later. Other errors are *[LimitError], *[output.Error], those of out, of
// returns itself, of the campaign's forms, of package fill for a template that cannot be
// filled, or of fontpack. The same returns give
// the same bytes.
func Collect(ctx context.Context, returns fs.FS, o Options, out output.Sink) (*Result, error) {
	if out == nil {
		return nil, ErrNil
	}
	defer out.Discard()
	if o.Archive != nil {
		defer o.Archive.Discard()
	}
	if returns == nil || o.Campaign == nil {
		return nil, ErrNil
	}
	result, err := jobs.Run(ctx, o.Progress, func(ctx context.Context, tell func(Event)) (*Result, error) {
		c := &collector{ctx: ctx, Options: o, returns: heed.FS(ctx, returns), out: out, tell: tell, rations: rations{gate.Run, gate.School}}
		return c.collect()
	})
	if err == nil && o.Archive != nil {
		err = o.Archive.Commit()
	}
	if err == nil {
		err = out.Commit()
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

// A collector is one run.
type collector struct {
	Options
	ctx     context.Context
	returns fs.FS           // ends with ctx
	duties  []campaign.Duty // of the campaign
	words   []string        // by which documents are known that are owed
	out     output.Sink
	tell    func(Event)

	forms   []form
	reader  returned.Reader // of all files
	blanks  learn.Reader    // likewise, where a form has a blank of its own
	rations rations
	schools schools
	last    map[*forms.Schema]*returned.Rollup // last year's; nil where there is nothing to compare with
	rolled  map[string]bool                    // offices that handed on what they have added up
	handed  map[string]string                  // schools, to the office with whose files their forms came
	names   []string                           // of everyone, once all is read
	raw     map[string]string                  // how files are really named, by their path; where it is no other there is none

	arrivals []arrival // by path
	tallies  []*returned.Tally
	unmet    map[string][]roster.Receipt // entries of the register that belong to no file, by unit
	items    []Item
	stuff    map[string]*material.Result // by school
	marked   []string                    // annotated copies, as they were named
	report   report.Report
	written  []File
	made     []made // results, for the archive
}

func (c *collector) collect() (*Result, error) {
	c.reader.Year, c.blanks.Year = c.Campaign.Year, c.Campaign.Year
	c.schools.know(c.Roster)
	c.schools.stems = len(c.Roster) == 0 && len(c.Campaign.Forms) == 1 && c.Campaign.Forms[0].Blank != nil
	c.raw = map[string]string{}
	dated := *c.Campaign
	dated.Deadlines = c.Campaign.Dated()
	c.Campaign = &dated
	c.duties = c.Campaign.Duties()
	for _, d := range c.duties {
		for k, w := range d.Files {
			if d.Files[k] = plainName(w); !slices.Contains(c.words, d.Files[k]) {
				c.words = append(c.words, d.Files[k])
			}
		}
	}
	c.report.Add(c.Findings...)
	if err := c.findSchemas(); err != nil {
		return nil, err
	}
	c.readLast()
	files, err := c.walk()
	if err != nil {
		return nil, err
	}
	if err := c.read(files); err != nil {
		return nil, err
	}
	c.tally()
	if err := c.material(); err != nil {
		return nil, err
	}
	compared := c.compared()
	c.answer()
	c.settled()
	c.Checker.Rules.Sift(&c.report)
	c.report.Tidy()
	debts := c.debts()
	letters, err := c.letters(debts)
	if err != nil {
		return nil, err
	}
	drafts, err := c.drafts(debts)
	if err != nil {
		return nil, err
	}
	letters = append(letters, drafts...)
	if err := c.write(debts, letters, compared); err != nil {
		return nil, err
	}
	if err := c.archive(); err != nil {
		return nil, err
	}
	return &Result{c.written, c.marked, c.tallies, debts, c.duties, c.items, c.report, len(c.Roster) > 0, c.unitWord().Measure}, nil
}
