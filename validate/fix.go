package validate

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// maxPasses bounds the work of [Fix]. Real texts take three passes: a fix may
// uncover another, and fixes that overlap wait for the next pass.
const maxPasses = 20

// Fix puts right in plain text what can be put right without a change of
// meaning, and returns the new text with the findings that were acted on.
// Their places are those at the time: in the first pass in text, later in
// what the passes before have made of it. What is left for people is what
// [Text] says of the result. Lines end with LF in it.
func Fix(text string) (string, []report.Finding) { return Checker{}.Fix(text) }

// Fix puts right as the function [Fix] does what the rules of the checker find.
func (with Checker) Fix(text string) (string, []report.Finding) {
	lines := han.SplitLines(text)
	var done []report.Finding
	for range maxPasses {
		k := checker{rules: with.Rules, all: true}
		r := k.text("", strings.Join(lines, "\n"))
		fixed := engine.Apply(lines, r.Findings)
		if len(fixed) == 0 {
			break
		}
		done = append(done, fixed...)
	}
	return strings.Join(lines, "\n"), done
}
