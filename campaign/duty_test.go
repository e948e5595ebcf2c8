package campaign

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const dutiesYAML = `schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2027
theme: 一技在手
periods:
  - {id: week, name: 活动周, from: 2027-05-09, to: 2027-05-15}
organs:
  - {name: 示例市教育局, short: 市教育局}
contacts:
  - {id: zcc, organ: 市教育局, email: zcc@example.com}
  - {id: qx, organ: 东区教育局, email: qx@example.com}
deadlines:
  - {id: summary, what: 活动总结, due: 2027-05-21, time: "17:00", to: [zcc], medium: [电子版, 盖章纸质版]}
  - {id: plan, what: 活动方案, due: 2027-04-13, to: [zcc], who: [学校, 示例市少年宫]}
  - {id: digest, what: 情况汇总, due: 2027-05-18, to: [zcc, qx], who: [区县, 学校]}
  - {id: district, what: 本区名单, due: 2027-04-20, to: [qx]}
rhythms:
  - {id: daily, what: 前一日活动情况, every: day, by: "12:00", covers: previous-day, to: [zcc], who: [学校]}
  - {id: weekly, what: 简报, every: week, weekday: 周三, to: [zcc], who: [区县]}
material:
  - {kind: article, minCount: 5, maxCount: 8, deadline: summary, who: [学校]}
  - {kind: media, rank: 市级, minCount: 1, deadline: plan}
  - {kind: photo}
activities:
  - {name: 启动仪式, date: 2027-05-09, place: 市民广场}
  - {name: 校园开放日, owner: 各校}
documents:
  - id: notice
    kind: 通知
    title: 关于举办{{year}}年活动周的通知
    recipients: 各校
    body: |
      通知如下：
      一、活动
      {{activities}}
      二、报送
      （一）时限。{{year}}年如下：
        {{deadlines}}
      （二）任务。主题是{{theme}}：
      {{duties}}
      三、其他。请遵照执行。
    signature: {organs: all, date: 2027-04-01}
`

func loadText(t *testing.T, text string) *Campaign {
	t.Helper()
	c, err := Load(strings.NewReader(text), "campaign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func composed(t *testing.T, c *Campaign) *document.Document {
	t.Helper()
	d, findings, err := c.Compose(&c.Documents[0])
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	return d
}

// What a body prints where activities, deadlines and duties stand in it.
func TestListActions(t *testing.T) {
	var got []string
	for _, b := range composed(t, loadText(t, dutiesYAML)).Body {
		switch b := b.(type) {
		case *document.Table:
			for _, row := range b.Rows {
				got = append(got, strings.Join(row, "|"))
			}
		case *document.Heading:
			got = append(got, b.Text)
		case *document.Paragraph:
			got = append(got, b.Text)
		}
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		"日期|活动名称|地点|承办单位\n5月9日|启动仪式|市民广场|\n待定|校园开放日||各校\n",
		"2027年4月13日前，将活动方案报送至市教育局（邮箱：zcc@example.com）。",
		"2027年5月18日前，将情况汇总报送至市教育局（邮箱：zcc@example.com）、东区教育局（邮箱：qx@example.com）。",
		"2027年5月21日17:00前，将活动总结（电子版和盖章纸质版）报送至市教育局（邮箱：zcc@example.com）。",
		"各学校、示例市少年宫于2027年4月13日前，将活动方案报送至",
		"各学校、示例市少年宫于2027年4月13日前，将市级及以上媒体报道（不少于1篇）报送至",
		"各学校于2027年5月21日17:00前，将文字稿件（不少于5篇，不超过8篇，电子版和盖章纸质版）报送至",
		"各学校于2027年5月10日—16日每日12:00前，将前一日活动情况报送至",
		"各区县于2027年5月12日每周三，将简报报送至",
		"各单位于2027年4月20日前，将本区名单报送至东区教育局",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
}

// What an action became stands in the file where the action does, and what is behind
// it where it was.
func TestListActionPlaces(t *testing.T) {
	for _, moved := range []bool{false, true} {
		c := loadText(t, dutiesYAML)
		if moved {
			var err error
			if c, _, err = c.Next(2028, calendar.Period{From: calendar.Date{Year: 2028, Month: 5, Day: 7}, To: calendar.Date{Year: 2028, Month: 5, Day: 13}}); err != nil {
				t.Fatal(err)
			}
		}
		d := composed(t, c)
		lines := strings.Split(dutiesYAML, "\n")
		for _, word := range []string{"{{activities}}", "{{deadlines}}", "{{duties}}", "三、其他", "（二）任务"} {
			line := 1 + slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, word) })
			at := report.Position{File: "campaign.yaml", Line: line, Column: 1 + len(lines[line-1]) - len(strings.TrimLeft(lines[line-1], " "))}
			if !slices.ContainsFunc(d.Places, func(p document.Place) bool { return p.Part == "body" && p.At == at }) {
				t.Errorf("moved %v: nothing of the body stands at %v (%s)", moved, at, word)
			}
		}
	}
}

func TestListActionsAreKept(t *testing.T) {
	c, _, err := loadText(t, dutiesYAML).Next(2028, calendar.Period{From: calendar.Date{Year: 2028, Month: 5, Day: 7}, To: calendar.Date{Year: 2028, Month: 5, Day: 13}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Write(&out, c); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"      {{activities}}\n", "        {{deadlines}}\n", "      {{duties}}\n", "medium: [电子版, 盖章纸质版]", "who: [学校, 示例市少年宫]"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestListActionErrors(t *testing.T) {
	for _, tt := range []struct {
		name, from, to string
		want           error
	}{
		{"in a title", "年活动周的通知", "年{{duties}}", ErrActionPlace},
		{"within a line", "      {{duties}}", "      任务：{{duties}}", ErrActionPlace},
		{"behind another action", "      {{duties}}", "      {{theme}}{{duties}}", ErrActionPlace},
		{"with words behind it", "      {{duties}}", "      {{duties}}等", ErrActionPlace},
		{"with an id", "      {{duties}}", `      {{duties "学校"}}`, ErrActionSyntax},
		{"of nothing", "activities:\n  - {name: 启动仪式, date: 2027-05-09, place: 市民广场}\n  - {name: 校园开放日, owner: 各校}\n", "", ErrNoValue},
		{"medium", "[电子版, 盖章纸质版]", "[光盘]", ErrValue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(dutiesYAML, tt.from, tt.to, 1)
			if text == dutiesYAML {
				t.Fatal("nothing replaced")
			}
			_, err := Load(strings.NewReader(text), "campaign.yaml")
			var e *LoadError
			if !errors.Is(err, tt.want) || !errors.As(err, &e) || e.Line == 0 {
				t.Errorf("error %v, want %v with a line", err, tt.want)
			}
		})
	}
}

// Every unit owes its own duties by date, and the receiver none to itself.
func TestDutiesOf(t *testing.T) {
	c := loadText(t, dutiesYAML)
	school := loadText(t, strings.Replace(dutiesYAML, "level: 市", "level: 校", 1))
	for _, tt := range []struct {
		c    *Campaign
		unit Unit
		want string
	}{
		{c, Unit{Name: "示例市第一职业学校"}, "活动方案 媒体报道 本区名单 前一日活动情况 情况汇总 活动总结 文字稿件"},
		{c, Unit{Name: "示例市少年宫", Kind: "部门"}, "活动方案 媒体报道 本区名单 活动总结"},
		{c, Unit{Name: "东区教育局", Kind: "区县"}, "简报 情况汇总 活动总结"},
		{c, Unit{Name: "示例市教育局", Kind: "部门"}, "本区名单"},
		{school, Unit{Name: "学生处"}, "本区名单 活动总结"},
	} {
		var got []string
		for _, d := range tt.c.DutiesOf(tt.unit) {
			got = append(got, d.What)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%v owes %v, want %s", tt.unit, got, tt.want)
		}
	}
}
