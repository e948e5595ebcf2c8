package desk

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func none() font.Set { return nil }

// A visitor is a browser that has the token, without a screen.
type visitor struct {
	t      testing.TB
	server *httptest.Server
	desk   *desk
	around string // a folder of the test's own, some way above the desk's
}

func visit(t testing.TB) *visitor {
	t.Helper()
	faces, err := fontpack.Fonts()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	around := t.TempDir()
	dir := filepath.Join(around, "a", "b", "c", "d")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	d := &desk{ctx: ctx, dir: dir, fonts: faces, free: faces, things: map[string]any{}}
	s := httptest.NewUnstartedServer(nil)
	s.Config.Handler = guard(d.routes(), "letmein", s.Listener.Addr().String())
	s.Start()
	t.Cleanup(func() {
		cancel()
		s.Close()
		d.jobs.Wait()
	})
	return &visitor{t, s, d, around}
}

func (v *visitor) do(r *http.Request) (*http.Response, string) {
	v.t.Helper()
	r.AddCookie(&http.Cookie{Name: cookie, Value: "letmein"})
	answer, err := v.server.Client().Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer, string(body)
}

// get returns a page, which must be there.
func (v *visitor) get(path string) string {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, v.server.URL+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	answer, body := v.do(r)
	if answer.StatusCode != http.StatusOK {
		v.t.Fatalf("GET %s: %s: %s", path, answer.Status, body)
	}
	return body
}

// post sends a form with files and returns where that leads, and the page there.
// A file's name may hold folders.
func (v *visitor) post(path string, fields url.Values, files ...[3]string) (at, body string, status int) {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, values := range fields {
		for _, one := range values {
			w.WriteField(k, one)
		}
	}
	for _, f := range files {
		head := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + f[0] + `"; filename="` + f[1] + `"`}}
		part, err := w.CreatePart(head)
		if err != nil {
			v.t.Fatal(err)
		}
		io.WriteString(part, f[2])
	}
	w.Close()
	r, err := http.NewRequest(http.MethodPost, v.server.URL+path, &b)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer, text := v.do(r)
	return answer.Request.URL.Path, text, answer.StatusCode
}

func TestGuard(t *testing.T) {
	v := visit(t)
	host := strings.TrimPrefix(v.server.URL, "http://")
	for _, c := range []struct {
		what   string
		method string
		change func(*http.Request)
		status int
	}{
		{"no token", "GET", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusForbidden},
		{"wrong token", "GET", func(r *http.Request) { r.Header.Set("Cookie", cookie+"=guess") }, http.StatusForbidden},
		{"wrong token in the address", "GET", func(r *http.Request) { r.Header.Del("Cookie"); r.URL.RawQuery = "token=guess" }, http.StatusForbidden},
		{"a name that leads here", "GET", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		{"another port", "GET", func(r *http.Request) { r.Host = "127.0.0.1:1" }, http.StatusMisdirectedRequest},
		{"localhost", "GET", func(r *http.Request) { r.Host = "localhost" + host[strings.Index(host, ":"):] }, http.StatusOK},
		{"a form of another site", "POST", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"a form of another origin", "POST", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		{"the token", "GET", func(*http.Request) {}, http.StatusOK},
	} {
		r, err := http.NewRequest(c.method, v.server.URL+"/draft", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.AddCookie(&http.Cookie{Name: cookie, Value: "letmein"})
		c.change(r)
		answer, err := v.server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.what, answer.StatusCode, c.status)
		}
		for _, head := range []string{"Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"} {
			if answer.Header.Get(head) == "" {
				t.Errorf("%s: no %s", c.what, head)
			}
		}
	}
}

// The address that is printed lets in, and takes the token out of sight.
func TestTokenBecomesACookie(t *testing.T) {
	v := visit(t)
	client := v.server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Get(v.server.URL + "/?token=letmein")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/" {
		t.Errorf("%s to %q", answer.Status, answer.Header.Get("Location"))
	}
	set := answer.Header.Get("Set-Cookie")
	if !strings.Contains(set, "HttpOnly") || !strings.Contains(set, "SameSite=Strict") {
		t.Errorf("cookie %q", set)
	}
}

const faulty = "关于做好职业教育活动周工作的通知\n\n各职业院校:\n\n请于5月9日前报送方案,逾期不候。\n\n云溪市教育局\n2024年4月18日\n"

func TestDraft(t *testing.T) {
	v := visit(t)
	at, page, _ := v.post("/draft", url.Values{"text": {faulty}})
	if !strings.Contains(page, "GW100") || !strings.Contains(page, "<svg") {
		t.Fatalf("no finding or no page: %.300s", page)
	}
	for _, sub := range []string{"/faces.css", "/face/0"} {
		if v.get(at+sub) == "" {
			t.Errorf("%s is empty", sub)
		}
	}
	for suffix, magic := range map[string]string{".docx": "PK", ".pdf": "%PDF", ".ofd": "PK", ".txt": "关于"} {
		if body := v.get(at + "/file/a" + suffix); !strings.HasPrefix(body, magic) {
			t.Errorf("%s begins with %.8q", suffix, body)
		}
	}
	_, page, _ = v.post(at, url.Values{"fix": {"all"}})
	if strings.Contains(page, "GW100") || !strings.Contains(page, "请于5月9日前报送方案，逾期不候。") {
		t.Error("not put right")
	}
	_, page, _ = v.post(at, url.Values{"text": {faulty}})
	if !strings.Contains(page, "报送方案,逾期") {
		t.Error("the edited text was not taken")
	}
}

// Whoever sends a .docx gets it back with marks: comments, and the changes tracked.
func TestMarkedCopy(t *testing.T) {
	v := visit(t)
	at, _, _ := v.post("/draft", url.Values{"text": {faulty}})
	word := v.get(at + "/file/a.docx")
	at, page, _ := v.post("/draft", url.Values{}, [3]string{"file", "稿子.docx", word})
	if !strings.Contains(page, "原稿加批注") {
		t.Fatal("no marked copy is offered")
	}
	v.post(at, url.Values{"fix": {"all"}}) // what is put right here is no matter: the copy is of what was sent
	marked := v.get(at + "/file/marked.docx")
	z, err := zip.NewReader(strings.NewReader(marked), int64(len(marked)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"word/document.xml": "<w:ins ", "word/comments.xml": "校核"} {
		data, err := fs.ReadFile(z, name)
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v, no %s", name, err, want)
		}
	}
	if at, _, _ := v.post("/draft", url.Values{"text": {faulty}}); strings.Contains(v.get(at), "原稿加批注") {
		t.Error("a marked copy of text that was pasted")
	}
}

// One fix changes the place that it names and nothing else.
func TestFixOne(t *testing.T) {
	v := visit(t)
	at, page, _ := v.post("/draft", url.Values{"text": {faulty}})
	m := regexp.MustCompile(`name="fix" value="(\d+)">改为“方案，逾期`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no fix is offered for the comma")
	}
	v.post(at, url.Values{"fix": {m[1]}})
	if got, want := v.get(at+"/file/a.txt"), strings.Replace(faulty, "方案,", "方案，", 1); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if _, _, status := v.post(at, url.Values{"fix": {"999"}}); status != http.StatusBadRequest {
		t.Errorf("a fix that there is none of: %d", status)
	}
}

// Headings of one level that are numbered in two ways are proposed one way.
func TestProposedNumbers(t *testing.T) {
	v := visit(t)
	text := "关于举办活动周的通知\n\n各学校：\n1、活动时间\n5月9日。\n2、活动主题\n技能成才。\n三、工作要求\n各校要重视。\n"
	at, page, _ := v.post("/draft", url.Values{"text": {text}})
	if !strings.Contains(page, "改为“一、”") || strings.Contains(page, "改为“1.”") {
		t.Error("not proposed as one level")
	}
	v.post(at, url.Values{"fix": {"numbers"}})
	if got := v.get(at + "/file/a.txt"); !strings.Contains(got, "一、活动时间") || !strings.Contains(got, "二、活动主题") {
		t.Errorf("not put right: %s", got)
	}
	v.post(at, url.Values{"undo": {"yes"}})
	if got := v.get(at + "/file/a.txt"); got != text {
		t.Errorf("not undone: %s", got)
	}
}

// Marks of a level that is skipped are proposed those of the next, with their siblings.
func TestProposedLevels(t *testing.T) {
	v := visit(t)
	text := "关于举办活动周的通知\n\n各学校：\n一、内容\n（1）开放。欢迎参观。\n各校自定。\n（2）比赛。组织好。\n二、要求\n（1）重视。不得马虎。\n（2）报送。按时。\n"
	at, page, _ := v.post("/draft", url.Values{"text": {text}})
	m := regexp.MustCompile(`value="(proposed:\d+)">照建议改为“（一）”`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("nothing is proposed")
	}
	v.post(at, url.Values{"fix": {m[1]}})
	want := strings.Replace(strings.Replace(text, "（1）开", "（一）开", 1), "（2）比", "（二）比", 1)
	if got := v.get(at + "/file/a.txt"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	v.post(at, url.Values{"fix": {"numbers"}})
	want = strings.Replace(strings.Replace(want, "（1）重", "（一）重", 1), "（2）报", "（二）报", 1)
	if got := v.get(at + "/file/a.txt"); got != want {
		t.Errorf("all: got\n%swant\n%s", got, want)
	}
}

// Every campaign of the samples goes through the fields of the page unchanged.
func TestFieldsKeepCampaigns(t *testing.T) {
	entries, err := testdata.Campaigns.ReadDir("campaigns")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".yaml" {
			continue
		}
		c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		sent := url.Values{}
		var walk func(group)
		walk = func(g group) {
			for _, f := range g.Fields {
				value := f.Value
				if f.Kind == "check" && value == "" {
					value = ""
				}
				if f.Kind != "choices" {
					sent.Add(f.Path, strings.ReplaceAll(value, "\n", "\r\n"))
					continue
				}
				sent.Add(f.Path, "")
				for _, o := range f.Options {
					if o.Chosen {
						sent.Add(f.Path, o.Value)
					}
				}
			}
			for _, sub := range g.Groups {
				walk(sub)
			}
		}
		walk((&editor{refers: referred(c)}).fields(reflect.ValueOf(c).Elem(), "", ""))
		again := copyOf(c)
		typed, wrong := fill(again, sent, c.Year)
		if len(typed)+len(wrong) > 0 {
			t.Errorf("%s: %v %v", e.Name(), typed, wrong)
		}
		if d := cmp.Diff(c, again, cmpopts.IgnoreUnexported(campaign.Campaign{}), cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: %s", e.Name(), d)
		}
	}
}

// copyOf shares nothing that editing changes.
func TestCopyOfIsApart(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, sample)
	if err != nil {
		t.Fatal(err)
	}
	due := c.Deadlines[0].Due
	next := copyOf(c)
	next.Deadlines[0].Due.Day++
	next.Documents[0].Signature.Date.Year++
	if c.Deadlines[0].Due != due || c.Documents[0].Signature.Date == next.Documents[0].Signature.Date {
		t.Error("the copy changes what it is of")
	}
}

func TestYear(t *testing.T) {
	v := visit(t)
	at, page, _ := v.post("/year", url.Values{"sample": {"yes"}})
	if !strings.Contains(page, "生成文件包") {
		t.Fatalf("the sample is not sound: %.300s", page)
	}
	_, page, _ = v.post(at, url.Values{"deadlines[0].due": {"2027-13-45"}})
	if !strings.Contains(page, `value="2027-13-45"`) || strings.Contains(page, "生成文件包") {
		t.Error("a day that there is none of is not kept and told")
	}
	v.post(at, url.Values{"deadlines[0].due": {"4月15日"}})
	if yaml := v.get(at + "/campaign.yaml"); !strings.Contains(yaml, "2027-04-15") {
		t.Error("a day without its year was not read")
	}
	_, page, _ = v.post(at, url.Values{"deadlines[0].due": {"2027-04-14"}, "theme": {"匠心筑梦"}})
	if !strings.Contains(page, "生成文件包") || !strings.Contains(page, "匠心筑梦") {
		t.Error("the change was not taken")
	}
	n := strings.Count(page, `name="drop" value="contacts[`)
	_, page, _ = v.post(at, url.Values{"add": {"contacts"}})
	if got := strings.Count(page, `name="drop" value="contacts[`); got != n+1 {
		t.Errorf("%d contacts, want %d", got, n+1)
	}
	v.post(at, url.Values{"drop": {"contacts[3]"}})
	if yaml := v.get(at + "/campaign.yaml"); !strings.Contains(yaml, "匠心筑梦") {
		t.Errorf("not in the file: %.200s", yaml)
	}
	if body := v.get(at + "/document/0"); !strings.Contains(body, "<svg") {
		t.Error("no pages")
	}
	_, body, _ := v.post(at+"/pack", url.Values{}, [3]string{"roster", "名册.csv", "学校\n东港职业学校\n西岭职业学校\n"})
	if !strings.HasPrefix(body, "PK") || !strings.Contains(body, "manifest.json") {
		t.Errorf("no pack: %.200s", body)
	}
	_, page, status := v.post(at+"/move", url.Values{"from": {"2028-05-07"}, "to": {"2028-05-13"}})
	if status != http.StatusOK || !strings.Contains(page, "待确认") || !strings.Contains(page, "2028-05-07") {
		t.Errorf("not moved: %d", status)
	}
}

// The texts of a campaign are put right, its template actions left alone.
func TestFixTexts(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, sample)
	if err != nil {
		t.Fatal(err)
	}
	c.Documents[0].Body = "请于{{deadline \"statistics\"}}前报送,逾期不候。\n"
	c.Documents[0].Recipients = "各学校:"
	fixTexts(c)
	if got, want := c.Documents[0].Body, "请于{{deadline \"statistics\"}}前报送，逾期不候。\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := c.Documents[0].Recipients; got != "各学校：" {
		t.Errorf("recipients %q", got)
	}
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestBlank(t *testing.T) {
	v := visit(t)
	at, page, _ := v.post("/blank", url.Values{}, [3]string{"file", "师资情况表.xlsx", readFile(t, "../../../testdata/learn/师资情况表.xlsx")})
	if !strings.Contains(page, "专业教师师资情况表") {
		t.Fatalf("not learnt: %.300s", page)
	}
	_, page, _ = v.post(at, url.Values{"head[0].label": {"报送学校"}})
	if !strings.Contains(page, `value="报送学校"`) {
		t.Error("the label was not changed")
	}
	yaml := v.get(at + "/schema.yaml")
	if !strings.Contains(yaml, "报送学校") {
		t.Error("the label is not in the file")
	}
	table := [3]string{"file", "师资情况表.xlsx", readFile(t, "../../../testdata/learn/师资情况表.xlsx")}
	if _, page, _ := v.post("/blank", url.Values{}, table, [3]string{"known", "师资情况表.yaml", yaml}); !strings.Contains(page, `value="报送学校"`) {
		t.Error("what was saved is not known again")
	}
	other := [3]string{"file", "企业走访记录.docx", readFile(t, "../../../testdata/learn/企业走访记录.docx")}
	for _, known := range []string{yaml, "schema: x", "zz"} {
		if _, page, status := v.post("/blank", url.Values{}, other, [3]string{"known", "师资情况表.yaml", known}); status != http.StatusBadRequest || !strings.Contains(page, "请另选") {
			t.Errorf("of another blank: %d", status)
		}
	}
}

// What cannot be read is told in Chinese, whichever way it came, and nothing of it
// stays open.
func TestBadFiles(t *testing.T) {
	v := visit(t)
	for _, way := range []string{"draft", "year", "blank"} {
		for _, name := range []string{"坏的.docx", "坏的.xlsx", "坏的.yaml", "坏的"} {
			_, page, status := v.post("/"+way, url.Values{}, [3]string{"file", name, "PK\x03\x04 no archive"})
			if status >= 500 || !strings.Contains(page, "没有做成") && status != http.StatusOK {
				t.Errorf("%s %s: %d %.200s", way, name, status, page)
			}
		}
		if _, _, status := v.post("/"+way, url.Values{}); status != http.StatusBadRequest {
			t.Errorf("%s with nothing: %d", way, status)
		}
	}
	if _, _, status := v.post("/returns", url.Values{}, [3]string{"returns", "a.xlsx", "x"}); status != http.StatusBadRequest {
		t.Errorf("returns without a campaign: %d", status)
	}
}

// The program tidies up when it ends.
func TestRunLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	said, out := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- Run(ctx, []string{"-dir", dir}, none, out, io.Discard)
		out.Close()
	}()
	var line [512]byte
	n, err := said.Read(line[:])
	if err != nil || !strings.Contains(string(line[:n]), "http://127.0.0.1:") {
		t.Fatalf("said %q, %v", line[:n], err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d entries while it runs, want its folder", len(entries))
	}
	cancel()
	go io.Copy(io.Discard, said)
	if s := <-status; s != 0 {
		t.Errorf("status %d", s)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("left %v", entries)
	}
}

func TestRunWrongUse(t *testing.T) {
	for _, args := range [][]string{{"extra"}, {"-port", "70000"}, {"-nonsense"}} {
		if s := Run(context.Background(), args, none, io.Discard, io.Discard); s != 2 {
			t.Errorf("%v: %d, want 2", args, s)
		}
	}
	if s := Run(context.Background(), []string{"-dir", filepath.Join(t.TempDir(), "none")}, none, io.Discard, io.Discard); s != 1 {
		t.Errorf("a folder that there is none of: %d, want 1", s)
	}
}

// Everything that can be edited is called something in Chinese.
func TestEveryKeyHasAWord(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || seen[of] {
			return
		}
		seen[of] = true
		for i := range of.NumField() {
			name := key(of.Field(i))
			if name == "" {
				continue
			}
			says := labelOf(of, name)
			if says == name {
				t.Errorf("%s.%s has no word", of.Name(), name)
			}
			if says != "" && !scalar(of.Field(i).Type) {
				walk(of.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[campaign.Campaign]())
	walk(reflect.TypeFor[forms.Schema]())
}
