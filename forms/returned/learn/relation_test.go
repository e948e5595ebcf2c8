package learn_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// TestRelations: what notes say of codes and names is proposed as checks that the
// schema takes, and none of it is put to work unasked.
func TestRelations(t *testing.T) {
	for name, want := range map[string]string{
		"round1/综合统计报表.xlsx":   "cross1.一在校生数本年实际 >= cross1.其中女本年实际",
		"round3/毕业生就业统计表.xlsx": "table1.就业率 = (table1.就业人数合计 + table1.升学人数) / table1.毕业生数 * 100",
	} {
		b := learnFile(t, filepath.Join(corpusDir, name))
		var checks []string
		for _, d := range b.Doubts {
			if d.Kind == learn.DoubtCheck {
				checks = append(checks, d.Checks...)
			}
		}
		if !slices.Contains(checks, want) {
			t.Errorf("%s: %q, want %q among them", name, checks, want)
		}
		if len(b.Schema.Checks) > 0 {
			t.Errorf("%s: put to work unasked: %q", name, b.Schema.Checks)
		}
		s := b.Schema.Clone()
		s.Checks = checks
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
