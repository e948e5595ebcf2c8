package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// T11: names of attachments go on under their first character, whatever the number.
func TestAttachmentList(t *testing.T) {
	for _, n := range []int{1, 3, 12} {
		doc := notice()
		for i := range n {
			doc.Attachments = append(doc.Attachments, document.Attachment{Title: fmt.Sprintf("甲%d示例市职业教育活动周特色亮点活动安排和各职业院校参加情况统计汇总表", i)})
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
func nameStart(pages []paper.Page, i int) float64 {
	for _, page := range pages {
		for j, item := range page.Items {
			text, ok := item.(paper.Text)
			if !ok || text.Size != 16 || text.Text != "甲" {
				continue
			}
			if next, ok := page.Items[j+1].(paper.Text); ok && next.Text == fmt.Sprint(i) {
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
	doc.Attachments = []document.Attachment{{Title: "活动清单", Body: body("甲。")}, {Title: "活动方案", Body: body("乙。"), Printed: true}, {Title: "参考清单", Body: body("丙。")}}
	_, lines := layout(t, printer(t), doc)
	for i, l := range lines {
		switch l.text {
		case "附件1", "附件2":
			if l.role != font.HeiTi {
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

// Wide tables and forms made for it go on landscape pages, whose numbers stand
// where all others do (8).
func TestLandscape(t *testing.T) {
	n := notice()
	rows := [][]string{{"序号", "学校", "活动", "时间", "地点", "形式", "人数", "联系人", "电话", "备注"}}
	for range 30 {
		rows = append(rows, make([]string, 10))
	}
	n.Attachments = []document.Attachment{{Title: "一览表", Body: []document.Block{&document.Table{Rows: rows}}}, {Title: "清单", Body: body("甲。")}}
	pages, lines := layout(t, printer(t), n)
	heads := 0
	for i, page := range pages {
		for _, item := range page.Items {
			if text, ok := item.(paper.Text); ok && text.Turned {
				if !page.Landscape {
					t.Errorf("turned text on portrait page %d", i+1)
				}
				if text.Text == "序号" {
					heads++
				}
				if text.X < paper.MM(28).Pt() || text.X > paper.MM(184).Pt() || text.Y > paper.MM(263).Pt() || text.Y < paper.MM(34).Pt() {
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

// A form below other text has its title above it, centred, unless that is the
// title of the attachment already.
func TestFormBelowText(t *testing.T) {
	first, second := forms.Builtins()[0], forms.Builtins()[1]
	doc := notice()
	doc.Attachments = []document.Attachment{{Title: second.Title, Body: append(body("请填写下表。"), &document.Form{Schema: first}, &document.Form{Schema: second})}}
	pages, _ := layout(t, printer(t), doc)
	count := map[string]int{}
	for _, text := range textsOn(pages) {
		count[text.Text.Text]++
	}
	if count[first.Title] != 1 || count[second.Title] != 1 {
		t.Errorf("%s is printed %d times, %s %d times", first.Title, count[first.Title], second.Title, count[second.Title])
	}
}

// What goes in a file of its own is listed and has no page; those behind it keep
// their numbers.
func TestAttachmentApart(t *testing.T) {
	n := notice()
	n.Attachments = []document.Attachment{{Title: "项目批复文件", Apart: true}, {Title: "资金使用计划表", Body: []document.Block{&document.Paragraph{Text: "计划如下。"}}}}
	pages, lines := layout(t, printer(t), n)
	count := 0
	for _, l := range lines {
		if l.text == "附件1" {
			t.Errorf("附件1 has a page: %d", l.page)
		}
		if strings.Contains(l.text, "项目批复文件") {
			count++
		}
	}
	if count != 1 {
		t.Errorf("it is named %d times", count)
	}
	if l := find(t, lines, "附件2"); l.page != len(pages) {
		t.Errorf("附件2 is on page %d of %d", l.page, len(pages))
	}
}
