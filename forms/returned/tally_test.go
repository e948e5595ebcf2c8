package returned_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var shares = &forms.Schema{
	ID: "shares", Title: "参与情况统计表",
	Head: []forms.Field{
		{Key: "school", Label: "学校"},
		{Key: "students", Label: "学生数", Kind: forms.Integer, Min: "0", Required: true},
		{Key: "enrolled", Label: "在校生数", Kind: forms.Integer},
		{Key: "coverage", Label: "覆盖率", Kind: forms.Percent, Max: "100", Formula: "students / enrolled * 100"},
		{Key: "guess", Label: "满意率", Kind: forms.Percent},
	},
	Blocks: []forms.Block{{Key: "rows", Rows: 3, Fields: []forms.Field{{Key: "name", Label: "活动"}, {Key: "n", Label: "人次", Kind: forms.Integer}}}},
}

// sent reads a return of shares.
func sent(t *testing.T, school, file, at string, students, enrolled any, n ...any) returned.Submission {
	t.Helper()
	rows := [][]any{{"参与情况统计表"}, {"学校", strings.ReplaceAll(school, " ", ""), "学生数", students, "在校生数", enrolled}, {"覆盖率", nil, "满意率", nil}, {"活动", "人次"}}
	for i, x := range n {
		rows = append(rows, []any{fmt.Sprintf("活动%d", i+1), x})
	}
	returns, findings := readBytes(t, sheetBytes(t, rows), file, shares)
	if len(returns) != 1 {
		t.Fatalf("%d forms: %v", len(returns), findings)
	}
	s := returned.Submission{Return: returns[0], School: school, Findings: append(findings, returned.Findings(returns[0].Check())...)}
	if at != "" {
		var err error
		if s.Received, err = time.Parse(time.DateTime, "2023-05-22 "+at+":00"); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func column(t *returned.Tally, key string) returned.Column { return *t.All.Column(forms.Ref{Key: key}) }

func TestTallyNeverCountsWhatItDoesNotKnow(t *testing.T) {
	for name, c := range map[string]struct {
		students any
		sum      float64
		exact    bool
		rule     string
	}{
		"exact":   {"2000", 2100, true, ""},
		"about":   {"约2000人", 2100, false, returned.RuleNotAdded},
		"unclear": {"若干", 100, false, returned.RuleNotAdded},
		"empty":   {nil, 100, false, ""},
		"none":    {"无", 100, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tally := must(returned.NewTally(shares, []returned.Submission{sent(t, "甲校", "a", "", c.students, nil, 1), sent(t, "乙校", "b", "", 100, nil)}, returned.TallyOptions{}))
			got := column(tally, "students")
			if got.Sum != c.sum || got.Exact != c.exact || !got.Known || told(tally.Findings) != c.rule {
				t.Errorf("got %v %v %v", got.Sum, got.Exact, tally.Findings)
			}
		})
	}
}

func TestTallyWeighsShares(t *testing.T) {
	both := []returned.Submission{sent(t, "甲校", "a", "", 50, 100), sent(t, "乙校", "b", "", 900, 900)}
	one := []returned.Submission{both[0], sent(t, "乙校", "b", "", 900, nil)}
	roster := returned.Roster{{Name: "甲校"}, {Name: "乙校", Enrolled: 900}}
	for name, c := range map[string]struct {
		all    []returned.Submission
		roster returned.Roster
		known  bool
	}{
		"by the form":          {both, nil, true},
		"by the roster":        {one, roster, true},
		"not known everywhere": {one, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := column(must(returned.NewTally(shares, c.all, returned.TallyOptions{Roster: c.roster})), "coverage")
			if got.Known != c.known || c.known && got.Sum != 95 || !c.known && got.Sum != 0 || len(got.Items) == 0 {
				t.Errorf("got %v %v, %d items", got.Known, got.Sum, len(got.Items))
			}
		})
	}
	if got := column(must(returned.NewTally(shares, both, returned.TallyOptions{})), "guess"); got.Known {
		t.Errorf("a share without a formula has a total: %v", got.Sum)
	}
}

func TestTallyAddsRows(t *testing.T) {
	tally := must(returned.NewTally(shares, []returned.Submission{sent(t, "甲校", "a", "", 1, nil, 10, 20), sent(t, "乙校", "b", "", 1, nil, 5)}, returned.TallyOptions{}))
	if c := tally.All.Column(forms.Ref{Block: "rows", Key: "n"}); c.Sum != 35 || c.Count != 3 {
		t.Errorf("got %v of %d", c.Sum, c.Count)
	}
	if c := tally.All.Column(forms.Ref{Block: "rows", Key: "name"}); len(c.Items) != 3 || c.Items[2].School != "乙校" || c.Known {
		t.Errorf("got %+v", c)
	}
}

func TestTallyChoosesVersions(t *testing.T) {
	first := func() returned.Submission { return sent(t, "甲校", "first", "09:00", 10, nil) }
	second := func() returned.Submission { return sent(t, "甲校", "second", "10:00", 20, nil) }
	wrong := func() returned.Submission { return sent(t, "甲校", "wrong", "11:00", -1, nil) }
	again := func() returned.Submission { return sent(t, "甲 校", "again", "12:00", "１０", nil) }
	untimed := func() returned.Submission { return sent(t, "甲校", "untimed", "", 30, nil) }
	tied := func() returned.Submission { return sent(t, "甲校", "tied", "09:00", 40, nil) }
	for name, c := range map[string]struct {
		all   []returned.Submission
		want  string // the file that counts
		rules string
	}{
		"one":                 {[]returned.Submission{first()}, "first", ""},
		"one without a time":  {[]returned.Submission{untimed()}, "untimed", ""},
		"the last":            {[]returned.Submission{second(), first()}, "second", "FM073"},
		"the last valid":      {[]returned.Submission{first(), second(), wrong()}, "second", "FM073 FM073"},
		"none valid":          {[]returned.Submission{wrong()}, "wrong", ""},
		"repeated":            {[]returned.Submission{again(), first()}, "first", "FM072"},
		"repeated, untimed":   {[]returned.Submission{untimed(), untimed()}, "untimed", "FM072"},
		"differing, untimed":  {[]returned.Submission{first(), untimed()}, "", "FM070"},
		"differing, one time": {[]returned.Submission{first(), tied()}, "", "FM070"},
	} {
		t.Run(name, func(t *testing.T) {
			tally := must(returned.NewTally(shares, c.all, returned.TallyOptions{}))
			var got []string
			for _, s := range tally.Counted {
				got = append(got, s.Return.File)
			}
			if strings.Join(got, " ") != c.want || told(tally.Findings) != c.rules || len(tally.Counted)+len(tally.Set) != len(c.all) {
				t.Errorf("counted %v of %d, %v", got, len(c.all), tally.Findings)
			}
		})
	}
}

// Where the head asks for the department, each department has a return of its
// own, whether its name stands with the school's or alone.
// An error on another sheet of the file is another form's.
func TestTallyMindsTheSheet(t *testing.T) {
	early, late := sent(t, "甲校", "a", "08:00", 1, nil), sent(t, "甲校", "b", "09:00", 2, nil)
	for sheet, want := range map[string]float64{"另一张": 2, late.Return.Sheet: 1, "": 1} {
		s := late
		s.Findings = []report.Finding{{Severity: report.Error, Where: report.Position{Sheet: sheet}}}
		if got := column(must(returned.NewTally(shares, []returned.Submission{early, s}, returned.TallyOptions{})), "students").Sum; got != want {
			t.Errorf("error on sheet %q: %v counts, want %v", sheet, got, want)
		}
	}
}

func TestTallyOfDepartments(t *testing.T) {
	s, _ := forms.Builtin("month-schedule")
	submission := func(file, department, content string) returned.Submission {
		rows := [][]any{{"职业教育宣传月活动安排"}, {"上报部门（院部）", department}, {"活动项目", "具体内容", "活动时间", "活动地点", "负责部门", "负责人或联络人", "联系电话"}, {"开设职教宣传月专栏", content}}
		returns, findings := readBytes(t, sheetBytes(t, rows), file, s)
		if len(returns) != 1 {
			t.Fatal(findings)
		}
		return returned.Submission{Return: returns[0], School: "甲校"}
	}
	tally := must(returned.NewTally(s, []returned.Submission{
		submission("1.xlsx", "甲校教务处", "专栏"), submission("2.xlsx", "学生处", "讲座"),
		submission("3.xlsx", "教务处", "专刊"), submission("4.xlsx", "学生处", "讲座"),
	}, returned.TallyOptions{}))
	if len(tally.Counted) != 1 || tally.Counted[0].Return.Department() != "学生处" || len(tally.Set) != 3 || tally.All.Schools != 1 {
		t.Errorf("%d counted, %d aside, of %d schools: %v", len(tally.Counted), len(tally.Set), tally.All.Schools, tally.Findings)
	}
}

// A blank form that came back beside the filled one is no version of it, and
// alone it is nothing sent.
func TestTallyOfBlankForms(t *testing.T) {
	s, _ := forms.Builtin("highlights")
	blank := func(file, name string) returned.Submission {
		var b bytes.Buffer
		if err := sheet.Form(&b, s, blank.Options{Fill: returned.School{Name: name, Enrolled: 100}.Prefill(s)}); err != nil {
			t.Fatal(err)
		}
		returns, findings := readBytes(t, b.Bytes(), file, s)
		if len(returns) != 1 || !returns[0].Blank() {
			t.Fatalf("%d forms: %v", len(returns), findings)
		}
		return returned.Submission{Return: returns[0], School: "甲校"}
	}
	filled := blank("3.xlsx", "甲校")
	for i := range filled.Return.Values {
		if v := &filled.Return.Values[i]; v.Ref.Key == "author" {
			v.Text, v.Raw, v.State = "张某某", "张某某", returned.Exact
		}
	}
	roster := returned.TallyOptions{Roster: returned.Roster{{Name: "甲校"}}}
	if tally := must(returned.NewTally(s, []returned.Submission{blank("1.xlsx", ""), filled, blank("2.xlsx", "甲校")}, roster)); len(tally.Counted) != 1 || len(tally.Set) != 0 || len(tally.Findings) != 2 {
		t.Errorf("%d counted, %d aside: %v", len(tally.Counted), len(tally.Set), tally.Findings)
	}
	if tally := must(returned.NewTally(s, []returned.Submission{blank("1.xlsx", "甲校")}, roster)); len(tally.Counted) != 0 || len(tally.Missing) != 1 {
		t.Errorf("%d counted, %d missing", len(tally.Counted), len(tally.Missing))
	}
}

func TestSender(t *testing.T) {
	for id, want := range map[string]string{"week-statistics": "学校", "liaison": "填报单位", "month-schedule": "上报部门（院部）"} {
		s, _ := forms.Builtin(id)
		r := &returned.Return{Schema: s}
		if v := r.Sender(); v.Field == nil || v.Field.Label != want {
			t.Errorf("%s: %+v, want %s", id, v.Field, want)
		}
	}
	if v := (&returned.Return{Schema: &forms.Schema{}}).Sender(); v.Field != nil {
		t.Errorf("a form without a head: %+v", v)
	}
}

func TestTotalFormula(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	at := func(r forms.Ref) string { return "<" + r.Key + ">" }
	if f, ok := s.TotalFormula(forms.Ref{Key: "coverage"}, at); !ok || f != "<students>/<enrolled>*100/100" {
		t.Errorf("%q %v", f, ok)
	}
	for _, key := range []string{"students", "nothing"} {
		if f, ok := s.TotalFormula(forms.Ref{Key: key}, at); ok {
			t.Errorf("%s: %q", key, f)
		}
	}
}

func TestTallyHoldsAgainstTheRoster(t *testing.T) {
	roster := returned.Roster{{Name: "乙校", District: "东区"}, {Name: "甲 学校", Aliases: []string{"甲校"}, District: "西区"}, {Name: "丙校", District: "东区"}}
	deadline := time.Date(2023, 5, 22, 10, 0, 0, 0, time.UTC)
	all := []returned.Submission{sent(t, "甲校", "a", "10:01", 1, nil), sent(t, "丁校", "d", "09:00", 2, nil), sent(t, "乙校", "b", "10:00", 4, nil), sent(t, "甲学校", "a2", "09:00", 8, nil)}
	tally := must(returned.NewTally(shares, all, returned.TallyOptions{Roster: roster, Deadline: deadline}))
	var b strings.Builder
	for _, s := range tally.Counted {
		fmt.Fprintf(&b, "%s:%s ", s.School, s.Return.File)
	}
	for _, d := range tally.Districts {
		fmt.Fprintf(&b, "%q %d %g ", d.District, d.Schools, d.Column(forms.Ref{Key: "students"}).Sum)
	}
	fmt.Fprint(&b, len(tally.Late), len(tally.Missing), tally.Missing[0].Name, " ", told(tally.Findings))
	if got, want := b.String(), `乙校:b 甲 学校:a 丁校:d "东区" 1 4 "西区" 1 1 "" 1 2 1 1丙校 FM071 FM073 FM074 FM075`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestCheck holds a form against its own rules; each row breaks one.
func TestCheck(t *testing.T) {
	s := &forms.Schema{
		ID: "c", Title: "核对用的表格",
		Head: []forms.Field{
			{Key: "total", Label: "总数", Kind: forms.Integer, Min: "0", Max: "100", Required: true},
			{Key: "day", Label: "开始日期", Kind: forms.Date, Min: "2023-05-01", Max: "2023-05-31"},
			{Key: "at", Label: "时刻", Kind: forms.Time, Max: "18:00"},
			{Key: "name", Label: "名称", Len: 4},
			{Key: "half", Label: "一半", Kind: forms.Decimal, Formula: "total / 2"},
		},
		Blocks: []forms.Block{{Key: "rows", Rows: 3, Fields: []forms.Field{
			{Key: "what", Label: "项目"}, {Key: "a", Label: "甲数", Kind: forms.Integer, Required: true}, {Key: "b", Label: "乙数", Kind: forms.Integer}}}},
		Checks: []string{"sum(rows.a) <= total", "rows.a >= rows.b", "count(rows) != 3", "count(rows.b) + total >= -1"},
	}
	form := func(head []any, rows ...[]any) [][]any {
		out := [][]any{{"核对用的表格"}, {"总数", head[0], "开始日期", head[1], "时刻", head[2], "名称", head[3], "一半", head[4]}, {"项目", "甲数", "乙数"}}
		return append(out, rows...)
	}
	for name, c := range map[string]struct {
		rows [][]any
		want string
	}{
		"right":            {form([]any{10, "2023-05-08", "09:00", "甲乙丙丁", "5"}, []any{"x", 4, 3}, []any{"y", 6, nil}), ""},
		"required":         {form([]any{nil, nil, nil, nil, nil}), "FM010@B2"},
		"required in rows": {form([]any{10, nil, nil, nil, nil}, []any{"x", nil, nil}, []any{nil, nil, nil}), "FM010@B4"},
		"low":              {form([]any{-1, nil, nil, nil, nil}), "FM050@B2"},
		"high":             {form([]any{101, nil, nil, nil, nil}), "FM051@B2"},
		"high, about":      {form([]any{"约101", nil, nil, nil, nil}), "FM051?@B2"},
		"early":            {form([]any{1, "2023-04-30", nil, nil, nil}), "FM050@D2"},
		"late":             {form([]any{1, nil, "18:01", nil, nil}), "FM051@F2"},
		"long":             {form([]any{1, nil, nil, "甲乙丙丁戊", nil}), "FM052@H2"},
		"formula":          {form([]any{10, nil, nil, nil, 6}), "FM060@J2,B2"},
		"formula rounded":  {form([]any{11, nil, nil, nil, 5.5}), ""},
		"sum":              {form([]any{9, nil, nil, nil, nil}, []any{"x", 4, nil}, []any{"y", 6, nil}), "FM061@B4,B5,B2"},
		"sum, about":       {form([]any{9, nil, nil, nil, nil}, []any{"x", "约4", nil}, []any{"y", 6, nil}), "FM061?@B4,B5,B2"},
		"sum, unclear":     {form([]any{9, nil, nil, nil, nil}, []any{"x", "4-6", nil}, []any{"y", 10, nil}), ""},
		"rows":             {form([]any{9, nil, nil, nil, nil}, []any{"x", 1, 1}, []any{"y", 1, 2}), "FM061@B5,C5"},
		"count":            {form([]any{9, nil, nil, nil, nil}, []any{"x", 1, nil}, []any{"y", 1, nil}, []any{"z", 1, nil}), "FM061@A4,A5,A6"},
		"count of nothing": {form([]any{-2, nil, nil, nil, nil}, []any{"x", -3, nil}), "FM050@B2 FM061@B2"},
		"row of sums":      {form([]any{99, nil, nil, nil, nil}, []any{"x", 1, nil}, []any{"y", 1, nil}, []any{"合计", 3, nil}), "FM060@B6,B4,B5"},
		"partial sums":     {form([]any{99, nil, nil, nil, nil}, []any{"x", 1, nil}, []any{"小计", 1, nil}, []any{"y", 2, nil}, []any{"小计", 2, nil}, []any{"合计", 3, nil}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			returns, _ := readBytes(t, sheetBytes(t, c.rows), "a.xlsx", s)
			if len(returns) != 1 {
				t.Fatal("no form")
			}
			var got []string
			for _, p := range returns[0].Check() {
				var cells []string
				for _, c := range p.Cells {
					cells = append(cells, c.Cell)
				}
				rule := p.Rule
				if p.Severity.String() == "warning" {
					rule += "?"
				}
				got = append(got, rule+"@"+strings.Join(cells, ","))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

// A rule that wants rows is broken where there are none, and says so of the
// sheet; marks within its text are inner ones.
func TestCheckCountsNothing(t *testing.T) {
	s := &forms.Schema{ID: "c", Title: "报名用的表格", Head: []forms.Field{{Key: "school", Label: "学校"}, {Key: "from", Label: "所在区县"}},
		Blocks: []forms.Block{{Key: "rows", Label: "作品", Rows: 2, Fields: []forms.Field{{Key: "what", Label: "名称"}, {Key: "who", Label: "作者"}}}},
		Checks: []string{"count(rows) >= 1"}}
	returns, _ := readBytes(t, sheetBytes(t, [][]any{{"报名用的表格"}, {"学校", "甲校"}, {"作品"}, {"名称", "作者"}}), "a.xlsx", s)
	got := returned.Findings(returns[0].Check())
	if lost, _ := readBytes(t, sheetBytes(t, [][]any{{"报名用的表格"}, {"学校", "甲校", "所在区县", "乙区"}, {"山河"}}), "a.xlsx", s); len(lost) != 1 || len(lost[0].Check()) > 0 {
		t.Errorf("of a table that was not found: %v", lost)
	}
	if len(got) != 1 || got[0].Rule != returned.RuleCheck || got[0].Where.Cell != "" || got[0].Where.Sheet == "" || got[0].Message != "不满足“‘作品’中填写的行数≥1”" {
		t.Errorf("got %+v", got)
	}
}

// What a finding shows of a day is the day, not the number that the file holds.
func TestCheckShowsDays(t *testing.T) {
	s := &forms.Schema{ID: "c", Title: "日期用的表格", Head: []forms.Field{{Key: "day", Label: "日期", Kind: forms.Date, Max: "2023-05-31"}, {Key: "at", Label: "时刻", Kind: forms.Time, Max: "09:00"}}}
	day := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		day, at any
		want    string
	}{
		{day, nil, "2023年6月1日"},
		{"2023/6/1", nil, "2023/6/1"},
		{nil, 0.5, "12:00"},
	} {
		returns, _ := readBytes(t, sheetBytes(t, [][]any{{"日期用的表格"}, {"日期", c.day, "时刻", c.at}}), "a.xlsx", s)
		if got := returns[0].Check(); len(got) != 1 || got[0].Found != c.want {
			t.Errorf("%v %v: got %+v, want %s", c.day, c.at, got, c.want)
		}
	}
}

func ExampleRead() {
	// In earnest the file comes from os.Open, its size from Stat.
	data := statisticsExample()
	schema, _ := forms.Builtin("week-statistics")
	returns, findings, err := returned.Read(strings.NewReader(data), int64(len(data)), "甲校.xlsx", schema)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range append(findings, returned.Findings(returns[0].Check())...) {
		fmt.Println(f)
	}
	// Output:
	// 甲校.xlsx 职业教育活动周学校情况统计表!C6：警告 FM011 参与总人数填的是约数，按100计：“约100人”；请核实后只填准确的数字（填报要求）
	// 甲校.xlsx 职业教育活动周学校情况统计表!C6：警告 FM061 不满足“参与总人数≥教师数＋学生数”：“参与总人数C6＝100，教师数C4＝20，学生数H4＝300”；请核对这几个数（填报要求）
}

func ExampleDecode() {
	data := statisticsExample()
	schema, _ := forms.Builtin("week-statistics")
	returns, _, err := returned.Read(strings.NewReader(data), int64(len(data)), "甲校.xlsx", schema)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := returned.Decode[forms.WeekStatistics](returns[0])
	fmt.Println(s.School, s.Students, *s.Coverage, s.Date, err)
	// Output: 甲校 300 75 2023年5月22日 <nil>
}

// must returns v where there is no error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
