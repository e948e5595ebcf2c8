// Package draft holds the lines of a text on its way to a document, and what there is
// to tell of them.
package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Draft is a text. Lines are told by their index.
type Draft struct {
	Lines    []string
	Written  []string     // the lines as they stand; the same slice until one is rewritten
	Framed   bool         // it is the copy of a web page, which has left remains
	Titled   map[int]bool // lines of the title that the page tells elsewhere, too
	Findings []report.Finding
	origin   []origin // where each line begins in the text; nil: each is one of the text
	total    int      // lines of the text
}

// An origin is where a line begins in the text: the number of the line there, from 1, and how
// many characters stand before it.
type origin struct{ line, column int32 }

// New returns a draft of a text.
func New(text string) *Draft {
	lines := Split(text)
	return &Draft{Lines: lines, Written: lines, Titled: map[int]bool{}}
}

// Split returns the lines of a text: they end with LF, CRLF or CR, byte
// order marks are dropped. A byte that is no character is U+FFFD, so that no two
// pieces of characters make another one when lines are joined.
func Split(text string) []string {
	valid := strings.Map(func(r rune) rune { return r }, text)
	return strings.Split(han.Lines.Replace(valid), "\n")
}

// Break breaks lines where what they hold is of several parts: at returns the bytes of a
// line before which another begins, in order. It comes before all else.
func (d *Draft) Break(at func(i int) []int) {
	type broken struct {
		line int
		cuts []int
	}
	var all []broken
	more := 0
	for i := range d.Lines {
		if cuts := at(i); len(cuts) > 0 {
			all = append(all, broken{i, cuts})
			more += len(cuts)
		}
	}
	if more == 0 {
		return
	}
	lines := make([]string, 0, len(d.Lines)+more)
	begins := make([]origin, 0, len(d.Lines)+more)
	for i, l := range d.Lines {
		var cuts []int
		if len(all) > 0 && all[0].line == i {
			cuts, all = all[0].cuts, all[1:]
		}
		from, column := 0, 0
		for _, to := range append(cuts, len(l)) {
			lines = append(lines, l[from:to])
			begins = append(begins, origin{int32(i + 1), int32(column)})
			column += utf8.RuneCountInString(l[from:to])
			from = to
		}
	}
	d.total = len(d.Lines)
	d.Lines, d.Written, d.origin = lines, lines, begins
}

// Broken reports whether lines were broken.
func (d *Draft) Broken() bool { return d.origin != nil }

// Place returns where in the text a position stands that counts the broken lines.
func (d *Draft) Place(at report.Position) report.Position {
	if d.origin == nil || at.Line < 1 || at.Line > len(d.origin) {
		return at
	}
	from := d.origin[at.Line-1]
	at.Line, at.Column = int(from.line), int(from.column)+at.Column
	return at
}

// Number returns the number of a line of the text for one that counts the broken lines, both
// from 1. A line that begins within one of the text has a number behind all of them, of its own.
func (d *Draft) Number(line int) int {
	if d.origin == nil || line < 1 || line > len(d.origin) {
		return line
	}
	if from := d.origin[line-1]; from.column == 0 {
		return int(from.line)
	}
	return d.total + line
}

// Rewrite puts a text in place of line i, for all but [Draft.Written].
func (d *Draft) Rewrite(i int, text string) {
	if &d.Lines[0] == &d.Written[0] {
		d.Lines = slices.Clone(d.Lines)
	}
	d.Lines[i] = text
}

// Put leaves nothing but text on line i, behind the blanks that it begins with.
func (d *Draft) Put(i int, text string) { d.Rewrite(i, d.indent(i)+text) }

// Drop takes out line i and tells by which rule. RD001 tells that the text is the copy
// of a web page.
func (d *Draft) Drop(rule string, i int) {
	d.Framed = d.Framed || rule == "RD001"
	d.Note(rule, i, d.Text(i))
	d.Rewrite(i, "")
}

// Text returns line i without the blanks around it.
func (d *Draft) Text(i int) string { return strings.TrimSpace(d.Lines[i]) }

// Next returns the first line in [from, to) that is not blank, or to.
func (d *Draft) Next(from, to int) int {
	for from < to && d.Text(from) == "" {
		from++
	}
	return min(from, to)
}

// Last returns the last line before line to that is not blank, or -1.
func (d *Draft) Last(to int) int {
	for to--; to >= 0 && d.Text(to) == ""; to-- {
	}
	return to
}

// Between returns the lines in [from, to) that are not blank.
func (d *Draft) Between(from, to int) []int {
	var lines []int
	for i := d.Next(from, to); i < to; i = d.Next(i+1, to) {
		lines = append(lines, i)
	}
	return lines
}

// Join joins the texts of lines.
func (d *Draft) Join(lines []int, between string) string {
	var all []string
	for _, i := range lines {
		all = append(all, d.Text(i))
	}
	return strings.Join(all, between)
}

// DroppedFrom reports whether the next line of text from line i on, upward or
// downward, was taken out, as those of web pages are.
func (d *Draft) DroppedFrom(i, by int) bool {
	const most = 3 // blank lines between
	for k := 0; k <= most; k++ {
		if i += by; i < 0 || i >= len(d.Lines) || d.Text(i) != "" {
			return false
		}
		if strings.TrimSpace(d.Written[i]) != "" {
			return true
		}
	}
	return false
}

// Note adds a finding about line i.
func (d *Draft) Note(rule string, i int, found string) {
	d.Say(rule, report.Position{Line: i + 1, Column: d.Column(i)}, found)
}

// Say adds a finding.
func (d *Draft) Say(rule string, where report.Position, found string) {
	known, _ := report.RuleOf(rule)
	d.Findings = append(d.Findings, known.Finding(where, found))
}

// Column returns the column at which the text of line i begins.
func (d *Draft) Column(i int) int { return utf8.RuneCountInString(d.indent(i)) + 1 }

// indent returns the blanks that line i begins with.
func (d *Draft) indent(i int) string {
	l := d.Lines[i]
	return l[:len(l)-len(strings.TrimLeftFunc(l, unicode.IsSpace))]
}
