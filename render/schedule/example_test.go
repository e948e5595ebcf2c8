package schedule_test

import (
	"bytes"
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func ExampleICalendar() {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		log.Fatal(err)
	}
	var events bytes.Buffer
	if err := schedule.ICalendar(&events, c); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Count(events.String(), "BEGIN:VEVENT") > 0)
	list := schedule.List(c) // the same for people, which sheet.Lists writes
	fmt.Println(list.Title, len(list.Rows) > 0)
	// Output:
	// true
	// 2027年示例市职业教育活动周报送日程 true
}
