package report_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

func ExampleRuleOf() {
	r, _ := report.RuleOf("GW001")
	fmt.Println(r.Severity.Label(), r.Title, r.Source)
	fmt.Println("  ✗", r.Bad)
	fmt.Println("  ✓", r.Good)
	// Output:
	// 错误 发文字号的年份应使用六角括号 GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4
	//   ✗ 根据省教育厅有关通知（吉教职成字[2017]11号）精神
	//   ✓ 根据省教育厅有关通知（吉教职成字〔2017〕11号）精神，（2023）闽01民初5号，参考文献[2017]
}

// shownElsewhere are subjects of which a line or two do not always make an
// example: folders of workbooks, rosters, pages.
var shownElsewhere = []report.Subject{report.SubjectForm, report.SubjectReading, report.SubjectPage, report.SubjectLayout}

// TestCatalogue: ids are unique, in order and of the known families, and no
// rule lacks what a reader needs.
func TestCatalogue(t *testing.T) {
	id := regexp.MustCompile(`^(GW|ZJ|MT|FM|RD)\d{3}$`)
	last := ""
	for _, r := range report.Rules() {
		switch {
		case !id.MatchString(r.ID):
			t.Errorf("%s: not an id", r.ID)
		case r.ID <= last:
			t.Errorf("%s stands behind %s", r.ID, last)
		case r.Title == "" || r.Source == "" || r.Subject == "":
			t.Errorf("%s lacks a title, a source or a subject", r.ID)
		case (r.Bad == "") != (r.Good == "") || r.Bad == "" && !slices.Contains(shownElsewhere, r.Subject):
			t.Errorf("%s lacks an example", r.ID)
		case strings.HasSuffix(r.Title, "。"):
			t.Errorf("%s: a title is no sentence: %s", r.ID, r.Title)
		case r.Doc != "" && !strings.HasSuffix(r.Doc, "。"):
			t.Errorf("%s: doc does not end with a stop: %s", r.ID, r.Doc)
		case r.Severity < report.Error || r.Severity > report.Hint:
			t.Errorf("%s has no severity", r.ID)
		case r.Severity == report.Error && strings.Contains(r.Source, "惯例") && r.Subject != report.SubjectPage:
			t.Errorf("%s: an error needs a clause, not %s", r.ID, r.Source)
		case r.Severity == report.Error && strings.Contains(r.Source, "附录B"):
			t.Errorf("%s: appendix B is informative: no error", r.ID)
		}
		last = r.ID
	}
}

func ExampleRules() {
	for _, r := range report.Rules() {
		if r.ID == "GW134" {
			fmt.Println(r.Severity, r.Title)
			fmt.Println(r.Bad)
			fmt.Println(r.Good)
		}
	}
	// Output:
	// warning 汉字之间、汉字与数字之间不应有空格
	// 请于 2020 年 11 月 5 日前将活动周方 案报市教育局。
	// 主题为“人人出彩 技能强国”，联系人：王某 电话：6000001，采用 JPG 格式。
}
