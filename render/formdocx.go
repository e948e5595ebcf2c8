package render

import (
	"cmp"
	"io"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// FormDOCX writes the blank form of s as a .docx file: the paper version of
// what [sheet.Form] writes, with the same widths, heights, faces and page, for
// those who fill forms in by hand or in a word processor. It bears the form's
// id and version, so that it is known again when it comes back.
//
// The options mean what they mean to Workbook, and so do the errors; a text
// that no document can hold is ErrInvalid. A field that Workbook computes is
// blank. The same schema and options always give the same bytes.
func FormDOCX(w io.Writer, s *forms.Schema, o sheet.Options) error {
	if s == nil {
		return ErrNoSchema
	}
	form, err := s.Layout()
	if err != nil {
		return err
	}
	if err := sheet.CheckFill(form, o.Fill); err != nil {
		return err
	}
	src := source{document.Document{ID: s.ID, Title: s.Title, Body: []document.Block{&document.Form{Schema: s}},
		Signature: &document.Signature{Organs: []document.Organ{{Name: o.Author}}, Date: o.Date}}}
	if err := src.check(); err != nil {
		return err
	}
	for i := range form.Cells {
		if c := &form.Cells[i]; c.IsValue() {
			if err := src.checkText(c.Ref.String(), o.Fill[c.Ref]); err != nil {
				return err
			}
		}
	}
	p := &Printer{CentreNumbers: true, FaceNames: map[font.Role]string{
		font.XiaoBiaoSong: cmp.Or(o.TitleFace, font.XiaoBiaoSong.FaceName()), font.HeiTi: cmp.Or(o.HeadFace, font.HeiTi.FaceName()), font.FangSong: cmp.Or(o.BodyFace, font.FangSong.FaceName()),
	}}
	t := p.typesetter()
	t.geo = paperGeometry
	if s.Orientation == forms.Landscape {
		t.geo.pageW, t.geo.pageH = t.geo.pageH, t.geo.pageW
	}
	paper := &formPaper{t, form, o.Fill}
	sec := &section{elements: paper.elements()}
	sec.unnumbered = t.heightOf(sec.elements) <= t.geo.height().Pt()
	look := p.look()
	look.Styles = []*style{styleNormal, styleBlank, styleFormTitle, styleFormNote, styleFormFoot, styleCell, styleCellLeft, styleCellHead, styleFooter}
	look.Custom = [][2]string{{forms.InfoForm, s.ID}, {forms.InfoVersion, s.Version}}
	return src.writeWord(w, &flow{geo: t.geo, sections: []*section{sec}}, look)
}

// paperGeometry has the margins of the workbook's print set-up.
var paperGeometry = geometry{paper.Width, paper.Height, paper.MM(25).Twips(), paper.MM(20).Twips(), paper.MM(20).Twips(), paper.MM(20).Twips(), 320}

var (
	styleFormTitle = &style{id: "GWFormTitle", name: "表格标题", based: "Normal", role: font.XiaoBiaoSong, size: forms.TitleSize, pitch: 520, align: centre}
	styleFormNote  = &style{id: "GWFormNote", name: "表格说明", based: "Normal", role: font.FangSong, size: forms.NoteSize, pitch: 290, align: justify}
	styleFormFoot  = &style{id: "GWFormFoot", name: "表格落款", based: "Normal", role: font.FangSong, size: forms.BodySize, pitch: formLine, align: flushRight}
)

// A formPaper sets a form on paper.
type formPaper struct {
	*typesetter
	form *forms.Layout
	fill map[forms.Ref]string
}

// elements sets the parts of the form in their order: texts as paragraphs, what
// stands in the grid as tables with rules, the foot as one without.
func (p *formPaper) elements() []element {
	var out []element
	for from := 0; from < len(p.form.Cells); {
		kind := partOf(p.form.Cells[from].Role)
		to := from + 1
		for to < len(p.form.Cells) && partOf(p.form.Cells[to].Role) == kind && kind != inText {
			to++
		}
		cells := p.form.Cells[from:to]
		switch kind {
		case inText:
			e := p.text(&cells[0])
			out = append(out, e)
			if cells[0].Role == forms.RoleTitle && e.before > 0 {
				out = append(out, p.blank(e.before)) // in the middle of its row
			}
		case inFoot:
			out = append(out, p.table(cells, false))
		default:
			out = append(out, p.grid(cells)...)
		}
		from = to
	}
	room := p.geo.height().Pt()
	high := paper.Pt(0)
	for _, h := range p.form.Rows {
		high += paper.Pt(h)
	}
	if high <= room { // the sheet takes one page, and so does the paper, whose rules take room
		p.fitRows(out, room-p.heightOf(out)-8)
	}
	return out
}

type formPart int

const (
	inGrid formPart = iota
	inFoot
	inText
)

func partOf(r forms.Role) formPart {
	switch r {
	case forms.RoleTitle, forms.RoleNote:
		return inText
	case forms.RoleFootLabel, forms.RoleFootValue:
		return inFoot
	}
	return inGrid
}

// text sets the title or a note. Of the height that the sheet gives it, what
// its lines do not need stands above.
func (p *formPaper) text(c *forms.Cell) *para {
	e := &para{style: styleFormNote, runs: []run{{text: c.Text, role: font.FangSong}}}
	if c.Role == forms.RoleTitle {
		limit := float64(p.geo.width().Pt()*linebreak.TitleFill) / forms.TitleSize
		e = &para{style: styleFormTitle, entry: c.Text}
		for i, line := range linebreak.Title(c.Text, limit, func(s string) float64 { return p.ems(font.XiaoBiaoSong, s) }, nil) {
			if i > 0 {
				e.runs[0].text += "\n" + line
				continue
			}
			e.runs = []run{{text: line, role: font.XiaoBiaoSong}}
		}
	}
	need := paper.Pt(len(p.lines(e, p.geo.width()))) * e.lineHeight(p.geo).Pt()
	e.before = max(0, paper.Pt(p.form.Rows[c.Row-1])-need).Twips() / 2
	return e
}

// grid sets a part with rules. Only the first rows of a table can be repeated
// on every page, so the rows above a head are a table of their own.
func (p *formPaper) grid(cells []forms.Cell) []element {
	from := p.form.RepeatFrom
	cut := 0
	for cut < len(cells) && cells[cut].Row < from {
		cut++
	}
	if from == 0 || cut == len(cells) {
		return []element{p.table(cells, true)}
	}
	var out []element
	if cut > 0 {
		out = append(out, p.table(cells[:cut], true))
	}
	tab := p.table(cells[cut:], true)
	tab.head = p.form.RepeatTo - from + 1
	return append(out, tab)
}

// table sets cells that fill their rows.
func (p *formPaper) table(cells []forms.Cell, ruled bool) *table {
	first, last := cells[0].Row, 0
	for i := range cells {
		last = max(last, cells[i].Row+cells[i].Rows-1)
	}
	tab := &table{border: ruled, cols: p.columns()}
	for r := first; r <= last; r++ {
		tab.rows = append(tab.rows, rowHeight{min: paper.Pt(p.form.Rows[r-1]).Twips()})
	}
	for i := range cells {
		c := &cells[i]
		tc := tcell{row: c.Row - first, col: c.Col - 1, rows: c.Rows, cols: c.Cols, paras: []*para{p.cell(c)}}
		switch c.Role {
		case forms.RoleFootLabel:
			tc.below = true
		case forms.RoleFootValue:
			tc.below, tc.ruled = true, true
		case forms.RoleValue:
			tc.top = c.Field.Rows > 1
		}
		tab.cells = append(tab.cells, tc)
	}
	return tab
}

// columns are those of the sheet, made narrower if the page needs it.
func (p *formPaper) columns() []paper.Twip {
	total := 0.0
	for _, w := range p.form.Columns {
		total += w
	}
	scale := min(1, float64(p.geo.width().Pt())/total)
	cols := make([]paper.Twip, len(p.form.Columns))
	for i, w := range p.form.Columns {
		cols[i] = paper.Pt(w * scale).Twips()
	}
	return cols
}

// formLine is the height of a line in a cell, low enough that the heights of
// the sheet's rows do.
const formLine paper.Twip = 320

func (p *formPaper) cell(c *forms.Cell) *para {
	e := &para{style: styleCell, pitch: formLine}
	text, role := c.Text, font.FangSong
	switch c.Role {
	case forms.RoleHead, forms.RoleBlock:
		e.style, role = styleCellHead, font.HeiTi
	case forms.RoleFootLabel:
		e.style = styleFormFoot
	case forms.RoleValue, forms.RoleFootValue:
		if c.Field.Rows > 1 {
			e.style = styleCellLeft
		}
		text = written(c.Field, p.fill[c.Ref])
	}
	if text != "" {
		e.runs = []run{{text: text, role: role}}
	}
	return e
}

// written is a value that is filled in, as people write it.
func written(f *forms.Field, text string) string {
	switch d, ok := forms.Limit(text).Date(); {
	case text == "":
	case f.Kind == forms.Percent:
		return text + "%"
	case f.Kind == forms.Date && ok:
		return d.String()
	}
	return text
}
