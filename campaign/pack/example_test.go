package pack_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// The pack of a campaign, with a folder for a school, goes into a folder, which
// is as it was if anything fails.
func ExamplePack() {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		log.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "pack")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	out, err := output.Dir(filepath.Join(dir, "2027年活动周")) // or output.Zip of a http.ResponseWriter
	if err != nil {
		log.Fatal(err)
	}
	result, err := pack.Pack(context.Background(), c, pack.Options{
		Roster: returned.Roster{{Name: "示例市第一职业学校", Enrolled: 2400}},
		Progress: func(e pack.Event) {
			switch e := e.(type) {
			case pack.Made:
				if e.File.Kind == "schedule" {
					fmt.Println(e.File.Path)
				}
			case pack.Schools:
				fmt.Printf("%d/%d 所学校\n", e.Done, e.Total)
			}
		},
	}, out)
	if err != nil {
		log.Fatal(err) // report.Chinese(err) says it to a clerk
	}
	fmt.Printf("文件 %d 个，意见 %d 条\n", len(result.Files), len(result.Report.Findings))
	// Output:
	// 报送日程.xlsx
	// 报送日程.ics
	// 1/1 所学校
	// 文件 43 个，意见 0 条
}
