package learn_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// On the drawing of every blank each field is asked for somewhere, and no two
// boxes lie over each other.
func TestDrawings(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/learn/*.*")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.IsDir() || !slices.Contains([]string{".xlsx", ".xls", ".docx", ".ods"}, filepath.Ext(f)) {
			continue
		}
		b, err := learn.LearnFile(f)
		if err != nil {
			t.Fatal(err)
		}
		seen++
		asked := map[forms.Ref]bool{}
		for _, d := range b.Drawings() {
			taken := map[[2]int]bool{}
			for _, s := range d.Squares {
				for _, r := range s.Asks {
					asked[r] = true
				}
				for row := s.Row; row < s.Row+s.Rows; row++ {
					for col := s.Col; col < s.Col+s.Cols; col++ {
						if taken[[2]int{row, col}] {
							t.Errorf("%s: two boxes at row %d, column %d", f, row, col)
						}
						taken[[2]int{row, col}] = true
					}
				}
			}
		}
		for r := range b.Schema.Fields() {
			if r.Block != "" {
				r.Row = 1
			}
			if !asked[r] {
				t.Errorf("%s: %s is asked for nowhere", f, r)
			}
		}
	}
	if seen < 10 {
		t.Errorf("%d blanks", seen)
	}
}
