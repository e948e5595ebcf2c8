package render

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// ErrNoTemplate reports material for which there is nothing to type: films, and
// pictures that need no captions.
var ErrNoTemplate = errors.New("render: no template for this kind of material")

// MaterialTemplate writes a .docx in which a school types what a rule asks for,
// in the layout that it demands: an article, a media report in words, or the
// list of captions of photos. What is to be typed stands in 【】 and says what
// the rule demands; typed over, it keeps the right face and size, and so does
// what is added, for they are those of the named styles 稿件标题, 报送单位 and 稿件正文.
//
// A part that the rule leaves open is set as offices set it: the title in
// 方正小标宋简体 二号, the unit in 楷体_GB2312 三号, the body in 仿宋_GB2312 三号,
// lines of 28.95 pt, the margins of GB/T 9704-2012. Of o, Fill and HeadFace
// mean nothing. The error is ErrNoTemplate, or of a size in the rule's layout
// that cannot be read.
func MaterialTemplate(w io.Writer, rule campaign.MaterialRule, o sheet.Options) error {
	article, err := newArticleLook(rule.Layout, o)
	if err != nil {
		return err
	}
	title, paras := "", []*para(nil)
	switch {
	case rule.Kind == "article":
		title, paras = "文字稿件", article.article(rule)
	case rule.Kind == "media" && typed(rule):
		title, paras = "媒体报道", article.report(rule)
	case rule.Kind == "photo" && rule.Caption:
		title, paras = "照片说明", article.captions(rule)
	default:
		return ErrNoTemplate
	}
	src := source{document.Document{Title: title, Signature: &document.Signature{Organs: []document.Organ{{Name: o.Author}}, Date: o.Date}}}
	sec := &section{}
	for _, p := range paras {
		if err := src.checkText(p.style.name, p.text()); err != nil {
			return err
		}
		sec.elements = append(sec.elements, p)
	}
	look := wordLook{Styles: []*style{styleNormal, article.title, article.unit, article.body, styleFooter}}
	return src.writeWord(w, &flow{geo: classic, sections: []*section{sec}}, look)
}

// typed reports whether a rule for media reports takes a report in words.
func typed(rule campaign.MaterialRule) bool {
	return (len(rule.Accept) == 0 || slices.Contains(rule.Accept, "docx")) && !slices.Contains(rule.Refuse, "docx")
}

// An articleLook is the styles of an article.
type articleLook struct{ title, unit, body *style }

func newArticleLook(l *campaign.ArticleLayout, o sheet.Options) (*articleLook, error) {
	if l == nil {
		l = &campaign.ArticleLayout{}
	}
	a := &articleLook{
		title: &style{id: "GWArticleTitle", name: "稿件标题", next: "GWArticleUnit", role: font.XiaoBiaoSong, face: o.TitleFace, size: size2, align: centre},
		unit:  &style{id: "GWArticleUnit", name: "报送单位", next: "GWArticleBody", role: font.KaiTi, size: size3, align: centre},
		body:  &style{id: "GWArticleBody", name: "稿件正文", role: font.FangSong, face: o.BodyFace, size: size3},
	}
	for _, part := range []struct {
		style *style
		look  *campaign.TextLook
	}{{a.title, l.Title}, {a.unit, l.Unit}, {a.body, l.Body}} {
		s := part.style
		s.based = styleNormal.id
		if part.look != nil {
			points, err := part.look.Points()
			if err != nil {
				return nil, fmt.Errorf("render: template: %s: %w", s.name, err)
			}
			s.face, s.size = part.look.Face, cmp.Or(paper.Pt(points), s.size)
		}
		if s.size == size3 {
			s.track = track
		} else {
			s.pitch = max(s.size.Twips()+gap, classic.pitch)
		}
	}
	a.body.first = 2 * a.body.size.Twips()
	return a, nil
}

func hint(s *style, format string, args ...any) *para {
	return &para{style: s, runs: []run{{text: "【" + fmt.Sprintf(format, args...) + "】", role: s.role}}}
}

func (a *articleLook) article(rule campaign.MaterialRule) []*para {
	paras := []*para{
		hint(a.title, "标题"),
		hint(a.unit, "报送单位全称"),
		hint(a.body, "正文从这里写起，直接替换这段文字。%s写明时间、地点、活动内容、参加人数、特色做法和成效，一件事一段。", lengthLimit(rule)),
	}
	if rule.Cite {
		paras = append(paras, hint(a.body, "引用其他媒体文章的，在引文后注明来源，如：来源：媒体名称，年月日。没有引用的，删去这一段。"))
	}
	if rule.PicturesLast {
		paras = append(paras, hint(a.body, "图片一律放在全文之后。没有图片的，删去这一段。"))
	}
	if rule.FileName != "" {
		paras = append(paras, hint(a.body, "文件名：%s。看过后删去这一段。", rule.FileName))
	}
	return paras
}

func (a *articleLook) report(rule campaign.MaterialRule) []*para {
	rank := ""
	if rule.Rank != "" {
		rank = "限" + rule.Rank + "及以上媒体，"
	}
	paras := []*para{
		hint(a.title, "报道标题"),
		hint(a.unit, "媒体名称、刊播日期"),
		hint(a.body, "报道正文，%s照原文录入，直接替换这段文字。", rank),
	}
	if rule.PicturesLast {
		paras = append(paras, hint(a.body, "图片一律放在全文之后。没有图片的，删去这一段。"))
	}
	if rule.FileName != "" {
		paras = append(paras, hint(a.body, "文件名：%s。看过后删去这一段。", rule.FileName))
	}
	return paras
}

// captions is a list of captions: the name of a file and what it shows, a
// line each.
func (a *articleLook) captions(rule campaign.MaterialRule) []*para {
	paras := []*para{
		{style: a.title, runs: []run{{text: "照片说明", role: a.title.role}}},
		hint(a.unit, "报送单位全称"),
	}
	for i := range max(3, rule.MinCount) {
		paras = append(paras, hint(a.body, "照片%d的文件名.jpg】：【时间、地点、人物、正在做什么", i+1))
	}
	return paras
}

// lengthLimit tells the limits of an article: 字数800～1500字左右。
func lengthLimit(rule campaign.MaterialRule) string {
	about := ""
	if rule.About {
		about = "左右"
	}
	switch {
	case rule.Min > 0 && rule.Max > 0:
		return fmt.Sprintf("字数%d～%d字%s。", rule.Min, rule.Max, about)
	case rule.Min > 0:
		return fmt.Sprintf("字数不少于%d字%s。", rule.Min, about)
	case rule.Max > 0:
		return fmt.Sprintf("字数不超过%d字%s。", rule.Max, about)
	}
	return ""
}
