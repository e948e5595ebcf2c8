package document

import (
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Place tells where a stretch of a part of a document, or of a line of a
// body, stands in the text that it was read from.
type Place struct {
	Line int    // that the block bears which the stretch belongs to; 0: it belongs to Part
	Part string // head.copy, head.secrecy, head.urgency, head.number, head.signers, title, recipients, signature, signature.date, note, imprint.to, imprint.copyTo, imprint.date, attachments[0].title, attachments[0].label, attachments[0].listed
	From int    // characters of the part (as in Written if it is there) or line before the stretch, line feeds not counted
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
