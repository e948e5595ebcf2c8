package returned_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// looks is a form as an office draws it, with every [forms.Look].
func looks() *forms.Schema {
	return &forms.Schema{
		ID: "award", Version: "1", Title: "先进个人推荐审批表", Photo: "贴照片处\n（近期一寸）",
		Head: []forms.Field{
			{Key: "unit", Label: "填报单位", Look: forms.LookLine},
			{Key: "day", Label: "填报日期", Kind: forms.Date, Look: forms.LookLine},
			{Key: "name", Label: "姓名", Required: true},
			{Key: "sex", Label: "性别", Kind: forms.Choice, Options: forms.Options{"男", "女"}, Look: forms.LookTicks},
			{Key: "born", Label: "出生日期", Kind: forms.Date, Look: forms.LookParts},
			{Key: "nation", Label: "民族"},
			{Key: "phone", Label: "联系电话", Kind: forms.Phone},
			{Key: "party", Label: "是否党员", Kind: forms.YesNo, Look: forms.LookTicks},
			{Key: "ways", Label: "推荐类别", Kind: forms.Choices, Options: forms.Options{"教学", "管理", "竞赛"}, Look: forms.LookTicks},
		},
		Blocks: []forms.Block{
			{Key: "family", Label: "家庭成员", Side: true, Rows: 3, Fields: []forms.Field{{Key: "of", Label: "称谓"}, {Key: "who", Label: "姓名"}, {Key: "work", Label: "工作单位及职务"}}},
			{Key: "deeds", Fields: []forms.Field{{Key: "deeds", Label: "主要事迹", Rows: 4}, {Key: "school", Label: "学校意见", Look: forms.LookOpinion}, {Key: "bureau", Label: "主管部门意见", Look: forms.LookOpinion}}},
		},
		Foot: []forms.Field{{Key: "by", Label: "填表人"}, {Key: "tel", Label: "联系方式", Kind: forms.Phone}},
	}
}

// TestLooks: what a look prints is no answer, neither in a blank nor beside the
// answers that people write into it.
func TestLooks(t *testing.T) {
	s := looks()
	if dir := os.Getenv("LOOKS"); dir != "" { // to be looked at
		var x, d bytes.Buffer
		sheet.Form(&x, s, blank.Options{})
		render.FormDOCX(&d, s, blank.Options{})
		os.WriteFile(filepath.Join(dir, "looks.xlsx"), x.Bytes(), 0o666)
		os.WriteFile(filepath.Join(dir, "looks.docx"), d.Bytes(), 0o666)
	}
	for name, print := range map[string]blank.Printer{"a.xlsx": sheet.Form, "a.docx": render.FormDOCX} {
		read := func(data []byte) (*returned.Return, []report.Finding) {
			t.Helper()
			returns, findings, err := (&returned.Reader{Year: 2026}).Read(bytes.NewReader(data), int64(len(data)), name, s)
			if err != nil || len(returns) != 1 {
				t.Fatalf("%s: %d returns, %v, %v", name, len(returns), findings, err)
			}
			return returns[0], findings
		}
		var empty bytes.Buffer
		if err := print(&empty, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		r, findings := read(empty.Bytes())
		if !r.Blank() || len(findings) > 0 {
			t.Errorf("%s: the blank says %v, and %v", name, r.Values, findings)
		}
		fill := map[forms.Ref]string{
			{Key: "unit"}: "第一中专", {Key: "day"}: "2026-05-08", {Key: "name"}: "张某某", {Key: "sex"}: "女", {Key: "born"}: "2026-03-02", {Key: "party"}: "是", {Key: "ways"}: "教学、竞赛",
			{Block: "family", Row: 1, Key: "of"}: "父亲", {Block: "family", Row: 1, Key: "who"}: "张某", {Block: "deeds", Row: 1, Key: "school"}: "同意推荐。", {Key: "by"}: "李某",
		}
		var filled bytes.Buffer
		if err := print(&filled, s, blank.Options{Fill: fill}); err != nil {
			t.Fatal(err)
		}
		r, findings = read(filled.Bytes())
		for _, v := range r.Values {
			if v.Text != fill[v.Ref] {
				t.Errorf("%s: %s is %q (%v), want %q", name, v.Ref, v.Text, v.State, fill[v.Ref])
			}
		}
		for _, f := range findings {
			if f.Severity <= report.Warning {
				t.Errorf("%s: %v", name, f)
			}
		}
	}
}

// TestLooksByHand: answers typed beside what is printed.
func TestLooksByHand(t *testing.T) {
	s := looks()
	var out bytes.Buffer
	if err := sheet.Form(&out, s, blank.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.Layout()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"sex": "男", "born": "1985-03-02", "party": "否", "ways": "管理", "school": "同意。"}
	for ref, text := range map[forms.Ref]string{
		{Key: "sex"}: "√男  □女", {Key: "born"}: "  1985  年 3  月  2 日", {Key: "party"}: "□是  ■否", {Key: "ways"}: "□教学  ☑管理  □竞赛",
		{Block: "deeds", Row: 1, Key: "school"}: "同意。\n\n签字（盖章）：                年    月    日",
	} {
		if err := f.SetCellStr(l.Sheet, l.At(ref).Name(), text); err != nil {
			t.Fatal(err)
		}
	}
	var back bytes.Buffer
	if err := f.Write(&back); err != nil {
		t.Fatal(err)
	}
	returns, _, err := (&returned.Reader{Year: 2026}).Read(bytes.NewReader(back.Bytes()), int64(back.Len()), "a.xlsx", s)
	if err != nil || len(returns) != 1 {
		t.Fatal(len(returns), err)
	}
	for _, v := range returns[0].Values {
		if v.Text != want[v.Ref.Key] {
			t.Errorf("%s is %q (%v), want %q", v.Ref, v.Text, v.State, want[v.Ref.Key])
		}
	}
}
