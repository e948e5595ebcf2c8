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
	text func() string
}{
	{"book", func() string { return strings.Repeat("《", 100_000) }},
	{"bracket", func() string { return strings.Repeat("（", 100_000) }},
	{"quote", func() string { return strings.Repeat("“", 100_000) }},
	{"nested", func() string { return strings.Repeat("（", 50_000) + strings.Repeat("》", 50_000) }},
	{"closing", func() string { return strings.Repeat("）", 100_000) }},
	{"pairs", func() string { return strings.Repeat("“甲”、", 25_000) }},
	{"spans", func() string { return strings.Repeat("5月14日-20日，", 12_000) }},
	{"spans over lines", func() string { return strings.Repeat("5月14日-20日\n", 12_000) }},
	{"headings", func() string { return strings.Repeat("一、标题\n", 10_000) }},
	{"tabbed", func() string { return strings.Repeat("甲\t乙\t5月8日\n", 10_000) }},
	{"cells", func() string { return strings.Repeat("甲\t", 50_000) }},
	{"spaced", func() string { return strings.Repeat("甲 乙，", 30_000) }},
	{"commas", func() string { return strings.Repeat("甲,", 50_000) }},
	{"items", func() string { return strings.Repeat("（1）甲；", 20_000) }},
	{"numbers", func() string { return strings.Repeat("3-5人，", 20_000) }},
	{"clocks", func() string { return "时间：" + strings.Repeat("25:00，", 20_000) }},
	{"stops", func() string { return strings.Repeat("各校要认真落实.", 12_000) }},
	{"deadlines", func() string { return strings.Repeat("请于5月8日前报送总结，", 8_000) }},
	{"deadlines over lines", func() string { return strings.Repeat("请于5月8日前报送总结。\n", 8_000) }},
	{"forms", func() string { return strings.Repeat("填写《甲表》，", 15_000) }},
	{"titles", func() string {
		var b strings.Builder
		for i := range 8_000 {
			fmt.Fprintf(&b, "《关于第%d项工作安排的通知》\n", i)
		}
		return b.String()
	}},
	{"organs", func() string { return strings.Repeat("某市教育局，", 15_000) + "：" }},
}

func BenchmarkLargeText(b *testing.B) {
	for _, l := range large {
		text := l.text()
		b.Run(l.name, func(b *testing.B) {
			for b.Loop() {
				validate.Text("", text)
			}
		})
	}
}

func BenchmarkLargeDocument(b *testing.B) {
	for _, l := range large {
		text := "某市教育局关于活动周的通知\n各学校：\n" + l.text() + "\n某市教育局\n2024年5月6日\n"
		b.Run(l.name, func(b *testing.B) {
			for b.Loop() {
				checkParsed(text)
			}
		})
	}
}

func BenchmarkLargeFix(b *testing.B) {
	for _, l := range large {
		text := l.text()
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
