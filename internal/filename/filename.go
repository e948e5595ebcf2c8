// Package filename tells which ids can name files on every system.
package filename

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Unfit says why an id cannot name files on every system; "" if it can.
func Unfit(id string) (english, chinese string) {
	stem, _, _ := strings.Cut(strings.ToUpper(id), ".")
	reserved := slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem) ||
		len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
	switch {
	case strings.ContainsAny(id, `/\:*?"<>|`) || strings.ContainsFunc(id, func(r rune) bool { return r < ' ' }):
		return `it has one of / \ : * ? " < > | or a control character`, `含有/ \ : * ? " < > |或控制字符`
	case strings.HasPrefix(id, ".") || strings.HasSuffix(id, ".") || strings.TrimSpace(id) != id:
		return "it begins or ends with a point or a blank", "以点或空格开头或结尾"
	case reserved:
		return "Windows reserves it", "是Windows的保留名"
	case utf8.RuneCountInString(id) > maxID:
		return fmt.Sprintf("it has more than %d characters", maxID), fmt.Sprintf("超过%d个字", maxID)
	}
	return "", ""
}

// maxID is the number of characters that the id of a document may have: its
// bytes and an ending fit in a file name of 255 bytes.
const maxID = 60
