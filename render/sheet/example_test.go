package sheet_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate"
)

func ExampleLists() {
	found := validate.Text("通知.txt", "各学校,请于4月31日前报送。")
	lists := []sheet.List{
		sheet.Findings("校核结果", found.Findings),
		{Title: "催报名单", Columns: []sheet.Column{{Label: "学校"}, {Label: "份数"}}, Rows: [][]any{{"第一中学", 2}}},
	}
	var book bytes.Buffer
	err := sheet.Lists(context.Background(), &book, lists, sheet.Options{})
	fmt.Println(len(lists[0].Rows), book.Len() > 0, err)
	// Output:
	// 2 true <nil>
}

func ExampleTotals() {
	schema, _ := forms.Builtin("week-statistics")
	r, err := returned.Encode(schema, forms.WeekStatistics{School: "第一中学", Students: 300})
	if err != nil {
		log.Fatal(err)
	}
	tally, err := returned.NewTally(schema, []returned.Submission{{Return: r, School: "第一中学"}}, returned.TallyOptions{})
	if err != nil {
		log.Fatal(err)
	}
	var book bytes.Buffer // 汇总表.xlsx
	err = sheet.Totals(context.Background(), &book, []*returned.Tally{tally}, sheet.Options{})
	fmt.Println(book.Len() > 0, err)
	// Output:
	// true <nil>
}
