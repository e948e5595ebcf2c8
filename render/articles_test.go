package render_test

import (
	"math"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// What texts of articles and forwarded texts have is set as practice has it:
// chapters in the middle, numbers of articles in 黑体, the note of adoption
// below the title, persons below each other, the text's own signature at the
// right.
func TestArticles(t *testing.T) {
	n := notice()
	n.Body = append(body("现将办法印发给你们。"),
		&document.Labelled{Label: "组　　长：", Text: "张某某　副市长"},
		&document.Paragraph{Text: "李某　　教育局局长"},
		&document.Paragraph{Text: "李某某负责办公室工作。"})
	n.Attachments = []document.Attachment{{Title: "管理办法", Printed: true, Body: body("（2027年3月20日第五次会议通过）\n第一章　总则\n第一条　为了规范管理，制定本办法。\n第一条件不成熟的，暂缓。\n示例市总工会\n2027年3月20日")}}
	set, err := printer(t).Set(n)
	if err != nil {
		t.Fatal(err)
	}
	texts := textsOn(set.Pages)
	at := func(text string) piece {
		for _, p := range texts {
			if strings.Contains(squash(p.Text.Text), text) {
				return p
			}
		}
		t.Errorf("%q is missing", text)
		return piece{}
	}
	middle := (areaLeft + areaRight) / 2
	if p := at("第一章总则"); p.Role != font.HeiTi || math.Abs((p.x0+p.x1)/2-middle) > 1 {
		t.Errorf("the chapter: %+v", p)
	}
	if p := at("第一条"); p.Role != font.HeiTi {
		t.Errorf("the article: %+v", p)
	}
	if p := at("第一条件不成熟"); p.Role != font.FangSong {
		t.Errorf("a paragraph that only begins like an article: %+v", p)
	}
	if p := at("第五次会议通过"); p.Role != font.KaiTi || p.base > at("第一章").base-40 {
		t.Errorf("the note of adoption: %+v", p)
	}
	if a, b := at("张某某"), at("李某教育局局长"); math.Abs(a.x0+5*15.75-b.x0) > 2 { // 组　　长： takes five characters
		t.Errorf("persons at %.1f and %.1f", a.x0, b.x0)
	}
	if p := at("李某某负责"); math.Abs(p.x0-areaLeft-32) > 2 {
		t.Errorf("the paragraph behind the persons at %.1f", p.x0)
	}
	if p := at("示例市总工会"); p.x0 < middle {
		t.Errorf("the signature of the text at %.1f", p.x0)
	}
}
