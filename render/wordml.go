package render

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A wordWriter writes a flow as WordprocessingML (ECMA-376, transitional).
// Elements stand in the order of the schema; Word refuses any other.
type wordWriter struct {
	b     strings.Builder
	flow  *flow
	parts *wordParts
}

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"`

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// mainPart returns the text of the document.
func (p *wordParts) mainPart() string {
	f := p.flow
	w := &wordWriter{flow: f, parts: p}
	w.b.WriteString(xmlHead + "<w:document " + wordNS + ` mc:Ignorable="wps"><w:body>`)
	tail := f.sections[len(f.sections)-1]
	// The imprint may need a section of its own. The section before it ends
	// with its own last paragraph: one more would not fit on a full page.
	apart := f.imprint != nil && len(tail.elements) > 0 && (f.imprint.place == afterBlank || f.imprint.place == onNextPage && tail.landscape)
	for i, sec := range f.sections {
		closed := sec != tail || apart
		for j, e := range sec.elements {
			end := j == len(sec.elements)-1 && closed
			switch e := e.(type) {
			case *para:
				o := paraOptions{noBreak: i > 0 && j == 0, section: sectionIf(end, sec)}
				if f.letter != nil && i == 0 && j == 0 {
					o.boxes = w.letterBoxes(f.letter)
				}
				if e == f.tie && f.stop > 0 {
					// Programs differ in how much of a paragraph they keep with the next.
					o.boxes += w.stopper(f.stop)
					q := *e
					q.keep = false
					e = &q
				}
				w.paragraph(e, o)
			case *table:
				w.table(e)
				if _, next := nextPara(sec.elements, j); !next {
					// A table must be followed by a paragraph.
					w.paragraph(w.hair(), paraOptions{section: sectionIf(end, sec)})
				}
			}
		}
	}
	if f.imprint != nil {
		switch {
		case f.imprint.place == afterBlank: // 7.5: neither page bears a number
			tail = &section{unnumbered: true}
			w.para(w.hair())
			w.imprint(f.imprint, true)
		case apart:
			tail = &section{}
			w.imprint(f.imprint, false)
		default:
			w.imprint(f.imprint, f.imprint.place == onNextPage)
		}
	}
	w.section(tail)
	w.b.WriteString("</w:body></w:document>")
	return w.b.String()
}

func sectionIf(end bool, sec *section) *section {
	if end {
		return sec
	}
	return nil
}

// hair is a paragraph that takes no room to speak of.
func (w *wordWriter) hair() *para { return &para{style: styleBlank, pitch: 20} }

func nextPara(es []element, i int) (*para, bool) {
	if i+1 == len(es) {
		return nil, false
	}
	p, ok := es[i+1].(*para)
	return p, ok
}

func (w *wordWriter) printf(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

// section writes the properties of a section.
func (w *wordWriter) section(sec *section) {
	g := w.flow.geo.in(sec)
	letter := w.flow.letter != nil && sec == w.flow.sections[0]
	w.b.WriteString(`<w:sectPr>`)
	if letter {
		w.printf(`<w:footerReference w:type="first" r:id="%s"/>`, w.parts.letterFooter())
	}
	odd, even := w.parts.footers(sec)
	w.printf(`<w:footerReference w:type="default" r:id="%s"/><w:footerReference w:type="even" r:id="%s"/>`, odd, even)
	orient, footer := "", footerDistance
	if !g.grid() {
		orient = ` w:orient="landscape"`
	}
	if g.bottom < footerDistance+footerPitch {
		footer = turnedFooterDistance
	}
	w.printf(`<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/>`, g.pageW, g.pageH, orient)
	w.printf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`,
		g.top, g.right, g.bottom, g.left, footer)
	if letter {
		w.b.WriteString(`<w:titlePg/>`)
	}
	if g.grid() {
		w.printf(`<w:docGrid w:type="lines" w:linePitch="%d"/>`, g.pitch)
	}
	w.b.WriteString(`</w:sectPr>`)
}

// paraOptions are what a paragraph needs for its place in the document.
type paraOptions struct {
	section *section // the paragraph ends this section
	noBreak bool     // the section already starts a page
	newPage bool     // starts a page though its style does not
	boxes   string   // text boxes that it holds
}

// para writes a paragraph. What its style says is not said again.
func (w *wordWriter) para(p *para) { w.paragraph(p, paraOptions{}) }

func (w *wordWriter) paragraph(p *para, o paraOptions) {
	w.openPara(p, o)
	w.b.WriteString(o.boxes)
	for _, r := range p.runs {
		w.run(p, r)
	}
	w.b.WriteString(`</w:p>`)
}

func (w *wordWriter) openPara(p *para, o paraOptions) {
	w.printf(`<w:p><w:pPr><w:pStyle w:val="%s"/>`, p.style.id)
	if p.keep && !p.style.keepNext {
		w.b.WriteString(`<w:keepNext/>`)
	}
	if p.whole {
		w.b.WriteString(`<w:keepLines/>`)
	}
	switch {
	case p.style.breakBefore && o.noBreak:
		w.b.WriteString(`<w:pageBreakBefore w:val="0"/>`)
	case o.newPage && !p.style.breakBefore:
		w.b.WriteString(`<w:pageBreakBefore/>`)
	}
	if p.rule > 0 {
		w.printf(`<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="%d" w:color="FF0000"/></w:pBdr>`, p.rule/20)
	}
	if p.tabs != nil {
		w.tabs(p.tabs)
	}
	if p.before != 0 || p.pitch != 0 && p.pitch != p.style.pitch {
		w.b.WriteString(`<w:spacing`)
		if p.before != 0 {
			w.printf(` w:before="%d"`, p.before)
		}
		if p.pitch != 0 && p.pitch != p.style.pitch {
			w.printf(` w:line="%d" w:lineRule="exact"`, p.pitch)
		}
		w.b.WriteString(`/>`)
	}
	if p.indent != nil {
		w.indent(*p.indent, p.style.first != 0)
	}
	if o.section != nil {
		w.section(o.section)
	}
	w.b.WriteString(`</w:pPr>`)
}

func (w *wordWriter) tabs(tabs []tab) {
	w.b.WriteString(`<w:tabs>`)
	for _, t := range tabs {
		kind := "left"
		if t.right {
			kind = "right"
		}
		w.printf(`<w:tab w:val="%s" w:pos="%d"/>`, kind, t.pos)
	}
	w.b.WriteString(`</w:tabs>`)
}

// indent writes indents in twips. Where the style counts its first line's
// indent in characters, that count is taken back, since it would win.
func (w *wordWriter) indent(in indent, styleCounts bool) {
	w.printf(`<w:ind w:left="%d" w:right="%d"`, in.left, in.right)
	if styleCounts {
		w.b.WriteString(` w:firstLineChars="0"`)
	}
	if in.first < 0 {
		w.printf(` w:hanging="%d"/>`, -in.first)
	} else {
		w.printf(` w:firstLine="%d"/>`, in.first)
	}
}

func (w *wordWriter) run(p *para, r run) {
	if r.text == "" {
		return
	}
	w.b.WriteString(`<w:r>`)
	var props strings.Builder
	if r.char != "" {
		fmt.Fprintf(&props, `<w:rStyle w:val="%s"/>`, r.char)
	} else if r.role != p.style.role {
		fmt.Fprintf(&props, `<w:rStyle w:val="%s"/>`, charStyle(r.role))
	}
	props.WriteString(`<w:rFonts w:hint="eastAsia"/>`)
	if r.bold {
		props.WriteString(`<w:b/><w:bCs/>`)
	}
	if r.scale != 0 && r.scale != 1 {
		fmt.Fprintf(&props, `<w:w w:val="%.0f"/>`, r.scale*100)
	}
	if r.size != 0 && r.size != p.style.size {
		fmt.Fprintf(&props, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(r.size*2))
	}
	w.printf(`<w:rPr>%s</w:rPr>`, props.String())
	rest := r.text
	for rest != "" {
		i := strings.IndexAny(rest, "\n\t")
		if i < 0 {
			w.text(rest)
			break
		}
		w.text(rest[:i])
		if rest[i] == '\n' {
			w.b.WriteString(`<w:br/>`)
		} else {
			w.b.WriteString(`<w:tab/>`)
		}
		rest = rest[i+1:]
	}
	w.b.WriteString(`</w:r>`)
}

func (w *wordWriter) text(s string) {
	if s == "" {
		return
	}
	w.b.WriteString(`<w:t xml:space="preserve">`)
	w.b.WriteString(escape(s))
	w.b.WriteString(`</w:t>`)
}

// escape escapes text for XML content and attributes.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a Builder does not fail
	}
	return b.String()
}

// table writes a table of fixed columns. tblW and tblGrid agree: Word goes by
// the one, WPS by the other.
func (w *wordWriter) table(t *table) {
	w.printf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/>`, t.width())
	if t.border {
		w.b.WriteString(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			w.printf(`<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
		}
		w.b.WriteString(`</w:tblBorders>`)
	}
	w.b.WriteString(`<w:tblLayout w:type="fixed"/>`)
	w.printf(`<w:tblCellMar><w:top w:w="%[1]d" w:type="dxa"/><w:left w:w="%[2]d" w:type="dxa"/><w:bottom w:w="%[1]d" w:type="dxa"/><w:right w:w="%[2]d" w:type="dxa"/></w:tblCellMar>`, t.pad(), t.margin())
	w.b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, c := range t.cols {
		w.printf(`<w:gridCol w:w="%d"/>`, c)
	}
	w.b.WriteString(`</w:tblGrid>`)
	for r := range t.rows {
		w.row(t, r)
	}
	w.b.WriteString(`</w:tbl>`)
}

func (w *wordWriter) row(t *table, r int) {
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if h := t.rows[r]; h.min > 0 {
		rule := "atLeast"
		if h.exact {
			rule = "exact"
		}
		w.printf(`<w:trHeight w:val="%d" w:hRule="%s"/>`, h.min, rule)
	}
	if r < t.head {
		w.b.WriteString(`<w:tblHeader/>`)
	}
	w.b.WriteString(`</w:trPr>`)
	for c := 0; c < len(t.cols); {
		tc, covered := t.cellAt(r, c)
		w.printf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, t.span(c, tc.cols))
		if tc.cols > 1 {
			w.b.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(tc.cols) + `"/>`)
		}
		if tc.rows > 1 {
			if covered {
				w.b.WriteString(`<w:vMerge/>`)
			} else {
				w.b.WriteString(`<w:vMerge w:val="restart"/>`)
			}
		}
		if tc.ruled {
			w.b.WriteString(`<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>`)
		}
		switch {
		case tc.below:
			w.b.WriteString(`<w:vAlign w:val="bottom"/>`)
		case !tc.top:
			w.b.WriteString(`<w:vAlign w:val="center"/>`)
		}
		w.b.WriteString(`</w:tcPr>`)
		if covered || len(tc.paras) == 0 {
			w.para(&para{style: styleCell, keep: t.keepsRow(r)})
		} else {
			for _, p := range tc.paras {
				q := *p
				q.keep = q.keep || t.keepsRow(r)
				w.para(&q)
			}
		}
		w.b.WriteString(`</w:tc>`)
		c += tc.cols
	}
	w.b.WriteString(`</w:tr>`)
}
