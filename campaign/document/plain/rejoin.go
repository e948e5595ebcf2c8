package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
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
	out := r.Lines[from:to]
	var joins []splice
	var headed []splice // those of a line that begins with a mark, and the bytes of that
	open := from        // lines before it are in a chain that has no end
	for i := r.Next(from, to); i < to; {
		end := r.Next(i+1, to)
		if !r.unfinished(r.Text(i)) && !(end < to && r.surelyOn(i, end)) {
			i = end
			continue
		}
		// The chain of lines that would go on, up to one that ends.
		chain, done := []int{}, false
		broke := r.surelyOn(i, min(end, to-1)) && r.unindents(i, end)
		last, above := r.Text(i), i
		for j := end; j < to && i >= open && (r.runsOn(last, j) || r.surelyOn(above, j)); j = r.Next(j+1, to) {
			last, above = r.Text(j), j
			chain = append(chain, j)
			if cue.Ended(r.Text(j)) {
				done = true
				break
			}
			if next := r.Next(j+1, to); utf8.RuneCountInString(r.Text(j)) < cue.MinBroken && !(next < to && (r.surelyOn(j, next) || broke && r.unindents(j, next))) {
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
		whole := strings.TrimRightFunc(r.Lines[i], unicode.IsSpace)
		for _, j := range chain {
			r.Note("RD004", j, r.Text(j))
			if first, n := utf8.DecodeRuneInString(r.Text(j)); strings.ContainsRune("、，。；：！？）》”】", first) {
				headed = append(headed, splice{line: j, column: n})
			}
			if cue.LatinEnd(whole) && cue.LatinStart(r.Text(j)) {
				whole += " "
			}
			joins = append(joins, splice{into: i, line: j, column: utf8.RuneCountInString(whole) + 1})
			whole += r.Text(j)
			out[j-from] = ""
		}
		out[i-from] = whole
		i = r.Next(chain[len(chain)-1]+1, to)
	}
	if len(headed) == len(joins) { // else the lines are those of a page
		for _, h := range headed {
			r.Note("GW129", h.line, r.Text(h.line)[:h.column])
		}
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
	s := r.Text(j)
	if s == "" || strings.Contains(r.Lines[j], "\t") || passage.LabelLength(s) > 0 {
		return false
	}
	_, marked := passage.ReadMark(s)
	remark := strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(")
	return !marked && (!remark || passage.EndsOpen(last))
}

// surelyOn reports whether line j, the next below line i, can be nothing but the rest of it:
// it begins with what no line begins with, line i ends with what no line ends with, or with a
// comma behind an indent.
func (r *reading) surelyOn(i, j int) bool {
	if strings.Contains(r.Lines[i], "\t") || strings.Contains(r.Lines[j], "\t") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.Text(j))
	if strings.ContainsRune("）》”’】", first) || strings.ContainsRune("、，。；：！？", first) && utf8.RuneCountInString(r.Text(i)) >= cue.MinBroken {
		return true
	}
	_, marked := passage.ReadMark(r.Text(j))
	last, _ := utf8.DecodeLastRuneInString(r.Text(i))
	if !marked && indented(r.Lines[i]) && r.unindents(i, j) && r.breaksWord(i, j) {
		return true
	}
	return strings.ContainsRune("（《“‘【", last) || j == i+1 && !marked && strings.ContainsRune("，、", last) && indented(r.Lines[i]) && !indented(r.Lines[j])
}

// unindents reports whether line j stands right below line i and is not indented, as what goes on with a
// paragraph that begins with an indent.
func (r *reading) unindents(i, j int) bool {
	return j == i+1 && j < len(r.Lines) && !indented(r.Lines[j])
}

// inSentence is in what is no heading.
var inSentence = regexp.MustCompile(`[，,。]|已经|应当|必须|可以|不得|负责|根据|为了`)

// breaksWord reports whether line i, which is indented, stops within a sentence that line j, which is
// not, goes on with, although it is short: laws of old pages have lines of half the width.
func (r *reading) breaksWord(i, j int) bool {
	const least = 12 // characters
	s, next := r.Text(i), r.Text(j)
	last, _ := utf8.DecodeLastRuneInString(s)
	return utf8.RuneCountInString(s) >= least && han.Is(last) && inSentence.MatchString(s) && passage.LabelLength(s) == 0 && passage.LabelLength(next) == 0 &&
		!cue.IsDay(next) && !cue.IsOrgan(next) && !cue.NoteLine.MatchString(next) && !cue.ListLine.MatchString(next)
}

func indented(l string) bool { return strings.TrimLeftFunc(l, unicode.IsSpace) != l }
