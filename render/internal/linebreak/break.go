package linebreak

import (
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Marks that may not begin or end a line (避头尾: GB/T 15834-2011 5.1, with
// the lists that word processors use for simplified Chinese).
const (
	neverFirst = "！％），．：；？］｝¨·ˇˉ―‖’”…‰′″℃∶、。〃々〉》」』】〕〗〞～＂＇｀｜￠%!),.:;?]}°—"
	neverLast  = "（［｛￡￥·‘“〈《「『【〔〖〝＄$([{£¥№＃"
)

// Allowed reports whether a line may end between a and b, which is followed
// by next: a number, a Latin word, —— and …… stay whole, and the marks above
// keep to their side. A 破折号 may begin a line, a 一字线 may not (5.1.4, 5.1.6).
func Allowed(a, b, next rune) bool {
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
	case isDigit(a) && b == '×', a == '×' && isDigit(b):
		return false // 1920×1080
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

// A Glyph is one character set in a face.
type Glyph struct {
	R     rune
	Run   int // index of its run in the paragraph
	Face  *font.Face
	Width paper.Pt // advance, tracking included
	Fit   paper.Pt // what it takes when lines are cut; a little more than width at the end of a script
	End   paper.Pt // what it takes at the end of a line, where no tracking follows
}

// A Span is a line of glyphs[from:to]. It is hard if a line feed or the
// end of the text ends it.
type Span struct {
	From, To int
	Hard     bool
}

// Lines cuts glyphs into lines that fit avail(line number, from 0),
// greedily: what may not begin a line takes the character before it along
// (GB/T 15834-2011 5.1), nothing hangs outside and nothing is compressed. A
// word longer than a line is cut. Every glyph is in exactly one line, line
// feeds excepted; there is always at least one line.
func Lines(gs []Glyph, avail func(line int) paper.Pt) []Span {
	var lines []Span
	start, width, last := 0, paper.Pt(0), 0 // last: where the line may end, if > start
	for i := 0; i < len(gs); i++ {
		if gs[i].R == '\n' {
			lines = append(lines, Span{start, i, true})
			start, width = i+1, 0
			continue
		}
		if i > start && Allowed(gs[i-1].R, gs[i].R, runeAt(gs, i+1)) {
			last = i
		}
		width += gs[i].Fit
		if width-gs[i].Fit+gs[i].End <= avail(len(lines))+Slack || gs[i].R == ' ' || i == start {
			continue
		}
		if last <= start {
			last = cutWord(gs, start, i)
		}
		lines = append(lines, Span{start, last, false})
		start, width = last, 0
		i = last - 1 // set the rest again
	}
	return append(lines, Span{start, len(gs), true})
}

// cutWord is where a word longer than its line is cut: at to, or a little
// before it if a mark would begin or end a line there.
func cutWord(gs []Glyph, from, to int) int {
	for i := to; i > from; i-- {
		if !strings.ContainsRune(neverFirst, gs[i].R) && !strings.ContainsRune(neverLast, gs[i-1].R) {
			return i
		}
	}
	return to
}

func runeAt(gs []Glyph, i int) rune {
	if i < len(gs) {
		return gs[i].R
	}
	return 0
}

// Slack forgives rounding when a line is exactly full.
const Slack paper.Pt = 0.01
