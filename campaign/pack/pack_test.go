package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// load loads a campaign that the package testdata embeds.
func load(t testing.TB, name string) *campaign.Campaign {
	t.Helper()
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const defaultCampaign = "default-2027"

// A manifest is what manifest.json says.
type manifest struct {
	Campaign string
	Year     int
	Files    []File
	Fonts    []map[string]any
	Moved    []struct{ Field, From, To, Status string }
	Findings []report.Finding
}

// packed makes a pack in memory.
func packed(t testing.TB, c *campaign.Campaign, o Options) (*Result, map[string][]byte, manifest) {
	t.Helper()
	var out output.Memory
	r, err := Pack(t.Context(), c, o, &out)
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(out.Files()["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	return r, out.Files(), m
}

func text(t testing.TB, r *Result) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The manifest tells of every file what it is, and the result and the events
// tell the same.
func TestPack(t *testing.T) {
	var made []string
	r, files, m := packed(t, load(t, defaultCampaign), Options{Progress: func(e Event) { made = append(made, e.(Made).File.Path) }})
	if m.Campaign != "2027年示例市职业教育活动周" || m.Year != 2027 || len(m.Fonts) != 5 || m.Moved == nil {
		t.Errorf("manifest: %q %d, %d fonts, moved %v", m.Campaign, m.Year, len(m.Fonts), m.Moved)
	}
	kinds := map[string]int{}
	var paths []string
	for _, f := range m.Files {
		kinds[f.Kind+path.Ext(f.Path)]++
		paths = append(paths, f.Path)
		sum := sha256.Sum256(files[f.Path])
		if f.Bytes != len(files[f.Path]) || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
	}
	if !slices.IsSorted(paths) {
		t.Errorf("files are not sorted: %q", paths)
	}
	for kind, want := range map[string]int{"notice.docx": 1, "notice.pdf": 1, "plan.docx": 1, "plan.pdf": 1, "form.xlsx": 6, "form.docx": 6,
		"schedule.xlsx": 1, "schedule.ics": 1, "template.docx": 3 + 4, "guide.txt": 1} {
		if kinds[kind] != want {
			t.Errorf("%d files of %s, want %d", kinds[kind], kind, want)
		}
	}
	if len(m.Findings) > 0 || !strings.Contains(text(t, r), "没有发现问题") {
		t.Errorf("found in the default campaign: %v", m.Findings)
	}
	for _, f := range r.Files {
		if line := path.Base(f.Path) + "（" + output.Size(f.Bytes) + "）\n"; !strings.Contains(text(t, r), line) {
			t.Errorf("no line %q", line)
		}
	}
	last := len(r.Files) - 1
	if d := cmp.Diff(m.Files, r.Files[:last], cmpopts.IgnoreUnexported(File{})); d != "" || r.Files[last].Path != "manifest.json" || r.Files[last].Bytes != len(files["manifest.json"]) {
		t.Errorf("the result has other files: %s%v", d, r.Files[last])
	}
	slices.Sort(made)
	if !slices.Equal(made, paths) || len(files) != len(paths)+1 {
		t.Errorf("told %q, made %d", made, len(files))
	}
}

// The campaign that a new user sees first is complete and right.
func TestDefaultCampaign(t *testing.T) {
	c := load(t, defaultCampaign)
	r := validate.Campaign(c)
	for _, f := range r.Findings {
		t.Error(f)
	}
	for _, s := range r.Skipped {
		if s.Rule != "ZJ015" { // its holidays are not known yet
			t.Errorf("not checked: %s %s", s.Rule, s.Reason)
		}
	}
	attached := map[string]bool{}
	for _, d := range c.Documents {
		for _, a := range d.Attachments {
			attached[a.Form] = true
		}
	}
	for _, s := range forms.Builtins() {
		i := slices.IndexFunc(c.Forms, func(f campaign.FormUse) bool { return f.Use == s.ID })
		if i < 0 || !attached[c.Forms[i].ID] {
			t.Errorf("%s is not in use", s.ID)
		}
	}
	week, _ := c.MainPeriod()
	where := map[string]int{}
	for day := week.From; !day.After(week.To); day = day.AddDays(1) {
		if !slices.ContainsFunc(c.Activities, func(a campaign.Activity) bool { return a.Date == day }) {
			t.Errorf("nothing happens on %v", day)
		}
	}
	for _, a := range c.Activities {
		where[a.Where]++
	}
	if where["校内"] == 0 || where["校外"] == 0 || len(where) != 2 {
		t.Errorf("activities by place: %v", where)
	}
	for _, p := range c.Contacts {
		if !strings.HasSuffix(p.Email, "@example.com") || !strings.HasPrefix(p.Phone, "0000-") {
			t.Errorf("%v may be somebody's", p)
		}
	}
}

// What is wrong in an original is told, and the pack is made.
func TestPackOfFaultyText(t *testing.T) {
	r, files, _ := packed(t, load(t, "xiamen-2023"), Options{})
	if !strings.Contains(text(t, r), "GW102") || !strings.Contains(string(files["manifest.json"]), `"GW102"`) || !strings.Contains(string(files["说明.txt"]), "GW102") {
		t.Error("nothing found in a text that is full of half-width brackets")
	}
}

// Memory, folder and archive get the same bytes.
func TestSinksGetTheSame(t *testing.T) {
	o := Options{Roster: manySchools(3)}
	_, want, _ := packed(t, load(t, defaultCampaign), o)
	dir := filepath.Join(t.TempDir(), "pack")
	folder, err := output.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var archive, again bytes.Buffer
	for _, out := range []output.Sink{folder, output.Zip(&archive), output.Zip(&again)} {
		if _, err := Pack(t.Context(), load(t, defaultCampaign), o, out); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(want, tree(t, os.DirFS(dir))); d != "" {
		t.Error("the folder differs")
	}
	z, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, tree(t, z)); d != "" {
		t.Error("the archive differs")
	}
	if !bytes.Equal(archive.Bytes(), again.Bytes()) {
		t.Error("two archives differ")
	}
}

// tree returns the contents of all files.
func tree(t testing.TB, fsys fs.FS) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	if err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[p], err = fs.ReadFile(fsys, p)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// The pack of another year says of every value that it moved, or was not sure
// of, that it is to be confirmed.
func TestNextYear(t *testing.T) {
	c, moves, err := load(t, "xiamen-2023").Next(2024, period(2024, 5, 12, 18))
	if err != nil {
		t.Fatal(err)
	}
	r, files, m := packed(t, c, Options{Moves: moves})
	if m.Campaign != "2024年厦门市职业教育活动周" || m.Year != 2024 {
		t.Errorf("manifest: %q %d", m.Campaign, m.Year)
	}
	moved := map[string]string{}
	for _, v := range m.Moved {
		moved[v.Field] += v.From + ">" + v.To + ";"
		if v.Status != "待确认" {
			t.Errorf("%s is %q", v.Field, v.Status)
		}
	}
	if data := string(files["报送日程.ics"]); !strings.Contains(data, "DTSTART;VALUE=DATE:20240520") || strings.Contains(data, "DTSTART;VALUE=DATE:2023") {
		t.Errorf("the schedule has not moved: %s", data)
	}
	for field, want := range map[string]string{
		"year":                              "2023>2024;",
		"theme":                             "技能:让生活更美好>技能:让生活更美好;",
		"periods[0].to":                     "2023-05-20>2024-05-18;",
		"deadlines[1].due":                  "2023-05-22>2024-05-20;",
		"documents[0].signature.date":       "2023-05-06>2024-05-04;",
		"documents[0].head.number":          "厦教职成〔2023〕5号>厦教职成〔2024〕  号;",
		"documents[0].attachments[2].title": "2023年职业教育活动周学校情况统计表>2024年职业教育活动周学校情况统计表;",
	} {
		if moved[field] != want {
			t.Errorf("%s: %q, want %q", field, moved[field], want)
		}
	}
	for name, text := range map[string]string{"print-out": text(t, r), "说明.txt": string(files["说明.txt"])} {
		if n := strings.Count(text, "  待确认 "); n != len(m.Moved) {
			t.Errorf("%s: %d lines of 待确认 for %d moves", name, n, len(m.Moved))
		}
		if !strings.Contains(text, "2023-05-22（周一） → 2024-05-20（周一）") || !strings.Contains(text, "教职成函〔2023〕5号（未改动）") {
			t.Errorf("%s does not tell the weekdays or what was left:\n%s", name, text)
		}
	}
	for _, f := range m.Files {
		if strings.Contains(f.Title, "2023") {
			t.Errorf("%s is of the old year", f.Path)
		}
	}
}

// A pack of a campaign with doubts that are open says so, and keeps them.
func TestOpenDoubts(t *testing.T) {
	c := load(t, defaultCampaign)
	c.Doubts = []campaign.Doubt{{Path: "deadlines[0].due", Text: "原文写了两个日期"}, {Path: "theme", Text: "看过的", Answered: true}}
	r, files, m := packed(t, c, Options{Keep: true})
	for name, want := range map[string]string{"print-out": "待确认 原文写了两个日期〔deadlines[0].due〕", "说明.txt": "待确认 原文写了两个日期〔报送时限“" + c.Deadlines[0].What + "”〕"} {
		said := text(t, r)
		if name == "说明.txt" {
			said = string(files[name])
		}
		if !strings.Contains(said, want) || strings.Contains(said, "看过的") {
			t.Errorf("%s does not say %s, or says what was answered:\n%s", name, want, said)
		}
	}
	if len(m.Findings) != 0 {
		t.Errorf("a doubt is no finding: %v", m.Findings)
	}
	again, err := campaign.Load(bytes.NewReader(files["campaign.yaml"]), "campaign.yaml")
	if err != nil || !slices.Equal(again.Doubts, c.Doubts) {
		t.Errorf("%v: %v", err, again.Doubts)
	}
}

func period(year, month, from, to int) calendar.Period {
	return calendar.Period{From: calendar.Date{Year: year, Month: month, Day: from}, To: calendar.Date{Year: year, Month: month, Day: to}}
}

// The next year's draft of a right campaign is right, but for the number that
// is still to be given.
func TestNextYearOfTheDefault(t *testing.T) {
	c, moves, err := load(t, defaultCampaign).Next(2028, period(2028, 5, 7, 13))
	if err != nil {
		t.Fatal(err)
	}
	_, _, m := packed(t, c, Options{Moves: moves})
	for _, f := range m.Findings {
		if f.Rule != "GW018" {
			t.Errorf("found: %v", f)
		}
	}
}

// Whatever step it is cancelled in, Pack says so and nothing is left.
func TestCancelled(t *testing.T) {
	c, o := load(t, defaultCampaign), Options{Roster: manySchools(3)}
	steps := 0
	o.Progress = func(Event) { steps++ }
	packed(t, c, o)
	for _, at := range []int{1, 5, steps - 4, steps - 2, steps} { // documents, forms, templates, schools, the guide
		root := t.TempDir()
		out, err := output.Dir(filepath.Join(root, "new", "pack"))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		o.Progress = func(Event) {
			if n++; n == at {
				cancel()
			}
		}
		r, err := Pack(ctx, c, o, out)
		if r != nil || !errors.Is(err, context.Canceled) || n != at {
			t.Errorf("step %d of %d: %v, %v, %d events", at, steps, r, err, n)
		}
		if err := out.Add("late", nil); !errors.Is(err, output.ErrClosed) {
			t.Errorf("step %d: added after the end: %v", at, err)
		}
		if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
			t.Errorf("step %d: left behind: %v %v", at, left, err)
		}
		cancel()
	}
}

// Pack does not wait for a sink that hangs, nor for anything else.
func TestCancelledAtOnce(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	ctx, cancel := context.WithCancel(t.Context())
	out := &faulty{add: func(string) error {
		cancel()
		<-hang
		return nil
	}}
	done := make(chan error)
	go func() {
		_, err := Pack(ctx, load(t, defaultCampaign), Options{}, out)
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) || out.committed || !out.discarded {
			t.Errorf("%v, committed %v, discarded %v", err, out.committed, out.discarded)
		}
	case <-time.After(time.Minute):
		t.Error("still waiting")
	}
}

// A faulty sink fails where it is told to.
type faulty struct {
	add                  func(path string) error
	commit               error
	committed, discarded bool
}

func (f *faulty) Add(path string, _ []byte) error { return f.add(path) }

func (f *faulty) Commit() error {
	f.committed = true
	return f.commit
}

func (f *faulty) Discard() { f.discarded = true }

// A sink that fails, at whatever file, is reported and never committed.
func TestFailingSink(t *testing.T) {
	o := Options{Roster: manySchools(2)}
	r, _, _ := packed(t, load(t, defaultCampaign), o)
	each := map[File]string{} // a file of each kind
	for _, f := range r.Files {
		each[File{Kind: f.Kind, School: f.School}] = f.Path
	}
	full := errors.New("disk full")
	for _, path := range each {
		out := &faulty{add: func(p string) error {
			if p == path {
				return full
			}
			return nil
		}}
		if r, err := Pack(t.Context(), load(t, defaultCampaign), o, out); r != nil || !errors.Is(err, full) || out.committed || !out.discarded {
			t.Errorf("%s: %v, committed %v, discarded %v", path, err, out.committed, out.discarded)
		}
	}
	out := &faulty{add: func(string) error { return nil }, commit: full}
	if r, err := Pack(t.Context(), load(t, defaultCampaign), o, out); r != nil || !errors.Is(err, full) || !out.discarded {
		t.Errorf("commit: %v", err)
	}
	if _, err := Pack(t.Context(), load(t, defaultCampaign), o, output.Zip(failingWriter{})); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("writer: %v", err)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// What is missing is an error, not a panic; a campaign of nothing is a pack.
func TestNil(t *testing.T) {
	var out output.Memory
	if _, err := Pack(t.Context(), nil, Options{}, &out); err != ErrNil {
		t.Error(err)
	}
	if _, err := Pack(t.Context(), &campaign.Campaign{}, Options{}, nil); err != ErrNil {
		t.Error(err)
	}
	if _, files, _ := packed(t, &campaign.Campaign{}, Options{}); len(files) != 2+4 {
		t.Errorf("%d files of an empty campaign, want the guide, the manifest and four templates", len(files))
	}
}

func TestFileName(t *testing.T) {
	for _, c := range [][2]string{
		{"关于做好工作的通知", "关于做好工作的通知"},
		{`a/b\c:d*e?"f<g>h|i`, "a_b_c_d_e__f_g_h_i"},
		{"..", "未命名"},
		{strings.Repeat("长", 100), strings.Repeat("长", 60)},
		{"con", "con_"},
		{"Com1.表", "Com1.表_"},
		{"console", "console"},
		{"甲\u0085乙\u202e丙\x7f丁\x1b", "甲_乙丙丁"},
		{"甲\xff\uFFFD乙", "甲__乙"},
		{"\u2066", "未命名"},
	} {
		if got := fileName(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

// However a title is written, with a number and an ending it is a name that
// every sink takes.
func TestFileNameFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom([]rune("𠮷学a.- \u0085/")), 0, 100, -1)).Draw(t, "title")
		name := fileName(title) + "-100000.旧-2.xlsx"
		if !fs.ValidPath(name) || strings.Contains(name, "/") || len(name) > 255 {
			t.Errorf("%q: %q, %d bytes", title, name, len(name))
		}
	})
}

// Equal names get numbers, also where one has such a number already.
func TestEqualNames(t *testing.T) {
	p := packer{taken: map[string]int{}}
	var got []string
	for _, name := range []string{"a.pdf", "A.pdf", "a-4.pdf", "a.pdf", "a.pdf", "a-4.pdf"} {
		got = append(got, p.free(name))
	}
	if want := []string{"a.pdf", "A-2.pdf", "a-4.pdf", "a-3.pdf", "a-5.pdf", "a-4-2.pdf"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
