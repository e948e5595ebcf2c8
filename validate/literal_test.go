package validate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func rulesOf(r report.Report) string {
	var ids []string
	for _, f := range r.Findings {
		ids = append(ids, f.Rule)
	}
	return strings.Join(ids, " ")
}

// TestLiteral: what a file cannot hold, a program can.
func TestLiteral(t *testing.T) {
	may := func(day int) calendar.Date { return calendar.Date{Year: 2023, Month: 5, Day: day} }
	right := func() *campaign.Campaign {
		return &campaign.Campaign{
			Schema: "zhijiao/campaign@1", Name: "活动周", Level: "市", Year: 2023, Theme: "一技在手，一生无忧",
			Organs:  []document.Organ{{Name: "某市教育局"}},
			Periods: []campaign.Period{{ID: "week", Name: "活动周", From: may(14), To: may(20), Main: true}},
			Documents: []campaign.Draft{{
				ID: "notice", Kind: "通知", Title: "某市教育局关于举办活动周的通知", Recipients: "各学校",
				Head:      &campaign.DraftHead{Mark: "文件", Number: document.ParseDocNumber("某教〔2023〕5号")},
				Body:      "现将有关事宜通知如下。",
				Signature: &campaign.DraftSignature{Organs: campaign.OrganNames{"all"}, Date: may(6)},
			}},
		}
	}
	for _, test := range []struct {
		name, want string
		change     func(c *campaign.Campaign)
	}{
		{"right", "", func(*campaign.Campaign) {}},
		{"period reversed", "ZJ001", func(c *campaign.Campaign) { c.Periods[0].From = may(21) }},
		{"no such day", "ZJ001", func(c *campaign.Campaign) { c.Periods[0].To = calendar.Date{Year: 2023, Month: 5, Day: 32} }},
		{"two main periods", "ZJ002", func(c *campaign.Campaign) {
			c.Periods = append(c.Periods, campaign.Period{ID: "month", Name: "宣传月", From: may(1), To: may(31), Main: true})
		}},
		{"no main period", "ZJ002", func(c *campaign.Campaign) {
			c.Periods[0].Main = false
			c.Periods = append(c.Periods, campaign.Period{ID: "month", Name: "宣传月", From: may(1), To: may(31)})
		}},
		{"id twice", "ZJ003", func(c *campaign.Campaign) {
			c.Periods = append(c.Periods, campaign.Period{ID: "week", Name: "宣传月", From: may(1), To: may(31)})
		}},
		{"unknown period", "ZJ003", func(c *campaign.Campaign) {
			c.Deadlines = []campaign.Deadline{{ID: "a", What: "总结", Due: may(22), Period: "month"}}
		}},
		{"unknown contact", "ZJ003", func(c *campaign.Campaign) {
			c.Rhythms = []campaign.Rhythm{{ID: "a", What: "简报", Every: "day", To: []string{"nobody"}}}
		}},
		{"unknown deadline of material", "ZJ003", func(c *campaign.Campaign) {
			c.Material = []campaign.MaterialRule{{Kind: "article", Deadline: "summary"}}
		}},
		{"unknown form", "ZJ003 ZJ051", func(c *campaign.Campaign) {
			c.Documents = append(c.Documents, campaign.Draft{ID: "plan", Kind: "方案", Title: "活动周方案", Body: "略。",
				Attachments: []campaign.DraftAttachment{{Title: "统计表", Form: "nothing"}}})
		}},
		{"unknown action", "ZJ051", func(c *campaign.Campaign) { c.Documents[0].Body = `主题为“{{them}}”。` }},
		{"no dates", "ZJ050 ZJ050", func(c *campaign.Campaign) { c.Periods[0].From, c.Periods[0].To = calendar.Date{}, calendar.Date{} }},
		{"field missing", "ZJ050", func(c *campaign.Campaign) { c.Name = "" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := right()
			test.change(c)
			if r := validate.Campaign(c); rulesOf(r) != test.want {
				t.Errorf("got %q, want %q\n%s", rulesOf(r), test.want, printed(r))
			}
		})
	}
}

// TestSkipped: what could not be checked is told.
func TestSkipped(t *testing.T) {
	r := validate.Campaign(new(campaign.Campaign))
	want := []report.Skip{
		{Rule: "ZJ011", Reason: "没有写明活动时段，没有核对日期与时段"},
		{Rule: "ZJ012", Reason: "文件没有成文日期，没有核对时限与发文日期"},
	}
	if diff := cmp.Diff(want, r.Skipped); diff != "" {
		t.Error(diff)
	}
}

// TestWhole: a body begins with its first number, an excerpt may begin anywhere.
func TestWhole(t *testing.T) {
	const text = "二、主要任务\n三、组织保障"
	body, _ := plain.ParseBody(text)
	if got := rulesOf(validate.Document(&document.Document{Kind: "方案", Title: "活动方案", Body: body})); got != "GW047" {
		t.Errorf("in a plan: %q", got)
	}
	if got := rulesOf(validate.Text("", text)); got != "" {
		t.Errorf("in a text: %q", got)
	}
}

// TestZero: nothing at all is checked without a panic.
func TestZero(t *testing.T) {
	validate.Campaign(new(campaign.Campaign))
	validate.Document(new(document.Document))
	validate.Document(new(document.Document))
	if r := validate.Text("", ""); len(r.Findings)+len(r.Skipped) > 0 {
		t.Errorf("empty text: %s", printed(r))
	}
	validate.Document(&document.Document{Body: []document.Block{
		&document.Heading{Level: 9, Mark: "?", Text: "?"}, &document.Paragraph{Level: -1, Mark: "一、"},
		&document.Table{}, &document.Form{}, &document.Labelled{}, nil,
	}})
}

// TestNoticeByHand: blocks made by hand have no lines, but their order.
func TestNoticeByHand(t *testing.T) {
	n := &document.Document{
		ID: "notice", Kind: "通知", Title: "某市教育局关于举办活动周的通知", Recipients: "各学校",
		Head: &document.Head{Organs: []document.Organ{{Name: "某市教育局"}}, Number: document.ParseDocNumber("某教〔2023〕5号")},
		Body: []document.Block{
			&document.Heading{Level: 1, Mark: "一、", Text: "总体要求"},
			&document.Heading{Level: 1, Mark: "三、", Text: "主要任务"},
			&document.Paragraph{Text: "时间为5月14日-20日。"},
		},
		Signature: &document.Signature{Organs: []document.Organ{{Name: "某市教育局"}}, Date: calendar.Date{Year: 2023, Month: 5, Day: 6}},
	}
	const want = "notice：错误 GW116 起止时间之间应使用一字线“—”：“5月14日-20日”；改为 5月14日—20日（GB/T 15834-2011 4.13.3.2）\n" +
		"notice：警告 GW047 层次序数不连续，之前是“一、”：“三、”；如无缺漏，应为“二、”（公文惯例）\n"
	if got := printed(validate.Document(n)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestPlacesInParts: in a title of several lines, an indented paragraph, a
// table and the 抄送, a finding stands where its text is in the file.
func TestPlacesInParts(t *testing.T) {
	file := build("title: |-\n  厦门市教育局等三部门\n  关于做好2022年职业教育活动周有关工作的通知\n" +
		"body: |\n  现将有关事宜通知如下。\n    字数为800-1500字。\n\n  名称\t时间\n  讲座\t5月14日-15日\n" +
		"imprint: {copyTo: \"省教育厅,各高校。\", office: 厦门市教育局办公室, date: 2023-05-06}")
	c, err := campaign.Load(strings.NewReader(file), "week.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(file, "\n")
	rules := ""
	for _, f := range validate.Campaign(c).Findings {
		rules += " " + f.Rule
		if at := string([]rune(lines[f.Where.Line-1])[f.Where.Column-1:]); !strings.HasPrefix(at, f.Found) {
			t.Errorf("%v\nat %s", f, at)
		}
	}
	if want := " ZJ023 GW117 GW116 GW100"; rules != want {
		t.Errorf("found%s, want%s", rules, want)
	}
}

// TestActions: a finding behind a template action stands where it is in the
// file, one in what the action became stands at the action.
func TestActions(t *testing.T) {
	const body = `主题为“{{theme}}”,时间为{{period "week"}}，字数为800-1500字。`
	file := build("theme: 技能:让生活更美好\nbody: '" + body + "'")
	c, err := campaign.Load(strings.NewReader(file), "week.yaml")
	if err != nil {
		t.Fatal(err)
	}
	line := 1 + strings.Count(file[:strings.Index(file, body)], "\n")
	text := []rune(strings.Split(file, "\n")[line-1])
	for _, f := range validate.Campaign(c).Findings {
		if f.Where.Line != line {
			t.Errorf("not in line %d: %v", line, f)
			continue
		}
		at := string(text[f.Where.Column-1:])
		switch f.Rule {
		case "GW100":
			if !strings.HasPrefix(at, "{{theme}}") {
				t.Errorf("%v\nat %s", f, at)
			}
		case "GW117":
			if !strings.HasPrefix(at, "800-1500字") {
				t.Errorf("%v\nat %s", f, at)
			}
		default:
			t.Errorf("unexpected: %v", f)
		}
	}
}

// TestNil: of nothing nothing is said.
func TestNil(t *testing.T) {
	for _, r := range []report.Report{validate.Document(nil), validate.Campaign(nil), validate.Text("", "")} {
		if len(r.Findings)+len(r.Skipped) > 0 {
			t.Errorf("%v", r)
		}
	}
}
