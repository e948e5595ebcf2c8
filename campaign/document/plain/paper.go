package plain

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// What a document prints behind itself (印发, 转发) it names in its title or first words: where a line
// below is such a name, the paper begins.

// printing is what a document says of the paper that it prints.
var printing = regexp.MustCompile(`(?:印发|转发|批转|发布|公布|颁布|颁发|下发|现将)[《<〈“]*([^《》<>〈〉“”，。；：,;:]{4,60}?)(?:[》>〉”]|的通知$|的决定$|的公告$|$)`)

// issuedPaper is a paper in 《》 that was adopted and is issued.
// So is one that is passed on: 《甲意见》,现转发给你们.
var issuedPaper = regexp.MustCompile(`《([^《》]{4,60})》(?:(?:已|业)?经?[^。]{0,60}(?:通过|同意|批准|审定)|[，,]?现[^。；]{0,10}(?:转发|批转|印发|下发))`)

// papersTogether are several papers that were adopted or are issued: 《甲总结》和《乙要点》已经会议通过.
var papersTogether = regexp.MustCompile(`((?:《[^《》]{4,60}》[和、及与]?){2,6})(?:[^。；]{0,20}(?:已|业)?经?[^。；]{0,40}(?:通过|同意|批准|审定)|[^。；]{0,10}(?:印发|转发|下发|发布|公布|发给))|(?:印发|转发|发布|公布|下发)((?:《[^《》]{4,60}》[和、及与]?){2,6})`)

var inBrackets = regexp.MustCompile(`《([^《》]+)》`)

// bothOf parts the names of papers that a title issues together: 2016年工作总结和2017年工作要点.
func bothOf(name string) []string {
	parts := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("和及与、", c) })
	if len(parts) < 2 || slices.ContainsFunc(parts, func(p string) bool { return !document.KindOf(p).Paper() }) {
		return nil
	}
	return parts
}

// bareName returns the name of a paper as it is compared: without blanks and 《》.
func bareName(s string) string { return unbracket.Replace(han.Squeeze(s)) }

var unbracket = strings.NewReplacer("《", "", "》", "", "<", "", ">", "", "〈", "", "〉", "")

// printedNames returns the names of the papers that the document says it prints: in its title
// or in its first words.
func (f *footReader) printedNames() map[string]bool {
	const some, first = 600, 2 // bytes of the first words, and lines that have them
	names := map[string]bool{}
	texts := []string{han.Squeeze(f.n.Title)}
	for _, l := range f.lines[:min(len(f.lines), first)] {
		texts = append(texts, han.Squeeze(han.Cut(l.text, some)))
	}
	if len(texts) > first && !cue.Ended(texts[1]) {
		texts = append(texts, texts[1]+texts[2]) // a sentence that broke
	}
	for _, t := range texts {
		for _, g := range printing.FindAllStringSubmatch(t, -1) {
			names[bareName(g[1])] = true
			for _, name := range bothOf(g[1]) {
				names[bareName(name)] = true
			}
		}
		for _, g := range papersTogether.FindAllStringSubmatch(t, -1) {
			for _, name := range inBrackets.FindAllStringSubmatch(g[1]+g[2], -1) {
				names[bareName(name[1])] = true
			}
		}
		for _, g := range issuedPaper.FindAllStringSubmatch(t, -1) {
			names[bareName(g[1])] = true
		}
	}
	return names
}

// asPaper returns the line behind the title of the paper that the document prints, if it
// begins at line k, above more than one line and where a text has ended; k if it does not.
func (f *footReader) asPaper(k int) int {
	const mostLines, least = 4, 2
	if k == 0 || len(f.prints) == 0 || f.lines[k].tabs || f.breaksOff(k) {
		return k
	}
	joined := ""
	for end := k; end < min(k+mostLines, len(f.lines)-least) && len(f.lines[end].text) < 300; {
		joined += bareName(f.lines[end].text)
		end++
		if f.prints[joined] {
			if at, listed := f.names[joined]; listed && at <= k {
				return k // it is an attachment
			}
			return end
		}
	}
	return k
}

// abovePaper reports whether the paper that the document prints begins at line k, or below
// the names of those whose paper it is.
func (f *footReader) abovePaper(k int) bool {
	const most = 10
	for end := min(k+most, len(f.lines)); k < end; k++ {
		if f.asPaper(k) > k {
			return true
		}
		if !cue.IsOrgan(f.lines[k].text) {
			break
		}
	}
	return false
}

// others returns those of the titles that are of other papers than the first, which begins on line
// paper, and than each other: a page may have its title on every sheet.
func (f *footReader) others(paper int, titles [][2]int) (others [][2]int) {
	if len(titles) == 0 {
		return nil
	}
	seen := map[string]bool{}
	name := func(from, to int) string { return bareName(f.r.Join(f.r.Between(from, to), "")) }
	if k := f.line(0, paper); k < len(f.lines) {
		if end := f.asPaper(k); end > k {
			seen[name(paper, f.lines[end-1].at+1)] = true
		}
	}
	for _, t := range titles {
		if n := name(t[0], t[1]); !seen[n] {
			seen[n] = true
			others = append(others, t)
		}
	}
	return others
}
