package validate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate"
)

// large are texts that keep a rule busy which looks back, or all around, from
// everything it finds.
var large = []struct {
	name string
	text func(part int) string // one part of so many
}{
	{"book", func(part int) string { return strings.Repeat("《", 100_000/part) }},
	{"bracket", func(part int) string { return strings.Repeat("（", 100_000/part) }},
	{"quote", func(part int) string { return strings.Repeat("“", 100_000/part) }},
	{"nested", func(part int) string { return strings.Repeat("（", 50_000/part) + strings.Repeat("》", 50_000/part) }},
	{"closing", func(part int) string { return strings.Repeat("）", 100_000/part) }},
	{"pairs", func(part int) string { return strings.Repeat("“甲”、", 25_000/part) }},
	{"spans", func(part int) string { return strings.Repeat("5月14日-20日，", 12_000/part) }},
	{"spans over lines", func(part int) string { return strings.Repeat("5月14日-20日\n", 12_000/part) }},
	{"headings", func(part int) string { return strings.Repeat("一、标题\n", 10_000/part) }},
	{"tabbed", func(part int) string { return strings.Repeat("甲\t乙\t5月8日\n", 10_000/part) }},
	{"cells", func(part int) string { return strings.Repeat("甲\t", 50_000/part) }},
	{"spaced", func(part int) string { return strings.Repeat("甲 乙，", 30_000/part) }},
	{"commas", func(part int) string { return strings.Repeat("甲,", 50_000/part) }},
	{"items", func(part int) string { return strings.Repeat("（1）甲；", 20_000/part) }},
	{"numbers", func(part int) string { return strings.Repeat("3-5人，", 20_000/part) }},
	{"clocks", func(part int) string { return "时间：" + strings.Repeat("25:00，", 20_000/part) }},
	{"stops", func(part int) string { return strings.Repeat("各校要认真落实.", 12_000/part) }},
	{"deadlines", func(part int) string { return strings.Repeat("请于5月8日前报送总结，", 8_000/part) }},
	{"deadlines over lines", func(part int) string { return strings.Repeat("请于5月8日前报送总结。\n", 8_000/part) }},
	{"forms", func(part int) string { return strings.Repeat("填写《甲表》，", 15_000/part) }},
	{"titles", func(part int) string {
		var b strings.Builder
		for i := range 8_000 / part {
			fmt.Fprintf(&b, "《关于第%d项工作安排的通知》\n", i)
		}
		return b.String()
	}},
	{"announced", func(part int) string { return strings.Repeat("做好以下三项：（1）甲，", 8_000/part) }},
	{"announced over lines", func(part int) string { return strings.Repeat("分三个阶段：\n1.甲\n", 4_000/part) }},
	{"lists", func(part int) string {
		return strings.Repeat("市教育局、市人社局、", 12_000/part) + "市财政局四部门"
	}},
	{"sums", func(part int) string { return strings.Repeat("男生3人，女生4人，共9人，", 6_000/part) }},
	{"wholes", func(part int) string { return strings.Repeat("共9人，其中男生3人、", 6_000/part) }},
	{"prizes", func(part int) string {
		return strings.Repeat("9个集体“先进集体”称号，颁发奖牌，其中一等奖3个（名单见附件）、", 2_000/part)
	}},
	{"counted lists", func(part int) string { return strings.Repeat("设三个项目，分别为：1.甲；", 6_000/part) }},
	{"files from each", func(part int) string { return strings.Repeat("稿件每校不少于3篇，", 6_000/part) }},
	{"cited with numbers", func(part int) string {
		return strings.Repeat("《关于做好活动周工作的通知》（甲教〔2024〕3号）", 3_000/part)
	}},
	{"members", func(part int) string { return "成员：" + strings.Repeat("副院长江某某、", 6_000/part) }},
	{"words", func(part int) string { return strings.Repeat("认真认真负则按排，", 8_000/part) }},
	{"lost", func(part int) string { return strings.Repeat("岭?县，", 20_000/part) }},
	{"names", func(part int) string { return strings.Repeat("、裁判员王　静", 12_000/part) }},
	{"periods", func(part int) string {
		return strings.Repeat("活动周首日（5月14日）、宣传月5月8日开始，", 5_000/part)
	}},
	{"activities", func(part int) string {
		return strings.Repeat("启动仪式由市总工会承办，5月15日9:00在市体育馆举行，", 3_000/part)
	}},
	{"days of one", func(part int) string {
		return "启动仪式" + strings.Repeat("定于5月15日9:00举行，", 6_000/part)
	}},
	{"themes", func(part int) string { return strings.Repeat("围绕“技能成才报国”主题，", 6_000/part) }},
	{"persons", func(part int) string {
		return strings.Repeat("郭某某，2000009，联系人：王某某，", 6_000/part)
	}},
	{"quotas", func(part int) string { return strings.Repeat("每校限报3项特色亮点活动，", 8_000/part) }},
	{"material", func(part int) string {
		return strings.Repeat("照片不超过8张，视频时长10～90秒，", 6_000/part)
	}},
	{"table of dues", func(part int) string {
		return "材料\t截止时间\n" + strings.Repeat("活动周总结\t5月25日\n", 4_000/part)
	}},
	{"trains", func(part int) string { return strings.Repeat("首班7:10，末班21:75，周一7；25，", 5_000/part) }},
	{"over", func(part int) string { return strings.Repeat("定于2024年5月2日召开，", 6_000/part) }},
	{"weekdays behind", func(part int) string {
		return strings.Repeat("11月16日（星期二）至18日（星期五），", 5_000/part)
	}},
	{"weekdays before", func(part int) string { return strings.Repeat("2026年星期五（11月18日）召开，", 5_000/part) }},
	{"days alone", func(part int) string {
		return "11月1日召开，" + strings.Repeat("18日（星期五）闭幕，", 6_000/part)
	}},
	{"workdays", func(part int) string { return strings.Repeat("11月8日至12日共7个工作日，", 5_000/part) }},
	{"mistaken", func(part int) string { return strings.Repeat("检察卫生，有权力向学校投诉，", 6_000/part) }},
	{"each of several", func(part int) string {
		return strings.Repeat("分3个小组各5人，共16人，男、女各6人，", 4_000/part)
	}},
	{"added", func(part int) string { return strings.Repeat("14+11+6=33，", 8_000/part) }},
	{"in passing", func(part int) string { return strings.Repeat("围绕“一技在手、一生无忧”，", 6_000/part) }},
	{"thin dashes", func(part int) string { return strings.Repeat("围绕一个目标—让孩子", 8_000/part) }},
	{"pieces of a page", func(part int) string { return strings.Repeat("结束。上一篇：甲 首页 > ", 6_000/part) }},
	{"addressed", func(part int) string {
		return "各处室、" + strings.Repeat("市直各学校、市直属各学校，", 3_000/part) + "："
	}},
	{"links", func(part int) string { return strings.Repeat("打印 关闭 ", 10_000/part) }},
	{"weekdays", func(part int) string { return strings.Repeat("每周3次、每周4供应，", 8_000/part) }},
	{"events", func(part int) string { return strings.Repeat("“12.4”国家宪法日、", 8_000/part) }},
	{"compat", func(part int) string { return strings.Repeat("⒈甲\n⒉乙\n", 6_000/part) }},
	{"organs", func(part int) string { return strings.Repeat("某市教育局，", 15_000/part) + "：" }},
}

func BenchmarkLargeText(b *testing.B) {
	for _, l := range large {
		text := l.text(1)
		b.Run(l.name, func(b *testing.B) {
			for b.Loop() {
				validate.Text("", text)
			}
		})
	}
}

func BenchmarkLargeDocument(b *testing.B) {
	for _, l := range large {
		text := "某市教育局关于活动周的通知\n各学校：\n" + l.text(1) + "\n某市教育局\n2024年5月6日\n"
		b.Run(l.name, func(b *testing.B) {
			for b.Loop() {
				checkParsed(text)
			}
		})
	}
}

func BenchmarkLargeFix(b *testing.B) {
	for _, l := range large {
		text := l.text(1)
		b.Run(l.name, func(b *testing.B) {
			for b.Loop() {
				validate.Fix(text)
			}
		})
	}
}

// BenchmarkManyContacts: a paragraph that names its contact 20,000 times.
func BenchmarkManyContacts(b *testing.B) {
	c, err := campaign.Load(strings.NewReader(build("body: "+strings.Repeat("联系人：郭某某，电话：2000002，邮箱：abc@example.com；", 20_000))), "")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		validate.Campaign(c)
	}
}
