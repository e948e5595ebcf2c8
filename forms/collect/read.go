package collect

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// say adds a finding about a file.
func (c *collector) say(rule string, sev report.Severity, file, found, message, hint string) {
	c.report.Add(remark(rule, sev, file, found, message, hint))
}

func remark(rule string, sev report.Severity, file, found, message, hint string) report.Finding {
	return report.Finding{Rule: rule, Severity: sev, Source: "惯例", Where: report.Position{File: file}, Found: found, Message: message, Hint: hint}
}

// A form is one that the campaign asks for.
type form struct {
	id       string
	schema   *forms.Schema
	blank    *learn.Blank       // that returns are read against; nil for none
	deadline *campaign.Deadline // the last that names it; nil for none
}

// findSchemas takes the forms of the campaign with the titles that its
// documents give them.
func (c *collector) findSchemas() error {
	titles := map[string]string{}
	for i := range c.Campaign.Documents {
		d := &c.Campaign.Documents[i]
		doc, _, err := c.Campaign.Compose(d)
		if err != nil {
			return err
		}
		for j, a := range d.Attachments {
			if a.Form != "" && j < len(doc.Attachments) {
				titles[a.Form] = doc.Attachments[j].Title
			}
		}
	}
	for _, use := range c.Campaign.Forms {
		s, err := c.Campaign.FormSchema(use.ID)
		if err != nil {
			return err
		}
		if titles[use.ID] != "" {
			s.Title = titles[use.ID]
		}
		f := form{id: use.ID, schema: s}
		if use.Blank != nil {
			if f.blank, err = use.Blank.With(s); err != nil {
				return err
			}
			c.blanks.Blanks = append(c.blanks.Blanks, f.blank)
		} else {
			c.blanks.Schemas = append(c.blanks.Schemas, s)
		}
		for i := range c.Campaign.Deadlines {
			d := &c.Campaign.Deadlines[i]
			if d.Form == use.ID && (f.deadline == nil || !due(d).Before(due(f.deadline))) {
				f.deadline = d
			}
		}
		c.forms = append(c.forms, f)
	}
	return nil
}

// due is the last moment that is in time.
func due(d *campaign.Deadline) time.Time { return returned.EndOf(d.Due, d.Time) }

func (c *collector) schemas() []*forms.Schema {
	var all []*forms.Schema
	for _, f := range c.forms {
		all = append(all, f.schema)
	}
	return all
}

// An arrival is a file that came in, on disk or in an archive, and what was
// read out of it.
type arrival struct {
	path     string // below the folder; of one in an archive it goes on behind the .zip
	disk     string // the file that is on disk
	owner    owner
	returns  []*returned.Return
	owners   []owner // of each return
	rollups  []returned.Rollup
	looked   *material.Looked          // of what is no form, where material is asked for
	findings []report.Finding          // in the file and its forms
	dropped  map[*returned.Return]bool // another school's, that count elsewhere or not at all
	isForm   bool                      // told by its content, or its name: no material
	unread   bool                      // a form that could not be read, or may be one
	closed   bool                      // its format, or the file, cannot be read at all
	marked   bool                      // has an annotated copy
	nothing  bool                      // no file, but what there is to say of a folder or archive
	err      error                     // of writing that copy
	lines    []string                  // that a document which is no form begins with
}

// read reads all files on all processors. What comes of it does not depend on
// their number.
func (c *collector) read(files []string) error {
	results, err := c.readAll(files)
	if err != nil {
		return err
	}
	c.arrivals = slices.Concat(results...)
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if a.err != nil {
			return a.err
		}
		if a.marked {
			c.marked = append(c.marked, markedFolder+a.path)
		}
		c.report.Add(a.findings...)
	}
	c.arrivals = slices.DeleteFunc(c.arrivals, func(a arrival) bool { return a.nothing })
	if c.schools.stems {
		c.apart()
	}
	c.stray()
	c.rolled, c.handed = map[string]bool{}, map[string]string{}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if len(a.rollups) > 0 {
			c.rolled[a.owner.name] = true
		}
		for _, o := range append(slices.Clone(a.owners), a.owner) {
			if o.unit != "" && o.unit != o.name {
				c.handed[o.name] = o.unit
			}
		}
	}
	c.names = c.everyone()
	c.tell(Read{len(c.arrivals)})
	return c.ctx.Err()
}

// file reads a file on disk, itself or all that is in it, within a budget.
func (c *collector) file(name string, budget *gate.Budget) []arrival {
	f, err := heed.Open(c.returns, c.rawName(name))
	switch {
	case errors.Is(err, heed.ErrNotFile):
		return c.unopenable(name, "不是普通文件，没有打开", "请放入文件本身")
	case err != nil:
		return c.unopenable(name, "文件打不开", "请检查文件和权限后重新汇总")
	}
	defer f.Close()
	v := gate.NewView(c.ctx, f, f.Size, budget)
	if sortOf(name) != sortArchive || isOffice(v, f.Size, name) {
		a := arrival{path: name, disk: name}
		c.piece(&a, v, f.Size)
		c.look(&a, v, f.Size)
		return []arrival{a}
	}
	var all []arrival
	hidden := 0
	err = gate.WalkFiles(f, f.Size, name, budget, func(found gate.Found) error {
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		at := found.Path
		if leftoverPath(at) {
			if !ofSystem(at) {
				hidden++
			}
			return nil
		}
		if found.Err == nil && (emptyText(at, found.Size) || ownGuide(at, found.Open)) {
			return nil
		}
		a := arrival{path: name + "/" + at, disk: name}
		if found.Err != nil {
			c.refuse(&a, found.Err)
		} else {
			v := found.View(c.ctx, budget)
			c.entry(&a, v, found.Size)
			v.Close()
		}
		if found.Note != "" {
			a.findings = append(a.findings, remark(returned.RuleFile, report.Hint, a.path, path.Base(a.path), found.Note, ""))
		}
		all = append(all, a)
		return nil
	})
	if hidden > 0 {
		all = append(all, arrival{path: name, disk: name, owner: c.schools.of(name+"/", nil), nothing: true,
			findings: []report.Finding{remark(returned.RuleLeftOver, report.Hint, name, "", fmt.Sprintf("压缩包里有%d个隐藏的文件（名称以点开头，或在这样的文件夹里），没有读入", hidden), "如果是要报送的，请改名后重新压缩")}})
	}
	if err != nil && c.ctx.Err() == nil {
		a := arrival{path: name, disk: name, isForm: true, unread: true, closed: true, owner: c.schools.of(name+"/", nil)}
		a.findings = append(a.findings, readFinding(err, name))
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b arrival) int { return strings.Compare(a.path, b.path) })
	return all
}

// unopenable is what there is to say of a file that is not even opened.
func (c *collector) unopenable(name, message, hint string) []arrival {
	return []arrival{{path: name, disk: name, isForm: true, unread: true, closed: true, owner: c.schools.of(name, nil),
		findings: []report.Finding{remark(returned.RuleFile, report.Error, name, "", message, hint)}}}
}

// refuse notes why a file of an archive is not read.
func (c *collector) refuse(a *arrival, err error) {
	a.isForm, a.unread, a.closed = true, true, true
	a.owner = c.schools.of(a.path, nil)
	a.findings = append(a.findings, readFinding(err, a.path))
}

// entry reads a file of an archive. What may be a form has to be held in memory.
func (c *collector) entry(a *arrival, v *gate.View, size int64) {
	if sort := sortOf(a.path); sort == sortForm || sort == sortDocument || startsAsOffice(v) {
		if err := v.Whole(); err != nil {
			if _, ok := errors.AsType[*gate.Error](err); !ok {
				err = fmt.Errorf("%w: %w", returned.ErrDamaged, err)
			}
			c.refuse(a, err)
			return
		}
		c.piece(a, v, size)
	} else {
		a.owner = c.schools.of(a.path, nil)
	}
	c.look(a, v, size)
}

// look looks at what is no form as the material that it may be.
func (c *collector) look(a *arrival, v *gate.View, size int64) {
	if a.isForm || len(c.Campaign.Material) == 0 {
		return
	}
	defer func() {
		if p := recover(); p != nil { // the rest goes on
			a.isForm, a.unread, a.closed = true, true, true
			a.findings = append(a.findings, remark(returned.RuleFile, report.Error, a.path, "", "核对材料时程序出错，这个文件没有核对", "请把这个文件发给程序的维护者"))
		}
	}()
	a.looked = material.Look(c.ctx, v, size, a.path, material.Options{Rules: c.Campaign.Material})
}

// piece reads one file, whatever it turns out to be.
func (c *collector) piece(a *arrival, r io.ReaderAt, size int64) {
	defer func() {
		if p := recover(); p != nil { // the rest goes on
			a.returns, a.owners, a.isForm, a.unread = nil, nil, true, true
			a.findings = []report.Finding{remark(returned.RuleFile, report.Error, a.path, "", "读取时程序出错，这个文件没有读入", "请把这个文件发给程序的维护者，并另存一份后重新汇总")}
		}
		if a.owner.name == "" {
			a.owner = c.schools.of(a.path, a.returns)
		}
	}()
	sort := sortOf(a.path)
	if sort != sortForm && sort != sortDocument && isOffice(r, size, a.path) { // whatever its suffix says
		sort = sortForm
	}
	if sort == sortDocument && path.Ext(a.path) == "" && gate.Sniff(r, size) != gate.Zip {
		sort = sortOther
	}
	if sort == sortDocument && len(c.forms) == 0 {
		c.head(a, r, size)
	}
	if sort != sortForm && sort != sortDocument || len(c.forms) == 0 {
		return
	}
	if sort == sortForm {
		rollups, findings, err := rollup.Read(r, size, a.path, c.schemas()...)
		if !errors.Is(err, rollup.ErrOther) {
			c.rolledUp(a, rollups, findings, err)
			return
		}
	}
	returns, findings, err := c.readForms(r, size, a.path)
	if err != nil {
		findings = append(findings, readFinding(err, a.path))
	}
	none := slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Rule == returned.RuleNoForm })
	if sort == sortDocument && !c.named(a.path) && (none || err != nil && len(c.Campaign.Material) > 0) {
		if err == nil {
			c.head(a, r, size)
		}
		return // an article or the like: no form, but material where that is asked for
	}
	a.isForm, a.returns, a.findings = true, returns, findings
	a.unread, a.closed = len(returns) == 0, err != nil
	a.owner = c.schools.of(a.path, returns)
	var problems []returned.Problem
	for _, ret := range returns {
		whose := c.schools.ofReturn(a.path, ret, a.owner)
		a.owners = append(a.owners, whose)
		if ret.Blank() {
			continue // the tally says so
		}
		found := ret.Check()
		if i := slices.IndexFunc(c.forms, func(f form) bool { return f.schema == ret.Schema }); i >= 0 {
			use := &c.Campaign.Forms[i] // in the order of the forms
			a.findings = append(a.findings, ret.OverQuota(use.Quota, use.About)...)
		}
		problems = append(problems, found...)
		a.findings = append(a.findings, returned.Findings(found)...)
		a.findings = append(a.findings, c.otherSchool(ret, whose.name)...)
	}
	if err == nil {
		c.annotate(a, r, size, problems)
	}
}

// readForms reads the forms in a file, against their blanks where they have any.
func (c *collector) readForms(r io.ReaderAt, size int64, name string) ([]*returned.Return, []report.Finding, error) {
	if len(c.blanks.Blanks) == 0 {
		return c.reader.Read(r, size, name, c.schemas()...)
	}
	return c.blanks.Read(r, size, name)
}

// isOffice reports whether a file is by its content one that forms are read from.
func isOffice(r io.ReaderAt, size int64, name string) bool {
	switch gate.Sniff(r, size) {
	case gate.Zip:
		_, kind, err := gate.OpenOffice(r, size, name)
		return err == nil || kind == gate.ODS
	case gate.XLS:
		return true
	}
	return false
}

// startsAsOffice reports whether a file of an archive may be such a one.
func startsAsOffice(v *gate.View) bool {
	head := make([]byte, 8)
	n, _ := v.ReadAt(head, 0)
	s := string(head[:n])
	return strings.HasPrefix(s, "PK\x03\x04") || s == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
}

// rolledUp takes what an office has added up.
func (c *collector) rolledUp(a *arrival, rollups []returned.Rollup, findings []report.Finding, err error) {
	a.isForm, a.findings, a.rollups = true, findings, rollups
	if err != nil {
		a.findings = append(a.findings, readFinding(err, a.path))
	}
	a.unread = len(rollups) == 0
	a.owner = c.schools.of(a.path, nil)
	a.owner.name = cmp.Or(a.owner.unit, a.owner.name)
	if a.owner.name == "" && len(rollups) > 0 && rollups[0].Unit != "" {
		a.owner.name, a.owner.from = rollups[0].Unit, "汇总表里写的“"+rollups[0].Unit+"”"
		if sc, ok := c.schools.find(a.owner.name); ok {
			a.owner.name = sc.Name
		}
	}
	for i := range a.rollups {
		a.rollups[i].Unit = a.owner.name
		if len(a.owner.area) > 1 {
			a.rollups[i].Below = a.owner.area[1:]
		}
	}
}

// named reports whether the name of a file says that it is a form.
func (c *collector) named(file string) bool {
	stem := plainName(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if strings.HasSuffix(stem, "表") {
		return true
	}
	return slices.ContainsFunc(c.forms, func(f form) bool { return strings.Contains(stem, plainName(f.schema.Title)) })
}

// otherSchool finds a form that names a school of the roster other than the one
// whose it is.
func (c *collector) otherSchool(r *returned.Return, school string) []report.Finding {
	names, ok := c.astray(r, school)
	if !ok {
		return nil
	}
	v := r.Sender()
	f := remark(returned.RuleOtherSchool, report.Warning, "", v.Raw, "文件是"+school+"的，表里写的是"+names, "请核对文件是否放错、填错")
	f.Where = v.Where
	return []report.Finding{f}
}

// annotate puts a marked copy of a workbook or document with problems into the
// sink.
func (c *collector) annotate(a *arrival, r io.ReaderAt, size int64, problems []returned.Problem) {
	if !slices.ContainsFunc(a.findings, func(f report.Finding) bool { return f.Severity != report.Hint }) {
		return
	}
	unmarked := func() {
		a.findings = append(a.findings, remark(returned.RuleFile, report.Hint, a.path, "", "这个文件没能加上批注，校核意见见校核结果", ""))
	}
	var b bytes.Buffer
	o := annotate.Options{Name: path.Base(a.path), Problems: problems}
	err := annotate.Workbook(&b, r, size, a.findings, o)
	if errors.Is(err, annotate.ErrNotWorkbook) {
		err = annotate.Document(&b, r, size, a.findings, o)
	}
	if err != nil {
		unmarked()
		return
	}
	switch err := c.out.Add(markedFolder+a.path, b.Bytes()); {
	case err == nil:
		a.marked = true
	case errors.Is(err, output.ErrPath), errors.Is(err, output.ErrTaken):
		unmarked() // an archive may hold what no folder can
	default:
		var refused *outdir.Error
		if errors.As(err, &refused) && (errors.Is(err, outdir.ErrName) || errors.Is(err, outdir.ErrInWay) || errors.Is(err, outdir.ErrLink)) {
			unmarked() // of this file alone
			return
		}
		a.err = err
	}
}

// markedFolder is where the annotated copies go.
const markedFolder = "批注/"

// readFinding says why a file was not read.
func readFinding(err error, name string) report.Finding {
	var unread *returned.ReadError
	var refused *gate.Error
	switch {
	case errors.As(err, &unread):
		return unread.Finding()
	case errors.As(err, &refused):
		return remark(returned.RuleFile, report.Error, name, path.Base(name), refused.Say(), refused.Advice)
	case errors.Is(err, zip.ErrAlgorithm):
		return remark(returned.RuleFile, report.Error, name, path.Base(name), "压缩方法不能识别", "请用普通的 .zip 重新压缩后报送")
	case errors.Is(err, fs.ErrPermission):
		return remark(returned.RuleFile, report.Error, name, path.Base(name), "没有权限读取", "请检查权限后重新汇总")
	}
	return remark(returned.RuleFile, report.Error, name, path.Base(name), "文件已损坏或没有传完整", "请确认文件能正常打开后重新报送")
}
