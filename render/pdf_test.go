package render

import (
	"slices"
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
