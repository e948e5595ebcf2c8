package answer

import "strings"

// Boxes that people tick in a form on paper or in a text: ☑甲 □乙. A word
// processor shows a ticked one as ☒ too.
const (
	tickedBoxes = "☑☒✓✔√■▣"
	emptyBoxes  = "□☐▢◻"
)

// ticked returns the choices with a tick, where every choice has a box, all in
// front of them or all behind. ok is false where the text has no boxes, or they
// and the choices do not go together.
func ticked(s string) (chosen []string, ok bool) {
	isBox := func(c rune) bool { return strings.ContainsRune(tickedBoxes+emptyBoxes, c) }
	s = strings.TrimSpace(s)
	first := strings.IndexFunc(s, isBox)
	if first < 0 || len(strings.TrimFunc(s, isBox)) == 0 {
		return nil, false
	}
	behind := first > 0
	for s != "" {
		i := strings.IndexFunc(s, isBox)
		if i < 0 || !behind && i > 0 {
			return nil, false
		}
		box := []rune(s[i:])[0]
		text, rest := s[:i], s[i+len(string(box)):]
		if !behind {
			end := strings.IndexFunc(rest, isBox)
			if end < 0 {
				end = len(rest)
			}
			text, rest = rest[:end], rest[end:]
		}
		if text = strings.Trim(text, " 　\t\n、,，;；/"); text == "" {
			return nil, false
		}
		if strings.ContainsRune(tickedBoxes, box) {
			chosen = append(chosen, text)
		}
		s = rest
	}
	return chosen, true
}
