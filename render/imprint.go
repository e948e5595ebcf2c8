package render

import (
	"slices"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

func (t *typesetter) imprint(s source) *flow.Imprint {
	i := s.Imprint
	if i == nil || t.NoImprint {
		return nil
	}
	out := &flow.Imprint{Plain: s.isLetter(), Even: !t.NoEvenPage && !s.isLetter() && !s.isBulletin() && (i.Office != "" || !i.Date.IsZero() || i.CopyTo != "")}
	add := func(label, text string, part paper.Part) {
		if text == "" {
			return
		}
		// 7.4.2: one character in on both sides; further lines begin under the
		// first character of the first name.
		const char = paper.Twip(flow.Size4 * 20)
		hang := paper.Twip(utf8.RuneCountInString(label)) * char
		out.Copies = append(out.Copies, &flow.Para{Style: flow.StyleImprint, Indent: &flow.Indent{Left: hang + char, First: -hang, Right: char},
			Runs: []flow.Run{{Text: label + text, Role: font.FangSong, Part: part}}})
	}
	add("主送：", i.To, paper.PartImprintTo)
	add("抄送：", i.CopyTo, paper.PartCopyTo)
	add("报：", i.Report, paper.PartCopyTo)
	add("送：", i.Send, paper.PartCopyTo)
	add("发：", i.Give, paper.PartCopyTo)
	if !out.Plain && (i.Office != "" || !i.Date.IsZero() || i.Copies > 0) {
		const char = paper.Twip(flow.Size4 * 20)
		runs := []flow.Run{{Text: i.Office, Role: font.FangSong, Part: paper.PartOffice}}
		if !i.Date.IsZero() {
			runs = append(runs, flow.Run{Text: "\t" + i.Date.String() + "印发", Role: font.FangSong, Part: paper.PartIssued})
		}
		if i.Copies > 0 {
			runs = append(runs, flow.Run{Text: copiesText(i), Role: font.FangSong, Part: paper.PartOffice})
		}
		out.Office = &flow.Para{Style: flow.StyleImprint, Indent: &flow.Indent{Left: char, Right: char}, Tabs: []flow.Tab{{Pos: t.geo.Width() - char, Right: true}},
			Runs: slices.DeleteFunc(runs, func(r flow.Run) bool { return r.Text == "" })}
	}
	if len(out.Copies) == 0 && out.Office == nil {
		return nil
	}
	out.Height = t.imprintHeight(out)
	return out
}

// imprintGap is the least white between the text and the imprint.
const imprintGap paper.Pt = 4

// imprintPlace finds the page of the imprint: the last if that is an even one
// with room for it, else the next even page (GB/T 33476.2 7.3.1). That of a
// letter, which is no more than a line of recipients, stands on any last page.
func (l *layout) imprintPlace(i *flow.Imprint) flow.ImprintPlace {
	// On a turned page there is none: it stands upright.
	room := !l.turned && flow.BodyBottom.Pt()-i.Height-l.y >= imprintGap
	even := len(l.pages)%2 == 0
	switch {
	case room && (even || !i.Even):
		return flow.OnLastPage
	case !even || !i.Even:
		return flow.OnNextPage
	}
	return flow.AfterBlank
}

// placeImprint puts the imprint on its page.
func (l *layout) placeImprint(i *flow.Imprint) flow.ImprintPlace {
	place := l.imprintPlace(i)
	l.turned = false
	if place != flow.OnLastPage {
		l.newPage()
	}
	if place == flow.AfterBlank {
		l.page().Unnumbered = true
		l.newPage()
		l.page().Unnumbered = true
	}
	l.drawImprint(i, i.Height)
	return place
}

func (l *layout) drawImprint(i *flow.Imprint, h paper.Pt) {
	bottom := flow.BodyBottom.Pt()
	x1, x2 := l.left(), l.left()+l.geo.Width().Pt()
	rule := func(y, width paper.Pt) {
		if !i.Plain {
			l.draw(paper.Rule{X1: x1, Y1: y, X2: x2, Y2: y, Width: width, Color: paper.Black})
		}
	}
	y := bottom - h
	rule(y, flow.ImprintThick)
	for _, p := range i.Paras() {
		if p == i.Office && len(i.Copies) > 0 {
			y += flow.ImprintPad.Pt()
			rule(y, flow.ImprintThin)
		}
		for _, line := range l.lines(p, l.geo.Width()) {
			l.line(p, line, l.left(), y, l.geo.Width().Pt())
			y += p.LineHeight(l.geo).Pt()
		}
	}
	rule(bottom, flow.ImprintThick)
}
