package report

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// lineColumns is how wide consoles are that nobody has told the width of.
const lineColumns = 100

// An Excerpt cuts a line of text down to what there is room for and marks a
// stretch of it. Everything that shows people a place in a text does it so.
type Excerpt struct {
	Columns    int  // that the line may take; 0 means 100
	Start      int  // column in which it will stand, which is what tabs go by
	WideQuotes bool // “ ” ‘ ’ — … · are as wide as Chinese characters
	WideBlanks bool // below a wide character stands a wide blank, which is right in every typeface with two widths
}

// Of returns the part of line around its characters [from, to), with … where it
// was cut, and a line to be put under it that marks them. Control characters
// but the tab are replaced: they could do anything.
func (e Excerpt) Of(line string, from, to int) (text, mark string) {
	columns := cmp.Or(e.Columns, lineColumns)
	line, from, to, before, behind := near(line, from, to, 2*columns)
	cells := e.cells(line)
	from, to = min(from, len(cells)), min(to, len(cells))
	dots := width('…', e.WideQuotes)
	lo, hi := window(cells, from, to, columns, dots)
	var shown, under strings.Builder
	if lo > 0 || before {
		shown.WriteString("…")
		under.WriteString(strings.Repeat(" ", dots))
	}
	for i := lo; i < hi; i++ {
		c := cells[i]
		shown.WriteRune(c.r)
		switch {
		case i >= from && i < to:
			under.WriteString(strings.Repeat("^", c.columns))
		case i >= to: // nothing behind the mark
		case c.r == '\t':
			under.WriteByte('\t')
		case e.WideBlanks && c.columns == 2:
			under.WriteRune('\u3000')
		default:
			under.WriteString(strings.Repeat(" ", c.columns))
		}
	}
	if hi < len(cells) || behind {
		shown.WriteString("…")
	}
	if from >= len(cells) {
		under.WriteByte('^') // behind the end
	}
	return shown.String(), under.String()
}

// near cuts a very long line down to what can be shown of it around characters
// [from, to), and tells whether something was cut off in front and behind.
func near(line string, from, to, columns int) (part string, f, t int, before, behind bool) {
	if len(line) <= 8*columns {
		return line, from, to, false, false
	}
	first, last := max(from-columns, 0), from+columns
	start, n := 0, 0
	for at := range line {
		switch n {
		case first:
			start = at
		case last:
			return line[start:at], from - first, min(to, last) - first, first > 0, true
		}
		n++
	}
	if n <= first { // the place is behind the end
		return line, from, to, false, false
	}
	return line[start:], from - first, to - first, first > 0, false
}

// A cell is a character with the columns that it takes.
type cell struct {
	r       rune
	columns int
}

func (e Excerpt) cells(line string) []cell {
	var cells []cell
	column := e.Start
	for _, r := range line {
		n := width(r, e.WideQuotes)
		switch {
		case r == '\t':
			n = 8 - column%8
		case unicode.IsControl(r):
			r, n = utf8.RuneError, 1
		}
		cells = append(cells, cell{r, n})
		column += n
	}
	return cells
}

func width(r rune, wideQuotes bool) int {
	if wideQuotes {
		return han.Columns(r, 2)
	}
	return han.Columns(r, 1)
}

// window returns which cells to show so that cells[from:to], or as much as
// possible of its beginning, stands in the middle.
func window(cells []cell, from, to, columns, dots int) (lo, hi int) {
	total := 0
	for _, c := range cells {
		total += c.columns
	}
	if total <= columns {
		return 0, len(cells)
	}
	room := columns - 2*dots
	for lo, hi = from, from; hi < to && cells[hi].columns <= room; hi++ {
		room -= cells[hi].columns
	}
	for grown := true; grown; {
		grown = false
		if lo > 0 && cells[lo-1].columns <= room {
			lo--
			room -= cells[lo].columns
			grown = true
		}
		if hi >= to && hi < len(cells) && cells[hi].columns <= room {
			room -= cells[hi].columns
			hi++
			grown = true
		}
	}
	for lo > 0 && lo < from && cells[lo].columns == 0 { // joins what is cut off
		lo++
	}
	return lo, hi
}
