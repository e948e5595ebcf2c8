package render

import (
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A tightness is how far the white and the mark of a document give way so that
// its first page shows the body (7.3.3) and its signature stands with text
// (7.3.5.5). The zero value gives nothing.
type tightness struct {
	head  int  // white of the head: 1 halved, 2 and 3 with smaller marks
	end   bool // blank lines between the body and the date halved
	moved bool // the recipients stand in the imprint (7.3.2)
}

// headBlank is a blank line of the head or below the title.
func (t *typesetter) headBlank() *flow.Para {
	if t.head > 0 {
		return blankLine(t.geo.Pitch / 2)
	}
	return blankLine(0)
}

// endBlank is a blank line between the body and the date, which must not get
// lower than least.
func (t *typesetter) endBlank(least paper.Twip) *flow.Para {
	if t.end {
		return blankLine(min(max(t.geo.Pitch/2, least), t.geo.Pitch))
	}
	return blankLine(0)
}

// mostMark is the largest size of a mark.
func (t *typesetter) mostMark() paper.Pt {
	switch t.head {
	case 0, 1:
		return flow.MaxMark
	case 2:
		return 36
	}
	return 26
}

// fit sets a document as loosely as it may be: what the standard wants of its
// pages decides how much gives way.
func (t *typesetter) fit(s source) (*flow.Flow, *layout, error) {
	var best *flow.Flow
	var bestLayout *layout
	least := 0
	for _, head := range t.headSteps(s) {
		for _, end := range []struct{ squeezed, along bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
			t.tightness = head
			t.end = end.squeezed
			f, err := t.compose(s)
			if err != nil {
				return nil, nil, err
			}
			if end.along {
				if f.Tie == nil && f.Tail == nil {
					continue
				}
				(&layout{galley: t.galley}).takeAlong(f)
			}
			l, err := t.placeSections(f)
			if err == nil && (end.along || !l.alone()) {
				l, err = t.holdTogether(f, l)
			}
			if err != nil {
				return nil, nil, &Error{Doc: s.name(), Err: err}
			}
			f.Rest = l.rest
			harm := l.harm(f.Imprint)
			if harm == 0 {
				if harm, err = t.risk(f, l); err != nil {
					return nil, nil, &Error{Doc: s.name(), Err: err}
				}
			}
			if best == nil || harm < least {
				best, bestLayout, least = f, l, harm
			}
			if least == 0 {
				return best, bestLayout, nil
			}
		}
		if least < bodyless {
			break // a tighter head helps no further
		}
	}
	return best, bestLayout, nil
}

// holdTogether keeps a short last paragraph of the body whole with the
// signature, unless that would leave more than a few lines of a page empty.
func (t *typesetter) holdTogether(f *flow.Flow, l *layout) (*layout, error) {
	const few = 3.5
	before := f.Tie
	if before == nil {
		return l, nil
	}
	kept := *before
	if !l.holdShort(f) {
		return l, nil
	}
	held, err := t.placeSections(f)
	if err == nil && held.foot() > few*t.geo.Pitch.Pt() {
		*before = kept
		return l, nil
	}
	return held, err
}

// What is wrong with pages, the worst first.
const (
	alone      = 200 // the signature stands on a page without text
	bodyless   = 20  // the first page shows nothing of the body
	blankSheet = 2   // the imprint takes a sheet of its own
	risky      = 1   // Word's pages would be worse than these
)

// risk reports whether pages that are right would not be in Word or WPS, which
// leave more white between Chinese and Latin: the .docx is to be right there
// too. It asks where a few lines more would send the imprint elsewhere.
func (t *typesetter) risk(f *flow.Flow, l *layout) (int, error) {
	const few = 3
	if f.Imprint == nil || l.imprintPlace(f.Imprint) != flow.OnLastPage || flow.BodyBottom.Pt()-f.Imprint.Height-l.y > few*t.geo.Pitch.Pt() {
		return 0, nil
	}
	in, err := t.asWord().placeSections(f)
	if err != nil {
		return 0, err
	}
	if in.harm(f.Imprint) > 0 || in.imprintPlace(f.Imprint) != flow.OnLastPage {
		return risky, nil
	}
	return 0, nil
}

// asWord is a typesetter that sets lines as Word and WPS do.
func (t *typesetter) asWord() *typesetter {
	word := *t
	word.galley.Measure = t.galley.AsWord()
	return &word
}

func (l *layout) harm(i *flow.Imprint) int {
	harm := 0
	if l.alone() {
		harm += alone
	}
	if l.bodyless() {
		harm += bodyless
	}
	if i != nil && l.imprintPlace(i) == flow.AfterBlank {
		harm += blankSheet
	}
	return harm
}

// headSteps are the ways to make room on the first page, in the order in which
// they are tried. Recipients of several lines move first, which 7.3.2 wants.
func (t *typesetter) headSteps(s source) []tightness {
	movable := s.Recipients != "" && !t.NoImprint
	if s.Head == nil {
		if movable {
			return []tightness{{}, {moved: true}, {moved: true, head: 1}}
		}
		return []tightness{{}, {head: 1}}
	}
	steps := []tightness{{}}
	many := movable && len(t.lines(recipients(s.Recipients), t.geo.Width())) > 1
	for head := range 4 {
		if !many && head > 0 {
			steps = append(steps, tightness{head: head})
		}
		if many {
			steps = append(steps, tightness{head: head, moved: true})
		}
	}
	if movable && !many {
		steps = append(steps, tightness{head: 3, moved: true})
	}
	return steps
}
