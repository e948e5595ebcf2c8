package collect

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// drafted collects and returns what the drafts say, each held against the rules:
// errors and warnings are none's, and every one says what is to be filled in.
func drafted(t *testing.T, returns fstest.MapFS, dir string, o Options) map[string]*document.Document {
	t.Helper()
	var out output.Memory
	from := os.DirFS(dir)
	if returns != nil {
		if _, err := Collect(t.Context(), returns, o, &out); err != nil {
			t.Fatal(err)
		}
	} else if _, err := Collect(t.Context(), from, o, &out); err != nil {
		t.Fatal(err)
	}
	all := map[string]*document.Document{}
	for name, data := range out.Files() {
		name, ok := strings.CutPrefix(name, draftsFolder)
		if !ok {
			continue
		}
		text, _, err := plain.WordText(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		doc, reading := plain.Parse(text)
		found := validate.Document(doc)
		found.Add(reading...)
		for _, f := range found.Findings {
			if f.Severity != report.Hint {
				t.Errorf("%s: %v", name, f)
			}
		}
		if !strings.Contains(text, "【待补：") {
			t.Errorf("%s says nothing of what is to be filled in:\n%s", name, text)
		}
		if strings.Contains(text, "{{") {
			t.Errorf("%s has placeholders left", name)
		}
		all[strings.TrimSuffix(name, ".docx")] = doc
	}
	return all
}

func heads(doc *document.Document) (all []string) {
	for _, b := range doc.Body {
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
			all = append(all, h.Text)
		}
	}
	return all
}

// What an office writes after a collection is drafted, each kind in its own form.
func TestDrafts(t *testing.T) {
	const dir = "../../testdata/returns"
	c, err := campaign.LoadFile(dir + "/campaign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := roster.ReadFile(dir + "/roster.csv")
	if err != nil {
		t.Fatal(err)
	}
	c.Superiors = []campaign.Superior{{Title: "示例省教育厅关于举办职业教育活动周的通知", Number: "示教职成〔2023〕2号"}}
	all := drafted(t, nil, dir, Options{Campaign: c, Roster: list, Drafts: true})
	if len(all) != 3 {
		t.Fatalf("%d drafts", len(all))
	}
	if d := all["总结"]; strings.Join(heads(d), " ") != "主要做法 主要成效 存在问题 下一步打算" {
		t.Errorf("总结: %q", heads(d))
	}
	d := all["报告"]
	if d.Kind != "" && d.Kind != document.Account || len(d.Listed()) != 1 || d.Recipients != "省教育厅" || !strings.HasSuffix(plain.PrintBody(d.Body), "特此报告。\n") ||
		!strings.Contains(plain.PrintBody(d.Body), "举行。按照《示例省教育厅关于举办职业教育活动周的通知》（示教职成〔2023〕2号）要求，现将有关情况报告如下。") {
		t.Errorf("报告:\n%s", plain.Print(d))
	}
	if table, ok := d.Attachments[0].Body[0].(*document.Table); !ok || len(table.Rows) < 10 || strings.Join(table.Rows[0], " ") != "表格 项目 合计 说明" {
		t.Errorf("its totals: %s", plain.PrintBody(d.Attachments[0].Body))
	}
	d = all["通报"]
	text := plain.Print(d)
	for _, want := range []string{"应当报送材料的14个单位中", "小桥职业学校\t", "《职业教育活动周学校情况统计表》（多份不同，待确认）", "有关要求"} {
		if !strings.Contains(text, want) {
			t.Errorf("通报 lacks %q:\n%s", want, text)
		}
	}
}

// word is a .docx of paragraphs.
func word(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	body := ""
	for _, p := range paragraphs {
		body += "<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>"
	}
	return packed(t, [2]string{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		[2]string{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`})
}

// The 简报 of a day tells what came in for it by the rhythm: here up to the hour of the
// day after. Its number counts the days, its items are the articles.
func TestBrief(t *testing.T) {
	c, err := campaign.Load(strings.NewReader(`schema: zhijiao/campaign@1
name: 2027年示例市职业教育活动周
level: 市
year: 2027
theme: 一技在手，一生无忧
organs: [{name: 示例市教育局}]
periods: [{id: week, name: 活动周, from: 2027-05-09, to: 2027-05-15}]
rhythms: [{id: daily, what: 前一日活动情况, every: day, by: "12:00", covers: previous-day}]
material: [{kind: article}, {kind: photo}]
documents:
  - {id: notice, kind: 通知, title: 关于活动周的通知, recipients: 各职业院校, body: 正文。}
  - {id: brief, kind: 简报, title: 活动周简报, body: 正文。, head: {format: 简报, mark: 活动周简报}, imprint: {report: 省教育厅。, copies: 30}}
`), "c.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("学校邀请300名初中学生走进实训基地，体验专业技能。", 30)
	returns := fstest.MapFS{
		"2027-05-11/甲学校/开放日.docx": {Data: word(t, "开放实训基地，迎接初中学生", "甲学校", text)},
		"2027-05-10/乙学校/前一天.docx": {Data: word(t, "前一天的事", "乙学校", text)},
		"2027-05-11/乙学校/当天.docx":  {Data: word(t, "{{theme}}进校园", "5月10日，乙学校举办讲座。")},
		"2027-05-12/甲学校/后来的.docx": {Data: word(t, "后来的事", text)},
	}
	o := Options{Campaign: c, Roster: returned.Roster{{Name: "甲学校"}, {Name: "乙学校"}}, Brief: calendar.Date{Year: 2027, Month: 5, Day: 10}}
	d := drafted(t, returns, "", o)["简报（5月10日）"]
	if d == nil || d.Head == nil || d.Head.Mark != "活动周简报" || d.Head.Number.String() != "第2期" || d.Signature == nil || d.Signature.Date.String() != "2027年5月11日" ||
		d.Imprint == nil || d.Imprint.Report != "省教育厅。" || d.Imprint.Copies != 30 {
		t.Fatalf("%s\n%+v %+v", plain.Print(d), d.Head, d.Imprint)
	}
	got := plain.PrintBody(d.Body)
	for _, want := range []string{"共收到2所学校报送的文字稿件2篇", "（一）开放实训基地，迎接初中学生\n学校邀请300名", "（甲学校供稿）", "（二）｛｛theme}}进校园\n5月10日，乙学校举办讲座。（乙学校供稿）"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "后来的事") || strings.Contains(got, "前一天的事") {
		t.Error("it tells what came earlier or later")
	}
	if strings.Count(got, "体验专业技能") > 12 {
		t.Errorf("articles stand in full:\n%s", got)
	}
}

// Without returns a draft says what is to be written.
func TestBriefOfNothing(t *testing.T) {
	c, err := campaign.LoadFile(campaignFile)
	if err != nil {
		t.Fatal(err)
	}
	all := drafted(t, fstest.MapFS{}, "", Options{Campaign: c, Drafts: true, Brief: calendar.Date{Year: 2023, Month: 5, Day: 15}})
	if len(all) != 4 {
		t.Errorf("%d drafts", len(all))
	}
}
