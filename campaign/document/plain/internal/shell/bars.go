package shell

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A page that is made of tables leaves their bars: around its own text, between the columns
// of the record above a document, and in the tables of the document.

const bars = "|｜"

// dropBars takes the bars out of what is no table, and puts tabs for them in what is one, so
// that the readers of records and tables read on.
func (r *page) dropBars() {
	hasBar := func(i int) bool { return strings.ContainsAny(r.Lines[i], bars) }
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		if !hasBar(i) {
			continue
		}
		rows := []int{i}
		for k := r.Next(i+1, len(r.Lines)); k < len(r.Lines) && hasBar(k); k = r.Next(k+1, len(r.Lines)) {
			rows = append(rows, k)
		}
		r.readRows(rows)
		i = rows[len(rows)-1]
	}
}

// putWithout leaves nothing but text on line i, without what a page has around it.
func (r *page) putWithout(i int, text string) {
	r.Note("RD001", i, strings.TrimSpace(strings.Replace(r.Text(i), text, "", 1)))
	r.Framed = true
	r.Put(i, text)
}

// cellsOf returns what stands between the bars of a row, without the empty cells at its ends.
func cellsOf(s string) []string {
	cells := strings.Split(strings.ReplaceAll(s, "｜", "|"), "|")
	for k, c := range cells {
		cells[k] = strings.TrimSpace(c)
	}
	for len(cells) > 0 && cells[0] == "" {
		cells = cells[1:]
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// isRecordLabel reports whether a cell is a label as records of pages have.
func isRecordLabel(cell string) bool {
	t := strings.TrimRight(han.Squeeze(cell), ":：")
	return cue.WebRecord.MatchString(t + "：")
}

// readRows reads lines with bars that stand one below the other: the record of a page, if one
// begins with a label of such; a table; or lines that have a bar at an end.
func (r *page) readRows(rows []int) {
	record, credit, menu, several, bars := false, false, false, 0, map[int]bool{}
	for _, i := range rows {
		cells := cellsOf(r.Text(i))
		menu = menu || len(cells) > 1 && slices.ContainsFunc(cells, func(c string) bool { return menuEntry.MatchString(han.Squeeze(c)) })
		credit = credit || cue.IsCredit(han.Squeeze(r.Lines[i]))
		record = record || len(cells) > 0 && isRecordLabel(cells[0])
		if len(cells) > 1 {
			several++
			bars[strings.Count(r.Text(i), "|")] = true
		}
	}
	apart := record && r.alternate(rows)
	for _, i := range rows {
		switch cells := cellsOf(r.Text(i)); {
		case len(cells) == 0:
			r.Drop("RD001", i)
		case apart && len(cells) == 1:
			r.putWithout(i, cells[0]) // for joinRecord
		case record:
			for k, c := range cells {
				if isRecordLabel(c) && !cue.IsColonEnd(c) || k == 0 && !strings.ContainsAny(c, "：:") {
					cells[k] = c + "："
				}
			}
			r.tabbed(i, cells)
			r.record[i] = true
		case menu && len(cells) > 1:
			r.Drop("RD001", i)
		case len(cells) == 1:
			r.putWithout(i, cells[0])
		case len(cells) == 2 && bareMark.MatchString(cells[0]):
			r.tabbed(i, []string{cells[0] + cells[1]})
		case several > 1 && len(bars) == 1 && !credit: // else it is a menu
			r.tabbed(i, cells)
		}
	}
}

// alternate reports whether the rows of a record hold a label or a value each, one below the other.
func (r *page) alternate(rows []int) bool {
	const least = 3 // labels with their values
	pairs, label := 0, false
	for _, i := range rows {
		cells := cellsOf(r.Text(i))
		if len(cells) == 0 {
			continue
		}
		if len(cells) > 1 {
			return false
		}
		is := labelOnly(cells[0])
		if label && !is {
			pairs++
		}
		label = is
	}
	return pairs >= least
}

// menuEntry is what only the menu of a page has between bars.
var menuEntry = regexp.MustCompile(`^(?:设为首页|加入收藏|收藏本站|网站首页|首页)$`)

// labelOnly reports whether a line is a label as records of pages have, and nothing else.
func labelOnly(s string) bool {
	t := han.Squeeze(s)
	return t != "有效" && !strings.ContainsAny(t, "：:") && cue.WebRecord.FindString(t+"：") == t+"：" // 有效 is what 时效性 is
}

// labelBehind returns the label of the next value with which a value ends that lost its line
// break; "" if there is none.
func labelBehind(s string) string {
	const shortest, longest = 3, 4 // characters
	c := []rune(s)
	for n := longest; n >= shortest; n-- {
		if len(c) > n && labelOnly(string(c[len(c)-n:])) {
			return string(c[len(c)-n:])
		}
	}
	return ""
}

// cutLabel parts a label from a value that stands behind it without a colon: 发文机关国务院.
func cutLabel(s string) (label, value string) {
	const shortest, longest, longestValue = 3, 4, 40 // characters
	c := []rune(s)
	if value, ok := strings.CutPrefix(s, "文号 "); ok && cue.IsNumber(strings.TrimSpace(value)) {
		return "文号", strings.TrimSpace(value)
	}
	for n := longest; n >= shortest; n-- {
		if len(c) > n && len(c) <= n+longestValue && labelOnly(string(c[:n])) && !strings.ContainsAny(s, "：:。，；") {
			return string(c[:n]), strings.TrimSpace(string(c[n:]))
		}
	}
	return "", ""
}

// joinRecord puts each value of a record above a document on the line of its label, where they
// have lines of their own.
func (r *page) joinRecord() {
	const least = 3       // labels
	lines := r.topLines() // 名称 and 编号 below may be the heads of a table
	labels := 0
	for _, i := range lines {
		if label, _ := cutLabel(r.Text(i)); label != "" || labelOnly(r.Text(i)) {
			labels++
		}
	}
	if labels < least {
		return
	}
	for k, i := range lines {
		label := r.Text(i)
		if label, value := cutLabel(label); label != "" {
			r.Rewrite(i, label+"："+value)
			r.record[i] = true
			continue
		}
		if !labelOnly(label) {
			continue
		}
		value := ""
		if k+1 < len(lines) && !labelOnly(r.Text(lines[k+1])) {
			at := lines[k+1]
			next := labelBehind(r.Text(at))
			value = strings.TrimSuffix(r.Text(at), next)
			r.Rewrite(at, next)
		}
		r.Rewrite(i, label+"："+value)
		r.record[i] = true
	}
}

// joinColumns puts the values of a record above a document behind their labels, which stand in a row of their
// own above them.
func (r *page) joinColumns() {
	const least = 2 // labels in a row
	lines := r.topLines()
	for k, i := range lines[:max(len(lines)-1, 0)] {
		below := lines[k+1]
		labels := labelsOf(r.Lines[i])
		if len(labels) < least || below != r.Next(i+1, len(r.Lines)) || len(labelsOf(r.Lines[below])) > 0 || strings.Contains(r.Text(below), "。") {
			continue
		}
		values := strings.Split(r.Lines[below], "\t")
		if len(values) == 1 {
			values = strings.Fields(r.Lines[below])
		}
		if len(values) != len(labels) {
			continue
		}
		for k, label := range labels {
			values[k] = label + "：" + strings.TrimRight(strings.TrimSpace(values[k]), "：")
		}
		r.Note("RD004", below, r.Text(below))
		r.Rewrite(i, strings.Join(values, "\t"))
		r.Rewrite(below, "")
		r.record[i] = true
	}
}

// tabbed makes line i a row of cells with tabs between them.
func (r *page) tabbed(i int, cells []string) {
	r.Note("RD003", i, strings.Map(func(c rune) rune {
		if strings.ContainsRune(bars, c) {
			return c
		}
		return -1
	}, r.Lines[i]))
	r.Rewrite(i, strings.Join(cells, "\t"))
}
