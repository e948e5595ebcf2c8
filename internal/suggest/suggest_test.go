package suggest

import (
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"periods", "organs", "title", "市教育局", "市人社局"}
	for wanted, want := range map[string]string{
		"perids":  "periods",
		"Periods": "periods",
		"priedos": "", // too far
		"titel":   "title",
		"organ":   "organs",
		"省教育局":    "市教育局",
		"x":       "",
		"":        "",
	} {
		if got := Nearest(wanted, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", wanted, got, want)
		}
	}
}
