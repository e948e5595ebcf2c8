package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
)

func formDOCX(t testing.TB, s *forms.Schema, o blank.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := render.FormDOCX(&b, s, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Word opens it: parts, elements and grids are as they must be.
func TestFormDocxIsSound(t *testing.T) {
	field := func(label, group string) forms.Field { return forms.Field{Key: label, Label: label, Group: group} }
	odd := &forms.Schema{
		ID: "odd", Title: strings.Repeat("职业教育活动周学校情况统计表", 3), Orientation: forms.Landscape, Notes: []string{"甲", "乙"},
		Head:   []forms.Field{field("a", "")},
		Blocks: []forms.Block{{Key: "t", Rows: 40, Grow: true, Number: "序号", Fields: []forms.Field{field("b", "甲|乙"), field("c", "甲|乙"), field("d", "甲|丙"), field("e", "")}}},
		Foot:   []forms.Field{field("f", ""), field("g", "")},
	}
	card := &forms.Schema{ID: "card", Title: "表", Blocks: []forms.Block{{Key: "t", Rows: 2, Fields: []forms.Field{field("b", "")}}, {Key: "u", Label: "又", Fields: []forms.Field{field("c", "")}}}}
	for _, s := range append(forms.Builtins(), odd, card) {
		t.Run(s.ID, func(t *testing.T) {
			f := unpack(t, formDOCX(t, s, blank.Options{Fill: returned.School{Name: "<甲>&乙"}.Prefill(s)}))
			checkPackage(t, f)
			checkSchema(t, f)
			checkStyleUse(t, f)
		})
	}
}

// checkStyleUse: every style that is used is declared, once.
func checkStyleUse(t *testing.T, f *wordFile) {
	t.Helper()
	declared := map[string]int{}
	for _, e := range f.parts["word/styles.xml"].all("w:style") {
		declared[e.attr["w:styleId"]]++
	}
	for _, name := range f.names {
		f.parts[name].walk(func(e, _ *elem) {
			switch e.name {
			case "w:pStyle", "w:rStyle", "w:basedOn", "w:next":
				if declared[e.val()] != 1 {
					t.Errorf("%s: style %s is declared %d times", name, e.val(), declared[e.val()])
				}
			}
		})
	}
}

// The paper version says what the sheet says, in the same order.
func TestFormDocxText(t *testing.T) {
	for _, s := range forms.Builtins() {
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		for _, c := range l.Cells {
			want.WriteString(c.Text)
		}
		got := crosscheck.DocxText(t, formDOCX(t, s, blank.Options{}))
		strip := strings.NewReplacer("\n", "", " ", "", "\t", "")
		if strip.Replace(got) != strip.Replace(want.String()) {
			t.Errorf("%s:\n%s\nwant\n%s", s.ID, got, want.String())
		}
	}
}

// What is filled in stands there as people write it.
func TestFormDocxFill(t *testing.T) {
	s := &forms.Schema{ID: "a", Title: "表", Head: []forms.Field{
		{Key: "text", Label: "文字"}, {Key: "n", Label: "人数", Kind: forms.Integer}, {Key: "p", Label: "覆盖率", Kind: forms.Percent},
		{Key: "d", Label: "日期", Kind: forms.Date}, {Key: "t", Label: "时间", Kind: forms.Time}, {Key: "y", Label: "是否", Kind: forms.YesNo},
	}, Foot: []forms.Field{{Key: "by", Label: "填表人"}}}
	ref := func(key string) forms.Ref { return forms.Ref{Key: key} }
	got := crosscheck.DocxText(t, formDOCX(t, s, blank.Options{Fill: map[forms.Ref]string{
		ref("text"): "甲\n乙", ref("n"): "120", ref("p"): "12.5", ref("d"): "2027-05-09", ref("t"): "14:00", ref("y"): "是", ref("by"): "张某某",
	}}))
	for _, want := range []string{"甲乙", "120", "12.5%", "2027年5月9日", "14:00", "是", "张某某"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not there:\n%s", want, got)
		}
	}
}

// The file tells which form it is, who made it and when, and in which faces.
func TestFormDocxOptions(t *testing.T) {
	s, _ := forms.Builtin("liaison")
	s.Version = "2027-1"
	f := unpack(t, formDOCX(t, s, blank.Options{Author: "示例市教育局", Date: calendar.Date{Year: 2027, Month: 4, Day: 6}, TitleFace: "甲体", HeadFace: "乙体", BodyFace: "丙体"}))
	custom := map[string]string{}
	for _, e := range f.parts["docProps/custom.xml"].kids {
		custom[e.attr["name"]] = e.kids[0].text
	}
	if custom[forms.InfoForm] != "liaison" || custom[forms.InfoVersion] != "2027-1" {
		t.Errorf("properties: %v", custom)
	}
	core := string(f.data["docProps/core.xml"])
	for _, want := range []string{"示例市教育局", "2027-04-06", "联络员信息表"} {
		if !strings.Contains(core, want) {
			t.Errorf("%s is not in the properties", want)
		}
	}
	faces := map[string]bool{}
	for _, e := range f.parts["word/styles.xml"].all("w:rFonts") {
		faces[e.attr["w:eastAsia"]] = true
	}
	if !faces["甲体"] || !faces["乙体"] || !faces["丙体"] || faces["仿宋_GB2312"] {
		t.Errorf("faces: %v", faces)
	}
}

func TestFormDocxErrors(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	var fill *blank.FillError
	for _, c := range []struct {
		name string
		s    *forms.Schema
		fill map[forms.Ref]string
		is   func(error) bool
	}{
		{"no schema", nil, nil, func(err error) bool { return errors.Is(err, render.ErrNoSchema) }},
		{"unknown value", s, map[forms.Ref]string{{Key: "none"}: "1"}, func(err error) bool { return errors.As(err, &fill) && fill.Ref.Key == "none" }},
		{"no number", s, map[forms.Ref]string{{Key: "students"}: "约2000"}, func(err error) bool { return errors.As(err, &fill) && fill.Text == "约2000" }},
		{"control character", s, map[forms.Ref]string{{Key: "school"}: "甲\x01"}, func(err error) bool { return errors.Is(err, render.ErrInvalid) }},
		{"bad schema", &forms.Schema{ID: "a"}, nil, func(err error) bool { return err != nil }},
	} {
		if err := render.FormDOCX(io.Discard, c.s, blank.Options{Fill: c.fill}); !c.is(err) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := render.FormDOCX(fullDisk{}, s, blank.Options{}); !errors.Is(err, errDisk) {
		t.Errorf("failing writer: %v", err)
	}
}

// On paper a form takes as many pages as the sheet does in print.
func TestFormDocxPages(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	var files []string
	for _, s := range forms.Builtins() {
		file := filepath.Join(dir, s.ID+".docx")
		if err := os.WriteFile(file, formDOCX(t, s, blank.Options{}), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	want := map[string]int{"month-schedule.pdf": 2}
	for _, pdf := range crosscheck.Convert(t, "pdf", files...) {
		name := filepath.Base(pdf)
		pages := strings.Count(crosscheck.PDFText(t, pdf), "\f")
		if pages != max(1, want[name]) {
			t.Errorf("%s: %s pages", name, fmt.Sprint(pages))
		}
	}
}
