package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// T20 and the type area, over documents of every kind: each character stands
// exactly once and in order; no line begins or ends with what may not stand
// there or cuts what belongs together; no text lies on another or outside the
// type area; a page has at most 22 lines of 三号.
func TestLayoutProperties(t *testing.T) {
	for _, profile := range []render.Profile{render.Classic, render.GBT33476} {
		p := printer(t)
		p.Profile = profile
		for seed := range uint64(40) {
			checkLayout(t, p, seeded(seed).notice(int(1+seed)))
		}
		rapid.Check(t, func(t *rapid.T) {
			d := drawn(t)
			checkLayout(t, p, d.notice(1+d(24)))
		})
	}
}

func checkLayout(t rapid.TB, p *render.Printer, n *document.Document) {
	pages, err := pagesOf(p, n)
	if err != nil {
		t.Fatal(err)
	}
	texts := textsOn(pages)
	checkText(t, n, texts)
	checkSignature(t, n, texts)
	checkBreaks(t, texts)
	checkPlaces(t, pages, texts, p.Profile)
}

// checkText checks that the texts are the document's, and that the first page
// shows some of the body (7.3.3).
func checkText(t rapid.TB, n *document.Document, texts []piece) {
	// By paragraphs, since a row that breaks has the beginnings of all its cells
	// before the rest of any; what repeats on further pages stands once.
	var order []*paper.Para
	said := map[*paper.Para]string{}
	onFirst := 0
	for _, p := range texts {
		if p.Again {
			continue
		}
		if _, ok := said[p.Para]; !ok {
			order = append(order, p.Para)
		}
		text := squash(p.Text.Text)
		said[p.Para] += text
		if p.page == 1 {
			onFirst += len(text)
		}
	}
	got := ""
	for _, p := range order {
		got += said[p]
	}
	lead := *n // with the 主办机关 alone in the mark, where all find no room
	if n.Head != nil {
		head := *n.Head
		lead.Head, head.Organs = &head, head.Organs[:1]
	}
	for _, doc := range []*document.Document{n, &lead} {
		for _, moved := range []bool{false, true} {
			if got != flowText(doc, moved) {
				continue
			}
			front := *doc
			front.Body, front.Attachments, front.Signature, front.Note, front.Imprint = nil, nil, nil, "", nil
			if onFirst <= len(flowText(&front, moved)) {
				t.Fatalf("the first page shows no text of the body")
			}
			return
		}
	}
	want := flowText(n, false)
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	t.Fatalf("the text differs at %d:\n got …%.120s\nwant …%.120s", i, got[max(0, i-30):], want[max(0, i-30):])
}

// flowText is the text of a document in the order in which it is set, without
// blanks. The recipients stand behind it if the imprint took them.
func flowText(n *document.Document, moved bool) string {
	var b strings.Builder
	add := func(texts ...string) {
		for _, s := range texts {
			b.WriteString(squash(s))
		}
	}
	number := ""
	if h := n.Head; h != nil {
		number = h.Number.String()
		if h.Format == document.HeadLetter {
			add(h.Organs[0].Name, h.Mark, number)
		} else {
			add(h.Copy, h.Secrecy, h.Urgency)
			for _, o := range h.Organs {
				add(o.Name)
			}
			add(h.Mark, number)
		}
	}
	add(n.Title)
	if !moved {
		add(n.Recipients, "：")
	}
	blocks := func(bs []document.Block) {
		for _, block := range bs {
			switch block := block.(type) {
			case *document.Heading:
				add(block.Mark, block.Text)
			case *document.Paragraph:
				add(block.Mark, block.Lead, block.Text)
			case *document.Labelled:
				add(block.Label, block.Text)
			case *document.Table:
				for _, row := range block.Rows {
					add(row...)
				}
			}
		}
	}
	blocks(n.Body)
	for i, a := range n.Attachments {
		if i == 0 {
			add("附件：")
		}
		if len(n.Attachments) > 1 {
			add(fmt.Sprintf("%d.", i+1))
		}
		add(a.ListedTitle())
	}
	if s := n.Signature; s != nil {
		for _, o := range s.Organs {
			add(o.Name)
		}
		add(s.Date.String())
	}
	if n.Note != "" {
		add("（", n.Note, "）")
	}
	for i, a := range n.Attachments {
		add(a.PageLabel(i, len(n.Attachments)), a.Title)
		blocks(a.Body)
	}
	if m := n.Imprint; m != nil {
		if moved {
			add("主送：", n.Recipients, "。")
		}
		add("抄送：", m.CopyTo)
		if n.Head == nil || n.Head.Format != document.HeadLetter { // 10.1: a letter has no 印发 line
			add(m.Office, m.Date.String(), "印发")
		}
	}
	return b.String()
}

func tablesOf(n *document.Document) []*document.Table {
	var out []*document.Table
	collect := func(bs []document.Block) {
		for _, b := range bs {
			if t, ok := b.(*document.Table); ok {
				out = append(out, t)
			}
		}
	}
	collect(n.Body)
	for _, a := range n.Attachments {
		collect(a.Body)
	}
	return out
}

// checkSignature checks that the signature does not stand on a page without
// any of the text (7.3.5.5).
func checkSignature(t rapid.TB, n *document.Document, texts []piece) {
	if n.Signature == nil {
		return
	}
	if _, table := n.Body[len(n.Body)-1].(*document.Table); table && len(n.Attachments) == 0 {
		return // its last row may be too high: see TestSignatureBelowTable
	}
	names := ""
	for _, o := range n.Signature.Organs {
		names += o.Name
	}
	pages := map[int]string{}
	for _, p := range texts {
		pages[p.page] += squash(p.Text.Text)
	}
	for page, text := range pages {
		if strings.HasPrefix(text, names+n.Signature.Date.String()) {
			t.Fatalf("page %d begins with the signature", page)
		}
	}
}

// Behind a table that ends the body the signature takes the last row along.
func TestSignatureBelowTable(t *testing.T) {
	p := printer(t)
	for rows := 1; rows < 30; rows++ {
		n := notice()
		table := &document.Table{Rows: [][]string{{"学校", "人数"}}}
		for i := range rows {
			table.Rows = append(table.Rows, []string{fmt.Sprintf("第%d行", i), "12"})
		}
		n.Head, n.Body = nil, append(body("国。"), table)
		_, lines := layout(t, p, n)
		date := find(t, lines, "2027年4月6日")
		if !slices.ContainsFunc(lines, func(l line) bool { return l.page == date.page && strings.HasPrefix(l.text, "第") }) {
			t.Errorf("%d rows: none on page %d beside the date", rows, date.page)
		}
	}
}

func checkBreaks(t rapid.TB, texts []piece) {
	// Pieces of a line follow each other, in a justified one with some white
	// between them; cells of a table are further apart than pieces of a cell.
	var lines []piece
	for i, p := range texts {
		if i > 0 {
			last := &lines[len(lines)-1]
			if gap := p.x0 - texts[i-1].x1; p.page == last.page && p.base == last.base && gap > -1 && (gap < 2 || p.Size == 16) {
				last.Text.Text += p.Text.Text
				last.x1 = p.x1
				continue
			}
		}
		lines = append(lines, p)
	}
	for i, l := range lines {
		first, last := firstLast(l.Text.Text)
		if strings.ContainsRune(notFirst, first) && first != '…' {
			t.Fatalf("line %q begins with %c", l.Text.Text, first)
		}
		if strings.ContainsRune(notLast, last) {
			t.Fatalf("line %q ends with %c", l.Text.Text, last)
		}
		if i == 0 || lines[i-1].Size != l.Size {
			continue
		}
		above := lines[i-1]
		goesOn := l.Size == 16 && !paragraphEnd(above.Text.Text)
		if l.Size == 12 { // in a cell: the line below, not the row below
			goesOn = above.page == l.page && l.base-above.base > 19 && l.base-above.base < 21 && above.x0 < l.x1 && l.x0 < above.x1
		}
		if bad := brokenBadly([]string{above.Text.Text, l.Text.Text}); goesOn && bad != "" {
			t.Fatalf("broken badly: %s", bad)
		}
	}
}

// 避头尾 by GB/T 15834-2011 5.1 and the lists of word processors, and what
// stays whole: an oracle that does not share code with the line breaker.
const (
	notFirst = "！％），．：；？］｝·ˇˉ―’”…‰′″℃、。〃々〉》」』】〕〗〞～＂＇｀｜!%),.:;?]}°"
	notLast  = "（［｛￡￥·‘“〈《「『【〔〖〝＄$([{£¥№＃"
)

// holds reports whether a and b, of which next follows, must stay in one line.
func holds(before, a, b, next rune) bool {
	number := func(r rune) bool { return '0' <= r && r <= '9' }
	latin := func(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || number(r)) }
	switch {
	case b == '—' && next != '—' && before != '—' && a != '—':
		return true // a 一字线 does not begin a line
	case a == '—' && b == '—', a == '…' && b == '…':
		return true
	case b == '…':
		return false // …… may begin a line (5.1.5)
	case strings.ContainsRune(notFirst, b), strings.ContainsRune(notLast, a):
		return true
	case latin(a) && latin(b):
		return true
	case strings.ContainsRune(".,:", a) && number(b) && number(before):
		return true
	}
	return false
}

// brokenBadly returns the first break in a paragraph's lines that must not be.
func brokenBadly(lines []string) string {
	for i := 1; i < len(lines); i++ {
		a, b := []rune(lines[i-1]), []rune(lines[i])
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		all := append(slices.Clone(a), b...)
		at := func(i int) rune {
			if i < 0 || i >= len(all) {
				return 0
			}
			return all[i]
		}
		if !holds(at(len(a)-2), at(len(a)-1), at(len(a)), at(len(a)+1)) {
			continue
		}
		// Unless the whole line is one piece.
		for j := 1; j < len(a); j++ {
			if !holds(at(j-2), at(j-1), at(j), at(j+1)) {
				return lines[i-1] + " | " + lines[i]
			}
		}
	}
	return ""
}

func firstLast(s string) (first, last rune) {
	rs := []rune(strings.TrimSpace(s))
	if len(rs) == 0 {
		return 0, 0
	}
	return rs[0], rs[len(rs)-1]
}

// paragraphEnd reports whether a line may well be the last of a paragraph, so
// that what follows does not go with it.
func paragraphEnd(s string) bool {
	_, last := firstLast(s)
	return !strings.ContainsRune("—…", last) && !unicode.IsDigit(last)
}

func checkPlaces(t rapid.TB, pages []paper.Page, texts []piece, profile render.Profile) {
	const slack = 0.3 // pt
	left, top, right, bottom := 79.35, 104.9, 521.6, 742.7
	if profile == render.GBT33476 {
		top, bottom = 98.05, 749.55
	}
	lines := map[int]map[float64]bool{}
	for i, p := range texts {
		l, tp, r, b := left, top, right, bottom
		if pages[p.page-1].Landscape {
			l, tp, r, b = 841.9-bottom, left, 841.9-top, right
		}
		letter := p.Color == paper.Red && p.page == 1
		if !letter && (p.x0 < l-slack || p.x1 > r+slack || p.top < tp-slack || p.y > b+slack) {
			t.Fatalf("page %d: outside the type area: x %.1f–%.1f, y %.1f–%.1f: %s", p.page, p.x0, p.x1, p.top, p.y, p.Text.Text)
		}
		if p.Size == 16 {
			if lines[p.page] == nil {
				lines[p.page] = map[float64]bool{}
			}
			lines[p.page][p.base] = true
		}
		for _, q := range texts[i+1:] {
			if q.page != p.page {
				break
			}
			if p.x0 < q.x1-slack && q.x0 < p.x1-slack && p.top < q.y-slack && q.top < p.y-slack {
				t.Fatalf("page %d: %q (x %.1f–%.1f, y %.1f) lies on %q (x %.1f–%.1f, y %.1f)", p.page, p.Text.Text, p.x0, p.x1, p.base, q.Text.Text, q.x0, q.x1, q.base)
			}
		}
	}
	for page, on := range lines {
		if len(on) > 22 {
			t.Fatalf("page %d has %d lines", page, len(on))
		}
	}
}

// A piece is a text on a page, upright.
type piece struct {
	paper.Text
	page         int
	x0, x1       float64 // points
	top, base, y float64 // upper edge of the em box, baseline, lower edge
}

// textsOn returns the texts of the pages in the order in which they are drawn;
// those of landscape pages as these are read. Page numbers are left out.
func textsOn(pages []paper.Page) []piece {
	var out []piece
	for i, page := range pages {
		for _, item := range page.Items {
			t, ok := item.(paper.Text)
			if !ok || t.Role == font.SongTi && t.Size == 14 {
				continue
			}
			p := piece{Text: t, page: i + 1, x0: float64(t.X), base: float64(t.Y)}
			if t.Turned {
				p.x0, p.base = 841.9-float64(t.Y), float64(t.X)
			}
			p.x1 = p.x0 + float64(t.Width-t.Track)
			p.top, p.y = p.base-0.88*float64(t.Size), p.base+0.12*float64(t.Size)
			out = append(out, p)
		}
	}
	return out
}

// The head of a table goes over with its only row, where the signature takes
// that row along.
func TestHeadGoesWithItsOnlyRow(t *testing.T) {
	n := notice()
	for lines := range 22 {
		n.Body = nil
		for range lines + 1 {
			n.Body = append(n.Body, &document.Paragraph{Text: "请认真准备。"})
		}
		n.Body = append(n.Body, &document.Table{Rows: [][]string{{"表头甲", "表头乙"}, {"行甲", "行乙"}}})
		_, at := layout(t, printer(t), n)
		if head, row := find(t, at, "表头"), find(t, at, "行甲"); head.page != row.page {
			t.Errorf("%d lines above: the head is on page %d, its row on page %d", lines, head.page, row.page)
		}
	}
}
