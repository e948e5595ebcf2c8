package han

// Width returns the width of s in half-width characters, as Chinese faces draw
// it: everything beyond Latin, Greek and Cyrillic takes two, quotation marks and
// dashes too.
func Width(s string) int {
	w := 0
	for _, c := range s {
		w += RuneWidth(c)
	}
	return w
}

// RuneWidth is [Width] of one character, 1 or 2.
func RuneWidth(c rune) int {
	if c < 0x2010 && c != '·' && c != '×' && c != '÷' {
		return 1
	}
	return 2
}
