package render_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render/template"
)

func TestMaterialTemplate(t *testing.T) {
	look := func(face, size string) *campaign.TextLook { return &campaign.TextLook{Face: face, Size: size} }
	for _, c := range []struct {
		name string
		rule campaign.MaterialRule
		want string // text, lines joined by |
	}{
		{"article", campaign.MaterialRule{Kind: "article", Min: 800, Max: 1500, About: true, Cite: true},
			"【标题】|【报送单位全称】|【正文从这里写起，直接替换这段文字。字数800～1500字左右。写明时间、地点、活动内容、参加人数、特色做法和成效，一件事一段。】|" +
				"【引用其他媒体文章的，在引文后注明来源，如：来源：媒体名称，年月日。没有引用的，删去这一段。】"},
		{"article with pictures and a name", campaign.MaterialRule{Kind: "article", Max: 1500, PicturesLast: true, FileName: "学校+标题"},
			"【标题】|【报送单位全称】|【正文从这里写起，直接替换这段文字。字数不超过1500字。写明时间、地点、活动内容、参加人数、特色做法和成效，一件事一段。】|" +
				"【图片一律放在全文之后。没有图片的，删去这一段。】|【文件名：学校+标题。看过后删去这一段。】"},
		{"report", campaign.MaterialRule{Kind: "media", Rank: "市级", Accept: []string{"docx", "scan"}},
			"【报道标题】|【媒体名称、刊播日期】|【报道正文，限市级及以上媒体，照原文录入，直接替换这段文字。】"},
		{"captions", campaign.MaterialRule{Kind: "photo", Caption: true, MinCount: 4},
			"照片说明|【报送单位全称】|【照片1的文件名.jpg】：【时间、地点、人物、正在做什么】|【照片2的文件名.jpg】：【时间、地点、人物、正在做什么】|" +
				"【照片3的文件名.jpg】：【时间、地点、人物、正在做什么】|【照片4的文件名.jpg】：【时间、地点、人物、正在做什么】"},
		{"layout", campaign.MaterialRule{Kind: "article", Min: 5, Layout: &campaign.ArticleLayout{Title: look("甲<体>", "13.5"), Unit: look("乙体", "")}},
			"【标题】|【报送单位全称】|【正文从这里写起，直接替换这段文字。字数不少于5字。写明时间、地点、活动内容、参加人数、特色做法和成效，一件事一段。】"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := template.Material(&b, c.rule, template.Options{Author: "示例市教育局"}); err != nil {
				t.Fatal(err)
			}
			f := unpack(t, b.Bytes())
			checkPackage(t, f)
			checkSchema(t, f)
			checkStyleUse(t, f)
			next := map[string]string{}
			for _, e := range f.parts["word/styles.xml"].all("w:style") {
				next[e.attr["w:styleId"]] = e.kid("w:next").val()
			}
			if next["GWArticleTitle"] != "GWArticleUnit" || next["GWArticleUnit"] != "GWArticleBody" || next["GWArticleBody"] != "" {
				t.Errorf("what a line break leads to: %v", next)
			}
			if got := strings.ReplaceAll(strings.TrimSpace(crosscheck.DocxText(t, b.Bytes())), "\n", "|"); got != c.want {
				t.Errorf("%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestMaterialTemplateErrors(t *testing.T) {
	for _, r := range []campaign.MaterialRule{
		{Kind: "video"}, {Kind: "photo"}, {}, {Kind: "media", Accept: []string{"scan"}}, {Kind: "media", Refuse: []string{"docx"}},
	} {
		if err := template.Material(io.Discard, r, template.Options{}); !errors.Is(err, template.ErrNone) {
			t.Errorf("%+v: %v", r, err)
		}
	}
	bad := campaign.MaterialRule{Kind: "article", Layout: &campaign.ArticleLayout{Body: &campaign.TextLook{Face: "宋体", Size: "九号"}}}
	if err := template.Material(io.Discard, bad, template.Options{}); !errors.Is(err, campaign.ErrTypeSize) {
		t.Errorf("size 九号: %v", err)
	}
	if err := template.Material(fullDisk{}, campaign.MaterialRule{Kind: "article"}, template.Options{}); !errors.Is(err, errDisk) {
		t.Errorf("failing writer: %v", err)
	}
}
