package prose

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Misalike is what is said of such headings.
const Misalike = "同一层的序数写法不一"

// misalike returns what headings of the first level should be marked with that are marked
// like those of another, by their steps: 1、 2、 三、, which count on as one list. It is
// theirs alone where no other heading of the first level stands beside them.
func misalike(steps []engine.Step) map[int]string {
	all := map[int]string{}
	for from := 0; from < len(steps); {
		to := from
		for to < len(steps) && !steps[to].Page {
			to++
		}
		for level := document.Level(2); level <= 4; level++ {
			for i, mark := range misalikeWith(steps[from:to], level) {
				all[from+i] = mark
			}
		}
		from = to + 1
	}
	return all
}

// misalikeWith is misalike for marks of one other level.
func misalikeWith(steps []engine.Step, other document.Level) map[int]string {
	const least = 3 // headings that are a list
	var run, best []int
	first := 0 // headings of the first level in all
	counts := func(run []int, level document.Level) (n int) {
		for _, i := range run {
			if steps[i].Level == level {
				n++
			}
		}
		return n
	}
	end := func() {
		if len(run) >= least && len(best) == 0 && counts(run, 1) > 0 && counts(run, other) > 0 {
			best = run
		}
		run = nil
	}
	for i, s := range steps {
		if s.N == 0 || !heads(s) || s.Level != 1 && s.Level != other {
			continue
		}
		if s.Level == 1 {
			first++
		}
		if s.N != len(run)+1 {
			end()
		}
		if s.N == len(run)+1 {
			run = append(run, i)
		}
	}
	end()
	if len(best) == 0 || counts(best, 1) != first {
		return nil
	}
	all := map[int]string{}
	for _, i := range best {
		if steps[i].Level == other {
			all[i] = document.Level(1).Mark(steps[i].N)
		}
	}
	return all
}

// heads reports whether a step is a heading, on a line of its own or in its paragraph.
func heads(s engine.Step) bool {
	b, ok := s.Line.Block.(*document.Paragraph)
	return s.Heading || ok && b.Lead != ""
}

// unmixed returns the steps as they are meant: what is mixed is of the first level.
func unmixed(steps []engine.Step, marks map[int]string) []engine.Step {
	if len(marks) == 0 {
		return steps
	}
	meant := slices.Clone(steps)
	for i := range marks {
		meant[i].Level = 1
	}
	return meant
}

// Unmark takes out what is said of how marks are written that are to be others: of 1、
// where 一、 is meant, that it is no 1.
func Unmark(found []report.Finding) []report.Finding {
	others := map[report.Position]bool{}
	for _, f := range found {
		if f.Message == Misalike {
			others[f.Where] = true
		}
	}
	return slices.DeleteFunc(found, func(f report.Finding) bool {
		return (f.Rule == "GW042" || f.Rule == "GW043" || f.Rule == "GW044") && others[f.Where]
	})
}
