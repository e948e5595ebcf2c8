package yamltree

import (
	"strings"
	"unicode/utf8"
)

// Size is the number of characters to mark under n.
func (n *Node) Size() int {
	switch {
	case n.Kind == List, n.Kind == Map, n.Kind == Null, n.Style >= Literal:
		return 1
	case n.Style != Plain:
		return utf8.RuneCountInString(n.Text) + 2
	}
	return utf8.RuneCountInString(n.Text)
}

// A start is where a line of a quoted text begins in the line of the file
// that the text begins in.
type start struct {
	offset int // in bytes
	column int // 1-based, in characters
}

// locate prepares n for [Node.Find]; lines are the file's.
func (n *Node) locate(lines []string) {
	if n.Kind != Text || n.Line > len(lines) {
		return
	}
	src := lines[n.Line-1]
	switch n.Style {
	case Folded:
	case Literal:
		// All lines of the text are indented alike; the first that is not
		// blank shows by how much.
		l := n.Line
		for text := range strings.Lines(n.Text) {
			text = strings.TrimRight(text, "\n")
			if strings.TrimSpace(text) != "" && l < len(lines) {
				n.indent = max(0, utf8.RuneCountInString(lines[l])-utf8.RuneCountInString(text))
				break
			}
			l++
		}
	default:
		at := start{column: 1}
		for i := range src {
			if at.column == n.Column {
				at.offset = i
				break
			}
			at.column++
		}
		if n.Style != Plain {
			at = start{at.offset + 1, at.column + 1}
		}
		n.starts = append(n.starts, at)
		for at.offset < len(src) {
			next, breaks := n.step(src, at)
			if breaks {
				n.starts = append(n.starts, next)
			}
			at = next
		}
	}
}

// step goes one character of the text onwards in src, which is an escape in
// quoted text, and tells whether that is a line break.
func (n *Node) step(src string, at start) (next start, breaks bool) {
	chars := 1
	switch rest := src[at.offset:]; {
	case n.Style == SingleQuoted && strings.HasPrefix(rest, "''"):
		chars = 2
	case n.Style == DoubleQuoted && strings.HasPrefix(rest, "\\") && len(rest) > 1:
		chars = 2 + map[byte]int{'x': 2, 'u': 4, 'U': 8}[rest[1]]
		breaks = rest[1] == 'n'
	}
	for range chars {
		if at.offset < len(src) {
			_, size := utf8.DecodeRuneInString(src[at.offset:])
			at = start{at.offset + size, at.column + 1}
		}
	}
	return at, breaks
}

// Find returns the place in the file of a character of n's text; lines are
// the file's, line and column 1-based. What it cannot find, such as folded text,
// which has other lines than the file, stands at the start.
func (n *Node) Find(lines []string, line, column int) (int, int) {
	columns := n.Columns(lines, line)
	switch {
	case columns == nil:
		return n.Line, n.Column
	case n.Style == Literal:
		return n.Line + line, columns(max(column, 1))
	}
	return n.Line, columns(max(column, 1))
}

// Columns returns what tells the columns in the file of the characters of a line
// of n's text, if it is asked in their order; nil if they cannot be found. Only
// literal text (|) has lines of its own in the file, those behind n's.
func (n *Node) Columns(lines []string, line int) func(column int) int {
	switch {
	case line < 1 || n.Kind != Text:
	case n.Style == Literal:
		if n.Line+line <= len(lines) {
			return func(column int) int { return n.indent + column }
		}
	case line <= len(n.starts):
		src, at, reached := lines[n.Line-1], n.starts[line-1], 1
		return func(column int) int {
			for ; reached < column && at.offset < len(src); reached++ {
				at, _ = n.step(src, at)
			}
			if at.offset >= len(src) {
				return n.Column
			}
			return at.column
		}
	}
	return nil
}
