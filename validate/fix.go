package validate

import (
	"strings"
	"unicode/utf8"

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
func Fix(text string) (string, []report.Finding) {
	lines := han.SplitLines(text)
	var done []report.Finding
	for range maxPasses {
		k := checker{all: true}
		r := k.text("", strings.Join(lines, "\n"))
		fixed := apply(lines, r.Findings)
		if len(fixed) == 0 {
			break
		}
		done = append(done, fixed...)
	}
	return strings.Join(lines, "\n"), done
}

// apply carries out the fixes of tidy findings in lines and returns those that
// it carried out. Of overlapping ones it takes the first.
func apply(lines []string, findings []report.Finding) []report.Finding {
	var done []report.Finding
	number := 0           // of the line at hand
	var out []byte        // what it has become so far
	rest, column := "", 1 // of the line, and where that begins
	flush := func() {
		if number > 0 {
			lines[number-1] = string(out) + rest
		}
	}
	for _, f := range findings {
		if f.Fix == "" || f.Where.Line < 1 || f.Where.Line > len(lines) {
			continue
		}
		if f.Where.Line != number {
			flush()
			number, out = f.Where.Line, nil
			rest, column = lines[number-1], 1
		}
		at := engine.Ahead(rest, 0, f.Where.Column-column)
		if f.Where.Column < column || !strings.HasPrefix(rest[at:], f.Found) {
			continue
		}
		out = append(append(out, rest[:at]...), f.Fix...)
		rest = rest[at+len(f.Found):]
		column = f.Where.Column + utf8.RuneCountInString(f.Found)
		done = append(done, f)
	}
	flush()
	return done
}
