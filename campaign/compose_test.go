package campaign

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func loadXiamen(t testing.TB) *Campaign {
	c, err := LoadFS(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func composeNotice(t testing.TB, c *Campaign, i int) (*document.Document, []report.Finding) {
	d, findings, err := c.Compose(&c.Documents[i])
	if err != nil {
		t.Fatal(err)
	}
	return d, findings
}

func TestXiamenData(t *testing.T) {
	c := loadXiamen(t)
	week, ok := c.MainPeriod()
	if !ok || week.Span().String() != "2023年5月14日—20日" {
		t.Errorf("main period %v, %v", week, ok)
	}
	if d := c.Deadlines[0]; d.Due.String() != "2023年5月22日" {
		t.Errorf("the summary is due on %v", d.Due)
	}
	photo := c.Material[1]
	floor, err := photo.MinBytes.Floor()
	if err != nil || floor != 2_000_000 {
		t.Errorf("a photo has %d bytes at least, %v", floor, err)
	}
	n, findings := composeNotice(t, c, 0)
	if len(n.Signature.Organs) != 3 || n.Signature.Organs[0].Name != "厦门市教育局" || n.Signature.Seal != document.SealJoint {
		t.Errorf("signature %+v", n.Signature)
	}
	if !n.Head.Added || n.Head.Number.Standard() != "厦教职成〔2023〕5号" {
		t.Errorf("head %+v", n.Head)
	}
	form, ok := n.Attachments[2].Body[0].(*document.Form)
	if !ok || form.Schema.ID != "week-statistics" {
		t.Errorf("the third attachment is %T", n.Attachments[2].Body[0])
	}
	if len(findings) != 15 { // one for each half-width (一)
		t.Errorf("%d findings, want 15", len(findings))
	}
}

func TestComposePlacesFindings(t *testing.T) {
	c, err := Load(strings.NewReader(`schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2023
organs: [{name: 甲市教育局}]
documents:
  - id: notice
    kind: 通知
    title: 通知
    body: "{{year}}年\n(一)目的\n甲"
    attachments:
      - title: 清单
        body: |
          一、{{year}}
          1、{{year}}年安排：甲
`), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, findings := composeNotice(t, c, 0)
	var got []string
	for _, f := range findings {
		got = append(got, f.Rule+" "+f.Where.String())
	}
	want := []string{"GW042 a.yaml:10:23", "GW043 a.yaml:15:11"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestComposeLiteral(t *testing.T) {
	c := actionCampaign()
	d := &Draft{
		ID: "plan", Kind: "方案", Title: "{{year}}年方案", Adopted: "{{year}}年5月5日校务会议通过", Body: "一、时间\n{{period \"week\"}}\n(一)甲",
		Attachments: []DraftAttachment{{Form: "statistics"}, {Title: "清单", Adopted: "{{year}}年5月修订", Body: "甲", Printed: true}},
		Signature:   &DraftSignature{Organs: OrganNames{"市教育局"}, Date: calendar.Date{Year: 2023, Month: 5, Day: 6}},
	}
	doc, findings, err := c.Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	if !doc.IsPlan() {
		t.Fatalf("a 方案 makes a %s", doc.Kind)
	}
	want := `2023年方案
（2023年5月5日校务会议通过）
一、时间
2023年5月14日—20日
(一)甲
附件：职业教育活动周学校情况统计表
厦门市教育局
2023年5月6日

附件
职业教育活动周学校情况统计表
`
	got := plain.Print(doc)
	if !strings.HasPrefix(got, want) {
		t.Errorf("the plan is\n%s\nwant\n%s", got, want)
	}
	if end := "清单\n（2023年5月修订）\n甲\n"; !strings.HasSuffix(got, end) {
		t.Errorf("the plan is\n%s\nnot with\n%s", got, end)
	}
	if len(findings) != 1 || findings[0].Where != (report.Position{Line: 3, Column: 1}) {
		t.Errorf("findings %v, want one at 3:1", findings)
	}
}

func TestComposeErrors(t *testing.T) {
	c := actionCampaign()
	tests := []struct {
		name  string
		draft Draft
		is    error
		want  string
	}{
		{"action", Draft{Body: "甲\n{{them}}"}, ErrUnknownAction, `campaign: 2:1: body: {{them}}: unknown template action: did you mean "theme"?`},
		{"form", Draft{Body: "甲", Attachments: []DraftAttachment{{Title: "表", Form: "liaison"}}}, ErrReference,
			`campaign: attachments[0].form: no form "liaison": known are statistics`},
		{"organ", Draft{Body: "甲", Signature: &DraftSignature{Organs: OrganNames{"省教育厅"}}}, ErrReference,
			`campaign: signature.organs[0]: no organ "省教育厅": known are 厦门市教育局, 中华职业教育社, all`},
		{"plan", Draft{Kind: "方案", Body: "甲", Recipients: "各校"}, ErrValue, "campaign: recipients: a 方案 has no head"},
	}
	for _, tt := range tests {
		_, _, err := c.Compose(&tt.draft)
		if !errors.Is(err, tt.is) || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestFormSchemaUnknownBuiltin(t *testing.T) {
	c := &Campaign{Forms: []FormUse{{ID: "a", Use: "week-statistic"}}}
	_, err := c.FormSchema("a")
	var ref *RefError
	if !errors.As(err, &ref) || ref.What != "built-in form" || suggest.Nearest(ref.Name, ref.Known) != "week-statistics" {
		t.Errorf("error %v", err)
	}
}

// A form without a title takes that of its attachment.
func TestComposeFormTitle(t *testing.T) {
	c := &Campaign{Forms: []FormUse{{ID: "a", Schema: &forms.Schema{ID: "a"}}}}
	doc, _, err := c.Compose(&Draft{Body: "甲", Attachments: []DraftAttachment{{Title: "统计表", Form: "a"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Attachments[0].Body[0].(*document.Form).Schema.Title; got != "统计表" {
		t.Errorf("title %q", got)
	}
}

func TestDocumentText(t *testing.T) {
	n := &document.Document{
		Head:  &document.Head{Organs: []document.Organ{{Name: "甲市教育局"}}, Mark: "文件", Number: document.ParseDocNumber("甲教〔2023〕5号")},
		Title: "关于活动周的通知", Recipients: "各校",
		Body: []document.Block{&document.Paragraph{Text: "正文。"}, &document.Table{Rows: [][]string{{"甲", "乙"}, {"", ""}}}, &document.Paragraph{Text: "后文。"}},
		Attachments: []document.Attachment{
			{Title: "方案", Body: []document.Block{&document.Paragraph{Text: "方案正文。"}}, Printed: true},
			{Title: "清单", Listed: "活动清单", Body: []document.Block{&document.Paragraph{Text: "清单正文。"}}},
		},
		Signature: &document.Signature{Organs: []document.Organ{{Name: "甲市教育局"}}, Date: calendar.Date{Year: 2023, Month: 5, Day: 6}},
		Note:      "此件公开发布",
		Imprint:   &document.Imprint{CopyTo: "省教育厅。", Office: "办公室", Date: calendar.Date{Year: 2023, Month: 5, Day: 6}},
	}
	want := `甲市教育局文件
甲教〔2023〕5号

关于活动周的通知
各校：
正文。

甲	乙
	

后文。
附件：活动清单
甲市教育局
2023年5月6日
（此件公开发布）

方案
方案正文。

附件
清单
清单正文。

抄送：省教育厅。
办公室 2023年5月6日印发
`
	if diff := cmp.Diff(want, plain.Print(n)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMainPeriod(t *testing.T) {
	a, b := Period{ID: "a"}, Period{ID: "b", Main: true}
	for _, tt := range []struct {
		periods []Period
		want    string
		ok      bool
	}{{nil, "", false}, {[]Period{a}, "a", true}, {[]Period{a, b}, "b", true}, {[]Period{a, a}, "", false}} {
		if p, ok := (&Campaign{Periods: tt.periods}).MainPeriod(); p.ID != tt.want || ok != tt.ok {
			t.Errorf("%v: main period %q, %v", tt.periods, p.ID, ok)
		}
	}
}

// The head of a document that some of the organs issue has those, where title and
// signature name the same.
func TestHeadOfFewer(t *testing.T) {
	for _, c := range []struct{ title, signed, want string }{
		{"甲市教育局关于参加启动仪式的通知", "[甲市教育局]", "甲市教育局"},
		{"甲市教育局 甲市民政局关于参加启动仪式的通知", "[市教育局, 市民政局]", "甲市教育局 甲市民政局"},
		{"甲市教育局等三部门关于参加启动仪式的通知", "[市教育局]", "甲市教育局 甲市民政局 甲市总工会"},
		{"关于参加启动仪式的通知", "[市教育局]", "甲市教育局 甲市民政局 甲市总工会"},
		{"甲市民政局关于参加启动仪式的通知", "[市教育局]", "甲市教育局 甲市民政局 甲市总工会"},
		{"甲市教育局 甲市民政局 甲市总工会关于参加启动仪式的通知", "all", "甲市教育局 甲市民政局 甲市总工会"},
	} {
		loaded, err := Load(strings.NewReader(`schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2027
organs: [{name: 甲市教育局, short: 市教育局}, {name: 甲市民政局, short: 市民政局}, {name: 甲市总工会}]
documents:
  - id: opening
    kind: 通知
    head: {format: 信函}
    title: `+c.title+`
    body: 请准时参加。
    signature: {organs: `+c.signed+`, date: 2027-05-07}
`), "a.yaml")
		if err != nil {
			t.Fatal(err)
		}
		n, _ := composeNotice(t, loaded, 0)
		var got []string
		for _, o := range n.Head.Organs {
			got = append(got, o.Name)
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s, signed %s: head of %s, want %s", c.title, c.signed, all, c.want)
		}
	}
}
