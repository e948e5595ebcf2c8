package desk

import (
	"math"
	"strconv"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// A total is what the page says of one form.
type total struct {
	Title string
	returned.Counts
	Sums []sum
}

type sum struct {
	Label, Value string
	Inexact      bool // something was left out
}

// totals are the sums of the forms; what is a list stands in 汇总表.xlsx alone.
func totals(tallies []*returned.Tally) (all []total) {
	for _, t := range tallies {
		counts, _ := t.Counts()
		one := total{Title: t.Schema.Title, Counts: counts}
		for _, c := range t.All.Columns {
			if c.Known {
				value := strconv.FormatFloat(math.Round(c.Sum*100)/100, 'f', -1, 64)
				if c.Field.Kind == forms.Percent {
					value += "%"
				}
				one.Sums = append(one.Sums, sum{c.Field.FullLabel(), value, !c.Exact})
			}
		}
		all = append(all, one)
	}
	return all
}
