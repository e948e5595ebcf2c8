package validate

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// articleRules are about articles (文字稿件).
func articleRules() []Rule {
	const layout = "{kind: article, layout: {title: {face: 方正小标宋简体, size: 二号}, unit: {face: 楷体, size: 三号}, body: {face: 仿宋_GB2312, size: 三号}}}\n稿件.docx: docx "
	return []Rule{
		{
			ID: "MT011", Title: "字数不符合要求", Severity: report.Error, Source: materialSource,
			Doc:   "按Word的“字数”计算：汉字和全角标点每个算一个，连续的字母、数字算一个；文本框、脚注、尾注算在内，页眉页脚、自动编号、删去的文字不算。要求是“左右”的，相差一成以内为警告。",
			Bad:   "{kind: article, min: 800, max: 1500}\n稿件.docx: docx chars=799",
			Good:  "{kind: article, min: 800, max: 1500}\n稿件.docx: docx chars=800",
			check: fileCheck(wrongLength),
		},
		{
			ID: "MT012", Title: "标题的字体字号不符合要求", Severity: report.Error, Source: materialSource,
			Doc:   "按实际起作用的字体看：文字本身的设置、字符样式、段落样式、文档默认值（含主题字体）。同一类而不是同一款的字体（仿宋、仿宋_GB2312）为警告；要求只写“楷体”这类名称的，哪一款都可以。",
			Bad:   layout + "[宋体 二号]校园开放日侧记/[楷体 三号]示例市第一职业学校/[仿宋_GB2312 三号]五月十日，学校举办了开放日活动。",
			Good:  layout + "[FZXiaoBiaoSong-B05S 22]校园开放日侧记/[楷体_GB2312 16]示例市第一职业学校/[FangSong_GB2312 16]五月十日，学校举办了开放日活动。",
			check: fileCheck(titleLook),
		},
		{
			ID: "MT013", Title: "报送单位的字体字号不符合要求", Severity: report.Error, Source: materialSource,
			Doc:   "报送单位是标题下面、正文之前写有学校或单位名称的一行；没有这样一行的为警告。",
			Bad:   layout + "[方正小标宋简体 二号]校园开放日侧记/[楷体 四号]示例市第一职业学校/[仿宋_GB2312 三号]五月十日，学校举办了开放日活动。",
			Good:  layout + "[方正小标宋简体 二号]校园开放日/[方正小标宋简体 二号]侧记/[楷体 三号]示例市第一职业学校/[仿宋_GB2312 三号]五月十日，学校举办了开放日活动。",
			check: fileCheck(unitLook),
		},
		{
			ID: "MT014", Title: "正文的字体字号不符合要求", Severity: report.Error, Source: materialSource,
			Doc:   "多数文字不符的为错误；少数文字不符的为警告，并指出是哪一段。小标题、图注、落款等短行和表格不看，字母、数字的字体不看。",
			Bad:   layout + "[方正小标宋简体 二号]校园开放日侧记/[楷体 三号]示例市第一职业学校/[宋体 三号]五月十日，学校举办了开放日活动。",
			Good:  layout + "[方正小标宋简体 二号]校园开放日侧记/[楷体 三号]示例市第一职业学校/[黑体 三号]一、活动情况/[仿宋_GB2312 三号]五月十日，学校举办了开放日活动。",
			check: fileCheck(bodyLook),
		},
		{
			ID: "MT015", Title: "引用媒体文章没有注明来源", Severity: report.Warning, Source: materialSource,
			Hint:  "写明是哪家媒体，如“据《示例日报》报道”“（来源：示例日报）”",
			Doc:   "只看文字自己说明是引用的：据报道、据媒体报道、本报讯、原标题、责任编辑等，而全文没有来源、转自、据某媒体报道这样的话。",
			Bad:   "{kind: article, cite: true}\n稿件.docx: docx 校园开放日侧记/据媒体报道，五月十日，学校举办了开放日活动。",
			Good:  "{kind: article, cite: true}\n稿件.docx: docx 校园开放日侧记/据《示例日报》报道，五月十日，学校举办了开放日活动。",
			check: fileCheck(unsourced),
		},
	}
}

// wrongLength counts. 左右 allows a tenth with a warning.
func wrongLength(s *submitted) []remark {
	if s.article == nil || s.Kind != kindArticle {
		return nil
	}
	n, rule := s.Characters, s.rule
	var m remark
	switch demand := wantedLength(rule); {
	case rule.Min > 0 && n < rule.Min:
		m = s.say(fmt.Sprintf("%d字", n), fmt.Sprintf("%s，只有%d字", demand, n), "请按要求增写")
		if rule.About && n*10 >= rule.Min*9 {
			m.severity = report.Warning
		}
	case rule.Max > 0 && n > rule.Max:
		m = s.say(fmt.Sprintf("%d字", n), fmt.Sprintf("%s，有%d字", demand, n), "请按要求压缩")
		if rule.About && n*10 <= rule.Max*11 {
			m.severity = report.Warning
		}
	default:
		return nil
	}
	return []remark{m}
}

// wantedLength tells the demand: 字数应为800—1500字左右.
func wantedLength(r *campaign.MaterialRule) string {
	about := ""
	if r.About {
		about = "左右"
	}
	switch {
	case r.Max == 0:
		return fmt.Sprintf("字数应不少于%d字%s", r.Min, about)
	case r.Min == 0:
		return fmt.Sprintf("字数应不超过%d字%s", r.Max, about)
	}
	return fmt.Sprintf("字数应为%d—%d字%s", r.Min, r.Max, about)
}

// look returns what a rule demands of a part of an article; nil if nothing, or
// if there is no article to look at.
func (s *submitted) look(part func(*campaign.ArticleLayout) *campaign.TextLook) *campaign.TextLook {
	if s.article == nil || len(s.article.text) == 0 || s.Kind != kindArticle || s.rule.Layout == nil {
		return nil
	}
	return part(s.rule.Layout)
}

func titleLook(s *submitted) (found []remark) {
	want := s.look(func(l *campaign.ArticleLayout) *campaign.TextLook { return l.Title })
	switch {
	case want == nil:
		return nil
	case len(s.article.title) == 0:
		return []remark{s.say(s.article.text[0], "第一行不像标题，标题应为"+lookName(want), "标题单独成行，放在最前面").severe(report.Warning)}
	}
	for _, p := range s.article.title {
		wrong, _ := differing(p, want)
		found = append(found, s.wrongLooks("标题", want, wrong)...)
	}
	return found
}

func unitLook(s *submitted) []remark {
	want := s.look(func(l *campaign.ArticleLayout) *campaign.TextLook { return l.Unit })
	switch {
	case want == nil || len(s.article.title) == 0:
		return nil
	case s.article.unit == nil:
		return []remark{s.say("", "标题下面没有写报送单位", "在标题下一行写明报送单位，用"+lookName(want)).severe(report.Warning)}
	}
	wrong, _ := differing(s.article.unit, want)
	return s.wrongLooks("报送单位", want, wrong)
}

// wrongLooks makes one remark of the stretches of a line that should look one
// way throughout: an error, unless only faces of the same kind are mixed up.
func (s *submitted) wrongLooks(part string, want *campaign.TextLook, wrong []misfit) []remark {
	if len(wrong) == 0 {
		return nil
	}
	return []remark{s.wrongLook(part, want, wrong[0].text, wrong).severe(lookSeverity(wrong))}
}

func lookSeverity(wrong []misfit) report.Severity {
	for _, w := range wrong {
		if w.match == typeface.Other || !w.sized {
			return report.Error
		}
	}
	return report.Warning
}

func (s *submitted) wrongLook(part string, want *campaign.TextLook, found string, wrong []misfit) remark {
	is := wrong[0].look.String()
	hint := "选中这些文字，设为" + lookName(want)
	if lookSeverity(wrong) == report.Warning {
		hint += "（电脑没有这款字体的，请安装）"
	}
	return s.say(found, part+"应为"+lookName(want)+"，实际是"+is, hint)
}

func bodyLook(s *submitted) []remark {
	want := s.look(func(l *campaign.ArticleLayout) *campaign.TextLook { return l.Body })
	if want == nil {
		return nil
	}
	total, bad := 0, 0
	var wrong []misfit
	for _, p := range s.article.body {
		head := heading(p)
		if head == shown(p) {
			continue
		}
		all := hanCount(shown(p)) - hanCount(head)
		total += all
		found, _ := differing(behind(p, head), want)
		for _, w := range found {
			bad += hanCount(w.text)
		}
		wrong = append(wrong, found...)
	}
	if len(wrong) == 0 {
		return nil
	}
	most := wrong[0]
	for _, w := range wrong {
		if hanCount(w.text) > hanCount(most.text) {
			most = w
		}
	}
	m := s.wrongLook("正文", want, most.text, []misfit{most})
	m.severity = report.Warning
	if bad*2 > total {
		m.severity = lookSeverity(wrong)
	} else {
		m.message = "正文有的文字不是" + lookName(want) + "，是" + most.look.String()
	}
	if len(wrong) > 1 {
		m.hint += "（共" + count(len(wrong)) + "处）"
	}
	return []remark{m}
}

// heading returns what of a paragraph of the body may look as it likes: the
// whole of a short line that is no sentence, the first sentence behind a level
// mark. Both may be set as headings are.
func heading(p *wordml.Paragraph) string {
	text := shown(p)
	trimmed := strings.TrimSpace(text)
	mark, _, _ := plain.ParseMark(trimmed)
	numbered := mark != "" || p.Number != ""
	switch {
	case byline(p), captionStart.MatchString(trimmed), numbered && titleLine(trimmed):
		return text
	case numbered:
		if i := strings.IndexAny(text, "。："); i >= 0 {
			return text[:i+len("。")]
		}
	}
	return ""
}

// behind returns p without the text that it begins with.
func behind(p *wordml.Paragraph, head string) *wordml.Paragraph {
	if head == "" {
		return p
	}
	rest := &wordml.Paragraph{}
	skip := len(head)
	for _, r := range p.Runs {
		n := min(skip, len(r.Text))
		skip -= n
		if r.Text = r.Text[n:]; r.Text != "" {
			rest.Runs = append(rest.Runs, r)
		}
	}
	return rest
}

var (
	quotesMedia = regexp.MustCompile(`据(?:有关|相关|多家|各大|网络|新闻)*(?:媒体|网站|网络|新闻)?报[道导](?:[，,：:]|称)|本[报台网](?:讯|记者)|原标题\s*[:：]|责任?编辑?\s*[:：]|有媒体(?:报[道导]|称)`)
	namesSource = regexp.MustCompile(`来源\s*[:：为是]|稿源|转自|转载自|转载于|摘自|选自|原载|刊载于|刊登于|首发于|据(?:《[^》]+》|“[^”]+”|[\p{Han}A-Za-z]{2,12}[报网社台刊号])[^。，]{0,8}报[道导]|新华社[\p{Han}]{2,8}\d+月\d+日电`)
)

// unsourced finds text that says that it is quotesMedia from media, in an article
// that nowhere names a source.
func unsourced(s *submitted) []remark {
	if s.article == nil || !s.rule.Cite || s.Kind != kindArticle {
		return nil
	}
	sign := ""
	for _, line := range s.article.text {
		if namesSource.MatchString(line) {
			return nil
		}
		if m := quotesMedia.FindString(line); sign == "" && m != "" {
			sign = m
		}
	}
	if sign == "" {
		return nil
	}
	return []remark{s.say(sign, "", "")}
}
