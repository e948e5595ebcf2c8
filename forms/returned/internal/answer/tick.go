package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Marks that people put at one of several options printed in a cell: ☑甲 □乙,
// 甲（√） 乙（ ）, √甲 乙.
const (
	tickMarks  = "√✓✔☑☒■●▣◉⊙★▲"
	emptyMarks = "□☐▢◻○◯◎△〇"
	crossMarks = "×✗✘╳"
)

// A tickToken is a piece of such a text.
type tickToken struct {
	option string // "" of a mark
	mark   rune   // √, □ or ×, whatever it looks like; 0 of an option
	tight  [2]bool
}

// tickedOptions returns the options with a tick, where a text is nothing but
// options and marks; ok is false where it is something else, or nobody can tell
// which mark belongs to which option.
func tickedOptions(options []string, text string) (chosen []string, ok bool) {
	tokens, ok := tickTokens(options, text)
	if !ok {
		return nil, false
	}
	marks, names, ticks, crosses := 0, 0, 0, 0
	for _, t := range tokens {
		switch {
		case t.option != "":
			names++
		case t.mark == '√':
			ticks++
			marks++
		case t.mark == '×':
			crosses++
			marks++
		default:
			marks++
		}
	}
	if marks == 0 || names == 0 || marks > names {
		return nil, false
	}
	behind, sure := marksBehind(tokens)
	if !sure {
		return nil, false
	}
	taken := 0
	for i, t := range tokens {
		at := i + 1
		if behind {
			at = i - 1
		}
		if t.mark == 0 || at < 0 || at >= len(tokens) {
			continue
		}
		if tokens[at].option == "" {
			return nil, false
		}
		taken++
		if t.mark == '√' {
			chosen = append(chosen, tokens[at].option)
		}
	}
	if taken != marks || ticks == 0 && (marks < names || crosses > 0) {
		return nil, false // what has no box may be what is meant, or what has a cross
	}
	return chosen, true
}

// listedOptions returns the options that a text lists in any way, with numbers or
// blanks between: 1.甲 2.乙. All of them in a row may be what the form prints.
func listedOptions(options []string, text string) []string {
	tokens, ok := tickTokens(options, text)
	if !ok || len(tokens) >= len(options) {
		return nil
	}
	var listed []string
	for _, t := range tokens {
		if t.option == "" || slices.Contains(listed, t.option) {
			return nil
		}
		listed = append(listed, t.option)
	}
	return listed
}

// marksBehind tells whether marks stand behind their options.
func marksBehind(tokens []tickToken) (behind, sure bool) {
	first, last := tokens[0].mark != 0, tokens[len(tokens)-1].mark != 0
	switch {
	case first && last:
		return false, false
	case first:
		return false, true
	case last:
		return true, true
	}
	before, after := 0, 0
	for _, t := range tokens {
		switch {
		case t.mark == 0:
		case t.tight[0] && !t.tight[1]:
			after++
		case t.tight[1] && !t.tight[0]:
			before++
		default:
			return false, false
		}
	}
	return after > 0, after == 0 != (before == 0)
}

func tickTokens(options []string, text string) (tokens []tickToken, ok bool) {
	if len(text) > 4*longestPrinted {
		return nil, false
	}
	folded := make([]string, len(options))
	for i, o := range options {
		folded[i] = strings.ToLower(han.Fold(o))
	}
	runes := []rune(text)
	blank := func(i int) bool { return i < 0 || i >= len(runes) || unicode.IsSpace(runes[i]) }
	both := strings.ContainsAny(text, "☑√✓✔") && strings.ContainsRune(text, '☒')
	kind := func(c rune) rune {
		switch {
		case c == '☒' && both:
			return '□'
		case strings.ContainsRune(tickMarks, c):
			return '√'
		case strings.ContainsRune(emptyMarks, c):
			return '□'
		case strings.ContainsRune(crossMarks, c):
			return '×'
		}
		return 0
	}
	for i := 0; i < len(runes); {
		c := runes[i]
		best, end := "", 0
		for k, o := range folded {
			if e := foldedAt(runes, i, o); e > end {
				best, end = options[k], e
			}
		}
		switch {
		case end > 0:
			tokens = append(tokens, tickToken{option: best})
			i = end
		case kind(c) != 0:
			tokens = append(tokens, tickToken{mark: kind(c), tight: [2]bool{!blank(i - 1), !blank(i + 1)}})
			i++
		case strings.ContainsRune("(（[【［〔", c): // （√）, [ ]
			j, mark := i+1, '□'
			for ; j < len(runes) && !strings.ContainsRune(")）]】］〕", runes[j]); j++ {
				if m := kind(runes[j]); m != 0 && mark == '□' {
					mark = m
				} else if !unicode.IsSpace(runes[j]) && runes[j] != '_' {
					return nil, false
				}
			}
			if j == len(runes) {
				return nil, false
			}
			tokens = append(tokens, tickToken{mark: mark, tight: [2]bool{!blank(i - 1), !blank(j + 1)}})
			i = j + 1
		case unicode.IsSpace(c), unicode.Is(unicode.Cf, c), strings.ContainsRune("、,，;；/／|｜。.", c):
			i++
		case unicode.IsDigit(c) && i+1 < len(runes) && strings.ContainsRune(".、．)）", runes[i+1]):
			i += 2 // 1.甲
		default:
			return nil, false
		}
	}
	return tokens, len(tokens) > 1
}

// foldedAt matches a folded text at i, blanks between its characters or not, and
// returns the place behind it; 0 if it does not match.
func foldedAt(runes []rune, i int, key string) int {
	if key == "" || i < len(runes) && unicode.IsSpace(runes[i]) {
		return 0
	}
	for _, want := range key {
		for i < len(runes) && unicode.IsSpace(runes[i]) {
			i++
		}
		if i == len(runes) || strings.ToLower(han.Fold(string(runes[i]))) != string(want) {
			return 0
		}
		i++
	}
	return i
}

// ticked returns the choices with a tick, where every choice has a box, all in
// front of them or all behind, whatever the choices are. ok is false where the
// text has no boxes, or they and the choices do not go together.
func ticked(s string) (chosen []string, ok bool) {
	const full, empty = "☑☒✓✔√■▣●", "□☐▢◻○"
	isBox := func(c rune) bool { return strings.ContainsRune(full+empty, c) }
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
		if strings.ContainsRune(full, box) {
			chosen = append(chosen, text)
		}
		s = rest
	}
	return slices.Clip(chosen), true
}
