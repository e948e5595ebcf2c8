package render_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render"
)

// A specimen is a document that shows something which others do not.
type specimen struct {
	name string
	doc  *document.Document
	set  func(*render.Printer) // options; nil: none
}

func (s specimen) printer(t testing.TB) *render.Printer {
	p := printer(t)
	if s.set != nil {
		s.set(p)
	}
	return p
}

// specimens cover every kind of head, signature, attachment and imprint, and
// text that is hard to write down.
func specimens() []specimen {
	var all []specimen
	add := func(name string, change func(*document.Document)) *document.Document {
		n := notice()
		change(n)
		all = append(all, specimen{name: name, doc: n})
		return n
	}
	imprint := &document.Imprint{CopyTo: "示例省教育厅，" + strings.Repeat("示例市人力资源和社会保障局、", 3) + "市总工会。", Office: "示例市教育局办公室", Date: issued}
	prose := body("为贯彻落实《中华人民共和国职业教育法》，现将有关事宜通知如下。\n一、总体要求\n（一）指导思想\n坚持以习近平新时代中国特色社会主义思想为指导。\n（二）基本原则。坚持高位推动。\n1.常规活动。各单位要办好。\n（1）校内活动。各校要办好。\n①展示。各班要办好。\n责任部门：招生就业处\n姓名\t人数\n张某某\t12\n\t")

	// heads
	add("single head", func(n *document.Document) {
		n.Head.Copy, n.Head.Secrecy, n.Head.Urgency = "000001", "机密★1年", "特急"
		n.Body, n.Note, n.Imprint = prose, "此件公开发布", imprint
	})
	for _, organs := range [][]document.Organ{nine[:2], nine[:3], nine} {
		add(fmt.Sprintf("joint head of %d", len(organs)), func(n *document.Document) {
			n.Head.Organs, n.Imprint = organs, imprint
		})
	}
	add("letter", func(n *document.Document) {
		n.Head.Format, n.Head.Mark, n.Body = document.HeadLetter, "", body(strings.Repeat("国", 700))
		n.Head.Urgency, n.Imprint = "加急", &document.Imprint{CopyTo: "市总工会。"}
	})
	add("order", func(n *document.Document) {
		n.Head.Format, n.Head.Mark, n.Title, n.Recipients = document.HeadOrder, "令", "", ""
		n.Head.Number, n.Head.Copy = document.ParseDocNumber("第12号"), "000001"
		n.Signature = &document.Signature{Organs: bureau, Posts: []string{"局长"}, Date: issued, Seal: document.SealStamp}
	})
	add("minutes", func(n *document.Document) {
		n.Head.Format, n.Head.Mark, n.Head.Number = document.HeadMinutes, "会议纪要", document.DocNumber{}
		n.Signature = nil
	})
	add("preprinted", func(n *document.Document) {
		n.Head.Format, n.Head.Organs, n.Head.Room = document.HeadPreprinted, nil, 110
		n.Head.Copy, n.Head.Secrecy, n.Head.Urgency, n.Head.Signers = "000001", "秘密★1年", "加急", []string{"张某某"}
	})
	add("preprinted without number", func(n *document.Document) {
		n.Head = &document.Head{Format: document.HeadPreprinted, Room: 110}
	})
	add("three signers", func(n *document.Document) {
		n.Kind, n.Head.Signers = "请示", []string{"张某某", "李某", "王某某"}
	})
	add("no head", func(n *document.Document) { n.Head = nil })

	// signatures
	for _, s := range []struct {
		name   string
		organs []document.Organ
		seal   document.Seal
	}{
		{"long name sealed", []document.Organ{{Name: "示例市人力资源和社会保障局职业能力建设处"}}, document.SealSingle},
		{"unsealed", bureau, document.SealNone},
		{"three unsealed", nine[:3], document.SealNone},
		{"two sealed", nine[:2], document.SealJoint},
		{"four sealed", nine[:4], document.SealJoint},
		{"nine sealed", nine, document.SealJoint},
		{"two stamped", nine[:2], document.SealStamp},
		{"date alone", nil, ""},
	} {
		add(s.name, func(n *document.Document) {
			n.Signature = &document.Signature{Organs: s.organs, Seal: s.seal, Date: issued, Posts: []string{"局长", "部长"}[:min(2, len(s.organs))]}
		})
	}
	add("large seal", func(n *document.Document) {})
	all[len(all)-1].set = func(p *render.Printer) { p.SealDiameter = 50 }

	// attachments
	for _, count := range []int{1, 3, 12} {
		add(fmt.Sprintf("%d attachments", count), func(n *document.Document) {
			for i := range count {
				n.Attachments = append(n.Attachments, document.Attachment{Title: fmt.Sprintf("第%d项特色亮点活动安排和各职业院校参加情况统计汇总表", i+1), Body: prose})
			}
		})
	}
	add("printed plan", func(n *document.Document) {
		n.Title = "示例市教育局关于印发《2027年职业教育活动周实施方案》的通知"
		n.Attachments = []document.Attachment{{Title: "2027年职业教育活动周实施方案", Body: prose, Printed: true}}
		n.Imprint = imprint
	})
	wide := [][]string{{"序号", "学校", "活动", "时间", "地点", "形式", "人数", "联系人", "电话", "备注"}}
	for range 30 {
		wide = append(wide, make([]string, 10))
	}
	landscape := []document.Attachment{{Title: "一览表", Body: []document.Block{&document.Table{Rows: wide}}}}
	add("landscape table", func(n *document.Document) { n.Attachments, n.Imprint = landscape, imprint })
	add("portrait behind landscape", func(n *document.Document) {
		n.Attachments = append(slices.Clone(landscape), document.Attachment{Title: "清单", Body: prose})
	})
	add("forms below a text", func(n *document.Document) {
		var blocks []document.Block
		for _, s := range forms.Builtins()[:2] {
			blocks = append(blocks, body("请填写下表。")[0], &document.Form{Schema: s})
		}
		n.Body = append(n.Body, blocks...)
		n.Attachments = []document.Attachment{{Title: forms.Builtins()[1].Title, Body: blocks}}
	})
	add("all forms", func(n *document.Document) {
		for _, s := range forms.Builtins() {
			n.Attachments = append(n.Attachments, document.Attachment{Title: s.Title, Body: []document.Block{&document.Form{Schema: s}}})
		}
		n.Imprint = imprint
	})

	// the feet of pages
	add("list, signature and note that fill a page", func(n *document.Document) {
		n.Body = body(strings.Repeat("国", 28*25), "（二）基本原则", strings.Repeat("家", 28*5-4))
		n.Signature, n.Note = &document.Signature{Organs: nine[:7], Date: issued}, "此件公开发布"
		for range 3 {
			n.Attachments = append(n.Attachments, document.Attachment{Title: "特色亮点活动安排和各职业院校参加情况统计汇总表（供各职业院校参考）"})
		}
	})
	all[len(all)-1].set = func(p *render.Printer) { p.Profile = render.GBT33476 }
	add("row that fits but for its rule", func(n *document.Document) {
		rows := [][]string{{"甲", "乙"}, {"1", "2"}, {"1", "2"}, {"1", strings.Repeat("字", 12*9)}, {"2", "3"}}
		n.Body = append(body(strings.Repeat("国", 28*22)), &document.Table{Rows: rows})
	})
	all[len(all)-1].set = func(p *render.Printer) { p.Profile = render.GBT33476 }

	// imprints
	add("imprint on the same page", func(n *document.Document) { n.Body, n.Imprint = body(strings.Repeat("国", 500)), imprint })
	add("imprint on the next page", func(n *document.Document) { n.Imprint = imprint })
	behind := add("imprint behind a blank page", func(n *document.Document) { n.Imprint = imprint })
	for chars := 700; ; chars += 28 { // until the text ends on an even page without room
		behind.Body = body(strings.Repeat("国", chars))
		pages, err := pagesOf(new(render.Printer), behind)
		if err != nil || len(pages) > 20 {
			panic(fmt.Sprint(len(pages), " pages and no blank one: ", err))
		}
		if pages[len(pages)-1].Unnumbered {
			break
		}
	}
	add("no even page", func(n *document.Document) { n.Imprint = imprint })
	all[len(all)-1].set = func(p *render.Printer) { p.NoEvenPage = true }
	add("GB/T 33476", func(n *document.Document) { n.Body, n.Imprint = prose, imprint })
	all[len(all)-1].set = func(p *render.Printer) { p.Profile = render.GBT33476 }

	// text
	add("beyond the BMP", func(n *document.Document) {
		n.Title, n.Body = "示例市𠮷祥区教育局关于李𬭎同志的通知", body("一、𠮷祥\n联系人：李𬭎、赵𠮷、王喆。")
	})
	add("middle point in a number", func(n *document.Document) {
		n.Body = body("（2）行业企业要加强“5·12”劳模精神、劳动精神、工匠精神，应当组织小程序。")
	})
	add("tabs in prose", func(n *document.Document) {
		n.Body = []document.Block{
			&document.Heading{Level: 1, Mark: "一、", Text: "总体\t要求"},
			&document.Paragraph{Text: "甲单位\t负责乙项工作\t丙"},
			&document.Labelled{Label: "组长：\t", Text: "张某某\t李某"},
		}
	})
	add("special characters", func(n *document.Document) {
		n.Title = "关于<甲>&“乙”'丙'的通知"
		n.Recipients = `各<校>&"院"`
		n.Body = []document.Block{
			&document.Heading{Level: 1, Mark: "一、", Text: "<w:t>&amp;"},
			&document.Paragraph{Text: "  甲   乙 <b>&lt;\"丙\"'丁'>  ]]>  "},
			&document.Paragraph{Text: "　全角空格　和\u00a0不换行空格"},
			&document.Labelled{Label: "组  长：", Text: " 姜某某"},
			&document.Table{Rows: [][]string{{"<甲>", " 乙 "}, {"&", "  "}}},
		}
		n.Note = "<此件>&公开"
	})
	add("long title", func(n *document.Document) {
		n.Title = "示例市教育局关于" + strings.Repeat("深入学习贯彻落实全市职业教育工作会议精神", 8) + "的通知"
	})
	add("empty", func(n *document.Document) { *n = document.Document{} })
	add("head alone", func(n *document.Document) { *n = document.Document{Head: &document.Head{Organs: bureau}} })
	all = append(all, specimen{name: "empty plan", doc: &document.Document{Kind: "方案"}},
		specimen{name: "plan", doc: &document.Document{Kind: "方案", ID: "p", Title: "示例学校\n2027年职业教育活动周方案", Body: prose,
			Signature: &document.Signature{Organs: bureau, Date: issued, Seal: document.SealNone}}})
	return all
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
	text := func(part string) []document.Block {
		blocks, _ := plain.ParseBody(part)
		return blocks
	}
	form := func(id string) []document.Block {
		s, ok := forms.Builtin(id)
		if !ok {
			t.Fatalf("no form %s", id)
		}
		return []document.Block{&document.Form{Schema: s}}
	}
	day := func(y, m, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

	changchun := read("changchun-2019")
	plan := &document.Document{Kind: "方案",
		ID: "changchun", Title: "长春医学高等专科学校\n2019年“职业教育宣传月”活动方案",
		Body:        text(between(t, changchun, "为深入贯彻落实", "附件：")),
		Attachments: []document.Attachment{{Title: "2019年“职业教育宣传月”活动安排", Body: form("month-schedule")}},
		Signature:   &document.Signature{Organs: []document.Organ{{Name: "宣传部"}}, Date: day(2019, 4, 30), Seal: document.SealNone},
	}
	typed := *plan
	typed.ID = "changchun-typed"
	typed.Attachments = []document.Attachment{{Title: "2019年“职业教育宣传月”活动安排", Body: text(between(t, changchun, "上报部门（院部）", ""))}}

	jilin := read("jilin-2017")
	jilinOrgan := []document.Organ{{Name: "吉林市教育局"}}
	taian := read("taian-2020")
	nanchang := read("nanchang-2020")
	nanchangOrgan := []document.Organ{{Name: "南昌市教育局"}}

	return []specimen{
		{name: "xiamen", doc: xiamen(t)},
		{name: "changchun", doc: plan},
		{name: "changchun typed", doc: &typed},
		{name: "jilin", doc: &document.Document{
			ID: "jilin", Kind: "通知", Title: "吉林市教育局\n关于深入开展2017年吉林市职业教育\n宣传月活动周的通知",
			Recipients:     "各县（市）教育局，各中等职业学校：",
			Body:           text(between(t, jilin, "为进一步贯彻落实", "    附件:1.")),
			AttachmentMark: "附件:",
			Attachments: []document.Attachment{
				{Title: "2017年职教活动周校外活动及宣传月特色活动规划表", Label: "附表1", Body: form("outreach-plan")},
				{Title: "2017年XX学校技能节交流日规划表", Label: "附表2", Body: form("openday-plan")},
			},
			Signature: &document.Signature{Organs: jilinOrgan, Date: day(2017, 4, 14)},
		}},
		{name: "taian", doc: &document.Document{
			ID: "taian", Kind: "通知", Title: "泰安市教育局等9部门关于做好2020年泰安市职业教育活动周相关工作的通知",
			Head:        &document.Head{Organs: nine, Number: document.DocNumber{Code: "泰教函", Year: 2020, Serial: 72}},
			Recipients:  "各县市区教育和体育局，党委宣传部、网信办，工业和信息化局、人力资源社会保障局、农业农村局、国资委、总工会、团委，泰安高新区有关部门，各职业院校：",
			Body:        text(between(t, taian, "为推进我市", "附件：")),
			Attachments: []document.Attachment{{Title: "2020年泰安市职业教育活动周实施方案", Body: text(between(t, taian, "根据《山东省教育厅", ""))}},
			Signature:   &document.Signature{Organs: nine, Date: day(2020, 11, 5), Seal: document.SealJoint},
		}},
		{name: "nanchang", doc: &document.Document{
			ID: "nanchang", Kind: "通知", Title: "南昌市教育局关于印发《2020年南昌市中等职业学校职业教育活动周工作方案》的通知",
			Head:        &document.Head{Organs: nanchangOrgan, Mark: "文件", Number: document.DocNumber{Code: "洪教职成字", Year: 2020, Serial: 10}, Added: true},
			Recipients:  "各相关县（区）教体局，各中等职业学校：",
			Body:        text(between(t, nanchang, "现将《2020年", "附件：")),
			Attachments: []document.Attachment{{Title: "2020年南昌市中等职业学校职业教育活动周工作方案", Printed: true, Body: text(between(t, nanchang, "为贯彻落实《国家", ""))}},
			Signature:   &document.Signature{Organs: nanchangOrgan, Date: day(2020, 10, 30)},
			Imprint:     &document.Imprint{Office: "南昌市教育局办公室", Date: day(2020, 10, 30)},
		}},
	}
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
