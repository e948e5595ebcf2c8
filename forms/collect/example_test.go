package collect_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// The returns of a folder are read, checked and added up; who still owes what is
// due by a day is told.
func ExampleCollect() {
	returns := os.DirFS("../../testdata/returns") // an uploaded archive does as well: *zip.Reader
	c, err := campaign.LoadFS(returns, "campaign.yaml")
	if err != nil {
		log.Fatal(err)
	}
	var out output.Memory
	result, err := collect.Collect(context.Background(), returns, collect.Options{
		Campaign: c,
		Roster:   returned.Roster{{Name: "滨江职业学校"}, {Name: "白沙职业学校"}},
		AsOf:     calendar.Date{Year: 2023, Month: 4, Day: 14},
	}, &out)
	if err != nil {
		log.Fatal(err) // report.Chinese(err) says it to a clerk
	}
	for _, f := range result.Files {
		fmt.Println(f.Path)
	}
	for _, d := range result.Debts {
		if d.School == "白沙职业学校" {
			fmt.Println(d.School, d.What, d.State)
		}
	}
	// Output:
	// 汇总表.xlsx
	// 校核结果.xlsx
	// 校核结果.json
	// 催报名单.xlsx
	// 催报文字.xlsx
	// 台账.xlsx
	// 总结.docx
	// 白沙职业学校 《联络员信息表》 未报
}

func ExampleOfBlank() {
	blank, err := learn.LearnFile("../../testdata/learn/实训设备清单.xlsx")
	if err != nil {
		log.Fatal(err)
	}
	var files output.Memory
	got, err := collect.Collect(context.Background(), os.DirFS("../../testdata/learn/实训设备清单"), collect.Options{Campaign: collect.OfBlank(blank, 2026)}, &files)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(got.Tallies[0].All.Schools)
	// Output:
	// 3
}
