package learn_test

import (
	"fmt"
	"log"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

func ExampleLearnFile() {
	blank, err := learn.LearnFile("../../../testdata/learn/家长意见回执.docx")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range blank.Schema.Fields() { // WriteSketch prints the rows, WriteYAML what a campaign takes
		fmt.Println(f.Label, f.Kind)
	}
	fmt.Println(len(blank.Doubts), "doubts")
	// Output:
	// 学校 text
	// 我是 text
	// 班 text
	// 同意/不同意 choice
	// 家庭现有成员 integer
	// 在校学生 integer
	// 家庭住址 text
	// 联系电话 phone
	// 其他意见 text
	// 家长签字 text
	// 家长签字日期 date
	// 0 doubts
}
