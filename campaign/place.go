package campaign

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Place tells where a stretch of a part of a document stands in the text
// that it was read from.
type Place struct {
	Part string // head.number, title, recipients, signature, signature.date, note, imprint.copyTo, imprint.date, attachments[0].title, attachments[0].listed
	From int    // characters of the part before the stretch, line feeds not counted
	At   report.Position
}

// Places are the places of the parts of a document, those of one part in their
// order. Blocks of bodies bear their lines themselves.
type Places []Place

// Find returns where the character of a part stands that has so many before
// it; false if nobody knows.
func (p Places) Find(part string, before int) (report.Position, bool) {
	var best *Place
	for i := range p {
		if p[i].Part == part && p[i].From <= before {
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
		r.places = append(r.places, Place{part, before, report.Position{Line: s.line + 1, Column: r.columnOf(s)}})
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
