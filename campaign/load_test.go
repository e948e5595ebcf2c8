package campaign

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const loadGolden = "testdata/load.txtar"

// loadCases returns the cases of testdata/load.txtar.
func loadCases(t testing.TB) (a *txtar.Archive, cases map[string]string) {
	a, err := txtar.ParseFile(loadGolden)
	if err != nil {
		t.Fatal(err)
	}
	cases = map[string]string{}
	for _, f := range a.Files {
		text := string(f.Data)
		if strings.HasSuffix(f.Name, ".error") {
			continue
		}
		if !strings.HasPrefix(text, "schema:") && !strings.HasSuffix(text, "#\n") {
			text = cases["base"] + text
		}
		cases[f.Name] = text
	}
	return a, cases
}

func TestLoadErrors(t *testing.T) {
	a, cases := loadCases(t)
	got := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".error") {
			continue
		}
		got.Files = append(got.Files, f)
		_, err := Load(strings.NewReader(cases[f.Name]), "活动.yaml")
		if f.Name == "base" {
			if err != nil {
				t.Errorf("the base does not load: %v", err)
			}
			continue
		}
		var all LoadErrors
		var le *LoadError
		if !errors.As(err, &all) || !errors.As(err, &le) {
			t.Errorf("%s: error %v, want LoadErrors of a *LoadError", f.Name, err)
			continue
		}
		got.Files = append(got.Files, txtar.File{Name: f.Name + ".error", Data: []byte(err.Error() + "\n\n" + report.Chinese(err) + "\n")})
	}
	if *golden.Update {
		if err := os.WriteFile(loadGolden, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(a)), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadErrorIs(t *testing.T) {
	_, cases := loadCases(t)
	var action *ActionError
	var ref *RefError
	var schema *forms.SchemaError
	tests := []struct {
		name string
		is   error // for errors.Is
		as   any   // for errors.As
	}{
		{"syntax-colon", ErrSyntax, nil},
		{"second-document", ErrDocuments, nil},
		{"alias", ErrAlias, nil},
		{"deep", ErrTooLarge, nil},
		{"control-character", ErrEncoding, nil},
		{"line-separator", ErrEncoding, nil},
		{"escaped-control", ErrEncoding, nil},
		{"unknown-key", ErrUnknownKey, nil},
		{"duplicate-key", ErrDuplicateKey, nil},
		{"missing-name", ErrMissing, nil},
		{"type-text-for-number", ErrType, nil},
		{"impossible-date", calendar.ErrRange, nil},
		{"date-form", calendar.ErrSyntax, nil},
		{"clock", calendar.ErrClock, nil},
		{"period-order", calendar.ErrOrder, nil},
		{"bytes", ErrBytes, nil},
		{"value-oneof", ErrValue, nil},
		{"plan-head", ErrValue, nil},
		{"duplicate-id", ErrDuplicateID, nil},
		{"file-name-slash", ErrFileName, nil},
		{"reference-form", ErrReference, &ref},
		{"action-name", ErrUnknownName, &action},
		{"action-unknown", ErrUnknownAction, &action},
		{"action-open", ErrActionSyntax, &action},
		{"action-no-value", ErrNoValue, &action},
		{"form-schema", nil, &schema},
	}
	for _, tt := range tests {
		_, err := Load(strings.NewReader(cases[tt.name]), "a.yaml")
		if tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%s: errors.Is(%v, %v) = false", tt.name, err, tt.is)
		}
		if tt.as != nil && !errors.As(err, tt.as) {
			t.Errorf("%s: errors.As(%v, %T) = false", tt.name, err, tt.as)
		}
	}
}

// Short files that would become long documents are refused where they grow too
// long; what is just short of that is read.
func TestLoadGrowsTooLarge(t *testing.T) {
	const most = maxFilled / 3 / 1000
	document := func(body string) string {
		return "documents:\n  - id: notice\n    kind: 通知\n    title: 关于活动周的通知\n    body: |\n      " + strings.ReplaceAll(body, "\n", "\n      ") + "\n"
	}
	head := "schema: zhijiao/campaign@1\nname: 活动\nlevel: 市\nyear: 2027\norgans: [{name: 甲市教育局}]\n"
	theme := "theme: " + strings.Repeat("技", 1000) + "\n"
	form := "forms: [{id: own, schema: {id: own, title: 表, head: [{key: k, label: 项目}]}}]\n"
	attached := func(n int) string { return "    attachments:\n" + strings.Repeat("      - form: own\n", n) }
	for _, c := range []struct {
		what, text string
		path       string // "" is read
	}{
		{"actions", theme + document(strings.Repeat("{{theme}}\n", most)), ""},
		{"too many actions", theme + document(strings.Repeat("{{theme}}\n", most+1)), "documents[0].body"},
		{"too many actions in two documents", theme + document(strings.Repeat("{{theme}}\n", most/2)) +
			strings.Replace(strings.TrimPrefix(document(strings.Repeat("{{theme}}\n", most)), "documents:\n"), "notice", "more", 1), "documents[1].body"},
		{"a line of actions", theme + document(strings.Repeat("{{theme}}", yamltree.MaxLine/3000)), ""},
		{"a longer line", theme + document(strings.Repeat("{{theme}}", yamltree.MaxLine/3000+1)), "documents[0].body"},
		{"a long line", document(strings.Repeat("a", yamltree.MaxLine-1)), ""},
		{"too long a line", document(strings.Repeat("a", yamltree.MaxLine)), "documents[0].body"},
		{"forms", form + document("正文。") + attached(4000), ""},
		{"too many fields", strings.Replace(form, "[{key", "["+strings.TrimSuffix(strings.Repeat("{key: k%, label: 项目},", 100), ",")+", {key", 1) + document("正文。") + attached(100), "documents[0].attachments[99].form"},
	} {
		for n := 0; strings.Contains(c.text, "%"); n++ {
			c.text = strings.Replace(c.text, "%", strconv.Itoa(n), 1)
		}
		_, err := Load(strings.NewReader(head+c.text), "a.yaml")
		var e *LoadError
		switch {
		case c.path == "" && err != nil:
			t.Errorf("%s: %.300v", c.what, err)
		case c.path != "" && (!errors.Is(err, ErrTooLarge) || !errors.As(err, &e) || e.Path != c.path || !han.Has(report.Chinese(err))):
			t.Errorf("%s: %.300v", c.what, err)
		}
	}
}

func TestLoadTooLarge(t *testing.T) {
	_, err := Load(io.LimitReader(zeros{}, MaxYAML+1), "a.yaml")
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v, want ErrTooLarge", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '#'
	}
	return len(p), nil
}

func TestLoadEncodings(t *testing.T) {
	_, cases := loadCases(t)
	base := cases["base"]
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + base,
		"CRLF":            strings.ReplaceAll(base, "\n", "\r\n"),
	} {
		if _, err := Load(strings.NewReader(text), "a.yaml"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := Load(strings.NewReader(base+"theme: \xbc\xbc\xc4\xdc\n"), "a.yaml") // GBK
	var le *LoadError
	if !errors.As(err, &le) || !errors.Is(err, ErrEncoding) || le.Line != 8 || le.Column != 8 {
		t.Errorf("GBK: error %v, want ErrEncoding at 8:8", err)
	}
}

// What is no YAML at all is told by what it is.
func TestLoadOtherFiles(t *testing.T) {
	_, cases := loadCases(t)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(cases["base"])
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(cases["base"])
	if err != nil {
		t.Fatal(err)
	}
	archive := func(part, content string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, data := range map[string]string{"[Content_Types].xml": `<Types><Override PartName="/` + part + `" ContentType="` + content + `"/></Types>`, part: "<x/>"} {
			w, err := z.Create(name)
			if err == nil {
				_, err = io.WriteString(w, data)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const office = "application/vnd.openxmlformats-officedocument."
	for _, test := range []struct{ what, text, say string }{
		{"GBK", gbk, "GBK"},
		{"UTF-16", wide, "UTF-16"},
		{".docx", archive("word/document.xml", office+"wordprocessingml.document.main+xml"), ".docx"},
		{".xlsx", archive("xl/workbook.xml", office+"spreadsheetml.sheet.main+xml"), ".xlsx"},
		{"a picture", "\x89PNG\r\n\x1a\n", "图片"},
		{"an old file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧格式"},
	} {
		_, err := Load(strings.NewReader(test.text), "活动.yaml")
		if !errors.Is(err, ErrEncoding) || !strings.Contains(report.Chinese(err), test.say) {
			t.Errorf("%s: %v: %s", test.what, err, report.Chinese(err))
		}
	}
}

// However much is wrong, what is said of it stays short, and says how much more
// there is.
func TestLoadManyErrors(t *testing.T) {
	_, cases := loadCases(t)
	for _, test := range []struct {
		n    int
		says string
	}{
		{yamltree.MaxFaults - 40, "共有60处"},
		{3 * yamltree.MaxFaults, "有100处以上"},
	} {
		var b strings.Builder
		for i := range test.n {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		_, err := Load(strings.NewReader(cases["base"]+b.String()), "a.yaml")
		var all LoadErrors
		if !errors.As(err, &all) || len(all) != min(test.n, yamltree.MaxFaults) {
			t.Fatalf("%d errors", len(all))
		}
		say := all.Chinese()
		if !strings.Contains(say, test.says) || !strings.HasSuffix(say, fmt.Sprintf("还有%d处，改好以上各处后再列出", len(all)-maxTold)) || strings.Count(say, "不认识的键") != maxTold {
			t.Errorf("%.100s … %.100s", say, say[len(say)-100:])
		}
		var first *LoadError
		if !errors.As(err, &first) || first != all[0] || first.Path != "k0" {
			t.Errorf("the first is %v", first)
		}
	}
}

// Where there is too much wrong for all to be read, nothing is said of what was not.
func TestLoadStopsSoundly(t *testing.T) {
	_, cases := loadCases(t)
	text := cases["base"] + "deadlines: [{id: plan, what: 方案, due: 2023-05-06, form: own}]\nmaterial:\n" +
		strings.Repeat("  - {kind: photos}\n", yamltree.MaxFaults) + "forms: [{id: own, use: liaison}]\n"
	_, err := Load(strings.NewReader(text), "a.yaml")
	if err == nil || errors.Is(err, ErrReference) {
		t.Errorf("%.300v", err)
	}
}

// A file that loads is told nothing of slips: what they look like may stand in texts.
func TestNoSlips(t *testing.T) {
	_, cases := loadCases(t)
	c, err := Load(strings.NewReader(cases["base"]+"theme: name：技能，year：{{year}}\nactivities: [{name: '开幕，place：操场', place: \"a：b\"}]\n"), "a.yaml")
	if err != nil || c.Theme != "name：技能，year：{{year}}" {
		t.Errorf("%v", err)
	}
}

func TestLoadReadError(t *testing.T) {
	broken := errors.New("broken")
	if _, err := Load(iotest.ErrReader(broken), "a.yaml"); !errors.Is(err, broken) {
		t.Errorf("error %v, want the reader's", err)
	}
	if _, err := LoadFS(testdata.Campaigns, "campaigns/none.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
}

// Every style of text in YAML, with the place of some of its characters.
func TestFind(t *testing.T) {
	_, cases := loadCases(t)
	text := cases["base"] + `theme: 技能生活
contacts:
  - {organ: "市\"教育\"局", person: '郭''某', phone: "甲\n乙\u4e59丙"}
periods:
  - id: week
    name: |-
      活动周

        缩进
    from: 2023-05-14
    to: 2023-05-20
activities:
  - name: >
      折叠
      文字
`
	c, err := Load(strings.NewReader(text), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		path         string
		line, column int
		want         string
	}{
		{"theme", 0, 0, "a.yaml:8:8"},
		{"theme", 1, 1, "a.yaml:8:8"},
		{"theme", 1, 3, "a.yaml:8:10"},
		{"contacts[0].organ", 1, 1, "a.yaml:10:14"},
		{"contacts[0].organ", 1, 3, "a.yaml:10:17"}, // 教, behind \"
		{"contacts[0].person", 1, 3, "a.yaml:10:37"},
		{"contacts[0].phone", 1, 1, "a.yaml:10:49"},
		{"contacts[0].phone", 2, 1, "a.yaml:10:52"},
		{"contacts[0].phone", 2, 3, "a.yaml:10:59"},
		{"periods[0].name", 1, 2, "a.yaml:14:8"},
		{"periods[0].name", 3, 3, "a.yaml:16:9"},
		{"periods[0].from", 0, 0, "a.yaml:17:11"},
		{"activities[0].name", 1, 4, "a.yaml:20:11"},
		{"documents[0].title", 1, 3, "a.yaml:7:37"},
		{"documents[0]", 0, 0, "a.yaml:7:5"},
	}
	for _, tt := range tests {
		got := c.source.position(c.source.at[tt.path].Find(c.source.lines, tt.line, tt.column)).String()
		if got != tt.want {
			t.Errorf("%s, %d, %d = %q, want %q", tt.path, tt.line, tt.column, got, tt.want)
		}
	}
}

// What the file lacks stands where what holds it begins.
func TestPosition(t *testing.T) {
	_, cases := loadCases(t)
	c, err := Load(strings.NewReader(cases["base"]), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	whole := c.Position("documents[0]")
	for path, want := range map[string]report.Position{
		"documents[0].note": whole, "documents[0].signature.organs[1]": whole, "documents[0].title": c.Position("documents[0].title"),
		"documents[9].title": c.Position("documents"), "forms": c.Position(""),
	} {
		if got := c.Position(path); got != want || got.Line == 0 {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
	if c.Position("documents[0].title") == whole {
		t.Errorf("the title stands at %v, as the document does", whole)
	}
}

// compose composes a document of c and returns where the characters of its
// body stand, which have so many before them in the line of a block.
func compose(t rapid.TB, c *Campaign, i int) func(line, before int) report.Position {
	doc, _, err := c.Compose(&c.Documents[i])
	if err != nil {
		t.Fatal(err)
	}
	return func(line, before int) report.Position {
		at, ok := doc.Places.Find("body", line, before)
		if !ok {
			t.Fatalf("no place of %d:%d", line, before)
		}
		return at
	}
}

// Places count in the composed text.
func TestPositionBehindActions(t *testing.T) {
	_, cases := loadCases(t)
	c, err := Load(strings.NewReader(strings.Replace(cases["base"], "正文。", `"{{year}}年\n甲{{year}}年{{organs}}乙"`, 1)), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	body := `  - {id: notice, kind: 通知, title: 关于活动周的通知, body: "{{year}}年\n甲{{year}}年{{organs}}乙"}`
	text, err := c.Expand(c.Documents[0].Body)
	if err != nil || text != "2023年\n甲2023年市教育局乙" {
		t.Fatal(text, err)
	}
	for _, tt := range []struct {
		line, column int
		before       string // what stands before the place
	}{
		{1, 1, `"`},
		{1, 5, `"{{year}}`},
		{2, 1, `年\n`},
		{2, 3, `年\n甲`}, // within 2023
		{2, 6, `甲{{year}}`},
		{2, 11, `{{organs}}`},
	} {
		at := strings.LastIndex(body, tt.before) + len(tt.before)
		if tt.column == 1 && tt.line == 1 {
			at = strings.Index(body, tt.before) + 1
		}
		want := utf8.RuneCountInString(body[:at]) + 1
		if got := compose(t, c, 0)(tt.line, tt.column-1); got.Column != want {
			t.Errorf("Position(%d, %d) = %v, want column %d", tt.line, tt.column, got, want)
		}
	}
}

func TestPositionOfLiteral(t *testing.T) {
	c := &Campaign{Theme: "技能"}
	if got := c.Position("theme"); got != (report.Position{}) {
		t.Errorf("Position = %v, want none", got)
	}
}

// In a block scalar every character of a block is found in the file.
func TestPositionProperty(t *testing.T) {
	_, cases := loadCases(t)
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙a1 :#\"'{}-，。	")), 0, 12, -1)
		body := rapid.SliceOfN(line, 1, 8).Draw(t, "lines")
		body[0] = "正文" + body[0]
		text := strings.TrimSuffix(cases["base"], "body: 正文。}\n") + "body: 甲}\n  - id: second\n    kind: 通知\n    title: 通知\n    body: |\n"
		for _, l := range body {
			text += "      " + l + "\n"
		}
		c, err := Load(strings.NewReader(text), "a.yaml")
		if err != nil {
			t.Skip() // two braces, which open an action
		}
		if want := strings.Join(body, "\n") + "\n"; strings.TrimSpace(body[len(body)-1]) != "" && c.Documents[1].Body != want {
			t.Fatalf("the text is %q, want %q", c.Documents[1].Body, want)
		}
		lines := strings.Split(text, "\n")
		doc, _, err := c.Compose(&c.Documents[1])
		if err != nil {
			t.Fatal(err)
		}
		same := func(line, before int, text string) {
			for k, r := range []rune(text) {
				p, ok := doc.Places.Find("body", line, before+k)
				if src := []rune(lines[p.Line-1]); !ok || src[p.Column-1] != r {
					t.Fatalf("character %d:%d %q is placed at %v, which is %q", line, before+k, r, p, src[p.Column-1])
				}
			}
		}
		for _, b := range doc.Body {
			switch b := b.(type) {
			case *document.Heading:
				same(b.Line, 0, b.Mark+b.Text)
			case *document.Paragraph:
				same(b.Line, 0, b.Mark+b.Lead+b.Text)
			case *document.Labelled:
				same(b.Line, 0, b.Label+b.Text)
			case *document.Table:
				for i, row := range b.Rows {
					before := 0
					for _, cell := range row {
						same(b.Line+i, before, cell)
						before += utf8.RuneCountInString(cell) + 1
					}
				}
			}
		}
	})
}

func TestTextsStayAsWritten(t *testing.T) {
	c, err := Load(bytes.NewReader([]byte(`schema: zhijiao/campaign@1
name: "001"
level: 市
year: 2023
organs:
  - name: 教育局
contacts: [{organ: "2023-05-06", phone: "0592-2000001"}]
documents:
  - id: 通知
    kind: 通知
    title: no
    body: |
      第一行  
      	制表符
`)), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{c.Name, c.Contacts[0].Organ, c.Contacts[0].Phone, c.Documents[0].Title, c.Documents[0].Body}
	want := []string{"001", "2023-05-06", "0592-2000001", "no", "第一行  \n\t制表符\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadOwnForm(t *testing.T) {
	_, cases := loadCases(t)
	c, err := Load(strings.NewReader(cases["base"]+`forms:
  - id: plan
    schema:
      id: plan
      title: 规划表
      head: [{key: school, label: 学校, required: true}]
      blocks:
        - {key: days, rows: 4, fields: [{key: place, label: 地点, kind: choice, options: 校内|校外}, {key: people, label: 人数, kind: integer, min: 1}]}
`), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.FormSchema("plan")
	if err != nil {
		t.Fatal(err)
	}
	f := s.Blocks[0].Fields
	if len(f[0].Options) != 2 || f[1].Min != "1" || f[1].Kind != forms.Integer || !s.Head[0].Required {
		t.Errorf("schema %+v", s)
	}
	s.Title = ""
	if again, _ := c.FormSchema("plan"); again.Title != "规划表" {
		t.Error("FormSchema gives the campaign's own schema away")
	}
}

func FuzzLoad(f *testing.F) {
	_, cases := loadCases(f)
	for _, text := range cases {
		f.Add([]byte(text))
	}
	xiamen, err := fs.ReadFile(testdata.Campaigns, "campaigns/xiamen-2023.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(xiamen)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<14 {
			t.Skip()
		}
		c, err := Load(bytes.NewReader(data), "a.yaml")
		var le *LoadError
		switch {
		case err == nil:
			for i := range c.Documents {
				if _, _, err := c.Compose(&c.Documents[i]); err != nil {
					t.Errorf("a loaded document does not compose: %v", err)
				}
			}
		case !errors.As(err, &le):
			t.Errorf("error %v is no *LoadError", err)
		case err.Error() == "" || report.Chinese(err) == "":
			t.Errorf("error without words: %#v", le)
		}
	})
}

func TestLoadManyKeys(t *testing.T) {
	_, cases := loadCases(t)
	var b strings.Builder
	for i := range yamltree.MaxTokens {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	if _, err := Load(strings.NewReader(cases["base"]+b.String()), "a.yaml"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %.200v, want ErrTooLarge", err)
	}
}
