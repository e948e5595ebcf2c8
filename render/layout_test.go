package render_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
)

var update = flag.Bool("update", false, "rewrite the goldens")

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
	role      render.Role // of its first text
	size      render.Pt
}

func (l line) String() string {
	return fmt.Sprintf("%d %6.2f %6.2f %s%v %s", l.page, l.x0, l.y, l.role, float64(l.size), l.text)
}

// layout returns the pages of a document and the lines on them.
func layout(t testing.TB, p *render.Printer, d campaign.Document) ([]render.Page, []line) {
	t.Helper()
	pages, err := p.Layout(d)
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for i, page := range pages {
		var texts []render.Text
		for _, item := range page.Items {
			if text, ok := item.(render.Text); ok && !text.Turned {
				texts = append(texts, text)
			}
		}
		slices.SortStableFunc(texts, func(a, b render.Text) int {
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

func mm(p render.Pt) float64 { return float64(p.MM()) }

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
func rules(page render.Page, c render.Color) []render.Rule {
	var out []render.Rule
	for _, item := range page.Items {
		if r, ok := item.(render.Rule); ok && r.Color == c {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b render.Rule) int { return cmp.Compare(a.Y1, b.Y1) })
	return out
}

const (
	cellMM = 5.556 // 15.75 pt
	right  = 184.0
)

var (
	bureau = []campaign.Organ{{Name: "示例市教育局"}}
	issued = calendar.Date{Year: 2027, Month: 4, Day: 6}
)

func body(paras ...string) []campaign.Block {
	var out []campaign.Block
	for _, p := range paras {
		bs, _ := campaign.ParseBody(p)
		out = append(out, bs...)
	}
	return out
}

func notice() *campaign.Notice {
	return &campaign.Notice{
		ID: "n", Kind: "通知", Title: "示例市教育局关于举办2027年职业教育活动周的通知",
		Head:       &campaign.Head{Organs: bureau, Mark: "文件", Number: campaign.DocNumber{Code: "示教", Year: 2027, Serial: 12}},
		Recipients: "各县区教育局，各职业院校",
		Body:       body(strings.Repeat("国", 200)),
		Signature:  &campaign.Signature{Organs: bureau, Date: issued},
	}
}

// T1, T2: a page of the type area is 22 lines of 28 characters; the first line
// of a paragraph has 26.
func TestPageOf22By28(t *testing.T) {
	plan := &campaign.Plan{ID: "p", Body: body(strings.Repeat("国", 26+28*65))}
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

// T5: the ink of the mark begins 35 mm below the type area, whatever stands above it.
func TestMarkTop(t *testing.T) {
	for rows := range 4 {
		n := notice()
		if rows > 0 {
			n.Head.Copy = "000001"
		}
		if rows > 1 {
			n.Head.Secrecy = "机密★1年"
		}
		if rows > 2 {
			n.Head.Urgency = "特急"
		}
		p := printer(t)
		_, lines := layout(t, p, n)
		mark := find(t, lines, "教育局文件")
		near(t, fmt.Sprintf("ink of the mark, %d rows above", rows), inkTop(p, mark), 72, 0.3)
		if rows == 3 {
			var got []string
			for _, l := range lines[:3] {
				got = append(got, fmt.Sprintf("%s %s", l.role, l.text))
				near(t, l.text, l.x0, 28, 0.1)
			}
			if want := []string{"仿宋 000001", "黑体 机密★1年", "黑体 特急"}; !slices.Equal(got, want) {
				t.Errorf("rows above the mark: %q, want %q", got, want)
			}
		}
	}
}

// inkTop is the upper edge of a line's ink.
func inkTop(p *render.Printer, l line) float64 {
	top := 0.0
	for _, r := range l.text {
		if face, ok := p.Fonts.For(l.role, r); ok {
			if _, up, ok := face.Ink(r); ok {
				top = max(top, up)
			}
		}
	}
	return l.y - mm(l.size)*top
}

func inkBottom(p *render.Printer, l line) float64 {
	bottom := 0.0
	for _, r := range l.text {
		if face, ok := p.Fonts.For(l.role, r); ok {
			if low, _, ok := face.Ink(r); ok {
				bottom = min(bottom, low)
			}
		}
	}
	return l.y - mm(l.size)*bottom
}

// T6, T7: the red rule runs 4 mm below the number, as wide as the type area,
// and the title begins two lines below it.
func TestRedRule(t *testing.T) {
	p := printer(t)
	pages, lines := layout(t, p, notice())
	red := rules(pages[0], render.Red)
	if len(red) != 1 {
		t.Fatalf("%d red rules, want 1", len(red))
	}
	number := find(t, lines, "示教〔2027〕12号")
	near(t, "number to rule", mm(red[0].Y1)-inkBottom(p, number), 4, 0.5)
	near(t, "rule begins", mm(red[0].X1), 28, 0.1)
	near(t, "rule ends", mm(red[0].X2), 184, 0.1)
	near(t, "number centred", (number.x0+number.x1)/2, 106, 0.2)
	near(t, "rule to title", inkTop(p, find(t, lines, "关于举办"))-mm(red[0].Y1), 20.78, 0.8)
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

// T9: the sealed date ends four characters from the right, the name is centred on it.
func TestSealedSignature(t *testing.T) {
	for _, name := range []string{"示例市教育局", "示例市人力资源和社会保障局职业能力建设处"} {
		n := notice()
		n.Signature.Organs = []campaign.Organ{{Name: name}}
		_, lines := layout(t, printer(t), n)
		date := find(t, lines, "2027年4月6日")
		organ := lines[slices.Index(lines, date)-1]
		if organ.text != name {
			t.Fatalf("above the date stands %v", organ)
		}
		near(t, name+" centred on the date", (organ.x0+organ.x1)/2, (date.x0+date.x1)/2, 0.5)
		if len(name) < 30 {
			near(t, "date inset", right-date.x1, 4*cellMM, 0.5)
		} else if organ.x1 > right+0.1 {
			t.Errorf("%s ends at %.1f", name, organ.x1)
		}
		near(t, "date below the name", date.y-organ.y, 10.213, 0.05)
	}
}

// T10: without a seal the name ends two characters from the right and the date
// begins two to the right of it; a longer date takes the inset itself.
func TestUnsealedSignature(t *testing.T) {
	for _, name := range []string{"示例市人力资源和社会保障局", "市局", "示例市教育局"} {
		n := notice()
		n.Signature = &campaign.Signature{Organs: []campaign.Organ{{Name: name}}, Date: issued, Seal: campaign.SealNone}
		_, lines := layout(t, printer(t), n)
		var organ line
		for _, l := range lines {
			if l.text == name {
				organ = l
			}
		}
		date := find(t, lines, "2027年4月6日")
		near(t, name+": date against the name", date.x0-organ.x0, 2*cellMM, 0.3)
		if organ.x1-organ.x0 >= date.x1-date.x0 {
			near(t, name+": name inset", right-organ.x1, 2*cellMM, 0.3)
		} else {
			near(t, name+": date inset", right-date.x1, 2*cellMM, 0.3)
		}
	}
}

// T11: names of attachments go on under their first character, whatever the number.
func TestAttachmentList(t *testing.T) {
	for _, n := range []int{1, 3, 12} {
		doc := notice()
		for i := range n {
			doc.Attachments = append(doc.Attachments, campaign.Attachment{Title: fmt.Sprintf("甲%d示例市职业教育活动周特色亮点活动安排和各职业院校参加情况统计汇总表", i)})
		}
		pages, lines := layout(t, printer(t), doc)
		for i := range n {
			name := fmt.Sprintf("甲%d示例", i)
			start := nameStart(pages, i)
			if n == 1 {
				start = 28 + mm(32) + 3*cellMM // two characters and 附件：
			}
			j := slices.IndexFunc(lines, func(l line) bool { return strings.Contains(l.text, name) && l.size == 16 })
			if strings.HasPrefix(lines[j+1].text, "—") {
				j++ // the name goes on on the next page
			}
			near(t, fmt.Sprintf("name %d of %d goes on", i+1, n), lines[j+1].x0, start, 0.2)
		}
	}
}

// nameStart is where the name of the i-th attachment begins in the list.
func nameStart(pages []render.Page, i int) float64 {
	for _, page := range pages {
		for j, item := range page.Items {
			text, ok := item.(render.Text)
			if !ok || text.Size != 16 || text.Text != "甲" {
				continue
			}
			if next, ok := page.Items[j+1].(render.Text); ok && next.Text == fmt.Sprint(i) {
				return mm(text.X)
			}
		}
	}
	return 0
}

// T12: an attachment begins a page, its label in the first line, its title in
// the third.
func TestAttachmentPage(t *testing.T) {
	doc := notice()
	doc.Attachments = []campaign.Attachment{{Title: "活动清单", Body: body("甲。")}, {Title: "活动方案", Body: body("乙。"), Printed: true}, {Title: "参考清单", Body: body("丙。")}}
	_, lines := layout(t, printer(t), doc)
	for i, l := range lines {
		switch l.text {
		case "附件1", "附件2":
			if l.role != render.HeiTi {
				t.Errorf("%s is set in %s", l.text, l.role)
			}
			near(t, l.text+" in line 1", l.y, 37+10.213*0.8, 0.05)
			near(t, l.text+" flush left", l.x0, 28, 0.05)
			near(t, "title in line 3", lines[i+1].y, 37+2*10.213+12.7*0.8, 0.05)
		case "活动方案":
			near(t, "printed text begins with its title", l.y, 37+12.7*0.8, 0.05)
		case "附件", "附件3":
			t.Errorf("label %s", l.text)
		}
	}
	if list := find(t, lines, "1.活动清单"); list.page != 1 && list.page != 2 {
		t.Errorf("list on page %d", list.page)
	}
	find(t, lines, "2.参考清单")
}

// T13, T14: the last rule of the imprint is the lower edge of the type area of
// the last page, an even one. An empty page before it, and it, have no number.
func TestImprint(t *testing.T) {
	p := printer(t)
	blanks, same, next := 0, 0, 0
	for chars := 30; chars < 1300; chars += 28 {
		doc := notice()
		doc.Body = body(strings.Repeat("国", chars))
		doc.Imprint = &campaign.Imprint{CopyTo: "示例省教育厅，" + strings.Repeat("示例市人力资源和社会保障局、", 3) + "市总工会。", Office: "示例市教育局办公室", Date: issued}
		pages, lines := layout(t, p, doc)
		n := len(pages)
		if n%2 != 0 {
			t.Errorf("%d characters: imprint on page %d", chars, n)
			continue
		}
		black := rules(pages[n-1], render.Black)
		if len(black) != 3 {
			t.Errorf("%d characters: %d rules, want 3", chars, len(black))
			continue
		}
		near(t, "last rule", mm(black[2].Y1), 262, 0.1)
		for i, want := range []float64{0.35, 0.25, 0.35} {
			near(t, "thickness", mm(black[i].Width), want, 0.01)
			near(t, "width", mm(black[i].X2-black[i].X1), 156, 0.1)
		}
		office := find(t, lines, "办公室")
		near(t, "office inset", office.x0, 28+4.94, 0.1)
		near(t, "date inset", right-office.x1, 4.94, 0.1)
		copies := find(t, lines, "抄送：")
		near(t, "抄送 inset", copies.x0, 28+4.94, 0.1)
		near(t, "抄送 goes on under the first name", lines[slices.Index(lines, copies)+1].x0, 28+4*4.94, 0.1)

		date := lastPage(lines, "2027年4月6日")
		switch {
		case date == n:
			same++
		case date == n-1:
			next++
		default:
			blanks++
			if len(pages[n-2].Items) != 0 || !pages[n-2].Unnumbered || !pages[n-1].Unnumbered {
				t.Errorf("%d characters: page %d has %d items, numbered %v, page %d numbered %v", chars, n-1, len(pages[n-2].Items), !pages[n-2].Unnumbered, n, !pages[n-1].Unnumbered)
			}
		}
		if date > n-2 && pages[n-1].Unnumbered {
			t.Errorf("%d characters: page %d has no number", chars, n)
		}
	}
	if blanks == 0 || same == 0 || next == 0 {
		t.Errorf("imprint on the last page %d times, on the next %d, behind a blank one %d: the test has lost a case", same, next, blanks)
	}
}

// lastPage is the page of the last line that is exactly text.
func lastPage(lines []line, text string) int {
	page := 0
	for _, l := range lines {
		if l.text == text {
			page = l.page
		}
	}
	return page
}

// NoEvenPage keeps the imprint on the last page whatever its number.
func TestNoEvenPage(t *testing.T) {
	doc := notice()
	doc.Head, doc.Body = nil, body("国。")
	doc.Imprint = &campaign.Imprint{Office: "示例市教育局办公室", Date: issued}
	p := printer(t)
	p.NoEvenPage = true
	if pages, _ := layout(t, p, doc); len(pages) != 1 || len(rules(pages[0], render.Black)) != 2 {
		t.Errorf("%d pages", len(pages))
	}
}

// T15: page numbers at the outer edge, their dash 7 mm below the type area.
func TestPageNumbers(t *testing.T) {
	p := printer(t)
	_, lines := layout(t, p, &campaign.Plan{ID: "p", Body: body(strings.Repeat("国", 1000))})
	face, _ := p.Fonts.For(render.SongTi, '—')
	low, high, _ := face.Ink('—')
	for _, l := range lines {
		if !strings.HasPrefix(l.text, "—") {
			continue
		}
		if want := fmt.Sprintf("— %d —", l.page); l.text != want || l.role != render.SongTi || l.size != 14 {
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

var nine = []campaign.Organ{
	{Name: "泰安市教育局"}, {Name: "中共泰安市委宣传部"}, {Name: "中共泰安市委网络安全和信息化委员会办公室"},
	{Name: "泰安市工业和信息化局"}, {Name: "泰安市人力资源和社会保障局"}, {Name: "泰安市农业农村局"}, {Name: "泰安市总工会"},
	{Name: "泰安市人民政府国有资产监督管理委员会"}, {Name: "共青团泰安市委"},
}

// T16: nine organs stand in order, spread to equal width, the word beside
// their middle, and the first page shows the body.
func TestJointMark(t *testing.T) {
	for _, organs := range [][]campaign.Organ{nine, nine[:3], nine[:2]} {
		n := notice()
		n.Head.Organs = organs
		n.Title = "泰安市教育局等部门关于做好2020年泰安市职业教育活动周相关工作的通知"
		p := printer(t)
		pages, lines := layout(t, p, n)
		var marks []render.Text
		var word render.Text
		for _, item := range pages[0].Items {
			if text, ok := item.(render.Text); ok && text.Color == render.Red {
				if text.Text == "文件" {
					word = text
				} else {
					marks = append(marks, text)
				}
			}
		}
		if len(marks) != len(organs) {
			t.Fatalf("%d names in the mark, want %d", len(marks), len(organs))
		}
		for i, m := range marks {
			if m.Text != organs[i].Name {
				t.Errorf("name %d is %s", i, m.Text)
			}
			near(t, m.Text+" begins", mm(m.X), mm(marks[0].X), 0.1)
			near(t, m.Text+" ends", mm(m.X+m.Width), mm(marks[0].X+marks[0].Width), 0.6)
			if m.Size < 16 {
				t.Errorf("%s is set at %v pt", m.Text, m.Size)
			}
		}
		near(t, "ink of the first name", inkTop(p, lines[0]), 72, 0.8)
		middle := (mm(marks[0].Y) + mm(marks[len(marks)-1].Y) - mm(marks[0].Size)*0.76) / 2
		near(t, "文件 beside the middle", mm(word.Y)-mm(word.Size)*0.38, middle, 1)
		if first := find(t, lines, "国国"); first.page != 1 {
			t.Errorf("%d organs: the body begins on page %d", len(organs), first.page)
		}
	}
}

// T17: the names of a joint signature leave room for their seals, in order,
// the date below the last.
func TestJointSeals(t *testing.T) {
	n := notice()
	n.Signature.Organs = nine
	_, lines := layout(t, printer(t), n)
	date := find(t, lines, "2027年4月6日")
	last := find(t, lines, "共青团泰安市委")
	near(t, "date below the last name", date.y-last.y, 10.213, 0.1)
	near(t, "date centred below it", (date.x0+date.x1)/2, 28+26*5, 0.6)
	for _, l := range lines {
		if l.page == date.page && l.size == 16 && (l.x0 < 28-0.1 || l.x1 > 184.1) {
			t.Errorf("outside the type area: %v", l)
		}
	}
	if page := find(t, lines, "泰安市总工会").page; page != date.page {
		t.Errorf("names on page %d, date on %d", page, date.page)
	}
}

// T18: a letter has its mark 30 mm from the upper edge, double rules of 170 mm
// and no number on its first page.
func TestLetter(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Mark = campaign.HeadLetter, ""
	p := printer(t)
	pages, lines := layout(t, p, n)
	near(t, "mark", inkTop(p, lines[0]), 30, 0.3)
	red := rules(pages[0], render.Red)
	if len(red) != 4 {
		t.Fatalf("%d red rules, want 4", len(red))
	}
	for i, r := range red {
		near(t, "begins", mm(r.X1), 20, 0.1)
		near(t, "ends", mm(r.X2), 190, 0.1)
		if thick := i == 0 || i == 3; (r.Width > 1) != thick {
			t.Errorf("rule %d is %v pt thick", i, r.Width)
		}
	}
	near(t, "mark to rule", mm(red[0].Y1-red[0].Width/2)-inkBottom(p, lines[0]), 4, 0.5)
	near(t, "lower rule", mm(red[2].Y1+red[3].Y1)/2, 277, 0.3)
	number := find(t, lines, "示教〔2027〕12号")
	near(t, "number at the right", number.x1, 184, 0.5)
	near(t, "number below the rule", inkTop(p, number)-mm(red[1].Y1), 4.84, 0.5)
	if !pages[0].Unnumbered {
		t.Error("the first page is numbered")
	}
}

// T19: the mark of a 命令 stands 20 mm below the type area's upper edge, that of
// a 纪要 35 mm.
func TestSpecialMarks(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Mark, n.Title, n.Recipients = campaign.HeadOrder, "令", "", ""
	p := printer(t)
	_, lines := layout(t, p, n)
	near(t, "命令", inkTop(p, lines[0]), 57, 0.3)
	n = notice()
	n.Head.Format, n.Head.Mark = campaign.HeadMinutes, "会议纪要"
	_, lines = layout(t, p, n)
	near(t, "纪要", inkTop(p, lines[0]), 72, 0.3)
}

// A preprinted head leaves its room free; the number stands 4 mm above the
// rule that is on the paper.
func TestPreprintedHead(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Organs, n.Head.Room = campaign.HeadPreprinted, nil, 110
	p := printer(t)
	pages, lines := layout(t, p, n)
	if lines[0].text != "示教〔2027〕12号" || len(rules(pages[0], render.Red)) != 0 {
		t.Errorf("first line %v", lines[0])
	}
	near(t, "number above the rule", inkBottom(p, lines[0]), 110-4, 0.5)
	near(t, "title below the rule", inkTop(p, find(t, lines, "关于举办")), 110+20.78, 0.8)
}

// Several signers stand two in a line at the right, the number level with the
// last (7.2.6).
func TestSigners(t *testing.T) {
	n := notice()
	n.Kind, n.Head.Signers = "请示", []string{"张某某", "李某", "王某某"}
	_, lines := layout(t, printer(t), n)
	first, last := find(t, lines, "签发人："), find(t, lines, "王某某")
	if !strings.Contains(first.text, "张某某李某") || !strings.HasPrefix(last.text, "示教〔2027〕12号") {
		t.Errorf("signers %v and %v", first, last)
	}
	near(t, "number inset", last.x0, 28+cellMM, 0.2)
}

// T23: levels in their faces; of a run-in heading only the heading.
func TestLevelFaces(t *testing.T) {
	doc := &campaign.Plan{ID: "p", Body: body("一、总体要求\n（一）指导思想\n正文。\n（二）基本原则。坚持高位推动。\n1.常规活动。各单位要办好。\n（1）校内活动。各校要办好。")}
	pages, _ := layout(t, printer(t), doc)
	var got []string
	for _, item := range pages[0].Items {
		if text, ok := item.(render.Text); ok && text.Size == 16 {
			got = append(got, fmt.Sprintf("%s:%s", text.Role, text.Text))
		}
	}
	want := "黑体:一、总体要求 楷体:（一）指导思想 仿宋:正文。 楷体:（二）基本原则。 仿宋:坚持高位推动。 仿宋:1. 仿宋:常规活动。 仿宋:各单位要办好。 仿宋:（ 仿宋:1 仿宋:）校内活动。 仿宋:各校要办好。"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("faces:\n got %s\nwant %s", s, want)
	}
}

// 7.3.5.5: wherever a text ends on its page, the signature stands with a line
// of it.
func TestSignatureNeverAlone(t *testing.T) {
	p := printer(t)
	for _, organs := range [][]campaign.Organ{bureau, nine[:3]} {
		for chars := 300; chars < 1500; chars += 27 {
			n := notice()
			n.Body = body(strings.Repeat("国", chars))
			n.Signature.Organs = organs
			_, lines := layout(t, p, n)
			date := find(t, lines, "2027年4月6日")
			text := 0
			for _, l := range lines {
				if l.page == date.page && strings.Contains(l.text, "国") {
					text++
				}
			}
			if text == 0 {
				t.Errorf("%d organs, %d characters: no text on page %d beside the date", len(organs), chars, date.page)
			}
		}
	}
}

// Wide tables and forms made for it go on landscape pages, whose numbers stand
// where all others do (8).
func TestLandscape(t *testing.T) {
	n := notice()
	rows := [][]string{{"序号", "学校", "活动", "时间", "地点", "形式", "人数", "联系人", "电话", "备注"}}
	for range 30 {
		rows = append(rows, make([]string, 10))
	}
	n.Attachments = []campaign.Attachment{{Title: "一览表", Body: []campaign.Block{&campaign.Table{Rows: rows}}}, {Title: "清单", Body: body("甲。")}}
	pages, lines := layout(t, printer(t), n)
	heads := 0
	for i, page := range pages {
		for _, item := range page.Items {
			if text, ok := item.(render.Text); ok && text.Turned {
				if !page.Landscape {
					t.Errorf("turned text on portrait page %d", i+1)
				}
				if text.Text == "序号" {
					heads++
				}
				if text.X < render.MM(28).Pt() || text.X > render.MM(184).Pt() || text.Y > render.MM(263).Pt() || text.Y < render.MM(34).Pt() {
					t.Errorf("outside the type area: %+v", text)
				}
			}
		}
	}
	landscape := 0
	for i, page := range pages {
		if page.Landscape {
			landscape++
			find(t, lines, fmt.Sprintf("— %d —", i+1))
		}
	}
	if landscape < 2 || heads != landscape {
		t.Errorf("%d landscape pages, %d table heads", landscape, heads)
	}
	if pages[len(pages)-1].Landscape {
		t.Error("the attachment behind the table is landscape too")
	}
}

func xiamen(t testing.TB) campaign.Document {
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
	golden(t, filepath.Join("testdata", "xiamen-2023.pages"), b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s:%d:\n got %s\nwant %s\n(-update rewrites it)", name, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", name, len(g), len(w))
	}
}

// The same document gives the same bytes, on any number of goroutines.
func TestSameBytes(t *testing.T) {
	p, doc := printer(t), xiamen(t)
	render := func() (pdf, docx []byte) {
		var a, b bytes.Buffer
		if _, err := p.PDF(&a, doc); err != nil {
			t.Error(err)
		}
		if _, err := p.DOCX(&b, doc); err != nil {
			t.Error(err)
		}
		return a.Bytes(), b.Bytes()
	}
	pdf, docx := render()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			a, b := render()
			if !bytes.Equal(a, pdf) {
				t.Error("another PDF")
			}
			if !bytes.Equal(b, docx) {
				t.Error("another .docx")
			}
		})
	}
	wait.Wait()
}

type fullDisk struct{}

var errDisk = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

func TestWriterErrors(t *testing.T) {
	p := printer(t)
	if _, err := p.PDF(fullDisk{}, notice()); !errors.Is(err, errDisk) {
		t.Errorf("PDF: %v", err)
	}
	if _, err := p.DOCX(fullDisk{}, notice()); !errors.Is(err, errDisk) {
		t.Errorf("DOCX: %v", err)
	}
}

func TestBadText(t *testing.T) {
	p := printer(t)
	for name, change := range map[string]func(*campaign.Notice){
		"title":      func(n *campaign.Notice) { n.Title = "关于\xff的通知" },
		"body":       func(n *campaign.Notice) { n.Body = body("甲\x01乙") },
		"recipients": func(n *campaign.Notice) { n.Recipients = "各校\x00" },
	} {
		n := notice()
		change(n)
		var bad *render.Error
		if _, err := p.PDF(&bytes.Buffer{}, n); !errors.Is(err, render.ErrInvalid) || !errors.As(err, &bad) || bad.Place != name {
			t.Errorf("%s: PDF: %v", name, err)
		}
		if _, err := p.DOCX(&bytes.Buffer{}, n); !errors.Is(err, render.ErrInvalid) {
			t.Errorf("%s: DOCX: %v", name, err)
		}
	}
	var none render.Printer
	if _, err := none.PDF(&bytes.Buffer{}, notice()); !errors.Is(err, render.ErrNoFont) {
		t.Errorf("no fonts: %v", err)
	}
	if _, err := none.DOCX(&bytes.Buffer{}, notice()); err != nil {
		t.Errorf("a .docx needs no fonts: %v", err)
	}
}

// Characters that the body's face lacks come from another and are named; what
// none has is shown as 〓 and reported.
func TestFallback(t *testing.T) {
	n := notice()
	n.Body = body("联系人：王喆、李𬭎、赵𠮷，编号\U000F0000。")
	var b bytes.Buffer
	r, err := printer(t).PDF(&b, n)
	if err != nil {
		t.Fatal(err)
	}
	got := map[rune]bool{}
	for _, use := range r.Fonts {
		for _, f := range use.Fallbacks {
			got[f.Char] = f.Face != ""
		}
	}
	for c, want := range map[rune]bool{'喆': true, '𬭎': true, '𠮷': true, '\U000F0000': false} {
		if served, ok := got[c]; !ok || served != want {
			t.Errorf("%c: listed %v, served %v, want %v", c, ok, served, want)
		}
	}
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Message, "U+F0000") {
		t.Errorf("findings: %v", r.Findings)
	}
}

// Lists of names go on under the first name; in a 纪要 their label is in 黑体.
func TestNameLists(t *testing.T) {
	names := strings.Repeat("张某某、", 8)
	doc := &campaign.Plan{ID: "p", Body: body("组长：" + names)}
	_, lines := layout(t, printer(t), doc)
	near(t, "second line", lines[1].x0, 28+mm(32)+3*cellMM, 0.3)

	n := notice()
	n.Head.Format, n.Head.Mark = campaign.HeadMinutes, "会议纪要"
	n.Signature = nil
	n.Body = body("会议议定以下事项。\n出席：" + names + "\n列席：李某某。")
	_, lines = layout(t, printer(t), n)
	first := find(t, lines, "出席：")
	if first.role != render.HeiTi {
		t.Errorf("出席 is set in %s", first.role)
	}
	near(t, "blank line above 出席", first.y-find(t, lines, "会议议定").y, 2*10.213, 0.1)
	near(t, "列席 follows", find(t, lines, "列席：").y-find(t, lines, "出席：").y, 2*10.213, 0.1)
}

// What offices ask for beside the standard.
func TestHabits(t *testing.T) {
	p := printer(t)
	p.CentreNumbers, p.BoldLevels, p.NoImprint = true, true, true
	p.FaceNames = map[render.Role]string{render.FangSong: "仿宋"}
	p.LatinFace = "FandolHei"
	n := notice()
	n.Body = body("1.常规活动。2027年办好。")
	n.Imprint = &campaign.Imprint{Office: "示例市教育局办公室", Date: issued}
	pages, lines := layout(t, p, n)
	if len(pages) != 1 {
		t.Errorf("%d pages with the imprint left out", len(pages))
	}
	number := find(t, lines, "— 1 —")
	near(t, "page number in the middle", (number.x0+number.x1)/2, 106, 0.2)
	for _, item := range pages[0].Items {
		text, ok := item.(render.Text)
		if !ok {
			continue
		}
		if want := text.Text == "1." || text.Text == "常规活动。"; text.Bold != want {
			t.Errorf("%s: bold %v", text.Text, text.Bold)
		}
		if text.Text == "2027" && text.Size == 16 && text.Role == render.FangSong && text.Face.Name() != "FandolHei" {
			t.Errorf("digits are set in %s", text.Face.Name())
		}
	}
	var b bytes.Buffer
	if _, err := p.DOCX(&b, n); err != nil {
		t.Fatal(err)
	}
	styles := docxPart(t, b.Bytes(), "word/styles.xml")
	if !strings.Contains(styles, `w:ascii="FandolHei" w:hAnsi="FandolHei" w:eastAsia="仿宋"`) || strings.Contains(styles, "仿宋_GB2312") {
		t.Error("the styles do not name the faces asked for")
	}
	if footer := docxPart(t, b.Bytes(), "word/footer1.xml"); !strings.Contains(footer, `<w:jc w:val="center"/>`) {
		t.Error("the page number of the .docx is not in the middle")
	}
}

func docxPart(t *testing.T, docx []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
