package shell

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

// maxTop is the number of lines above a text that are looked at for copies of its title.
const maxTop = 60

var (
	// asFollows ends what a page of news tells of a document, above the document itself.
	asFollows = regexp.MustCompile(`(?:全文|原文|内容|范文|范例|例文|样文)(?:公布|发布|刊发|刊登|转发)?如下[：:]$`)
	// telegram is how agencies begin what they tell.
	telegram = regexp.MustCompile(`^\p{Han}{2,12}\d{1,2}月\d{1,2}日(?:电|讯|消息)`)
	// reported is how papers and posts lead to a document of which they leave the title out.
	reported = regexp.MustCompile(`(?:记者|获悉|讯).*如下[：:]$|^\p{Han}{2,24}(?:发布|下发|发出|印发)\p{Han}{0,12}(?:通知|通告|公告)如下[：:]$`)
)

// dropNews takes out what a page of news tells above the document that it prints: all
// down to a line that ends with 全文如下：, above a title, or from the title that it has
// used for itself, above whom the document is for.
func (r *page) dropNews() {
	const most = 30 // lines
	if i := r.Next(0, len(r.Lines)); i < len(r.Lines) {
		below := r.Next(i+1, len(r.Lines))
		if below < len(r.Lines) && document.KindOf(cue.Unstopped(r.Text(below))) != "" && strings.Contains(r.Text(i), "《"+r.Text(below)+"》") && strings.HasSuffix(r.Text(i), "。") {
			r.Drop("RD001", i) // that it was put up
		}
	}
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		if cue.IsRecipients(r.Text(i)) {
			return
		}
		if s := r.Text(i); reported.MatchString(s) && r.beginsUntitled(r.Next(i+1, len(r.Lines))) && !slices.ContainsFunc(r.Between(0, i), func(k int) bool { return strings.Contains(r.Text(k), "关于") || cue.IsNumber(r.Text(k)) }) {
			for _, k := range r.Between(0, i+1) {
				r.Drop("RD001", k)
			}
			return
		} else if !asFollows.MatchString(s) && !(cue.IsColonEnd(s) && telegram.MatchString(han.Squeeze(s))) {
			continue
		}
		below := r.Next(i+1, len(r.Lines))
		if below < len(r.Lines) && cue.IsRecipients(r.Text(below)) {
			above := r.Between(0, i)
			for k, at := range slices.Backward(above) {
				if document.KindOf(cue.Unstopped(r.Text(at))) == "" || utf8.RuneCountInString(r.Text(at)) > cue.MaxTitleLine {
					continue
				}
				for _, at := range append(above[k+1:], i) {
					r.Drop("RD001", at)
				}
				return
			}
		}
		if below == len(r.Lines) || utf8.RuneCountInString(r.Text(below)) > cue.MaxTitleLine || document.KindOf(cue.Unstopped(r.Text(below))) == "" {
			return
		}
		for _, k := range r.Between(0, i+1) {
			r.Drop("RD001", k)
		}
		return
	}
}

// beginsUntitled reports whether line i is the first of a document that has no title: its number,
// or whom it is for.
func (r *page) beginsUntitled(i int) bool {
	if i < len(r.Lines) && cue.IsNumber(r.Text(i)) {
		i = r.Next(i+1, len(r.Lines))
	}
	below := r.Next(i+1, len(r.Lines))
	return below < len(r.Lines) && (cue.IsRecipients(r.Text(i)) || cue.IsColonEnd(r.Text(i)) && cue.IsAddressee(r.Text(i), r.Text(below)))
}

// dropTwice takes out the title of the page where the title of the document stands below
// it, and what the page tells between them.
func (r *page) dropTwice() {
	const most = 3 // copies
	for range most {
		if !r.dropCopy() {
			break
		}
	}
	r.dropSerialTitle()
	r.dropStub()
	r.dropAuthor()
	r.dropNumberTwice()
	r.dropSecond()
	r.dropTitleBelow()
}

// dropNumberTwice takes out the number of a document that stands above its text once more: the one without the
// day, or the first.
func (r *page) dropNumberTwice() {
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	of := func(i int) (number string, dated bool) {
		s := r.Text(i)
		dated = cue.NumberAndDay.MatchString(s)
		if g := cue.ReadNumber(s); g != nil && (dated || cue.IsLoneNumber(s)) {
			number = document.ParseDocNumber(han.Squeeze(g[1])).Standard()
		}
		return number, dated
	}
	first, at, day := "", -1, false
	for _, i := range lines {
		number, dated := of(i)
		switch {
		case number == "":
		case number != first:
			first, at, day = number, i, dated
		case day && !dated:
			r.Drop("RD001", i)
			return
		case dated:
			r.Drop("RD001", at)
			return
		}
	}
}

// dropSecond takes out the lines with which a text ends if they stand above once more.
func (r *page) dropSecond() {
	const fewest, most = 4, 8 // lines, and ends to look at
	lines := r.Between(0, len(r.Lines))
	last := len(lines) - 1
	for k, seen := last-fewest, 0; k+1 >= last-k && seen < most; k-- {
		if r.Text(lines[k]) != r.Text(lines[last]) {
			continue
		}
		seen++
		same, sentence := true, false
		for d := 0; d < last-k && same; d++ {
			same = r.Text(lines[k-d]) == r.Text(lines[last-d])
			sentence = sentence || strings.Contains(r.Lines[lines[k-d]], "。")
		}
		if same && sentence {
			for _, i := range lines[k+1:] {
				r.Drop("RD001", i)
			}
			return
		}
	}
}

// dropTitleBelow takes out the title once more with which a page ends, as a link to itself.
func (r *page) dropTitleBelow() {
	const least, most = 12 * len("字"), 4 // bytes; lines of a title
	last := r.Last(len(r.Lines))
	if top := r.Next(0, len(r.Lines)); r.Framed && top < last && r.Text(top) == r.Text(last) && document.KindOf(r.Text(last)) != "" && !cue.BareKind(r.Text(last)) {
		r.Drop("RD001", last) // what the page calls it
		return
	}
	if !r.Framed || last < 0 || len(han.Squeeze(r.Lines[last])) < least || document.KindOf(r.Text(last)) == "" {
		return
	}
	lines := r.topLines()
	for a, first := range lines[:min(len(lines), maxTop)] {
		joined := ""
		for k := a; k < min(a+most, len(lines)) && first < last; k++ {
			joined += han.Squeeze(r.Lines[lines[k]])
			front, same := strings.CutSuffix(han.Squeeze(r.Lines[last]), joined)
			if lines[k] < last && same && (front == "" || len(joined) >= least && fileFront.MatchString(front)) {
				r.Drop("RD001", last)
				return
			}
		}
	}
}

// fileFront is what names of files have in front of a title: a day, a number.
var fileFront = regexp.MustCompile(`^\d{6,8}[-_—]?(?:[（(〔\[]?\d{4}年?[〕\]]?第?\d{1,4}号[）)]?)?$`)

// dropCopy takes out one title that stands above the text once more.
func (r *page) dropCopy() bool {
	const most = 4 // lines of a title
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for a := range lines {
		first := ""
		for k := a; k < min(a+most, len(lines)); k++ {
			if first += han.Squeeze(r.Lines[lines[k]]); utf8.RuneCountInString(first) > most*cue.MaxTitleLine {
				break
			}
			for b := k + 1; b < len(lines); b++ {
				second := ""
				for m := b; m < min(b+most, len(lines)) && len(second) <= len(first); m++ {
					second += han.Squeeze(r.Lines[lines[m]])
					if !r.sameTitle(first, second, lines[k]) {
						continue
					}
					titled := r.endsWith(lines[a:k+1], second)
					for _, i := range lines[a : k+1] {
						if !r.onlyNumber(i, lines) {
							r.Drop("RD001", i)
						}
					}
					r.titles = append(r.titles, first)
					for _, i := range lines[b : m+1] {
						r.Titled[i] = r.Titled[i] || titled
					}
					for _, i := range lines[k+1 : b] {
						r.between = append(r.between, han.Squeeze(r.Lines[i]))
					}
					numbered := slices.ContainsFunc(lines[k+1:b], func(i int) bool { return cue.IsNumber(r.Text(i)) })
					for _, i := range lines[k+1 : b] {
						if i == lines[b-1] && lines[b]-i <= 2 && ofOrgan.MatchString(second) {
							continue // whose title it is
						}
						if r.betweenCopies(i, lines) || !numbered && r.isAuthor(i) || len(second) >= 12*len("字") && strings.Contains(han.Squeeze(r.Lines[i]), second) {
							r.Drop("RD001", i)
						}
					}
					return true
				}
			}
		}
	}
	return false
}

// endsWith reports whether the last of the lines, one or more, are a title.
func (r *page) endsWith(lines []int, title string) bool {
	joined := ""
	for _, i := range slices.Backward(lines) {
		if joined = han.Squeeze(r.Lines[i]) + joined; joined == title {
			return true
		}
	}
	return false
}

// ofOrgan begins a title behind the name of an organ.
var ofOrgan = regexp.MustCompile(`^(?:关于|转发|印发|批转)`)

// onlyNumber reports whether line i is the number of the document, which no line below has.
func (r *page) onlyNumber(i int, lines []int) bool {
	return cue.IsNumber(r.Text(i)) && !slices.ContainsFunc(lines, func(k int) bool { return k > i && cue.IsNumber(r.Text(k)) })
}

// dayAhead is the day in front of a title on a page of news.
var dayAhead = regexp.MustCompile(`^(?:\d{4}年)?\d{1,2}月\d{1,2}日`)

// sameTitle reports whether the title that ends on line at is the page's, of the
// document whose title begins on line below: the same with what browsers put behind it, cut
// off at its end, or, above what only a page has, with more around it.
func (r *page) sameTitle(first, second string, at int) bool {
	const least, whole, mostCut, mostMore = 8 * len("字"), 12 * len("字"), 4 * len("字"), 20 * len("字")
	if len(first) >= least && len(first) < len(second) && len(second) <= len(first)+mostMore && r.DroppedFrom(at, 1) && written.Replace(first) == written.Replace(second) {
		first = second // which the page shortens
	}
	behind, more := strings.CutPrefix(first, second)
	rest, cut := strings.CutPrefix(second, first)
	same := false
	switch {
	case dayAhead.ReplaceAllString(first, "") == second && len(second) >= least:
		same = true
	case first == second:
		same = len(second) >= least || len(second) >= 2*len("字") && r.DroppedFrom(at, 1)
	case more && len(second) >= least && cue.PageTitle.MatchString(behind):
		same = true
	case cut:
		same = len(first) >= whole && len(rest) <= mostCut
	case len(second) >= least && len(first) <= len(second)+mostMore && strings.Contains(first, second):
		same = len(second) >= whole && r.DroppedFrom(at, 1) || slices.Contains(r.titles, first)
	}
	return same && (document.KindOf(cue.Unstopped(second)) != "" || first == second && strings.HasSuffix(second, "文件") && r.DroppedFrom(at, 1))
}

// written puts the names of organs that have short ones as documents write them.
var written = strings.NewReplacer("人大常委会", "人民代表大会常务委员会", "省政府", "省人民政府", "市政府", "市人民政府", "县政府", "县人民政府", "区政府", "区人民政府")

// dropAuthor takes out whose the document is that a page has below its title.
func (r *page) dropAuthor() {
	if !r.Framed {
		return
	}
	lines := r.topLines()
	for k := 1; k < len(lines); k++ {
		title := cue.Unstopped(r.Text(lines[k-1]))
		if document.KindOf(title) == "" {
			continue
		}
		if strings.Contains(title, "关于") && r.isAuthor(lines[k]) || r.again(lines[k]) {
			r.Drop("RD001", lines[k])
		}
	}
}

// again reports whether line i stood between the copies of the title, whole or with more in front.
func (r *page) again(i int) bool {
	const least = 4 * len("字")
	s := han.Squeeze(r.Lines[i])
	return len(s) >= least && !cue.IsNumber(s) && document.KindOf(cue.Unstopped(s)) == "" && slices.ContainsFunc(r.between, func(b string) bool { return strings.HasSuffix(b, s) })
}

// download is the link to a file below which collections of laws have the title of a document and
// whose it is, above the document itself.
var download = regexp.MustCompile(`^(?:下载地址|点击(?:此处|这里)?下载)`)

// dropIssuer takes out whose the document is that a collection of laws has below its title, and
// that title if the document has one of its own.
func (r *page) dropIssuer() {
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for k := 0; k+3 < len(lines); k++ {
		title, organ := lines[k+1], lines[k+2]
		if !download.MatchString(han.Squeeze(r.Lines[lines[k]])) || !r.isAuthor(organ) {
			continue
		}
		if slices.ContainsFunc(lines[:k], func(i int) bool { return strings.Contains(r.Text(i), r.Text(title)) }) {
			r.between = append(r.between, han.Squeeze(r.Lines[organ]))
			r.Drop("RD001", organ)
			if slices.ContainsFunc(lines[k+3:], func(i int) bool {
				return strings.Contains(r.Text(i), r.Text(title)) || strings.Contains(r.Text(i), "关于") && document.KindOf(cue.Unstopped(r.Text(i))) != ""
			}) {
				r.titles = append(r.titles, han.Squeeze(r.Lines[title]))
				r.Drop("RD001", title)
			}
		}
		return
	}
}

// isAuthor reports whether line i tells whose the document is: the names of organs, that a
// page has below a title.
func (r *page) isAuthor(i int) bool {
	s := r.Text(i)
	return cue.IsOrgan(s) && !strings.HasSuffix(s, "文件") || len(cue.SplitNames(s)) > 0
}

// betweenCopies reports whether line i, between the title of a page and that of the
// document, is the page's: a day, a label, or a number that stands below, too.
func (r *page) betweenCopies(i int, lines []int) bool {
	s := r.Text(i)
	if cue.IsNumber(r.Text(i)) {
		return slices.ContainsFunc(lines, func(k int) bool { return k > i && strings.Contains(han.Squeeze(r.Lines[k]), han.Squeeze(s)) })
	}
	return cue.IsDateLine(s) || passage.LabelLength(s) > 0 && cue.Margins(s) == nil
}

// serialTitle is how pages call a proclamation: its number with its title in brackets.
var serialTitle = regexp.MustCompile(`^\p{Han}[^（(]{1,40}\d{4}年第\d{1,4}号(?:公告|通告)?[（(](.{6,})[)）]$`)

// dropSerialTitle takes out the name of a page above the head of the proclamation and its
// own title.
func (r *page) dropSerialTitle() {
	lines := r.topLines()
	for k, i := range lines[:min(len(lines), maxTop)] {
		g := serialTitle.FindStringSubmatch(han.Squeeze(r.Lines[i]))
		if g != nil && slices.ContainsFunc(lines[k+1:], func(below int) bool { return han.Squeeze(r.Lines[below]) == g[1] }) {
			r.Drop("RD001", i)
			return
		}
	}
}

// dropStub takes out a line that is the first part of the title above it, cut off.
func (r *page) dropStub() {
	if !r.Framed {
		return
	}
	const least = 10 // characters
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for k, i := range lines {
		stub := han.Squeeze(r.Lines[i])
		if cue.BareKind(stub) && r.DroppedFrom(i, -1) && (slices.ContainsFunc(lines[:k], func(at int) bool {
			title := han.Squeeze(r.Lines[at])
			return title != stub && strings.HasSuffix(title, stub) && document.KindOf(title) != ""
		}) || slices.ContainsFunc(r.titles, func(title string) bool { return title != stub && strings.HasSuffix(title, stub) })) {
			r.Drop("RD001", i) // 倡议书 below 甲倡议书, the page's title
			continue
		}
		if _, _, number := cue.ReadProclaimed(r.Text(i)); k == 0 || utf8.RuneCountInString(stub) < least || document.KindOf(stub) != "" || cue.IsOrgan(stub) || number != "" {
			continue
		}
		for _, above := range lines[:k] {
			broken := k+1 < len(lines) && lines[k+1] == i+1 // over two lines
			if title := han.Squeeze(r.Lines[above]); title != stub && strings.HasPrefix(title, stub) && document.KindOf(title) != "" && !(broken && strings.HasPrefix(title, stub+han.Squeeze(r.Lines[i+1]))) {
				r.Drop("RD001", i)
				break
			}
		}
	}
}
