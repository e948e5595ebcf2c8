package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNumbered(t *testing.T) {
	for _, c := range []struct {
		name string
		body []Block
		want []string
	}{
		{"levels without marks", []Block{
			&Heading{Level: 1, Text: "总体要求"}, &Heading{Level: 2, Text: "目标"}, &Heading{Level: 2, Text: "原则"},
			&Heading{Level: 1, Text: "安排"}, &Heading{Level: 2, Text: "时间"}, &Paragraph{Level: 3, Text: "第一项。"}, &Paragraph{Text: "正文。"}, &Paragraph{Level: 3, Text: "第二项。"},
		}, []string{"一、", "（一）", "（二）", "二、", "（一）", "1.", "", "2."}},
		{"marks that are there stay", []Block{
			&Heading{Level: 1, Mark: "三、", Text: "甲"}, &Heading{Level: 1, Text: "乙"}, &Heading{Level: 1, Mark: "五.", Text: "丙"},
		}, []string{"三、", "四、", "五."}},
		{"no level", []Block{&Paragraph{Text: "正文。"}, &Table{Rows: [][]string{{"甲"}}}}, []string{"", ""}},
	} {
		d := (&Document{Body: c.body, Attachments: []Attachment{{Body: c.body}}}).Numbered()
		for _, body := range [][]Block{d.Body, d.Attachments[0].Body} {
			var got []string
			for _, b := range body {
				mark := ""
				switch b := b.(type) {
				case *Heading:
					mark = b.Mark
				case *Paragraph:
					mark = b.Mark
				}
				got = append(got, mark)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
		}
	}
	read := &Document{Body: []Block{&Heading{Level: 1, Mark: "一、", Text: "甲"}}}
	if read.Numbered() != read {
		t.Error("a document whose headings all have marks is copied")
	}
	byHand := &Heading{Level: 1, Text: "甲"}
	if (&Document{Body: []Block{byHand}}).Numbered(); byHand.Mark != "" {
		t.Error("the document given is changed")
	}
}
