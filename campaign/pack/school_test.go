package pack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// roster writes a roster and returns its path.
func roster(t *testing.T, lines ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "名册.csv")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

var schools = []string{
	"学校,区县,在校生数,联系人,电话",
	"示例市第一职业学校,滨江区,2400,张某某,0431-80000000",
	"示例/职业学院,,约3000,李某某,",
	"示例:职业学院,,,王某某,",
}

func packWith(t *testing.T, roster string) (dir, stdout string, entries []entry, found []report.Finding) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "pack")
	status, stdout, stderr := yearpackIn(t, "-roster", roster, "-out", dir)
	if status != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Files    []entry
		Findings []report.Finding
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return dir, stdout, m.Files, m.Findings
}

// Every school finds all forms in its folder, in both formats, with its name
// and the number of its students filled in, and nobody's telephone number.
func TestRoster(t *testing.T) {
	dir, stdout, entries, _ := packWith(t, roster(t, schools...))
	c, err := campaign.LoadFS(testdata.Campaigns, defaultCampaign)
	if err != nil {
		t.Fatal(err)
	}
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
	for _, e := range entries {
		if e.School == "" {
			continue
		}
		if e.Kind != "form" {
			t.Errorf("%s is a %s", e.Path, e.Kind)
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.Path)))
		if err != nil {
			t.Fatal(err)
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
	want := map[filled]int{}
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
	for _, say := range []string{"名册 3 所学校", "学校/  3/3 所", "3 所学校各有一个文件夹"} {
		if !strings.Contains(stdout, say) {
			t.Errorf("%q is not printed:\n%s", say, stdout)
		}
	}
}

// What is wrong with the roster is told, and recorded.
func TestRosterFindings(t *testing.T) {
	_, stdout, _, found := packWith(t, roster(t, schools...))
	if len(found) != 1 || found[0].Found != "约3000" || found[0].Where.File != "名册.csv" {
		t.Errorf("findings: %v", found)
	}
	if !strings.Contains(stdout, "约3000") {
		t.Errorf("not printed:\n%s", stdout)
	}
}

// The schools are worked on side by side, yet nothing of it shows.
func TestRosterIsTheSameAgain(t *testing.T) {
	lines := schools[:1:1]
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("示例市第%d职业学校,,%d,,", i+1, 1000+i))
	}
	file := roster(t, lines...)
	a, outA, _, _ := packWith(t, file)
	b, outB, _, _ := packWith(t, file)
	if strings.ReplaceAll(outA, a, "") != strings.ReplaceAll(outB, b, "") {
		t.Error("two runs print differently")
	}
	x, err1 := os.ReadFile(filepath.Join(a, "manifest.json"))
	y, err2 := os.ReadFile(filepath.Join(b, "manifest.json"))
	if err1 != nil || err2 != nil || !bytes.Equal(x, y) {
		t.Errorf("two runs differ: %v %v", err1, err2)
	}
}

// A roster of nobody is told; the pack is the usual one.
func TestRosterOfNobody(t *testing.T) {
	dir, _, _, found := packWith(t, roster(t, schools[0]))
	if len(found) != 1 || found[0].Severity != report.Warning {
		t.Errorf("findings: %v", found)
	}
	if _, err := os.Stat(filepath.Join(dir, "学校")); err == nil {
		t.Error("there is a folder for schools")
	}
}

// Ctrl-C leaves nothing half-written.
func TestInterrupted(t *testing.T) {
	for _, args := range [][]string{nil, {"-roster", roster(t, schools...)}} {
		dir := filepath.Join(t.TempDir(), "pack")
		ctx, cancel := context.WithCancel(t.Context())
		var stderr bytes.Buffer
		status := run(ctx, append(args, "-out", dir), fontpack.Fonts, whenPrinted{"报送日程.ics", cancel}, &stderr)
		if status != 1 || !strings.Contains(stderr.String(), "已中断") {
			t.Errorf("exit %d: %s", status, stderr.String())
		}
		if _, err := os.Lstat(dir); err == nil {
			t.Error("something was left behind")
		}
	}
}

// whenPrinted calls do when a text is printed.
type whenPrinted struct {
	text string
	do   func()
}

func (w whenPrinted) Write(b []byte) (int, error) {
	if strings.Contains(string(b), w.text) {
		w.do()
	}
	return len(b), nil
}

// BenchmarkSchools makes the folders of schools with the six forms of the
// default campaign, twelve files each.
func BenchmarkSchools(b *testing.B) {
	c, err := campaign.LoadFS(testdata.Campaigns, defaultCampaign)
	if err != nil {
		b.Fatal(err)
	}
	const n = 40
	p := &packer{campaign: c, progress: io.Discard, taken: map[string]bool{}}
	for i := range n {
		p.roster = append(p.roster, returned.School{Name: fmt.Sprintf("示例市第%d职业学校", i+1), Enrolled: 1000 + i})
	}
	if p.out, err = outdir.Begin(b.TempDir()); err != nil {
		b.Fatal(err)
	}
	defer p.out.Discard()
	if err := p.forms(); err != nil {
		b.Fatal(err)
	}
	for round := 0; b.Loop(); round++ {
		p.schools = nil
		for i := range p.roster {
			p.roster[i].District = fmt.Sprint(round)
		}
		if err := p.everySchool(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "schools/s")
}
