package campaign_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func ExampleLoadFS() {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		log.Fatal(err)
	}
	week, _ := c.MainPeriod()
	fmt.Println(c.Name)
	fmt.Println(week.Name, week.Span())
	// Output:
	// 2023年厦门市职业教育活动周
	// 活动周 2023年5月14日—20日
}

func ExampleCampaign_Compose() {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		log.Fatal(err)
	}
	doc, findings, err := c.Compose(&c.Documents[0])
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range doc.Body {
		if h, ok := b.(*campaign.Heading); ok && h.Level == 1 {
			fmt.Println(h.Mark + h.Text)
		}
	}
	fmt.Println(findings[0])
	// Output:
	// 一、总体要求
	// 二、时间和主题
	// 三、主要活动
	// 四、宣传重点
	// 五、组织保障
	// campaigns/xiamen-2023.yaml:47:7：警告 GW042 第二层序数应使用全角括号：“(一)”；改为 （一）（GB/T 9704-2012 7.3.3）
}

func ExampleParse() {
	doc, findings := campaign.Parse(`甲市教育局
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
	deadlines, contacts := campaign.Arrangements(n)
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

func ExampleLoad_error() {
	_, err := campaign.Load(strings.NewReader(`schema: zhijiao/campaign@1
name: 活动周
perids: []
`), "活动.yaml")
	var le *campaign.LoadError
	if errors.As(err, &le) && errors.Is(err, campaign.ErrUnknownKey) {
		fmt.Println(le.Line, le.Column, le.Path)
		fmt.Println(le.Excerpt)
	}
	// Output:
	// 3 1 perids
	// 2 | name: 活动周
	// 3 | perids: []
	//   | ^^^^^^
}

func ExampleParseBody() {
	blocks, findings := campaign.ParseBody(`一、活动要求
(一)加强领导。各校要成立领导小组。
（二）时间：2023年5月14日—20日
责任部门：教务处
`)
	for _, b := range blocks {
		switch b := b.(type) {
		case *campaign.Heading:
			fmt.Println("heading:", b.Mark, b.Text)
		case *campaign.Paragraph:
			fmt.Printf("paragraph: %s lead %q text %q\n", b.Mark, b.Lead, b.Text)
		case *campaign.Labelled:
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

func ExampleText() {
	blocks, _ := campaign.ParseBody("　　一、时间\n\n　　5月8日")
	fmt.Print(campaign.Text(blocks))
	// Output:
	// 一、时间
	// 5月8日
}

func ExampleCampaign_Expand() {
	c := &campaign.Campaign{Year: 2023, Theme: "技能：让生活更美好"}
	s, err := c.Expand("{{year}}年活动周的主题是“{{theme}}”。")
	fmt.Println(s, err)
	_, err = c.Expand("主题是“{{them}}”。")
	fmt.Println(err)
	// Output:
	// 2023年活动周的主题是“技能：让生活更美好”。 <nil>
	// campaign: 1:5: {{them}}: unknown template action: did you mean "theme"? known are theme, year, organs, period, date, time, contact, form
}
