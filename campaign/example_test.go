package campaign_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
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
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
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
	// campaigns/xiamen-2023.yaml:56:7：警告 GW042 第二层序数应使用全角括号：“(一)”；改为 （一）（GB/T 9704-2012 7.3.3）
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

func ExampleCampaign_Expand() {
	c := &campaign.Campaign{Year: 2023, Theme: "技能：让生活更美好"}
	s, err := c.Expand("{{year}}年活动周的主题是“{{theme}}”。")
	fmt.Println(s, err)
	_, err = c.Expand("主题是“{{them}}”。")
	fmt.Println(err)
	// Output:
	// 2023年活动周的主题是“技能：让生活更美好”。 <nil>
	// campaign: 1:5: {{them}}: unknown template action: did you mean "theme"? known are theme, year, organs, period, days, date, day, time, contact, form, activities, deadlines, duties, group, tasks
}
