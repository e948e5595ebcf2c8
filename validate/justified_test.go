package validate_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// justified compares a report with a golden file that also says, in a line for
// every rule, why what it found is right. Whoever lets a rule find something
// new has to write that line: -update keeps them and writes none.
func justified(t *testing.T, name string, r report.Report) {
	t.Helper()
	file, err := os.ReadFile("testdata/" + name)
	if err != nil && !*golden.Update {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	for line := range strings.Lines(string(file)) {
		if text, ok := strings.CutPrefix(line, "# "); ok {
			id, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
			reasons[id] = reason
		}
	}
	ids := map[string]bool{}
	for _, f := range r.Findings {
		ids[f.Rule] = true
	}
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if reasons[id] == "" {
			t.Errorf("testdata/%s does not say why what %s finds is right: write a line “# %s reason”", name, id, id)
			continue
		}
		b.WriteString("# " + id + " " + reasons[id] + "\n")
	}
	golden.Text(t, "testdata/"+name, b.String()+"\n"+printed(r))
}
