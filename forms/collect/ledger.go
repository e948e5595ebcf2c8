package collect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ledger is what there is to tell of the duties.
func (c *collector) ledger() *ledger.Ledger {
	return &ledger.Ledger{Campaign: c.Campaign, Duties: c.duties, Items: c.items, Roster: c.schools.roster, Units: c.everyone(), Word: c.unitWord(), Find: c.school}
}

// unitWord is what the units are called: 学校, and 部门 for a campaign of a school.
func (c *collector) unitWord() ledger.Word {
	if c.Campaign.Level == "校" {
		return ledger.Word{One: "部门", Measure: "个"}
	}
	return ledger.Word{One: "学校", Measure: "所"}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// settled drops from what could not be checked the files that turned out to be
// documents that are owed.
func (c *collector) settled() {
	owed := map[string]bool{}
	for _, it := range c.items {
		if c.duties[it.Duty].Every == "" {
			for _, f := range it.Files {
				owed[f] = true
			}
		}
	}
	c.report.Skipped = slices.DeleteFunc(c.report.Skipped, func(s report.Skip) bool {
		file, _, ok := strings.Cut(s.Reason, "：")
		return ok && s.Rule == "MT004" && owed[file]
	})
}

// writeDuties prints a line for each duty that is no form: how many did it.
func (r *Result) writeDuties(b *strings.Builder) {
	for i, d := range r.Duties {
		if d.Done() || d.Form != "" {
			continue
		}
		units := map[string]string{} // the worst of its days
		for _, it := range r.Items {
			if it.Duty != i || it.Part+it.Medium != "" || it.State == stateNotYet || it.State == stateNothing || it.State == stateNoDay {
				continue
			}
			if was, ok := units[it.Unit]; !ok || was == stateCame || it.State == stateNone {
				units[it.Unit] = it.State
			}
		}
		n := map[string]int{}
		for _, state := range units {
			n[state]++
		}
		if len(units) == 0 {
			continue
		}
		fmt.Fprintf(b, "“%s”报齐 %d %s", oneLine(d.What), n[stateCame], r.measure)
		for _, state := range []string{stateLate, stateFew, stateUnsure, stateElse, stateNone} {
			if n[state] > 0 {
				fmt.Fprintf(b, "，%s %d %s", state, n[state], r.measure)
			}
		}
		b.WriteString("\n")
	}
}
