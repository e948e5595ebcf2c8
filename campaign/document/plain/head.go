package plain

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A margin is a mark with the line that it stands on.
type margin struct {
	cue.Margin
	line int
}

// margins parts the marks from the lines above the body.
func (r *reading) margins(lines []int) (rest []int, all []margin) {
	for _, i := range lines {
		if m := r.marginsOf(i); m != nil {
			for _, m := range m {
				all = append(all, margin{m, i})
			}
			continue
		}
		rest = append(rest, i)
		if g := cue.ReadNumber(r.Text(i)); g != nil && !cue.SignersPart.MatchString(g[2]) {
			for f := range strings.FieldsSeq(g[2]) {
				all = append(all, margin{cue.Margin{Text: f, Kind: cue.MarginOf(f)}, i})
			}
		}
	}
	return rest, all
}

// marginsOf returns the marks on line i: what cue.Margins tells, and a short number directly
// above the 密级, which is the 份号 without its noughts.
func (r *reading) marginsOf(i int) []cue.Margin {
	const longest = 5 // digits
	if m := cue.Margins(r.Text(i)); m != nil {
		return m
	}
	s, below := r.Text(i), r.Next(i+1, len(r.Lines))
	if s == "" || len(s) > longest || strings.Trim(s, "0123456789") != "" || below == len(r.Lines) || cue.MarginOf(r.Text(below)) != cue.SecrecyMark {
		return nil
	}
	return []cue.Margin{{Text: s, Kind: cue.CopyMark}}
}

// margin enters the marks into the head. What has no place there is put into the
// note.
func (r *reading) margin(n *document.Document, h *document.Head, all []margin) {
	// take enters what stands behind the label of a mark, if it has one.
	take := func(to *string, part string, m margin) bool {
		if *to != "" {
			return false
		}
		*to = m.Text[len(cue.MarginLabel.FindString(m.Text)):]
		if *to != m.Text {
			r.wrote(part, m.Text)
			r.Note("RD010", m.line, m.Text)
		}
		r.place(part, placed{m.line, m.Text})
		return true
	}
	for _, m := range all {
		done := false
		switch m.Kind {
		case cue.CopyMark:
			done = take(&h.Copy, "head.copy", m)
		case cue.SecrecyMark:
			done = take(&h.Secrecy, "head.secrecy", m)
		case cue.UrgencyMark:
			done = take(&h.Urgency, "head.urgency", m)
		case cue.SignerMark:
			if done = len(h.Signers) == 0; done {
				r.signers(h, m.line, m.Text)
			}
		}
		if !done && r.Framed && cue.AnswerClass.MatchString(m.Text) {
			r.Note("RD001", m.line, m.Text)
		} else if !done {
			text := strings.Trim(m.Text, "（）()【】[]")
			if text != m.Text {
				r.Note("RD010", m.line, m.Text)
			}
			r.addNote(n, m.line, text)
			r.Note("RD016", m.line, m.Text)
		}
		if !cue.IsNumber(r.Text(m.line)) {
			r.taken = append(r.taken, m.line)
		}
	}
}

// number reads line i, which is a 发文字号.
func (r *reading) number(h *document.Head, i int) {
	s := r.Text(i)
	if r.proclaimed(h, i, s) {
		return
	}
	if cue.SerialLine.MatchString(s) {
		h.Number = document.DocNumber{Written: s}
		r.place("head.number", placed{i, s})
		return
	}
	g := cue.ReadNumber(r.Text(i))
	if cue.Unbracketed(s) != s {
		r.Note("RD010", i, s)
	}
	h.Number = document.ParseDocNumber(g[1])
	if strings.Contains(s, g[1]) {
		r.place("head.number", placed{i, g[1]})
	} else { // in digits as wide as characters
		r.wrote("head.number", s)
		r.Note("RD010", i, s)
		r.place("head.number", placed{i, s})
	}
	if cue.SignersPart.MatchString(g[2]) {
		r.signers(h, i, g[2])
	}
	if g := cue.NumberAndDay.FindStringSubmatch(r.Text(i)); g != nil {
		r.beside = placed{i, g[1] + g[3]}
	} else if g := cue.NumberBeside.FindStringSubmatch(r.Text(i)); g != nil {
		r.beside = placed{i, g[1] + g[3]}
	}
}

// proclaimed reads the head of an order or proclamation out of s, which stands on line i: who
// makes it, the kind and the number; false if it is none.
func (r *reading) proclaimed(h *document.Head, i int, s string) bool {
	organs, kind, number := cue.ReadProclaimed(s)
	if kind == "" {
		return false
	}
	for _, o := range r.names([]nameLine{{i, organs}}, nil) {
		h.Organs = append(h.Organs, document.Organ{Name: o.text})
	}
	h.Mark, h.Number = kind, document.DocNumber{Written: number}
	r.place("head.number", placed{i, number})
	return true
}

// dayBeside takes the day beside a number for that of a document that has none at its
// end.
func (r *reading) dayBeside(n *document.Document) {
	if date, ok := cue.ReadDate(r.beside.text); ok && n.Signature == nil {
		n.Signature = &document.Signature{Date: date}
		r.dated("signature.date", r.beside.line, r.beside.text, date)
	}
}

// signers reads 签发人：李某某　王某某, which stands on line i.
func (r *reading) signers(h *document.Head, i int, s string) {
	names := cue.SignersPart.FindStringSubmatch(s)[1]
	h.Signers = append(h.Signers, cue.NameBreak.Split(names, -1)...)
	if label := strings.TrimSuffix(s, names); han.Squeeze(label) != "签发人：" {
		r.wrote("head.signers", s)
		r.Note("RD010", i, label)
		r.place("head.signers", placed{i, s})
		return
	}
	r.place("head.signers", placed{i, names})
}

// organs reads the lines that name the organs of a head, one of them with the
// word 文件 or none: it stands to the right of all of them, so a text may have it
// behind any. The title below tells that a kind alone on a line is such a word.
// Lines that are no names are put before the body.
func (r *reading) organs(h *document.Head, lines, title []int) {
	var names []nameLine
	for k, i := range lines {
		s := r.Text(i)
		whole := han.Squeeze(s)
		name, marked := strings.CutSuffix(whole, "文件")
		last := k == len(lines)-1
		if g := cue.MinutesMark.FindStringSubmatch(whole); g != nil && h.Mark == "" && (len(lines) == 1 || last && g[1] == "") {
			h.Format, h.Mark, s = document.HeadMinutes, g[2], g[1]
			if s != "" && !cue.IsOrgan(s) {
				h.Mark, s = g[0], ""
			}
		} else if marked && h.Mark == "" && (last || cue.IsOrgan(name) || name == "" && k > 0) {
			h.Mark = "文件"
			if cut, ok := strings.CutSuffix(s, "文件"); ok {
				s = strings.TrimSpace(cut) // several names on it stay apart
			} else {
				s = name // 文 件
			}
		} else if g := cue.KindMark.FindStringSubmatch(whole); g != nil && h.Mark == "" && cue.IsOrgan(g[1]) {
			h.Mark, s = g[2], g[1]
		} else if g := cue.BannerMark.FindStringSubmatch(whole); g != nil && h.Mark == "" && cue.IsOrgan(g[1]) {
			h.Mark, s = g[2], g[1]
		} else if last && h.Mark == "" && len(title) > 0 && (k > 0 && cue.BareKind(s) || cue.Banner.MatchString(whole) || len(lines) == 1 && headed(whole, title, r.Text)) {
			h.Mark, s = whole, ""
		} else if kind := string(document.KindOf(whole)); last && h.Mark == "" && len(title) > 0 && kind != "" && cue.IsOrgan(strings.TrimSuffix(whole, kind)) {
			h.Mark = kind
			if cut, ok := strings.CutSuffix(s, kind); ok {
				s = strings.TrimSpace(cut)
			} else {
				s = strings.TrimSuffix(whole, kind)
			}
		}
		if s != "" {
			names = append(names, nameLine{i, s})
		}
	}
	for _, o := range r.names(names, nil) {
		named := cue.NameOnly.MatchString(o.text) && (h.Mark == "文件" && len(lines) == 1 || h.Format == document.HeadMinutes && len(lines) == 2)
		switch {
		case cue.IsOrgan(o.text), named:
		case r.Framed && o.line == r.Next(0, len(r.Lines)) && len(title) > 0 && document.KindOf(o.text) != "":
			r.Drop("RD001", o.line) // what the page calls it, no organ
			continue
		default:
			r.stray(o.line)
			continue
		}
		h.Organs = append(h.Organs, document.Organ{Name: o.text})
	}
}

// headed reports whether s is what a proclamation is called above its title, whose lines text returns.
func headed(s string, title []int, text func(int) string) bool {
	const most = 8 // characters
	kind := document.KindOf(s)
	return (kind == "公告" || kind == "通告") && utf8.RuneCountInString(s) <= most && !cue.IsOrgan(strings.TrimSuffix(s, string(kind))) && document.KindOf(cue.Unstopped(text(lastOf(title)))) == kind
}

// stray puts line i before the body, for nothing tells what it is.
func (r *reading) stray(i int) {
	r.Note("RD012", i, r.Text(i))
	r.strays = append(r.strays, i)
}

// editor reads line i of a 纪要 or 简报, below its number or title: who edited it,
// and when. It has no signature; the line is kept as one, where other documents
// have what it tells. It reports whether the line is that.
func (r *reading) editor(n *document.Document, i int) bool {
	g := cue.EditorLine.FindStringSubmatch(r.Text(i))
	if organ, day := cue.ReadIssued(r.Text(i)); organ != "" {
		g = []string{"", organ, day}
	}
	if g == nil {
		g = []string{"", "", strings.Trim(r.Text(i), "（）()")}
	}
	name := cue.Editor(g[1])
	date, ok := cue.ReadDate(g[2])
	if !ok || name != "" && !cue.IsOrgan(name) {
		return false
	}
	if name != han.Squeeze(g[1]) {
		r.Note("RD010", i, g[1])
	}
	n.Signature = &document.Signature{Date: date}
	if name != "" {
		n.Signature.Organs = []document.Organ{{Name: name}}
		r.place("signature", placed{i, g[1]})
	}
	if g[1] == "" && g[2] != r.Text(i) {
		r.Note("RD010", i, r.Text(i))
	}
	r.dated("signature.date", i, g[2], date)
	r.Note("RD015", i, r.Text(i))
	return true
}

// issueTotal adds line i, the number of all issues, to that of an issue, or the number that another of those
// has who issue a document together.
func (r *reading) issueTotal(h *document.Head, number, i int) {
	if cue.IsLoneNumber(r.Text(i)) {
		pieces := []placed{{number, h.Number.String() + " "}, {i, r.Text(i)}}
		h.Number = document.DocNumber{Written: pieces[0].text + pieces[1].text}
		r.place("head.number", pieces...)
		r.Note("RD010", i, r.Text(i))
		return
	}
	h.Number.Written = h.Number.String() + r.Text(i)
	r.place("head.number", placed{number, r.Text(number)}, placed{i, r.Text(i)})
	r.Note("RD004", i, r.Text(i))
}

// bulletin reads the head of a 简报, whose name stands where other documents have
// the 版头, above line number. The title is that of its first article, if it has
// one. It returns the first line of the body.
func (r *reading) bulletin(n *document.Document, h *document.Head, name []int, number, to int) int {
	r.number(h, number)
	i := r.Next(number+1, to)
	if i < to && cue.IssueTotal.MatchString(r.Text(i)) {
		r.issueTotal(h, number, i)
		i = r.Next(i+1, to)
	}
	if i < to && r.editor(n, i) {
		i = r.Next(i+1, to)
	}
	n.Head, n.Kind = h, "简报"
	var title []int
	const most = 3
	below := i
	for ; below < to && len(title) < most && r.isHeadline(below) && (len(title) == 0 || below == lastOf(title)+1); below = r.Next(below+1, to) {
		title = append(title, below)
	}
	if len(title) > 0 && below < to && strings.Contains(r.Text(below), "。") && (len(title) == 1 || strings.HasPrefix(r.Text(lastOf(title)), "——")) {
		h.Format, h.Mark = document.HeadBulletin, han.Squeeze(r.Join(name, ""))
		r.unmoved(number+1, below)
		n.Title = r.title(title)
		return below
	}
	n.Title = r.title(name)
	return i
}

// isHeadline reports whether line i can be the title of an article.
func (r *reading) isHeadline(i int) bool {
	s := r.Text(i)
	m, marked := passage.ReadMark(s)
	return !(marked && m.Doubt == passage.Sure) && !strings.ContainsAny(s, "。；\t【[") && !cue.Ended(s) && !cue.IsDateLine(s) && utf8.RuneCountInString(s) <= cue.MaxTitleLine
}
