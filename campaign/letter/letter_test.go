package letter_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/fill"
	"github.com/zhijiao-go/zhijiao/render/template"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func load(t *testing.T) *campaign.Campaign {
	t.Helper()
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// docx is a document of paragraphs; those with a | are a row of a table.
func docx(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	body := ""
	for _, s := range paragraphs {
		p := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
		if cells := strings.Split(s, "|"); len(cells) > 1 {
			body += "<w:tbl><w:tr>"
			for _, cell := range cells {
				body += "<w:tc>" + p(cell) + "</w:tc>"
			}
			body += "</w:tr></w:tbl>"
			continue
		}
		body += p(s)
	}
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
	} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = io.WriteString(w, f[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func says(t *testing.T, file []byte) string {
	t.Helper()
	d, err := wordml.Read(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	c := wordml.Cell{Blocks: d.Blocks}
	return c.Text()
}

// write fills a template in and returns what comes of it by path.
func write(t *testing.T, w *letter.Writer, l letter.Letter, paragraphs ...string) (map[string]string, letter.Made, error) {
	t.Helper()
	data := docx(t, paragraphs...)
	var err error
	if l.Template, err = fill.Read(bytes.NewReader(data), int64(len(data)), "模板.docx"); err != nil {
		t.Fatal(err)
	}
	l.Name = "函"
	got := map[string]string{}
	made, err := w.Write(l, func(path, _ string, data []byte) error {
		got[path] = says(t, data)
		return nil
	})
	return got, made, err
}

var roster = returned.Roster{
	{Name: "甲学校", District: "东区", Contact: "张某某", Enrolled: 1200, Other: map[string]string{"奖项": "优秀组织奖"}},
	{Name: "乙/学校"},
}

// What a template says of the campaign, of its documents and of schools is filled in:
// once, with a row of a table for each school, or in a file for each.
func TestWrite(t *testing.T) {
	for name, c := range map[string]struct {
		l    letter.Letter
		in   []string
		want map[string]string
		note string
	}{
		"campaign": {in: []string{`{{theme}} {{主题}} {{year}} {{days "week"}}`, "{{活动名称}} {{活动时间}} {{organ}} {{organs}}"},
			want: map[string]string{"文书/函.docx": "一技在手，一生无忧 一技在手，一生无忧 2027 5月9日—15日\n2027年示例市职业教育活动周 2027年5月9日—15日 示例市教育局 市教育局、市人力资源社会保障局、市中华职业教育社"}},
		"document": {in: []string{"{{发文字号}} {{成文日期}} {{文种}}", "{{标题 “opening”}}"},
			want: map[string]string{"文书/函.docx": "示教职成〔2027〕8号 2027年4月6日 通知\n2027年示例市职业教育活动周启动仪式组织方案"}},
		"rows": {in: []string{"{{序号}}|{{学校名称}}|{{奖项}}"},
			want: map[string]string{"文书/函.docx": "1\t甲学校\t优秀组织奖\n2\t乙/学校\t"}, note: "奖项"},
		"each": {in: []string{"{{学校}}（{{在校生数}}）"},
			want: map[string]string{"文书/函/甲学校.docx": "甲学校（1200）", "文书/函/乙_学校.docx": "乙/学校（）"}, note: "在校生数"},
		"out": {l: letter.Letter{Out: "证书/{{区县}}/{{年份}}{{学校}}.docx"}, in: []string{"优秀"},
			want: map[string]string{"证书/东区/2027甲学校.docx": "优秀", "证书/未命名/2027乙_学校.docx": "优秀"}},
		"same name": {l: letter.Letter{Out: "证书/{{年份}}", For: "school"}, in: []string{"{{学校}}"},
			want: map[string]string{"证书/2027.docx": "甲学校", "证书/2027-2.docx": "乙/学校"}},
		"later": {in: []string{"{{合计 学生数}}"}, want: map[string]string{}, note: "收齐后"},
	} {
		t.Run(name, func(t *testing.T) {
			got, made, err := write(t, &letter.Writer{Campaign: load(t), Roster: roster}, c.l, c.in...)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			if note := made.Note(); c.note == "" && note != "" || !strings.Contains(note, c.note) {
				t.Errorf("noted: %q", note)
			}
		})
	}
}

// Without a roster a row stays to be filled in by hand, and what is for each school
// waits.
func TestNoRoster(t *testing.T) {
	w := &letter.Writer{Campaign: load(t)}
	if got, _, err := write(t, w, letter.Letter{}, "{{学校}}|{{联系人}}"); err != nil || got["文书/函.docx"] != "\t" {
		t.Errorf("%q %v", got, err)
	}
	if got, made, err := write(t, w, letter.Letter{}, "{{学校}}"); err != nil || len(got) > 0 || !strings.Contains(made.Note(), "名册") {
		t.Errorf("%q %q %v", got, made.Note(), err)
	}
}

// A column that the roster lacks is an error that names the nearest.
func TestUnknown(t *testing.T) {
	w := &letter.Writer{Campaign: load(t), Roster: roster}
	_, _, err := write(t, w, letter.Letter{For: "school"}, "{{联系仁}}")
	var typed *fill.Error
	if !errors.As(err, &typed) || !strings.Contains(typed.Chinese(), "是不是{{联系人}}") {
		t.Error(err)
	}
	if _, _, err = write(t, w, letter.Letter{Out: "{{区}}"}, "正文"); !errors.Is(err, fill.ErrUnknown) {
		t.Error(err)
	}
}

// The built-in papers hold no placeholder that is not known, collected ones apart.
func TestOffice(t *testing.T) {
	c := load(t)
	for _, name := range template.OfficeNames() {
		c.Templates = append(c.Templates, campaign.Template{Use: name})
	}
	all, err := letter.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	w := &letter.Writer{Campaign: c, Roster: roster, Totals: new(fill.Values), Sent: func(string) *fill.Values {
		v := new(fill.Values)
		for _, name := range []string{"已报", "迟报", "未报"} {
			v.Set(name, "无")
		}
		return v
	}}
	var paths []string
	for _, l := range all {
		if l.Collected() != (l.Name == template.Receipt) {
			t.Errorf("%s: collected %v", l.Name, l.Collected())
		}
		if made, err := w.Write(l, func(path, _ string, data []byte) error {
			paths = append(paths, path)
			if strings.Contains(says(t, data), "{{") {
				t.Errorf("%s has placeholders left", path)
			}
			return nil
		}); err != nil || made.Note() != "" {
			t.Error(made.Note(), err)
		}
	}
	want := []string{"文书/发文稿纸.docx", "文书/会签单.docx", "文书/荣誉证书/甲学校.docx", "文书/荣誉证书/乙_学校.docx", "文书/告知函/甲学校.docx", "文书/告知函/乙_学校.docx"}
	if d := cmp.Diff(want, paths); d != "" {
		t.Error(d)
	}
}

// A campaign names its templates; they are read beside its file, and written with it.
func TestCampaign(t *testing.T) {
	const head = "schema: zhijiao/campaign@1\nname: 活动周\nlevel: 市\nyear: 2027\norgans: [{name: 某某市教育局}]\ndocuments:\n  - {id: notice, kind: 通知, title: 关于活动周的通知, body: 正文。}\n"
	beside := fstest.MapFS{"模板/函.docx": {Data: docx(t, "{{学校}}")}, "坏.docx": {Data: []byte("x")}}
	read := func(templates string) (*campaign.Campaign, error) {
		return campaign.LoadBeside(strings.NewReader(head+"templates:\n"+templates), "c.yaml", beside)
	}
	c, err := read("  - {file: 模板/函.docx, for: school, out: \"函/{{学校}}\"}\n  - {use: 荣誉证书}\n")
	if err == nil {
		var all []letter.Letter
		if all, err = letter.Of(c); len(all) != 2 || all[0].Name != "函" || all[1].Name != "荣誉证书" {
			t.Errorf("%v", all)
		}
	}
	var b bytes.Buffer
	if err := errors.Join(err, campaign.Write(&b, c)); err != nil {
		t.Fatal(err)
	}
	if again, err := c.LoadAgain(&b, "c.yaml"); err != nil || again.Templates[0].Read != c.Templates[0].Read {
		t.Error(err)
	}
	for _, wrong := range []string{"  - {}\n", "  - {use: 奖状}\n", "  - {file: 没有.docx}\n", "  - {file: 坏.docx}\n", "  - {file: ../函.docx}\n",
		"  - {file: 模板/函.docx, use: 荣誉证书}\n", "  - {use: 荣誉证书, for: 每校}\n", "  - {use: 荣誉证书, out: ../x}\n", "  - {use: 荣誉证书, document: notic}\n"} {
		var typed *campaign.LoadError
		if _, err := read(wrong); !errors.As(err, &typed) || typed.Line != 9 {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

// A folder's documents are templates, but for what Word keeps beside one that is open.
func TestIn(t *testing.T) {
	all, err := letter.In(os.DirFS("../../testdata/templates"))
	if err != nil || len(all) != 40 || !slices.IsSortedFunc(all, func(a, b letter.Letter) int { return strings.Compare(a.Name+".docx", b.Name+".docx") }) {
		t.Fatalf("%d, %v", len(all), err)
	}
	names := map[string]int{}
	for _, l := range all {
		for _, n := range l.Template.Names() {
			names[n]++
		}
	}
	if len(names) == 0 || slices.Contains(slices.Collect(maps.Keys(names)), "") {
		t.Errorf("%v", names)
	}
	if all, err := letter.In(fstest.MapFS{"~$函.docx": {}, "说明.txt": {}, "函.DOCX": {Data: docx(t, "x")}}); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
}
