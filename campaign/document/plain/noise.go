package plain

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// dropNoise takes out what is no text of the document, with a finding each.
func (r *reading) dropNoise() {
	for i, l := range r.lines {
		marks := cue.Bookmark.FindAllString(l, -1)
		for _, m := range marks {
			r.note("RD003", i, m)
		}
		if marks != nil {
			r.rewrite(i, cue.Bookmark.ReplaceAllString(l, ""))
		}
	}
	r.dropEntities()
	r.joinDays()
	r.dropLinks()
	r.dropBelow()
	r.dropNews()
	r.dropAbove()
	r.dropTwice()
	var bare []int // lines that are a number and nothing else
	for i, l := range r.lines {
		t := han.Squeeze(l)
		if cue.DrawnRule.MatchString(t) {
			r.drop("RD003", i)
			continue
		}
		if strings.Contains(l, "\t") || len(t) > 40 {
			continue
		}
		if cue.PageNumber.MatchString(t) {
			r.drop("RD002", i)
		} else if t != "" && len(t) <= 3 {
			if n, err := strconv.Atoi(t); err == nil && n > 0 && len(t) == len(strconv.Itoa(n)) {
				bare = append(bare, i)
			}
		}
	}
	r.bareNumbers(bare)
}

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
func (r *reading) joinDays() {
	for i := r.next(0, len(r.lines)); i < len(r.lines); i = r.next(i+1, len(r.lines)) {
		var lines []int
		for k := i; len(lines) < len(dayPieces) && k < len(r.lines) && dayPieces[len(lines)](r.text(k)); k = r.next(k+1, len(r.lines)) {
			lines = append(lines, k)
		}
		if len(lines) < len(dayPieces) {
			continue
		}
		day := r.joinLines(lines, "")
		for _, k := range lines[1:] {
			r.note("RD004", k, r.text(k))
			r.rewrite(k, "")
		}
		r.rewrite(i, day)
	}
}

// dropEntities takes out the blanks of web pages at both ends of lines; what stands
// there keeps its column.
func (r *reading) dropEntities() {
	for i, l := range r.lines {
		if !strings.Contains(l, "&") {
			continue
		}
		blank := cue.Entity.ReplaceAllStringFunc(l, func(e string) string { return strings.Repeat(" ", len(e)) })
		front, back := prefix(blank, unicode.IsSpace), len(strings.TrimRightFunc(blank, unicode.IsSpace))
		if back > len(front) {
			blank = front + l[len(front):back]
		} else {
			blank = ""
		}
		if blank != l {
			r.note("RD003", i, cue.Entity.FindString(l))
		}
		r.lines[i] = blank
	}
}

// dropBelow takes out what a web page has below the text.
func (r *reading) dropBelow() {
	const most, mostLoose = 60, 3
	r.dropMore()
	r.dropRecord()
	var under []int
	loose := 0 // lines that only what stands above tells to be of the page
	for i, seen := len(r.lines)-1, 0; i >= 0 && seen < most; i-- {
		t := han.Squeeze(r.lines[i])
		if t == "" {
			continue
		}
		seen++
		switch {
		case cue.WebLink.MatchString(t):
			r.drop("RD001", i)
		case cue.WebTail.MatchString(t), cue.WebButtons.MatchString(t), cue.WebMenu.MatchString(t):
			for _, f := range append(under, i) {
				r.drop("RD001", f)
			}
			under = nil
		case cue.UnderTail.MatchString(t):
			under = append(under, i)
		case r.mayBeFrame(i) && loose < mostLoose:
			loose++
			under = append(under, i)
			continue
		default:
			if r.framed && r.endsText(i, under) {
				for _, f := range under { // between the end of the text and the page
					if r.mayBeFrame(f) || cue.WebCredit.MatchString(han.Squeeze(r.lines[f])) {
						r.drop("RD001", f)
					}
				}
			}
			return
		}
		loose = 0
	}
}

// endsText reports whether a document can end with line i, above lines that may be
// of a web page: with its date, note or imprint, or with a sentence above a few
// words.
func (r *reading) endsText(i int, under []int) bool {
	const few = 10 // characters
	s := r.text(i)
	_, day := r.dayLine(i)
	if l, _ := cutLabel(s); day || cue.IsDateLine(s) || cue.NoteLine.MatchString(s) || l.rest != "" || cue.PrintedLine.MatchString(s) || cue.CopiesLine.MatchString(s) {
		return true
	}
	return strings.HasSuffix(s, "。") && !slices.ContainsFunc(under, func(i int) bool { return utf8.RuneCountInString(r.text(i)) > few })
}

// mayBeFrame reports whether line i, which stands among the lines below a text,
// can be of the web page: a few words that are no part of a document.
func (r *reading) mayBeFrame(i int) bool {
	const most = 40
	s := r.text(i)
	_, marked := passage.ReadMark(s)
	_, organ := r.dayLine(i)
	return !marked && !organ && !cue.IsOrgan(s) && !cue.PrintedLine.MatchString(s) && !cue.CopiesLine.MatchString(s) && !cue.IsDateLine(s) && !strings.ContainsAny(r.lines[i], "\t。；") && utf8.RuneCountInString(s) <= most &&
		passage.LabelLength(s) == 0 && !cue.NoteLine.MatchString(s) && !cue.LabelLine.MatchString(han.Squeeze(s)) && !cue.Ended(s)
}

// dropRecord takes out the record of a page that ends the text: two lines of it
// at least, for documents have one such as 公开方式：主动公开.
func (r *reading) dropRecord() {
	var record []int
	for i := r.last(len(r.lines)); i >= 0 && cue.WebRecord.MatchString(han.Squeeze(r.lines[i])); i = r.last(i) {
		record = append(record, i)
	}
	if len(record) < 2 || len(r.signing(len(r.lines))) == 0 && slices.ContainsFunc(record, func(i int) bool { return cue.SignedOn.MatchString(r.text(i)) }) {
		return // or it is the signature
	}
	for _, i := range record {
		r.drop("RD001", i)
	}
}

// dropMore takes out a list of other pages that ends the text.
func (r *reading) dropMore() {
	const most = 20
	for i, seen := r.last(len(r.lines)), 0; i >= 0 && seen < most; i, seen = r.last(i), seen+1 {
		s := r.text(i)
		if cue.WebMore.MatchString(han.Squeeze(s)) {
			for _, k := range r.between(i, len(r.lines)) {
				r.drop("RD001", k)
			}
			return
		}
		if strings.Contains(s, "。") || strings.Contains(r.lines[i], "\t") || utf8.RuneCountInString(s) > cue.MaxTitleLine || cue.IsDateLine(s) {
			return
		}
	}
}

// A webLine tells how a line above the title looks.
type webLine uint8

const (
	noWeb    webLine = iota
	mayWeb           // has a label, as the lines of a record have
	withWeb          // see besideWeb
	ofRecord         // see webRecord
	isWeb            // has no place in a document
)

// dropAbove takes out what a web page has above the title, and between it and
// the recipients or the first line of text.
func (r *reading) dropAbove() {
	lines := r.topLines()
	looks := make([]webLine, len(lines))
	for k, i := range lines {
		t := strings.TrimLeft(han.Squeeze(r.lines[i]), bullets)
		switch {
		case cue.IsWeb(t):
			looks[k] = isWeb
		case cue.WebRecord.MatchString(t):
			looks[k] = ofRecord
		case cue.BesideWeb.MatchString(t) && !(cue.BareKind(t) && r.text(i) != t): // 公　告 is no column
			looks[k] = withWeb
		case passage.LabelLength(r.text(i)) > 0 && document.KindOf(t) == "" && !cue.ListLine.MatchString(t):
			looks[k] = mayWeb
		case k > 0 && looks[k-1] == ofRecord && cue.IsColonEnd(r.text(lines[k-1])) && document.KindOf(t) == "" && !r.isNumber(i):
			looks[k] = ofRecord // the value of the label above
		}
	}
	if len(looks) > 1 && looks[0] == withWeb && document.KindOf(r.text(lines[0])) == "" && document.KindOf(cue.Unstopped(r.text(lines[1]))) != "" {
		looks[0] = isWeb // the column alone
	}
	if lonely(looks) && !slices.ContainsFunc(lines, func(i int) bool { return cue.WebNumber.MatchString(r.lines[i]) }) {
		return
	}
	spread := func(k, by int) {
		for k += by; k >= 0 && k < len(looks); k += by {
			if near := looks[k-by]; looks[k] == withWeb && near == isWeb || (looks[k] == mayWeb || looks[k] == withWeb) && near == ofRecord {
				looks[k] = near
			} else {
				break
			}
		}
	}
	if len(looks) > 0 && looks[0] == withWeb && slices.Contains(looks, isWeb) {
		looks[0] = isWeb // the column that the page stands in
	}
	for k := range looks {
		if looks[k] == isWeb || looks[k] == ofRecord {
			spread(k, -1)
			spread(k, 1)
		}
	}
	for k, i := range lines {
		if looks[k] != isWeb && looks[k] != ofRecord {
			continue
		}
		if value := cue.RecordValue(r.lines[i]); value != "" && (looks[k] == ofRecord || cue.WebNumber.MatchString(r.lines[i])) && !r.standsIn(han.Squeeze(value), lines, looks) {
			// Nothing else on the page tells the title or the number.
			r.note("RD001", i, strings.Replace(r.text(i), value, "", 1))
			r.rewrite(i, value)
			continue
		}
		r.drop("RD001", i)
	}
}

// bullets stand before the lines of a record on some pages.
const bullets = "•·●▪■◆►▶|｜"

// lonely reports whether the only line of a record is one that documents have
// too, such as 公开方式：主动公开.
func lonely(looks []webLine) bool {
	records := 0
	for _, l := range looks {
		if l == isWeb {
			return false
		}
		if l == ofRecord {
			records++
		}
	}
	return records < 2
}

// topLines returns the lines that are not blank, from the first to the one
// before the recipients or the first line of running text.
func (r *reading) topLines() []int {
	const most = 80
	var lines []int
	for i := r.next(0, len(r.lines)); i < len(r.lines) && len(lines) < most; i = r.next(i+1, len(r.lines)) {
		s := r.text(i)
		m, marked := passage.ReadMark(s)
		if cue.IsRecipients(s) || marked && m.Doubt == passage.Sure || strings.Contains(s, "。") && cue.Ended(s) && !cue.WebRecord.MatchString(han.Squeeze(s)) && !cue.IsWeb(han.Squeeze(s)) {
			break
		}
		lines = append(lines, i)
	}
	return lines
}

// standsIn reports whether a text stands in those of the lines that are not of
// a web page, over one or more of them.
func (r *reading) standsIn(text string, lines []int, looks []webLine) bool {
	var all strings.Builder
	for k, i := range lines {
		if looks[k] < ofRecord {
			all.WriteString(han.Squeeze(r.lines[i]))
		}
	}
	return strings.Contains(all.String(), text)
}

// bareNumbers takes out the numbers that count pages: all there are, each one
// more than the last, begun at 1 or 2 (the first page often has none).
func (r *reading) bareNumbers(lines []int) {
	for k, i := range lines {
		n, _ := strconv.Atoi(r.text(i))
		first, _ := strconv.Atoi(r.text(lines[0]))
		if first > 2 || n != first+k || len(lines) < 2 {
			return
		}
	}
	for _, i := range lines {
		r.drop("RD002", i)
	}
}

func (r *reading) drop(rule string, i int) {
	r.framed = r.framed || rule == "RD001"
	r.note(rule, i, r.text(i))
	r.rewrite(i, "")
}
