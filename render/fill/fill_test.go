package fill_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/fill"
)

const templates = "../../testdata/templates"

// known are what the placeholders of the templates stand for.
func known() fill.Data {
	once, row := new(fill.Values), new(fill.Values)
	once.Set("theme", `技能<成才> & "强国"`)
	once.Set("年份", "2027")
	once.Set("organ", "示例市教育局")
	once.Set(`period "week"`, "2027年5月9日—15日")
	row.Set("学校", "示例市第一职业学校")
	row.Set("序号", "1")
	row.Set("联系人", "张某某")
	row.Set("电话", "0000-1234567")
	return fill.Data{Values: []*fill.Values{once, row}}
}

func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		data, err := gate.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

func read(t *testing.T, data []byte, name string) *fill.Template {
	t.Helper()
	tpl, err := fill.Read(bytes.NewReader(data), int64(len(data)), name)
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

// says is the text of a document, headers and notes too.
func says(t *testing.T, file []byte) string {
	t.Helper()
	d, err := wordml.Read(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		c := wordml.Cell{Blocks: []wordml.Block{block}}
		b.WriteString(c.Text() + "\n")
	}
	return b.String() + strings.Join(d.Aside, "\n")
}

var (
	placeholder = regexp.MustCompile(`(?:\{\{|｛｛)(.*?)(?:\}\}|｝｝)`)
	texts       = regexp.MustCompile(`(<\w+:t)(?: xml:space="preserve")?(>)[^<]*`)
)

// However a word processor has split a placeholder, what it stands for takes its
// place; the rest of the text, the marks around it and all other parts stay.
func TestFill(t *testing.T) {
	files, err := filepath.Glob(templates + "/*.docx")
	if err != nil || len(files) != 40 {
		t.Fatalf("%d templates, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := known()
			var out bytes.Buffer
			if empty, err := read(t, before, file).Fill(&out, d); err != nil || empty != nil {
				t.Fatal(empty, err)
			}
			want := placeholder.ReplaceAllStringFunc(says(t, before), func(written string) string {
				for _, v := range d.Values {
					if s, ok := v.Get(placeholder.FindStringSubmatch(written)[1]); ok {
						return s
					}
				}
				return written
			})
			if d := cmp.Diff(want, says(t, out.Bytes())); d != "" {
				t.Error(d)
			}
			was, is := parts(t, before), parts(t, out.Bytes())
			if len(was) != len(is) {
				t.Errorf("%d parts, want %d", len(is), len(was))
			}
			for name, part := range was {
				if strings.Contains(part, "{") && strings.HasPrefix(name, "word/") {
					a, b := texts.ReplaceAllString(part, "$1$2"), texts.ReplaceAllString(is[name], "$1$2")
					if d := cmp.Diff(a, b); d != "" {
						t.Errorf("%s: its elements differ: %s", name, d)
					}
				} else if part != is[name] {
					t.Errorf("%s differs", name)
				}
			}
		})
	}
}

// What takes the place of a placeholder looks as its first character did.
func TestFillKeepsTheFirstFormat(t *testing.T) {
	data, err := os.ReadFile(templates + "/letters.docx")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := read(t, data, "letters.docx").Fill(&out, known()); err != nil {
		t.Fatal(err)
	}
	run := regexp.MustCompile(`<w:sz w:val="(\d+)"/></w:rPr><w:t[^>]*>示例市第一职业学校</w:t>`)
	if g := run.FindStringSubmatch(parts(t, out.Bytes())["word/document.xml"]); g == nil || g[1] != "26" {
		t.Errorf("%q, want the size of the fourth character, 13 pt", g)
	}
}

func docx(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	return docxNamed(t, "word/document.xml", body, more...)
}

func docxNamed(t testing.TB, main, body string, more ...string) []byte {
	t.Helper()
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	all := append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/` + main + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		main, `<w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`,
	}, more...)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(all); i += 2 {
		w, err := z.Create(all[i])
		if err == nil {
			_, err = io.WriteString(w, all[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const rels = "word/_rels/document.xml.rels"

func p(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func filled(t *testing.T, data []byte, d fill.Data) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := read(t, data, "模板.docx").Fill(&out, d); err != nil {
		t.Fatal(err)
	}
	for name, part := range parts(t, out.Bytes()) {
		if strings.HasPrefix(name, "word/document") {
			_, body, _ := strings.Cut(part, "<w:body>")
			body, _, _ = strings.Cut(body, "</w:body>")
			return body
		}
	}
	return ""
}

func values(pairs ...string) *fill.Values {
	v := new(fill.Values)
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// A value is text: its marks are escaped, its lines and tabs become those of the
// document, and what no document holds is left out.
func TestValues(t *testing.T) {
	for _, c := range []struct{ body, value, want string }{
		{p("{{a}}"), "x", `<w:p><w:r><w:t xml:space="preserve">x</w:t></w:r></w:p>`},
		{p("一{{a}}二"), "<&>", `<w:p><w:r><w:t xml:space="preserve">一&lt;&amp;&gt;二</w:t></w:r></w:p>`},
		{p("{{a}}"), "甲\n乙\t丙", `<w:p><w:r><w:t xml:space="preserve">甲</w:t><w:br/><w:t xml:space="preserve">乙</w:t><w:tab/><w:t xml:space="preserve">丙</w:t></w:r></w:p>`},
		{p("{{a}}"), "甲\x00\x0b乙", `<w:p><w:r><w:t xml:space="preserve">甲</w:t><w:br/><w:t xml:space="preserve">乙</w:t></w:r></w:p>`},
		{p("{{a}}"), "{{a}}", `<w:p><w:r><w:t xml:space="preserve">{{a}}</w:t></w:r></w:p>`},
		{p("<![CDATA[<{{a}}&]]>"), "<", `<w:p><w:r><w:t xml:space="preserve"><![CDATA[<]]>&lt;<![CDATA[&]]></w:t></w:r></w:p>`},
		{p("&#x4e00;&lt;{&#123;&#97;}}&amp;"), "x", `<w:p><w:r><w:t xml:space="preserve">&#x4e00;&lt;x&amp;</w:t></w:r></w:p>`},
	} {
		if got := filled(t, docx(t, c.body, rels, "<r/>"), fill.Data{Values: []*fill.Values{values("a", c.value)}}); got != c.want {
			t.Errorf("%q in %s:\n%s\nwant\n%s", c.value, c.body, got, c.want)
		}
	}
}

// A row with a placeholder of rows is repeated; in copies nothing has an id twice. The
// rows around it stay.
func TestRows(t *testing.T) {
	row := func(cells, id string) string {
		return `<w:tr w14:paraId="` + id + `"><w:tc>` + cells + `</w:tc></w:tr>`
	}
	body := `<w:tbl>` + row(p("校"), "1") +
		row(`<w:p w14:paraId="2" w14:textId="3"><w:bookmarkStart w:id="1" w:name="b"/><w:r><w:t>{{n}}{{theme}}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>`, "4") +
		row(p("{{theme}}"), "5") + `</w:tbl>`
	got := filled(t, docx(t, body), fill.Data{Values: []*fill.Values{values("theme", "T")}, Rows: []*fill.Values{values("n", "甲"), values("n", "乙"), values("n", "丙")}})
	want := `<w:tbl>` + row(p("校"), "1") +
		row(`<w:p w14:paraId="2" w14:textId="3"><w:bookmarkStart w:id="1" w:name="b"/><w:r><w:t xml:space="preserve">甲T</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>`, "4") +
		`<w:tr ><w:tc><w:p  ><w:r><w:t xml:space="preserve">乙T</w:t></w:r></w:p></w:tc></w:tr>` +
		`<w:tr ><w:tc><w:p  ><w:r><w:t xml:space="preserve">丙T</w:t></w:r></w:p></w:tc></w:tr>` +
		strings.Replace(row(p("T"), "5"), "<w:t>", `<w:t xml:space="preserve">`, 1) + `</w:tbl>`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The body may be in a part of another name, and without links.
func TestOtherBody(t *testing.T) {
	for _, data := range [][]byte{docxNamed(t, "word/document2.xml", p("{{a}}")), docx(t, p("{{a}}")), docx(t, p("{{a}}"), rels, "<r/>", "word/header1.xml", `<w:hdr xmlns:w="w">`+p("{{a}}")+`</w:hdr>`)} {
		if got := filled(t, data, fill.Data{Values: []*fill.Values{values("a", "x")}}); !strings.Contains(got, ">x<") {
			t.Error(got)
		}
	}
}

// What cannot be filled in is told with its place, and with the name that it is
// likely to be; nothing is written.
func TestFaults(t *testing.T) {
	header := []string{"word/header2.xml", `<w:hdr xmlns:w="w">` + p("甲") + p("页眉里的{{them}}字") + `</w:hdr>`}
	for name, c := range map[string]struct {
		data []byte
		err  error
		want []string
	}{
		"unknown": {docx(t, p("甲")+p("关于{{thme}}的通知"), header...), fill.ErrUnknown,
			[]string{"正文第2段“关于{{thme}}的通知”：{{thme}}，没有这个占位符，是不是{{theme}}", "页眉（header2.xml）第2段“页眉里的{{them}}字”"}},
		"far":      {docx(t, p("{{完全不同的一个名称}}")), fill.ErrUnknown, []string{"可用的有：theme、学校"}},
		"no end":   {docx(t, p("甲{{theme")+p("}}乙")), fill.ErrOpen, []string{"正文第1段“甲{{theme”"}},
		"two":      {docx(t, p("{{theme {{theme}}")), fill.ErrOpen, []string{"{{theme"}},
		"break":    {docx(t, `<w:p><w:r><w:t>{{the</w:t><w:br/><w:t>me}}</w:t></w:r></w:p>`), fill.ErrOpen, []string{"第1段"}},
		"row":      {docx(t, p("{{学校}}")), fill.ErrRow, []string{"正文第1段"}},
		"nested":   {docx(t, `<w:tbl><w:tr><w:tc>`+p("{{学校}}")+`<w:tbl><w:tr><w:tc>`+p("{{学校}}")+`</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`), fill.ErrNested, []string{"又套着"}},
		"formula":  {docx(t, `<w:p><m:oMath><m:r><m:t>{{theme}}</m:t></m:r></m:oMath></w:p>`), fill.ErrPlace, []string{"公式"}},
		"wordart":  {docx(t, `<w:p><w:r><w:pict><w:textpath string="{{theme}}"/></w:pict></w:r></w:p>`), fill.ErrPlace, []string{"艺术字"}},
		"workbook": {[]byte("PK\x03\x04"), gate.ErrDamaged, []string{"已损坏"}},
		"nothing":  {nil, gate.ErrEmpty, []string{"空的"}},
		"old":      {append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 512)...), nil, []string{"另存为"}},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			tpl, err := fill.Read(bytes.NewReader(c.data), int64(len(c.data)), "函.docx")
			if err == nil {
				_, err = tpl.Fill(&out, fill.Data{Values: []*fill.Values{values("theme", "T")}, Rows: []*fill.Values{values("学校", "甲")}})
			}
			var typed *fill.Error
			if !errors.As(err, &typed) || typed.File != "函.docx" || c.err != nil && !errors.Is(err, c.err) || out.Len() > 0 {
				t.Fatalf("%T %v", err, err)
			}
			for _, want := range c.want {
				if !strings.Contains(typed.Chinese(), want) {
					t.Errorf("%s\nlacks %s", typed.Chinese(), want)
				}
			}
		})
	}
}

// Names of both kinds are told, those in rows of tables apart.
func TestNames(t *testing.T) {
	tpl := read(t, docx(t, p("{{b}} {{ “a” }}")+`<w:tbl><w:tr><w:tc>`+p("{{c d}}{{b}}")+`</w:tc></w:tr></w:tbl>`), "x")
	if got := tpl.Names(); !slices.Equal(got, []string{"b", "“a”", "c d"}) {
		t.Errorf("%q", got)
	}
	if got := tpl.Loose(); !slices.Equal(got, []string{"b", "“a”"}) {
		t.Errorf("%q", got)
	}
}

// For which placeholders there was no text is told.
func TestEmpty(t *testing.T) {
	tpl := read(t, docx(t, p("{{a}}{{b}}{{c}}")), "x")
	empty, err := tpl.Fill(io.Discard, fill.Data{Values: []*fill.Values{values("a", "", "b", "1", "c", " ")}})
	if err != nil || !slices.Equal(empty, []string{"a", "c"}) {
		t.Error(empty, err)
	}
}

// A document may not become larger than any is.
func TestTooMany(t *testing.T) {
	rows := slices.Repeat([]*fill.Values{values("n", strings.Repeat("长", 1<<20))}, 100)
	_, err := read(t, docx(t, `<w:tbl><w:tr><w:tc>`+p("{{n}}")+`</w:tc></w:tr></w:tbl>`), "x").Fill(io.Discard, fill.Data{Rows: rows})
	if !errors.Is(err, gate.ErrTooLarge) {
		t.Error(err)
	}
}

// Whatever a file is, it is a template or an error of the package, and what comes of
// it can be read.
func FuzzRead(f *testing.F) {
	for _, body := range []string{p("{{a}}"), p("{{a"), `<w:tbl><w:tr><w:tc>` + p("{{n}}") + `</w:tc></w:tr></w:tbl>`, p("<![CDATA[{{a}}]]>"), p("&#123;{a}}&amp;"), "<w:p><w:r><w:t>{{</w:t></w:r><w:r><w:t>a}}</w:t></w:r></w:p>"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		data := docx(t, body, rels, "<r/>")
		tpl, err := fill.Read(bytes.NewReader(data), int64(len(data)), "x")
		var typed *fill.Error
		if err != nil {
			if !errors.As(err, &typed) || typed.Chinese() == "" {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		v := new(fill.Values)
		for _, name := range tpl.Names() {
			v.Set(name, "甲\n<乙>")
		}
		n := values("n", "丙")
		var out bytes.Buffer
		if _, err := tpl.Fill(&out, fill.Data{Values: []*fill.Values{v}, Rows: []*fill.Values{n, n}}); err != nil {
			if !errors.As(err, &typed) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		again, err := fill.Read(bytes.NewReader(out.Bytes()), int64(out.Len()), "x")
		if err != nil {
			t.Fatalf("what was filled cannot be read: %v", err)
		}
		if names := again.Names(); len(names) > 0 {
			t.Fatalf("left: %q", names)
		}
	})
}

func ExampleTemplate_Fill() {
	file, err := os.Open("../../testdata/templates/table.docx")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	info, _ := file.Stat()
	t, err := fill.Read(file, info.Size(), "table.docx")
	if err != nil {
		panic(err) // report.Chinese says it to a clerk
	}
	var all fill.Data
	once := new(fill.Values)
	once.Set("theme", "技能强国")
	all.Values = append(all.Values, once)
	for i, school := range []string{"示例市第一职业学校", "示例市第二职业学校"} {
		row := new(fill.Values)
		row.Set("序号", fmt.Sprint(i+1))
		row.Set("学校", school)
		row.Set("联系人", "张某某")
		row.Set("电话", "")
		all.Rows = append(all.Rows, row)
	}
	empty, err := t.Fill(io.Discard, all)
	fmt.Println(t.Names(), empty, err)
	// Output: [序号 学校 联系人 电话 theme] [电话] <nil>
}
