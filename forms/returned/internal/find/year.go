package find

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	yearHead = regexp.MustCompile(`(19|20)\d\d|上年|去年|上一年|往年|本年|今年|当年|上期|本期|去年同期|同比`)
	thisYear = regexp.MustCompile(`^(本|今|当)年|^本期|^今年`)
)

// OfYear reports whether a head names the year of the forms; 0 is not known.
func OfYear(head string, year int) bool {
	return thisYear.MatchString(head) || year > 0 && strings.Contains(head, strconv.Itoa(year))
}

// YearOver returns the head above a cell that names a year, "" if there is none.
func (x *Matcher) YearOver(b Box) string {
	const far, long = 30, 60 // rows up, bytes
	for row := b.Row - 1; row >= max(x.From, b.Row-far); row-- {
		over, i := x.G.Box(row, b.Col)
		if i >= 0 && over.Stored == answer.Text && len(over.Raw) < long && yearHead.MatchString(over.Raw) {
			return han.Fold(over.Raw)
		}
	}
	return ""
}
