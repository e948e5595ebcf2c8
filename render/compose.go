package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/internal/measure"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A typesetter makes a flow of a document: it decides on every form. The head
// above the title is set by a masthead, the signature by a signatory.
type typesetter struct {
	galley
	*Printer
	tightness
	minutes bool // the document is a 纪要
	fitted  map[fitKey]fitted
}

func (p *Printer) typesetter() *typesetter {
	return &typesetter{galley: galley{measure.New(p.Fonts, p.LatinFace, p.TightLatin), p.Profile.geometry()}, Printer: p, fitted: map[fitKey]fitted{}}
}

// on is the typesetter for a section's pages.
func (t *typesetter) on(sec *flow.Section) *typesetter {
	on := *t
	on.galley = t.in(sec)
	return &on
}

// compose makes the flow of a document.
func (t *typesetter) compose(s source) (*flow.Flow, error) {
	t.minutes = s.Head != nil && s.Head.Format == document.HeadMinutes
	sec := &flow.Section{}
	f := &flow.Flow{Geo: t.geo, Sections: []*flow.Section{sec}}
	add := func(es ...flow.Element) { sec.Elements = append(sec.Elements, es...) }

	title := t.title(flow.StyleTitle, s.Title, s.names())
	if t.moved && s.Recipients != "" {
		s.moveRecipients()
	}
	if s.Head != nil {
		head := &masthead{t, s.Head, s, title}
		add(head.elements(f)...)
		s = head.source
	}
	if s.Title != "" {
		add(title)
	}
	add(t.adoption(s.Adopted, s.names())...)
	if s.Title != "" || s.Adopted != "" {
		add(t.headBlank()) // 7.3.2: 标题下空一行
	}
	if s.Recipients != "" {
		add(recipients(s.Recipients))
	}
	body, err := t.blocks(s.Body, s.Title)
	if err != nil {
		return nil, &Error{Doc: s.name(), Place: "body", Err: err}
	}
	if s.isBulletin() {
		editorial(body)
	}
	if s.Signature == nil && s.Note == "" && len(s.Attachments) == 0 {
		body = withoutGap(body)
	}
	add(body...)
	if len(body) > 0 {
		f.First = body[0]
	}
	// A paper may be an attachment and nothing else: a list that was sent alone.
	alone := s.Head == nil && s.Title == "" && s.Recipients == "" && len(body) == 0 && s.Signature == nil
	if listed := s.Listed(); len(listed) > 0 && !alone {
		add(t.endBlank(0)) // 7.3.4: 正文下空一行
		add(t.attachmentList(s.AttachmentMark, listed)...)
	}
	if s.Signature != nil {
		add((&signatory{t, s.Signature}).elements()...)
	}
	if s.Note != "" {
		add(&flow.Para{Style: flow.StyleNote, Runs: []flow.Run{{Text: "（" + s.Note + "）", Role: font.FangSong}}})
	}
	f.Tie, f.Tail = t.keepTogether(sec.Elements)
	number := 0
	for i := range s.Attachments {
		a := &s.Attachments[i]
		if a.Apart {
			number++
			continue
		}
		if wide := wide(a.Body); wide != sec.Landscape {
			sec = &flow.Section{Landscape: wide}
			f.Sections = append(f.Sections, sec)
		}
		es, err := t.on(sec).attachment(s, a, number)
		if err != nil {
			return nil, &Error{Doc: s.name(), Place: fmt.Sprintf("attachment %d", i+1), Err: err}
		}
		flow.Paras(es, func(p *flow.Para) { p.Attachment = i + 1 })
		add(withoutGap(es)...)
		if !a.Printed {
			number++
		}
	}
	for _, sec := range f.Sections {
		g := t.in(sec)
		for _, e := range sec.Elements {
			if p, ok := e.(*flow.Para); ok && p.Style.Align == flow.Justify {
				p.Ragged = g.gappy(p)
			}
		}
	}
	f.Imprint = t.imprint(s)
	f.Clean()
	return f, nil
}

// moveRecipients moves the recipients to the imprint (7.3.2).
func (s *source) moveRecipients() {
	moved := document.Imprint{}
	if s.Imprint != nil {
		moved = *s.Imprint
	}
	moved.To = strings.TrimRight(s.Recipients, "：:。") + "。"
	s.Imprint, s.Recipients = &moved, ""
}

// names are the words of a title that are never broken: the organs.
func (s source) names() []string {
	var names []string
	add := func(os []document.Organ) {
		for _, o := range os {
			names = append(names, o.Name, o.Short)
		}
	}
	if s.Head != nil {
		add(s.Head.Organs)
	}
	if s.Signature != nil {
		add(s.Signature.Organs)
	}
	return names
}

func (t *typesetter) title(st *flow.Style, text string, names []string) *flow.Para {
	full := float64(t.geo.Width().Pt()) / float64(flow.Size2)
	em := func(s string) float64 { return t.Ems(font.XiaoBiaoSong, s) }
	lines := linebreak.Title(text, full*linebreak.TitleFill, em, names)
	scale := 1.0
	// Where texts in marks leave no good lines, slightly narrower type may.
	for _, narrow := range []float64{0.95, 0.9} {
		if linebreak.Shapely(lines, em) {
			break
		}
		if again := linebreak.Title(text, full/narrow, em, names); linebreak.Shapely(again, em) {
			lines, scale = again, narrow
		}
	}
	p := &flow.Para{Style: st, Entry: strings.Join(lines, ""), Runs: []flow.Run{{Text: strings.Join(lines, "\n"), Role: font.XiaoBiaoSong}}}
	if scale < 1 {
		p.Runs[0].Scale = scale
	}
	return p
}

func recipients(text string) *flow.Para {
	if !strings.HasSuffix(text, "：") && !strings.HasSuffix(text, ":") {
		text += "："
	}
	return &flow.Para{Style: flow.StyleTo, Runs: []flow.Run{{Text: text, Role: font.FangSong}}}
}

// blocks sets a body. title is the title above it, which a form need not repeat.
func (t *typesetter) blocks(bs []document.Block, title string) ([]flow.Element, error) {
	var out []flow.Element
	hang := paper.Twip(0) // of the list of persons that stands above
	for _, b := range bs {
		named := hang
		hang = 0
		switch b := b.(type) {
		case *document.Heading:
			level := clampLevel(b.Level)
			out = append(out, &flow.Para{Style: flow.StyleHeads[level], Runs: []flow.Run{{Text: prose(b.Mark + b.Text), Role: flow.LevelRole(level), Bold: t.BoldLevels && level > 2}}})
		case *document.Paragraph:
			p := t.paragraph(b)
			if b.Mark+b.Lead == "" && alongside(p, named) {
				hang = named
			}
			out = append(out, p)
		case *document.Labelled:
			es := t.labelled(b, out)
			out = append(out, es...)
			if in := es[len(es)-1].(*flow.Para).Indent; in != nil {
				hang = -in.First
			}
		case *document.Table:
			if widest(b.Rows) == 0 {
				continue
			}
			above := blankLine(tableGap)
			above.Keep = true
			out = append(append(append(out, above), t.textTable(b.Rows)...), blankLine(tableGap))
		case *document.Form:
			es, err := t.form(b.Schema, 0)
			if err != nil {
				return nil, err
			}
			if b.Schema.Title != "" && b.Schema.Title != title {
				es[0] = &flow.Para{Style: flow.StyleCaption, Before: tableGap, Runs: []flow.Run{{Text: prose(b.Schema.Title), Role: font.HeiTi}}} // in place of white
			}
			out = append(out, es...)
		}
	}
	return out, nil
}

// withoutGap takes off the white below a table that ends a text: it must not
// begin another page.
func withoutGap(es []flow.Element) []flow.Element {
	n := len(es)
	if n < 2 {
		return es
	}
	if p, ok := es[n-1].(*flow.Para); ok && p.Style == flow.StyleBlank {
		if _, ok := es[n-2].(*flow.Table); ok {
			return es[:n-1]
		}
	}
	return es
}

// clampLevel is the level, 1 to 5, whose style a block is set in.
func clampLevel(l document.Level) int { return min(max(int(l), 1), 5) }

// tableGap is the white above and below a table in the text.
const tableGap paper.Twip = 160 // 惯例: half a line

func bodyPara(text string) *flow.Para {
	return &flow.Para{Style: flow.StyleBody, Runs: []flow.Run{{Text: prose(text), Role: font.FangSong}}}
}

// prose is text without tabs: the next stop may be less than a hair away, so
// that there would be no white. An empty cell stands for each.
func prose(text string) string { return strings.ReplaceAll(text, "\t", "\u3000") }

// labelled sets a line that opens with a label. Lists of names go on under the
// first name; those of a 纪要 have their label in 黑体 and a blank line above
// the first (10.3).
func (t *typesetter) labelled(b *document.Labelled, before []flow.Element) []flow.Element {
	word := strings.NewReplacer(" ", "", "\u3000", "", "：", "", ":", "").Replace(b.Label)
	p := bodyPara(b.Label + b.Text)
	if !slices.Contains(nameLabels, word) {
		return []flow.Element{p}
	}
	hang := t.TextWidth(flow.StyleBody, prose(b.Label)).Twips()
	p.Indent = &flow.Indent{Left: flow.ParaIndent + hang, First: -hang}
	if !t.minutes || !slices.Contains(nameLabels[:minutesLabels], word) {
		return []flow.Element{p}
	}
	p.Runs = []flow.Run{{Text: prose(b.Label), Role: font.HeiTi}, {Text: prose(b.Text), Role: font.FangSong}}
	if n := len(before); n > 0 {
		if last, ok := before[n-1].(*flow.Para); ok && (last.Indent == nil || last.Runs[0].Role != font.HeiTi) {
			return []flow.Element{blankLine(0), p}
		}
	}
	return []flow.Element{p}
}

// nameLabels are the labels of lists of names, those of a 纪要 first.
var nameLabels = []string{"出席", "请假", "列席", "主持", "记录", "组长", "副组长", "组员", "成员", "主任", "副主任", "顾问", "联络员", "总负责人", "负责人"}

const minutesLabels = 5

func (t *typesetter) paragraph(b *document.Paragraph) *flow.Para {
	if b.Mark+b.Lead == "" {
		if p := articles(b.Text); p != nil {
			return p
		}
	}
	if b.Lead == "" {
		return bodyPara(b.Mark + b.Text)
	}
	level := clampLevel(b.Level)
	lead := flow.Run{Text: prose(b.Mark + b.Lead), Role: flow.LevelRole(level), Bold: t.BoldLevels && level > 2}
	if lead.Role != font.FangSong {
		lead.Char = flow.CharStyle(lead.Role)
	}
	p := &flow.Para{Style: flow.StyleRunIns[level], Entry: strings.TrimRight(lead.Text, "。.：:"), Runs: []flow.Run{lead}}
	if b.Text != "" {
		p.Runs = append(p.Runs, flow.Run{Text: prose(b.Text), Role: font.FangSong})
	}
	return p
}

// attachmentList sets the 附件说明 (7.3.4): indented by two characters; a
// wrapped name goes on under the first character of the name.
func (t *typesetter) attachmentList(mark string, listed []*document.Attachment) []flow.Element {
	if mark == "" {
		mark = "附件："
	}
	// 附件： takes three characters; another mark pulls the numbers along.
	numbers := flow.ParaIndent + t.TextWidth(flow.StyleList, mark).Twips()
	if len(listed) == 1 {
		return []flow.Element{&flow.Para{Style: flow.StyleList, Indent: &flow.Indent{Left: numbers, First: flow.ParaIndent - numbers},
			Runs: []flow.Run{{Text: mark + listed[0].ListedTitle(), Role: font.FangSong}}}}
	}
	names := numbers + flow.CharWidth
	if len(listed) > 9 {
		names += flow.CharWidth / 2
	}
	var out []flow.Element
	for i, a := range listed {
		p := &flow.Para{Style: flow.StyleList, Whole: true, Indent: &flow.Indent{Left: names, First: numbers - names}, Tabs: []flow.Tab{{Pos: names}}}
		text := strconv.Itoa(i+1) + ".\t" + a.ListedTitle()
		if i == 0 {
			p.Indent.First = flow.ParaIndent - names
			text = mark + text
		}
		p.Runs = []flow.Run{{Text: text, Role: font.FangSong}}
		out = append(out, p)
	}
	return out
}

// attachment sets an attachment on its own pages (7.3.7): the label in the
// first line, the title in the third. A printed text has no label and begins
// with its title.
func (t *typesetter) attachment(s source, a *document.Attachment, number int) ([]flow.Element, error) {
	var out []flow.Element
	title := t.title(flow.StyleAttTitle, a.Title, s.names())
	if text := a.PageLabel(number, len(s.Listed())); text != "" {
		label := &flow.Para{Style: flow.StyleAttach, Runs: []flow.Run{{Text: text, Role: font.HeiTi}}}
		blank := blankLine(0)
		blank.Keep = true
		out = []flow.Element{label, blank, title}
	} else {
		title.Style = flow.StylePrinted
		out = []flow.Element{title}
	}
	out = append(out, t.adoption(a.Adopted, s.names())...)
	if len(a.Body) == 1 {
		if f, ok := a.Body[0].(*document.Form); ok {
			room := t.geo.Height().Pt() - t.heightOf(out)
			if i := t.imprint(s); i != nil && a == &s.Attachments[len(s.Attachments)-1] && t.geo.Grid() {
				room -= i.Height + 2*t.geo.Pitch.Pt() // so that the imprint need not go on a page of its own
			}
			body, err := t.form(f.Schema, room)
			return append(out, body...), err
		}
	}
	text, signature := signedAtEnd(a.Body)
	body, err := t.blocks(text, a.Title)
	if err != nil {
		return nil, err
	}
	white := blankLine(0)
	title.Keep, white.Keep = len(body) > 0, len(body) > 0
	return append(append(out, white), t.ownSignature(body, signature)...), nil
}

// longList is the number of lines from which an attachment list counts as text
// beside which a signature may stand.
const longList = 6

// keepTogether keeps the attachment list, the signature and the date on one
// page and returns the paragraph above them, which goes there too if nothing
// else of the body does (7.3.5.5), or the table above them; nil if there is
// none. A long list is text itself: only its last line is kept with the
// signature, or as much of it as a page holds.
func (t *typesetter) keepTogether(es []flow.Element) (*flow.Para, *flow.Table) {
	l := &layout{galley: t.galley}
	list := 0
	for _, e := range es {
		if p, ok := e.(*flow.Para); ok && p.Style == flow.StyleList {
			list++
		}
	}
	tied := false
	for i := len(es) - 1; i >= 0; i-- {
		p, ok := es[i].(*flow.Para)
		switch {
		case !ok:
			tab := es[i].(*flow.Table)
			if !tab.Keep {
				if !tied {
					tab = nil // nothing to keep with
				}
				return nil, tab
			}
			tab.Tied, tied = tied, true
		case p.Style == flow.StyleDate, p.Style == flow.StyleSign, p.Style == flow.StyleNote:
			p.Keep = tied
			tied = true
		case p.Style == flow.StyleList && list >= longList:
			p.Keep = tied
			return nil, nil
		case p.Style == flow.StyleBlank, p.Style == flow.StyleList:
			if p.Keep = tied && l.chain(es[i+1:]) > 0; tied && !p.Keep {
				return nil, nil
			}
		case !tied:
			return nil, nil // nothing to keep with
		default:
			return p, nil
		}
	}
	return nil, nil
}
