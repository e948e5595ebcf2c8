// Package pack makes a year's notice pack out of a campaign: the notices and
// plans as .docx, .pdf and .ofd with their attachments bound in and the forms inside, every form as .xlsx
// and .docx, the 报送日程 as .xlsx and .ics, templates for the material that
// schools send in, the papers around the documents (发文稿纸, 会签单 and the like) with
// their templates, a guide (说明.txt) and a manifest (manifest.json); with a
// roster also a folder for each school, its name filled in.
//
// [Pack] does it all. Where the files go is told by a sink of package output:
// a folder, an archive, memory.
package pack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/jobs"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Options say what a campaign does not know. The zero value makes the pack in
// the free faces of package fontpack, with no folders for schools.
type Options struct {
	Fonts    font.Set         // faces of the PDFs; none means fontpack.Fonts
	Roster   returned.Roster  // schools that get a folder each
	Moves    []campaign.Move  // of [campaign.Campaign.Next]: to be confirmed, says the pack
	Checker  validate.Checker // with holidays and rules of the caller's
	Findings []report.Finding // what was found before, in the roster for example: told with the rest
	Lock     bool             // lock the blanks that are files but for their answers; see package guard
	Letters  []letter.Letter  // templates besides the campaign's own, such as those of a folder: [letter.In]
	Keep     bool             // put campaign.yaml into the pack, the moves among its doubts

	// Progress hears of every step, on the goroutine of Pack, which waits for
	// it. It may be nil.
	Progress func(Event)
}

// An Event is a step of Pack: [Made] or [Schools].
type Event interface{ event() }

// Made says that a file is made; of files in the folders of schools it does not.
type Made struct{ File File }

// Schools says how many schools have their folder.
type Schools struct{ Done, Total int }

func (Made) event() {}

func (Schools) event() {}

// A File is a file of the pack as the manifest lists it.
type File struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"` // notice, plan, form, schedule, template, letter, guide; campaign; manifest
	Title  string `json:"title"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Pages  int    `json:"pages,omitempty"`  // of notices and plans
	School string `json:"school,omitempty"` // whose copy of a form it is
	Format string `json:"format,omitempty"` // standards of files that it keeps: PDF/A-2a, PDF/UA-1

	own bool // a form that the bureau has as a file
}

// A Result tells what is in a pack and what there is to know about it.
type Result struct {
	Files   []File           // by path, the manifest last
	Forms   int              // that are asked for
	Schools int              // that have a folder
	Report  report.Report    // of the campaign and the typesetting
	Fonts   []render.FontUse // one for each role that occurs
	Moves   []campaign.Move  // those of the options
	Doubts  []campaign.Doubt // of the campaign, that are open
}

// ErrNil is the error of Pack where it is given no campaign or no sink.
var ErrNil = errors.New("pack: no campaign or no sink")

// Pack makes the pack of c and commits out, or discards it if anything fails.
// What is wrong in the texts is in the report and stops nothing.
//
// When ctx is done, Pack returns its error at once, unless out is being
// committed already. Other errors are *[output.Error], that of the sink, of
// [campaign.Campaign.Compose], of package fill for a template that cannot be filled, or of
// fontpack. The same arguments give the same
// bytes.
func Pack(ctx context.Context, c *campaign.Campaign, o Options, out output.Sink) (*Result, error) {
	if out == nil {
		return nil, ErrNil
	}
	defer out.Discard()
	if c == nil {
		return nil, ErrNil
	}
	result, err := jobs.Run(ctx, o.Progress, func(ctx context.Context, tell func(Event)) (*Result, error) {
		p := &packer{ctx: ctx, Options: o, campaign: c, out: out, tell: tell, open: c.OpenDoubts(), taken: map[string]int{manifestName: 1}}
		if err := p.pack(); err != nil {
			return nil, err
		}
		return &Result{p.files, len(p.blanks), len(p.schools), p.report, p.uses, o.Moves, p.open}, nil
	})
	if err == nil {
		err = out.Commit()
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

// A packer makes the files of a pack.
type packer struct {
	Options
	ctx      context.Context
	campaign *campaign.Campaign
	out      output.Sink
	tell     func(Event)
	open     []campaign.Doubt // of the campaign as it came

	files   []File
	taken   map[string]int // paths in lower case, each with the last number that made one like it free
	schools []schoolFolder
	blanks  []form
	uses    []render.FontUse
	report  report.Report
}

func (p *packer) pack() (err error) {
	if len(p.Fonts) == 0 {
		if p.Fonts, err = fontpack.Fonts(); err != nil {
			return err
		}
	}
	if p.Keep {
		if err := p.keep(); err != nil {
			return err
		}
	}
	p.report = p.Checker.Campaign(p.campaign)
	p.report.Add(p.Findings...)
	for _, step := range []func() error{p.forms, p.documents, p.schedule, p.templates, p.letters, p.everySchool} {
		if err := step(); err != nil {
			return err
		}
	}
	p.report.Tidy()
	if err := p.add("说明.txt", "guide", "使用说明", []byte(p.guide())); err != nil {
		return err
	}
	slices.SortFunc(p.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	manifest, err := p.manifest()
	if err != nil {
		return err
	}
	p.files = append(p.files, newFile(manifestName, "manifest", "文件清单", manifest))
	return p.out.Add(manifestName, manifest)
}

// keep puts the campaign into the pack. Where it is another than that in its file,
// what is found in it stands in the one of the pack.
func (p *packer) keep() error {
	kept := *p.campaign
	kept.Doubts = slices.Clone(kept.Doubts)
	known := map[campaign.Doubt]bool{}
	for _, d := range kept.Doubts {
		known[d] = true
	}
	for _, m := range p.Moves {
		if d := m.Doubt(); !known[d] {
			known[d] = true
			kept.Doubts = append(kept.Doubts, d)
		}
	}
	var data bytes.Buffer
	if err := campaign.Write(&data, &kept); err != nil {
		return &output.Error{Path: campaignName, Err: err}
	}
	if len(kept.Doubts) > 0 {
		c, err := p.campaign.LoadAgain(bytes.NewReader(data.Bytes()), campaignName)
		if err != nil {
			return &output.Error{Path: campaignName, Err: err}
		}
		p.campaign = c
	}
	return p.add(campaignName, "campaign", "活动周数据", data.Bytes())
}

// add puts a file into the sink and tells of it.
func (p *packer) add(path, kind, title string, data []byte) error {
	return p.addFile(File{Path: path, Kind: kind, Title: title}, data)
}

// addFile is add for a file of which more is known.
func (p *packer) addFile(f File, data []byte) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	sealed := newFile(p.free(f.Path), f.Kind, f.Title, data)
	sealed.Pages, sealed.Format = f.Pages, f.Format
	if err := p.out.Add(sealed.Path, data); err != nil {
		return err
	}
	p.files = append(p.files, sealed)
	p.tell(Made{sealed})
	return p.ctx.Err()
}

func newFile(path, kind, title string, data []byte) File {
	sum := sha256.Sum256(data)
	return File{Path: path, Kind: kind, Title: title, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}
}
