package plain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A signed is the place of the date below the body.
type signed struct {
	line  int    // -1: there is none
	organ string // name in front of the date, on the same line
	below int    // line with the name below the date; 0 if there is none
	date  calendar.Date
}

// day reads line i as the date of a document, with or without the organ in front
// of it, below a line that reads above.
func (r *reading) day(i int, above string) (signed, bool) {
	if strings.Contains(r.Lines[i], "\t") {
		return signed{line: i}, false
	}
	organ, date, ok := cue.ReadSigned(r.Text(i), above, r.year)
	return signed{line: i, organ: organ, date: date}, ok
}

var (
	numberYear = regexp.MustCompile(`[〔\[（(]((?:19|20)\d\d)[〕\]）)]`)
	dayYear    = regexp.MustCompile(`((?:19|20)\d\d)年\d{1,2}月`)
	pageYear   = regexp.MustCompile(`(?:^|[^\d/])((?:19|20)\d\d)[-/.年]\d{1,2}[-/.月]\d`)
	titleYear  = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)年`)
)

// yearOf returns the year that the number of a document tells, or else its title or
// the first of its lines [from, to) that has a day; 0 if none does.
func (r *reading) yearOf(n *document.Document, from, to int) int {
	const most = 20 // lines
	var g []string
	if n.Head != nil {
		g = numberYear.FindStringSubmatch(n.Head.Number.String())
	}
	if g == nil {
		g = titleYear.FindStringSubmatch(n.Title)
	}
	for i, seen := r.Next(from, to), 0; g == nil && i < to && seen < most; i, seen = r.Next(i+1, to), seen+1 {
		g = dayYear.FindStringSubmatch(r.Text(i))
	}
	for i, seen := 0, 0; g == nil && i < len(r.Written) && seen < most; i, seen = i+1, seen+1 {
		if r.Text(i) == "" {
			g = pageYear.FindStringSubmatch(r.Written[i]) // of the day on which the page was put up
		}
	}
	if g == nil {
		return 0
	}
	year, _ := strconv.Atoi(g[1])
	return year
}

// unlabelSignature takes the labels off the last two lines of a signature that
// has them: 发文单位：甲局, 发文日期：2024年5月6日.
// Both may stand behind one: 发布时间：甲局2024年5月6日.
func (r *reading) unlabelSignature() {
	const most, mostNames = 60, 6
	for on, seen := r.Last(len(r.Lines)), 0; on > 0 && seen < most; on, seen = r.Last(on), seen+1 {
		if g := cue.SignedBoth.FindStringSubmatch(r.Text(on)); g != nil {
			if _, ok := cue.DayLine(g[1]); ok {
				r.unlabel(on, g[1])
				return
			}
		}
		by := r.Last(on)
		for k := 0; k < mostNames && by > 0 && cue.IsOrgan(r.Text(by)); k++ { // below the one with the label
			by = r.Last(by)
		}
		if by < 0 {
			return
		}
		organ := cue.SignedBy.FindStringSubmatch(r.Text(by))
		day := cue.SignedOn.FindStringSubmatch(r.Text(on))
		if day == nil {
			day = []string{r.Text(on), r.Text(on)}
		}
		if organ == nil || !cue.IsDay(day[1]) || !cue.IsPartOfName(organ[1]) {
			continue
		}
		r.unlabel(by, organ[1])
		r.unlabel(on, day[1])
		return
	}
}

// dropContacts takes out whom to ask between who signs and the day, for the note, and what can
// be nothing but one.
func (r *reading) dropContacts() {
	const most, mostContacts = 60, 3 // lines
	for on, seen := r.Last(len(r.Lines)), 0; on > 0 && seen < most; on, seen = r.Last(on), seen+1 {
		if !cue.IsDay(r.Text(on)) {
			continue
		}
		var lines []int
		by := r.Last(on)
		for ; by >= 0 && len(lines) < mostContacts && (cue.RemarkLine.MatchString(r.Text(by)) || cue.ClosingNote.MatchString(r.Text(by))); by = r.Last(by) {
			lines = append(lines, by)
		}
		if len(lines) == 0 || by < 0 || !cue.IsOrgan(r.Text(by)) {
			continue
		}
		for _, i := range slices.Backward(lines) {
			r.dealt = append(r.dealt, placed{i, strings.Trim(r.Text(i), "（）()")})
			r.Rewrite(i, "")
		}
		return
	}
}

// unlabel leaves nothing but rest on line i, which ends with it.
func (r *reading) unlabel(i int, rest string) {
	if label := strings.TrimSuffix(r.Text(i), rest); label != "" {
		r.Note("RD010", i, label)
		r.Put(i, rest)
	}
}

// signedBehind reads a signature that ends lines [from, to), behind the
// attachments: of organs that the document names, for attachments have signatures
// of their own.
func (r *reading) signedBehind(n *document.Document, from, to int) {
	on := r.Last(to)
	if on <= from {
		return
	}
	above := r.Last(on)
	at, ok := r.day(on, r.Text(max(above, 0)))
	if !ok || at.organ != "" {
		return
	}
	known, first := organsOf(n), on
	for i := above; i > from && known[han.Squeeze(cue.Sealed.ReplaceAllString(r.Text(i), ""))]; i = r.Last(i) {
		first = i
	}
	if first == on {
		return
	}
	r.signature(n, first, on, at, false)
	for _, i := range r.Between(first, on+1) {
		r.Note("RD015", i, r.Text(i))
		r.Rewrite(i, "")
	}
}

// asDate returns how much speaks for a date as that of the document: what stands
// above it and below.
func (r *reading) asDate(at *signed, above string, to int, known map[string]bool) int {
	points := 0
	name := han.Squeeze(cue.Sealed.ReplaceAllString(either(at.organ != "", at.organ, above), ""))
	switch {
	case at.organ != "", cue.IsOrgan(name), len(cue.SplitNames(above)) > 0, cue.SignerLine.MatchString(above), cue.SealRemark.MatchString(above):
		points += 50
	case (cue.ItemLine.MatchString(above) || cue.ListLine.MatchString(above)) && !cue.Ended(above):
		points += 25
	case cue.Ended(above):
		points += 25
	case cue.IsPartOfName(above):
		points += 5
		if under := r.Last(r.Last(at.line)); under >= 0 && endsSentence(r.Text(under)) {
			points += 10 // it stands alone between the text and the day
		}
	}
	if known[name] {
		points += 20
	}
	below := r.Next(at.line+1, to)
	under := r.Next(below+1, to)
	if points < 50 && below < to && (under == to || cue.RemarkLine.MatchString(r.Text(under))) && cue.IsOrgan(r.Text(below)) && !cue.Ended(r.Text(below)) {
		at.below = below
		return points + 50
	}
	if below == to {
		return points + 40
	}
	s := r.Text(below)
	m, marked := passage.ReadMark(s)
	copied, colon := cue.CutCopied(s)
	switch {
	case copied.Rest != "" && colon:
		points += 30
	case cue.NoteLine.MatchString(s), cue.RemarkLine.MatchString(s), cue.IsMargin(s):
		points += 30
	case cue.LabelLine.MatchString(han.Squeeze(s)), cue.ListLine.MatchString(s), cue.EachLine.MatchString(s):
		points += 30
	case marked && m.Doubt == passage.Sure && m.Number > 1:
		points -= 40
	case r.titleEnd(r.titleLines(below, to)) > 0, cue.Chapter.MatchString(s):
		points += 15
	case points < 50 && !cue.Ended(s) && !strings.Contains(r.Lines[below], "\t"):
		points -= 15
	}
	return points
}

// organsOf returns the names of the organs in the head of n and at the front of
// its title.
func organsOf(n *document.Document) map[string]bool {
	known := map[string]bool{}
	if n.Head != nil {
		for _, o := range n.Head.Organs {
			known[han.Squeeze(o.Name)] = true
		}
	}
	if organ, _, ok := strings.Cut(han.Squeeze(n.Title), "关于"); ok && utf8.RuneCountInString(organ) > 1 {
		known[organ] = true
	}
	return known
}
