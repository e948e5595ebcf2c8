package plain

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestExamples: the reader tells of what the bad example of a rule has, and
// has nothing to tell of the good one.
func TestExamples(t *testing.T) {
	told := func(text string) (ids []string) {
		_, findings := Parse(text)
		for _, f := range findings {
			if strings.HasPrefix(f.Rule, "RD") {
				ids = append(ids, f.Rule)
			}
		}
		return ids
	}
	for _, r := range report.Rules() {
		if r.Subject != report.SubjectReading || r.Bad == "" {
			continue
		}
		if ids := told(r.Bad); !slices.Contains(ids, r.ID) {
			t.Errorf("%s: bad example: told %v", r.ID, ids)
		}
		if ids := told(r.Good); len(ids) > 0 {
			t.Errorf("%s: good example: told %v", r.ID, ids)
		}
	}
}
