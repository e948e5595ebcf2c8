package flow

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/say"
)

// ErrInvalid reports text that no output can hold.
var ErrInvalid = say.Error("text is not valid UTF-8 or holds control characters", "文字中有不能打印的字符")

// CheckText looks for what no output can hold.
func CheckText(text string) error {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return ErrInvalid
			}
		}
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' {
			return fmt.Errorf("%w: U+%04X", ErrInvalid, r)
		}
	}
	return nil
}
