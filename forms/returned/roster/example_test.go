package roster_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
)

func ExampleRead() {
	const list = "区县,单位名称,联系人\n东区,第一中学,张某某\n西区,第二中学,\n"
	schools, findings, err := roster.Read(strings.NewReader(list), int64(len(list)), "名册.csv") // .xlsx, too
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range schools {
		fmt.Println(s.Name, s.District)
	}
	fmt.Println(len(findings))
	// Output:
	// 第一中学 东区
	// 第二中学 西区
	// 0
}

func ExampleReadReceipts() {
	const list = "文件,时间\n第一中学/统计表.xlsx,2027-05-22 16:30\n第二中学,5月23日\n"
	receipts, findings, err := roster.ReadReceipts(strings.NewReader(list), int64(len(list)), "收文登记.csv", 2027)
	if err != nil {
		log.Fatal(err)
	}
	at, ok := receipts.At("第二中学/统计表.xlsx")
	fmt.Println(at.Format("2006-01-02 15:04"), ok, len(findings))
	// Output:
	// 2027-05-23 00:00 true 0
}
