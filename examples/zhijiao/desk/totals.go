package desk

import (
	"math"
	"strconv"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A total is what the page says of one form.
type total struct {
	Title string
	returned.Counts
	Sums  []sum
	Lines []line
	More  int      // schools that are not shown
	Wrong int      // schools that are counted with errors
	Gone  []string // schools that sent nothing
}

// A sum is a number over all schools.
type sum struct {
	Label, Value string
	Inexact      bool // something was left out
	Wrong        int  // schools whose part has an error
}

// A line is what one school has.
type line struct {
	School string
	Wrong  bool // its form has errors
	Cells  []figure
}

// A figure is what a school has for one of the sums; "" for nothing.
type figure struct {
	Value string
	Class string // wrong, unclear or about; "" for neither
}

// maxLines is how many schools are shown one by one; 汇总表.xlsx has all.
const maxLines = 1000

// shown is a number as people read it.
func shown(x float64, kind forms.Kind) string {
	value := strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
	if kind == forms.Percent {
		value += "%"
	}
	return value
}

// totals are the sums of the forms, and what the schools have; what is a list stands in
// 汇总表.xlsx alone.
func totals(tallies []*returned.Tally) (all []total) {
	for _, t := range tallies {
		counts, _ := t.Counts()
		one := total{Title: t.Schema.Title, Counts: counts}
		for _, s := range t.Missing {
			one.Gone = append(one.Gone, s.Name)
		}
		lineOf := map[*returned.Return]int{}
		var wrong []map[report.Position]bool // by line
		for i := range t.Counted {
			sub := &t.Counted[i]
			lineOf[sub.Return] = len(one.Lines)
			places := sub.Wrong()
			wrong = append(wrong, places)
			one.Lines = append(one.Lines, line{School: sub.School, Wrong: len(places) > 0})
			if len(places) > 0 {
				one.Wrong++
			}
		}
		for _, c := range t.All.Columns {
			if !c.Known {
				continue
			}
			n := len(one.Sums)
			of := sum{c.Field.FullLabel(), shown(c.Sum, c.Field.Kind), !c.Exact, 0}
			part := make([]float64, len(one.Lines))
			for _, it := range c.Items {
				i, ok := lineOf[it.Return]
				if !ok {
					continue
				}
				l := &one.Lines[i]
				for len(l.Cells) <= n {
					l.Cells = append(l.Cells, figure{})
				}
				at := it.Value.Where
				at.File = ""
				cell := &l.Cells[n]
				if x, ok := it.Value.Number(); ok && it.Value.Known() {
					part[i] += x
					cell.Value = shown(part[i], c.Field.Kind)
				}
				switch {
				case it.Value.State == returned.Unclear:
					if cell.Value == "" {
						cell.Value = it.Value.Raw
					}
					cell.Class = "unclear"
				case wrong[i][at] && cell.Class == "":
					cell.Class = "wrong"
					of.Wrong++
				case cell.Class == "" && it.Value.State == returned.About:
					cell.Class = "about"
				}
			}
			one.Sums = append(one.Sums, of)
		}
		for i := range one.Lines {
			for l := &one.Lines[i]; len(l.Cells) < len(one.Sums); {
				l.Cells = append(l.Cells, figure{})
			}
		}
		if n := len(one.Lines); n > maxLines {
			one.Lines, one.More = one.Lines[:maxLines], n-maxLines
		}
		all = append(all, one)
	}
	return all
}
