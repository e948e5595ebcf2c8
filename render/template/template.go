// Package template writes what schools type their material into: a .docx for
// each kind of it, in the layout that the rule for the material demands. It has the
// papers that package letter fills in, too, for offices that have none ([Office]).
//
//	for _, rule := range c.Material { // of a campaign
//		err := template.Material(w, rule, template.Options{Author: "示例市教育局"})
//	}
//	err := template.Office(w, template.Drafting, template.Options{}) // 发文稿纸, with placeholders
package template

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/render/internal/word"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// Options say what [Material] cannot know from the rule. The zero value names
// nobody and takes the faces of official documents.
type Options struct {
	Author string        // who sends the template out, in the file's properties; "" names nobody
	Date   calendar.Date // when it was made, in the file's properties; zero is 1980-01-01, never today

	TitleFace string // "" is 方正小标宋简体; where the rule names one, that one counts
	BodyFace  string // "" is 仿宋_GB2312; the same
}

// ErrNone reports material for which there is nothing to type: films, and
// pictures that need no captions.
var ErrNone = say.Error("no template for this kind of material", "这类材料没有要填写的模板")

// An Error says for which material there is no template, and why: ErrNone,
// campaign.ErrTypeSize, or text that no document holds.
type Error struct {
	Kind string // of the material, as the rule has it: article, photo
	Part string // of the template: 稿件标题; may be empty
	Err  error
}

func (e *Error) Error() string {
	if e.Part != "" {
		return fmt.Sprintf("template: %s: %s: %v", e.Kind, e.Part, e.Err)
	}
	return fmt.Sprintf("template: %s: %v", e.Kind, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *Error) Chinese() string {
	if errors.Is(e.Err, campaign.ErrTypeSize) {
		return "材料要求中" + e.Part + "的字号不认识"
	}
	return e.Part + say.Chinese(e.Err, "模板没有做成")
}

// Material writes a .docx in which a school types what a rule asks for, in the
// layout that it demands: an article, a media report in words, or the list of
// captions of photos. What is to be typed stands in 【】 and says what the rule
// demands; typed over, it keeps the right face and size, and so does what is
// added, for they are those of the named styles 稿件标题, 报送单位 and 稿件正文.
//
// A part that the rule leaves open is set as offices set it: the title in
// 方正小标宋简体 二号, the unit in 楷体_GB2312 三号, the body in 仿宋_GB2312 三号,
// lines of 28.95 pt, the margins of GB/T 9704-2012. Errors are of type [*Error],
// but for those of w; before one nothing is written.
func Material(w io.Writer, rule campaign.MaterialRule, o Options) error {
	file, part, err := material(rule, o)
	if err != nil {
		return &Error{rule.Kind, part, err}
	}
	return out.Write(w, "template: "+rule.Kind, file)
}

func material(rule campaign.MaterialRule, o Options) (file []byte, part string, err error) {
	look, part, err := newLook(rule.Layout, o)
	if err != nil {
		return nil, part, err
	}
	title, paras := "", []*flow.Para(nil)
	switch {
	case rule.Kind == "article":
		title, paras = "文字稿件", look.article(rule)
	case rule.Kind == "media" && typed(rule):
		title, paras = "媒体报道", look.report(rule)
	case rule.Kind == "photo" && rule.Caption:
		title, paras = "照片说明", look.captions(rule)
	default:
		return nil, "", ErrNone
	}
	sec := &flow.Section{}
	for _, p := range paras {
		if err := flow.CheckText(p.Text()); err != nil {
			return nil, p.Style.Name, err
		}
		sec.Elements = append(sec.Elements, p)
	}
	file, err = word.Write(&flow.Flow{Geo: flow.Classic, Sections: []*flow.Section{sec}},
		paper.Properties{Title: title, Author: o.Author, Date: o.Date},
		word.Look{Styles: []*flow.Style{flow.StyleNormal, look.title, look.unit, look.body, flow.StyleFooter}})
	return file, "", err
}

// typed reports whether a rule for media reports takes a report in words.
func typed(rule campaign.MaterialRule) bool {
	return (len(rule.Accept) == 0 || slices.Contains(rule.Accept, "docx")) && !slices.Contains(rule.Refuse, "docx")
}

// A look is the styles of an article.
type look struct{ title, unit, body *flow.Style }

func newLook(l *campaign.ArticleLayout, o Options) (a *look, part string, err error) {
	if l == nil {
		l = &campaign.ArticleLayout{}
	}
	a = &look{
		title: &flow.Style{ID: "GWArticleTitle", Name: "稿件标题", Next: "GWArticleUnit", Role: font.XiaoBiaoSong, Face: o.TitleFace, Size: flow.Size2, Align: flow.Centre},
		unit:  &flow.Style{ID: "GWArticleUnit", Name: "报送单位", Next: "GWArticleBody", Role: font.KaiTi, Size: flow.Size3, Align: flow.Centre},
		body:  &flow.Style{ID: "GWArticleBody", Name: "稿件正文", Role: font.FangSong, Face: o.BodyFace, Size: flow.Size3},
	}
	for _, part := range []struct {
		style *flow.Style
		look  *campaign.TextLook
	}{{a.title, l.Title}, {a.unit, l.Unit}, {a.body, l.Body}} {
		s := part.style
		s.Based = flow.StyleNormal.ID
		if part.look != nil {
			points, err := part.look.Points()
			if err != nil {
				return nil, s.Name, err
			}
			s.Face, s.Size = part.look.Face, cmp.Or(paper.Pt(points), s.Size)
		}
		if s.Size == flow.Size3 {
			s.Track = flow.Track
		} else {
			s.Pitch = max(s.Size.Twips()+flow.Gap, flow.Classic.Pitch)
		}
	}
	a.body.First = 2 * a.body.Size.Twips()
	return a, "", nil
}

func hint(s *flow.Style, format string, args ...any) *flow.Para {
	return &flow.Para{Style: s, Runs: []flow.Run{{Text: "【" + fmt.Sprintf(format, args...) + "】", Role: s.Role}}}
}

func (a *look) article(rule campaign.MaterialRule) []*flow.Para {
	paras := []*flow.Para{
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

func (a *look) report(rule campaign.MaterialRule) []*flow.Para {
	rank := ""
	if rule.Rank != "" {
		rank = "限" + rule.Rank + "及以上媒体，"
	}
	paras := []*flow.Para{
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
func (a *look) captions(rule campaign.MaterialRule) []*flow.Para {
	paras := []*flow.Para{
		{Style: a.title, Runs: []flow.Run{{Text: "照片说明", Role: a.title.Role}}},
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
