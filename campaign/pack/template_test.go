package pack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/render/template"
	"github.com/zhijiao-go/zhijiao/validate/material"
)

// demanded is what 南昌 asks for in its notice of 2020, for a shorter article.
var demanded = campaign.MaterialRule{
	Kind: "article", Min: 80, Max: 500, Cite: true,
	Layout: &campaign.ArticleLayout{
		Title: &campaign.TextLook{Face: "方正小标宋简体", Size: "二号"},
		Unit:  &campaign.TextLook{Face: "楷体_GB2312", Size: "三号"},
		Body:  &campaign.TextLook{Face: "仿宋_GB2312", Size: "三号"},
	},
}

var prompt = regexp.MustCompile(`【[^】]*】`)

// typeOver types texts in the place of the prompts of a template, in their
// order, and takes away what is left of them, as people do.
func typeOver(t *testing.T, rule campaign.MaterialRule, change func(part string) string, texts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := template.Material(&buf, rule, template.Options{}); err != nil {
		t.Fatal(err)
	}
	return rewrite(t, buf.Bytes(), func(name, part string) string {
		if name == "word/document.xml" {
			part = prompt.ReplaceAllStringFunc(part, func(string) string {
				if len(texts) == 0 {
					return ""
				}
				text := texts[0]
				texts = texts[1:]
				return text
			})
		}
		return change(part)
	})
}

func rewrite(t *testing.T, data []byte, change func(name, part string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, change(f.Name, string(part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var typed = []string{
	"匠心启航 技能报国", "示例市第一职业学校",
	strings.Repeat("5月10日，学校举办校园开放日活动，邀请300名初中学生和家长走进实训基地，体验专业技能。", 3),
	"据《示例日报》2027年5月11日报道，活动受到家长欢迎。",
}

// What is typed into a template is as the rule demands it; the same text in
// another face or size is not.
func TestArticleTemplate(t *testing.T) {
	other := demanded
	other.Layout = &campaign.ArticleLayout{Title: &campaign.TextLook{Face: "黑体", Size: "小一"}, Unit: &campaign.TextLook{Face: "宋体", Size: "小四"}, Body: &campaign.TextLook{Face: "微软雅黑", Size: "13.5"}}
	free := demanded
	free.Layout = nil // the house's own layout is that of demanded
	same := func(s string) string { return s }
	swap := func(old, new string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, old, new) }
	}
	for _, c := range []struct {
		name   string
		rule   campaign.MaterialRule // that the template is made for
		by     campaign.MaterialRule // that it is judged by
		change func(string) string
		right  bool
	}{
		{"as demanded", demanded, demanded, same, true},
		{"another layout demanded", other, other, same, true},
		{"no layout demanded", free, demanded, same, true},
		{"made for another rule", other, demanded, same, false},
		{"title in another face", demanded, demanded, swap("方正小标宋简体", "宋体"), false},
		{"unit in another face", demanded, demanded, swap("楷体_GB2312", "黑体"), false},
		{"body in another face", demanded, demanded, swap("仿宋_GB2312", "宋体"), false},
		{"title in another size", demanded, demanded, swap(`<w:sz w:val="44"/>`, `<w:sz w:val="36"/>`), false},
		{"body in another size", demanded, demanded, swap(`<w:sz w:val="32"/>`, `<w:sz w:val="24"/>`), false},
	} {
		data := typeOver(t, c.rule, c.change, typed...)
		r := material.Article(bytes.NewReader(data), int64(len(data)), "稿件.docx", c.by)
		if (len(r.Findings) == 0) != c.right {
			t.Errorf("%s: right is %v: %v", c.name, c.right, r.Findings)
		}
	}
}

// Photos whose captions stand in the list that the template makes have them.
func TestCaptionTemplate(t *testing.T) {
	rule := campaign.MaterialRule{Kind: "photo", Caption: true}
	texts := []string{"示例市第一职业学校"}
	for i := range 3 {
		texts = append(texts, fmt.Sprintf("IMG_%04d.jpg", i), "5月10日，学生在校园开放日展示技能")
	}
	list := typeOver(t, rule, func(s string) string { return s }, texts...)
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{
		"照片/IMG_0000.jpg": {Data: picture.Bytes()},
		"照片/IMG_0002.jpg": {Data: picture.Bytes()},
		"照片/IMG_0007.jpg": {Data: picture.Bytes()},
		"照片/照片说明.docx":    {Data: list},
	}
	result, err := material.Check(t.Context(), folder, material.Options{Rules: []campaign.MaterialRule{rule}})
	if err != nil {
		t.Fatal(err)
	}
	var without []string
	for _, f := range result.Report.Findings {
		without = append(without, f.Where.File)
	}
	if !slices.Equal(without, []string{"照片/IMG_0007.jpg"}) {
		t.Errorf("findings: %v", result.Report.Findings)
	}
}
