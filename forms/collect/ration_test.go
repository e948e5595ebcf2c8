package collect

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// A counting file system counts how often each file is opened.
type counting struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]int
}

func (c *counting) Open(name string) (fs.File, error) {
	c.mu.Lock()
	c.opened[name]++
	c.mu.Unlock()
	return c.FS.Open(name)
}

func (c *counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func (c *counting) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(c.FS, name) }

// A file is opened once, for the forms and the material in it.
func TestOpenedOnce(t *testing.T) {
	c := &counting{FS: returnedFS(t), opened: map[string]int{}}
	var out output.Memory
	if _, err := Collect(t.Context(), c, options(t), &out); err != nil {
		t.Fatal(err)
	}
	if len(c.opened) < 10 {
		t.Errorf("only %d files", len(c.opened))
	}
	for name, n := range c.opened {
		if n > 1 {
			t.Errorf("%s was opened %d times", name, n)
		}
	}
}

// Files that are more than one school, or all, may send are left unread, by
// their order: each is told, counts as sent, and the rest is read.
func TestRations(t *testing.T) {
	form := read(t, "滨江职业学校/统计表.xlsx")
	returns := fstest.MapFS{}
	var roster returned.Roster
	for i := range 4 {
		name := fmt.Sprintf("第%d职业学校", i+1)
		roster = append(roster, returned.School{Name: name})
		for j := range 3 {
			returns[fmt.Sprintf("%s/统计表%d.xlsx", name, j+1)] = &fstest.MapFile{Data: form}
		}
	}
	one := (&collector{Options: Options{Campaign: load(t, campaignFile)}, ctx: t.Context(), returns: returns, rations: rations{gate.Run, gate.School}})
	if err := one.findSchemas(); err != nil {
		t.Fatal(err)
	}
	takes := one.reading("第1职业学校/统计表1.xlsx").taken[gate.Cells]
	if takes < 50 {
		t.Fatalf("a form takes %d cells", takes)
	}
	for _, x := range []struct {
		say    string
		run    int64
		school int64
		unread []string
	}{
		{"", 0, 0, nil},
		{"这所学校的文件", 0, takes + 1, []string{"第1职业学校/统计表3.xlsx", "第2职业学校/统计表3.xlsx", "第3职业学校/统计表3.xlsx", "第4职业学校/统计表3.xlsx"}},
		{"全部文件", 9*takes + 1, 0, []string{"第4职业学校/统计表2.xlsx", "第4职业学校/统计表3.xlsx"}},
	} {
		for range 3 { // whichever goroutine is faster
			var out output.Memory
			var result *Result
			c := &collector{ctx: t.Context(), Options: Options{Campaign: one.Campaign, Roster: roster}, returns: returns, out: &out, tell: func(Event) {}}
			c.rations.run[gate.Cells], c.rations.school[gate.Cells] = x.run, x.school
			result, err := c.collect()
			if err != nil {
				t.Fatal(err)
			}
			var unread []string
			for _, f := range result.Report.Findings {
				if f.Rule == returned.RuleFile && strings.Contains(f.Message, "没有读入") && strings.Contains(f.Message, x.say) {
					unread = append(unread, f.Where.File)
				}
			}
			slices.Sort(unread)
			if !slices.Equal(unread, x.unread) {
				t.Errorf("run %d, school %d: %v unread, want %v", x.run, x.school, unread, x.unread)
			}
		}
	}
}

// What an archive unpacks to counts together: the files behind are told.
func TestArchiveRation(t *testing.T) {
	data := returnedFS(t)["滨江职业学校/统计表.xlsx"].Data
	var entries [][2]string
	for i := range 5 {
		entries = append(entries, [2]string{fmt.Sprintf("统计表%d.xlsx", i+1), string(data)})
	}
	returns := fstest.MapFS{"甲校.zip": {Data: packed(t, entries...)}}
	var out output.Memory
	c := &collector{ctx: t.Context(), Options: Options{Campaign: load(t, campaignFile)}, returns: returns, out: &out, tell: func(Event) {}}
	c.rations.school[gate.Unpacked] = int64(3*len(data)) + 50_000
	result, err := c.collect()
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, f := range result.Report.Findings {
		if strings.HasPrefix(f.Where.File, "甲校.zip/") && strings.Contains(f.Message, "和其他文件加在一起") {
			told++
		}
	}
	if told == 0 || told == 5 {
		t.Errorf("%d of 5 files are told to be unread: %v", told, result.Report.Findings)
	}
}
