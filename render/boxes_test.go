package render_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render/blank"
)

var boxed = &forms.Schema{ID: "boxed", Version: "1", Title: "实训基地开放情况表", Head: []forms.Field{
	{Key: "school", Label: "学校", Required: true},
	{Key: "open", Label: "是否对外开放", Kind: forms.YesNo, Required: true},
	{Key: "way", Label: "合作方式", Kind: forms.Choice, Options: forms.Options{"订单培养", "共建基地"}, Width: 30},
	{Key: "for", Label: "开放对象", Kind: forms.Choices, Options: forms.Options{"学生", "教师", "社区"}, Width: 40},
	{Key: "long", Label: "类别", Kind: forms.Choice, Options: forms.Options{strings.Repeat("很长的一项", 20), "另一项"}},
}}

// The options of a field stand on paper with boxes where they fit; a blank form
// that comes back is blank, a ticked one says what is ticked.
func TestFormDocxBoxes(t *testing.T) {
	data := formDOCX(t, boxed, blank.Options{})
	text := crosscheck.DocxText(t, data)
	for _, want := range []string{"□ 是  □ 否", "□ 订单培养  □ 共建基地", "□ 学生  □ 教师  □ 社区"} {
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(want, " ", "")) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if strings.Contains(text, "很长的一项") {
		t.Errorf("options that do not fit: %s", text)
	}
	r := readBoxed(t, data)
	if !r.Blank() {
		t.Errorf("a blank form is not blank: %+v", r.Values)
	}
	for _, v := range r.Values {
		if v.State != returned.Empty {
			t.Errorf("%s: %v %q", v.Ref, v.State, v.Raw)
		}
	}
	ticked := rework(t, data, strings.NewReplacer("□ 否", "☑ 否", "□ 共建基地", "☑ 共建基地", "□ 学生", "☑ 学生", "□ 社区", "☑ 社区"))
	r = readBoxed(t, ticked)
	for key, want := range map[string]string{"open": "否", "way": "共建基地", "for": "学生、社区"} {
		if v := r.At(forms.Ref{Key: key}); v.Text != want {
			t.Errorf("%s: %q of %q, want %q", key, v.Text, v.Raw, want)
		}
	}
	filled := formDOCX(t, boxed, blank.Options{Fill: map[forms.Ref]string{{Key: "open"}: "是", {Key: "for"}: "教师、社区"}})
	r = readBoxed(t, filled)
	for key, want := range map[string]string{"open": "是", "for": "教师、社区"} {
		if v := r.At(forms.Ref{Key: key}); v.Text != want || !strings.Contains(v.Raw, "☑") {
			t.Errorf("filled in %s: %q of %q, want %q", key, v.Text, v.Raw, want)
		}
	}
}

func readBoxed(t *testing.T, data []byte) *returned.Return {
	t.Helper()
	all, findings, err := returned.Read(bytes.NewReader(data), int64(len(data)), "表.docx", boxed)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d forms, %v, %v", len(all), err, findings)
	}
	return all[0]
}

// edit changes the text of a document.
func rework(t *testing.T, data []byte, change *strings.Replacer) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			part = []byte(change.Replace(string(part)))
		}
		if _, err := to.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
