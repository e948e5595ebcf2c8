package render_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

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
	// A cell goes on behind the other cells of its row on the next page.
	type place struct {
		of       *paper.Table
		row, col int
	}
	inCells := map[place]string{}
	for _, p := range j.texts {
		if p.Cell != nil && !p.Again {
			inCells[place{p.Cell.Table, p.Cell.Row, p.Cell.Col}] += squash(p.Text.Text)
		}
	}
	whole := map[string]int{}
	for _, text := range inCells {
		whole[text]++
	}
	for _, s := range cells {
		if whole[s] == 0 && !strings.Contains(got, s) { // the title and notes of a form are no cells
			said = append(said, fmt.Sprintf("the cell %q is not whole", cut(s)))
		}
	}
	return said
}

// A part is a paragraph of a document or a cell of one of its tables.
type part struct {
	text  string
	table bool
	body  bool // of the body, not of an attachment
}

// partsOf lists the parts between the head and the imprint, without the
// recipients, which may move.
func partsOf(n *document.Document) (parts []part) {
	add := func(text string, table, body bool) {
		if squash(text) != "" {
			parts = append(parts, part{text, table, body})
		}
	}
	blocks := func(bs []document.Block, body bool) {
		for _, b := range bs {
			switch b := b.(type) {
			case *document.Heading:
				add(b.Mark+b.Text, false, body)
			case *document.Paragraph:
				add(b.Mark+b.Lead+b.Text, false, body)
			case *document.Labelled:
				add(b.Label+b.Text, false, body)
			case *document.Table:
				for _, row := range b.Rows {
					for _, cell := range row {
						add(cell, true, body)
					}
				}
			case *document.Form:
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
	signature := func() {
		if s := n.Signature; s != nil {
			for _, o := range s.Organs {
				if s.Seal != document.SealStamp || len(s.Posts) == 0 {
					add(o.Name, false, false)
				}
			}
			add(s.Date.String(), false, false)
		}
	}
	bulletin := n.Head != nil && n.Head.Format == document.HeadBulletin
	if bulletin {
		signature()
	}
	add(n.Title, false, false)
	blocks(n.Body, true)
	for _, a := range n.Attachments {
		if !a.Printed {
			add(a.ListedTitle(), false, false)
		}
	}
	if !bulletin {
		signature()
	}
	add(n.Note, false, false)
	for _, a := range n.Attachments {
		if a.Apart {
			continue
		}
		formAlone := false
		if len(a.Body) == 1 {
			_, formAlone = a.Body[0].(*document.Form)
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
	cells := map[string]bool{}
	for _, p := range partsOf(j.n) {
		cells[squash(p.text)] = p.table
	}
	texts := slices.DeleteFunc(slices.Clone(j.texts), func(p piece) bool {
		mark := squash(p.Text.Text) // alone in its cell, such as ℃
		return p.Size <= 12 && cells[mark] && strings.Contains(notFirst, mark)
	})
	for i, p := range texts { // a line that ends at a blank does not show it
		if p.Cell == nil || i+1 < len(texts) && texts[i+1].base == p.base {
			continue
		}
		for _, part := range partsOf(j.n) {
			if part.table && strings.Contains(part.text, p.Text.Text+" ") {
				texts[i].Text.Text += " "
				break
			}
		}
	}
	checkBreaks(r, texts)
	return nil
}

// spacing: no line is so widened that gaps show.
func (j *judge) spacing() (said []string) {
	for _, p := range j.texts {
		if p.Size == 16 && p.Role != font.XiaoBiaoSong && p.Track > 3 && len([]rune(p.Text.Text)) > 1 {
			said = append(said, fmt.Sprintf("p%d %.1f pt between the characters of %q", p.page, float64(p.Track), cut(p.Text.Text)))
		}
	}
	return said
}

// outline: it has every heading and every attachment in order, and leads to
// the page where it stands.
func (j *judge) outline() (said []string) {
	var want []string
	blocks := func(bs []document.Block) {
		for _, b := range bs {
			if h, ok := b.(*document.Heading); ok {
				want = append(want, squash(h.Mark+h.Text))
			}
		}
	}
	blocks(j.n.Body)
	for _, a := range j.n.Attachments {
		if a.Apart {
			continue
		}
		want = append(want, squash(a.Title))
		blocks(a.Body)
	}
	level := 0
	at := 0
	for i, page := range j.pages {
		text := j.pageText(i + 1)
		for _, e := range page.Outline {
			if e.Level > level+1 && !strings.HasPrefix(e.Text, [...]string{2: "（一）", 3: "1.", 4: "（1）", 5: "①"}[e.Level]) { // the document may leave out a level
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
