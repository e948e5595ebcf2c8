package returned_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

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
	roster := returned.Roster{{Name: "第一中学"}, {Name: "第二中学"}, {Name: "第三中学"}} // roster.ReadFile reads one
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
