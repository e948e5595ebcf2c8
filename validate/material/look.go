package material

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about articles (文字稿件).
var articleChecks = map[string]func(*submitted) []remark{
	"MT011": wrongLength,
	"MT012": titleLook,
	"MT013": unitLook,
	"MT014": bodyLook,
	"MT015": unsourced,
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
		all := han.Count(shown(p)) - han.Count(head)
		total += all
		found, _ := differing(behind(p, head), want)
		for _, w := range found {
			bad += han.Count(w.text)
		}
		wrong = append(wrong, found...)
	}
	if len(wrong) == 0 {
		return nil
	}
	most := wrong[0]
	for _, w := range wrong {
		if han.Count(w.text) > han.Count(most.text) {
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
		m.hint += "（共" + strconv.Itoa(len(wrong)) + "处）"
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
