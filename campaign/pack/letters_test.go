package pack

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/fill"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A campaign's templates are filled in, lie in the pack where its campaign.yaml looks
// for them, and the built-in ones beside them.
func TestLetters(t *testing.T) {
	row, err := os.ReadFile("../../testdata/templates/table.docx")
	if err != nil {
		t.Fatal(err)
	}
	each, err := os.ReadFile("../../testdata/templates/plain.docx")
	if err != nil {
		t.Fatal(err)
	}
	beside := fstest.MapFS{"文书模板/名单.docx": {Data: row}, "函.docx": {Data: each}}
	const text = "schema: zhijiao/campaign@1\nname: 活动周\nlevel: 市\nyear: 2027\ntheme: 技能强国\norgans: [{name: 某某市教育局}]\n" +
		"periods: [{id: week, name: 活动周, from: 2027-05-09, to: 2027-05-15}]\n" +
		"templates: [{file: 文书模板/名单.docx}, {file: 函.docx}]\ndocuments: [{id: notice, kind: 通知, title: 关于活动周的通知, body: 正文。}]\n"
	c, err := campaign.LoadBeside(strings.NewReader(text), "c.yaml", beside)
	if err != nil {
		t.Fatal(err)
	}
	o := listed(t, schools...)
	o.Keep = true
	r, files, _ := packed(t, c, o)
	if !bytes.Equal(files["文书模板/名单.docx"], row) || !bytes.Equal(files["函.docx"], each) {
		t.Error("the templates are not where campaign.yaml looks for them")
	}
	if _, err := campaign.LoadBeside(bytes.NewReader(files["campaign.yaml"]), "campaign.yaml", fstest.MapFS{
		"文书模板/名单.docx": {Data: files["文书模板/名单.docx"]}, "函.docx": {Data: files["函.docx"]}}); err != nil {
		t.Error(err)
	}
	said := func(name string) string {
		d, err := wordml.Read(bytes.NewReader(files[name]), int64(len(files[name])))
		if err != nil {
			t.Fatal(name, err)
		}
		cell := wordml.Cell{Blocks: d.Blocks}
		return cell.Text()
	}
	if got := said("文书/名单.docx"); !strings.Contains(got, "1.示例市第一职业学校\t张某某\t0431-80000000\n2.示例/职业学院\t李某某\t\n3.示例:职业学院") {
		t.Errorf("%q", got)
	}
	if got := said("文书/函/示例_职业学院-2.docx"); !strings.Contains(got, "示例:职业学院：活动于2027年5月9日—15日举行，王某某（）负责") {
		t.Errorf("%q", got)
	}
	for _, name := range []string{"发文稿纸", "会签单", "荣誉证书", "告知函"} {
		if !strings.Contains(said("模板/"+name+".docx"), "{{") {
			t.Errorf("模板/%s.docx is no template", name)
		}
	}
	if !slices.ContainsFunc(r.Report.Skipped, func(s report.Skip) bool { return strings.Contains(s.Reason, "空着：电话") }) {
		t.Errorf("%v", r.Report.Skipped)
	}
}

// A template that cannot be filled in stops the pack, and says where.
func TestLettersUnknown(t *testing.T) {
	bad, err := letter.In(fstest.MapFS{"函.docx": {Data: []byte("x")}})
	if bad != nil || err == nil {
		t.Error("a text is a template")
	}
	data, err := os.ReadFile("../../testdata/templates/plain.docx")
	if err != nil {
		t.Fatal(err)
	}
	all, err := letter.In(fstest.MapFS{"函.docx": {Data: data}})
	if err != nil {
		t.Fatal(err)
	}
	o := listed(t, schools...)
	o.Letters = all
	var out output.Memory
	_, err = Pack(t.Context(), &campaign.Campaign{Theme: "技能强国"}, o, &out) // it has no period
	var typed *fill.Error
	if !errors.As(err, &typed) || !strings.Contains(typed.Chinese(), `正文第2段`) || len(out.Files()) > 0 {
		t.Errorf("%v", err)
	}
}
