package document

import (
	"strconv"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Mark returns the standard mark of number n at level l: 一、 （一） 1. （1） ①
// (GB/T 9704-2012 7.3.3). It returns "" for a level that is not 1 to 5 and for
// a number that is not 1 to 99, or 1 to 20 at level 5.
func (l Level) Mark(n int) string {
	if n < 1 || n > 99 {
		return ""
	}
	switch l {
	case 1:
		return han.Numeral(n) + "、"
	case 2:
		return "（" + han.Numeral(n) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	case 4:
		return "（" + strconv.Itoa(n) + "）"
	case 5:
		if n <= 20 {
			return string('①' + rune(n-1))
		}
	}
	return ""
}
