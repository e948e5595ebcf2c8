package wordml

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Line tells where a line of a text stands in the document that it was taken
// out of.
type Line struct {
	Paragraph *Paragraph // that it begins in, nil if nobody knows
	Stretches []Stretch  // of the line whose characters stand in paragraphs, in order
}

// A Stretch is a part of a line that is the same part of a paragraph.
type Stretch struct {
	From, To  int // bytes of the line
	Paragraph *Paragraph
	Offset    int // in its text, of the byte From
}

// Lines finds the lines of a text in the document: of one that has a line for
// each of a paragraph, with its number before it, and for each row of a table,
// with tabs between the cells. What it has besides is passed over, so that a text
// which leaves some out or adds some still finds its places.
func (d *Document) Lines(text string) []Line {
	f := finder{text: strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n"), at: map[string][]int{}}
	f.lines = make([]Line, len(f.text))
	for i, l := range f.text {
		if key := squeeze(l); key != "" {
			f.at[key] = append(f.at[key], i)
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Paragraph:
			for _, l := range paragraphLines(b) {
				f.find(l, len(f.text))
			}
		case *Table:
			f.table(b)
		}
	}
	return f.lines
}

// A finder goes down a text and a document side by side.
type finder struct {
	text  []string
	lines []Line
	at    map[string][]int // lines by what they say, blanks left out
	next  int              // line that has not been found
}

// A source is a line as the document says it.
type source struct {
	text string
	Line
}

// find finds the next line that says what l does, no further down than ahead.
func (f *finder) find(l source, ahead int) bool {
	key := squeeze(l.text)
	all := f.at[key]
	i := sort.SearchInts(all, f.next)
	if key == "" || i == len(all) || all[i] > f.next+ahead {
		return false
	}
	f.at[key] = all[i:]
	at := all[i]
	f.next = at + 1
	// Tabs may tell that a line is a row.
	bare := func(s string) string { return strings.TrimLeft(strings.TrimRightFunc(s, unicode.IsSpace), "\t") }
	tabs := func(s string) int { return len(s) - len(strings.TrimLeft(s, "\t")) }
	if bare(f.text[at]) != bare(l.text) {
		l.Stretches = nil
	}
	shift := tabs(f.text[at]) - tabs(l.text)
	for i := range l.Stretches {
		l.Stretches[i].From, l.Stretches[i].To = l.Stretches[i].From+shift, l.Stretches[i].To+shift
	}
	f.lines[at] = l.Line
	return true
}

// aside is how far down a line of a table may stand that reads as something
// else than a row: the head and the signature set names side by side in one.
const aside = 50

func (f *finder) table(t *Table) {
	for i := range t.Rows {
		row := &t.Rows[i]
		if f.find(rowLine(row), len(f.text)) {
			continue
		}
		for c := range row.Cells {
			if cell := (Row{Cells: row.Cells[c : c+1]}); len(row.Cells[c].Blocks) > 1 && f.find(rowLine(&cell), aside) {
				continue // those who sign side by side, a line each
			}
			for _, b := range row.Cells[c].Blocks {
				if p, ok := b.(*Paragraph); ok {
					for _, l := range paragraphLines(p) {
						f.find(l, aside)
					}
				}
			}
		}
	}
}

// paragraphLines returns the lines of a paragraph, its number before the first.
func paragraphLines(p *Paragraph) []source {
	number := ""
	if strings.TrimSpace(p.Text) != "" && p.Number != "" {
		number = p.Number
		if last, _ := utf8.DecodeLastRuneInString(number); unicode.IsDigit(last) || unicode.IsLetter(last) {
			number += " "
		}
	}
	var all []source
	add := func(number string, from, to int) {
		line := number + oneLine(p.Text[from:to])
		l := source{line, Line{Paragraph: p}}
		if from < to {
			l.Stretches = []Stretch{{len(number), len(line), p, from}}
		}
		all = append(all, l)
	}
	from := 0
	for i, c := range p.Text {
		if strings.ContainsRune("\n\r\f\v\u2028\u2029", c) {
			add(number, from, i)
			number, from = "", i+utf8.RuneLen(c)
		}
	}
	add(number, from, len(p.Text))
	return all
}

// oneLine writes control characters as the blanks that a reader makes of them.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' || c == 0x7f {
			return ' '
		}
		return c
	}, s)
}

// rowLine returns the line of a row. What stands in a table within a cell has no
// place.
func rowLine(row *Row) source {
	var b strings.Builder
	var l source
	b.WriteString(strings.Repeat("\t", row.Before))
	for i := range row.Cells {
		if i > 0 {
			b.WriteString(strings.Repeat("\t", row.Cells[i-1].Span))
		}
		cell := &row.Cells[i]
		var of strings.Builder
		begin := b.Len()
		type start struct {
			p  *Paragraph
			at int
		}
		var starts []start
		writeText(&of, cell.Blocks, func(p *Paragraph, at int) { starts = append(starts, start{p, at}) })
		text := strings.NewReplacer("\n", " ", "\t", " ").Replace(of.String())
		left := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		text = strings.TrimSpace(text)
		for _, s := range starts {
			from, to := max(s.at, left), min(s.at+len(s.p.Text), left+len(text))
			if from < to {
				l.Stretches = append(l.Stretches, Stretch{begin + from - left, begin + to - left, s.p, from - s.at})
			}
			if l.Paragraph == nil {
				l.Paragraph = s.p
			}
		}
		b.WriteString(text)
	}
	l.text = b.String()
	return l
}

func squeeze(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || c < ' ' {
			return -1
		}
		return c
	}, s)
}
