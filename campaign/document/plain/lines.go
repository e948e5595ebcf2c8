package plain

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// splitLines returns the lines of a text: they end with LF, CRLF or CR, byte
// order marks are dropped. A byte that is no character is U+FFFD, so that no two
// pieces of characters make another one when lines are joined.
func splitLines(text string) []string {
	valid := strings.Map(func(r rune) rune { return r }, text)
	return strings.Split(han.Lines.Replace(valid), "\n")
}
