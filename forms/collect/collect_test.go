package collect

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const returnsDir = "../../testdata/returns"

// returned copies the schools of testdata/returns, the roster and the register
// into a folder of their own.
func returnedFiles(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(returnsDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		from, to := filepath.Join(returnsDir, e.Name()), filepath.Join(dir, e.Name())
		switch {
		case e.IsDir() && strings.HasSuffix(e.Name(), "学校"):
			must(t, os.CopyFS(to, os.DirFS(from)))
		case filepath.Ext(e.Name()) == ".csv":
			copyFile(t, from, to)
		}
	}
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	must(t, err)
	write(t, to, data)
}

func write(t testing.TB, file string, data []byte) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(file), 0o777))
	must(t, os.WriteFile(file, data, 0o666))
}

const campaignFile = returnsDir + "/campaign.yaml"

// An option changes the options of a run.
type option func(testing.TB, *Options)

func withRoster(file string) option {
	return func(t testing.TB, o *Options) {
		data, err := os.ReadFile(file)
		must(t, err)
		o.Roster, o.Findings, err = roster.Read(bytes.NewReader(data), int64(len(data)), filepath.Base(file))
		must(t, err)
	}
}

func ofCampaign(file string) option {
	return func(t testing.TB, o *Options) { o.Campaign = load(t, file) }
}

func asOf(day string) option {
	return func(t testing.TB, o *Options) {
		var err error
		o.AsOf, err = calendar.ParseDate(day)
		must(t, err)
	}
}

func load(t testing.TB, file string) *campaign.Campaign {
	t.Helper()
	f, err := os.Open(file)
	must(t, err)
	defer f.Close()
	c, err := campaign.Load(f, file)
	must(t, err)
	return c
}

// results are the files that come of a collection.
type results map[string][]byte

// collected collects a folder and returns what the result says, too.
func collected(t testing.TB, returns string, options ...option) (said string, out results) {
	t.Helper()
	o := Options{Campaign: load(t, campaignFile), Skip: func(path string, _ fs.FileInfo) bool { return path == "roster.csv" }}
	for _, set := range options {
		set(t, &o)
	}
	var files output.Memory
	r, err := Collect(t.Context(), os.DirFS(returns), o, &files)
	must(t, err)
	var b strings.Builder
	must(t, r.WriteText(&b))
	return b.String(), files.Files()
}

func findings(t testing.TB, out results) []report.Finding {
	t.Helper()
	var all []report.Finding
	must(t, json.Unmarshal(out["校核结果.json"], &all))
	return all
}

// found returns the findings of a rule as one text.
func found(t testing.TB, out results, rule string) string {
	t.Helper()
	var b strings.Builder
	for _, f := range findings(t, out) {
		if f.Rule == rule {
			fmt.Fprintln(&b, f)
		}
	}
	return b.String()
}

// cells prints what stands in the cells of a workbook, a row a line.
func cells(t testing.TB, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	book, err := sheetml.Open(z)
	must(t, err)
	var b strings.Builder
	for i := range book.Sheets {
		fmt.Fprintf(&b, "[%s]", book.Sheets[i].Name)
		sheet, err := book.Cells(&book.Sheets[i])
		must(t, err)
		row, col := 0, 0
		for _, c := range sheet.Cells {
			if c.Row != row {
				b.WriteString("\n")
				row, col = c.Row, 1
			}
			b.WriteString(strings.Repeat(" | ", c.Col-col))
			b.WriteString(strings.ReplaceAll(c.Raw, "\n", "⏎"))
			col = c.Col
		}
		b.WriteString("\n")
	}
	return b.String()
}

func summaryOf(t testing.TB, out results) string {
	t.Helper()
	data := out["总结.docx"]
	text, _, err := plain.WordText(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	return text
}

// tree returns the contents of all files of a folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		all[p] = string(data)
		return err
	}))
	return all
}

// TestCollect holds everything that comes of testdata/returns against golden
// files.
func TestCollect(t *testing.T) {
	dir := returnedFiles(t)
	said, out := collected(t, dir, withRoster(filepath.Join(dir, "roster.csv")))
	_, lines, _ := strings.Cut(said, "\n\n") // above stand sizes, which packing decides
	var marked []string
	for p := range out {
		if strings.HasPrefix(p, "批注/") {
			marked = append(marked, p)
		}
	}
	slices.Sort(marked)
	for name, got := range map[string]string{
		"said.txt":      lines,
		"findings.json": string(out["校核结果.json"]),
		"totals.txt":    cells(t, out["汇总表.xlsx"]),
		"findings.txt":  cells(t, out["校核结果.xlsx"]),
		"owed.txt":      cells(t, out["催报名单.xlsx"]),
		"summary.txt":   summaryOf(t, out),
		"marked.txt":    strings.Join(marked, "\n") + "\n",
	} {
		golden.Text(t, filepath.Join("testdata", name), got)
	}
}

// What the program says of testdata/returns is what the library says of it in
// expected.txt and tally.txt.
func TestCollectFindsWhatTheReaderFinds(t *testing.T) {
	dir := returnedFiles(t)
	_, out := collected(t, dir, withRoster(filepath.Join(dir, "roster.csv")))
	expected, err := os.ReadFile(filepath.Join(returnsDir, "expected.txt"))
	must(t, err)
	have := map[string]int{}
	for _, f := range findings(t, out) {
		have[f.Rule+" "+f.Message]++
	}
	file, n := "", 0
	for line := range strings.SplitSeq(string(expected), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			file = name
		}
		i := strings.Index(line, " FM")
		if i < 0 || !strings.HasPrefix(line, "finding: ") && !strings.HasPrefix(line, "problem ") {
			continue
		}
		says := line[i+1:]
		if !slices.ContainsFunc(findings(t, out), func(f report.Finding) bool {
			return f.Where.File == file && strings.HasPrefix(says, f.Rule+" "+f.Message)
		}) {
			t.Errorf("%s: not reported: %s", file, says)
		}
		n++
	}
	if n < 50 {
		t.Errorf("%d findings compared, want 50 at least", n)
	}
	totals := cells(t, out["汇总表.xlsx"])
	for _, want := range []string{"小计（5所） | 西区 | 5 | 60 | 430 | 5199 | 9532 | 0.5454259336970205 | 7300 | 45"} {
		if !strings.Contains(totals, want) {
			t.Errorf("no %q in the totals", want)
		}
	}
}

// The same files give the same bytes, whatever the order in which they were
// made and however many processors there are.
func TestCollectIsTheSameAgain(t *testing.T) {
	dir := returnedFiles(t)
	_, a := collected(t, dir, withRoster(filepath.Join(dir, "roster.csv")))
	again := t.TempDir()
	files := tree(t, dir)
	var names []string
	for name := range files { // in whatever order
		names = append(names, name)
	}
	for _, name := range names {
		write(t, filepath.Join(again, name), []byte(files[name]))
	}
	_, b := collected(t, again, withRoster(filepath.Join(again, "roster.csv")))
	if d := cmp.Diff(a, b); d != "" {
		t.Error("two runs differ")
	}
}

// The summary is a document that the rules find no error in, whatever campaign
// it is of and whatever the schools wrote.
func TestSummaryIsRight(t *testing.T) {
	dir := returnedFiles(t)
	for _, file := range []string{"../../testdata/campaigns/default-2027.yaml", "../../testdata/campaigns/xiamen-2023.yaml", campaignFile} {
		for name, args := range map[string][]option{"with a roster": {withRoster(filepath.Join(dir, "roster.csv"))}, "without": nil} {
			_, out := collected(t, dir, append(args, ofCampaign(file))...)
			text := summaryOf(t, out)
			r := validate.Text("总结.docx", text)
			doc, _ := plain.Parse(text)
			r.Merge(validate.Document(doc))
			for _, f := range r.Findings {
				if f.Severity == report.Error {
					t.Errorf("%s %s: %v", file, name, f)
				}
			}
		}
	}
}

// A draft of the kind 总结 in the campaign gives the summary its title and
// beginning; what schools wrote is never taken for an action.
func TestSummaryOfTheCampaign(t *testing.T) {
	dir := t.TempDir()
	schema, _ := forms.Builtin("highlights")
	var b bytes.Buffer
	must(t, sheet.Form(&b, schema, blank.Options{Fill: map[forms.Ref]string{
		{Block: "activities", Row: 1, Key: "name"}: "{{year}}年的,\t非遗",
	}}))
	write(t, filepath.Join(dir, "云山职业技术学校/亮点活动.xlsx"), b.Bytes())
	data, err := os.ReadFile(campaignFile)
	must(t, err)
	file := filepath.Join(t.TempDir(), "campaign.yaml")
	write(t, file, append(data, `
  - id: summary
    kind: 总结
    title: 我市{{year}}年职业教育活动周开展情况
    body: |
      按照部署，{{period "week"}}我市举办了活动周。
`...))
	_, out := collected(t, dir, ofCampaign(file))
	text := summaryOf(t, out)
	for _, want := range []string{"我市2023年职业教育活动周开展情况", "按照部署，2023年5月14日—20日我市举办了活动周。\n一、报送情况", "｛｛year}}年的，非遗"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// Material is owed by schools of the roster, once it is due.
func TestMaterialOwed(t *testing.T) {
	dir := t.TempDir()
	copyFile(t, filepath.Join(returnsDir, "滨江职业学校/统计表.xlsx"), filepath.Join(dir, "名册外的学校/统计表.xlsx"))
	copyFile(t, filepath.Join(returnsDir, "滨江职业学校/统计表.xlsx"), filepath.Join(dir, "滨江职业学校/统计表.xlsx"))
	data, err := os.ReadFile(campaignFile)
	must(t, err)
	file := filepath.Join(t.TempDir(), "campaign.yaml")
	write(t, file, append(data, "material: [{kind: photo, minCount: 2, deadline: statistics}]\n"...))
	list := filepath.Join(t.TempDir(), "名册.csv")
	write(t, list, []byte("学校\n滨江职业学校\n"))
	for _, c := range []struct {
		args []option
		want string // schools that are told to send photos
	}{
		{[]option{withRoster(list)}, "滨江职业学校"},
		{[]option{withRoster(list), asOf("2023-05-21")}, ""},
		{nil, "名册外的学校 滨江职业学校"},
	} {
		_, out := collected(t, dir, append(c.args, ofCampaign(file))...)
		var got []string
		for _, f := range findings(t, out) {
			if f.Rule == "MT005" {
				got = append(got, f.Where.File)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v: %q, want %q", c.args, s, c.want)
		}
	}
}

// The summary speaks only of what the campaign asks for: no activities without
// a form for them, no sum of marks, and of a share why it has none.
func TestSummaryOfOtherForms(t *testing.T) {
	dir := t.TempDir()
	schema := &forms.Schema{ID: "own", Title: "作品评分情况表", Head: []forms.Field{
		{Key: "school", Label: "学校"}, {Key: "works", Label: "作品数", Kind: forms.Integer, Unit: "件"},
		{Key: "score", Label: "平均评分", Kind: forms.Decimal}, {Key: "rate", Label: "获奖率", Kind: forms.Percent}}}
	for school, works := range map[string]string{"甲校": "3", "乙校": "4"} {
		var b bytes.Buffer
		must(t, sheet.Form(&b, schema, blank.Options{Fill: map[forms.Ref]string{{Key: "school"}: school, {Key: "works"}: works, {Key: "score"}: "90.5", {Key: "rate"}: "50"}}))
		write(t, filepath.Join(dir, school, "表.xlsx"), b.Bytes())
	}
	file := filepath.Join(t.TempDir(), "campaign.yaml")
	write(t, file, []byte(`schema: zhijiao/campaign@1
name: 2023年某市职业教育活动周
level: 市
year: 2023
periods: [{id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20}]
organs: [{name: 某市教育局, short: 市教育局}]
forms:
  - id: own
    schema:
      id: own
      title: 作品评分情况表
      head:
        - {key: school, label: 学校}
        - {key: works, label: 作品数, kind: integer, unit: 件}
        - {key: score, label: 平均评分, kind: decimal}
        - {key: rate, label: 获奖率, kind: percent}
documents: [{id: notice, kind: 通知, title: 关于活动周的通知, body: 正文。}]
`))
	_, out := collected(t, dir, ofCampaign(file))
	text := summaryOf(t, out)
	if want := "2所学校合计作品数7件；获奖率各校的比率不能相加，没有合计。"; !strings.Contains(text, want) {
		t.Errorf("no %q in\n%s", want, text)
	}
	for _, bad := range []string{"评分1", "特色活动", "四、"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q in\n%s", bad, text)
		}
	}
	if !strings.Contains(text, "三、分区县情况") {
		t.Errorf("sections are not numbered anew:\n%s", text)
	}
}

// A loose workbook with a sheet for each of several schools is all of theirs;
// in the folder of one of them each counts for the school that it names, which
// is told.
func TestSchoolsInOneFile(t *testing.T) {
	var lists []sheet.List
	for _, school := range []string{"滨江职业学校", "云山职校"} {
		lists = append(lists, sheet.List{Sheet: school, Title: "职业教育活动周学校情况统计表",
			Columns: []sheet.Column{{Label: "学校", Width: 90}, {Label: school, Width: 90}},
			Rows: [][]any{{"参加活动的职业院校数", 1}, {"企业数", 2}, {"教师数", 3}, {"学生数", len(school)}, {"在校生数", 1000}, {"参与总人数", 900},
				{"观摩体验活动项目数", 1}, {"主要活动形式", "开放日"}, {"填表人", "甲某"}, {"联系电话", "13800000000"}}})
	}
	var b bytes.Buffer
	must(t, sheet.Lists(t.Context(), &b, lists, sheet.Options{}))
	for file, want := range map[string][2]int{"全区.xlsx": {2, 0}, "滨江职业学校/两校.xlsx": {2, 2}} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, file), b.Bytes())
		said, out := collected(t, dir, withRoster(returnsDir+"/roster.csv"))
		if want := fmt.Sprintf("《职业教育活动周学校情况统计表》计入 %d 所", want[0]); !strings.Contains(said, want) {
			t.Errorf("%s: no %q in\n%s", file, want, said)
		}
		if n := strings.Count(string(out["校核结果.json"]), returned.RuleOtherSchool); n != want[1] {
			t.Errorf("%s: %d forms of another school, want %d", file, n, want[1])
		}
	}
}

// Loose files are known by what stands in them, else by their names; others
// are listed.
func TestLooseFiles(t *testing.T) {
	dir := t.TempDir()
	for to, from := range map[string]string{
		"甲.xlsx":            "滨江职业学校/统计表.xlsx",
		"2023-05-23/乙.xlsx": "云山职业技术学校/统计表.xlsx",
		"统计表（青石职校）.doc":     "大坪职业学校/统计表.doc",
		"不知道谁的.xlsx":        "大坪职业学校/残缺.xlsx",
		"~$甲.xlsx":          "滨江职业学校/统计表.xlsx",
		".隐藏.xlsx":          "滨江职业学校/统计表.xlsx",
		"读我.txt":            "notes.txt",
		"滨江职业学校/总结.docx":    "",
		"材料-东港职业学校（终）/统计表.xlsx": "东港职业学校/统计表.xlsx",
	} {
		if from == "" {
			write(t, filepath.Join(dir, to), article(t))
			continue
		}
		copyFile(t, filepath.Join(returnsDir, from), filepath.Join(dir, to))
	}
	_, out := collected(t, dir, withRoster(returnsDir+"/roster.csv"))
	totals := cells(t, out["汇总表.xlsx"])
	for _, want := range []string{"| 滨江职业学校 |", "| 云山职业技术学校 |", "| 东港职业学校 |"} {
		if !strings.Contains(totals, want) {
			t.Errorf("no %s in\n%s", want, totals)
		}
	}
	if got := found(t, out, returned.RuleLate); !strings.Contains(got, "2023-05-23/乙.xlsx") || strings.Count(got, "\n") != 1 {
		t.Errorf("late: %s", got)
	}
	unknown := found(t, out, returned.RuleUnknown)
	if !strings.Contains(unknown, "不知道谁的.xlsx：错误 FM074 看不出是哪所学校的") || !strings.Contains(unknown, "材料-东港职业学校（终）") {
		t.Errorf("unknown: %s", unknown)
	}
	if got := found(t, out, returned.RuleNoForm); got != "" {
		t.Errorf("a document taken for a form: %s", got)
	}
	if got := found(t, out, returned.RuleLeftOver); !strings.Contains(got, "读我.txt") || !strings.Contains(got, "总结.docx") || !strings.Contains(got, "有1个隐藏的文件") {
		t.Errorf("left over: %s", got)
	}
	owed := cells(t, out["催报名单.xlsx"])
	if !strings.Contains(owed, "青石职业学校 | 东区 | 已交，格式不能读 |  |  | 报来的统计表（青石职校）.doc没能读入") {
		t.Errorf("the unread file of 青石职业学校 is not told:\n%s", owed)
	}
}

// gbkZip packs files under names in GBK, as Chinese Windows does.
func gbkZip(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		raw, err := simplifiedchinese.GBK.NewEncoder().String(name)
		must(t, err)
		p, err := w.CreateHeader(&zip.FileHeader{Name: raw, NonUTF8: true, Method: zip.Deflate})
		must(t, err)
		_, err = p.Write(files[name])
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(returnsDir, name))
	must(t, err)
	return data
}

// A zip may be a school's, or hold a folder for each of several; its names may
// be in GBK, and zips may lie in it.
func TestZips(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "滨江职业学校.zip"), gbkZip(t, map[string][]byte{
		"教务处/统计表.xlsx": read(t, "滨江职业学校/统计表.xlsx"),
		"内.zip":        gbkZip(t, map[string][]byte{"联络员.xlsx": read(t, "滨江职业学校/联络员.xlsx")}),
		"~$表.xlsx":     []byte("x"),
	}))
	write(t, filepath.Join(dir, "全部.zip"), gbkZip(t, map[string][]byte{
		"云山职校/统计表.xlsx":   read(t, "云山职业技术学校/统计表.xlsx"),
		"西岭职业学校/统计表.xlsx": read(t, "西岭职业学校/统计表.xlsx"),
		"西岭职业学校/再压缩.zip":  []byte("PK\x03\x04 cut off"),
	}))
	_, out := collected(t, dir, withRoster(returnsDir+"/roster.csv"))
	totals := cells(t, out["汇总表.xlsx"])
	for _, want := range []string{"| 滨江职业学校 | 东区 | 周某某 | 教务处主任", "| 云山职业技术学校 | 西区 |", "| 西岭职业学校 | 东区 |"} {
		if !strings.Contains(totals, want) {
			t.Errorf("no %s in\n%s", want, totals)
		}
	}
	if got := found(t, out, returned.RuleFile); !strings.Contains(got, "全部.zip/西岭职业学校/再压缩.zip：错误") || strings.Count(got, "\n") != 1 {
		t.Errorf("files: %s", got)
	}
	if out["批注/全部.zip/西岭职业学校/统计表.xlsx"] == nil {
		t.Error("no marked copy of a form in an archive")
	}
}

// With -asof only what is due by then is asked for.
func TestAsOf(t *testing.T) {
	dir := returnedFiles(t)
	_, out := collected(t, dir, withRoster(filepath.Join(dir, "roster.csv")), asOf("2023-04-18"))
	owed := cells(t, out["催报名单.xlsx"])
	if !strings.Contains(owed, "《联络员信息表》") || !strings.Contains(owed, "《职业教育宣传月活动安排》") || strings.Contains(owed, "《技能节交流日规划表》") {
		t.Errorf("asked for: %s", owed)
	}
	if text := summaryOf(t, out); strings.Contains(text, "《技能节交流日规划表》计入4所学校，另有1所报了几份不一样的，待确认，1所报来的文件格式不能读，") || !strings.Contains(text, "《联络员信息表》计入4所学校，1所报来的文件格式不能读，9所未报") {
		t.Errorf("the summary asks for what is not due:\n%s", text)
	}
}

// Without a roster only schools are known that sent something, which is said.
func TestWithoutRoster(t *testing.T) {
	said, out := collected(t, returnedFiles(t))
	if !strings.Contains(said, "没有给名册") || found(t, out, returned.RuleMissing) != "" {
		t.Errorf("said:\n%s", said)
	}
	owed := cells(t, out["催报名单.xlsx"])
	if !strings.Contains(owed, "没有给名册，只列报来过文件的学校") || strings.Contains(owed, "白沙职业学校") || !strings.Contains(owed, "双溪职业学校") {
		t.Errorf("owed:\n%s", owed)
	}
}

// materialCampaign is the campaign of the returns with rules for material.
func materialCampaign(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(campaignFile)
	must(t, err)
	text := strings.Replace(string(data), "forms:\n", "material:\n  - {kind: article, minCount: 2, deadline: statistics}\n  - {kind: photo, format: [jpg], minCount: 1}\nforms:\n", 1)
	file := filepath.Join(t.TempDir(), "campaign.yaml")
	write(t, file, []byte(text))
	return file
}

// Material is looked at beside the forms; what is missing of it is owed.
func TestMaterial(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "滨江职业学校/统计表.xlsx"), read(t, "滨江职业学校/统计表.xlsx"))
	write(t, filepath.Join(dir, "滨江职业学校/照片/开幕式.jpg"), []byte("GIF89a no picture"))
	write(t, filepath.Join(dir, "滨江职业学校/稿件/开放日.docx"), article(t))
	_, out := collected(t, dir, ofCampaign(materialCampaign(t)), withRoster(returnsDir+"/roster.csv"))
	owed := cells(t, out["催报名单.xlsx"])
	for _, want := range []string{
		"2023年5月22日16:00 | 文字稿件 | 滨江职业学校 | 东区 | 份数不足 |  |  | 应报2份，已报1份",
		"文字稿件 | 白沙职业学校 | 西区 | 未报 |  |  | 应报2份，已报0份",
		"没有规定 | 照片 | 云山职业技术学校 | 西区 | 未报",
	} {
		if !strings.Contains(owed, want) {
			t.Errorf("not asked for: %q", want)
		}
	}
	if text := summaryOf(t, out); !strings.Contains(text, "共收到文字稿件1篇、照片1张。") {
		t.Errorf("the summary does not count the material:\n%s", text)
	}
	if !slices.ContainsFunc(findings(t, out), func(f report.Finding) bool {
		return f.Where.File == "滨江职业学校/照片/开幕式.jpg" && f.Severity == report.Error
	}) {
		t.Errorf("nothing found in the picture: %v", findings(t, out))
	}
	for _, f := range findings(t, out) {
		if f.Where.File == "滨江职业学校/统计表.xlsx" {
			t.Errorf("a form taken for material: %v", f)
		}
	}
	if got := found(t, out, returned.RuleNoForm) + found(t, out, returned.RuleLeftOver); got != "" {
		t.Errorf("material taken for forms: %s", got)
	}
}

// article is a .docx that is no form.
func article(t testing.TB) []byte {
	t.Helper()
	r := &collector{Options: Options{Campaign: load(t, campaignFile)}}
	var b bytes.Buffer
	must(t, r.summary(&b))
	return b.Bytes()
}

// A folder full of what nobody asked for, and of what is meant to do harm, is
// read to its end.
func TestHostileFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "滨江职业学校/统计表.xlsx"), read(t, "滨江职业学校/统计表.xlsx"))
	write(t, filepath.Join(dir, "滨江职业学校/炸弹.xlsx"), read(t, "大坪职业学校/炸弹.xlsx"))
	huge, err := os.Create(filepath.Join(dir, "滨江职业学校/巨大.xlsx"))
	must(t, err)
	must(t, huge.Truncate(3<<30)) // of holes
	must(t, huge.Close())
	for i := range 3000 {
		write(t, filepath.Join(dir, fmt.Sprintf("垃圾/%d.tmp", i)), nil)
	}
	nested := read(t, "滨江职业学校/统计表.xlsx")
	for i := range 8 {
		name := "内.zip"
		if i == 0 {
			name = "统计表.xlsx"
		}
		nested = gbkZip(t, map[string][]byte{name: nested})
	}
	write(t, filepath.Join(dir, "云山职业技术学校/套娃.zip"), nested)
	outside := gbkZip(t, map[string][]byte{"../../逃逸.xlsx": nil})
	write(t, filepath.Join(dir, "青石职业学校/逃逸.zip"), outside)
	for name, to := range map[string]string{"环": dir, "密": "/etc/passwd", "断": "none"} {
		if err := os.Symlink(to, filepath.Join(dir, "滨江职业学校", name+".xlsx")); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	said, out := collected(t, dir, withRoster(returnsDir+"/roster.csv"))
	all := found(t, out, returned.RuleFile)
	for _, want := range []string{"炸弹.xlsx", "巨大.xlsx", "套娃.zip", "逃逸.zip", "环.xlsx：提示", "密.xlsx：提示", "断.xlsx：提示"} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing about %s in\n%s", want, all)
		}
	}
	if n := len(findings(t, out)); n > 120 {
		t.Errorf("%d findings: the junk is listed one by one", n)
	}
	if got := found(t, out, returned.RuleLeftOver); !strings.Contains(got, "未识别：3000个文件") || strings.Count(got, "\n") != 1 {
		t.Errorf("junk: %s", got)
	}
	if !strings.Contains(said, "统计表》计入 1 所") {
		t.Error(said)
	}
}
