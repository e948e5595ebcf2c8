package render

import (
	"strings"
	"unicode"
)

// Marks that may not begin or end a line (避头尾: GB/T 15834-2011 5.1, with
// the lists that word processors use for simplified Chinese).
const (
	neverFirst = "！％），．：；？］｝¨·ˇˉ―‖’”…‰′″℃∶、。〃々〉》」』】〕〗〞～＂＇｀｜￠%!),.:;?]}°—"
	neverLast  = "（［｛￡￥·‘“〈《「『【〔〖〝＄$([{£¥№＃"
)

// mayBreak reports whether a line may end between a and b, which is followed
// by next: a number, a Latin word, —— and …… stay whole, and the marks above
// keep to their side. A 破折号 may begin a line, a 一字线 may not (5.1.4, 5.1.6).
func mayBreak(a, b, next rune) bool {
	if b == '—' && next == '—' && a != '—' && a != ' ' {
		return !strings.ContainsRune(neverLast, a)
	}
	switch {
	case b == ' ':
		return false // blanks hang at the end of a line
	case a == ' ':
		return !strings.ContainsRune(neverFirst, b)
	case a == b && (a == '—' || a == '…'):
		return false
	case strings.ContainsRune(neverFirst, b), strings.ContainsRune(neverLast, a):
		return false
	case inWord(a) && inWord(b):
		return a == '-' || a == '/' && unicode.IsLetter(b) // 20:00-|21:00, as word processors do
	case inWord(a) && b == '(', a == ')' && inWord(b):
		return false
	case a == '.' && inWord(b), a == ',' && isDigit(b), a == ':' && inWord(b), a == '%' && inWord(b):
		return false // 3.14  12,345  14:00
	}
	return true
}

// inWord reports whether r holds together with its like: ASCII letters, digits
// and the signs inside numbers, mailboxes and addresses.
func inWord(r rune) bool {
	return isDigit(r) || r < 0x250 && unicode.IsLetter(r) || r < unicode.MaxASCII && strings.ContainsRune("-_/@#&*+=~'<>^|\\", r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// A glyph is one character set in a face.
type glyph struct {
	r     rune
	run   int // index of its run in the paragraph
	face  *Face
	width Pt // advance, tracking included
	fit   Pt // what it takes when lines are cut; a little more than width at the end of a script
	end   Pt // what it takes at the end of a line, where no tracking follows
}

// A lineSpan is a line of glyphs[from:to]. It is hard if a line feed or the
// end of the text ends it.
type lineSpan struct {
	from, to int
	hard     bool
}

// breakLines cuts glyphs into lines that fit avail(line number, from 0),
// greedily: what may not begin a line takes the character before it along
// (GB/T 15834-2011 5.1), nothing hangs outside and nothing is compressed. A
// word longer than a line is cut. Every glyph is in exactly one line, line
// feeds excepted; there is always at least one line.
func breakLines(gs []glyph, avail func(line int) Pt) []lineSpan {
	var lines []lineSpan
	start, width, last := 0, Pt(0), 0 // last: where the line may end, if > start
	for i := 0; i < len(gs); i++ {
		if gs[i].r == '\n' {
			lines = append(lines, lineSpan{start, i, true})
			start, width = i+1, 0
			continue
		}
		if i > start && mayBreak(gs[i-1].r, gs[i].r, runeAt(gs, i+1)) {
			last = i
		}
		width += gs[i].fit
		if width-gs[i].fit+gs[i].end <= avail(len(lines))+slack || gs[i].r == ' ' || i == start {
			continue
		}
		if last <= start {
			last = cutWord(gs, start, i)
		}
		lines = append(lines, lineSpan{start, last, false})
		start, width = last, 0
		i = last - 1 // set the rest again
	}
	return append(lines, lineSpan{start, len(gs), true})
}

// cutWord is where a word longer than its line is cut: at to, or a little
// before it if a mark would begin or end a line there.
func cutWord(gs []glyph, from, to int) int {
	for i := to; i > from; i-- {
		if !strings.ContainsRune(neverFirst, gs[i].r) && !strings.ContainsRune(neverLast, gs[i-1].r) {
			return i
		}
	}
	return to
}

func runeAt(gs []glyph, i int) rune {
	if i < len(gs) {
		return gs[i].r
	}
	return 0
}

// slack forgives rounding when a line is exactly full.
const slack Pt = 0.01
