package collect

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const habits = "../../testdata/habits/"

// A province is what its schools fill in and what that adds up to, told by
// tables and not by this program.
type province struct {
	campaign *campaign.Campaign
	schema   *forms.Schema
	keys     []string            // of the numbers
	cities   []string            // in order
	schools  map[string][]school // by city/district
	sums     map[string][]string // by city/district, city/ or /: schools, those that sent, then the numbers
}

type school struct {
	name   string
	values []string
}

func readProvince(t testing.TB) *province {
	t.Helper()
	rows := func(name string) [][]string {
		f, err := os.Open(habits + "province/" + name)
		must(t, err)
		defer f.Close()
		all, err := csv.NewReader(f).ReadAll()
		must(t, err)
		return all
	}
	p := &province{campaign: load(t, habits+"campaign.yaml"), schools: map[string][]school{}, sums: map[string][]string{}}
	uses := p.campaign.Forms
	p.campaign.Forms, p.campaign.Documents = nil, nil
	for _, u := range uses {
		if u.ID == "week-statistics" {
			p.campaign.Forms = append(p.campaign.Forms, u)
		}
	}
	var err error
	p.schema, err = p.campaign.FormSchema("week-statistics")
	must(t, err)
	all := rows("returns.csv")
	p.keys = all[0][3:]
	for _, r := range all[1:] {
		at := r[0] + "/" + r[1]
		if len(p.cities) == 0 || p.cities[len(p.cities)-1] != r[0] {
			p.cities = append(p.cities, r[0])
		}
		p.schools[at] = append(p.schools[at], school{r[2], r[3:]})
	}
	for _, r := range rows("sums.csv")[1:] {
		p.sums[r[0]+"/"+r[1]] = r[2:]
	}
	return p
}

var provinceDistricts = []string{"东城区", "西城区", "南山县", "北山县", "高新区"}

// form is a school's form, nil if it sent none.
func (p *province) form(t testing.TB, s school) []byte {
	fill := map[forms.Ref]string{}
	for ref, f := range p.schema.Fields() {
		for i, key := range p.keys {
			if f.Key == key {
				fill[ref] = s.values[i]
			}
		}
		switch {
		case f.Kind == forms.Text && strings.Contains(f.Label, "学校"):
			fill[ref] = s.name
		case f.Label == "主要活动形式":
			fill[ref] = "开放日"
		case f.Label == "填表人":
			fill[ref] = "张某某"
		case f.Kind == forms.Phone:
			fill[ref] = "0000-1234567"
		}
	}
	for ref, v := range fill {
		if v == "" {
			delete(fill, ref)
		}
	}
	if s.values[2] == "" {
		return nil
	}
	var b bytes.Buffer
	must(t, sheet.Form(&b, p.schema, blank.Options{Fill: fill}))
	return b.Bytes()
}

// collected collects for one office.
func (p *province) collect(t testing.TB, returns fs.FS, roster returned.Roster) (*Result, results) {
	t.Helper()
	out := &output.Memory{}
	r, err := Collect(t.Context(), returns, Options{Campaign: p.campaign, Roster: roster}, out)
	must(t, err)
	return r, out.Files()
}

// holds compares the totals of an office, in 汇总表 and in 总结, with the sums.
func (p *province) holds(t testing.TB, office string, out results, sums []string) {
	t.Helper()
	totals, text := cells(t, out["汇总表.xlsx"]), summaryOf(t, out)
	if want := fmt.Sprintf("| %s | %s | %s |", sums[0], sums[1], sums[1]); !strings.Contains(totals, want) {
		t.Errorf("%s: counts are not %q:\n%s", office, want, totals[:min(len(totals), 600)])
	}
	_, row, ok := strings.Cut(totals, "合计（"+sums[1]+"所）")
	row, _, _ = strings.Cut(row, "\n")
	if !ok {
		t.Fatalf("%s: no total of %s schools", office, sums[1])
	}
	if !strings.Contains(text, sums[1]+"所学校合计") {
		t.Errorf("%s: 总结 does not say %s所学校合计:\n%s", office, sums[1], text)
	}
	for i, key := range p.keys {
		want := sums[i+2]
		f := p.field(key)
		if want == "" { // some have left it empty
			if strings.Contains(text, f.Label+"没有") || strings.Contains(text, f.Label+"只有") || strings.Contains(text, f.Label+"有") {
				continue
			}
			t.Errorf("%s: 总结 does not say that %s has no sum:\n%s", office, f.Label, text)
			continue
		}
		if !strings.Contains(row+" ", " "+want+" ") {
			t.Errorf("%s: %s is not %s in %s", office, key, want, row)
		}
		if !strings.Contains(text, f.Label+want+f.Unit) {
			t.Errorf("%s: 总结 does not say %s%s%s:\n%s", office, f.Label, want, f.Unit, text)
		}
	}
}

func (p *province) field(key string) *forms.Field {
	for _, f := range p.schema.Fields() {
		if f.Key == key {
			return f
		}
	}
	return nil
}

func rosterOf(names ...string) returned.Roster {
	var r returned.Roster
	for _, n := range names {
		r = append(r, returned.School{Name: n})
	}
	return r
}

// district collects the forms of a district.
func (p *province) district(t testing.TB, city, district string) results {
	t.Helper()
	returns := fstest.MapFS{}
	var roster returned.Roster
	for _, s := range p.schools[city+"/"+district] {
		roster = append(roster, returned.School{Name: s.name})
		if data := p.form(t, s); data != nil {
			returns[s.name+"/统计表.xlsx"] = &fstest.MapFile{Data: data}
		}
	}
	_, out := p.collect(t, returns, roster)
	p.holds(t, city+district, out, p.sums[city+"/"+district])
	return out
}

// A province adds up level by level: 校, 县, 市, 省. At each the totals, the
// sub-totals, the counts and the summary are those of the schools.
func TestProvince(t *testing.T) {
	p := readProvince(t)
	cities := p.cities
	if testing.Short() {
		cities = cities[:2]
	}
	province := fstest.MapFS{}
	for _, city := range cities {
		returns := fstest.MapFS{}
		for _, district := range provinceDistricts {
			returns[district+"/汇总表.xlsx"] = &fstest.MapFile{Data: p.district(t, city, district)["汇总表.xlsx"]}
		}
		result, out := p.collect(t, returns, rosterOf(provinceDistricts...))
		p.holds(t, city, out, p.sums[city+"/"])
		if n := len(result.Debts); n > 0 {
			t.Errorf("%s: %d owe something: %v", city, n, result.Debts)
		}
		if bad := result.Report.Count(report.Error); bad > 0 || strings.Contains(string(out["校核结果.json"]), returned.RuleRollup) {
			t.Errorf("%s: findings: %s", city, out["校核结果.json"])
		}
		p.subtotals(t, city, out, func(d string) []string { return p.sums[city+"/"+d] }, provinceDistricts)
		province[city+"/汇总表.xlsx"] = &fstest.MapFile{Data: out["汇总表.xlsx"]}
	}
	_, out := p.collect(t, province, rosterOf(cities...))
	if !testing.Short() {
		p.holds(t, "全省", out, p.sums["/"])
	}
	p.subtotals(t, "全省", out, func(c string) []string { return p.sums[c+"/"] }, cities)
	if !strings.Contains(cells(t, out["汇总表.xlsx"]), "| 学校 | 市州 | 区县 |") {
		t.Error("the province does not tell cities and districts apart")
	}
}

// subtotals compares the sub-totals of districts.
func (p *province) subtotals(t testing.TB, office string, out results, sums func(string) []string, names []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(out["汇总表.xlsx"]))
	must(t, err)
	defer f.Close()
	found := map[string][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		must(t, err)
		for _, row := range rows {
			if len(row) > 3 && strings.HasPrefix(row[1], "小计") {
				found[row[2]] = row
			}
		}
	}
	for _, name := range names {
		want := sums(name)
		row := found[name]
		if row == nil || row[1] != "小计（"+want[1]+"所）" {
			t.Errorf("%s: %s: %v, want %s schools", office, name, row, want[1])
			continue
		}
		for i, v := range want[2:] {
			if v != "" && !strings.Contains("|"+strings.Join(row, "|")+"|", "|"+v+"|") {
				t.Errorf("%s: %s: %s is not %s in %v", office, name, p.keys[i], v, row)
			}
		}
	}
}

// edit changes cells of a workbook as a clerk does.
func edit(t testing.TB, file []byte, do func(*excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	defer f.Close()
	do(f)
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

const statistics = "职业教育活动周学校情况统计表"

// A city of which some districts send forms of their schools and others what
// they have added up, in files of other names, edited, with sums alone.
func TestMixedCity(t *testing.T) {
	p := readProvince(t)
	const city = "甲州市"
	school := func(district string, i int) school { return p.schools[city+"/"+district][i] }
	number := func(s []string) int {
		n, err := strconv.Atoi(s[3])
		must(t, err)
		return n
	}
	var sheets = map[string][]byte{}
	for _, d := range provinceDistricts {
		sheets[d] = p.district(t, city, d)["汇总表.xlsx"]
	}
	students := number(p.sums[city+"/"][2:])
	find := func(f *excelize.File, text string) (col string, row int) {
		at, err := f.SearchSheet(statistics, text)
		must(t, err)
		if len(at) != 1 {
			t.Fatalf("%q stands at %v", text, at)
		}
		c, r, err := excelize.CellNameToCoordinates(at[0])
		must(t, err)
		col, err = excelize.ColumnNumberToName(c)
		must(t, err)
		return col, r
	}
	studentsColumn := func(f *excelize.File) string { c, _ := find(f, "学生数\n（人）"); return c }
	unmarked := func(f *excelize.File) { // all that it is known by but what is seen
		must(t, f.DeleteSheet(forms.InfoSheet))
		for _, n := range f.GetDefinedName() {
			if n.Name == forms.NameForm {
				must(t, f.DeleteDefinedName(&n))
			}
		}
		must(t, f.SetCustomProps(excelize.CustomProperty{Name: forms.InfoForm, Value: nil}))
	}
	for name, c := range map[string]struct {
		returns func() fstest.MapFS
		roster  returned.Roster
		more    int    // students
		schools int    // counted
		says    string // a finding
	}{
		"as it is": {func() fstest.MapFS {
			return fstest.MapFS{"东城区/汇总表.xlsx": {Data: sheets["东城区"]}, "西城区/东西.xlsx": {Data: sheets["西城区"]}, "南山县/a/b.xlsx": {Data: sheets["南山县"]},
				"北山县.zip": {Data: zipped(t, "汇总表.xlsx", sheets["北山县"])}, "高新区教育局/汇总.xlsx": {Data: sheets["高新区"]}}
		}, append(rosterOf(provinceDistricts[:4]...), returned.School{Name: "高新区", Aliases: []string{"高新区教育局"}}), 0, 50, ""},
		"forms of one district, of schools on the roster": {func() fstest.MapFS {
			m := fstest.MapFS{}
			for _, d := range provinceDistricts[:4] {
				m[d+"/汇总表.xlsx"] = &fstest.MapFile{Data: sheets[d]}
			}
			for _, s := range p.schools[city+"/高新区"] {
				m[s.name+"/统计表.xlsx"] = &fstest.MapFile{Data: p.form(t, s)}
			}
			return m
		}, func() returned.Roster {
			r := rosterOf(provinceDistricts[:4]...)
			for _, s := range p.schools[city+"/高新区"] {
				r = append(r, returned.School{Name: s.name, District: "高新区"})
			}
			return r
		}(), 0, 50, ""},
		"forms of one district in its folder": {func() fstest.MapFS {
			m := fstest.MapFS{}
			for _, d := range provinceDistricts[:4] {
				m[d+"/汇总表.xlsx"] = &fstest.MapFile{Data: sheets[d]}
			}
			for _, s := range p.schools[city+"/高新区"] {
				m["高新区/"+s.name+".xlsx"] = &fstest.MapFile{Data: p.form(t, s)}
			}
			return m
		}, rosterOf(provinceDistricts...), 0, 50, ""},
		"a school's number changed": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["东城区/汇总表.xlsx"].Data = edit(t, sheets["东城区"], func(f *excelize.File) {
				_, row := find(f, school("东城区", 3).name)
				must(t, f.SetCellInt(statistics, studentsColumn(f)+strconv.Itoa(row), int64(number(school("东城区", 3).values)+1000)))
			})
			return m
		}, rosterOf(provinceDistricts...), 1000, 50, "改动过"},
		"a row added": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["东城区/汇总表.xlsx"].Data = edit(t, sheets["东城区"], func(f *excelize.File) {
				_, row := find(f, school("东城区", 3).name)
				must(t, f.InsertRows(statistics, row, 1))
				must(t, f.SetCellStr(statistics, "B"+strconv.Itoa(row), "甲州东城新办职业学校"))
				must(t, f.SetCellInt(statistics, studentsColumn(f)+strconv.Itoa(row), 77))
			})
			return m
		}, rosterOf(provinceDistricts...), 77, 51, "添上的"},
		"the total typed over": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["东城区/汇总表.xlsx"].Data = edit(t, sheets["东城区"], func(f *excelize.File) {
				_, row := find(f, "合计（10所）")
				must(t, f.SetCellInt(statistics, studentsColumn(f)+strconv.Itoa(row), int64(number(p.sums[city+"/东城区"][2:])+500)))
			})
			return m
		}, rosterOf(provinceDistricts...), 500, 50, "手工填的"},
		"sums alone": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["东城区/汇总表.xlsx"].Data = edit(t, sheets["东城区"], func(f *excelize.File) {
				_, row := find(f, "合计（10所）")
				sums := p.sums[city+"/东城区"]
				_, first := find(f, school("东城区", 0).name)
				for i, key := range p.keys {
					fd := p.field(key)
					col, _ := find(f, fd.Label+"\n（"+fd.Unit+"）")
					n, err := strconv.Atoi(sums[i+2])
					must(t, err)
					must(t, f.SetCellInt(statistics, col+strconv.Itoa(row), int64(n)))
				}
				for range 10 {
					must(t, f.RemoveRow(statistics, first))
				}
			})
			return m
		}, rosterOf(provinceDistricts...), 0, 50, "按合计计入"},
		"without a mark": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["东城区/汇总表.xlsx"].Data = edit(t, sheets["东城区"], unmarked)
			return m
		}, rosterOf(provinceDistricts...), 0, 50, "看不出这张表"},
		"a school's own form besides": {func() fstest.MapFS {
			m := mapOf(sheets)
			m[school("东城区", 0).name+"/统计表.xlsx"] = &fstest.MapFile{Data: p.form(t, school("东城区", 0))}
			return m
		}, append(rosterOf(provinceDistricts...), returned.School{Name: school("东城区", 0).name, District: "东城区"}), 0, 50, "只计一次"},
		"the list sent round and got back": {func() fstest.MapFS {
			m := mapOf(sheets)
			m["甲州东城第一职业学校/汇总表.xlsx"] = &fstest.MapFile{Data: sheets["东城区"]}
			return m
		}, append(rosterOf(provinceDistricts...), returned.School{Name: "甲州东城第一职业学校"}), 0, 50, "发下去核对"},
	} {
		t.Run(name, func(t *testing.T) {
			_, out := p.collect(t, c.returns(), c.roster)
			totals := cells(t, out["汇总表.xlsx"])
			_, row, _ := strings.Cut(totals, fmt.Sprintf("合计（%d所）", c.schools))
			row, _, _ = strings.Cut(row, "\n")
			if want := fmt.Sprintf(" | %d | ", students+c.more); !strings.Contains(row, want) {
				t.Errorf("no %q in the totals %q of %d:\n%s", want, row, c.schools, totals)
			}
			if c.more == 0 && !strings.Contains(totals, "| 50 | 50 | 0 | 0 | 0\n") && !strings.Contains(name, "round") && !strings.Contains(name, "besides") {
				t.Errorf("counts: %s", totals[:400])
			}
			if text := summaryOf(t, out); !strings.Contains(text, fmt.Sprintf("%d所学校合计", c.schools)) || !strings.Contains(text, fmt.Sprintf("学生数%d人", students+c.more)) {
				t.Errorf("总结:\n%s", text)
			}
			told := string(out["校核结果.json"])
			if c.says != "" && !strings.Contains(told, c.says) || c.says == "" && strings.Contains(told, "\"FM07") {
				t.Errorf("%q is not told, or something else is:\n%s", c.says, told)
			}
		})
	}
}

func mapOf(sheets map[string][]byte) fstest.MapFS {
	m := fstest.MapFS{}
	for d, data := range sheets {
		m[d+"/汇总表.xlsx"] = &fstest.MapFile{Data: data}
	}
	return m
}

func zipped(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write(data)
	must(t, err)
	must(t, z.Close())
	return b.Bytes()
}

// A roster of cities names who owes a 汇总表.
func TestCitiesOwe(t *testing.T) {
	p := readProvince(t)
	r, out := p.collect(t, fstest.MapFS{"东城区/汇总表.xlsx": {Data: p.district(t, "甲州市", "东城区")["汇总表.xlsx"]}}, rosterOf("东城区", "西城区", "市直属职业学校"))
	var owed []string
	for _, d := range r.Debts {
		owed = append(owed, d.School+d.What+d.State)
	}
	if want := []string{"西城区《" + statistics + "》的汇总表未报", "市直属职业学校《" + statistics + "》未报"}; !slices.Equal(owed, want) {
		t.Errorf("%q, want %q", owed, want)
	}
	if text := summaryOf(t, out); !strings.Contains(text, "计入10所学校（应报11所，已报10所），其中1个单位报送汇总表，1所未报，1个单位的汇总表未报") || strings.Contains(text, "西城区") {
		t.Errorf("总结:\n%s", text)
	}
}

// What folders of a bureau hold counts as their table of truth says.
func TestHabitFolders(t *testing.T) {
	p := readProvince(t)
	data, err := os.ReadFile(habits + "folders/roster.csv")
	must(t, err)
	roster, _, err := roster.Read(bytes.NewReader(data), int64(len(data)), "roster.csv")
	must(t, err)
	r, out := p.collect(t, os.DirFS(habits+"folders/returns"), roster)
	truth, err := os.ReadFile(habits + "folders/truth.txt")
	must(t, err)
	debts := map[string]string{}
	for _, d := range r.Debts {
		debts[d.School] = d.State
	}
	counted := map[string]string{}
	var students float64
	unread := 0
	for _, sub := range r.Tallies[0].Counted {
		x, _ := sub.Return.At(forms.Ref{Key: "students"}).Number()
		students += x
		counted[sub.School] += fmt.Sprint(x)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(truth)), "\n") {
		name, want, _ := strings.Cut(line, " = ")
		file, quiet := strings.CutPrefix(line, "quiet ")
		n, count := strings.CutPrefix(want, "counted ")
		switch {
		case strings.HasPrefix(line, "#"):
		case quiet:
			if strings.Contains(string(out["校核结果.json"]), file) {
				t.Errorf("%s is told of:\n%s", file, out["校核结果.json"])
			}
		case name == "sum students":
			if sum, err := strconv.Atoi(want); err != nil || int(students) != sum-unread {
				t.Errorf("%v students, want %s less %d", students, want, unread)
			}
		case count && debts[name] == stateUnread && strings.Contains(string(out["校核结果.json"]), "实际是"+gate.XLS.Label()): // where .xls is not read
			x, err := strconv.Atoi(n)
			must(t, err)
			unread += x
		case count:
			if counted[name] != n {
				t.Errorf("%s: counted %q, want %s; %s", name, counted[name], n, debts[name])
			}
		case want == "missing" && debts[name] != "未报", want == "unreadable" && debts[name] != "已交，格式不能读":
			t.Errorf("%s: %q, want %s", name, debts[name], want)
		}
	}
}

// A 汇总表 that LibreOffice has saved, in any format, under another name, is
// known again and adds up to the same, without a word of a change.
func TestRollupSavedElsewhere(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	p := readProvince(t)
	const city = "甲州市"
	var ours []string
	dir := t.TempDir()
	for i, d := range provinceDistricts {
		name := filepath.Join(dir, fmt.Sprintf("%d.xlsx", i))
		write(t, name, p.district(t, city, d)["汇总表.xlsx"])
		ours = append(ours, name)
	}
	_, whole := p.collect(t, mapOf(map[string][]byte{"东城区": readFile(t, ours[0]), "西城区": readFile(t, ours[1])}), rosterOf(provinceDistricts[:2]...))
	write(t, filepath.Join(dir, "city.xlsx"), whole["汇总表.xlsx"])
	for _, format := range []string{"xlsx", "ods", "xls"} {
		returns := fstest.MapFS{}
		for i, saved := range crosscheck.Convert(t, format, ours...) {
			returns[fmt.Sprintf("%s/各校数据%d.%s", provinceDistricts[i], i, format)] = &fstest.MapFile{Data: readFile(t, saved)}
		}
		_, out := p.collect(t, returns, rosterOf(provinceDistricts...))
		p.holds(t, city+" in "+format, out, p.sums[city+"/"])
		if told := string(out["校核结果.json"]); strings.Contains(told, returned.RuleRollup) {
			t.Errorf("%s: %s", format, told)
		}
		saved := crosscheck.Convert(t, format, filepath.Join(dir, "city.xlsx"))
		_, out = p.collect(t, fstest.MapFS{"甲州市/x." + format: {Data: readFile(t, saved[0])}}, rosterOf(city))
		p.subtotals(t, city+" of a city in "+format, out, func(string) []string {
			a, b := p.sums[city+"/东城区"], p.sums[city+"/西城区"]
			sum := make([]string, len(a))
			for i := range a {
				x, err := strconv.Atoi(a[i])
				must(t, err)
				y, err := strconv.Atoi(b[i])
				must(t, err)
				sum[i] = strconv.Itoa(x + y)
			}
			return sum
		}, []string{city})
	}
}

func readFile(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return data
}

// Every built-in form goes up a level as it is: texts, days, tables, numbers
// that are inexact or were not understood.
func TestRollupOfAllForms(t *testing.T) {
	c := load(t, campaignFile)
	collect := func(returns fs.FS, roster returned.Roster) (*Result, results) {
		out := &output.Memory{}
		r, err := Collect(t.Context(), returns, Options{Campaign: c, Roster: roster}, out)
		must(t, err)
		return r, out.Files()
	}
	first, below := collect(returnedFS(t), nil)
	second, above := collect(fstest.MapFS{"东城区/汇总表.xlsx": {Data: below["汇总表.xlsx"]}}, rosterOf("东城区"))
	if told := string(above["校核结果.json"]); strings.Contains(told, returned.RuleRollup) {
		t.Errorf("told of changes: %s", told)
	}
	for i, a := range first.Tallies {
		b := second.Tallies[i]
		if a.All.Schools != b.All.Schools {
			t.Errorf("%s: %d schools, want %d", a.Schema.ID, b.All.Schools, a.All.Schools)
		}
		for k := range a.All.Columns {
			x, y := &a.All.Columns[k], &b.All.Columns[k]
			if x.Field.Kind.Numeric() && (x.Known != y.Known || math.Abs(x.Sum-y.Sum) > 1e-9 || x.Exact != y.Exact || x.Count != y.Count) {
				t.Errorf("%s %s: %v %v %v %d, want %v %v %v %d", a.Schema.ID, x.Ref, y.Sum, y.Known, y.Exact, y.Count, x.Sum, x.Known, x.Exact, x.Count)
			}
		}
	}
	for _, sheet := range []string{"职业教育宣传月活动安排明细", "特色亮点活动一览表明细", "技能节交流日规划表明细"} {
		rows := func(out results) []string {
			_, text, _ := strings.Cut(cells(t, out["汇总表.xlsx"]), "["+sheet+"]")
			text, _, _ = strings.Cut(text, "\n[")
			var rows []string
			for line := range strings.SplitSeq(text, "\n") {
				if number, rest, ok := strings.Cut(line, " | "); ok && number != "" && number != "序号" {
					rows = append(rows, strings.Replace(rest, " | 东城区", "", 1))
				}
			}
			return rows
		}
		if d := cmp.Diff(rows(below), rows(above)); d != "" || len(rows(below)) == 0 {
			t.Errorf("%s: %s", sheet, d)
		}
	}
}
