// Package prose holds the rules of running text: marks, figures, units, level
// marks, lists, blanks and wording. It knows lines and passages only; what
// stands where in a document is for package validate.
package prose

import (
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Lines returns the checks of single lines, by family.
func Lines() []engine.Checks[engine.Line] {
	return []engine.Checks[engine.Line]{numberLines, levelLines, markLines, quoteLines, rangeLines, listLines, spaceLines, figureLines, clockLines, dayLines, contactLines, unitLines, wordingLines}
}

// Passages returns the checks of texts as a whole, by family.
func Passages() []engine.Checks[*engine.Passage] {
	return []engine.Checks[*engine.Passage]{numberPassages, levelPassages, quotePassages, listPassages, spacePassages, wordingPassages, contactPassages}
}
