package collect

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
)

// A school is known by the folder, else by what the form says, else by the
// name of the file; a guess says what it was made by.
func TestSchoolOf(t *testing.T) {
	owing := returned.Roster{
		{Name: "示例市第一职业学校", Aliases: []string{"一职校", "一职"}},
		{Name: "示例市第十一职业学校", Aliases: []string{"十一职校"}},
		{Name: "东山学校", Aliases: []string{"东山职校"}},
		{Name: "西山学校", Aliases: []string{"西山职校"}},
	}
	schema, _ := forms.Builtin("week-statistics")
	says := func(school string) []*returned.Return {
		f := &schema.Head[0]
		return []*returned.Return{{Schema: schema, Values: []returned.Value{{Ref: forms.Ref{Key: f.Key}, Field: f, Raw: school, Text: school, State: returned.Exact}}}}
	}
	for _, c := range []struct {
		file, says, want string
		guess            bool
	}{
		{"示例市第一职业学校/表.xlsx", "", "示例市第一职业学校", false},
		{"一 职 校/教务处/表.xlsx", "", "示例市第一职业学校", false},
		{"2023-05-22/十一职校/表.xlsx", "", "示例市第十一职业学校", false},
		{"全部.zip/东山职校/表.xlsx", "", "东山学校", false},
		{"东山职校.ZIP/表.xlsx", "", "东山学校", false},
		{"03东山学校（已核）/表.xlsx", "", "东山学校", true},
		{"十一职校材料/表.xlsx", "", "示例市第十一职业学校", true},
		{"一职/表.xlsx", "", "示例市第一职业学校", false},
		{"附一职/表.xlsx", "", "附一职", false}, // too short to be sure
		{"东山学校和西山学校/表.xlsx", "", "东山学校和西山学校", false},
		{"名册外的学校/表.xlsx", "", "名册外的学校", false},
		{"名册外的学校/表.xlsx", "西山职校", "西山学校", true},
		{"东山学校/表.xlsx", "西山学校", "东山学校", false},
		{"表.xlsx", "西山职校", "西山学校", false},
		{"表.xlsx", "西山学校教务处", "西山学校", true},
		{"西山学校.xlsx", "", "西山学校", false},
		{"统计表（西山职校）.xlsx", "", "西山学校", true},
		{"统计表（西山职校）.xlsx", "东山学校", "东山学校", false},
		{"5月22日/表.xlsx", "别的学校", "别的学校", false},
		{"表.xlsx", "", "", false},
	} {
		s := schools{receipts: &roster.Receipts{Year: 2023}}
		s.know(owing)
		var returns []*returned.Return
		if c.says != "" {
			returns = says(c.says)
		}
		got := s.of(c.file, returns)
		if got.name != c.want || (got.from != "") != c.guess {
			t.Errorf("%s with %q: %+v, want %s, guessed %v", c.file, c.says, got, c.want, c.guess)
		}
	}
	s := schools{}
	for file, want := range map[string]string{
		"甲校/表.xlsx":            "甲校",
		"0518/甲校/表.xlsx":       "甲校",
		"城北区/甲校/表.xlsx":        "甲校",
		"某市/城北区/甲校/教务处/表.xlsx": "甲校",
		"东校区/教务处/表.xlsx":       "东校区",
		"城北区/表.xlsx":           "城北区",
		"0518/表.xlsx":          "0518",
	} {
		if got := s.of(file, says("乙校")); got.name != want {
			t.Errorf("without a roster: %s: %+v, want %s", file, got, want)
		}
	}
}
