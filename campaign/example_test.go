package campaign_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
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
name：活动周
level: 市
year: 2028年
perids: []
organs: [{name: 示例市教育局}]
documents: [{id: notice, kind: 通知, title: 关于活动周的通知, body: 正文。}]
`), "活动.yaml")
	var first *campaign.LoadError
	if errors.As(err, &first) && errors.Is(err, campaign.ErrUnknownKey) {
		fmt.Println(first.Line, first.Column)
	}
	fmt.Println(report.Chinese(err)) // all of them, for a clerk
	// Output:
	// 2 5
	// 活动.yaml 共有3处要改：
	// 第2行第5个字：“name”后面是全角冒号“：”，应为英文冒号加一个空格“: ”
	// 1 | schema: zhijiao/campaign@1
	// 2 | name：活动周
	//   |     ^^
	// 第4行第7个字（year）：应为2023这样的整数，不能是文字“2028年”，应写成2028
	// 3 | level: 市
	// 4 | year: 2028年
	//   |       ^^^^^^
	// 第5行第1个字（perids）：不认识的键“perids”，是不是“periods”？可用的有：schema、name、level、year、theme、superiors、periods、events、organs、contacts、group、tasks、deadlines、rhythms、material、activities、forms、documents、templates、doubts
	// 4 | year: 2028年
	// 5 | perids: []
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

func ExampleLoadFile() {
	c, err := campaign.LoadFile("../testdata/campaigns/default-2027.yaml")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.Name, c.Year, len(c.Documents))
	// Output:
	// 2027年示例市职业教育活动周 2027 2
}

func ExampleDecode() {
	var office struct {
		Name  string   `yaml:"name" validate:"required"`
		Heads []string `yaml:"heads"`
	}
	err := campaign.Decode(strings.NewReader("name: 示例市教育局\nheads: 甲、乙\n"), "本局.yaml", &office)
	fmt.Println(report.Chinese(err))
	// Output:
	// 本局.yaml 第2行第8个字（heads）：应为列表，不能是文字，应写成[甲, 乙]
	// 1 | name: 示例市教育局
	// 2 | heads: 甲、乙
	//   |        ^^^^^^
}
