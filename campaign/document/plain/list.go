package plain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A list is the list of attachments (附件说明).
type list struct {
	from, next int // its lines; from is -1 if there is none
	mark       string
	items      []string
	pieces     [][]placed // that the items are made of
	marks      []placed   // what stands before them: 1. or 附件1：
}

// written returns the pieces of item k with its mark, if that is not the
// standard's: 1. 2. where there are several, nothing where there is one.
func (l list) written(k int) (pieces []placed, text string) {
	standard := ""
	if len(l.items) > 1 {
		standard = strconv.Itoa(k+1) + "."
	}
	if han.Squeeze(l.marks[k].text) == standard {
		return nil, ""
	}
	pieces = append([]placed{l.marks[k]}, l.pieces[k]...)
	for _, p := range pieces {
		text += p.text
	}
	return pieces, text
}

// findList finds the last list in lines [from, to).
func (r *reading) findList(from, to int) list {
	titles := r.pageTitles()
	for i := to - 1; i >= from; i-- {
		s := r.text(i)
		g := cue.EachLine.FindStringSubmatch(s)
		if g != nil && cue.Ordinal(g[1]) != 1 || g == nil && !cue.ListLine.MatchString(s) {
			continue
		}
		told := len(r.findings)
		if l := r.readList(i, to, titles); l.from >= 0 && r.textBehind(l, to) <= maxMoved {
			return l
		}
		r.findings = r.findings[:told] // it is no list
	}
	return list{from: -1}
}

// maxMoved is the number of lines of text that may stand below a list and be
// moved above it; more show that it is no list.
const maxMoved = 5

// textBehind counts the lines from l to line to, or to the first attachment,
// that are no names.
func (r *reading) textBehind(l list, to int) int {
	n := 0
	for i := r.next(l.next, to); i < to && n <= maxMoved && !l.has(r.text(i)); i = r.next(i+1, to) {
		if !r.mayBeName(r.text(i), i) {
			n++
		}
	}
	return n
}

// add adds a name, which stands on line i behind its mark.
func (l *list) add(i int, mark, text string) {
	l.items, l.pieces, l.marks = append(l.items, text), append(l.pieces, []placed{{i, text}}), append(l.marks, placed{i, strings.TrimSpace(mark)})
}

// split parts the last item where the next one stands behind it on its line.
func (l *list) split(r *reading) {
	for {
		last := len(l.items) - 1
		m := cue.InLine.FindStringSubmatchIndex(l.items[last])
		if m == nil {
			return
		}
		item, mark, rest := l.items[last], l.items[last][m[2]:m[3]], l.items[last][m[4]:]
		if han.ParseDigits(strings.TrimRight(mark, " 　.．、")) != len(l.items)+1 {
			return
		}
		line := l.pieces[last][0].line
		l.items[last] = strings.TrimSpace(item[:m[2]])
		l.pieces[last][0].text = l.items[last]
		r.note("RD006", line, item)
		l.add(line, mark, rest)
	}
}

// has reports whether s is one of the names in l, blanks not counted.
func (l list) has(s string) bool {
	return slices.ContainsFunc(l.items, func(item string) bool { return han.Squeeze(item) == han.Squeeze(s) })
}

// readList reads the list that begins in line i. The titles of the attachments
// tell how far a name in it goes that broke.
func (r *reading) readList(i, to int, titles []string) list {
	none := list{from: -1}
	l := list{from: i}
	s := r.itemText(i)
	each, first := false, "" // every item has a label: 附件1：甲
	if g := cue.EachLine.FindStringSubmatch(s); g != nil {
		each = true
		l.mark = "附件："
		first = strings.TrimSuffix(s, g[2])
		r.note("RD010", i, first)
		s = "1." + g[2]
	} else {
		l.mark = cue.ListLine.FindString(s)
		s = strings.TrimSpace(s[len(l.mark):])
		l.mark = han.Squeeze(l.mark)
	}
	alone := s == "" // the mark
	if alone {
		if i = r.next(i+1, to); i == to {
			return none
		}
		s = r.itemText(i)
	}
	// 1.名单。 is a name with a mark too much, 见下表。 is a sentence.
	name := s
	if _, text, number := cue.ReadItem(s); number == 1 || cue.FullName.MatchString(cue.Unended(s)) {
		name = cue.Unended(text)
	}
	if strings.ContainsAny(name, "。；\t") || cue.IsDateLine(s) {
		return none
	}
	numbered := false
	add := func(mark, text string) {
		if !each && mark != strconv.Itoa(len(l.items)+1)+"." {
			r.note("RD010", i, mark)
		}
		if each {
			mark = first
		}
		l.add(i, mark, text)
		l.split(r)
	}
	if mark, text, number := cue.ReadItem(s); number == 1 {
		numbered = true
		add(mark, text)
	} else {
		l.add(i, "", s)
	}
	l.next = i + 1
	for i = r.next(i+1, to); i < to; i = r.next(i+1, to) {
		s := r.itemText(i)
		if strings.Contains(s, "\t") {
			break
		}
		if each {
			if g := cue.EachLine.FindStringSubmatch(s); g != nil && cue.Ordinal(g[1]) == len(l.items)+1 {
				r.note("RD010", i, strings.TrimSuffix(s, g[2]))
				l.add(i, strings.TrimSuffix(s, g[2]), g[2])
				l.next = i + 1
				continue
			}
		}
		if mark, text, number := cue.ReadItem(s); numbered && !each && (number == len(l.items)+1 || number > len(l.items) && (cue.FullName.MatchString(cue.Unended(text)) || slices.ContainsFunc(titles, func(t string) bool { return t == han.Squeeze(text) }))) {
			add(mark, text)
			l.next = i + 1
			continue
		}
		last := len(l.items) - 1
		if (alone || cue.FullName.MatchString(l.items[0])) && !numbered && !each && cue.FullName.MatchString(l.items[last]) && cue.IsListed(s) {
			r.note("RD010", i, s) // has no number
			l.add(i, "", s)
			l.next = i + 1
			continue
		}
		if !continuesItem(l.items[last], s, titles) {
			break
		}
		r.note("RD004", i, s)
		l.items[last] += s
		l.pieces[last] = append(l.pieces[last], placed{i, s})
		l.next = i + 1
	}
	if numbered && !each && len(l.items) == 1 {
		r.note("RD010", l.from, "1.") // a single attachment has no number
	}
	return l
}

// itemText returns line i, which may be one of the list.
func (r *reading) itemText(i int) string { return cue.AfterMark.ReplaceAllString(r.text(i), "$1") }

// continuesItem reports whether s is the rest of a name in the list that broke.
func continuesItem(item, s string, titles []string) bool {
	joined := han.Squeeze(item + s)
	if slices.Contains(titles, joined) {
		return !cue.IsOrgan(s)
	}
	for _, t := range titles {
		if strings.HasPrefix(t, joined) {
			return true
		}
		if t == han.Squeeze(item) {
			return false
		}
	}
	return !cue.FullName.MatchString(item) && cue.FullName.MatchString(s) && !cue.IsDateLine(s) && !cue.IsOrgan(s) &&
		utf8.RuneCountInString(s) <= cue.MaxTitleLine && !strings.ContainsAny(s, "：:。；") && !cue.ListLine.MatchString(s) && !cue.ItemLine.MatchString(s)
}

// markBlanks puts the marks of a list that has blanks for them: 附件 1 甲, 2 乙.
func (r *reading) markBlanks() {
	for i := range r.lines {
		r.markLabels(i)
		g := cue.BlankFirst.FindStringSubmatch(r.text(i))
		if g == nil || strings.Contains(r.lines[i], "\t") {
			continue
		}
		marks, n := []string{"附件：1."}, 2
		lines := [][]string{g}
		at := []int{i}
		for k := r.next(i+1, len(r.lines)); k < len(r.lines); k = r.next(k+1, len(r.lines)) {
			h := cue.BlankNext.FindStringSubmatch(r.text(k))
			if h == nil || han.ParseDigits(h[2]) != n || strings.Contains(r.lines[k], "\t") {
				break
			}
			lines, at, marks, n = append(lines, []string{h[0], h[1], h[3]}), append(at, k), append(marks, h[2]+"."), n+1
		}
		if n == 2 {
			continue // the label of a page
		}
		for k, line := range at {
			r.note("RD010", line, lines[k][1])
			r.rewrite(line, prefix(r.lines[line], unicode.IsSpace)+marks[k]+lines[k][2])
		}
		return
	}
}

// markLabels puts the colons of a list whose names have a label each, with line i
// the first: 附件1 甲 above 附件2 乙.
func (r *reading) markLabels(i int) {
	var lines []int
	var rows [][]string
	for i < len(r.lines) {
		g := cue.LabelBlank.FindStringSubmatch(r.text(i))
		if g == nil || han.ParseDigits(g[2]) != len(rows)+1 || strings.Contains(r.lines[i], "\t") {
			break
		}
		lines, rows = append(lines, i), append(rows, g)
		i = r.next(i+1, len(r.lines))
	}
	if len(rows) < 2 {
		return
	}
	for k, line := range lines {
		r.note("RD010", line, rows[k][1])
		r.rewrite(line, prefix(r.lines[line], unicode.IsSpace)+rows[k][1]+"："+rows[k][3])
	}
}

// pageTitles returns what stands below the labels, line breaks taken out.
func (r *reading) pageTitles() []string {
	var titles []string
	for k, p := range r.pages {
		end := len(r.lines)
		if k+1 < len(r.pages) {
			end = r.pages[k+1].label
		}
		joined := ""
		for i, n := r.next(p.from, end), 0; i < end && n < 3; i, n = r.next(i+1, end), n+1 {
			joined += han.Squeeze(r.lines[i])
			titles = append(titles, joined)
		}
	}
	return titles
}
