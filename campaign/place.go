package campaign

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Place tells where a stretch of a part of a document, or of a line of a
// body, stands in the text that it was read from.
type Place struct {
	Line int    // that the block bears which the stretch belongs to; 0: it belongs to Part
	Part string // head.number, title, recipients, signature, signature.date, note, imprint.copyTo, imprint.date, attachments[0].title, attachments[0].label, attachments[0].listed
	From int    // characters of the part or line before the stretch, line feeds not counted
	At   report.Position
}

// Places are the places of the parts of a document, those of one part in their
// order. Blocks of bodies bear their lines themselves; what is told of them are
// lines that are indented or were put behind others.
type Places []Place

// Find returns where the character of a part stands that has so many before
// it; false if nobody knows.
func (p Places) Find(part string, before int) (report.Position, bool) {
	return p.find(0, part, before)
}

// FindLine is [Places.Find] for the text of a block that bears the line.
func (p Places) FindLine(line, before int) (report.Position, bool) {
	if at, ok := p.find(line, "", before); ok {
		return at, true
	}
	return report.Position{Line: line, Column: before + 1}, line > 0
}

func (p Places) find(line int, part string, before int) (report.Position, bool) {
	var best *Place
	for i := range p {
		if p[i].Line == line && p[i].Part == part && p[i].From <= before && (best == nil || best.From <= p[i].From) {
			best = &p[i]
		}
	}
	if best == nil {
		return report.Position{}, false
	}
	at := best.At
	at.Column += before - best.From
	return at, true
}

// A placed is a stretch of text with the line that it stands on.
type placed struct {
	line int // index
	text string
}

// place records where the stretches stand that a part is made of.
func (r *reading) place(part string, stretches ...placed) {
	before := 0
	for _, s := range stretches {
		r.places = append(r.places, Place{0, part, before, report.Position{Line: s.line + 1, Column: r.columnOf(s)}})
		before += utf8.RuneCountInString(s.text)
	}
}

// columnOf returns the column of a stretch, which may stand behind other text
// of its line; that of the line if blanks were taken out of it.
func (r *reading) columnOf(s placed) int {
	if before, _, ok := strings.Cut(r.written[s.line], s.text); ok {
		return utf8.RuneCountInString(before) + 1
	}
	return r.column(s.line)
}

// stretches returns the texts of lines.
func (r *reading) stretches(lines []int) []placed {
	var all []placed
	for _, i := range lines {
		all = append(all, placed{i, r.text(i)})
	}
	return all
}

// placeLines records where the lines [from, to) of a body stand, after some
// were put behind others.
func (r *reading) placeLines(from, to int, joins []splice) {
	for i := from; i < to; i++ {
		if c := r.column(i); c > 1 && r.text(i) != "" && !strings.Contains(r.lines[i], "\t") {
			r.places = append(r.places, Place{Line: i + 1, At: report.Position{Line: i + 1, Column: c}})
		}
	}
	for _, j := range joins {
		at := report.Position{Line: j.line + 1, Column: r.column(j.line)}
		r.places = append(r.places, Place{Line: j.into + 1, From: j.column - r.column(j.into), At: at})
	}
}
