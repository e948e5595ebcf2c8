package collect

import (
	"runtime"
	"sync"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/jobs"
)

// rations are what may be taken out of the files: of all of them together, and
// of those of one school. Each file on disk, an archive above all, has as much as
// a school.
type rations struct{ run, school gate.Amounts }

// A reading is what came of a file on disk.
type reading struct {
	arrivals []arrival
	taken    gate.Amounts
	left     bool // it was not read: the rations seemed used up
}

// readAll reads the files. Files have their rations by their order, whichever is
// read first: one is left unread when those before it have used them up.
func (c *collector) readAll(files []string) ([][]arrival, error) {
	results := make([]reading, len(files))
	whose := make([]string, len(files))
	for i, name := range files {
		whose[i] = c.schools.of(name, nil).name
	}
	var mu sync.Mutex
	used := newUsage(c.rations)
	done := 0
	err := jobs.Each(c.ctx, len(files), runtime.NumCPU(), func(i int) reading {
		mu.Lock()
		left := used.up(whose[i]) != ""
		mu.Unlock()
		if left {
			return reading{left: true}
		}
		r := c.reading(files[i])
		mu.Lock()
		used.add(whose[i], r.taken)
		mu.Unlock()
		return r
	}, func(i int, r reading) error {
		results[i] = r
		done++
		c.tell(Reading{done, len(files)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make([][]arrival, len(files))
	used = newUsage(c.rations)
	for i, r := range results {
		if say := used.up(whose[i]); say != "" {
			all[i] = c.unopenable(files[i], say, "请核对是否放错了文件；确需汇总的，请分批汇总")
			continue
		}
		if r.left { // files behind it had been faster
			r = c.reading(files[i])
		}
		used.add(whose[i], r.taken)
		all[i] = r.arrivals
	}
	return all, c.ctx.Err()
}

// reading reads a file with what it may take at most.
func (c *collector) reading(name string) reading {
	budget := gate.NewBudget(c.rations.school)
	arrivals := c.file(name, budget)
	return reading{arrivals: arrivals, taken: budget.Taken()}
}

// A usage is what has been used up of rations.
type usage struct {
	rations
	all     gate.Amounts
	schools map[string]gate.Amounts
}

func newUsage(r rations) *usage { return &usage{rations: r, schools: map[string]gate.Amounts{}} }

func (u *usage) add(school string, taken gate.Amounts) {
	u.all = u.all.Plus(taken)
	if school != "" {
		u.schools[school] = u.schools[school].Plus(taken)
	}
}

// up says whose ration is used up where a file of a school comes; "" for none.
func (u *usage) up(school string) string {
	switch {
	case u.all.Exceeds(u.run):
		return "全部文件加在一起超出一次汇总的限度，这个文件没有读入"
	case u.schools[school].Exceeds(u.school):
		return "这所学校的文件加在一起超出限度，这个文件没有读入"
	}
	return ""
}
