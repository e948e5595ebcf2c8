package render

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

func (s source) isLetter() bool { return s.Head != nil && s.Head.Format == document.HeadLetter }

func (t *masthead) letter() *flow.Letter {
	text := t.Mark
	if len(t.Organs) > 0 {
		text = t.Organs[0].Name + t.Mark // 10.1: a joint letter shows the 主办机关 alone
	}
	bottom, top := t.InkOf(font.XiaoBiaoSong, text)
	l := &flow.Letter{Mark: t.mark(text, t.mostMark())}
	pitch, size := l.Mark.Pitch, l.Mark.Runs[0].Size
	l.Top = flow.LetterTop.Pt() - (flow.Share*pitch.Pt() - paper.Pt(top)*size)
	more := paper.Pt(len(t.lines(l.Mark, t.geo.Width()))-1) * pitch.Pt()
	l.Rule = l.Top + more + flow.Share*pitch.Pt() - paper.Pt(bottom)*size + flow.LetterGap.Pt()
	return l
}

// drawLetter draws the mark and the double rules on the first page.
func (l *layout) drawLetter(e *flow.Letter) {
	for i, line := range l.lines(e.Mark, l.geo.Width()) {
		l.line(e.Mark, line, l.left(), e.Top+paper.Pt(i)*e.Mark.Pitch.Pt(), l.geo.Width().Pt())
	}
	x1 := (paper.Width.Pt() - flow.LetterWidth.Pt()) / 2
	rule := func(y, width paper.Pt) {
		l.draw(paper.Rule{X1: x1, Y1: y, X2: x1 + flow.LetterWidth.Pt(), Y2: y, Width: width, Color: paper.Red})
	}
	rule(e.Rule+flow.LetterThick/2, flow.LetterThick) // 上粗下细
	rule(e.Rule+flow.LetterThick+flow.LetterSplit+flow.LetterThin/2, flow.LetterThin)
	low := flow.LetterBottom.Pt() - flow.RuleHeight/2
	rule(low+flow.LetterThin/2, flow.LetterThin) // 上细下粗
	rule(low+flow.LetterThin+flow.LetterSplit+flow.LetterThick/2, flow.LetterThick)
	l.page().Unnumbered = true // 10.1: 首页不显示页码
}
