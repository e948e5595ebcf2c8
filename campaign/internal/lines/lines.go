// Package lines prints lines of a campaign's file: those at a place, and those of a
// text in a block.
package lines

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Excerpt prints the line of a place with the one before it and a mark under
// the place.
func Excerpt(lines []string, line, column, size int) string {
	if line > len(lines) {
		return ""
	}
	margin := len(strconv.Itoa(line))
	cut := report.Excerpt{Start: margin + len(" | "), WideBlanks: true}
	var b strings.Builder
	if line > 1 {
		before, _ := cut.Of(lines[line-2], 0, 0)
		fmt.Fprintf(&b, "%*d | %s\n", margin, line-1, before)
	}
	text, mark := cut.Of(lines[line-1], column-1, column-1+max(size, 1))
	fmt.Fprintf(&b, "%d | %s\n%*s | %s", line, text, margin, "", mark)
	return b.String()
}

// Block writes a text as a block.
func Block(text, indent string) string {
	head := "|"
	switch {
	case !strings.HasSuffix(text, "\n"):
		head = "|-"
	case strings.HasSuffix(text, "\n\n") || text == "\n":
		head = "|+"
	}
	var b strings.Builder
	b.WriteString(head)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		b.WriteByte('\n')
		if line != "" {
			b.WriteString(indent + line)
		}
	}
	return b.String()
}
