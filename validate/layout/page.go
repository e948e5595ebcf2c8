package layout

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gbt9704"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// What is still right, in twips.
const (
	paperSlack  = 113 // 2 mm (6.3)
	marginSlack = 60  // 1 mm (5.2.1) and what rounding adds
)

func near(a, b, slack int) bool { return a-b <= slack && b-a <= slack }

// mm prints twips as millimetres.
func mm(twips int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(twips)*25.4/1440), ".0")
}

// pages holds paper, margins, lines and characters against 5.
func (c *checker) pages() {
	sizes, margins := map[string]bool{}, map[string]bool{}
	for i := range c.layout.Sections {
		s := &c.layout.Sections[i]
		short, long := min(s.Width, s.Height), max(s.Width, s.Height)
		if !near(short, gbt9704.Width, paperSlack) || !near(long, gbt9704.Height, paperSlack) {
			m := fmt.Sprintf("纸张为%s毫米×%s毫米，应为A4（210毫米×297毫米）", mm(s.Width), mm(s.Height))
			if !sizes[m] {
				sizes[m] = true
				c.say("GW401", nil, m)
			}
			c.wide = true
			continue
		}
		if s.Landscape() || isArea(s) {
			continue
		}
		c.wide = true
		m := fmt.Sprintf("页边距为上%s、下%s、左%s、右%s毫米，应为上37、下35、左28、右26毫米", mm(s.Top), mm(s.Bottom), mm(s.Left), mm(s.Right))
		if !margins[m] {
			margins[m] = true
			c.say("GW402", nil, m)
		}
	}
	c.fill()
}

// isArea reports whether the margins are those of either profile.
func isArea(s *wordml.Section) bool {
	if !near(s.Left, gbt9704.Left, marginSlack) || !near(s.Right, gbt9704.Right, marginSlack) {
		return false
	}
	classic := near(s.Top, gbt9704.Top, marginSlack) && near(s.Bottom, gbt9704.Bottom, marginSlack)
	return classic || near(s.Top, gbt9704.InkTop, marginSlack) && near(s.Bottom, gbt9704.InkBottom, marginSlack)
}

// fill counts lines and characters of the pages that most of the text stands on.
func (c *checker) fill() {
	pitches, chars := map[int]int{}, map[int]int{}
	section := map[int]*wordml.Section{}
	for _, p := range c.parts {
		s := &c.layout.Sections[p.Section]
		if p.Table > 0 || p.Box || s.Landscape() || p.role != body && p.role != heading {
			continue
		}
		pitch := c.height(p)
		pitches[pitch]++
		section[pitch] = s
		if l, ok := p.mostly(); ok && !s.Landscape() {
			unit := l.Size*20 + float64(l.Spacing)
			if (s.Grid == "linesAndChars" || s.Grid == "snapToChars") && p.Snap {
				unit += float64(s.CharSpace) * 20 / 4096
			}
			if unit > 0 {
				chars[int(float64(s.Width-s.Left-s.Right)/unit+0.001)] += 1
			}
		}
	}
	c.pitch = most(pitches)
	if c.wide || c.pitch == 0 {
		return
	}
	s := section[c.pitch]
	if n := (s.Height - s.Top - s.Bottom) / c.pitch; n != gbt9704.Lines && !c.AnyPitch {
		c.say("GW403", nil, fmt.Sprintf("正文行距%s磅，每面排%d行，一般排22行", points(float64(c.pitch)/20), n))
	}
	switch n := most(chars); {
	case n == 0 || n == gbt9704.Chars:
	case n == gbt9704.Chars-1:
		c.say("GW404", nil, "每行排27个字，一般排28个字").Severity = report.Hint
	default:
		c.say("GW404", nil, fmt.Sprintf("每行排%d个字，一般排28个字", n))
	}
}

// most returns the number that occurs most often, of several the smallest.
func most(of map[int]int) int {
	best := 0
	for n, k := range of {
		if k > of[best] || k == of[best] && n < best {
			best = n
		}
	}
	return best
}

func points(f float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// single is the height of a line of a typeface that Chinese text has, against its
// size, where nothing is said.
const single = 1.3

// height returns how high a line of a paragraph is, in twips.
func (c *checker) height(p *paragraph) int {
	s := &c.layout.Sections[p.Section]
	size := float64(gbt9704.Size3)
	if l, ok := p.mostly(); ok {
		size = l.Size
	}
	natural := size * 20 * single
	switch {
	case p.Rule == "exact":
		return max(1, p.Line)
	case p.Rule == "atLeast":
		return max(1, max(p.Line, int(natural)))
	case s.Grid != "" && s.Pitch > 0 && p.Snap:
		rows := math.Ceil(size * 20 * 1.05 / float64(s.Pitch)) // faces of 三号 fit a row of 28.95 points
		natural = rows * float64(s.Pitch)
	}
	return max(1, int(natural*float64(p.Line)/240+0.5))
}

var pageField = regexp.MustCompile(`(?i)(?:^|\s)PAGE(?:\s|$|\\)`)

// numbers holds the page numbers against 7.5: those of the first section that has
// some.
func (c *checker) numbers() {
	for i := range c.layout.Sections {
		s := &c.layout.Sections[i]
		right, even := numberIn(s.Footers["default"]), numberIn(s.Footers["even"])
		if right == nil && even == nil {
			continue
		}
		for _, p := range []*wordml.Typed{right, even} {
			if p != nil {
				c.number(p)
			}
		}
		c.sides(right, even)
		return
	}
	for i := range c.layout.Sections {
		if numberIn(c.layout.Sections[i].Headers["default"]) != nil {
			c.say("GW422", nil, "页码在页眉里，应在版心下边缘之下")
			return
		}
	}
	c.say("GW419", nil, "")
}

// numberIn returns the paragraph of a footer that holds the page number.
func numberIn(footer []*wordml.Typed) *wordml.Typed {
	for _, p := range footer {
		if pageField.MatchString(strings.Join(p.Fields, "")) {
			return p
		}
	}
	return nil
}

// number holds the look of a page number against the standard.
func (c *checker) number(p *wordml.Typed) {
	around := ""
	told := map[string]bool{}
	say := func(id, message string) {
		if !told[id] {
			told[id] = true
			c.say(id, nil, message)
		}
	}
	for i := range p.Runs {
		l := &p.Runs[i]
		if !l.Field {
			around += l.Text
			if strings.TrimSpace(l.Text) == "" {
				continue
			}
		}
		if math.Abs(l.Size-gbt9704.Size4) > 0.3 {
			say("GW420", fmt.Sprintf("页码为%s，一般用四号（14磅）", sizeName(l.Size)))
		}
		if face := l.Latin; l.Field && !c.isKind(face, "宋体") {
			say("GW420", fmt.Sprintf("页码的字体为%s，一般用宋体", faceName(face)))
		}
	}
	if strings.Count(around, "—")+strings.Count(around, "―") != 2 || strings.Trim(around, "—― \u00a0\u2002\u3000\t") != "" {
		say("GW421", fmt.Sprintf("页码写作“%s”，左右应各放一条一字线：— 1 —", strings.TrimSpace(shown(p))))
	}
}

// shown is a page number as it is written, for page 1.
func shown(p *wordml.Typed) string {
	var b strings.Builder
	had := false
	for i := range p.Runs {
		switch l := &p.Runs[i]; {
		case !l.Field:
			b.WriteString(l.Text)
		case !had:
			had = true
			b.WriteString("1")
		}
	}
	return b.String()
}

// sides holds against the standard where page numbers stand.
func (c *checker) sides(right, even *wordml.Typed) {
	side := func(p *wordml.Typed) string {
		if p == nil {
			return ""
		}
		switch jc := p.Jc; {
		case p.Frame || p.Box && p.Align == "outside":
			return "outside"
		case p.Box && p.Align != "":
			return p.Align
		case jc == "center" || jc == "right":
			return jc
		case strings.Contains(p.Text(), "\t"):
			return "outside" // tabs put it somewhere
		}
		return "left"
	}
	r, e := side(right), side(even)
	if right == nil {
		r = e
	}
	if c.layout.EvenOdd && even == nil || !c.layout.EvenOdd {
		e = r
	}
	switch {
	case r == "outside" || e == "outside":
	case c.CentreNumbers && r == "center" && e == "center":
	case r == "center" || e == "center":
		c.say("GW422", nil, "页码居中，应单页码居右空一字、双页码居左空一字")
	case r != "right" || e != "left":
		where := map[string]string{"left": "居左", "right": "居右"}
		if r == e {
			c.say("GW422", nil, "页码各面都"+where[r]+"，应单页码居右空一字、双页码居左空一字")
		} else {
			c.say("GW422", nil, fmt.Sprintf("单页码%s、双页码%s，应单页码居右空一字、双页码居左空一字", where[r], where[e]))
		}
	default:
		for _, inset := range []struct {
			p           *wordml.Typed
			page        string
			white, char int
		}{{right, "单", right.Right, right.RightChars}, {even, "双", even.Left + even.First, even.LeftChars + even.FirstChars}} {
			n := float64(inset.white) / (20 * gbt9704.Size4)
			if inset.char != 0 {
				n = float64(inset.char) / 100
			}
			n += blanksAt(inset.p.Text(), inset.page == "单")
			if math.Abs(n-gbt9704.NumberInsetChars) > 0.35 && !inset.p.Box {
				c.say("GW422", nil, fmt.Sprintf("%s页码空%s字，应空一字", inset.page, points(n)))
				return
			}
		}
	}
}

// blanksAt returns how many characters wide the blanks before a text are, or
// those behind it.
func blanksAt(text string, behind bool) float64 {
	text = strings.Trim(text, "\n")
	rest := strings.TrimLeft(text, " \u00a0\u2002\u3000")
	if behind {
		rest = strings.TrimRight(text, " \u00a0\u2002\u3000")
		text = text[len(rest):]
	} else {
		text = text[:len(text)-len(rest)]
	}
	n := 0.0
	for _, r := range text {
		if r == '\u3000' {
			n++
		} else if !behind {
			n += 0.5
		}
	}
	return n
}
