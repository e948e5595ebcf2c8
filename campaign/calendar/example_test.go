package calendar_test

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

func ExampleParseDate() {
	d, err := calendar.ParseDate("2027-05-09")
	fmt.Println(d, d.ISO(), d.AddDays(6), d.Weekday(), err)
	_, err = calendar.ParseDate("2027-02-30")
	fmt.Println(err)
	// Output:
	// 2027年5月9日 2027-05-09 2027年5月15日 Sunday <nil>
	// calendar: "2027-02-30": no such day in the calendar
}

func ExampleReadDays() {
	for _, text := range []string{"5月9日—15日", "2027.5.9", "５月９日至６月２日", "下周一"} {
		span, ok := calendar.ReadDays(text)
		fmt.Println(ok, span.In(2027))
	}
	day, ok := calendar.ReadDay("5月9日（星期日）", 2027)
	fmt.Println(day, ok)
	// Output:
	// true 2027年5月9日—15日
	// true 2027年5月9日
	// true 2027年5月9日—6月2日
	// false 2027年0月0日
	// 2027年5月9日 true
}

func ExampleReadClock() {
	for _, text := range []string{"14:00", "下午2点半", "9:5"} {
		fmt.Println(calendar.ReadClock(text))
	}
	at, ok := calendar.ReadMoment("5月22日下午4:30", 2027)
	fmt.Println(at, ok)
	clock, err := calendar.ParseClock("14:00") // as files have it
	fmt.Println(clock, err)
	// Output:
	// 14:00 true
	// 14:30 true
	//  false
	// 2027-05-22 16:30:00 +0000 UTC true
	// 14:00 <nil>
}

func ExampleFindDays() {
	text := "请于5月14日前报送方案，5月20日至22日集中展示。"
	for _, w := range calendar.FindDays(text) {
		days, ok := w.In(2027)
		fmt.Println(text[w.Start:w.End], days, ok)
	}
	for _, run := range calendar.FindRuns(text) {
		fmt.Println(run.In(2027))
	}
	// Output:
	// 5月14日 [2027年5月14日] true
	// 5月20日至22日 [2027年5月20日 2027年5月22日] true
	// 2027年5月20日—22日
}
