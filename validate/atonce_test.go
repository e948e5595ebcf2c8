package validate_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAtOnce: texts, documents and campaigns that are checked side by side are told
// the same as when each is checked alone.
func TestAtOnce(t *testing.T) {
	const (
		every = 40 // one of so many cases is enough to see what is shared
		side  = 4
	)
	all := readPlanted(t)
	var wait sync.WaitGroup
	for i := 0; i < len(all); i += every {
		p := all[i]
		alone, err := p.check()
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		for range side {
			wait.Go(func() {
				r, err := p.check()
				if err != nil {
					t.Errorf("%s: %v", p.name, err)
				}
				if d := cmp.Diff(alone.Findings, r.Findings); d != "" {
					t.Errorf("%s: checked beside others (-alone +beside)\n%s", p.name, d)
				}
			})
		}
	}
	wait.Wait()
}
