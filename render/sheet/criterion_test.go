package sheet

import (
	"testing"
)

// A criterion finds a text as it is: its signs are neither patterns nor
// comparisons, and its quotation marks do not end it.
func TestCriterion(t *testing.T) {
	for text, want := range map[string]string{
		"示例区":    `"示例区"`,
		"=示例区":   `"==示例区"`,
		"<示例区":   `"=<示例区"`,
		">示例区":   `"=>示例区"`,
		"甲=乙":    `"甲=乙"`,
		"甲*乙?丙~": `"甲~*乙~?丙~~"`,
		`甲"乙`:    `"甲""乙"`,
	} {
		if got := criterion(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
