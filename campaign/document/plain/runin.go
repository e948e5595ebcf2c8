package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A page or a form field that has no line breaks runs the parts of a document together:
// number and title, whom it is for and the first sentence, the last one and who signs. Such
// a line is broken where one part ends and another begins, and read as any other.

var (
	// signedAt is the day with which a line ends, behind more.
	signedAt = han.Compile(`(?:(?:19|20)\d{2}|[一二三四五六七八九〇○◯OoОоΟ0零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$`)
	// listAt is where a list of attachments begins behind a sentence.
	listAt = han.Compile(`[。！；]\s*(附\s*件\s*(?:1|一)?\s*[：:])`)
	// headingAt is where a heading begins behind a sentence and a blank.
	headingAt = han.Compile(`[。！；：:]\s+([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])`)
	stopAt    = regexp.MustCompile(`[。！；：:][\s\p{Z}]+`)
)

// boxLabels stand in the box that a telegram (电报) has for a head, which lost its lines, each
// in front of what it tells; behind 等级 stands the number, too.
var boxLabels = han.Compile(`^(?:发\s*电\s*单\s*位|发\s*往(?:\s*单\s*位)?|签\s*批\s*(?:盖\s*章)?|等\s*级|紧\s*急\s*程\s*度|编\s*号)$`)

// breakBox returns where the cells of a row of the box of a telegram are parted from each
// other; nil if the line is none.
func breakBox(l string) (cuts []int) {
	cells := strings.Split(l, "\t")
	if len(cells) < 2 || !boxLabels.MatchString(strings.TrimSpace(cells[0])) {
		return nil
	}
	at := 0
	for k, c := range cells {
		if k > 0 && !boxLabels.MatchString(strings.TrimSpace(cells[k-1])) {
			cuts = append(cuts, at)
		}
		at += len(c) + 1
	}
	return cuts
}

// readBox puts colons for the tabs in the cells of a telegram's box, which stands above the
// title.
func (r *reading) readBox() {
	const most = 12 // lines
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		if s := r.Text(i); strings.Contains(s, "关于") || document.KindOf(cue.Unstopped(s)) != "" || strings.Contains(s, "。") || cue.IsRecipients(s) {
			return
		}
		label, value, ok := strings.Cut(r.Text(i), "\t")
		switch value = strings.TrimSpace(value); {
		case !ok && strings.HasSuffix(r.Lines[i], "\t"):
			r.Rewrite(i, strings.TrimRight(r.Lines[i], "\t"))
		case ok && boxLabels.MatchString(strings.TrimSpace(label)) && !strings.Contains(value, "\t"):
			r.Rewrite(i, han.Squeeze(label)+"："+value)
		}
	}
}

// breakLines breaks the lines that hold several parts, with a finding each.
func (r *reading) breakLines() {
	const first = 80            // lines
	top := true                 // no sentence stands above
	stands := map[string]bool{} // lines of the top
	for i := range r.Lines[:min(first, len(r.Lines))] {
		stands[r.Text(i)] = true
	}
	r.Break(func(i int) []int {
		const least = 20 // bytes
		if cuts := cue.TagCuts(r.Lines[i]); cuts != nil {
			return cuts
		}
		if l := r.Lines[i]; top && titleAtBar(l) > 0 {
			top = false
			return []int{titleAtBar(l)}
		} else if cuts := recordCuts(l); top && len(cuts) > 1 {
			return cuts
		} else if cuts := breakBox(l); top && cuts != nil {
			return cuts
		} else if at := serialAt(l); top && at > 0 && r.titleNext(i) {
			return []int{at}
		} else if at := cue.GluedAt(l); top && at > 0 {
			return []int{at}
		} else if at := r.contactAt(i); at > 0 {
			return []int{at}
		} else if len(l) < least || strings.ContainsAny(strings.TrimRight(l, " |｜"), "\t|｜") {
			return nil
		}
		cuts := breaksOf(r.Lines[i], top, stands)
		top = top && (!strings.Contains(r.Lines[i], "。") || cue.IsColonEnd(r.Text(i))) && !cue.IsRecipients(r.Text(i))
		return cuts
	})
	for i := range r.Lines {
		if at := r.Place(report.Position{Line: i + 1}); at.Column > 0 && !cue.BeginsTagged(r.Lines[i]) { // of a tag another finding tells
			r.Note("RD019", i, r.Text(i))
		}
	}
}

// contact is whom to ask, behind who signs.
var contact = han.Compile(`^\s*(\p{Han}{2,40})\s+((?:联系|咨询|经办|承办)?(?:人|电话|方式)\s*[：:].*)$`)

// contactAt returns where whom to ask begins behind who signs, above or below the day; 0 if line
// i is nothing of the kind.
func (r *reading) contactAt(i int) int {
	const longest = 300 // bytes
	if len(r.Lines[i]) > longest {
		return 0
	}
	g := contact.FindStringSubmatchIndex(r.Lines[i])
	if g == nil || !cue.IsOrgan(r.Lines[i][g[2]:g[3]]) {
		return 0
	}
	above, below := r.Last(i), r.Next(i+1, len(r.Lines))
	if above >= 0 && cue.IsDay(r.Text(above)) || below < len(r.Lines) && cue.IsDay(r.Text(below)) {
		return g[4]
	}
	return 0
}

// labelAt is where a label begins behind a wide blank.
var labelAt = han.Compile(`(?:\t|\s\s)\s*(\p{Han}(?:\s?\p{Han}){1,6}\s?[：:])`)

// recordCuts returns where the labels begin that stand behind the first on a line of the record
// of a page.
func recordCuts(l string) (cuts []int) {
	const longest = 2000 // bytes
	if len(l) > longest || !cue.WebRecord.MatchString(han.Squeeze(l)) {
		return nil
	}
	for _, g := range labelAt.FindAllStringSubmatchIndex(l, -1) {
		cuts = append(cuts, g[2])
	}
	return cuts
}

// serial is a proclamation with its number behind it: 甲局公告2019年第39号.
var serial = han.Compile(`^\s*\p{Han}(?:\s|[\p{Han}、])*(?:公告|通告)\s*((?:\d{4}\s*年\s*)?第\s*\d{1,4}\s*号|[〔\[（]\d{4}[〕\]）]\s*第?\s*\d{1,4}\s*号)\s*$`)

// serialAt returns where the number begins with which the name of a proclamation ends; 0 if
// there is none.
func serialAt(l string) int {
	if g := serial.FindStringSubmatchIndex(l); g != nil {
		return g[2]
	}
	return 0
}

// titleNext reports whether the next line of text is a title.
func (r *reading) titleNext(i int) bool {
	below := r.Next(i+1, len(r.Lines))
	return below < len(r.Lines) && strings.HasPrefix(r.Text(below), "关于") && document.KindOf(cue.Unstopped(r.Text(below))) != ""
}

// titleAtBar returns where a bar stands between a title and text: …的公示 | 根据…; 0 if none does.
func titleAtBar(l string) int {
	bar := strings.IndexAny(l, "|｜")
	if bar <= 0 || strings.Count(l, "|")+strings.Count(l, "｜") > 1 || !strings.Contains(l[bar:], "。") {
		return 0
	}
	title := strings.TrimSpace(l[:bar])
	if utf8.RuneCountInString(title) > cue.MaxTitleLine || document.KindOf(cue.Unstopped(title)) == "" {
		return 0
	}
	return bar
}

// breaksOf returns where a line is broken. Above the first sentence of a text it may begin
// with the head and title; stands tells what lines are there.
func breaksOf(l string, top bool, stands map[string]bool) (cuts []int) {
	from := 0
	if top {
		cuts = frontCuts(l, stands)
		if len(cuts) > 0 {
			from = cuts[len(cuts)-1]
		}
	}
	to := len(l)
	back := backCuts(l[from:])
	for k := range back {
		back[k] += from
	}
	if len(back) > 0 {
		to = back[0]
	}
	if g := listAt.FindStringSubmatchIndex(l[from:to]); g != nil {
		back = append([]int{from + g[2]}, back...)
		to = from + g[2]
	}
	middle := l[from:to]
	headings := headingAt.FindAllStringSubmatchIndex(middle, -1)
	if level := levelsOf(middle); len(level) > len(headings) {
		headings = level
	}
	switch {
	case len(cuts) > 1 || len(cuts) > 0 && len(back) > 0: // it is the whole document
		for _, g := range stopAt.FindAllStringIndex(middle, -1) {
			if g[1] < len(middle) {
				cuts = append(cuts, from+g[1])
			}
		}
	case len(headings) > 1:
		for _, g := range headings {
			cuts = append(cuts, from+g[2])
		}
	}
	return slices.Compact(append(cuts, back...))
}

// levelAt is a first level heading behind a blank.
var levelAt = han.Compile(`(?:^|\s)([一二三四五六七八九十]{1,3})、`)

// levelsOf returns where the headings 一、 二、 三、 stand behind blanks in a line that holds
// them all, as the places of headingAt; nil if they do not count up from one.
func levelsOf(s string) (places [][]int) {
	const least = 2
	for _, g := range levelAt.FindAllStringSubmatchIndex(s, -1) {
		if n, ok := han.ParseNumeral(s[g[2]:g[3]]); !ok || n != len(places)+1 {
			return nil
		}
		places = append(places, []int{g[0], g[1], g[2], g[3]})
	}
	if len(places) <= least {
		return nil
	}
	if places[0][2] == 0 {
		places = places[1:]
	}
	return places
}

// frontCuts returns where the parts above the body end with which a line begins: a number, a
// title, whom it is for.
func frontCuts(l string, stands map[string]bool) (cuts []int) {
	const longest = 600 // bytes that are looked at
	from := len(l) - len(strings.TrimLeftFunc(l, unicode.IsSpace))
	at := from        // of the part at hand
	const near = 2000 // bytes in which the first sentence ends
	text := strings.Contains(l[:cutAt(l, near)], "。")
	numbered, titled := false, false
	for pos := from; pos < min(len(l), longest); {
		end := pos + fieldLength(l[pos:])
		next := end + len(l[end:]) - len(strings.TrimLeftFunc(l[end:], unicode.IsSpace))
		if next == len(l) {
			break
		}
		part := l[at:end]
		switch {
		case pos == from && strings.HasSuffix(part, "文件") && cue.IsOrgan(strings.TrimSuffix(part, "文件")) && cue.NumberLine.MatchString(l[next:next+fieldLength(l[next:])]):
			cuts, at = append(cuts, next), next // a head
		case !numbered && at == pos && cue.NumberLine.MatchString(part) && beginsTitle(l[next:]):
			numbered = true
			cuts, at = append(cuts, next), next
		case !numbered && at == pos && cue.IsOrgan(part) && startsHan(l[next:]) && cue.NumberLine.MatchString(strings.TrimSpace(l[next:])):
			return append(cuts, next)
		case !titled && isWholeTitle(part, numbered || text) && !strings.HasPrefix(l[next:], "（") && !goesOn(l[next:]):
			titled = true
			cuts, at = append(cuts, next), next
		}
		pos = next
	}
	if behind := numberRun(l[at:]); !numbered && behind > 0 {
		return append(cuts, at+behind)
	}
	if n := titleRun(l[at:], stands); !titled && n > 0 {
		at += n
		cuts = append(cuts, at)
	}
	// 各学校： and a sentence.
	rest := l[at:]
	const least = 10 // characters of a sentence
	if k := strings.IndexAny(rest, "：:"); k > 0 && k < longest {
		_, size := utf8.DecodeRuneInString(rest[k:])
		name, text := strings.TrimSpace(rest[:k+size]), strings.TrimSpace(rest[k+size:])
		last := cue.LastName(name)
		named := cue.IsRecipients(name) && !strings.ContainsAny(last, "0123456789") && !asks.MatchString(last) && (cue.IsOrgan(last) || cue.RecipientEnd.MatchString(last) || cue.AreRecipients(last) || kindsOfOrgans.MatchString(name))
		apart := !strings.HasPrefix(rest[k+size:], text) || cue.Opening.MatchString(text) || strings.HasPrefix(text, "《")
		if named && apart && utf8.RuneCountInString(text) >= least && strings.Contains(text, "。") {
			cuts = append(cuts, at+len(rest)-len(strings.TrimLeftFunc(rest[k+size:], unicode.IsSpace)))
		}
	}
	return cuts
}

// kindsOfOrgans ends recipients that are told by what they are called: 各委、办、厅、局：.
var kindsOfOrgans = regexp.MustCompile(`各[委部办厅局](?:、[委部办厅局]{1,2}){1,4}[：:]$`)

// startsHan reports whether s begins with a Chinese character.
func startsHan(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return han.Is(c)
}

// titleRun returns where whom a document is for begins, behind a title without a blank:
// …的通知各学校：; 0 if that is not how s begins, or if it is what a page has above the document.
func titleRun(s string, stands map[string]bool) int {
	const longest = 900 // bytes of both
	colon := strings.IndexAny(s[:cutAt(s, longest)], "：:")
	if colon < 0 || !strings.Contains(s[:colon], "关于") || strings.ContainsAny(s[:colon], "。；") {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[colon:])
	about := strings.Index(s, "关于")
	for at := range s[:colon] {
		if at <= about || utf8.RuneCountInString(s[:at]) > 2*cue.MaxTitleLine {
			continue
		}
		if k := document.KindOf(s[:at]); k.Statutory() && strings.Count(s[:at], "《") == strings.Count(s[:at], "》") && cue.IsRecipients(s[at:colon+size]) {
			return either(stands[s[at:colon+size]], 0, at)
		}
	}
	return 0
}

// cutAt returns n, or how many bytes of s up to there are whole characters.
func cutAt(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// yearAt is the end of a line that is a number.
var yearAt = han.Compile(`[〔\[［]\s*(?:19|20)\d{2}\s*[〕\]］]\s*第?\s*\d{1,5}\s*号\s*$`)

// numberRun returns where a number begins with which a title ends without a blank or
// bracket: …的通知青政发〔2013〕45号; 0 if there is none.
func numberRun(l string) int {
	const longest, most = 400, 12 // bytes of a title, characters of a number before its year
	if len(l) > longest || !strings.Contains(l, "关于") {
		return 0
	}
	g := yearAt.FindStringIndex(l)
	if g == nil {
		return 0
	}
	for at, n := g[0], 0; n < most && at > 0; n++ {
		c, size := utf8.DecodeLastRuneInString(l[:at])
		if at -= size; !han.Is(c) {
			return 0
		}
		if n > 0 && document.KindOf(l[:at]) != "" {
			return at
		}
	}
	return 0
}

// fieldLength returns the number of bytes up to the next blank.
func fieldLength(s string) int {
	if k := strings.IndexFunc(s, unicode.IsSpace); k >= 0 {
		return k
	}
	return len(s)
}

// beginsTitle reports whether s, behind a number and a blank, begins a title: its first words
// end with a kind, or say what it is about.
func beginsTitle(s string) bool {
	for f := range strings.FieldsSeq(s) {
		return strings.Contains(f, "关于") || document.KindOf(f) != "" && utf8.RuneCountInString(f) <= cue.MaxTitleLine
	}
	return false
}

// isWholeTitle reports whether s, which ends at a blank, is a title: it says what it is about,
// or stands below a number or above text.
func isWholeTitle(s string, placed bool) bool {
	const least = 6 // characters
	about := strings.Contains(s, "关于") || placed && utf8.RuneCountInString(s) >= least && !cue.Opening.MatchString(s)
	return about && utf8.RuneCountInString(s) <= cue.MaxTitleLine && !strings.ContainsAny(s, "。；：:，") && document.KindOf(s) != ""
}

// goesOn reports whether s, behind a title and a blank, belongs to it.
func goesOn(s string) bool { return cue.BareKind(s) }

// backCuts returns where the list of attachments, who signs and the day begin with which a line
// ends behind a sentence.
func backCuts(l string) (cuts []int) {
	s := strings.TrimRightFunc(l, unicode.IsSpace)
	const longest = 300 // bytes of a signature
	from := max(0, len(s)-longest)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	tail := s[from:]
	g := signedAt.FindStringIndex(tail)
	if g == nil {
		return nil
	}
	day := from + g[0]
	stop := strings.LastIndexAny(s[:day], "。！")
	if stop < from {
		return nil
	}
	_, size := utf8.DecodeRuneInString(s[stop:])
	stop += size
	by := strings.TrimSpace(s[stop:day])
	begin := stop + len(s[stop:]) - len(strings.TrimLeftFunc(s[stop:], unicode.IsSpace))
	switch {
	case by == "":
		return []int{day}
	case cue.IsOrgan(by), len(cue.SplitNames(by)) > 0:
		return []int{begin, day}
	}
	return nil
}

// unbreak puts the places of a document that count broken lines into those of the text.
func (r *reading) unbreak(n *document.Document) {
	if !r.Broken() {
		return
	}
	for i := range r.Findings {
		r.Findings[i].Where = r.Place(r.Findings[i].Where)
	}
	placed := map[int]bool{}
	for i := range r.places {
		p := &r.places[i]
		p.At = r.Place(p.At)
		if p.Line > 0 {
			placed[p.Line] = placed[p.Line] || p.From == 0
			p.Line = r.Number(p.Line)
		}
	}
	number := func(line *int) {
		if old := *line; old > 0 {
			*line = r.Number(old)
			if *line != old && !placed[old] {
				r.places = append(r.places, document.Place{Line: *line, At: r.Place(report.Position{Line: old, Column: 1})})
			}
		}
	}
	bodies := [][]document.Block{n.Body}
	for _, a := range n.Attachments {
		bodies = append(bodies, a.Body)
	}
	for _, b := range slices.Concat(bodies...) {
		switch b := b.(type) {
		case *document.Heading:
			number(&b.Line)
		case *document.Paragraph:
			number(&b.Line)
		case *document.Labelled:
			number(&b.Line)
		case *document.Table:
			number(&b.Line)
		}
	}
}
