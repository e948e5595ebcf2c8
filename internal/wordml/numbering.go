package wordml

import (
	"archive/zip"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// levels is the number of levels that a list has.
const levels = 9

// A numbering is what a document says of automatic numbers.
type numbering struct {
	abstract map[string]*[levels]level // by id
	lists    map[string]*numbered      // by id
	styles   map[string]*style         // by id
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
func number(z *zip.Reader, blocks []Block) error {
	n := &numbering{abstract: map[string]*[levels]level{}, lists: map[string]*numbered{}, styles: map[string]*style{}}
	for _, f := range z.File {
		var read func(*reader, xml.StartElement) error
		switch strings.ToLower(f.Name) {
		case "word/numbering.xml":
			read = n.definition
		case "word/styles.xml":
			read = n.style
		default:
			continue
		}
		err := part(f, func(t *gate.Tokens) error {
			r := &reader{tokens: t}
			return r.each(func(xml.StartElement) error {
				return r.each(func(e xml.StartElement) error { return read(r, e) })
			})
		})
		if err != nil {
			return err
		}
	}
	n.blocks(blocks)
	return nil
}

// definition reads an element of numbering.xml.
func (n *numbering) definition(r *reader, e xml.StartElement) error {
	switch e.Name.Local {
	case "abstractNum":
		all := new([levels]level)
		n.abstract[gate.Attr(e, "abstractNumId")] = all
		return r.each(func(e xml.StartElement) error {
			i, err := strconv.Atoi(gate.Attr(e, "ilvl"))
			if e.Name.Local != "lvl" || err != nil || i < 0 || i >= levels {
				return r.skip()
			}
			all[i] = level{start: 1, format: "decimal"}
			return r.level(&all[i])
		})
	case "num":
		list := &numbered{starts: map[int]int{}}
		n.lists[gate.Attr(e, "numId")] = list
		return r.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "abstractNumId":
				list.abstract = gate.Attr(e, "val")
			case "lvlOverride":
				i, err := strconv.Atoi(gate.Attr(e, "ilvl"))
				return r.each(func(e xml.StartElement) error {
					if e.Name.Local == "startOverride" && err == nil && i >= 0 && i < levels {
						list.starts[i] = span(e, 1)
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
	return r.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "start":
			l.start = span(e, 1)
		case "numFmt":
			l.format = gate.Attr(e, "val")
		case "lvlText":
			l.text = gate.Attr(e, "val")
		}
		return r.skip()
	})
}

// style reads an element of styles.xml.
func (n *numbering) style(r *reader, e xml.StartElement) error {
	if e.Name.Local != "style" {
		return r.skip()
	}
	s := &style{}
	n.styles[gate.Attr(e, "styleId")] = s
	return r.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "basedOn":
			s.based = gate.Attr(e, "val")
		case "pPr":
			p := &Paragraph{}
			err := r.paragraphProperties(p)
			s.list, s.level = p.List, p.Level
			return err
		}
		return r.skip()
	})
}

func (n *numbering) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			b.Number = n.next(b)
		case *Table:
			for _, row := range b.Rows {
				for i := range row.Cells {
					n.blocks(row.Cells[i].Blocks)
				}
			}
		}
	}
}

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
