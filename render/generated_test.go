package render_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
)

// A dice throws a number from 0 to n-1. Documents are generated with one: a
// seeded one for documents that stay the same, rapid's for those that shrink.
type dice func(n int) int

func seeded(seed uint64) dice {
	return rand.New(rand.NewPCG(seed, 2012)).IntN
}

func drawn(t *rapid.T) dice {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "dice") }
}

func (d dice) of(words []string) string { return words[d(len(words))] }

var (
	whoWords = strings.Fields(`各县区教育局 各职业院校 市教育局 市人力资源和社会保障局 各单位 有关部门 行业企业 各技工院校 班主任 专业教师 学生家长 社区居民 共青团组织 新闻媒体 各市属中等职业学校`)
	howWords = strings.Fields(`要 要认真 应当 可以 须 要结合实际 应及时 要充分利用现代信息技术 要主动联合`)
	doWords  = strings.Fields(`组织 开展 做好 报送 落实 完善 举办 宣传 推进 总结 展示 制定 参加 邀请 深化 加强 统筹 建立健全`)
	whatWord = strings.Fields(`活动周启动仪式 职业体验活动 开放校园工作 典型案例 职普融通和产教融合 技能展示 志愿服务 招生政策宣传 安全保卫工作 应急预案 各项活动 师生作品 工作方案 长效机制 校企合作项目 劳模精神、劳动精神、工匠精神 社会资源 优秀毕业生报告会`)
	tailWord = strings.Fields(`确保取得实效 营造良好氛围 做到安全平稳有序 扩大社会影响力 并于当日上报 力戒形式主义 做到责任到人 形成工作合力`)
	headWord = strings.Fields(`总体要求 指导思想 基本原则 时间安排 主要活动 组织保障 工作要求 宣传重点 信息报送 责任分工 开展职业体验 加强组织领导 严格规范管理 精心组织宣传`)
)

// figures are what breaks lines badly: numbers, dates, quotes, brackets, Latin
// words and the long marks.
var figures = []func(dice) string{
	func(d dice) string {
		return fmt.Sprintf("%d年%d月%d日至%d日", 2020+d(9), 1+d(12), 1+d(14), 15+d(14))
	},
	func(d dice) string { return fmt.Sprintf("%d.%d%%以上", d(100), d(100)) },
	func(d dice) string { return fmt.Sprintf("%d,%03d人次", 1+d(99), d(1000)) },
	func(d dice) string { return fmt.Sprintf("%d:%02d前", d(24), d(60)) },
	func(d dice) string { return fmt.Sprintf("%d～%d分钟", 1+d(9), 10+d(200)) },
	func(d dice) string { return fmt.Sprintf("%d—%d年", 2015+d(5), 2021+d(9)) },
	func(d dice) string { return fmt.Sprintf("“%s”", d.of(whatWord)) },
	func(d dice) string { return fmt.Sprintf("“%s”“%s”", d.of(headWord), d.of(headWord)) },
	func(d dice) string { return fmt.Sprintf("《%s实施方案》", d.of(headWord)) },
	func(d dice) string {
		return fmt.Sprintf("《关于%s的通知》（示教职成〔%d〕%d号）", d.of(headWord), 2015+d(12), 1+d(300))
	},
	func(d dice) string { return fmt.Sprintf("（见附件%d）", 1+d(9)) },
	func(d dice) string { return "——" + d.of(tailWord) },
	func(d dice) string { return d.of(whatWord) + "……" },
	func(d dice) string {
		return "（电话：8300000" + fmt.Sprint(d(10)) + "，邮箱：zcc@example.com）"
	},
	func(d dice) string { return "“3+2”分段培养" },
	func(d dice) string { return "VR（虚拟现实）、H5小程序" },
	func(d dice) string { return "分辨率不低于1920*1080" },
	func(d dice) string { return "mp4格式、200M以内" },
	func(d dice) string { return "“5·12”" },
	func(d dice) string { return "不低于25℃" },
	func(d dice) string { return fmt.Sprintf("第%s届", []string{"一", "十二", "3"}[d(3)]) },
}

func (d dice) sentence() string {
	var b strings.Builder
	b.WriteString(d.of(whoWords))
	for i := range 1 + d(4) {
		if i > 0 {
			b.WriteString("，")
		}
		b.WriteString(d.of(howWords) + d.of(doWords))
		if d(3) == 0 {
			b.WriteString(figures[d(len(figures))](d))
		}
		b.WriteString(d.of(whatWord))
		if d(6) == 0 {
			b.WriteString("；" + d.of(tailWord))
		}
	}
	if d(2) == 0 {
		b.WriteString("，" + d.of(tailWord))
	}
	return b.String() + "。"
}

func (d dice) sentences(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(d.sentence())
	}
	return b.String()
}

// lines is the text of a body of about n paragraphs, as officials type it.
func (d dice) lines(n int) string {
	var out []string
	add := func(s string) { out = append(out, s) }
	add(d.sentences(2))
	for chapter := 1; len(out) < n; chapter++ {
		add(campaign.Level(1).Mark(chapter) + d.of(headWord))
		for section := 1; section <= 1+d(4) && len(out) < n; section++ {
			mark := campaign.Level(2).Mark(section)
			switch d(4) {
			case 0:
				add(mark + d.of(headWord))
				add(d.sentences(1 + d(3)))
			case 1:
				add(mark + d.of(headWord) + "。" + d.sentences(1+d(3)))
			case 2:
				add(mark + d.of(headWord) + "。" + d.sentence())
				for item := 1; item <= 2+d(4); item++ {
					add(campaign.Level(3).Mark(item) + d.of(headWord) + "。" + d.sentences(1+d(2)))
				}
			case 3:
				add(mark + d.of(headWord))
				for item := 1; item <= 2+d(3); item++ {
					add(campaign.Level(4).Mark(item) + d.sentence())
				}
				add("责任部门：" + d.of(whoWords) + "、" + d.of(whoWords))
			}
		}
	}
	return strings.Join(out, "\n")
}

// table is a table with a head whose words occur nowhere else.
func (d dice) table(id, rows int) *campaign.Table {
	cols := 3 + d(4)
	t := &campaign.Table{Rows: make([][]string, 1+rows)}
	for c := range cols {
		t.Rows[0] = append(t.Rows[0], fmt.Sprintf("表%c头%c", 'A'+id, 'a'+c))
	}
	for r := 1; r <= rows; r++ {
		for c := range cols {
			text := ""
			switch d(4) {
			case 0:
				text = d.of(whatWord)
			case 1:
				text = fmt.Sprint(d(5000))
			case 2:
				if c == 1 {
					text = d.sentence()
				}
			}
			t.Rows[r] = append(t.Rows[r], text)
		}
	}
	return t
}

func (d dice) title() string {
	s := "示例市教育局关于" + []string{"做好", "开展", "印发", "举办"}[d(4)]
	for range 1 + d(3) {
		s += d.of(doWords) + d.of(headWord)
	}
	return s + "的通知"
}

// notice is a notice whose body has about n paragraphs.
func (d dice) notice(n int) *campaign.Notice {
	doc := &campaign.Notice{Kind: "通知", Title: d.title(), Recipients: strings.Join(whoWords[:1+d(6)], "，")}
	doc.Body, _ = campaign.ParseBody(d.lines(n))
	if d(3) == 0 {
		at := 1 + d(len(doc.Body))
		doc.Body = slices.Insert(doc.Body, at, campaign.Block(d.table(0, 1+d(8))))
	}
	organs := bureau
	if d(3) == 0 {
		organs = nine[:2+d(8)]
	}
	switch d(5) {
	case 0:
	case 1:
		doc.Head = &campaign.Head{Organs: organs, Format: campaign.HeadLetter, Number: campaign.DocNumber{Code: "示教函", Year: 2027, Serial: 1 + d(300)}}
	default:
		doc.Head = &campaign.Head{Organs: organs, Mark: "文件", Number: campaign.DocNumber{Code: "示教", Year: 2027, Serial: 1 + d(300)}}
		if d(2) == 0 {
			doc.Head.Copy, doc.Head.Secrecy, doc.Head.Urgency = "000012", "秘密★1年", []string{"", "特急"}[d(2)]
		}
	}
	if d(8) > 0 {
		doc.Signature = &campaign.Signature{Organs: organs, Date: calendar.Date{Year: 2027, Month: 1 + d(12), Day: 1 + d(28)}, Seal: []campaign.Seal{"", campaign.SealNone}[d(2)]}
	}
	if d(3) == 0 {
		doc.Note = "此件公开发布"
	}
	for i := range []int{0, 0, 1, 2, 3, 11}[d(6)] {
		a := campaign.Attachment{Title: fmt.Sprintf("%s安排", d.of(headWord))}
		if d(3) == 0 {
			a.Title += "及" + d.of(whatWord) + "情况统计汇总表（供各职业院校参考）"
		}
		a.Body, _ = campaign.ParseBody(d.lines(1 + d(1+n/4)))
		if d(3) == 0 {
			a.Body = append(a.Body, d.table(1+i, 1+d(12)))
		}
		doc.Attachments = append(doc.Attachments, a)
	}
	if d(2) == 0 {
		doc.Imprint = &campaign.Imprint{CopyTo: strings.Join(whoWords[:1+d(9)], "，") + "。", Office: "示例市教育局办公室", Date: calendar.Date{Year: 2027, Month: 12, Day: 31}}
	}
	return doc
}

// flowText is the text of a document in the order in which it is set, without
// blanks. The recipients stand behind it if the imprint took them.
func flowText(n *campaign.Notice, moved bool) string {
	var b strings.Builder
	add := func(texts ...string) {
		for _, s := range texts {
			b.WriteString(squash(s))
		}
	}
	number := ""
	if h := n.Head; h != nil {
		number = h.Number.String()
		if h.Format == campaign.HeadLetter {
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
	blocks := func(bs []campaign.Block) {
		for _, block := range bs {
			switch block := block.(type) {
			case *campaign.Heading:
				add(block.Mark, block.Text)
			case *campaign.Paragraph:
				add(block.Mark, block.Lead, block.Text)
			case *campaign.Labelled:
				add(block.Label, block.Text)
			case *campaign.Table:
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
		if n.Head == nil || n.Head.Format != campaign.HeadLetter { // 10.1: a letter has no 印发 line
			add(m.Office, m.Date.String(), "印发")
		}
	}
	return b.String()
}

// A piece is a text on a page, upright.
type piece struct {
	render.Text
	page         int
	x0, x1       float64 // points
	top, base, y float64 // upper edge of the em box, baseline, lower edge
}

// textsOn returns the texts of the pages in the order in which they are drawn;
// those of landscape pages as these are read. Page numbers are left out.
func textsOn(pages []render.Page) []piece {
	var out []piece
	for i, page := range pages {
		for _, item := range page.Items {
			t, ok := item.(render.Text)
			if !ok || t.Role == render.SongTi && t.Size == 14 {
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

func checkLayout(t rapid.TB, p *render.Printer, n *campaign.Notice) {
	pages, err := p.Layout(n)
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
func checkText(t rapid.TB, n *campaign.Notice, texts []piece) {
	var b strings.Builder
	onFirst := 0
	for _, p := range texts {
		b.WriteString(squash(p.Text.Text))
		if p.page == 1 {
			onFirst = b.Len()
		}
	}
	got := b.String()
	// Heads of tables are repeated on every page.
	for _, table := range tablesOf(n) {
		head := strings.Join(table.Rows[0], "")
		if first := strings.Index(got, head); first >= 0 {
			got = got[:first+len(head)] + strings.ReplaceAll(got[first+len(head):], head, "")
		}
	}
	lead := *n // with the 主办机关 alone in the mark, where all find no room
	if n.Head != nil {
		head := *n.Head
		lead.Head, head.Organs = &head, head.Organs[:1]
	}
	for _, doc := range []*campaign.Notice{n, &lead} {
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

// checkSignature checks that the signature does not stand on a page without
// any of the text (7.3.5.5).
func checkSignature(t rapid.TB, n *campaign.Notice, texts []piece) {
	if n.Signature == nil {
		return
	}
	if _, table := n.Body[len(n.Body)-1].(*campaign.Table); table && len(n.Attachments) == 0 {
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
		table := &campaign.Table{Rows: [][]string{{"学校", "人数"}}}
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

func tablesOf(n *campaign.Notice) []*campaign.Table {
	var out []*campaign.Table
	collect := func(bs []campaign.Block) {
		for _, b := range bs {
			if t, ok := b.(*campaign.Table); ok {
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

func checkPlaces(t rapid.TB, pages []render.Page, texts []piece, profile render.Profile) {
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
		letter := p.Color == render.Red && p.page == 1
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

// compare prints documents as .pdf and .docx, lets LibreOffice show the .docx,
// and compares page counts and lines.
func compare(t *testing.T, all []specimen) {
	t.Helper()
	dir := t.TempDir()
	var pdfs, docxs []string
	var turned []map[int]bool // landscape pages
	for i, s := range all {
		p := s.printer(t)
		pages, err := p.Layout(s.doc)
		if err != nil {
			t.Fatal(err)
		}
		on := map[int]bool{}
		for j, page := range pages {
			on[j+1] = page.Landscape
		}
		var pdf, docx bytes.Buffer
		if _, err := p.PDF(&pdf, s.doc); err != nil {
			t.Fatal(err)
		}
		if _, err := p.DOCX(&docx, s.doc); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%02d", i))
		if err := os.WriteFile(name+".pdf", pdf.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name+".docx", docx.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		turned, pdfs, docxs = append(turned, on), append(pdfs, name+".pdf"), append(docxs, name+".docx")
	}
	shown := crosscheck.Convert(t, "pdf", docxs...)
	for i, s := range all {
		t.Run(s.name, func(t *testing.T) {
			ours, n := crosscheck.Lines(t, pdfs[i])
			theirs, m := crosscheck.Lines(t, shown[i])
			if n != m {
				t.Errorf("%d pages, LibreOffice has %d", n, m)
			}
			upright := func(ls []crosscheck.Line) []crosscheck.Line {
				return slices.DeleteFunc(slices.Clone(ls), func(l crosscheck.Line) bool { return turned[i][l.Page] })
			}
			a, b := upright(ours), upright(theirs)
			share := crosscheck.Agreement(a, b)
			t.Logf("%d pages, %d lines, %.1f %% alike", n, len(a), 100*share)
			if share < 0.95 {
				logDifference(t, a, b)
				t.Errorf("%.1f %% of the lines alike, want 95 %%", 100*share)
			}
			// Where both have a line, it stands at the same place.
			for _, l := range a {
				at := slices.IndexFunc(b, func(x crosscheck.Line) bool {
					return x.Page == l.Page && x.Text == l.Text && math.Abs(x.Mid-l.Mid) < 12
				})
				if at >= 0 && math.Abs(b[at].X0-l.X0) > 1 {
					t.Errorf("%v\nstands at x %.1f in LibreOffice", l, b[at].X0)
				}
			}
			// Landscape pages are turned in ours: only their text can be compared.
			for page, on := range turned[i] {
				if !on {
					continue
				}
				if a, b := letters(crosscheck.PDFText(t, pdfs[i], page)), letters(crosscheck.PDFText(t, shown[i], page)); a != b {
					t.Errorf("landscape page %d:\nours   %s\ntheirs %s", page, a, b)
				}
			}
		})
	}
}

// letters are the characters of a text, sorted, without blanks.
func letters(s string) string {
	rs := []rune(squash(s))
	slices.Sort(rs)
	return string(rs)
}

func logDifference(t *testing.T, ours, theirs []crosscheck.Line) {
	t.Helper()
	missing := func(a, b []crosscheck.Line, who string) (out []string) {
		for _, l := range a {
			if !slices.ContainsFunc(b, func(x crosscheck.Line) bool { return x.Page == l.Page && x.Text == l.Text }) {
				out = append(out, fmt.Sprintf("p%d y%.0f %s %s", l.Page, l.Mid, who, l.Text))
			}
		}
		return out
	}
	all := append(missing(ours, theirs, "ours:  "), missing(theirs, ours, "theirs:")...)
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(pageOf(a), pageOf(b)) })
	for _, s := range all[:min(len(all), 24)] {
		t.Log(s)
	}
}

func pageOf(s string) (page int) {
	fmt.Sscanf(s, "p%d", &page)
	return page
}

// Our pages and LibreOffice's pages of the .docx are the same: specimens of
// every kind, the documents of officials, generated ones of up to forty pages.
// LibreOffice runs once for all of them.
func TestPagesAgreeCrosscheck(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes its time")
	}
	all := append(specimens(), samples(t)...)
	for i, paragraphs := range []int{1, 3, 6, 9, 12, 16, 20, 26, 34, 48, 70, 110, 200} {
		all = append(all, specimen{name: fmt.Sprintf("generated %d", i+1), doc: seeded(uint64(i + 1)).notice(paragraphs)})
	}
	compare(t, all)
}

// between is the part of a sample's text from one line to another, both given
// by how they begin; from stands in it, to does not.
func between(t testing.TB, text, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "\n"+from)
	if !ok {
		t.Fatalf("no line %q", from)
	}
	part := from + rest
	if to != "" {
		if part, _, ok = strings.Cut(part, "\n"+to); !ok {
			t.Fatalf("no line %q", to)
		}
	}
	return part
}

// samples are the five documents of testdata/notices, their bodies as they
// were written, composed as they were issued.
func samples(t testing.TB) []specimen {
	t.Helper()
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "notices", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		return "\n" + string(data)
	}
	text := func(part string) []campaign.Block {
		blocks, _ := campaign.ParseBody(part)
		return blocks
	}
	form := func(id string) []campaign.Block {
		s, ok := forms.Builtin(id)
		if !ok {
			t.Fatalf("no form %s", id)
		}
		return []campaign.Block{&campaign.Form{Schema: s}}
	}
	day := func(y, m, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

	changchun := read("changchun-2019")
	plan := &campaign.Plan{
		ID: "changchun", Title: "长春医学高等专科学校\n2019年“职业教育宣传月”活动方案",
		Body:        text(between(t, changchun, "为深入贯彻落实", "附件：")),
		Attachments: []campaign.Attachment{{Title: "2019年“职业教育宣传月”活动安排", Body: form("month-schedule")}},
		Signature:   &campaign.Signature{Organs: []campaign.Organ{{Name: "宣传部"}}, Date: day(2019, 4, 30), Seal: campaign.SealNone},
	}
	typed := *plan
	typed.ID = "changchun-typed"
	typed.Attachments = []campaign.Attachment{{Title: "2019年“职业教育宣传月”活动安排", Body: text(between(t, changchun, "上报部门（院部）", ""))}}

	jilin := read("jilin-2017")
	jilinOrgan := []campaign.Organ{{Name: "吉林市教育局"}}
	taian := read("taian-2020")
	nanchang := read("nanchang-2020")
	nanchangOrgan := []campaign.Organ{{Name: "南昌市教育局"}}

	return []specimen{
		{name: "xiamen", doc: xiamen(t)},
		{name: "changchun", doc: plan},
		{name: "changchun typed", doc: &typed},
		{name: "jilin", doc: &campaign.Notice{
			ID: "jilin", Kind: "通知", Title: "吉林市教育局\n关于深入开展2017年吉林市职业教育\n宣传月活动周的通知",
			Recipients:     "各县（市）教育局，各中等职业学校：",
			Body:           text(between(t, jilin, "为进一步贯彻落实", "    附件:1.")),
			AttachmentMark: "附件:",
			Attachments: []campaign.Attachment{
				{Title: "2017年职教活动周校外活动及宣传月特色活动规划表", Label: "附表1", Body: form("outreach-plan")},
				{Title: "2017年XX学校技能节交流日规划表", Label: "附表2", Body: form("openday-plan")},
			},
			Signature: &campaign.Signature{Organs: jilinOrgan, Date: day(2017, 4, 14)},
		}},
		{name: "taian", doc: &campaign.Notice{
			ID: "taian", Kind: "通知", Title: "泰安市教育局等9部门关于做好2020年泰安市职业教育活动周相关工作的通知",
			Head:        &campaign.Head{Organs: nine, Number: campaign.DocNumber{Code: "泰教函", Year: 2020, Serial: 72}},
			Recipients:  "各县市区教育和体育局，党委宣传部、网信办，工业和信息化局、人力资源社会保障局、农业农村局、国资委、总工会、团委，泰安高新区有关部门，各职业院校：",
			Body:        text(between(t, taian, "为推进我市", "附件：")),
			Attachments: []campaign.Attachment{{Title: "2020年泰安市职业教育活动周实施方案", Body: text(between(t, taian, "根据《山东省教育厅", ""))}},
			Signature:   &campaign.Signature{Organs: nine, Date: day(2020, 11, 5), Seal: campaign.SealJoint},
		}},
		{name: "nanchang", doc: &campaign.Notice{
			ID: "nanchang", Kind: "通知", Title: "南昌市教育局关于印发《2020年南昌市中等职业学校职业教育活动周工作方案》的通知",
			Head:        &campaign.Head{Organs: nanchangOrgan, Mark: "文件", Number: campaign.DocNumber{Code: "洪教职成字", Year: 2020, Serial: 10}, Added: true},
			Recipients:  "各相关县（区）教体局，各中等职业学校：",
			Body:        text(between(t, nanchang, "现将《2020年", "附件：")),
			Attachments: []campaign.Attachment{{Title: "2020年南昌市中等职业学校职业教育活动周工作方案", Printed: true, Body: text(between(t, nanchang, "为贯彻落实《国家", ""))}},
			Signature:   &campaign.Signature{Organs: nanchangOrgan, Date: day(2020, 10, 30)},
			Imprint:     &campaign.Imprint{Office: "南昌市教育局办公室", Date: day(2020, 10, 30)},
		}},
	}
}
