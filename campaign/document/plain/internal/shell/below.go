package shell

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// dropBelow takes out what a web page has below the text.
func (r *page) dropBelow() {
	const most, mostLoose = 60, 3
	r.dropMore()
	r.dropRecord()
	r.dropColumns()
	var under []int
	loose := 0    // lines that only what stands above tells to be of the page
	site := false // what only a page has stands below
	for i, seen := len(r.Lines)-1, 0; i >= 0 && seen < most; i-- {
		t := han.Squeeze(r.Lines[i])
		if t == "" {
			continue
		}
		seen++
		switch {
		case len(under) == 0 && cue.LinkHead.MatchString(t) && r.Last(i) >= 0 && r.endsText(r.Last(i), nil):
			r.Note("RD001", i, r.Text(i)) // where a page offers files that the copy lacks
			r.Rewrite(i, "")
		case cue.WebLink.MatchString(t):
			if r.announced(i) {
				return
			}
			r.Drop("RD001", i)
		case cue.IsTail(t), cue.WebButtons.MatchString(t), cue.WebMenu.MatchString(t), cue.IsSite(t) && !strings.Contains(r.Lines[i], "\t") && !r.dated(i):
			for _, f := range append(under, i) {
				r.Drop("RD001", f)
			}
			under, site = nil, true
		case cue.UnderTail.MatchString(t), cue.WebCredit.MatchString(t), cue.Foreign(t) && !strings.Contains(r.Lines[i], "\t"):
			under = append(under, i)
		case r.isSlogan(i):
			r.Drop("RD001", i)
			site = true
		case MayBeFrame(r.Draft, i) && loose < mostLoose:
			loose++
			under = append(under, i)
			continue
		default:
			credits := 0 // one may be who wrote a part of it
			for _, f := range under {
				credits += either(cue.WebCredit.MatchString(han.Squeeze(r.Lines[f])), 1, 0)
			}
			var bare []string
			for _, f := range under {
				bare = append(bare, han.Squeeze(r.Lines[f]))
			}
			if site && cue.IsAddress(bare) {
				for _, f := range under {
					if cue.UnderTail.MatchString(han.Squeeze(r.Lines[f])) {
						r.Drop("RD001", f)
					}
				}
			}
			if logo := slices.IndexFunc(under, func(f int) bool { return cue.Foreign(han.Squeeze(r.Lines[f])) }); site && logo > 0 {
				for _, f := range under[:logo] { // below a picture of the page
					if cue.UnderTail.MatchString(han.Squeeze(r.Lines[f])) {
						r.Drop("RD001", f)
					}
				}
			}
			for _, f := range under {
				if cue.IsDateLine(r.Text(i)) && contributor.MatchString(han.Squeeze(r.Lines[f])) {
					r.Drop("RD001", f)
				}
			}
			foreign := len(under) > 0 && !slices.ContainsFunc(under, func(f int) bool { return !cue.Foreign(han.Squeeze(r.Lines[f])) })
			listed := cue.ListLine.MatchString(r.Text(i)) || cue.EachLine.MatchString(r.Text(i)) // a line below may go on with it
			if (r.Framed || foreign || credits > 1) && (listed || r.endsText(i, under)) {
				for _, f := range r.filled(under) { // between the end of the text and the page
					if t := han.Squeeze(r.Lines[f]); !listed && MayBeFrame(r.Draft, f) || cue.WebCredit.MatchString(t) || cue.WebOwner.MatchString(t) || cue.Foreign(t) {
						r.Drop("RD001", f)
					}
				}
			}
			return
		}
		loose = 0
	}
}

// isSlogan reports whether line i is the call of a page that stands below what can be of nothing
// but one: 学法用法，从这里开始！
func (r *page) isSlogan(i int) bool {
	const most = 30 // characters
	s, above := r.Text(i), r.Last(i)
	if above < 0 || !strings.HasSuffix(s, "！") && !strings.HasSuffix(s, "!") || utf8.RuneCountInString(s) > most || strings.Contains(r.Lines[i], "\t") {
		return false
	}
	t := han.Squeeze(r.Lines[above])
	return !asks.MatchString(s) && (cue.IsTail(t) || cue.WebButtons.MatchString(t) || cue.IsSite(t))
}

// asks is in what a document says at its end, not a page.
var asks = regexp.MustCompile(`特此|此致|敬礼|谢谢|请`)

// contributor is who sent a text to a page.
var contributor = regexp.MustCompile(`^(?:供稿|撰稿|供图|通讯员)[^：:]{0,3}[：:]`)

// announced reports whether the line above line i says what stands there: 报名网址：.
func (r *page) announced(i int) bool {
	above := r.Last(i)
	if above < 0 {
		return false
	}
	s := r.Text(above)
	_, marked := passage.ReadMark(s)
	return cue.IsColonEnd(s) || marked && !cue.Ended(s)
}

// endsText reports whether a document can end with line i, above lines that may be
// of a web page: with its date, note or imprint, or with a sentence above a few
// words.
func (r *page) endsText(i int, under []int) bool {
	const few = 10 // characters
	s := r.Text(i)
	_, day := cue.DayLine(r.Text(i))
	if l, _ := cue.CutCopied(s); day || cue.IsDateLine(s) || cue.SubjectLine.MatchString(s) || cue.NoteLine.MatchString(s) || l.Rest != "" || cue.PrintedLine.MatchString(s) || cue.CopiesLine.MatchString(s) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！!", last) && !slices.ContainsFunc(under, func(i int) bool {
		return utf8.RuneCountInString(r.Text(i)) > few && !cue.WebCredit.MatchString(han.Squeeze(r.Lines[i]))
	})
}

// dropRecord takes out the record of a page that ends the text: two lines of it
// at least, for documents have one such as 公开方式：主动公开.
func (r *page) dropRecord() {
	var record []int
	for i := r.Last(len(r.Lines)); i >= 0 && cue.WebRecord.MatchString(han.Squeeze(r.Lines[i])); i = r.Last(i) {
		record = append(record, i)
	}
	if len(record) < 2 || !r.signed() && slices.ContainsFunc(record, func(i int) bool { return cue.SignedOn.MatchString(r.Text(i)) }) {
		return // or it is the signature
	}
	for _, i := range record {
		r.Drop("RD001", i)
	}
}

// dropColumns takes out the record of a page below the text whose labels stand in rows, with
// their values below them. The number that it tells is kept in [page.told].
func (r *page) dropColumns() {
	const most, least, longest = 60, 3, 60 // lines; labels; characters of a value
	from, labels := -1, 0
	for i, seen := r.Last(len(r.Lines)), 0; i >= 0 && seen < most && from < 0; i, seen = r.Last(i), seen+1 {
		row := labelsOf(r.Lines[i])
		if strings.Contains(r.Text(i), "\t") {
			row = nil // the head of a table
		}
		if labels += len(row); len(row) > 0 && indexed.MatchString(row[0]) && labels >= least {
			from = i
		}
	}
	if from < 0 || slices.Contains(r.topLines(), from) {
		return
	}
	var record []int
	values := 0 // that are still to come
	for i := from; i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		cells, row := len(strings.Fields(r.Text(i))), len(labelsOf(r.Lines[i]))
		if row == 0 && cells > values {
			if cells >= least {
				return // it is a table, with more rows
			}
			break
		}
		if strings.Contains(r.Text(i), "。") || utf8.RuneCountInString(r.Text(i)) > longest {
			break
		}
		values += either(row > 0, row, -cells)
		record = append(record, i)
	}
	for _, i := range record {
		cells := strings.Fields(r.Text(i))
		n := slices.IndexFunc(cells, func(s string) bool { return cue.NumberLine.MatchString(s) })
		if n < 0 || r.told != nil {
			r.Drop("RD001", i)
			continue
		}
		r.told, r.Framed = &Told{i, cells[n]}, true
		if rest := strings.TrimSpace(strings.Replace(r.Text(i), cells[n], "", 1)); rest != "" {
			r.Note("RD001", i, rest)
		}
		r.Rewrite(i, "")
	}
}

// indexed is the label that records of pages begin with.
var indexed = regexp.MustCompile(`^(?:信息)?索[引取]号$`)

// labelsOf returns the labels of a record on a line that holds nothing else, letters pulled
// apart or not; none if it holds more.
func labelsOf(line string) []string {
	const longestLine, shortest, longest = 300, 2, 6 // bytes; characters of a label
	if len(line) > longestLine {
		return nil
	}
	c := []rune(strings.NewReplacer(":", "", "：", "").Replace(han.Squeeze(line)))
	var all []string
	for len(c) > 0 {
		n := min(longest, len(c))
		for n >= shortest && !labelOnly(string(c[:n])) && string(c[:n]) != "发布日期" {
			n--
		}
		if n < shortest {
			return nil
		}
		all, c = append(all, string(c[:n])), c[n:]
	}
	return all
}

// dropMore takes out a list of other pages that ends the text.
func (r *page) dropMore() {
	const most = 20
	for i, seen := r.Last(len(r.Lines)), 0; i >= 0 && seen < most; i, seen = r.Last(i), seen+1 {
		s := r.Text(i)
		if cue.WebMore.MatchString(han.Squeeze(s)) {
			for _, k := range r.Between(i, len(r.Lines)) {
				r.Drop("RD001", k)
			}
			return
		}
		if strings.Contains(s, "。") || strings.Contains(r.Lines[i], "\t") || utf8.RuneCountInString(s) > cue.MaxTitleLine || cue.IsDateLine(s) {
			return
		}
	}
}

// MayBeFrame reports whether line i, which stands among the lines below a text,
// can be of the web page: a few words that are no part of a document.
func MayBeFrame(r *draft.Draft, i int) bool {
	const most = 40
	s := r.Text(i)
	_, marked := passage.ReadMark(s)
	_, organ := cue.DayLine(r.Text(i))
	return !marked && !organ && !cue.IsOrgan(s) && !cue.PrintedLine.MatchString(s) && !cue.CopiesLine.MatchString(s) && !cue.IsDateLine(s) && !strings.ContainsAny(r.Lines[i], "\t。；") && utf8.RuneCountInString(s) <= most &&
		passage.LabelLength(s) == 0 && !cue.NoteLine.MatchString(s) && !cue.LabelLine.MatchString(han.Squeeze(s)) && !cue.Ended(s)
}

// signed reports whether a line is the date of a document, or stands in front of one.
func (r *page) signed() bool {
	above := ""
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		if !strings.Contains(r.Lines[i], "\t") {
			if _, _, ok := cue.ReadSigned(r.Text(i), above, 0); ok {
				return true
			}
		}
		above = r.Text(i)
	}
	return false
}

// dated reports whether line i begins with the day of a document, whatever a page has behind it.
func (r *page) dated(i int) bool {
	above := ""
	if k := r.Last(i); k >= 0 {
		above = r.Text(k)
	}
	_, _, ok := cue.ReadSigned(r.Text(i), above, 0)
	return ok
}

// filled returns those of the lines that are not blank.
func (r *page) filled(lines []int) []int {
	return slices.DeleteFunc(slices.Clone(lines), func(i int) bool { return r.Text(i) == "" })
}
