package returned_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
)

func ExampleReadFile() {
	path := filepath.Join(os.TempDir(), "第一中学.xlsx")
	if err := os.WriteFile(path, []byte(statisticsExample()), 0o666); err != nil {
		log.Fatal(err)
	}
	defer os.Remove(path)
	returns, _, err := returned.ReadFile(path, forms.Builtins()...)
	fmt.Println(len(returns), returns[0].Schema.ID, returns[0].At(forms.Ref{Key: "total"}).Raw, err)
	_, _, err = returned.ReadFile(os.TempDir(), forms.Builtins()...)
	fmt.Println(err != nil)
	// Output:
	// 1 week-statistics 约100人 <nil>
	// true
}

func ExampleNewTally() {
	const list = "学校,区县\n第一中学,东区\n第二中学,东区\n第三中学,西区\n"
	roster, _, err := returned.ReadRoster(strings.NewReader(list), int64(len(list)), "名册.csv")
	if err != nil {
		log.Fatal(err)
	}
	schema, _ := forms.Builtin("week-statistics")
	var sent []returned.Submission
	for i, school := range []string{"第一中学", "第三中学"} {
		r, err := returned.Encode(schema, forms.WeekStatistics{School: school, Colleges: 1, Students: 300 + 100*i})
		if err != nil {
			log.Fatal(err)
		}
		sent = append(sent, returned.Submission{Return: r, School: school})
	}
	tally, err := returned.NewTally(schema, sent, returned.TallyOptions{Roster: roster})
	if err != nil {
		log.Fatal(err)
	}
	students := tally.All.Column(forms.Ref{Key: "students"})
	fmt.Println(students.Sum)
	for _, school := range tally.Missing {
		fmt.Println(school.Name, "没有报送")
	}
	// Output:
	// 700
	// 第二中学 没有报送
}

func ExampleReadReceipts() {
	const list = "文件,时间\n第一中学/统计表.xlsx,2027-05-22 16:30\n第二中学,5月23日\n"
	receipts, findings, err := (&returned.Reader{Year: 2027}).ReadReceipts(strings.NewReader(list), int64(len(list)), "收文登记.csv")
	if err != nil {
		log.Fatal(err)
	}
	at, ok := receipts.At("第二中学/统计表.xlsx")
	fmt.Println(at.Format("2006-01-02 15:04"), ok, len(findings))
	_, _, err = returned.ReadReceipts(strings.NewReader("随便什么"), 12, "收文登记.csv") // without a year
	fmt.Println(err)
	// Output:
	// 2027-05-23 00:00 true 0
	// returned: read 收文登记.csv: no row with the heads of the columns
}
