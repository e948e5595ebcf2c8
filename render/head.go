package render

import (
	"math"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A masthead sets what stands above the title (7.2, 10).
type masthead struct {
	*typesetter
	*document.Head
	source source     // left to be set below; the recipients may go to the imprint
	title  *flow.Para // below it
}

// elements sets the head by the format of the document. On a first page without
// room for the body the recipients go to the imprint (7.3.2).
func (t *masthead) elements(f *flow.Flow) []flow.Element {
	switch t.Format {
	case document.HeadLetter:
		f.Letter = t.letter()
		return t.letterHead(f.Letter)
	case document.HeadOrder:
		out := t.headLines()
		out = append(out, t.singleMark(len(out), flow.OrderTop)...)
		if !t.Number.IsZero() {
			out = append(out, t.headBlank(), t.headBlank(), t.number())
		}
		return append(out, t.headBlank(), t.headBlank()) // 10.2: 令号下空二行标识正文
	case document.HeadPreprinted:
		return t.preprinted()
	case document.HeadBulletin:
		return t.bulletin()
	}
	out := t.headLines()
	if len(t.Organs) > 1 && t.Format == document.HeadDocument {
		out = append(out, t.jointMark(len(out))...)
	} else {
		out = append(out, t.singleMark(len(out), flow.MarkTop)...)
	}
	out = append(out, t.headBlank(), t.headBlank()) // 7.2.5: 发文机关标志下空二行
	out = append(out, t.numberLines()...)
	last := out[len(out)-1].(*flow.Para)
	last.Rule = t.ruleSpace()
	return append(out, t.titleDrop()...)
}

// titleDrop is the white between the red rule and the title: two lines (7.3.1).
func (t *masthead) titleDrop() []flow.Element {
	white := flow.TitleDrop
	if t.head > 0 {
		white /= 2
	}
	drop := drop(white, flow.TitlePitch, flow.Size2, t.InkTopOf(font.XiaoBiaoSong, t.source.Title)).Pitch / 2
	return []flow.Element{blankLine(drop), blankLine(drop)}
}

// headLines sets 份号, 密级和保密期限 and 紧急程度 (7.2.1–7.2.3) from the first
// line of the type area down, at the left.
func (t *masthead) headLines() []flow.Element {
	var out []flow.Element
	add := func(text string, role font.Role, part paper.Part) {
		if text != "" {
			out = append(out, &flow.Para{Style: flow.StyleHeadLine, Runs: []flow.Run{{Text: text, Role: role, Part: part}}})
		}
	}
	add(t.Copy, font.FangSong, paper.PartCopy)
	add(t.Secrecy, font.HeiTi, paper.PartSecrecy)
	add(t.Urgency, font.HeiTi, paper.PartUrgency)
	return out
}

func (t *masthead) number() *flow.Para {
	return &flow.Para{Style: flow.StyleNumber, Runs: []flow.Run{{Text: t.Number.String(), Role: font.FangSong}}}
}

// numberLines sets 发文字号, and for an 上行文 the 签发人 on its right, two to a
// line, the number on the last of them (7.2.5, 7.2.6).
func (t *masthead) numberLines() []flow.Element {
	if len(t.Signers) == 0 {
		return []flow.Element{t.number()}
	}
	const label = "签发人："
	name := paper.Twip(0)
	for _, s := range t.Signers {
		name = max(name, t.TextWidth(flow.StyleUp, s).Twips())
	}
	labelled := t.TextWidth(flow.StyleUp, label).Twips()
	number := flow.CharWidth + t.TextWidth(flow.StyleUp, t.Number.String()).Twips() + flow.CharWidth // 左空一字
	// place returns where the label and the first name of a row stand, and
	// whether the number finds room before them.
	place := func(cols int) (start, first paper.Twip, room bool) {
		start = t.geo.Width() - flow.CharWidth - labelled - paper.Twip(cols)*name - paper.Twip(cols-1)*flow.CharWidth // 右空一字
		first = start + labelled
		if len(t.Signers) > cols {
			return start, first, number <= first
		}
		return start, first, number <= start
	}
	cols := min(2, len(t.Signers))
	start, first, room := place(cols)
	if !room && cols > 1 {
		if s, f, ok := place(1); ok {
			cols, start, first, room = 1, s, f, ok
		}
	}
	var out []flow.Element
	for i := 0; i < len(t.Signers); i += cols {
		row := t.Signers[i:min(i+cols, len(t.Signers))]
		p := &flow.Para{Style: flow.StyleUp, Indent: &flow.Indent{Left: flow.CharWidth}} // 左空一字
		add := func(text string, role font.Role) {
			p.Runs = append(p.Runs, flow.Run{Text: text, Role: role, Part: paper.PartSigner})
		}
		if room && i+cols >= len(t.Signers) {
			p.Runs = []flow.Run{{Text: t.Number.String(), Role: font.FangSong}}
		}
		if i == 0 {
			p.Tabs = []flow.Tab{{Pos: start}}
			add("\t"+label, font.FangSong)
		} else {
			p.Tabs = []flow.Tab{{Pos: first}}
			add("\t", font.FangSong)
		}
		for j, n := range row {
			if j > 0 {
				p.Tabs = append(p.Tabs, flow.Tab{Pos: first + paper.Twip(j)*(name+flow.CharWidth)})
				n = "\t" + n
			}
			add(n, font.KaiTi)
		}
		out = append(out, p)
	}
	if !room { // a number as wide as the page
		out = append(out, &flow.Para{Style: flow.StyleUp, Indent: &flow.Indent{Left: flow.CharWidth}, Runs: []flow.Run{{Text: t.Number.String(), Role: font.FangSong}}})
	}
	return out
}

// preprinted leaves the room that the mark and the rule take on the paper; the
// document number is typed so that the rule runs 4 mm below it.
func (t *masthead) preprinted() []flow.Element {
	out := t.headLines()
	room := paper.MM(t.Room).Twips() - t.geo.Top - paper.Twip(len(out))*t.geo.Pitch // down to the rule
	var numbers []flow.Element
	if !t.Number.IsZero() || len(t.Signers) > 0 {
		below := max(t.ruleSpace(), 20)
		numbers = append(t.numberLines(), blankLine(below))
		room -= paper.Twip(len(numbers)-1)*t.geo.Pitch + below
	}
	out = append(append(out, blankLine(max(room, 20))), numbers...)
	return append(out, t.titleDrop()...)
}

// letterHead sets the lines below the upper double rule of a letter (10.1):
// 份号, 密级 and 紧急程度 at the left, the number at the right of the first.
func (t *masthead) letterHead(letter *flow.Letter) []flow.Element {
	lines := t.headLines()
	if len(lines) == 0 {
		lines = []flow.Element{&flow.Para{Style: flow.StyleHeadLine}}
	}
	first := lines[0].(*flow.Para)
	first.Tabs = []flow.Tab{{Pos: t.geo.Width(), Right: true}}
	first.Runs = append(first.Runs, flow.Run{Text: "\t" + t.Number.String(), Role: font.FangSong, Part: paper.PartNumber})
	drop := drop(flow.LetterDrop, t.geo.Pitch, flow.Size3, t.InkTopOf(font.FangSong, t.Number.String()))
	drop.Pitch += max(0, (letter.BodyTop() - t.geo.Top.Pt()).Twips())
	return append(append([]flow.Element{drop}, lines...), t.titleDrop()...)
}

// ruleSpace is the space between the line box of the document number and the
// red rule that puts the rule 4 mm below the number's ink, in whole points as
// a border has it.
func (t *masthead) ruleSpace() paper.Twip { return t.ruleSpaceBelow(t.Number.String()) }

// ruleSpaceBelow is ruleSpace of another line.
func (t *masthead) ruleSpaceBelow(text string) paper.Twip {
	bottom, _ := t.InkOf(font.FangSong, text)
	below := t.geo.Pitch.Pt()*(1-flow.Share) + paper.Pt(bottom)*flow.Size3
	return paper.Twip(math.Round(float64(flow.RuleGap.Pt()-below-flow.RedRule/2))) * 20
}

// drop is an empty paragraph that brings the ink of the next line to y mm
// below the point where the flow stands.
func drop(y paper.MM, pitch paper.Twip, size paper.Pt, ink float64) *flow.Para {
	height := y.Pt() - (flow.Share*pitch.Pt() - paper.Pt(ink)*size)
	return &flow.Para{Style: flow.StyleBlank, Pitch: max(height.Twips(), 20)}
}

// blankLine is an empty line; pitch 0 is a line of the type area.
func blankLine(pitch paper.Twip) *flow.Para {
	return &flow.Para{Style: flow.StyleBlank, Pitch: pitch}
}

// singleMark sets the mark of one organ as large as it fits in one line, its
// ink at y below the type area's upper edge, below rows of other lines.
func (t *masthead) singleMark(rows int, y paper.MM) []flow.Element {
	text := t.Mark
	if len(t.Organs) > 0 {
		text = t.Organs[0].Name + t.Mark
	}
	mark := t.mark(text, t.mostMark())
	return []flow.Element{t.markDrop(y, rows, mark.Pitch, mark.Runs[0].Size, t.InkTopOf(font.XiaoBiaoSong, text)), mark}
}

// mark sets a mark as large as it fits in one line, up to most; a long one is
// condensed before it gets small, and one that would stay small takes two
// lines.
func (t *masthead) mark(text string, most paper.Pt) *flow.Para {
	width := t.geo.Width().Pt() * flow.MarkFill
	size, scale := t.fitMark(text, width, most)
	pitch := size.Twips()
	if size < flow.SmallMark && most > flow.SmallMark {
		em := func(s string) float64 { return t.Ems(font.XiaoBiaoSong, s) }
		if lines := linebreak.Title(text, em(text)/2+2, em, nil); len(lines) == 2 {
			longer := lines[0]
			if em(lines[1]) > em(longer) {
				longer = lines[1]
			}
			size, scale = t.fitMark(longer, width, min(most, flow.MinMark))
			pitch = (size * jointLeading).Twips()
			text = strings.Join(lines, "\n")
		}
	}
	return &flow.Para{Style: flow.StyleMark, Pitch: pitch, Runs: []flow.Run{{Text: text, Role: font.XiaoBiaoSong, Size: size, Scale: scale}}}
}

// fitMark returns the largest size, in half points, up to most at which text
// fits the width; below MinMark it is condensed first.
func (t *masthead) fitMark(text string, width, most paper.Pt) (size paper.Pt, scale float64) {
	ems := paper.Pt(t.Ems(font.XiaoBiaoSong, text))
	if ems == 0 {
		return most, 1
	}
	least := min(flow.MinMark, most)
	size = min(most, halfPoint(width/ems))
	if size >= least {
		return size, 1
	}
	scale = max(flow.MinScale, percent(float64(width/ems/least)))
	return min(least, halfPoint(width/ems/paper.Pt(scale))), scale
}

func halfPoint(p paper.Pt) paper.Pt { return paper.Pt(int(p*2)) / 2 }

func percent(f float64) float64 { return float64(int(f*100)) / 100 }

// markDrop is the filler above a mark whose ink is to begin y below the
// standard's type area, wherever the profile has its own; the rows above it
// are taken off.
func (t *masthead) markDrop(y paper.MM, rows int, pitch paper.Twip, size paper.Pt, ink float64) *flow.Para {
	p := drop(y+flow.BodyTop-t.geo.Top.Pt().MM(), pitch, size, ink)
	p.Pitch = max(20, p.Pitch-paper.Twip(rows)*t.geo.Pitch)
	return p
}

// A jointSize is how large the names of a joint mark are set.
type jointSize struct {
	size  paper.Pt
	scale float64 // horizontal
}

const (
	jointWord    = 1.35 // 惯例: the word's size against the names'
	jointBetween = 0.5  // 惯例: em between the names and the word
	jointLeading = 1.12 // 惯例: a line of the mark against its size
)

// fitJoint returns the size of the names of a joint mark in the given height:
// as large as they fit, and below flow.MinJoint condensed before they get smaller.
func (t *masthead) fitJoint(room paper.Pt) jointSize {
	longest := 0.0
	for _, o := range t.Organs {
		longest = max(longest, t.Ems(font.XiaoBiaoSong, o.Name))
	}
	word := t.jointWord()
	width := t.geo.Width().Pt() * flow.MarkFill
	high := room / paper.Pt(len(t.Organs)) / jointLeading
	size := halfPoint(min(flow.MaxJoint, t.mostMark(), width/paper.Pt(longest+word), high))
	if size >= flow.MinJoint || longest == 0 {
		return jointSize{size, 1}
	}
	wide := min(flow.MinJoint, halfPoint(high))
	scale := min(1, max(flow.MinScale, percent((float64(width/wide)-word)/longest)))
	return jointSize{halfPoint(min(wide, width/paper.Pt(longest*scale+word))), scale}
}

// jointWord is the width of the mark's word and the white before it, in em of
// the names.
func (t *masthead) jointWord() float64 {
	if t.Mark == "" {
		return 0
	}
	return t.Ems(font.XiaoBiaoSong, t.Mark)*jointWord + jointBetween
}

// jointMark sets the names of several organs one below the other, spread to
// equal width, 主办 first, with the mark's word at their right in the middle
// (7.2.4, 联合行文). The first page must show the body (7.3.3): if the names
// would get too small for that, the recipients go to the imprint (7.3.2), and
// if that is not enough the mark shows the 主办机关 alone (条例 9).
func (t *masthead) jointMark(rows int) []flow.Element {
	titleLines := len(t.lines(t.title, t.geo.Width()))
	s := &t.source
	adopted := 0
	for _, e := range t.adoption(s.Adopted, nil) {
		adopted += len(t.lines(e.(*flow.Para), t.geo.Width()))
	}
	to := 0
	if s.Recipients != "" {
		to = len(t.lines(recipients(s.Recipients), t.geo.Width()))
	}
	fit := t.fitJoint(t.markRoom(titleLines, adopted+to))
	if fit.size < flow.MinJoint && to > 0 && s.Imprint != nil {
		if again := t.fitJoint(t.markRoom(titleLines, adopted)); again.size > fit.size {
			fit = again
			s.moveRecipients()
		}
	}
	if fit.size < flow.SmallJoint {
		return t.singleMark(rows, flow.MarkTop)
	}
	pitch := (fit.size * jointLeading).Twips()
	names := flow.Cell{Rows: 1, Cols: 1}
	longest := 0.0
	for _, o := range t.Organs {
		longest = max(longest, t.Ems(font.XiaoBiaoSong, o.Name))
		names.Paras = append(names.Paras, &flow.Para{Style: flow.StyleJoint, Pitch: pitch,
			Runs: []flow.Run{{Text: o.Name, Role: font.XiaoBiaoSong, Size: fit.size, Scale: fit.scale}}})
	}
	mark := &flow.Table{Cols: []paper.Twip{(paper.Pt(longest*fit.scale) * fit.size).Twips() + 20}, Rows: []flow.RowHeight{{}}, Cells: []flow.Cell{names}}
	if t.Mark != "" {
		big := halfPoint(fit.size * jointWord)
		mark.Cols = append(mark.Cols, (paper.Pt(t.jointWord())*fit.size).Twips()+20)
		mark.Cells = append(mark.Cells, flow.Cell{Col: 1, Rows: 1, Cols: 1, Paras: []*flow.Para{{
			Style: flow.StyleMark, Pitch: (big * jointLeading).Twips(), Indent: &flow.Indent{Left: (jointBetween * fit.size).Twips()},
			Runs: []flow.Run{{Text: t.Mark, Role: font.XiaoBiaoSong, Size: big}},
		}}})
	}
	drop := t.markDrop(flow.MarkTop, rows, pitch, fit.size, t.InkTopOf(font.XiaoBiaoSong, t.Organs[0].Name))
	return []flow.Element{drop, mark}
}

// markRoom is the height left for a joint mark if the first page is to show a
// line of the body (7.3.3: 公文首页必须显示正文) below the title and so many others.
func (t *masthead) markRoom(titleLines, lines int) paper.Pt {
	line := t.geo.Pitch.Pt()
	room := t.geo.Height().Pt() - flow.MarkTop.Pt() - 3*line - flow.RuleGap.Pt() - flow.TitleDrop.Pt()
	room -= paper.Pt(titleLines)*flow.TitlePitch.Pt() + line // title and the blank line below it
	return room - paper.Pt(lines)*line - line
}
