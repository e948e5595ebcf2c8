package adopt_test

import (
	"log"
	"os"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/adopt"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// Last year's notice becomes this year's campaign file.
func ExampleDocument() {
	doc, _ := plain.Parse(`示范县教育局关于举办2027年职业教育活动周的通知

各职业院校：
活动周时间：2027年5月9日—15日。主题为“一技在手，一生无忧”。
请于5月19日前将总结报县教育局职教股，联系人：张某某，电话：0000-1234567。

示范县教育局
2027年4月20日
`)
	year, err := adopt.Document(doc)
	if err != nil {
		log.Fatal(err)
	}
	next, _, err := year.MoveTo(campaign.Target{Year: 2028, Theme: "匠心筑梦 技能报国", Period: calendar.Period{
		From: calendar.Date{Year: 2028, Month: 5, Day: 7}, To: calendar.Date{Year: 2028, Month: 5, Day: 13},
	}})
	if err != nil {
		log.Fatal(err)
	}
	if err := campaign.Write(os.Stdout, next); err != nil {
		log.Fatal(err)
	}
	// Output:
	// schema: zhijiao/campaign@1
	// name: 2028年职业教育活动周
	// level: 县
	// year: 2028
	// theme: 匠心筑梦 技能报国
	// periods:
	//   - {id: week, name: 活动周, from: 2028-05-07, to: 2028-05-13, main: true}
	// organs:
	//   - {name: 示范县教育局, short: 县教育局}
	// contacts:
	//   # 待确认：原文只写了一处联系方式，各项材料都记作报给县教育局职教股
	//   - {id: 张某某, organ: 县教育局职教股, person: 张某某, phone: "0000-1234567"}
	// deadlines:
	//   - {id: summary, what: 总结, due: 2028-05-17, to: [张某某], kind: after}
	// documents:
	//   - id: notice
	//     kind: 通知
	//     title: "示范县教育局关于举办{{year}}年职业教育活动周的通知"
	//     recipients: 各职业院校
	//     body: |
	//       活动周时间：{{period "week"}}。主题为“{{theme}}”。
	//       请于{{day "summary"}}前将总结报县教育局职教股，联系人：张某某，电话：0000-1234567。
	//     signature: {organs: all, date: 2028-04-18}
	// doubts:
	//   - {path: "contacts[0]", text: 原文只写了一处联系方式，各项材料都记作报给县教育局职教股}
}
