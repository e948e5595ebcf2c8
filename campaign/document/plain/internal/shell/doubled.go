package shell

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// dropDoubled takes out the lines that a page has twice, one right below the other, alone or with
// those around them. A sentence among several shows that it does: nobody writes that twice, but
// what is in the cells of tables and forms.
func (r *page) dropDoubled() {
	const most, least, sentence, places = 4, 6, 15, 2 // lines, characters, characters of a sentence, that are doubled
	lines := r.Between(0, len(r.Lines))
	text := make([]string, len(lines))
	for k, i := range lines {
		text[k] = han.Squeeze(r.Lines[i])
	}
	var kept, again []int // of text
	found, sure := 0, false
	for k := 0; k < len(lines); {
		n := min(most, len(kept), len(lines)-k)
		for ; n > 0 && !sameLines(text, kept[len(kept)-n:], k); n-- {
		}
		chars, stopped, cells := 0, false, false
		for _, t := range text[k : k+n] {
			chars += utf8.RuneCountInString(t)
			stopped = stopped || strings.HasSuffix(t, "。") && utf8.RuneCountInString(t) >= sentence
		}
		for _, i := range lines[k : k+n] {
			cells = cells || strings.Contains(r.Lines[i], "\t")
		}
		if n == 0 || chars < least || cells {
			kept = append(kept, k)
			k++
			continue
		}
		found, sure = found+1, sure || stopped
		for range n {
			again = append(again, lines[k])
			k++
		}
	}
	if !sure || found < places {
		return
	}
	for _, i := range again {
		r.Drop("RD001", i)
	}
}

// sameLines reports whether the texts of the kept lines are those from k on.
func sameLines(text []string, kept []int, k int) bool {
	for n, at := range kept {
		if text[at] != text[k+n] {
			return false
		}
	}
	return true
}
