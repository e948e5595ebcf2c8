package adopt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/papers"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func adopted(t testing.TB, text string) *campaign.Campaign {
	t.Helper()
	d, _ := plain.Parse(text)
	a, err := Document(d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// facts prints the data of a campaign, a line each.
func facts(c *campaign.Campaign) (all []string) {
	add := func(words ...string) {
		all = append(all, strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " "))
	}
	with := func(word, s string) string {
		if s == "" || s == "0" {
			return ""
		}
		return word + " " + s
	}
	add("name", c.Name)
	add("level", c.Level)
	add("year", fmt.Sprint(c.Year))
	if c.Theme != "" {
		add("theme", c.Theme)
	}
	for _, o := range c.Organs {
		add("organ", o.Name, with("=", o.Short))
	}
	for _, d := range c.Documents {
		if d.Head != nil && !d.Head.Number.IsZero() {
			add("number", d.Head.Number.String())
		}
	}
	for _, p := range c.Periods {
		main := ""
		if p.Main {
			main = "main"
		}
		add("period", main, p.Name, p.From.ISO(), p.To.ISO())
	}
	for _, v := range c.Contacts {
		add("contact", v.Organ, v.Person, v.Phone, v.Email)
	}
	clock := func(s string) string { return strings.TrimPrefix(s, "00:00") }
	for _, d := range c.Deadlines {
		add("deadline", d.Due.ISO(), clock(d.Time.String()), d.What, with("->", strings.Join(d.To, ",")), with("form", d.Form))
	}
	for _, r := range c.Rhythms {
		add("rhythm", r.Every, r.Weekday, clock(r.By.String()), r.Covers, r.What, with("->", strings.Join(r.To, ",")))
	}
	for _, m := range c.Material {
		about, caption, seconds := "", "", ""
		if m.About {
			about = "about"
		}
		if m.Caption {
			caption = "caption"
		}
		if m.MaxSeconds > 0 {
			seconds = fmt.Sprintf("%d-%ds", m.MinSeconds, m.MaxSeconds)
		}
		add("material", m.Kind, strings.Join(m.Format, ","), with("count", fmt.Sprint(m.MinCount)), with("min", fmt.Sprint(m.Min)), with("max", fmt.Sprint(m.Max)), about,
			with("min", string(m.MinBytes)), with("max", string(m.MaxBytes)), with("width", fmt.Sprint(m.MinWidth)), with("dpi", fmt.Sprint(m.MinDPI)), seconds, caption, with("rank", m.Rank))
	}
	for _, e := range c.Activities {
		day := ""
		if !e.Date.IsZero() {
			day = e.Date.ISO()
		}
		add("activity", day, e.Name, with("@", e.Place), with("by", e.Owner))
	}
	for _, f := range c.Forms {
		if f.Schema == nil {
			add("form", f.ID, with("=", f.Use))
			continue
		}
		var words []string
		labels := func(fields []forms.Field) {
			for _, f := range fields {
				words = append(words, f.Label)
			}
		}
		labels(f.Schema.Head)
		for _, b := range f.Schema.Blocks {
			words = append(words, "/")
			labels(b.Fields)
			words = append(words, fmt.Sprint("x", b.Rows))
		}
		labels(f.Schema.Foot)
		add("form", f.ID+":", strings.Join(words, " "))
	}
	return all
}

// TestNotices: every fact of the made-up notices is found, and nothing else.
func TestNotices(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/notices.txtar")
	if err != nil {
		t.Fatal(err)
	}
	data := map[string]string{}
	for _, f := range archive.Files {
		data[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			a := adopted(t, string(f.Data))
			want := strings.Split(strings.TrimSpace(data[name+".facts"]), "\n")
			for line := range strings.Lines(data[name+".extra"]) {
				fact, _, _ := strings.Cut(line, " (")
				want = append(want, fact)
			}
			got := facts(a)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			unchanged(t, han.Narrow(string(f.Data)), a)
		})
	}
}

var samples = []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023"}

// unchanged checks that the document of what was adopted is the one of the text,
// forms and what had to be made up apart.
func unchanged(t *testing.T, text string, a *campaign.Campaign) {
	t.Helper()
	want, _ := plain.Parse(text)
	d, _, err := a.Compose(&a.Documents[0])
	if err != nil {
		t.Fatal(err)
	}
	got := *d
	if slices.Contains(a.Documents[0].Added, "title") {
		got.Title, got.Kind = "", want.Kind
	}
	if want.Kind == "" { // a campaign has to say one
		got.Kind = ""
	}
	if want.Kind == document.Plan && !want.IsPlan() { // what it has is its notice's
		got.Kind = want.Kind
	}
	if slices.ContainsFunc(a.Doubts, func(m campaign.Doubt) bool { return m.Path == "organs" }) { // others sign than stand in the head
		head := *got.Head
		head.Organs = want.Head.Organs
		got.Head = &head
	}
	if h := a.Documents[0].Head; h != nil && h.Added { // a number without a mark
		head := *got.Head
		head.Organs = nil
		got.Head = &head
	}
	if diff := cmp.Diff(papers.Parts(want), papers.Parts(&got)); diff != "" {
		t.Errorf("parts, -text +campaign:\n%s", diff)
	}
	if diff := cmp.Diff(papers.Dump(want.Body, false), papers.Dump(got.Body, false)); diff != "" {
		t.Errorf("body, -text +campaign:\n%s", diff)
	}
	for i, at := range got.Attachments {
		if id := a.Documents[0].Attachments[i].Form; id != "" {
			if s, err := a.FormSchema(id); err != nil || id == s.ID { // made of the page: every word of it is there
				printed := papers.Characters(strings.Join(plain.FormLines(s), ""))
				for _, word := range strings.Fields(papers.Dump(want.Attachments[i].Body, false)) {
					if word = strings.Trim(papers.Characters(word), "|：[]{}"); strings.ContainsFunc(word, func(r rune) bool { return r > 0x4e00 }) && !slices.Contains([]string{"序号", "年", "月", "日"}, word) && !strings.Contains(printed, word) {
						t.Errorf("attachment %d: %q is not in the form", i+1, word)
					}
				}
			}
			continue
		}
		if len(want.Attachments[i].Body) == 0 {
			continue
		}
		if diff := cmp.Diff(papers.Dump(want.Attachments[i].Body, false), papers.Dump(at.Body, false)); diff != "" {
			t.Errorf("attachment %d, -text +campaign:\n%s", i+1, diff)
		}
	}
}

// Of the five samples the data are those that people took out of them by hand,
// and the text stands word for word; as .txt and as .docx.
func TestSamples(t *testing.T) {
	// What is found in other words, or not at all, and why.
	known := map[string]string{
		"changchun-2019 organ":    "the short name 学校 is no part of the full one",
		"changchun-2019 rhythm":   "of Thursday's the text does not say to whom; there is one mailbox in it",
		"changchun-2019 deadline": "活动月结束后，5月24日前: after the month, says the text, but before its end, says the calendar",
		"nanchang-2020 media":     "省级及以上 stands where the summary is asked for, not with the media reports",
		"taian-2020 organ":        "市农业农村局 stands nowhere in the text",
	}
	found, all := 0, 0
	for _, name := range samples {
		byHand, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		text := papers.ReadSample(t, name)
		a := adopted(t, text)
		unchanged(t, text, a)
		want, got := essence(byHand), essence(a)
		for _, f := range want {
			all++
			kind, _, _ := strings.Cut(f, " ")
			switch {
			case slices.Contains(got, f):
				found++
			case known[name+" "+kind] == "":
				t.Errorf("%s: not found: %s", name, f)
			}
		}
		for _, f := range got {
			kind, _, _ := strings.Cut(f, " ")
			if f == "article [5 0 0 false false [] 0   false 0x0  [] []  false]" { // 不少于5篇, which people left out
				continue
			}
			if !slices.Contains(want, f) && known[name+" "+kind] == "" {
				t.Errorf("%s: found besides: %s", name, f)
			}
		}
		// The same out of the .docx that the notice was typeset as.
		d, _ := plain.Parse(text)
		fonts, err := fontpack.Fonts()
		if err != nil {
			t.Fatal(err)
		}
		set, err := (&render.Printer{Fonts: fonts}).Set(d)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := set.DOCX(&file); err != nil {
			t.Fatal(err)
		}
		words, _, err := plain.WordText(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(essence(a), essence(adopted(t, words))); diff != "" {
			t.Errorf("%s: -from text +from .docx:\n%s", name, diff)
		}
	}
	t.Logf("%d of %d facts", found, all)
}

// essence is what does not depend on how somebody words it.
func essence(c *campaign.Campaign) (all []string) {
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	add("level %s, year %d, theme %s", c.Level, c.Year, c.Theme)
	for _, o := range c.Organs {
		add("organ %s = %s", o.Name, o.Short)
	}
	for _, p := range c.Periods {
		add("period %s %s %v", p.From.ISO(), p.To.ISO(), p.Main || len(c.Periods) == 1)
	}
	for _, v := range c.Contacts {
		add("contact %s %s %s %s", v.Organ, v.Person, v.Phone, v.Email)
	}
	use := map[string]string{}
	for _, f := range c.Forms {
		use[f.ID] = f.Use
		if f.Use != "" || !f.Added { // one of its own that was added by hand is in no text
			add("form %s", f.Use)
		}
	}
	for _, d := range c.Deadlines {
		add("deadline %s %s %s %s", d.Due.ISO(), d.Kind, strings.Join(d.To, ","), use[d.Form])
	}
	for _, r := range c.Rhythms {
		add("rhythm %s %s %s %s %s %s", r.Every, r.Weekday, r.By, r.Covers, r.Only, strings.Join(r.To, ","))
	}
	for _, m := range c.Material {
		advise := campaign.Size{}
		if m.Advise != nil {
			advise = *m.Advise
		}
		add("%s %v", m.Kind, []any{m.MinCount, m.Min, m.Max, m.About, m.Cite, m.Format, m.MinWidth, m.MinBytes, m.MaxBytes, m.Caption, fmt.Sprintf("%dx%d", advise.Width, advise.Height), m.Rank, m.Accept, m.Refuse, m.FileName, m.PicturesLast})
	}
	return all
}

// Documents of all kinds and sources become campaigns that can be written, word
// for word, and most of those with a period move to another year.
func TestCorpora(t *testing.T) {
	files, _ := filepath.Glob("../document/plain/testdata/whole2/*.txtar")
	more, _ := filepath.Glob("../../testdata/pages/corpus/*.txtar")
	read, moved := 0, 0
	period := calendar.Period{From: calendar.Date{Year: 2028, Month: 5, Day: 7}, To: calendar.Date{Year: 2028, Month: 5, Day: 13}}
	for _, file := range append(files, more...) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name == "truth" || strings.HasSuffix(f.Name, ".truth") {
				continue
			}
			d, _ := plain.Parse(string(f.Data))
			a, err := Document(d)
			if err != nil {
				continue
			}
			t.Run(f.Name, func(t *testing.T) {
				read++
				unchanged(t, string(f.Data), a)
				if err := campaign.Write(io.Discard, a); err != nil {
					t.Fatal(err)
				}
				n, _, err := a.MoveTo(campaign.Target{Year: 2028, Period: period})
				if errors.Is(err, campaign.ErrNoMainPeriod) {
					return
				}
				if err == nil {
					moved++
					err = campaign.Write(io.Discard, n)
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	if t.Logf("%d read, %d moved", read, moved); read < 100 || moved < 15 {
		t.Error("the corpora are not there")
	}
}

// What is adopted can be written, is read back and moves to another year.
func TestWritten(t *testing.T) {
	for _, name := range samples {
		a := adopted(t, papers.ReadSample(t, name))
		var b bytes.Buffer
		if err := campaign.Write(&b, a); err != nil {
			t.Fatal(err)
		}
		c, err := campaign.Load(&b, name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, c, cmpopts.IgnoreUnexported(campaign.Campaign{})); diff != "" {
			t.Error(diff)
		}
		if again := adopted(t, papers.ReadSample(t, name)); !cmp.Equal(a, again, cmpopts.IgnoreUnexported(campaign.Campaign{})) {
			t.Errorf("%s: two results", name)
		}
	}
}

func TestErrors(t *testing.T) {
	parse := func(text string) *document.Document { d, _ := plain.Parse(text); return d }
	for _, tt := range []struct {
		name string
		doc  *document.Document
		want error
	}{
		{"nothing", nil, ErrNoText},
		{"no text", &document.Document{Title: "通知"}, ErrNoText},
		{"no year", parse("关于举办活动周的通知\n\n各学校：\n请做好准备。\n"), ErrNoYear},
		{"of another age", parse("关于举办2012年活动周的通知\n\n各学校：\n请做好准备。\n"), nil},
		{"too old", &document.Document{Title: "关于举办2009年活动周的通知", Body: []document.Block{&document.Paragraph{Text: "请做好准备。"}}}, ErrOld},
	} {
		_, err := Document(tt.doc)
		var e *Error
		if tt.want == nil {
			tt.want = ErrOld
		}
		if !errors.Is(err, tt.want) || !errors.As(err, &e) || !strings.ContainsAny(e.Chinese(), "年文") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Whatever a text is, it becomes a campaign that can be written, or an error.
func FuzzDocument(f *testing.F) {
	for _, name := range samples {
		f.Add(papers.ReadSample(f, name))
	}
	f.Add("2024年{{x}}通知\n\n甲：\n时间：5月1日至5月3日\n每天12:00前报送总结。\n")
	f.Fuzz(func(t *testing.T, text string) {
		text, _, err := plain.ReadFile(strings.NewReader(text), int64(len(text)), "a.txt") // which drops what no file can hold
		if err != nil {
			return
		}
		d, _ := plain.Parse(text)
		a, err := Document(d)
		if err != nil {
			return
		}
		if err := campaign.Write(&bytes.Buffer{}, a); err != nil {
			t.Errorf("%v\n%+v", err, a)
		}
	})
}

// A plan with the number of its notice becomes that notice, with a doubt.
func TestPlanWithHead(t *testing.T) {
	d, _ := plain.Parse("甲政发〔2024〕12号\n甲县活动周实施方案\n一、目的\n宣传职业教育，定于2024年5月12日至18日开展活动。\n二、要求\n各校应当认真组织。\n")
	a, err := Document(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := campaign.Write(io.Discard, a); err != nil {
		t.Error(err)
	}
	doubted := slices.ContainsFunc(a.Doubts, func(m campaign.Doubt) bool { return m.Path == "documents[0].kind" })
	if a.Documents[0].Kind != document.Notice || !doubted {
		t.Errorf("kind %s, doubts %v", a.Documents[0].Kind, a.Doubts)
	}
}
