package validate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// oddities are what is wrong in the five real documents: by which rule and
// where it is found in the campaign that holds the document, and in the
// document read from plain text. "" is the place of a part that is missing. "-"
// is where the oddity cannot be seen: a campaign supplies what a text lacks,
// marked as added, and holds no remains of a web page.
var oddities = []struct{ document, what, rule, campaign, text string }{
	{"jilin-2017", "发文字号用半角方括号", "GW001", "77:95", "6:89"},
	{"jilin-2017", "附件说明称附件，页上称附表", "GW062", "104:51", "40:1"},
	{"jilin-2017", "附件说明称附件，页上称附表", "GW062", "105:44", "87:1"},
	{"jilin-2017", "附件名称一处用及、一处用和", "ZJ029", "96:167", "25:161"},
	{"jilin-2017", "附件名称一处有××学校、一处没有", "ZJ029", "96:209", "25:203"},
	{"jilin-2017", "邮箱中间有空格", "ZJ101", "100:16", "29:10"},
	{"jilin-2017", "“邮箱”后用连接号代替冒号", "ZJ102", "99:11", "28:5"},
	{"jilin-2017", "“邮箱”后用连接号代替冒号", "ZJ102", "100:13", "29:7"},
	{"jilin-2017", "“电话”后没有冒号", "ZJ102", "99:42", "28:36"},
	{"jilin-2017", "信的题目两种写法", "ZJ105", "82:47", "11:41"},

	{"changchun-2019", "发文时活动已经开始", "ZJ010", "98:36", "13:8"},
	{"changchun-2019", "活动月结束后报的总结，时限在结束之前", "ZJ011", "31:38", "45:47"},
	{"changchun-2019", "第一层序数为一二三四三", "GW047", "85:7", "37:1"},
	{"changchun-2019", "第三层序数用顿号", "GW043", "61:7", "13:1"},
	{"changchun-2019", "第三层序数用顿号", "GW043", "62:7", "14:1"},
	{"changchun-2019", "一处每周三报、一处每周四报", "ZJ014", "34:59", "41:113"},
	{"changchun-2019", "发文字号用半角方括号", "GW001", "52:49", "4:43"},
	{"changchun-2019", "发文字号用半角方括号", "GW001", "52:82", "4:76"},
	{"changchun-2019", "信的题目两种写法", "ZJ105", "66:25", "18:19"},
	{"changchun-2019", "起止时间用连字符", "GW116", "61:14", "13:8"},

	{"xiamen-2023", "没有标题", "ZJ041", "51:12", "-"},
	{"xiamen-2023", "没有标题", "ZJ040", "-", ""},
	{"xiamen-2023", "没有版头", "ZJ041", "50:11", "-"},
	{"xiamen-2023", "没有版头", "ZJ040", "-", ""},
	{"xiamen-2023", "半角冒号（主送机关）", "GW026", "52:35", "1:18"},
	{"xiamen-2023", "半角逗号", "GW100", "54:17", "2:11"},
	{"xiamen-2023", "半角冒号", "GW100", "64:10", "12:4"},
	{"xiamen-2023", "半角括号", "GW102", "54:83", "2:77"},
	{"xiamen-2023", "半角括号（序数）", "GW042", "56:7", "4:1"},
	{"xiamen-2023", "附件3没有附上", "RD007", "-", "41:3"},
	{"xiamen-2023", "附件3没有附上", "GW064", "-", "41:1"},
	{"xiamen-2023", "混入网页文字", "ZJ103", "-", "70:1"},
	{"xiamen-2023", "混入网页文字", "RD001", "-", "71:1"},
	{"xiamen-2023", "起止时间用连字符", "GW116", "64:13", "12:7"},

	{"nanchang-2020", "没有署名和成文日期", "ZJ040", "44:5", ""},
	{"nanchang-2020", "后写的时限在前", "ZJ013", "26:44", "88:35"},
	{"nanchang-2020", "标题里有空格", "GW134", "47:20", "5:9"},
	{"nanchang-2020", "数字前后有空格", "GW134", "64:13", "40:3"},
	{"nanchang-2020", "提到的附件没有列出", "GW064", "87:66", "88:56"},
	{"nanchang-2020", "宣传周与活动周混用", "ZJ107", "58:47", "28:37"},

	{"taian-2020", "方案在发文当天就要报", "ZJ012", "40:53", "102:38"},
	{"taian-2020", "标题称9部门，组织单位只列8个", "ZJ025", "66:11", "64:1"},
	{"taian-2020", "标题里有空格", "GW134", "55:20", "15:9"},
	{"taian-2020", "句子没有写完", "ZJ104", "73:188", "80:178"},
	{"taian-2020", "起止时间用连字符", "GW116", "68:14", "68:4"},
}

// TestOddities: what is wrong in the real documents is found, by one rule and
// at its place, both in the campaigns and in the plain texts.
func TestOddities(t *testing.T) {
	found := map[string][]report.Finding{}
	for _, name := range samples {
		found[name+".yaml"] = validate.Campaign(load(t, "campaigns/"+name+".yaml")).Findings
		text := sample(t, name)
		_, reading := plain.Parse(text)
		found[name+".txt"] = slices.Concat(reading, checkParsed(text).Findings, validate.Text("", text).Findings)
	}
	for _, o := range oddities {
		for file, place := range map[string]string{o.document + ".yaml": o.campaign, o.document + ".txt": o.text} {
			at := func(f report.Finding) bool {
				where := ""
				if f.Where.Line > 0 {
					where = fmt.Sprintf("%d:%d", f.Where.Line, f.Where.Column)
				}
				return f.Rule == o.rule && where == place
			}
			if place == "-" || slices.ContainsFunc(found[file], at) {
				continue
			}
			var others []string
			for _, f := range found[file] {
				if f.Rule == o.rule && len(others) < 10 {
					others = append(others, f.String())
				}
			}
			t.Errorf("%s: %s: no %s at %q; there are\n%s", file, o.what, o.rule, place, strings.Join(others, "\n"))
		}
	}
}
