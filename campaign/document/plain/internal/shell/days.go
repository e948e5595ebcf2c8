package shell

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
)

// dayPieces are the lines of a day whose figures have lines of their own.
var dayPieces = [...]func(string) bool{
	func(s string) bool { return len(s) == len("2017") && isNumber(s) }, func(s string) bool { return s == "年" },
	func(s string) bool { return len(s) <= len("12") && isNumber(s) }, func(s string) bool { return s == "月" },
	func(s string) bool { return len(s) <= len("12") && isNumber(s) }, func(s string) bool { return s == "日" },
}

func isNumber(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}

// joinDays puts days together whose figures stand on lines of their own, as some
// converters leave them: 2017, 年, 8, 月, 18, 日.
func (r *page) joinDays() {
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		var lines []int
		for k := i; len(lines) < len(dayPieces) && k < len(r.Lines) && dayPieces[len(lines)](r.Text(k)); k = r.Next(k+1, len(r.Lines)) {
			lines = append(lines, k)
		}
		if len(lines) < len(dayPieces) {
			continue
		}
		day := r.Join(lines, "")
		for _, k := range lines[1:] {
			r.Note("RD004", k, r.Text(k))
			r.Rewrite(k, "")
		}
		r.Rewrite(i, day)
	}
}

// dropBehindDays takes out what a page has behind the day of a document, on its line below
// who signs.
func (r *page) dropBehindDays() {
	const longest = 200 // bytes
	above := ""
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		s := r.Text(i)
		if strings.Contains(s, "年") && len(s) <= longest && cue.IsOrgan(above) {
			if g := cue.PageBehindDay.FindStringSubmatch(s); g != nil && cue.IsDateLine(g[1]) && !cue.Weekday.MatchString(s) && !cue.IsDateLine(cue.BehindDay.ReplaceAllString(s, "")) {
				r.Framed = true
				r.Note("RD001", i, strings.TrimSpace(g[2]))
				r.Put(i, g[1])
			}
		}
		above = s
	}
}

// dropMonth takes out the month with which a text ends below who signs: it is no day.
func (r *page) dropMonth() {
	on := r.Last(len(r.Lines))
	if on < 0 || !cue.MonthLine.MatchString(r.Text(on)) {
		return
	}
	by := r.Last(on)
	if by < 0 || !cue.IsOrgan(r.Text(by)) {
		return
	}
	if above := r.Last(by); above >= 0 && cue.Ended(r.Text(above)) {
		r.Note("RD018", on, r.Text(on))
		r.Rewrite(on, "")
	}
}
