package desk

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	rosters "github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A collection is a folder of returns that is read, or was.
type collection struct {
	dir     string // in lies in it, and what came out
	options collect.Options

	mu     sync.Mutex
	cancel context.CancelFunc // of the round
	round  int                // how often it was read
	state  string             // what it does just now
	said   string             // what was done last
	done   bool
	failed string
	result *collect.Result
}

func (c *collection) in() string { return filepath.Join(c.dir, "in") }

// out is where the results of the round lie.
func (c *collection) out() string { return filepath.Join(c.dir, fmt.Sprint("out-", c.round)) }

func (c *collection) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel()
	os.RemoveAll(c.dir) // what stays goes with the program
}

func (c *collection) say(state string) {
	c.mu.Lock()
	c.state = state
	c.mu.Unlock()
}

func (d *desk) returnsStart(w http.ResponseWriter, r *http.Request) error {
	type entry struct{ ID, Name string }
	var open []entry
	ids, years := all[*year](d)
	for i, y := range years {
		y.mu.Lock()
		if y.c != nil {
			open = append(open, entry{"year:" + ids[i], y.c.Name + "（" + y.opened.Format("15:04") + "打开）"})
		}
		y.mu.Unlock()
	}
	ids, blanks := all[*blank](d)
	for i, b := range blanks {
		b.mu.Lock()
		open = append(open, entry{"blank:" + ids[i], "《" + b.b.Schema.Title + "》"})
		b.mu.Unlock()
	}
	return show(w, "returnsstart.html", view{Title: "收表和汇总", At: "returns", Data: map[string]any{"Open": open, "Chosen": r.URL.Query().Get("for"), "Today": time.Now().Format("2006-01-02")}})
}

// returnsOpen takes the returns and begins to read them.
func (d *desk) returnsOpen(w http.ResponseWriter, r *http.Request) (err error) {
	dir, err := os.MkdirTemp(d.dir, "returns-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir) // the first error is told
		}
	}()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o700); err != nil {
		return err
	}
	got, err := receive(w, r, in, "returns")
	if err != nil {
		return err
	}
	defer got.root.Close()
	if got.files == 0 {
		return wrong("请选收来的文件：一个文件夹，或几个文件、.zip。")
	}
	if err := unfold(in); err != nil {
		return err
	}
	o := collect.Options{Fonts: d.fonts}
	if o.Campaign, err = d.askedBy(got); err != nil {
		return err
	}
	if f := got.single["roster"]; f != nil {
		if o.Roster, o.Findings, err = rosters.Read(f.open(), f.size(), f.name); err != nil {
			return err
		}
	}
	if asof := strings.TrimSpace(got.fields["asof"]); asof != "" {
		if o.AsOf, err = calendar.ParseDate(asof); err != nil {
			return wrong("催报的日期应写成2023-05-22的样子。")
		}
	}
	c := &collection{dir: dir, options: o}
	if err := d.read(c, ""); err != nil {
		return err
	}
	http.Redirect(w, r, "/returns/"+d.put(c), http.StatusSeeOther)
	return nil
}

// errBusy is what somebody gets who changes what is being read.
var errBusy = wrong("还在读，请读完再加文件。")

// read begins to read what came, anew where it was read before; said is what was done
// to it since.
func (d *desk) read(c *collection, said string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.round > 0 && !c.done {
		return errBusy
	}
	old := c.out()
	c.round++
	out, err := output.Dir(c.out())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(d.ctx)
	c.cancel, c.state, c.said, c.done, c.failed, c.result = cancel, "开始读", said, false, "", nil
	o := c.options
	o.Progress = func(e collect.Event) {
		switch e := e.(type) {
		case collect.Reading:
			c.say(fmt.Sprintf("已读 %d/%d 个文件", e.Done, e.Total))
		case collect.Read:
			c.say(fmt.Sprintf("读完 %d 个文件，正在汇总", e.Files))
		}
	}
	d.jobs.Go(func() {
		defer cancel()
		defer out.Discard()
		os.RemoveAll(old) // what stays goes with the program
		result, err := collect.Collect(ctx, os.DirFS(c.in()), o, out)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.result, c.done = result, true
		if err != nil {
			c.failed = report.Chinese(err)
		}
	})
	return nil
}

// unfold takes away the folder that holds all the others: browsers send the name
// of the folder that was chosen, too.
func unfold(in string) error {
	entries, err := os.ReadDir(in)
	if err != nil || len(entries) != 1 || !entries[0].IsDir() {
		return err
	}
	aside := in + "-chosen"
	if err := os.Rename(filepath.Join(in, entries[0].Name()), aside); err != nil {
		return err
	}
	if err := os.Remove(in); err != nil {
		return err
	}
	return os.Rename(aside, in)
}

// askedBy is the campaign that the returns are held against: one that lies open,
// or the file that was sent along.
func (d *desk) askedBy(got *folder) (*campaign.Campaign, error) {
	if f := got.single["campaign"]; f != nil {
		switch strings.ToLower(path.Ext(f.name)) {
		case ".yaml", ".yml":
			return campaign.Load(f.open(), f.name)
		}
		b, err := learn.Learn(f.open(), f.size(), f.name)
		if err != nil {
			return nil, err
		}
		return collect.OfBlank(b, yearOf(got.fields["year"])), nil
	}
	kind, id, _ := strings.Cut(got.fields["for"], ":")
	d.mu.Lock()
	thing := d.things[id]
	d.mu.Unlock()
	switch thing := thing.(type) {
	case *year:
		thing.mu.Lock()
		defer thing.mu.Unlock()
		if thing.c == nil {
			return nil, wrong("这一年的数据还有错误，请先改好。")
		}
		return thing.c, nil
	case *blank:
		thing.mu.Lock()
		defer thing.mu.Unlock()
		return collect.OfBlank(thing.b, yearOf(got.fields["year"])), nil
	}
	if kind == "" {
		return nil, wrong("请选按什么收：打开着的一年、以前存下的数据，或一张空白表。")
	}
	return nil, errGone
}

// yearOf reads a year; 0 if there is none.
func yearOf(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1900 || n > 2200 {
		return 0
	}
	return n
}

// A school is what the page says of one: what it owes, and what is wrong.
type school struct {
	Name  string
	Debts []collect.Debt
	Notes []report.Finding
	Files []string // that it sent, below the folder of all

	Errors, Others int // of the notes
}

// At says where a finding of a school stands, without what is known there: the folder,
// and a sheet that is called as the file is.
func (s *school) At(p report.Position) string {
	p.File = strings.TrimPrefix(p.File, s.Name+"/")
	if p.Sheet == strings.TrimSuffix(p.File, path.Ext(p.File)) || p.Sheet == "Sheet1" {
		p.Sheet = ""
	}
	return p.String()
}

// heavy is how many of the notes are more than hints.
func heavy(s *school) (n int) {
	for _, f := range s.Notes {
		if f.Severity != report.Hint {
			n++
		}
	}
	return n
}

func (d *desk) returnsShow(w http.ResponseWriter, r *http.Request) error {
	c, err := thing[*collection](d, r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	data := map[string]any{"ID": r.PathValue("id"), "Name": c.options.Campaign.Name, "Done": c.done, "State": c.state, "Failed": c.failed, "Said": c.said}
	sent, err := came(c.in())
	if err != nil {
		return err
	}
	data["Folders"] = folders(sent, c.options.Roster)
	if c.done && c.failed == "" {
		bySchool := map[string]*school{}
		var names []string
		at := func(name string) *school {
			s, ok := bySchool[name]
			if !ok {
				s = &school{Name: name}
				bySchool[name] = s
				names = append(names, name)
			}
			return s
		}
		for _, debt := range c.result.Debts {
			s := at(debt.School)
			s.Debts = append(s.Debts, debt)
		}
		for _, f := range c.result.Report.Findings {
			folder, _, ok := strings.Cut(f.Where.File, "/")
			if !ok {
				folder = cmp.Or(f.Where.File, "不属于哪一校的")
			}
			s := at(folder)
			s.Notes = append(s.Notes, f)
			if f.Severity == report.Error {
				s.Errors++
			} else {
				s.Others++
			}
		}
		for _, name := range sent {
			folder, _, _ := strings.Cut(name, "/")
			s := at(folder)
			s.Files = append(s.Files, name)
		}
		schools := make([]*school, 0, len(names))
		for _, n := range names {
			schools = append(schools, bySchool[n])
		}
		slices.SortStableFunc(schools, func(a, b *school) int {
			return cmp.Or(cmp.Compare(len(b.Debts), len(a.Debts)), cmp.Compare(b.Errors, a.Errors), cmp.Compare(heavy(b), heavy(a)))
		})
		owing := 0
		for _, s := range schools {
			if len(s.Debts) > 0 {
				owing++
			}
		}
		data["Schools"], data["Owing"], data["Roster"] = schools, owing, len(c.options.Roster)
		data["Files"], data["Marked"], data["Tallies"] = c.result.Files, c.result.Marked, totals(c.result.Tallies)
		data["Errors"], data["Warnings"] = c.result.Report.Count(report.Error), c.result.Report.Count(report.Warning)
		data["Skipped"] = c.result.Report.Skipped
	}
	return show(w, "returns.html", view{Title: c.options.Campaign.Name, At: "returns", Data: data})
}

// returnsState is what the page asks for while it waits.
func (d *desk) returnsState(w http.ResponseWriter, r *http.Request) error {
	c, err := thing[*collection](d, r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	text, err := output.JSON(map[string]any{"done": c.done, "state": c.state})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(text)
	return nil
}

func (d *desk) returnsStop(w http.ResponseWriter, r *http.Request) error {
	c, err := thing[*collection](d, r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.cancel()
	c.mu.Unlock()
	http.Redirect(w, r, "/returns/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

// results opens the folder with what came out.
func (d *desk) results(r *http.Request) (*os.Root, *collection, error) {
	c, err := thing[*collection](d, r)
	if err != nil {
		return nil, nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	root, err := os.OpenRoot(c.out())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, errGone
	}
	return root, c, err
}

func (d *desk) returnsFile(w http.ResponseWriter, r *http.Request) error {
	root, _, err := d.results(r)
	if err != nil {
		return err
	}
	defer root.Close()
	name := r.PathValue("path")
	data, err := fs.ReadFile(root.FS(), name)
	if err != nil {
		return errGone
	}
	if rest, ok := strings.CutPrefix(name, "批注/"); ok { // each school's has the same name
		name = strings.ReplaceAll(rest, "/", "-")
	}
	return send(w, path.Base(name), data)
}

// returnsAll sends all results as one archive.
func (d *desk) returnsAll(w http.ResponseWriter, r *http.Request) error {
	root, c, err := d.results(r)
	if err != nil {
		return err
	}
	defer root.Close()
	attach(w, c.options.Campaign.Name+"-汇总.zip")
	w.Header().Set("Content-Type", "application/zip")
	z := zip.NewWriter(w)
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		from, err := root.Open(name)
		if err != nil {
			return err
		}
		defer from.Close()
		to, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, from)
		return err
	})
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(http.ErrAbortHandler) // it has begun: the browser is to see that it is not whole
	}
	return nil
}
