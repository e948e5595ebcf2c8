package pack

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// listed reads a roster.
func listed(t testing.TB, lines ...string) (o Options) {
	t.Helper()
	data := strings.Join(lines, "\n") + "\n"
	var err error
	if o.Roster, o.Findings, err = roster.Read(strings.NewReader(data), int64(len(data)), "名册.csv"); err != nil {
		t.Fatal(err)
	}
	return o
}

var schools = []string{
	"学校,区县,在校生数,联系人,电话",
	"示例市第一职业学校,滨江区,2400,张某某,0431-80000000",
	"示例/职业学院,,约3000,李某某,",
	"示例:职业学院,,,王某某,",
}

func manySchools(n int) (r returned.Roster) {
	for i := range n {
		r = append(r, returned.School{Name: fmt.Sprintf("示例市第%d职业学校", i+1), Enrolled: 1000 + i})
	}
	return r
}

// Every school finds all forms in its folder, in both formats, with its name
// and the number of its students filled in, and nobody's telephone number.
func TestRoster(t *testing.T) {
	o := listed(t, schools...)
	var told []Schools
	o.Progress = func(e Event) {
		if s, ok := e.(Schools); ok {
			told = append(told, s)
		}
	}
	c := load(t, defaultCampaign)
	r, files, m := packed(t, c, o)
	var schemas []*forms.Schema
	for _, f := range c.Forms {
		s, err := c.FormSchema(f.ID)
		if err != nil {
			t.Fatal(err)
		}
		schemas = append(schemas, s)
	}
	type filled struct{ folder, ext, school, form, name, enrolled string }
	got := map[filled]int{}
	for _, e := range m.Files {
		if e.School == "" {
			continue
		}
		data := files[e.Path]
		if e.Kind == "guide" && path.Base(e.Path) == "说明.txt" {
			got[filled{folder: path.Dir(e.Path), ext: ".txt", school: e.School}]++
			continue
		}
		if e.Kind != "form" {
			t.Errorf("%s is a %s", e.Path, e.Kind)
		}
		returns, _, err := returned.Read(bytes.NewReader(data), int64(len(data)), e.Path, schemas...)
		if err != nil || len(returns) != 1 {
			t.Fatalf("%s: %d forms, %v", e.Path, len(returns), err)
		}
		f := filled{folder: path.Dir(e.Path), ext: path.Ext(e.Path), school: e.School, form: returns[0].Schema.ID}
		for _, v := range returns[0].Values {
			switch {
			case v.Text == "":
			case v.Field.Label == returned.EnrolledLabel:
				f.enrolled += v.Text
			default:
				f.name += v.Text
			}
		}
		got[f]++
	}
	want := map[filled]int{
		{"学校/滨江区/示例市第一职业学校", ".txt", "示例市第一职业学校", "", "", ""}: 1,
		{"学校/示例_职业学院", ".txt", "示例/职业学院", "", "", ""}:         1,
		{"学校/示例_职业学院-2", ".txt", "示例:职业学院", "", "", ""}:       1,
	}
	for _, ext := range []string{".xlsx", ".docx"} {
		for _, s := range [][3]string{
			{"学校/滨江区/示例市第一职业学校", "示例市第一职业学校", "2400"},
			{"学校/示例_职业学院", "示例/职业学院", ""},
			{"学校/示例_职业学院-2", "示例:职业学院", ""},
		} {
			for _, id := range []string{"highlights", "liaison", "openday-plan", "outreach-plan"} {
				want[filled{s[0], ext, s[1], id, s[1], ""}]++
			}
			want[filled{s[0], ext, s[1], "month-schedule", "", ""}]++ // asks for a department
			want[filled{s[0], ext, s[1], "week-statistics", s[1], s[2]}]++
		}
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(filled{})); d != "" {
		t.Error(d)
	}
	if said := text(t, r); strings.Count(said, "学校/") != 1 || !strings.Contains(said, "3 所学校各有一个文件夹，内有表格 6 种") {
		t.Errorf("said:\n%s", said)
	}
	if d := cmp.Diff([]Schools{{1, 3}, {2, 3}, {3, 3}}, told); d != "" || r.Schools != 3 || r.Forms != 6 {
		t.Errorf("told: %s; %d schools, %d forms", d, r.Schools, r.Forms)
	}
}

// A unit reads in its folder what it owes, by date, and nothing of what others owe.
func TestOwnGuide(t *testing.T) {
	c := load(t, defaultCampaign)
	c.Deadlines[0].Who = []string{"区县"}
	c.Deadlines[1].Who, c.Deadlines[1].Medium = []string{"学校"}, []string{"电子版", "盖章纸质版"}
	c.Rhythms[0].Who = []string{"示例市第一职业学校"}
	_, files, _ := packed(t, c, listed(t, "学校,类别", "示例市第一职业学校,中职", "滨江区教育局,区县"))
	school, district := string(files["学校/示例市第一职业学校/说明.txt"]), string(files["学校/滨江区教育局/说明.txt"])
	var last int
	for _, want := range []string{
		"1. 2027年4月16日（周五）前\r\n     宣传月活动安排\r\n     填报：2027年职业教育宣传月活动安排\r\n     形式：电子版、盖章纸质版\r\n     报送至：市教育局 张某某，联系电话：0000-1234567，邮箱：zcc@example.com\r\n",
		"每周五16:00前", "2027年4月29日（周四）17:00前", "2027年5月10日—16日每日12:00前\r\n     前一日活动情况", "文字稿件（不少于1篇）",
	} {
		at := strings.Index(school, want)
		if at < last {
			t.Errorf("no %q in its place in\n%s", want, school)
		}
		last = max(at, last)
	}
	if strings.Contains(school, "联络员信息表\r\n     填报") || strings.Contains(district, "宣传月活动安排\r\n     填报") ||
		strings.Contains(district, "前一日") || !strings.Contains(district, "     联络员信息表\r\n     填报") {
		t.Errorf("what others owe is told:\n%s\n%s", school, district)
	}
}

// What is wrong with the roster is told, and recorded.
func TestRosterFindings(t *testing.T) {
	r, _, m := packed(t, load(t, defaultCampaign), listed(t, schools...))
	if len(m.Findings) != 1 || m.Findings[0].Found != "约3000" || m.Findings[0].Where.File != "名册.csv" {
		t.Errorf("findings: %v", m.Findings)
	}
	if !strings.Contains(text(t, r), "约3000") {
		t.Errorf("not printed:\n%s", text(t, r))
	}
}

// The schools are worked on side by side, yet nothing of it shows.
func TestRosterIsTheSameAgain(t *testing.T) {
	o := Options{Roster: manySchools(20)}
	_, a, _ := packed(t, load(t, defaultCampaign), o)
	_, b, _ := packed(t, load(t, defaultCampaign), o)
	if !cmp.Equal(a, b) {
		t.Error("two runs differ")
	}
}

// A roster of nobody is told; the pack is the usual one.
func TestRosterOfNobody(t *testing.T) {
	_, files, m := packed(t, load(t, defaultCampaign), listed(t, schools[0]))
	if len(m.Findings) != 1 || m.Findings[0].Severity != report.Warning {
		t.Errorf("findings: %v", m.Findings)
	}
	for path := range files {
		if strings.HasPrefix(path, "学校/") {
			t.Error("there is a folder for schools")
		}
	}
}

// BenchmarkSchools makes a pack with the folders of schools, twelve files each.
func BenchmarkSchools(b *testing.B) {
	const n = 40
	c, o := load(b, defaultCampaign), Options{Roster: manySchools(n)}
	for b.Loop() {
		out, err := output.Dir(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Pack(b.Context(), c, o, out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "schools/s")
}

// Where the title of a form has a place for the name of a school, the school's own
// copy has its name there, in the title and in the file's; its tasks are told apart
// from what it hands in.
func TestRosterFillsTitles(t *testing.T) {
	_, files, _ := packed(t, load(t, "jilin-2017"), listed(t, "学校", "示例职业学校"))
	const name = "学校/示例职业学校/2017年示例职业学校技能节交流日规划表"
	for _, ext := range []string{".xlsx", ".docx"} {
		if files[name+ext] == nil {
			t.Fatalf("no %s in %d files", name+ext, len(files))
		}
	}
	got, _, err := returned.Read(bytes.NewReader(files[name+".xlsx"]), int64(len(files[name+".xlsx"])), "a.xlsx", mustSchema(t, "jilin-2017", "openday"))
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	guide := string(files["学校/示例职业学校/说明.txt"])
	for _, want := range []string{"2017年示例职业学校技能节交流日规划表（.xlsx", "有活动的当天14:00前", "不报送文件的（9 项）", "填报：2017年示例职业学校技能节交流日规划表", "指定信息员"} {
		if !strings.Contains(guide, want) {
			t.Errorf("no %s in\n%s", want, guide)
		}
	}
}

func mustSchema(t testing.TB, file, id string) *forms.Schema {
	t.Helper()
	s, err := load(t, file).FormSchema(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
