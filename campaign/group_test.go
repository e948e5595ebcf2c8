package campaign

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
)

const groupYAML = `schema: zhijiao/campaign@1
name: 2027年活动周
level: 市
year: 2027
theme: 一技在手
superiors:
  - {title: 省教育厅关于做好2027年活动周工作的通知, number: 示教函〔2027〕2号, deadlines: [{what: 总结, due: 2027-05-31, from: [summary]}]}
periods:
  - {id: week, name: 活动周, from: 2027-05-09, to: 2027-05-15}
events:
  - {id: exam, name: 中考填报志愿}
  - {id: fair, name: 招生咨询会, date: 2027-06-20}
organs:
  - {name: 示例市教育局, short: 市教育局}
contacts:
  - {id: zcc, organ: 市教育局, email: zcc@example.com}
group:
  leads: [王某某]
  deputies: [李某某, 赵某某]
  members: [各科室负责人]
  office: 职成科
  directors: [李某某]
tasks:
  - {what: 印发公开信, who: [市教育局], before: exam}
  - {what: 确定一名联络员, who: [学校]}
  - {what: 布置展位。, who: [市教育局], due: 2027-05-08}
deadlines:
  - {id: summary, what: 活动总结, due: 2027-05-21, to: [zcc]}
  - {id: letter, what: 公开信回执, before: exam, to: [zcc]}
  - {id: booth, what: 展位名单, before: fair, to: [zcc]}
activities:
  - {name: 亮灯, date: 2027-05-09, time: "20:00", until: "21:00", place: 广场, category: 宣传, audience: 市民, content: 字幕}
forms:
  - {id: openday, use: openday-plan, within: week, quota: 3, about: true, added: true}
documents:
  - id: plan
    kind: 方案
    title: "{{year}}年活动周方案"
    body: |
      一、组织机构
      {{group}}
      二、任务分工
      {{tasks}}
      三、活动
      {{activities}}
      四、报送
      {{deadlines}}
      五、其他
      请于{{day "booth"}}前报送名单，{{day "letter"}}前报送回执。
`

// What a plan prints of its leading group, tasks, activities with their hours, and of
// deadlines that go by an event.
func TestGroupAndTasks(t *testing.T) {
	var got strings.Builder
	for _, b := range composed(t, loadText(t, groupYAML)).Body {
		switch b := b.(type) {
		case *document.Table:
			for _, row := range b.Rows {
				got.WriteString(strings.Join(row, "|") + "\n")
			}
		case *document.Labelled:
			got.WriteString(b.Label + b.Text + "\n")
		case *document.Paragraph:
			got.WriteString(b.Mark + b.Text + "\n")
		}
	}
	want := `组长：王某某
副组长：李某某、赵某某
成员：各科室负责人
领导小组下设办公室，设在职成科。
办公室主任：李某某
1.市教育局：中考填报志愿前印发公开信；2027年5月8日前布置展位。
2.各学校：确定一名联络员。
日期|时间|活动名称|类别|内容|面向对象|地点
5月9日|20:00—21:00|亮灯|宣传|字幕|市民|广场
1.2027年5月21日前，将活动总结报送至市教育局（邮箱：zcc@example.com）。
2.2027年6月19日前，将展位名单报送至市教育局（邮箱：zcc@example.com）。
3.中考填报志愿前，将公开信回执报送至市教育局（邮箱：zcc@example.com）。
请于6月19日前报送名单，中考填报志愿前报送回执。
`
	if d := cmp.Diff(want, got.String()); d != "" {
		t.Error(d)
	}
}

// All of it is written and read back, and goes over to the next year: days with a date
// move, an event without one and a superior's document are told and left.
func TestGroupMoves(t *testing.T) {
	c := loadText(t, groupYAML)
	n, moves, err := c.Next(2028, calendar.Period{From: calendar.Date{Year: 2028, Month: 5, Day: 7}, To: calendar.Date{Year: 2028, Month: 5, Day: 13}})
	if err != nil {
		t.Fatal(err)
	}
	if n.Group.Leads[0] = "张某某"; c.Group.Leads[0] != "王某某" {
		t.Error("the group is shared")
	}
	for _, one := range []*Campaign{c, n} {
		bare := *one
		bare.source = nil
		var b bytes.Buffer
		if err := Write(&b, &bare); err != nil {
			t.Fatal(err)
		}
		again, err := Load(&b, "again.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(one, again, cmpopts.IgnoreUnexported(Campaign{})); d != "" {
			t.Errorf("-was +written and loaded:\n%s", d)
		}
	}
	told := map[string]string{}
	for _, m := range moves {
		told[m.Field] = m.From + " " + m.To
	}
	for field, want := range map[string]string{
		"events[0]":      "中考填报志愿（日期另行通知） 中考填报志愿（日期另行通知）",
		"events[1].date": "2027-06-20 2028-06-18",
		"tasks[2].due":   "2027-05-08 2028-05-06",
		"superiors[0]":   "省教育厅关于做好2027年活动周工作的通知 省教育厅关于做好2027年活动周工作的通知",
	} {
		if told[field] != want {
			t.Errorf("%s: %q, want %q", field, told[field], want)
		}
	}
}

// A form's days lie within its period.
func TestWithin(t *testing.T) {
	s, err := loadText(t, groupYAML).FormSchema("openday")
	if err != nil {
		t.Fatal(err)
	}
	if f := s.Blocks[0].Fields[0]; f.Min != "2027-05-09" || f.Max != "2027-05-15" {
		t.Errorf("from %s to %s", f.Min, f.Max)
	}
}

func TestEventErrors(t *testing.T) {
	for _, tt := range []struct {
		name, from, to string
		want           error
	}{
		{"no such event", "before: fair", "before: feir", ErrReference},
		{"no such event of a task", "who: [市教育局], before: exam", "who: [市教育局], before: exem", ErrReference},
		{"neither day nor event", "what: 展位名单, before: fair", "what: 展位名单", ErrMissing},
		{"both", "what: 展位名单, before: fair", "what: 展位名单, before: fair, due: 2027-05-01", ErrValue},
		{"no such deadline", "from: [summary]", "from: [sumary]", ErrReference},
		{"no such period", "within: week", "within: weak", ErrReference},
		{"twice", "{id: fair, name", "{id: exam, name", ErrDuplicateID},
		{"a task of nobody", "what: 确定一名联络员, who: [学校]", "what: 确定一名联络员", ErrMissing},
	} {
		text := strings.Replace(groupYAML, tt.from, tt.to, 1)
		if text == groupYAML {
			t.Fatalf("%s: nothing replaced", tt.name)
		}
		_, err := Load(strings.NewReader(text), "campaign.yaml")
		var e *LoadError
		if !errors.Is(err, tt.want) || !errors.As(err, &e) || e.Line == 0 || strings.Contains(e.Chinese(), "的，") {
			t.Errorf("%s: %v, want %v with a line", tt.name, err, tt.want)
		}
	}
}
