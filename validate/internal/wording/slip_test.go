package wording

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// TestWordList: an entry says what is meant, and its exceptions hold what they spare.
func TestWordList(t *testing.T) {
	seen := map[string]bool{}
	for f := range entries(wordList) {
		if len(f) < 2 || f[0] == f[1] || seen[f[0]] {
			t.Errorf("%v: nothing to put there, or twice", f)
			continue
		}
		seen[f[0]] = true
		for _, word := range f[2:] {
			if held, ok := strings.CutPrefix(word, "-"); ok && (!strings.Contains(held, f[0]) || held == f[0]) || !ok && !strings.HasPrefix(word, "~") {
				t.Errorf("%v: %s spares nothing", f, word)
			}
		}
	}
	if len(seen) < 400 {
		t.Errorf("only %d words", len(seen))
	}
}

// TestRightWords: what the lists hold for right is no slip.
func TestRightWords(t *testing.T) {
	look := func(text string) {
		for _, m := range slips(engine.NewLine(text, nil, 1, engine.RoleText)) {
			t.Errorf("%s is a slip in %s", text[m.From:m.To], text)
		}
	}
	for f := range entries(phraseList) {
		for _, phrase := range f {
			look(phrase)
		}
	}
	for f := range entries(pairList) {
		look(f[0])
	}
	for f := range entries(wordList) {
		look(f[1])
		for _, word := range f[2:] {
			if held, ok := strings.CutPrefix(word, "-"); ok {
				look(held)
			}
		}
	}
	for f := range entries(documentList) {
		look(f[0])
	}
	for f := range entries(lawList) {
		for _, law := range f {
			look(law)
		}
	}
}
