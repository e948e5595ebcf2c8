package campaign

import (
	"strings"
	"unicode/utf8"
)

// size is the number of characters to mark under n.
func (n *node) size() int {
	switch {
	case n.kind == listNode, n.kind == mapNode, n.kind == nullNode, n.style >= literalStyle:
		return 1
	case n.style != plainStyle:
		return utf8.RuneCountInString(n.text) + 2
	}
	return utf8.RuneCountInString(n.text)
}

// A start is where a line of a quoted text begins in the line of the file
// that the text begins in.
type start struct {
	offset int // in bytes
	column int // 1-based, in characters
}

// locate prepares n for find; lines are the file's.
func (n *node) locate(lines []string) {
	if n.kind != textNode || n.line > len(lines) {
		return
	}
	src := lines[n.line-1]
	switch n.style {
	case foldedStyle:
	case literalStyle:
		// All lines of the text are indented alike; the first that is not
		// blank shows by how much.
		l := n.line
		for text := range strings.Lines(n.text) {
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
			if at.column == n.column {
				at.offset = i
				break
			}
			at.column++
		}
		if n.style != plainStyle {
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
func (n *node) step(src string, at start) (next start, breaks bool) {
	chars := 1
	switch rest := src[at.offset:]; {
	case n.style == singleQuoted && strings.HasPrefix(rest, "''"):
		chars = 2
	case n.style == doubleQuoted && strings.HasPrefix(rest, "\\") && len(rest) > 1:
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

// find returns the place in the file of a character of n's text; lines are
// the file's, line and column 1-based. What it cannot find, such as folded text,
// which has other lines than the file, stands at the start.
func (n *node) find(lines []string, line, column int) (int, int) {
	columns := n.columns(lines, line)
	switch {
	case columns == nil:
		return n.line, n.column
	case n.style == literalStyle:
		return n.line + line, columns(max(column, 1))
	}
	return n.line, columns(max(column, 1))
}

// columns returns what tells the columns in the file of the characters of a line
// of n's text, if it is asked in their order; nil if they cannot be found. Only
// literal text (|) has lines of its own in the file, those behind n's.
func (n *node) columns(lines []string, line int) func(column int) int {
	switch {
	case line < 1 || n.kind != textNode:
	case n.style == literalStyle:
		if n.line+line <= len(lines) {
			return func(column int) int { return n.indent + column }
		}
	case line <= len(n.starts):
		src, at, reached := lines[n.line-1], n.starts[line-1], 1
		return func(column int) int {
			for ; reached < column && at.offset < len(src); reached++ {
				at, _ = n.step(src, at)
			}
			if at.offset >= len(src) {
				return n.column
			}
			return at.column
		}
	}
	return nil
}
