package wordml

import (
	"archive/zip"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

const (
	levels       = 9    // that a list has
	maxLevelText = 1020 // bytes of the text of one
)

// A numbering is what a document says of automatic numbers.
type numbering struct {
	abstract map[string]*[levels]level // by id
	lists    map[string]*numbered      // by id
	styles   map[string]*style         // by id
	budget   *gate.Budget
}

// A level says how the numbers of one level look and where they begin.
type level struct {
	start  int
	format string // decimal, chineseCounting …; "" if there is no such level
	text   string // %1、
}

// A numbered is a list as it stands in the text.
type numbered struct {
	abstract string
	starts   map[int]int // levels that begin elsewhere
	counts   [levels]int // numbers given; 0: none yet
}

// A style may number its paragraphs.
type style struct {
	based, list string
	level       int
}

// number gives every paragraph in blocks the number that its list prints.
func (r *reader) number(z *zip.Reader, blocks []Block) error {
	n := &numbering{budget: r.budget, abstract: map[string]*[levels]level{}, lists: map[string]*numbered{}, styles: map[string]*style{}}
	for _, f := range z.File {
		var read func(*reader, string) error
		switch strings.ToLower(f.Name) {
		case "word/numbering.xml":
			read = n.definition
		case "word/styles.xml":
			read = n.style
		default:
			continue
		}
		err := r.part(f, func() error {
			return r.each(func(string) error {
				return r.each(func(e string) error { return read(r, e) })
			})
		})
		if err != nil {
			return err
		}
	}
	if err := n.blocks(blocks); err != nil {
		return gate.PartError(gate.DOCX, "word/numbering.xml", err)
	}
	return nil
}

// definition reads an element of numbering.xml.
func (n *numbering) definition(r *reader, e string) error {
	switch e {
	case "abstractNum":
		all := new([levels]level)
		n.abstract[r.attr("abstractNumId")] = all
		return r.each(func(e string) error {
			i, err := strconv.Atoi(r.attr("ilvl"))
			if e != "lvl" || err != nil || i < 0 || i >= levels {
				return r.skip()
			}
			all[i] = level{start: 1, format: "decimal"}
			return r.level(&all[i])
		})
	case "num":
		list := &numbered{starts: map[int]int{}}
		n.lists[r.attr("numId")] = list
		return r.each(func(e string) error {
			switch e {
			case "abstractNumId":
				list.abstract = r.attr("val")
			case "lvlOverride":
				i, err := strconv.Atoi(r.attr("ilvl"))
				return r.each(func(e string) error {
					if e == "startOverride" && err == nil && i >= 0 && i < levels {
						list.starts[i] = r.span(1)
					}
					return r.skip()
				})
			}
			return r.skip()
		})
	}
	return r.skip()
}

func (r *reader) level(l *level) error {
	return r.each(func(e string) error {
		switch e {
		case "start":
			l.start = r.span(1)
		case "numFmt":
			l.format = r.attr("val")
		case "lvlText":
			// Programs take 255 characters; a longer text is none of theirs.
			if l.text = r.attr("val"); len(l.text) > maxLevelText {
				l.text = ""
			}
		}
		return r.skip()
	})
}

// style reads an element of styles.xml.
func (n *numbering) style(r *reader, e string) error {
	if e != "style" {
		return r.skip()
	}
	s := &style{}
	n.styles[r.attr("styleId")] = s
	return r.each(func(e string) error {
		switch e {
		case "basedOn":
			s.based = r.attr("val")
		case "pPr":
			p := &Paragraph{}
			err := r.paragraphProperties(p)
			s.list, s.level = p.List, p.Level
			return err
		}
		return r.skip()
	})
}

func (n *numbering) blocks(blocks []Block) error {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			// A few bytes of a list may make a long number of every paragraph.
			b.Number = n.next(b)
			if err := n.budget.Take(gate.Texts, numberCost*int64(len(b.Number))); err != nil {
				return err
			}
		case *Table:
			for _, row := range b.Rows {
				for i := range row.Cells {
					if err := n.blocks(row.Cells[i].Blocks); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// numberCost is how much a byte of a number weighs against one of text: honest
// ones have a dozen, so that hostile ones run out early, and 100,000 paragraphs
// with twenty do not.
const numberCost = 16

// next returns the number of p and counts it.
func (n *numbering) next(p *Paragraph) string {
	id, at := p.List, p.Level
	if id == "" && !p.unlisted {
		// Styles may be based on each other in a circle.
		for s, k := n.styles[p.Style], 0; s != nil && id == "" && k < 20; s, k = n.styles[s.based], k+1 {
			id, at = s.list, s.level
		}
	}
	list := n.lists[id]
	if list == nil || at < 0 || at >= levels {
		return ""
	}
	all := n.abstract[list.abstract]
	if all == nil || all[at].format == "" {
		return ""
	}
	for i := range at + 1 {
		if i < at && list.counts[i] > 0 {
			continue
		}
		if list.counts[i] > 0 {
			list.counts[i]++
			continue
		}
		list.counts[i] = all[i].start
		if start, ok := list.starts[i]; ok {
			list.counts[i] = start
		}
	}
	clear(list.counts[at+1:])
	if all[at].format == "bullet" || all[at].format == "none" {
		return ""
	}
	var b strings.Builder
	text := all[at].text
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9' {
			k := int(text[i+1] - '1')
			b.WriteString(numeral(all[k].format, list.counts[k]))
			i++
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// numeral writes n in one of the formats that Chinese documents use; in
// figures for others.
func numeral(format string, n int) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting":
		return han(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle":
		if n >= 1 && n <= 20 {
			return string('①' + rune(n-1))
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	}
	return strconv.Itoa(n)
}

func letters(n int, first rune) string {
	if n < 1 || n > 26*26 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

// han writes 1 to 99 in Chinese figures.
func han(n int) string {
	digits := []rune("一二三四五六七八九")
	if n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	s := ""
	if n >= 20 {
		s = string(digits[n/10-1])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10-1])
	}
	return s
}
