package word

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
)

// A wordWriter writes a flow as WordprocessingML (ECMA-376, transitional).
// Elements stand in the order of the schema; Word refuses any other.
type writer struct {
	b     strings.Builder
	flow  *flow.Flow
	parts *parts
}

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"`

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// mainPart returns the text of the document.
func (p *parts) mainPart() string {
	f := p.flow
	w := &writer{flow: f, parts: p}
	w.b.WriteString(xmlHead + "<w:document " + wordNS + ` mc:Ignorable="wps"><w:body>`)
	tail := f.Sections[len(f.Sections)-1]
	// An imprint that does not fit on the last page has a section of its own, so
	// that it goes to an even page however the text may change. The section before
	// it ends with its own last paragraph: one more would not fit on a full page.
	apart := f.Imprint != nil && len(tail.Elements) > 0 && f.Imprint.Place != flow.OnLastPage
	for i, sec := range f.Sections {
		closed := sec != tail || apart
		for j, e := range sec.Elements {
			end := j == len(sec.Elements)-1 && closed
			switch e := e.(type) {
			case *flow.Para:
				o := paraOptions{noBreak: i > 0 && j == 0, section: sectionIf(end, sec)}
				if f.Letter != nil && i == 0 && j == 0 {
					o.boxes = w.letterBoxes(f.Letter)
				}
				if e == f.Tie && f.Rest > 0 && e.Style.Size == flow.StyleRest.Size {
					above, rest := f.Parted()
					w.paragraph(above, o)
					e, o = rest, paraOptions{}
				}
				w.paragraph(e, o)
			case *flow.Table:
				w.table(e)
				if _, next := nextPara(sec.Elements, j); !next {
					// A table must be followed by a paragraph.
					w.paragraph(w.hair(), paraOptions{section: sectionIf(end, sec)})
				}
			}
		}
	}
	if i := f.Imprint; i != nil {
		if apart {
			// 7.5: behind an empty page neither bears a number
			tail = &flow.Section{Even: i.Even, Unnumbered: i.Place == flow.AfterBlank}
		}
		if i.Place != flow.OnLastPage {
			w.paragraph(w.hair(), paraOptions{newPage: !apart}) // begins the page: a table that floats does not
		}
		w.imprint(i)
		w.para(w.hair()) // holds the table that floats
	}
	w.section(tail)
	w.b.WriteString("</w:body></w:document>")
	return w.b.String()
}

func sectionIf(end bool, sec *flow.Section) *flow.Section {
	if end {
		return sec
	}
	return nil
}

// hair is a paragraph that takes no room to speak of.
func (w *writer) hair() *flow.Para { return &flow.Para{Style: flow.StyleBlank, Pitch: 20} }

func nextPara(es []flow.Element, i int) (*flow.Para, bool) {
	if i+1 == len(es) {
		return nil, false
	}
	p, ok := es[i+1].(*flow.Para)
	return p, ok
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

// section writes the properties of a section.
func (w *writer) section(sec *flow.Section) {
	g := w.flow.Geo.In(sec)
	letter := w.flow.Letter != nil && sec == w.flow.Sections[0]
	w.b.WriteString(`<w:sectPr>`)
	if letter {
		w.printf(`<w:footerReference w:type="first" r:id="%s"/>`, w.parts.letterFooter())
	}
	odd, even := w.parts.footers(sec)
	w.printf(`<w:footerReference w:type="default" r:id="%s"/><w:footerReference w:type="even" r:id="%s"/>`, odd, even)
	orient, footer := "", footerDistance
	if !g.Grid() {
		orient = ` w:orient="landscape"`
	}
	if g.Bottom < footerDistance+footerPitch {
		footer = turnedFooterDistance
	}
	kind := "nextPage"
	if sec.Even {
		kind = "evenPage"
	}
	w.printf(`<w:type w:val="%s"/><w:pgSz w:w="%d" w:h="%d"%s/>`, kind, g.PageW, g.PageH, orient)
	w.printf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`,
		g.Top, g.Right, g.Bottom, g.Left, footer)
	if w.parts.look.Border {
		w.b.WriteString(`<w:pgBorders w:offsetFrom="page">`)
		for _, side := range []string{"top", "left", "bottom", "right"} {
			w.printf(`<w:%s w:val="thinThickSmallGap" w:sz="36" w:space="24" w:color="C00000"/>`, side)
		}
		w.b.WriteString(`</w:pgBorders>`)
	}
	if letter {
		w.b.WriteString(`<w:titlePg/>`)
	}
	if g.Grid() {
		w.printf(`<w:docGrid w:type="lines" w:linePitch="%d"/>`, g.Pitch)
	}
	w.b.WriteString(`</w:sectPr>`)
}

// paraOptions are what a paragraph needs for its place in the document.
type paraOptions struct {
	section *flow.Section // the paragraph ends this section
	noBreak bool          // the section already starts a page
	newPage bool          // starts a page though its style does not
	boxes   string        // text boxes that it holds
}

// para writes a paragraph. What its style says is not said again.
func (w *writer) para(p *flow.Para) { w.paragraph(p, paraOptions{}) }

func (w *writer) paragraph(p *flow.Para, o paraOptions) {
	if in := p.Indents(); p.Rule > 0 && (in.Left != 0 || in.Right != 0) {
		// A border follows the indents; the rule does not (7.2.7).
		text, rule := *p, *w.hair()
		text.Rule, text.Keep = 0, true
		rule.Rule = p.Rule - rule.Pitch
		w.paragraph(&text, o)
		w.para(&rule)
		return
	}
	w.openPara(p, o)
	w.b.WriteString(o.boxes)
	for _, r := range p.Runs {
		w.run(p, r)
	}
	w.b.WriteString(`</w:p>`)
}

func (w *writer) openPara(p *flow.Para, o paraOptions) {
	w.printf(`<w:p><w:pPr><w:pStyle w:val="%s"/>`, p.Style.ID)
	if p.Keep && !p.Style.KeepNext {
		w.b.WriteString(`<w:keepNext/>`)
	}
	if p.Whole {
		w.b.WriteString(`<w:keepLines/>`)
	}
	switch {
	case p.Style.BreakBefore && o.noBreak:
		w.b.WriteString(`<w:pageBreakBefore w:val="0"/>`)
	case o.newPage && !p.Style.BreakBefore:
		w.b.WriteString(`<w:pageBreakBefore/>`)
	}
	if p.Rule > 0 {
		w.printf(`<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="%d" w:color="FF0000"/></w:pBdr>`, p.Rule/20)
	}
	if p.Tabs != nil {
		w.tabs(p.Tabs)
	}
	if p.Before != 0 || p.Pitch != 0 && p.Pitch != p.Style.Pitch {
		w.b.WriteString(`<w:spacing`)
		if p.Before != 0 {
			w.printf(` w:before="%d"`, p.Before)
		}
		if p.Pitch != 0 && p.Pitch != p.Style.Pitch {
			w.printf(` w:line="%d" w:lineRule="exact"`, p.Pitch)
		}
		w.b.WriteString(`/>`)
	}
	if p.Indent != nil {
		w.indent(*p.Indent, p.Style.First != 0)
	}
	if p.Ragged {
		w.b.WriteString(`<w:jc w:val="left"/>`)
	}
	if o.section != nil {
		w.section(o.section)
	}
	w.b.WriteString(`</w:pPr>`)
}

func (w *writer) tabs(tabs []flow.Tab) {
	w.b.WriteString(`<w:tabs>`)
	for _, t := range tabs {
		kind := "left"
		if t.Right {
			kind = "right"
		}
		w.printf(`<w:tab w:val="%s" w:pos="%d"/>`, kind, t.Pos)
	}
	w.b.WriteString(`</w:tabs>`)
}

// indent writes indents in twips. Where the style counts its first line's
// indent in characters, that count is taken back, since it would win.
func (w *writer) indent(in flow.Indent, styleCounts bool) {
	w.printf(`<w:ind w:left="%d" w:right="%d"`, in.Left, in.Right)
	if styleCounts {
		w.b.WriteString(` w:firstLineChars="0"`)
	}
	if in.First < 0 {
		w.printf(` w:hanging="%d"/>`, -in.First)
	} else {
		w.printf(` w:firstLine="%d"/>`, in.First)
	}
}

func (w *writer) run(p *flow.Para, r flow.Run) {
	if r.Text == "" {
		return
	}
	w.b.WriteString(`<w:r>`)
	var props strings.Builder
	if r.Char != "" {
		fmt.Fprintf(&props, `<w:rStyle w:val="%s"/>`, r.Char)
	} else if r.Role != p.Style.Role {
		fmt.Fprintf(&props, `<w:rStyle w:val="%s"/>`, flow.CharStyle(r.Role))
	}
	props.WriteString(`<w:rFonts w:hint="eastAsia"/>`)
	if r.Bold {
		props.WriteString(`<w:b/><w:bCs/>`)
	}
	if r.Scale != 0 && r.Scale != 1 {
		fmt.Fprintf(&props, `<w:w w:val="%.0f"/>`, r.Scale*100)
	}
	if r.Size != 0 && r.Size != p.Style.Size {
		fmt.Fprintf(&props, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(r.Size*2))
	}
	w.printf(`<w:rPr>%s</w:rPr>`, props.String())
	rest := r.Text
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

func (w *writer) text(s string) {
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
func (w *writer) table(t *flow.Table) {
	w.printf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/>`, t.Width())
	if t.Border {
		w.b.WriteString(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			w.printf(`<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
		}
		w.b.WriteString(`</w:tblBorders>`)
	}
	w.b.WriteString(`<w:tblLayout w:type="fixed"/>`)
	w.printf(`<w:tblCellMar><w:top w:w="%[1]d" w:type="dxa"/><w:left w:w="%[2]d" w:type="dxa"/><w:bottom w:w="%[1]d" w:type="dxa"/><w:right w:w="%[2]d" w:type="dxa"/></w:tblCellMar>`, t.Pad(), t.Margin())
	w.b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, c := range t.Cols {
		w.printf(`<w:gridCol w:w="%d"/>`, c)
	}
	w.b.WriteString(`</w:tblGrid>`)
	for r := range t.Rows {
		w.row(t, r)
	}
	w.b.WriteString(`</w:tbl>`)
}

func (w *writer) row(t *flow.Table, r int) {
	w.b.WriteString(`<w:tr><w:trPr>`)
	if !t.Rows[r].Breaks {
		w.b.WriteString(`<w:cantSplit/>`)
	}
	if h := t.Rows[r]; h.Min > 0 {
		rule := "atLeast"
		if h.Exact {
			rule = "exact"
		}
		w.printf(`<w:trHeight w:val="%d" w:hRule="%s"/>`, h.Min, rule)
	}
	if r < t.Head {
		w.b.WriteString(`<w:tblHeader/>`)
	}
	w.b.WriteString(`</w:trPr>`)
	for c := 0; c < len(t.Cols); {
		tc, covered := t.CellAt(r, c)
		w.printf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, t.Span(c, tc.Cols))
		if tc.Cols > 1 {
			w.b.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(tc.Cols) + `"/>`)
		}
		if tc.Rows > 1 {
			if covered {
				w.b.WriteString(`<w:vMerge/>`)
			} else {
				w.b.WriteString(`<w:vMerge w:val="restart"/>`)
			}
		}
		if tc.Ruled {
			w.b.WriteString(`<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>`)
		}
		switch {
		case tc.Below:
			w.b.WriteString(`<w:vAlign w:val="bottom"/>`)
		case !tc.Top && !t.Rows[r].Breaks:
			w.b.WriteString(`<w:vAlign w:val="center"/>`)
		}
		w.b.WriteString(`</w:tcPr>`)
		if covered || len(tc.Paras) == 0 {
			w.para(&flow.Para{Style: flow.StyleCell, Keep: t.KeepsRow(r)})
		} else {
			for _, p := range tc.Paras {
				q := *p
				q.Keep = q.Keep || t.KeepsRow(r)
				w.para(&q)
			}
		}
		w.b.WriteString(`</w:tc>`)
		c += tc.Cols
	}
	w.b.WriteString(`</w:tr>`)
}
