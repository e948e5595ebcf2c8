package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// asFollows ends what a page of news tells of a document, above the document itself.
var asFollows = regexp.MustCompile(`(?:全文|原文|内容)如下[：:]$`)

// dropNews takes out what a page of news tells above the document that it prints: all
// down to a line that ends with 全文如下：, above a title.
func (r *reading) dropNews() {
	const most = 30 // lines
	for i, seen := r.next(0, len(r.lines)), 0; i < len(r.lines) && seen < most; i, seen = r.next(i+1, len(r.lines)), seen+1 {
		if !asFollows.MatchString(r.text(i)) {
			continue
		}
		below := r.next(i+1, len(r.lines))
		if below == len(r.lines) || utf8.RuneCountInString(r.text(below)) > cue.MaxTitleLine || document.KindOf(cue.Unstopped(r.text(below))) == "" {
			return
		}
		for _, k := range r.between(0, i+1) {
			r.drop("RD001", k)
		}
		return
	}
}

// dropTwice takes out the title of the page where the title of the document stands below
// it, and what the page tells between them.
func (r *reading) dropTwice() {
	const most = 3 // copies
	for range most {
		if !r.dropCopy() {
			break
		}
	}
	r.dropStub()
}

// dropCopy takes out one title that stands above the text once more.
func (r *reading) dropCopy() bool {
	const most = 4 // lines of a title
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for a := range lines {
		first := ""
		for k := a; k < min(a+most, len(lines)); k++ {
			if first += han.Squeeze(r.lines[lines[k]]); utf8.RuneCountInString(first) > most*cue.MaxTitleLine {
				break
			}
			for b := k + 1; b < len(lines); b++ {
				second := ""
				for m := b; m < min(b+most, len(lines)) && len(second) <= len(first); m++ {
					second += han.Squeeze(r.lines[lines[m]])
					if !r.sameTitle(first, second, lines[k]) {
						continue
					}
					for _, i := range lines[a : k+1] {
						r.drop("RD001", i)
					}
					for _, i := range lines[k+1 : b] {
						if r.betweenCopies(i, lines) || len(second) >= 12*len("字") && strings.Contains(han.Squeeze(r.lines[i]), second) {
							r.drop("RD001", i)
						}
					}
					return true
				}
			}
		}
	}
	return false
}

// sameTitle reports whether the title that ends on line at is the page's, of the
// document whose title begins on line below: the same with what browsers put behind it, cut
// off at its end, or, above what only a page has, with more around it.
func (r *reading) sameTitle(first, second string, at int) bool {
	const least, whole, mostCut, mostMore = 8 * len("字"), 12 * len("字"), 4 * len("字"), 20 * len("字")
	behind, more := strings.CutPrefix(first, second)
	rest, cut := strings.CutPrefix(second, first)
	same := false
	switch {
	case first == second:
		same = len(second) >= least || len(second) >= 2*len("字") && r.droppedFrom(at, 1)
	case more && len(second) >= least && cue.PageTitle.MatchString(behind):
		same = true
	case cut:
		same = len(first) >= whole && len(rest) <= mostCut
	case len(second) >= whole && len(first) <= len(second)+mostMore && strings.Contains(first, second):
		same = r.droppedFrom(at, 1)
	}
	return same && (document.KindOf(cue.Unstopped(second)) != "" || first == second && strings.HasSuffix(second, "文件") && r.droppedFrom(at, 1))
}

// betweenCopies reports whether line i, between the title of a page and that of the
// document, is the page's: a day, a label, or a number that stands below, too.
func (r *reading) betweenCopies(i int, lines []int) bool {
	s := r.text(i)
	if r.isNumber(i) {
		return slices.ContainsFunc(lines, func(k int) bool { return k > i && strings.Contains(han.Squeeze(r.lines[k]), han.Squeeze(s)) })
	}
	return cue.IsDateLine(s) || passage.LabelLength(s) > 0 && !cue.IsMargin(s)
}

// dropStub takes out a line that is the first part of the title above it, cut off.
func (r *reading) dropStub() {
	if !r.framed {
		return
	}
	const least = 10 // characters
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for k, i := range lines {
		stub := han.Squeeze(r.lines[i])
		if k == 0 || utf8.RuneCountInString(stub) < least || document.KindOf(stub) != "" || cue.IsOrgan(stub) {
			continue
		}
		for _, above := range lines[:k] {
			if title := han.Squeeze(r.lines[above]); title != stub && strings.HasPrefix(title, stub) && document.KindOf(title) != "" {
				r.drop("RD001", i)
				break
			}
		}
	}
}
