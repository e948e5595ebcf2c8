package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func (j *judge) tables() []*document.Table { return tablesOf(j.n) }

// token is what no cell may cut: a number with what belongs to it, a date, a
// time, a telephone number.
var token = regexp.MustCompile(`\d{1,4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}|\d[\d,.\-]*%?`)

// runs are the lines of text as they stand, pieces of one cell joined, those
// of neighbouring cells apart.
func (j *judge) runs() (lines []piece) {
	for i, p := range j.texts {
		if i > 0 && len(lines) > 0 {
			last := &lines[len(lines)-1]
			if gap := p.x0 - last.x1; p.page == last.page && p.base == last.base && p.Cell == last.Cell && gap > -1 && gap < 5 {
				last.Text.Text += p.Text.Text
				last.x1 = p.x1
				continue
			}
		}
		lines = append(lines, p)
	}
	return lines
}

// cutTokens: no number, date or time in a table goes over two lines if the
// table has room for columns that hold them.
func (j *judge) cutTokens() (said []string) {
	shown := map[string]int{}
	for _, l := range j.runs() {
		for _, s := range token.FindAllString(squash(l.Text.Text), -1) {
			shown[s]++
		}
	}
	for _, t := range j.tables() {
		if !roomy(t) {
			continue
		}
		for _, row := range t.Rows {
			for _, cell := range row {
				long := len([]rune(cell)) > 20 // 5月 and 21日 may part there, as in a paragraph
				for _, s := range token.FindAllString(squash(cell), -1) {
					if shown[s]--; shown[s] < 0 && len([]rune(s)) > 1 && !(long && strings.Contains(s, "日")) {
						said = append(said, fmt.Sprintf("%s is cut in %q", s, cut(cell)))
					}
				}
			}
		}
	}
	return said
}

// roomy reports whether columns that hold their longest token, and no fewer
// than three characters, stand beside each other in 五号.
func roomy(t *document.Table) bool {
	const size, margins = 10.5, 8.5
	need, cols := 0.0, 0
	for c := 0; ; c++ {
		widest, some := 2.0, false
		for _, row := range t.Rows {
			if c < len(row) {
				some = true
				for _, s := range token.FindAllString(row[c], -1) {
					widest = max(widest, ems(s)+0.6)
				}
			}
		}
		if !some {
			break
		}
		need, cols = need+widest*size+margins, cols+1
	}
	width := 442.0
	if cols > 9 {
		width = 637
	}
	return need <= width
}

// narrowColumns: no long text stands in a column of fewer than seven
// characters, none at all in one of one or two.
func (j *judge) narrowColumns() (said []string) {
	if slices.ContainsFunc(j.findings, func(f report.Finding) bool { return f.Rule == "GW310" }) {
		return nil // told
	}
	runs := j.runs()
	for _, t := range j.tables() {
		for _, row := range t.Rows {
			for _, cell := range row {
				text := squash(cell)
				least := 7 // characters a line
				switch n := len([]rune(text)); {
				case n < 6:
					continue
				case n < 40:
					least = 3
				}
				// The first line of the cell is the longest beginning that a run shows.
				line := 0
				for _, l := range runs {
					if s := squash(l.Text.Text); len(s) > 0 && strings.HasPrefix(text, s) {
						line = max(line, len([]rune(s)))
					}
				}
				if 0 < line && line < least {
					said = append(said, fmt.Sprintf("%d characters a line: %q", line, cut(cell)))
				}
			}
		}
	}
	return said
}

// tableHeads: the head of a table that goes over pages stands on each of them,
// a head of several levels whole; and it is set apart by its face.
func (j *judge) tableHeads() (said []string) {
	for _, t := range j.tables() {
		levels := headLevels(t)
		if levels == 0 {
			continue
		}
		for level := range levels {
			for _, cell := range t.Rows[level] {
				if cell == "" {
					continue
				}
				for _, p := range j.texts {
					if squash(p.Text.Text) != squash(cell) || p.Size > 12 {
						continue
					}
					if p.Role != font.HeiTi {
						said = append(said, fmt.Sprintf("%q is not set as a head", cell))
					}
					break
				}
			}
		}
		// Pages on which its last column's texts stand.
		first, last := j.pageOf(t.Rows[levels-1]), j.pageOf(t.Rows[len(t.Rows)-1])
		for page := first; first > 0 && page <= last; page++ {
			if text := j.pageText(page); !strings.Contains(text, squash(strings.Join(t.Rows[0], ""))) {
				said = append(said, fmt.Sprintf("p%d lacks the head %q", page, cut(strings.Join(t.Rows[0], ""))))
			}
		}
	}
	return said
}

// headLevels is the number of rows of a table's head: the first, and those
// below it as long as the first leaves cells open for them.
func headLevels(t *document.Table) int {
	if last := t.Rows[0][len(t.Rows[0])-1]; len(t.Rows[0]) == 2 && last == "" { // a slip: what is asked, room beside it
		return 0
	}
	if len(t.Rows) < 2 || slices.Contains(t.Rows[0], "") && slices.Index(t.Rows[0], "") == 0 {
		return 0
	}
	n := 1
	for n < len(t.Rows)-1 && t.Rows[n][0] == "" && slices.Contains(t.Rows[0], "") {
		n++
	}
	return n
}

// pageOf is the page on which all cells of a row stand in order; 0 if none.
func (j *judge) pageOf(row []string) int {
	for page := range j.pages {
		if strings.Contains(j.pageText(page+1), squash(strings.Join(row, ""))) {
			return page + 1
		}
	}
	return 0
}
