package shell

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// dropIntroduced takes out what an encyclopaedia or a portal tells of a document before it prints it: a
// sentence that begins with its title, and what follows down to the title itself.
func (r *page) dropIntroduced() {
	const front, most = 8, 40 // lines
	lines := r.Between(0, len(r.Lines))
	for k, i := range lines[:min(len(lines), front)] {
		s := han.Squeeze(r.Lines[i])
		if cue.IsRecipients(s) {
			return
		}
		if !strings.Contains(s, "。") {
			continue
		}
		above := map[string]bool{}
		for _, at := range lines[:k] {
			above[han.Squeeze(r.Lines[at])] = true
		}
		for below := k + 1; below < min(k+most, len(lines)); below++ {
			title, end := r.introduces(s, lines[below:], above)
			if title == "" {
				continue
			}
			if !r.beginsBelow(lines[below+end:]) {
				continue // it is told on the way
			}
			r.dropSources()
			r.titles = append(r.titles, title)
			for _, at := range lines[:below] {
				r.dropButNumber(at, lines)
			}
			return
		}
		return
	}
}

// dropButNumber takes out line i, but the number of the document if no line below has it.
func (r *page) dropButNumber(i int, lines []int) {
	if r.onlyNumber(i, lines) {
		return
	}
	number := cue.RecordValue(r.Lines[i])
	if !cue.TellsNumber(r.Lines[i]) || slices.ContainsFunc(lines, func(k int) bool { return k > i && strings.Contains(han.Squeeze(r.Lines[k]), han.Squeeze(number)) }) {
		r.Drop("RD001", i)
		return
	}
	r.putWithout(i, number)
}

// sources heads what an encyclopaedia has below a document.
var sources = regexp.MustCompile(`^(?:参考(?:资料|文献|来源)|词条(?:标签|图册|统计)|外部链接|相关条目|扩展阅读)[:：]?$`)

// dropSources takes out what an encyclopaedia has below a document.
func (r *page) dropSources() {
	const most = 20 // lines
	for i, seen := r.Last(len(r.Lines)), 0; i >= 0 && seen < most; i, seen = r.Last(i), seen+1 {
		if sources.MatchString(han.Squeeze(r.Lines[i])) {
			for _, k := range r.Between(i, len(r.Lines)) {
				r.Drop("RD001", k)
			}
			return
		}
	}
}

// introduces returns the title that stands on the first of the lines, or over some of them, and on how many,
// if sentence s begins with it and tells
// what it is, or, below the same title above, who made it.
func (r *page) introduces(s string, lines []int, above map[string]bool) (title string, end int) {
	const most = 3
	for k, i := range lines[:min(len(lines), most)] {
		if title += han.Squeeze(r.Lines[i]); len(title) > 4*cue.MaxTitleLine*len("字") {
			break
		}
		rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "《"), title)
		if ok && document.KindOf(cue.Unstopped(title)) != "" && !issuesIt.MatchString(rest) && (describes.MatchString(rest) || above[title] && issuedBy.MatchString(rest)) {
			return title, k + 1
		}
	}
	return "", 0
}

var (
	// describes is what stands behind the name of a document in a sentence that says what it is.
	describes = regexp.MustCompile(`^》?(?:[（(][^（）()]{1,30}[）)])?[，,]?(?:是|系)`)
	// issuedBy is there in one that says who made it.
	issuedBy = regexp.MustCompile(`^》?[，,]?(?:由|于|经|为)[^。]{2,80}(?:印发|发布|公布|颁布|制定|出台)`)
	// issuesIt is in a document that issues another: 《甲办法》是…制定的，现予公布。
	issuesIt = regexp.MustCompile(`现予|现将|现印发|现公布|现发布|已经|你们|特此|本[市省县区局部委院校]`)
)

// beginsBelow reports whether a document begins on the lines, below its title: its number, whom it is for, or
// how texts begin.
func (r *page) beginsBelow(lines []int) bool {
	const most = 3
	for k, i := range lines[:min(len(lines), most)] {
		s := r.Text(i)
		switch {
		case cue.IsNumber(s), cue.IsRecipients(s), cue.Chapter.MatchString(s), cue.NoteLine.MatchString(s),
			cue.IsColonEnd(s) && k+1 < len(lines) && cue.IsAddressee(s, r.Text(lines[k+1])),
			strings.Contains(s, "。") && cue.Opening.MatchString(s):
			return true
		}
	}
	return false
}
