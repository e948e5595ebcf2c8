package document_test

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
)

// A form of a struct, bound behind the notice that asks for it.
func ExampleForm() {
	type visit struct {
		School  string `form:"学校,required"`
		Parents int    `form:"参观家长数,unit=人"`
	}
	schema, err := forms.Of[visit]()
	if err != nil {
		fmt.Println(err)
		return
	}
	schema.Title = "校园开放日统计表"
	doc := document.Document{
		Title:       "示例市教育局关于开展校园开放日的通知",
		Recipients:  "各职业学校",
		Body:        []document.Block{&document.Paragraph{Text: "请于5月20日前报送统计表。"}},
		Attachments: []document.Attachment{{Title: schema.Title, Body: []document.Block{&document.Form{Schema: schema}}}},
	}
	fmt.Println(doc.Attachments[0].PageLabel(0, 1), doc.Attachments[0].ListedTitle()) // render.Printer prints it
	// Output:
	// 附件 校园开放日统计表
}

func ExampleParseDocNumber() {
	for _, written := range []string{"示教职成〔2027〕5号", "示教职成[2027]第05号"} {
		n := document.ParseDocNumber(written)
		fmt.Println(n, n.Standard(), n.Year, n.Serial)
	}
	// Output:
	// 示教职成〔2027〕5号 示教职成〔2027〕5号 2027 5
	// 示教职成[2027]第05号 示教职成〔2027〕5号 2027 5
}

func ExampleKindOf() {
	fmt.Println(document.KindOf("示例市教育局关于举办2027年职业教育活动周的通知"))
	fmt.Println(document.Kinds()[:5])
	// Output:
	// 通知
	// [决议 决定 命令 令 公报]
}
