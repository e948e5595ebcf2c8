package plain_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// A 简报 is read as it prints: its name and number, who edits it and when, the title
// of its article, whom it is sent to and how many copies there are.
func TestBulletin(t *testing.T) {
	body := func(text string) []document.Block {
		blocks, _ := plain.ParseBody(text)
		return blocks
	}
	whole := &document.Document{
		Kind: document.Bulletin, Title: "示例市职业教育活动周启动仪式举行",
		Head:      &document.Head{Format: document.HeadBulletin, Mark: "职业教育活动周简报", Number: document.ParseDocNumber("第3期")},
		Body:      body("编者按：各学校办出了特色，现予刊发。\n2027年5月9日，启动仪式举行。\n一、总体情况\n当日有8所学校举办活动。"),
		Signature: &document.Signature{Organs: []document.Organ{{Name: "示例市教育局"}}, Date: calendar.Date{Year: 2027, Month: 5, Day: 10}},
		Imprint:   &document.Imprint{Report: "省教育厅，市委办公室。", Send: "领导小组成员单位。", Give: "各职业院校。", Copies: 50},
	}
	few := *whole
	few.Imprint = &document.Imprint{Give: "各职业院校。"}
	office := *whole
	office.Imprint = &document.Imprint{Report: "市委办公室。", Office: "示例市教育局办公室", Copies: 120}
	for name, want := range map[string]*document.Document{"whole": whole, "few": &few, "office": &office} {
		got, _ := plain.Parse(plain.Print(want))
		if d := cmp.Diff(want, got, cmpopts.IgnoreFields(document.Document{}, "Places", "Written"),
			cmpopts.IgnoreFields(document.Labelled{}, "Line"), cmpopts.IgnoreFields(document.Paragraph{}, "Line"), cmpopts.IgnoreFields(document.Heading{}, "Line")); d != "" {
			t.Errorf("%s:\n%s\n%s", name, plain.Print(want), d)
		}
	}
}
