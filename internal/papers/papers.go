// Package papers makes up documents for tests: notices, letters, forwards and
// plans as bureaus and schools issue them, in every build that occurs.
package papers

import (
	"fmt"
	"strconv"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// Kinds are the builds of documents that [Draw] makes.
var Kinds = []string{"通知", "联合通知", "函", "转发", "印发", "县级转发", "学校方案"}

// Forty returns forty different documents, always the same ones.
func Forty() []*document.Document {
	var all []*document.Document
	for i := range 40 {
		kind := Kinds[i%len(Kinds)]
		all = append(all, rapid.Custom(func(t *rapid.T) *document.Document { return drawKind(t, kind) }).Example(i))
	}
	return all
}

// Draw makes up a document of any kind.
func Draw(t *rapid.T) *document.Document {
	return drawKind(t, rapid.SampledFrom(Kinds).Draw(t, "kind"))
}

var bureaus = []string{
	"云溪市教育局", "云溪市人力资源和社会保障局", "中共云溪市委宣传部", "云溪市工业和信息化局", "云溪市农业农村局",
	"云溪市总工会", "共青团云溪市委", "云溪市人民政府国有资产监督管理委员会", "云溪市中华职业教育社", "中共云溪市委网络安全和信息化委员会办公室",
}

func drawKind(t *rapid.T, kind string) *document.Document {
	year := rapid.IntRange(2015, 2030).Draw(t, "year")
	date := calendar.Date{Year: year, Month: rapid.IntRange(1, 12).Draw(t, "month"), Day: rapid.IntRange(1, 28).Draw(t, "day")}
	issuers := 1
	if kind == "联合通知" {
		issuers = rapid.IntRange(2, len(bureaus)).Draw(t, "issuers")
	}
	var organs []document.Organ
	for _, name := range bureaus[:issuers] {
		organs = append(organs, document.Organ{Name: name})
	}
	body := drawBody(t)
	attached := drawAttachments(t, year)
	if kind == "学校方案" {
		return &document.Document{Kind: document.Plan,
			Title:       fmt.Sprintf("云溪职业技术学院\n%d年职业教育活动周活动方案", year),
			Body:        body,
			Attachments: attached,
			Signature:   &document.Signature{Organs: []document.Organ{{Name: "云溪职业技术学院"}}, Date: date},
		}
	}
	n := &document.Document{Kind: document.Notice, Body: body, Attachments: attached, Signature: &document.Signature{Organs: organs, Date: date}}
	code := "云教职成"
	switch kind {
	case "通知", "联合通知":
		n.Title = fmt.Sprintf("关于做好%d年职业教育活动周有关工作的通知", year)
		if issuers > 1 {
			n.Title = fmt.Sprintf("云溪市教育局等%d部门%s", issuers, n.Title)
		}
	case "函":
		n.Kind = document.Letter
		n.Title = fmt.Sprintf("关于商请支持%d年职业教育活动周的函", year)
		code = "云教函"
	case "转发":
		n.Title = fmt.Sprintf("云溪市教育局转发省教育厅关于做好%d年\n职业教育活动周工作的通知", year)
		n.Attachments = append([]document.Attachment{forwarded("省教育厅", year, drawBody(t))}, attached...)
	case "印发":
		title := fmt.Sprintf("%d年云溪市职业教育活动周工作方案", year)
		n.Title = "关于印发《" + title + "》的通知"
		n.Attachments = append([]document.Attachment{{Title: title, Adopted: adopted(date), Body: drawBody(t), Printed: true}}, attached...)
	case "县级转发":
		organs[0].Name = "石桥县教育和体育局"
		n.Title = fmt.Sprintf("石桥县教育和体育局转发市教育局\n关于做好%d年职业教育活动周工作的通知", year)
		n.Attachments = append([]document.Attachment{forwarded("云溪市教育局", year, drawBody(t))}, attached...)
		code = "石教体"
	}
	n.Recipients = rapid.SampledFrom([]string{"各县（市、区）教育局，各职业院校", "各中等职业学校", "云溪市人力资源和社会保障局", "各区教育局、人社局，各职业院校（技工院校）"}).Draw(t, "recipients")
	if rapid.Bool().Draw(t, "head") {
		n.Head = &document.Head{Organs: organs, Mark: rapid.SampledFrom([]string{"文件", ""}).Draw(t, "mark")}
		if rapid.Bool().Draw(t, "number") {
			n.Head.Number = document.DocNumber{Code: code, Year: year, Serial: rapid.IntRange(1, 300).Draw(t, "serial")}
		}
		if rapid.Bool().Draw(t, "urgent") {
			n.Head.Urgency = "特急"
		}
	}
	if rapid.Bool().Draw(t, "note") {
		n.Note = rapid.SampledFrom([]string{"此件公开发布", "联系人：李某某，电话：6000001"}).Draw(t, "words")
	}
	if rapid.Bool().Draw(t, "imprint") {
		n.Imprint = &document.Imprint{Office: organs[0].Name + "办公室", Date: date}
		if rapid.Bool().Draw(t, "copies") {
			n.Imprint.CopyTo = "省教育厅，市委办公室，市政府办公室。"
		}
	}
	return n
}

// adopted is the 题注 of what is adopted on a day: of half of all days.
func adopted(day calendar.Date) string {
	switch day.Day % 4 {
	case 0:
		return day.String() + "云溪市教育局局务会议审议通过"
	case 1:
		return "2010年3月制定\n" + day.String() + "云溪市教育局局务会议修订"
	}
	return ""
}

// forwarded is a text that a notice forwards.
func forwarded(from string, year int, body []document.Block) document.Attachment {
	return document.Attachment{
		Title:   fmt.Sprintf("%s关于做好%d年职业教育活动周工作的通知", from, year),
		Body:    append([]document.Block{&document.Labelled{Label: "各市教育局："}}, body...),
		Printed: true,
	}
}

var sentences = []string{
	"为贯彻落实《中华人民共和国职业教育法》，现将有关事宜通知如下。",
	"各校要认真组织，做到天天有活动、处处有看点、人人有收获。",
	"活动周期间实行一日一报，各校于每日12:00前报送前一日活动情况。",
	"各单位于5月22日前将活动总结报市教育局职成科，邮箱：zcb@example.com。",
	"主题为“一技在手，一生无忧”，围绕主题开展技能展示、校园开放、志愿服务等活动。",
}

var headings = []string{"总体要求", "主要活动", "组织保障", "时间和主题", "加强组织领导", "做好宣传引导"}

// drawBody makes up a body: an opening, then headings, run-in headings,
// numbered paragraphs, labelled lines and tables under them.
func drawBody(t *rapid.T) []document.Block {
	sentence := rapid.SampledFrom(sentences)
	heading := rapid.SampledFrom(headings)
	blocks := []document.Block{&document.Paragraph{Text: sentence.Draw(t, "opening")}}
	for i := range rapid.IntRange(0, 4).Draw(t, "sections") {
		blocks = append(blocks, &document.Heading{Level: 1, Mark: document.Level(1).Mark(i + 1), Text: heading.Draw(t, "heading")})
		switch rapid.IntRange(0, 4).Draw(t, "section") {
		case 0:
			blocks = append(blocks, &document.Paragraph{Text: sentence.Draw(t, "text")})
		case 1:
			for k := range rapid.IntRange(1, 4).Draw(t, "items") {
				blocks = append(blocks, &document.Paragraph{Level: 2, Mark: document.Level(2).Mark(k + 1), Lead: heading.Draw(t, "lead") + "。", Text: sentence.Draw(t, "text")})
			}
		case 2:
			for k := range rapid.IntRange(1, 12).Draw(t, "items") {
				blocks = append(blocks, &document.Paragraph{Level: 3, Mark: strconv.Itoa(k+1) + ".", Text: "时间：" + sentence.Draw(t, "text")})
			}
		case 3:
			blocks = append(blocks, &document.Labelled{Label: "责任部门：", Text: "教务处、学生工作处"},
				&document.Labelled{Label: "工作任务：", Text: sentence.Draw(t, "text")})
		case 4:
			blocks = append(blocks, drawTable(t), &document.Paragraph{Text: sentence.Draw(t, "text")})
		}
	}
	return blocks
}

// drawTable makes up a table with empty rows to fill in.
func drawTable(t *rapid.T) *document.Table {
	table := &document.Table{Rows: [][]string{{"时间", "地点", "内容"}}}
	if rapid.Bool().Draw(t, "filled") {
		table.Rows = append(table.Rows, []string{"5月8日", "校内", "技能展示"})
	}
	for range rapid.IntRange(1, 3).Draw(t, "rows") {
		table.Rows = append(table.Rows, make([]string, 3))
	}
	return table
}

// drawAttachments makes up none to twelve attachments, texts and tables.
func drawAttachments(t *rapid.T, year int) []document.Attachment {
	var all []document.Attachment
	for i := range rapid.IntRange(0, 12).Draw(t, "attachments") {
		a := document.Attachment{Title: fmt.Sprintf("%d年职业教育活动周第%d号清单", year, i+1)}
		switch rapid.IntRange(0, 3).Draw(t, "attachment") {
		case 0:
			a.Body = drawBody(t)
		case 1:
			a.Body = []document.Block{&document.Labelled{Label: "学校："}, drawTable(t), &document.Labelled{Label: "注：", Text: "请加盖公章。"}}
		case 2:
			a.Listed = fmt.Sprintf("第%d号活动清单", i+1)
			a.Body = []document.Block{&document.Paragraph{Text: "请按要求填写。"}}
		}
		all = append(all, a)
	}
	return all
}
