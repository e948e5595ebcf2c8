package validate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/stray"
)

// strays adds what the documents tell of things in the data and stands nowhere in those, where
// no rule has said anything of the words.
func (k *checker) strays(y *year) {
	data := stray.NewData(y.Campaign)
	type line struct {
		file string
		line int
	}
	told := map[line][][2]int{}
	for _, f := range k.report.Findings {
		if !strings.HasPrefix(f.Rule, "ZJ") {
			continue // of how it is written
		}
		at := line{f.Where.File, f.Where.Line}
		told[at] = append(told[at], [2]int{f.Where.Column, f.Where.Column + utf8.RuneCountInString(f.Found)})
	}
	for _, d := range y.documents {
		for _, t := range d.pieces() {
			for _, f := range data.In(t.Passage) {
				where := f.Line.At(f.From)
				to := where.Column + utf8.RuneCountInString(f.Line.Text[f.From:f.To])
				if !slices.ContainsFunc(told[line{where.File, where.Line}], func(o [2]int) bool { return where.Column < o[1] && o[0] < to }) {
					k.add(ruleOf(f.Rule), []engine.Remark{f.Remark})
				}
			}
		}
	}
}
