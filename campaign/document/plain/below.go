package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// What stands from the body on is read as what stands above it is (see readTop): all
// lines speak, in points, for what they can be, the order of a document (GB/T
// 9704-2012 7.3, 7.4) tells which may follow which, and the way through them
// with most points is taken. The list of attachments, its pages and what
// stands below the date are so weighed against each other: a line 附件2 is a page
// where the list names two, or where one numbered 1 stands above it.

// A station is how far down a document a way has come, from its body on.
type station uint8

const (
	inText    station = iota // in the body
	listed                   // below the list of attachments
	signedOff                // below the date, or among the notes there
	printedIn                // in a text that the document prints
	attached                 // in an attachment
	imprinted                // below the imprint
	stations
)

// A foot is what was found from the body on.
type foot struct {
	list  list
	sign  signed
	pages []page
	paper int // first line of the title of what the document prints, if it names it; -1 if there is none
	// more are the titles of what it prints behind that, of other names: first lines and those behind them.
	more [][2]int
	// imprint are the lines of one above the attachments; none if they are the same.
	imprint [2]int
}

// A trace is the best way to a line and station: where it came from, and what
// it read on the way.
type trace struct {
	points  int32
	from    int32 // line in [footReader.lines]; -1: no way leads here
	station station
	read    reads
	last    uint8 // number of the label above
	moved   uint8 // lines of text below the list
	hasList bool
}

// A reads is what a stretch of lines was read as.
type reads uint8

const (
	readText reads = iota
	readList
	readDay
	readNote
	readPage
	readImprint
	readPaper
)

// A footLine is what a line tells by itself.
type footLine struct {
	at     int
	text   string
	gap    bool // a blank line stands above
	tabs   bool
	ended  bool
	marked int // number of its mark, 0 if it has none
	note   bool
	name   bool // it can be that of an organ
	isDay  bool
	day    signed
	points int // for the day as that of the document
	label  cue.Label
	begins bool // it begins with a label
	copies int  // lines from it on that are an imprint
}

// A footReader finds the way from the body to the end.
type footReader struct {
	r      *reading
	n      *document.Document
	to     int // line of the text
	lines  []footLine
	lists  map[int]list    // by the line in lines that they begin in
	names  map[string]int  // of lists above, blanks taken out, and the line in lines where the list ends
	paged  map[string]bool // those that stand below a label
	ways   [][stations]trace
	signed bool            // it has a signature already
	prints map[string]bool // what it says that it prints, see bareName
	// dayAbove tells that the day of the document stands beside its number.
	dayAbove bool
}

// readFoot reads lines [from, to), which begin with the body.
func (r *reading) readFoot(n *document.Document, from, to int) foot {
	f := &footReader{r: r, n: n, to: to, lists: map[int]list{}, names: map[string]int{}, paged: map[string]bool{}, signed: n.Signature != nil, dayAbove: cue.IsDateLine(r.beside.text)}
	f.look(from)
	f.ways = make([][stations]trace, len(f.lines)+1)
	for k := range f.ways {
		for s := range f.ways[k] {
			f.ways[k][s].from = -1
		}
	}
	f.ways[0][inText].from = 0
	for k := range f.lines {
		for s := range stations {
			if f.ways[k][s].from >= 0 {
				f.follow(k, s)
			}
		}
	}
	r.named = f.names
	if len(f.prints) == 1 {
		for name := range f.prints {
			r.prints = name
		}
	}
	return f.found()
}

// look finds what all lines tell, and the lists there may be.
func (f *footReader) look(from int) {
	r := f.r
	known := organsOf(f.n)
	above, before := "", from-1
	filled := 0
	for i := r.Next(from, f.to); i < f.to; i = r.Next(i+1, f.to) {
		filled++
	}
	f.lines = make([]footLine, 0, filled)
	for i := r.Next(from, f.to); i < f.to; i = r.Next(i+1, f.to) {
		s := r.Text(i)
		l := footLine{at: i, text: s, gap: i != before+1, tabs: strings.Contains(r.Lines[i], "\t"), ended: cue.Ended(s)}
		before = i
		if m, ok := passage.ReadMark(s); ok && m.Doubt == passage.Sure {
			l.marked = m.Number
		}
		if !l.tabs {
			l.label, l.begins = cue.ReadLabel(s)
			l.note = r.isNote(i)
			l.name = r.mayBeName(s, i)
			if l.day, l.isDay = r.day(i, above); l.isDay {
				l.points = r.asDate(&l.day, above, f.to, known)
			}
		}
		above = s
		f.lines = append(f.lines, l)
	}
	f.prints = f.printedNames()
	titles := r.pageTitles(from, f.to)
	for k := range f.lines {
		l := &f.lines[k]
		if f.n.Imprint == nil {
			l.copies = f.imprintLines(k)
		}
		if !strings.Contains(l.text[:min(len(l.text), len("【附"))], "附") {
			continue
		}
		if list := r.readList(l.at, f.to, titles); list.from >= 0 {
			f.lists[k] = list
			for _, name := range list.items {
				if key := cue.NameKey(name); f.names[key] == 0 {
					f.names[key] = f.line(k, list.next)
				}
			}
		}
	}
	for k := range f.lines {
		if f.lines[k].begins {
			if _, name := f.titleBelow(k); name != "" {
				f.paged[name] = true
			}
		}
	}
}

// imprintLines returns how many lines from line k on are an imprint.
func (f *footReader) imprintLines(k int) int {
	const most = 10
	end := k
	for j := k; j < min(k+most, len(f.lines)) && !f.lines[j].tabs && !f.lines[j].begins; j++ {
		s := f.lines[j].text
		l, colon := cue.CutCopied(s)
		printed := cue.PrintedLine.MatchString(s)
		if copied := l.Rest != "" && colon && utf8.RuneCountInString(l.Label) > 1 && l.Label != "主送"; copied || printed || end > k && cue.CopiesLine.MatchString(s) {
			end = j + 1
		} else if end == k || !f.r.runsBelow(f.lines[j].at, f.to) {
			break
		}
	}
	return end - k
}

// line returns which of the lines from k on is the first that stands at or below a
// line of the text.
func (f *footReader) line(k, at int) int {
	for k < len(f.lines) && f.lines[k].at < at {
		k++
	}
	return k
}

// follow goes on from line k and station s.
func (f *footReader) follow(k int, s station) {
	way := f.ways[k][s]
	l := &f.lines[k]
	on := func(to int, station station, read reads, points int, set ...func(*trace)) {
		next := trace{points: way.points + int32(points), from: int32(k), station: s, read: read, last: way.last, moved: way.moved, hasList: way.hasList}
		for _, f := range set {
			f(&next)
		}
		if old := &f.ways[to][station]; old.from < 0 || old.points < next.points {
			*old = next
		}
	}
	switch s {
	case inText:
		on(k+1, s, readText, f.asText(k))
	case listed:
		moved, points := way.moved, f.asText(k)
		if !l.name && !l.isDay && !cue.SealRemark.MatchString(l.text) {
			moved = min(moved+1, maxMoved+1)
			points -= either(moved > maxMoved, 60, 10) // it is no list
		}
		on(k+1, s, readText, points, func(t *trace) { t.moved = moved })
	case signedOff, imprinted:
		on(k+1, printedIn, readText, either(s == imprinted || way.read == readList, -30, 0))
	case printedIn, attached:
		on(k+1, s, readText, 0)
	}
	if list, ok := f.lists[k]; ok && !way.hasList && (s == inText || s == signedOff) {
		on(f.line(k, list.next), either(s == inText, listed, signedOff), readList, f.asList(k, s, list), func(t *trace) { t.hasList = true })
	}
	if l.isDay && s <= listed && !f.signed {
		const least = 35
		end := k + 1
		if l.day.below > 0 {
			end = k + 2
		}
		points := l.points - least
		if f.abovePaper(end) {
			points += 40
		}
		on(end, signedOff, readDay, points)
	}
	if l.note && s == signedOff {
		on(k+1, s, readNote, 20)
	}
	if l.begins {
		end, points := f.asPage(k, s, &way)
		on(end, attached, readPage, points, func(t *trace) { t.last = uint8(max(l.label.Number, int(t.last))) })
	} else if end, points := f.asBarePage(k, &way); end > k && (s == listed || s == signedOff || s == attached || s == imprinted) {
		on(end, attached, readPage, points)
	}
	if end := f.asPaper(k); end > k && (s <= printedIn || s == imprinted) {
		points := 60
		if s == inText {
			points = either(f.dayAbove, 100, 40) // a day above the text leaves those below to the paper
		}
		on(end, printedIn, readPaper, points)
	}
	if s != imprinted && s != printedIn && l.copies > 0 {
		on(k+l.copies, imprinted, readImprint, 60)
	}
}

// asText returns how much speaks for line k as one of the body, or as one between the
// list and the signature.
func (f *footReader) asText(k int) int {
	l := &f.lines[k]
	points := 0
	if l.isDay && !f.signed && l.points >= 50 {
		points -= 60
	}
	if _, ok := f.lists[k]; ok {
		points -= 15
	}
	if l.begins && l.label.Title == "" && !f.breaksOff(k) {
		points -= either(l.label.Numbered, 40, 20)
	}
	return points
}

// breaksOff reports whether line k goes on with the sentence of the line above.
func (f *footReader) breaksOff(k int) bool {
	if k == 0 {
		return false
	}
	above := &f.lines[k-1]
	return !above.ended && !above.isDay && !f.lines[k].gap && utf8.RuneCountInString(above.text) >= cue.MinBroken && strings.ContainsAny(above.text, "，。；")
}

// asList returns how much speaks for a list.
func (f *footReader) asList(k int, s station, l list) int {
	points := 40
	if l.form == labelItems && len(l.items) == 1 {
		points = 20
	}
	points += 5 * min(len(l.items)-1, 4)
	for _, name := range l.items[:min(len(l.items), 4)] {
		if f.paged[cue.NameKey(name)] {
			points += 15
		}
	}
	if s == signedOff {
		points -= either(l.form == bareItems && len(l.items) == 1, 25, 5)
	}
	return points
}

// titleBelow returns the line behind the title of the page whose label is line k, if
// a list names it, and that name.
func (f *footReader) titleBelow(k int) (int, string) {
	const most = 4
	joined := han.Squeeze(f.lines[k].label.Title)
	end := k + 1
	for n := 0; ; n++ {
		if name := cue.NameKey(joined); joined != "" && f.names[name] > 0 && f.names[name] <= k {
			return end, name
		}
		if n == most || end == len(f.lines) || len(joined) > 600 {
			return k + 1, ""
		}
		joined += han.Squeeze(f.lines[end].text)
		end++
	}
}

// asPage returns how much speaks for line k as the label of a page, and the line
// behind what is known of its title.
func (f *footReader) asPage(k int, s station, way *trace) (end, points int) {
	l := &f.lines[k]
	label := l.label
	end, name := f.titleBelow(k)
	if f.encloses(k) {
		return k + 1, 90 // no list has text with whom it is for behind it
	}
	switch {
	case label.Title != "":
		points = f.asTitle(label)
	case label.Numbered && !label.Stopped:
		points = 60
	case label.Numbered:
		points = 35
	case !label.Stopped && !label.Alone:
		points = 40
	default: // 附件： or 附
		points = 5
	}
	if name != "" {
		points += 50
	}
	if s == signedOff && label.Stopped {
		points += 20
	}
	if label.Title != "" || name == "" {
		points -= either(f.opensPage(end), 0, either(label.Title != "", 80, 50))
	}
	switch last := int(way.last); {
	case label.Number == last+1:
		points += 15
	case label.Number > 0 && label.Number <= last:
		points -= 30 // of a page within a page
	}
	if s == inText {
		points -= 20
		if label.Stopped || label.Title != "" || label.Alone {
			points -= 40
		}
	}
	if f.breaksOff(k) {
		points -= 50
	}
	return end, points
}

// encloses reports whether line k names the document that is answered, which stands below: 附：甲法院关于…的请示,
// whom it is for, and its text.
func (f *footReader) encloses(k int) bool {
	l := &f.lines[k]
	if !l.label.Alone || l.label.Numbered || l.label.Title == "" || k+2 >= len(f.lines) || !cue.IsRecipients(f.lines[k+1].text) || !f.lines[k+2].ended {
		return false
	}
	title := strings.Fields(l.label.Title)[0] // a number may stand behind it
	return cue.Concerns(title) && document.KindOf(cue.Unstopped(title)).Statutory()
}

// asTitle returns how much speaks for what stands behind a label on its line as the
// title of a page that no list names.
func (f *footReader) asTitle(l cue.Label) int {
	_, _, number := cue.ReadItem(l.Title)
	if number > 0 || utf8.RuneCountInString(l.Title) > cue.MaxTitleLine || cue.Ended(l.Title) && !cue.FullName.MatchString(l.Title) || strings.ContainsAny(l.Title, "，。；") {
		return -60
	}
	points := either(l.Numbered, 10, 0)
	if cue.FullName.MatchString(l.Title) || document.KindOf(l.Title) != "" {
		points += 15
	}
	return points
}

// asBarePage returns how much speaks for line k as the title of a page without a label,
// and the line behind it; k if it is none.
func (f *footReader) asBarePage(k int, way *trace) (end, points int) {
	if end, _ = f.listedTitle(k); way.hasList && end > k {
		return end, 45
	}
	return k, 0
}

// listedTitle returns the line behind the title with which line k begins if a list names it, and
// no label stands above it, and that name; k if that is not so.
func (f *footReader) listedTitle(k int) (end int, name string) {
	const most = 3
	joined := ""
	for end = k; end < min(k+most, len(f.lines)) && !f.lines[end].tabs && len(f.lines[end].text) < 300; {
		joined += han.Squeeze(f.lines[end].text)
		end++
		if from, ok := f.names[cue.NameKey(joined)]; ok && from <= k && !f.paged[cue.NameKey(joined)] {
			return end, cue.NameKey(joined)
		}
	}
	return k, ""
}

// opensPage reports whether an attachment can begin at line k: with more than one
// line, and no list of names. A label or its title stands above.
func (f *footReader) opensPage(k int) bool {
	if k >= len(f.lines) {
		return false
	}
	l := &f.lines[k]
	_, _, number := cue.ReadItem(l.text)
	list := number == 1 && f.lines[k-1].begins && f.lines[k-1].label.Title == ""
	return !list && !cue.IsOrgan(l.text) && !cue.IsDateLine(l.text) && !l.begins &&
		(l.tabs || l.ended || len(strings.Fields(l.text)) > 2 || k+1 < len(f.lines))
}

// found returns what the way with most points read.
func (f *footReader) found() foot {
	all := foot{list: list{from: -1}, sign: signed{line: -1}, paper: -1}
	end := len(f.lines)
	next := [2]int{} // the paper that was found last
	best := station(0)
	for s := range stations {
		if w := &f.ways[end][s]; w.from >= 0 && (f.ways[end][best].from < 0 || w.points > f.ways[end][best].points) {
			best = s
		}
	}
	for k, s := end, best; k > 0; {
		w := &f.ways[k][s]
		from := int(w.from)
		l := &f.lines[from]
		switch w.read {
		case readList:
			all.list = f.lists[from]
		case readDay:
			all.sign = l.day
		case readPage:
			_, name := f.listedTitle(from)
			p := page{label: l.at, from: l.at, name: name}
			if l.begins {
				_, name = f.titleBelow(from)
				p = page{label: l.at, text: l.label.Text, title: l.label.Title, from: l.at + 1, name: name}
				if p.title == "" {
					p.text = han.Squeeze(l.text)
				}
			}
			all.pages = append(all.pages, p)
		case readPaper:
			if all.paper >= 0 {
				all.more = append(all.more, next)
			}
			all.paper, next = l.at, [2]int{l.at, f.lines[k-1].at + 1}
		case readImprint:
			all.imprint = [2]int{l.at, f.lines[k-1].at + 1}
		}
		k, s = from, w.station
	}
	slices.Reverse(all.pages)
	slices.Reverse(all.more)
	all.more = f.others(all.paper, all.more)
	all.pages = slices.CompactFunc(all.pages, func(a, b page) bool { // behind its cover and contents
		return b.text == "" && b.name != "" && b.name == a.name
	})
	return all
}
