package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A placed is a stretch of text with the line that it stands on.
type placed struct {
	line int // index
	text string
}

// place records where the stretches stand that a part is made of.
func (r *reading) place(part string, stretches ...placed) {
	before := 0
	for _, s := range stretches {
		r.places = append(r.places, document.Place{Part: part, From: before, At: report.Position{Line: s.line + 1, Column: r.columnOf(s)}})
		before += utf8.RuneCountInString(s.text)
	}
}

// columnOf returns the column of a stretch, which may stand behind other text
// of its line; that of the line if blanks were taken out of it.
func (r *reading) columnOf(s placed) int {
	if before, _, ok := strings.Cut(r.Written[s.line], s.text); ok {
		return utf8.RuneCountInString(before) + 1
	}
	return r.Column(s.line)
}

// stretches returns the texts of lines.
func (r *reading) stretches(lines []int) []placed {
	var all []placed
	for _, i := range lines {
		all = append(all, placed{i, r.Text(i)})
	}
	return all
}

// placeJoins records where lines stand that were put behind others.
func (r *reading) placeJoins(joins []splice) {
	for _, j := range joins {
		at := report.Position{Line: j.line + 1, Column: r.Column(j.line)}
		r.places = append(r.places, document.Place{Line: j.into + 1, From: j.column - r.Column(j.into), At: at})
	}
}

// unbreak puts the places of a document that count broken lines into those of the text.
func (r *reading) unbreak(n *document.Document) {
	if !r.Broken() {
		return
	}
	for i := range r.Findings {
		r.Findings[i].Where = r.Place(r.Findings[i].Where)
	}
	placed := map[int]bool{}
	for i := range r.places {
		p := &r.places[i]
		p.At = r.Place(p.At)
		if p.Line > 0 {
			placed[p.Line] = placed[p.Line] || p.From == 0
			p.Line = r.Number(p.Line)
		}
	}
	number := func(line *int) {
		if old := *line; old > 0 {
			*line = r.Number(old)
			if *line != old && !placed[old] {
				r.places = append(r.places, document.Place{Line: *line, At: r.Place(report.Position{Line: old, Column: 1})})
			}
		}
	}
	bodies := [][]document.Block{n.Body}
	for _, a := range n.Attachments {
		bodies = append(bodies, a.Body)
	}
	for _, b := range slices.Concat(bodies...) {
		switch b := b.(type) {
		case *document.Heading:
			number(&b.Line)
		case *document.Paragraph:
			number(&b.Line)
		case *document.Labelled:
			number(&b.Line)
		case *document.Table:
			number(&b.Line)
		}
	}
}
