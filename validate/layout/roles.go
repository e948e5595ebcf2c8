package layout

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/gbt9704"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A lineRole is what a line of the text is.
type lineRole struct {
	role        role
	level, lead int
	bound       int
}

var (
	labelLine   = regexp.MustCompile(`^附(?:件|表)\s*[0-9０-９一二三四五六七八九十]*\s*[：:]?$`)
	boundPart   = regexp.MustCompile(`^attachments\[(\d+)\]\.(\w+)$`)
	articleLine = regexp.MustCompile(`^第[一二三四五六七八九十百0-9]+条`)
	chapterLine = regexp.MustCompile(`^第[一二三四五六七八九十百0-9]+[章节编部]`)
)

// roles tells what the lines of the text are, from 1.
func (c *checker) roles() map[int]lineRole {
	of := map[int]lineRole{}
	set := func(line int, r lineRole) {
		if _, taken := of[line]; !taken && line > 0 {
			of[line] = r
		}
	}
	first := len(c.lines) + 1 // line of what stands below the head
	last := 0                 // line of the first of the imprint
	for _, p := range c.doc.Places {
		line := p.At.Line
		switch part := p.Part; {
		case part == "title":
			set(line, lineRole{role: title})
			first = min(first, line)
		case part == "adopted":
			set(line, lineRole{role: adopted})
		case part == "recipients":
			set(line, lineRole{role: recipients})
		case part == "signature.date":
			set(line, lineRole{role: date})
		case part == "signature" || strings.HasPrefix(part, "signature.organs"):
			set(line, lineRole{role: organ})
		case part == "note":
			set(line, lineRole{role: note})
		case part == "head.number":
			set(line, lineRole{role: number})
			first = min(first, line)
		case part == "head.secrecy" || part == "head.urgency":
			set(line, lineRole{role: corner})
		case part == "head.copy" || part == "head.signers":
			set(line, lineRole{role: none})
		case strings.HasPrefix(part, "imprint"):
			set(line, lineRole{role: imprint})
			if last == 0 || line < last {
				last = line
			}
		default:
			m := boundPart.FindStringSubmatch(part)
			if m == nil {
				break
			}
			n, _ := strconv.Atoi(m[1])
			switch m[2] {
			case "listed":
				set(line, lineRole{role: list})
			case "label":
				set(line, lineRole{role: label, bound: n + 1})
			case "adopted":
				set(line, lineRole{role: adopted, bound: n + 1})
			case "title":
				set(line, lineRole{role: subject, bound: n + 1})
				if n < len(c.doc.Attachments) && !c.doc.Attachments[n].Printed {
					c.labels(line, n+1, set)
				}
			}
		}
	}
	c.blocks(c.doc.Body, 0, set)
	for i := range c.doc.Attachments {
		c.blocks(c.doc.Attachments[i].Body, i+1, set)
	}
	if h := c.doc.Head; h != nil && len(h.Organs) > 0 && first <= len(c.lines) {
		const most = 80 // lines of a head
		for line := max(1, first-most); line < first; line++ {
			if text := han.Squeeze(c.lines[line-1]); text == "文件" || c.isMark(text) {
				set(line, lineRole{role: mark})
			}
		}
	}
	for line := last; last > 0 && line <= len(c.lines); line++ {
		if strings.TrimSpace(c.lines[line-1]) != "" {
			set(line, lineRole{role: imprint})
		}
	}
	return of
}

// isMark reports whether a line of the head names its organs.
func (c *checker) isMark(text string) bool {
	for _, o := range c.doc.Head.Organs {
		if strings.Contains(text, han.Squeeze(o.Name)) {
			return true
		}
	}
	return false
}

// labels finds the label above the title of an attachment.
func (c *checker) labels(line, bound int, set func(int, lineRole)) {
	for above := line - 1; above >= max(1, line-5); above-- {
		text := strings.TrimSpace(c.lines[above-1])
		if text == "" {
			continue
		}
		if labelLine.MatchString(text) {
			set(above, lineRole{role: label, bound: bound})
		}
		return
	}
}

// blocks tells what the lines of a body are.
func (c *checker) blocks(blocks []document.Block, bound int, set func(int, lineRole)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			set(b.Line, lineRole{heading, int(b.Level), -1, bound})
		case *document.Paragraph:
			switch {
			case b.Lead != "":
				set(b.Line, lineRole{heading, int(b.Level), utf8.RuneCountInString(b.Mark + b.Lead), bound})
			default:
				set(b.Line, lineRole{body, int(b.Level), 0, bound})
			}
		case *document.Labelled:
			set(b.Line, lineRole{role: body, bound: bound})
		}
	}
}

// short is how many characters a caption has at most.
const short = 25

// besides notes which paragraphs stand next to a table: captions, units and
// notes are set as offices please.
func (c *checker) besides() {
	near := func(i, step int) {
		for left, most := 2, 40; left > 0 && most > 0; i, most = i+step, most-1 {
			if i < 0 || i >= len(c.typed) || c.typed[i].Table > 0 {
				return
			}
			if strings.TrimSpace(c.typed[i].text) == "" {
				continue
			}
			p := &c.typed[i]
			l, ok := p.mostly()
			small := step > 0 && ok && l.Size <= gbt9704.Size4 // as notes are
			p.beside = p.beside || small || p.Jc == "center" || p.Jc == "right" || p.level == 0 && p.width() <= short
			if !small {
				left--
			}
		}
	}
	for i := range c.typed {
		if c.typed[i].Table == 0 {
			continue
		}
		if i > 0 && c.typed[i-1].Table == 0 {
			near(i-1, -1)
		}
		if i+1 < len(c.typed) && c.typed[i+1].Table == 0 {
			near(i+1, 1)
		}
	}
}

// doubt takes what the text alone cannot tell out of the parts: what stands above
// the title though it reads as text, and titles within the text.
func (c *checker) doubt() {
	top := -1 // the last of the head
	addressed := false
	for i, p := range c.parts[:min(len(c.parts), 40)] {
		if p.role == title || p.role == recipients || p.role == number || p.role == mark {
			top = i
		}
		addressed = addressed || p.role == recipients
	}
	if top < 0 { // nothing of the head is known: text begins with the first indent
		top = slices.IndexFunc(c.parts, func(p *paragraph) bool { return !off(p.indent(), gbt9704.ParaIndentChars, 0.5) && p.Jc != "center" })
	}
	for i, p := range c.parts {
		l, ok := p.mostly()
		large := ok && l.Size >= 18 && (p.Jc == "center" || p.Jc == "distribute" || isRed(l.Color))
		switch {
		case p.role == title && ok && isRed(l.Color) && l.Size > 1.2*gbt9704.Size2:
			p.role = mark // of a 令 or a 纪要, which is its title
		case p.role != body && p.role != heading:
		case present.MatchString(p.text):
			p.role = none // hangs by its label
		case i < top, large, ok && isRed(l.Color) && p.Jc == "center":
			p.role = none
		case i < 40 && !addressed && strings.HasSuffix(strings.TrimSpace(p.text), "：") && p.level == 0 && !off(p.indent(), 0, 0.2):
			p.role, addressed = none, true // may be whom the document is sent to
		case i <= top+2 && p.Jc == "center" && strings.HasPrefix(strings.TrimSpace(p.text), "（"):
			p.role = none // when it was adopted
		case p.Jc == "right" && p.level == 0 && p.width() <= 20:
			p.role = none // who signs, a unit
		}
	}
	c.parts = slices.DeleteFunc(c.parts, func(p *paragraph) bool { return p.role == none })
}

func itoa(n int) string { return strconv.Itoa(n) }
