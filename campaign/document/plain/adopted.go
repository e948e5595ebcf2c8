package plain

import (
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
)

// adopted reads the 题注 that stands on the lines, which are of one; "" if there are none.
func (r *reading) adopted(part string, lines []int) string {
	if len(lines) == 0 {
		return ""
	}
	pieces, marked := cue.ReadAdopted(r.texts(lines))
	var of []placed
	for k, p := range pieces {
		of = append(of, placed{lines[k], p.Text})
		if k > 0 && !pieces[k-1].Ends {
			r.Note("RD004", lines[k], r.Text(lines[k]))
		}
	}
	if !marked {
		of = r.stretches(lines)
		r.wrote(part, r.Join(lines, "\n"))
		for _, i := range lines {
			r.Note("RD010", i, r.Text(i))
		}
	}
	r.place(part, of...)
	return cue.JoinAdopted(pieces)
}

// adoptedBelow returns the lines from the first of [from, to) on that are a 题注.
func (r *reading) adoptedBelow(from, to int) []int {
	var lines []int
	for i := r.Next(from, to); i < to && len(lines) < cue.MaxAdoptedLines; i = r.Next(i+1, to) {
		lines = append(lines, i)
	}
	pieces, _ := cue.ReadAdopted(r.texts(lines))
	return lines[:len(pieces)]
}

func (r *reading) texts(lines []int) []string {
	var all []string
	for _, i := range lines {
		all = append(all, r.Text(i))
	}
	return all
}
