package layout

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/say"
)

// Habits are the words that [Options.Allow] knows.
const Habits = "页码居中、层次加粗、标题加粗、行数不限、标题字体=名称、正文字体=名称"

// ErrHabit: the word is none of [Habits].
var ErrHabit = say.Error("layout: no such habit", "没有这样的习惯，只有"+Habits)

// Allow allows a habit of the office by its word, or several that commas part.
// The error wraps [ErrHabit].
func (o *Options) Allow(habits string) error {
	for _, h := range strings.FieldsFunc(habits, func(r rune) bool { return strings.ContainsRune(",，、 ", r) }) {
		name, value, _ := strings.Cut(strings.ReplaceAll(h, "＝", "="), "=")
		switch {
		case name == "页码居中" && value == "":
			o.CentreNumbers = true
		case name == "层次加粗" && value == "":
			o.BoldLevels = true
		case name == "标题加粗" && value == "":
			o.BoldTitle = true
		case name == "行数不限" && value == "":
			o.AnyPitch = true
		case name == "标题字体" && value != "":
			o.TitleFace = value
		case name == "正文字体" && value != "":
			o.BodyFace = value
		default:
			return fmt.Errorf("%q: %w", h, ErrHabit)
		}
	}
	return nil
}
