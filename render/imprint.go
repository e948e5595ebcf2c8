package render

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

func (t *typesetter) imprint(s source) *imprint {
	i := s.Imprint
	if i == nil || t.NoImprint {
		return nil
	}
	out := &imprint{plain: s.isLetter()}
	add := func(label, text string) {
		if text == "" {
			return
		}
		// 7.4.2: one character in on both sides; further lines begin under the
		// first character of the first name.
		const char = paper.Twip(size4 * 20)
		out.copies = append(out.copies, &para{style: styleImprint, indent: &indent{left: 4 * char, first: -3 * char, right: char},
			runs: []run{{text: label + text, role: font.FangSong}}})
	}
	add("主送：", i.To)
	add("抄送：", i.CopyTo)
	if !out.plain && (i.Office != "" || !i.Date.IsZero()) {
		const char = paper.Twip(size4 * 20)
		text := i.Office + "\t"
		if !i.Date.IsZero() {
			text += i.Date.String() + "印发"
		}
		out.office = &para{style: styleImprint, indent: &indent{left: char, right: char}, tabs: []tab{{t.geo.width() - char, true}},
			runs: []run{{text: strings.TrimRight(text, "\t"), role: font.FangSong}}}
	}
	if len(out.copies) == 0 && out.office == nil {
		return nil
	}
	out.height = t.imprintHeight(out)
	return out
}

// imprintHeight is the height between the outer rules.
func (t *typesetter) imprintHeight(i *imprint) paper.Pt {
	h := paper.Pt(0)
	for _, p := range i.paras() {
		h += paper.Pt(len(t.lines(p, t.geo.width()))) * p.lineHeight(t.geo).Pt()
	}
	return h
}

// placeImprint puts the imprint on the last page if that is an even one with
// room for it, else on the next even page (GB/T 33476.2 7.3.1).
func (l *layout) placeImprint(i *imprint) imprintPlace {
	h := i.height
	room := bodyBottom.Pt()-h-l.y >= l.geo.pitch.Pt()
	even := len(l.pages)%2 == 0
	if l.turned {
		room = false // it stands upright
	}
	place := onLastPage
	switch {
	case room && (even || l.NoEvenPage):
	case !even || l.NoEvenPage:
		place = onNextPage
		l.newPage()
	default:
		place = afterBlank
		l.newPage()
		l.page().Unnumbered = true
		l.newPage()
		l.page().Unnumbered = true
	}
	l.drawImprint(i, h)
	return place
}

func (l *layout) drawImprint(i *imprint, h paper.Pt) {
	l.turned = false
	bottom := bodyBottom.Pt()
	x1, x2 := l.left(), l.left()+l.geo.width().Pt()
	rule := func(y, width paper.Pt) {
		if !i.plain {
			l.draw(paper.Rule{X1: x1, Y1: y, X2: x2, Y2: y, Width: width, Color: paper.Black})
		}
	}
	y := bottom - h
	rule(y, imprintThick)
	for _, p := range i.paras() {
		if p == i.office && len(i.copies) > 0 {
			rule(y, imprintThin)
		}
		for _, line := range l.lines(p, l.geo.width()) {
			l.line(p, line, l.left(), y, l.geo.width().Pt())
			y += p.lineHeight(l.geo).Pt()
		}
	}
	rule(bottom, imprintThick)
}
