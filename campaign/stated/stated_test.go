package stated_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/papers"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// TestDeadlines: a deadline is a day by which a line wants something handed
// in, at the place of the day.
func TestDeadlines(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"请于5月7日（星期二）前报送活动方案，5月24日（周五）17:00前报送总结。", "5月7日（星期二）前=2024-05-07 活动方案; 5月24日（周五）17:00前=2024-05-24 总结"},
		{"各校于 2023 年 5 月 22 日之前将总结报市教育局。", "2023 年 5 月 22 日之前=2023-05-22 总结 → 市教育局"},
		{"（一）启动。5月1日开始。请将名单于5月8日前报送至邮箱zcb@example.com。", "5月8日前=2024-05-08 名单 → 邮箱zcb@example.com"},
		{"请于5月9日下班前将回执报市教育局。", "5月9日下班前=2024-05-09 回执 → 市教育局"},
		{"（一）联络员名单。各单位于4月14日前报市教育局。", "4月14日前=2024-04-14 联络员名单 → 市教育局"},
		{"（二）要求。各单位于4月14日前报市教育局。", ""},
		{"第一批为活动方案，截止日期4月9日；第二批为活动总结，截止日期5月23日。", "截止日期4月9日=2024-04-09 活动方案; 截止日期5月23日=2024-05-23 活动总结"},
		{"参观路线表于5月8日16:30前报送，活动总结于5月22日前报送。", "5月8日16:30前=2024-05-08 参观路线表; 5月22日前=2024-05-22 活动总结"},
		{"各学校编印招生宣传手册，于6月14日前报送，供考生参考。", "6月14日前=2024-06-14 招生宣传手册"},
		{"（三）学校情况统计表（附件2）。5月26日前报送。", "5月26日前=2024-05-26 学校情况统计表"},
		{"典型案例5月20日前报送，逾期不再受理。", "5月20日前=2024-05-20 典型案例"},
		{"请于2024年4月30日前反馈联络员名单，5月6日前寄送作品。", "2024年4月30日前=2024-04-30 联络员名单; 5月6日前=2024-05-06 作品"},
		{"参加人员名单的截止时间为2024年5月6日12:00，逾期不再受理。", "的截止时间为2024年5月6日12:00=2024-05-06 参加人员名单"},
		{"一、活动方案报送截止时间：4月28日；作品报送截止5月9日下午5时。", "报送截止时间：4月28日=2024-04-28 活动方案; 报送截止5月9日下午5时=2024-05-09 作品"},
		{"截止时间为5月6日17:00。截止5月20日，共报送12篇。", ""},
		{"宣传稿件截至5月23日12:00，部门总结截至5月26日，逾期不再受理。", "截至5月23日12:00=2024-05-23 宣传稿件; 截至5月26日=2024-05-26 部门总结"},
		{"参赛作品截至5月20日，共收到12件；作品截至5月20日已有300件。", ""},
		{"于5月28日前报送的，不必重复报送。", ""},
		{"各单位要结合实际制定活动方案，于4月23日前报市教育局职成处。", "4月23日前=2024-04-23 活动方案 → 市教育局职成处"},
		{"各校填写报名表（附件2），于5月10日前报县教育局职成股。", "5月10日前=2024-05-10 报名表 → 县教育局职成股"},
		{"填写《活动一览表》，于5月10日前报送。", "5月10日前=2024-05-10 《活动一览表》"},
		{"5月8日前将计划、5月21日前将总结报职教股。", "5月8日前=2024-05-08 计划; 5月21日前=2024-05-21 总结 → 职教股"},
		{"将图片（不少于5张）、总结于5月19日上午下班前交办公室郑某某（电话：6660001）。", "5月19日上午下班前=2024-05-19 图片（不少于5张）、总结 → 办公室郑某某"},
		{"5月20日前上交总结至职成股。", "5月20日前=2024-05-20 总结 → 职成股"},
		{"办公室汇总后于5月21日前上报市教育局，5月22日前交通管制。", ""},
		{"5月7日前完成准备。", ""},
		{"2月30日前报送总结。", ""},
		{"", ""},
	} {
		var got []string
		for _, d := range stated.Deadlines(test.line, 2024) {
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

func ExampleDeadlines() {
	for _, d := range stated.Deadlines("各校于5月10日前将活动方案报市教育局，5月22日前报送总结。", 2023) {
		fmt.Println(d.Due, d.What, d.To)
	}
	// Output:
	// 2023年5月10日 活动方案 [市教育局]
	// 2023年5月22日 总结 []
}

// What the campaigns say of deadlines is what the parser finds in the samples.
func TestDeadlinesOfTheSamples(t *testing.T) {
	for _, name := range []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023"} {
		c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := plain.Parse(papers.ReadSample(t, name))
		found, _ := stated.Arrangements(doc)
		for _, d := range c.Deadlines {
			if !slices.ContainsFunc(found, func(f campaign.Deadline) bool { return f.Due == d.Due }) {
				t.Errorf("%s: no deadline is found for %s, due on %s", name, d.What, d.Due)
			}
		}
		for _, f := range found {
			if !slices.ContainsFunc(c.Deadlines, func(d campaign.Deadline) bool { return f.Due == d.Due }) {
				t.Errorf("%s: %s, due on %s, is no deadline of the campaign", name, f.What, f.Due)
			}
		}
	}
}
