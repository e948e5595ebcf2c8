package render

import (
	"math"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// head sets what stands above the title, by the format of the document, and
// returns what is left to be set: on a first page without room for the body
// the recipients go to the imprint (7.3.2).
func (t *typesetter) head(f *flow, s source, title *para) ([]element, source) {
	h := s.Head
	switch h.Format {
	case document.HeadLetter:
		f.letter = t.letter(h)
		return t.letterHead(f, h, s), s
	case document.HeadOrder:
		out := t.headLines(h)
		out = append(out, t.singleMark(h, len(out), orderTop)...)
		if !h.Number.IsZero() {
			out = append(out, t.blank(0), t.blank(0), t.number(h, styleNumber))
		}
		return append(out, t.blank(0), t.blank(0)), s // 10.2: 令号下空二行标识正文
	case document.HeadPreprinted:
		return t.preprinted(h, s), s
	}
	out := t.headLines(h)
	rows := len(out)
	if len(h.Organs) > 1 && h.Format == document.HeadDocument {
		var mark []element
		mark, s = t.jointMark(h, s, title, rows)
		out = append(out, mark...)
	} else {
		out = append(out, t.singleMark(h, rows, markTop)...)
	}
	out = append(out, t.blank(0), t.blank(0)) // 7.2.5: 发文机关标志下空二行
	out = append(out, t.numberLines(h)...)
	last := out[len(out)-1].(*para)
	last.rule = t.ruleSpace(h)
	return append(out, t.titleDrop(s)...), s
}

// titleDrop is the white between the red rule and the title: two lines (7.3.1).
func (t *typesetter) titleDrop(s source) []element {
	drop := t.drop(titleDrop, titlePitch, size2, t.inkTopOf(font.XiaoBiaoSong, s.Title)).pitch / 2
	return []element{t.blank(drop), t.blank(drop)}
}

// headLines sets 份号, 密级和保密期限 and 紧急程度 (7.2.1–7.2.3) from the first
// line of the type area down, at the left.
func (t *typesetter) headLines(h *document.Head) []element {
	var out []element
	add := func(text string, role font.Role) {
		if text != "" {
			out = append(out, &para{style: styleHeadLine, runs: []run{{text: text, role: role}}})
		}
	}
	add(h.Copy, font.FangSong)
	add(h.Secrecy, font.HeiTi)
	add(h.Urgency, font.HeiTi)
	return out
}

func (t *typesetter) number(h *document.Head, st *style) *para {
	return &para{style: st, runs: []run{{text: h.Number.String(), role: font.FangSong}}}
}

// numberLines sets 发文字号, and for an 上行文 the 签发人 on its right, two to a
// line, the number on the last of them (7.2.5, 7.2.6).
func (t *typesetter) numberLines(h *document.Head) []element {
	if len(h.Signers) == 0 {
		return []element{t.number(h, styleNumber)}
	}
	const label = "签发人："
	name := paper.Twip(0)
	for _, s := range h.Signers {
		name = max(name, t.textWidth(styleUp, s).Twips())
	}
	cols := min(2, len(h.Signers))
	block := t.textWidth(styleUp, label).Twips() + paper.Twip(cols)*name + paper.Twip(cols-1)*charWidth
	start := t.geo.width() - charWidth - block // 右空一字
	first := start + t.textWidth(styleUp, label).Twips()
	var out []element
	for i := 0; i < len(h.Signers); i += cols {
		row := h.Signers[i:min(i+cols, len(h.Signers))]
		p := &para{style: styleUp, indent: &indent{left: charWidth}} // 左空一字
		add := func(text string, role font.Role) { p.runs = append(p.runs, run{text: text, role: role}) }
		if i+cols >= len(h.Signers) {
			add(h.Number.String(), font.FangSong)
		}
		if i == 0 {
			p.tabs = []tab{{pos: start}}
			add("\t"+label, font.FangSong)
		} else {
			p.tabs = []tab{{pos: first}}
			add("\t", font.FangSong)
		}
		for j, n := range row {
			if j > 0 {
				p.tabs = append(p.tabs, tab{pos: first + paper.Twip(j)*(name+charWidth)})
				n = "\t" + n
			}
			add(n, font.KaiTi)
		}
		out = append(out, p)
	}
	return out
}

// preprinted leaves the room that the mark and the rule take on the paper; the
// document number is typed so that the rule runs 4 mm below it.
func (t *typesetter) preprinted(h *document.Head, s source) []element {
	out := t.headLines(h)
	room := paper.MM(h.Room).Twips() - t.geo.top - paper.Twip(len(out))*t.geo.pitch // down to the rule
	var numbers []element
	if !h.Number.IsZero() || len(h.Signers) > 0 {
		below := max(t.ruleSpace(h), 20)
		numbers = append(t.numberLines(h), t.blank(below))
		room -= paper.Twip(len(numbers)-1)*t.geo.pitch + below
	}
	out = append(append(out, t.blank(max(room, 20))), numbers...)
	return append(out, t.titleDrop(s)...)
}

// letterHead sets the lines below the upper double rule of a letter (10.1):
// 份号, 密级 and 紧急程度 at the left, the number at the right of the first.
func (t *typesetter) letterHead(f *flow, h *document.Head, s source) []element {
	lines := t.headLines(h)
	if len(lines) == 0 {
		lines = []element{&para{style: styleHeadLine}}
	}
	first := lines[0].(*para)
	first.tabs = []tab{{t.geo.width(), true}}
	first.runs = append(first.runs, run{text: "\t" + h.Number.String(), role: font.FangSong})
	drop := t.drop(letterDrop, t.geo.pitch, size3, t.inkTopOf(font.FangSong, h.Number.String()))
	drop.pitch += max(0, (f.letter.bodyTop() - t.geo.top.Pt()).Twips())
	return append(append([]element{drop}, lines...), t.titleDrop(s)...)
}

// ruleSpace is the space between the line box of the document number and the
// red rule that puts the rule 4 mm below the number's ink, in whole points as
// a border has it.
func (t *typesetter) ruleSpace(h *document.Head) paper.Twip {
	bottom, _ := t.inkOf(font.FangSong, h.Number.String())
	below := t.geo.pitch.Pt()*(1-share) + paper.Pt(bottom)*size3
	return paper.Twip(math.Round(float64(ruleGap.Pt()-below-redRule/2))) * 20
}

// drop is an empty paragraph that brings the ink of the next line to y mm
// below the point where the flow stands.
func (t *typesetter) drop(y paper.MM, pitch paper.Twip, size paper.Pt, ink float64) *para {
	height := y.Pt() - (share*pitch.Pt() - paper.Pt(ink)*size)
	return &para{style: styleBlank, pitch: max(height.Twips(), 20)}
}

// blank is an empty line; pitch 0 is a line of the type area.
func (t *typesetter) blank(pitch paper.Twip) *para { return &para{style: styleBlank, pitch: pitch} }

// singleMark sets the mark of one organ as large as it fits in one line, its
// ink at y below the type area's upper edge, below rows of other lines.
func (t *typesetter) singleMark(h *document.Head, rows int, y paper.MM) []element {
	text := h.Mark
	if len(h.Organs) > 0 {
		text = h.Organs[0].Name + h.Mark
	}
	size, scale := t.fitMark(text, t.geo.width().Pt()*markFill, maxMark)
	pitch := size.Twips()
	mark := &para{style: styleMark, pitch: pitch, runs: []run{{text: text, role: font.XiaoBiaoSong, size: size, scale: scale}}}
	return []element{t.markDrop(y, rows, pitch, size, t.inkTopOf(font.XiaoBiaoSong, text)), mark}
}

// fitMark returns the largest size, in half points, up to most at which text
// fits the width; below minJoint it is condensed first.
func (t *typesetter) fitMark(text string, width, most paper.Pt) (size paper.Pt, scale float64) {
	ems := paper.Pt(t.ems(font.XiaoBiaoSong, text))
	if ems == 0 {
		return most, 1
	}
	size = min(most, halfPoint(width/ems))
	if size >= minJoint {
		return size, 1
	}
	scale = max(minScale, percent(float64(width/ems/minJoint)))
	return min(minJoint, halfPoint(width/ems/paper.Pt(scale))), scale
}

func halfPoint(p paper.Pt) paper.Pt { return paper.Pt(int(p*2)) / 2 }

func percent(f float64) float64 { return float64(int(f*100)) / 100 }

// markDrop is the filler above a mark whose ink is to begin y below the
// standard's type area, wherever the profile has its own; the rows above it
// are taken off.
func (t *typesetter) markDrop(y paper.MM, rows int, pitch paper.Twip, size paper.Pt, ink float64) *para {
	p := t.drop(y+bodyTop-t.geo.top.Pt().MM(), pitch, size, ink)
	p.pitch = max(20, p.pitch-paper.Twip(rows)*t.geo.pitch)
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
// as large as they fit, and below minJoint condensed before they get smaller.
func (t *typesetter) fitJoint(h *document.Head, room paper.Pt) jointSize {
	longest := 0.0
	for _, o := range h.Organs {
		longest = max(longest, t.ems(font.XiaoBiaoSong, o.Name))
	}
	word := t.jointWord(h)
	width := t.geo.width().Pt() * markFill
	high := room / paper.Pt(len(h.Organs)) / jointLeading
	size := halfPoint(min(maxJoint, width/paper.Pt(longest+word), high))
	if size >= minJoint || longest == 0 {
		return jointSize{size, 1}
	}
	wide := min(minJoint, halfPoint(high))
	scale := min(1, max(minScale, percent((float64(width/wide)-word)/longest)))
	return jointSize{halfPoint(min(wide, width/paper.Pt(longest*scale+word))), scale}
}

// jointWord is the width of the mark's word and the white before it, in em of
// the names.
func (t *typesetter) jointWord(h *document.Head) float64 {
	if h.Mark == "" {
		return 0
	}
	return t.ems(font.XiaoBiaoSong, h.Mark)*jointWord + jointBetween
}

// jointMark sets the names of several organs one below the other, spread to
// equal width, 主办 first, with the mark's word at their right in the middle
// (7.2.4, 联合行文). The first page must show the body (7.3.3): if the names
// would get too small for that, the recipients go to the imprint (7.3.2), and
// if that is not enough the mark shows the 主办机关 alone (条例 9).
func (t *typesetter) jointMark(h *document.Head, s source, title *para, rows int) ([]element, source) {
	titleLines := len(t.lines(title, t.geo.width()))
	to := 0
	if s.Recipients != "" {
		to = len(t.lines(t.recipients(s.Recipients), t.geo.width()))
	}
	fit := t.fitJoint(h, t.markRoom(titleLines, to))
	if fit.size < minJoint && to > 0 && s.Imprint != nil {
		moved := *s.Imprint
		moved.To = strings.TrimRight(s.Recipients, "：:。") + "。"
		if again := t.fitJoint(h, t.markRoom(titleLines, 0)); again.size > fit.size {
			fit = again
			s.Imprint, s.Recipients = &moved, ""
		}
	}
	if fit.size < smallJoint {
		lead := *h
		lead.Organs = h.Organs[:1]
		return t.singleMark(&lead, rows, markTop), s
	}
	pitch := (fit.size * jointLeading).Twips()
	names := tcell{rows: 1, cols: 1}
	longest := 0.0
	for _, o := range h.Organs {
		longest = max(longest, t.ems(font.XiaoBiaoSong, o.Name))
		names.paras = append(names.paras, &para{style: styleJoint, pitch: pitch,
			runs: []run{{text: o.Name, role: font.XiaoBiaoSong, size: fit.size, scale: fit.scale}}})
	}
	mark := &table{cols: []paper.Twip{(paper.Pt(longest*fit.scale) * fit.size).Twips() + 20}, rows: []rowHeight{{}}, cells: []tcell{names}}
	if h.Mark != "" {
		big := halfPoint(fit.size * jointWord)
		mark.cols = append(mark.cols, (paper.Pt(t.jointWord(h))*fit.size).Twips()+20)
		mark.cells = append(mark.cells, tcell{col: 1, rows: 1, cols: 1, paras: []*para{{
			style: styleMark, pitch: (big * jointLeading).Twips(), indent: &indent{left: (jointBetween * fit.size).Twips()},
			runs: []run{{text: h.Mark, role: font.XiaoBiaoSong, size: big}},
		}}})
	}
	drop := t.markDrop(markTop, rows, pitch, fit.size, t.inkTopOf(font.XiaoBiaoSong, h.Organs[0].Name))
	return []element{drop, mark}, s
}

// markRoom is the height left for a joint mark if the first page is to show a
// line of the body (7.3.3: 公文首页必须显示正文).
func (t *typesetter) markRoom(titleLines, toLines int) paper.Pt {
	line := t.geo.pitch.Pt()
	room := t.geo.height().Pt() - markTop.Pt() - 3*line - ruleGap.Pt() - titleDrop.Pt()
	room -= paper.Pt(titleLines)*titlePitch.Pt() + line // title and the blank line below it
	return room - paper.Pt(toLines)*line - line
}
