package campaign_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// TestDeadlinesIn: a deadline is a day by which a line wants something handed
// in, at the place of the day.
func TestDeadlinesIn(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"请于5月7日（星期二）前报送活动方案，5月24日（周五）17:00前报送总结。", "5月7日（星期二）前=2024-05-07 活动方案; 5月24日（周五）17:00前=2024-05-24 总结"},
		{"各校于 2023 年 5 月 22 日之前将总结报市教育局。", "2023 年 5 月 22 日之前=2023-05-22 总结 → 市教育局"},
		{"（一）启动。5月1日开始。请将名单于5月8日前报送至邮箱zcb@example.com。", "5月8日前=2024-05-08 名单 → 邮箱zcb@example.com"},
		{"请于5月9日下班前将回执报市教育局。", "5月9日下班前=2024-05-09 回执 → 市教育局"},
		{"请于2024年4月30日前反馈联络员名单，5月6日前寄送作品。", "2024年4月30日前=2024-04-30 联络员名单; 5月6日前=2024-05-06 作品"},
		{"参加人员名单的截止时间为2024年5月6日12:00，逾期不再受理。", "的截止时间为2024年5月6日12:00=2024-05-06 参加人员名单"},
		{"一、活动方案报送截止时间：4月28日；作品报送截止5月9日下午5时。", "报送截止时间：4月28日=2024-04-28 活动方案; 报送截止5月9日下午5时=2024-05-09 作品"},
		{"截止时间为5月6日17:00。截止5月20日，共报送12篇。", ""},
		{"于5月28日前报送的，不必重复报送。", ""},
		{"5月7日前完成准备。", ""},
		{"2月30日前报送总结。", ""},
		{"", ""},
	} {
		var got []string
		for _, d := range campaign.DeadlinesIn(test.line, 2024) {
			s := test.line[d.Start:d.End] + "=" + d.Due.ISO() + " " + d.What
			if len(d.To) > 0 {
				s += " → " + d.To[0]
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.line, s, test.want)
		}
	}
}

func ExampleDeadlinesIn() {
	for _, d := range campaign.DeadlinesIn("各校于5月10日前将活动方案报市教育局，5月22日前报送总结。", 2023) {
		fmt.Println(d.Due, d.What, d.To)
	}
	// Output:
	// 2023年5月10日 活动方案 [市教育局]
	// 2023年5月22日 总结 []
}

// A deadline stands in its line, on a day that there is.
func FuzzDeadlinesIn(f *testing.F) {
	f.Add("请于5月22日16：30前将活动总结报市教育局")
	f.Add("5月20日、5月31日前分别报送照片和总结")
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 1<<12 {
			t.Skip()
		}
		for _, d := range campaign.DeadlinesIn(line, 2024) {
			if !d.Due.Valid() {
				t.Errorf("%q: %+v", line, d)
			}
		}
	})
}
