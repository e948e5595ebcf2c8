package collect

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// year collects the 统计表 of schools, each with its teachers, students and total.
func year(t testing.TB, n int, numbers map[string][3]int, set func(*Options)) results {
	t.Helper()
	c, err := campaign.Load(strings.NewReader(fmt.Sprintf("schema: zhijiao/campaign@1\nname: %d年活动周\nlevel: 市\nyear: %d\ntheme: 技能\n"+
		"periods: [{id: week, name: 活动周, from: %d-05-14, to: %d-05-20}]\norgans: [{name: 示例市教育局}]\nforms: [{id: statistics, use: week-statistics}]\n"+
		"deadlines: [{id: statistics, what: 统计表, due: %d-05-22, form: statistics}]\n"+
		"documents: [{id: notice, kind: 通知, title: 关于%d年活动周的通知, body: 通知如下。, attachments: [{title: %d年学校情况统计表, form: statistics}]}]\n", n, n, n, n, n, n, n)), "campaign.yaml")
	must(t, err)
	s, err := c.FormSchema("statistics")
	must(t, err)
	s.Title = c.FormTitle("statistics")
	fsys := fstest.MapFS{}
	for school, x := range numbers {
		fill := map[forms.Ref]string{{Key: "school"}: school, {Key: "colleges"}: "1", {Key: "enterprises"}: "5", {Key: "visits"}: "3", {Key: "formats"}: "展示",
			{Key: "author"}: "张某某", {Key: "phone"}: "84000001", {Key: "teachers"}: fmt.Sprint(x[0]), {Key: "students"}: fmt.Sprint(x[1]), {Key: "total"}: fmt.Sprint(x[2])}
		var b bytes.Buffer
		must(t, sheet.Form(&b, s, blank.Options{Fill: fill}))
		fsys[school+"/统计表.xlsx"] = &fstest.MapFile{Data: b.Bytes()}
	}
	o := Options{Campaign: c}
	set(&o)
	var out output.Memory
	_, err = Collect(t.Context(), fsys, o, &out)
	must(t, err)
	return out.Files()
}

// TestLastYear: this year's totals hold every number of every school against last
// year's, tell who is new, gone or renamed, and hint at what jumps.
func TestLastYear(t *testing.T) {
	before := year(t, 2026, map[string][3]int{"滨江职业学校": {50, 900, 1000}, "云山职校": {20, 300, 400}, "青石职业学校": {10, 50, 60}, "白沙职业学校": {9, 9, 99}}, func(*Options) {})
	last := before["汇总表.xlsx"]
	out := year(t, 2027, map[string][3]int{"滨江职业学校": {55, 9000, 10000}, "云山职业技术学校": {40, 310, 410}, "青石职业学校": {31, 140, 180}, "新港职业学校": {1, 2, 3}}, func(o *Options) {
		o.Last = &Last{"去年汇总表.xlsx", bytes.NewReader(last), int64(len(last))}
		o.Roster = returned.Roster{{Name: "滨江职业学校"}, {Name: "云山职业技术学校", Aliases: []string{"云山职校"}}, {Name: "青石职业学校"}, {Name: "新港职业学校"}}
	})
	totals := cells(t, out["汇总表.xlsx"])
	for _, want := range []string{
		"[与上年比较]",
		"合计（两年都报的3所） | 2027年学校情况统计表 | 学生数（人） | 1250 | 9450 | 8200 | 656",
		"滨江职业学校 | 2027年学校情况统计表 | 学生数（人） | 900 | 9000 | 8100 | 900 | 相差悬殊，请核对",
		"云山职业技术学校 | 2027年学校情况统计表 | 教师数（人） | 20 | 40 | 20 | 100\n", // twice, but few
		"青石职业学校 | 2027年学校情况统计表 | 学生数（人） | 50 | 140 | 90 | 180\n",  // nearly three times, and few
		"新港职业学校 | 新增",
		"云山职业技术学校 | 更名，按别名认出 | 云山职校",
		"白沙职业学校 | 上年有，今年名册里没有 | 白沙职业学校",
	} {
		if !strings.Contains(totals, want) {
			t.Errorf("no %q in\n%s", want, totals)
		}
	}
	if got := found(t, out, "FM044"); strings.Count(got, "\n") != 3 || !strings.Contains(got, "学生数今年是9000，上年是900") || !strings.Contains(got, "提示") {
		t.Errorf("findings:\n%s", got)
	}
	// What holds the comparison adds up as the one without it does.
	again := year(t, 2028, map[string][3]int{"滨江职业学校": {55, 9000, 10000}}, func(o *Options) {
		o.Last = &Last{"汇总表.xlsx", bytes.NewReader(out["汇总表.xlsx"]), int64(len(out["汇总表.xlsx"]))}
	})
	if got := cells(t, again["汇总表.xlsx"]); !strings.Contains(got, "滨江职业学校 | 2028年学校情况统计表 | 学生数（人） | 9000 | 9000 | 0 | 0") {
		t.Error(got)
	}
}

func TestLastYearThatCannotBeRead(t *testing.T) {
	out := year(t, 2027, map[string][3]int{"滨江职业学校": {5, 9, 19}}, func(o *Options) { o.Last = &Last{"去年.xlsx", strings.NewReader("no"), 2} })
	if got := found(t, out, returned.RuleRollup); !strings.Contains(got, "没有比较") || strings.Contains(cells(t, out["汇总表.xlsx"]), "与上年") {
		t.Error(got)
	}
}
