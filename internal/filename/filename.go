// Package filename tells which ids can name files on every system, and makes titles
// do so.
package filename

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
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

// longestName is the number of characters that a file name may have: of four
// bytes each, with a number and an ending behind them, they fit into the 255
// bytes that file systems allow.
const longestName = 60

// device are names that Windows keeps for itself, whatever follows behind a dot.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// Fit makes a title fit for every file system.
func Fit(title string) string {
	clean, _ := gate.Clean(strings.ToValidUTF8(title, "_"))
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, clean)
	rs := []rune(name)
	if len(rs) > longestName {
		rs = rs[:longestName]
	}
	name = strings.Trim(string(rs), " .")
	switch {
	case name == "":
		return "未命名"
	case device.MatchString(name):
		return name + "_"
	}
	return name
}
