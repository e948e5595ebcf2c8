package collect

import (
	"io"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/lastyear"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Last is last year's 汇总表.xlsx, as [Collect] wrote it.
type Last struct {
	Name string // of the file, in findings
	File io.ReaderAt
	Size int64
}

// readLast reads last year's totals, by schema.
func (c *collector) readLast() {
	if c.Last == nil || c.Last.File == nil {
		return
	}
	rollups, findings, err := rollup.Read(c.Last.File, c.Last.Size, c.Last.Name, c.schemas()...)
	if err != nil {
		hint := "请用上一年由本程序写出的汇总表.xlsx"
		c.say(returned.RuleRollup, report.Error, c.Last.Name, "", "上一年的汇总表读不出来，没有比较", hint)
		return
	}
	for _, f := range findings {
		f.Severity = report.Hint // it is over
		c.report.Add(f)
	}
	c.last = map[*forms.Schema]*returned.Rollup{}
	for i := range rollups {
		c.last[rollups[i].Schema] = &rollups[i]
	}
}

// compared makes the sheets that hold this year against the last.
func (c *collector) compared() []sheet.List {
	if c.last == nil {
		return nil
	}
	years := lastyear.Comparison{Name: c.Campaign.Name, File: c.Last.Name, Last: c.last, Tallies: c.tallies, Find: c.schools.find,
		Listed: len(c.schools.roster) > 0, Word: c.unitWord()}
	lists := years.Lists()
	c.report.Add(years.Findings...)
	return lists
}
