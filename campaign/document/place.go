package document

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Place tells where a stretch of a part of a document, or of a line of a
// part, stands in the text that it was read from or composed of.
type Place struct {
	// Part is head.number, title, adopted, recipients, body, signature, signature.date,
	// note, imprint.copyTo, imprint.date, attachments[0].title, attachments[0].label, …, as
	// the keys of a campaign file and of [Written] are; "" is the document, or all bodies of a document whose
	// blocks bear lines of one text.
	Part string
	Line int             // that the block bears which the stretch belongs to; 0: the part is meant
	From int             // characters of the part (as in Written, if it is there) or line before the stretch, line feeds not counted
	At   report.Position // of its first character; the others follow, unless Whole
	// Whole tells that the stretch has this one place: a value, or text whose
	// characters do not stand one behind the other.
	Whole bool
}

// Places are the places of the parts of a document, in the order of [Places.Sort].
type Places []Place

// Sort puts places into the order in which [Places.Find] looks for them.
func (p Places) Sort() {
	slices.SortStableFunc(p, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Line, b.Line), cmp.Compare(a.From, b.From))
	})
}

// Find returns where a character stands that has so many before it in a part
// or, if line is not 0, in the block of that part which bears the line. A cell
// of a table counts as if its row were written with single tabs. What has no
// place of its own stands where what holds it begins, and a line of which
// nothing is told stands in the line of that number. It returns false if
// nobody knows.
func (p Places) Find(part string, line, before int) (report.Position, bool) {
	if line > 0 {
		for _, of := range []string{part, ""} {
			if at, ok := p.find(of, line, before); ok {
				return at, true
			}
		}
		if at, ok := p.find(part, 0, 0); ok {
			return at, true
		}
		return report.Position{Line: line, Column: before + 1}, true
	}
	if at, ok := p.find(part, 0, before); ok {
		return at, true
	}
	for part != "" {
		part = part[:max(strings.LastIndexAny(part, ".["), 0)]
		if at, ok := p.find(part, 0, 0); ok {
			return at, true
		}
	}
	return report.Position{}, false
}

// find returns the place of the last stretch that begins no later.
func (p Places) find(part string, line, before int) (report.Position, bool) {
	i := sort.Search(len(p), func(i int) bool {
		return cmp.Or(cmp.Compare(p[i].Part, part), cmp.Compare(p[i].Line, line), cmp.Compare(p[i].From, before)) > 0
	}) - 1
	if i < 0 || p[i].Part != part || p[i].Line != line {
		return report.Position{}, false
	}
	at := p[i].At
	if !p[i].Whole {
		at.Column += before - p[i].From
	}
	return at, true
}
