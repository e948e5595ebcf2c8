package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/internal/measure"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// maxPages bounds a document: no notice is longer, and a flow that never ends
// must not fill the memory.
const maxPages = 2000

// finish places what stands beside the flow: the imprint and page numbers.
func (l *layout) finish(f *flow.Flow, upright galley) {
	l.galley = upright
	if f.Imprint != nil {
		f.Imprint.Place = l.placeImprint(f.Imprint)
	}
	l.turned = false
	l.numberPages()
}

func (t *typesetter) placeSections(f *flow.Flow) (*layout, error) {
	l := &layout{Printer: t.Printer, first: f.First, tie: f.Tie, tail: f.Tail, paras: map[*flow.Para]*paper.Para{}}
	for _, sec := range f.Sections {
		l.galley, l.turned = t.in(sec), sec.Landscape
		l.newPage()
		if f.Letter != nil && len(l.pages) == 1 {
			l.drawLetter(f.Letter)
		}
		if err := l.section(sec); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// takeAlong ties the last line of the body, or the last row of its table, to
// the signature, if a page holds them.
func (l *layout) takeAlong(f *flow.Flow) {
	es := f.Sections[0].Elements
	if t := f.Tail; t != nil {
		hs := l.rowHeights(t)
		t.Tied = l.keepable(l.leastOf(t, hs, len(hs)-1, len(hs))+l.behind(es, t)) > 0
		return
	}
	f.Tie.Keep = l.behind(es, f.Tie) > 0
}

// holdShort keeps a short last paragraph of the body with the signature, as a
// whole, and reports whether there is one. In the .docx it does so after the
// text has been changed; all programs agree on what becomes of it, which they do
// not of a part of a paragraph. One that is all of the body may not leave the
// first page (7.3.3).
func (l *layout) holdShort(f *flow.Flow) bool {
	const few = 4
	if f.Tie == nil || f.Tie == f.First {
		return false
	}
	n := len(l.lines(f.Tie, l.geo.Width()))
	below := l.behind(f.Sections[0].Elements, f.Tie)
	if n > few || below == 0 || l.keepable(below+paper.Pt(n)*f.Tie.LineHeight(l.geo).Pt()) == 0 {
		return false
	}
	f.Tie.Keep, f.Tie.Whole = true, true
	return true
}

// behind is the height of what must begin on the page of an element.
func (l *layout) behind(es []flow.Element, e flow.Element) paper.Pt {
	return l.chain(es[slices.Index(es, e)+1:])
}

// alone reports whether the signature stands on a page without text.
func (l *layout) alone() bool { return l.tiePage > 0 && l.signPage > l.tiePage }

// foot is the white at the foot of the page before the one where the text above
// the signature ends.
func (l *layout) foot() paper.Pt {
	if l.tiePage < 2 {
		return 0
	}
	return l.white[l.tiePage-2]
}

// bodyless reports whether the first page shows nothing of the body.
func (l *layout) bodyless() bool { return l.firstPage > 1 }

// A layout places a flow on pages.
type layout struct {
	galley
	*Printer
	pages  []paper.Page
	y      paper.Pt // where the next line begins, from the page's upper edge
	turned bool     // the pages are landscape

	paras map[*flow.Para]*paper.Para // as texts point to them
	cell  *paper.Cell                // where texts go; nil: into no table
	again bool                       // the head of a table is repeated

	first     flow.Element // as in flow
	firstPage int          // where it begins

	tie      *flow.Para  // as in flow
	tail     *flow.Table // as in flow
	rest     int         // as in flow
	dense    []int       // pages on which an upright table begins that has too many columns
	white    []paper.Pt  // left at the foot of each page but the last
	tiePage  int         // where the last line or row of either stands
	signPage int         // where the signature behind it begins
}

func (l *layout) left() paper.Pt { return l.geo.Left.Pt() }

func (l *layout) top() paper.Pt { return l.geo.Top.Pt() }

func (l *layout) bottom() paper.Pt { return l.top() + l.geo.Height().Pt() }

func (l *layout) page() *paper.Page { return &l.pages[len(l.pages)-1] }

func (l *layout) newPage() {
	if len(l.pages) > 0 {
		l.white = append(l.white, l.bottom()-l.y)
	}
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

func (l *layout) section(sec *flow.Section) error {
	for i, e := range sec.Elements {
		if len(l.pages) > maxPages {
			return ErrTooLong
		}
		switch e := e.(type) {
		case *flow.Para:
			l.para(e, sec.Elements[i+1:])
			if e == l.tie {
				l.tiePage = len(l.pages)
			}
			if l.tiePage > 0 && l.signPage == 0 && (e.Style == flow.StyleSign || e.Style == flow.StyleDate) {
				l.signPage = len(l.pages)
			}
		case *flow.Table:
			l.table(e, sec.Elements[i+1:])
			if e == l.tail {
				l.tiePage = len(l.pages)
			}
			if l.tiePage > 0 && l.signPage == 0 && e.Keep {
				l.signPage = len(l.pages)
			}
		}
	}
	return nil
}

// scrap is the number of characters of a last line that is not left alone
// above a signature.
const scrap = 4

// para places a paragraph line by line. If it is to stay with what follows,
// its last line goes to the page where that begins.
func (l *layout) para(p *flow.Para, rest []flow.Element) {
	if p.Style.BreakBefore && !l.atTop() {
		l.newPage()
	}
	pitch := p.LineHeight(l.geo).Pt()
	lines := l.lines(p, l.geo.Width())
	begin := 0 // the first character of the line
	for i, line := range lines {
		need := pitch
		if p.KeepNext() && (i == len(lines)-1 || i == 0 && p.Whole) {
			need += l.chain(rest)
		}
		if i == 0 && p.Whole {
			need += paper.Pt(len(lines)-1) * pitch
		}
		if i == 0 {
			need += p.Before.Pt()
		}
		parts := p == l.tie && !p.Whole && i > 0
		if parts && i == len(lines)-2 && len(lines[i+1].glyphs) <= scrap {
			parts = l.fits(need)
			need += pitch // else it takes a line of text along
			if p.KeepNext() {
				parts, need = true, need+l.chain(rest)
			}
		} else {
			parts = parts && p.Keep
		}
		if !l.fits(need) && !l.atTop() {
			if parts {
				l.rest = begin
			}
			l.newPage()
		}
		if i == 0 {
			l.y += p.Before.Pt()
			l.entry(p)
			if p == l.first {
				l.firstPage = len(l.pages)
			}
		}
		l.line(p, line, l.left(), l.y, l.geo.Width().Pt())
		l.y += pitch
		begin += len(line.glyphs)
	}
	if p.Rule > 0 {
		y := l.y + p.Rule.Pt() + flow.RedRule/2
		l.draw(paper.Rule{X1: l.left(), Y1: y, X2: l.left() + l.geo.Width().Pt(), Y2: y, Width: flow.RedRule, Color: paper.Red})
		l.y += p.Rule.Pt() + flow.RedRule
	}
}

// chain is the height of what must begin on the same page as the element
// before rest: paragraphs that keep with the next one, and the first line of
// the one after them. More than a page cannot be kept.
func (l *layout) chain(rest []flow.Element) paper.Pt {
	h := paper.Pt(0)
	for _, e := range rest {
		switch e := e.(type) {
		case *flow.Para:
			if e.Style.BreakBefore {
				return l.keepable(h)
			}
			pitch := e.LineHeight(l.geo).Pt()
			if !e.KeepNext() {
				return l.keepable(h + pitch + e.Before.Pt())
			}
			n := len(l.lines(e, l.geo.Width()))
			if e == l.tie && !e.Whole && n > 1 {
				return l.keepable(h + pitch + e.Before.Pt()) // only its last line goes on
			}
			h += paper.Pt(n)*pitch + e.Before.Pt()
			if h > 0 && l.keepable(h) == 0 { // nor with what follows
				return 0
			}
		case *flow.Table:
			heights := l.rowHeights(e)
			if e.Keep {
				h += sum(heights) + e.RuleHeight()
				continue
			}
			begin := min(e.Head, len(e.Rows)-1)
			return l.keepable(h + sum(heights[:begin]) + l.leastOf(e, heights, begin, e.Joined(begin)) + e.RuleHeight())
		}
	}
	return l.keepable(h)
}

func (l *layout) keepable(h paper.Pt) paper.Pt {
	if h > l.geo.Height().Pt()-2*l.geo.Pitch.Pt() {
		return 0
	}
	return h
}

// entry notes a paragraph in the outline.
func (l *layout) entry(p *flow.Para) {
	if p.Style.Outline == 0 {
		return
	}
	text := p.Entry
	if text == "" {
		text = strings.ReplaceAll(p.Text(), "\n", "")
	}
	y := l.y
	if l.turned {
		y = 0
	}
	l.page().Outline = append(l.page().Outline, paper.Entry{Level: p.Style.Outline, Text: text, Y: y})
}

// line draws one line of a paragraph whose column begins at x0 and is width
// wide, the line's top at y.
func (l *layout) line(p *flow.Para, line setLine, x0, y, width paper.Pt) {
	in := p.Indents()
	x := x0 + in.Left.Pt()
	room := width - (in.Left + in.Right).Pt()
	if line.number == 0 {
		x += in.First.Pt()
		room -= in.First.Pt()
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
	switch p.Style.Align {
	case flow.Centre:
		x += free / 2
	case flow.FlushRight:
		x += free
	case flow.Spread:
		if n := len(gs) - 1; n > 0 && free > 0 {
			extra = free / paper.Pt(n)
		}
	case flow.Justify:
		if n := gaps(gs); !line.hard && !p.Ragged && n > 0 && free > 0 {
			extra = free / paper.Pt(n)
		}
	}
	baseline := y + flow.Share*p.LineHeight(l.geo).Pt()
	l.texts(p, gs, x, baseline, extra, p.Style.Align == flow.Spread)
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

func stretches(a, b linebreak.Glyph) bool { return !(measure.Latin(a.R) && measure.Latin(b.R)) }

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
func (l *layout) texts(p *flow.Para, gs []linebreak.Glyph, x, baseline, extra paper.Pt, everywhere bool) {
	from, start, wide := 0, x, afterTab(gs)
	for i, g := range gs {
		end := x + g.Width
		next := end
		if i+1 < len(gs) && i >= wide && (everywhere || stretches(g, gs[i+1])) {
			next += extra
		}
		if i+1 == len(gs) || !sameText(g, gs[i+1], everywhere) {
			if g.R != '\t' {
				spacing := p.Style.Track.Pt()
				if from >= wide && (everywhere || !measure.Latin(g.R)) {
					spacing += extra
				}
				after := paper.Pt(0)
				if i+1 < len(gs) && gs[i+1].R != '\t' {
					after = next - (x + g.End)
				}
				l.text(p, gs[from:i+1], start, x+g.End+p.Style.Track.Pt()-start, baseline, spacing, after)
			}
			from, start = i+1, next
		}
		x = next
	}
}

// sameText reports whether two neighbours go into one Text.
func sameText(a, b linebreak.Glyph, everywhere bool) bool {
	return a.Run == b.Run && a.Face == b.Face && a.R != '\t' && b.R != '\t' && (everywhere || measure.Latin(a.R) == measure.Latin(b.R))
}

func (l *layout) text(p *flow.Para, gs []linebreak.Glyph, x, width, baseline, spacing, after paper.Pt) {
	r := p.Runs[gs[0].Run]
	size, scale := p.RunSize(r)
	var b strings.Builder
	for _, g := range gs {
		b.WriteRune(g.R)
	}
	face := gs[0].Face
	missing := face == nil && len(l.Fonts) > 0
	if missing {
		face, _ = l.Fonts.For(r.Role, standIn)
	}
	part := cmp.Or(r.Part, p.Style.Part)
	if part == paper.PartText && p.Attachment > 0 {
		part = paper.PartAttachmentText
	}
	l.draw(paper.Text{
		X: round(x), Y: round(baseline), Width: round(width), Text: b.String(),
		Role: r.Role, Face: face, Size: size, Track: spacing, After: round(after), Scale: scale, Color: p.Style.Color, Bold: r.Bold,
		Missing: missing, Part: part, Para: l.origin(p), Cell: l.cell, Again: l.again,
	})
}

// origin is the paragraph that a text points to; page numbers have none.
func (l *layout) origin(p *flow.Para) *paper.Para {
	if p.Style == flow.StyleFooter {
		return nil
	}
	o := l.paras[p]
	if o == nil {
		o = &paper.Para{Style: p.Style.Name, Level: p.Style.Outline, Attachment: p.Attachment}
		l.paras[p] = o
	}
	return o
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
		gs := l.Glyphs(p)
		width := paper.Pt(0)
		for _, g := range gs {
			width += g.Width
		}
		dash := flow.DashHeight
		if gs[0].Face != nil {
			if low, high, ok := gs[0].Face.Ink('—'); ok {
				dash = (low + high) / 2
			}
		}
		x := l.left() + flow.NumberInset
		switch {
		case l.CentreNumbers:
			x = l.left() + (l.geo.Width().Pt()-width)/2
		case i%2 == 0:
			x = l.left() + l.geo.Width().Pt() - flow.NumberInset - width
		}
		y := flow.BodyBottom.Pt() + flow.NumberDrop.Pt() + paper.Pt(dash)*flow.Size4
		l.pages = pages[:i+1]
		l.texts(p, gs, x, y, 0, false)
	}
	l.pages = pages
}

// pageNumber is the page number as 7.5 has it: — 1 —.
func pageNumber(n int) *flow.Para {
	return &flow.Para{Style: flow.StyleFooter, Runs: []flow.Run{{Text: fmt.Sprintf("— %d —", n), Role: font.SongTi}}}
}
