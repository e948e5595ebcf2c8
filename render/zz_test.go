package render_test

import (
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	want := os.Getenv("ZZ")
	if want == "" {
		t.Skip()
	}
	for _, c := range corpus(t) {
		if c.name != want {
			continue
		}
		set, _ := printer(t).Set(c.doc)
		last := ""
		for _, p := range textsOn(set.Pages) {
			key := ""
			if p.Cell != nil {
				key = strings.Repeat(" ", p.Cell.Col*2)
			}
			_ = last
			t.Logf("p%d %s %.0f x%.0f-%.0f %s%q", p.page, p.Role, p.base, p.x0, p.x1, key, p.Text.Text)
		}
	}
}
