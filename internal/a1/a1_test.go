package a1

import (
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for name, want := range map[string][2]int{"A1": {1, 1}, "$B$4": {4, 2}, "xfd1048576": {1048576, 16384}, "AA10": {10, 27}, "Z9": {9, 26}, "AZ1": {1, 52}, "BA1": {1, 53}, "ZZ1": {1, 702}, "AAA1": {1, 703}} {
		row, col, ok := Parse(name)
		if !ok || row != want[0] || col != want[1] {
			t.Errorf("%s is row %d, column %d, %v", name, row, col, ok)
		}
		if back := Name(row, col); back != strings.ToUpper(strings.ReplaceAll(name, "$", "")) {
			t.Errorf("%s becomes %s", name, back)
		}
	}
	for _, name := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "A1B", "A-1", "第1行第2格", "AAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999", "A1:B2"} {
		if _, _, ok := Parse(name); ok {
			t.Errorf("%q is taken for a cell", name)
		}
	}
}
