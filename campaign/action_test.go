package campaign

import (
	"errors"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func actionCampaign() *Campaign {
	return &Campaign{
		Year:  2023,
		Theme: "技能：让生活更美好",
		Periods: []Period{
			{ID: "week", Name: "活动周", From: calendar.Date{Year: 2023, Month: 5, Day: 14}, To: calendar.Date{Year: 2023, Month: 5, Day: 20}},
		},
		Organs: []document.Organ{{Name: "厦门市教育局", Short: "市教育局"}, {Name: "中华职业教育社"}},
		Contacts: []Contact{
			{Organ: "市教育局", Person: "郭某某", Phone: "2000001", Email: "gjc@example.com"},
			{ID: "hr", Organ: "市人社局", Phone: "5000001"},
			{Organ: "职教社", Person: "纪某某"},
		},
		Deadlines: []Deadline{{ID: "summary", Due: calendar.Date{Year: 2023, Month: 5, Day: 22}}, {ID: "open"}},
		Rhythms:   []Rhythm{{ID: "daily", By: calendar.Clock{Hour: 12}}},
		Forms:     []FormUse{{ID: "statistics", Use: "week-statistics"}},
	}
}

func TestExpand(t *testing.T) {
	c := actionCampaign()
	for text, want := range map[string]string{
		"":                        "",
		"没有动作":                    "没有动作",
		"主题：{{theme}}。":           "主题：技能：让生活更美好。",
		"{{ theme }}":             "技能：让生活更美好",
		"{{year}}年{{year}}":       "2023年2023",
		"{{organs}}":              "市教育局、中华职业教育社",
		`时间：{{period "week"}}`:    "时间：2023年5月14日—20日",
		`{{date "summary"}}前`:     "2023年5月22日前",
		`每日{{time "daily"}}前`:     "每日12:00前",
		`{{contact "gjc"}}`:       "郭某某，联系电话：2000001，邮箱：gjc@example.com",
		`{{contact "hr"}}`:        "市人社局，联系电话：5000001",
		`{{contact "3"}}`:         "纪某某",
		`{{contact "1"}}`:         "郭某某，联系电话：2000001，邮箱：gjc@example.com",
		`《{{form "statistics"}}》`: "《职业教育活动周学校情况统计表》",
		"一个{不是，}}也不是":             "一个{不是，}}也不是",
	} {
		if got, err := c.Expand(text); got != want || err != nil {
			t.Errorf("Expand(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestExpandErrors(t *testing.T) {
	c := actionCampaign()
	tests := []struct {
		text         string
		err          error
		line, column int
		action       string
	}{
		{"{{them}}", ErrUnknownAction, 1, 1, "{{them}}"},
		{"甲\n乙{{year}}丙{{them}}", ErrUnknownAction, 2, 11, "{{them}}"},
		{`{{period "weak"}}`, ErrUnknownName, 1, 1, `{{period "weak"}}`},
		{`{{contact "9"}}`, ErrUnknownName, 1, 1, `{{contact "9"}}`},
		{`{{contact ""}}`, ErrUnknownName, 1, 1, `{{contact ""}}`},
		{`{{date "open"}}`, ErrNoValue, 1, 1, `{{date "open"}}`},
		{"{{period}}", ErrActionSyntax, 1, 1, "{{period}}"},
		{`{{theme "a"}}`, ErrActionSyntax, 1, 1, `{{theme "a"}}`},
		{"{{theme", ErrActionSyntax, 1, 1, "{{theme"},
		{"{{theme\n}}", ErrActionSyntax, 1, 1, "{{theme"},
		{"{{}}", ErrActionSyntax, 1, 1, "{{}}"},
		{"{{{theme}}}", ErrActionSyntax, 1, 1, "{{{theme}}"},
		{"{{period “week”}}", ErrActionSyntax, 1, 1, "{{period “week”}}"},
	}
	for _, tt := range tests {
		_, err := c.Expand(tt.text)
		var a *ActionError
		if !errors.As(err, &a) || !errors.Is(err, tt.err) {
			t.Errorf("Expand(%q): error %v, want %v", tt.text, err, tt.err)
			continue
		}
		if want := (report.Position{Line: tt.line, Column: tt.column}); a.Where != want || a.Action != tt.action {
			t.Errorf("Expand(%q): %q at %v, want %q at %v", tt.text, a.Action, a.Where, tt.action, want)
		}
	}
}

func TestExpandLineBreakInValue(t *testing.T) {
	c := &Campaign{Theme: "技能\n生活"}
	if _, err := c.Expand("{{theme}}"); !errors.Is(err, ErrNoValue) {
		t.Errorf("error %v, want ErrNoValue: a value of two lines would move all places after it", err)
	}
}

func TestActionErrorChinese(t *testing.T) {
	_, err := actionCampaign().Expand(`时间：{{period "weak"}}`)
	var a *ActionError
	if !errors.As(err, &a) {
		t.Fatal(err)
	}
	want := `1:4: {{period "weak"}}：模板动作中的名称不存在，是不是“week”？可用的有：week`
	if got := a.Chinese(); got != want {
		t.Errorf("Chinese() = %q, want %q", got, want)
	}
}

// Every character that no action made is found again in the original.
func TestExpansionSource(t *testing.T) {
	c := actionCampaign()
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"甲", "乙丙", "a", "{{year}}", "{{theme}}", `{{date "summary"}}`, "{ 丁"})
		var text string
		for _, p := range rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces") {
			text += p
		}
		e, err := c.expand(text, new(filled), true)
		if err != nil {
			t.Fatal(err)
		}
		from, last := []rune(text), 0
		for i := range utf8.RuneCountInString(e.text) {
			column := e.source(1, i+1)
			if column < last || column < 1 || column > len(from) {
				t.Fatalf("character %d of %q comes from %d in %q, behind %d", i+1, e.text, column, text, last)
			}
			last = column
			if r := from[column-1]; r != '{' && r != []rune(e.text)[i] {
				t.Fatalf("character %d of %q comes from %q in %q", i+1, e.text, r, text)
			}
		}
	})
}
