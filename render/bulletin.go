package render

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

func (s source) isBulletin() bool { return s.Head != nil && s.Head.Format == document.HeadBulletin }

// bulletin sets the head of a 简报, by practice: its name large and red, the number in
// the middle below it, then who edits it at the left and the day at the right, above
// the red rule. They are the signature's, which has no other place.
func (t *masthead) bulletin() []flow.Element {
	out := t.headLines()
	mark := t.mark(t.Mark, t.mostMark())
	out = append(out, t.markDrop(flow.MarkTop, len(out), mark.Pitch, mark.Runs[0].Size, t.InkTopOf(font.XiaoBiaoSong, t.Mark)), mark, t.headBlank())
	if !t.Number.IsZero() {
		number := t.number()
		number.Runs[0].Role = font.KaiTi
		out = append(out, number)
	}
	by, day := "", ""
	if s := t.source.Signature; s != nil {
		by = strings.Join(organNames(s.Organs), "　")
		if !s.Date.IsZero() {
			day = s.Date.String()
		}
	}
	line := &flow.Para{Style: flow.StyleUp, Indent: &flow.Indent{Left: flow.CharWidth}, Tabs: []flow.Tab{{Pos: t.geo.Width() - flow.CharWidth, Right: true}},
		Runs: []flow.Run{{Text: by, Role: font.FangSong, Part: paper.PartOrgan}, {Text: "\t" + day, Role: font.FangSong, Part: paper.PartDate}}}
	if by == "" {
		line.Runs = line.Runs[1:]
	}
	line.Rule = t.ruleSpaceBelow(by + day)
	t.source.Signature = nil
	return append(append(out, line), t.titleDrop()...)
}

// editorsNote begins what the editors of a 简报 put before an article (按语).
var editorsNote = han.Compile(`^(?:编者按|按语?|【(?:编者)?按语?】)[：:]?`)

// editorial sets the 按语 of a 简报 in 楷体.
func editorial(es []flow.Element) {
	flow.Paras(es, func(p *flow.Para) {
		if !editorsNote.MatchString(p.Text()) {
			return
		}
		for i := range p.Runs {
			p.Runs[i].Role = font.KaiTi
		}
	})
}

// copiesText tells how many copies there are, at the right of the last line of the
// imprint.
func copiesText(i *document.Imprint) string {
	between := "\t"
	if !i.Date.IsZero() {
		between = "　"
	}
	return fmt.Sprintf("%s共印%d份", between, i.Copies)
}
