package render

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A letter is what stands above and below the type area on the first page of
// a 信函 (10.1): the mark 30 mm from the upper edge, a double rule 4 mm below
// it and another one 20 mm from the lower edge.
type letter struct {
	mark *para
	top  paper.Pt // upper edge of the mark's line
	rule paper.Pt // upper edge of the upper double rule
}

func (s source) isLetter() bool { return s.Head != nil && s.Head.Format == document.HeadLetter }

func (t *typesetter) letter(h *document.Head) *letter {
	text := h.Mark
	if len(h.Organs) > 0 {
		text = h.Organs[0].Name + h.Mark // 10.1: a joint letter shows the 主办机关 alone
	}
	size, scale := t.fitMark(text, t.geo.width().Pt()*markFill, maxMark)
	pitch := size.Twips()
	bottom, top := t.inkOf(font.XiaoBiaoSong, text)
	l := &letter{mark: &para{style: styleMark, pitch: pitch, runs: []run{{text: text, role: font.XiaoBiaoSong, size: size, scale: scale}}}}
	l.top = letterTop.Pt() - (share*pitch.Pt() - paper.Pt(top)*size)
	l.rule = l.top + share*pitch.Pt() - paper.Pt(bottom)*size + letterGap.Pt()
	return l
}

// ruleHeight is the height of a double rule.
const ruleHeight = letterThick + letterSplit + letterThin

// bodyTop is where the text of the first page begins.
func (l *letter) bodyTop() paper.Pt { return l.rule + ruleHeight }

// drawLetter draws the mark and the double rules on the first page.
func (l *layout) drawLetter(e *letter) {
	for _, line := range l.lines(e.mark, l.geo.width()) {
		l.line(e.mark, line, l.left(), e.top, l.geo.width().Pt())
	}
	x1 := (paper.Width.Pt() - letterWidth.Pt()) / 2
	rule := func(y, width paper.Pt) {
		l.draw(paper.Rule{X1: x1, Y1: y, X2: x1 + letterWidth.Pt(), Y2: y, Width: width, Color: paper.Red})
	}
	rule(e.rule+letterThick/2, letterThick) // 上粗下细
	rule(e.rule+letterThick+letterSplit+letterThin/2, letterThin)
	low := letterBottom.Pt() - ruleHeight/2
	rule(low+letterThin/2, letterThin) // 上细下粗
	rule(low+letterThin+letterSplit+letterThick/2, letterThick)
	l.page().Unnumbered = true // 10.1: 首页不显示页码
}
