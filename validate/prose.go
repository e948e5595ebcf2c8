// Package prose holds the rules of running text: marks, figures, units, level
// marks, lists, blanks and wording. It knows lines and passages only; what
// stands where in a document is for package validate.
package validate

// lines returns the checks of single lines, by family.
func proseLines() []checks[line] {
	return []checks[line]{levelLines, markLines, quoteLines, rangeLines, listLines, spaceLines, figureLines, unitLines, wordingLines}
}

// passages returns the checks of texts as a whole, by family.
func prosePassages() []checks[*passage] {
	return []checks[*passage]{levelPassages, quotePassages, listPassages, spacePassages, wordingPassages}
}
