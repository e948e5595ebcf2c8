package forms_test

import (
	"fmt"
	"reflect"

	"github.com/zhijiao-go/zhijiao/forms"
)

func ExampleOf() {
	type Event struct {
		Name   string `form:"活动名称,required"`
		People int    `form:"参与人数,unit=人,min=1"`
	}
	type Statistics struct {
		School   string  `form:"学校,required"`
		Students int     `form:"学生数,unit=人,min=0,required"`
		Coverage float64 `form:"学生参与覆盖率,kind=percent,max=100"`
		Events   []Event `form:"特色活动,rows=4"`
		Author   string  `form:"填表人,foot"`
	}
	s, err := forms.Of[Statistics]()
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Title = "活动情况统计表"
	s.Checks = []string{"sum(events.people) <= students"}
	fmt.Print(s.Dump())
	// Output:
	// form statistics
	// 	title 活动情况统计表
	// 	head
	// 		school "学校" text required
	// 		students "学生数" integer required unit=人 min=0
	// 		coverage "学生参与覆盖率" percent max=100
	// 	block events "特色活动" table of 4 rows
	// 		name "活动名称" text required
	// 		people "参与人数" integer unit=人 min=1
	// 	foot
	// 		author "填表人" text
	// 	check sum(events.people) <= students   “特色活动”中参与人数合计≤学生数
}

func ExampleBuiltin() {
	s, ok := forms.Builtin("week-statistics")
	if !ok {
		return
	}
	s.Title = "2023年职业教育活动周学校情况统计表"
	l, err := s.Layout()
	if err != nil {
		fmt.Println(err)
		return
	}
	c := l.At(forms.Ref{Key: "students"})
	fmt.Println(l.Sheet, c.Range(), c.Field.FullLabel(), c.Field.Demand())
	// Output: 2023年职业教育活动周学校情况统计表 H4:I4 学生数（人） 整数，不小于0
}

func ExampleSchema_Check() {
	s, _ := forms.Builtin("week-statistics")
	check, err := s.Check("total >= teachers + students")
	fmt.Println(check, err)
	_, err = s.Check("total >= teacher")
	fmt.Println(err)
	// Output:
	// 参与总人数≥教师数＋学生数 <nil>
	// forms: expression "total >= teacher", column 10: no field teacher, there is school, colleges, enterprises, teachers, students, enrolled, coverage, total, visits, formats, media, author, phone, date
}

func ExampleFromType() {
	type visit struct {
		Guest string `form:"来宾"`
	}
	s, err := forms.FromType(reflect.TypeFor[visit]())
	fmt.Println(s.ID, s.Head[0].Label, err)
	// Output:
	// visit 来宾 <nil>
}
