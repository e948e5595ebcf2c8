package render

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// maxPages bounds a document: no notice is longer, and a flow that never ends
// must not fill the memory.
const maxPages = 2000

// Layout cuts a document into pages of positioned text and rules. It is what
// PDF draws; use it to draw elsewhere or to see where things stand.
func (p *Printer) Layout(d *document.Document) ([]paper.Page, error) {
	s, err := p.set(d)
	if err != nil {
		return nil, err
	}
	return s.pages, nil
}

// A setting is a document that is set: its flow and its pages.
type setting struct {
	*typesetter
	source source
	flow   *flow
	pages  []paper.Page
}

// set composes a document and lays it out.
func (p *Printer) set(d *document.Document) (*setting, error) {
	src, err := sourceOf(d)
	if err != nil {
		return nil, err
	}
	s := &setting{typesetter: p.typesetter(), source: src}
	if err := s.source.check(); err != nil {
		return nil, err
	}
	if s.flow, err = s.compose(s.source); err != nil {
		return nil, err
	}
	s.pages, err = s.typesetter.place(s.source, s.flow)
	return s, err
}

// place lays a flow out.
func (t *typesetter) place(s source, f *flow) ([]paper.Page, error) {
	l, err := t.placeSections(s, f)
	if err == nil && l.alone() {
		// 7.3.5.5: first with less white above the signature …
		f.squeeze(t.geo.pitch / 2)
		l, err = t.placeSections(s, f)
	}
	if err == nil && l.alone() {
		// … then with a line of the text.
		f.squeeze(0)
		l.typesetter = t
		l.takeAlong(f)
		if l, err = t.placeSections(s, f); err == nil {
			f.stop = l.stop
		}
	}
	if err != nil {
		return nil, err
	}
	l.typesetter = t
	if f.imprint != nil {
		f.imprint.place = l.placeImprint(f.imprint)
	}
	l.turned = false
	l.numberPages()
	return l.pages, nil
}

func (t *typesetter) placeSections(s source, f *flow) (*layout, error) {
	l := &layout{typesetter: t, tie: f.tie, tail: f.tail}
	for _, sec := range f.sections {
		l.typesetter, l.turned = t.in(sec), sec.landscape
		l.newPage()
		if f.letter != nil && len(l.pages) == 1 {
			l.drawLetter(f.letter)
		}
		if err := l.section(sec); err != nil {
			return nil, &Error{Doc: s.name(), Err: err}
		}
	}
	return l, nil
}

// takeAlong ties the last line of the body, or the last row of its table, to
// the signature, if a page holds them. A paragraph of few lines goes as a whole,
// unless it is all of the body (7.3.3: the first page shows text).
func (l *layout) takeAlong(f *flow) {
	const few = 6
	es := f.sections[0].elements
	if t := f.tail; t != nil {
		hs := l.rowHeights(t)
		t.tied = l.keepable(hs[len(hs)-1]+l.behind(es, t)) > 0
		return
	}
	below := l.behind(es, f.tie)
	if f.tie.keep = below > 0; !f.tie.keep {
		return
	}
	n := len(l.lines(f.tie, l.geo.width()))
	f.tie.whole = f.tie != f.first && n <= few && l.keepable(below+paper.Pt(n)*f.tie.lineHeight(l.geo).Pt()) > 0
}

// behind is the height of what must begin on the page of an element.
func (l *layout) behind(es []element, e element) paper.Pt {
	return l.chain(es[slices.Index(es, e)+1:])
}

// alone reports whether the signature stands on a page without text.
func (l *layout) alone() bool { return l.tiePage > 0 && l.signPage > l.tiePage }

// A layout places a flow on pages.
type layout struct {
	*typesetter
	pages  []paper.Page
	y      paper.Pt // where the next line begins, from the page's upper edge
	turned bool     // the pages are landscape

	tie      *para    // as in flow
	tail     *table   // as in flow
	stop     paper.Pt // as in flow
	tiePage  int      // where the last line or row of either stands
	signPage int      // where the signature behind it begins
}

func (l *layout) left() paper.Pt { return l.geo.left.Pt() }

func (l *layout) top() paper.Pt { return l.geo.top.Pt() }

func (l *layout) bottom() paper.Pt { return l.top() + l.geo.height().Pt() }

func (l *layout) page() *paper.Page { return &l.pages[len(l.pages)-1] }

func (l *layout) newPage() {
	l.pages = append(l.pages, paper.Page{Landscape: l.turned})
	l.y = l.top()
}

// atTop reports whether nothing stands on the page yet.
func (l *layout) atTop() bool { return l.y <= l.top() }

// fits reports whether h more of the page is free.
func (l *layout) fits(h paper.Pt) bool { return l.y+h <= l.bottom()+linebreak.Slack }

// draw puts items on the page; those of a landscape page are turned so that
// their head is at the sheet's left edge (8).
func (l *layout) draw(items ...paper.Item) {
	for _, item := range items {
		if l.turned {
			switch i := item.(type) {
			case paper.Text:
				i.X, i.Y = i.Y, paper.Height.Pt()-i.X
				i.Turned = true
				item = i
			case paper.Rule:
				i.X1, i.Y1, i.X2, i.Y2 = i.Y1, paper.Height.Pt()-i.X1, i.Y2, paper.Height.Pt()-i.X2
				item = i
			}
		}
		l.page().Items = append(l.page().Items, item)
	}
}

func (l *layout) section(sec *section) error {
	for i, e := range sec.elements {
		if len(l.pages) > maxPages {
			return ErrTooLong
		}
		switch e := e.(type) {
		case *para:
			l.para(e, sec.elements[i+1:])
			if e == l.tie {
				l.tiePage = len(l.pages)
			}
			if l.tiePage > 0 && l.signPage == 0 && (e.style == styleSign || e.style == styleDate) {
				l.signPage = len(l.pages)
			}
		case *table:
			l.table(e, sec.elements[i+1:])
			if e == l.tail {
				l.tiePage = len(l.pages)
			}
			if l.tiePage > 0 && l.signPage == 0 && e.keep {
				l.signPage = len(l.pages)
			}
		}
	}
	return nil
}

// para places a paragraph line by line. If it is to stay with what follows,
// its last line goes to the page where that begins.
func (l *layout) para(p *para, rest []element) {
	if p.style.breakBefore && !l.atTop() {
		l.newPage()
	}
	pitch := p.lineHeight(l.geo).Pt()
	lines := l.lines(p, l.geo.width())
	for i, line := range lines {
		need := pitch
		if p.keepNext() && (i == len(lines)-1 || i == 0 && p.whole) {
			need += l.chain(rest)
		}
		if i == 0 && p.whole {
			need += paper.Pt(len(lines)-1) * pitch
		}
		if i == 0 {
			need += p.before.Pt()
		}
		if !l.fits(need) && !l.atTop() {
			if p == l.tie && p.keep && i > 0 {
				l.stop = l.y
			}
			l.newPage()
		}
		if i == 0 {
			l.y += p.before.Pt()
			l.entry(p)
		}
		l.line(p, line, l.left(), l.y, l.geo.width().Pt())
		l.y += pitch
	}
	if p.rule > 0 {
		y := l.y + p.rule.Pt() + redRule/2
		l.draw(paper.Rule{X1: l.left(), Y1: y, X2: l.left() + l.geo.width().Pt(), Y2: y, Width: redRule, Color: paper.Red})
		l.y += p.rule.Pt() + redRule
	}
}

// chain is the height of what must begin on the same page as the element
// before rest: paragraphs that keep with the next one, and the first line of
// the one after them. More than a page cannot be kept.
func (l *layout) chain(rest []element) paper.Pt {
	h := paper.Pt(0)
	for _, e := range rest {
		switch e := e.(type) {
		case *para:
			if e.style.breakBefore {
				return l.keepable(h)
			}
			pitch := e.lineHeight(l.geo).Pt()
			if !e.keepNext() {
				return l.keepable(h + pitch + e.before.Pt())
			}
			if e == l.tie && !e.whole {
				return l.keepable(h + pitch + e.before.Pt()) // only its last line goes on
			}
			h += paper.Pt(len(l.lines(e, l.geo.width())))*pitch + e.before.Pt()
		case *table:
			heights := l.rowHeights(e)
			if !e.keep {
				return l.keepable(h + sum(heights[:min(len(heights), e.head+1)]))
			}
			h += sum(heights) + e.ruleHeight()
		}
	}
	return l.keepable(h)
}

func (l *layout) keepable(h paper.Pt) paper.Pt {
	if h > l.geo.height().Pt()-2*l.geo.pitch.Pt() {
		return 0
	}
	return h
}

func sum(hs []paper.Pt) paper.Pt {
	total := paper.Pt(0)
	for _, h := range hs {
		total += h
	}
	return total
}

// entry notes a paragraph in the outline.
func (l *layout) entry(p *para) {
	if p.style.outline == 0 {
		return
	}
	text := p.entry
	if text == "" {
		text = strings.ReplaceAll(p.text(), "\n", "")
	}
	y := l.y
	if l.turned {
		y = 0
	}
	l.page().Outline = append(l.page().Outline, paper.Entry{Level: p.style.outline, Text: text, Y: y})
}

// A setLine is a line of a paragraph before it is placed.
type setLine struct {
	glyphs []linebreak.Glyph
	number int  // 0 for the first line of the paragraph
	hard   bool // ends the paragraph or stands before a forced break
}

// lines cuts a paragraph into lines in a column of the given width.
func (l *typesetter) lines(p *para, width paper.Twip) []setLine {
	in := p.indents()
	gs := l.glyphs(p)
	l.setTabs(p, gs)
	spans := linebreak.Lines(gs, func(n int) paper.Pt {
		w := width - in.left - in.right
		if n == 0 {
			w -= in.first
		}
		return w.Pt()
	})
	out := make([]setLine, len(spans))
	for i, s := range spans {
		out[i] = setLine{glyphs: gs[s.From:s.To], number: i, hard: s.Hard}
	}
	return out
}

// setTabs gives every tab the width that brings the text to its stop.
func (l *typesetter) setTabs(p *para, gs []linebreak.Glyph) {
	in := p.indents()
	x := (in.left + in.first).Pt()
	for i := range gs {
		switch gs[i].R {
		case '\n':
			x = in.left.Pt()
		case '\t':
			stop, right := l.nextStop(p, x)
			if right {
				for _, g := range gs[i+1:] {
					if g.R == '\n' || g.R == '\t' {
						break
					}
					stop -= g.Fit
				}
			}
			gs[i].Width = max(stop-x, 0)
			gs[i].Fit = gs[i].Width
			if right {
				gs[i].Fit = max(0, gs[i].Fit-1) // the text behind it must not be cut off for a rounding
			}
			gs[i].End = gs[i].Fit
			x += gs[i].Width
		default:
			x += gs[i].Width
		}
	}
}

// nextStop is the first tab stop beyond x; word processors have one every two
// characters behind the last.
func (l *typesetter) nextStop(p *para, x paper.Pt) (stop paper.Pt, right bool) {
	for _, tab := range p.tabStops() {
		if tab.pos.Pt() > x+linebreak.Slack {
			return tab.pos.Pt(), tab.right
		}
	}
	every := paraIndent.Pt()
	return every * paper.Pt(math.Floor(float64((x+linebreak.Slack)/every))+1), false
}

// line draws one line of a paragraph whose column begins at x0 and is width
// wide, the line's top at y.
func (l *layout) line(p *para, line setLine, x0, y, width paper.Pt) {
	in := p.indents()
	x := x0 + in.left.Pt()
	room := width - (in.left + in.right).Pt()
	if line.number == 0 {
		x += in.first.Pt()
		room -= in.first.Pt()
	}
	gs := line.glyphs
	for len(gs) > 0 && gs[len(gs)-1].R == ' ' {
		gs = gs[:len(gs)-1]
	}
	natural := paper.Pt(0)
	for _, g := range gs {
		natural += g.Width
	}
	if n := len(gs); n > 0 {
		natural += gs[n-1].End - gs[n-1].Width // nothing behind the last character
	}
	extra := paper.Pt(0)
	free := room - natural
	switch p.style.align {
	case centre:
		x += free / 2
	case flushRight:
		x += free
	case spread:
		if n := len(gs) - 1; n > 0 && free > 0 {
			extra = free / paper.Pt(n)
		}
	case justify:
		if n := gaps(gs); !line.hard && n > 0 && free > 0 {
			extra = free / paper.Pt(n)
		}
	}
	baseline := y + share*p.lineHeight(l.geo).Pt()
	l.texts(p, gs, x, baseline, extra, p.style.align == spread)
}

// gaps counts the places where a justified line may be widened: between
// characters, but not inside numbers and Latin words or before a tab.
func gaps(gs []linebreak.Glyph) int {
	n := 0
	for i := afterTab(gs); i+1 < len(gs); i++ {
		if stretches(gs[i], gs[i+1]) {
			n++
		}
	}
	return n
}

func stretches(a, b linebreak.Glyph) bool { return !(latin(a.R) && latin(b.R)) }

// afterTab is the index of the first glyph behind the last tab.
func afterTab(gs []linebreak.Glyph) int {
	for i := len(gs) - 1; i >= 0; i-- {
		if gs[i].R == '\t' {
			return i + 1
		}
	}
	return 0
}

// texts draws glyphs from x on, with extra space where the line may be
// widened, or everywhere. Each Text has one face and one spacing.
func (l *layout) texts(p *para, gs []linebreak.Glyph, x, baseline, extra paper.Pt, everywhere bool) {
	from, start, wide := 0, x, afterTab(gs)
	for i, g := range gs {
		end := x + g.Width
		next := end
		if i+1 < len(gs) && i >= wide && (everywhere || stretches(g, gs[i+1])) {
			next += extra
		}
		if i+1 == len(gs) || !sameText(g, gs[i+1], everywhere) {
			if g.R != '\t' {
				spacing := p.style.track.Pt()
				if from >= wide && (everywhere || !latin(g.R)) {
					spacing += extra
				}
				l.text(p, gs[from:i+1], start, x+g.End+p.style.track.Pt()-start, baseline, spacing)
			}
			from, start = i+1, next
		}
		x = next
	}
}

// sameText reports whether two neighbours go into one Text.
func sameText(a, b linebreak.Glyph, everywhere bool) bool {
	return a.Run == b.Run && a.Face == b.Face && a.R != '\t' && b.R != '\t' && (everywhere || latin(a.R) == latin(b.R))
}

func (l *layout) text(p *para, gs []linebreak.Glyph, x, width, baseline, spacing paper.Pt) {
	r := p.runs[gs[0].Run]
	size, scale := p.runSize(r)
	var b strings.Builder
	for _, g := range gs {
		b.WriteRune(g.R)
	}
	face := gs[0].Face
	missing := face == nil && len(l.Fonts) > 0
	if missing {
		face, _ = l.Fonts.For(r.role, standIn)
	}
	l.draw(paper.Text{
		X: round(x), Y: round(baseline), Width: round(width), Text: b.String(),
		Role: r.role, Face: face, Size: size, Track: spacing, Scale: scale, Color: p.style.color, Bold: r.bold,
		Missing: missing,
	})
}

// standIn is shown for a character that no face has.
const standIn = '〓'

// round keeps coordinates the same on every machine: to a thousandth of a point.
func round(p paper.Pt) paper.Pt { return paper.Pt(math.Round(float64(p)*1000) / 1000) }

// numberPages puts the page numbers below the type area (7.5): — 1 — with the
// dash's middle 7 mm below it, one character in from the outer edge. On
// landscape pages they stand where they do on all others (8).
func (l *layout) numberPages() {
	pages := l.pages
	for i := range pages {
		if pages[i].Unnumbered {
			continue
		}
		p := pageNumber(i + 1)
		gs := l.glyphs(p)
		width := paper.Pt(0)
		for _, g := range gs {
			width += g.Width
		}
		dash := dashHeight
		if gs[0].Face != nil {
			if low, high, ok := gs[0].Face.Ink('—'); ok {
				dash = (low + high) / 2
			}
		}
		x := l.left() + numberInset
		switch {
		case l.CentreNumbers:
			x = l.left() + (l.geo.width().Pt()-width)/2
		case i%2 == 0:
			x = l.left() + l.geo.width().Pt() - numberInset - width
		}
		y := bodyBottom.Pt() + numberDrop.Pt() + paper.Pt(dash)*size4
		l.pages = pages[:i+1]
		l.texts(p, gs, x, y, 0, false)
	}
	l.pages = pages
}

// pageNumber is the page number as 7.5 has it: — 1 —.
func pageNumber(n int) *para {
	return &para{style: styleFooter, runs: []run{{text: fmt.Sprintf("— %d —", n), role: font.SongTi}}}
}
