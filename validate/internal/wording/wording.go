// Package wording holds the rules of words: slips of characters, words that are
// taken for one another, words written twice, classifiers, set phrases, names of
// documents, addresses, and what a sentence counts. The words stand in words.txt,
// pairs.txt, phrases.txt, sounds.txt and known.txt; this package tells how they are looked for.
package wording

import "github.com/zhijiao-go/zhijiao/validate/internal/engine"

// Lines returns the checks of single lines.
func Lines() engine.Checks[engine.Line] {
	return engine.Checks[engine.Line]{
		"GW240": slips,
		"GW241": confused,
		"GW242": repeated,
		"GW243": miscounted,
		"GW244": setPhrases,
		"GW247": beyond,
		"GW248": wrongNames,
		"GW249": addresses,
		"ZJ111": reckoned,
	}
}

// Passages returns the checks of texts as a whole.
func Passages() engine.Checks[*engine.Passage] {
	return engine.Checks[*engine.Passage]{"ZJ111": columns, "ZJ112": counts}
}
