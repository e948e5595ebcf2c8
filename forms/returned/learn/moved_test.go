package learn

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A change is something that a sender does to a page: which box goes where, and
// which is gone.
type change struct {
	name string
	gone string // text that is deleted; "" for none
	box  func(b find.Box) (find.Box, bool)
}

// changesOf returns what senders do to a page: rows and columns put in or taken
// out at each place that no merged box covers.
func changesOf(g *find.Grid) []change {
	var all []change
	whole := func(row int) bool {
		return !slices.ContainsFunc(g.Cells, func(b find.Box) bool { return b.Row < row && b.Row+b.Rows > row })
	}
	upright := func(col int) bool {
		return !slices.ContainsFunc(g.Cells, func(b find.Box) bool { return b.Col < col && b.Col+b.Cols > col && b.Rows > 1 })
	}
	for row := 1; row <= g.Rows; row++ {
		if whole(row) {
			all = append(all, change{name: fmt.Sprintf("a row before row %d", row), box: func(b find.Box) (find.Box, bool) {
				if b.Row >= row {
					b.Row++
				}
				return b, true
			}})
		}
		if whole(row) && whole(row+1) {
			all = append(all, change{name: fmt.Sprintf("without row %d", row), box: func(b find.Box) (find.Box, bool) {
				if b.Row == row {
					return b, false
				}
				if b.Row > row {
					b.Row--
				}
				return b, true
			}})
		}
	}
	if g.Sheet != "" {
		for col := 1; col <= g.Cols; col++ {
			if upright(col) {
				all = append(all, change{name: fmt.Sprintf("a column before column %d", col), box: func(b find.Box) (find.Box, bool) {
					switch {
					case b.Col >= col:
						b.Col++
					case b.Col+b.Cols > col:
						b.Cols++
					}
					return b, true
				}})
			}
		}
	}
	for i := range g.Cells {
		if b := g.Cells[i]; b.Raw != "" {
			all = append(all, change{name: fmt.Sprintf("without the text of box %d %q", i, b.Raw), gone: b.Raw, box: func(c find.Box) (find.Box, bool) {
				if c.Row == b.Row && c.Col == b.Col {
					c.Raw, c.Stored = "", 0
				}
				return c, true
			}})
		}
	}
	return all
}

func changed(g *find.Grid, c change) *find.Grid {
	out := *g
	out.Cells, out.Rows, out.Cols, out.Covered = nil, 0, 0, nil
	for _, b := range g.Cells {
		if moved, ok := c.box(b); ok {
			out.Cells = append(out.Cells, moved)
		}
	}
	out.Place = func(row, col int) report.Position {
		return report.Position{File: "x", Sheet: "s", Cell: fmt.Sprintf("R%dC%d", row, col)}
	}
	out.Settle()
	return &out
}

// known lists what a return says, by field and row.
func known(rd *reading) map[forms.Ref]string {
	out := map[forms.Ref]string{}
	for _, r := range rd.returns {
		for _, v := range r.Values {
			if v.Known() && v.Text != "" {
				out[v.Ref] = v.Text
			}
		}
	}
	return out
}

// TestMoved: whatever row or column is put in or taken out, or whatever one text is
// deleted, no field gets another's answer without a word.
func TestMoved(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/learn/*/*")
	if err != nil {
		t.Fatal(err)
	}
	rounds, _ := filepath.Glob("../../../testdata/learn/*/*/*")
	files = append(files, rounds...)
	blanks := map[string]*Blank{}
	changes, wrong, less := 0, 0, 0
	for _, file := range files {
		dir := filepath.Dir(file)
		if info, err := os.Stat(file); err != nil || info.IsDir() || strings.Contains(" second round1 round2 round3 round4 round5 round6 round7 round8", " "+filepath.Base(dir)) {
			continue
		}
		b := blanks[dir]
		if b == nil {
			found, _ := filepath.Glob(dir + ".*")
			for _, f := range found {
				if !strings.HasSuffix(f, ".txt") {
					data, err := os.ReadFile(f)
					if err != nil {
						t.Fatal(err)
					}
					if b, err = Learn(bytes.NewReader(data), int64(len(data)), filepath.Base(f)); err != nil {
						t.Fatal(err)
					}
				}
			}
			blanks[dir] = b
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := grasp.ReadPages(bytes.NewReader(data), int64(len(data)), filepath.Base(file), false)
		if err != nil {
			t.Fatal(err)
		}
		rd := &reading{Blank: b, name: "x", year: 2026}
		rd.read(pages)
		right, raws := known(rd), map[forms.Ref]string{}
		for _, r := range rd.returns {
			for _, v := range r.Values {
				raws[v.Ref] = v.Raw
			}
		}
		texts := map[string]bool{}
		for _, v := range right {
			texts[v] = true
		}
		for _, c := range changesOf(pages[0].Grid) {
			changes++
			again := &reading{Blank: b, name: "x", year: 2026}
			again.read([]*grasp.Page{{Grid: changed(pages[0].Grid, c)}})
			got := known(again)
			told := len(again.returns) == 0 || slices.ContainsFunc(again.findings, func(f report.Finding) bool { return f.Severity <= report.Warning })
			moved, lost := compare(b.Schema, right, got)
			if len(c.gone) == 1 && !told {
				// The first digit of a number that has a cell for each is gone: the
				// rest is a number, too.
				moved = slices.DeleteFunc(moved, func(row string) bool { return firstDigit(row, c.gone, right) })
			}
			if len(lost) > 0 {
				less++
			}
			for _, ref := range lost {
				if strings.Contains(c.gone, right[ref]) || c.gone != "" && c.gone == raws[ref] || c.gone != "" && strings.Trim(c.gone, tickBoxes) == "" {
					continue // it went with its text
				}
				if n := still(pages[0].Grid, right[ref]); n > 0 && still(changed(pages[0].Grid, c), right[ref]) >= n && !told {
					moved = append(moved, fmt.Sprintf("%s: lost %q", ref, right[ref]))
				}
			}
			if len(moved) > 0 && !told {
				wrong++
				if wrong <= 40 {
					t.Errorf("%s, %s: %s", filepath.Base(dir)+"/"+filepath.Base(file), c.name, strings.Join(moved, "; "))
				}
			}
		}
	}
	t.Logf("%d changes; with values fewer %d, with values wrong and nothing told %d", changes, less, wrong)
}

// compare returns the fields that have an answer they did not have, and those
// that have none any more. Rows of tables count by what stands in them.
func compare(s *forms.Schema, right, got map[forms.Ref]string) (moved []string, lost []forms.Ref) {
	rows := func(all map[forms.Ref]string, block string) map[string]bool {
		byRow := map[int][]string{}
		for r, v := range all {
			if r.Block == block {
				byRow[r.Row] = append(byRow[r.Row], r.Key+"="+v)
			}
		}
		out := map[string]bool{}
		for _, cells := range byRow {
			slices.Sort(cells)
			out[strings.Join(cells, ",")] = true
		}
		return out
	}
	for ref, v := range got {
		if b := s.Block(ref.Block); b != nil && b.Table() {
			continue
		}
		if right[ref] != v {
			moved = append(moved, fmt.Sprintf("%s: %q was %q", ref, v, right[ref]))
		}
	}
	for ref := range right {
		if b := s.Block(ref.Block); (b == nil || !b.Table()) && got[ref] == "" {
			lost = append(lost, ref)
		}
	}
	for i := range s.Blocks {
		if b := &s.Blocks[i]; b.Table() {
			was := rows(right, b.Key)
			for row := range rows(got, b.Key) {
				if !was[row] && !partOf(row, was) {
					moved = append(moved, fmt.Sprintf("%s: row %q", b.Key, row))
				}
			}
		}
	}
	slices.Sort(moved)
	return moved, lost
}

// still counts how often a text that was an answer stands on a page.
func still(g *find.Grid, text string) int {
	n := 0
	for _, b := range g.Cells {
		if b.Raw == text {
			n++
		}
	}
	return n
}

// partOf reports whether a row is one of those there were, with cells missing.
func partOf(row string, was map[string]bool) bool {
	for w := range was {
		cells := strings.Split(w, ",")
		if !slices.ContainsFunc(strings.Split(row, ","), func(c string) bool { return !slices.Contains(cells, c) }) {
			return true
		}
	}
	return false
}

// firstDigit reports whether a row is one of those there were, but that a number
// has lost the digit in front.
func firstDigit(row, digit string, was map[forms.Ref]string) bool {
	for _, cell := range strings.Split(strings.Trim(row[strings.Index(row, "\"")+1:], "\""), ",") {
		_, v, _ := strings.Cut(cell, "=")
		for _, w := range was {
			if v != "" && w == digit+v {
				return true
			}
		}
	}
	return false
}
