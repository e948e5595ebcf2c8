package shell

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	yearPiece = han.Compile(`^(?:(?:19|20)\d{2}|[一二][〇○零ОOo0一二三四五六七八九]{3})\s*(?:年\s*(?:[\d一二三四五六七八九十]{1,3}\s*(?:月\s*(?:[\d一二三四五六七八九十]{1,3})?)?)?)?$`)
	dayPiece  = regexp.MustCompile(`^[\d一二三四五六七八九十年月日\s\p{Z}]{1,16}$`)
)

// joinDays puts days together that broke, or whose figures stand on lines of their own, as some
// converters leave them: 2017, 年, 8, 月, 18, 日.
func (r *page) joinDays() {
	const longest, most = 60, 6 // bytes; pieces
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		if len(r.Text(i)) > longest || !yearPiece.MatchString(r.Text(i)) {
			continue
		}
		lines := []int{i}
		day := r.Text(i)
		for k := r.Next(i+1, len(r.Lines)); k < len(r.Lines) && len(lines) < most && len(r.Text(k)) <= longest && dayPiece.MatchString(r.Text(k)); k = r.Next(k+1, len(r.Lines)) {
			lines = append(lines, k)
			if day += r.Text(k); cue.IsDateLine(day) {
				break
			}
		}
		if !cue.IsDateLine(day) || r.chronicle(lines) {
			continue
		}
		for _, k := range lines[1:] {
			r.Note("RD004", k, r.Text(k))
			r.Rewrite(k, "")
		}
		r.Rewrite(i, day)
	}
}

// chronicle reports whether lines that make a day together can be a year with what was done on
// its days below: they break between its parts, not below who signs nor at the end.
func (r *page) chronicle(lines []int) bool {
	for _, i := range lines[:len(lines)-1] {
		if s := r.Text(i); !strings.HasSuffix(s, "年") && !strings.HasSuffix(s, "月") || s == "年" || s == "月" {
			return false
		}
	}
	above := r.Last(lines[0])
	return !(above >= 0 && cue.IsOrgan(r.Text(above))) && r.Next(lines[len(lines)-1]+1, len(r.Lines)) < len(r.Lines)
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

// dropMonth takes out the month with which a text ends below who signs, or the day with a figure
// that is lost: it is no day.
func (r *page) dropMonth() {
	const most = 10 // names
	on := r.Last(len(r.Lines))
	if on < 0 || !cue.MonthLine.MatchString(r.Text(on)) && !(cue.BlankDay.MatchString(r.Text(on)) && !cue.IsDateLine(r.Text(on))) {
		return
	}
	above := r.Last(on)
	names := 0
	for ; names < most && above >= 0 && cue.IsOrgan(r.Text(above)); above = r.Last(above) {
		names++
	}
	if names > 0 && above >= 0 && cue.EndsText(r.Text(above)) {
		r.Note("RD018", on, r.Text(on))
		r.Rewrite(on, "")
	}
}
