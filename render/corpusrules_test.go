package render_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A judge looks at the pages of a document as a printer does.
type judge struct {
	n        *campaign.Notice
	pages    []render.Page
	texts    []piece
	findings []report.Finding
}

// pageRules are what pages must hold to. A check says what is wrong.
var pageRules = []struct {
	name    string
	check   func(*judge) []string
	endings bool // says something of an ending
}{
	{"inside", (*judge).inside, true},
	{"apart", (*judge).apart, true},
	{"text", (*judge).text, false},
	{"first page", (*judge).firstPage, false},
	{"mark", (*judge).mark, false},
	{"signers", (*judge).signers, false},
	{"heading alone", (*judge).headingAlone, false},
	{"names", (*judge).names, false},
	{"signature", (*judge).signature, true},
	{"seal", (*judge).seal, true},
	{"imprint", (*judge).imprint, true},
	{"imprint box", (*judge).imprintBox, false},
	{"blank pages", (*judge).blankPages, true},
	{"page numbers", (*judge).numbers, true},
	{"titles", (*judge).titles, false},
	{"tables: cut words", (*judge).cutTokens, false},
	{"tables: narrow columns", (*judge).narrowColumns, false},
	{"tables: heads", (*judge).tableHeads, false},
	{"line ends", (*judge).lineEnds, false},
	{"spacing", (*judge).spacing, false},
	{"outline", (*judge).outline, false},
}

// The type area in points, from the sheet's upper left corner.
const (
	areaLeft, areaTop, areaRight, areaBottom = 79.35, 104.9, 521.6, 742.7
	areaSlack                                = 1.0
)

func (j *judge) isLetter() bool {
	return j.n.Head != nil && j.n.Head.Format == campaign.HeadLetter
}

// inside: nothing but the page number stands outside the type area, and on
// the first page of a letter its mark and rules.
func (j *judge) inside() (said []string) {
	for _, p := range j.texts {
		l, t, r, b := areaLeft, areaTop, areaRight, areaBottom
		if p.Turned {
			l, t, r, b = 841.9-areaBottom, areaLeft, 841.9-areaTop, areaRight
		}
		if p.Color == render.Red && p.page == 1 && j.isLetter() {
			continue
		}
		if p.x0 < l-areaSlack || p.x1 > r+areaSlack || p.top < t-areaSlack || p.y > b+areaSlack {
			said = append(said, fmt.Sprintf("p%d x %.0f–%.0f y %.0f %q", p.page, p.x0, p.x1, p.base, cut(p.Text.Text)))
		}
	}
	for i, page := range j.pages {
		for _, item := range page.Items {
			r, ok := item.(render.Rule)
			if !ok || r.Color == render.Red && i == 0 && j.isLetter() {
				continue
			}
			x0, x1 := float64(min(r.X1, r.X2)), float64(max(r.X1, r.X2))
			y0, y1 := float64(min(r.Y1, r.Y2)), float64(max(r.Y1, r.Y2))
			if x0 < areaLeft-areaSlack || x1 > areaRight+areaSlack || y0 < areaTop-areaSlack || y1 > areaBottom+areaSlack {
				said = append(said, fmt.Sprintf("p%d rule x %.0f–%.0f y %.0f–%.0f", i+1, x0, x1, y0, y1))
			}
		}
	}
	return said
}

// apart: no text lies on another.
func (j *judge) apart() (said []string) {
	const slack = 0.3
	for i, p := range j.texts {
		for _, q := range j.texts[i+1:] {
			if q.page != p.page {
				break
			}
			if p.x0 < q.x1-slack && q.x0 < p.x1-slack && p.top < q.y-slack && q.top < p.y-slack {
				said = append(said, fmt.Sprintf("p%d %q on %q", p.page, cut(p.Text.Text), cut(q.Text.Text)))
			}
		}
	}
	return said
}

// text: every character of the document stands on the pages, the paragraphs in
// their order, and a cell's text in its order.
func (j *judge) text() (said []string) {
	var b strings.Builder
	for _, p := range j.texts {
		b.WriteString(squash(p.Text.Text))
	}
	got := b.String()
	count := map[rune]int{}
	for _, r := range got {
		count[r]++
	}
	var cells, paragraphs []string
	for _, part := range partsOf(j.n) {
		if part.table {
			cells = append(cells, squash(part.text))
		} else {
			paragraphs = append(paragraphs, squash(part.text))
		}
	}
	lost := ""
	for _, s := range append(cells, paragraphs...) {
		for _, r := range s {
			if count[r]--; count[r] < 0 {
				lost += string(r)
			}
		}
	}
	if lost != "" {
		said = append(said, fmt.Sprintf("lost %d characters: %s", len([]rune(lost)), cut(lost)))
	}
	at := 0
	for _, s := range paragraphs {
		i := strings.Index(got[at:], s)
		if i < 0 {
			said = append(said, fmt.Sprintf("%q is missing or out of order", cut(s)))
			continue
		}
		at += i + len(s)
	}
	for _, s := range cells {
		if !piecewise(got, s) {
			said = append(said, fmt.Sprintf("the cell %q is not whole", cut(s)))
		}
	}
	return said
}

// piecewise reports whether s stands in text, whole or in three pieces at most:
// a cell goes on behind the other cells of its row on the next page.
func piecewise(text, s string) bool {
	rs := []rune(s)
	for pieces, at := 0, 0; len(rs) > 0; pieces++ {
		if pieces == 3 {
			return false
		}
		n := len(rs)
		for n > 0 && !strings.Contains(text[at:], string(rs[:n])) {
			n--
		}
		if n == 0 {
			return false
		}
		at += strings.Index(text[at:], string(rs[:n])) + len(string(rs[:n]))
		rs = rs[n:]
	}
	return true
}

// A part is a paragraph of a document or a cell of one of its tables.
type part struct {
	text  string
	table bool
	body  bool // of the body, not of an attachment
}

// partsOf lists the parts between the head and the imprint, without the
// recipients, which may move.
func partsOf(n *campaign.Notice) (parts []part) {
	add := func(text string, table, body bool) {
		if squash(text) != "" {
			parts = append(parts, part{text, table, body})
		}
	}
	blocks := func(bs []campaign.Block, body bool) {
		for _, b := range bs {
			switch b := b.(type) {
			case *campaign.Heading:
				add(b.Mark+b.Text, false, body)
			case *campaign.Paragraph:
				add(b.Mark+b.Lead+b.Text, false, body)
			case *campaign.Labelled:
				add(b.Label+b.Text, false, body)
			case *campaign.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						add(cell, true, body)
					}
				}
			case *campaign.Form:
				if l, err := b.Schema.Layout(); err == nil {
					for _, c := range l.Cells {
						if c.Role != forms.RoleTitle {
							add(c.Text, true, body)
						}
					}
				}
			}
		}
	}
	add(n.Title, false, false)
	blocks(n.Body, true)
	for _, a := range n.Attachments {
		if !a.Printed {
			add(a.ListedTitle(), false, false)
		}
	}
	if s := n.Signature; s != nil {
		for _, o := range s.Organs {
			if s.Seal != campaign.SealStamp || len(s.Posts) == 0 {
				add(o.Name, false, false)
			}
		}
		add(s.Date.String(), false, false)
	}
	add(n.Note, false, false)
	for _, a := range n.Attachments {
		formAlone := false
		if len(a.Body) == 1 {
			_, formAlone = a.Body[0].(*campaign.Form)
		}
		if !formAlone {
			add(a.Title, false, false)
		}
		blocks(a.Body, false)
	}
	return parts
}

// pageText is the text of a page without blanks.
func (j *judge) pageText(page int) string {
	var b strings.Builder
	for _, p := range j.texts {
		if p.page == page {
			b.WriteString(squash(p.Text.Text))
		}
	}
	return b.String()
}

// firstPage: the first page shows some of the body (7.3.3), or a finding says
// that there is no room.
func (j *judge) firstPage() []string {
	for _, f := range j.findings {
		if strings.Contains(f.Source, "7.3.3") {
			return nil
		}
	}
	for _, p := range partsOf(j.n) {
		if p.body {
			text := []rune(squash(p.text))
			if !strings.Contains(j.pageText(1), string(text[:min(len(text), 8)])) {
				return []string{"no text of the body, and no finding"}
			}
			return nil
		}
	}
	return nil
}

// signers: 签发人 stands with its first name on one line, every name whole, at
// the right of the number or above it (7.2.6).
func (j *judge) signers() (said []string) {
	if j.n.Head == nil || len(j.n.Head.Signers) == 0 {
		return nil
	}
	lines := map[float64]string{}
	for _, p := range j.texts {
		if p.page == 1 {
			lines[p.base] += p.Text.Text
		}
	}
	has := func(text string) bool {
		for _, l := range lines {
			if strings.Contains(squash(l), text) {
				return true
			}
		}
		return false
	}
	if !has("签发人：" + j.n.Head.Signers[0]) {
		said = append(said, "签发人： stands apart from "+j.n.Head.Signers[0])
	}
	for _, text := range append(slices.Clone(j.n.Head.Signers), j.n.Head.Number.String()) {
		if !has(text) {
			said = append(said, text+" is cut")
		}
	}
	return said
}

// headingAlone: no page ends with a heading, or holds the title of an
// attachment without its text.
func (j *judge) headingAlone() (said []string) {
	var heads []string
	collect := func(bs []campaign.Block) {
		for i, b := range bs {
			if h, ok := b.(*campaign.Heading); ok && i+1 < len(bs) {
				heads = append(heads, squash(h.Mark+h.Text))
			}
		}
	}
	collect(j.n.Body)
	for _, a := range j.n.Attachments {
		if collect(a.Body); len(a.Body) > 0 {
			heads = append(heads, squash(a.Title))
		}
	}
	for page := range j.pages {
		for _, h := range heads {
			if text := j.pageText(page + 1); strings.HasSuffix(text, h) && page+1 < len(j.pages) && j.lastOn(page+1).Role != render.FangSong {
				said = append(said, fmt.Sprintf("p%d ends with %q", page+1, cut(h)))
			}
		}
	}
	return said
}

// lastOn is the last piece on a page.
func (j *judge) lastOn(page int) (last piece) {
	for _, p := range j.texts {
		if p.page == page {
			last = p
		}
	}
	return last
}

// signed finds the piece in which the signature begins, -1 if there is none.
func (j *judge) signed() int {
	s := j.n.Signature
	if s == nil || s.Date.IsZero() {
		return -1
	}
	// The date stands behind the names and before the attachments.
	date := -1
	for i, p := range j.texts {
		if squash(p.Text.Text) != "" && p.Size == 16 && strings.HasPrefix(squash(j.lineAt(i)), s.Date.String()) {
			date = i
			break
		}
	}
	if date < 0 || len(s.Organs) == 0 {
		return date
	}
	first := s.Organs[0].Name
	if s.Seal == campaign.SealStamp && len(s.Posts) > 0 {
		first = s.Posts[0]
	}
	for i := date; i >= 0; i-- {
		if p := j.texts[i]; p.Size == 16 && p.Color == render.Black && strings.HasPrefix(first, squash(p.Text.Text)) && strings.HasPrefix(squash(j.from(i)), squash(first)) {
			return i
		}
	}
	return date
}

// from is the text from piece i on, some of it.
func (j *judge) from(i int) string {
	s := ""
	for _, p := range j.texts[i:min(len(j.texts), i+12)] {
		s += p.Text.Text
	}
	return s
}

// lineAt is the text from piece i to the end of its line.
func (j *judge) lineAt(i int) string {
	s := ""
	for k := i; k < len(j.texts) && j.texts[k].page == j.texts[i].page && j.texts[k].base == j.texts[i].base; k++ {
		s += j.texts[k].Text.Text
	}
	return s
}

// signature: it stands on a page with some of the body (7.3.5.5), or of a list
// of attachments so long that it is text itself.
func (j *judge) signature() []string {
	at := j.signed()
	if at < 0 {
		return nil
	}
	page := j.texts[at].page
	above := ""
	for _, p := range j.texts[:at] {
		if p.page == page {
			above += squash(p.Text.Text)
		}
	}
	if above == "" {
		return []string{fmt.Sprintf("p%d begins with the signature", page)}
	}
	listed := 0
	for _, a := range j.n.Attachments {
		if !a.Printed {
			listed++
		}
	}
	if listed >= 6 {
		return nil
	}
	for _, p := range partsOf(j.n) {
		if text := squash(p.text); p.body {
			rs := []rune(text)
			for k := range min(len(rs), 6) {
				if end := string(rs[len(rs)-1-k:]); strings.HasPrefix(above, end) || k == 5 && strings.Contains(above, end) {
					return nil
				}
			}
		}
	}
	return []string{fmt.Sprintf("p%d has no body above the signature: %q", page, cut(above))}
}

// seal: a seal of 45 mm over name and date, both just below its middle, does
// not reach into the text above, and stands no further than a line from it
// (7.3.5.1).
func (j *judge) seal() []string {
	const diameter, line = 45 * 72 / 25.4, 28.95
	s := j.n.Signature
	at := j.signed()
	if at < 0 || len(s.Organs) == 0 || s.Seal == campaign.SealNone || s.Seal == campaign.SealStamp {
		return nil
	}
	name := j.texts[at]
	above := 0.0
	for _, p := range j.texts[:at] {
		if p.page == name.page {
			above = max(above, p.y)
		}
	}
	if above == 0 {
		return nil // told by signature
	}
	lowest := name.base - 6 + line/4 // the seal's middle, name and date below it by more than half
	top := lowest - diameter/2
	if top < above-1 {
		return []string{fmt.Sprintf("p%d the seal reaches %.1f mm into the text", name.page, (above-top)*25.4/72)}
	}
	if highest := name.base - 6 - diameter/2; highest-above > line+10 {
		return []string{fmt.Sprintf("p%d the seal stands %.1f mm below the text", name.page, (highest-above)*25.4/72)}
	}
	return nil
}

// imprint: it stands at the foot of the last page, an even one, and takes no
// other sheet where it has room (7.4.1).
func (j *judge) imprint() (said []string) {
	m := j.n.Imprint
	if m == nil || j.isLetter() && m.CopyTo == "" && m.To == "" {
		return nil
	}
	last := len(j.pages)
	if last%2 != 0 && !j.isLetter() {
		said = append(said, fmt.Sprintf("the last page is p%d", last))
	}
	var first, lowest float64
	for i, p := range j.texts {
		if p.page == last && p.Size == 14 {
			if first == 0 && strings.ContainsAny(j.lineAt(i), "送发") {
				first = p.top
			}
			lowest = max(lowest, p.y)
		}
	}
	if first == 0 {
		return append(said, "not on the last page")
	}
	if areaBottom-lowest > 12 {
		said = append(said, fmt.Sprintf("ends %.1f mm above the foot", (areaBottom-lowest)*25.4/72))
	}
	// The last page with text.
	end, page := 0.0, 0
	for _, p := range j.texts {
		if p.Size == 14 && p.page == last {
			continue
		}
		if p.page > page {
			page, end = p.page, 0
		}
		end = max(end, p.y)
	}
	if page < last && !j.pages[page-1].Landscape && (page%2 == 0 || j.isLetter()) {
		if free, need := areaBottom-end, areaBottom-first+7; free >= need {
			said = append(said, fmt.Sprintf("goes to p%d, though p%d has %.0f mm for its %.0f", last, page, free*25.4/72, need*25.4/72))
		}
	}
	return said
}

// blankPages: no page is empty but the one before an imprint that has found no
// room on an even page (7.5).
func (j *judge) blankPages() (said []string) {
	for page := 1; page <= len(j.pages); page++ {
		if j.pageText(page) == "" && !(j.n.Imprint != nil && page == len(j.pages)-1 && page%2 == 1) {
			said = append(said, fmt.Sprintf("p%d of %d", page, len(j.pages)))
		}
	}
	return said
}

// imprintBox: the text of the imprint stands in the middle between its rules.
func (j *judge) imprintBox() []string {
	if j.n.Imprint == nil || j.isLetter() {
		return nil
	}
	last := len(j.pages)
	first, lowest := 0.0, 0.0
	for _, p := range j.texts {
		if p.page == last && p.Size == 14 {
			if first == 0 {
				first = p.top
			}
			lowest = max(lowest, p.y)
		}
	}
	for _, r := range rules(j.pages[last-1], render.Black) {
		if white := first - float64(r.Y1); 0 <= white && white < 28 {
			if d := white - (areaBottom - lowest); math.Abs(d) > 3 {
				return []string{fmt.Sprintf("%.1f pt too low", d/2)}
			}
		}
	}
	return nil
}

// numbers: 一字线 7 mm below the type area, near the outer edge, on every page
// that has a number (7.5).
func (j *judge) numbers() (said []string) {
	for i, page := range j.pages {
		var text string
		var x0, x1, y float64
		for _, item := range page.Items {
			if t, ok := item.(render.Text); ok && t.Role == render.SongTi && t.Size == 14 {
				if text == "" {
					x0 = float64(t.X)
				}
				text, x1, y = text+t.Text, float64(t.X+t.Width), float64(t.Y)
			}
		}
		want := fmt.Sprintf("—%d—", i+1)
		switch {
		case page.Unnumbered && text != "":
			said = append(said, fmt.Sprintf("p%d has a number", i+1))
		case page.Unnumbered:
		case squash(text) != want:
			said = append(said, fmt.Sprintf("p%d is numbered %q", i+1, text))
		case math.Abs(y-762.52-4.2) > 3, i%2 == 0 && math.Abs(x1-areaRight+14) > 3, i%2 == 1 && math.Abs(x0-areaLeft-14) > 3:
			said = append(said, fmt.Sprintf("p%d number at x %.0f–%.0f y %.0f", i+1, x0, x1, y))
		}
	}
	return said
}

// A recorder keeps what a check of another test complains about.
type recorder struct {
	rapid.TB
	said string
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.said = fmt.Sprintf(format, args...)
	panic(r)
}

// lineEnds: 避头尾 and what stays whole, in all lines.
func (j *judge) lineEnds() (said []string) {
	r := &recorder{}
	defer func() {
		if e := recover(); e == any(r) {
			said = []string{r.said}
		} else if e != nil {
			panic(e)
		}
	}()
	checkBreaks(r, j.texts)
	return nil
}

// spacing: no line is so widened that gaps show.
func (j *judge) spacing() (said []string) {
	for _, p := range j.texts {
		if p.Size == 16 && p.Role != render.XiaoBiaoSong && p.Track > 3 && len([]rune(p.Text.Text)) > 1 {
			said = append(said, fmt.Sprintf("p%d %.1f pt between the characters of %q", p.page, float64(p.Track), cut(p.Text.Text)))
		}
	}
	return said
}

// outline: it has every heading and every attachment in order, and leads to
// the page where it stands.
func (j *judge) outline() (said []string) {
	var want []string
	blocks := func(bs []campaign.Block) {
		for _, b := range bs {
			if h, ok := b.(*campaign.Heading); ok {
				want = append(want, squash(h.Mark+h.Text))
			}
		}
	}
	blocks(j.n.Body)
	for _, a := range j.n.Attachments {
		want = append(want, squash(a.Title))
		blocks(a.Body)
	}
	level := 0
	at := 0
	for i, page := range j.pages {
		text := j.pageText(i + 1)
		for _, e := range page.Outline {
			if e.Level > level+1 {
				said = append(said, fmt.Sprintf("%q goes from level %d to %d", cut(e.Text), level, e.Level))
			}
			level = e.Level
			rs := []rune(squash(e.Text))
			if key := string(rs[:min(len(rs), 4)]); !strings.Contains(text, key) {
				said = append(said, fmt.Sprintf("%q is not on p%d", cut(e.Text), i+1))
			}
			if at < len(want) && strings.HasSuffix(squash(e.Text), want[at]) {
				at++
			}
		}
	}
	if at < len(want) {
		said = append(said, fmt.Sprintf("%q is not in it", cut(want[at])))
	}
	return said
}

// cut shortens a text for messages.
func cut(s string) string {
	rs := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
	if len(rs) > 24 {
		return string(rs[:12]) + "…" + string(rs[len(rs)-10:])
	}
	return string(rs)
}
