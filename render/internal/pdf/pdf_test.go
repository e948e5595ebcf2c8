package pdf

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Bookmarks that skip a level stand side by side, not one below the other.
func TestOutlineDepth(t *testing.T) {
	var s outlineStack
	var got []int
	for _, level := range []int{1, 3, 3, 4, 2, 3, 1, 2} {
		got = append(got, s.depth(level))
	}
	if want := []int{0, 1, 1, 2, 1, 2, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("depths %v, want %v", got, want)
	}
}

// The map to characters tells each by its code, in ranges that keep within the
// codes of one first byte.
func TestToUnicode(t *testing.T) {
	f := &embedded{codes: map[rune]int{}}
	for r := range rune(300) {
		f.code(0x4E00 + r)
	}
	if n := f.code('𠮷'); n != 301 || f.code('𠮷') != n || f.code(0x4E00) != 1 {
		t.Errorf("codes: 𠮷 is %d, the first %d", n, f.code(0x4E00))
	}
	var got []string
	for _, m := range regexp.MustCompile(`<(\w+)> <(\w+)> \[(.*)\]`).FindAllStringSubmatch(string(f.toUnicode()), -1) {
		targets := strings.Split(strings.Trim(m[3], "<>"), "><")
		got = append(got, m[1], m[2], targets[0], targets[len(targets)-1])
	}
	if want := []string{"0001", "00FF", "4E00", "4EFE", "0100", "012D", "4EFF", "D842DFB7"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyAFinishedPDFIsUpdated(t *testing.T) {
	for _, file := range []string{"", "%PDF-1.3\n", "trailer\n<<\n/Size 3\n>>\nstartxref\n"} {
		if _, err := open([]byte(file)); err == nil {
			t.Errorf("%q: no error", file)
		}
	}
}
