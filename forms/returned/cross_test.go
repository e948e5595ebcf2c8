package returned_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// crossedForm asks for figures by row and column, twice with the same heads.
func crossedForm() *forms.Schema {
	field := func(key, label string, k forms.Kind, unit, group string) forms.Field {
		return forms.Field{Key: key, Label: label, Kind: k, Unit: unit, Group: group}
	}
	return &forms.Schema{ID: "changes", Title: "办学条件变化情况表", Head: []forms.Field{{Key: "school", Label: "学校", Required: true}},
		Blocks: []forms.Block{
			{Key: "base", Label: "一、基本指标", Cross: "指标", Fields: []forms.Field{
				field("a1", "毕业生数·上期", forms.Integer, "人", ""), field("a2", "毕业生数·本期", forms.Integer, "人", ""), field("a3", "毕业生数·备注", forms.Text, "", ""),
				field("b1", "设备总值·上期", forms.Decimal, "万元", ""), field("b2", "设备总值·本期", forms.Decimal, "万元", ""),
			}},
			{Key: "money", Label: "二、经费", Cross: "指标", Fields: []forms.Field{
				field("a1", "毕业生数·上期", forms.Integer, "人", ""), field("a2", "毕业生数·本期", forms.Integer, "人", ""),
				field("c1", "收入·上期", forms.Decimal, "万元", ""), field("c2", "收入·本期", forms.Decimal, "万元", ""),
			}},
			{Key: "staff", Label: "三、师资", Cross: "类别", Fields: []forms.Field{
				field("p1", "专任教师·高级·男", forms.Integer, "人", "本年度"), field("p2", "专任教师·高级·女", forms.Integer, "人", "本年度"), field("p3", "专任教师·高级·合计", forms.Integer, "人", ""),
				field("q1", "兼职教师·高级·男", forms.Integer, "人", "本年度"), field("q2", "兼职教师·高级·女", forms.Integer, "人", "本年度"), field("q3", "兼职教师·高级·合计", forms.Integer, "人", ""),
			}},
		},
		Foot:   []forms.Field{{Key: "by", Label: "填表人"}},
		Checks: []string{"staff.p3 = staff.p1 + staff.p2", "staff.q3 = staff.q1 + staff.q2"}}
}

// TestCrossed: what stands where rows and columns cross is read back out of the
// form as it is drawn, checked, and added up by field.
func TestCrossed(t *testing.T) {
	s := crossedForm()
	want := map[string]string{"school": "第一中学", "base[1].a1": "120", "base[1].a2": "130", "base[1].a3": "扩招", "base[1].b1": "8.5", "base[1].b2": "9",
		"money[1].a1": "1", "money[1].a2": "2", "money[1].c1": "3", "money[1].c2": "4",
		"staff[1].p1": "5", "staff[1].p2": "6", "staff[1].p3": "11", "staff[1].q1": "7", "staff[1].q2": "8", "staff[1].q3": "16", "by": "张某某"}
	fill := map[forms.Ref]string{}
	for r := range s.Fields() {
		if r.Block != "" {
			r.Row = 1
		}
		fill[r] = want[r.String()]
	}
	for name, print := range map[string]blank.Printer{"a.xlsx": sheet.Form, "a.docx": render.FormDOCX} {
		var out bytes.Buffer
		if err := print(&out, s, blank.Options{Fill: fill}); err != nil {
			t.Fatal(name, err)
		}
		bare := s.Clone()
		bare.ID = "other" // known by its title and labels, not by its mark
		returns, findings, err := returned.Read(bytes.NewReader(out.Bytes()), int64(out.Len()), name, bare)
		if err != nil || len(returns) != 1 {
			t.Fatalf("%s: %d returns, %v, %v", name, len(returns), findings, err)
		}
		for _, v := range returns[0].Values {
			if v.Text != want[v.Ref.String()] {
				t.Errorf("%s: %s is %q, want %q", name, v.Ref, v.Text, want[v.Ref.String()])
			}
		}
		for _, f := range findings {
			t.Errorf("%s: %v", name, f)
		}
		told := returns[0].Check()
		if len(told) != 1 || !strings.Contains(told[0].Message, "兼职教师") {
			t.Errorf("%s: %v, want the one sum that is wrong", name, told)
		}
	}
}
