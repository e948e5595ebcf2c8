package plain_test

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
)

func ExampleParse() {
	doc, findings := plain.Parse(`甲市教育局
关于做好2027年职业教育活动周工作的通知
各县（市、区）教育局，各职业院校：
活动周于5月9日至15日举行，请各单位认真组织，于5月20
— 1 —
日前将总结报市教育局职成科，邮箱：zck@example.com。
附件：统计表
甲市教育局
2027年4月20日
`)
	n := doc
	fmt.Println(strings.ReplaceAll(n.Title, "\n", ""))
	fmt.Println(n.Signature.Organs[0].Name, n.Signature.Date)
	deadlines, contacts := stated.Arrangements(n)
	fmt.Println(deadlines[0].Due, deadlines[0].What, contacts[0].Email)
	for _, f := range findings {
		fmt.Println(f.Rule, f.Where, f.Message)
	}
	// Output:
	// 甲市教育局关于做好2027年职业教育活动周工作的通知
	// 甲市教育局 2027年4月20日
	// 2027年5月20日 总结 zck@example.com
	// RD002 5:1 页码，已略去
	// RD004 6:1 句子中间断行，已接上
	// RD007 7:4 附件说明中有，后面没有这个附件的正文
}

func ExampleParseBody() {
	blocks, findings := plain.ParseBody(`一、活动要求
(一)加强领导。各校要成立领导小组。
（二）时间：2023年5月14日—20日
责任部门：教务处
`)
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			fmt.Println("heading:", b.Mark, b.Text)
		case *document.Paragraph:
			fmt.Printf("paragraph: %s lead %q text %q\n", b.Mark, b.Lead, b.Text)
		case *document.Labelled:
			fmt.Println("labelled:", b.Label, b.Text)
		}
	}
	fmt.Println(findings[0].Where, findings[0].Found, findings[0].Fix)
	// Output:
	// heading: 一、 活动要求
	// paragraph: (一) lead "加强领导。" text "各校要成立领导小组。"
	// paragraph: （二） lead "" text "时间：2023年5月14日—20日"
	// labelled: 责任部门： 教务处
	// 2:1 (一) （一）
}

func ExamplePrintBody() {
	blocks, _ := plain.ParseBody("　　一、时间\n\n　　5月8日")
	fmt.Print(plain.PrintBody(blocks))
	// Output:
	// 一、时间
	// 5月8日
}

func ExampleReadFile() {
	const draft = "关于活动周的通知\n各学校:\n请认真组织。\n"
	text, _, err := plain.ReadFile(strings.NewReader(draft), int64(len(draft)), "草稿.txt") // a .docx, too
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, findings := plain.Parse(text)
	fmt.Print(plain.Print(doc))
	fmt.Println(len(findings))
	// Output:
	// 关于活动周的通知
	// 各学校:
	// 请认真组织。
	// 0
}
