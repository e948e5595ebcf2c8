package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// compose makes the flow of a document.
func (t *typesetter) compose(s source) (*flow, error) {
	t.minutes = s.Head != nil && s.Head.Format == document.HeadMinutes
	sec := &section{}
	f := &flow{geo: t.geo, sections: []*section{sec}}
	add := func(es ...element) { sec.elements = append(sec.elements, es...) }

	title := t.title(styleTitle, s.Title, s.names())
	if s.Head != nil {
		head, left := t.head(f, s, title)
		add(head...)
		s = left
	}
	if s.Title != "" {
		add(title, t.blank(0)) // 7.3.2: 标题下空一行
	}
	if s.Recipients != "" {
		add(t.recipients(s.Recipients))
	}
	body, err := t.blocks(s.Body, s.Title)
	if err != nil {
		return nil, &Error{Doc: s.name(), Place: "body", Err: err}
	}
	add(body...)
	if len(body) > 0 {
		f.first = body[0]
	}
	// A paper may be an attachment and nothing else: a list that was sent alone.
	alone := s.Head == nil && s.Title == "" && s.Recipients == "" && len(body) == 0 && s.Signature == nil
	if listed := s.Listed(); len(listed) > 0 && !alone {
		add(t.blank(0)) // 7.3.4: 正文下空一行
		add(t.attachmentList(s.AttachmentMark, listed)...)
	}
	if s.Signature != nil {
		add(t.signature(s.Signature)...)
	}
	if s.Note != "" {
		add(&para{style: styleNote, runs: []run{{text: "（" + s.Note + "）", role: font.FangSong}}})
	}
	f.tie, f.tail = t.keepTogether(sec.elements)
	number := 0
	for i := range s.Attachments {
		a := &s.Attachments[i]
		if wide := t.wide(a.Body); wide != sec.landscape {
			sec = &section{landscape: wide}
			f.sections = append(f.sections, sec)
		}
		es, err := t.in(sec).attachment(s, a, number)
		if err != nil {
			return nil, &Error{Doc: s.name(), Place: fmt.Sprintf("attachment %d", i+1), Err: err}
		}
		add(es...)
		if !a.Printed {
			number++
		}
	}
	f.imprint = t.imprint(s)
	return f, nil
}

// in returns the typesetter of a section's pages.
func (t *typesetter) in(sec *section) *typesetter {
	if !sec.landscape {
		return t
	}
	wide := *t
	wide.geo = t.geo.in(sec)
	return &wide
}

// turned reports whether the typesetter's pages are landscape.
func (t *typesetter) turned() bool { return t.geo.pageW > t.geo.pageH }

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

func (t *typesetter) title(st *style, text string, names []string) *para {
	limit := float64(t.geo.width().Pt()*linebreak.TitleFill) / float64(size2)
	lines := linebreak.Title(text, limit, func(s string) float64 { return t.ems(font.XiaoBiaoSong, s) }, names)
	return &para{style: st, entry: strings.Join(lines, ""), runs: []run{{text: strings.Join(lines, "\n"), role: font.XiaoBiaoSong}}}
}

func (t *typesetter) recipients(text string) *para {
	if !strings.HasSuffix(text, "：") && !strings.HasSuffix(text, ":") {
		text += "："
	}
	return &para{style: styleTo, runs: []run{{text: text, role: font.FangSong}}}
}

// blocks sets a body. title is the title above it, which a form need not repeat.
func (t *typesetter) blocks(bs []document.Block, title string) ([]element, error) {
	var out []element
	for _, b := range bs {
		switch b := b.(type) {
		case *document.Heading:
			level := clampLevel(b.Level)
			out = append(out, &para{style: styleHeads[level], runs: []run{{text: prose(b.Mark + b.Text), role: levelRole(level), bold: t.BoldLevels && level > 2}}})
		case *document.Paragraph:
			out = append(out, t.paragraph(b))
		case *document.Labelled:
			out = append(out, t.labelled(b, out)...)
		case *document.Table:
			if widest(b.Rows) == 0 {
				continue
			}
			above := t.blank(tableGap)
			above.keep = true
			out = append(out, above, t.textTable(b), t.blank(tableGap))
		case *document.Form:
			es, err := t.form(b.Schema, 0)
			if err != nil {
				return nil, err
			}
			if b.Schema.Title != "" && b.Schema.Title != title {
				es[0] = &para{style: styleCaption, before: tableGap, runs: []run{{text: prose(b.Schema.Title), role: font.HeiTi}}} // in place of white
			}
			out = append(out, es...)
		}
	}
	return out, nil
}

// clampLevel is the level, 1 to 5, whose style a block is set in.
func clampLevel(l document.Level) int { return min(max(int(l), 1), 5) }

// tableGap is the white above and below a table in the text.
const tableGap paper.Twip = 160 // 惯例: half a line

func bodyPara(text string) *para {
	return &para{style: styleBody, runs: []run{{text: prose(text), role: font.FangSong}}}
}

// prose is text without tabs: the next stop may be less than a hair away, so
// that there would be no white. An empty cell stands for each.
func prose(text string) string { return strings.ReplaceAll(text, "\t", "\u3000") }

// labelled sets a line that opens with a label. Lists of names go on under the
// first name; those of a 纪要 have their label in 黑体 and a blank line above
// the first (10.3).
func (t *typesetter) labelled(b *document.Labelled, before []element) []element {
	word := strings.NewReplacer(" ", "", "\u3000", "", "：", "", ":", "").Replace(b.Label)
	p := bodyPara(b.Label + b.Text)
	if !slices.Contains(nameLabels, word) {
		return []element{p}
	}
	hang := t.textWidth(styleBody, prose(b.Label)).Twips()
	p.indent = &indent{left: paraIndent + hang, first: -hang}
	if !t.minutes || !slices.Contains(nameLabels[:minutesLabels], word) {
		return []element{p}
	}
	p.runs = []run{{text: prose(b.Label), role: font.HeiTi}, {text: prose(b.Text), role: font.FangSong}}
	if n := len(before); n > 0 {
		if last, ok := before[n-1].(*para); ok && (last.indent == nil || last.runs[0].role != font.HeiTi) {
			return []element{t.blank(0), p}
		}
	}
	return []element{p}
}

// nameLabels are the labels of lists of names, those of a 纪要 first.
var nameLabels = []string{"出席", "请假", "列席", "组长", "副组长", "组员", "成员", "主任", "副主任", "顾问", "联络员", "总负责人", "负责人"}

const minutesLabels = 3

func (t *typesetter) paragraph(b *document.Paragraph) *para {
	if b.Lead == "" {
		return bodyPara(b.Mark + b.Text)
	}
	level := clampLevel(b.Level)
	lead := run{text: prose(b.Mark + b.Lead), role: levelRole(level), bold: t.BoldLevels && level > 2}
	if lead.role != font.FangSong {
		lead.char = charStyle(lead.role)
	}
	p := &para{style: styleRunIns[level], entry: strings.TrimRight(lead.text, "。.：:"), runs: []run{lead}}
	if b.Text != "" {
		p.runs = append(p.runs, run{text: prose(b.Text), role: font.FangSong})
	}
	return p
}

// attachmentList sets the 附件说明 (7.3.4): indented by two characters; a
// wrapped name goes on under the first character of the name.
func (t *typesetter) attachmentList(mark string, listed []*document.Attachment) []element {
	if mark == "" {
		mark = "附件："
	}
	// 附件： takes three characters; another mark pulls the numbers along.
	numbers := paraIndent + t.textWidth(styleList, mark).Twips()
	if len(listed) == 1 {
		return []element{&para{style: styleList, indent: &indent{left: numbers, first: paraIndent - numbers},
			runs: []run{{text: mark + listed[0].ListedTitle(), role: font.FangSong}}}}
	}
	names := numbers + charWidth
	if len(listed) > 9 {
		names += charWidth / 2
	}
	var out []element
	for i, a := range listed {
		p := &para{style: styleList, whole: true, indent: &indent{left: names, first: numbers - names}, tabs: []tab{{pos: names}}}
		text := strconv.Itoa(i+1) + ".\t" + a.ListedTitle()
		if i == 0 {
			p.indent.first = paraIndent - names
			text = mark + text
		}
		p.runs = []run{{text: text, role: font.FangSong}}
		out = append(out, p)
	}
	return out
}

// attachment sets an attachment on its own pages (7.3.7): the label in the
// first line, the title in the third. A printed text has no label and begins
// with its title.
func (t *typesetter) attachment(s source, a *document.Attachment, number int) ([]element, error) {
	var out []element
	title := t.title(styleAttTitle, a.Title, s.names())
	if text := a.PageLabel(number, len(s.Listed())); text != "" {
		label := &para{style: styleAttach, runs: []run{{text: text, role: font.HeiTi}}}
		blank := t.blank(0)
		blank.keep = true
		out = []element{label, blank, title}
	} else {
		title.style = stylePrinted
		out = []element{title}
	}
	if len(a.Body) == 1 {
		if f, ok := a.Body[0].(*document.Form); ok {
			room := t.geo.height().Pt() - t.heightOf(out)
			if i := t.imprint(s); i != nil && a == &s.Attachments[len(s.Attachments)-1] && !t.turned() {
				room -= i.height + 2*t.geo.pitch.Pt() // so that the imprint need not go on a page of its own
			}
			body, err := t.form(f.Schema, room)
			return append(out, body...), err
		}
	}
	body, err := t.blocks(a.Body, a.Title)
	return append(append(out, t.blank(0)), body...), err
}

// longList is the number of lines from which an attachment list counts as text
// beside which a signature may stand.
const longList = 6

// keepTogether keeps the attachment list, the signature and the date on one
// page and returns the paragraph above them, which goes there too if nothing
// else of the body does (7.3.5.5), or the table above them; nil if there is
// none. A long list is text itself: only its last line is kept with the
// signature, or as much of it as a page holds.
func (t *typesetter) keepTogether(es []element) (*para, *table) {
	l := &layout{typesetter: t}
	list := 0
	for _, e := range es {
		if p, ok := e.(*para); ok && p.style == styleList {
			list++
		}
	}
	tied := false
	for i := len(es) - 1; i >= 0; i-- {
		p, ok := es[i].(*para)
		switch {
		case !ok:
			tab := es[i].(*table)
			if !tab.keep {
				if !tied {
					tab = nil // nothing to keep with
				}
				return nil, tab
			}
			tab.tied, tied = tied, true
		case p.style == styleDate, p.style == styleSign, p.style == styleNote:
			p.keep = tied
			tied = true
		case p.style == styleList && list >= longList:
			p.keep = tied
			return nil, nil
		case p.style == styleBlank, p.style == styleList:
			if p.keep = tied && l.chain(es[i+1:]) > 0; tied && !p.keep {
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
