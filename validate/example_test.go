package validate_test

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate"
)

func ExampleText() {
	r := validate.Text("通知.txt", "(一)时间:2023年5月14日-20日\n(二)主题:一技在手，一生无忧")
	for _, f := range r.Findings {
		fmt.Println(f)
	}
	// Output:
	// 通知.txt:1:1：警告 GW042 第二层序数应使用全角括号：“(一)”；改为 （一）（GB/T 9704-2012 7.3.3）
	// 通知.txt:1:4：错误 GW100 中文里的标点应使用全角：“时间:20”；“:”改为“：”（GB/T 15834-2011 4、5.1）
	// 通知.txt:1:7：错误 GW116 起止时间之间应使用一字线“—”：“2023年5月14日-20日”；改为 2023年5月14日—20日（GB/T 15834-2011 4.13.3.2）
	// 通知.txt:2:1：警告 GW042 第二层序数应使用全角括号：“(二)”；改为 （二）（GB/T 9704-2012 7.3.3）
	// 通知.txt:2:4：错误 GW100 中文里的标点应使用全角：“主题:一技”；“:”改为“：”（GB/T 15834-2011 4、5.1）
}

func ExampleFix() {
	text, done := validate.Fix("(一)时间:2023年5月14日-20日")
	fmt.Println(text)
	for _, f := range done {
		fmt.Println(f.Rule, f.Found, f.Fix)
	}
	// Output:
	// （一）时间：2023年5月14日—20日
	// GW042 (一) （一）
	// GW100 时间:20 时间：20
	// GW116 2023年5月14日-20日 2023年5月14日—20日
}

func ExampleDocument() {
	body, _ := plain.ParseBody("一、活动时间\n4月28日至5月28日\n三、工作要求\n各部门要高度重视。")
	r := validate.Document(&document.Document{Kind: "方案", ID: "plan", Title: "2019年职业教育宣传月活动方案", Body: body})
	for _, f := range r.Findings {
		fmt.Println(f)
	}
	// Output:
	// plan:3:1：警告 GW047 层次序数不连续，之前是“一、”：“三、”；如无缺漏，应为“二、”（公文惯例）
}

func ExampleCampaign() {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	r := validate.Campaign(c)
	for _, f := range r.Findings {
		if f.Rule == "GW116" {
			fmt.Println(f)
		}
	}
	// Output:
	// campaigns/xiamen-2023.yaml:64:13：错误 GW116 起止时间之间应使用一字线“—”：“2023年5月14日-20日”；改为 2023年5月14日—20日（GB/T 15834-2011 4.13.3.2）
}
