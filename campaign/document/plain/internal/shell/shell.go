// Package shell takes out of the lines of a text what is none of the document: what the
// page has around it that the text was copied from, and what converters leave.
package shell

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A page is a text with what stands around it.
type page struct {
	*draft.Draft
	record  map[int]bool // lines that are rows of its record
	between []string     // what stood between the copies of the title, without blanks
	titles  []string     // those that were taken out, without blanks
	told    *Told
}

// Told is the number of a document that the record of a page below the text tells.
type Told struct {
	Line   int // index
	Number string
}

// Strip takes out what is no text of the document, with a finding each. It returns the number
// that a record below the text tells; nil if none does.
func Strip(d *draft.Draft) *Told {
	r := &page{Draft: d, record: map[int]bool{}}
	for i, l := range r.Lines {
		marks := cue.Bookmark.FindAllString(l, -1)
		for _, m := range marks {
			r.Note("RD003", i, m)
		}
		if marks != nil {
			r.Rewrite(i, cue.Bookmark.ReplaceAllString(l, ""))
		}
	}
	r.dropQuotes()
	r.dropRubbish()
	r.dropStamped()
	r.dropTags()
	r.dropEntities()
	r.dropScraps()
	r.dropBars()
	r.dropDoubled()
	r.joinColumns()
	r.joinRecord()
	r.joinDays()
	r.dropBehindDays()
	r.joinMarks()
	r.joinCongress()
	r.dropLinks()
	r.dropBelow()
	r.dropStatus()
	r.dropAloud()
	r.dropMenus()
	r.dropCrumbs()
	r.dropCalled()
	r.dropWraps()
	r.dropNews()
	r.dropReport()
	r.dropIntroduced()
	r.dropAbovePath()
	r.dropPath()
	r.dropStamps()
	r.dropIssuer()
	r.dropAbove()
	r.dropTwice()
	r.dropMonth()
	r.dropSubjects()
	var bare []int // lines that are a number and nothing else
	for i, l := range r.Lines {
		t := han.Squeeze(l)
		if cue.DrawnRule.MatchString(t) {
			r.Drop("RD003", i)
			continue
		}
		if strings.Contains(l, "\t") || len(t) > 40 {
			continue
		}
		if cue.PageNumber.MatchString(t) {
			r.Drop("RD002", i)
		} else if t != "" && len(t) <= 3 {
			if n, err := strconv.Atoi(t); err == nil && n > 0 && len(t) == len(strconv.Itoa(n)) {
				bare = append(bare, i)
			}
		}
	}
	r.bareNumbers(bare)
	return r.told
}

// dropSubjects takes out the 主题词 above the imprint, and how many were printed if that
// stands below them.
func (r *page) dropSubjects() {
	const most = 40 // lines
	for i, seen := r.Last(len(r.Lines)), 0; i >= 0 && seen < most; i, seen = r.Last(i), seen+1 {
		if cue.SubjectLine.MatchString(r.Text(i)) && !strings.Contains(r.Text(i), "。") {
			r.Drop("RD020", i)
			if below := r.Next(i+1, len(r.Lines)); below < len(r.Lines) && cue.CopiesLine.MatchString(r.Text(below)) {
				r.Drop("RD020", below)
			}
			return
		}
	}
}

// dropTags takes out the tags of a page's source.
func (r *page) dropTags() {
	for i, l := range r.Lines {
		if tag := cue.Tag.FindString(l); tag != "" {
			r.Note("RD003", i, tag)
			r.Framed = true
			r.Rewrite(i, cue.Untagged(l))
		}
	}
}

// dropEntities takes out the blanks of web pages at both ends of lines; what stands
// there keeps its column.
func (r *page) dropEntities() {
	for i, l := range r.Lines {
		if !strings.Contains(l, "&") {
			continue
		}
		blank := cue.Entity.ReplaceAllStringFunc(l, func(e string) string { return strings.Repeat(" ", len(e)) })
		front, back := blank[:len(blank)-len(strings.TrimLeftFunc(blank, unicode.IsSpace))], len(strings.TrimRightFunc(blank, unicode.IsSpace))
		if back > len(front) {
			blank = front + l[len(front):back]
		} else {
			blank = ""
		}
		if blank != l {
			r.Note("RD003", i, cue.Entity.FindString(l))
		}
		r.Lines[i] = blank
	}
}

// topLines returns the lines that are not blank, from the first to the one
// before the recipients or the first line of running text.
func (r *page) topLines() []int {
	const most = 80
	var lines []int
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines) && len(lines) < most; i = r.Next(i+1, len(r.Lines)) {
		s := r.Text(i)
		m, marked := passage.ReadMark(s)
		if cue.IsRecipients(s) || marked && m.Doubt == passage.Sure && !cue.ShortLabel.MatchString(strings.TrimLeft(han.Squeeze(s), bullets)) || strings.Contains(s, "。") && cue.Ended(s) && !cue.WebRecord.MatchString(han.Squeeze(s)) && !cue.IsWeb(han.Squeeze(s)) {
			break
		}
		lines = append(lines, i)
	}
	return lines
}

// bareNumbers takes out the numbers that count pages: all there are, each one
// more than the last, begun at 1 or 2 (the first page often has none), with text between
// them. The rows of a table that lost its lines are counted, too, and go on with cells.
func (r *page) bareNumbers(lines []int) {
	for k, i := range lines {
		n, _ := strconv.Atoi(r.Text(i))
		first, _ := strconv.Atoi(r.Text(lines[0]))
		if first > 2 || n != first+k || len(lines) < 2 || k > 0 && !r.pageOfText(lines[k-1]+1, i) {
			return
		}
	}
	for _, i := range lines {
		r.Drop("RD002", i)
	}
}

// pageOfText reports whether lines [from, to) are what stands on a page: much, or a few
// lines with a sentence, which are no cells.
func (r *page) pageOfText(from, to int) bool {
	const page, least = 150, 15 // characters of a page, and of a line of text on average
	lines, text := r.Between(from, to), 0
	sentence := false
	for _, i := range lines {
		text += utf8.RuneCountInString(r.Text(i))
		sentence = sentence || strings.Contains(r.Text(i), "。")
	}
	return text >= page || sentence && text >= least*len(lines)
}

func either[T any](is bool, a, b T) T {
	if is {
		return a
	}
	return b
}
