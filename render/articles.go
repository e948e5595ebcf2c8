package render

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// 惯例: how a text of articles (办法, 章程, 决议) and a text that is forwarded
// with its own signature are set; the standard does not say.
var (
	// A chapter stands in the middle, in 黑体: 第一章　总则.
	chapter = regexp.MustCompile(`^第[一二三四五六七八九十百]{1,5}[编章节](?:[ \x{3000}]+[^。；：]{1,30})?$`)
	// An article opens with its number in 黑体: 第一条　为了….
	article = regexp.MustCompile(`^第[一二三四五六七八九十百]{1,6}条[ \x{3000}]`)
	// 题注: who adopted the text and when, at the head of its body.
	adopted = regexp.MustCompile(`^（[^（）]*\d{4}年\d{1,2}月\d{1,2}日[^（）]*(?:通过|批准|公布|发布|印发|修订|修正|施行)[^（）]*）$`)
	// What ends the name of an organ.
	organName = regexp.MustCompile(`^[\p{Han}（）]{3,30}(?:局|厅|部|委|委员会|办公室|办公厅|政府|院|学院|大学|学校|中心|协会|学会|公司|集团|党组|总工会|处|社)$`)
	// A person and the post, below others of a list: 王某某　市教育局局长.
	person = regexp.MustCompile(`^\p{Han}{2,4}[ \x{3000}]+[^ \x{3000}。；：]{2,30}$`)
)

// articles sets a paragraph without a mark that is a chapter or an article;
// nil if it is neither.
func articles(text string) *flow.Para {
	if chapter.MatchString(text) {
		return &flow.Para{Style: flow.StyleChapter, Runs: []flow.Run{{Text: prose(text), Role: font.HeiTi}}}
	}
	at := article.FindStringIndex(text)
	if at == nil {
		return nil
	}
	p := bodyPara(text)
	p.Runs = []flow.Run{{Text: prose(text[:at[1]]), Role: font.HeiTi, Char: flow.CharStyle(font.HeiTi)}, {Text: prose(text[at[1]:]), Role: font.FangSong}}
	return p
}

// opensAdopted takes the 题注 of a text without one from the body that opens with it.
func opensAdopted(was string, bs []document.Block) (text string, rest []document.Block) {
	if was != "" || len(bs) < 2 {
		return was, bs
	}
	p, ok := bs[0].(*document.Paragraph)
	if !ok || p.Mark+p.Lead != "" || !adopted.MatchString(p.Text) {
		return "", bs
	}
	return strings.TrimSuffix(strings.TrimPrefix(p.Text, "（"), "）"), bs[1:]
}

// adoption sets the 题注 below a title: an act that does not fit beside the one before it
// begins a line.
func (t *typesetter) adoption(text string, names []string) []flow.Element {
	if text == "" {
		return nil
	}
	width := func(s string) float64 { return float64(t.TextWidth(flow.StyleAdopted, s) / flow.CharWidth.Pt()) }
	limit := float64(t.geo.Width().Pt()/flow.CharWidth.Pt()) - 0.8 // Word leaves more white at digits
	names = append(names, assemblies...)
	var lines []string
	for part := range strings.SplitSeq("（"+prose(text)+"）", "\n") {
		line := ""
		for _, act := range acts.FindAllString(part, -1) {
			if width(strings.TrimRight(line+act, blanks)) <= limit {
				line += act
				continue
			}
			bare := strings.TrimRight(act, blanks)
			broken := linebreak.Even(bare, limit, width, names)
			lines = append(append(lines, line), broken[:len(broken)-1]...)
			line = broken[len(broken)-1] + act[len(bare):]
		}
		lines = append(lines, line)
	}
	for i, l := range lines {
		lines[i] = strings.Trim(l, blanks)
	}
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	return []flow.Element{&flow.Para{Style: flow.StyleAdopted, Runs: []flow.Run{{Text: strings.Join(lines, "\n"), Role: font.KaiTi}}}}
}

// assemblies are what adopts: names that are not broken.
var assemblies = []string{"人民代表大会常务委员会", "人民代表大会", "常务委员会", "教职工代表大会", "职工代表大会", "会员代表大会", "学生代表大会"}

const blanks = " \u3000"

// acts are what a 题注 tells, with what parts them from the next.
var acts = regexp.MustCompile(`[^，；、 \x{3000}]+[，；、 \x{3000}]*`)

// signedAtEnd parts the names and the date that a forwarded text ends with from
// what stands above them; nil if it ends with none.
func signedAtEnd(bs []document.Block) (above []document.Block, s *document.Signature) {
	line := func(i int) string {
		if p, ok := bs[i].(*document.Paragraph); ok && p.Mark+p.Lead == "" {
			return strings.TrimSpace(p.Text)
		}
		return ""
	}
	last := len(bs) - 1
	if last < 2 {
		return bs, nil
	}
	var date calendar.Date
	if _, err := fmt.Sscanf(line(last), "%d年%d月%d日", &date.Year, &date.Month, &date.Day); err != nil || date.String() != line(last) {
		return bs, nil
	}
	first := last
	for first > 1 && organName.MatchString(line(first-1)) {
		first--
	}
	if first == last {
		return bs, nil
	}
	s = &document.Signature{Date: date, Seal: document.SealNone}
	for i := first; i < last; i++ {
		s.Organs = append(s.Organs, document.Organ{Name: line(i)})
	}
	return bs[:first], s
}

// ownSignature sets the signature that a forwarded text bears, on a page with
// some of the text.
func (t *typesetter) ownSignature(body []flow.Element, s *document.Signature) []flow.Element {
	if s == nil {
		return body
	}
	if p, ok := body[len(body)-1].(*flow.Para); ok {
		p.Keep = true
	}
	es := (&signatory{t, s}).elements()
	es[0].(*flow.Para).Keep = true
	return append(body, es...)
}

// alongside reports whether a paragraph goes on a list of persons whose first
// name stands hang behind the indent, and puts it below that name.
func alongside(p *flow.Para, hang paper.Twip) bool {
	if hang == 0 || !person.MatchString(p.Text()) {
		return false
	}
	p.Indent = &flow.Indent{Left: flow.ParaIndent + hang}
	return true
}
