package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
)

// A splice tells that a line was put behind another.
type splice struct {
	into, line int // indices of lines
	column     int // at which its text now stands
}

// rejoin returns lines [from, to) with those joined that broke within a
// sentence; a line that was put behind another is empty. It joins where it is
// sure: the first part is running text without an end, and what follows runs
// on to the end of a sentence. What only looks broken off is kept as it is;
// package validate tells of it.
func (r *reading) rejoin(from, to int) ([]string, []splice) {
	out := r.lines[from:to]
	var joins []splice
	open := from // lines before it are in a chain that has no end
	for i := r.next(from, to); i < to; {
		end := r.next(i+1, to)
		if !r.unfinished(r.text(i)) {
			i = end
			continue
		}
		// The chain of lines that would go on, up to one that ends.
		chain, done := []int{}, false
		last := r.text(i)
		for j := end; j < to && i >= open && r.runsOn(last, j); j = r.next(j+1, to) {
			last = r.text(j)
			chain = append(chain, j)
			if cue.Ended(r.text(j)) {
				done = true
				break
			}
			if utf8.RuneCountInString(r.text(j)) < cue.MinBroken {
				break
			}
		}
		if !done {
			if len(chain) > 0 {
				open = chain[len(chain)-1]
			}
			i = end
			continue
		}
		if joins == nil {
			out = slices.Clone(out)
		}
		whole := strings.TrimRightFunc(r.lines[i], unicode.IsSpace)
		for _, j := range chain {
			r.note("RD004", j, r.text(j))
			if cue.LatinEnd(whole) && cue.LatinStart(r.text(j)) {
				whole += " "
			}
			joins = append(joins, splice{into: i, line: j, column: utf8.RuneCountInString(whole) + 1})
			whole += r.text(j)
			out[j-from] = ""
		}
		out[i-from] = whole
		i = r.next(chain[len(chain)-1]+1, to)
	}
	return out, joins
}

// unfinished reports whether s is running text that stops within a sentence.
func (r *reading) unfinished(s string) bool {
	if strings.Contains(s, "\t") || cue.Ended(s) || utf8.RuneCountInString(s) < cue.MinBroken {
		return false
	}
	comma := strings.ContainsAny(s, "，。；") || passage.BreaksOff(s)
	if m, ok := passage.ReadMark(s); ok {
		rest := s[len(m.Text):]
		return comma && (strings.ContainsRune(rest, '。') || utf8.RuneCountInString(rest) > passage.MaxHeading)
	}
	if passage.LabelLength(s) > 0 {
		return strings.ContainsRune(s, '。') || passage.EndsOpen(s)
	}
	return comma
}

// runsOn reports whether line j can be the rest of a sentence that the line
// above, which reads last, left off.
func (r *reading) runsOn(last string, j int) bool {
	s := r.text(j)
	if s == "" || strings.Contains(r.lines[j], "\t") || passage.LabelLength(s) > 0 {
		return false
	}
	_, marked := passage.ReadMark(s)
	remark := strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(")
	return !marked && (!remark || passage.EndsOpen(last))
}
