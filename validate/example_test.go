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

func ExampleDraft() {
	doc, found := validate.Draft("通知.txt", "关于报送材料的通知\n各学校：\n请于4月18日前报送材料。\n附件1：报送表\n示例市教育局\n2023年4月1日")
	fmt.Println(doc.Title)
	for _, f := range found.Findings {
		fmt.Println(f)
	}
	// Output:
	// 关于报送材料的通知
	// 通知.txt：提示 ZJ040 没有版头和发文字号；补全要素（《党政机关公文处理工作条例》第九条）
	// 通知.txt:1:1：提示 GW022 没有版头的公文，标题应写明发文机关名称：“关于报送材料的通知”；写作“××（机关）关于……的通知”（《党政机关公文处理工作条例》第九条）
	// 通知.txt:4:1：错误 GW060 附件说明应写作“附件：名称”，名称之后不用标点：“附件1：报送表”；只在开头写一次“附件：”，各附件以1.、2.编号（GB/T 9704-2012 7.3.4）
	// 通知.txt:4:1：提示 RD010 写法已换成标准的写法：“附件1：”；请核对（文本读入）
	// 通知.txt:4:5：提示 GW064 正文没有提到这个附件：“报送表”；宜在正文相应处注明“见附件”（GB/T 9704-2012 7.3.4）
	// 通知.txt:4:5：提示 RD007 附件说明中有，后面没有这个附件的正文：“报送表”；补上附件，或从附件说明中删去（文本读入）
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
