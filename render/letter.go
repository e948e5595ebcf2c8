package render

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

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
