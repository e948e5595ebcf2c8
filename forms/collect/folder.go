package collect

import (
	"cmp"
	"fmt"
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
	looked := map[string][]*material.Looked{} // by school
	disk := map[string]string{}               // the file on disk that a file lies in
	for i := range c.arrivals {
		if a := &c.arrivals[i]; a.looked != nil {
			looked[a.owner.name] = append(looked[a.owner.name], a.looked)
			disk[a.path] = a.disk
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
		r, _ = material.Judge(c.ctx, looked[names[i]], material.Options{
			Name:  names[i],
			Rules: c.demands(names[i]), Deadlines: c.materialDeadlines(),
			Received: func(p string) (time.Time, bool) { return c.schools.receipts.At(cmp.Or(disk[p], p)) },
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
