package render

import (
	"io"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// FormDOCX writes the blank form of s as a .docx file: the paper version of
// what [sheet.Form] writes, with the same widths, heights, faces and page, for
// those who fill forms in by hand or in a word processor. It bears the form's
// id and version, so that it is known again when it comes back.
//
// The options mean what they mean to Workbook, and so do the errors; a text
// that no document can hold is ErrInvalid. A field that Workbook computes is
// blank. The same schema and options always give the same bytes.
func FormDOCX(w io.Writer, s *forms.Schema, o blank.Options) error {
	if s == nil {
		return ErrNoSchema
	}
	form, err := s.Layout()
	if err != nil {
		return err
	}
	if err := o.Check(form); err != nil {
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
	p := &Printer{CentreNumbers: true, FaceNames: font.Names{font.XiaoBiaoSong: o.TitleFace, font.HeiTi: o.HeadFace, font.FangSong: o.BodyFace}}
	t := p.typesetter()
	t.geo = paperGeometry
	if s.Orientation == forms.Landscape {
		t.geo.PageW, t.geo.PageH = t.geo.PageH, t.geo.PageW
	}
	paper := &formPaper{t, form, o.Fill}
	sec := &flow.Section{Elements: paper.elements()}
	sec.Unnumbered = t.heightOf(sec.Elements) <= t.geo.Height().Pt()
	look := p.look()
	look.Styles = []*flow.Style{flow.StyleNormal, flow.StyleBlank, styleFormTitle, styleFormNote, styleFormFoot, flow.StyleCell, flow.StyleCellLeft, flow.StyleCellHead, flow.StyleFooter}
	look.Custom = [][2]string{{forms.InfoForm, s.ID}, {forms.InfoVersion, s.Version}}
	f := &flow.Flow{Geo: t.geo, Sections: []*flow.Section{sec}}
	f.Clean()
	set := Setting{Properties: src.properties(), name: s.ID, flow: f, look: look}
	return set.DOCX(w)
}

// paperGeometry has the margins of the workbook's print set-up.
var paperGeometry = flow.Geometry{PageW: paper.Width, PageH: paper.Height, Pitch: formLine,
	Top: paper.MM(25).Twips(), Bottom: paper.MM(20).Twips(), Left: paper.MM(20).Twips(), Right: paper.MM(20).Twips()}

var (
	styleFormTitle = &flow.Style{ID: "GWFormTitle", Name: "表格标题", Based: "Normal", Role: font.XiaoBiaoSong, Size: forms.TitleSize, Pitch: 520, Align: flow.Centre}
	styleFormNote  = &flow.Style{ID: "GWFormNote", Name: "表格说明", Based: "Normal", Role: font.FangSong, Size: forms.NoteSize, Pitch: 290, Align: flow.Justify}
	styleFormFoot  = &flow.Style{ID: "GWFormFoot", Name: "表格落款", Based: "Normal", Role: font.FangSong, Size: forms.BodySize, Pitch: formLine, Align: flow.FlushRight}
)

// A formPaper sets a form on paper.
type formPaper struct {
	*typesetter
	form *forms.Layout
	fill map[forms.Ref]string
}

// elements sets the parts of the form in their order: texts as paragraphs, what
// stands in the grid as tables with rules, the foot as one without.
func (p *formPaper) elements() []flow.Element {
	var out []flow.Element
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
			if cells[0].Role == forms.RoleTitle && e.Before > 0 {
				out = append(out, blankLine(e.Before)) // in the middle of its row
			}
		case inFoot:
			out = append(out, p.table(cells, false))
		default:
			out = append(out, p.grid(cells)...)
		}
		from = to
	}
	room := p.geo.Height().Pt()
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
func (p *formPaper) text(c *forms.Cell) *flow.Para {
	e := &flow.Para{Style: styleFormNote, Runs: []flow.Run{{Text: c.Text, Role: font.FangSong}}}
	if c.Role == forms.RoleTitle {
		limit := float64(p.geo.Width().Pt()*linebreak.TitleFill) / forms.TitleSize
		e = &flow.Para{Style: styleFormTitle, Entry: c.Text}
		for i, line := range linebreak.Title(c.Text, limit, func(s string) float64 { return p.Ems(font.XiaoBiaoSong, s) }, nil) {
			if i > 0 {
				e.Runs[0].Text += "\n" + line
				continue
			}
			e.Runs = []flow.Run{{Text: line, Role: font.XiaoBiaoSong}}
		}
	}
	need := paper.Pt(len(p.lines(e, p.geo.Width()))) * e.LineHeight(p.geo).Pt()
	e.Before = max(0, paper.Pt(p.form.Rows[c.Row-1])-need).Twips() / 2
	return e
}

// grid sets a part with rules. Only the first rows of a table can be repeated
// on every page, so the rows above a head are a table of their own.
func (p *formPaper) grid(cells []forms.Cell) []flow.Element {
	from := p.form.RepeatFrom
	cut := 0
	for cut < len(cells) && cells[cut].Row < from {
		cut++
	}
	if from == 0 || cut == len(cells) {
		return []flow.Element{p.table(cells, true)}
	}
	var out []flow.Element
	if cut > 0 {
		out = append(out, p.table(cells[:cut], true))
	}
	tab := p.table(cells[cut:], true)
	tab.Head = p.form.RepeatTo - from + 1
	return append(out, tab)
}

// table sets cells that fill their rows.
func (p *formPaper) table(cells []forms.Cell, ruled bool) *flow.Table {
	first, last := cells[0].Row, 0
	for i := range cells {
		last = max(last, cells[i].Row+cells[i].Rows-1)
	}
	tab := &flow.Table{Border: ruled, Cols: p.columns()}
	for r := first; r <= last; r++ {
		tab.Rows = append(tab.Rows, flow.RowHeight{Min: paper.Pt(p.form.Rows[r-1]).Twips()})
	}
	for i := range cells {
		c := &cells[i]
		tc := flow.Cell{Row: c.Row - first, Col: c.Col - 1, Rows: c.Rows, Cols: c.Cols, Paras: []*flow.Para{p.cell(c)}}
		switch c.Role {
		case forms.RoleFootLabel:
			tc.Below = true
		case forms.RoleFootValue:
			tc.Below, tc.Ruled = true, true
		case forms.RoleValue:
			tc.Top = c.Field.Rows > 1 && c.Field.Look != forms.LookOpinion
		}
		tab.Cells = append(tab.Cells, tc)
	}
	return tab
}

// columns are those of the sheet, made narrower if the page needs it.
func (p *formPaper) columns() []paper.Twip {
	total := 0.0
	for _, w := range p.form.Columns {
		total += w
	}
	scale := min(1, float64(p.geo.Width().Pt())/total)
	cols := make([]paper.Twip, len(p.form.Columns))
	for i, w := range p.form.Columns {
		cols[i] = paper.Pt(w * scale).Twips()
	}
	return cols
}

// formLine is the height of a line in a cell, low enough that the heights of
// the sheet's rows do.
const formLine paper.Twip = 320

func (p *formPaper) cell(c *forms.Cell) *flow.Para {
	e := &flow.Para{Style: flow.StyleCell, Pitch: formLine}
	text, role := c.Text, font.FangSong
	switch c.Role {
	case forms.RoleHead, forms.RoleBlock:
		e.Style, role = flow.StyleCellHead, font.HeiTi
	case forms.RoleFootLabel:
		e.Style = styleFormFoot
	case forms.RoleValue, forms.RoleFootValue:
		if c.Field.Rows > 1 || c.Field.Look == forms.LookOpinion {
			e.Style = flow.StyleCellLeft
		}
		text = written(c.Field, p.fill[c.Ref])
		if c.Role == forms.RoleValue {
			if boxes := p.boxes(c.Field, text, spanOf(c, p.columns()), paper.Pt(p.form.Rows[c.Row-1]), 0); boxes != "" {
				text = boxes
			}
		}
		if text == "" {
			text = c.Text
		}
	}
	if text != "" {
		e.Runs = []flow.Run{{Text: text, Role: role}}
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
