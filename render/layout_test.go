package render_test

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// printer prints with the embedded faces alone, so that every machine sets alike.
func printer(t testing.TB) *render.Printer {
	t.Helper()
	fonts, err := fontpack.Fonts()
	if err != nil {
		t.Fatal(err)
	}
	return &render.Printer{Fonts: fonts}
}

// A line is a line of text as it stands on a page, in millimetres.
type line struct {
	page      int
	x0, x1, y float64 // edges, baseline
	text      string
	role      font.Role // of its first text
	size      paper.Pt
}

func (l line) String() string {
	return fmt.Sprintf("%d %6.2f %6.2f %s%v %s", l.page, l.x0, l.y, l.role, float64(l.size), l.text)
}

// layout returns the pages of a document and the lines on them.
// pagesOf sets a document.
func pagesOf(p *render.Printer, d *document.Document) ([]paper.Page, error) {
	set, err := p.Set(d)
	if err != nil {
		return nil, err
	}
	return set.Pages, nil
}

func layout(t testing.TB, p *render.Printer, d *document.Document) ([]paper.Page, []line) {
	t.Helper()
	pages, err := pagesOf(p, d)
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for i, page := range pages {
		var texts []paper.Text
		for _, item := range page.Items {
			if text, ok := item.(paper.Text); ok && !text.Turned {
				texts = append(texts, text)
			}
		}
		slices.SortStableFunc(texts, func(a, b paper.Text) int {
			return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X))
		})
		for j := 0; j < len(texts); {
			l := line{page: i + 1, x0: mm(texts[j].X), y: mm(texts[j].Y), role: texts[j].Role, size: texts[j].Size}
			k := j
			for ; k < len(texts) && texts[k].Y == texts[j].Y; k++ {
				l.text += texts[k].Text
				l.x1 = mm(texts[k].X + texts[k].Width - texts[k].Track)
			}
			lines = append(lines, l)
			j = k
		}
	}
	return pages, lines
}

func mm(p paper.Pt) float64 { return float64(p.MM()) }

// find returns the first line that holds text.
func find(t testing.TB, lines []line, text string) line {
	t.Helper()
	for _, l := range lines {
		if strings.Contains(l.text, text) {
			return l
		}
	}
	t.Fatalf("no line with %q", text)
	return line{}
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.2f, want %.2f ±%.2f", what, got, want, tolerance)
	}
}

// rules returns the rules of a page in a colour, from the top.
func rules(page paper.Page, c paper.Color) []paper.Rule {
	var out []paper.Rule
	for _, item := range page.Items {
		if r, ok := item.(paper.Rule); ok && r.Color == c {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b paper.Rule) int { return cmp.Compare(a.Y1, b.Y1) })
	return out
}

const (
	cellMM = 5.556 // 15.75 pt
	right  = 184.0
)

var (
	bureau = []document.Organ{{Name: "示例市教育局"}}
	issued = calendar.Date{Year: 2027, Month: 4, Day: 6}
)

func body(paras ...string) []document.Block {
	var out []document.Block
	for _, p := range paras {
		bs, _ := plain.ParseBody(p)
		out = append(out, bs...)
	}
	return out
}

func notice() *document.Document {
	return &document.Document{
		ID: "n", Kind: "通知", Title: "示例市教育局关于举办2027年职业教育活动周的通知",
		Head:       &document.Head{Organs: bureau, Mark: "文件", Number: document.DocNumber{Code: "示教", Year: 2027, Serial: 12}},
		Recipients: "各县区教育局，各职业院校",
		Body:       body(strings.Repeat("国", 200)),
		Signature:  &document.Signature{Organs: bureau, Date: issued},
	}
}

// T1, T2: a page of the type area is 22 lines of 28 characters; the first line
// of a paragraph has 26.
func TestPageOf22By28(t *testing.T) {
	plan := &document.Document{Kind: "方案", ID: "p", Body: body(strings.Repeat("国", 26+28*65))}
	for _, profile := range []render.Profile{render.Classic, render.GBT33476} {
		p := printer(t)
		p.Profile = profile
		_, lines := layout(t, p, plan)
		count := map[int]int{}
		for i, l := range lines {
			if strings.HasPrefix(l.text, "—") {
				continue
			}
			count[l.page]++
			want := 28
			if i == 0 {
				want = 26
			}
			if n := len([]rune(l.text)); n != want {
				t.Errorf("%v: %d characters in %v, want %d", profile, n, l, want)
			}
			if i < len(lines)-2 { // the last line of the paragraph is not justified
				near(t, "right edge", l.x1, right, 0.05)
			}
		}
		for page := 1; page <= 3; page++ {
			if count[page] != 22 {
				t.Errorf("%v: %d lines on page %d, want 22", profile, count[page], page)
			}
		}
		if len(count) != 3 {
			t.Errorf("%v: %d pages, want 3", profile, len(count))
		}
	}
}

// T8: one blank line between title and recipients, none below them.
func TestRecipients(t *testing.T) {
	_, lines := layout(t, printer(t), notice())
	title, to := find(t, lines, "职业教育活动周的通知"), find(t, lines, "各县区教育局")
	first := find(t, lines, "国国国")
	near(t, "title to recipients", to.y-title.y, 10.213+12.7*0.2+10.213*0.8, 0.2)
	near(t, "recipients to body", first.y-to.y, 10.213, 0.05)
	if !strings.HasSuffix(to.text, "：") {
		t.Errorf("recipients end with %q", to.text)
	}
}

// T15: page numbers at the outer edge, their dash 7 mm below the type area.
func TestPageNumbers(t *testing.T) {
	p := printer(t)
	_, lines := layout(t, p, &document.Document{Kind: "方案", ID: "p", Body: body(strings.Repeat("国", 1000))})
	face, _ := p.Fonts.For(font.SongTi, '—')
	low, high, _ := face.Ink('—')
	for _, l := range lines {
		if !strings.HasPrefix(l.text, "—") {
			continue
		}
		if want := fmt.Sprintf("— %d —", l.page); l.text != want || l.role != font.SongTi || l.size != 14 {
			t.Errorf("page number %v, want %s", l, want)
		}
		near(t, "dash", l.y-mm(14)*(low+high)/2, 269, 0.1)
		if l.page%2 == 1 {
			near(t, "odd page", l.x1, 179.06, 0.2)
		} else {
			near(t, "even page", l.x0, 32.94, 0.2)
		}
	}
}

// T23: levels in their faces; of a run-in heading only the heading.
func TestLevelFaces(t *testing.T) {
	doc := &document.Document{Kind: "方案", ID: "p", Body: body("一、总体要求\n（一）指导思想\n正文。\n（二）基本原则。坚持高位推动。\n1.常规活动。各单位要办好。\n（1）校内活动。各校要办好。")}
	pages, _ := layout(t, printer(t), doc)
	var got []string
	for _, item := range pages[0].Items {
		if text, ok := item.(paper.Text); ok && text.Size == 16 {
			got = append(got, fmt.Sprintf("%s:%s", text.Role, text.Text))
		}
	}
	want := "黑体:一、总体要求 楷体:（一）指导思想 仿宋:正文。 楷体:（二）基本原则。 仿宋:坚持高位推动。 仿宋:1. 仿宋:常规活动。 仿宋:各单位要办好。 仿宋:（ 仿宋:1 仿宋:）校内活动。 仿宋:各校要办好。"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("faces:\n got %s\nwant %s", s, want)
	}
}

func xiamen(t testing.TB) *document.Document {
	t.Helper()
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc, _, err := c.Compose(&c.Documents[0])
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Golden: every line of the Xiamen notice, where it stands and in what.
func TestXiamenPages(t *testing.T) {
	_, lines := layout(t, printer(t), xiamen(t))
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintln(&b, l)
	}
	golden.Text(t, filepath.Join("testdata", "xiamen-2023.pages"), b.String())
}

// Lists of names go on under the first name; in a 纪要 their label is in 黑体.
func TestNameLists(t *testing.T) {
	names := strings.Repeat("张某某、", 8)
	doc := &document.Document{Kind: "方案", ID: "p", Body: body("组长：" + names)}
	_, lines := layout(t, printer(t), doc)
	near(t, "second line", lines[1].x0, 28+mm(32)+3*cellMM, 0.3)

	n := notice()
	n.Head.Format, n.Head.Mark = document.HeadMinutes, "会议纪要"
	n.Signature = nil
	n.Body = body("会议议定以下事项。\n出席：" + names + "\n列席：李某某。")
	_, lines = layout(t, printer(t), n)
	first := find(t, lines, "出席：")
	if first.role != font.HeiTi {
		t.Errorf("出席 is set in %s", first.role)
	}
	near(t, "blank line above 出席", first.y-find(t, lines, "会议议定").y, 2*10.213, 0.1)
	near(t, "列席 follows", find(t, lines, "列席：").y-find(t, lines, "出席：").y, 2*10.213, 0.1)
}

// A tab in prose is white as wide as a character, wherever the text before it
// ends.
func TestTabInProse(t *testing.T) {
	doc := &document.Document{Kind: "方案", Body: []document.Block{&document.Paragraph{Text: "甲单位负责\t乙"}, &document.Paragraph{Text: "甲单位负责的\t丙"}}}
	_, lines := layout(t, printer(t), doc)
	for _, text := range []string{"甲单位负责\u3000乙", "甲单位负责的\u3000丙"} {
		l := find(t, lines, text)
		near(t, text, l.x1-l.x0, float64(len([]rune(text)))*cellMM, 0.2)
	}
}
