package layout

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gbt9704"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// unit is the width of a Chinese character of a paragraph, in twips.
func (p *paragraph) unit() float64 {
	if l, ok := p.mostly(); ok {
		return max(l.Size*20+float64(l.Spacing), 1)
	}
	return gbt9704.CharWidth
}

func (p *paragraph) chars(twips, hundredths int) float64 {
	if hundredths != 0 {
		return float64(hundredths) / 100
	}
	return float64(twips) / p.unit()
}

// indent is how many characters are left free before the first line, with those
// that are typed as blanks.
func (p *paragraph) indent() float64 {
	return p.chars(p.Left, p.LeftChars) + p.chars(p.First, p.FirstChars) + blanksAt(p.text, false)
}

// width is how wide a paragraph's text would be in one line, in characters.
func (p *paragraph) width() float64 {
	n := 0.0
	above := rune(0)
	for _, r := range strings.TrimSpace(p.text) {
		if n += 0.5; typeface.Wide(r) {
			n += 0.5
		}
		// Word processors leave some white between Chinese and figures.
		if isFigure := func(r rune) bool { return r < 0x80 && r > ' ' }; isFigure(r) && han.Is(above) || han.Is(r) && isFigure(above) {
			n += 0.2
		}
		above = r
	}
	return n
}

// room is how many characters the type area holds.
func (p *paragraph) room(c *checker) float64 {
	s := &c.layout.Sections[p.Section]
	return float64(s.Width-s.Left-s.Right) / p.unit()
}

// left and right are the white beside a text of one line, in characters.
func (p *paragraph) left(c *checker) float64 {
	switch p.Jc {
	case "right":
		return p.room(c) - p.width() - p.right(c)
	case "center":
		free := p.room(c) - p.width() - p.indent() - p.chars(p.Right, p.RightChars) - blanksAt(p.text, true)
		return p.indent() + free/2
	}
	return p.indent()
}

func (p *paragraph) right(c *checker) float64 {
	if p.Jc == "right" {
		return p.chars(p.Right, p.RightChars) + blanksAt(p.text, true)
	}
	return p.room(c) - p.width() - p.left(c)
}

// isPlaced reports whether somebody can tell without a word processor where a
// paragraph stands.
func (p *paragraph) isPlaced() bool {
	return p.Table == 0 && !p.Box && !p.Frame && !strings.Contains(strings.TrimSpace(p.text), "\t") && !strings.HasPrefix(p.text, "\t")
}

func off(got, want, slack float64) bool { return math.Abs(got-want) > slack }

func chars(f float64) string { return points(math.Round(f*10) / 10) }

// places holds indents and alignment against 7.3.
func (c *checker) places() {
	listed := false
	for _, p := range c.parts {
		if p.Table > 0 || p.Box || p.Frame || strings.HasPrefix(p.text, "\t") {
			continue
		}
		at := p.indent()
		centred := p.Jc == "center"
		switch p.role {
		case title:
			if !centred && p.Jc != "distribute" {
				c.say("GW407", p, "标题没有居中")
			} else if off(at, blanksAt(p.text, true)+p.chars(p.Right, p.RightChars), 0.5) {
				c.say("GW407", p, fmt.Sprintf("标题居中而缩进%s字，偏离中间", chars(at))).Severity = report.Warning
			}
		case recipients:
			if centred || p.Jc == "right" || off(at, 0, 0.2) {
				c.say("GW416", p, fmt.Sprintf("主送机关%s，应居左顶格", where(p, at)))
			}
		case body, heading:
			c.indented(p, at)
		case list:
			if !listed && (centred || p.Jc == "right" || off(at, gbt9704.ParaIndentChars, 0.25)) {
				c.say("GW418", p, fmt.Sprintf("附件说明%s，应左空二字", where(p, at)))
			}
			listed = true
		case note:
			if centred || p.Jc == "right" || off(at, gbt9704.ParaIndentChars, 0.25) {
				c.say("GW434", p, fmt.Sprintf("附注%s，应居左空二字", where(p, at)))
			}
		}
	}
}

// where tells where a paragraph begins.
func where(p *paragraph, indent float64) string {
	switch p.Jc {
	case "center":
		return "居中"
	case "right":
		return "居右"
	}
	return "左空" + chars(indent) + "字"
}

// indented holds the indents of a paragraph of the body against 7.3.3. Those of
// attachments are of many kinds: only what cannot be anything but running text
// is looked at.
func (c *checker) indented(p *paragraph, at float64) {
	const long = 30 // characters of what is no caption or line of a form
	if p.beside || isChapter(p) || p.bound > 0 && p.level == 0 && p.width() < long {
		return
	}
	if p.Jc == "center" || p.Jc == "right" {
		if p.bound == 0 || p.level > 0 {
			c.say("GW415", p, c.what(p)+where(p, at)+"，应两端对齐、左空二字")
		}
		return
	}
	if at > 5 && p.level == 0 && p.width() < long {
		return // hangs under a label
	}
	if off(at, gbt9704.ParaIndentChars, 0.16) {
		c.say("GW412", p, fmt.Sprintf("%s首行左空%s字，应空二字", c.what(p), chars(at)))
		return
	}
	left, right := p.chars(p.Left, p.LeftChars), p.chars(p.Right, p.RightChars)
	if p.width()+at > p.room(c) && (off(left, 0, 0.2) || off(right, 0, 0.5)) {
		c.say("GW413", p, fmt.Sprintf("%s左缩进%s字、右缩进%s字，回行应顶格", c.what(p), chars(left), chars(right)))
	}
}

// white is what a paragraph leaves free above and below, in twips.
func (c *checker) white(p *paragraph) (before, after int) {
	before, after = p.Before, p.After
	if p.BeforeLines != 0 {
		before = p.BeforeLines * 240 / 100 // of a line of 12 points, as Word has it without a grid
	}
	if p.AfterLines != 0 {
		after = p.AfterLines * 240 / 100
	}
	if s := &c.layout.Sections[p.Section]; s.Grid != "" && s.Pitch > 0 {
		if p.BeforeLines != 0 {
			before = p.BeforeLines * s.Pitch / 100
		}
		if p.AfterLines != 0 {
			after = p.AfterLines * s.Pitch / 100
		}
	}
	return before, after
}

// gap returns how many lines stand free between two paragraphs; false if something
// else is there, or another page.
func (c *checker) gap(a, b *paragraph) (lines float64, ok bool) {
	pitch := c.pitch
	if pitch == 0 {
		pitch = gbt9704.Pitch
	}
	if a.Table > 0 || b.Table > 0 || a.Box || b.Box || a.Section != b.Section || a.Breaks || b.Break || b.NewPage || a.index >= b.index {
		return 0, false
	}
	_, above := c.white(a)
	total := 0
	for i := a.index + 1; i < b.index; i++ {
		p := &c.typed[i]
		if strings.TrimSpace(p.text) != "" || p.Table > 0 || p.Box || p.Figures > 0 || p.Break || p.Breaks || p.NewPage {
			return 0, false
		}
		before, after := c.white(p)
		total += max(above, before) + c.height(p)
		above = after
	}
	before, _ := c.white(b)
	return float64(total+max(above, before)) / float64(pitch), true
}

// gaps holds the lines between the parts against 7.3, and the spacing of lines
// against each other.
func (c *checker) gaps() {
	for i, b := range c.parts {
		if b.role == body || b.role == heading {
			c.spaced(b)
		}
		if i == 0 {
			continue
		}
		a := c.parts[i-1]
		if a.line == 0 || b.line == 0 {
			continue
		}
		lines, ok := c.gap(a, b)
		if !ok {
			continue
		}
		text := func(r role) bool { return r == body || r == heading }
		switch {
		case (a.role == title || a.role == adopted) && b.role == recipients:
			c.blank(b, lines, 1, roleNames[a.role]+"与主送机关之间")
		case a.role == recipients && text(b.role):
			c.blank(b, lines, 0, "主送机关与正文之间")
		case text(a.role) && b.role == list && a.bound == 0:
			c.blank(b, lines, 1, "正文与附件说明之间")
		case a.role == label && b.role == subject:
			c.blank(b, lines, 1, "附件标识与附件标题之间")
		case text(a.role) && text(b.role) && a.bound == b.bound && !a.beside && !b.beside && lines > 0.7 && !present.MatchString(b.text) && !isChapter(a) && !isChapter(b):
			if b.index == a.index+1 && b.bound == 0 {
				break // nothing but spacing, which is told of as such
			}
			f := c.say("GW417", b, fmt.Sprintf("段落之间空%s行，不应空行", chars(lines)))
			f.Severity, f.Source, f.Hint = report.Warning, "惯例", "删去空行，段前、段后为0"
		}
	}
}

// present begins the lists below a 纪要, one blank line below its text (10.3).
var present = regexp.MustCompile(`^\s*(?:出席|请假|列席|缺席|参加|记录|主持)`)

// isChapter reports whether a paragraph is the title of a chapter, around which
// offices leave lines free.
func isChapter(p *paragraph) bool { return chapterLine.MatchString(strings.TrimSpace(p.text)) }

func (c *checker) blank(p *paragraph, lines, want float64, between string) {
	if lines > want-0.6 && lines < want+0.7 {
		return
	}
	should := "不空行"
	if want == 1 {
		should = "空一行"
	}
	c.say("GW417", p, fmt.Sprintf("%s空%s行，应%s", between, chars(lines), should))
}

// spaced holds the lines of a paragraph against those of the whole text.
func (c *checker) spaced(p *paragraph) {
	if p.Table > 0 || p.Box || p.beside || c.pitch == 0 || p.bound > 0 {
		return
	}
	if h := c.height(p); float64(h) > 1.05*float64(c.pitch) || float64(h) < 0.94*float64(c.pitch) {
		c.say("GW414", p, fmt.Sprintf("%s行距%s磅，与全文的%s磅不一致", c.what(p), points(float64(h)/20), points(float64(c.pitch)/20)))
	}
	if before, after := c.white(p); before > 60 || after > 60 {
		c.say("GW414", p, fmt.Sprintf("%s段前%s磅、段后%s磅，应为0", c.what(p), points(float64(before)/20), points(float64(after)/20)))
	}
}

// signature holds the places of 署名 and 成文日期 against 7.3.5, which knows several:
// sealed, stamped and without a seal.
func (c *checker) signature() {
	var organs, dates []*paragraph
	for _, p := range c.parts {
		switch p.role {
		case organ:
			organs = append(organs, p)
		case date:
			dates = append(dates, p)
		}
	}
	if len(dates) != 1 || !dates[0].isPlaced() {
		return
	}
	const slack = 0.9
	d := dates[0]
	gap := d.right(c)
	if len(organs) != 1 {
		if off(gap, 4, slack) && off(gap, 2, slack) && len(organs) == 0 {
			c.say("GW430", d, fmt.Sprintf("成文日期右空%s字，一般右空四字", chars(gap)))
		}
		return
	}
	o := organs[0]
	if !o.isPlaced() || c.doc.Signature != nil && len(c.doc.Signature.Organs) > 1 { // several in a line
		return
	}
	wo, wd := o.width(), d.width()
	middle := func(p *paragraph, w float64) float64 { return p.right(c) + w/2 }
	centred := !off(middle(o, wo), middle(d, wd), slack)
	sealed := centred && (!off(gap, 4, slack) || wo > wd && gap > 4-slack)
	bare := !off(o.right(c)+wo, gap+wd+2, slack) && (!off(o.right(c), 2, slack) || !off(gap, 2, slack))
	if sealed || bare {
		return
	}
	if off(gap, 4, slack) {
		c.say("GW430", d, fmt.Sprintf("成文日期右空%s字，加盖印章的一般右空四字，不加盖印章的首字比署名首字右移二字", chars(gap)))
		return
	}
	c.say("GW430", o, fmt.Sprintf("署名右空%s字，没有以成文日期为准居中", chars(o.right(c))))
}

// attachments holds the pages of attachments against 7.3.7.
func (c *checker) attachments() {
	for _, p := range c.parts {
		switch p.role {
		case label:
			if !c.opens(p) {
				c.say("GW431", p, "")
			}
			if l, ok := p.mostly(); ok && (!c.isKind(l.Face, "黑体") || math.Abs(l.Size-gbt9704.Size3) > 0.35) {
				c.say("GW432", p, fmt.Sprintf("“附件”二字为%s%s，应为三号黑体", sizeName(l.Size), faceName(l.Face)))
			} else if at := p.indent(); p.Table == 0 && !p.Box && (p.Jc == "center" || p.Jc == "right" || off(at, 0, 0.3)) {
				c.say("GW432", p, fmt.Sprintf("“附件”二字%s，应顶格", where(p, at)))
			}
		case subject:
			if p.Table == 0 && !p.Box && p.Jc != "center" && p.Jc != "distribute" && math.Abs(p.left(c)-p.right(c)) > 2 {
				c.say("GW433", p, "附件标题没有居中")
			}
		}
	}
}

// opens reports whether a paragraph begins a page.
func (c *checker) opens(p *paragraph) bool {
	if p.NewPage || p.Break || p.index == 0 {
		return true
	}
	for i := p.index - 1; i >= 0; i-- {
		above := &c.typed[i]
		if above.Section != p.Section {
			return c.layout.Sections[p.Section].Start != "continuous"
		}
		if above.Breaks || above.Break {
			return true
		}
		if strings.TrimSpace(above.text) != "" || above.Figures > 0 {
			return false
		}
		if above.NewPage {
			return true
		}
	}
	return true
}

// imprint holds the 版记 against 7.4.
func (c *checker) imprint() {
	var first *paragraph
	ruled := false
	for _, p := range c.parts {
		if p.role != imprint {
			continue
		}
		if first == nil {
			first = p
		}
		for _, b := range []wordml.Border{p.Borders.Top, p.Borders.Bottom, p.Borders.Between, p.Rules.Top, p.Rules.Bottom, p.Rules.Between} {
			ruled = ruled || b.Size > 0
		}
		ruled = ruled || p.TableStyle != "" || p.Box
		wrong := ""
		if l, ok := p.mostly(); ok {
			switch {
			case math.Abs(l.Size-gbt9704.Size4) > 0.35:
				wrong = fmt.Sprintf("版记为%s，一般用四号（14磅）", sizeName(l.Size))
			case !c.isKind(l.Face, "仿宋") && (c.BodyFace == "" || l.Face != c.BodyFace):
				wrong = fmt.Sprintf("版记的字体为%s，一般用仿宋体", faceName(l.Face))
			case p.Table == 0 && !p.Box && off(p.indent(), gbt9704.ImprintInsetChars, 0.4):
				wrong = fmt.Sprintf("版记左空%s字，应左右各空一字", chars(p.indent()))
			}
		}
		if wrong != "" {
			c.say("GW423", p, wrong)
		}
	}
	if i := c.doc.Imprint; first == nil || ruled || i == nil || i.Office == "" { // 信函 has no 印发 and no rules (10.1)
		return
	}
	for i := max(0, first.index-3); i < len(c.typed); i++ {
		if c.typed[i].Figures > 0 || c.typed[i].Borders.Bottom.Size > 0 {
			return // drawn, or of the paragraph above
		}
	}
	c.say("GW423", first, "版记没有分隔线")
}
