package passage

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// readTable reads the table that starts at lines[0] and returns how many
// lines it takes. If there is none it returns nil and how many lines hold
// none. The places of its cells are added to those at hand; above is the number
// of lines above. [document.Table] tells the two forms. A table has two rows at least or is the
// head of a blank form, and it shows that it is one, for tabs serve as
// indentation and as spacing too.
func readTable(places document.Places, lines []string, above int) (*document.Table, document.Places, int) {
	n, indented := tabbed(lines)
	switch {
	case n == 0:
		return nil, nil, 0
	case !indented:
		return rowTable(places, lines[:n], above)
	}
	// Blank lines part the rows of a table with a tab before every cell.
	for end := n; end < len(lines); {
		if strings.TrimSpace(lines[end]) == "" && !strings.Contains(lines[end], "\t") {
			end++
			continue
		}
		more, indented := tabbed(lines[end:])
		if more == 0 || !indented {
			break
		}
		end += more
		n = end
	}
	if row := strings.TrimSpace(lines[0]); n == 1 && blankForm(splitCells(row)) {
		// The head of a form, which indentation makes no text.
		before, _, _ := strings.Cut(lines[0], row)
		places, _ = placeCells(places, above+1, 0, row, report.Position{Line: above + 1, Column: utf8.RuneCountInString(before) + 1})
		return &document.Table{Rows: [][]string{splitCells(row)}}, places, 1
	}
	return cellTable(places, lines[:n], above)
}

// tabbed counts the lines at the front that hold a tab which is not just the
// gap behind a level mark, and tells whether all of them are indented by a
// tab. A sentence among lines that are ends them.
func tabbed(lines []string) (n int, indented bool) {
	indented = true
	for _, l := range lines {
		if !strings.Contains(l, "\t") || gapBehindMark(l) {
			break
		}
		if indented = indented && opensWithTab(l); indented && readsAsSentence(l) {
			break
		}
		n++
	}
	return n, indented
}

func gapBehindMark(line string) bool {
	line = strings.TrimSpace(line)
	m, ok := ReadMark(line)
	if !ok {
		return false
	}
	rest := line[len(m.Text):]
	return strings.ContainsRune(rest, '\t') && !strings.ContainsRune(strings.TrimSpace(rest), '\t')
}

func opensWithTab(line string) bool {
	blank := func(r rune) bool { return r != '\t' && unicode.IsSpace(r) }
	return strings.HasPrefix(strings.TrimLeftFunc(line, blank), "\t")
}

// readsAsSentence reports whether s is one piece of text that ends with 。
func readsAsSentence(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "。") && !strings.Contains(s, "\t")
}

// evident reports whether a line is the row of a table beyond doubt: a tab
// between two cells that are filled in, but no label as in 联系人：	电话： and no
// level mark.
func evident(line string) bool {
	line = strings.TrimSpace(line)
	return strings.Contains(line, "\t") && LabelLength(line) == 0 && !gapBehindMark(line)
}

// rowTable reads a table with a row on each line.
func rowTable(places document.Places, lines []string, above int) (*document.Table, document.Places, int) {
	t := &document.Table{}
	cells := len(lines)
	for _, l := range lines {
		cells += strings.Count(l, "\t")
	}
	places = slices.Grow(places, cells)
	shown := false
	for i, l := range lines {
		shown = shown || evident(l)
		t.Rows = append(t.Rows, splitCells(l))
		places, _ = placeCells(places, above+i+1, 0, l, report.Position{Line: above + i + 1, Column: 1})
	}
	if !shown || len(t.Rows) < 2 && !blankForm(splitCells(strings.TrimRightFunc(lines[0], unicode.IsSpace))) {
		t = nil
	}
	return t, places, len(lines)
}

// columnHead is what the columns of forms are called.
var columnHead = regexp.MustCompile(`^(?:序号|编号|姓名|性别|年龄|单位|学校|班级|专业|职务|职称|电话|手机|邮箱|项目|活动|名称|内容|数量|金额|时间|日期|地点|备注|说明)$|` +
	`(?:名称|姓名|单位|部门|电话|手机|号码|时间|日期|地点|人数|场数|次数|数量|负责人|联系人|邮箱|备注)$`)

// blankForm reports whether a row is the head of a form whose rows were blank
// lines: three cells at least, two of them with a usual name, none with text.
func blankForm(row []string) bool {
	known := 0
	for _, c := range row {
		if c == "" || utf8.RuneCountInString(c) > MaxHeading/2 || strings.ContainsAny(c, "：:，。；") {
			return false
		}
		if columnHead.MatchString(c) {
			known++
		}
	}
	return len(row) >= 3 && known >= 2
}

// cellTable reads a table with a tab before every row or cell: what copying
// from a word processor gives. A line with one cell goes on with the row of
// the line before it, unless a blank line parts them.
func cellTable(places document.Places, lines []string, above int) (*document.Table, document.Places, int) {
	t := &document.Table{}
	before := 0       // characters of the row at hand, with a tab behind every cell
	shown := false    // a row on one line shows that this is a table
	blank := false    // so does a row of several lines with an empty cell
	sentence := false // unless one of the cells is running text
	goesOn, empty := false, false
	for i, l := range lines {
		indent, text, tab := strings.Cut(l, "\t")
		if !tab {
			goesOn = false
			continue
		}
		cells := splitCells(text)
		row := len(t.Rows)
		if len(cells) > 1 || !goesOn {
			row, before = row+1, 0
		}
		places, before = placeCells(places, above+row, before, text, report.Position{Line: above + i + 1, Column: utf8.RuneCountInString(indent) + 2})
		shown = shown || evident(l)
		sentence = sentence || slices.ContainsFunc(cells, readsAsSentence)
		if len(cells) > 1 || !goesOn {
			t.Rows = append(t.Rows, cells)
			goesOn, empty = len(cells) == 1, cells[0] == ""
			continue
		}
		last := &t.Rows[len(t.Rows)-1]
		*last = append(*last, cells[0])
		empty = empty || cells[0] == ""
		blank = blank || empty
	}
	switch {
	case len(t.Rows) == 1 && shown && blankForm(withoutEmptyEnd(t.Rows[0])):
	case len(t.Rows) < 2 || !shown && (!blank || sentence):
		t = nil
	}
	return t, places, len(lines)
}

func withoutEmptyEnd(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

func splitCells(s string) []string {
	cells := strings.Split(s, "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// placeCells adds the places of the cells of s, which begins at a place in the
// text and goes on with a row that has some characters already, each cell with
// a tab behind it. It returns how many the row has then.
func placeCells(places document.Places, row, before int, s string, at report.Position) (document.Places, int) {
	for cell := range strings.SplitSeq(s, "\t") {
		text := at
		text.Column += utf8.RuneCountInString(prefix(cell, unicode.IsSpace))
		places = append(places, document.Place{Line: row, From: before, At: text})
		before += utf8.RuneCountInString(strings.TrimSpace(cell)) + 1
		at.Column += utf8.RuneCountInString(cell) + 1
	}
	return places, before
}

// TableLines prints t so that [readTable] reads the same rows: a row on each line
// where it can be, else with a tab before every row or cell.
func TableLines(t *document.Table) []string {
	var lines []string
	for _, row := range t.Rows {
		lines = append(lines, strings.Join(row, "\t"))
	}
	if again, _, _ := readTable(nil, lines, 0); again != nil && slices.EqualFunc(again.Rows, t.Rows, slices.Equal) {
		return lines
	}
	shown := slices.ContainsFunc(lines, evident)
	lines = nil
	for _, row := range t.Rows {
		if l := "\t" + strings.Join(row, "\t"); shown && len(row) > 1 && !gapBehindMark(l) {
			lines = append(lines, l)
			continue
		}
		for _, c := range row {
			lines = append(lines, "\t"+c)
		}
		lines = append(lines, "")
	}
	return lines
}
