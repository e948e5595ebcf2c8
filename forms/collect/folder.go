package collect

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/jobs"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// material checks what each school sent in besides forms.
func (c *collector) material() error {
	c.stuff = map[string]*material.Result{}
	if len(c.Campaign.Material) == 0 {
		return nil
	}
	names := c.everyone()
	files := map[string][]string{} // on disk, of each school
	forms := map[string]bool{}     // paths that are no material
	owners := map[string]string{}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		forms[a.path], owners[a.path] = a.isForm, a.owner.name
		if list := files[a.owner.name]; len(list) == 0 || list[len(list)-1] != a.disk {
			files[a.owner.name] = append(list, a.disk)
		}
	}
	results := make([]material.Result, len(names))
	err := jobs.Each(c.ctx, len(names), runtime.NumCPU(), func(i int) (r material.Result) {
		defer func() {
			if p := recover(); p != nil { // the rest goes on
				r = material.Result{}
				r.Report.Add(remark(returned.RuleFile, report.Error, names[i], "", "核对材料时程序出错，这所学校的材料没有核对", "请把这些文件发给程序的维护者"))
			}
		}()
		r, _ = material.Check(c.ctx, newFolder(c.returns, files[names[i]], c.rawName), material.Options{
			Name:  names[i],
			Rules: c.demands(names[i]), Deadlines: c.materialDeadlines(), Received: c.schools.receipts.At,
			Leave: func(p string) bool {
				owner, known := owners[p]
				return forms[p] || known && owner != names[i]
			},
		})
		return r // of a check that was given up nothing is told: Each ends with the context
	}, func(i int, r material.Result) error {
		results[i] = r
		return nil
	})
	if err != nil {
		return err
	}
	for i, name := range names {
		c.stuff[name] = &results[i]
		c.report.Merge(results[i].Report)
	}
	return nil
}

// demands returns the rules of the material that a school sends. What is not
// asked for yet, or of a school that is not on the roster, is not owed.
func (c *collector) demands(school string) []campaign.MaterialRule {
	rules := slices.Clone(c.Campaign.Material)
	_, listed := c.schools.find(school)
	deadlines := c.materialDeadlines()
	for i := range rules {
		if rules[i].Deadline == "" && rules[i].Period != "" {
			rules[i].Deadline = endOfPeriod + rules[i].Period
		}
		var due *campaign.Deadline
		for j := range deadlines {
			if d := &deadlines[j]; d.ID == rules[i].Deadline {
				due = d
			}
		}
		if !c.asked(due) || !listed && len(c.schools.roster) > 0 || !c.owesAt(c.school(school), fmt.Sprintf("material[%d]", i)) {
			rules[i].MinCount = 0
		}
	}
	return rules
}

// endOfPeriod begins the ids of deadlines that are the last day of a period.
const endOfPeriod = "period:"

// materialDeadlines are the deadlines that material may be due by: those of the
// campaign, and the last days of its periods.
func (c *collector) materialDeadlines() []campaign.Deadline {
	all := slices.Clone(c.Campaign.Deadlines)
	for _, p := range c.Campaign.Periods {
		all = append(all, campaign.Deadline{ID: endOfPeriod + p.ID, What: p.Name, Due: p.To})
	}
	return all
}

// everyone lists the schools of the roster, then those that sent something
// besides, in the order in which they came.
func (c *collector) everyone() []string {
	if c.names != nil {
		return c.names
	}
	var names []string
	seen := map[string]bool{}
	for _, s := range c.schools.roster {
		if !seen[s.Name] {
			names, seen[s.Name] = append(names, s.Name), true
		}
	}
	for _, name := range c.senders() {
		if _, ok := c.schools.find(name); !ok {
			names = append(names, name)
		}
	}
	return names
}

// senders lists the schools that sent forms, or material where that is asked
// for, in the order in which they came.
func (c *collector) senders() []string {
	var names []string
	seen := map[string]bool{"": true}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if name := a.owner.name; !seen[name] && (a.isForm || len(c.Campaign.Material) > 0) {
			names, seen[name] = append(names, name), true
		}
		for _, o := range a.owners {
			if !seen[o.name] {
				names, seen[o.name] = append(names, o.name), true
			}
		}
	}
	return names
}

// A folder is the files of one school, wherever they lie below the folder of
// returns, at their paths in it.
type folder struct {
	root fs.FS
	dirs map[string][]fs.DirEntry
	has  map[string]bool     // of files
	raw  func(string) string // how a file is named in root
}

func newFolder(root fs.FS, files []string, raw func(string) string) *folder {
	f := &folder{root, map[string][]fs.DirEntry{".": nil}, map[string]bool{}, raw}
	for _, file := range files {
		f.add(file, false)
	}
	for _, list := range f.dirs {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
	return f
}

func (f *folder) add(name string, dir bool) {
	if _, ok := f.dirs[name]; dir && ok {
		return
	}
	if dir {
		f.dirs[name] = nil
	} else {
		f.has[name] = true
	}
	above := path.Dir(name)
	if above != "." {
		f.add(above, true)
	}
	f.dirs[above] = append(f.dirs[above], &item{name: name, raw: f.raw(name), dir: dir, root: f.root})
}

// Open implements [fs.FS].
func (f *folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if list, ok := f.dirs[name]; ok {
		return &listing{item{name: name, dir: true}, list}, nil
	}
	if !f.has[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.root.Open(f.raw(name))
}

// ReadDir implements [fs.ReadDirFS].
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	list, ok := f.dirs[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(list), nil
}

// An item is a file or folder of a folder; it is its own [fs.FileInfo] where it
// is a folder.
type item struct {
	name string
	raw  string
	dir  bool
	root fs.FS
}

func (d *item) Name() string { return path.Base(d.name) }

func (d *item) IsDir() bool { return d.dir }

func (d *item) Type() fs.FileMode {
	return d.Mode().Type()
}

func (d *item) Info() (fs.FileInfo, error) {
	if d.dir {
		return d, nil
	}
	return fs.Stat(d.root, d.raw)
}

func (d *item) Mode() fs.FileMode {
	if d.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (d *item) Size() int64 { return 0 }

func (d *item) ModTime() time.Time { return time.Time{} }

func (d *item) Sys() any { return nil }

// A listing is an open folder.
type listing struct {
	item
	left []fs.DirEntry
}

func (l *listing) Stat() (fs.FileInfo, error) { return &l.item, nil }

func (l *listing) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: l.name, Err: fs.ErrInvalid}
}

func (l *listing) Close() error { return nil }
