package wording

import (
	_ "embed" // of the lists of words
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

//go:embed words.txt
var wordList string

//go:embed phrases.txt
var phraseList string

//go:embed pairs.txt
var pairList string

//go:embed sounds.txt
var soundList string

// A slip is a run of characters that is no word, or not this one.
type slip struct {
	wrong, right string
	within       []string // words that hold the same characters and are right
	unless       []string // what makes the rest of the sentence right
}

// A lexicon holds slips by their first two characters.
type lexicon map[string][]slip

// slipsKnown are all slips: those of the lists of words and pairs, and what a character that
// sounds or looks alike makes of a phrase.
var slipsKnown = sync.OnceValue(func() lexicon {
	all := lexicon{}
	for fields := range entries(wordList) {
		s := slip{wrong: fields[0], right: fields[1]}
		for _, f := range fields[2:] {
			if word, ok := strings.CutPrefix(f, "-"); ok {
				s.within = append(s.within, word)
			} else {
				s.unless = append(s.unless, strings.TrimPrefix(f, "~"))
			}
		}
		all.add(s)
	}
	for fields := range entries(pairList) {
		for _, wrong := range fields[1:] {
			all.add(slip{wrong: wrong, right: fields[0]})
		}
	}
	alike := map[rune]string{}
	for fields := range entries(soundList) {
		for _, r := range fields[0] {
			alike[r] += fields[0]
		}
	}
	right := map[string]bool{}
	for fields := range entries(phraseList) {
		for _, phrase := range fields {
			runs(strings.TrimPrefix(phrase, rightOnly), right)
		}
	}
	for fields := range entries(phraseList) {
		for _, phrase := range fields {
			if strings.HasPrefix(phrase, rightOnly) {
				continue
			}
			for wrong := range variants(phrase, alike) {
				if !right[wrong] {
					all.add(slip{wrong: wrong, right: phrase})
				}
			}
		}
	}
	return all
})

// rightOnly stands before a phrase that is right, and of which nothing is made.
const rightOnly = "="

// entries yields the fields of each line of a list, comments left out.
func entries(list string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(list) {
			if fields := strings.Fields(line); len(fields) > 0 && !strings.HasPrefix(line, "#") && !yield(fields) {
				return
			}
		}
	}
}

// runs adds to all the runs of a phrase that are as long as the shortest phrases or
// longer.
func runs(phrase string, all map[string]bool) {
	chars := []rune(phrase)
	for i := range chars {
		for end := i + shortest; end <= len(chars); end++ {
			all[string(chars[i:end])] = true
		}
	}
}

// shortest is how many characters a phrase has at least. Of one as short only those
// within are replaced: at its ends another word may begin, 联系任课教师.
const shortest = 3

// variants yields a phrase with one character replaced by each that is like it.
func variants(phrase string, alike map[rune]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		seen := map[string]bool{phrase: true}
		short := utf8.RuneCountInString(phrase) <= shortest
		for i, r := range phrase {
			if short && (i == 0 || i+utf8.RuneLen(r) == len(phrase)) {
				continue
			}
			for _, other := range alike[r] {
				wrong := phrase[:i] + string(other) + phrase[i+utf8.RuneLen(r):]
				if seen[wrong] {
					continue
				}
				seen[wrong] = true
				if !yield(wrong) {
					return
				}
			}
		}
	}
}

func (x lexicon) add(s slip) {
	head := s.wrong[:engine.Ahead(s.wrong, 0, 2)]
	if !slices.ContainsFunc(x[head], func(o slip) bool { return o.wrong == s.wrong }) {
		x[head] = append(x[head], s)
	}
}

// slips finds characters that were typed for others.
func slips(l engine.Line) []engine.Remark {
	var found []engine.Remark
	known := slipsKnown()
	done := 0
	for i, r := range l.Text {
		if i < done || !han.Is(r) {
			continue
		}
		for _, s := range known[l.Text[i:engine.Ahead(l.Text, i, 2)]] {
			if strings.HasPrefix(l.Text[i:], s.wrong) && !l.Guarded(i, i+len(s.wrong)) && !s.allowed(l.Text, i) {
				done = i + len(s.wrong)
				found = append(found, ought(l.On(i, done), s.right))
				break
			}
		}
	}
	return found
}

// ought tells what should stand there. No fix puts it there: a word is for people to
// change.
func ought(f engine.Remark, right string) engine.Remark {
	f.Hint = "应作“" + right + "”"
	return f
}

// allowed reports whether s, which stands at text[i:], is right there.
func (s slip) allowed(text string, i int) bool {
	return slices.ContainsFunc(s.within, func(word string) bool { return covers(text, i, len(s.wrong), word) }) ||
		slices.ContainsFunc(s.unless, func(word string) bool { return strings.Contains(restOf(text, i+len(s.wrong)), word) })
}

// covers reports whether a word of text covers text[i:i+n].
func covers(text string, i, n int, word string) bool {
	from := max(i+n-len(word), 0)
	to := min(i+len(word), len(text))
	return from < to && strings.Contains(text[from:to], word)
}

// restOf returns what follows text[:i] in its sentence.
func restOf(text string, i int) string {
	rest, _, _ := strings.Cut(text[i:], "。")
	return rest
}
