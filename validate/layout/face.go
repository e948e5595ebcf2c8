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

// sizes are the names of type sizes, in points.
var sizes = []struct {
	points float64
	name   string
}{{42, "初号"}, {36, "小初"}, {26, "一号"}, {24, "小一"}, {22, "二号"}, {18, "小二"}, {16, "三号"}, {15, "小三"}, {14, "四号"}, {12, "小四"}, {10.5, "五号"}, {9, "小五"}, {7.5, "六号"}, {6.5, "小六"}, {5.5, "七号"}, {5, "八号"}}

func sizeName(size float64) string {
	for _, s := range sizes {
		if math.Abs(s.points-size) < 0.05 {
			return s.name + "（" + points(size) + "磅）"
		}
	}
	return points(size) + "磅"
}

func faceName(face string) string {
	if face == "" {
		return "（没有指定）"
	}
	return face
}

// words are parts of the names of faces that tell their kind, where package
// typeface does not know them.
var words = map[string][]string{
	"仿宋":  {"仿宋", "fangsong"},
	"楷体":  {"楷", "kai"},
	"黑体":  {"黑体", "simhei", "fandolhei", "heiti"},
	"小标宋": {"小标宋", "xiaobiaosong", "fzxbs"},
	"宋体":  {"书宋", "simsun", "fandolsong"},
}

// isKind reports whether a face is of a kind. Of a document with more faces than
// any has only the words in their names are looked at.
func (c *checker) isKind(face, kind string) bool {
	const most = 1000
	k := [2]string{face, kind}
	is, ok := c.kindOf[k]
	if ok {
		return is
	}
	small := strings.ToLower(face)
	for _, w := range words[kind] {
		is = is || strings.Contains(small, w)
	}
	if is || len(c.kindOf) >= most {
		return is
	}
	is = typeface.Compare(face, kind) != typeface.Other
	for _, name := range typeface.Names(kind) {
		is = is || strings.EqualFold(face, name)
	}
	if c.kindOf == nil {
		c.kindOf = map[[2]string]bool{}
	}
	c.kindOf[k] = is
	return is
}

// mostly returns how most of a paragraph's Chinese characters look, of one
// without any how its text looks.
func (p *paragraph) mostly() (*wordml.Look, bool) {
	type look struct {
		face    string
		size    float64
		spacing int
	}
	count := map[look]int{}
	var best *wordml.Look
	most := -1
	for i := range p.Runs {
		l := &p.Runs[i]
		if l.Hidden || l.Text == "" {
			continue
		}
		k := look{l.Face, l.Size, l.Spacing}
		if count[k] += han.Count(l.Text); count[k] > most {
			most, best = count[k], l
		}
	}
	return best, best != nil
}

// A stretch is what a face or a size is asked of: characters of a paragraph.
type stretch struct {
	from, to int
	kinds    []string // any of them
	what     string   // 一级标题
	rule     string   // of the face
}

// faces holds faces, sizes, weights and colours against 5.2 and 7.3.
func (c *checker) faces() {
	for _, p := range c.parts {
		if p.Table > 0 && p.role != imprint && p.role != recipients {
			c.color(p)
			continue
		}
		switch p.role {
		case title:
			c.face(p, stretch{0, -1, c.kinds(c.TitleFace, "小标宋"), "标题", "GW405"})
			c.size(p, gbt9704.Size2, "标题", "GW406")
			if l, ok := p.mostly(); ok && l.Bold && !c.BoldTitle {
				c.say("GW411", p, "标题加粗，一般不加粗")
			}
		case body, heading:
			for _, s := range c.stretches(p) {
				c.face(p, s)
			}
			c.size(p, gbt9704.Size3, c.what(p), "GW409")
			c.bold(p)
		case number:
			if strings.ContainsAny(p.text, "\t\n") || strings.Contains(p.text, "签发") {
				break // something else stands in the same line
			}
			fallthrough
		case recipients, list, organ, date, note:
			c.face(p, stretch{0, -1, c.kinds(c.BodyFace, "仿宋"), roleNames[p.role], "GW408"})
			c.size(p, gbt9704.Size3, roleNames[p.role], "GW409")
		}
		c.color(p)
	}
}

func (c *checker) kinds(own, kind string) []string {
	if own == "" {
		return []string{kind}
	}
	return []string{kind, own}
}

var levelNames = []string{"正文", "第一层标题", "第二层标题", "第三层标题", "第四层标题", "第五层标题"}

// what names a paragraph of the body.
func (c *checker) what(p *paragraph) string {
	if p.role != heading || p.level < 1 || p.level >= len(levelNames) {
		return "正文"
	}
	return levelNames[p.level]
}

// stretches are the parts of a paragraph of the body that have faces of their
// own.
func (c *checker) stretches(p *paragraph) []stretch {
	text := c.kinds(c.BodyFace, "仿宋")
	all := stretch{0, -1, text, "正文", "GW408"}
	kind := map[int]string{1: "黑体", 2: "楷体"}[p.level]
	switch {
	case isChapter(p) || p.beside:
		return nil
	case articleLine.MatchString(strings.TrimSpace(p.text)):
		all.kinds = append(text, "黑体") // 第一条, in a face of its own
	case p.role == body && kind != "":
		all.kinds, all.what, all.rule = []string{kind, "仿宋", text[len(text)-1]}, levelNames[p.level], "GW410"
	case p.role == heading:
		kinds := text
		if kind != "" {
			kinds = []string{kind}
		}
		if p.level == 1 && p.lead >= 0 && !c.headed { // clauses that are numbered
			kinds = append(kinds, text...)
		}
		top := stretch{0, p.lead, kinds, levelNames[min(p.level, len(levelNames)-1)], "GW410"}
		if p.lead < 0 {
			return []stretch{top}
		}
		all.from = p.lead
		return []stretch{top, all}
	}
	return []stretch{all}
}

// face tells if Chinese characters of a stretch are of another face.
func (c *checker) face(p *paragraph, s stretch) {
	wrong, total := map[string]int{}, 0
	p.each(s.from, s.to, func(l *wordml.Look, text string) {
		n := han.Count(text)
		if total += n; n == 0 {
			return
		}
		for _, k := range s.kinds {
			if c.isKind(l.Face, k) {
				return
			}
		}
		wrong[l.Face] += n
	})
	face, n := "", 0
	for f, k := range wrong {
		if k > n || k == n && f < face {
			face, n = f, k
		}
	}
	if n == 0 {
		return
	}
	where := s.what
	if n < total {
		where += "有的字"
	}
	wanted := map[string]string{"仿宋": "仿宋体", "小标宋": "小标宋体"}[s.kinds[0]]
	if wanted == "" {
		wanted = s.kinds[0]
	}
	c.say(s.rule, p, fmt.Sprintf("%s的字体为%s，一般用%s", where, faceName(face), wanted)).Hint = "改为" + typeface.Names(s.kinds[0])[0]
}

// each calls visit with the text of the runs in [from, to), characters of the
// paragraph; to below 0 is its end.
func (p *paragraph) each(from, to int, visit func(*wordml.Look, string)) {
	at := 0
	for i := range p.Runs {
		l := &p.Runs[i]
		if l.Hidden {
			continue
		}
		begin, end := -1, -1
		for k := range l.Text {
			if begin < 0 && at >= from {
				begin = k
			}
			if to >= 0 && at >= to {
				end = k
				break
			}
			at++
		}
		if end < 0 {
			end = len(l.Text)
		}
		if begin >= 0 && begin < end {
			visit(l, l.Text[begin:end])
		}
	}
}

// size tells if text of a paragraph is of another size.
func (c *checker) size(p *paragraph, want float64, what, rule string) {
	if p.beside {
		return
	}
	wrong, total := map[float64]int{}, 0
	p.each(0, -1, func(l *wordml.Look, text string) {
		n := 0
		for _, r := range text {
			if r > ' ' && r != '\u3000' && r != '\u00a0' {
				n++
			}
		}
		total += n
		if math.Abs(l.Size-want) > 0.35 {
			wrong[l.Size] += n
		}
	})
	size, n := 0.0, 0
	for s, k := range wrong {
		if k > n || k == n && s < size {
			size, n = s, k
		}
	}
	if n == 0 {
		return
	}
	if n < total {
		what += "有的字"
	}
	f := c.say(rule, p, fmt.Sprintf("%s为%s，一般用%s", what, sizeName(size), sizeName(want)))
	f.Hint = "字号改为" + sizeName(want)
}

// bold tells if a heading is bold that should not be.
func (c *checker) bold(p *paragraph) {
	to := p.lead
	if p.role == body {
		to = -1
	}
	plain, heavy := 0, 0
	p.each(0, to, func(l *wordml.Look, text string) {
		if n := han.Count(text); l.Bold {
			heavy += n
		} else {
			plain += n
		}
	})
	if heavy == 0 || plain > 0 || c.BoldLevels && p.level >= 3 || p.beside {
		return
	}
	c.say("GW411", p, c.what(p)+"加粗，一般不加粗")
}

// color tells if a paragraph is neither black nor a head.
func (c *checker) color(p *paragraph) {
	if p.role == mark || p.role == none {
		return
	}
	for i := range p.Runs {
		l := &p.Runs[i]
		if l.Hidden || l.Link || l.Field || strings.TrimSpace(l.Text) == "" || isBlack(l.Color) {
			continue
		}
		c.say("GW426", p, fmt.Sprintf("%s有的字颜色为%s，应为黑色", partName(p), l.Color))
		return
	}
}

func partName(p *paragraph) string {
	if n := roleNames[p.role]; n != "" {
		return n
	}
	return "正文"
}

func rgb(color string) (r, g, b int, ok bool) {
	if len(color) != 6 {
		return 0, 0, 0, false
	}
	_, err := fmt.Sscanf(color, "%02X%02X%02X", &r, &g, &b)
	return r, g, b, err == nil
}

// isBlack reports whether a colour prints as black; one that nobody can tell does.
func isBlack(color string) bool {
	r, g, b, ok := rgb(color)
	return !ok || r <= 0x40 && g <= 0x40 && b <= 0x40
}

func isRed(color string) bool {
	r, g, b, ok := rgb(color)
	return ok && r >= 0xB0 && g <= 0x60 && b <= 0x60
}

// yearly is the number of a 令, a 公告 or a 纪要, which have no rule below it.
var yearly = regexp.MustCompile(`^(?:[0-9０-９〇零一二三四五六七八九]{4}年)?第`)

// head holds the 版头 against 7.2.
func (c *checker) head() {
	var above *paragraph // number
	printed := false     // the mark is in the file
	for _, p := range c.parts {
		switch p.role {
		case mark:
			c.mark(p)
			printed = true
		case corner:
			l, ok := p.mostly()
			if ok && (!c.isKind(l.Face, "黑体") || math.Abs(l.Size-gbt9704.Size3) > 0.35) {
				c.say("GW429", p, fmt.Sprintf("密级、紧急程度为%s%s，一般用三号黑体", sizeName(l.Size), faceName(l.Face)))
			} else if p.Jc == "center" || p.Jc == "right" || math.Abs(p.indent()) > 0.3 {
				c.say("GW429", p, "密级、紧急程度应顶格编排在版心左上角")
			}
		case number:
			above = p
		}
	}
	h := c.doc.Head
	if h == nil || h.Format != "" || above == nil || !printed || above.Jc == "right" || yearly.MatchString(strings.TrimSpace(above.text)) {
		return
	}
	if len(h.Signers) == 0 && above.Jc != "center" && !above.Box && above.Table == 0 && !strings.Contains(above.text, "\t") && math.Abs(above.left(c)-above.right(c)) > 1 {
		c.say("GW428", above, "发文字号没有居中")
	}
	for i := range c.typed {
		p := &c.typed[i]
		if p.role == title {
			break
		}
		if p.Figures > 0 || p.Box {
			return // a rule that is drawn
		}
		for _, b := range []wordml.Border{p.Borders.Bottom, p.Borders.Top, p.Borders.Between, p.Rules.Top, p.Rules.Bottom} {
			if b.Size > 0 && isRed(b.Color) {
				return
			}
		}
	}
	c.say("GW427", above, "")
}

// mark holds 发文机关标志 against 7.2.4.
func (c *checker) mark(p *paragraph) {
	if l, ok := p.mostly(); ok {
		if !isRed(l.Color) {
			name := l.Color
			if isBlack(l.Color) {
				name = "黑色"
			}
			c.say("GW424", p, "发文机关标志的颜色为"+name+"，应为红色")
		}
		if !c.isKind(l.Face, "小标宋") {
			f := c.say("GW425", p, "发文机关标志的字体为"+faceName(l.Face)+"，推荐用小标宋体")
			f.Severity = report.Hint
		}
	}
	if p.Jc != "center" && p.Jc != "distribute" && p.Table == 0 && !p.Box && math.Abs(p.left(c)-p.right(c)) > 1 {
		c.say("GW425", p, "发文机关标志没有居中")
	}
}
