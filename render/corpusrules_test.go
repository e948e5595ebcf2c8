package render_test

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A judge looks at the pages of a document as a printer does.
type judge struct {
	n        *document.Document
	pages    []paper.Page
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
	{"text", (*judge).text, true},
	{"first page", (*judge).firstPage, true},
	{"mark", (*judge).mark, false},
	{"signers", (*judge).signers, false},
	{"heading alone", (*judge).headingAlone, false},
	{"names", (*judge).names, false},
	{"signature", (*judge).signature, true},
	{"seal", (*judge).seal, true},
	{"imprint", (*judge).imprint, true},
	{"imprint box", (*judge).imprintBox, false},
	{"blank pages", (*judge).blankPages, true},
	{"white foot", (*judge).whiteFoot, true},
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
	return j.n.Head != nil && j.n.Head.Format == document.HeadLetter
}

// inside: nothing but the page number stands outside the type area, and on
// the first page of a letter its mark and rules.
func (j *judge) inside() (said []string) {
	for _, p := range j.texts {
		l, t, r, b := areaLeft, areaTop, areaRight, areaBottom
		if p.Turned {
			l, t, r, b = 841.9-areaBottom, areaLeft, 841.9-areaTop, areaRight
		}
		if p.Color == paper.Red && p.page == 1 && j.isLetter() {
			continue
		}
		if p.x0 < l-areaSlack || p.x1 > r+areaSlack || p.top < t-areaSlack || p.y > b+areaSlack {
			said = append(said, fmt.Sprintf("p%d x %.0f–%.0f y %.0f %q", p.page, p.x0, p.x1, p.base, cut(p.Text.Text)))
		}
	}
	for i, page := range j.pages {
		for _, item := range page.Items {
			r, ok := item.(paper.Rule)
			if !ok || r.Color == paper.Red && i == 0 && j.isLetter() {
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

// apart: no text lies on another, and 〓 has the room that it takes.
func (j *judge) apart() (said []string) {
	const slack = 0.3
	for i, p := range j.texts {
		if n := len([]rune(p.Text.Text)); p.Missing && p.x1-p.x0 < float64(n)*float64(p.Size)*0.95 {
			said = append(said, fmt.Sprintf("p%d 〓 for %q has %.0f pt", p.page, cut(p.Text.Text), p.x1-p.x0))
		}
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

// headingAlone: no page ends with a heading, or holds the title of an
// attachment without its text.
func (j *judge) headingAlone() (said []string) {
	var heads []string
	collect := func(bs []document.Block) {
		for i, b := range bs {
			if h, ok := b.(*document.Heading); ok && i+1 < len(bs) {
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
			if text := j.pageText(page + 1); strings.HasSuffix(text, h) && page+1 < len(j.pages) && j.lastOn(page+1).Role != font.FangSong {
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

// isBulletin: a 简报 is no 公文; its signature stands in its head, and 报, 送 and 发 at
// the foot of whatever page is the last.
func (j *judge) isBulletin() bool {
	return j.n.Head != nil && j.n.Head.Format == document.HeadBulletin
}

// imprint: it stands at the foot of the last page, an even one, and takes no
// other sheet where it has room (7.4.1).
func (j *judge) imprint() (said []string) {
	m := j.n.Imprint
	if m == nil || j.isLetter() && m.CopyTo == "" && m.To == "" {
		return nil
	}
	last := len(j.pages)
	if last%2 != 0 && !j.isLetter() && !j.isBulletin() {
		said = append(said, fmt.Sprintf("the last page is p%d", last))
	}
	var first, lowest float64
	for i, p := range j.texts {
		if p.page == last && p.Size == 14 {
			if first == 0 && (strings.ContainsAny(j.lineAt(i), "送发") || j.isBulletin() && strings.HasPrefix(j.lineAt(i), "报：")) {
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
	if page < last && !j.pages[page-1].Landscape && (page%2 == 0 || j.isLetter() || j.isBulletin()) {
		if free, need := areaBottom-end, areaBottom-first+7; free >= need {
			said = append(said, fmt.Sprintf("goes to p%d, though p%d has %.0f mm for its %.0f", last, page, free*25.4/72, need*25.4/72))
		}
	}
	return said
}

// blankPages: no page is empty but the one before an imprint that has found no
// room on an even page (7.5). Rows of a table without text are something.
func (j *judge) blankPages() (said []string) {
	for page := 1; page <= len(j.pages); page++ {
		ruled := slices.ContainsFunc(j.pages[page-1].Items, func(i paper.Item) bool { _, ok := i.(paper.Rule); return ok })
		if j.pageText(page) == "" && !(ruled && j.emptyRow()) && !(j.n.Imprint != nil && page == len(j.pages)-1 && page%2 == 1) {
			said = append(said, fmt.Sprintf("p%d of %d", page, len(j.pages)))
		}
	}
	return said
}

// emptyRow reports whether a table of the document has a row without text, which
// may be all that a page holds; of a table that is parted by columns, a row without
// text in its first column, which comes again, and another.
func (j *judge) emptyRow() bool {
	const wide = 8 // columns that are never parted
	return slices.ContainsFunc(tablesOf(j.n), func(t *document.Table) bool {
		columns := 0
		for _, row := range t.Rows {
			columns = max(columns, len(row))
		}
		return slices.ContainsFunc(t.Rows, func(row []string) bool {
			empty := columns - len(row)
			for _, cell := range row {
				if squash(cell) == "" {
					empty++
				}
			}
			return empty == columns || columns > wide && squash(row[0]) == "" && empty > 1
		})
	})
}

// whiteFoot: no page ends well above its foot while a paragraph of the body
// begins or goes on behind it, which might have been parted (5.2.3: 22 lines).
func (j *judge) whiteFoot() (said []string) {
	const most = 3
	at := j.signed()
	for page := 1; at >= 0 && page < j.texts[at].page; page++ {
		last, next := piece{}, piece{}
		for i, p := range j.texts[:at] {
			if p.page == page && p.y > last.y {
				last = p
			}
			if p.page == page+1 && next.page == 0 && p.Size == 16 && p.Role == font.FangSong {
				next = p
				next.Text.Text = j.lineAt(i)
			}
			if p.page == page+1 && next.page == 0 {
				break
			}
		}
		if next.page == 0 || last.page == 0 || last.Size != 16 || j.pages[page-1].Landscape {
			continue
		}
		// A line of the body must go with the signature (7.3.5.5), and perhaps
		// the one before it; the white that leaves stays.
		if page+1 == j.texts[at].page && j.bodyLines(page+1, at) <= 2 {
			continue
		}
		if lines := int((areaBottom - last.y) / 28.95); lines > most {
			said = append(said, fmt.Sprintf("p%d has %d lines free before %q", page, lines, cut(next.Text.Text)))
		}
	}
	return said
}

// bodyLines is the number of lines of the body on a page before a piece.
func (j *judge) bodyLines(page, before int) int {
	body := ""
	for _, p := range partsOf(j.n) {
		if p.body && !p.table {
			body += squash(p.text)
		}
	}
	lines := map[float64]bool{}
	for i, p := range j.texts[:before] {
		if text := squash(j.lineAt(i)); p.page == page && !lines[p.base] && strings.Contains(body, text) {
			lines[p.base] = true
		}
	}
	return len(lines)
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
	for _, r := range rules(j.pages[last-1], paper.Black) {
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
			if t, ok := item.(paper.Text); ok && t.Role == font.SongTi && t.Size == 14 {
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
